#include "pages/chain_panel.h"
#include "pages/chain_links.h"
#include "pages/chain_signs.h"
#include "pages/chrome.h"
#include "pages/parts.h"

enum {
    PAD = 40,
    PICTURE_H = 340,
    PICTURE_W = 380, // portrait
    FIGURE_H = 104,
    RULE_Y = 672, // where figures begin when the text leaves room
    BUTTON = 122, // of the panel's foot with its button
};

// The column that is walked once for its height and once to be drawn.
typedef struct {
    App *app;
    const ChainPanel *panel;
    float x, w, y; // y: dp below the top of the scrolled content
    float top;     // dp of the stage where the content begins, scrolled
    bool is_drawn;
} Flow;

static void flow_text(Flow *flow, Label label, float gap)
{
    label.x = flow->x;
    label.w = flow->w;
    label.y = flow->top + flow->y;
    flow->y += part_text(&flow->app->ui, &label, flow->is_drawn).h + gap;
}

// ---- what it is ---------------------------------------------------------------------

static Str kind_line(App *app, const Member *member)
{
    bool has_tag = member->tag.n && !str_eq(member->tag, member->kind_name);
    return has_tag ? part_dot(app, member->kind_name, member->tag) : member->kind_name;
}

// Pin, place, shape and kind: one line, or two where they do not fit.
static void place_lines(Flow *flow, const Member *member, Colour colour)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    Str where =
        member->district_name.n ? member->district_name : app_label(app, "chain.place.unstated");
    Label place = {.type = theme_type(TYPE_L), .colour = SLATE, .text = where};
    Label kind = {.type = theme_type(TYPE_L), .colour = SLATE, .text = kind_line(app, member)};
    float place_w = ui_measure(ui, &place).w;
    float kind_w = ui_measure(ui, &kind).w;
    float line = ui_type(ui, place.type).line;
    float y = flow->top + flow->y;
    bool is_one = 36 + place_w + 30 + 30 + kind_w <= flow->w;
    place.x = flow->x + 36;
    place.y = y;
    place.w = flow->w - 36;
    place.max_lines = 2;
    float place_h = ui_measure(ui, &place).h;
    float kind_x = is_one ? place.x + place_w + 58 : place.x;
    float kind_y = is_one ? y : y + place_h + 4;
    if (flow->is_drawn) {
        ui_icon(ui, "map-pin", (Rect){flow->x - 2, y + line / 2 - 14, 28, 28}, SLATE);
        ui_text(ui, &place);
        Point mark = {kind_x - (is_one ? 19 : 24), kind_y + line / 2};
        chain_shape(app, mark, 20, member->kind_shape, chain_as_text(colour));
        kind.x = kind_x;
        kind.y = kind_y;
        kind.w = flow->x + flow->w - kind_x;
        kind.max_lines = 1;
        kind.min_size = 22;
        ui_text(ui, &kind);
    }
    flow->y += (is_one ? line : place_h + line + 4) + 20;
    if (!member->origin.is_pending) {
        return;
    }
    Label mark = {.type = theme_type(TYPE_C), .text = app_label(app, "mark.verify")};
    float mark_w = ui_measure(ui, &mark).w + 24;
    float end = kind_x + kind_w;
    bool is_beside = end + 16 + mark_w <= flow->x + flow->w;
    if (flow->is_drawn) {
        chrome_pending(app, is_beside ? end + 16 : flow->x,
                       is_beside ? kind_y + line / 2 - 17 : flow->top + flow->y - 4);
    }
    flow->y += is_beside ? 0 : 46;
}

static void heading(Flow *flow, const Subject *subject)
{
    Ui *ui = &flow->app->ui;
    Label name = {.type = ui_title(ui, TYPE_H2),
                  .colour = INK,
                  .text = subject->name,
                  .max_lines = 2,
                  .min_size = ui_is_english(ui) ? 26 : 34};
    Label probe = name;
    probe.w = flow->w;
    if (ui_measure(ui, &probe).is_cut) {
        name.max_lines = 3;
    }
    name.is_balanced = false;
    flow_text(flow, name, 6);
}

// ---- figures -------------------------------------------------------------------------

// The part of the unit that amount_short leaves out: 亿元 → 元, "billion yuan" → "yuan".
static Str unit_rest(App *app, const Figure *figure)
{
    if (figure->kind == FIGURE_RANK || str_is(figure->unit_style, "%")) {
        return STR_NONE;
    }
    if (!ui_is_english(&app->ui)) {
        static const char *const MULTIPLIERS[] = {"万亿", "亿", "万"};
        for (int i = 0; i < COUNT(MULTIPLIERS); i++) {
            Str head = str_from(MULTIPLIERS[i]);
            if (str_starts(figure->unit, head)) {
                return str_from_offset(figure->unit, head.n);
            }
        }
        return figure->unit_name.n ? figure->unit_name : figure->unit;
    }
    Str unit = amount_of(app, figure).unit;
    static const char *const SCALES[] = {"trillion", "billion", "million"};
    for (int i = 0; i < COUNT(SCALES); i++) {
        Str head = str_from(SCALES[i]);
        if (str_starts(unit, head)) {
            return str_trim(str_from_offset(unit, head.n));
        }
    }
    return unit;
}

// Value with its unit, and the label below.
static float figure_cell(Flow *flow, const Figure *figure, Rect box, Colour colour, bool is_drawn)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    Str route = app_route(app, "figure", figure->id);
    if (is_drawn && ui_is_pressed(ui, ACTION_GO, 0, route)) {
        ui_fill(ui, (Rect){box.x - 8, box.y, box.w, box.h}, colour_faded(DEEP, 0.10f));
    }
    float w = box.w - 24;
    Label unit = {.type = theme_type(TYPE_C), .colour = SLATE, .text = unit_rest(app, figure)};
    Label value = {.type = type_sized(TYPE_N3, 48, 58),
                   .colour = colour,
                   .text = amount_short(app, figure),
                   .x = box.x,
                   .y = box.y + 2,
                   .w = w,
                   .max_lines = 1,
                   .min_size = 28,
                   .is_tabular = true};
    Extent value_is = part_text(ui, &value, is_drawn);
    float unit_w = unit.text.n ? ui_measure(ui, &unit).w : 0;
    bool is_beside = unit_w > 0 && value_is.w + 10 + unit_w <= w;
    float y = value.y + fmaxf(58, value_is.h);
    unit.x = is_beside ? box.x + value_is.w + 10 : box.x;
    unit.y = is_beside ? value.y + 58 - 11 - ui_type(ui, unit.type).line : y;
    if (unit_w > 0 && is_drawn) {
        ui_text(ui, &unit);
    }
    y += unit_w > 0 && !is_beside ? ui_type(ui, unit.type).line : 0;
    Label label = {.type = theme_type(TYPE_C),
                   .colour = SLATE,
                   .text = figure->label,
                   .x = box.x,
                   .y = y,
                   .w = w,
                   .max_lines = 3};
    float label_h = part_text(ui, &label, is_drawn).h;
    if (is_drawn) {
        ui_target(ui, (Rect){box.x - 8, box.y, box.w, box.h}, ACTION_GO, 0, route, figure->label);
    }
    return y + label_h + 8 - box.y;
}

static void rule(Flow *flow)
{
    if (flow->is_drawn) {
        ui_fill(&flow->app->ui, (Rect){flow->x, flow->top + flow->y, flow->w, 2}, INK);
    }
    flow->y += 2 + 10;
}

static void figures(Flow *flow, const Subject *subject)
{
    Ui *ui = &flow->app->ui;
    const FigureList *list = &subject->figures;
    if (!list->count) {
        return;
    }
    Colour colour = chain_as_text(subject->lane ? subject->lane->colour : MALACHITE);
    flow->y = fmaxf(flow->y + 4, ui->is_portrait ? 0 : RULE_Y);
    rule(flow);
    for (int i = 0; i < list->count; i += 2) {
        int columns = i + 1 < list->count ? 2 : 1;
        float w = columns == 2 || list->count > 1 ? flow->w / 2 : flow->w;
        float h = FIGURE_H;
        for (int c = 0; c < columns; c++) {
            h = fmaxf(h, figure_cell(flow, &list->items[i + c], (Rect){0, 0, w, 0}, colour, false));
        }
        float y = flow->top + flow->y;
        for (int c = 0; c < columns && flow->is_drawn; c++) {
            float x = flow->x + w * (float)c + (c ? 12 : 0);
            if (c) {
                ui_fill(ui, (Rect){x - 20, y + 2, 1, h - 12}, HAIRLINE);
            }
            figure_cell(flow, &list->items[i + c], (Rect){x, y, w, h}, colour, true);
        }
        flow->y += h + 12;
    }
}

// ---- relations -----------------------------------------------------------------------

static void onward_row(Flow *flow, const Subject *subject, const Onward *row)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    bool leads = row->member.n || row->route.n || row->is_chain;
    int action = row->member.n   ? flow->panel->member_action
                 : row->is_chain ? flow->panel->chain_action
                                 : ACTION_GO;
    Str arg = row->member.n ? row->member : row->route;
    float x = flow->x + 60;
    float w = flow->w - 60 - (leads ? 40 : 0);
    Label head = {.type = type_sized(TYPE_H3, ui_is_english(ui) ? 24 : 26, 34),
                  .colour = INK,
                  .text = row->title,
                  .x = x,
                  .w = w,
                  .max_lines = 2};
    Label foot = {.type = type_sized(TYPE_C, 22, 30),
                  .colour = SLATE,
                  .text = row->line,
                  .x = x,
                  .w = w,
                  .max_lines = 3};
    float head_h = ui_measure(ui, &head).h;
    float foot_h = row->line.n ? ui_measure(ui, &foot).h : 0;
    float h = fmaxf(96, head_h + foot_h + 24);
    if (flow->is_drawn) {
        Rect box = {flow->x - 12, flow->top + flow->y, flow->w + 24, h};
        if (leads && ui_is_pressed(ui, action, 0, arg)) {
            ui_fill(ui, box, colour_faded(DEEP, 0.10f));
        }
        float middle = box.y + h / 2;
        Point sign = {flow->x + 22, middle};
        ui_disc(ui, sign, 22, CLOUD);
        Colour ink = chain_as_text(subject->lane ? subject->lane->colour : MALACHITE);
        if (row->shape.n) {
            chain_shape(app, sign, 20, row->shape, ink);
        } else {
            ui_icon_named(ui, row->icon, (Rect){sign.x - 14, sign.y - 14, 28, 28}, ink);
        }
        head.y = middle - (head_h + foot_h) / 2;
        ui_text(ui, &head);
        if (row->line.n) {
            foot.y = head.y + head_h;
            ui_text(ui, &foot);
        }
        if (leads) {
            part_chevron(app, (Point){flow->x + flow->w - 14, middle}, CHEVRON_RIGHT, LAKE);
            ui_target(ui, box, action, 0, arg, part_dot(app, row->title, row->line));
        }
        ui_hairline(ui, flow->x, box.y + h - 1, flow->w, HAIRLINE);
    }
    flow->y += h;
}

static void onward(Flow *flow, const Subject *subject)
{
    if (!subject->onward_count) {
        return;
    }
    App *app = flow->app;
    flow->y += 14;
    bool is_stage = subject->lane && !subject->member;
    Label head = {.type = type_sized(TYPE_H3, 26, 36),
                  .colour = DEEP,
                  .text = app_label(app, is_stage ? "chain.members" : "chain.links"),
                  .max_lines = 1};
    flow_text(flow, head, 10);
    if (flow->is_drawn) {
        ui_hairline(&app->ui, flow->x, flow->top + flow->y - 1, flow->w, HAIRLINE);
    }
    for (int i = 0; i < subject->onward_count; i++) {
        onward_row(flow, subject, &subject->onward[i]);
    }
    flow->y += 10;
}

// ---- stories -------------------------------------------------------------------------------

static void stories(Flow *flow, const Subject *subject)
{
    App *app = flow->app;
    const StoryList *list = &subject->stories;
    if (!list->count) {
        return;
    }
    flow->y += 14;
    Label head = {.type = type_sized(TYPE_H3, 26, 36),
                  .colour = DEEP,
                  .text = app_label(app, "chain.stories"),
                  .max_lines = 1};
    flow_text(flow, head, 10);
    for (int i = 0; i < list->count; i++) {
        const Story *story = &list->items[i];
        Onward row = {.title = story->title,
                      .icon = STR("play"),
                      .route = app_route(app, "story", story->id)};
        onward_row(flow, subject, &row);
    }
    flow->y += 6;
}

// ---- the column ---------------------------------------------------------------------------

static void body(Flow *flow)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    const Subject *subject = flow->panel->subject;
    const ChainData *data = flow->panel->data;
    heading(flow, subject);
    if (subject->member) {
        place_lines(flow, subject->member, subject->lane->colour);
    }
    bool is_chain = !subject->lane && !subject->bond;
    if (is_chain && data->chain.origin.is_pending) {
        if (flow->is_drawn) {
            chrome_pending(app, flow->x, flow->top + flow->y);
        }
        flow->y += 50;
    }
    if (!subject->member) {
        flow->y += 10;
    }
    if (subject->text.n) {
        flow_text(flow,
                  (Label){.type = theme_type(TYPE_B2),
                          .colour = INK,
                          .text = subject->text,
                          .align = ui_is_english(ui) ? ALIGN_START : ALIGN_JUSTIFY},
                  16);
    }
    figures(flow, subject);
    stories(flow, subject);
    onward(flow, subject);
    flow->y += 12;
    bool is_reading = subject->lane && !subject->lane->is_whole;
    if (is_reading) {
        flow_text(flow,
                  (Label){.type = theme_type(TYPE_C),
                          .colour = SLATE,
                          .text = app_label(app, "chain.stage.reading")},
                  2);
    }
    Rect source = {flow->x, flow->top + flow->y, flow->w, 60};
    // Measuring a source line draws it; two lines are kept for it instead.
    float source_h = 2 * ui_type(ui, theme_type(TYPE_C)).line;
    if (flow->is_drawn) {
        source_h = chrome_source(app, source, subject->origin);
    }
    flow->y += source_h + 24;
}

// ---- the picture -----------------------------------------------------------------------

static void caption_end(App *app, float right, float y)
{
    Str text = app_label(app, "mark.illustration");
    Label label = {.type = theme_type(TYPE_C), .text = text};
    chrome_caption(app, right - ui_measure(&app->ui, &label).w - 28, y, text);
}

static void sign_of(App *app, const ChainPanel *panel, Point centre, float radius)
{
    Ui *ui = &app->ui;
    const Lane *lane = panel->subject->lane;
    if (lane) {
        chain_small_disc(app, centre, radius, lane);
        return;
    }
    ui_disc(ui, centre, radius, MALACHITE);
    Str icon = panel->data->chain.icon.n ? panel->data->chain.icon : STR("chain");
    float r = radius * 0.62f;
    ui_icon_named(ui, icon, (Rect){centre.x - r, centre.y - r, 2 * r, 2 * r}, WHITE);
}

// What its stage means, where there is room for it, else the stage's name.
static Str sentence(App *app, const ChainPanel *panel, float room)
{
    const Subject *subject = panel->subject;
    if (subject->bond) {
        return chain_link_name(app, subject->bond->link->type);
    }
    if (!subject->lane) {
        Str kind = panel->data->chain.kind;
        return kind.n ? kind : app_label(app, "chain.title");
    }
    if (!subject->member) {
        return app_label(app, subject->lane->is_whole ? "chain.title" : "chain.stage");
    }
    Label probe = {.type = {FACE_SANS_MEDIUM, 24, 40}, .text = subject->lane->meaning};
    bool is_short = probe.text.n > 0 && ui_measure(&app->ui, &probe).w <= room;
    return is_short ? probe.text : subject->lane->name;
}

// Back from a member or stage to the chain itself.
static void draw_return(App *app, const ChainPanel *panel, float x, float y)
{
    Ui *ui = &app->ui;
    if (!panel->subject->lane && !panel->subject->bond) {
        return;
    }
    Str text = app_label(app, "chain.title");
    Label label = {.type = theme_type(TYPE_C), .colour = WHITE, .text = text};
    float w = fmaxf(96, ui_measure(ui, &label).w + 64);
    Rect box = {x, y, w, 56};
    bool is_pressed = ui_is_pressed(ui, panel->chain_action, 0, STR_NONE);
    ui_round(ui, box, 8, is_pressed ? DEEP : RGBA(0x081E26, 0.80f));
    ui_icon(ui, "chevron-left", (Rect){x + 8, y + 12, 32, 32}, WHITE);
    label.x = x + 44;
    label.y = y + (56 - ui_type(ui, label.type).line) / 2;
    ui_text(ui, &label);
    ui_target(ui, box, panel->chain_action, 0, STR_NONE, text);
}

static void picture_wide(App *app, const ChainPanel *panel, float top)
{
    Ui *ui = &app->ui;
    Rect box = {panel->box.x, top, panel->box.w, PICTURE_H};
    const GradientStop scrim[] = {{0, RGBA(0x0A2630, 0)}, {1, RGBA(0x081E26, 0.82f)}};
    if (panel->subject->picture.n) {
        ui_picture(ui, panel->subject->picture, box, panel->subject->focal, 1);
        ui_gradient(ui, (Rect){box.x, top + PICTURE_H - 160, box.w, 160}, scrim, COUNT(scrim));
        caption_end(app, box.x + box.w - 20, top + 20);
    } else {
        ui_fill(ui, box, DEEP);
    }
    sign_of(app, panel, (Point){box.x + PAD + 28, top + 296}, 28);
    Label line = {.type = {FACE_SANS_MEDIUM, 26, 40},
                  .colour = WHITE,
                  .text = sentence(app, panel, box.w - 2 * PAD - 72),
                  .x = box.x + PAD + 72,
                  .y = top + 276,
                  .w = box.w - 2 * PAD - 72,
                  .max_lines = 1,
                  .min_size = 22};
    ui_text(ui, &line);
    draw_return(app, panel, box.x + 20, top + 20);
}

// ---- the two shapes of the panel ---------------------------------------------------------

static void foot_fade(App *app, Rect view, const Scroll *scroll)
{
    if (scroll->pos < scroll->limit - 2) {
        const GradientStop fade[] = {{0, colour_faded(WHITEWASH, 0)}, {1, WHITEWASH}};
        ui_gradient(&app->ui, (Rect){view.x, view.y + view.h - 36, view.w, 36}, fade, COUNT(fade));
    }
}

static Str story_label(App *app, const ChainPanel *panel)
{
    bool is_stage = panel->subject->lane && !panel->subject->lane->is_whole;
    return app_label(app, is_stage ? "button.story" : "article.read");
}

static void panel_wide(App *app, const ChainPanel *panel)
{
    Ui *ui = &app->ui;
    Rect box = panel->box;
    Str article = panel->subject->article;
    chrome_card(app, box, 0, ELEVATION_RAISED);
    Rect view = {box.x, box.y, box.w, box.h - (article.n ? BUTTON + 6 : 0)};
    Flow flow = {
        .app = app, .panel = panel, .x = box.x + PAD, .w = box.w - 2 * PAD, .y = PICTURE_H + 28};
    body(&flow);
    ui_scroll(ui, panel->scroll, view, flow.y, false);
    ui_clip(ui, view);
    float top = view.y - panel->scroll->pos;
    if (panel->scroll->pos < PICTURE_H) {
        picture_wide(app, panel, top);
    }
    flow.y = PICTURE_H + 28;
    flow.top = top;
    flow.is_drawn = true;
    body(&flow);
    foot_fade(app, view, panel->scroll);
    ui_unclip(ui);
    if (article.n) {
        Rect button = {box.x + PAD, box.y + box.h - BUTTON, box.w - 2 * PAD, 96};
        chrome_button(app, button, story_label(app, panel), "forward", true, ACTION_GO, 0, article);
    }
}

static void panel_tall(App *app, const ChainPanel *panel)
{
    Ui *ui = &app->ui;
    Rect box = panel->box;
    Str article = panel->subject->article;
    chrome_card(app, box, 0, ELEVATION_RAISED);
    Rect picture = {box.x, box.y, PICTURE_W, box.h};
    if (panel->subject->picture.n) {
        ui_picture(ui, panel->subject->picture, picture, panel->subject->focal, 1);
        chrome_caption(app, box.x + 14, box.y + box.h - 52, app_label(app, "mark.illustration"));
    } else {
        ui_fill(ui, picture, DEEP);
    }
    draw_return(app, panel, box.x + 20, box.y + 20);
    Rect view = {box.x + PICTURE_W, box.y, box.w - PICTURE_W, box.h};
    Flow flow = {.app = app, .panel = panel, .x = view.x + 36, .w = view.w - 68, .y = 92};
    body(&flow);
    float button_y = flow.y;
    ui_scroll(ui, panel->scroll, view, flow.y + (article.n ? 120 : 0), false);
    ui_clip(ui, view);
    float top = view.y - panel->scroll->pos;
    sign_of(app, panel, (Point){flow.x + 26, top + 54}, 26);
    Label line = {.type = theme_type(TYPE_L),
                  .colour = SLATE,
                  .text = sentence(app, panel, flow.w - 66),
                  .x = flow.x + 66,
                  .w = flow.w - 66,
                  .max_lines = 1,
                  .min_size = 22};
    line.y = top + 54 - ui_type(ui, line.type).line / 2;
    ui_text(ui, &line);
    flow.y = 92;
    flow.top = top;
    flow.is_drawn = true;
    body(&flow);
    if (article.n) {
        chrome_button(app, (Rect){flow.x, top + button_y, flow.w, 96}, story_label(app, panel),
                      "forward", true, ACTION_GO, 0, article);
    }
    foot_fade(app, view, panel->scroll);
    ui_unclip(ui);
}

void chain_panel(App *app, const ChainPanel *panel)
{
    if (app->ui.is_portrait) {
        panel_tall(app, panel);
    } else {
        panel_wide(app, panel);
    }
}
