// Map: the city as a tangram (七巧板): seven pieces, the waters, the names, and pins on top.
//
// It is a diagram and always says so (示意图 · 非测绘边界). Places are in board units (25 × 22,
// language.md Appendix B) and come from the story. It knows neither projects nor what a pin opens:
// pages give it pins and the actions to raise.
#pragma once
#include "pages/app.h"

typedef struct {
    const Point *points; // board units
    int count;
} MapShape;

typedef struct {
    DistrictList pieces; // districts that have an outline
    const MapShape *outlines;
    WaterList waters;
    const MapShape *water_shapes;
} MapData;

typedef struct {
    Rect area;  // dp of the stage that the water fills
    Rect reach; // where heads and popovers stay
    float x, y; // dp of the board's origin
    float unit; // dp per board unit
} MapView;

void map_load(App *app, Arena *arena, MapData *out);
MapView map_view(const Ui *ui); // of the livelihood page, landscape or portrait
Point map_point(const MapView *view, double x, double y);
// Water, pieces and names as one still layer; each name leads to its district.
void map_board(App *app, const MapData *data, const MapView *view);
// The pieces alone, `chosen` in gold.
void map_mini(App *app, const MapData *data, float x, float y, float unit, Str chosen);
void map_note(App *app, float x, float y, float w); // 示意图 · 非测绘边界

// ---- pins -----------------------------------------------------------------------

typedef struct {
    Str id, name, line, icon; // line: the second one of the popover
    Colour colour;
    double x, y;    // board units
    float done;     // 0..1; < 0: not known, no ring
    bool is_faded;  // filtered out: not touchable
    Point tip;      // map_gather: dp
    int cluster;    // map_gather: index, -1 for faded ones
    int place;      // map_gather: its number in the cluster
    bool is_hidden; // map_gather: inside a closed cluster
} MapPin;

typedef struct {
    Point tip;
    int count, first; // first: index of the pin met first, names the cluster
} MapCluster;

typedef struct {
    MapPin *pins;
    int count;
    const MapCluster *clusters;
    int cluster_count;
} MapPins;

// Places the pins and puts those nearer than 96 dp together. The cluster that holds pin `open`
// (-1: none) is fanned out by `fan` (0..1) on circles about its middle.
MapPins map_gather(Arena *arena, const MapView *view, MapPin *pins, int count, int open, float fan);
// `chosen`: index or -1, drawn last, grown by `grow` (0..1). Pins raise pin_action with n = index
// and arg = id; closed clusters cluster_action with n = index of their first pin.
void map_pins(App *app, const MapView *view, const MapPins *pins, int chosen, float grow,
              int pin_action, int cluster_action);
// Name, line and arrow under (or over) the chosen pin or its fan, sliding in with `rise` (0..1).
void map_popover(App *app, const MapView *view, const MapPins *pins, int chosen, float rise,
                 int action);
