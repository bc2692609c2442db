// The faces that fonts/ cuts: every character there, Simplified Chinese forms, same bytes twice.
#include "base/file.h"
#include "base/utf8.h"
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <hb-ft.h>
#include <hb-ot.h>
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

typedef struct {
    const char *file;
    const char *collection;
    const char *name;          // PostScript name of the source
    const char *japanese_name; // the same face for Japanese
} FaceRow;

static const FaceRow FACES[] = {
    {"sans-regular", "NotoSansCJK-Regular", "NotoSansCJKsc-Regular", "NotoSansCJKjp-Regular"},
    {"sans-medium", "NotoSansCJK-Medium", "NotoSansCJKsc-Medium", "NotoSansCJKjp-Medium"},
    {"sans-bold", "NotoSansCJK-Bold", "NotoSansCJKsc-Bold", "NotoSansCJKjp-Bold"},
    {"serif-bold", "NotoSerifCJK-Bold", "NotoSerifCJKsc-Bold", "NotoSerifCJKjp-Bold"},
    {"serif-black", "NotoSerifCJK-Black", "NotoSerifCJKsc-Black", "NotoSerifCJKjp-Black"},
};

typedef struct {
    Arena arena;
    FT_Library library;
    FT_Face faces[COUNT(FACES)];
} Fixture;

static int fonts_open_all(void **state)
{
    Fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    arena_init(&fixture->arena, "test", 64 * MIB);
    assert_int_equal(FT_Init_FreeType(&fixture->library), 0);
    for (int i = 0; i < COUNT(FACES); i++) {
        char path[512];
        snprintf(path, sizeof path, BUILD_DIR "/fonts/%s.otf", FACES[i].file);
        assert_int_equal(FT_New_Face(fixture->library, path, 0, &fixture->faces[i]), 0);
    }
    *state = fixture;
    return 0;
}

static int fonts_close_all(void **state)
{
    Fixture *fixture = *state;
    for (int i = 0; i < COUNT(FACES); i++) {
        FT_Done_Face(fixture->faces[i]);
    }
    FT_Done_FreeType(fixture->library);
    arena_finish(&fixture->arena);
    free(fixture);
    return 0;
}

static Str read_file(Fixture *fixture, const char *path)
{
    Str text;
    Err err = {0};
    if (!file_read(&fixture->arena, path, 16 * MIB, &text, &err)) {
        fail_msg("%s", err.what);
    }
    return text;
}

static FT_Face open_named(Fixture *fixture, const char *collection, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, NOTO_DIR "/%s.ttc", collection);
    FT_Face face;
    assert_int_equal(FT_New_Face(fixture->library, path, -1, &face), 0);
    FT_Long count = face->num_faces;
    FT_Done_Face(face);
    for (FT_Long i = 0; i < count; i++) {
        assert_int_equal(FT_New_Face(fixture->library, path, i, &face), 0);
        if (strcmp(FT_Get_Postscript_Name(face), name) == 0) {
            return face;
        }
        FT_Done_Face(face);
    }
    fail_msg("no face %s in %s", name, path);
    return NULL;
}

static bool has_same_outline(FT_Face a, FT_Face b, uint32_t code)
{
    FT_Int32 flags = FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING;
    FT_UInt in_a = FT_Get_Char_Index(a, code);
    FT_UInt in_b = FT_Get_Char_Index(b, code);
    assert_int_not_equal(in_a, 0);
    assert_int_not_equal(in_b, 0);
    assert_int_equal(FT_Load_Glyph(a, in_a, flags), 0);
    assert_int_equal(FT_Load_Glyph(b, in_b, flags), 0);
    const FT_Outline *left = &a->glyph->outline;
    const FT_Outline *right = &b->glyph->outline;
    assert_true(left->n_points > 0);
    return left->n_points == right->n_points && left->n_contours == right->n_contours &&
           memcmp(left->points, right->points, (size_t)left->n_points * sizeof(FT_Vector)) == 0;
}

static void every_face_has_the_8105_characters_of_the_table(void **state)
{
    Fixture *fixture = *state;
    Str rest = read_file(fixture, SOURCE_DIR "/fonts/tonggui-8105.txt");
    int count = 0;
    Str line;
    while (str_split(&rest, '\n', &line)) {
        Utf8 it = utf8_walk(line);
        if (!utf8_next(&it)) {
            continue;
        }
        count++;
        for (int i = 0; i < COUNT(FACES); i++) {
            if (FT_Get_Char_Index(fixture->faces[i], it.code) == 0) {
                fail_msg("%s lacks U+%04X", FACES[i].file, it.code);
            }
        }
    }
    assert_int_equal(count, 8105);
}

// All of GB 2312: the symbols of rows 1 to 9 and the hanzi of rows 16 to 87.
static void every_face_has_all_of_gb_2312(void **state)
{
    Fixture *fixture = *state;
    iconv_t convert = iconv_open("UTF-32LE", "GB2312");
    assert_true(convert != (iconv_t)-1);
    int symbols = 0;
    int hanzi = 0;
    for (int row = 1; row <= 94; row++) {
        for (int cell = 1; cell <= 94; cell++) {
            char in[2] = {(char)(0xA0 + row), (char)(0xA0 + cell)};
            uint32_t code = 0;
            char *from = in;
            char *to = (char *)&code;
            size_t from_n = sizeof in;
            size_t to_n = sizeof code;
            iconv(convert, NULL, NULL, NULL, NULL);
            if (iconv(convert, &from, &from_n, &to, &to_n) != 0) {
                continue; // an empty cell
            }
            *(row < 16 ? &symbols : &hanzi) += 1;
            for (int i = 0; i < COUNT(FACES); i++) {
                if (FT_Get_Char_Index(fixture->faces[i], code) == 0) {
                    fail_msg("%s lacks U+%04X (row %d, cell %d)", FACES[i].file, code, row, cell);
                }
            }
        }
    }
    iconv_close(convert);
    assert_int_equal(symbols, 682);
    assert_int_equal(hanzi, 6763);
}

static void every_face_has_the_marks_and_signs_a_text_could_use(void **state)
{
    Fixture *fixture = *state;
    Str text =
        STR("　。，、；：？！“”‘’（）《》〈〉【】「」『』〔〕—…⋯·‧～／‰℃℉°′″℡№§©®™±×÷−≈≠≤≥∞→←↑↓"
            "↗↘⇒①⑩⑳㉑㊿❶❿⑴⒈ⅠⅫ㎡㎞㎏€£¥￥$▲▼◆◇●○★☆■□✓〇々⸺‼⁇⁈⁉"
            "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêếềɡɑöß"
            "ΑΩαωπμЁАЯёаяぁんァンㄅㄩABCxyz0189");
    Utf8 it = utf8_walk(text);
    while (utf8_next(&it)) {
        for (int i = 0; i < COUNT(FACES); i++) {
            if (FT_Get_Char_Index(fixture->faces[i], it.code) == 0) {
                fail_msg("%s lacks U+%04X", FACES[i].file, it.code);
            }
        }
    }
}

static void forms_are_simplified_chinese_not_japanese(void **state)
{
    Fixture *fixture = *state;
    static const uint32_t CODES[] = {0x76F4 /*直*/, 0x9AA8 /*骨*/, 0x5173 /*关*/};
    for (int i = 0; i < COUNT(FACES); i++) {
        FT_Face chinese = open_named(fixture, FACES[i].collection, FACES[i].name);
        FT_Face japanese = open_named(fixture, FACES[i].collection, FACES[i].japanese_name);
        for (int c = 0; c < COUNT(CODES); c++) {
            print_message("  %s U+%04X\n", FACES[i].file, CODES[c]);
            assert_true(has_same_outline(fixture->faces[i], chinese, CODES[c]));
            assert_false(has_same_outline(fixture->faces[i], japanese, CODES[c]));
        }
        FT_Done_Face(chinese);
        FT_Done_Face(japanese);
    }
}

// The advance of `text` in thousandths of an em.
static int shaped_advance(FT_Face face, const char *text, const char *language, const char *feature)
{
    hb_font_t *font = hb_ft_font_create_referenced(face);
    hb_font_set_scale(font, 1000, 1000);
    hb_ot_font_set_funcs(font);
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, hb_language_from_string(language, -1));
    hb_feature_t wanted;
    int count = feature && hb_feature_from_string(feature, -1, &wanted) ? 1 : 0;
    hb_shape(font, buffer, &wanted, (unsigned)count);
    unsigned n;
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(buffer, &n);
    int advance = 0;
    for (unsigned i = 0; i < n; i++) {
        advance += at[i].x_advance;
    }
    hb_buffer_destroy(buffer);
    hb_font_destroy(font);
    return advance;
}

static void a_chinese_dash_is_two_em_and_stops_can_be_halved(void **state)
{
    Fixture *fixture = *state;
    for (int i = 0; i < COUNT(FACES); i++) {
        print_message("  %s\n", FACES[i].file);
        assert_int_equal(shaped_advance(fixture->faces[i], "——", "zh-Hans", NULL), 2000);
        assert_int_equal(shaped_advance(fixture->faces[i], "。", "zh-Hans", NULL), 1000);
        assert_int_equal(shaped_advance(fixture->faces[i], "。", "zh-Hans", "halt"), 500);
        assert_int_equal(shaped_advance(fixture->faces[i], "（", "zh-Hans", "halt"), 500);
    }
}

static void a_japanese_tag_cannot_change_a_form(void **state)
{
    Fixture *fixture = *state;
    for (int i = 0; i < COUNT(FACES); i++) {
        hb_font_t *font = hb_ft_font_create_referenced(fixture->faces[i]);
        hb_ot_font_set_funcs(font);
        hb_codepoint_t glyphs[2];
        const char *const languages[2] = {"zh-Hans", "ja"};
        for (int l = 0; l < 2; l++) {
            hb_buffer_t *buffer = hb_buffer_create();
            hb_buffer_add_utf8(buffer, "直", -1, 0, -1);
            hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
            hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
            hb_buffer_set_language(buffer, hb_language_from_string(languages[l], -1));
            hb_shape(font, buffer, NULL, 0);
            glyphs[l] = hb_buffer_get_glyph_infos(buffer, NULL)[0].codepoint;
            hb_buffer_destroy(buffer);
        }
        hb_font_destroy(font);
        assert_int_equal(glyphs[0], glyphs[1]);
    }
}

static void vertical_forms_are_there(void **state)
{
    Fixture *fixture = *state;
    for (int i = 0; i < COUNT(FACES); i++) {
        hb_font_t *font = hb_ft_font_create_referenced(fixture->faces[i]);
        hb_ot_font_set_funcs(font);
        hb_buffer_t *buffer = hb_buffer_create();
        hb_buffer_add_utf8(buffer, "（", -1, 0, -1);
        hb_buffer_set_direction(buffer, HB_DIRECTION_TTB);
        hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
        hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", -1));
        hb_shape(font, buffer, NULL, 0);
        hb_codepoint_t turned = hb_buffer_get_glyph_infos(buffer, NULL)[0].codepoint;
        assert_int_not_equal(turned, FT_Get_Char_Index(fixture->faces[i], 0xFF08));
        hb_buffer_destroy(buffer);
        hb_font_destroy(font);
    }
}

static void no_face_is_larger_than_3700_kb(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT(FACES); i++) {
        char path[512];
        snprintf(path, sizeof path, BUILD_DIR "/fonts/%s.otf", FACES[i].file);
        assert_in_range(file_size(path), 1, 3700000);
    }
}

static void the_licence_lies_beside_the_faces(void **state)
{
    Fixture *fixture = *state;
    Str text = read_file(fixture, BUILD_DIR "/fonts/OFL.txt");
    assert_true(str_find(text, STR("SIL OPEN FONT LICENSE Version 1.1")) >= 0);
    assert_true(str_find(text, STR("Adobe")) >= 0);
}

static void a_second_cut_gives_the_same_bytes(void **state)
{
    Fixture *fixture = *state;
    int status = system("env -u ZH_CACHE " ZH_PYTHON " " SOURCE_DIR "/fonts/make_face.py"
                        " --collection " NOTO_DIR "/NotoSansCJK-Regular.ttc"
                        " --name NotoSansCJKsc-Regular"
                        " --hanzi " SOURCE_DIR "/fonts/tonggui-8105.txt"
                        " --symbols " SOURCE_DIR "/fonts/symbols.txt"
                        " --out " BUILD_DIR "/fonts/second-cut.otf");
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    Str first = read_file(fixture, BUILD_DIR "/fonts/sans-regular.otf");
    Str second = read_file(fixture, BUILD_DIR "/fonts/second-cut.otf");
    remove(BUILD_DIR "/fonts/second-cut.otf");
    assert_true(str_eq(first, second));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_face_has_the_8105_characters_of_the_table),
        cmocka_unit_test(every_face_has_all_of_gb_2312),
        cmocka_unit_test(every_face_has_the_marks_and_signs_a_text_could_use),
        cmocka_unit_test(forms_are_simplified_chinese_not_japanese),
        cmocka_unit_test(a_chinese_dash_is_two_em_and_stops_can_be_halved),
        cmocka_unit_test(a_japanese_tag_cannot_change_a_form),
        cmocka_unit_test(vertical_forms_are_there),
        cmocka_unit_test(no_face_is_larger_than_3700_kb),
        cmocka_unit_test(the_licence_lies_beside_the_faces),
        cmocka_unit_test(a_second_cut_gives_the_same_bytes),
    };
    return cmocka_run_group_tests(tests, fonts_open_all, fonts_close_all);
}
