// Str: text as a view with a length.
//
// It owns nothing: the bytes live in an arena, a file image or a literal. UTF-8 by convention, not by
// check (utf8.h checks). NUL-terminated only at a library's door, by str_z.
#pragma once
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    const char *p; // may be NULL when n is 0
    int n;         // bytes
} Str;

#define STR(literal) ((Str){(literal), (int)sizeof(literal) - 1})
#define STR_NONE ((Str){0})
#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))
// For printf: printf("%.*s", STR_ARG(s))
#define STR_ARG(s) (s).n, (s).p ? (s).p : ""

Str str_from(const char *z); // a view of a NUL-terminated string; NULL gives the empty one
bool str_eq(Str a, Str b);
bool str_is(Str a, const char *z);
int str_compare(Str a, Str b); // bytewise, as strcmp
bool str_starts(Str text, Str prefix);
bool str_ends(Str text, Str suffix);
int str_find(Str text, Str part);          // byte offset, or -1
int str_find_char(Str text, char c);       // byte offset, or -1
Str str_sub(Str text, int from, int n);    // clamped
Str str_from_offset(Str text, int from);   // the rest from a byte offset, clamped
Str str_trim(Str text);                    // ASCII white space off both ends
bool str_to_int(Str text, int64_t *out);   // the whole text, decimal; false when it is not one
bool str_to_double(Str text, double *out); // the whole text, "12", "-3.5"; no exponent, no locale

// Walks the parts of `rest` between `separator`s; false at the end. Parts are trimmed; empty parts
// are given too. Start with the whole text in *rest.
bool str_split(Str *rest, char separator, Str *part);

Str str_dup(Arena *arena, Str text);
const char *str_z(Arena *arena, Str text); // a NUL-terminated copy
Str str_format(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
Str str_join(Arena *arena, const Str *parts, int count, Str separator);
uint64_t str_hash(Str text);
