// Inside the room: a shelf of finished things (text blocks, masks) kept between frames by their hash.
//
// Two generations: what is used moves into the younger one, and when that passes its limit at a turn
// the older one is thrown away whole. So what two frames in a row did not use goes sooner or later,
// what the last frame used never. It knows neither text nor shapes: copying an item is the owner's.
#pragma once
#include "base/arena.h"
#include <stdint.h>

typedef struct {
    uint64_t key; // 0: free
    void *item;
} ShelfSlot;

typedef struct {
    Arena arena;
    ShelfSlot *slots;
    int capacity, count; // capacity: a power of two
} Generation;

typedef struct {
    Generation young, old;
    size_t limit; // bytes of a generation that end its youth
    void *(*copy)(Arena *to, const void *item);
    int64_t misses; // lookups that found nothing, since the start
} Shelf;

void shelf_init(Shelf *shelf, const char *name, size_t limit, size_t budget,
                void *(*copy)(Arena *, const void *));
void shelf_finish(Shelf *shelf);
void shelf_turn(Shelf *shelf);                // at the start of a frame
void *shelf_find(Shelf *shelf, uint64_t key); // NULL: make it in shelf->young.arena and put it
void shelf_put(Shelf *shelf, uint64_t key, void *item);
