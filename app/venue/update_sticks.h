// Update sticks: where bundles lie on what is plugged in.
//
// It looks below the folders where sticks are mounted, at most five folders deep (whose stick it is, the
// stick, and three on it), and knows neither devices nor what is in a bundle. Links and dot files are not
// followed: a stick is not ours.
#pragma once
#include "base/str.h"

enum { STICK_FILES = 64, STICK_LOOKS = 4096 }; // at most that many found; entries looked at

typedef struct {
    Str path;
    Str place; // the folder that it lies in, below the root: "USB", "user/USB"
    int64_t bytes;
    int64_t changed_s; // wall clock of whoever wrote it
} StickFile;

typedef struct {
    StickFile items[STICK_FILES]; // newest first
    int count;
    bool is_more; // than fit
} StickList;

// Every *.zhb below the roots ("/media", "/run/media", "/mnt"). A root that is not there is fine.
void update_sticks(Arena *arena, const char *const *roots, int root_count, StickList *out);
