#include "ui/reach.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { STAGE = 1080, STAGE_PORTRAIT = 1920 };

typedef struct {
    float diagonal_in;
    int bottom_mm;
    bool is_portrait;
    int percent; // of the picture below 1220 mm, as requirements for halls have it
    const char *why;
} Wall;

static const Wall WALLS[] = {
    {55, 800, false, 61, "55\" landscape"}, {65, 800, false, 52, "65\" landscape"},
    {75, 800, false, 45, "75\" landscape"}, {86, 800, false, 39, "86\" landscape"},
    {98, 800, false, 34, "98\" landscape"}, {55, 650, true, 47, "55\" portrait"},
    {65, 650, true, 40, "65\" portrait"},
};

#define COUNT_OF(a) ((int)(sizeof(a) / sizeof *(a)))

static float height_mm(const Wall *wall, const Reach *reach, float y)
{
    float stage = wall->is_portrait ? STAGE_PORTRAIT : STAGE;
    return (float)wall->bottom_mm + (stage - y) * reach->mm_per_dp;
}

static void the_band_is_where_the_rule_puts_it(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(WALLS); i++) {
        const Wall *wall = &WALLS[i];
        print_message("  %s\n", wall->why);
        Reach reach = reach_of((Mounting){wall->diagonal_in, wall->bottom_mm}, wall->is_portrait);
        float stage = wall->is_portrait ? STAGE_PORTRAIT : STAGE;
        assert_true(reach.is_known);
        assert_int_equal(lroundf((stage - reach.top) / stage * 100), wall->percent);
        assert_float_equal(height_mm(wall, &reach, reach.top), REACH_HIGH_MM, 0.1);
        assert_float_equal(reach.bottom, stage,
                           0.001); // a picture above 380 mm has no part below it
    }
}

static void low_mode_brings_the_top_into_the_band_or_leaves_a_third(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(WALLS); i++) {
        const Wall *wall = &WALLS[i];
        print_message("  %s\n", wall->why);
        Reach reach = reach_of((Mounting){wall->diagonal_in, wall->bottom_mm}, wall->is_portrait);
        float page = (wall->is_portrait ? STAGE_PORTRAIT : STAGE) - REACH_BAR_DP;
        float line = wall->is_portrait ? REACH_LINE_PORTRAIT_DP : REACH_LINE_DP;
        assert_true(reach.drop >= line);
        assert_true(page - reach.drop >= page / 3 - 0.01f);
        bool is_in = height_mm(wall, &reach, reach.drop) <= REACH_HIGH_MM + 0.1f;
        assert_true(is_in || fabsf(page - reach.drop - page / 3) < 0.01f);
    }
    // The two ends of the rule, in numbers.
    Reach near = reach_of((Mounting){55, 800}, false);
    assert_float_equal(near.drop, 418, 1);
    Reach far = reach_of((Mounting){98, 800}, false);
    assert_float_equal(far.drop, 640, 0.01);
}

// Whatever lies on the page comes between 1220 mm and the bar at one of the stops, but for the strip
// above the first control of any page.
static void every_place_of_a_page_comes_into_reach_at_some_stop(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(WALLS); i++) {
        const Wall *wall = &WALLS[i];
        print_message("  %s\n", wall->why);
        Reach reach = reach_of((Mounting){wall->diagonal_in, wall->bottom_mm}, wall->is_portrait);
        float page = (wall->is_portrait ? STAGE_PORTRAIT : STAGE) - REACH_BAR_DP;
        float stops[REACH_MAX_STOPS];
        int count = reach_stops(&reach, stops);
        assert_true(count >= 2 && count < REACH_MAX_STOPS);
        assert_float_equal(stops[0], reach.drop, 0.001);
        assert_float_equal(stops[count - 1], 0, 0.001);
        float first = fmaxf(0, reach.top - reach.drop);
        assert_true(first < 70);
        for (float y = first + 1; y < page; y += 4) {
            bool is_met = false;
            for (int s = 0; s < count; s++) {
                float at = y + stops[s];
                is_met = is_met || (at >= reach.top && at < page);
            }
            assert_true(is_met);
        }
    }
}

static void an_unknown_mounting_gets_the_reach_line_of_the_design(void **state)
{
    (void)state;
    static const Mounting UNKNOWN[] = {{0, 0}, {55, 0}, {0, 650}};
    for (int i = 0; i < COUNT_OF(UNKNOWN); i++) {
        Reach wide = reach_of(UNKNOWN[i], false);
        Reach tall = reach_of(UNKNOWN[i], true);
        assert_false(wide.is_known || tall.is_known);
        assert_float_equal(wide.drop, 360, 0.001);
        assert_float_equal(tall.drop, 640, 0.001);
        assert_float_equal(wide.top, 0, 0.001);
        assert_float_equal(tall.bottom, STAGE_PORTRAIT, 0.001);
        float stops[REACH_MAX_STOPS];
        assert_int_equal(reach_stops(&wide, stops), 2);
        assert_int_equal(reach_stops(&tall, stops), 2);
        assert_false(reach_misses_bar(UNKNOWN[i]));
    }
}

static void a_screen_all_in_reach_still_comes_down_to_the_line(void **state)
{
    (void)state;
    Reach small = reach_of((Mounting){32, 700}, false);
    assert_true(small.is_known);
    assert_float_equal(small.top, 0, 0.001);
    assert_float_equal(small.drop, 360, 0.001);
}

static void the_switch_goes_up_stop_by_stop_and_down_again(void **state)
{
    (void)state;
    Reach plain = reach_of((Mounting){0, 0}, false);
    assert_float_equal(reach_next(&plain, 360), 0, 0.001);
    assert_float_equal(reach_next(&plain, 0), 360, 0.001);
    assert_float_equal(reach_next(&plain, 100), 0, 0.001); // a finger left it in between
    Reach wall = reach_of((Mounting){98, 800}, false);
    float at = wall.drop;
    int steps = 0;
    do {
        float next = reach_next(&wall, at);
        assert_true(next < at || at == 0);
        at = next;
        steps++;
    } while (at != wall.drop && steps < 20);
    assert_true(steps == 4); // three up, one down
    assert_float_equal(reach_nearest(&plain, 200), 360, 0.001);
    assert_float_equal(reach_nearest(&plain, 170), 0, 0.001);
}

typedef struct {
    float diagonal_in;
    int bottom_mm;
    bool is_missed;
    const char *why;
} Bar;

static void a_mounting_that_takes_the_bar_out_of_reach_is_found(void **state)
{
    static const Bar BARS[] = {
        {55, 800, false, "as it should be"},
        {98, 800, false, "800 + 136 mm"},
        {55, 650, false, "low"},
        {55, 380, false, "the least"},
        {55, 379, true, "a mm too low"},
        {55, 1144, false, "1144 + 76 mm is 1220"},
        {55, 1145, true, "a mm too high"},
        {98, 1100, true, "1100 + 136 mm"},
        {0, 3000, false, "no size: nothing is claimed"},
        {98, 0, false, "no height: nothing is claimed"},
    };
    (void)state;
    for (int i = 0; i < COUNT_OF(BARS); i++) {
        print_message("  %s\n", BARS[i].why);
        Mounting mounting = {BARS[i].diagonal_in, BARS[i].bottom_mm};
        assert_int_equal(reach_misses_bar(mounting), BARS[i].is_missed);
    }
    int lower_mm;
    int upper_mm;
    assert_true(reach_bar_mm((Mounting){98, 800}, &lower_mm, &upper_mm));
    assert_int_equal(lower_mm, 800);
    assert_int_equal(upper_mm, 936);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_band_is_where_the_rule_puts_it),
        cmocka_unit_test(low_mode_brings_the_top_into_the_band_or_leaves_a_third),
        cmocka_unit_test(every_place_of_a_page_comes_into_reach_at_some_stop),
        cmocka_unit_test(an_unknown_mounting_gets_the_reach_line_of_the_design),
        cmocka_unit_test(a_screen_all_in_reach_still_comes_down_to_the_line),
        cmocka_unit_test(the_switch_goes_up_stop_by_stop_and_down_again),
        cmocka_unit_test(a_mounting_that_takes_the_bar_out_of_reach_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
