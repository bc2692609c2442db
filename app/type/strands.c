#include "base/hash.h"
#include "type/type.h"
#include <math.h>
#include <string.h>

// Strands: many thin lines into one mask, quickly enough to be drawn anew every frame.
//
// A strand is a smooth polyline a few px thick. Where it lies flat every column of pixels is visited
// once, and what the line covers of it is a short upright span: its thickness along the column, its
// edges as soft as the line is steep there. Where it stands, the same goes for rows. No outline is
// made. Ends are cut straight; lines fade out or end under a pearl.

enum {
    MAX_SIDE_PX = 16384,
    FULL = 65535, // nothing covers the pixel
};

static const float STEEP = 3;

typedef struct {
    uint16_t *clear; // what still shines through each pixel
    int left, top, w, h;
} Canvas;

// One pixel of a strand: `cover` 0..1 times its alpha.
static void add_pixel(Canvas *canvas, int x, int y, float cover)
{
    if (x < 0 || y < 0 || x >= canvas->w || y >= canvas->h) {
        return;
    }
    uint16_t *pixel = &canvas->clear[(size_t)y * (size_t)canvas->w + (size_t)x];
    *pixel = (uint16_t)((*pixel * (uint32_t)((1 - cover) * 65536.0f)) >> 16);
}

// The span across column (or row) `along` whose middle is at `middle`: a trapezoid, because the line
// leaves the column higher or lower than it came.
static void add_span(Canvas *canvas, bool is_column, int along, float middle, float slope,
                     float width, float alpha)
{
    float half = width / 2 * sqrtf(1 + slope * slope);
    float soft = fmaxf(1, fabsf(slope));
    float reach = half + soft / 2;
    float most = fminf(1, 2 * half / soft);
    int first = (int)floorf(middle - reach);
    int last = (int)floorf(middle + reach);
    for (int k = first; k <= last; k++) {
        float cover = (reach - fabsf((float)k + 0.5f - middle)) / soft;
        cover = cover < 0 ? 0 : cover > most ? most : cover;
        if (cover > 0) {
            add_pixel(canvas, is_column ? along : k, is_column ? k : along, cover * alpha);
        }
    }
}

// The pixels whose middle lies in [a, b) along the way of the segment, each once: the next segment
// goes on where this one stops.
static void add_segment(Canvas *canvas, Point a, Point b, bool is_flat, float width, float alpha)
{
    float dx = b.x - a.x;
    float dy = b.y - a.y;
    // A line that lies flat as a whole keeps its columns up a steep slope: a change shows as a notch.
    bool is_column = is_flat ? fabsf(dy) <= STEEP * fabsf(dx) : fabsf(dx) > STEEP * fabsf(dy);
    float from = is_column ? a.x : a.y;
    float to = is_column ? b.x : b.y;
    if (from == to) {
        return;
    }
    float slope = is_column ? dy / dx : dx / dy;
    float start = is_column ? a.y : a.x;
    float low = fminf(from, to);
    float high = fmaxf(from, to);
    for (int i = (int)ceilf(low - 0.5f); (float)i + 0.5f < high; i++) {
        float middle = start + ((float)i + 0.5f - from) * slope;
        add_span(canvas, is_column, i, middle, slope, width, alpha);
    }
}

static bool lies_flat(const Path *path)
{
    Rect box = path_bounds(path);
    return box.w >= box.h;
}

static void add_strand(Canvas *canvas, const Path *path, float width, float alpha, float scale,
                       Point offset)
{
    bool is_flat = lies_flat(path);
    Point last = {0, 0};
    offset.x -= (float)canvas->left;
    offset.y -= (float)canvas->top;
    for (int i = 0; i < path->point_count; i++) {
        Point p = {path->points[i].x * scale + offset.x, path->points[i].y * scale + offset.y};
        if (i > 0) {
            add_segment(canvas, last, p, is_flat, width * scale, clampf(alpha, 0, 1));
        }
        last = p;
    }
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
        bottom - top > MAX_SIDE_PX || fabsf(left) > 1e6f || fabsf(top) > 1e6f) {
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
    if (count <= 0 || !bounds(paths, widths, count, scale, offset, &canvas)) {
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
        add_strand(&canvas, &paths[i], widths[i], alphas[i], scale, offset);
    }
    for (int y = 0; y < mask.h; y++) {
        const uint16_t *from = canvas.clear + (size_t)y * (size_t)canvas.w;
        uint8_t *to = px + (size_t)y * (size_t)mask.stride;
        for (int x = 0; x < mask.w; x++) {
            to[x] = (uint8_t)((FULL - from[x]) >> 8);
        }
    }
    arena_release(arena, mark);
    mask.px = px;
    return mask;
}
