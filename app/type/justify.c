#include "type/justify.h"

// Spreads `amount` over joints in proportion to their `weight`; whole units, nothing lost.
typedef struct {
    int64_t amount, total;
    int64_t weight_done, given;
} Spread;

static int64_t spread_next(Spread *spread, int64_t weight)
{
    if (spread->total <= 0 || spread->amount == 0) {
        return 0;
    }
    spread->weight_done += weight;
    int64_t due = spread->amount * spread->weight_done / spread->total;
    int64_t now = due - spread->given;
    spread->given = due;
    return now;
}

static void shrink_line(const Cells *cells, const Line *line, int64_t excess, int64_t *extra)
{
    for (int tier = 0; tier < TIER_COUNT && excess > 0; tier++) {
        Spread spread = {0};
        for (int i = line->from; i + 1 < line->to; i++) {
            spread.total += cells->joints[i].tier == tier ? cells->joints[i].shrink : 0;
        }
        spread.amount = excess < spread.total ? excess : spread.total;
        for (int i = line->from; i + 1 < line->to; i++) {
            if (cells->joints[i].tier == tier) {
                extra[i - line->from] -= spread_next(&spread, cells->joints[i].shrink);
            }
        }
        excess -= spread.amount;
    }
}

static bool stretch_line(const Cells *cells, const Line *line, int64_t room, int64_t *extra)
{
    // Word spaces first, then gaps, then everything alike.
    for (int step = 0; step < 2 && room > 0; step++) {
        Spread spread = {0};
        for (int i = line->from; i + 1 < line->to; i++) {
            const Joint *joint = &cells->joints[i];
            spread.total += joint->is_gap == (step == 1) ? joint->stretch : 0;
        }
        spread.amount = room < spread.total ? room : spread.total;
        for (int i = line->from; i + 1 < line->to; i++) {
            const Joint *joint = &cells->joints[i];
            if (joint->is_gap == (step == 1)) {
                extra[i - line->from] += spread_next(&spread, joint->stretch);
            }
        }
        room -= spread.amount;
    }
    Spread spread = {.amount = room};
    for (int i = line->from; i + 1 < line->to; i++) {
        spread.total += cells->joints[i].can_stretch ? 1 : 0;
    }
    if (room > 0 && (spread.total == 0 || room > spread.total * cells->style.em / 2)) {
        return false;
    }
    for (int i = line->from; i + 1 < line->to; i++) {
        if (cells->joints[i].can_stretch) {
            extra[i - line->from] += spread_next(&spread, 1);
        }
    }
    return true;
}

PlacedLine line_place(Arena *arena, const Sums *sums, const Line *line, int64_t measure,
                      bool may_stretch)
{
    const Cells *cells = &sums->cells;
    int count = line->to - line->from;
    int64_t *extra = arena_new(arena, int64_t, count + 1);
    int64_t *x = arena_new(arena, int64_t, count + 1);
    PlacedLine placed = {.x = x, .width = line->width};
    if (measure > 0 && line->width > measure) {
        int64_t there = line_shrink(sums, line);
        int64_t excess = line->width - measure;
        placed.width -= excess < there ? excess : there;
        shrink_line(cells, line, excess, extra);
        placed.is_full = placed.width == measure;
    } else if (measure > 0 && may_stretch) {
        Line inside = *line;
        inside.to -= line->is_hung ? 1 : 0; // the gap before a hung mark stays closed
        placed.is_full = stretch_line(cells, &inside, measure - line->width, extra);
        if (placed.is_full) {
            placed.width = measure;
        } else {
            for (int i = 0; i < count; i++) {
                extra[i] = 0;
            }
        }
    }
    const Cell *first = &cells->cells[line->from];
    int64_t pen = count > 0 && first->class == CLASS_OPEN ? -first->blank_left : 0;
    for (int i = 0; i < count; i++) {
        x[i] = pen;
        pen +=
            cells->cells[line->from + i].width + cells->joints[line->from + i].natural + extra[i];
    }
    return placed;
}
