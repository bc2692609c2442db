#include "ui/map_inside.h"
#include <limits.h>

// Names are set at one size at every zoom. Each stands where the story puts it, or as near to there as
// it runs into no other name, keeps off the canal and stays inside its piece: in that order.

enum { RINGS = 22, STEP = 10, CANAL_STEPS = 10 };
static const float WIDEST = 150; // dp of a district's name in one line
static const float CANAL_ROOM = 8;

typedef struct {
    const Point *points; // dp from the board's origin
    int count;
    float room;
} Stream;

static bool is_over(Rect a, Rect b, float room)
{
    return a.x < b.x + b.w + room && b.x < a.x + a.w + room && a.y < b.y + b.h + room &&
           b.y < a.y + a.h + room;
}

static bool is_in(const MapShape *shape, Point p)
{
    bool is_inside = false;
    for (int i = 0, j = shape->count - 1; i < shape->count; j = i++) {
        Point a = shape->points[i], b = shape->points[j];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) {
            is_inside = !is_inside;
        }
    }
    return is_inside;
}

static Stream stream_of(Ui *ui, const MapShape *shape, const MapView *view)
{
    MapShape spine = map_canal(ui, shape);
    int count = (spine.count - 1) * CANAL_STEPS * (int)ceilf(view->zoom) + 1;
    Point *points = arena_new(ui->frame, Point, count);
    for (int i = 0; i < count; i++) {
        Point at = spline_at(spine.points, spine.count, (float)i / (float)(count - 1));
        points[i] = (Point){at.x * view->unit, at.y * view->unit};
    }
    return (Stream){points, count, 6.5f * sqrtf(view->zoom) + CANAL_ROOM};
}

static bool is_wet(const Stream *stream, Rect box)
{
    for (int i = 0; i < stream->count; i++) {
        Point p = stream->points[i];
        float dx = fmaxf(fmaxf(box.x - p.x, p.x - box.x - box.w), 0);
        float dy = fmaxf(fmaxf(box.y - p.y, p.y - box.y - box.h), 0);
        if (dx * dx + dy * dy < stream->room * stream->room) {
            return true;
        }
    }
    return false;
}

typedef struct {
    const MapLabels *placed;
    const Stream *streams;
    int stream_count;
    const MapShape *outline; // NULL: anywhere
    float unit;
    Rect within;
} Room;

// What is wrong with a box; 0: nothing. Looks no further once it is as bad as `enough`.
static int faults(const Room *room, Rect box, bool is_moved, int enough)
{
    int wrong = 0;
    Rect ink = {box.x + 3, box.y + 8, box.w - 6, box.h - 16}; // the letters in the lines' boxes
    for (int i = 0; i < room->placed->count; i++) {
        wrong += is_over(box, room->placed->items[i].box, 8) ? 10000 : 0;
    }
    // Where the story puts it the letters must be inside, elsewhere with some room.
    Rect in = is_moved ? rect_inset(box, -10) : ink;
    for (int i = 0; room->outline && i < 4; i++) {
        Point corner = {(in.x + (i % 2 ? in.w : 0)) / room->unit,
                        (in.y + (i / 2 ? in.h : 0)) / room->unit};
        wrong += is_in(room->outline, corner) ? 0 : 30;
    }
    in = room->within;
    bool is_out =
        box.x < in.x || box.y < in.y || box.x + box.w > in.x + in.w || box.y + box.h > in.y + in.h;
    wrong += is_out ? 1000 : 0;
    for (int i = 0; wrong < enough && i < room->stream_count; i++) {
        wrong += is_wet(&room->streams[i], ink) ? 100 : 0;
    }
    return wrong;
}

// The nearest place with the least fault, on squares about where it was wanted.
static int place(const Room *room, Rect *box)
{
    Rect wanted = *box;
    int least = faults(room, wanted, false, INT_MAX);
    for (int ring = 1; ring < RINGS && least > 0; ring++) {
        float far = (float)(ring * STEP);
        for (int i = 0; i < 8 * ring; i++) {
            int along = i % (2 * ring);
            float t = (float)(along * STEP) - far;
            int side = i / (2 * ring);
            Rect tried = wanted;
            tried.x += side == 0 ? t : side == 1 ? far : side == 2 ? -t : -far;
            tried.y += side == 0 ? -far : side == 1 ? t : side == 2 ? far : -t;
            int wrong = faults(room, tried, true, least);
            if (wrong < least) {
                least = wrong;
                *box = tried;
            }
        }
    }
    return least;
}

// One line about the anchor, or two.
static MapLabel label_of(Ui *ui, Str text, Type type, float tracking_em, Point anchor, float line_y,
                         bool is_two)
{
    Label probe = {.type = type, .text = text, .tracking_em = tracking_em};
    Extent size = ui_measure(ui, &probe);
    if (is_two) {
        probe.type.line = 28;
        probe.w = fminf(WIDEST, size.w - 1);
        probe.max_lines = 2;
        probe.is_balanced = true;
        size = ui_measure(ui, &probe);
        line_y += 14;
    }
    MapLabel label = {.text = text, .type = probe.type, .tracking_em = tracking_em};
    label.wrap = is_two && size.lines > 1 ? probe.w : 0;
    label.box = (Rect){anchor.x - size.w / 2, anchor.y - line_y, size.w, size.h};
    return label;
}

static void put_piece(Ui *ui, const MapPiece *piece, int index, Room *room, MapLabels *labels)
{
    Type type = type_sized(TYPE_H2, ui_is_english(ui) ? 25 : 30, 40);
    Point anchor = {piece->label.x * room->unit, piece->label.y * room->unit};
    room->outline = &piece->outline;
    MapLabel one = label_of(ui, piece->name, type, 0, anchor, 33, false);
    MapLabel best = one;
    int wrong = one.box.w > WIDEST ? 20 : 0;
    wrong += place(room, &best.box);
    if (wrong > 0) {
        MapLabel two = label_of(ui, piece->name, type, 0, anchor, 33, true);
        if (two.wrap > 0 && place(room, &two.box) < wrong) {
            best = two;
        }
    }
    best.colour = DEEP;
    best.piece = index;
    labels->items[labels->count++] = best;
}

static void put_water(Ui *ui, const MapWater *water, Room *room, MapLabels *labels)
{
    Point anchor = {water->label.x * room->unit, water->label.y * room->unit};
    float tracking = ui_is_english(ui) ? 0 : 0.25f;
    MapLabel label =
        label_of(ui, water->name, (Type){FACE_SERIF_BOLD, 24, 32}, tracking, anchor, 26, false);
    Rect in = room->within;
    label.box.x = clampf(label.box.x, in.x, in.x + in.w - label.box.w);
    room->outline = NULL;
    if (place(room, &label.box) >= 1000) {
        return; // a water may go without its name rather than through another's
    }
    label.colour = DEEP_BLUE;
    label.piece = -1;
    labels->items[labels->count++] = label;
}

MapLabels map_labels(Ui *ui, const MapData *data, const MapView *view)
{
    MapLabels labels = {arena_new(ui->frame, MapLabel, data->piece_count + data->water_count), 0};
    Stream *streams = arena_new(ui->frame, Stream, data->water_count);
    Rect content = view->content;
    Room room = {.placed = &labels, .streams = streams, .unit = view->unit};
    room.within =
        rect_inset((Rect){content.x - view->x, content.y - view->y, content.w, content.h}, 16);
    for (int i = 0; i < data->water_count; i++) {
        if (data->waters[i].kind == MAP_CANAL && data->waters[i].shape.count > 1) {
            streams[room.stream_count++] = stream_of(ui, &data->waters[i].shape, view);
        }
    }
    for (int i = 0; i < data->piece_count; i++) {
        put_piece(ui, &data->pieces[i], i, &room, &labels);
    }
    for (int i = 0; i < data->water_count; i++) {
        if (data->waters[i].name.n) {
            put_water(ui, &data->waters[i], &room, &labels);
        }
    }
    return labels;
}

void map_draw_labels(Ui *ui, const MapLabels *labels, const MapView *view, Rect shown)
{
    for (int i = 0; i < labels->count; i++) {
        const MapLabel *it = &labels->items[i];
        Rect at = {view->x + it->box.x, view->y + it->box.y, it->box.w, it->box.h};
        if (!is_over(at, shown, 0)) {
            continue;
        }
        Label label = {.type = it->type,
                       .colour = it->colour,
                       .text = it->text,
                       .x = at.x + at.w / 2,
                       .y = at.y,
                       .align = ALIGN_CENTRE,
                       .tracking_em = it->tracking_em};
        if (it->wrap > 0) {
            label.w = it->wrap;
            label.x -= label.w / 2;
            label.max_lines = 2;
            label.is_balanced = true;
        }
        ui_text(ui, &label);
    }
}
