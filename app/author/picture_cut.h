// Picture cut: a picture that comes row by row becomes the squares of its pyramid.
//
// Only a strip of each level is held (base/pyramid.h says what a level is), so that 200 million
// pixels need the room of a few thousand rows. The level of the screens' size is kept whole in
// passing, for the sizes a page shows. It knows rows and encoders, no file.
#pragma once
#include "author/image.h"
#include "author/picture.h"

typedef struct Cutter Cutter;

Cutter *cutter_open(int w, int h);                        // NULL: out of memory
bool cutter_row(void *cutter, const uint32_t *px, int y); // an ImageRows.row; top to bottom
// After the last row: hands over the squares (malloc'd, as are their bytes) and the kept level.
bool cutter_finish(Cutter *cutter, PictureTile **tiles, int *count, Image *kept);
void cutter_close(Cutter *cutter); // frees what was not handed over; NULL is fine
