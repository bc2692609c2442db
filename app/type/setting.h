// Inside the room: a whole text set in lines: paragraphs, the size that fits, balance, the cut.
//
// It joins the font model with the line breaker; it places nothing.
#pragma once
#include "type/fontmodel.h"
#include "type/lines.h"

typedef struct {
    CodeList list;
    FontModel model;
    Cells cells;
    Sums sums;
    LineList lines;
    LineRules rules;
} Paragraph;

// Somebody who adds glyphs to lines (ruby.c) and needs room between the cells for them.
typedef struct {
    void *context;
    void (*widen)(void *context, Cells *cells); // before lines are made
    // The glyphs for a line whose cells stand at x (26.6, from line_x px); the number written.
    int (*annotate)(void *context, const Paragraph *paragraph, const Line *line, const int64_t *x,
                    const TextLine *placed, PlacedGlyph *out);
    int most_glyphs; // of the whole text
    float drop_em;   // how far a baseline moves down in its line box
} Annotator;

typedef struct {
    Fonts *fonts;
    Arena *arena;
    const TextStyle *style;
    const TextSpan *spans;
    int span_count;
    float extent_px; // of a line; ≤ 0: without end
    bool is_vertical;
    float advance_em;           // of a cell in vertical lines
    const Annotator *annotator; // or NULL
} SettingInput;

typedef struct {
    Paragraph *paragraphs;
    int paragraph_count;
    int line_count;
    float size_px;
    bool is_cut;
} Setting;

Setting setting_make(const SettingInput *input);

// text_set's inside (paragraph.c). The scratch arena is begun anew by the caller.
void begin_scratch(Fonts *fonts);
TextBlock set_block(const SettingInput *input, Arena *arena);
