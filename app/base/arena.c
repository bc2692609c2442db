#include "base/arena.h"
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, BLOCK_SIZE = 64 * 1024 };

struct ArenaBlock {
    ArenaBlock *next;
    size_t size;
    size_t used;
    size_t pad; // keeps `bytes` aligned to 16
    unsigned char bytes[];
};

static size_t align_up(size_t size)
{
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

void arena_init(Arena *arena, const char *name, size_t budget_bytes)
{
    *arena = (Arena){.name = name, .budget = budget_bytes};
}

void arena_reset(Arena *arena)
{
    for (ArenaBlock *block = arena->first; block; block = block->next) {
        block->used = 0;
    }
    arena->block = arena->first;
    arena->used = 0;
}

void arena_finish(Arena *arena)
{
    ArenaBlock *block = arena->first;
    while (block) {
        ArenaBlock *next = block->next;
        free(block);
        block = next;
    }
    *arena = (Arena){.name = arena->name, .budget = arena->budget};
}

static void stop_over_budget(const Arena *arena, size_t size)
{
    fprintf(stderr, "arena \"%s\": %zu bytes more than its budget of %zu\n",
            arena->name ? arena->name : "", arena->used + size - arena->budget, arena->budget);
    abort();
}

static ArenaBlock *block_for(Arena *arena, size_t size)
{
    ArenaBlock *block = arena->block;
    while (block && block->size - block->used < size) {
        if (!block->next) {
            break;
        }
        block = block->next;
    }
    if (block && block->size - block->used >= size) {
        return block;
    }
    size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
    ArenaBlock *fresh = malloc(sizeof *fresh + room);
    if (!fresh) {
        stop_over_budget(arena, size);
        return NULL;
    }
    *fresh = (ArenaBlock){.size = room};
    if (block) {
        block->next = fresh;
    } else {
        arena->first = fresh;
    }
    return fresh;
}

void *arena_alloc(Arena *arena, size_t size)
{
    size = align_up(size ? size : 1);
    if (size > arena->budget || arena->used > arena->budget - size) {
        stop_over_budget(arena, size);
    }
    ArenaBlock *block = block_for(arena, size);
    void *memory = block->bytes + block->used;
    block->used += size;
    arena->used += size;
    arena->block = block;
    memset(memory, 0, size);
    return memory;
}

void *arena_alloc_array(Arena *arena, size_t count, size_t item_size)
{
    if (item_size && count > SIZE_MAX / item_size / 2) {
        stop_over_budget(arena, SIZE_MAX / 2);
    }
    return arena_alloc(arena, count * item_size);
}

void *arena_grow(Arena *arena, void *items, int *capacity, int want, size_t item_size)
{
    assert(want >= 0 && *capacity >= 0);
    if (want <= *capacity) {
        return items;
    }
    int grown = *capacity < 8 ? 8 : *capacity * 2;
    if (grown < want) {
        grown = want;
    }
    void *copy = arena_alloc_array(arena, (size_t)grown, item_size);
    if (items) {
        memcpy(copy, items, (size_t)*capacity * item_size);
    }
    *capacity = grown;
    return copy;
}

ArenaMark arena_mark(const Arena *arena)
{
    return (ArenaMark){arena->block, arena->block ? arena->block->used : 0, arena->used};
}

void arena_release(Arena *arena, ArenaMark mark)
{
    ArenaBlock *block = mark.block ? mark.block : arena->first;
    if (!block) {
        return;
    }
    block->used = mark.block ? mark.block_used : 0;
    for (ArenaBlock *later = block->next; later; later = later->next) {
        later->used = 0;
    }
    arena->block = block;
    arena->used = mark.used;
}
