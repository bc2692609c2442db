#include "base/utf8.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void every_code_point_survives_being_written_and_read(void **state)
{
    (void)state;
    for (uint32_t code = 1; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 97) {
        char bytes[4];
        int n = utf8_put(bytes, code);
        bool is_surrogate = code >= 0xD800 && code < 0xE000;
        Utf8 it = utf8_walk((Str){bytes, n});
        assert_true(utf8_next(&it));
        assert_int_equal(it.code, is_surrogate ? UTF8_REPLACEMENT : code);
        assert_false(it.is_malformed);
        assert_int_equal(it.at, n);
        assert_false(utf8_next(&it));
    }
    char bytes[4];
    assert_int_equal(utf8_put(bytes, 0x110000), 3); // U+FFFD
}

typedef struct {
    const char *text;
    int at; // of the first bad byte
    const char *why;
} Row;

static void malformed_bytes_are_found_and_stepped_over_one_by_one(void **state)
{
    (void)state;
    static const Row ROWS[] = {
        {"abc常州", -1, "well formed"},
        {"\xF0\xA0\x80\x80", -1, "four bytes"},
        {"a\x80", 1, "a byte that continues nothing"},
        {"\xC0\xAF", 0, "overlong, two bytes"},
        {"\xE0\x80\xAF", 0, "overlong, three bytes"},
        {"\xF0\x80\x80\xAF", 0, "overlong, four bytes"},
        {"\xED\xA0\x80", 0, "a surrogate"},
        {"\xF4\x90\x80\x80", 0, "above U+10FFFF"},
        {"\xF5\x80\x80\x80", 0, "a lead byte that cannot be"},
        {"ab\xE5\xB8", 2, "cut short at the end"},
        {"\xE5\xB8x", 0, "cut short in the middle"},
    };
    for (int i = 0; i < COUNT(ROWS); i++) {
        print_message("  %s\n", ROWS[i].why);
        Str text = str_from(ROWS[i].text);
        assert_int_equal(utf8_first_error(text), ROWS[i].at);
        Utf8 it = utf8_walk(text);
        int steps = 0;
        while (utf8_next(&it)) {
            assert_true(!it.is_malformed || it.code == UTF8_REPLACEMENT);
            assert_true(!it.is_malformed || it.at == it.start + 1);
            steps++;
        }
        assert_int_equal(steps, utf8_count(text));
        assert_int_equal(it.at, text.n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_point_survives_being_written_and_read),
        cmocka_unit_test(malformed_bytes_are_found_and_stepped_over_one_by_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
