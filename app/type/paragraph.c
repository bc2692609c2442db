#include "base/utf8.h"
#include "type/face.h"
#include <math.h>
#include <string.h>

typedef struct {
    uint32_t code;
    int at; // byte offset in the spans' texts put together
    FaceId face;
    uint8_t ink;
    bool is_western;
    float advance, offset; // px
    int first_glyph, glyph_count;
} Cell;

static bool is_western(uint32_t code)
{
    return code < 0x2000 && code != 0xB7;
}

static bool cannot_start(uint32_t code)
{
    static const char MARKS[] = "。．，、：；！？”’」』】〕）》〉］｝—～–·・‧／%％";
    Utf8 it = utf8_walk(STR(MARKS));
    while (utf8_next(&it)) {
        if (it.code == code) {
            return true;
        }
    }
    return false;
}

static bool cannot_end(uint32_t code)
{
    static const char MARKS[] = "“‘「『【〔（《〈［｛";
    Utf8 it = utf8_walk(STR(MARKS));
    while (utf8_next(&it)) {
        if (it.code == code) {
            return true;
        }
    }
    return false;
}

static bool can_break(const Cell *a, const Cell *b)
{
    if (a->code == ' ') {
        return b->code != ' ';
    }
    bool is_pair = a->code == b->code && (a->code == 0x2014 || a->code == 0x2026);
    return b->code != ' ' && !is_pair && !cannot_start(b->code) && !cannot_end(a->code) &&
           !(a->is_western && b->is_western);
}

typedef struct {
    Cell *cells;
    int count;
    ShapedGlyph *glyphs; // px scaled when placed
    int glyph_count, glyph_capacity;
    int *line_ends; // cell after the last of each line
    int line_count;
} Draft;

static void shape_runs(Fonts *fonts, Draft *d, const TextStyle *style, float size)
{
    Arena *scratch = &fonts->scratch;
    uint32_t *codes = arena_new(scratch, uint32_t, d->count + 1);
    int *clusters = arena_new(scratch, int, d->count + 1);
    for (int from = 0, to = 0; from < d->count; from = to) {
        to = from;
        while (to < d->count && d->cells[to].face == d->cells[from].face &&
               d->cells[to].is_western == d->cells[from].is_western) {
            codes[to - from] = d->cells[to].code == '\n' ? ' ' : d->cells[to].code;
            clusters[to - from] = to;
            to++;
        }
        ShapedRun run = face_shape(fonts, scratch, d->cells[from].face,
                                   d->cells[from].is_western ? SHAPE_WESTERN : SHAPE_HAN,
                                   style->language, codes, clusters, to - from, false, false);
        float scale = size / (float)fonts->faces[d->cells[from].face].units_per_em;
        d->glyphs = arena_grow(scratch, d->glyphs, &d->glyph_capacity, d->glyph_count + run.count,
                               sizeof *d->glyphs);
        for (int i = 0; i < run.count; i++) {
            Cell *cell = &d->cells[run.items[i].cluster];
            if (cell->glyph_count++ == 0) {
                cell->first_glyph = d->glyph_count;
            }
            cell->advance += (float)run.items[i].x_advance * scale;
            d->glyphs[d->glyph_count++] = run.items[i];
        }
    }
}

static void break_lines(Draft *d, const TextStyle *style, float size, float width_px)
{
    float indent = style->indent_em * size;
    float used = indent;
    int start = 0, chance = -1;
    for (int i = 0; i < d->count; i++) {
        Cell *cell = &d->cells[i];
        if (cell->code == '\n') {
            d->line_ends[d->line_count++] = i + 1;
            start = i + 1;
            used = indent;
            chance = -1;
            continue;
        }
        if (i > start && can_break(&d->cells[i - 1], cell)) {
            chance = i;
        }
        if (width_px > 0 && i > start && cell->code != ' ' &&
            used + cell->advance > width_px + 0.01f) {
            int at = chance > start ? chance : i;
            d->line_ends[d->line_count++] = at;
            start = at;
            used = 0;
            chance = -1;
            for (int k = at; k < i; k++) {
                used += d->cells[k].advance;
            }
        }
        used += cell->advance;
    }
    d->line_ends[d->line_count++] = d->count;
}

static TextBlock place(Fonts *fonts, Arena *arena, const Draft *d, const TextStyle *style,
                       float size, float width_px)
{
    float line_px = style->line_px > 0 ? style->line_px : 1.5f * size;
    int limit =
        style->max_lines > 0 && style->max_lines < d->line_count ? style->max_lines : d->line_count;
    PlacedGlyph *glyphs = arena_new(arena, PlacedGlyph, d->glyph_count + 1);
    TextLine *lines = arena_new(arena, TextLine, limit + 1);
    TextBlock block = {.glyphs = glyphs, .lines = lines, .size_px = size};
    const Face *face = &fonts->faces[style->face];
    float ascent = size * (float)face->ascent / (float)face->units_per_em;
    float descent = size * (float)face->descent / (float)face->units_per_em;
    int from = 0;
    for (int l = 0; l < limit; l++) {
        int to = d->line_ends[l];
        int last = to;
        while (last > from && (d->cells[last - 1].code == ' ' || d->cells[last - 1].code == '\n')) {
            last--;
        }
        float width = from == 0 ? style->indent_em * size : 0;
        for (int i = from; i < last; i++) {
            width += d->cells[i].advance;
        }
        float x = 0;
        if (width_px > 0 && style->align == ALIGN_CENTRE) {
            x = (width_px - width) * 0.5f;
        } else if (width_px > 0 && style->align == ALIGN_END) {
            x = width_px - width;
        }
        TextLine *line = &lines[l];
        *line = (TextLine){.x = x,
                           .width = width,
                           .first_glyph = block.glyph_count,
                           .from = from < d->count ? d->cells[from].at : 0,
                           .to = last > from ? d->cells[last - 1].at + 1 : 0};
        line->baseline = (float)l * line_px + (line_px - ascent - descent) * 0.5f + ascent;
        x += from == 0 ? style->indent_em * size : 0;
        for (int i = from; i < last; i++) {
            const Cell *cell = &d->cells[i];
            float scale = size / (float)fonts->faces[cell->face].units_per_em;
            for (int g = cell->first_glyph; g < cell->first_glyph + cell->glyph_count; g++) {
                const ShapedGlyph *s = &d->glyphs[g];
                glyphs[block.glyph_count++] =
                    (PlacedGlyph){.face = cell->face,
                                  .glyph = s->glyph,
                                  .x = x + (float)s->x_offset * scale,
                                  .y = line->baseline - (float)s->y_offset * scale,
                                  .size_px = size,
                                  .ink = cell->ink};
                x += (float)s->x_advance * scale;
            }
        }
        line->glyph_count = block.glyph_count - line->first_glyph;
        block.width = fmaxf(block.width, width);
        from = to;
    }
    lines[limit - 1].is_last_of_paragraph = true;
    block.line_count = limit;
    block.height = (float)limit * line_px;
    block.is_cut = limit < d->line_count;
    return block;
}

TextBlock text_set(Fonts *fonts, Arena *arena, const TextStyle *style, const TextSpan *spans,
                   int span_count, float width_px)
{
    Arena *scratch = &fonts->scratch;
    arena_reset(scratch);
    int bytes = 0;
    for (int i = 0; i < span_count; i++) {
        bytes += spans[i].text.n;
    }
    Draft d = {.cells = arena_new(scratch, Cell, bytes + 1),
               .line_ends = arena_new(scratch, int, bytes + 2)};
    int base = 0;
    for (int i = 0; i < span_count; i++) {
        Utf8 it = utf8_walk(spans[i].text);
        while (utf8_next(&it)) {
            FaceId wish = spans[i].face < 0 ? style->face : (FaceId)spans[i].face;
            d.cells[d.count++] = (Cell){.code = it.code,
                                        .at = base + it.start,
                                        .face = face_for(fonts, wish, it.code),
                                        .ink = spans[i].ink,
                                        .is_western = is_western(it.code)};
        }
        base += spans[i].text.n;
    }
    shape_runs(fonts, &d, style, style->size_px);
    break_lines(&d, style, style->size_px, width_px);
    return place(fonts, arena, &d, style, style->size_px, width_px);
}

float text_width(Fonts *fonts, Arena *scratch, const TextStyle *style, Str text)
{
    TextSpan span = {.text = text, .face = -1};
    ArenaMark mark = arena_mark(scratch);
    float width = text_set(fonts, scratch, style, &span, 1, 0).width;
    arena_release(scratch, mark);
    return width;
}
