#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char *const IDS[] = {
#define SAY(id, zh, en) #id,
#include "base/say_table.h"
#undef SAY
};

// Bit n: {n} is in the sentence.
static unsigned places_in(const char *sentence)
{
    unsigned places = 0;
    for (const char *p = strchr(sentence, '{'); p; p = strchr(p + 1, '{')) {
        if (p[1] >= '1' && p[1] <= '4' && p[2] == '}') {
            places |= 1u << (p[1] - '0');
        }
    }
    return places;
}

static void every_sentence_is_there_in_both_languages_with_the_same_places(void **state)
{
    (void)state;
    assert_int_equal(COUNT(IDS), SAY_COUNT);
    for (int i = 0; i < SAY_COUNT; i++) {
        say_choose(SAY_ZH);
        const char *chinese = say_plain((SayId)i);
        say_choose(SAY_EN);
        const char *english = say_plain((SayId)i);
        say_choose(SAY_ZH);
        if (places_in(chinese) != places_in(english) || (i != SAY_NOTHING && !chinese[0])) {
            print_message("  %s: %s / %s\n", IDS[i], chinese, english);
        }
        assert_int_equal(places_in(chinese), places_in(english));
        assert_int_equal(chinese[0] == '\0', english[0] == '\0');
        assert_int_equal(utf8_first_error(str_from(chinese)), -1);
    }
}

static void places_are_filled_and_missing_arguments_read_as_nothing(void **state)
{
    (void)state;
    char out[256];
    const char *const args[SAY_MAX_ARGS] = {"a.csv", "EACCES", NULL, NULL};
    say_choose(SAY_EN);
    say(out, sizeof out, SAY_FILE_CANNOT_OPEN, args);
    assert_string_equal(out, "The file \"a.csv\" cannot be opened: EACCES.");
    const char *const none[SAY_MAX_ARGS] = {0};
    say(out, sizeof out, SAY_FILE_CANNOT_OPEN, none);
    assert_string_equal(out, "The file \"\" cannot be opened: .");
    say_choose(SAY_ZH);
}

static void a_sentence_is_cut_at_a_whole_character(void **state)
{
    (void)state;
    const char *const args[SAY_MAX_ARGS] = {"常州市", "没有权限", NULL, NULL};
    for (int size = 1; size < 90; size++) {
        char out[96];
        memset(out, 'x', sizeof out);
        say(out, size, SAY_FILE_CANNOT_OPEN, args);
        assert_true((int)strlen(out) < size);
        assert_int_equal(utf8_first_error(str_from(out)), -1);
        assert_int_equal(out[size], 'x');
    }
}

static void an_err_says_where_what_and_what_to_do(void **state)
{
    (void)state;
    Err err;
    char out[1024];
    say_choose(SAY_EN);
    assert_false(err_say(&err, "a.csv:3:2", SAY_FILE_CANNOT_OPEN, SAY_FILE_CANNOT_OPEN_HINT,
                         "a.csv", "EACCES", NULL));
    assert_false(err_say(NULL, "", SAY_NOTHING, SAY_NOTHING, NULL));
    err_print(&err, out, sizeof out);
    say_choose(SAY_ZH);
    assert_string_equal(out, "a.csv:3:2: The file \"a.csv\" cannot be opened: EACCES.\n"
                             "    Check that it exists and may be read.\n");
}

static void *speak_english(void *out)
{
    say_choose_here(SAY_EN);
    say(out, 64, SAY_UPDATE_SAME_HINT, NULL);
    return NULL;
}

static void a_thread_may_speak_the_other_language(void **state)
{
    (void)state;
    char there[64];
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, speak_english, there), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_string_equal(there, "There is nothing to do.");
    assert_int_equal(say_language(), SAY_ZH);
    assert_string_equal(say_plain(SAY_UPDATE_SAME_HINT), "不用更新。");
    assert_string_equal(say_plain_in(SAY_EN, SAY_UPDATE_SAME_HINT), there);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sentence_is_there_in_both_languages_with_the_same_places),
        cmocka_unit_test(places_are_filled_and_missing_arguments_read_as_nothing),
        cmocka_unit_test(a_sentence_is_cut_at_a_whole_character),
        cmocka_unit_test(an_err_says_where_what_and_what_to_do),
        cmocka_unit_test(a_thread_may_speak_the_other_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
