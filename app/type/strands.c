#include "base/hash.h"
#include "type/type.h"
#include <ft2build.h>
#include <math.h>
#include <string.h>

#include FT_FREETYPE_H
#include FT_OUTLINE_H

// Strands: many thin lines into one mask, quickly enough to be drawn anew every frame.
//
// A strand is a smooth line through close points, so its outline is taken directly: both sides of
// every point, then a round end. FreeType's rasteriser hands over spans, which are added where they
// fall; nothing is stroked, and no mask is made for a single strand.

enum {
    MAX_SIDE_PX = 16384,
    MAX_RIBBON = 16000, // points of one outline; FreeType counts them in a short
    CAP_STEPS = 6,      // of a round end
};

typedef struct {
    uint16_t *clear; // what still shines through, 65535 = everything
    int left, top, w, h;
    uint32_t weight; // of a fully covered pixel of this strand, 65536 = all
} Canvas;

// FreeType gives the spans of a row, y up.
static void add_spans(int y, int count, const FT_Span *spans, void *user)
{
    const Canvas *canvas = user;
    int row = -y - 1 - canvas->top;
    if (row < 0 || row >= canvas->h) {
        return;
    }
    uint16_t *line = canvas->clear + (size_t)row * (size_t)canvas->w;
    for (int i = 0; i < count; i++) {
        int from = spans[i].x - canvas->left;
        int to = from + spans[i].len;
        from = from < 0 ? 0 : from;
        to = to > canvas->w ? canvas->w : to;
        uint32_t shine = 65536u - (spans[i].coverage * canvas->weight + 127) / 255;
        for (int x = from; x < to; x++) {
            line[x] = (uint16_t)((line[x] * shine) >> 16);
        }
    }
}

typedef struct {
    FT_Vector *points;
    char *tags;
    int count;
} Ribbon;

static void put(Ribbon *ribbon, float x, float y)
{
    ribbon->points[ribbon->count] = (FT_Vector){(FT_Pos)lrintf(x * 64), -(FT_Pos)lrintf(y * 64)};
    ribbon->tags[ribbon->count++] = FT_CURVE_TAG_ON;
}

// The direction of the line at point i, from its neighbours.
static Point along(const Point *p, int count, int i)
{
    Point a = p[i > 0 ? i - 1 : 0];
    Point b = p[i + 1 < count ? i + 1 : count - 1];
    float length = hypotf(b.x - a.x, b.y - a.y);
    return length > 0 ? (Point){(b.x - a.x) / length, (b.y - a.y) / length} : (Point){1, 0};
}

// Half a turn around p, from its left side to its right one, seen along d.
static void put_end(Ribbon *ribbon, Point p, Point d, float radius)
{
    for (int i = 1; i < CAP_STEPS; i++) {
        float turn = 3.14159265f * (float)i / CAP_STEPS;
        float c = cosf(turn) * radius;
        float s = sinf(turn) * radius;
        put(ribbon, p.x + d.y * c + d.x * s, p.y - d.x * c + d.y * s);
    }
}

static bool trace(Arena *arena, const Point *p, int count, float radius, Ribbon *out)
{
    int room = 2 * count + 2 * CAP_STEPS;
    if (count < 2 || room > MAX_RIBBON) {
        return false;
    }
    *out =
        (Ribbon){.points = arena_new(arena, FT_Vector, room), .tags = arena_new(arena, char, room)};
    for (int i = 0; i < count; i++) {
        Point d = along(p, count, i);
        put(out, p[i].x + d.y * radius, p[i].y - d.x * radius);
    }
    put_end(out, p[count - 1], along(p, count, count - 1), radius);
    for (int i = count - 1; i >= 0; i--) {
        Point d = along(p, count, i);
        put(out, p[i].x - d.y * radius, p[i].y + d.x * radius);
    }
    Point back = along(p, count, 0);
    put_end(out, p[0], (Point){-back.x, -back.y}, radius);
    return true;
}

static void add_strand(FT_Library library, Arena *scratch, Canvas *canvas, const Path *path,
                       float width, float alpha, float scale, Point offset)
{
    Point *points = arena_new(scratch, Point, path->point_count);
    for (int i = 0; i < path->point_count; i++) {
        points[i] =
            (Point){path->points[i].x * scale + offset.x, path->points[i].y * scale + offset.y};
    }
    Ribbon ribbon;
    if (!trace(scratch, points, path->point_count, width * scale / 2, &ribbon)) {
        return;
    }
    short end = (short)(ribbon.count - 1);
    FT_Outline outline = {.n_contours = 1,
                          .n_points = (short)ribbon.count,
                          .points = ribbon.points,
                          .tags = ribbon.tags,
                          .contours = &end};
    canvas->weight = (uint32_t)(clampf(alpha, 0, 1) * 65536.0f + 0.5f);
    FT_Raster_Params params = {.flags = FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT,
                               .gray_spans = add_spans,
                               .user = canvas};
    FT_Outline_Render(library, &outline, &params);
}

// Whole pixels around every strand, with room for its width.
static bool bounds(const Path *paths, const float *widths, int count, float scale, Point offset,
                   Canvas *out)
{
    float left = 1e9f, top = 1e9f, right = -1e9f, bottom = -1e9f;
    for (int i = 0; i < count; i++) {
        float radius = widths[i] * scale / 2 + 1;
        for (int k = 0; k < paths[i].point_count; k++) {
            float x = paths[i].points[k].x * scale + offset.x;
            float y = paths[i].points[k].y * scale + offset.y;
            left = fminf(left, x - radius);
            top = fminf(top, y - radius);
            right = fmaxf(right, x + radius);
            bottom = fmaxf(bottom, y + radius);
        }
    }
    if (!(right > left) || !(bottom > top) || right - left > MAX_SIDE_PX ||
        bottom - top > MAX_SIDE_PX || fabsf(left) > 30000 || fabsf(top) > 30000) {
        return false;
    }
    out->left = (int)floorf(left);
    out->top = (int)floorf(top);
    out->w = (int)ceilf(right) - out->left;
    out->h = (int)ceilf(bottom) - out->top;
    return true;
}

static uint64_t id_of(const Path *paths, const float *widths, const float *alphas, int count,
                      float scale, Point offset)
{
    uint64_t id = hash_bytes(HASH_SEED, &scale, sizeof scale);
    id = hash_bytes(id, &offset, sizeof offset);
    id = hash_bytes(id, widths, (size_t)count * sizeof *widths);
    id = hash_bytes(id, alphas, (size_t)count * sizeof *alphas);
    for (int i = 0; i < count; i++) {
        id = hash_u64(id, path_hash(&paths[i]));
    }
    return id;
}

Mask outline_strands(Arena *arena, const Path *paths, const float *widths, const float *alphas,
                     int count, float scale, float dx, float dy)
{
    Point offset = {dx, dy};
    Canvas canvas = {0};
    FT_Library library = NULL;
    if (count <= 0 || !bounds(paths, widths, count, scale, offset, &canvas) ||
        FT_Init_FreeType(&library) != 0) {
        return (Mask){0};
    }
    Mask mask = {.id = id_of(paths, widths, alphas, count, scale, offset),
                 .w = canvas.w,
                 .h = canvas.h,
                 .stride = (canvas.w + 3) & ~3,
                 .left = canvas.left,
                 .top = canvas.top};
    uint8_t *px = arena_alloc(arena, (size_t)mask.stride * (size_t)mask.h);
    ArenaMark mark = arena_mark(arena);
    size_t area = (size_t)canvas.w * (size_t)canvas.h;
    canvas.clear = arena_new(arena, uint16_t, area);
    memset(canvas.clear, 0xFF, area * sizeof *canvas.clear);
    for (int i = 0; i < count; i++) {
        ArenaMark strand = arena_mark(arena);
        add_strand(library, arena, &canvas, &paths[i], widths[i], alphas[i], scale, offset);
        arena_release(arena, strand);
    }
    for (int y = 0; y < mask.h; y++) {
        const uint16_t *from = canvas.clear + (size_t)y * (size_t)canvas.w;
        uint8_t *to = px + (size_t)y * (size_t)mask.stride;
        for (int x = 0; x < mask.w; x++) {
            to[x] = (uint8_t)((65535u - from[x]) >> 8);
        }
    }
    arena_release(arena, mark);
    FT_Done_FreeType(library);
    mask.px = px;
    return mask;
}
