// Turn: quarter turns between the picture as it is drawn and the glass it is shown on.
//
// A portrait panel driven in landscape gets its picture turned here, and its touches come back through
// the same place, so that they cannot disagree. It knows pixels and points, no window. Sizes are px of
// the picture; on glass width and height change places with an odd turn.
#pragma once
#include "draw/raster.h"

typedef enum { TURN_NONE, TURN_RIGHT, TURN_HALF, TURN_LEFT } Turn; // of the picture, clockwise

bool turn_of(int degrees, Turn *out);                        // 0, 90, 180, 270
void turn_size(Turn turn, int *w, int *h);                   // picture → glass, or back
RectPx turn_rect(Turn turn, RectPx rect, int w, int h);      // picture → glass
Point turn_point_back(Turn turn, Point glass, int w, int h); // glass → picture
// Copies the rectangle of the picture to where it lies on glass. Both surfaces hold the sizes above.
void turn_pixels(Turn turn, Surface picture, RectPx rect, Surface glass);
