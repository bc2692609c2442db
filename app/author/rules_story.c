#include "author/rules_story.h"

enum { GRID_SIDE = 6 };

typedef enum {
    FREE_NONE,
    FREE_CELL,     // row.col; row.0 and 0.col are heads
    FREE_CROSSING, // row.col
    FREE_ROW,      // 1, 2, 3 …
    FREE_PART      // the id of the part it hangs on
} FreeSlot;

typedef struct {
    const char *kind;
    int least, most;   // parts
    const char *words; // slots by name, '|' between
    const char *once;  // of them, those that stand once
    FreeSlot free;
    bool needs_slot;
} StoryKind;

// clang-format off
static const StoryKind KINDS[] = {
    {"steps",   2, 12, "blank",                    "",                         FREE_NONE,     false},
    {"loop",    2, 10, "blank|centre",             "centre",                   FREE_NONE,     false},
    {"bars",    2, 12, "blank",                    "",                         FREE_NONE,     false},
    {"pair",    2, 8,  "from|to",                  "",                         FREE_NONE,     false},
    {"share",   1, 9,  "part|whole",               "part|whole",               FREE_NONE,     false},
    {"lever",   2, 9,  "in|out",                   "in|out",                   FREE_NONE,     false},
    {"wheel",   2, 10, "blank|centre",             "centre",                   FREE_NONE,     false},
    {"tree",    2, 12, "blank|root",               "root",                     FREE_PART,     false},
    {"grid",    2, 48, "",                         "",                         FREE_CELL,     true},
    {"pyramid", 2, 9,  "blank",                    "",                         FREE_NONE,     false},
    {"radius",  1, 9,  "blank|centre",             "centre",                   FREE_NONE,     false},
    {"boxes",   2, 16, "blank",                    "",                         FREE_ROW,      false},
    {"cascade", 2, 9,  "blank",                    "",                         FREE_NONE,     false},
    {"rack",    2, 9,  "robot|shelf|gripper|clock", "robot|shelf|gripper|clock", FREE_NONE,    false},
    {"network", 2, 12, "blank|hub",                "hub",                      FREE_PART,     false},
    {"ladder",  1, 9,  "blank|mark",               "mark",                     FREE_NONE,     false},
    {"cross",   2, 24, "line|area",                "",                         FREE_CROSSING, true},
    {"gallery", 2, 12, "blank",                    "",                         FREE_NONE,     false},
};
// clang-format on

typedef struct {
    Content *content;
    const Sheet *parts;
    int row; // of the part
} At;

static Str slot_of(const Sheet *parts, int row)
{
    return sheet_cell(parts, row, "slot")->text;
}

static const char *text(const At *at, const char *column)
{
    return str_z(at->content->arena, sheet_cell(at->parts, at->row, column)->text);
}

static const StoryKind *kind_of(Str word)
{
    for (int i = 0; i < COUNT(KINDS); i++) {
        if (str_is(word, KINDS[i].kind)) {
            return &KINDS[i];
        }
    }
    return NULL;
}

static bool is_among(const char *words, Str word)
{
    Str rest = str_from(words);
    Str one;
    while (str_split(&rest, '|', &one)) {
        if (one.n && str_eq(one, word)) {
            return true;
        }
    }
    return false;
}

static bool is_of_story(const Sheet *parts, int row, Str story)
{
    return parts->rows[row].is_packed && str_eq(sheet_cell(parts, row, "story")->text, story);
}

static bool number_in(Str digits, int low, int high)
{
    int64_t number;
    return str_to_int(digits, &number) && number >= low && number <= high;
}

// "2.3"; heads are row 0 or column 0, but never both.
static bool is_cell(Str slot, bool has_heads)
{
    int dot = str_find_char(slot, '.');
    if (dot < 0) {
        return false;
    }
    int low = has_heads ? 0 : 1;
    Str row = str_sub(slot, 0, dot);
    Str column = str_from_offset(slot, dot + 1);
    return number_in(row, low, GRID_SIDE) && number_in(column, low, GRID_SIDE) &&
           !(str_is(row, "0") && str_is(column, "0"));
}

// The way from a part to the part it hangs on ends, and stays within its story.
static bool hangs_well(const At *at, Str story)
{
    int row = at->row;
    for (int i = 0; i < at->parts->row_count; i++) {
        row = sheet_row(at->parts, slot_of(at->parts, row));
        if (row < 0) {
            return i > 0; // the first must be there; it is named by its id
        }
        if (row == at->row || !is_of_story(at->parts, row, story)) {
            return false;
        }
    }
    return false;
}

static bool is_free_slot(const At *at, const StoryKind *kind, Str slot)
{
    switch (kind->free) {
    case FREE_CELL:
        return is_cell(slot, true);
    case FREE_CROSSING:
        return is_cell(slot, false);
    case FREE_ROW:
        return number_in(slot, 1, GRID_SIDE);
    case FREE_PART:
        return sheet_row(at->parts, slot) >= 0;
    case FREE_NONE:
        break;
    }
    return false;
}

static const char *slots_of(const At *at, const StoryKind *kind)
{
    static const char *const FREE[] = {[FREE_NONE] = "",
                                       [FREE_CELL] = "2.3、2.0、0.3",
                                       [FREE_CROSSING] = "2.3",
                                       [FREE_ROW] = "1、2、3",
                                       [FREE_PART] = "id"};
    Str words[8];
    int count = 0;
    Str rest = str_from(kind->words);
    Str one;
    while (count < COUNT(words) - 1 && str_split(&rest, '|', &one)) {
        if (one.n) {
            words[count++] = one;
        }
    }
    if (kind->free != FREE_NONE) {
        words[count++] = str_from(FREE[kind->free]);
    }
    return str_join(at->content->arena, words, count, STR("、")).p;
}

static bool stands_once(const StoryKind *kind, Str slot)
{
    return is_among(kind->once, slot) ||
           ((kind->free == FREE_CELL || kind->free == FREE_CROSSING) &&
            !is_among(kind->words, slot));
}

static void check_slot(const At *at, const StoryKind *kind, Str story)
{
    Problems *problems = &at->content->problems;
    const Cell *cell = sheet_cell(at->parts, at->row, "slot");
    const char *slot = text(at, "slot");
    if (!has_text(cell)) {
        if (kind->needs_slot) {
            problem_error(problems, cell, SAY_AUTHOR_STORY_NO_SLOT, SAY_AUTHOR_STORY_SLOT_HINT,
                          kind->kind, slots_of(at, kind), NULL);
        }
        return;
    }
    if (is_among(kind->words, cell->text)) {
        // by name
    } else if (!is_free_slot(at, kind, cell->text)) {
        problem_error(problems, cell, SAY_AUTHOR_STORY_SLOT, SAY_AUTHOR_STORY_SLOT_HINT, kind->kind,
                      slots_of(at, kind), slot, NULL);
        return;
    } else if (kind->free == FREE_PART && !hangs_well(at, story)) {
        problem_error(problems, cell, SAY_AUTHOR_STORY_PARENT, SAY_AUTHOR_STORY_PARENT_HINT, slot,
                      NULL);
        return;
    }
    for (int i = 0; i < at->row && stands_once(kind, cell->text); i++) {
        if (is_of_story(at->parts, i, story) && str_eq(slot_of(at->parts, i), cell->text)) {
            problem_error(problems, cell, SAY_AUTHOR_STORY_SLOT_TWICE,
                          SAY_AUTHOR_STORY_SLOT_TWICE_HINT, slot,
                          str_z(at->content->arena, row_id(&at->parts->rows[i])), NULL);
            return;
        }
    }
}

void story_part_check(Content *content, const Sheet *sheet, int row)
{
    At at = {content, sheet, row};
    const Sheet *stories = &content->sheets[file_by_stem("stories")];
    const Cell *story = sheet_cell(sheet, row, "story");
    int owner = sheet_row(stories, story->text);
    const StoryKind *kind = owner < 0 ? NULL : kind_of(sheet_cell(stories, owner, "kind")->text);
    bool is_blank = str_is(slot_of(sheet, row), "blank");
    const Cell *name = sheet_cell(sheet, row, "name_zh");
    if (!is_blank && !has_text(name)) {
        problem_error(&content->problems, name, SAY_AUTHOR_STORY_NO_NAME,
                      SAY_AUTHOR_STORY_NO_NAME_HINT, NULL);
    }
    if (is_blank && has_text(sheet_cell(sheet, row, "figure"))) {
        problem_error(&content->problems, sheet_cell(sheet, row, "figure"),
                      SAY_AUTHOR_STORY_BLANK_FIGURE, SAY_AUTHOR_STORY_BLANK_FIGURE_HINT, NULL);
    }
    if (!stories->is_present && has_text(story)) {
        problem_error(&content->problems, story, SAY_AUTHOR_DANGLING, SAY_AUTHOR_DANGLING_HINT,
                      str_z(content->arena, story->text), "", "stories.csv", NULL);
    }
    if (kind) {
        check_slot(&at, kind, story->text);
    }
}

// ---- the story as a whole -------------------------------------------------------

typedef struct {
    Str unit;
    double base; // the value in the base unit
} Measure;

static bool measure_of(const Content *content, Str figure, Measure *out)
{
    const Sheet *figures = &content->sheets[FILE_FIGURES];
    const Sheet *units = &content->sheets[FILE_UNITS];
    int row = sheet_row(figures, figure);
    if (row < 0 || !str_to_double(sheet_cell(figures, row, "value")->text, &out->base)) {
        return false;
    }
    out->unit = sheet_cell(figures, row, "unit")->text;
    int unit = sheet_row(units, out->unit);
    double factor = 1;
    if (unit >= 0 && str_to_double(sheet_cell(units, unit, "factor")->text, &factor)) {
        out->base *= factor;
    }
    return true;
}

// 套 and 万套 measure the same thing: one is the other behind a multiple.
static bool is_alike(Str a, Str b)
{
    static const char *const MULTIPLES[] = {"十", "百", "千", "万", "亿"};
    Str *both[] = {&a, &b};
    for (int side = 0; side < 2; side++) {
        for (int i = 0; i < COUNT(MULTIPLES); i++) {
            Str multiple = str_from(MULTIPLES[i]);
            if (both[side]->n > multiple.n && str_starts(*both[side], multiple)) {
                *both[side] = str_from_offset(*both[side], multiple.n);
                i = -1;
            }
        }
    }
    return str_eq(a, b);
}

// What is drawn to one scale is counted in one unit.
static void check_units(const At *at, Str story)
{
    Measure first = {0};
    bool has_first = false;
    for (int i = 0; i < at->parts->row_count; i++) {
        Measure measure;
        const Cell *figure = sheet_cell(at->parts, i, "figure");
        if (!is_of_story(at->parts, i, story) || !measure_of(at->content, figure->text, &measure)) {
            continue;
        }
        if (has_first && !is_alike(first.unit, measure.unit)) {
            problem_warning(&at->content->problems, figure, SAY_AUTHOR_STORY_UNITS,
                            SAY_AUTHOR_STORY_UNITS_HINT, str_z(at->content->arena, measure.unit),
                            str_z(at->content->arena, first.unit), NULL);
            return;
        }
        first = has_first ? first : measure;
        has_first = true;
    }
}

// A share is a percentage, or a part not greater than its whole in the same unit.
static void check_share(const At *at, Str story, const Cell *place)
{
    Measure part = {0};
    Measure whole = {0};
    bool has_part = false;
    bool has_whole = false;
    bool has_percent = false;
    for (int i = 0; i < at->parts->row_count; i++) {
        Measure measure;
        if (!is_of_story(at->parts, i, story) ||
            !measure_of(at->content, sheet_cell(at->parts, i, "figure")->text, &measure)) {
            continue;
        }
        has_percent = has_percent || str_is(measure.unit, "%");
        if (str_is(slot_of(at->parts, i), "part")) {
            part = measure;
            has_part = true;
        } else if (str_is(slot_of(at->parts, i), "whole")) {
            whole = measure;
            has_whole = true;
        }
    }
    bool is_pair =
        has_part && has_whole && is_alike(part.unit, whole.unit) && part.base <= whole.base;
    if (has_part && has_whole ? !is_pair : !has_percent) {
        problem_error(&at->content->problems, place, SAY_AUTHOR_STORY_NO_SHARE,
                      SAY_AUTHOR_STORY_NO_SHARE_HINT, NULL);
    }
}

void story_check(Content *content, const Sheet *sheet, int row)
{
    const Sheet *parts = &content->sheets[file_by_stem("story_parts")];
    const Cell *cell = sheet_cell(sheet, row, "kind");
    const StoryKind *kind = kind_of(cell->text);
    Str story = row_id(&sheet->rows[row]);
    if (!kind || !story.n) {
        return; // told already
    }
    int count = 0;
    for (int i = 0; i < parts->row_count; i++) {
        count += is_of_story(parts, i, story);
    }
    if (count < kind->least || count > kind->most) {
        problem_error(&content->problems, cell, SAY_AUTHOR_STORY_COUNT, SAY_AUTHOR_STORY_COUNT_HINT,
                      kind->kind, str_format(content->arena, "%d", kind->least).p,
                      str_format(content->arena, "%d", kind->most).p,
                      str_format(content->arena, "%d", count).p, NULL);
        return;
    }
    At at = {content, parts, 0};
    if (str_is(cell->text, "bars")) {
        check_units(&at, story);
    } else if (str_is(cell->text, "share")) {
        check_share(&at, story, cell);
    }
}
