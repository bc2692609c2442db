// App inside: what the four files of the app lend each other. Not for pages.
//
//   app.c         the visit: routes, the way back, language, beginning and end
//   app_touch.c   from events to what they do
//   app_frames.c  from the page on stage to a draw list, and its painting
//   app_night.c   the glass out of opening hours
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
void app_cancel_touches(App *app);   // every finger is let go, and pages are told so

void app_draw_stage_at(App *app, int64_t at_ms);        // as it was then; asks for no frame
void app_step_night(App *app);                          // each frame, before it is drawn
bool app_lights(App *app, const ContactEvent *contact); // true: it lights the glass and no more
void app_draw_night(App *app);                          // instead of the stage
