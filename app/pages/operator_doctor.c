// The touch doctor: what the glass feels now, what it felt in 24 hours, and where it wants wiping.
#include "pages/app.h"
#include "pages/operator.h"

enum { FOOT_H = 120 };

static void draw_grid(App *app, int most)
{
    Ui *ui = &app->ui;
    const Staff *staff = app->staff;
    float w = (float)ui->window_w / STAFF_GRID;
    float h = (float)ui->window_h / STAFF_GRID;
    for (int y = 0; y < STAFF_GRID; y++) {
        for (int x = 0; x < STAFF_GRID; x++) {
            int felt = staff_felt(staff, x, y);
            int stuck = staff_stuck_at(staff, x, y);
            if (!felt && !stuck) {
                continue;
            }
            Point from = ui_to_dp(ui, (Point){w * (float)x, h * (float)y});
            Point to = ui_to_dp(ui, (Point){w * (float)(x + 1), h * (float)(y + 1)});
            Rect cell = {from.x + 1, from.y + 1, to.x - from.x - 2, to.y - from.y - 2};
            float strength = logf(1 + (float)felt) / logf(1 + (float)most);
            ui_fill(ui, cell, colour_faded(AZURITE, 0.12f + 0.6f * strength));
            if (stuck >= STAFF_DIRT) {
                ui_round_frame(ui, cell, 4, 4, CINNABAR);
                ui_icon(ui, "warning",
                        (Rect){cell.x + cell.w / 2 - 14, cell.y + cell.h / 2 - 14, 28, 28},
                        CINNABAR);
            }
        }
    }
}

static void draw_contacts(App *app)
{
    Ui *ui = &app->ui;
    const Contacts *contacts = &app->gestures.contacts;
    for (int i = 0; i < contacts->count; i++) {
        const Contact *contact = &contacts->items[i];
        Point at = ui_to_dp(ui, contact->at);
        Colour colour = contact->is_muted ? CINNABAR : MALACHITE;
        ui_disc(ui, at, 46, colour_faded(colour, 0.25f));
        ui_ring(ui, at, 46, 6, 0, 360, colour);
        ui_fill(ui, (Rect){at.x - 90, at.y - 1, 180, 2}, colour);
        ui_fill(ui, (Rect){at.x - 1, at.y - 90, 2, 180}, colour);
        Str kind = app_label(app, contact->is_palm    ? "operator.doctor.palm"
                                  : contact->is_muted ? "operator.doctor.stuck"
                                                      : "operator.doctor.finger");
        Str text =
            str_format(ui->frame, "%.*s %d · %d, %d", STR_ARG(kind), i + 1, (int)at.x, (int)at.y);
        bool is_left = at.x > ui->w - 360;
        Label label = {.type = theme_type(TYPE_L),
                       .colour = INK,
                       .text = text,
                       .x = is_left ? at.x - 56 : at.x + 56,
                       .y = at.y < 220 ? at.y + 40 : at.y - 76,
                       .align = is_left ? ALIGN_END : ALIGN_START};
        ui_text(ui, &label);
    }
    if (contacts->count) {
        ui_wake_at(ui, app->now_ms + 100);
    }
}

static Str advice(App *app, int dirty, bool *is_bad)
{
    const Staff *staff = app->staff;
    *is_bad = true;
    if (dirty) {
        return app_label_fill(app, "operator.doctor.dirt", "n",
                              str_format(app->ui.frame, "%d", dirty));
    }
    if (staff->lost >= STAFF_LOST) {
        return app_label_fill(app, "operator.doctor.lost", "n",
                              str_format(app->ui.frame, "%d", staff->lost));
    }
    *is_bad = false;
    return app_label(app, "operator.doctor.fine");
}

void operator_doctor(App *app)
{
    Ui *ui = &app->ui;
    const Staff *staff = app->staff;
    const Contacts *contacts = &app->gestures.contacts;
    int most = 1;
    int dirty = 0;
    int sum = 0;
    for (int y = 0; y < STAFF_GRID; y++) {
        for (int x = 0; x < STAFF_GRID; x++) {
            int felt = staff_felt(staff, x, y);
            sum += felt;
            most = felt > most ? felt : most;
            dirty += staff_stuck_at(staff, x, y) >= STAFF_DIRT;
        }
    }
    draw_grid(app, most);
    operator_head(app, app_label(app, "operator.doctor"), false);
    Rect foot = {0, ui->h - FOOT_H, ui->w, FOOT_H};
    ui_fill(ui, foot, WHITEWASH);
    ui_fill(ui, (Rect){0, foot.y, ui->w, 2}, DEEP);
    float margin = ui->is_portrait ? 48 : 64;
    struct {
        const char *mark;
        int n;
    } counts[] = {{"now", contacts->count}, {"touches", sum},      {"stuck", staff->stuck},
                  {"palms", staff->palms},  {"lost", staff->lost}, {"ignored", contacts->ignored}};
    Str text = app_label(app, "operator.doctor.counts");
    for (int i = 0; i < COUNT(counts); i++) {
        text = app_fill(app, text, counts[i].mark, str_format(ui->frame, "%d", counts[i].n));
    }
    bool is_bad;
    Str what = advice(app, dirty, &is_bad);
    operator_text(app, type_sized(TYPE_L, 22, 30), SLATE,
                  (Rect){margin, foot.y + 58, ui->w - 2 * margin, 60}, text);
    operator_text(app, theme_type(TYPE_L), is_bad ? CINNABAR : INK,
                  (Rect){margin, foot.y + 6, ui->w - 2 * margin, 50}, what);
    draw_contacts(app);
}
