#include "pages/attract.h"
#include "pages/attract_scenes.h"
#include "pages/chrome.h"

// The scenes follow each other: the scroll with its slip, a picture with a figure, a chain, the
// districts. Nothing on the glass stands still for a minute, so that no panel keeps a ghost of it;
// with each round the language changes.
enum {
    SCENE_MS = 14000,
    FADE_MS = 700,
    FRAME_MS = 33,    // 30 frames a second are calm enough here
    STILL_MS = 12000, // with reduced motion a scene is drawn once
    HALO_MS = 2400,
    N_ROUND = 0, // memory: rounds before this page was opened
};

typedef enum { SCENE_SCROLL, SCENE_PICTURE, SCENE_CHAIN, SCENE_DISTRICTS, SCENES } Scene;

typedef struct {
    MessageList messages;
    Scenes scenes;
    Str hall, tagline, touch;
    bool has_languages;
} Attract;

static void attract_opened(App *app, Page *page)
{
    Attract *data = arena_new(&page->arena, Attract, 1);
    Store *store = app_store(app);
    store_messages(store, &page->arena, &data->messages, NULL);
    scenes_load(app, &page->arena, &data->messages, page->memory.n[N_ROUND], &data->scenes);
    data->hall = store_value(store, &page->arena, STR("hall_name"));
    data->tagline = store_value(store, &page->arena, STR("tagline"));
    data->touch = store_label(store, &page->arena, STR("attract.touch"));
    data->has_languages = store_info(store, &page->arena).language_count > 1;
    page->data = data;
}

// clang-format off
static const GradientStop SKY[] = {
    {0,     {0x0B, 0x30, 0x3C, 255}}, {0.26f, {0x1D, 0x5E, 0x70, 255}}, {0.50f, {0x7F, 0xB2, 0xB2, 255}},
    {0.66f, {0xE9, 0xDF, 0xBE, 255}}, {0.74f, {0xF9, 0xEF, 0xD6, 255}}};
static const GradientStop DRAGON[] = {
    {0,     {0xCF, 0xE4, 0xE0, 0}},   {0.12f, {0xFA, 0xFB, 0xF8, 230}}, {0.42f, {0x8F, 0xD0, 0xC4, 255}},
    {0.70f, {0x3F, 0xA0, 0x8C, 255}}, {0.90f, {0xFF, 0xD8, 0x6A, 255}}, {1,     {0xFF, 0xC6, 0x2B, 255}}};
static const GradientStop WATER[] = {
    {0,    {0xFA, 0xFB, 0xF8, 0}}, {0.2f, {0xFA, 0xFB, 0xF8, 150}}, {0.5f, {0xCF, 0xE4, 0xE0, 130}},
    {0.8f, {0xFA, 0xFB, 0xF8, 150}}, {1,  {0xFA, 0xFB, 0xF8, 0}}};
static const Point DRAGON_SPINE[] = {
    {-80, 560}, {60, 590}, {210, 540}, {330, 420}, {480, 372}, {620, 430}, {740, 520},
    {880, 520}, {980, 420}, {1060, 310}, {1170, 268}, {1270, 300}, {1352, 262}};
static const Point WATER_SPINE[] = {
    {-60, 1010}, {300, 972}, {640, 1004}, {980, 966}, {1320, 1000}, {1660, 962}, {1980, 990}};
// clang-format on

typedef struct {
    Point sun;
    float far_y, city_y; // of the panorama layers
    float dragon_x, dragon_y, dragon_scale, water_y;
    float slip_x, slip_y;
    Rect button;
    float text_x, text_y;
} Layout;

static const Layout LANDSCAPE = {.sun = {1180, 470},
                                 .far_y = -150,
                                 .city_y = -110,
                                 .dragon_scale = 1,
                                 .slip_x = 1468,
                                 .slip_y = 84,
                                 .button = {690, 858, 540, 128},
                                 .text_x = 96,
                                 .text_y = 88};

static const Layout PORTRAIT = {.sun = {760, 1170},
                                .far_y = 600,
                                .city_y = 640,
                                .dragon_x = -160,
                                .dragon_y = 730,
                                .dragon_scale = 0.82f,
                                .water_y = 770,
                                .slip_x = 662,
                                .slip_y = 168,
                                .button = {270, 1650, 540, 128},
                                .text_x = 88,
                                .text_y = 176};

// A layer of the scroll, sliding left without end.
static void layer(App *app, const char *name, float y, float dp_per_s, int64_t t_ms)
{
    float shift = app->ui.modes.is_reduced ? 0 : fmodf((float)t_ms * dp_per_s / 1000, 3840);
    chrome_panorama(app, name, -shift, y, 3840, 1);
}

static void draw_dragon(App *app, const Layout *at, float phase, float breath)
{
    Ui *ui = &app->ui;
    Point spine[COUNT(DRAGON_SPINE)];
    for (int i = 0; i < COUNT(spine); i++) {
        spine[i] = (Point){at->dragon_x + DRAGON_SPINE[i].x * at->dragon_scale,
                           at->dragon_y + DRAGON_SPINE[i].y * at->dragon_scale};
    }
    Current dragon = {.points = spine,
                      .count = COUNT(spine),
                      .width = 4,
                      .swell = 46,
                      .power = 0.9f,
                      .strands = 13,
                      .k = 1.6f,
                      .phase = 0.9f + phase,
                      .stroke = 3.2f,
                      .alpha = 1,
                      .stops = DRAGON,
                      .stop_count = COUNT(DRAGON),
                      .samples = 260};
    ui_current(ui, &dragon);
    Point head = spine[COUNT(spine) - 1];
    OutlineStyle whisker = {.is_stroke = true, .width = 3.5f, .has_round_ends = true};
    for (int side = 0; side < 2; side++) {
        Path path = ui_path_begin(ui);
        if (side == 0) {
            path_move(&path, 1268 - 1352, 300 - 262);
            path_cubic(&path, 1296 - 1352, 344 - 262, 1262 - 1352, 384 - 262, 1216 - 1352,
                       372 - 262);
        } else {
            path_move(&path, 1262 - 1352, 298 - 262);
            path_cubic(&path, 1284 - 1352, 242 - 262, 1248 - 1352, 206 - 262, 1204 - 1352,
                       220 - 262);
        }
        ui_stroke(ui, &path, head.x, head.y, whisker, RGB(0xFFD86A));
    }
    ui_pearl(ui, head, 20 * (1 + 0.06f * breath));
}

static void draw_scenery(App *app, const Layout *at, int64_t t_ms)
{
    Ui *ui = &app->ui;
    ui_layer(ui, (Rect){0, 0, ui->w, ui->h}, 0, 0, 1);
    ui_gradient(ui, (Rect){0, 0, ui->w, ui->h}, SKY, COUNT(SKY));
    ui_disc(ui, at->sun, 330, RGBA(0xFFE3A0, 0.12f));
    ui_disc(ui, at->sun, 236, RGBA(0xFFE3A0, 0.18f));
    ui_disc(ui, at->sun, 160, RGB(0xFFDB85));
    ui_end_layer(ui);
    layer(app, "panorama/far", at->far_y, 8, t_ms);
    layer(app, "panorama/mid", at->far_y, 8, t_ms);
    float phase = app->ui.modes.is_reduced ? 0 : 0.20f * (float)t_ms / 1000;
    float breath = ui->modes.is_reduced ? 0 : ease_sway((float)(t_ms % HALO_MS) / HALO_MS) * 2 - 1;
    draw_dragon(app, at, phase, breath);
    layer(app, "panorama/city", at->city_y, 16, t_ms);
    layer(app, "panorama/water", at->city_y, 16, t_ms);
    Point spine[COUNT(WATER_SPINE)];
    for (int i = 0; i < COUNT(spine); i++) {
        spine[i] = (Point){WATER_SPINE[i].x, WATER_SPINE[i].y + at->water_y};
    }
    Current water = {.points = spine,
                     .count = COUNT(spine),
                     .width = 26,
                     .strands = 7,
                     .k = 2,
                     .phase = 1 + phase,
                     .stroke = 2.4f,
                     .alpha = 0.8f,
                     .stops = WATER,
                     .stop_count = COUNT(WATER)};
    ui_current(ui, &water);
}

static void draw_slip(App *app, const Layout *at, const Message *message)
{
    Ui *ui = &app->ui;
    Rect box = {at->slip_x, at->slip_y, 330, 704};
    ui_layer(ui, (Rect){box.x - 80, box.y - 60, box.w + 160, box.h + 160}, 0, 0, 1);
    ui_shadow(ui, box, 0, ELEVATION_RAISED);
    ui_fill(ui, box, WHITEWASH);
    ui_round_frame(ui, rect_inset(box, 10), 0, 5, INK);
    ui_round_frame(ui, rect_inset(box, 20), 0, 1.5f, INK);
    Type first = {FACE_SERIF_BLACK, 132, 148};
    Type second = {FACE_SERIF_BLACK, 100, 118};
    ui_vertical(ui, first, INK, box.x + 166 + 66, box.y + 52, message->line1);
    ui_vertical(ui, second, AZURITE, box.x + 38 + 50, box.y + 166, message->line2);
    ui_seal(ui, box.x + 50, box.y + 566, 64, store_value(app->store, ui->frame, STR("seal")),
            false);
    ui_end_layer(ui);
}

static void draw_words(App *app, const Layout *at, const Attract *data, const Message *message)
{
    Ui *ui = &app->ui;
    Type hall = {FACE_SERIF_BLACK, ui->is_portrait ? 40 : 44, 60};
    float w = ui->is_portrait ? 540 : 720;
    Label name = {.type = hall,
                  .colour = WHITE,
                  .text = data->hall,
                  .x = at->text_x,
                  .y = at->text_y,
                  .w = w,
                  .max_lines = 2,
                  .is_balanced = ui_is_english(ui),
                  .tracking_em = ui_is_english(ui) ? 0 : 0.06f};
    float y = at->text_y + ui_text(ui, &name).h + 8;
    Label line = {.type = theme_type(TYPE_B2),
                  .colour = WHITE,
                  .text = message->subtitle.n ? message->subtitle : data->tagline,
                  .x = at->text_x,
                  .y = y,
                  .w = w,
                  .max_lines = 3};
    y += ui_text(ui, &line).h + 12;
    Label english = {.type = theme_type(TYPE_L),
                     .colour = MIST_WHITE,
                     .text = message->title,
                     .x = at->text_x,
                     .y = y,
                     .w = w,
                     .max_lines = 2};
    ui_text(ui, &english);
}

// The whole screen is the button; what looks like one stands elsewhere in every scene.
static void draw_button(App *app, Rect box, Str touch)
{
    Ui *ui = &app->ui;
    bool is_pressed = ui_is_pressed(ui, ACTION_WAKE, 0, STR_NONE);
    ui_shadow(ui, box, 64, ELEVATION_RAISED);
    ui_round(ui, box, 64, is_pressed ? RGB(0xE9B21E) : GAMBOGE);
    Type type = {FACE_SERIF_BLACK, 46, 60};
    ui_text_in(ui, type, INK, rect_inset(box, 24), touch);
}

static void draw_scroll(App *app, const Attract *data, int round, int64_t t_ms)
{
    Ui *ui = &app->ui;
    const Layout *at = ui->is_portrait ? &PORTRAIT : &LANDSCAPE;
    draw_scenery(app, at, t_ms);
    if (data->messages.count) {
        const Message *message = &data->messages.items[round % data->messages.count];
        draw_slip(app, at, message);
        draw_words(app, at, data, message);
    }
    draw_button(app, at->button, data->touch);
    Label english = {.type = theme_type(TYPE_L),
                     .colour = WHITE,
                     .text = STR("Touch to unroll the scroll"),
                     .x = at->button.x + at->button.w / 2,
                     .y = at->button.y + at->button.h + 20,
                     .align = ALIGN_CENTRE};
    if (!ui_is_english(ui)) {
        ui_text(ui, &english);
    }
}

static void draw_scene(App *app, const Attract *data, Scene scene, int round, int64_t t_ms)
{
    bool is_tall = app->ui.is_portrait;
    switch (scene) {
    case SCENE_PICTURE:
        scene_picture(app, &data->scenes, round, t_ms, SCENE_MS);
        draw_button(app, is_tall ? (Rect){88, 1560, 540, 128} : (Rect){96, 884, 540, 128},
                    data->touch);
        break;
    case SCENE_CHAIN:
        scene_chain(app, &data->scenes, t_ms);
        draw_button(app, is_tall ? (Rect){452, 1730, 540, 128} : (Rect){1284, 884, 540, 128},
                    data->touch);
        break;
    case SCENE_DISTRICTS:
        scene_districts(app, &data->scenes, t_ms, SCENE_MS);
        draw_button(app, is_tall ? (Rect){270, 1480, 540, 128} : (Rect){96, 720, 540, 128},
                    data->touch);
        break;
    default:
        draw_scroll(app, data, round, t_ms);
        break;
    }
}

static bool has_scene(const Attract *data, Scene scene)
{
    const Scenes *scenes = &data->scenes;
    return scene == SCENE_SCROLL || (scene == SCENE_PICTURE && scenes->poster_count > 0) ||
           (scene == SCENE_CHAIN && scenes->chain.lane_count > 1) ||
           (scene == SCENE_DISTRICTS && scenes->districts.count > 0);
}

static void attract_drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const Attract *data = page->data;
    Scene order[SCENES];
    int count = 0;
    for (int i = 0; i < SCENES; i++) {
        if (has_scene(data, (Scene)i)) {
            order[count++] = (Scene)i;
        }
    }
    int64_t t_ms = app->now_ms > page->opened_ms ? app->now_ms - page->opened_ms : 0;
    int turn = (int)(t_ms / SCENE_MS);
    int round = page->memory.n[N_ROUND] + turn / count;
    int64_t in_ms = t_ms % SCENE_MS;
    if (turn >= count && data->has_languages) {
        // The last scene stays until the page has been opened in the other language.
        page->memory.n[N_ROUND] += !app_is_turning(app);
        if (!app_is_turning(app)) {
            app_ask_language(app);
        }
        turn = count - 1;
        round = page->memory.n[N_ROUND] - 1;
        in_ms = SCENE_MS;
    }
    float alpha = turn ? motion_progress(in_ms, 0, FADE_MS) : 1;
    Rect stage = {0, 0, ui->w, ui->h};
    if (alpha < 1) {
        Scene last = order[(turn + count - 1) % count];
        draw_scene(app, data, last, round - (turn % count == 0), SCENE_MS + in_ms);
        ui_layer(ui, stage, 0, 0, alpha);
    }
    draw_scene(app, data, order[turn % count], round, in_ms);
    if (alpha < 1) {
        ui_end_layer(ui);
    }
    ui_target(ui, stage, ACTION_WAKE, 0, STR_NONE, STR("attract"));
    int64_t next = in_ms >= SCENE_MS ? 0 : SCENE_MS - in_ms;
    ui_wake_at(ui, app->now_ms + (!ui->modes.is_reduced || alpha < 1 ? FRAME_MS
                                  : next < STILL_MS                  ? next
                                                                     : STILL_MS));
}

// A tap wakes by the target; whoever swipes or comes with several fingers means it as well.
static void attract_gesture(App *app, Page *page, const Gesture *gesture)
{
    (void)page;
    bool is_over = gesture->kind == GESTURE_DRAG_END || gesture->kind == GESTURE_PINCH_END;
    if (is_over && !gesture->is_cut) {
        app_wake(app);
    }
}

const PageClass page_attract = {.name = "attract",
                                .opened = attract_opened,
                                .drawn = attract_drawn,
                                .gesture = attract_gesture};
