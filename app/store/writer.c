#include "store/writer.h"
#include "base/file.h"
#include "store/store.h"
#include "store/tables.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STATEMENT_COUNT = 256, COLUMN_LIMIT = 32, NAME_LIMIT = 64 };
enum { LANGUAGE_LIMIT = 16, LANGUAGE_SIZE = 12 };

typedef struct {
    char *sql;
    sqlite3_stmt *statement;
} Cached;

struct Writer {
    sqlite3 *db; // private and temporary; VACUUM INTO makes the file of it
    char *path;
    char *temporary; // path.new
    Cached cache[STATEMENT_COUNT];
    int cache_count;
    char languages[LANGUAGE_LIMIT][LANGUAGE_SIZE]; // as the texts came
    int language_count;
    bool is_there; // `temporary` is ours to remove
};

static char *copy(const char *text, const char *suffix)
{
    size_t size = strlen(text) + strlen(suffix) + 1;
    char *joined = malloc(size);
    if (joined) {
        snprintf(joined, size, "%s%s", text, suffix);
    }
    return joined;
}

static bool cannot_write(const Writer *writer, const char *why, Err *err)
{
    return err_say(err, writer->path, SAY_FILE_CANNOT_WRITE, SAY_FILE_CANNOT_WRITE_HINT,
                   writer->path, why, NULL);
}

static bool row_refused(Writer *writer, const char *table, Str id, const char *why, Err *err)
{
    char name[NAME_LIMIT];
    int code = sqlite3_errcode(writer->db);
    if (code == SQLITE_FULL || code == SQLITE_IOERR || code == SQLITE_NOMEM) {
        return cannot_write(writer, sqlite3_errmsg(writer->db), err);
    }
    snprintf(name, sizeof name, "%.*s", STR_ARG(id));
    return err_say(err, writer->path, SAY_STORE_ROW_REFUSED, SAY_STORE_ROW_REFUSED_HINT, table,
                   name, why ? why : sqlite3_errmsg(writer->db), NULL);
}

static bool run(Writer *writer, const char *sql)
{
    return sqlite3_exec(writer->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

Writer *writer_open(const char *path, Err *err)
{
    Writer *writer = calloc(1, sizeof *writer);
    if (!writer) {
        err_say(err, path, SAY_FILE_CANNOT_WRITE, SAY_FILE_CANNOT_WRITE_HINT, path,
                strerror(ENOMEM), NULL);
        return NULL;
    }
    writer->path = copy(path, "");
    writer->temporary = copy(path, ".new");
    FILE *file = writer->temporary ? fopen(writer->temporary, "wb") : NULL;
    writer->is_there = file != NULL;
    if (!writer->path || !file || fclose(file) != 0) {
        err_say(err, path, SAY_FILE_CANNOT_WRITE, SAY_FILE_CANNOT_WRITE_HINT, path, strerror(errno),
                NULL);
        writer_abandon(writer);
        return NULL;
    }
    char pragmas[256];
    snprintf(pragmas, sizeof pragmas,
             "PRAGMA page_size = %d; PRAGMA auto_vacuum = 0; PRAGMA encoding = 'UTF-8';"
             "PRAGMA journal_mode = OFF; PRAGMA temp_store = MEMORY; PRAGMA application_id = %d; "
             "PRAGMA user_version = %d;",
             STORY_PAGE_SIZE, STORE_APPLICATION_ID, STORE_SCHEMA_VERSION);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2("", &writer->db, flags, NULL) != SQLITE_OK || !run(writer, pragmas) ||
        !tables_create(writer->db) || !run(writer, "BEGIN")) {
        cannot_write(writer, sqlite3_errmsg(writer->db), err);
        writer_abandon(writer);
        return NULL;
    }
    return writer;
}

static bool is_name(Str name)
{
    bool is_good = name.n > 0 && name.n < NAME_LIMIT;
    for (int i = 0; is_good && i < name.n; i++) {
        is_good = (name.p[i] >= 'a' && name.p[i] <= 'z') || name.p[i] == '_' ||
                  (name.p[i] >= '0' && name.p[i] <= '9');
    }
    return is_good;
}

// Prepared once a shape; NULL when SQLite does not know the table or a column.
static sqlite3_stmt *prepared(Writer *writer, const char *sql)
{
    for (int i = 0; i < writer->cache_count; i++) {
        if (strcmp(writer->cache[i].sql, sql) == 0) {
            return writer->cache[i].statement;
        }
    }
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v3(writer->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) !=
        SQLITE_OK) {
        return NULL;
    }
    if (writer->cache_count == STATEMENT_COUNT) { // far more shapes than the schema has
        writer->cache_count--;
        free(writer->cache[writer->cache_count].sql);
        sqlite3_finalize(writer->cache[writer->cache_count].statement);
    }
    Cached *slot = &writer->cache[writer->cache_count];
    *slot = (Cached){copy(sql, ""), statement};
    if (!slot->sql) {
        sqlite3_finalize(statement);
        return NULL;
    }
    writer->cache_count++;
    return statement;
}

static void bind(sqlite3_stmt *statement, int at, Str text)
{
    if (text.n > 0) {
        sqlite3_bind_text(statement, at, text.p, text.n, SQLITE_STATIC);
    } else {
        sqlite3_bind_null(statement, at);
    }
}

static bool finish(sqlite3_stmt *statement)
{
    bool is_done = sqlite3_step(statement) == SQLITE_DONE;
    return sqlite3_reset(statement) == SQLITE_OK && is_done;
}

bool writer_row(Writer *writer, const char *table, const char *const *columns, const Str *values,
                int count, Err *err)
{
    Str id = count > 0 ? values[0] : STR_NONE;
    char sql[4096];
    char marks[4 * COLUMN_LIMIT] = "";
    if (!is_name(str_from(table)) || count < 1 || count > COLUMN_LIMIT) {
        return row_refused(writer, table, id, "no such table", err);
    }
    int used = snprintf(sql, sizeof sql, "INSERT INTO \"%s\" (", table);
    for (int i = 0; i < count; i++) {
        if (!is_name(str_from(columns[i]))) {
            return row_refused(writer, table, id, "no such column", err);
        }
        used +=
            snprintf(sql + used, sizeof sql - (size_t)used, "%s\"%s\"", i ? ", " : "", columns[i]);
        snprintf(marks + strlen(marks), 4, "%s?", i ? ", " : "");
        id = strcmp(columns[i], "id") == 0 ? values[i] : id;
    }
    snprintf(sql + used, sizeof sql - (size_t)used, ") VALUES (%s)", marks);
    sqlite3_stmt *insert = prepared(writer, sql);
    if (!insert) {
        return row_refused(writer, table, id, NULL, err);
    }
    for (int i = 0; i < count; i++) {
        bind(insert, i + 1, values[i]);
    }
    return finish(insert) || row_refused(writer, table, id, NULL, err);
}

static bool remember_language(Writer *writer, Str lang)
{
    if (lang.n < 2 || lang.n >= LANGUAGE_SIZE || !is_name(lang)) {
        return false;
    }
    for (int i = 0; i < writer->language_count; i++) {
        if (str_is(lang, writer->languages[i])) {
            return true;
        }
    }
    if (writer->language_count == LANGUAGE_LIMIT) {
        return false;
    }
    snprintf(writer->languages[writer->language_count++], LANGUAGE_SIZE, "%.*s", STR_ARG(lang));
    return true;
}

bool writer_text(Writer *writer, Str entity, Str id, Str field, Str lang, Str value, Err *err)
{
    char table[NAME_LIMIT + 8];
    char sql[512];
    snprintf(table, sizeof table, "%.*s_text", STR_ARG(entity));
    if (!is_name(entity) || !is_name(field)) {
        return row_refused(writer, table, id, "no such table or field", err);
    }
    if (!remember_language(writer, lang)) {
        return row_refused(writer, table, id, "no such language", err);
    }
    if (value.n == 0) {
        return true;
    }
    snprintf(sql, sizeof sql,
             "INSERT INTO \"%s\" (id, lang, \"%.*s\") VALUES (?1, ?2, ?3) ON CONFLICT (id, lang) "
             "DO UPDATE SET \"%.*s\" = excluded.\"%.*s\" WHERE \"%s\".\"%.*s\" IS NULL",
             table, STR_ARG(field), STR_ARG(field), STR_ARG(field), table, STR_ARG(field));
    sqlite3_stmt *upsert = prepared(writer, sql);
    if (!upsert) {
        return row_refused(writer, table, id, NULL, err);
    }
    bind(upsert, 1, id);
    bind(upsert, 2, lang);
    bind(upsert, 3, value);
    if (!finish(upsert)) {
        return row_refused(writer, table, id, NULL, err);
    }
    return sqlite3_changes(writer->db) == 1 ||
           row_refused(writer, table, id, "the text was given twice", err);
}

bool writer_blob(Writer *writer, Str picture, int w, int h, Str format, Str bytes, Err *err)
{
    static const char SQL[] =
        "INSERT INTO picture_size (name, w, h, format, bytes) VALUES (?1, ?2, ?3, ?4, ?5)";
    sqlite3_stmt *insert = prepared(writer, SQL);
    if (!insert) {
        return row_refused(writer, "picture_size", picture, NULL, err);
    }
    bind(insert, 1, picture);
    sqlite3_bind_int(insert, 2, w);
    sqlite3_bind_int(insert, 3, h);
    bind(insert, 4, format);
    sqlite3_bind_blob(insert, 5, bytes.n ? bytes.p : NULL, bytes.n, SQLITE_STATIC);
    return finish(insert) || row_refused(writer, "picture_size", picture, NULL, err);
}

bool writer_tile(Writer *writer, Str picture, int level, int x, int y, Str format, Str bytes,
                 Err *err)
{
    static const char SQL[] = "INSERT INTO picture_tile (name, level, x, y, format, bytes)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    sqlite3_stmt *insert = prepared(writer, SQL);
    if (!insert) {
        return row_refused(writer, "picture_tile", picture, NULL, err);
    }
    bind(insert, 1, picture);
    sqlite3_bind_int(insert, 2, level);
    sqlite3_bind_int(insert, 3, x);
    sqlite3_bind_int(insert, 4, y);
    bind(insert, 5, format);
    sqlite3_bind_blob(insert, 6, bytes.n ? bytes.p : NULL, bytes.n, SQLITE_STATIC);
    return finish(insert) || row_refused(writer, "picture_tile", picture, NULL, err);
}

// Runs `format` with the name of each table that `list` selects.
static bool run_for_each(Writer *writer, const char *list, const char *format)
{
    sqlite3_stmt *tables = NULL;
    bool is_good = sqlite3_prepare_v2(writer->db, list, -1, &tables, NULL) == SQLITE_OK;
    int step = SQLITE_DONE;
    while (is_good && (step = sqlite3_step(tables)) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(tables, 0);
        char *sql = sqlite3_mprintf(format, name, name, name);
        is_good = sql && run(writer, sql);
        sqlite3_free(sql);
    }
    is_good = is_good && step == SQLITE_DONE;
    sqlite3_finalize(tables);
    return is_good;
}

#define TABLES_WITH_AS_OF                                                                          \
    "SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c ON c.name = 'as_of' "     \
    "WHERE t.type = 'table' ORDER BY t.name"

static bool date_rows(Writer *writer)
{
    return run_for_each(writer, TABLES_WITH_AS_OF,
                        "UPDATE \"%w\" SET as_of = (SELECT max(s.date) FROM source s WHERE "
                        "instr(';' || \"%w\".source || ';', ';' || s.id || ';')) "
                        "WHERE as_of IS NULL AND source IS NOT NULL");
}

// What refers to a row of another table: texts to theirs, and the few below.
static bool is_whole(Writer *writer, Err *err)
{
    static const char MISSING[] =
        "SELECT child, id FROM missing WHERE id IS NOT NULL ORDER BY child, id LIMIT 1";
    bool is_listed =
        run(writer, "CREATE TEMP TABLE missing (child TEXT, id TEXT);"
                    "INSERT INTO missing SELECT 'member_chain', member FROM member_chain"
                    " WHERE member NOT IN (SELECT id FROM member);"
                    "INSERT INTO missing SELECT 'member_chain', chain FROM member_chain"
                    " WHERE chain NOT IN (SELECT id FROM chain);"
                    "INSERT INTO missing SELECT 'picture_size', name FROM picture_size"
                    " WHERE name NOT IN (SELECT name FROM picture);"
                    "INSERT INTO missing SELECT 'picture_tile', name FROM picture_tile"
                    " WHERE name NOT IN (SELECT name FROM picture);") &&
        run_for_each(writer,
                     "SELECT substr(name, 1, length(name) - 5) FROM sqlite_schema "
                     "WHERE type = 'table' AND name LIKE '%\\_text' ESCAPE '\\' ORDER BY name",
                     "INSERT INTO missing SELECT '%q', id FROM \"%w_text\" "
                     "WHERE id NOT IN (SELECT id FROM \"%w\")");
    sqlite3_stmt *first = is_listed ? prepared(writer, MISSING) : NULL;
    if (!first) {
        return cannot_write(writer, sqlite3_errmsg(writer->db), err);
    }
    bool is_good = sqlite3_step(first) != SQLITE_ROW;
    if (!is_good) {
        err_say(err, writer->path, SAY_STORE_TEXT_WITHOUT_ROW, SAY_STORE_TEXT_WITHOUT_ROW_HINT,
                (const char *)sqlite3_column_text(first, 0),
                (const char *)sqlite3_column_text(first, 1), NULL);
    }
    sqlite3_reset(first);
    if (!run(writer, "DROP TABLE missing")) {
        return cannot_write(writer, sqlite3_errmsg(writer->db), err);
    }
    return is_good;
}

static bool put_meta(Writer *writer, Str key, Str value)
{
    sqlite3_stmt *insert = prepared(writer, "INSERT INTO meta (key, value) VALUES (?1, ?2)");
    if (!insert) {
        return false;
    }
    bind(insert, 1, key);
    sqlite3_bind_text(insert, 2, value.n ? value.p : "", value.n, SQLITE_STATIC);
    return finish(insert);
}

bool writer_cut_texts(Writer *writer, int count, Err *err)
{
    char text[16];
    snprintf(text, sizeof text, "%d", count);
    return put_meta(writer, STR("cut_texts"), str_from(text)) ||
           cannot_write(writer, sqlite3_errmsg(writer->db), err);
}

static bool put_languages(Writer *writer)
{
    sqlite3_stmt *stated =
        prepared(writer, "SELECT value FROM value_text WHERE id = 'languages' AND value <> '' "
                         "ORDER BY lang LIMIT 1");
    if (!stated) {
        return false;
    }
    char list[LANGUAGE_LIMIT * 16] = "";
    if (sqlite3_step(stated) == SQLITE_ROW) {
        snprintf(list, sizeof list, "%s", (const char *)sqlite3_column_text(stated, 0));
    } else {
        for (int i = 0; i < writer->language_count; i++) {
            size_t used = strlen(list);
            snprintf(list + used, sizeof list - used, "%s%s", i ? ";" : "", writer->languages[i]);
        }
    }
    sqlite3_reset(stated);
    return put_meta(writer, STR("languages"), list[0] ? str_from(list) : STR("zh"));
}

static bool put_newest_date(Writer *writer)
{
    return run(writer, "INSERT INTO meta VALUES ('as_of', coalesce((SELECT max(date) FROM source),"
                       " ''))") &&
           run_for_each(writer, TABLES_WITH_AS_OF,
                        "UPDATE meta SET value = max(value, coalesce((SELECT max(as_of) "
                        "FROM \"%w\"), '')) WHERE key = 'as_of'");
}

static bool put_hashes(Writer *writer)
{
    static const char INSERT[] = "INSERT INTO table_hash VALUES (?1, ?2, ?3)";
    char name[64] = "";
    sqlite3_stmt *insert = prepared(writer, INSERT);
    bool is_good = insert != NULL;
    while (is_good && tables_next(writer->db, name)) {
        char hex[TABLE_HASH_SIZE];
        int64_t rows = 0;
        is_good = table_hash(writer->db, name, &rows, hex);
        bind(insert, 1, str_from(name));
        sqlite3_bind_int64(insert, 2, rows);
        bind(insert, 3, str_from(hex));
        is_good = is_good && finish(insert);
    }
    return is_good &&
           run(writer, "INSERT INTO meta SELECT 'row_count', CAST(sum(row_count) AS TEXT) "
                       "FROM table_hash WHERE name || '_text' IN (SELECT name FROM table_hash)");
}

static void drop_statements(Writer *writer)
{
    for (int i = 0; i < writer->cache_count; i++) {
        free(writer->cache[i].sql);
        sqlite3_finalize(writer->cache[i].statement);
    }
    writer->cache_count = 0;
}

static bool put_file(Writer *writer)
{
    sqlite3_stmt *vacuum = prepared(writer, "VACUUM INTO ?1");
    if (!vacuum) {
        return false;
    }
    bind(vacuum, 1, str_from(writer->temporary));
    return finish(vacuum);
}

bool writer_commit(Writer *writer, Str version, Str build_date, Err *err)
{
    if (!is_whole(writer, err)) {
        return false;
    }
    bool is_good = date_rows(writer) && put_meta(writer, STR("version"), version) &&
                   put_meta(writer, STR("built"), build_date) && put_languages(writer) &&
                   put_newest_date(writer) && put_hashes(writer);
    drop_statements(writer);
    if (!is_good || !run(writer, "COMMIT") || !put_file(writer)) {
        return cannot_write(writer, sqlite3_errmsg(writer->db), err);
    }
    writer->is_there = false; // the rename, or its failure, takes it away
    if (!file_commit(writer->temporary, writer->path, err)) {
        return false;
    }
    writer_abandon(writer);
    return true;
}

void writer_abandon(Writer *writer)
{
    if (!writer) {
        return;
    }
    drop_statements(writer);
    sqlite3_close(writer->db);
    if (writer->is_there) {
        remove(writer->temporary);
    }
    free(writer->path);
    free(writer->temporary);
    free(writer);
}
