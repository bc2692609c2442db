// Livelihood filter: the sheet on which one chooses work, place and progress, with what each would leave.
//
// Every choice shows how many projects it leaves beside the other choices; those that leave none can
// be read but not touched. It raises the page's actions and keeps nothing: what is chosen comes in.
#pragma once
#include "pages/works.h"

typedef struct {
    int group, district, status; // n: index, or -1 for all of them
    int clear, done;             // done closes the sheet
} FilterActions;

// How many filters are on.
int filter_count(const WorkChoice *choice);
// The sheet in `box`. With `has_buttons` those to clear and to close stand at its foot.
void filter_sheet(App *app, const Works *works, const WorkChoice *choice,
                  const WorkSelection *selection, const FilterActions *actions, Rect box,
                  bool has_buttons, Scroll *scroll);
// "Clear filters" and "Show 12", side by side in `box`.
void filter_buttons(App *app, const WorkChoice *choice, const WorkSelection *selection,
                    const FilterActions *actions, Rect box);
