// Inside the room: what each cell of a vertical line holds (直排的中、西文混排配置).
//
// It knows characters only: which stand upright, which share a cell, which lie on their side.
#pragma once
#include "type/breaker.h"

typedef enum {
    CUT_UPRIGHT,  // one character
    CUT_MARK,     // a mark in its vertical form
    CUT_MARK_TWO, // the same over two cells: —— ……
    CUT_DIGITS,   // two or three digits side by side
    CUT_TURNED,   // a run turned 90° clockwise
} CutKind;

typedef struct {
    CutKind kind;
    int from, to; // codes
} Cut;

typedef struct {
    const Cut *items;
    int count;
} CutList;

// Spaces outside turned runs are in no cut.
CutList cells_cut(Arena *arena, const CodeList *list);
uint32_t cut_code(uint32_t code); // “” ‘’ become 『』 「」
