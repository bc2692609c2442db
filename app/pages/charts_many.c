// Several figures in one drawing: places on a ladder, small panels on one scale.
#include "pages/charts.h"
#include "pages/facts.h"

enum { RUNGS = 10, MOST_RUNGS = 30, MOST_DOTS = 120, HIGH_DOTS = 8 };

// ---- a ladder of places -----------------------------------------------------------------

static void draw_rungs(Ui *ui, Rect box, const ChartItem *item, float sweep)
{
    int place = (int)item->figure->number;
    int count = place > RUNGS ? place : RUNGS;
    count = count > MOST_RUNGS ? MOST_RUNGS : count;
    float pitch = box.w / (float)count;
    for (int i = 0; i < count; i++) {
        float h = box.h * (1 - 0.72f * (float)i / (float)(count - 1));
        bool is_own = i + 1 == place;
        h *= is_own ? sweep : 1;
        Rect rung = {box.x + pitch * (float)i, box.y + box.h - h, pitch - 4, h};
        ui_fill(ui, rung, is_own ? item->colour : TRACK);
        if (is_own) {
            ui_pearl(ui, (Point){rung.x + rung.w / 2, rung.y}, 8);
        }
    }
    ui_fill(ui, (Rect){box.x, box.y + box.h, box.w - 4, 3}, DEEP);
}

void chart_ladder(App *app, Rect box, const ChartItem *items, int count, float sweep)
{
    Ui *ui = &app->ui;
    float pitch = box.h / (float)(count > 0 ? count : 1);
    for (int i = 0; i < count; i++) {
        Rect row = {box.x, box.y + pitch * (float)i, box.w, pitch - 12};
        Label value = {.type = type_sized(TYPE_N3, 34, 42),
                       .colour = INK,
                       .text = amount_text(app, items[i].figure),
                       .x = row.x + row.w,
                       .y = row.y + row.h - 44,
                       .align = ALIGN_END};
        float value_w = ui_text(ui, &value).w;
        Label name = {.type = theme_type(TYPE_C),
                      .colour = INK,
                      .text = items[i].name,
                      .x = row.x,
                      .y = row.y,
                      .w = row.w,
                      .max_lines = 1,
                      .min_size = 22};
        name.max_lines = ui_measure(ui, &name).is_cut ? 2 : 1;
        float name_h = ui_text(ui, &name).h;
        float rungs_h = clampf(row.h - name_h - 18, 24, 76);
        Rect rungs = {row.x, row.y + row.h - rungs_h - 3, row.w - value_w - 20, rungs_h};
        draw_rungs(ui, rungs, &items[i], sweep);
    }
}

// ---- small multiples --------------------------------------------------------------------

static double most_of(const ChartItem *items, int count)
{
    double most = 1;
    for (int i = 0; i < count; i++) {
        most = fmax(most, fact_base(items[i].figure));
    }
    return most;
}

bool chart_has_dots(const ChartItem *items, int count)
{
    for (int i = 0; i < count; i++) {
        double number = items[i].figure->number;
        if (number < 0 || number != floor(number) || fact_base(items[i].figure) != number) {
            return false;
        }
    }
    return most_of(items, count) <= MOST_DOTS;
}

Str chart_period(App *app, const ChartItem *items, int count)
{
    for (int i = 1; i < count; i++) {
        if (!str_eq(items[i].figure->period, items[0].figure->period)) {
            return STR_NONE;
        }
    }
    return count > 0 ? fact_period(app, items[0].figure) : STR_NONE;
}

// One dot for each, from the ground up.
static void draw_dots(Ui *ui, Rect box, int number, int most, Colour colour, float sweep)
{
    int wide = most <= HIGH_DOTS ? 1 : most <= 3 * HIGH_DOTS ? 3 : most <= 60 ? 5 : 10;
    int lines = (most + wide - 1) / wide;
    float step = fminf(box.w / (float)wide, box.h / (float)(lines > 0 ? lines : 1));
    step = fminf(step, 40);
    float left = box.x + (box.w - step * (float)wide) / 2;
    int shown = (int)ceilf((float)number * sweep);
    Path dots = ui_path_begin(ui);
    for (int i = 0; i < shown; i++) {
        Point at = {step * ((float)(i % wide) + 0.5f), -step * ((float)(i / wide) + 0.5f)};
        path_circle(&dots, at, step * 0.4f);
    }
    ui_path(ui, &dots, left, box.y + box.h, colour);
}

static float name_height(Ui *ui, Label *name, float w)
{
    name->w = w;
    name->align = ALIGN_CENTRE;
    name->is_balanced = true;
    name->max_lines = 3;
    return ui_measure(ui, name).h;
}

void chart_multiples(App *app, Rect box, const ChartItem *items, int count, float sweep)
{
    Ui *ui = &app->ui;
    float w = box.w / (float)(count > 0 ? count : 1);
    double most = most_of(items, count);
    float names = 0;
    for (int i = 0; i < count; i++) {
        Label name = {.type = theme_type(TYPE_C), .text = items[i].name};
        names = fmaxf(names, name_height(ui, &name, w - 14));
    }
    bool has_dots = chart_has_dots(items, count);
    float value_h = 48;
    float ground = box.y + box.h - names - value_h - 6;
    for (int i = 0; i < count; i++) {
        const Figure *figure = items[i].figure;
        Rect panel = {box.x + w * (float)i + 6, box.y, w - 12, ground - box.y};
        ui_fill(ui, panel, WHITEWASH);
        Rect room = {panel.x + 8, panel.y + 8, panel.w - 16, panel.h - 12};
        if (has_dots) {
            draw_dots(ui, room, (int)figure->number, (int)most, items[i].colour, sweep);
        } else {
            float h = room.h * (float)(fact_base(figure) / most) * sweep;
            ui_fill(ui, (Rect){room.x, room.y + room.h - h, room.w, h}, items[i].colour);
        }
        ui_fill(ui, (Rect){panel.x, ground, panel.w, 3}, DEEP);
        Label value = {.type = type_sized(TYPE_N3, 34, 44),
                       .colour = INK,
                       .text = fact_count(app, amount_text(app, figure), sweep),
                       .x = panel.x - 4,
                       .y = ground + 6,
                       .w = panel.w + 8,
                       .align = ALIGN_CENTRE,
                       .max_lines = 1,
                       .min_size = 22,
                       .is_tabular = true};
        ui_text(ui, &value);
        Label name = {.type = theme_type(TYPE_C), .colour = INK, .text = items[i].name};
        name_height(ui, &name, w - 14);
        name.x = panel.x + 1;
        name.y = ground + value_h + 4;
        ui_text(ui, &name);
    }
}
