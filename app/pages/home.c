#include "pages/home.h"
#include "base/utf8.h"
#include "pages/chrome.h"

enum {
    MAX_FOLDS = 6,
    MAX_FIGURES = 3,
    FLOW_MS = 20000, // the line slows down and rests, so that the machine may sleep
    FRAME_MS = 33,
};

typedef struct {
    FoldList folds;
    Figure figures[MAX_FIGURES];
    int figure_count;
    Str title, lead, seal;
} Home;

static void home_opened(App *app, Page *page)
{
    Home *data = arena_new(&page->arena, Home, 1);
    store_folds(app->store, &page->arena, &data->folds, NULL);
    data->title = store_value(app->store, &page->arena, STR("title_home"));
    data->lead = store_value(app->store, &page->arena, STR("lead_home"));
    data->seal = store_value(app->store, &page->arena, STR("seal"));
    Str rest = store_value(app->store, &page->arena, STR("figures_home"));
    Str id;
    while (data->figure_count < MAX_FIGURES && str_split(&rest, ';', &id)) {
        if (store_figure(app->store, &page->arena, id, &data->figures[data->figure_count])) {
            data->figure_count++;
        }
    }
    page->data = data;
}

// clang-format off
static const GradientStop GROUND[] = {
    {0, {0xCF, 0xE2, 0xE2, 255}}, {0.34f, {0xEA, 0xF1, 0xEC, 255}}, {0.60f, {0xEE, 0xF3, 0xF0, 255}}};
static const GradientStop FADE[] = {{0, {0xEE, 0xF3, 0xF0, 0}}, {1, {0xEE, 0xF3, 0xF0, 255}}};
static const GradientStop CURRENT[] = {
    {0,    {0x8F, 0xBF, 0xD0, 0}},   {0.12f, {0x3E, 0x86, 0xAE, 255}}, {0.5f, {0x1C, 0x5F, 0x8B, 255}},
    {0.8f, {0x1F, 0x7A, 0x67, 255}}, {1,     {0xFF, 0xC6, 0x2B, 255}}};
static const Point SPINE[] = {
    {-40, 330}, {260, 352}, {620, 300}, {980, 340}, {1300, 290}, {1600, 290}, {1790, 226}};
static const Point SPINE_PORTRAIT[] = {
    {-40, 620}, {160, 596}, {380, 628}, {540, 624}, {660, 560}, {740, 460}, {860, 440}, {940, 410}, {980, 330}};
// clang-format on

// Geometry of the screen's panels (language.md §6.3; portrait §13).
typedef struct {
    float x, w;  // first panel, dp
    float shear; // how far every other edge hangs lower
    float height;
    float picture_w;  // of the panorama
    float picture_up; // it begins so far above the panel's top
} Folding;

static const Folding WIDE = {64, 1792.0f / 6, 34, 520, 1792, 158};
static const Folding TALL = {48, 328, 36, 484, 2700, 392};

typedef struct {
    float x, w, top;   // of the panel's left edge at offset 0
    float left, right; // how much lower its edges hang
    int index;         // scene of the panorama
    bool is_shaded;
    float picture_x; // left end of the panorama
} Panel;

static Panel panel_at(const Ui *ui, int i)
{
    if (!ui->is_portrait) {
        const Folding *s = &WIDE;
        return (Panel){.x = s->x + (float)i * s->w,
                       .w = s->w,
                       .top = 372,
                       .left = i % 2 == 0 ? s->shear : 0,
                       .right = i % 2 == 0 ? 0 : s->shear,
                       .index = i,
                       .is_shaded = i % 2 == 1,
                       .picture_x = s->x};
    }
    const Folding *s = &TALL;
    int row = i / 3;
    int column = i % 3;
    bool is_low_left = (column + row) % 2 == 0;
    float x = s->x + (float)column * s->w;
    float scene = s->picture_w / 6;
    return (Panel){.x = x,
                   .w = s->w,
                   .top = row ? 1220 : 650,
                   .left = is_low_left ? s->shear : 0,
                   .right = is_low_left ? 0 : s->shear,
                   .index = i,
                   .is_shaded = !is_low_left,
                   .picture_x = x - (float)i * scene - (scene - s->w) / 2};
}

// A strip of the panel between two heights below its top edge, as a path around (x, top).
static Path strip(Ui *ui, const Panel *p, float from, float to)
{
    Path path = ui_path_begin(ui);
    path_move(&path, 0, p->left + from);
    path_line(&path, p->w, p->right + from);
    path_line(&path, p->w, p->right + to);
    path_line(&path, 0, p->left + to);
    path_close(&path);
    return path;
}

static float px_y(const Ui *ui, float dp)
{
    return ui->origin_y + dp * ui->scale;
}

static float px_x(const Ui *ui, float dp)
{
    return ui->origin_x + dp * ui->scale;
}

static void draw_panel(App *app, const Panel *p)
{
    Ui *ui = &app->ui;
    const Folding *s = ui->is_portrait ? &TALL : &WIDE;
    float h = s->height;
    Path whole = strip(ui, p, 0, h);
    float slope = (p->right - p->left) / p->w;
    float picture_y = p->top + p->left - s->picture_up - slope * (p->x - p->picture_x);
    Rect picture = {p->picture_x, picture_y, s->picture_w, s->picture_w / 3};
    ui_path(ui, &whole, p->x, p->top, RGB(0x0F4152));
    ui_picture_in(ui, STR("panorama/whole"), &whole, p->x, p->top, picture, slope, 1);
    float top_px = px_y(ui, p->top);
    float bottom_px = px_y(ui, p->top + h + s->shear);
    const GradientStop scrim[] = {
        {0.54f, RGBA(0x0D3642, 0)}, {0.76f, RGBA(0x0B2E39, 0.86f)}, {0.92f, RGBA(0x09242E, 0.97f)}};
    Paint dark = paint_vertical(top_px, bottom_px, scrim, COUNT(scrim));
    ui_path_paint(ui, &whole, p->x, p->top, &dark);
    if (p->is_shaded) {
        const GradientStop shade[] = {{0, RGBA(0x0A1E24, 0.20f)}, {1, RGBA(0x0A1E24, 0.03f)}};
        Paint side = paint_horizontal(px_x(ui, p->x), px_x(ui, p->x + p->w), shade, COUNT(shade));
        ui_path_paint(ui, &whole, p->x, p->top, &side);
    }
    Path edging = strip(ui, p, 0, 16);
    ui_path(ui, &edging, p->x, p->top, DEEP);
    Path gold = strip(ui, p, 16, 19);
    ui_path(ui, &gold, p->x, p->top, GOLD_LINE);
    Path foot = strip(ui, p, h - 12, h);
    ui_path(ui, &foot, p->x, p->top, DEEP);
}

// The light on the folds that stand back, and the shadow the screen throws on the floor.
static void draw_fold_light(App *app, const Panel *p)
{
    float h = app->ui.is_portrait ? TALL.height : WIDE.height;
    if (p->left < p->right) {
        ui_fill(&app->ui, (Rect){p->x - 1, p->top + 19, 2, h - 31}, RGBA(0xFFFFFF, 0.35f));
    }
}

static void draw_floor(App *app, int first, int last)
{
    Ui *ui = &app->ui;
    Panel start = panel_at(ui, first);
    float base = start.top + (ui->is_portrait ? TALL.height : WIDE.height);
    float floor = base + 64;
    Path path = ui_path_begin(ui);
    path_move(&path, 0, start.left - 4);
    for (int i = first; i <= last; i++) {
        Panel p = panel_at(ui, i);
        path_line(&path, p.x + p.w - start.x, p.right - 4);
    }
    Panel end = panel_at(ui, last);
    path_line(&path, end.x + end.w - start.x - 20, floor - base);
    path_line(&path, 20, floor - base);
    path_close(&path);
    const GradientStop shadow[] = {{0, RGBA(0x0A1E24, 0.34f)}, {1, RGBA(0x0A1E24, 0)}};
    Paint paint = paint_vertical(px_y(ui, base), px_y(ui, floor), shadow, COUNT(shadow));
    ui_path_paint(ui, &path, start.x, base, &paint);
}

static void draw_fold_slip(App *app, const Panel *p, const Fold *fold)
{
    Ui *ui = &app->ui;
    float y = p->top + 52;
    if (!ui_is_english(ui)) {
        ui_slip(ui, p->x + 26, y, 48, fold->name);
        return;
    }
    Rect box = {p->x + 24, y, 250, 92};
    ui_shadow(ui, box, 0, ELEVATION_RESTING);
    ui_fill(ui, box, WHITEWASH);
    ui_round_frame(ui, rect_inset(box, 6), 0, 2, INK);
    Label name = {.type = {FACE_SERIF_BOLD, 30, 34},
                  .colour = INK,
                  .text = fold->name,
                  .x = box.x + 14,
                  .w = box.w - 28,
                  .align = ALIGN_CENTRE,
                  .max_lines = 2,
                  .min_size = 24,
                  .is_balanced = true};
    float h = ui_measure(ui, &name).h;
    name.y = box.y + (box.h - h) / 2;
    ui_text(ui, &name);
}

static void draw_fold_words(App *app, const Panel *p, const Fold *fold)
{
    Ui *ui = &app->ui;
    float x = p->x + 26;
    float w = p->w - 44;
    float room = ui->is_portrait ? 308 : 344; // two lines of large type need more
    float y = p->top + (ui->modes.is_large ? room : 372);
    bool is_long = utf8_count(fold->figure) > 5;
    Label figure = {.type = {FACE_SERIF_BLACK, is_long ? 46 : 68, 74},
                    .colour = GAMBOGE,
                    .text = fold->figure,
                    .x = x,
                    .y = y,
                    .w = w,
                    .max_lines = 1,
                    .min_size = 34};
    float figure_w = ui_text(ui, &figure).w;
    if (fold->unit.n && figure_w + 70 < w) {
        Label unit = {.type = {FACE_SANS_MEDIUM, 26, 40},
                      .colour = WHITE,
                      .text = fold->unit,
                      .x = x + figure_w + 12,
                      .y = y + 28};
        ui_text(ui, &unit);
    }
    Label line = {.type = {FACE_SANS_REGULAR, 25, 36},
                  .colour = RGB(0xEAF2F0),
                  .text = fold->line,
                  .x = x,
                  .y = y + 72,
                  .w = w,
                  .max_lines = 2};
    ui_text(ui, &line);
}

static void draw_folds(App *app, const Home *data)
{
    Ui *ui = &app->ui;
    int count = data->folds.count < MAX_FOLDS ? data->folds.count : MAX_FOLDS;
    int per_row = ui->is_portrait ? 3 : MAX_FOLDS;
    Rect around = {0, ui->is_portrait ? 640 : 360, ui->w, ui->is_portrait ? 1160 : 600};
    ui_layer(ui, around, 0, 0, 1);
    for (int first = 0; first < count; first += per_row) {
        int last = first + per_row <= count ? first + per_row - 1 : count - 1;
        draw_floor(app, first, last);
    }
    for (int i = 0; i < count; i++) {
        Panel p = panel_at(ui, i);
        draw_panel(app, &p);
    }
    for (int i = 0; i < count; i++) {
        Panel p = panel_at(ui, i);
        draw_fold_light(app, &p);
        draw_fold_slip(app, &p, &data->folds.items[i]);
        draw_fold_words(app, &p, &data->folds.items[i]);
    }
    ui_end_layer(ui);
    for (int i = 0; i < count; i++) {
        Panel p = panel_at(ui, i);
        const Fold *fold = &data->folds.items[i];
        const Folding *s = ui->is_portrait ? &TALL : &WIDE;
        if (ui_is_pressed(ui, ACTION_GO, 0, fold->id)) {
            Path whole = strip(ui, &p, 0, s->height);
            ui_path(ui, &whole, p.x, p.top, colour_faded(DEEP, 0.10f));
        }
        Rect box = {p.x, p.top, p.w, s->height + s->shear};
        ui_target(ui, box, ACTION_GO, 0, fold->id, fold->name);
    }
}

static void draw_ground(App *app)
{
    Ui *ui = &app->ui;
    float grow = ui->is_portrait ? 1.25f : 1;
    float fade_to = ui->is_portrait ? 700 : 520;
    if (ui->modes.is_contrast) { // no landscape (§15.2)
        chrome_ground(app, MOON);
        return;
    }
    ui_layer(ui, (Rect){0, 0, ui->w, ui->h}, 0, 0, 1);
    ui_gradient(ui, (Rect){0, 0, ui->w, ui->h}, GROUND, COUNT(GROUND));
    ui_clip(ui, (Rect){0, 0, ui->w, fade_to});
    chrome_panorama(app, "panorama/far", 0, -330 * grow, 2700 * grow, 0.8f);
    chrome_panorama(app, "panorama/mid", 0, -330 * grow, 2700 * grow, 0.3f);
    ui_gradient(ui, (Rect){0, 120, ui->w, fade_to - 120}, FADE, COUNT(FADE));
    ui_unclip(ui);
    ui_end_layer(ui);
}

// The line flows for a while after somebody came and then comes to rest.
static float flow(App *app, const Page *page)
{
    if (app->ui.modes.is_reduced) {
        return 0;
    }
    float t = (float)(app->now_ms > page->ready_ms ? app->now_ms - page->ready_ms : 0);
    float end = FLOW_MS;
    if (t < end) {
        ui_wake_at(&app->ui, app->now_ms + FRAME_MS);
    } else {
        t = end;
    }
    return 0.20f / 1000 * (t - t * t / (2 * end));
}

static void draw_line(App *app, const Page *page)
{
    Ui *ui = &app->ui;
    bool is_tall = ui->is_portrait;
    Current line = {.points = is_tall ? SPINE_PORTRAIT : SPINE,
                    .count = is_tall ? COUNT(SPINE_PORTRAIT) : COUNT(SPINE),
                    .width = 6,
                    .swell = 26,
                    .power = 1,
                    .strands = 9,
                    .k = 1.7f,
                    .phase = 0.2f + flow(app, page),
                    .stroke = 2.4f,
                    .alpha = 0.7f,
                    .stops = CURRENT,
                    .stop_count = COUNT(CURRENT)};
    ui_current(ui, &line);
    ui_pearl(ui, line.points[line.count - 1], 15);
}

static void draw_figures(App *app, const Home *data)
{
    Ui *ui = &app->ui;
    float x = ui->is_portrait ? 236 : 1238;
    float pitch = ui->is_portrait ? 264 : 214;
    float y = ui->is_portrait ? 76 : 60;
    for (int i = 0; i < data->figure_count; i++) {
        const Figure *figure = &data->figures[i];
        float at = x + pitch * (float)i;
        chrome_figure(app, at, y, pitch - 40, figure, figure->label);
        if (i + 1 < data->figure_count) {
            ui_fill(ui, (Rect){at + pitch - 20, y, 1, 110}, RGB(0x8FB0AE));
        }
        Str route = app_route(app, "figure", figure->id);
        ui_target(ui, (Rect){at, y, pitch - 24, 120}, ACTION_GO, 0, route, figure->label);
    }
}

// Up to and with the first full stop.
static Str first_sentence(Str text)
{
    static const char *const STOPS[] = {"。", ". "};
    for (int i = 0; i < COUNT(STOPS); i++) {
        int at = str_find(text, str_from(STOPS[i]));
        if (at >= 0) {
            return str_trim(str_sub(text, 0, at + str_from(STOPS[i]).n));
        }
    }
    return text;
}

// The title's parts, each on its own line where the screen is tall.
static Str in_lines(App *app, Str title)
{
    int space = str_find_char(title, ' ');
    if (space < 0 || !app->ui.is_portrait || ui_is_english(&app->ui)) {
        return title;
    }
    return str_format(app->ui.frame, "%.*s\n%.*s", space, title.p,
                      STR_ARG(str_from_offset(title, space + 1)));
}

static void draw_head(App *app, const Home *data)
{
    Ui *ui = &app->ui;
    bool is_tall = ui->is_portrait;
    ui_seal(ui, 64, is_tall ? 72 : 64, is_tall ? 104 : 92, data->seal, false);
    Label title = {.type = theme_type(TYPE_D1), .colour = INK, .text = in_lines(app, data->title)};
    if (is_tall) {
        title.type = (Type){FACE_SERIF_BLACK, 124, 140};
        title.x = 64;
        title.y = 236;
        title.w = 900;
        title.max_lines = 2;
    } else {
        title.x = 218;
        title.y = 50;
        title.w = 980;
        title.max_lines = 1;
        title.min_size = 60;
    }
    if (ui_is_english(ui)) {
        title.type =
            is_tall ? (Type){FACE_SERIF_BLACK, 84, 104} : (Type){FACE_SERIF_BLACK, 72, 130};
    }
    ui_text(ui, &title);
    Label lead = {.type = theme_type(TYPE_B1),
                  .colour = NIGHT_GREY,
                  .text = is_tall ? first_sentence(data->lead) : data->lead,
                  .x = is_tall ? 66 : 222,
                  .y = is_tall ? 536 : 184,
                  .w = is_tall ? 900 : 1010,
                  .max_lines = ui->modes.is_large && !is_tall ? 2 : 1,
                  .min_size = 26};
    if (is_tall && ui_is_english(ui)) { // two short lines beside the line on its way up
        lead.y = 470;
        lead.w = 520;
        lead.max_lines = 2;
        lead.is_balanced = true;
    }
    ui_text(ui, &lead);
}

static void home_drawn(App *app, Page *page)
{
    const Home *data = page->data;
    draw_ground(app);
    draw_line(app, page);
    draw_head(app, data);
    draw_figures(app, data);
    draw_folds(app, data);
}

const PageClass page_home = {
    .name = "home", .has_bar = true, .opened = home_opened, .drawn = home_drawn};
