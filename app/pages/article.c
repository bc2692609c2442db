#include "pages/article.h"
#include "base/utf8.h"
#include "pages/article_text.h"
#include "pages/chrome.h"
#include <stdio.h>

enum {
    ACT_SIZE = ACTION_PAGE,
    ACT_PINYIN,
    ACT_PREVIOUS,
    ACT_NEXT,
    N_SIZE = 0, // memory: step of the type size
    N_PAGE,     // pair of columns that is open
    N_PINYIN,
    N_ANCHOR, // block + 1 that stays in sight while only the type changes; 0: none yet
    MS_TURN = 460,
};

typedef struct {
    bool is_found, has_pull;
    ArticleText text;
    Figure pull;
    Str seal;
    Glide turn;      // page that stands on the sheet
    int first_block; // of the open page, as drawn last
} Reading;

static void article_opened(App *app, Page *page)
{
    Reading *data = arena_new(&page->arena, Reading, 1);
    page->data = data;
    data->is_found = article_load(app, &page->arena, page->arg, &data->text);
    if (!data->is_found) {
        return;
    }
    Str pull = data->text.article.pull_figure;
    data->has_pull = pull.n && store_figure(app_store(app), &page->arena, pull, &data->pull);
    data->seal = store_value(app_store(app), &page->arena, STR("seal"));
    if (page->memory.n[N_PINYIN]) {
        article_read_aloud(app, &page->arena, &data->text);
    }
    glide_set(&data->turn, (float)page->memory.n[N_PAGE]);
}

static bool has_pinyin(const App *app, const Page *page)
{
    return page->memory.n[N_PINYIN] && !ui_is_english(&app->ui);
}

static Flow set_flow(App *app, const Page *page, float width, float height)
{
    static const float SIZES[] = {28, 32, 36};
    const Reading *data = page->data;
    int step = page->memory.n[N_SIZE] % COUNT(SIZES);
    step = app->ui.modes.is_large && step == 0 ? 1 : step;
    return article_flow(app, &data->text, SIZES[step], has_pinyin(app, page), !app->ui.is_portrait,
                        width, height);
}

// ---- beside the text ----------------------------------------------------------------

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
    Str rest = data->text.article.slip;
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
                    .text = data->text.article.kicker,
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

static void draw_tool(App *app, Rect box, const char *icon, Str sign, Str name, bool is_on,
                      int action)
{
    Ui *ui = &app->ui;
    bool is_pressed = ui_is_pressed(ui, action, 0, STR_NONE);
    Colour ink = is_on ? WHITE : INK;
    ui_shadow(ui, box, 16, ELEVATION_RESTING);
    ui_round(ui, box, 16, is_on ? DEEP : is_pressed ? CLOUD : WHITEWASH);
    if (icon) {
        ui_icon(ui, icon, (Rect){box.x + box.w / 2 - 18, box.y + 12, 36, 36}, ink);
    } else {
        Type type = {FACE_SERIF_BLACK, 26, 36};
        ui_text_in(ui, type, ink, (Rect){box.x, box.y + 10, box.w, 40}, sign);
    }
    ui_text_in(ui, type_sized(TYPE_H3, 24, 32), ink, (Rect){box.x + 4, box.y + 54, box.w - 8, 32},
               name);
    ui_target(ui, box, action, 0, STR_NONE, name);
}

// Size of type, and for Chinese the pinyin switch; side by side from (x, y).
static void draw_tools(App *app, const Page *page, float x, float y)
{
    bool is_english = ui_is_english(&app->ui);
    Rect size = {x, y, is_english ? 220 : 104, 96};
    draw_tool(app, size, "text-size", STR_NONE, app_label(app, "article.size"), false, ACT_SIZE);
    if (!is_english) {
        draw_tool(app, (Rect){x + 116, y, 104, 96}, NULL, STR("pīn"),
                  app_label(app, "article.pinyin"), has_pinyin(app, page), ACT_PINYIN);
    }
}

// "超12万人" with its number as large as the box allows; a line of its own for what does not fit.
// Returns the height.
static float draw_amount(App *app, const Amount *amount, float x, float y, float w)
{
    Ui *ui = &app->ui;
    bool is_percent = str_is(amount->unit, "%");
    Str after = str_format(ui->frame, "%.*s%.*s", STR_ARG(is_percent ? STR_NONE : amount->unit),
                           STR_ARG(amount->after));
    Label small = {.type = {FACE_SERIF_BLACK, 32, 44}, .colour = DEEP};
    Label before = small;
    before.text = amount->before;
    Label behind = small;
    behind.text = after;
    Label number = {
        .type = {FACE_SERIF_BLACK, 112, 120},
        .colour = DEEP,
        .text = str_format(ui->frame, "%.*s%s", STR_ARG(amount->number), is_percent ? "%" : ""),
        .is_tabular = true};
    float before_w = before.text.n ? ui_measure(ui, &before).w + 10 : 0;
    float behind_w = behind.text.n ? ui_measure(ui, &behind).w + 10 : 0;
    bool is_one_line = before_w + behind_w < w * 0.55f;
    float room = w - before_w - (is_one_line ? behind_w : 0);
    while (number.type.size > 44 && ui_measure(ui, &number).w > room) {
        number.type.size -= 4;
    }
    float foot = y + 84; // baseline of the small words
    before.x = x;
    before.y = foot - 34;
    ui_text(ui, &before);
    number.x = x + before_w;
    number.y = foot - 0.83f * number.type.size - (120 - number.type.size) * 0.06f - 2;
    number.type.line = number.type.size * 1.07f;
    float number_w = ui_text(ui, &number).w;
    behind.x = is_one_line ? number.x + number_w + 10 : x;
    behind.y = is_one_line ? foot - 34 : foot + 14;
    behind.w = is_one_line ? 0 : w;
    ui_text(ui, &behind);
    return is_one_line ? 110 : 156;
}

static void draw_pull(App *app, const Reading *data, Rect box)
{
    Ui *ui = &app->ui;
    float y = box.y;
    ui_fill(ui, (Rect){box.x, y, 72, 6}, CINNABAR);
    y += 22;
    if (data->has_pull) {
        Amount amount = amount_of(app, &data->pull);
        y += draw_amount(app, &amount, box.x, y, box.w);
        Str route = app_route(app, "figure", data->pull.id);
        ui_target(ui, (Rect){box.x, box.y, box.w, y - box.y}, ACTION_GO, 0, route,
                  data->pull.label);
    }
    float line_h = ui_is_english(ui) ? 36 : 46;
    Label line = {.type = {FACE_SERIF_BOLD, ui_is_english(ui) ? 26 : 32, line_h},
                  .colour = INK,
                  .text = data->text.article.pull_line,
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
    ui_picture(ui, data->text.article.picture, picture, (Point){0.5f, 0.5f}, 1);
    Label caption = {.type = theme_type(TYPE_C),
                     .colour = SLATE,
                     .text = data->text.article.caption,
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

// The page `at` of the flow, `aside` dp from where it lies when it stands still.
static void draw_sheet_page(App *app, const Reading *data, const Flow *flow, int at, float aside)
{
    float inset = (496 - flow->width) / 2;
    for (int c = 0; c < 2 && at >= 0 && at * 2 + c < flow->column_count; c++) {
        article_column(app, &data->text, flow, &flow->columns[at * 2 + c],
                       392 + inset + 556 * (float)c + aside, 100);
    }
}

// What is in sight, dp of the flow.
static float shown_of(const Flow *flow, int at)
{
    int last = at * 2 + 1 < flow->column_count ? at * 2 + 1 : flow->column_count - 1;
    return flow->columns[last].end - flow->columns[at * 2].start;
}

// Keeps the page within the flow, and in sight what was in sight before the type changed.
static int open_page(Page *page, const Flow *flow)
{
    Reading *data = page->data;
    int pages = page_count(flow);
    int at = page->memory.n[N_PAGE];
    int keep = page->memory.n[N_ANCHOR] - 1;
    for (int c = 0; keep >= 0 && c < flow->column_count; c++) {
        at = flow->columns[c].first_block <= keep ? c / 2 : at;
    }
    at = at < 0 ? 0 : at < pages ? at : pages - 1;
    if (keep >= 0 && at != page->memory.n[N_PAGE]) {
        glide_set(&data->turn, (float)at);
    }
    page->memory.n[N_PAGE] = at;
    data->first_block = flow->columns[at * 2].first_block;
    return at;
}

static void draw_foot(App *app, int at, int pages)
{
    Ui *ui = &app->ui;
    char numbers[2][16];
    snprintf(numbers[0], sizeof numbers[0], "%d", at + 1);
    snprintf(numbers[1], sizeof numbers[1], "%d", pages);
    Str foot = app_label_fill(app, "article.page", "page", str_from(numbers[0]));
    foot = app_fill(app, foot, "pages", str_from(numbers[1]));
    Extent extent = ui_line(ui, TYPE_C, SLATE, 392, 868, foot);
    Rect rule = {392 + extent.w + 24, 882, 1028 - extent.w, 6};
    ui_round(ui, rule, 3, CLOUD);
    ui_round(ui, (Rect){rule.x, rule.y, rule.w * (float)(at + 1) / (float)pages, 6}, 3, AZURITE);
}

static void draw_landscape(App *app, Page *page)
{
    Ui *ui = &app->ui;
    Reading *data = page->data;
    draw_slip(app, data);
    draw_tools(app, page, 64, 824);
    Rect sheet = {344, 56, 1148, 864};
    ui_shadow(ui, sheet, 0, ELEVATION_RESTING);
    ui_fill(ui, sheet, WHITEWASH);
    Flow flow = set_flow(app, page, 496, 744);
    int pages = page_count(&flow);
    int at = open_page(page, &flow);
    page->reading_ms = article_reading_ms(app, &flow, shown_of(&flow, at));
    glide_aim(&data->turn, (float)at, app->now_ms, ui->modes.is_reduced ? 0 : MS_TURN);
    float turned = glide_at(&data->turn, app->now_ms);
    ui_clip(ui, sheet);
    for (int p = (int)floorf(turned); p <= (int)ceilf(turned); p++) {
        draw_sheet_page(app, data, &flow, p, ((float)p - turned) * 1148);
    }
    ui_unclip(ui);
    if (glide_is_moving(&data->turn, app->now_ms)) {
        ui_animate(ui);
    }
    ui_fill(ui, (Rect){917, 100, 1, 744}, HAIRLINE);
    draw_foot(app, at, pages);
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
    Flow flow = set_flow(app, page, 888, 1e6f);
    Label title = {.type = ui_title(ui, TYPE_H1),
                   .colour = INK,
                   .text = data->text.article.title,
                   .x = 64,
                   .y = 108,
                   .w = 730, // clear of the tools
                   .max_lines = 3,
                   .is_balanced = true};
    Label lead = {.type = theme_type(TYPE_B1),
                  .colour = NIGHT_GREY,
                  .text = data->text.article.lead,
                  .x = 64,
                  .y = 108 + ui_measure(ui, &title).h + 12,
                  .w = 952,
                  .max_lines = 3};
    float picture_y = fmaxf(300, lead.y + ui_measure(ui, &lead).h + 40);
    float text_y = picture_y + 570;
    ui_scroll(ui, &page->scrolls[0], view, text_y + flow.length + 200, false);
    float up = page->scrolls[0].pos;
    ui_clip(ui, view);
    ui_move(ui, 0, -up);
    Label kicker = {.type = theme_type(TYPE_L),
                    .colour = SLATE,
                    .text = data->text.article.kicker,
                    .x = 64,
                    .y = 64};
    ui_text(ui, &kicker);
    ui_text(ui, &title);
    ui_text(ui, &lead);
    Rect picture = {48, picture_y, 600, 440};
    ui_shadow(ui, picture, 0, ELEVATION_RESTING);
    ui_picture(ui, data->text.article.picture, picture, (Point){0.5f, 0.5f}, 1);
    ui_line(ui, TYPE_C, SLATE, 48, picture_y + 450, data->text.article.caption);
    draw_pull(app, data, (Rect){690, picture_y + 12, 342, 460});
    Rect sheet = {48, text_y - 60, 984, flow.length + 160};
    ui_shadow(ui, sheet, 0, ELEVATION_RESTING);
    ui_fill(ui, sheet, WHITEWASH);
    float inset = (888 - flow.width) / 2;
    float shown = fminf(view.h, text_y + flow.length - up) - fmaxf(0, text_y - up);
    page->reading_ms = article_reading_ms(app, &flow, fmaxf(0, shown));
    for (int c = 0; c < flow.column_count; c++) {
        article_column(app, &data->text, &flow, &flow.columns[c], 96 + inset,
                       text_y + flow.columns[c].start);
    }
    ui_move(ui, 0, up);
    ui_unclip(ui);
    draw_tools(app, page, 812, 40);
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

static void anchor(Page *page)
{
    const Reading *data = page->data;
    if (!page->memory.n[N_ANCHOR]) {
        page->memory.n[N_ANCHOR] = data->first_block + 1;
    }
}

// Drawing keeps it within the pages.
static void turn_page(Page *page, int by)
{
    int at = page->memory.n[N_PAGE] + by;
    page->memory.n[N_PAGE] = at < 0 ? 0 : at;
    page->memory.n[N_ANCHOR] = 0;
}

static void article_tapped(App *app, Page *page, const Target *target)
{
    Reading *data = page->data;
    switch (target->action) {
    case ACT_SIZE:
        page->memory.n[N_SIZE] = (page->memory.n[N_SIZE] + 1) % 3;
        anchor(page);
        return;
    case ACT_PINYIN:
        page->memory.n[N_PINYIN] = !page->memory.n[N_PINYIN];
        anchor(page);
        article_read_aloud(app, &page->arena, &data->text);
        return;
    case ACT_PREVIOUS:
        turn_page(page, -1);
        return;
    default:
        turn_page(page, 1);
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
        turn_page(page, 1);
    } else if (is_swipe) {
        turn_page(page, -1);
    }
}

const PageClass page_article = {.name = "article",
                                .section = "chains",
                                .has_bar = true,
                                .opened = article_opened,
                                .drawn = article_drawn,
                                .tapped = article_tapped,
                                .gesture = article_gesture};
