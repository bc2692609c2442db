#include "type/cellcut.h"
#include "type/justify.h"
#include "type/setting.h"
#include <math.h>

typedef struct {
    PlacedGlyph *glyphs;
    TextBlock *block;
    float centre; // of the column
    float size;
} Column;

static float px_of(const FontModel *model, FaceId face, int units)
{
    return (float)units_to_f26(model, face, units) / 64.0f;
}

static void put(Column *column, FaceId face, uint32_t glyph, float x, float y, uint8_t turn)
{
    column->glyphs[column->block->glyph_count++] = (PlacedGlyph){
        .face = face, .glyph = glyph, .x = x, .y = y, .size_px = column->size, .turn = turn};
}

// Upright cells: HarfBuzz places glyphs from the middle of the cell's top edge.
static void put_upright(Column *column, const Paragraph *p, int cell, float top)
{
    const FontModel *model = &p->model;
    const CellGlyphs *glyphs = &model->cells[cell];
    float y = top;
    for (int i = 0; i < glyphs->glyph_count; i++) {
        const ShapedGlyph *g = &model->glyphs[glyphs->first_glyph + i];
        put(column, glyphs->face, g->glyph,
            column->centre + px_of(model, glyphs->face, g->x_offset),
            y - px_of(model, glyphs->face, g->y_offset), 0);
        y -= px_of(model, glyphs->face, g->y_advance);
    }
}

static float width_of(const FontModel *model, const CellGlyphs *glyphs)
{
    float width = 0;
    for (int i = 0; i < glyphs->glyph_count; i++) {
        width += px_of(model, glyphs->face, model->glyphs[glyphs->first_glyph + i].x_advance);
    }
    return width;
}

// Digits side by side, as high as any upright character; squeezed to the em when they are wider.
static void put_digits(Column *column, const Paragraph *p, int cell, float top)
{
    const FontModel *model = &p->model;
    const CellGlyphs *glyphs = &model->cells[cell];
    float width = width_of(model, glyphs);
    float size = column->size;
    float fit = width > size ? size / width : 1.0f;
    float x = column->centre - width * fit * 0.5f;
    float capital = 0.733f * size * fit; // digits stand on the baseline and are as high as capitals
    float baseline = top + (size + capital) * 0.5f;
    for (int i = 0; i < glyphs->glyph_count; i++) {
        const ShapedGlyph *g = &model->glyphs[glyphs->first_glyph + i];
        put(column, glyphs->face, g->glyph, x, baseline, 0);
        column->glyphs[column->block->glyph_count - 1].size_px = size * fit;
        x += px_of(model, glyphs->face, g->x_advance) * fit;
    }
}

// A run turned clockwise: its baseline runs down the column, ascenders to the right.
static void put_turned(Column *column, const Paragraph *p, int cell, float top)
{
    const FontModel *model = &p->model;
    const CellGlyphs *glyphs = &model->cells[cell];
    const Face *face = &model->fonts->faces[glyphs->face];
    float middle = (float)(face->ascent - face->descent) * 0.5f / (float)face->units_per_em;
    float x = column->centre - middle * column->size;
    float y = top;
    for (int i = 0; i < glyphs->glyph_count; i++) {
        const ShapedGlyph *g = &model->glyphs[glyphs->first_glyph + i];
        put(column, glyphs->face, g->glyph, x + px_of(model, glyphs->face, g->y_offset),
            y + px_of(model, glyphs->face, g->x_offset), 1);
        y += px_of(model, glyphs->face, g->x_advance);
    }
}

static void put_cell(Column *column, const Paragraph *p, int cell, float top)
{
    switch (p->cells.cells[cell].cut) {
    case CUT_DIGITS:
        put_digits(column, p, cell, top);
        break;
    case CUT_TURNED:
        put_turned(column, p, cell, top);
        break;
    default:
        put_upright(column, p, cell, top);
        break;
    }
}

TextBlock text_set_vertical(Fonts *fonts, Arena *arena, const TextStyle *style, Str text,
                            float height_px, float advance_em)
{
    arena_reset(&fonts->scratch);
    TextSpan span = {.text = text, .face = -1};
    SettingInput input = {.fonts = fonts,
                          .arena = &fonts->scratch,
                          .style = style,
                          .spans = &span,
                          .span_count = 1,
                          .extent_px = height_px,
                          .is_vertical = true,
                          .advance_em = advance_em};
    Setting setting = setting_make(&input);
    int glyph_count = 0;
    for (int i = 0; i < setting.paragraph_count; i++) {
        glyph_count += setting.paragraphs[i].model.glyph_count;
    }
    TextBlock block = {.size_px = setting.size_px, .is_cut = setting.is_cut};
    PlacedGlyph *glyphs = arena_new(arena, PlacedGlyph, glyph_count + 1);
    TextLine *lines = arena_new(arena, TextLine, setting.line_count + 1);
    float pitch = style->line_px > 0 ? style->line_px : 1.5f * setting.size_px;
    Column column = {.glyphs = glyphs, .block = &block, .size = setting.size_px};
    for (int i = 0; i < setting.paragraph_count; i++) {
        const Paragraph *p = &setting.paragraphs[i];
        for (int l = 0; l < p->lines.count; l++) {
            const Line *line = &p->lines.items[l];
            TextLine *out = &lines[block.line_count];
            column.centre = ((float)(setting.line_count - block.line_count) - 0.5f) * pitch;
            block.line_count++;
            PlacedLine placed =
                line_place(&fonts->scratch, &p->sums, line, p->rules.measure, false);
            float height = (float)placed.width / 64.0f;
            float top = 0;
            if (height_px > 0 && style->align == ALIGN_CENTRE) {
                top = (height_px - height) * 0.5f;
            } else if (height_px > 0 && style->align == ALIGN_END) {
                top = height_px - height;
            }
            *out = (TextLine){.x = column.centre,
                              .baseline = top,
                              .width = height,
                              .first_glyph = block.glyph_count,
                              .is_last_of_paragraph = l + 1 == p->lines.count};
            for (int c = line->from; c < line->to; c++) {
                put_cell(&column, p, c, top + (float)placed.x[c - line->from] / 64.0f);
            }
            out->glyph_count = block.glyph_count - out->first_glyph;
            if (line->to > line->from) {
                out->from = p->cells.codes[p->cells.cells[line->from].from].at;
                out->to = p->cells.codes[p->cells.cells[line->to - 1].to - 1].end;
            }
            block.height = fmaxf(block.height, height);
        }
    }
    block.glyphs = glyphs;
    block.lines = lines;
    block.width = (float)block.line_count * pitch;
    return block;
}
