// The safe screen: always something to read, whatever is broken. Runs without a display.
#include "base/file.h"
#include "venue/safe.h"
#include <SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#define NOWHERE BUILD_DIR "/no-such-folder"

static const SafeReason REASON = {
    .failed = "内容文件“story.db”打不开：文件不完整。",
    .tried = "已经改用上一份内容，也打不开；重新启动了三次。",
    .advice = "请插入内容 U 盘重新安装内容，或按住电源键五秒后重新开机。",
    .call = "展厅值班室 8000",
    .detail = "/var/lib/zhanting/story.db",
};

static bool is_ground(uint32_t pixel)
{
    return (pixel & 0xFFFFFF) == 0x0D3642;
}

// Pixels that are not the ground, inside and outside the margin.
static void count_ink(const uint32_t *pixels, int w, int h, int *inside, int *outside)
{
    int margin = (w < h ? w : h) / 12;
    *inside = 0;
    *outside = 0;
    for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
            bool is_inside = x >= margin && y >= margin && x < w - margin && y < h - margin;
            *(is_inside ? inside : outside) += is_ground(pixels[y * w + x]) ? 0 : 1;
        }
    }
}

static SafeLook paint(int w, int h, const SafeReason *reason, const SafeOptions *options,
                      int *inside, int *outside)
{
    uint32_t *pixels = calloc((size_t)w * (size_t)h, sizeof *pixels);
    assert_non_null(pixels);
    SafeLook look = safe_paint(pixels, w, h, reason, options);
    count_ink(pixels, w, h, inside, outside);
    free(pixels);
    return look;
}

static void it_speaks_chinese_with_the_faces_of_the_kiosk(void **state)
{
    (void)state;
    SafeOptions options = {.fonts = BUILD_DIR "/fonts", .system_fonts = NOWHERE};
    int inside;
    int outside;
    assert_int_equal(paint(1920, 1080, &REASON, &options, &inside, &outside), SAFE_IN_CHINESE);
    assert_in_range(inside, 20000, 400000);
    assert_int_equal(outside, 0);
}

static void without_them_it_takes_noto_of_the_system(void **state)
{
    (void)state;
    SafeOptions options = {.fonts = NOWHERE};
    int inside;
    int outside;
    assert_int_equal(paint(1920, 1080, &REASON, &options, &inside, &outside), SAFE_IN_CHINESE);
    assert_true(inside > 20000);
    options.fonts = NULL;
    assert_int_equal(paint(1920, 1080, &REASON, &options, &inside, &outside), SAFE_IN_CHINESE);
}

static void damaged_faces_are_passed_over(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "test", 16 * MIB);
    Err err = {0};
    Str face;
    assert_true(file_read(&arena, BUILD_DIR "/fonts/sans-medium.otf", 8 * MIB, &face, &err));
    assert_true(file_make_folders(BUILD_DIR "/damaged", &err));
    assert_true(file_write(BUILD_DIR "/damaged/sans-medium.otf", STR_NONE, &err));
    assert_true(file_write(BUILD_DIR "/damaged/sans-regular.otf", str_sub(face, 0, 4000), &err));
    assert_true(file_write(BUILD_DIR "/damaged/sans-bold.otf", STR("not a font"), &err));
    SafeOptions options = {.fonts = BUILD_DIR "/damaged", .system_fonts = NOWHERE};
    int inside;
    int outside;
    assert_int_equal(paint(640, 360, &REASON, &options, &inside, &outside), SAFE_WITHOUT_TEXT);
    options.system_fonts = NULL;
    assert_int_equal(paint(640, 360, &REASON, &options, &inside, &outside), SAFE_IN_CHINESE);
    arena_finish(&arena);
}

static void with_any_other_font_it_speaks_ascii(void **state)
{
    (void)state;
    SafeOptions options = {.fonts = NOWHERE, .system_fonts = LATIN_FONTS};
    int inside;
    int outside;
    assert_int_equal(paint(1920, 1080, &REASON, &options, &inside, &outside), SAFE_IN_ASCII);
    assert_in_range(inside, 10000, 400000);
    assert_int_equal(outside, 0);
}

static void without_any_font_the_ground_is_painted(void **state)
{
    (void)state;
    SafeOptions options = {.fonts = NOWHERE, .system_fonts = NOWHERE};
    int inside;
    int outside;
    assert_int_equal(paint(300, 200, &REASON, &options, &inside, &outside), SAFE_WITHOUT_TEXT);
    assert_int_equal(inside, 0);
    assert_int_equal(outside, 0);
}

static void it_fits_any_screen(void **state)
{
    (void)state;
    static const int SIZES[][2] = {{3840, 2160}, {1080, 1920}, {1280, 720}, {320, 200},
                                   {100, 100},   {2000, 64},   {63, 2000},  {1, 1}};
    SafeOptions options = {.fonts = BUILD_DIR "/fonts", .system_fonts = NOWHERE};
    for (int i = 0; i < (int)(sizeof SIZES / sizeof SIZES[0]); i++) {
        print_message("  %d x %d\n", SIZES[i][0], SIZES[i][1]);
        int inside;
        int outside;
        SafeLook look = paint(SIZES[i][0], SIZES[i][1], &REASON, &options, &inside, &outside);
        bool has_room = SIZES[i][0] >= 64 && SIZES[i][1] >= 64;
        assert_int_equal(look, has_room ? SAFE_IN_CHINESE : SAFE_WITHOUT_TEXT);
        assert_int_equal(inside > 0, has_room);
        assert_int_equal(outside, 0);
    }
}

static void long_malformed_and_missing_words_do_no_harm(void **state)
{
    (void)state;
    static char words[9000];
    memset(words, 'x', sizeof words - 1);
    for (int i = 0; i < 4000; i += 40) {
        memcpy(words + i, "，。\n \xFF\xE5", 9);
    }
    const SafeReason reasons[] = {
        {.failed = words, .tried = words, .advice = words, .call = words, .detail = words},
        {.failed = "\n\n\n", .detail = "\xE6\x95"},
        {.failed = ""},
    };
    SafeOptions options = {.fonts = BUILD_DIR "/fonts", .system_fonts = NOWHERE};
    for (int i = 0; i < 3; i++) {
        int inside;
        int outside;
        assert_int_equal(paint(400, 300, &reasons[i], &options, &inside, &outside),
                         SAFE_IN_CHINESE);
        assert_true(inside > 0);
        assert_int_equal(outside, 0);
    }
}

static void an_error_becomes_a_reason(void **state)
{
    (void)state;
    Err err = {.where = "story.db", .what = "它坏了。", .hint = "请重装。"};
    SafeReason reason = safe_reason(&err);
    assert_string_equal(reason.failed, "它坏了。");
    assert_string_equal(reason.advice, "请重装。");
    assert_string_equal(reason.detail, "story.db");
}

static bool is_back_the_third_time(void *context)
{
    int *asked = context;
    return ++*asked == 3;
}

static void it_goes_away_when_the_story_is_back(void **state)
{
    (void)state;
    for (int is_window = 0; is_window < 2; is_window++) {
        int asked = 0;
        SafeOptions options = {.is_window = is_window != 0,
                               .w = 320,
                               .h = 200,
                               .fonts = BUILD_DIR "/fonts",
                               .poll_ms = 1,
                               .is_back = is_back_the_third_time,
                               .context = &asked};
        assert_int_equal(safe_show(&REASON, &options), SAFE_BACK);
        assert_int_equal(asked, 3);
    }
}

typedef struct {
    int asked, alive, alive_most;
} Watcher;

static bool lives(void *context)
{
    Watcher *watcher = context;
    watcher->alive++;
    return watcher->alive < watcher->alive_most;
}

static bool never_back(void *context)
{
    Watcher *watcher = context;
    watcher->asked++;
    return false;
}

// Who watches is told before the first wait, between two polls, and may end it.
static void it_tells_that_it_lives_and_ends_when_asked(void **state)
{
    (void)state;
    Watcher watcher = {.alive_most = 5};
    SafeOptions options = {.w = 100,
                           .h = 100,
                           .poll_ms = 1,
                           .is_back = never_back,
                           .goes_on = lives,
                           .context = &watcher};
    assert_int_equal(safe_show(&REASON, &options), SAFE_QUIT);
    assert_int_equal(watcher.alive, 5);
    assert_in_range(watcher.asked, 1, 5);
    watcher = (Watcher){.alive_most = 1}; // asked for before it was shown
    assert_int_equal(safe_show(&REASON, &options), SAFE_QUIT);
    assert_int_equal(watcher.asked, 0);
    assert_string_equal(SDL_GetHint(SDL_HINT_NO_SIGNAL_HANDLERS), "0");
}

static bool push_and_stay(void *context)
{
    SDL_Event *event = context;
    SDL_PushEvent(event);
    return false;
}

static void it_closes_when_asked(void **state)
{
    (void)state;
    SDL_Event close = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_CLOSE}};
    SafeOptions options = {.is_window = true, .w = 100, .h = 100, .poll_ms = 1};
    options.is_back = push_and_stay;
    options.context = &close;
    assert_int_equal(safe_show(&REASON, &options), SAFE_QUIT);
    SDL_Event escape = {.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_ESCAPE}}};
    options.context = &escape;
    assert_int_equal(safe_show(&REASON, &options), SAFE_QUIT);
}

typedef struct {
    int asked;
} Masher;

static bool mash(void *context)
{
    Masher *masher = context;
    SDL_Event escape = {.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_ESCAPE}}};
    SDL_Event close = {.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_CLOSE}};
    SDL_PushEvent(&escape);
    SDL_PushEvent(&close);
    return ++masher->asked == 5;
}

static void a_visitor_cannot_leave_it_by_keys_or_a_close_request(void **state)
{
    (void)state;
    Masher masher = {0};
    SafeOptions options = {.poll_ms = 1, .is_back = mash, .context = &masher};
    assert_int_equal(safe_show(&REASON, &options), SAFE_BACK);
}

static void it_ends_with_the_display_server(void **state)
{
    (void)state;
    SDL_Event gone = {.type = SDL_QUIT};
    SafeOptions options = {.poll_ms = 1, .is_back = push_and_stay, .context = &gone};
    assert_int_equal(safe_show(&REASON, &options), SAFE_QUIT);
}

static void without_a_display_it_says_so(void **state)
{
    (void)state;
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "no-such-driver");
    SafeOptions options = {.w = 100, .h = 100};
    assert_int_equal(safe_show(&REASON, &options), SAFE_NO_DISPLAY);
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
}

static int sdl_choose(void **state)
{
    (void)state;
    unsetenv("SDL_VIDEODRIVER");
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    return 0;
}

static int sdl_close(void **state)
{
    (void)state;
    SDL_Quit();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_speaks_chinese_with_the_faces_of_the_kiosk),
        cmocka_unit_test(without_them_it_takes_noto_of_the_system),
        cmocka_unit_test(damaged_faces_are_passed_over),
        cmocka_unit_test(with_any_other_font_it_speaks_ascii),
        cmocka_unit_test(without_any_font_the_ground_is_painted),
        cmocka_unit_test(it_fits_any_screen),
        cmocka_unit_test(long_malformed_and_missing_words_do_no_harm),
        cmocka_unit_test(an_error_becomes_a_reason),
        cmocka_unit_test(it_goes_away_when_the_story_is_back),
        cmocka_unit_test(it_tells_that_it_lives_and_ends_when_asked),
        cmocka_unit_test(it_closes_when_asked),
        cmocka_unit_test(a_visitor_cannot_leave_it_by_keys_or_a_close_request),
        cmocka_unit_test(it_ends_with_the_display_server),
        cmocka_unit_test(without_a_display_it_says_so),
    };
    return cmocka_run_group_tests(tests, sdl_choose, sdl_close);
}
