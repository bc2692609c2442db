// Charts: figures as drawings, by the shapes of the house: bar, pair, ring, share of a whole, rank
// ladder, small multiples, lever, and what comes in or goes out.
//
// A chart draws Figure rows into a box of dp and nothing else: it asks no store, keeps no memory and
// makes no target. Every number it prints is amount_text's or fact_number's, so that qualifier, value
// and unit stay the row's own; `sweep` 0..1 is how far the entrance has come, and only lengths and
// counting digits follow it. It derives nothing but a gap between two exact figures. Which figures may
// be measured against each other is facts.h's to say: a chart that may not measure sets them apart.
#pragma once
#include "pages/chrome.h"

typedef struct {
    const Figure *figure;
    Str name;      // under or beside it: the editor's short label
    Colour colour; // of its bar, ring or column
} ChartItem;

// ---- bars ---------------------------------------------------------------------------

enum { CHART_BAR = 78 }; // height of a bar with its name above

// Name above, bar of `share` (0..1 of the longest), value behind. An aim is dashed. `is_link` adds a
// chevron at the right end. The last `CHART_VALUE` dp of the row are kept for the longest bar's value.
enum { CHART_VALUE = 368 };
void chart_bar(App *app, Rect row, const ChartItem *item, double share, bool is_link, float sweep);

// ---- rings --------------------------------------------------------------------------

typedef struct {
    float radius, width, disc; // of the ring's middle line, its thickness, the paper behind
    float number;              // dp of the digits
} RingShape;

// A share of a hundred, an actual on its way to `target` (NULL: none), an aim without a base (dashes),
// or a plain circle around a number that is no share. `base_year`: "" or the year an aim lacks.
void chart_ring(App *app, Point centre, RingShape shape, const Figure *figure, const Figure *target,
                Str base_year, Colour colour, float sweep);
// A plain circle with strands that end in it, or leave it.
void chart_flow(App *app, Point centre, RingShape shape, const Figure *figure, bool is_out,
                Colour colour, float sweep);

// ---- two amounts ----------------------------------------------------------------------

// Two columns on one ground with the gap between them named; figures that are no step (fact_is_step)
// stand apart without columns.
void chart_pair(App *app, Rect box, const Figure *from, const Figure *to, Colour colour,
                float sweep);
// The words for when under a column or panel: an actual says only its period.
Str chart_when(App *app, const Figure *figure);
// "相差410万元" where both are exact, "2024年要迈的一步" where not; "" when they may not be compared.
Str chart_gap(App *app, const Figure *from, const Figure *to);
// When two reports name what they count differently: "2023年称…，2024年称…"; else "".
Str chart_caution(App *app, const Figure *from, const Figure *to);
// A vessel filled as far as the part reaches. With `whole` NULL `part` is a share of a hundred.
void chart_share(App *app, Rect box, const Figure *part, const Figure *whole, Colour colour,
                 float sweep);
// What was put in and what it moved on a beam; discs by area where both count in like units.
void chart_lever(App *app, Rect box, const Figure *put, const Figure *moved, float sweep);

// ---- several ----------------------------------------------------------------------------

// Ten rungs each (more when the place is lower), the first the tallest; the place taken is marked.
// Neither says when: chart_period does, where it is the same for all, else the names must.
void chart_ladder(App *app, Rect box, const ChartItem *items, int count, float sweep);
// Equal panels on one scale: one dot for each where they are few, else a level.
void chart_multiples(App *app, Rect box, const ChartItem *items, int count, float sweep);
// The period that all of them share, in words; "" when they differ.
Str chart_period(App *app, const ChartItem *items, int count);
bool chart_has_dots(const ChartItem *items,
                    int count); // small multiples will show one dot for each
