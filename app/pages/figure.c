#include "pages/figure.h"
#include "pages/charts.h"
#include "pages/facts.h"
#include "pages/figure_data.h"
#include "pages/parts.h"

enum { SCROLL_SHEET, SCROLL_PANEL };

// ---- the sheet: one flow, walked once for its height and once to draw ---------------------

typedef struct {
    App *app;
    const Page *page;
    const FigureData *data;
    float x, y, w;
    float size; // dp of the value's digits, before they are fitted
    bool is_drawn;
    float sweep;
} Flow;

static Colour kind_colour(FigureKind kind)
{
    switch (kind) {
    case FIGURE_TARGET:
    case FIGURE_PLAN:
        return OCHRE;
    case FIGURE_CHANGE:
        return MALACHITE;
    case FIGURE_RANK:
        return DEEP;
    default:
        return AZURITE;
    }
}

static void flow_tag(Flow *flow)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    const Figure *figure = &flow->data->figure;
    if (flow->is_drawn) {
        Label label = {.type = type_sized(TYPE_H3, 26, 38),
                       .colour = WHITE,
                       .text = fact_kind(app, figure->kind)};
        Rect tag = {flow->x, flow->y, ui_measure(ui, &label).w + 48, 56};
        ui_round(ui, tag, 12, kind_colour(figure->kind));
        label.x = tag.x + 24;
        label.y = tag.y + 9;
        ui_text(ui, &label);
        if (figure->origin.is_pending) {
            chrome_pending(app, tag.x + tag.w + 20, tag.y + 11);
        }
    }
    flow->y += 56 + 18;
}

static void flow_label(Flow *flow)
{
    Ui *ui = &flow->app->ui;
    bool is_english = ui_is_english(ui);
    Label name = {.type = type_sized(TYPE_H2, is_english ? 34 : 46, is_english ? 44 : 58),
                  .colour = INK,
                  .text = flow->data->figure.label,
                  .x = flow->x,
                  .y = flow->y,
                  .w = flow->w,
                  .max_lines = 3,
                  .is_balanced = true};
    flow->y += part_text(ui, &name, flow->is_drawn).h + 4;
}

// One piece of the value on the common baseline; returns its end.
static float value_piece(Flow *flow, Str text, float x, float size, float baseline, bool is_tabular)
{
    if (!text.n) {
        return x;
    }
    Type type = type_sized(TYPE_MEGA, size, size);
    Label piece = {.type = type,
                   .colour = DEEP,
                   .text = text,
                   .x = x,
                   .y = baseline - fact_baseline(type),
                   .is_tabular = is_tabular};
    return x + part_text(&flow->app->ui, &piece, flow->is_drawn).w;
}

static float value_pieces(Flow *flow, const Amount *amount, float size, float baseline, float share)
{
    float small = clampf(size * 0.36f, 34, 64);
    bool is_percent = str_is(amount->unit, "%");
    float x = value_piece(flow, amount->before, flow->x, small, baseline, false);
    x += amount->before.n ? 16 : 0;
    bool was_drawn = flow->is_drawn;
    flow->is_drawn = false;
    float end = value_piece(flow, amount->number, x, size, baseline, true);
    flow->is_drawn = was_drawn;
    // The number grows to the left of its last digit: nothing beside it moves.
    Str now = flow->data->figure.kind == FIGURE_RANK ? amount->number
                                                     : fact_count(flow->app, amount->number, share);
    if (was_drawn) {
        Type type = type_sized(TYPE_MEGA, size, size);
        Label number = {.type = type,
                        .colour = DEEP,
                        .text = now,
                        .x = end,
                        .y = baseline - fact_baseline(type),
                        .align = ALIGN_END,
                        .is_tabular = true};
        ui_text(&flow->app->ui, &number);
    }
    x = end + (amount->unit.n ? is_percent ? 6 : 16 : 0);
    x = value_piece(flow, amount->unit, x, is_percent ? size * 0.46f : small, baseline, false);
    x += amount->after.n ? 12 : 0;
    return value_piece(flow, amount->after, x, small, baseline, false);
}

static void flow_value(Flow *flow)
{
    Amount amount = amount_of(flow->app, &flow->data->figure);
    float size = flow->size;
    bool was_drawn = flow->is_drawn;
    flow->is_drawn = false;
    while (size > 72 && value_pieces(flow, &amount, size, 0, 1) - flow->x > flow->w) {
        size -= 8;
    }
    flow->is_drawn = was_drawn;
    float baseline = flow->y + size * 0.92f + 10;
    value_pieces(flow, &amount, size, baseline, flow->sweep);
    flow->y = baseline + size * 0.14f + 22;
}

// A calm line with a bar of ochre before it; colour is not its only sign.
static void flow_age(Flow *flow)
{
    Ui *ui = &flow->app->ui;
    Label text = {.type = theme_type(TYPE_C),
                  .colour = OCHRE,
                  .text = fact_stale(flow->app, &flow->data->figure),
                  .x = flow->x + 54,
                  .y = flow->y + 6,
                  .w = flow->w - 54};
    if (!text.text.n) {
        return;
    }
    float h = part_text(ui, &text, flow->is_drawn).h;
    if (flow->is_drawn) {
        ui_icon(ui, "clock", (Rect){flow->x + 8, flow->y + 4, 34, 34}, OCHRE);
    }
    flow->y += fmaxf(h, 34) + 24;
}

static void flow_definition(Flow *flow)
{
    Ui *ui = &flow->app->ui;
    Label text = {.type = type_sized(TYPE_B1, 30, 46),
                  .colour = INK,
                  .text = flow->data->figure.definition,
                  .x = flow->x,
                  .y = flow->y,
                  .w = flow->w,
                  .align = ui_is_english(ui) ? ALIGN_START : ALIGN_JUSTIFY,
                  .is_hanging = true};
    if (text.text.n) {
        flow->y += part_text(ui, &text, flow->is_drawn).h + 22;
    }
}

// Period, scope and theme, side by side behind hairlines.
static void flow_facts(Flow *flow)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    const Figure *figure = &flow->data->figure;
    const struct {
        const char *label;
        Str text;
    } FACTS[] = {
        {"figure.period", period_text(app, figure->period)},
        {"figure.scope", figure->scope_name},
        {"figure.theme.name", flow->data->theme.name},
    };
    int count = 0;
    for (int i = 0; i < COUNT(FACTS); i++) {
        count += FACTS[i].text.n > 0;
    }
    float w = flow->w / (float)COUNT(FACTS);
    float x = flow->x;
    float tallest = 0;
    for (int i = 0; i < COUNT(FACTS); i++) {
        if (!FACTS[i].text.n) {
            continue;
        }
        Label said = {.type = type_sized(TYPE_H3, 27, 36),
                      .colour = INK,
                      .text = FACTS[i].text,
                      .x = x + 18,
                      .y = flow->y + 32,
                      .w = w - 34,
                      .max_lines = 2};
        tallest = fmaxf(tallest, part_text(ui, &said, flow->is_drawn).h);
        if (flow->is_drawn) {
            ui_line(ui, TYPE_C, SLATE, x + 18, flow->y, app_label(app, FACTS[i].label));
        }
        x += w;
    }
    if (flow->is_drawn) {
        for (int i = 0; i < count; i++) {
            ui_fill(ui, (Rect){flow->x + w * (float)i, flow->y + 2, 3, 28 + tallest}, LAKE);
        }
    }
    flow->y += 32 + tallest + 26;
}

// ---- relations, each on a card --------------------------------------------------------

static const float PAD = 28;

typedef void (*CardBody)(Flow *flow);

// A card around what `body` lays out, with a heading.
static void flow_card(Flow *flow, Str heading, CardBody body)
{
    Ui *ui = &flow->app->ui;
    Flow inner = *flow;
    inner.x += PAD;
    inner.w -= 2 * PAD;
    inner.y += 18;
    Label head = {.type = type_sized(TYPE_H3, 26, 40),
                  .colour = DEEP,
                  .text = heading,
                  .x = inner.x,
                  .y = inner.y};
    inner.y += 46;
    float from = inner.y;
    inner.is_drawn = false;
    body(&inner);
    Rect card = {flow->x, flow->y, flow->w, inner.y + 20 - flow->y};
    if (flow->is_drawn) {
        chrome_card(flow->app, card, 0, ELEVATION_RESTING);
        ui_text(ui, &head);
        inner.is_drawn = true;
        inner.y = from;
        body(&inner);
    }
    flow->y = card.y + card.h + 24;
}

static void note(Flow *flow, Str text)
{
    Label line = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = text,
                  .x = flow->x,
                  .y = flow->y,
                  .w = flow->w};
    flow->y += part_text(&flow->app->ui, &line, flow->is_drawn).h + 4;
}

// One amount as a bar; the own one leads nowhere.
static void amount_bar(Flow *flow, const Figure *figure, Str name, double most, Colour colour)
{
    App *app = flow->app;
    if (flow->is_drawn) {
        bool is_own = str_eq(figure->id, flow->data->figure.id);
        Str route = app_route(app, "figure", figure->id);
        Rect touch = {flow->x - 12, flow->y, flow->w + 24, CHART_BAR};
        if (!is_own && ui_is_pressed(&app->ui, ACTION_GO, 0, route)) {
            ui_round(&app->ui, touch, 8, colour_faded(DEEP, 0.10f));
        }
        ChartItem item = {figure, name, colour};
        Rect row = {flow->x, flow->y, flow->w, CHART_BAR};
        chart_bar(app, row, &item, fact_base(figure) / most, !is_own, flow->sweep);
        if (!is_own) {
            ui_target(&app->ui, touch, ACTION_GO, 0, route, figure->label);
        }
    }
    flow->y += CHART_BAR;
}

static void pair_body(Flow *flow)
{
    App *app = flow->app;
    const FigureData *data = flow->data;
    bool is_first = fact_is_earlier(&data->figure, &data->pair);
    const Figure *from = is_first ? &data->figure : &data->pair;
    const Figure *to = is_first ? &data->pair : &data->figure;
    double most = fmax(fact_base(from), fact_base(to));
    amount_bar(flow, from, fact_when(app, from), most, INDIGO);
    amount_bar(flow, to, fact_when(app, to), most, AZURITE);
    const Str said[] = {chart_gap(app, from, to), chart_caution(app, from, to)};
    for (int i = 0; i < COUNT(said); i++) {
        if (said[i].n) {
            flow->y += 6;
            note(flow, said[i]);
        }
    }
}

// Two figures side by side that are not measured against each other.
static void two_figures(Flow *flow, const Figure *left, const Figure *right)
{
    App *app = flow->app;
    const float gap = 24;
    float w = (flow->w - gap) / 2;
    float h = part_figure_height(&app->ui);
    if (flow->is_drawn) {
        part_figure(app, (Rect){flow->x, flow->y, w, h}, left, part_rule_colour(1));
        part_figure(app, (Rect){flow->x + w + gap, flow->y, w, h}, right, part_rule_colour(0));
    }
    flow->y += h;
}

static void apart_body(Flow *flow)
{
    const FigureData *data = flow->data;
    bool is_first = fact_is_earlier(&data->figure, &data->pair);
    two_figures(flow, is_first ? &data->figure : &data->pair,
                is_first ? &data->pair : &data->figure);
    if (str_eq(data->figure.unit, data->pair.unit)) {
        note(flow, app_label(flow->app, "figure.apart"));
    }
}

static void lever_body(Flow *flow)
{
    const FigureData *data = flow->data;
    // What is put in is the smaller: a lever moves more than itself.
    bool is_own_put = fact_base(&data->figure) <= fact_base(&data->lever);
    const float h = 300;
    const Figure *put = is_own_put ? &data->figure : &data->lever;
    const Figure *moved = is_own_put ? &data->lever : &data->figure;
    if (flow->is_drawn) {
        Str route = app_route(flow->app, "figure", data->lever.id);
        Rect half = {flow->x + (is_own_put ? flow->w / 2 : 0), flow->y, flow->w / 2, h};
        if (ui_is_pressed(&flow->app->ui, ACTION_GO, 0, route)) {
            ui_round(&flow->app->ui, half, 8, colour_faded(DEEP, 0.10f));
        }
        chart_lever(flow->app, (Rect){flow->x, flow->y, flow->w, h}, put, moved, flow->sweep);
        ui_target(&flow->app->ui, half, ACTION_GO, 0, route, data->lever.label);
    }
    flow->y += h;
}

static void whole_body(Flow *flow)
{
    const FigureData *data = flow->data;
    double most = fact_base(&data->whole);
    amount_bar(flow, &data->figure, data->figure.label, most, AZURITE);
    amount_bar(flow, &data->whole, data->whole.label, most, CLEAR_BLUE);
}

static void parts_body(Flow *flow)
{
    const FigureData *data = flow->data;
    double most = fact_base(&data->figure);
    for (int i = 0; i < data->part_count; i++) {
        amount_bar(flow, &data->parts[i], data->parts[i].label, most, AZURITE);
    }
}

static void flow_relations(Flow *flow)
{
    App *app = flow->app;
    const FigureData *data = flow->data;
    const Figure *figure = &data->figure;
    if (data->has_pair) {
        bool is_first = fact_is_earlier(figure, &data->pair);
        bool is_step =
            is_first ? fact_is_step(figure, &data->pair) : fact_is_step(&data->pair, figure);
        bool has_aim = figure->kind == FIGURE_TARGET || data->pair.kind == FIGURE_TARGET;
        Str heading = app_label(app, has_aim ? "figure.pair" : "figure.pair.years");
        flow_card(flow, heading, is_step ? pair_body : apart_body);
    }
    if (data->has_lever) {
        flow_card(flow, app_label(app, "figure.lever"), lever_body);
    }
    if (data->has_whole) {
        flow_card(flow, app_label(app, "figure.part"), whole_body);
    }
    if (data->part_count) {
        flow_card(flow, app_label(app, "figure.parts"), parts_body);
    }
    if (data->has_same) {
        Str line = part_dot(app, data->same.label, amount_text(app, &data->same));
        Rect box = {flow->x, flow->y, flow->w, 0};
        Str route = app_route(app, "figure", data->same.id);
        flow->y +=
            part_row(app, box, 0, app_label(app, "figure.same"), line, route, flow->is_drawn);
        flow->y += 20;
    }
}

static void flow_sources(Flow *flow)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    const FigureData *data = flow->data;
    Str date = date_text(app, data->figure.origin.as_of);
    Str as_of = date.n ? app_label_fill(app, "date.asof", "date", date) : STR_NONE;
    for (int i = 0; i < data->source_count; i++) {
        const Source *source = &data->sources[i];
        Str when = source->date_said.n ? source->date_said : date_text(app, source->date);
        Str title = source->title.n ? source->title : source->covers;
        Str line = str_format(ui->frame, "%.*s%s%.*s", STR_ARG(app_label(app, "source.one")),
                              ui_is_english(ui) ? ": " : "：", STR_ARG(part_dot(app, title, when)));
        bool is_last = i == data->source_count - 1;
        note(flow, is_last ? part_dot(app, line, as_of) : line);
    }
    if (!data->source_count) {
        note(flow, part_dot(app, app_label(app, "source.none"), as_of));
    }
}

static float flow_all(App *app, const Page *page, float y, float size, bool is_drawn)
{
    bool is_tall = app->ui.is_portrait;
    Flow flow = {.app = app,
                 .page = page,
                 .data = page->data,
                 .x = is_tall ? 192 : 232,
                 .y = y,
                 .w = is_tall ? 840 : 944,
                 .size = size,
                 .is_drawn = is_drawn,
                 .sweep = page_sweep(app, page, 0, MS_COUNT)};
    flow_tag(&flow);
    flow_label(&flow);
    flow_value(&flow);
    if (is_tall) { // below the slip the sheet is as wide as the screen
        flow.y = fmaxf(flow.y, y + 400);
        flow.x = 48;
        flow.w = 984;
    }
    flow_age(&flow);
    flow_definition(&flow);
    flow_facts(&flow);
    flow_relations(&flow);
    flow_sources(&flow);
    return flow.y - y;
}

// ---- the panel: what it is about, and the other figures of its theme ----------------------

static float panel_links(App *app, const FigureData *data, Rect box, bool is_drawn)
{
    float y = box.y;
    if (!data->link_count) {
        return y;
    }
    if (is_drawn) {
        part_heading(app, box.x, y, app_label(app, "figure.links"), STR_NONE);
    }
    y += PART_HEADING;
    for (int i = 0; i < data->link_count; i++) {
        const FigureLink *link = &data->links[i];
        Rect row = {box.x, y, box.w, 0};
        y += part_row(app, row, 0, link->name, app_label(app, link->type), link->route, is_drawn);
    }
    return y + 16;
}

static void draw_panel(App *app, Page *page, Rect panel)
{
    Ui *ui = &app->ui;
    const FigureData *data = page->data;
    bool is_tall = ui->is_portrait;
    if (is_tall) {
        ui_shadow(ui, panel, 28, ELEVATION_RAISED);
        ui_round(ui, (Rect){panel.x, panel.y, panel.w, panel.h + 40}, 28, WHITEWASH);
    } else {
        ui_shadow(ui, panel, 0, ELEVATION_RAISED);
        ui_fill(ui, panel, WHITEWASH);
    }
    const float row_h = 112;
    float top = is_tall ? 20 : 36;
    Rect view = {panel.x, panel.y + top, panel.w, panel.h - top};
    Rect box = {panel.x + (is_tall ? 48 : 36), view.y, panel.w - (is_tall ? 96 : 64), 0};
    Scroll *scroll = &page->scrolls[SCROLL_PANEL];
    float links_h = panel_links(app, data, (Rect){0, 0, box.w, 0}, false);
    float content = links_h + PART_HEADING + row_h * (float)data->neighbour_count + 64;
    ui_scroll(ui, scroll, view, content, false);
    ui_clip(ui, view);
    box.y = view.y - scroll->pos;
    float y = panel_links(app, data, box, true);
    if (data->neighbour_count) {
        part_heading(app, box.x, y, app_label(app, "figure.theme"), data->theme.name);
        y += PART_HEADING;
    }
    for (int i = 0; i < data->neighbour_count; i++, y += row_h) {
        if (y < view.y + view.h && y + row_h > view.y) {
            fact_row(app, &data->neighbours[i], (Rect){box.x, y, box.w, row_h});
        }
    }
    ui_unclip(ui);
    if (scroll->pos < scroll->limit - 1) {
        static const GradientStop FOOT[] = {{0, {0xFA, 0xFB, 0xF8, 0}},
                                            {1, {0xFA, 0xFB, 0xF8, 255}}};
        ui_gradient(ui, (Rect){view.x, view.y + view.h - 80, view.w, 80}, FOOT, COUNT(FOOT));
    }
}

// ---- the page -----------------------------------------------------------------------

// The line under a figure that stands alone.
static void draw_river(App *app, float y)
{
    static const GradientStop STOPS[] = {{0, {0x8F, 0xBF, 0xD0, 0}},
                                         {0.2f, {0x3E, 0x86, 0xAE, 255}},
                                         {0.6f, {0x1C, 0x5F, 0x8B, 255}},
                                         {1, {0x1F, 0x7A, 0x67, 255}}};
    Point spine[] = {{-40, y + 10}, {220, y - 8},  {520, y + 18},
                     {820, y - 14}, {1080, y + 6}, {1280, y - 10}};
    Current line = {.points = spine,
                    .count = COUNT(spine),
                    .width = 24,
                    .strands = 9,
                    .k = 2.2f,
                    .phase = 0.4f,
                    .stroke = 2.4f,
                    .alpha = 0.6f,
                    .stops = STOPS,
                    .stop_count = COUNT(STOPS)};
    ui_current(&app->ui, &line);
}

static void opened(App *app, Page *page)
{
    page->data = figure_data(app, page);
}

static void drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const FigureData *data = page->data;
    bool is_tall = ui->is_portrait;
    chrome_backdrop(app, 2);
    chrome_slip(app, app_label(app, "figures.slip"), app_label(app, "figures.slip.latin"));
    if (!data->is_there) {
        chrome_empty(app, (Rect){is_tall ? 48 : 232, 480, 784, 176}, app_label(app, "empty.figure"),
                     app_label(app, "empty.page.hint"));
        return;
    }
    bool has_panel = data->link_count > 0 || data->neighbour_count > 0;
    Rect view = is_tall ? (Rect){0, 48, 1080, has_panel ? 1172 : 1752} : (Rect){196, 40, 1012, 896};
    bool is_bare = !data->has_pair && !data->has_lever && !data->has_whole && !data->part_count;
    float size = is_bare ? 212 : 150;
    Scroll *scroll = &page->scrolls[SCROLL_SHEET];
    float content = flow_all(app, page, 0, size, false) + 16;
    float spare = view.h - content;
    ui_scroll(ui, scroll, view, spare < 0 ? content + 56 : content, false);
    float top = view.y + 16 - scroll->pos;
    if (!is_tall && spare > 160) {
        top += fminf(spare * 0.24f, 96);
        draw_river(app, view.y + view.h - 68);
    }
    if (spare < 0) {
        ui_clip(ui, view);
    }
    flow_all(app, page, top, size, true);
    if (spare < 0) {
        ui_unclip(ui);
    }
    if (spare < 0 && scroll->pos < scroll->limit - 1) {
        static const GradientStop FOOT[] = {{0, {0xEE, 0xF3, 0xF0, 0}},
                                            {1, {0xEE, 0xF3, 0xF0, 255}}};
        ui_gradient(ui, (Rect){view.x, view.y + view.h - 56, view.w, 56}, FOOT, COUNT(FOOT));
    }
    if (has_panel && is_tall) { // the sheet begins where the words end
        float y = clampf(view.y + content + 40, 880, 1240);
        draw_panel(app, page, (Rect){0, y, 1080, 1800 - y});
    } else if (has_panel) {
        draw_panel(app, page, (Rect){1240, 0, 680, 960});
    }
}

const PageClass page_figure = {
    .name = "figure",
    .section = "figures",
    .has_bar = true,
    .opened = opened,
    .drawn = drawn,
};
