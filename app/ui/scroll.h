// Scroll: one axis of kinetic scrolling (language.md §11.3), a pure state machine fed time.
//
//   drag     pos follows the finger, × 0.4 beyond an end
//   free     v *= e^(−dt/325), pos += v·dt
//   past end v *= e^(−dt/70), pos −= over·(1 − e^(−dt/120))
//   stop     |v| < 0.02 dp/ms and |over| < 0.5 dp
#pragma once
#include "base/geom.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    float pos;      // dp scrolled; 0: the start
    float velocity; // dp/ms
    float limit;    // largest pos (content − viewport), ≥ 0
    bool is_held;   // a finger drags it
    int64_t at_ms;  // time of the last step
} Scroll;

void scroll_set_limit(Scroll *scroll, float content, float viewport);
void scroll_drag(Scroll *scroll, float by); // dp the finger moved along the axis
void scroll_release(Scroll *scroll, float finger_velocity);
bool scroll_stop(Scroll *scroll); // a touch on a moving list stops it; true when it was moving
void scroll_to(Scroll *scroll, float pos); // at once, clamped
// Moves it to `now_ms`; true while it is moving and needs another frame.
bool scroll_step(Scroll *scroll, int64_t now_ms);
