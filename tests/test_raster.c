#include "base/file.h"
#include "test_raster_scene.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static int setup(void **state)
{
    static Arena arena;
    arena_init(&arena, "test", 64 * MIB);
    scene_prepare();
    *state = &arena;
    return 0;
}

static int teardown(void **state)
{
    arena_finish(*state);
    return 0;
}

static const RectPx ALL = {0, 0, SCENE_W, SCENE_H};

static uint32_t px_at(Surface surface, int x, int y)
{
    return surface.px[y * (surface.stride / 4) + x];
}

static void assert_px(Surface surface, int x, int y, uint32_t want)
{
    if (px_at(surface, x, y) != want) {
        fail_msg("%d,%d is %08X, wanted %08X", x, y, px_at(surface, x, y), want);
    }
}

static void assert_near(Surface surface, int x, int y, uint32_t want)
{
    for (int shift = 0; shift < 32; shift += 8) {
        int is = (int)(px_at(surface, x, y) >> shift & 0xFF);
        int wanted = (int)(want >> shift & 0xFF);
        if (is - wanted > 1 || wanted - is > 1) {
            fail_msg("%d,%d is %08X, wanted about %08X", x, y, px_at(surface, x, y), want);
        }
    }
}

static void fill(DrawList *list, int x, int y, int w, int h, Colour colour)
{
    Paint paint = paint_colour(colour);
    list_fill(list, (RectPx){x, y, w, h}, &paint);
}

static Surface painted(const DrawList *list)
{
    Surface surface = surface_make(list->w, list->h);
    Raster *raster = raster_open(1, 0);
    RectPx all = {0, 0, list->w, list->h};
    raster_paint(raster, list, &all, 1, surface);
    raster_close(raster);
    return surface;
}

static void fills_clips_and_layers_land_where_they_should(void **state)
{
    DrawList list = list_begin(*state, 40, 20);
    fill(&list, 0, 0, 30, 20, RGB(0x0000FF));
    fill(&list, 5, 5, 10, 10, RGBA(0xFF0000, 0.5f));
    list_clip(&list, (RectPx){20, 0, 5, 5});
    fill(&list, 0, 0, 40, 20, RGB(0x00FF00));
    list_unclip(&list);
    list_layer(&list, (RectPx){0, 10, 4, 4}, 25, -2, 0.5f);
    fill(&list, -5, 0, 7, 20, RGB(0xFFFFFF)); // cut by the layer at its left
    list_end_layer(&list);
    Surface s = painted(&list);
    assert_px(s, 0, 0, 0xFF0000FF);
    assert_px(s, 35, 0, 0xFF000000); // nothing there: black
    assert_near(s, 5, 5, 0xFF80007F);
    assert_px(s, 15, 5, 0xFF0000FF);
    assert_px(s, 20, 4, 0xFF00FF00);
    assert_px(s, 25, 4, 0xFF0000FF);
    assert_px(s, 24, 8, 0xFF0000FF);
    assert_near(s, 25, 8, 0xFF8080FF);
    assert_near(s, 26, 11, 0xFF8080FF);
    assert_px(s, 27, 8, 0xFF0000FF);
    assert_px(s, 25, 12, 0xFF0000FF);
    surface_free(&s);
}

static void masks_take_colours_gradients_and_pictures(void **state)
{
    DrawList list = list_begin(*state, 300, 64);
    GradientStop stops[2] = {{0, RGB(0xFF0000)}, {1, RGB(0x0000FF)}};
    Paint ink = paint_colour(RGB(0x00FF00));
    Paint ramp = paint_horizontal(64, 128, stops, 2);
    Paint photo = paint_picture(scene_picture(0), (Rect){140, 10, 50, 40}, 1);
    Paint faded = paint_picture(scene_picture(0), (Rect){210, 10, 50, 40}, 0.5f);
    fill(&list, 0, 0, 300, 64, RGB(0xFFFFFF));
    list_mask(&list, (MaskAt){scene_mask(0), 0, 0}, &ink);
    list_mask(&list, (MaskAt){scene_mask(0), 64, 0}, &ramp);
    list_mask(&list, (MaskAt){scene_mask(0), 133, 0}, &photo);
    list_mask(&list, (MaskAt){scene_mask(0), 203, 0}, &faded);
    Surface s = painted(&list);
    assert_px(s, 32, 32, 0xFF00FF00);
    assert_px(s, 1, 1, 0xFFFFFFFF);
    assert_near(s, 96, 32, 0xFF7E0081);
    assert_px(s, 160, 30, scene_solid[20 * 50 + 20]);
    assert_px(s, 160, 8, 0xFFFFFFFF); // in the mask, outside the picture
    uint32_t c = scene_solid[20 * 50 + 20];
    uint32_t half = 0xFF000000 | ((c >> 16 & 0xFF) + 255) / 2 << 16 |
                    ((c >> 8 & 0xFF) + 255) / 2 << 8 | ((c & 0xFF) + 255) / 2;
    assert_near(s, 230, 30, half);
    surface_free(&s);
}

static void a_picture_at_its_size_is_copied_and_scaled_ends_at_whole_pixels(void **state)
{
    static const uint32_t RED[4] = {0xFFFF0000, 0xFFFF0000, 0xFFFF0000, 0xFFFF0000};
    Picture red = {11, 2, 2, 8, RED, true};
    DrawList list = list_begin(*state, 200, 60);
    Paint same = paint_picture(scene_picture(0), (Rect){3, 4, 50, 40}, 1);
    Paint wide = paint_picture(red, (Rect){60.4f, 10, 50.2f, 20}, 1); // 60.4 … 110.6
    Paint turned = paint_picture(red, (Rect){120, 10, -40, 20}, 1);   // mirrored: 80 … 120
    turned.ty = 35;
    fill(&list, 0, 0, 200, 60, RGB(0xFFFFFF));
    list_fill(&list, (RectPx){0, 0, 200, 60}, &same);
    list_fill(&list, (RectPx){0, 0, 200, 60}, &wide);
    list_fill(&list, (RectPx){0, 0, 200, 60}, &turned);
    Surface s = painted(&list);
    for (int i = 0; i < 50 * 40; i++) {
        assert_px(s, 3 + i % 50, 4 + i / 50, scene_solid[i]);
    }
    assert_px(s, 53, 20, 0xFFFFFFFF);
    assert_px(s, 59, 20, 0xFFFFFFFF);
    assert_px(s, 60, 20, 0xFFFF0000);
    assert_px(s, 110, 10, 0xFFFF0000);
    assert_px(s, 111, 10, 0xFFFFFFFF);
    assert_px(s, 60, 9, 0xFFFFFFFF);
    assert_px(s, 79, 40, 0xFFFFFFFF);
    assert_px(s, 80, 40, 0xFFFF0000);
    assert_px(s, 119, 54, 0xFFFF0000);
    assert_px(s, 120, 40, 0xFFFFFFFF);
    surface_free(&s);
}

static void a_slanted_picture_keeps_upright_edges_upright(void **state)
{
    static uint32_t px[40 * 50];
    for (int i = 0; i < 40 * 50; i++) {
        px[i] = 0xFFFF0000;
    }
    Picture red = {12, 40, 50, 160, px, true};
    DrawList list = list_begin(*state, 100, 100);
    Paint fold = paint_picture(red, (Rect){20, 10, 40, 50}, 1);
    fold.b = 0.5f; // the right edge lies 20 px lower
    fill(&list, 0, 0, 100, 100, RGB(0xFFFFFF));
    list_fill(&list, (RectPx){0, 0, 100, 100}, &fold);
    Surface s = painted(&list);
    assert_px(s, 40, 45, 0xFFFF0000); // its middle
    assert_px(s, 18, 40, 0xFFFFFFFF);
    assert_px(s, 21, 40, 0xFFFF0000);
    assert_px(s, 58, 50, 0xFFFF0000);
    assert_px(s, 61, 50, 0xFFFFFFFF);
    assert_px(s, 22, 80, 0xFFFFFFFF); // under the fold at the left
    assert_px(s, 58, 8, 0xFFFFFFFF);  // over it at the right
    surface_free(&s);
}

static void numbers_from_nowhere_paint_nothing_and_do_no_harm(void **state)
{
    static const float ODD[] = {0, 1e-30f, 1e30f, -1e30f, INFINITY, NAN, 1e-6f, 70000};
    DrawList list = list_begin(*state, 64, 64);
    for (int i = 0; i < COUNT(ODD); i++) {
        for (int k = 0; k < 6; k++) {
            Paint paint = paint_picture(scene_picture(i & 1), (Rect){1, 2, 30, 30}, 1);
            float *at[6] = {&paint.a, &paint.b, &paint.c, &paint.d, &paint.tx, &paint.ty};
            *at[k] = ODD[i];
            list_fill(&list, (RectPx){0, 0, 64, 64}, &paint);
            list_mask(&list, (MaskAt){scene_mask(0), 0, 0}, &paint);
        }
        GradientStop stops[2] = {{0, RGB(0xFF)}, {1, RGB(0xFF00)}};
        Paint ramp = paint_vertical(0, ODD[i], stops, 2);
        list_fill(&list, (RectPx){0, 0, 64, 64}, &ramp);
        ramp.to.x = ODD[i];
        list_fill(&list, (RectPx){0, 0, 64, 64}, &ramp);
    }
    list_fill(&list, (RectPx){-2000000000, -2000000000, 2000000000, 2000000000},
              &list.cmds[0].paint);
    Surface s = painted(&list);
    assert_int_equal(px_at(s, 0, 0) >> 24, 255);
    surface_free(&s);
}

static void a_nine_patch_keeps_its_corners_and_stretches_its_middle(void **state)
{
    static const uint8_t PX[7 * 8] = {
        10, 20,  30,  40,  50,  60, 70, 0, //
        11, 100, 100, 100, 100, 61, 71, 0, //
        12, 100, 100, 100, 100, 62, 72, 0, //
        13, 100, 100, 200, 100, 63, 73, 0, //
        14, 100, 100, 100, 100, 64, 74, 0, //
        15, 24,  34,  44,  54,  64, 75, 0, //
        16, 26,  36,  46,  56,  66, 76, 0, //
    };
    Mask mask = {21, 7, 7, 8, 0, 0, PX};
    DrawList list = list_begin(*state, 60, 40);
    list_nine(&list, mask, 3, (RectPx){5, 5, 50, 30}, RGB(0xFFFFFF));
    list_nine(&list, mask, 3, (RectPx){0, 0, 4, 4}, RGB(0xFFFFFF)); // smaller than its corners
    Surface s = painted(&list);
    assert_px(s, 5, 5, 0xFF0A0A0A);
    assert_px(s, 7, 5, 0xFF1E1E1E);
    assert_px(s, 30, 5, 0xFF282828);  // 40, the middle of the top row
    assert_px(s, 54, 5, 0xFF464646);  // 70
    assert_px(s, 54, 34, 0xFF4C4C4C); // 76
    assert_px(s, 5, 20, 0xFF0D0D0D);  // 13
    assert_px(s, 30, 20, 0xFFC8C8C8); // 200
    assert_px(s, 0, 0, 0xFF0A0A0A);
    assert_px(s, 3, 3, 0xFF4C4C4C);
    surface_free(&s);
}

static void gradients_reach_their_ends_and_have_no_seams(void **state)
{
    GradientStop stops[3] = {{0.25f, RGB(0x203040)}, {0.5f, RGB(0x808080)}, {0.75f, RGB(0xFFEEDD)}};
    DrawList list = list_begin(*state, SCENE_W, SCENE_H);
    Paint down = paint_vertical(0, SCENE_H, stops, 3);
    list_fill(&list, ALL, &down);
    Surface s = painted(&list);
    assert_px(s, 7, 0, 0xFF203040);
    assert_px(s, 300, SCENE_H / 4 - 1, 0xFF203040);
    assert_px(s, 3, SCENE_H - 1, 0xFFFFEEDD);
    assert_near(s, 3, SCENE_H / 2, 0xFF808080);
    for (int y = 1; y < SCENE_H; y++) { // it only grows, but for the dither's one level
        assert_true((int)(px_at(s, 9, y) >> 16 & 0xFF) - (int)(px_at(s, 9, y - 1) >> 16 & 0xFF) >=
                    -1);
    }
    surface_free(&s);
}

static void any_number_of_threads_and_any_cut_give_the_same_pixels(void **state)
{
    Rng rng = {5};
    Surface one = surface_make(SCENE_W, SCENE_H), many = surface_make(SCENE_W, SCENE_H);
    for (int scene = 0; scene < 60; scene++) {
        Arena *arena = *state;
        arena_reset(arena);
        DrawList list = scene_list(arena, scene_root(arena, &rng));
        Raster *alone = raster_open(1, 0), *crowd = raster_open(2 + scene % 4, MIB);
        raster_paint(alone, &list, &ALL, 1, one);
        if (scene & 1) {
            raster_paint(crowd, &list, &ALL, 1, many);
        } else {
            int x = 1 + rng_below(&rng, SCENE_W - 2), y = 1 + rng_below(&rng, SCENE_H - 2);
            RectPx parts[5] = {{0, 0, x, SCENE_H},
                               {x, 0, SCENE_W - x, y},
                               {x, y, SCENE_W - x, SCENE_H - y},
                               {x / 2, y / 2, SCENE_W / 2, SCENE_H / 2}, // over the others
                               {-50, -50, 60, 60}};
            raster_paint(crowd, &list, parts, 5, many);
            raster_paint(crowd, &list, parts + 3, 1, many);
        }
        assert_int_equal(surface_difference(one, many), 0);
        raster_close(alone);
        raster_close(crowd);
    }
    surface_free(&one);
    surface_free(&many);
}

static void nothing_is_painted_outside_the_rectangles(void **state)
{
    Surface s = surface_make(SCENE_W, SCENE_H);
    Raster *raster = raster_open(2, MIB);
    Rng rng = {6};
    for (int scene = 0; scene < 10; scene++) {
        DrawList list = scene_list(*state, scene_root(*state, &rng));
        memset(s.px, 0x55, (size_t)s.stride * (size_t)s.h);
        RectPx r = {100, 70, 50, 60};
        raster_paint(raster, &list, &r, 1, s);
        assert_int_equal(raster_stats(raster).painted_px, 50 * 60);
        for (int y = 0; y < SCENE_H; y++) {
            for (int x = 0; x < SCENE_W; x++) {
                bool is_in = x >= 100 && x < 150 && y >= 70 && y < 130;
                assert_true(is_in == (px_at(s, x, y) != 0x55555555));
            }
        }
    }
    raster_close(raster);
    surface_free(&s);
}

// A page that slides: one layer, wider than the target.
static DrawList sliding(Arena *arena, int dx, float alpha, uint32_t rgb)
{
    DrawList list = list_begin(arena, 200, 100);
    list_layer(&list, (RectPx){0, 0, 900, 100}, dx, 0, alpha);
    for (int i = 0; i < 9; i++) {
        fill(&list, i * 100, 0, 100, 100, RGB(rgb + 0x100u * (uint32_t)i));
    }
    list_end_layer(&list);
    return list;
}

static void a_layer_is_composed_once_and_then_moves(void **state)
{
    Raster *raster = raster_open(2, 4 * MIB);
    Surface s = surface_make(200, 100);
    RectPx all = {0, 0, 200, 100};
    for (int step = 0; step < 8; step++) {
        DrawList list = sliding(*state, -100 * step, 1, 0x0A);
        raster_paint(raster, &list, &all, 1, s);
        assert_int_equal(raster_stats(raster).layers_composed, step == 0 ? 1 : 0);
        assert_px(s, 50, 50, 0xFF00000A + 0x100u * (uint32_t)step);
        assert_px(s, 150, 50, 0xFF00000A + 0x100u * (uint32_t)(step + 1));
    }
    DrawList faded = sliding(*state, 0, 0.5f, 0x0A);
    raster_paint(raster, &faded, &all, 1, s);
    assert_int_equal(raster_stats(raster).layers_composed, 0);
    assert_near(s, 50, 50, 0xFF000005);
    raster_close(raster);
    surface_free(&s);
}

static void a_layer_out_of_sight_is_not_composed(void **state)
{
    Raster *raster = raster_open(1, 4 * MIB);
    Surface s = surface_make(200, 100);
    RectPx all = {0, 0, 200, 100};
    DrawList away = sliding(*state, 200, 1, 0x0A), clear = sliding(*state, 0, 0, 0x0A);
    raster_paint(raster, &away, &all, 1, s);
    assert_int_equal(raster_stats(raster).layers_composed, 0);
    raster_paint(raster, &clear, &all, 1, s);
    assert_int_equal(raster_stats(raster).layers_composed, 0);
    assert_px(s, 5, 5, 0xFF000000);
    raster_close(raster);
    surface_free(&s);
}

static void layers_over_the_budget_go_the_oldest_first(void **state)
{
    enum { ONE_LAYER = 3648 * 100 }; // 900 px, the stride rounded up to 64 bytes
    Raster *raster = raster_open(1, 2 * ONE_LAYER + 1000);
    Surface s = surface_make(200, 100);
    RectPx all = {0, 0, 200, 100};
    static const struct {
        uint32_t rgb;
        int composed;
        const char *why;
    } ROWS[] = {
        {1, 1, "new"},           {2, 1, "new"},           {1, 0, "two fit"},
        {3, 1, "new, 2 goes"},   {1, 0, "was used last"}, {2, 1, "had gone, 3 goes"},
        {1, 0, "was used last"}, {3, 1, "had gone"},
    };
    for (int i = 0; i < COUNT(ROWS); i++) {
        DrawList list = sliding(*state, 0, 0.5f, ROWS[i].rgb);
        raster_paint(raster, &list, &all, 1, s);
        print_message("  %u: %s\n", ROWS[i].rgb, ROWS[i].why);
        assert_int_equal(raster_stats(raster).layers_composed, ROWS[i].composed);
        assert_true(raster_stats(raster).layer_bytes <= 2 * ONE_LAYER + 1000);
    }
    raster_close(raster);
    surface_free(&s);
}

static void a_new_opaque_layer_asked_for_in_part_is_painted_straight_once(void **state)
{
    Raster *raster = raster_open(1, 4 * MIB);
    Surface s = surface_make(200, 100);
    DrawList list = list_begin(*state, 200, 100);
    list_layer(&list, (RectPx){0, 0, 200, 100}, 0, 0, 1);
    fill(&list, 0, 0, 200, 100, RGB(0x123456));
    fill(&list, 20, 20, 50, 50, RGBA(0xFFFFFF, 0.3f));
    list_end_layer(&list);
    RectPx part = {10, 10, 30, 30};
    raster_paint(raster, &list, &part, 1, s);
    assert_int_equal(raster_stats(raster).layers_composed, 0);
    uint32_t straight = px_at(s, 30, 30);
    assert_px(s, 12, 12, 0xFF123456);
    raster_paint(raster, &list, &part, 1, s);
    assert_int_equal(raster_stats(raster).layers_composed, 1);
    assert_px(s, 30, 30, straight);
    raster_close(raster);
    surface_free(&s);
}

static void a_surface_survives_the_way_through_a_png(void **state)
{
    Rng rng = {9};
    Err err = {0};
    DrawList list = scene_list(*state, scene_root(*state, &rng));
    Surface s = painted(&list), back = {0};
    const char *path = BUILD_DIR "/test_raster.png";
    assert_true(surface_write_png(&s, path, &err));
    assert_true(surface_read_png(path, &back, &err));
    assert_int_equal(back.w, SCENE_W);
    assert_int_equal(back.h, SCENE_H);
    assert_int_equal(surface_difference(s, back), 0);
    surface_free(&back);
    remove(path);
    surface_free(&s);
}

static void a_png_that_cannot_be_read_or_written_is_told(void **state)
{
    (void)state;
    Err err = {0};
    Surface s = surface_make(4, 4), back = {0};
    assert_false(surface_write_png(&s, "/no/such/folder/a.png", &err));
    assert_true(err.what[0] && err.hint[0]);
    err = (Err){0};
    assert_false(surface_read_png(BUILD_DIR "/no-such.png", &back, &err));
    assert_true(err.what[0] && err.hint[0]);
    err = (Err){0};
    assert_false(surface_read_png(TESTS_DIR "/test_raster.c", &back, &err));
    assert_true(err.what[0] && err.hint[0]);
    assert_null(back.px);
    surface_free(&s);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(fills_clips_and_layers_land_where_they_should),
        TEST(masks_take_colours_gradients_and_pictures),
        TEST(a_picture_at_its_size_is_copied_and_scaled_ends_at_whole_pixels),
        TEST(a_slanted_picture_keeps_upright_edges_upright),
        TEST(numbers_from_nowhere_paint_nothing_and_do_no_harm),
        TEST(a_nine_patch_keeps_its_corners_and_stretches_its_middle),
        TEST(gradients_reach_their_ends_and_have_no_seams),
        TEST(any_number_of_threads_and_any_cut_give_the_same_pixels),
        TEST(nothing_is_painted_outside_the_rectangles),
        TEST(a_layer_is_composed_once_and_then_moves),
        TEST(a_layer_out_of_sight_is_not_composed),
        TEST(layers_over_the_budget_go_the_oldest_first),
        TEST(a_new_opaque_layer_asked_for_in_part_is_painted_straight_once),
        TEST(a_surface_survives_the_way_through_a_png),
        TEST(a_png_that_cannot_be_read_or_written_is_told),
    };
    return cmocka_run_group_tests_name("raster", tests, NULL, NULL);
}
