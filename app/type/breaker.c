#include "type/breaker.h"
#include "base/utf8.h"
#include "type/cellcut.h"

// ---- code points ----

int codes_read(Arena *arena, CodeList *list, Str text, int at, int span, bool *is_ended)
{
    Utf8 it = utf8_walk(text);
    *is_ended = false;
    while (utf8_next(&it)) {
        if (class_ends_paragraph(it.code)) {
            *is_ended = true;
            bool is_crlf = it.code == '\r' && it.at < text.n && text.p[it.at] == '\n';
            return it.at + (is_crlf ? 1 : 0);
        }
        if (it.code == 0x200B) {
            list->hint = HINT_MAY_BREAK;
            continue;
        }
        if (it.code == 0x2060 || it.code == 0xFEFF) {
            list->hint = HINT_NO_BREAK;
            continue;
        }
        if (class_is_stripped(it.code)) {
            list->stripped++;
            continue;
        }
        list->items =
            arena_grow(arena, list->items, &list->capacity, list->count + 1, sizeof *list->items);
        list->items[list->count++] = (Code){.code = it.code == '\t' ? ' ' : it.code,
                                            .at = at + it.start,
                                            .end = at + it.at,
                                            .span = (uint16_t)span,
                                            .hint = (uint8_t)list->hint};
        list->hint = HINT_NONE;
    }
    return it.at;
}

static bool is_letter_or_digit(CharClass class)
{
    return class == CLASS_LETTER || class == CLASS_DIGIT;
}

static bool takes_gap(CharClass a, CharClass b)
{
    return (a == CLASS_HAN && is_letter_or_digit(b)) || (is_letter_or_digit(a) && b == CLASS_HAN);
}

// The class of the last character up to `i` that is no combining mark.
static CharClass base_class(const Code *codes, int i)
{
    while (i > 0 && class_is_attached(codes[i].code)) {
        i--;
    }
    return class_of(codes[i].code);
}

void codes_drop_gap_spaces(CodeList *list)
{
    int kept = 0;
    Code *c = list->items;
    for (int i = 0; i < list->count; i++) {
        bool is_between = i > 0 && i + 1 < list->count && kept > 0 && c[i].code == ' ';
        if (is_between && takes_gap(base_class(c, kept - 1), class_of(c[i + 1].code))) {
            continue;
        }
        c[kept++] = c[i];
    }
    list->count = kept;
}

// ---- cells ----

static bool is_narrow_letter(const Code *codes, int count, int i)
{
    return i >= 0 && i < count && base_class(codes, i) == CLASS_LETTER;
}

static bool pairs_up(uint32_t code)
{
    return code == 0x2014 || code == 0x2026 || code == 0x22EF || code == 0x2025;
}

static CharClass class_in_english(uint32_t code, CharClass class)
{
    switch (code) {
    case 0x2018:
    case 0x201C:
        return CLASS_OPEN_WEST;
    case 0x2019:
    case 0x201D:
        return CLASS_CLOSE_WEST;
    default:
        return class;
    }
}

static void make_cells(Cells *cells)
{
    const Code *c = cells->codes;
    int n = cells->code_count;
    for (int i = 0; i < n;) {
        Cell *cell = &cells->cells[cells->count++];
        *cell = (Cell){.from = i, .class = (uint8_t)class_of(c[i].code)};
        uint32_t code = c[i++].code;
        if (code == 0x2019 && is_narrow_letter(c, n, i - 2) && is_narrow_letter(c, n, i)) {
            cell->is_apostrophe = true;
            cell->class = CLASS_SYMBOL;
        } else if (cells->style.language == TEXT_EN) {
            cell->class = (uint8_t)class_in_english(code, (CharClass)cell->class);
        }
        if (pairs_up(code) && i < n && c[i].code == code) {
            cell->class = code == 0x2014 ? CLASS_DASH : CLASS_ELLIPSIS;
            i++;
        }
        while (i < n && (class_is_attached(c[i].code) ||
                         (c[i - 1].code == 0x200D && class_of(c[i].code) == CLASS_OTHER))) {
            i++;
        }
        cell->to = i;
    }
}

static void make_vertical_cells(Arena *arena, const CodeList *list, Cells *cells)
{
    CutList cuts = cells_cut(arena, list);
    for (int i = 0; i < cuts.count; i++) {
        const Cut *cut = &cuts.items[i];
        CharClass class = class_of(list->items[cut->from].code);
        if (cut->kind == CUT_MARK_TWO) {
            class = class == CLASS_CONNECTOR ? CLASS_DASH : class;
        }
        cells->cells[cells->count++] = (Cell){
            .from = cut->from, .to = cut->to, .class = (uint8_t) class, .cut = (uint8_t)cut->kind};
    }
}

// ！！ share one em; of three the last stands alone.
static void pair_exclaims(Cells *cells)
{
    for (int i = 0; i + 1 < cells->count; i++) {
        uint32_t a = cells->codes[cells->cells[i].from].code;
        uint32_t b = cells->codes[cells->cells[i + 1].from].code;
        if ((a == 0xFF01 || a == 0xFF1F) && (b == 0xFF01 || b == 0xFF1F)) {
            cells->cells[i].is_exclaim_pair = cells->cells[i + 1].is_exclaim_pair = true;
            i++;
        }
    }
}

// ---- numbers with what belongs to them ----

static uint32_t code_at(const Cells *cells, int i)
{
    return i >= 0 && i < cells->count ? cells->codes[cells->cells[i].from].code : 0;
}

static bool is_digit_at(const Cells *cells, int i)
{
    return i >= 0 && i < cells->count && class_is_any_digit(code_at(cells, i));
}

static bool is_number_joiner(uint32_t code)
{
    return code == '.' || code == ',' || code == ':' || code == '/' || code == '-';
}

static bool is_number_prefix(uint32_t code)
{
    return class_of(code) == CLASS_PREFIX || code == '-' || code == 0x7B2C; // 第
}

static bool is_number_suffix(uint32_t code)
{
    return code == '%' || code == 0x2030 || code == 0x2103 || code == 0x2109 || code == 0xB0 ||
           code == 0xFF05;
}

static bool is_about(uint32_t code)
{
    return code == 0x591A || code == 0x4F59; // 多 余
}

enum { LONGEST_UNIT = 8 };

// Cells of the longest unit that begins at cell i.
static int unit_at(const Cells *cells, int i)
{
    uint32_t codes[LONGEST_UNIT];
    int n = 0;
    while (n < LONGEST_UNIT && i + n < cells->count) {
        codes[n] = code_at(cells, i + n);
        n++;
    }
    int cn = class_cn_unit(codes, n);
    int latin = class_latin_unit(codes, n);
    return cn > latin ? cn : latin;
}

// The end of 多 multipliers 多 unit after a number that ends before cell i. Where a multiplier may
// begin a unit (千 of 千瓦时), the reading that reaches further wins.
static int end_of_unit(const Cells *cells, int i)
{
    if (is_about(code_at(cells, i))) {
        i++;
    }
    int first = i;
    int run = code_at(cells, i) == 0x5341 ? 1 : 0; // 十
    while (class_is_multiplier(code_at(cells, first + run))) {
        run++;
    }
    int furthest = first + run;
    for (int used = run; used >= 0; used--) {
        int end = first + used;
        if (used > 0 && is_about(code_at(cells, end))) {
            end++;
        }
        end += unit_at(cells, end);
        furthest = end > furthest ? end : furthest;
    }
    if (furthest == i && code_at(cells, i) == ' ') {
        uint32_t next = code_at(cells, i + 1);
        int unit = unit_at(cells, i + 1);
        bool is_latin = unit > 0 && next < 0x80;
        return is_latin ? i + 1 + unit : is_number_suffix(next) ? i + 2 : i;
    }
    return furthest;
}

static void bind(Cells *cells, int from, int to, JointRule rule)
{
    for (int i = from; i + 1 < to; i++) {
        if (cells->joints[i].rule < rule) {
            cells->joints[i].rule = (uint8_t)rule;
        }
        cells->joints[i].can_stretch = false;
    }
}

static void bind_numbers(Cells *cells)
{
    for (int i = 0; i < cells->count;) {
        if (!is_digit_at(cells, i)) {
            i++;
            continue;
        }
        int from = i, digits_end = i;
        while (is_digit_at(cells, digits_end) || (is_number_joiner(code_at(cells, digits_end)) &&
                                                  is_digit_at(cells, digits_end + 1))) {
            digits_end++;
        }
        if (i > 0 && cells->cells[i - 1].class == CLASS_LETTER) {
            i = digits_end; // SDL2, GB18030: part of a word
            continue;
        }
        while (from > 0 && is_number_prefix(code_at(cells, from - 1))) {
            bool is_hyphen = code_at(cells, from - 1) == '-';
            if (is_hyphen && from > 1 &&
                class_is_western((CharClass)cells->cells[from - 2].class)) {
                break;
            }
            from--;
        }
        int end = digits_end;
        while (is_number_suffix(code_at(cells, end))) {
            bool is_degree = code_at(cells, end++) == 0xB0;
            uint32_t next = code_at(cells, end);
            end += is_degree && (next == 'C' || next == 'F') ? 1 : 0;
        }
        end = end_of_unit(cells, end);
        bind(cells, i, digits_end, JOINT_WORD);
        bind(cells, from, end, JOINT_NUMBER);
        i = end > i ? end : i + 1;
    }
}

// ---- declared words ----

static int word_at(const Cells *cells, int i, Str word)
{
    Utf8 it = utf8_walk(word);
    int n = 0;
    while (utf8_next(&it)) {
        if (code_at(cells, i + n) != it.code) {
            return 0;
        }
        n++;
    }
    return n;
}

static void bind_whole_words(Cells *cells)
{
    for (int i = 0; i < cells->count && cells->style.whole_word_count > 0; i++) {
        for (int w = 0; w < cells->style.whole_word_count; w++) {
            int n = word_at(cells, i, cells->style.whole_words[w]);
            for (int k = i; k + 1 < i + n; k++) {
                if (cells->joints[k].rule == JOINT_FREE) {
                    cells->joints[k].rule = JOINT_NUMBER;
                }
            }
        }
    }
}

// ---- rules ----

static bool binds(const Cell *cell, uint32_t code)
{
    CharClass class = (CharClass)cell->class;
    bool is_narrow_helper = code < 0x2000 && (class == CLASS_PREFIX || class == CLASS_SUFFIX ||
                                              class == CLASS_CONNECTOR || class == CLASS_SOLIDUS);
    return class_is_western(class) || is_narrow_helper;
}

static int start_level(const Cells *cells, int i)
{
    const Cell *cell = &cells->cells[i];
    switch (cell->class) {
    case CLASS_DASH:
    case CLASS_ELLIPSIS:
        return KINSOKU_STRICT;
    case CLASS_CLOSE_WEST:
        return KINSOKU_BASIC;
    case CLASS_OPEN_WEST:
    case CLASS_SYMBOL:
        return KINSOKU_NEVER;
    default:
        return class_start_level(code_at(cells, i));
    }
}

static int end_level(const Cells *cells, int i)
{
    CharClass class = (CharClass)cells->cells[i].class;
    if (class == CLASS_DASH || class == CLASS_CLOSE_WEST) {
        return KINSOKU_NEVER;
    }
    return class == CLASS_OPEN_WEST ? KINSOKU_BASIC : class_end_level(code_at(cells, i));
}

static JointRule rule_between(const Cells *cells, int i)
{
    const Cell *a = &cells->cells[i], *b = &cells->cells[i + 1];
    uint32_t a_code = code_at(cells, i), b_code = code_at(cells, i + 1);
    int hint = cells->codes[b->from].hint;
    if (a->class == CLASS_NO_BREAK_SPACE || b->class == CLASS_NO_BREAK_SPACE) {
        return JOINT_WORD;
    }
    if (b->class == CLASS_SPACE) {
        return JOINT_KINSOKU; // a space goes with the line it ends
    }
    if (hint == HINT_NO_BREAK) {
        return JOINT_WORD;
    }
    bool is_pair = (a->class == CLASS_DASH || a->class == CLASS_ELLIPSIS) && a_code == b_code;
    if (is_pair) {
        return JOINT_WORD;
    }
    int level = (int)cells->style.level;
    if (start_level(cells, i + 1) <= level || end_level(cells, i) <= level) {
        return binds(a, a_code) && binds(b, b_code) ? JOINT_WORD : JOINT_KINSOKU;
    }
    if (hint == HINT_MAY_BREAK || a->class == CLASS_SPACE) {
        return JOINT_FREE;
    }
    bool is_quote = a->class == CLASS_QUOTE_WEST || b->class == CLASS_QUOTE_WEST;
    if (is_quote) {
        return JOINT_WORD;
    }
    if (binds(a, a_code) && binds(b, b_code)) {
        // A hyphen or solidus between Han and a letter leans on neither.
        bool is_divider = a->class == CLASS_CONNECTOR || a->class == CLASS_SOLIDUS;
        bool is_after_han = is_divider && i > 0 && cells->cells[i - 1].class == CLASS_HAN;
        bool is_hyphenated = cells->style.language == TEXT_EN && a->class == CLASS_CONNECTOR &&
                             i > 1 && cells->cells[i - 1].class == CLASS_LETTER &&
                             cells->cells[i - 2].class == CLASS_LETTER && b->class == CLASS_LETTER;
        return is_after_han || is_hyphenated ? JOINT_FREE : JOINT_WORD;
    }
    return JOINT_FREE;
}

static bool is_rigid_beside(CharClass class)
{
    return class == CLASS_CONNECTOR || class == CLASS_SOLIDUS;
}

static void judge_joints(Cells *cells)
{
    for (int i = 0; i + 1 < cells->count; i++) {
        Joint *joint = &cells->joints[i];
        const Cell *a = &cells->cells[i], *b = &cells->cells[i + 1];
        joint->rule = (uint8_t)rule_between(cells, i);
        joint->can_stretch = joint->rule != JOINT_WORD && b->class != CLASS_SPACE &&
                             !is_rigid_beside((CharClass)a->class) &&
                             !is_rigid_beside((CharClass)b->class);
        CharClass a_class = base_class(cells->codes, a->to - 1);
        joint->is_gap = takes_gap(a_class, (CharClass)b->class) && !a->is_apostrophe;
        if (cells->style.is_vertical) { // what stands upright is spaced by its cell
            joint->is_gap = joint->is_gap && (a->cut == CUT_TURNED || b->cut == CUT_TURNED);
        }
    }
    bind_numbers(cells);
    bind_whole_words(cells);
}

// ---- widths ----

static ShrinkTier tier_of(CharClass class)
{
    switch (class) {
    case CLASS_INTERPUNCT:
        return TIER_INTERPUNCT;
    case CLASS_OPEN:
    case CLASS_CLOSE:
        return TIER_BRACKET;
    case CLASS_COMMA:
        return TIER_COMMA;
    default:
        return TIER_FULL;
    }
}

// Neighbours that give up a half: a quote, bracket or title mark and another mark of ink and blank.
static bool is_adjacent(CharClass a, CharClass b)
{
    bool a_may = a >= CLASS_OPEN && a <= CLASS_INTERPUNCT;
    bool b_may = b >= CLASS_OPEN && b <= CLASS_INTERPUNCT;
    return a_may && b_may && (class_is_bracket(a) || class_is_bracket(b));
}

static void space_joint(const Cells *cells, int i)
{
    Joint *joint = &cells->joints[i];
    const Cell *a = &cells->cells[i], *b = &cells->cells[i + 1];
    int32_t em = cells->style.em;
    joint->natural = cells->style.tracking;
    if (a->class == CLASS_SPACE && code_at(cells, i) == ' ' && b->class != CLASS_SPACE) {
        joint->tier = TIER_WORD_SPACE;
        joint->shrink = a->width > em / 4 ? a->width - em / 4 : 0;
        joint->stretch = a->width < em / 2 && joint->can_stretch ? em / 2 - a->width : 0;
        return;
    }
    if (joint->is_gap) {
        joint->natural += em / 4;
        joint->tier = TIER_HAN_WEST;
        joint->shrink = em / 4 - em / 8;
        joint->stretch = joint->can_stretch ? em / 2 - em / 4 : 0;
        return;
    }
    int32_t blank = a->blank_right + b->blank_left;
    if (blank <= 0) {
        return;
    }
    int32_t given = 0;
    if (is_adjacent((CharClass)a->class, (CharClass)b->class)) {
        given = blank < em / 2 ? blank : em / 2;
    }
    joint->natural -= given;
    joint->shrink = blank - given;
    ShrinkTier a_tier = a->blank_right > 0 ? tier_of((CharClass)a->class) : TIER_FULL;
    ShrinkTier b_tier = b->blank_left > 0 ? tier_of((CharClass)b->class) : TIER_FULL;
    joint->tier = (uint8_t)(a_tier < b_tier ? a_tier : b_tier);
}

static void take_halves(Cells *cells)
{
    for (int i = 0; i < cells->count; i++) {
        Cell *cell = &cells->cells[i];
        if (cell->is_exclaim_pair && !cells->style.is_vertical) {
            cell->width -= cell->blank_right;
            cell->blank_right = 0;
        }
    }
}

Cells cells_make(Arena *arena, const CodeList *list, const CellStyle *style, Measure *measure,
                 void *context)
{
    Cells cells = {.codes = list->items, .code_count = list->count, .style = *style};
    cells.cells = arena_new(arena, Cell, list->count + 1);
    cells.joints = arena_new(arena, Joint, list->count + 1);
    if (style->is_vertical) {
        make_vertical_cells(arena, list, &cells);
    } else {
        make_cells(&cells);
    }
    pair_exclaims(&cells);
    judge_joints(&cells);
    measure(context, &cells);
    take_halves(&cells);
    for (int i = 0; i + 1 < cells.count; i++) {
        space_joint(&cells, i);
    }
    return cells;
}
