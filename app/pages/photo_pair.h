// Photo pair: two pictures of one shape, one drawn over the other up to a line a visitor moves.
//
// The line can be dragged by its handle, or sent to either side by two buttons. It knows where the
// picture lies in the viewer and which two pictures they are, no gesture of the viewer's own.
#pragma once
#include "pages/app.h"

typedef struct {
    const Photo *before, *after; // NULL: the photo has no pair
    Glide share;                 // of the view's width that shows `before`, 0 … 1
    bool is_held;                // the handle is under the finger
} PhotoPair;

void photo_pair_find(PhotoPair *pair, const PhotoList *photos, int index);
// Both pictures `w` dp wide with their top left at (x, y), the line, its handle and the buttons, which
// carry the actions `act_before`, `act_after` and `act_handle`.
void photo_pair_draw(App *app, PhotoPair *pair, Rect view, float x, float y, float w);
void photo_pair_draw_controls(App *app, const PhotoPair *pair, Rect view, int act_before,
                              int act_after, int act_handle);
// True when the gesture is the handle's.
bool photo_pair_gesture(App *app, PhotoPair *pair, Rect view, const Gesture *g);
void photo_pair_send(App *app, PhotoPair *pair, float share);
