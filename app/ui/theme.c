#include "ui/theme.h"
#include <assert.h>

// clang-format off
static const struct {
    const char *slug;
    Colour colour;
} SLUGS[] = {
    {"fa",       {0xF2, 0xB0, 0x1E, 255}},
    {"chu",      {0x1F, 0x7A, 0x67, 255}},
    {"song",     {0x1C, 0x5F, 0x8B, 255}},
    {"yong",     {0xB8, 0x45, 0x2A, 255}},
    {"wang",     {0x54, 0x47, 0x7F, 255}},
    {"zhubiao",  {0xB8, 0x45, 0x2A, 255}},
    {"shiqing",  {0x1C, 0x5F, 0x8B, 255}},
    {"shilv",    {0x1F, 0x7A, 0x67, 255}},
    {"zheshi",   {0x8A, 0x54, 0x10, 255}},
    {"qinglian", {0x54, 0x47, 0x7F, 255}},
    {"dailan",   {0x17, 0x52, 0x60, 255}},
};

static const Type TYPES[TYPE_COUNT] = {
    [TYPE_MEGA]    = {FACE_SERIF_BLACK,  212, 212},
    [TYPE_N1]      = {FACE_SERIF_BLACK,  112, 112},
    [TYPE_D1]      = {FACE_SERIF_BLACK,  96, 130},
    [TYPE_H1]      = {FACE_SERIF_BLACK,  64, 77},
    [TYPE_N2]      = {FACE_SERIF_BLACK,  62, 74},
    [TYPE_H2]      = {FACE_SERIF_BLACK,  46, 58},
    [TYPE_N3]      = {FACE_SERIF_BLACK,  44, 44},
    [TYPE_H3]      = {FACE_SANS_BOLD,    28, 40},
    [TYPE_B1]      = {FACE_SANS_REGULAR, 30, 50},
    [TYPE_ARTICLE] = {FACE_SANS_REGULAR, 28, 49.6f},
    [TYPE_B2]      = {FACE_SANS_REGULAR, 26, 42},
    [TYPE_L]       = {FACE_SANS_MEDIUM,  24, 32},
    [TYPE_C]       = {FACE_SANS_REGULAR, 22, 30},
};

static const ShadowLayer SHADOWS[][2] = {
    [ELEVATION_RESTING] = {{2, 6,  {0x0A, 0x1E, 0x24, 26}}, {10, 28, {0x0A, 0x1E, 0x24, 26}}},
    [ELEVATION_RAISED]  = {{6, 14, {0x0A, 0x1E, 0x24, 36}}, {24, 64, {0x0A, 0x1E, 0x24, 46}}},
};
// clang-format on

Colour theme_colour(Str slug)
{
    for (int i = 0; i < COUNT(SLUGS); i++) {
        if (str_is(slug, SLUGS[i].slug)) {
            return SLUGS[i].colour;
        }
    }
    return INK;
}

Colour theme_hex(Str hex)
{
    if (hex.n != 7 || hex.p[0] != '#') {
        return INK;
    }
    uint32_t value = 0;
    for (int i = 1; i < 7; i++) {
        char c = hex.p[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0) {
            return INK;
        }
        value = value << 4 | (uint32_t)digit;
    }
    return RGB(value);
}

Type theme_type(TypeToken token)
{
    assert(token < TYPE_COUNT);
    return TYPES[token];
}

Type type_sized(TypeToken token, float size, float line)
{
    return (Type){theme_type(token).face, size, line};
}

const ShadowLayer *theme_shadow(Elevation elevation)
{
    return SHADOWS[elevation];
}
