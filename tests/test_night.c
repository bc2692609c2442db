// Out of opening hours, on the real story: what the glass shows, what lights it, and that nothing a visit
// can change changes.
#include "base/clock.h"
#include "draw/raster.h"
#include "pages/staff.h"
#include "pages_fixture.h"
#include <stdlib.h>
#include <string.h>

enum { W = 960, H = 540, IDLE_MS = 75000, DARK_MS = 4000 };

// Most of what a channel may still be: 0.18 of white, and rounding.
static const int DIM_MOST = 48;

static Surface surface_of(Visitor *v)
{
    Surface surface = surface_make(v->w, v->h);
    app_paint(&v->app, surface, true);
    return surface;
}

static uint32_t at(Surface surface, int x, int y)
{
    return surface.px[y * (surface.stride / 4) + x] & 0xFFFFFF;
}

static int brightest(Surface surface)
{
    int most = 0;
    for (int y = 0; y < surface.h; y++) {
        for (int x = 0; x < surface.w; x++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int channel = (int)(at(surface, x, y) >> shift & 0xFF);
                most = channel > most ? channel : most;
            }
        }
    }
    return most;
}

static int brightness(Visitor *v)
{
    Surface surface = surface_of(v);
    int most = brightest(surface);
    surface_free(&surface);
    return most;
}

static void arrive(Visitor *v, const char *route, int idle_ms, bool is_reduced)
{
    visitor_arrive(v, route, "zh", W, H, idle_ms);
    v->app.ui.modes.is_reduced = is_reduced;
    v->app.home_modes.is_reduced = is_reduced;
    visitor_frame(v);
}

static void a_black_glass_is_black_and_asks_for_nothing(void **state)
{
    Visitor *v = *state;
    for (int is_reduced = 0; is_reduced < 2; is_reduced++) {
        arrive(v, "attract", IDLE_MS, is_reduced != 0);
        app_set_night(&v->app, GLASS_BLACK);
        visitor_wait(v, IDLE_MS / 2);
        assert_in_range(brightness(v), 200, 255); // somebody may still be about
        visitor_wait(v, IDLE_MS / 2 + DARK_MS);
        uint64_t dark = app_state_hash(&v->app);
        assert_int_equal(v->app.glass, GLASS_BLACK);
        assert_int_equal(brightness(v), 0);
        assert_true(app_next_ms(&v->app) == INT64_MAX);
        assert_int_equal(v->app.ui.target_count, 0);
        v->now_ms += 10 * 3600 * 1000; // a night
        visitor_frame(v);
        assert_int_equal(brightness(v), 0);
        assert_true(app_next_ms(&v->app) == INT64_MAX);
        assert_true(app_state_hash(&v->app) == dark);
        visitor_leave(v);
    }
}

static void a_dim_glass_shows_the_picture_darkened_and_still(void **state)
{
    Visitor *v = *state;
    arrive(v, "attract", IDLE_MS, false);
    app_set_night(&v->app, GLASS_DIM);
    visitor_wait(v, IDLE_MS + DARK_MS);
    assert_true(app_next_ms(&v->app) == INT64_MAX);
    Surface dim = surface_of(v);
    assert_in_range(brightest(dim), 20, DIM_MOST);
    v->now_ms += 10 * 3600 * 1000;
    visitor_frame(v);
    Damage damage = app_paint(&v->app, dim, false);
    assert_int_equal(damage.count, 0); // not a pixel is painted again
    // It is the still picture of the page, each pixel of it at 0.18.
    v->app.glass = GLASS_LIT;
    v->app.night = GLASS_LIT;
    v->app.ui.modes.is_reduced = true;
    v->now_ms = v->app.dark_ms;
    visitor_frame(v);
    Surface lit = surface_of(v);
    for (int y = 0; y < H; y++) {
        for (int x = 0; x < W; x++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int bright = (int)(at(lit, x, y) >> shift & 0xFF);
                int dark = (int)(at(dim, x, y) >> shift & 0xFF);
                assert_true(abs(dark - (bright * 18 + 50) / 100) <= 2);
            }
        }
    }
    surface_free(&lit);
    surface_free(&dim);
    visitor_leave(v);
}

static void it_darkens_calmly_and_never_grows_brighter_than_it_was(void **state)
{
    Visitor *v = *state;
    arrive(v, "attract", IDLE_MS, false);
    app_set_night(&v->app, GLASS_DIM);
    visitor_wait(v, IDLE_MS - 1500);
    while (v->app.glass == GLASS_LIT) {
        v->now_ms += 100;
        visitor_frame(v);
    }
    int before = 255;
    for (int i = 0; i < 20; i++) { // out …
        int now = brightness(v);
        assert_true(now <= before);
        assert_true(before - now <= 30); // no blink
        before = now;
        v->now_ms += 100;
        visitor_frame(v);
    }
    assert_in_range(before, 0, 15);
    for (int i = 0; i < 20; i++) { // … and dimly up
        assert_in_range(brightness(v), 0, DIM_MOST);
        v->now_ms += 100;
        visitor_frame(v);
    }
    visitor_leave(v);
}

static void the_first_touch_only_lights_the_glass(void **state)
{
    Visitor *v = *state;
    for (int k = 0; k < 2; k++) {
        arrive(v, "attract", IDLE_MS, true);
        uint64_t start = app_state_hash(&v->app);
        app_set_night(&v->app, k ? GLASS_DIM : GLASS_BLACK);
        visitor_wait(v, IDLE_MS + DARK_MS);
        uint64_t dark = app_state_hash(&v->app);
        visitor_contact(v, CONTACT_DOWN, 960, 500);
        visitor_frame(v);
        assert_in_range(brightness(v), 200, 255); // in the same frame
        v->now_ms += 60;
        visitor_contact(v, CONTACT_UP, 960, 500);
        visitor_frame(v);
        visitor_wait(v, 600);
        assert_string_equal(visitor_route(v), "attract");
        assert_true(app_state_hash(&v->app) == dark);
        visitor_tap(v, 960, 500); // now it is a visit
        assert_string_equal(visitor_route(v), "home");
        visitor_wait(v, 60000);
        assert_string_equal(visitor_route(v), "home");
        assert_in_range(brightness(v), 200, 255);
        visitor_wait(v, IDLE_MS + 20000); // left alone: reset, and dark at once
        visitor_wait(v, DARK_MS);
        assert_string_equal(visitor_route(v), "attract");
        assert_true(app_state_hash(&v->app) == start);
        assert_in_range(brightness(v), 0, DIM_MOST);
        visitor_leave(v);
    }
}

static void lit_and_left_alone_it_goes_dark_again(void **state)
{
    Visitor *v = *state;
    arrive(v, "attract", IDLE_MS, true);
    app_set_night(&v->app, GLASS_BLACK);
    visitor_wait(v, IDLE_MS + DARK_MS);
    visitor_tap(v, 960, 500);
    visitor_wait(v, IDLE_MS - 2000);
    assert_in_range(brightness(v), 200, 255);
    visitor_wait(v, 2000 + DARK_MS);
    assert_int_equal(brightness(v), 0);
    visitor_leave(v);
}

// A drag, two fingers and a finger that rests: all of it belongs to the touch that lit the glass.
static void whatever_the_lighting_touch_does_is_not_heard(void **state)
{
    Visitor *v = *state;
    arrive(v, "attract", IDLE_MS, true);
    app_set_night(&v->app, GLASS_BLACK);
    visitor_wait(v, IDLE_MS + DARK_MS);
    uint64_t dark = app_state_hash(&v->app);
    visitor_contact(v, CONTACT_DOWN, 960, 900);
    visitor_wait(v, 900);
    visitor_contact(v, CONTACT_MOVE, 300, 200);
    visitor_wait(v, 100);
    InputEvent second = {.kind = EVENT_CONTACT,
                         .contact = {CONTACT_DOWN, 2, {100, 100}, v->now_ms}};
    app_event(&v->app, &second, v->now_ms);
    visitor_contact(v, CONTACT_UP, 300, 200);
    visitor_wait(v, 100);
    second.contact.phase = CONTACT_UP;
    app_event(&v->app, &second, v->now_ms);
    visitor_wait(v, 600);
    assert_true(app_state_hash(&v->app) == dark);
    assert_false(v->app.is_waking);
    assert_int_equal(v->app.gestures.contacts.count, 0);
    visitor_tap(v, 960, 500);
    assert_string_equal(visitor_route(v), "home");
    visitor_leave(v);
}

// The finger that lit it and whose end is never told must not deafen the glass.
static void a_lighting_finger_that_is_lost_is_let_go(void **state)
{
    Visitor *v = *state;
    arrive(v, "attract", IDLE_MS, true);
    app_set_night(&v->app, GLASS_BLACK);
    visitor_wait(v, IDLE_MS + DARK_MS);
    visitor_contact(v, CONTACT_DOWN, 960, 900);
    visitor_wait(v, 11000);
    InputEvent other = {.kind = EVENT_CONTACT, .contact = {CONTACT_DOWN, 2, {480, 270}, v->now_ms}};
    app_event(&v->app, &other, v->now_ms);
    visitor_frame(v);
    v->now_ms += 60;
    other.contact.phase = CONTACT_UP;
    other.contact.time_ms = v->now_ms;
    app_event(&v->app, &other, v->now_ms);
    visitor_wait(v, 700);
    assert_string_equal(visitor_route(v), "home");
    visitor_leave(v);
}

static void closing_time_cuts_no_visit_short(void **state)
{
    Visitor *v = *state;
    arrive(v, "attract", IDLE_MS, true);
    visitor_tap(v, 960, 500);
    app_set_night(&v->app, GLASS_BLACK); // closing time
    for (int i = 0; i < 30; i++) {       // half an hour more of looking about
        visitor_wait(v, 60000);
        visitor_tap(v, 4, 4);
        assert_int_equal(v->app.glass, GLASS_LIT);
        assert_string_equal(visitor_route(v), "home");
    }
    visitor_contact(v, CONTACT_DOWN, 4, 300); // and somebody leans on the glass, moving
    for (int i = 0; i < 60; i++) {
        visitor_contact(v, CONTACT_MOVE, 4, (float)(300 + i % 2 * 60));
        visitor_wait(v, 3000);
        assert_int_equal(v->app.glass, GLASS_LIT);
    }
    visitor_contact(v, CONTACT_UP, 4, 300);
    visitor_wait(v, IDLE_MS + 20000 + DARK_MS);
    assert_int_equal(v->app.glass, GLASS_BLACK);
    visitor_leave(v);
}

static void in_the_morning_it_is_lit_by_itself(void **state)
{
    Visitor *v = *state;
    arrive(v, "attract", IDLE_MS, true);
    app_set_night(&v->app, GLASS_DIM);
    visitor_wait(v, IDLE_MS + DARK_MS);
    app_set_night(&v->app, GLASS_BLACK); // another rule, in the dark
    visitor_frame(v);
    assert_int_equal(brightness(v), 0);
    app_set_night(&v->app, GLASS_LIT);
    assert_true(app_next_ms(&v->app) <= v->now_ms);
    visitor_frame(v);
    assert_in_range(brightness(v), 200, 255);
    visitor_leave(v);
}

static void where_visits_never_end_a_page_goes_dark_as_it_stands(void **state)
{
    Visitor *v = *state;
    arrive(v, "figures", 0, true);
    app_go(&v->app, STR("about"));
    visitor_wait(v, 1000);
    uint64_t before = app_state_hash(&v->app);
    app_set_night(&v->app, GLASS_BLACK);
    visitor_wait(v, 10 * 60000);
    assert_int_equal(v->app.glass, GLASS_LIT);
    visitor_wait(v, 6 * 60000);
    assert_int_equal(brightness(v), 0);
    visitor_tap(v, 960, 500);
    assert_in_range(brightness(v), 200, 255);
    assert_string_equal(visitor_route(v), "about");
    assert_true(app_state_hash(&v->app) == before);
    visitor_leave(v);
}

static void a_notice_goes_dark_too_and_cleaning_does_not(void **state)
{
    Visitor *v = *state;
    static Staff staff;
    staff = (Staff){.notice = 1};
    arrive(v, "attract", IDLE_MS, true);
    v->app.staff = &staff;
    app_set_night(&v->app, GLASS_BLACK);
    visitor_wait(v, IDLE_MS + DARK_MS);
    assert_int_equal(brightness(v), 0);
    visitor_tap(v, 960, 500);
    assert_int_equal(v->app.glass, GLASS_LIT);
    staff.notice = 0;
    staff_clean(&v->app);
    visitor_wait(v, STAFF_CLEAN_MS - 1000);
    assert_int_equal(v->app.glass, GLASS_LIT);
    visitor_wait(v, 1000 + IDLE_MS + DARK_MS);
    assert_int_equal(v->app.glass, GLASS_BLACK);
    visitor_leave(v);
}

// Where the stage does not fill the window, the margins go dark as well.
static void the_whole_window_is_dark_in_any_shape(void **state)
{
    static const int SIZES[][2] = {{540, 960}, {1000, 300}, {300, 301}, {1, 1}};
    Visitor *v = *state;
    for (int i = 0; i < COUNT(SIZES); i++) {
        visitor_arrive(v, "attract", "en", SIZES[i][0], SIZES[i][1], IDLE_MS);
        app_set_night(&v->app, GLASS_DIM);
        visitor_wait(v, IDLE_MS + DARK_MS);
        assert_in_range(brightness(v), 0, DIM_MOST);
        app_set_night(&v->app, GLASS_BLACK);
        visitor_frame(v);
        assert_int_equal(brightness(v), 0);
        visitor_leave(v);
    }
}

static void touch_at_random(Visitor *v, Rng *rng)
{
    InputEvent event = {.kind = EVENT_CONTACT};
    event.contact = (ContactEvent){.phase = (ContactPhase)rng_below(rng, 3),
                                   .finger = rng_below(rng, 3),
                                   .at = {(float)rng_below(rng, W), (float)rng_below(rng, H)},
                                   .time_ms = v->now_ms};
    app_event(&v->app, &event, v->now_ms);
    if (event.contact.phase == CONTACT_DOWN) {
        assert_int_equal(v->app.glass, GLASS_LIT);
    }
}

// Whatever fingers do while nights come and go: a touch always finds a lit glass, and left alone it is as
// the hour wants it, with nobody on it.
static void nights_and_fingers_in_any_order_leave_nothing_behind(void **state)
{
    Visitor *v = *state;
    Rng rng = {7};
    arrive(v, "attract", IDLE_MS, true);
    for (int round = 0; round < 60; round++) {
        Glass night = (Glass)rng_below(&rng, 3);
        app_set_night(&v->app, night);
        for (int i = 0; i < 40; i++) {
            touch_at_random(v, &rng);
            v->now_ms += rng_below(&rng, 4) ? rng_below(&rng, 60) : rng_below(&rng, 30000);
            visitor_frame(v);
        }
        InputEvent lost = {.kind = EVENT_FOCUS_LOST};
        app_event(&v->app, &lost, v->now_ms);
        for (int i = 0; i < 90; i++) { // untouched for three minutes
            v->now_ms += 2000;
            visitor_frame(v);
        }
        assert_int_equal(v->app.glass, night);
        assert_int_equal(v->app.gestures.contacts.count, 0);
        assert_false(v->app.is_waking);
        assert_string_equal(visitor_route(v), "attract");
    }
    visitor_leave(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_black_glass_is_black_and_asks_for_nothing),
        cmocka_unit_test(a_dim_glass_shows_the_picture_darkened_and_still),
        cmocka_unit_test(it_darkens_calmly_and_never_grows_brighter_than_it_was),
        cmocka_unit_test(the_first_touch_only_lights_the_glass),
        cmocka_unit_test(lit_and_left_alone_it_goes_dark_again),
        cmocka_unit_test(whatever_the_lighting_touch_does_is_not_heard),
        cmocka_unit_test(a_lighting_finger_that_is_lost_is_let_go),
        cmocka_unit_test(closing_time_cuts_no_visit_short),
        cmocka_unit_test(in_the_morning_it_is_lit_by_itself),
        cmocka_unit_test(where_visits_never_end_a_page_goes_dark_as_it_stands),
        cmocka_unit_test(a_notice_goes_dark_too_and_cleaning_does_not),
        cmocka_unit_test(nights_and_fingers_in_any_order_leave_nothing_behind),
        cmocka_unit_test(the_whole_window_is_dark_in_any_shape),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
