#include "type/typeset.h"
#include "type/lines.h"

enum { EM = 4000 };

static TypesetLine line_of(Str text, const Cells *cells, const Line *line)
{
    TypesetLine out = {.width_em = (double)line->width / EM, .is_hung = line->is_hung};
    if (line->to > line->from) {
        int from = cells->codes[cells->cells[line->from].from].at;
        int to = cells->codes[cells->cells[line->to - 1].to - 1].end;
        out.text = str_sub(text, from, to - from);
    }
    return out;
}

TypesetLines typeset_lines(Arena *arena, Str text, const TypesetOptions *options)
{
    TypesetLine *items = NULL;
    int count = 0, capacity = 0;
    CellStyle style = {.em = EM, .level = options->level, .language = options->language};
    LineRules rules = {.measure = (int64_t)(options->width_em * EM + 0.5),
                       .is_first_fit = options->is_first_fit,
                       .is_hanging = options->is_hanging,
                       .wants_company = options->language == TEXT_ZH};
    for (int at = 0; at < text.n;) {
        CodeList list = {0};
        bool is_ended = false;
        at += codes_read(arena, &list, str_from_offset(text, at), at, 0, &is_ended);
        codes_drop_gap_spaces(&list);
        Cells cells = cells_make(arena, &list, &style, measure_em_model, NULL);
        Sums sums = sums_make(arena, &cells);
        LineList lines = lines_make(arena, arena, &cells, &sums, &rules);
        items = arena_grow(arena, items, &capacity, count + lines.count, sizeof *items);
        for (int i = 0; i < lines.count; i++) {
            items[count] = line_of(text, &cells, &lines.items[i]);
            items[count++].is_last_of_paragraph = i + 1 == lines.count;
        }
    }
    return (TypesetLines){.items = items, .count = count};
}
