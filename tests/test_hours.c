#include "venue/hours.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static const char BUILT[] = "2024-03-01";

static void zone(const char *name)
{
    setenv("TZ", name, 1);
    tzset();
}

static Config config_of(const char *text)
{
    Config config;
    assert_true(config_read_text(str_from(text), "zhanting.ini", &config, NULL));
    return config;
}

// Seconds since 1970 of a time in UTC.
static int64_t at(int year, int month, int day, int hour, int minute)
{
    struct tm tm = {.tm_year = year - 1900,
                    .tm_mon = month - 1,
                    .tm_mday = day,
                    .tm_hour = hour,
                    .tm_min = minute};
    return (int64_t)timegm(&tm);
}

static Night night_at(const Config *config, int64_t unix_s)
{
    Hours hours = hours_begin();
    WallTime wall = hours_wall(unix_s);
    hours_look(&hours, config, BUILT, &wall, 1000);
    return hours.night;
}

static void a_clock_shows_the_time_of_the_machine(void **state)
{
    (void)state;
    zone("CST-8");
    WallTime wall = hours_wall(at(2024, 3, 3, 23, 30)); // a Sunday in UTC
    assert_string_equal(wall.utc, "2024-03-03");
    assert_string_equal(wall.local, "2024-03-04");
    assert_int_equal(wall.weekday, 0);
    assert_int_equal(wall.minute, 7 * 60 + 30);
    zone("UTC0"); // set while the program runs
    wall = hours_wall(at(2024, 3, 3, 23, 30) + 59);
    assert_string_equal(wall.local, "2024-03-03");
    assert_int_equal(wall.weekday, 6);
    assert_int_equal(wall.second, 59);
    wall = hours_wall(INT64_MAX); // no date at all
    assert_string_equal(wall.local, "1970-01-01");
}

static void out_of_hours_the_glass_does_what_is_configured(void **state)
{
    (void)state;
    zone("CST-8");
    Config black = config_of("[hours]\nopen = 9:00-17:00\nclosed_days = mon\nafter = black\n");
    Config dim = config_of("[hours]\nopen = 9:00-17:00\nafter = dim\n");
    Config nothing = config_of("[hours]\nopen = 9:00-17:00\n");
    int64_t tuesday = at(2024, 3, 4, 16, 0); // its midnight
    static const struct {
        int minute;
        bool is_open;
    } TIMES[] = {{0, false}, {539, false}, {540, true}, {1019, true}, {1020, false}, {1439, false}};
    for (int i = 0; i < COUNT(TIMES); i++) {
        int64_t t = tuesday + TIMES[i].minute * 60;
        assert_int_equal(night_at(&black, t), TIMES[i].is_open ? NIGHT_NOTHING : NIGHT_BLACK);
        assert_int_equal(night_at(&dim, t), TIMES[i].is_open ? NIGHT_NOTHING : NIGHT_DIM);
        assert_int_equal(night_at(&nothing, t), NIGHT_NOTHING);
    }
    assert_int_equal(night_at(&black, tuesday - 12 * 3600), NIGHT_BLACK); // Monday noon
    assert_int_equal(night_at(&dim, tuesday - 12 * 3600), NIGHT_NOTHING);
}

static void hours_go_over_midnight_and_days_off_need_no_hours(void **state)
{
    (void)state;
    zone("CST-8");
    Config late = config_of("[hours]\nopen = 18:00-2:00\nclosed_days = mon\nafter = black\n");
    int64_t monday = at(2024, 3, 3, 16, 0);
    assert_int_equal(night_at(&late, monday + 60), NIGHT_NOTHING); // Sunday's night
    assert_int_equal(night_at(&late, monday + 2 * 3600), NIGHT_BLACK);
    assert_int_equal(night_at(&late, monday + 20 * 3600), NIGHT_BLACK);
    assert_int_equal(night_at(&late, monday + 25 * 3600), NIGHT_BLACK); // Monday's night
    assert_int_equal(night_at(&late, monday + 42 * 3600), NIGHT_NOTHING);
    Config days = config_of("[hours]\nclosed_days = mon, sun\nafter = dim\n");
    assert_int_equal(night_at(&days, monday), NIGHT_DIM);
    assert_int_equal(night_at(&days, monday - 1), NIGHT_DIM);
    assert_int_equal(night_at(&days, monday + 24 * 3600), NIGHT_NOTHING);
    Config whole = config_of("[hours]\nopen = 0:00-24:00\nafter = black\n");
    Config evening = config_of("[hours]\nopen = 20:00-0:00\nafter = black\n");
    for (int minute = 0; minute < 24 * 60; minute++) {
        int64_t t = monday + minute * 60;
        assert_int_equal(night_at(&whole, t), NIGHT_NOTHING);
        assert_int_equal(night_at(&evening, t), minute < 20 * 60 ? NIGHT_BLACK : NIGHT_NOTHING);
    }
}

// Berlin's clocks leave out 2:00 to 3:00 on 31 March 2024 and show it twice on 27 October.
static void summer_time_is_the_machines_to_know(void **state)
{
    (void)state;
    zone("CET-1CEST,M3.5.0,M10.5.0/3");
    Config early = config_of("[hours]\nopen = 2:30-17:00\nafter = black\n");
    int64_t spring = at(2024, 3, 31, 1, 0); // 3:00 in summer time, where 2:00 would be
    assert_int_equal(night_at(&early, spring - 60), NIGHT_BLACK);
    assert_int_equal(night_at(&early, spring), NIGHT_NOTHING);
    assert_int_equal(night_at(&early, at(2024, 3, 31, 14, 59)), NIGHT_NOTHING);
    assert_int_equal(night_at(&early, at(2024, 3, 31, 15, 0)), NIGHT_BLACK);
    int64_t autumn = at(2024, 10, 27, 0, 30); // 2:30 for the first time
    assert_int_equal(night_at(&early, autumn - 60), NIGHT_BLACK);
    assert_int_equal(night_at(&early, autumn), NIGHT_NOTHING);
    assert_int_equal(night_at(&early, autumn + 30 * 60), NIGHT_BLACK); // 2:00 again
    assert_int_equal(night_at(&early, autumn + 60 * 60), NIGHT_NOTHING);
}

static void a_clock_before_the_storys_day_is_not_asked(void **state)
{
    (void)state;
    zone("CST-8");
    Config black = config_of("[hours]\nopen = 9:00-17:00\nafter = black\n");
    Hours hours = hours_begin();
    WallTime lost = hours_wall(0); // a dead battery
    assert_true(hours_look(&hours, &black, BUILT, &lost, 0));
    assert_true(hours.is_clock_wrong);
    assert_int_equal(hours.night, NIGHT_NOTHING);
    assert_string_equal(hours.today, BUILT);
    assert_false(hours_look(&hours, &black, BUILT, &lost, 60000)); // nothing new
    WallTime set = hours_wall(at(2024, 5, 1, 20, 0));              // by the network
    assert_true(hours_look(&hours, &black, BUILT, &set, 61000));
    assert_false(hours.is_clock_wrong);
    assert_int_equal(hours.night, NIGHT_BLACK);
    assert_string_equal(hours.today, "2024-05-02");
    assert_true(hours_look(&hours, &black, BUILT, &lost, 62000)); // and back
    assert_true(hours.is_clock_wrong);
    assert_int_equal(hours.night, NIGHT_NOTHING);
}

// A story made in the evening of the day in UTC, shown on the same evening further west.
static void a_day_in_the_west_begins_later_and_is_no_wrong_clock(void **state)
{
    (void)state;
    zone("WST6");
    Config config = config_default();
    Hours hours = hours_begin();
    WallTime wall = hours_wall(at(2024, 3, 1, 3, 0));
    assert_string_equal(wall.local, "2024-02-29");
    hours_look(&hours, &config, BUILT, &wall, 0);
    assert_false(hours.is_clock_wrong);
    assert_string_equal(hours.today, BUILT);
}

static void today_is_the_halls_own_day(void **state)
{
    (void)state;
    zone("CST-8");
    Config config = config_default();
    Hours hours = hours_begin();
    WallTime wall = hours_wall(at(2024, 4, 30, 16, 0)); // midnight in the hall
    hours_look(&hours, &config, BUILT, &wall, 0);
    assert_string_equal(hours.today, "2024-05-01");
    hours_look(&hours, &config, "", &wall, 0); // no story
    assert_false(hours.is_clock_wrong);
}

static void the_clock_is_looked_at_once_a_minute_and_when_one_begins(void **state)
{
    (void)state;
    zone("CST-8");
    Config black = config_of("[hours]\nopen = 9:00-17:00\nafter = black\n");
    Config plain = config_default();
    Config no_night = config_of("[hours]\nopen = 9:00-17:00\n");
    Hours hours = hours_begin();
    assert_true(hours_is_due(&hours, 0));
    WallTime wall = hours_wall(at(2024, 5, 1, 8, 59) + 48);
    hours_look(&hours, &black, BUILT, &wall, 5000);
    assert_int_equal(hours.next_ms, 17000); // 17:00:00
    assert_false(hours_is_due(&hours, 5999));
    assert_true(hours_is_due(&hours, 6000)); // if somebody else woke the program
    hours_look(&hours, &plain, BUILT, &wall, 5000);
    assert_true(hours.next_ms == INT64_MAX);
    hours_look(&hours, &no_night, BUILT, &wall, 5000);
    assert_true(hours.next_ms == INT64_MAX);
    int looks = 0;
    for (int64_t now_ms = 0; now_ms < 3600000;) { // asleep but for the looks
        wall = hours_wall(at(2024, 5, 1, 8, 30) + now_ms / 1000);
        hours_look(&hours, &black, BUILT, &wall, now_ms);
        Night wanted = now_ms < 30 * 60000 ? NIGHT_NOTHING : NIGHT_BLACK;
        assert_int_equal(hours.night, wanted); // never late
        now_ms = hours.next_ms;
        looks++;
    }
    assert_int_equal(looks, 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clock_shows_the_time_of_the_machine),
        cmocka_unit_test(out_of_hours_the_glass_does_what_is_configured),
        cmocka_unit_test(hours_go_over_midnight_and_days_off_need_no_hours),
        cmocka_unit_test(summer_time_is_the_machines_to_know),
        cmocka_unit_test(a_clock_before_the_storys_day_is_not_asked),
        cmocka_unit_test(a_day_in_the_west_begins_later_and_is_no_wrong_clock),
        cmocka_unit_test(today_is_the_halls_own_day),
        cmocka_unit_test(the_clock_is_looked_at_once_a_minute_and_when_one_begins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
