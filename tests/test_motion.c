#include "ui/motion.h"
// cmocka wants these first
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void every_curve_begins_and_ends_where_it_should(void **state)
{
    (void)state;
    assert_float_equal(ease_settle(0), 0, 0.0001);
    assert_float_equal(ease_settle(1), 1, 0.0001);
    assert_float_equal(ease_settle(0.1f), 0.5f / (1 - 1.0f / 1024), 0.0001);
    assert_float_equal(ease_settle(7), 1, 0.0001);
    assert_float_equal(ease_leave(0.5f), 0.25, 0.0001);
    assert_float_equal(ease_sway(0), 0, 0.0001);
    assert_float_equal(ease_sway(0.5f), 1, 0.0001);
    assert_float_equal(ease_sway(1), 0, 0.0001);
}

static void settling_never_turns_back(void **state)
{
    (void)state;
    float last = 0;
    for (int i = 1; i <= 100; i++) {
        float now = ease_settle((float)i / 100);
        assert_true(now > last && now <= 1);
        last = now;
    }
}

static void progress_is_clamped_to_its_time(void **state)
{
    (void)state;
    assert_float_equal(motion_progress(900, 1000, 460), 0, 0);
    assert_float_equal(motion_progress(1230, 1000, 460), 0.5, 0.0001);
    assert_float_equal(motion_progress(5000, 1000, 460), 1, 0);
    assert_float_equal(motion_progress(1000, 1000, 0), 1, 0); // no time: over at once
}

static void a_glide_first_aimed_is_there_at_once(void **state)
{
    (void)state;
    Glide glide = {0};
    glide_aim(&glide, 300, 1000, 460);
    assert_false(glide_is_moving(&glide, 1000));
    assert_float_equal(glide_at(&glide, 1000), 300, 0);
}

static void a_glide_aimed_anew_goes_on_from_where_it_is(void **state)
{
    (void)state;
    Glide glide = {0};
    glide_set(&glide, 0);
    glide_aim(&glide, 100, 1000, 400);
    float half = glide_at(&glide, 1100);
    assert_true(half > 50 && half < 100);
    glide_aim(&glide, 0, 1100, 400);
    assert_float_equal(glide_at(&glide, 1100), half, 0.001);
    assert_true(glide_is_moving(&glide, 1200));
    assert_float_equal(glide_at(&glide, 1500), 0, 0.001);
    assert_false(glide_is_moving(&glide, 1500));
}

static void aiming_at_the_same_place_does_not_start_again(void **state)
{
    (void)state;
    Glide glide = {0};
    glide_set(&glide, 0);
    glide_aim(&glide, 100, 1000, 400);
    glide_aim(&glide, 100, 1300, 400);
    assert_false(glide_is_moving(&glide, 1400));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_curve_begins_and_ends_where_it_should),
        cmocka_unit_test(settling_never_turns_back),
        cmocka_unit_test(progress_is_clamped_to_its_time),
        cmocka_unit_test(a_glide_first_aimed_is_there_at_once),
        cmocka_unit_test(a_glide_aimed_anew_goes_on_from_where_it_is),
        cmocka_unit_test(aiming_at_the_same_place_does_not_start_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
