// Chain lanes: the stages of a chain as discs on the line, each with the cards of its members.
//
// Landscape: columns beside each other; more than fit scroll across, a long column scrolls by itself.
// Portrait: rows below each other that scroll together; a long row scrolls across. It draws what it
// is given and raises the page's actions.
#pragma once
#include "pages/chain_data.h"

typedef struct {
    const ChainData *data;
    Str member, lane; // chosen ids, or ""
    float chosen;     // 0..1 of the choice's entrance
    Point *pearl;     // where it was last, then is
    Point pearl_from; // where it jumps from
    bool has_pearl_from;
    Scroll *scroll;                 // of all lanes
    Scroll *lane_scrolls;           // one a lane
    float top;                      // portrait: where the lanes begin
    int member_action, lane_action; // arg: id
    int step_action;                // n: +1 for the lanes at the right, -1 back
} LaneView;

void chain_lanes(App *app, LaneView *view);
// Where the scrolls want to be so that this member shows: that of all lanes and that of its own.
void chain_lanes_reveal(App *app, const LaneView *view, Str member, float *all, float *own);
// Portrait: dp that the lanes take, all of them. Landscape: where the longest column ends.
float chain_lanes_height(App *app, const ChainData *data);
