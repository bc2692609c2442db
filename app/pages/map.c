#include "pages/map.h"
#include "pages/chrome.h"
#include "pages/parts.h"

// clang-format off
static const GradientStop WATER[] = {{0,    {0xD2, 0xE5, 0xE3, 255}},
                                     {0.6f, {0xE6, 0xEF, 0xEA, 255}},
                                     {1,    {0xDC, 0xE9, 0xE5, 255}}};
// clang-format on

#define SIDE RGB(0x5D9690)
#define LAKE_FILL RGB(0x7FBAC4)
#define RIVER_FILL RGBA(0x9CCAD0, 0.80f)
#define RIPPLE RGB(0xB4D2CE)

// ---- loading --------------------------------------------------------------------

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

void map_load(App *app, Arena *arena, MapData *out)
{
    *out = (MapData){0};
    DistrictList all;
    if (store_districts(app_store(app), arena, STR("district"), &all, NULL)) {
        District *pieces = arena_new(arena, District, all.count);
        MapShape *outlines = arena_new(arena, MapShape, all.count);
        for (int i = 0; i < all.count; i++) {
            MapShape shape = shape_of(arena, all.items[i].outline);
            if (shape.count >= 3) {
                pieces[out->pieces.count] = all.items[i];
                outlines[out->pieces.count++] = shape;
            }
        }
        out->pieces.items = pieces;
        out->outlines = outlines;
    }
    if (store_waters(app_store(app), arena, &out->waters, NULL)) {
        MapShape *shapes = arena_new(arena, MapShape, out->waters.count);
        for (int i = 0; i < out->waters.count; i++) {
            shapes[i] = shape_of(arena, out->waters.items[i].points);
        }
        out->water_shapes = shapes;
    }
}

MapView map_view(const Ui *ui)
{
    return ui->is_portrait ? (MapView){{0, 0, 1080, 1160}, {16, 240, 1048, 880}, 56, 300, 38}
                           : (MapView){{0, 0, 1240, 960}, {16, 16, 1208, 784}, 214, 26, 35.5f};
}

Point map_point(const MapView *view, double x, double y)
{
    return (Point){view->x + view->unit * (float)x, view->y + view->unit * (float)y};
}

// ---- pieces ---------------------------------------------------------------------

static float signed_area(const MapShape *shape)
{
    float sum = 0;
    for (int i = 0; i < shape->count; i++) {
        Point a = shape->points[i];
        Point b = shape->points[(i + 1) % shape->count];
        sum += a.x * b.y - b.x * a.y;
    }
    return sum / 2;
}

// Every edge moved inward by `by`; corners are where the moved edges meet.
static void inset_shape(const MapShape *shape, float by, Point *out)
{
    float side = signed_area(shape) > 0 ? 1 : -1;
    int n = shape->count;
    for (int i = 0; i < n; i++) {
        Point before = shape->points[(i + n - 1) % n];
        Point here = shape->points[i];
        Point after = shape->points[(i + 1) % n];
        float ax = here.x - before.x, ay = here.y - before.y;
        float bx = after.x - here.x, by_ = after.y - here.y;
        float al = fmaxf(hypotf(ax, ay), 1e-4f), bl = fmaxf(hypotf(bx, by_), 1e-4f);
        // Inward normals of both edges; their sum points into the corner.
        Point na = {-ay / al * side, ax / al * side};
        Point nb = {-by_ / bl * side, bx / bl * side};
        float reach = fmaxf(1 + na.x * nb.x + na.y * nb.y, 0.2f);
        out[i] = (Point){here.x + by * (na.x + nb.x) / reach, here.y + by * (na.y + nb.y) / reach};
    }
}

static Path piece_path(Ui *ui, const MapShape *shape, float unit)
{
    Point *inner = arena_new(ui->frame, Point, shape->count);
    inset_shape(shape, 0.13f, inner);
    for (int i = 0; i < shape->count; i++) {
        inner[i] = (Point){inner[i].x * unit, inner[i].y * unit};
    }
    Path path = ui_path_begin(ui);
    path_round_polygon(&path, inner, shape->count, 0.3f * unit);
    return path;
}

static void draw_pieces(App *app, const MapData *data, float x, float y, float unit, Str chosen,
                        bool is_mini)
{
    Ui *ui = &app->ui;
    Path *paths = arena_new(ui->frame, Path, data->pieces.count);
    for (int i = 0; i < data->pieces.count; i++) {
        paths[i] = piece_path(ui, &data->outlines[i], unit);
        if (!is_mini) {
            ui_path(ui, &paths[i], x, y + 0.54f * unit, RGBA(0x0D3642, 0.10f));
        }
    }
    for (int i = 0; i < data->pieces.count; i++) {
        bool is_chosen = str_eq(chosen, data->pieces.items[i].id);
        Colour side = !is_mini ? SIDE : is_chosen ? RGB(0xC98F00) : RGB(0x86AFA8);
        ui_path(ui, &paths[i], x, y + (is_mini ? 0.26f : 0.34f) * unit, side);
    }
    OutlineStyle edge = {
        .is_stroke = true, .width = fmaxf(0.07f * unit, 1), .has_round_ends = true};
    bool is_contrast = ui->modes.is_contrast;
    edge.width = is_contrast ? 3 : edge.width;
    for (int i = 0; i < data->pieces.count; i++) {
        bool is_chosen = str_eq(chosen, data->pieces.items[i].id);
        Colour fill = !is_mini    ? theme_hex(data->pieces.items[i].fill)
                      : is_chosen ? GAMBOGE
                                  : RGB(0xBDD5CF);
        ui_path(ui, &paths[i], x, y, fill);
        ui_stroke(ui, &paths[i], x, y, edge, is_contrast ? INK : RGBA(0xFFFFFF, 0.8f));
    }
}

void map_mini(App *app, const MapData *data, float x, float y, float unit, Str chosen)
{
    draw_pieces(app, data, x, y, unit, chosen, true);
}

// ---- waters and hills -------------------------------------------------------------

static Point *scaled(Ui *ui, const MapShape *shape, float unit)
{
    Point *points = arena_new(ui->frame, Point, shape->count);
    for (int i = 0; i < shape->count; i++) {
        points[i] = (Point){shape->points[i].x * unit, shape->points[i].y * unit};
    }
    return points;
}

static void draw_ripples(App *app, const MapView *view)
{
    Ui *ui = &app->ui;
    Path path = ui_path_begin(ui);
    int row = 0;
    for (float y = 22; y < view->area.h; y += 38, row++) {
        float x = (float)(row * 173 % 290) - 60;
        for (int k = 0; x < view->area.w; k++) {
            float w = (float)(34 + (row * 31 + k * 47) % 70);
            path_move(&path, x, y);
            path_line(&path, x + w, y);
            x += w + (float)(150 + (row * 67 + k * 89) % 190);
        }
    }
    OutlineStyle style = {.is_stroke = true, .width = 2.5f, .has_round_ends = true};
    ui_stroke(ui, &path, view->area.x, view->area.y, style, RIPPLE);
}

static void draw_river(App *app, const MapShape *shape, const MapView *view)
{
    Ui *ui = &app->ui;
    Path path = ui_path_begin(ui);
    path_through(&path, scaled(ui, shape, view->unit), shape->count);
    path_close(&path);
    ui_path(ui, &path, view->x, view->y, RIVER_FILL);
}

// Three points: the middle, the end of the long half axis, the end of the short one.
static void draw_lake(App *app, const MapShape *shape, const MapView *view, bool has_name)
{
    Ui *ui = &app->ui;
    if (shape->count < 3) {
        return;
    }
    Point c = map_point(view, shape->points[0].x, shape->points[0].y);
    Point a = map_point(view, shape->points[1].x, shape->points[1].y);
    Point b = map_point(view, shape->points[2].x, shape->points[2].y);
    float rx = hypotf(a.x - c.x, a.y - c.y);
    float ry = hypotf(b.x - c.x, b.y - c.y);
    float turn = atan2f(a.y - c.y, a.x - c.x) * 57.29578f;
    Path path = ui_path_begin(ui);
    path_ellipse(&path, (Point){0, 0}, rx, ry, turn);
    if (ui->modes.is_contrast) {
        OutlineStyle dashed = {.is_stroke = true, .width = 3, .dash = 9, .gap = 7};
        ui_path(ui, &path, c.x, c.y, WHITE);
        ui_stroke(ui, &path, c.x, c.y, dashed, INK);
        return;
    }
    ui_path(ui, &path, c.x, c.y, LAKE_FILL);
    OutlineStyle edge = {.is_stroke = true, .width = 2.5f};
    ui_stroke(ui, &path, c.x, c.y, edge, WHITE);
    if (has_name) {
        return; // no ripples through the letters
    }
    float half = fminf(rx, ry);
    float step = fmaxf(8, half * 0.3f);
    Path dashes = ui_path_begin(ui);
    path_move(&dashes, -half * 0.6f, -step);
    path_line(&dashes, half * 0.55f, -step);
    path_move(&dashes, -half * 0.75f, 0);
    path_line(&dashes, half * 0.35f, 0);
    path_move(&dashes, -half * 0.45f, step);
    path_line(&dashes, half * 0.55f, step);
    OutlineStyle white = {.is_stroke = true, .width = 2, .has_round_ends = true};
    ui_stroke(ui, &dashes, c.x, c.y, white, RGBA(0xFFFFFF, 0.7f));
}

// Three points: both feet and the top.
static void draw_hill(App *app, const MapShape *shape, const MapView *view, bool is_blue)
{
    Ui *ui = &app->ui;
    if (shape->count < 3) {
        return;
    }
    const Point *p = scaled(ui, shape, view->unit);
    float w = p[1].x - p[0].x;
    Path path = ui_path_begin(ui);
    path_move(&path, p[0].x, p[0].y);
    path_cubic(&path, p[0].x + 0.22f * w, p[0].y - 2, p[2].x - 0.20f * w, p[2].y, p[2].x, p[2].y);
    path_cubic(&path, p[2].x + 0.20f * w, p[2].y, p[1].x - 0.22f * w, p[1].y - 2, p[1].x, p[1].y);
    path_close(&path);
    ui_path(ui, &path, view->x, view->y, colour_faded(is_blue ? INDIGO : WATER_GREEN, 0.55f));
}

static void draw_canal(App *app, const MapShape *shape, const MapView *view)
{
    Ui *ui = &app->ui;
    if (shape->count < 2) {
        return;
    }
    const Point *points = scaled(ui, shape, view->unit);
    int count = shape->count;
    if (ui->is_portrait) {
        // The board stands lower here: the canal comes in from the left edge instead of the top.
        Point *longer = arena_new(ui->frame, Point, count + 2);
        longer[0] = (Point){-3.05f * view->unit, 0.92f * view->unit};
        longer[1] = (Point){1.7f * view->unit, -0.18f * view->unit};
        longer[2] = (Point){4.58f * view->unit, 0.47f * view->unit};
        for (int i = 1; i < count; i++) {
            longer[i + 2] = points[i];
        }
        points = longer;
        count += 2;
    }
    Path path = ui_path_begin(ui);
    path_through(&path, points, count);
    OutlineStyle water = {.is_stroke = true, .width = 13, .has_round_ends = true};
    OutlineStyle core = {.is_stroke = true, .width = 4, .has_round_ends = true};
    ui_stroke(ui, &path, view->x, view->y, water, AZURITE);
    ui_stroke(ui, &path, view->x, view->y, core, ui->modes.is_contrast ? WHITE : GAMBOGE);
}

static void draw_waters(App *app, const MapData *data, const MapView *view, const char *kind)
{
    bool is_blue = true;
    for (int i = 0; i < data->waters.count; i++) {
        const MapShape *shape = &data->water_shapes[i];
        if (!str_is(data->waters.items[i].kind, kind)) {
            continue;
        }
        if (str_is(STR("river"), kind)) {
            draw_river(app, shape, view);
        } else if (str_is(STR("lake"), kind)) {
            draw_lake(app, shape, view, data->waters.items[i].name.n > 0);
        } else if (str_is(STR("hill"), kind)) {
            draw_hill(app, shape, view, is_blue);
            is_blue = !is_blue;
        } else {
            draw_canal(app, shape, view);
        }
    }
}

// ---- the board --------------------------------------------------------------------

static void draw_water_names(App *app, const MapData *data, const MapView *view)
{
    Ui *ui = &app->ui;
    for (int i = 0; i < data->waters.count; i++) {
        const Water *water = &data->waters.items[i];
        if (!water->name.n) {
            continue;
        }
        Label label = {.type = {FACE_SERIF_BOLD, 24, 32},
                       .colour = DEEP_BLUE,
                       .text = water->name,
                       .align = ALIGN_CENTRE,
                       .tracking_em = ui_is_english(ui) ? 0 : 0.25f};
        Point at = map_point(view, water->label_x, water->label_y);
        float half = ui_measure(ui, &label).w / 2 + 16;
        label.x = clampf(at.x, view->area.x + half, view->area.x + view->area.w - half);
        label.y = at.y - 26;
        ui_text(ui, &label);
    }
}

static void draw_names(App *app, const MapData *data, const MapView *view)
{
    Ui *ui = &app->ui;
    float size = ui_is_english(ui) ? 25 : 30;
    for (int i = 0; i < data->pieces.count; i++) {
        const District *piece = &data->pieces.items[i];
        Point at = map_point(view, piece->label_x, piece->label_y);
        Label label = {.type = type_sized(TYPE_H2, size, 40),
                       .colour = DEEP,
                       .text = piece->short_name,
                       .x = at.x,
                       .y = at.y - 33,
                       .align = ALIGN_CENTRE};
        if (ui_measure(ui, &label).w > 150) {
            label.type.line = 28;
            label.w = 150;
            label.x -= label.w / 2;
            label.y -= 14;
            label.max_lines = 2;
        }
        ui_text(ui, &label);
    }
}

void map_board(App *app, const MapData *data, const MapView *view)
{
    Ui *ui = &app->ui;
    ui_layer(ui, view->area, 0, 0, 1);
    ui_clip(ui, view->area);
    ui_gradient(ui, view->area, WATER, COUNT(WATER));
    draw_ripples(app, view);
    draw_waters(app, data, view, "river");
    draw_pieces(app, data, view->x, view->y, view->unit, STR_NONE, false);
    draw_waters(app, data, view, "lake");
    draw_waters(app, data, view, "hill");
    draw_waters(app, data, view, "canal");
    draw_names(app, data, view);
    draw_water_names(app, data, view);
    ui_unclip(ui);
    ui_end_layer(ui);
    for (int i = 0; i < data->pieces.count; i++) {
        const District *piece = &data->pieces.items[i];
        Point at = map_point(view, piece->label_x, piece->label_y);
        ui_target(ui, (Rect){at.x - 52, at.y - 60, 104, 96}, ACTION_GO, 0,
                  app_route(app, "district", piece->id), piece->short_name);
    }
}

void map_note(App *app, float x, float y, float w)
{
    Ui *ui = &app->ui;
    ui_icon(ui, "info", (Rect){x, y + 1, 28, 28}, SLATE);
    Label note = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = app_label(app, "mark.diagram"),
                  .x = x + 36,
                  .y = y,
                  .w = w - 36,
                  .max_lines = 2};
    ui_text(ui, &note);
}
