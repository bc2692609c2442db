// Arenas: memory whose lifetime shows in a function's signature.
//
// An arena hands out zeroed memory and frees all of it at once. The program has three kinds: `app`
// lives for the whole run, `page` until the visitor leaves the page, `frame` until the next frame.
// A pointer is kept only by something that dies no later than the arena it came from.
// It knows nothing of what is stored in it. Not thread-safe: one arena, one thread.
#pragma once
#include <stddef.h>

typedef struct ArenaBlock ArenaBlock;

typedef struct {
    ArenaBlock *first; // blocks are kept by arena_reset and used again
    ArenaBlock *block; // the block that is being filled
    size_t used;       // bytes of all blocks handed out since init or reset
    size_t budget;     // running over it is a bug in the budget and stops the program
    const char *name;  // for that last message
} Arena;

#define KIB ((size_t)1024)
#define MIB ((size_t)1024 * 1024)

void arena_init(Arena *arena, const char *name, size_t budget_bytes);
void arena_reset(Arena *arena);  // everything handed out is gone; the blocks stay
void arena_finish(Arena *arena); // gives the blocks back; fine on a zeroed arena

// Zeroed, aligned to 16 bytes, never NULL. `size` 0 gives a valid pointer to nothing.
void *arena_alloc(Arena *arena, size_t size);

// `count` zeroed items of `type`.
#define arena_new(arena, type, count)                                                              \
    ((type *)arena_alloc_array((arena), (size_t)(count), sizeof(type)))
void *arena_alloc_array(Arena *arena, size_t count, size_t item_size);

// Grows an array that lives in the arena: returns a copy with room for `want` items (old content
// kept, the rest zeroed), or `items` itself when `*capacity` is enough.
void *arena_grow(Arena *arena, void *items, int *capacity, int want, size_t item_size);

// Everything handed out between mark and release is given back.
typedef struct {
    ArenaBlock *block;
    size_t block_used;
    size_t used;
} ArenaMark;
ArenaMark arena_mark(const Arena *arena);
void arena_release(Arena *arena, ArenaMark mark);
