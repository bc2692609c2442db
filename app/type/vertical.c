#include "base/utf8.h"
#include "type/face.h"

TextBlock text_set_vertical(Fonts *fonts, Arena *arena, const TextStyle *style, Str text,
                            float height_px, float advance_em)
{
    arena_reset(&fonts->scratch);
    float size = style->size_px;
    float step = (advance_em > 0 ? advance_em : 1.0f) * size;
    float pitch = style->line_px > 0 ? style->line_px : 1.5f * size;
    int count = utf8_count(text);
    int rows = height_px > 0 ? (int)((height_px - size) / step + 0.001f) + 1 : count;
    rows = rows < 1 ? 1 : rows;
    int columns = count == 0 ? 1 : (count + rows - 1) / rows;
    PlacedGlyph *glyphs = arena_new(arena, PlacedGlyph, count * 2 + 1);
    TextLine *lines = arena_new(arena, TextLine, columns);
    TextBlock block = {.glyphs = glyphs, .lines = lines, .line_count = columns, .size_px = size};
    Utf8 it = utf8_walk(text);
    for (int at = 0; utf8_next(&it); at++) {
        int column = at / rows;
        float x = ((float)(columns - column) - 0.5f) * pitch;
        float top = (float)(at % rows) * step;
        FaceId face = face_for(fonts, style->face, it.code);
        float scale = size / (float)fonts->faces[face].units_per_em;
        ShapedRun run = face_shape(fonts, &fonts->scratch, face, SHAPE_VERTICAL, TEXT_ZH, &it.code,
                                   &at, 1, false, false);
        for (int i = 0; i < run.count && block.glyph_count < count * 2; i++) {
            glyphs[block.glyph_count++] =
                (PlacedGlyph){.face = face,
                              .glyph = run.items[i].glyph,
                              .x = x + (float)run.items[i].x_offset * scale,
                              .y = top - (float)run.items[i].y_offset * scale,
                              .size_px = size};
        }
        lines[column].glyph_count = block.glyph_count - lines[column].first_glyph;
        if (column + 1 < columns) {
            lines[column + 1].first_glyph = block.glyph_count;
        }
        lines[column].width = top + size;
        block.height = top + size > block.height ? top + size : block.height;
    }
    block.width = (float)columns * pitch;
    return block;
}
