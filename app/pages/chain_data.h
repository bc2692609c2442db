// Chain data: one industry chain as the chain page shows it, and what its panel says.
//
// It puts stages, members and relations into lanes and subjects. It asks the store and draws nothing.
#pragma once
#include "pages/app.h"

// A stage with its members; or, last, the members that belong to no stage.
typedef struct {
    Str id; // of the stage; "whole" for the last one
    Str name, meaning, glyph;
    Colour colour;
    bool is_whole;
    const Member *members;
    int count;
} Lane;

typedef struct { // a place of a member on any chain
    const Member *member;
    const Chain *chain;
} Standing;

typedef struct { // a member where it stands: in two stages, twice
    const Member *member;
    int lane;
} Node;

typedef struct {  // a relation between two members of this chain: drawn
    int from, to; // nodes
    const Link *link;
} Bond;

typedef struct {
    Chain chain;
    bool is_found;
    Lane *lanes;
    int lane_count;
    int member_count; // each once
    Node *nodes;      // lane by lane
    int node_count;
    LinkList links; // from or to the chain and its members
    Bond *bonds;
    int bond_count;
    Standing *standings; // of all chains: where else a member stands
    int standing_count;
    Str group;       // its name
    Chain *siblings; // the others of the group, those after it first
    int sibling_count;
} ChainData;

void chain_load(App *app, Arena *arena, Str id, ChainData *out);
const Lane *chain_lane(const ChainData *data, Str id);                // NULL: none
const Member *chain_member(const ChainData *data, Str id, int *lane); // NULL: not on this chain
const Bond *chain_bond(const ChainData *data, Str link); // by id of its link; NULL: none

typedef struct {
    Str title, line;
    Str icon;      // a name of assets/icons, or "" where `shape` is drawn
    Str shape;     // of a member's kind
    Str member;    // id on this chain: chosen in place
    Str route;     // elsewhere
    bool is_chain; // the chain of this page itself
    bool is_plain; // left out where another line leads there
} Onward;

typedef struct {
    const Member *member; // NULL: the lane; that NULL too: the relation or the chain itself
    const Lane *lane;
    const Bond *bond; // a relation was chosen
    Str name, text;
    Str figure_ids;
    FigureList figures;
    Onward *onward;
    int onward_count;
    const Origin *origin;
    Str article;       // route, or ""
    StoryList stories; // drawn ones, about it
    Str picture;       // or ""
    Point focal;       // of it
} Subject;

// What the panel says of a member, a lane, a link or (all ids empty or unknown) the chain.
void chain_subject(App *app, Arena *arena, const ChainData *data, Str member, Str lane, Str link,
                   Subject *out);
