// Image colours: what a picture's ICC profile means, turned into sRGB row by row.
//
// It knows lcms2 and pixels in memory, no file format. A profile that is broken, or of another kind
// of picture, counts as none; one that is sRGB under another name too, so that such a picture keeps
// its own bytes.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    COLOURS_RGB, // bytes b g r a; a grey picture's b = g = r
    COLOURS_CMYK,
    COLOURS_CMYK_INVERTED // Adobe's: 255 is no ink
} ColourKind;

typedef struct Colours Colours;

Colours *colours_open(const void *profile, size_t size, ColourKind kind); // NULL: nothing to do
void colours_close(Colours *colours);                                     // NULL is fine
// `w` pixels of four bytes, as the kind says, become straight sRGB b g r a in place; a is kept
// (CMYK: 255).
void colours_row(const Colours *colours, uint8_t *px, int w);
void colours_plain_cmyk(uint8_t *px, int w, bool is_inverted); // without a profile
