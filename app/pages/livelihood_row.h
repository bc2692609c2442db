// Livelihood row: the years, the filter, and the works of the year, in one row under the map.
//
// While the sheet of filters is open what clears and closes it stands in place of the works. It raises
// the page's actions and keeps nothing but where the works are scrolled to.
#pragma once
#include "pages/livelihood_filter.h"

typedef struct {
    App *app;
    const Works *works;
    const WorkChoice *choice;
    const WorkSelection *selection;
    const FilterActions *actions;
    int tab_action; // n: index of the tab
    bool is_open;   // the sheet of filters
    Rect tabs;      // its width follows from the tabs
    Rect chips;     // y and height
    float tab_w, chip_w, chip_pitch;
    float end; // x where the works are cut off
} RowLook;

void row_draw(const RowLook *row, Scroll *scroll);
