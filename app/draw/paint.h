// Paint: the commands of a draw list as pixels of one tile, by pixman.
//
// It knows no threads and no caches: raster.h splits the work and says which layers are composed.
// What a pixel becomes depends on the list alone, not on how the tiles are cut. Inside draw/ only.
#pragma once
#include "draw/raster.h"

// Where pixels go: list coordinate (x, y) is target pixel (x - left, y - top).
typedef struct {
    Surface target;
    int left, top;
    uint32_t ground; // what is there before the first command: opaque black or nothing
} Canvas;

typedef struct {
    Surface surface;
    bool is_opaque;
} LayerImage;

// One worker's scratch memory; zeroed is fine.
typedef struct {
    uint32_t *px;
    size_t px_count;
    uint8_t *cover;
    size_t cover_bytes;
} Scratch;
void scratch_finish(Scratch *scratch);

typedef struct {
    const DrawList *list;
    int first, end;                  // commands
    const LayerImage *const *layers; // by command index; NULL: painted straight, or not to be seen
} PaintSpan;

// Paints the commands into `tile` (list coordinates), which lies inside the canvas.
void paint_tile(Scratch *scratch, const Canvas *canvas, const PaintSpan *span, RectPx tile);

Surface surface_make_unset(int w, int h); // surface_make without the zeros, for what paints it all

// Whether the commands cover all of `rect` with opaque pixels.
bool paint_is_opaque(const DrawList *list, int first, int end, RectPx rect);
