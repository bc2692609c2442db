#include "author/fit.h"

typedef struct {
    const char *file, *column; // with the language
    FaceId face;
    float size, least; // dp
    float width;       // dp
    int lines;
    const char *only, *is; // rows where this column says this (NULL: anything); NULL: all rows
} Place;

// clang-format off
static const Place PLACES[] = {
    {"chains",    "short_zh",     FACE_SANS_BOLD,    23, 22, 148, 1, NULL, NULL}, // tile, more than five characters
    {"chains",    "short_en",     FACE_SANS_BOLD,    23, 22, 148, 2, NULL, NULL},
    {"stages",    "name_zh",      FACE_SANS_BOLD,    28, 22, 260, 1, "colour", NULL}, // below its disc
    {"stages",    "name_en",      FACE_SANS_BOLD,    28, 22, 260, 1, "colour", NULL},
    {"members",   "short_zh",     FACE_SANS_BOLD,    26, 22, 210, 1, NULL, NULL}, // card
    {"members",   "short_en",     FACE_SANS_BOLD,    24, 22, 219, 2, NULL, NULL},
    {"members",   "tag_zh",       FACE_SANS_REGULAR, 22, 22, 180, 1, NULL, NULL},
    {"members",   "tag_en",       FACE_SANS_REGULAR, 22, 22, 185, 2, NULL, NULL},
    {"districts", "name_zh",      FACE_SERIF_BLACK,  40, 24, 230, 1, "level", "district"}, // beside the small map
    {"districts", "short_en",     FACE_SERIF_BLACK,  30, 24, 230, 1, "level", "district"},
    {"works",     "name_zh",      FACE_SANS_BOLD,    29, 24, 520, 2, NULL, NULL}, // list
    {"works",     "name_en",      FACE_SANS_BOLD,    29, 24, 520, 2, NULL, NULL},
    {"folds",     "name_en",      FACE_SERIF_BOLD,   30, 24, 222, 2, NULL, NULL}, // slip of a fold
    {"folds",     "figure_zh",    FACE_SERIF_BLACK,  46, 34, 276, 1, NULL, NULL}, // more than five characters
    {"folds",     "figure_en",    FACE_SERIF_BLACK,  46, 34, 276, 1, NULL, NULL},
    {"folds",     "line_zh",      FACE_SANS_REGULAR, 25, 25, 276, 2, NULL, NULL},
    {"folds",     "line_en",      FACE_SANS_REGULAR, 25, 25, 276, 2, NULL, NULL},
};
// clang-format on

static void check(Content *content, Fonts *fonts, const Place *place, const Field *field,
                  const Cell *cell)
{
    Arena *arena = content->arena;
    ArenaMark mark = arena_mark(arena);
    TextStyle style = {.face = place->face,
                       .size_px = place->size,
                       .min_size_px = place->least,
                       .language = str_is(field->lang, "en") ? TEXT_EN : TEXT_ZH,
                       .max_lines = place->lines};
    TextSpan span = {.text = cell->text, .face = -1};
    TextBlock block = text_set(fonts, arena, &style, &span, 1, place->width);
    bool is_cut = block.is_cut;
    float size = block.size_px;
    arena_release(arena, mark);
    const char *text = str_z(arena, cell->text);
    if (is_cut) {
        problem_warning(&content->problems, cell, SAY_AUTHOR_CUT, SAY_AUTHOR_FIT_HINT, text, NULL);
    } else if (size < place->size - 0.01f) {
        problem_warning(&content->problems, cell, SAY_AUTHOR_SHRUNK, SAY_AUTHOR_FIT_HINT, text,
                        str_format(arena, "%.0f", (double)place->size).p,
                        str_format(arena, "%.1f", (double)size).p, NULL);
    }
}

// More characters than the handbook allows: said already.
static bool is_told(const Problems *problems, const Cell *cell)
{
    for (int i = problems->count - 1; i >= 0; i--) {
        const Problem *problem = &problems->items[i];
        if (problem->row != cell->row || !str_eq(problem->file, cell->file)) {
            return false;
        }
        if (problem->column == cell->column && problem->rule == SAY_AUTHOR_TOO_LONG) {
            return true;
        }
    }
    return false;
}

static bool is_shown(const Place *place, const Sheet *sheet, int row)
{
    if (!place->only) {
        return true;
    }
    Str text = sheet_cell(sheet, row, place->only)->text;
    return place->is ? str_is(text, place->is) : text.n > 0;
}

void fit_check_row(Content *content, Fonts *fonts, const Sheet *sheet, int row)
{
    for (int i = 0; fonts && i < COUNT(PLACES); i++) {
        const Place *place = &PLACES[i];
        if (!str_is(str_from(sheet->spec->stem), place->file) || !is_shown(place, sheet, row)) {
            continue;
        }
        int field = sheet_field(sheet, place->column);
        const Cell *cell = field < 0 ? NULL : &sheet->rows[row].cells[field];
        if (cell && cell->text.n && !cell->is_spoiled && !is_told(&content->problems, cell)) {
            check(content, fonts, place, &sheet->fields[field], cell);
        }
    }
}
