// Crashes: how often the kiosk came up lately without having said goodbye.
//
// Every start is written down before anything can fail and taken back by an orderly end. Three that
// ended badly within five minutes mean that starting once more will not help: the safe screen's turn.
// Time is an argument: seconds since the machine came up, with that boot's name, so that a wrong clock
// cannot confuse it. It knows files and no screen.
#pragma once
#include "base/str.h"
#include <stdbool.h>
#include <stdint.h>

enum { CRASHES_WINDOW_S = 300, CRASHES_MOST = 3, CRASHES_KEPT = 16 };

typedef struct {
    char path[256]; // "": nothing is kept
    char boot[48];
    int64_t at_s[CRASHES_KEPT]; // starts of this boot that have not ended well, oldest first
    int count;
    int before; // bad ends of earlier boots: the plug was pulled, or worse
} Crashes;

// Writes this start down. Returns how many starts of the last five minutes ended badly.
int crashes_begin(Crashes *crashes, const char *path, const char *boot, int64_t now_s);
// After a rest: what was before is forgiven, and this start counts from now.
void crashes_begin_again(Crashes *crashes, int64_t now_s);
void crashes_end(Crashes *crashes); // an orderly end: what happened before is forgiven
// The name of this boot and the seconds since; "" and 0 where the system does not tell.
void crashes_clock(char boot[48], int64_t *now_s);
