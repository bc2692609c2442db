// Events: what SDL sends becomes contacts, keys and window events. Runs without a display.
#include "base/clock.h"
#include "input/input.h"
#include <SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int sdl_open(void **state)
{
    (void)state;
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    events_hints();
    return SDL_Init(SDL_INIT_VIDEO);
}

static int sdl_close(void **state)
{
    (void)state;
    SDL_Quit();
    return 0;
}

static void push(SDL_Event event)
{
    assert_int_equal(SDL_PushEvent(&event), 1);
}

static InputEvent next(void)
{
    InputEvent event;
    assert_true(events_next(&event, 0, 1920, 1080));
    return event;
}

static void drain(void)
{
    InputEvent event;
    while (events_next(&event, 0, 1920, 1080)) {
    }
}

static void touches_are_scaled_to_the_window(void **state)
{
    (void)state;
    drain();
    push((SDL_Event){
        .tfinger = {.type = SDL_FINGERDOWN, .touchId = 9, .fingerId = 3, .x = 0.5f, .y = 0.25f}});
    push((SDL_Event){.tfinger = {.type = SDL_FINGERUP, .touchId = 9, .fingerId = 3, .x = 1}});
    InputEvent down = next();
    assert_int_equal(down.kind, EVENT_CONTACT);
    assert_int_equal(down.contact.phase, CONTACT_DOWN);
    assert_true(down.contact.at.x == 960 && down.contact.at.y == 270);
    assert_true(down.contact.finger >= 0);
    InputEvent up = next();
    assert_int_equal(up.contact.phase, CONTACT_UP);
    assert_int_equal(up.contact.finger, down.contact.finger);
}

static void fingers_of_two_panels_are_not_mixed_up(void **state)
{
    (void)state;
    drain();
    push((SDL_Event){.tfinger = {.type = SDL_FINGERDOWN, .touchId = 1, .fingerId = 0}});
    push((SDL_Event){.tfinger = {.type = SDL_FINGERDOWN, .touchId = 2, .fingerId = 0}});
    int64_t first = next().contact.finger;
    assert_true(next().contact.finger != first);
}

static void the_left_button_is_a_finger_and_hovering_is_not(void **state)
{
    (void)state;
    drain();
    push((SDL_Event){.motion = {.type = SDL_MOUSEMOTION, .x = 5, .y = 5}});
    push((SDL_Event){
        .button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_RIGHT, .x = 5, .y = 5}});
    push((SDL_Event){
        .button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT, .x = 5, .y = 6}});
    push((SDL_Event){
        .motion = {.type = SDL_MOUSEMOTION, .state = SDL_BUTTON_LMASK, .x = 15, .y = 16}});
    push((SDL_Event){
        .button = {.type = SDL_MOUSEBUTTONUP, .button = SDL_BUTTON_LEFT, .x = 15, .y = 16}});
    const ContactPhase want[] = {CONTACT_DOWN, CONTACT_MOVE, CONTACT_UP};
    for (int i = 0; i < COUNT(want); i++) {
        InputEvent event = next();
        assert_int_equal(event.kind, EVENT_CONTACT);
        assert_int_equal(event.contact.phase, want[i]);
        assert_int_equal(event.contact.finger, -1);
    }
    InputEvent none;
    assert_false(events_next(&none, 0, 1920, 1080));
}

static void a_mouse_made_of_touches_is_not_heard_twice(void **state)
{
    (void)state;
    drain();
    push((SDL_Event){.button = {.type = SDL_MOUSEBUTTONDOWN,
                                .which = SDL_TOUCH_MOUSEID,
                                .button = SDL_BUTTON_LEFT}});
    push((SDL_Event){.tfinger = {.type = SDL_FINGERDOWN, .touchId = SDL_MOUSE_TOUCHID}});
    InputEvent none;
    assert_false(events_next(&none, 0, 1920, 1080));
    assert_string_equal(SDL_GetHint(SDL_HINT_TOUCH_MOUSE_EVENTS), "0");
}

static void keys_wheel_and_window_events_pass(void **state)
{
    (void)state;
    drain();
    push((SDL_Event){.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_PAGEDOWN}}});
    push((SDL_Event){.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_q, .mod = KMOD_LCTRL}}});
    push((SDL_Event){.key = {.type = SDL_KEYDOWN, .repeat = 1, .keysym = {.sym = SDLK_q}}});
    push((SDL_Event){.wheel = {.type = SDL_MOUSEWHEEL, .y = -1, .preciseY = -1}});
    push((SDL_Event){.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_SIZE_CHANGED}});
    push((SDL_Event){.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_FOCUS_LOST}});
    push((SDL_Event){.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_ENTER}});
    push((SDL_Event){.type = SDL_DISPLAYEVENT});
    push((SDL_Event){.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_CLOSE}});
    push((SDL_Event){.type = SDL_QUIT});
    InputEvent event = next();
    assert_true(event.kind == EVENT_KEY && event.key == KEY_PAGE_DOWN && !event.has_ctrl);
    event = next();
    assert_true(event.kind == EVENT_KEY && event.key == KEY_Q && event.has_ctrl);
    event = next();
    assert_true(event.kind == EVENT_WHEEL && event.delta.y == -1);
    assert_int_equal(next().kind, EVENT_SIZE);
    assert_int_equal(next().kind, EVENT_FOCUS_LOST);
    assert_int_equal(next().kind, EVENT_DISPLAY);
    assert_int_equal(next().kind, EVENT_QUIT);
    assert_int_equal(next().kind, EVENT_GONE);
}

static int wake_from_a_thread(void *unused)
{
    events_wake(unused);
    return 0;
}

static void a_wait_for_ever_ends_when_a_thread_wakes_it(void **state)
{
    (void)state;
    drain();
    SDL_Thread *thread = SDL_CreateThread(wake_from_a_thread, "waker", NULL);
    InputEvent event;
    assert_true(events_next(&event, -1, 1920, 1080));
    assert_int_equal(event.kind, EVENT_WAKE);
    SDL_WaitThread(thread, NULL);
}

static void a_wait_is_not_cut_short_by_what_nobody_wants(void **state)
{
    (void)state;
    drain();
    push((SDL_Event){.motion = {.type = SDL_MOUSEMOTION}});
    int64_t start_ms = clock_now_ms();
    InputEvent event;
    assert_false(events_next(&event, 5, 1920, 1080));
    assert_true(clock_now_ms() - start_ms >= 5);
}

static void times_are_of_our_clock(void **state)
{
    (void)state;
    drain();
    int64_t before_ms = clock_now_ms();
    SDL_Event sent = {.tfinger = {.type = SDL_FINGERDOWN, .touchId = 1}};
    sent.tfinger.timestamp = SDL_GetTicks() - 40;
    // SDL_PushEvent would stamp it anew.
    assert_int_equal(SDL_PeepEvents(&sent, 1, SDL_ADDEVENT, 0, 0), 1);
    InputEvent event = next();
    assert_true(event.contact.time_ms <= clock_now_ms() - 39);
    assert_true(event.contact.time_ms >= before_ms - 41);
}

static void without_a_panel_no_finger_is_down(void **state)
{
    (void)state;
    assert_int_equal(events_device_fingers(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(touches_are_scaled_to_the_window),
        cmocka_unit_test(fingers_of_two_panels_are_not_mixed_up),
        cmocka_unit_test(the_left_button_is_a_finger_and_hovering_is_not),
        cmocka_unit_test(a_mouse_made_of_touches_is_not_heard_twice),
        cmocka_unit_test(keys_wheel_and_window_events_pass),
        cmocka_unit_test(a_wait_for_ever_ends_when_a_thread_wakes_it),
        cmocka_unit_test(a_wait_is_not_cut_short_by_what_nobody_wants),
        cmocka_unit_test(times_are_of_our_clock),
        cmocka_unit_test(without_a_panel_no_finger_is_down),
    };
    return cmocka_run_group_tests(tests, sdl_open, sdl_close);
}
