// Input: from raw events to contacts to gestures. The only room that reads SDL events.
//
// Three steps, each its own file and each testable without the others:
//   events.c   SDL events      -> ContactEvents and WindowEvents (the only file that includes SDL)
//   contact.c  ContactEvents   -> a table of fingers on the glass that cannot stick (pure)
//   gesture.c  finger table    -> Gestures (pure)
// Positions are px of the window as float; times are ms from the caller's clock. A mouse is one finger.
#pragma once
#include "base/arena.h"
#include "base/err.h"
#include "base/geom.h"
#include "base/str.h"
#include <stdint.h>

// ---- contacts -------------------------------------------------------------

typedef enum { CONTACT_DOWN, CONTACT_MOVE, CONTACT_UP, CONTACT_CANCEL_ALL } ContactPhase;

typedef struct {
    ContactPhase phase;
    int64_t finger; // the device's id; -1 the mouse
    Point at;       // px
    int64_t time_ms;
} ContactEvent;

enum { MAX_CONTACTS = 10 };

typedef struct {
    int64_t finger;
    Point start, at;
    int64_t down_ms, moved_ms;
    bool is_muted; // a palm or a stuck finger: takes part in no gesture
} Contact;

typedef struct {
    Contact items[MAX_CONTACTS];
    int count;
    int ignored;     // downs that found the table full
    int unmatched;   // ups and moves of unknown fingers, repeated downs
    int muted;       // palms and stuck fingers seen so far
    float mm_per_px; // 0: unknown; palms are judged in mm
} Contacts;

void contacts_init(Contacts *contacts, float mm_per_px);
void contacts_feed(Contacts *contacts, const ContactEvent *event);
// Each frame: what the device says is down now. Fingers we hold beyond that number are let go,
// oldest first. `device_fingers` < 0: the device cannot say (mouse only).
void contacts_reconcile(Contacts *contacts, int device_fingers, int64_t now_ms);

// ---- gestures -------------------------------------------------------------

typedef enum {
    GESTURE_PRESS,      // a finger came down: show it within this frame
    GESTURE_UNPRESS,    // it will not become a tap (moved, second finger, cancelled)
    GESTURE_TAP,        // act now (on release)
    GESTURE_DOUBLE_TAP, // the second tap within 300 ms and 8 mm (or 48 px); a TAP came before it
    GESTURE_LONG_PRESS, // 600 ms without moving
    GESTURE_DRAG_BEGIN, // moved over the slop; `from` is where it began
    GESTURE_DRAG,       // delta since the last
    GESTURE_DRAG_END,   // velocity in px/ms (0 if it rested over 90 ms)
    GESTURE_PINCH_BEGIN,
    GESTURE_PINCH, // scale since the last, delta of the centre
    GESTURE_PINCH_END,
} GestureKind;

typedef struct {
    GestureKind kind;
    Point at;       // px; pinch: the centre
    Point from;     // px where the first finger came down
    Point delta;    // px since the last event of this gesture
    Point velocity; // px/ms, DRAG_END
    float scale;    // PINCH: factor since the last
    int64_t time_ms;
} Gesture;

enum { MAX_GESTURES = 32 };
typedef struct {
    Gesture items[MAX_GESTURES];
    int count;
    int dropped;
} GestureList;

typedef struct {
    int state;
    Contacts contacts;
    Point from, last;
    int64_t press_ms, last_tap_ms, last_move_ms;
    Point last_tap;
    Point velocity;
    float pinch_px;
    Point pinch_centre;
    float slop_px; // 14 dp
} Gestures;

void gestures_init(Gestures *gestures, float px_per_dp, float mm_per_px);
// One event; whatever it makes is added to `out` (which the caller clears).
void gestures_feed(Gestures *gestures, const ContactEvent *event, GestureList *out);
// Each frame, also without events: long presses, reconciliation.
void gestures_tick(Gestures *gestures, int device_fingers, int64_t now_ms, GestureList *out);
int64_t gestures_next_deadline_ms(const Gestures *gestures); // or INT64_MAX: nothing is waited for
bool gestures_is_idle(const Gestures *gestures);             // no finger on the glass

// ---- events ---------------------------------------------------------------

typedef enum {
    EVENT_CONTACT,
    EVENT_SIZE,   // the window changed size
    EVENT_EXPOSE, // paint everything again
    EVENT_HIDDEN,
    EVENT_SHOWN,
    EVENT_FOCUS_LOST,
    EVENT_DISPLAY, // displays changed
    EVENT_KEY,     // key pressed
    EVENT_WHEEL,   // notches, as delta.y
    EVENT_WAKE,    // events_wake was called
    EVENT_QUIT,    // close request
} EventKind;

typedef enum {
    KEY_OTHER,
    KEY_ESCAPE,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_HOME,
    KEY_F5,
    KEY_F11,
    KEY_Q
} Key;

typedef struct {
    EventKind kind;
    ContactEvent contact;
    Key key;
    bool has_ctrl;
    Point delta;
} InputEvent;

// Sets the hints of requirements.md §7 (no mouse from touch …). Call before the window is opened.
void events_hints(void);
// The next event or false. Waits up to `wait_ms` for it (0: does not wait, <0: for ever) without polling.
// Touch positions are scaled by the window size given here.
bool events_next(InputEvent *out, int64_t wait_ms, int window_w, int window_h);
int events_device_fingers(void); // down now over all touch devices; -1: no touch device
void events_wake(void *unused);  // thread-safe: makes a waiting events_next return EVENT_WAKE

// ---- scripts --------------------------------------------------------------
// A visit as text, one step a line; `#` comments. Positions in dp of the short side = 1080 system.
//   size 1920x1080 | lang zh | go ROUTE | tap X Y | tap "label" | long X Y | double X Y
//   drag X1 Y1 X2 Y2 [MS] | fling X1 Y1 X2 Y2 | pinch X Y FACTOR | wait MS | settle | shot NAME
typedef enum {
    STEP_SIZE,
    STEP_LANG,
    STEP_GO,
    STEP_TAP,
    STEP_TAP_LABEL,
    STEP_LONG,
    STEP_DOUBLE,
    STEP_DRAG,
    STEP_FLING,
    STEP_PINCH,
    STEP_WAIT,
    STEP_SETTLE,
    STEP_SHOT,
    STEP_MODE
} StepKind;

typedef struct {
    StepKind kind;
    Point a, b;
    float amount; // ms or factor
    int w, h;
    Str text; // route, label, shot name, language
    int line; // in the script, for messages
} Step;

typedef struct {
    const Step *items;
    int count;
} Script;

// Fails with "file:line" on the first malformed step.
bool script_parse(Arena *arena, const char *name, Str text, Script *out, Err *err);
