// Inside the room: the five faces, shaping, and what a punctuation mark's ink takes of its box.
//
// It knows FreeType, HarfBuzz and font files; nothing of lines or rules. All lengths are in the
// font's own units (units_per_em); nothing here depends on a size, so equal text gives equal glyphs
// at every size and in every run of the program.
#pragma once
#include "base/file.h"
#include "type/type.h"
#include <ft2build.h>
#include <hb.h>

#include FT_FREETYPE_H

typedef struct {
    FileMap file;
    FT_Face ft;
    hb_blob_t *blob;
    hb_font_t *hb; // at units_per_em, opened when first shaped with
    int units_per_em;
    int ascent, descent; // positive
} Face;

typedef struct Atlas Atlas; // atlas.h

struct Fonts {
    FT_Library library;
    Face *faces; // FACE_COUNT
    hb_buffer_t *buffer;
    Atlas *atlas;
    Arena scratch; // of one call of the door
};

// The face to set `code` in: `wish`, or the first of its fallbacks that has the character, or `wish`
// again (its .notdef shows the gap to whoever proofreads).
FaceId face_for(Fonts *fonts, FaceId wish, uint32_t code);
hb_font_t *face_shaper(Fonts *fonts, FaceId face);

typedef enum { SHAPE_HAN, SHAPE_WESTERN, SHAPE_VERTICAL } ShapeKind;

typedef struct {
    uint32_t glyph;
    int cluster; // the item of `codes` it came from
    int x_advance, y_advance;
    int x_offset, y_offset; // y up, as HarfBuzz gives them
} ShapedGlyph;

typedef struct {
    const ShapedGlyph *items;
    int count;
} ShapedRun;

// Shapes `count` code points of one face; lengths in font units. `clusters[i]` is the number that the
// glyphs of codes[i] carry (never falling). `is_half`: with halt (or vhal when vertical);
// `is_proportional`: with pwid, for quotes in Western text.
ShapedRun face_shape(Fonts *fonts, Arena *arena, FaceId face, ShapeKind kind, TextLanguage language,
                     const uint32_t *codes, const int *clusters, int count, bool is_half,
                     bool is_proportional);

// The widest digit's advance, font units.
int face_digit_advance(Fonts *fonts, FaceId face);
