// Fit: whether a text has room where the pages put it.
//
// It sets the texts that have a declared place (the table in fit.c: face, size and room as the pages
// have them, in landscape) and tells which had to shrink and which were cut. It knows no pages: a place
// that changes there is changed here too.
#pragma once
#include "author/read.h"
#include "type/type.h"

// NULL fonts: nothing is checked.
void fit_check_row(Content *content, Fonts *fonts, const Sheet *sheet, int row);
