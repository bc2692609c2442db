#include "type/justify.h"
#include "type/setting.h"
#include <math.h>

// What a text of many pages leaves behind is given back.
static const size_t SCRATCH_KEPT = 8 * MIB;

void begin_scratch(Fonts *fonts)
{
    if (fonts->scratch.used > SCRATCH_KEPT) {
        arena_finish(&fonts->scratch);
    } else {
        arena_reset(&fonts->scratch);
    }
}

static float px_of(int64_t f26)
{
    return (float)f26 / 64.0f;
}

typedef struct {
    const SettingInput *input;
    PlacedGlyph *glyphs;
    TextBlock *block;
} Placer;

static void put_glyphs(Placer *placer, const Paragraph *p, int cell, float x, float baseline)
{
    const CellGlyphs *glyphs = &p->model.cells[cell];
    const FontModel *model = &p->model;
    const Code *code = &p->cells.codes[p->cells.cells[cell].from];
    int64_t pen = glyphs->shift;
    for (int i = 0; i < glyphs->glyph_count; i++) {
        const ShapedGlyph *shaped = &model->glyphs[glyphs->first_glyph + i];
        int64_t at = pen + units_to_f26(model, glyphs->face, shaped->x_offset);
        int64_t up = units_to_f26(model, glyphs->face, shaped->y_offset);
        placer->glyphs[placer->block->glyph_count++] =
            (PlacedGlyph){.face = glyphs->face,
                          .glyph = shaped->glyph,
                          .x = x + px_of(at),
                          .y = baseline - px_of(up),
                          .size_px = placer->block->size_px,
                          .ink = placer->input->spans[code->span].ink};
        pen += units_to_f26(model, glyphs->face, shaped->x_advance);
    }
}

static void place_line(Placer *placer, const Paragraph *p, int l, TextLine *out)
{
    const TextStyle *style = placer->input->style;
    const Line *line = &p->lines.items[l];
    bool is_last = l + 1 == p->lines.count;
    int64_t indent = l == 0 ? p->rules.indent : 0;
    int64_t measure = p->rules.measure > 0 ? p->rules.measure - indent : 0;
    ArenaMark mark = arena_mark(placer->input->arena);
    PlacedLine placed = line_place(placer->input->arena, &p->sums, line, measure,
                                   style->align == ALIGN_JUSTIFY && !is_last);
    out->width = px_of(placed.width);
    out->x = px_of(indent);
    if (measure > 0 && style->align == ALIGN_CENTRE) {
        out->x += px_of((measure - placed.width) / 2);
    } else if (measure > 0 && style->align == ALIGN_END) {
        out->x += px_of(measure - placed.width);
    }
    out->first_glyph = placer->block->glyph_count;
    out->is_last_of_paragraph = is_last;
    for (int i = line->from; i < line->to; i++) {
        put_glyphs(placer, p, i, out->x + px_of(placed.x[i - line->from]), out->baseline);
    }
    const Annotator *annotator = placer->input->annotator;
    if (annotator != NULL && line->to > line->from) {
        placer->block->glyph_count +=
            annotator->annotate(annotator->context, p, line, placed.x, out,
                                placer->glyphs + placer->block->glyph_count);
    }
    out->glyph_count = placer->block->glyph_count - out->first_glyph;
    const Code *codes = p->cells.codes;
    if (line->to > line->from) {
        out->from = codes[p->cells.cells[line->from].from].at;
        out->to = codes[p->cells.cells[line->to - 1].to - 1].end;
    }
    placer->block->width = fmaxf(placer->block->width, px_of(indent) + out->width);
    arena_release(placer->input->arena, mark);
}

TextBlock set_block(const SettingInput *input, Arena *arena)
{
    Fonts *fonts = input->fonts;
    const TextStyle *style = input->style;
    Setting setting = setting_make(input);
    int glyph_count = input->annotator != NULL ? input->annotator->most_glyphs : 0;
    for (int i = 0; i < setting.paragraph_count; i++) {
        glyph_count += setting.paragraphs[i].model.glyph_count;
    }
    TextBlock block = {.size_px = setting.size_px, .is_cut = setting.is_cut};
    TextLine *lines = arena_new(arena, TextLine, setting.line_count + 1);
    PlacedGlyph *glyphs = arena_new(arena, PlacedGlyph, glyph_count + 1);
    Placer placer = {.input = input, .glyphs = glyphs, .block = &block};

    float size = setting.size_px;
    float line_px = style->line_px > 0 ? style->line_px : 1.5f * size;
    float ascent = fonts_ascent_em(fonts, style->face) * size;
    float descent = fonts_descent_em(fonts, style->face) * size;
    float drop = input->annotator != NULL ? input->annotator->drop_em * size : 0;
    int byte = 0; // where an empty paragraph stands
    for (int i = 0; i < setting.paragraph_count; i++) {
        const Paragraph *p = &setting.paragraphs[i];
        for (int l = 0; l < p->lines.count; l++) {
            TextLine *line = &lines[block.line_count];
            float top = (float)block.line_count++ * line_px;
            line->baseline = top + (line_px - ascent - descent) * 0.5f + ascent + drop;
            line->from = line->to = byte;
            place_line(&placer, p, l, line);
            byte = line->to;
        }
    }
    block.glyphs = glyphs;
    block.lines = lines;
    block.height = (float)block.line_count * line_px;
    return block;
}

TextBlock text_set(Fonts *fonts, Arena *arena, const TextStyle *style, const TextSpan *spans,
                   int span_count, float width_px)
{
    begin_scratch(fonts);
    SettingInput input = {.fonts = fonts,
                          .arena = &fonts->scratch,
                          .style = style,
                          .spans = spans,
                          .span_count = span_count,
                          .extent_px = width_px};
    return set_block(&input, arena);
}

float text_width(Fonts *fonts, Arena *scratch, const TextStyle *style, Str text)
{
    TextSpan span = {.text = text, .face = -1};
    ArenaMark mark = arena_mark(scratch);
    TextStyle plain = *style;
    plain.min_size_px = 0;
    plain.max_lines = 0;
    plain.is_balanced = false;
    float width = text_set(fonts, scratch, &plain, &span, 1, 0).width;
    arena_release(scratch, mark);
    return width;
}
