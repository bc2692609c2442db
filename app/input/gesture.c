#include "input/input.h"
#include "input/measure.h"

//   IDLE ------down---------------------------> PRESSED               PRESS
//   PRESSED ---up-----------------------------> IDLE                  TAP (and DOUBLE_TAP)
//   PRESSED ---600 ms-------------------------> HELD                  LONG_PRESS
//   PRESSED ---moved over the slop------------> DRAGGING              UNPRESS, DRAG_BEGIN
//   PRESSED ---second finger------------------> PINCHING              UNPRESS, PINCH_BEGIN
//   HELD ------up-----------------------------> IDLE                  TAP
//   HELD ------moved over the slop------------> DRAGGING              UNPRESS, DRAG_BEGIN
//   HELD ------another finger-----------------> PRESSED (that one)    UNPRESS, PRESS
//   DRAGGING --moved--------------------------> DRAGGING              DRAG
//   DRAGGING --up-----------------------------> IDLE                  DRAG_END
//   DRAGGING --second finger------------------> PINCHING              DRAG_END, PINCH_BEGIN
//   PINCHING --moved--------------------------> PINCHING              PINCH
//   PINCHING --one up-------------------------> LEFT_OVER (the other) PINCH_END
//   LEFT_OVER -up-----------------------------> IDLE                  nothing: not a tap
//   LEFT_OVER -moved over the slop------------> DRAGGING              DRAG_BEGIN
//   LEFT_OVER -second finger------------------> PINCHING              PINCH_BEGIN
//
// Whatever takes a tracked finger off the table otherwise (CANCEL_ALL, a lost up, a palm, a stuck
// finger) ends the gesture without a tap and without speed. A hand that rests on the glass (HELD)
// gives way to the next finger, so that leaning on the screen does not make it look dead. Fingers
// beyond the two of a pinch take part in nothing until they are lifted.
enum { IDLE, PRESSED, HELD, DRAGGING, PINCHING, LEFT_OVER };

static const float DOUBLE_TAP_MM = 8;
static const float DOUBLE_TAP_PX = 48;
static const float PINCH_MIN_PX =
    8; // fingers nearer than this scale as if they were this far apart
static const int64_t LOST_CHECK_MS = 500;
static const int64_t NO_FINGER = INT64_MIN;

static int64_t later(int64_t from, int64_t by)
{
    return from > INT64_MAX - by ? INT64_MAX : from + by;
}

void gestures_init(Gestures *gestures, float px_per_dp, float mm_per_px)
{
    *gestures = (Gestures){.state = IDLE,
                           .fingers = {NO_FINGER, NO_FINGER},
                           .last_tap_ms = INT64_MIN,
                           .slop_px = 14 * px_per_dp};
    contacts_init(&gestures->contacts, mm_per_px);
}

static void put(GestureList *out, Gesture gesture)
{
    Gesture *last = out->count > 0 ? &out->items[out->count - 1] : NULL;
    if (last && last->kind == gesture.kind &&
        (gesture.kind == GESTURE_DRAG || gesture.kind == GESTURE_PINCH)) {
        gesture.delta = (Point){last->delta.x + gesture.delta.x, last->delta.y + gesture.delta.y};
        gesture.scale *= last->scale;
        *last = gesture;
        return;
    }
    if (out->count == MAX_GESTURES) {
        out->dropped++;
        return;
    }
    out->items[out->count++] = gesture;
}

static void tell(const Gestures *gestures, GestureList *out, GestureKind kind, Point at,
                 int64_t now_ms)
{
    put(out,
        (Gesture){.kind = kind, .at = at, .from = gestures->from, .scale = 1, .time_ms = now_ms});
}

static void become_idle(Gestures *gestures)
{
    gestures->state = IDLE;
    gestures->fingers[0] = NO_FINGER;
    gestures->fingers[1] = NO_FINGER;
    gestures->velocity = (Point){0, 0};
}

static void become_pressed(Gestures *gestures, const Contact *contact, GestureList *out)
{
    gestures->state = PRESSED;
    gestures->fingers[0] = contact->finger;
    gestures->fingers[1] = NO_FINGER;
    gestures->from = contact->at;
    gestures->last = contact->at;
    gestures->press_ms = contact->down_ms;
    tell(gestures, out, GESTURE_PRESS, contact->at, contact->down_ms);
}

static void measure_pinch(const Gestures *gestures, float *px, Point *centre)
{
    const Contact *a = contacts_find(&gestures->contacts, gestures->fingers[0]);
    const Contact *b = contacts_find(&gestures->contacts, gestures->fingers[1]);
    *px = fmaxf(point_distance(a->at, b->at), PINCH_MIN_PX);
    *centre = (Point){(a->at.x + b->at.x) / 2, (a->at.y + b->at.y) / 2};
}

static void become_pinching(Gestures *gestures, int64_t second, int64_t now_ms, GestureList *out)
{
    gestures->state = PINCHING;
    gestures->fingers[1] = second;
    gestures->velocity = (Point){0, 0};
    measure_pinch(gestures, &gestures->pinch_px, &gestures->pinch_centre);
    gestures->from = gestures->pinch_centre;
    tell(gestures, out, GESTURE_PINCH_BEGIN, gestures->pinch_centre, now_ms);
}

// The finger left over from a pinch starts afresh where it lies.
static void become_left_over(Gestures *gestures, const Contact *contact)
{
    gestures->state = LEFT_OVER;
    gestures->fingers[0] = contact->finger;
    gestures->fingers[1] = NO_FINGER;
    gestures->from = contact->at;
    gestures->last = contact->at;
}

static void sample(Gestures *gestures, Point at, int64_t now_ms)
{
    int64_t dt = elapsed_ms(gestures->sampled_ms, now_ms);
    if (dt == 0) {
        return; // several moves in one ms are measured together with the next
    }
    Point d = point_minus(at, gestures->sampled);
    gestures->velocity.x = 0.7f * d.x / (float)dt + 0.3f * gestures->velocity.x;
    gestures->velocity.y = 0.7f * d.y / (float)dt + 0.3f * gestures->velocity.y;
    gestures->sampled = at;
    gestures->sampled_ms = now_ms;
}

static void moved_one(Gestures *gestures, Point at, int64_t now_ms, GestureList *out)
{
    if (at.x == gestures->last.x && at.y == gestures->last.y) {
        return;
    }
    if (gestures->state == DRAGGING) {
        sample(gestures, at, now_ms);
        put(out, (Gesture){.kind = GESTURE_DRAG,
                           .at = at,
                           .from = gestures->from,
                           .delta = point_minus(at, gestures->last),
                           .scale = 1,
                           .time_ms = now_ms});
        gestures->last = at;
        return;
    }
    gestures->last = at;
    if (point_distance(at, gestures->from) <= gestures->slop_px) {
        return;
    }
    if (gestures->state != LEFT_OVER) {
        tell(gestures, out, GESTURE_UNPRESS, at, now_ms);
    }
    gestures->state = DRAGGING;
    gestures->velocity = (Point){0, 0};
    gestures->sampled = gestures->from;
    // A finger that lay still before it moved was not slow: at most 100 ms count.
    int64_t since = elapsed_ms(gestures->press_ms, now_ms);
    gestures->sampled_ms = since > 100 ? now_ms - 100 : gestures->press_ms;
    sample(gestures, at, now_ms);
    put(out, (Gesture){.kind = GESTURE_DRAG_BEGIN,
                       .at = at,
                       .from = gestures->from,
                       .delta = point_minus(at, gestures->from),
                       .scale = 1,
                       .time_ms = now_ms});
}

static void moved_two(Gestures *gestures, int64_t now_ms, GestureList *out)
{
    float px;
    Point centre;
    measure_pinch(gestures, &px, &centre);
    if (px == gestures->pinch_px && centre.x == gestures->pinch_centre.x &&
        centre.y == gestures->pinch_centre.y) {
        return;
    }
    put(out, (Gesture){.kind = GESTURE_PINCH,
                       .at = centre,
                       .from = gestures->from,
                       .delta = point_minus(centre, gestures->pinch_centre),
                       .scale = px / gestures->pinch_px,
                       .time_ms = now_ms});
    gestures->pinch_px = px;
    gestures->pinch_centre = centre;
}

static void end_drag(Gestures *gestures, Point at, Point velocity, int64_t now_ms, GestureList *out)
{
    put(out, (Gesture){.kind = GESTURE_DRAG_END,
                       .at = at,
                       .from = gestures->from,
                       .velocity = velocity,
                       .scale = 1,
                       .time_ms = now_ms});
    become_idle(gestures);
}

static void tap(Gestures *gestures, Point at, int64_t now_ms, GestureList *out)
{
    float mm_per_px = gestures->contacts.mm_per_px;
    float reach_px = mm_per_px > 0 ? DOUBLE_TAP_MM / mm_per_px : DOUBLE_TAP_PX;
    bool is_double = gestures->last_tap_ms != INT64_MIN &&
                     elapsed_ms(gestures->last_tap_ms, now_ms) <= DOUBLE_TAP_MS &&
                     point_distance(at, gestures->last_tap) <= reach_px;
    tell(gestures, out, GESTURE_TAP, at, now_ms);
    if (is_double) {
        tell(gestures, out, GESTURE_DOUBLE_TAP, at, now_ms);
    }
    // A third tap is not the second of another pair.
    gestures->last_tap_ms = is_double ? INT64_MIN : now_ms;
    gestures->last_tap = at;
    become_idle(gestures);
}

static void cut_last(GestureList *out)
{
    if (out->count) {
        out->items[out->count - 1].is_cut = true;
    }
}

// A tracked finger that is gone or muted, other than by its own up: the gesture is off.
static void drop_lost(Gestures *gestures, int64_t now_ms, GestureList *out)
{
    const Contact *held[2] = {0};
    int tracked = gestures->state == IDLE ? 0 : gestures->state == PINCHING ? 2 : 1;
    for (int i = 0; i < tracked; i++) {
        const Contact *contact = contacts_find(&gestures->contacts, gestures->fingers[i]);
        held[i] = contact && !contact->is_muted ? contact : NULL;
    }
    if (gestures->state == PINCHING && (!held[0] || !held[1])) {
        tell(gestures, out, GESTURE_PINCH_END, gestures->pinch_centre, now_ms);
        cut_last(out);
        const Contact *left = held[0] ? held[0] : held[1];
        if (left) {
            become_left_over(gestures, left);
        } else {
            become_idle(gestures);
        }
    } else if (gestures->state == DRAGGING && !held[0]) {
        end_drag(gestures, gestures->last, (Point){0, 0}, now_ms, out);
        cut_last(out);
    } else if (tracked == 1 && !held[0]) {
        if (gestures->state != LEFT_OVER) {
            tell(gestures, out, GESTURE_UNPRESS, gestures->last, now_ms);
        }
        become_idle(gestures);
    }
}

static void fed_down(Gestures *gestures, int64_t finger, int64_t now_ms, GestureList *out)
{
    const Contact *contact = contacts_find(&gestures->contacts, finger);
    if (!contact || contact->is_muted) {
        return;
    }
    switch (gestures->state) {
    case IDLE:
        become_pressed(gestures, contact, out);
        break;
    case HELD:
        tell(gestures, out, GESTURE_UNPRESS, gestures->last, now_ms);
        become_pressed(gestures, contact, out);
        break;
    case PRESSED:
        tell(gestures, out, GESTURE_UNPRESS, gestures->last, now_ms);
        become_pinching(gestures, finger, now_ms, out);
        break;
    case DRAGGING:
        put(out, (Gesture){.kind = GESTURE_DRAG_END,
                           .at = gestures->last,
                           .from = gestures->from,
                           .scale = 1,
                           .time_ms = now_ms});
        become_pinching(gestures, finger, now_ms, out);
        break;
    case LEFT_OVER:
        become_pinching(gestures, finger, now_ms, out);
        break;
    default: // PINCHING: a third finger
        break;
    }
}

static bool is_tracked(const Gestures *gestures, int64_t finger)
{
    return gestures->state != IDLE &&
           (finger == gestures->fingers[0] ||
            (gestures->state == PINCHING && finger == gestures->fingers[1]));
}

static void fed_move(Gestures *gestures, int64_t finger, int64_t now_ms, GestureList *out)
{
    const Contact *contact = contacts_find(&gestures->contacts, finger);
    if (!contact || contact->is_muted || !is_tracked(gestures, finger)) {
        return;
    }
    if (gestures->state == PINCHING) {
        moved_two(gestures, now_ms, out);
    } else {
        moved_one(gestures, contact->at, now_ms, out);
    }
}

// The finger is already off the table; it was tracked and not muted.
static void fed_up(Gestures *gestures, int64_t finger, int64_t now_ms, GestureList *out)
{
    switch (gestures->state) {
    case PRESSED:
    case HELD:
        tap(gestures, gestures->last, now_ms, out);
        break;
    case DRAGGING: {
        bool has_rested = elapsed_ms(gestures->sampled_ms, now_ms) > REST_MS;
        Point velocity = has_rested ? (Point){0, 0} : gestures->velocity;
        end_drag(gestures, gestures->last, velocity, now_ms, out);
        break;
    }
    case PINCHING: {
        int64_t other = gestures->fingers[finger == gestures->fingers[0] ? 1 : 0];
        tell(gestures, out, GESTURE_PINCH_END, gestures->pinch_centre, now_ms);
        const Contact *left = contacts_find(&gestures->contacts, other);
        if (left && !left->is_muted) {
            become_left_over(gestures, left);
        } else {
            become_idle(gestures);
        }
        break;
    }
    default: // LEFT_OVER
        become_idle(gestures);
        break;
    }
}

void gestures_feed(Gestures *gestures, const ContactEvent *event, GestureList *out)
{
    int64_t now_ms = event->time_ms;
    ContactEvent step = *event;
    if (event->phase == CONTACT_UP) { // its last place counts as a move
        if (!contacts_find(&gestures->contacts, event->finger)) {
            gestures->contacts.unmatched++;
            return;
        }
        step.phase = CONTACT_MOVE;
        contacts_feed(&gestures->contacts, &step);
        fed_move(gestures, event->finger, now_ms, out);
        const Contact *contact = contacts_find(&gestures->contacts, event->finger);
        bool is_meant = contact && !contact->is_muted && is_tracked(gestures, event->finger);
        step = *event;
        step.at = contact ? contact->at : event->at;
        contacts_feed(&gestures->contacts, &step);
        if (is_meant) {
            fed_up(gestures, event->finger, now_ms, out);
        }
        drop_lost(gestures, now_ms, out);
        return;
    }
    if (event->phase == CONTACT_DOWN && is_tracked(gestures, event->finger) &&
        point_is_place(event->at)) {
        // The up of this finger was lost: what it did is over before it does something new.
        step.phase = CONTACT_UP;
        step.at = contacts_find(&gestures->contacts, event->finger)->at;
        contacts_feed(&gestures->contacts, &step);
        gestures->contacts.unmatched++;
        gestures->contacts.let_go++;
        drop_lost(gestures, now_ms, out);
        step = *event;
    }
    contacts_feed(&gestures->contacts, &step);
    drop_lost(gestures, now_ms, out);
    if (event->phase == CONTACT_DOWN) {
        fed_down(gestures, event->finger, now_ms, out);
    } else if (event->phase == CONTACT_MOVE) {
        fed_move(gestures, event->finger, now_ms, out);
    }
}

void gestures_tick(Gestures *gestures, int device_fingers, int64_t now_ms, GestureList *out)
{
    gestures->tick_ms = now_ms;
    contacts_reconcile(&gestures->contacts, device_fingers, now_ms);
    drop_lost(gestures, now_ms, out);
    if (gestures->state == PRESSED && elapsed_ms(gestures->press_ms, now_ms) >= LONG_PRESS_MS) {
        gestures->state = HELD;
        tell(gestures, out, GESTURE_LONG_PRESS, gestures->last, now_ms);
    }
}

int64_t gestures_next_deadline_ms(const Gestures *gestures)
{
    if (gestures->contacts.count == 0) {
        return INT64_MAX;
    }
    int64_t due = later(gestures->tick_ms, LOST_CHECK_MS);
    if (gestures->state == PRESSED) {
        int64_t held = later(gestures->press_ms, LONG_PRESS_MS);
        due = held < due ? held : due;
    }
    return due;
}

bool gestures_is_idle(const Gestures *gestures)
{
    return gestures->contacts.count == 0;
}
