#include "pages/facts.h"
#include "pages/figures.h"
#include "pages/parts.h"

enum { SCROLL_ROWS, SCROLL_THEMES, N_CHOSEN = 1, MAX_THEMES = 32, MS_TRAVEL = 420 };

typedef struct {
    Theme theme;
    int first, count; // of rows
    float y;          // dp from the start of the list
} Band;

typedef struct {
    Figure *rows; // in the order of the themes
    int row_count;
    Band bands[MAX_THEMES];
    int band_count;
    Glide travel; // the list on its way to a theme
    bool is_travelling;
    int shown; // theme whose tab was last brought into sight, + 1
} All;

// clang-format off
typedef struct {
    Rect themes, list;
    float theme_w, theme_h;
    int columns;
} Places;

static const Places WIDE = {
    .themes = {232, 200, 300, 736}, .list = {572, 200, 1284, 736}, .theme_w = 300, .theme_h = 96, .columns = 2};
static const Places TALL = {
    .themes = {0, 1664, 1080, 96}, .list = {48, 420, 984, 1216}, .theme_w = 0, .theme_h = 96, .columns = 1};
// clang-format on

static const float ROW_H = 112;
static const float HEAD_H = 76;
static const float GUTTER = 40;

void *figures_all_opened(App *app, Page *page)
{
    All *data = arena_new(&page->arena, All, 1);
    Store *store = app_store(app);
    ThemeList themes;
    FigureList figures;
    if (!store_themes(store, &page->arena, &themes, NULL) ||
        !store_figures(store, &page->arena, STR_NONE, &figures, NULL)) {
        return data;
    }
    data->rows = arena_new(&page->arena, Figure, figures.count);
    for (int i = 0; i < themes.count && data->band_count < MAX_THEMES; i++) {
        Band *band = &data->bands[data->band_count];
        *band = (Band){.theme = themes.items[i], .first = data->row_count};
        for (int k = 0; k < figures.count; k++) {
            if (str_eq(figures.items[k].theme, band->theme.id)) {
                data->rows[data->row_count++] = figures.items[k];
            }
        }
        band->count = data->row_count - band->first;
        data->band_count += band->count > 0;
    }
    return data;
}

// Places the bands one under the other; returns the height of all.
static float lay_out(All *data, int columns)
{
    float y = 0;
    for (int i = 0; i < data->band_count; i++) {
        Band *band = &data->bands[i];
        band->y = y;
        int lines = (band->count + columns - 1) / columns;
        y += HEAD_H + ROW_H * (float)lines + 24;
    }
    return y;
}

// The theme whose rows stand at the top; one that was asked for keeps its mark while it is in sight.
static int theme_at(const All *data, const Page *page, float pos)
{
    const Scroll *scroll = &page->scrolls[SCROLL_ROWS];
    int asked = page->memory.n[N_CHOSEN] - 1;
    if (asked >= 0 && asked < data->band_count) {
        float to = fminf(data->bands[asked].y, scroll->limit);
        if (data->is_travelling || fabsf(to - pos) < 2) {
            return asked;
        }
    }
    int at = 0;
    for (int i = 0; i < data->band_count; i++) {
        at = data->bands[i].y <= pos + HEAD_H ? i : at;
    }
    return at;
}

static void travel(App *app, Page *page, All *data)
{
    Scroll *scroll = &page->scrolls[SCROLL_ROWS];
    if (!data->is_travelling) {
        return;
    }
    if (scroll->is_held) {
        data->is_travelling = false;
        return;
    }
    scroll_to(scroll, glide_at(&data->travel, app->now_ms));
    if (glide_is_moving(&data->travel, app->now_ms)) {
        ui_animate(&app->ui);
    } else {
        data->is_travelling = false;
    }
}

static void draw_list(App *app, Page *page, All *data, const Places *at)
{
    Ui *ui = &app->ui;
    Rect view = at->list;
    Scroll *scroll = &page->scrolls[SCROLL_ROWS];
    float content = lay_out(data, at->columns);
    ui_scroll(ui, scroll, view, content + 32, false);
    float gaps = GUTTER * (float)(at->columns - 1);
    float w = (view.w - gaps) / (float)at->columns;
    float top = view.y - scroll->pos;
    ui_clip(ui, view);
    for (int i = 0; i < data->band_count; i++) {
        const Band *band = &data->bands[i];
        float y = top + band->y;
        if (y > view.y + view.h) {
            break;
        }
        if (y + HEAD_H > view.y) {
            Str count = str_format(ui->frame, "%d", band->count);
            part_heading(app, view.x, y, band->theme.name, count);
        }
        for (int k = 0; k < band->count; k++) {
            Rect box = {view.x + (w + GUTTER) * (float)(k % at->columns),
                        y + HEAD_H + ROW_H * (float)(k / at->columns), w, ROW_H};
            if (box.y < view.y + view.h && box.y + box.h > view.y) {
                fact_row(app, &data->rows[band->first + k], box);
            }
        }
    }
    ui_unclip(ui);
    if (scroll->pos < scroll->limit - 1) {
        static const GradientStop FOOT[] = {{0, {0xEE, 0xF3, 0xF0, 0}},
                                            {1, {0xEE, 0xF3, 0xF0, 255}}};
        ui_gradient(ui, (Rect){view.x, view.y + view.h - 56, view.w, 56}, FOOT, COUNT(FOOT));
    }
}

static void draw_theme(App *app, const Band *band, int index, Rect box, bool is_chosen)
{
    Ui *ui = &app->ui;
    bool is_pressed = ui_is_pressed(ui, FIGURES_TO_THEME, index, STR_NONE);
    Rect tab = {box.x, box.y + 4, box.w, box.h - 8};
    if (is_chosen || is_pressed) {
        ui_round(ui, tab, 16, is_chosen ? DEEP : CLOUD);
    } else if (ui->is_portrait) {
        ui_round(ui, tab, 16, WHITEWASH);
    }
    Colour ink = is_chosen ? WHITE : INK;
    float middle = box.y + box.h / 2;
    ui_icon_named(ui, band->theme.icon, (Rect){box.x + 20, middle - 17, 34, 34}, ink);
    Label name = {.type = type_sized(TYPE_H3, 27, 40),
                  .colour = ink,
                  .text = band->theme.name,
                  .x = box.x + 70,
                  .y = middle - 20};
    ui_text(ui, &name);
    Label count = {.type = theme_type(TYPE_C),
                   .colour = is_chosen ? MIST_WHITE : SLATE,
                   .text = str_format(ui->frame, "%d", band->count),
                   .x = box.x + box.w - 20,
                   .y = middle - 15,
                   .align = ALIGN_END};
    ui_text(ui, &count);
    ui_target(ui, box, FIGURES_TO_THEME, index, STR_NONE, band->theme.name);
}

// Down the side, or across the foot when the screen is tall.
static void draw_themes(App *app, Page *page, All *data, const Places *at, int chosen)
{
    Ui *ui = &app->ui;
    Rect view = at->themes;
    Scroll *scroll = &page->scrolls[SCROLL_THEMES];
    bool is_across = ui->is_portrait;
    float widths[MAX_THEMES];
    float length = is_across ? 48 + 48 - 12 : 24;
    float from = 0; // of the chosen one
    for (int i = 0; i < data->band_count; i++) {
        Label name = {.type = type_sized(TYPE_H3, 27, 40), .text = data->bands[i].theme.name};
        widths[i] = is_across ? ui_measure(ui, &name).w + 136 : at->theme_w;
        from = i == chosen ? length - (is_across ? 36 : 24) : from;
        length += is_across ? widths[i] + 12 : at->theme_h;
    }
    ui_scroll(ui, scroll, view, length, is_across);
    if (data->shown != chosen + 1 && !scroll->is_held) {
        float size = is_across ? widths[chosen] : at->theme_h;
        float room = is_across ? view.w : view.h;
        scroll_stop(scroll);
        scroll_to(scroll, clampf(scroll->pos, from + size + 60 - room, from - 60));
        data->shown = chosen + 1;
    }
    ui_clip(ui, view);
    float x = view.x + (is_across ? 48 - scroll->pos : 0);
    float y = view.y - (is_across ? 0 : scroll->pos);
    for (int i = 0; i < data->band_count; i++) {
        Rect box = {x, y, widths[i], at->theme_h};
        bool is_seen = is_across ? x + widths[i] > 0 && x < ui->w
                                 : y + at->theme_h > view.y && y < view.y + view.h;
        if (is_seen) {
            draw_theme(app, &data->bands[i], i, box, i == chosen);
        }
        x += is_across ? widths[i] + 12 : 0;
        y += is_across ? 0 : at->theme_h;
    }
    ui_unclip(ui);
    if (!is_across && scroll->pos < scroll->limit - 1) {
        static const GradientStop FOOT[] = {{0, {0xEE, 0xF3, 0xF0, 0}},
                                            {1, {0xEE, 0xF3, 0xF0, 255}}};
        ui_gradient(ui, (Rect){view.x, view.y + view.h - 56, view.w, 56}, FOOT, COUNT(FOOT));
    }
}

void figures_all_drawn(App *app, Page *page, void *all)
{
    Ui *ui = &app->ui;
    All *data = all;
    const Places *at = ui->is_portrait ? &TALL : &WIDE;
    Str count = str_format(ui->frame, "%d", data->row_count);
    chrome_head(app, app_label(app, "figures.list"),
                app_label_fill(app, "figures.list.lead", "n", count), ui->is_portrait ? 840 : 1200);
    if (!data->row_count) {
        chrome_empty(app, (Rect){at->list.x, at->list.y + 60, at->list.w, 176},
                     app_label(app, "empty.figure"), app_label(app, "empty.figure.hint"));
        return;
    }
    travel(app, page, data);
    draw_list(app, page, data, at);
    int chosen = theme_at(data, page, page->scrolls[SCROLL_ROWS].pos);
    draw_themes(app, page, data, at, chosen);
}

void figures_all_tapped(App *app, Page *page, void *all, const Target *target)
{
    All *data = all;
    if (target->action != FIGURES_TO_THEME || target->n < 0 || target->n >= data->band_count) {
        return;
    }
    Scroll *scroll = &page->scrolls[SCROLL_ROWS];
    float to = fminf(data->bands[target->n].y, scroll->limit);
    page->memory.n[N_CHOSEN] = target->n + 1;
    scroll_stop(scroll);
    glide_set(&data->travel, scroll->pos);
    glide_aim(&data->travel, to, app->now_ms, app->ui.modes.is_reduced ? 0 : MS_TRAVEL);
    data->is_travelling = true;
}
