#include "base/hash.h"
#include "draw/picture.h"
#include "draw/resample.h"
#include <assert.h>
#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h> // needs stdio.h

#include <jerror.h> // needs jpeglib.h

enum {
    MAX_SIDE = 30000,
    MAX_MPX = 120,        // of the stored picture
    MAX_AT_ONCE_MPX = 40, // interlaced and progressive pictures must be held whole
    MAX_WANT = 16384,
    MAX_SHRINK = 64,
    MAX_SCANS = 200, // a progressive JPEG of kilobytes can ask for hours
};

// ---- rows in, a picture shrunk by a whole number out ----

typedef struct {
    Pixels out;     // px is NULL until the size is known
    int w, h;       // of what comes in
    int shrink;     // px a side that become one
    uint32_t *sums; // b g r a of one row of the result
    int y;          // rows taken
    bool is_opaque;
} Rows;

static bool rows_begin(Rows *rows, int w, int h, int want_w)
{
    int shrink = (int)((int64_t)w * 2 / ((int64_t)want_w * 3));
    while (shrink < MAX_SHRINK &&
           (int64_t)w * h > (int64_t)MAX_AT_ONCE_MPX * 1000000 * shrink * shrink) {
        shrink++;
    }
    shrink = shrink > MAX_SHRINK ? MAX_SHRINK : shrink < 1 ? 1 : shrink;
    *rows = (Rows){.w = w, .h = h, .shrink = shrink, .is_opaque = true};
    rows->out.w = (w + shrink - 1) / shrink;
    rows->out.h = (h + shrink - 1) / shrink;
    rows->out.full_w = (float)w / (float)shrink;
    rows->out.full_h = (float)h / (float)shrink;
    rows->out.px = malloc((size_t)rows->out.w * (size_t)rows->out.h * 4);
    rows->sums = calloc((size_t)rows->out.w * 4, sizeof *rows->sums);
    return rows->out.px && rows->sums;
}

static void rows_finish(Rows *rows)
{
    free(rows->out.px);
    free(rows->sums);
    *rows = (Rows){0};
}

static void premultiply(uint8_t *bgra, int w, bool *is_opaque)
{
    for (int x = 0; x < w; x++, bgra += 4) {
        unsigned a = bgra[3];
        if (a != 255) {
            *is_opaque = false;
            for (int c = 0; c < 3; c++) {
                bgra[c] = (uint8_t)((bgra[c] * a + 127) / 255);
            }
        }
    }
}

static void rows_close_line(Rows *rows, int rows_in_line)
{
    uint32_t *out = rows->out.px + (int64_t)((rows->y - 1) / rows->shrink) * rows->out.w;
    for (int x = 0; x < rows->out.w; x++) {
        int columns = rows->w - x * rows->shrink;
        columns = columns > rows->shrink ? rows->shrink : columns;
        uint32_t n = (uint32_t)(columns * rows_in_line);
        uint32_t *sum = rows->sums + (int64_t)x * 4;
        out[x] = (sum[3] + n / 2) / n << 24 | (sum[2] + n / 2) / n << 16 |
                 (sum[1] + n / 2) / n << 8 | (sum[0] + n / 2) / n;
    }
    memset(rows->sums, 0, (size_t)rows->out.w * 4 * sizeof *rows->sums);
}

// `bgra` is straight, and is changed.
static void rows_take(Rows *rows, uint8_t *bgra)
{
    assert(rows->y < rows->h);
    premultiply(bgra, rows->w, &rows->is_opaque);
    rows->y++;
    if (rows->shrink == 1) {
        memcpy(rows->out.px + (int64_t)(rows->y - 1) * rows->w, bgra, (size_t)rows->w * 4);
        return;
    }
    for (int x = 0, at = 0; x < rows->w; at++) {
        uint32_t *sum = rows->sums + (int64_t)at * 4;
        int end = x + rows->shrink < rows->w ? x + rows->shrink : rows->w;
        for (; x < end; x++) {
            const uint8_t *px = bgra + (int64_t)x * 4;
            sum[0] += px[0];
            sum[1] += px[1];
            sum[2] += px[2];
            sum[3] += px[3];
        }
    }
    int in_line = (rows->y - 1) % rows->shrink + 1;
    if (in_line == rows->shrink || rows->y == rows->h) {
        rows_close_line(rows, in_line);
    }
}

// ---- what both decoders share ----

typedef enum { WRONG_NOTHING, WRONG_BROKEN, WRONG_TOO_BIG, WRONG_MEMORY } Wrong;

// Lives in the caller of whoever calls setjmp, so a jump leaves its content as it was.
typedef struct {
    const uint8_t *bytes;
    size_t size, at;
    int want_w;
    int stored_w, stored_h;
    int most_mpx; // for this kind of file
    Rows rows;
    uint8_t *line; // one row, or for interlaced pictures all of them
    Wrong wrong;
    char why[128];
    jmp_buf out; // JPEG; libpng brings its own
} Decode;

static void decode_finish(Decode *decode)
{
    rows_finish(&decode->rows);
    free(decode->line);
}

static bool size_is_fine(Decode *decode, int64_t w, int64_t h, bool is_whole)
{
    decode->stored_w = (int)(w < INT32_MAX ? w : INT32_MAX);
    decode->stored_h = (int)(h < INT32_MAX ? h : INT32_MAX);
    decode->most_mpx = is_whole ? MAX_AT_ONCE_MPX : MAX_MPX;
    int64_t most = (int64_t)decode->most_mpx * 1000000;
    if (w < 1 || h < 1 || w > MAX_SIDE || h > MAX_SIDE || w * h > most) {
        decode->wrong = WRONG_TOO_BIG;
        return false;
    }
    decode->want_w = decode->want_w <= 0 ? (int)w : decode->want_w;
    int64_t want_h = h * decode->want_w / w;
    if (want_h > MAX_SIDE || want_h * decode->want_w > (int64_t)MAX_MPX * 1000000) {
        decode->wrong = WRONG_TOO_BIG;
        return false;
    }
    return true;
}

static bool lacks_memory(Decode *decode)
{
    decode->wrong = WRONG_MEMORY;
    return false;
}

// ---- PNG ----

static void png_failed(png_structp png, png_const_charp why)
{
    Decode *decode = png_get_error_ptr(png);
    decode->wrong = WRONG_BROKEN;
    snprintf(decode->why, sizeof decode->why, "%s", why);
    png_longjmp(png, 1);
}

static void png_warned(png_structp png, png_const_charp why)
{
    (void)png;
    (void)why;
}

static void png_wants(png_structp png, png_bytep out, size_t n)
{
    Decode *decode = png_get_io_ptr(png);
    if (n > decode->size - decode->at) {
        png_error(png, "the file ends too early");
    }
    memcpy(out, decode->bytes + decode->at, n);
    decode->at += n;
}

static bool png_rows(Decode *decode, png_structp png, png_infop info)
{
    if (setjmp(png_jmpbuf(png))) {
        return false;
    }
    png_set_read_fn(png, decode, png_wants);
    png_set_user_limits(png, INT32_MAX, INT32_MAX); // size_is_fine says it in our words
    png_set_chunk_malloc_max(png, 8000000);
    png_read_info(png, info);
    bool is_interlaced = png_get_interlace_type(png, info) != PNG_INTERLACE_NONE;
    if (!size_is_fine(decode, png_get_image_width(png, info), png_get_image_height(png, info),
                      is_interlaced)) {
        return false;
    }
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    png_set_bgr(png);
    png_set_add_alpha(png, 255, PNG_FILLER_AFTER);
    int passes = png_set_interlace_handling(png);
    png_read_update_info(png, info);
    size_t row_bytes = png_get_rowbytes(png, info);
    if (row_bytes != (size_t)decode->stored_w * 4) {
        png_error(png, "an unknown kind of pixel");
    }
    int held = passes > 1 ? decode->stored_h : 1;
    decode->line = calloc((size_t)held, row_bytes);
    if (!decode->line ||
        !rows_begin(&decode->rows, decode->stored_w, decode->stored_h, decode->want_w)) {
        return lacks_memory(decode);
    }
    for (int pass = 0; pass + 1 < passes; pass++) {
        for (int y = 0; y < decode->stored_h; y++) {
            png_read_row(png, decode->line + (size_t)y * row_bytes, NULL);
        }
    }
    for (int y = 0; y < decode->stored_h; y++) {
        uint8_t *row = decode->line + (passes > 1 ? (size_t)y * row_bytes : 0);
        png_read_row(png, row, NULL);
        rows_take(&decode->rows, row);
    }
    png_read_end(png, NULL);
    return true;
}

static bool decode_png(Decode *decode)
{
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, decode, png_failed, png_warned);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    bool done = info ? png_rows(decode, png, info) : lacks_memory(decode);
    png_destroy_read_struct(&png, &info, NULL);
    return done;
}

// ---- JPEG ----

static void jpeg_failed(j_common_ptr jpeg)
{
    Decode *decode = jpeg->client_data;
    char why[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, why);
    decode->wrong = WRONG_BROKEN;
    snprintf(decode->why, sizeof decode->why, "%.*s", (int)sizeof decode->why - 1, why);
    longjmp(decode->out, 1);
}

// A file cut short would show as a grey patch.
static void jpeg_said(j_common_ptr jpeg, int level)
{
    int code = jpeg->err->msg_code;
    if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER)) {
        jpeg_failed(jpeg);
    }
}

static void jpeg_printed(j_common_ptr jpeg)
{
    (void)jpeg;
}

static void jpeg_went_on(j_common_ptr jpeg)
{
    Decode *decode = jpeg->client_data;
    if (((j_decompress_ptr)jpeg)->input_scan_number > MAX_SCANS) {
        decode->wrong = WRONG_BROKEN;
        snprintf(decode->why, sizeof decode->why, "more than %d scans", MAX_SCANS);
        longjmp(decode->out, 1);
    }
}

// Adobe's CMYK is stored inverted: 255 is no ink.
static void cmyk_to_bgra(uint8_t *px, int w, bool is_inverted)
{
    for (int x = 0; x < w; x++, px += 4) {
        unsigned c = px[0], m = px[1], y = px[2], k = px[3];
        if (!is_inverted) {
            c = 255 - c;
            m = 255 - m;
            y = 255 - y;
            k = 255 - k;
        }
        px[0] = (uint8_t)((y * k + 127) / 255);
        px[1] = (uint8_t)((m * k + 127) / 255);
        px[2] = (uint8_t)((c * k + 127) / 255);
        px[3] = 255;
    }
}

static bool jpeg_rows(Decode *decode, struct jpeg_decompress_struct *jpeg)
{
    if (setjmp(decode->out)) {
        return false;
    }
    jpeg_create_decompress(jpeg);
    jpeg_mem_src(jpeg, decode->bytes, (unsigned long)decode->size);
    jpeg_read_header(jpeg, TRUE);
    if (!size_is_fine(decode, jpeg->image_width, jpeg->image_height,
                      jpeg_has_multiple_scans(jpeg) != 0)) {
        return false;
    }
    bool is_cmyk = jpeg->num_components == 4;
    jpeg->out_color_space = is_cmyk ? JCS_CMYK : JCS_EXT_BGRA;
    jpeg->scale_denom = 8;
    jpeg->scale_num = 1;
    while (jpeg->scale_num < 8 &&
           (int64_t)jpeg->image_width * jpeg->scale_num < (int64_t)decode->want_w * 8) {
        jpeg->scale_num++;
    }
    jpeg_start_decompress(jpeg);
    int w = (int)jpeg->output_width;
    decode->line = malloc((size_t)w * 4);
    if (!decode->line || !rows_begin(&decode->rows, w, (int)jpeg->output_height, decode->want_w)) {
        return lacks_memory(decode);
    }
    while (jpeg->output_scanline < jpeg->output_height) {
        JSAMPROW row = decode->line;
        if (jpeg_read_scanlines(jpeg, &row, 1) != 1) {
            break;
        }
        if (is_cmyk) {
            cmyk_to_bgra(decode->line, w, jpeg->saw_Adobe_marker != 0);
        }
        rows_take(&decode->rows, decode->line);
    }
    jpeg_finish_decompress(jpeg);
    return decode->rows.y == decode->rows.h;
}

static bool decode_jpeg(Decode *decode)
{
    struct jpeg_decompress_struct jpeg = {0};
    struct jpeg_error_mgr errors = {0};
    struct jpeg_progress_mgr progress = {.progress_monitor = jpeg_went_on};
    jpeg.err = jpeg_std_error(&errors);
    errors.error_exit = jpeg_failed;
    errors.emit_message = jpeg_said;
    errors.output_message = jpeg_printed;
    jpeg.client_data = decode;
    jpeg.progress = &progress;
    bool done = jpeg_rows(decode, &jpeg);
    jpeg_destroy_decompress(&jpeg);
    return done;
}

// ---- the door ----

// Hands over what the rows became, at the size that is wanted.
static bool finish_picture(Decode *decode, Picture *out)
{
    Pixels *from = &decode->rows.out;
    int64_t doubled = (int64_t)decode->stored_h * decode->want_w * 2 / decode->stored_w;
    int h = (int)((doubled + 1) / 2);
    Pixels to = {.w = decode->want_w, .h = h < 1 ? 1 : h};
    if (from->w == to.w && from->h == to.h && decode->rows.shrink == 1) {
        to.px = from->px;
        from->px = NULL;
    } else {
        to.px = malloc((size_t)to.w * (size_t)to.h * 4);
        if (!to.px || !resample(from, &to)) {
            free(to.px);
            return lacks_memory(decode);
        }
    }
    uint64_t id = hash_u64(hash_bytes(HASH_SEED, decode->bytes, decode->size), (uint64_t)to.w);
    *out = (Picture){.id = id ? id : 1,
                     .w = to.w,
                     .h = to.h,
                     .stride = to.w * 4,
                     .px = to.px,
                     .is_opaque = decode->rows.is_opaque};
    return true;
}

static bool say_wrong(const Decode *decode, Err *err)
{
    char w[16], h[16], side[16], all[16];
    snprintf(w, sizeof w, "%d", decode->stored_w);
    snprintf(h, sizeof h, "%d", decode->stored_h);
    snprintf(side, sizeof side, "%d", MAX_SIDE);
    snprintf(all, sizeof all, "%d", decode->most_mpx);
    switch (decode->wrong) {
    case WRONG_TOO_BIG:
        return err_say(err, "", SAY_PICTURE_TOO_BIG, SAY_PICTURE_TOO_BIG_HINT, w, h, side, all,
                       NULL);
    case WRONG_MEMORY:
        return err_say(err, "", SAY_PICTURE_BROKEN, SAY_PICTURE_BROKEN_HINT, "out of memory", NULL);
    case WRONG_BROKEN:
    case WRONG_NOTHING:
        break;
    }
    return err_say(err, "", SAY_PICTURE_BROKEN, SAY_PICTURE_BROKEN_HINT,
                   decode->why[0] ? decode->why : "?", NULL);
}

bool picture_decode(const uint8_t *bytes, size_t size, int want_w, Picture *out, Err *err)
{
    static const uint8_t PNG[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    static const uint8_t JPEG[3] = {0xFF, 0xD8, 0xFF};
    Decode decode = {.bytes = bytes, .size = size};
    decode.want_w = want_w > MAX_WANT ? MAX_WANT : want_w;
    *out = (Picture){0};
    bool done = false;
    if (size >= sizeof PNG && memcmp(bytes, PNG, sizeof PNG) == 0) {
        done = decode_png(&decode);
    } else if (size >= sizeof JPEG && memcmp(bytes, JPEG, sizeof JPEG) == 0) {
        done = decode_jpeg(&decode);
    } else {
        return err_say(err, "", SAY_PICTURE_KIND, SAY_PICTURE_KIND_HINT, NULL);
    }
    done = done && finish_picture(&decode, out);
    if (!done) {
        say_wrong(&decode, err);
    }
    decode_finish(&decode);
    return done;
}

void picture_free(Picture *picture)
{
    free((void *)(uintptr_t)picture->px);
    *picture = (Picture){0};
}
