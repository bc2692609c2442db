#include "pages/livelihood_filter.h"
#include "pages/parts.h"

static const float CHIP_H = 96;
static const float GAP = 8;
static const float PAD = 32;   // of the sheet
static const float HEAD = 120; // title and close button

#define CHIP_PAPER RGB(0xE4ECE9)

typedef struct {
    App *app;
    const Works *works;
    const WorkTab *tab;
    const WorkChoice *choice;
    const WorkSelection *selection;
    const FilterActions *actions;
    Rect box; // where the sections stand
    float y;
    bool is_drawn;
} Sheet;

// One of the choices of a section; n < 0: all.
typedef struct {
    int action, n, count;
    bool is_chosen;
    Str text, icon; // icon "": a status sign, or none for all
    Status status;
    bool has_sign;
    Colour colour;
} Chip;

static const Type CHIP_TYPE = {FACE_SANS_BOLD, 25, 32};

static float sign_width(const Chip *chip)
{
    return chip->icon.n || chip->has_sign ? 40 : 0;
}

static float chip_width(const Sheet *sheet, const Chip *chip)
{
    Label text = {.type = CHIP_TYPE, .text = chip->text};
    Label count = {.type = theme_type(TYPE_C),
                   .text = str_format(sheet->app->ui.frame, "%d", chip->count)};
    Ui *ui = &sheet->app->ui;
    return 16 + sign_width(chip) + ui_measure(ui, &text).w + 14 + ui_measure(ui, &count).w + 16;
}

static void draw_chip(const Sheet *sheet, const Chip *chip, Rect box)
{
    Ui *ui = &sheet->app->ui;
    bool is_dead = chip->count == 0 && !chip->is_chosen;
    bool is_pressed = ui_is_pressed(ui, chip->action, chip->n, STR_NONE);
    Colour ink = chip->is_chosen ? WHITE : is_dead ? SLATE : INK;
    Colour sign = chip->is_chosen ? WHITE : is_dead ? SLATE : chip->colour;
    if (is_dead) {
        ui_round_frame(ui, box, 16, 2, HAIRLINE);
    } else {
        Colour ground = chip->is_chosen ? chip->colour : is_pressed ? CLOUD : CHIP_PAPER;
        ui_round(ui, box, 16, ground);
        if (ui->modes.is_contrast) { // its ground is white then
            ui_round_frame(ui, box, 16, 3, INK);
        }
    }
    Point middle = {box.x + 16 + 16, box.y + box.h / 2};
    if (chip->icon.n) {
        ui_icon_named(ui, chip->icon, (Rect){middle.x - 16, middle.y - 16, 32, 32}, sign);
    } else if (chip->has_sign) {
        status_sign(sheet->app, chip->status, middle, 30, sign);
    }
    Label count = {.type = theme_type(TYPE_C),
                   .colour = chip->is_chosen ? WHITE : SLATE,
                   .text = str_format(ui->frame, "%d", chip->count),
                   .x = box.x + box.w - 16,
                   .align = ALIGN_END};
    Extent size = ui_measure(ui, &count);
    count.y = box.y + (box.h - size.h) / 2;
    ui_text(ui, &count);
    Label text = {.type = CHIP_TYPE,
                  .colour = ink,
                  .text = chip->text,
                  .x = box.x + 16 + sign_width(chip),
                  .max_lines = 2,
                  .min_size = 22};
    text.w = box.x + box.w - 16 - size.w - 8 - text.x;
    text.y = box.y + (box.h - ui_measure(ui, &text).h) / 2;
    ui_text(ui, &text);
    if (!is_dead) {
        ui_target(ui, box, chip->action, chip->n, STR_NONE, chip->text);
    }
}

static void section(Sheet *sheet, const char *label, const Chip *chips, int count)
{
    Ui *ui = &sheet->app->ui;
    float label_w = ui->is_portrait ? 0 : ui_is_english(ui) ? 128 : 96;
    float x = sheet->box.x + label_w;
    float w = sheet->box.w - label_w;
    Label head = {.type = type_sized(TYPE_H3, 26, 36),
                  .colour = SLATE,
                  .text = app_label(sheet->app, label),
                  .x = sheet->box.x,
                  .y = ui->is_portrait ? sheet->y : sheet->y + (CHIP_H - 36) / 2,
                  .w = ui->is_portrait ? w : label_w - 8,
                  .max_lines = 2,
                  .min_size = 22};
    Extent size = part_text(ui, &head, sheet->is_drawn);
    sheet->y += ui->is_portrait ? size.h + 8 : 0;
    float widest = 0;
    for (int i = 0; i < count; i++) {
        widest = fmaxf(widest, chip_width(sheet, &chips[i]));
    }
    int columns = (int)((w + GAP) / (fminf(widest, w) + GAP));
    columns = columns < 2 ? 2 : columns > 7 ? 7 : columns;
    float chip_w = (w - GAP * (float)(columns - 1)) / (float)columns;
    for (int i = 0; i < count && sheet->is_drawn; i++) {
        Rect box = {x + (float)(i % columns) * (chip_w + GAP),
                    sheet->y + (float)(i / columns) * (CHIP_H + GAP), chip_w, CHIP_H};
        draw_chip(sheet, &chips[i], box);
    }
    int rows = (count + columns - 1) / columns;
    sheet->y += (float)rows * (CHIP_H + GAP) - GAP + 24;
}

static Chip all_chip(const Sheet *sheet, int action, int chosen, int count)
{
    return (Chip){.action = action,
                  .n = -1,
                  .count = count,
                  .is_chosen = chosen < 0,
                  .text = app_label(sheet->app, "button.all"),
                  .colour = DEEP};
}

static void work_section(Sheet *sheet)
{
    Chip *chips = arena_new(sheet->app->ui.frame, Chip, sheet->tab->count + 1);
    int action = sheet->actions->group;
    int chosen = sheet->choice->group;
    chips[0] = all_chip(sheet, action, chosen, sheet->selection->all_groups);
    for (int i = 0; i < sheet->tab->count; i++) {
        const Work *work = &sheet->tab->groups[i].work;
        bool has_name = work->id.n > 0;
        chips[i + 1] =
            (Chip){.action = action,
                   .n = i,
                   .count = sheet->selection->by_group[i],
                   .is_chosen = chosen == i,
                   .text = has_name ? work->short_name : app_label(sheet->app, "livelihood.other"),
                   .icon = has_name ? work->icon : STR("scroll"),
                   .colour = has_name ? theme_colour(work->colour) : SLATE};
    }
    section(sheet, "livelihood.filter.work", chips, sheet->tab->count + 1);
}

static void place_section(Sheet *sheet)
{
    Chip chips[MAX_PLACES + 1];
    int action = sheet->actions->district;
    int chosen = sheet->choice->district;
    int count = 0;
    chips[count++] = all_chip(sheet, action, chosen, sheet->selection->all_districts);
    for (int i = 0; i < sheet->works->place_count; i++) {
        const District *place = &sheet->works->places[i];
        bool is_city = str_is(place->level, "city");
        chips[count++] =
            (Chip){.action = action,
                   .n = i,
                   .count = sheet->selection->by_district[i],
                   .is_chosen = chosen == i,
                   .text = is_city ? app_label(sheet->app, "livelihood.city") : place->short_name,
                   .icon = is_city ? STR("district") : STR("map-pin"),
                   .colour = AZURITE};
    }
    section(sheet, "livelihood.filter.district", chips, count);
}

static void status_section(Sheet *sheet)
{
    Chip chips[STATUS_COUNT + 1];
    int action = sheet->actions->status;
    int chosen = sheet->choice->status;
    chips[0] = all_chip(sheet, action, chosen, sheet->selection->all_statuses);
    for (int i = 0; i < STATUS_COUNT; i++) {
        chips[i + 1] = (Chip){.action = action,
                              .n = i,
                              .count = sheet->selection->by_status[i],
                              .is_chosen = chosen == i,
                              .text = status_name(sheet->app, (Status)i),
                              .status = (Status)i,
                              .has_sign = true,
                              .colour = status_colour((Status)i)};
    }
    section(sheet, "livelihood.filter.status", chips, STATUS_COUNT + 1);
}

static float sections(Sheet *sheet, float y, bool is_drawn)
{
    sheet->y = y;
    sheet->is_drawn = is_drawn;
    place_section(sheet);
    status_section(sheet);
    work_section(sheet);
    return sheet->y - 24 - y;
}

int filter_count(const WorkChoice *choice)
{
    return (choice->group >= 0) + (choice->district >= 0) + (choice->status >= 0);
}

void filter_buttons(App *app, const WorkChoice *choice, const WorkSelection *selection,
                    const FilterActions *actions, Rect box)
{
    Ui *ui = &app->ui;
    float w = (box.w - 16) / 2;
    Rect clear = {box.x, box.y, w, box.h};
    Str text = app_label(app, "livelihood.filter.clear");
    if (filter_count(choice)) {
        chrome_button(app, clear, text, NULL, false, actions->clear, 0, STR_NONE);
    } else {
        ui_round(ui, clear, 16, DISABLED_GROUND);
        ui_text_in(ui, theme_type(TYPE_H3), DISABLED_TEXT, rect_inset(clear, 12), text);
    }
    Str shown = app_label_fill(app, "livelihood.filter.done", "n",
                               str_format(ui->frame, "%d", selection->count));
    chrome_button(app, (Rect){box.x + w + 16, box.y, w, box.h}, shown, NULL, true, actions->done, 0,
                  STR_NONE);
}

static void draw_head(App *app, const WorkSelection *selection, const FilterActions *actions,
                      Rect box)
{
    Ui *ui = &app->ui;
    Label title = {.type = type_sized(TYPE_H2, ui_is_english(ui) ? 32 : 42, 56),
                   .colour = INK,
                   .text = app_label(app, "livelihood.filter"),
                   .x = box.x + PAD,
                   .y = box.y + 32};
    float w = ui_text(ui, &title).w;
    Label count = {.type = theme_type(TYPE_C),
                   .colour = SLATE,
                   .text = app_label_fill(app, "livelihood.filter.count", "n",
                                          str_format(ui->frame, "%d", selection->count)),
                   .x = title.x + w + 20};
    count.y = title.y + 34 - ui_type(ui, count.type).line / 2;
    ui_text(ui, &count);
    Rect close = {box.x + box.w - 112, box.y + 12, 96, 96};
    if (ui_is_pressed(ui, actions->done, 0, STR("close"))) {
        ui_round(ui, close, 16, CLOUD);
    }
    ui_icon(ui, "close", (Rect){close.x + 26, close.y + 26, 44, 44}, INK);
    ui_target(ui, close, actions->done, 0, STR("close"), app_label(app, "button.close"));
    ui_hairline(ui, box.x + PAD, box.y + HEAD - 8, box.w - 2 * PAD, HAIRLINE);
}

void filter_sheet(App *app, const Works *works, const WorkChoice *choice,
                  const WorkSelection *selection, const FilterActions *actions, Rect box,
                  bool has_buttons, Scroll *scroll)
{
    Ui *ui = &app->ui;
    float radius = ui->is_portrait ? 28 : 16;
    Rect paper = {box.x, box.y, box.w, box.h + (ui->is_portrait ? 40 : 0)};
    ui_shadow(ui, paper, radius, ELEVATION_RAISED);
    ui_round(ui, paper, radius, WHITEWASH);
    draw_head(app, selection, actions, box);
    float foot = has_buttons ? 112 + 24 : 0;
    Rect view = {box.x, box.y + HEAD, box.w, box.h - HEAD - foot - 8};
    Sheet sheet = {.app = app,
                   .works = works,
                   .tab = &works->tabs[choice->tab],
                   .choice = choice,
                   .selection = selection,
                   .actions = actions,
                   .box = {box.x + PAD, 0, box.w - 2 * PAD, 0}};
    float content = sections(&sheet, 0, false) + 24;
    ui_scroll(ui, scroll, view, content, false);
    ui_clip(ui, view);
    sections(&sheet, view.y + 8 - scroll->pos, true);
    ui_unclip(ui);
    if (scroll->pos < scroll->limit - 1) {
        static const GradientStop MORE[] = {{0, {0xFA, 0xFB, 0xF8, 0}},
                                            {1, {0xFA, 0xFB, 0xF8, 255}}};
        ui_gradient(ui, (Rect){view.x, view.y + view.h - 56, view.w, 56}, MORE, COUNT(MORE));
    }
    if (has_buttons) {
        Rect buttons = {box.x + PAD, box.y + box.h - foot, box.w - 2 * PAD, 112};
        filter_buttons(app, choice, selection, actions, buttons);
    }
}
