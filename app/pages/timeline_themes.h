// Timeline themes: the button that names the theme chosen, and the sheet of themes it opens.
//
// It draws over the river and raises the actions it is given. It knows nothing of the river.
#pragma once
#include "pages/timeline_data.h"

// The button; `action` opens and closes the sheet.
void timeline_theme_button(App *app, const TimelineData *data, Str chosen, int action);
// The sheet with every theme and its number of events: `choose` with arg = theme id, "" for all.
void timeline_theme_sheet(App *app, const TimelineData *data, Str chosen, int choose, int close);
