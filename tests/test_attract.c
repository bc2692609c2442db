#include "draw/raster.h"
#include "pages_fixture.h"
#include <stdlib.h>
#include <string.h>

enum { W = 240, H = 135, LOOK_MS = 1000, MINUTE_MS = 60000, ROUND_MS = 56000 };

// The frames of `ms` on the attract page, one a second; the longest time any pixel kept its colour.
static int longest_still(Visitor *v, int w, int h, int ms)
{
    Surface now = surface_make(w, h);
    Surface before = surface_make(w, h);
    int *still = calloc((size_t)(w * h), sizeof *still);
    assert_non_null(still);
    int longest = 0;
    for (int at = 0; at < ms; at += LOOK_MS) {
        visitor_wait(v, LOOK_MS);
        app_paint(&v->app, now, true);
        for (int i = 0; i < w * h; i++) {
            int px = i / w * (now.stride / 4) + i % w;
            still[i] = at > 0 && now.px[px] == before.px[px] ? still[i] + LOOK_MS : 0;
            longest = still[i] > longest ? still[i] : longest;
        }
        memcpy(before.px, now.px, (size_t)now.stride * (size_t)h);
    }
    free(still);
    surface_free(&now);
    surface_free(&before);
    return longest;
}

static void no_pixel_stands_still_for_a_minute(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "attract", "zh", W, H, 0);
    assert_in_range(longest_still(v, W, H, 2 * ROUND_MS), 1000, MINUTE_MS);
    visitor_leave(v);
    visitor_arrive(v, "attract", "zh", H, W, 0);
    v->app.ui.modes.is_reduced = false;
    assert_in_range(longest_still(v, H, W, 2 * ROUND_MS), 1000, MINUTE_MS);
    visitor_leave(v);
}

static void the_language_changes_with_every_round_and_a_reset_brings_it_back(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "attract", "zh", 1920, 1080, 0);
    uint64_t at_start = app_state_hash(&v->app);
    visitor_wait(v, ROUND_MS + 2000);
    assert_string_equal(v->app.language_id, "en");
    visitor_wait(v, ROUND_MS);
    assert_string_equal(v->app.language_id, "zh");
    visitor_wait(v, ROUND_MS);
    assert_string_equal(v->app.language_id, "en");
    app_reset(&v->app);
    visitor_wait(v, 1000);
    assert_string_equal(v->app.language_id, "zh");
    assert_int_equal(app_state_hash(&v->app), at_start);
    visitor_leave(v);
}

static void a_touch_in_any_scene_wakes_in_the_language_that_was_shown(void **state)
{
    Visitor *v = *state;
    for (int scene = 0; scene < 8; scene++) {
        visitor_arrive(v, "attract", "zh", 1920, 1080, 0);
        visitor_wait(v, scene * ROUND_MS / 4 + 3000);
        char shown[8];
        snprintf(shown, sizeof shown, "%s", v->app.language_id);
        visitor_tap(v, 960, 540);
        assert_string_equal(visitor_route(v), "home");
        assert_string_equal(v->app.language_id, shown);
        visitor_leave(v);
    }
}

static void a_swipe_wakes_too(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "attract", "zh", 1920, 1080, 0);
    visitor_contact(v, CONTACT_DOWN, 400, 300);
    for (int i = 0; i < 10; i++) {
        v->now_ms += STEP_MS;
        visitor_contact(v, CONTACT_MOVE, 400 + 40 * (float)i, 300);
        visitor_frame(v);
    }
    assert_string_equal(visitor_route(v), "attract");
    visitor_contact(v, CONTACT_UP, 760, 300);
    visitor_wait(v, 600);
    assert_string_equal(visitor_route(v), "home");
    visitor_leave(v);
}

// Another size of screen, a lost focus, a palm: what ends a swipe so wakes nobody.
static void a_swipe_cut_short_does_not_wake(void **state)
{
    Visitor *v = *state;
    static const EventKind CUTS[] = {EVENT_FOCUS_LOST, EVENT_SIZE, EVENT_DISPLAY, EVENT_HIDDEN};
    for (int i = 0; i < COUNT(CUTS); i++) {
        visitor_arrive(v, "attract", "zh", 1920, 1080, 0);
        visitor_contact(v, CONTACT_DOWN, 400, 300);
        v->now_ms += STEP_MS;
        visitor_contact(v, CONTACT_MOVE, 700, 300);
        visitor_frame(v);
        InputEvent cut = {.kind = CUTS[i]};
        app_event(&v->app, &cut, v->now_ms);
        visitor_contact(v, CONTACT_UP, 760, 300);
        visitor_wait(v, 600);
        assert_string_equal(visitor_route(v), "attract");
        assert_int_equal(v->app.gestures.contacts.count, 0);
        visitor_leave(v);
    }
}

static void several_hands_at_once_wake_and_do_no_more(void **state)
{
    Visitor *v = *state;
    static const Point AT[] = {{400, 300}, {960, 756}, {1500, 300}, {300, 800}, {1600, 800}};
    enum { FINGERS = sizeof AT / sizeof AT[0] };
    visitor_arrive(v, "attract", "zh", 1920, 1080, 0);
    for (int phase = CONTACT_DOWN; phase <= CONTACT_UP; phase++) {
        for (int i = 0; i < FINGERS; i++) {
            InputEvent event = {
                .kind = EVENT_CONTACT,
                .contact = {(ContactPhase)phase, i + 1, AT[i], v->now_ms += STEP_MS}};
            app_event(&v->app, &event, v->now_ms);
            visitor_frame(v);
        }
    }
    visitor_wait(v, 600);
    assert_string_equal(visitor_route(v), "home");
    assert_int_equal(v->app.depth, 1);
    assert_int_equal(v->app.gestures.contacts.count, 0);
    visitor_leave(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_pixel_stands_still_for_a_minute),
        cmocka_unit_test(the_language_changes_with_every_round_and_a_reset_brings_it_back),
        cmocka_unit_test(a_touch_in_any_scene_wakes_in_the_language_that_was_shown),
        cmocka_unit_test(a_swipe_wakes_too),
        cmocka_unit_test(a_swipe_cut_short_does_not_wake),
        cmocka_unit_test(several_hands_at_once_wake_and_do_no_more),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
