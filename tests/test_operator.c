#include "operator_machine.h"

// ---- the corner ---------------------------------------------------------------------

static void five_taps_in_the_corner_open_the_pad(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    for (int i = 0; i < 4; i++) {
        knock(v, CORNER_X, CORNER_Y, 300);
    }
    assert_string_not_equal(visitor_route(v), "operator");
    knock(v, CORNER_X, CORNER_Y, 300);
    assert_string_equal(visitor_route(v), "operator");
    assert_int_equal(view(v), VIEW_PAD);
    assert_false(m.staff.is_in);
    visitor_leave(v);
}

static void taps_that_are_too_slow_do_nothing(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "about", W, H);
    for (int i = 0; i < 12; i++) {
        knock(v, CORNER_X, CORNER_Y, 760); // five take more than three seconds
    }
    assert_string_not_equal(visitor_route(v), "operator");
    visitor_leave(v);
}

static void taps_elsewhere_do_nothing_and_begin_the_count_anew(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "about", W, H);
    for (int i = 0; i < 6; i++) {
        knock(v, W - STAFF_CORNER_DP - 4, CORNER_Y, 200);
    }
    assert_string_not_equal(visitor_route(v), "operator");
    for (int i = 0; i < 4; i++) {
        knock(v, CORNER_X, CORNER_Y, 150);
    }
    knock(v, 900, 300, 150);
    knock(v, CORNER_X, CORNER_Y, 150);
    assert_string_not_equal(visitor_route(v), "operator");
    visitor_leave(v);
}

static void a_palm_in_the_corner_does_nothing(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    for (int i = 0; i < 8; i++) {
        for (int finger = 0; finger < 8; finger++) {
            ContactPhase phase = finger < 4 ? CONTACT_DOWN : CONTACT_UP;
            InputEvent event = {
                .kind = EVENT_CONTACT,
                .contact = {
                    phase, finger % 4, {CORNER_X - 20 * (float)(finger % 4), CORNER_Y}, v->now_ms}};
            v->now_ms += 5;
            app_event(&v->app, &event, v->now_ms);
        }
        visitor_wait(v, 100);
    }
    assert_string_not_equal(visitor_route(v), "operator");
    visitor_leave(v);
}

// ---- the pad ------------------------------------------------------------------------

static void the_right_code_opens_the_panel_and_lock_leaves_it(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    uint64_t start = app_state_hash(&v->app);
    go_in(v);
    assert_true(m.staff.is_in);
    touch(v, OPERATOR_LEAVE, 0);
    assert_string_equal(visitor_route(v), "attract");
    assert_false(m.staff.is_in);
    assert_true(app_state_hash(&v->app) == start);
    knock_five(v);
    assert_int_equal(view(v), VIEW_PAD); // the code is asked for again
    visitor_leave(v);
}

static void clear_and_rub_take_digits_back(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    knock_five(v);
    enter(v, "999");
    touch(v, OPERATOR_CLEAR, 0);
    assert_string_equal(m.staff.code, "");
    enter(v, "13");
    enter(v, "9");
    touch(v, OPERATOR_RUB, 0);
    assert_string_equal(m.staff.code, "13");
    touch(v, ACTION_LANGUAGE, 0);
    assert_true(str_is(v->app.language, "en"));
    assert_string_equal(m.staff.code, "13");
    enter(v, "5790");
    assert_int_equal(view(v), VIEW_PANEL);
    visitor_leave(v);
}

static void five_wrong_codes_lock_the_pad_and_the_way_out_stays(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    knock_five(v);
    for (int i = 0; i < 5; i++) {
        assert_non_null(target(v, OPERATOR_DIGIT, 1));
        enter(v, "111111");
        assert_int_equal(view(v), VIEW_PAD);
    }
    assert_null(target(v, OPERATOR_DIGIT, 1)); // not a key to press
    staff_type(&v->app, '1');
    assert_string_equal(m.staff.code, "");
    touch(v, OPERATOR_LEAVE, 0);
    assert_string_equal(visitor_route(v), "attract");
    knock_five(v);
    assert_null(target(v, OPERATOR_DIGIT, 1)); // leaving did not unlock it
    m.locked_s = 0;
    visitor_wait(v, 1500);
    enter(v, "135790");
    assert_int_equal(view(v), VIEW_PANEL);
    visitor_leave(v);
}

static void without_a_code_nobody_comes_in(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    m.staff.has_code = false;
    knock_five(v);
    assert_null(target(v, OPERATOR_DIGIT, 1));
    staff_type(&v->app, '1');
    assert_string_equal(m.staff.code, "");
    touch(v, OPERATOR_LEAVE, 0);
    assert_string_equal(visitor_route(v), "attract");
    visitor_leave(v);
}

static void a_minute_without_a_touch_leaves_every_view(void **state)
{
    Visitor *v = *state;
    static const int views[] = {VIEW_PAD,    VIEW_PANEL,    VIEW_NOTICES, VIEW_GUIDE,
                                VIEW_DOCTOR, VIEW_PROBLEMS, VIEW_RESTART, VIEW_QUIT};
    for (int i = 0; i < COUNT(views); i++) {
        Machine m;
        begin(v, &m, "attract", i % 2 ? W : H, i % 2 ? H : W);
        uint64_t start = app_state_hash(&v->app);
        knock_five(v);
        if (views[i] != VIEW_PAD) {
            enter(v, "135790");
        }
        if (views[i] > VIEW_PANEL) {
            touch(v, OPERATOR_VIEW, views[i]);
        }
        assert_int_equal(view(v), views[i]);
        visitor_wait(v, STAFF_AWAY_MS - 3000);
        assert_string_equal(visitor_route(v), "operator");
        visitor_wait(v, 5000);
        assert_string_equal(visitor_route(v), "attract");
        assert_true(app_state_hash(&v->app) == start);
        visitor_leave(v);
    }
}

static void a_route_to_the_page_is_not_a_way_in(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    go_in(v);
    app_go(&v->app, STR("figures"));
    visitor_wait(v, 700);
    app_back(&v->app);
    visitor_wait(v, 700);
    assert_string_equal(visitor_route(v), "operator");
    assert_int_equal(view(v), VIEW_PAD);
    visitor_leave(v);
}

// ---- deeds --------------------------------------------------------------------------

static void restart_and_quit_ask_again(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    go_in(v);
    touch(v, OPERATOR_VIEW, VIEW_RESTART);
    assert_int_equal(m.restarts, 0);
    touch(v, OPERATOR_VIEW, VIEW_PANEL); // cancel, or back
    touch(v, OPERATOR_VIEW, VIEW_RESTART);
    touch(v, OPERATOR_RESTART, 0);
    assert_int_equal(m.restarts, 1);
    touch(v, OPERATOR_VIEW, VIEW_PANEL);
    touch(v, OPERATOR_VIEW, VIEW_QUIT);
    touch(v, OPERATOR_QUIT, 0);
    assert_int_equal(m.quits, 1);
    touch(v, OPERATOR_VIEW, VIEW_PANEL);
    touch(v, OPERATOR_EXPORT, 0);
    assert_int_equal(m.exports, 1);
    visitor_leave(v);
}

static void what_cannot_be_done_is_no_target(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    m.staff.quit = NULL;
    m.staff.stop_count = 0;
    m.staff.export_to_stick = NULL;
    go_in(v);
    assert_null(target(v, OPERATOR_VIEW, VIEW_QUIT));
    assert_null(target(v, OPERATOR_VIEW, VIEW_GUIDE));
    assert_null(target(v, OPERATOR_EXPORT, 0));
    assert_null(target(v, OPERATOR_VIEW, VIEW_UPDATE)); // no bundle is at hand
    assert_null(target(v, OPERATOR_VIEW, VIEW_BACK));
    assert_non_null(target(v, OPERATOR_VIEW, VIEW_RESTART));
    visitor_leave(v);
}

static void targets_are_large_and_inside(const Visitor *v)
{
    for (int j = 0; j < v->app.ui.target_count; j++) {
        const Target *t = &v->app.ui.targets[j];
        assert_true(t->hit.w >= 95.9f && t->hit.h >= 95.9f);
        assert_true(t->seen.x >= 0 && t->seen.y >= 0);
        assert_true(t->seen.x + t->seen.w <= v->app.ui.w + 0.1f);
    }
}

static void every_target_is_large_and_inside_in_both_shapes_and_languages(void **state)
{
    Visitor *v = *state;
    for (int k = 0; k < 4; k++) {
        Machine m;
        begin(v, &m, "attract", k % 2 ? W : H, k % 2 ? H : W);
        if (k / 2) {
            app_switch_language(&v->app);
            visitor_wait(v, 700);
        }
        go_in(v);
        m.work.can_go_back = true;
        m.work.bundle_count = 5;
        for (int i = 0; i < 5; i++) {
            m.work.bundles[i] = (WorkBundle){"changzhou-2024.03.5.zhb", "USB", 186000000, ""};
        }
        for (int i = VIEW_PANEL; i < VIEW_COUNT; i++) {
            for (int j = WORK_NOTHING; j <= WORK_SWITCHED; j++) {
                m.work.state = (WorkState)j;
                v->app.stage[v->app.current].memory.n[MEMORY_VIEW] = i;
                visitor_frame(v);
                targets_are_large_and_inside(v);
            }
        }
        visitor_leave(v);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_taps_in_the_corner_open_the_pad),
        cmocka_unit_test(taps_that_are_too_slow_do_nothing),
        cmocka_unit_test(taps_elsewhere_do_nothing_and_begin_the_count_anew),
        cmocka_unit_test(a_palm_in_the_corner_does_nothing),
        cmocka_unit_test(the_right_code_opens_the_panel_and_lock_leaves_it),
        cmocka_unit_test(clear_and_rub_take_digits_back),
        cmocka_unit_test(five_wrong_codes_lock_the_pad_and_the_way_out_stays),
        cmocka_unit_test(without_a_code_nobody_comes_in),
        cmocka_unit_test(a_minute_without_a_touch_leaves_every_view),
        cmocka_unit_test(a_route_to_the_page_is_not_a_way_in),
        cmocka_unit_test(restart_and_quit_ask_again),
        cmocka_unit_test(what_cannot_be_done_is_no_target),
        cmocka_unit_test(every_target_is_large_and_inside_in_both_shapes_and_languages),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
