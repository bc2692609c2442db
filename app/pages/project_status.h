// Project status: the four official words of how a project gets on, each with its sign and colour.
//
// 提前/超额完成 · 超序时 · 按序时 · 推进缓慢. The fifth kind is that the sources state none. Colour is never
// the only sign: wherever one is shown, so are its word and a shape of its own. It knows no page.
#pragma once
#include "pages/chrome.h"

typedef enum {
    STATUS_DONE, // finished early or beyond plan
    STATUS_AHEAD,
    STATUS_ON_TIME,
    STATUS_SLOW,
    STATUS_UNSTATED,
    STATUS_COUNT
} Status;

Status status_of(Str word);               // a word of projects.csv
Str status_word(App *app, Str word);      // as stated: "提前完成"; "" for none
Str status_name(App *app, Status status); // of the kind: "提前/超额完成", "进展材料未写"
Colour status_colour(Status status);
// The sign alone, `size` dp about the middle; its word must stand beside it.
void status_sign(App *app, Status status, Point middle, float size, Colour colour);
// Sign and word on a line of type C, bold; returns its width. Measures only, if not drawn.
float status_tag(App *app, Str word, float x, float y, bool is_drawn);

// ---- words about a project ---------------------------------------------------------
float project_done(const Project *project);             // share of the plan, or -1: not stated
Str project_place(App *app, const Project *project);    // "武进区 · 后坊村"
Str project_progress(App *app, const Project *project); // words, or "" when nothing is stated
