#include "pages_fixture.h"
#include <string.h>

static void the_first_touch_on_attract_only_wakes(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "attract", "zh", 1920, 1080, 0);
    visitor_tap(v, 200, 700); // where a fold of home will be
    assert_string_equal(visitor_route(v), "home");
    assert_int_equal(v->app.depth, 1);
    visitor_leave(v);
}

static void a_fold_leads_in_and_back_leads_out(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    visitor_tap(v, 500, 700);
    assert_string_equal(visitor_route(v), "livelihood");
    visitor_tap(v, 112, 1020); // back
    assert_string_equal(visitor_route(v), "home");
    visitor_tap(v, 800, 700);
    assert_string_equal(visitor_route(v), "figures");
    visitor_tap(v, 212, 1020); // home
    assert_string_equal(visitor_route(v), "home");
    assert_int_equal(v->app.depth, 1);
    visitor_leave(v);
}

static void a_finger_that_slides_off_a_button_does_nothing(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    visitor_contact(v, CONTACT_DOWN, 500, 700);
    visitor_frame(v);
    assert_true(v->app.ui.pressed != 0);
    for (int i = 1; i <= 20; i++) {
        v->now_ms += STEP_MS;
        visitor_contact(v, CONTACT_MOVE, 500, 700 - 20 * (float)i);
        visitor_frame(v);
    }
    assert_int_equal(v->app.ui.pressed, 0);
    visitor_contact(v, CONTACT_UP, 500, 300);
    visitor_wait(v, 600);
    assert_string_equal(visitor_route(v), "home");
    visitor_leave(v);
}

static void a_reset_takes_back_modes_and_language(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "attract", "zh", 1920, 1080, 0);
    uint64_t start = app_state_hash(&v->app);
    visitor_tap(v, 960, 540);
    v->app.ui.modes.is_large = true;
    v->app.ui.modes.is_contrast = true;
    app_switch_language(&v->app);
    visitor_wait(v, 600);
    assert_true(app_state_hash(&v->app) != start);
    app_reset(&v->app);
    visitor_wait(v, 2000);
    assert_false(v->app.ui.modes.is_large);
    assert_false(v->app.ui.modes.is_contrast);
    assert_true(str_is(v->app.language, "zh"));
    assert_true(app_state_hash(&v->app) == start);
    visitor_leave(v);
}

static void touch_without_a_frame(Visitor *v, float x, float y)
{
    visitor_contact(v, CONTACT_DOWN, x, y);
    v->now_ms += 30;
    visitor_contact(v, CONTACT_UP, x, y);
    v->now_ms += 30;
}

static void touches_before_the_next_frame_do_not_act_on_the_page_that_has_gone(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    touch_without_a_frame(v, 500, 700); // the livelihood fold
    touch_without_a_frame(v, 800, 700); // where home had the figures
    touch_without_a_frame(v, 200, 700);
    assert_string_equal(visitor_route(v), "livelihood");
    assert_int_equal(v->app.depth, 2);
    visitor_wait(v, 600);
    visitor_tap(v, 112, 1020); // what is there now can be touched
    assert_string_equal(visitor_route(v), "home");
    visitor_leave(v);
}

static void switching_language_keeps_the_page_and_its_place(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    app_go(&v->app, STR("about"));
    visitor_wait(v, 600);
    visitor_contact(v, CONTACT_DOWN, 700, 700);
    visitor_frame(v);
    for (int i = 1; i <= 20; i++) {
        v->now_ms += STEP_MS;
        visitor_contact(v, CONTACT_MOVE, 700, 700 - 15 * (float)i);
        visitor_frame(v);
    }
    visitor_wait(v, 200); // the finger rests: no fling
    visitor_contact(v, CONTACT_UP, 700, 400);
    visitor_wait(v, 600);
    float before = v->app.stage[v->app.current].scrolls[0].pos;
    assert_true(before > 200);
    app_switch_language(&v->app);
    visitor_wait(v, 600);
    assert_true(str_is(v->app.language, "en"));
    assert_string_equal(visitor_route(v), "about");
    assert_float_equal(v->app.stage[v->app.current].scrolls[0].pos, before, 0.5);
    visitor_leave(v);
}

static void nobody_for_long_enough_means_everything_as_at_the_start(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "attract", "zh", 1920, 1080, 75000);
    uint64_t start = app_state_hash(&v->app);
    visitor_tap(v, 900, 900);
    app_go(&v->app, STR("figures/innovation"));
    visitor_wait(v, 1000);
    app_switch_language(&v->app);
    visitor_wait(v, 1000);
    assert_true(app_state_hash(&v->app) != start);
    visitor_wait(v, 74000);
    assert_string_equal(visitor_route(v), "figures/innovation"); // the notice is up, the page stays
    visitor_wait(v, 22000);
    assert_string_equal(visitor_route(v), "attract");
    assert_true(app_state_hash(&v->app) == start);
    visitor_leave(v);
}

static void a_touch_at_the_notice_keeps_the_visit_and_acts_on_nothing(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 75000);
    visitor_wait(v, 80000);
    visitor_tap(v, 500, 700);
    assert_string_equal(visitor_route(v), "home");
    visitor_wait(v, 70000);
    assert_string_equal(visitor_route(v), "home");
    visitor_leave(v);
}

static void staying_is_granted_as_often_as_it_is_asked_for(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "attract", "zh", 1920, 1080, 75000);
    visitor_tap(v, 900, 900);
    visitor_wait(v, 1000);
    app_go(&v->app, STR("figures/innovation"));
    for (int i = 0; i < 30; i++) {
        visitor_wait(v, 90000);
        assert_string_equal(visitor_route(v), "figures/innovation");
        visitor_tap(v, 960, 1080 - 120 - 80); // on the card
    }
    visitor_wait(v, 96000);
    assert_string_equal(visitor_route(v), "attract");
    visitor_leave(v);
}

// Two columns of an article take longer than a list: two to four minutes at half the usual speed.
static void who_reads_an_article_is_given_time(void **state)
{
    static const char *const LANGUAGES[] = {"zh", "en"};
    Visitor *v = *state;
    for (int i = 0; i < 4; i++) {
        bool is_portrait = i >= 2;
        visitor_arrive(v, "attract", LANGUAGES[i % 2], is_portrait ? 1080 : 1920,
                       is_portrait ? 1920 : 1080, 75000);
        visitor_tap(v, 500, 900);
        visitor_wait(v, 1000);
        app_go(&v->app, STR("articles"));
        visitor_wait(v, 1000);
        Arena arena;
        arena_init(&arena, "test", 64 << 20);
        ArticleList list;
        assert_true(store_articles(v->house.store, &arena, &list, NULL));
        app_go(&v->app, app_route(&v->app, "article", list.items[0].id));
        arena_finish(&arena);
        visitor_wait(v, 1000);
        char route[ROUTE_MAX];
        snprintf(route, sizeof route, "%s", visitor_route(v));
        visitor_wait(v, 100000);
        assert_string_equal(visitor_route(v), route);
        visitor_wait(v, 200000);
        assert_string_equal(visitor_route(v), "attract"); // but not for ever
        visitor_leave(v);
    }
}

static void a_held_finger_is_never_idle(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 75000);
    visitor_contact(v, CONTACT_DOWN, 900, 300);
    for (int i = 0; i < 120; i++) { // two minutes, always moving a little
        v->now_ms += 1000;
        visitor_contact(v, CONTACT_MOVE, 900 + (float)(i % 2) * 40, 300);
        visitor_frame(v);
    }
    assert_string_equal(visitor_route(v), "home");
    visitor_leave(v);
}

static void the_way_back_is_bounded_and_always_leads_home(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1280, 720, 0);
    for (int i = 0; i < 200; i++) {
        app_go(&v->app, i % 2 ? STR("figures") : STR("chains"));
        v->now_ms += STEP_MS;
    }
    assert_true(v->app.depth <= MAX_WAY);
    for (int i = 0; i < MAX_WAY; i++) {
        app_back(&v->app);
        v->now_ms += STEP_MS;
    }
    assert_string_equal(visitor_route(v), "home");
    visitor_leave(v);
}

static void an_unknown_route_or_row_is_no_end(void **state)
{
    static const char *const ROUTES[] = {"nowhere",      "chains/none",           "figure/none",
                                         "project/x",    "district/none",         "article/none",
                                         "photo/none",   "programme/x",           "livelihood/1900",
                                         "figures/none", "chains/new-energy:none"};
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    for (int i = 0; i < COUNT(ROUTES); i++) {
        print_message("  %s\n", ROUTES[i]);
        app_go(&v->app, str_from(ROUTES[i]));
        visitor_wait(v, 300);
        assert_true(v->app.ui.list.count > 0);
    }
    app_home(&v->app);
    visitor_wait(v, 300);
    assert_string_equal(visitor_route(v), "home");
    visitor_leave(v);
}

static void a_still_page_wants_no_frame(void **state)
{
    static const char *const ROUTES[] = {
        "home",      "chains", "chains/new-energy", "livelihood", "figures",
        "districts", "photos", "timeline",          "about",      "articles"};
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    for (int i = 0; i < COUNT(ROUTES); i++) {
        print_message("  %s\n", ROUTES[i]);
        app_go(&v->app, str_from(ROUTES[i]));
        visitor_wait(v, 3000);
        uint64_t before = v->app.ui.list.hash;
        assert_true(app_next_ms(&v->app) == INT64_MAX);
        v->now_ms += 100000;
        visitor_frame(v);
        assert_true(v->app.ui.list.hash == before);
    }
    visitor_leave(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_touch_on_attract_only_wakes),
        cmocka_unit_test(a_fold_leads_in_and_back_leads_out),
        cmocka_unit_test(a_finger_that_slides_off_a_button_does_nothing),
        cmocka_unit_test(a_reset_takes_back_modes_and_language),
        cmocka_unit_test(touches_before_the_next_frame_do_not_act_on_the_page_that_has_gone),
        cmocka_unit_test(switching_language_keeps_the_page_and_its_place),
        cmocka_unit_test(nobody_for_long_enough_means_everything_as_at_the_start),
        cmocka_unit_test(a_touch_at_the_notice_keeps_the_visit_and_acts_on_nothing),
        cmocka_unit_test(staying_is_granted_as_often_as_it_is_asked_for),
        cmocka_unit_test(who_reads_an_article_is_given_time),
        cmocka_unit_test(a_held_finger_is_never_idle),
        cmocka_unit_test(the_way_back_is_bounded_and_always_leads_home),
        cmocka_unit_test(an_unknown_route_or_row_is_no_end),
        cmocka_unit_test(a_still_page_wants_no_frame),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
