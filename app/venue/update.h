// Update: a new story from a stick, in small steps that the caller drives.
//
// First it looks (READING, COMPARING): signature, age, schema, city, room on the disk, every byte of the
// story, and what would change. Nothing is written until then. Asked to go on, it copies the story to a
// fresh file of the state folder (COPYING, FLUSHING), opens that thoroughly (CHECKING) and switches
// (SWITCHING). Whatever goes wrong at whichever step, the old story stays and a sentence says what
// happened. It knows no screen and no PIN. A step is one piece of work: mostly a few milliseconds, but a
// bad stick can make one wait, so a kiosk runs the steps on update_task's thread.
//
//   READING -> COMPARING -> PLANNED --update_go--> COPYING -> FLUSHING -> CHECKING -> SWITCHING -> DONE
//      any of them --what went wrong, or update_cancel--> REFUSED
#pragma once
#include "store/update_diff.h"
#include "venue/update_state.h"

typedef enum {
    UPDATE_READING,
    UPDATE_COMPARING,
    UPDATE_PLANNED,
    UPDATE_COPYING,
    UPDATE_FLUSHING,
    UPDATE_CHECKING,
    UPDATE_SWITCHING,
    UPDATE_DONE,
    UPDATE_REFUSED,
} UpdateStage;

typedef struct {
    bool has_from; // a story is shown now
    Manifest from, to;
    Signer signer;
    UpdateDiff diff;     // from PLANNED on
    int64_t needs, free; // bytes on the state folder's disk
    bool was_taken_back; // this very story was tried before, and taken back
} UpdatePlan;

typedef struct Update Update;

// Begins to look at a bundle. Never NULL: one that cannot even be opened is REFUSED at once.
// `updates` must outlive it and is changed by the switch alone.
Update *update_open(Updates *updates, const char *bundle);
void update_close(Update *update); // removes what was half copied; NULL is fine
// One piece of work; true while there is another. At PLANNED, DONE and REFUSED there is none.
bool update_step(Update *update);
// At PLANNED: go on. `boot` and `now_s` are the clock of the trial (crashes_clock).
void update_go(Update *update, const char *boot, int64_t now_s);
// Until DONE: the trial's clock once more. A copy may take longer than the trial.
void update_set_clock(Update *update, const char *boot, int64_t now_s);
void update_cancel(Update *update); // until SWITCHING; later it does nothing

UpdateStage update_stage(const Update *update);
float update_progress(const Update *update);         // 0..1, of looking, then of applying
const UpdatePlan *update_plan(const Update *update); // `to` and `signer` once they were read
const Err *update_error(const Update *update);       // at REFUSED
