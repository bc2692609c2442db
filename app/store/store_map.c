// The reviewed map, and whether the picture in the story is the one that was reviewed.
#include "store/digest.h"
#include "store/query.h"
#include <limits.h>
#include <stdlib.h>

// clang-format off
static const char MAP[] =
    "SELECT m.id, m.picture," TX("t", "name") ", m.number, m.reviewer, m.hash, m.bounds," ORIGIN("m")
    " FROM map m" TEXTS("map", "t", "m.id")
    " WHERE" VALID("m") " AND m.review = ?4 ORDER BY m.ord";
// clang-format on

static void read_map(Row *row, void *item)
{
    ReviewedMap *map = item;
    map->id = row_text(row);
    map->picture = row_text(row);
    map->name = row_text(row);
    map->number = row_text(row);
    map->reviewer = row_text(row);
    map->hash = row_text(row);
    map->bounds = row_text(row);
    map->origin = row_origin(row);
}

// Its bytes are in the story as they were reviewed: nothing but their digest is trusted.
static bool is_reviewed(Store *store, const ReviewedMap *map)
{
    uint8_t *bytes = NULL;
    size_t size = 0;
    char hex[DIGEST_HEX] = "";
    if (store_picture(store, map->picture, INT_MAX, &bytes, &size)) {
        digest_sha256(bytes, size, hex);
    }
    free(bytes);
    return hex[0] && map->number.n > 0 && map->reviewer.n > 0 && str_is(map->hash, hex);
}

MapVerdict store_reviewed_map(Store *store, Arena *arena, ReviewedMap *out)
{
    *out = (ReviewedMap){0};
    if (!query_row(store, arena, MAP, STR("已审"), read_map, out)) {
        return MAP_NONE;
    }
    uint64_t key = str_hash(out->id);
    out->is_news = store->map_key != key;
    if (out->is_news) {
        store->map_verdict = is_reviewed(store, out) ? MAP_REVIEWED : MAP_REFUSED;
        store->map_key = key;
    }
    return store->map_verdict;
}
