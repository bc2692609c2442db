// Frames, places, targets and shapes: what the loop reads of Ui after a page was drawn.
#include "ui/inside.h"
#include "ui/ui.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
// cmocka wants these first
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct {
    Ui ui;
    Arena frames[2];
    int at;
} Stage;

static Stage stage;

static int setup(void **state)
{
    Err err;
    Fonts *fonts = fonts_open(BUILD_DIR "/fonts", &err);
    assert_non_null(fonts);
    assert_true(ui_open(&stage.ui, fonts, NULL, (PictureInfo){0}));
    arena_init(&stage.frames[0], "frame", 32 * MIB);
    arena_init(&stage.frames[1], "frame", 32 * MIB);
    *state = &stage.ui;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    Fonts *fonts = stage.ui.fonts;
    ui_close(&stage.ui);
    fonts_close(fonts);
    arena_finish(&stage.frames[0]);
    arena_finish(&stage.frames[1]);
    return 0;
}

static void begin_sized(Ui *ui, int w, int h)
{
    stage.at = 1 - stage.at;
    arena_reset(&stage.frames[stage.at]);
    ui_begin(ui, &stage.frames[stage.at], w, h, 1000);
}

static void begin(Ui *ui)
{
    begin_sized(ui, 1920, 1080);
}

static const Cmd *last_cmd(const Ui *ui)
{
    assert_true(ui->list.count > 0);
    return &ui->list.cmds[ui->list.count - 1];
}

static void assert_px(RectPx r, int x, int y, int w, int h)
{
    if (r.x != x || r.y != y || r.w != w || r.h != h) {
        fail_msg("%d,%d %d x %d is not %d,%d %d x %d", r.x, r.y, r.w, r.h, x, y, w, h);
    }
}

static void assert_dp(Rect r, float x, float y, float w, float h)
{
    if (fabsf(r.x - x) + fabsf(r.y - y) + fabsf(r.w - w) + fabsf(r.h - h) > 0.01f) {
        fail_msg("%g,%g %g x %g is not %g,%g %g x %g", (double)r.x, (double)r.y, (double)r.w,
                 (double)r.h, (double)x, (double)y, (double)w, (double)h);
    }
}

// ---- the stage ------------------------------------------------------------------

static void the_stage_is_fitted_into_the_window_and_centred(void **state)
{
    static const struct {
        int w, h;
        float scale, x, y, stage_w;
        const char *why;
    } ROWS[] = {
        {1920, 1080, 1, 0, 0, 1920, "the drawing itself"},
        {3840, 2160, 2, 0, 0, 1920, "a 4K screen"},
        {1080, 1920, 1, 0, 0, 1080, "a column on end"},
        {1280, 1024, 0.66667f, 0, 152, 1920, "an old monitor: bands above and below"},
        {2560, 1080, 1, 320, 0, 1920, "a wide one: bands at the sides"},
        {1366, 768, 0.71111f, 0, 0, 1920, "not quite 16 : 9"},
        {600, 600, 0.3125f, 0, 131, 1920, "a square lies down"},
    };
    Ui *ui = *state;
    for (int i = 0; i < COUNT(ROWS); i++) {
        print_message("  %s\n", ROWS[i].why);
        begin_sized(ui, ROWS[i].w, ROWS[i].h);
        assert_float_equal(ui->scale, ROWS[i].scale, 0.0001);
        assert_float_equal(ui->origin_x, ROWS[i].x, 0.001);
        assert_float_equal(ui->origin_y, ROWS[i].y, 0.001);
        assert_float_equal(ui->w, ROWS[i].stage_w, 0);
        Point dp = ui_to_dp(ui, ui_to_px(ui, (Point){700, 300}));
        assert_float_equal(dp.x, 700, 0.01);
        assert_float_equal(dp.y, 300, 0.01);
        ui_end(ui);
    }
}

static void a_ground_covers_a_screen_that_is_not_quite_16_to_9(void **state)
{
    Ui *ui = *state;
    begin_sized(ui, 1366, 768);
    ui_fill(ui, (Rect){0, 0, ui->w, ui->h}, MOON);
    assert_px(last_cmd(ui)->rect, 0, 0, 1366, 768);
    int before = ui->list.count;
    ui_end(ui);
    assert_int_equal(ui->list.count, before);
}

static void bands_beside_the_stage_are_covered_last(void **state)
{
    Ui *ui = *state;
    begin_sized(ui, 2560, 1080);
    ui_fill(ui, (Rect){-100, 0, 50, 50}, MOON);
    ui_end(ui);
    assert_int_equal(ui->list.count, 3);
    assert_px(ui->list.cmds[1].rect, 0, 0, 320, 1080);
    assert_px(ui->list.cmds[2].rect, 2240, 0, 320, 1080);
}

static void neighbours_share_their_edge_at_every_scale(void **state)
{
    Ui *ui = *state;
    for (int w = 800; w < 2000; w += 37) {
        begin_sized(ui, w, w * 9 / 16);
        for (int i = 0; i < 20; i++) {
            ui_fill(ui, (Rect){33.3f * (float)i, 0, 33.3f, 10}, INK);
            if (i > 0) {
                RectPx left = ui->list.cmds[ui->list.count - 2].rect;
                assert_int_equal(left.x + left.w, last_cmd(ui)->rect.x);
            }
        }
        ui_end(ui);
    }
}

static void a_hairline_never_vanishes(void **state)
{
    Ui *ui = *state;
    begin_sized(ui, 480, 270);
    for (int i = 0; i < 12; i++) {
        ui_hairline(ui, 100, 50.3f + (float)i, 400, HAIRLINE);
        assert_int_equal(last_cmd(ui)->rect.h, 1);
    }
    ui_end(ui);
}

static void the_next_frame_is_the_earliest_one_asked_for(void **state)
{
    Ui *ui = *state;
    begin(ui);
    assert_true(ui->next_ms == INT64_MAX);
    ui_wake_at(ui, 5000);
    ui_wake_at(ui, 9000);
    assert_int_equal(ui->next_ms, 5000);
    ui_animate(ui);
    assert_int_equal(ui->next_ms, 1000);
    ui_end(ui);
}

// ---- targets --------------------------------------------------------------------

static void a_small_target_grows_to_96_about_its_middle(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_target(ui, (Rect){500, 500, 40, 20}, ACTION_GO, 0, STR("home"), STR("首页"));
    ui_target(ui, (Rect){500, 700, 300, 20}, ACTION_GO, 1, STR("home"), STR("首页"));
    ui_end(ui);
    assert_dp(ui->targets[0].seen, 500, 500, 40, 20);
    assert_dp(ui->targets[0].hit, 472, 462, 96, 96);
    assert_dp(ui->targets[1].hit, 500, 662, 300, 96);
}

static void every_target_away_from_edges_is_96_at_least(void **state)
{
    Ui *ui = *state;
    begin(ui);
    for (int i = 0; i < 40; i++) {
        float size = (float)(7 * i);
        ui_target(ui, (Rect){100 + 30 * (float)i, 400, size + 1, 280 - size}, ACTION_PAGE, i,
                  STR_NONE, STR_NONE);
        assert_true(ui->targets[i].hit.w >= 96 && ui->targets[i].hit.h >= 96);
    }
    ui_end(ui);
}

static void a_target_is_cut_by_the_clip_and_gone_outside_it(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_clip(ui, (Rect){200, 200, 400, 300});
    ui_target(ui, (Rect){200, 480, 400, 120}, ACTION_GO, 0, STR("a"), STR_NONE);
    ui_target(ui, (Rect){200, 600, 400, 120}, ACTION_GO, 0, STR("b"), STR_NONE);
    ui_target(ui, (Rect){210, 210, 20, 20}, ACTION_GO, 0, STR("c"), STR_NONE);
    ui_unclip(ui);
    ui_end(ui);
    assert_int_equal(ui->target_count, 2); // the row below the list is not there
    assert_dp(ui->targets[0].seen, 200, 480, 400, 120);
    assert_dp(ui->targets[0].hit, 200, 480, 400, 20);
    assert_dp(ui->targets[1].hit, 200, 200, 68, 68);
    assert_null(ui_target_at(ui, (Point){300, 520}));
}

static void clips_nest_and_come_back(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_clip(ui, (Rect){100, 100, 400, 400});
    ui_move(ui, 50, 0);
    ui_clip(ui, (Rect){300, 300, 400, 400});
    assert_dp(ui->clip, 350, 300, 150, 200);
    ui_unclip(ui);
    assert_dp(ui->clip, 100, 100, 400, 400);
    ui_move(ui, -50, 0);
    ui_unclip(ui);
    assert_dp(ui->clip, 0, 0, 1920, 1080);
    ui_end(ui);
}

static void the_later_target_lies_on_top(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_target(ui, (Rect){400, 400, 300, 300}, ACTION_GO, 0, STR("below"), STR_NONE);
    ui_target(ui, (Rect){450, 450, 100, 100}, ACTION_GO, 0, STR("above"), STR_NONE);
    ui_end(ui);
    assert_true(str_is(ui_target_at(ui, (Point){500, 500})->arg, "above"));
    assert_true(str_is(ui_target_at(ui, (Point){410, 410})->arg, "below"));
    assert_null(ui_target_at(ui, (Point){900, 900}));
}

static void a_finger_on_a_pin_means_it_and_not_its_neighbours_margin(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_target(ui, (Rect){500, 500, 40, 40}, ACTION_GO, 0, STR("seen"), STR_NONE);
    ui_target(ui, (Rect){550, 500, 40, 40}, ACTION_GO, 0, STR("near"), STR_NONE);
    ui_end(ui);
    Point on_first = {530, 520}; // inside the second's margin too, and the second lies on top
    assert_true(rect_has(ui->targets[1].hit, on_first));
    assert_true(str_is(ui_target_at(ui, on_first)->arg, "seen"));
    assert_true(str_is(ui_target_at(ui, (Point){545, 520})->arg, "near")); // between the two
}

static void a_target_moves_with_offsets_and_layers(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_layer(ui, (Rect){0, 0, 1920, 1080}, 0, 360, 1);
    ui_move(ui, 10, 0);
    ui_target(ui, (Rect){100, 100, 200, 100}, ACTION_GO, 0, STR("a"), STR_NONE);
    ui_move(ui, -10, 0);
    ui_end_layer(ui);
    ui_end(ui);
    assert_dp(ui->targets[0].seen, 110, 460, 200, 100);
    assert_dp(ui->targets[0].hit, 110, 460, 200, 100);
}

static void the_same_control_keeps_its_id_and_shows_as_pressed(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_target(ui, (Rect){0, 0, 100, 100}, ACTION_PAGE, 3, STR("x"), STR_NONE);
    uint64_t id = ui->targets[0].id;
    ui_end(ui);
    begin(ui);
    ui->pressed = id;
    ui_target(ui, (Rect){700, 300, 200, 100}, ACTION_PAGE, 3, STR("x"), STR("moved"));
    assert_true(ui->targets[0].id == id);
    assert_true(ui_is_pressed(ui, ACTION_PAGE, 3, STR("x")));
    assert_false(ui_is_pressed(ui, ACTION_PAGE, 4, STR("x")));
    assert_false(ui_is_pressed(ui, ACTION_PAGE, 3, STR("y")));
    ui->pressed = 0;
    assert_false(ui_is_pressed(ui, ACTION_PAGE, 3, STR("x")));
    ui_end(ui);
}

static void a_full_table_counts_what_it_drops(void **state)
{
    Ui *ui = *state;
    begin(ui);
    for (int i = 0; i < MAX_TARGETS + 3; i++) {
        ui_target(ui, (Rect){100, 100, 100, 100}, ACTION_PAGE, i, STR_NONE, STR_NONE);
    }
    ui_end(ui);
    assert_int_equal(ui->target_count, MAX_TARGETS);
    assert_int_equal(ui->targets_dropped, 3);
}

static void a_scroll_area_is_found_where_it_shows_and_moves_by_itself(void **state)
{
    Ui *ui = *state;
    Scroll scroll = {0};
    begin(ui);
    scroll_set_limit(&scroll, 2000, 600);
    scroll_drag(&scroll, -1);
    scroll_release(&scroll, -1);
    ui_scroll(ui, &scroll, (Rect){1240, 172, 680, 600}, 2000, false);
    assert_int_equal(ui->next_ms, 1000); // it glides: another frame at once
    assert_float_equal(scroll.limit, 1400, 0);
    assert_ptr_equal(ui_scroll_at(ui, (Point){1300, 200})->scroll, &scroll);
    assert_null(ui_scroll_at(ui, (Point){1000, 200}));
    ui_end(ui);
}

// ---- shapes ---------------------------------------------------------------------

static void a_shape_that_moves_is_rasterised_once(void **state)
{
    Ui *ui = *state;
    begin(ui);
    int64_t before = ui->caches->shapes.misses;
    for (int i = 0; i < 50; i++) {
        ui_round(ui, (Rect){(float)(10 + 7 * i), 20, 150, 80}, 16, DEEP);
        Path path = ui_path_begin(ui);
        path_move(&path, 0, 0);
        path_line(&path, 30, 10);
        path_line(&path, 0, 20);
        path_close(&path);
        ui_path(ui, &path, (float)(3 * i), 400, INK);
    }
    assert_int_equal(ui->caches->shapes.misses - before, 2);
    ui_end(ui);
}

static void what_the_last_frame_showed_stays_valid_while_shelves_turn(void **state)
{
    Ui *ui = *state;
    for (int frame = 0; frame < 40; frame++) { // 40 × about 1 MB of new shapes over a 12 MB limit
        begin(ui);
        ui_round(ui, (Rect){100, 100, 300, 30}, 15, DEEP); // the same in every frame
        const Cmd *kept = last_cmd(ui);
        assert_non_null(kept->mask.mask.px);
        Path path = ui_path_begin(ui);
        path_circle(&path, (Point){0, 0}, 500 + 0.1f * (float)frame);
        ui_path(ui, &path, 960, 540, INK);
        const Mask *mask = &last_cmd(ui)->mask.mask;
        assert_int_equal(mask->px[mask->h / 2 * mask->stride + mask->w / 2], 255);
        ui_end(ui);
    }
    assert_true(ui->caches->shapes.old.arena.used > 0); // it did turn
    assert_true(ui->caches->shapes.young.arena.used < 16 * MIB);
}

static int sample(const Mask *mask, int x, int y)
{
    return mask->px[y * mask->stride + x];
}

static void a_shadow_is_a_gaussian_of_its_box(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_shadow(ui, (Rect){400, 400, 112, 112}, 0, ELEVATION_RESTING);
    const Cmd *wide = &ui->list.cmds[ui->list.count - 2]; // blur 28: σ 14, margin 42
    const Mask *mask = &wide->mask.mask;
    assert_int_equal(wide->kind, CMD_NINE);
    assert_px(wide->rect, 400 - 42, 410 - 42, 112 + 84, 112 + 84);
    int middle = mask->h / 2;
    assert_int_equal(sample(mask, mask->w / 2, middle), 254); // ±3σ of 255, rounded
    assert_true(abs(sample(mask, 41, middle) + sample(mask, 42, middle) - 255) <= 2); // the edge
    assert_true(abs(sample(mask, 42 + 14, middle) - 216) <= 4); // Φ(1) = 0.841, half a px inside
    assert_true(sample(mask, 0, middle) <= 1);
    ui_end(ui);
}

static void a_shadow_of_a_box_smaller_than_its_blur_is_paler(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_shadow(ui, (Rect){400, 400, 60, 60}, 30, ELEVATION_RAISED);
    const Cmd *wide = &ui->list.cmds[ui->list.count - 2]; // blur 64: σ 32
    assert_int_equal(wide->kind, CMD_MASK);
    const Mask *mask = &wide->mask.mask;
    int middle = sample(mask, mask->w / 2, mask->h / 2);
    // A disc of radius 30 under σ 32: 1 − e^(−30²/(2·32²)) = 0.356
    assert_true(abs(middle - 91) <= 2);
    ui_end(ui);
}

static void in_high_contrast_a_shadow_is_a_black_line(void **state)
{
    Ui *ui = *state;
    ui->modes.is_contrast = true;
    begin(ui);
    ui_shadow(ui, (Rect){400, 400, 112, 112}, 0, ELEVATION_RESTING);
    assert_int_equal(ui->list.count, 1);
    assert_px(last_cmd(ui)->rect, 397, 397, 118, 118);
    ui_fill(ui, (Rect){0, 0, 10, 10}, DEEP);
    assert_true(colour_eq(last_cmd(ui)->paint.colour, RGB(0x000000)));
    ui_end(ui);
    ui->modes.is_contrast = false;
}

static void the_same_calls_give_the_same_list(void **state)
{
    Ui *ui = *state;
    Str texts[2];
    uint64_t hashes[2];
    for (int i = 0; i < 2; i++) {
        begin(ui);
        ui_slip(ui, 64, 56, 64, STR("产业链"));
        ui_seal(ui, 300, 56, 64, STR("龙城一脉"), false);
        ui_pearl(ui, (Point){500.3f, 90.7f}, 15);
        ui_shadow(ui, (Rect){600, 60, 208, 102}, 0, ELEVATION_RAISED);
        ui_ring(ui, (Point){900, 100}, 34, 8, 0, 280, MALACHITE);
        ui_round_frame(ui, (Rect){1000, 60, 200, 96}, 16, 2, CINNABAR);
        ui_text_in(ui, theme_type(TYPE_H3), INK, (Rect){1000, 60, 200, 96}, STR("退回"));
        ui_end(ui);
        texts[i] = list_text(ui->frame, &ui->list);
        hashes[i] = ui->list.hash;
    }
    assert_true(texts[0].n > 500);
    assert_true(str_eq(texts[0], texts[1]));
    assert_true(hashes[0] == hashes[1]);
}

static void a_second_frame_of_the_same_finds_everything_on_the_shelves(void **state)
{
    Ui *ui = *state;
    int64_t misses = 0;
    for (int i = 0; i < 3; i++) {
        begin(ui);
        for (int k = 0; k < 60; k++) {
            char text[32];
            int n = snprintf(text, sizeof text, "第%d行常州故事", k);
            ui_line(ui, TYPE_B2, INK, 100, (float)(16 * k), (Str){text, n});
            ui_disc(ui, (Point){700, (float)(16 * k)}, 12, AZURITE);
        }
        ui_end(ui);
        if (i == 2) {
            assert_int_equal(ui->caches->texts.misses + ui->caches->shapes.misses, misses);
        }
        misses = ui->caches->texts.misses + ui->caches->shapes.misses;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_stage_is_fitted_into_the_window_and_centred),
        cmocka_unit_test(a_ground_covers_a_screen_that_is_not_quite_16_to_9),
        cmocka_unit_test(bands_beside_the_stage_are_covered_last),
        cmocka_unit_test(neighbours_share_their_edge_at_every_scale),
        cmocka_unit_test(a_hairline_never_vanishes),
        cmocka_unit_test(the_next_frame_is_the_earliest_one_asked_for),
        cmocka_unit_test(a_small_target_grows_to_96_about_its_middle),
        cmocka_unit_test(every_target_away_from_edges_is_96_at_least),
        cmocka_unit_test(a_target_is_cut_by_the_clip_and_gone_outside_it),
        cmocka_unit_test(clips_nest_and_come_back),
        cmocka_unit_test(the_later_target_lies_on_top),
        cmocka_unit_test(a_finger_on_a_pin_means_it_and_not_its_neighbours_margin),
        cmocka_unit_test(a_target_moves_with_offsets_and_layers),
        cmocka_unit_test(the_same_control_keeps_its_id_and_shows_as_pressed),
        cmocka_unit_test(a_full_table_counts_what_it_drops),
        cmocka_unit_test(a_scroll_area_is_found_where_it_shows_and_moves_by_itself),
        cmocka_unit_test(a_shape_that_moves_is_rasterised_once),
        cmocka_unit_test(what_the_last_frame_showed_stays_valid_while_shelves_turn),
        cmocka_unit_test(a_shadow_is_a_gaussian_of_its_box),
        cmocka_unit_test(a_shadow_of_a_box_smaller_than_its_blur_is_paler),
        cmocka_unit_test(in_high_contrast_a_shadow_is_a_black_line),
        cmocka_unit_test(the_same_calls_give_the_same_list),
        cmocka_unit_test(a_second_frame_of_the_same_finds_everything_on_the_shelves),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
