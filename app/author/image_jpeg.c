#include "author/image_jpeg.h"
#include "author/image.h"
#include "author/image_icc.h"
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

typedef struct {
    struct jpeg_error_mgr base; // first: libjpeg hands back a pointer to it
    jmp_buf back;
    char *why;
} Errors;

static void on_error(j_common_ptr jpeg)
{
    Errors *errors = (Errors *)(void *)jpeg->err;
    char text[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, text);
    snprintf(errors->why, IMAGE_WHY, "%.90s", text);
    longjmp(errors->back, 1);
}

// A damaged stream is a warning to libjpeg (it paints grey); to us it is broken.
static void on_message(j_common_ptr jpeg, int level)
{
    if (level < 0) {
        on_error(jpeg);
    }
}

static void on_output(j_common_ptr jpeg)
{
    (void)jpeg;
}

// A progressive file of kilobytes can ask for hours of scans.
static void on_progress(j_common_ptr jpeg)
{
    enum { MOST_SCANS = 200 };
    if (((j_decompress_ptr)jpeg)->input_scan_number > MOST_SCANS) {
        Errors *errors = (Errors *)(void *)jpeg->err;
        snprintf(errors->why, IMAGE_WHY, "more than %d scans", MOST_SCANS);
        longjmp(errors->back, 1);
    }
}

static struct jpeg_error_mgr *errors_init(Errors *errors, char *why)
{
    struct jpeg_error_mgr *base = jpeg_std_error(&errors->base);
    base->error_exit = on_error;
    base->emit_message = on_message;
    base->output_message = on_output;
    errors->why = why;
    return base;
}

// ---- EXIF orientation ----

static unsigned read_number(const unsigned char *p, int size, bool is_little)
{
    unsigned value = 0;
    for (int i = 0; i < size; i++) {
        value = value << 8 | p[is_little ? size - 1 - i : i];
    }
    return value;
}

// Of an APP1 segment's content; 1 when it says nothing.
static int orientation_in(const unsigned char *p, int n)
{
    if (n < 14 || memcmp(p, "Exif\0\0", 6) != 0) {
        return 1;
    }
    const unsigned char *tiff = p + 6;
    unsigned size = (unsigned)n - 6;
    bool is_little = tiff[0] == 'I';
    unsigned at = read_number(tiff + 4, 4, is_little);
    if (at > size - 2 || size < 10) {
        return 1;
    }
    unsigned count = read_number(tiff + at, 2, is_little);
    for (unsigned i = 0; i < count && at + 2 + (i + 1) * 12 <= size; i++) {
        const unsigned char *entry = tiff + at + 2 + (size_t)i * 12;
        if (read_number(entry, 2, is_little) == 0x0112) {
            unsigned value = read_number(entry + 8, 2, is_little);
            return value >= 1 && value <= 8 ? (int)value : 1;
        }
    }
    return 1;
}

// The next marker segment from `at`; false at the picture data or where the structure ends.
typedef struct {
    int marker, begin, end; // whole segment, with its FF xx
} Segment;

static bool next_segment(Str bytes, int at, Segment *out)
{
    const unsigned char *p = (const unsigned char *)bytes.p;
    if (at + 4 > bytes.n || p[at] != 0xFF || p[at + 1] < 0xC0 || p[at + 1] == 0xFF) {
        return false;
    }
    int n = p[at + 2] << 8 | p[at + 3];
    *out = (Segment){p[at + 1], at, at + 2 + n};
    return n >= 2 && out->end <= bytes.n;
}

int jpeg_orientation(Str bytes)
{
    Segment segment;
    for (int at = 2; next_segment(bytes, at, &segment) && segment.marker != 0xDA;
         at = segment.end) {
        int orientation =
            orientation_in((const unsigned char *)bytes.p + at + 4, segment.end - at - 4);
        if (segment.marker == 0xE1 && orientation != 1) {
            return orientation;
        }
    }
    return 1;
}

bool jpeg_is_progressive(Str bytes)
{
    Segment segment;
    for (int at = 2; next_segment(bytes, at, &segment) && segment.marker != 0xDA;
         at = segment.end) {
        if (segment.marker == 0xC2 || segment.marker == 0xC6 || segment.marker == 0xCA) {
            return true;
        }
    }
    return false;
}

// ---- decoding ----

bool jpeg_size(Str bytes, int *w, int *h, char why[IMAGE_WHY])
{
    struct jpeg_decompress_struct jpeg;
    Errors errors;
    jpeg.err = errors_init(&errors, why);
    if (setjmp(errors.back) != 0) {
        jpeg_destroy_decompress(&jpeg);
        return false;
    }
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, (const unsigned char *)bytes.p, (unsigned long)bytes.n);
    jpeg_read_header(&jpeg, TRUE);
    bool is_sideways = jpeg_orientation(bytes) >= 5;
    *w = (int)(is_sideways ? jpeg.image_height : jpeg.image_width);
    *h = (int)(is_sideways ? jpeg.image_width : jpeg.image_height);
    jpeg_destroy_decompress(&jpeg);
    return true;
}

// volatile: read again after a longjmp
typedef struct {
    struct jpeg_decompress_struct jpeg;
    Errors errors;
    uint32_t *volatile row;
    Colours *volatile colours;
} Reading;

static Colours *profile_of(struct jpeg_decompress_struct *jpeg)
{
    JOCTET *profile = NULL;
    unsigned int size = 0;
    Colours *colours = NULL;
    if (jpeg_read_icc_profile(jpeg, &profile, &size)) {
        ColourKind kind = jpeg->num_components != 4 ? COLOURS_RGB
                          : jpeg->saw_Adobe_marker  ? COLOURS_CMYK_INVERTED
                                                    : COLOURS_CMYK;
        colours = colours_open(profile, size, kind);
        free(profile);
    }
    return colours;
}

static void read_header(Reading *reading, Str bytes)
{
    jpeg_create_decompress(&reading->jpeg);
    jpeg_mem_src(&reading->jpeg, (const unsigned char *)bytes.p, (unsigned long)bytes.n);
    jpeg_save_markers(&reading->jpeg, JPEG_APP0 + 2, 0xFFFF);
    jpeg_read_header(&reading->jpeg, TRUE);
    reading->colours = profile_of(&reading->jpeg);
}

static void reading_end(Reading *reading)
{
    jpeg_destroy_decompress(&reading->jpeg);
    free(reading->row);
    colours_close(reading->colours);
}

static bool has_other_colours(Str bytes)
{
    Reading reading = {0};
    char why[IMAGE_WHY];
    reading.jpeg.err = errors_init(&reading.errors, why);
    if (setjmp(reading.errors.back) == 0) {
        read_header(&reading, bytes);
    }
    bool has_colours = reading.colours != NULL;
    reading_end(&reading);
    return has_colours;
}

bool jpeg_rows(Str bytes, const ImageRows *rows, char why[IMAGE_WHY])
{
    Reading reading = {0};
    struct jpeg_progress_mgr progress = {.progress_monitor = on_progress};
    reading.jpeg.err = errors_init(&reading.errors, why);
    if (setjmp(reading.errors.back) != 0) {
        reading_end(&reading);
        return false;
    }
    read_header(&reading, bytes);
    struct jpeg_decompress_struct *jpeg = &reading.jpeg;
    jpeg->progress = &progress;
    bool is_cmyk = jpeg->num_components == 4;
    jpeg->out_color_space = is_cmyk ? JCS_CMYK : JCS_EXT_BGRX;
    jpeg->dct_method = JDCT_ISLOW;
    jpeg_start_decompress(jpeg);
    int w = (int)jpeg->output_width;
    reading.row = malloc((size_t)w * sizeof *reading.row);
    bool is_taken = reading.row != NULL;
    while (is_taken && jpeg->output_scanline < jpeg->output_height) {
        int y = (int)jpeg->output_scanline;
        JSAMPROW line[1] = {(JSAMPROW)(void *)reading.row};
        jpeg_read_scanlines(jpeg, line, 1);
        if (is_cmyk && !reading.colours) {
            colours_plain_cmyk((uint8_t *)reading.row, w, jpeg->saw_Adobe_marker != 0);
        } else if (reading.colours) {
            colours_row(reading.colours, (uint8_t *)reading.row, w);
        }
        for (int x = 0; x < w; x++) {
            reading.row[x] |= 0xFF000000u;
        }
        is_taken = rows->row(rows->context, reading.row, y);
    }
    if (!is_taken) {
        snprintf(why, IMAGE_WHY, "out of memory");
        longjmp(reading.errors.back, 1);
    }
    jpeg_finish_decompress(jpeg);
    reading_end(&reading);
    return true;
}

// ---- encoding ----

Encoded jpeg_stripped(Str bytes)
{
    Encoded out = {0};
    if (jpeg_orientation(bytes) != 1 || has_other_colours(bytes)) {
        return out;
    }
    out.bytes = malloc((size_t)bytes.n);
    if (!out.bytes) {
        return out;
    }
    memcpy(out.bytes, bytes.p, 2);
    out.size = 2;
    Segment segment;
    int at = 2;
    for (; next_segment(bytes, at, &segment) && segment.marker != 0xDA; at = segment.end) {
        const unsigned char *p = (const unsigned char *)bytes.p + at;
        bool is_frame = segment.marker == 0xC0 || segment.marker == 0xC1 || segment.marker == 0xC2;
        bool is_plain = !is_frame || (p[4] == 8 && (p[9] == 1 || p[9] == 3));
        // APP14 says how Adobe's colours are meant: such a file is decoded instead.
        if (!is_plain || segment.marker == 0xEE) {
            break;
        }
        bool is_dropped = segment.marker > 0xE0; // APP1 and up, comments
        if (!is_dropped) {
            memcpy(out.bytes + out.size, p, (size_t)(segment.end - at));
            out.size += (size_t)(segment.end - at);
        }
    }
    if (!next_segment(bytes, at, &segment) || segment.marker != 0xDA) {
        free(out.bytes);
        return (Encoded){0};
    }
    memcpy(out.bytes + out.size, bytes.p + at, (size_t)(bytes.n - at));
    out.size += (size_t)(bytes.n - at);
    return out;
}

Encoded jpeg_encode(const Image *image)
{
    struct jpeg_compress_struct jpeg;
    Errors errors;
    char why[IMAGE_WHY];
    unsigned char *bytes = NULL;
    unsigned long size = 0;
    jpeg.err = errors_init(&errors, why);
    if (setjmp(errors.back) != 0) {
        jpeg_destroy_compress(&jpeg);
        return (Encoded){0};
    }
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &size);
    jpeg.image_width = (JDIMENSION)image->w;
    jpeg.image_height = (JDIMENSION)image->h;
    jpeg.input_components = 4;
    jpeg.in_color_space = JCS_EXT_BGRX;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 92, TRUE);
    jpeg.optimize_coding = TRUE;
    jpeg.dct_method = JDCT_ISLOW;
    for (int i = 0; i < jpeg.num_components; i++) {
        jpeg.comp_info[i].h_samp_factor = 1;
        jpeg.comp_info[i].v_samp_factor = 1;
    }
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < jpeg.image_height) {
        uint32_t *row = image->px + (size_t)jpeg.next_scanline * (size_t)image->w;
        JSAMPROW rows[1] = {(JSAMPROW)(void *)row};
        jpeg_write_scanlines(&jpeg, rows, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    return (Encoded){bytes, size};
}
