#include "base/file.h"
#include "draw/paint.h"
#include <assert.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

Surface surface_make_unset(int w, int h)
{
    assert(w > 0 && h > 0 && w <= 32767 && h <= 32767);
    int stride = (w * 4 + 63) / 64 * 64;
    size_t size = (size_t)stride * (size_t)h;
    Surface surface = {.w = w, .h = h, .stride = stride, .px = aligned_alloc(64, size)};
    if (!surface.px) {
        fprintf(stderr, "draw: no memory for %d x %d px\n", w, h);
        abort();
    }
    return surface;
}

Surface surface_make(int w, int h)
{
    Surface surface = surface_make_unset(w, h);
    memset(surface.px, 0, (size_t)surface.stride * (size_t)h);
    return surface;
}

void surface_free(Surface *surface)
{
    free(surface->px);
    *surface = (Surface){0};
}

static const uint8_t *row_of(const Surface *surface, int y)
{
    return (const uint8_t *)surface->px + (ptrdiff_t)y * surface->stride;
}

bool surface_write_png(const Surface *surface, const char *path, Err *err)
{
    size_t row_bytes = (size_t)surface->w * 3;
    uint8_t *rgb = malloc(row_bytes * (size_t)surface->h);
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)surface->w,
                       .height = (png_uint_32)surface->h,
                       .format = PNG_FORMAT_RGB};
    uint8_t *out = NULL;
    bool done = false;
    if (!rgb) {
        return err_say(err, path, SAY_PICTURE_WRITE, SAY_PICTURE_WRITE_HINT, "memory", NULL);
    }
    for (int y = 0; y < surface->h; y++) {
        const uint8_t *from = row_of(surface, y);
        uint8_t *to = rgb + (size_t)y * row_bytes;
        for (int x = 0; x < surface->w; x++) {
            to[x * 3] = from[x * 4 + 2];
            to[x * 3 + 1] = from[x * 4 + 1];
            to[x * 3 + 2] = from[x * 4];
        }
    }
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    out = malloc(size);
    if (out && png_image_write_to_memory(&image, out, &size, 0, rgb, (png_int_32)row_bytes, NULL)) {
        done = file_write(path, (Str){(const char *)out, (int)size}, err);
    } else {
        err_say(err, path, SAY_PICTURE_WRITE, SAY_PICTURE_WRITE_HINT, image.message, NULL);
    }
    png_image_free(&image);
    free(out);
    free(rgb);
    return done;
}

bool surface_read_png(const char *path, Surface *out, Err *err)
{
    FileMap map = {0};
    *out = (Surface){0};
    if (!file_map(path, &map, err)) {
        return false;
    }
    png_image image = {.version = PNG_IMAGE_VERSION};
    bool done = false;
    if (png_image_begin_read_from_memory(&image, map.bytes, map.size) && image.width <= 32767 &&
        image.height <= 32767 && (uint64_t)image.width * image.height <= 120000000) {
        image.format = PNG_FORMAT_BGRA;
        *out = surface_make((int)image.width, (int)image.height);
        // Flattened on black: a surface is opaque.
        done = png_image_finish_read(&image, NULL, out->px, out->stride, NULL) != 0;
    }
    if (!done) {
        err_say(err, path, SAY_PICTURE_BROKEN, SAY_PICTURE_BROKEN_HINT,
                image.message[0] ? image.message : "too large", NULL);
        surface_free(out);
    }
    for (int y = 0; done && y < out->h; y++) {
        uint32_t *row = out->px + (ptrdiff_t)y * (out->stride / 4);
        for (int x = 0; x < out->w; x++) {
            uint32_t a = row[x] >> 24;
            uint32_t r = ((row[x] >> 16 & 0xFF) * a + 127) / 255;
            uint32_t g = ((row[x] >> 8 & 0xFF) * a + 127) / 255;
            uint32_t b = ((row[x] & 0xFF) * a + 127) / 255;
            row[x] = UINT32_C(0xFF000000) | r << 16 | g << 8 | b;
        }
    }
    png_image_free(&image);
    file_unmap(&map);
    return done;
}
