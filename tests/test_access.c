// The access sheet and low mode: what is drawn low is touched low, and all of it ends with the visit.
#include "pages/access.h"
#include "pages/low.h"
#include "pages_fixture.h"
#include "ui/reach.h"
#include <string.h>

static const char *const ROUTES[] = {
    "chains",      "chains/new-energy", "livelihood",       "project/lp003",  "figures",
    "figures/all", "figure/f065",       "districts",        "district/wujin", "photos",
    "timeline",    "articles",          "article/charging", "programmes",     "programme/sp017",
    "about",       "stories",           "story/how-a-work"};

typedef struct {
    int w, h;
    const char *language;
} View;

static const View VIEWS[] = {{1920, 1080, "zh"},
                             {1920, 1080, "en"},
                             {1080, 1920, "zh"},
                             {1080, 1920, "en"},
                             {1366, 768, "zh"}};

static const Target *target_of(const Visitor *v, int action, const char *arg)
{
    const Ui *ui = &v->app.ui;
    for (int i = ui->target_count - 1; i >= 0; i--) {
        if (ui->targets[i].action == action && str_is(ui->targets[i].arg, arg)) {
            return &ui->targets[i];
        }
    }
    return NULL;
}

static void touch(Visitor *v, int action, const char *arg)
{
    const Target *target = target_of(v, action, arg);
    if (!target) {
        fail_msg("nothing does %d \"%s\" on %s", action, arg, visitor_route(v));
        return;
    }
    visitor_tap(v, target->seen.x + target->seen.w / 2, target->seen.y + target->seen.h / 2);
}

static void go(Visitor *v, const char *route)
{
    app_go(&v->app, str_from(route));
    visitor_wait(v, 1000);
}

static void drag(Visitor *v, Point from, Point to)
{
    enum { STEPS = 20 };
    visitor_contact(v, CONTACT_DOWN, from.x, from.y);
    visitor_frame(v);
    for (int i = 1; i <= STEPS; i++) {
        float t = (float)i / STEPS;
        v->now_ms += STEP_MS;
        visitor_contact(v, CONTACT_MOVE, from.x + (to.x - from.x) * t,
                        from.y + (to.y - from.y) * t);
        visitor_frame(v);
    }
    visitor_wait(v, 200); // it rests: no throw
    visitor_contact(v, CONTACT_UP, to.x, to.y);
    visitor_wait(v, 1000);
}

static float offset(const Visitor *v)
{
    return low_offset(&v->app, &v->app.stage[v->app.current]);
}

static bool is_bar(const Visitor *v, const Target *target)
{
    return target->seen.y >= v->app.ui.h - REACH_BAR_DP - 0.01f;
}

// ---- the sheet ------------------------------------------------------------------------------

static void the_sheet_opens_on_every_page_and_has_four_switches(void **state)
{
    Visitor *v = *state;
    for (int i = 0; i < COUNT(VIEWS); i++) {
        print_message("  %d x %d %s\n", VIEWS[i].w, VIEWS[i].h, VIEWS[i].language);
        visitor_arrive(v, "home", VIEWS[i].language, VIEWS[i].w, VIEWS[i].h, 0);
        for (int r = -1; r < COUNT(ROUTES); r++) {
            if (r >= 0) {
                go(v, ROUTES[r]);
            }
            touch(v, ACTION_ACCESS, "");
            assert_true(access_is_open(&v->app));
            static const char *const MODES[] = {"low", "contrast", "large", "reduced"};
            for (int m = 0; m < COUNT(MODES); m++) {
                const Target *target = target_of(v, ACTION_MODE, MODES[m]);
                assert_non_null(target);
                assert_true(target->seen.w >= 432 && target->seen.h >= 200);
                assert_true(target->seen.y + target->seen.h <= v->app.ui.h - REACH_BAR_DP);
                assert_true(target->seen.y >= v->app.ui.h / 2); // in reach of who needs it
            }
            assert_non_null(target_of(v, ACTION_GO, "about"));
            assert_non_null(target_of(v, ACTION_LANGUAGE, ""));
            touch(v, r >= 0 ? ACTION_BACK : ACTION_ACCESS, "");
            assert_false(access_is_open(&v->app));
        }
        visitor_leave(v);
    }
}

static void the_sheet_goes_by_a_touch_beside_it_by_its_button_and_by_back(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    go(v, "chains");
    touch(v, ACTION_ACCESS, "");
    visitor_tap(v, 394, 424); // a stage's disc under it
    assert_false(access_is_open(&v->app));
    assert_string_equal(visitor_route(v), "chains");
    touch(v, ACTION_ACCESS, "");
    visitor_tap(v, 1746, 636); // 收起
    assert_false(access_is_open(&v->app));
    touch(v, ACTION_ACCESS, "");
    visitor_tap(v, 500, 690); // the paper between the switches
    assert_true(access_is_open(&v->app));
    visitor_tap(v, 112, 1020);
    assert_false(access_is_open(&v->app));
    assert_string_equal(visitor_route(v), "chains"); // only the sheet went
    touch(v, ACTION_ACCESS, "");
    visitor_tap(v, 354 + 164 * 2, 1020); // a tab of the bar works, and the sheet is gone
    assert_string_equal(visitor_route(v), "figures");
    assert_false(access_is_open(&v->app));
    visitor_leave(v);
}

static void nothing_under_the_sheet_is_touched_or_dragged(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    go(v, "livelihood");
    touch(v, ACTION_ACCESS, "");
    assert_int_equal(v->app.ui.scroll_count, 0);
    for (int i = 0; i < v->app.ui.target_count; i++) {
        int action = v->app.ui.targets[i].action;
        assert_true(action < ACTION_PAGE);
    }
    PageMemory before = v->app.stage[v->app.current].memory;
    drag(v, (Point){600, 300}, (Point){600, 100});
    drag(v, (Point){1500, 700}, (Point){1500, 500});
    assert_memory_equal(&before, &v->app.stage[v->app.current].memory, sizeof before);
    assert_true(access_is_open(&v->app));
    visitor_leave(v);
}

static void modes_combine_are_seen_at_once_and_end_with_the_visit(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "attract", "zh", 1920, 1080, 75000);
    uint64_t start = app_state_hash(&v->app);
    visitor_tap(v, 900, 900);
    go(v, "timeline");
    touch(v, ACTION_ACCESS, "");
    uint64_t sheet = app_state_hash(&v->app);
    assert_true(sheet != start);
    static const char *const MODES[] = {"low", "contrast", "large", "reduced"};
    for (int i = 0; i < COUNT(MODES); i++) {
        uint64_t list = v->app.ui.list.hash;
        uint64_t before = app_state_hash(&v->app);
        const Target *target = target_of(v, ACTION_MODE, MODES[i]);
        assert_non_null(target);
        visitor_tap(v, target->seen.x + 200, target->seen.y + 100);
        assert_true(v->app.ui.list.hash != list);
        assert_true(app_state_hash(&v->app) != before);
    }
    const Modes *modes = &v->app.ui.modes;
    assert_true(modes->is_low && modes->is_contrast && modes->is_large);
    assert_false(modes->is_reduced); // the visit began with it
    touch(v, ACTION_SWAP, "");
    visitor_wait(v, 110000);
    assert_string_equal(visitor_route(v), "attract");
    assert_true(app_state_hash(&v->app) == start);
    assert_false(access_is_open(&v->app));
    assert_true(modes->is_reduced && !modes->is_low && !modes->is_contrast && !modes->is_large);
    visitor_leave(v);
}

// ---- low ------------------------------------------------------------------------------------

typedef struct {
    uint64_t ids[MAX_TARGETS];
    Rect seen[MAX_TARGETS], hit[MAX_TARGETS];
    int count;
} Places;

static void keep_places(const Visitor *v, Places *out)
{
    out->count = 0;
    for (int i = 0; i < v->app.ui.target_count; i++) {
        const Target *target = &v->app.ui.targets[i];
        if (!is_bar(v, target)) {
            out->ids[out->count] = target->id;
            out->seen[out->count] = target->seen;
            out->hit[out->count++] = target->hit;
        }
    }
}

// Every target of the lowered page is one of the page as it was, moved by the offset and cut by the bar;
// and each of those that still shows is there.
static void compare(const Visitor *v, const Places *high)
{
    float down = offset(v);
    float bar = v->app.ui.h - REACH_BAR_DP;
    int at = 0;
    Places low;
    keep_places(v, &low);
    for (int i = 0; i < high->count; i++) {
        if (high->seen[i].y + down >= bar - 0.01f) {
            continue; // under the bar
        }
        assert_true(at < low.count);
        assert_true(low.ids[at] == high->ids[i]);
        assert_float_equal(low.seen[at].x, high->seen[i].x, 0.01);
        assert_float_equal(low.seen[at].y, high->seen[i].y + down, 0.01);
        assert_float_equal(low.seen[at].w, high->seen[i].w, 0.01); // targets keep their size
        assert_float_equal(low.seen[at].h, high->seen[i].h, 0.01);
        assert_true(low.hit[at].y >= down - 0.01f);
        assert_true(low.hit[at].y + low.hit[at].h <= bar + 0.01f);
        assert_float_equal(low.hit[at].y, high->hit[i].y + down, 0.01);
        at++;
    }
    assert_int_equal(at, low.count);
    for (int i = 0; i < v->app.ui.scroll_count; i++) {
        const Rect view = v->app.ui.scrolls[i].view;
        assert_true(view.h <= 0 || (view.y >= down - 0.01f && view.y + view.h <= bar + 0.01f));
    }
    for (float x = 2; x < v->app.ui.w; x += 8) { // nothing answers under the bar but the bar
        for (float y = bar + 1; y < v->app.ui.h; y += 17) {
            const Target *target = ui_target_at(&v->app.ui, (Point){x, y});
            assert_true(!target || is_bar(v, target));
            assert_null(ui_scroll_at(&v->app.ui, (Point){x, y}));
        }
    }
}

static void what_is_drawn_low_is_touched_low_on_every_page(void **state)
{
    Visitor *v = *state;
    static Places high;
    for (int i = 0; i < COUNT(VIEWS); i++) {
        print_message("  %d x %d %s\n", VIEWS[i].w, VIEWS[i].h, VIEWS[i].language);
        visitor_arrive(v, "home", VIEWS[i].language, VIEWS[i].w, VIEWS[i].h, 0);
        for (int r = 0; r < COUNT(ROUTES); r++) {
            v->app.ui.modes.is_low = false;
            go(v, ROUTES[r]);
            keep_places(v, &high);
            v->app.ui.modes.is_low = true;
            visitor_wait(v, 600);
            float line = v->app.ui.is_portrait ? REACH_LINE_PORTRAIT_DP : REACH_LINE_DP;
            assert_float_equal(offset(v), line, 1);
            compare(v, &high);
            touch(v, ACTION_SWAP, "");
            assert_float_equal(offset(v), 0, 0.01);
            compare(v, &high);
            touch(v, ACTION_SWAP, "");
            assert_true(offset(v) > 300);
        }
        visitor_leave(v);
    }
}

// The same while it slides, when it is one layer that moves.
static void what_slides_is_touched_where_it_is(void **state)
{
    Visitor *v = *state;
    static Places high;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    v->app.ui.modes.is_reduced = false;
    for (int r = 0; r < COUNT(ROUTES); r++) {
        go(v, ROUTES[r]);
        visitor_wait(v, 3000);
        keep_places(v, &high);
        v->app.ui.modes.is_low = true;
        visitor_frame(v);
        v->now_ms += 60;
        visitor_frame(v);
        assert_true(offset(v) > 50 && offset(v) < 359);
        compare(v, &high);
        visitor_wait(v, 600);
        compare(v, &high);
        v->app.ui.modes.is_low = false;
        visitor_frame(v);
        visitor_wait(v, 600);
        assert_float_equal(offset(v), 0, 0.01);
    }
    visitor_leave(v);
}

static void a_low_target_does_what_it_did_above(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    go(v, "chains");
    v->app.ui.modes.is_low = true;
    visitor_wait(v, 600);
    visitor_tap(v, 394, 424); // where the first disc was: the landscape
    assert_string_equal(visitor_route(v), "chains");
    visitor_tap(v, 394, 424 + 360);
    assert_true(strcmp(visitor_route(v), "chains") != 0);
    assert_float_equal(offset(v), 360, 0.01); // the next page is low, too
    visitor_tap(v, 112, 1020);
    assert_string_equal(visitor_route(v), "chains");
    app_home(&v->app);
    visitor_wait(v, 600);
    assert_float_equal(offset(v), 0, 0.01); // home stands
    assert_null(target_of(v, ACTION_SWAP, ""));
    visitor_tap(v, 500, 700);
    assert_string_equal(visitor_route(v), "livelihood");
    visitor_leave(v);
}

static void a_finger_on_empty_paper_moves_the_page_up_and_down(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    go(v, "figures");
    v->app.ui.modes.is_low = true;
    visitor_wait(v, 600);
    drag(v, (Point){150, 800}, (Point){150, 500});
    assert_float_equal(offset(v), 0, 0.01);
    drag(v, (Point){150, 500}, (Point){150, 560}); // not far enough
    assert_float_equal(offset(v), 0, 0.01);
    drag(v, (Point){150, 500}, (Point){150, 900});
    assert_float_equal(offset(v), 360, 0.01);
    drag(v, (Point){150, 1020}, (Point){150, 700}); // from the bar: nothing
    assert_float_equal(offset(v), 360, 0.01);
    // A list that scrolls keeps its drags.
    go(v, "about");
    assert_true(v->app.ui.scroll_count > 0);
    Rect view = v->app.ui.scrolls[0].view;
    Point on = {view.x + view.w / 2, view.y + view.h - 40};
    drag(v, on, (Point){on.x, on.y - 200});
    assert_float_equal(offset(v), 360, 0.01);
    assert_true(v->app.stage[v->app.current].scrolls[0].pos > 100);
    // Without the mode nothing moves.
    v->app.ui.modes.is_low = false;
    go(v, "figures");
    drag(v, (Point){150, 500}, (Point){150, 900});
    assert_float_equal(offset(v), 0, 0.01);
    visitor_leave(v);
}

// A map that was brought near pans under the finger; whole, it lets the page be moved.
static void a_map_that_pans_keeps_its_drags(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    v->app.ui.modes.is_low = true;
    go(v, "livelihood");
    assert_float_equal(offset(v), 360, 0.01);
    drag(v, (Point){300, 800}, (Point){300, 500});
    assert_float_equal(offset(v), 0, 0.01);
    for (int i = 0; i < v->app.ui.target_count; i++) {
        const Target *target = &v->app.ui.targets[i];
        if (str_is(target->name, "放大")) {
            visitor_tap(v, target->seen.x + 48, target->seen.y + 48);
            break;
        }
    }
    assert_true(v->app.stage[v->app.current].memory.zoom > 1.05f);
    touch(v, ACTION_SWAP, "");
    float pan = v->app.stage[v->app.current].memory.pan_y;
    drag(v, (Point){300, 800}, (Point){300, 600});
    assert_float_equal(offset(v), 360, 0.01);
    assert_true(v->app.stage[v->app.current].memory.pan_y < pan - 50);
    visitor_leave(v);
}

static void a_hall_that_begins_low_ends_low(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "attract", "zh", 1920, 1080, 75000);
    v->app.ui.modes.is_low = v->app.home_modes.is_low = true; // [visit] modes = low
    visitor_frame(v);
    uint64_t start = app_state_hash(&v->app);
    visitor_tap(v, 900, 900);
    go(v, "figures");
    assert_float_equal(offset(v), 360, 0.01);
    touch(v, ACTION_ACCESS, "");
    touch(v, ACTION_MODE, "low");
    touch(v, ACTION_ACCESS, "");
    assert_float_equal(offset(v), 0, 0.01);
    visitor_wait(v, 110000);
    assert_string_equal(visitor_route(v), "attract");
    assert_true(app_state_hash(&v->app) == start);
    visitor_tap(v, 900, 900);
    go(v, "figures");
    assert_float_equal(offset(v), 360, 0.01);
    visitor_leave(v);
}

static void switching_language_keeps_where_the_page_stands(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    go(v, "figures");
    v->app.ui.modes.is_low = true;
    visitor_wait(v, 600);
    touch(v, ACTION_SWAP, "");
    assert_float_equal(offset(v), 0, 0.01);
    touch(v, ACTION_LANGUAGE, "");
    assert_float_equal(offset(v), 0, 0.01);
    touch(v, ACTION_SWAP, "");
    assert_float_equal(offset(v), 360, 0.01);
    visitor_leave(v);
}

static void a_large_wall_brings_the_page_into_the_band_stop_by_stop(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    v->app.diagonal_in = 98;
    v->app.bottom_mm = 800;
    v->app.ui.modes.is_low = true;
    go(v, "timeline");
    Reach reach = reach_of((Mounting){98, 800}, false);
    assert_float_equal(offset(v), reach.drop, 1);
    float stops[REACH_MAX_STOPS];
    int count = reach_stops(&reach, stops);
    for (int i = 1; i <= count; i++) {
        touch(v, ACTION_SWAP, "");
        assert_float_equal(offset(v), stops[i % count], 1);
    }
    visitor_leave(v);
}

// No way down: then no control may need one.
static void pages_that_stand_have_their_controls_below_the_line(void **state)
{
    Visitor *v = *state;
    static const char *const STANDING[] = {"home", "photo/yangtze-bridge", "search"};
    for (int i = 0; i < COUNT(VIEWS); i++) {
        visitor_arrive(v, "home", VIEWS[i].language, VIEWS[i].w, VIEWS[i].h, 0);
        for (int r = 0; r < COUNT(STANDING); r++) {
            go(v, STANDING[r]);
            float line = v->app.ui.is_portrait ? REACH_LINE_PORTRAIT_DP : REACH_LINE_DP;
            for (int t = 0; t < v->app.ui.target_count; t++) {
                const Target *target = &v->app.ui.targets[t];
                // Home's three figures stand in the list of all figures, too.
                bool has_other_way = str_starts(target->arg, STR("figure/"));
                assert_true(has_other_way || target->seen.y + target->seen.h > line + 96);
            }
        }
        visitor_leave(v);
    }
}

static void a_lowered_page_at_rest_wants_no_frame(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    v->app.ui.modes.is_low = true;
    v->app.ui.modes.is_reduced = false;
    go(v, "districts");
    touch(v, ACTION_ACCESS, "");
    visitor_wait(v, 3000);
    assert_true(app_next_ms(&v->app) == INT64_MAX);
    uint64_t before = v->app.ui.list.hash;
    v->now_ms += 100000;
    visitor_frame(v);
    assert_true(v->app.ui.list.hash == before);
    visitor_leave(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_sheet_opens_on_every_page_and_has_four_switches),
        cmocka_unit_test(the_sheet_goes_by_a_touch_beside_it_by_its_button_and_by_back),
        cmocka_unit_test(nothing_under_the_sheet_is_touched_or_dragged),
        cmocka_unit_test(modes_combine_are_seen_at_once_and_end_with_the_visit),
        cmocka_unit_test(what_is_drawn_low_is_touched_low_on_every_page),
        cmocka_unit_test(what_slides_is_touched_where_it_is),
        cmocka_unit_test(a_low_target_does_what_it_did_above),
        cmocka_unit_test(a_finger_on_empty_paper_moves_the_page_up_and_down),
        cmocka_unit_test(a_map_that_pans_keeps_its_drags),
        cmocka_unit_test(a_hall_that_begins_low_ends_low),
        cmocka_unit_test(switching_language_keeps_where_the_page_stands),
        cmocka_unit_test(a_large_wall_brings_the_page_into_the_band_stop_by_stop),
        cmocka_unit_test(pages_that_stand_have_their_controls_below_the_line),
        cmocka_unit_test(a_lowered_page_at_rest_wants_no_frame),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
