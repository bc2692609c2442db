// The first two bytes ask for a width (and bit 15 for the stored size), the rest is the file.
#include "draw/picture.h"
#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) {
        return 0;
    }
    int asked = data[0] << 8 | data[1];
    int want_w = asked & 0x8000 ? 0 : asked % 700 + 1;
    Picture picture = {0};
    Err err = {0};
    if (!picture_decode(data + 2, size - 2, want_w, &picture, &err)) {
        assert(!picture.px && err.what[0] && err.hint[0]);
        return 0;
    }
    assert(picture.id && (want_w == 0 || picture.w == want_w) && picture.h > 0);
    for (int y = 0; y < picture.h; y++) {
        const uint32_t *row = picture.px + (ptrdiff_t)y * (picture.stride / 4);
        for (int x = 0; x < picture.w; x++) {
            uint32_t a = row[x] >> 24;
            assert((row[x] >> 16 & 0xFF) <= a && (row[x] >> 8 & 0xFF) <= a && (row[x] & 0xFF) <= a);
            assert(a == 255 || !picture.is_opaque);
        }
    }
    picture_free(&picture);
    return 0;
}
