// Gradient: the pixels of a linear gradient paint.
//
// A pixel depends on its place and on nothing else, so that a gradient painted in pieces has no seams.
// A fixed 8 x 8 ordered dither hides the bands of slow gradients. Inside draw/ only.
#pragma once
#include "draw/list.h"

// Writes premultiplied pixels for `area` (the paint's coordinates); px[0] is the area's top left.
void gradient_write(const Paint *paint, RectPx area, uint32_t *px, int stride);
bool gradient_is_opaque(const Paint *paint);
