#include "ui/map_inside.h"
#include "ui_fixture.h"
#include <stdio.h>
#include <string.h>

// ---- a city of our own ----------------------------------------------------------------

#define SHAPE(...)                                                                                 \
    {                                                                                              \
        (const Point[]){__VA_ARGS__}, COUNT(((const Point[]){__VA_ARGS__}))                        \
    }

static const MapPiece PIECES[] = {
    {.id = {"a", 1},
     .label = {15.5f, 7.2f},
     .outline = SHAPE({10, 4}, {13, 1}, {18, 1}, {21, 4}, {21, 6}, {19, 8}, {10, 8})},
    {.id = {"b", 1},
     .label = {13.2f, 11.7f},
     .outline = SHAPE({10, 8}, {15, 8}, {15, 13}, {12, 13}, {10, 11})},
    {.id = {"c", 1},
     .label = {16.7f, 12.5f},
     .outline = SHAPE({15, 8}, {19, 8}, {19, 13}, {15, 13})},
    {.id = {"d", 1},
     .label = {21, 14.4f},
     .outline = SHAPE({19, 8}, {21, 6}, {24, 9}, {24, 13}, {21, 16}, {19, 14})},
    {.id = {"e", 1},
     .label = {17.8f, 18.5f},
     .outline = SHAPE({10, 11}, {12, 13}, {19, 13}, {19, 14}, {21, 16}, {17, 20}, {12, 20}, {9, 17},
                      {9, 12})},
    {.id = {"f", 1},
     .label = {6.8f, 5.6f},
     .outline = SHAPE({3, 7}, {6, 4}, {10, 4}, {10, 11}, {9, 12}, {9, 15}, {5, 15}, {3, 13})},
    {.id = {"g", 1},
     .label = {7.4f, 20.4f},
     .outline = SHAPE({5, 15}, {9, 15}, {9, 17}, {12, 20}, {11, 21}, {5, 21}, {2, 18})},
};
static const MapWater WATERS[] = {
    {.kind = MAP_RIVER,
     .label = {25.6f, 1.9f},
     .shape = SHAPE({4.7f, -0.7f}, {16.5f, 0.1f}, {22, 1}, {28.9f, 3.5f}, {28.9f, -2})},
    {.kind = MAP_LAKE,
     .label = {22.2f, 18.9f},
     .shape = SHAPE({22.2f, 18.6f}, {24.2f, 17.4f}, {21.4f, 17.3f})},
    {.kind = MAP_HILL, .shape = SHAPE({3, 19}, {4.8f, 19}, {3.9f, 17.6f})},
    {.kind = MAP_CANAL,
     .label = {26, 15.3f},
     .shape = SHAPE({4.6f, -1.6f}, {6.6f, 1.2f}, {8.6f, 3.4f}, {10, 6.4f}, {11.6f, 8.9f},
                    {14.2f, 9.7f}, {16.4f, 9.6f}, {18.6f, 10.6f}, {21, 12.4f}, {23.6f, 13.6f},
                    {26.2f, 14}, {30, 15.2f})},
};

static const char *const NAMES_ZH[] = {"新北", "钟楼", "天宁", "经开区", "武进", "金坛", "溧阳"};
static const char *const NAMES_EN[] = {"Xinbei", "Zhonglou", "Tianning", "Economic Zone",
                                       "Wujin",  "Jintan",   "Liyang"};
static const char *const NAMES_LONG[] = {
    "North New District", "Bell Tower Quarter", "Tianning Temple",   "Economic Development Zone",
    "Wujin District",     "Jintan District",    "Liyang County City"};
static const char *const WATERS_ZH[] = {"长江", "太湖", "", "大运河"};
static const char *const WATERS_EN[] = {"Yangtze River", "Lake Taihu", "", "Grand Canal"};

static MapData city(const char *const *pieces, const char *const *waters)
{
    MapPiece *mine = arena_new(&frame, MapPiece, COUNT(PIECES));
    MapWater *wet = arena_new(&frame, MapWater, COUNT(WATERS));
    for (int i = 0; i < COUNT(PIECES); i++) {
        mine[i] = PIECES[i];
        mine[i].name = str_from(pieces[i]);
        mine[i].fill = RGB(0xA9CFC4);
        mine[i].route = str_from("district/x");
    }
    for (int i = 0; i < COUNT(WATERS); i++) {
        wet[i] = WATERS[i];
        wet[i].name = str_from(waters[i]);
    }
    return (MapData){.pieces = mine,
                     .piece_count = COUNT(PIECES),
                     .waters = wet,
                     .water_count = COUNT(WATERS),
                     .words = {.mark = STR("示意图 · 非测绘边界"),
                               .points = STR("{n}个点位"),
                               .point = STR("1个点位"),
                               .close = STR("关闭"),
                               .in = STR("放大"),
                               .out = STR("缩小"),
                               .whole = STR("全图")}};
}

static MapFrame frame_of(const Ui *ui, float diagonal_in)
{
    MapFrame wide = {.area = {0, 0, 1240, 960},
                     .live = {0, 0, 1240, 800},
                     .reach = {196, 16, 916, 724},
                     .origin = {214, 26},
                     .unit = 35.5f,
                     .note = {64, 748, 600, 34},
                     .number = {64, 748, 600, 34},
                     .zoom = {1128, 792}};
    MapFrame tall = {.area = {0, 0, 1080, 1160},
                     .live = {0, 252, 1080, 868},
                     .reach = {176, 256, 888, 856},
                     .origin = {56, 300},
                     .unit = 38,
                     .note = {192, 202, 840, 34},
                     .number = {136, 1076, 840, 34},
                     .zoom = {16, 1112}};
    MapFrame out = ui->is_portrait ? tall : wide;
    out.target = map_target_dp(ui, diagonal_in);
    return out;
}

static uint32_t next_number(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

// Half of them all over the board, half in a few knots.
static MapPin *scattered(int count, uint32_t seed)
{
    MapPin *pins = arena_new(&frame, MapPin, count);
    for (int i = 0; i < count; i++) {
        float x = 2 + (float)(next_number(&seed) % 2200) / 100;
        float y = 2 + (float)(next_number(&seed) % 1900) / 100;
        if (i % 2) {
            x = (float)(4 + 5 * (i % 4)) + (float)(next_number(&seed) % 100) / 50;
            y = (float)(5 + 4 * (i % 3)) + (float)(next_number(&seed) % 100) / 50;
        }
        pins[i] = (MapPin){.id = str_format(&frame, "p%d", i),
                           .name = str_format(&frame, "项目%d", i),
                           .icon = STR("leaf"),
                           .colour = MALACHITE,
                           .x = x,
                           .y = y,
                           .done = i % 3 ? (float)(i % 100) / 100 : -1,
                           .status = (MapStatus)(i % MAP_STATUS_COUNT)};
    }
    return pins;
}

static void begin_at(Ui *ui, int w, int h, int64_t now_ms)
{
    ui_begin(ui, &frame, w, h, now_ms);
}

static bool is_pins(const Target *target)
{
    return target->action == MAP_TAP_PIN || target->action == MAP_TAP_CLUSTER ||
           target->action == MAP_TAP_FANNED;
}

static bool touch_each_other(Rect a, Rect b)
{
    const float eps = 0.02f;
    return a.x + eps < b.x + b.w && b.x + eps < a.x + a.w && a.y + eps < b.y + b.h &&
           b.y + eps < a.y + a.h;
}

static int count_of(const Ui *ui, int action)
{
    int count = 0;
    for (int i = 0; i < ui->target_count; i++) {
        count += ui->targets[i].action == action;
    }
    return count;
}

static const Target *target_of(const Ui *ui, int action)
{
    for (int i = 0; i < ui->target_count; i++) {
        if (ui->targets[i].action == action) {
            return &ui->targets[i];
        }
    }
    return NULL;
}

// ---- clusters ---------------------------------------------------------------------------

static void no_two_marks_are_nearer_than_a_finger_at_any_zoom(void **state)
{
    (void)state;
    static const int COUNTS[] = {1, 2, 18, 300, 10000};
    for (int c = 0; c < COUNT(COUNTS); c++) {
        arena_reset(&frame);
        int count = COUNTS[c];
        const MapPin *pins = scattered(count, 7);
        for (float zoom = 1; zoom <= MAP_MOST_ZOOM; zoom += count > 1000 ? 0.5f : 0.125f) {
            ArenaMark mark = arena_mark(&frame);
            for (float apart = 96; apart < 200; apart += 78) {
                MapMarks marks = map_gather(&frame, pins, count, 35.5f * zoom, apart);
                int sum = 0;
                for (int i = 0; i < marks.count; i++) {
                    sum += marks.items[i].count;
                    for (int k = 0; k < i; k++) {
                        float dx = fabsf(marks.items[i].at.x - marks.items[k].at.x);
                        float dy = fabsf(marks.items[i].at.y - marks.items[k].at.y);
                        assert_true(dx > apart - 0.01f || dy > apart - 0.01f);
                    }
                }
                assert_int_equal(sum, count);
                for (int i = 0; i < count; i++) {
                    const MapMark *of = &marks.items[marks.mark_of[i]];
                    bool is_member = false;
                    for (int k = 0; k < of->count && !is_member; k++) {
                        is_member = marks.members[of->start + k] == i;
                        is_member = is_member || (of->count > 200);
                    }
                    assert_true(is_member);
                }
            }
            arena_release(&frame, mark);
        }
    }
}

static void a_cluster_splits_as_the_zoom_grows(void **state)
{
    (void)state;
    arena_reset(&frame);
    MapPin pins[] = {{.x = 10, .y = 10, .done = 0.5f}, {.x = 11.5f, .y = 10, .done = 1}};
    MapMarks marks = map_gather(&frame, pins, 2, 35.5f, 96);
    assert_int_equal(marks.count, 1);
    assert_int_equal(marks.items[0].count, 2);
    assert_float_equal(marks.items[0].done, 0.75f, 1e-4f);
    assert_int_equal(map_gather(&frame, pins, 2, 35.5f * 2, 96).count, 2);
}

static void pins_in_the_same_place_stay_one_mark(void **state)
{
    (void)state;
    arena_reset(&frame);
    MapPin *pins = arena_new(&frame, MapPin, 500);
    for (int i = 0; i < 500; i++) {
        pins[i] = (MapPin){.x = 12, .y = 9, .done = -1};
    }
    MapMarks marks = map_gather(&frame, pins, 500, 35.5f * 4, 96);
    assert_int_equal(marks.count, 1);
    assert_int_equal(marks.items[0].count, 500);
    assert_true(marks.items[0].done < 0);
    assert_int_equal(map_gather(&frame, pins, 0, 35.5f, 96).count, 0);
}

// ---- fingers and screens ------------------------------------------------------------------

typedef struct {
    int w, h;
    float diagonal_in;
    const char *why;
} Screen;

static const Screen SCREENS[] = {
    {1920, 1080, 55, "the hall's screen"},
    {1920, 1080, 32, "a small one"},
    {1080, 1920, 32, "upright"},
    {3840, 2160, 55, "finer"},
    {1920, 1080, 15.6f, "so small that 96 dp are no 20 mm"},
    {1920, 1080, 0, "unknown"},
};

static void every_target_is_as_large_as_a_finger_and_its_own(void **state)
{
    Ui *ui = *state;
    for (int s = 0; s < COUNT(SCREENS); s++) {
        const Screen *screen = &SCREENS[s];
        print_message("  %s\n", screen->why);
        int seen = 0;
        for (float zoom = 1; zoom <= MAP_MOST_ZOOM; zoom += 0.25f) {
            for (int pan = -1; pan <= 1; pan++) {
                arena_reset(&frame);
                begin_at(ui, screen->w, screen->h, 1000);
                MapData data = city(NAMES_ZH, WATERS_ZH);
                MapFrame at = frame_of(ui, screen->diagonal_in);
                MapPins pins = {.items = scattered(400, 3), .count = 400, .chosen = 5, .sweep = 1};
                MapState map;
                map_open(&map, zoom, (float)pan * 200, (float)pan * -150);
                map_draw(ui, &data, &at, &map, &pins);
                float mm = screen->diagonal_in * 25.4f /
                           hypotf((float)screen->w, (float)screen->h) * ui->scale;
                for (int i = 0; i < ui->target_count; i++) {
                    const Target *target = &ui->targets[i];
                    if (!is_pins(target)) {
                        continue;
                    }
                    seen++;
                    assert_true(target->hit.w >= 95.99f && target->hit.h >= 95.99f);
                    assert_true(screen->diagonal_in <= 0 || target->hit.w * mm > 19.99f);
                    assert_true(screen->diagonal_in <= 0 || target->hit.h * mm > 19.99f);
                    for (int k = 0; k < ui->target_count; k++) {
                        const Target *other = &ui->targets[k];
                        bool is_button =
                            other->action >= MAP_TAP_IN && other->action <= MAP_TAP_WHOLE;
                        bool counts =
                            is_button || other->action == MAP_TAP_POPOVER || is_pins(other);
                        if (k != i && counts) {
                            assert_false(touch_each_other(target->hit, other->hit));
                        }
                    }
                }
                assert_int_equal(ui->targets_dropped, 0);
                ui_end(ui);
            }
        }
        assert_true(seen > 50);
    }
}

static void zooming_reaches_every_pin_that_stands_alone(void **state)
{
    Ui *ui = *state;
    arena_reset(&frame);
    begin_at(ui, 1920, 1080, 1000);
    MapData data = city(NAMES_ZH, WATERS_ZH);
    MapFrame at = frame_of(ui, 55);
    const MapPin *pins = scattered(60, 9);
    for (int i = 0; i < 60; i++) {
        MapState map;
        map_open(&map, MAP_MOST_ZOOM, 0, 0);
        map_reveal(&map, &at, (Point){pins[i].x, pins[i].y}, 0);
        MapPins list = {.items = pins, .count = 60, .chosen = -1, .sweep = 1};
        ui_end(ui);
        begin_at(ui, 1920, 1080, 5000);
        map_draw(ui, &data, &at, &map, &list);
        MapMarks marks = map_gather(&frame, pins, 60, at.unit * MAP_MOST_ZOOM, at.target);
        int first = marks.items[marks.mark_of[i]].first;
        bool is_there = false;
        for (int k = 0; k < ui->target_count; k++) {
            is_there = is_there || (is_pins(&ui->targets[k]) && ui->targets[k].n == first);
        }
        assert_true(is_there);
    }
    ui_end(ui);
}

// ---- opening a cluster ----------------------------------------------------------------------

static MapPin *knot(int count)
{
    MapPin *pins = scattered(count + 1, 1);
    for (int i = 0; i < count; i++) {
        pins[i].x = 14 + 0.1f * (float)(i % 5);
        pins[i].y = 10 + 0.1f * (float)(i / 5 % 5);
    }
    pins[count].x = 5;
    pins[count].y = 18;
    return pins;
}

static void a_few_open_as_a_fan_and_many_as_a_list(void **state)
{
    Ui *ui = *state;
    static const struct {
        int count, w, h;
        float diagonal_in;
        bool is_fan;
    } ROWS[] = {
        {2, 1920, 1080, 55, true},  {5, 1920, 1080, 55, true},     {8, 1920, 1080, 55, true},
        {8, 1080, 1920, 55, true},  {9, 1920, 1080, 55, false},    {40, 1920, 1080, 32, false},
        {8, 1920, 1080, 10, false}, {3000, 1080, 1920, 55, false},
    };
    for (int r = 0; r < COUNT(ROWS); r++) {
        arena_reset(&frame);
        begin_at(ui, ROWS[r].w, ROWS[r].h, 1000);
        MapData data = city(NAMES_ZH, WATERS_ZH);
        MapFrame at = frame_of(ui, ROWS[r].diagonal_in);
        MapPins pins = {
            .items = knot(ROWS[r].count), .count = ROWS[r].count + 1, .chosen = -1, .sweep = 1};
        MapState map;
        map_open(&map, 1, 0, 0);
        map_draw(ui, &data, &at, &map, &pins);
        const Target *cluster = target_of(ui, MAP_TAP_CLUSTER);
        assert_non_null(cluster);
        Target tapped = *cluster;
        MapEvent event = map_tapped(&map, &at, &tapped, STR_NONE, false, 1000);
        assert_int_equal(event.kind, MAP_NOTHING);
        ui_end(ui);
        begin_at(ui, ROWS[r].w, ROWS[r].h, 3000);
        map_draw(ui, &data, &at, &map, &pins);
        int rows = count_of(ui, MAP_TAP_ROW);
        int fanned = count_of(ui, MAP_TAP_FANNED);
        assert_int_equal(fanned, ROWS[r].is_fan ? ROWS[r].count : 0);
        assert_true(ROWS[r].is_fan ? rows == 0 : rows >= 3);
        for (int i = 0; i < ui->target_count; i++) {
            const Target *target = &ui->targets[i];
            if (target->action == MAP_TAP_ROW) {
                assert_true(target->seen.h >= 96);
                assert_true(target->seen.h >= at.target);
            }
            for (int k = 0; target->action == MAP_TAP_FANNED && k < i; k++) {
                if (is_pins(&ui->targets[k])) {
                    assert_false(touch_each_other(target->hit, ui->targets[k].hit));
                }
            }
        }
        const Target *one = target_of(ui, ROWS[r].is_fan ? MAP_TAP_FANNED : MAP_TAP_ROW);
        event = map_tapped(&map, &at, one, STR_NONE, false, 3000);
        assert_int_equal(event.kind, MAP_CHOOSE);
        assert_int_equal(event.pin, one->n);
        assert_int_equal(map_tapped(&map, &at, one, one->arg, false, 3000).kind, MAP_DETAIL);
        assert_non_null(target_of(ui, MAP_TAP_AWAY));
        ui_end(ui);
    }
}

static void a_chosen_pin_in_a_cluster_stays_in_sight(void **state)
{
    Ui *ui = *state;
    arena_reset(&frame);
    begin_at(ui, 1920, 1080, 1000);
    MapData data = city(NAMES_ZH, WATERS_ZH);
    MapFrame at = frame_of(ui, 55);
    MapPins pins = {.items = knot(12), .count = 13, .chosen = 7, .sweep = 1};
    MapState map;
    map_open(&map, 1, 0, 0);
    map_draw(ui, &data, &at, &map, &pins);
    const Target *cluster = target_of(ui, MAP_TAP_CLUSTER);
    const Target *popover = target_of(ui, MAP_TAP_POPOVER);
    assert_non_null(cluster);
    assert_int_equal(cluster->n, 7);
    assert_non_null(popover);
    assert_int_equal(popover->n, 7);
    ui_end(ui);
}

// ---- what the map says of itself --------------------------------------------------------------

static void the_mark_lies_over_everything_at_every_zoom_and_crop(void **state)
{
    Ui *ui = *state;
    for (int reviewed = 0; reviewed < 2; reviewed++) {
        for (float zoom = 1; zoom <= MAP_MOST_ZOOM; zoom += 0.5f) {
            for (int pan = 0; pan < 9; pan++) {
                arena_reset(&frame);
                bool is_tall = reviewed && pan % 2;
                begin_at(ui, is_tall ? 1080 : 1920, is_tall ? 1920 : 1080, 1000);
                MapData data = city(NAMES_ZH, WATERS_ZH);
                if (reviewed) {
                    data.picture = STR("city-map");
                    data.bounds = (Rect){0, 0, 27, 22};
                    data.words.mark = STR("审图号：苏S(2023)12号");
                }
                MapFrame at = frame_of(ui, 55);
                MapPins pins = {
                    .items = scattered(300, 5), .count = 300, .chosen = pan, .sweep = 1};
                MapState map;
                map_open(&map, zoom, (float)(pan % 3 - 1) * 2000, (float)(pan / 3 - 1) * 2000);
                map.open = pan % 2 ? 1 + pan : 0;
                map_draw(ui, &data, &at, &map, &pins);
                int last = ui->list.count - 1;
                while (last > 0 && ui->list.cmds[last].kind != CMD_GLYPHS) {
                    assert_int_equal(ui->list.cmds[last].kind, CMD_UNCLIP);
                    last--;
                }
                const Cmd *said = &ui->list.cmds[last];
                assert_true(str_eq(said->text, data.words.mark));
                Rect live = at.live;
                assert_true((float)said->rect.x >= live.x && (float)said->rect.y >= live.y);
                assert_true((float)(said->rect.x + said->rect.w) <= live.x + live.w);
                assert_true((float)(said->rect.y + said->rect.h) <= live.y + live.h);
                assert_true(said->rect.h >= (reviewed ? 18 : 15));
                const Target *popover = target_of(ui, MAP_TAP_POPOVER);
                Rect note = {(float)said->rect.x, (float)said->rect.y, (float)said->rect.w,
                             (float)said->rect.h};
                assert_false(popover && touch_each_other(popover->seen, note));
                ui_end(ui);
            }
        }
    }
}

// ---- names --------------------------------------------------------------------------------------

static void names_never_run_into_each_other_or_the_canal(void **state)
{
    Ui *ui = *state;
    static const struct {
        const char *const *pieces, *const *waters;
        TextLanguage language;
    } TONGUES[] = {{NAMES_ZH, WATERS_ZH, TEXT_ZH},
                   {NAMES_EN, WATERS_EN, TEXT_EN},
                   {NAMES_LONG, WATERS_EN, TEXT_EN}};
    for (int t = 0; t < COUNT(TONGUES); t++) {
        for (int look = 0; look < 4; look++) {
            for (float zoom = 1; zoom <= MAP_MOST_ZOOM; zoom += 0.2f) {
                arena_reset(&frame);
                ui->language = TONGUES[t].language;
                ui->modes.is_large = look & 1;
                begin_at(ui, look & 2 ? 1080 : 1920, look & 2 ? 1920 : 1080, 1000);
                MapData data = city(TONGUES[t].pieces, TONGUES[t].waters);
                MapFrame at = frame_of(ui, 55);
                MapView view = {.zoom = zoom, .unit = at.unit * zoom};
                view.content = (Rect){0, 0, at.area.w * zoom, at.area.h * zoom};
                view.x = at.origin.x * zoom;
                view.y = at.origin.y * zoom;
                MapLabels labels = map_labels(ui, &data, &view);
                assert_true(labels.count >= COUNT(PIECES));
                for (int i = 0; i < labels.count; i++) {
                    for (int k = 0; k < i; k++) {
                        assert_false(touch_each_other(labels.items[i].box, labels.items[k].box));
                    }
                }
                MapShape canal = map_canal(ui, &data.waters[3].shape);
                for (int i = 0; i < labels.count && t < 2; i++) {
                    Rect ink = labels.items[i].box;
                    ink = (Rect){ink.x + 3, ink.y + 8, ink.w - 6, ink.h - 16};
                    for (int k = 0; k <= 400; k++) {
                        Point p = spline_at(canal.points, canal.count, (float)k / 400);
                        Point dp = {p.x * view.unit, p.y * view.unit};
                        assert_false(rect_has(rect_inset(ink, -6), dp));
                    }
                }
                ui_end(ui);
            }
        }
    }
    ui->language = TEXT_ZH;
    ui->modes.is_large = false;
}

// ---- zoom and pan ---------------------------------------------------------------------------------

static MapFrame still(Ui *ui, MapState *map, int64_t now_ms)
{
    arena_reset(&frame);
    begin_at(ui, 1920, 1080, now_ms);
    MapData data = city(NAMES_ZH, WATERS_ZH);
    MapFrame at = frame_of(ui, 55);
    MapPins pins = {.chosen = -1, .sweep = 1};
    map_draw(ui, &data, &at, map, &pins);
    ui_end(ui);
    return at;
}

static void fingers_and_buttons_zoom_alike_between_the_limits(void **state)
{
    Ui *ui = *state;
    MapState map;
    map_open(&map, 0, 0, 0);
    MapFrame at = still(ui, &map, 0);
    assert_null(target_of(ui, MAP_TAP_OUT));
    assert_null(target_of(ui, MAP_TAP_WHOLE));
    Target in = {.action = MAP_TAP_IN};
    Target whole = {.action = MAP_TAP_WHOLE};
    for (int i = 0; i < 9; i++) {
        map_tapped(&map, &at, &in, STR_NONE, false, i * 1000);
        still(ui, &map, i * 1000 + 500);
        assert_true(ui->next_ms == INT64_MAX);
    }
    assert_float_equal(map.zoom.to, MAP_MOST_ZOOM, 1e-4f);
    assert_null(target_of(ui, MAP_TAP_IN));
    map_tapped(&map, &at, &whole, STR_NONE, false, 20000);
    still(ui, &map, 21000);
    assert_float_equal(map.zoom.to, 1, 1e-4f);
    assert_float_equal(map.x.to, 0, 1e-4f);
    Gesture g = {.kind = GESTURE_DOUBLE_TAP, .at = {900, 300}, .from = {900, 300}};
    map_gesture(&map, &at, &g, false, 22000);
    assert_float_equal(map.zoom.to, 2, 1e-4f);
    map_gesture(&map, &at, &g, false, 23000);
    assert_float_equal(map.zoom.to, 1, 1e-4f);
    g = (Gesture){.kind = GESTURE_PINCH, .at = {600, 400}, .from = {600, 400}, .scale = 3};
    for (int i = 0; i < 6; i++) {
        map_gesture(&map, &at, &g, false, 24000);
    }
    assert_true(map.zoom.to > MAP_MOST_ZOOM); // as far as the rubber goes
    g.kind = GESTURE_PINCH_END;
    map_gesture(&map, &at, &g, false, 24100);
    assert_float_equal(map.zoom.to, MAP_MOST_ZOOM, 1e-4f);
}

static void dragging_stays_on_the_board_and_comes_to_rest(void **state)
{
    Ui *ui = *state;
    MapState map;
    map_open(&map, 2, 0, 0);
    MapFrame at = still(ui, &map, 0);
    Gesture g = {
        .kind = GESTURE_DRAG_BEGIN, .at = {600, 400}, .from = {600, 400}, .delta = {100, 0}};
    map_gesture(&map, &at, &g, false, 10);
    assert_float_equal(map.x.to, 100, 0.01f);
    g.kind = GESTURE_DRAG;
    g.delta = (Point){5000, 0};
    map_gesture(&map, &at, &g, false, 20);
    g.delta = (Point){100, 0};
    float before = map.x.to;
    map_gesture(&map, &at, &g, false, 30);
    assert_float_equal(map.x.to - before, 40, 0.1f); // rubber
    g = (Gesture){
        .kind = GESTURE_DRAG_END, .at = {900, 400}, .from = {600, 400}, .velocity = {1, 0}};
    map_gesture(&map, &at, &g, false, 40);
    for (int64_t now_ms = 56; now_ms < 4000; now_ms += 16) {
        still(ui, &map, now_ms);
    }
    assert_true(ui->next_ms == INT64_MAX);
    assert_float_equal(map.x.to, at.area.w / 2, 0.5f);
    float zoom, x, y;
    map_keep(&map, &zoom, &x, &y);
    assert_float_equal(zoom, 2, 1e-4f);
    assert_float_equal(x, at.area.w / 2, 0.5f);
    map_open(&map, 1, 0, 0); // the whole in sight: nowhere to go
    g = (Gesture){.kind = GESTURE_DRAG, .at = {600, 400}, .from = {600, 400}, .delta = {100, 50}};
    map_gesture(&map, &at, &g, false, 5000);
    assert_float_equal(map.x.to, 0, 1e-4f);
    g.from = (Point){1500, 400}; // beside the map
    map_open(&map, 2, 0, 0);
    map_gesture(&map, &at, &g, false, 5000);
    assert_float_equal(map.x.to, 0, 1e-4f);
}

// ---- many -------------------------------------------------------------------------------------------

static void ten_thousand_pins_draw_what_is_in_sight_and_little_memory(void **state)
{
    Ui *ui = *state;
    arena_reset(&frame);
    begin_at(ui, 1920, 1080, 1000);
    MapData data = city(NAMES_ZH, WATERS_ZH);
    MapFrame at = frame_of(ui, 55);
    MapPins pins = {.items = scattered(10000, 11), .count = 10000, .chosen = 17, .sweep = 1};
    size_t before = frame.used;
    MapState map;
    map_open(&map, 4, 300, 100);
    map_draw(ui, &data, &at, &map, &pins);
    print_message("  %d commands, %zu KiB\n", ui->list.count, (frame.used - before) / KIB);
    assert_true(ui->list.count < 3000);
    assert_true(frame.used - before < 6 * MIB);
    assert_true(sizeof(MapPin) <= 80);
    assert_int_equal(ui->targets_dropped, 0);
    ui_end(ui);
}

static void pins_filtered_out_are_dots_that_cannot_be_touched(void **state)
{
    Ui *ui = *state;
    arena_reset(&frame);
    begin_at(ui, 1920, 1080, 1000);
    MapData data = city(NAMES_ZH, WATERS_ZH);
    MapFrame at = frame_of(ui, 55);
    MapPin *items = scattered(500, 2);
    for (int i = 0; i < 500; i++) {
        items[i].is_faded = true;
    }
    MapPins pins = {.items = items, .count = 500, .chosen = 3, .sweep = 1};
    MapState map;
    map_open(&map, 1, 0, 0);
    map_draw(ui, &data, &at, &map, &pins);
    for (int i = 0; i < ui->target_count; i++) {
        assert_false(is_pins(&ui->targets[i]) || ui->targets[i].action == MAP_TAP_POPOVER);
    }
    ui_end(ui);
}

// ---- status ---------------------------------------------------------------------------------------------

static void each_status_has_a_shape_of_its_own_and_enough_contrast(void **state)
{
    Ui *ui = *state;
    uint64_t shapes[MAP_STATUS_COUNT] = {0};
    for (int s = MAP_NO_STATUS; s < MAP_STATUS_COUNT; s++) {
        Colour colour = map_status_colour((MapStatus)s);
        float ratio = 1.05f / (theme_luminance(colour) + 0.05f);
        assert_true(ratio >= 4.5f);
        arena_reset(&frame);
        ui->modes.is_contrast = true; // all dark colours are black: shapes alone tell
        begin_at(ui, 1920, 1080, 0);
        map_draw_badge(ui, (Point){100, 100}, (MapStatus)s);
        shapes[s] = str_hash(list_text(&frame, &ui->list));
        ui_end(ui);
        ui->modes.is_contrast = false;
        for (int k = 0; k < s; k++) {
            assert_true(shapes[s] != shapes[k]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_two_marks_are_nearer_than_a_finger_at_any_zoom),
        cmocka_unit_test(a_cluster_splits_as_the_zoom_grows),
        cmocka_unit_test(pins_in_the_same_place_stay_one_mark),
        cmocka_unit_test(every_target_is_as_large_as_a_finger_and_its_own),
        cmocka_unit_test(zooming_reaches_every_pin_that_stands_alone),
        cmocka_unit_test(a_few_open_as_a_fan_and_many_as_a_list),
        cmocka_unit_test(a_chosen_pin_in_a_cluster_stays_in_sight),
        cmocka_unit_test(the_mark_lies_over_everything_at_every_zoom_and_crop),
        cmocka_unit_test(names_never_run_into_each_other_or_the_canal),
        cmocka_unit_test(fingers_and_buttons_zoom_alike_between_the_limits),
        cmocka_unit_test(dragging_stays_on_the_board_and_comes_to_rest),
        cmocka_unit_test(ten_thousand_pins_draw_what_is_in_sight_and_little_memory),
        cmocka_unit_test(pins_filtered_out_are_dots_that_cannot_be_touched),
        cmocka_unit_test(each_status_has_a_shape_of_its_own_and_enough_contrast),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
