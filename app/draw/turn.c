#include "draw/turn.h"

enum { BLOCK = 32 }; // px a side: both ways of walking stay in the cache

bool turn_of(int degrees, Turn *out)
{
    if (degrees < 0 || degrees > 270 || degrees % 90 != 0) {
        return false;
    }
    *out = (Turn)(degrees / 90);
    return true;
}

void turn_size(Turn turn, int *w, int *h)
{
    if (turn == TURN_RIGHT || turn == TURN_LEFT) {
        int kept = *w;
        *w = *h;
        *h = kept;
    }
}

RectPx turn_rect(Turn turn, RectPx rect, int w, int h)
{
    switch (turn) {
    case TURN_RIGHT:
        return (RectPx){h - rect.y - rect.h, rect.x, rect.h, rect.w};
    case TURN_HALF:
        return (RectPx){w - rect.x - rect.w, h - rect.y - rect.h, rect.w, rect.h};
    case TURN_LEFT:
        return (RectPx){rect.y, w - rect.x - rect.w, rect.h, rect.w};
    default:
        return rect;
    }
}

Point turn_point_back(Turn turn, Point glass, int w, int h)
{
    switch (turn) {
    case TURN_RIGHT:
        return (Point){glass.y, (float)h - glass.x};
    case TURN_HALF:
        return (Point){(float)w - glass.x, (float)h - glass.y};
    case TURN_LEFT:
        return (Point){(float)w - glass.y, glass.x};
    default:
        return glass;
    }
}

void turn_pixels(Turn turn, Surface picture, RectPx rect, Surface glass)
{
    RectPx to = turn_rect(turn, rect, picture.w, picture.h);
    ptrdiff_t from_stride = picture.stride / 4;
    ptrdiff_t to_stride = glass.stride / 4;
    // Where the rectangle's first pixel goes, and how far its next column and row are.
    static const struct {
        bool is_right, is_bottom;
    } FIRST[] = {[TURN_NONE] = {false, false},
                 [TURN_RIGHT] = {true, false},
                 [TURN_HALF] = {true, true},
                 [TURN_LEFT] = {false, true}};
    ptrdiff_t across = turn == TURN_NONE    ? 1
                       : turn == TURN_RIGHT ? to_stride
                       : turn == TURN_HALF  ? -1
                                            : -to_stride;
    ptrdiff_t down = turn == TURN_NONE    ? to_stride
                     : turn == TURN_RIGHT ? -1
                     : turn == TURN_HALF  ? -to_stride
                                          : 1;
    uint32_t *first = glass.px + (to.y + (FIRST[turn].is_bottom ? to.h - 1 : 0)) * to_stride +
                      to.x + (FIRST[turn].is_right ? to.w - 1 : 0);
    const uint32_t *source = picture.px + rect.y * from_stride + rect.x;
    for (int by = 0; by < rect.h; by += BLOCK) {
        for (int bx = 0; bx < rect.w; bx += BLOCK) {
            int end_y = by + BLOCK < rect.h ? by + BLOCK : rect.h;
            int end_x = bx + BLOCK < rect.w ? bx + BLOCK : rect.w;
            for (int y = by; y < end_y; y++) {
                const uint32_t *in = source + y * from_stride;
                uint32_t *out = first + y * down;
                for (int x = bx; x < end_x; x++) {
                    out[x * across] = in[x];
                }
            }
        }
    }
}
