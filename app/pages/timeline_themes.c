#include "pages/timeline_themes.h"
#include "pages/chrome.h"
#include "pages/parts.h"

enum { CHIP_H = 96, GAP = 16 };

void timeline_theme_button(App *app, const TimelineData *data, Str chosen, int action)
{
    Ui *ui = &app->ui;
    const EventTheme *theme = timeline_theme(data, chosen);
    Rect box = {ui->is_portrait ? 772 : 1596, 48, 260, 96};
    bool is_pressed = ui_is_pressed(ui, action, 0, STR_NONE);
    ui_shadow(ui, box, 16, ELEVATION_RESTING);
    ui_round(ui, box, 16, theme ? DEEP : is_pressed ? CLOUD : WHITEWASH);
    Colour ink = theme ? WHITE : INK;
    ui_icon(ui, "filter", (Rect){box.x + 24, box.y + 30, 36, 36}, ink);
    Str name = theme ? theme->theme.name : app_label(app, "timeline.themes");
    Label label = {.type = theme_type(TYPE_H3),
                   .colour = ink,
                   .text = name,
                   .x = box.x + 72,
                   .w = box.w - 88,
                   .max_lines = 2,
                   .min_size = 22};
    label.y = box.y + (box.h - ui_measure(ui, &label).h) / 2;
    ui_text(ui, &label);
    ui_target(ui, box, action, 0, STR_NONE, name);
}

static void draw_chip(App *app, Rect box, Str name, int count, bool is_chosen, int choose, Str id)
{
    Ui *ui = &app->ui;
    bool is_pressed = ui_is_pressed(ui, choose, 0, id);
    ui_round(ui, box, 16, is_chosen ? DEEP : is_pressed ? CLOUD : MOON);
    Colour ink = is_chosen ? WHITE : INK;
    Label number = {.type = type_sized(TYPE_N3, 34, 44),
                    .colour = is_chosen ? WHITE : AZURITE,
                    .text = str_format(ui->frame, "%d", count),
                    .x = box.x + box.w - 24,
                    .y = box.y + 26,
                    .align = ALIGN_END,
                    .is_tabular = true};
    float number_w = ui_text(ui, &number).w;
    Label label = {.type = theme_type(TYPE_H3),
                   .colour = ink,
                   .text = name,
                   .x = box.x + 24,
                   .w = box.w - 60 - number_w,
                   .max_lines = 2,
                   .min_size = 22};
    label.y = box.y + (box.h - ui_measure(ui, &label).h) / 2;
    ui_text(ui, &label);
    if (is_chosen) {
        part_check(app, (Point){box.x + 14, box.y + 16}, 14, 3, GAMBOGE);
    }
    ui_target(ui, box, choose, 0, id, name);
}

void timeline_theme_sheet(App *app, const TimelineData *data, Str chosen, int choose, int close)
{
    Ui *ui = &app->ui;
    int columns = ui->is_portrait ? 2 : 4;
    int rows = (data->theme_count + columns) / columns; // with the chip for all
    float w = ui->is_portrait ? 984 : 1624;
    Rect sheet = {ui->is_portrait ? 48 : 232, 168, w, 116 + (float)rows * (CHIP_H + GAP) + 16};
    ui_target(ui, (Rect){0, 0, ui->w, ui->h - 120}, close, 0, STR_NONE,
              app_label(app, "button.close"));
    ui_fill(ui, (Rect){0, 0, ui->w, ui->h - 120}, RGBA(0x0B303C, 0.30f));
    chrome_card(app, sheet, 16, ELEVATION_RAISED);
    ui_target(ui, sheet, ACTION_NONE, 0, STR("themes"), STR_NONE);
    part_heading(app, sheet.x + 32, sheet.y + 28, app_label(app, "timeline.themes"), STR_NONE);
    Rect shut = {sheet.x + sheet.w - 112, sheet.y + 8, 96, 96};
    ui_icon(ui, "close", (Rect){shut.x + 28, shut.y + 28, 40, 40}, INK);
    ui_target(ui, shut, close, 0, STR("x"), app_label(app, "button.close"));
    float pitch = (sheet.w - 64 + GAP) / (float)columns;
    const EventTheme *current = timeline_theme(data, chosen);
    for (int i = 0; i <= data->theme_count; i++) {
        Rect box = {sheet.x + 32 + pitch * (float)(i % columns),
                    sheet.y + 116 + (float)(i / columns) * (CHIP_H + GAP), pitch - GAP, CHIP_H};
        if (i == 0) {
            draw_chip(app, box, app_label(app, "timeline.all"), data->all_count, !current, choose,
                      STR_NONE);
        } else {
            const EventTheme *theme = &data->themes[i - 1];
            draw_chip(app, box, theme->theme.name, theme->count, theme == current, choose,
                      theme->theme.id);
        }
    }
}
