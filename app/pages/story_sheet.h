// Story sheet: what the selected part says in words, beside the drawing or below it.
//
// Before a part is selected it tells the figures beside the drawing and what the story belongs to. At
// its foot are the buttons that step, and play where the drawing can. It knows rows and memory, not
// how a kind is drawn.
#pragma once
#include "pages/story_draw.h"

typedef struct {
    App *app;
    Page *page;
    const StoryData *data;
    Rect box;
    int shown; // the part told, -1 the story as a whole
    bool is_playing;
} StorySheet;

void story_sheet(const StorySheet *sheet);
