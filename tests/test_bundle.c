#include "update_venue.h"
#include "venue/bundle.h"
#include "venue/update_sticks.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>

#include <cmocka.h>

#define ROOT BUILD_DIR "/test_bundle"

static Venue venue;

static int make_venue(void **state)
{
    (void)state;
    say_choose(SAY_EN);
    venue_make(&venue, ROOT);
    return 0;
}

static int clear_venue(void **state)
{
    (void)state;
    venue_clear(ROOT);
    return 0;
}

static const char *in_stick(const char *name)
{
    static char path[400];
    snprintf(path, sizeof path, "%s/%s", venue.stick, name);
    return path;
}

static bool reads(const char *bundle, Manifest *manifest, Signer *signer, Err *err)
{
    KeyRing ring;
    return key_ring_read(venue.keys, &ring, err) &&
           bundle_read(bundle, &ring, manifest, signer, err);
}

// ---- keys -------------------------------------------------------------------------------

static void a_signature_holds_for_its_text_and_no_other(void **state)
{
    (void)state;
    Arena arena;
    SecretKey key;
    KeyRing ring;
    Signer signer;
    arena_init(&arena, "test", MIB);
    assert_true(key_read_secret(venue.secret, &key, NULL));
    assert_true(key_ring_read(venue.keys, &ring, NULL));
    Str signature = key_sign(&arena, STR("text"), &key, STR("by us"));
    assert_true(key_verify(STR("text"), signature, &ring, "x", &signer, NULL));
    assert_string_equal(signer.comment, "by us");
    assert_string_equal(signer.name, "maker");
    assert_int_equal(strlen(signer.key_id), KEY_ID_HEX - 1);
    Err err = {0};
    assert_false(key_verify(STR("Text"), signature, &ring, "x", &signer, &err));
    assert_non_null(strstr(err.what, "signature is wrong"));
    arena_finish(&arena);
}

static void no_byte_of_a_signature_can_be_changed(void **state)
{
    (void)state;
    Arena arena;
    SecretKey key;
    KeyRing ring;
    Signer signer;
    arena_init(&arena, "test", MIB);
    assert_true(key_read_secret(venue.secret, &key, NULL));
    assert_true(key_ring_read(venue.keys, &ring, NULL));
    Str signature = key_sign(&arena, STR("text"), &key, STR("by us"));
    int first = str_find_char(signature, '\n') + 1; // the first line is not signed
    for (int i = first; i + 1 < signature.n; i++) {
        Str copy = str_dup(&arena, signature);
        char *bytes = arena_alloc(&arena, (size_t)copy.n);
        memcpy(bytes, copy.p, (size_t)copy.n);
        bytes[i] = bytes[i] == 'A' ? 'B' : 'A';
        Err err = {0};
        assert_false(key_verify(STR("text"), (Str){bytes, copy.n}, &ring, "x", &signer, &err));
        assert_true(err.what[0] && err.hint[0]);
    }
    arena_finish(&arena);
}

static void a_pair_is_never_overwritten(void **state)
{
    (void)state;
    char id[KEY_ID_HEX];
    Err err = {0};
    struct stat info;
    assert_false(key_make(venue.secret, id, &err));
    assert_non_null(strstr(err.hint, "never overwritten"));
    assert_int_equal(stat(venue.secret, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
}

static void what_is_no_key_is_said_so(void **state)
{
    (void)state;
    static const char *const BAD[] = {"", "hello\n", "a\nb\n", "untrusted comment: x\nRWQ=\n"};
    SecretKey key;
    KeyRing ring;
    Err err = {0};
    char path[400];
    snprintf(path, sizeof path, "%s/bad", ROOT);
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        assert_true(file_write(path, str_from(BAD[i]), NULL));
        assert_false(key_read_secret(path, &key, &err));
        assert_non_null(strstr(err.what, "no secret key"));
    }
    // A key with a password: minisign marks it "Sc".
    Arena arena;
    Str text;
    arena_init(&arena, "test", MIB);
    assert_true(file_read(&arena, venue.secret, 4096, &text, NULL));
    int at = str_find(text, STR("RWQAAEIy"));
    assert_true(at > 0);
    text = str_format(&arena, "%.*sRWRTY0Iy%s", at, text.p, text.p + at + 8);
    assert_true(file_write(path, text, NULL));
    arena_finish(&arena);
    assert_false(key_read_secret(path, &key, &err));
    assert_non_null(strstr(err.what, "password"));
    assert_false(key_ring_read(venue.stick, &ring, &err));
    assert_non_null(strstr(err.what, "no public key"));
    assert_false(key_ring_read("/nowhere", &ring, &err));
}

// ---- bundles ------------------------------------------------------------------------------

static void a_bundle_says_what_its_story_says(void **state)
{
    (void)state;
    Manifest manifest;
    Signer signer;
    assert_true(reads(in_stick("two.zhb"), &manifest, &signer, NULL));
    assert_string_equal(manifest.city, "常州");
    assert_string_equal(manifest.version, "2");
    assert_string_equal(manifest.built, "2024-03-01");
    assert_int_equal(manifest.schema, 3);
    assert_int_equal(manifest.pictures, 1);
    assert_int_equal(manifest.bytes, file_size(in_stick("two.zhb")) - BUNDLE_TAIL);
    assert_string_equal(signer.comment, "测试 signed by the test");
}

static void no_byte_of_the_manifest_can_be_changed(void **state)
{
    (void)state;
    Arena arena;
    Str all;
    arena_init(&arena, "test", 16 * MIB);
    assert_true(file_read(&arena, in_stick("two.zhb"), 8 * MIB, &all, NULL));
    char *bytes = arena_alloc(&arena, (size_t)all.n);
    memcpy(bytes, all.p, (size_t)all.n);
    int tail = all.n - BUNDLE_TAIL;
    for (int i = tail; i < all.n; i += i < tail + 600 ? 7 : 501) {
        bool is_comment = i > tail && str_starts(str_from_offset(all, i), STR("untrusted"));
        char kept = bytes[i];
        bytes[i] = kept == 'z' ? 'y' : 'z';
        Manifest manifest;
        Signer signer;
        Err err = {0};
        assert_true(file_write(in_stick("bad.zhb"), (Str){bytes, all.n}, NULL));
        bool is_read = reads(in_stick("bad.zhb"), &manifest, &signer, &err);
        // The first line of the signature says nothing and is not signed.
        Str before = str_sub(all, tail, i - tail);
        int line = str_find(before, STR("\nend\n"));
        bool is_unsigned_line =
            line >= 0 && str_find_char(str_from_offset(before, line + 5), '\n') < 0;
        assert_true(!is_read || is_comment || is_unsigned_line);
        assert_true(is_read || (err.what[0] && err.hint[0]));
        bytes[i] = kept;
    }
    arena_finish(&arena);
}

static void versions_compare_number_by_number(void **state)
{
    (void)state;
    static const struct {
        const char *a, *built_a, *b, *built_b;
        int order;
    } ROWS[] = {
        {"2024.9", "", "2024.10", "", -1},
        {"2024.02", "", "2024.2", "", 0},
        {"2024.2.1", "", "2024.2", "", 1},
        {"2025", "", "2024.12", "", 1},
        {"2024", "2024-01-02", "2024", "2024-01-03", -1},
        {"a", "", "b", "", -1},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof ROWS[0]; i++) {
        Manifest a = {0};
        Manifest b = {0};
        snprintf(a.version, sizeof a.version, "%s", ROWS[i].a);
        snprintf(b.version, sizeof b.version, "%s", ROWS[i].b);
        snprintf(a.built, sizeof a.built, "%s", ROWS[i].built_a);
        snprintf(b.built, sizeof b.built, "%s", ROWS[i].built_b);
        int order = manifest_compare(&a, &b);
        assert_int_equal((order > 0) - (order < 0), ROWS[i].order);
        order = manifest_compare(&b, &a);
        assert_int_equal((order > 0) - (order < 0), -ROWS[i].order);
    }
}

static void a_broken_story_is_not_bundled(void **state)
{
    (void)state;
    char path[400];
    SecretKey key;
    Err err = {0};
    snprintf(path, sizeof path, "%s/broken.db", ROOT);
    assert_true(file_write(path, STR("no story"), NULL));
    assert_true(key_read_secret(venue.secret, &key, NULL));
    assert_false(bundle_write(path, in_stick("none.zhb"), &key, STR_NONE, &err));
    assert_true(err.what[0] && !file_exists(in_stick("none.zhb")));
}

// ---- what changes ---------------------------------------------------------------------------

static bool put_number(Writer *w, const char *id, const char *value)
{
    return put(w, "figure", "id", id, "theme", "energy", "value", value, "unit", "个", "kind",
               "actual", "source", "s1", "review", "已审", NULL);
}

static bool put_old(Writer *w)
{
    return put_number(w, "same", "1") && put_number(w, "moved", "2") &&
           put_number(w, "gone", "3") && word(w, "figure", "same", "label", "同", "Same") &&
           word(w, "figure", "moved", "label", "旧", "Old") &&
           put(w, "picture", "name", "a", "w", "8", "h", "8", NULL) &&
           writer_blob(w, STR("a"), 8, 8, STR("png"), STR("one"), NULL);
}

static bool put_new(Writer *w)
{
    return put_number(w, "fresh", "4") && put_number(w, "moved", "2") &&
           put_number(w, "same", "1") && word(w, "figure", "same", "label", "同", "Same") &&
           word(w, "figure", "moved", "label", "新", "New") &&
           put(w, "picture", "name", "a", "w", "8", "h", "8", NULL) &&
           writer_blob(w, STR("a"), 8, 8, STR("png"), STR("two"), NULL) &&
           put(w, "picture", "name", "b", "w", "8", "h", "8", NULL) &&
           writer_blob(w, STR("b"), 8, 8, STR("png"), STR("two"), NULL);
}

static void make(const char *path, bool (*put_rows)(Writer *))
{
    Writer *writer = writer_open(path, NULL);
    assert_non_null(writer);
    assert_true(put_world(writer) && put_rows(writer) &&
                writer_commit(writer, STR("1"), STR("2024-03-01"), NULL));
}

static const EntityDiff *entity(const UpdateDiff *diff, const char *name)
{
    for (int i = 0; i < diff->count; i++) {
        if (strcmp(diff->items[i].name, name) == 0) {
            return &diff->items[i];
        }
    }
    fail();
    return NULL;
}

static void a_diff_counts_what_was_added_changed_and_removed(void **state)
{
    (void)state;
    UpdateDiff diff;
    make(ROOT "/old.db", put_old);
    make(ROOT "/new.db", put_new);
    assert_true(update_diff(ROOT "/old.db", ROOT "/new.db", &diff, NULL));
    const EntityDiff *figure = entity(&diff, "figure");
    assert_int_equal(figure->before, 3);
    assert_int_equal(figure->after, 3);
    assert_int_equal(figure->added, 1);
    assert_int_equal(figure->changed, 1); // by its label alone; "same" only moved
    assert_int_equal(figure->removed, 1);
    assert_int_equal(diff.pictures.added, 1);
    assert_int_equal(diff.pictures.changed, 1); // by its bytes alone
    assert_int_equal(diff.rows.added, 1);
    assert_int_equal(diff.rows.changed, 1);
    assert_int_equal(entity(&diff, "source")->changed, 0);
    assert_true(update_diff(NULL, ROOT "/new.db", &diff, NULL));
    assert_int_equal(diff.rows.added, diff.rows.after);
    assert_string_equal(update_diff_word("figure"), "Figures");
}

static void every_kind_of_row_has_a_word(void **state)
{
    (void)state;
    UpdateDiff diff;
    assert_true(update_diff(NULL, venue.shipped, &diff, NULL));
    for (int i = 0; i < diff.count; i++) {
        print_message("  %s\n", diff.items[i].name);
        assert_string_not_equal(update_diff_word(diff.items[i].name), diff.items[i].name);
    }
}

// ---- sticks ------------------------------------------------------------------------------------

static void bundles_are_found_at_most_five_folders_deep(void **state)
{
    (void)state;
    static const char *const PLACES[] = {"media/a.zhb",
                                         "media/user/USB/b.ZHB",
                                         "media/user/USB/deep/c.zhb",
                                         "media/user/USB/deep/deeper/d.zhb",
                                         "media/user/USB/deep/deeper/deepest/h.zhb",
                                         "media/user/USB/deep/deeper/deepest/out/i.zhb",
                                         "media/e.db",
                                         "media/.hidden/f.zhb",
                                         "media/.g.zhb"};
    static const char *const ROOTS[] = {ROOT "/media", ROOT "/nowhere"};
    Arena arena;
    arena_init(&arena, "test", MIB);
    assert_true(file_make_folders(ROOT "/media/user/USB/deep/deeper/deepest/out", NULL));
    assert_true(file_make_folders(ROOT "/media/.hidden", NULL));
    for (size_t i = 0; i < sizeof PLACES / sizeof PLACES[0]; i++) {
        char path[400];
        snprintf(path, sizeof path, "%s/%s", ROOT, PLACES[i]);
        assert_true(file_write(path, STR("x"), NULL));
    }
    assert_int_equal(symlink(ROOT "/media", ROOT "/media/loop"), 0);
    StickList list;
    update_sticks(&arena, ROOTS, 2, &list);
    assert_int_equal(list.count, 5);
    for (int i = 0; i < list.count; i++) {
        bool is_b = str_ends(list.items[i].path, STR("b.ZHB"));
        assert_true(!is_b || str_is(list.items[i].place, "user/USB"));
        assert_int_equal(list.items[i].bytes, 1);
        assert_false(list.is_more);
    }
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signature_holds_for_its_text_and_no_other),
        cmocka_unit_test(no_byte_of_a_signature_can_be_changed),
        cmocka_unit_test(a_pair_is_never_overwritten),
        cmocka_unit_test(what_is_no_key_is_said_so),
        cmocka_unit_test(a_bundle_says_what_its_story_says),
        cmocka_unit_test(no_byte_of_the_manifest_can_be_changed),
        cmocka_unit_test(versions_compare_number_by_number),
        cmocka_unit_test(a_broken_story_is_not_bundled),
        cmocka_unit_test(a_diff_counts_what_was_added_changed_and_removed),
        cmocka_unit_test(every_kind_of_row_has_a_word),
        cmocka_unit_test(bundles_are_found_at_most_five_folders_deep),
    };
    return cmocka_run_group_tests(tests, make_venue, clear_venue);
}
