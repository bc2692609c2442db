#include "base/clock.h"
#include "base/utf8.h"
#include "type_check.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static Arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, "test", 256 * MIB);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_finish(&arena);
    return 0;
}

// The text with | where a line may end without any harm.
static const char *breaks_of(const char *text, TextLanguage language, const Str *words, int count)
{
    CodeList list = {0};
    bool is_ended = false;
    codes_read(&arena, &list, str_from(text), 0, 0, &is_ended);
    codes_drop_gap_spaces(&list);
    CellStyle style = {
        .em = CHECK_EM, .language = language, .whole_words = words, .whole_word_count = count};
    Cells cells = cells_make(&arena, &list, &style, measure_em_model, NULL);
    Str out = STR_NONE;
    for (int i = 0; i < cells.count; i++) {
        const Cell *cell = &cells.cells[i];
        Str part = str_sub(str_from(text), list.items[cell->from].at,
                           list.items[cell->to - 1].end - list.items[cell->from].at);
        bool is_free = i + 1 < cells.count && cells.joints[i].rule == JOINT_FREE;
        out = str_format(&arena, "%.*s%.*s%s", STR_ARG(out), STR_ARG(part), is_free ? "|" : "");
    }
    return str_z(&arena, out);
}

typedef struct {
    const char *text, *want, *why;
} Row;

static const Row ROWS[] = {
    {"约3.5万亿元多", "约|3.5万亿元|多", "a number with multipliers and unit is one box"},
    {"达6000多年了", "达|6000多年|了", "多 belongs to its number"},
    {"有120余万人次来", "有|120余万人次|来", "so does 余 before a multiplier"},
    {"装30万千瓦时电", "装|30万千瓦时|电", "a multiplier may begin the unit"},
    {"第3届会", "第3届|会", "第 and the counter hold the number"},
    {"长5 km路", "长|5 km|路", "one space to a Latin unit stays inside"},
    {"重￥-5,000.50了", "重|￥-5,000.50|了", "signs before, points inside"},
    {"升25℃以上", "升|25℃|以|上", "a degree sign follows its number"},
    {"于10:30到", "于|10:30|到", "a time of day is a number"},
    {"看SDL2件", "看|SDL2|件", "digits in a word take no unit"},
    {"它don’t走", "它|don’t|走", "an apostrophe is part of its word"},
    {"他说’走", "他|说’|走", "a quote is not"},
    {"古——今……后", "古|——|今|……|后", "dash and ellipsis are one each"},
    {"（一）。”二", "（一）。”|二", "a run of marks stays with what is before"},
    {"甲 乙", "甲 |乙", "a line may end at a space"},
    {"用C++写", "用|C++|写", "plus signs belong to the word"},
    {"江/河", "江/|河", "a solidus may end a line at the basic level"},
    {"Grand Canal", "Grand |Canal", "words part at the space"},
    {"A\xC2\xA0"
     "B",
     "A\xC2\xA0"
     "B",
     "a no-break space does not"},
};

static void text_may_be_broken_only_where_nothing_is_torn(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT(ROWS); i++) {
        print_message("  %s\n", ROWS[i].why);
        assert_string_equal(breaks_of(ROWS[i].text, TEXT_ZH, NULL, 0), ROWS[i].want);
    }
}

static void english_quotes_lean_on_their_words(void **state)
{
    (void)state;
    assert_string_equal(breaks_of("said “yes” to it", TEXT_EN, NULL, 0), "said |“yes” |to |it");
    assert_string_equal(breaks_of("well-known", TEXT_EN, NULL, 0), "well-|known");
}

static void declared_words_are_kept_whole(void **state)
{
    (void)state;
    const Str words[] = {STR("长荡湖"), STR("青果巷")};
    assert_string_equal(breaks_of("游长荡湖去", TEXT_ZH, words, 2), "游|长荡湖|去");
}

static void invisible_hints_are_heard(void **state)
{
    (void)state;
    assert_string_equal(breaks_of("字\xE2\x81\xA0字", TEXT_ZH, NULL, 0), "字字"); // word joiner
    assert_string_equal(breaks_of("ab\xE2\x80\x8B"
                                  "cd",
                                  TEXT_ZH, NULL, 0),
                        "ab|cd"); // U+200B
}

// Text made of what lines stumble over.
static Str random_text(Rng *rng, int count)
{
    static const char *const PARTS[] = {
        "常",     "州",   "的",    "，",      "。",    "、", "：",   "“",  "”",  "（",
        "）",     "《",   "》",    "——",      "……",    "·",  "～",   "！", "？", "3.5万亿元",
        "2024年", "5 km", "第3届", "English", "don’t", " ",  "GDP",  "-",  "／", "/",
        "％",     "％",   "é",     "️",     "℃",     "　", "100%", "’",  "(",  ")",
    };
    Str text = STR_NONE;
    for (int i = 0; i < count; i++) {
        text = str_format(&arena, "%.*s%s", STR_ARG(text), PARTS[rng_below(rng, COUNT(PARTS))]);
    }
    return text;
}

static void no_rule_is_broken_whatever_the_text(void **state)
{
    (void)state;
    Rng rng = {.state = 20241122};
    for (int i = 0; i < 3000; i++) {
        arena_reset(&arena);
        Str text = random_text(&rng, 1 + rng_below(&rng, 60));
        CheckCase c = {.measure = rng_below(&rng, 24 * CHECK_EM),
                       .level = (KinsokuLevel)rng_below(&rng, 3),
                       .language = rng_below(&rng, 4) == 0 ? TEXT_EN : TEXT_ZH,
                       .is_first_fit = rng_below(&rng, 2) == 0,
                       .is_hanging = rng_below(&rng, 2) == 0,
                       .is_ragged = rng_below(&rng, 2) == 0};
        const char *wrong = check_text(&arena, text, &c);
        if (wrong != NULL) {
            print_message("%s: %.*s (measure %d)\n", wrong, STR_ARG(text), (int)c.measure);
        }
        assert_null(wrong);
    }
}

static void a_line_that_fits_is_never_divided(void **state)
{
    (void)state;
    CheckCase c = {.measure = 20 * CHECK_EM};
    CheckSetting s = check_set(&arena, STR("十个汉字刚好一行了。"), &c);
    assert_int_equal(s.lines.count, 1);
}

static void a_number_gives_way_only_in_a_column_too_narrow_for_it(void **state)
{
    (void)state;
    CheckCase c = {.measure = 3 * CHECK_EM};
    CheckSetting s = check_set(&arena, STR("达3.5万亿元了"), &c);
    assert_true(s.lines.count >= 3);
    for (int i = 0; i < s.lines.count; i++) {
        assert_true(s.lines.items[i].width <= c.measure);
    }
}

static void the_hung_mark_stands_outside(void **state)
{
    (void)state;
    CheckCase c = {.measure = 4 * CHECK_EM, .is_hanging = true};
    CheckSetting s = check_set(&arena, STR("春夏秋冬，东西南北"), &c);
    assert_true(s.lines.items[0].is_hung);
    assert_int_equal(s.lines.items[0].width, 4 * CHECK_EM);
    assert_int_equal(s.lines.count, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_may_be_broken_only_where_nothing_is_torn),
        cmocka_unit_test(english_quotes_lean_on_their_words),
        cmocka_unit_test(declared_words_are_kept_whole),
        cmocka_unit_test(invisible_hints_are_heard),
        cmocka_unit_test(no_rule_is_broken_whatever_the_text),
        cmocka_unit_test(a_line_that_fits_is_never_divided),
        cmocka_unit_test(a_number_gives_way_only_in_a_column_too_narrow_for_it),
        cmocka_unit_test(the_hung_mark_stands_outside),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
