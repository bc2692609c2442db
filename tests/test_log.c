// The log's cap and its patience with what repeats. The tests have a clock of their own.
#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { CAP = 2 * 1024 * 1024, YEAR_S = 365 * 24 * 3600 };

static const char PATH[] = BUILD_DIR "/test_log.txt";
static const char OLDER[] = BUILD_DIR "/test_log.txt.1";

static int64_t now_ms;

int64_t __wrap_clock_now_ms(void);
int64_t __wrap_clock_now_ms(void)
{
    return now_ms;
}

static Arena arena;

static int begin(void **state)
{
    (void)state;
    unlink(PATH);
    unlink(OLDER);
    rmdir(PATH);
    now_ms = 1000;
    arena_init(&arena, "log", 16 * MIB);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_finish(&arena);
    return 0;
}

static Str text_of(const char *path)
{
    Str text = STR_NONE;
    if (file_exists(path)) {
        assert_true(file_read(&arena, path, 8 * MIB, &text, NULL));
    }
    return text;
}

static int count(Str text, const char *word)
{
    int found = 0;
    for (int at = str_find(text, str_from(word)); at >= 0; found++) {
        text = str_from_offset(text, at + 1);
        at = str_find(text, str_from(word));
    }
    return found;
}

static void two_files_never_hold_more_than_twice_the_cap(void **state)
{
    (void)state;
    static const int CAPS[] = {3000, 65536, CAP};
    for (int k = 0; k < COUNT(CAPS); k++) {
        Log *log = log_open(PATH, CAPS[k]);
        int lines = 3 * CAPS[k] / 500;
        for (int i = 0; i < lines; i++) {
            now_ms += LOG_REFILL_MS;
            log_line(log, "line %d %0500d", i, i);
            if (i % 97 == 0 || CAPS[k] == 3000) {
                arena_reset(&arena);
                assert_true(text_of(PATH).n <= CAPS[k]);
                assert_true(text_of(OLDER).n <= CAPS[k]);
            }
        }
        log_close(log);
        arena_reset(&arena);
        assert_true(text_of(PATH).n + text_of(OLDER).n <= 2 * CAPS[k]);
        assert_true(text_of(OLDER).n > CAPS[k] / 2); // it did turn over
        unlink(PATH);
        unlink(OLDER);
    }
}

// Opened again and again, as a kiosk that crashes does.
static void the_cap_holds_over_restarts(void **state)
{
    (void)state;
    for (int i = 0; i < 200; i++) {
        Log *log = log_open(PATH, 4000);
        log_line(log, "start %d %0300d", i, i);
        log_close(log);
        arena_reset(&arena);
        assert_true(text_of(PATH).n <= 4000 && text_of(OLDER).n <= 4000);
    }
}

static void a_line_that_repeats_is_written_once_and_counted(void **state)
{
    (void)state;
    Log *log = log_open(PATH, CAP);
    for (int i = 0; i < 500; i++) {
        now_ms += 1000;
        log_line(log, "the stick cannot be read");
    }
    log_line(log, "something else");
    log_close(log);
    Str text = text_of(PATH);
    assert_int_equal(count(text, "the stick cannot be read"), 1);
    assert_int_equal(count(text, "(the line above, 499 times more)"), 1);
    assert_int_equal(count(text, "something else"), 1);
}

// A bad stick and a lost display, each every second, for a year: the first and the last are still there.
static void what_goes_on_every_second_for_a_year_washes_nothing_out(void **state)
{
    (void)state;
    Log *log = log_open(PATH, CAP);
    log_line(log, "first frame after 150 ms");
    for (int i = 0; i < YEAR_S / 365; i++) { // a day of it
        now_ms += 1000;
        log_line(log, "the stick %d cannot be read", i);
        log_line(log, "the display is gone");
    }
    log_close(log);
    Str text = text_of(PATH);
    assert_true(text.n < CAP / 10);
    assert_int_equal(count(text, "first frame"), 1);
    assert_true(count(text, "lines left out") > 0);
}

static void after_a_burst_lines_come_again_with_time(void **state)
{
    (void)state;
    Log *log = log_open(PATH, CAP);
    for (int i = 0; i < LOG_BURST + 50; i++) {
        log_line(log, "burst %d.", i);
    }
    now_ms += 2 * LOG_REFILL_MS;
    log_line(log, "later");
    log_close(log);
    Str text = text_of(PATH);
    assert_int_equal(count(text, "burst "), LOG_BURST);
    assert_int_equal(count(text, "(50 lines left out)"), 1);
    assert_int_equal(count(text, "later"), 1);
}

static void one_event_is_one_line_however_long(void **state)
{
    (void)state;
    Log *log = log_open(PATH, CAP);
    char words[4000];
    for (int i = 0; i < 3999; i++) {
        words[i] = "\n\r展"[i % 5];
    }
    words[3999] = '\0';
    log_line(log, "%s", words);
    log_line(log, "x%s", words);
    log_close(log);
    Str text = text_of(PATH);
    assert_int_equal(count(text, "\n"), 2);
    assert_true(text.n < 2 * (LOG_LINE + 40));
}

static void a_disk_that_refuses_is_asked_again(void **state)
{
    (void)state;
    assert_true(file_make_folders(PATH, NULL)); // a folder where the log should be
    Log *log = log_open(PATH, CAP);
    log_line(log, "lost");
    assert_int_equal(rmdir(PATH), 0);
    log_line(log, "found");
    log_close(log);
    assert_int_equal(count(text_of(PATH), "found"), 1);
    assert_int_equal(count(text_of(PATH), "lost"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(two_files_never_hold_more_than_twice_the_cap),
        TEST(the_cap_holds_over_restarts),
        TEST(a_line_that_repeats_is_written_once_and_counted),
        TEST(what_goes_on_every_second_for_a_year_washes_nothing_out),
        TEST(after_a_burst_lines_come_again_with_time),
        TEST(one_event_is_one_line_however_long),
        TEST(a_disk_that_refuses_is_asked_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
