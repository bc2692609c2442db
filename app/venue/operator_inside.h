// Operator inside: what the two files of operator_work.h share: the one struct, and who may touch what of it.
//
// operator_work.c has the thread, the lock and the sticks, operator_update.c the bundle and its update.
#pragma once
#include "venue/operator_sticks.h"
#include "venue/operator_work.h"
#include "venue/update.h"
#include <pthread.h>

// What the main thread wants.
typedef struct {
    bool is_open, is_english, quits, may_switch;
    bool exports, goes_back, applies, cancels; // once
    uint64_t plan;                             // to apply
    int bundle, choices;                       // the last choice; how many there were
    uint64_t rings;                            // how often something was asked
    Updates updates;                           // as the main had them when it asked last
} Asked;

struct OperatorWork {
    WorkOptions options;
    StickRoots roots;
    pthread_t thread;
    bool has_thread;
    pthread_mutex_t lock;
    pthread_cond_t bell;
    // under the lock
    Asked asked;
    StaffWork told;
    Updates switched; // what the main is to take over
    bool has_switched, is_collected;
    bool is_beginning; // the turn that goes on was asked to change the Updates
    // the thread's own
    StaffWork now;
    bool was_open, has_language, is_english; // has_language: as it speaks
    int64_t scan_ms;
    uint64_t stamp; // of what lies on the sticks
    char paths[WORK_BUNDLES][UPDATE_PATH];
    int choices;
    uint64_t looks, heard; // names the plans; rings answered
    Updates updates;
    Update *update;
};

void work_publish(OperatorWork *work);   // what the thread knows now
void work_hand_over(OperatorWork *work); // its Updates, to the main
void work_today(char out[11]);           // local

// ---- operator_update.c ------------------------------------------------------------------
void work_drop(OperatorWork *work);   // the update that is open
void work_forget(OperatorWork *work); // and what was told of it
// Its work begins with the next turn: opening alone may take long. A number that is none: nothing.
void work_begin_look(OperatorWork *work, int bundle);
void work_look(OperatorWork *work, const Asked *asked);
void work_begin_apply(OperatorWork *work);
bool work_apply_more(OperatorWork *work, const Asked *asked); // false: it waits for leave to switch
void work_go_back(OperatorWork *work, const Asked *asked);
