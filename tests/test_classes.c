#include "base/utf8.h"
#include "type/classes.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static uint32_t first_code(const char *text)
{
    Utf8 it = utf8_walk(str_from(text));
    utf8_next(&it);
    return it.code;
}

typedef struct {
    const char *mark;
    int start, end; // the level from which it is forbidden there
    const char *why;
} Row;

static const Row ROWS[] = {
    {"。", KINSOKU_BASIC, KINSOKU_NEVER, "a full stop leans on what it ends"},
    {"」", KINSOKU_BASIC, KINSOKU_NEVER, "a closing bracket belongs to what it closes"},
    {"“", KINSOKU_NEVER, KINSOKU_BASIC, "an opening quote belongs to what it opens"},
    {"／", KINSOKU_BASIC, KINSOKU_GB, "a solidus may end a line until GB"},
    {"～", KINSOKU_BASIC, KINSOKU_NEVER, "a connector follows its first half"},
    {"·", KINSOKU_BASIC, KINSOKU_NEVER, "an interpunct follows the name before it"},
    {"々", KINSOKU_STRICT, KINSOKU_NEVER, "an iteration mark needs its character when strict"},
    {"℃", KINSOKU_STRICT, KINSOKU_NEVER, "a unit sign follows its number when strict"},
    {"常", KINSOKU_NEVER, KINSOKU_NEVER, "a Han character may stand anywhere"},
    {"a", KINSOKU_NEVER, KINSOKU_NEVER, "so may a letter, as far as the mark goes"},
};

static void marks_know_where_they_may_not_stand(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT(ROWS); i++) {
        print_message("  %s\n", ROWS[i].why);
        assert_int_equal(class_start_level(first_code(ROWS[i].mark)), ROWS[i].start);
        assert_int_equal(class_end_level(first_code(ROWS[i].mark)), ROWS[i].end);
    }
}

static void characters_have_the_class_that_lines_need(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        CharClass want;
    } rows[] = {
        {"常", CLASS_HAN},      {"〇", CLASS_HAN},     {"𠳐", CLASS_HAN},    {"あ", CLASS_HAN},
        {"é", CLASS_LETTER},    {"π", CLASS_LETTER},   {"Ж", CLASS_LETTER},  {"7", CLASS_DIGIT},
        {"７", CLASS_OTHER},    {"Ａ", CLASS_OTHER},   {"①", CLASS_OTHER},   {"㎡", CLASS_OTHER},
        {"Ⅳ", CLASS_OTHER},     {"℃", CLASS_SUFFIX},   {"￥", CLASS_PREFIX}, {"，", CLASS_COMMA},
        {"？", CLASS_FULL},     {"‼", CLASS_DOUBLE},   {"（", CLASS_OPEN},   {"’", CLASS_CLOSE},
        {"–", CLASS_CONNECTOR}, {"／", CLASS_SOLIDUS}, {"⸺", CLASS_DASH},    {"…", CLASS_ELLIPSIS},
        {"(", CLASS_OPEN_WEST}, {"&", CLASS_SYMBOL},   {"　", CLASS_SPACE},
    };
    for (int i = 0; i < COUNT(rows); i++) {
        print_message("  %s\n", rows[i].text);
        assert_string_equal(class_name(class_of(first_code(rows[i].text))),
                            class_name(rows[i].want));
    }
}

static int unit_of(const char *text)
{
    uint32_t codes[16];
    int n = 0;
    Utf8 it = utf8_walk(str_from(text));
    while (utf8_next(&it) && n < COUNT(codes)) {
        codes[n++] = it.code;
    }
    int cn = class_cn_unit(codes, n);
    return cn > 0 ? cn : class_latin_unit(codes, n);
}

static void the_longest_unit_wins(void **state)
{
    (void)state;
    assert_int_equal(unit_of("平方公里的"), 4);
    assert_int_equal(unit_of("人次来"), 2);
    assert_int_equal(unit_of("人来"), 1);
    assert_int_equal(unit_of("千瓦时"), 3);
    assert_int_equal(unit_of("km/h"), 4);
    assert_int_equal(unit_of("km以外"), 2);
    assert_int_equal(unit_of("minutes"), 0); // not metres
    assert_int_equal(unit_of("常"), 0);
}

static void invisible_characters_are_attached_or_dropped(void **state)
{
    (void)state;
    assert_true(class_is_attached(0x301));  // a combining acute
    assert_true(class_is_attached(0xFE0F)); // a variation selector
    assert_true(class_is_attached(0x200D)); // a joiner
    assert_false(class_is_attached(0x4E2D));
    assert_true(class_is_stripped(0x202E)); // right-to-left override
    assert_true(class_is_stripped(0x2066)); // an isolate
    assert_true(class_is_stripped(0x07));   // a bell
    assert_false(class_is_stripped('\t'));
    assert_true(class_ends_paragraph(0x2028));
    assert_true(class_ends_paragraph('\n'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_know_where_they_may_not_stand),
        cmocka_unit_test(characters_have_the_class_that_lines_need),
        cmocka_unit_test(the_longest_unit_wins),
        cmocka_unit_test(invisible_characters_are_attached_or_dropped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
