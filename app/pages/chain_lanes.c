#include "pages/chain_lanes.h"
#include "pages/chain_signs.h"
#include "pages/chrome.h"

// clang-format off
static const Current LINE_WIDE = {
    .width = 26, .strands = 9, .k = 3, .phase = 0.1f, .stroke = 3.2f, .alpha = 0.95f};
static const Current LINE_TALL = {
    .width = 22, .strands = 9, .k = 3, .phase = 0.1f, .stroke = 3.2f, .alpha = 0.95f,
    .is_vertical = true};
// clang-format on

enum {
    LEFT = 232,  // first column, landscape
    ROOM = 1096, // of the columns that show at once
    EDGE = 1376, // where the panel begins
    CARDS_Y = 470,
    FOOT = 960,
    MIN_CARD_H = 102,
    CARD_GAP = 16,
    ROW_X = 268, // first card, portrait
    ROW_CARD = 240,
    ROW_PITCH = 254,
    TALL_EDGE = 1800,
};

// ---- cards --------------------------------------------------------------------------

typedef struct {
    float x, pitch, w; // columns (landscape) or cards (portrait)
    float h;           // of a card
    bool has_role;     // room enough to say what the member does
} Cards;

typedef struct {
    Label name, tag, role;
    float name_h, tag_h, role_h;
} CardText;

static CardText card_text(App *app, const Cards *cards, const Member *member)
{
    Ui *ui = &app->ui;
    bool is_english = ui_is_english(ui);
    float pad = is_english ? 18 : 22;
    float room = cards->w - pad - (is_english ? 3 : 8);
    bool is_word = str_find_char(member->short_name, ' ') < 0; // is not to be broken
    CardText text = {
        .name = {.type = is_english ? type_sized(TYPE_H3, 24, 29) : type_sized(TYPE_H3, 26, 36),
                 .colour = INK,
                 .text = member->short_name,
                 .w = room,
                 .max_lines = is_english && !is_word ? 2 : 1,
                 .min_size = 22},
        .tag = {.type = is_english ? type_sized(TYPE_C, 22, 27) : type_sized(TYPE_C, 22, 32),
                .colour = SLATE,
                .text = member->tag.n ? member->tag : member->kind_name,
                .w = room - (is_english ? 34 : 30),
                .max_lines = is_english || ui->modes.is_large ? 2 : 1},
        .role = {.type = type_sized(TYPE_C, 22, 31),
                 .colour = SLATE,
                 .text = member->role,
                 .w = room - 16,
                 .max_lines = 4},
    };
    if (ui_measure(ui, &text.name).is_cut) {
        text.name.type.face = FACE_SANS_MEDIUM;
        text.name.tracking_em = -0.03f;
    }
    if (ui_measure(ui, &text.name).is_cut) {
        text.name.max_lines = 2;
    }
    text.name.x = text.tag.x = text.role.x = pad;
    text.name_h = ui_measure(ui, &text.name).h;
    text.tag_h = ui_measure(ui, &text.tag).h;
    text.role_h = cards->has_role ? ui_measure(ui, &text.role).h + 10 : 0;
    return text;
}

static float card_height(App *app, const Cards *cards, const ChainData *data)
{
    float h = MIN_CARD_H;
    for (int i = 0; i < data->lane_count; i++) {
        for (int m = 0; m < data->lanes[i].count; m++) {
            CardText text = card_text(app, cards, &data->lanes[i].members[m]);
            float want = text.name_h + text.tag_h + text.role_h + (cards->has_role ? 40 : 20);
            h = fmaxf(h, ceilf(want));
        }
    }
    return h;
}

static Cards cards_wide(App *app, const ChainData *data)
{
    static const struct {
        float w, pitch;
    } BY_LANES[] = {{460, 460}, {460, 460}, {400, 440}, {320, 352}, {256, 278}, {208, 222}};
    int n = data->lane_count < 5 ? data->lane_count : 5;
    Cards cards = {.w = BY_LANES[n].w, .pitch = BY_LANES[n].pitch};
    float taken = (float)(n - 1) * cards.pitch + cards.w;
    cards.x = LEFT + (ROOM - taken) / 2;
    cards.has_role = n <= 3 && data->most <= 2;
    cards.h = card_height(app, &cards, data);
    return cards;
}

static Cards cards_tall(App *app, const ChainData *data)
{
    Cards cards = {.x = ROW_X, .w = ROW_CARD, .pitch = ROW_PITCH};
    if (data->most <= 2) {
        cards.w = 367;
        cards.pitch = 381;
        cards.has_role = data->lane_count <= 3;
    }
    cards.h = card_height(app, &cards, data);
    return cards;
}

static Rect pressed_rect(Rect r)
{
    return (Rect){r.x + r.w * 0.0125f, r.y + r.h * 0.0125f, r.w * 0.975f, r.h * 0.975f};
}

static void draw_card(App *app, const LaneView *view, const Cards *cards, const Lane *lane,
                      const Member *member, float x, float y)
{
    Ui *ui = &app->ui;
    bool is_chosen = str_eq(member->id, view->member);
    bool is_pressed = ui_is_pressed(ui, view->member_action, 0, member->id);
    Rect whole = {x, y, cards->w, cards->h};
    Rect box = is_pressed ? pressed_rect(whole) : whole;
    ui_shadow(ui, box, 0, is_chosen ? ELEVATION_RAISED : ELEVATION_RESTING);
    ui_fill(ui, box, WHITEWASH);
    if (is_chosen) {
        ui_fill(ui, box, colour_faded(CHOSEN_CARD, view->chosen));
    }
    ui_fill(ui, (Rect){box.x, box.y, 8, box.h}, lane->colour);
    if (is_pressed) {
        ui_fill(ui, box, colour_faded(DEEP, 0.10f));
    }
    CardText text = card_text(app, cards, member);
    float top = box.y + (box.h - text.name_h - text.tag_h - text.role_h) / 2;
    text.name.x += box.x;
    text.tag.x += box.x;
    text.role.x += box.x;
    text.name.y = top;
    text.tag.y = top + text.name_h;
    text.role.y = text.tag.y + text.tag_h + 10;
    ui_text(ui, &text.name);
    ui_text(ui, &text.tag);
    if (cards->has_role) {
        ui_text(ui, &text.role);
    }
    Point mark = {box.x + box.w - 20, text.tag.y + text.tag_h / 2};
    chain_shape(app, mark, 18, member->kind_shape, chain_as_text(lane->colour));
    if (is_chosen) {
        ui_round_frame(ui, box, 0, 5, colour_faded(GAMBOGE, view->chosen));
    }
    ui_target(ui, whole, view->member_action, 0, member->id, member->short_name);
}

// A stage whose members are still to be recorded.
static void draw_pending(App *app, float x, float y, float w)
{
    Ui *ui = &app->ui;
    Path frame = ui_path_begin(ui);
    path_rect(&frame, (Rect){1.5f, 1.5f, w - 3, MIN_CARD_H - 3});
    OutlineStyle dashes = {.is_stroke = true, .width = 3, .dash = 10, .gap = 8};
    ui_stroke(ui, &frame, x, y, dashes, CLEAR_BLUE);
    ui_text_in(ui, theme_type(TYPE_C), SLATE, (Rect){x, y, w, MIN_CARD_H},
               app_label(app, "chains.pending"));
}

static void draw_lane_disc(App *app, const LaneView *view, const Lane *lane, Point centre,
                           float radius)
{
    Ui *ui = &app->ui;
    bool is_chosen = str_eq(lane->id, view->lane) && !view->member.n;
    bool is_pressed = ui_is_pressed(ui, view->lane_action, 0, lane->id);
    float r = is_pressed ? radius * 0.975f : radius;
    chain_disc(app, centre, r, r * 9 / 68, r * 66 / 68, lane);
    if (is_chosen) {
        ui_ring(ui, centre, r - 3.5f, 7, 0, 360, colour_faded(GAMBOGE, view->chosen));
        *view->pearl = (Point){centre.x + r * 0.71f, centre.y - r * 0.71f};
    }
    Rect box = {centre.x - radius, centre.y - radius, 2 * radius, 2 * radius};
    ui_target(ui, box, view->lane_action, 0, lane->id, lane->name);
}

// One pearl marks the choice; from the last choice it jumps in a low arc.
static void draw_pearl(App *app, const LaneView *view)
{
    Point at = *view->pearl;
    if (view->has_pearl_from && view->chosen < 1) {
        float t = view->chosen;
        at.x = lerpf(view->pearl_from.x, at.x, t);
        at.y = lerpf(view->pearl_from.y, at.y, t) - 24 * sinf(3.14159265f * t);
    }
    ui_pearl(&app->ui, at, 15);
}

static const Point NOWHERE = {-1000, -1000};

// ---- landscape ------------------------------------------------------------------------

static Point disc_wide(const Cards *cards, int lane)
{
    float x = cards->x + cards->pitch * (float)lane + cards->w / 2;
    return (Point){x, lane % 2 ? 330 : 276};
}

static void draw_line_wide(App *app, const LaneView *view, const Cards *cards)
{
    enum { MAX_SPINE = 64 };
    const ChainData *data = view->data;
    Point spine[MAX_SPINE];
    float at[MAX_SPINE];
    int lanes = data->lane_count < 24 ? data->lane_count : 24;
    Point last = disc_wide(cards, lanes - 1);
    int n = 0;
    spine[n++] = (Point){-60, 330};
    spine[n++] = (Point){120, 318};
    for (int i = 0; i < lanes; i++) {
        Point here = disc_wide(cards, i);
        if (i > 0) {
            spine[n++] = (Point){here.x - cards->pitch / 2, 300};
        }
        spine[n++] = here;
    }
    spine[n++] = (Point){last.x + 76, last.y - 14};
    spine[n++] = (Point){fmaxf(last.x + 196, 1420), 240};
    float length = spine[n - 1].x - spine[0].x;
    for (int i = 0; i < lanes; i++) {
        at[i] = (disc_wide(cards, i).x - spine[0].x) / length;
    }
    chain_line(app, spine, n, data->lanes, lanes, at, &LINE_WIDE);
}

// The column of one lane: label, connectors, cards.
static void draw_column(App *app, const LaneView *view, const Cards *cards, int index, float shift)
{
    Ui *ui = &app->ui;
    const Lane *lane = &view->data->lanes[index];
    Point disc = disc_wide(cards, index);
    float x = disc.x - cards->w / 2;
    Label label = {.type = type_sized(TYPE_H3, 26, 34),
                   .colour = INK,
                   .text = lane->name,
                   .x = x,
                   .w = cards->w,
                   .align = ALIGN_CENTRE,
                   .max_lines = 2,
                   .min_size = 22};
    Extent said = ui_measure(ui, &label);
    float label_h = said.h;
    if (said.lines > 1) {
        label.type = type_sized(TYPE_H3, 22, 28);
        label_h = ui_measure(ui, &label).h;
    }
    label.y = 437 - label_h / 2;
    Colour thread = lane->colour;
    float disc_foot = disc.y + 68;
    ui_fill(ui, (Rect){disc.x - 2, disc_foot, 4, label.y - 2 - disc_foot}, thread);
    float label_foot = label.y + label_h + 2;
    if (label_foot < CARDS_Y) {
        ui_fill(ui, (Rect){disc.x - 2, label_foot, 4, CARDS_Y - label_foot}, thread);
    }
    ui_text(ui, &label);
    if (!lane->count) {
        draw_pending(app, x, CARDS_Y, cards->w);
        return;
    }
    float pitch = cards->h + CARD_GAP;
    float content = pitch * (float)lane->count - CARD_GAP;
    const float room = FOOT - CARDS_Y;
    bool is_long = content > room - 30;
    Scroll *scroll = &view->lane_scrolls[index];
    Rect column = {x - 80, CARDS_Y - 8, cards->w + 160, FOOT - CARDS_Y + 8};
    if (is_long && ui->scroll_count < MAX_SCROLLS - 1) {
        ui_scroll(ui, scroll, (Rect){x, CARDS_Y, cards->w, room}, content + 44, false);
    }
    if (is_long) {
        ui_clip(ui, column);
    }
    float pos = is_long ? scroll->pos : 0;
    for (int m = 0; m < lane->count; m++) {
        float y = CARDS_Y + pitch * (float)m - pos;
        if (y > FOOT || y + cards->h < CARDS_Y - 40) {
            continue;
        }
        if (m > 0) {
            ui_fill(ui, (Rect){disc.x - 2, y - CARD_GAP, 4, CARD_GAP}, thread);
        }
        draw_card(app, view, cards, lane, &lane->members[m], x, y);
        if (str_eq(lane->members[m].id, view->member) && y > CARDS_Y - 30) {
            *view->pearl = (Point){x + cards->w - shift, y};
        }
    }
    if (!is_long) {
        return;
    }
    if (pos < scroll->limit - 2) {
        const GradientStop fade[] = {{0, colour_faded(MOON, 0)}, {1, MOON}};
        ui_gradient(ui, (Rect){x - 12, FOOT - 48, cards->w + 24, 48}, fade, COUNT(fade));
    }
    ui_unclip(ui);
    if (pos > 2) {
        const GradientStop fade[] = {{0, MOON}, {1, colour_faded(MOON, 0)}};
        ui_gradient(ui, (Rect){x - 12, CARDS_Y - 8, cards->w + 24, 24}, fade, COUNT(fade));
    }
}

// The lanes that do not fit, without dragging.
static void step_button(App *app, const LaneView *view, Point centre, int n)
{
    Str name = app_label(app, n > 0 ? "button.next" : "button.prev");
    chain_step(app, centre, n, view->step_action, name);
}

static void lanes_wide(App *app, LaneView *view)
{
    Ui *ui = &app->ui;
    const ChainData *data = view->data;
    Cards cards = cards_wide(app, data);
    bool is_across = data->lane_count > 5;
    float content = cards.pitch * (float)data->lane_count;
    float shift = 0;
    Rect area = {122, 190, EDGE - 122, FOOT - 190}; // the line comes from behind the slip
    if (is_across) {
        Rect seen = {LEFT - 16, 190, EDGE - LEFT + 16, FOOT - 190};
        ui_scroll(ui, view->scroll, seen, content + 48, true);
        shift = view->scroll->pos;
    }
    ui_clip(ui, area);
    ui_move(ui, -shift, 0);
    draw_line_wide(app, view, &cards);
    ui_move(ui, shift, 0);
    if (is_across) {
        ui_unclip(ui);
        ui_clip(ui, (Rect){196, 190, EDGE - 196, FOOT - 190});
    }
    ui_move(ui, -shift, 0);
    for (int i = 0; i < data->lane_count; i++) {
        Point disc = disc_wide(&cards, i);
        float left = disc.x - fmaxf(cards.w, 136) / 2 - shift;
        float right = disc.x + fmaxf(cards.w, 136) / 2 - shift;
        if (right < 196 || left > EDGE) {
            continue;
        }
        draw_column(app, view, &cards, i, shift);
        draw_lane_disc(app, view, &data->lanes[i], disc, 68);
        if (str_eq(data->lanes[i].id, view->lane) && !view->member.n) {
            view->pearl->x -= shift;
        }
    }
    ui_move(ui, shift, 0);
    if (is_across && shift > 2) {
        const GradientStop fade[] = {{0, MOON}, {1, colour_faded(MOON, 0)}};
        ui_gradient_across(ui, (Rect){196, 400, 36, FOOT - 400}, fade, COUNT(fade));
    }
    if (is_across && shift < view->scroll->limit - 2) {
        const GradientStop fade[] = {{0, colour_faded(MOON, 0)}, {1, MOON}};
        ui_gradient_across(ui, (Rect){EDGE - 48, 400, 48, FOOT - 400}, fade, COUNT(fade));
        step_button(app, view, (Point){EDGE - 42, 382}, 1);
    }
    if (is_across && shift > 2) {
        step_button(app, view, (Point){LEFT - 4, 382}, -1);
    }
    draw_pearl(app, view);
    ui_unclip(ui);
}

// ---- portrait ---------------------------------------------------------------------------

static float row_pitch(const Cards *cards)
{
    return fmaxf(180, cards->h + 78);
}

// Row i relative to the lanes' top: its disc's centre.
static Point disc_tall(const Cards *cards, int lane)
{
    float y = 98 + row_pitch(cards) * (float)lane + (cards->h - MIN_CARD_H) / 2;
    return (Point){lane % 2 ? 174 : 126, y};
}

float chain_lanes_height(App *app, const ChainData *data)
{
    if (!app->ui.is_portrait) {
        Cards columns = cards_wide(app, data);
        return CARDS_Y + (columns.h + CARD_GAP) * (float)data->most - CARD_GAP;
    }
    Cards cards = cards_tall(app, data);
    return row_pitch(&cards) * (float)data->lane_count + 40;
}

static void draw_line_tall(App *app, const LaneView *view, const Cards *cards)
{
    enum { MAX_SPINE = 64 };
    const ChainData *data = view->data;
    Point spine[MAX_SPINE];
    float at[MAX_SPINE];
    int lanes = data->lane_count < 24 ? data->lane_count : 24;
    Point first = disc_tall(cards, 0);
    Point last = disc_tall(cards, lanes - 1);
    int n = 0;
    spine[n++] = (Point){150, first.y - 100};
    for (int i = 0; i < lanes; i++) {
        Point here = disc_tall(cards, i);
        if (i > 0) {
            spine[n++] = (Point){150, here.y - row_pitch(cards) / 2};
        }
        spine[n++] = here;
    }
    spine[n++] = (Point){150, last.y + 84};
    float length = spine[n - 1].y - spine[0].y;
    for (int i = 0; i < lanes; i++) {
        at[i] = (disc_tall(cards, i).y - spine[0].y) / length;
    }
    chain_line(app, spine, n, data->lanes, lanes, at, &LINE_TALL);
}

static void draw_row(App *app, const LaneView *view, const Cards *cards, int index, float shift)
{
    Ui *ui = &app->ui;
    const Lane *lane = &view->data->lanes[index];
    Point disc = disc_tall(cards, index);
    float y = disc.y - cards->h / 2 + 7;
    Label name = {.type = type_sized(TYPE_H3, 26, 36),
                  .colour = chain_as_text(lane->colour),
                  .text = lane->name,
                  .x = ROW_X,
                  .y = y - 44};
    float w = ui_text(ui, &name).w;
    Label meaning = {.type = type_sized(TYPE_C, 22, 32),
                     .colour = SLATE,
                     .text = lane->meaning,
                     .x = ROW_X + w + 18,
                     .y = y - 41,
                     .w = ui->w - 48 - (ROW_X + w + 18),
                     .max_lines = 1};
    ui_text(ui, &meaning);
    if (!lane->count) {
        draw_pending(app, ROW_X, y, ROW_CARD);
        return;
    }
    float content = cards->pitch * (float)lane->count - (cards->pitch - cards->w);
    Scroll *scroll = &view->lane_scrolls[index];
    Rect row = {ROW_X, y, ui->w - ROW_X, cards->h};
    bool is_long = content > ui->w - 48 - ROW_X;
    if (is_long && ui->scroll_count < MAX_SCROLLS - 1) {
        ui_scroll(ui, scroll, row, content + 48, true);
    }
    float pos = is_long ? scroll->pos : 0;
    // Scrolled cards end before the discs; at rest nothing cuts their shadows.
    float edge = pos > 0.5f ? ROW_X - 12 : 0;
    ui_clip(ui, (Rect){edge, y - 200, ui->w - edge, cards->h + 400});
    for (int m = 0; m < lane->count; m++) {
        float x = ROW_X + cards->pitch * (float)m - pos;
        if (x > ui->w || x + cards->w < ROW_X - 24) {
            continue;
        }
        draw_card(app, view, cards, lane, &lane->members[m], x, y);
        if (str_eq(lane->members[m].id, view->member)) {
            *view->pearl = (Point){x + cards->w, y + view->top - shift};
        }
    }
    ui_unclip(ui);
}

static void lanes_tall(App *app, LaneView *view)
{
    Ui *ui = &app->ui;
    const ChainData *data = view->data;
    Cards cards = cards_tall(app, data);
    // They slide under the card, which ends where the area begins.
    Rect area = {0, view->top - CARD_GAP - 4, ui->w, TALL_EDGE - view->top + CARD_GAP + 4};
    ui_scroll(ui, view->scroll, area, chain_lanes_height(app, data), false);
    float shift = view->scroll->pos;
    ui_clip(ui, area);
    ui_move(ui, 0, view->top - shift);
    draw_line_tall(app, view, &cards);
    for (int i = 0; i < data->lane_count; i++) {
        Point disc = disc_tall(&cards, i);
        float y = disc.y + view->top - shift;
        if (y + cards.h < view->top - 40 || y - cards.h > TALL_EDGE) {
            continue;
        }
        draw_row(app, view, &cards, i, shift);
        draw_lane_disc(app, view, &data->lanes[i], disc, 66);
        if (str_eq(data->lanes[i].id, view->lane) && !view->member.n) {
            view->pearl->y += view->top - shift;
        }
    }
    ui_move(ui, 0, shift - view->top);
    draw_pearl(app, view);
    if (shift < view->scroll->limit - 2) {
        const GradientStop fade[] = {{0, colour_faded(MOON, 0)}, {1, MOON}};
        ui_gradient(ui, (Rect){0, TALL_EDGE - 48, ui->w, 48}, fade, COUNT(fade));
    }
    ui_unclip(ui);
}

// ---- both ---------------------------------------------------------------------------------

void chain_lanes(App *app, LaneView *view)
{
    if (!view->data->lane_count) {
        return;
    }
    *view->pearl = NOWHERE;
    if (app->ui.is_portrait) {
        lanes_tall(app, view);
    } else {
        lanes_wide(app, view);
    }
}

void chain_lanes_reveal(App *app, const LaneView *view, Str member, float *all, float *own)
{
    const ChainData *data = view->data;
    int lane = 0;
    const Member *row = chain_member(data, member, &lane);
    *all = view->scroll->pos;
    *own = row ? view->lane_scrolls[lane].pos : 0;
    if (!row) {
        return;
    }
    float at = (float)(row - data->lanes[lane].members);
    if (app->ui.is_portrait) {
        Cards cards = cards_tall(app, data);
        float y = row_pitch(&cards) * (float)lane;
        float room = TALL_EDGE - view->top - row_pitch(&cards) - 30;
        *all = clampf(*all, y - room, y);
        float x = cards.pitch * at;
        *own = clampf(*own, x + cards.w + 48 - (app->ui.w - ROW_X), x);
        return;
    }
    Cards cards = cards_wide(app, data);
    if (data->lane_count > 5) {
        float x = cards.pitch * (float)lane;
        *all = clampf(*all, x + cards.pitch - ROOM - 16, x);
    }
    float y = (cards.h + CARD_GAP) * at;
    *own = clampf(*own, y + cards.h + 24 - (FOOT - CARDS_Y), y);
}
