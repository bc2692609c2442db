#include "type/typeset.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void lines_and_widths_come_from_the_em_model(void **state)
{
    (void)state;
    Arena arena = {0};
    arena_init(&arena, "test", 16 * MIB);
    TypesetOptions options = {.width_em = 8};
    TypesetLines lines = typeset_lines(&arena, STR("水乡古籍丰收渔歌！\n\n一"), &options);
    assert_int_equal(lines.count, 4);
    assert_true(str_is(lines.items[0].text, "水乡古籍丰收"));
    assert_true(lines.items[0].width_em == 6);
    assert_false(lines.items[0].is_last_of_paragraph);
    assert_true(str_is(lines.items[1].text, "渔歌！"));
    assert_true(lines.items[1].width_em == 2.5);
    assert_true(lines.items[1].is_last_of_paragraph);
    assert_int_equal(lines.items[2].text.n, 0);
    assert_true(str_is(lines.items[3].text, "一"));
    options.is_hanging = true;
    lines = typeset_lines(&arena, STR("水乡古籍丰收渔歌，春天"), &options);
    assert_true(lines.items[0].is_hung);
    assert_true(str_is(lines.items[0].text, "水乡古籍丰收渔歌，"));
    assert_int_equal(typeset_lines(&arena, STR_NONE, &options).count, 0);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_widths_come_from_the_em_model),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
