#include "base/file.h"
#include "venue/pin.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char FILE_NAME[] = BUILD_DIR "/test_pin.lock";

static int remove_file(void **state)
{
    (void)state;
    unlink(FILE_NAME);
    return 0;
}

static void a_hash_is_argon2id_and_matches_its_pin_only(void **state)
{
    (void)state;
    char hash[PIN_HASH];
    char other[PIN_HASH];
    assert_true(pin_make_hash("048213", hash));
    assert_true(pin_make_hash("048213", other));
    assert_int_equal(strncmp(hash, "$argon2id$", 10), 0);
    assert_string_not_equal(hash, other); // salted
    assert_true(pin_matches(hash, "048213"));
    assert_false(pin_matches(hash, "048214"));
    assert_false(pin_matches(hash, "48213"));
    assert_false(pin_matches("", "048213"));
    assert_false(pin_matches("$argon2id$nonsense", "048213"));
}

static void only_six_digits_are_a_pin(void **state)
{
    (void)state;
    char hash[PIN_HASH];
    static const char *const WRONG[] = {"", "12345", "1234567", "12345a", "１２３４５６"};
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        assert_false(pin_make_hash(WRONG[i], hash));
    }
}

static void the_fifth_wrong_guess_locks_for_five_minutes_even_over_a_restart(void **state)
{
    (void)state;
    PinLock lock;
    pin_lock_open(&lock, FILE_NAME, 1000);
    for (int i = 0; i < PIN_TRIES; i++) {
        assert_int_equal(pin_lock_left_s(&lock, 1000), 0);
        assert_true(pin_lock_begin(&lock, 1000));
    }
    assert_false(pin_lock_begin(&lock, 1000));
    pin_lock_open(&lock, FILE_NAME, 1100); // the plug was pulled
    assert_int_equal(pin_lock_left_s(&lock, 1100), 200);
    assert_false(pin_lock_begin(&lock, 1299));
    assert_true(pin_lock_begin(&lock, 1300));
}

static void a_guess_counts_before_it_is_checked(void **state)
{
    (void)state;
    for (int i = 0; i < PIN_TRIES; i++) { // pulls the plug after each
        PinLock lock;
        pin_lock_open(&lock, FILE_NAME, 50);
        assert_true(pin_lock_begin(&lock, 50));
    }
    PinLock lock;
    pin_lock_open(&lock, FILE_NAME, 60);
    assert_false(pin_lock_begin(&lock, 60));
}

static void a_right_guess_opens_the_count_again(void **state)
{
    (void)state;
    PinLock lock;
    pin_lock_open(&lock, FILE_NAME, 0);
    for (int round = 0; round < 10; round++) {
        assert_true(pin_lock_begin(&lock, 0));
        assert_true(pin_lock_begin(&lock, 0));
        pin_lock_forgive(&lock);
    }
    pin_lock_open(&lock, FILE_NAME, 0);
    assert_int_equal(lock.wrong, 0);
}

static void a_clock_set_back_locks_five_minutes_at_most(void **state)
{
    (void)state;
    PinLock lock;
    pin_lock_open(&lock, FILE_NAME, 2000000000);
    for (int i = 0; i < PIN_TRIES; i++) {
        pin_lock_begin(&lock, 2000000000);
    }
    pin_lock_open(&lock, FILE_NAME, 10); // 1970
    assert_int_equal(pin_lock_left_s(&lock, 10), PIN_LOCK_S);
}

static void a_damaged_file_is_an_open_lock(void **state)
{
    (void)state;
    static const char *const DAMAGED[] = {"", "x", "99 5", "-1 0", "1"};
    for (size_t i = 0; i < sizeof DAMAGED / sizeof DAMAGED[0]; i++) {
        assert_true(file_write(FILE_NAME, str_from(DAMAGED[i]), NULL));
        PinLock lock;
        pin_lock_open(&lock, FILE_NAME, 0);
        assert_int_equal(lock.wrong, 0);
        assert_int_equal(pin_lock_left_s(&lock, 0), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hash_is_argon2id_and_matches_its_pin_only),
        cmocka_unit_test(only_six_digits_are_a_pin),
        cmocka_unit_test_setup(the_fifth_wrong_guess_locks_for_five_minutes_even_over_a_restart,
                               remove_file),
        cmocka_unit_test_setup(a_guess_counts_before_it_is_checked, remove_file),
        cmocka_unit_test_setup(a_right_guess_opens_the_count_again, remove_file),
        cmocka_unit_test_setup(a_clock_set_back_locks_five_minutes_at_most, remove_file),
        cmocka_unit_test_setup(a_damaged_file_is_an_open_lock, remove_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
