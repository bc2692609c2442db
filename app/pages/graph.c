#include "pages/graph.h"
#include "pages/graph_route.h"
#include <assert.h>

enum {
    GAP = 12,        // between boxes of a rank
    GAP_DIRECT = 36, // with an arrow in it
    GAP_BUNDLE = 7,  // between links that pass together and share an end
    GAP_PASS = 16,   // between a box and a link that passes it, and between two of them
    GUTTER = 72,     // with
    WIDEST = 640,
    WIDER = 32,
};

// ---- sizes ----------------------------------------------------------------------------

// Height of the tallest label at this width; false when one would be cut.
static bool fits_width(const GraphInput *input, float w, float *h)
{
    bool is_whole = true;
    *h = 0;
    for (int i = 0; i < input->node_count; i++) {
        GraphSize size = input->measure(input->context, i, w);
        *h = fmaxf(*h, ceilf(size.h));
        is_whole = is_whole && !size.is_cut;
    }
    return is_whole;
}

// ---- places ---------------------------------------------------------------------------

// From one pass to the next: links that come from or go to the same box run close together.
static float pass_step(const GraphInput *input, const Item *a, const Item *b)
{
    const GraphLink *p = &input->links[a->link];
    const GraphLink *q = &input->links[b->link];
    return p->from == q->from || p->to == q->to ? GAP_BUNDLE : GAP_PASS;
}

// What the passes above that row need; 0: there are none.
static float passes_length(const GraphInput *input, const Rank *rank, int row)
{
    const Item *before = NULL;
    float length = 0;
    for (int i = 0; i < rank->count; i++) {
        const Item *item = &rank->items[i];
        if (item->node < 0 && item->row == row) {
            length += before ? pass_step(input, before, item) : 2 * GAP_PASS;
            before = item;
        }
    }
    return length;
}

// The rows are the same in all ranks; between them is room for the arrows and the links that pass.
static void set_rows(const Placed *placed, const Tracks *tracks, int rows, float *row_v)
{
    const Ranks *ranks = placed->ranks;
    const GraphInput *input = placed->input;
    float v = 0;
    for (int row = 0; row < rows; row++) {
        float wanted = 0;
        for (int r = 0; r < ranks->count && row < rows; r++) {
            if (row < ranks->ranks[r].boxes) {
                wanted = fmaxf(wanted, passes_length(input, &ranks->ranks[r], row));
            }
        }
        bool has_arrow = false;
        for (int i = 0; i < input->link_count && row > 0; i++) {
            if (tracks->track[i] == GRAPH_DIRECT) {
                int rank = ranks->rank_of[input->links[i].from];
                int a = ranks_item(ranks, rank, input->links[i].from, -1)->row;
                int b = ranks_item(ranks, rank, input->links[i].to, -1)->row;
                has_arrow = has_arrow || (a > b ? a : b) == row;
            }
        }
        float gap = row == 0 ? 0 : has_arrow ? GAP_DIRECT : GAP;
        v += fmaxf(gap, wanted);
        row_v[row] = v;
        v += placed->box_w;
    }
    row_v[rows] = v; // where the last row ends
}

// Passes share the gap above the box they precede. Below the last box they go as straight as they can.
static void set_passes(const Placed *placed, Ranks *ranks, const float *row_v)
{
    for (int r = 0; r < ranks->count; r++) {
        Rank *rank = &ranks->ranks[r];
        for (int i = 0; i < rank->count; i++) {
            Item *item = &rank->items[i];
            if (item->node >= 0) {
                item->v = placed->box_v[item->node] + placed->box_w / 2;
                continue;
            }
            bool is_first = i == 0 || rank->items[i - 1].node >= 0;
            float top = item->row > 0 ? row_v[item->row - 1] + placed->box_w : 0;
            float step = is_first ? 0 : pass_step(placed->input, &rank->items[i - 1], item);
            if (item->row < rank->boxes) {
                float length = passes_length(placed->input, rank, item->row);
                float spare = row_v[item->row] - top - length;
                item->v = is_first ? top + spare / 2 + GAP_PASS : rank->items[i - 1].v + step;
                continue;
            }
            const GraphLink *link = &placed->input->links[item->link];
            float from = placed->box_v[link->from] + placed->box_w / 2;
            float to = placed->box_v[link->to] + placed->box_w / 2;
            float least =
                is_first ? top + (rank->boxes ? GAP_PASS : 0) : rank->items[i - 1].v + step;
            item->v = fmaxf(least, (from + to) / 2);
        }
    }
}

static bool has_links(const GraphInput *input, const Ranks *ranks, int gutter)
{
    for (int i = 0; i < input->link_count; i++) {
        int a = ranks->rank_of[input->links[i].from];
        int b = ranks->rank_of[input->links[i].to];
        int first = a < b ? a : b;
        int last = a < b ? b : a;
        if (first < gutter && gutter <= last && first != last) {
            return true;
        }
    }
    return false;
}

static float gutter_width(const GraphInput *input, const Ranks *ranks, const Tracks *tracks,
                          int gutter)
{
    int beside = gutter > 0 ? tracks->tracks[gutter - 1] : 0;
    float hooks = beside ? (float)(GRAPH_TRACK_FIRST + GRAPH_TRACK * (beside - 1)) : 0;
    bool is_crossed = has_links(input, ranks, gutter);
    bool is_inner = gutter > 0 && gutter < ranks->count;
    bool is_head = is_inner && ranks->ranks[gutter - 1].lane != ranks->ranks[gutter].lane;
    // In portrait a lane's name has room of its own there.
    float least = is_head && input->lane_head > 0 ? GUTTER - input->lane_head / 2 : GUTTER;
    float w = hooks > 0 ? hooks + GRAPH_SIGN + 6 : is_inner ? input->gutter : 0;
    return is_crossed ? fmaxf(least, w + 24) : w;
}

static Rect placed_rect(const GraphInput *input, float u, float v, float along, float across)
{
    return input->is_tall ? (Rect){v + input->head, u, across, along}
                          : (Rect){u, v + input->head, along, across};
}

// Where each rank begins along u; returns where the last gutter ends. A short lane is centred in the
// least it takes.
static float set_ranks(const GraphInput *input, const Ranks *ranks, const Tracks *tracks,
                       float along, float *rank_u)
{
    float u = 0;
    for (int r = 0; r < ranks->count; r++) {
        bool is_first = r == 0 || ranks->ranks[r - 1].lane != ranks->ranks[r].lane;
        bool is_last = r + 1 == ranks->count || ranks->ranks[r + 1].lane != ranks->ranks[r].lane;
        float slack = is_first && is_last ? fmaxf(0, input->lane_least - along) : 0;
        u += gutter_width(input, ranks, tracks, r) + (is_first ? input->lane_head : 0) + slack / 2;
        rank_u[r] = u;
        u += along + slack / 2;
    }
    return u + gutter_width(input, ranks, tracks, ranks->count);
}

static void set_extent(const GraphInput *input, Graph *out, float length)
{
    float right = 0;
    float bottom = 0;
    for (int i = 0; i < input->lane_count; i++) {
        right = fmaxf(right, out->lanes[i].area.x + out->lanes[i].area.w);
        bottom = fmaxf(bottom, out->lanes[i].area.y + out->lanes[i].area.h);
    }
    for (int i = 0; i < input->link_count; i++) {
        const GraphCurve *curve = &out->curves[i];
        for (int p = 0; p < curve->count; p++) {
            right = fmaxf(right, curve->points[p].x + 4);
            bottom = fmaxf(bottom, curve->points[p].y + 4);
        }
        if (curve->count) {
            right = fmaxf(right, curve->sign.x + GRAPH_SIGN);
            bottom = fmaxf(bottom, curve->sign.y + GRAPH_SIGN);
        }
    }
    if (input->is_tall) {
        bottom = fmaxf(bottom, length);
    } else {
        right = fmaxf(right, length);
    }
    out->extent = (Rect){0, 0, ceilf(right), ceilf(bottom)};
}

static void lay(Arena *arena, const GraphInput *input, float w, float h, int most, Graph *out)
{
    *out = (Graph){.box_w = w, .box_h = h};
    Ranks ranks;
    ranks_order(arena, input, most, &ranks);
    Tracks tracks;
    route_tracks(arena, input, &ranks, &tracks);
    float *rank_u = arena_new(arena, float, ranks.count);
    float *box_v = arena_new(arena, float, input->node_count);
    Placed placed = {.input = input,
                     .ranks = &ranks,
                     .rank_u = rank_u,
                     .box_v = box_v,
                     .box_u = input->is_tall ? h : w,
                     .box_w = input->is_tall ? w : h};
    int rows = 1;
    for (int r = 0; r < ranks.count; r++) {
        rows = ranks.ranks[r].boxes > rows ? ranks.ranks[r].boxes : rows;
    }
    float *row_v = arena_new(arena, float, rows + 1);
    set_rows(&placed, &tracks, rows, row_v);
    out->boxes = arena_new(arena, Rect, input->node_count);
    out->lanes = arena_new(arena, GraphLane, input->lane_count);
    float length = set_ranks(input, &ranks, &tracks, placed.box_u, rank_u);
    for (int r = 0; r < ranks.count; r++) {
        const Rank *rank = &ranks.ranks[r];
        GraphLane *lane = &out->lanes[rank->lane];
        for (int i = 0; i < rank->count; i++) {
            const Item *item = &rank->items[i];
            if (item->node >= 0) {
                box_v[item->node] = row_v[item->row];
                out->boxes[item->node] =
                    placed_rect(input, rank_u[r], row_v[item->row], placed.box_u, placed.box_w);
            }
        }
        if (!lane->rank_count) {
            lane->rank = r;
        }
        lane->rank_count++;
        float from = rank_u[lane->rank];
        int deepest = ranks.ranks[lane->rank].boxes; // the first rank of a lane is the fullest
        float deep = deepest ? row_v[deepest - 1] + placed.box_w : placed.box_w;
        lane->area = placed_rect(input, from, 0, rank_u[r] + placed.box_u - from, deep);
    }
    set_passes(&placed, &ranks, row_v);
    route_links(arena, &placed, &tracks, out);
    out->crossings = ranks.crossings;
    out->crossings_before = ranks.crossings_before;
    set_extent(input, out, length);
}

// ---- choosing -------------------------------------------------------------------------

static float scale_to_fit(const GraphInput *input, const Graph *graph)
{
    return fminf(input->room_w / graph->extent.w, input->room_h / graph->extent.h);
}

static int fullest_lane(const GraphInput *input)
{
    int most = 0;
    for (int lane = 0; lane < input->lane_count; lane++) {
        int n = 0;
        for (int i = 0; i < input->node_count; i++) {
            n += input->lane_of[i] == lane;
        }
        most = n > most ? n : most;
    }
    return most;
}

// Ranks as long as the view allows at scale 1, one box shorter, or longer: the first that shows nearly
// the whole at full size; else as long as the view allows, so that it pans one way only; else, where
// the whole would be too small to read, whatever shows it largest.
static float lay_width(Arena *arena, const GraphInput *input, float w, float h, Graph *out)
{
    static const int STEPS[] = {0, -1, 1, 3, 6};
    float across = (input->is_tall ? input->room_w : input->room_h) - input->head;
    float size = input->is_tall ? w : h;
    int first = (int)((across + GAP) / (size + GAP));
    first = first < 1 ? 1 : first;
    int most = fullest_lane(input);
    int best = first;
    float largest = 0;
    float at_first = 0;
    for (int i = 0; i < (int)(sizeof STEPS / sizeof *STEPS); i++) {
        int rows = first + STEPS[i];
        if (rows < 1 || (STEPS[i] > 0 && rows - most >= STEPS[i] && i > 0)) {
            continue; // all lanes were short enough before
        }
        ArenaMark mark = arena_mark(arena);
        lay(arena, input, w, h, rows, out);
        float scale = scale_to_fit(input, out);
        if (scale >= 1) {
            return scale;
        }
        arena_release(arena, mark);
        at_first = i == 0 ? scale : at_first;
        if (scale > largest + 0.01f) {
            largest = scale;
            best = rows;
        }
    }
    if (largest < GRAPH_NEARLY && at_first >= (input->is_tall ? GRAPH_SMALL_TALL : GRAPH_SMALL)) {
        best = first;
        largest = at_first;
    }
    lay(arena, input, w, h, best, out);
    return largest;
}

void graph_lay(Arena *arena, const GraphInput *input, Graph *out)
{
    assert(input->lane_count > 0 && input->width_count > 0);
    const float HOPELESS = 0.55f; // no width will make it fit
    float best = 0;
    float best_w = 0;
    for (int i = 0; i < input->width_count; i++) {
        float w = input->widths[i];
        float h;
        if (!fits_width(input, w, &h)) {
            break; // a narrower one would cut more
        }
        ArenaMark mark = arena_mark(arena);
        float scale = lay_width(arena, input, w, h, out);
        if (scale >= 1) {
            return;
        }
        arena_release(arena, mark);
        if (scale > best + 0.01f) {
            best = scale;
            best_w = w;
        }
        if (scale < HOPELESS) {
            i = input->width_count - 2 > i ? input->width_count - 2 : i; // the narrowest at once
        }
    }
    float w = best_w > 0 ? best_w : input->widths[0];
    float h;
    while (!fits_width(input, w, &h) && w < WIDEST) {
        w += WIDER;
    }
    lay_width(arena, input, w, h, out);
}
