// Tiers: levels of a pyramid, rungs with one marked, few that reach many, circles around a place.
#include "pages/story_draw.h"

static const float TURN = 6.2831853f;

// ---- words beside rows ------------------------------------------------------------------

// Rows of a drawing in the middle, their words beside it: all at the right while a row is high enough
// to touch, else left and right in turn, each twice as high.
typedef struct {
    Rect box;    // of the drawing
    float pitch; // of its rows
    float top;
    float side_w;
    bool is_both; // words on both sides
} Rows;

static Rows rows_of(const Panel *panel, int count, float most)
{
    Rect box = panel->box;
    Rows rows = {.box = box};
    rows.pitch = fminf(box.h / (float)count, most);
    rows.top = box.y + (box.h - rows.pitch * (float)count) / 2;
    rows.is_both = rows.pitch < 104;
    if (rows.is_both) {
        rows.side_w = box.w * 0.31f;
        rows.box = (Rect){box.x + rows.side_w, rows.top, box.w - 2 * rows.side_w,
                          rows.pitch * (float)count};
    } else {
        rows.side_w = box.w * 0.46f;
        rows.box = (Rect){box.x, rows.top, box.w - rows.side_w, rows.pitch * (float)count};
    }
    return rows;
}

// On both sides the words share the height evenly, so that each can be touched.
static Rect words_beside(const Panel *panel, const Rows *rows, int i)
{
    Rect box = panel->box;
    int count = panel->data->count;
    bool is_left = rows->is_both && i % 2 == 0;
    float x = is_left ? box.x : box.x + box.w - rows->side_w + 20;
    float slot = rows->pitch;
    float middle = rows->top + slot * ((float)i + 0.5f);
    if (rows->is_both) {
        slot = box.h / (float)(is_left ? (count + 1) / 2 : count / 2);
        middle = box.y + slot * ((float)(i / 2) + 0.5f);
    }
    float h = fminf(slot - 10, rows->is_both ? 130 : 150);
    return (Rect){x, middle - h / 2, rows->side_w - 20, h};
}

// The leader from the drawing's edge to the words.
static void draw_leader(Panel *panel, const Rows *rows, int i, float left, float right)
{
    Rect words = words_beside(panel, rows, i);
    bool is_left = rows->is_both && i % 2 == 0;
    float y = rows->top + rows->pitch * ((float)i + 0.5f);
    Point from = {is_left ? left : right, y};
    Point to = {is_left ? words.x + words.w : words.x, words.y + words.h / 2};
    story_thread(panel, from, to, 3, colour_faded(SLATE, 0.6f), story_in(panel, i));
    story_label(panel, i, words, is_left ? ALIGN_END : ALIGN_START);
}

// ---- pyramid ----------------------------------------------------------------------------

void story_draw_pyramid(Panel *panel)
{
    Ui *ui = &panel->app->ui;
    int count = panel->data->count;
    Rows rows = rows_of(panel, count, 190);
    float w = fminf(rows.box.w, rows.box.h * 1.25f);
    float middle = rows.box.x + rows.box.w / 2;
    float tip = 54;
    for (int i = 0; i < count; i++) {
        float y = rows.top + rows.pitch * (float)i;
        float h = rows.pitch - 8;
        float grown = story_in(panel, count - 1 - i);
        float upper = (tip + (w - tip) * (float)i / (float)count) * grown;
        float lower = (tip + (w - tip) * ((float)i + h / rows.pitch) / (float)count) * grown;
        bool is_chosen = panel->chosen == i;
        Path level = ui_path_begin(ui);
        path_move(&level, -upper / 2, 0);
        path_line(&level, upper / 2, 0);
        path_line(&level, lower / 2, h);
        path_line(&level, -lower / 2, h);
        path_close(&level);
        Colour colour = story_pigment(i);
        if (panel->data->nodes[i].is_blank) {
            ui_path(ui, &level, middle, y, WHITEWASH);
            OutlineStyle dashes = {.is_stroke = true, .width = 3, .dash = 10, .gap = 8};
            ui_stroke(ui, &level, middle, y, dashes, CLEAR_BLUE);
        } else {
            ui_path(ui, &level, middle, y, colour);
        }
        if (is_chosen) {
            OutlineStyle frame = {.is_stroke = true, .width = 6};
            ui_stroke(ui, &level, middle, y, frame, GAMBOGE);
        }
        float edge = (upper + lower) / 4;
        draw_leader(panel, &rows, i, middle - edge, middle + edge);
        story_seat(panel, i, (Point){middle + upper / 2, y});
    }
}

// ---- ladder -----------------------------------------------------------------------------

void story_draw_ladder(Panel *panel)
{
    Ui *ui = &panel->app->ui;
    int count = panel->data->count;
    int mark = story_find(panel, "mark");
    Rows rows = rows_of(panel, count, 150);
    float w = fminf(rows.box.w - 60, 330);
    float left = rows.box.x + (rows.box.w - w) / 2;
    float bottom = rows.top + rows.pitch * (float)count;
    for (int side = 0; side < 2; side++) {
        ui_round(ui,
                 (Rect){left + (w - 12) * (float)side, rows.top - 6, 12, bottom - rows.top + 12}, 6,
                 DEEP);
    }
    for (int i = 0; i < count; i++) {
        Rect rung = {left + 12, rows.top + rows.pitch * (float)i + 8, w - 24, rows.pitch - 16};
        bool is_chosen = panel->chosen == i;
        bool is_marked = i == mark;
        float t = story_in(panel, i);
        if (panel->data->nodes[i].is_blank) {
            story_dashes(panel, rung, 6, CLEAR_BLUE);
        } else {
            float deep = (float)i / (float)(count > 1 ? count - 1 : 1);
            Colour colour = deep < 0.34f ? LAKE : deep < 0.67f ? INDIGO : DEEP_BLUE;
            ui_fill(ui, (Rect){rung.x, rung.y, rung.w * t, rung.h},
                    is_marked ? MALACHITE : colour_faded(colour, 0.38f));
        }
        if (is_chosen) {
            ui_round_frame(ui, rung, 0, 5, GAMBOGE);
        }
        if (is_marked) {
            part_check(panel->app, (Point){rung.x + rung.w / 2, rung.y + rung.h / 2},
                       fminf(rung.h * 0.5f, 40), 6, WHITE);
        }
        draw_leader(panel, &rows, i, left, left + w);
        story_seat(panel, i, (Point){rung.x + rung.w, rung.y});
    }
}

// ---- cascade ----------------------------------------------------------------------------

// Few at the left, many at the right: a fan whose columns of dots grow; words below, or, where the
// columns are narrow, below and above in turn.
void story_draw_cascade(Panel *panel)
{
    Ui *ui = &panel->app->ui;
    int count = panel->data->count;
    Rect box = panel->box;
    float w = box.w / (float)count;
    bool is_both = w < 190 && count > 3;
    float words_h = is_both ? 150 : fminf(190, box.h * 0.3f);
    float top = box.y + (is_both ? words_h + 10 : 0);
    float h = box.h - words_h - 10 - (is_both ? words_h + 10 : 0);
    h = fminf(h, 520);
    float middle = top + h / 2;
    Path fan = ui_path_begin(ui);
    float grown = story_in(panel, 0);
    path_move(&fan, 0, -h * 0.09f);
    path_cubic(&fan, box.w * 0.4f, -h * 0.09f, box.w * 0.6f, -h / 2 * grown, box.w, -h / 2 * grown);
    path_line(&fan, box.w, h / 2 * grown);
    path_cubic(&fan, box.w * 0.6f, h / 2 * grown, box.w * 0.4f, h * 0.09f, 0, h * 0.09f);
    path_close(&fan);
    ui_path(ui, &fan, box.x, middle, colour_faded(CLEAR_BLUE, 0.34f));
    for (int i = 0; i < count; i++) {
        float x = box.x + w * ((float)i + 0.5f);
        float share = count > 1 ? (float)i / (float)(count - 1) : 1;
        float reach = h * (0.10f + 0.34f * share);
        int dots = 1 + i * 3; // a picture of more, not a count
        float radius = fminf(w * 0.16f, 34) * (1 - 0.45f * share);
        bool is_chosen = panel->chosen == i;
        Rect words = {box.x + w * (float)i + 4, middle + h / 2 + 10, w - 8, words_h};
        if (is_both) {
            float slot = box.w / (float)(i % 2 ? count / 2 : (count + 1) / 2);
            float wide = fminf(slot - 12, 250);
            float left = box.x + slot * ((float)(i / 2) + 0.5f) - wide / 2;
            words = (Rect){left, i % 2 ? middle + h / 2 + 10 : middle - h / 2 - 10 - words_h, wide,
                           words_h};
        }
        if (is_chosen) {
            ui_round(ui, (Rect){x - w * 0.3f, middle - reach - 26, w * 0.6f, 2 * reach + 52}, 20,
                     CHOSEN);
        }
        for (int k = 0; k < dots; k++) {
            float at = dots > 1 ? (float)k / (float)(dots - 1) * 2 - 1 : 0;
            float sway = dots > 3 ? (k % 2 ? 0.10f : -0.10f) * w : 0;
            Point dot = {x + sway, middle + reach * at * story_in(panel, i)};
            Colour colour = story_pigment(i);
            if (panel->data->nodes[i].is_blank) {
                ui_ring(ui, dot, radius, 3, 0, 360, CLEAR_BLUE);
            } else {
                ui_disc(ui, dot, radius, colour);
            }
        }
        story_label(panel, i, words, ALIGN_CENTRE);
        if (!is_both) {
            story_target(panel, i, (Rect){words.x, top, words.w, h});
        }
        story_seat(panel, i, (Point){x, middle - reach - 26});
    }
}

// ---- radius -----------------------------------------------------------------------------

static bool is_length(const StoryNode *node)
{
    static const char *const UNITS[] = {"公里", "千米", "米", "分钟", "小时"};
    for (int i = 0; i < COUNT(UNITS); i++) {
        if (node->has_figure && str_is(node->figure.unit, UNITS[i])) {
            return true;
        }
    }
    return false;
}

// Streets and water under the circles: a scheme, not a city.
static void draw_streets(Panel *panel, Point centre, float radius, Rect field)
{
    static const float ROADS[][4] = {{-1.1f, -0.35f, 1.1f, -0.52f},
                                     {-1.1f, 0.42f, 1.1f, 0.3f},
                                     {-0.5f, -1.1f, -0.32f, 1.1f},
                                     {0.42f, -1.1f, 0.56f, 1.1f},
                                     {-1.1f, -0.9f, 0.2f, 1.1f}};
    Ui *ui = &panel->app->ui;
    ui_clip(ui, field);
    for (int i = 0; i < COUNT(ROADS); i++) {
        const float *r = ROADS[i];
        Path road = ui_path_begin(ui);
        path_move(&road, r[0] * radius, r[1] * radius);
        path_line(&road, r[2] * radius, r[3] * radius);
        OutlineStyle style = {.is_stroke = true, .width = i == 4 ? 18 : 8};
        ui_stroke(ui, &road, centre.x, centre.y, style,
                  i == 4 ? colour_faded(CLEAR_BLUE, 0.5f) : colour_faded(HAIRLINE, 0.65f));
    }
    ui_unclip(ui);
}

void story_draw_radius(Panel *panel)
{
    Ui *ui = &panel->app->ui;
    const StoryNode *nodes = panel->data->nodes;
    Rect box = panel->box;
    bool is_tall = ui->is_portrait;
    int middle = story_find(panel, "centre");
    int parts[STORY_PARTS];
    int circles[STORY_PARTS];
    int count = 0;
    int circle_count = 0;
    for (int i = 0; i < panel->data->count; i++) {
        if (i == middle) {
            continue;
        }
        parts[count++] = i;
        if (is_length(&nodes[i]) && circle_count < 4) {
            circles[circle_count++] = i;
        }
    }
    if (circle_count == 0 && middle >= 0 && is_length(&nodes[middle])) {
        circles[circle_count++] = middle;
    }
    int columns = is_tall ? (count <= 1 ? 1 : count == 2 || count == 4 ? 2 : 3) : count > 5 ? 2 : 1;
    int rows = count > 0 ? (count + columns - 1) / columns : 0;
    Rect side = box;
    Rect field = box;
    if (is_tall) {
        side.h = fminf(132 * (float)rows + 12 * (float)(rows > 0 ? rows - 1 : 0), box.h * 0.5f);
        side.y = box.y + box.h - side.h;
        field.h = box.h - side.h - 16;
    } else {
        side.w = columns == 2 ? box.w * 0.52f : box.w * 0.40f;
        side.x = box.x + box.w - side.w;
        field.w = box.w - side.w - 24;
        float h = fminf(box.h, 156 * (float)rows + 14 * (float)(rows > 0 ? rows - 1 : 0));
        side.y += (box.h - h) / 2;
        side.h = h;
    }
    Point centre = {field.x + field.w / 2, field.y + field.h / 2};
    float radius = fminf(field.w, field.h) / 2 - 12;
    draw_streets(panel, centre, radius, field);
    int shown = circle_count > 0 ? circle_count : 1;
    for (int i = shown - 1; i >= 0; i--) {
        float r = radius * (0.42f + 0.56f * (float)(i + 1) / (float)shown) * story_in(panel, i);
        int part = circle_count > 0 ? circles[i] : -1;
        bool is_chosen = part >= 0 && panel->chosen == part;
        ui_disc(ui, centre, r, colour_faded(is_chosen ? GAMBOGE : AZURITE, 0.13f));
        ui_ring(ui, centre, r - 3, 5, 0, 360, is_chosen ? GAMBOGE : AZURITE);
        if (part < 0) {
            continue;
        }
        Path arm = ui_path_begin(ui);
        float turn = TURN * (0.12f + 0.09f * (float)i);
        path_move(&arm, 0, 0);
        path_line(&arm, r * sinf(turn), -r * cosf(turn));
        OutlineStyle dashes = {.is_stroke = true, .width = 3, .dash = 9, .gap = 7};
        ui_stroke(ui, &arm, centre.x, centre.y, dashes, DEEP);
        chrome_caption(panel->app, centre.x + r * 0.62f * sinf(turn) - 30,
                       centre.y - r * 0.62f * cosf(turn) - 19,
                       amount_text(panel->app, &nodes[part].figure));
    }
    for (int i = 0; i < count; i++) {
        story_card(panel, parts[i], story_cell(side, count, columns, i, 12),
                   (CardStyle){.edge = story_pigment(i), .largest = 32});
    }
    float hub = fminf(radius * 0.42f, 130);
    if (middle >= 0) {
        story_middle(panel, middle, centre, hub, hub);
    } else {
        ui_disc(ui, centre, 30, WHITEWASH);
        ui_disc(ui, centre, 24, DEEP);
        ui_icon(ui, "map-pin", (Rect){centre.x - 16, centre.y - 16, 32, 32}, WHITE);
    }
}
