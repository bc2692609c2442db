// Read: a content folder becomes sheets of cells, each knowing its place in its file.
//
// It knows encodings, CSV, front matter and the header rows of the table (table.h): a missing,
// unknown or doubled column, characters that cannot be shown anywhere, an unreadable file. What a
// value means is rules.h. Everything lives in the arena of `problems`.
#pragma once
#include "author/index.h"
#include "author/problems.h"
#include "author/table.h"

typedef struct {
    const Column *column;
    Str lang; // "zh" for a COL_TEXT's NAME_zh; "" else
    Str name; // in the header
    int at;   // 1-based place in this file's header; 0: the file has no such column
} Field;

typedef enum { REVIEW_DRAFT, REVIEW_PENDING, REVIEW_DONE, REVIEW_OFFLINE } Review;

typedef struct {
    Cell *cells; // one a field of the sheet
    Review review;
    bool is_packed; // 待审 or 已审, or the file has no review column
} Row;

typedef struct {
    const FileSpec *spec;
    Str file;
    Field *fields;
    int field_count;
    Row *rows;
    int row_count, row_capacity;
    Index ids; // of the rows, once everything is read
    bool is_present;
} Sheet;

typedef struct {
    Arena *arena;
    const AuthorOptions *options;
    Problems problems;
    Str languages[8];
    int language_count;
    Sheet *sheets;              // FILE_COUNT, as FILES
    int byte_count, cell_count; // read so far
} Content;

// What is more than this is not read, and told: the limits keep any folder within the arena that
// author.h asks for.
enum {
    CONTENT_FILE_LIMIT = 4 * 1024 * 1024, // bytes of one file
    CONTENT_LIMIT = 12 * 1024 * 1024,     // bytes of all files
    CONTENT_CELL_LIMIT = 1000000
};

void content_read(Content *content, Arena *arena, const AuthorOptions *options);

int sheet_field(const Sheet *sheet, const char *name);                 // -1: none
const Cell *sheet_cell(const Sheet *sheet, int row, const char *name); // never NULL
int sheet_row(const Sheet *sheet, Str id); // the first with that id; -1: none
Str row_id(const Row *row);
bool has_text(const Cell *cell); // or had, before it was spoiled

// For articles.h: a file as UTF-8 (false: told as a problem), and what sheets are made with.
bool content_read_text(Content *content, Str path, Str file, Str *out);
void content_check_characters(Content *content, Cell *cell); // may spoil it
// Cells zeroed; valid until the next. NULL: there are too many (told).
Row *sheet_add_row(Content *content, Sheet *sheet);
void sheet_index(Content *content, Sheet *sheet); // makes sheet_row quick
