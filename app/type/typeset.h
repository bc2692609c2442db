// Lines of a text by the em model: what `zhanting-pack typeset` prints and checks compare.
//
// It knows the rules of tests/vectors/README.md and no font; with fonts, text_set does the same.
#pragma once
#include "type/type.h"

typedef struct {
    double width_em; // of a line; ≤ 0: one line a paragraph
    KinsokuLevel level;
    TextLanguage language;
    bool is_hanging;
    bool is_first_fit;
} TypesetOptions;

typedef struct {
    Str text;        // a view of the text given, without the spaces at its edges
    double width_em; // edges trimmed, gaps in; before anything is shrunk or stretched
    bool is_hung;    // the last mark stands outside and is not in width_em
    bool is_last_of_paragraph;
} TypesetLine;

typedef struct {
    const TypesetLine *items;
    int count;
} TypesetLines;

TypesetLines typeset_lines(Arena *arena, Str text, const TypesetOptions *options);
