// Chain panel: what the chosen member, the chosen stage or the chain itself is, in words, figures and
// relations that lead on. At the right in landscape, a card on top in portrait; it scrolls if long.
#pragma once
#include "pages/chain_data.h"

typedef struct {
    const ChainData *data;
    const Subject *subject;
    Rect box;
    Scroll *scroll;
    int member_action; // arg: id, for members of this chain
    int chain_action;  // back to the chain itself
} ChainPanel;

void chain_panel(App *app, const ChainPanel *panel);
