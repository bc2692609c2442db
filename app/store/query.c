#include "store/query.h"
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_LIMIT = 256 * 1024 * 1024, CACHE_KIB = 4096 };

// "file:" and the path with what a URI would read otherwise written as %XX.
static char *uri_of(const char *path)
{
    size_t size = 3 * strlen(path) + 64;
    char *uri = malloc(size);
    if (!uri) {
        return NULL;
    }
    size_t used = (size_t)snprintf(uri, size, "file:%s", path[0] == '/' ? "//" : "");
    for (const char *p = path; *p; p++) {
        bool is_special = *p == '%' || *p == '?' || *p == '#';
        used += (size_t)snprintf(uri + used, size - used, is_special ? "%%%02X" : "%c",
                                 is_special ? (unsigned)(unsigned char)*p : (unsigned)*p);
    }
    snprintf(uri + used, size - used, "?mode=ro&immutable=1");
    return uri;
}

bool db_open(const char *path, sqlite3 **db)
{
    char *uri = uri_of(path);
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    bool is_open = uri && sqlite3_open_v2(uri, db, flags, NULL) == SQLITE_OK;
    free(uri);
    if (!is_open) {
        return false;
    }
    sqlite3_db_config(*db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(*db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(*db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(*db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(*db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(*db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_limit(*db, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(*db, SQLITE_LIMIT_LENGTH, VALUE_LIMIT);
    // No mmap: a disk that fails, or a file cut short under us, would then be a SIGBUS and not an
    // error; and it is no faster here.
    char pragmas[128];
    snprintf(pragmas, sizeof pragmas,
             "PRAGMA mmap_size = 0; PRAGMA cache_size = -%d; PRAGMA cell_size_check = 1;"
             "PRAGMA temp_store = MEMORY;",
             CACHE_KIB);
    return sqlite3_exec(*db, pragmas, NULL, NULL, NULL) == SQLITE_OK;
}

static sqlite3_stmt *prepared(Store *store, const char *sql)
{
    for (int i = 0; i < store->prepared_count; i++) {
        if (store->prepared[i].sql == sql) {
            return store->prepared[i].statement;
        }
    }
    sqlite3_stmt *statement = NULL;
    if (store->prepared_count == STORE_STATEMENTS ||
        sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
            SQLITE_OK) {
        return NULL;
    }
    store->prepared[store->prepared_count++] = (Prepared){sql, statement};
    return statement;
}

void query_finish(Store *store)
{
    for (int i = 0; i < store->prepared_count; i++) {
        sqlite3_finalize(store->prepared[i].statement);
    }
    store->prepared_count = 0;
    free(store->scratch);
    store->scratch = NULL;
}

static sqlite3_stmt *begin(Store *store, const char *sql, const Str filters[3])
{
    sqlite3_stmt *statement = prepared(store, sql);
    if (!statement) {
        return NULL;
    }
    // Not every text uses all of them: those are out of range, and that is fine.
    (void)sqlite3_bind_text(statement, 1, store->languages[store->language], -1, SQLITE_STATIC);
    (void)sqlite3_bind_text(statement, 2, store->languages[0], -1, SQLITE_STATIC);
    (void)sqlite3_bind_text(statement, 3, store->today, -1, SQLITE_STATIC);
    for (int i = 0; filters && i < 3; i++) {
        if (filters[i].n > 0) {
            (void)sqlite3_bind_text(statement, 4 + i, filters[i].p, filters[i].n, SQLITE_STATIC);
        } else {
            (void)sqlite3_bind_null(statement, 4 + i);
        }
    }
    return statement;
}

static bool broke(const Store *store, Err *err)
{
    return err_say(err, store->path, SAY_STORE_BROKE, SAY_STORE_DAMAGED_HINT, store->path,
                   sqlite3_errmsg(store->db), NULL);
}

static bool make_room(Store *store, size_t size)
{
    if (size <= store->scratch_size) {
        return true;
    }
    size_t wanted = store->scratch_size ? store->scratch_size : 16 * KIB;
    while (wanted < size) {
        wanted *= 2;
    }
    char *grown = realloc(store->scratch, wanted);
    if (grown) {
        store->scratch = grown;
        store->scratch_size = wanted;
    }
    return grown != NULL;
}

Rows query_rows(Store *store, Arena *arena, const char *sql, const Str filters[3], size_t item_size,
                RowReader *read, Err *err)
{
    ArenaMark mark = arena_mark(arena);
    sqlite3_stmt *statement = begin(store, sql, filters);
    size_t used = 0;
    int count = 0;
    int step = SQLITE_ERROR;
    while (statement && count < INT_MAX && (step = sqlite3_step(statement)) == SQLITE_ROW) {
        if (!make_room(store, used + item_size)) {
            break;
        }
        Row row = {statement, arena, 0};
        memset(store->scratch + used, 0, item_size);
        read(&row, store->scratch + used);
        used += item_size;
        count++;
    }
    if (step != SQLITE_DONE) {
        broke(store, err);
        sqlite3_reset(statement);
        arena_release(arena, mark);
        return (Rows){0};
    }
    sqlite3_reset(statement);
    void *items = NULL;
    if (count > 0) {
        items = arena_alloc(arena, used);
        memcpy(items, store->scratch, used);
    }
    return (Rows){items, count, true};
}

bool query_row(Store *store, Arena *arena, const char *sql, Str filter, RowReader *read, void *item)
{
    sqlite3_stmt *statement = begin(store, sql, (Str[3]){filter});
    bool is_found = filter.n > 0 && statement && sqlite3_step(statement) == SQLITE_ROW;
    if (is_found) {
        Row row = {statement, arena, 0};
        read(&row, item);
    }
    sqlite3_reset(statement);
    return is_found;
}

static void read_text(Row *row, void *item)
{
    *(Str *)item = row_text(row);
}

Str query_text(Store *store, Arena *arena, const char *sql, Str filter)
{
    Str text = STR_NONE;
    query_row(store, arena, sql, filter, read_text, &text);
    return text;
}

Str row_text(Row *row)
{
    int column = row->column++;
    // As a blob: the text itself, without a copy that only adds a NUL. The file is UTF-8.
    const void *bytes = sqlite3_column_blob(row->statement, column);
    int size = bytes ? sqlite3_column_bytes(row->statement, column) : 0;
    return size > 0 ? str_dup(row->arena, (Str){bytes, size}) : STR_NONE;
}

double row_number(Row *row)
{
    return sqlite3_column_double(row->statement, row->column++);
}

double row_number_or(Row *row, double otherwise)
{
    double number =
        row_has_next(row) ? sqlite3_column_double(row->statement, row->column) : otherwise;
    row->column++;
    return number;
}

int row_int(Row *row)
{
    return sqlite3_column_int(row->statement, row->column++);
}

bool row_has_next(const Row *row)
{
    return sqlite3_column_type(row->statement, row->column) != SQLITE_NULL;
}

Origin row_origin(Row *row)
{
    Origin origin = {0};
    origin.sources = row_text(row);
    origin.as_of = row_text(row);
    origin.is_pending = row_int(row) != 0;
    return origin;
}
