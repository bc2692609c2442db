#include "author/rules_figures.h"

enum { LONGEST_LIMIT_MONTHS = 600 };

// What figures.csv says of one figure.
typedef struct {
    bool is_there;
    Str id, unit, kind, period;
    double number, base; // base: in the unit without its multiplier
} Amount;

typedef struct {
    Content *content;
    const Sheet *sheet;
    int row;
    const Cell *cell; // the figure's
    Amount figure;
} SlotAt;

static Str figure_text(const Content *content, Str id, const char *column)
{
    const Sheet *figures = &content->sheets[FILE_FIGURES];
    int row = sheet_row(figures, id);
    return row < 0 ? STR_NONE : sheet_cell(figures, row, column)->text;
}

static Amount amount_at(const Content *content, Str id)
{
    const Sheet *units = &content->sheets[FILE_UNITS];
    Amount amount = {.id = id,
                     .unit = figure_text(content, id, "unit"),
                     .kind = figure_text(content, id, "kind"),
                     .period = figure_text(content, id, "period")};
    amount.is_there = str_to_double(figure_text(content, id, "value"), &amount.number);
    int unit = sheet_row(units, amount.unit);
    double factor = 1;
    bool has_factor = unit >= 0 && str_to_double(sheet_cell(units, unit, "factor")->text, &factor);
    amount.base = amount.number * (has_factor ? factor : 1);
    return amount;
}

static bool is_aim(const Amount *amount)
{
    return str_is(amount->kind, "target") || str_is(amount->kind, "plan");
}

// 万套 and 套, 亿元 and 万元 are alike: the one ends in the other.
static bool are_alike(const Amount *a, const Amount *b)
{
    bool is_rank = str_is(a->kind, "rank") || str_is(b->kind, "rank");
    return !is_rank && a->unit.n > 0 && b->unit.n > 0 &&
           (str_ends(a->unit, b->unit) || str_ends(b->unit, a->unit));
}

static void complain(const SlotAt *at, SayId what, SayId hint)
{
    problem_error(&at->content->problems, at->cell, what, hint,
                  str_z(at->content->arena, at->figure.id), NULL);
}

static void check_pair(const SlotAt *at)
{
    Amount later = amount_at(at->content, figure_text(at->content, at->figure.id, "pairs_with"));
    const Amount *first = &at->figure;
    bool is_step = later.is_there && str_eq(first->unit, later.unit) && first->number > 0 &&
                   later.number > 0 && !str_is(first->kind, "rank") && !str_is(later.kind, "rank");
    bool is_in_order = is_aim(first) == is_aim(&later)
                           ? str_compare(first->period, later.period) <= 0
                           : is_aim(&later);
    bool is_fall = is_aim(&later) && later.number < first->number;
    if (!is_step || !is_in_order || is_fall) {
        complain(at, SAY_AUTHOR_SLOT_PAIR, SAY_AUTHOR_SLOT_PAIR_HINT);
    }
}

static void check_share(const SlotAt *at)
{
    const Amount *part = &at->figure;
    Amount whole = amount_at(at->content, figure_text(at->content, part->id, "part_of"));
    bool is_percent =
        str_is(part->unit, "%") && part->number >= 0 && part->number <= 100 && !whole.is_there;
    bool is_part = whole.is_there && are_alike(part, &whole) && part->base <= whole.base;
    if ((!is_percent && !is_part) || str_is(part->kind, "change")) {
        complain(at, SAY_AUTHOR_SLOT_SHARE, SAY_AUTHOR_SLOT_SHARE_HINT);
    }
}

static void check_lever(const SlotAt *at)
{
    if (!amount_at(at->content, figure_text(at->content, at->figure.id, "lever")).is_there) {
        complain(at, SAY_AUTHOR_SLOT_LEVER, SAY_AUTHOR_SLOT_LEVER_HINT);
    }
}

static void check_ladder(const SlotAt *at)
{
    if (!str_is(at->figure.kind, "rank") || !str_is(at->figure.unit, "位") ||
        at->figure.number < 1 || at->figure.number > 30) {
        complain(at, SAY_AUTHOR_SLOT_LADDER, SAY_AUTHOR_SLOT_LADDER_HINT);
    }
}

// The rows before this one that stand in the same place of the same tab.
static int rows_before(const SlotAt *at, Str slot, int *first)
{
    Str tab = sheet_cell(at->sheet, at->row, "tab")->text;
    int count = 0;
    for (int i = 0; i < at->row; i++) {
        if (str_eq(sheet_cell(at->sheet, i, "tab")->text, tab) &&
            str_eq(sheet_cell(at->sheet, i, "slot")->text, slot)) {
            *first = count++ == 0 ? i : *first;
        }
    }
    return count;
}

// Bars and small panels stand on one scale.
static void check_scale(const SlotAt *at, Str slot)
{
    int row = -1;
    if (!rows_before(at, slot, &row)) {
        return;
    }
    Amount first = amount_at(at->content, sheet_cell(at->sheet, row, "figure")->text);
    if (first.is_there && !str_eq(first.unit, at->figure.unit)) {
        problem_error(&at->content->problems, at->cell, SAY_AUTHOR_SLOT_SCALE,
                      SAY_AUTHOR_SLOT_SCALE_HINT, str_z(at->content->arena, at->figure.unit),
                      str_z(at->content->arena, first.unit), NULL);
    }
}

// clang-format off
static const struct {
    const char *slot;
    int most;       // on one tab
    bool is_cell;   // takes one of the three places in the middle
    bool is_shared; // several rows, one place
    bool is_scaled; // the rows have one scale
    void (*check)(const SlotAt *at);
} SLOTS[] = {
    {"hero",     2,  false, false, false, NULL},
    {"bar",      6,  false, false, true,  NULL},
    {"ring",     3,  true,  false, false, NULL},
    {"pair",     3,  true,  false, false, check_pair},
    {"share",    3,  true,  false, false, check_share},
    {"lever",    3,  true,  false, false, check_lever},
    {"in",       3,  true,  false, false, NULL},
    {"out",      3,  true,  false, false, NULL},
    {"ladder",   3,  true,  true,  false, check_ladder},
    {"multiple", 3,  true,  true,  true,  NULL},
    {"rank",     5,  false, false, false, NULL},
    {"card",     20, false, false, false, NULL},
};
// clang-format on

enum { MIDDLE_CELLS = 3 };

// Places in the middle of the tab that the rows before this one take.
static int cells_before(const SlotAt *at)
{
    int cells = 0;
    for (int i = 0; i < COUNT(SLOTS); i++) {
        int first = -1;
        int rows = SLOTS[i].is_cell ? rows_before(at, str_from(SLOTS[i].slot), &first) : 0;
        cells += SLOTS[i].is_shared && rows > 0 ? 1 : rows;
    }
    return cells;
}

static void check_room(const SlotAt *at, Str slot, int most, bool is_cell, bool is_shared)
{
    int first = -1;
    int rows = rows_before(at, slot, &first);
    bool takes_cell = is_cell && (!is_shared || rows == 0);
    bool is_full = takes_cell && cells_before(at) >= MIDDLE_CELLS;
    if (rows >= most || is_full) {
        const Cell *cell = sheet_cell(at->sheet, at->row, "slot");
        Arena *arena = at->content->arena;
        problem_error(&at->content->problems, cell, SAY_AUTHOR_SLOT_FULL, SAY_AUTHOR_SLOT_FULL_HINT,
                      str_z(arena, slot), str_format(arena, "%d", is_full ? MIDDLE_CELLS : most).p,
                      NULL);
    }
}

void figure_slot_check(Content *content, const Sheet *sheet, int row)
{
    SlotAt at = {content, sheet, row, sheet_cell(sheet, row, "figure"), {0}};
    at.figure = amount_at(content, at.cell->text);
    Str slot = sheet_cell(sheet, row, "slot")->text;
    if (!at.figure.is_there) {
        return; // told already: no such figure
    }
    for (int i = 0; i < COUNT(SLOTS); i++) {
        if (str_is(slot, SLOTS[i].slot)) {
            check_room(&at, slot, SLOTS[i].most, SLOTS[i].is_cell, SLOTS[i].is_shared);
            if (SLOTS[i].is_scaled) {
                check_scale(&at, slot);
            }
            if (SLOTS[i].check) {
                SLOTS[i].check(&at);
            }
        }
    }
}

void stale_check(Content *content, const Sheet *sheet, int row)
{
    if (!str_is(sheet_cell(sheet, row, "key")->text, "stale_after_months")) {
        return;
    }
    for (int i = 0; i < sheet->field_count; i++) {
        const Cell *cell = &sheet->rows[row].cells[i];
        int64_t months = 0;
        bool is_good =
            str_to_int(cell->text, &months) && months >= 1 && months <= LONGEST_LIMIT_MONTHS;
        if (sheet->fields[i].column->kind == COL_TEXT && cell->text.n && !is_good) {
            problem_error(&content->problems, cell, SAY_AUTHOR_STALE, SAY_AUTHOR_STALE_HINT,
                          str_z(content->arena, cell->text), NULL);
            return;
        }
    }
}
