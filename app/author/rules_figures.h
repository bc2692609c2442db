// Figure rules: whether a place on the figures page can draw the figure that pages_figures.csv puts
// there, and whether a tab has room for it; and the age story.csv allows a figure.
//
// It knows the columns of figures.csv, units.csv and pages_figures.csv; content/README.md has the same
// table in the editors' words. What a page draws is facts.h's to decide; this keeps editors from
// filling a place that would then stay empty.
#pragma once
#include "author/read.h"

void figure_slot_check(Content *content, const Sheet *sheet, int row); // of pages_figures.csv
void stale_check(Content *content, const Sheet *sheet, int row);       // of story.csv
