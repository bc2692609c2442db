// Chain view: a window onto a drawing larger than itself: panned, pinched, zoomed by buttons.
//
// It knows sizes, scrolls and time, not what is drawn. Positions of the drawing ("content") are dp at
// zoom 1; it stands centred across where it is narrower than the window, and at the top where it is
// lower. Drags beyond an end and pinches beyond a limit give way by 0.4 and come back.
#pragma once
#include "ui/motion.h"
#include "ui/scroll.h"

typedef struct {
    Rect box;                  // the window, dp of the stage
    float w, h;                // of the content
    float zoom;                // now; 0: not yet chosen
    Scroll *x, *y;             // stepped by the app
    Glide zoom_to, x_to, y_to; // x, y: what of the content is in the middle
    bool is_gliding;
} ChainView;

enum { MS_VIEW = 360 };

// States box and content; call each frame before drawing. Chooses the first zoom: the whole where it
// is nearly full size, else full size from the start.
void view_frame(ChainView *view, Rect box, float w, float h);
bool view_run(ChainView *view, int64_t now_ms);      // true while it moves
float view_fit(const ChainView *view);               // zoom at which all is seen, at most 1
bool view_is_whole(const ChainView *view);           // all of it shows now
Point view_at(const ChainView *view, Point content); // dp of the stage
Rect view_rect(const ChainView *view, Rect content);

void view_drag(ChainView *view, Point delta);
void view_release(ChainView *view, Point velocity, int64_t now_ms);
bool view_stop(ChainView *view); // true when it was moving by itself
void view_pinch(ChainView *view, Point at, float scale, Point delta);
void view_pinch_end(ChainView *view, int64_t now_ms, int ms);
// In `ms` (0: at once): by a factor about the middle; back to the whole; so that `content` is seen
// well, moving no farther than needed.
void view_zoom_by(ChainView *view, float factor, int64_t now_ms, int ms);
void view_whole(ChainView *view, int64_t now_ms, int ms);
void view_show(ChainView *view, Rect content, int64_t now_ms, int ms);
float view_aim(const ChainView *view); // the zoom it has or is on its way to
