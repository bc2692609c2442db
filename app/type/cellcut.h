// Inside the room: what each cell of a vertical line holds (直排的中、西文混排配置).
//
// It knows characters only: which stand upright, which share a cell, which lie on their side.
#pragma once
#include "type/classes.h"

typedef enum {
    CUT_UPRIGHT,  // one character
    CUT_MARK,     // a mark in its vertical form
    CUT_MARK_TWO, // the same over two cells: —— ……
    CUT_DIGITS,   // two or three digits side by side
    CUT_TURNED,   // a run turned 90° clockwise
} CutKind;

typedef struct {
    CutKind kind;
    const uint32_t *codes; // quotes are already brackets
    int count;
    int from, to; // bytes of the text
} Cut;

typedef struct {
    const Cut *items;
    int count;
} CutList;

CutList cells_cut(Arena *arena, Str text);
