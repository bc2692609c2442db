// Story rules: whether the parts of a story fit the drawing its kind names.
//
// How many there may be, which slots a kind has, which of them only once, what a part hangs on, and
// whether what is drawn to one scale is counted in one unit. It knows the columns of stories.csv and
// story_parts.csv; content/README.md has the same table in the editors' words.
#pragma once
#include "author/read.h"

void story_check(Content *content, const Sheet *sheet, int row);      // of stories.csv
void story_part_check(Content *content, const Sheet *sheet, int row); // of story_parts.csv
