// Index: from a text to the first place in a list that has it.
//
// It knows no files. Empty texts are never found. The keys are the caller's and must stay.
#pragma once
#include "base/str.h"

typedef struct {
    const Str *keys;
    int *slots; // place + 1; 0 is free. NULL: an index of nothing
    int mask;
} Index;

Index index_of(Arena *arena, const Str *keys, int count);
int index_find(const Index *index, Str key); // -1: nowhere
