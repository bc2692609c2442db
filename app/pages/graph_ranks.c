#include "pages/graph_ranks.h"
#include <string.h>

enum { SWEEPS = 12, PATIENCE = 4 }; // sweeps in all, and without a gain

typedef struct {
    int rank, a, b; // from item a of rank to item b of rank + 1
} Edge;

typedef struct {
    Item item;
    float key;
} Sorted;

// ---- filling --------------------------------------------------------------------------

static int ranks_of(int boxes, int most)
{
    return boxes < 1 ? 1 : (boxes + most - 1) / most;
}

static void fill_ranks(Arena *arena, const GraphInput *input, int most, Ranks *out)
{
    int *sizes = arena_new(arena, int, input->lane_count);
    for (int i = 0; i < input->node_count; i++) {
        sizes[input->lane_of[i]]++;
    }
    for (int lane = 0; lane < input->lane_count; lane++) {
        out->count += ranks_of(sizes[lane], most);
    }
    out->ranks = arena_new(arena, Rank, out->count);
    out->rank_of = arena_new(arena, int, input->node_count);
    int at = 0;
    for (int lane = 0; lane < input->lane_count; lane++) {
        int n = ranks_of(sizes[lane], most);
        int left = sizes[lane];
        int node = 0;
        for (int r = 0; r < n; r++, at++) {
            Rank *rank = &out->ranks[at];
            int share = (left + n - r - 1) / (n - r);
            left -= share;
            rank->lane = lane;
            rank->items = arena_new(arena, Item, input->node_count + input->link_count);
            while (rank->count < share) {
                if (input->lane_of[node] == lane) {
                    rank->items[rank->count] = (Item){.node = node, .link = -1, .row = rank->count};
                    rank->count++;
                    out->rank_of[node] = at;
                }
                node++;
            }
            rank->boxes = rank->count;
        }
    }
}

static void insert(Rank *rank, int at, Item item)
{
    memmove(&rank->items[at + 1], &rank->items[at],
            (size_t)(rank->count - at) * sizeof *rank->items);
    rank->items[at] = item;
    rank->count++;
}

static int place_of(const Rank *rank, int node, int link)
{
    for (int i = 0; i < rank->count; i++) {
        const Item *item = &rank->items[i];
        if (node >= 0 ? item->node == node : item->node < 0 && item->link == link) {
            return i;
        }
    }
    return -1;
}

const Item *ranks_item(const Ranks *ranks, int rank, int node, int link)
{
    int at = place_of(&ranks->ranks[rank], node, link);
    return at < 0 ? NULL : &ranks->ranks[rank].items[at];
}

// A long link gets a pass in each rank it jumps over, first on the straight way between its ends.
static void add_passes(const GraphInput *input, Ranks *out)
{
    for (int i = 0; i < input->link_count; i++) {
        const GraphLink *link = &input->links[i];
        int a = out->rank_of[link->from];
        int b = out->rank_of[link->to];
        int first = a < b ? a : b;
        int last = a < b ? b : a;
        int near = a < b ? link->from : link->to;
        int far = a < b ? link->to : link->from;
        float from = (float)place_of(&out->ranks[first], near, -1);
        float to = (float)place_of(&out->ranks[last], far, -1);
        for (int r = first + 1; r < last; r++) {
            float t = (float)(r - first) / (float)(last - first);
            int at = (int)lroundf(lerpf(from, to, t));
            Rank *rank = &out->ranks[r];
            insert(rank, at > rank->count ? rank->count : at, (Item){.node = -1, .link = i});
        }
    }
}

// ---- crossings ------------------------------------------------------------------------

// What the ordering works on.
typedef struct {
    const GraphInput *input;
    Ranks *ranks;
    Edge *edges;
    int edge_count;
    int *box_at;  // of each node: its place in its rank
    int *pass_at; // of each rank and link: the place of the link's pass there
    Sorted *sorted;
} Ordering;

static void list_edges(Ordering *o)
{
    const Ranks *ranks = o->ranks;
    int links = o->input->link_count;
    for (int r = 0; r < ranks->count; r++) {
        for (int i = 0; i < ranks->ranks[r].count; i++) {
            const Item *item = &ranks->ranks[r].items[i];
            *(item->node >= 0 ? &o->box_at[item->node] : &o->pass_at[r * links + item->link]) = i;
        }
    }
    o->edge_count = 0;
    for (int i = 0; i < links; i++) {
        const GraphLink *link = &o->input->links[i];
        bool is_forward = ranks->rank_of[link->from] < ranks->rank_of[link->to];
        int near = is_forward ? link->from : link->to;
        int far = is_forward ? link->to : link->from;
        int first = ranks->rank_of[near];
        int last = ranks->rank_of[far];
        for (int r = first; r < last; r++) {
            int a = r == first ? o->box_at[near] : o->pass_at[r * links + i];
            int b = r + 1 == last ? o->box_at[far] : o->pass_at[(r + 1) * links + i];
            o->edges[o->edge_count++] = (Edge){r, a, b};
        }
    }
}

static int crossings_of(const Edge *edges, int count)
{
    int crossings = 0;
    for (int i = 0; i < count; i++) {
        for (int j = i + 1; j < count; j++) {
            const Edge *p = &edges[i];
            const Edge *q = &edges[j];
            crossings += p->rank == q->rank &&
                         ((p->a < q->a && p->b > q->b) || (p->a > q->a && p->b < q->b));
        }
    }
    return crossings;
}

// Items with neighbours on that side move to the mean of their places; the others keep theirs.
static void sweep_rank(Rank *rank, int r, bool is_forward, const Edge *edges, int count,
                       Sorted *sorted)
{
    for (int i = 0; i < rank->count; i++) {
        float sum = 0;
        int n = 0;
        for (int e = 0; e < count; e++) {
            if (is_forward && edges[e].rank == r - 1 && edges[e].b == i) {
                sum += (float)edges[e].a;
                n++;
            } else if (!is_forward && edges[e].rank == r && edges[e].a == i) {
                sum += (float)edges[e].b;
                n++;
            }
        }
        sorted[i] = (Sorted){rank->items[i], n ? sum / (float)n : (float)i};
    }
    // By insertion: equal keys keep their order.
    for (int i = 1; i < rank->count; i++) {
        Sorted moving = sorted[i];
        int at = i;
        while (at > 0 && sorted[at - 1].key > moving.key) {
            sorted[at] = sorted[at - 1];
            at--;
        }
        sorted[at] = moving;
    }
    for (int i = 0; i < rank->count; i++) {
        rank->items[i] = sorted[i].item;
    }
}

static void swap_items(Rank *rank, int i)
{
    Item item = rank->items[i];
    rank->items[i] = rank->items[i + 1];
    rank->items[i + 1] = item;
}

static int count_now(Ordering *o)
{
    list_edges(o);
    return crossings_of(o->edges, o->edge_count);
}

// Crossings of the edges of ranks r-1 and r once items i and i+1 of rank r have changed places, less
// those before.
static int swap_gain(const Ordering *o, int r, int i)
{
    int before = 0;
    int after = 0;
    for (int p = 0; p < o->edge_count; p++) {
        const Edge *a = &o->edges[p];
        bool is_in = a->rank == r - 1 && a->b == i;
        bool is_out = a->rank == r && a->a == i;
        for (int q = 0; (is_in || is_out) && q < o->edge_count; q++) {
            const Edge *b = &o->edges[q];
            if (is_in && b->rank == r - 1 && b->b == i + 1) {
                before += a->a > b->a;
                after += b->a > a->a;
            } else if (is_out && b->rank == r && b->a == i + 1) {
                before += a->b > b->b;
                after += b->b > a->b;
            }
        }
    }
    return after - before;
}

// Neighbours change places where that saves a crossing.
static void transpose(Ordering *o)
{
    for (int r = 0; r < o->ranks->count; r++) {
        Rank *rank = &o->ranks->ranks[r];
        for (int i = 0; i + 1 < rank->count; i++) {
            if (swap_gain(o, r, i) < 0) {
                swap_items(rank, i);
                list_edges(o);
            }
        }
    }
}

static void keep(const Ranks *ranks, Item *store)
{
    for (int r = 0; r < ranks->count; r++) {
        memcpy(store, ranks->ranks[r].items, (size_t)ranks->ranks[r].count * sizeof *store);
        store += ranks->ranks[r].count;
    }
}

static void restore(Ranks *ranks, const Item *store)
{
    for (int r = 0; r < ranks->count; r++) {
        memcpy(ranks->ranks[r].items, store, (size_t)ranks->ranks[r].count * sizeof *store);
        store += ranks->ranks[r].count;
    }
}

void ranks_order(Arena *arena, const GraphInput *input, int most, Ranks *out)
{
    *out = (Ranks){0};
    fill_ranks(arena, input, most < 1 ? 1 : most, out);
    add_passes(input, out);
    int items = 0;
    int widest = 0;
    for (int r = 0; r < out->count; r++) {
        items += out->ranks[r].count;
        widest = out->ranks[r].count > widest ? out->ranks[r].count : widest;
    }
    Ordering o = {.input = input, .ranks = out};
    o.edges = arena_new(arena, Edge, input->link_count * out->count);
    o.box_at = arena_new(arena, int, input->node_count);
    o.pass_at = arena_new(arena, int, out->count * input->link_count);
    o.sorted = arena_new(arena, Sorted, widest);
    Item *best = arena_new(arena, Item, items);
    out->crossings_before = out->crossings = count_now(&o);
    keep(out, best);
    int gained = 0;
    for (int sweep = 0; sweep < SWEEPS && sweep - gained <= PATIENCE && out->crossings > 0;
         sweep++) {
        bool is_forward = sweep % 2 == 0;
        for (int i = 0; i < out->count; i++) {
            int r = is_forward ? i : out->count - 1 - i;
            list_edges(&o);
            sweep_rank(&out->ranks[r], r, is_forward, o.edges, o.edge_count, o.sorted);
        }
        list_edges(&o);
        transpose(&o);
        int now = count_now(&o);
        if (now < out->crossings) {
            out->crossings = now;
            gained = sweep;
            keep(out, best);
        }
    }
    restore(out, best);
    for (int r = 0; r < out->count; r++) {
        int row = 0;
        for (int i = 0; i < out->ranks[r].count; i++) {
            Item *item = &out->ranks[r].items[i];
            item->row = item->node >= 0 ? row++ : row;
        }
    }
}
