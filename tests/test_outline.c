#include "type/type.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static Arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, "test", 128 * MIB);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_finish(&arena);
    return 0;
}

// Coverage at a pixel of the target, 0 outside the mask.
static int at(const Mask *mask, int x, int y)
{
    x -= mask->left;
    y -= mask->top;
    bool is_in = x >= 0 && y >= 0 && x < mask->w && y < mask->h;
    return is_in ? mask->px[y * mask->stride + x] : 0;
}

static Path rect_path(float x, float y, float w, float h)
{
    Path path = path_begin(&arena);
    path_rect(&path, (Rect){x, y, w, h});
    return path;
}

static void a_rectangle_covers_its_pixels_and_half_of_a_half(void **state)
{
    (void)state;
    Path path = rect_path(1, 1, 4, 2);
    OutlineStyle fill = {0};
    Mask mask = outline_mask(&arena, &path, &fill, 2, 10, 20.5f);
    assert_int_equal(mask.left, 12);
    assert_int_equal(mask.top, 22);
    assert_int_equal(at(&mask, 12, 23), 255);
    assert_int_equal(at(&mask, 19, 25), 255);
    assert_in_range(at(&mask, 15, 22), 126, 129); // half a row
    assert_in_range(at(&mask, 15, 26), 126, 129);
    assert_int_equal(at(&mask, 20, 24), 0);
}

static void a_hole_is_a_hole_and_an_overlap_is_not(void **state)
{
    (void)state;
    Path ring = path_begin(&arena);
    path_ring(&ring, (Point){50, 50}, 40, 10, 0, 360);
    OutlineStyle fill = {0};
    Mask mask = outline_mask(&arena, &ring, &fill, 1, 0, 0);
    assert_int_equal(at(&mask, 50, 50), 0);
    assert_int_equal(at(&mask, 50, 10), 255);
    Path twice = rect_path(0, 0, 10, 10);
    path_rect(&twice, (Rect){5, 0, 10, 10});
    mask = outline_mask(&arena, &twice, &fill, 1, 0, 0);
    assert_int_equal(at(&mask, 7, 5), 255);
}

static void a_stroke_is_centred_on_its_path(void **state)
{
    (void)state;
    Path line = path_begin(&arena);
    path_move(&line, 10, 10);
    path_line(&line, 30, 10);
    OutlineStyle style = {.is_stroke = true, .width = 4};
    Mask mask = outline_mask(&arena, &line, &style, 1, 0, 0);
    assert_int_equal(at(&mask, 20, 8), 255);
    assert_int_equal(at(&mask, 20, 11), 255);
    assert_int_equal(at(&mask, 20, 12), 0);
    assert_int_equal(at(&mask, 8, 10), 0); // flat ends
    style.has_round_ends = true;
    mask = outline_mask(&arena, &line, &style, 1, 0, 0);
    assert_true(at(&mask, 8, 10) > 100);
}

static void dashes_leave_gaps(void **state)
{
    (void)state;
    Path line = path_begin(&arena);
    path_move(&line, 0, 5);
    path_line(&line, 100, 5);
    OutlineStyle style = {.is_stroke = true, .width = 2, .dash = 10, .gap = 5};
    Mask mask = outline_mask(&arena, &line, &style, 1, 0, 0);
    assert_int_equal(at(&mask, 5, 5), 255);
    assert_int_equal(at(&mask, 12, 5), 0);
    assert_int_equal(at(&mask, 20, 5), 255);
    assert_int_equal(at(&mask, 27, 5), 0);
}

static void strands_shine_through_each_other(void **state)
{
    (void)state;
    Path paths[2] = {path_begin(&arena), path_begin(&arena)};
    path_move(&paths[0], 0, 20);
    path_line(&paths[0], 40, 20);
    path_move(&paths[1], 20, 0);
    path_line(&paths[1], 20, 40);
    const float widths[2] = {8, 8}, alphas[2] = {0.5f, 0.5f};
    Mask mask = outline_strands(&arena, paths, widths, alphas, 2, 1, 0, 0);
    assert_in_range(at(&mask, 5, 20), 126, 129);
    assert_in_range(at(&mask, 20, 35), 126, 129);
    assert_in_range(at(&mask, 20, 20), 190, 193); // 1 - 0.5 * 0.5
    assert_int_equal(at(&mask, 5, 5), 0);
}

static void nothing_and_far_too_much_give_an_empty_mask(void **state)
{
    (void)state;
    OutlineStyle fill = {0}, stroke = {.is_stroke = true};
    Path empty = path_begin(&arena);
    assert_int_equal(outline_mask(&arena, &empty, &fill, 1, 0, 0).w, 0);
    Path huge = rect_path(0, 0, 20000, 10);
    assert_int_equal(outline_mask(&arena, &huge, &fill, 1, 0, 0).w, 0);
    Path fine = rect_path(0, 0, 20, 10);
    assert_int_equal(outline_mask(&arena, &fine, &stroke, 1, 0, 0).w, 0); // no width
    assert_int_equal(outline_strands(&arena, NULL, NULL, NULL, 0, 1, 0, 0).w, 0);
    Path dot = path_begin(&arena);
    path_move(&dot, 3, 3);
    assert_int_equal(outline_mask(&arena, &dot, &fill, 1, 0, 0).w, 0);
}

static void equal_ids_are_equal_pictures(void **state)
{
    (void)state;
    OutlineStyle fill = {0}, stroke = {.is_stroke = true, .width = 2};
    Path a = rect_path(0, 0, 20, 10), b = rect_path(0, 0, 20, 10), c = rect_path(0, 0, 20, 11);
    uint64_t id = outline_mask(&arena, &a, &fill, 1, 0, 0).id;
    assert_true(id == outline_mask(&arena, &b, &fill, 1, 0, 0).id);
    assert_true(id != outline_mask(&arena, &c, &fill, 1, 0, 0).id);
    assert_true(id != outline_mask(&arena, &a, &fill, 1.5f, 0, 0).id);
    assert_true(id != outline_mask(&arena, &a, &fill, 1, 0.25f, 0).id);
    assert_true(id != outline_mask(&arena, &a, &stroke, 1, 0, 0).id);
}

// FreeType's stroker crashes on a round-ended curve that never leaves its place.
static void a_stroke_that_goes_nowhere_draws_nothing(void **state)
{
    (void)state;
    OutlineStyle round_ends = {.is_stroke = true, .width = 4, .has_round_ends = true};
    for (int kind = 0; kind < 5; kind++) {
        Path path = path_begin(&arena);
        path_move(&path, 5, 5);
        if (kind == 1) {
            path_line(&path, 5, 5);
        } else if (kind == 2) {
            path_cubic(&path, 5, 5, 5, 5, 5, 5);
        } else if (kind == 3) {
            path_cubic(&path, 5.001f, 5, 5, 5.001f, 5, 5); // less than FreeType can tell apart
            path_close(&path);
        } else if (kind == 4) { // steps of one of FreeType's units, which it leaves out of curves
            path_cubic(&path, 5 + 1.0f / 64, 5, 5 + 1.0f / 64, 5 + 1.0f / 64, 5 + 2.0f / 64, 5);
            path_close(&path);
        }
        Mask mask = outline_mask(&arena, &path, &round_ends, 1, 0, 0);
        assert_int_equal(mask.w, 0);
        path_move(&path, 10, 10); // what follows is drawn
        path_line(&path, 30, 10);
        mask = outline_mask(&arena, &path, &round_ends, 1, 0, 0);
        assert_int_equal(at(&mask, 20, 10), 255);
        assert_int_equal(at(&mask, 5, 5), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rectangle_covers_its_pixels_and_half_of_a_half),
        cmocka_unit_test(a_hole_is_a_hole_and_an_overlap_is_not),
        cmocka_unit_test(a_stroke_is_centred_on_its_path),
        cmocka_unit_test(dashes_leave_gaps),
        cmocka_unit_test(strands_shine_through_each_other),
        cmocka_unit_test(nothing_and_far_too_much_give_an_empty_mask),
        cmocka_unit_test(a_stroke_that_goes_nowhere_draws_nothing),
        cmocka_unit_test(equal_ids_are_equal_pictures),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
