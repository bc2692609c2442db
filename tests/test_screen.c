// SDL's dummy driver stands in for the glass: it keeps the window's pixels in memory.
#include "draw/screen.h"
#include <SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int setup(void **state)
{
    (void)state;
    return setenv("SDL_VIDEODRIVER", "dummy", 1);
}

static Screen *opened(int w, int h)
{
    ScreenOptions options = {.title = "test", .is_window = true, .w = w, .h = h};
    Err err = {0};
    Screen *screen = screen_open(&options, RGB(0x102030), &err);
    assert_non_null(screen);
    return screen;
}

static SDL_Window *window(void)
{
    for (Uint32 id = 1; id < 1000; id++) {
        if (SDL_GetWindowFromID(id)) {
            return SDL_GetWindowFromID(id);
        }
    }
    return NULL;
}

static uint32_t glass_at(int x, int y)
{
    const SDL_Surface *glass = SDL_GetWindowSurface(window());
    uint32_t px = 0;
    memcpy(&px, (const uint8_t *)glass->pixels + (ptrdiff_t)y * glass->pitch + x * 4, 4);
    return px & 0xFFFFFF;
}

static void the_first_picture_on_glass_is_the_ground(void **state)
{
    (void)state;
    Screen *screen = opened(300, 200);
    bool is_new = false;
    Surface surface = screen_surface(screen, &is_new);
    int w = 0, h = 0;
    screen_size(screen, &w, &h);
    assert_true(is_new);
    assert_int_equal(surface.w, 300);
    assert_int_equal(surface.h, 200);
    assert_int_equal(w, 300);
    assert_int_equal(h, 200);
    assert_int_equal(surface.px[0], 0xFF102030);
    assert_int_equal(glass_at(0, 0), 0x102030);
    assert_int_equal(glass_at(299, 199), 0x102030);
    assert_string_equal(screen_driver(screen), "dummy surface");
    screen_close(screen);
}

static void only_the_rectangles_reach_the_glass(void **state)
{
    (void)state;
    Screen *screen = opened(300, 200);
    bool is_new = false;
    Surface surface = screen_surface(screen, &is_new);
    for (int i = 0; i < surface.h * (surface.stride / 4); i++) {
        surface.px[i] = 0xFF00FF00;
    }
    RectPx rects[3] = {{10, 10, 5, 5}, {290, 190, 100, 100}, {-500, 0, 20, 20}};
    screen_present(screen, rects, 3);
    assert_int_equal(glass_at(10, 10), 0x00FF00);
    assert_int_equal(glass_at(14, 14), 0x00FF00);
    assert_int_equal(glass_at(15, 15), 0x102030);
    assert_int_equal(glass_at(299, 199), 0x00FF00);
    assert_int_equal(glass_at(0, 0), 0x102030);
    surface = screen_surface(screen, &is_new);
    assert_false(is_new); // and what was painted is still there
    assert_int_equal(surface.px[0], 0xFF00FF00);
    screen_close(screen);
}

static void a_hundred_rectangles_all_reach_the_glass(void **state)
{
    (void)state;
    Screen *screen = opened(400, 300);
    bool is_new = false;
    Surface surface = screen_surface(screen, &is_new);
    RectPx rects[100];
    for (int i = 0; i < 100; i++) {
        rects[i] = (RectPx){i % 10 * 40, i / 10 * 30, 3, 3};
        surface.px[rects[i].y * (surface.stride / 4) + rects[i].x] = 0xFFFF0000;
    }
    screen_present(screen, rects, 100);
    for (int i = 0; i < 100; i++) {
        assert_int_equal(glass_at(rects[i].x, rects[i].y), 0xFF0000);
    }
    screen_close(screen);
}

static void the_surface_follows_the_window_down_to_one_pixel(void **state)
{
    (void)state;
    static const int SIZES[][2] = {{100, 100}, {1, 1}, {1920, 1080}, {7, 2000}, {300, 200}};
    Screen *screen = opened(300, 200);
    bool is_new = false;
    screen_surface(screen, &is_new);
    for (int i = 0; i < COUNT(SIZES); i++) {
        SDL_SetWindowSize(window(), SIZES[i][0], SIZES[i][1]);
        Surface surface = screen_surface(screen, &is_new);
        assert_true(is_new);
        assert_int_equal(surface.w, SIZES[i][0]);
        assert_int_equal(surface.h, SIZES[i][1]);
        screen_present(screen, &(RectPx){0, 0, 1, 1}, 1); // all of it is shown: it was lost
        assert_int_equal(glass_at(surface.w - 1, surface.h - 1), 0x102030);
    }
    screen_close(screen);
}

static void a_window_that_grew_and_shrank_again_is_shown_whole(void **state)
{
    (void)state;
    Screen *screen = opened(300, 200);
    bool is_new = false;
    screen_surface(screen, &is_new);
    screen_present(screen, NULL, 0);
    SDL_SetWindowSize(window(), 310, 200);
    glass_at(0, 0); // the window's surface is made anew
    SDL_SetWindowSize(window(), 300, 200);
    assert_int_equal(glass_at(20, 20), 0);
    screen_surface(screen, &is_new);
    screen_present(screen, NULL, 0);
    assert_int_equal(glass_at(20, 20), 0x102030);
    screen_close(screen);
}

static void a_size_of_nothing_means_the_usual_one(void **state)
{
    (void)state;
    Screen *screen = opened(0, 0);
    int w = 0, h = 0;
    screen_size(screen, &w, &h);
    assert_int_equal(w, 1280);
    assert_int_equal(h, 720);
    screen_close(screen);
}

static void the_texture_way_works_as_well(void **state)
{
    (void)state;
    ScreenOptions options = {.is_window = true, .w = 64, .h = 48, .present = PRESENT_TEXTURE};
    Screen *screen = screen_open(&options, RGB(0x102030), NULL);
    assert_non_null(screen);
    assert_string_equal(screen_driver(screen), "dummy texture");
    bool is_new = false;
    Surface surface = screen_surface(screen, &is_new);
    surface.px[3 * (surface.stride / 4) + 2] = 0xFFFF0000;
    screen_present(screen, &(RectPx){2, 3, 1, 1}, 1);
    assert_int_equal(glass_at(2, 3), 0xFF0000);
    assert_int_equal(glass_at(40, 40), 0x102030);
    SDL_SetWindowSize(window(), 80, 20);
    surface = screen_surface(screen, &is_new);
    assert_true(is_new);
    screen_present(screen, &(RectPx){0, 0, 80, 20}, 1);
    assert_int_equal(glass_at(79, 19), 0x102030);
    screen_close(screen);
}

static void without_a_display_the_way_to_a_picture_is_told(void **state)
{
    (void)state;
    Err err = {0};
    ScreenOptions options = {.is_window = true};
    setenv("SDL_VIDEODRIVER", "no-such-driver", 1);
    assert_null(screen_open(&options, RGB(0), &err));
    assert_non_null(strstr(err.hint, "zhanting-shot"));
    assert_true(err.what[0]);
}

static void nothing_is_shown_to_nobody_unless_asked_for(void **state)
{
    (void)state;
    Err err = {0};
    ScreenOptions options = {.is_window = true};
    unsetenv("SDL_VIDEODRIVER");
    unsetenv("DISPLAY");
    unsetenv("WAYLAND_DISPLAY");
    Screen *screen = screen_open(&options, RGB(0), &err);
    if (screen) { // on a bare machine with a screen of its own
        assert_non_null(strstr(screen_driver(screen), "KMSDRM"));
        screen_close(screen);
        return;
    }
    assert_non_null(strstr(err.hint, "zhanting-shot"));
}

static void a_display_that_is_not_there_is_told(void **state)
{
    (void)state;
    Err err = {0};
    ScreenOptions options = {.display = 7};
    assert_null(screen_open(&options, RGB(0), &err));
    assert_non_null(strstr(err.what, "7"));
    assert_true(err.hint[0]);
    screen_close(NULL);
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_first_picture_on_glass_is_the_ground),
        TEST(only_the_rectangles_reach_the_glass),
        TEST(a_hundred_rectangles_all_reach_the_glass),
        TEST(the_surface_follows_the_window_down_to_one_pixel),
        TEST(a_window_that_grew_and_shrank_again_is_shown_whole),
        TEST(a_size_of_nothing_means_the_usual_one),
        TEST(the_texture_way_works_as_well),
        TEST(without_a_display_the_way_to_a_picture_is_told),
        TEST(nothing_is_shown_to_nobody_unless_asked_for),
        TEST(a_display_that_is_not_there_is_told),
    };
    return cmocka_run_group_tests_name("screen", tests, NULL, NULL);
}
