// Chain key: which shapes of members and which strokes of relations a chain's drawing uses, each with
// its word; only those that occur there.
#pragma once
#include "pages/chain_data.h"

// Fills `box` line by line; returns the height it takes (0: there is nothing to explain).
float chain_key(App *app, const ChainData *data, Rect box, bool is_drawn);
