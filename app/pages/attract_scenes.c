#include "pages/attract_scenes.h"
#include "pages/chain_signs.h"
#include "pages/chrome.h"
#include "pages/facts.h"
#include "pages/parts.h"

enum { COUNT_MS = 1600, ENTER_MS = 900, STAGGER_MS = 350, DRIFT_DP = 150, MAX_TOLD = 6 };

// ---- loading ----------------------------------------------------------------------

static void add_poster(App *app, Arena *arena, const Message *message, Scenes *out)
{
    Figure figure;
    Photo photo = {0};
    if (!message->picture.n || out->poster_count == MAX_POSTERS ||
        !store_figure(app_store(app), arena, message->figure, &figure)) {
        return;
    }
    bool has_photo = store_photo(app_store(app), arena, message->picture, &photo);
    out->posters[out->poster_count++] = (Poster){
        .picture = message->picture,
        .title = message->subtitle,
        .figure = figure,
        .focal =
            has_photo ? (Point){(float)photo.focal_x, (float)photo.focal_y} : (Point){0.5f, 0.5f},
        .is_illustration = !has_photo || str_is(photo.kind, "illustration"),
    };
}

static void load_chain(App *app, Arena *arena, int round, Scenes *out)
{
    ChainList chains;
    if (!store_chains(app_store(app), arena, STR_NONE, &chains, NULL)) {
        return;
    }
    const Chain *told[MAX_TOLD];
    int count = 0;
    for (int i = 0; i < chains.count && count < MAX_TOLD; i++) {
        if (chains.items[i].stage_count >= 3) {
            told[count++] = &chains.items[i];
        }
    }
    if (count) {
        const Chain *chain = told[round % count];
        chain_load(app, arena, chain->id, &out->chain);
        out->has_chain_figure =
            store_figure(app_store(app), arena, chain->figure, &out->chain_figure);
    }
}

void scenes_load(App *app, Arena *arena, const MessageList *messages, int round, Scenes *out)
{
    *out = (Scenes){0};
    for (int i = 0; i < messages->count; i++) {
        add_poster(app, arena, &messages->items[i], out);
    }
    load_chain(app, arena, round, out);
    map_load(app, arena, &out->map);
    store_districts(app_store(app), arena, STR("district"), &out->districts, NULL);
}

// 0..1 of an entrance within the scene.
static float entering(const App *app, int64_t t_ms, int delay_ms, int length_ms)
{
    return app->ui.modes.is_reduced ? 1 : ease_settle(motion_progress(t_ms, delay_ms, length_ms));
}

// ---- a picture with its figure -----------------------------------------------------------

// clang-format off
static const GradientStop SIDE[] = {
    {0, {0x08, 0x1E, 0x26, 235}}, {0.42f, {0x08, 0x1E, 0x26, 170}}, {0.78f, {0x08, 0x1E, 0x26, 0}}};
static const GradientStop FOOT[] = {
    {0, {0x08, 0x1E, 0x26, 0}}, {0.40f, {0x08, 0x1E, 0x26, 30}}, {0.56f, {0x08, 0x1E, 0x26, 200}},
    {1, {0x08, 0x1E, 0x26, 240}}};
// clang-format on

// "2023年 · 新能源产业产值"; the year is not said twice.
static Str said_of(App *app, const Figure *figure)
{
    Str period = fact_period(app, figure);
    return str_starts(figure->label, period) ? figure->label : part_dot(app, period, figure->label);
}

void scene_picture(App *app, const Scenes *scenes, int round, int64_t t_ms, int length_ms)
{
    Ui *ui = &app->ui;
    bool is_tall = ui->is_portrait;
    const Poster *poster = &scenes->posters[round % scenes->poster_count];
    float drift = ui->modes.is_reduced ? 0 : (float)t_ms / (float)length_ms * DRIFT_DP;
    ui_fill(ui, (Rect){0, 0, ui->w, ui->h}, DEEP);
    ui_clip(ui, (Rect){0, 0, ui->w, ui->h});
    Rect place = {-drift, 0, ui->w + DRIFT_DP * 1.2f, ui->h};
    ui_picture(ui, poster->picture, place, poster->focal, 1);
    ui_unclip(ui);
    if (is_tall) {
        ui_gradient(ui, (Rect){0, 0, ui->w, ui->h}, FOOT, COUNT(FOOT));
    } else {
        ui_gradient_across(ui, (Rect){0, 0, ui->w, ui->h}, SIDE, COUNT(SIDE));
    }
    float x = is_tall ? 88 : 96;
    float y = is_tall ? 1080 : 320;
    float w = is_tall ? 904 : 900;
    float alpha = entering(app, t_ms, 0, ENTER_MS);
    ui_fill(ui, (Rect){x, y - 40, 96 * alpha, 8}, GAMBOGE);
    Label number = {.type = {FACE_SERIF_BLACK, ui_is_english(ui) ? 108 : 148, 168},
                    .colour = GAMBOGE,
                    .text = fact_count(app, amount_text(app, &poster->figure),
                                       entering(app, t_ms, 200, COUNT_MS)),
                    .x = x,
                    .y = y,
                    .w = w,
                    .max_lines = 1,
                    .min_size = 56};
    y += ui_text(ui, &number).h + 8;
    Label label = {.type = {FACE_SERIF_BOLD, 44, 60},
                   .colour = WHITE,
                   .text = said_of(app, &poster->figure),
                   .x = x,
                   .y = y,
                   .w = w,
                   .max_lines = 2,
                   .alpha = fmaxf(alpha, 0.01f)};
    y += ui_text(ui, &label).h + 16;
    Label line = {.type = theme_type(TYPE_B1),
                  .colour = MIST_WHITE,
                  .text = poster->title,
                  .x = x,
                  .y = y,
                  .w = is_tall ? w : 760,
                  .max_lines = 3,
                  .alpha = fmaxf(alpha, 0.01f)};
    ui_text(ui, &line);
    if (poster->is_illustration) {
        chrome_caption(app, ui->w - (is_tall ? 190 : 200), is_tall ? 64 : ui->h - 92,
                       app_label(app, "mark.illustration"));
    }
}

// ---- the leading chain -----------------------------------------------------------------

static Point disc_at(const Ui *ui, int i, int count)
{
    float share = count > 1 ? (float)i / (float)(count - 1) : 0.5f;
    if (ui->is_portrait) {
        return (Point){i % 2 ? 690 : 390, 640 + share * 800};
    }
    return (Point){250 + share * 1420, i % 2 ? 520 : 600};
}

static void draw_station(App *app, const Lane *lane, Point at, float alpha)
{
    Ui *ui = &app->ui;
    const float radius = 96;
    chain_disc(app, at, radius * (0.6f + 0.4f * alpha), 10, 96 * (0.6f + 0.4f * alpha), lane);
    Label name = {.type = {FACE_SERIF_BOLD, ui_is_english(ui) ? 32 : 38, 50},
                  .colour = WHITE,
                  .text = lane->name,
                  .x = at.x - 160,
                  .y = at.y + radius + 24,
                  .w = 320,
                  .align = ALIGN_CENTRE,
                  .max_lines = 2,
                  .alpha = fmaxf(alpha, 0.01f)};
    ui_text(ui, &name);
}

void scene_chain(App *app, const Scenes *scenes, int64_t t_ms)
{
    Ui *ui = &app->ui;
    bool is_tall = ui->is_portrait;
    const ChainData *chain = &scenes->chain;
    ui_fill(ui, (Rect){0, 0, ui->w, ui->h}, RGB(0x0B303C));
    int count = chain->lane_count;
    while (count > 1 && chain->lanes[count - 1].is_whole) {
        count--;
    }
    count = count > 7 ? 7 : count;
    Point spine[9];
    float along[7];
    for (int i = 0; i < count; i++) {
        spine[i + 1] = disc_at(ui, i, count);
        float length = is_tall ? ui->h : ui->w;
        along[i] = (is_tall ? spine[i + 1].y : spine[i + 1].x) / length;
    }
    spine[0] = is_tall ? (Point){540, 440} : (Point){-60, 560};
    spine[count + 1] = is_tall ? (Point){540, ui->h + 60} : (Point){ui->w + 60, 560};
    float phase = ui->modes.is_reduced ? 0 : 0.20f * (float)t_ms / 1000;
    Current line = {.width = 34,
                    .strands = 13,
                    .k = 3,
                    .phase = 0.1f + phase,
                    .stroke = 3.2f,
                    .alpha = 0.95f,
                    .is_vertical = is_tall};
    chain_line(app, spine, count + 2, chain->lanes, count, along, &line);
    for (int i = 0; i < count; i++) {
        draw_station(app, &chain->lanes[i], spine[i + 1],
                     entering(app, t_ms, 200 + i * STAGGER_MS, ENTER_MS));
    }
    float x = is_tall ? 88 : 96;
    Label title = {.type = {FACE_SERIF_BLACK, ui_is_english(ui) ? 52 : 72, 92},
                   .colour = WHITE,
                   .text = chain->chain.name,
                   .x = x,
                   .y = is_tall ? 120 : 96,
                   .w = is_tall ? 904 : 1200,
                   .max_lines = 2};
    float y = title.y + ui_text(ui, &title).h + 8;
    if (scenes->has_chain_figure) {
        Label number = {.type = {FACE_SERIF_BLACK, 64, 84},
                        .colour = GAMBOGE,
                        .text = amount_text(app, &scenes->chain_figure),
                        .x = x,
                        .y = y};
        float number_w = ui_text(ui, &number).w;
        Label label = {.type = theme_type(TYPE_B1),
                       .colour = MIST_WHITE,
                       .text = scenes->chain_figure.label,
                       .x = is_tall ? x : x + number_w + 24,
                       .y = is_tall ? y + 88 : y + 26,
                       .w = is_tall ? 904 : 1000,
                       .max_lines = is_tall ? 2 : 1};
        ui_text(ui, &label);
    }
}

// ---- the districts -----------------------------------------------------------------------

void scene_districts(App *app, const Scenes *scenes, int64_t t_ms, int length_ms)
{
    Ui *ui = &app->ui;
    bool is_tall = ui->is_portrait;
    const DistrictList *pieces = &scenes->districts;
    int lit = (int)((float)t_ms / (float)length_ms * (float)pieces->count);
    lit = lit < pieces->count ? lit : pieces->count - 1;
    const District *district = &pieces->items[lit];
    ui_fill(ui, (Rect){0, 0, ui->w, ui->h}, RGB(0xE7F0EC));
    float unit = is_tall ? 38 : 43;
    float x = is_tall ? 66 : 800;
    float y = is_tall ? 330 : 70;
    map_mini(app, &scenes->map, x, y, unit, district->id);
    int64_t since = t_ms - (int64_t)lit * length_ms / pieces->count;
    float alpha = fmaxf(entering(app, since, 0, 500), 0.01f);
    float text_x = is_tall ? 88 : 96;
    float text_y = is_tall ? 1180 : 220;
    float w = is_tall ? 904 : 620;
    Label name = {.type = {FACE_SERIF_BLACK, ui_is_english(ui) ? 72 : 108, 130},
                  .colour = INK,
                  .text = district->short_name.n ? district->short_name : district->name,
                  .x = text_x,
                  .y = text_y,
                  .w = w,
                  .max_lines = 1,
                  .min_size = 48,
                  .alpha = alpha};
    text_y += ui_text(ui, &name).h + 4;
    Label tag = {.type = {FACE_SERIF_BOLD, 40, 56},
                 .colour = AZURITE,
                 .text = district->tag,
                 .x = text_x,
                 .y = text_y,
                 .w = w,
                 .max_lines = 2,
                 .alpha = alpha};
    text_y += ui_text(ui, &tag).h + 12;
    if (!is_tall) {
        Label line = {.type = theme_type(TYPE_B1),
                      .colour = NIGHT_GREY,
                      .text = district->known_for,
                      .x = text_x,
                      .y = text_y,
                      .w = w,
                      .max_lines = 5,
                      .alpha = alpha};
        ui_text(ui, &line);
    }
    map_note(app, is_tall ? 88 : 1300, is_tall ? 250 : ui->h - 70, 600);
}
