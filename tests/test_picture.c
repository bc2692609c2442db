#include "draw/picture.h"
#include <png.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <jpeglib.h> // needs stdio.h

typedef struct {
    uint8_t *bytes;
    size_t size;
} File;

// Left half `left`, right half `right`: straight b g r a.
static uint8_t *halves(int w, int h, uint32_t left, uint32_t right)
{
    uint8_t *px = malloc((size_t)w * (size_t)h * 4);
    assert_non_null(px);
    for (int i = 0; i < w * h; i++) {
        uint32_t c = i % w < w / 2 ? left : right;
        memcpy(px + (ptrdiff_t)i * 4, &c, 4);
    }
    return px;
}

static File png_of(int w, int h, uint32_t left, uint32_t right)
{
    uint8_t *px = halves(w, h, left, right);
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)w,
                       .height = (png_uint_32)h,
                       .format = PNG_FORMAT_BGRA};
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    File file = {malloc(size), 0};
    assert_true(png_image_write_to_memory(&image, file.bytes, &size, 0, px, 0, NULL));
    file.size = size;
    free(px);
    return file;
}

typedef enum { BASELINE, PROGRESSIVE, WITHOUT_ADOBE } JpegWay;

static File jpeg_of(int w, int h, uint32_t left, uint32_t right, J_COLOR_SPACE kind, JpegWay way)
{
    uint8_t *px = halves(w, h, left, right);
    struct jpeg_compress_struct jpeg = {0};
    struct jpeg_error_mgr errors = {0};
    unsigned char *bytes = NULL;
    unsigned long size = 0;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &size);
    jpeg.image_width = (JDIMENSION)w;
    jpeg.image_height = (JDIMENSION)h;
    jpeg.input_components = 4;
    jpeg.in_color_space = kind == JCS_CMYK ? JCS_CMYK : JCS_EXT_BGRA;
    jpeg_set_defaults(&jpeg);
    jpeg_set_colorspace(&jpeg, kind);
    jpeg_set_quality(&jpeg, 95, TRUE);
    if (way == PROGRESSIVE) {
        jpeg_simple_progression(&jpeg);
    }
    if (way == WITHOUT_ADOBE) {
        jpeg.write_Adobe_marker = FALSE;
    }
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < jpeg.image_height) {
        JSAMPROW row = px + (size_t)jpeg.next_scanline * (size_t)w * 4;
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    free(px);
    return (File){bytes, size};
}

static void assert_near(uint32_t is, uint32_t want, int within)
{
    for (int shift = 0; shift < 32; shift += 8) {
        int off = (int)(is >> shift & 0xFF) - (int)(want >> shift & 0xFF);
        if (off > within || off < -within) {
            fail_msg("%08X, wanted about %08X", is, want);
        }
    }
}

static uint32_t px_at(const Picture *picture, int x, int y)
{
    return picture->px[y * (picture->stride / 4) + x];
}

static void a_picture_comes_at_exactly_the_width_asked_for(void **state)
{
    (void)state;
    static const struct {
        int w, h, want_w, want_h;
    } ROWS[] = {
        {640, 400, 640, 400}, {640, 400, 320, 200}, {640, 400, 319, 199}, {640, 400, 33, 21},
        {640, 400, 1, 1},     {640, 400, 801, 501}, {1, 1, 7, 7},         {2, 300, 1, 150},
        {3, 1, 300, 100},     {1001, 7, 10, 1},     {640, 400, 0, 400},
    };
    for (int i = 0; i < COUNT(ROWS); i++) {
        for (int kind = 0; kind < 3; kind++) {
            int w = ROWS[i].w, h = ROWS[i].h;
            File file = kind == 0
                            ? png_of(w, h, 0xFF204060, 0xFFE0C0A0)
                            : jpeg_of(w, h, 0xFF204060, 0xFFE0C0A0, kind == 1 ? JCS_YCbCr : JCS_RGB,
                                      kind == 2 ? PROGRESSIVE : BASELINE);
            Picture picture = {0};
            Err err = {0};
            assert_true(picture_decode(file.bytes, file.size, ROWS[i].want_w, &picture, &err));
            assert_int_equal(picture.w, ROWS[i].want_w ? ROWS[i].want_w : w);
            assert_int_equal(picture.h, ROWS[i].want_h);
            assert_true(picture.is_opaque);
            assert_true(picture.id != 0);
            if (w >= 640 && picture.w >= 33) {
                assert_near(px_at(&picture, 2, picture.h / 2), 0xFF204060, 4);
                assert_near(px_at(&picture, picture.w - 3, 0), 0xFFE0C0A0, 4);
            }
            picture_free(&picture);
            free(file.bytes);
        }
    }
}

static void transparent_pixels_come_premultiplied_and_bleed_no_colour(void **state)
{
    (void)state;
    // The right half is wholly clear, but white: white must not show at the edge.
    File file = png_of(400, 200, 0x80FF0000, 0x00FFFFFF);
    for (int want = 40; want <= 400; want += 36) {
        Picture picture = {0};
        assert_true(picture_decode(file.bytes, file.size, want, &picture, NULL));
        assert_false(picture.is_opaque);
        assert_near(px_at(&picture, 3, 3), 0x80800000, 1);
        assert_int_equal(px_at(&picture, want - 4, 3), 0);
        for (int x = 0; x < want; x++) {
            uint32_t px = px_at(&picture, x, picture.h / 2);
            assert_true((px & 0xFFFF) == 0);
            assert_true((px >> 16 & 0xFF) <= px >> 24);
        }
        picture_free(&picture);
    }
    free(file.bytes);
}

static void grey_and_cmyk_jpegs_are_read(void **state)
{
    (void)state;
    Picture picture = {0};
    File grey = jpeg_of(64, 64, 0xFF808080, 0xFF404040, JCS_GRAYSCALE, BASELINE);
    assert_true(picture_decode(grey.bytes, grey.size, 64, &picture, NULL));
    assert_near(px_at(&picture, 5, 5), 0xFF808080, 3);
    assert_near(px_at(&picture, 60, 5), 0xFF404040, 3);
    picture_free(&picture);
    free(grey.bytes);
    // Bytes C M Y K, magenta and white: 255 is full ink, or with Adobe's marker none.
    File plain = jpeg_of(64, 64, 0x0000FF00, 0x00000000, JCS_CMYK, WITHOUT_ADOBE);
    File adobe = jpeg_of(64, 64, 0xFFFF00FF, 0xFFFFFFFF, JCS_CMYK, BASELINE);
    const File *files[2] = {&plain, &adobe};
    for (int i = 0; i < 2; i++) {
        assert_true(picture_decode(files[i]->bytes, files[i]->size, 64, &picture, NULL));
        assert_true(picture.is_opaque);
        assert_near(px_at(&picture, 5, 5), 0xFFFF00FF, 3);
        assert_near(px_at(&picture, 60, 5), 0xFFFFFFFF, 3);
        picture_free(&picture);
        free(files[i]->bytes);
    }
}

static void equal_bytes_at_one_width_have_one_id(void **state)
{
    (void)state;
    File a = png_of(20, 20, 0xFF000000, 0xFFFFFFFF), b = png_of(20, 20, 0xFF000000, 0xFFFFFFFE);
    Picture pictures[4];
    assert_true(picture_decode(a.bytes, a.size, 10, &pictures[0], NULL));
    assert_true(picture_decode(a.bytes, a.size, 10, &pictures[1], NULL));
    assert_true(picture_decode(a.bytes, a.size, 11, &pictures[2], NULL));
    assert_true(picture_decode(b.bytes, b.size, 10, &pictures[3], NULL));
    assert_true(pictures[0].id == pictures[1].id);
    assert_true(pictures[0].id != pictures[2].id);
    assert_true(pictures[0].id != pictures[3].id);
    for (int i = 0; i < 4; i++) {
        picture_free(&pictures[i]);
    }
    free(a.bytes);
    free(b.bytes);
}

static void assert_is_told(const uint8_t *bytes, size_t size)
{
    Picture picture = {0};
    Err err = {0};
    uint8_t *exact = malloc(size ? size : 1); // so that a sanitizer sees a read past the end
    memcpy(exact, bytes, size);
    assert_false(picture_decode(exact, size, 32, &picture, &err));
    assert_null(picture.px);
    assert_true(err.what[0] && err.hint[0]);
    free(exact);
}

static void a_file_cut_short_anywhere_is_broken_and_told(void **state)
{
    (void)state;
    File files[3] = {png_of(40, 30, 0xFF102030, 0x80203040),
                     jpeg_of(40, 30, 0xFF102030, 0xFF203040, JCS_YCbCr, BASELINE),
                     jpeg_of(40, 30, 0xFF102030, 0xFF203040, JCS_YCbCr, PROGRESSIVE)};
    for (int i = 0; i < 3; i++) {
        for (size_t n = 0; n + 2 < files[i].size; n++) {
            assert_is_told(files[i].bytes, n);
        }
        free(files[i].bytes);
    }
}

static void what_is_too_large_is_refused_before_it_is_read(void **state)
{
    (void)state;
    static const struct {
        uint32_t w, h;
    } ROWS[] = {{30001, 1}, {1, 30001}, {20000, 20000}, {0x7FFFFFFF, 0x7FFFFFFF}};
    for (int i = 0; i < COUNT(ROWS); i++) {
        File file = png_of(16, 16, 0xFF000000, 0xFFFFFFFF);
        uint32_t sides[2] = {ROWS[i].w, ROWS[i].h};
        for (int k = 0; k < 8; k++) {
            file.bytes[16 + k] = (uint8_t)(sides[k / 4] >> (24 - k % 4 * 8));
        }
        uint32_t crc = 0xFFFFFFFF; // of the header chunk, so that only its size is wrong
        for (int k = 12; k < 29; k++) {
            crc ^= file.bytes[k];
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
            }
        }
        for (int k = 0; k < 4; k++) {
            file.bytes[29 + k] = (uint8_t)(~crc >> (24 - k * 8));
        }
        Err err = {0};
        Picture picture = {0};
        assert_false(picture_decode(file.bytes, file.size, 32, &picture, &err));
        assert_non_null(strstr(err.what, "30000"));
        free(file.bytes);
    }
    File ribbon = png_of(1, 2000, 0xFF000000, 0xFFFFFFFF); // fine itself, a tower at this width
    Picture picture = {0};
    Err err = {0};
    assert_false(picture_decode(ribbon.bytes, ribbon.size, 1920, &picture, &err));
    assert_true(err.what[0]);
    free(ribbon.bytes);
}

static void what_is_no_picture_is_told_so(void **state)
{
    (void)state;
    assert_is_told((const uint8_t *)"", 0);
    assert_is_told((const uint8_t *)"GIF89a..........", 16);
    assert_is_told((const uint8_t *)"<svg></svg>", 11);
}

// ---- the cache ----

// A loader whose every call waits until the gate is open; names are a width, "!" is missing and
// "?" is rubbish.
typedef struct {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
    bool is_open;
    int entered;
    char order[64];
    int complaints;
    int wakes;
} Fake;

static bool fake_load(void *context, Str name, int want_w, uint8_t **bytes, size_t *size)
{
    Fake *fake = context;
    (void)want_w;
    pthread_mutex_lock(&fake->mutex);
    fake->order[fake->entered++] = name.p[0];
    pthread_cond_broadcast(&fake->changed);
    while (!fake->is_open) {
        pthread_cond_wait(&fake->changed, &fake->mutex);
    }
    pthread_mutex_unlock(&fake->mutex);
    if (name.p[0] == '!') {
        return false;
    }
    File file = png_of(100, 100, 0xFF000000 | (uint8_t)name.p[0], 0xFFFFFFFF);
    if (name.p[0] == '?') {
        file.size /= 2;
    }
    *bytes = file.bytes;
    *size = file.size;
    return true;
}

static void fake_complain(void *context, Str name, const char *why)
{
    Fake *fake = context;
    pthread_mutex_lock(&fake->mutex);
    fake->complaints += name.n == 1 && why[0] ? 1 : 0;
    pthread_mutex_unlock(&fake->mutex);
}

static void fake_wake(void *context)
{
    Fake *fake = context;
    pthread_mutex_lock(&fake->mutex);
    fake->wakes++;
    pthread_mutex_unlock(&fake->mutex);
}

static void fake_wait_entered(Fake *fake, int count)
{
    pthread_mutex_lock(&fake->mutex);
    while (fake->entered < count) {
        pthread_cond_wait(&fake->changed, &fake->mutex);
    }
    pthread_mutex_unlock(&fake->mutex);
}

static void fake_open(Fake *fake)
{
    pthread_mutex_lock(&fake->mutex);
    fake->is_open = true;
    pthread_cond_broadcast(&fake->changed);
    pthread_mutex_unlock(&fake->mutex);
}

static Pictures *opened(Fake *fake, bool is_open, int threads, size_t budget)
{
    *fake = (Fake){.is_open = is_open};
    pthread_mutex_init(&fake->mutex, NULL);
    pthread_cond_init(&fake->changed, NULL);
    PictureLoader loader = {fake, fake_load, fake_complain};
    return pictures_open(&loader, threads, budget);
}

static void closed(Fake *fake, Pictures *pictures)
{
    pictures_close(pictures);
    pthread_mutex_destroy(&fake->mutex);
    pthread_cond_destroy(&fake->changed);
}

enum { ONE = 100 * 100 * 4 }; // bytes of a picture 100 px wide

static void a_picture_arrives_once_and_wakes_the_loop(void **state)
{
    (void)state;
    Fake fake;
    Picture picture;
    Pictures *pictures = opened(&fake, true, 2, MIB);
    pictures_on_ready(pictures, fake_wake, &fake);
    assert_int_equal(pictures_get(pictures, STR("a"), 100, &picture), PICTURE_WAIT);
    pictures_wait_all(pictures);
    assert_true(pictures_arrived(pictures));
    assert_false(pictures_arrived(pictures));
    assert_int_equal(fake.wakes, 1);
    assert_int_equal(pictures_get(pictures, STR("a"), 100, &picture), PICTURE_READY);
    assert_int_equal(picture.w, 100);
    assert_int_equal(px_at(&picture, 10, 10), 0xFF000061);
    assert_int_equal(pictures_bytes(pictures), ONE);
    assert_int_equal(fake.entered, 1);
    closed(&fake, pictures);
}

static void the_latest_request_is_decoded_first(void **state)
{
    (void)state;
    Fake fake;
    Picture picture;
    Pictures *pictures = opened(&fake, false, 1, MIB);
    pictures_get(pictures, STR("a"), 100, &picture);
    fake_wait_entered(&fake, 1);
    pictures_get(pictures, STR("b"), 100, &picture);
    pictures_get(pictures, STR("c"), 100, &picture);
    pictures_get(pictures, STR("d"), 100, &picture);
    pictures_get(pictures, STR("b"), 100, &picture); // asked again: now the latest
    fake_open(&fake);
    pictures_wait_all(pictures);
    assert_string_equal(fake.order, "abdc");
    closed(&fake, pictures);
}

static void the_request_nearest_to_the_view_is_decoded_first(void **state)
{
    (void)state;
    Fake fake;
    Picture picture;
    Pictures *pictures = opened(&fake, false, 1, MIB);
    pictures_get(pictures, STR("a"), 100, &picture);
    fake_wait_entered(&fake, 1);
    pictures_ask(pictures, STR("b"), 100, 900, &picture);
    pictures_ask(pictures, STR("c"), 100, 20, &picture);
    pictures_ask(pictures, STR("d"), 100, 300, &picture);
    pictures_ask(pictures, STR("d"), 100, 5000,
                 &picture); // also seen further away: the nearer counts
    fake_open(&fake);
    pictures_wait_all(pictures);
    assert_string_equal(fake.order, "acdb");
    closed(&fake, pictures);
}

static void a_request_of_this_frame_goes_before_a_nearer_one_of_the_last(void **state)
{
    (void)state;
    Fake fake;
    Picture picture;
    Pictures *pictures = opened(&fake, false, 1, MIB);
    pictures_get(pictures, STR("a"), 100, &picture);
    fake_wait_entered(&fake, 1);
    pictures_ask(pictures, STR("b"), 100, 0, &picture);
    pictures_begin_frame(pictures);
    pictures_ask(pictures, STR("c"), 100, 900, &picture);
    fake_open(&fake);
    pictures_wait_all(pictures);
    assert_string_equal(fake.order, "acb");
    closed(&fake, pictures);
}

static void what_is_known_of_a_picture_is_told_without_asking_for_it(void **state)
{
    (void)state;
    Fake fake;
    Picture picture;
    Pictures *pictures = opened(&fake, true, 1, MIB);
    assert_int_equal(pictures_known(pictures, STR("a")), PICTURE_WAIT);
    pictures_get(pictures, STR("a"), 100, &picture);
    pictures_get(pictures, STR("?"), 100, &picture);
    pictures_wait_all(pictures);
    assert_int_equal(pictures_known(pictures, STR("a")), PICTURE_READY);
    assert_int_equal(pictures_known(pictures, STR("?")), PICTURE_BROKEN);
    assert_int_equal(fake.entered, 2);
    closed(&fake, pictures);
}

static void a_request_that_is_not_repeated_is_dropped(void **state)
{
    (void)state;
    Fake fake;
    Picture picture;
    Pictures *pictures = opened(&fake, false, 1, MIB);
    pictures_get(pictures, STR("a"), 100, &picture);
    fake_wait_entered(&fake, 1);
    pictures_get(pictures, STR("b"), 100, &picture);
    pictures_get(pictures, STR("c"), 100, &picture);
    for (int frame = 0; frame < 3; frame++) {
        pictures_begin_frame(pictures);
        pictures_get(pictures, STR("c"), 100, &picture);
    }
    fake_open(&fake);
    pictures_wait_all(pictures);
    assert_string_equal(fake.order, "ac");
    closed(&fake, pictures);
}

static void over_budget_the_one_longest_not_asked_for_goes(void **state)
{
    (void)state;
    Fake fake;
    Picture picture;
    Pictures *pictures = opened(&fake, true, 1, 2 * ONE);
    static const char *const NAMES[] = {"a", "b", "c"};
    for (int i = 0; i < 3; i++) {
        pictures_get(pictures, str_from(NAMES[i]), 100, &picture);
        pictures_wait_all(pictures);
        pictures_begin_frame(pictures);
    }
    // c was asked for in the frame before, b two before, a three.
    assert_int_equal(pictures_bytes(pictures), 2 * ONE);
    assert_int_equal(pictures_get(pictures, STR("b"), 100, &picture), PICTURE_READY);
    assert_int_equal(pictures_get(pictures, STR("c"), 100, &picture), PICTURE_READY);
    assert_int_equal(pictures_get(pictures, STR("a"), 100, &picture), PICTURE_WAIT);
    closed(&fake, pictures);
}

static void pixels_stay_until_the_second_frame_after_the_last_request(void **state)
{
    (void)state;
    Fake fake;
    Picture a, b;
    Pictures *pictures = opened(&fake, true, 1, 1); // nothing fits
    pictures_get(pictures, STR("a"), 100, &a);
    pictures_wait_all(pictures);
    assert_int_equal(pictures_get(pictures, STR("a"), 100, &a), PICTURE_READY);
    pictures_begin_frame(pictures);
    assert_int_equal(px_at(&a, 10, 10), 0xFF000061);
    assert_int_equal(pictures_bytes(pictures), ONE);
    assert_true(pictures_any(pictures, STR("a"), &b)); // counts as a request
    pictures_begin_frame(pictures);
    assert_int_equal(px_at(&b, 10, 10), 0xFF000061);
    pictures_begin_frame(pictures);
    assert_int_equal(pictures_bytes(pictures), 0);
    assert_false(pictures_any(pictures, STR("a"), &b));
    closed(&fake, pictures);
}

static void another_size_stands_in_while_one_waits(void **state)
{
    (void)state;
    Fake fake;
    Picture picture;
    Pictures *pictures = opened(&fake, true, 1, MIB);
    assert_false(pictures_any(pictures, STR("a"), &picture));
    pictures_get(pictures, STR("a"), 20, &picture);
    pictures_get(pictures, STR("a"), 50, &picture);
    pictures_wait_all(pictures);
    assert_int_equal(pictures_get(pictures, STR("a"), 100, &picture), PICTURE_WAIT);
    assert_true(pictures_any(pictures, STR("a"), &picture));
    assert_true(picture.w == 50 || picture.w == 100);
    closed(&fake, pictures);
}

static void a_broken_picture_stays_broken_and_is_told_once(void **state)
{
    (void)state;
    Fake fake;
    Picture picture;
    Pictures *pictures = opened(&fake, true, 1, MIB);
    static const char *const NAMES[] = {"!", "?"};
    for (int i = 0; i < 2; i++) {
        for (int ask = 0; ask < 3; ask++) {
            PictureState is = pictures_get(pictures, str_from(NAMES[i]), 50 + ask, &picture);
            assert_int_equal(is, ask == 0 ? PICTURE_WAIT : PICTURE_BROKEN);
            pictures_wait_all(pictures);
            for (int frame = 0; frame < 5; frame++) {
                pictures_begin_frame(pictures);
            }
        }
        assert_int_equal(fake.complaints, i + 1);
        assert_int_equal(fake.entered, i + 1);
    }
    assert_true(pictures_arrived(pictures));
    closed(&fake, pictures);
}

static void closing_does_not_wait_for_what_was_not_begun(void **state)
{
    (void)state;
    Fake fake;
    Picture picture;
    Pictures *pictures = opened(&fake, false, 1, MIB);
    pictures_get(pictures, STR("a"), 100, &picture);
    fake_wait_entered(&fake, 1);
    pictures_get(pictures, STR("b"), 100, &picture);
    fake_open(&fake);
    closed(&fake, pictures);
    assert_true(fake.entered >= 1);
    pictures_close(NULL);
}

static void many_requests_from_many_threads_all_arrive(void **state)
{
    (void)state;
    Fake fake;
    Picture picture;
    Pictures *pictures = opened(&fake, true, 4, 8 * ONE);
    pictures_on_ready(pictures, fake_wake, &fake);
    static const char LETTERS[] = "abcdefghij";
    for (int frame = 0; frame < 5; frame++) {
        pictures_begin_frame(pictures);
        for (int i = 0; i < 10; i++) {
            Str name = {LETTERS + (frame & 1 ? i : 9 - i), 1};
            if (pictures_get(pictures, name, 100, &picture) == PICTURE_READY) {
                assert_int_equal(px_at(&picture, 99, 99), 0xFFFFFFFF);
            }
        }
        (void)pictures_arrived(pictures);
    }
    pictures_wait_all(pictures);
    for (int i = 0; i < 10; i++) {
        Str name = {LETTERS + i, 1};
        assert_int_equal(pictures_get(pictures, name, 100, &picture), PICTURE_READY);
    }
    for (int frame = 0; frame < 3; frame++) {
        pictures_begin_frame(pictures);
    }
    assert_true(pictures_bytes(pictures) <= 8 * ONE);
    closed(&fake, pictures);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_comes_at_exactly_the_width_asked_for),
        cmocka_unit_test(transparent_pixels_come_premultiplied_and_bleed_no_colour),
        cmocka_unit_test(grey_and_cmyk_jpegs_are_read),
        cmocka_unit_test(equal_bytes_at_one_width_have_one_id),
        cmocka_unit_test(a_file_cut_short_anywhere_is_broken_and_told),
        cmocka_unit_test(what_is_too_large_is_refused_before_it_is_read),
        cmocka_unit_test(what_is_no_picture_is_told_so),
        cmocka_unit_test(a_picture_arrives_once_and_wakes_the_loop),
        cmocka_unit_test(the_latest_request_is_decoded_first),
        cmocka_unit_test(the_request_nearest_to_the_view_is_decoded_first),
        cmocka_unit_test(a_request_of_this_frame_goes_before_a_nearer_one_of_the_last),
        cmocka_unit_test(what_is_known_of_a_picture_is_told_without_asking_for_it),
        cmocka_unit_test(a_request_that_is_not_repeated_is_dropped),
        cmocka_unit_test(over_budget_the_one_longest_not_asked_for_goes),
        cmocka_unit_test(pixels_stay_until_the_second_frame_after_the_last_request),
        cmocka_unit_test(another_size_stands_in_while_one_waits),
        cmocka_unit_test(a_broken_picture_stays_broken_and_is_told_once),
        cmocka_unit_test(closing_does_not_wait_for_what_was_not_begun),
        cmocka_unit_test(many_requests_from_many_threads_all_arrive),
    };
    return cmocka_run_group_tests_name("picture", tests, NULL, NULL);
}
