#include "base/path.h"
#include "base/hash.h"
#include <assert.h>
#include <string.h>

#define KAPPA 0.5522847498f // a quarter circle as one cubic
enum { COUNT_OF_ELLIPSE = 13 };
static const float PI_F = 3.14159265358979f;

Path path_begin(Arena *arena)
{
    return (Path){.arena = arena};
}

static void put(Path *path, PathVerb verb, const Point *points, int count)
{
    path->verbs = arena_grow(path->arena, path->verbs, &path->verb_capacity, path->verb_count + 1,
                             sizeof *path->verbs);
    path->points = arena_grow(path->arena, path->points, &path->point_capacity,
                              path->point_count + count, sizeof *path->points);
    path->verbs[path->verb_count++] = (uint8_t)verb;
    for (int i = 0; i < count; i++) {
        path->points[path->point_count++] = points[i];
    }
}

void path_move(Path *path, float x, float y)
{
    put(path, PATH_MOVE, &(Point){x, y}, 1);
}

void path_line(Path *path, float x, float y)
{
    put(path, PATH_LINE, &(Point){x, y}, 1);
}

void path_cubic(Path *path, float x1, float y1, float x2, float y2, float x, float y)
{
    Point points[] = {{x1, y1}, {x2, y2}, {x, y}};
    put(path, PATH_CUBIC, points, 3);
}

void path_close(Path *path)
{
    put(path, PATH_CLOSE, NULL, 0);
}

void path_rect(Path *path, Rect r)
{
    path_move(path, r.x, r.y);
    path_line(path, r.x + r.w, r.y);
    path_line(path, r.x + r.w, r.y + r.h);
    path_line(path, r.x, r.y + r.h);
    path_close(path);
}

void path_round_rect(Path *path, Rect rect, float radius)
{
    path_round_rect4(path, rect, radius, radius, radius, radius);
}

void path_round_rect4(Path *path, Rect r, float tl, float tr, float br, float bl)
{
    float limit = (r.w < r.h ? r.w : r.h) / 2;
    tl = clampf(tl, 0, limit);
    tr = clampf(tr, 0, limit);
    br = clampf(br, 0, limit);
    bl = clampf(bl, 0, limit);
    float k = 1 - KAPPA;
    float right = r.x + r.w;
    float bottom = r.y + r.h;
    path_move(path, r.x + tl, r.y);
    path_line(path, right - tr, r.y);
    path_cubic(path, right - tr * k, r.y, right, r.y + tr * k, right, r.y + tr);
    path_line(path, right, bottom - br);
    path_cubic(path, right, bottom - br * k, right - br * k, bottom, right - br, bottom);
    path_line(path, r.x + bl, bottom);
    path_cubic(path, r.x + bl * k, bottom, r.x, bottom - bl * k, r.x, bottom - bl);
    path_line(path, r.x, r.y + tl);
    path_cubic(path, r.x, r.y + tl * k, r.x + tl * k, r.y, r.x + tl, r.y);
    path_close(path);
}

void path_circle(Path *path, Point centre, float radius)
{
    path_ellipse(path, centre, radius, radius, 0);
}

void path_ellipse(Path *path, Point c, float rx, float ry, float turn_degrees)
{
    float cosine = cosf(turn_degrees * PI_F / 180);
    float sine = sinf(turn_degrees * PI_F / 180);
    static const float unit[][2] = {
        {1, 0},       {1, KAPPA},   {KAPPA, 1}, {0, 1},      {-KAPPA, 1}, {-1, KAPPA}, {-1, 0},
        {-1, -KAPPA}, {-KAPPA, -1}, {0, -1},    {KAPPA, -1}, {1, -KAPPA}, {1, 0}};
    Point p[COUNT_OF_ELLIPSE];
    for (int i = 0; i < COUNT_OF_ELLIPSE; i++) {
        float x = unit[i][0] * rx;
        float y = unit[i][1] * ry;
        p[i] = (Point){c.x + x * cosine - y * sine, c.y + x * sine + y * cosine};
    }
    path_move(path, p[0].x, p[0].y);
    for (int i = 1; i < COUNT_OF_ELLIPSE; i += 3) {
        path_cubic(path, p[i].x, p[i].y, p[i + 1].x, p[i + 1].y, p[i + 2].x, p[i + 2].y);
    }
    path_close(path);
}

// Continues from the current point (which must be the arc's start) with cubics of at most 90 degrees.
static void arc_to(Path *path, Point c, float radius, float from, float to)
{
    int parts = (int)ceilf(fabsf(to - from) / 90 - 0.0001f);
    float step = parts ? (to - from) / (float)parts : 0;
    for (int i = 0; i < parts; i++) {
        float a = (from + step * (float)i - 90) * PI_F / 180;
        float b = (from + step * (float)(i + 1) - 90) * PI_F / 180;
        float k = 4.0f / 3.0f * tanf((b - a) / 4) * radius;
        path_cubic(path, c.x + radius * cosf(a) - k * sinf(a), c.y + radius * sinf(a) + k * cosf(a),
                   c.x + radius * cosf(b) + k * sinf(b), c.y + radius * sinf(b) - k * cosf(b),
                   c.x + radius * cosf(b), c.y + radius * sinf(b));
    }
}

static Point on_circle(Point c, float radius, float degrees)
{
    float a = (degrees - 90) * PI_F / 180;
    return (Point){c.x + radius * cosf(a), c.y + radius * sinf(a)};
}

void path_arc(Path *path, Point centre, float radius, float from_degrees, float to_degrees)
{
    Point start = on_circle(centre, radius, from_degrees);
    path_move(path, start.x, start.y);
    arc_to(path, centre, radius, from_degrees, to_degrees);
}

void path_ring(Path *path, Point centre, float radius, float width, float from_degrees,
               float to_degrees)
{
    float outer = radius + width / 2;
    float inner = radius - width / 2;
    if (to_degrees - from_degrees >= 360) {
        path_arc(path, centre, outer, 0, 360);
        path_close(path);
        path_arc(path, centre, inner, 360, 0);
        path_close(path);
        return;
    }
    Point start = on_circle(centre, outer, from_degrees);
    Point turn = on_circle(centre, inner, to_degrees);
    path_move(path, start.x, start.y);
    arc_to(path, centre, outer, from_degrees, to_degrees);
    path_line(path, turn.x, turn.y);
    arc_to(path, centre, inner, to_degrees, from_degrees);
    path_close(path);
}

void path_through(Path *path, const Point *p, int count)
{
    assert(count >= 2);
    path_move(path, p[0].x, p[0].y);
    for (int i = 0; i + 1 < count; i++) {
        Point before = p[i > 0 ? i - 1 : 0];
        Point after = p[i + 2 < count ? i + 2 : count - 1];
        path_cubic(path, p[i].x + (p[i + 1].x - before.x) / 6, p[i].y + (p[i + 1].y - before.y) / 6,
                   p[i + 1].x - (after.x - p[i].x) / 6, p[i + 1].y - (after.y - p[i].y) / 6,
                   p[i + 1].x, p[i + 1].y);
    }
}

void path_round_polygon(Path *path, const Point *p, int count, float radius)
{
    for (int i = 0; i < count; i++) {
        Point corner = p[i];
        Point before = p[(i + count - 1) % count];
        Point after = p[(i + 1) % count];
        float back = hypotf(before.x - corner.x, before.y - corner.y);
        float on = hypotf(after.x - corner.x, after.y - corner.y);
        float cut = fminf(radius, fminf(back, on) / 2);
        if (back <= 0 || on <= 0) {
            continue;
        }
        Point a = {corner.x + (before.x - corner.x) / back * cut,
                   corner.y + (before.y - corner.y) / back * cut};
        Point b = {corner.x + (after.x - corner.x) / on * cut,
                   corner.y + (after.y - corner.y) / on * cut};
        if (i == 0) {
            path_move(path, a.x, a.y);
        } else {
            path_line(path, a.x, a.y);
        }
        float k = 0.6f;
        path_cubic(path, a.x + (corner.x - a.x) * k, a.y + (corner.y - a.y) * k,
                   b.x + (corner.x - b.x) * k, b.y + (corner.y - b.y) * k, b.x, b.y);
    }
    path_close(path);
}

Path path_mapped(const Path *path, Arena *arena, float scale, float dx, float dy)
{
    Path out = {.arena = arena,
                .verbs = arena_new(arena, uint8_t, path->verb_count),
                .points = arena_new(arena, Point, path->point_count),
                .verb_count = path->verb_count,
                .verb_capacity = path->verb_count,
                .point_count = path->point_count,
                .point_capacity = path->point_count};
    if (path->verb_count) {
        memcpy(out.verbs, path->verbs, (size_t)path->verb_count);
    }
    for (int i = 0; i < path->point_count; i++) {
        out.points[i] = (Point){path->points[i].x * scale + dx, path->points[i].y * scale + dy};
    }
    return out;
}

Rect path_bounds(const Path *path)
{
    if (path->point_count == 0) {
        return (Rect){0};
    }
    Point low = path->points[0];
    Point high = low;
    for (int i = 1; i < path->point_count; i++) {
        Point p = path->points[i];
        low = (Point){fminf(low.x, p.x), fminf(low.y, p.y)};
        high = (Point){fmaxf(high.x, p.x), fmaxf(high.y, p.y)};
    }
    return (Rect){low.x, low.y, high.x - low.x, high.y - low.y};
}

uint64_t path_hash(const Path *path)
{
    uint64_t h = hash_bytes(HASH_SEED, path->verbs, (size_t)path->verb_count);
    return hash_bytes(h, path->points, (size_t)path->point_count * sizeof *path->points);
}

Point spline_at(const Point *p, int count, float t)
{
    float along = clampf(t, 0, 1) * (float)(count - 1);
    int i = (int)along;
    i = i > count - 2 ? count - 2 : i;
    float u = along - (float)i;
    Point a = p[i > 0 ? i - 1 : 0];
    Point b = p[i];
    Point c = p[i + 1];
    Point d = p[i + 2 < count ? i + 2 : count - 1];
    float u2 = u * u;
    float u3 = u2 * u;
    return (Point){0.5f * (2 * b.x + (c.x - a.x) * u + (2 * a.x - 5 * b.x + 4 * c.x - d.x) * u2 +
                           (3 * b.x - a.x - 3 * c.x + d.x) * u3),
                   0.5f * (2 * b.y + (c.y - a.y) * u + (2 * a.y - 5 * b.y + 4 * c.y - d.y) * u2 +
                           (3 * b.y - a.y - 3 * c.y + d.y) * u3)};
}
