#include "pages/chains.h"
#include "base/utf8.h"
#include "pages/chain_signs.h"
#include "pages/chrome.h"
#include "pages/parts.h"
#include <stdlib.h>

enum { TAP_STEP = ACTION_PAGE }; // n: +1 or -1
enum { MAX_HEAD_FIGURES = 3, MAX_DISCS = 12 };

typedef struct {
    Group group;
    ChainList chains;
    const Figure **scales; // of each chain; NULL: none
} ChainGroup;

typedef struct {
    Chain lead; // the main chain: the one whose tier says so, else the first
    Lane *stages;
    int stage_count;
    ChainGroup *groups;
    int group_count, chain_count;
    FigureList figures; // of the head
    bool has_stories;   // drawn ones, about the chains
    FigureList stated;  // how many chains of each tier the city has
    Glide step;         // the tiles on their way
    bool is_stepping;
} Chains;

// ---- opening --------------------------------------------------------------------------

static void load_stages(App *app, Arena *arena, Chains *data)
{
    StageList stages;
    store_stages(app->store, arena, data->lead.id, &stages, NULL);
    data->stages = arena_new(arena, Lane, stages.count);
    for (int i = 0; i < stages.count && i < MAX_DISCS; i++) {
        const Stage *stage = &stages.items[i];
        data->stages[data->stage_count++] = (Lane){.id = stage->id,
                                                   .name = stage->name,
                                                   .glyph = stage->glyph,
                                                   .colour = chain_pigment(stage->colour, i)};
    }
}

static void chains_opened(App *app, Page *page)
{
    Arena *arena = &page->arena;
    Chains *data = arena_new(arena, Chains, 1);
    page->data = data;
    GroupList groups;
    store_chain_groups(app->store, arena, &groups, NULL);
    data->groups = arena_new(arena, ChainGroup, groups.count);
    bool has_lead = false;
    for (int i = 0; i < groups.count; i++) {
        ChainGroup *group = &data->groups[data->group_count];
        group->group = groups.items[i];
        store_chains(app->store, arena, group->group.id, &group->chains, NULL);
        group->scales = arena_new(arena, const Figure *, group->chains.count);
        data->group_count += group->chains.count > 0;
        data->chain_count += group->chains.count;
        for (int c = 0; c < group->chains.count; c++) {
            const Chain *chain = &group->chains.items[c];
            FigureList scale = part_figures(app, arena, chain->figure);
            group->scales[c] = scale.count ? &scale.items[0] : NULL;
            if (!data->lead.id.n || (!has_lead && str_is(chain->tier, "lead"))) {
                data->lead = *chain;
                has_lead = str_is(chain->tier, "lead");
            }
        }
    }
    load_stages(app, arena, data);
    StoryList stories;
    store_stories(app->store, arena, STR("chains"), &stories, NULL);
    data->has_stories = stories.count > 0;
    Str head = store_value(app->store, arena, STR("figures_chains"));
    data->figures = part_figures(app, arena, head);
    Str stated = store_value(app->store, arena, STR("figures_tiers"));
    data->stated = part_figures(app, arena, stated);
}

// ---- head -------------------------------------------------------------------------------

static Str lead_text(App *app, const Chains *data)
{
    if (data->stated.count < 2) {
        return app_label(app, "chains.lead");
    }
    Str text = app_label_fill(app, "chains.lead.stated", "leading", data->stated.items[0].value);
    return app_fill(app, text, "future", data->stated.items[1].value);
}

static void draw_figures(App *app, const Chains *data, float x, float y, float pitch)
{
    Ui *ui = &app->ui;
    for (int i = 0; i < data->figures.count && i < MAX_HEAD_FIGURES; i++) {
        const Figure *figure = &data->figures.items[i];
        float at = x + pitch * (float)i;
        Str route = app_route(app, "figure", figure->id);
        if (ui_is_pressed(ui, ACTION_GO, 0, route)) {
            ui_round(ui, (Rect){at - 12, y - 8, pitch - 8, 128}, 16, colour_faded(DEEP, 0.10f));
        }
        chrome_figure(app, at, y, pitch - 36, figure, figure->label);
        if (i > 0) {
            ui_fill(ui, (Rect){at - 20, y + 4, 1, 110}, RGB(0x8FB0AE));
        }
        ui_target(ui, (Rect){at - 12, y - 4, pitch - 8, 124}, ACTION_GO, 0, route, figure->label);
    }
}

// ---- the line and its discs ---------------------------------------------------------------

// clang-format off
static const Current LINE_WIDE = {
    .width = 30, .strands = 11, .k = 2.5f, .phase = 0.25f, .stroke = 3.4f, .alpha = 0.95f};
static const Current LINE_TALL = {
    .width = 24, .strands = 11, .k = 2.5f, .phase = 0.25f, .stroke = 3.4f, .alpha = 0.95f};

typedef struct {
    float first, last;  // centres of the first and last disc
    float low, high;    // y of even and odd ones
    float radius, ring, glyph;
    float label;        // centre of the name below the disc's
    float from_y, to_y; // where the line comes in and leaves
} Discs;

static const Discs DISCS_WIDE = {394, 1694, 424, 388, 92, 12, 92, 122, 466, 380};
static const Discs DISCS_TALL = {148, 932, 640, 592, 84, 11, 84, 114, 690, 590};
// clang-format on

static Point disc_at(const Discs *discs, int i, int count)
{
    float t = count > 1 ? (float)i / (float)(count - 1) : 0.5f;
    return (Point){lerpf(discs->first, discs->last, t), i % 2 ? discs->high : discs->low};
}

static void draw_line(App *app, const Chains *data, const Discs *discs)
{
    Ui *ui = &app->ui;
    Point spine[2 * MAX_DISCS + 4];
    float at[MAX_DISCS] = {0};
    int count = data->stage_count;
    int n = 0;
    spine[n++] = (Point){-60, discs->from_y};
    spine[n++] = (Point){discs->first / 2 - 40, discs->from_y - 8};
    for (int i = 0; i < count; i++) {
        Point here = disc_at(discs, i, count);
        if (i > 0) {
            float before = spine[n - 1].x;
            spine[n++] =
                (Point){(before + here.x) / 2, (discs->low + discs->high) / 2 + (i % 2 ? 14 : -6)};
        }
        spine[n++] = here;
    }
    spine[n++] = (Point){ui->w + 70, discs->to_y};
    for (int i = 0; i < count; i++) {
        at[i] = (disc_at(discs, i, count).x + 60) / (ui->w + 130);
    }
    const Current *like = ui->is_portrait ? &LINE_TALL : &LINE_WIDE;
    chain_line(app, spine, n, data->stages, count, at, like);
}

static void draw_discs(App *app, const Chains *data, const Discs *discs)
{
    Ui *ui = &app->ui;
    int count = data->stage_count;
    if (!count) {
        return;
    }
    draw_line(app, data, discs);
    float room = (discs->last - discs->first) / (float)(count > 1 ? count - 1 : 1);
    for (int i = 0; i < count; i++) {
        const Lane *stage = &data->stages[i];
        Point centre = disc_at(discs, i, count);
        Str route =
            str_format(ui->frame, "chains/%.*s:%.*s", STR_ARG(data->lead.id), STR_ARG(stage->id));
        bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, route);
        float grow = is_pressed ? 0.975f : 1;
        Label label = {.type = theme_type(TYPE_H3), .colour = INK, .text = stage->name};
        if (ui->is_portrait) {
            label.type = type_sized(TYPE_H3, 26, 38);
        }
        Extent said = ui_measure(ui, &label);
        float half = fminf(said.w, room - 24) / 2;
        float y = centre.y + discs->label;
        ui_round(ui, (Rect){centre.x - half - 18, y - 22, 2 * half + 36, 44}, 16,
                 colour_faded(MOON, 0.9f));
        label.x = centre.x - room / 2 + 8;
        label.w = room - 16;
        label.align = ALIGN_CENTRE;
        label.max_lines = 1;
        label.min_size = 22;
        label.y = y - said.h / 2;
        ui_text(ui, &label);
        chain_disc(app, centre, discs->radius * grow, discs->ring * grow, discs->glyph * grow,
                   stage);
        Rect box = {centre.x - discs->radius, centre.y - discs->radius, 2 * discs->radius,
                    2 * discs->radius};
        ui_target(ui, box, ACTION_GO, 0, route, stage->name);
    }
}

// ---- landscape: two rows that scroll across, fed from the line --------------------------------

enum {
    ROW_1 = 606,
    ROW_2 = 760,
    TILE_W = 174,
    TILE_W_EN = 256,
    TILE_GAP = 16,
    TILE_H = CHAIN_TILE_H,
    LEFT = 232,
    HEAD = 92, // a group's name and its rule
    GROUP_GAP = 18,
    SOURCE_Y = 470, // where tributaries leave the line
    STEP = 1330,    // seven tiles on
    MS_STEP = 520,
};

static float tile_width(const Ui *ui)
{
    return ui_is_english(ui) ? TILE_W_EN : TILE_W;
}

static float group_width(const Ui *ui, const ChainGroup *group)
{
    float columns = (float)((group->chains.count + 1) / 2);
    return HEAD + columns * (tile_width(ui) + TILE_GAP) - TILE_GAP + GROUP_GAP;
}

// English names turn: one line, or two about the middle.
static void turned_head(App *app, float x, Str name)
{
    Ui *ui = &app->ui;
    Type type = {FACE_SERIF_BLACK, 25, 32};
    const float room = ROW_2 + TILE_H - ROW_1;
    int cut = -1;
    if (ui_measure(ui, &(Label){.type = type, .text = name}).w > room) {
        for (int i = 0; i < name.n; i++) {
            bool is_nearer = cut < 0 || abs(2 * i - name.n) < abs(2 * cut - name.n);
            cut = name.p[i] == ' ' && is_nearer ? i : cut;
        }
    }
    Str lines[2] = {cut < 0 ? name : str_sub(name, 0, cut),
                    cut < 0 ? STR_NONE : str_from_offset(name, cut + 1)};
    for (int i = 0; i < (cut < 0 ? 1 : 2); i++) {
        float across = cut < 0 ? 0 : i ? -15 : 15;
        ui_turned(ui, type, DEEP, x + 32 + across, ROW_1 + 4, 0, lines[i]);
    }
}

static void group_head(App *app, float x, Str name)
{
    Ui *ui = &app->ui;
    ui_fill(ui, (Rect){x + 64, ROW_1, 3, ROW_2 + TILE_H - ROW_1}, LAKE);
    if (ui_is_english(ui)) {
        turned_head(app, x, name);
        return;
    }
    Type type = {FACE_SERIF_BLACK, 34, 40};
    int count = utf8_count(name);
    float h = (float)count * 1.16f * 34;
    const float room = ROW_2 + TILE_H - ROW_1;
    ui_vertical(ui, type, DEEP, x + 32, ROW_1 + fmaxf(0, fminf(24, (room - h) / 2)), name);
}

static void tributary(App *app, Rect tile, bool is_upper, Tier tier)
{
    Ui *ui = &app->ui;
    Path path = ui_path_begin(ui);
    float length = tile.y - SOURCE_Y;
    if (is_upper) {
        path_move(&path, -32, 0);
        path_cubic(&path, -32, length * 0.55f, 0, length * 0.4f, 0, length);
    } else {
        path_move(&path, 0, 0);
        path_line(&path, 0, length - 56);
        path_cubic(&path, 0, length - 30, -40, length - 30, -40, length);
    }
    OutlineStyle style = {.is_stroke = true, .width = 3, .has_round_ends = true};
    Colour colour = RGB(0x7DB2A4);
    if (tier == TIER_FUTURE) {
        style.dash = 2;
        style.gap = 9;
        colour = CLEAR_BLUE;
    } else if (tier == TIER_OTHER) {
        style.width = 2;
        colour = RGB(0xC9D9D6);
    }
    float x = is_upper ? tile.x + tile.w / 2 : tile.x + tile.w + 8;
    ui_stroke(ui, &path, x, SOURCE_Y, style, colour);
}

static void walk_tiles(App *app, const Chains *data, float shift, bool are_tributaries)
{
    Ui *ui = &app->ui;
    float x = LEFT;
    for (int g = 0; g < data->group_count; g++) {
        const ChainGroup *group = &data->groups[g];
        float w = group_width(ui, group);
        if (x + w - shift < 0 || x - shift > ui->w) {
            x += w;
            continue;
        }
        if (!are_tributaries) {
            group_head(app, x, group->group.name);
        }
        int columns = (group->chains.count + 1) / 2;
        for (int i = 0; i < group->chains.count; i++) {
            bool is_upper = i < columns;
            float column = (float)(is_upper ? i : i - columns);
            float tile_w = tile_width(ui);
            Rect tile = {x + HEAD + (tile_w + TILE_GAP) * column, is_upper ? ROW_1 : ROW_2, tile_w,
                         TILE_H};
            if (tile.x + tile.w + 60 - shift < 0 || tile.x - 60 - shift > ui->w) {
                continue;
            }
            const Chain *chain = &group->chains.items[i];
            if (are_tributaries) {
                tributary(app, tile, is_upper, chain_tier(chain));
            } else {
                chain_tile(app, chain, group->scales[i], tile);
            }
        }
        x += w;
    }
}

static void run_step(App *app, Page *page)
{
    Chains *data = page->data;
    Scroll *scroll = &page->scrolls[0];
    if (!data->is_stepping || scroll->is_held) {
        data->is_stepping = false; // the visitor's finger goes first
        return;
    }
    scroll->pos = glide_at(&data->step, app->now_ms);
    scroll->velocity = 0;
    data->is_stepping = glide_is_moving(&data->step, app->now_ms);
    if (data->is_stepping) {
        ui_animate(&app->ui);
    }
}

static void draw_tiles_wide(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const Chains *data = page->data;
    Scroll *scroll = &page->scrolls[0];
    float content = 0;
    for (int g = 0; g < data->group_count; g++) {
        content += group_width(ui, &data->groups[g]);
    }
    Rect view = {LEFT - 16, 560, ui->w - LEFT + 16, 342};
    ui_scroll(ui, scroll, view, content + 16 + 64 - GROUP_GAP, true);
    run_step(app, page);
    float shift = scroll->pos;
    ui_clip(ui, (Rect){view.x, SOURCE_Y - 8, view.w, 904 - SOURCE_Y});
    ui_move(ui, -shift, 0);
    walk_tiles(app, data, shift, true);
    walk_tiles(app, data, shift, false);
    ui_move(ui, shift, 0);
    if (shift > 2) {
        const GradientStop fade[] = {{0, MOON}, {1, colour_faded(MOON, 0)}};
        ui_gradient_across(ui, (Rect){view.x, SOURCE_Y - 8, 40, 904 - SOURCE_Y}, fade, COUNT(fade));
    }
    if (shift < scroll->limit - 2) {
        const GradientStop fade[] = {{0, colour_faded(MOON, 0)}, {1, MOON}};
        ui_gradient_across(ui, (Rect){ui->w - 64, SOURCE_Y - 8, 64, 904 - SOURCE_Y}, fade,
                           COUNT(fade));
        chain_step(app, (Point){ui->w - 40, 752}, 1, TAP_STEP, app_label(app, "button.next"));
    }
    if (shift > 2) {
        chain_step(app, (Point){LEFT + 8, 752}, -1, TAP_STEP, app_label(app, "button.prev"));
    }
    ui_unclip(ui);
}

// What the rules mean; returns where it ends.
static float draw_rules(App *app, float x, float y)
{
    Ui *ui = &app->ui;
    static const char *const WORDS[] = {"chains.leading", "chains.future"};
    float middle = y + ui_type(ui, theme_type(TYPE_C)).line / 2;
    for (int i = 0; i < COUNT(WORDS); i++) {
        chain_tier_rule(app, (Rect){x, middle - 3, 43, 6}, i ? TIER_FUTURE : TIER_LEADING);
        x += 54;
        Label word = {
            .type = theme_type(TYPE_C), .colour = SLATE, .text = app_label(app, WORDS[i])};
        word.x = x;
        word.y = y;
        x += ui_text(ui, &word).w + 32;
    }
    return x;
}

// The rules, and plainly: the city's list is not known, and what is recorded here is not it.
static void draw_note(App *app, const Chains *data, Rect box)
{
    Ui *ui = &app->ui;
    Str text = app_label_fill(app, data->stated.count < 2 ? "chains.note" : "chains.note.stated",
                              "n", str_format(ui->frame, "%d", data->chain_count));
    Label note = {.type = theme_type(TYPE_C), .colour = SLATE, .text = text, .y = box.y};
    float x = draw_rules(app, box.x, box.y);
    bool is_beside = x + ui_measure(ui, &note).w <= box.x + box.w;
    note.x = is_beside ? x : box.x;
    note.y += is_beside ? 0 : ui_type(ui, note.type).line + 2;
    note.w = box.x + box.w - note.x;
    note.max_lines = 2;
    ui_text(ui, &note);
}

static void draw_stories(App *app, const Chains *data, Rect box)
{
    if (data->has_stories) {
        chrome_button(app, box, app_label(app, "chain.stories"), "forward", false, ACTION_GO, 0,
                      STR("stories"));
    }
}

static void draw_wide(App *app, Page *page)
{
    const Chains *data = page->data;
    chrome_head(app, app_label(app, "chains.title"), lead_text(app, data), 900);
    draw_figures(app, data, 1210, 60, 220);
    draw_tiles_wide(app, page);
    draw_discs(app, data, &DISCS_WIDE);
    draw_note(app, data, (Rect){500, 908, 1356, 30});
    draw_stories(app, data, (Rect){1540, 200, 316, 96});
}

// ---- portrait: a grid that scrolls down ---------------------------------------------------------

enum { GRID_Y = 930, GRID_PITCH_Y = TILE_H + 16, GRID_HEAD = 66 };

static float draw_grid(App *app, const Chains *data, float shift, bool is_drawn)
{
    Ui *ui = &app->ui;
    const int columns = ui_is_english(ui) ? 3 : 4;
    const float pitch = 1000.0f / (float)columns;
    float y = 8;
    for (int g = 0; g < data->group_count; g++) {
        const ChainGroup *group = &data->groups[g];
        float top = GRID_Y + y - shift;
        if (is_drawn && top > GRID_Y - GRID_HEAD && top < ui->h) {
            Label head = {.type = type_sized(TYPE_H2, ui_is_english(ui) ? 26 : 32, 46),
                          .colour = DEEP,
                          .text = group->group.name,
                          .x = 48,
                          .y = top + 6};
            float w = ui_text(ui, &head).w;
            ui_fill(ui, (Rect){48 + w + 20, top + 29, ui->w - 48 - (48 + w + 20), 2}, HAIRLINE);
        }
        y += GRID_HEAD;
        for (int i = 0; i < group->chains.count; i++) {
            float row_y = GRID_Y + y + GRID_PITCH_Y * (float)(i / columns) - shift;
            if (is_drawn && row_y > GRID_Y - GRID_PITCH_Y && row_y < ui->h - 100) {
                Rect tile = {48 + pitch * (float)(i % columns), row_y, pitch - 16, TILE_H};
                chain_tile(app, &group->chains.items[i], group->scales[i], tile);
            }
        }
        y += GRID_PITCH_Y * (float)((group->chains.count + columns - 1) / columns) + 6;
    }
    return y + 24;
}

static void draw_tall(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const Chains *data = page->data;
    chrome_head(app, app_label(app, "chains.title"), lead_text(app, data), 840);
    draw_figures(app, data, 192, 300, 290);
    draw_discs(app, data, &DISCS_TALL);
    draw_note(app, data, (Rect){48, GRID_Y - 108, data->has_stories ? 650 : 984, 90});
    draw_stories(app, data, (Rect){724, GRID_Y - 108, 308, 96});
    Rect view = {0, GRID_Y, ui->w, ui->h - 120 - GRID_Y};
    Scroll *scroll = &page->scrolls[0];
    ui_scroll(ui, scroll, view, draw_grid(app, data, 0, false), false);
    ui_clip(ui, view);
    draw_grid(app, data, scroll->pos, true);
    const GradientStop below[] = {{0, colour_faded(MOON, 0)}, {1, MOON}};
    const GradientStop above[] = {{0, MOON}, {1, colour_faded(MOON, 0)}};
    if (scroll->pos < scroll->limit - 2) {
        ui_gradient(ui, (Rect){0, view.y + view.h - 56, ui->w, 56}, below, COUNT(below));
    }
    if (scroll->pos > 2) {
        ui_gradient(ui, (Rect){0, view.y, ui->w, 32}, above, COUNT(above));
    }
    ui_unclip(ui);
}

static void chains_drawn(App *app, Page *page)
{
    chrome_backdrop(app, 0);
    chrome_slip(app, app_label(app, "nav.chains"), app_label(app, "chains.slip.latin"));
    if (app->ui.is_portrait) {
        draw_tall(app, page);
    } else {
        draw_wide(app, page);
    }
}

static void chains_tapped(App *app, Page *page, const Target *target)
{
    Chains *data = page->data;
    const Scroll *scroll = &page->scrolls[0];
    if (target->action != TAP_STEP) {
        return;
    }
    float to = clampf(scroll->pos + (float)target->n * STEP, 0, scroll->limit);
    glide_set(&data->step, scroll->pos);
    glide_aim(&data->step, to, app->now_ms, app->ui.modes.is_reduced ? 0 : MS_STEP);
    data->is_stepping = true;
}

const PageClass page_chains = {.name = "chains",
                               .section = "chains",
                               .has_bar = true,
                               .opened = chains_opened,
                               .drawn = chains_drawn,
                               .tapped = chains_tapped};
