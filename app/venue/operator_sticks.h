// Operator sticks: what is plugged in, and the folders where that appears.
//
// A stick is a folder below the roots that another file system is mounted on. It knows mounts and
// permissions, not devices and not what is on a stick (update_sticks.h finds bundles). A stick that
// hangs makes it slow: not for the main thread.
#pragma once
#include "base/str.h"

enum { STICK_PATH = 256, STICK_ROOTS = 8 };

extern const char STICK_MOUNTS[]; // "/media:/run/media": where nothing else is said

typedef struct {
    char path[STICK_PATH], name[64];
    bool is_read_only;
} Stick;

typedef struct {
    char text[STICK_ROOTS][STICK_PATH];
    const char *items[STICK_ROOTS];
    int count;
} StickRoots;

// "/media:/run/media" in its parts; what is too long or too much is left out.
void stick_roots(const char *mounts, StickRoots *out);
// The first one that can be written to, else the first one; at most two folders below a root
// ("/media/USB", "/run/media/user/USB").
bool stick_find(const StickRoots *roots, Stick *out);
bool stick_is_there(const Stick *stick); // still
