// Scripts: a visit as text.
#include "input/input.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static int arena_open(void **state)
{
    static Arena arena;
    arena_init(&arena, "test", 4 * MIB);
    *state = &arena;
    return 0;
}

static int arena_close(void **state)
{
    arena_finish(*state);
    return 0;
}

static void a_visit_is_read_step_by_step(void **state)
{
    static const char TEXT[] = "\xEF\xBB\xBF# a visit\r\n"
                               "size 1080x1920   # portrait\r\n"
                               "lang en\n"
                               "mode large,contrast\n"
                               "\n"
                               "go chains/new-energy\n"
                               "tap 960 540.5\n"
                               "tap \"动力 电池 #1\"\n"
                               "\tlong 1 2\n"
                               "double 3 4\n"
                               "drag 1 2 3 4\n"
                               "drag 1 2 3 4 250\n"
                               "fling 960 800 -20 300\n"
                               "pinch 960 540 0.5\n"
                               "wait 1500\n"
                               "settle\n"
                               "shot home-idle_2";
    Script script;
    Err err = {0};
    if (!script_parse(*state, "visit.txt", str_from(TEXT), &script, &err)) {
        fail_msg("%s: %s", err.where, err.what);
    }
    const StepKind want[] = {STEP_SIZE,      STEP_LANG,  STEP_MODE,   STEP_GO,     STEP_TAP,
                             STEP_TAP_LABEL, STEP_LONG,  STEP_DOUBLE, STEP_DRAG,   STEP_DRAG,
                             STEP_FLING,     STEP_PINCH, STEP_WAIT,   STEP_SETTLE, STEP_SHOT};
    assert_int_equal(script.count, COUNT(want));
    for (int i = 0; i < script.count; i++) {
        assert_int_equal(script.items[i].kind, want[i]);
    }
    assert_int_equal(script.items[0].w, 1080);
    assert_int_equal(script.items[0].h, 1920);
    assert_int_equal(script.items[0].line, 2);
    assert_true(str_is(script.items[1].text, "en"));
    assert_true(str_is(script.items[2].text, "large,contrast"));
    assert_true(str_is(script.items[3].text, "chains/new-energy"));
    assert_true(script.items[4].a.x == 960 && script.items[4].a.y == 540.5f);
    assert_true(str_is(script.items[5].text, "动力 电池 #1"));
    assert_true(script.items[8].b.y == 4 && script.items[8].amount == 400);
    assert_true(script.items[9].amount == 250);
    assert_true(script.items[10].b.x == -20);
    assert_true(script.items[11].amount == 0.5f);
    assert_true(script.items[12].amount == 1500);
    assert_true(str_is(script.items[14].text, "home-idle_2"));
    assert_int_equal(script.items[14].line, 17);
}

static void an_empty_script_is_a_visit_without_steps(void **state)
{
    Script script;
    Err err = {0};
    assert_true(script_parse(*state, "x", STR_NONE, &script, &err));
    assert_int_equal(script.count, 0);
    assert_true(script_parse(*state, "x", STR("\n  # nothing\n\n"), &script, &err));
    assert_int_equal(script.count, 0);
}

typedef struct {
    const char *text;
    const char *where;
    const char *quoted; // what the sentence repeats
} BadRow;

static const BadRow BAD[] = {
    {"settle\nhop 1 2", "v.txt:2", "hop"},
    {"tap 1", "v.txt:1", "tap"},
    {"tap", "v.txt:1", "tap"},
    {"tap 1 2 3", "v.txt:1", "3"},
    {"tap one 2", "v.txt:1", "one"},
    {"tap 1e9 2", "v.txt:1", "1e9"},
    {"tap nan 2", "v.txt:1", "nan"},
    {"tap 99999 2", "v.txt:1", "99999"},
    {"tap \"", "v.txt:1", ""},
    {"tap \"open\nsettle", "v.txt:1", ""},
    {"tap \"\"", "v.txt:1", "tap"},
    {"\n\n\nwait -1", "v.txt:4", "-1"},
    {"wait", "v.txt:1", "wait"},
    {"pinch 1 2 0", "v.txt:1", "0"},
    {"pinch 1 2", "v.txt:1", "pinch"},
    {"size 1920", "v.txt:1", "1920"},
    {"size 1920x", "v.txt:1", "1920x"},
    {"size 99999x2", "v.txt:1", "99999x2"},
    {"shot ../x", "v.txt:1", "../x"},
    {"shot", "v.txt:1", "shot"},
    {"mode big", "v.txt:1", "big"},
    {"lang zh/en", "v.txt:1", "zh/en"},
    {"settle now", "v.txt:1", "now"},
    {"drag 1 2 3 4 5 6", "v.txt:1", "6"},
    {"drag 1 2 3 4 5 6 7 8 9 10", "v.txt:1", "6"},
    {"go \xFF", "v.txt:1", ""},
};

static void a_malformed_step_is_told_with_its_place(void **state)
{
    const SayLanguage languages[] = {SAY_ZH, SAY_EN};
    for (int l = 0; l < COUNT(languages); l++) {
        say_choose(languages[l]);
        for (int i = 0; i < COUNT(BAD); i++) {
            Script script;
            Err err = {0};
            print_message("  %s\n", BAD[i].text);
            assert_false(script_parse(*state, "v.txt", str_from(BAD[i].text), &script, &err));
            assert_int_equal(script.count, 0);
            assert_string_equal(err.where, BAD[i].where);
            assert_non_null(strstr(err.what, BAD[i].quoted));
            assert_true(err.what[0] && err.hint[0]);
            assert_null(strchr(err.what, '{'));
            assert_null(strchr(err.hint, '{'));
        }
    }
    say_choose(SAY_ZH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_visit_is_read_step_by_step),
        cmocka_unit_test(an_empty_script_is_a_visit_without_steps),
        cmocka_unit_test(a_malformed_step_is_told_with_its_place),
    };
    return cmocka_run_group_tests(tests, arena_open, arena_close);
}
