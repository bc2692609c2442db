#include "author/markdown.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define FRONT "---\ntitle: 题\n---\n"

typedef struct {
    const char *body, *want, *why;
} Row;

static const Row ROWS[] = {
    {"甲。\n\n乙。\n", "甲。\n乙。", "an empty line ends a paragraph"},
    {"甲，\n乙。\n", "甲，乙。", "a line break between Han is nothing"},
    {"one\ntwo\n", "one two", "a line break between Western words is a space"},
    {"甲\r\n\r\n乙\r\n", "甲\n乙", "CRLF is a line end"},
    {"## 小题\n甲\n", "## 小题\n甲", "a heading is a line of its own"},
    {"甲\n## 小题 \n", "甲\n## 小题", "a heading ends the paragraph before"},
    {"这是**要点**。", "这是**要点**。", "strong text stays marked"},
    {"**甲\n乙**", "**甲乙**", "strong text may go over a line break"},
    {"2 < 3, a > b", "2 < 3, a > b", "signs of comparison are not HTML"},
    {"2024年。", "2024年。", "a number at the start is not a list"},
    {"1028体系", "1028体系", "nor is one without a point"},
    {"3.5万人", "3.5万人", "nor a decimal"},
    {"\n\n\n甲\n\n\n\n", "甲", "empty lines at the ends are gone"},
    {"", "", "an empty body is empty"},
    {"甲\n![图上的话](photo:lab)\n乙", "甲\n![图上的话](photo:lab)\n乙",
     "an insert is a line of its own"},
    {"![](figure:f065)", "![](figure:f065)", "an insert may be without words"},
};

static void the_body_comes_in_one_plain_form(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT(ROWS); i++) {
        print_message("  %s\n", ROWS[i].why);
        Arena arena;
        arena_init(&arena, "test", MIB);
        Markdown markdown;
        markdown_read(&arena, str_format(&arena, FRONT "%s", ROWS[i].body), &markdown);
        assert_int_equal(markdown.fault_count, 0);
        assert_string_equal(str_z(&arena, markdown.body), ROWS[i].want);
        assert_int_equal(markdown.body_line, 4);
        arena_finish(&arena);
    }
}

typedef struct {
    const char *text;
    MarkdownFaultKind kind;
    int line, column;
} Fault;

static const Fault FAULTS[] = {
    {"题", MARKDOWN_NO_FRONT, 1, 1},
    {"", MARKDOWN_NO_FRONT, 1, 1},
    {"---\ntitle: 题\n", MARKDOWN_OPEN_FRONT, 1, 1},
    {"---\ntitle\n---\n", MARKDOWN_NO_COLON, 2, 1},
    {"---\n: x\n---\n", MARKDOWN_NO_COLON, 2, 1},
    {"---\na: 1\na: 2\n---\n", MARKDOWN_TWICE, 3, 1},
    {FRONT "# 题", MARKDOWN_HEADING, 4, 1},
    {FRONT "##", MARKDOWN_HEADING, 4, 1},
    {FRONT "##小题", MARKDOWN_HEADING, 4, 1},
    {FRONT "### 题", MARKDOWN_HEADING, 4, 1},
    {FRONT "* 一", MARKDOWN_LIST, 4, 1},
    {FRONT "甲\n\n  - 一", MARKDOWN_LIST, 6, 3},
    {FRONT "1. 一", MARKDOWN_LIST, 4, 1},
    {FRONT "12) 一", MARKDOWN_LIST, 4, 1},
    {FRONT "见[甲](乙)", MARKDOWN_LINK, 4, 4},
    {FRONT "见![甲](乙)", MARKDOWN_LINK, 4, 5},
    {FRONT "![甲](乙.jpg)", MARKDOWN_LINK, 4, 4},
    {FRONT "![甲](photo:lab) 乙", MARKDOWN_LINK, 4, 4},
    {FRONT "![甲](photo:lab", MARKDOWN_LINK, 4, 4},
    {FRONT "甲</b>", MARKDOWN_HTML, 4, 2},
    {FRONT "甲<!-- 乙 -->", MARKDOWN_HTML, 4, 2},
    {FRONT "`甲", MARKDOWN_CODE, 4, 1},
    {FRONT "~~~", MARKDOWN_CODE, 4, 1},
    {FRONT "| 甲 |", MARKDOWN_TABLE, 4, 1},
    {FRONT "> 甲", MARKDOWN_QUOTE, 4, 1},
    {FRONT "***", MARKDOWN_RULE, 4, 1},
    {FRONT "- - -", MARKDOWN_RULE, 4, 1},
    {FRONT "甲**乙\n\n丙", MARKDOWN_OPEN_STRONG, 4, 2},
    {FRONT "## 甲**乙\n丙**", MARKDOWN_OPEN_STRONG, 4, 5},
};

static void every_fault_is_found_at_its_line_and_column(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT(FAULTS); i++) {
        print_message("  %s\n", FAULTS[i].text);
        Arena arena;
        arena_init(&arena, "test", MIB);
        Markdown markdown;
        markdown_read(&arena, str_from(FAULTS[i].text), &markdown);
        assert_true(markdown.fault_count >= 1);
        assert_int_equal(markdown.faults[0].kind, FAULTS[i].kind);
        assert_int_equal(markdown.faults[0].line, FAULTS[i].line);
        assert_int_equal(markdown.faults[0].column, FAULTS[i].column);
        arena_finish(&arena);
    }
}

static void strong_text_is_always_closed_in_what_pages_read(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "test", MIB);
    Markdown markdown;
    markdown_read(&arena, STR(FRONT "甲**乙\n\n丙"), &markdown);
    assert_string_equal(str_z(&arena, markdown.body), "甲**乙**\n丙");
    arena_finish(&arena);
}

static void a_head_without_end_is_not_read_to_the_end(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "test", MIB);
    Str text = STR("---\n");
    for (int i = 0; i < 100; i++) {
        text = str_format(&arena, "%.*sk%d: v\n", STR_ARG(text), i);
    }
    text = str_format(&arena, "%.*s---\n", STR_ARG(text));
    Markdown markdown;
    markdown_read(&arena, text, &markdown);
    assert_int_equal(markdown.fault_count, 1);
    assert_int_equal(markdown.faults[0].kind, MARKDOWN_OPEN_FRONT);
    assert_int_equal(markdown.field_count, MARKDOWN_FRONT_LINES);
    arena_finish(&arena);
}

static void fields_keep_their_lines_and_colons_in_values(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "test", MIB);
    Markdown markdown;
    markdown_read(&arena, STR("---\n\nrelated: chain:solar;figure:f1 \nempty:\n---\n甲"),
                  &markdown);
    assert_int_equal(markdown.field_count, 2);
    assert_true(str_is(markdown.fields[0].key, "related"));
    assert_true(str_is(markdown.fields[0].value, "chain:solar;figure:f1"));
    assert_int_equal(markdown.fields[0].line, 3);
    assert_int_equal(markdown.fields[1].value.n, 0);
    assert_int_equal(markdown.body_line, 6);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_body_comes_in_one_plain_form),
        cmocka_unit_test(every_fault_is_found_at_its_line_and_column),
        cmocka_unit_test(strong_text_is_always_closed_in_what_pages_read),
        cmocka_unit_test(a_head_without_end_is_not_read_to_the_end),
        cmocka_unit_test(fields_keep_their_lines_and_colons_in_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
