#include "base/csv.h"
#include "base/encoding.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

// Rows as "number:a|b|c", one a line, and "!kind@row:column" for each fault.
static const char *shown(Arena *arena, Str text)
{
    Csv csv;
    csv_read(arena, text, &csv);
    Str out = STR_NONE;
    for (int i = 0; i < csv.count; i++) {
        Str fields = str_join(arena, csv.rows[i].fields, csv.rows[i].count, STR("|"));
        out = str_format(arena, "%.*s%d:%.*s\n", STR_ARG(out), csv.rows[i].number, STR_ARG(fields));
    }
    for (int i = 0; i < csv.fault_count; i++) {
        out = str_format(arena, "%.*s!%d@%d:%d\n", STR_ARG(out), (int)csv.faults[i].kind,
                         csv.faults[i].row, csv.faults[i].column);
    }
    return str_z(arena, out);
}

typedef struct {
    const char *text, *want, *why;
} Row;

static const Row ROWS[] = {
    {"", "", "nothing is no row"},
    {"a", "1:a\n", "the last line needs no end"},
    {"a,b\nc,d\n", "1:a|b\n2:c|d\n", "rows and fields"},
    {"a,b\r\nc,d\r\n", "1:a|b\n2:c|d\n", "CRLF ends a row"},
    {"a,,\n,b,\n", "1:a||\n2:|b|\n", "empty fields are fields"},
    {"a\n\n\r\nb\n", "1:a\n4:b\n", "empty lines are counted and left out"},
    {"\"a,b\",c\n", "1:a,b|c\n", "a comma in quotes"},
    {"\"a \"\"b\"\"\",c\n", "1:a \"b\"|c\n", "a doubled quote is one"},
    {"\"\",x\n", "1:|x\n", "an empty quoted field"},
    {"\"a\nb\",c\nd,e\n", "1:a\nb|c\n2:d|e\n", "a line break in a field adds no row"},
    {"\"a\r\nb\"\n", "1:a\nb\n", "CRLF in a field is one line break"},
    {"\"a\rb\"\n", "1:a\rb\n", "a lone CR is kept for others to judge"},
    {"\"a\"\r\n\"b\"\r\n", "1:a\n2:b\n", "quotes before CRLF"},
    {" a , b \n", "1: a | b \n", "blanks belong to the field"},
    {"a,\"b", "1:a|b\n!0@1:2\n", "a quote that never closes"},
    {"a\n\"b\n\"\"", "1:a\n2:b\n\"\n!0@2:1\n", "nor one that seemed doubled"},
    {"\"a\"b,c\n", "1:a|c\n!1@1:1\n", "text behind a closing quote"},
    {"x,\"a\" ,c\n", "1:x|a|c\n!1@1:2\n", "even a blank"},
    {"a\"b\"c\n", "1:a\"b\"c\n!2@1:1\n", "quotes inside, told once a field"},
};

static void rows_are_read_as_a_spreadsheet_shows_them(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT(ROWS); i++) {
        print_message("  %s\n", ROWS[i].why);
        Arena arena;
        arena_init(&arena, "test", MIB);
        assert_string_equal(shown(&arena, str_from(ROWS[i].text)), ROWS[i].want);
        arena_finish(&arena);
    }
}

static void a_zero_byte_is_a_fault_in_plain_and_quoted_fields(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "test", MIB);
    Csv csv;
    csv_read(&arena, STR("a,b\0c\n\"\0\",d\n"), &csv);
    assert_int_equal(csv.fault_count, 2);
    assert_int_equal(csv.faults[0].kind, CSV_NUL);
    assert_int_equal(csv.faults[0].column, 2);
    assert_int_equal(csv.faults[1].row, 2);
    arena_finish(&arena);
}

static void what_is_no_table_stays_within_its_limits(void **state)
{
    (void)state;
    enum { N = 400000 };
    Arena arena;
    arena_init(&arena, "test", 32 * MIB);
    char *bytes = arena_alloc(&arena, N);
    Csv csv;
    memset(bytes, ',', N);
    csv_read(&arena, (Str){bytes, N}, &csv);
    assert_int_equal(csv.count, 1);
    assert_int_equal(csv.rows[0].count, CSV_MOST_COLUMNS);
    assert_int_equal(csv.fault_count, 1);
    assert_int_equal(csv.faults[0].kind, CSV_TOO_WIDE);
    assert_int_equal(csv.faults[0].column, CSV_MOST_COLUMNS + 1);
    for (int i = 0; i < N; i++) {
        bytes[i] = i % 2 ? '\n' : 'a';
    }
    csv_read(&arena, (Str){bytes, N}, &csv);
    assert_int_equal(csv.count, CSV_MOST_ROWS);
    assert_int_equal(csv.faults[csv.fault_count - 1].kind, CSV_TOO_LONG);
    assert_int_equal(csv.faults[csv.fault_count - 1].row, CSV_MOST_ROWS + 1);
    for (int i = 0; i < N; i++) {
        bytes[i] = "a\"\n"[i % 3];
    }
    csv_read(&arena, (Str){bytes, N / 4}, &csv);
    assert_int_equal(csv.fault_count, CSV_MOST_FAULTS);
    arena_finish(&arena);
}

typedef struct {
    Str bytes, want;
    Encoding encoding;
    const char *why;
} Bytes;

static void encodings_of_editors_become_utf8(void **state)
{
    (void)state;
    const Bytes rows[] = {
        {STR("abc"), STR("abc"), ENCODING_UTF8, "ASCII"},
        {STR(""), STR(""), ENCODING_UTF8, "nothing"},
        {STR("常州"), STR("常州"), ENCODING_UTF8, "UTF-8"},
        {STR("\xEF\xBB\xBF常州"), STR("常州"), ENCODING_UTF8, "UTF-8 with its mark"},
        {STR("\xB3\xA3\xD6\xDD"), STR("常州"), ENCODING_GB18030, "GBK"},
        {STR("id,\xB3\xA3\xD6\xDD\r\n"), STR("id,常州\r\n"), ENCODING_GB18030, "in a table"},
        {STR("\x95\x32\x82\x36\xD6\xDD\xD6\xDD"), STR("𠀀州州"), ENCODING_GB18030, "four bytes"},
        {STR("常州常州\xB3"), STR("常州常州\xB3"), ENCODING_UTF8, "one damaged byte stays one"},
        {STR("\xEF\xBB\xBF\xB3\xA3"), STR("\xB3\xA3"), ENCODING_UTF8, "the mark is believed"},
        {STR("\xFF\xFF\xFF"), STR("\xFF\xFF\xFF"), ENCODING_UTF8, "neither: left to the checks"},
        {STR("\xFF\xFE"
             "a\0"),
         STR("\xFF\xFE"
             "a\0"),
         ENCODING_UTF16, "UTF-16 is named"},
    };
    for (int i = 0; i < COUNT(rows); i++) {
        print_message("  %s\n", rows[i].why);
        Arena arena;
        arena_init(&arena, "test", MIB);
        Str out;
        assert_int_equal(encoding_read(&arena, rows[i].bytes, &out), rows[i].encoding);
        assert_int_equal(out.n, rows[i].want.n);
        assert_true(out.n == 0 || memcmp(out.p, rows[i].want.p, (size_t)out.n) == 0);
        arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_read_as_a_spreadsheet_shows_them),
        cmocka_unit_test(a_zero_byte_is_a_fault_in_plain_and_quoted_fields),
        cmocka_unit_test(what_is_no_table_stays_within_its_limits),
        cmocka_unit_test(encodings_of_editors_become_utf8),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
