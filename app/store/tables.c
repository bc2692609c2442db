#include "store/tables.h"
#include "schema_sql.h"
#include <sodium.h>
#include <stdio.h>
#include <string.h>

bool tables_create(sqlite3 *db)
{
    return sqlite3_exec(db, (const char *)SCHEMA_SQL, NULL, NULL, NULL) == SQLITE_OK;
}

static bool is_same_text(sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
    const unsigned char *left = sqlite3_column_text(a, column);
    const unsigned char *right = sqlite3_column_text(b, column);
    return left && right ? strcmp((const char *)left, (const char *)right) == 0 : left == right;
}

bool tables_are_ours(sqlite3 *db)
{
    static const char LIST[] = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name";
    sqlite3 *wanted = NULL;
    sqlite3_stmt *ours = NULL;
    sqlite3_stmt *theirs = NULL;
    bool is_same = sqlite3_open(":memory:", &wanted) == SQLITE_OK && tables_create(wanted) &&
                   sqlite3_prepare_v2(wanted, LIST, -1, &ours, NULL) == SQLITE_OK &&
                   sqlite3_prepare_v2(db, LIST, -1, &theirs, NULL) == SQLITE_OK;
    int step = SQLITE_ROW;
    while (is_same && step == SQLITE_ROW) {
        step = sqlite3_step(ours);
        is_same = sqlite3_step(theirs) == step;
        for (int i = 0; is_same && step == SQLITE_ROW && i < 4; i++) {
            is_same = is_same_text(ours, theirs, i);
        }
    }
    is_same = is_same && step == SQLITE_DONE;
    sqlite3_finalize(ours);
    sqlite3_finalize(theirs);
    sqlite3_close(wanted);
    return is_same;
}

bool tables_next(sqlite3 *db, char name[64])
{
    static const char NEXT[] = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name > ?1 "
                               "AND name NOT IN ('meta', 'table_hash') ORDER BY name LIMIT 1";
    sqlite3_stmt *next = NULL;
    bool is_found = sqlite3_prepare_v2(db, NEXT, -1, &next, NULL) == SQLITE_OK &&
                    sqlite3_bind_text(next, 1, name, -1, SQLITE_TRANSIENT) == SQLITE_OK &&
                    sqlite3_step(next) == SQLITE_ROW && sqlite3_column_text(next, 0);
    if (is_found) {
        snprintf(name, 64, "%s", (const char *)sqlite3_column_text(next, 0));
    }
    sqlite3_finalize(next);
    return is_found;
}

static void hash_number(crypto_hash_sha256_state *hash, char type, uint64_t number)
{
    unsigned char bytes[9] = {(unsigned char)type};
    for (int i = 0; i < 8; i++) {
        bytes[i + 1] = (unsigned char)(number >> (8 * i));
    }
    crypto_hash_sha256_update(hash, bytes, sizeof bytes);
}

static void hash_column(crypto_hash_sha256_state *hash, sqlite3_stmt *row, int column)
{
    int type = sqlite3_column_type(row, column);
    if (type == SQLITE_INTEGER) {
        hash_number(hash, 'i', (uint64_t)sqlite3_column_int64(row, column));
    } else if (type == SQLITE_FLOAT) {
        double number = sqlite3_column_double(row, column);
        uint64_t bits = 0;
        memcpy(&bits, &number, sizeof bits);
        hash_number(hash, 'f', bits);
    } else if (type == SQLITE_NULL) {
        hash_number(hash, 'n', 0);
    } else {
        const void *bytes = sqlite3_column_blob(row, column);
        int size = bytes ? sqlite3_column_bytes(row, column) : 0;
        hash_number(hash, type == SQLITE_TEXT ? 't' : 'b', (uint64_t)size);
        crypto_hash_sha256_update(hash, bytes ? bytes : "", (unsigned long long)size);
    }
}

// The key columns come first in every table: ord, or id and lang.
static sqlite3_stmt *prepare_table(sqlite3 *db, const char *format, const char *name)
{
    char sql[256];
    sqlite3_stmt *statement = NULL;
    sqlite3_snprintf(sizeof sql, sql, format, name);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) {
        return NULL;
    }
    return statement;
}

bool table_hash(sqlite3 *db, const char *name, int64_t *rows, char hex[TABLE_HASH_SIZE])
{
    sqlite3_stmt *row = prepare_table(db, "SELECT * FROM \"%w\" NOT INDEXED ORDER BY 1, 2", name);
    crypto_hash_sha256_state hash;
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_init(&hash);
    *rows = 0;
    int step = SQLITE_ERROR;
    while (row && (step = sqlite3_step(row)) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(row); i++) {
            hash_column(&hash, row, i);
        }
        (*rows)++;
    }
    sqlite3_finalize(row);
    crypto_hash_sha256_final(&hash, digest);
    sodium_bin2hex(hex, TABLE_HASH_SIZE, digest, sizeof digest);
    return step == SQLITE_DONE;
}

bool table_count(sqlite3 *db, const char *name, int64_t stated, int64_t *rows)
{
    sqlite3_stmt *row = prepare_table(db, "SELECT 1 FROM \"%w\" NOT INDEXED", name);
    *rows = 0;
    int step = SQLITE_ERROR;
    while (row && (step = sqlite3_step(row)) == SQLITE_ROW && *rows <= stated) {
        (*rows)++;
    }
    sqlite3_finalize(row);
    return step == SQLITE_DONE;
}
