// Rules: what must be true of the sheets before they may become a story.
//
// Cell rules come from the kind of the column (table.h), sheet rules from what rows say together.
// Rows that are drafts or offline are only checked for their ids: they may be unfinished. It knows
// the sheets and the typefaces' characters, not files or pictures.
#pragma once
#include "author/read.h"

void rules_check(Content *content);
