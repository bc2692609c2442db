// The pinyin of a story: the names that tables get wrong, what editors decide, what is left to decide.
#include "author/read.h"
#include "author_folder.h"
#include "store/store.h"

enum { NAMES = 60, NAMES_BY_TABLE = 55 };
static const char TABLE[] = BUILD_DIR "/pinyin/readings.tsv";

static int setup(void **state)
{
    Folder *folder = calloc(1, sizeof *folder);
    assert_non_null(folder);
    folder_make(folder);
    *state = folder;
    return 0;
}

static int teardown(void **state)
{
    folder_remove(*state);
    free(*state);
    return 0;
}

static Store *build(Arena *arena, const Folder *folder, const char *pinyin)
{
    AuthorOptions options = folder_options(folder);
    options.pinyin_file = pinyin;
    ProblemList list;
    Err err = {0};
    Str path = str_format(arena, "%s/story.db", folder->root);
    bool is_built = author_build(arena, &options, path.p, &list, &err);
    for (int i = 0; i < list.error_count; i++) {
        print_message("%.*s\n", STR_ARG(list.items[i].what));
    }
    assert_true(is_built);
    Store *store = store_open(path.p, true, &err);
    assert_non_null(store);
    return store;
}

// An article whose paragraphs are the names of the vector file; the readings wanted go into `wanted`.
static void write_names(Arena *arena, const Folder *folder, Str names[NAMES], Str wanted[NAMES])
{
    Str text;
    assert_true(file_read(arena, TESTS_DIR "/vectors/pinyin-names.tsv", MIB, &text, NULL));
    Str article =
        STR("---\ntitle: 一篇\nslip: 一篇|文章\nlead: 导语\nsource: s1\nreview: 已审\n---\n");
    int count = 0;
    Str line;
    str_split(&text, '\n', &line);
    while (str_split(&text, '\n', &line)) {
        if (line.n == 0) {
            continue;
        }
        assert_true(count < NAMES);
        assert_true(str_split(&line, '\t', &names[count]));
        assert_true(str_split(&line, '\t', &wanted[count]));
        article = str_format(arena, "%.*s%.*s。\n\n", STR_ARG(article), STR_ARG(names[count]));
        count++;
    }
    assert_int_equal(count, NAMES);
    folder_write(folder, "articles/one.zh.md", article);
}

static int right_ones(Arena *arena, Store *store, const Str *names, const Str *wanted)
{
    int right = 0;
    for (int i = 0; i < NAMES; i++) {
        Str got = store_reading(store, arena, names[i]);
        if (str_eq(got, wanted[i])) {
            right++;
        } else {
            print_message("  %.*s: %.*s, not %.*s\n", STR_ARG(names[i]), STR_ARG(got),
                          STR_ARG(wanted[i]));
        }
    }
    return right;
}

static void most_names_are_right_by_the_table_and_all_with_the_city_s_own_list(void **state)
{
    if (!file_exists(TABLE)) {
        skip();
    }
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    Str names[NAMES];
    Str wanted[NAMES];
    write_names(&arena, *state, names, wanted);
    Store *store = build(&arena, *state, TABLE);
    assert_in_range(right_ones(&arena, store, names, wanted), NAMES_BY_TABLE, NAMES);
    store_close(store);
    Str own;
    assert_true(file_read(&arena, SOURCE_DIR "/content/changzhou/readings.csv", MIB, &own, NULL));
    folder_write(*state, "readings.csv", own);
    store = build(&arena, *state, TABLE);
    assert_int_equal(right_ones(&arena, store, names, wanted), NAMES);
    store_close(store);
    arena_finish(&arena);
}

static const char *write_table(Arena *arena, const Folder *folder)
{
    const char *path = str_format(arena, "%s/readings.tsv", folder->root).p;
    assert_true(
        file_write(path,
                   STR("word\treading\tother\n一\tyī\t\n篇\tpiān\t\n东\tdōng\t\n区\tqū\tōu\n"
                       "正文\tzhèng wén\tzhēng wén\n文\twén\t\n正\tzhèng\t\n文章\twén\t\n"
                       "一段\tyī duàn\t\n正文一\tzhèng wén yī\t\nABC\ta b c\t\n没有\tméi yǒu\t\n"),
                   NULL));
    return path;
}

static void the_longest_word_counts_and_other_characters_have_no_syllable(void **state)
{
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    Store *store = build(&arena, *state, write_table(&arena, *state));
    assert_string_equal(store_reading(store, &arena, STR("正文一段。")).p, "zhèng wén yī -");
    assert_string_equal(store_reading(store, &arena, STR("A1：东—区々")).p, "dōng qū");
    assert_int_equal(store_reading(store, &arena, STR("ABC, 12")).n, 0);
    assert_int_equal(store_reading(store, &arena, STR_NONE).n, 0);
    assert_string_equal(store_reading(store, &arena, STR("没")).p, "-"); // not in these texts
    store_close(store);
    arena_finish(&arena);
}

static void a_word_that_two_sources_read_differently_is_listed_until_it_is_decided(void **state)
{
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    AuthorOptions options = folder_options(*state);
    options.pinyin_file = write_table(&arena, *state);
    ReadingList list;
    ProblemList problems;
    assert_true(author_readings(&arena, &options, &list, &problems));
    assert_int_equal(list.count, 1); // 正文一 covers 正文
    assert_true(str_is(list.items[0].word, "区"));
    assert_true(str_is(list.items[0].other, "ōu"));
    assert_true(list.items[0].times >= 2);
    assert_true(str_is(list.items[0].file, "districts.csv"));
    assert_int_equal(list.items[0].row, 2);
    folder_write(*state, "readings.csv", STR("word,pinyin,note\n区,qū,定了\n"));
    assert_true(author_readings(&arena, &options, &list, &problems));
    assert_int_equal(list.count, 0);
    arena_finish(&arena);
}

static void the_editors_reading_goes_first(void **state)
{
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    folder_write(*state, "readings.csv", STR("word,pinyin,note\n一段,yí duàn,\n东区,dōng ōu,\n"));
    Store *store = build(&arena, *state, write_table(&arena, *state));
    assert_string_equal(store_reading(store, &arena, STR("东区")).p, "dōng ōu");
    assert_string_equal(store_reading(store, &arena, STR("一段")).p, "yí duàn");
    store_close(store);
    store = build(&arena, *state, NULL); // without a table there is the editors' list alone
    assert_string_equal(store_reading(store, &arena, STR("东区一")).p, "dōng ōu -");
    store_close(store);
    arena_finish(&arena);
}

static bool is_told(const ProblemList *list, SayId rule, int row, int column)
{
    for (int i = 0; i < list->count; i++) {
        const Problem *problem = &list->items[i];
        if (problem->rule == rule && problem->row == row && problem->column == column) {
            return true;
        }
    }
    return false;
}

static void a_reading_has_one_syllable_a_character(void **state)
{
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    AuthorOptions options = folder_options(*state);
    ProblemList list;
    folder_write(*state, "readings.csv",
                 STR("word,pinyin,note\n区,qū,\n东区,dōng,\nA区,a qū,\n东,dōng qū,\n"
                     "东区东区东区东区东,dōng qū dōng qū dōng qū dōng qū dōng,\n东区,,\n区,qū,\n"));
    assert_false(author_check(&arena, &options, &list));
    assert_false(is_told(&list, SAY_AUTHOR_BAD_READING, 2, 2));
    for (int row = 3; row <= 6; row++) {
        assert_true(is_told(&list, SAY_AUTHOR_BAD_READING, row, 2));
    }
    assert_true(is_told(&list, SAY_AUTHOR_NEEDED, 7, 2));
    assert_true(is_told(&list, SAY_AUTHOR_ID_TWICE, 8, 1));
    arena_finish(&arena);
}

static void a_table_that_is_not_there_is_told_and_stops_nothing(void **state)
{
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    AuthorOptions options = folder_options(*state);
    options.pinyin_file = "/nowhere/readings.tsv";
    ProblemList list;
    assert_true(author_check(&arena, &options, &list));
    assert_true(is_told(&list, SAY_AUTHOR_NO_PINYIN, 0, 0));
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(most_names_are_right_by_the_table_and_all_with_the_city_s_own_list),
        TEST(the_longest_word_counts_and_other_characters_have_no_syllable),
        TEST(a_word_that_two_sources_read_differently_is_listed_until_it_is_decided),
        TEST(the_editors_reading_goes_first),
        TEST(a_reading_has_one_syllable_a_character),
        TEST(a_table_that_is_not_there_is_told_and_stops_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
