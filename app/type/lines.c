#include "type/lines.h"
#include <assert.h>

Sums sums_make(Arena *arena, const Cells *cells)
{
    int n = cells->count;
    Sums s = {.cells = *cells,
              .at = arena_new(arena, int64_t, n + 1),
              .shrink = arena_new(arena, int64_t, (n + 1) * TIER_COUNT),
              .stretch = arena_new(arena, int64_t, n + 1),
              .gaps = arena_new(arena, int32_t, n + 1),
              .han = arena_new(arena, int32_t, n + 1),
              .run_start = arena_new(arena, int32_t, n + 1),
              .solid_from = arena_new(arena, int32_t, n + 1),
              .solid_to = arena_new(arena, int32_t, n + 1)};
    for (int i = 0; i < n; i++) {
        const Cell *cell = &cells->cells[i];
        const Joint *joint = &cells->joints[i]; // of the last cell: all zero
        s.at[i + 1] = s.at[i] + cell->width + joint->natural;
        for (int t = 0; t < TIER_COUNT; t++) {
            s.shrink[(i + 1) * TIER_COUNT + t] = s.shrink[i * TIER_COUNT + t];
        }
        s.shrink[(i + 1) * TIER_COUNT + joint->tier] += joint->shrink;
        s.stretch[i + 1] = s.stretch[i] + joint->stretch;
        s.gaps[i + 1] = s.gaps[i] + (joint->can_stretch ? 1 : 0);
        s.han[i + 1] = s.han[i] + (cell->class == CLASS_HAN ? 1 : 0);
        bool leans = i > 0 && cells->joints[i - 1].rule == JOINT_KINSOKU &&
                     class_is_mark((CharClass)cell->class);
        s.run_start[i] =
            leans && class_is_mark((CharClass)cells->cells[i - 1].class) ? s.run_start[i - 1] : i;
        s.solid_to[i + 1] = cell->class == CLASS_SPACE ? s.solid_to[i] : i + 1;
    }
    s.solid_from[n] = n;
    for (int i = n - 1; i >= 0; i--) {
        s.solid_from[i] = cells->cells[i].class == CLASS_SPACE ? s.solid_from[i + 1] : i;
    }
    return s;
}

static bool is_trimmed_at_end(CharClass class)
{
    return class == CLASS_CLOSE || class == CLASS_COMMA || class == CLASS_FULL;
}

Line line_measure(const Sums *s, int from, int to)
{
    const Cells *cells = &s->cells;
    Line line = {.from = s->solid_from[from], .to = s->solid_to[to], .next = to};
    if (line.from >= line.to) {
        line.from = line.to = from;
        return line;
    }
    const Cell *first = &cells->cells[line.from], *last = &cells->cells[line.to - 1];
    line.width = s->at[line.to] - s->at[line.from] - cells->joints[line.to - 1].natural;
    line.width -= first->class == CLASS_OPEN ? first->blank_left : 0;
    line.width -= is_trimmed_at_end((CharClass)last->class) ? last->blank_right : 0;
    return line;
}

static int64_t tier_shrink(const Sums *s, const Line *line, int tier)
{
    if (line->to - line->from < 2) {
        return 0;
    }
    return s->shrink[(line->to - 1) * TIER_COUNT + tier] -
           s->shrink[line->from * TIER_COUNT + tier];
}

int64_t line_shrink(const Sums *s, const Line *line)
{
    int64_t sum = 0;
    for (int t = 0; t < TIER_COUNT; t++) {
        sum += tier_shrink(s, line, t);
    }
    return sum;
}

// ---- what a line costs ----

// Costs are squares of thousandths: of the measure that is left over, and of the em that a gap grows
// by beyond what is seen at once. Where two ways cost the same, the lines above are filled first.
// A number is never divided to spare a loose line, and a lonely character only stays where a number
// would have to be divided: each costs more than the loosest line.
static const int64_t COST_LINE = 40; // fewer lines, all else equal
static const int64_t COST_LONELY = 2400000000;
static const int64_t COST_NUMBER = 6000000000;
static const int64_t COST_TOO_LOOSE = 60000; // per thousandth beyond
static const int64_t COST_WORD = 30000000000;
static const int64_t COST_MARK = 100000000000;
static const int64_t COST_OVERFULL = 1000000000000;
enum { VISIBLE = 200, LOOSEST = 400 }; // growth of a gap, thousandths of an em

typedef struct {
    const Sums *sums;
    const LineRules *rules;
    int64_t em;
    int count; // cells
} Fit;

static int64_t measure_at(const Fit *fit, int from)
{
    return fit->rules->measure - (from == 0 ? fit->rules->indent : 0);
}

static int64_t cost_of_stretch(const Fit *fit, const Line *line, int64_t room)
{
    const Sums *s = fit->sums;
    if (fit->rules->is_ragged) {
        int64_t part = 1000 * room / fit->rules->measure;
        return part * part / 4;
    }
    int64_t first = s->stretch[line->to - 1] - s->stretch[line->from];
    int64_t gaps = s->gaps[line->to - 1] - s->gaps[line->from];
    int64_t part = 1000 * room / fit->rules->measure;
    int64_t cost = part * part;
    if (room <= first) { // word spaces and gaps take it all
        return cost;
    }
    int64_t each = 1000 * (room - first) / (fit->em * (gaps > 0 ? gaps : 1));
    each = each > 20000 ? 20000 : each;
    if (each > VISIBLE) {
        cost += 2 * (each - VISIBLE) * (each - VISIBLE);
    }
    if (each > LOOSEST) {
        cost += (each - LOOSEST) * COST_TOO_LOOSE;
    }
    return cost;
}

// Does the line end in marks that could not begin the next, and would it fit without them?
static bool is_push_in(const Fit *fit, const Line *line, int64_t measure)
{
    int start = fit->sums->run_start[line->to - 1];
    if (!is_trimmed_at_end((CharClass)fit->sums->cells.cells[line->to - 1].class) &&
        start == line->to - 1 && !class_is_mark((CharClass)fit->sums->cells.cells[start].class)) {
        return false;
    }
    if (start <= line->from || fit->sums->cells.joints[start - 1].rule != JOINT_KINSOKU) {
        return false;
    }
    return line_measure(fit->sums, line->from, start).width <= measure;
}

// The highest tier that is needed, and how much of it. -1 when it is not enough.
static int64_t cost_of_shrink(const Fit *fit, const Line *line, int64_t excess, int64_t measure)
{
    int64_t left = excess;
    for (int t = 0; t < TIER_COUNT; t++) {
        int64_t there = tier_shrink(fit->sums, line, t);
        if (left <= there) {
            int64_t part = there > 0 ? 1000 * left / there : 0;
            bool is_cheap = is_push_in(fit, line, measure);
            return is_cheap ? 100 + 250 * t + part / 5 : 3000 + 1500 * t + part * 6;
        }
        left -= there;
    }
    return -1;
}

static bool may_hang(const Fit *fit, int cell)
{
    uint32_t code = fit->sums->cells.codes[fit->sums->cells.cells[cell].from].code;
    return code == 0x3001 || code == 0xFF0C || code == 0x3002;
}

// The line without the mark at its end, which stands outside.
static Line hung(const Fit *fit, const Line *line)
{
    Line out = *line;
    const Cells *cells = &fit->sums->cells;
    const Cell *first = &cells->cells[line->from];
    out.width = fit->sums->at[line->to - 1] - fit->sums->at[line->from] -
                cells->joints[line->to - 2].natural;
    out.width -= first->class == CLASS_OPEN ? first->blank_left : 0;
    // The mark's neighbour keeps what it has: only the mark itself is outside.
    out.is_hung = true;
    return out;
}

static int64_t cost_of_last(const Fit *fit, const Line *line)
{
    int han = fit->sums->han[line->to] - fit->sums->han[line->from];
    bool is_alone = line->from > 0 && han < 2 && fit->rules->wants_company;
    return is_alone ? COST_LONELY : 0;
}

// Chooses how the line is set (hung or not) and what that costs.
static int64_t cost_of_line(const Fit *fit, Line *line, bool is_last)
{
    int64_t measure = measure_at(fit, line->from);
    int64_t cost = COST_LINE + (is_last ? cost_of_last(fit, line) : 0);
    if (line->width <= measure) {
        return cost + (is_last ? 0 : cost_of_stretch(fit, line, measure - line->width));
    }
    if (fit->rules->is_hanging && line->to - line->from > 1 && may_hang(fit, line->to - 1)) {
        Line outside = hung(fit, line);
        if (outside.width <= measure) {
            *line = outside;
            return cost + cost_of_stretch(fit, line, measure - line->width);
        }
    }
    int64_t shrink = cost_of_shrink(fit, line, line->width - measure, measure);
    if (shrink >= 0) {
        return cost + shrink;
    }
    int64_t over = 1000 * (line->width - measure) / fit->em;
    return cost + COST_OVERFULL + (over > 1000000 ? 1000000 : over) * 1000;
}

static int64_t cost_of_break(const Cells *cells, int cell)
{
    const Joint *joint = &cells->joints[cell - 1];
    switch (joint->rule) {
    case JOINT_FREE:
        return 0;
    case JOINT_NUMBER:
        return COST_NUMBER;
    case JOINT_WORD:
        return COST_WORD;
    default:
        return COST_MARK;
    }
}

// ---- places where a line may end ----

typedef struct {
    const int *items; // cell that begins the next line
    int count;
} Places;

static int64_t least_width(const Fit *fit, int from, int to)
{
    Line line = line_measure(fit->sums, from, to);
    return line.width - line_shrink(fit->sums, &line);
}

// Marks the joints inside what is wider than a line, so that it can be cut in an emergency.
static void open_wide_boxes(const Fit *fit, Cells *cells)
{
    for (int i = 0; i < cells->count; i++) {
        cells->joints[i].is_emergency = false; // it may have been set for another measure
    }
    int from = 0;
    for (int i = 1; i <= cells->count; i++) {
        bool is_end = i == cells->count || cells->joints[i - 1].rule <= JOINT_NUMBER;
        if (!is_end) {
            continue;
        }
        if (i - from > 1 && least_width(fit, from, i) > measure_at(fit, from)) {
            for (int k = from; k + 1 < i; k++) {
                cells->joints[k].is_emergency = true;
            }
        }
        from = i;
    }
}

static Places find_places(Arena *scratch, const Cells *cells)
{
    int *items = arena_new(scratch, int, cells->count + 2);
    int count = 0;
    items[count++] = 0;
    for (int i = 1; i < cells->count; i++) {
        const Joint *joint = &cells->joints[i - 1];
        bool is_before_space = cells->cells[i].class == CLASS_SPACE;
        if (joint->rule <= JOINT_NUMBER || (joint->is_emergency && !is_before_space)) {
            items[count++] = i;
        }
    }
    items[count++] = cells->count;
    return (Places){.items = items, .count = count};
}

// ---- total fit ----

enum { FEWEST_TRIED = 48, MOST_TRIED = 200 };

static LineList total_fit(Arena *arena, Arena *scratch, const Fit *fit, const Places *places)
{
    int n = places->count;
    int64_t *best = arena_new(scratch, int64_t, n);
    int *came_from = arena_new(scratch, int, n);
    bool *is_hung = arena_new(scratch, bool, n);
    const Cells *cells = &fit->sums->cells;
    int first = 0; // no line that ends here or later can begin before this place
    for (int j = 1; j < n; j++) {
        int end = places->items[j];
        bool is_last = j == n - 1;
        int64_t here = is_last ? 0 : cost_of_break(cells, end);
        best[j] = INT64_MAX;
        while (first < j - 1 && least_width(fit, places->items[first], end) - 2 * fit->em >
                                    measure_at(fit, places->items[first])) {
            first++;
        }
        int tried = 0;
        for (int i = first; i < j; i++) {
            Line line = line_measure(fit->sums, places->items[i], end);
            int64_t cost = cost_of_line(fit, &line, is_last);
            if (cost >= COST_OVERFULL && i < j - 1) {
                continue;
            }
            tried++;
            if (best[i] + cost + here <= best[j]) {
                best[j] = best[i] + cost + here;
                came_from[j] = i;
                is_hung[j] = line.is_hung;
            }
            bool is_short = line.width < fit->rules->measure / 2;
            if (!is_last && ((tried > FEWEST_TRIED && is_short) || tried > MOST_TRIED)) {
                break;
            }
        }
    }
    int count = 0;
    for (int j = n - 1; j > 0; j = came_from[j]) {
        count++;
    }
    Line *lines = arena_new(arena, Line, count + 1);
    for (int j = n - 1, at = count - 1; j > 0; j = came_from[j], at--) {
        lines[at] = line_measure(fit->sums, places->items[came_from[j]], places->items[j]);
        if (is_hung[j]) {
            lines[at] = hung(fit, &lines[at]);
        }
    }
    return (LineList){.items = lines, .count = count};
}

// ---- line by line ----

// The best end of a line that begins at place i: the furthest that fits, with marks pushed in.
static int first_fit_end(const Fit *fit, const Places *places, int i)
{
    const Cells *cells = &fit->sums->cells;
    int n = places->count;
    int free_end = -1, any_end = -1;
    int64_t measure = measure_at(fit, places->items[i]);
    for (int j = i + 1; j < n; j++) {
        Line line = line_measure(fit->sums, places->items[i], places->items[j]);
        int64_t cost = cost_of_line(fit, &line, j == n - 1);
        bool fits = line.width <= measure ||
                    (cost < COST_OVERFULL && (is_push_in(fit, &line, measure) || j == i + 1));
        if (!fits) {
            if (line.width - line_shrink(fit->sums, &line) > measure + 2 * fit->em) {
                break;
            }
            continue;
        }
        any_end = j;
        bool is_free = j == n - 1 || cells->joints[places->items[j] - 1].rule == JOINT_FREE;
        free_end = is_free ? j : free_end;
    }
    if (any_end < 0) {
        return i + 1; // one cell wider than the line
    }
    if (free_end < 0 || free_end == any_end) {
        return any_end;
    }
    // A number gives way only where the line would gape, a word only when nothing else is left.
    Line loose = line_measure(fit->sums, places->items[i], places->items[free_end]);
    int64_t cost_free = cost_of_line(fit, &loose, false);
    return cost_free > cost_of_break(cells, places->items[any_end]) ? any_end : free_end;
}

// A last line that is too short takes company from the line above, or moves up whole. Returns the
// number of lines.
static int keep_company(const Fit *fit, const Places *places, int *ends, int count)
{
    if (count < 2) {
        return count;
    }
    int from = count > 2 ? ends[count - 3] : 0;
    int last = places->count - 1;
    Line below = line_measure(fit->sums, places->items[ends[count - 2]], places->items[last]);
    if (cost_of_last(fit, &below) == 0) {
        return count;
    }
    Line whole = line_measure(fit->sums, places->items[from], places->items[last]);
    int64_t cost_whole = cost_of_line(fit, &whole, true);
    int64_t lowest = cost_whole < COST_OVERFULL ? cost_whole : INT64_MAX;
    int chosen = cost_whole < COST_OVERFULL ? last : ends[count - 2];
    for (int k = ends[count - 2]; k > from && k > ends[count - 2] - MOST_TRIED; k--) {
        Line above = line_measure(fit->sums, places->items[from], places->items[k]);
        below = line_measure(fit->sums, places->items[k], places->items[last]);
        int64_t cost_below = cost_of_line(fit, &below, true);
        if (cost_below >= COST_OVERFULL) {
            break;
        }
        int64_t cost = cost_below + cost_of_line(fit, &above, false) +
                       cost_of_break(&fit->sums->cells, places->items[k]);
        if (cost < lowest) {
            lowest = cost;
            chosen = k;
        }
    }
    ends[count - 2] = chosen;
    return chosen == last ? count - 1 : count;
}

static LineList first_fit(Arena *arena, Arena *scratch, const Fit *fit, const Places *places)
{
    int *ends = arena_new(scratch, int, places->count + 1); // ends[l]: place where line l ends
    int count = 0;
    for (int i = 0; i < places->count - 1;) {
        i = first_fit_end(fit, places, i);
        ends[count++] = i;
    }
    count = keep_company(fit, places, ends, count);
    Line *lines = arena_new(arena, Line, count + 1);
    for (int l = 0; l < count; l++) {
        int from = l > 0 ? ends[l - 1] : 0;
        lines[l] = line_measure(fit->sums, places->items[from], places->items[ends[l]]);
        cost_of_line(fit, &lines[l], l == count - 1); // hangs the mark where that is the way
    }
    return (LineList){.items = lines, .count = count};
}

LineList lines_make(Arena *arena, Arena *scratch, Cells *cells, const Sums *sums,
                    const LineRules *rules)
{
    Fit fit = {.sums = sums, .rules = rules, .em = cells->style.em, .count = cells->count};
    assert(fit.em > 0);
    if (rules->measure <= 0 || cells->count == 0) {
        Line *line = arena_new(arena, Line, 1);
        *line = line_measure(sums, 0, cells->count);
        return (LineList){.items = line, .count = 1};
    }
    open_wide_boxes(&fit, cells);
    Places places = find_places(scratch, cells);
    return rules->is_first_fit ? first_fit(arena, scratch, &fit, &places)
                               : total_fit(arena, scratch, &fit, &places);
}
