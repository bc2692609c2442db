// Pictures: what goes in, which sizes come out, and that a broken or hostile file is named as one.
#include "author/image.h"
#include "author/picture.h"
#include "base/file.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char folder[256];

static int setup(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "%s/picture-test-XXXXXX", BUILD_DIR);
    assert_non_null(mkdtemp(folder));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    char command[300];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
    return 0;
}

// Left half one colour, right half another, with a mark at the top left.
static Image two_colours(int w, int h, uint32_t left, uint32_t right)
{
    Image image = image_new(w, h);
    assert_non_null(image.px);
    for (int i = 0; i < w * h; i++) {
        image.px[i] = i % w < w / 2 ? left : right;
    }
    return image;
}

static PackedPicture made_from(Arena *arena, Str bytes, PictureUse use)
{
    Str path = file_join(arena, str_from(folder), STR("picture"));
    assert_true(file_write(path.p, bytes, NULL));
    PackedPicture *picture = arena_new(arena, PackedPicture, 1);
    *picture = (PackedPicture){.name = STR("p"), .path = path, .use = use};
    PictureList list = {picture, 1};
    pictures_make(&list, NULL);
    return *picture;
}

static void drop(PackedPicture *picture)
{
    PictureList list = {picture, 1};
    pictures_free(&list);
}

static Str view(Encoded encoded)
{
    assert_non_null(encoded.bytes);
    return (Str){(const char *)encoded.bytes, (int)encoded.size};
}

static void assert_widths(const PackedPicture *picture, const int *widths, int count)
{
    assert_int_equal(picture->size_count, count);
    for (int i = 0; i < count; i++) {
        assert_int_equal(picture->sizes[i].w, widths[i]);
    }
}

static void a_drawing_comes_in_every_width(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "test", 64 * MIB);
    PackedPicture picture =
        made_from(&arena,
                  STR("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 10\">"
                      "<rect width=\"16\" height=\"10\" fill=\"#336699\"/></svg>"),
                  PICTURE_PHOTO);
    assert_int_equal(picture.verdict, PICTURE_OK);
    assert_widths(&picture, (const int[]){320, 640, 1280, 1920, 3840}, 5);
    assert_int_equal(picture.colour, 0x336699);
    assert_int_equal(picture.sizes[4].h, 2400);
    char why[IMAGE_WHY];
    Image back = jpeg_decode(picture.sizes[0].bytes, why);
    assert_int_equal(back.w, 320);
    assert_int_equal(back.h, 200);
    image_free(&back);
    drop(&picture);
    arena_finish(&arena);
}

static void a_photo_is_never_made_wider_than_it_is(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "test", 64 * MIB);
    Image image = two_colours(2000, 100, 0xFFCC0000, 0xFF0000CC);
    Encoded jpeg = jpeg_encode(&image);
    PackedPicture picture = made_from(&arena, view(jpeg), PICTURE_PHOTO);
    assert_int_equal(picture.verdict, PICTURE_OK);
    assert_widths(&picture, (const int[]){320, 640, 1280, 1920, 2000}, 5);
    // The widest is the editor's own file, not encoded a second time.
    assert_int_equal(picture.sizes[4].bytes.n, jpeg.size);
    assert_memory_equal(picture.sizes[4].bytes.p, jpeg.bytes, jpeg.size);
    drop(&picture);
    free(jpeg.bytes);
    image_free(&image);
    arena_finish(&arena);
}

static void small_and_tiny_pictures_are_told_apart(void **state)
{
    (void)state;
    const int WIDTHS[] = {959, 960, 1919, 1920};
    const PictureVerdict WANT[] = {PICTURE_TINY, PICTURE_SMALL, PICTURE_SMALL, PICTURE_OK};
    for (int i = 0; i < COUNT(WIDTHS); i++) {
        Arena arena;
        arena_init(&arena, "test", 64 * MIB);
        Image image = two_colours(WIDTHS[i], 60, 0xFF112233, 0xFF445566);
        Encoded png = png_encode(&image);
        PackedPicture picture = made_from(&arena, view(png), PICTURE_PHOTO);
        assert_int_equal(picture.verdict, WANT[i]);
        drop(&picture);
        free(png.bytes);
        image_free(&image);
        arena_finish(&arena);
    }
}

static void transparency_is_kept_as_png(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "test", 64 * MIB);
    Image image = two_colours(1920, 64, 0xFFFF0000, 0x00000000);
    Encoded png = png_encode(&image);
    PackedPicture picture = made_from(&arena, view(png), PICTURE_PHOTO);
    assert_int_equal(picture.verdict, PICTURE_OK);
    assert_int_equal(picture.colour, 0xFF0000); // what is transparent has no colour
    char why[IMAGE_WHY];
    Image back = png_decode(picture.sizes[0].bytes, why);
    assert_int_equal(back.w, 320);
    assert_int_equal(back.px[0], 0xFFFF0000);
    assert_int_equal(back.px[319], 0);
    image_free(&back);
    drop(&picture);
    free(png.bytes);
    image_free(&image);
    arena_finish(&arena);
}

// A JPEG with an EXIF segment of one entry, the orientation.
static Str with_orientation(Arena *arena, Str jpeg, int orientation, bool is_little)
{
    static const unsigned char LITTLE[] = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3,
                                           0,   1,   0,  0, 0, 0, 0, 0, 0, 0, 0,    0,    0};
    static const unsigned char BIG[] = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0,
                                        3,   0,   0, 0,  1, 0, 0, 0, 0, 0, 0,    0,    0};
    enum { TIFF = sizeof LITTLE, SEGMENT = 2 + 2 + 6 + TIFF };
    char *out = arena_alloc(arena, (size_t)jpeg.n + SEGMENT);
    memcpy(out, jpeg.p, 2);
    const char head[] = {(char)0xFF, (char)0xE1, 0, SEGMENT - 2, 'E', 'x', 'i', 'f', 0, 0};
    memcpy(out + 2, head, sizeof head);
    memcpy(out + 12, is_little ? LITTLE : BIG, TIFF);
    out[12 + (is_little ? 18 : 19)] = (char)orientation;
    memcpy(out + 2 + SEGMENT, jpeg.p + 2, (size_t)jpeg.n - 2);
    return (Str){out, jpeg.n + SEGMENT};
}

// Where the left edge of the file (red) ends up, by EXIF's own table.
typedef enum { SIDE_LEFT, SIDE_RIGHT, SIDE_TOP, SIDE_BOTTOM } Side;

static void exif_turns_are_applied_and_then_forgotten(void **state)
{
    (void)state;
    static const Side SIDES[] = {SIDE_LEFT, SIDE_RIGHT, SIDE_RIGHT,  SIDE_LEFT,
                                 SIDE_TOP,  SIDE_TOP,   SIDE_BOTTOM, SIDE_BOTTOM};
    Image image = two_colours(64, 32, 0xFFFF0000, 0xFF0000FF);
    Encoded jpeg = jpeg_encode(&image);
    for (int i = 0; i < 16; i++) {
        Arena arena;
        arena_init(&arena, "test", 4 * MIB);
        int orientation = i % 8 + 1;
        Str file = with_orientation(&arena, view(jpeg), orientation, i < 8);
        char why[IMAGE_WHY];
        int w = 0;
        int h = 0;
        assert_true(jpeg_size(file, &w, &h, why));
        Image back = jpeg_decode(file, why);
        assert_int_equal(back.w, orientation >= 5 ? 32 : 64);
        assert_int_equal(back.w, w);
        assert_int_equal(back.h, h);
        const int X[] = {1, back.w - 2, back.w / 2, back.w / 2};
        const int Y[] = {back.h / 2, back.h / 2, 1, back.h - 2};
        Side side = SIDES[orientation - 1];
        uint32_t px = back.px[Y[side] * back.w + X[side]];
        assert_true((px >> 16 & 0xFF) > 200 && (px & 0xFF) < 60);
        Encoded stripped = jpeg_stripped(file);
        assert_int_equal(stripped.bytes == NULL, orientation != 1); // turned: made anew
        assert_true(!stripped.bytes || stripped.size == jpeg.size);
        free(stripped.bytes);
        image_free(&back);
        arena_finish(&arena);
    }
    free(jpeg.bytes);
    image_free(&image);
}

static void scaling_down_is_the_mean_of_what_is_covered(void **state)
{
    (void)state;
    Image image = two_colours(6, 2, 0xFF000000, 0xFFFFFFFF);
    Image three = image_scaled(&image, 3, 1);
    assert_int_equal(three.px[0], 0xFF000000);
    assert_int_equal(three.px[1], 0xFF808080);
    assert_int_equal(three.px[2], 0xFFFFFFFF);
    Image four = image_scaled(&image, 4, 1); // 1.5 px each
    assert_int_equal(four.px[1], 0xFF000000);
    assert_int_equal(four.px[2], 0xFFFFFFFF);
    Image one = image_scaled(&image, 1, 1);
    assert_int_equal(one.px[0], 0xFF808080);
    image_free(&one);
    image_free(&four);
    image_free(&three);
    image_free(&image);
}

static void a_layer_is_cut_to_its_rows(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "test", 64 * MIB);
    PackedPicture picture =
        made_from(&arena,
                  STR("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3840\" height=\"1280\">"
                      "<rect y=\"500\" width=\"3840\" height=\"100\" fill=\"#336699\"/></svg>"),
                  PICTURE_LAYER);
    assert_int_equal(picture.verdict, PICTURE_OK);
    assert_int_equal(picture.y, 492); // whole rows at every width: a multiple of 12
    assert_int_equal(picture.h, 108);
    assert_int_equal(picture.sizes[0].h, 9);
    assert_true(str_is(picture.sizes[0].format, "png"));
    drop(&picture);
    arena_finish(&arena);
}

typedef struct {
    const char *bytes;
    int n;
    PictureVerdict want;
    const char *why;
} Bad;

static void files_that_are_no_pictures_are_named_so(void **state)
{
    (void)state;
    static const Bad BADS[] = {
        {"GIF89a", 6, PICTURE_BROKEN, "another format"},
        {"x", 1, PICTURE_BROKEN, "not a picture"},
        {"\x89PNG\r\n\x1a\n", 8, PICTURE_BROKEN, "a PNG that ends at once"},
        {"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xFF\xFF\0\0\0\x10\x08\x02\0\0\0????", 33, PICTURE_HUGE,
         "65535 px wide"},
        {"\xFF\xD8\xFF\xE0\0\x10JFIF", 10, PICTURE_BROKEN, "a JPEG that ends at once"},
        {"<svg", 4, PICTURE_BROKEN, "an SVG that ends at once"},
        {"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", 41, PICTURE_BROKEN, "no size"},
        {"<svg><style>@import 'a.css';</style></svg>", 42, PICTURE_UNSAFE, "outside style"},
        {"<svg><image href=\"a.png\"/></svg>", 32, PICTURE_UNSAFE, "a picture inside"},
        {"<svg><use href=\"b.svg#x\"/></svg>", 33, PICTURE_UNSAFE, "another file"},
        {"<svg><x:script/></svg>", 22, PICTURE_UNSAFE, "a script under another name"},
    };
    for (int i = 0; i < COUNT(BADS); i++) {
        print_message("  %s\n", BADS[i].why);
        Arena arena;
        arena_init(&arena, "test", 4 * MIB);
        PackedPicture picture = made_from(&arena, (Str){BADS[i].bytes, BADS[i].n}, PICTURE_PHOTO);
        assert_int_equal(picture.verdict, BADS[i].want);
        assert_int_equal(picture.size_count, 0);
        assert_true(picture.why[0] != '\0');
        drop(&picture);
        arena_finish(&arena);
    }
}

static void drawings_that_refer_to_themselves_are_fine(void **state)
{
    (void)state;
    char why[IMAGE_WHY] = "";
    assert_true(svg_is_safe(
        STR("<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\"><defs><linearGradient id=\"g\"/>"
            "</defs><use xlink:href=\"#a\"/><rect fill=\"url(#g)\" font=\"one two = three\"/>"
            "<sodipodi:namedview/><title>on a hill</title></svg>"),
        why));
    assert_string_equal(why, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_drawing_comes_in_every_width),
        cmocka_unit_test(a_photo_is_never_made_wider_than_it_is),
        cmocka_unit_test(small_and_tiny_pictures_are_told_apart),
        cmocka_unit_test(transparency_is_kept_as_png),
        cmocka_unit_test(exif_turns_are_applied_and_then_forgotten),
        cmocka_unit_test(scaling_down_is_the_mean_of_what_is_covered),
        cmocka_unit_test(a_layer_is_cut_to_its_rows),
        cmocka_unit_test(files_that_are_no_pictures_are_named_so),
        cmocka_unit_test(drawings_that_refer_to_themselves_are_fine),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
