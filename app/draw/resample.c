#include "draw/resample.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { ONE = 1 << 14 };

// For each pixel of the result: which pixels of the source, and their weights (they sum to ONE).
typedef struct {
    int *starts;
    int16_t *weights;
    int taps;
} Kernel;

// Catmull-Rom.
static float cubic(float x)
{
    x = fabsf(x);
    if (x < 1) {
        return 1 + x * x * (1.5f * x - 2.5f);
    }
    return x < 2 ? 2 + x * (-4 + x * (2.5f - 0.5f * x)) : 0;
}

static void kernel_finish(Kernel *kernel)
{
    free(kernel->starts);
    free(kernel->weights);
}

static void weigh(Kernel *kernel, int at, float middle, float widen, int from_size)
{
    assert(kernel->taps > 0);
    float sum = 0;
    float raw_sum = 0;
    int16_t *weights = kernel->weights + (int64_t)at * kernel->taps;
    int start = (int)floorf(middle - 2 * widen);
    start = start > from_size - kernel->taps ? from_size - kernel->taps : start;
    start = start < 0 ? 0 : start;
    kernel->starts[at] = start;
    for (int i = 0; i < kernel->taps; i++) {
        raw_sum += cubic(((float)(start + i) + 0.5f - middle) / widen);
    }
    int given = 0, heaviest = 0;
    for (int i = 0; i < kernel->taps; i++) {
        float w = cubic(((float)(start + i) + 0.5f - middle) / widen);
        sum += w;
        // Rounding the running sum, not each weight, makes them sum to ONE.
        int until = (int)floorf(sum / raw_sum * (float)ONE + 0.5f);
        weights[i] = (int16_t)(until - given);
        given = until;
        heaviest = weights[i] > weights[heaviest] ? i : heaviest;
    }
    weights[heaviest] = (int16_t)(weights[heaviest] + ONE - given);
}

static bool kernel_make(Kernel *kernel, int from_size, float from_full, int to_size)
{
    float ratio = from_full / (float)to_size;
    float widen = ratio > 1 ? ratio : 1;
    int taps = (int)ceilf(4 * widen) + 1;
    kernel->taps = taps > from_size ? from_size : taps;
    kernel->starts = malloc((size_t)to_size * sizeof *kernel->starts);
    kernel->weights = malloc((size_t)to_size * (size_t)kernel->taps * sizeof *kernel->weights);
    if (!kernel->starts || !kernel->weights) {
        return false;
    }
    for (int i = 0; i < to_size; i++) {
        weigh(kernel, i, ((float)i + 0.5f) * ratio, widen, from_size);
    }
    return true;
}

static uint32_t channel(int sum, uint32_t most)
{
    int v = (sum + ONE / 2) >> 14;
    return v < 0 ? 0 : (uint32_t)v > most ? most : (uint32_t)v;
}

// One pixel: `taps` source pixels, `step` apart.
static uint32_t weighed(const uint32_t *px, int64_t step, const int16_t *weights, int taps)
{
    int b = 0, g = 0, r = 0, a = 0;
    for (int i = 0; i < taps; i++, px += step) {
        int w = weights[i];
        b += w * (int)(*px & 0xFF);
        g += w * (int)(*px >> 8 & 0xFF);
        r += w * (int)(*px >> 16 & 0xFF);
        a += w * (int)(*px >> 24);
    }
    uint32_t alpha = channel(a, 255);
    return alpha << 24 | channel(r, alpha) << 16 | channel(g, alpha) << 8 | channel(b, alpha);
}

bool resample(const Pixels *from, Pixels *to)
{
    assert(from->w > 0 && from->h > 0 && to->w > 0 && to->h > 0);
    Kernel across = {0}, down = {0};
    uint32_t *narrow = malloc((size_t)to->w * (size_t)from->h * sizeof *narrow);
    bool is_ready = narrow && kernel_make(&across, from->w, from->full_w, to->w) &&
                    kernel_make(&down, from->h, from->full_h, to->h);
    for (int y = 0; is_ready && y < from->h; y++) {
        const uint32_t *row = from->px + (int64_t)y * from->w;
        for (int x = 0; x < to->w; x++) {
            narrow[(int64_t)y * to->w + x] = weighed(
                row + across.starts[x], 1, across.weights + (int64_t)x * across.taps, across.taps);
        }
    }
    for (int y = 0; is_ready && y < to->h; y++) {
        const uint32_t *top = narrow + (int64_t)down.starts[y] * to->w;
        for (int x = 0; x < to->w; x++) {
            to->px[(int64_t)y * to->w + x] =
                weighed(top + x, to->w, down.weights + (int64_t)y * down.taps, down.taps);
        }
    }
    kernel_finish(&across);
    kernel_finish(&down);
    free(narrow);
    return is_ready;
}
