// Kiosk: the program zhanting in its three parts: what is needed to begin (kiosk_start.c), the loop
// (kiosk_run.c), and the order of both (kiosk.c).
//
// It is the mains' own; no other folder knows it. Everything there is hangs on one Kiosk, begun as zeros.
#pragma once
#include "options.h"
#include "venue/config.h"
#include "venue/crashes.h"
#include "venue/hours.h"
#include "venue/operator.h"
#include "venue/service.h"
#include "venue/update_state.h"
#include "venue/usage.h"

enum { EXIT_CANNOT_RUN = 2 };

typedef struct {
    Options options;
    Config config;
    ConfigProblems config_problems;
    char state[256]; // folder for what the kiosk keeps; "": nowhere
    Crashes crashes;
    char usage_file[300]; // in it
    Updates updates;
    bool can_update;         // not in a preview
    char story[UPDATE_PATH]; // that the updates chose
    int64_t trial_ms;        // when its trial ends; INT64_MAX: none
    int64_t rest_until_ms;
    Service service;
    Operator *operator; // NULL in a preview
    Usage *usage;       // NULL in a preview and where nothing can be kept
    House house;
    Screen *screen;
    App app;
    bool is_on;
    bool is_dirty;      // an event asked for a frame
    bool is_told;       // the log knows how long the start took
    bool wants_restart; // nothing reaches the display
    int mends;          // attempts to show what did not reach the glass
    int64_t mend_ms;    // when the next one is due; INT64_MAX: none
    int64_t frame_ms;   // of the last frame
    uint64_t stamp;     // of the content folder
    int64_t watched_ms;
    int64_t start_us; // of the program
    int64_t first_us; // from then to the first frame
    char built[11];   // the story's day
    Hours hours;
} Kiosk;

// ---- kiosk_start.c: before there is a screen ------------------------------------------------------

// The venue's file first, then what the command line says. A preview has its own settings.
bool kiosk_read_options(Kiosk *kiosk, int argc, char **argv, Err *err);
int kiosk_check_config(const Kiosk *kiosk); // says every mistake; the exit code
// Where the kiosk keeps what outlives it: as configured, else as the service manager says.
void kiosk_find_state(Kiosk *kiosk);
// Writes this start down; three that ended badly within five minutes get a rest and a notice.
void kiosk_begin_or_rest(Kiosk *kiosk, Log *log);
// Which story it is: one that came by update, or the installed one. A preview shows what it was given.
void kiosk_choose_story(Kiosk *kiosk, Log *log);
// The hall never sees a black screen: what cannot be shown is said, until it can be shown. False when
// even that cannot be shown, or a preview's window was closed.
bool kiosk_open_house(Kiosk *kiosk, Log *log);
// Who looks after the machine: in the hall only, and in a preview that was given a configuration.
void kiosk_open_operator(Kiosk *kiosk, Log *log);
// Visits are counted in the hall, not at an editor's desk.
void kiosk_open_usage(Kiosk *kiosk, Log *log);
int kiosk_stop(const Err *err); // says why it cannot run; the exit code

// ---- kiosk_run.c: while there is one --------------------------------------------------------------

void kiosk_open_app(Kiosk *kiosk, const char *route);
void kiosk_begin(Kiosk *kiosk);
void kiosk_round(Kiosk *kiosk, int64_t patience_ms); // waits so long for an event, and shows
void kiosk_run(Kiosk *kiosk); // until staff, a signal or, in a preview, the window ends it
void kiosk_plan_trial(Kiosk *kiosk, int64_t now_s); // when the trial of a new story ends
