// Path: an outline made of lines and cubic curves, before anybody rasterises it.
//
// It knows geometry only. type/outline turns a path into a Mask (FreeType's smooth rasteriser); the
// draw list paints masks. Lives in the arena it was begun with. Unit: the caller's.
#pragma once
#include "base/arena.h"
#include "base/geom.h"
#include <stddef.h>

typedef enum { PATH_MOVE, PATH_LINE, PATH_CUBIC, PATH_CLOSE } PathVerb;

typedef struct {
    Arena *arena;
    uint8_t *verbs;
    Point *points; // MOVE and LINE use one, CUBIC three, CLOSE none
    int verb_count, verb_capacity;
    int point_count, point_capacity;
} Path;

Path path_begin(Arena *arena);
void path_move(Path *path, float x, float y);
void path_line(Path *path, float x, float y);
void path_cubic(Path *path, float x1, float y1, float x2, float y2, float x, float y);
void path_close(Path *path);

void path_rect(Path *path, Rect rect);
void path_round_rect(Path *path, Rect rect, float radius);
// Corner radii: top left, top right, bottom right, bottom left.
void path_round_rect4(Path *path, Rect rect, float tl, float tr, float br, float bl);
void path_circle(Path *path, Point centre, float radius);
void path_ellipse(Path *path, Point centre, float rx, float ry, float turn_degrees);
// An arc as an open stroke spine: degrees clockwise on screen, 0 at 12 o'clock.
void path_arc(Path *path, Point centre, float radius, float from_degrees, float to_degrees);
// A closed ring sector of the given width centred on `radius`, flat ends; 360 or more: a whole ring.
void path_ring(Path *path, Point centre, float radius, float width, float from_degrees,
               float to_degrees);
// Catmull-Rom curve through the points, as cubics; begins with a MOVE.
void path_through(Path *path, const Point *points, int count);
// A closed polygon with its corners rounded.
void path_round_polygon(Path *path, const Point *points, int count, float radius);

Path path_mapped(const Path *path, Arena *arena, float scale, float dx, float dy); // p·scale + d
Rect path_bounds(const Path *path); // of the control points; empty path: zero rectangle
uint64_t path_hash(const Path *path);

// Catmull-Rom position at t in 0..1 along points (uniform per segment), for sampling a spine.
Point spline_at(const Point *points, int count, float t);
