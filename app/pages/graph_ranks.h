// Graph ranks: inside graph.c: which rank each box stands in and in what order, links that pass other
// ranks included. Not for pages.
//
// A long link is a chain of passes, one in every rank between its ends; passes take part in the
// ordering as boxes do and later keep a gap open for the link.
#pragma once
#include "pages/graph.h"

typedef struct {
    int node; // or -1: a pass
    int link; // of a pass
    int row;  // of a box: counted from 0 in its rank
    float v;  // across: middle of the box or of the pass
} Item;

typedef struct {
    Item *items; // in order
    int count, boxes;
    int lane;
} Rank;

typedef struct {
    Rank *ranks;
    int count;
    int *rank_of; // of each node
    int crossings, crossings_before;
} Ranks;

// At most `most` boxes in a rank; the ranks of a lane are filled evenly.
void ranks_order(Arena *arena, const GraphInput *input, int most, Ranks *out);
const Item *ranks_item(const Ranks *ranks, int rank, int node,
                       int link); // node, or the link's pass
