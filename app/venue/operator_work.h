// Operator work: everything of the panel that waits for a disk, on a thread of its own.
//
// While the panel is open it looks for sticks every WORK_SCAN_MS, reads the newest bundle, and the journal
// once; asked to, it applies an update, goes back, or exports. What it finds is copied into a StaffWork
// under a lock. While the panel is closed it sleeps, unless an update is being applied: that goes on
// and waits before the switch until nobody's visit would be cut off.
// It works on a copy of the Updates: the main's own changes only in work_collect, on the main's thread.
// It knows no page and no window. All calls but work_turn are the main thread's.
#pragma once
#include "pages/staff_work.h"
#include "venue/update_state.h"

typedef struct OperatorWork OperatorWork;

enum { WORK_SCAN_MS = 2000 };

typedef struct {
    Updates *updates;            // NULL: content is not updated here
    const char *state;           // folder; "": nothing is kept
    const char *log, *usage;     // files; NULL: none
    const char *mounts;          // NULL: STICK_MOUNTS
    void (*wake)(void *context); // thread-safe; may be NULL
    void *context;
    bool is_stepped; // no thread: whoever made it calls work_turn
} WorkOptions;

OperatorWork *work_open(const WorkOptions *options); // the options' pointers outlive it
// Ends the thread after the piece of work that goes on; an update that has not switched is given up.
void work_close(OperatorWork *work); // NULL is fine
// One piece of work. Returns how many ms until there is another; -1: until somebody asks for something.
int64_t work_turn(OperatorWork *work, int64_t now_ms);

void work_watch(OperatorWork *work, bool is_open, bool is_english);
void work_tell(OperatorWork *work, StaffWork *out);
void work_choose(OperatorWork *work, int bundle);
bool work_apply(OperatorWork *work, uint64_t plan); // false: that is not at hand any more
void work_let_switch(OperatorWork *work, bool may);
void work_cancel(OperatorWork *work);
void work_roll_back(OperatorWork *work);
void work_export(OperatorWork *work);
// The Updates are being changed by the work: nobody else may.
bool work_is_switching(OperatorWork *work);
// Takes over what the work has switched to. True, from then on, when the program is to begin again.
bool work_collect(OperatorWork *work);
