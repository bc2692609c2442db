#include "type/fontmodel.h"
#include "type/cellcut.h"

int32_t units_to_f26(const FontModel *model, FaceId face, int units)
{
    int64_t em = model->fonts->faces[face].units_per_em;
    int64_t twice = 2 * (int64_t)units * model->size_f26;
    return (int32_t)((twice + (twice < 0 ? -em : em)) / (2 * em)); // to the nearest
}

static uint32_t code_of(const Cells *cells, int i)
{
    return cells->codes[cells->cells[i].from].code;
}

static bool is_western_cell(const Cells *cells, int i)
{
    if (i < 0 || i >= cells->count) {
        return false;
    }
    CharClass class = (CharClass)cells->cells[i].class;
    return class_is_western(class) || class == CLASS_SPACE ||
           (code_of(cells, i) < 0x80 && class != CLASS_SPACE);
}

// Quotes and marks that have a wide and a proportional form, in Western text.
static bool wants_proportional(const Cells *cells, int i)
{
    uint32_t code = code_of(cells, i);
    bool is_dual = code == 0x2014 || code == 0x2018 || code == 0x2019 || code == 0x201C ||
                   code == 0x201D || code == 0x2026;
    return is_dual && (cells->cells[i].is_apostrophe || cells->style.language == TEXT_EN);
}

static bool stands_alone(const Cell *cell)
{
    return cell->class == CLASS_DASH || cell->class == CLASS_ELLIPSIS;
}

static void choose_faces(FontModel *model, const Cells *cells)
{
    for (int i = 0; i < cells->count; i++) {
        const TextSpan *span = &model->spans[cells->codes[cells->cells[i].from].span];
        FaceId wish = span->face < 0 ? model->style->face : (FaceId)span->face;
        model->cells[i].face = face_for(model->fonts, wish, code_of(cells, i));
    }
}

// The glyphs of a run go to the cells that their clusters name, or all to `only` (< 0: no).
static void keep_glyphs(FontModel *model, const ShapedRun *run, int only)
{
    model->glyphs = arena_grow(model->arena, model->glyphs, &model->glyph_capacity,
                               model->glyph_count + run->count, sizeof *model->glyphs);
    for (int i = 0; i < run->count; i++) {
        CellGlyphs *cell = &model->cells[only < 0 ? run->items[i].cluster : only];
        if (cell->glyph_count++ == 0) {
            cell->first_glyph = model->glyph_count;
        }
        model->glyphs[model->glyph_count++] = run->items[i];
    }
}

typedef struct {
    uint32_t *codes;
    int *clusters;
    bool *is_proportional;
} RunBuffers;

static RunBuffers run_buffers(FontModel *model, const Cells *cells)
{
    // ⸺ is shaped as two dashes, so there may be one code more a cell.
    int most = cells->code_count + cells->count + 1;
    return (RunBuffers){.codes = arena_new(model->arena, uint32_t, most),
                        .clusters = arena_new(model->arena, int, most),
                        .is_proportional = arena_new(model->arena, bool, most)};
}

static int put_cell(const Cells *cells, int i, RunBuffers *run, int at)
{
    const Cell *cell = &cells->cells[i];
    if (cells->codes[cell->from].code == 0x2E3A) {
        for (int k = 0; k < 2; k++) {
            run->codes[at] = 0x2014;
            run->is_proportional[at] = false;
            run->clusters[at++] = i;
        }
        return at;
    }
    for (int k = cell->from; k < cell->to; k++) {
        uint32_t code = cells->codes[k].code;
        run->codes[at] = cell->cut == CUT_MARK ? cut_code(code) : code;
        run->is_proportional[at] = k == cell->from && wants_proportional(cells, i);
        run->clusters[at++] = i;
    }
    return at;
}

static void shape_runs(FontModel *model, const Cells *cells)
{
    RunBuffers buffers = run_buffers(model, cells);
    for (int from = 0, to = 0; from < cells->count; from = to) {
        bool is_western = is_western_cell(cells, from) || wants_proportional(cells, from);
        FaceId face = model->cells[from].face;
        int n = 0;
        do {
            n = put_cell(cells, to, &buffers, n);
            to++;
        } while (to < cells->count && model->cells[to].face == face &&
                 !stands_alone(&cells->cells[to]) && !stands_alone(&cells->cells[to - 1]) &&
                 (is_western_cell(cells, to) || wants_proportional(cells, to)) == is_western);
        ShapedRun run =
            face_shape(model->fonts, model->arena, face, is_western ? SHAPE_WESTERN : SHAPE_HAN,
                       buffers.codes, buffers.clusters, n, buffers.is_proportional);
        keep_glyphs(model, &run, -1);
    }
}

static int advance_of(const FontModel *model, int cell)
{
    const CellGlyphs *glyphs = &model->cells[cell];
    int sum = 0;
    for (int i = 0; i < glyphs->glyph_count; i++) {
        sum += model->glyphs[glyphs->first_glyph + i].x_advance;
    }
    return sum;
}

// The box, in halves of an em, that a mark is centred in whatever its glyph measures; 0: its own.
static int box_halves(const Cells *cells, int i)
{
    uint32_t code = code_of(cells, i);
    bool is_between_west = is_western_cell(cells, i - 1) && is_western_cell(cells, i + 1);
    if (cells->style.language == TEXT_EN) {
        return code == 0x2E3A ? 4 : 0;
    }
    switch (cells->cells[i].class) {
    case CLASS_DASH:
        return code == 0x2E3B ? 0 : 4;
    case CLASS_ELLIPSIS:
        return code == 0x2025 ? 0 : 2 * (cells->cells[i].to - cells->cells[i].from);
    case CLASS_DOUBLE:
        return 2;
    case CLASS_INTERPUNCT:
        return code == 0xB7 ? 1 : 0;
    case CLASS_CONNECTOR:
        return code == 0x2014 ? 2 : code == 0x2013 && !is_between_west ? 1 : 0;
    case CLASS_SOLIDUS:
        return code == '/' && !is_between_west ? 1 : 0;
    default:
        return 0;
    }
}

static bool has_blank(CharClass class)
{
    return (class >= CLASS_OPEN && class <= CLASS_FULL) || class == CLASS_INTERPUNCT;
}

static void take_blanks(FontModel *model, const Cells *cells, int i, bool is_vertical)
{
    Cell *cell = &cells->cells[i];
    FaceId face = model->cells[i].face;
    uint32_t code = code_of(cells, i);
    Blanks blanks =
        face_blanks(model->fonts, face, is_vertical ? cut_code(code) : code, is_vertical);
    cell->blank_left = units_to_f26(model, face, blanks.before);
    cell->blank_right = units_to_f26(model, face, blanks.behind);
}

void measure_fonts(void *context, Cells *cells)
{
    FontModel *model = context;
    model->cells = arena_new(model->arena, CellGlyphs, cells->count + 1);
    choose_faces(model, cells);
    shape_runs(model, cells);
    for (int i = 0; i < cells->count; i++) {
        Cell *cell = &cells->cells[i];
        FaceId face = model->cells[i].face;
        int32_t natural = units_to_f26(model, face, advance_of(model, i));
        cell->width = natural;
        int halves = box_halves(cells, i);
        if (halves > 0) {
            cell->width = halves * cells->style.em / 2;
        } else if (cell->class == CLASS_DIGIT && model->style->has_tabular_digits) {
            cell->width = units_to_f26(model, face, face_digit_advance(model->fonts, face));
        } else if (has_blank((CharClass)cell->class)) {
            take_blanks(model, cells, i, false);
        }
        model->cells[i].shift = (cell->width - natural) / 2;
    }
}

// ---- vertical ----

static void shape_cut(FontModel *model, const Cells *cells, int i, RunBuffers *buffers)
{
    const Cell *cell = &cells->cells[i];
    bool is_flat = cell->cut == CUT_TURNED || cell->cut == CUT_DIGITS;
    int n = put_cell(cells, i, buffers, 0);
    for (int k = 0; k < n; k++) {
        buffers->clusters[k] = k; // one cluster for a long run would cost the shaper its square
        buffers->is_proportional[k] = cell->cut == CUT_TURNED && buffers->codes[k] == 0x2019;
    }
    ShapedRun run = face_shape(model->fonts, model->arena, model->cells[i].face,
                               is_flat ? SHAPE_WESTERN : SHAPE_VERTICAL, buffers->codes,
                               buffers->clusters, n, buffers->is_proportional);
    keep_glyphs(model, &run, i);
}

void measure_fonts_vertical(void *context, Cells *cells)
{
    FontModel *model = context;
    model->cells = arena_new(model->arena, CellGlyphs, cells->count + 1);
    choose_faces(model, cells);
    RunBuffers buffers = run_buffers(model, cells);
    for (int i = 0; i < cells->count; i++) {
        Cell *cell = &cells->cells[i];
        shape_cut(model, cells, i, &buffers);
        cell->width = cells->style.em;
        if (cell->cut == CUT_MARK_TWO) {
            cell->width *= 2;
        } else if (cell->cut == CUT_TURNED) {
            cell->width = units_to_f26(model, model->cells[i].face, advance_of(model, i));
        } else if (cell->cut == CUT_MARK && has_blank((CharClass)cell->class)) {
            take_blanks(model, cells, i, true);
        }
    }
}
