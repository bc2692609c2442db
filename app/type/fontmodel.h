// Inside the room: widths of cells from the faces, and the glyphs that fill them.
//
// It knows shaping and the boxes that the em model asks for (· in half an em, —— in two); nothing of
// lines. Widths are 26.6 px at the size given, so the sum of a line's parts is exact.
#pragma once
#include "type/breaker.h"
#include "type/face.h"

typedef struct {
    FaceId face;
    int first_glyph, glyph_count;
    int32_t shift; // of the glyphs inside their box, along the line
} CellGlyphs;

typedef struct {
    // Given by the caller.
    Fonts *fonts;
    Arena *arena;
    const TextStyle *style;
    const TextSpan *spans; // code.span is an index here
    int32_t size_f26;
    // Filled by the measure.
    CellGlyphs *cells;
    ShapedGlyph *glyphs; // font units
    int glyph_count, glyph_capacity;
} FontModel;

void measure_fonts(void *model, Cells *cells); // a Measure for horizontal lines
void measure_fonts_vertical(void *model, Cells *cells);
int32_t units_to_f26(const FontModel *model, FaceId face, int units);
