#include "base/file.h"
#include "store/journal.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char FILE_NAME[] = BUILD_DIR "/test_journal.db";
static const char FOLDER[] = BUILD_DIR "/test_journal_out";

// 2026-11-22 01:30 UTC, a Sunday
static const int64_t SUNDAY_S = 1795311000;

static int remove_file(void **state)
{
    (void)state;
    unlink(FILE_NAME);
    return 0;
}

static JournalVisit visit_at(int64_t began_s, int views)
{
    JournalVisit visit = {.began_s = began_s, .length_ms = 60000, .language = "zh"};
    for (int i = 0; i < views; i++) {
        JournalView *view = &visit.views[visit.view_count++];
        snprintf(view->route, sizeof view->route, i % 2 ? "chains/new-energy" : "home");
        view->dwell_ms = 5000;
        view->taps = 2;
    }
    visit.taps[3][4] = 7;
    return visit;
}

static void a_month_adds_up_what_was_written(void **state)
{
    (void)state;
    Err err = {0};
    Journal *journal = journal_open(FILE_NAME, 0, 0, &err);
    assert_non_null(journal);
    JournalVisit visit = visit_at(SUNDAY_S, 3);
    visit.was_left = true;
    assert_true(journal_add(journal, &visit, &err));
    visit = visit_at(SUNDAY_S + 3600, 2);
    snprintf(visit.language, sizeof visit.language, "en");
    snprintf(visit.modes, sizeof visit.modes, "large,contrast");
    assert_true(journal_add(journal, &visit, &err));
    journal_close(journal);

    journal = journal_open(FILE_NAME, 0, 0, &err); // over a restart
    Arena arena;
    arena_init(&arena, "test", 1 << 20);
    JournalMonth month;
    assert_true(journal_month(journal, &arena, STR("2026-11"), 8 * 3600, &month, &err));
    assert_int_equal(month.visits, 2);
    assert_int_equal(month.views, 5);
    assert_int_equal(month.taps, 14);
    assert_int_equal(month.english, 1);
    assert_int_equal(month.large, 1);
    assert_int_equal(month.length_ms, 120000);
    assert_int_equal(month.by_hour[9], 1); // Beijing time
    assert_int_equal(month.by_hour[10], 1);
    assert_int_equal(month.by_day[21], 2);
    assert_int_equal(month.grid[3][4], 14);
    assert_int_equal(month.page_count, 2);
    assert_true(str_is(month.pages[0].name, "home"));
    assert_int_equal(month.pages[0].views, 3);
    assert_int_equal(month.pages[0].visits, 2);
    assert_int_equal(month.pages[0].left, 1);
    assert_int_equal(month.pages[0].dwell_ms, 15000);
    assert_true(journal_month(journal, &arena, STR("2026-12"), 8 * 3600, &month, &err));
    assert_int_equal(month.visits, 0);
    arena_finish(&arena);
    journal_close(journal);
}

static void a_visit_at_the_turn_of_the_month_counts_by_local_time(void **state)
{
    (void)state;
    Journal *journal = journal_open(FILE_NAME, 0, 0, NULL);
    JournalVisit visit = visit_at(1793491200 - 3600, 1); // 2026-10-31 23:00 UTC
    assert_true(journal_add(journal, &visit, NULL));
    Arena arena;
    arena_init(&arena, "test", 1 << 20);
    JournalMonth month;
    assert_true(journal_month(journal, &arena, STR("2026-11"), 8 * 3600, &month, NULL));
    assert_int_equal(month.visits, 1);
    assert_int_equal(month.by_day[0], 1);
    assert_true(journal_month(journal, &arena, STR("2026-11"), 0, &month, NULL));
    assert_int_equal(month.visits, 0);
    arena_finish(&arena);
    journal_close(journal);
}

static void a_month_that_is_none_is_said(void **state)
{
    (void)state;
    Journal *journal = journal_open(FILE_NAME, 0, 0, NULL);
    Arena arena;
    arena_init(&arena, "test", 1 << 20);
    static const char *const WRONG[] = {"", "2026", "2026-13", "2026-00", "20x6-01", "2026-1"};
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        JournalMonth month;
        Err err = {0};
        assert_false(journal_month(journal, &arena, str_from(WRONG[i]), 0, &month, &err));
        assert_true(err.what[0] && err.hint[0]);
    }
    arena_finish(&arena);
    journal_close(journal);
}

// A year of busy days: 300 visits a day of 12 views.
static void the_file_stays_within_its_rows_and_bytes(void **state)
{
    (void)state;
    enum { ROWS = 600, BYTES = 96 * 1024 };
    Journal *journal = journal_open(FILE_NAME, ROWS, BYTES, NULL);
    Err err = {0};
    for (int i = 0; i < 200; i++) {
        JournalVisit visit = visit_at(SUNDAY_S + (int64_t)i * 28800, 12);
        visit.taps[i % 32][i / 32 % 32] = 1;
        assert_true(journal_add(journal, &visit, &err));
        assert_in_range(journal_bytes(journal), 1, BYTES);
    }
    Arena arena;
    arena_init(&arena, "test", 1 << 20);
    JournalMonth month;
    assert_true(journal_month(journal, &arena, STR("2027-01"), 0, &month, NULL));
    assert_in_range(month.views, 12, ROWS); // the newest are there
    assert_true(journal_month(journal, &arena, STR("2026-11"), 0, &month, NULL));
    assert_int_equal(month.views, 0); // the oldest are not
    arena_finish(&arena);
    journal_close(journal);
}

static void a_damaged_file_is_put_aside_and_begun_again(void **state)
{
    (void)state;
    assert_true(
        file_write(FILE_NAME, STR("this is no database, but long enough to look at"), NULL));
    Journal *journal = journal_open(FILE_NAME, 0, 0, NULL);
    assert_non_null(journal);
    JournalVisit visit = visit_at(SUNDAY_S, 1);
    assert_true(journal_add(journal, &visit, NULL));
    assert_true(file_exists(BUILD_DIR "/test_journal.db.bad"));
    journal_close(journal);
}

static void a_place_that_cannot_be_written_is_a_sentence(void **state)
{
    (void)state;
    Err err = {0};
    assert_null(journal_open("/nowhere/journal.db", 0, 0, &err));
    assert_true(err.what[0] && err.hint[0]);
}

static void tables_for_a_spreadsheet_are_written(void **state)
{
    (void)state;
    Journal *journal = journal_open(FILE_NAME, 0, 0, NULL);
    JournalVisit visit = visit_at(SUNDAY_S, 3);
    visit.was_left = true;
    assert_true(journal_add(journal, &visit, NULL));
    Err err = {0};
    assert_true(journal_export(journal, FOLDER, 8 * 3600, &err));
    Arena arena;
    arena_init(&arena, "test", 1 << 20);
    Str text;
    assert_true(file_read(&arena, BUILD_DIR "/test_journal_out/visits.csv", 65536, &text, NULL));
    assert_true(str_ends(text, STR("\n2026-11-22 09:30,60,zh,,3,home\n")));
    assert_true(file_read(&arena, BUILD_DIR "/test_journal_out/pages.csv", 65536, &text, NULL));
    assert_true(str_find(text, STR("2026-11-22,home,2,10,4\n")) > 0);
    assert_true(file_read(&arena, BUILD_DIR "/test_journal_out/taps.csv", 65536, &text, NULL));
    assert_true(str_find(text, STR("2026-11-22,4,3,7\n")) > 0);
    arena_finish(&arena);
    journal_close(journal);
}

static void add_visits(Journal *journal, int64_t began_s, int count)
{
    for (int i = 0; i < count; i++) {
        JournalVisit visit = visit_at(began_s + i, 2);
        assert_true(journal_add(journal, &visit, NULL));
    }
}

static void the_last_days_are_counted_in_local_time(void **state)
{
    (void)state;
    const int zone_s = JOURNAL_ZONE_H * 3600;
    const int64_t day = 19700; // local
    Journal *journal = journal_open(FILE_NAME, 0, 0, NULL);
    assert_non_null(journal);
    add_visits(journal, (day - 13) * 86400 - zone_s - 9, 4); // the day before the first
    add_visits(journal, (day - 13) * 86400 - zone_s, 2);
    add_visits(journal, day * 86400 - zone_s, 3);  // its first seconds
    JournalVisit empty = visit_at(day * 86400, 0); // nothing was listed of it
    assert_true(journal_add(journal, &empty, NULL));
    Arena arena;
    JournalDays days;
    arena_init(&arena, "days", 1 << 20);
    journal_days(journal, &arena, day, zone_s, &days);
    assert_int_equal(days.visits[13], 4);
    assert_int_equal(days.touches[13], 12);
    assert_int_equal(days.visits[0], 2);
    assert_int_equal(days.views, 5); // home is where everybody is
    assert_int_equal(days.page_count, 1);
    assert_true(str_is(days.pages[0].name, "chains"));
    journal_days(journal, &arena, day + 100, zone_s, &days);
    assert_int_equal(days.visits[13] + days.views + days.page_count, 0);
    arena_finish(&arena);
    journal_close(journal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_month_adds_up_what_was_written, remove_file),
        cmocka_unit_test_setup(a_visit_at_the_turn_of_the_month_counts_by_local_time, remove_file),
        cmocka_unit_test_setup(a_month_that_is_none_is_said, remove_file),
        cmocka_unit_test_setup(the_file_stays_within_its_rows_and_bytes, remove_file),
        cmocka_unit_test_setup(a_damaged_file_is_put_aside_and_begun_again, remove_file),
        cmocka_unit_test(a_place_that_cannot_be_written_is_a_sentence),
        cmocka_unit_test_setup(tables_for_a_spreadsheet_are_written, remove_file),
        cmocka_unit_test_setup(the_last_days_are_counted_in_local_time, remove_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
