#include "author/image.h"
#include "author/image_icc.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <webp/decode.h>
#include <webp/demux.h>

static bool features_of(Str bytes, WebPBitstreamFeatures *features, char why[IMAGE_WHY])
{
    VP8StatusCode code = WebPGetFeatures((const uint8_t *)bytes.p, (size_t)bytes.n, features);
    if (code != VP8_STATUS_OK) {
        snprintf(why, IMAGE_WHY, "%s",
                 code == VP8_STATUS_NOT_ENOUGH_DATA ? "the file ends too early" : "damaged WebP");
        return false;
    }
    if (features->has_animation) {
        snprintf(why, IMAGE_WHY, "an animated WebP");
        return false;
    }
    return true;
}

bool webp_size(Str bytes, int *w, int *h, char why[IMAGE_WHY])
{
    WebPBitstreamFeatures features;
    if (!features_of(bytes, &features, why)) {
        return false;
    }
    *w = features.width;
    *h = features.height;
    return true;
}

static Colours *profile_of(Str bytes)
{
    WebPData data = {(const uint8_t *)bytes.p, (size_t)bytes.n};
    WebPDemuxer *demuxer = WebPDemux(&data);
    WebPChunkIterator chunk;
    Colours *colours = NULL;
    if (demuxer && WebPDemuxGetChunk(demuxer, "ICCP", 1, &chunk)) {
        colours = colours_open(chunk.chunk.bytes, chunk.chunk.size, COLOURS_RGB);
        WebPDemuxReleaseChunkIterator(&chunk);
    }
    WebPDemuxDelete(demuxer);
    return colours;
}

bool webp_rows(Str bytes, const ImageRows *rows, char why[IMAGE_WHY])
{
    WebPBitstreamFeatures features;
    if (!features_of(bytes, &features, why)) {
        return false;
    }
    Image image = image_new(features.width, features.height);
    size_t size = (size_t)image.w * (size_t)image.h * sizeof(uint32_t);
    if (!image.px || !WebPDecodeBGRAInto((const uint8_t *)bytes.p, (size_t)bytes.n,
                                         (uint8_t *)image.px, size, image.w * 4)) {
        snprintf(why, IMAGE_WHY, "%s",
                 image.px ? "damaged WebP, or the file ends too early" : "out of memory");
        image_free(&image);
        return false;
    }
    Colours *colours = profile_of(bytes);
    bool is_taken = true;
    for (int y = 0; y < image.h && is_taken; y++) {
        uint32_t *row = image.px + (size_t)y * (size_t)image.w;
        if (colours) {
            colours_row(colours, (uint8_t *)row, image.w);
        }
        image_premultiply(row, image.w);
        is_taken = rows->row(rows->context, row, y);
    }
    colours_close(colours);
    image_free(&image);
    if (!is_taken) {
        snprintf(why, IMAGE_WHY, "out of memory");
    }
    return is_taken;
}
