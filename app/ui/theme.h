// Theme: the design language as tables: pigments, type tokens, elevation, times.
//
// Values are language.md's (§2 colour, §3 type, §4 elevation, §11 motion), in dp (1 dp = 1/1080 of
// the screen's short side) and ms. Contrast ratios stated there; tests/test_theme.c measures them.
#pragma once
#include "base/geom.h"
#include "base/str.h"
#include "type/type.h"

// clang-format off
#define INK        RGB(0x0A1E24) // 墨 text, slip frames
#define DEEP       RGB(0x0D3642) // 黛 bottom bar, dark pages, primary buttons
#define DEEP_BLUE  RGB(0x175260) // 黛蓝 skills category
#define AZURITE    RGB(0x1C5F8B) // 石青 main data, stage 送
#define MALACHITE  RGB(0x1F7A67) // 石绿 done, stage 储
#define ORPIMENT   RGB(0xF2B01E) // 雌黄 stage 发; carries INK text
#define VERMILION  RGB(0xB8452A) // 朱磦 stage 用, childcare
#define LOTUS      RGB(0x54477F) // 青莲 stage 网, health
#define OCHRE      RGB(0x8A5410) // 赭石 safety, warning text
#define CINNABAR   RGB(0xB8352A) // 朱砂 seal, destructive; never decoration
#define GAMBOGE    RGB(0xFFC62B) // 藤黄 the pearl, selection, the one main action
#define SLATE      RGB(0x3B5258) // 石灰 secondary text
#define NIGHT_GREY RGB(0x21404A) // 夜灰 secondary text over a landscape strip
#define INDIGO     RGB(0x3E86AE) // 靛青 secondary bars, water
#define WATER_GREEN RGB(0x4FA58C) // 水绿
#define LAKE       RGB(0x4F9CA3) // 湖青 water edge of the bar
#define CLEAR_BLUE RGB(0x8FBFD0) // 晴蓝 outlines on dark, dashed empty frames
#define MIST_WHITE RGB(0xD5E4E1) // 雾白 secondary text on dark
#define CLOUD      RGB(0xDDEAE6) // 云水 recesses, tracks
#define TRACK      RGB(0xD3E0DD) // 环槽 ring and progress tracks
#define MOON       RGB(0xEEF3F0) // 月白 page ground
#define WHITEWASH  RGB(0xFAFBF8) // 粉墙 cards, slips
#define CHOSEN     RGB(0xFFF3CF) // 选中底
#define CHOSEN_CARD RGB(0xFFF6DA)
#define HAIRLINE   RGB(0xB9CBC8) // 水痕 1 px dividers
#define GOLD_LINE  RGB(0xD9A94A) // 金线
#define DISABLED_GROUND RGB(0xE4ECE9)
#define DISABLED_TEXT   RGB(0x93A8A6)
#define WHITE      RGB(0xFFFFFF)
// clang-format on

Colour
theme_colour(Str slug);    // "shiqing", "zhubiao", "fa" …: categories and stages; INK if unknown
Colour theme_hex(Str hex); // "#A9CFC4"; INK if malformed
// The colour in the mode of high contrast (§15.2): dark ones black, pale ones white, gamboge itself.
Colour theme_contrast(Colour colour);
float theme_luminance(Colour colour); // WCAG 2.x relative luminance, alpha ignored

// Size and line height of language.md §3.2. `en_scale`: serif titles are set smaller in English.
typedef struct {
    FaceId face;
    float size, line; // dp
} Type;

typedef enum {
    TYPE_MEGA,
    TYPE_N1,
    TYPE_D1,
    TYPE_H1,
    TYPE_N2,
    TYPE_H2,
    TYPE_N3,
    TYPE_H3,
    TYPE_B1,
    TYPE_ARTICLE,
    TYPE_B2,
    TYPE_L,
    TYPE_C,
    TYPE_COUNT
} TypeToken;

Type theme_type(TypeToken token);
Type type_sized(TypeToken token, float size, float line); // the token's face at another size

typedef enum { ELEVATION_RESTING, ELEVATION_RAISED } Elevation; // E1, E2 of §4.4
typedef struct {
    float dy, blur; // dp; σ = blur / 2
    Colour colour;
} ShadowLayer;
const ShadowLayer *theme_shadow(Elevation elevation); // two layers

enum {
    MS_ENTER = 460,
    MS_LEAVE = 240,
    MS_SELECT = 220,
    MS_POPOVER = 200,
    MS_COUNT = 900,
    MS_STAGGER = 60,
    MS_LANGUAGE = 160,
    MS_PRESS = 60,
    MS_LOADING_AFTER = 200,
};
