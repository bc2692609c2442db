// Query: how this room asks its questions. Not for other rooms.
//
// It prepares each SQL text once a store, binds the language and the day, and turns rows into items
// of an arena. What the items are is for store_*.c. Every SQL text may use ?1 the language chosen,
// ?2 the story's first language, ?3 today; filters are ?4, ?5 …, NULL where they do not filter.
#pragma once
#include "store/store.h"
#include <sqlite3.h>

enum { STORE_LANGUAGES = 16, STORE_STATEMENTS = 96, LANGUAGE_BYTES = 12, DATE_BYTES = 12 };

typedef struct {
    const char *sql; // known by its address: each is a static array
    sqlite3_stmt *statement;
} Prepared;

struct Store {
    sqlite3 *db;
    char *path;
    char languages[STORE_LANGUAGES][LANGUAGE_BYTES];
    int language_count;
    int language; // index of the one chosen
    char today[DATE_BYTES];
    Prepared prepared[STORE_STATEMENTS];
    int prepared_count;
    char *scratch; // rows of the list being read
    size_t scratch_size;
    // Pictures have their own connection behind a mutex: they are read by the decoding threads.
    sqlite3 *pictures;
    sqlite3_mutex *pictures_mutex;
    sqlite3_stmt *picture_best, *picture_info, *picture_tile;
    uint64_t map_key; // hash of the id of the map that map_verdict is about; 0: none was asked for
    MapVerdict map_verdict;
};

// Texts of a row in the language chosen, else in the first. `t` names the join: TEXTS once in FROM,
// TX for each field.
#define TEXTS(entity, t, id)                                                                       \
    " LEFT JOIN " entity "_text " t "a ON " t "a.id = " id " AND " t "a.lang = ?1"                 \
    " LEFT JOIN " entity "_text " t "b ON " t "b.id = " id " AND " t "b.lang = ?2"
#define TX(t, field) " coalesce(" t "a." field ", " t "b." field ")"
#define ORIGIN(t) " " t ".source, " t ".as_of, " t ".review = '待审'"
// Partial dates compare by what they state: valid_to 2024 holds until its last day.
#define VALID(t)                                                                                   \
    " (?3 = '' OR (coalesce(substr(?3, 1, length(" t ".valid_from)) >= " t ".valid_from, 1)"       \
    " AND coalesce(substr(?3, 1, length(" t ".valid_to)) <= " t ".valid_to, 1)))"
// The district ?n itself and every place whose parents lead to it.
#define DISTRICT_IS(column, n)                                                                     \
    " (" n " IS NULL OR " column " IN (WITH RECURSIVE inside(id) AS (SELECT " n                    \
    " UNION SELECT d.id FROM district d JOIN inside i ON d.parent = i.id) SELECT id FROM inside))"

// A row being read, column after column.
typedef struct {
    sqlite3_stmt *statement;
    Arena *arena;
    int column;
} Row;

Str row_text(Row *row);
double row_number(Row *row); // 0 where NULL
double row_number_or(Row *row, double otherwise);
int row_int(Row *row);             // 0 where NULL
bool row_has_next(const Row *row); // the next column is not NULL
Origin row_origin(Row *row);       // of ORIGIN

typedef void RowReader(Row *row, void *item);

typedef struct {
    const void *items;
    int count;
    bool is_good;
} Rows;

// At most three filters, bound to ?4 …; an empty one is NULL.
Rows query_rows(Store *store, Arena *arena, const char *sql, const Str filters[3], size_t item_size,
                RowReader *read, Err *err);
// The first row; false when there is none, or the file breaks.
bool query_row(Store *store, Arena *arena, const char *sql, Str filter, RowReader *read,
               void *item);
Str query_text(Store *store, Arena *arena, const char *sql, Str filter);

bool db_open(const char *path, sqlite3 **db); // read-only, immutable, defensive
void query_finish(Store *store);
