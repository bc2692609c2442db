// window_compare SCREEN.xwd EXPECTED.png [DIFF.png]: does the screen show exactly this picture?
//
// SCREEN is the file in which Xvfb -fbdir keeps its screen. Exit code 0: it does; 1: it does not, and
// DIFF shows where, in red; 2: one of them cannot be read.
#include "base/file.h"
#include "draw/raster.h"
#include <stdio.h>
#include <string.h>

enum { HEADER_WORDS = 25 };

static uint32_t word(Str file, int index)
{
    const unsigned char *p = (const unsigned char *)file.p + 4 * index;
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | (uint32_t)p[3];
}

typedef struct {
    const char *px;
    int w, h, stride;
} ScreenPicture;

static bool read_screen(Str file, ScreenPicture *out)
{
    if (file.n < HEADER_WORDS * 4 || word(file, 1) != 7 || word(file, 11) != 32) {
        return false;
    }
    uint64_t start = (uint64_t)word(file, 0) + (uint64_t)word(file, 19) * 12;
    uint64_t w = word(file, 4);
    uint64_t h = word(file, 5);
    uint64_t stride = word(file, 12);
    if (w > 32767 || h > 32767 || stride < w * 4 || start + stride * h > (uint64_t)file.n) {
        return false;
    }
    *out = (ScreenPicture){file.p + start, (int)w, (int)h, (int)stride};
    return true;
}

static uint32_t pixel(const ScreenPicture *screen, int x, int y)
{
    uint32_t value;
    memcpy(&value, screen->px + (size_t)y * (size_t)screen->stride + (size_t)x * 4, 4);
    return value & 0xFFFFFF;
}

// Marks what differs in `expected` and counts it.
static int count_differences(const ScreenPicture *screen, Surface expected)
{
    int count = 0;
    for (int y = 0; y < expected.h; y++) {
        uint32_t *row = expected.px + (size_t)y * (size_t)expected.stride / 4;
        for (int x = 0; x < expected.w; x++) {
            if ((row[x] & 0xFFFFFF) != pixel(screen, x, y)) {
                count++;
                row[x] = 0xFFFF0000;
            }
        }
    }
    return count;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("window_compare SCREEN.xwd EXPECTED.png [DIFF.png]\n", stderr);
        return 2;
    }
    Arena arena;
    arena_init(&arena, "window_compare", 512 * MIB);
    Err err = {0};
    Str file = STR_NONE;
    Surface expected = {0};
    ScreenPicture screen = {0};
    int result = 2;
    if (!file_read(&arena, argv[1], 256 * MIB, &file, &err) ||
        !surface_read_png(argv[2], &expected, &err)) {
        fprintf(stderr, "%s %s\n", err.where, err.what);
    } else if (!read_screen(file, &screen)) {
        fprintf(stderr, "%s is no screen of 32 bits a pixel\n", argv[1]);
    } else if (screen.w != expected.w || screen.h != expected.h) {
        printf("the screen is %d x %d, the picture %d x %d\n", screen.w, screen.h, expected.w,
               expected.h);
        result = 1;
    } else {
        int count = count_differences(&screen, expected);
        if (count > 0) {
            printf("%d pixels differ\n", count);
        }
        if (count > 0 && argc > 3 && !surface_write_png(&expected, argv[3], &err)) {
            fprintf(stderr, "%s\n", err.what);
        }
        result = count > 0 ? 1 : 0;
    }
    surface_free(&expected);
    arena_finish(&arena);
    return result;
}
