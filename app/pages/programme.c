#include "pages/programme.h"
#include "pages/chain_signs.h"
#include "pages/parts.h"

enum { FIGURE_COLUMNS = 3 };

typedef struct {
    Str title, line, route, icon;
    Str shape; // of a member's kind, or ""
} Way;         // a row that leads onward, or a heading when it has no route and no line

typedef struct {
    bool is_found;
    Str picture; // of its district, or nothing
    Str district_short;
    Point focal;
    Programme programme;
    FigureList figures;
    Way *ways;
    int count, capacity;
    Str self; // "programme:sp017"
} Detail;

// ---- opening --------------------------------------------------------------------------

static void add(Arena *arena, Detail *data, Way way)
{
    data->ways = arena_grow(arena, data->ways, &data->capacity, data->count + 1, sizeof(Way));
    data->ways[data->count++] = way;
}

static void add_heading(App *app, Arena *arena, Detail *data, const char *label)
{
    add(arena, data, (Way){.title = str_dup(arena, app_label(app, label))});
}

static void add_stories(App *app, Arena *arena, Detail *data)
{
    StoryList list;
    if (!store_stories(app_store(app), arena, data->self, &list, NULL) || !list.count) {
        return;
    }
    add_heading(app, arena, data, "programme.stories");
    for (int i = 0; i < list.count; i++) {
        add(arena, data,
            (Way){.title = list.items[i].title,
                  .line = list.items[i].lead,
                  .route = str_format(arena, "story/%.*s", STR_ARG(list.items[i].id)),
                  .icon = STR("play")});
    }
}

// Firms and others tied to it; members are shown on their chain.
static void add_links(App *app, Arena *arena, Detail *data)
{
    LinkList list;
    if (!store_links(app_store(app), arena, data->self, &list, NULL) || !list.count) {
        return;
    }
    add_heading(app, arena, data, "district.linked");
    for (int i = 0; i < list.count; i++) {
        const Link *link = &list.items[i];
        bool is_from = str_eq(link->from, data->self);
        Str other = is_from ? link->to : link->from;
        Member member;
        bool is_member = str_starts(other, STR("member:")) &&
                         store_member(app_store(app), arena, str_from_offset(other, 7), &member);
        add(arena, data,
            (Way){.title = is_from ? link->to_name : link->from_name,
                  .line = link->relation,
                  .route = part_route_of(app, arena, other),
                  .shape = is_member ? member.kind_shape : STR_NONE});
    }
}

static void add_reading(App *app, Arena *arena, Detail *data)
{
    Article article;
    if (!store_article_about(app_store(app), arena, data->self, &article)) {
        return;
    }
    add_heading(app, arena, data, "district.reading");
    add(arena, data,
        (Way){.title = article.title,
              .line = article.lead,
              .route = str_format(arena, "article/%.*s", STR_ARG(article.id)),
              .icon = STR("scroll")});
}

static void add_others(App *app, Arena *arena, Detail *data)
{
    ProgrammeList list;
    if (!data->programme.group.n ||
        !store_programmes(app_store(app), arena, data->programme.group, STR_NONE, &list, NULL)) {
        return;
    }
    bool has_heading = false;
    for (int i = 0; i < list.count; i++) {
        const Programme *one = &list.items[i];
        if (str_eq(one->id, data->programme.id)) {
            continue;
        }
        if (!has_heading) {
            add_heading(app, arena, data, "programme.others");
            has_heading = true;
        }
        add(arena, data,
            (Way){.title = one->name,
                  .line = one->owner.n ? one->owner : one->district_name,
                  .route = str_format(arena, "programme/%.*s", STR_ARG(one->id))});
    }
}

static void programme_opened(App *app, Page *page)
{
    Arena *arena = &page->arena;
    Detail *data = arena_new(arena, Detail, 1);
    page->data = data;
    data->is_found = store_programme(app_store(app), arena, page->arg, &data->programme);
    if (!data->is_found) {
        return;
    }
    District district;
    if (store_district(app_store(app), arena, data->programme.district, &district)) {
        data->picture = district.picture;
        data->district_short = district.short_name;
        data->focal = part_focal(app, arena, district.picture);
    }
    data->figures = part_figures(app, arena, data->programme.figures);
    data->self = str_format(arena, "programme:%.*s", STR_ARG(page->arg));
    add_stories(app, arena, data);
    add_links(app, arena, data);
    add_reading(app, arena, data);
    add_others(app, arena, data);
}

// ---- what leads onward --------------------------------------------------------------------

static float figures_at(App *app, const FigureList *list, float x, float y, float w, bool is_drawn)
{
    if (!list->count) {
        return 0;
    }
    int columns = part_figure_columns(app, list, w, FIGURE_COLUMNS);
    float column = w / (float)columns;
    float h = part_figure_height(&app->ui);
    for (int i = 0; is_drawn && i < list->count; i++) {
        Rect cell = {x + column * (float)(i % columns), y + 12 + h * (float)(i / columns),
                     column - 12, h};
        part_figure(app, cell, &list->items[i], part_rule_colour(i));
    }
    return 12 + h * (float)((list->count + columns - 1) / columns);
}

static float way_at(App *app, const Way *way, float x, float y, float w, bool is_drawn)
{
    if (!way->route.n && !way->line.n) {
        if (is_drawn) {
            part_heading(app, x, y + 4, way->title, STR_NONE);
            ui_fill(&app->ui, (Rect){x, y + PART_HEADING + 4, w, 2}, RGB(0x8FB0AE));
        }
        return PART_HEADING + 8;
    }
    float lead = way->icon.n ? 76 : way->shape.n ? 52 : 0;
    float h = part_row(app, (Rect){x, y, w, 0}, lead, way->title, way->line, way->route, is_drawn);
    if (is_drawn && way->icon.n) {
        part_disc(app, (Point){x + 32, y + h / 2}, 26, way->icon, MALACHITE);
    } else if (is_drawn && way->shape.n) {
        chain_shape(app, (Point){x + 26, y + h / 2}, 24, way->shape, AZURITE);
    }
    return h;
}

static void draw_ways(App *app, Page *page, Rect panel)
{
    Ui *ui = &app->ui;
    const Detail *data = page->data;
    float x = panel.x + 32;
    float w = panel.w - 64;
    chrome_card(app, panel, 0, ELEVATION_RESTING);
    float *heights = arena_new(ui->frame, float, data->count + 1);
    float content = figures_at(app, &data->figures, x, 0, w, false) + 8;
    for (int i = 0; i < data->count; i++) {
        heights[i] = way_at(app, &data->ways[i], x, 0, w, false);
        content += heights[i];
    }
    Scroll *scroll = &page->scrolls[0];
    ui_scroll(ui, scroll, panel, content + (content > panel.h ? 48 : 0), false);
    ui_clip(ui, panel);
    float y = panel.y + 8 - scroll->pos;
    y += figures_at(app, &data->figures, x, y, w, true);
    for (int i = 0; i < data->count; i++) {
        if (y < panel.y + panel.h && y + heights[i] > panel.y) {
            way_at(app, &data->ways[i], x, y, w, true);
        }
        y += heights[i];
    }
    ui_unclip(ui);
    if (scroll->pos < scroll->limit - 1) {
        const GradientStop below[] = {{0, colour_faded(WHITEWASH, 0)}, {1, WHITEWASH}};
        ui_gradient(ui, (Rect){panel.x, panel.y + panel.h - 64, panel.w, 64}, below, COUNT(below));
    }
}

// ---- the page -----------------------------------------------------------------------------

static float draw_head(App *app, const Detail *data, float x, float w)
{
    Ui *ui = &app->ui;
    const Programme *one = &data->programme;
    Label name = {.type = ui_title(ui, TYPE_H1),
                  .colour = INK,
                  .text = one->name,
                  .x = x,
                  .y = 52,
                  .w = w,
                  .max_lines = 3,
                  .min_size = 34,
                  .is_balanced = true};
    float y = 52 + ui_text(ui, &name).h + 12;
    Str owner = one->owner.n ? one->owner : app_label(app, "programme.owner.unstated");
    bool is_placed = one->district_name.n && !str_eq(one->district_name, owner);
    Label who = {.type = theme_type(TYPE_L),
                 .colour = AZURITE,
                 .text = is_placed ? part_dot(app, owner, one->district_name) : owner,
                 .x = x,
                 .y = y,
                 .w = w};
    y += ui_text(ui, &who).h + 8;
    if (one->origin.is_pending) {
        chrome_pending(app, x, y);
        y += 44;
    }
    return y;
}

// The whole name of the district where it has room, else its short one.
static Str button_name(App *app, const Detail *data, float w)
{
    Label probe = {.type = theme_type(TYPE_H3), .text = data->programme.district_name};
    bool is_long = ui_measure(&app->ui, &probe).w > w - 112; // the button's sides and arrow
    return is_long && data->district_short.n ? data->district_short : probe.text;
}

static void draw_buttons(App *app, const Detail *data, float x, float y, float w)
{
    const Programme *one = &data->programme;
    float half = one->district.n ? (w - 16) / 2 : w;
    if (one->district.n) {
        chrome_button(app, (Rect){x, y, half, 96}, button_name(app, data, half), "forward", false,
                      ACTION_GO, 0, app_route(app, "district", one->district));
        x += half + 16;
    }
    chrome_button(app, (Rect){x, y, half, 96}, app_label(app, "nav.programmes"), NULL, false,
                  ACTION_GO, 0, app_route(app, "programmes", one->group));
}

static void programme_drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const Detail *data = page->data;
    const Programme *one = &data->programme;
    bool is_tall = ui->is_portrait;
    chrome_backdrop(app, 3);
    chrome_slip(app, app_label(app, "programmes.slip"), app_label(app, "programmes.slip.latin"));
    if (!data->is_found) {
        Rect box = {is_tall ? 192 : 232, 480, 720, 160};
        chrome_empty(app, box, app_label(app, "empty.programme"),
                     app_label(app, "empty.programme.hint"));
        chrome_button(app, (Rect){box.x, box.y + 184, 400, 96}, app_label(app, "nav.programmes"),
                      NULL, true, ACTION_GO, 0, STR("programmes"));
        return;
    }
    float y = draw_head(app, data, is_tall ? 192 : 232, is_tall ? 840 : 1480);
    y = fmaxf(y, is_tall ? 440 : 232);
    Rect body = is_tall ? (Rect){48, y, 984, 0} : (Rect){232, y, 640, 928 - y};
    bool has_panel = data->figures.count || data->count;
    if (!is_tall && !has_panel) {
        body.w = 1624;
    }
    Label what = {.type = theme_type(TYPE_B1),
                  .colour = INK,
                  .text = one->what,
                  .x = body.x,
                  .y = y,
                  .w = body.w,
                  .align = ui_is_english(ui) ? ALIGN_START : ALIGN_JUSTIFY};
    y += one->what.n ? ui_text(ui, &what).h + 20 : 0;
    y += chrome_source(app, (Rect){body.x, y, body.w, 60}, &one->origin) + 24;
    if (is_tall) {
        draw_buttons(app, data, body.x, y, body.w);
        if (has_panel) {
            draw_ways(app, page, (Rect){48, y + 120, 984, 1776 - y - 120});
        }
        return;
    }
    Rect picture = {body.x, y, body.w, 928 - 132 - y};
    picture.h = fminf(picture.h, body.w * 0.625f);
    if (data->picture.n && picture.h > 140) {
        ui_shadow(ui, picture, 0, ELEVATION_RESTING);
        ui_picture(ui, data->picture, picture, data->focal, 1);
        chrome_caption(app, picture.x + 16, picture.y + picture.h - 54,
                       app_label(app, "mark.illustration"));
        y += picture.h + 24;
    }
    draw_buttons(app, data, body.x, fminf(y, 824), body.w);
    if (has_panel) {
        draw_ways(app, page, (Rect){912, body.y, 944, 936 - body.y});
    }
}

const PageClass page_programme = {.name = "programme",
                                  .section = "districts",
                                  .has_bar = true,
                                  .opened = programme_opened,
                                  .drawn = programme_drawn};
