#include "base/hash.h"
#include "pages/access.h"
#include "pages/app_inside.h"
#include "pages/low.h"
#include "pages/staff.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

// ---- routes -----------------------------------------------------------------

static const PageClass *class_named(Str name)
{
    for (int i = 0; PAGES[i]; i++) {
        if (str_is(name, PAGES[i]->name)) {
            return PAGES[i];
        }
    }
    return NULL;
}

// "chains" is the overview and "chains/x" one chain; every other page has its own name.
static const PageClass *class_of(Str route, Str *arg)
{
    int slash = str_find_char(route, '/');
    Str name = slash < 0 ? route : str_sub(route, 0, slash);
    *arg = slash < 0 ? STR_NONE : str_from_offset(route, slash + 1);
    if (arg->n && str_is(name, "chains")) {
        name = STR("chain");
    }
    return class_named(name);
}

Page *app_page(App *app)
{
    return &app->stage[app->current];
}

void app_tell(App *app, NewsKind kind, Point at_px)
{
    if (!app->observer.told) {
        return;
    }
    const Ui *ui = &app->ui;
    AppNews news = {.kind = kind,
                    .route = app->way[app->depth - 1].route,
                    .language = app->language_id,
                    .modes = ui->modes,
                    .now_ms = app->now_ms,
                    .touched_ms = app->touched_ms};
    if (ui->window_w > 0 && ui->window_h > 0) {
        news.at = (Point){at_px.x / (float)ui->window_w, at_px.y / (float)ui->window_h};
    }
    app->observer.told(app->observer.context, &news);
}

static void remember(App *app)
{
    Page *page = app_page(app);
    for (int i = 0; i < COUNT(page->scrolls); i++) {
        page->memory.scroll[i] = page->scrolls[i].pos;
    }
    app->way[app->depth - 1].memory = page->memory;
}

// Loads the page that the way ends at into `page`, with the memory kept there.
static void load(App *app, Page *page, int64_t ready_ms)
{
    const Visit *visit = &app->way[app->depth - 1];
    // What could be touched so far speaks of a page that may go now; the next frame says it anew.
    app->ui.target_count = 0;
    app->ui.scroll_count = 0;
    Arena arena = page->arena;
    arena_reset(&arena);
    *page = (Page){.arena = arena, .memory = visit->memory};
    memcpy(page->route, visit->route, sizeof page->route);
    page->class = class_of(str_from(page->route), &page->arg);
    assert(page->class);
    page->opened_ms = app->now_ms;
    page->ready_ms = ready_ms;
    for (int i = 0; i < COUNT(page->scrolls); i++) {
        page->scrolls[i].pos = page->memory.scroll[i];
        page->scrolls[i].limit = 1e6f; // until the page states its content
        page->scrolls[i].at_ms = app->now_ms;
    }
    glide_set(&page->lift, page->memory.up);
    if (page->class->opened) {
        page->class->opened(app, page);
    }
    app_tell(app, NEWS_SHOWN, (Point){0, 0});
}

void app_let_go(App *app)
{
    low_let_go(app);
    app->held = (Target){0};
    app->ui.pressed = 0;
    app->dragging = NULL;
    app->has_finger = false;
}

int app_turn_ms(const App *app)
{
    return app->ui.modes.is_reduced ? MS_LANGUAGE : MS_ENTER;
}

static void turn(App *app, int direction)
{
    access_close(app);
    app_let_go(app);
    app->current = 1 - app->current;
    app->is_leaving = true;
    app->direction = direction;
    app->turned_ms = app->now_ms;
    load(app, app_page(app), app->now_ms + app_turn_ms(app));
}

static void set_visit(Visit *visit, Str route)
{
    *visit = (Visit){0};
    snprintf(visit->route, sizeof visit->route, "%.*s", STR_ARG(route));
}

void app_go(App *app, Str route)
{
    Str arg;
    if (route.n == 0 || route.n >= ROUTE_MAX || !class_of(route, &arg)) {
        log_line(app->log, "no page for route \"%.*s\"", STR_ARG(route));
        return;
    }
    if (str_is(route, app_page(app)->route)) {
        return;
    }
    remember(app);
    if (app->depth == MAX_WAY) {
        // The oldest steps after home are forgotten; home stays the way out.
        memmove(&app->way[1], &app->way[2], sizeof app->way[0] * (MAX_WAY - 2));
        app->depth--;
    }
    set_visit(&app->way[app->depth++], route);
    turn(app, 1);
}

void app_back(App *app)
{
    if (app->depth <= 1) {
        app_home(app);
        return;
    }
    app->depth--;
    turn(app, -1);
}

void app_home(App *app)
{
    if (str_is(STR("home"), app_page(app)->route)) {
        return;
    }
    app->depth = 1;
    set_visit(&app->way[0], STR("home"));
    turn(app, -1);
}

void app_wake(App *app)
{
    app->depth = 1;
    set_visit(&app->way[0], STR("home"));
    turn(app, 1);
}

// From now on in this language; words kept in the last one are forgotten.
static void speak(App *app, Str language)
{
    char id[sizeof app->language_id];
    snprintf(id, sizeof id, "%.*s", STR_ARG(language));
    memcpy(app->language_id, id, sizeof id);
    app->language = str_from(app->language_id);
    app->ui.language = str_is(app->language, "en") ? TEXT_EN : TEXT_ZH;
    if (app->store) {
        store_set_language(app->store, app->language);
    }
    Arena arena = app->labels.arena;
    arena_reset(&arena);
    app->labels = (Labels){.arena = arena};
}

void app_reset(App *app)
{
    app_tell(app, NEWS_RESET, (Point){0, 0});
    speak(app, str_from(app->home_language));
    app->ui.modes = app->home_modes;
    app->depth = 1;
    set_visit(&app->way[0], str_from(app->home_route));
    staff_forget(app);
    turn(app, -1);
}

void app_switch_language(App *app)
{
    if (!app->store) {
        return;
    }
    StoryInfo info = store_info(app->store, &app->frames[app->frame]);
    int next = 0;
    for (int i = 0; i < info.language_count; i++) {
        if (str_eq(info.languages[i], app->language)) {
            next = (i + 1) % info.language_count;
        }
    }
    if (info.language_count < 2) {
        return;
    }
    speak(app, info.languages[next]);
    remember(app);
    app_let_go(app);
    app->current = 1 - app->current; // the page in the old language fades under the new one
    app->is_leaving = true;
    app->direction = 0;
    app->turned_ms = app->now_ms;
    load(app, app_page(app), app->now_ms);
    // What had been shown is shown at once: nothing counts up again.
    app_page(app)->ready_ms = app->now_ms - 10000;
    app_tell(app, NEWS_CHANGED, (Point){0, 0});
}

void app_ask_language(App *app)
{
    app->wants_language = true;
    ui_animate(&app->ui);
}

bool app_is_turning(const App *app)
{
    return app->is_leaving;
}

Store *app_store(App *app)
{
    return app->store;
}

uint64_t app_state_hash(const App *app)
{
    uint64_t h = HASH_SEED;
    for (int i = 0; i < app->depth; i++) {
        h = hash_u64(h, str_hash(str_from(app->way[i].route)));
        h = hash_bytes(h, &app->way[i].memory, sizeof app->way[i].memory);
    }
    h = hash_u64(h, str_hash(app->language));
    const Modes *m = &app->ui.modes;
    uint64_t modes = (uint64_t)m->is_large | (uint64_t)m->is_contrast << 1 |
                     (uint64_t)m->is_low << 2 | (uint64_t)m->is_reduced << 3;
    h = hash_u64(h, modes << 1 | (uint64_t)access_is_open(app));
    return hash_u64(h, staff_hash(app));
}

// ---- opening ----------------------------------------------------------------------

static bool picture_info(void *context, Str name, int *w, int *h, uint32_t *rgb)
{
    return context && store_picture_info(context, name, w, h, rgb);
}

void app_open(App *app, const AppOptions *options, int64_t now_ms)
{
    *app = (App){.store = options->store,
                 .log = options->log,
                 .raster = options->raster,
                 .idle_ms = options->idle_ms,
                 .diagonal_in = options->diagonal_in,
                 .bottom_mm = options->bottom_mm,
                 .staff = options->staff,
                 .observer = options->observer,
                 .now_ms = now_ms,
                 .touched_ms = now_ms,
                 .device_fingers = -1};
    arena_init(&app->arena, "app", 8 * MIB);
    arena_init(&app->frames[0], "frame", 64 * MIB);
    arena_init(&app->frames[1], "frame", 64 * MIB);
    arena_init(&app->labels.arena, "labels", 2 * MIB);
    for (int i = 0; i < COUNT(app->stage); i++) {
        arena_init(&app->stage[i].arena, "page", 64 * MIB);
    }
    PictureInfo info = {app->store, picture_info};
    bool is_open = ui_open(&app->ui, options->fonts, options->pictures, info);
    assert(is_open);
    (void)is_open;
    snprintf(app->home_language, sizeof app->home_language, "%s", options->language);
    speak(app, str_from(app->home_language));
    app->ui.modes = options->modes;
    app->home_modes = options->modes;
    glide_set(&app->lowered, options->modes.is_low ? 1 : 0);
    gestures_init(&app->gestures, 1, 0);
    Str route = str_from(options->route ? options->route : "attract");
    Str arg;
    if (!class_of(route, &arg)) {
        log_line(app->log, "no page for route \"%.*s\"", STR_ARG(route));
        route = STR("attract");
    }
    snprintf(app->home_route, sizeof app->home_route, "attract");
    app->depth = 1;
    set_visit(&app->way[0], route);
    load(app, app_page(app), now_ms);
}

void app_close(App *app)
{
    ui_close(&app->ui);
    for (int i = 0; i < 2; i++) {
        arena_finish(&app->frames[i]);
        arena_finish(&app->stage[i].arena);
    }
    arena_finish(&app->labels.arena);
    arena_finish(&app->arena);
}
