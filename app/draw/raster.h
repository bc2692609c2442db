// Raster: paints a draw list into pixels with pixman, in bands over worker threads.
//
// The only rasteriser: preview, tests and hall show the same pixels whatever the number of threads.
// Where the list leaves the target open it is black. It opens no window.
//
// Composed layers are kept by content and size. When a new one does not fit the byte budget, those that
// this paint does not use go, least recently used first; what one paint needs is kept whatever it
// weighs. A layer that only one paint used, and not the last one, gives its memory to the next new one
// of its size. An opaque layer that is new and asked for in small part is painted straight the first time.
#pragma once
#include "base/err.h"
#include "draw/list.h"

typedef struct Raster Raster;

typedef struct {
    int w, h, stride; // px, px, bytes
    uint32_t *px;     // premultiplied a8r8g8b8; the target is opaque
} Surface;

Raster *raster_open(int threads, size_t layer_budget_bytes); // threads ≤ 0: one a core, at most 4
void raster_close(Raster *raster);                           // NULL is fine
// Paints the parts of `list` inside the rectangles (they may overlap), nothing outside them.
void raster_paint(Raster *raster, const DrawList *list, const RectPx *rects, int count,
                  Surface target);

// Nothing moves for now: layers that `list` does not show are given back. The budget may change.
void raster_rest(Raster *raster, const DrawList *list);
void raster_set_budget(Raster *raster, size_t layer_budget_bytes);

typedef struct {
    int64_t painted_px;  // of the last raster_paint
    int64_t layer_bytes; // held now
    int layers_composed; // in the last raster_paint (0 when all came from the cache)
} RasterStats;
RasterStats raster_stats(const Raster *raster);

Surface surface_make(int w, int h); // 1 to 32767 px a side; zeroed, stride a multiple of 64
void surface_free(Surface *surface);
bool surface_write_png(const Surface *surface, const char *path, Err *err);
// Flattened on black.
bool surface_read_png(const char *path, Surface *out, Err *err);
