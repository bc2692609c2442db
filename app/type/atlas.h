// Inside the room: the cache of glyph masks.
//
// It knows glyph ids, sizes and pixels; nothing of text. Budget and rule of eviction are in type.h.
#pragma once
#include "base/mask.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Atlas Atlas;

typedef struct {
    uint32_t glyph;
    int32_t size_f26;
    uint8_t face, turn;
    uint8_t phase; // quarters of a pixel to the right
    uint8_t zero;
} AtlasKey;

Atlas *atlas_open(size_t budget_bytes);
void atlas_close(Atlas *atlas);
void atlas_begin_frame(Atlas *atlas);
bool atlas_find(Atlas *atlas, AtlasKey key, Mask *out);
// Room for the pixels of a new mask: zeroed, rows `mask.stride` apart, w × h from `mask`, which is
// kept under `key`. Drops what was used longest ago while over the budget. NULL for an empty mask.
uint8_t *atlas_add(Atlas *atlas, AtlasKey key, Mask *mask);

size_t atlas_bytes(const Atlas *atlas); // of the masks kept now
int atlas_count(const Atlas *atlas);
