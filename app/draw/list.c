#include "draw/list.h"
#include "base/hash.h"
#include <assert.h>
#include <string.h>

static uint64_t hash_int(uint64_t h, int value)
{
    return hash_u64(h, (uint64_t)(int64_t)value);
}

static uint64_t hash_float(uint64_t h, float value)
{
    uint32_t bits = 0;
    value += 0.0f; // -0 is 0
    memcpy(&bits, &value, sizeof bits);
    return hash_u64(h, bits);
}

static uint64_t hash_rect(uint64_t h, RectPx r)
{
    h = hash_u64(h, (uint64_t)(uint32_t)r.x << 32 | (uint32_t)r.y);
    return hash_u64(h, (uint64_t)(uint32_t)r.w << 32 | (uint32_t)r.h);
}

static uint64_t hash_colour(uint64_t h, Colour c)
{
    return hash_u64(h, (uint64_t)((uint32_t)c.r << 24 | (uint32_t)c.g << 16 | (uint32_t)c.b << 8 |
                                  (uint32_t)c.a));
}

static uint64_t hash_paint(uint64_t h, const Paint *paint)
{
    h = hash_int(h, (int)paint->kind);
    switch (paint->kind) {
    case PAINT_COLOUR:
        return hash_colour(h, paint->colour);
    case PAINT_GRADIENT:
        h = hash_float(h, paint->from.x);
        h = hash_float(h, paint->from.y);
        h = hash_float(h, paint->to.x);
        h = hash_float(h, paint->to.y);
        for (int i = 0; i < paint->stop_count; i++) {
            h = hash_float(h, paint->stops[i].at);
            h = hash_colour(h, paint->stops[i].colour);
        }
        break;
    case PAINT_PICTURE:
        h = hash_u64(h, paint->picture.id);
        h = hash_int(h, paint->picture.w);
        h = hash_int(h, paint->picture.h);
        h = hash_float(h, paint->a);
        h = hash_float(h, paint->b);
        h = hash_float(h, paint->c);
        h = hash_float(h, paint->d);
        h = hash_float(h, paint->tx);
        h = hash_float(h, paint->ty);
        break;
    }
    return hash_float(h, paint->alpha);
}

static uint64_t hash_mask(uint64_t h, MaskAt at)
{
    h = hash_u64(h, at.mask.id);
    h = hash_int(h, at.mask.w);
    h = hash_int(h, at.mask.h);
    h = hash_int(h, at.x);
    return hash_int(h, at.y);
}

Paint paint_colour(Colour colour)
{
    return (Paint){.kind = PAINT_COLOUR, .colour = colour, .alpha = 1};
}

static Paint gradient(Point from, Point to, const GradientStop *stops, int count)
{
    assert(count >= 1 && count <= MAX_STOPS);
    Paint paint = {.kind = PAINT_GRADIENT, .from = from, .to = to, .alpha = 1};
    memcpy(paint.stops, stops, (size_t)count * sizeof *stops);
    paint.stop_count = count;
    return paint;
}

Paint paint_vertical(float y0, float y1, const GradientStop *stops, int count)
{
    return gradient((Point){0, y0}, (Point){0, y1}, stops, count);
}

Paint paint_horizontal(float x0, float x1, const GradientStop *stops, int count)
{
    return gradient((Point){x0, 0}, (Point){x1, 0}, stops, count);
}

Paint paint_picture(Picture picture, Rect at, float alpha)
{
    Paint paint = {.kind = PAINT_PICTURE, .picture = picture, .alpha = clampf(alpha, 0, 1)};
    if (picture.w > 0 && picture.h > 0) {
        paint.a = at.w / (float)picture.w;
        paint.d = at.h / (float)picture.h;
    }
    paint.tx = at.x;
    paint.ty = at.y;
    return paint;
}

DrawList list_begin(Arena *arena, int w, int h)
{
    uint64_t hash = hash_int(hash_int(HASH_SEED, w), h);
    return (DrawList){.arena = arena, .w = w, .h = h, .hash = hash};
}

static Cmd *push(DrawList *list, const Cmd *cmd)
{
    list->cmds = arena_grow(list->arena, list->cmds, &list->capacity, list->count + 1, sizeof *cmd);
    list->cmds[list->count] = *cmd;
    return &list->cmds[list->count++];
}

// A command without inner commands: its hash is of its own fields.
static void push_hashed(DrawList *list, Cmd *cmd, uint64_t h)
{
    cmd->hash = hash_rect(hash_int(h, (int)cmd->kind), cmd->rect);
    push(list, cmd);
    list->hash = hash_u64(list->hash, cmd->hash);
}

static bool paints_nothing(const Paint *paint)
{
    switch (paint->kind) {
    case PAINT_COLOUR:
        return paint->colour.a == 0;
    case PAINT_GRADIENT:
        return paint->stop_count == 0 || paint->alpha <= 0;
    case PAINT_PICTURE:
        return paint->picture.id == 0 || !paint->picture.px || paint->alpha <= 0;
    }
    return true;
}

void list_fill(DrawList *list, RectPx rect, const Paint *paint)
{
    if (rectpx_is_empty(rect) || paints_nothing(paint)) {
        return;
    }
    Cmd cmd = {.kind = CMD_FILL, .rect = rect, .paint = *paint};
    push_hashed(list, &cmd, hash_paint(HASH_SEED, paint));
}

static RectPx mask_rect(MaskAt at)
{
    return at.mask.px ? (RectPx){at.x, at.y, at.mask.w, at.mask.h} : (RectPx){0};
}

void list_mask(DrawList *list, MaskAt mask, const Paint *paint)
{
    RectPx rect = mask_rect(mask);
    if (rectpx_is_empty(rect) || paints_nothing(paint)) {
        return;
    }
    Cmd cmd = {.kind = CMD_MASK, .rect = rect, .paint = *paint, .mask = mask};
    push_hashed(list, &cmd, hash_mask(hash_paint(HASH_SEED, paint), mask));
}

void list_glyphs(DrawList *list, const MaskAt *glyphs, int count, Colour colour, Str text)
{
    RectPx bounds = {0};
    int seen = 0;
    for (int i = 0; i < count; i++) {
        RectPx rect = mask_rect(glyphs[i]);
        bounds = rectpx_union(bounds, rect);
        seen += rectpx_is_empty(rect) ? 0 : 1;
    }
    if (seen == 0 || colour.a == 0) {
        return;
    }
    MaskAt *kept = arena_new(list->arena, MaskAt, seen);
    uint64_t h = hash_colour(HASH_SEED, colour);
    seen = 0;
    for (int i = 0; i < count; i++) {
        if (!rectpx_is_empty(mask_rect(glyphs[i]))) {
            h = hash_mask(h, glyphs[i]);
            kept[seen++] = glyphs[i];
        }
    }
    Cmd cmd = {.kind = CMD_GLYPHS,
               .rect = bounds,
               .paint = paint_colour(colour),
               .glyphs = kept,
               .glyph_count = seen,
               .text = text};
    push_hashed(list, &cmd, h);
}

void list_nine(DrawList *list, Mask mask, int slice, RectPx rect, Colour colour)
{
    assert(slice >= 0);
    if (rectpx_is_empty(rect) || colour.a == 0 || !mask.px || mask.w <= 0 || mask.h <= 0) {
        return;
    }
    Cmd cmd = {.kind = CMD_NINE,
               .rect = rect,
               .paint = paint_colour(colour),
               .mask = {.mask = mask, .x = rect.x, .y = rect.y},
               .slice = slice};
    push_hashed(list, &cmd, hash_int(hash_mask(hash_colour(HASH_SEED, colour), cmd.mask), slice));
}

void list_clip(DrawList *list, RectPx rect)
{
    if (rectpx_is_empty(rect)) {
        rect = (RectPx){0};
    }
    Cmd cmd = {.kind = CMD_CLIP, .rect = rect};
    push_hashed(list, &cmd, HASH_SEED);
    list->clip_depth++;
    assert(list->clip_depth <= MAX_CLIPS);
}

void list_unclip(DrawList *list)
{
    int layers = list->open_layer_count;
    assert(list->clip_depth > (layers ? list->layer_clip_depth[layers - 1] : 0));
    list->clip_depth--;
    Cmd cmd = {.kind = CMD_UNCLIP};
    push_hashed(list, &cmd, HASH_SEED);
}

void list_layer(DrawList *list, RectPx rect, int dx, int dy, float alpha)
{
    assert(list->open_layer_count < MAX_LAYERS);
    if (rectpx_is_empty(rect)) {
        rect.w = rect.h = 0;
    }
    list->open_layers[list->open_layer_count] = list->count;
    list->layer_clip_depth[list->open_layer_count] = list->clip_depth;
    list->open_layer_count++;
    Cmd cmd = {.kind = CMD_LAYER, .rect = rect, .dx = dx, .dy = dy, .alpha = clampf(alpha, 0, 1)};
    push(list, &cmd);
    uint64_t h = hash_rect(hash_int(list->hash, CMD_LAYER), rect);
    list->hash = hash_float(hash_int(hash_int(h, dx), dy), cmd.alpha);
}

void list_end_layer(DrawList *list)
{
    assert(list->open_layer_count > 0);
    list->open_layer_count--;
    int begin = list->open_layers[list->open_layer_count];
    assert(list->clip_depth == list->layer_clip_depth[list->open_layer_count]);
    Cmd *layer = &list->cmds[begin];
    uint64_t h = hash_rect(hash_int(HASH_SEED, CMD_LAYER), layer->rect);
    for (int i = begin + 1; i < list->count; i++) {
        const Cmd *inner = &list->cmds[i];
        h = hash_u64(h, inner->hash);
        if (inner->kind == CMD_LAYER) {
            h = hash_float(hash_int(hash_int(h, inner->dx), inner->dy), inner->alpha);
            i = inner->partner;
        }
    }
    layer->hash = h;
    layer->partner = list->count;
    Cmd end = {.kind = CMD_ENDLAYER, .partner = begin};
    push_hashed(list, &end, HASH_SEED);
}
