#include "base/hash.h"
#include "ui/map_inside.h"
#include <string.h>

static const float HEAD = 46;     // dp of a head's middle above its tip
static const float DOT_GRID = 16; // faded pins: one dot in so many dp

Rect map_touch(Point tip, float side)
{
    return (Rect){tip.x - side / 2, tip.y - 40 - side / 2, side, side};
}

bool map_is_over(Rect a, Rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static bool is_within(Rect a, Rect b)
{
    return a.x >= b.x && a.y >= b.y && a.x + a.w <= b.x + b.w && a.y + a.h <= b.y + b.h;
}

Point map_tip(const MapScene *scene, int mark)
{
    Point at = scene->marks.items[mark].at;
    return (Point){scene->view->x + at.x, scene->view->y + at.y};
}

Colour map_status_colour(MapStatus status)
{
    static const Colour COLOURS[MAP_STATUS_COUNT] = {
        [MAP_NO_STATUS] = {0x3B, 0x52, 0x58, 255}, // SLATE
        [MAP_DONE] = {0x1F, 0x7A, 0x67, 255},      // MALACHITE
        [MAP_AHEAD] = {0x1C, 0x5F, 0x8B, 255},     // AZURITE
        [MAP_ON] = {0x17, 0x52, 0x60, 255},        // DEEP_BLUE
        [MAP_SLOW] = {0x8A, 0x54, 0x10, 255},      // OCHRE
    };
    return COLOURS[status < MAP_STATUS_COUNT ? status : MAP_NO_STATUS];
}

// ---- drawing a pin ------------------------------------------------------------------

static Path drop_path(Ui *ui, float s)
{
    Path path = ui_path_begin(ui);
    const float k = 0.5523f * 32;
    path_move(&path, 0, 0);
    path_cubic(&path, -9 * s, -14 * s, -32 * s, -24 * s, -32 * s, -46 * s);
    path_cubic(&path, -32 * s, (-46 - k) * s, -k * s, -78 * s, 0, -78 * s);
    path_cubic(&path, k * s, -78 * s, 32 * s, (-46 - k) * s, 32 * s, -46 * s);
    path_cubic(&path, 32 * s, -24 * s, 9 * s, -14 * s, 0, 0);
    path_close(&path);
    return path;
}

static void draw_drop(Ui *ui, Point tip, float s, bool is_chosen)
{
    Path shadow = ui_path_begin(ui);
    path_ellipse(&shadow, (Point){0, 0}, 15 * s, 5 * s, 0);
    ui_path(ui, &shadow, tip.x, tip.y + 1,
            ui->modes.is_contrast ? RGB(0xB0B0B0) : RGBA(0x0A1E24, 0.25f));
    Path drop = drop_path(ui, s);
    ui_path(ui, &drop, tip.x, tip.y, WHITEWASH);
    OutlineStyle edge = {.is_stroke = true, .width = is_chosen ? 3 : 1.5f};
    edge.width = ui->modes.is_contrast ? 3 : edge.width;
    ui_stroke(ui, &drop, tip.x, tip.y, edge,
              is_chosen || ui->modes.is_contrast ? INK : RGB(0x8FA9A6));
}

// A stroke through the points, white, about the badge's middle.
static void badge_line(Ui *ui, Point centre, const Point *points, int count)
{
    Path path = ui_path_begin(ui);
    for (int i = 0; i < count; i++) {
        (i ? path_line : path_move)(&path, points[i].x, points[i].y);
    }
    OutlineStyle style = {.is_stroke = true, .width = 3, .has_round_ends = true};
    ui_stroke(ui, &path, centre.x, centre.y, style, WHITE);
}

void map_draw_badge(Ui *ui, Point centre, MapStatus status)
{
    static const Point TICK[] = {{-6, 0}, {-2, 5}, {6, -5}};
    static const Point UP[] = {{-5, 1}, {0, -5}, {5, 1}};
    static const Point UP_TOO[] = {{-5, 7}, {0, 1}, {5, 7}};
    static const Point BAR[] = {{-5, -3}, {5, -3}};
    static const Point BAR_TOO[] = {{-5, 3}, {5, 3}};
    static const Point SIGN[] = {{0, -4}, {0, 2}};
    Colour colour = map_status_colour(status);
    if (status == MAP_NO_STATUS) {
        return;
    }
    if (status == MAP_SLOW) {
        static const Point CORNERS[] = {{0, -17}, {17, 13}, {-17, 13}};
        static const Point EDGE[] = {{0, -21}, {21, 15}, {-21, 15}};
        Path edge = ui_path_begin(ui);
        path_round_polygon(&edge, EDGE, 3, 5);
        ui_path(ui, &edge, centre.x, centre.y, WHITE);
        Path path = ui_path_begin(ui);
        path_round_polygon(&path, CORNERS, 3, 3);
        ui_path(ui, &path, centre.x, centre.y, colour);
        badge_line(ui, centre, SIGN, 2);
        ui_disc(ui, (Point){centre.x, centre.y + 8}, 2, WHITE);
        return;
    }
    ui_disc(ui, centre, 16, WHITE);
    ui_disc(ui, centre, 13.5f, colour);
    if (status == MAP_DONE) {
        badge_line(ui, centre, TICK, 3);
    } else if (status == MAP_AHEAD) {
        badge_line(ui, (Point){centre.x, centre.y - 1}, UP, 3);
        badge_line(ui, (Point){centre.x, centre.y - 1}, UP_TOO, 3);
    } else {
        badge_line(ui, centre, BAR, 2);
        badge_line(ui, centre, BAR_TOO, 2);
    }
}

void map_draw_pin(Ui *ui, const MapPin *pin, Point tip, bool is_chosen, float grow, float sweep)
{
    float s = is_chosen ? 1 + 0.32f * grow : 1;
    Point head = {tip.x, tip.y - HEAD * s};
    draw_drop(ui, tip, s, is_chosen);
    bool has_ring = pin->done >= 0;
    float disc = has_ring ? 19.5f : is_chosen ? 21.5f : 26;
    if (has_ring) {
        ui_ring(ui, head, 25 * s, 6 * s, 0, 360, TRACK);
        ui_ring(ui, head, 25 * s, 6 * s, 0, 360 * clampf(pin->done, 0, 1) * sweep,
                is_chosen ? GAMBOGE : pin->colour);
    } else if (is_chosen) {
        ui_ring(ui, head, 26 * s, 5 * s, 0, 360, GAMBOGE);
    }
    ui_disc(ui, head, disc * s, pin->colour);
    float icon = (has_ring || is_chosen ? 26 : 32) * s;
    ui_icon_named(ui, pin->icon, (Rect){head.x - icon / 2, head.y - icon / 2, icon, icon}, WHITE);
    map_draw_badge(ui, (Point){head.x + 23 * s, head.y - 22 * s}, pin->status);
}

Str map_count(Ui *ui, const MapWords *words, int count)
{
    int at = str_find(words->points, STR("{n}"));
    if (count == 1 || at < 0) {
        return words->point;
    }
    Str after = str_from_offset(words->points, at + 3);
    return str_format(ui->frame, "%.*s%d%.*s", at, words->points.p, count, STR_ARG(after));
}

static void draw_cluster(Ui *ui, const MapMark *mark, Point tip, float sweep)
{
    float s = mark->count > 999 ? 1.25f : mark->count > 99 ? 1.1f : 1;
    Point head = {tip.x, tip.y - HEAD * s};
    bool has_ring = mark->done >= 0;
    draw_drop(ui, tip, s, false);
    if (has_ring) {
        ui_ring(ui, head, 27 * s, 5 * s, 0, 360, TRACK);
        ui_ring(ui, head, 27 * s, 5 * s, 0, 360 * mark->done * sweep, DEEP);
    }
    ui_disc(ui, head, (has_ring ? 23 : 26) * s, DEEP);
    Str count = str_format(ui->frame, "%d", mark->count);
    float size = mark->count < 100 ? 30 : 24;
    float half = 32 * s;
    ui_text_in(ui, type_sized(TYPE_H2, size, 40), WHITE,
               (Rect){head.x - half, head.y - half, 2 * half, 2 * half}, count);
}

// How many stand with the chosen one, beside its head.
static void draw_more(Ui *ui, Point tip, int count, float grow)
{
    float s = 1 + 0.32f * grow;
    Str text = str_format(ui->frame, "%d", count);
    float w = 22 + 13 * (float)text.n;
    Rect box = {tip.x + 14 * s, tip.y - 82 * s, fmaxf(w, 36), 36};
    ui_round(ui, rect_inset(box, -2), 20, WHITE);
    ui_round(ui, box, 18, DEEP);
    ui_text_in(ui, type_sized(TYPE_H2, 22, 30), WHITE, box, text);
}

// ---- all of them --------------------------------------------------------------------

// Filtered out: a dot, so that the map does not look empty; at most one in a small square.
static void draw_dots(Ui *ui, const MapScene *scene)
{
    Rect area = scene->frame->area;
    int columns = (int)(area.w / DOT_GRID) + 1;
    int rows = (int)(area.h / DOT_GRID) + 1;
    bool *has_dot = arena_new(ui->frame, bool, columns *rows);
    for (int i = 0; i < scene->pins->count; i++) {
        const MapPin *pin = &scene->pins->items[i];
        Point at = map_point(scene->view, pin->x, pin->y);
        if (!pin->is_faded || !rect_has(area, at)) {
            continue;
        }
        int square =
            (int)((at.y - area.y) / DOT_GRID) * columns + (int)((at.x - area.x) / DOT_GRID);
        if (!has_dot[square]) {
            has_dot[square] = true;
            ui_disc(ui, at, 6, WHITEWASH);
            ui_disc(ui, at, 4, RGBA(0x3B5258, 0.7f));
        }
    }
}

static bool is_seen(const MapScene *scene, Point tip)
{
    Rect area = scene->frame->area;
    return tip.x > area.x - 48 && tip.x < area.x + area.w + 48 && tip.y > area.y - 8 &&
           tip.y < area.y + area.h + 112;
}

// Whole, and under nothing: else a finger could not tell it from what lies over it.
static bool is_touchable(const MapScene *scene, Rect touch)
{
    const MapFrame *frame = scene->frame;
    float low = frame->zoom.y;
    Rect buttons = {frame->zoom.x, low - 3 * (MAP_BUTTON + 8), MAP_BUTTON, 3 * (MAP_BUTTON + 8)};
    bool is_open = scene->open >= 0;
    return is_within(touch, frame->live) && !map_is_over(touch, buttons) &&
           !map_is_over(touch, scene->note) &&
           !(scene->has_popover && map_is_over(touch, scene->popover)) &&
           !(is_open && (!scene->is_fan || map_is_over(touch, map_fan_box(scene))));
}

static void draw_mark(Ui *ui, const MapScene *scene, int m, float grow)
{
    const MapMark *mark = &scene->marks.items[m];
    Point tip = map_tip(scene, m);
    if (!is_seen(scene, tip)) {
        return;
    }
    bool has_chosen = m == map_chosen_mark(scene);
    int index = has_chosen ? scene->pins->chosen : mark->first;
    const MapPin *pin = &scene->pins->items[index];
    if (has_chosen || mark->count == 1) {
        map_draw_pin(ui, pin, tip, has_chosen, grow, scene->pins->sweep);
    } else {
        draw_cluster(ui, mark, tip, scene->pins->sweep);
    }
    if (has_chosen && mark->count > 1) {
        draw_more(ui, tip, mark->count, grow);
    }
    Rect touch = map_touch(tip, scene->frame->target);
    if (is_touchable(scene, touch)) {
        bool is_alone = mark->count == 1;
        ui_target(ui, touch, is_alone ? MAP_TAP_PIN : MAP_TAP_CLUSTER, index, pin->id,
                  is_alone ? pin->name : map_count(ui, &scene->data->words, mark->count));
    }
}

// Everything that map_gather looks at.
static uint64_t marks_key(const MapPins *pins, float unit, float apart)
{
    uint64_t key = hash_bytes(HASH_SEED, &unit, sizeof unit);
    key = hash_bytes(key, &apart, sizeof apart);
    for (int i = 0; i < pins->count; i++) {
        const MapPin *pin = &pins->items[i];
        float seen[4] = {pin->x, pin->y, pin->done, pin->is_faded ? 1.0f : 0.0f};
        key = hash_bytes(key, seen, sizeof seen);
    }
    return key ? key : 1;
}

static void keep_marks(MapState *state, const MapMarks *marks, int pin_count)
{
    memcpy(state->kept_items, marks->items, (size_t)marks->count * sizeof *state->kept_items);
    memcpy(state->kept_members, marks->members, (size_t)pin_count * sizeof *state->kept_members);
    memcpy(state->kept_mark_of, marks->mark_of, (size_t)pin_count * sizeof *state->kept_mark_of);
    state->kept_count = marks->count;
}

static MapMarks marks_of(Ui *ui, MapState *state, const MapPins *pins, float unit, float apart)
{
    if (pins->count == 0 || pins->count > state->most_pins) {
        return map_gather(ui->frame, pins->items, pins->count, unit, apart);
    }
    uint64_t key = marks_key(pins, unit, apart);
    if (key != state->marks_key) {
        MapMarks marks = map_gather(ui->frame, pins->items, pins->count, unit, apart);
        keep_marks(state, &marks, pins->count);
        state->marks_key = key;
    }
    return (MapMarks){state->kept_items, state->kept_count, state->kept_members,
                      state->kept_mark_of};
}

MapScene map_scene(Ui *ui, const MapData *data, const MapFrame *frame, const MapView *view,
                   MapState *state, const MapPins *pins, Rect note)
{
    MapScene scene = {
        .data = data, .frame = frame, .view = view, .pins = pins, .note = note, .open = -1};
    scene.marks = marks_of(ui, state, pins, view->unit, frame->target);
    if (state->open > 0 && state->open <= pins->count) {
        scene.open = scene.marks.mark_of[state->open - 1];
    }
    if (scene.open >= 0 && scene.marks.items[scene.open].count < 2) {
        scene.open = -1;
    }
    scene.is_fan =
        scene.open >= 0 && map_fan_radius(frame, scene.marks.items[scene.open].count) > 0;
    int chosen = map_chosen_mark(&scene);
    bool is_listed = scene.open >= 0 && !scene.is_fan;
    if (chosen >= 0 && !is_listed && (scene.open < 0 || scene.open == chosen)) {
        scene.has_popover = is_seen(&scene, map_tip(&scene, chosen));
        scene.popover = scene.has_popover ? map_popover_box(ui, &scene) : (Rect){0};
        // Not where the tip is so far off that its words would point at nothing.
        Point tip = map_tip(&scene, chosen);
        Rect near = rect_inset(scene.popover, -160);
        near.x += 152;
        near.w -= 304;
        scene.has_popover = scene.has_popover && (scene.open >= 0 || rect_has(near, tip));
    }
    return scene;
}

void map_draw_pins(Ui *ui, MapScene *scene, MapState *state)
{
    float grow = map_glide(ui, &state->chosen);
    int chosen = map_chosen_mark(scene);
    draw_dots(ui, scene);
    for (int m = 0; m < scene->marks.count; m++) {
        if (m != chosen && m != scene->open) {
            draw_mark(ui, scene, m, 1);
        }
    }
    if (chosen >= 0 && chosen != scene->open) {
        draw_mark(ui, scene, chosen, grow);
    }
    if (scene->open >= 0 && scene->is_fan) {
        map_draw_fan(ui, scene, map_glide(ui, &state->fan), grow);
    } else if (scene->open >= 0) {
        draw_cluster(ui, &scene->marks.items[scene->open], map_tip(scene, scene->open), 1);
    }
}
