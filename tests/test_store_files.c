// What store_open does with files that are not a whole story.
#include "base/file.h"
#include "store/store.h"
#include "test_store_story.h"
#include <setjmp.h>
#include <sqlite3.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/zhanting-files-XXXXXX";
static char path[256];
static Arena arena;
static Str story; // a good one

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, "test", 512 * MIB);
    if (!mkdtemp(folder)) {
        return 1;
    }
    snprintf(path, sizeof path, "%s/story.db", folder);
    return story_make(path, "1", NULL) && file_read(&arena, path, 64 * MIB, &story, NULL) ? 0 : 1;
}

static int end(void **state)
{
    (void)state;
    unlink(path);
    rmdir(folder);
    arena_finish(&arena);
    return 0;
}

// Opens what is at `path`, thoroughly or not, and expects a clear no.
static void refuse(SayId what)
{
    for (int is_thorough = 0; is_thorough < 2; is_thorough++) {
        Err err = {0};
        assert_null(store_open(path, is_thorough, &err));
        assert_string_equal(err.where, path);
        assert_non_null(strstr(err.what, path));
        assert_true(err.hint[0]);
        // The sentence around its arguments tells which it is.
        const char *end_of_said = strrchr(say_plain(what), '}') + 1;
        size_t start = strcspn(say_plain(what), "{");
        assert_memory_equal(err.what, say_plain(what), start);
        assert_true(str_ends(str_from(err.what), str_from(end_of_said)));
    }
}

static char *copy_of_story(void)
{
    char *bytes = arena_alloc(&arena, (size_t)story.n);
    memcpy(bytes, story.p, (size_t)story.n);
    return bytes;
}

static void put_file(const char *bytes, int n)
{
    assert_true(file_write(path, (Str){bytes, n}, NULL));
}

static void a_good_story_opens(void **state)
{
    (void)state;
    put_file(story.p, story.n);
    for (int is_thorough = 0; is_thorough < 2; is_thorough++) {
        Store *store = store_open(path, is_thorough, NULL);
        assert_non_null(store);
        store_close(store);
    }
    store_close(NULL);
}

static void a_missing_file_or_a_folder_is_said(void **state)
{
    (void)state;
    unlink(path);
    refuse(SAY_FILE_CANNOT_OPEN);
    assert_true(file_make_folders(path, NULL));
    refuse(SAY_FILE_CANNOT_OPEN);
    rmdir(path);
}

static void an_empty_file_is_said(void **state)
{
    (void)state;
    put_file("", 0);
    refuse(SAY_STORE_EMPTY);
}

static void another_kind_of_file_is_said(void **state)
{
    (void)state;
    put_file("\x89PNG\r\n\x1a\n", 8);
    refuse(SAY_STORE_NOT_A_STORY);
    char *text = arena_alloc(&arena, 20000);
    memset(text, 'a', 20000);
    put_file(text, 20000);
    refuse(SAY_STORE_NOT_A_STORY);
}

static void a_file_cut_anywhere_is_said(void **state)
{
    (void)state;
    for (int i = 1; i <= 64; i++) {
        put_file(story.p, (int)((int64_t)story.n * i / 65));
        refuse(SAY_STORE_CUT_SHORT);
    }
    for (int n = 1; n < 128; n += 9) {
        put_file(story.p, n);
        refuse(SAY_STORE_CUT_SHORT);
    }
    put_file(story.p, story.n - 1);
    refuse(SAY_STORE_CUT_SHORT);
}

static void a_file_with_something_behind_it_is_damaged(void **state)
{
    (void)state;
    char *longer = arena_alloc(&arena, (size_t)story.n + 4096);
    memcpy(longer, story.p, (size_t)story.n);
    put_file(longer, story.n + 1);
    refuse(SAY_STORE_DAMAGED);
    put_file(longer, story.n + 4096);
    refuse(SAY_STORE_DAMAGED);
}

static void the_header_says_whose_and_how_new_it_is(void **state)
{
    (void)state;
    static const struct {
        int at;
        char value;
        SayId what;
        const char *why;
    } ROWS[] = {
        {71, 'X', SAY_STORE_OTHER_PROGRAM, "another application's number"},
        {63, STORE_SCHEMA_VERSION + 1, SAY_STORE_NEWER, "a newer schema"},
        {60, 1, SAY_STORE_NEWER, "a much newer schema"},
        {63, 0, SAY_STORE_OLDER, "an older schema"},
        {19, 2, SAY_STORE_DAMAGED, "a write-ahead log that is not there"},
        {16, 0x20, SAY_STORE_DAMAGED, "another page size"},
        {59, 2, SAY_STORE_DAMAGED, "UTF-16"},
    };
    for (int i = 0; i < COUNT(ROWS); i++) {
        print_message("  %s\n", ROWS[i].why);
        char *bytes = copy_of_story();
        bytes[ROWS[i].at] = ROWS[i].value;
        put_file(bytes, story.n);
        refuse(ROWS[i].what);
    }
}

static void a_page_of_rubbish_is_found_by_the_thorough_check(void **state)
{
    (void)state;
    for (int page = 0; page < story.n / 4096; page++) {
        char *bytes = copy_of_story();
        for (int i = page ? 0 : 100; i < 4096; i++) {
            bytes[page * 4096 + i] = (char)(i * 31 + page);
        }
        put_file(bytes, story.n);
        Err err = {0};
        Store *store = store_open(path, true, &err);
        assert_null(store);
        assert_true(err.what[0] && err.hint[0]);
        store_close(store_open(path, false, &err)); // may open, may not; must not crash
    }
}

static void a_changed_word_is_found_by_the_thorough_check(void **state)
{
    (void)state;
    char *bytes = copy_of_story();
    int at = str_find(story, STR("Grand Canal"));
    assert_true(at > 0);
    bytes[at] = 'B';
    put_file(bytes, story.n);
    assert_null(store_open(path, true, NULL));
}

static void run(const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void a_story_that_somebody_changed_is_damaged(void **state)
{
    (void)state;
    static const char *const CHANGES[] = {
        "CREATE VIEW extra AS SELECT 1",
        "CREATE TABLE extra (a)",
        "CREATE TRIGGER extra AFTER DELETE ON chain BEGIN SELECT 1; END",
        "DROP TABLE fold",
        "DROP TABLE fold; CREATE VIEW fold AS SELECT 1 AS ord, 'x' AS id, NULL AS icon",
        "ALTER TABLE fold ADD COLUMN mass TEXT",
        "DELETE FROM member",
        "INSERT INTO theme (id) VALUES ('extra')",
        "DELETE FROM table_hash WHERE name = 'photo_text'",
        "UPDATE table_hash SET row_count = 9223372036854775807 WHERE name = 'chain'",
        "DELETE FROM meta",
    };
    for (int i = 0; i < COUNT(CHANGES); i++) {
        print_message("  %s\n", CHANGES[i]);
        put_file(story.p, story.n);
        run(CHANGES[i]);
        refuse(SAY_STORE_DAMAGED);
    }
}

static void a_file_that_breaks_while_it_is_open_fails_the_list_alone(void **state)
{
    (void)state;
    Writer *writer = writer_open(path, NULL);
    assert_non_null(writer);
    char goal[8000];
    memset(goal, 'g', sizeof goal);
    for (int i = 0; i < 2000; i++) { // far more than the page cache holds
        char id[16];
        snprintf(id, sizeof id, "lp%04d", i);
        assert_true(put(writer, "project", "id", id, "review", "已审", NULL));
        assert_true(writer_text(writer, STR("project"), str_from(id), STR("goal"), STR("zh"),
                                (Str){goal, sizeof goal}, NULL));
    }
    assert_true(writer_commit(writer, STR("1"), STR("2024"), NULL));
    Store *store = store_open(path, false, NULL);
    assert_non_null(store);
    ProjectList projects;
    assert_true(store_projects(store, &arena, STR_NONE, STR_NONE, STR_NONE, &projects, NULL));
    assert_int_equal(projects.count, 2000);
    assert_int_equal(projects.items[1999].goal.n, sizeof goal);
    assert_int_equal(truncate(path, 8192), 0);
    Err err = {0};
    assert_false(store_projects(store, &arena, STR_NONE, STR_NONE, STR_NONE, &projects, &err));
    assert_int_equal(projects.count, 0);
    assert_null(projects.items);
    assert_true(err.what[0] && err.hint[0]);
    ChainList chains;
    (void)store_chains(store, &arena, STR_NONE, &chains, NULL);
    store_close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_story_opens),
        cmocka_unit_test(a_missing_file_or_a_folder_is_said),
        cmocka_unit_test(an_empty_file_is_said),
        cmocka_unit_test(another_kind_of_file_is_said),
        cmocka_unit_test(a_file_cut_anywhere_is_said),
        cmocka_unit_test(a_file_with_something_behind_it_is_damaged),
        cmocka_unit_test(the_header_says_whose_and_how_new_it_is),
        cmocka_unit_test(a_page_of_rubbish_is_found_by_the_thorough_check),
        cmocka_unit_test(a_changed_word_is_found_by_the_thorough_check),
        cmocka_unit_test(a_story_that_somebody_changed_is_damaged),
        cmocka_unit_test(a_file_that_breaks_while_it_is_open_fails_the_list_alone),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
