#include "pages/chain_card.h"
#include "pages/chain_graph.h"
#include "pages_fixture.h"
#include <string.h>

// ---- generated chains ---------------------------------------------------------------------

enum { MOST = 64, MOST_LINKS = 200 };

typedef struct {
    int letters[MOST]; // of each name
    int lane_of[MOST];
    GraphLink links[MOST_LINKS];
    GraphInput input;
} Made;

// A name of full-width letters of 26 dp in a box: two lines at most, and a line for what it is.
static GraphSize measure_made(void *context, int node, float w)
{
    const Made *made = context;
    int in_line = (int)((w - 28) / 26);
    int lines = (made->letters[node] + in_line - 1) / in_line;
    return (GraphSize){(float)(lines * 36 + 48), lines > 2};
}

static unsigned next(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16 & 0x7FFF;
}

static void make(Made *made, int nodes, int lanes, int links, unsigned seed, bool is_tall)
{
    static const float WIDE[] = {420, 320, 256, 208};
    static const float TALL[] = {480, 367, 304, 240};
    *made = (Made){0};
    for (int i = 0; i < nodes; i++) {
        made->letters[i] = 2 + (int)(next(&seed) % 27);
        made->lane_of[i] = lanes > 1 ? (int)(next(&seed) % (unsigned)lanes) : 0;
    }
    for (int i = 0; i < links; i++) {
        made->links[i] =
            (GraphLink){(int)(next(&seed) % (unsigned)nodes), (int)(next(&seed) % (unsigned)nodes)};
    }
    made->input = (GraphInput){.lane_of = made->lane_of,
                               .node_count = nodes,
                               .lane_count = lanes,
                               .links = made->links,
                               .link_count = links,
                               .is_tall = is_tall,
                               .widths = is_tall ? TALL : WIDE,
                               .width_count = 4,
                               .room_w = is_tall ? 1032 : 1136,
                               .room_h = is_tall ? 900 : 748,
                               .head = is_tall ? 268 : 280,
                               .lane_head = is_tall ? 48 : 0,
                               .lane_least = is_tall ? 120 : 0,
                               .gutter = 16,
                               .measure = measure_made,
                               .context = made};
}

// ---- what must hold -------------------------------------------------------------------------

static bool overlap(Rect a, Rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static bool is_inside(Rect all, Rect r)
{
    return r.x >= all.x && r.y >= all.y && r.x + r.w <= all.x + all.w + 0.5f &&
           r.y + r.h <= all.y + all.h + 0.5f;
}

static void boxes_stand_apart(const GraphInput *input, const Graph *graph)
{
    for (int i = 0; i < input->node_count; i++) {
        assert_true(is_inside(graph->extent, graph->boxes[i]));
        for (int j = i + 1; j < input->node_count; j++) {
            assert_false(overlap(graph->boxes[i], graph->boxes[j]));
        }
    }
}

static void labels_fit(const GraphInput *input, const Graph *graph)
{
    for (int i = 0; i < input->node_count; i++) {
        GraphSize size = input->measure(input->context, i, graph->boxes[i].w);
        assert_false(size.is_cut);
        assert_true(size.h <= graph->boxes[i].h + 0.5f);
    }
}

// Lanes keep their order, and every box stands in its own.
static void lanes_stand_in_order(const GraphInput *input, const Graph *graph)
{
    for (int i = 0; i + 1 < input->lane_count; i++) {
        Rect a = graph->lanes[i].area;
        Rect b = graph->lanes[i + 1].area;
        assert_true(input->is_tall ? a.y + a.h <= b.y : a.x + a.w <= b.x);
    }
    for (int i = 0; i < input->node_count; i++) {
        Rect area = graph->lanes[input->lane_of[i]].area;
        Rect box = graph->boxes[i];
        assert_true(input->is_tall
                        ? box.y >= area.y - 0.5f && box.y + box.h <= area.y + area.h + 0.5f
                        : box.x >= area.x - 0.5f && box.x + box.w <= area.x + area.w + 0.5f);
    }
}

// A link ends on its two boxes and passes over no other one.
static void links_keep_clear(const GraphInput *input, const Graph *graph)
{
    enum { POINTS = 240 };
    for (int i = 0; i < input->link_count; i++) {
        const GraphLink *link = &input->links[i];
        const GraphCurve *curve = &graph->curves[i];
        if (link->from == link->to) {
            assert_int_equal(curve->count, 0);
            continue;
        }
        assert_true(curve->count >= 4 && curve->count % 3 == 1);
        Rect from = rect_inset(graph->boxes[link->from], -1);
        Rect to = rect_inset(graph->boxes[link->to], -1);
        assert_true(rect_has(from, curve->points[0]));
        assert_true(rect_has(to, curve->points[curve->count - 1]));
        for (int p = 0; p <= POINTS; p++) {
            Point at = graph_curve_at(curve, (float)p / POINTS, NULL);
            assert_true(is_inside(graph->extent, (Rect){at.x, at.y, 0, 0}));
            for (int n = 0; n < input->node_count; n++) {
                assert_false(rect_has(rect_inset(graph->boxes[n], 1), at));
            }
        }
        Rect sign = {curve->sign.x - 4, curve->sign.y - 4, 8, 8};
        assert_true(is_inside(graph->extent, sign));
    }
}

static void same_again(const GraphInput *input, const Graph *first)
{
    Arena arena;
    arena_init(&arena, "again", 64 * MIB);
    Graph again;
    graph_lay(&arena, input, &again);
    assert_memory_equal(&first->extent, &again.extent, sizeof again.extent);
    assert_memory_equal(first->boxes, again.boxes, (size_t)input->node_count * sizeof *again.boxes);
    for (int i = 0; i < input->link_count; i++) {
        assert_int_equal(first->curves[i].count, again.curves[i].count);
        assert_memory_equal(first->curves[i].points, again.curves[i].points,
                            (size_t)again.curves[i].count * sizeof(Point));
    }
    arena_finish(&arena);
}

static void check(const GraphInput *input)
{
    Arena arena;
    arena_init(&arena, "graph", 64 * MIB);
    Graph graph;
    graph_lay(&arena, input, &graph);
    boxes_stand_apart(input, &graph);
    labels_fit(input, &graph);
    lanes_stand_in_order(input, &graph);
    links_keep_clear(input, &graph);
    assert_true(graph.crossings <= graph.crossings_before);
    same_again(input, &graph);
    arena_finish(&arena);
}

// ---- generated ------------------------------------------------------------------------------

typedef struct {
    int nodes, lanes, links;
    const char *why;
} Row;

static const Row ROWS[] = {
    {1, 1, 0, "a chain of one"},
    {1, 1, 1, "one that is linked to itself"},
    {2, 1, 2, "two, linked both ways: a cycle"},
    {2, 2, 1, "two stages with one each"},
    {7, 3, 9, "seven, with cycles"},
    {7, 5, 0, "stages without members among them"},
    {30, 5, 30, "thirty"},
    {30, 1, 12, "thirty in one stage"},
    {60, 5, 50, "sixty"},
    {60, 12, 40, "sixty in twelve stages"},
    {60, 1, 10, "sixty of no stage"},
};

static void no_box_meets_another_and_no_link_a_foreign_box(void **state)
{
    (void)state;
    static Made made;
    for (int i = 0; i < (int)(sizeof ROWS / sizeof *ROWS); i++) {
        for (int tall = 0; tall < 2; tall++) {
            print_message("  %s, %s\n", ROWS[i].why, tall ? "portrait" : "landscape");
            make(&made, ROWS[i].nodes, ROWS[i].lanes, ROWS[i].links, 7u + (unsigned)i, tall);
            check(&made.input);
        }
    }
}

static void a_member_in_two_stages_stands_in_both(void **state)
{
    (void)state;
    static Made made;
    make(&made, 4, 2, 0, 1, false);
    const int lanes[] = {0, 1, 0, 1}; // the caller lists it once for each stage
    memcpy(made.lane_of, lanes, sizeof lanes);
    made.links[0] = (GraphLink){0, 1};
    made.input.link_count = 1;
    check(&made.input);
}

// Ladders of links, shuffled: the best order has no crossing at all.
static void links_that_need_not_cross_do_not(void **state)
{
    (void)state;
    static Made made;
    for (int tall = 0; tall < 2; tall++) {
        make(&made, 15, 3, 0, 3, tall);
        static const int TO[] = {3, 0, 4, 1, 2};
        for (int i = 0; i < 15; i++) {
            made.lane_of[i] = i / 5;
            made.letters[i] = 4;
        }
        for (int i = 0; i < 5; i++) {
            made.links[i] = (GraphLink){i, 5 + TO[i]};
            made.links[5 + i] = (GraphLink){5 + TO[i], 10 + TO[4 - i]};
        }
        made.input.link_count = 10;
        made.input.room_h = made.input.room_w = 4000; // one rank a stage
        Arena arena;
        arena_init(&arena, "graph", 64 * MIB);
        Graph graph;
        graph_lay(&arena, &made.input, &graph);
        assert_true(graph.crossings_before > 0);
        assert_int_equal(graph.crossings, 0);
        arena_finish(&arena);
    }
}

static void random_links_cross_far_less_than_in_the_order_given(void **state)
{
    (void)state;
    static Made made;
    make(&made, 30, 5, 30, 11, false);
    Arena arena;
    arena_init(&arena, "graph", 64 * MIB);
    Graph graph;
    graph_lay(&arena, &made.input, &graph);
    print_message("  %d of %d\n", graph.crossings, graph.crossings_before);
    assert_true(graph.crossings * 3 <= graph.crossings_before);
    arena_finish(&arena);
}

static void the_order_given_stays_where_no_crossing_is_saved(void **state)
{
    (void)state;
    static Made made;
    make(&made, 6, 2, 0, 5, false);
    for (int i = 0; i < 6; i++) {
        made.lane_of[i] = i / 3;
        made.letters[i] = 4;
    }
    made.links[0] = (GraphLink){2, 4};
    made.input.link_count = 1;
    Arena arena;
    arena_init(&arena, "graph", 64 * MIB);
    Graph graph;
    graph_lay(&arena, &made.input, &graph);
    for (int i = 0; i + 1 < 6; i++) {
        assert_true(i == 2 || graph.boxes[i].y < graph.boxes[i + 1].y);
    }
    arena_finish(&arena);
}

// ---- the story ------------------------------------------------------------------------------

static void lay_chain(App *app, Str id, const char *why)
{
    Arena arena;
    arena_init(&arena, "chain", 64 * MIB);
    ChainData data;
    chain_load(app, &arena, id, &data);
    assert_true(data.is_found);
    if (!data.lane_count) {
        arena_finish(&arena);
        return;
    }
    static Scroll x, y;
    ChainGraph graph = {.view = {.x = &x, .y = &y}};
    bool is_tall = app->ui.is_portrait;
    Rect box = is_tall ? (Rect){0, 900, 1080, 900} : (Rect){188, 190, 1184, 768};
    chain_graph_lay(app, &arena, &data, box, &graph);
    for (int i = 0; i < data.node_count; i++) {
        Rect a = graph.graph.boxes[i];
        const Member *member = data.nodes[i].member;
        GraphSize size = chain_card_size(app, member, a.w, graph.has_role);
        if (size.is_cut || size.h > a.h + 0.5f || !is_inside(graph.graph.extent, a)) {
            fail_msg("%.*s (%s): the card of %.*s", STR_ARG(id), why, STR_ARG(member->short_name));
        }
        for (int j = i + 1; j < data.node_count; j++) {
            assert_false(overlap(a, graph.graph.boxes[j]));
        }
    }
    for (int i = 0; i < data.bond_count; i++) {
        const GraphCurve *curve = &graph.graph.curves[i];
        for (int p = 0; p <= 200; p++) {
            Point at = graph_curve_at(curve, (float)p / 200, NULL);
            for (int n = 0; n < data.node_count; n++) {
                assert_false(rect_has(rect_inset(graph.graph.boxes[n], 1), at));
            }
        }
    }
    arena_finish(&arena);
}

static void every_chain_of_the_story_is_laid_out_whole(void **state)
{
    Visitor *v = *state;
    static const struct {
        const char *language;
        int w, h;
        bool is_large;
        const char *why;
    } SCREENS[] = {
        {"zh", 1920, 1080, false, "zh"},           {"en", 1920, 1080, false, "en"},
        {"zh", 1080, 1920, false, "zh, portrait"}, {"en", 1080, 1920, false, "en, portrait"},
        {"zh", 1920, 1080, true, "zh, large"},     {"en", 1080, 1920, true, "en, portrait, large"}};
    for (int s = 0; s < (int)(sizeof SCREENS / sizeof *SCREENS); s++) {
        print_message("  %s\n", SCREENS[s].why);
        visitor_arrive(v, "chains", SCREENS[s].language, SCREENS[s].w, SCREENS[s].h, 0);
        v->app.ui.modes.is_large = SCREENS[s].is_large;
        Arena arena;
        arena_init(&arena, "chains", 16 * MIB);
        ChainList chains;
        assert_true(store_chains(v->house.store, &arena, STR_NONE, &chains, NULL));
        assert_true(chains.count > 0);
        for (int i = 0; i < chains.count; i++) {
            visitor_frame(v); // a fresh frame's arena for measuring
            lay_chain(&v->app, chains.items[i].id, SCREENS[s].why);
        }
        arena_finish(&arena);
        visitor_leave(v);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_box_meets_another_and_no_link_a_foreign_box),
        cmocka_unit_test(a_member_in_two_stages_stands_in_both),
        cmocka_unit_test(links_that_need_not_cross_do_not),
        cmocka_unit_test(random_links_cross_far_less_than_in_the_order_given),
        cmocka_unit_test(the_order_given_stays_where_no_crossing_is_saved),
        cmocka_unit_test(every_chain_of_the_story_is_laid_out_whole),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
