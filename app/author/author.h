// Author: an editor's folder becomes a story, or a list of problems.
//
// author_check reads everything and finds every problem; author_build also writes the story when no
// error was found. It knows CSV, Markdown, pictures and the rules of content/README.md; it shows
// nothing. Deterministic: the same folder gives the same bytes. The arena needs a budget of 256 MiB for
// the worst folder (read.h keeps any folder within it); a city takes 3 MiB.
#pragma once
#include "base/err.h"
#include "base/str.h"

typedef enum { PROBLEM_ERROR, PROBLEM_WARNING } ProblemLevel;

typedef struct {
    ProblemLevel level;
    SayId rule;      // the sentence `what` was made of: names the rule, whatever the language
    Str file;        // relative to the content folder
    int row, column; // 1-based as an editor counts (row 1 is the header); 0: the whole file
    Str column_name; // "" when unknown
    Str what, hint;  // in the staff's language
} Problem;

typedef struct {
    const Problem *items; // sorted: errors first, then by file, row, column
    int count, error_count, warning_count;
} ProblemList;

typedef struct {
    const char *content_folder;
    const char *assets_folder; // labels.csv, icons/, panorama/
    const char *fonts_folder; // faces for the glyph check; NULL: that check is left out and said so
    const char *cache_folder; // encoded pictures by content hash; NULL: none is kept
    const char
        *pinyin_file; // words with readings (assets/pinyin/README.md); NULL: only readings.csv
    const char *build_date; // ISO; part of the file, so it is an argument
} AuthorOptions;

bool author_check(Arena *arena, const AuthorOptions *options, ProblemList *out);
// True when `story_path` was written. Problems are listed either way; an Err is for what is not the
// content's fault (disk full).
bool author_build(Arena *arena, const AuthorOptions *options, const char *story_path,
                  ProblemList *out, Err *err);

// A word the story shows on whose pinyin two dictionaries differ, for a person to decide: the decision
// goes into readings.csv.
typedef struct {
    Str word, reading; // as it would be shown
    Str other;         // what else it might be, ';' between
    int times;         // how often the texts have it
    Str file;          // where first; row and column as of a Problem
    int row, column;
} DoubtfulReading;

typedef struct {
    const DoubtfulReading *items; // the most frequent first
    int count;
} ReadingList;

// The problems are those of reading the folder; the list is there all the same.
bool author_readings(Arena *arena, const AuthorOptions *options, ReadingList *out,
                     ProblemList *problems);
