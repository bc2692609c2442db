// UTF-8: walking, checking and writing code points.
//
// It knows encodings, not characters: what a code point means for a line is type/classes.
#pragma once
#include "base/str.h"

#define UTF8_REPLACEMENT 0xFFFD

typedef struct {
    Str text;
    int at;            // byte offset of the next code point
    uint32_t code;     // the code point just read
    int start;         // its byte offset
    bool is_malformed; // it stood for one bad byte and `code` is U+FFFD
} Utf8;

Utf8 utf8_walk(Str text);
bool utf8_next(Utf8 *it); // false at the end; a bad byte gives U+FFFD and steps one byte

// Byte offset of the first malformed byte (overlong forms and surrogates are malformed), or -1.
int utf8_first_error(Str text);
int utf8_count(Str text);                 // code points
int utf8_put(char out[4], uint32_t code); // bytes written, 1 to 4; U+FFFD for what cannot be
