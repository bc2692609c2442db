#include "pages/low.h"
#include "pages/app_inside.h"
#include "pages/chrome.h"
#include "ui/reach.h"

enum { CORNER = 28, MS_FLING = 180 }; // a push counts as if it went on so long

static const Colour MIST = {0xE2, 0xEC, 0xE9, 255}; // what the landscape ends in …
static const Colour EDGE = {0xD0, 0xDB, 0xD9, 255}; // … and, in the page's shadow, at its edge

// clang-format off
static const GradientStop SKY[] = {{0, {0xBF, 0xD8, 0xDA, 255}}, {1, {0xE2, 0xEC, 0xE9, 255}}};
static const GradientStop FOG[] = {{0, {0xE2, 0xEC, 0xE9, 0}}, {1, {0xE2, 0xEC, 0xE9, 255}}};
static const GradientStop SHADE[] = {{0, {0xE2, 0xEC, 0xE9, 255}}, {1, {0xD0, 0xDB, 0xD9, 255}}};
// clang-format on

static Reach reach_now(const App *app)
{
    return reach_of((Mounting){app->diagonal_in, app->bottom_mm}, app->ui.is_portrait);
}

static bool comes_down(const Page *page)
{
    return page->class->has_bar && !str_is(STR("home"), page->class->name);
}

static int slide_ms(const App *app)
{
    return app->ui.modes.is_reduced ? 0 : MS_ENTER;
}

void low_aim(App *app)
{
    glide_aim(&app->lowered, app->ui.modes.is_low ? 1 : 0, app->now_ms, slide_ms(app));
}

void low_switched(App *app)
{
    low_let_go(app);
    Page *page = app_page(app);
    page->memory.up = 0;
    if (app->ui.modes.is_low) {
        glide_set(&page->lift, 0);
    }
}

void low_let_go(App *app)
{
    if (app->is_pulling) {
        Page *page = app_page(app);
        page->memory.up = glide_at(&page->lift, app->now_ms);
        app->is_pulling = false;
    }
}

float low_offset(const App *app, const Page *page)
{
    float lowered = glide_at(&app->lowered, app->now_ms);
    if (lowered <= 0 || !comes_down(page)) {
        return 0;
    }
    float dp = lowered * fmaxf(0, reach_now(app).drop - glide_at(&page->lift, app->now_ms));
    return app->ui.scale > 0 ? roundf(dp * app->ui.scale) / app->ui.scale : dp;
}

bool low_has_switch(const App *app)
{
    return app->ui.modes.is_low && comes_down(&app->stage[app->current]);
}

static void lift_to(App *app, float offset, float from)
{
    Page *page = app_page(app);
    float drop = reach_now(app).drop;
    glide_set(&page->lift, drop - from);
    page->memory.up = drop - offset;
    glide_aim(&page->lift, page->memory.up, app->now_ms, slide_ms(app));
}

void low_swap(App *app)
{
    Reach reach = reach_now(app);
    const Page *page = app_page(app);
    lift_to(app, reach_next(&reach, reach.drop - page->memory.up), low_offset(app, page));
}

bool low_grab(App *app, Point from, Point delta)
{
    Page *page = app_page(app);
    float offset = low_offset(app, page);
    Point at = {from.x, from.y - offset};
    bool is_along = fabsf(delta.y) > fabsf(delta.x);
    if (!low_has_switch(app) || !is_along || from.y >= app->ui.h - REACH_BAR_DP ||
        (page->class->takes_drag && page->class->takes_drag(app, page, at))) {
        return false;
    }
    app->is_pulling = true;
    app->pulled_from = offset;
    glide_set(&app->lowered, 1);
    return true;
}

void low_pull(App *app, const Gesture *gesture)
{
    Page *page = app_page(app);
    Reach reach = reach_now(app);
    float offset = clampf(app->pulled_from + gesture->at.y - gesture->from.y, 0, reach.drop);
    if (gesture->kind == GESTURE_DRAG) {
        glide_set(&page->lift, reach.drop - offset);
        return;
    }
    app->is_pulling = false;
    float thrown = clampf(offset + gesture->velocity.y * MS_FLING, 0, reach.drop);
    lift_to(app, reach_nearest(&reach, thrown), offset);
}

// ---- drawing ------------------------------------------------------------------------

// What the page's round corners leave free, seen from the landscape.
static void draw_corner(Ui *ui, float x, float y, float towards)
{
    enum { STEPS = 16 };
    Path path = ui_path_begin(ui);
    path_move(&path, 0, 0);
    for (int i = 0; i <= STEPS; i++) {
        float angle = 1.5707963f * (float)i / STEPS;
        path_line(&path, towards * CORNER * (1 - sinf(angle)), CORNER * (1 - cosf(angle)));
    }
    path_close(&path);
    ui_path(ui, &path, x, y, EDGE);
}

// The landscape above the page, its lower edge at `y`; `height` is all of it, of which the top may
// still be above the glass.
static void draw_landscape(App *app, float y, float height)
{
    Ui *ui = &app->ui;
    ui_layer(ui, (Rect){0, 0, ui->w, height + CORNER}, 0, y - height, 1);
    Rect sky = {0, 0, ui->w, height};
    if (ui->modes.is_contrast) {
        ui_fill(ui, sky, MOON);
    } else {
        ui_clip(ui, sky);
        ui_gradient(ui, sky, SKY, COUNT(SKY));
        float grow = ui->is_portrait ? 1.4f : 1;
        chrome_panorama(app, "panorama/far", -420, height - 760 * grow, 2700 * grow, 0.8f);
        chrome_panorama(app, "panorama/mid", -1500, height - 860 * grow, 3840 * grow, 0.9f);
        ui_gradient(ui, (Rect){0, height * 0.35f, ui->w, height * 0.65f - 24}, FOG, COUNT(FOG));
        ui_fill(ui, (Rect){0, height - 24, ui->w, 24}, MIST);
        ui_gradient(ui, (Rect){0, height - 20, ui->w, 20}, SHADE, COUNT(SHADE));
        ui_unclip(ui);
    }
    draw_corner(ui, 0, height, 1);
    draw_corner(ui, ui->w, height, -1);
    if (ui->modes.is_contrast) {
        ui_clip(ui, (Rect){0, height, ui->w, CORNER});
        ui_round_frame(ui, (Rect){0, height, ui->w, 4 * CORNER}, CORNER, 3, INK);
        ui_unclip(ui);
    }
    ui_end_layer(ui);
}

// While it slides the page is composed once and moved; at rest it is drawn in its place, so that what
// moves on it repaints no more than itself.
void low_draw(App *app, Page *page)
{
    Ui *ui = &app->ui;
    if (!page->class->drawn) {
        return;
    }
    float y = low_offset(app, page);
    bool is_sliding =
        glide_is_moving(&app->lowered, app->now_ms) || glide_is_moving(&page->lift, app->now_ms);
    if (is_sliding && comes_down(page)) {
        ui_animate(ui);
    }
    if (y <= 0) {
        page->class->drawn(app, page);
        return;
    }
    Rect room = {0, 0, ui->w, ui->h - REACH_BAR_DP - y};
    if (is_sliding || app->is_pulling) {
        int target = ui->target_count;
        int scroll = ui->scroll_count;
        ui_layer(ui, (Rect){0, 0, ui->w, ui->h - REACH_BAR_DP}, 0, y, 1);
        page->class->drawn(app, page);
        ui_end_layer(ui);
        ui_keep_within(ui, target, scroll, (Rect){0, y, room.w, room.h});
    } else {
        ui_move(ui, 0, y);
        ui_clip(ui, room);
        page->class->drawn(app, page);
        ui_unclip(ui);
        ui_move(ui, 0, -y);
    }
    draw_landscape(app, y, reach_now(app).drop);
}
