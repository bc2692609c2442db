// Image: pixels between decoding and encoding, and the doors to the picture libraries.
//
// Pixels are premultiplied 0xAARRGGBB, rows without gaps, malloc'd: pictures are made on worker
// threads, where no arena goes. It knows libpng, libjpeg, libwebp and librsvg, not sizes or names.
#pragma once
#include "base/str.h"

typedef struct {
    int w, h;
    uint32_t *px; // NULL: no image
} Image;

typedef struct {
    uint8_t *bytes; // malloc'd; NULL: out of memory
    size_t size;
} Encoded;

enum { IMAGE_WHY = 96 }; // room for why something failed

Image image_new(int w, int h); // px NULL when memory is out
void image_free(Image *image);
bool image_is_opaque(const Image *image);
uint32_t image_mean(const Image *image);                 // 0xRRGGBB of what is not transparent
Image image_scaled(const Image *image, int w, int h);    // area average, never larger than it was
Image image_turned(const Image *image, int orientation); // EXIF 1 … 8

typedef enum { IMAGE_SVG, IMAGE_PNG, IMAGE_JPEG, IMAGE_WEBP, IMAGE_UNKNOWN } ImageKind;
ImageKind image_kind(Str bytes); // by its first bytes, not by its name

// Size in the file (after turning), without decoding. False, with `why` filled, when it is broken.
bool png_size(Str bytes, int *w, int *h, char why[IMAGE_WHY]);
bool jpeg_size(Str bytes, int *w, int *h, char why[IMAGE_WHY]);
bool webp_size(Str bytes, int *w, int *h, char why[IMAGE_WHY]);
bool svg_size(Str bytes, double *w, double *h, char why[IMAGE_WHY]);
int jpeg_orientation(Str bytes); // EXIF 1 … 8; 1 when it says nothing
// Must it be held whole to be read? Interlaced, progressive, and every WebP.
bool image_is_held_whole(Str bytes, ImageKind kind);

// Rows from the top, as they lie in the file, in sRGB (an ICC profile is applied; CMYK too). Only one
// row is held, unless image_is_held_whole. `row` answers false when memory is out.
typedef struct {
    void *context;
    bool (*row)(void *context, const uint32_t *px, int y);
} ImageRows;
bool png_rows(Str bytes, const ImageRows *rows, char why[IMAGE_WHY]);
bool jpeg_rows(Str bytes, const ImageRows *rows, char why[IMAGE_WHY]);
bool webp_rows(Str bytes, const ImageRows *rows, char why[IMAGE_WHY]);
bool image_rows(Str bytes, ImageKind kind, const ImageRows *rows, char why[IMAGE_WHY]);
void image_premultiply(uint32_t *px, int count); // straight to premultiplied

Image png_decode(Str bytes, char why[IMAGE_WHY]);
Image jpeg_decode(Str bytes, char why[IMAGE_WHY]);                  // turned upright
Image image_decode(Str bytes, ImageKind kind, char why[IMAGE_WHY]); // PNG, JPEG, WebP; upright
// What an SVG must not hold: text, scripts, outside files, embedded pictures. "" when it is fine.
bool svg_is_safe(Str bytes, char why[IMAGE_WHY]);
Image svg_render(Str bytes, int w, int h, char why[IMAGE_WHY]);

Encoded png_encode(const Image *image);  // RGB when opaque, else RGBA
Encoded jpeg_encode(const Image *image); // quality 92, no chroma subsampling; must be opaque
// The same JPEG without EXIF, comments and thumbnails; bytes NULL when it must be decoded instead
// (turned by EXIF, not plain 8-bit grey or YCbCr, of other colours than sRGB).
Encoded jpeg_stripped(Str bytes);
