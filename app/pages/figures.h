// The figures pages: results and targets under five tabs, and the list of all figures
// (figures/all) that figures_all.c draws, and the scoreboard (figures/board) of figures_board.c.
#pragma once
#include "pages/page.h"

extern const PageClass page_figures;

// ---- figures_all.c ------------------------------------------------------------------
enum { FIGURES_TO_THEME = ACTION_PAGE + 10 }; // n: index of the theme

void *figures_all_opened(App *app, Page *page);
void figures_all_drawn(App *app, Page *page, void *data);
void figures_all_tapped(App *app, Page *page, void *data, const Target *target);

// ---- figures_board.c ----------------------------------------------------------------
void *figures_board_opened(App *app, Page *page);
void figures_board_drawn(App *app, Page *page, void *data);
