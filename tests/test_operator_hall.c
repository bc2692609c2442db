#include "operator_machine.h"

// ---- cleaning -----------------------------------------------------------------------

static void cleaning_ignores_touches_and_ends_by_itself(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    uint64_t start = app_state_hash(&v->app);
    go_in(v);
    touch(v, OPERATOR_CLEAN, 0);
    assert_true(m.staff.is_cleaning);
    assert_string_equal(visitor_route(v), "attract");
    assert_true(app_state_hash(&v->app) == start);
    for (int i = 0; i < 200; i++) { // a cloth
        visitor_contact(v, CONTACT_DOWN, 300 + 5 * (float)i, 500);
        v->now_ms += 40;
        visitor_contact(v, CONTACT_MOVE, 400 + 5 * (float)i, 560);
        v->now_ms += 40;
        visitor_contact(v, CONTACT_UP, 400 + 5 * (float)i, 560);
        visitor_frame(v);
    }
    for (int i = 0; i < 6; i++) {
        knock(v, CORNER_X, CORNER_Y, 200);
    }
    assert_true(m.staff.is_cleaning);
    assert_string_equal(visitor_route(v), "attract");
    visitor_wait(v, STAFF_CLEAN_MS - 30000);
    assert_true(m.staff.is_cleaning);
    visitor_wait(v, 31000);
    assert_false(m.staff.is_cleaning);
    visitor_tap(v, 900, 700);
    assert_string_equal(visitor_route(v), "home"); // the glass feels again
    visitor_leave(v);
}

static void cleaning_ends_by_a_finger_that_keeps_still(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    go_in(v);
    touch(v, OPERATOR_CLEAN, 0);
    visitor_contact(v, CONTACT_DOWN, 960, 730);
    visitor_wait(v, 1500);
    visitor_contact(v, CONTACT_MOVE, 1100, 730);
    visitor_wait(v, 2500);
    assert_true(m.staff.is_cleaning); // it moved
    visitor_contact(v, CONTACT_UP, 1100, 730);
    visitor_contact(v, CONTACT_DOWN, 960, 730);
    visitor_wait(v, STAFF_HOLD_MS - 100);
    assert_true(m.staff.is_cleaning);
    visitor_wait(v, 200);
    assert_false(m.staff.is_cleaning);
    visitor_contact(v, CONTACT_UP, 960, 730);
    visitor_wait(v, 500);
    assert_string_equal(visitor_route(v), "attract"); // and that was no touch
    visitor_leave(v);
}

// ---- notice -------------------------------------------------------------------------

static void a_notice_stays_until_staff_take_it_down(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    go_in(v);
    touch(v, OPERATOR_VIEW, VIEW_NOTICES);
    touch(v, OPERATOR_NOTICE, 2);
    assert_int_equal(m.staff.notice, 2);
    assert_int_equal(m.kept, 2);
    visitor_tap(v, 900, 700);
    visitor_wait(v, 200000);
    assert_string_equal(visitor_route(v), "attract");
    assert_int_equal(m.staff.notice, 2);
    assert_int_equal(v->app.ui.target_count, 0);
    go_in(v);
    touch(v, OPERATOR_NOTICE, 0);
    assert_int_equal(m.staff.notice, 0);
    assert_int_equal(m.kept, 0);
    visitor_leave(v);
}

// ---- guide --------------------------------------------------------------------------

static void press_key(Visitor *v, Key key)
{
    InputEvent event = {.kind = EVENT_KEY, .key = key};
    app_event(&v->app, &event, v->now_ms);
    visitor_wait(v, 700);
}

static void the_guides_keys_step_through_the_stops_without_idle(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    uint64_t start = app_state_hash(&v->app);
    press_key(v, KEY_PAGE_DOWN); // a visitor's keyboard
    assert_string_equal(visitor_route(v), "attract");
    go_in(v);
    touch(v, OPERATOR_VIEW, VIEW_GUIDE);
    touch(v, OPERATOR_STOP, 0);
    assert_string_equal(visitor_route(v), "home");
    assert_false(m.staff.is_in);
    press_key(v, KEY_PAGE_DOWN);
    assert_string_equal(visitor_route(v), "chains");
    press_key(v, KEY_PAGE_DOWN);
    press_key(v, KEY_PAGE_DOWN); // the last one stays
    assert_string_equal(visitor_route(v), "figures");
    visitor_wait(v, 300000);
    assert_string_equal(visitor_route(v), "figures");
    press_key(v, KEY_PAGE_UP);
    assert_string_equal(visitor_route(v), "chains");
    press_key(v, KEY_HOME);
    assert_string_equal(visitor_route(v), "attract");
    assert_true(app_state_hash(&v->app) == start);
    press_key(v, KEY_PAGE_DOWN);
    assert_string_equal(visitor_route(v), "attract");
    visitor_leave(v);
}

static void a_guide_who_left_does_not_hold_the_screen(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    uint64_t start = app_state_hash(&v->app);
    go_in(v);
    touch(v, OPERATOR_VIEW, VIEW_GUIDE);
    touch(v, OPERATOR_STOP, 1);
    visitor_wait(v, STAFF_GUIDE_MS + 2000);
    assert_string_equal(visitor_route(v), "attract");
    assert_true(app_state_hash(&v->app) == start);
    visitor_leave(v);
}

// ---- the glass ----------------------------------------------------------------------

static void the_doctor_finds_dirt_and_forgets_after_a_day(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    for (int i = 0; i < 3; i++) {
        visitor_contact(v, CONTACT_DOWN, 1000, 200);
        visitor_wait(v, 11000);
        visitor_contact(v, CONTACT_UP, 1000, 200);
        visitor_wait(v, 100);
    }
    int x = 1000 * STAFF_GRID / W;
    int y = 200 * STAFF_GRID / H;
    assert_int_equal(m.staff.stuck, 3);
    assert_int_equal(m.staff.palms, 0);
    assert_int_equal(staff_stuck_at(&m.staff, x, y), 3);
    assert_int_equal(staff_felt(&m.staff, x, y), 3);
    assert_int_equal(staff_felt(&m.staff, x + 1, y), 0);
    v->now_ms += (int64_t)25 * 3600 * 1000;
    visitor_frame(v);
    assert_int_equal(staff_stuck_at(&m.staff, x, y), 0);
    assert_int_equal(staff_felt(&m.staff, x, y), 0);
    visitor_leave(v);
}

static void dirt_on_the_glass_does_not_keep_a_visit_going(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    uint64_t start = app_state_hash(&v->app);
    app_go(&v->app, STR("figures"));
    visitor_wait(v, 700);
    visitor_contact(v, CONTACT_DOWN, 1000, 40);
    visitor_wait(v, 120000);
    assert_string_equal(visitor_route(v), "attract");
    assert_true(app_state_hash(&v->app) == start);
    visitor_leave(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cleaning_ignores_touches_and_ends_by_itself),
        cmocka_unit_test(cleaning_ends_by_a_finger_that_keeps_still),
        cmocka_unit_test(a_notice_stays_until_staff_take_it_down),
        cmocka_unit_test(the_guides_keys_step_through_the_stops_without_idle),
        cmocka_unit_test(a_guide_who_left_does_not_hold_the_screen),
        cmocka_unit_test(the_doctor_finds_dirt_and_forgets_after_a_day),
        cmocka_unit_test(dirt_on_the_glass_does_not_keep_a_visit_going),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
