// Pictures larger than the screens, pictures in other colours, and hostile ones.
#include "author/image.h"
#include "author/picture.h"
#include "base/file.h"
#include "base/pyramid.h"
#include <lcms2.h>
#include <png.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <webp/encode.h>

#include <cmocka.h>

#include <jpeglib.h> // needs stdio.h

static char folder[256];

static int setup(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "%s/picture-deep-XXXXXX", BUILD_DIR);
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

typedef struct {
    uint8_t *bytes;
    size_t size;
} File;

static Str view(File file)
{
    return (Str){(const char *)file.bytes, (int)file.size};
}

static PackedPicture made_at(Str path)
{
    PackedPicture picture = {.name = STR("p"), .path = path, .use = PICTURE_PHOTO};
    PictureList list = {&picture, 1};
    pictures_make(&list, NULL);
    return picture;
}

static PackedPicture made_from(Str bytes)
{
    static char path[300];
    snprintf(path, sizeof path, "%s/picture", folder);
    assert_true(file_write(path, bytes, NULL));
    return made_at(str_from(path));
}

static void drop(PackedPicture *picture)
{
    PictureList list = {picture, 1};
    pictures_free(&list);
}

typedef struct {
    J_COLOR_SPACE kind;
    const void *profile;
    unsigned profile_size;
    bool is_progressive;
} JpegWay;

// Blocks of 64 px: red grows to the right, green downwards, so that a square tells where it is from.
static void paint_row(uint8_t *row, int w, int h, int y)
{
    for (int x = 0; x < w; x++) {
        row[x * 3] = (uint8_t)(x / 64 * 64 * 255LL / w);
        row[x * 3 + 1] = (uint8_t)(y / 64 * 64 * 255LL / h);
        row[x * 3 + 2] = 90;
    }
}

static File jpeg_of(int w, int h, JpegWay way)
{
    File file = {0};
    unsigned long size = 0;
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    uint8_t *row = calloc((size_t)w, 4);
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &file.bytes, &size);
    jpeg.image_width = (JDIMENSION)w;
    jpeg.image_height = (JDIMENSION)h;
    jpeg.input_components = way.kind == JCS_CMYK ? 4 : 3;
    jpeg.in_color_space = way.kind;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 92, TRUE);
    if (way.is_progressive) {
        jpeg_simple_progression(&jpeg);
    }
    jpeg_start_compress(&jpeg, TRUE);
    if (way.profile) {
        jpeg_write_icc_profile(&jpeg, way.profile, way.profile_size);
    }
    while (jpeg.next_scanline < jpeg.image_height) {
        if (way.kind == JCS_CMYK) {
            memset(row, 255, (size_t)w * 4); // Adobe's: no ink
            memset(row, 0, (size_t)w * 2);   // left half: all inks
        } else {
            paint_row(row, w, h, (int)jpeg.next_scanline);
        }
        JSAMPROW rows[1] = {row};
        jpeg_write_scanlines(&jpeg, rows, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    free(row);
    file.size = size;
    return file;
}

static void png_put(png_structp png, png_bytep bytes, size_t size)
{
    File *file = png_get_io_ptr(png);
    file->bytes = realloc(file->bytes, file->size + size);
    assert_non_null(file->bytes);
    memcpy(file->bytes + file->size, bytes, size);
    file->size += size;
}

static void png_flush_nothing(png_structp png)
{
    (void)png;
}

typedef struct {
    int type, depth, interlace;
    const void *profile;
    unsigned profile_size;
} PngWay;

// Every byte 0x40; the alpha of the right half of an RGBA picture is 0.
static File png_of(int w, int h, PngWay way)
{
    File file = {0};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &file, png_put, png_flush_nothing);
    png_set_IHDR(png, info, (png_uint_32)w, (png_uint_32)h, way.depth, way.type, way.interlace,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_color palette[128];
    for (int i = 0; i < COUNT(palette); i++) {
        palette[i] = (png_color){0x40, 0x40, 0x40};
    }
    if (way.type == PNG_COLOR_TYPE_PALETTE) {
        png_set_PLTE(png, info, palette, COUNT(palette));
    }
    if (way.profile) {
        png_set_iCCP(png, info, "test", PNG_COMPRESSION_TYPE_BASE, way.profile, way.profile_size);
    }
    png_write_info(png, info);
    size_t row_bytes = png_get_rowbytes(png, info);
    uint8_t *row = malloc(row_bytes);
    memset(row, 0x40, row_bytes);
    for (int x = 0; x < w && way.type == PNG_COLOR_TYPE_RGBA; x++) {
        row[x * 4 + 3] = x < w / 2 ? 255 : 0;
    }
    int passes = png_set_interlace_handling(png);
    for (int i = 0; i < passes * h; i++) {
        png_write_row(png, row);
    }
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    free(row);
    return file;
}

static const PictureTile *tile_at(const PackedPicture *picture, int level, int x, int y)
{
    for (int i = 0; i < picture->tile_count; i++) {
        const PictureTile *tile = &picture->tiles[i];
        if (tile->level == level && tile->x == x && tile->y == y) {
            return tile;
        }
    }
    return NULL;
}

static int tiles_of(int w, int h)
{
    int count = 0;
    for (int level = 0; level < pyramid_levels(w, h); level++) {
        count += pyramid_tiles(w, level) * pyramid_tiles(h, level);
    }
    return count;
}

static void assert_near(int is, int want, int within)
{
    if (is < want - within || is > want + within) {
        fail_msg("%d, wanted about %d", is, want);
    }
}

// 8,000 × 4,000 here; 20,000 × 10,000 is the bench's.
static void a_picture_larger_than_the_screens_is_cut_into_squares(void **state)
{
    (void)state;
    enum { W = 8000, H = 4000 };
    File file = jpeg_of(W, H, (JpegWay){.kind = JCS_RGB});
    PackedPicture picture = made_from(view(file));
    assert_int_equal(picture.verdict, PICTURE_OK);
    assert_int_equal(picture.tile_count, tiles_of(W, H));
    assert_int_equal(picture.size_count, 5);
    assert_int_equal(picture.sizes[4].w, 3840);
    for (int i = 0; i < picture.tile_count; i++) {
        const PictureTile *tile = &picture.tiles[i];
        char why[IMAGE_WHY];
        Image image = jpeg_decode(tile->bytes, why);
        assert_non_null(image.px);
        int w = pyramid_side(W, tile->level);
        int h = pyramid_side(H, tile->level);
        int left = tile->x ? tile->x * PYRAMID_TILE - 1 : 0;
        int top = tile->y ? tile->y * PYRAMID_TILE - 1 : 0;
        int right = (tile->x + 1) * PYRAMID_TILE + 1 < w ? (tile->x + 1) * PYRAMID_TILE + 1 : w;
        int bottom = (tile->y + 1) * PYRAMID_TILE + 1 < h ? (tile->y + 1) * PYRAMID_TILE + 1 : h;
        assert_int_equal(image.w, right - left);
        assert_int_equal(image.h, bottom - top);
        uint32_t px = image.px[(size_t)(image.h / 2) * (size_t)image.w + (size_t)(image.w / 2)];
        int64_t x = (int64_t)(left + image.w / 2) << tile->level;
        int64_t y = (int64_t)(top + image.h / 2) << tile->level;
        assert_near((int)(px >> 16 & 0xFF), (int)(x * 255 / W), 6);
        assert_near((int)(px >> 8 & 0xFF), (int)(y * 255 / H), 8);
        image_free(&image);
    }
    drop(&picture);
    free(file.bytes);
}

static void clear_squares_keep_their_transparency(void **state)
{
    (void)state;
    File file = png_of(4100, 600, (PngWay){PNG_COLOR_TYPE_RGBA, 8, 0, NULL, 0});
    PackedPicture picture = made_from(view(file));
    assert_int_equal(picture.verdict, PICTURE_OK);
    assert_int_equal(picture.tile_count, tiles_of(4100, 600));
    assert_true(str_is(tile_at(&picture, 0, 0, 0)->format, "jpeg"));
    assert_true(str_is(tile_at(&picture, 0, 8, 1)->format, "png"));
    drop(&picture);
    free(file.bytes);
}

static void what_fits_the_screens_is_not_cut(void **state)
{
    (void)state;
    File file = jpeg_of(3840, 64, (JpegWay){.kind = JCS_RGB});
    PackedPicture picture = made_from(view(file));
    assert_int_equal(picture.verdict, PICTURE_OK);
    assert_int_equal(picture.tile_count, 0);
    drop(&picture);
    free(file.bytes);
}

// Linear light: 0x40 is shown much brighter than it is stored.
static void *linear_profile(cmsUInt32Number *size)
{
    cmsCIExyY white = {0.3127, 0.3290, 1};
    cmsCIExyYTRIPLE primaries = {{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}};
    cmsToneCurve *curve = cmsBuildGamma(NULL, 1.0);
    cmsToneCurve *curves[3] = {curve, curve, curve};
    cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves);
    cmsSaveProfileToMem(profile, NULL, size);
    void *bytes = malloc(*size);
    assert_true(cmsSaveProfileToMem(profile, bytes, size));
    cmsCloseProfile(profile);
    cmsFreeToneCurve(curve);
    return bytes;
}

static void a_colour_profile_is_turned_into_srgb(void **state)
{
    (void)state;
    char why[IMAGE_WHY] = "";
    cmsUInt32Number size = 0;
    void *profile = linear_profile(&size);
    File png = png_of(16, 16, (PngWay){PNG_COLOR_TYPE_RGB, 8, 0, profile, size});
    Image image = png_decode(view(png), why);
    assert_non_null(image.px);
    assert_near((int)(image.px[0] & 0xFF), 137, 3); // 64 / 255 of the light
    image_free(&image);
    File jpeg =
        jpeg_of(64, 64, (JpegWay){.kind = JCS_RGB, .profile = profile, .profile_size = size});
    image = jpeg_decode(view(jpeg), why);
    assert_near((int)(image.px[0] & 0xFF), 160, 4); // 90 / 255 of the light
    image_free(&image);
    assert_null(jpeg_stripped(view(jpeg)).bytes); // its own bytes would be shown too dark
    free(jpeg.bytes);
    free(png.bytes);
    free(profile);
}

static void a_profile_that_is_broken_counts_as_none(void **state)
{
    (void)state;
    char why[IMAGE_WHY] = "";
    File jpeg =
        jpeg_of(64, 64, (JpegWay){.kind = JCS_RGB, .profile = "nonsense", .profile_size = 8});
    Image image = jpeg_decode(view(jpeg), why);
    assert_non_null(image.px);
    assert_near((int)(image.px[0] & 0xFF), 90, 3);
    image_free(&image);
    free(jpeg.bytes);
}

static void cmyk_is_shown_in_its_colours(void **state)
{
    (void)state;
    char why[IMAGE_WHY] = "";
    File file = jpeg_of(64, 64, (JpegWay){.kind = JCS_CMYK});
    Image image = jpeg_decode(view(file), why);
    assert_non_null(image.px);
    assert_near((int)(image.px[2] & 0xFF), 0, 3);
    assert_near((int)(image.px[60] & 0xFF), 255, 3);
    image_free(&image);
    free(file.bytes);
}

static void every_kind_of_png_is_read(void **state)
{
    (void)state;
    static const PngWay WAYS[] = {
        {PNG_COLOR_TYPE_GRAY, 1, 0, NULL, 0},  {PNG_COLOR_TYPE_GRAY, 4, 1, NULL, 0},
        {PNG_COLOR_TYPE_GRAY, 16, 0, NULL, 0}, {PNG_COLOR_TYPE_GRAY_ALPHA, 8, 0, NULL, 0},
        {PNG_COLOR_TYPE_RGB, 16, 1, NULL, 0},  {PNG_COLOR_TYPE_PALETTE, 8, 0, NULL, 0},
        {PNG_COLOR_TYPE_RGBA, 8, 1, NULL, 0},
    };
    for (int i = 0; i < COUNT(WAYS); i++) {
        char why[IMAGE_WHY] = "";
        File file = png_of(40, 30, WAYS[i]);
        Image image = png_decode(view(file), why);
        assert_non_null(image.px);
        assert_int_equal(image.w, 40);
        uint32_t want = WAYS[i].depth == 1 || WAYS[i].depth == 4 ? image.px[0] & 0xFF
                        : WAYS[i].type == PNG_COLOR_TYPE_GRAY_ALPHA
                            ? 0x10 // premultiplied by an alpha of 0x40
                            : 0x40;
        assert_near((int)(image.px[0] & 0xFF), (int)want, 1);
        image_free(&image);
        free(file.bytes);
    }
}

static void webp_is_read_and_a_cut_one_is_broken(void **state)
{
    (void)state;
    enum { W = 960, H = 200 };
    uint8_t *px = malloc((size_t)W * H * 3);
    for (int y = 0; y < H; y++) {
        paint_row(px + (size_t)y * W * 3, W, H, y);
    }
    uint8_t *webp = NULL;
    size_t size = WebPEncodeLosslessRGB(px, W, H, W * 3, &webp);
    PackedPicture picture = made_from((Str){(const char *)webp, (int)size});
    assert_int_equal(picture.verdict, PICTURE_SMALL);
    assert_int_equal(picture.w, W);
    drop(&picture);
    for (size_t n = 13; n < size; n += size / 7) {
        picture = made_from((Str){(const char *)webp, (int)n});
        assert_int_equal(picture.verdict, PICTURE_BROKEN);
        assert_true(picture.why[0] != '\0');
        drop(&picture);
    }
    WebPFree(webp);
    free(px);
}

static void assert_refused(Str bytes, PictureVerdict want, const char *why)
{
    PackedPicture picture = made_from(bytes);
    if (picture.verdict != want) {
        fail_msg("%s: verdict %d (%s), wanted %d", why, picture.verdict, picture.why, want);
    }
    assert_int_equal(picture.size_count + picture.tile_count, 0);
    assert_true(picture.why[0] != '\0');
    drop(&picture);
}

// Which byte of a good PNG is spoilt, and how.
static void damaged_pngs_are_broken_wherever_the_damage_is(void **state)
{
    (void)state;
    static const struct {
        int at;
        uint8_t value;
        const char *why;
    } SPOILT[] = {
        {24, 3, "a depth of 3 bits"},
        {25, 5, "colour type 5"},
        {26, 1, "unknown compression"},
        {27, 1, "unknown filters"},
        {28, 9, "unknown interlacing"},
        {29, 0, "a wrong checksum of the header"},
        {37, 'X', "no data but a critical chunk nobody knows"},
        {33, 0x7F, "a chunk of 2 GB"},
        {43, 0xFF, "damaged compressed data"},
    };
    for (int i = 0; i < COUNT(SPOILT); i++) {
        File file = png_of(960, 100, (PngWay){PNG_COLOR_TYPE_RGB, 8, 0, NULL, 0});
        assert_true(file.bytes[SPOILT[i].at] != SPOILT[i].value);
        file.bytes[SPOILT[i].at] = SPOILT[i].value;
        assert_refused(view(file), PICTURE_BROKEN, SPOILT[i].why);
        free(file.bytes);
    }
}

static void files_cut_short_anywhere_are_broken(void **state)
{
    (void)state;
    File files[3] = {png_of(960, 100, (PngWay){PNG_COLOR_TYPE_RGB, 8, 0, NULL, 0}),
                     jpeg_of(960, 300, (JpegWay){.kind = JCS_RGB}),
                     jpeg_of(4000, 300, (JpegWay){.kind = JCS_RGB})};
    for (int i = 0; i < COUNT(files); i++) {
        for (int eighth = 1; eighth < 8; eighth++) {
            Str cut = {(const char *)files[i].bytes, (int)(files[i].size * (size_t)eighth / 8)};
            assert_refused(cut, PICTURE_BROKEN, "cut short");
        }
        free(files[i].bytes);
    }
}

static void put_size(uint8_t *at, unsigned w, unsigned h, int bytes_each)
{
    for (int i = 0; i < bytes_each; i++) {
        at[i] = (uint8_t)(w >> (8 * (bytes_each - 1 - i)));
        at[bytes_each + i] = (uint8_t)(h >> (8 * (bytes_each - 1 - i)));
    }
}

// The promise alone is refused: nothing is unpacked, no room is taken.
static void headers_that_promise_too_much_are_refused(void **state)
{
    (void)state;
    File png = png_of(64, 64, (PngWay){PNG_COLOR_TYPE_RGB, 8, 0, NULL, 0});
    put_size(png.bytes + 16, 65535, 65535, 4);
    assert_refused(view(png), PICTURE_HUGE, "65535 px a side");
    put_size(png.bytes + 16, 20000, 20000, 4); // zeros of 1.6 GB fit into 1.2 MB of file
    assert_refused(view(png), PICTURE_HUGE, "400 million px");
    put_size(png.bytes + 16, 12000, 6000, 4);
    png.bytes[28] = 1;
    assert_refused(view(png), PICTURE_HUGE, "72 million px, interlaced: held whole");
    free(png.bytes);
    File jpeg = jpeg_of(64, 64, (JpegWay){.kind = JCS_RGB, .is_progressive = true});
    for (size_t i = 0; i + 9 < jpeg.size; i++) {
        if (jpeg.bytes[i] == 0xFF && jpeg.bytes[i + 1] == 0xC2) {
            put_size(jpeg.bytes + i + 5, 65500, 65500, 2);
            assert_refused(view(jpeg), PICTURE_HUGE, "65500 px a side");
            put_size(jpeg.bytes + i + 5, 9000, 9000, 2);
            assert_refused(view(jpeg), PICTURE_HUGE, "81 million px, progressive");
            break;
        }
    }
    free(jpeg.bytes);
}

static void what_is_no_file_at_all_is_told(void **state)
{
    (void)state;
    assert_refused(STR(""), PICTURE_BROKEN, "0 bytes");
    PackedPicture picture = made_at(str_from(folder));
    assert_int_equal(picture.verdict, PICTURE_BROKEN); // a folder
    assert_true(picture.why[0] != '\0');
    picture = made_at(STR("/nowhere/at-all.jpg"));
    assert_int_equal(picture.verdict, PICTURE_BROKEN);
}

static void hostile_drawings_are_refused_before_they_are_drawn(void **state)
{
    (void)state;
    static const char *const BAD[] = {
        "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><g id=\"&b;\"/></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" "
        "height=\"9\"><script>1</script></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\" onload=\"x()\"/>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">"
        "<use href=\"http://example.org/a.svg#a\"/></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">"
        "<rect fill=\"url(file:///etc/passwd#a)\" width=\"9\" height=\"9\"/></svg>",
    };
    for (int i = 0; i < COUNT(BAD); i++) {
        assert_refused(str_from(BAD[i]), PICTURE_UNSAFE, BAD[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_larger_than_the_screens_is_cut_into_squares),
        cmocka_unit_test(clear_squares_keep_their_transparency),
        cmocka_unit_test(what_fits_the_screens_is_not_cut),
        cmocka_unit_test(a_colour_profile_is_turned_into_srgb),
        cmocka_unit_test(a_profile_that_is_broken_counts_as_none),
        cmocka_unit_test(cmyk_is_shown_in_its_colours),
        cmocka_unit_test(every_kind_of_png_is_read),
        cmocka_unit_test(webp_is_read_and_a_cut_one_is_broken),
        cmocka_unit_test(damaged_pngs_are_broken_wherever_the_damage_is),
        cmocka_unit_test(files_cut_short_anywhere_are_broken),
        cmocka_unit_test(headers_that_promise_too_much_are_refused),
        cmocka_unit_test(what_is_no_file_at_all_is_told),
        cmocka_unit_test(hostile_drawings_are_refused_before_they_are_drawn),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
