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

static float linear(uint8_t channel)
{
    float c = (float)channel / 255;
    return c <= 0.04045f ? c / 12.92f : powf((c + 0.055f) / 1.055f, 2.4f);
}

float theme_luminance(Colour c)
{
    return 0.2126f * linear(c.r) + 0.7152f * linear(c.g) + 0.0722f * linear(c.b);
}

Colour theme_contrast(Colour colour)
{
    static const struct {
        Colour from, to;
    } NAMED[] = {
        {{0x3B, 0x52, 0x58, 255}, {0x1A, 0x1A, 0x1A, 255}}, // SLATE
        {{0x21, 0x40, 0x4A, 255}, {0x1A, 0x1A, 0x1A, 255}}, // NIGHT_GREY
        {{0xB9, 0xCB, 0xC8, 255}, {0, 0, 0, 255}},          // HAIRLINE
        {{0xD3, 0xE0, 0xDD, 255}, {0xB0, 0xB0, 0xB0, 255}}, // TRACK
        {{0x93, 0xA8, 0xA6, 255}, {0x70, 0x70, 0x70, 255}}, // DISABLED_TEXT
        {{0xFF, 0xF3, 0xCF, 255}, {0xFF, 0xF3, 0xCF, 255}}, // CHOSEN
        {{0xFF, 0xF6, 0xDA, 255}, {0xFF, 0xF6, 0xDA, 255}}, // CHOSEN_CARD
        {{0x1A, 0x1A, 0x1A, 255}, {0x1A, 0x1A, 0x1A, 255}}, // what is of this mode already
        {{0xB0, 0xB0, 0xB0, 255}, {0xB0, 0xB0, 0xB0, 255}},
        {{0x70, 0x70, 0x70, 255}, {0x70, 0x70, 0x70, 255}},
    };
    uint8_t alpha = colour.a;
    Colour out = colour;
    bool is_yellow = colour.r > 200 && colour.g > 150 && colour.b < 80;
    bool is_named = false;
    out.a = 255;
    for (int i = 0; i < COUNT(NAMED) && !is_named; i++) {
        is_named = colour_eq(out, NAMED[i].from);
        out = is_named ? NAMED[i].to : out;
    }
    if (!is_named && !is_yellow) {
        float luminance = theme_luminance(colour);
        // A middle tone may stand on white and on black: a grey that shows on both (4.5 : 1).
        out = luminance < 0.18f  ? (Colour){0, 0, 0, 255}
              : luminance > 0.5f ? (Colour){255, 255, 255, 255}
                                 : (Colour){0x76, 0x76, 0x76, 255};
    }
    out.a = alpha;
    return out;
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
