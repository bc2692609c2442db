#include "draw/list.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const uint8_t INK[16] = {255, 255, 255, 255, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0};
static const uint32_t PX[4] = {0xFF112233, 0xFF112233, 0xFF112233, 0xFF112233};

static Mask mask_of(uint64_t id)
{
    return (Mask){id, 4, 4, 4, 0, 0, INK};
}

static Picture picture_of(uint64_t id)
{
    return (Picture){id, 2, 2, 8, PX, true};
}

static int setup(void **state)
{
    static Arena arena;
    arena_init(&arena, "test", 4 * MIB);
    *state = &arena;
    return 0;
}

static int teardown(void **state)
{
    arena_finish(*state);
    return 0;
}

// One of everything; `what` changes one thing.
static DrawList everything(Arena *arena, int what)
{
    DrawList list = list_begin(arena, 100, 80);
    Paint ground = paint_colour(what == 1 ? RGB(0x102030) : RGB(0x102031));
    list_layer(&list, (RectPx){0, 0, 100, 80}, what == 2 ? 1 : 0, what == 3 ? 1 : 0,
               what == 4 ? 0.5f : 1);
    list_fill(&list, (RectPx){0, 0, what == 5 ? 99 : 100, 80}, &ground);
    list_end_layer(&list);
    GradientStop stops[2] = {{what == 6 ? 0.1f : 0, RGB(0xFFFFFF)},
                             {1, what == 7 ? RGBA(0, 0.5f) : RGB(0)}};
    Paint fade = paint_vertical(0, what == 8 ? 79 : 80, stops, 2);
    fade.alpha = what == 9 ? 0.25f : 1;
    list_mask(&list, (MaskAt){mask_of(what == 10 ? 2 : 1), what == 11 ? 6 : 5, 5}, &fade);
    Paint photo = paint_picture(picture_of(what == 12 ? 4 : 3),
                                (Rect){0, 0, what == 13 ? 30 : 40, 40}, what == 14 ? 0.5f : 1);
    list_clip(&list, (RectPx){0, 0, 50, what == 15 ? 51 : 50});
    list_fill(&list, (RectPx){0, 0, 40, 40}, &photo);
    list_unclip(&list);
    MaskAt glyphs[2] = {{mask_of(5), 10, 60}, {mask_of(6), what == 16 ? 15 : 14, 60}};
    list_glyphs(&list, glyphs, 2, what == 17 ? RGB(1) : RGB(2), STR("常州"));
    list_nine(&list, mask_of(7), what == 18 ? 0 : 1, (RectPx){20, 20, 30, 30},
              what == 19 ? RGBA(0, 0.4f) : RGBA(0, 0.3f));
    return list;
}
enum { CHANGES = 20 };

static void two_lists_of_the_same_commands_have_one_hash(void **state)
{
    DrawList a = everything(*state, 0);
    DrawList b = everything(*state, 0);
    assert_true(a.hash == b.hash);
    assert_int_equal(a.count, b.count);
}

static void whatever_changes_pixels_changes_the_hash(void **state)
{
    uint64_t seen[CHANGES];
    for (int what = 0; what < CHANGES; what++) {
        seen[what] = everything(*state, what).hash;
        for (int i = 0; i < what; i++) {
            assert_true(seen[i] != seen[what]);
        }
    }
}

static void a_layer_keeps_its_hash_when_it_moves_or_fades(void **state)
{
    uint64_t still = everything(*state, 0).cmds[0].hash;
    assert_true(everything(*state, 2).cmds[0].hash == still);
    assert_true(everything(*state, 3).cmds[0].hash == still);
    assert_true(everything(*state, 4).cmds[0].hash == still);
    assert_true(everything(*state, 1).cmds[0].hash != still);
    assert_true(everything(*state, 5).cmds[0].hash != still);
}

static void a_layer_knows_that_a_layer_in_it_moved(void **state)
{
    uint64_t hashes[2];
    for (int i = 0; i < 2; i++) {
        DrawList list = list_begin(*state, 10, 10);
        Paint paint = paint_colour(RGB(0xFF));
        list_layer(&list, (RectPx){0, 0, 10, 10}, 0, 0, 1);
        list_layer(&list, (RectPx){0, 0, 5, 5}, i, 0, 1);
        list_fill(&list, (RectPx){0, 0, 5, 5}, &paint);
        list_end_layer(&list);
        list_end_layer(&list);
        assert_int_equal(list.cmds[0].partner, 4);
        assert_int_equal(list.cmds[4].partner, 0);
        assert_int_equal(list.cmds[1].partner, 3);
        hashes[i] = list.cmds[0].hash;
    }
    assert_true(hashes[0] != hashes[1]);
}

static void what_shows_nothing_is_not_taken(void **state)
{
    DrawList list = list_begin(*state, 10, 10);
    Paint clear = paint_colour(RGBA(0, 0)), ink = paint_colour(RGB(0));
    Paint missing = paint_picture((Picture){0}, (Rect){0, 0, 5, 5}, 1);
    Paint faded = paint_picture(picture_of(1), (Rect){0, 0, 5, 5}, 0);
    MaskAt space = {{.id = 9}, 3, 3};
    list_fill(&list, (RectPx){0, 0, 5, 5}, &clear);
    list_fill(&list, (RectPx){0, 0, 0, 5}, &ink);
    list_fill(&list, (RectPx){0, 0, 5, 5}, &missing);
    list_fill(&list, (RectPx){0, 0, 5, 5}, &faded);
    list_mask(&list, space, &ink);
    list_glyphs(&list, &space, 1, RGB(0), STR(" "));
    list_nine(&list, (Mask){0}, 3, (RectPx){0, 0, 5, 5}, RGB(0));
    assert_int_equal(list.count, 0);
}

static void glyphs_are_copied_without_the_spaces(void **state)
{
    DrawList list = list_begin(*state, 100, 100);
    MaskAt glyphs[3] = {{mask_of(1), 10, 20}, {{.id = 9}, 14, 20}, {mask_of(2), 30, 22}};
    list_glyphs(&list, glyphs, 3, RGB(0), STR("a b"));
    memset(glyphs, 0, sizeof glyphs);
    assert_int_equal(list.cmds[0].glyph_count, 2);
    assert_int_equal(list.cmds[0].glyphs[1].x, 30);
    RectPx r = list.cmds[0].rect;
    assert_true(r.x == 10 && r.y == 20 && r.w == 24 && r.h == 6);
}

static void the_text_of_a_list_reads_as_written_here(void **state)
{
    static const char WANT[] = "list 100x80\n"
                               "layer 0,0 100x80 by 0,0 alpha 0.5\n"
                               "  fill 0,0 100x80 #102031\n"
                               "endlayer\n"
                               "mask 5,5 4x4 ink 8 gradient 0,0 0,80 0: #FFFFFF 1: #000000\n"
                               "clip 0,0 50x50\n"
                               "  fill 0,0 40x40 picture 2x2 00000003 by 20 0 0 20 0 0\n"
                               "unclip\n"
                               "glyphs 10,60 8x4 count 2 ink 16 #000002 \"常州\"\n"
                               "nine 20,20 30x30 mask 4x4 slice 1 #0000004D\n";
    DrawList list = everything(*state, 4);
    Str text = list_text(*state, &list);
    assert_int_equal(text.n, (int)strlen(WANT));
    assert_memory_equal(text.p, WANT, strlen(WANT));
}

static void the_text_escapes_quotes_and_new_lines(void **state)
{
    DrawList list = list_begin(*state, 10, 10);
    MaskAt glyph = {mask_of(1), -1, -2};
    list_glyphs(&list, &glyph, 1, RGB(0), STR("a\"b\nc\\"));
    Str text = list_text(*state, &list);
    assert_true(str_find(text, STR("glyphs -1,-2 4x4 count 1 ink 8 #000000 \"a\\\"b\\nc\\\\\"\n")) >
                0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_lists_of_the_same_commands_have_one_hash, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(whatever_changes_pixels_changes_the_hash, setup, teardown),
        cmocka_unit_test_setup_teardown(a_layer_keeps_its_hash_when_it_moves_or_fades, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_layer_knows_that_a_layer_in_it_moved, setup, teardown),
        cmocka_unit_test_setup_teardown(what_shows_nothing_is_not_taken, setup, teardown),
        cmocka_unit_test_setup_teardown(glyphs_are_copied_without_the_spaces, setup, teardown),
        cmocka_unit_test_setup_teardown(the_text_of_a_list_reads_as_written_here, setup, teardown),
        cmocka_unit_test_setup_teardown(the_text_escapes_quotes_and_new_lines, setup, teardown),
    };
    return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
