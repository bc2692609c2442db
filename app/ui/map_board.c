#include "ui/map_inside.h"

// clang-format off
static const GradientStop WATER[] = {{0,    {0xD2, 0xE5, 0xE3, 255}},
                                     {0.6f, {0xE6, 0xEF, 0xEA, 255}},
                                     {1,    {0xDC, 0xE9, 0xE5, 255}}};
// clang-format on

#define SIDE RGB(0x5D9690)
#define LAKE_FILL RGB(0x7FBAC4)
#define RIVER_FILL RGBA(0x9CCAD0, 0.80f)
#define RIPPLE RGB(0xB4D2CE)

enum { CURVE_STEPS = 24 }; // straight pieces of a segment of a curve

Point map_point(const MapView *view, float x, float y)
{
    return (Point){view->x + view->unit * x, view->y + view->unit * y};
}

// ---- shapes in dp of the stage ------------------------------------------------------

// What of the polygon lies inside `box`, side after side; its new edges run along the box.
static MapShape cut_to(Ui *ui, MapShape shape, Rect box)
{
    for (int side = 0; side < 4; side++) {
        Point *out = arena_new(ui->frame, Point, 2 * shape.count + 2);
        int count = 0;
        float edge = side == 0   ? box.x
                     : side == 1 ? box.x + box.w
                     : side == 2 ? box.y
                                 : box.y + box.h;
        for (int i = 0; i < shape.count; i++) {
            Point a = shape.points[i];
            Point b = shape.points[(i + 1) % shape.count];
            float da = side < 2 ? a.x - edge : a.y - edge;
            float db = side < 2 ? b.x - edge : b.y - edge;
            da = side % 2 ? -da : da;
            db = side % 2 ? -db : db;
            if (da >= 0) {
                out[count++] = a;
            }
            if ((da >= 0) != (db >= 0)) {
                float t = da / (da - db);
                out[count++] = (Point){lerpf(a.x, b.x, t), lerpf(a.y, b.y, t)};
            }
        }
        shape = (MapShape){out, count};
    }
    return shape;
}

static MapShape placed(Ui *ui, const MapShape *shape, const MapView *view)
{
    Point *points = arena_new(ui->frame, Point, shape->count);
    for (int i = 0; i < shape->count; i++) {
        points[i] = map_point(view, shape->points[i].x, shape->points[i].y);
    }
    return (MapShape){points, shape->count};
}

// The curve through the points, as straight pieces.
static MapShape curve_of(Ui *ui, MapShape shape)
{
    int count = (shape.count - 1) * CURVE_STEPS + 1;
    Point *points = arena_new(ui->frame, Point, count);
    for (int i = 0; i < count; i++) {
        points[i] = spline_at(shape.points, shape.count, (float)i / (float)(count - 1));
    }
    return (MapShape){points, count};
}

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
static MapShape inset_shape(Ui *ui, const MapShape *shape, float by)
{
    float side = signed_area(shape) > 0 ? 1 : -1;
    int n = shape->count;
    Point *out = arena_new(ui->frame, Point, n);
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
    return (MapShape){out, n};
}

// ---- pieces ---------------------------------------------------------------------

static Rect bounds_of(const MapShape *shape)
{
    Point low = shape->points[0], high = low;
    for (int i = 1; i < shape->count; i++) {
        Point p = shape->points[i];
        low = (Point){fminf(low.x, p.x), fminf(low.y, p.y)};
        high = (Point){fmaxf(high.x, p.x), fmaxf(high.y, p.y)};
    }
    return (Rect){low.x, low.y, high.x - low.x, high.y - low.y};
}

// What is worth drawing of a closed shape that is given around the board's origin: so a board that only moves keeps
// its masks. Nothing where it is out of sight; cut to what is shown where its mask would be as large
// as the zoom.
static MapShape seen_of(Ui *ui, MapShape around, const MapView *view, Rect shown)
{
    Rect wide = rect_inset(shown, -1.2f * view->unit);
    wide.x -= view->x;
    wide.y -= view->y;
    Rect box = bounds_of(&around);
    if (!map_is_over(box, wide)) {
        return (MapShape){0};
    }
    bool is_huge = box.w > 1.6f * shown.w || box.h > 1.6f * shown.h;
    return is_huge ? cut_to(ui, around, wide) : around;
}

static Path piece_path(Ui *ui, const MapShape *outline, const MapView *view, Rect shown)
{
    MapShape shape = inset_shape(ui, outline, 0.13f);
    MapView own = {.unit = view->unit};
    shape = seen_of(ui, placed(ui, &shape, &own), view, shown);
    Path path = ui_path_begin(ui);
    if (shape.count >= 3) {
        path_round_polygon(&path, shape.points, shape.count, 0.3f * view->unit);
    }
    return path;
}

static void draw_pieces(Ui *ui, const MapData *data, const MapView *view, Rect shown, Str chosen,
                        bool is_mini)
{
    Path *paths = arena_new(ui->frame, Path, data->piece_count);
    float x = view->x, y = view->y, unit = view->unit;
    for (int i = 0; i < data->piece_count; i++) {
        paths[i] = piece_path(ui, &data->pieces[i].outline, view, shown);
        if (!is_mini) {
            ui_path(ui, &paths[i], x, y + 0.54f * unit, RGBA(0x0D3642, 0.10f));
        }
    }
    float thick = (is_mini ? 0.26f : 0.34f) * unit / sqrtf(view->zoom);
    for (int i = 0; i < data->piece_count; i++) {
        bool is_chosen = str_eq(chosen, data->pieces[i].id);
        Colour side = ui->modes.is_contrast ? INK
                      : !is_mini            ? SIDE
                      : is_chosen           ? RGB(0xC98F00)
                                            : RGB(0x86AFA8);
        ui_path(ui, &paths[i], x, y + thick, side);
    }
    OutlineStyle edge = {
        .is_stroke = true, .width = fmaxf(0.07f * unit, 1), .has_round_ends = true};
    bool is_contrast = ui->modes.is_contrast;
    edge.width = is_contrast ? 3 : fminf(edge.width, 5);
    for (int i = 0; i < data->piece_count; i++) {
        bool is_chosen = str_eq(chosen, data->pieces[i].id);
        Colour fill = !is_mini ? data->pieces[i].fill : is_chosen ? GAMBOGE : RGB(0xBDD5CF);
        ui_path(ui, &paths[i], x, y, fill);
        ui_stroke(ui, &paths[i], x, y, edge, is_contrast ? INK : RGBA(0xFFFFFF, 0.8f));
    }
}

void map_pieces(Ui *ui, const MapData *data, float x, float y, float unit, Str chosen)
{
    MapView view = {.x = x, .y = y, .unit = unit, .zoom = 1};
    draw_pieces(ui, data, &view, (Rect){0, 0, ui->w, ui->h}, chosen, true);
}

// ---- waters and hills -------------------------------------------------------------

// They lie on the water, not on the screen: they move with the board and are not scaled.
static void draw_ripples(Ui *ui, const MapView *view, Rect shown)
{
    float left = view->content.x;
    float top = view->content.y;
    int row = (int)fmaxf(0, floorf((shown.y - top - 22) / 38));
    for (float y = 22 + 38 * (float)row; top + y < shown.y + shown.h; y += 38, row++) {
        float x = (float)(row * 173 % 290) - 60;
        for (int k = 0; left + x < shown.x + shown.w; k++) {
            float w = (float)(34 + (row * 31 + k * 47) % 70);
            if (left + x + w > shown.x) {
                ui_round(ui, (Rect){left + x - 1, top + y - 1, w + 2, 2.5f}, 1.25f, RIPPLE);
            }
            x += w + (float)(150 + (row * 67 + k * 89) % 190);
        }
    }
}

static void draw_river(Ui *ui, const MapShape *shape, const MapView *view, Rect shown)
{
    MapView own = {.unit = view->unit};
    MapShape curve = seen_of(ui, curve_of(ui, placed(ui, shape, &own)), view, shown);
    Path path = ui_path_begin(ui);
    for (int i = 0; i < curve.count; i++) {
        (i ? path_line : path_move)(&path, curve.points[i].x, curve.points[i].y);
    }
    if (curve.count >= 3) {
        path_close(&path);
        ui_path(ui, &path, view->x, view->y, RIVER_FILL);
    }
}

static void draw_lake(Ui *ui, const MapShape *shape, const MapView *view, bool has_name)
{
    if (shape->count < 3) {
        return;
    }
    MapView own = {.unit = view->unit};
    MapShape at = placed(ui, shape, &own);
    Point c = at.points[0], a = at.points[1], b = at.points[2];
    float rx = hypotf(a.x - c.x, a.y - c.y);
    float ry = hypotf(b.x - c.x, b.y - c.y);
    float turn = atan2f(a.y - c.y, a.x - c.x) * 57.29578f;
    c = (Point){c.x + view->x, c.y + view->y};
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
    static const float FROM[] = {-0.6f, -0.75f, -0.45f};
    static const float TO[] = {0.55f, 0.35f, 0.55f};
    Path dashes = ui_path_begin(ui);
    for (int i = 0; i < 3; i++) {
        path_move(&dashes, half * FROM[i], step * (float)(i - 1));
        path_line(&dashes, half * TO[i], step * (float)(i - 1));
    }
    OutlineStyle white = {.is_stroke = true, .width = 2, .has_round_ends = true};
    ui_stroke(ui, &dashes, c.x, c.y, white, RGBA(0xFFFFFF, 0.7f));
}

static void draw_hill(Ui *ui, const MapShape *shape, const MapView *view, bool is_blue)
{
    if (shape->count < 3 || ui->modes.is_contrast) {
        return;
    }
    MapView own = {.unit = view->unit};
    const Point *p = placed(ui, shape, &own).points;
    float w = p[1].x - p[0].x;
    Path path = ui_path_begin(ui);
    path_move(&path, p[0].x, p[0].y);
    path_cubic(&path, p[0].x + 0.22f * w, p[0].y - 2, p[2].x - 0.20f * w, p[2].y, p[2].x, p[2].y);
    path_cubic(&path, p[2].x + 0.20f * w, p[2].y, p[1].x - 0.22f * w, p[1].y - 2, p[1].x, p[1].y);
    path_close(&path);
    ui_path(ui, &path, view->x, view->y, colour_faded(is_blue ? INDIGO : WATER_GREEN, 0.55f));
}

MapShape map_canal(Ui *ui, const MapShape *shape)
{
    if (!ui->is_portrait || shape->count < 2) {
        return *shape;
    }
    // An upright board stands lower, and above it is the page's head: the canal comes in from the
    // left instead of from the top.
    Point *longer = arena_new(ui->frame, Point, shape->count + 2);
    Point first = shape->points[0];
    longer[0] = (Point){first.x - 7.65f, first.y + 2.52f};
    longer[1] = (Point){first.x - 2.9f, first.y + 1.42f};
    longer[2] = (Point){first.x - 0.02f, first.y + 2.07f};
    for (int i = 1; i < shape->count; i++) {
        longer[i + 2] = shape->points[i];
    }
    return (MapShape){longer, shape->count + 2};
}

// Stretch by stretch, each around the board's origin: those that stay in sight keep their masks.
static void stroke_canal(Ui *ui, const MapShape *spine, const MapView *view, Rect shown,
                         OutlineStyle style, Colour colour)
{
    MapView own = {.unit = view->unit};
    MapShape curve = curve_of(ui, placed(ui, spine, &own));
    Rect wide = rect_inset(shown, -40);
    for (int from = 0; from + 1 < curve.count; from += CURVE_STEPS) {
        MapShape part = {curve.points + from, CURVE_STEPS + 1};
        Rect box = bounds_of(&part);
        box.x += view->x - 1;
        box.y += view->y - 1;
        box.w += 2;
        box.h += 2;
        if (!map_is_over(box, wide)) {
            continue;
        }
        Path path = ui_path_begin(ui);
        for (int i = 0; i < part.count; i++) {
            (i ? path_line : path_move)(&path, part.points[i].x, part.points[i].y);
        }
        ui_stroke(ui, &path, view->x, view->y, style, colour);
    }
}

static void draw_canal(Ui *ui, const MapShape *shape, const MapView *view, Rect shown)
{
    if (shape->count < 2) {
        return;
    }
    MapShape spine = map_canal(ui, shape);
    float grown = sqrtf(view->zoom);
    OutlineStyle water = {.is_stroke = true, .width = 13 * grown, .has_round_ends = true};
    OutlineStyle core = {.is_stroke = true, .width = 4 * grown, .has_round_ends = true};
    stroke_canal(ui, &spine, view, shown, water, AZURITE);
    stroke_canal(ui, &spine, view, shown, core, ui->modes.is_contrast ? WHITE : GAMBOGE);
}

static void draw_waters(Ui *ui, const MapData *data, const MapView *view, Rect shown,
                        MapWaterKind kind)
{
    bool is_blue = true;
    for (int i = 0; i < data->water_count; i++) {
        const MapWater *water = &data->waters[i];
        if (water->kind != kind || water->shape.count < 2) {
            continue;
        }
        switch (kind) {
        case MAP_RIVER:
            draw_river(ui, &water->shape, view, shown);
            break;
        case MAP_LAKE:
            draw_lake(ui, &water->shape, view, water->name.n > 0);
            break;
        case MAP_HILL:
            draw_hill(ui, &water->shape, view, is_blue);
            is_blue = !is_blue;
            break;
        case MAP_CANAL:
            draw_canal(ui, &water->shape, view, shown);
            break;
        }
    }
}

// ---- the board --------------------------------------------------------------------

void map_board(Ui *ui, const MapData *data, const MapView *view, Rect shown)
{
    ui_gradient(ui, view->content, WATER, COUNT(WATER));
    draw_ripples(ui, view, shown);
    if (data->picture.n) {
        Point at = map_point(view, data->bounds.x, data->bounds.y);
        ui_picture_at(ui, data->picture, at.x, at.y, data->bounds.w * view->unit, 1);
        return;
    }
    draw_waters(ui, data, view, shown, MAP_RIVER);
    draw_pieces(ui, data, view, shown, STR_NONE, false);
    draw_waters(ui, data, view, shown, MAP_LAKE);
    draw_waters(ui, data, view, shown, MAP_HILL);
    draw_waters(ui, data, view, shown, MAP_CANAL);
}
