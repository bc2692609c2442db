// What can be searched for: every thing of the story that has a place to lead to.
//
// Titles are kept in both languages, for a visitor types what she knows. It knows the store's lists and
// the routes, not how anything is found or shown.
#pragma once
#include "pages/app.h"
#include "store/search.h"

typedef struct {
    const char *icon;
    const char *kind;     // label of what it is
    Str title, route;     // in the visit's language, as is …
    Str detail;           // … a place or a kind; may be empty
    Str date;             // or its day,
    const Figure *figure; // or its value
    bool is_start;        // one of those to begin with
} SearchEntry;

typedef struct {
    SearchEntry *items;
    SearchTitle *titles; // of each
    int count;
} SearchEntries;

// Into `arena`. Leaves the store in the visit's language.
SearchEntries search_entries(App *app, Arena *arena);
