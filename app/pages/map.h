// Map of the story: ui/map.h fed with the store's districts and waters, or with a reviewed picture.
//
// It knows the story and the pages' wording, and where the livelihood page leaves room for the map. A
// reviewed picture that is not the reviewed one any more is not shown: the diagram is, and the log says
// so.
#pragma once
#include "pages/app.h"
#include "ui/map.h"

void map_load(App *app, Arena *arena, MapData *out); // for `opened`
MapFrame map_frame(const App *app);                  // of the livelihood page
// The pieces alone, `chosen` in gold; top left of the board at (x, y).
void map_mini(App *app, const MapData *data, float x, float y, float unit, Str chosen);
// The mark of a diagram, plain, for pages that show the pieces alone.
void map_note(App *app, float x, float y, float w);
