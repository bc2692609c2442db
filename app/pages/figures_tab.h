// FigureTab: what stands on one tab of the figures page, gathered from pages_figures.csv when it opens.
//
// The figure above all, growth bars, three cells in the middle with a chart each, ranked rows, and the
// cards of the scoreboard. Rows of ladder and multiple gather in one cell. It reads the store and
// draws nothing; figures_cells.c draws the cells.
#pragma once
#include "pages/charts.h"

enum {
    TAB_BARS = 6,
    TAB_CELLS = 3,
    TAB_RANKS = 5,
    TAB_CARDS = 20,
    CELL_ROWS = 6, // of a cell with small panels
};

typedef struct {
    Figure figure;
    Figure other; // pair: the later one; lever: the other end; share: the whole
    bool has_other;
    Str badge, label; // "全国|动力电池产业链完整度": badge and label
} FigureRow;

typedef enum {
    CELL_RING,
    CELL_PAIR,
    CELL_SHARE,
    CELL_LEVER,
    CELL_IN,
    CELL_OUT,
    CELL_LADDER,
    CELL_MULTIPLE,
} CellKind;

typedef struct {
    CellKind kind;
    FigureRow rows[CELL_ROWS];
    int count;
} FigureCell;

typedef struct {
    Str id;
    FigureRow hero, growth; // the figure above all, and the sentence with its growth
    bool has_hero, has_growth;
    FigureRow bars[TAB_BARS];
    FigureCell cells[TAB_CELLS];
    FigureRow ranks[TAB_RANKS];
    FigureRow cards[TAB_CARDS];
    int bar_count, cell_count, rank_count, card_count;
} FigureTab;

void figures_tab_load(App *app, Page *page, Str id, FigureTab *tab);

// ---- figures_cells.c --------------------------------------------------------------------
typedef struct {
    float x, pitch, y; // centre of the first ring; the others follow
    RingShape ring;
} CellPlaces;

// The cells with their charts; `sweeps` has one value a cell.
void figures_cells_draw(App *app, const FigureTab *tab, const CellPlaces *at, const float *sweeps);
// The darkening of a place under the finger that leads to `route`.
void figures_pressed(App *app, Rect box, Str route);
