// The command `typeset` of zhanting-pack: text in, its lines with their widths out.
//
// It reads options and prints; how lines are made is type/typeset.h (em model) and type/type.h (fonts).
#pragma once
#include "base/arena.h"
#include "base/err.h"
#include <stdio.h>

typedef struct {
    const char *width_em; // as typed; NULL: not given
    const char *level;    // basic, gb, strict; NULL: basic
    const char *font;     // a face of fonts/ (sans-regular …); NULL: the em model
    bool is_hanging, is_first_fit;
} TypesetRequest;

typedef enum { TYPESET_FINE, TYPESET_USAGE, TYPESET_OTHER } TypesetOutcome;

// A line is "WIDTH<tab>TEXT", the width in em with three digits; a mark that hangs outside the measure
// adds "<tab>hang". `fonts_folder` is only needed with a font.
TypesetOutcome pack_typeset(Arena *arena, const TypesetRequest *request, const char *fonts_folder,
                            FILE *in, FILE *out, Err *err);
