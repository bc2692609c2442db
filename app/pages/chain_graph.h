// Chain graph: the drawn flow of a chain: stages as discs on the line, members as cards in their lanes,
// relations as links; seen through a window that pans and zooms.
//
// It lays the graph out for the screen at hand (graph.h), draws it with what is chosen in front, and
// raises the page's actions. It loads nothing and keeps nothing but the layout and the window.
#pragma once
#include "pages/chain_data.h"
#include "pages/chain_view.h"
#include "pages/graph.h"

typedef struct {
    const ChainData *data;
    Graph graph;
    ChainView view;
    bool has_role; // cards say what the member does
    bool is_tall;
} ChainGraph;

// Lays out for `box` (dp of the stage); call again when box, language or type size change.
void chain_graph_lay(App *app, Arena *arena, const ChainData *data, Rect box, ChainGraph *out);
// States the window's place for this frame; `box` may be lower than the one laid out for.
void chain_graph_frame(ChainGraph *graph, Rect box);
float chain_graph_height(const ChainGraph *graph); // dp it takes at zoom 1

typedef struct {
    Str member, lane, link; // chosen ids, or ""
    float chosen;           // 0..1 of the choice's entrance
    float entered;          // 0..1: cards glide to their places
    float linked;           // 0..1: links draw themselves
    Point *pearl;           // content: where it was last, then is
    Point pearl_from;       // where it jumps from
    bool has_pearl_from;
    int member_action, lane_action, link_action; // arg: id
} ChainChoice;

void chain_graph(App *app, const ChainGraph *graph, const ChainChoice *choice);
// Around the chosen member, lane or link and what it is linked to; false when nothing is chosen.
bool chain_graph_focus(const ChainGraph *graph, Str member, Str lane, Str link, Rect *content);
