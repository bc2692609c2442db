#include "pages/charts.h"
#include "pages/facts.h"
#include "pages/parts.h"

// ---- bars ---------------------------------------------------------------------------

void chart_bar(App *app, Rect row, const ChartItem *item, double share, bool is_link, float sweep)
{
    Ui *ui = &app->ui;
    Label name = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = item->name,
                  .x = row.x,
                  .y = row.y + 2,
                  .w = row.w,
                  .max_lines = 1,
                  .min_size = 22};
    ui_text(ui, &name);
    float room = row.w - CHART_VALUE; // the same for every bar of a card
    float full = fmaxf(24, room * clampf((float)share, 0, 1));
    float w = fmaxf(24, full * sweep);
    bool is_aim = fact_is_aim(item->figure);
    Path bar = ui_path_begin(ui);
    path_round_rect4(&bar, (Rect){0, 0, w, 26}, 0, 13, 13, 0);
    ui_path(ui, &bar, row.x, row.y + 38, is_aim ? CLOUD : item->colour);
    if (is_aim) {
        Path edge = ui_path_begin(ui);
        path_round_rect4(&edge, (Rect){1.5f, 1.5f, w - 3, 23}, 0, 11.5f, 11.5f, 0);
        OutlineStyle dashes = {.is_stroke = true, .width = 3, .dash = 10, .gap = 7};
        ui_stroke(ui, &edge, row.x, row.y + 38, dashes, OCHRE);
    }
    Label value = {.type = type_sized(TYPE_N3, ui_is_english(ui) ? 28 : 34, 40),
                   .colour = INK,
                   .text = amount_text(app, item->figure),
                   .x = row.x + full + 16,
                   .y = row.y + 31};
    ui_text(ui, &value);
    if (is_link) {
        Point at = {row.x + row.w - 12, row.y + 50};
        part_chevron(app, at, CHEVRON_RIGHT, LAKE);
    }
}

// ---- rings --------------------------------------------------------------------------

typedef enum { RING_SHARE, RING_TO_TARGET, RING_AIM, RING_PLAIN } RingKind;

static RingKind ring_kind(const Figure *figure, const Figure *target)
{
    if (target) {
        return RING_TO_TARGET;
    }
    if (!fact_is_share(figure)) {
        return RING_PLAIN;
    }
    return figure->kind == FIGURE_TARGET ? RING_AIM : RING_SHARE;
}

static Point on_ring(Point centre, float radius, float degrees)
{
    float a = degrees * 3.14159265f / 180;
    return (Point){centre.x + radius * sinf(a), centre.y - radius * cosf(a)};
}

// Alternate dashes along the arc, for an aim without a base.
static void draw_dashes(Ui *ui, Point centre, RingShape shape, float degrees, Colour colour)
{
    float perimeter = 2 * 3.14159265f * shape.radius;
    float dash = 7 / perimeter * 360;
    float step = 15 / perimeter * 360;
    Path path = ui_path_begin(ui);
    for (float a = 0; a < degrees; a += step) {
        path_ring(&path, (Point){0, 0}, shape.radius, shape.width, a, fminf(a + dash, degrees));
    }
    ui_path(ui, &path, centre.x, centre.y, colour);
}

// The line over the number says when, the one under it what it counts or what it lacks.
static void draw_inside(App *app, Point centre, RingShape shape, const Figure *figure, Str under,
                        float sweep)
{
    Ui *ui = &app->ui;
    float inner = 2 * (shape.radius - shape.width / 2) - 24;
    Label line = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = figure->period.n ? fact_period(app, figure) : STR_NONE,
                  .x = centre.x - inner / 2 + 14,
                  .y = centre.y - 72,
                  .w = inner - 28,
                  .align = ALIGN_CENTRE,
                  .max_lines = 1,
                  .min_size = 22};
    ui_text(ui, &line);
    Label number = {.type = type_sized(TYPE_N2, shape.number, 74),
                    .colour = INK,
                    .text = fact_count(app, fact_number(app, figure), sweep),
                    .x = centre.x - inner / 2,
                    .y = centre.y - 40 + (under.n ? 0 : 8),
                    .w = inner,
                    .align = ALIGN_CENTRE,
                    .max_lines = 1,
                    .min_size = 32,
                    .is_tabular = true};
    ui_text(ui, &number);
    line.text = under;
    line.y = centre.y + 31;
    ui_text(ui, &line);
}

// What an aim without a base says under its number; in fewer words where the pearl would lie on it.
static Str no_base(App *app, Point centre, RingShape shape, Point pearl, Str year)
{
    Ui *ui = &app->ui;
    Label said = {.type = theme_type(TYPE_C),
                  .text = app_label_fill(app, "figures.ring.nobase", "year", year)};
    const float halo = 36;
    bool is_beside = fabsf(pearl.y - (centre.y + 46)) < halo + 15;
    float room = fabsf(pearl.x - centre.x) - halo;
    bool is_wide = ui_measure(ui, &said).w / 2 > fminf(is_beside ? room : 1000, shape.radius);
    return is_wide ? app_label(app, "figures.ring.nobase.short") : said.text;
}

void chart_ring(App *app, Point centre, RingShape shape, const Figure *figure, const Figure *target,
                Str base_year, Colour colour, float sweep)
{
    Ui *ui = &app->ui;
    RingKind kind = ring_kind(figure, target);
    Str under = fact_unit(app, figure);
    if (str_is(figure->qualifier, "预计") && ui_is_english(ui)) {
        under = app_label(app, "figure.qual.expected");
    }
    if (kind == RING_AIM && base_year.n) {
        Point end = on_ring(centre, shape.radius, 3.6f * (float)figure->number);
        under = no_base(app, centre, shape, end, base_year);
    }
    ui_disc(ui, centre, shape.disc, WHITEWASH);
    if (kind == RING_PLAIN) {
        ui_ring(ui, centre, shape.radius + 10, 6, 0, 360, colour);
        draw_inside(app, centre, shape, figure, under, sweep);
        return;
    }
    ui_ring(ui, centre, shape.radius, shape.width, 0, 360, TRACK);
    double part = target ? figure->number / target->number : figure->number / 100;
    float degrees = 360 * clampf((float)part, 0, 1) * sweep;
    if (kind == RING_AIM) {
        draw_dashes(ui, centre, shape, degrees, colour);
    } else if (degrees > 0.5f) {
        ui_ring(ui, centre, shape.radius, shape.width, 0, degrees, colour);
    }
    if (kind != RING_SHARE) {
        ui_fill(ui, (Rect){centre.x - 2, centre.y - shape.radius - 22, 4, 44}, INK);
    }
    ui_pearl(ui, on_ring(centre, shape.radius, degrees), 15);
    draw_inside(app, centre, shape, figure, under, sweep);
}

// ---- what comes in and goes out ---------------------------------------------------------

enum { FLOW_STRANDS = 3 };

void chart_flow(App *app, Point centre, RingShape shape, const Figure *figure, bool is_out,
                Colour colour, float sweep)
{
    Ui *ui = &app->ui;
    float r = shape.radius * 0.86f;
    float way = is_out ? 1 : -1;
    Point inner = {centre.x + way * r, centre.y};
    float reach = shape.disc - r + 18;
    ui_disc(ui, centre, r + 8, WHITEWASH);
    ui_ring(ui, centre, r, 6, 0, 360, colour);
    for (int i = 0; i < FLOW_STRANDS && reach * sweep > 2; i++) {
        float fan = (float)(i - FLOW_STRANDS / 2);
        Path strand = ui_path_begin(ui);
        path_move(&strand, 0, 0);
        float end = way * reach * sweep;
        path_cubic(&strand, end * 0.4f, 0, end * 0.5f, fan * 30, end, fan * 34);
        OutlineStyle style = {.is_stroke = true, .width = fan == 0 ? 7 : 5, .has_round_ends = true};
        ui_stroke(ui, &strand, inner.x, inner.y, style, colour);
    }
    // The head of the arrow sits where the strands arrive.
    float tip = is_out ? inner.x + reach * sweep + 20 : inner.x + 22;
    Path head = ui_path_begin(ui);
    path_move(&head, 0, 0);
    path_line(&head, -26, -18);
    path_line(&head, -26, 18);
    path_close(&head);
    ui_path(ui, &head, tip, inner.y, colour);
    RingShape room = {r, 6, r, shape.number};
    draw_inside(app, centre, room, figure, fact_unit(app, figure), sweep);
}
