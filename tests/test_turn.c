#include "draw/turn.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

enum { W = 70, H = 45 };

static Surface numbered(void)
{
    Surface surface = surface_make(W, H);
    for (int y = 0; y < H; y++) {
        for (int x = 0; x < W; x++) {
            surface.px[y * (surface.stride / 4) + x] = (uint32_t)(y * W + x + 1);
        }
    }
    return surface;
}

static Surface glass_for(Turn turn)
{
    int w = W;
    int h = H;
    turn_size(turn, &w, &h);
    return surface_make(w, h);
}

static uint32_t px_at(const Surface *surface, int x, int y)
{
    return surface->px[y * (surface->stride / 4) + x];
}

static void only_quarter_turns_are_turns(void **state)
{
    (void)state;
    Turn turn;
    for (int i = 0; i < 4; i++) {
        assert_true(turn_of(i * 90, &turn));
        assert_int_equal(turn, i);
    }
    static const int WRONG[] = {-90, 45, 89, 360};
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        assert_false(turn_of(WRONG[i], &turn));
    }
}

// Where a touch on a pixel of the glass leads must be the pixel that was drawn there.
static void a_touch_comes_back_to_the_pixel_that_is_shown_under_it(void **state)
{
    (void)state;
    Surface picture = numbered();
    for (int t = 0; t < 4; t++) {
        Turn turn = (Turn)t;
        Surface glass = glass_for(turn);
        turn_pixels(turn, picture, (RectPx){0, 0, W, H}, glass);
        for (int y = 0; y < glass.h; y++) {
            for (int x = 0; x < glass.w; x++) {
                Point at = turn_point_back(turn, (Point){(float)x + 0.5f, (float)y + 0.5f}, W, H);
                assert_in_range((int)at.x, 0, W - 1);
                assert_in_range((int)at.y, 0, H - 1);
                assert_int_equal(px_at(&glass, x, y), px_at(&picture, (int)at.x, (int)at.y));
            }
        }
        surface_free(&glass);
    }
    surface_free(&picture);
}

static void a_part_is_copied_to_its_place_and_nothing_beside_it(void **state)
{
    (void)state;
    Surface picture = numbered();
    RectPx part = {7, 11, 40, 33};
    for (int t = 0; t < 4; t++) {
        Turn turn = (Turn)t;
        Surface glass = glass_for(turn);
        turn_pixels(turn, picture, part, glass);
        RectPx shown = turn_rect(turn, part, W, H);
        for (int y = 0; y < glass.h; y++) {
            for (int x = 0; x < glass.w; x++) {
                bool is_inside =
                    x >= shown.x && x < shown.x + shown.w && y >= shown.y && y < shown.y + shown.h;
                assert_int_equal(px_at(&glass, x, y) != 0, is_inside);
            }
        }
        surface_free(&glass);
    }
    surface_free(&picture);
}

static void a_right_turn_brings_the_top_left_corner_to_the_top_right(void **state)
{
    (void)state;
    RectPx corner = turn_rect(TURN_RIGHT, (RectPx){0, 0, 1, 1}, W, H);
    assert_int_equal(corner.x, H - 1);
    assert_int_equal(corner.y, 0);
    corner = turn_rect(TURN_LEFT, (RectPx){0, 0, 1, 1}, W, H);
    assert_int_equal(corner.x, 0);
    assert_int_equal(corner.y, W - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_quarter_turns_are_turns),
        cmocka_unit_test(a_touch_comes_back_to_the_pixel_that_is_shown_under_it),
        cmocka_unit_test(a_part_is_copied_to_its_place_and_nothing_beside_it),
        cmocka_unit_test(a_right_turn_brings_the_top_left_corner_to_the_top_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
