// A file of an editor's folder: its kind, its size, its pixels in sRGB, and a JPEG without extras.
#include "author/image.h"
#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { MOST_PX = 1000000 };
    if (size > 1000000) {
        return 0;
    }
    Str bytes = {(const char *)data, (int)size};
    char why[IMAGE_WHY] = "";
    ImageKind kind = image_kind(bytes);
    if (kind == IMAGE_UNKNOWN) {
        return 0;
    }
    if (kind == IMAGE_SVG) {
        svg_is_safe(bytes, why);
        return 0;
    }
    int w = 0;
    int h = 0;
    bool is_sized = kind == IMAGE_PNG    ? png_size(bytes, &w, &h, why)
                    : kind == IMAGE_JPEG ? jpeg_size(bytes, &w, &h, why)
                                         : webp_size(bytes, &w, &h, why);
    image_is_held_whole(bytes, kind);
    if (!is_sized || (int64_t)w * h > MOST_PX) {
        assert(is_sized || why[0]);
        return 0;
    }
    Image image = image_decode(bytes, kind, why);
    assert(image.px ? image.w == w && image.h == h : why[0] != '\0');
    image_free(&image);
    if (kind == IMAGE_JPEG) {
        free(jpeg_stripped(bytes).bytes);
    }
    return 0;
}
