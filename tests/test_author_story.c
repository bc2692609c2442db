// What a folder becomes: the same bytes whatever the editors' tools did to the files, and nothing
// at all when something is wrong.
#include "author_folder.h"
#include "store/store.h"
#include <iconv.h>
#include <signal.h>
#include <sys/resource.h>

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

static Str story_path(Arena *arena, const Folder *folder, const char *name)
{
    return str_format(arena, "%s/%s", folder->root, name);
}

static Str build(Arena *arena, const Folder *folder, const char *name)
{
    AuthorOptions options = folder_options(folder);
    ProblemList list;
    Err err = {0};
    Str path = story_path(arena, folder, name);
    bool is_built = author_build(arena, &options, path.p, &list, &err);
    for (int i = 0; i < list.error_count; i++) {
        print_message("%.*s:%d:%d %.*s\n", STR_ARG(list.items[i].file), list.items[i].row,
                      list.items[i].column, STR_ARG(list.items[i].what));
    }
    print_message("%s%s", err.what, err.what[0] ? "\n" : "");
    assert_true(is_built);
    Str bytes;
    assert_true(file_read(arena, path.p, 64 * MIB, &bytes, NULL));
    return bytes;
}

static bool is_same(Str a, Str b)
{
    return a.n == b.n && memcmp(a.p, b.p, (size_t)a.n) == 0;
}

static void the_same_folder_gives_the_same_bytes(void **state)
{
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    Str first = build(&arena, *state, "first.db");
    Str again = build(&arena, *state, "again.db");
    assert_true(first.n > 10000);
    assert_true(is_same(first, again));
    AuthorOptions options = folder_options(*state);
    options.cache_folder = NULL;
    ProblemList list;
    Str path = story_path(&arena, *state, "fresh.db");
    assert_true(author_build(&arena, &options, path.p, &list, NULL));
    Str fresh;
    assert_true(file_read(&arena, path.p, 64 * MIB, &fresh, NULL));
    assert_true(is_same(first, fresh));
    arena_finish(&arena);
}

static Str with_bom(Arena *arena, Str text)
{
    return str_format(arena, "\xEF\xBB\xBF%.*s", STR_ARG(text));
}

static Str with_crlf(Arena *arena, Str text)
{
    char *out = arena_alloc(arena, (size_t)text.n * 2 + 1);
    int n = 0;
    for (int i = 0; i < text.n; i++) {
        if (text.p[i] == '\n') {
            out[n++] = '\r';
        }
        out[n++] = text.p[i];
    }
    return (Str){out, n};
}

static Str as_gb18030(Arena *arena, Str text)
{
    iconv_t door = iconv_open("GB18030", "UTF-8");
    assert_true(door != (iconv_t)-1);
    char *in = arena_alloc(arena, (size_t)text.n + 1);
    memcpy(in, text.p, (size_t)text.n);
    size_t left = (size_t)text.n;
    size_t room = left * 2 + 16;
    char *out = arena_alloc(arena, room);
    char *at = out;
    assert_int_equal(iconv(door, &in, &left, &at, &room), 0);
    iconv_close(door);
    return (Str){out, (int)(at - out)};
}

// As a spreadsheet would: every field in quotes, and rows of commas at the end.
static Str as_quoted(Arena *arena, Str text)
{
    char *out = arena_alloc(arena, (size_t)text.n * 3 + 64);
    int n = 0;
    bool is_quoted = false;
    bool is_begin = true;
    for (int i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == '"') {
            is_quoted = !is_quoted;
            if (is_begin) {
                out[n++] = '"';
            }
            is_begin = false;
            continue;
        }
        if (is_begin) {
            out[n++] = '"';
        }
        is_begin = !is_quoted && (c == ',' || c == '\n');
        if (is_begin) {
            out[n++] = '"';
        }
        out[n++] = c;
    }
    memcpy(out + n, ",,,\n", 4);
    return (Str){out, n + 4};
}

static void a_byte_order_mark_crlf_or_gb18030_change_nothing(void **state)
{
    typedef Str (*Change)(Arena * arena, Str text);
    const Change CHANGES[] = {with_bom, with_crlf, as_gb18030};
    const Folder *folder = *state;
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    Str plain = build(&arena, folder, "plain.db");
    for (int c = 0; c < COUNT(CHANGES); c++) {
        print_message("  variant %d\n", c);
        for (int i = 0; i < COUNT(FOLDER); i++) {
            Str name = str_from(FOLDER[i].name);
            if (str_ends(name, STR(".csv")) || str_ends(name, STR(".md"))) {
                folder_write(folder, FOLDER[i].name, CHANGES[c](&arena, str_from(FOLDER[i].text)));
            }
        }
        assert_true(is_same(plain, build(&arena, folder, "variant.db")));
    }
    for (int i = 0; i < COUNT(FOLDER); i++) {
        folder_write(folder, FOLDER[i].name, str_from(FOLDER[i].text));
    }
    arena_finish(&arena);
}

static void a_file_saved_by_a_spreadsheet_changes_nothing(void **state)
{
    const Folder *folder = *state;
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    Str plain = build(&arena, folder, "plain.db");
    folder_write(folder, "kinds.csv", as_quoted(&arena, str_from(folder_text("kinds.csv"))));
    assert_true(is_same(plain, build(&arena, folder, "variant.db")));
    folder_write(folder, "kinds.csv", str_from(folder_text("kinds.csv")));
    arena_finish(&arena);
}

static void the_story_holds_what_the_files_say(void **state)
{
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    build(&arena, *state, "story.db");
    Err err = {0};
    Store *store = store_open(story_path(&arena, *state, "story.db").p, true, &err);
    print_message("%s\n", err.what);
    assert_non_null(store);
    StoryInfo info = store_info(store, &arena);
    assert_true(str_is(info.version, "1.0"));
    assert_true(str_is(info.built, "2024-02-18"));
    assert_int_equal(info.language_count, 2);
    // The city's wording goes before the shared one; what it does not say stays.
    assert_true(str_is(store_label(store, &arena, STR("home.title")), "首页"));
    assert_true(str_is(store_label(store, &arena, STR("back")), "返回"));
    Figure figure;
    assert_true(store_figure(store, &arena, STR("f002"), &figure));
    assert_int_equal(figure.period.n, 0); // 材料未写
    assert_true(str_is(figure.value, "12"));
    MemberList members;
    assert_true(store_members(store, &arena, STR("solar"), STR("cells"), STR_NONE, &members, NULL));
    assert_int_equal(members.count, 1);
    Photo photo;
    assert_true(store_photo(store, &arena, STR("canal"), &photo));
    assert_true(str_is(photo.picture, "canal"));
    assert_int_equal(photo.w, 3840);
    assert_int_equal(photo.h, 2400);
    SourceList sources;
    assert_true(store_sources(store, &arena, &sources, NULL));
    assert_int_equal(sources.count, 1); // the one that is offline is not in the file
    Article article;
    assert_true(store_article(store, &arena, STR("one"), &article));
    assert_true(str_is(article.body, "正文一段。"));
    store_set_language(store, STR("en"));
    assert_true(store_article(store, &arena, STR("one"), &article));
    assert_true(str_is(article.body, "A paragraph."));
    uint8_t *bytes = NULL;
    size_t size = 0;
    assert_true(store_picture(store, STR("canal"), 1000, &bytes, &size));
    assert_true(size > 3 && bytes[0] == 0xFF && bytes[1] == 0xD8); // JPEG: it is opaque
    free(bytes);
    assert_true(store_picture(store, STR("icon/home"), 192, &bytes, &size));
    free(bytes);
    store_close(store);
    arena_finish(&arena);
}

static void nothing_is_written_when_something_is_wrong(void **state)
{
    const Folder *folder = *state;
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    Str before = build(&arena, folder, "kept.db");
    folder_write(folder, "kinds.csv", STR("id,name_zh,name_en,shape\nfirm,企业,Firm,round\n"));
    AuthorOptions options = folder_options(folder);
    ProblemList list;
    Err err = {0};
    Str kept = story_path(&arena, folder, "kept.db");
    Str fresh = story_path(&arena, folder, "never.db");
    assert_false(author_build(&arena, &options, kept.p, &list, &err));
    assert_false(author_build(&arena, &options, fresh.p, &list, &err));
    folder_write(folder, "kinds.csv", str_from(folder_text("kinds.csv")));
    assert_int_equal(err.what[0], 0); // the content's fault, not the disk's
    Str after;
    assert_true(file_read(&arena, kept.p, 64 * MIB, &after, NULL));
    assert_true(is_same(before, after));
    assert_false(file_exists(fresh.p));
    assert_false(file_exists(story_path(&arena, folder, "kept.db.new").p));
    assert_false(file_exists(story_path(&arena, folder, "never.db.new").p));
    arena_finish(&arena);
}

// The largest file this process may write grows until the story fits: every shorter one must fail
// with a sentence, leave the old story as it was and no rest behind.
static void a_full_disk_leaves_the_old_story(void **state)
{
    const Folder *folder = *state;
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    Str before = build(&arena, folder, "full.db");
    Str path = story_path(&arena, folder, "full.db");
    AuthorOptions options = folder_options(folder);
    struct rlimit whole;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &whole), 0);
    signal(SIGXFSZ, SIG_IGN);
    int failures = 0;
    for (rlim_t limit = 0; limit < (rlim_t)before.n; limit += (rlim_t)before.n / 12 + 1) {
        ArenaMark mark = arena_mark(&arena);
        struct rlimit small = {limit, whole.rlim_max};
        ProblemList list;
        Err err = {0};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
        bool is_built = author_build(&arena, &options, path.p, &list, &err);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &whole), 0);
        assert_false(is_built);
        assert_int_equal(list.error_count, 0);
        assert_true(err.what[0] && err.hint[0]);
        assert_false(file_exists(story_path(&arena, folder, "full.db.new").p));
        Str after;
        assert_true(file_read(&arena, path.p, 64 * MIB, &after, NULL));
        assert_true(is_same(before, after));
        failures++;
        arena_release(&arena, mark);
    }
    assert_true(failures >= 10);
    signal(SIGXFSZ, SIG_DFL);
    arena_finish(&arena);
}

static void a_folder_that_is_not_there_is_the_disk_s_fault(void **state)
{
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    AuthorOptions options = folder_options(*state);
    ProblemList list;
    Err err = {0};
    assert_false(author_build(&arena, &options, "/nowhere/at/all/story.db", &list, &err));
    assert_int_equal(list.error_count, 0);
    assert_true(err.what[0] && err.hint[0]);
    arena_finish(&arena);
}

static void a_damaged_cache_is_as_good_as_none(void **state)
{
    const Folder *folder = *state;
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    Str before = build(&arena, folder, "cache.db");
    NameList names;
    assert_true(file_list(&arena, folder->cache, STR(".picture"), &names, NULL));
    assert_true(names.count >= 2);
    for (int i = 0; i < names.count; i++) {
        Str path = file_join(&arena, str_from(folder->cache), names.items[i]);
        Str bytes;
        assert_true(file_read(&arena, path.p, 64 * MIB, &bytes, NULL));
        char *spoiled = arena_alloc(&arena, (size_t)bytes.n + 1);
        memcpy(spoiled, bytes.p, (size_t)bytes.n);
        spoiled[bytes.n / 2] ^= 1;
        assert_true(file_write(path.p, (Str){spoiled, i % 2 ? bytes.n : bytes.n / 2}, NULL));
    }
    assert_true(is_same(before, build(&arena, folder, "cache.db")));
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_folder_gives_the_same_bytes),
        cmocka_unit_test(a_byte_order_mark_crlf_or_gb18030_change_nothing),
        cmocka_unit_test(a_file_saved_by_a_spreadsheet_changes_nothing),
        cmocka_unit_test(the_story_holds_what_the_files_say),
        cmocka_unit_test(nothing_is_written_when_something_is_wrong),
        cmocka_unit_test(a_full_disk_leaves_the_old_story),
        cmocka_unit_test(a_folder_that_is_not_there_is_the_disk_s_fault),
        cmocka_unit_test(a_damaged_cache_is_as_good_as_none),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
