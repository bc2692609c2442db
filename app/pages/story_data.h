// Story data: one story of the content as the panel and its sheet need it.
//
// Its parts with their figures and the pages they lead to, the figures told beside the drawing, and
// what it belongs to. It asks the store once, in `opened`; it knows nothing of drawing.
#pragma once
#include "pages/parts.h"

enum { STORY_PARTS = 48 }; // the rules of the author room allow no more

typedef struct {
    StoryPart part;
    bool has_figure, is_blank;
    Figure figure;
    Str route, leads_to; // where a tap leads onward, and its name; "" where nowhere
} StoryNode;

typedef struct {
    Str name, kind, route; // kind: id of the label that says what it is
} StoryLink;

typedef struct {
    bool is_found;
    Story story;
    StoryNode *nodes;
    int count;
    FigureList figures;
    StoryLink *links;
    int link_count;
    // Of this visit to the page: what moves, and since when.
    int from;         // the part that was selected before, -1 none
    int64_t moved_ms; // when the selection changed
    int64_t play_ms;  // when the round or the run began; 0: none
} StoryData;

StoryData *story_load(App *app, Arena *arena, Str id);
// "chains" for "chain:nev": the section of the first thing a story is about; "chains" when none.
Str story_section(Str about);
