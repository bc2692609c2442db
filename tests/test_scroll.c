#include "ui/scroll.h"
// cmocka wants these first
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static Scroll list_of(float content)
{
    Scroll scroll = {0};
    scroll_set_limit(&scroll, content, 500);
    scroll_step(&scroll, 0);
    return scroll;
}

// Steps of a 60 Hz screen until it rests; the time it took, or -1 when it never does.
static int64_t rest(Scroll *scroll, int64_t from_ms)
{
    for (int64_t now = from_ms; now < from_ms + 20000; now += 16) {
        if (!scroll_step(scroll, now)) {
            return now - from_ms;
        }
    }
    return -1;
}

static void content_shorter_than_the_view_does_not_scroll(void **state)
{
    (void)state;
    Scroll scroll = list_of(300);
    assert_float_equal(scroll.limit, 0, 0);
    scroll_to(&scroll, 100);
    assert_float_equal(scroll.pos, 0, 0);
}

static void a_drag_follows_the_finger(void **state)
{
    (void)state;
    Scroll scroll = list_of(2000);
    scroll_drag(&scroll, -120);
    assert_float_equal(scroll.pos, 120, 0.001);
    assert_true(scroll.is_held);
    assert_false(scroll_step(&scroll, 16)); // held: it waits for the finger
    assert_float_equal(scroll.pos, 120, 0.001);
}

static void beyond_the_end_a_drag_is_heavier(void **state)
{
    (void)state;
    Scroll scroll = list_of(2000);
    scroll_drag(&scroll, 10); // over the start
    scroll_drag(&scroll, 50);
    assert_float_equal(scroll.pos, -10 - 50 * 0.4, 0.001);
}

static void a_fling_goes_as_far_as_its_velocity_and_rests(void **state)
{
    (void)state;
    Scroll scroll = list_of(100000);
    scroll_drag(&scroll, -1);
    scroll_release(&scroll, -2); // 2 dp/ms upwards
    int64_t took = rest(&scroll, 0);
    // v · τ = 2 · 325, in steps of 16 ms
    assert_true(scroll.pos > 1 + 2 * 325 * 0.95f && scroll.pos < 1 + 2 * 325 * 1.1f);
    assert_true(took > 1000 && took < 2000); // 325 · ln(2 / 0.02) = 1497
}

static void a_list_flung_over_its_end_comes_back_to_it(void **state)
{
    (void)state;
    Scroll scroll = list_of(800);
    scroll_to(&scroll, 250);
    scroll_drag(&scroll, -1);
    scroll_release(&scroll, -3);
    float furthest = 0;
    int64_t now = 0;
    while (scroll_step(&scroll, now += 16) && now < 10000) {
        furthest = scroll.pos > furthest ? scroll.pos : furthest;
    }
    assert_true(furthest > 320);
    assert_true(now < 3000);
    assert_float_equal(scroll.pos, 300, 0.01);
}

static void a_touch_on_a_moving_list_stops_it(void **state)
{
    (void)state;
    Scroll scroll = list_of(100000);
    scroll_drag(&scroll, -1);
    scroll_release(&scroll, -2);
    scroll_step(&scroll, 0);
    scroll_step(&scroll, 16);
    assert_true(scroll_stop(&scroll));
    float pos = scroll.pos;
    assert_false(scroll_step(&scroll, 32));
    assert_float_equal(scroll.pos, pos, 0);
    assert_false(scroll_stop(&scroll)); // it stood already
}

static void a_list_that_became_shorter_comes_to_its_new_end(void **state)
{
    (void)state;
    Scroll scroll = list_of(5000);
    scroll_to(&scroll, 4000);
    scroll_set_limit(&scroll, 1500, 500);
    assert_true(rest(&scroll, 0) > 0);
    assert_float_equal(scroll.pos, 1000, 0.01);
}

static void a_long_pause_between_frames_does_not_throw_the_list_away(void **state)
{
    (void)state;
    Scroll scroll = list_of(100000);
    scroll_drag(&scroll, -1);
    scroll_release(&scroll, -2);
    scroll_step(&scroll, 0);
    scroll_step(&scroll, 60000);
    assert_true(scroll.pos < 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(content_shorter_than_the_view_does_not_scroll),
        cmocka_unit_test(a_drag_follows_the_finger),
        cmocka_unit_test(beyond_the_end_a_drag_is_heavier),
        cmocka_unit_test(a_fling_goes_as_far_as_its_velocity_and_rests),
        cmocka_unit_test(a_list_flung_over_its_end_comes_back_to_it),
        cmocka_unit_test(a_touch_on_a_moving_list_stops_it),
        cmocka_unit_test(a_list_that_became_shorter_comes_to_its_new_end),
        cmocka_unit_test(a_long_pause_between_frames_does_not_throw_the_list_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
