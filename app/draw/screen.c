#include "draw/screen.h"
#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEFAULT_W = 1280, DEFAULT_H = 720, MAX_SIDE = 32767, MAX_RECTS = 64 };
enum { FAILURES_MOST = 3 }; // of the texture, before it is done without

struct Screen {
    SDL_Window *window;
    SDL_Renderer *renderer; // NULL: the window surface
    SDL_Texture *texture;
    Turn turn;
    Surface back;  // the picture that is (to be) shown
    Surface glass; // the same, turned; only where it is turned
    Colour ground;
    bool is_new;      // the caller has not painted this back yet
    bool is_all_lost; // the window shows nothing of `back`
    bool is_texture_lost;
    int failures; // of the texture in a row
    bool is_window;
    int display; // of a fullscreen window
    char driver[48];
};

// ---- opening ----

static void set_hints(void)
{
    // Some of these can only be chosen before video starts.
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_ALLOW_ALT_TAB_WHILE_GRABBED, "0");
    SDL_SetHint(SDL_HINT_VIDEO_WAYLAND_ALLOW_LIBDECOR,
                "0"); // waits for a desktop bus a kiosk lacks
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    SDL_SetHint(SDL_HINT_RENDER_SCALE_QUALITY, "nearest");
    SDL_SetHint(SDL_HINT_RENDER_BATCHING, "1");
}

// A driver without any GPU node draws OpenGL on the processor: not worth starting it to find out.
static bool may_have_gpu(void)
{
    char path[64];
    for (int i = 128; i < 136; i++) {
        snprintf(path, sizeof path, "/dev/dri/renderD%d", i);
        if (access(path, F_OK) == 0) {
            return true;
        }
    }
#ifdef __linux__
    return false;
#else
    return true;
#endif
}

static bool wants_texture(PresentMode mode)
{
    if (mode != PRESENT_AUTO) {
        return mode == PRESENT_TEXTURE;
    }
    const char *driver = SDL_GetCurrentVideoDriver();
    if (!driver || strcmp(driver, "dummy") == 0 || strcmp(driver, "offscreen") == 0) {
        return false;
    }
    // On Wayland and on bare KMS SDL has no window surface of its own.
    return strcmp(driver, "wayland") == 0 || strcmp(driver, "KMSDRM") == 0 || may_have_gpu();
}

static bool draws_on_processor(void)
{
    typedef const unsigned char *(*GetString)(unsigned name);
    enum { GL_RENDERER_NAME = 0x1F01 };
    GetString get = NULL;
    void *address = SDL_GL_GetProcAddress("glGetString");
    memcpy(&get, &address, sizeof get);
    const char *name =
        get && SDL_GL_GetCurrentContext() ? (const char *)get(GL_RENDERER_NAME) : NULL;
    return name && (strstr(name, "llvmpipe") || strstr(name, "softpipe"));
}

static bool open_window(Screen *screen, const ScreenOptions *options)
{
    SDL_Rect bounds = {0, 0, DEFAULT_W, DEFAULT_H};
    SDL_GetDisplayBounds(options->display, &bounds);
    int w = options->w > 0 ? options->w : DEFAULT_W;
    int h = options->h > 0 ? options->h : DEFAULT_H;
    int place = (int)SDL_WINDOWPOS_CENTERED_DISPLAY((unsigned)options->display);
    Uint32 flags = options->is_window ? SDL_WINDOW_RESIZABLE : SDL_WINDOW_FULLSCREEN_DESKTOP;
    const char *title = options->title ? options->title : "";
    screen->window = options->is_window
                         ? SDL_CreateWindow(title, place, place, w, h, flags)
                         : SDL_CreateWindow(title, bounds.x, bounds.y, bounds.w, bounds.h, flags);
    return screen->window != NULL;
}

static bool open_renderer(Screen *screen, PresentMode mode)
{
    screen->renderer = SDL_CreateRenderer(screen->window, -1,
                                          SDL_RENDERER_ACCELERATED | SDL_RENDERER_PRESENTVSYNC);
    if (!screen->renderer && mode == PRESENT_TEXTURE) {
        screen->renderer = SDL_CreateRenderer(screen->window, -1, 0);
    }
    const char *driver = SDL_GetCurrentVideoDriver();
    bool has_surface = !driver || (strcmp(driver, "wayland") != 0 && strcmp(driver, "KMSDRM") != 0);
    if (screen->renderer && mode == PRESENT_AUTO && has_surface && draws_on_processor()) {
        SDL_DestroyRenderer(screen->renderer);
        screen->renderer = NULL;
    }
    return screen->renderer != NULL;
}

// Window and, where it pays, renderer. A window that had one is opened afresh without.
static bool open_output(Screen *screen, const ScreenOptions *options)
{
    if (!open_window(screen, options)) {
        return false;
    }
    if (!wants_texture(options->present) || open_renderer(screen, options->present)) {
        return true;
    }
    SDL_DestroyWindow(screen->window);
    return open_window(screen, options);
}

static void window_size(const Screen *screen, int *w, int *h)
{
    *w = 0;
    *h = 0;
    if (screen->renderer) {
        SDL_GetRendererOutputSize(screen->renderer, w, h);
    } else {
        SDL_GetWindowSize(screen->window, w, h);
    }
    *w = *w < 1 ? 1 : *w > MAX_SIDE ? MAX_SIDE : *w;
    *h = *h < 1 ? 1 : *h > MAX_SIDE ? MAX_SIDE : *h;
}

// The back surface at the window's size; true when it had to be made anew.
static bool follow_size(Screen *screen)
{
    int w = 0, h = 0;
    window_size(screen, &w, &h);
    turn_size(screen->turn, &w, &h);
    if (screen->back.px && screen->back.w == w && screen->back.h == h) {
        return false;
    }
    surface_free(&screen->back);
    surface_free(&screen->glass);
    screen->back = surface_make(w, h);
    if (screen->turn != TURN_NONE) {
        int glass_w = w, glass_h = h;
        turn_size(screen->turn, &glass_w, &glass_h);
        screen->glass = surface_make(glass_w, glass_h);
    }
    Colour c = screen->ground;
    uint32_t px = UINT32_C(0xFF000000) | (uint32_t)c.r << 16 | (uint32_t)c.g << 8 | c.b;
    for (int y = 0; y < h; y++) {
        uint32_t *row = screen->back.px + (ptrdiff_t)y * (screen->back.stride / 4);
        for (int x = 0; x < w; x++) {
            row[x] = px;
        }
    }
    if (screen->texture) {
        SDL_DestroyTexture(screen->texture);
        screen->texture = NULL;
    }
    screen->is_new = true;
    screen->is_all_lost = true;
    return true;
}

static bool loses_picture(Uint8 event)
{
    switch (event) {
    case SDL_WINDOWEVENT_SIZE_CHANGED: // also one that grew and shrank again: its surface is empty
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_RESTORED:
    case SDL_WINDOWEVENT_DISPLAY_CHANGED:
        return true;
    default:
        return false;
    }
}

// The system's news reach this while input/ reads events.
static int watch(void *context, SDL_Event *event)
{
    Screen *screen = context;
    if (event->type == SDL_RENDER_DEVICE_RESET || event->type == SDL_RENDER_TARGETS_RESET) {
        screen->is_all_lost = true;
        screen->is_texture_lost = true;
    }
    if (event->type == SDL_DISPLAYEVENT) {
        screen->is_all_lost = true;
    }
    if (event->type == SDL_WINDOWEVENT && loses_picture(event->window.event) &&
        SDL_GetWindowFromID(event->window.windowID) == screen->window) {
        screen->is_all_lost = true;
    }
    return 0;
}

static void *fail(Err *err)
{
    const char *why = SDL_GetError();
    err_say(err, "", SAY_SCREEN_NONE, SAY_SCREEN_NONE_HINT, why[0] ? why : "SDL", NULL);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return NULL;
}

// With no display SDL falls back on drivers that show nothing. Only whoever names one means it.
static bool shows_nothing(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    const char *chosen = SDL_GetHint(SDL_HINT_VIDEODRIVER);
    if (chosen && chosen[0]) {
        return false;
    }
    return !driver || strcmp(driver, "offscreen") == 0 || strcmp(driver, "dummy") == 0 ||
           strcmp(driver, "evdev") == 0;
}

static void name_driver(Screen *screen)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    snprintf(screen->driver, sizeof screen->driver, "%s %s", driver ? driver : "?",
             screen->renderer ? "texture" : "surface");
}

Screen *screen_open(const ScreenOptions *options, Colour ground, Err *err)
{
    set_hints();
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        err_say(err, "", SAY_SCREEN_NONE, SAY_SCREEN_NONE_HINT, SDL_GetError(), NULL);
        return NULL;
    }
    int displays = SDL_GetNumVideoDisplays();
    if (displays < 1 || shows_nothing()) {
        SDL_SetError("DISPLAY, WAYLAND_DISPLAY, /dev/dri");
        return fail(err);
    }
    if (options->display < 0 || options->display >= displays) {
        char wanted[16], found[16];
        snprintf(wanted, sizeof wanted, "%d", options->display);
        snprintf(found, sizeof found, "%d", displays);
        err_say(err, "", SAY_SCREEN_NUMBER, SAY_SCREEN_NUMBER_HINT, wanted, found, NULL);
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return NULL;
    }
    Screen *screen = calloc(1, sizeof *screen);
    if (!screen || !open_output(screen, options)) {
        free(screen);
        return fail(err);
    }
    SDL_DisableScreenSaver();
    if (!options->is_window) {
        SDL_SetWindowKeyboardGrab(screen->window, SDL_TRUE); // a window manager's keys stay unheard
        SDL_ShowCursor(SDL_DISABLE);
    }
    screen->ground = ground;
    screen->turn = options->turn;
    screen->is_window = options->is_window;
    screen->display = options->display;
    name_driver(screen);
    follow_size(screen);
    screen_present(screen, NULL, 0);
    SDL_AddEventWatch(watch, screen);
    return screen;
}

void screen_close(Screen *screen)
{
    if (!screen) {
        return;
    }
    SDL_DelEventWatch(watch, screen);
    if (screen->texture) {
        SDL_DestroyTexture(screen->texture);
    }
    if (screen->renderer) {
        SDL_DestroyRenderer(screen->renderer);
    }
    SDL_DestroyWindow(screen->window);
    surface_free(&screen->back);
    surface_free(&screen->glass);
    free(screen);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

// ---- presenting ----

static Surface shown(const Screen *screen)
{
    return screen->turn == TURN_NONE ? screen->back : screen->glass;
}

static const uint32_t *shown_at(const Screen *screen, int x, int y)
{
    Surface surface = shown(screen);
    return surface.px + (ptrdiff_t)y * (surface.stride / 4) + x;
}

static void copy_to_surface(const Screen *screen, SDL_Surface *to, SDL_Rect r)
{
    Uint32 format = to->format->format;
    uint8_t *out =
        (uint8_t *)to->pixels + (ptrdiff_t)r.y * to->pitch + r.x * to->format->BytesPerPixel;
    if (format != SDL_PIXELFORMAT_RGB888 && format != SDL_PIXELFORMAT_ARGB8888) {
        SDL_ConvertPixels(r.w, r.h, SDL_PIXELFORMAT_ARGB8888, shown_at(screen, r.x, r.y),
                          shown(screen).stride, format, out, to->pitch);
        return;
    }
    for (int y = 0; y < r.h; y++) {
        memcpy(out + (ptrdiff_t)y * to->pitch, shown_at(screen, r.x, r.y + y), (size_t)r.w * 4);
    }
}

static void present_surface(Screen *screen, const SDL_Rect *rects, int count)
{
    SDL_Surface *surface = SDL_GetWindowSurface(screen->window);
    if (!surface || surface->w != shown(screen).w || surface->h != shown(screen).h) {
        screen->is_all_lost = true; // it is being resized: the next picture has the new size
        return;
    }
    if (SDL_MUSTLOCK(surface) && SDL_LockSurface(surface) != 0) {
        screen->is_all_lost = true;
        return;
    }
    for (int i = 0; i < count; i++) {
        copy_to_surface(screen, surface, rects[i]);
    }
    if (SDL_MUSTLOCK(surface)) {
        SDL_UnlockSurface(surface);
    }
    screen->is_all_lost = SDL_UpdateWindowSurfaceRects(screen->window, rects, count) != 0;
}

static void present_texture(Screen *screen, const SDL_Rect *rects, int count)
{
    SDL_Rect all = {0, 0, shown(screen).w, shown(screen).h};
    if (screen->texture && screen->is_texture_lost) {
        SDL_DestroyTexture(screen->texture);
        screen->texture = NULL;
    }
    screen->is_texture_lost = false;
    if (!screen->texture) {
        screen->texture = SDL_CreateTexture(screen->renderer, SDL_PIXELFORMAT_RGB888,
                                            SDL_TEXTUREACCESS_STREAMING, all.w, all.h);
        rects = &all;
        count = 1;
    }
    bool is_done = screen->texture != NULL;
    for (int i = 0; i < count && screen->texture; i++) {
        is_done =
            SDL_UpdateTexture(screen->texture, &rects[i], shown_at(screen, rects[i].x, rects[i].y),
                              shown(screen).stride) == 0 &&
            is_done;
    }
    is_done = is_done && SDL_RenderCopy(screen->renderer, screen->texture, NULL, NULL) == 0;
    if (is_done) {
        SDL_RenderPresent(screen->renderer);
    }
    screen->is_all_lost = !is_done;
    screen->is_texture_lost = !is_done; // the next attempt is with one made anew
    screen->failures = is_done ? 0 : screen->failures + 1;
}

// A renderer whose textures fail is given up for the window's own surface.
static void give_up_renderer(Screen *screen)
{
    if (screen->texture) {
        SDL_DestroyTexture(screen->texture);
    }
    SDL_DestroyRenderer(screen->renderer);
    screen->texture = NULL;
    screen->renderer = NULL;
    screen->failures = 0;
    name_driver(screen);
}

static void present(Screen *screen, const SDL_Rect *rects, int count)
{
    if (screen->renderer) {
        present_texture(screen, rects, count);
        if (screen->failures < FAILURES_MOST) {
            return;
        }
        give_up_renderer(screen);
    }
    SDL_Rect all = {0, 0, shown(screen).w, shown(screen).h};
    present_surface(screen, screen->is_all_lost ? &all : rects, screen->is_all_lost ? 1 : count);
}

Surface screen_surface(Screen *screen, bool *is_new)
{
    follow_size(screen);
    *is_new = screen->is_new;
    screen->is_new = false;
    return screen->back;
}

// A rectangle of the picture as one of the glass, with its pixels turned.
static SDL_Rect put_on_glass(Screen *screen, RectPx rect)
{
    if (screen->turn != TURN_NONE) {
        turn_pixels(screen->turn, screen->back, rect, screen->glass);
        rect = turn_rect(screen->turn, rect, screen->back.w, screen->back.h);
    }
    return (SDL_Rect){rect.x, rect.y, rect.w, rect.h};
}

void screen_present(Screen *screen, const RectPx *rects, int count)
{
    SDL_Rect parts[MAX_RECTS];
    RectPx all = {0, 0, screen->back.w, screen->back.h};
    RectPx rest = {0};
    int n = 0;
    for (int i = 0; i < count && !screen->is_all_lost; i++) {
        RectPx r = rectpx_common(rects[i], all);
        if (rectpx_is_empty(r)) {
            continue;
        }
        if (n == MAX_RECTS - 1) {
            rest = rectpx_union(rest, r);
            continue;
        }
        parts[n++] = put_on_glass(screen, r);
    }
    if (!rectpx_is_empty(rest)) {
        parts[n++] = put_on_glass(screen, rest);
    }
    if (screen->is_all_lost) {
        parts[0] = put_on_glass(screen, all);
        n = 1;
    }
    if (n > 0) {
        present(screen, parts, n);
    }
}

bool screen_is_whole(const Screen *screen)
{
    return !screen->is_all_lost;
}

void screen_follow_display(Screen *screen)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    bool is_ours = !screen->is_window && driver && strcmp(driver, "wayland") != 0;
    int displays = SDL_GetNumVideoDisplays();
    int display = screen->display < displays ? screen->display : 0;
    SDL_Rect bounds;
    if (!is_ours || displays < 1 || SDL_GetDisplayBounds(display, &bounds) != 0) {
        return; // a compositor sees to it; without any display it comes with the next one
    }
    SDL_Rect is;
    SDL_GetWindowPosition(screen->window, &is.x, &is.y);
    SDL_GetWindowSize(screen->window, &is.w, &is.h);
    if (is.x == bounds.x && is.y == bounds.y && is.w == bounds.w && is.h == bounds.h) {
        return;
    }
    SDL_SetWindowFullscreen(screen->window, 0);
    SDL_SetWindowPosition(screen->window, bounds.x, bounds.y);
    SDL_SetWindowSize(screen->window, bounds.w, bounds.h);
    SDL_SetWindowFullscreen(screen->window, SDL_WINDOW_FULLSCREEN_DESKTOP);
    screen->is_all_lost = true;
}

void screen_come_back(Screen *screen)
{
    SDL_ShowWindow(screen->window);
    SDL_RestoreWindow(screen->window);
    SDL_RaiseWindow(screen->window);
}

bool screen_is_visible(const Screen *screen)
{
    Uint32 flags = SDL_GetWindowFlags(screen->window);
    return (flags & SDL_WINDOW_SHOWN) && !(flags & (SDL_WINDOW_MINIMIZED | SDL_WINDOW_HIDDEN));
}

void screen_size(const Screen *screen, int *w, int *h)
{
    window_size(screen, w, h);
    turn_size(screen->turn, w, h);
}

void screen_glass_size(const Screen *screen, int *w, int *h)
{
    window_size(screen, w, h);
}

Point screen_point(const Screen *screen, Point glass)
{
    int w = 0, h = 0;
    screen_size(screen, &w, &h);
    return turn_point_back(screen->turn, glass, w, h);
}

const char *screen_driver(const Screen *screen)
{
    return screen->driver;
}
