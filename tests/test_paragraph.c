#include "type/type.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static Fonts *fonts;
static Arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, "test", 512 * MIB);
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
static const char STORY[] =
    "常州博物馆新馆位于龙城大道1288号，地下一层、地上四层；常设展览“龙腾中吴”分为三个单元，讲述"
    "6000多年的历史——从马家浜文化到改革开放……";

static TextBlock set(const TextStyle *style, const char *text, float width)
{
    TextSpan span = {.text = str_from(text), .face = -1};
    return text_set(fonts, &arena, style, &span, 1, width);
}

static float width_of(const char *text)
{
    return text_width(fonts, &arena, &PLAIN, str_from(text));
}

static Str line_text(const char *text, const TextBlock *block, int line)
{
    return str_sub(str_from(text), block->lines[line].from,
                   block->lines[line].to - block->lines[line].from);
}

#define NEAR(a, b) assert_true(fabsf((a) - (b)) < 0.02f)

static void marks_have_the_boxes_of_the_em_model(void **state)
{
    (void)state;
    NEAR(width_of("常——州"), 160);
    NEAR(width_of("常⸺州"), 160);
    NEAR(width_of("常……州"), 160);
    NEAR(width_of("常·州"), 100);
    NEAR(width_of("常‼州"), 120);
    NEAR(width_of("常–州"), 100);
    NEAR(width_of("常/州"), 100);
    NEAR(width_of("常。”）州"), 160); // two em for the three
    NEAR(width_of("常！！州"), 120);
    NEAR(width_of("常，"), 60); // trimmed at the edge
    TextStyle serif = PLAIN;
    serif.face = FACE_SERIF_BOLD;
    NEAR(text_width(fonts, &arena, &serif, STR("常·州")), 100);
    NEAR(text_width(fonts, &arena, &serif, STR("常——州")), 160);
}

static void an_apostrophe_is_narrow_and_a_quote_is_not(void **state)
{
    (void)state;
    assert_true(width_of("don’t") < width_of("dont") + 16);
    NEAR(width_of("常’常") - width_of("常常"), 40);
    TextStyle english = PLAIN;
    english.language = TEXT_EN;
    float bare = text_width(fonts, &arena, &english, STR("yes"));
    assert_true(text_width(fonts, &arena, &english, STR("“yes”")) < bare + 45);
}

static void han_and_western_text_keep_a_quarter_em_apart(void **state)
{
    (void)state;
    NEAR(width_of("常A州"), width_of("A") + 80 + 20);
    NEAR(width_of("常 A 州"), width_of("常A州"));
}

static void justified_lines_are_exactly_as_wide_as_the_measure(void **state)
{
    (void)state;
    TextStyle style = PLAIN;
    style.align = ALIGN_JUSTIFY;
    for (float width = 400; width < 900; width += 33.3f) {
        TextBlock block = set(&style, STORY, width);
        assert_true(block.line_count > 2);
        for (int i = 0; i < block.line_count - 1; i++) {
            float measure = floorf(width * 64.0f) / 64.0f;
            assert_true(fabsf(block.lines[i].width - measure) < 0.001f);
            assert_false(block.lines[i].is_last_of_paragraph);
        }
        assert_true(block.lines[block.line_count - 1].is_last_of_paragraph);
        assert_true(block.lines[block.line_count - 1].width <= width);
        NEAR(block.height, (float)block.line_count * 60);
    }
}

static void setting_a_text_twice_gives_the_same_glyphs(void **state)
{
    (void)state;
    TextBlock a = set(&PLAIN, STORY, 555);
    TextBlock b = set(&PLAIN, STORY, 555);
    assert_int_equal(a.glyph_count, b.glyph_count);
    for (int i = 0; i < a.glyph_count; i++) {
        assert_int_equal(a.glyphs[i].glyph, b.glyphs[i].glyph);
        assert_true(a.glyphs[i].x == b.glyphs[i].x && a.glyphs[i].y == b.glyphs[i].y);
    }
}

static void lines_name_the_bytes_they_hold(void **state)
{
    (void)state;
    TextBlock block = set(&PLAIN, "一二三，四五\n\n六", 160);
    assert_int_equal(block.line_count, 4);
    assert_true(str_is(line_text("一二三，四五\n\n六", &block, 0), "一二三，"));
    assert_true(str_is(line_text("一二三，四五\n\n六", &block, 1), "四五"));
    assert_int_equal(block.lines[2].from, block.lines[2].to); // an empty paragraph
    assert_true(str_is(line_text("一二三，四五\n\n六", &block, 3), "六"));
}

static void spans_carry_their_face_and_ink(void **state)
{
    (void)state;
    const TextSpan spans[] = {
        {STR("产值"), -1, 1}, {STR("8500"), FACE_SANS_BOLD, 2}, {STR("亿元"), -1, 1}};
    TextBlock block = text_set(fonts, &arena, &PLAIN, spans, 3, 0);
    assert_int_equal(block.glyph_count, 8);
    for (int i = 0; i < 8; i++) {
        bool is_figure = i >= 2 && i < 6;
        assert_int_equal(block.glyphs[i].face, is_figure ? FACE_SANS_BOLD : FACE_SANS_REGULAR);
        assert_int_equal(block.glyphs[i].ink, is_figure ? 2 : 1);
    }
    assert_int_equal(text_set(fonts, &arena, &PLAIN, spans, 3, 110).lines[0].to, 6);
}

static void too_much_text_ends_in_an_ellipsis_after_no_mark(void **state)
{
    (void)state;
    for (float width = 200; width < 700; width += 17) {
        TextStyle style = PLAIN;
        style.max_lines = 2;
        TextBlock block = set(&style, STORY, width);
        assert_true(block.is_cut);
        assert_true(block.line_count <= 2);
        const TextLine *last = &block.lines[block.line_count - 1];
        assert_true(last->width <= width);
        Str kept = line_text(STORY, &block, block.line_count - 1);
        assert_false(str_ends(kept, STR("，")) || str_ends(kept, STR("、")) ||
                     str_ends(kept, STR("“")) || str_ends(kept, STR("；")));
        const PlacedGlyph *end = &block.glyphs[block.glyph_count - 1];
        assert_int_equal(end->glyph, set(&PLAIN, "……", 0).glyphs[1].glyph);
    }
    TextStyle style = PLAIN;
    style.max_lines = 9;
    assert_false(set(&style, STORY, 600).is_cut);
}

static void a_title_is_balanced_and_no_character_stands_alone(void **state)
{
    (void)state;
    TextStyle style = PLAIN;
    style.align = ALIGN_CENTRE;
    style.is_balanced = true;
    TextBlock block = set(&style, "新能源之都的十年与未来", 400); // 11 em in 10
    assert_int_equal(block.line_count, 2);
    assert_true(fabsf(block.lines[0].width - block.lines[1].width) <= 41);
    const Str words[] = {STR("新能源")};
    style.whole_words = words;
    style.whole_word_count = 1;
    const char text[] = "看见江苏省新能源之都";
    block = set(&style, text, 300);
    for (int i = 0; i + 1 < block.line_count; i++) {
        Str line = line_text(text, &block, i);
        assert_false(str_ends(line, STR("新")) || str_ends(line, STR("新能")));
    }
}

static void a_label_shrinks_until_it_fits_and_says_so(void **state)
{
    (void)state;
    TextStyle style = PLAIN;
    style.max_lines = 1;
    style.min_size_px = 24;
    TextBlock block = set(&style, "新能源之都", 160); // 5 em of 40
    assert_int_equal(block.line_count, 1);
    assert_true(block.size_px < 32.5f && block.size_px > 30);
    assert_false(block.is_cut);
    assert_true(block.width <= 160);
    block = set(&style, "新能源之都常州市", 100); // does not even fit at 24
    NEAR(block.size_px, 24);
    assert_true(block.is_cut);
}

static void digits_share_the_widest_cell_when_asked(void **state)
{
    (void)state;
    TextStyle style = PLAIN;
    style.face = FACE_SERIF_BOLD;
    assert_true(text_width(fonts, &arena, &style, STR("1111")) <
                text_width(fonts, &arena, &style, STR("0000")) - 4);
    style.has_tabular_digits = true;
    NEAR(text_width(fonts, &arena, &style, STR("1111")),
         text_width(fonts, &arena, &style, STR("0000")));
}

static void lines_stand_where_the_style_says(void **state)
{
    (void)state;
    TextStyle style = PLAIN;
    style.align = ALIGN_CENTRE;
    NEAR(set(&style, "常州", 200).lines[0].x, 60);
    style.align = ALIGN_END;
    NEAR(set(&style, "常州", 200).lines[0].x, 120);
    style.align = ALIGN_START;
    style.indent_em = 2;
    NEAR(set(&style, "常州", 200).lines[0].x, 80);
    style.indent_em = 0;
    style.tracking_em = 0.5f;
    NEAR(set(&style, "常州", 200).width, 100);
}

static void hostile_text_is_set_without_harm(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "",
        "\n",
        "\n\n\n",
        " ",
        "\xff\xfe\xed\xa0\x80",
        "\xCC\x81\xCC\x81",
        "\xE2\x80\xAE反\xE2\x80\xAC",
        "a\xE2\x80\xA8z\xE2\x80\xA9",
        "\xE2\x80\x8B\xEF\xBB\xBF\xE2\x81\xA0",
        "））））））））））",
        "（（（（（（（（（",
        "——————……………",
        "！！！？？？",
        "\xF0\x9F\x91\xA8\xE2\x80\x8D\xF0\x9F\x91\xA9",
        "\x01\x02\x7f",
        "\r\n\r\n",
        "　　",
        "5万5万5万",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "\xF4\x8F\xBF\xBF",
        "͏e\xCC\x81\xCC\x81\xCC\x81",
    };
    static const float WIDTHS[] = {0, -5, 0.001f, 1, 39, 40, 41, 123.4f, 1e7f};
    for (int i = 0; i < COUNT(TEXTS); i++) {
        for (int w = 0; w < COUNT(WIDTHS); w++) {
            for (int kind = 0; kind < 8; kind++) {
                TextStyle style = PLAIN;
                style.align = kind & 1 ? ALIGN_JUSTIFY : ALIGN_CENTRE;
                style.is_first_fit = (kind & 2) != 0;
                style.is_balanced = (kind & 4) != 0;
                style.is_hanging = kind == 7;
                style.max_lines = kind == 3 ? 1 : 0;
                style.min_size_px = kind == 5 ? 10 : 0;
                TextBlock block = set(&style, TEXTS[i], WIDTHS[w]);
                for (int g = 0; g < block.glyph_count; g++) {
                    int x, y;
                    glyph_mask(fonts, &block.glyphs[g], &x, &y);
                    assert_true(isfinite(block.glyphs[g].x) && isfinite(block.glyphs[g].y));
                }
                text_set_vertical(fonts, &arena, &style, str_from(TEXTS[i]), WIDTHS[w], 1.16f);
            }
        }
    }
    assert_int_equal(set(&PLAIN, "", 100).line_count, 0);
}

static void bidi_controls_leave_no_trace(void **state)
{
    (void)state;
    TextBlock block = set(&PLAIN, "\xE2\x80\xAE常\xE2\x81\xA6州\xE2\x80\x8F", 0);
    assert_int_equal(block.glyph_count, 2);
}

static void a_hundred_thousand_characters_are_set(void **state)
{
    (void)state;
    enum { N = 100000 };
    char *text = arena_alloc(&arena, N + 1);
    memset(text, 'x', N);
    TextSpan span = {.text = {text, N}, .face = -1};
    TextBlock block = text_set(fonts, &arena, &PLAIN, &span, 1, 600);
    assert_true(block.line_count > 1000);
    for (int i = 0; i < block.line_count; i++) {
        assert_true(block.lines[i].width <= 600);
    }
}

static void a_text_in_pieces_is_set_as_the_whole(void **state)
{
    (void)state;
    TextStyle style = PLAIN;
    style.align = ALIGN_JUSTIFY;
    const float widths[] = {130, 300, 444, 800};
    for (int w = 0; w < COUNT(widths); w++) {
        TextBlock whole = set(&style, STORY, widths[w]);
        TextSpan spans[sizeof STORY];
        int count = 0;
        for (int i = 0; i < (int)sizeof STORY - 1; i++) { // a span for every character
            bool is_first = ((unsigned char)STORY[i] & 0xC0) != 0x80;
            count += is_first;
            if (is_first) {
                spans[count - 1] = (TextSpan){.text = {STORY + i, 0}, .face = -1};
            }
            spans[count - 1].text.n++;
        }
        TextBlock pieces = text_set(fonts, &arena, &style, spans, count, widths[w]);
        assert_int_equal(pieces.line_count, whole.line_count);
        assert_int_equal(pieces.glyph_count, whole.glyph_count);
        for (int i = 0; i < whole.line_count; i++) {
            assert_int_equal(pieces.lines[i].from, whole.lines[i].from);
            assert_int_equal(pieces.lines[i].to, whole.lines[i].to);
        }
        for (int i = 0; i < whole.glyph_count; i++) {
            assert_int_equal(pieces.glyphs[i].glyph, whole.glyphs[i].glyph);
            assert_true(pieces.glyphs[i].x == whole.glyphs[i].x);
            assert_true(pieces.glyphs[i].y == whole.glyphs[i].y);
        }
    }
}

static void paragraphs_together_are_set_as_each_alone(void **state)
{
    (void)state;
    TextStyle style = PLAIN;
    style.align = ALIGN_JUSTIFY;
    style.line_px = 60;
    const char *text = str_format(&arena, "%s\n一段短的。\n%s", STORY, STORY).p;
    TextBlock together = set(&style, text, 500);
    TextBlock alone = set(&style, STORY, 500);
    TextBlock brief = set(&style, "一段短的。", 500);
    int skipped = alone.line_count + brief.line_count;
    assert_int_equal(together.line_count, 2 * alone.line_count + brief.line_count);
    int before = alone.glyph_count + brief.glyph_count;
    for (int i = 0; i < alone.glyph_count; i++) {
        assert_true(together.glyphs[i].x == alone.glyphs[i].x);
        assert_true(together.glyphs[i].y == alone.glyphs[i].y);
        assert_true(together.glyphs[before + i].x == alone.glyphs[i].x);
        NEAR(together.glyphs[before + i].y, alone.glyphs[i].y + (float)skipped * 60);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_have_the_boxes_of_the_em_model),
        cmocka_unit_test(an_apostrophe_is_narrow_and_a_quote_is_not),
        cmocka_unit_test(han_and_western_text_keep_a_quarter_em_apart),
        cmocka_unit_test(justified_lines_are_exactly_as_wide_as_the_measure),
        cmocka_unit_test(setting_a_text_twice_gives_the_same_glyphs),
        cmocka_unit_test(lines_name_the_bytes_they_hold),
        cmocka_unit_test(spans_carry_their_face_and_ink),
        cmocka_unit_test(too_much_text_ends_in_an_ellipsis_after_no_mark),
        cmocka_unit_test(a_title_is_balanced_and_no_character_stands_alone),
        cmocka_unit_test(a_label_shrinks_until_it_fits_and_says_so),
        cmocka_unit_test(digits_share_the_widest_cell_when_asked),
        cmocka_unit_test(lines_stand_where_the_style_says),
        cmocka_unit_test(hostile_text_is_set_without_harm),
        cmocka_unit_test(bidi_controls_leave_no_trace),
        cmocka_unit_test(a_text_in_pieces_is_set_as_the_whole),
        cmocka_unit_test(paragraphs_together_are_set_as_each_alone),
        cmocka_unit_test(a_hundred_thousand_characters_are_set),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
