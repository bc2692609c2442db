// Sets a text by the em model and looks whether the lines keep the rules, by other means than the
// breaker's own. Shared by the property test and the fuzz target.
#pragma once
#include "type/justify.h"

enum { CHECK_EM = 1024 };

typedef struct {
    int64_t measure;
    KinsokuLevel level;
    TextLanguage language;
    bool is_first_fit, is_hanging, is_ragged, is_vertical;
} CheckCase;

typedef struct {
    CodeList list;
    Cells cells;
    Sums sums;
    LineList lines;
    LineRules rules;
} CheckSetting;

// The first paragraph of the text.
static inline CheckSetting check_set(Arena *arena, Str text, const CheckCase *c)
{
    CheckSetting s = {0};
    bool is_ended = false;
    codes_read(arena, &s.list, text, 0, 0, &is_ended);
    codes_drop_gap_spaces(&s.list);
    CellStyle style = {
        .em = CHECK_EM, .level = c->level, .language = c->language, .is_vertical = c->is_vertical};
    s.cells = cells_make(arena, &s.list, &style, measure_em_model, NULL);
    s.sums = sums_make(arena, &s.cells);
    s.rules = (LineRules){.measure = c->measure,
                          .is_first_fit = c->is_first_fit,
                          .is_hanging = c->is_hanging,
                          .is_ragged = c->is_ragged,
                          .wants_company = true};
    s.lines = lines_make(arena, arena, &s.cells, &s.sums, &s.rules);
    return s;
}

// The box around a break that no rule allows: from and to where the rules would.
static inline bool is_in_wide_box(const CheckSetting *s, int cell)
{
    int from = cell, to = cell;
    while (from > 0 && s->cells.joints[from - 1].rule > JOINT_NUMBER) {
        from--;
    }
    while (to < s->cells.count && s->cells.joints[to - 1].rule > JOINT_NUMBER) {
        to++;
    }
    Line box = line_measure(&s->sums, from, to);
    return box.width - line_shrink(&s->sums, &box) > s->rules.measure;
}

static inline const char *check_break(const CheckSetting *s, int cell, KinsokuLevel level)
{
    const Cell *before = &s->cells.cells[cell - 1], *after = &s->cells.cells[cell];
    uint32_t start = s->list.items[after->from].code, end = s->list.items[before->from].code;
    if (is_in_wide_box(s, cell) || before->class == CLASS_SPACE || after->is_apostrophe ||
        before->is_apostrophe || before->to - before->from > 1 || after->to - after->from > 1) {
        return NULL;
    }
    bool is_west_quote = s->cells.style.language == TEXT_EN;
    if (class_start_level(start) <= (int)level && !is_west_quote) {
        return "a line begins with what may not begin one";
    }
    if (class_end_level(end) <= (int)level && !is_west_quote) {
        return "a line ends with what may not end one";
    }
    bool is_word = (before->class == CLASS_LETTER || before->class == CLASS_DIGIT) &&
                   (after->class == CLASS_LETTER || after->class == CLASS_DIGIT);
    return is_word ? "a word is divided" : NULL;
}

static inline const char *check_line(Arena *arena, const CheckSetting *s, int l, const CheckCase *c)
{
    const Line *line = &s->lines.items[l];
    bool is_last = l + 1 == s->lines.count;
    if (c->measure > 0 && line->to - line->from > 1 &&
        line->width - line_shrink(&s->sums, line) > c->measure) {
        return "a line is wider than the measure";
    }
    PlacedLine placed = line_place(arena, &s->sums, line, c->measure, !c->is_ragged && !is_last);
    int count = line->to - line->from - (line->is_hung ? 1 : 0);
    if (count <= 0) {
        return NULL;
    }
    const Cell *last = &s->cells.cells[line->from + count - 1];
    bool is_trimmed = !line->is_hung && last->class >= CLASS_CLOSE && last->class <= CLASS_FULL;
    int64_t end = placed.x[count - 1] + last->width - (is_trimmed ? last->blank_right : 0);
    if (end != placed.width) {
        return "the advances do not add up to the line's width";
    }
    return placed.is_full && placed.width != c->measure ? "a full line is not full" : NULL;
}

static inline bool is_same(LineList a, LineList b)
{
    for (int i = 0; i < a.count && a.count == b.count; i++) {
        const Line *x = &a.items[i], *y = &b.items[i];
        if (x->from != y->from || x->to != y->to || x->next != y->next || x->width != y->width ||
            x->is_hung != y->is_hung) {
            return false;
        }
    }
    return a.count == b.count;
}

// NULL when all is well.
static inline const char *check_text(Arena *arena, Str text, const CheckCase *c)
{
    CheckSetting s = check_set(arena, text, c);
    CheckSetting again = check_set(arena, text, c);
    if (!is_same(s.lines, again.lines)) {
        return "setting it twice gives other lines";
    }
    int at = 0;
    for (int l = 0; l < s.lines.count; l++) {
        const Line *line = &s.lines.items[l];
        for (int i = at; i < line->from && line->to > line->from; i++) {
            if (s.cells.cells[i].class != CLASS_SPACE) {
                return "a character is lost between two lines";
            }
        }
        if (line->next < at || (line->next == at && s.cells.count > 0)) {
            return "a line holds nothing";
        }
        if (at > 0 && c->measure > 0) {
            const char *wrong = check_break(&s, at, c->level);
            if (wrong != NULL) {
                return wrong;
            }
        }
        const char *wrong = check_line(arena, &s, l, c);
        if (wrong != NULL) {
            return wrong;
        }
        at = line->next;
    }
    return at == s.cells.count ? NULL : "the end of the text is lost";
}
