// Tables: what writer and store share about the story's tables as a whole.
//
// The schema, whether a database has exactly it, and each table's row count and hash. It knows
// SQLite and nothing of what a row means. The hash of a table is the SHA-256 of its rows in the
// order of their key; of each column a letter for its type, its length or value as 8 bytes little
// endian, then its bytes.
#pragma once
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

enum { TABLE_HASH_SIZE = 65, STORY_PAGE_SIZE = 4096, STORY_HEADER_SIZE = 100 };

bool tables_create(sqlite3 *db);
// Exactly our tables and indexes, word for word: no view, trigger or virtual table beside them.
bool tables_are_ours(sqlite3 *db);

// Walks the tables that are counted and hashed, sorted by name. Begin with name = "".
bool tables_next(sqlite3 *db, char name[64]);
bool table_hash(sqlite3 *db, const char *name, int64_t *rows, char hex[TABLE_HASH_SIZE]);
// Reads every row once, without the long texts and pictures; stops early beyond `stated` rows.
bool table_count(sqlite3 *db, const char *name, int64_t stated, int64_t *rows);
