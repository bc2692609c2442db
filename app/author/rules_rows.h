// Row rules: what the cells of a row, and rows of several sheets, say together.
//
// It knows the meaning of the columns it names: projects, figures, stages, years.
#pragma once
#include "author/read.h"

void row_check(Content *content, const Sheet *sheet, int row);
