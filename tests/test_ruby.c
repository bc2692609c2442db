#include "type/ruby.h"
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

static const TextStyle PLAIN = {.face = FACE_SANS_REGULAR, .size_px = 40};
static const RubyStyle RUBY = {.face = FACE_SANS_REGULAR, .ink = 7};

static TextBlock set(const char *text, const char *reading, float width)
{
    RubySpan span = {.text = str_from(text), .reading = str_from(reading), .face = -1};
    return text_set_ruby(fonts, &arena, &PLAIN, &RUBY, &span, 1, width);
}

typedef struct {
    float left, right, foot;
} Note;

// The annotations of a block: runs of ink 7 that touch.
static int notes_of(const TextBlock *block, Note notes[], int most)
{
    int count = 0;
    for (int i = 0; i < block->glyph_count; i++) {
        const PlacedGlyph *glyph = &block->glyphs[i];
        if (glyph->ink != 7) {
            continue;
        }
        int x, y;
        Mask mask = glyph_mask(fonts, glyph, &x, &y);
        float left = (float)(x + mask.left), right = left + (float)mask.w;
        bool is_same =
            count > 0 && notes[count - 1].foot == glyph->y && left - notes[count - 1].right < 6;
        if (is_same) {
            notes[count - 1].right = right;
        } else if (count < most) {
            notes[count++] = (Note){left, right, glyph->y};
        }
    }
    return count;
}

static void every_han_character_has_its_syllable_above_it(void **state)
{
    (void)state;
    TextBlock block = set("常州，一", "cháng zhōu yī", 0);
    Note notes[8];
    assert_int_equal(notes_of(&block, notes, 8), 3);
    assert_int_equal(block.glyphs[0].ink, 0);
    float middle = (notes[0].left + notes[0].right) * 0.5f;
    assert_true(fabsf(middle - (block.glyphs[0].x + 20)) < 12); // moved in from the edge
    middle = (notes[2].left + notes[2].right) * 0.5f;
    assert_true(fabsf(middle - (block.glyphs[3].x + 20)) < 3);
    for (int i = 0; i < 3; i++) {
        assert_true(notes[i].foot < block.lines[0].baseline - 34);
        assert_true(notes[i].left >= -1);
    }
    assert_true(block.height >= 80);
}

static void wide_annotations_keep_apart_and_spread_the_whole_text(void **state)
{
    (void)state;
    TextBlock plain = set("床上装窗一一", "", 0);
    TextBlock block = set("床上装窗一一", "chuáng shàng zhuāng chuāng yī yī", 0);
    assert_true(block.width > plain.width + 40);
    Note notes[8];
    assert_int_equal(notes_of(&block, notes, 8), 6);
    for (int i = 1; i < 6; i++) {
        assert_true(notes[i].left - notes[i - 1].right >=
                    6); // about a quarter em less side bearings
    }
    float first = block.glyphs[5].x - block.glyphs[4].x; // 一一: spread although it need not be
    assert_true(first > 40 + 8);
}

static void short_annotations_change_nothing(void **state)
{
    (void)state;
    TextBlock plain = set("一五一五", "", 0), block = set("一五一五", "yī wǔ yī wǔ", 0);
    assert_true(fabsf(plain.width - block.width) < 0.1f);
}

static void missing_and_spare_syllables_do_no_harm(void **state)
{
    (void)state;
    Note notes[8];
    TextBlock block = set("一五一", "yī", 0);
    assert_int_equal(notes_of(&block, notes, 8), 1);
    block = set("一A", "yī wǔ yī", 0);
    assert_int_equal(notes_of(&block, notes, 8), 1);
    block = set("", "yī", 0);
    assert_int_equal(block.line_count, 0);
    block = set("一", "   ", 10);
    assert_int_equal(block.line_count, 1);
}

static void lines_break_by_the_same_rules(void **state)
{
    (void)state;
    TextBlock block = set("春夏秋冬，东西南北", "chūn xià qiū dōng dōng xī nán běi", 200);
    assert_true(block.line_count > 1);
    for (int i = 0; i < block.line_count; i++) {
        assert_true(block.lines[i].width <= 200);
        assert_int_not_equal(block.lines[i].from, 12); // the comma
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_han_character_has_its_syllable_above_it),
        cmocka_unit_test(wide_annotations_keep_apart_and_spread_the_whole_text),
        cmocka_unit_test(short_annotations_change_nothing),
        cmocka_unit_test(missing_and_spare_syllables_do_no_harm),
        cmocka_unit_test(lines_break_by_the_same_rules),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
