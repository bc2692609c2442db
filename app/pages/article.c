#include "pages/article.h"
#include "base/utf8.h"
#include "pages/chrome.h"
#include <stdio.h>

enum {
    ACT_SIZE = ACTION_PAGE,
    ACT_PREVIOUS,
    ACT_NEXT,
    MAX_BLOCKS = 64,
    MAX_SPANS = 256,
    MAX_COLUMNS = 64,
    MAX_RELATED = 6,
    ROW_H = 104, // a related link
};

typedef struct {
    bool is_heading;
    int first_span, span_count;
} Block;

typedef struct {
    Str route, name, kind;
} Related;

typedef struct {
    bool is_found;
    Article article;
    Figure pull;
    bool has_pull;
    Block blocks[MAX_BLOCKS];
    int block_count;
    TextSpan spans[MAX_SPANS];
    int span_count;
    Related related[MAX_RELATED];
    int related_count;
    Str seal;
} Reading;

// ---- loading ----------------------------------------------------------------------

static void add_span(Reading *data, Block *block, Str text, bool is_strong)
{
    if (text.n && data->span_count < MAX_SPANS) {
        data->spans[data->span_count++] =
            (TextSpan){.text = text, .face = is_strong ? FACE_SANS_BOLD : -1};
        block->span_count++;
    }
}

// One line of the body (author/markdown.h): a heading or a paragraph with **strong** parts.
static void add_block(Reading *data, Str line)
{
    if (data->block_count == MAX_BLOCKS || line.n == 0) {
        return;
    }
    Block *block = &data->blocks[data->block_count++];
    block->first_span = data->span_count;
    block->is_heading = str_starts(line, STR("## "));
    if (block->is_heading) {
        add_span(data, block, str_from_offset(line, 3), false);
        return;
    }
    bool is_strong = false;
    int at;
    while ((at = str_find(line, STR("**"))) >= 0) {
        add_span(data, block, str_sub(line, 0, at), is_strong);
        is_strong = !is_strong;
        line = str_from_offset(line, at + 2);
    }
    add_span(data, block, line, is_strong);
}

// "chain:new-energy" → the route that shows it, or nothing.
static Str route_of(Arena *arena, Str entity)
{
    static const struct {
        const char *entity, *page;
    } PLACES[] = {{"chain", "chains"},      {"figure", "figure"},       {"photo", "photo"},
                  {"district", "district"}, {"programme", "programme"}, {"project", "project"},
                  {"article", "article"}};
    int colon = str_find_char(entity, ':');
    for (int i = 0; i < COUNT(PLACES) && colon > 0; i++) {
        if (str_is(str_sub(entity, 0, colon), PLACES[i].entity)) {
            return str_format(arena, "%s/%.*s", PLACES[i].page,
                              STR_ARG(str_from_offset(entity, colon + 1)));
        }
    }
    return STR_NONE;
}

static void load_related(App *app, Page *page, Reading *data)
{
    Str rest = data->article.related;
    Str entity;
    while (data->related_count < MAX_RELATED && str_split(&rest, ';', &entity)) {
        Related *one = &data->related[data->related_count];
        one->route = route_of(&page->arena, entity);
        one->name = store_entity_name(app->store, &page->arena, entity);
        int colon = str_find_char(entity, ':');
        Str kind = str_format(&page->arena, "type.%.*s", colon > 0 ? colon : 0, entity.p);
        one->kind = store_label(app->store, &page->arena, kind);
        if (one->route.n && one->name.n) {
            data->related_count++;
        }
    }
}

static void article_opened(App *app, Page *page)
{
    Reading *data = arena_new(&page->arena, Reading, 1);
    page->data = data;
    data->is_found = store_article(app->store, &page->arena, page->arg, &data->article);
    if (!data->is_found) {
        return;
    }
    Str rest = data->article.body;
    Str line;
    while (str_split(&rest, '\n', &line)) {
        add_block(data, line);
    }
    data->has_pull = data->article.pull_figure.n &&
                     store_figure(app->store, &page->arena, data->article.pull_figure, &data->pull);
    data->seal = store_value(app->store, &page->arena, STR("seal"));
    load_related(app, page, data);
}

// ---- setting the text --------------------------------------------------------------

typedef struct {
    float start, end; // of the flow, dp
} Column;

typedef struct {
    float y[MAX_BLOCKS + 1]; // of each block in the flow; the last: of the related links
    Column columns[MAX_COLUMNS];
    int column_count;
    float size, line, width; // dp
    float length;
} Flow;

static Label label_of(App *app, const Reading *data, const Flow *flow, int i, float x, float y)
{
    const Block *block = &data->blocks[i];
    bool is_english = ui_is_english(&app->ui);
    Label label = {.type = {FACE_SANS_REGULAR, flow->size, flow->line},
                   .colour = INK,
                   .spans = &data->spans[block->first_span],
                   .span_count = block->span_count,
                   .x = x,
                   .y = y,
                   .w = flow->width,
                   .align = is_english ? ALIGN_START : ALIGN_JUSTIFY,
                   .indent_em = is_english ? 0 : 2};
    if (block->is_heading) {
        label.type = (Type){FACE_SERIF_BLACK, flow->size + 4, flow->line};
        label.colour = AZURITE;
        label.align = ALIGN_START;
        label.indent_em = 0;
    }
    return label;
}

// Line by line into columns `height` dp high: no line is cut, a heading keeps two lines with it.
static void flow_text(App *app, const Reading *data, Flow *flow, float height)
{
    float y = 0;
    float start = 0;
    for (int i = 0; i <= data->block_count; i++) {
        bool is_links = i == data->block_count;
        float line = flow->line;
        int lines = 0;
        if (is_links) {
            lines = data->related_count ? 1 : 0;
            line = 72 + (float)data->related_count * ROW_H;
        } else {
            Label label = label_of(app, data, flow, i, 0, 0);
            Extent extent = ui_measure(&app->ui, &label);
            lines = extent.lines;
            line = lines ? extent.h / (float)lines : line;
        }
        bool is_heading = !is_links && data->blocks[i].is_heading;
        if (y > start) {
            y += is_heading || is_links ? 28 : 20;
        }
        float keep = is_heading ? line + 2 * flow->line + 20 : line;
        flow->y[i] = y;
        for (int k = 0; k < lines; k++) {
            float need = k == 0 ? keep : line;
            if (y + need - start > height + 0.5f && y > start &&
                flow->column_count < MAX_COLUMNS - 1) {
                float end = k == 0 && i > 0 ? flow->y[i] : y;
                flow->columns[flow->column_count++] = (Column){start, end};
                start = y;
            }
            y += line;
        }
    }
    flow->columns[flow->column_count++] = (Column){start, y};
    flow->length = y;
}

static Flow set_flow(App *app, const Page *page, const Reading *data, float width, float height)
{
    static const float SIZES[] = {28, 32, 36};
    int step = page->memory.n[0] % COUNT(SIZES);
    Flow flow = {.size = SIZES[step]};
    if (app->ui.modes.is_large && step == 0) {
        flow.size = SIZES[1];
    }
    flow.line = flow.size * (ui_is_english(&app->ui) ? 1.4f : 49.6f / 28);
    flow.width = ui_is_english(&app->ui) ? width : floorf(width / flow.size) * flow.size;
    flow_text(app, data, &flow, height);
    return flow;
}

static void draw_related(App *app, const Reading *data, float x, float y, float w)
{
    Ui *ui = &app->ui;
    if (data->related_count == 0) {
        return;
    }
    ui_line(ui, TYPE_H3, INK, x, y + 8, app_label(app, "article.related"));
    for (int i = 0; i < data->related_count; i++) {
        const Related *one = &data->related[i];
        Rect row = {x, y + 64 + (float)i * ROW_H, w, ROW_H - 8};
        bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, one->route);
        ui_fill(ui, row, is_pressed ? CLOUD : MOON);
        ui_line(ui, TYPE_C, SLATE, row.x + 20, row.y + 12, one->kind);
        Label name = {.type = theme_type(TYPE_H3),
                      .colour = INK,
                      .text = one->name,
                      .x = row.x + 20,
                      .y = row.y + 44,
                      .w = w - 90,
                      .max_lines = 1,
                      .min_size = 22};
        ui_text(ui, &name);
        ui_icon(ui, "chevron-right", (Rect){row.x + w - 52, row.y + 30, 36, 36}, SLATE);
        ui_target(ui, row, ACTION_GO, 0, one->route, one->name);
    }
}

static void draw_column(App *app, const Reading *data, const Flow *flow, const Column *column,
                        float x, float y)
{
    Ui *ui = &app->ui;
    ui_clip(ui, (Rect){x - 8, y, flow->width + 24, column->end - column->start});
    for (int i = 0; i <= data->block_count; i++) {
        float top = flow->y[i];
        float next = i < data->block_count ? flow->y[i + 1] : flow->length + 1;
        if (next <= column->start || top >= column->end) {
            continue;
        }
        if (i == data->block_count) {
            draw_related(app, data, x, y + top - column->start, flow->width);
        } else {
            Label label = label_of(app, data, flow, i, x, y + top - column->start);
            ui_text(ui, &label);
        }
    }
    ui_unclip(ui);
}

// ---- landscape -----------------------------------------------------------------------

static Str first_characters(Str text, int count)
{
    Utf8 it = utf8_walk(text);
    for (int i = 0; i < count && utf8_next(&it); i++) {
    }
    return str_sub(text, 0, it.at);
}

static void draw_slip(App *app, const Reading *data)
{
    Ui *ui = &app->ui;
    Rect box = {64, 56, 220, 620};
    ui_shadow(ui, box, 0, ELEVATION_RESTING);
    ui_fill(ui, box, WHITEWASH);
    ui_round_frame(ui, rect_inset(box, 7), 0, 3, INK);
    ui_round_frame(ui, rect_inset(box, 13), 0, 1, INK);
    Str rest = data->article.slip;
    Str right = STR_NONE;
    Str left = STR_NONE;
    str_split(&rest, '|', &right);
    str_split(&rest, '|', &left);
    if (ui_is_english(ui)) {
        Type type = {FACE_SERIF_BLACK, 46, 58};
        ui_turned(ui, type, INK, box.x + 146, box.y + 40, 0, right);
        ui_turned(ui, type, AZURITE, box.x + 76, box.y + 88, 0, left);
    } else {
        int longest = utf8_count(right) > utf8_count(left) ? utf8_count(right) : utf8_count(left);
        float size = longest > 5 ? 64 : 72;
        Type type = {FACE_SERIF_BLACK, size, size};
        ui_vertical(ui, type, INK, box.x + 154, box.y + 38, right);
        ui_vertical(ui, type, AZURITE, box.x + 62, box.y + 38 + (longest > 5 ? 48 : 76), left);
    }
    bool has_room = ui_is_english(ui) ? false : utf8_count(left) <= 4;
    if (has_room) {
        ui_seal(ui, 100, 566, 64, first_characters(data->seal, 2), true);
    }
    Label kicker = {.type = type_sized(TYPE_H3, 26, 36),
                    .colour = INK,
                    .text = data->article.kicker,
                    .x = 64,
                    .y = 700,
                    .w = 220,
                    .align = ALIGN_CENTRE,
                    .max_lines = 1,
                    .min_size = 22};
    ui_text(ui, &kicker);
    Label author = {.type = theme_type(TYPE_C),
                    .colour = SLATE,
                    .text = app_label(app, "article.author"),
                    .x = 64,
                    .y = 740,
                    .w = 220,
                    .align = ALIGN_CENTRE,
                    .max_lines = 2};
    ui_text(ui, &author);
}

static void draw_size_button(App *app, Rect box)
{
    Ui *ui = &app->ui;
    bool is_pressed = ui_is_pressed(ui, ACT_SIZE, 0, STR_NONE);
    ui_shadow(ui, box, 16, ELEVATION_RESTING);
    ui_round(ui, box, 16, is_pressed ? CLOUD : WHITEWASH);
    ui_icon(ui, "text-size", (Rect){box.x + 28, box.y + 28, 40, 40}, INK);
    Str text = app_label(app, "article.size");
    ui_text_in(ui, theme_type(TYPE_H3), INK, (Rect){box.x + 76, box.y, box.w - 92, box.h}, text);
    ui_target(ui, box, ACT_SIZE, 0, STR_NONE, text);
}

static void draw_pull(App *app, const Reading *data, Rect box)
{
    Ui *ui = &app->ui;
    float y = box.y;
    ui_fill(ui, (Rect){box.x, y, 72, 6}, CINNABAR);
    y += 22;
    if (data->has_pull) {
        Amount amount = amount_of(app, &data->pull);
        Str shown =
            str_format(ui->frame, "%.*s%.*s", STR_ARG(amount.number), STR_ARG(amount.after));
        Label number = {.type = {FACE_SERIF_BLACK, 112, 120},
                        .colour = DEEP,
                        .text = shown,
                        .x = box.x,
                        .y = y,
                        .w = box.w - (amount.unit.n ? 70 : 0),
                        .max_lines = 1,
                        .min_size = 56,
                        .is_tabular = true};
        float w = ui_text(ui, &number).w;
        Str unit = str_format(ui->frame, "%.*s%s%.*s", STR_ARG(amount.before),
                              amount.before.n ? " " : "", STR_ARG(amount.unit));
        bool is_beside = unit.n < 12 && w < box.w - 90 && amount.before.n == 0;
        Label word = {.type = {FACE_SERIF_BLACK, 32, 44},
                      .colour = DEEP,
                      .text = unit,
                      .x = is_beside ? box.x + w + 12 : box.x,
                      .y = is_beside ? y + 66 : y + 122,
                      .w = is_beside ? box.w - w - 12 : box.w,
                      .max_lines = 1,
                      .min_size = 24};
        ui_text(ui, &word);
        y += is_beside || unit.n == 0 ? 128 : 172;
        Str route = app_route(app, "figure", data->pull.id);
        ui_target(ui, (Rect){box.x, box.y, box.w, y - box.y}, ACTION_GO, 0, route,
                  data->pull.label);
    }
    float line_h = ui_is_english(ui) ? 36 : 46;
    Label line = {.type = {FACE_SERIF_BOLD, ui_is_english(ui) ? 26 : 32, line_h},
                  .colour = INK,
                  .text = data->article.pull_line,
                  .x = box.x,
                  .y = y,
                  .w = box.w,
                  .max_lines = (int)((box.y + box.h - y) / line_h)};
    ui_text(ui, &line);
}

static void draw_margin(App *app, const Reading *data)
{
    Ui *ui = &app->ui;
    Rect picture = {1540, 56, 316, 366};
    ui_shadow(ui, picture, 0, ELEVATION_RESTING);
    ui_picture(ui, data->article.picture, picture, (Point){0.5f, 0.5f}, 1);
    Label caption = {.type = theme_type(TYPE_C),
                     .colour = SLATE,
                     .text = data->article.caption,
                     .x = 1540,
                     .y = 430,
                     .w = 316,
                     .max_lines = 2};
    float h = ui_text(ui, &caption).h;
    float y = 430 + h + 24;
    draw_pull(app, data, (Rect){1540, y, 316, 808 - y});
}

static int page_count(const Flow *flow)
{
    return (flow->column_count + 1) / 2;
}

static void draw_page_button(App *app, Rect box, const char *icon, Str name, int action, bool is_on)
{
    Ui *ui = &app->ui;
    if (!is_on) {
        ui_round(ui, box, 16, DISABLED_GROUND);
        ui_icon(ui, icon, (Rect){box.x + 51, box.y + 24, 48, 48}, DISABLED_TEXT);
        return;
    }
    bool is_pressed = ui_is_pressed(ui, action, 0, STR_NONE);
    ui_round(ui, box, 16, is_pressed ? RGB(0x0A2731) : DEEP);
    ui_icon(ui, icon, (Rect){box.x + 51, box.y + 24, 48, 48}, WHITE);
    ui_target(ui, box, action, 0, STR_NONE, name);
}

static void draw_landscape(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const Reading *data = page->data;
    draw_slip(app, data);
    draw_size_button(app, (Rect){64, 824, 220, 96});
    Rect sheet = {344, 56, 1148, 864};
    ui_shadow(ui, sheet, 0, ELEVATION_RESTING);
    ui_fill(ui, sheet, WHITEWASH);
    Flow flow = set_flow(app, page, data, 496, 744);
    int pages = page_count(&flow);
    int at = page->memory.n[1] < pages ? page->memory.n[1] : pages - 1;
    page->memory.n[1] = at;
    float inset = (496 - flow.width) / 2;
    for (int c = 0; c < 2 && at * 2 + c < flow.column_count; c++) {
        draw_column(app, data, &flow, &flow.columns[at * 2 + c], 392 + inset + 556 * (float)c, 100);
    }
    ui_fill(ui, (Rect){917, 100, 1, 744}, HAIRLINE);
    char numbers[2][16];
    snprintf(numbers[0], sizeof numbers[0], "%d", at + 1);
    snprintf(numbers[1], sizeof numbers[1], "%d", pages);
    Str foot = app_label_fill(app, "article.page", "page", str_from(numbers[0]));
    foot = app_fill(app, foot, "pages", str_from(numbers[1]));
    Extent extent = ui_line(ui, TYPE_C, SLATE, 392, 868, foot);
    Rect rule = {392 + extent.w + 24, 882, 1028 - extent.w, 6};
    ui_round(ui, rule, 3, CLOUD);
    ui_round(ui, (Rect){rule.x, rule.y, rule.w * (float)(at + 1) / (float)pages, 6}, 3, AZURITE);
    draw_margin(app, data);
    draw_page_button(app, (Rect){1540, 824, 150, 96}, "chevron-left",
                     app_label(app, "article.prev"), ACT_PREVIOUS, at > 0);
    draw_page_button(app, (Rect){1706, 824, 150, 96}, "chevron-right",
                     app_label(app, "article.next"), ACT_NEXT, at + 1 < pages);
}

// ---- portrait ------------------------------------------------------------------------

static void draw_portrait(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const Reading *data = page->data;
    Rect view = {0, 0, ui->w, ui->h - 120};
    Flow flow = set_flow(app, page, data, 888, 1e6f);
    float text_y = 950;
    float length = text_y + flow.length + 200;
    ui_scroll(ui, &page->scrolls[0], view, length, false);
    float up = page->scrolls[0].pos;
    ui_clip(ui, view);
    ui_move(ui, 0, -up);
    Label kicker = {.type = theme_type(TYPE_L),
                    .colour = SLATE,
                    .text = data->article.kicker,
                    .x = 64,
                    .y = 64};
    ui_text(ui, &kicker);
    Label title = {.type = ui_title(ui, TYPE_H1),
                   .colour = INK,
                   .text = data->article.title,
                   .x = 64,
                   .y = 108,
                   .w = 952,
                   .max_lines = 2,
                   .is_balanced = true};
    float y = 108 + ui_text(ui, &title).h + 12;
    Label lead = {.type = theme_type(TYPE_B1),
                  .colour = NIGHT_GREY,
                  .text = data->article.lead,
                  .x = 64,
                  .y = y,
                  .w = 952,
                  .max_lines = 3};
    ui_text(ui, &lead);
    Rect picture = {48, 380, 600, 440};
    ui_shadow(ui, picture, 0, ELEVATION_RESTING);
    ui_picture(ui, data->article.picture, picture, (Point){0.5f, 0.5f}, 1);
    ui_line(ui, TYPE_C, SLATE, 48, 830, data->article.caption);
    draw_pull(app, data, (Rect){690, 392, 342, 460});
    Rect sheet = {48, text_y - 60, 984, flow.length + 160};
    ui_shadow(ui, sheet, 0, ELEVATION_RESTING);
    ui_fill(ui, sheet, WHITEWASH);
    float inset = (888 - flow.width) / 2;
    for (int c = 0; c < flow.column_count; c++) {
        draw_column(app, data, &flow, &flow.columns[c], 96 + inset, text_y + flow.columns[c].start);
    }
    ui_move(ui, 0, up);
    ui_unclip(ui);
    draw_size_button(app, (Rect){812, 40, 220, 96});
}

static void article_drawn(App *app, Page *page)
{
    const Reading *data = page->data;
    chrome_backdrop(app, 1);
    if (!data->is_found) {
        chrome_empty(app, (Rect){app->ui.w / 2 - 360, 420, 720, 160},
                     app_label(app, "empty.article"), app_label(app, "empty.article.hint"));
    } else if (app->ui.is_portrait) {
        draw_portrait(app, page);
    } else {
        draw_landscape(app, page);
    }
}

static void article_tapped(App *app, Page *page, const Target *target)
{
    (void)app;
    switch (target->action) {
    case ACT_SIZE:
        page->memory.n[0] = (page->memory.n[0] + 1) % 3;
        return;
    case ACT_PREVIOUS:
        page->memory.n[1] -= page->memory.n[1] > 0;
        return;
    default:
        page->memory.n[1]++;
        return;
    }
}

static void article_gesture(App *app, Page *page, const Gesture *g)
{
    if (app->ui.is_portrait || g->kind != GESTURE_DRAG_END) {
        return;
    }
    float moved = g->at.x - g->from.x;
    bool is_swipe = fabsf(moved) > 120 || fabsf(g->velocity.x) > 0.6f;
    if (is_swipe && moved < 0) {
        page->memory.n[1]++; // drawing keeps it within the pages
    } else if (is_swipe) {
        page->memory.n[1] -= page->memory.n[1] > 0;
    }
}

const PageClass page_article = {.name = "article",
                                .section = "chains",
                                .has_bar = true,
                                .opened = article_opened,
                                .drawn = article_drawn,
                                .tapped = article_tapped,
                                .gesture = article_gesture};
