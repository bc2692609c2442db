#include "pages/figures_tab.h"
#include "pages/facts.h"

static void fill_row(App *app, Page *page, const FigureSlot *from, FigureRow *row)
{
    row->label = from->label;
    int bar = str_find_char(from->label, '|');
    if (bar >= 0) {
        row->badge = str_sub(from->label, 0, bar);
        row->label = str_from_offset(from->label, bar + 1);
    }
    const Figure *figure = &row->figure;
    Str other = str_is(from->slot, "lever")   ? figure->lever
                : str_is(from->slot, "share") ? figure->part_of
                                              : figure->pairs_with;
    row->has_other = other.n && store_figure(app_store(app), &page->arena, other, &row->other);
    if (str_is(from->slot, "ring")) { // a ring runs from a result to its target
        row->has_other = row->has_other && figure->kind == FIGURE_ACTUAL &&
                         row->other.kind == FIGURE_TARGET && fact_is_step(figure, &row->other);
    }
}

static bool cell_kind(Str slot, CellKind *out)
{
    static const char *const SLOTS[] = {[CELL_RING] = "ring",     [CELL_PAIR] = "pair",
                                        [CELL_SHARE] = "share",   [CELL_LEVER] = "lever",
                                        [CELL_IN] = "in",         [CELL_OUT] = "out",
                                        [CELL_LADDER] = "ladder", [CELL_MULTIPLE] = "multiple"};
    for (int i = 0; i < COUNT(SLOTS); i++) {
        if (str_is(slot, SLOTS[i])) {
            *out = (CellKind)i;
            return true;
        }
    }
    return false;
}

static void add_to_cells(FigureTab *tab, CellKind kind, const FigureRow *row)
{
    bool is_gathered = kind == CELL_LADDER || kind == CELL_MULTIPLE;
    for (int i = 0; i < tab->cell_count && is_gathered; i++) {
        FigureCell *cell = &tab->cells[i];
        if (cell->kind == kind) {
            if (cell->count < CELL_ROWS) {
                cell->rows[cell->count++] = *row;
            }
            return;
        }
    }
    if (tab->cell_count < TAB_CELLS) {
        FigureCell *cell = &tab->cells[tab->cell_count++];
        *cell = (FigureCell){.kind = kind, .rows = {*row}, .count = 1};
    }
}

void figures_tab_load(App *app, Page *page, Str id, FigureTab *tab)
{
    FigureSlotList slots;
    *tab = (FigureTab){.id = id};
    if (!store_figure_slots(app_store(app), &page->arena, id, &slots, NULL)) {
        return;
    }
    for (int i = 0; i < slots.count; i++) {
        const FigureSlot *from = &slots.items[i];
        FigureRow row = {0};
        CellKind kind;
        if (!store_figure(app_store(app), &page->arena, from->figure, &row.figure)) {
            continue; // not valid today
        }
        fill_row(app, page, from, &row);
        if (str_is(from->slot, "hero") && !tab->has_hero) {
            tab->hero = row;
            tab->has_hero = true;
        } else if (str_is(from->slot, "hero")) {
            tab->growth = row;
            tab->has_growth = true;
        } else if (str_is(from->slot, "bar") && tab->bar_count < TAB_BARS) {
            tab->bars[tab->bar_count++] = row;
        } else if (str_is(from->slot, "rank") && tab->rank_count < TAB_RANKS) {
            tab->ranks[tab->rank_count++] = row;
        } else if (str_is(from->slot, "card") && tab->card_count < TAB_CARDS) {
            tab->cards[tab->card_count++] = row;
        } else if (cell_kind(from->slot, &kind)) {
            add_to_cells(tab, kind, &row);
        }
    }
}
