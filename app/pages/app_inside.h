// App inside: what the three files of the app lend each other. Not for pages.
//
//   app.c         the visit: routes, the way back, language, beginning and end
//   app_touch.c   from events to what they do
//   app_frames.c  from the page on stage to a draw list, and its painting
#pragma once
#include "pages/app.h"

enum { MS_COUNTDOWN = 20000 }; // between the idle notice and the reset (WCAG 2.2.1: at least 20 s)

Page *app_page(App *app);                            // the one on stage
void app_tell(App *app, NewsKind kind, Point at_px); // to the observer, if there is one
void app_let_go(App *app);                           // of what the finger holds
int app_turn_ms(const App *app);
// Without a touch for so long nobody is there: as set, or longer while there is more to read. 0: never.
int app_idle_ms(const App *app);
bool app_has_notice(const App *app); // the idle notice is up
void app_take_gestures(App *app);    // acts on those recognised since the last time
