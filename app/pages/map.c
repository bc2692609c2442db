#include "pages/map.h"

static MapShape shape_of(Arena *arena, Str text)
{
    int capacity = 1;
    for (int i = 0; i < text.n; i++) {
        capacity += text.p[i] == ' ';
    }
    Point *points = arena_new(arena, Point, capacity);
    int count = 0;
    Str pair;
    while (str_split(&text, ' ', &pair)) {
        int comma = str_find_char(pair, ',');
        double x, y;
        if (comma > 0 && str_to_double(str_sub(pair, 0, comma), &x) &&
            str_to_double(str_from_offset(pair, comma + 1), &y)) {
            points[count++] = (Point){(float)x, (float)y};
        }
    }
    return (MapShape){points, count};
}

static void load_pieces(App *app, Arena *arena, MapData *out)
{
    DistrictList all;
    if (!store_districts(app_store(app), arena, STR("district"), &all, NULL)) {
        return;
    }
    MapPiece *pieces = arena_new(arena, MapPiece, all.count);
    for (int i = 0; i < all.count; i++) {
        const District *district = &all.items[i];
        MapShape outline = shape_of(arena, district->outline);
        if (outline.count >= 3) {
            pieces[out->piece_count++] =
                (MapPiece){.id = district->id,
                           .name = district->short_name,
                           .route = str_format(arena, "district/%.*s", STR_ARG(district->id)),
                           .fill = theme_hex(district->fill),
                           .label = {(float)district->label_x, (float)district->label_y},
                           .outline = outline};
        }
    }
    out->pieces = pieces;
}

static MapWaterKind water_kind(Str kind)
{
    return str_is(kind, "river")  ? MAP_RIVER
           : str_is(kind, "lake") ? MAP_LAKE
           : str_is(kind, "hill") ? MAP_HILL
                                  : MAP_CANAL;
}

static void load_waters(App *app, Arena *arena, MapData *out)
{
    WaterList all;
    if (!store_waters(app_store(app), arena, &all, NULL)) {
        return;
    }
    MapWater *waters = arena_new(arena, MapWater, all.count);
    for (int i = 0; i < all.count; i++) {
        const Water *water = &all.items[i];
        waters[i] = (MapWater){.kind = water_kind(water->kind),
                               .name = water->name,
                               .label = {(float)water->label_x, (float)water->label_y},
                               .shape = shape_of(arena, water->points)};
    }
    out->waters = waters;
    out->water_count = all.count;
}

static Str word(App *app, Arena *arena, const char *id)
{
    return str_dup(arena, app_label(app, id));
}

// Instead of the diagram's mark the number of the reviewed map.
static void load_reviewed(App *app, Arena *arena, MapData *out)
{
    ReviewedMap map;
    MapVerdict verdict = store_reviewed_map(app_store(app), arena, &map);
    if (verdict == MAP_REFUSED && map.is_news) {
        log_line(app->log, "map \"%.*s\" refused: its picture is not the reviewed file",
                 STR_ARG(map.id));
    }
    MapShape corners = shape_of(arena, map.bounds);
    if (verdict != MAP_REVIEWED || corners.count != 2) {
        return;
    }
    Point from = corners.points[0];
    Point to = corners.points[1];
    out->picture = map.picture;
    out->bounds = (Rect){from.x, from.y, to.x - from.x, to.y - from.y};
    // The number is what must be there, whatever the wording is.
    Str said = app_label(app, "mark.map-number");
    int at = str_find(said, STR("{number}"));
    Str before = at < 0 ? STR_NONE : str_sub(said, 0, at);
    Str after = at < 0 ? STR_NONE : str_from_offset(said, at + 8);
    out->words.mark =
        str_format(arena, "%.*s%.*s%.*s", STR_ARG(before), STR_ARG(map.number), STR_ARG(after));
}

void map_load(App *app, Arena *arena, MapData *out)
{
    *out = (MapData){0};
    load_pieces(app, arena, out);
    load_waters(app, arena, out);
    out->words = (MapWords){.mark = word(app, arena, "mark.diagram"),
                            .points = word(app, arena, "count.points"),
                            .point = word(app, arena, "count.points.one"),
                            .close = word(app, arena, "button.close"),
                            .in = word(app, arena, "photo.zoom-in"),
                            .out = word(app, arena, "photo.zoom-out"),
                            .whole = word(app, arena, "map.whole")};
    load_reviewed(app, arena, out);
}

MapFrame map_frame(const App *app)
{
    const Ui *ui = &app->ui;
    MapFrame frame = {.area = {0, 0, 1240, 960},
                      .live = {0, 0, 1240, 800},
                      .reach = {196, 16, 916, 724},
                      .origin = {214, 26},
                      .unit = 35.5f,
                      .note = {64, 748, 600, 34},
                      .number = {64, 748, 600, 34},
                      .zoom = {1128, 792}};
    if (ui->is_portrait) {
        frame = (MapFrame){.area = {0, 0, 1080, 1160},
                           .live = {0, 252, 1080, 868},
                           .reach = {176, 256, 888, 856},
                           .origin = {56, 300},
                           .unit = 38,
                           .note = {192, 202, 840, 34},
                           .number = {136, 1076, 840, 34},
                           .veil = {0, 0, 1080, 272},
                           .zoom = {16, 1112}};
    } else if (ui_is_english(ui)) {
        frame.note.w = 236;
    }
    frame.target = map_target_dp(ui, app->diagonal_in);
    return frame;
}

void map_note(App *app, float x, float y, float w)
{
    map_mark(&app->ui, app_label(app, "mark.diagram"), x, y, w);
}

void map_mini(App *app, const MapData *data, float x, float y, float unit, Str chosen)
{
    map_pieces(&app->ui, data, x, y, unit, chosen);
}
