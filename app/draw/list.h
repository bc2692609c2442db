// DrawList: what a frame shows, as a list of commands. Pages fill it; nothing paints directly.
//
// Everything is in px of the target, origin top left. The list knows no fonts, no pages, no time.
// Two lists with the same commands show the same pixels: damage.h compares them, list_text prints
// them for goldens, raster.h paints them. Commands live in the list's arena; masks and pictures are
// only referred to and must live until the list has been painted.
#pragma once
#include "base/arena.h"
#include "base/geom.h"
#include "base/mask.h"
#include "base/str.h"

// A decoded picture, premultiplied a8r8g8b8 in native order. Owned by the picture cache.
typedef struct {
    uint64_t id; // equal ids: equal pixels; 0: no picture
    int w, h;    // px
    int stride;  // bytes
    const uint32_t *px;
    bool is_opaque;
} Picture;

typedef struct {
    float at; // 0..1
    Colour colour;
} GradientStop;

enum { MAX_STOPS = 12 };

typedef enum { PAINT_COLOUR, PAINT_GRADIENT, PAINT_PICTURE } PaintKind;

typedef struct {
    PaintKind kind;
    Colour colour;  // PAINT_COLOUR
    Point from, to; // PAINT_GRADIENT: linear, px; colours before/after are the end stops
    GradientStop stops[MAX_STOPS];
    int stop_count;
    // PAINT_PICTURE: picture(x,y) lands on target(a·x + c·y + tx, b·x + d·y + ty); nothing outside it.
    // Copied when that is a whole-pixel move at scale 1, else bilinear. Upright pictures end at whole
    // pixels; the edges of slanted ones are soft.
    Picture picture;
    float a, b, c, d, tx, ty;
    float alpha; // 0..1, multiplies all of it (PAINT_PICTURE and PAINT_GRADIENT)
} Paint;

Paint paint_colour(Colour colour);
Paint paint_vertical(float y0, float y1, const GradientStop *stops, int count);
Paint paint_horizontal(float x0, float x1, const GradientStop *stops, int count);
// The picture scaled to `at` (whole picture → that rectangle).
Paint paint_picture(Picture picture, Rect at, float alpha);

typedef struct {
    Mask mask;
    int x, y; // px where the mask's top left pixel goes
} MaskAt;

typedef enum {
    CMD_FILL,   // rect + paint
    CMD_MASK,   // one mask + paint
    CMD_GLYPHS, // many masks + colour + the text they say
    CMD_NINE,   // a nine-patch mask over rect + colour (shadows)
    CMD_CLIP,   // push: rect
    CMD_UNCLIP, // pop
    CMD_LAYER, // begin: everything up to CMD_ENDLAYER is composed apart, then put over at an offset
    CMD_ENDLAYER,
} CmdKind;

typedef struct {
    CmdKind kind;
    RectPx rect; // FILL, NINE, CLIP, LAYER: the rectangle; MASK, GLYPHS: bounds. As it lands on the
                 // target (layer offset and clip not applied)
    Paint paint; // FILL, MASK; colour only for GLYPHS and NINE
    MaskAt mask; // MASK, NINE
    const MaskAt *glyphs; // GLYPHS
    int glyph_count;
    Str text;    // GLYPHS: what is written, for goldens and search in tests
    int slice;   // NINE: corner size in px; the middle of the mask is stretched
    int dx, dy;  // LAYER: where it goes (whole px)
    float alpha; // LAYER
    int partner; // LAYER: index of its ENDLAYER, and back
    uint64_t
        hash; // of everything above that makes pixels; LAYER: of its content, not of dx, dy, alpha
} Cmd;

enum { MAX_LAYERS = 8, MAX_CLIPS = 32 }; // open at once

typedef struct {
    Arena *arena;
    int w, h; // px of the target
    Cmd *cmds;
    int count, capacity;
    int open_layers[MAX_LAYERS];
    int layer_clip_depth[MAX_LAYERS]; // clips opened inside a layer are closed inside it
    int open_layer_count;
    int clip_depth;
    uint64_t hash; // of all commands, kept up to date
} DrawList;

DrawList list_begin(Arena *arena, int w, int h);
// What would show nothing (an empty rectangle or mask, alpha 0, no picture) is not taken into the list.
void list_fill(DrawList *list, RectPx rect, const Paint *paint);
void list_mask(DrawList *list, MaskAt mask, const Paint *paint);
// `glyphs` is copied. `text` is not.
void list_glyphs(DrawList *list, const MaskAt *glyphs, int count, Colour colour, Str text);
void list_nine(DrawList *list, Mask mask, int slice, RectPx rect, Colour colour);
void list_clip(DrawList *list, RectPx rect);
void list_unclip(DrawList *list);
// A layer is rasterised once and kept (raster's cache, by content hash): moving or fading it costs one
// composite. `rect` is its extent before the offset. An opaque, still
// backdrop belongs in a layer too: repairs then copy from it.
void list_layer(DrawList *list, RectPx rect, int dx, int dy, float alpha);
void list_end_layer(DrawList *list);

// The list as text, one command a line, for golden files: stable over runs and compilers. Masks are
// told by size and ink (covered px), not by id.
Str list_text(Arena *arena, const DrawList *list);
