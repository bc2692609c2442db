// Reach: which part of the glass somebody who sits can touch, and how far low mode brings a page down.
//
// Plain arithmetic on the venue's two measures, the screen's diagonal and how high its picture hangs; it
// draws nothing and knows no page. All y are dp of the stage, from its top.
//
// The numbers. Within reach is 380 to 1220 mm above the floor: the unobstructed forward and side reach
// of EN 301 549 8.3, ADA and Section 508. On walls that leaves the lower part of the picture only: 61 %
// of a 55" landscape screen that hangs at 800 mm, 39 % of an 86", 34 % of a 98", 47 % of a 55" upright
// one at 650 mm.
//
// What follows from it:
//   - The bar is the lowest 120 dp, so that home, back, language and the access sheet are in reach on
//     every wall that hangs sensibly; a mounting that takes the bar out of the band is told by
//     `zhanting --check-config`, for then nobody who sits can switch low mode on.
//   - Low mode is never switched on by itself: it halves the page for everybody else, and its switch
//     is in reach. A hall for people who sit says `modes = low`.
//   - Low mode brings the page's top down to 1220 mm, and never less than to the reach line of the
//     design (360, upright 640), which is also what an unknown mounting gets. It stops where a third
//     of the page would be left: nothing can be read in less.
//   - The switch up and down moves the page by what is in reach at a time, so that on the largest
//     walls, too, every place of the page comes into the band at one of its stops.
#pragma once
#include <stdbool.h>

enum {
    REACH_HIGH_MM = 1220,
    REACH_LOW_MM = 380,
    REACH_LINE_DP = 360,          // of the design: what must be touched lies below it
    REACH_LINE_PORTRAIT_DP = 640, //
    REACH_BAR_DP = 120,
    REACH_MAX_STOPS = 12,
};

typedef struct {
    float diagonal_in; // of the 16 : 9 glass; 0: unknown
    int bottom_mm;     // of the picture's lower edge above the floor; 0: unknown
} Mounting;

typedef struct {
    bool is_known;
    float mm_per_dp; // 0: the diagonal is unknown
    // The band on the stage, cut by it; the whole stage where the mounting is unknown.
    float top, bottom;
    float drop; // how far low mode brings the page down
    float step; // how far one touch of the switch brings it up again
} Reach;

Reach reach_of(Mounting mounting, bool is_portrait);
// Height of the lower and upper edge of the bar above the floor; false when the mounting is unknown.
bool reach_bar_mm(Mounting mounting, int *lower_mm, int *upper_mm);
// A known mounting with some of the bar out of the band.
bool reach_misses_bar(Mounting mounting);
// The stops of a lowered page, from `drop` to 0; their number.
int reach_stops(const Reach *reach, float stops[REACH_MAX_STOPS]);
// The stop after `offset`: the next one up, and from the uppermost down to `drop` again.
float reach_next(const Reach *reach, float offset);
float reach_nearest(const Reach *reach, float offset);
