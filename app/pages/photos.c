#include "pages/photos.h"
#include "base/utf8.h"
#include "pages/chrome.h"

// The wall repeats this pattern (language.md §12, 08): x along the scroll, y and size within the
// 640 dp of paper. `next` is where the following cycle begins.
typedef struct {
    float x, y, w, h;
} Place;

// clang-format off
static const Place WIDE[] = {
    {0, 0, 560, 640},      {576, 0, 400, 312},    {576, 328, 400, 312},  {992, 0, 620, 392},
    {992, 408, 302, 232},  {1310, 408, 302, 232}, {1628, 0, 420, 640},   {2064, 0, 520, 320},
    {2064, 336, 252, 304}, {2332, 336, 252, 304}, {2600, 0, 620, 640},   {3236, 0, 420, 312},
    {3236, 328, 420, 312}, {3672, 0, 420, 640},   {4108, 0, 520, 640}};
static const float WIDE_CYCLE = 4644;

// Portrait: the scroll hangs, and runs downwards; x and y as they are seen.
static const Place TALL[] = {
    {0, 0, 880, 540},    {0, 556, 432, 380},  {448, 556, 432, 380}, {0, 952, 280, 340},
    {296, 952, 584, 340}, {0, 1308, 584, 340}, {600, 1308, 280, 340}};
static const float TALL_CYCLE = 1664;

static const GradientStop GROUND[] = {{0, {0x0D, 0x36, 0x42, 255}}, {1, {0x0A, 0x29, 0x33, 255}}};
static const GradientStop WOOD[] = {
    {0, {0x5E, 0x33, 0x10, 255}}, {0.35f, {0xC5, 0x8B, 0x4B, 255}},
    {0.6f, {0x8A, 0x54, 0x20, 255}}, {1, {0x3F, 0x22, 0x0B, 255}}};
static const GradientStop CAPTION[] = {{0, {0x08, 0x1E, 0x26, 0}}, {1, {0x08, 0x1E, 0x26, 224}}};
// clang-format on

static const Colour PAPER = {0xE9, 0xE1, 0xCB, 255};

typedef struct {
    PhotoList photos;
    Str title, lead;
} Photos;

static void photos_opened(App *app, Page *page)
{
    Photos *data = arena_new(&page->arena, Photos, 1);
    store_photos(app->store, &page->arena, &data->photos, NULL);
    data->title = store_label(app->store, &page->arena, STR("photos.title"));
    bool is_tall = app->ui.is_portrait;
    data->lead = store_label(app->store, &page->arena,
                             is_tall ? STR("photos.lead.portrait") : STR("photos.lead"));
    page->data = data;
}

// Where picture `i` of `total` hangs, dp from the start of the scroll. The last one takes the room
// of the neighbours it does not have.
static Rect place_of(bool is_tall, int i, int total)
{
    int count = is_tall ? COUNT(TALL) : COUNT(WIDE);
    const Place *place = is_tall ? &TALL[i % count] : &WIDE[i % count];
    float cycle = (float)(i / count);
    Rect at = {place->x + (is_tall ? 0 : cycle * WIDE_CYCLE),
               place->y + (is_tall ? cycle * TALL_CYCLE : 0), place->w, place->h};
    if (i == total - 1 && is_tall) {
        at.w = 880 - place->x;
    } else if (i == total - 1) {
        const Place *next = &WIDE[(i + 1) % COUNT(WIDE)];
        bool is_beside = place->y > 0 && next->y == place->y;
        at.w = is_beside ? next->x + next->w - place->x : place->w;
        at.h = 640 - place->y;
    }
    return at;
}

static float length_of(bool is_tall, int count)
{
    float length = 0;
    for (int i = 0; i < count; i++) {
        Rect place = place_of(is_tall, i, count);
        float end = is_tall ? place.y + place.h : place.x + place.w;
        length = end > length ? end : length;
    }
    return length;
}

static void draw_tile(App *app, const Photo *photo, Rect at)
{
    Ui *ui = &app->ui;
    Str route = app_route(app, "photo", photo->id);
    ui_picture(ui, photo->picture, at, (Point){(float)photo->focal_x, (float)photo->focal_y}, 1);
    bool is_drawn = str_is(photo->kind, "illustration");
    if (ui_picture_is_broken(ui, photo->picture)) {
        Label sorry = {.type = theme_type(TYPE_C),
                       .colour = INK,
                       .text = app_label(app, "photo.broken"),
                       .x = at.x + 16,
                       .y = at.y + 20,
                       .w = at.w - 32,
                       .max_lines = 2};
        ui_text(ui, &sorry);
    }
    Label probe = {.type = {FACE_SERIF_BOLD, 26, 40}, .text = photo->title};
    bool is_long = is_drawn && ui_measure(ui, &probe).w > at.w - 210;
    bool is_small = at.w < 320 || is_long; // the mark stands below the name
    float foot = is_small ? 120 : 100;
    ui_gradient(ui, (Rect){at.x, at.y + at.h - foot, at.w, foot}, CAPTION, COUNT(CAPTION));
    Label mark = {.type = theme_type(TYPE_C),
                  .colour = WHITE,
                  .text = is_drawn ? app_label(app, "mark.illustration") : STR_NONE};
    float mark_w = is_drawn && !is_small ? ui_measure(ui, &mark).w + 20 : 0;
    Label name = {.type = {FACE_SERIF_BOLD, at.w < 320 ? 24 : 30, 40},
                  .colour = WHITE,
                  .text = photo->title,
                  .x = at.x + 18,
                  .y = at.y + at.h - 56,
                  .w = at.w - 36 - (mark_w > 0 ? mark_w + 14 : 0),
                  .max_lines = 1,
                  .min_size = 22};
    if (is_small && is_drawn) {
        name.y -= is_long ? 22 : 16;
    }
    float name_w = ui_text(ui, &name).w;
    if (is_drawn) {
        Rect box = is_small ? (Rect){at.x + 18, at.y + at.h - 40, 0, 32}
                            : (Rect){at.x + 18 + name_w + 14, at.y + at.h - 54, mark_w, 36};
        mark.x = is_small ? box.x : box.x + 10;
        mark.y = box.y + (box.h - 30) / 2;
        ui_text(ui, &mark);
        if (!is_small) {
            ui_round_frame(ui, box, 8, 1.5f, colour_faded(WHITE, 0.8f));
        }
    }
    if (ui_is_pressed(ui, ACTION_GO, 0, route)) {
        ui_fill(ui, at, colour_faded(DEEP, 0.25f));
    }
    ui_target(ui, at, ACTION_GO, 0, route, photo->title);
}

static void draw_wall(App *app, Page *page, Rect view, Point start)
{
    Ui *ui = &app->ui;
    const Photos *data = page->data;
    bool is_tall = ui->is_portrait;
    float margin = is_tall ? 36 : 28;
    float length = length_of(is_tall, data->photos.count) + 2 * margin;
    ui_scroll(ui, &page->scrolls[0], view, length, !is_tall);
    float pos = page->scrolls[0].pos;
    ui_clip(ui, view);
    // Only the cycles of the pattern that lie in view or next to it are walked.
    int pattern = is_tall ? COUNT(TALL) : COUNT(WIDE);
    float cycle = is_tall ? TALL_CYCLE : WIDE_CYCLE;
    float screen = is_tall ? view.h : view.w;
    int first = (int)clampf((pos - screen) / cycle - 1, 0, (float)data->photos.count) * pattern;
    float ahead = pos + 2 * screen;
    for (int i = first; i < data->photos.count; i++) {
        Rect at = place_of(is_tall, i, data->photos.count);
        if ((is_tall ? at.y : at.x) > ahead) {
            break;
        }
        at.x += start.x - (is_tall ? 0 : pos);
        at.y += start.y - (is_tall ? pos : 0);
        bool is_seen = is_tall ? at.y < view.y + view.h && at.y + at.h > view.y
                               : at.x < view.x + view.w && at.x + at.w > view.x;
        if (is_seen) {
            draw_tile(app, &data->photos.items[i], at);
        } else {
            ui_picture_ahead(ui, data->photos.items[i].picture, at);
        }
    }
    ui_unclip(ui);
}

// The silk border: azurite with a gamboge wave (§6.5).
static void draw_border(App *app, Rect box)
{
    Ui *ui = &app->ui;
    ui_fill(ui, box, AZURITE);
    Path wave = ui_path_begin(ui);
    path_move(&wave, 0, 0);
    for (float x = 0; x < box.w; x += 20) {
        float up = ((int)(x / 20) % 2 == 0) ? -6 : 6;
        path_cubic(&wave, x + 7, up, x + 13, up, x + 20, 0);
    }
    OutlineStyle line = {.is_stroke = true, .width = 2};
    ui_clip(ui, box);
    ui_stroke(ui, &wave, box.x, box.y + box.h / 2, line, colour_faded(GAMBOGE, 0.55f));
    ui_unclip(ui);
}

static void draw_landscape(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const Photos *data = page->data;
    ui_layer(ui, (Rect){0, 0, ui->w, ui->h}, 0, 0, 1);
    ui_gradient(ui, (Rect){0, 0, ui->w, ui->h}, GROUND, COUNT(GROUND));
    ui_fill(ui, (Rect){220, 174, 1700, 732}, PAPER);
    draw_border(app, (Rect){220, 148, 1700, 26});
    draw_border(app, (Rect){220, 906, 1700, 26});
    ui_end_layer(ui);
    Type head = ui_is_english(ui) ? type_sized(TYPE_H1, 42, 77) : type_sized(TYPE_H1, 60, 77);
    Label title = {.type = head, .colour = WHITE, .text = data->title, .x = 232, .y = 44};
    float w = ui_text(ui, &title).w;
    Label lead = {.type = theme_type(TYPE_B1),
                  .colour = MIST_WHITE,
                  .text = data->lead,
                  .x = 232 + w + 48,
                  .y = 66,
                  .w = 1856 - (232 + w + 48),
                  .max_lines = 1,
                  .min_size = 24};
    ui_text(ui, &lead);
    draw_wall(app, page, (Rect){240, 174, 1680, 732}, (Point){268, 220});
    const GradientStop cast[] = {{0, RGBA(0x0A1E24, 0.4f)}, {1, RGBA(0x0A1E24, 0)}};
    ui_gradient_across(ui, (Rect){248, 148, 60, 784}, cast, COUNT(cast));
    ui_round(ui, (Rect){214, 100, 26, 880}, 6, RGB(0x0D1F24));
    Path roller = ui_path_begin(ui);
    path_round_rect(&roller, (Rect){0, 0, 42, 824}, 8);
    float left = ui->origin_x + 206 * ui->scale;
    Paint wood = paint_horizontal(left, left + 42 * ui->scale, WOOD, COUNT(WOOD));
    ui_path_paint(ui, &roller, 206, 128, &wood);
}

static void draw_portrait(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const Photos *data = page->data;
    ui_layer(ui, (Rect){0, 0, ui->w, ui->h}, 0, 0, 1);
    ui_gradient(ui, (Rect){0, 0, ui->w, ui->h}, GROUND, COUNT(GROUND));
    ui_fill(ui, (Rect){64, 460, 952, 1340}, PAPER);
    ui_fill(ui, (Rect){48, 460, 16, 1340}, AZURITE);
    ui_fill(ui, (Rect){1016, 460, 16, 1340}, AZURITE);
    ui_end_layer(ui);
    Label title = {
        .type = ui_title(ui, TYPE_H1), .colour = WHITE, .text = data->title, .x = 192, .y = 56};
    ui_text(ui, &title);
    Label lead = {.type = theme_type(TYPE_B1),
                  .colour = MIST_WHITE,
                  .text = data->lead,
                  .x = 192,
                  .y = 144,
                  .w = 840,
                  .max_lines = 4};
    ui_text(ui, &lead);
    draw_wall(app, page, (Rect){64, 460, 952, 1340}, (Point){100, 496});
    const GradientStop cast[] = {{0, RGBA(0x0A1E24, 0.4f)}, {1, RGBA(0x0A1E24, 0)}};
    ui_gradient(ui, (Rect){48, 456, 984, 48}, cast, COUNT(cast));
    ui_round(ui, (Rect){16, 424, 1048, 26}, 6, RGB(0x0D1F24));
    Path roller = ui_path_begin(ui);
    path_round_rect(&roller, (Rect){0, 0, 1008, 42}, 8);
    float top = ui->origin_y + 416 * ui->scale;
    Paint wood = paint_vertical(top, top + 42 * ui->scale, WOOD, COUNT(WOOD));
    ui_path_paint(ui, &roller, 36, 416, &wood);
}

static void photos_drawn(App *app, Page *page)
{
    if (app->ui.is_portrait) {
        draw_portrait(app, page);
    } else {
        draw_landscape(app, page);
    }
    Ui *ui = &app->ui;
    Str name = app_label(app, "photos.slip");
    Str latin = app_label(app, "photos.slip.latin");
    bool is_dark_beside = !ui->is_portrait && !ui_is_english(ui);
    chrome_slip(app, name, is_dark_beside ? STR_NONE : latin);
    if (is_dark_beside) { // the slip's own caption is made for paper
        Rect slip = ui_slip_rect(64, 56, 64, utf8_count(name));
        ui_turned(ui, theme_type(TYPE_L), MIST_WHITE, slip.x + slip.w / 2, slip.y + slip.h + 22,
                  0.08f, latin);
    }
}

const PageClass page_photos = {.name = "photos",
                               .section = "photos",
                               .has_bar = true,
                               .opened = photos_opened,
                               .drawn = photos_drawn};
