// Times and distances as the contact and gesture layers measure them. Inside input/ only.
#pragma once
#include "base/geom.h"
#include <stdint.h>

// 0 when time runs backwards: a device's clock is not to be trusted.
static inline int64_t elapsed_ms(int64_t from, int64_t to)
{
    if (to <= from) {
        return 0;
    }
    uint64_t span = (uint64_t)to - (uint64_t)from;
    return span > INT64_MAX ? INT64_MAX : (int64_t)span;
}

static inline Point point_minus(Point a, Point b)
{
    return (Point){a.x - b.x, a.y - b.y};
}

static inline float point_distance(Point a, Point b)
{
    return hypotf(a.x - b.x, a.y - b.y);
}

// A place on some screen: a number, and not one so large that sums of it overflow.
static inline bool point_is_place(Point p)
{
    return fabsf(p.x) <= 1e6f && fabsf(p.y) <= 1e6f;
}
