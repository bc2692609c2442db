// Inside the room: what the files of ui/ share: px of dp, cached masks, the caches' own memory.
//
// Masks on the shelf are placed at whole px relative to their origin, so that a shape that moves is
// not rasterised again. Keys are hashes of everything that makes the pixels, px and not dp.
#pragma once
#include "base/hash.h"
#include "ui/shelf.h"
#include "ui/ui.h"

enum { MAX_SIZES = 128 };

// Which width a picture was asked at, to see when it is growing or shrinking.
typedef struct {
    uint64_t name;
    int w;
    int64_t since_ms, frame;
} PictureSize;

struct UiCaches {
    Arena own;    // for the run: this struct and the scratch below
    Shelf texts;  // SetText of text.c
    Shelf shapes; // Mask
    MaskAt *glyphs;
    int glyph_capacity;
    PictureSize sizes[MAX_SIZES];
    int size_count;
    int64_t frame;
};

// px of the target, not rounded; with the offset of ui_move.
static inline float inside_x(const Ui *ui, float x)
{
    return ui->origin_x + (x + ui->dx) * ui->scale;
}

static inline float inside_y(const Ui *ui, float y)
{
    return ui->origin_y + (y + ui->dy) * ui->scale;
}

static inline int inside_round(float v)
{
    return (int)floorf(v + 0.5f);
}

static inline uint64_t hash_float(uint64_t h, float value)
{
    union {
        float f;
        uint32_t bits;
    } v = {value + 0.0f}; // −0 is 0
    return hash_u64(h, v.bits);
}

RectPx inside_rect(const Ui *ui, Rect rect); // edges by rounding

// Masks of the shelf: found there, or made by the caller and kept (the pixels are copied).
bool inside_find(Ui *ui, uint64_t key, Mask *out);
Mask inside_keep(Ui *ui, uint64_t key, const Mask *mask);
Mask inside_path_mask(Ui *ui, const Path *path, OutlineStyle style);
void inside_put(Ui *ui, Mask mask, int x, int y, Colour colour); // its origin at (x, y) px

// What the shelves keep, copied from the old generation to the young one.
void *text_copy(Arena *to, const void *item);
void *shape_copy(Arena *to, const void *item);
