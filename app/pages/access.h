// Access: the sheet of access modes (language.md §15), which the bar's last tab opens from below.
//
// Four switches, seen at once and combined at will, end with the visit. The sheet also holds what the
// bar has no room for: the sources, and the language. It lies over the page and takes
// every touch but the bar's; it goes by its own button, by a touch beside it, by 返回, and by leaving the page.
#pragma once
#include "pages/app.h"

bool access_is_open(const App *app);
void access_toggle(App *app);
void access_close(App *app);
void access_switch(App *app, Str mode); // "low", "contrast", "large", "reduced"
void access_draw(App *app);             // after the page, before the bar
