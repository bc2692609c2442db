#include "author/picture.h"
#include "author/image.h"
#include "author/picture_cache.h"
#include "author/picture_cut.h"
#include "base/file.h"
#include "base/pyramid.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH_COUNT = 5, THREADS = 2, LAYER_STEP = 12 };
static const int WIDTHS[WIDTH_COUNT] = {320, 640, 1280, 1920, 3840};

static PictureVerdict fail(PackedPicture *picture, PictureVerdict verdict, const char *why)
{
    snprintf(picture->why, sizeof picture->why, "%s", why);
    picture->verdict = verdict;
    return verdict;
}

static bool add_size(PackedPicture *picture, int w, int h, const char *format, Encoded encoded)
{
    if (!encoded.bytes || picture->size_count == PICTURE_SIZES) {
        free(encoded.bytes);
        fail(picture, PICTURE_BROKEN, "out of memory");
        return false;
    }
    picture->sizes[picture->size_count++] =
        (PictureSize){w, h, str_from(format), {(const char *)encoded.bytes, (int)encoded.size}};
    return true;
}

static int height_for(const PackedPicture *picture, int w)
{
    int h = (int)(((int64_t)picture->h * w + picture->w / 2) / picture->w);
    return h > 0 ? h : 1;
}

// One encoding of `image` scaled to `w`.
static bool add_scaled(PackedPicture *picture, const Image *image, int w, bool is_opaque)
{
    int h = height_for(picture, w);
    Image scaled = {w, h, NULL};
    if (w != image->w || h != image->h) {
        scaled = image_scaled(image, w, h);
        if (!scaled.px) {
            fail(picture, PICTURE_BROKEN, "out of memory");
            return false;
        }
    }
    const Image *from = scaled.px ? &scaled : image;
    bool is_added = add_size(picture, w, h, is_opaque ? "jpeg" : "png",
                             is_opaque ? jpeg_encode(from) : png_encode(from));
    image_free(&scaled);
    return is_added;
}

// Every width up to the image's own; a raster original between two widths keeps its own as the last.
static void add_sizes(PackedPicture *picture, const Image *image, Str original)
{
    bool is_opaque = image_is_opaque(image);
    picture->colour = image_mean(image);
    for (int i = 0; i < WIDTH_COUNT && WIDTHS[i] < image->w; i++) {
        if (!add_scaled(picture, image, WIDTHS[i], is_opaque)) {
            return;
        }
    }
    if (image->w > WIDTHS[WIDTH_COUNT - 1]) {
        return;
    }
    Encoded kept = original.n ? jpeg_stripped(original) : (Encoded){0};
    if (kept.bytes) {
        add_size(picture, image->w, image->h, "jpeg", kept);
    } else {
        add_scaled(picture, image, image->w, is_opaque);
    }
}

static void make_svg(PackedPicture *picture, Str bytes)
{
    char why[IMAGE_WHY] = "";
    double w = 0;
    double h = 0;
    if (!svg_is_safe(bytes, why)) {
        fail(picture, PICTURE_UNSAFE, why);
        return;
    }
    if (!svg_size(bytes, &w, &h, why)) {
        fail(picture, PICTURE_BROKEN, why);
        return;
    }
    if (h / w > 8 || w / h > 8) {
        fail(picture, PICTURE_HUGE, "8 : 1");
        return;
    }
    picture->w = WIDTHS[WIDTH_COUNT - 1];
    picture->h = (int)(picture->w * h / w + 0.5);
    Image image = svg_render(bytes, picture->w, picture->h, why);
    if (!image.px) {
        fail(picture, PICTURE_BROKEN, why);
        return;
    }
    add_sizes(picture, &image, STR_NONE);
    image_free(&image);
}

// What was reviewed is what is shown: the file itself, once.
static void keep_original(PackedPicture *picture, const Image *image, Str bytes, ImageKind kind)
{
    Encoded kept = {malloc((size_t)bytes.n), (size_t)bytes.n};
    if (kept.bytes) {
        memcpy(kept.bytes, bytes.p, kept.size);
    }
    picture->colour = image_mean(image);
    add_size(picture, image->w, image->h, kind == IMAGE_PNG ? "png" : "jpeg", kept);
}

static bool raster_size(Str bytes, ImageKind kind, int *w, int *h, char why[IMAGE_WHY])
{
    return kind == IMAGE_PNG    ? png_size(bytes, w, h, why)
           : kind == IMAGE_JPEG ? jpeg_size(bytes, w, h, why)
                                : webp_size(bytes, w, h, why);
}

// Told before anything is decoded: a header of 33 bytes may promise gigabytes.
static bool is_within_limits(PackedPicture *picture, Str bytes, ImageKind kind)
{
    bool is_whole = image_is_held_whole(bytes, kind) || !pyramid_is_deep(picture->w, picture->h) ||
                    (kind == IMAGE_JPEG && jpeg_orientation(bytes) != 1) ||
                    picture->use == PICTURE_MAP;
    int64_t most = (int64_t)(is_whole ? PICTURE_WHOLE_MPX : PICTURE_MOST_MPX) * 1000000;
    if (picture->w <= PICTURE_MAX_SIDE && picture->h <= PICTURE_MAX_SIDE &&
        (int64_t)picture->w * picture->h <= most) {
        return true;
    }
    char size[64];
    snprintf(size, sizeof size, "%d × %d", picture->w, picture->h);
    fail(picture, PICTURE_HUGE, size);
    return false;
}

static bool feed_rows(Cutter *cutter, const Image *image)
{
    bool is_taken = true;
    for (int y = 0; y < image->h && is_taken; y++) {
        is_taken = cutter_row(cutter, image->px + (size_t)y * (size_t)image->w, y);
    }
    return is_taken;
}

// Larger than the screens: cut while it is read, unless it lies on its side.
static void make_deep(PackedPicture *picture, Str bytes, ImageKind kind)
{
    char why[IMAGE_WHY] = "out of memory";
    Cutter *cutter = cutter_open(picture->w, picture->h);
    bool is_cut = false;
    if (cutter && kind == IMAGE_JPEG && jpeg_orientation(bytes) != 1) {
        Image image = jpeg_decode(bytes, why);
        is_cut = image.px && feed_rows(cutter, &image);
        image_free(&image);
    } else if (cutter) {
        is_cut = image_rows(bytes, kind, &(ImageRows){cutter, cutter_row}, why);
    }
    Image kept = {0};
    is_cut = is_cut && cutter_finish(cutter, &picture->tiles, &picture->tile_count, &kept);
    cutter_close(cutter);
    if (is_cut) {
        add_sizes(picture, &kept, STR_NONE);
    } else {
        fail(picture, PICTURE_BROKEN, why);
    }
    image_free(&kept);
}

static void make_raster(PackedPicture *picture, Str bytes, ImageKind kind)
{
    char why[IMAGE_WHY] = "";
    if (!raster_size(bytes, kind, &picture->w, &picture->h, why)) {
        fail(picture, PICTURE_BROKEN, why);
        return;
    }
    if (!is_within_limits(picture, bytes, kind)) {
        return;
    }
    if (pyramid_is_deep(picture->w, picture->h) && picture->use != PICTURE_MAP) {
        make_deep(picture, bytes, kind);
    } else {
        Image image = image_decode(bytes, kind, why);
        if (!image.px) {
            fail(picture, PICTURE_BROKEN, why);
            return;
        }
        if (picture->use == PICTURE_MAP) {
            keep_original(picture, &image, bytes, kind);
        } else {
            add_sizes(picture, &image, kind == IMAGE_JPEG ? bytes : STR_NONE);
        }
        image_free(&image);
    }
    if (picture->verdict == PICTURE_OK && picture->w < PICTURE_GOOD_WIDTH) {
        picture->verdict = picture->w < PICTURE_MIN_WIDTH ? PICTURE_TINY : PICTURE_SMALL;
    }
}

static void make_icon(PackedPicture *picture, Str bytes)
{
    char why[IMAGE_WHY] = "";
    if (!svg_is_safe(bytes, why)) {
        fail(picture, PICTURE_UNSAFE, why);
        return;
    }
    Image image = svg_render(bytes, ICON_PX, ICON_PX, why);
    if (!image.px) {
        fail(picture, PICTURE_BROKEN, why);
        return;
    }
    Encoded png = png_encode(&image);
    image_free(&image);
    picture->w = ICON_PX;
    picture->h = ICON_PX;
    add_size(picture, ICON_PX, ICON_PX, "png", png);
}

static bool is_row_empty(const Image *image, int y)
{
    const uint32_t *row = image->px + (size_t)y * (size_t)image->w;
    for (int x = 0; x < image->w; x++) {
        if (row[x] >> 24) {
            return false;
        }
    }
    return true;
}

// Cut at multiples of LAYER_STEP, so that every stored width has whole rows: 3840 / 320.
static void make_layer(PackedPicture *picture, Str bytes)
{
    char why[IMAGE_WHY] = "";
    double w = 0;
    double h = 0;
    if (!svg_is_safe(bytes, why) || !svg_size(bytes, &w, &h, why)) {
        fail(picture, PICTURE_BROKEN, why);
        return;
    }
    picture->w = WIDTHS[WIDTH_COUNT - 1];
    Image image = svg_render(bytes, picture->w, (int)(picture->w * h / w + 0.5), why);
    if (!image.px) {
        fail(picture, PICTURE_BROKEN, why);
        return;
    }
    int top = 0;
    int bottom = image.h;
    while (top < bottom && is_row_empty(&image, top)) {
        top++;
    }
    while (bottom > top && is_row_empty(&image, bottom - 1)) {
        bottom--;
    }
    top = top / LAYER_STEP * LAYER_STEP;
    bottom = (bottom + LAYER_STEP - 1) / LAYER_STEP * LAYER_STEP;
    bottom = bottom > image.h ? image.h : bottom;
    picture->y = top;
    picture->h = bottom - top;
    Image part = {image.w, picture->h, image.px + (size_t)top * (size_t)image.w};
    if (picture->h > 0) {
        add_sizes(picture, &part, STR_NONE);
    } else {
        fail(picture, PICTURE_BROKEN, "nothing in it");
    }
    image_free(&image);
}

static void free_bytes(Str bytes)
{
    union {
        const char *from;
        void *to;
    } made = {.from = bytes.p}; // malloc'd by the encoders
    free(made.to);
}

void picture_free_tiles(PictureTile *tiles, int count)
{
    for (int i = 0; i < count; i++) {
        free_bytes(tiles[i].bytes);
    }
    free(tiles);
}

static void free_sizes(PackedPicture *picture)
{
    for (int i = 0; i < picture->size_count; i++) {
        free_bytes(picture->sizes[i].bytes);
    }
    picture->size_count = 0;
    picture_free_tiles(picture->tiles, picture->tile_count);
    picture->tiles = NULL;
    picture->tile_count = 0;
}

static void make(PackedPicture *picture, Str bytes)
{
    ImageKind kind = image_kind(bytes);
    bool is_svg_only = picture->use == PICTURE_ICON || picture->use == PICTURE_LAYER;
    if (kind == IMAGE_UNKNOWN || (is_svg_only && kind != IMAGE_SVG)) {
        fail(picture, PICTURE_BROKEN, is_svg_only ? "SVG?" : "SVG, PNG, JPEG, WebP?");
    } else if (picture->use == PICTURE_ICON) {
        make_icon(picture, bytes);
    } else if (picture->use == PICTURE_LAYER) {
        make_layer(picture, bytes);
    } else if ((kind == IMAGE_SVG || kind == IMAGE_WEBP) && picture->use == PICTURE_MAP) {
        fail(picture, PICTURE_BROKEN, "PNG, JPEG?");
    } else if (kind == IMAGE_SVG) {
        make_svg(picture, bytes);
    } else {
        make_raster(picture, bytes, kind);
    }
}

typedef struct {
    PictureList *list;
    const char *cache_folder;
    atomic_int next;
} Work;

static void make_cached(const Work *work, PackedPicture *picture)
{
    FileMap map = {0};
    Err err = {0};
    if (file_size(picture->path.p) > PICTURE_MAX_BYTES) {
        fail(picture, PICTURE_HUGE, "256 MB");
        return;
    }
    if (file_size(picture->path.p) == 0) {
        fail(picture, PICTURE_BROKEN, "0 B");
        return;
    }
    if (!file_map(picture->path.p, &map, &err)) {
        fail(picture, PICTURE_BROKEN, "?");
        return;
    }
    Str bytes = {(const char *)map.bytes, (int)map.size};
    if (!picture_cache_read(work->cache_folder, bytes, picture)) {
        free_sizes(picture); // of a cached file that ended in the middle
        make(picture, bytes);
        if (picture->verdict == PICTURE_OK || picture->verdict == PICTURE_SMALL) {
            picture_cache_write(work->cache_folder, bytes, picture);
        } else {
            free_sizes(picture);
        }
    }
    file_unmap(&map);
}

static void *worker(void *context)
{
    Work *work = context;
    for (;;) {
        int i = atomic_fetch_add(&work->next, 1);
        if (i >= work->list->count) {
            return NULL;
        }
        make_cached(work, &work->list->items[i]);
    }
}

void pictures_make(PictureList *list, const char *cache_folder)
{
    Work work = {.list = list, .cache_folder = cache_folder};
    pthread_t threads[THREADS - 1];
    int started = 0;
    while (started < THREADS - 1 && pthread_create(&threads[started], NULL, worker, &work) == 0) {
        started++;
    }
    worker(&work);
    for (int i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
    }
}

void pictures_free(PictureList *list)
{
    for (int i = 0; i < list->count; i++) {
        free_sizes(&list->items[i]);
    }
}
