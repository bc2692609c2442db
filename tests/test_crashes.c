#include "base/file.h"
#include "venue/crashes.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>

static const char FILE_NAME[] = BUILD_DIR "/test_crashes.txt";

static int remove_file(void **state)
{
    (void)state;
    unlink(FILE_NAME);
    return 0;
}

static void three_bad_ends_within_five_minutes_are_seen(void **state)
{
    (void)state;
    Crashes crashes;
    assert_int_equal(crashes_begin(&crashes, FILE_NAME, "boot-a", 10), 0);
    assert_int_equal(crashes_begin(&crashes, FILE_NAME, "boot-a", 20), 1);
    assert_int_equal(crashes_begin(&crashes, FILE_NAME, "boot-a", 30), 2);
    assert_int_equal(crashes_begin(&crashes, FILE_NAME, "boot-a", 40), CRASHES_MOST);
}

static void bad_ends_far_apart_are_not_counted_together(void **state)
{
    (void)state;
    Crashes crashes;
    for (int i = 0; i < 40; i++) {
        assert_in_range(crashes_begin(&crashes, FILE_NAME, "boot-a", i * 200), 0, 1);
    }
}

static void an_orderly_end_forgives_what_was_before(void **state)
{
    (void)state;
    Crashes crashes;
    for (int i = 0; i < 20; i++) {
        assert_int_equal(crashes_begin(&crashes, FILE_NAME, "boot-a", i), 0);
        crashes_end(&crashes);
    }
}

static void pulling_the_plug_is_not_a_crash_of_this_boot(void **state)
{
    (void)state;
    Crashes crashes;
    for (int i = 0; i < 10; i++) {
        char boot[2] = {(char)('a' + i), '\0'};
        assert_int_equal(crashes_begin(&crashes, FILE_NAME, boot, 5), 0);
        assert_int_equal(crashes.before, i > 0 ? 1 : 0);
    }
}

static void a_damaged_file_counts_as_none(void **state)
{
    (void)state;
    static const char *const DAMAGED[] = {"", "\n", "boot-a x y z", "boot-a 99999 -5", "\xff\xfe"};
    for (size_t i = 0; i < sizeof DAMAGED / sizeof DAMAGED[0]; i++) {
        assert_true(file_write(FILE_NAME, str_from(DAMAGED[i]), NULL));
        Crashes crashes;
        assert_int_equal(crashes_begin(&crashes, FILE_NAME, "boot-a", 100), 0);
        assert_int_equal(crashes.count, 1);
    }
}

static void the_list_does_not_grow(void **state)
{
    (void)state;
    Crashes crashes;
    for (int i = 0; i < 500; i++) {
        crashes_begin(&crashes, FILE_NAME, "boot-a", i);
    }
    assert_int_equal(crashes.count, CRASHES_KEPT);
    assert_in_range(file_size(FILE_NAME), 1, 200);
}

static void without_a_place_to_write_nothing_is_kept(void **state)
{
    (void)state;
    Crashes crashes;
    assert_int_equal(crashes_begin(&crashes, "", "boot-a", 1), 0);
    assert_int_equal(crashes_begin(&crashes, "/nowhere/at/all", "boot-a", 1), 0);
}

static void a_rest_forgives_and_this_start_counts_from_now(void **state)
{
    (void)state;
    Crashes crashes;
    for (int i = 0; i < 4; i++) {
        crashes_begin(&crashes, FILE_NAME, "boot-a", i * 10);
    }
    crashes_begin_again(&crashes, 640);                                     // ten minutes later
    assert_int_equal(crashes_begin(&crashes, FILE_NAME, "boot-a", 650), 1); // and it crashed again
    assert_int_equal(crashes_begin(&crashes, FILE_NAME, "boot-a", 660), 2);
}

static void a_boot_has_a_name_and_a_time(void **state)
{
    (void)state;
    char boot[48];
    char again[48];
    int64_t now_s = -1;
    crashes_clock(boot, &now_s);
    crashes_clock(again, &now_s);
    assert_string_equal(boot, again);
    assert_true(now_s >= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(three_bad_ends_within_five_minutes_are_seen, remove_file),
        cmocka_unit_test_setup(bad_ends_far_apart_are_not_counted_together, remove_file),
        cmocka_unit_test_setup(an_orderly_end_forgives_what_was_before, remove_file),
        cmocka_unit_test_setup(pulling_the_plug_is_not_a_crash_of_this_boot, remove_file),
        cmocka_unit_test_setup(a_rest_forgives_and_this_start_counts_from_now, remove_file),
        cmocka_unit_test(a_boot_has_a_name_and_a_time),
        cmocka_unit_test_setup(a_damaged_file_counts_as_none, remove_file),
        cmocka_unit_test_setup(the_list_does_not_grow, remove_file),
        cmocka_unit_test_setup(without_a_place_to_write_nothing_is_kept, remove_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
