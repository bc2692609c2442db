// Ruby pinyin: readings above the characters of a text (罗马拼音标音的排版).
//
// It knows where an annotation stands, not which reading is right: that is in the content.
#pragma once
#include "type/type.h"

typedef struct {
    Str text;
    Str reading; // one syllable a Han character, spaces between; empty: none, "-": none
                 // for this one. What is left over is
                 // not shown; Western letters, digits and marks take none
    int face;    // FaceId, or -1: the style's
    uint8_t ink;
} RubySpan;

typedef struct {
    FaceId face;
    float size_em; // of the base's size; 0: one half
    float gap_em;  // least distance between two annotations; 0: a quarter of the base's em
    uint8_t ink;
} RubyStyle;

// As text_set. A line is high enough for both when style->line_px is 0 (2.2 em). When annotations
// are wider than their characters all the text is spread alike, and more only where that is not
// enough; an annotation that reaches beyond the measure moves inside.
TextBlock text_set_ruby(Fonts *fonts, Arena *arena, const TextStyle *style, const RubyStyle *ruby,
                        const RubySpan *spans, int span_count, float width_px);
