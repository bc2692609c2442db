// Graph: where the members of a chain stand and how the links between them run.
//
// A layered drawing in dp: lanes in order, each lane one or more ranks of boxes, the links as cubic
// curves that only run through the gutters between ranks and the gaps between boxes, so that none
// passes over a box that is not its own. Landscape: lanes beside each other, boxes stacked down.
// Portrait: lanes below each other, boxes side by side. The order of the boxes is the caller's wherever
// another one would not save a crossing. It knows numbers only: no text, no screen, no store. The same
// input makes the same drawing, bit for bit.
#pragma once
#include "base/arena.h"
#include "base/geom.h"

// A box's label set into a box `w` wide: the height it wants, and whether some of it would be cut.
typedef struct {
    float h;
    bool is_cut;
} GraphSize;
typedef GraphSize GraphMeasure(void *context, int node, float w);

typedef struct {
    int from, to; // nodes; a link to itself is not drawn
} GraphLink;

typedef struct {
    const int *lane_of; // of each node; nodes of one lane in the order they should stand
    int node_count;
    int lane_count; // a lane may be empty: it keeps the room of one box
    const GraphLink *links;
    int link_count;
    bool is_tall; // portrait
    const float
        *widths; // of the boxes, widest first: the first with which all fits the view is taken
    int width_count;
    float room_w, room_h; // of the view at scale 1
    float head; // kept free at the top (landscape) or at the left (portrait) for the lanes' signs
    float lane_head;  // portrait: kept free above each lane for its name
    float gutter;     // between ranks where no link runs
    float lane_least; // a lane is at least so long in the direction the lanes run
    GraphMeasure *measure;
    void *context;
} GraphInput;

typedef struct {
    const Point
        *points; // 1 + 3·n: cubic curves end to end, from the port of `from` to that of `to`
    int count;   // 0: not drawn
    Point sign;  // where its sign stands clear of all boxes
} GraphCurve;

typedef struct {
    Rect area; // around its boxes (of an empty lane: where its one box would stand)
    int rank, rank_count;
} GraphLane;

typedef struct {
    float box_w, box_h; // all boxes are of one size
    Rect *boxes;        // of each node
    GraphLane *lanes;
    GraphCurve *curves;   // of each link
    Rect extent;          // everything, margins included; begins at 0, 0
    int crossings;        // of links between neighbouring ranks
    int crossings_before; // the same if the caller's order had been kept
} Graph;

enum { GRAPH_SIGN = 16 };      // radius of a link's sign
#define GRAPH_NEARLY 0.88f     // share of full size at which the whole is as good as full size
#define GRAPH_SMALL 0.62f      // below it the whole is hard to read
#define GRAPH_SMALL_TALL 0.42f // in portrait, where panning down alone is worth more

void graph_lay(Arena *arena, const GraphInput *input, Graph *out);
// The point at share t (0..1) of the curve's length, and its direction there (a unit vector).
Point graph_curve_at(const GraphCurve *curve, float t, Point *direction);
float graph_curve_length(const GraphCurve *curve);
