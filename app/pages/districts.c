#include "pages/districts.h"
#include "base/utf8.h"
#include "pages/chrome.h"
#include "pages/district_data.h"
#include "pages/map.h"
#include "pages/parts.h"

enum {
    TAP_FOLD = ACTION_PAGE, // n: index
    N_OPEN = 0,             // of PageMemory.n: index + 1
    MAX_FOLDS = 12,
    FIGURES_SHOWN = 3,
    MS_OPEN = 420,
};

typedef struct {
    MapData map;
    DistrictList list;
    Str city; // id of the whole they are pieces of, or ""
    FigureList figures[MAX_FOLDS];
    Point focal[MAX_FOLDS];
    Str latin[MAX_FOLDS];  // its name in English, under the Chinese one
    Glide open[MAX_FOLDS]; // 0 folded … 1 flat
} Districts;

static const float SHEAR = 26;
// Upright: the board, the names under it, the open one.
static const float TALL_X = 152, TALL_Y = 256, TALL_UNIT = 31;
static const float TALL_NAMES = 950, TALL_CARD = 1064, TALL_CARD_H = 712;

// The names in English, for the line under the Chinese ones.
static void load_latin(App *app, Arena *arena, Districts *data)
{
    Store *store = app_store(app);
    if (!str_is(store_language(store), "zh")) {
        return;
    }
    store_set_language(store, STR("en"));
    for (int i = 0; i < data->list.count; i++) {
        District district;
        if (store_district(store, arena, data->list.items[i].id, &district) &&
            !str_eq(district.short_name, data->list.items[i].short_name)) {
            data->latin[i] = district.short_name;
        }
    }
    store_set_language(store, STR("zh"));
}

// ---- opening ----------------------------------------------------------------------

static void opened(App *app, Page *page)
{
    Districts *data = arena_new(&page->arena, Districts, 1);
    page->data = data;
    map_load(app, &page->arena, &data->map);
    store_districts(app_store(app), &page->arena, STR("district"), &data->list, NULL);
    data->list.count = data->list.count < MAX_FOLDS ? data->list.count : MAX_FOLDS;
    load_latin(app, &page->arena, data);
    DistrictList cities;
    if (store_districts(app_store(app), &page->arena, STR("city"), &cities, NULL) && cities.count) {
        data->city = cities.items[0].id;
    }
    if (page->memory.n[N_OPEN] < 1 || page->memory.n[N_OPEN] > data->list.count) {
        page->memory.n[N_OPEN] = (data->list.count + 1) / 2 + 1;
        for (int i = 0; i < data->list.count; i++) {
            if (str_eq(data->list.items[i].id, page->arg)) {
                page->memory.n[N_OPEN] = i + 1;
            }
        }
    }
    for (int i = 0; i < data->list.count; i++) {
        const District *district = &data->list.items[i];
        data->figures[i] = part_figures(app, &page->arena, district->figures);
        data->focal[i] = part_focal(app, &page->arena, district->picture);
        glide_set(&data->open[i], i + 1 == page->memory.n[N_OPEN] ? 1 : 0);
    }
}

// ---- where the folds stand --------------------------------------------------------

typedef struct {
    Rect box;         // at offset 0
    float start, end; // how far its left and its right edge are set off
    float open;
} Leaf;

enum { FLAT = 760, SCREEN = 1624, FOLD_TOP = 352 };

static Leaf leaf_at(const float *open, int i, int count)
{
    float folded = count > 1 ? (float)(SCREEN - FLAT) / (float)(count - 1) : FLAT;
    float at = 232;
    float sum = 0;
    for (int k = 0; k < count; k++) {
        sum += open[k];
    }
    // While one closes and another opens the widths still fill the screen.
    float spare = (1 - sum) * (FLAT - folded) / (float)count;
    for (int k = 0; k < i; k++) {
        at += lerpf(folded, FLAT, open[k]) + spare;
    }
    float w = lerpf(folded, FLAT, open[i]) + spare;
    float top = lerpf(FOLD_TOP, 334, open[i]);
    float shear = SHEAR * (1 - open[i]);
    return (Leaf){.box = {at, top, w, lerpf(534, 596, open[i])},
                  .start = i % 2 == 0 ? shear : 0,
                  .end = i % 2 == 0 ? 0 : shear,
                  .open = open[i]};
}

// The band of the fold from `from` to `to` dp under its top.
static Path band(Ui *ui, const Leaf *leaf, float from, float to)
{
    Path path = ui_path_begin(ui);
    path_move(&path, 0, leaf->start + from);
    path_line(&path, leaf->box.w, leaf->end + from);
    path_line(&path, leaf->box.w, leaf->end + to);
    path_line(&path, 0, leaf->start + to);
    path_close(&path);
    return path;
}

// ---- a folded one -------------------------------------------------------------------

static void draw_fold_picture(App *app, const Districts *data, const Leaf *leaf, int i)
{
    Ui *ui = &app->ui;
    Rect box = leaf->box;
    Point focal = data->focal[i];
    float shown = 1 - leaf->open;
    Path whole = band(ui, leaf, 0, box.h);
    // As high as the fold, the subject in its middle; still while the fold opens.
    float w = (534 + SHEAR) * 1.6f;
    float x = box.x + box.w / 2 - clampf(focal.x * w, box.w / 2, w - box.w / 2);
    Rect picture = {x, FOLD_TOP + leaf->start, w, w / 1.6f};
    float slope = (leaf->end - leaf->start) / box.w;
    picture.y -= slope * (box.x - x);
    ui_picture_in(ui, data->list.items[i].picture, &whole, box.x, box.y, picture, slope, shown);
    Point from = ui_to_px(ui, (Point){box.x, box.y});
    Point to = ui_to_px(ui, (Point){box.x + box.w, box.y + box.h});
    const GradientStop foot[] = {{0.45f, RGBA(0x0D3642, 0)}, {1, RGBA(0x0A2630, 0.62f * shown)}};
    Paint dark = paint_vertical(from.y, to.y, foot, COUNT(foot));
    ui_path_paint(ui, &whole, box.x, box.y, &dark);
    if (i % 2 == 1) {
        const GradientStop shade[] = {{0, RGBA(0x0A1E24, 0.34f * shown)},
                                      {1, RGBA(0x0A1E24, 0.06f * shown)}};
        Paint side = paint_horizontal(from.x, to.x, shade, COUNT(shade));
        ui_path_paint(ui, &whole, box.x, box.y, &side);
    }
}

static void slip_frame(Ui *ui, Rect box)
{
    ui_shadow(ui, box, 0, ELEVATION_RESTING);
    ui_fill(ui, box, WHITEWASH);
    ui_round_frame(ui, rect_inset(box, 6), 0, 3, INK);
    ui_round_frame(ui, rect_inset(box, 11), 0, 1, INK);
}

static void draw_fold_slip(App *app, const Leaf *leaf, const District *district)
{
    Ui *ui = &app->ui;
    Rect box = leaf->box;
    bool is_english = ui_is_english(ui);
    Str name = is_english || utf8_count(district->name) > 4 ? district->short_name : district->name;
    float middle = box.x + box.w / 2;
    if (is_english) {
        Rect slip = {middle - 41, 411, 82, 300};
        slip_frame(ui, slip);
        Type type = type_sized(TYPE_H2, 34, 44);
        Label probe = {.type = type, .text = name};
        float w = ui_measure(ui, &probe).w;
        if (w > 260) {
            type.size = fmaxf(22, type.size * 260 / w);
            w = 260;
        }
        ui_turned(ui, type, INK, middle, 411 + (300 - w) / 2, 0, name);
        return;
    }
    Rect slip = ui_slip_rect(0, 411, 46, utf8_count(name));
    ui_slip(ui, middle - slip.w / 2, 411, 46, name);
}

// ---- the open one -------------------------------------------------------------------

static float open_picture_h(const Ui *ui)
{
    float high = ui->is_portrait ? 330 : 268;
    return ui->modes.is_large ? high - 68 : high; // the words need the room
}

static void draw_open_text(App *app, const Districts *data, Rect box, int i, float alpha)
{
    Ui *ui = &app->ui;
    const District *district = &data->list.items[i];
    bool is_english = ui_is_english(ui);
    float x = box.x + 40;
    float w = box.w - 80;
    float y = box.y + open_picture_h(ui) + (ui->is_portrait ? 16 : 12);
    Label name = {.type = type_sized(TYPE_H2, is_english ? 36 : 52, 64),
                  .colour = INK,
                  .text = district->name,
                  .x = x,
                  .y = y,
                  .w = w,
                  .max_lines = 1,
                  .min_size = 24,
                  .alpha = alpha};
    Label tag = {.type = {FACE_SANS_MEDIUM, 26, 36},
                 .colour = RGB(0x175F50),
                 .text = district->tag,
                 .alpha = alpha};
    float tag_w = ui_measure(ui, &tag).w;
    Label whole = name;
    whole.w = 0;
    whole.min_size = 0;
    if (ui_measure(ui, &whole).w + 24 + tag_w > w) {
        name.text = district->short_name; // the whole name is on its page
    }
    float name_w = ui_text(ui, &name).w;
    bool is_beside = name_w + 24 + tag_w <= w;
    tag.x = is_beside ? x + name_w + 24 : x;
    tag.y = is_beside ? y + 22 : y + 60;
    ui_text(ui, &tag);
    Label what = {.type = is_english ? type_sized(TYPE_B2, 24, 31) : type_sized(TYPE_B2, 26, 40),
                  .colour = INK,
                  .text = district->known_for,
                  .x = x,
                  .y = tag.y + (is_beside ? 46 : 40),
                  .w = w,
                  .align = is_english ? ALIGN_START : ALIGN_JUSTIFY,
                  .is_hanging = true,
                  .max_lines = is_english ? 4 : 3,
                  .min_size = 22,
                  .alpha = alpha};
    ui_text(ui, &what);
    if (alpha < 1) {
        return;
    }
    FigureList figures = data->figures[i];
    figures.count = figures.count < FIGURES_SHOWN ? figures.count : FIGURES_SHOWN;
    int columns = part_figure_columns(app, &figures, w, FIGURES_SHOWN);
    float column = w / (float)columns;
    float cell_h = part_figure_height(ui);
    for (int k = 0; k < figures.count && k < columns; k++) {
        Rect cell = {x + column * (float)k, box.y + box.h - cell_h - (ui->is_portrait ? 24 : 4),
                     column - 12, cell_h};
        part_figure(app, cell, &figures.items[k], part_rule_colour(k));
    }
    float high = open_picture_h(ui);
    Rect button = {box.x + box.w - 28 - 248, box.y + high - 16 - 96, 248, 96};
    Str route = app_route(app, "district", district->id);
    chrome_button(app, button, app_label(app, "district.go"), "forward", true, ACTION_GO, 0, route);
}

static void draw_open(App *app, const Districts *data, const Leaf *leaf, int i)
{
    Ui *ui = &app->ui;
    Rect box = leaf->box;
    float alpha = leaf->open >= 1 ? 1 : clampf((leaf->open - 0.6f) / 0.4f, 0, 0.99f);
    ui_shadow(ui, box, 0, ELEVATION_RAISED);
    ui_fill(ui, box, colour_faded(WHITEWASH, leaf->open));
    ui_clip(ui, box);
    // The picture lies still and is uncovered as the fold opens.
    float high = open_picture_h(ui);
    float wide = ui->is_portrait ? 984 : FLAT;
    Rect picture = {box.x + (box.w - wide) / 2, box.y, wide, high};
    ui_picture(ui, data->list.items[i].picture, picture, data->focal[i], leaf->open);
    if (alpha > 0) {
        // Set at its final width: the lines do not change while the fold opens.
        Rect final = {box.x, box.y, ui->is_portrait ? box.w : FLAT, box.h};
        draw_open_text(app, data, final, i, alpha);
    }
    if (alpha >= 1) {
        Str mark = app_label(app, "mark.illustration");
        Label probe = {.type = theme_type(TYPE_C), .text = mark};
        float w = ui_measure(ui, &probe).w + 28;
        chrome_caption(app, box.x + box.w - 16 - w, box.y + 32, mark);
    }
    ui_unclip(ui);
}

// ---- the folds ------------------------------------------------------------------------

static void draw_edging(App *app, const Leaf *leaf)
{
    Path edging = band(&app->ui, leaf, 0, 16);
    Path gold = band(&app->ui, leaf, 16, 19);
    ui_path(&app->ui, &edging, leaf->box.x, leaf->box.y, DEEP);
    ui_path(&app->ui, &gold, leaf->box.x, leaf->box.y, GOLD_LINE);
}

static void draw_fold(App *app, const Districts *data, const Leaf *leaf, int i)
{
    Ui *ui = &app->ui;
    const District *district = &data->list.items[i];
    Rect box = leaf->box;
    if (leaf->open > 0) {
        draw_open(app, data, leaf, i);
    }
    if (leaf->open < 1) {
        draw_fold_picture(app, data, leaf, i);
    }
    draw_edging(app, leaf);
    if (leaf->open > 0) {
        return;
    }
    draw_fold_slip(app, leaf, district);
    if (ui_is_pressed(ui, TAP_FOLD, i, district->id)) {
        Path whole = band(ui, leaf, 0, box.h);
        ui_path(ui, &whole, box.x, box.y, RGBA(0x0D3642, 0.25f));
    }
    box.h += SHEAR;
    ui_target(ui, box, TAP_FOLD, i, district->id, district->name);
}

// ---- upright: the diagram, the names, the open one --------------------------------------

static Point board_origin(const Ui *ui)
{
    return ui->is_portrait ? (Point){TALL_X, TALL_Y} : (Point){1240, 8};
}

static float board_unit(const Ui *ui)
{
    return ui->is_portrait ? TALL_UNIT : 15.4f;
}

static Point middle_of(const MapShape *shape)
{
    Point sum = {0, 0};
    float area = 0;
    for (int i = 0; i < shape->count; i++) {
        Point a = shape->points[i];
        Point b = shape->points[(i + 1) % shape->count];
        float part = a.x * b.y - b.x * a.y;
        area += part;
        sum.x += (a.x + b.x) * part;
        sum.y += (a.y + b.y) * part;
    }
    return area != 0 ? (Point){sum.x / (3 * area), sum.y / (3 * area)} : (Point){0, 0};
}

static void draw_tall_map(App *app, const Districts *data, int chosen)
{
    Ui *ui = &app->ui;
    map_mini(app, &data->map, TALL_X, TALL_Y, TALL_UNIT, data->list.items[chosen].id);
    map_note(app, 762, 826, 286);
    for (int i = 0; i < data->map.piece_count; i++) {
        const MapPiece *piece = &data->map.pieces[i];
        Type type = type_sized(TYPE_H2, ui_is_english(ui) ? 22 : 32, ui_is_english(ui) ? 30 : 42);
        Point middle = middle_of(&piece->outline);
        Label name = {.type = type,
                      .colour = INK,
                      .text = piece->name,
                      .x = TALL_X + middle.x * TALL_UNIT - 64,
                      .w = 128,
                      .align = ALIGN_CENTRE,
                      .is_balanced = true,
                      .max_lines = 2,
                      .min_size = 22};
        name.y = TALL_Y + middle.y * TALL_UNIT - ui_measure(ui, &name).h / 2;
        ui_text(ui, &name);
    }
}

static void draw_tall_names(App *app, const Districts *data, int chosen)
{
    Ui *ui = &app->ui;
    const float gap = 8;
    float w = (984 + gap) / (float)data->list.count - gap;
    for (int i = 0; i < data->list.count; i++) {
        const District *district = &data->list.items[i];
        Rect tab = {48 + (w + gap) * (float)i, TALL_NAMES, w, 96};
        bool is_chosen = i == chosen;
        bool is_pressed = ui_is_pressed(ui, TAP_FOLD, i, district->id);
        if (!is_chosen) {
            ui_shadow(ui, tab, 16, ELEVATION_RESTING);
        }
        ui_round(ui, tab, 16, is_chosen ? DEEP : is_pressed ? CLOUD : WHITEWASH);
        Label name = {.type = type_sized(TYPE_H3, ui_is_english(ui) ? 22 : 30, 30),
                      .colour = is_chosen ? WHITE : INK,
                      .text = district->short_name,
                      .x = tab.x + 6,
                      .w = tab.w - 12,
                      .align = ALIGN_CENTRE,
                      .max_lines = 2,
                      .min_size = 22};
        name.y = tab.y + (tab.h - ui_measure(ui, &name).h) / 2;
        ui_text(ui, &name);
        ui_target(ui, tab, TAP_FOLD, i, district->id, district->name);
    }
}

static void draw_tall(App *app, const Districts *data, float open, int chosen)
{
    if (data->map.piece_count) {
        draw_tall_map(app, data, chosen);
    }
    draw_tall_names(app, data, chosen);
    Leaf leaf = {.box = {48, TALL_CARD, 984, TALL_CARD_H}, .open = open};
    draw_open(app, data, &leaf, chosen);
    draw_edging(app, &leaf);
}

// ---- the page -------------------------------------------------------------------------

static void draw_map_corner(App *app, const Districts *data, int chosen)
{
    Ui *ui = &app->ui;
    const District *district = &data->list.items[chosen];
    map_mini(app, &data->map, 1240, 8, board_unit(ui), district->id);
    Label name = {.type = type_sized(TYPE_H2, ui_is_english(ui) ? 30 : 40, 52),
                  .colour = INK,
                  .text = ui_is_english(ui) ? district->short_name : district->name,
                  .x = 1636,
                  .y = 150,
                  .w = 230,
                  .max_lines = 1,
                  .min_size = 24};
    ui_text(ui, &name);
    Label note = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = app_label(app, "mark.diagram"),
                  .x = 1636,
                  .y = 206,
                  .w = 232,
                  .max_lines = 2};
    if (data->latin[chosen].n) {
        ui_line(ui, TYPE_C, SLATE, 1636, 198, data->latin[chosen]);
        note.y = 238;
    }
    ui_text(ui, &note);
}

// What goes beyond one district: the city's parks and quarters, and the programmes.
static void draw_ways(App *app, Str city_id)
{
    Rect city = {232, 222, 328, 96};
    Rect help = {580, 222, 328, 96};
    if (app->ui.is_portrait) {
        city = (Rect){744, 48, 288, 96};
        help = (Rect){744, 156, 288, 96};
    } else if (ui_is_english(&app->ui)) { // the lead has two lines
        city = (Rect){912, 52, 328, 96};
        help = (Rect){912, 160, 328, 96};
    }
    if (city_id.n) {
        chrome_button(app, city, app_label(app, "districts.city"), NULL, false, ACTION_GO, 0,
                      app_route(app, "district", city_id));
    }
    chrome_button(app, help, app_label(app, "nav.programmes"), NULL, false, ACTION_GO, 0,
                  STR("programmes"));
}

static void drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    Districts *data = page->data;
    int count = data->list.count;
    chrome_backdrop(app, 3);
    chrome_slip(app, app_label(app, "districts.slip"), app_label(app, "districts.slip.latin"));
    float head_w = ui->is_portrait ? 520 : ui_is_english(ui) ? 660 : 960;
    Str lead = app_label(app, "districts.lead");
    if (ui->is_portrait) {
        chrome_head(app, app_label(app, "districts.title"), STR_NONE, 840);
        Label body = {.type = type_sized(TYPE_B1, 28, 44),
                      .colour = NIGHT_GREY,
                      .text = lead,
                      .x = 192,
                      .y = 144,
                      .w = head_w - 40,
                      .is_balanced = ui_is_english(ui),
                      .max_lines = 4};
        ui_text(ui, &body);
    } else {
        chrome_head(app, app_label(app, "districts.title"), lead, head_w);
    }
    if (!count) {
        chrome_empty(app, (Rect){232, 480, 784, 176}, app_label(app, "empty.district"),
                     app_label(app, "empty.page.hint"));
        return;
    }
    draw_ways(app, data->city);
    float open[MAX_FOLDS];
    for (int i = 0; i < count; i++) {
        bool is_moving = glide_is_moving(&data->open[i], app->now_ms) && !ui->modes.is_reduced;
        open[i] = is_moving ? glide_at(&data->open[i], app->now_ms) : data->open[i].to;
        if (is_moving) {
            ui_animate(ui);
        }
    }
    int chosen = page->memory.n[N_OPEN] - 1;
    if (ui->is_portrait) {
        draw_tall(app, data, open[chosen], chosen);
        return;
    }
    draw_map_corner(app, data, chosen);
    for (int i = 0; i < count; i++) {
        if (i != chosen) {
            Leaf leaf = leaf_at(open, i, count);
            draw_fold(app, data, &leaf, i);
        }
    }
    Leaf flat = leaf_at(open, chosen, count); // last: it stands in front
    draw_fold(app, data, &flat, chosen);
}

static void open_fold(App *app, Page *page, int n)
{
    Districts *data = page->data;
    int before = page->memory.n[N_OPEN] - 1;
    if (n < 0 || n >= data->list.count || before == n) {
        return;
    }
    page->memory.n[N_OPEN] = n + 1;
    glide_aim(&data->open[before], 0, app->now_ms, MS_OPEN);
    glide_aim(&data->open[n], 1, app->now_ms, MS_OPEN);
}

static void tapped(App *app, Page *page, const Target *target)
{
    if (target->action == TAP_FOLD) {
        open_fold(app, page, target->n);
    }
}

// A touch on a piece of the diagram opens its fold too.
static void gestured(App *app, Page *page, const Gesture *gesture)
{
    const Districts *data = page->data;
    if (gesture->kind != GESTURE_TAP) {
        return;
    }
    Point at = board_origin(&app->ui);
    float unit = board_unit(&app->ui);
    Point board = {(gesture->at.x - at.x) / unit, (gesture->at.y - at.y) / unit};
    int piece = district_piece_at(&data->map, board);
    for (int i = 0; piece >= 0 && i < data->list.count; i++) {
        if (str_eq(data->list.items[i].id, data->map.pieces[piece].id)) {
            open_fold(app, page, i);
        }
    }
}

const PageClass page_districts = {
    .name = "districts",
    .section = "districts",
    .has_bar = true,
    .opened = opened,
    .drawn = drawn,
    .tapped = tapped,
    .gesture = gestured,
};
