#include "pages/livelihood_row.h"
#include "pages/parts.h"

// Pale grounds are white in high contrast: a black edge says what can be touched.
static void outline(Ui *ui, Rect box)
{
    if (ui->modes.is_contrast) {
        ui_round_frame(ui, box, 16, 3, INK);
    }
}

static Rect draw_tabs(const RowLook *row)
{
    Ui *ui = &row->app->ui;
    float w = row->tab_w * (float)row->works->tab_count + 12;
    Rect box = {row->tabs.x, row->tabs.y, w, row->tabs.h};
    if (ui->is_portrait) {
        ui_round(ui, box, 16, RGB(0xE4ECE9));
        outline(ui, box);
    } else {
        chrome_card(row->app, box, 16, ELEVATION_RESTING);
    }
    for (int i = 0; i < row->works->tab_count; i++) {
        const WorkTab *tab = &row->works->tabs[i];
        Rect half = {box.x + 6 + row->tab_w * (float)i, box.y + 4, row->tab_w, 104};
        bool is_chosen = i == row->choice->tab;
        if (is_chosen) {
            ui_round(ui, half, 12, DEEP);
        } else if (ui_is_pressed(ui, row->tab_action, i, STR_NONE)) {
            ui_round(ui, half, 12, CLOUD);
        }
        Str text = tab->year.n ? tab->year : app_label(row->app, "livelihood.more");
        if (tab->year.n) {
            ui_text_in(ui, type_sized(TYPE_N3, ui->is_portrait ? 36 : 40, 52),
                       is_chosen ? WHITE : INK, half, text);
        } else {
            Label label = {.type = type_sized(TYPE_H3, ui_is_english(ui) ? 24 : 28, 36),
                           .colour = is_chosen ? WHITE : INK,
                           .text = text,
                           .x = half.x + 8,
                           .w = half.w - (ui_is_english(ui) ? 12 : 24),
                           .align = ALIGN_CENTRE,
                           .is_balanced = true,
                           .min_size = 22,
                           .max_lines = 2};
            label.x = half.x + (half.w - label.w) / 2;
            label.y = half.y + (half.h - ui_measure(ui, &label).h) / 2;
            ui_text(ui, &label);
        }
        ui_target(ui, half, row->tab_action, i, STR_NONE, text);
    }
    return box;
}

static float chip_width(const RowLook *row, Str text)
{
    Ui *ui = &row->app->ui;
    Label probe = {.type = {FACE_SANS_BOLD, 25, 34}, .text = text};
    return fmaxf(row->chip_w + (ui->modes.is_large ? 6 : 0), ui_measure(ui, &probe).w + 30);
}

static Str chip_text(const RowLook *row, int group)
{
    const WorkTab *tab = &row->works->tabs[row->choice->tab];
    return group < 0 ? app_label(row->app, "button.all") : tab->groups[group].work.short_name;
}

static void draw_chip(const RowLook *row, Rect box, int group)
{
    Ui *ui = &row->app->ui;
    const Work *work = group < 0 ? NULL : &row->works->tabs[row->choice->tab].groups[group].work;
    Str text = chip_text(row, group);
    bool is_chosen = group == row->choice->group;
    Colour colour = work ? theme_colour(work->colour) : INK;
    bool is_pressed = ui_is_pressed(ui, row->actions->group, group, STR_NONE);
    if (!ui->is_portrait && !is_chosen) {
        ui_shadow(ui, box, 16, ELEVATION_RESTING);
    }
    Colour paper = ui->is_portrait ? RGB(0xE4ECE9) : WHITEWASH;
    Colour filled = work ? colour : DEEP;
    ui_round(ui, box, 16, is_chosen ? filled : is_pressed ? CLOUD : paper);
    outline(ui, box);
    Rect icon = {box.x + (box.w - 40) / 2, box.y + 16, 40, 40};
    ui_icon_named(ui, work ? work->icon : STR("district"), icon, is_chosen ? WHITE : colour);
    ui_text_in(ui, (Type){FACE_SANS_BOLD, 25, 34}, is_chosen ? WHITE : INK,
               (Rect){box.x + 4, box.y + 62, box.w - 8, 36}, text);
    ui_target(ui, box, row->actions->group, group, STR_NONE, text);
}

// Opens the sheet of filters; says how many are on.
static float draw_filter_chip(const RowLook *row, float x)
{
    Ui *ui = &row->app->ui;
    Str text = app_label(row->app, "livelihood.filter");
    Rect box = {x, row->chips.y, chip_width(row, text), row->chips.h};
    bool is_open = row->is_open;
    bool is_pressed = ui_is_pressed(ui, row->actions->done, 0, STR_NONE);
    if (!ui->is_portrait && !is_open) {
        ui_shadow(ui, box, 16, ELEVATION_RESTING);
    }
    Colour paper = ui->is_portrait ? RGB(0xE4ECE9) : WHITEWASH;
    ui_round(ui, box, 16, is_open ? DEEP : is_pressed ? CLOUD : paper);
    outline(ui, box);
    ui_icon(ui, "filter", (Rect){box.x + (box.w - 40) / 2, box.y + 16, 40, 40},
            is_open ? WHITE : INK);
    ui_text_in(ui, (Type){FACE_SANS_BOLD, 25, 34}, is_open ? WHITE : INK,
               (Rect){box.x + 4, box.y + 62, box.w - 8, 36}, text);
    int count = filter_count(row->choice);
    if (count) {
        Point badge = {box.x + box.w - 22, box.y + 24};
        ui_disc(ui, badge, 18, GAMBOGE);
        ui_text_in(ui, (Type){FACE_SANS_BOLD, 24, 32}, INK,
                   (Rect){badge.x - 18, badge.y - 18, 36, 36}, str_format(ui->frame, "%d", count));
    }
    ui_target(ui, box, row->actions->done, 0, STR_NONE, text);
    return box.w;
}

// One tap takes all filters away.
static float draw_clear_chip(const RowLook *row, float x)
{
    Ui *ui = &row->app->ui;
    Str text = app_label(row->app, "livelihood.filter.clear");
    Label label = {.type = {FACE_SANS_BOLD, 25, 32},
                   .colour = INK,
                   .text = text,
                   .x = x + 8,
                   .w = ui_is_english(ui) ? 104 : 96,
                   .align = ALIGN_CENTRE,
                   .is_balanced = true,
                   .max_lines = 2,
                   .min_size = 22};
    Rect box = {x, row->chips.y, label.w + 16, row->chips.h};
    ui_round(ui, box, 16, ui_is_pressed(ui, row->actions->clear, 0, STR_NONE) ? CLOUD : WHITEWASH);
    ui_round_frame(ui, box, 16, 2, DEEP);
    label.y = box.y + (box.h - ui_measure(ui, &label).h) / 2;
    ui_text(ui, &label);
    ui_target(ui, box, row->actions->clear, 0, STR_NONE, text);
    return box.w;
}

// All, and the works of the tab.
static void draw_chips(const RowLook *row, Scroll *scroll, Rect view)
{
    Ui *ui = &row->app->ui;
    int count = row->works->tabs[row->choice->tab].count;
    float content = 12;
    for (int i = -1; i < count; i++) {
        content += chip_width(row, chip_text(row, i)) + row->chip_pitch;
    }
    ui_scroll(ui, scroll, view, content, true);
    ui_clip(ui, view);
    float x = view.x + 4 - scroll->pos;
    for (int i = -1; i < count; i++) {
        float w = chip_width(row, chip_text(row, i));
        if (x + w > view.x && x < view.x + view.w) {
            draw_chip(row, (Rect){x, row->chips.y, w, row->chips.h}, i);
        }
        x += w + row->chip_pitch;
    }
    ui_unclip(ui);
}

// The row below the map: years, the filter, and the works, or what closes the open sheet.
void row_draw(const RowLook *row, Scroll *scroll)
{
    Ui *ui = &row->app->ui;
    Rect tabs = draw_tabs(row);
    float x = tabs.x + tabs.w + row->chip_pitch;
    x += draw_filter_chip(row, x) + row->chip_pitch;
    if (row->is_open && !ui->is_portrait) {
        Rect box = {x, row->chips.y, fminf(row->end - x - 24, 640), row->chips.h};
        filter_buttons(row->app, row->choice, row->selection, row->actions, box);
        return;
    }
    if (filter_count(row->choice)) {
        x += draw_clear_chip(row, x) + row->chip_pitch;
    }
    x -= 4;
    draw_chips(row, scroll, (Rect){x, row->chips.y - 16, row->end - x, row->chips.h + 40});
}
