#include "author/image.h"
#include "author/image_icc.h"
#include "author/image_jpeg.h"
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    Str rest;
    char *why;
} Source;

static void on_error(png_structp png, png_const_charp text)
{
    char *why = png_get_error_ptr(png);
    snprintf(why, IMAGE_WHY, "%s", text);
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp text)
{
    (void)png;
    (void)text;
}

static void on_read(png_structp png, png_bytep out, size_t size)
{
    Source *source = png_get_io_ptr(png);
    if ((size_t)source->rest.n < size) {
        png_error(png, "the file ends too early");
    }
    memcpy(out, source->rest.p, size);
    source->rest = str_from_offset(source->rest, (int)size);
}

bool png_size(Str bytes, int *w, int *h, char why[IMAGE_WHY])
{
    // Signature 8, length 4, "IHDR" 4, width 4, height 4.
    if (bytes.n < 33 || memcmp(bytes.p + 12, "IHDR", 4) != 0) {
        snprintf(why, IMAGE_WHY, "the file ends too early");
        return false;
    }
    uint32_t sides[2] = {0};
    for (int i = 0; i < 8; i++) {
        sides[i / 4] = sides[i / 4] << 8 | (unsigned char)bytes.p[16 + i];
    }
    if (sides[0] == 0 || sides[1] == 0 || sides[0] > INT32_MAX || sides[1] > INT32_MAX) {
        snprintf(why, IMAGE_WHY, "a side of 0 px");
        return false;
    }
    *w = (int)sides[0];
    *h = (int)sides[1];
    return true;
}

bool image_is_held_whole(Str bytes, ImageKind kind)
{
    // IHDR: interlace is its last byte. JPEG: the frame's marker says progressive.
    return kind == IMAGE_WEBP || (kind == IMAGE_JPEG && jpeg_is_progressive(bytes)) ||
           (kind == IMAGE_PNG && bytes.n > 28 && bytes.p[28] != 0);
}

// volatile: read again after a longjmp
typedef struct {
    png_structp png;
    png_infop info;
    unsigned char *volatile rows;
    Colours *volatile colours;
} Reading;

static void reading_begin(Reading *reading)
{
    png_structp png = reading->png;
    png_set_user_limits(png, 65535, 65535);
    png_set_chunk_malloc_max(png, 8000000);
    png_set_chunk_cache_max(png, 64);
    png_read_info(png, reading->info);
    png_charp name = NULL;
    png_bytep profile = NULL;
    png_uint_32 size = 0;
    int method = 0;
    if (png_get_iCCP(png, reading->info, &name, &method, &profile, &size)) {
        reading->colours = colours_open(profile, size, COLOURS_RGB);
    }
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    png_set_bgr(png);
    png_set_add_alpha(png, 255, PNG_FILLER_AFTER);
}

bool png_rows(Str bytes, const ImageRows *rows, char why[IMAGE_WHY])
{
    Source source = {.rest = bytes};
    Reading reading = {0};
    volatile bool is_done = false;
    reading.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, why, on_error, on_warning);
    reading.info = reading.png ? png_create_info_struct(reading.png) : NULL;
    if (reading.info && setjmp(png_jmpbuf(reading.png)) == 0) {
        png_structp png = reading.png;
        png_set_read_fn(png, &source, on_read);
        reading_begin(&reading);
        int passes = png_set_interlace_handling(png);
        png_read_update_info(png, reading.info);
        int w = (int)png_get_image_width(png, reading.info);
        int h = (int)png_get_image_height(png, reading.info);
        size_t stride = png_get_rowbytes(png, reading.info);
        reading.rows = malloc(stride * (size_t)(passes > 1 ? h : 1));
        if (!reading.rows || stride != (size_t)w * 4) {
            png_error(png, "out of memory");
        }
        for (int pass = 0; pass < passes; pass++) {
            for (int y = 0; y < h; y++) {
                unsigned char *at = reading.rows + (passes > 1 ? stride * (size_t)y : 0);
                png_read_row(png, at, NULL);
                if (pass < passes - 1) {
                    continue;
                }
                if (reading.colours) {
                    colours_row(reading.colours, at, w);
                }
                image_premultiply((uint32_t *)(void *)at, w);
                if (!rows->row(rows->context, (const uint32_t *)(void *)at, y)) {
                    png_error(png, "out of memory");
                }
            }
        }
        png_read_end(png, NULL);
        is_done = true;
    }
    png_destroy_read_struct(&reading.png, &reading.info, NULL);
    free(reading.rows);
    colours_close(reading.colours);
    return is_done;
}

// ---- encoding ----

static void on_write(png_structp png, png_bytep bytes, size_t size)
{
    Encoded *out = png_get_io_ptr(png);
    // Room grows in powers of two: `size` bytes are in use, so the room follows from them.
    size_t room = 65536;
    while (room < out->size) {
        room *= 2;
    }
    if (!out->bytes || out->size + size > room) {
        while (room < out->size + size) {
            room *= 2;
        }
        uint8_t *grown = realloc(out->bytes, room);
        if (!grown) {
            png_error(png, "out of memory");
        }
        out->bytes = grown;
    }
    memcpy(out->bytes + out->size, bytes, size);
    out->size += size;
}

static void on_flush(png_structp png)
{
    (void)png;
}

static void straight_row(unsigned char *out, const uint32_t *px, int w, int channels)
{
    for (int x = 0; x < w; x++) {
        uint32_t a = px[x] >> 24;
        for (int c = 0; c < 3; c++) {
            uint32_t v = px[x] >> (16 - 8 * c) & 0xFF;
            out[x * channels + c] = (unsigned char)(a == 0 ? 0 : (v * 255 + a / 2) / a);
        }
        if (channels == 4) {
            out[x * 4 + 3] = (unsigned char)a;
        }
    }
}

Encoded png_encode(const Image *image)
{
    Encoded out = {0};
    char why[IMAGE_WHY];
    int channels = image_is_opaque(image) ? 3 : 4;
    unsigned char *row = malloc((size_t)image->w * (size_t)channels);
    volatile bool is_done = false;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, why, on_error, on_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (row && info && setjmp(png_jmpbuf(png)) == 0) {
        png_set_write_fn(png, &out, on_write, on_flush);
        png_set_IHDR(png, info, (png_uint_32)image->w, (png_uint_32)image->h, 8,
                     channels == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE,
                     PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        png_set_filter(png, 0, PNG_FILTER_SUB | PNG_FILTER_UP);
        png_set_compression_level(png, 3);
        png_write_info(png, info);
        for (int y = 0; y < image->h; y++) {
            straight_row(row, image->px + (size_t)y * (size_t)image->w, image->w, channels);
            png_write_row(png, row);
        }
        png_write_end(png, info);
        is_done = true;
    }
    png_destroy_write_struct(&png, &info);
    free(row);
    if (!is_done) {
        free(out.bytes);
        out = (Encoded){0};
    }
    return out;
}
