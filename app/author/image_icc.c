#include "author/image_icc.h"
#include <lcms2.h>
#include <stdlib.h>
#include <string.h>

struct Colours {
    cmsHTRANSFORM transform;
    bool is_grey, is_cmyk;
};

static bool is_same(const Colours *colours)
{
    enum { STEPS = 5 };
    for (int i = 0; i < STEPS * STEPS * STEPS; i++) {
        uint8_t was[4] = {(uint8_t)(i % STEPS * 63), (uint8_t)(i / STEPS % STEPS * 63),
                          (uint8_t)(i / STEPS / STEPS * 63), 255};
        if (colours->is_grey) {
            was[1] = was[0];
            was[2] = was[0];
        }
        uint8_t is[4];
        memcpy(is, was, sizeof is);
        colours_row(colours, is, 1);
        for (int c = 0; c < 3; c++) {
            if (abs(is[c] - was[c]) > 2) {
                return false;
            }
        }
    }
    return true;
}

Colours *colours_open(const void *profile, size_t size, ColourKind kind)
{
    if (!profile || size == 0 || size > UINT32_MAX) {
        return NULL;
    }
    cmsHPROFILE from = cmsOpenProfileFromMem(profile, (cmsUInt32Number)size);
    cmsHPROFILE to = cmsCreate_sRGBProfile();
    Colours *colours = calloc(1, sizeof *colours);
    if (from && to && colours) {
        cmsColorSpaceSignature space = cmsGetColorSpace(from);
        colours->is_cmyk = kind != COLOURS_RGB;
        colours->is_grey = !colours->is_cmyk && space == cmsSigGrayData;
        bool is_ours = colours->is_cmyk ? space == cmsSigCmykData
                                        : space == cmsSigRgbData || space == cmsSigGrayData;
        cmsUInt32Number format = colours->is_grey                ? TYPE_GRAY_8
                                 : kind == COLOURS_CMYK          ? TYPE_CMYK_8
                                 : kind == COLOURS_CMYK_INVERTED ? TYPE_CMYK_8_REV
                                                                 : TYPE_BGRA_8;
        if (is_ours) {
            colours->transform = cmsCreateTransform(
                from, format, to, TYPE_BGRA_8, INTENT_PERCEPTUAL,
                cmsFLAGS_NOCACHE | (format == TYPE_BGRA_8 ? cmsFLAGS_COPY_ALPHA : 0));
        }
    }
    if (from) {
        cmsCloseProfile(from);
    }
    if (to) {
        cmsCloseProfile(to);
    }
    if (!colours || !colours->transform || (!colours->is_cmyk && is_same(colours))) {
        colours_close(colours);
        return NULL;
    }
    return colours;
}

void colours_close(Colours *colours)
{
    if (colours && colours->transform) {
        cmsDeleteTransform(colours->transform);
    }
    free(colours);
}

void colours_row(const Colours *colours, uint8_t *px, int w)
{
    enum { CHUNK = 256 };
    for (int x = 0; x < w; x += CHUNK) {
        int n = w - x < CHUNK ? w - x : CHUNK;
        uint8_t *at = px + (ptrdiff_t)x * 4;
        uint8_t from[CHUNK * 4];
        for (int i = 0; i < n && colours->is_grey; i++) {
            from[i] = at[i * 4];
        }
        if (!colours->is_grey) {
            memcpy(from, at, (size_t)n * 4);
        }
        uint8_t to[CHUNK * 4];
        memset(to, 255, sizeof to);
        cmsDoTransform(colours->transform, from, to, (cmsUInt32Number)n);
        for (int i = 0; i < n; i++) {
            memcpy(at + (ptrdiff_t)i * 4, to + (ptrdiff_t)i * 4, 3);
            at[i * 4 + 3] = colours->is_cmyk ? 255 : at[i * 4 + 3];
        }
    }
}

void colours_plain_cmyk(uint8_t *px, int w, bool is_inverted)
{
    for (int x = 0; x < w; x++, px += 4) {
        unsigned ink[4];
        for (int c = 0; c < 4; c++) {
            ink[c] = is_inverted ? px[c] : 255u - px[c];
        }
        for (int c = 0; c < 3; c++) {
            px[c] = (uint8_t)((ink[2 - c] * ink[3] + 127) / 255);
        }
        px[3] = 255;
    }
}
