// Maps: the rows of maps.csv. A map is shown only as the file that was reviewed, byte for byte.
//
// It knows the picture file, its digest, and what board units the map covers.
#pragma once
#include "author/read.h"

enum { MAP_MAX_WIDTH = 3840 }; // px: it is shown as it is, never made smaller

void map_check(Content *content, const Sheet *sheet, int row);
// A pin that no packed map shows.
void map_check_pin(Content *content, const Cell *cell, double x, double y);
