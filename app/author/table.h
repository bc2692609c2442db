// Table: what every file of a content folder holds, as one const table.
//
// Reading, checking and compiling all walk it, so a new column is one new line here (and one in
// store/schema.sql). It knows names and kinds of columns, not their values. content/README.md is the
// same table in the editors' words.
#pragma once
#include "base/str.h"

typedef enum {
    COL_ID,         // lower-case slug, unique in the file
    COL_KEY,        // a key of story.csv
    COL_LABEL_ID,   // like "home.title"
    COL_TEXT,       // one column a language: NAME_zh, NAME_en
    COL_TEXT_ZH,    // shown text that exists in Chinese alone: NAME_zh
    COL_TEXT_EN,    // … in English alone: NAME_en
    COL_PLAIN,      // shown text that is the same in every language
    COL_NOTE,       // for editors, never packed
    COL_REF,        // id of a row of file `of`
    COL_REFS,       // ';' list of them
    COL_ENTITY,     // "chain:new-energy"
    COL_ENTITIES,   // ';' list of them; also the bare words in `of`, '|' between
    COL_ENUM,       // one of the words in `of`, '|' between
    COL_DATE,       // 2023, 2023-10, 2023-11-11
    COL_YEAR,       // 2023
    COL_PERIOD,     // a date, years 2011-2019, free text, or 材料未写
    COL_SCOPE,      // a district id or free text
    COL_NUMBER,     // 12, -3.5
    COL_COUNT,      // 0, 1, 2 …
    COL_FRACTION,   // 0 to 1
    COL_FLAG,       // empty, 0 or 1
    COL_COLOUR,     // #RRGGBB
    COL_POINTS,     // x,y x,y …
    COL_ICON,       // name of a file in assets/icons
    COL_PICTURE,    // stem of a file in pictures/
    COL_FILE,       // pictures/NAME.EXT
    COL_MAP_NUMBER, // 审图号
    COL_SHA256,     // 64 hexadecimal digits
    COL_REVIEW      // 草稿|待审|已审|下线
} ColumnKind;

typedef struct {
    const char *name; // in the header, without _zh or _en
    ColumnKind kind;
    bool is_needed;
    const char *of;
} Column;

typedef struct {
    const char *stem;   // chains: chains.csv
    const char *table;  // of the story
    const char *prefix; // "chain" in "chain:new-energy"; NULL: never referred to that way
    const Column *columns;
    int column_count;
    bool has_common; // COMMON follows: source, as_of, review, valid_from, valid_to, note
    bool is_optional;
} FileSpec;

#define PERIOD_UNKNOWN "材料未写"

enum {
    FILE_STORY, // first: it says which languages there are
    FILE_LABELS,
    FILE_SOURCES,
    FILE_UNITS,
    FILE_THEMES,
    FILE_FIGURES,
    FILE_DISTRICTS,
    FILE_PROJECTS,
    FILE_PHOTOS,
    FILE_ARTICLES, // not a CSV: articles/*.md
    FILE_COUNT_NAMED
};
extern const FileSpec FILES[];
extern const int FILE_COUNT;
extern const Column COMMON[];
extern const int COMMON_COUNT;

int file_by_stem(const char *stem);          // index into FILES; it exists
int file_by_prefix(Str prefix);              // -1: none
int spec_column_count(const FileSpec *spec); // with COMMON
const Column *spec_column(const FileSpec *spec, int index);
