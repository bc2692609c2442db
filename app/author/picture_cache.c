#include "author/picture_cache.h"
#include "author/image.h"
#include "base/file.h"
#include "base/hash.h"
#include <librsvg/rsvg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// What stands before the bytes of the sizes.
typedef struct {
    uint64_t content_hash; // of everything behind this number
    int32_t verdict, w, h, y;
    uint32_t colour;
    int32_t size_count;
    struct {
        int32_t w, h, n;
        char format[8];
    } sizes[PICTURE_SIZES];
} Head;

// Behind the bytes of the sizes, where there are tiles: as many of these, each before its bytes.
typedef struct {
    int32_t level, x, y, n;
    char format[8];
} TileHead;

static void path_of(char out[4096], const char *folder, Str source, PictureUse use)
{
    bool is_drawing = image_kind(source) == IMAGE_SVG;
    uint64_t versions =
        hash_u64(HASH_SEED, (uint64_t)(is_drawing ? PICTURE_SVG_VERSION : PICTURE_ENCODER_VERSION));
    versions = hash_u64(versions, LIBRSVG_MAJOR_VERSION * 10000 + LIBRSVG_MINOR_VERSION * 100 +
                                      LIBRSVG_MICRO_VERSION);
    versions = hash_u64(versions, (uint64_t)use);
    uint64_t high = hash_bytes(versions, source.p, (size_t)source.n);
    uint64_t low = hash_bytes(~high, source.p, (size_t)source.n);
    snprintf(out, 4096, "%s/%016llx%016llx.picture", folder, (unsigned long long)high,
             (unsigned long long)low);
}

static const char *known_format(const char format[8])
{
    static const char *const FORMATS[] = {"jpeg", "png"};
    for (int i = 0; i < COUNT(FORMATS); i++) {
        if (strncmp(format, FORMATS[i], 8) == 0) {
            return FORMATS[i];
        }
    }
    return NULL;
}

static uint64_t content_hash(const char *bytes, size_t size)
{
    return hash_bytes(HASH_SEED, bytes + sizeof(uint64_t), size - sizeof(uint64_t));
}

static bool add_tile(PackedPicture *picture, const TileHead *head, const uint8_t *from)
{
    int count = picture->tile_count;
    bool is_full = count == 0 || (count >= 64 && (count & (count - 1)) == 0);
    if (is_full) {
        size_t room = count < 64 ? 64 : (size_t)count * 2;
        PictureTile *grown = realloc(picture->tiles, room * sizeof *grown);
        if (!grown) {
            return false;
        }
        picture->tiles = grown;
    }
    char *bytes = malloc((size_t)head->n + 1);
    if (!bytes) {
        return false;
    }
    memcpy(bytes, from, (size_t)head->n);
    picture->tiles[picture->tile_count++] = (PictureTile){
        head->level, head->x, head->y, str_from(known_format(head->format)), {bytes, head->n}};
    return true;
}

static bool unpack_tiles(const FileMap *map, size_t at, PackedPicture *picture)
{
    while (at < map->size) {
        TileHead head;
        if (map->size - at < sizeof head) {
            return false;
        }
        memcpy(&head, map->bytes + at, sizeof head);
        at += sizeof head;
        if (head.n < 0 || (size_t)head.n > map->size - at || !known_format(head.format) ||
            !add_tile(picture, &head, map->bytes + at)) {
            return false;
        }
        at += (size_t)head.n;
    }
    return true;
}

static bool unpack(const FileMap *map, PackedPicture *picture)
{
    Head head;
    if (map->size < sizeof head) {
        return false;
    }
    memcpy(&head, map->bytes, sizeof head);
    if (head.content_hash != content_hash((const char *)map->bytes, map->size) ||
        head.size_count < 1 || head.size_count > PICTURE_SIZES) {
        return false;
    }
    size_t at = sizeof head;
    for (int i = 0; i < head.size_count; i++) {
        if (head.sizes[i].n < 0 || (size_t)head.sizes[i].n > map->size - at ||
            !known_format(head.sizes[i].format)) {
            return false;
        }
        at += (size_t)head.sizes[i].n;
    }
    at = sizeof head;
    for (int i = 0; i < head.size_count; i++) {
        size_t n = (size_t)head.sizes[i].n;
        char *bytes = malloc(n + 1);
        if (!bytes) {
            return false;
        }
        memcpy(bytes, map->bytes + at, n);
        at += n;
        picture->sizes[picture->size_count++] =
            (PictureSize){head.sizes[i].w,
                          head.sizes[i].h,
                          str_from(known_format(head.sizes[i].format)),
                          {bytes, (int)n}};
    }
    if (!unpack_tiles(map, at, picture)) {
        return false;
    }
    picture->verdict = (PictureVerdict)head.verdict;
    picture->w = head.w;
    picture->h = head.h;
    picture->y = head.y;
    picture->colour = head.colour;
    return true;
}

bool picture_cache_read(const char *folder, Str source, PackedPicture *picture)
{
    if (!folder) {
        return false;
    }
    char path[4096];
    FileMap map;
    path_of(path, folder, source, picture->use);
    if (!file_map(path, &map, NULL)) {
        return false;
    }
    bool is_read = unpack(&map, picture);
    file_unmap(&map);
    return is_read;
}

void picture_cache_write(const char *folder, Str source, const PackedPicture *picture)
{
    if (!folder || !file_make_folders(folder, NULL)) {
        return;
    }
    Head head = {
        .verdict = (int32_t)picture->verdict,
        .w = picture->w,
        .h = picture->h,
        .y = picture->y,
        .colour = picture->colour,
        .size_count = picture->size_count,
    };
    size_t size = sizeof head;
    for (int i = 0; i < picture->size_count; i++) {
        const PictureSize *from = &picture->sizes[i];
        head.sizes[i].w = from->w;
        head.sizes[i].h = from->h;
        head.sizes[i].n = from->bytes.n;
        snprintf(head.sizes[i].format, sizeof head.sizes[i].format, "%.*s", STR_ARG(from->format));
        size += (size_t)from->bytes.n;
    }
    for (int i = 0; i < picture->tile_count; i++) {
        size += sizeof(TileHead) + (size_t)picture->tiles[i].bytes.n;
    }
    char *bytes = size <= INT32_MAX ? malloc(size) : NULL;
    if (!bytes) {
        return;
    }
    size_t at = sizeof head;
    memcpy(bytes, &head, sizeof head);
    for (int i = 0; i < picture->size_count; i++) {
        memcpy(bytes + at, picture->sizes[i].bytes.p, (size_t)picture->sizes[i].bytes.n);
        at += (size_t)picture->sizes[i].bytes.n;
    }
    for (int i = 0; i < picture->tile_count; i++) {
        const PictureTile *from = &picture->tiles[i];
        TileHead tile = {from->level, from->x, from->y, from->bytes.n, ""};
        snprintf(tile.format, sizeof tile.format, "%.*s", STR_ARG(from->format));
        memcpy(bytes + at, &tile, sizeof tile);
        memcpy(bytes + at + sizeof tile, from->bytes.p, (size_t)from->bytes.n);
        at += sizeof tile + (size_t)from->bytes.n;
    }
    uint64_t hash = content_hash(bytes, size);
    memcpy(bytes, &hash, sizeof hash);
    char path[4096];
    path_of(path, folder, source, picture->use);
    file_write(path, (Str){bytes, (int)size}, NULL);
    free(bytes);
}
