// Inside the room: from cells to lines, as a whole paragraph (total fit) or line by line.
//
// It knows widths and the rules of joints, nothing of fonts. Time grows linearly with the text:
// widths of any stretch of text come from prefix sums, and a line's end has a bounded number of
// beginnings to choose from.
#pragma once
#include "type/breaker.h"

typedef struct {
    int64_t measure; // ≤ 0: one line
    int64_t indent;  // of the first line
    bool is_ragged;  // lines are not stretched, so short ones do no harm to numbers
    bool is_first_fit;
    bool is_hanging;
    bool wants_company; // the last line has two Han characters or more
} LineRules;

typedef struct {
    int from, to;  // cells, without the spaces at its edges
    int next;      // first cell of what follows, spaces included
    int64_t width; // natural: edges trimmed, gaps in, nothing shrunk or stretched
    bool is_hung;  // the last mark stands outside the measure and is not in `width`
} Line;

typedef struct {
    const Line *items;
    int count;
} LineList;

typedef struct {
    Cells cells;                    // a copy of the handle, so that a Sums may be moved
    int64_t *at;                    // natural position of each cell
    int64_t *shrink;                // TIER_COUNT sums per joint
    int64_t *stretch;               // word spaces and gaps
    int32_t *gaps;                  // joints that may stretch
    int32_t *han;                   // Han characters
    int32_t *run_start;             // first cell of the run of marks that leans on what is before
    int32_t *solid_from, *solid_to; // nearest cell that is no space, here or behind; or before
} Sums;

Sums sums_make(Arena *arena, const Cells *cells);
// Width of the cells from..to as a line of their own (see Line), spaces at the edges ignored.
Line line_measure(const Sums *sums, int from, int to);
int64_t line_shrink(const Sums *sums, const Line *line); // all tiers
LineList lines_make(Arena *arena, Arena *scratch, Cells *cells, const Sums *sums,
                    const LineRules *rules);
