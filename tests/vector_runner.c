// Runs the typesetter's core over vector files in the formats of tests/vectors/README.md, on the em
// model. Prints every row that fails, with what was expected and what came, and the sum at the end.
//
//   vector_runner [--first-fit] FILE…
#include "base/file.h"
#include "base/utf8.h"
#include "type/cellcut.h"
#include "type/lines.h"
#include <stdio.h>
#include <stdlib.h>

enum { EM = 4000, MAX_COLUMNS = 16 };

typedef struct {
    Arena arena, scratch;
    bool is_first_fit;
    int passed, failed;
    Str columns[MAX_COLUMNS]; // names, from the file's first row
    int column_count;
} Runner;

typedef struct {
    Str cells[MAX_COLUMNS];
    int count;
} Row;

static Row split(Str line)
{
    Row row = {0};
    int from = 0;
    for (int i = 0; i <= line.n && row.count < MAX_COLUMNS; i++) {
        if (i == line.n || line.p[i] == '\t') {
            row.cells[row.count++] = str_sub(line, from, i - from);
            from = i + 1;
        }
    }
    return row;
}

static Str column(const Runner *run, const Row *row, const char *name)
{
    for (int i = 0; i < run->column_count && i < row->count; i++) {
        if (str_is(run->columns[i], name)) {
            return row->cells[i];
        }
    }
    return STR_NONE;
}

static bool has_column(const Runner *run, const char *name)
{
    for (int i = 0; i < run->column_count; i++) {
        if (str_is(run->columns[i], name)) {
            return true;
        }
    }
    return false;
}

static void judge(Runner *run, const Row *row, Str what, Str expected, Str got)
{
    if (str_eq(expected, got)) {
        return;
    }
    printf("FAILED %.*s %.*s %.*s\n  expected %.*s\n  got      %.*s\n",
           STR_ARG(column(run, row, "id")), STR_ARG(row->cells[0]), STR_ARG(what),
           STR_ARG(expected), STR_ARG(got));
    run->failed++;
}

static KinsokuLevel level_of(Str name)
{
    return str_is(name, "gb")       ? KINSOKU_GB
           : str_is(name, "strict") ? KINSOKU_STRICT
                                    : KINSOKU_BASIC;
}

static Cells cells_of(Runner *run, Str text, KinsokuLevel level, CodeList *list)
{
    bool is_ended = false;
    *list = (CodeList){0};
    codes_read(&run->scratch, list, text, 0, 0, &is_ended);
    codes_drop_gap_spaces(list);
    CellStyle style = {.em = EM, .level = level};
    return cells_make(&run->scratch, list, &style, measure_em_model, NULL);
}

static Str joined(Runner *run, Str text, const Cells *cells, LineList lines)
{
    Str *parts = arena_new(&run->scratch, Str, lines.count + 1);
    for (int i = 0; i < lines.count; i++) {
        const Line *line = &lines.items[i];
        if (line->to > line->from) {
            int from = cells->codes[cells->cells[line->from].from].at;
            int to = cells->codes[cells->cells[line->to - 1].to - 1].end;
            parts[i] = str_sub(text, from, to - from);
        }
    }
    return str_join(&run->scratch, parts, lines.count, STR("|"));
}

static void break_row(Runner *run, const Row *row)
{
    Str text = column(run, row, "text");
    double width = 0;
    str_to_double(column(run, row, "width_em"), &width);
    CodeList list;
    Cells cells = cells_of(run, text, level_of(column(run, row, "level")), &list);
    Sums sums = sums_make(&run->scratch, &cells);
    LineRules rules = {.measure = (int64_t)(width * EM + 0.5),
                       .is_first_fit = run->is_first_fit,
                       .is_hanging = str_is(column(run, row, "opts"), "hang"),
                       .wants_company = true};
    LineList lines = lines_make(&run->scratch, &run->scratch, &cells, &sums, &rules);
    judge(run, row, column(run, row, "width_em"), column(run, row, "expected_lines"),
          joined(run, text, &cells, lines));
}

static Str em_text(Runner *run, int64_t units)
{
    return str_format(&run->scratch, "%g", (double)units / EM);
}

static void squeeze_row(Runner *run, const Row *row)
{
    Str text = column(run, row, "text");
    Str between = str_format(&run->scratch, "中%.*s中", STR_ARG(text));
    CodeList list;
    Cells cells = cells_of(run, between, KINSOKU_BASIC, &list);
    Sums sums = sums_make(&run->scratch, &cells);
    Line line = line_measure(&sums, 0, cells.count);
    Str natural = em_text(run, line.width - 2 * EM);
    Str least = em_text(run, line.width - line_shrink(&sums, &line) - 2 * EM);
    Cells alone = cells_of(run, text, KINSOKU_BASIC, &list);
    Sums alone_sums = sums_make(&run->scratch, &alone);
    Str whole = em_text(run, line_measure(&alone_sums, 0, alone.count).width);
    judge(run, row, STR("advance"), column(run, row, "expected_advance_em"), natural);
    Str min = column(run, row, "min_advance_em"), edge = column(run, row, "line_advance_em");
    if (!str_is(min, "-")) {
        judge(run, row, STR("least"), min, least);
    }
    if (!str_is(edge, "-")) {
        judge(run, row, STR("as a line"), edge, whole);
    }
}

static void autospace_row(Runner *run, const Row *row)
{
    CodeList list;
    Cells cells = cells_of(run, column(run, row, "text"), KINSOKU_BASIC, &list);
    Str gaps = STR_NONE, normalized = STR_NONE;
    for (int i = 0; i < cells.count; i++) {
        if (i + 1 < cells.count && cells.joints[i].is_gap) {
            gaps = str_format(&run->scratch, "%.*s%s%d", STR_ARG(gaps), gaps.n > 0 ? "," : "",
                              cells.cells[i].to);
        }
        for (int k = cells.cells[i].from; k < cells.cells[i].to; k++) {
            char bytes[4];
            int n = utf8_put(bytes, list.items[k].code);
            normalized = str_format(&run->scratch, "%.*s%.*s", STR_ARG(normalized), n, bytes);
        }
    }
    judge(run, row, STR("gaps"), column(run, row, "gap_positions"), gaps.n > 0 ? gaps : STR("-"));
    judge(run, row, STR("text"), column(run, row, "normalized_text"), normalized);
}

static void kinsoku_row(Runner *run, const Row *row)
{
    Str mark = column(run, row, "char");
    KinsokuLevel level = level_of(column(run, row, "level"));
    CodeList list;
    Cells cells = cells_of(run, str_format(&run->scratch, "中%.*s中", STR_ARG(mark)), level, &list);
    bool is_one = cells.count == 3;
    bool cannot_start = cells.joints[0].rule != JOINT_FREE;
    bool cannot_end = cells.joints[cells.count - 2].rule != JOINT_FREE;
    Str level_name = column(run, row, "level");
    judge(run, row, level_name, column(run, row, "cannot_start"),
          is_one ? cannot_start ? STR("1") : STR("0") : STR("divided"));
    judge(run, row, level_name, column(run, row, "cannot_end"), cannot_end ? STR("1") : STR("0"));
}

static void vertical_row(Runner *run, const Row *row)
{
    static const char *const KINDS[] = {"U:", "V:", "V2:", "T:", "R:"};
    CodeList list = {0};
    bool is_ended = false;
    codes_read(&run->scratch, &list, column(run, row, "text"), 0, 0, &is_ended);
    codes_drop_gap_spaces(&list);
    CutList cuts = cells_cut(&run->scratch, &list);
    Str got = STR_NONE;
    for (int i = 0; i < cuts.count; i++) {
        const Cut *cut = &cuts.items[i];
        got =
            str_format(&run->scratch, "%.*s%s%s", STR_ARG(got), i > 0 ? "|" : "", KINDS[cut->kind]);
        for (int k = cut->from; k < cut->to; k++) {
            char bytes[4];
            uint32_t code = list.items[k].code;
            int n = utf8_put(bytes, cut->kind == CUT_MARK ? cut_code(code) : code);
            got = str_format(&run->scratch, "%.*s%.*s", STR_ARG(got), n, bytes);
        }
    }
    judge(run, row, STR("cells"), column(run, row, "cells"), got);
}

typedef void RowCheck(Runner *run, const Row *row);

static const struct {
    const char *column; // that tells the format
    RowCheck *check;
} FORMATS[] = {
    {"expected_lines", break_row},    {"expected_advance_em", squeeze_row},
    {"gap_positions", autospace_row}, {"cannot_start", kinsoku_row},
    {"cells", vertical_row},
};

static bool run_file(Runner *run, const char *path)
{
    Err err = {0};
    Str text;
    arena_reset(&run->arena);
    if (!file_read(&run->arena, path, 64 * MIB, &text, &err)) {
        fprintf(stderr, "%s\n", err.what);
        return false;
    }
    RowCheck *check = NULL;
    int passed = 0, failed = 0;
    for (int at = 0; at < text.n;) {
        int end = at;
        while (end < text.n && text.p[end] != '\n') {
            end++;
        }
        Str line = str_sub(text, at, end - at);
        at = end + 1;
        if (line.n > 0 && line.p[line.n - 1] == '\r') {
            line.n--;
        }
        if (line.n == 0 || line.p[0] == '#') {
            continue;
        }
        Row row = split(line);
        if (check == NULL) {
            for (int i = 0; i < row.count; i++) {
                run->columns[i] = row.cells[i];
            }
            run->column_count = row.count;
            for (int i = 0; i < COUNT(FORMATS); i++) {
                check = has_column(run, FORMATS[i].column) ? FORMATS[i].check : check;
            }
            if (check == NULL) {
                fprintf(stderr, "%s: not a vector file\n", path);
                return false;
            }
            continue;
        }
        arena_reset(&run->scratch);
        int before = run->failed;
        check(run, &row);
        bool is_fine = run->failed == before;
        run->failed = before; // counted by rows, not by checks
        passed += is_fine ? 1 : 0;
        failed += is_fine ? 0 : 1;
    }
    printf("%s: %d passed, %d failed\n", path, passed, failed);
    run->passed += passed;
    run->failed += failed;
    return true;
}

int main(int argc, char **argv)
{
    Runner run = {0};
    arena_init(&run.arena, "vector file", 256 * MIB);
    arena_init(&run.scratch, "vector row", 256 * MIB);
    bool is_fine = argc > 1;
    for (int i = 1; i < argc; i++) {
        if (str_is(str_from(argv[i]), "--first-fit")) {
            run.is_first_fit = true;
        } else {
            is_fine = run_file(&run, argv[i]) && is_fine;
        }
    }
    printf("%d passed, %d failed\n", run.passed, run.failed);
    arena_finish(&run.arena);
    arena_finish(&run.scratch);
    return is_fine && run.failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
