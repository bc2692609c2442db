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
    int64_t down_ms;
    int64_t moved_ms; // when it last left its place by 5 mm (or 16 px); down_ms: never
    bool is_muted;    // a palm or a stuck finger: takes part in no gesture
    bool is_palm;     // it came in a cluster, or beside one that still lies there
} Contact;

typedef struct {
    Contact items[MAX_CONTACTS];
    int count;
    int ignored;     // downs that found the table full of fingers in use
    int unmatched;   // ups and moves of unknown fingers, repeated downs, places that are no numbers
    int muted;       // palms and stuck fingers seen so far
    int let_go;      // fingers whose up never came
    float mm_per_px; // 0: unknown; palms are judged in mm
} Contacts;

enum {
    PALM_CONTACTS = 3, // this many new contacts …
    PALM_MS = 40,      // … within this time …
    PALM_MM = 80,      // … within this distance of each other are a palm
    PALM_PX = 300,     // the distance when mm_per_px is unknown
    STUCK_MS = 10000,  // a contact that never moves and outlives this is dirt or a leaning elbow
    DUMB_MS = 20000,   // one that moved and then says nothing for so long: its panel went dumb
};

void contacts_init(Contacts *contacts, float mm_per_px);
void contacts_feed(Contacts *contacts, const ContactEvent *event);
// Each frame, after the events of the frame: what the device says is down now. Fingers we hold beyond
// that number are let go, oldest first; the mouse is not counted. `device_fingers` < 0: the device
// cannot say. Also mutes what is stuck.
void contacts_reconcile(Contacts *contacts, int device_fingers, int64_t now_ms);
const Contact *contacts_find(const Contacts *contacts, int64_t finger); // NULL: not on the glass

// ---- gestures -------------------------------------------------------------

typedef enum {
    GESTURE_PRESS,   // a finger came down: show it within this frame
    GESTURE_UNPRESS, // it will not become a tap (moved, second finger, palm, cancelled)
    GESTURE_TAP,     // act now (on release); slow fingers also mean it, so it follows a LONG_PRESS
    GESTURE_DOUBLE_TAP, // the second tap within 300 ms and 8 mm (or 48 px); a TAP came before it
    GESTURE_LONG_PRESS, // 600 ms without moving
    GESTURE_DRAG_BEGIN, // moved over the slop; `delta` is all the way from `from`
    GESTURE_DRAG,       // delta since the last
    GESTURE_DRAG_END,   // velocity in px/ms (0 if it rested over 90 ms or was cancelled)
    GESTURE_PINCH_BEGIN,
    GESTURE_PINCH, // scale since the last, delta of the centre
    GESTURE_PINCH_END,
} GestureKind;

enum { LONG_PRESS_MS = 600, DOUBLE_TAP_MS = 300, REST_MS = 90 };

typedef struct {
    GestureKind kind;
    Point at;       // px; pinch: the centre
    Point from;     // px where the first finger came down
    Point delta;    // px since the last event of this gesture
    Point velocity; // px/ms, DRAG_END
    float scale;    // PINCH: factor since the last
    bool is_cut;    // DRAG_END, PINCH_END: not by a finger's own up; nobody meant it
    int64_t time_ms;
} Gesture;

// One event makes at most 4 gestures; DRAGs and PINCHes in a row are put together. A list that is read
// and cleared after every few events never drops one.
enum { MAX_GESTURES = 32 };
typedef struct {
    Gesture items[MAX_GESTURES];
    int count;
    int dropped;
} GestureList;

typedef struct {
    int state; // gesture.c
    Contacts contacts;
    int64_t fingers[2]; // the one or two that make the gesture
    Point from, last;
    int64_t press_ms, last_tap_ms, tick_ms;
    Point last_tap;
    Point velocity, sampled; // v = 0.7·d/dt + 0.3·v_prev, measured since the place `sampled`
    int64_t sampled_ms;
    float pinch_px; // between the two fingers
    Point pinch_centre;
    float slop_px; // 14 dp
} Gestures;

void gestures_init(Gestures *gestures, float px_per_dp, float mm_per_px);
// One event; whatever it makes is added to `out` (which the caller clears).
void gestures_feed(Gestures *gestures, const ContactEvent *event, GestureList *out);
// Each frame after its events, also without any: long presses, reconciliation, stuck fingers.
void gestures_tick(Gestures *gestures, int device_fingers, int64_t now_ms, GestureList *out);
// When the next tick is due, or INT64_MAX: no finger is down. While one is, at least twice a second,
// so that one whose up was lost is let go.
int64_t gestures_next_deadline_ms(const Gestures *gestures);
bool gestures_is_idle(const Gestures *gestures); // no finger on the glass

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
    EVENT_WHEEL,   // notches, as delta.y, at contact.at
    EVENT_WAKE,    // events_wake was called
    EVENT_QUIT,    // somebody asks the window to close
    EVENT_GONE,    // a signal asks for the end, or the display server went away
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
// The next event or false. Waits up to `wait_ms` for it (0: does not wait, <0: for ever), asleep on X11,
// Wayland and Windows (SDL itself looks every ms on KMSDRM, dummy and offscreen). Touch positions are
// scaled by the window size given here, in px; `contact.time_ms` is of clock_now_ms.
bool events_next(InputEvent *out, int64_t wait_ms, int window_w, int window_h);
// Fingers down now over all touch devices; 0 without one. True of the moment when events_next last
// returned false: ask then, or an up still in the queue is taken for a lost one.
int events_device_fingers(void);
void events_wake(void *unused); // thread-safe: makes a waiting events_next return EVENT_WAKE

// ---- scripts --------------------------------------------------------------
// A visit as text, one step a line; `#` comments. Positions in dp of the short side = 1080 system.
//   size 1920x1080 | lang zh | go ROUTE | tap X Y | tap "label" | long X Y | double X Y
//   drag X1 Y1 X2 Y2 [MS] | fling X1 Y1 X2 Y2 | pinch X Y FACTOR | wait MS | settle | shot NAME
//   mode large,low,contrast | mode none
// A `#` at the start of a word begins a comment. NAME is of letters, digits, `-` and `_`. A drag without
// MS takes 400.
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
    Str text; // route, label, shot name, language, modes
    int line; // in the script, for messages
} Step;

typedef struct {
    const Step *items;
    int count;
} Script;

// Fails with "file:line" on the first malformed step.
bool script_parse(Arena *arena, const char *name, Str text, Script *out, Err *err);
