#include "base/file.h"
#include "venue/config.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static bool read_text(const char *text, Config *out, ConfigProblems *problems)
{
    return config_read_text(str_from(text), "zhanting.ini", out, problems);
}

static void an_empty_or_missing_file_gives_the_defaults(void **state)
{
    (void)state;
    Config config;
    ConfigProblems problems;
    assert_true(config_read("/nowhere/zhanting.ini", &config, &problems));
    assert_int_equal(config.idle_s, 75);
    assert_string_equal(config.language, "zh");
    assert_int_equal(problems.count, 0);
    assert_true(read_text("", &config, &problems));
    assert_true(read_text("# a note\n\n[screen]\nrotation =\n", &config, &problems));
    assert_int_equal(config.rotation, TURN_NONE);
}

static void every_key_is_read(void **state)
{
    (void)state;
    Config c;
    ConfigProblems problems;
    assert_true(read_text("\xEF\xBB\xBF[screen]\r\ndisplay = 1\r\nrotation = 270\r\n"
                          "diagonal = 54.6\nbottom_mm = 650\nrenderer = surface\n"
                          "[visit]\nidle_seconds = 90\nlanguage = en\nmodes = large, reduced\n"
                          "[hours]\nopen = 9:00-17:30\nclosed_days = mon\nafter = dim\n"
                          "[guide]\nstops = home, chains/new-energy, livelihood/2023\n"
                          "[staff]\npin_hash = $argon2id$v=19$m=65536,t=2,p=1$a$b\n"
                          "may_quit = 是\ncall = 值班室 0519-0000\n"
                          "[files]\nstory = /srv/story.db\nstate = /var/lib/zhanting\n"
                          "sticks = /media:/srv/usb\nkeys = /srv/keys\n",
                          &c, &problems));
    assert_int_equal(problems.count, 0);
    assert_int_equal(c.display, 1);
    assert_int_equal(c.rotation, TURN_LEFT);
    assert_float_equal(c.diagonal_in, 54.6, 0.001);
    assert_int_equal(c.bottom_mm, 650);
    assert_int_equal(c.renderer, PRESENT_SURFACE);
    assert_int_equal(c.idle_s, 90);
    assert_string_equal(c.language, "en");
    assert_true(c.modes.is_large && c.modes.is_reduced && !c.modes.is_low);
    assert_true(c.has_hours);
    assert_int_equal(c.close_minute, 17 * 60 + 30);
    assert_int_equal(c.closed_days, 1);
    assert_int_equal(c.night, NIGHT_DIM);
    assert_int_equal(c.stop_count, 3);
    assert_string_equal(c.stops[1], "chains/new-energy");
    assert_true(c.may_quit);
    assert_string_equal(c.call, "值班室 0519-0000");
    assert_string_equal(c.sticks, "/media:/srv/usb");
    assert_string_equal(c.keys, "/srv/keys");
    assert_string_equal(c.story, "/srv/story.db");
}

typedef struct {
    const char *text;
    int line;
    const char *word; // that the sentence says
} Wrong;

static const Wrong WRONG[] = {
    {"[screen]\nrotation = 45\n", 2, "rotation"},
    {"[screen]\n\n# note\nrotation = right\n", 4, "rotation"},
    {"[screen]\ndiagonal = 5\n", 2, "diagonal"},
    {"[screen]\ndisplay = -1\n", 2, "display"},
    {"[visit]\nidle_seconds = 5\n", 2, "idle_seconds"},
    {"[visit]\nidle_seconds = 9999999999999999999999\n", 2, "idle_seconds"},
    {"[visit]\nlanguage = fr\n", 2, "language"},
    {"[visit]\nmodes = large, huge\n", 2, "modes"},
    {"[hours]\nopen = 9\n", 2, "open"},
    {"[hours]\nopen = 25:00-26:00\n", 2, "open"},
    {"[hours]\nopen = 9:00-9:00\n", 2, "open"},
    {"[hours]\nclosed_days = monday\n", 2, "closed_days"},
    {"[staff]\npin_hash = 123456\n", 2, "pin_hash"},
    {"[staff]\nmay_quit = maybe\n", 2, "may_quit"},
    {"[files]\nstate = relative\n", 2, "state"},
    {"[files]\nsticks = /media:usb\n", 2, "sticks"},
    {"[files]\nkeys = keys\n", 2, "keys"},
    {"[screen]\nrotatoin = 90\n", 2, "rotatoin"},
    {"[scren]\nrotation = 90\n", 2, "scren"},
    {"rotation = 90\n", 1, "[]"},
    {"[screen]\nwhat is this\n", 2, ""},
    {"[staff]\ncall = \xD6\xB5\xB0\xE0\n", 2, ""}, // saved in GBK
    {"[hours]\nclosed_days = mon,tue,wed,thu,fri,sat,sun\n", 2, "closed_days"},
};

static void a_mistake_is_told_with_its_line_and_falls_back_to_the_default(void **state)
{
    (void)state;
    Config fresh = config_default();
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        Config config;
        ConfigProblems problems;
        assert_false(read_text(WRONG[i].text, &config, &problems));
        assert_int_equal(problems.count, 1);
        char where[64];
        snprintf(where, sizeof where, "zhanting.ini:%d", WRONG[i].line);
        assert_string_equal(problems.items[0].where, where);
        assert_non_null(strstr(problems.items[0].what, WRONG[i].word));
        assert_true(problems.items[0].hint[0]);
        assert_memory_equal(&config, &fresh, sizeof config);
    }
}

// The numbers may be true, so they stay; but somebody should look at the wall.
static void a_bar_out_of_reach_is_told_and_its_mounting_kept(void **state)
{
    (void)state;
    Config config;
    ConfigProblems problems;
    const char *high = "[screen]\nbottom_mm = 1200\nrotation = 90\ndiagonal = 55\n";
    assert_false(read_text(high, &config, &problems));
    assert_int_equal(problems.count, 1);
    assert_string_equal(problems.items[0].where, "zhanting.ini:2");
    assert_non_null(strstr(problems.items[0].what, "1200"));
    assert_non_null(strstr(problems.items[0].what, "1276"));
    assert_non_null(strstr(problems.items[0].hint, "bottom_mm"));
    assert_int_equal(config.bottom_mm, 1200);
    assert_float_equal(config.diagonal_in, 55, 0.001);
    assert_false(read_text("[screen]\ndiagonal = 55\nbottom_mm = 200\n", &config, &problems));
    assert_string_equal(problems.items[0].where, "zhanting.ini:3");
    assert_true(read_text("[screen]\ndiagonal = 55\nbottom_mm = 800\n", &config, &problems));
    assert_true(read_text("[screen]\nbottom_mm = 1200\n", &config, &problems)); // how large?
}

static void one_mistake_leaves_the_other_keys_as_written(void **state)
{
    (void)state;
    Config config;
    assert_false(read_text("[screen]\nrotation = 45\ndisplay = 2\n", &config, NULL));
    assert_int_equal(config.rotation, TURN_NONE);
    assert_int_equal(config.display, 2);
}

static void a_long_line_and_a_thousand_mistakes_are_bounded(void **state)
{
    (void)state;
    static char text[64 * 1024];
    ConfigProblems problems;
    Config config;
    memset(text, 'x', 4000);
    strcpy(text + 4000, "\n[screen]\ndisplay = 3\n");
    assert_false(read_text(text, &config, &problems));
    assert_int_equal(problems.count, 1);
    assert_int_equal(config.display, 3);
    text[0] = '\0';
    for (int i = 0; i < 1000; i++) {
        strcat(text, "[screen]\nx = 1\n");
    }
    assert_false(read_text(text, &config, &problems));
    assert_int_equal(problems.count, CONFIG_MAX_PROBLEMS);
    assert_true(problems.is_more);
}

static void what_is_written_twice_is_told_and_the_later_one_counts(void **state)
{
    (void)state;
    Config config;
    ConfigProblems problems;
    assert_false(read_text("[visit]\nidle_seconds = 60\n[screen]\ndisplay = 1\n[visit]\n"
                           "idle_seconds = 90\nidle_seconds = 100\n",
                           &config, &problems));
    assert_int_equal(config.idle_s, 100);
    assert_int_equal(config.display, 1);
    assert_int_equal(problems.count, 2);
    assert_string_equal(problems.items[0].where, "zhanting.ini:6");
    assert_non_null(strstr(problems.items[0].what, "2"));
    assert_string_equal(problems.items[1].where, "zhanting.ini:7");
    assert_non_null(strstr(problems.items[1].what, "6"));
}

static void zero_bytes_and_other_encodings_are_told_and_harm_no_other_line(void **state)
{
    (void)state;
    static const char ZERO[] = "[screen]\nrotation = 90\0 and more\ndisplay = 2\n";
    static const char WIDE[] = "\xFF\xFE[\0s\0c\0r\0e\0e\0n\0]\0\n\0d\0=\0"
                               "2\0\n\0";
    Config config;
    ConfigProblems problems;
    assert_false(
        config_read_text((Str){ZERO, sizeof ZERO - 1}, "zhanting.ini", &config, &problems));
    assert_int_equal(problems.count, 1);
    assert_string_equal(problems.items[0].where, "zhanting.ini:2");
    assert_int_equal(config.rotation, TURN_NONE);
    assert_int_equal(config.display, 2);
    assert_false(
        config_read_text((Str){WIDE, sizeof WIDE - 1}, "zhanting.ini", &config, &problems));
    assert_true(problems.count > 0);
}

// Each gives one sentence and the defaults, and the kiosk starts.
static void what_is_no_readable_file_is_told(void **state)
{
    (void)state;
    static const char FOLDER[] = BUILD_DIR "/test_config_folder";
    static const char LOCKED[] = BUILD_DIR "/test_config_locked.ini";
    static const char HUGE[] = BUILD_DIR "/test_config_huge.ini";
    Config fresh = config_default();
    Config config;
    ConfigProblems problems;
    assert_true(file_make_folders(FOLDER, NULL));
    assert_false(config_read(FOLDER, &config, &problems));
    assert_int_equal(problems.count, 1);
    assert_memory_equal(&config, &fresh, sizeof config);
    assert_true(file_write(LOCKED, STR("[visit]\nidle_seconds = 60\n"), NULL));
    assert_int_equal(chmod(LOCKED, 0), 0);
    bool is_root = geteuid() == 0;
    assert_int_equal(is_root ? seteuid(65534) : 0, 0); // root may read everything
    bool is_fine = config_read(LOCKED, &config, &problems);
    assert_int_equal(is_root ? seteuid(0) : 0, 0);
    assert_false(is_fine);
    assert_int_equal(problems.count, 1);
    assert_non_null(strstr(problems.items[0].what, LOCKED));
    assert_memory_equal(&config, &fresh, sizeof config);
    FILE *huge = fopen(HUGE, "we");
    assert_non_null(huge);
    for (int i = 0; i < 100000; i++) {
        fputs("[visit]\nidle_seconds = 60\n", huge);
    }
    fclose(huge);
    assert_false(config_read(HUGE, &config, &problems));
    assert_int_equal(problems.count, 1);
    assert_memory_equal(&config, &fresh, sizeof config);
    rmdir(FOLDER);
    unlink(LOCKED);
    unlink(HUGE);
}

// Every key with every kind of rubbish: a sentence with its line, or a value that the header allows.
static void every_key_survives_rubbish(void **state)
{
    (void)state;
    static const char *const KEYS[] = {
        "screen]\ndisplay",  "screen]\nrotation", "screen]\ndiagonal",   "screen]\nbottom_mm",
        "screen]\nrenderer", "visit]\nlanguage",  "visit]\nmodes",       "visit]\nidle_seconds",
        "hours]\nopen",      "hours]\nafter",     "hours]\nclosed_days", "guide]\nstops",
        "staff]\npin_hash",  "staff]\nmay_quit",  "staff]\ncall",        "files]\nstory",
        "files]\nstate"};
    static const char *const VALUES[] = {"-1",          "999999999999999999999",
                                         "1e999",       "nan",
                                         "0x10",        "9:00-",
                                         "-",           ":",
                                         "24:01-25:00", "9:00-9:00",
                                         "99:99-00:00", ",,,,",
                                         "mon,mon,mon", "%s%n",
                                         "../../..",    "\xE5\xB1\x95",
                                         "yes no",      "$argon2id$",
                                         "\"quoted\"",  "a=b=c",
                                         "; note",      "[x]",
                                         "true"};
    for (int i = 0; i < COUNT(KEYS); i++) {
        for (int k = 0; k < COUNT(VALUES); k++) {
            char text[256];
            Config c;
            ConfigProblems problems;
            snprintf(text, sizeof text, "[%s = %s\n", KEYS[i], VALUES[k]);
            bool is_fine = read_text(text, &c, &problems);
            assert_int_equal(is_fine, problems.count == 0);
            for (int n = 0; n < problems.count; n++) {
                assert_non_null(strstr(problems.items[n].where, "zhanting.ini:2"));
                assert_true(problems.items[n].what[0] && problems.items[n].hint[0]);
            }
            assert_in_range(c.display, 0, 15);
            assert_in_range(c.rotation, TURN_NONE, TURN_LEFT);
            assert_true(c.diagonal_in == 0 || (c.diagonal_in >= 7 && c.diagonal_in <= 200));
            assert_in_range(c.bottom_mm, 0, 3000);
            assert_true(c.idle_s == 0 || (c.idle_s >= 30 && c.idle_s <= 3600));
            assert_in_range(c.open_minute, 0, 24 * 60);
            assert_in_range(c.close_minute, 0, 24 * 60);
            assert_in_range(c.closed_days, 0, 0x7E);
            assert_in_range(c.night, NIGHT_NOTHING, NIGHT_BLACK);
        }
    }
}

static void hours_know_days_off_and_midnight(void **state)
{
    (void)state;
    Config c;
    assert_true(config_is_open(&(Config){0}, 0, 0));
    assert_true(read_text("[hours]\nopen = 9:00-17:00\nclosed_days = mon\n", &c, NULL));
    assert_false(config_is_open(&c, 0, 12 * 60));
    assert_true(config_is_open(&c, 1, 9 * 60));
    assert_false(config_is_open(&c, 1, 17 * 60));
    assert_true(read_text("[hours]\nopen = 18:00-2:00\nclosed_days = mon\n", &c, NULL));
    assert_true(config_is_open(&c, 6, 23 * 60));
    assert_true(config_is_open(&c, 0, 60)); // Sunday's night
    assert_false(config_is_open(&c, 0, 20 * 60));
    assert_false(config_is_open(&c, 1, 60)); // Monday's night
    assert_true(config_is_open(&c, 1, 18 * 60));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_or_missing_file_gives_the_defaults),
        cmocka_unit_test(every_key_is_read),
        cmocka_unit_test(a_mistake_is_told_with_its_line_and_falls_back_to_the_default),
        cmocka_unit_test(a_bar_out_of_reach_is_told_and_its_mounting_kept),
        cmocka_unit_test(one_mistake_leaves_the_other_keys_as_written),
        cmocka_unit_test(a_long_line_and_a_thousand_mistakes_are_bounded),
        cmocka_unit_test(what_is_written_twice_is_told_and_the_later_one_counts),
        cmocka_unit_test(zero_bytes_and_other_encodings_are_told_and_harm_no_other_line),
        cmocka_unit_test(what_is_no_readable_file_is_told),
        cmocka_unit_test(every_key_survives_rubbish),
        cmocka_unit_test(hours_know_days_off_and_midnight),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
