// Staff: what the main lends the pages so that staff can look after a machine in a hall, and what a visit
// must know of it: five taps in a corner, whether the code was given, the guide's run of show, the cloth
// on the glass, a notice over everything, and what the glass has felt.
//
// Plain values and callbacks: it knows no file, no thread, no code and nothing of how the machine runs.
// Times are the app's. Without it (app->staff is NULL) none of this is there. The page `operator` and
// what lies over the pages are drawn by operator*.c.
#pragma once
#include "base/err.h"
#include "input/input.h"
#include "pages/staff_work.h"
#include "ui/ui.h"

typedef struct App App;

enum {
    STAFF_CORNER_DP = 192,    // side of the square in the lower right corner
    STAFF_TAPS = 5,           // in it …
    STAFF_TAPS_MS = 3000,     // … within this time
    STAFF_AWAY_MS = 60000,    // the page leaves when nobody touches it for so long
    STAFF_CLEAN_MS = 180000,  // the touch is off at most so long
    STAFF_HOLD_MS = 3000,     // one finger that keeps still so long ends it sooner
    STAFF_GUIDE_MS = 1800000, // a guide who neither taps nor clicks for so long has gone
    STAFF_CODE = 6,           // digits
    STAFF_NOTICES = 4,        // labels operator.notice.1 …
    STAFF_STOPS = 32,         // of the run of show
    STAFF_HOURS = 24,         // that what was felt is remembered
    STAFF_GRID = 32,          // squares of the glass, each way
    STAFF_DIRT = 3,           // touches that never moved in one square: it wants wiping
    STAFF_LOST = 20,          // fingers whose end was lost: the touch frame wants a look
    STAFF_ACTION = 80,        // actions of what lies over the pages: below ACTION_PAGE
    STAFF_BUSY_MS = 600000,   // work that goes on keeps the page open at most so long
};

typedef enum { STAFF_NONE, STAFF_CHECKING, STAFF_RIGHT, STAFF_WRONG } StaffAnswer;

// What the code is asked for.
typedef enum { ASK_ENTRY, ASK_UPDATE } StaffAsk;

// What the panel tells. Unknown numbers are negative, unknown texts empty.
typedef struct {
    char version[24], driver[32];
    int64_t uptime_s;    // of the program
    int bad_ends;        // starts since the machine was switched on that ended badly
    int64_t bad_end_s;   // so long ago; -1: none
    int bad_ends_before; // of earlier days: plugs pulled, or worse
    int frames;          // measured
    int p50_us, p99_us;  // of a frame
    int64_t free_bytes;  // where the state is kept
    char state[256];     // folder; "": nothing is kept
    char today[11];      // as the machine's clock has it
    bool is_clock_wrong; // it stands before the story's build date
    const Err *problems; // of the configuration
    int problem_count;
} StaffFacts;

typedef struct {
    int64_t finger, down_ms;
    bool is_muted;
} StaffSeen;

typedef struct Staff {
    // lent by the main before app_open
    void *context;
    bool has_code;                                  // somebody set one
    bool (*guess)(void *context, const char *code); // begins to check it; false: locked
    StaffAnswer (*answer)(void *context);           // to the last guess, told once
    int (*locked_s)(void *context);                 // seconds left; 0: open
    int (*tries)(void *context);                    // left before the lock
    void (*facts)(void *context, StaffFacts *out);  // out is zeroed
    void (*restart)(void *context);                 // NULL: cannot
    void (*quit)(void *context);                    // NULL: not allowed
    // The panel is open, or not: whether to look for sticks, and in which language to tell. Each frame.
    void (*watch)(void *context, bool is_open, bool is_english); // NULL: as the five that follow
    void (*work)(void *context, StaffWork *out);
    void (*export_to_stick)(void *context);    // begins: journal and log; NULL: cannot
    void (*choose)(void *context, int bundle); // looks at that one, or again; NULL: no updates here
    bool (*apply)(void *context, uint64_t plan); // begins; false: that is not at hand any more
    void (*cancel)(void *context);               // the update, until the switch
    void (*roll_back)(void *context);            // begins; a `work` tells whether it can
    // Nobody's visit would be cut off: an update that is ready may switch now. Each frame.
    void (*let_switch)(void *context, bool may);
    void (*keep_notice)(void *context, int notice); // over a restart; NULL: not kept
    const char *stops[STAFF_STOPS];                 // routes of the run of show
    int stop_count;
    // of the run
    int notice; // 1 … STAFF_NOTICES over everything; 0: none. The main may set one kept before
    bool is_cleaning;
    int64_t clean_ms; // since when
    bool is_guiding, is_guide_open;
    int stop;         // the guide's
    int64_t guide_ms; // last sign of the guide
    // of the page; forgotten when it is left
    bool is_in; // the code was right
    char code[STAFF_CODE + 1];
    bool is_checking, was_wrong;
    StaffAsk asks;
    bool is_granted; // the code was right, asked for something else than the entry
    StaffWork now;   // as of this frame
    int64_t busy_ms; // when the work that goes on began; 0: none does
    // five taps
    int64_t taps_ms[STAFF_TAPS];
    int tap_count;
    // what the glass has felt, an hour a slot
    uint16_t felt[STAFF_HOURS][STAFF_GRID][STAFF_GRID];
    uint8_t stuck_at[STAFF_HOURS][STAFF_GRID][STAFF_GRID];
    int64_t hour; // slots are filled up to here
    int touches[STAFF_HOURS];
    int stuck, palms, lost; // since the program began
    int lost_before;        // of the contact layer, which begins anew with each size
    StaffSeen seen[MAX_CONTACTS];
    int seen_count;
} Staff;

// ---- for the app --------------------------------------------------------------
// A touch as it comes; true when it goes no further (the glass is being cleaned).
bool staff_contact(App *app, const ContactEvent *contact);
// A gesture in dp; true when it goes no further.
bool staff_gesture(App *app, const Gesture *gesture);
bool staff_key(App *app, Key key); // true when it was the guide's
void staff_tick(App *app);         // each frame, after its touches
void staff_forget(App *app);       // a reset: nobody is in, nobody guides
bool staff_holds(const App *app);  // idle is not for the app to judge now
// Somebody touches the glass. Dirt is nobody: what the contact layer muted keeps no one waiting.
bool staff_has_finger(const App *app);
uint64_t staff_hash(const App *app); // of what a visit could have changed

// ---- for the page -------------------------------------------------------------
bool staff_is_page(const App *app);     // the staff page is on stage
void staff_ask(App *app, StaffAsk ask); // the code, once more
void staff_type(App *app, char digit);
void staff_rub(App *app, bool is_all); // the last digit, or all
void staff_hear(App *app);             // takes the answer to the last guess
void staff_clean(App *app);
void staff_end_clean(App *app);
void staff_show_notice(App *app, int notice); // 0 takes it down
void staff_guide(App *app, int stop);         // begins, or goes on there
void staff_end_guide(App *app);
float staff_held(const App *app);                     // 0..1 of the hold that ends cleaning
int staff_felt(const Staff *staff, int x, int y);     // touches in a square, of the last 24 h
int staff_stuck_at(const Staff *staff, int x, int y); // those that never moved
