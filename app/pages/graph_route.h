// Graph route: inside graph.c: the curves of the links once every box and pass has its place. Not for
// pages.
//
// It works in u (along the lanes) and v (across): landscape u = x, portrait u = y.
#pragma once
#include "pages/graph_ranks.h"

typedef struct {
    const GraphInput *input;
    const Ranks *ranks;
    const float *rank_u; // where the boxes of each rank begin
    const float *box_v;  // of each node: where it begins
    float box_u, box_w;  // size of a box along u and across v
    float limit_v;       // the content's end across, for signs
} Placed;

// Links within one rank run beside it, each on a track of its own where they would touch.
typedef struct {
    int *track;  // of each link: -1 none, GRAPH_DIRECT straight between two neighbours
    int *tracks; // how many beside each rank
} Tracks;

enum { GRAPH_DIRECT = -2, GRAPH_TRACK = 18, GRAPH_TRACK_FIRST = 26 };

void route_tracks(Arena *arena, const GraphInput *input, const Ranks *ranks, Tracks *out);
void route_links(Arena *arena, const Placed *placed, const Tracks *tracks, Graph *out);
