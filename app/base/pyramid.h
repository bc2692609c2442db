// Pyramid: how a picture larger than the screens is cut into squares, level by level.
//
// Level 0 is the original; each further level is half as wide and high, rounded up, until it is not
// larger than a screen. A square is PYRAMID_TILE px a side and carries one px of each neighbour, so
// that it can be drawn at any scale without seams. The packer cuts by these rules and the viewer
// looks up by them; nothing here knows a file or a screen.
#pragma once
#include <stdbool.h>

enum {
    PYRAMID_TILE = 512,
    PYRAMID_FROM = 3840, // a longer side makes a picture deep
    PYRAMID_LEAST = 1920 // the last level still has a side longer than this
};

static inline bool pyramid_is_deep(int w, int h)
{
    return w > PYRAMID_FROM || h > PYRAMID_FROM;
}

static inline int pyramid_side(int side, int level)
{
    return (side + (1 << level) - 1) >> level;
}

static inline int pyramid_levels(int w, int h)
{
    int side = w > h ? w : h;
    int count = 0;
    while (pyramid_is_deep(w, h) && pyramid_side(side, count) > PYRAMID_LEAST) {
        count++;
    }
    return count;
}

// Squares along a side of the picture at that level.
static inline int pyramid_tiles(int side, int level)
{
    return (pyramid_side(side, level) + PYRAMID_TILE - 1) / PYRAMID_TILE;
}
