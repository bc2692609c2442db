#include "type_check.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static Arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, "test", 64 * MIB);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_finish(&arena);
    return 0;
}

enum { EM = CHECK_EM };

// The whole text as one line of `measure`; gaps[i] is what stands between cell i and i + 1 beyond
// their full widths.
static CheckSetting one_line(const char *text, int64_t measure, int64_t gaps[], PlacedLine *placed)
{
    CheckCase c = {0};
    CheckSetting s = check_set(&arena, str_from(text), &c);
    *placed = line_place(&arena, &s.sums, &s.lines.items[0], measure, true);
    for (int i = 0; i + 1 < s.cells.count; i++) {
        gaps[i] = placed->x[i + 1] - placed->x[i] - s.cells.cells[i].width;
    }
    return s;
}

static void brackets_give_way_before_commas_and_commas_before_full_stops(void **state)
{
    (void)state;
    int64_t gaps[16];
    PlacedLine placed;
    //         0 1 2 3 4 5 6 7 8
    one_line("一（二）三，四。五", 8 * EM, gaps, &placed); // one em too wide: both brackets
    assert_int_equal(gaps[0], -EM / 2);
    assert_int_equal(gaps[3], -EM / 2);
    assert_int_equal(gaps[5], 0);
    one_line("一（二）三，四。五", 8 * EM - EM / 2, gaps, &placed);
    assert_int_equal(gaps[5], -EM / 2);
    assert_int_equal(gaps[7], 0);
    one_line("一（二）三，四。五", 7 * EM, gaps, &placed);
    assert_int_equal(gaps[7], -EM / 2);
    assert_true(placed.is_full);
}

static void within_a_tier_all_give_alike(void **state)
{
    (void)state;
    int64_t gaps[16];
    PlacedLine placed;
    one_line("一，二，三，四", 7 * EM - 300, gaps, &placed);
    assert_int_equal(gaps[1], -100);
    assert_int_equal(gaps[3], -100);
    assert_int_equal(gaps[5], -100);
}

static void gaps_beside_western_text_stretch_first(void **state)
{
    (void)state;
    int64_t gaps[16];
    PlacedLine placed;
    // Five em with two gaps of a quarter: 5.5 natural.
    one_line("汉AB字汉字", 6 * EM - EM / 4, gaps, &placed);
    assert_int_equal(gaps[0], EM / 4 + EM / 8);
    assert_int_equal(gaps[2], EM / 4 + EM / 8);
    assert_int_equal(gaps[3], 0);
    one_line("汉AB字汉字", 6 * EM + 400, gaps, &placed); // beyond half an em all share
    assert_int_equal(gaps[0], EM / 2 + 100);
    assert_int_equal(gaps[3], 100);
}

static void nothing_opens_inside_words_numbers_or_beside_connectors(void **state)
{
    (void)state;
    int64_t gaps[16];
    PlacedLine placed;
    //        0 1 2 3 4 5 6
    one_line("江～南有３年历史", 8 * EM + 500, gaps, &placed);
    assert_int_equal(gaps[0], 0);
    assert_int_equal(gaps[1], 0);
    assert_int_equal(gaps[4], 0); // ３年
    assert_true(gaps[2] > 0);
    assert_int_equal(placed.width, 8 * EM + 500);
}

static void the_edges_of_a_line_are_trimmed(void **state)
{
    (void)state;
    int64_t gaps[16];
    PlacedLine placed;
    CheckSetting s = one_line("“江南。”", 0, gaps, &placed);
    assert_int_equal(placed.x[0], -EM / 2);
    assert_int_equal(s.lines.items[0].width, 2 * EM + EM / 2 + EM / 2 + EM / 2);
}

static void a_line_with_holes_is_left_ragged(void **state)
{
    (void)state;
    int64_t gaps[16];
    PlacedLine placed;
    one_line("江南", 10 * EM, gaps, &placed);
    assert_false(placed.is_full);
    assert_int_equal(placed.width, 2 * EM);
    assert_int_equal(gaps[0], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(brackets_give_way_before_commas_and_commas_before_full_stops),
        cmocka_unit_test(within_a_tier_all_give_alike),
        cmocka_unit_test(gaps_beside_western_text_stretch_first),
        cmocka_unit_test(nothing_opens_inside_words_numbers_or_beside_connectors),
        cmocka_unit_test(the_edges_of_a_line_are_trimmed),
        cmocka_unit_test(a_line_with_holes_is_left_ragged),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
