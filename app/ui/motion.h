// Motion: easing curves and values that glide to where they should be.
//
// Pure functions of the time passed in. A Glide is state its owner keeps (in a page's memory, in
// the bar); it knows nothing of what it moves. See language.md §11.
#pragma once
#include "base/geom.h"
#include <stdbool.h>
#include <stdint.h>

float ease_settle(float t); // entering, selecting, wave, zoom: (1-2^-10t)/(1-2^-10)
float ease_leave(float t);  // leaving: t²
float ease_sway(float t);   // breathing loops: (1-cos 2πt)/2

// 0..1 of the time from `start_ms` over `length_ms`; 1 when over.
float motion_progress(int64_t now_ms, int64_t start_ms, int length_ms);

typedef struct {
    float from, to;
    int64_t start_ms;
    int length_ms; // 0: never aimed
} Glide;

void glide_set(Glide *glide, float value);                                // at once
void glide_aim(Glide *glide, float value, int64_t now_ms, int length_ms); // no change: nothing
float glide_at(const Glide *glide, int64_t now_ms);                       // settle
bool glide_is_moving(const Glide *glide, int64_t now_ms);
