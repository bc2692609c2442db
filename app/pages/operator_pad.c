// The pad: six digits, like a cash machine's. Nothing that was typed is ever shown.
#include "pages/app.h"
#include "pages/operator.h"
#include <string.h>

typedef struct {
    float x, y, w; // of the words
    Rect keys;     // the first key
    float step_x, step_y;
} Places;

static Places places(const Ui *ui)
{
    if (ui->is_portrait) {
        return (Places){100, 220, 880, {232, 1020, 192, 148}, 212, 168};
    }
    return (Places){200, 330, 780, {1120, 330, 160, 140}, 176, 156};
}

static void draw_key(App *app, Rect box, bool can, int action, int n, Str text, const char *icon)
{
    Ui *ui = &app->ui;
    bool is_digit = action == OPERATOR_DIGIT;
    bool is_pressed = can && ui_is_pressed(ui, action, n, STR_NONE);
    Colour ground = is_digit ? is_pressed ? CHOSEN : WHITEWASH : RGB(0x2A505D);
    ui_round(ui, box, 16, can ? ground : colour_faded(ground, 0.35f));
    if (icon) {
        ui_icon(ui, icon, (Rect){box.x + (box.w - 56) / 2, box.y + (box.h - 56) / 2, 56, 56},
                WHITE);
    } else {
        Type type = is_digit ? type_sized(TYPE_H3, 60, 72) : theme_type(TYPE_H3);
        ui_text_in(ui, type, is_digit ? INK : WHITE, rect_inset(box, 8), text);
    }
    if (can) {
        ui_target(ui, box, action, n, STR_NONE, text);
    }
}

static void draw_keys(App *app, const Places *at, bool can)
{
    for (int i = 0; i < 12; i++) {
        Rect box = at->keys;
        box.x += at->step_x * (float)(i % 3);
        box.y += at->step_y * (float)(i / 3);
        int digit = i == 10 ? 0 : i + 1;
        if (i == 9) {
            draw_key(app, box, can, OPERATOR_CLEAR, 0, app_label(app, "operator.pin.clear"), NULL);
        } else if (i == 11) {
            draw_key(app, box, can, OPERATOR_RUB, 0, app_label(app, "operator.pin.rub"),
                     "backspace");
        } else {
            draw_key(app, box, can, OPERATOR_DIGIT, digit, str_format(app->ui.frame, "%d", digit),
                     NULL);
        }
    }
}

// What there is to say under the title; `*colour` warns.
static Str words(App *app, Colour *colour)
{
    Ui *ui = &app->ui;
    Staff *staff = app->staff;
    *colour = MIST_WHITE;
    if (!staff || !staff->has_code) {
        return app_label(app, "operator.pin.none");
    }
    int locked_s = staff->locked_s(staff->context);
    if (staff->is_checking) {
        ui_wake_at(ui, app->now_ms + 100);
        return app_label(app, "operator.pin.checking");
    }
    if (locked_s > 0) {
        *colour = GAMBOGE;
        ui_wake_at(ui, app->now_ms + 1000);
        return app_label_fill(app, "operator.pin.locked", "time",
                              operator_time(app, (int64_t)locked_s * 1000));
    }
    if (staff->was_wrong) {
        *colour = GAMBOGE;
        Str tries = str_format(ui->frame, "%d", staff->tries(staff->context));
        return app_label_fill(app, "operator.pin.wrong", "n", tries);
    }
    return app_label(app, staff->asks == ASK_UPDATE ? "operator.pin.again" : "operator.pin.hint");
}

static float draw_paragraph(App *app, Colour colour, float x, float y, float w, Str text)
{
    Label label = {
        .type = theme_type(TYPE_B1), .colour = colour, .text = text, .x = x, .y = y, .w = w};
    return y + ui_text(&app->ui, &label).h;
}

void operator_pad(App *app, Page *page)
{
    (void)page;
    Ui *ui = &app->ui;
    Places at = places(ui);
    Staff *staff = app->staff;
    bool is_again = staff && staff->asks == ASK_UPDATE;
    chrome_ground(app, DEEP);
    ui_icon(ui, "lock", (Rect){at.x - 16, at.y - 8, 88, 88}, GAMBOGE);
    Label title = {.type = ui_title(ui, TYPE_H1),
                   .colour = WHITE,
                   .text = app_label(app, is_again ? "operator.update.code" : "operator.pin.title"),
                   .x = at.x,
                   .y = at.y + 108};
    ui_text(ui, &title);
    Colour colour;
    Str text = words(app, &colour);
    float y = draw_paragraph(app, colour, at.x, at.y + 212, at.w, text);
    y = draw_paragraph(app, MIST_WHITE, at.x, y, at.w, app_label(app, "operator.pin.idle"));
    bool has_code = staff && staff->has_code;
    if (has_code) {
        int typed = staff->is_checking ? STAFF_CODE : (int)strlen(staff->code);
        for (int i = 0; i < STAFF_CODE; i++) {
            Point dot = {at.x + 24 + 84 * (float)i, y + 62};
            if (i < typed) {
                ui_disc(ui, dot, 22, GAMBOGE);
            }
            ui_ring(ui, dot, 22, 4, 0, 360, CLEAR_BLUE);
        }
        bool can = !staff->is_checking && staff->locked_s(staff->context) == 0;
        draw_keys(app, &at, can);
    }
    Rect back = {at.x, y + 140, 340, 96};
    int leave = is_again ? OPERATOR_VIEW : OPERATOR_LEAVE;
    int to = is_again ? VIEW_UPDATE : 0;
    ui_round(ui, back, 16, ui_is_pressed(ui, leave, to, STR_NONE) ? DEEP_BLUE : DEEP);
    ui_round_frame(ui, back, 16, 2, MIST_WHITE);
    ui_icon(ui, "back", (Rect){back.x + 28, back.y + 28, 40, 40}, WHITE);
    Str out = app_label(app, is_again ? "button.back" : "operator.pin.back");
    operator_text(app, theme_type(TYPE_H3), WHITE, (Rect){back.x + 84, back.y, 244, 96}, out);
    ui_target(ui, back, leave, to, STR_NONE, out);
    Rect speak = {back.x + 364, back.y, 176, 96};
    Str language = app_label(app, "nav.language");
    ui_round_frame(ui, speak, 16, 2, MIST_WHITE);
    ui_text_in(ui, theme_type(TYPE_H3), WHITE, speak, language);
    ui_target(ui, speak, ACTION_LANGUAGE, 0, STR_NONE, language);
    ui_wake_at(ui, app->touched_ms + STAFF_AWAY_MS);
}
