#include "base/clock.h"
#include "input/input.h"
#include <SDL.h>

static const int64_t MOUSE_FINGER = -1;
static const Sint32 WAKE_CODE = 0x5A48;

void events_hints(void)
{
    // One tap is one contact: no mouse events made of touches, no touches made of the mouse.
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_WINDOWS_NO_CLOSE_ON_ALT_F4, "1");
    // So that SDL's own quit means the system: a signal, or a compositor that is no more.
    SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
    // libdecor without a plugin leaves a black screen for ever, and no error.
    SDL_SetHint(SDL_HINT_VIDEO_WAYLAND_ALLOW_LIBDECOR, "0");
}

// SDL stamps events with its own clock; what matters is how long ago that was.
static int64_t time_of(Uint32 timestamp)
{
    Uint32 ago = SDL_GetTicks() - timestamp;
    return clock_now_ms() - (ago < 10000 ? (int64_t)ago : 0);
}

static bool put_contact(InputEvent *out, ContactPhase phase, int64_t finger, Point at,
                        Uint32 timestamp)
{
    *out = (InputEvent){
        .kind = EVENT_CONTACT,
        .contact = {.phase = phase, .finger = finger, .at = at, .time_ms = time_of(timestamp)}};
    return true;
}

static bool put_kind(InputEvent *out, EventKind kind)
{
    *out = (InputEvent){.kind = kind};
    return true;
}

// Two panels may use the same finger numbers; never negative, which is the mouse's.
static int64_t finger_of(const SDL_TouchFingerEvent *event)
{
    uint64_t device = (uint64_t)event->touchId * 0x9E3779B97F4A7C15u;
    return (int64_t)((device ^ (uint64_t)event->fingerId) & INT64_MAX);
}

// The mouse speaks in the window's units, which are not always px.
static Point mouse_px(Uint32 window_id, int x, int y, int window_w, int window_h)
{
    int w = 0;
    int h = 0;
    SDL_Window *window = SDL_GetWindowFromID(window_id);
    if (window) {
        SDL_GetWindowSize(window, &w, &h);
    }
    return (Point){w > 0 ? (float)x * (float)window_w / (float)w : (float)x,
                   h > 0 ? (float)y * (float)window_h / (float)h : (float)y};
}

static bool from_window(const SDL_WindowEvent *event, InputEvent *out)
{
    switch (event->event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED:
        return put_kind(out, EVENT_SIZE);
    case SDL_WINDOWEVENT_EXPOSED:
        return put_kind(out, EVENT_EXPOSE);
    case SDL_WINDOWEVENT_HIDDEN:
    case SDL_WINDOWEVENT_MINIMIZED:
        return put_kind(out, EVENT_HIDDEN);
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED:
        return put_kind(out, EVENT_SHOWN);
    case SDL_WINDOWEVENT_FOCUS_LOST:
        return put_kind(out, EVENT_FOCUS_LOST);
    case SDL_WINDOWEVENT_DISPLAY_CHANGED:
        return put_kind(out, EVENT_DISPLAY);
    case SDL_WINDOWEVENT_CLOSE:
        return put_kind(out, EVENT_QUIT);
    default:
        return false;
    }
}

static Key key_of(SDL_Keycode code)
{
    switch (code) {
    case SDLK_ESCAPE:
        return KEY_ESCAPE;
    case SDLK_PAGEUP:
        return KEY_PAGE_UP;
    case SDLK_PAGEDOWN:
        return KEY_PAGE_DOWN;
    case SDLK_HOME:
        return KEY_HOME;
    case SDLK_F5:
        return KEY_F5;
    case SDLK_F11:
        return KEY_F11;
    case SDLK_q:
        return KEY_Q;
    default:
        return KEY_OTHER;
    }
}

static bool from_key(const SDL_KeyboardEvent *event, InputEvent *out)
{
    if (event->repeat) {
        return false;
    }
    *out = (InputEvent){.kind = EVENT_KEY,
                        .key = key_of(event->keysym.sym),
                        .has_ctrl = (event->keysym.mod & KMOD_CTRL) != 0};
    return true;
}

static bool from_wheel(const SDL_MouseWheelEvent *event, InputEvent *out, int window_w,
                       int window_h)
{
    float sign = event->direction == SDL_MOUSEWHEEL_FLIPPED ? -1.0f : 1.0f;
    *out = (InputEvent){
        .kind = EVENT_WHEEL,
        .contact.at = mouse_px(event->windowID, event->mouseX, event->mouseY, window_w, window_h),
        .contact.time_ms = time_of(event->timestamp),
        .delta = {sign * event->preciseX, sign * event->preciseY}};
    return true;
}

// False: nothing of interest.
static bool translate(const SDL_Event *event, InputEvent *out, int w, int h)
{
    switch (event->type) {
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP: {
        if (event->tfinger.touchId == SDL_MOUSE_TOUCHID) {
            return false;
        }
        ContactPhase phase = event->type == SDL_FINGERDOWN ? CONTACT_DOWN
                             : event->type == SDL_FINGERUP ? CONTACT_UP
                                                           : CONTACT_MOVE;
        Point at = {event->tfinger.x * (float)w, event->tfinger.y * (float)h};
        return put_contact(out, phase, finger_of(&event->tfinger), at, event->tfinger.timestamp);
    }
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP: {
        const SDL_MouseButtonEvent *button = &event->button;
        if (button->which == SDL_TOUCH_MOUSEID || button->button != SDL_BUTTON_LEFT) {
            return false;
        }
        return put_contact(out, event->type == SDL_MOUSEBUTTONDOWN ? CONTACT_DOWN : CONTACT_UP,
                           MOUSE_FINGER, mouse_px(button->windowID, button->x, button->y, w, h),
                           button->timestamp);
    }
    case SDL_MOUSEMOTION: {
        const SDL_MouseMotionEvent *motion = &event->motion;
        if (motion->which == SDL_TOUCH_MOUSEID || !(motion->state & SDL_BUTTON_LMASK)) {
            return false;
        }
        return put_contact(out, CONTACT_MOVE, MOUSE_FINGER,
                           mouse_px(motion->windowID, motion->x, motion->y, w, h),
                           motion->timestamp);
    }
    case SDL_MOUSEWHEEL:
        return event->wheel.which != SDL_TOUCH_MOUSEID && from_wheel(&event->wheel, out, w, h);
    case SDL_KEYDOWN:
        return from_key(&event->key, out);
    case SDL_WINDOWEVENT:
        return from_window(&event->window, out);
    case SDL_DISPLAYEVENT:
        return put_kind(out, EVENT_DISPLAY);
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
        return put_kind(out, EVENT_EXPOSE);
    case SDL_USEREVENT:
        return event->user.code == WAKE_CODE && put_kind(out, EVENT_WAKE);
    case SDL_QUIT:
        return put_kind(out, EVENT_GONE);
    default:
        return false;
    }
}

bool events_next(InputEvent *out, int64_t wait_ms, int window_w, int window_h)
{
    SDL_Event event;
    while (SDL_PollEvent(&event)) {
        if (translate(&event, out, window_w, window_h)) {
            return true;
        }
    }
    int64_t start_ms = clock_now_ms();
    for (int64_t left_ms = wait_ms; left_ms != 0;) {
        int timeout_ms = left_ms > 3600000 ? 3600000 : (int)left_ms;
        int got = left_ms < 0 ? SDL_WaitEvent(&event) : SDL_WaitEventTimeout(&event, timeout_ms);
        if (got && translate(&event, out, window_w, window_h)) {
            return true;
        }
        if (!got && left_ms < 0) {
            return false; // SDL itself failed
        }
        if (left_ms > 0) {
            int64_t spent_ms = clock_now_ms() - start_ms;
            left_ms = spent_ms < wait_ms ? wait_ms - spent_ms : 0;
        }
    }
    return false;
}

int events_device_fingers(void)
{
    int fingers = 0;
    for (int i = 0; i < SDL_GetNumTouchDevices(); i++) {
        SDL_TouchID device = SDL_GetTouchDevice(i);
        if (device != SDL_MOUSE_TOUCHID) {
            fingers += SDL_GetNumTouchFingers(device);
        }
    }
    return fingers;
}

void events_wake(void *unused)
{
    (void)unused;
    SDL_Event event = {.user = {.type = SDL_USEREVENT, .code = WAKE_CODE}};
    SDL_PushEvent(&event);
}
