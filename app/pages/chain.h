// Chain: one industry chain: its stages on the line, their members, and what each is and leads to.
#pragma once
#include "pages/page.h"

// "chains/new-energy"; "chains/new-energy:chu" with a stage, "chains/nev:m015" with a member chosen.
extern const PageClass page_chain;
