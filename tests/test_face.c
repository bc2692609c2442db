#include "type/face.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static Fonts *fonts;
static Arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, "test", 64 * MIB);
    fonts = fonts_open(BUILD_DIR "/fonts", NULL);
    return fonts == NULL ? 1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    fonts_close(fonts);
    arena_finish(&arena);
    return 0;
}

static void a_missing_folder_is_told_in_words(void **state)
{
    (void)state;
    Err err = {0};
    assert_null(fonts_open(BUILD_DIR "/no-such-folder", &err));
    assert_true(err.what[0] != 0 && err.hint[0] != 0);
}

static void a_file_that_is_no_font_is_told_in_words(void **state)
{
    (void)state;
    assert_true(file_make_folders(BUILD_DIR "/bad-fonts", NULL));
    assert_true(file_write(BUILD_DIR "/bad-fonts/sans-regular.otf", STR("not a font"), NULL));
    Err err = {0};
    assert_null(fonts_open(BUILD_DIR "/bad-fonts", &err));
    assert_true(err.what[0] != 0 && err.hint[0] != 0);
}

static void every_face_has_the_common_characters(void **state)
{
    (void)state;
    const uint32_t codes[] = {0x5E38, 0x5DDE, 'A', '0', 0xFF0C, 0x201C, 0x2014, 0x1DC};
    for (int face = 0; face < FACE_COUNT; face++) {
        for (int i = 0; i < COUNT(codes); i++) {
            assert_true(fonts_has_glyph(fonts, (FaceId)face, codes[i]));
        }
        assert_true(fonts_ascent_em(fonts, (FaceId)face) > 0.8f);
        assert_true(fonts_descent_em(fonts, (FaceId)face) > 0.1f);
    }
}

static void a_character_no_face_has_keeps_the_wished_face(void **state)
{
    (void)state;
    assert_int_equal(face_for(fonts, FACE_SERIF_BOLD, 0x10FFFD), FACE_SERIF_BOLD);
    assert_int_equal(face_for(fonts, FACE_SANS_BOLD, 0x5E38), FACE_SANS_BOLD);
}

static void a_dash_is_two_em_because_the_language_is_chinese(void **state)
{
    (void)state;
    const uint32_t dashes[] = {0x2014, 0x2014};
    const int clusters[] = {0, 0};
    for (int face = 0; face < FACE_COUNT; face++) {
        ShapedRun run =
            face_shape(fonts, &arena, (FaceId)face, SHAPE_HAN, dashes, clusters, 2, NULL);
        int sum = 0;
        for (int i = 0; i < run.count; i++) {
            sum += run.items[i].x_advance;
        }
        assert_int_equal(sum, 2 * fonts->faces[face].units_per_em);
    }
}

static void blanks_come_from_halt(void **state)
{
    (void)state;
    int half = fonts->faces[FACE_SANS_REGULAR].units_per_em / 2;
    Blanks comma = face_blanks(fonts, FACE_SANS_REGULAR, 0xFF0C, false);
    assert_int_equal(comma.before, 0);
    assert_int_equal(comma.behind, half);
    Blanks opening = face_blanks(fonts, FACE_SANS_REGULAR, 0x300A, false);
    assert_int_equal(opening.before, half);
    assert_int_equal(opening.behind, 0);
    Blanks dot = face_blanks(fonts, FACE_SANS_REGULAR, 0x30FB, false);
    assert_int_equal(dot.before, half / 2);
    assert_int_equal(dot.behind, half / 2);
    Blanks han = face_blanks(fonts, FACE_SANS_REGULAR, 0x5E38, false);
    assert_int_equal(han.before + han.behind, 0);
    // In vertical lines ！ keeps its em.
    assert_int_equal(face_blanks(fonts, FACE_SANS_REGULAR, 0xFF01, true).behind, 0);
    assert_int_equal(face_blanks(fonts, FACE_SANS_REGULAR, 0xFF01, false).behind, half);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_missing_folder_is_told_in_words),
        cmocka_unit_test(a_file_that_is_no_font_is_told_in_words),
        cmocka_unit_test(every_face_has_the_common_characters),
        cmocka_unit_test(a_character_no_face_has_keeps_the_wished_face),
        cmocka_unit_test(a_dash_is_two_em_because_the_language_is_chinese),
        cmocka_unit_test(blanks_come_from_halt),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
