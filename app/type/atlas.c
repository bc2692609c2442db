#include "type/atlas.h"
#include "base/hash.h"
#include "type/face.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include FT_OUTLINE_H

// Entries hang in buckets and in one list from the newest use to the oldest, both by index.
typedef struct {
    AtlasKey key;
    Mask mask;
    uint8_t *px;
    uint64_t frame; // last used in
    int bucket_next;
    int newer, older;
} Entry;

struct Atlas {
    Entry *entries;
    int *buckets; // bucket_count, a power of two; -1 ends a chain
    int bucket_count, capacity, count;
    int free_first; // chained by bucket_next
    int newest, oldest;
    size_t bytes, budget;
    uint64_t frame;
};

enum { FIRST_CAPACITY = 1024, NOBODY = -1 };

static uint64_t hash_of(AtlasKey key)
{
    uint64_t hash = hash_u64(HASH_SEED, (uint64_t)key.glyph << 32 | (uint32_t)key.size_f26);
    return hash_u64(hash, (uint64_t)key.face << 16 | (uint64_t)key.turn << 8 | key.phase);
}

static bool is_same(AtlasKey a, AtlasKey b)
{
    return a.glyph == b.glyph && a.size_f26 == b.size_f26 && a.face == b.face && a.turn == b.turn &&
           a.phase == b.phase;
}

static int bucket_of(const Atlas *atlas, AtlasKey key)
{
    return (int)(hash_of(key) & (uint64_t)(atlas->bucket_count - 1));
}

// Doubles the room (or makes the first) and hangs every entry into the new buckets.
static void grow(Atlas *atlas)
{
    int old = atlas->capacity;
    atlas->capacity = old == 0 ? FIRST_CAPACITY : old * 2;
    atlas->bucket_count = atlas->capacity * 2;
    atlas->entries = realloc(atlas->entries, (size_t)atlas->capacity * sizeof(Entry));
    atlas->buckets = realloc(atlas->buckets, (size_t)atlas->bucket_count * sizeof(int));
    assert(atlas->entries != NULL && atlas->buckets != NULL);
    for (int i = 0; i < atlas->bucket_count; i++) {
        atlas->buckets[i] = NOBODY;
    }
    for (int i = 0; i < old; i++) { // growth comes only when none is free
        int bucket = bucket_of(atlas, atlas->entries[i].key);
        atlas->entries[i].bucket_next = atlas->buckets[bucket];
        atlas->buckets[bucket] = i;
    }
    for (int i = old; i < atlas->capacity; i++) {
        atlas->entries[i] = (Entry){.bucket_next = i + 1 < atlas->capacity ? i + 1 : NOBODY};
    }
    atlas->free_first = old;
}

Atlas *atlas_open(size_t budget_bytes)
{
    Atlas *atlas = calloc(1, sizeof *atlas);
    assert(atlas != NULL);
    *atlas = (Atlas){.free_first = NOBODY,
                     .newest = NOBODY,
                     .oldest = NOBODY,
                     .budget = budget_bytes,
                     .frame = 1};
    grow(atlas);
    return atlas;
}

void atlas_close(Atlas *atlas)
{
    if (atlas == NULL) {
        return;
    }
    for (int i = atlas->newest; i != NOBODY; i = atlas->entries[i].older) {
        free(atlas->entries[i].px);
    }
    free(atlas->entries);
    free(atlas->buckets);
    free(atlas);
}

void atlas_begin_frame(Atlas *atlas)
{
    atlas->frame++;
}

static void unlink_use(Atlas *atlas, int at)
{
    Entry *entry = &atlas->entries[at];
    if (entry->newer == NOBODY) {
        atlas->newest = entry->older;
    } else {
        atlas->entries[entry->newer].older = entry->older;
    }
    if (entry->older == NOBODY) {
        atlas->oldest = entry->newer;
    } else {
        atlas->entries[entry->older].newer = entry->newer;
    }
}

static void link_newest(Atlas *atlas, int at)
{
    Entry *entry = &atlas->entries[at];
    entry->newer = NOBODY;
    entry->older = atlas->newest;
    if (atlas->newest != NOBODY) {
        atlas->entries[atlas->newest].newer = at;
    } else {
        atlas->oldest = at;
    }
    atlas->newest = at;
    entry->frame = atlas->frame;
}

static size_t cost_of(const Mask *mask)
{
    return sizeof(Entry) + (size_t)mask->stride * (size_t)mask->h;
}

static void drop(Atlas *atlas, int at)
{
    Entry *entry = &atlas->entries[at];
    int *link = &atlas->buckets[bucket_of(atlas, entry->key)];
    while (*link != at) {
        link = &atlas->entries[*link].bucket_next;
    }
    *link = entry->bucket_next;
    unlink_use(atlas, at);
    atlas->bytes -= cost_of(&entry->mask);
    atlas->count--;
    free(entry->px);
    entry->px = NULL;
    entry->bucket_next = atlas->free_first;
    atlas->free_first = at;
}

bool atlas_find(Atlas *atlas, AtlasKey key, Mask *out)
{
    for (int i = atlas->buckets[bucket_of(atlas, key)]; i != NOBODY;
         i = atlas->entries[i].bucket_next) {
        if (is_same(atlas->entries[i].key, key)) {
            unlink_use(atlas, i);
            link_newest(atlas, i);
            *out = atlas->entries[i].mask;
            return true;
        }
    }
    return false;
}

uint8_t *atlas_add(Atlas *atlas, AtlasKey key, Mask *mask)
{
    while (atlas->bytes + cost_of(mask) > atlas->budget && atlas->oldest != NOBODY &&
           atlas->entries[atlas->oldest].frame < atlas->frame) {
        drop(atlas, atlas->oldest);
    }
    if (atlas->free_first == NOBODY) {
        grow(atlas);
    }
    int at = atlas->free_first;
    Entry *entry = &atlas->entries[at];
    atlas->free_first = entry->bucket_next;
    *entry = (Entry){.key = key};
    size_t size = (size_t)mask->stride * (size_t)mask->h;
    if (size > 0) {
        entry->px = calloc(size, 1);
        assert(entry->px != NULL);
    }
    mask->id = hash_of(key);
    mask->px = entry->px;
    entry->mask = *mask;
    int bucket = bucket_of(atlas, key);
    entry->bucket_next = atlas->buckets[bucket];
    atlas->buckets[bucket] = at;
    link_newest(atlas, at);
    atlas->bytes += cost_of(mask);
    atlas->count++;
    return entry->px;
}

size_t atlas_bytes(const Atlas *atlas)
{
    return atlas->bytes;
}

int atlas_count(const Atlas *atlas)
{
    return atlas->count;
}

// ---- the door's side ----

void fonts_begin_frame(Fonts *fonts)
{
    atlas_begin_frame(fonts->atlas);
}

// The outline of a glyph in 26.6 px with its pen at (phase, 0); false for a blank.
static bool load_outline(const Face *face, AtlasKey key, FT_Outline **out)
{
    if (FT_Load_Glyph(face->ft, key.glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING) != 0 ||
        face->ft->glyph->format != FT_GLYPH_FORMAT_OUTLINE ||
        face->ft->glyph->outline.n_points == 0) {
        return false;
    }
    FT_Fixed scale = FT_DivFix(key.size_f26, face->units_per_em);
    FT_Matrix matrix = {.xx = scale, .yy = scale};
    if (key.turn != 0) {
        matrix = (FT_Matrix){.xy = scale, .yx = -scale};
    }
    FT_Outline *outline = &face->ft->glyph->outline;
    FT_Outline_Transform(outline, &matrix);
    FT_Outline_Translate(outline, key.phase * 16, 0);
    *out = outline;
    return true;
}

static Mask rasterise(Fonts *fonts, AtlasKey key)
{
    Mask mask = {0};
    FT_Outline *outline = NULL;
    if (!load_outline(&fonts->faces[key.face], key, &outline)) {
        atlas_add(fonts->atlas, key, &mask);
        return mask;
    }
    FT_BBox box;
    FT_Outline_Get_CBox(outline, &box);
    long left = box.xMin >> 6;
    long bottom = box.yMin >> 6;
    long right = (box.xMax + 63) >> 6;
    long top = (box.yMax + 63) >> 6;
    if (right > left && top > bottom && right - left <= 4096 && top - bottom <= 4096) {
        mask = (Mask){
            .w = (int)(right - left), .h = (int)(top - bottom), .left = (int)left, .top = (int)top};
        mask.stride = (mask.w + 3) & ~3;
    }
    uint8_t *px = atlas_add(fonts->atlas, key, &mask);
    if (px == NULL) {
        return mask;
    }
    FT_Outline_Translate(outline, -left * 64, -bottom * 64);
    FT_Bitmap bitmap = {.rows = (unsigned)mask.h,
                        .width = (unsigned)mask.w,
                        .pitch = mask.stride,
                        .buffer = px,
                        .num_grays = 256,
                        .pixel_mode = FT_PIXEL_MODE_GRAY};
    FT_Outline_Get_Bitmap(fonts->library, outline, &bitmap);
    return mask;
}

Mask glyph_mask(Fonts *fonts, const PlacedGlyph *glyph, int *x_px, int *y_px)
{
    float quarters = floorf(glyph->x * 4.0f + 0.5f);
    float whole = floorf(quarters / 4.0f);
    *x_px = (int)whole;
    *y_px = (int)floorf(glyph->y + 0.5f);
    AtlasKey key = {.glyph = glyph->glyph,
                    .size_f26 = (int32_t)(clampf(glyph->size_px, 0, 4096) * 64.0f + 0.5f),
                    .face = (uint8_t)glyph->face,
                    .turn = glyph->turn,
                    .phase = (uint8_t)(quarters - whole * 4.0f)};
    Mask mask = {0};
    if (!atlas_find(fonts->atlas, key, &mask)) {
        mask = rasterise(fonts, key);
    }
    return mask;
}
