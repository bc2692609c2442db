// The real story, opened once for the tests of pages/: a visit without a window and without real time.
#pragma once
#include "pages/app.h"
#include "venue/house.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

enum { STEP_MS = 16 };

typedef struct {
    House house;
    App app;
    int64_t now_ms;
    int w, h;
} Visitor;

static inline int visitor_open_house(void **state)
{
    static Visitor visitor;
    HouseOptions options = {
        .story = BUILD_DIR "/story.db", .fonts = BUILD_DIR "/fonts", .threads = 1};
    Err err = {0};
    if (!house_open(&visitor.house, &options, NULL, &err)) {
        fprintf(stderr, "%s %s\n", err.what, err.hint);
        house_close(&visitor.house);
        return -1;
    }
    *state = &visitor;
    return 0;
}

static inline int visitor_close_house(void **state)
{
    Visitor *visitor = *state;
    if (visitor) { // else it was never opened: that is what the test says then
        house_close(&visitor->house);
    }
    return 0;
}

static inline void visitor_frame(Visitor *v)
{
    app_frame(&v->app, v->w, v->h, v->now_ms);
}

// A fresh visit that stands on `route`.
static inline void visitor_arrive(Visitor *v, const char *route, const char *language, int w, int h,
                                  int idle_ms)
{
    v->w = w;
    v->h = h;
    v->now_ms = 1000;
    AppOptions options = {.fonts = v->house.fonts,
                          .store = v->house.store,
                          .raster = v->house.raster,
                          .language = language,
                          .route = route,
                          .modes = {.is_reduced = true},
                          .idle_ms = idle_ms};
    app_open(&v->app, &options, v->now_ms);
    visitor_frame(v);
    v->now_ms += 1000;
    visitor_frame(v);
}

static inline void visitor_leave(Visitor *v)
{
    app_close(&v->app);
}

// Time passes, with a frame whenever the app wants one.
static inline void visitor_wait(Visitor *v, int64_t ms)
{
    int64_t until = v->now_ms + ms;
    while (v->now_ms < until) {
        int64_t next = app_next_ms(&v->app);
        next = next < v->now_ms + STEP_MS ? v->now_ms + STEP_MS : next;
        v->now_ms = next < until ? next : until;
        visitor_frame(v);
    }
}

static inline void visitor_finger(Visitor *v, int finger, ContactPhase phase, float x, float y)
{
    Point px = {v->app.ui.origin_x + x * v->app.ui.scale, v->app.ui.origin_y + y * v->app.ui.scale};
    InputEvent event = {.kind = EVENT_CONTACT, .contact = {phase, finger, px, v->now_ms}};
    app_event(&v->app, &event, v->now_ms);
}

static inline void visitor_contact(Visitor *v, ContactPhase phase, float x, float y)
{
    visitor_finger(v, 1, phase, x, y);
}

static inline void visitor_tap(Visitor *v, float x, float y)
{
    visitor_contact(v, CONTACT_DOWN, x, y);
    visitor_frame(v);
    v->now_ms += 60;
    visitor_contact(v, CONTACT_UP, x, y);
    visitor_frame(v);
    visitor_wait(v, 600);
}

static inline const char *visitor_route(const Visitor *v)
{
    return v->app.way[v->app.depth - 1].route;
}
