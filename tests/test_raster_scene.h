// Random scenes for the tests of damage and raster: trees of commands that can be changed a little.
//
// A node makes the same commands whenever it is emitted; all chance comes from seeds.
#pragma once
#include "base/clock.h"
#include "base/hash.h"
#include "draw/raster.h"
#include <string.h>

enum { SCENE_W = 480, SCENE_H = 320, SCENE_CHILDREN = 14 };

typedef enum { NODE_LEAF, NODE_CLIP, NODE_LAYER } NodeKind;

typedef struct Node Node;
struct Node {
    NodeKind kind;
    uint64_t seed;  // what it is
    uint64_t place; // layers: where it goes
    int count;
    Node *children[SCENE_CHILDREN];
};

static uint8_t scene_disc[64 * 64], scene_shadow[64 * 64];
static uint32_t scene_solid[50 * 40], scene_clear[48 * 48];

static inline void scene_prepare(void)
{
    for (int i = 0; i < 64 * 64; i++) {
        float dx = (float)(i % 64) - 31.5f, dy = (float)(i / 64) - 31.5f;
        scene_disc[i] = (uint8_t)(clampf(31 - sqrtf(dx * dx + dy * dy), 0, 1) * 255);
        float sx = clampf(31 - fabsf(dx), 0, 20), sy = clampf(31 - fabsf(dy), 0, 20);
        scene_shadow[i] = (uint8_t)(sx * sy / 400 * 255);
    }
    for (int i = 0; i < 50 * 40; i++) {
        scene_solid[i] = 0xFF000000u | (uint32_t)hash_u64(1, (uint64_t)(i / 3));
    }
    for (int i = 0; i < 48 * 48; i++) {
        uint32_t a = (uint32_t)(i % 48) * 5, c = a / 2;
        scene_clear[i] = a << 24 | c << 16 | a << 8 | c;
    }
}

static inline Mask scene_mask(int which)
{
    return which ? (Mask){2, 64, 64, 64, 0, 0, scene_shadow}
                 : (Mask){1, 64, 64, 64, 0, 0, scene_disc};
}

static inline Picture scene_picture(int which)
{
    return which ? (Picture){8, 48, 48, 48 * 4, scene_clear, false}
                 : (Picture){7, 50, 40, 50 * 4, scene_solid, true};
}

static inline RectPx scene_rect(Rng *rng)
{
    return (RectPx){rng_below(rng, SCENE_W) - 20, rng_below(rng, SCENE_H) - 20,
                    rng_below(rng, 240) + 1, rng_below(rng, 180) + 1};
}

static inline Colour scene_colour(Rng *rng)
{
    uint32_t c = rng_next(rng);
    uint8_t a = rng_below(rng, 3) ? 255 : (uint8_t)(c >> 24);
    return (Colour){(uint8_t)c, (uint8_t)(c >> 8), (uint8_t)(c >> 16), a};
}

static inline Paint scene_paint(Rng *rng, RectPx at)
{
    GradientStop stops[3] = {
        {0, scene_colour(rng)}, {0.4f, scene_colour(rng)}, {1, scene_colour(rng)}};
    Rect place = {(float)at.x, (float)at.y, (float)at.w, (float)at.h};
    Paint paint = paint_colour(scene_colour(rng));
    switch (rng_below(rng, 6)) {
    case 0:
        return paint_vertical(place.y, place.y + place.h, stops, 3);
    case 1:
        paint = paint_horizontal(place.x, place.x + place.w, stops, 3);
        paint.to.y += rng_below(rng, 2) ? 37.5f : 0;
        return paint;
    case 2: {
        Picture picture = scene_picture(rng_below(rng, 2));
        place.w = (float)picture.w;
        place.h = (float)picture.h;
        return paint_picture(picture, place, rng_below(rng, 2) ? 1 : 0.6f);
    }
    case 3:
        place.x += 0.3f;
        paint = paint_picture(scene_picture(rng_below(rng, 2)), place, 1);
        paint.b = rng_below(rng, 2) ? 0.2f : 0;
        return paint;
    default:
        return paint;
    }
}

static inline void scene_leaf(DrawList *list, uint64_t seed)
{
    Rng rng = {seed};
    RectPx rect = scene_rect(&rng);
    switch (rng_below(&rng, 5)) {
    case 0:
    case 1: {
        Paint paint = scene_paint(&rng, rect);
        list_fill(list, rect, &paint);
        return;
    }
    case 2: {
        Paint paint = scene_paint(&rng, rect);
        list_mask(list, (MaskAt){scene_mask(0), rect.x, rect.y}, &paint);
        return;
    }
    case 3: {
        MaskAt glyphs[5];
        for (int i = 0; i < 5; i++) {
            glyphs[i] = (MaskAt){scene_mask(i & 1), rect.x + i * 21, rect.y + i * 3};
        }
        list_glyphs(list, glyphs, 5, scene_colour(&rng), STR("五个字"));
        return;
    }
    default:
        list_nine(list, scene_mask(1), 31, rect, scene_colour(&rng));
    }
}

static inline void scene_emit(DrawList *list, const Node *node)
{
    Rng rng = {node->seed};
    Rng place = {node->place};
    switch (node->kind) {
    case NODE_LEAF:
        scene_leaf(list, node->seed);
        return;
    case NODE_CLIP:
        list_clip(list, scene_rect(&rng));
        break;
    case NODE_LAYER: {
        RectPx rect = scene_rect(&rng);
        rect.w *= rng_below(&rng, 4) ? 1 : 4; // some are wider than the target
        int dx = rng_below(&place, 60) - 30, dy = rng_below(&place, 40) - 20;
        list_layer(list, rect, dx, dy, rng_below(&place, 3) ? 1 : 0.5f);
        if (rng_below(&rng, 2)) {
            Colour opaque = scene_colour(&rng);
            opaque.a = 255;
            Paint ground = paint_colour(opaque);
            list_fill(list, rect, &ground);
        }
        break;
    }
    }
    for (int i = 0; i < node->count; i++) {
        scene_emit(list, node->children[i]);
    }
    if (node->kind == NODE_CLIP) {
        list_unclip(list);
    } else {
        list_end_layer(list);
    }
}

static inline uint64_t scene_seed(Rng *rng)
{
    uint64_t high = rng_next(rng);
    return (high << 32 | rng_next(rng)) | 1;
}

static inline Node *scene_node(Arena *arena, Rng *rng, int depth)
{
    Node *node = arena_new(arena, Node, 1);
    node->kind = depth <= 0 ? NODE_LEAF : (NodeKind)(rng_below(rng, 5) % 3);
    node->seed = scene_seed(rng);
    node->place = scene_seed(rng);
    if (node->kind != NODE_LEAF) {
        node->count = rng_below(rng, 5);
        for (int i = 0; i < node->count; i++) {
            node->children[i] = scene_node(arena, rng, depth - 1);
        }
    }
    return node;
}

// A root that clips nothing, so that a scene may start without an opaque ground.
static inline Node *scene_root(Arena *arena, Rng *rng)
{
    Node *root = arena_new(arena, Node, 1);
    root->count = 4 + rng_below(rng, 8);
    for (int i = 0; i < root->count; i++) {
        root->children[i] = scene_node(arena, rng, 3);
    }
    return root;
}

// The same tree with a few nodes changed, moved, added, removed or swapped.
static inline Node *scene_changed(Arena *arena, Rng *rng, const Node *from)
{
    Node *node = arena_new(arena, Node, 1);
    *node = *from;
    for (int i = 0; i < node->count; i++) {
        node->children[i] =
            rng_below(rng, 2) ? scene_changed(arena, rng, node->children[i]) : node->children[i];
    }
    int at = node->count ? rng_below(rng, node->count) : 0;
    switch (rng_below(rng, 9)) {
    case 0:
        node->seed = scene_seed(rng);
        break;
    case 1:
    case 2:
        node->place = scene_seed(rng);
        break;
    case 3:
        if (node->count > 0) {
            node->children[at] = node->children[--node->count];
        }
        break;
    case 4:
        if (node->count < SCENE_CHILDREN && node->kind != NODE_LEAF) {
            node->children[node->count++] = scene_node(arena, rng, 1);
        }
        break;
    case 5:
        if (node->count > 1) {
            Node *first = node->children[0];
            node->children[0] = node->children[at];
            node->children[at] = first;
        }
        break;
    default:
        break;
    }
    return node;
}

static inline DrawList scene_list(Arena *arena, const Node *root)
{
    DrawList list = list_begin(arena, SCENE_W, SCENE_H);
    for (int i = 0; i < root->count; i++) {
        scene_emit(&list, root->children[i]);
    }
    return list;
}

// How many pixels differ.
static inline int surface_difference(Surface a, Surface b)
{
    int count = 0;
    for (int y = 0; y < a.h; y++) {
        for (int x = 0; x < a.w; x++) {
            count += a.px[y * (a.stride / 4) + x] != b.px[y * (b.stride / 4) + x];
        }
    }
    return count;
}
