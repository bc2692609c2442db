#include "pages/app_inside.h"
#include "pages/staff.h"

enum {
    MS_OUT = 2000,            // the picture goes out …
    MS_UP = 1500,             // … and comes up again, dim and still
    MS_ATTRACT = 75000,       // untouched, where visits have no time of their own
    MS_ANYWHERE = 15 * 60000, // there, on a page that nobody leaves
};

static const float DIM_ALPHA = 0.82f; // of the black over a dim picture

// When the glass may go dark if nobody touches it.
static int64_t due(const App *app)
{
    bool is_home = str_is(str_from(app->home_route), app->way[app->depth - 1].route);
    if (app->idle_ms > 0) {
        return is_home ? app->touched_ms + app->idle_ms : INT64_MAX; // a visit ends first
    }
    return app->touched_ms + (is_home ? MS_ATTRACT : MS_ANYWHERE);
}

static bool is_in_use(const App *app)
{
    const Staff *staff = app->staff;
    return app->is_leaving || staff_has_finger(app) || staff_is_page(app) ||
           (staff && (staff->is_cleaning || staff->is_guiding));
}

void app_set_night(App *app, Glass night)
{
    if (night != app->night) {
        app->night = night;
        ui_wake_at(&app->ui, app->now_ms);
    }
}

void app_step_night(App *app)
{
    app->is_waking = app->is_waking && staff_has_finger(app);
    if (app->glass != GLASS_LIT || app->night == GLASS_LIT) {
        app->glass = app->night;
        return;
    }
    int64_t due_ms = due(app);
    if (app->now_ms < due_ms) {
        ui_wake_at(&app->ui, due_ms);
    } else if (!is_in_use(app)) { // else what ends that use makes a frame
        app->glass = app->night;
        app->dark_ms = app->now_ms;
    }
}

bool app_lights(App *app, const ContactEvent *contact)
{
    if (app->glass != GLASS_LIT && contact->phase == CONTACT_DOWN) {
        app->glass = GLASS_LIT;
        app->is_waking = true;
        app->touched_ms = app->now_ms;
    }
    if (!app->is_waking) {
        return false;
    }
    contacts_feed(&app->gestures.contacts, contact);
    app->is_waking = staff_has_finger(app);
    return true;
}

static void darken(App *app, float alpha)
{
    Paint paint = paint_colour(colour_faded(RGB(0x000000), alpha));
    list_fill(&app->ui.list, (RectPx){0, 0, app->ui.window_w, app->ui.window_h}, &paint);
}

// The picture as it stood goes out; where it is to be seen, it comes up again dim, whole and still.
void app_draw_night(App *app)
{
    Ui *ui = &app->ui;
    Modes modes = ui->modes;
    bool is_black = app->glass == GLASS_BLACK;
    float out = modes.is_reduced ? 1 : motion_progress(app->now_ms, app->dark_ms, MS_OUT);
    float up = modes.is_reduced ? 1 : motion_progress(app->now_ms, app->dark_ms + MS_OUT, MS_UP);
    if (out < 1 || !is_black) {
        ui->modes.is_reduced = out >= 1 || modes.is_reduced;
        app_draw_stage_at(app, app->dark_ms);
        ui->modes = modes;
        ui->target_count = 0;
        ui->scroll_count = 0;
        app->wants_language = false; // it asks again when it is lit
    }
    darken(app, out < 1 ? out : is_black ? 1 : 1 - (1 - DIM_ALPHA) * up);
    if (out < 1 || (up < 1 && !is_black)) {
        ui_animate(ui);
    }
}
