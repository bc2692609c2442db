// Two amounts in one drawing: a pair of columns, a part of a whole, a beam.
#include "pages/charts.h"
#include "pages/facts.h"
#include "pages/parts.h"

// A text centred in a column, its last line ending at `bottom` (or its first at `top` when is_down).
static float centred(Ui *ui, Label label, float centre, float w, float edge, bool is_down)
{
    label.x = centre - w / 2;
    label.w = w;
    label.align = ALIGN_CENTRE;
    label.is_balanced = true;
    float h = ui_measure(ui, &label).h;
    label.y = is_down ? edge : edge - h;
    ui_text(ui, &label);
    return h;
}

// Chinese stays on one line, smaller where the column is narrow; English may take more.
static Label value_label(App *app, const Figure *figure, float w, float sweep)
{
    bool is_english = ui_is_english(&app->ui);
    float size = is_english ? (w < 200 ? 24 : 28) : w < 200 ? 28 : 34;
    return (Label){.type = type_sized(TYPE_N3, size, size + (is_english ? 6 : 8)),
                   .colour = INK,
                   .text = fact_count(app, amount_text(app, figure), sweep),
                   .w = w,
                   .max_lines = is_english ? 3 : 1,
                   .min_size = 22,
                   .is_tabular = true};
}

static Label small_label(Str text, Colour colour)
{
    return (Label){.type = theme_type(TYPE_C), .colour = colour, .text = text, .max_lines = 2};
}

Str chart_when(App *app, const Figure *figure)
{
    return figure->kind == FIGURE_ACTUAL ? fact_period(app, figure) : fact_when(app, figure);
}

// ---- a pair ---------------------------------------------------------------------------

Str chart_gap(App *app, const Figure *from, const Figure *to)
{
    double gap = to->number - from->number;
    if (!fact_is_step(from, to) || gap <= 0) {
        return STR_NONE;
    }
    if (!from->qualifier.n && !to->qualifier.n) {
        Figure difference = *to;
        difference.kind = FIGURE_ACTUAL;
        difference.number = gap;
        difference.value = str_format(app->ui.frame, "%.10g", gap);
        return app_label_fill(app, "figure.gap", "value", amount_text(app, &difference));
    }
    return fact_is_aim(to) && to->period.n == 4
               ? app_label_fill(app, "figure.gap.aim", "year", to->period)
               : STR_NONE;
}

Str chart_caution(App *app, const Figure *from, const Figure *to)
{
    Str a = fact_stem(from->label);
    Str b = fact_stem(to->label);
    if (!fact_is_step(from, to) || str_eq(a, b)) {
        return STR_NONE;
    }
    Str said = app_label_fill(app, "figure.wording", "a", a);
    said = app_fill(app, app_fill(app, said, "b", b), "p", fact_period(app, from));
    return app_fill(app, said, "q", period_text(app, to->period));
}

// One column over its year; an aim is paper with a dashed edge.
static void draw_column(App *app, Rect column, const Figure *figure, Colour colour, float w,
                        float sweep)
{
    Ui *ui = &app->ui;
    float centre = column.x + column.w / 2;
    float h = fmaxf(6, column.h * sweep);
    Rect now = {column.x, column.y + column.h - h, column.w, h};
    bool is_aim = fact_is_aim(figure);
    ui_fill(ui, now, is_aim ? CLOUD : colour);
    if (is_aim) {
        Path edge = ui_path_begin(ui);
        path_rect(&edge, (Rect){1.5f, 1.5f, now.w - 3, fmaxf(3, now.h - 3)});
        OutlineStyle dashes = {.is_stroke = true, .width = 3, .dash = 10, .gap = 7};
        ui_stroke(ui, &edge, now.x, now.y, dashes, OCHRE);
    }
    centred(ui, value_label(app, figure, w, sweep), centre, w, column.y - 8, false);
    centred(ui, small_label(chart_when(app, figure), SLATE), centre, w, column.y + column.h + 8,
            true);
}

// The difference: from the lower top across to the higher one, and up.
static void draw_step(Ui *ui, Rect low, Rect high)
{
    float drop = low.y - high.y;
    if (drop < 6) {
        return;
    }
    float x = high.x - 22;
    Path edge = ui_path_begin(ui);
    path_move(&edge, low.x + low.w + 8, low.y);
    path_line(&edge, x, low.y);
    path_line(&edge, x, high.y);
    path_line(&edge, high.x - 6, high.y);
    ui_stroke(ui, &edge, 0, 0, (OutlineStyle){.is_stroke = true, .width = 3}, OCHRE);
}

void chart_pair(App *app, Rect box, const Figure *from, const Figure *to, Colour colour,
                float sweep)
{
    Ui *ui = &app->ui;
    const Figure *figures[] = {from, to};
    bool is_step = fact_is_step(from, to);
    float half = box.w / 2;
    float line = ui_type(ui, theme_type(TYPE_C)).line;
    Str gap = chart_gap(app, from, to);
    if (!is_step) {
        for (int i = 0; i < COUNT(figures); i++) {
            float centre = box.x + half * (float)i + half / 2;
            centred(ui, value_label(app, figures[i], half - 4, sweep), centre, half - 4,
                    box.y + box.h / 2, false);
            centred(ui, small_label(chart_when(app, figures[i]), SLATE), centre, half - 4,
                    box.y + box.h / 2 + 8, true);
        }
        ui_fill(ui, (Rect){box.x + half - 1, box.y + 40, 2, box.h - 80}, HAIRLINE);
        return;
    }
    float value_room = 0;
    for (int i = 0; i < COUNT(figures); i++) {
        Label value = value_label(app, figures[i], half - 4, 1);
        value.is_balanced = true;
        value_room = fmaxf(value_room, ui_measure(ui, &value).h);
    }
    float ground = box.y + box.h - line - (gap.n ? line + 14 : 6) - 8;
    float most_h = ground - box.y - value_room - 8;
    double most = fmax(fact_base(from), fact_base(to));
    Rect columns[2];
    for (int i = 0; i < COUNT(figures); i++) {
        float h = most_h * (float)(fact_base(figures[i]) / most);
        float w = fminf(96, half * 0.5f);
        columns[i] = (Rect){box.x + half * (float)i + (half - w) / 2, ground - h, w, h};
        draw_column(app, columns[i], figures[i], colour, half - 4, sweep);
    }
    ui_fill(ui, (Rect){box.x + 8, ground, box.w - 16, 3}, DEEP);
    if (sweep >= 1) {
        bool is_up = columns[1].y < columns[0].y;
        if (is_up) {
            draw_step(ui, columns[0], columns[1]);
        }
        if (gap.n) {
            Label said = small_label(gap, OCHRE);
            said.max_lines = 1;
            said.min_size = 22;
            centred(ui, said, box.x + half, box.w, ground + line + 14, true);
        }
    }
}

// ---- a part of a whole ------------------------------------------------------------------

void chart_share(App *app, Rect box, const Figure *part, const Figure *whole, Colour colour,
                 float sweep)
{
    Ui *ui = &app->ui;
    float w = fminf(box.w * 0.42f, 180);
    Rect vessel = {box.x + 8, box.y + 14, w, box.h - 28};
    double most = whole ? fact_base(whole) : 100;
    float share = clampf((float)(fact_base(part) / most), 0, 1);
    float full = vessel.h * share;
    float h = full * sweep;
    ui_fill(ui, vessel, CLOUD);
    ui_fill(ui, (Rect){vessel.x, vessel.y + vessel.h - h, w, h}, colour);
    for (int i = 0; i < 2; i++) { // gates
        ui_fill(ui, (Rect){vessel.x + (w - 6) * (float)i, vessel.y - 10, 6, vessel.h + 10}, DEEP);
    }
    ui_fill(ui, (Rect){vessel.x, vessel.y + vessel.h, w, 4}, DEEP);
    float x = vessel.x + w + 26;
    float room = box.x + box.w - x;
    float level = vessel.y + vessel.h - full;
    Label value = value_label(app, part, room, sweep);
    value.x = x;
    Label when = small_label(chart_when(app, part), SLATE);
    when.x = x;
    when.w = room;
    float value_h = ui_measure(ui, &value).h;
    float when_h = ui_measure(ui, &when).h;
    float whole_h = 0;
    if (whole) {
        Label all = value_label(app, whole, room, sweep);
        all.x = x;
        all.y = vessel.y - 10;
        all.colour = SLATE;
        whole_h = ui_text(ui, &all).h;
        Label said = small_label(
            part_dot(app, app_label(app, "chart.whole"), chart_when(app, whole)), SLATE);
        said.max_lines = 3;
        said.x = x;
        said.w = room;
        said.y = all.y + whole_h;
        whole_h += ui_text(ui, &said).h;
        ui_hairline(ui, vessel.x + w, vessel.y, 18, DEEP);
    }
    // Beside the level, but clear of the words of the whole and of the foot.
    float y = clampf(level - value_h / 2, vessel.y + whole_h + (whole ? 8 : 0),
                     vessel.y + vessel.h - value_h - when_h);
    value.y = y;
    ui_text(ui, &value);
    when.y = y + value_h;
    ui_text(ui, &when);
    ui_pearl(ui, (Point){vessel.x + w, vessel.y + vessel.h - h}, 11);
}

// ---- a lever ----------------------------------------------------------------------------

void chart_lever(App *app, Rect box, const Figure *put, const Figure *moved, float sweep)
{
    Ui *ui = &app->ui;
    float line = ui_type(ui, theme_type(TYPE_C)).line;
    float half = box.w / 2;
    const Figure *figures[] = {put, moved};
    float when_h = 0;
    for (int i = 0; i < COUNT(figures); i++) {
        Label when = small_label(chart_when(app, figures[i]), SLATE);
        when.w = half - 4;
        when_h = fmaxf(when_h, ui_measure(ui, &when).h);
    }
    float foot = box.y + box.h - line - when_h - 14;
    Point pivot = {box.x + half, foot - 56};
    float value_h = 0;
    for (int i = 0; i < COUNT(figures); i++) {
        Label value = value_label(app, figures[i], half - 4, 1);
        value.is_balanced = true;
        value_h = fmaxf(value_h, ui_measure(ui, &value).h);
    }
    // Disc and value stand between the raised end of the beam and the top of the box.
    float most = clampf((pivot.y - 18 - value_h - box.y) / 2, 20, fminf(50, half * 0.33f));
    float ratio = fact_is_sized_alike(put, moved) && fact_base(moved) > 0
                      ? (float)sqrt(fact_base(put) / fact_base(moved))
                      : 1;
    float radii[] = {clampf(most * ratio, 14, most), clampf(most / fmaxf(ratio, 0.01f), 14, most)};
    radii[1] = ratio <= 1 ? most : radii[1];
    radii[0] = ratio <= 1 ? radii[0] : most;
    float tilt = 20 * sweep; // what was moved rises
    Point ends[] = {{box.x + 26, pivot.y + tilt}, {box.x + box.w - 26, pivot.y - tilt}};
    Path stand = ui_path_begin(ui);
    path_move(&stand, 0, 0);
    path_line(&stand, 34, 56);
    path_line(&stand, -34, 56);
    path_close(&stand);
    ui_path(ui, &stand, pivot.x, pivot.y, DEEP);
    Path beam = ui_path_begin(ui);
    path_move(&beam, ends[0].x, ends[0].y);
    path_line(&beam, ends[1].x, ends[1].y);
    OutlineStyle thick = {.is_stroke = true, .width = 8, .has_round_ends = true};
    ui_stroke(ui, &beam, 0, 0, thick, DEEP);
    const char *says[] = {"figure.put", "figure.moved"};
    const Colour colours[] = {INDIGO, MALACHITE};
    for (int i = 0; i < COUNT(figures); i++) {
        float centre = box.x + half * (float)i + half / 2;
        float t = (centre - ends[0].x) / (ends[1].x - ends[0].x);
        float on = ends[0].y + (ends[1].y - ends[0].y) * t - 4;
        ui_disc(ui, (Point){centre, on - radii[i]}, radii[i], colours[i]);
        centred(ui, value_label(app, figures[i], half - 4, sweep), centre, half - 4,
                on - 2 * radii[i] - 8, false);
        centred(ui, small_label(app_label(app, says[i]), INK), centre, half - 4, foot + 8, true);
        centred(ui, small_label(chart_when(app, figures[i]), SLATE), centre, half - 4,
                foot + 8 + line, true);
    }
}
