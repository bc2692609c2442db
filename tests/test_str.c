#include "base/str.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void texts_are_compared_by_bytes_and_length(void **state)
{
    (void)state;
    assert_true(str_eq(STR("常州"), str_from("常州")));
    assert_true(str_eq(STR_NONE, STR("")));
    assert_false(str_eq(STR("ab"), STR("abc")));
    assert_true(str_is(STR("ab"), "ab"));
    assert_true(str_compare(STR("a"), STR("ab")) < 0);
    assert_true(str_compare(STR("b"), STR("ab")) > 0);
    assert_int_equal(str_compare(STR("ab"), STR("ab")), 0);
    assert_true(str_compare(STR("\x80"), STR("a")) > 0); // bytes are unsigned
    assert_true(str_starts(STR("abc"), STR("ab")) && !str_starts(STR("a"), STR("ab")));
    assert_true(str_ends(STR("a.csv"), STR(".csv")) && !str_ends(STR("csv"), STR(".csv")));
}

static void parts_are_found_and_cut_within_bounds(void **state)
{
    (void)state;
    assert_int_equal(str_find(STR("abcabc"), STR("ca")), 2);
    assert_int_equal(str_find(STR("abc"), STR("d")), -1);
    assert_int_equal(str_find(STR("ab"), STR("abc")), -1);
    assert_int_equal(str_find(STR_NONE, STR("a")), -1);
    assert_int_equal(str_find_char(STR("abc"), 'c'), 2);
    assert_int_equal(str_find_char(STR_NONE, 'c'), -1);
    assert_true(str_is(str_sub(STR("abc"), 1, 1), "b"));
    assert_true(str_is(str_sub(STR("abc"), -5, 2), "ab"));
    assert_true(str_is(str_sub(STR("abc"), 2, 9), "c"));
    assert_int_equal(str_sub(STR("abc"), 9, 1).n, 0);
    assert_int_equal(str_sub(STR("abc"), 1, -1).n, 0);
    assert_true(str_is(str_from_offset(STR("abc"), 1), "bc"));
    assert_true(str_is(str_trim(STR(" \t\r\n a b \n")), "a b"));
    assert_int_equal(str_trim(STR("   ")).n, 0);
}

typedef struct {
    const char *text;
    bool is_number;
    double value;
} Number;

static void numbers_are_the_whole_text_or_none(void **state)
{
    (void)state;
    static const Number NUMBERS[] = {
        {"0", true, 0},
        {"12", true, 12},
        {"-3.5", true, -3.5},
        {"6.80", true, 6.8},
        {"0.05", true, 0.05},
        {"", false, 0},
        {"-", false, 0},
        {".5", false, 0},
        {"5.", false, 0},
        {"1e3", false, 0},
        {"1,000", false, 0},
        {" 1", false, 0},
        {"1.2.3", false, 0},
        {"+1", false, 0},
        {"12345678901234567", true, 1.2345678901234568e16},
        {"123456789012345678", false, 0},
    };
    for (int i = 0; i < COUNT(NUMBERS); i++) {
        print_message("  \"%s\"\n", NUMBERS[i].text);
        double value = 0;
        assert_int_equal(str_to_double(str_from(NUMBERS[i].text), &value), NUMBERS[i].is_number);
        assert_true(!NUMBERS[i].is_number || value == NUMBERS[i].value);
    }
    int64_t whole = 0;
    assert_true(str_to_int(STR("-42"), &whole) && whole == -42);
    assert_true(str_to_int(STR("999999999999999999"), &whole));
    assert_false(str_to_int(STR("9999999999999999999"), &whole));
    assert_false(str_to_int(STR("4.0"), &whole) || str_to_int(STR(""), &whole) ||
                 str_to_int(STR("-"), &whole));
}

static void splitting_gives_every_part_trimmed_even_empty_ones(void **state)
{
    (void)state;
    const char *const WANT[] = {"a", "", "b c", ""};
    Str rest = STR("a;; b c ;");
    Str part;
    int count = 0;
    while (str_split(&rest, ';', &part)) {
        assert_true(count < COUNT(WANT));
        assert_true(str_is(part, WANT[count++]));
    }
    assert_int_equal(count, COUNT(WANT));
    rest = STR_NONE;
    assert_false(str_split(&rest, ';', &part));
    rest = STR("");
    assert_true(str_split(&rest, ';', &part) && part.n == 0);
    assert_false(str_split(&rest, ';', &part));
}

static void made_texts_end_in_a_zero_byte(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "test", MIB);
    const char bytes[] = {'a', 'b', 'c', 'd'};
    assert_string_equal(str_z(&arena, (Str){bytes, 3}), "abc");
    assert_string_equal(str_z(&arena, STR_NONE), "");
    Str copy = str_dup(&arena, STR("常州"));
    assert_int_equal(copy.p[copy.n], 0);
    Str made = str_format(&arena, "%.*s-%d", STR_ARG(STR("ab")), 7);
    assert_string_equal(made.p, "ab-7");
    assert_int_equal(made.n, 4);
    const Str parts[] = {STR("a"), STR_NONE, STR("c")};
    assert_string_equal(str_join(&arena, parts, 3, STR(", ")).p, "a, , c");
    assert_string_equal(str_join(&arena, parts, 0, STR(", ")).p, "");
    arena_finish(&arena);
}

static void equal_texts_have_equal_hashes_and_others_differ(void **state)
{
    (void)state;
    assert_true(str_hash(STR("abc")) == str_hash(str_from("abc")));
    assert_true(str_hash(STR("abc")) != str_hash(STR("abd")));
    assert_true(str_hash(STR("")) == str_hash(STR_NONE));
    assert_true(str_hash(STR("a")) != str_hash((Str){"a\0", 2}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_compared_by_bytes_and_length),
        cmocka_unit_test(parts_are_found_and_cut_within_bounds),
        cmocka_unit_test(numbers_are_the_whole_text_or_none),
        cmocka_unit_test(splitting_gives_every_part_trimmed_even_empty_ones),
        cmocka_unit_test(made_texts_end_in_a_zero_byte),
        cmocka_unit_test(equal_texts_have_equal_hashes_and_others_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
