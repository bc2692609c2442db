#include "pages/graph_route.h"
#include <stdlib.h>

enum { CORNER = 20, PORT_STEP = 20, PORT_MARGIN = 14, MAX_POINTS = 1 + 3 * 160 };

// ---- tracks ---------------------------------------------------------------------------

static int row_of(const Ranks *ranks, int node)
{
    return ranks_item(ranks, ranks->rank_of[node], node, -1)->row;
}

static bool has_pass_between(const Rank *rank, int row)
{
    for (int i = 0; i < rank->count; i++) {
        if (rank->items[i].node < 0 && rank->items[i].row == row) {
            return true;
        }
    }
    return false;
}

static bool is_free(const GraphInput *input, const Ranks *ranks, const Tracks *out, int link,
                    int track)
{
    const GraphLink *self = &input->links[link];
    int a = row_of(ranks, self->from);
    int b = row_of(ranks, self->to);
    int low = a < b ? a : b;
    int high = a < b ? b : a;
    for (int i = 0; i < input->link_count; i++) {
        const GraphLink *other = &input->links[i];
        if (i == link || out->track[i] != track ||
            ranks->rank_of[other->from] != ranks->rank_of[self->from]) {
            continue;
        }
        int c = row_of(ranks, other->from);
        int d = row_of(ranks, other->to);
        if (!((c < d ? d : c) < low || (c < d ? c : d) > high)) {
            return false;
        }
    }
    return true;
}

static bool is_joined(const GraphInput *input, const Tracks *out, int a, int b)
{
    for (int i = 0; i < input->link_count; i++) {
        const GraphLink *link = &input->links[i];
        bool is_pair = (link->from == a && link->to == b) || (link->from == b && link->to == a);
        if (is_pair && out->track[i] == GRAPH_DIRECT) {
            return true;
        }
    }
    return false;
}

void route_tracks(Arena *arena, const GraphInput *input, const Ranks *ranks, Tracks *out)
{
    out->track = arena_new(arena, int, input->link_count);
    out->tracks = arena_new(arena, int, ranks->count);
    for (int i = 0; i < input->link_count; i++) {
        out->track[i] = -1;
    }
    // The short ones first: they lie inside the long ones.
    for (int span = 1; span < input->node_count; span++) {
        for (int i = 0; i < input->link_count; i++) {
            const GraphLink *link = &input->links[i];
            int rank = ranks->rank_of[link->from];
            if (link->from == link->to || rank != ranks->rank_of[link->to]) {
                continue;
            }
            int a = row_of(ranks, link->from);
            int b = row_of(ranks, link->to);
            if (abs(a - b) != span) {
                continue;
            }
            int below = a > b ? a : b;
            if (span == 1 && !has_pass_between(&ranks->ranks[rank], below) &&
                !is_joined(input, out, link->from, link->to)) {
                out->track[i] = GRAPH_DIRECT;
                continue;
            }
            int track = 0;
            while (!is_free(input, ranks, out, i, track)) {
                track++;
            }
            out->track[i] = track;
            if (track + 1 > out->tracks[rank]) {
                out->tracks[rank] = track + 1;
            }
        }
    }
}

// ---- ports ----------------------------------------------------------------------------

typedef struct {
    int link;
    bool is_from;
    float key; // across: in this order along the side
} Port;

typedef struct {
    Arena *arena;
    const Placed *placed;
    const Tracks *tracks;
    float *from_v, *to_v; // of each link: where it leaves and arrives, across
} Router;

static float middle_v(const Placed *placed, int node)
{
    return placed->box_v[node] + placed->box_w / 2;
}

// What the link runs to from this end, in the next rank: its pass there, or its other box.
static float next_v(const Router *router, int link, bool is_from)
{
    const Placed *placed = router->placed;
    const GraphLink *self = &placed->input->links[link];
    int here = is_from ? self->from : self->to;
    int there = is_from ? self->to : self->from;
    int a = placed->ranks->rank_of[here];
    int b = placed->ranks->rank_of[there];
    int next = a < b ? a + 1 : a - 1;
    return next == b ? middle_v(placed, there) : ranks_item(placed->ranks, next, -1, link)->v;
}

// Does this end of the link leave its box on the side after it (right, below)? -1: on neither.
static int side_of(const Router *router, int link, bool is_from)
{
    const GraphLink *self = &router->placed->input->links[link];
    const int *rank_of = router->placed->ranks->rank_of;
    int here = rank_of[is_from ? self->from : self->to];
    int there = rank_of[is_from ? self->to : self->from];
    if (here == there) {
        return router->tracks->track[link] >= 0 ? 1 : -1;
    }
    return here < there ? 1 : 0;
}

// Along one side: links to boxes above in the same rank first (the nearest on top), then those to the
// other rank in order, then those to boxes below (the farthest on top): so they nest.
static float port_key(const Router *router, int link, bool is_from)
{
    const Placed *placed = router->placed;
    const GraphLink *self = &placed->input->links[link];
    if (router->tracks->track[link] < 0) {
        return next_v(router, link, is_from);
    }
    float here = middle_v(placed, is_from ? self->from : self->to);
    float there = middle_v(placed, is_from ? self->to : self->from);
    const float FAR = 1e6f;
    return there < here ? -FAR + (here - there) : FAR - (there - here);
}

static void set_ports(Router *router, int node, int side)
{
    const GraphInput *input = router->placed->input;
    Port *ports = arena_new(router->arena, Port, 2 * input->link_count);
    int n = 0;
    for (int i = 0; i < input->link_count; i++) {
        const GraphLink *link = &input->links[i];
        for (int end = 0; end < 2 && link->from != link->to; end++) {
            bool is_from = end == 0;
            if ((is_from ? link->from : link->to) != node || side_of(router, i, is_from) != side) {
                continue;
            }
            Port port = {i, is_from, port_key(router, i, is_from)};
            int at = n++;
            while (at > 0 && ports[at - 1].key > port.key) {
                ports[at] = ports[at - 1];
                at--;
            }
            ports[at] = port;
        }
    }
    float room = router->placed->box_w - 2 * PORT_MARGIN;
    float step = n > 1 ? fminf(PORT_STEP, room / (float)(n - 1)) : 0;
    float v = middle_v(router->placed, node) - step * (float)(n - 1) / 2;
    for (int i = 0; i < n; i++, v += step) {
        *(ports[i].is_from ? &router->from_v[ports[i].link] : &router->to_v[ports[i].link]) = v;
    }
}

// ---- curves ---------------------------------------------------------------------------

typedef struct {
    Point points[MAX_POINTS]; // u, v
    int count;
} Pen;

static void pen_cubic(Pen *pen, float u1, float v1, float u2, float v2, float u, float v)
{
    if (pen->count + 3 <= MAX_POINTS) {
        pen->points[pen->count++] = (Point){u1, v1};
        pen->points[pen->count++] = (Point){u2, v2};
        pen->points[pen->count++] = (Point){u, v};
    }
}

static void pen_line(Pen *pen, float u, float v)
{
    Point from = pen->points[pen->count - 1];
    pen_cubic(pen, lerpf(from.x, u, 1 / 3.0f), lerpf(from.y, v, 1 / 3.0f),
              lerpf(from.x, u, 2 / 3.0f), lerpf(from.y, v, 2 / 3.0f), u, v);
}

// Through a gutter: level at both ends, so it stays between them.
static void pen_swing(Pen *pen, float u, float v)
{
    Point from = pen->points[pen->count - 1];
    float half = (u - from.x) / 2;
    pen_cubic(pen, from.x + half, from.y, from.x + half, v, u, v);
}

// Out of the side after a box, along a track, and back into the side of another box of the rank.
static void pen_hook(Pen *pen, float out, float v)
{
    Point from = pen->points[pen->count - 1];
    float sign = v > from.y ? 1.0f : -1.0f;
    float r = fminf(fminf(CORNER, out), fabsf(v - from.y) / 2);
    const float K = 0.5522847f;
    float u = from.x + out;
    pen_line(pen, u - r, from.y);
    pen_cubic(pen, u - r + r * K, from.y, u, from.y + sign * r * (1 - K), u, from.y + sign * r);
    pen_line(pen, u, v - sign * r);
    pen_cubic(pen, u, v - sign * r * (1 - K), u - r + r * K, v, u - r, v);
    pen_line(pen, from.x, v);
}

static void draw_link(const Router *router, int index, Pen *pen)
{
    const Placed *placed = router->placed;
    const GraphLink *link = &placed->input->links[index];
    int a = placed->ranks->rank_of[link->from];
    int b = placed->ranks->rank_of[link->to];
    float before_a = placed->rank_u[a];
    float before_b = placed->rank_u[b];
    pen->count = 1;
    if (router->tracks->track[index] == GRAPH_DIRECT) {
        bool is_down = placed->box_v[link->from] < placed->box_v[link->to];
        float u = before_a + placed->box_u / 2;
        float from = placed->box_v[link->from] + (is_down ? placed->box_w : 0);
        float to = placed->box_v[link->to] + (is_down ? 0 : placed->box_w);
        pen->points[0] = (Point){u, from};
        pen_line(pen, u, to);
        return;
    }
    if (a == b) {
        float out = (float)(GRAPH_TRACK_FIRST + GRAPH_TRACK * router->tracks->track[index]);
        pen->points[0] = (Point){before_a + placed->box_u, router->from_v[index]};
        pen_hook(pen, out, router->to_v[index]);
        return;
    }
    int way = a < b ? 1 : -1;
    pen->points[0] = (Point){a < b ? before_a + placed->box_u : before_a, router->from_v[index]};
    for (int r = a + way; r != b; r += way) {
        float v = ranks_item(placed->ranks, r, -1, index)->v;
        float near = way > 0 ? placed->rank_u[r] : placed->rank_u[r] + placed->box_u;
        float far = way > 0 ? placed->rank_u[r] + placed->box_u : placed->rank_u[r];
        pen_swing(pen, near, v);
        pen_line(pen, far, v);
    }
    pen_swing(pen, a < b ? before_b : before_b + placed->box_u, router->to_v[index]);
}

// ---- along a curve ----------------------------------------------------------------------

enum { SLICES = 16 };

static Point cubic_at(const Point *p, float t)
{
    float s = 1 - t;
    float a = s * s * s;
    float b = 3 * s * s * t;
    float c = 3 * s * t * t;
    float d = t * t * t;
    return (Point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                   a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

static float walk(const GraphCurve *curve, float until, Point *at, Point *direction)
{
    float length = 0;
    for (int i = 0; i + 3 < curve->count; i += 3) {
        Point from = curve->points[i];
        for (int k = 1; k <= SLICES; k++) {
            Point to = cubic_at(&curve->points[i], (float)k / SLICES);
            float step = hypotf(to.x - from.x, to.y - from.y);
            if (step > 0) {
                *direction = (Point){(to.x - from.x) / step, (to.y - from.y) / step};
            }
            if (until >= 0 && length + step >= until) {
                float t = step > 0 ? (until - length) / step : 0;
                *at = (Point){lerpf(from.x, to.x, t), lerpf(from.y, to.y, t)};
                return until;
            }
            length += step;
            from = to;
        }
        *at = from;
    }
    return length;
}

float graph_curve_length(const GraphCurve *curve)
{
    Point at, direction;
    return walk(curve, -1, &at, &direction);
}

Point graph_curve_at(const GraphCurve *curve, float t, Point *direction)
{
    Point at = curve->count ? curve->points[0] : (Point){0, 0};
    Point way = {1, 0};
    walk(curve, clampf(t, 0, 1) * graph_curve_length(curve), &at, &way);
    if (direction) {
        *direction = way;
    }
    return at;
}

// ---- signs ------------------------------------------------------------------------------

static bool meets(Point c, float r, Rect box)
{
    float x = fmaxf(box.x, fminf(c.x, box.x + box.w)) - c.x;
    float y = fmaxf(box.y, fminf(c.y, box.y + box.h)) - c.y;
    return x * x + y * y < r * r;
}

// How badly a sign stands there: over a box counts more than over another sign.
static int trouble(const GraphInput *input, const Graph *graph, int link, Point at)
{
    int sum = 0;
    for (int i = 0; i < input->node_count; i++) {
        sum += 100 * meets(at, GRAPH_SIGN, graph->boxes[i]);
    }
    for (int i = 0; i < link; i++) {
        Point other = graph->curves[i].sign;
        float gap = hypotf(other.x - at.x, other.y - at.y);
        sum += graph->curves[i].count && gap < 2 * GRAPH_SIGN + 2 ? 1 : 0;
    }
    return sum;
}

static Point place_sign(const Router *router, const Graph *graph, int link)
{
    static const float PLACES[] = {0.5f,  0.42f, 0.58f, 0.34f, 0.66f, 0.26f,
                                   0.74f, 0.18f, 0.82f, 0.12f, 0.88f};
    const GraphCurve *curve = &graph->curves[link];
    bool is_direct = router->tracks->track[link] == GRAPH_DIRECT;
    Point best = {0, 0};
    int least = -1;
    for (int i = 0; i < (int)(sizeof PLACES / sizeof *PLACES); i++) {
        Point way;
        Point at = graph_curve_at(curve, PLACES[i], &way);
        if (is_direct) { // beside the arrow: the gap is short
            at = graph_curve_at(curve, 0.5f, &way);
            at.x += fabsf(way.y) * (34 + 4 * (float)i);
            at.y += fabsf(way.x) * (34 + 4 * (float)i);
        }
        int now = trouble(router->placed->input, graph, link, at);
        if (least < 0 || now < least) {
            least = now;
            best = at;
        }
    }
    return best;
}

void route_links(Arena *arena, const Placed *placed, const Tracks *tracks, Graph *out)
{
    const GraphInput *input = placed->input;
    Router router = {.arena = arena, .placed = placed, .tracks = tracks};
    router.from_v = arena_new(arena, float, input->link_count);
    router.to_v = arena_new(arena, float, input->link_count);
    for (int i = 0; i < input->node_count; i++) {
        set_ports(&router, i, 0);
        set_ports(&router, i, 1);
    }
    out->curves = arena_new(arena, GraphCurve, input->link_count);
    Pen *pen = arena_new(arena, Pen, 1);
    for (int i = 0; i < input->link_count; i++) {
        if (input->links[i].from == input->links[i].to) {
            continue;
        }
        draw_link(&router, i, pen);
        Point *points = arena_new(arena, Point, pen->count);
        for (int p = 0; p < pen->count; p++) {
            Point at = pen->points[p];
            points[p] = input->is_tall ? (Point){at.y + input->head, at.x}
                                       : (Point){at.x, at.y + input->head};
        }
        out->curves[i] = (GraphCurve){.points = points, .count = pen->count};
        out->curves[i].sign = place_sign(&router, out, i);
    }
}
