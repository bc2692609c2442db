#include "author/rules.h"
#include "author/readings.h"
#include "author/rules_cell.h"
#include "author/rules_rows.h"
#include "author/rules_text.h"

// What makes a row of this sheet the only one of its kind.
static Str key_of(Content *content, const Sheet *sheet, int row)
{
    if (!str_is(str_from(sheet->spec->stem), "pages_figures")) {
        return row_id(&sheet->rows[row]);
    }
    Str parts[] = {sheet_cell(sheet, row, "tab")->text, sheet_cell(sheet, row, "slot")->text,
                   sheet_cell(sheet, row, "figure")->text};
    return str_join(content->arena, parts, COUNT(parts), STR("/"));
}

static void check_twice(Content *content, const Sheet *sheet)
{
    Str *keys = arena_new(content->arena, Str, sheet->row_count);
    for (int row = 0; row < sheet->row_count; row++) {
        keys[row] = key_of(content, sheet, row);
    }
    Index index = index_of(content->arena, keys, sheet->row_count);
    for (int row = 0; row < sheet->row_count && !problems_are_full(&content->problems); row++) {
        int first = index_find(&index, keys[row]);
        if (first >= 0 && first < row) {
            problem_error(&content->problems, &sheet->rows[row].cells[0], SAY_AUTHOR_ID_TWICE,
                          SAY_AUTHOR_ID_TWICE_HINT, str_z(content->arena, keys[row]),
                          str_format(content->arena, "%d", sheet->rows[first].cells[0].row).p,
                          NULL);
        }
    }
}

// Texts are looked after by rules_text.h, where the languages of one belong together.
static void check_needed(Content *content, const Sheet *sheet, const Field *field, const Cell *cell)
{
    bool is_there = field->at > 0 || sheet->spec == &FILES[FILE_ARTICLES];
    if (has_text(cell) || !is_there || !field->column->is_needed ||
        field->column->kind == COL_TEXT) {
        return;
    }
    bool is_source = str_is(field->name, "source");
    bool is_period = field->column->kind == COL_PERIOD;
    SayId what = is_source   ? SAY_AUTHOR_NO_SOURCE
                 : is_period ? SAY_AUTHOR_NO_PERIOD
                             : SAY_AUTHOR_NEEDED;
    SayId hint = is_source   ? SAY_AUTHOR_NO_SOURCE_HINT
                 : is_period ? SAY_AUTHOR_NO_PERIOD_HINT
                             : SAY_AUTHOR_NEEDED_HINT;
    problem_error(&content->problems, cell, what, hint, str_z(content->arena, field->name), NULL);
}

static void check_row(Content *content, const CellRules *cells, TextRules *texts,
                      const Sheet *sheet, int row)
{
    bool is_whole = sheet->rows[row].is_packed;
    for (int i = 0; i < sheet->field_count; i++) {
        const Field *field = &sheet->fields[i];
        const Cell *cell = &sheet->rows[row].cells[i];
        bool is_always = i == 0 || field->column->kind == COL_REVIEW;
        if (is_whole || is_always) {
            check_needed(content, sheet, field, cell);
            cell_check(cells, field, cell);
        }
    }
    if (is_whole) {
        text_check_row(texts, sheet, row);
        row_check(content, sheet, row);
    }
}

void rules_check(Content *content)
{
    CellRules cells = cell_rules(content);
    TextRules *texts = text_rules_open(content);
    for (int i = 0; i < FILE_COUNT; i++) {
        const Sheet *sheet = &content->sheets[i];
        check_twice(content, sheet);
        for (int row = 0; row < sheet->row_count && !problems_are_full(&content->problems); row++) {
            check_row(content, &cells, texts, sheet, row);
        }
    }
    text_rules_close(texts);
    readings_check(content);
}
