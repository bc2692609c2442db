// What every list of gestures must obey, whatever the fingers did. Used by the random and fuzz tests.
#pragma once
#include "input/input.h"
#include <math.h>

typedef struct {
    bool is_pressed, is_dragging, is_pinching;
    bool may_double; // the last gesture was a TAP
} Grammar;

static inline bool grammar_is_quiet(const Grammar *grammar)
{
    return !grammar->is_pressed && !grammar->is_dragging && !grammar->is_pinching;
}

// False when the gesture may not come here.
static inline bool grammar_take(Grammar *grammar, const Gesture *gesture)
{
    bool was_tap = grammar->may_double;
    grammar->may_double = gesture->kind == GESTURE_TAP;
    if (!isfinite(gesture->at.x) || !isfinite(gesture->at.y) || !isfinite(gesture->delta.x) ||
        !isfinite(gesture->delta.y) || !isfinite(gesture->velocity.x) ||
        !isfinite(gesture->velocity.y) || !(gesture->scale > 0) || !isfinite(gesture->scale)) {
        return false;
    }
    switch (gesture->kind) {
    case GESTURE_PRESS:
        return grammar_is_quiet(grammar) && (grammar->is_pressed = true);
    case GESTURE_UNPRESS:
    case GESTURE_TAP:
        return grammar->is_pressed && !(grammar->is_pressed = false);
    case GESTURE_DOUBLE_TAP:
        return was_tap;
    case GESTURE_LONG_PRESS:
        return grammar->is_pressed;
    case GESTURE_DRAG_BEGIN:
        return grammar_is_quiet(grammar) && (grammar->is_dragging = true);
    case GESTURE_DRAG:
        return grammar->is_dragging;
    case GESTURE_DRAG_END:
        return grammar->is_dragging && !(grammar->is_dragging = false);
    case GESTURE_PINCH_BEGIN:
        return grammar_is_quiet(grammar) && (grammar->is_pinching = true);
    case GESTURE_PINCH:
        return grammar->is_pinching;
    case GESTURE_PINCH_END:
        return grammar->is_pinching && !(grammar->is_pinching = false);
    default:
        return false;
    }
}
