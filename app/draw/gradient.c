#include "draw/gradient.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE = 1024, DITHER = 8 };

// A premultiplied pixel in 1/256 of a level: 16 bits each of a, r, g, b, alpha highest.
typedef uint64_t Fine;

// Bayer's matrix, 0..63; a threshold is 4 n + 2 of 256.
static const uint8_t BAYER[DITHER][DITHER] = {
    {0, 32, 8, 40, 2, 34, 10, 42},  {48, 16, 56, 24, 50, 18, 58, 26},
    {12, 44, 4, 36, 14, 46, 6, 38}, {60, 28, 52, 20, 62, 30, 54, 22},
    {3, 35, 11, 43, 1, 33, 9, 41},  {51, 19, 59, 27, 49, 17, 57, 25},
    {15, 47, 7, 39, 13, 45, 5, 37}, {63, 31, 55, 23, 61, 29, 53, 21},
};

static inline uint32_t dithered(Fine c, int x, int y)
{
    uint64_t t = BAYER[y & (DITHER - 1)][x & (DITHER - 1)] * 4u + 2u;
    c = (c + t * UINT64_C(0x0001000100010001)) >> 8 & UINT64_C(0x00FF00FF00FF00FF);
    c = (c | c >> 8) & UINT64_C(0x0000FFFF0000FFFF);
    return (uint32_t)(c | c >> 16);
}

static Fine fine_channel(float level)
{
    return (Fine)(clampf(level, 0, 255) * 256.0f + 0.5f);
}

typedef struct {
    const Paint *paint;
    float b[MAX_STOPS], g[MAX_STOPS], r[MAX_STOPS], a[MAX_STOPS]; // premultiplied levels
} Ramp;

static Ramp ramp_of(const Paint *paint)
{
    Ramp ramp = {.paint = paint};
    for (int i = 0; i < paint->stop_count; i++) {
        Colour c = paint->stops[i].colour;
        float alpha = (float)c.a / 255.0f * clampf(paint->alpha, 0, 1);
        ramp.b[i] = (float)c.b * alpha;
        ramp.g[i] = (float)c.g * alpha;
        ramp.r[i] = (float)c.r * alpha;
        ramp.a[i] = 255.0f * alpha;
    }
    return ramp;
}

static Fine ramp_at(const Ramp *ramp, float t)
{
    const GradientStop *stops = ramp->paint->stops;
    int last = ramp->paint->stop_count - 1;
    int right = 0;
    while (right <= last && stops[right].at <= t) {
        right++;
    }
    int left = right > 0 ? right - 1 : 0;
    right = right <= last ? right : last;
    float span = stops[right].at - stops[left].at;
    float k = span > 0 ? clampf((t - stops[left].at) / span, 0, 1) : 0;
    return fine_channel(lerpf(ramp->a[left], ramp->a[right], k)) << 48 |
           fine_channel(lerpf(ramp->r[left], ramp->r[right], k)) << 32 |
           fine_channel(lerpf(ramp->g[left], ramp->g[right], k)) << 16 |
           fine_channel(lerpf(ramp->b[left], ramp->b[right], k));
}

static uint32_t *row_at(uint32_t *px, int stride, int y)
{
    return px + (ptrdiff_t)y * (stride / 4);
}

// One colour a row: eight dithered pixels, repeated.
static void write_vertical(const Ramp *ramp, RectPx area, uint32_t *px, int stride)
{
    const Paint *paint = ramp->paint;
    float length = paint->to.y - paint->from.y;
    for (int y = 0; y < area.h; y++) {
        float middle = (float)(area.y + y) + 0.5f;
        Fine fine = ramp_at(ramp, length != 0 ? (middle - paint->from.y) / length : 1);
        uint32_t *row = row_at(px, stride, y);
        int head = area.w < DITHER ? area.w : DITHER;
        for (int x = 0; x < head; x++) {
            row[x] = dithered(fine, area.x + x, area.y + y);
        }
        for (int done = head; done < area.w;) { // doubles what is there
            int n = area.w - done < done ? area.w - done : done;
            memcpy(row + done, row, (size_t)n * sizeof *row);
            done += n;
        }
    }
}

// One colour a column: eight different rows, repeated.
static void write_horizontal(const Ramp *ramp, RectPx area, uint32_t *px, int stride)
{
    const Paint *paint = ramp->paint;
    float length = paint->to.x - paint->from.x;
    int rows = area.h < DITHER ? area.h : DITHER;
    for (int x = 0; x < area.w; x++) {
        float middle = (float)(area.x + x) + 0.5f;
        Fine fine = ramp_at(ramp, (middle - paint->from.x) / length);
        for (int y = 0; y < rows; y++) {
            row_at(px, stride, y)[x] = dithered(fine, area.x + x, area.y + y);
        }
    }
    for (int y = rows; y < area.h; y++) {
        memcpy(row_at(px, stride, y), row_at(px, stride, y - DITHER), (size_t)area.w * sizeof *px);
    }
}

static void write_slanted(const Ramp *ramp, RectPx area, uint32_t *px, int stride)
{
    const Paint *paint = ramp->paint;
    float dx = paint->to.x - paint->from.x;
    float dy = paint->to.y - paint->from.y;
    float scale = 1.0f / (dx * dx + dy * dy);
    Fine table[TABLE + 1];
    for (int i = 0; i <= TABLE; i++) {
        table[i] = ramp_at(ramp, (float)i / TABLE);
    }
    for (int y = 0; y < area.h; y++) {
        uint32_t *row = row_at(px, stride, y);
        float along_y = ((float)(area.y + y) + 0.5f - paint->from.y) * dy;
        for (int x = 0; x < area.w; x++) {
            float along = ((float)(area.x + x) + 0.5f - paint->from.x) * dx + along_y;
            float t = along * scale;
            int at = t > 0 ? t < 1 ? (int)(t * TABLE + 0.5f) : TABLE : 0;
            row[x] = dithered(table[at], area.x + x, area.y + y);
        }
    }
}

void gradient_write(const Paint *paint, RectPx area, uint32_t *px, int stride)
{
    assert(paint->kind == PAINT_GRADIENT && paint->stop_count >= 1);
    Ramp ramp = ramp_of(paint);
    if (paint->from.x == paint->to.x) {
        write_vertical(&ramp, area, px, stride);
    } else if (paint->from.y == paint->to.y) {
        write_horizontal(&ramp, area, px, stride);
    } else {
        write_slanted(&ramp, area, px, stride);
    }
}

bool gradient_is_opaque(const Paint *paint)
{
    for (int i = 0; i < paint->stop_count; i++) {
        if (paint->stops[i].colour.a != 255) {
            return false;
        }
    }
    return paint->alpha >= 1 && paint->stop_count > 0;
}
