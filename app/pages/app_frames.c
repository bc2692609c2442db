#include "pages/access.h"
#include "pages/app_inside.h"
#include "pages/chrome.h"
#include "pages/low.h"
#include "pages/operator.h"
#include "pages/staff.h"

enum {
    MS_STILL = 500,    // nothing moves for so long: memory of what moved is given back
    LAYER_SCREENS = 5, // two pages sliding, their backdrops and a part
};

static void draw_idle_notice(App *app)
{
    Ui *ui = &app->ui;
    if (app->idle_ms <= 0 || staff_holds(app) ||
        str_is(str_from(app->home_route), app_page(app)->route)) {
        return;
    }
    int64_t notice_ms = app->touched_ms + app_idle_ms(app);
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

// As it was then, asking for no frame.
static void draw_at(App *app, Page *page, int64_t at_ms, void (*draw)(App *app, Page *page))
{
    int64_t now_ms = app->now_ms;
    int64_t next_ms = app->ui.next_ms;
    app->now_ms = at_ms;
    app->ui.now_ms = at_ms;
    draw(app, page);
    app->now_ms = now_ms;
    app->ui.now_ms = now_ms;
    app->ui.next_ms = next_ms;
}

// While pages slide, time stands still in them: each is composed once and then only moved.
static void draw_page_still(App *app, Page *page)
{
    draw_at(app, page, app->turned_ms, low_draw);
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
    draw_page_still(app, app_page(app));
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
    app_cancel_touches(app); // of another size
    gestures_init(&app->gestures, shorter > 0 ? shorter / 1080 : 1, mm_per_px);
}

static void draw_stage(App *app, Page *page)
{
    Ui *ui = &app->ui;
    fill_around_stage(app);
    ui_clip(ui, (Rect){0, 0, ui->w, ui->h});
    ui_fill(ui, (Rect){0, 0, ui->w, ui->h}, MOON);
    if (app->is_leaving) {
        draw_turning(app);
    } else {
        low_draw(app, page);
    }
    access_draw(app);
    if (page->class->has_bar) {
        chrome_bar(app, page);
    }
    draw_idle_notice(app);
    operator_over(app);
    ui_unclip(ui);
}

void app_draw_stage_at(App *app, int64_t at_ms)
{
    draw_at(app, app_page(app), at_ms, draw_stage);
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
    app_take_gestures(app);
    app->has_finger = app->has_finger && staff_has_finger(app);
    if (app->has_finger) {
        app->touched_ms = now_ms; // never idle while somebody holds the glass
    }
    staff_tick(app);
    low_aim(app);
    if (app_has_notice(app) && now_ms - app->touched_ms >= app_idle_ms(app) + MS_COUNTDOWN) {
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
    if (app->is_leaving && now_ms >= app->turned_ms + app_turn_ms(app)) {
        app->is_leaving = false;
    }
    step_scrolls(app, app_page(app));
    app_step_night(app);
    if (app->glass == GLASS_LIT) {
        draw_stage(app, app_page(app));
    } else {
        app_draw_night(app);
    }
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
