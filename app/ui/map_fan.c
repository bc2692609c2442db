#include "ui/map_inside.h"

enum { FAN_MOST = 8 };
static const float LEAST_RADIUS = 110;
static const float MOST_RADIUS = 210;
static const float HEAD = 46;  // dp of a head's middle above its tip
static const float PAPER = 62; // of the fan beyond its tips

static Point fan_offset(int place, int count, float radius)
{
    float turn = 6.2831853f * (float)place / (float)count - 1.5707963f;
    return (Point){radius * cosf(turn), radius * sinf(turn)};
}

static bool is_apart(int count, float radius, float target)
{
    for (int a = 0; a < count; a++) {
        Point at = fan_offset(a, count, radius);
        for (int b = 0; b < a; b++) {
            Point other = fan_offset(b, count, radius);
            if (fabsf(at.x - other.x) < target && fabsf(at.y - other.y) < target) {
                return false;
            }
        }
    }
    return true;
}

float map_fan_radius(const MapFrame *frame, int count)
{
    if (count > FAN_MOST) {
        return 0;
    }
    float most = fminf(MOST_RADIUS, fminf(frame->reach.w, frame->reach.h - 150) / 2 - PAPER);
    for (float radius = LEAST_RADIUS; radius <= most; radius += 4) {
        if (is_apart(count, radius, frame->target)) {
            return radius;
        }
    }
    return 0;
}

// The middle of the fan's tips: over its cluster, moved so that all of it stays in reach, and so that
// the popover of a chosen one has room under it.
static Point middle_of(const MapScene *scene)
{
    const MapFrame *frame = scene->frame;
    float radius = map_fan_radius(frame, scene->marks.items[scene->open].count) + PAPER;
    Point tip = map_tip(scene, scene->open);
    Rect reach = frame->reach;
    float room = map_chosen_mark(scene) == scene->open ? 150 : 0;
    float low = reach.y + radius + HEAD / 2;
    float high = fmaxf(low, reach.y + reach.h - radius + HEAD / 2 - room);
    return (Point){clampf(tip.x, reach.x + radius, reach.x + reach.w - radius),
                   clampf(tip.y, low, high)};
}

Rect map_fan_box(const MapScene *scene)
{
    float radius = map_fan_radius(scene->frame, scene->marks.items[scene->open].count) + PAPER;
    Point middle = middle_of(scene);
    return (Rect){middle.x - radius, middle.y - HEAD / 2 - radius, 2 * radius, 2 * radius};
}

// Clockwise from the top, so that no pin is led past another.
static float turn_of(const MapPin *pin, Point middle)
{
    float turn = atan2f(pin->x - middle.x, middle.y - pin->y);
    return turn < 0 ? turn + 6.2831853f : turn;
}

static void places_of(const MapScene *scene, const MapMark *mark, int *places)
{
    float unit = scene->view->unit;
    Point middle = {mark->at.x / unit, mark->at.y / unit};
    const int *members = scene->marks.members + mark->start;
    for (int i = 0; i < mark->count; i++) {
        float mine = turn_of(&scene->pins->items[members[i]], middle);
        places[i] = 0;
        for (int k = 0; k < mark->count; k++) {
            float other = turn_of(&scene->pins->items[members[k]], middle);
            places[i] += other < mine || (other == mine && k < i);
        }
    }
}

// How far the places are turned on so that the pins move least.
static int best_turn(const MapScene *scene, const MapMark *mark, const int *places, Point middle,
                     float radius)
{
    int best = 0;
    float least = INFINITY;
    for (int turn = 0; turn < mark->count; turn++) {
        float sum = 0;
        for (int i = 0; i < mark->count; i++) {
            const MapPin *pin = &scene->pins->items[scene->marks.members[mark->start + i]];
            Point home = map_point(scene->view, pin->x, pin->y);
            Point off = fan_offset((places[i] + turn) % mark->count, mark->count, radius);
            float dx = middle.x + off.x - home.x;
            float dy = middle.y + off.y - home.y;
            sum += dx * dx + dy * dy;
        }
        if (sum < least) {
            least = sum;
            best = turn;
        }
    }
    return best;
}

// Its paper, threads from where the pins belong, and the pins.
void map_draw_fan(Ui *ui, const MapScene *scene, float fan, float grow)
{
    const MapMark *mark = &scene->marks.items[scene->open];
    float radius = map_fan_radius(scene->frame, mark->count);
    Point middle = middle_of(scene);
    Point from = map_tip(scene, scene->open);
    int places[FAN_MOST] = {0};
    places_of(scene, mark, places);
    int turn = best_turn(scene, mark, places, middle, radius);
    Rect box = map_fan_box(scene);
    Point centre = {box.x + box.w / 2, box.y + box.h / 2};
    bool is_contrast = ui->modes.is_contrast;
    ui_disc(ui, centre, box.w / 2, is_contrast ? WHITE : RGBA(0xFAFBF8, 0.92f * fan));
    if (is_contrast) {
        ui_ring(ui, centre, box.w / 2, 3, 0, 360, INK);
    }
    Point tips[FAN_MOST];
    OutlineStyle thread = {.is_stroke = true, .width = 2, .has_round_ends = true};
    for (int i = 0; i < mark->count; i++) {
        const MapPin *pin = &scene->pins->items[scene->marks.members[mark->start + i]];
        Point off = fan_offset((places[i] + turn) % mark->count, mark->count, radius);
        tips[i] =
            (Point){lerpf(from.x, middle.x + off.x, fan), lerpf(from.y, middle.y + off.y, fan)};
        Point home = map_point(scene->view, pin->x, pin->y);
        Path path = ui_path_begin(ui);
        path_move(&path, 0, 0);
        path_line(&path, tips[i].x - home.x, tips[i].y - home.y);
        ui_stroke(ui, &path, home.x, home.y, thread, colour_faded(DEEP, 0.45f));
        ui_disc(ui, home, 5, DEEP);
    }
    for (int i = 0; i < mark->count; i++) {
        int index = scene->marks.members[mark->start + i];
        const MapPin *pin = &scene->pins->items[index];
        bool is_chosen = index == scene->pins->chosen;
        map_draw_pin(ui, pin, tips[i], is_chosen, grow, scene->pins->sweep);
        Point off = fan_offset((places[i] + turn) % mark->count, mark->count, radius);
        Rect touch = map_touch((Point){middle.x + off.x, middle.y + off.y}, scene->frame->target);
        ui_target(ui, touch, MAP_TAP_FANNED, index, pin->id, pin->name);
    }
}
