// Chains: the main chain's stages on the line, and the tiles of all chains beneath it.
#pragma once
#include "pages/page.h"

extern const PageClass page_chains;
