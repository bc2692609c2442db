// figures/board: the scoreboard of the trillion-yuan city, a card for each figure.
#include "pages/facts.h"
#include "pages/figures.h"
#include "pages/figures_tab.h"
#include "pages/parts.h"

enum { SCROLL_CARDS, MAX_BOARD_SOURCES = 6 };

typedef struct {
    FigureTab tab;
    Source sources[MAX_BOARD_SOURCES];
    int source_count;
    uint32_t cited[TAB_CARDS]; // bits: which of `sources` a card cites
} Board;

static int source_at(App *app, Page *page, Board *board, Str id)
{
    for (int i = 0; i < board->source_count; i++) {
        if (str_eq(board->sources[i].id, id)) {
            return i;
        }
    }
    Source source;
    bool is_there = board->source_count < MAX_BOARD_SOURCES &&
                    store_source(app_store(app), &page->arena, id, &source);
    if (!is_there) {
        return -1;
    }
    board->sources[board->source_count] = source;
    return board->source_count++;
}

void *figures_board_opened(App *app, Page *page)
{
    Board *board = arena_new(&page->arena, Board, 1);
    figures_tab_load(app, page, STR("overview"), &board->tab);
    for (int i = 0; i < board->tab.card_count; i++) {
        Str rest = board->tab.cards[i].figure.origin.sources;
        Str id;
        while (str_split(&rest, ';', &id)) {
            int at = id.n ? source_at(app, page, board, id) : -1;
            board->cited[i] |= at >= 0 ? 1u << (unsigned)at : 0;
        }
    }
    return board;
}

// "来源①②": the marks of the list at the foot.
static Str marks(App *app, uint32_t cited)
{
    static const char *const NUMBERS[] = {"①", "②", "③", "④", "⑤", "⑥"};
    Str out = STR_NONE;
    for (unsigned i = 0; i < COUNT(NUMBERS); i++) {
        if (cited & (1u << i)) {
            out = str_format(app->ui.frame, "%.*s%s", STR_ARG(out), NUMBERS[i]);
        }
    }
    return out;
}

static void draw_number(App *app, const Figure *figure, float x, float y, float w, float sweep)
{
    Ui *ui = &app->ui;
    bool is_english = ui_is_english(ui);
    Amount amount = amount_of(app, figure);
    Str after = amount.unit.n || amount.after.n
                    ? str_format(ui->frame, "%.*s%.*s", STR_ARG(amount.unit), STR_ARG(amount.after))
                    : STR_NONE;
    float size = 64;
    Label number = {.colour = DEEP, .text = amount.number, .is_tabular = true};
    Label small = {.colour = DEEP};
    float before_w, number_w, after_w;
    do {
        number.type = type_sized(TYPE_N2, size, 72);
        small.type = type_sized(TYPE_N3, clampf(size * 0.46f, 22, 30), 40);
        small.text = amount.before;
        before_w = amount.before.n ? ui_measure(ui, &small).w + 8 : 0;
        number_w = ui_measure(ui, &number).w;
        small.text = after;
        after_w = after.n ? ui_measure(ui, &small).w + (is_english ? 10 : 6) : 0;
        size -= 4;
    } while (before_w + number_w + after_w > w && size > 26);
    float baseline = y + 66;
    small.y = baseline - fact_baseline(small.type);
    small.x = x;
    small.text = amount.before;
    ui_text(ui, &small);
    Label now = number;
    now.text = figure->kind == FIGURE_RANK ? amount.number : fact_count(app, amount.number, sweep);
    now.x = x + before_w + number_w;
    now.align = ALIGN_END;
    now.y = baseline - fact_baseline(number.type);
    ui_text(ui, &now);
    small.text = after;
    small.x = x + before_w + number_w + (is_english ? 10 : 6);
    small.x -= str_is(after, "%") ? 4 : 0;
    ui_text(ui, &small);
}

static void draw_card(App *app, const Board *board, int i, Rect card, float sweep)
{
    Ui *ui = &app->ui;
    const FigureRow *row = &board->tab.cards[i];
    Str route = app_route(app, "figure", row->figure.id);
    chrome_card(app, card, 0, ELEVATION_RESTING);
    ui_fill(ui, (Rect){card.x, card.y, card.w, 6}, part_rule_colour(i));
    figures_pressed(app, card, route);
    float x = card.x + 22;
    float w = card.w - 40;
    Label name = {.type = type_sized(TYPE_H3, ui_is_english(ui) ? 24 : 26, 28),
                  .colour = INK,
                  .text = row->label,
                  .x = x,
                  .y = card.y + 18,
                  .w = w,
                  .max_lines = 2,
                  .min_size = 22};
    ui_text(ui, &name);
    float line = ui_type(ui, theme_type(TYPE_C)).line;
    draw_number(app, &row->figure, x, card.y + card.h - line - 14 - 84, w, sweep);
    Str when = part_dot(app, fact_period(app, &row->figure),
                        str_format(ui->frame, "%.*s%.*s", STR_ARG(app_label(app, "source.one")),
                                   STR_ARG(marks(app, board->cited[i]))));
    ui_line(ui, TYPE_C, SLATE, x, card.y + card.h - line - 14, when);
    ui_target(ui, card, ACTION_GO, 0, route, row->label);
}

static float draw_sources(App *app, const Board *board, float x, float y, float w, bool is_drawn)
{
    float from = y;
    for (int i = 0; i < board->source_count; i++) {
        const Source *source = &board->sources[i];
        Str title = source->title.n ? source->title : source->covers;
        Str when = source->date_said.n ? source->date_said : date_text(app, source->date);
        Label line = {.type = theme_type(TYPE_C),
                      .colour = SLATE,
                      .text = str_format(app->ui.frame, "%.*s %.*s",
                                         STR_ARG(marks(app, 1u << (unsigned)i)),
                                         STR_ARG(part_dot(app, title, when))),
                      .x = x,
                      .y = y,
                      .w = w};
        y += part_text(&app->ui, &line, is_drawn).h;
    }
    return y - from;
}

void figures_board_drawn(App *app, Page *page, void *data)
{
    Ui *ui = &app->ui;
    const Board *board = data;
    bool is_tall = ui->is_portrait;
    chrome_head(app, app_label(app, "figures.board.title"), app_label(app, "figures.board.lead"),
                is_tall ? 840 : 1200);
    Rect view = is_tall ? (Rect){48, 440, 984, 1330} : (Rect){232, 204, 1624, 732};
    if (!board->tab.card_count) {
        chrome_empty(app, (Rect){view.x, view.y + 60, view.w, 176}, app_label(app, "empty.figure"),
                     app_label(app, "empty.figure.hint"));
        return;
    }
    int columns = is_tall ? 3 : 5;
    const float gap = 20;
    float w = (view.w - gap * (float)(columns - 1)) / (float)columns;
    float h = ui->modes.is_large ? 250 : is_tall ? 206 : 184;
    int rows = (board->tab.card_count + columns - 1) / columns;
    float cards_h = (h + gap) * (float)rows;
    float foot = draw_sources(app, board, 0, 0, view.w, false);
    Scroll *scroll = &page->scrolls[SCROLL_CARDS];
    ui_scroll(ui, scroll, view, 8 + cards_h + foot + 16, false);
    ui_clip(ui, (Rect){view.x - 24, view.y, view.w + 48, view.h});
    float top = view.y + 8 - scroll->pos;
    for (int i = 0; i < board->tab.card_count; i++) {
        Rect card = {view.x + (w + gap) * (float)(i % columns),
                     top + (h + gap) * (float)(i / columns), w, h};
        if (card.y < view.y + view.h && card.y + card.h > view.y) {
            draw_card(app, board, i, card, page_sweep(app, page, i * 40, MS_COUNT));
        }
    }
    draw_sources(app, board, view.x, top + cards_h, view.w, true);
    ui_unclip(ui);
}
