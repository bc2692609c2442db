// Update state: which story the venue shows, which one it showed before, and the way back.
//
// In the state folder, stories/ holds up to three files and `current`, a small text that names the story
// shown now and the one before; it is written whole or not at all, so that a power cut leaves the old
// or the new one. A story just switched to is on trial for UPDATE_TRIAL_S: when it does not open, or the
// program dies twice, the one before comes back. "shipped" is the story that was installed with the program.
// Time is an argument: seconds since the machine came up, with that boot's name (crashes_clock). It
// knows neither bundles nor screens.
//
//   SHIPPED --switch--> TRIAL --120 s, or an orderly end after them--> SETTLED --switch--> TRIAL …
//                       TRIAL --does not open, or two deaths--> the one before
#pragma once
#include "base/log.h"
#include "venue/bundle.h"

enum { UPDATE_PATH = 512, UPDATE_TRIAL_S = 120, UPDATE_DEATHS = 2 };

typedef enum {
    SLOT_NONE = -2,
    SLOT_SHIPPED = -1,
    SLOT_FIRST = 0, // a file of stories/, up to UPDATE_SLOTS - 1
    UPDATE_SLOTS = 3,
} Slot;

typedef enum { TAKEN_NOT, TAKEN_DIED, TAKEN_UNOPENED } TakenBack;

typedef struct {
    char folder[UPDATE_PATH - 64]; // stories/ of the state folder; "": nothing is kept
    char shipped[UPDATE_PATH];     // "": there is none
    char keys[UPDATE_PATH];        // folder of the public keys trusted
    char fonts[UPDATE_PATH];       // folder of the faces; set after updates_open, "": not looked at
    Slot now, before;
    char bad[DIGEST_HEX]; // SHA-256 of the last story that was taken back automatically
    char sha256[UPDATE_SLOTS][DIGEST_HEX];
    char installed[2 * BUNDLE_TEXT]; // version and date of the shipped story, when last looked at
    bool is_damaged;                 // `current` could not be read
    bool is_on_trial, is_running;    // running: this start has not ended well yet
    char boot[48];                   // of the switch
    int64_t at_s;                    // of the switch
    int deaths;
    // of this start's updates_pick, not kept: what it chose, and why the last one was taken back
    Slot shown;
    TakenBack taken_back;
} Updates;

// Reads `current`. A missing one means: the shipped story. A damaged one: the newest story that is there.
// `state` "" keeps nothing; `shipped` NULL or "": none.
void updates_open(Updates *updates, const char *state, const char *shipped, const char *keys);
// The file of a slot; "" for none.
void updates_path(const Updates *updates, Slot slot, char path[UPDATE_PATH]);

// At the start of the program: the story to show, after trying to open it: the one shown last, else the
// one before, else the shipped one. A shipped story that was installed since and is newer goes first.
// Each step has a sentence in the log. False when none opens: the safe screen's turn; `err` says why the
// last one did not.
bool updates_pick(Updates *updates, const char *boot, int64_t now_s, Log *log,
                  char path[UPDATE_PATH], Err *err);
// While the program runs, at any time: ends the trial when it is over.
void updates_tick(Updates *updates, const char *boot, int64_t now_s);
// Seconds until updates_tick has something to do; -1: never.
int64_t updates_left_s(const Updates *updates, int64_t now_s);
void updates_end(Updates *updates); // an orderly end of the program

// For the apply: a slot that neither story uses.
Slot updates_free_slot(const Updates *updates);
// The switch itself, after everything was checked. On failure all is as before.
bool updates_switch(Updates *updates, Slot slot, const char *sha256, const char *boot,
                    int64_t now_s, Err *err);
// By hand: the story before becomes the one shown, and the other way round. The caller opens it or
// starts the program again. False with a sentence when there is none or it does not open.
bool updates_roll_back(Updates *updates, Err *err);
bool updates_can_roll_back(const Updates *updates);
// Removes what no story needs: parts of copies, stories older than the one before.
void updates_clean(const Updates *updates);
