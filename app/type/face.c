#include "type/face.h"
#include "type/atlas.h"
#include <assert.h>
#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

static const char *const FILES[FACE_COUNT] = {
    [FACE_SANS_REGULAR] = "sans-regular.otf", [FACE_SANS_MEDIUM] = "sans-medium.otf",
    [FACE_SANS_BOLD] = "sans-bold.otf",       [FACE_SERIF_BOLD] = "serif-bold.otf",
    [FACE_SERIF_BLACK] = "serif-black.otf",
};

// Who helps out when a face lacks a character. Ends with itself.
static const FaceId HELPERS[FACE_COUNT][3] = {
    [FACE_SANS_REGULAR] = {FACE_SANS_MEDIUM, FACE_SERIF_BOLD, FACE_SANS_REGULAR},
    [FACE_SANS_MEDIUM] = {FACE_SANS_REGULAR, FACE_SERIF_BOLD, FACE_SANS_MEDIUM},
    [FACE_SANS_BOLD] = {FACE_SANS_REGULAR, FACE_SERIF_BOLD, FACE_SANS_BOLD},
    [FACE_SERIF_BOLD] = {FACE_SERIF_BLACK, FACE_SANS_BOLD, FACE_SANS_REGULAR},
    [FACE_SERIF_BLACK] = {FACE_SERIF_BOLD, FACE_SANS_BOLD, FACE_SANS_REGULAR},
};

static bool open_face(Fonts *fonts, Face *face, const char *path, Err *err)
{
    if (!file_map(path, &face->file, err)) {
        return false;
    }
    if (FT_New_Memory_Face(fonts->library, face->file.bytes, (FT_Long)face->file.size, 0,
                           &face->ft) != 0 ||
        face->ft->units_per_EM == 0 || !FT_IS_SCALABLE(face->ft)) {
        return err_say(err, "", SAY_FONT_CANNOT_READ, SAY_FONT_CANNOT_READ_HINT, path, NULL);
    }
    face->units_per_em = face->ft->units_per_EM;
    face->ascent = face->ft->ascender;
    face->descent = -face->ft->descender;
    return true;
}

Fonts *fonts_open(const char *folder, Err *err)
{
    Fonts *fonts = calloc(1, sizeof *fonts);
    assert(fonts != NULL);
    fonts->faces = calloc(FACE_COUNT, sizeof *fonts->faces);
    fonts->buffer = hb_buffer_create();
    fonts->atlas = atlas_open(24 * MIB);
    assert(fonts->faces != NULL);
    arena_init(&fonts->scratch, "typesetting", 1024 * MIB);
    if (FT_Init_FreeType(&fonts->library) != 0) {
        fonts->library = NULL;
        err_say(err, "", SAY_FONT_CANNOT_READ, SAY_FONT_CANNOT_READ_HINT, folder, NULL);
        fonts_close(fonts);
        return NULL;
    }
    Arena names = {0};
    arena_init(&names, "font names", 1 * MIB);
    bool is_open = true;
    for (int i = 0; i < FACE_COUNT && is_open; i++) {
        Str path = file_join(&names, str_from(folder), str_from(FILES[i]));
        is_open = open_face(fonts, &fonts->faces[i], path.p, err);
    }
    arena_finish(&names);
    if (!is_open) {
        fonts_close(fonts);
        return NULL;
    }
    return fonts;
}

void fonts_close(Fonts *fonts)
{
    if (fonts == NULL) {
        return;
    }
    for (int i = 0; i < FACE_COUNT; i++) {
        Face *face = &fonts->faces[i];
        hb_font_destroy(face->hb);
        hb_blob_destroy(face->blob);
        if (face->ft != NULL) {
            FT_Done_Face(face->ft);
        }
        file_unmap(&face->file);
    }
    if (fonts->library != NULL) {
        FT_Done_FreeType(fonts->library);
    }
    hb_buffer_destroy(fonts->buffer);
    atlas_close(fonts->atlas);
    arena_finish(&fonts->scratch);
    free(fonts->faces);
    free(fonts);
}

bool fonts_has_glyph(Fonts *fonts, FaceId face, uint32_t code)
{
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(face_shaper(fonts, face), code, &glyph) && glyph != 0;
}

float fonts_ascent_em(const Fonts *fonts, FaceId face)
{
    return (float)fonts->faces[face].ascent / (float)fonts->faces[face].units_per_em;
}

float fonts_descent_em(const Fonts *fonts, FaceId face)
{
    return (float)fonts->faces[face].descent / (float)fonts->faces[face].units_per_em;
}

FaceId face_for(Fonts *fonts, FaceId wish, uint32_t code)
{
    if (fonts_has_glyph(fonts, wish, code)) {
        return wish;
    }
    for (int i = 0; i < COUNT(HELPERS[wish]); i++) {
        if (fonts_has_glyph(fonts, HELPERS[wish][i], code)) {
            return HELPERS[wish][i];
        }
    }
    return wish;
}

hb_font_t *face_shaper(Fonts *fonts, FaceId id)
{
    assert(id >= 0 && id < FACE_COUNT);
    Face *face = &fonts->faces[id];
    if (face->hb == NULL) {
        face->blob = hb_blob_create((const char *)face->file.bytes, (unsigned)face->file.size,
                                    HB_MEMORY_MODE_READONLY, NULL, NULL);
        hb_face_t *hb_face = hb_face_create(face->blob, 0);
        face->hb = hb_font_create(hb_face);
        hb_face_destroy(hb_face); // the font keeps it
        hb_ot_font_set_funcs(face->hb);
        hb_font_set_scale(face->hb, face->units_per_em, face->units_per_em);
        hb_font_make_immutable(face->hb);
    }
    return face->hb;
}

// Fills the buffer, shapes, and leaves the result in it.
static void shape(Fonts *fonts, FaceId face, ShapeKind kind, const uint32_t *codes,
                  const int *clusters, int count, const hb_feature_t *features,
                  unsigned feature_count)
{
    hb_buffer_t *buffer = fonts->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
    hb_buffer_set_direction(buffer, kind == SHAPE_VERTICAL ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, kind == SHAPE_WESTERN ? HB_SCRIPT_LATIN : HB_SCRIPT_HAN);
    // Western text too: the faces hold no other language system, and without one nothing is kerned.
    hb_buffer_set_language(buffer, hb_language_from_string("zh-Hans", 7));
    for (int i = 0; i < count; i++) {
        hb_buffer_add(buffer, codes[i], (unsigned)clusters[i]);
    }
    hb_shape(face_shaper(fonts, face), buffer, features, feature_count);
}

ShapedRun face_shape(Fonts *fonts, Arena *arena, FaceId face, ShapeKind kind, const uint32_t *codes,
                     const int *clusters, int count, const bool *is_proportional)
{
    int wanted = 0;
    for (int i = 0; i < count && is_proportional != NULL; i++) {
        wanted += is_proportional[i] ? 1 : 0;
    }
    hb_feature_t *features = arena_new(arena, hb_feature_t, wanted + 1);
    unsigned n = 0;
    for (int i = 0; i < count && wanted > 0; i++) {
        if (is_proportional[i]) {
            features[n++] = (hb_feature_t){HB_TAG('p', 'w', 'i', 'd'), 1, (unsigned)clusters[i],
                                           (unsigned)clusters[i] + 1};
        }
    }
    if (kind == SHAPE_WESTERN) {
        // A word may have to be cut in an emergency; a ligature across the cut could not be.
        features[n++] = (hb_feature_t){HB_TAG('l', 'i', 'g', 'a'), 0, 0, (unsigned)-1};
    }
    shape(fonts, face, kind, codes, clusters, count, features, n);

    unsigned glyph_count = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(fonts->buffer, &glyph_count);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(fonts->buffer, &glyph_count);
    ShapedGlyph *items = arena_new(arena, ShapedGlyph, glyph_count);
    for (unsigned i = 0; i < glyph_count; i++) {
        items[i] = (ShapedGlyph){
            .glyph = infos[i].codepoint,
            .cluster = (int)infos[i].cluster,
            .x_advance = places[i].x_advance,
            .y_advance = places[i].y_advance,
            .x_offset = places[i].x_offset,
            .y_offset = places[i].y_offset,
        };
    }
    return (ShapedRun){.items = items, .count = (int)glyph_count};
}

// One mark's advance and offset along the line.
static void extent_of(Fonts *fonts, FaceId face, uint32_t code, bool is_vertical, bool is_half,
                      int *advance, int *offset)
{
    const int cluster = 0;
    hb_tag_t tag = is_vertical ? HB_TAG('v', 'h', 'a', 'l') : HB_TAG('h', 'a', 'l', 't');
    hb_feature_t half = {tag, 1, 0, (unsigned)-1};
    shape(fonts, face, is_vertical ? SHAPE_VERTICAL : SHAPE_HAN, &code, &cluster, 1, &half,
          is_half ? 1 : 0);
    unsigned count = 0;
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(fonts->buffer, &count);
    *advance = count == 0 ? 0 : is_vertical ? -places[0].y_advance : places[0].x_advance;
    *offset = count == 0 ? 0 : is_vertical ? -places[0].y_offset : places[0].x_offset;
}

Blanks face_blanks(Fonts *fonts, FaceId id, uint32_t code, bool is_vertical)
{
    Face *face = &fonts->faces[id];
    Blanks *kept = &face->blanks[(code + (is_vertical ? 61 : 0)) % KEPT_BLANKS];
    if (kept->code != code || kept->is_vertical != is_vertical) {
        int full = 0, half = 0, full_offset = 0, half_offset = 0;
        extent_of(fonts, id, code, is_vertical, false, &full, &full_offset);
        extent_of(fonts, id, code, is_vertical, true, &half, &half_offset);
        int before = full_offset - half_offset;
        *kept = (Blanks){.code = code,
                         .before = (int16_t)before,
                         .behind = (int16_t)(full - half - before),
                         .is_vertical = is_vertical};
    }
    return *kept;
}

int face_digit_advance(Fonts *fonts, FaceId id)
{
    Face *face = &fonts->faces[id];
    if (face->digit_advance > 0) {
        return face->digit_advance;
    }
    hb_font_t *font = face_shaper(fonts, id);
    for (uint32_t digit = '0'; digit <= '9'; digit++) {
        hb_codepoint_t glyph = 0;
        if (hb_font_get_nominal_glyph(font, digit, &glyph)) {
            int advance = hb_font_get_glyph_h_advance(font, glyph);
            face->digit_advance = advance > face->digit_advance ? advance : face->digit_advance;
        }
    }
    return face->digit_advance;
}
