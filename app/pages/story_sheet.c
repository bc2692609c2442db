#include "pages/story_sheet.h"
#include "pages/facts.h"

enum { PAD = 40, FOOT = 128, PICTURE_H = 250, PICTURE_W = 330 };

// The column that is walked once for its height and once to be drawn.
typedef struct {
    const StorySheet *sheet;
    App *app;
    float x, y, w; // y: dp of the stage
    bool is_drawn;
} Flow;

static void flow_label(Flow *flow, Label label, float gap)
{
    label.x = flow->x;
    label.y = flow->y;
    label.w = flow->w;
    flow->y += part_text(&flow->app->ui, &label, flow->is_drawn).h + gap;
}

static void flow_heading(Flow *flow, const char *label)
{
    flow_label(flow,
               (Label){.type = type_sized(TYPE_H3, 26, 38),
                       .colour = DEEP,
                       .text = app_label(flow->app, label)},
               0);
    if (flow->is_drawn) {
        ui_fill(&flow->app->ui, (Rect){flow->x, flow->y + 2, flow->w, 2}, INK);
    }
    flow->y += 10;
}

// Value, what it counts, its kind and period, behind a rule of colour; leads to its page.
static void flow_figure(Flow *flow, const Figure *figure, int order)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    Str route = app_route(app, "figure", figure->id);
    Flow inner = *flow;
    inner.x += 20;
    inner.w -= 56;
    inner.y += 8;
    Flow measure = inner;
    Label lines[] = {
        {.type = type_sized(TYPE_N3, 42, 50),
         .colour = INK,
         .text = amount_text(app, figure),
         .max_lines = 1,
         .min_size = 26,
         .is_tabular = true},
        {.type = type_sized(TYPE_C, 24, 32), .colour = INK, .text = figure->label},
        {.type = theme_type(TYPE_C),
         .colour = SLATE,
         .text = part_dot(app, fact_kind(app, figure->kind), fact_period(app, figure))},
    };
    measure.is_drawn = false;
    for (int i = 0; i < COUNT(lines); i++) {
        flow_label(&measure, lines[i], 0);
    }
    Rect box = {flow->x, flow->y, flow->w, fmaxf(96, measure.y + 8 - flow->y)};
    if (flow->is_drawn) {
        if (ui_is_pressed(ui, ACTION_GO, 0, route)) {
            ui_fill(ui, box, CLOUD);
        }
        ui_fill(ui, (Rect){box.x, box.y + 10, 4, box.h - 20}, part_rule_colour(order));
        for (int i = 0; i < COUNT(lines); i++) {
            flow_label(&inner, lines[i], 0);
        }
        part_chevron(app, (Point){box.x + box.w - 14, box.y + box.h / 2}, CHEVRON_RIGHT, LAKE);
        ui_target(ui, box, ACTION_GO, 0, route, figure->label);
    }
    flow->y += box.h + 12;
}

static void flow_source(Flow *flow, const Origin *origin)
{
    // As high drawn as measured: the line is only set when it is drawn.
    Ui *ui = &flow->app->ui;
    float line = ui_type(ui, theme_type(TYPE_C)).line;
    if (flow->is_drawn) {
        chrome_source(flow->app, (Rect){flow->x, flow->y, flow->w, 2 * line}, origin);
    }
    flow->y += 2 * line + 12;
}

static void flow_row(Flow *flow, Str title, Str line, Str route)
{
    Rect box = {flow->x, flow->y, flow->w, 0};
    flow->y += part_row(flow->app, box, 0, title, line, route, flow->is_drawn);
}

static Str picture_of(const StorySheet *sheet)
{
    Str own = sheet->shown >= 0 ? sheet->data->nodes[sheet->shown].part.picture : STR_NONE;
    return own.n ? own : sheet->data->story.picture;
}

// Where the words leave room, the icon of the part as a watermark.
static void draw_watermark(const StorySheet *sheet, Rect view, float from)
{
    const float size = 240;
    if (sheet->shown < 0 || view.y + view.h - from < size + 40) {
        return;
    }
    Str icon = sheet->data->nodes[sheet->shown].part.icon;
    if (icon.n) {
        ui_icon_named(&sheet->app->ui, icon,
                      (Rect){view.x + view.w - size - PAD, view.y + view.h - size - 16, size, size},
                      colour_faded(AZURITE, 0.10f));
    }
}

// Above the words; upright it stands beside them.
static void flow_picture(Flow *flow)
{
    Ui *ui = &flow->app->ui;
    Str picture = picture_of(flow->sheet);
    if (!picture.n || ui->is_portrait) {
        return;
    }
    if (flow->is_drawn) {
        Rect box = {flow->x, flow->y, flow->w, PICTURE_H};
        ui_picture(ui, picture, box, (Point){0.5f, 0.5f}, 1);
        chrome_caption(flow->app, box.x + 12, box.y + box.h - 46,
                       app_label(flow->app, "mark.illustration"));
    }
    flow->y += PICTURE_H + 20;
}

static void flow_pending(Flow *flow, const Origin *origin)
{
    if (!origin->is_pending) {
        return;
    }
    if (flow->is_drawn) {
        chrome_pending(flow->app, flow->x, flow->y);
    }
    flow->y += 46;
}

static TextAlign prose_align(const Flow *flow)
{
    return ui_is_english(&flow->app->ui) ? ALIGN_START : ALIGN_JUSTIFY;
}

static void flow_part(Flow *flow)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    const StoryData *data = flow->sheet->data;
    int i = flow->sheet->shown;
    const StoryNode *node = &data->nodes[i];
    flow_picture(flow);
    Str count = app_label_fill(app, "story.step", "n", str_format(ui->frame, "%d", i + 1));
    flow_label(
        flow,
        (Label){.type = theme_type(TYPE_L),
                .colour = AZURITE,
                .text = app_fill(app, count, "count", str_format(ui->frame, "%d", data->count))},
        2);
    Str name = node->part.name.n ? node->part.name : app_label(app, "story.blank");
    flow_label(flow,
               (Label){.type = ui_is_english(ui) ? type_sized(TYPE_H2, 34, 44)
                                                 : type_sized(TYPE_H2, 46, 58),
                       .colour = INK,
                       .text = name},
               12);
    flow_pending(flow, &node->part.origin);
    bool is_bare = !node->part.text.n && !node->has_figure;
    flow_label(flow,
               (Label){.type = type_sized(TYPE_B2, 27, 43),
                       .colour = is_bare ? SLATE : INK,
                       .text = is_bare ? app_label(app, "story.untold") : node->part.text,
                       .align = prose_align(flow),
                       .is_hanging = true},
               node->part.text.n || is_bare ? 20 : 0);
    if (node->has_figure) {
        flow_figure(flow, &node->figure, i);
    }
    if (node->route.n && node->leads_to.n) {
        flow_row(flow, node->leads_to, app_label(app, "story.onward"), node->route);
        flow->y += 12;
    }
    flow_source(flow, node->has_figure ? &node->figure.origin : &node->part.origin);
    bool is_other =
        node->has_figure && !str_eq(node->figure.origin.sources, node->part.origin.sources);
    if (is_other && node->part.text.n) {
        flow_source(flow, &node->part.origin);
    }
}

static void flow_story(Flow *flow)
{
    App *app = flow->app;
    const StoryData *data = flow->sheet->data;
    flow_picture(flow);
    flow_pending(flow, &data->story.origin);
    flow_label(flow,
               (Label){.type = theme_type(TYPE_B2),
                       .colour = NIGHT_GREY,
                       .text = app_label(app, "story.hint"),
                       .align = prose_align(flow)},
               20);
    if (data->figures.count) {
        flow_heading(flow, "story.figures");
        for (int i = 0; i < data->figures.count; i++) {
            flow_figure(flow, &data->figures.items[i], i);
        }
        flow->y += 12;
    }
    if (data->link_count) {
        flow_heading(flow, "story.related");
        for (int i = 0; i < data->link_count; i++) {
            const StoryLink *link = &data->links[i];
            Str kind = link->kind.n ? app_label(app, str_z(app->ui.frame, link->kind)) : STR_NONE;
            flow_row(flow, link->name, kind, link->route);
        }
        flow->y += 16;
    }
    flow_source(flow, &data->story.origin);
}

// ---- the foot -----------------------------------------------------------------------------

static void step_button(const StorySheet *sheet, Rect rect, bool is_next, bool can)
{
    App *app = sheet->app;
    Ui *ui = &app->ui;
    int by = is_next ? 1 : -1;
    bool is_pressed = can && ui_is_pressed(ui, STORY_ACTION_STEP, by, STR_NONE);
    Colour ground = !can         ? DISABLED_GROUND
                    : is_next    ? (is_pressed ? RGB(0x0A2731) : DEEP)
                    : is_pressed ? CLOUD
                                 : WHITEWASH;
    ui_round(ui, rect, 16, ground);
    if (can && !is_next) {
        ui_round_frame(ui, rect, 16, 2, DEEP);
    }
    Rect icon = {rect.x + rect.w / 2 - 22, rect.y + rect.h / 2 - 22, 44, 44};
    ui_icon(ui, is_next ? "chevron-right" : "chevron-left", icon,
            !can      ? DISABLED_TEXT
            : is_next ? WHITE
                      : DEEP);
    if (can) {
        ui_target(ui, rect, STORY_ACTION_STEP, by, STR_NONE,
                  app_label(app, is_next ? "story.next" : "story.prev"));
    }
}

// One dot a part, the selected one long.
static void draw_dots(const StorySheet *sheet, Rect box)
{
    Ui *ui = &sheet->app->ui;
    int count = sheet->data->count;
    float pitch = fminf(26, (box.w - 20) / (float)(count > 0 ? count : 1));
    float w = pitch * (float)count + 14;
    float x = box.x + (box.w - w) / 2;
    for (int i = 0; i < count; i++) {
        bool is_shown = i == sheet->shown;
        float dot = fminf(12, pitch - 4);
        Rect one = {x, box.y + box.h / 2 - dot / 2, is_shown ? dot + 14 : dot, dot};
        ui_round(ui, one, dot / 2, is_shown ? ORPIMENT : i < sheet->shown ? AZURITE : HAIRLINE);
        x += pitch + (is_shown ? 14 : 0);
    }
}

static void draw_foot(const StorySheet *sheet)
{
    App *app = sheet->app;
    Ui *ui = &app->ui;
    Rect box = sheet->box;
    const StoryData *data = sheet->data;
    Rect row = {box.x + PAD, box.y + box.h - FOOT + 4, box.w - 2 * PAD, 96};
    int at = app->ui.is_portrait ? 150 : 110;
    Rect prev = {row.x, row.y, (float)at, 96};
    Rect next = {row.x + row.w - (float)at, row.y, (float)at, 96};
    Rect middle = {prev.x + prev.w + 12, row.y, row.w - 2 * (float)at - 24, 96};
    ui_hairline(ui, box.x + PAD, row.y - 16, row.w, HAIRLINE);
    step_button(sheet, prev, false, sheet->shown >= 0);
    step_button(sheet, next, true, sheet->shown < data->count - 1);
    if (!story_can_play(data->story.kind)) {
        draw_dots(sheet, middle);
        return;
    }
    bool is_loop = str_is(data->story.kind, "loop");
    const char *words = sheet->is_playing ? "story.stop" : is_loop ? "story.round" : "story.fetch";
    bool is_pressed = ui_is_pressed(ui, STORY_ACTION_PLAY, 0, STR_NONE);
    ui_round(ui, middle, 16, is_pressed ? ORPIMENT : GAMBOGE);
    Str text = app_label(app, words);
    story_words(&(Panel){.app = app, .data = data},
                (Rect){middle.x + 54, middle.y + 8, middle.w - 62, middle.h - 16}, text, 28, INK);
    ui_icon(ui, sheet->is_playing ? "pause" : "play", (Rect){middle.x + 16, middle.y + 30, 36, 36},
            INK);
    ui_target(ui, middle, STORY_ACTION_PLAY, 0, STR_NONE, text);
}

void story_sheet(const StorySheet *sheet)
{
    App *app = sheet->app;
    Ui *ui = &app->ui;
    Rect box = sheet->box;
    bool is_tall = ui->is_portrait;
    ui_shadow(ui, box, is_tall ? 28 : 0, ELEVATION_RAISED);
    if (is_tall) {
        Path paper = ui_path_begin(ui);
        path_round_rect4(&paper, (Rect){0, 0, box.w, box.h}, 28, 28, 0, 0);
        ui_path(ui, &paper, box.x, box.y, WHITEWASH);
    } else {
        ui_fill(ui, box, WHITEWASH);
    }
    Rect view = {box.x, box.y + 8, box.w, box.h - FOOT - 20};
    Scroll *scroll = &sheet->page->scrolls[0];
    Flow flow = {.sheet = sheet, .app = app, .x = box.x + PAD, .w = box.w - 2 * PAD};
    Str picture = picture_of(sheet);
    if (is_tall && picture.n) {
        Rect beside = {box.x + PAD, view.y + 32, PICTURE_W, view.h - 44};
        ui_picture(ui, picture, beside, (Point){0.5f, 0.5f}, 1);
        chrome_caption(app, beside.x + 12, beside.y + beside.h - 48,
                       app_label(app, "mark.illustration"));
        view.x += PICTURE_W + PAD;
        view.w -= PICTURE_W + PAD;
        flow.x = view.x + PAD - 8;
        flow.w = view.w - 2 * PAD + 8;
    }
    void (*body)(Flow *) = sheet->shown >= 0 ? flow_part : flow_story;
    float head = is_tall ? 24 : 44;
    body(&flow);
    ui_scroll(ui, scroll, view, head + flow.y + 24, false);
    ui_clip(ui, view);
    flow.y = view.y + head - scroll->pos;
    flow.is_drawn = true;
    body(&flow);
    draw_watermark(sheet, view, flow.y);
    if (scroll->pos < scroll->limit - 2) {
        const GradientStop fade[] = {{0, colour_faded(WHITEWASH, 0)}, {1, WHITEWASH}};
        ui_gradient(ui, (Rect){view.x, view.y + view.h - 40, view.w, 40}, fade, COUNT(fade));
    }
    ui_unclip(ui);
    draw_foot(sheet);
}
