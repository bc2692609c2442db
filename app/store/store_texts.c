#include "store/store_texts.h"
#include "store/query.h"
#include "store/tables.h"
#include <string.h>

static Str column_text(sqlite3_stmt *row, int column)
{
    const unsigned char *text = sqlite3_column_text(row, column);
    return text ? (Str){(const char *)text, sqlite3_column_bytes(row, column)} : STR_NONE;
}

// The columns of a table of texts: id, lang, then the texts.
static bool walk_table(sqlite3 *db, const char *name, TextSeen *seen, void *context)
{
    enum { ID = 0, FIRST_TEXT = 2 };
    Str entity = str_sub(str_from(name), 0, (int)(strlen(name) - strlen("_text")));
    char *sql = sqlite3_mprintf("SELECT * FROM \"%w\"", name);
    sqlite3_stmt *rows = NULL;
    bool is_wanted = sql && sqlite3_prepare_v2(db, sql, -1, &rows, NULL) == SQLITE_OK;
    while (is_wanted && sqlite3_step(rows) == SQLITE_ROW) {
        for (int i = FIRST_TEXT; is_wanted && i < sqlite3_column_count(rows); i++) {
            Str text = column_text(rows, i);
            is_wanted = text.n == 0 || seen(context, entity, column_text(rows, ID), text);
        }
    }
    sqlite3_finalize(rows);
    sqlite3_free(sql);
    return is_wanted;
}

bool store_texts(const char *story, TextSeen *seen, void *context, Err *err)
{
    Store *store = store_open(story, false, err);
    bool is_wanted = store != NULL;
    char name[64] = "";
    while (is_wanted && tables_next(store->db, name)) {
        const char *end = strstr(name, "_text");
        if (end && strcmp(end, "_text") == 0) {
            is_wanted = walk_table(store->db, name, seen, context);
        }
    }
    store_close(store);
    return is_wanted;
}
