// Picture: an editor's picture file becomes the encoded sizes that the screens need.
//
// SVG, PNG, JPEG and WebP in; JPEG (opaque) or PNG (with transparency) out, 320, 640, 1280, 1920 and 3840
// px wide, never wider than a raster original. Icons become one PNG of 192 × 192 px whose alpha is the
// icon's mask, panorama layers PNGs cut to the rows that hold something. A photo larger than the
// screens (base/pyramid.h) is also cut into squares, streamed: memory stays bounded. Same bytes in,
// same bytes out. It knows libraries of pictures, not sheets.
#pragma once
#include "base/str.h"

enum {
    PICTURE_SIZES = 5,
    ICON_PX = 192,
    PICTURE_MAX_SIDE = 30000,
    PICTURE_MOST_MPX = 240,    // read row by row
    PICTURE_WHOLE_MPX = 64,    // held whole: interlaced, progressive, WebP, turned by EXIF
    PICTURE_MIN_WIDTH = 960,   // smaller is an error
    PICTURE_GOOD_WIDTH = 1920, // smaller is a warning
    PICTURE_MAX_BYTES = 256 * 1024 * 1024
};

typedef struct {
    int w, h;
    Str format; // "jpeg", "png"
    Str bytes;
} PictureSize;

typedef struct {
    int level, x, y;
    Str format; // "jpeg", "png"
    Str bytes;
} PictureTile;

typedef enum {
    PICTURE_PHOTO,
    PICTURE_ICON,
    PICTURE_LAYER,
    PICTURE_MAP, // reviewed: PNG or JPEG, in one size, byte for byte as it came
} PictureUse;

typedef enum {
    PICTURE_OK,
    PICTURE_SMALL,  // narrower than PICTURE_GOOD_WIDTH, but it can be used
    PICTURE_TINY,   // narrower than PICTURE_MIN_WIDTH
    PICTURE_HUGE,   // over the limits
    PICTURE_UNSAFE, // an SVG with text, scripts, outside files
    PICTURE_BROKEN
} PictureVerdict;

typedef struct {
    Str name; // "canal-town", "icon/home", "panorama/far"
    Str path; // of the file it was made of, NUL-terminated
    PictureUse use;
    PictureVerdict verdict;
    char why[96];                     // for UNSAFE ("<text>"), HUGE and BROKEN; may be empty
    int w, h;                         // of the original; SVG: of the widest size
    int y;                            // rows of nothing cut off above, px of the original
    uint32_t colour;                  // mean, 0xRRGGBB
    PictureSize sizes[PICTURE_SIZES]; // ascending
    int size_count;
    PictureTile *tiles; // malloc'd; NULL: it is not larger than the screens
    int tile_count;
} PackedPicture;

typedef struct {
    PackedPicture *items;
    int count;
} PictureList;

// Fills every item whose name, path and use are set, on two threads. What was made is kept in
// `cache_folder` by the hash of what it was made of; NULL keeps nothing.
void pictures_make(PictureList *list, const char *cache_folder);
void pictures_free(PictureList *list); // the bytes of the sizes and tiles
void picture_free_tiles(PictureTile *tiles, int count);
