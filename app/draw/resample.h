// Resample: premultiplied pictures to another size, in two passes of a cubic filter.
//
// Shrinking widens the filter, so that no pixel of the source is skipped. Integer arithmetic over
// weights that plain float operations make: the same pixels on every machine. Inside draw/ only.
#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint32_t *px; // premultiplied a8r8g8b8, rows without gaps
    int w, h;
    float full_w, full_h; // the part of w x h that is picture (the last pixel may be a part)
} Pixels;

// `to` comes with px, w and h. False when memory is short.
bool resample(const Pixels *from, Pixels *to);
