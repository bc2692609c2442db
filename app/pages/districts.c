#include "pages/districts.h"
#include "base/utf8.h"
#include "pages/chrome.h"
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
    FigureList figures[MAX_FOLDS];
    Point focal[MAX_FOLDS];
    Glide open[MAX_FOLDS]; // 0 folded … 1 flat
} Districts;

static const float SHEAR = 26;

// ---- opening ----------------------------------------------------------------------

static void opened(App *app, Page *page)
{
    Districts *data = arena_new(&page->arena, Districts, 1);
    page->data = data;
    map_load(app, &page->arena, &data->map);
    store_districts(app_store(app), &page->arena, STR("district"), &data->list, NULL);
    data->list.count = data->list.count < MAX_FOLDS ? data->list.count : MAX_FOLDS;
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
    float start, end; // how far the first and the last edge are set off
    float open;
    bool is_tall; // a column of the landscape screen; else a row of the portrait one
} Leaf;

static float folded_share(const Ui *ui, int count)
{
    float all = ui->is_portrait ? 1316 : 1624;
    float flat = ui->is_portrait ? 656 : 760;
    return count > 1 ? (all - flat) / (float)(count - 1) : flat;
}

static Leaf leaf_at(const Ui *ui, const float *open, int i, int count)
{
    float flat = ui->is_portrait ? 656 : 760;
    float folded = folded_share(ui, count);
    float at = ui->is_portrait ? 452 : 232;
    float sum = 0;
    for (int k = 0; k < count; k++) {
        sum += open[k];
    }
    // While one closes and another opens the widths still fill the screen.
    float spare = (1 - sum) * (flat - folded) / (float)count;
    for (int k = 0; k < i; k++) {
        at += lerpf(folded, flat, open[k]) + spare;
    }
    float size = lerpf(folded, flat, open[i]) + spare;
    float shear = SHEAR * (1 - open[i]);
    Leaf leaf = {.open = open[i],
                 .start = i % 2 == 0 ? shear : 0,
                 .end = i % 2 == 0 ? 0 : shear,
                 .is_tall = !ui->is_portrait};
    if (ui->is_portrait) {
        float left = lerpf(48, 40, open[i]);
        leaf.box = (Rect){left, at, lerpf(984 - SHEAR, 1000, open[i]), size};
    } else {
        float top = lerpf(352, 334, open[i]);
        leaf.box = (Rect){at, top, size, lerpf(534, 596, open[i])};
    }
    return leaf;
}

// The band of the fold from `from` to `to` dp off its top (its left side in portrait).
static Path band(Ui *ui, const Leaf *leaf, float from, float to)
{
    Path path = ui_path_begin(ui);
    if (leaf->is_tall) {
        path_move(&path, 0, leaf->start + from);
        path_line(&path, leaf->box.w, leaf->end + from);
        path_line(&path, leaf->box.w, leaf->end + to);
        path_line(&path, 0, leaf->start + to);
    } else {
        path_move(&path, leaf->start + from, 0);
        path_line(&path, leaf->start + to, 0);
        path_line(&path, leaf->end + to, leaf->box.h);
        path_line(&path, leaf->end + from, leaf->box.h);
    }
    path_close(&path);
    return path;
}

static float leaf_length(const Leaf *leaf)
{
    return leaf->is_tall ? leaf->box.h : leaf->box.w;
}

// ---- a folded one -------------------------------------------------------------------

static void draw_fold_picture(App *app, const Districts *data, const Leaf *leaf, int i)
{
    Ui *ui = &app->ui;
    Rect box = leaf->box;
    Point focal = data->focal[i];
    Str name = data->list.items[i].picture;
    Path whole = band(ui, leaf, 0, leaf_length(leaf));
    if (leaf->is_tall) {
        // As high as the fold, the subject in its middle; still while the fold opens.
        float w = (534 + SHEAR) * 1.6f;
        float x = box.x + box.w / 2 - clampf(focal.x * w, box.w / 2, w - box.w / 2);
        Rect picture = {x, 352 + leaf->start, w, w / 1.6f};
        float slope = (leaf->end - leaf->start) / box.w;
        picture.y -= slope * (box.x - x);
        ui_picture_in(ui, name, &whole, box.x, box.y, picture, slope, 1 - leaf->open);
    } else {
        float h = 1010 / 1.6f;
        float y = box.y + box.h / 2 - clampf(focal.y * h, box.h / 2, h - box.h / 2);
        ui_picture_in(ui, name, &whole, box.x, box.y, (Rect){36, y, 1010, h}, 0, 1 - leaf->open);
    }
    Point from = ui_to_px(ui, (Point){box.x, box.y});
    Point to = ui_to_px(ui, (Point){box.x + box.w, box.y + box.h});
    if (leaf->is_tall) {
        const GradientStop foot[] = {{0.45f, RGBA(0x0D3642, 0)},
                                     {1, RGBA(0x0A2630, 0.62f * (1 - leaf->open))}};
        Paint dark = paint_vertical(from.y, to.y, foot, COUNT(foot));
        ui_path_paint(ui, &whole, box.x, box.y, &dark);
    } else {
        const GradientStop side[] = {{0, RGBA(0x0A2630, 0.58f * (1 - leaf->open))},
                                     {0.7f, RGBA(0x0D3642, 0)}};
        Paint dark = paint_horizontal(from.x, to.x, side, COUNT(side));
        ui_path_paint(ui, &whole, box.x, box.y, &dark);
    }
    if (i % 2 == 1) {
        float fade = 1 - leaf->open;
        const GradientStop shade[] = {{0, RGBA(0x0A1E24, 0.34f * fade)},
                                      {1, RGBA(0x0A1E24, 0.06f * fade)}};
        Paint side = leaf->is_tall ? paint_horizontal(from.x, to.x, shade, COUNT(shade))
                                   : paint_vertical(from.y, to.y, shade, COUNT(shade));
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
    if (!leaf->is_tall) {
        Rect slip = {box.x + leaf->start + 44, box.y + (box.h - 84) / 2, 284, 84};
        slip_frame(ui, slip);
        Type type = type_sized(TYPE_H2, is_english ? 30 : 42, 52);
        ui_text_in(ui, type, INK, rect_inset(slip, 14), name);
        return;
    }
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
    float high = ui->is_portrait ? 288 : 268;
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
    float wide = ui->is_portrait ? 1000 : 760;
    Rect picture = {box.x + (box.w - wide) / 2, box.y, wide, high};
    ui_picture(ui, data->list.items[i].picture, picture, data->focal[i], leaf->open);
    if (alpha > 0) {
        // Set at its final width: the lines do not change while the fold opens.
        float flat = ui->is_portrait ? 656 : 760;
        Rect final =
            ui->is_portrait ? (Rect){box.x, box.y, box.w, flat} : (Rect){box.x, box.y, flat, box.h};
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

// ---- the page -------------------------------------------------------------------------

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
    Path edging = band(ui, leaf, 0, 16);
    Path gold = band(ui, leaf, 16, 19);
    ui_path(ui, &edging, box.x, box.y, DEEP);
    ui_path(ui, &gold, box.x, box.y, GOLD_LINE);
    if (leaf->open > 0) {
        return;
    }
    draw_fold_slip(app, leaf, district);
    if (ui_is_pressed(ui, TAP_FOLD, i, district->id)) {
        Path whole = band(ui, leaf, 0, leaf_length(leaf));
        ui_path(ui, &whole, box.x, box.y, RGBA(0x0D3642, 0.25f));
    }
    Rect seen = box;
    seen.w += leaf->is_tall ? 0 : SHEAR;
    seen.h += leaf->is_tall ? SHEAR : 0;
    ui_target(ui, seen, TAP_FOLD, i, district->id, district->name);
}

static void draw_map_corner(App *app, const Districts *data, const District *chosen)
{
    Ui *ui = &app->ui;
    if (ui->is_portrait) {
        map_mini(app, &data->map, 680, 88, 14.4f, chosen->id);
        map_note(app, 192, 330, 460);
        return;
    }
    map_mini(app, &data->map, 1240, 8, 15.4f, chosen->id);
    Label name = {.type = type_sized(TYPE_H2, ui_is_english(ui) ? 30 : 40, 52),
                  .colour = INK,
                  .text = ui_is_english(ui) ? chosen->short_name : chosen->name,
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
    ui_text(ui, &note);
}

static void drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    Districts *data = page->data;
    int count = data->list.count;
    chrome_backdrop(app, 3);
    chrome_slip(app, app_label(app, "districts.slip"), app_label(app, "districts.slip.latin"));
    float head_w = ui->is_portrait ? 520 : 960;
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
    float open[MAX_FOLDS];
    for (int i = 0; i < count; i++) {
        bool is_moving = glide_is_moving(&data->open[i], app->now_ms) && !ui->modes.is_reduced;
        open[i] = is_moving ? glide_at(&data->open[i], app->now_ms) : data->open[i].to;
        if (is_moving) {
            ui_animate(ui);
        }
    }
    int chosen = page->memory.n[N_OPEN] - 1;
    draw_map_corner(app, data, &data->list.items[chosen]);
    for (int i = 0; i < count; i++) {
        if (i != chosen) {
            Leaf leaf = leaf_at(ui, open, i, count);
            draw_fold(app, data, &leaf, i);
        }
    }
    Leaf flat = leaf_at(ui, open, chosen, count); // last: it stands in front
    draw_fold(app, data, &flat, chosen);
}

static void tapped(App *app, Page *page, const Target *target)
{
    Districts *data = page->data;
    if (target->action != TAP_FOLD || target->n >= data->list.count) {
        return;
    }
    int before = page->memory.n[N_OPEN] - 1;
    if (before == target->n) {
        return;
    }
    page->memory.n[N_OPEN] = target->n + 1;
    glide_aim(&data->open[before], 0, app->now_ms, MS_OPEN);
    glide_aim(&data->open[target->n], 1, app->now_ms, MS_OPEN);
}

const PageClass page_districts = {
    .name = "districts",
    .section = "districts",
    .has_bar = true,
    .opened = opened,
    .drawn = drawn,
    .tapped = tapped,
};
