#include "type/type.h"
#include <math.h>
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

static const TextStyle TITLE = {.face = FACE_SERIF_BLACK, .size_px = 50, .line_px = 70};

static TextBlock set(const char *text, float height)
{
    return text_set_vertical(fonts, &arena, &TITLE, str_from(text), height, 1.2f);
}

// The ink of a glyph on the target.
static void ink_of(const PlacedGlyph *glyph, float *x, float *y)
{
    int left, baseline;
    Mask mask = glyph_mask(fonts, glyph, &left, &baseline);
    *x = (float)(left + mask.left) + (float)mask.w * 0.5f;
    *y = (float)(baseline - mask.top) + (float)mask.h * 0.5f;
}

#define NEAR(a, b, by) assert_true(fabsf((a) - (b)) <= (by))

static void characters_go_down_by_the_advance(void **state)
{
    (void)state;
    TextBlock block = set("常州常", 0);
    assert_int_equal(block.line_count, 1);
    assert_int_equal(block.glyph_count, 3);
    NEAR(block.glyphs[1].y - block.glyphs[0].y, 60, 0.05f);
    NEAR(block.height, 2 * 60 + 50, 0.05f);
    float x, y;
    ink_of(&block.glyphs[0], &x, &y);
    NEAR(x, 35, 3);
    NEAR(y, 25, 4);
}

static void columns_go_from_right_to_left(void **state)
{
    (void)state;
    TextBlock block = set("一二三四五六", 170);
    assert_int_equal(block.line_count, 2);
    NEAR(block.width, 140, 0.01f);
    assert_true(block.lines[0].x > block.lines[1].x);
    assert_int_equal(block.lines[0].glyph_count, 3);
}

static void no_column_begins_with_a_mark(void **state)
{
    (void)state;
    const Str text = STR("春夏秋，冬日，江南");
    for (float height = 100; height < 400; height += 10) {
        TextBlock block = set("春夏秋，冬日，江南", height);
        for (int i = 0; i < block.line_count; i++) {
            assert_false(str_starts(str_from_offset(text, block.lines[i].from), STR("，")));
        }
    }
}

static void marks_take_their_vertical_forms(void **state)
{
    (void)state;
    TextSpan comma = {.text = STR("，"), .face = -1};
    uint32_t flat = text_set(fonts, &arena, &TITLE, &comma, 1, 0).glyphs[0].glyph;
    TextBlock block = set("常，州", 0);
    assert_int_not_equal(block.glyphs[1].glyph, flat);
    float x, y;
    ink_of(&block.glyphs[1], &x, &y);
    assert_true(x > 35 && y < 60 + 25); // upper right
    TextBlock quotes = set("“常”", 0), brackets = set("『常』", 0);
    assert_int_equal(quotes.glyphs[0].glyph, brackets.glyphs[0].glyph);
    assert_int_equal(quotes.glyphs[2].glyph, brackets.glyphs[2].glyph);
}

static void words_lie_and_digits_share_a_cell(void **state)
{
    (void)state;
    TextBlock block = set("Museum馆", 0);
    for (int i = 0; i < 6; i++) {
        assert_int_equal(block.glyphs[i].turn, 1);
        assert_true(i == 0 || block.glyphs[i].y > block.glyphs[i - 1].y);
        NEAR(block.glyphs[i].x, block.glyphs[0].x, 0.05f);
    }
    assert_int_equal(block.glyphs[6].turn, 0);
    TextBlock day = set("10日", 0);
    assert_int_equal(day.glyph_count, 3);
    NEAR(day.glyphs[0].y, day.glyphs[1].y, 0.01f);
    assert_true(day.glyphs[1].x > day.glyphs[0].x);
    NEAR(day.lines[0].width, 60 + 50, 0.05f);
    float x0, x1, y;
    ink_of(&day.glyphs[0], &x0, &y);
    ink_of(&day.glyphs[1], &x1, &y);
    NEAR((x0 + x1) * 0.5f, 35, 4);
    NEAR(y, 25, 4);
}

static void a_dash_fills_two_cells(void **state)
{
    (void)state;
    TextBlock with = set("江——南", 0), without = set("江南", 0);
    NEAR(with.height - without.height, 100 + 10, 0.1f); // two em and one more space between cells
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_go_down_by_the_advance),
        cmocka_unit_test(columns_go_from_right_to_left),
        cmocka_unit_test(no_column_begins_with_a_mark),
        cmocka_unit_test(marks_take_their_vertical_forms),
        cmocka_unit_test(words_lie_and_digits_share_a_cell),
        cmocka_unit_test(a_dash_fills_two_cells),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
