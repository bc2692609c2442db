#include "type/atlas.h"
#include "type/type.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static Fonts *fonts;
static Arena arena;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, "test", 64 * MIB);
    fonts = fonts_open(BUILD_DIR "/fonts", NULL);
    return fonts == NULL ? 1 : 0;
}

static int tear_down(void **state)
{
    (void)state;
    fonts_close(fonts);
    arena_finish(&arena);
    return 0;
}

static PlacedGlyph glyph_of(const char *text, float x)
{
    TextStyle style = {.face = FACE_SANS_REGULAR, .size_px = 40};
    TextSpan span = {.text = str_from(text), .face = -1};
    PlacedGlyph glyph = text_set(fonts, &arena, &style, &span, 1, 0).glyphs[0];
    glyph.x = x;
    return glyph;
}

static void a_glyph_is_drawn_once_and_kept(void **state)
{
    (void)state;
    int x, y;
    PlacedGlyph glyph = glyph_of("常", 10.0f);
    Mask first = glyph_mask(fonts, &glyph, &x, &y);
    Mask second = glyph_mask(fonts, &glyph, &x, &y);
    assert_true(first.w > 20 && first.w < 44 && first.h > 20);
    assert_int_equal(first.stride % 4, 0);
    assert_true(first.px == second.px && first.id == second.id);
}

static void a_place_is_rounded_to_a_quarter_of_a_pixel(void **state)
{
    (void)state;
    static const struct {
        float x;
        int want;
        int phase;
    } rows[] = {{10.0f, 10, 0}, {10.12f, 10, 0}, {10.13f, 10, 1}, {10.5f, 10, 2},
                {10.9f, 11, 0}, {-0.3f, -1, 3},  {-0.1f, 0, 0}};
    PlacedGlyph glyph = glyph_of("常", 0);
    uint64_t ids[4];
    for (int i = 0; i < 4; i++) {
        int x, y;
        glyph.x = (float)i * 0.25f;
        ids[i] = glyph_mask(fonts, &glyph, &x, &y).id;
        assert_true(i == 0 || ids[i] != ids[i - 1]);
    }
    for (int i = 0; i < COUNT(rows); i++) {
        int x, y;
        glyph.x = rows[i].x;
        glyph.y = 19.6f;
        Mask mask = glyph_mask(fonts, &glyph, &x, &y);
        assert_int_equal(x, rows[i].want);
        assert_int_equal(y, 20);
        assert_true(mask.id == ids[rows[i].phase]);
    }
}

static void a_blank_has_no_pixels(void **state)
{
    (void)state;
    int x, y;
    PlacedGlyph glyph = glyph_of("a b", 0);
    glyph.glyph = 1; // the space of every face
    Mask mask = glyph_mask(fonts, &glyph, &x, &y);
    assert_int_equal(mask.w, 0);
    assert_null(mask.px);
}

static void a_turned_glyph_lies_on_its_side(void **state)
{
    (void)state;
    int x, y;
    PlacedGlyph glyph = glyph_of("l", 0);
    Mask upright = glyph_mask(fonts, &glyph, &x, &y);
    glyph.turn = 1;
    Mask turned = glyph_mask(fonts, &glyph, &x, &y);
    assert_true(upright.h > 2 * upright.w);
    assert_true(turned.w > 2 * turned.h);
    assert_true(turned.left >= -1); // what rose above the baseline now lies right of it
}

static void what_was_used_longest_ago_is_dropped_but_nothing_of_this_frame(void **state)
{
    (void)state;
    Atlas *atlas = atlas_open(64 * KIB);
    Mask found;
    for (uint32_t i = 0; i < 20; i++) {
        Mask mask = {.w = 64, .h = 64, .stride = 64};
        uint8_t *px = atlas_add(atlas, (AtlasKey){.glyph = i}, &mask);
        memset(px, (int)i, 64 * 64);
    }
    assert_int_equal(atlas_count(atlas), 20); // all of one frame: over the budget, but kept
    assert_true(atlas_bytes(atlas) > 64 * KIB);
    atlas_begin_frame(atlas);
    assert_true(atlas_find(atlas, (AtlasKey){.glyph = 0}, &found)); // used again
    Mask mask = {.w = 64, .h = 64, .stride = 64};
    atlas_add(atlas, (AtlasKey){.glyph = 100}, &mask);
    assert_true(atlas_bytes(atlas) <= 64 * KIB);
    assert_true(atlas_find(atlas, (AtlasKey){.glyph = 0}, &found));
    assert_int_equal(found.px[4095], 0);
    assert_false(atlas_find(atlas, (AtlasKey){.glyph = 1}, &found));
    assert_true(atlas_find(atlas, (AtlasKey){.glyph = 19}, &found));
    assert_int_equal(found.px[0], 19);
    atlas_close(atlas);
}

static void thousands_of_masks_are_found_again(void **state)
{
    (void)state;
    Atlas *atlas = atlas_open(24 * MIB);
    for (uint32_t i = 0; i < 5000; i++) {
        Mask mask = {.w = 4, .h = 1, .stride = 4};
        *atlas_add(atlas, (AtlasKey){.glyph = i, .phase = (uint8_t)(i & 3)}, &mask) = (uint8_t)i;
    }
    for (uint32_t i = 0; i < 5000; i++) {
        Mask found;
        assert_true(atlas_find(atlas, (AtlasKey){.glyph = i, .phase = (uint8_t)(i & 3)}, &found));
        assert_int_equal(found.px[0], (uint8_t)i);
        assert_false(atlas_find(atlas, (AtlasKey){.glyph = i, .phase = (uint8_t)(~i & 3)}, &found));
    }
    atlas_close(atlas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_glyph_is_drawn_once_and_kept),
        cmocka_unit_test(a_place_is_rounded_to_a_quarter_of_a_pixel),
        cmocka_unit_test(a_blank_has_no_pixels),
        cmocka_unit_test(a_turned_glyph_lies_on_its_side),
        cmocka_unit_test(what_was_used_longest_ago_is_dropped_but_nothing_of_this_frame),
        cmocka_unit_test(thousands_of_masks_are_found_again),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
