// The kiosk's loop on SDL's dummy display: real screen, real events, the real story. Both clocks are the
// tests' own, and SDL's way to the glass can be made to fail.
#include "base/file.h"
#include "kiosk.h"
#include <SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static const char LOG[] = BUILD_DIR "/test_kiosk.log";
enum { IDLE_MS = 75000 };

// ---- what the tests decide ----------------------------------------------------

static int64_t now_ms;
static int64_t wall_s;
static int textures_made;
static bool textures_fail, surfaces_fail;

int64_t __wrap_clock_now_ms(void);
int __wrap_events_device_fingers(void);
int64_t __wrap_clock_unix_s(void);
SDL_Texture *__wrap_SDL_CreateTexture(SDL_Renderer *renderer, Uint32 format, int access, int w,
                                      int h);
SDL_Texture *__real_SDL_CreateTexture(SDL_Renderer *renderer, Uint32 format, int access, int w,
                                      int h);
int __wrap_SDL_UpdateWindowSurfaceRects(SDL_Window *window, const SDL_Rect *rects, int count);
int __real_SDL_UpdateWindowSurfaceRects(SDL_Window *window, const SDL_Rect *rects, int count);

int64_t __wrap_clock_now_ms(void)
{
    return now_ms;
}

int __wrap_events_device_fingers(void)
{
    return -1; // the panel cannot say
}

int64_t __wrap_clock_unix_s(void)
{
    return wall_s;
}

SDL_Texture *__wrap_SDL_CreateTexture(SDL_Renderer *renderer, Uint32 format, int access, int w,
                                      int h)
{
    textures_made++;
    return textures_fail ? NULL : __real_SDL_CreateTexture(renderer, format, access, w, h);
}

int __wrap_SDL_UpdateWindowSurfaceRects(SDL_Window *window, const SDL_Rect *rects, int count)
{
    return surfaces_fail ? -1 : __real_SDL_UpdateWindowSurfaceRects(window, rects, count);
}

// ---- a kiosk ------------------------------------------------------------------

typedef struct {
    Kiosk kiosk;
    Log *log;
    uint32_t *before; // pixels kept of the glass
    int before_w, before_h;
} Hall;

// 22 November 2026, a Sunday, at this time of the hall.
static int64_t at(int hour, int minute)
{
    struct tm tm = {.tm_year = 126, .tm_mon = 10, .tm_mday = 22, .tm_hour = hour, .tm_min = minute};
    return (int64_t)timegm(&tm) - 8 * 3600;
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

static void wait_for(Hall *hall, int64_t ms)
{
    for (int64_t until = now_ms + ms; now_ms < until && hall->kiosk.is_on;) {
        int64_t step = until - now_ms < 500 ? until - now_ms : 500;
        now_ms += step;
        wall_s += (now_ms / 1000) - (now_ms - step) / 1000;
        kiosk_round(&hall->kiosk, 0);
    }
}

// Until the pictures are there, which come from threads.
static void settle(Hall *hall)
{
    wait_for(hall, 1500);
    while (hall->kiosk.app.ui.is_waiting) {
        kiosk_round(&hall->kiosk, 10);
    }
    wait_for(hall, 1000);
}

static Hall *opened(const char *config, const char *route, PresentMode present, bool is_window)
{
    static Hall hall;
    hall = (Hall){0};
    Kiosk *kiosk = &hall.kiosk;
    Err err = {0};
    setenv("TZ", "CST-8", 1);
    unlink(LOG);
    now_ms = 1000000;
    wall_s = at(12, 0);
    textures_made = 0;
    textures_fail = false;
    surfaces_fail = false;
    assert_true(config_read_text(str_from(config), "zhanting.ini", &kiosk->config, NULL));
    hall.log = log_open(LOG, 65536);
    kiosk->options.house =
        (HouseOptions){.story = BUILD_DIR "/story.db", .fonts = BUILD_DIR "/fonts", .threads = 1};
    kiosk->options.screen =
        (ScreenOptions){.is_window = is_window, .w = 960, .h = 540, .present = present};
    kiosk->options.language = "zh";
    kiosk->options.idle_ms = IDLE_MS;
    kiosk->options.modes.is_reduced = true;
    kiosk->trial_ms = INT64_MAX;
    service_open(&kiosk->service);
    assert_true(house_open(&kiosk->house, &kiosk->options.house, hall.log, &err));
    kiosk->screen = screen_open(&kiosk->options.screen, DEEP, &err);
    assert_non_null(kiosk->screen);
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
    kiosk_open_app(kiosk, route);
    kiosk_begin(kiosk);
    settle(&hall);
    return &hall;
}

static void closed(Hall *hall)
{
    Kiosk *kiosk = &hall->kiosk;
    service_close(&kiosk->service);
    app_close(&kiosk->app);
    screen_close(kiosk->screen);
    house_close(&kiosk->house);
    log_close(hall->log);
    free(hall->before);
    unlink(LOG);
    unsetenv("TZ");
}

static const SDL_Surface *glass(void)
{
    const SDL_Surface *surface = SDL_GetWindowSurface(window());
    assert_non_null(surface);
    return surface;
}

static const uint8_t *glass_row(const SDL_Surface *surface, int y)
{
    return (const uint8_t *)surface->pixels + (ptrdiff_t)y * surface->pitch;
}

static void keep_glass(Hall *hall)
{
    const SDL_Surface *surface = glass();
    free(hall->before);
    hall->before_w = surface->w;
    hall->before_h = surface->h;
    hall->before = malloc((size_t)surface->w * (size_t)surface->h * 4);
    assert_non_null(hall->before);
    for (int y = 0; y < surface->h; y++) {
        memcpy(hall->before + (ptrdiff_t)y * surface->w, glass_row(surface, y),
               (size_t)surface->w * 4);
    }
}

static bool is_as_before(const Hall *hall)
{
    const SDL_Surface *surface = glass();
    bool is_same = surface->w == hall->before_w && surface->h == hall->before_h;
    for (int y = 0; is_same && y < surface->h; y++) {
        is_same = memcmp(hall->before + (ptrdiff_t)y * surface->w, glass_row(surface, y),
                         (size_t)surface->w * 4) == 0;
    }
    return is_same;
}

static void wipe_glass(void)
{
    SDL_FillRect(SDL_GetWindowSurface(window()), NULL, 0);
}

static int brightest(void)
{
    const SDL_Surface *surface = glass();
    int most = 0;
    for (int y = 0; y < surface->h; y++) {
        const uint8_t *row = glass_row(surface, y);
        for (int x = 0; x < surface->w * 4; x++) {
            bool is_colour = x % 4 < 3; // of 0x00RRGGBB
            most = is_colour && row[x] > most ? row[x] : most;
        }
    }
    return most;
}

static void push(SDL_Event event)
{
    if (event.type == SDL_WINDOWEVENT) {
        event.window.windowID = SDL_GetWindowID(window());
    }
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static void push_window(Uint8 what)
{
    push((SDL_Event){.window = {.type = SDL_WINDOWEVENT, .event = what}});
}

static void push_display(Uint8 what)
{
    push((SDL_Event){.display = {.type = SDL_DISPLAYEVENT, .event = what}});
}

static void push_finger(Uint32 type, float x, float y)
{
    push((SDL_Event){.tfinger = {.type = type, .touchId = 7, .fingerId = 1, .x = x, .y = y}});
}

static const char *route(const Hall *hall)
{
    return hall->kiosk.app.way[hall->kiosk.app.depth - 1].route;
}

static int logged(const char *word)
{
    Arena arena;
    arena_init(&arena, "log", MIB);
    Str text = STR_NONE;
    int found = 0;
    assert_true(file_read(&arena, LOG, 65536, &text, NULL));
    for (int i = str_find(text, str_from(word)); i >= 0; found++) {
        text = str_from_offset(text, i + 1);
        i = str_find(text, str_from(word));
    }
    arena_finish(&arena);
    return found;
}

// ---- the display --------------------------------------------------------------

static void what_the_window_lost_is_shown_again(void **state)
{
    (void)state;
    static const Uint8 EVENTS[] = {SDL_WINDOWEVENT_EXPOSED, SDL_WINDOWEVENT_SHOWN,
                                   SDL_WINDOWEVENT_RESTORED, SDL_WINDOWEVENT_DISPLAY_CHANGED};
    static const Uint8 DISPLAYS[] = {SDL_DISPLAYEVENT_DISCONNECTED, SDL_DISPLAYEVENT_CONNECTED,
                                     SDL_DISPLAYEVENT_ORIENTATION};
    for (int is_window = 0; is_window < 2; is_window++) {
        Hall *hall = opened("", "figures", PRESENT_SURFACE, is_window != 0);
        keep_glass(hall);
        uint64_t hash = app_state_hash(&hall->kiosk.app);
        for (int i = 0; i < COUNT(EVENTS) + COUNT(DISPLAYS); i++) {
            wipe_glass();
            assert_false(is_as_before(hall));
            if (i < COUNT(EVENTS)) {
                push_window(EVENTS[i]);
            } else {
                push_display(DISPLAYS[i - COUNT(EVENTS)]);
            }
            kiosk_round(&hall->kiosk, 0);
            assert_true(is_as_before(hall));
        }
        assert_true(app_state_hash(&hall->kiosk.app) == hash);
        assert_true(hall->kiosk.is_on);
        closed(hall);
    }
}

static void a_lost_device_gets_a_new_texture(void **state)
{
    (void)state;
    static const Uint32 EVENTS[] = {SDL_RENDER_DEVICE_RESET, SDL_RENDER_TARGETS_RESET};
    Hall *hall = opened("", "figures", PRESENT_TEXTURE, true);
    assert_string_equal(screen_driver(hall->kiosk.screen), "dummy texture");
    keep_glass(hall);
    assert_in_range(brightest(), 200, 255);
    for (int i = 0; i < COUNT(EVENTS); i++) {
        int made = textures_made;
        wipe_glass();
        push((SDL_Event){.type = EVENTS[i]});
        kiosk_round(&hall->kiosk, 0);
        assert_int_equal(textures_made, made + 1);
        assert_true(is_as_before(hall));
    }
    closed(hall);
}

static void without_textures_the_windows_own_surface_is_used(void **state)
{
    (void)state;
    Hall *hall = opened("", "figures", PRESENT_TEXTURE, true);
    keep_glass(hall);
    wipe_glass();
    textures_fail = true;
    push((SDL_Event){.type = SDL_RENDER_DEVICE_RESET});
    kiosk_round(&hall->kiosk, 0);
    wait_for(hall, 2000);
    assert_string_equal(screen_driver(hall->kiosk.screen), "dummy surface");
    assert_true(is_as_before(hall));
    assert_true(hall->kiosk.is_on);
    SDL_SetWindowSize(window(), 640, 360); // and it follows the window as before
    wait_for(hall, 500);
    assert_int_equal(glass()->w, 640);
    assert_in_range(brightest(), 200, 255);
    closed(hall);
}

static void one_texture_that_fails_costs_no_renderer(void **state)
{
    (void)state;
    Hall *hall = opened("", "figures", PRESENT_TEXTURE, true);
    keep_glass(hall);
    textures_fail = true;
    push((SDL_Event){.type = SDL_RENDER_DEVICE_RESET});
    kiosk_round(&hall->kiosk, 0);
    textures_fail = false;
    wipe_glass();
    wait_for(hall, 2000);
    assert_string_equal(screen_driver(hall->kiosk.screen), "dummy texture");
    assert_true(is_as_before(hall));
    closed(hall);
}

static void when_nothing_reaches_the_glass_a_fresh_start_is_asked_for(void **state)
{
    (void)state;
    Hall *hall = opened("", "figures", PRESENT_SURFACE, true);
    keep_glass(hall);
    surfaces_fail = true; // for a while
    push_window(SDL_WINDOWEVENT_EXPOSED);
    wait_for(hall, 3000);
    assert_true(hall->kiosk.is_on);
    surfaces_fail = false;
    wipe_glass();
    wait_for(hall, 1000);
    assert_true(is_as_before(hall));
    wait_for(hall, 60000); // and it is forgotten
    surfaces_fail = true;  // for good
    push_window(SDL_WINDOWEVENT_EXPOSED);
    wait_for(hall, 60000);
    assert_false(hall->kiosk.is_on);
    assert_true(hall->kiosk.wants_restart);
    assert_int_equal(logged("nothing reaches the display"), 1);
    closed(hall);
}

// What SDL says when the compositor is no more: what it still believes to draw, nobody sees.
static void without_its_display_server_it_starts_again_but_nobody_closes_it(void **state)
{
    (void)state;
    Hall *hall = opened("", "figures", PRESENT_SURFACE, false);
    push_window(SDL_WINDOWEVENT_CLOSE);
    wait_for(hall, 1000);
    assert_true(hall->kiosk.is_on);
    SDL_PushEvent(&(SDL_Event){.type = SDL_QUIT});
    wait_for(hall, 1000);
    assert_false(hall->kiosk.is_on);
    assert_true(hall->kiosk.wants_restart);
    assert_int_equal(logged("the display server is gone"), 1);
    closed(hall);
}

// A window on another screen in the middle of a visit and of a drag: the finger is let go, the visit goes on.
static void another_size_in_mid_drag_lets_go_and_keeps_the_visit(void **state)
{
    (void)state;
    static const int SIZES[][2] = {{540, 960}, {1280, 720}, {300, 300}, {1, 1}};
    Hall *hall = opened("", "livelihood", PRESENT_SURFACE, true);
    keep_glass(hall);
    App *app = &hall->kiosk.app;
    for (int i = 0; i < COUNT(SIZES); i++) {
        push_finger(SDL_FINGERDOWN, 0.6f, 0.6f);
        wait_for(hall, 100);
        push_finger(SDL_FINGERMOTION, 0.6f, 0.4f);
        wait_for(hall, 100);
        assert_int_equal(app->gestures.contacts.count, 1);
        uint64_t hash = app_state_hash(app);
        SDL_SetWindowSize(window(), SIZES[i][0], SIZES[i][1]);
        wait_for(hall, 100);
        assert_int_equal(app->gestures.contacts.count, 0);
        assert_null(app->dragging);
        assert_int_equal(app->ui.pressed, 0);
        assert_true(gestures_is_idle(&app->gestures));
        assert_int_equal(app->ui.window_w, SIZES[i][0]);
        push_finger(SDL_FINGERMOTION, 0.6f, 0.3f); // of a finger that nobody knows any more
        push_finger(SDL_FINGERUP, 0.6f, 0.3f);
        wait_for(hall, 3000);
        assert_int_equal(app->gestures.contacts.count, 0);
        assert_string_equal(route(hall), "livelihood");
        assert_true(app_state_hash(app) == hash);
        assert_int_equal(glass()->w, SIZES[i][0]);
        SDL_SetWindowSize(window(), 960, 540);
        wait_for(hall, 3000);
    }
    app_reset(app);
    wait_for(hall, 1000);
    app_go(app, STR("livelihood"));
    wait_for(hall, 3000);
    assert_int_equal(glass()->w, 960);
    assert_in_range(brightest(), 200, 255);
    closed(hall);
}

// There and back again: the page stands on the glass as it stood.
static void back_at_its_old_size_the_page_is_as_it_was(void **state)
{
    (void)state;
    Hall *hall = opened("", "figures", PRESENT_SURFACE, true);
    keep_glass(hall);
    SDL_SetWindowSize(window(), 1280, 720);
    settle(hall);
    assert_false(is_as_before(hall));
    SDL_SetWindowSize(window(), 960, 540);
    settle(hall);
    assert_true(is_as_before(hall));
    closed(hall);
}

static void a_lost_focus_or_display_lets_every_finger_go(void **state)
{
    (void)state;
    Hall *hall = opened("", "figures", PRESENT_SURFACE, false);
    App *app = &hall->kiosk.app;
    for (int i = 0; i < 3; i++) {
        push_finger(SDL_FINGERDOWN, 0.5f, 0.5f);
        wait_for(hall, 50);
        assert_int_equal(app->gestures.contacts.count, 1);
        if (i == 0) {
            push_window(SDL_WINDOWEVENT_FOCUS_LOST);
        } else {
            push_display(i == 1 ? SDL_DISPLAYEVENT_DISCONNECTED : SDL_DISPLAYEVENT_CONNECTED);
        }
        wait_for(hall, 50);
        assert_int_equal(app->gestures.contacts.count, 0);
        assert_true(gestures_is_idle(&app->gestures));
        push_finger(SDL_FINGERUP, 0.5f, 0.5f);
        wait_for(hall, 1000);
    }
    assert_int_equal(logged("the displays changed"), 1); // once, and counted
    closed(hall);
}

static void in_the_hall_a_hidden_window_comes_back(void **state)
{
    (void)state;
    Hall *hall = opened("", "figures", PRESENT_SURFACE, false);
    keep_glass(hall);
    SDL_HideWindow(window());
    kiosk_round(&hall->kiosk, 0);
    kiosk_round(&hall->kiosk, 0);
    assert_true(screen_is_visible(hall->kiosk.screen));
    SDL_MinimizeWindow(window());
    kiosk_round(&hall->kiosk, 0);
    wipe_glass();
    kiosk_round(&hall->kiosk, 0);
    push_window(SDL_WINDOWEVENT_RESTORED);
    wait_for(hall, 1000);
    assert_true(screen_is_visible(hall->kiosk.screen));
    assert_true(is_as_before(hall));
    closed(hall);
}

// A device gone mad: frames and signs of life go on.
static void a_flood_of_events_does_not_stop_the_frames(void **state)
{
    (void)state;
    Hall *hall = opened("", "figures", PRESENT_SURFACE, true);
    for (int i = 0; i < 5000; i++) {
        push_finger(SDL_FINGERMOTION, 0.5f, 0.5f);
    }
    int64_t frame_ms = hall->kiosk.frame_ms;
    now_ms += 100;
    kiosk_round(&hall->kiosk, 0);
    assert_true(hall->kiosk.frame_ms > frame_ms);
    assert_true(SDL_HasEvent(SDL_FINGERMOTION));
    wait_for(hall, 10000);
    assert_false(SDL_HasEvent(SDL_FINGERMOTION));
    closed(hall);
}

// ---- out of hours -------------------------------------------------------------

static const char BLACK[] = "[hours]\nopen = 9:00-17:00\nafter = black\n";

static void at_closing_time_the_glass_goes_black_and_signs_of_life_go_on(void **state)
{
    (void)state;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "/tmp/zhanting-kiosk-%ld.sock",
             (long)getpid());
    unlink(address.sun_path);
    int manager = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    assert_int_equal(bind(manager, (const struct sockaddr *)&address, sizeof address), 0);
    setenv("NOTIFY_SOCKET", address.sun_path, 1);
    setenv("WATCHDOG_USEC", "7000000", 1);
    Hall *hall = opened(BLACK, "attract", PRESENT_SURFACE, false);
    wall_s = at(16, 59);
    wait_for(hall, 55000);
    assert_in_range(brightest(), 200, 255);
    wait_for(hall, IDLE_MS);
    assert_int_equal(brightest(), 0);
    uint64_t dark = app_state_hash(&hall->kiosk.app);
    char text[600];
    while (recv(manager, text, sizeof text, 0) > 0) {
    }
    int signs = 0;
    for (int i = 0; i < 600; i++) { // ten minutes of the night
        wait_for(hall, 1000);
        while (recv(manager, text, sizeof text, 0) > 0) {
            signs++;
        }
        assert_true(signs >= i / 4);
    }
    assert_int_equal(brightest(), 0);
    assert_true(app_state_hash(&hall->kiosk.app) == dark);
    wall_s = at(9, 0) + 24 * 3600 - 2;
    wait_for(hall, 4000);
    assert_in_range(brightest(), 200, 255);
    closed(hall);
    close(manager);
    unlink(address.sun_path);
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
}

static void a_touch_in_the_night_lights_the_glass_in_the_same_round(void **state)
{
    (void)state;
    Hall *hall = opened(BLACK, "attract", PRESENT_SURFACE, false);
    wall_s = at(23, 0);
    wait_for(hall, IDLE_MS + 5000);
    assert_int_equal(brightest(), 0);
    push_finger(SDL_FINGERDOWN, 0.5f, 0.5f);
    kiosk_round(&hall->kiosk, 0);
    assert_in_range(brightest(), 200, 255);
    push_finger(SDL_FINGERUP, 0.5f, 0.5f);
    wait_for(hall, 1000);
    assert_string_equal(route(hall), "attract");
    push_finger(SDL_FINGERDOWN, 0.5f, 0.5f);
    wait_for(hall, 50);
    push_finger(SDL_FINGERUP, 0.5f, 0.5f);
    wait_for(hall, 1000);
    assert_string_equal(route(hall), "home");
    wait_for(hall, IDLE_MS + 30000);
    assert_int_equal(brightest(), 0);
    closed(hall);
}

static void a_clock_without_battery_keeps_the_glass_lit_and_is_told_once(void **state)
{
    (void)state;
    Hall *hall = opened(BLACK, "attract", PRESENT_SURFACE, false);
    wall_s = 20 * 3600; // 1970, in the night
    wait_for(hall, 10 * 60000);
    assert_in_range(brightest(), 200, 255);
    assert_true(str_is(store_today(hall->kiosk.house.store), hall->kiosk.built));
    assert_int_equal(logged("before the story's day"), 1);
    wall_s = at(20, 0); // the network says what time it is
    wait_for(hall, 2000);
    assert_int_equal(logged("the clock is right again"), 1);
    assert_true(str_is(store_today(hall->kiosk.house.store), "2026-11-22"));
    wait_for(hall, 5000);
    assert_int_equal(brightest(), 0);
    closed(hall);
}

static void midnight_begins_the_storys_day(void **state)
{
    (void)state;
    Hall *hall = opened("", "attract", PRESENT_SURFACE, true);
    wall_s = at(23, 59);
    wait_for(hall, 50000);
    assert_true(str_is(store_today(hall->kiosk.house.store), "2026-11-22"));
    wait_for(hall, 12000);
    assert_true(str_is(store_today(hall->kiosk.house.store), "2026-11-23"));
    closed(hall);
}

static int use_dummy(void **state)
{
    (void)state;
    return setenv("SDL_VIDEODRIVER", "dummy", 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_window_lost_is_shown_again),
        cmocka_unit_test(a_lost_device_gets_a_new_texture),
        cmocka_unit_test(without_textures_the_windows_own_surface_is_used),
        cmocka_unit_test(one_texture_that_fails_costs_no_renderer),
        cmocka_unit_test(without_its_display_server_it_starts_again_but_nobody_closes_it),
        cmocka_unit_test(when_nothing_reaches_the_glass_a_fresh_start_is_asked_for),
        cmocka_unit_test(another_size_in_mid_drag_lets_go_and_keeps_the_visit),
        cmocka_unit_test(back_at_its_old_size_the_page_is_as_it_was),
        cmocka_unit_test(a_lost_focus_or_display_lets_every_finger_go),
        cmocka_unit_test(in_the_hall_a_hidden_window_comes_back),
        cmocka_unit_test(a_flood_of_events_does_not_stop_the_frames),
        cmocka_unit_test(at_closing_time_the_glass_goes_black_and_signs_of_life_go_on),
        cmocka_unit_test(a_touch_in_the_night_lights_the_glass_in_the_same_round),
        cmocka_unit_test(a_clock_without_battery_keeps_the_glass_lit_and_is_told_once),
        cmocka_unit_test(midnight_begins_the_storys_day),
    };
    return cmocka_run_group_tests(tests, use_dummy, NULL);
}
