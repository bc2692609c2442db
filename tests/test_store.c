#include "base/file.h"
#include "store/store.h"
#include "test_store_story.h"
#include <setjmp.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define assert_str(str, want) assert_string_equal(str_z(&arena, str), want)
#define NONE STR_NONE

static char folder[] = "/tmp/zhanting-store-XXXXXX";
static char path[256];
static Arena arena;
static Store *store;

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, "test", 64 * MIB);
    if (!mkdtemp(folder)) {
        return 1;
    }
    snprintf(path, sizeof path, "%s/story 100%%?#.db", folder); // a name that a URI must escape
    Err err = {0};
    if (!story_make(path, "7.1", &err)) {
        print_message("%s\n", err.what);
        return 1;
    }
    store = store_open(path, true, &err);
    if (!store) {
        print_message("%s %s\n", err.what, err.hint);
    }
    return store ? 0 : 1;
}

static int end(void **state)
{
    (void)state;
    store_close(store);
    unlink(path);
    rmdir(folder);
    arena_finish(&arena);
    return 0;
}

static void speak(const char *language, const char *today)
{
    store_set_language(store, str_from(language));
    store_set_today(store, str_from(today));
}

static void the_story_says_what_it_is(void **state)
{
    (void)state;
    speak("zh", "");
    StoryInfo info = store_info(store, &arena);
    assert_str(info.version, "7.1");
    assert_str(info.built, "2024-03-01");
    assert_str(info.as_of, "2025-05");
    assert_int_equal(info.language_count, 2);
    assert_str(info.languages[1], "en");
    assert_int_equal(info.row_count, 41);
}

static void values_and_labels_come_in_the_language_chosen(void **state)
{
    (void)state;
    speak("en", "");
    assert_str(store_language(store), "en");
    assert_str(store_value(store, &arena, STR("city_name")), "Changzhou");
    assert_str(store_label(store, &arena, STR("home.back")), "Back");
    assert_str(store_label(store, &arena, STR("home.nothing")), "home.nothing");
    assert_int_equal(store_value(store, &arena, STR("nothing")).n, 0);
    speak("fr", "");
    assert_str(store_language(store), "zh");
    assert_str(store_value(store, &arena, STR("city_name")), "常州");
}

static void chains_come_in_the_order_given_with_their_counts(void **state)
{
    (void)state;
    speak("en", "");
    ChainList chains;
    assert_true(store_chains(store, &arena, NONE, &chains, NULL));
    assert_int_equal(chains.count, 2);
    Chain chain = chains.items[0];
    assert_str(chain.id, "new-energy");
    assert_str(chain.group, "energy");
    assert_str(chain.name, "New energy");
    assert_str(chain.short_name, "Energy");
    assert_str(chain.summary, "一条链。"); // no English: the first language
    assert_int_equal(chain.kind.n, 0);
    assert_str(chain.figure, "f1");
    assert_str(chain.icon, "bolt");
    assert_str(chain.picture, "field");
    assert_str(chain.tier, "lead");
    assert_int_equal(chain.stage_count, 2);
    assert_int_equal(chain.member_count, 2);
    assert_str(chain.origin.sources, "s1");
    assert_str(chain.origin.as_of, "2024-01"); // of its source
    assert_false(chain.origin.is_pending);
    assert_true(chains.items[1].origin.is_pending);
    assert_true(store_chains(store, &arena, STR("future"), &chains, NULL));
    assert_int_equal(chains.count, 1);
    assert_str(chains.items[0].id, "bci");
    assert_true(store_chains(store, &arena, STR("nothing"), &chains, NULL));
    assert_int_equal(chains.count, 0);
    assert_true(store_chain(store, &arena, STR("bci"), &chain));
    assert_str(chain.name, "Brain links");
    assert_false(store_chain(store, &arena, STR("nothing"), &chain));
    assert_false(store_chain(store, &arena, NONE, &chain));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_story_says_what_it_is),
        cmocka_unit_test(values_and_labels_come_in_the_language_chosen),
        cmocka_unit_test(chains_come_in_the_order_given_with_their_counts),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
