// Chrome: what the pages share: backdrop, bar with its wave and pearl, slip column, page heads, cards,
// list rows, source lines, and how numbers and dates are written in both languages.
//
// Coordinates and sizes are language.md's (§4.6, §5.3, §6.1, §9). It knows ui and labels, no page.
#pragma once
#include "pages/app.h"

// Landscape strip of the header (§4.6): section s = 0 chains, 1 article, 2 figures, 3 districts,
// 4 timeline. An opaque layer over the whole stage; call first.
void chrome_backdrop(App *app, int section);
void chrome_ground(App *app, Colour colour); // plain, over the whole stage
void chrome_bar(App *app, const Page *page); // bar.c; called by the app for pages with has_bar
// A layer of the panorama ("panorama/far" …), `w` dp for its 3840 px, its (uncut) top left at (x, y),
// repeated to the right until it leaves the stage.
void chrome_panorama(App *app, const char *name, float x, float y, float w, float alpha);
// Slip at (64,56) with the rotated English name under it (Chinese), or the rotated slip (English).
// In portrait at (48,56). `name` zh: vertical title.
void chrome_slip(App *app, Str name_zh, Str name_en);
// H1 at (232,52) and a lead below it; portrait at (192,56). Returns the y under the lead (dp).
float chrome_head(App *app, Str title, Str lead, float width);
// "Figure in line" of a header: value N3, label C under it (§9); returns its width.
float chrome_figure(App *app, float x, float y, float w, const Figure *figure, Str label);
// The pressed look: 2.5 % smaller about the middle.
Rect chrome_pressed(Rect rect, bool is_pressed);
void chrome_button(App *app, Rect rect, Str text, const char *icon, bool is_primary, int action,
                   int n, Str arg);
void chrome_tab(App *app, Rect rect, Str text, bool is_chosen, int action, int n, Str arg);
void chrome_card(App *app, Rect rect, float radius, Elevation elevation); // 粉墙 box with shadow
void chrome_caption(App *app, float x, float y, Str text); // white on dark pill; y: top
void chrome_pending(App *app, float x, float y);           // 待核对 tag
// "来源 … 截至 …": one line, C, slate. Returns its height.
float chrome_source(App *app, Rect box, const Origin *origin);
void chrome_empty(App *app, Rect box, Str title, Str line); // §10 empty state
// Progress ring of list rows: done 0..1, or < 0: no value (dashed).
void chrome_ring(App *app, Point centre, float radius, float width, float done, Colour colour);

// ---- numbers and dates in words -------------------------------------------------
typedef struct {
    Str before; // qualifier in front: "超", "近", "over "
    Str number; // "7600", "760", grouped in English: "1,040"
    Str unit;   // "亿元", "billion yuan", "%"
    Str after;  // qualifier behind: "以上", "左右", "+"
} Amount;
// How a figure is said, value and qualifier never lost. English turns 万/亿 into thousand, million,
// billion, trillion. Rank: "第1位" / "No. 1".
Amount amount_of(App *app, const Figure *figure);
Str amount_text(App *app, const Figure *figure);  // the parts in one line: "超7600亿元"
Str amount_short(App *app, const Figure *figure); // for narrow places: "7600亿+" / "760 bn+"
Str date_text(App *app, Str iso); // "2024年2月18日" / "18 Feb 2024"; partial dates too; "" → ""
Str period_text(App *app, Str period); // also the words of figures.csv: 累计至2023 …
