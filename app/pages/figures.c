#include "pages/figures.h"
#include "pages/facts.h"
#include "pages/figures_tab.h"

enum {
    TAB_COUNT = 5,
    MAX_BADGES = 4,
    TAP_TAB = ACTION_PAGE, // n: index of the tab
    N_TAB = 0,             // memory: index of the tab chosen by touch + 1
};

typedef struct {
    FigureTab tabs[TAB_COUNT];
    Str badges[MAX_BADGES]; // in the order they first appear over all tabs
    int badge_count;
    int64_t turned_ms; // when a tab was touched; 0: none since opened
    void *all;         // figures/all; NULL: the tabs
    void *board;       // figures/board
} Figures;

// clang-format off
static const char *const TAB_IDS[TAB_COUNT] = {
    "overview", "new-energy", "innovation", "openness", "livelihood"};
static const char *const TAB_LABELS[TAB_COUNT] = {
    "figures.tab.overview", "figures.tab.new-energy", "figures.tab.innovation",
    "figures.tab.openness", "figures.tab.livelihood"};

// Where things stand (language.md §12, 07; portrait by §13).
typedef struct {
    float label_x, label_y, mega_x, mega_y, mega, line_y, hero_w;
    float growth_x, growth_y, bar_x, bar_y, bar_pitch, bar_w;
    CellPlaces cells;
    float rank_x, rank_y, rank_w, rank_pitch, rank_head_y;
    float tab_x, tab_y, tab_w, tab_pitch;
    Rect board, all, note;
} Places;

static const Places WIDE = {
    .label_x = 232, .label_y = 52, .mega_x = 222, .mega_y = 90, .mega = 212, .line_y = 312, .hero_w = 740,
    .growth_x = 1000, .growth_y = 58, .bar_x = 1330, .bar_y = 110, .bar_pitch = 38, .bar_w = 400,
    .cells = {397, 352, 554, {126, 26, 152, 62}},
    .rank_x = 1330, .rank_y = 420, .rank_w = 526, .rank_pitch = 78, .rank_head_y = 364,
    .tab_x = 232, .tab_y = 824, .tab_w = 200, .tab_pitch = 212,
    .board = {1444, 824, 200, 96}, .all = {1656, 824, 200, 96}, .note = {232, 364, 1044, 30}};
static const Places TALL = {
    .label_x = 192, .label_y = 60, .mega_x = 182, .mega_y = 100, .mega = 200, .line_y = 308, .hero_w = 840,
    .growth_x = 192, .growth_y = 412, .bar_x = 500, .bar_y = 464, .bar_pitch = 46, .bar_w = 410,
    .cells = {212, 328, 914, {110, 24, 134, 50}},
    .rank_x = 48, .rank_y = 1256, .rank_w = 984, .rank_pitch = 70, .rank_head_y = 1188,
    .tab_x = 48, .tab_y = 1664, .tab_w = 154, .tab_pitch = 166,
    .board = {832, 1166, 200, 80}, .all = {878, 1664, 154, 96}, .note = {48, 740, 984, 30}};
// clang-format on

// ---- opening ----------------------------------------------------------------------

static bool is_year(Str text)
{
    int64_t year;
    return text.n == 4 && str_to_int(text, &year);
}

static void note_badges(Figures *data, const FigureTab *tab)
{
    for (int i = 0; i < tab->rank_count; i++) {
        Str badge = tab->ranks[i].badge;
        bool is_known = !badge.n || is_year(badge);
        for (int k = 0; k < data->badge_count && !is_known; k++) {
            is_known = str_eq(data->badges[k], badge);
        }
        if (!is_known && data->badge_count < MAX_BADGES) {
            data->badges[data->badge_count++] = badge;
        }
    }
}

static void opened(App *app, Page *page)
{
    Figures *data = arena_new(&page->arena, Figures, 1);
    page->data = data;
    if (str_is(page->arg, "all")) {
        data->all = figures_all_opened(app, page);
        return;
    }
    if (str_is(page->arg, "board")) {
        data->board = figures_board_opened(app, page);
        return;
    }
    for (int i = 0; i < TAB_COUNT; i++) {
        figures_tab_load(app, page, str_from(TAB_IDS[i]), &data->tabs[i]);
        note_badges(data, &data->tabs[i]);
        if (!page->memory.n[N_TAB] && str_eq(page->arg, data->tabs[i].id)) {
            page->memory.n[N_TAB] = i + 1;
        }
    }
}

static int tab_of(const Page *page)
{
    int tab = page->memory.n[N_TAB] - 1;
    return tab < 0 || tab >= TAB_COUNT ? 0 : tab;
}

// What a touch on a tab changes sweeps anew; the rest stands.
static float sweep(App *app, const Page *page, int delay_ms)
{
    const Figures *data = page->data;
    if (!data->turned_ms || app->ui.modes.is_reduced) {
        return page_sweep(app, page, delay_ms, MS_COUNT);
    }
    float t = motion_progress(app->now_ms, data->turned_ms + delay_ms, MS_COUNT);
    if (t < 1) {
        ui_animate(&app->ui);
    }
    return ease_settle(t);
}

// ---- the figure above all ------------------------------------------------------------

// A bare "1" of a great unit is said by the unit: 1 + 万亿元 → 万亿 + 元.
static void split_hero(const Amount *amount, Str *large, Str *small)
{
    static const char *const GREAT[] = {"万亿", "亿"};
    *large = amount->number;
    *small = amount->unit;
    for (int i = 0; str_is(amount->number, "1") && i < COUNT(GREAT); i++) {
        Str great = str_from(GREAT[i]);
        if (str_starts(amount->unit, great)) {
            *large = great;
            *small = str_from_offset(amount->unit, great.n);
            return;
        }
    }
}

static void draw_hero(App *app, Page *page, const FigureTab *tab, const Places *at)
{
    Ui *ui = &app->ui;
    if (!tab->has_hero) {
        return;
    }
    const Figure *figure = &tab->hero.figure;
    Label label = {.type = type_sized(TYPE_L, 28, 32),
                   .colour = NIGHT_GREY,
                   .text = tab->hero.label,
                   .x = at->label_x,
                   .y = at->label_y,
                   .w = at->hero_w,
                   .max_lines = 1,
                   .min_size = 22};
    ui_text(ui, &label);
    bool is_english = ui_is_english(ui);
    Amount amount = amount_of(app, figure);
    Str large, small;
    split_hero(&amount, &large, &small);
    if (is_english) { // the label names the currency
        int space = str_find_char(amount.unit, ' ');
        Str scale = space < 0 ? amount.unit : str_sub(amount.unit, 0, space);
        large = str_format(ui->frame, "%.*s %.*s", STR_ARG(amount.number), STR_ARG(scale));
        small = STR_NONE;
    }
    Type type = type_sized(TYPE_MEGA, is_english ? at->mega * 0.57f : at->mega, at->mega);
    Label mega = {.type = type,
                  .colour = DEEP,
                  .text = large,
                  .x = is_english ? at->label_x - 6 : at->mega_x,
                  .y = is_english ? at->mega_y - 16 : at->mega_y,
                  .w = at->hero_w,
                  .max_lines = 1,
                  .min_size = 80,
                  .tracking_em = is_english ? 0 : -0.02f};
    bool is_counting = large.n && large.p[0] >= '0' && large.p[0] <= '9' && figure->number >= 10;
    mega.is_tabular = is_counting;
    float w = ui_measure(ui, &mega).w;
    float t = page_sweep(app, page, 0, MS_COUNT);
    mega.text = is_counting ? fact_count(app, large, t) : large;
    ui_text(ui, &mega);
    Type unit_type = type_sized(TYPE_N2, 64, 64);
    Label unit = {.type = unit_type,
                  .colour = DEEP,
                  .text = small,
                  .x = mega.x + w + 14,
                  .y = mega.y + fact_baseline(type) - fact_baseline(unit_type)};
    ui_text(ui, &unit);
    Str route = app_route(app, "figure", figure->id);
    Rect box = {at->label_x - 10, at->label_y, fmaxf(w + 110, 420), 250};
    figures_pressed(app, box, route);
    ui_target(ui, box, ACTION_GO, 0, route, tab->hero.label);
    if (!tab->has_growth) {
        return;
    }
    Label line = {.type = theme_type(TYPE_B1),
                  .colour = INK,
                  .text = tab->growth.label,
                  .x = at->label_x,
                  .y = is_english ? at->line_y - 38 : at->line_y,
                  .w = at->hero_w,
                  .max_lines = 1,
                  .min_size = 24};
    Extent said = ui_text(ui, &line);
    Str growth = app_route(app, "figure", tab->growth.figure.id);
    Rect under = {line.x - 10, line.y, said.w + 20, said.h};
    figures_pressed(app, under, growth);
    ui_target(ui, under, ACTION_GO, 0, growth, tab->growth.label);
}

// ---- growth bars ------------------------------------------------------------------------

static void draw_bar(App *app, const FigureTab *tab, const FigureRow *slot, Rect row,
                     const Places *at, float share)
{
    Ui *ui = &app->ui;
    Str route = app_route(app, "figure", slot->figure.id);
    float from = at->bar_x - (ui_is_english(ui) && !ui->is_portrait ? 30 : 0);
    figures_pressed(app, row, route);
    float middle = row.y + row.h / 2;
    Label label = {.type = theme_type(TYPE_C),
                   .colour = INK,
                   .text = slot->label,
                   .x = row.x,
                   .y = middle - 15,
                   .w = from - 20 - row.x,
                   .align = ALIGN_END,
                   .max_lines = 1,
                   .min_size = 22};
    ui_text(ui, &label);
    bool is_own = tab->has_growth && str_eq(slot->figure.id, tab->growth.figure.id);
    float w = fmaxf(20, at->bar_w * share);
    Path bar = ui_path_begin(ui);
    path_round_rect4(&bar, (Rect){0, 0, w, 20}, 0, 10, 10, 0);
    Colour colour = is_own ? GAMBOGE : slot->figure.number >= 10 ? AZURITE : INDIGO;
    ui_path(ui, &bar, from, middle - 10, colour);
    if (is_own) {
        Path edge = ui_path_begin(ui);
        path_round_rect4(&edge, (Rect){0, 0, w, 20}, 0, 10, 10, 0);
        ui_stroke(ui, &edge, from, middle - 10, (OutlineStyle){.is_stroke = true, .width = 2},
                  DEEP);
    }
    Label value = {.type = {FACE_SANS_BOLD, 24, 32},
                   .colour = INK,
                   .text = amount_text(app, &slot->figure),
                   .x = from + w + 14,
                   .y = middle - 16};
    ui_text(ui, &value);
    ui_target(ui, row, ACTION_GO, 0, route, slot->label);
}

static void draw_bars(App *app, Page *page, const FigureTab *tab, const Places *at)
{
    Ui *ui = &app->ui;
    double top = 0;
    for (int i = 0; i < tab->bar_count; i++) {
        top = fmax(top, tab->bars[i].figure.number);
    }
    if (top <= 0) {
        return;
    }
    Str year = tab->bars[0].figure.period;
    Label head = {.type = theme_type(TYPE_H3),
                  .colour = INK,
                  .text = app_label_fill(app, "figures.bars", "year", year),
                  .x = at->growth_x,
                  .y = at->growth_y};
    float w = ui_text(ui, &head).w;
    ui_line(ui, TYPE_C, SLATE, head.x + w + 18, head.y + 6, app_label(app, "figures.bars.unit"));
    float left = ui->is_portrait ? 192 : 980;
    for (int i = 0; i < tab->bar_count; i++) {
        float t = page_sweep(app, page, i * MS_STAGGER, MS_COUNT);
        Rect row = {left, at->bar_y + at->bar_pitch * (float)i, 1856 - left, at->bar_pitch};
        row.w = ui->is_portrait ? 1032 - left : row.w;
        float share = (float)(tab->bars[i].figure.number / top) * t;
        draw_bar(app, tab, &tab->bars[i], row, at, share);
    }
}

// ---- ranks ----------------------------------------------------------------------------

static Colour badge_colour(const Figures *data, const FigureTab *tab, const FigureRow *slot)
{
    static const Colour COLOURS[MAX_BADGES] = {{0xB8, 0x35, 0x2A, 255},
                                               {0x0D, 0x36, 0x42, 255},
                                               {0x17, 0x5F, 0x50, 255},
                                               {0x8A, 0x54, 0x10, 255}};
    if (slot->figure.kind == FIGURE_PLAN || slot->figure.kind == FIGURE_TARGET) {
        return OCHRE;
    }
    if (is_year(slot->badge)) {
        bool is_after = tab->has_hero && str_compare(slot->badge, tab->hero.figure.period) > 0;
        return is_after ? OCHRE : DEEP_BLUE;
    }
    for (int i = 0; i < data->badge_count; i++) {
        if (str_eq(data->badges[i], slot->badge)) {
            return COLOURS[i];
        }
    }
    return DEEP;
}

static void draw_rank(App *app, const Figures *data, const FigureTab *tab, const FigureRow *slot,
                      Rect row)
{
    Ui *ui = &app->ui;
    Str route = app_route(app, "figure", slot->figure.id);
    figures_pressed(app, row, route);
    float badge_w = ui_is_english(ui) ? 128 : 92;
    Rect badge = {row.x, row.y + 4, badge_w, 50};
    ui_round(ui, badge, 8, badge_colour(data, tab, slot));
    ui_text_in(ui, (Type){FACE_SERIF_BLACK, ui_is_english(ui) ? 24 : 26, 34}, WHITE,
               rect_inset(badge, 4), slot->badge);
    float left = badge.x + badge_w + 18;
    float room = row.x + row.w - left;
    Label value = {.type = type_sized(TYPE_N3, ui_is_english(ui) ? 30 : 32, 44),
                   .colour = INK,
                   .text = amount_text(app, &slot->figure),
                   .x = row.x + row.w,
                   .y = row.y + 8,
                   .align = ALIGN_END};
    float value_w = ui_measure(ui, &value).w;
    Label name = {.type = {FACE_SANS_MEDIUM, 26, 36},
                  .colour = INK,
                  .text = slot->label,
                  .x = left,
                  .y = row.y + 11};
    while (value_w > 0.5f * room && value.type.size > 24) {
        value.type.size -= 2;
        value_w = ui_measure(ui, &value).w;
    }
    if (value_w > 0.5f * room) { // two lines, right aligned, so that nothing of it is lost
        value.type.line = 29;
        value.x = left + 0.5f * room;
        value.w = 0.5f * room;
        value.max_lines = 2;
        value.min_size = 22;
        value.is_balanced = true;
        Extent said = ui_measure(ui, &value);
        value.y = row.y + 29 - said.h / 2;
        value_w = said.w;
    }
    ui_text(ui, &value);
    name.w = room - value_w - 20;
    name.type = (Type){FACE_SANS_MEDIUM, ui_is_english(ui) ? 24 : 26, 30};
    name.max_lines = 2;
    name.is_balanced = true;
    float h = ui_measure(ui, &name).h;
    name.y = row.y + 29 - h / 2;
    ui_text(ui, &name);
    ui_hairline(ui, row.x, row.y + 65, row.w, HAIRLINE);
    ui_target(ui, row, ACTION_GO, 0, route, slot->label);
}

static void draw_ranks(App *app, const Figures *data, const FigureTab *tab, const Places *at)
{
    Ui *ui = &app->ui;
    bool is_all_ranks = true;
    for (int i = 0; i < tab->rank_count; i++) {
        is_all_ranks = is_all_ranks && !is_year(tab->ranks[i].badge) &&
                       tab->ranks[i].figure.kind != FIGURE_PLAN;
    }
    Str head = app_label(app, is_all_ranks ? "figures.ranks" : "figures.more");
    ui_line(ui, TYPE_H3, INK, at->rank_x, at->rank_head_y, head);
    for (int i = 0; i < tab->rank_count; i++) {
        Rect row = {at->rank_x, at->rank_y + at->rank_pitch * (float)i, at->rank_w, 66};
        draw_rank(app, data, tab, &tab->ranks[i], row);
    }
}

// ---- the page ------------------------------------------------------------------------

// What the tick on a ring is, where there is one.
static void draw_note(App *app, const FigureTab *tab, const Places *at)
{
    Str year = STR_NONE;
    for (int i = 0; i < tab->cell_count; i++) {
        const FigureCell *cell = &tab->cells[i];
        bool has_tick = cell->kind == CELL_RING && cell->rows[0].has_other;
        year = has_tick ? cell->rows[0].other.period : year;
    }
    if (!year.n) {
        return;
    }
    Label note = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = app_label_fill(app, "figures.tick", "year", year),
                  .x = at->note.x,
                  .y = at->note.y,
                  .w = at->note.w,
                  .align = app->ui.is_portrait ? ALIGN_CENTRE : ALIGN_START,
                  .max_lines = 1,
                  .min_size = 22};
    ui_text(&app->ui, &note);
}

static void drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    Figures *data = page->data;
    chrome_backdrop(app, 2);
    chrome_slip(app, app_label(app, "figures.slip"), app_label(app, "figures.slip.latin"));
    if (data->all) {
        figures_all_drawn(app, page, data->all);
        return;
    }
    if (data->board) {
        figures_board_drawn(app, page, data->board);
        return;
    }
    const Places *at = ui->is_portrait ? &TALL : &WIDE;
    int chosen = tab_of(page);
    const FigureTab *tab = &data->tabs[chosen];
    draw_hero(app, page, tab, at);
    draw_bars(app, page, tab, at);
    float sweeps[TAB_CELLS];
    for (int i = 0; i < TAB_CELLS; i++) {
        sweeps[i] = sweep(app, page, i * MS_STAGGER);
    }
    figures_cells_draw(app, tab, &at->cells, sweeps);
    draw_ranks(app, data, tab, at);
    for (int i = 0; i < TAB_COUNT; i++) {
        Rect box = {at->tab_x + at->tab_pitch * (float)i, at->tab_y, at->tab_w, 96};
        chrome_tab(app, box, app_label(app, TAB_LABELS[i]), i == chosen, TAP_TAB, i, STR_NONE);
    }
    chrome_button(app, at->board, app_label(app, "figures.board"), NULL, false, ACTION_GO, 0,
                  STR("figures/board"));
    chrome_button(app, at->all, app_label(app, "button.all"), NULL, false, ACTION_GO, 0,
                  STR("figures/all"));
    draw_note(app, tab, at);
}

static void tapped(App *app, Page *page, const Target *target)
{
    Figures *data = page->data;
    if (data->all) {
        figures_all_tapped(app, page, data->all, target);
    } else if (!data->board && target->action == TAP_TAB && target->n != tab_of(page)) {
        page->memory.n[N_TAB] = target->n + 1;
        data->turned_ms = app->now_ms;
    }
}

const PageClass page_figures = {
    .name = "figures",
    .section = "figures",
    .has_bar = true,
    .opened = opened,
    .drawn = drawn,
    .tapped = tapped,
};
