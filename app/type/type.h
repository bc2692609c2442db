// The door of type/: text in, placed glyphs and masks out.
//
// It knows fonts, Chinese and Western typesetting (the rules of tests/vectors/README.md)
// and nothing of screens, colours or pages. Lengths are px on the target screen as float (inside the
// room 26.6); em are fractions of the size. It is the only room that includes FreeType and HarfBuzz.
//
// Use: fonts_open once; text_set for a paragraph (or one line, or a vertical title); then, for every
// glyph of the block, glyph_mask gives the coverage picture to paint. Blocks live in the arena given.
#pragma once
#include "base/arena.h"
#include "base/err.h"
#include "base/mask.h"
#include "base/path.h"
#include "base/str.h"

typedef struct Fonts Fonts; // opaque: the faces, the shaper's buffers and the atlas of masks

typedef enum {
    FACE_SANS_REGULAR, // 黑 400
    FACE_SANS_MEDIUM,  // 黑 500
    FACE_SANS_BOLD,    // 黑 700
    FACE_SERIF_BOLD,   // 宋 700
    FACE_SERIF_BLACK,  // 宋 900
    FACE_COUNT
} FaceId;

// Opens the five subset faces of `folder` (file names in face.c). NULL when one cannot be read.
Fonts *fonts_open(const char *folder, Err *err);
void fonts_close(Fonts *fonts); // NULL is fine
bool fonts_has_glyph(Fonts *fonts, FaceId face, uint32_t code);
// Ascent and descent (positive) in em, from the face itself.
float fonts_ascent_em(const Fonts *fonts, FaceId face);
float fonts_descent_em(const Fonts *fonts, FaceId face);

typedef enum { TEXT_ZH, TEXT_EN } TextLanguage; // form of quotes and habits of breaking
typedef enum { ALIGN_START, ALIGN_CENTRE, ALIGN_END, ALIGN_JUSTIFY } TextAlign;
typedef enum { KINSOKU_BASIC, KINSOKU_GB, KINSOKU_STRICT } KinsokuLevel; // CLREQ 行首行尾禁则

typedef struct {
    FaceId face;
    float size_px; // em
    float line_px; // line box height; 0: 1.5 em
    TextLanguage language;
    TextAlign align;
    KinsokuLevel level;
    float indent_em;   // first line
    float tracking_em; // added after every glyph (titles)
    int max_lines;     // 0: no limit; more text ends in …… by the same rules
    float min_size_px; // >0: drop in 4 % steps to this size to fit width × max_lines (labels)
    bool is_hanging;   // 行尾点号悬挂
    bool is_balanced;  // titles: lines of like length, no single character last
    bool is_first_fit; // for text that changes every frame; default total fit
    bool has_tabular_digits; // each digit in the widest digit's cell
    const Str *whole_words;  // names that are not broken inside (titles)
    int whole_word_count;
} TextStyle;

typedef struct {
    Str text;
    int face;    // FaceId, or -1: the style's
    uint8_t ink; // the caller's colour index, carried to the glyphs
} TextSpan;

typedef struct {
    FaceId face;
    uint32_t glyph; // index in the face
    float x, y;     // pen on the baseline, px from the block's top left (sub-pixel)
    float size_px;
    uint8_t ink;
    uint8_t turn; // 0 upright, 1 turned 90° clockwise (Western words in vertical lines)
} PlacedGlyph;

typedef struct {
    float x, baseline, width; // px from the block's top left; width without trailing blanks
    int first_glyph, glyph_count;
    int from, to; // byte range of the spans' texts put together
    bool is_last_of_paragraph;
} TextLine;

typedef struct {
    const PlacedGlyph *glyphs;
    int glyph_count;
    const TextLine *lines;
    int line_count;
    float width, height; // px: widest line; line_count × line_px (vertical: columns × lines)
    float size_px;       // what min_size_px led to
    bool is_cut;         // max_lines cut the text (it ends in ……)
} TextBlock;

// Sets a text in lines of at most `width_px` (≤ 0: one line a paragraph, no breaking). '\n' ends a
// paragraph; no text, no line. Never fails: malformed bytes become U+FFFD, missing glyphs the
// face's .notdef, control and bidi characters are dropped. Only a single character may be wider than
// the line; a hung mark stands outside it. Equal input gives equal output.
TextBlock text_set(Fonts *fonts, Arena *arena, const TextStyle *style, const TextSpan *spans,
                   int span_count, float width_px);
// Vertical lines (竖排) of at most `height_px` (≤ 0: without end), columns from right to left at
// `line_px` pitch; x, y as above. advance per cell = advance_em · size (0: 1). A TextLine is a column:
// x its middle, baseline its top, width its height.
TextBlock text_set_vertical(Fonts *fonts, Arena *arena, const TextStyle *style, Str text,
                            float height_px, float advance_em);
float text_width(Fonts *fonts, Arena *scratch, const TextStyle *style, Str text); // one line, px

// The mask of a glyph at its sub-pixel place: x is quantised to 1/4 px, y to whole px. Paint it at
// (floor of quantised x + mask.left, round(y) - mask.top). Cached in the atlas (budget 24 MiB, least
// recently used first, never one used since the last fonts_begin_frame). Empty for blanks.
Mask glyph_mask(Fonts *fonts, const PlacedGlyph *glyph, int *x_px, int *y_px);
void fonts_begin_frame(Fonts *fonts); // masks handed out before may now be evicted

// ---- outlines: any path as a mask, by FreeType's smooth rasteriser (type/outline.c) ----

typedef struct {
    bool is_stroke;      // else filled, non-zero winding
    float width;         // stroke width, same unit as the path
    bool has_round_ends; // caps and joins
    float dash, gap;     // 0: solid
} OutlineStyle;

// Rasterises path·scale + (dx, dy) px. The mask's `left`/`top` are so that painting it at
// (left, top) px puts it in place (top grows down here: y of the first row). Pixels live in `arena`;
// id is a hash of what went in. Empty mask for an empty path or one over 16384 px wide or high.
Mask outline_mask(Arena *arena, const Path *path, const OutlineStyle *style, float scale, float dx,
                  float dy);

// Several strokes into one mask: where they overlap coverage adds up as 1-∏(1-aᵢ), which is what
// painting them one after the other in one colour would give. alphas are 0..1.
Mask outline_strands(Arena *arena, const Path *paths, const float *widths, const float *alphas,
                     int count, float scale, float dx, float dy);
