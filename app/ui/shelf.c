#include "ui/shelf.h"
#include <assert.h>

static void generation_init(Generation *generation, const char *name, size_t budget)
{
    *generation = (Generation){0};
    arena_init(&generation->arena, name, budget);
}

void shelf_init(Shelf *shelf, const char *name, size_t limit, size_t budget,
                void *(*copy)(Arena *, const void *))
{
    *shelf = (Shelf){.limit = limit, .copy = copy};
    generation_init(&shelf->young, name, budget);
    generation_init(&shelf->old, name, budget);
}

void shelf_finish(Shelf *shelf)
{
    arena_finish(&shelf->young.arena);
    arena_finish(&shelf->old.arena);
}

void shelf_turn(Shelf *shelf)
{
    if (shelf->young.arena.used < shelf->limit) {
        return;
    }
    Arena spent = shelf->old.arena;
    arena_finish(&spent);
    shelf->old = shelf->young;
    generation_init(&shelf->young, spent.name, spent.budget);
}

static void *look(const Generation *generation, uint64_t key)
{
    if (generation->capacity == 0) {
        return NULL;
    }
    uint64_t mask = (uint64_t)generation->capacity - 1;
    for (uint64_t i = key & mask;; i = (i + 1) & mask) {
        const ShelfSlot *slot = &generation->slots[i];
        if (slot->key == key) {
            return slot->item;
        }
        if (slot->key == 0) {
            return NULL;
        }
    }
}

static void place(ShelfSlot *slots, int capacity, ShelfSlot slot)
{
    uint64_t mask = (uint64_t)capacity - 1;
    uint64_t i = slot.key & mask;
    while (slots[i].key != 0) {
        i = (i + 1) & mask;
    }
    slots[i] = slot;
}

void shelf_put(Shelf *shelf, uint64_t key, void *item)
{
    assert(key != 0 && item);
    Generation *young = &shelf->young;
    if ((young->count + 1) * 2 > young->capacity) {
        int capacity = young->capacity ? young->capacity * 2 : 512;
        ShelfSlot *slots = arena_new(&young->arena, ShelfSlot, capacity);
        for (int i = 0; i < young->capacity; i++) {
            if (young->slots[i].key != 0) {
                place(slots, capacity, young->slots[i]);
            }
        }
        young->slots = slots;
        young->capacity = capacity;
    }
    place(young->slots, young->capacity, (ShelfSlot){key, item});
    young->count++;
}

void *shelf_find(Shelf *shelf, uint64_t key)
{
    void *item = look(&shelf->young, key);
    if (item) {
        return item;
    }
    item = look(&shelf->old, key);
    if (!item) {
        shelf->misses++;
        return NULL;
    }
    item = shelf->copy(&shelf->young.arena, item);
    shelf_put(shelf, key, item);
    return item;
}
