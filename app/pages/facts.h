// Facts: what the figures and figure pages both need to say about a figure.
//
// Counting up to it, its kind and period in words, its number apart from its unit, and which two
// figures may be drawn side by side as one quantity. It knows chrome and no page.
#pragma once
#include "pages/chrome.h"

// The text with its first run of digits at share `t` of its value: "7600+" at 0.5 is "3800+".
// Decimals and grouping are kept; so is the width when set in tabular digits from the right.
Str fact_count(App *app, Str text, float t);
Str fact_kind(App *app, FigureKind kind);        // 实绩 目标 计划 增减 位次
Str fact_period(App *app, const Figure *figure); // "2023年", "2024年目标"
Str fact_number(App *app, const Figure *figure); // "7600+", "近68", "~680,000", "760 bn+", "41.4%"
Str fact_unit(App *app, const Figure *figure); // what fact_number leaves out: "亿元", "yuan", ""
// As amount_short, but with the English scale written out: "1 million+".
Str fact_brief(App *app, const Figure *figure);
Str fact_when(App *app, const Figure *figure); // "2023年 · 实绩"; an aim's year says that it is one
Str fact_stem(Str label); // an English label without what follows its last comma (", 2019")
bool fact_is_aim(const Figure *figure);                     // target or plan
bool fact_is_share(const Figure *figure);                   // stated as a part of a hundred
double fact_base(const Figure *figure);                     // in the base unit
bool fact_is_sized_alike(const Figure *a, const Figure *b); // the same unit, or multiples of one
// May `from` and `to` be drawn as two amounts of one quantity? Not when a target lies below what was
// already reached: then the two count different things.
bool fact_is_step(const Figure *from, const Figure *to);
// The figure that `figure` is paired with stands later than it.
bool fact_is_earlier(const Figure *figure, const Figure *pair);
// "数据截至2024年2月，已超过24个月" when a figure's as-of date lies further back from the store's today
// than story.csv allows (stale_after_months); "" when not, or nobody said what day it is. Without an
// as-of date its period counts, then its first source. A year ends with its December.
Str fact_stale(App *app, const Figure *figure);
float fact_baseline(Type type); // of a line box of that type, from its top
// A row of a list: label, kind and period, value at the right; leads to the figure's page.
void fact_row(App *app, const Figure *figure, Rect box);
