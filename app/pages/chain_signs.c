#include "pages/chain_signs.h"
#include "base/utf8.h"
#include "pages/chrome.h"

enum { GLYPH_STEPS = 9 };

Colour chain_pigment(Str slug, int index)
{
    static const char *const STAGES[] = {"fa", "chu", "song", "yong", "wang"};
    return theme_colour(slug.n ? slug : str_from(STAGES[index % COUNT(STAGES)]));
}

Colour chain_ink_on(Colour pigment)
{
    return colour_eq(pigment, ORPIMENT) ? INK : WHITE;
}

Colour chain_as_text(Colour pigment)
{
    return colour_eq(pigment, ORPIMENT) ? OCHRE : pigment;
}

static void disc_glyph(App *app, Point centre, float size, const Lane *lane)
{
    Ui *ui = &app->ui;
    Colour ink = chain_ink_on(lane->colour);
    if (!lane->glyph.n) {
        float icon = size * 0.9f;
        ui_icon(ui, "chain", (Rect){centre.x - icon / 2, centre.y - icon / 2, icon, icon}, ink);
        return;
    }
    Label label = {.type = {FACE_SERIF_BLACK, size, size * 1.3f},
                   .colour = ink,
                   .text = lane->glyph,
                   .x = centre.x,
                   .y = centre.y - size * 0.65f,
                   .align = ALIGN_CENTRE};
    ui_text(ui, &label);
}

void chain_disc(App *app, Point centre, float radius, float ring, float glyph, const Lane *lane)
{
    Ui *ui = &app->ui;
    ui_shadow(ui, (Rect){centre.x - radius, centre.y - radius, 2 * radius, 2 * radius}, radius,
              ELEVATION_RAISED);
    ui_disc(ui, centre, radius, WHITEWASH);
    ui_disc(ui, centre, radius - ring, lane->colour);
    disc_glyph(app, centre, glyph, lane);
}

void chain_small_disc(App *app, Point centre, float radius, const Lane *lane)
{
    ui_disc(&app->ui, centre, radius, lane->colour);
    disc_glyph(app, centre, radius * 1.2f, lane);
}

void chain_line(App *app, const Point *points, int count, const Lane *lanes, int lane_count,
                const float *at, const Current *like)
{
    Current line = *like;
    GradientStop stops[MAX_STOPS];
    int n = 0;
    Colour first = lanes[0].colour;
    Colour last = lanes[lane_count - 1].colour;
    float end = at[lane_count - 1];
    stops[n++] = (GradientStop){0, colour_faded(first, 0)};
    stops[n++] = (GradientStop){at[0] * 0.37f, colour_faded(first, 0)};
    stops[n++] = (GradientStop){at[0] * 0.67f, first};
    for (int i = 1; i < lane_count - 1 && n < GLYPH_STEPS; i++) {
        stops[n++] = (GradientStop){at[i], lanes[i].colour};
    }
    stops[n++] = (GradientStop){end, last};
    stops[n++] = (GradientStop){end + (1 - end) * 0.45f, last};
    stops[n++] = (GradientStop){1, colour_faded(last, 0)};
    line.points = points;
    line.count = count;
    line.stops = stops;
    line.stop_count = n;
    ui_current(&app->ui, &line);
}

static void polygon(App *app, Point centre, float radius, int corners, float turn, Colour colour)
{
    Ui *ui = &app->ui;
    Path path = ui_path_begin(ui);
    for (int i = 0; i < corners; i++) {
        float angle = turn + 6.2831853f * (float)i / (float)corners;
        float x = radius * sinf(angle);
        float y = -radius * cosf(angle);
        if (i == 0) {
            path_move(&path, x, y);
        } else {
            path_line(&path, x, y);
        }
    }
    path_close(&path);
    ui_path(ui, &path, centre.x, centre.y, colour);
}

void chain_shape(App *app, Point centre, float size, Str shape, Colour colour)
{
    Ui *ui = &app->ui;
    float r = size / 2;
    if (str_is(shape, "firm")) {
        ui_disc(ui, centre, r * 0.92f, colour);
    } else if (str_is(shape, "leader")) {
        ui_ring(ui, centre, r * 0.86f, r * 0.32f, 0, 360, colour);
        ui_disc(ui, centre, r * 0.42f, colour);
    } else if (str_is(shape, "platform")) {
        polygon(app, centre, r * 1.12f, 4, 0, colour);
    } else if (str_is(shape, "institute")) {
        polygon(app, (Point){centre.x, centre.y + r * 0.22f}, r * 1.14f, 3, 0, colour);
    } else if (str_is(shape, "park")) {
        polygon(app, centre, r * 1.18f, 4, 0.7853982f, colour);
    } else {
        polygon(app, centre, r * 1.02f, 6, 0, colour);
    }
}

void chain_step(App *app, Point centre, int n, int action, Str name)
{
    Ui *ui = &app->ui;
    const float r = 28;
    Rect box = {centre.x - r, centre.y - r, 2 * r, 2 * r};
    bool is_pressed = ui_is_pressed(ui, action, n, STR_NONE);
    ui_shadow(ui, box, r, ELEVATION_RESTING);
    ui_disc(ui, centre, is_pressed ? r * 0.975f : r, is_pressed ? CLOUD : WHITEWASH);
    Rect icon = {centre.x - 18, centre.y - 18, 36, 36};
    ui_icon(ui, n > 0 ? "chevron-right" : "chevron-left", icon, DEEP);
    ui_target(ui, box, action, n, STR_NONE, name);
}

Tier chain_tier(const Chain *chain)
{
    bool is_leading = str_is(chain->tier, "leading") || str_is(chain->tier, "lead");
    return is_leading ? TIER_LEADING : str_is(chain->tier, "future") ? TIER_FUTURE : TIER_OTHER;
}

void chain_tier_rule(App *app, Rect box, Tier tier)
{
    Ui *ui = &app->ui;
    if (tier == TIER_LEADING) {
        ui_fill(ui, (Rect){box.x, box.y, box.w, 6}, MALACHITE);
    } else if (tier == TIER_OTHER) {
        ui_fill(ui, (Rect){box.x, box.y, box.w, 3}, HAIRLINE);
    } else {
        for (float x = 0; x + 8 <= box.w; x += 16) {
            ui_fill(ui, (Rect){box.x + x, box.y, fminf(11, box.w - x), 6}, INDIGO);
        }
    }
}

static Str count_text(App *app, const Chain *chain, bool has_stages)
{
    if (has_stages && chain->member_count > 0 && chain->stage_count > 1) {
        const char *wording = chain->member_count == 1 ? "chains.stages.one" : "chains.stages";
        Str text = app_label_fill(app, wording, "stages",
                                  str_format(app->ui.frame, "%d", chain->stage_count));
        return app_fill(app, text, "n", str_format(app->ui.frame, "%d", chain->member_count));
    }
    if (chain->member_count == 0) {
        return app_label(app, "chains.pending");
    }
    if (chain->member_count == 1) {
        return app_label(app, "chains.nodes.one");
    }
    return app_label_fill(app, "chains.nodes", "n",
                          str_format(app->ui.frame, "%d", chain->member_count));
}

void chain_tile(App *app, const Chain *chain, const Figure *scale, Rect whole)
{
    Ui *ui = &app->ui;
    bool is_english = ui_is_english(ui);
    Str route = app_route(app, "chains", chain->id);
    bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, route);
    Rect box = is_pressed ? (Rect){whole.x + whole.w * 0.0125f, whole.y + whole.h * 0.0125f,
                                   whole.w * 0.975f, whole.h * 0.975f}
                          : whole;
    bool is_high = whole.h >= CHAIN_TILE_H;
    Tier tier = chain_tier(chain);
    ui_shadow(ui, box, 0, ELEVATION_RESTING);
    ui_fill(ui, box, WHITEWASH);
    chain_tier_rule(app, box, tier);
    if (is_pressed) {
        ui_fill(ui, box, colour_faded(DEEP, 0.10f));
    }
    float size = is_english ? 23 : utf8_count(chain->short_name) > 5 && box.w < 200 ? 23 : 26;
    Label name = {.type = type_sized(TYPE_H3, size, is_english ? 25 : 40),
                  .colour = INK,
                  .text = chain->short_name,
                  .x = box.x + 16,
                  .y = box.y + (is_english ? 20 : 19),
                  .w = box.w - 26,
                  .max_lines = is_english ? 2 : 1,
                  .min_size = 22};
    float name_h = ui_measure(ui, &name).h;
    if (name_h > 45 && is_english) {
        name.y = box.y + (is_high ? 9 : 12);
    }
    ui_text(ui, &name);
    Label count = {.type = theme_type(TYPE_C),
                   .colour = SLATE,
                   .text = count_text(app, chain, is_high),
                   .x = box.x + 16,
                   .y = fmaxf(box.y + (is_high ? 58 : 64), name.y + name_h + (is_high ? 0 : 2)),
                   .w = box.w - (is_high ? 20 : 74),
                   .max_lines = 1,
                   .min_size = 22};
    float count_h = ui_text(ui, &count).h;
    Colour ink = tier == TIER_LEADING ? MALACHITE : tier == TIER_FUTURE ? AZURITE : DEEP_BLUE;
    Str icon = chain->icon.n ? chain->icon : STR("chain");
    float foot = is_high ? 92 : 64;
    if (!is_high || !ui->modes.is_large) { // large words need its place
        ui_icon_named(ui, icon, (Rect){box.x + box.w - 48, box.y + foot, 36, 36}, ink);
    }
    if (is_high && scale) {
        Label value = {.type = type_sized(TYPE_N3, 26, 36),
                       .colour = ink,
                       .text = amount_text(app, scale),
                       .x = box.x + 16,
                       .y = box.y + foot,
                       .w = box.w - 70,
                       .max_lines = 1,
                       .min_size = 22};
        // The short form leaves the unit out: that is understood of money alone.
        bool is_long = ui_measure(ui, &value).is_cut;
        if (is_long) {
            value.text =
                str_find(scale->unit, STR("元")) >= 0 ? amount_short(app, scale) : STR_NONE;
        }
        value.y = fmaxf(value.y, count.y + count_h - 6);
        ui_text(ui, &value);
    }
    ui_target(ui, whole, ACTION_GO, 0, route, chain->short_name);
}
