#include "author/index.h"

// The slot that holds `key`, or the free one where it belongs.
static int *slot_of(const Index *index, Str key)
{
    int at = (int)(str_hash(key) & (uint64_t)index->mask);
    while (index->slots[at] && !str_eq(index->keys[index->slots[at] - 1], key)) {
        at = (at + 1) & index->mask;
    }
    return &index->slots[at];
}

Index index_of(Arena *arena, const Str *keys, int count)
{
    int size = 16;
    while (size < count * 2) {
        size *= 2;
    }
    Index index = {.keys = keys, .slots = arena_new(arena, int, size), .mask = size - 1};
    for (int i = 0; i < count; i++) {
        int *slot = slot_of(&index, keys[i]);
        if (keys[i].n && !*slot) {
            *slot = i + 1;
        }
    }
    return index;
}

int index_find(const Index *index, Str key)
{
    return index->slots && key.n ? *slot_of(index, key) - 1 : -1;
}
