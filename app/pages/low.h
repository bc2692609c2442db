// Low: the page on stage brought down within reach of somebody who sits (language.md §15.1).
//
// The app hands it each page to draw: with the mode on, the page is drawn lower and stops above the bar,
// and what was drawn is what is touched: targets and scroll areas land where the pixels do, and
// nothing under the bar is left. How far down is ui/reach.h's to say; how far up again the visitor
// moved it is PageMemory.up. Pages know nothing of it: what they are drawn at and told of is the stage.
//
// Home stands: its folds begin below the reach line. So do pages without a bar, whose controls all lie
// below it, or are the whole glass.
#pragma once
#include "pages/app.h"

void low_aim(App *app);      // each frame: what shows slides to where the modes want it
void low_switched(App *app); // the visitor did that: the page begins at its lowest
void low_let_go(App *app);   // a page that a finger moved stays where it is
void low_draw(App *app, Page *page);
// The page on stage can be moved: the bar has its switch.
bool low_has_switch(const App *app);
void low_swap(App *app);                            // to the next stop
float low_offset(const App *app, const Page *page); // dp that it is drawn lower now
// A drag that nobody took: true when it moves the page, and those that follow are low_pull's.
bool low_grab(App *app, Point from, Point delta);
void low_pull(App *app, const Gesture *gesture); // GESTURE_DRAG, GESTURE_DRAG_END
