// make_photos FOLDER COUNT LARGE: COUNT photos for load tests, the first LARGE of them 12 Mpx.
// make_photos FILE.jpg WIDTHxHEIGHT: one picture of that size.
//
// Numbered pictures of soft colour and a grid, so that a wrong or missing square can be seen. The same
// arguments give the same bytes.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

static void paint_row(uint8_t *row, int w, int y, unsigned seed)
{
    for (int x = 0; x < w; x++) {
        unsigned grid = x % 500 < 6 || y % 500 < 6 ? 60 : 0;
        unsigned wave = ((unsigned)x * (3 + seed % 5) + (unsigned)y * (2 + seed % 7)) >> 5;
        unsigned grain = ((unsigned)x * 2654435761u ^ (unsigned)y * 40503u ^ seed) >> 28;
        row[x * 3] = (uint8_t)(120 + (wave & 63) + grain - grid);
        row[x * 3 + 1] = (uint8_t)(90 + (wave >> 1 & 63) + grain + seed % 40);
        row[x * 3 + 2] = (uint8_t)(100 + (wave >> 2 & 63) + grain + seed % 60);
    }
}

static int write_jpeg(const char *path, int w, int h, unsigned seed)
{
    FILE *file = fopen(path, "wb");
    uint8_t *row = malloc((size_t)w * 3);
    if (!file || !row) {
        perror(path);
        return 1;
    }
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_stdio_dest(&jpeg, file);
    jpeg.image_width = (JDIMENSION)w;
    jpeg.image_height = (JDIMENSION)h;
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 85, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < jpeg.image_height) {
        paint_row(row, w, (int)jpeg.next_scanline, seed);
        JSAMPROW rows[1] = {row};
        jpeg_write_scanlines(&jpeg, rows, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    free(row);
    return fclose(file);
}

int main(int argc, char **argv)
{
    int w = 0;
    int h = 0;
    if (argc == 3 && sscanf(argv[2], "%dx%d", &w, &h) == 2 && w > 0 && h > 0) {
        return write_jpeg(argv[1], w, h, 1);
    }
    if (argc != 4) {
        fprintf(stderr, "make_photos FOLDER COUNT LARGE | make_photos FILE.jpg WIDTHxHEIGHT\n");
        return 2;
    }
    int count = atoi(argv[2]);
    int large = atoi(argv[3]);
    for (int i = 0; i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/test-photo-%05d.jpg", argv[1], i + 1);
        int failed = i < large ? write_jpeg(path, 4000, 3000, (unsigned)i)
                               : write_jpeg(path, 960, i % 3 ? 640 : 960, (unsigned)i);
        if (failed) {
            return 1;
        }
    }
    return 0;
}
