#include "store/query.h"
#include <stdlib.h>
#include <string.h>

bool store_picture(Store *store, Str name, int want_w, uint8_t **bytes, size_t *size)
{
    *bytes = NULL;
    *size = 0;
    sqlite3_mutex_enter(store->pictures_mutex);
    sqlite3_stmt *best = store->picture_best;
    sqlite3_bind_text(best, 1, name.n ? name.p : "", name.n, SQLITE_STATIC);
    sqlite3_bind_int(best, 2, want_w);
    if (sqlite3_step(best) == SQLITE_ROW) {
        const void *blob = sqlite3_column_blob(best, 0);
        size_t count = blob ? (size_t)sqlite3_column_bytes(best, 0) : 0;
        *bytes = count ? malloc(count) : NULL;
        if (*bytes) {
            memcpy(*bytes, blob, count);
            *size = count;
        }
    }
    sqlite3_reset(best);
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
