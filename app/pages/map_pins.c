#include "pages/chrome.h"
#include "pages/map.h"

// Heads nearer than this cannot be touched apart; so are their tips, as all pins are alike.
static const float NEAR = 96;
static const float FAN_RADIUS = 110;
static const float HEAD = 46; // dp of the head's middle above the tip

// ---- gathering --------------------------------------------------------------------

static void merge_nearest(Point *middles, int *sizes, int *of, int count, int pins)
{
    for (;;) {
        int a = -1;
        int b = -1;
        float best = NEAR;
        for (int i = 0; i < count; i++) {
            for (int k = i + 1; sizes[i] && k < count; k++) {
                float d = hypotf(middles[i].x - middles[k].x, middles[i].y - middles[k].y);
                if (sizes[k] && d < best) {
                    best = d;
                    a = i;
                    b = k;
                }
            }
        }
        if (a < 0) {
            return;
        }
        float share = (float)sizes[b] / (float)(sizes[a] + sizes[b]);
        middles[a].x = lerpf(middles[a].x, middles[b].x, share);
        middles[a].y = lerpf(middles[a].y, middles[b].y, share);
        sizes[a] += sizes[b];
        sizes[b] = 0;
        for (int i = 0; i < pins; i++) {
            of[i] = of[i] == b ? a : of[i];
        }
    }
}

// Place `i` of `n` on circles of 6, 12, 18 … about the middle.
static Point fan_offset(int i, int n)
{
    int ring = 1;
    int before = 0;
    while (i >= before + 6 * ring) {
        before += 6 * ring;
        ring++;
    }
    int room = n - before < 6 * ring ? n - before : 6 * ring;
    float radius = FAN_RADIUS + (float)(ring - 1) * 104;
    float turn = 6.2831853f * (float)(i - before) / (float)room - 1.5707963f;
    return (Point){radius * cosf(turn), radius * sinf(turn)};
}

// Clockwise from the top, so that no pin is led past another.
static float turn_of(Point at, Point middle)
{
    float turn = atan2f(at.x - middle.x, middle.y - at.y);
    return turn < 0 ? turn + 6.2831853f : turn;
}

static int place_of(const MapPin *pins, int count, int i, const MapCluster *cluster)
{
    float mine = turn_of(pins[i].tip, cluster->tip);
    int place = 0;
    for (int k = 0; k < count; k++) {
        float other = turn_of(pins[k].tip, cluster->tip);
        bool is_before = other < mine || (other == mine && k < i);
        place += k != i && pins[k].cluster == pins[i].cluster && is_before;
    }
    return place;
}

// How far the places are turned on so that the pins of a small fan move least.
static int best_turn(const MapPin *pins, int count, int cluster, const MapCluster *fan)
{
    if (fan->count > 6) {
        return 0;
    }
    int best = 0;
    float least = INFINITY;
    for (int turn = 0; turn < fan->count; turn++) {
        float sum = 0;
        for (int i = 0; i < count; i++) {
            if (pins[i].cluster == cluster) {
                Point off = fan_offset((pins[i].place + turn) % fan->count, fan->count);
                float dx = fan->tip.x + off.x - pins[i].tip.x;
                float dy = fan->tip.y + off.y - pins[i].tip.y;
                sum += dx * dx + dy * dy;
            }
        }
        if (sum < least) {
            least = sum;
            best = turn;
        }
    }
    return best;
}

// A fan takes in what stands where it opens.
static void absorb(MapPin *pins, int count, MapCluster *clusters, int cluster_count, int into)
{
    MapCluster *fan = &clusters[into];
    for (int c = 0; c < cluster_count; c++) {
        MapCluster *other = &clusters[c];
        float d = hypotf(other->tip.x - fan->tip.x, other->tip.y - fan->tip.y);
        if (c == into || !other->count || d >= FAN_RADIUS + HEAD) {
            continue;
        }
        for (int i = 0; i < count; i++) {
            pins[i].cluster = pins[i].cluster == c ? into : pins[i].cluster;
        }
        float share = (float)other->count / (float)(fan->count + other->count);
        fan->tip.x = lerpf(fan->tip.x, other->tip.x, share);
        fan->tip.y = lerpf(fan->tip.y, other->tip.y, share);
        fan->first = other->first < fan->first ? other->first : fan->first;
        fan->count += other->count;
        other->count = 0;
    }
}

MapPins map_gather(Arena *arena, const MapView *view, MapPin *pins, int count, int open, float fan)
{
    Point *middles = arena_new(arena, Point, count);
    int *sizes = arena_new(arena, int, count);
    int *of = arena_new(arena, int, count);
    for (int i = 0; i < count; i++) {
        pins[i].tip = map_point(view, pins[i].x, pins[i].y);
        middles[i] = pins[i].tip;
        sizes[i] = pins[i].is_faded ? 0 : 1;
        of[i] = i;
    }
    merge_nearest(middles, sizes, of, count, count);
    MapCluster *clusters = arena_new(arena, MapCluster, count);
    int *index = arena_new(arena, int, count);
    int cluster_count = 0;
    for (int i = 0; i < count; i++) {
        pins[i].cluster = -1;
        pins[i].is_hidden = false;
        if (pins[i].is_faded) {
            continue;
        }
        if (index[of[i]] == 0) {
            clusters[cluster_count] = (MapCluster){.tip = middles[of[i]], .first = i};
            index[of[i]] = ++cluster_count;
        }
        pins[i].cluster = index[of[i]] - 1;
        clusters[pins[i].cluster].count++;
    }
    int opened = open >= 0 && open < count ? pins[open].cluster : -1;
    if (opened >= 0 && clusters[opened].count > 1) {
        absorb(pins, count, clusters, cluster_count, opened);
    }
    for (int i = 0; i < count; i++) {
        pins[i].place =
            pins[i].cluster < 0 ? 0 : place_of(pins, count, i, &clusters[pins[i].cluster]);
    }
    int turn = opened >= 0 ? best_turn(pins, count, opened, &clusters[opened]) : 0;
    for (int i = 0; i < count; i++) {
        MapPin *pin = &pins[i];
        const MapCluster *cluster = pin->cluster >= 0 ? &clusters[pin->cluster] : NULL;
        if (!cluster || cluster->count < 2) {
            continue;
        }
        if (pin->cluster != opened) {
            pin->is_hidden = true;
            continue;
        }
        Point off = fan_offset((pin->place + turn) % cluster->count, cluster->count);
        Rect reach = view->reach;
        pin->tip.x = clampf(cluster->tip.x + off.x * fan, reach.x + 48, reach.x + reach.w - 48);
        pin->tip.y = clampf(cluster->tip.y + off.y * fan, reach.y + 90, reach.y + reach.h - 12);
    }
    return (MapPins){pins, count, clusters, cluster_count};
}

// ---- drawing ----------------------------------------------------------------------

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

static void draw_drop(Ui *ui, Point tip, float s, bool is_chosen, float alpha)
{
    Path shadow = ui_path_begin(ui);
    path_ellipse(&shadow, (Point){0, 0}, 15 * s, 5 * s, 0);
    ui_path(ui, &shadow, tip.x, tip.y + 1, colour_faded(INK, 0.25f * alpha));
    Path drop = drop_path(ui, s);
    ui_path(ui, &drop, tip.x, tip.y, colour_faded(WHITEWASH, alpha));
    OutlineStyle edge = {.is_stroke = true, .width = is_chosen ? 3 : 1.5f};
    ui_stroke(ui, &drop, tip.x, tip.y, edge, colour_faded(is_chosen ? INK : RGB(0x8FA9A6), alpha));
}

static void draw_pin(Ui *ui, const MapPin *pin, bool is_chosen, float grow)
{
    float s = is_chosen ? 1 + 0.32f * grow : 1;
    float alpha = pin->is_faded ? 0.28f : 1;
    Point head = {pin->tip.x, pin->tip.y - HEAD * s};
    draw_drop(ui, pin->tip, s, is_chosen, alpha);
    float disc = pin->done >= 0 ? 19.5f : is_chosen ? 21.5f : 26;
    if (pin->done >= 0) {
        ui_ring(ui, head, 25 * s, 6 * s, 0, 360, colour_faded(TRACK, alpha));
        ui_ring(ui, head, 25 * s, 6 * s, 0, 360 * clampf(pin->done, 0, 1),
                colour_faded(is_chosen ? GAMBOGE : pin->colour, alpha));
    } else if (is_chosen) {
        ui_ring(ui, head, 26 * s, 5 * s, 0, 360, GAMBOGE);
    }
    ui_disc(ui, head, disc * s, colour_faded(pin->colour, alpha));
    float icon = (pin->done >= 0 || is_chosen ? 26 : 32) * s;
    ui_icon_named(ui, pin->icon, (Rect){head.x - icon / 2, head.y - icon / 2, icon, icon},
                  colour_faded(WHITE, alpha));
}

static void draw_cluster(Ui *ui, const MapCluster *cluster)
{
    Point head = {cluster->tip.x, cluster->tip.y - HEAD};
    draw_drop(ui, cluster->tip, 1, false, 1);
    ui_disc(ui, head, 26, DEEP);
    Str count = str_format(ui->frame, "%d", cluster->count);
    ui_text_in(ui, type_sized(TYPE_H2, 30, 40), WHITE, (Rect){head.x - 26, head.y - 26, 52, 52},
               count);
}

static Rect pin_touch(Point tip)
{
    return (Rect){tip.x - 48, tip.y - 88, 96, 96};
}

static float fan_reach(const MapPins *pins, const MapCluster *cluster)
{
    float far = 0;
    for (int i = 0; i < pins->count; i++) {
        const MapPin *pin = &pins->pins[i];
        if (pin->cluster >= 0 && &pins->clusters[pin->cluster] == cluster) {
            far = fmaxf(far, hypotf(pin->tip.x - cluster->tip.x, pin->tip.y - cluster->tip.y));
        }
    }
    return far + 62;
}

// The paper under an open fan, and threads from where the pins belong.
static void draw_fan(Ui *ui, const MapView *view, const MapPins *pins, const MapCluster *cluster)
{
    ui_disc(ui, (Point){cluster->tip.x, cluster->tip.y - HEAD / 2}, fan_reach(pins, cluster),
            RGBA(0xFAFBF8, 0.72f));
    OutlineStyle thread = {.is_stroke = true, .width = 2, .has_round_ends = true};
    for (int i = 0; i < pins->count; i++) {
        const MapPin *pin = &pins->pins[i];
        if (pin->cluster < 0 || &pins->clusters[pin->cluster] != cluster) {
            continue;
        }
        Point home = map_point(view, pin->x, pin->y);
        Path path = ui_path_begin(ui);
        path_move(&path, 0, 0);
        path_line(&path, pin->tip.x - home.x, pin->tip.y - home.y);
        ui_stroke(ui, &path, home.x, home.y, thread, colour_faded(DEEP, 0.45f));
        ui_disc(ui, home, 5, DEEP);
    }
}

static bool is_fanned(const MapPins *pins, const MapCluster *cluster)
{
    return cluster->count > 1 && !pins->pins[cluster->first].is_hidden;
}

static void draw_lone(Ui *ui, const MapPins *pins, int chosen, bool of_fan, int action)
{
    for (int i = 0; i < pins->count; i++) {
        const MapPin *pin = &pins->pins[i];
        if (pin->is_faded || pin->is_hidden || i == chosen ||
            is_fanned(pins, &pins->clusters[pin->cluster]) != of_fan) {
            continue;
        }
        draw_pin(ui, pin, false, 0);
        ui_target(ui, pin_touch(pin->tip), action, i, pin->id, pin->name);
    }
}

void map_pins(App *app, const MapView *view, const MapPins *pins, int chosen, float grow,
              int pin_action, int cluster_action)
{
    Ui *ui = &app->ui;
    for (int i = 0; i < pins->count; i++) {
        if (pins->pins[i].is_faded) {
            draw_pin(ui, &pins->pins[i], false, 0);
        }
    }
    for (int c = 0; c < pins->cluster_count; c++) {
        if (is_fanned(pins, &pins->clusters[c])) {
            draw_fan(ui, view, pins, &pins->clusters[c]);
        }
    }
    for (int c = 0; c < pins->cluster_count; c++) {
        const MapCluster *cluster = &pins->clusters[c];
        if (cluster->count < 2 || is_fanned(pins, cluster)) {
            continue;
        }
        draw_cluster(ui, cluster);
        Str count = str_format(ui->frame, "%d", cluster->count);
        ui_target(ui, pin_touch(cluster->tip), cluster_action, cluster->first,
                  pins->pins[cluster->first].id, app_label_fill(app, "count.points", "n", count));
    }
    draw_lone(ui, pins, chosen, false, pin_action);
    draw_lone(ui, pins, chosen, true, pin_action);
    if (chosen >= 0 && !pins->pins[chosen].is_faded && !pins->pins[chosen].is_hidden) {
        const MapPin *pin = &pins->pins[chosen];
        draw_pin(ui, pin, true, grow);
        ui_target(ui, pin_touch(pin->tip), pin_action, chosen, pin->id, pin->name);
    }
}

void map_popover(App *app, const MapView *view, const MapPins *pins, int chosen, float rise,
                 int action)
{
    Ui *ui = &app->ui;
    const MapPin *pin = &pins->pins[chosen];
    const MapCluster *cluster = &pins->clusters[pin->cluster];
    // Of a lone pin it hangs at the tip; of a fanned one beside the fan, so that none is covered.
    Point at = pin->tip;
    float up = 116;
    if (cluster->count > 1) {
        float far = fan_reach(pins, cluster);
        at = (Point){cluster->tip.x, cluster->tip.y - HEAD / 2 + far};
        up = 2 * far + 14;
    }
    Label name = {.type = type_sized(TYPE_H3, 26, 38),
                  .colour = WHITE,
                  .text = pin->name,
                  .w = 380,
                  .max_lines = 2};
    Label line = {
        .type = theme_type(TYPE_C), .colour = WHITE, .text = pin->line, .w = 380, .max_lines = 2};
    Extent name_size = ui_measure(ui, &name);
    Extent line_size = ui_measure(ui, &line);
    float w = fmaxf(316, fmaxf(name_size.w, line_size.w) + 22 + 76);
    float h = name_size.h + line_size.h + 28;
    Rect reach = view->reach;
    bool is_over = at.y + 14 + h > reach.y + reach.h;
    float y = is_over ? at.y - up - h : at.y + 14;
    float x = clampf(at.x - w / 2, reach.x, reach.x + reach.w - w);
    y += (1 - rise) * (is_over ? -12 : 12);
    Rect box = {x, y, w, h};
    bool is_pressed = ui_is_pressed(ui, action, 0, pin->id);
    Colour ground = colour_faded(is_pressed ? RGB(0x0A2731) : DEEP, rise);
    if (rise >= 1) {
        ui_shadow(ui, box, 14, ELEVATION_RAISED);
    }
    Path caret = ui_path_begin(ui);
    float tip = is_over ? h + 12 : -12;
    float base = is_over ? h - 2 : 2;
    float middle = clampf(at.x - x, 32, w - 32);
    path_move(&caret, middle - 15, base);
    path_line(&caret, middle, tip);
    path_line(&caret, middle + 15, base);
    path_close(&caret);
    ui_path(ui, &caret, x, y, ground);
    ui_round(ui, box, 14, ground);
    name.x = line.x = x + 22;
    name.y = y + 12;
    line.y = name.y + name_size.h;
    name.alpha = line.alpha = fmaxf(rise, 0.01f);
    ui_text(ui, &name);
    ui_text(ui, &line);
    ui_icon(ui, "forward", (Rect){x + w - 56, y + h / 2 - 18, 36, 36}, colour_faded(GAMBOGE, rise));
    ui_target(ui, box, action, 0, pin->id, pin->name);
}
