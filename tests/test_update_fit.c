#include "update_venue.h"
#include "venue/update_fit.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define ROOT BUILD_DIR "/tests/update-fit"
static const char FONTS[] = BUILD_DIR "/fonts";
static const char STORY[] = ROOT "/story.db";

// A story with one label and what its compiler said of cut texts (-1: nothing).
static void make(const char *version, const char *label, int cut)
{
    Writer *writer = writer_open(STORY, NULL);
    assert_non_null(writer);
    assert_true(put_world(writer) && put(writer, "label", "id", "button.more", NULL) &&
                word(writer, "label", "button.more", "value", label, "More") &&
                (cut < 0 || writer_cut_texts(writer, cut, NULL)) &&
                writer_commit(writer, str_from(version), STR("2024-03-01"), NULL));
}

static int make_folder(void **state)
{
    (void)state;
    say_choose(SAY_EN);
    venue_clear(ROOT);
    return file_make_folders(ROOT, NULL) ? 0 : -1;
}

static void what_the_faces_have_fits(void **state)
{
    (void)state;
    Err err = {0};
    make("2", "更多 · 看一看 pīnyīn 56.2%\n", 0);
    assert_true(update_fits(STORY, FONTS, &err));
    make("2", "更多", -1);
    assert_true(update_fits(STORY, FONTS, &err));
    assert_true(update_fits(BUILD_DIR "/story.db", FONTS, &err)); // the whole city
}

static void a_character_that_no_face_has_is_named_with_its_row(void **state)
{
    (void)state;
    Err err = {0};
    make("2", "更多\xF0\xA0\x80\x80", 0); // U+20000
    assert_false(update_fits(STORY, FONTS, &err));
    assert_non_null(strstr(err.what, "U+20000"));
    assert_non_null(strstr(err.what, "label:button.more"));
    assert_true(update_fits(STORY, "", &err)); // faces are not looked at
}

static void a_story_with_cut_texts_is_not_even_bundled(void **state)
{
    (void)state;
    char id[KEY_ID_HEX];
    Err err = {0};
    SecretKey key;
    make("2", "更多", 3);
    assert_false(update_fits(STORY, FONTS, &err));
    assert_non_null(strstr(err.what, "3"));
    assert_true(key_make(ROOT "/maker", id, NULL) && key_read_secret(ROOT "/maker", &key, NULL));
    assert_false(bundle_write(STORY, ROOT "/cut.zhb", &key, STR_NONE, &err));
    assert_false(file_exists(ROOT "/cut.zhb"));
}

static void faces_that_are_not_there_are_told(void **state)
{
    (void)state;
    Err err = {0};
    make("2", "更多", 0);
    assert_false(update_fits(STORY, ROOT "/nowhere", &err));
    assert_true(err.what[0] && err.hint[0]);
}

static void an_update_that_does_not_fit_leaves_the_old_story(void **state)
{
    (void)state;
    Venue venue;
    Updates updates;
    Err err = {0};
    venue_make(&venue, BUILD_DIR "/tests/update-fit-venue");
    make("3", "更多\xF0\xA0\x80\x80", 0);
    char bundle[320];
    snprintf(bundle, sizeof bundle, "%s/three.zhb", venue.stick);
    venue_bundle(STORY, bundle, venue.secret);
    venue_open(&venue, &updates);
    snprintf(updates.fonts, sizeof updates.fonts, "%s", FONTS);
    assert_int_equal(venue_apply(&venue, &updates, "three.zhb", 9, &err), UPDATE_REFUSED);
    assert_non_null(strstr(err.what, "U+20000"));
    assert_int_equal(venue_shows(&venue, "boot-b", 99), 1);
    assert_int_equal(venue_apply(&venue, &updates, "two.zhb", 9, &err), UPDATE_DONE);
    venue_clear(venue.root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_faces_have_fits),
        cmocka_unit_test(a_character_that_no_face_has_is_named_with_its_row),
        cmocka_unit_test(a_story_with_cut_texts_is_not_even_bundled),
        cmocka_unit_test(faces_that_are_not_there_are_told),
        cmocka_unit_test(an_update_that_does_not_fit_leaves_the_old_story),
    };
    return cmocka_run_group_tests(tests, make_folder, NULL);
}
