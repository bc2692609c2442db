// Chain card: a member of a chain as a card of the drawn flow: pigment edge, name, what it is, and the
// shape of its kind.
//
// At full size nothing of it is cut: chain_card_size says how high it must be. Zoomed out it says less
// (the name, then the shape alone) and never smaller than the smallest size.
#pragma once
#include "pages/chain_data.h"
#include "pages/graph.h"

GraphSize chain_card_size(App *app, const Member *member, float w, bool has_role);

typedef struct {
    const Member *member;
    Rect box; // dp of the stage
    Colour pigment;
    float zoom;
    float chosen; // 0..1: comes forward with the golden frame
    float faded;  // 0..1: steps back
    bool has_role, is_pressed;
} ChainCard;

void chain_card(App *app, const ChainCard *card);
