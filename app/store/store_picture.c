#include "store/query.h"
#include <stdlib.h>
#include <string.h>

// A copy of the one blob that the bound statement selects; the mutex is held.
static void copy_blob(sqlite3_stmt *select, uint8_t **bytes, size_t *size)
{
    if (sqlite3_step(select) == SQLITE_ROW) {
        const void *blob = sqlite3_column_blob(select, 0);
        size_t count = blob ? (size_t)sqlite3_column_bytes(select, 0) : 0;
        *bytes = count ? malloc(count) : NULL;
        if (*bytes) {
            memcpy(*bytes, blob, count);
            *size = count;
        }
    }
    sqlite3_reset(select);
}

// "canal@2/0/3": level, x and y of a square.
static bool is_tile_name(Str name, Str *picture, int at[3])
{
    int sign = str_find_char(name, '@');
    if (sign < 0) {
        return false;
    }
    *picture = str_sub(name, 0, sign);
    Str rest = str_from_offset(name, sign + 1);
    Str part;
    int count = 0;
    while (str_split(&rest, '/', &part)) {
        int64_t number = 0;
        if (count == 3 || !str_to_int(part, &number) || number < 0 || number > 4096) {
            return false;
        }
        at[count++] = (int)number;
    }
    return count == 3;
}

bool store_picture(Store *store, Str name, int want_w, uint8_t **bytes, size_t *size)
{
    int at[3];
    Str picture;
    if (is_tile_name(name, &picture, at)) {
        return store_picture_tile(store, picture, at[0], at[1], at[2], bytes, size);
    }
    *bytes = NULL;
    *size = 0;
    sqlite3_mutex_enter(store->pictures_mutex);
    sqlite3_stmt *best = store->picture_best;
    sqlite3_bind_text(best, 1, name.n ? name.p : "", name.n, SQLITE_STATIC);
    sqlite3_bind_int(best, 2, want_w);
    copy_blob(best, bytes, size);
    sqlite3_mutex_leave(store->pictures_mutex);
    return *bytes != NULL;
}

bool store_picture_tile(Store *store, Str name, int level, int x, int y, uint8_t **bytes,
                        size_t *size)
{
    *bytes = NULL;
    *size = 0;
    sqlite3_mutex_enter(store->pictures_mutex);
    sqlite3_stmt *tile = store->picture_tile;
    sqlite3_bind_text(tile, 1, name.n ? name.p : "", name.n, SQLITE_STATIC);
    sqlite3_bind_int(tile, 2, level);
    sqlite3_bind_int(tile, 3, x);
    sqlite3_bind_int(tile, 4, y);
    copy_blob(tile, bytes, size);
    sqlite3_mutex_leave(store->pictures_mutex);
    return *bytes != NULL;
}

// "#A9CFC4"; black when it is not one.
static uint32_t colour_of(const unsigned char *text)
{
    return text && text[0] == '#' ? (uint32_t)strtoul((const char *)text + 1, NULL, 16) & 0xFFFFFF
                                  : 0;
}

bool store_picture_info(Store *store, Str name, int *w, int *h, uint32_t *colour)
{
    *w = 0;
    *h = 0;
    *colour = 0;
    sqlite3_mutex_enter(store->pictures_mutex);
    sqlite3_stmt *info = store->picture_info;
    sqlite3_bind_text(info, 1, name.n ? name.p : "", name.n, SQLITE_STATIC);
    bool is_found = sqlite3_step(info) == SQLITE_ROW;
    if (is_found) {
        *w = sqlite3_column_int(info, 0);
        *h = sqlite3_column_int(info, 1);
        *colour = colour_of(sqlite3_column_text(info, 2));
    }
    sqlite3_reset(info);
    sqlite3_mutex_leave(store->pictures_mutex);
    return is_found;
}

int store_picture_top(Store *store, Str name, int *w)
{
    int top = 0;
    *w = 0;
    sqlite3_mutex_enter(store->pictures_mutex);
    sqlite3_stmt *info = store->picture_info;
    sqlite3_bind_text(info, 1, name.n ? name.p : "", name.n, SQLITE_STATIC);
    if (sqlite3_step(info) == SQLITE_ROW) {
        *w = sqlite3_column_int(info, 0);
        top = sqlite3_column_int(info, 3);
    }
    sqlite3_reset(info);
    sqlite3_mutex_leave(store->pictures_mutex);
    return top;
}
