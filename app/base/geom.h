// Points, rectangles and colours: plain values with a few operations.
//
// The unit is the caller's: dp in ui/ and pages/, px in draw/ (RectPx is always px). x grows to the
// right, y down. Colours are sRGB with straight (not premultiplied) alpha.
#pragma once
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    float x, y;
} Point;

typedef struct {
    float x, y, w, h;
} Rect;

typedef struct {
    int x, y, w, h;
} RectPx;

typedef struct {
    uint8_t r, g, b, a;
} Colour;

// RGB(0xFFC62B), RGBA(0x0A1E24, 0.10f)
#define RGB(hex)                                                                                   \
    ((Colour){(uint8_t)((hex) >> 16), (uint8_t)((hex) >> 8 & 0xFF), (uint8_t)((hex)&0xFF), 255})
#define RGBA(hex, alpha)                                                                           \
    ((Colour){(uint8_t)((hex) >> 16), (uint8_t)((hex) >> 8 & 0xFF), (uint8_t)((hex)&0xFF),         \
              (uint8_t)((alpha)*255.0f + 0.5f)})

static inline Colour colour_faded(Colour c, float alpha)
{
    c.a = (uint8_t)((float)c.a * (alpha < 0 ? 0 : alpha > 1 ? 1 : alpha) + 0.5f);
    return c;
}

static inline bool colour_eq(Colour a, Colour b)
{
    return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}

static inline Rect rect_inset(Rect r, float by)
{
    return (Rect){r.x + by, r.y + by, r.w - 2 * by, r.h - 2 * by};
}

static inline bool rect_has(Rect r, Point p)
{
    return p.x >= r.x && p.y >= r.y && p.x < r.x + r.w && p.y < r.y + r.h;
}

static inline bool rectpx_is_empty(RectPx r)
{
    return r.w <= 0 || r.h <= 0;
}

static inline RectPx rectpx_common(RectPx a, RectPx b)
{
    int x = a.x > b.x ? a.x : b.x;
    int y = a.y > b.y ? a.y : b.y;
    int right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    return (RectPx){x, y, right > x ? right - x : 0, bottom > y ? bottom - y : 0};
}

// The smallest rectangle over both; an empty one adds nothing.
static inline RectPx rectpx_union(RectPx a, RectPx b)
{
    if (rectpx_is_empty(a)) {
        return b;
    }
    if (rectpx_is_empty(b)) {
        return a;
    }
    int x = a.x < b.x ? a.x : b.x;
    int y = a.y < b.y ? a.y : b.y;
    int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int bottom = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (RectPx){x, y, right - x, bottom - y};
}

// The whole pixels a rectangle touches.
static inline RectPx rect_outer_px(Rect r)
{
    int x = (int)floorf(r.x);
    int y = (int)floorf(r.y);
    return (RectPx){x, y, (int)ceilf(r.x + r.w) - x, (int)ceilf(r.y + r.h) - y};
}

static inline float clampf(float v, float low, float high)
{
    return v < low ? low : v > high ? high : v;
}

static inline float lerpf(float a, float b, float t)
{
    return a + (b - a) * t;
}
