// The middle of a tab of the figures page: up to three cells with a chart each.
#include "pages/facts.h"
#include "pages/figures_tab.h"
#include "pages/parts.h"

static const Colour PIGMENTS[] = {{0x1C, 0x5F, 0x8B, 255}, {0x1F, 0x7A, 0x67, 255},
                                  {0xB8, 0x45, 0x2A, 255}, {0x54, 0x47, 0x7F, 255},
                                  {0x8A, 0x54, 0x10, 255}, {0x17, 0x52, 0x60, 255}};

typedef struct {
    App *app;
    const FigureTab *tab;
    const FigureCell *cell;
    const CellPlaces *at;
    Point centre; // of the ring
    Rect body;    // where the chart stands
    Colour colour;
    float sweep;
} Place;

void figures_pressed(App *app, Rect box, Str route)
{
    if (ui_is_pressed(&app->ui, ACTION_GO, 0, route)) {
        ui_round(&app->ui, box, 8, colour_faded(DEEP, 0.10f));
    }
}

static float name_y(const Place *place)
{
    bool is_tall = place->app->ui.is_portrait;
    return place->centre.y + place->at->ring.disc + (is_tall ? 10 : 9);
}

static Label under_label(const Place *place, float y, Str text)
{
    float w = place->at->pitch - 20;
    // Large type keeps these two lines as they are: there is no room above the tabs.
    bool is_large = place->app->ui.modes.is_large;
    return (Label){.type = type_sized(TYPE_C, is_large ? 18 : 22, is_large ? 23 : 29),
                   .colour = SLATE,
                   .text = text,
                   .x = place->centre.x - w / 2,
                   .y = y,
                   .w = w,
                   .align = ALIGN_CENTRE,
                   .max_lines = 2,
                   .is_balanced = true};
}

static void draw_name(const Place *place, Str text)
{
    Label name = under_label(place, name_y(place), text);
    name.type = theme_type(TYPE_H3);
    name.colour = INK;
    name.max_lines = 1;
    name.min_size = 22;
    ui_text(&place->app->ui, &name);
}

// What the figure counts, in two lines; else its kind and scope.
static void draw_meaning(const Place *place, const Figure *figure)
{
    App *app = place->app;
    Label line = under_label(place, name_y(place) + 44, figure->definition);
    if (ui_measure(&app->ui, &line).is_cut || !line.text.n) {
        line.text = str_format(app->ui.frame, "%.*s · %.*s", STR_ARG(fact_kind(app, figure->kind)),
                               STR_ARG(figure->scope_name));
    }
    ui_text(&app->ui, &line);
}

static void draw_target(const Place *place, const Figure *target)
{
    App *app = place->app;
    Ui *ui = &app->ui;
    float y = name_y(place);
    Label when = {.type = theme_type(TYPE_C), .colour = SLATE, .text = fact_period(app, target)};
    Label number = {.type = type_sized(TYPE_N3, ui_is_english(ui) ? 30 : 40, 48),
                    .colour = place->colour,
                    .text = fact_brief(app, target)};
    float when_w = ui_measure(ui, &when).w;
    float number_w = ui_measure(ui, &number).w;
    when.x = place->centre.x - (when_w + 12 + number_w) / 2;
    when.y = y + 51;
    number.x = when.x + when_w + 12;
    number.y = y + 40;
    ui_text(ui, &when);
    ui_text(ui, &number);
}

static void draw_ring(const Place *place)
{
    App *app = place->app;
    const FigureRow *row = &place->cell->rows[0];
    Str base = place->tab->has_hero ? place->tab->hero.figure.period : STR_NONE;
    chart_ring(app, place->centre, place->at->ring, &row->figure,
               row->has_other ? &row->other : NULL, base, place->colour, place->sweep);
    draw_name(place, row->label);
    if (row->has_other) {
        draw_target(place, &row->other);
    } else {
        draw_meaning(place, &row->figure);
    }
}

static void draw_flow(const Place *place)
{
    const FigureRow *row = &place->cell->rows[0];
    chart_flow(place->app, place->centre, place->at->ring, &row->figure,
               place->cell->kind == CELL_OUT, place->colour, place->sweep);
    draw_name(place, row->label);
    draw_meaning(place, &row->figure);
}

static void draw_pair(const Place *place)
{
    App *app = place->app;
    const FigureRow *row = &place->cell->rows[0];
    draw_name(place, row->label);
    if (!row->has_other) {
        draw_meaning(place, &row->figure);
        return;
    }
    chart_pair(app, place->body, &row->figure, &row->other, place->colour, place->sweep);
    Str caution = chart_caution(app, &row->figure, &row->other);
    if (caution.n) {
        Label line = under_label(place, name_y(place) + 44, caution);
        ui_text(&app->ui, &line);
    } else {
        draw_meaning(place, &row->figure);
    }
}

static void draw_two(const Place *place)
{
    App *app = place->app;
    const FigureRow *row = &place->cell->rows[0];
    draw_name(place, row->label);
    draw_meaning(place, &row->figure);
    if (place->cell->kind == CELL_SHARE) {
        const Figure *whole = row->has_other ? &row->other : NULL;
        chart_share(app, place->body, &row->figure, whole, place->colour, place->sweep);
    } else if (row->has_other) {
        bool is_put = fact_base(&row->figure) <= fact_base(&row->other);
        chart_lever(app, place->body, is_put ? &row->figure : &row->other,
                    is_put ? &row->other : &row->figure, place->sweep);
    }
}

// Several figures share the cell; each keeps its own way to its page.
static void draw_several(const Place *place)
{
    App *app = place->app;
    const FigureCell *cell = place->cell;
    bool is_ladder = cell->kind == CELL_LADDER;
    ChartItem items[CELL_ROWS];
    for (int i = 0; i < cell->count; i++) {
        const FigureRow *row = &cell->rows[i];
        Colour colour = is_ladder ? place->colour : PIGMENTS[i];
        Str dot = ui_is_english(&app->ui) ? STR(" · ") : STR("·");
        Str name = row->badge.n ? str_format(app->ui.frame, "%.*s%.*s%.*s", STR_ARG(row->badge),
                                             STR_ARG(dot), STR_ARG(row->label))
                                : row->label;
        items[i] = (ChartItem){&row->figure, name, colour};
    }
    for (int i = 0; i < cell->count && !chart_period(app, items, cell->count).n; i++) {
        items[i].name = part_dot(app, items[i].name, fact_period(app, items[i].figure));
    }
    Rect body = place->body;
    if (is_ladder) {
        chart_ladder(app, body, items, cell->count, place->sweep);
    } else {
        chart_multiples(app, body, items, cell->count, place->sweep);
    }
    draw_name(place, app_label(app, is_ladder ? "chart.ladder" : "chart.multiples"));
    Str how = app_label(app, is_ladder                            ? "chart.ladder.how"
                             : chart_has_dots(items, cell->count) ? "chart.multiples.dots"
                                                                  : "chart.multiples.levels");
    Label line = under_label(place, name_y(place) + 44,
                             part_dot(app, chart_period(app, items, cell->count), how));
    ui_text(&app->ui, &line);
    for (int i = 0; i < cell->count; i++) {
        float n = (float)cell->count;
        Rect part = is_ladder ? (Rect){body.x, body.y + body.h / n * (float)i, body.w, body.h / n}
                              : (Rect){body.x + body.w / n * (float)i, body.y, body.w / n, body.h};
        Str route = app_route(app, "figure", cell->rows[i].figure.id);
        figures_pressed(app, part, route);
        ui_target(&app->ui, part, ACTION_GO, 0, route, cell->rows[i].label);
    }
}

static void draw_cell(const Place *place)
{
    switch (place->cell->kind) {
    case CELL_RING:
        draw_ring(place);
        break;
    case CELL_IN:
    case CELL_OUT:
        draw_flow(place);
        break;
    case CELL_PAIR:
        draw_pair(place);
        break;
    case CELL_SHARE:
    case CELL_LEVER:
        draw_two(place);
        break;
    case CELL_LADDER:
    case CELL_MULTIPLE:
        draw_several(place);
        break;
    }
}

void figures_cells_draw(App *app, const FigureTab *tab, const CellPlaces *at, const float *sweeps)
{
    for (int i = 0; i < tab->cell_count; i++) {
        const FigureCell *cell = &tab->cells[i];
        Point centre = {at->x + at->pitch * (float)i, at->y};
        float disc = at->ring.disc;
        Place place = {
            .app = app,
            .tab = tab,
            .cell = cell,
            .at = at,
            .centre = centre,
            .body = {centre.x - at->pitch / 2 + 16, centre.y - disc, at->pitch - 32, 2 * disc},
            .colour = PIGMENTS[i],
            .sweep = sweeps[i]};
        if (cell->kind != CELL_LADDER && cell->kind != CELL_MULTIPLE) {
            Str route = app_route(app, "figure", cell->rows[0].figure.id);
            Rect box = {centre.x - at->pitch / 2 + 8, centre.y - disc, at->pitch - 16,
                        2 * disc + 104};
            figures_pressed(app, box, route);
            ui_target(&app->ui, box, ACTION_GO, 0, route, cell->rows[0].label);
        }
        draw_cell(&place);
    }
}
