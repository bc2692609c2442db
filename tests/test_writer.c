#include "base/file.h"
#include "store/store.h"
#include "test_store_story.h"
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/zhanting-writer-XXXXXX";
static char path[256], temporary[256];
static Arena arena;

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, "test", 64 * MIB);
    if (!mkdtemp(folder)) {
        return 1;
    }
    snprintf(path, sizeof path, "%s/story.db", folder);
    snprintf(temporary, sizeof temporary, "%s/story.db.new", folder);
    return 0;
}

static int end(void **state)
{
    (void)state;
    unlink(path);
    rmdir(folder); // fails, and is seen, when a test leaves something behind
    bool is_clean = !file_exists(folder);
    arena_finish(&arena);
    return is_clean ? 0 : 1;
}

static Str bytes_of(const char *name)
{
    Str bytes = STR_NONE;
    assert_true(file_read(&arena, name, 64 * MIB, &bytes, NULL));
    return bytes;
}

static void the_same_calls_give_the_same_bytes(void **state)
{
    (void)state;
    assert_true(story_make(path, "1", NULL));
    Str first = bytes_of(path);
    assert_true(story_make(path, "1", NULL));
    Str second = bytes_of(path);
    assert_int_equal(first.n, second.n);
    assert_memory_equal(first.p, second.p, (size_t)first.n);
    assert_true(story_make(path, "2", NULL));
    assert_false(str_eq(first, bytes_of(path)));
}

static void the_file_is_ours_and_has_no_journal(void **state)
{
    (void)state;
    assert_true(story_make(path, "1", NULL));
    Str bytes = bytes_of(path);
    assert_int_equal(bytes.n % 4096, 0);
    assert_memory_equal(bytes.p + 16, "\x10\x00\x01\x01", 4); // 4096, no write-ahead log
    assert_memory_equal(bytes.p + 60, "\0\0\0\3", 4);         // STORE_SCHEMA_VERSION
    assert_memory_equal(bytes.p + 68, "ZTSY", 4);
    NameList names;
    assert_true(file_list(&arena, folder, STR(""), &names, NULL));
    assert_int_equal(names.count, 1);
}

static void what_cannot_be_a_row_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *table, *column, *value, *why;
    } ROWS[] = {
        {"planet", "id", "earth", "no such table"},
        {"chain", "mass", "5", "no such column"},
        {"chain\" (id) SELECT 1--", "id", "x", "a table is not SQL"},
        {"chain", "id\") SELECT 1--", "x", "nor is a column"},
        {"theme", "id", "", "a row needs an id"},
        {"theme", "id", "energy", "the id is taken"},
        {"theme_text", "id", "energy", "texts go by writer_text"},
    };
    Err err;
    Writer *writer = writer_open(path, &err);
    assert_non_null(writer);
    assert_true(put(writer, "theme", "id", "energy", NULL));
    for (int i = 0; i < COUNT(ROWS); i++) {
        print_message("  %s\n", ROWS[i].why);
        err = (Err){0};
        assert_false(writer_row(writer, ROWS[i].table, &ROWS[i].column,
                                &(Str){ROWS[i].value, (int)strlen(ROWS[i].value)}, 1, &err));
        assert_true(err.what[0] && err.hint[0]);
    }
    assert_false(put(writer, "water", "id", "w", "label_x", "12a", NULL)); // a word for a number
    assert_false(put(writer, "event", "id", "t", "review", "草稿", NULL)); // a draft
    assert_false(put(writer, "event", "id", "t", NULL));                   // no review state
    assert_false(put(writer, "picture", "name", "p", "w", "1", "h", "1", "colour", "red", NULL));
    writer_abandon(writer);
}

static void what_cannot_be_a_text_is_refused(void **state)
{
    (void)state;
    Err err = {0};
    Writer *writer = writer_open(path, &err);
    Str zh = STR("zh");
    Str x = STR("x");
    assert_true(writer_text(writer, STR("chain"), x, STR("name"), zh, STR("链"), &err));
    assert_true(writer_text(writer, STR("chain"), x, STR("short"), zh, STR("链"), &err));
    assert_true(writer_text(writer, STR("chain"), x, STR("name"), STR("en"), STR_NONE, &err));
    assert_false(writer_text(writer, STR("chain"), x, STR("name"), zh, STR("二"), &err)); // twice
    assert_true(err.what[0] && err.hint[0]);
    assert_false(writer_text(writer, STR("chain"), x, STR("mass"), zh, STR("五"), &err));
    assert_false(writer_text(writer, STR("planet"), x, STR("name"), zh, STR("地"), &err));
    assert_false(writer_text(writer, STR("chain"), x, STR("kind"), STR("z"), STR("地"), &err));
    assert_false(writer_text(writer, STR("chain"), x, STR("kind"), STR("ZH;"), STR("地"), &err));
    assert_true(writer_blob(writer, x, 10, 10, STR("png"), STR("bytes"), &err));
    assert_false(writer_blob(writer, x, 10, 10, STR("png"), STR("bytes"), &err)); // twice
    assert_false(writer_blob(writer, x, 20, 20, STR("png"), STR_NONE, &err));     // nothing
    writer_abandon(writer);
}

static void a_text_without_its_row_stops_the_commit(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        Err err = {0};
        Writer *writer = writer_open(path, &err);
        if (i == 0) {
            assert_true(word(writer, "chain", "lost", "name", "链", "Chain"));
        } else if (i == 1) {
            assert_true(put(writer, "member_chain", "member", "lost", "chain", "lost", NULL));
        } else {
            assert_true(writer_blob(writer, STR("lost"), 1, 1, STR("png"), STR("b"), &err));
        }
        assert_false(writer_commit(writer, STR("1"), STR("2024"), &err));
        assert_non_null(strstr(err.what, "lost"));
        writer_abandon(writer);
        assert_false(file_exists(temporary));
    }
}

static void an_abandoned_story_leaves_the_old_one(void **state)
{
    (void)state;
    assert_true(story_make(path, "1", NULL));
    Str before = bytes_of(path);
    Writer *writer = writer_open(path, NULL);
    assert_true(put_world(writer));
    assert_true(file_exists(temporary));
    writer_abandon(writer);
    assert_false(file_exists(temporary));
    assert_true(str_eq(before, bytes_of(path)));
    writer_abandon(NULL);
}

static void a_place_that_cannot_be_written_is_said_at_once(void **state)
{
    (void)state;
    char lost[512];
    Err err = {0};
    snprintf(lost, sizeof lost, "%s/nowhere/story.db", folder);
    assert_null(writer_open(lost, &err));
    assert_true(err.where[0] && err.what[0] && err.hint[0]);
}

static void a_folder_in_the_way_fails_the_commit(void **state)
{
    (void)state;
    char blocked[512];
    Err err = {0};
    snprintf(blocked, sizeof blocked, "%s/blocked", folder);
    assert_int_equal(mkdir(blocked, 0755), 0);
    assert_false(story_make(blocked, "1", &err));
    assert_true(err.what[0] && err.hint[0]);
    assert_int_equal(rmdir(blocked), 0); // still there, and still empty
    snprintf(blocked, sizeof blocked, "%s/blocked.new", folder);
    assert_false(file_exists(blocked));
}

static void a_full_disk_leaves_the_old_story_wherever_it_fills_up(void **state)
{
    (void)state;
    assert_true(story_make(path, "1", NULL));
    Str before = bytes_of(path);
    struct rlimit old;
    getrlimit(RLIMIT_FSIZE, &old);
    void (*was)(int) = signal(SIGXFSZ, SIG_IGN);
    int failures = 0;
    bool is_written = false;
    for (rlim_t limit = 0; !is_written; limit += 8 * 4096) {
        setrlimit(RLIMIT_FSIZE, &(struct rlimit){limit, old.rlim_max});
        Err err = {0};
        is_written = story_make(path, "2", &err);
        setrlimit(RLIMIT_FSIZE, &old);
        if (!is_written) {
            failures++;
            assert_true(err.where[0] && err.what[0] && err.hint[0]);
            assert_true(str_eq(before, bytes_of(path)));
            assert_false(file_exists(temporary));
        }
    }
    signal(SIGXFSZ, was);
    assert_true(failures > 3);
    assert_false(str_eq(before, bytes_of(path)));
}

static void too_little_memory_is_an_error_wherever_it_runs_out(void **state)
{
    (void)state;
    assert_true(story_make(path, "1", NULL));
    Str before = bytes_of(path);
    int failures = 0;
    bool is_good = false;
    for (sqlite3_int64 limit = 32 * 1024; !is_good; limit += 64 * 1024) {
        sqlite3_hard_heap_limit64(limit);
        Err err = {0};
        Writer *writer = writer_open(path, &err);
        is_good = writer && put_world(writer) && put_chains(writer) && put_works(writer) &&
                  put_prose(writer) && writer_commit(writer, STR("2"), STR("2024"), &err);
        if (!is_good) {
            failures++;
            writer_abandon(writer);
            assert_true(str_eq(before, bytes_of(path)));
        }
        sqlite3_hard_heap_limit64(0);
    }
    assert_true(failures > 1);

    failures = 0;
    Store *store = NULL;
    for (sqlite3_int64 limit = 32 * 1024; !store; limit += 32 * 1024) {
        sqlite3_hard_heap_limit64(limit);
        Err err = {0};
        store = store_open(path, true, &err);
        failures += store == NULL;
        assert_true(store || (err.what[0] && err.hint[0]));
        sqlite3_hard_heap_limit64(0);
    }
    assert_true(failures > 1);
    store_close(store);
}

static void languages_come_from_the_texts_when_the_story_does_not_say(void **state)
{
    (void)state;
    Writer *writer = writer_open(path, NULL);
    assert_true(put(writer, "theme", "id", "a", NULL));
    assert_true(word(writer, "theme", "a", "name", "甲", "A"));
    assert_true(writer_commit(writer, STR("1"), STR("2024"), NULL));
    Store *store = store_open(path, true, NULL);
    assert_non_null(store);
    StoryInfo info = store_info(store, &arena);
    assert_int_equal(info.language_count, 2);
    assert_true(str_is(info.languages[0], "zh") && str_is(info.languages[1], "en"));
    assert_int_equal(info.as_of.n, 0);
    store_close(store);
}

static void an_empty_story_is_a_story(void **state)
{
    (void)state;
    Writer *writer = writer_open(path, NULL);
    assert_true(writer_commit(writer, STR_NONE, STR_NONE, NULL));
    Store *store = store_open(path, true, NULL);
    assert_non_null(store);
    ChainList chains;
    assert_true(store_chains(store, &arena, STR_NONE, &chains, NULL));
    assert_int_equal(chains.count, 0);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_calls_give_the_same_bytes),
        cmocka_unit_test(the_file_is_ours_and_has_no_journal),
        cmocka_unit_test(what_cannot_be_a_row_is_refused),
        cmocka_unit_test(what_cannot_be_a_text_is_refused),
        cmocka_unit_test(a_text_without_its_row_stops_the_commit),
        cmocka_unit_test(an_abandoned_story_leaves_the_old_one),
        cmocka_unit_test(a_place_that_cannot_be_written_is_said_at_once),
        cmocka_unit_test(a_folder_in_the_way_fails_the_commit),
        cmocka_unit_test(a_full_disk_leaves_the_old_story_wherever_it_fills_up),
        cmocka_unit_test(too_little_memory_is_an_error_wherever_it_runs_out),
        cmocka_unit_test(languages_come_from_the_texts_when_the_story_does_not_say),
        cmocka_unit_test(an_empty_story_is_a_story),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
