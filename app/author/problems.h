// Problems: what is wrong with a folder, collected while it is read and checked.
//
// It knows places and sentences (base/say), not rules. Nothing stops at the first problem, but what
// is no content at all (a picture called figures.csv) must not fill the memory: after PROBLEMS_MOST
// the list is full, checks stop, and the list says so.
#pragma once
#include "author/author.h"

typedef struct {
    Str text;        // trimmed, UTF-8; "" when there is none
    Str file;        // relative to the content folder
    int row, column; // as Problem
    Str name;        // of its column
    bool is_spoiled; // bad characters, told already: no other rule looks at it
} Cell;

typedef struct {
    Arena *arena;
    Problem *items;
    int count, capacity;
} Problems;

enum { PROBLEMS_MOST = 2000 };
bool problems_are_full(const Problems *problems);

// The arguments after `hint` are `const char *`, at most 4, then NULL, as for err_say.
void problem_error(Problems *problems, const Cell *at, SayId what, SayId hint, ...)
    __attribute__((sentinel));
void problem_warning(Problems *problems, const Cell *at, SayId what, SayId hint, ...)
    __attribute__((sentinel));

// The name of `names` most like `name`, or "" when none is near enough to be meant.
Str nearest_name(Str name, const Str *names, int count);

ProblemList problems_sorted(Problems *problems);
