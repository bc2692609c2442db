// Gather: which pictures a story needs, and what is wrong with them.
//
// The content's pictures are those that packed rows name (a picture nobody shows is not carried
// along: its rights may have ended); icons and panorama layers come from the assets folder, all of
// them. Checks need the pictures made, so making them is here too.
#pragma once
#include "author/picture.h"
#include "author/read.h"

// Names in `list` are sorted. Free it with pictures_free.
void gather_pictures(Content *content, PictureList *list);
