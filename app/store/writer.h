// Writer: makes a story file, row by row, deterministically.
//
// The same calls in the same order give the same bytes. It writes to `path`.new; writer_commit makes
// it durable and renames, writer_abandon removes it: an existing story stays untouched until then.
// It knows the schema, not the editors' files. Table and column names are those of schema.sql.
#pragma once
#include "base/err.h"
#include "base/str.h"

typedef struct Writer Writer;

Writer *writer_open(const char *path, Err *err);
// One row. `columns` are names of `table`; values bind as text, or NULL where `is_null`; SQLite's
// column affinity turns "12.5" into a number in REAL/INTEGER columns.
bool writer_row(Writer *writer, const char *table, const char *const *columns, const Str *values,
                int count, Err *err);
// A text of a row in a language: table text(entity, id, field, lang, value).
bool writer_text(Writer *writer, Str entity, Str id, Str field, Str lang, Str value, Err *err);
bool writer_blob(Writer *writer, Str picture, int w, int h, Str format, Str bytes, Err *err);
// Table hashes, counts, pragma user_version/application_id; then fsync and rename.
bool writer_commit(Writer *writer, Str version, Str build_date, Err *err);
void writer_abandon(Writer *writer); // NULL is fine; also after a failed commit
