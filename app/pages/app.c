#include "pages/app.h"
#include "base/hash.h"
#include "pages/chrome.h"
#include "pages/operator.h"
#include "pages/staff.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    MS_COUNTDOWN = 20000, // between the idle notice and the reset (WCAG 2.2.1: at least 20 s)
    MS_STILL = 500,       // nothing moves for so long: memory of what moved is given back
    LAYER_SCREENS = 5,    // two pages sliding, their backdrops and a part
};

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

static Page *page_now(App *app)
{
    return &app->stage[app->current];
}

static void tell(App *app, NewsKind kind, Point at_px)
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
    Page *page = page_now(app);
    for (int i = 0; i < COUNT(page->scrolls); i++) {
        page->memory.scroll[i] = page->scrolls[i].pos;
    }
    app->way[app->depth - 1].memory = page->memory;
}

// Loads the page that the way ends at into `page`, with the memory kept there.
static void load(App *app, Page *page, int64_t ready_ms)
{
    const Visit *visit = &app->way[app->depth - 1];
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
    if (page->class->opened) {
        page->class->opened(app, page);
    }
    tell(app, NEWS_SHOWN, (Point){0, 0});
}

static void let_go(App *app)
{
    app->held = (Target){0};
    app->ui.pressed = 0;
    app->dragging = NULL;
    app->has_finger = false;
}

static int turn_ms(const App *app)
{
    return app->ui.modes.is_reduced ? MS_LANGUAGE : MS_ENTER;
}

static void turn(App *app, int direction)
{
    let_go(app);
    app->current = 1 - app->current;
    app->is_leaving = true;
    app->direction = direction;
    app->turned_ms = app->now_ms;
    load(app, page_now(app), app->now_ms + turn_ms(app));
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
    if (str_is(route, page_now(app)->route)) {
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
    if (str_is(STR("home"), page_now(app)->route)) {
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
    tell(app, NEWS_RESET, (Point){0, 0});
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
    let_go(app);
    app->current = 1 - app->current; // the page in the old language fades under the new one
    app->is_leaving = true;
    app->direction = 0;
    app->turned_ms = app->now_ms;
    load(app, page_now(app), app->now_ms);
    // What had been shown is shown at once: nothing counts up again.
    page_now(app)->ready_ms = app->now_ms - 10000;
    tell(app, NEWS_CHANGED, (Point){0, 0});
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

// ---- touch --------------------------------------------------------------------

static void switch_mode(App *app, Str mode)
{
    Modes *modes = &app->ui.modes;
    bool *flag = str_is(mode, "large")     ? &modes->is_large
                 : str_is(mode, "reduced") ? &modes->is_reduced
                 : str_is(mode, "low")     ? &modes->is_low
                                           : &modes->is_contrast;
    *flag = !*flag;
    tell(app, NEWS_CHANGED, (Point){0, 0});
}

static void act(App *app, const Target *target)
{
    switch (target->action) {
    case ACTION_GO:
        app_go(app, target->arg);
        return;
    case ACTION_BACK:
        app_back(app);
        return;
    case ACTION_HOME:
        app_home(app);
        return;
    case ACTION_LANGUAGE:
        app_switch_language(app);
        return;
    case ACTION_WAKE:
        app_wake(app);
        return;
    case ACTION_MODE:
        switch_mode(app, target->arg);
        return;
    default:
        break;
    }
    if (operator_acts(app, target)) {
        return;
    }
    Page *page = page_now(app);
    if (target->action >= ACTION_PAGE && page->class->tapped) {
        page->class->tapped(app, page, target);
    }
}

static bool is_idle_notice_up(const App *app)
{
    return app->idle_ms > 0 && app->now_ms - app->touched_ms >= app->idle_ms && !staff_holds(app) &&
           !str_is(str_from(app->home_route), app->stage[app->current].route);
}

static void pressed(App *app, Point at, bool was_notice)
{
    app->has_finger = true;
    app->held = (Target){0};
    app->dragging = NULL;
    app->drag_stopped_scroll = false;
    if (was_notice) {
        return; // this touch only says that somebody is still here
    }
    const ScrollArea *area = ui_scroll_at(&app->ui, at);
    if (area && scroll_stop(area->scroll)) {
        app->drag_stopped_scroll = true;
        return;
    }
    const Target *target = ui_target_at(&app->ui, at);
    if (target) {
        app->held = *target;
        // Texts of a target live in the frame's arena; this one outlives the frame.
        snprintf(app->held_arg, sizeof app->held_arg, "%.*s", STR_ARG(target->arg));
        app->held.arg = str_from(app->held_arg);
        app->held.name = STR_NONE;
        app->ui.pressed = target->id;
        app->ui.pressed_ms = app->now_ms;
    }
}

static void drag_began(App *app, const Gesture *g, Point from, Point at)
{
    bool is_across = fabsf(at.x - from.x) > fabsf(at.y - from.y);
    for (int i = app->ui.scroll_count - 1; i >= 0; i--) {
        const ScrollArea *area = &app->ui.scrolls[i];
        if (area->is_horizontal == is_across && rect_has(area->view, from)) {
            app->dragging = area->scroll;
            app->is_drag_horizontal = is_across;
            float by = is_across ? at.x - from.x : at.y - from.y;
            scroll_drag(app->dragging, by);
            return;
        }
    }
    if (page_now(app)->class->gesture) {
        page_now(app)->class->gesture(app, page_now(app), g);
    }
}

// Gestures arrive in px; pages and scrolls live in dp.
static Gesture in_dp(const App *app, const Gesture *g)
{
    float scale = app->ui.scale > 0 ? app->ui.scale : 1;
    Gesture out = *g;
    out.at = ui_to_dp(&app->ui, g->at);
    out.from = ui_to_dp(&app->ui, g->from);
    out.delta = (Point){g->delta.x / scale, g->delta.y / scale};
    out.velocity = (Point){g->velocity.x / scale, g->velocity.y / scale};
    return out;
}

static void scrolled(App *app, const Gesture *g)
{
    if (g->kind == GESTURE_DRAG) {
        scroll_drag(app->dragging, app->is_drag_horizontal ? g->delta.x : g->delta.y);
    } else {
        scroll_release(app->dragging, app->is_drag_horizontal ? g->velocity.x : g->velocity.y);
        app->dragging->at_ms = app->now_ms;
        app->dragging = NULL;
    }
}

static void gestured(App *app, const Gesture *raw)
{
    Gesture g = in_dp(app, raw);
    bool was_notice = is_idle_notice_up(app);
    app->touched_ms = app->now_ms;
    if (staff_gesture(app, &g)) {
        return;
    }
    switch (g.kind) {
    case GESTURE_PRESS:
        tell(app, NEWS_TOUCHED, raw->at);
        pressed(app, g.at, was_notice);
        return;
    case GESTURE_UNPRESS:
        app->ui.pressed = 0;
        return;
    case GESTURE_TAP: {
        tell(app, NEWS_TAPPED, raw->at);
        Target target = app->held;
        bool is_stopped = app->drag_stopped_scroll;
        app->ui.pressed = 0;
        app->held = (Target){0};
        if (target.action != ACTION_NONE && !is_stopped && rect_has(target.hit, g.at)) {
            act(app, &target);
            return;
        }
        break;
    }
    case GESTURE_DRAG_BEGIN:
        app->ui.pressed = 0;
        drag_began(app, &g, g.from, g.at);
        return;
    case GESTURE_DRAG:
    case GESTURE_DRAG_END:
        if (app->dragging) {
            scrolled(app, &g);
            return;
        }
        break;
    case GESTURE_DOUBLE_TAP:
        if (ui_target_at(&app->ui, g.at)) {
            return; // a button touched twice was tapped twice
        }
        break;
    default:
        break;
    }
    if (page_now(app)->class->gesture) {
        page_now(app)->class->gesture(app, page_now(app), &g);
    }
}

static void gestured_all(App *app)
{
    for (int i = 0; i < app->list.count; i++) {
        gestured(app, &app->list.items[i]);
    }
    app->list.count = 0;
}

void app_event(App *app, const InputEvent *event, int64_t now_ms)
{
    app->now_ms = now_ms;
    switch (event->kind) {
    case EVENT_CONTACT:
        if (staff_contact(app, &event->contact)) {
            return;
        }
        gestures_feed(&app->gestures, &event->contact, &app->list);
        gestured_all(app);
        return;
    case EVENT_HIDDEN:
    case EVENT_FOCUS_LOST:
    case EVENT_DISPLAY: {
        ContactEvent cancel = {.phase = CONTACT_CANCEL_ALL, .time_ms = now_ms};
        gestures_feed(&app->gestures, &cancel, &app->list);
        gestured_all(app);
        let_go(app);
        return;
    }
    case EVENT_KEY:
        if (staff_key(app, event->key)) {
            app->touched_ms = now_ms;
        }
        return;
    case EVENT_WHEEL: {
        const ScrollArea *area = ui_scroll_at(&app->ui, ui_to_dp(&app->ui, event->contact.at));
        if (area) {
            scroll_to(area->scroll, area->scroll->pos - event->delta.y * 120);
            app->touched_ms = now_ms;
        }
        return;
    }
    default:
        return;
    }
}

// ---- frames ---------------------------------------------------------------------

static void draw_idle_notice(App *app)
{
    Ui *ui = &app->ui;
    if (app->idle_ms <= 0 || staff_holds(app) ||
        str_is(str_from(app->home_route), page_now(app)->route)) {
        return;
    }
    int64_t notice_ms = app->touched_ms + app->idle_ms;
    if (app->now_ms < notice_ms) {
        ui_wake_at(ui, notice_ms);
        return;
    }
    int left_s = (int)((notice_ms + MS_COUNTDOWN - app->now_ms + 999) / 1000);
    Rect strip = {(ui->w - 880) / 2, ui->h - 120 - 24 - 112, 880, 112};
    chrome_card(app, strip, 16, ELEVATION_RAISED);
    Str seconds = str_format(ui->frame, "%d", left_s);
    Str text = app_label_fill(app, "idle.countdown", "s", seconds);
    ui_text_in(ui, theme_type(TYPE_H3), INK, (Rect){strip.x + 32, strip.y, 560, strip.h}, text);
    Rect button = {strip.x + strip.w - 256, strip.y + 8, 240, 96};
    ui_round(ui, button, 16, GAMBOGE);
    ui_text_in(ui, theme_type(TYPE_H3), INK, button, app_label(app, "button.continue"));
    float done = (float)(app->now_ms - notice_ms) / (float)MS_COUNTDOWN;
    ui_fill(ui, (Rect){strip.x + 16, strip.y + strip.h - 4, (strip.w - 32) * (1 - done), 3},
            GAMBOGE);
    ui_wake_at(ui, app->now_ms + 1000 - (app->now_ms - notice_ms) % 1000);
}

static void draw_page(App *app, Page *page)
{
    if (page->class->drawn) {
        page->class->drawn(app, page);
    }
}

// While pages slide, time stands still in them: each is composed once and then only moved.
static void draw_page_still(App *app, Page *page)
{
    int64_t now_ms = app->now_ms;
    int64_t next_ms = app->ui.next_ms;
    app->now_ms = app->turned_ms;
    app->ui.now_ms = app->turned_ms;
    draw_page(app, page);
    app->now_ms = now_ms;
    app->ui.now_ms = now_ms;
    app->ui.next_ms = next_ms;
}

static void draw_turning(App *app)
{
    Ui *ui = &app->ui;
    Rect stage = {0, 0, ui->w, ui->h};
    bool is_slide = !ui->modes.is_reduced && app->direction != 0;
    int leave_ms = is_slide ? MS_LEAVE : MS_LANGUAGE;
    float away = ease_leave(motion_progress(app->now_ms, app->turned_ms, leave_ms));
    float in = ease_settle(
        motion_progress(app->now_ms, app->turned_ms, is_slide ? MS_ENTER : MS_LANGUAGE));
    float direction = is_slide ? (float)app->direction : 0;
    if (away < 1) {
        ui_layer(ui, stage, -90 * direction * away, 0, is_slide ? 1 - away : 1);
        draw_page_still(app, &app->stage[1 - app->current]);
        ui_end_layer(ui);
    }
    ui->target_count = 0; // of the leaving page
    ui->scroll_count = 0;
    ui_layer(ui, stage, 180 * direction * (1 - in), 0, in);
    draw_page_still(app, page_now(app));
    ui_end_layer(ui);
    ui_animate(ui);
}

static void step_scrolls(App *app, Page *page)
{
    for (int i = 0; i < COUNT(page->scrolls); i++) {
        if (scroll_step(&page->scrolls[i], app->now_ms)) {
            ui_animate(&app->ui);
        }
    }
}

static void fill_around_stage(App *app)
{
    Ui *ui = &app->ui;
    int stage_w = (int)lroundf(ui->w * ui->scale);
    int stage_h = (int)lroundf(ui->h * ui->scale);
    if (stage_w < ui->window_w || stage_h < ui->window_h) {
        Paint paint = paint_colour(DEEP);
        list_fill(&ui->list, (RectPx){0, 0, ui->window_w, ui->window_h}, &paint);
    }
}

// What may be kept between frames, in screens: a 4K hall has four times the memory of a 1080p one.
static void set_budgets(App *app, int w, int h)
{
    size_t screen = (size_t)(w > 0 ? w : 1) * (size_t)(h > 0 ? h : 1) * sizeof(uint32_t);
    raster_set_budget(app->raster, LAYER_SCREENS * screen);
}

// Slop is a size on the glass; palms are judged in mm where the screen's diagonal is known.
static void measure_glass(App *app, int w, int h)
{
    float shorter = (float)(w < h ? w : h);
    float diagonal_px = hypotf((float)w, (float)h);
    float mm_per_px =
        app->diagonal_in > 0 && diagonal_px > 0 ? app->diagonal_in * 25.4f / diagonal_px : 0;
    let_go(app);
    gestures_init(&app->gestures, shorter > 0 ? shorter / 1080 : 1, mm_per_px);
}

void app_frame(App *app, int window_w, int window_h, int64_t now_ms)
{
    Ui *ui = &app->ui;
    if (window_w != ui->window_w || window_h != ui->window_h) {
        set_budgets(app, window_w, window_h);
        measure_glass(app, window_w, window_h);
    }
    app->now_ms = now_ms;
    gestures_tick(&app->gestures, app->device_fingers, now_ms, &app->list);
    gestured_all(app);
    app->has_finger = app->has_finger && staff_has_finger(app);
    if (app->has_finger) {
        app->touched_ms = now_ms; // never idle while somebody holds the glass
    }
    staff_tick(app);
    if (is_idle_notice_up(app) && now_ms - app->touched_ms >= app->idle_ms + MS_COUNTDOWN) {
        app_reset(app);
    }
    if (app->wants_language) {
        app->wants_language = false;
        app_switch_language(app);
    }
    app->frame = 1 - app->frame;
    Arena *frame = &app->frames[app->frame];
    arena_reset(frame);
    ui_begin(ui, frame, window_w, window_h, now_ms);
    if (app->is_leaving && now_ms >= app->turned_ms + turn_ms(app)) {
        app->is_leaving = false;
    }
    step_scrolls(app, page_now(app));
    fill_around_stage(app);
    ui_clip(ui, (Rect){0, 0, ui->w, ui->h});
    ui_fill(ui, (Rect){0, 0, ui->w, ui->h}, MOON);
    if (app->is_leaving) {
        draw_turning(app);
    } else {
        draw_page(app, page_now(app));
    }
    if (page_now(app)->class->has_bar) {
        chrome_bar(app, page_now(app));
    }
    draw_idle_notice(app);
    operator_over(app);
    ui_unclip(ui);
    ui_end(ui);
}

Damage app_paint(App *app, Surface target, bool is_new)
{
    const DrawList *before = app->has_shown && !is_new ? &app->shown : NULL;
    Damage damage = damage_between(before, &app->ui.list, app->ui.frame);
    if (damage.count) {
        raster_paint(app->raster, &app->ui.list, damage.rects, damage.count, target);
    }
    app->shown = app->ui.list;
    app->has_shown = true;
    if (app->ui.next_ms > app->now_ms + MS_STILL) {
        raster_rest(app->raster, &app->ui.list);
    }
    return damage;
}

int64_t app_next_ms(const App *app)
{
    int64_t gesture_ms = gestures_next_deadline_ms(&app->gestures);
    return gesture_ms < app->ui.next_ms ? gesture_ms : app->ui.next_ms;
}

float page_sweep(App *app, const Page *page, int delay_ms, int length_ms)
{
    if (app->ui.modes.is_reduced) {
        return 1;
    }
    int64_t start = page->ready_ms + delay_ms;
    if (app->now_ms < start + length_ms) {
        if (app->now_ms < start) {
            ui_wake_at(&app->ui, start);
        } else {
            ui_animate(&app->ui);
        }
    }
    return ease_settle(motion_progress(app->now_ms, start, length_ms));
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
    return hash_u64(hash_u64(h, modes), staff_hash(app));
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
    load(app, page_now(app), now_ms);
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
