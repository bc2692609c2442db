#include "store/store.h"
#include "base/file.h"
#include "store/query.h"
#include "store/tables.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Where SQLite's header keeps what we look at; big endian.
enum {
    AT_PAGE_SIZE = 16,
    AT_WRITE_FORMAT = 18,
    AT_READ_FORMAT = 19,
    AT_PAGE_COUNT = 28,
    AT_ENCODING = 56,
    AT_USER_VERSION = 60,
    AT_APPLICATION_ID = 68
};

static uint32_t big_endian(const unsigned char *p, int n)
{
    uint32_t number = 0;
    for (int i = 0; i < n; i++) {
        number = number << 8 | p[i];
    }
    return number;
}

static bool damaged(const char *path, const char *why, Err *err)
{
    return err_say(err, path, SAY_STORE_DAMAGED, SAY_STORE_DAMAGED_HINT, path, why, NULL);
}

// What can be told without SQLite, in the words that fit best.
static bool check_header(const char *path, Err *err)
{
    static const unsigned char MAGIC[16] = "SQLite format 3"; // with its NUL
    unsigned char header[STORY_HEADER_SIZE] = {0};
    FILE *file = file_is_folder(path) ? NULL : fopen(path, "rb");
    if (!file) {
        const char *why = strerror(file_is_folder(path) ? EISDIR : errno);
        return err_say(err, path, SAY_FILE_CANNOT_OPEN, SAY_FILE_CANNOT_OPEN_HINT, path, why, NULL);
    }
    size_t got = fread(header, 1, sizeof header, file);
    fclose(file);
    int64_t size = file_size(path);
    char is[32];
    char wanted[32];
    if (got == 0) {
        return err_say(err, path, SAY_STORE_EMPTY, SAY_STORE_DAMAGED_HINT, path, NULL);
    }
    if (memcmp(header, MAGIC, got < sizeof MAGIC ? got : sizeof MAGIC) != 0) {
        return err_say(err, path, SAY_STORE_NOT_A_STORY, SAY_STORE_NOT_A_STORY_HINT, path, NULL);
    }
    int64_t stated = (int64_t)big_endian(header + AT_PAGE_COUNT, 4) * STORY_PAGE_SIZE;
    if (got < sizeof header) {
        stated = STORY_PAGE_SIZE;
    } else if (big_endian(header + AT_APPLICATION_ID, 4) != STORE_APPLICATION_ID) {
        return err_say(err, path, SAY_STORE_OTHER_PROGRAM, SAY_STORE_NOT_A_STORY_HINT, path, NULL);
    } else if (big_endian(header + AT_USER_VERSION, 4) != STORE_SCHEMA_VERSION) {
        uint32_t version = big_endian(header + AT_USER_VERSION, 4);
        snprintf(is, sizeof is, "%u", version);
        snprintf(wanted, sizeof wanted, "%d", STORE_SCHEMA_VERSION);
        return err_say(
            err, path, version > STORE_SCHEMA_VERSION ? SAY_STORE_NEWER : SAY_STORE_OLDER,
            version > STORE_SCHEMA_VERSION ? SAY_STORE_NEWER_HINT : SAY_STORE_DAMAGED_HINT, path,
            is, wanted, NULL);
    }
    if (size < stated) {
        snprintf(wanted, sizeof wanted, "%lld", (long long)stated);
        snprintf(is, sizeof is, "%lld", (long long)size);
        return err_say(err, path, SAY_STORE_CUT_SHORT, SAY_STORE_DAMAGED_HINT, path, wanted, is,
                       NULL);
    }
    bool is_fine = size == stated && header[AT_WRITE_FORMAT] == 1 && header[AT_READ_FORMAT] == 1 &&
                   big_endian(header + AT_PAGE_SIZE, 2) == STORY_PAGE_SIZE &&
                   big_endian(header + AT_ENCODING, 4) == 1;
    return is_fine || damaged(path, "header", err);
}

// The rows each table has against the stated ones; thorough: what is in them, too.
static bool check_tables(Store *store, bool is_thorough, const char **what)
{
    static char const STATED[] = "SELECT row_count, sha256 FROM table_hash WHERE name = ?1";
    sqlite3_stmt *stated = NULL;
    char name[64] = "";
    bool is_good = sqlite3_prepare_v2(store->db, STATED, -1, &stated, NULL) == SQLITE_OK;
    *what = "table_hash";
    while (is_good && tables_next(store->db, name)) {
        char hex[TABLE_HASH_SIZE] = "";
        int64_t rows = -1;
        sqlite3_bind_text(stated, 1, name, -1, SQLITE_TRANSIENT);
        is_good = sqlite3_step(stated) == SQLITE_ROW && sqlite3_column_text(stated, 1);
        if (is_good) {
            int64_t wanted = sqlite3_column_int64(stated, 0);
            is_good = is_thorough ? table_hash(store->db, name, &rows, hex)
                                  : table_count(store->db, name, wanted, &rows);
            is_good =
                is_good && rows == wanted &&
                (!is_thorough || strcmp(hex, (const char *)sqlite3_column_text(stated, 1)) == 0);
        }
        sqlite3_reset(stated);
    }
    sqlite3_finalize(stated);
    return is_good;
}

static bool check_integrity(Store *store)
{
    sqlite3_stmt *check = NULL;
    bool is_good =
        sqlite3_prepare_v2(store->db, "PRAGMA integrity_check(1)", -1, &check, NULL) == SQLITE_OK &&
        sqlite3_step(check) == SQLITE_ROW && sqlite3_column_text(check, 0) &&
        strcmp((const char *)sqlite3_column_text(check, 0), "ok") == 0;
    sqlite3_finalize(check);
    return is_good;
}

static const char META[] = "SELECT value FROM meta WHERE key = ?4";

static bool read_languages(Store *store)
{
    Arena arena;
    arena_init(&arena, "languages", MIB);
    Str rest = query_text(store, &arena, META, STR("languages"));
    Str part;
    while (str_split(&rest, ';', &part) && store->language_count < STORE_LANGUAGES) {
        if (part.n >= 2 && part.n < LANGUAGE_BYTES) {
            snprintf(store->languages[store->language_count++], LANGUAGE_BYTES, "%.*s",
                     STR_ARG(part));
        }
    }
    arena_finish(&arena);
    return store->language_count > 0;
}

static bool open_pictures(Store *store)
{
    // The smallest that is wide enough, else the widest.
    static const char BEST[] = "SELECT bytes FROM picture_size WHERE name = ?1 "
                               "ORDER BY w < ?2, CASE WHEN w < ?2 THEN -w ELSE w END LIMIT 1";
    static const char INFO[] = "SELECT w, h, colour, coalesce(y, 0) FROM picture WHERE name = ?1";
    static const char TILE[] = "SELECT bytes FROM picture_tile"
                               " WHERE name = ?1 AND level = ?2 AND x = ?3 AND y = ?4";
    store->pictures_mutex = sqlite3_mutex_alloc(SQLITE_MUTEX_FAST);
    return store->pictures_mutex && db_open(store->path, &store->pictures) &&
           sqlite3_prepare_v3(store->pictures, BEST, -1, SQLITE_PREPARE_PERSISTENT,
                              &store->picture_best, NULL) == SQLITE_OK &&
           sqlite3_prepare_v3(store->pictures, INFO, -1, SQLITE_PREPARE_PERSISTENT,
                              &store->picture_info, NULL) == SQLITE_OK &&
           sqlite3_prepare_v3(store->pictures, TILE, -1, SQLITE_PREPARE_PERSISTENT,
                              &store->picture_tile, NULL) == SQLITE_OK;
}

static bool check_story(Store *store, bool is_thorough, Err *err)
{
    const char *what = "";
    if (!db_open(store->path, &store->db) || !tables_are_ours(store->db)) {
        return damaged(store->path, "schema", err);
    }
    if (is_thorough && !check_integrity(store)) {
        return damaged(store->path, "integrity_check", err);
    }
    if (!check_tables(store, is_thorough, &what)) {
        return damaged(store->path, what, err);
    }
    if (!read_languages(store) || !open_pictures(store)) {
        return damaged(store->path, "meta", err);
    }
    return true;
}

Store *store_open(const char *path, bool is_thorough, Err *err)
{
    if (!check_header(path, err)) {
        return NULL;
    }
    Store *store = calloc(1, sizeof *store);
    size_t size = strlen(path) + 1;
    char *kept = malloc(size);
    if (!store || !kept) {
        free(store);
        free(kept);
        err_say(err, path, SAY_FILE_CANNOT_OPEN, SAY_FILE_CANNOT_OPEN_HINT, path, strerror(ENOMEM),
                NULL);
        return NULL;
    }
    store->path = memcpy(kept, path, size);
    if (!check_story(store, is_thorough, err)) {
        store_close(store);
        return NULL;
    }
    return store;
}

void store_close(Store *store)
{
    if (!store) {
        return;
    }
    query_finish(store);
    sqlite3_finalize(store->picture_best);
    sqlite3_finalize(store->picture_info);
    sqlite3_finalize(store->picture_tile);
    sqlite3_close(store->pictures);
    sqlite3_mutex_free(store->pictures_mutex);
    sqlite3_close(store->db);
    free(store->path);
    free(store);
}

void store_set_language(Store *store, Str language)
{
    store->language = 0;
    for (int i = 0; i < store->language_count; i++) {
        if (str_is(language, store->languages[i])) {
            store->language = i;
        }
    }
}

Str store_language(const Store *store)
{
    return str_from(store->languages[store->language]);
}

void store_set_today(Store *store, Str iso_date)
{
    snprintf(store->today, sizeof store->today, "%.*s", STR_ARG(iso_date));
}

Str store_today(const Store *store)
{
    return str_from(store->today);
}

StoryInfo store_info(Store *store, Arena *arena)
{
    StoryInfo info = {.version = query_text(store, arena, META, STR("version")),
                      .built = query_text(store, arena, META, STR("built")),
                      .as_of = query_text(store, arena, META, STR("as_of"))};
    int64_t rows = 0;
    int64_t cut = 0;
    bool is_known = str_to_int(query_text(store, arena, META, STR("cut_texts")), &cut);
    info.cut_texts = is_known && cut >= 0 && cut <= INT32_MAX ? (int)cut : -1;
    if (str_to_int(query_text(store, arena, META, STR("row_count")), &rows) && rows >= 0 &&
        rows <= INT32_MAX) {
        info.row_count = (int)rows;
    }
    Str *languages = arena_new(arena, Str, store->language_count);
    for (int i = 0; i < store->language_count; i++) {
        languages[i] = str_dup(arena, str_from(store->languages[i]));
    }
    info.languages = languages;
    info.language_count = store->language_count;
    return info;
}

Str store_value(Store *store, Arena *arena, Str key)
{
    static const char SQL[] =
        "SELECT" TX("t", "value") " FROM value v" TEXTS("value", "t", "v.id") " WHERE v.id = ?4";
    return query_text(store, arena, SQL, key);
}

Str store_label(Store *store, Arena *arena, Str id)
{
    static const char SQL[] =
        "SELECT" TX("t", "value") " FROM label l" TEXTS("label", "t", "l.id") " WHERE l.id = ?4";
    Str label = query_text(store, arena, SQL, id);
    return label.n ? label : str_dup(arena, id);
}
