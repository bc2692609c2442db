// Operator: what stands behind the staff page: the code and its lock, how long frames took, the disk, bad
// ends, sticks, and what staff asked for.
//
// It fills the Staff that the pages are lent and draws nothing. A code is checked on a thread of its own,
// for it takes tens of milliseconds, and what waits for disks and sticks is done on another
// (operator_work.h); `wake` is called from there when there is something to see.
#pragma once
#include "base/log.h"
#include "pages/staff.h"
#include "venue/config.h"
#include "venue/crashes.h"
#include "venue/update_state.h"

typedef struct Operator Operator;

enum { OPERATOR_FRAMES = 1024 }; // of which the times are kept

typedef enum { WISH_NONE, WISH_RESTART, WISH_QUIT } OperatorWish;

typedef struct {
    const Config *config;
    const ConfigProblems *problems;
    const Crashes *crashes;
    const char *version, *state; // state: folder, "": nothing is kept
    const char *log, *usage;     // files; NULL: none
    const char *mounts; // folders where sticks appear, ':' between; NULL: "/media:/run/media"
    Updates *updates;   // of this start; NULL: content is not updated here
    Log *diary;         // a line for what staff did; NULL: none
    void (*wake)(void *context); // thread-safe
    void *context;
} OperatorOptions;

Operator *operator_open(const OperatorOptions *options); // the options' pointers outlive it
void operator_close(Operator *o);   // waits for a check under way; NULL is fine
Staff *operator_staff(Operator *o); // for AppOptions
void operator_story(Operator *o, const char *built, const char *driver);
void operator_frame(Operator *o, int us); // a frame took so long
// Also when the content was switched: the program ends then and begins again with the other one.
OperatorWish operator_wish(Operator *o);
bool operator_is_switching(Operator *o); // nobody else may change the Updates now
// Ends the work behind the panel, after the pages: the Updates are the caller's again. NULL is fine.
void operator_stop(Operator *o);
