#include "author/image.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Image image_new(int w, int h)
{
    Image image = {w, h, NULL};
    if (w > 0 && h > 0) {
        image.px = calloc((size_t)w * (size_t)h, sizeof *image.px);
    }
    return image;
}

void image_free(Image *image)
{
    free(image->px);
    *image = (Image){0};
}

bool image_is_opaque(const Image *image)
{
    size_t count = (size_t)image->w * (size_t)image->h;
    for (size_t i = 0; i < count; i++) {
        if (image->px[i] >> 24 != 255) {
            return false;
        }
    }
    return true;
}

uint32_t image_mean(const Image *image)
{
    uint64_t sums[4] = {0}; // b g r a
    size_t count = (size_t)image->w * (size_t)image->h;
    for (size_t i = 0; i < count; i++) {
        for (int c = 0; c < 4; c++) {
            sums[c] += image->px[i] >> (8 * c) & 0xFF;
        }
    }
    uint32_t mean = 0;
    for (int c = 2; c >= 0 && sums[3]; c--) {
        mean = mean << 8 | (uint32_t)((sums[c] * 255 + sums[3] / 2) / sums[3]);
    }
    return mean;
}

// ---- scaling: each new pixel is the mean of the area it covers, weights in 1/4096 ----

enum { ONE = 4096 };

typedef struct {
    int from, count;
    int first_weight, last_weight; // of the pixels at the ends; those between weigh ONE
} Span;

static Span span_of(int at, int to_size, int from_size)
{
    int64_t begin = (int64_t)at * from_size * ONE / to_size;
    int64_t end = (int64_t)(at + 1) * from_size * ONE / to_size;
    Span span = {.from = (int)(begin / ONE)};
    int last = (int)((end - 1) / ONE);
    span.count = last - span.from + 1;
    span.first_weight = span.count == 1 ? (int)(end - begin) : ONE - (int)(begin % ONE);
    span.last_weight = (int)(end - (int64_t)last * ONE);
    return span;
}

static int weight_at(const Span *span, int i)
{
    return i == 0 ? span->first_weight : i == span->count - 1 ? span->last_weight : ONE;
}

static void add_row(uint64_t *sums, const uint32_t *row, const Span *columns, int w, int row_weight)
{
    for (int x = 0; x < w; x++) {
        const Span *span = &columns[x];
        uint64_t b = 0;
        uint64_t g = 0;
        uint64_t r = 0;
        uint64_t a = 0;
        for (int i = 0; i < span->count; i++) {
            uint32_t px = row[span->from + i];
            uint64_t weight = (uint64_t)weight_at(span, i);
            b += (px & 0xFF) * weight;
            g += (px >> 8 & 0xFF) * weight;
            r += (px >> 16 & 0xFF) * weight;
            a += (px >> 24) * weight;
        }
        sums[x * 4 + 0] += b * (uint64_t)row_weight;
        sums[x * 4 + 1] += g * (uint64_t)row_weight;
        sums[x * 4 + 2] += r * (uint64_t)row_weight;
        sums[x * 4 + 3] += a * (uint64_t)row_weight;
    }
}

static void put_row(uint32_t *row, const uint64_t *sums, const Span *columns, int w,
                    int64_t height_weight)
{
    for (int x = 0; x < w; x++) {
        int64_t width_weight = 0;
        for (int i = 0; i < columns[x].count; i++) {
            width_weight += weight_at(&columns[x], i);
        }
        uint64_t whole = (uint64_t)(width_weight * height_weight);
        assert(whole > 0);
        uint32_t px = 0;
        for (int c = 3; c >= 0; c--) {
            px = px << 8 | (uint32_t)((sums[x * 4 + c] + whole / 2) / whole);
        }
        row[x] = px;
    }
}

Image image_scaled(const Image *image, int w, int h)
{
    Image out = image_new(w, h);
    Span *columns = calloc((size_t)w, sizeof *columns);
    uint64_t *sums = calloc((size_t)w * 4, sizeof *sums);
    if (!out.px || !columns || !sums) {
        image_free(&out);
    }
    for (int x = 0; x < w && out.px; x++) {
        columns[x] = span_of(x, w, image->w);
    }
    for (int y = 0; y < h && out.px; y++) {
        Span rows = span_of(y, h, image->h);
        int64_t height_weight = 0;
        memset(sums, 0, (size_t)w * 4 * sizeof *sums);
        for (int i = 0; i < rows.count; i++) {
            int weight = weight_at(&rows, i);
            height_weight += weight;
            add_row(sums, image->px + (size_t)(rows.from + i) * (size_t)image->w, columns, w,
                    weight);
        }
        put_row(out.px + (size_t)y * (size_t)w, sums, columns, w, height_weight);
    }
    free(columns);
    free(sums);
    return out;
}

Image image_turned(const Image *image, int orientation)
{
    bool is_sideways = orientation >= 5;
    Image out = image_new(is_sideways ? image->h : image->w, is_sideways ? image->w : image->h);
    for (int y = 0; y < out.h && out.px; y++) {
        for (int x = 0; x < out.w; x++) {
            int from_x = is_sideways ? y : x;
            int from_y = is_sideways ? x : y;
            bool is_flipped_x =
                orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
            bool is_flipped_y =
                orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
            from_x = is_flipped_x ? image->w - 1 - from_x : from_x;
            from_y = is_flipped_y ? image->h - 1 - from_y : from_y;
            out.px[(size_t)y * (size_t)out.w + (size_t)x] =
                image->px[(size_t)from_y * (size_t)image->w + (size_t)from_x];
        }
    }
    return out;
}

void image_premultiply(uint32_t *px, int count)
{
    for (int i = 0; i < count; i++) {
        uint32_t a = px[i] >> 24;
        if (a != 255) {
            uint32_t r = ((px[i] >> 16 & 0xFF) * a + 127) / 255;
            uint32_t g = ((px[i] >> 8 & 0xFF) * a + 127) / 255;
            uint32_t b = ((px[i] & 0xFF) * a + 127) / 255;
            px[i] = a << 24 | r << 16 | g << 8 | b;
        }
    }
}

// ---- whole pictures of rows ----

static bool keep_row(void *context, const uint32_t *px, int y)
{
    Image *image = context;
    memcpy(image->px + (size_t)y * (size_t)image->w, px, (size_t)image->w * sizeof *px);
    return true;
}

bool image_rows(Str bytes, ImageKind kind, const ImageRows *rows, char why[IMAGE_WHY])
{
    return kind == IMAGE_PNG    ? png_rows(bytes, rows, why)
           : kind == IMAGE_JPEG ? jpeg_rows(bytes, rows, why)
                                : webp_rows(bytes, rows, why);
}

Image image_decode(Str bytes, ImageKind kind, char why[IMAGE_WHY])
{
    int w = 0;
    int h = 0;
    bool is_read = kind == IMAGE_PNG    ? png_size(bytes, &w, &h, why)
                   : kind == IMAGE_JPEG ? jpeg_size(bytes, &w, &h, why)
                                        : webp_size(bytes, &w, &h, why);
    int orientation = is_read && kind == IMAGE_JPEG ? jpeg_orientation(bytes) : 1;
    bool is_sideways = orientation >= 5;
    Image lying = is_read ? image_new(is_sideways ? h : w, is_sideways ? w : h) : (Image){0};
    if (is_read && !lying.px) {
        snprintf(why, IMAGE_WHY, "out of memory");
    }
    if (lying.px && !image_rows(bytes, kind, &(ImageRows){&lying, keep_row}, why)) {
        image_free(&lying);
    }
    if (!lying.px || orientation == 1) {
        return lying;
    }
    Image upright = image_turned(&lying, orientation);
    image_free(&lying);
    return upright;
}

Image png_decode(Str bytes, char why[IMAGE_WHY])
{
    return image_decode(bytes, IMAGE_PNG, why);
}

Image jpeg_decode(Str bytes, char why[IMAGE_WHY])
{
    return image_decode(bytes, IMAGE_JPEG, why);
}

ImageKind image_kind(Str bytes)
{
    if (bytes.n >= 12 && str_starts(bytes, STR("RIFF")) &&
        str_starts(str_from_offset(bytes, 8), STR("WEBP"))) {
        return IMAGE_WEBP;
    }
    if (str_starts(bytes, STR("\x89PNG\r\n\x1a\n"))) {
        return IMAGE_PNG;
    }
    if (str_starts(bytes, STR("\xFF\xD8\xFF"))) {
        return IMAGE_JPEG;
    }
    Str text = str_trim(str_starts(bytes, STR("\xEF\xBB\xBF")) ? str_from_offset(bytes, 3) : bytes);
    bool is_xml = str_starts(text, STR("<svg")) || str_starts(text, STR("<?xml")) ||
                  str_starts(text, STR("<!--")) || str_starts(text, STR("<!DOCTYPE"));
    return is_xml ? IMAGE_SVG : IMAGE_UNKNOWN;
}
