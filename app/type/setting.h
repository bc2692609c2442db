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

typedef struct {
    Fonts *fonts;
    Arena *arena;
    const TextStyle *style;
    const TextSpan *spans;
    int span_count;
    float extent_px; // of a line; ≤ 0: without end
    bool is_vertical;
    float advance_em; // of a cell in vertical lines
} SettingInput;

typedef struct {
    Paragraph *paragraphs;
    int paragraph_count;
    int line_count;
    float size_px;
    bool is_cut;
} Setting;

Setting setting_make(const SettingInput *input);
