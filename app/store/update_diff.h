// Update diff: what is different between two story files, counted by what staff call a thing.
//
// A figure, a member, a picture is known by its id; it is changed when any of its columns, texts,
// places in chains or encodings is. The order of rows does not count. Rows are compared by 64-bit
// hashes. It reads both files whole and knows neither bundles nor screens. A story with something behind
// its end (a bundle) opens, too.
#pragma once
#include "base/err.h"
#include <stdint.h>

enum { UPDATE_ENTITIES = 48 };

typedef struct {
    char name[32]; // of the table: "figure", "article", "picture" …
    int before, after;
    int added, changed, removed;
} EntityDiff;

typedef struct {
    EntityDiff items[UPDATE_ENTITIES]; // of all tables, in their order
    int count;
    EntityDiff rows;     // all but the pictures, together
    EntityDiff pictures; // the one named "picture"
} UpdateDiff;

// `before` NULL: everything is added.
bool update_diff(const char *before, const char *after, UpdateDiff *out, Err *err);
int update_diff_count(const char *story, const char *entity); // rows of a table; 0 when unreadable
// "figure" in a language, or in the staff's; the name itself when there is no word for it.
const char *update_diff_word_in(SayLanguage language, const char *entity);
const char *update_diff_word(const char *entity);
