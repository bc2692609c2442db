// Districts and programmes: every row of the story is met by touch from home, under its own name, in both
// languages and on both screens; what a story does not tell shows as less.
#include "less_story.h"
#include "pages/district_data.h"
#include <string.h>

enum { MAX_ROUTES = 512, STEP_DP = 260 };

typedef struct {
    char routes[MAX_ROUTES][ROUTE_MAX];
    char names[MAX_ROUTES][800]; // of the targets that lead there, each ended by a newline
    int count;
} Met;

static bool is_ours(Str route)
{
    return str_is(route, "districts") || str_is(route, "programmes") ||
           str_starts(route, STR("district/")) || str_starts(route, STR("programme/"));
}

static int index_of(const Met *met, const char *route)
{
    for (int i = 0; i < met->count; i++) {
        if (strcmp(met->routes[i], route) == 0) {
            return i;
        }
    }
    return -1;
}

static void meet(Met *met, Str route, Str name)
{
    char text[ROUTE_MAX];
    snprintf(text, sizeof text, "%.*s", STR_ARG(route));
    int at = index_of(met, text);
    if (at < 0) {
        assert_true(met->count < MAX_ROUTES);
        at = met->count++;
        strcpy(met->routes[at], text);
    }
    char line[300];
    snprintf(line, sizeof line, "%.*s\n", STR_ARG(name));
    if (!strstr(met->names[at], line)) {
        size_t used = strlen(met->names[at]);
        snprintf(met->names[at] + used, sizeof met->names[at] - used, "%s", line);
    }
}

static Page *page_on(Visitor *v)
{
    return &v->app.stage[v->app.current];
}

static void look(Visitor *v, Met *met)
{
    for (int i = 0; i < v->app.ui.target_count; i++) {
        const Target *target = &v->app.ui.targets[i];
        assert_true(target->name.n > 0);
        assert_true(str_find(target->name, STR("null")) < 0);
        if (target->action == ACTION_GO && is_ours(target->arg)) {
            meet(met, target->arg, target->name);
        }
    }
    assert_int_equal(v->app.ui.targets_dropped, 0);
}

// Everything on the page, from its top to its end.
static void look_through(Visitor *v, Met *met)
{
    look(v, met);
    Scroll *scroll = &page_on(v)->scrolls[0];
    for (float pos = STEP_DP; pos < scroll->limit + STEP_DP; pos += STEP_DP) {
        scroll_to(scroll, pos);
        visitor_frame(v);
        look(v, met);
    }
    scroll_to(scroll, 0);
    visitor_frame(v);
}

static void tap_target(Visitor *v, const Target *target)
{
    Rect r = target->hit;
    visitor_tap(v, r.x + r.w / 2, r.y + r.h / 2);
}

// The n-th of the page's own targets that can be touched now: tabs, folds, groups. -1: no such one.
static bool tap_own(Visitor *v, int n)
{
    for (int i = 0; i < v->app.ui.target_count; i++) {
        const Target *target = &v->app.ui.targets[i];
        if (target->action == ACTION_PAGE && target->n == n) {
            tap_target(v, target);
            return true;
        }
    }
    return false;
}

static void visit(Visitor *v, const char *route, const char *language, bool is_tall, Met *met)
{
    visitor_arrive(v, route, language, is_tall ? 360 : 640, is_tall ? 640 : 360, 0);
    look_through(v, met);
    for (int n = 0; n < 24; n++) {
        if (!tap_own(v, n)) { // it may have scrolled away: the list of groups
            scroll_to(&page_on(v)->scrolls[1], (float)n * 104);
            visitor_frame(v);
            if (!tap_own(v, n)) {
                continue;
            }
        }
        look_through(v, met);
    }
    visitor_leave(v);
}

static void must_be_met(const Met *met, const char *page, Str id, Str name, const char *language)
{
    char route[ROUTE_MAX];
    snprintf(route, sizeof route, "%s/%.*s", page, STR_ARG(id));
    int at = index_of(met, route);
    if (at < 0) {
        fail_msg("%s: nothing leads to %s", language, route);
    }
    char line[300];
    snprintf(line, sizeof line, "%.*s\n", STR_ARG(name));
    const char *found = strstr(met->names[at], line);
    if (!found || (found > met->names[at] && found[-1] != '\n')) {
        fail_msg("%s: %s is called %s, not %s", language, route, met->names[at], line);
    }
}

static void walk(Visitor *v, const char *language, bool is_tall)
{
    Met *met = calloc(1, sizeof *met);
    assert_non_null(met);
    visit(v, "home", language, is_tall, met);
    for (int i = 0; i < met->count; i++) {
        visit(v, met->routes[i], language, is_tall, met);
    }
    Arena arena;
    arena_init(&arena, "test", 16 * MIB);
    Store *store = v->house.store;
    store_set_language(store, str_from(language));
    DistrictList districts;
    ProgrammeList programmes;
    assert_true(store_districts(store, &arena, STR_NONE, &districts, NULL));
    assert_true(store_programmes(store, &arena, STR_NONE, STR_NONE, &programmes, NULL));
    assert_true(districts.count > 8 && programmes.count > 50);
    for (int i = 0; i < districts.count; i++) {
        must_be_met(met, "district", districts.items[i].id, districts.items[i].name, language);
    }
    for (int i = 0; i < programmes.count; i++) {
        must_be_met(met, "programme", programmes.items[i].id, programmes.items[i].name, language);
    }
    arena_finish(&arena);
    free(met);
}

static void every_district_and_programme_is_met_by_name_from_home(void **state)
{
    walk(*state, "zh", false);
    walk(*state, "en", false);
}

static void it_is_so_on_a_tall_screen_too(void **state)
{
    walk(*state, "zh", true);
    walk(*state, "en", true);
}

static bool has_route(const Visitor *v, const char *route)
{
    for (int i = 0; i < v->app.ui.target_count; i++) {
        const Target *target = &v->app.ui.targets[i];
        if (target->action == ACTION_GO && str_is(target->arg, route)) {
            return true;
        }
    }
    return false;
}

static void a_place_or_programme_the_story_does_not_know_leads_back(void **state)
{
    Visitor *v = *state;
    for (int tall = 0; tall < 2; tall++) {
        visitor_arrive(v, "district/nowhere", "zh", tall ? 360 : 640, tall ? 640 : 360, 0);
        assert_true(has_route(v, "districts"));
        visitor_leave(v);
        visitor_arrive(v, "programme/nothing", "en", tall ? 360 : 640, tall ? 640 : 360, 0);
        assert_true(has_route(v, "programmes"));
        visitor_leave(v);
    }
}

static const DistrictData *data_on(Visitor *v)
{
    return page_on(v)->data;
}

static void stations_of_a_feedback_line_are_not_listed_as_firms(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "district/wujin-hi-tech", "zh", 640, 360, 0);
    const DistrictRows *rows = &data_on(v)->parts[DISTRICT_MEMBERS];
    int role_rows = 0;
    for (int i = 0; i < rows->count; i++) {
        const DistrictItem *item = &rows->items[i];
        for (int k = 0; item->kind == ITEM_MEMBERS && k < item->count; k++) {
            assert_false(str_is(data_on(v)->members[item->first + k].kind, "role"));
        }
        role_rows += item->kind == ITEM_ROW && str_find(item->line, STR("链长")) >= 0;
    }
    assert_true(role_rows > 0);
    visitor_leave(v);
}

static void a_touch_on_a_piece_opens_its_fold(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "districts", "zh", 1080, 1920, 0);
    visitor_tap(v, 152 + 31 * 14.0f, 256 + 31 * 17.0f); // in the south: Wujin
    assert_true(has_route(v, "district/wujin"));
    visitor_tap(v, 152 + 31 * 15.5f, 256 + 31 * 3.0f); // in the north: Xinbei
    assert_true(has_route(v, "district/xinbei"));
    visitor_leave(v);
    visitor_arrive(v, "districts", "en", 1920, 1080, 0);
    visitor_tap(v, 1240 + 15.4f * 7, 8 + 15.4f * 18); // in the south-west: Liyang
    assert_true(has_route(v, "district/liyang"));
    visitor_leave(v);
}

static void only_pieces_that_share_a_side_are_neighbours(void **state)
{
    (void)state;
    const Point a[] = {{0, 0}, {4, 0}, {4, 4}, {0, 4}};
    const Point side[] = {{4, 1}, {6, 1}, {6, 3}, {4, 3}};
    const Point corner[] = {{4, 4}, {6, 4}, {6, 6}, {4, 6}};
    const Point apart[] = {{7, 0}, {9, 0}, {9, 4}, {7, 4}};
    MapPiece first = {.outline = {a, 4}};
    assert_true(district_is_beside(&first, &(MapPiece){.outline = {side, 4}}));
    assert_false(district_is_beside(&first, &(MapPiece){.outline = {corner, 4}}));
    assert_false(district_is_beside(&first, &(MapPiece){.outline = {apart, 4}}));
    assert_false(district_is_beside(&first, &(MapPiece){.outline = {NULL, 0}}));
    MapPiece pieces[] = {first};
    MapData map = {.pieces = pieces, .piece_count = 1};
    assert_int_equal(district_piece_at(&map, (Point){1, 1}), 0);
    assert_int_equal(district_piece_at(&map, (Point){5, 1}), -1);
}

// ---- a story that tells less ----------------------------------------------------------------

static void what_is_not_told_shows_as_less(void **state)
{
    (void)state;
    static const char *const LESS[] = {
        "UPDATE district_text SET known_for = NULL, tag = NULL, kind = NULL WHERE id = 'wujin'",
        "UPDATE district SET outline = NULL, picture = NULL, figures = NULL WHERE id = 'wujin'",
        "UPDATE district SET parent = 'nowhere' WHERE id = 'houfang'",
        "UPDATE member SET district = 'nowhere' WHERE id = 'm001'",
        "UPDATE programme SET district = NULL, figures = NULL, \"group\" = NULL WHERE id = 'sp021'",
        "UPDATE programme_text SET what = NULL, owner = NULL WHERE id = 'sp021'",
        "UPDATE district_text SET known_for = NULL, tag = NULL, kind = NULL WHERE id = "
        "'rail-new-town'",
        "UPDATE district SET picture = NULL, figures = NULL, parent = NULL WHERE id = "
        "'rail-new-town'",
        "UPDATE member SET district = NULL WHERE district = 'rail-new-town'",
        "UPDATE story SET about = NULL",
    };
    LessStory *less = less_open("districts", LESS, sizeof LESS / sizeof *LESS);
    Visitor *v = &less->visitor;
    Met *met = calloc(1, sizeof *met);
    assert_non_null(met);
    static const char *const ROUTES[] = {
        "districts",       "district/wujin",         "district/houfang", "programmes",
        "programme/sp021", "district/rail-new-town", "district/xinbei",  "district/changzhou"};
    for (size_t i = 0; i < sizeof ROUTES / sizeof *ROUTES; i++) {
        for (int tall = 0; tall < 2; tall++) {
            visit(v, ROUTES[i], tall ? "en" : "zh", tall, met);
        }
    }
    // Without a piece of the diagram a district is still opened by its name.
    assert_true(index_of(met, "district/wujin") >= 0);
    visitor_arrive(v, "district/wujin", "zh", 640, 360, 0);
    assert_int_equal(data_on(v)->figures.count, 0);
    visitor_leave(v);
    free(met);
    less_close(less);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_district_and_programme_is_met_by_name_from_home),
        cmocka_unit_test(it_is_so_on_a_tall_screen_too),
        cmocka_unit_test(a_place_or_programme_the_story_does_not_know_leads_back),
        cmocka_unit_test(stations_of_a_feedback_line_are_not_listed_as_firms),
        cmocka_unit_test(a_touch_on_a_piece_opens_its_fold),
        cmocka_unit_test(only_pieces_that_share_a_side_are_neighbours),
        cmocka_unit_test(what_is_not_told_shows_as_less),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
