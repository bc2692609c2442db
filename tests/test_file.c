#include "base/file.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    Arena arena;
    char folder[256];
} Place;

static int setup(void **state)
{
    Place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    arena_init(&place->arena, "test", 16 * MIB);
    snprintf(place->folder, sizeof place->folder, "%s/file-test-XXXXXX", BUILD_DIR);
    assert_non_null(mkdtemp(place->folder));
    *state = place;
    return 0;
}

static int teardown(void **state)
{
    Place *place = *state;
    char command[300];
    snprintf(command, sizeof command, "rm -rf '%s'", place->folder);
    assert_int_equal(system(command), 0);
    arena_finish(&place->arena);
    free(place);
    return 0;
}

static const char *path_of(Place *place, const char *name)
{
    return file_join(&place->arena, str_from(place->folder), str_from(name)).p;
}

static void what_is_written_is_read_back(void **state)
{
    Place *place = *state;
    const char *path = path_of(place, "a");
    Str text;
    assert_true(file_write(path, STR("one\0two"), NULL));
    assert_true(file_read(&place->arena, path, 100, &text, NULL));
    assert_int_equal(text.n, 7);
    assert_memory_equal(text.p, "one\0two", 8); // a zero byte behind it
    assert_true(file_write(path, STR(""), NULL));
    assert_true(file_read(&place->arena, path, 100, &text, NULL));
    assert_int_equal(text.n, 0);
    assert_int_equal(file_size(path), 0);
    assert_true(file_exists(path) && !file_is_folder(path) && file_changed_ns(path) > 0);
    assert_false(file_exists(path_of(place, "a.new")));
}

static void what_cannot_be_read_says_why(void **state)
{
    Place *place = *state;
    Err err = {0};
    Str text;
    assert_false(file_read(&place->arena, path_of(place, "none"), 100, &text, &err));
    assert_true(err.what[0] && err.hint[0] && strstr(err.where, "none"));
    assert_false(file_read(&place->arena, place->folder, 100, &text, &err)); // a folder
    assert_true(file_write(path_of(place, "big"), STR("12345"), NULL));
    assert_false(file_read(&place->arena, path_of(place, "big"), 4, &text, &err));
    assert_true(file_read(&place->arena, path_of(place, "big"), 5, &text, &err));
    assert_int_equal(file_size(path_of(place, "none")), -1);
    assert_int_equal(file_changed_ns(path_of(place, "none")), -1);
}

static void a_write_that_fails_leaves_the_old_content(void **state)
{
    Place *place = *state;
    Err err = {0};
    const char *path = path_of(place, "kept");
    assert_true(file_write(path, STR("old"), NULL));
    // The temporary name is taken by a folder.
    assert_true(file_make_folders(path_of(place, "kept.new"), NULL));
    assert_false(file_write(path, STR("new"), &err));
    assert_true(err.what[0] && err.hint[0]);
    Str text;
    assert_true(file_read(&place->arena, path, 100, &text, NULL));
    assert_true(str_is(text, "old"));
    assert_false(file_write("/nowhere/at/all", STR("x"), &err));
    // A folder stands where the file should: the temporary goes away.
    assert_true(file_make_folders(path_of(place, "folder/inner"), NULL));
    assert_false(file_write(path_of(place, "folder"), STR("x"), &err));
    assert_false(file_exists(path_of(place, "folder.new")));
}

static void folders_are_listed_by_bytes_without_folders_and_dot_files(void **state)
{
    Place *place = *state;
    const char *const NAMES[] = {"b.csv", "a.csv", "Z.csv", ".hidden.csv", "c.md", "常.csv"};
    for (int i = 0; i < COUNT(NAMES); i++) {
        assert_true(file_write(path_of(place, NAMES[i]), STR(""), NULL));
    }
    assert_true(file_make_folders(path_of(place, "d.csv"), NULL));
    NameList list;
    Err err = {0};
    assert_true(file_list(&place->arena, place->folder, STR(".csv"), &list, &err));
    const char *const WANT[] = {"Z.csv", "a.csv", "b.csv", "常.csv"};
    assert_int_equal(list.count, COUNT(WANT));
    for (int i = 0; i < list.count; i++) {
        assert_true(str_is(list.items[i], WANT[i]));
    }
    assert_false(file_list(&place->arena, path_of(place, "none"), STR(""), &list, &err));
    assert_int_equal(list.count, 0);
    assert_true(err.what[0]);
}

static void paths_are_joined_and_taken_apart(void **state)
{
    Place *place = *state;
    assert_true(str_is(file_join(&place->arena, STR("a/b"), STR("c")), "a/b/c"));
    assert_true(str_is(file_join(&place->arena, STR("a/"), STR("c")), "a/c"));
    assert_true(str_is(file_folder_of(STR("a/b/c")), "a/b"));
    assert_true(str_is(file_folder_of(STR("c")), "."));
    assert_true(str_is(file_folder_of(STR("/c")), "/"));
    assert_true(str_is(file_name_of(STR("a/b/c.csv")), "c.csv"));
    assert_true(str_is(file_name_of(STR("c.csv")), "c.csv"));
    Str program;
    assert_true(file_program_folder(&place->arena, &program));
    assert_true(file_is_folder(program.p));
}

static void a_mapped_file_shows_its_bytes(void **state)
{
    Place *place = *state;
    const char *path = path_of(place, "map");
    FileMap map;
    Err err = {0};
    assert_true(file_write(path, STR("bytes"), NULL));
    assert_true(file_map(path, &map, &err));
    assert_int_equal(map.size, 5);
    assert_memory_equal(map.bytes, "bytes", 5);
    file_unmap(&map);
    assert_null(map.bytes);
    file_unmap(&map);
    file_unmap(NULL);
    assert_true(file_write(path, STR(""), NULL));
    assert_false(file_map(path, &map, &err)); // nothing to map
    assert_false(file_map(place->folder, &map, &err));
}

static void folders_are_made_with_their_parents(void **state)
{
    Place *place = *state;
    const char *path = path_of(place, "x/y/z");
    assert_true(file_make_folders(path, NULL));
    assert_true(file_make_folders(path, NULL));
    assert_true(file_is_folder(path));
    Err err = {0};
    assert_true(file_write(path_of(place, "f"), STR(""), NULL));
    assert_false(file_make_folders(path_of(place, "f/g"), &err));
    assert_true(err.what[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_written_is_read_back, setup, teardown),
        cmocka_unit_test_setup_teardown(what_cannot_be_read_says_why, setup, teardown),
        cmocka_unit_test_setup_teardown(a_write_that_fails_leaves_the_old_content, setup, teardown),
        cmocka_unit_test_setup_teardown(folders_are_listed_by_bytes_without_folders_and_dot_files,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(paths_are_joined_and_taken_apart, setup, teardown),
        cmocka_unit_test_setup_teardown(a_mapped_file_shows_its_bytes, setup, teardown),
        cmocka_unit_test_setup_teardown(folders_are_made_with_their_parents, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
