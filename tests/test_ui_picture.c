// Pictures and icons: which width is asked for, where it lands, what stands in for it meanwhile.
#include "base/file.h"
#include "draw/raster.h"
#include "ui/inside.h"
#include "ui/ui.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
// cmocka wants these first
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// "deep" is 8000 × 5000, in squares that are all the same. "wide" is 400 × 250, every pixel of its own colour; "icon/leaf" 192 × 192 grey; else nothing.
static struct {
    Ui ui;
    Arena frame, arena;
    Str wide, leaf, square; // PNG
    int squares;            // loaded so far
    int64_t now_ms;
} test;

// Held by a test, no picture arrives.
static pthread_mutex_t door = PTHREAD_MUTEX_INITIALIZER;

static bool load(void *context, Str name, int want_w, uint8_t **bytes, size_t *size)
{
    (void)context;
    (void)want_w;
    pthread_mutex_lock(&door);
    pthread_mutex_unlock(&door);
    bool is_square = str_starts(name, STR("deep@"));
    test.squares += is_square;
    Str png = is_square || str_is(name, "deep") ? test.square
              : str_is(name, "wide")            ? test.wide
              : str_is(name, "icon/leaf")       ? test.leaf
                                                : STR_NONE;
    if (png.n == 0) {
        return false;
    }
    *bytes = malloc((size_t)png.n);
    memcpy(*bytes, png.p, (size_t)png.n);
    *size = (size_t)png.n;
    return true;
}

static void complain(void *context, Str name, const char *why)
{
    (void)context;
    (void)name;
    (void)why;
}

static bool info(void *context, Str name, int *w, int *h, uint32_t *rgb)
{
    (void)context;
    bool is_deep = str_is(name, "deep");
    *w = is_deep ? 8000 : 400;
    *h = is_deep ? 5000 : 250;
    *rgb = 0x336699;
    return is_deep || str_is(name, "wide");
}

static Str png_of(Surface *surface, const char *name)
{
    Str path =
        str_format(&test.arena, "%s/test_ui_picture_%s_%d.png", BUILD_DIR, name, (int)getpid());
    Err err;
    Str bytes = STR_NONE;
    assert_true(surface_write_png(surface, path.p, &err));
    assert_true(file_read(&test.arena, path.p, MIB, &bytes, &err));
    unlink(path.p);
    surface_free(surface);
    return bytes;
}

static int setup(void **state)
{
    arena_init(&test.arena, "test", 8 * MIB);
    arena_init(&test.frame, "frame", 32 * MIB);
    Surface wide = surface_make(400, 250);
    for (int y = 0; y < 250; y++) {
        for (int x = 0; x < 400; x++) {
            wide.px[y * wide.stride / 4 + x] =
                0xFF000000u | (uint32_t)(x * 255 / 399) << 16 | (uint32_t)y << 8;
        }
    }
    test.wide = png_of(&wide, "wide");
    Surface leaf = surface_make(192, 192); // the left half is drawn on
    for (int y = 0; y < 192; y++) {
        for (int x = 0; x < 192; x++) {
            leaf.px[y * leaf.stride / 4 + x] = x < 96 ? 0xFFFFFFFFu : 0xFF000000u;
        }
    }
    test.leaf = png_of(&leaf, "leaf");
    Surface square = surface_make(514, 514);
    memset(square.px, 0x7F, (size_t)square.stride * 514);
    test.square = png_of(&square, "square");
    PictureLoader loader = {.load = load, .complain = complain};
    Pictures *pictures = pictures_open(&loader, 1, 8 * MIB);
    assert_non_null(pictures);
    ui_open(&test.ui, NULL, pictures, (PictureInfo){.info = info});
    *state = &test.ui;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    Pictures *pictures = test.ui.pictures;
    ui_close(&test.ui);
    pictures_close(pictures);
    arena_finish(&test.frame);
    arena_finish(&test.arena);
    return 0;
}

static void begin(Ui *ui)
{
    arena_reset(&test.frame);
    test.now_ms += 16;
    ui_begin(ui, &test.frame, 1920, 1080, test.now_ms);
}

static const Cmd *last_cmd(const Ui *ui)
{
    assert_true(ui->list.count > 0);
    return &ui->list.cmds[ui->list.count - 1];
}

static void a_picture_is_its_colour_until_it_is_there_at_exactly_its_size(void **state)
{
    Ui *ui = *state;
    begin(ui);
    Rect rect = {100, 200, 160, 160};
    pthread_mutex_lock(&door);
    assert_false(ui_picture(ui, STR("wide"), rect, (Point){0.5f, 0.5f}, 1));
    assert_true(ui->is_waiting);
    assert_int_equal(last_cmd(ui)->paint.kind, PAINT_COLOUR);
    assert_true(colour_eq(last_cmd(ui)->paint.colour, RGB(0x336699)));
    ui_end(ui);
    pthread_mutex_unlock(&door);
    pictures_wait_all(ui->pictures);
    begin(ui);
    assert_true(ui_picture(ui, STR("wide"), rect, (Point){0.5f, 0.5f}, 1));
    assert_false(ui->is_waiting);
    const Paint *paint = &last_cmd(ui)->paint;
    assert_int_equal(paint->kind, PAINT_PICTURE);
    assert_true(paint->picture.w >= 256 && paint->picture.w <= 259); // covers 160 × 160
    assert_true(paint->a == 1 && paint->d == 1 && paint->b == 0 && paint->c == 0);
    assert_true(paint->tx == floorf(paint->tx) && paint->ty == floorf(paint->ty));
    assert_true(paint->tx <= 100 && paint->tx + (float)paint->picture.w >= 260);
    assert_true(paint->ty <= 200 && paint->ty + (float)paint->picture.h >= 360);
    ui_end(ui);
}

static void the_focal_point_stays_in_view(void **state)
{
    Ui *ui = *state;
    static const struct {
        float focal, from, to;
    } ROWS[] = {{0, 100, 100}, {1, 0, 4}, {0.5f, 51, 52}};
    Rect rect = {100, 200, 160, 160};
    for (int i = 0; i < COUNT(ROWS); i++) {
        begin(ui);
        ui_picture(ui, STR("wide"), rect, (Point){ROWS[i].focal, 0.5f}, 1);
        float tx = last_cmd(ui)->paint.tx;
        print_message("  focal %g: picture from %g\n", (double)ROWS[i].focal, (double)tx);
        assert_true(tx >= ROWS[i].from - 0.5f && tx <= ROWS[i].to + 0.5f);
        ui_end(ui);
    }
}

static void every_box_is_covered_by_whole_pixels(void **state)
{
    Ui *ui = *state;
    for (int i = 0; i < 12; i++) {
        Rect rect = {10, 10, (float)(90 + 23 * i), (float)(210 - 11 * i)};
        for (int pass = 0; pass < 2; pass++) {
            begin(ui);
            test.now_ms += 1000;
            ui_picture(ui, STR("wide"), rect, (Point){0.3f, 0.9f}, 1);
            ui_end(ui);
            test.now_ms += 1000;
            begin(ui);
            ui_picture(ui, STR("wide"), rect, (Point){0.3f, 0.9f}, 1);
            ui_end(ui);
            pictures_wait_all(ui->pictures);
        }
        const Cmd *cmd = last_cmd(ui);
        assert_int_equal(cmd->paint.kind, PAINT_PICTURE);
        assert_true(cmd->paint.a == 1 && cmd->paint.d == 1);
        float right = cmd->paint.tx + (float)cmd->paint.picture.w;
        float bottom = cmd->paint.ty + (float)cmd->paint.picture.h;
        assert_true(cmd->paint.tx <= 10 && right >= (float)(cmd->rect.x + cmd->rect.w));
        assert_true(cmd->paint.ty <= 10 && bottom >= (float)(cmd->rect.y + cmd->rect.h));
    }
}

static void a_picture_that_grows_is_not_decoded_at_every_step(void **state)
{
    Ui *ui = *state;
    for (int i = 0; i < 2; i++) {
        begin(ui); // a frame without it: the sizes of before are forgotten
        ui_end(ui);
        begin(ui);
        ui_picture_at(ui, STR("wide"), 0, 0, 300, 1);
        ui_end(ui);
        pictures_wait_all(ui->pictures);
    }
    begin(ui);
    ui_picture_at(ui, STR("wide"), 0, 0, 300, 1);
    assert_int_equal(last_cmd(ui)->paint.picture.w, 300);
    ui_end(ui);
    for (int w = 301; w < 340; w++) {
        begin(ui);
        assert_false(ui_picture_at(ui, STR("wide"), 0, 0, (float)w, 1));
        assert_int_equal(last_cmd(ui)->rect.w, w); // shown, from another size
        assert_true(last_cmd(ui)->paint.picture.w != w);
        assert_false(ui->is_waiting);         // nothing was ordered
        assert_true(ui->next_ms < INT64_MAX); // but it will be, when it stands still
        ui_end(ui);
    }
    test.now_ms += 200;
    begin(ui);
    ui_picture_at(ui, STR("wide"), 0, 0, 339, 1);
    assert_true(ui->is_waiting);
    ui_end(ui);
    pictures_wait_all(ui->pictures);
    begin(ui);
    assert_true(ui_picture_at(ui, STR("wide"), 0, 0, 339, 1));
    assert_int_equal(last_cmd(ui)->paint.picture.w, 339);
    ui_end(ui);
}

static void a_missing_picture_keeps_a_colour_and_nobody_waits(void **state)
{
    Ui *ui = *state;
    for (int i = 0; i < 2; i++) {
        begin(ui);
        bool is_ready = ui_picture(ui, STR("nowhere"), (Rect){0, 0, 100, 100}, (Point){0, 0}, 1);
        assert_int_equal(last_cmd(ui)->paint.kind, PAINT_COLOUR);
        assert_true(i == 0 || (is_ready && !ui->is_waiting));
        ui_end(ui);
        pictures_wait_all(ui->pictures);
    }
}

static void a_sheared_picture_moves_its_columns_down(void **state)
{
    Ui *ui = *state;
    for (int i = 0; i < 2; i++) {
        begin(ui);
        Path fold = ui_path_begin(ui);
        path_move(&fold, 0, 0);
        path_line(&fold, 100, 34);
        path_line(&fold, 100, 234);
        path_line(&fold, 0, 200);
        path_close(&fold);
        ui_picture_in(ui, STR("wide"), &fold, 64, 372, (Rect){64, 372, 400, 250}, 0.34f, 1);
        ui_end(ui);
        pictures_wait_all(ui->pictures);
    }
    const Cmd *cmd = last_cmd(ui);
    assert_int_equal(cmd->kind, CMD_MASK);
    assert_int_equal(cmd->paint.kind, PAINT_PICTURE);
    assert_float_equal(cmd->paint.tx, 64, 0);
    assert_float_equal(cmd->paint.ty, 372, 0);
    assert_float_equal(cmd->paint.a, 1, 0);
    assert_float_equal(cmd->paint.b, 0.34, 0.0001);
}

static void an_icon_becomes_a_mask_of_its_box_and_is_kept(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_icon(ui, "leaf", (Rect){500, 500, 60, 40}, MALACHITE);
    assert_true(ui->is_waiting);
    assert_int_equal(ui->list.count, 0);
    ui_end(ui);
    pictures_wait_all(ui->pictures);
    for (int i = 0; i < 2; i++) {
        begin(ui);
        int64_t misses = ui->caches->shapes.misses;
        ui_icon(ui, "leaf", (Rect){500, 500, 60, 40}, MALACHITE);
        assert_int_equal(ui->caches->shapes.misses - misses, 1 - i);
        const Cmd *cmd = last_cmd(ui);
        assert_int_equal(cmd->kind, CMD_MASK);
        assert_true(cmd->rect.x == 510 && cmd->rect.y == 500 && cmd->rect.w == 40);
        assert_int_equal(cmd->mask.mask.px[20 * cmd->mask.mask.stride + 5], 255);
        assert_int_equal(cmd->mask.mask.px[20 * cmd->mask.mask.stride + 35], 0);
        assert_true(colour_eq(cmd->paint.colour, MALACHITE));
        ui_end(ui);
    }
}

// What the list paints of the squares: how many, and that they leave no px of `view` bare.
static int squares_over(const Ui *ui, RectPx view)
{
    int64_t covered = 0;
    int count = 0;
    for (int i = 0; i < ui->list.count; i++) {
        const Cmd *cmd = &ui->list.cmds[i];
        if (cmd->kind == CMD_FILL && cmd->paint.kind == PAINT_PICTURE) {
            RectPx part = rectpx_common(cmd->rect, view);
            covered += (int64_t)part.w * part.h;
            count++;
        }
    }
    assert_int_equal(covered, (int64_t)view.w * view.h); // each px once: squares do not overlap
    return count;
}

static void a_deep_picture_is_drawn_of_the_squares_that_show(void **state)
{
    Ui *ui = *state;
    RectPx all = {0, 0, 1920, 1080};
    static const struct {
        float x, y, w;
        int most;
    } ROWS[] = {{-1000, -600, 8000, 20}, {-5000.4f, -3333.3f, 7123, 25}, {-100, -40, 2600, 48}};
    for (int i = 0; i < COUNT(ROWS); i++) {
        pictures_set_budget(ui->pictures, 96 * MIB);
        for (int pass = 0; pass < 2; pass++) {
            test.squares = 0;
            begin(ui);
            ui_clip(ui, (Rect){0, 0, 1920, 1080});
            bool is_there = ui_picture_deep(ui, STR("deep"), ROWS[i].x, ROWS[i].y, ROWS[i].w);
            ui_unclip(ui);
            assert_int_equal(is_there, pass == 1);
            if (pass == 1) {
                int count = squares_over(ui, all);
                print_message("  %g dp wide: %d squares\n", (double)ROWS[i].w, count);
                assert_in_range(count, 4, ROWS[i].most);
            }
            ui_end(ui);
            pictures_wait_all(ui->pictures);
            assert_in_range(test.squares, 0, 100); // of more than 200
        }
    }
}

static void a_broken_picture_is_marked_and_told(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_picture(ui, STR("gone"), (Rect){0, 0, 400, 300}, (Point){0.5f, 0.5f}, 1);
    assert_false(ui_picture_is_broken(ui, STR("gone"))); // nobody knows yet
    ui_end(ui);
    pictures_wait_all(ui->pictures);
    begin(ui);
    int before = ui->list.count;
    ui_picture(ui, STR("gone"), (Rect){0, 0, 400, 300}, (Point){0.5f, 0.5f}, 1);
    assert_true(ui_picture_is_broken(ui, STR("gone")));
    assert_true(ui->list.count > before + 1); // the colour, and a mark on it
    ui_end(ui);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_is_its_colour_until_it_is_there_at_exactly_its_size),
        cmocka_unit_test(the_focal_point_stays_in_view),
        cmocka_unit_test(every_box_is_covered_by_whole_pixels),
        cmocka_unit_test(a_picture_that_grows_is_not_decoded_at_every_step),
        cmocka_unit_test(a_deep_picture_is_drawn_of_the_squares_that_show),
        cmocka_unit_test(a_broken_picture_is_marked_and_told),
        cmocka_unit_test(a_missing_picture_keeps_a_colour_and_nobody_waits),
        cmocka_unit_test(a_sheared_picture_moves_its_columns_down),
        cmocka_unit_test(an_icon_becomes_a_mask_of_its_box_and_is_kept),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
