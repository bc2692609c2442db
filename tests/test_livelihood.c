#include "pages/works.h"
#include "pages_fixture.h"
#include <stdlib.h>
#include <string.h>

static const Target *target_that(const App *app, int action, const char *arg)
{
    for (int i = 0; i < app->ui.target_count; i++) {
        const Target *target = &app->ui.targets[i];
        if ((action < 0 || target->action == action) && str_is(target->arg, arg)) {
            return target;
        }
    }
    return NULL;
}

static const Target *target_named(const App *app, Str name)
{
    for (int i = 0; i < app->ui.target_count; i++) {
        if (str_eq(app->ui.targets[i].name, name)) {
            return &app->ui.targets[i];
        }
    }
    return NULL;
}

// A row of the list, not a pin or what says its name on the map.
static const Target *row_of(const App *app, const char *arg)
{
    for (int i = 0; i < app->ui.target_count; i++) {
        const Target *target = &app->ui.targets[i];
        if (str_is(target->arg, arg) && target->seen.w > 600 && target->hit.h > 60) {
            return target;
        }
    }
    return NULL;
}

static void tap(Visitor *v, const Target *target)
{
    Rect hit = target->hit;
    visitor_tap(v, hit.x + hit.w / 2, hit.y + hit.h / 2);
}

static void tap_label(Visitor *v, const char *label)
{
    const Target *target = target_named(&v->app, app_label(&v->app, label));
    if (!target) {
        fail_msg("nothing to touch is called %s", label);
    }
    tap(v, target);
}

// Scrolls the list until the row of `arg` is in it; NULL when the list has ended.
static const Target *scroll_to_row(Visitor *v, const char *arg)
{
    Scroll *scroll = &v->app.stage[v->app.current].scrolls[0];
    const Target *row = row_of(&v->app, arg);
    for (float pos = 0; !row && pos <= scroll->limit + 300; pos += 300) {
        scroll_to(scroll, pos);
        visitor_frame(v);
        row = row_of(&v->app, arg);
    }
    return row;
}

static void open_work(Visitor *v, const char *work)
{
    const Target *target = scroll_to_row(v, work);
    if (!target) {
        fail_msg("the work %s is not in the list", work);
    }
    if (!str_is(str_from(v->app.stage[v->app.current].memory.id[1]), work)) {
        tap(v, target);
    }
}

// Year, work, project, and back, by what can be touched alone.
static void walk(Visitor *v, const Works *works, const char *language, int w, int h)
{
    visitor_arrive(v, "livelihood", language, w, h, 0);
    Arena arena;
    arena_init(&arena, "walk", MIB);
    for (int t = 0; t < works->tab_count; t++) {
        const WorkTab *tab = &works->tabs[t];
        Str name = tab->year.n ? tab->year : app_label(&v->app, "livelihood.more");
        const Target *year = target_named(&v->app, name);
        assert_non_null(year);
        tap(v, year);
        for (int g = 0; g < tab->count; g++) {
            const WorkGroup *group = &tab->groups[g];
            for (int i = group->first; i < group->first + group->count; i++) {
                arena_reset(&arena);
                const ProjectBrief *project = &works->projects.items[works->order[i]];
                const char *id = str_z(&arena, project->id);
                open_work(v, str_z(&arena, group->work.id));
                const Target *row = scroll_to_row(v, id);
                if (!row) {
                    fail_msg("the project %s is not in the list", id);
                }
                tap(v, row);
                if (project->has_pin && strncmp(visitor_route(v), "project/", 8) != 0) {
                    assert_string_equal(v->app.stage[v->app.current].memory.id[0], id);
                    tap(v, scroll_to_row(v, id)); // a second touch opens what is chosen
                }
                char route[96];
                snprintf(route, sizeof route, "project/%s", id);
                assert_string_equal(visitor_route(v), route);
                tap_label(v, "button.back");
                assert_string_equal(visitor_route(v), "livelihood");
            }
        }
    }
    arena_finish(&arena);
    visitor_leave(v);
}

static void every_project_is_reached_by_touch_and_left_again(void **state)
{
    Visitor *v = *state;
    Arena arena;
    arena_init(&arena, "works", 16 * MIB);
    visitor_arrive(v, "about", "zh", 1920, 1080, 0);
    Works works;
    works_load(&v->app, &arena, &works);
    int filed = 0;
    for (int i = 0; i < works.tab_count; i++) {
        filed += works.tabs[i].project_count;
    }
    assert_int_equal(filed, works.projects.count);
    visitor_leave(v);
    walk(v, &works, "zh", 1920, 1080);
    walk(v, &works, "en", 1080, 1920);
    arena_finish(&arena);
}

// Every number on a chip is what a touch on it would leave.
static void chips_say_how_many_projects_they_leave(void **state)
{
    Visitor *v = *state;
    Arena arena;
    arena_init(&arena, "works", 16 * MIB);
    visitor_arrive(v, "about", "zh", 1920, 1080, 0);
    Works works;
    works_load(&v->app, &arena, &works);
    WorkSelection chips = works_selection(&arena, &works);
    WorkSelection after = works_selection(&arena, &works);
    int checked = 0;
    for (int tab = 0; tab < works.tab_count; tab++) {
        for (int group = -1; group < works.tabs[tab].count; group++) {
            for (int place = -1; place < works.place_count; place++) {
                WorkChoice choice = {tab, group, place, -1};
                works_select(&works, &choice, &chips);
                for (int s = 0; s < STATUS_COUNT; s++) {
                    WorkChoice next = {tab, group, place, s};
                    works_select(&works, &next, &after);
                    assert_int_equal(chips.by_status[s], after.count);
                }
                for (int p = 0; p < works.place_count; p++) {
                    WorkChoice next = {tab, group, p, -1};
                    works_select(&works, &next, &after);
                    assert_int_equal(chips.by_district[p], after.count);
                }
                for (int g = 0; g < works.tabs[tab].count; g++) {
                    WorkChoice next = {tab, g, place, -1};
                    works_select(&works, &next, &after);
                    assert_int_equal(chips.by_group[g], after.count);
                    checked++;
                }
            }
        }
    }
    assert_true(checked > 500);
    visitor_leave(v);
    arena_finish(&arena);
}

static Page *page_of(Visitor *v)
{
    return &v->app.stage[v->app.current];
}

// Where the filters are kept in the page's memory.
enum { N_GROUP = 2, N_DISTRICT = 3, N_STATUS = 4, N_SHEET = 5 };

static void filters_left_with_nothing_lead_out_in_one_touch(void **state)
{
    static const struct {
        const char *language;
        int w, h;
    } STAGES[] = {{"zh", 1920, 1080}, {"en", 1920, 1080}, {"zh", 1080, 1920}, {"en", 1080, 1920}};
    Visitor *v = *state;
    for (int i = 0; i < COUNT(STAGES); i++) {
        visitor_arrive(v, "livelihood/2023", STAGES[i].language, STAGES[i].w, STAGES[i].h, 0);
        Page *page = page_of(v);
        page->memory.n[N_GROUP] = 3;
        page->memory.n[N_STATUS] = 1 + STATUS_SLOW; // none is stated to be slow
        visitor_frame(v);
        const Target *clear = target_named(&v->app, app_label(&v->app, "livelihood.filter.clear"));
        assert_non_null(clear);
        tap(v, clear);
        assert_int_equal(page->memory.n[N_GROUP], 0);
        assert_int_equal(page->memory.n[N_STATUS], 0);
        assert_non_null(target_that(&v->app, -1, "childcare-2023"));
        visitor_leave(v);
    }
}

// The sheet: opens, filters combine, what is chosen stays chosen, one touch clears, it closes.
static void filters_combine_on_their_sheet(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "livelihood/topics", "zh", 1920, 1080, 0);
    Page *page = page_of(v);
    tap_label(v, "livelihood.filter");
    assert_int_equal(page->memory.n[N_SHEET], 1);
    tap(v, target_named(&v->app, STR("天宁")));
    int place = page->memory.n[N_DISTRICT];
    assert_true(place > 0);
    const Target *homes = NULL;
    for (int i = 0; i < 20 && !homes; i++) {
        scroll_to(&page->scrolls[2], (float)i * 60);
        visitor_frame(v);
        homes = target_named(&v->app, STR("人才安居"));
    }
    assert_non_null(homes);
    tap(v, homes);
    assert_int_equal(page->memory.n[N_DISTRICT], place);
    assert_true(page->memory.n[N_GROUP] > 0);
    assert_non_null(target_that(&v->app, -1, "lp021")); // Tianning's homes, in the list beside it
    assert_null(target_that(&v->app, -1, "lp020"));     // the city's
    tap_label(v, "livelihood.filter.clear");
    assert_int_equal(page->memory.n[N_DISTRICT] + page->memory.n[N_GROUP], 0);
    assert_int_equal(page->memory.n[N_SHEET], 1);
    tap_label(v, "livelihood.filter");
    assert_int_equal(page->memory.n[N_SHEET], 0);
    visitor_leave(v);
}

// One selection: a project come to by its route stands in the list, lit, and its pin says its name.
static void a_chosen_project_shows_in_list_and_map(void **state)
{
    static const struct {
        int w, h;
    } STAGES[] = {{1920, 1080}, {1080, 1920}};
    Visitor *v = *state;
    for (int i = 0; i < COUNT(STAGES); i++) {
        visitor_arrive(v, "livelihood/lp037", "zh", STAGES[i].w, STAGES[i].h, 0);
        int pins = 0;
        int rows = 0;
        for (int k = 0; k < v->app.ui.target_count; k++) {
            const Target *target = &v->app.ui.targets[k];
            if (str_is(target->arg, "lp037")) {
                bool is_row = target->seen.w > 600;
                rows += is_row;
                pins += !is_row;
            }
        }
        assert_int_equal(rows, 1);
        assert_true(pins >= 1);
        visitor_leave(v);
    }
}

// The parts of Works that a page keeps do not grow while filters change.
static void filtering_takes_no_memory(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "livelihood/topics", "zh", 1920, 1080, 0);
    Page *page = page_of(v);
    size_t before = page->arena.used;
    for (int i = 0; i < 60; i++) {
        page->memory.n[N_GROUP] = i % 14;
        page->memory.n[N_DISTRICT] = i % 9;
        visitor_frame(v);
    }
    assert_int_equal(page->arena.used, before);
    visitor_leave(v);
}

// ---- what the signs and colours promise --------------------------------------------

static float contrast(Colour a, Colour b)
{
    float one = theme_luminance(a) + 0.05f;
    float two = theme_luminance(b) + 0.05f;
    return one > two ? one / two : two / one;
}

static void status_and_category_colours_can_be_read_on_their_grounds(void **state)
{
    Visitor *v = *state;
    const Colour GROUNDS[] = {WHITEWASH, MOON, CHOSEN, RGB(0xF1F6F3)};
    for (int s = 0; s < STATUS_COUNT; s++) {
        for (int g = 0; g < COUNT(GROUNDS); g++) {
            float ratio = contrast(status_colour((Status)s), GROUNDS[g]);
            print_message("  status %d on ground %d: %.2f\n", s, g, (double)ratio);
            assert_true(ratio >= 4.5f);
            assert_true(contrast(theme_contrast(status_colour((Status)s)),
                                 theme_contrast(GROUNDS[g])) >= 7);
        }
        assert_true(contrast(WHITE, status_colour((Status)s)) >= 4.5f); // on a chosen chip
    }
    Arena arena;
    arena_init(&arena, "categories", MIB);
    CategoryList list;
    assert_true(store_categories(v->house.store, &arena, &list, NULL));
    for (int i = 0; i < list.count; i++) {
        Colour colour = theme_colour(list.items[i].colour);
        assert_true(contrast(colour, WHITEWASH) >= 4.5f);
        assert_true(contrast(colour, RGB(0xF1F6F3)) >= 4.5f);
        assert_true(contrast(WHITE, colour) >= 4.5f);
    }
    arena_finish(&arena);
}

static void every_status_has_a_word_of_its_own_in_both_languages(void **state)
{
    Visitor *v = *state;
    static const char *const LANGUAGES[] = {"zh", "en"};
    static const char *const STATED[] = {"提前完成", "超额完成", "超序时", "按序时", "推进缓慢"};
    for (int l = 0; l < COUNT(LANGUAGES); l++) {
        visitor_arrive(v, "about", LANGUAGES[l], 1920, 1080, 0);
        for (int a = 0; a < STATUS_COUNT; a++) {
            for (int b = 0; b < a; b++) {
                assert_false(
                    str_eq(status_name(&v->app, (Status)a), status_name(&v->app, (Status)b)));
            }
        }
        for (int i = 0; i < COUNT(STATED); i++) {
            Str word = status_word(&v->app, str_from(STATED[i]));
            assert_true(word.n > 0);
            assert_true(l == 1 || str_is(word, STATED[i]));
            assert_int_not_equal(status_of(str_from(STATED[i])), STATUS_UNSTATED);
        }
        assert_int_equal(status_word(&v->app, STR("快完成")).n, 0);
        visitor_leave(v);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_project_is_reached_by_touch_and_left_again),
        cmocka_unit_test(chips_say_how_many_projects_they_leave),
        cmocka_unit_test(filters_left_with_nothing_lead_out_in_one_touch),
        cmocka_unit_test(filters_combine_on_their_sheet),
        cmocka_unit_test(a_chosen_project_shows_in_list_and_map),
        cmocka_unit_test(filtering_takes_no_memory),
        cmocka_unit_test(status_and_category_colours_can_be_read_on_their_grounds),
        cmocka_unit_test(every_status_has_a_word_of_its_own_in_both_languages),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
