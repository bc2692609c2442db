#include "ui/map.h"

// A place among others, found by the square it lies in.
typedef struct {
    int *heads; // 1 + index of the first node of a square; open addressing by its number
    int64_t *squares;
    int capacity; // a power of two
    int *next;    // of a node: 1 + index of the next in its square
} Grid;

typedef struct {
    double x, y; // middle, dp
    int count;
    int first;
    int into; // the node it was put into; itself: it stands
} Node;

static int64_t square_of(double x, double y, double side)
{
    int64_t column = (int64_t)floor(x / side);
    int64_t row = (int64_t)floor(y / side);
    return (row + (1 << 30)) << 32 | (column + (1 << 30));
}

static int slot_of(const Grid *grid, int64_t square)
{
    uint64_t mixed = (uint64_t)square * UINT64_C(0x9E3779B97F4A7C15);
    int slot = (int)(mixed >> 33) & (grid->capacity - 1);
    while (grid->heads[slot] && grid->squares[slot] != square) {
        slot = (slot + 1) & (grid->capacity - 1);
    }
    return slot;
}

static Grid grid_new(Arena *arena, int count)
{
    Grid grid = {.capacity = 16};
    while (grid.capacity < 2 * count) {
        grid.capacity *= 2;
    }
    grid.heads = arena_new(arena, int, grid.capacity);
    grid.squares = arena_new(arena, int64_t, grid.capacity);
    grid.next = arena_new(arena, int, count);
    return grid;
}

static void grid_clear(Grid *grid)
{
    for (int i = 0; i < grid->capacity; i++) {
        grid->heads[i] = 0;
    }
}

static void grid_add(Grid *grid, int64_t square, int node)
{
    int slot = slot_of(grid, square);
    grid->next[node] = grid->heads[slot];
    grid->heads[slot] = node + 1;
    grid->squares[slot] = square;
}

// Of two pairs the nearer one; of equal ones that of smaller numbers: so there is always one pair in
// which each is the other's nearest.
static bool is_nearer(double d, int a, int b, double best, int c, int e)
{
    int low = a < b ? a : b, high = a < b ? b : a;
    int best_low = c < e ? c : e, best_high = c < e ? e : c;
    return d < best || (d == best && (low < best_low || (low == best_low && high < best_high)));
}

// The nearest standing node that is too near, or -1.
static int nearest_to(const Grid *grid, const Node *nodes, int i, double apart)
{
    int found = -1;
    double best = 0;
    for (int k = 0; k < 9; k++) {
        double x = nodes[i].x + (k % 3 - 1) * apart;
        double y = nodes[i].y + (k / 3 - 1) * apart;
        int slot = slot_of(grid, square_of(x, y, apart));
        for (int n = grid->heads[slot]; n; n = grid->next[n - 1]) {
            double dx = fabs(nodes[n - 1].x - nodes[i].x);
            double dy = fabs(nodes[n - 1].y - nodes[i].y);
            double d = dx * dx + dy * dy;
            if (n - 1 != i && dx < apart && dy < apart &&
                (found < 0 || is_nearer(d, i, n - 1, best, i, found))) {
                found = n - 1;
                best = d;
            }
        }
    }
    return found;
}

static void put_into(Node *nodes, int from, int into)
{
    Node *a = &nodes[into];
    const Node *b = &nodes[from];
    double share = (double)b->count / (double)(a->count + b->count);
    a->x += (b->x - a->x) * share;
    a->y += (b->y - a->y) * share;
    a->count += b->count;
    a->first = a->first < b->first ? a->first : b->first;
    nodes[from].into = into;
}

static void merge(Arena *arena, Node *nodes, int count, double apart)
{
    Grid grid = grid_new(arena, count);
    int *nearest = arena_new(arena, int, count);
    for (bool is_merging = true; is_merging;) {
        is_merging = false;
        grid_clear(&grid);
        for (int i = 0; i < count; i++) {
            if (nodes[i].into == i) {
                grid_add(&grid, square_of(nodes[i].x, nodes[i].y, apart), i);
            }
        }
        for (int i = 0; i < count; i++) {
            nearest[i] = nodes[i].into == i ? nearest_to(&grid, nodes, i, apart) : -1;
        }
        for (int i = 0; i < count; i++) {
            int other = nearest[i];
            if (other > i && nearest[other] == i) {
                put_into(nodes, other, i);
                is_merging = true;
            }
        }
    }
}

// Pins that share a small square go together whatever else there is: that bounds the number of nodes
// by the board, not by the pins.
static int nodes_of(Arena *arena, const MapPin *pins, int count, double unit, double apart,
                    Node *nodes, int *node_of)
{
    double side = apart / 2;
    Grid grid = grid_new(arena, count);
    int node_count = 0;
    for (int i = 0; i < count; i++) {
        node_of[i] = -1;
        if (pins[i].is_faded) {
            continue;
        }
        double x = (double)pins[i].x * unit;
        double y = (double)pins[i].y * unit;
        int64_t square = square_of(x, y, side);
        int slot = slot_of(&grid, square);
        int node = grid.heads[slot] - 1;
        if (node < 0) {
            node = node_count++;
            nodes[node] = (Node){.x = x, .y = y, .first = i, .into = node};
            grid_add(&grid, square, node);
        }
        Node *into = &nodes[node];
        into->count++;
        into->x += (x - into->x) / into->count;
        into->y += (y - into->y) / into->count;
        node_of[i] = node;
    }
    return node_count;
}

// Numbers the standing nodes in the order of their first pins; node_of becomes mark_of.
static MapMark *marks_of(Arena *arena, const Node *nodes, int node_count, int *node_of, int count,
                         int *mark_count)
{
    int standing = 0;
    for (int i = 0; i < node_count; i++) {
        standing += nodes[i].into == i;
    }
    MapMark *marks = arena_new(arena, MapMark, standing);
    int *number = arena_new(arena, int, node_count); // 1 + its mark
    *mark_count = 0;
    for (int i = 0; i < count; i++) {
        int node = node_of[i];
        if (node < 0) {
            continue;
        }
        while (nodes[node].into != node) {
            node = nodes[node].into;
        }
        if (number[node] == 0) {
            Point at = {(float)nodes[node].x, (float)nodes[node].y};
            marks[*mark_count] = (MapMark){.at = at, .first = i, .done = -1};
            number[node] = ++*mark_count;
        }
        node_of[i] = number[node] - 1;
    }
    return marks;
}

static void count_members(MapMark *marks, int mark_count, const int *mark_of, int count,
                          int *members)
{
    for (int i = 0; i < count; i++) {
        if (mark_of[i] >= 0) {
            marks[mark_of[i]].count++;
        }
    }
    int start = 0;
    for (int m = 0; m < mark_count; m++) {
        marks[m].start = start;
        start += marks[m].count;
        marks[m].count = 0;
    }
    for (int i = 0; i < count; i++) {
        if (mark_of[i] >= 0) {
            MapMark *mark = &marks[mark_of[i]];
            members[mark->start + mark->count++] = i;
        }
    }
}

static float mean_done(const MapMark *mark, const int *members, const MapPin *pins)
{
    float sum = 0;
    int known = 0;
    for (int k = 0; k < mark->count; k++) {
        float done = pins[members[mark->start + k]].done;
        sum += done >= 0 ? clampf(done, 0, 1) : 0;
        known += done >= 0;
    }
    return known ? sum / (float)known : -1;
}

MapMarks map_gather(Arena *arena, const MapPin *pins, int count, float unit, float apart)
{
    int *mark_of = arena_new(arena, int, count);
    int *members = arena_new(arena, int, count);
    Node *nodes = arena_new(arena, Node, count);
    int node_count = nodes_of(arena, pins, count, unit, apart, nodes, mark_of);
    merge(arena, nodes, node_count, apart);
    int mark_count = 0;
    MapMark *marks = marks_of(arena, nodes, node_count, mark_of, count, &mark_count);
    count_members(marks, mark_count, mark_of, count, members);
    for (int m = 0; m < mark_count; m++) {
        marks[m].done = mean_done(&marks[m], members, pins);
    }
    return (MapMarks){marks, mark_count, members, mark_of};
}
