#include "operator_machine.h"

// A bundle as a stick brings it.
static void plug_in(Machine *m)
{
    StaffWork *work = &m->work;
    work->state = WORK_READY;
    work->plan = 7;
    work->bundle_count = 2;
    work->bundles[0] = (WorkBundle){"new.zhb", "USB", 186000000, "2024-03-06"};
    work->bundles[1] = (WorkBundle){"older.zhb", "USB", 150000000, "2024-02-01"};
    work->has_from = true;
    work->from = (WorkStory){"1", "2024-02-18", "2024-01-31"};
    work->to = (WorkStory){"2", "2024-03-06", "2024-02-29"};
    work->kinds[0] = (WorkKind){"figure", 3, 5, 1};
    work->kind_count = 1;
    work->rows = (WorkKind){"rows", 3, 5, 1};
    work->bytes = 186000000;
    work->free = 20000000000;
}

static void begin_panel(Visitor *v, Machine *m)
{
    begin(v, m, "attract", W, H);
    go_in(v);
}

static void go_to_code(Visitor *v, Machine *m)
{
    begin_panel(v, m);
    plug_in(m);
    visitor_wait(v, 1200);
    touch(v, OPERATOR_VIEW, VIEW_UPDATE);
    touch(v, OPERATOR_APPLY, 0);
    assert_int_equal(view(v), VIEW_CODE);
}

// ---- looking ------------------------------------------------------------------------

static void sticks_are_looked_for_while_the_panel_is_open_only(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    assert_false(m.is_open);
    knock_five(v);
    assert_false(m.is_open); // nobody is in
    enter(v, "135790");
    visitor_frame(v);
    assert_true(m.is_open && !m.is_english);
    touch(v, ACTION_LANGUAGE, 0);
    visitor_frame(v);
    assert_true(m.is_open && m.is_english);
    touch(v, OPERATOR_LEAVE, 0);
    visitor_frame(v);
    assert_false(m.is_open);
    visitor_leave(v);
}

static void a_bundle_is_looked_at_then_the_code_is_asked_for_then_it_is_applied(void **state)
{
    Visitor *v = *state;
    Machine m;
    go_to_code(v, &m);
    assert_int_equal(m.applies, 0);
    enter(v, "135790");
    assert_int_equal(m.applies, 1);
    assert_int_equal(m.plan, 7);
    assert_int_equal(view(v), VIEW_UPDATE);
    assert_true(m.staff.is_in);
    visitor_leave(v);
}

static void another_bundle_can_be_chosen(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin_panel(v, &m);
    plug_in(&m);
    visitor_wait(v, 1200);
    touch(v, OPERATOR_VIEW, VIEW_UPDATE);
    touch(v, OPERATOR_CHOOSE, 1);
    assert_int_equal(m.choices, 1);
    assert_int_equal(m.bundle, 1);
    visitor_leave(v);
}

// ---- the code -----------------------------------------------------------------------

static void a_wrong_code_applies_nothing_and_stays_to_be_tried_again(void **state)
{
    Visitor *v = *state;
    Machine m;
    go_to_code(v, &m);
    enter(v, "111111");
    assert_int_equal(m.applies, 0);
    assert_int_equal(view(v), VIEW_CODE);
    assert_true(m.staff.is_in && m.staff.was_wrong);
    assert_int_equal(m.wrong, 1);
    enter(v, "135790");
    assert_int_equal(m.applies, 1);
    visitor_leave(v);
}

static void five_wrong_codes_lock_and_put_out_of_the_panel(void **state)
{
    Visitor *v = *state;
    Machine m;
    go_to_code(v, &m);
    for (int i = 0; i < 5; i++) {
        enter(v, "111111");
    }
    assert_false(m.staff.is_in);
    assert_int_equal(view(v), VIEW_PAD);
    assert_null(target(v, OPERATOR_DIGIT, 1));
    assert_int_equal(m.applies, 0);
    m.locked_s = 0;
    visitor_wait(v, 1500);
    enter(v, "135790"); // is a way in, and no more
    assert_int_equal(view(v), VIEW_PANEL);
    assert_int_equal(m.applies, 0);
    visitor_leave(v);
}

static void the_way_back_from_the_code_applies_nothing(void **state)
{
    Visitor *v = *state;
    Machine m;
    go_to_code(v, &m);
    enter(v, "135");
    touch(v, OPERATOR_VIEW, VIEW_UPDATE);
    assert_int_equal(view(v), VIEW_UPDATE);
    assert_string_equal(m.staff.code, "");
    assert_int_equal(m.staff.asks, ASK_ENTRY);
    assert_int_equal(m.applies, 0);
    visitor_leave(v);
}

static void a_stick_exchanged_while_the_code_is_typed_is_not_applied(void **state)
{
    Visitor *v = *state;
    Machine m;
    go_to_code(v, &m);
    enter(v, "1357");
    m.work.plan = 8; // another bundle
    visitor_wait(v, 1200);
    assert_int_equal(view(v), VIEW_UPDATE);
    visitor_wait(v, 1200);
    assert_int_equal(m.applies, 0);
    visitor_leave(v);
}

// ---- applying -----------------------------------------------------------------------

static void it_can_be_cancelled_until_the_switch(void **state)
{
    Visitor *v = *state;
    Machine m;
    go_to_code(v, &m);
    enter(v, "135790");
    m.work.state = WORK_APPLYING;
    static const WorkStep steps[] = {STEP_WRITE, STEP_CHECK};
    for (int i = 0; i < COUNT(steps); i++) {
        m.work.step = steps[i];
        visitor_wait(v, 200);
        assert_non_null(target(v, OPERATOR_CANCEL, 0));
    }
    assert_null(target(v, OPERATOR_CHOOSE, 1)); // no other one meanwhile
    touch(v, OPERATOR_CANCEL, 0);
    assert_int_equal(m.cancels, 1);
    m.work.step = STEP_SWITCH;
    visitor_wait(v, 200);
    assert_null(target(v, OPERATOR_CANCEL, 0));
    visitor_leave(v);
}

static void work_that_goes_on_keeps_the_panel_open_but_not_for_ever(void **state)
{
    Visitor *v = *state;
    Machine m;
    go_to_code(v, &m);
    enter(v, "135790");
    m.work.state = WORK_APPLYING;
    m.work.step = STEP_WRITE;
    visitor_wait(v, 3 * STAFF_AWAY_MS);
    assert_int_equal(view(v), VIEW_UPDATE);
    m.work.state = WORK_FAILED;
    visitor_wait(v, STAFF_AWAY_MS - 5000);
    assert_int_equal(view(v), VIEW_UPDATE); // time to read what happened
    visitor_wait(v, 10000);
    assert_string_equal(visitor_route(v), "attract");
    go_in(v);
    m.work.state = WORK_APPLYING; // a stick that hangs
    visitor_wait(v, STAFF_BUSY_MS + STAFF_AWAY_MS + 2000);
    assert_string_equal(visitor_route(v), "attract");
    visitor_leave(v);
}

static void the_switch_waits_for_the_end_of_a_visit(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    assert_true(m.may_switch);
    app_go(&v->app, STR("figures"));
    visitor_wait(v, 1000);
    assert_false(m.may_switch);
    visitor_wait(v, 120000); // the visitor has left
    assert_string_equal(visitor_route(v), "attract");
    assert_true(m.may_switch);
    go_in(v);
    assert_true(m.may_switch);
    visitor_leave(v);
}

static int targets(const Visitor *v, int action, int n)
{
    int count = 0;
    for (int i = 0; i < v->app.ui.target_count; i++) {
        count += v->app.ui.targets[i].action == action && v->app.ui.targets[i].n == n;
    }
    return count;
}

static void what_went_wrong_can_be_tried_again(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin_panel(v, &m);
    plug_in(&m);
    m.work.state = WORK_REFUSED;
    err_say(&m.work.err, "", SAY_KEY_NO_SIGNATURE, SAY_KEY_SIGNATURE_HINT, NULL);
    visitor_wait(v, 1200);
    touch(v, OPERATOR_VIEW, VIEW_UPDATE);
    assert_null(target(v, OPERATOR_APPLY, 0));
    touch(v, OPERATOR_CHOOSE, 0);
    assert_int_equal(m.choices, 1);
    assert_int_equal(targets(v, OPERATOR_CHOOSE, 0), 2); // in the list, and to try again
    m.work.is_shown = true; // the bundle that was just installed is no trouble
    visitor_wait(v, 1200);
    assert_int_equal(targets(v, OPERATOR_CHOOSE, 0), 1);
    m.work.state = WORK_FAILED;
    m.work.bundle_count = 0; // and the stick is gone
    visitor_wait(v, 1200);
    touch(v, OPERATOR_CHOOSE, -1);
    assert_int_equal(m.bundle, -1);
    visitor_leave(v);
}

// ---- back, and export ------------------------------------------------------------------

static void roll_back_asks_and_is_absent_without_a_content_before(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin_panel(v, &m);
    visitor_wait(v, 1200);
    assert_null(target(v, OPERATOR_VIEW, VIEW_BACK));
    m.work.can_go_back = true;
    m.work.before = (WorkStory){"1", "2024-02-18", ""};
    visitor_wait(v, 1200);
    touch(v, OPERATOR_VIEW, VIEW_BACK);
    assert_int_equal(m.backs, 0);
    touch(v, OPERATOR_VIEW, VIEW_PANEL); // no
    assert_int_equal(m.backs, 0);
    touch(v, OPERATOR_VIEW, VIEW_BACK);
    touch(v, OPERATOR_ROLL_BACK, 0);
    assert_int_equal(m.backs, 1);
    visitor_leave(v);
}

static void export_wants_a_stick_that_can_be_written(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin_panel(v, &m);
    visitor_wait(v, 1200);
    assert_non_null(target(v, OPERATOR_EXPORT, 0));
    m.work.is_read_only = true;
    visitor_wait(v, 1200);
    assert_null(target(v, OPERATOR_EXPORT, 0));
    m.work.is_read_only = false;
    m.work.export_state = EXPORT_RUNNING;
    visitor_wait(v, 1200);
    assert_null(target(v, OPERATOR_EXPORT, 0));
    m.work.export_state = EXPORT_DONE;
    visitor_wait(v, 1200);
    touch(v, OPERATOR_EXPORT, 0);
    assert_int_equal(m.exports, 1);
    m.work.has_stick = false;
    visitor_wait(v, 1200);
    assert_null(target(v, OPERATOR_EXPORT, 0));
    visitor_leave(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sticks_are_looked_for_while_the_panel_is_open_only),
        cmocka_unit_test(a_bundle_is_looked_at_then_the_code_is_asked_for_then_it_is_applied),
        cmocka_unit_test(another_bundle_can_be_chosen),
        cmocka_unit_test(a_wrong_code_applies_nothing_and_stays_to_be_tried_again),
        cmocka_unit_test(five_wrong_codes_lock_and_put_out_of_the_panel),
        cmocka_unit_test(the_way_back_from_the_code_applies_nothing),
        cmocka_unit_test(a_stick_exchanged_while_the_code_is_typed_is_not_applied),
        cmocka_unit_test(it_can_be_cancelled_until_the_switch),
        cmocka_unit_test(work_that_goes_on_keeps_the_panel_open_but_not_for_ever),
        cmocka_unit_test(the_switch_waits_for_the_end_of_a_visit),
        cmocka_unit_test(what_went_wrong_can_be_tried_again),
        cmocka_unit_test(roll_back_asks_and_is_absent_without_a_content_before),
        cmocka_unit_test(export_wants_a_stick_that_can_be_written),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
