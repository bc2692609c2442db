// Writer: makes a story file, row by row, deterministically.
//
// The same calls in the same order give the same bytes. It writes to `path`.new; writer_commit
// makes it durable and renames, writer_abandon removes it: an existing story stays untouched until
// then.
// It knows the schema, not the editors' files. Table and column names are those of schema.sql: an
// unknown one, a word in a number's column, or the same row twice is refused.
#pragma once
#include "base/err.h"
#include "base/str.h"

typedef struct Writer Writer;

Writer *writer_open(const char *path, Err *err);
// One row. `columns` are names of `table`; values bind as text, or NULL where one is empty (n is 0);
// SQLite's column affinity turns "12.5" into a number in REAL/INTEGER columns. Rows are numbered in
// the order they come (column ord). A member's chains are rows of member_chain (member, chain,
// stage), a picture one of picture (name, w, h, y, colour "#RRGGBB"). Leave as_of out where the
// editors did: the commit puts the newest date of the row's sources there.
bool writer_row(Writer *writer, const char *table, const char *const *columns, const Str *values,
                int count, Err *err);
// A text of a row in a language: column `field` of table `entity`_text. The row may come before or
// after it, but must be there at the commit. An empty value is left out.
bool writer_text(Writer *writer, Str entity, Str id, Str field, Str lang, Str value, Err *err);
// One encoding of a picture, w by h px; format "png", "jpeg".
bool writer_blob(Writer *writer, Str picture, int w, int h, Str format, Str bytes, Err *err);
// A square of a large picture (schema.sql, picture_tile).
bool writer_tile(Writer *writer, Str picture, int level, int x, int y, Str format, Str bytes,
                 Err *err);
// How many texts have no room where the pages put them. Left out where nobody looked.
bool writer_cut_texts(Writer *writer, int count, Err *err);
// Table hashes, counts, pragma user_version/application_id; then fsync and rename. The languages of
// the story are those of the value `languages` ("zh;en"), else those of the texts, as they came.
// Closes the writer when it succeeds; when it fails, writer_abandon does.
bool writer_commit(Writer *writer, Str version, Str build_date, Err *err);
void writer_abandon(Writer *writer); // NULL is fine; also after a failed commit
