#include "author/picture_cut.h"
#include "base/pyramid.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_LEVELS = 8,
    STRIP_ROWS = PYRAMID_TILE + 2, // a row of each neighbour
    KEPT_SIDE = 5120               // the largest level that is kept whole
};

typedef struct {
    int w, h;
    int rows;        // taken so far
    int first;       // row of the picture that is the strip's first
    int strip;       // which row of squares is being filled
    bool has_tiles;  // else it is only made smaller
    uint32_t *px;    // STRIP_ROWS rows
    uint32_t *half;  // the row of the next level
    uint32_t *above; // an even row that waits for the odd one below
} Level;

struct Cutter {
    Level levels[MOST_LEVELS];
    int count;
    Image kept;
    int kept_level;
    uint32_t *square; // pixels of one
    PictureTile *tiles;
    int tile_count, tile_room;
};

static uint32_t *rows_of(int w, int count)
{
    return malloc((size_t)w * (size_t)count * sizeof(uint32_t));
}

Cutter *cutter_open(int w, int h)
{
    Cutter *cutter = calloc(1, sizeof *cutter);
    if (!cutter) {
        return NULL;
    }
    int tiled = pyramid_levels(w, h);
    cutter->square = rows_of(STRIP_ROWS, STRIP_ROWS);
    cutter->kept_level = -1;
    bool is_ready = cutter->square != NULL;
    for (int i = 0; is_ready && (i < tiled || cutter->kept_level < 0); i++) {
        assert(i < MOST_LEVELS);
        Level *level = &cutter->levels[cutter->count++];
        *level = (Level){.w = pyramid_side(w, i), .h = pyramid_side(h, i), .has_tiles = i < tiled};
        level->px = rows_of(level->w, STRIP_ROWS);
        level->half = rows_of((level->w + 1) / 2, 1);
        level->above = rows_of(level->w, 1);
        is_ready = level->px && level->half && level->above;
        if (cutter->kept_level < 0 && level->w <= KEPT_SIDE && level->h <= KEPT_SIDE) {
            cutter->kept_level = i;
            cutter->kept = image_new(level->w, level->h);
            is_ready = is_ready && cutter->kept.px;
        }
    }
    if (!is_ready) {
        cutter_close(cutter);
        return NULL;
    }
    return cutter;
}

static bool add_tile(Cutter *cutter, PictureTile tile)
{
    if (cutter->tile_count == cutter->tile_room) {
        int room = cutter->tile_room ? cutter->tile_room * 2 : 256;
        PictureTile *grown = realloc(cutter->tiles, (size_t)room * sizeof *grown);
        if (!grown) {
            return false;
        }
        cutter->tiles = grown;
        cutter->tile_room = room;
    }
    cutter->tiles[cutter->tile_count++] = tile;
    return true;
}

// Encodes the squares of the strip, whose last row is `last` of the level.
static bool cut_strip(Cutter *cutter, int index, int last)
{
    Level *level = &cutter->levels[index];
    int h = last - level->first + 1;
    for (int x = 0; level->has_tiles && x * PYRAMID_TILE < level->w; x++) {
        int left = x ? x * PYRAMID_TILE - 1 : 0;
        int right = (x + 1) * PYRAMID_TILE + 1;
        right = right > level->w ? level->w : right;
        Image square = {right - left, h, cutter->square};
        for (int y = 0; y < h; y++) {
            memcpy(square.px + (size_t)y * (size_t)square.w,
                   level->px + (size_t)y * (size_t)level->w + left,
                   (size_t)square.w * sizeof *square.px);
        }
        bool is_opaque = image_is_opaque(&square);
        Encoded bytes = is_opaque ? jpeg_encode(&square) : png_encode(&square);
        PictureTile tile = {.level = index,
                            .x = x,
                            .y = level->strip,
                            .format = is_opaque ? STR("jpeg") : STR("png"),
                            .bytes = {(const char *)bytes.bytes, (int)bytes.size}};
        if (!bytes.bytes || !add_tile(cutter, tile)) {
            free(bytes.bytes);
            return false;
        }
    }
    return true;
}

static uint32_t mean_of(uint32_t a, uint32_t b, uint32_t c, uint32_t d)
{
    uint32_t mean = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
        uint32_t sum =
            (a >> shift & 0xFF) + (b >> shift & 0xFF) + (c >> shift & 0xFF) + (d >> shift & 0xFF);
        mean |= (sum + 2) / 4 << shift;
    }
    return mean;
}

static const uint32_t *halved(Level *level, const uint32_t *below)
{
    for (int x = 0; x < level->w; x += 2) {
        int next = x + 1 < level->w ? x + 1 : x;
        level->half[x / 2] = mean_of(level->above[x], level->above[next], below[x], below[next]);
    }
    return level->half;
}

static bool take(Cutter *cutter, int index, const uint32_t *px)
{
    Level *level = &cutter->levels[index];
    size_t row_bytes = (size_t)level->w * sizeof *px;
    int y = level->rows++;
    bool is_last = level->rows == level->h;
    if (index == cutter->kept_level) {
        memcpy(cutter->kept.px + (size_t)y * (size_t)level->w, px, row_bytes);
    }
    memcpy(level->px + (size_t)(y - level->first) * (size_t)level->w, px, row_bytes);
    bool is_done = true;
    if (y == (level->strip + 1) * PYRAMID_TILE) { // the first row of the strip below
        is_done = cut_strip(cutter, index, y);
        memmove(level->px, level->px + (size_t)(y - 1 - level->first) * (size_t)level->w,
                2 * row_bytes);
        level->first = y - 1;
        level->strip++;
    }
    if (is_last) {
        is_done = is_done && cut_strip(cutter, index, y);
    }
    if (!is_done || index + 1 == cutter->count) {
        return is_done;
    }
    if (y % 2 == 0) {
        memcpy(level->above, px, row_bytes);
        return !is_last || take(cutter, index + 1, halved(level, px));
    }
    return take(cutter, index + 1, halved(level, px));
}

bool cutter_row(void *context, const uint32_t *px, int y)
{
    Cutter *cutter = context;
    assert(y == cutter->levels[0].rows);
    return take(cutter, 0, px);
}

bool cutter_finish(Cutter *cutter, PictureTile **tiles, int *count, Image *kept)
{
    for (int i = 0; i < cutter->count; i++) {
        if (cutter->levels[i].rows != cutter->levels[i].h) {
            return false;
        }
    }
    *tiles = cutter->tiles;
    *count = cutter->tile_count;
    *kept = cutter->kept;
    cutter->tiles = NULL;
    cutter->tile_count = 0;
    cutter->kept = (Image){0};
    return true;
}

void cutter_close(Cutter *cutter)
{
    if (!cutter) {
        return;
    }
    for (int i = 0; i < cutter->count; i++) {
        free(cutter->levels[i].px);
        free(cutter->levels[i].half);
        free(cutter->levels[i].above);
    }
    picture_free_tiles(cutter->tiles, cutter->tile_count);
    image_free(&cutter->kept);
    free(cutter->square);
    free(cutter);
}
