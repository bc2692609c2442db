// A year of busy days in a hall, by a virtual clock: what is kept stays within its bounds.
#include "base/clock.h"
#include "base/file.h"
#include "venue/usage.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum {
    DAYS = 365,
    VISITS = 300,              // a day
    VIEWS = 8,                 // of a visit
    LINES = 5,                 // of the log, for a visit: far more than are written
    MOST = 16 * 1024 * 1024,   // of 20 MiB; the system keeps 4 (packaging/debian/journald.conf)
    LOG_CAP = 2 * 1024 * 1024, // as in kiosk.c
};

static const char FOLDER[] = BUILD_DIR "/test_year";
static const int64_t BEGAN_S = 1796054400; // 2026-11-30 16:00 UTC: 1 December in Beijing

// The disk of this test keeps what it is given without being waited for: 109 500 times would take long.
int fsync(int file);
int fdatasync(int file);

int fsync(int file)
{
    (void)file;
    return 0;
}

int fdatasync(int file)
{
    (void)file;
    return 0;
}

// The hall's clock, moved by the test; the recorder takes a plain function.
static int64_t *hall_s(void)
{
    static int64_t now_s;
    return &now_s;
}

static int64_t wall_s(void)
{
    return *hall_s();
}

static int64_t bytes_kept(void)
{
    Arena arena;
    arena_init(&arena, "test", MIB);
    NameList names;
    assert_true(file_list(&arena, FOLDER, STR_NONE, &names, NULL));
    int64_t sum = 0;
    for (int i = 0; i < names.count; i++) {
        int64_t size = file_size(file_join(&arena, str_from(FOLDER), names.items[i]).p);
        sum += size > 0 ? size : 0;
    }
    arena_finish(&arena);
    return sum;
}

static void visit(AppObserver observer, Rng *rng, int64_t now_ms)
{
    char route[ROUTE_MAX] = "attract";
    AppNews news = {.route = route, .language = "zh", .now_ms = now_ms};
    for (int i = 0; i < VIEWS; i++) {
        news.kind = NEWS_TOUCHED;
        news.touched_ms = news.now_ms;
        news.at = (Point){(float)rng_below(rng, 1000) / 1000, (float)rng_below(rng, 1000) / 1000};
        observer.told(observer.context, &news);
        news.kind = NEWS_TAPPED;
        observer.told(observer.context, &news);
        news.kind = NEWS_SHOWN;
        news.now_ms += 60;
        snprintf(route, sizeof route, "project/a-long-name-of-a-project-%d",
                 rng_below(rng, 50) * VIEWS + i);
        observer.told(observer.context, &news);
        news.now_ms += 1000 + rng_below(rng, 20000);
    }
    news.kind = NEWS_RESET;
    observer.told(observer.context, &news);
    news.kind = NEWS_SHOWN;
    snprintf(route, sizeof route, "attract");
    observer.told(observer.context, &news);
}

static void a_year_of_journal_and_log_is_at_most_16_mib(void **state)
{
    (void)state;
    assert_true(file_make_folders(FOLDER, NULL));
    unlink(BUILD_DIR "/test_year/usage.db");
    unlink(BUILD_DIR "/test_year/log");
    unlink(BUILD_DIR "/test_year/log.1");
    Log *log = log_open(BUILD_DIR "/test_year/log", LOG_CAP);
    Usage *usage = usage_open(
        &(UsageOptions){.path = BUILD_DIR "/test_year/usage.db", .log = log, .wall_s = wall_s});
    assert_non_null(usage);
    Rng rng = {7};
    int64_t most = 0;
    for (int i = 0; i < DAYS * VISITS; i++) {
        // From 9 to 17 o'clock.
        *hall_s() = BEGAN_S + i / VISITS * 86400 + 9 * 3600 + i % VISITS * 96;
        visit(usage_observer(usage), &rng, (int64_t)i * 288000);
        usage_flush(usage);
        for (int l = 0; l < LINES; l++) {
            log_line(log, "something happened on page project/a-long-name-of-a-project-%d", i);
        }
        if (i % VISITS == VISITS - 1) {
            int64_t bytes = bytes_kept();
            most = bytes > most ? bytes : most;
        }
    }
    UsageState after = usage_state(usage);
    usage_close(usage);
    log_close(log);
    print_message("  %d visits, at most %.1f MiB\n", after.written, (double)most / (1024 * 1024));
    assert_int_equal(after.written, DAYS * VISITS);
    assert_in_range(most, 1, MOST);

    // And the last month is there whole, for its report.
    Journal *journal = journal_open_read(BUILD_DIR "/test_year/usage.db", NULL);
    assert_non_null(journal);
    Arena arena;
    arena_init(&arena, "test", MIB);
    JournalMonth month;
    assert_true(journal_month(journal, &arena, STR("2027-11"), 8 * 3600, &month, NULL));
    assert_int_equal(month.visits, 30 * VISITS);
    assert_int_equal(month.views, 30 * VISITS * VIEWS);
    arena_finish(&arena);
    journal_close(journal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_of_journal_and_log_is_at_most_16_mib),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
