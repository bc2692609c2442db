// Cold decoding of the photos of a story: the encoding is read, decoded and scaled, as a worker does.
//
//   bench_picture STORY.db [COUNT]
#include "base/clock.h"
#include "draw/picture.h"
#include "store/store.h"
#include <stdio.h>
#include <stdlib.h>

static int by_time(const void *a, const void *b)
{
    double left = *(const double *)a;
    double right = *(const double *)b;
    return left < right ? -1 : left > right;
}

int main(int argc, char **argv)
{
    static const int WIDTHS[] = {560, 1920};
    Err err = {0};
    Store *store = argc > 1 ? store_open(argv[1], false, &err) : NULL;
    int most = argc > 2 ? atoi(argv[2]) : 60;
    if (!store || most < 1) {
        fprintf(stderr, "bench_picture STORY.db [COUNT]: %s\n", err.what);
        return 2;
    }
    Arena arena;
    arena_init(&arena, "bench", 64 * MIB);
    PhotoList photos = {0};
    store_photos(store, &arena, &photos, NULL);
    int count = photos.count < most ? photos.count : most;
    double *ms = arena_new(&arena, double, count);
    for (int k = 0; k < COUNT(WIDTHS) && count > 0; k++) {
        for (int i = 0; i < count; i++) {
            int64_t from_us = clock_now_us();
            uint8_t *bytes = NULL;
            size_t size = 0;
            Picture picture = {0};
            Str name = photos.items[i].picture;
            if (store_picture(store, name, WIDTHS[k], &bytes, &size)) {
                picture_decode(bytes, size, WIDTHS[k], &picture, NULL);
            }
            free(bytes);
            picture_free(&picture);
            ms[i] = (double)(clock_now_us() - from_us) / 1e3;
        }
        qsort(ms, (size_t)count, sizeof *ms, by_time);
        printf(
            "{\"bench\": \"picture-cold\", \"width_px\": %d, \"pictures\": %d, \"ms_p50\": %.2f, "
            "\"ms_p99\": %.2f}\n",
            WIDTHS[k], count, ms[count / 2], ms[count * 99 / 100]);
    }
    arena_finish(&arena);
    store_close(store);
    return 0;
}
