// Mask: an A8 coverage picture. Glyphs, shapes, icons and shadows are all masks.
//
// type/ makes them, draw/ paints them through a colour or gradient; neither knows the other. The
// pixels belong to the cache that made the mask and are valid until that cache's next `begin_frame`.
#pragma once
#include <stdint.h>

typedef struct {
    uint64_t id;   // equal ids: equal pixels. What damage and goldens compare
    int w, h;      // px; 0 for an empty mask (a space)
    int stride;    // bytes a row, a multiple of 4
    int left, top; // px from the origin (pen on the baseline, or the path's 0,0) to the top left
    const uint8_t *px; // 0 = nothing, 255 = covered; NULL when empty
} Mask;
