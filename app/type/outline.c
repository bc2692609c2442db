#include "base/hash.h"
#include "type/type.h"
#include <assert.h>
#include <ft2build.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_STROKER_H

enum {
    MAX_SIDE_PX = 16384,
    MAX_POINTS = 30000, // FreeType counts an outline's points in a short
    CURVE_STEPS = 12,   // of a cubic that is cut into dashes
    MAX_DASHES = 20000, // a dash far below a pixel must not run away
};

// What goes to FreeType: 26.6 px, y up.
typedef struct {
    FT_Vector *points;
    char *tags;
    short *ends; // last point of each contour
    int point_count, contour_count;
} Shape;

static FT_Pos to_f26(float v)
{
    return (FT_Pos)lrintf(clampf(v, -60000.0f, 60000.0f) * 64.0f);
}

// An id for a mask of a path: what went in, and nothing of addresses.
static uint64_t id_of(uint64_t hash, const Path *path, const OutlineStyle *style, float scale,
                      float dx, float dy)
{
    const float numbers[6] = {scale, dx, dy, style->width, style->dash, style->gap};
    hash = hash_u64(hash, path_hash(path));
    hash = hash_bytes(hash, numbers, sizeof numbers);
    return hash_u64(hash, (uint64_t)(style->is_stroke ? 2 : 0) | (style->has_round_ends ? 1 : 0));
}

static void put_point(Shape *shape, Point p, char tag)
{
    shape->points[shape->point_count] = (FT_Vector){to_f26(p.x), -to_f26(p.y)};
    shape->tags[shape->point_count++] = tag;
}

static void end_contour(Shape *shape, int first)
{
    if (shape->point_count - first >= 2) {
        shape->ends[shape->contour_count++] = (short)(shape->point_count - 1);
    } else {
        shape->point_count = first; // a lone point covers nothing
    }
}

static Point placed(Point p, float scale, float dx, float dy)
{
    return (Point){p.x * scale + dx, p.y * scale + dy};
}

// The path as closed contours. False when it has more points than FreeType can take.
static bool fill_shape(Arena *arena, const Path *path, float scale, float dx, float dy, Shape *out)
{
    if (path->point_count > MAX_POINTS) {
        return false;
    }
    *out = (Shape){.points = arena_new(arena, FT_Vector, path->point_count + 1),
                   .tags = arena_new(arena, char, path->point_count + 1),
                   .ends = arena_new(arena, short, path->verb_count + 1)};
    int first = 0;
    const Point *p = path->points;
    for (int i = 0; i < path->verb_count; i++) {
        switch (path->verbs[i]) {
        case PATH_MOVE:
            end_contour(out, first);
            first = out->point_count;
            put_point(out, placed(*p++, scale, dx, dy), FT_CURVE_TAG_ON);
            break;
        case PATH_LINE:
            put_point(out, placed(*p++, scale, dx, dy), FT_CURVE_TAG_ON);
            break;
        case PATH_CUBIC:
            put_point(out, placed(*p++, scale, dx, dy), FT_CURVE_TAG_CUBIC);
            put_point(out, placed(*p++, scale, dx, dy), FT_CURVE_TAG_CUBIC);
            put_point(out, placed(*p++, scale, dx, dy), FT_CURVE_TAG_ON);
            break;
        default: // PATH_CLOSE: filled contours are closed anyway
            break;
        }
    }
    end_contour(out, first);
    return true;
}

static FT_Outline outline_of(Shape *shape)
{
    return (FT_Outline){.n_contours = (short)shape->contour_count,
                        .n_points = (short)shape->point_count,
                        .points = shape->points,
                        .tags = shape->tags,
                        .contours = shape->ends};
}

// ---- strokes ----

static FT_Vector vector_of(Point p)
{
    return (FT_Vector){to_f26(p.x), -to_f26(p.y)};
}

// Does the sub-path that begins at verb i, with its points from `p` on, ever leave its first place?
// FreeType falls over one that is begun and does not; of a curve it leaves out steps of one unit.
static bool goes_anywhere(const Path *path, int i, const Point *p, float scale, float dx, float dy)
{
    FT_Vector pen = vector_of(placed(*p++, scale, dx, dy));
    for (int k = i + 1; k < path->verb_count && path->verbs[k] != PATH_MOVE; k++) {
        bool is_curve = path->verbs[k] == PATH_CUBIC;
        int points = path->verbs[k] == PATH_LINE ? 1 : is_curve ? 3 : 0;
        for (int n = 0; n < points; n++) {
            FT_Vector at = vector_of(placed(*p++, scale, dx, dy));
            FT_Pos step =
                labs(at.x - pen.x) > labs(at.y - pen.y) ? labs(at.x - pen.x) : labs(at.y - pen.y);
            if (step > (is_curve ? 1 : 0)) {
                return true;
            }
            pen = at;
        }
    }
    return false;
}

// Feeds the path's lines and curves to the stroker as they are.
static void stroke_solid(FT_Stroker stroker, const Path *path, float scale, float dx, float dy)
{
    const Point *p = path->points;
    bool is_open = false; // a sub-path has been begun in the stroker
    for (int i = 0; i < path->verb_count; i++) {
        if (path->verbs[i] == PATH_MOVE) {
            if (is_open) {
                FT_Stroker_EndSubPath(stroker);
            }
            is_open = goes_anywhere(path, i, p, scale, dx, dy);
            if (is_open) {
                bool is_closed = false;
                for (int k = i + 1; k < path->verb_count && path->verbs[k] != PATH_MOVE; k++) {
                    is_closed = is_closed || path->verbs[k] == PATH_CLOSE;
                }
                FT_Vector start = vector_of(placed(*p, scale, dx, dy));
                FT_Stroker_BeginSubPath(stroker, &start, !is_closed);
            }
            p++;
        } else if (path->verbs[i] == PATH_LINE) {
            FT_Vector to = vector_of(placed(*p++, scale, dx, dy));
            if (is_open) {
                FT_Stroker_LineTo(stroker, &to);
            }
        } else if (path->verbs[i] == PATH_CUBIC && !is_open) {
            p += 3;
        } else if (path->verbs[i] == PATH_CUBIC) {
            FT_Vector a = vector_of(placed(p[0], scale, dx, dy));
            FT_Vector b = vector_of(placed(p[1], scale, dx, dy));
            FT_Vector c = vector_of(placed(p[2], scale, dx, dy));
            FT_Stroker_CubicTo(stroker, &a, &b, &c);
            p += 3;
        }
    }
    if (is_open) {
        FT_Stroker_EndSubPath(stroker);
    }
}

typedef struct {
    FT_Stroker stroker;
    float dash, gap; // px
    float left;      // of the dash or gap we are in
    bool is_on, has_begun;
    int count;
} Dasher;

static void dash_lift(Dasher *d)
{
    if (d->has_begun) {
        FT_Stroker_EndSubPath(d->stroker);
    }
    d->has_begun = false;
}

static void dash_line(Dasher *d, Point from, Point to)
{
    float length = hypotf(to.x - from.x, to.y - from.y);
    float at = 0;
    while (length - at > 1e-4f && d->count < MAX_DASHES) {
        float step = fminf(d->left, length - at);
        Point a = {lerpf(from.x, to.x, at / length), lerpf(from.y, to.y, at / length)};
        at += step;
        Point b = {lerpf(from.x, to.x, at / length), lerpf(from.y, to.y, at / length)};
        FT_Vector start = vector_of(a);
        FT_Vector end = vector_of(b);
        // FreeType falls over a part that is begun and never leaves its place.
        if (d->is_on && (start.x != end.x || start.y != end.y)) {
            if (!d->has_begun) {
                FT_Stroker_BeginSubPath(d->stroker, &start, 1);
                d->has_begun = true;
                d->count++;
            }
            FT_Stroker_LineTo(d->stroker, &end);
        }
        d->left -= step;
        if (d->left <= 1e-4f) {
            dash_lift(d);
            d->is_on = !d->is_on;
            d->left = d->is_on ? d->dash : d->gap;
        }
    }
}

static Point cubic_at(Point a, Point b, Point c, Point d, float t)
{
    float u = 1.0f - t;
    float w0 = u * u * u, w1 = 3 * u * u * t, w2 = 3 * u * t * t, w3 = t * t * t;
    return (Point){w0 * a.x + w1 * b.x + w2 * c.x + w3 * d.x,
                   w0 * a.y + w1 * b.y + w2 * c.y + w3 * d.y};
}

static void stroke_dashed(FT_Stroker stroker, const Path *path, const OutlineStyle *style,
                          float scale, float dx, float dy)
{
    Dasher d = {.stroker = stroker,
                .dash = fmaxf(style->dash * scale, 0.05f),
                .gap = fmaxf(style->gap * scale, 0.05f)};
    const Point *p = path->points;
    Point pen = {0}, start = {0};
    for (int i = 0; i < path->verb_count; i++) {
        switch (path->verbs[i]) {
        case PATH_MOVE:
            dash_lift(&d);
            d.is_on = true;
            d.left = d.dash;
            pen = start = placed(*p++, scale, dx, dy);
            break;
        case PATH_LINE: {
            Point to = placed(*p++, scale, dx, dy);
            dash_line(&d, pen, to);
            pen = to;
            break;
        }
        case PATH_CUBIC: {
            Point b = placed(p[0], scale, dx, dy), c = placed(p[1], scale, dx, dy);
            Point end = placed(p[2], scale, dx, dy);
            Point a = pen;
            p += 3;
            for (int k = 1; k <= CURVE_STEPS; k++) {
                Point to = cubic_at(a, b, c, end, (float)k / CURVE_STEPS);
                dash_line(&d, pen, to);
                pen = to;
            }
            break;
        }
        default:
            dash_line(&d, pen, start);
            pen = start;
            break;
        }
    }
    dash_lift(&d);
}

// The borders of a stroke as contours to fill. False when FreeType cannot take them.
static bool stroke_shape(FT_Library library, Arena *arena, const Path *path,
                         const OutlineStyle *style, float scale, float dx, float dy, Shape *out)
{
    FT_Stroker stroker = NULL;
    if (FT_Stroker_New(library, &stroker) != 0) {
        return false;
    }
    FT_Stroker_Set(stroker, to_f26(style->width * scale * 0.5f),
                   style->has_round_ends ? FT_STROKER_LINECAP_ROUND : FT_STROKER_LINECAP_BUTT,
                   style->has_round_ends ? FT_STROKER_LINEJOIN_ROUND
                                         : FT_STROKER_LINEJOIN_MITER_FIXED,
                   4 << 16);
    if (style->dash > 0 && style->gap > 0) {
        stroke_dashed(stroker, path, style, scale, dx, dy);
    } else {
        stroke_solid(stroker, path, scale, dx, dy);
    }
    FT_UInt points = 0, contours = 0;
    bool is_fine = FT_Stroker_GetCounts(stroker, &points, &contours) == 0 && points <= MAX_POINTS;
    if (is_fine) {
        *out = (Shape){.points = arena_new(arena, FT_Vector, points + 1),
                       .tags = arena_new(arena, char, points + 1),
                       .ends = arena_new(arena, short, contours + 1)};
        FT_Outline outline = outline_of(out);
        FT_Stroker_Export(stroker, &outline);
        out->point_count = outline.n_points;
        out->contour_count = outline.n_contours;
    }
    FT_Stroker_Done(stroker);
    return is_fine;
}

// ---- pixels ----

// Rasterises into a fresh mask whose top is the y of its first row, growing down.
static Mask paint(FT_Library library, Arena *arena, Shape *shape)
{
    FT_Outline outline = outline_of(shape);
    if (outline.n_points == 0) {
        return (Mask){0};
    }
    FT_BBox box;
    FT_Outline_Get_CBox(&outline, &box);
    long left = box.xMin >> 6, right = (box.xMax + 63) >> 6;
    long bottom = box.yMin >> 6, top = (box.yMax + 63) >> 6;
    if (right <= left || top <= bottom || right - left > MAX_SIDE_PX ||
        top - bottom > MAX_SIDE_PX) {
        return (Mask){0};
    }
    Mask mask = {
        .w = (int)(right - left), .h = (int)(top - bottom), .left = (int)left, .top = (int)-top};
    mask.stride = (mask.w + 3) & ~3;
    uint8_t *px = arena_alloc(arena, (size_t)mask.stride * (size_t)mask.h);
    FT_Outline_Translate(&outline, -left * 64, -bottom * 64);
    FT_Bitmap bitmap = {.rows = (unsigned)mask.h,
                        .width = (unsigned)mask.w,
                        .pitch = mask.stride,
                        .buffer = px,
                        .num_grays = 256,
                        .pixel_mode = FT_PIXEL_MODE_GRAY};
    if (FT_Outline_Get_Bitmap(library, &outline, &bitmap) != 0) {
        return (Mask){0};
    }
    mask.px = px;
    return mask;
}

static Mask mask_of(FT_Library library, Arena *arena, const Path *path, const OutlineStyle *style,
                    float scale, float dx, float dy)
{
    Shape shape = {0};
    if (path->verb_count == 0 || (style->is_stroke && style->width <= 0)) {
        return (Mask){0};
    }
    bool is_fine = style->is_stroke
                       ? stroke_shape(library, arena, path, style, scale, dx, dy, &shape)
                       : fill_shape(arena, path, scale, dx, dy, &shape);
    return is_fine ? paint(library, arena, &shape) : (Mask){0};
}

Mask outline_mask(Arena *arena, const Path *path, const OutlineStyle *style, float scale, float dx,
                  float dy)
{
    FT_Library library = NULL;
    if (FT_Init_FreeType(&library) != 0) {
        return (Mask){0};
    }
    Mask mask = mask_of(library, arena, path, style, scale, dx, dy);
    if (mask.px != NULL) {
        mask.id = id_of(HASH_SEED, path, style, scale, dx, dy);
    }
    FT_Done_FreeType(library);
    return mask;
}
