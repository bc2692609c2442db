// Screen: the window, and handing it finished pixels. With input/, the only SDL above the metal.
//
// It chooses how to present: the window surface where there is no GPU (on X11 without SDL's own detour
// over OpenGL, which costs 8 to 11 ms a frame), one streaming texture with vsync elsewhere. It opens
// SDL's video and closes it; events are read by input/. A window of any size will do, even 1 x 1.
#pragma once
#include "base/err.h"
#include "draw/raster.h"
#include "draw/turn.h"

typedef struct Screen Screen;

typedef enum { PRESENT_AUTO, PRESENT_SURFACE, PRESENT_TEXTURE } PresentMode;

typedef struct {
    const char *title;
    bool is_window; // else fullscreen on `display`
    int w, h;       // window size, px
    int display;    // 0: the first
    PresentMode present;
    Turn turn; // of the picture; sizes and surfaces below are the picture's
} ScreenOptions;

// NULL with a plain sentence when there is no display. The first picture on glass is `ground`. A window
// size of 0 means 1280 x 720.
Screen *screen_open(const ScreenOptions *options, Colour ground, Err *err);
void screen_close(Screen *screen); // NULL is fine
// The surface to paint into: same pixels as at the last present (so that only damage is repainted).
// Its size follows the window; `is_new` says that everything must be painted again.
Surface screen_surface(Screen *screen, bool *is_new);
// Shows the rectangles; all of it when the window lost its picture (uncovered, resized, device reset).
// With no rectangle and nothing lost it does nothing, so it may be called after every event.
void screen_present(Screen *screen, const RectPx *rects, int count);
// Did the last present reach the glass? If not, whoever has nothing to show presents again after a while:
// a texture that fails is made anew, and after three failures the window's own surface takes its place.
bool screen_is_whole(const Screen *screen);
bool screen_is_visible(const Screen *screen);
// After the displays changed: a fullscreen window fills its display again, or the first one while its own
// is gone.
void screen_follow_display(Screen *screen);
void screen_come_back(Screen *screen); // it was hidden or minimised
void screen_size(const Screen *screen, int *w, int *h);
// What the system tells of touches and the mouse is about the glass: its size, and a point of it as a
// point of the picture.
void screen_glass_size(const Screen *screen, int *w, int *h);
Point screen_point(const Screen *screen, Point glass);
const char *screen_driver(const Screen *screen); // "x11 surface", "wayland texture", for staff
