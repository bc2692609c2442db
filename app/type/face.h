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

// What halt (vhal when vertical) takes off a mark: the blank before its ink and behind it.
typedef struct {
    uint32_t code; // 0: nothing kept here yet
    int16_t before, behind;
    bool is_vertical;
} Blanks;
enum { KEPT_BLANKS = 128 }; // by code; a clash is asked again

typedef struct {
    FileMap file;
    FT_Face ft;
    hb_blob_t *blob;
    hb_font_t *hb; // at units_per_em, opened when first shaped with
    int units_per_em;
    int ascent, descent; // positive
    int digit_advance;   // the widest digit's; 0: not asked yet
    Blanks blanks[KEPT_BLANKS];
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
// glyphs of codes[i] carry (never falling). `is_proportional` (NULL: none) marks those that take
// pwid: quotes in Western text.
ShapedRun face_shape(Fonts *fonts, Arena *arena, FaceId face, ShapeKind kind, const uint32_t *codes,
                     const int *clusters, int count, const bool *is_proportional);

// See Blanks. A font without the feature has none.
Blanks face_blanks(Fonts *fonts, FaceId face, uint32_t code, bool is_vertical);

// The widest digit's advance, font units.
int face_digit_advance(Fonts *fonts, FaceId face);
