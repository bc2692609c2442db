#include "pages/district.h"
#include "pages/chrome.h"
#include "pages/map.h"
#include "pages/parts.h"

typedef enum { ITEM_HEADING, ITEM_FIGURES /* all of them */, ITEM_ROW } ItemKind;

typedef struct {
    ItemKind kind;
    Str title, line, route;
    Str icon; // of a row, or ""
    Colour colour;
} Item;

typedef struct {
    bool is_there;
    District district;
    FigureList figures;
    Str parent_name;
    Str piece; // id of the piece to show in gold
    MapData map;
    Point focal;
    Item *items;
    int count, capacity;
} Data;

typedef struct {
    Rect picture, text, panel;
    Point mini;
    float unit;
} Places;

// clang-format off
static const Places WIDE = {
    .picture = {232, 352, 560, 280}, .text = {232, 648, 560, 280}, .panel = {832, 352, 1024, 576},
    .mini = {1240, 8}, .unit = 15.4f};
static const Places TALL = {
    .picture = {48, 470, 470, 294}, .text = {550, 470, 482, 294}, .panel = {48, 796, 984, 980},
    .mini = {690, 100}, .unit = 14};
// clang-format on

enum { FIGURE_COLUMNS = 3 };
static const float PAD = 32;

// ---- opening: everything there is, as one list of items --------------------------------

static void add(Arena *arena, Data *data, Item item)
{
    data->items = arena_grow(arena, data->items, &data->capacity, data->count + 1, sizeof(Item));
    data->items[data->count] = item;
    data->count++;
}

static void add_heading(App *app, Arena *arena, Data *data, const char *label, int count)
{
    add(arena, data,
        (Item){.kind = ITEM_HEADING,
               .title = app_label(app, label),
               .line = count ? str_format(arena, "%d", count) : STR_NONE});
}

static void add_figures(App *app, Arena *arena, Data *data)
{
    data->figures = part_figures(app, arena, data->district.figures);
    if (data->figures.count) {
        add_heading(app, arena, data, "district.figures", data->figures.count);
        add(arena, data, (Item){.kind = ITEM_FIGURES});
    }
}

// "天合光能、蜂巢能源" of the members of a chain that stand here.
static Str names_of(Arena *arena, const MemberList *members, Str separator)
{
    Str *names = arena_new(arena, Str, members->count);
    for (int i = 0; i < members->count; i++) {
        names[i] = members->items[i].short_name;
    }
    return str_join(arena, names, members->count, separator);
}

static void add_members(App *app, Arena *arena, Data *data)
{
    Store *store = app_store(app);
    Str separator = str_is(store_language(store), "zh") ? STR("、") : STR(", ");
    ChainList chains;
    if (!store_chains(store, arena, STR_NONE, &chains, NULL)) {
        return;
    }
    int heading = -1;
    int found = 0;
    for (int i = 0; i < chains.count; i++) {
        const Chain *chain = &chains.items[i];
        MemberList members;
        if (!store_members(store, arena, chain->id, STR_NONE, data->district.id, &members, NULL) ||
            !members.count) {
            continue;
        }
        if (heading < 0) {
            heading = data->count;
            add_heading(app, arena, data, "district.chains", 0);
        }
        found++;
        add(arena, data,
            (Item){.kind = ITEM_ROW,
                   .title = chain->short_name,
                   .line = names_of(arena, &members, separator),
                   .route = str_format(arena, "chains/%.*s", STR_ARG(chain->id)),
                   .icon = chain->icon,
                   .colour = DEEP_BLUE});
    }
    if (heading >= 0) {
        data->items[heading].line = str_format(arena, "%d", found);
    }
}

static void add_programmes(App *app, Arena *arena, Data *data)
{
    ProgrammeList list;
    if (!store_programmes(app_store(app), arena, STR_NONE, data->district.id, &list, NULL) ||
        !list.count) {
        return;
    }
    add_heading(app, arena, data, "district.programmes", list.count);
    for (int i = 0; i < list.count; i++) {
        const Programme *programme = &list.items[i];
        add(arena, data,
            (Item){.kind = ITEM_ROW,
                   .title = programme->name,
                   .line = programme->owner,
                   .route = str_format(arena, "programme/%.*s", STR_ARG(programme->id))});
    }
}

static void add_projects(App *app, Arena *arena, Data *data)
{
    ProjectList list;
    if (!store_projects(app_store(app), arena, STR_NONE, STR_NONE, data->district.id, &list,
                        NULL) ||
        !list.count) {
        return;
    }
    add_heading(app, arena, data, "district.projects", list.count);
    for (int i = 0; i < list.count; i++) {
        const Project *project = &list.items[i];
        add(arena, data,
            (Item){.kind = ITEM_ROW,
                   .title = project->name,
                   .line = project->progress,
                   .route = str_format(arena, "project/%.*s", STR_ARG(project->id)),
                   .icon = project->icon,
                   .colour = theme_colour(project->colour)});
    }
}

static void add_places(App *app, Arena *arena, Data *data, const DistrictList *all)
{
    int heading = -1;
    int found = 0;
    for (int i = 0; i < all->count; i++) {
        const District *place = &all->items[i];
        if (!str_eq(place->parent, data->district.id)) {
            continue;
        }
        if (heading < 0) {
            bool is_city = str_is(data->district.level, "city");
            heading = data->count;
            add_heading(app, arena, data, is_city ? "districts.slip" : "district.places", 0);
        }
        found++;
        add(arena, data,
            (Item){.kind = ITEM_ROW,
                   .title = place->name,
                   .line = place->tag,
                   .route = str_format(arena, "district/%.*s", STR_ARG(place->id))});
    }
    if (heading >= 0) {
        data->items[heading].line = str_format(arena, "%d", found);
    }
}

// Of a place: the others that lie with it.
static void add_siblings(App *app, Arena *arena, Data *data, const DistrictList *all)
{
    if (!str_is(data->district.level, "place")) {
        return;
    }
    bool has_heading = false;
    for (int i = 0; i < all->count; i++) {
        const District *place = &all->items[i];
        bool is_sibling = str_is(place->level, "place") &&
                          str_eq(place->parent, data->district.parent) &&
                          !str_eq(place->id, data->district.id);
        if (!is_sibling) {
            continue;
        }
        if (!has_heading) {
            add_heading(app, arena, data, "district.others", 0);
            has_heading = true;
        }
        add(arena, data,
            (Item){.kind = ITEM_ROW,
                   .title = place->name,
                   .line = place->tag,
                   .route = str_format(arena, "district/%.*s", STR_ARG(place->id))});
    }
}

static void add_links(App *app, Arena *arena, Data *data)
{
    Str self = str_format(arena, "district:%.*s", STR_ARG(data->district.id));
    LinkList list;
    if (!store_links(app_store(app), arena, self, &list, NULL) || !list.count) {
        return;
    }
    add_heading(app, arena, data, "district.linked", list.count);
    for (int i = 0; i < list.count; i++) {
        const Link *link = &list.items[i];
        bool is_from = str_eq(link->from, self);
        add(arena, data,
            (Item){.kind = ITEM_ROW,
                   .title = is_from ? link->to_name : link->from_name,
                   .line = link->relation,
                   .route = part_route_of(app, arena, is_from ? link->to : link->from)});
    }
}

static void add_parent(App *app, Arena *arena, Data *data, const DistrictList *all)
{
    const District *at = &data->district;
    data->piece = at->id;
    for (int hop = 0; hop < 4 && at->parent.n; hop++) {
        const District *parent = NULL;
        for (int i = 0; i < all->count; i++) {
            parent = str_eq(all->items[i].id, at->parent) ? &all->items[i] : parent;
        }
        if (!parent) {
            break;
        }
        if (hop == 0) {
            data->parent_name = parent->name;
            if (str_is(data->district.level, "place")) {
                add_heading(app, arena, data, "district.parent", 0);
                add(arena, data,
                    (Item){.kind = ITEM_ROW,
                           .title = parent->name,
                           .line = parent->tag,
                           .route = str_format(arena, "district/%.*s", STR_ARG(parent->id)),
                           .icon = STR("district"),
                           .colour = DEEP_BLUE});
            }
        }
        if (!str_is(at->level, "district") && str_is(parent->level, "district")) {
            data->piece = parent->id;
        }
        at = parent;
    }
}

static void opened(App *app, Page *page)
{
    Data *data = arena_new(&page->arena, Data, 1);
    Arena *arena = &page->arena;
    page->data = data;
    data->is_there = store_district(app_store(app), arena, page->arg, &data->district);
    if (!data->is_there) {
        return;
    }
    map_load(app, arena, &data->map);
    data->focal = part_focal(app, arena, data->district.picture);
    DistrictList all = {0};
    store_districts(app_store(app), arena, STR_NONE, &all, NULL);
    add_figures(app, arena, data);
    add_members(app, arena, data);
    add_places(app, arena, data, &all);
    add_links(app, arena, data);
    add_projects(app, arena, data);
    add_programmes(app, arena, data);
    add_parent(app, arena, data, &all);
    add_siblings(app, arena, data, &all);
}

// ---- the panel ------------------------------------------------------------------------

static float figures_height(App *app, const FigureList *list, float w)
{
    int columns = part_figure_columns(app, list, w, FIGURE_COLUMNS);
    return part_figure_height(&app->ui) * (float)((list->count + columns - 1) / columns) + 12;
}

static void draw_figures(App *app, const FigureList *list, float x, float y, float w)
{
    int columns = part_figure_columns(app, list, w, FIGURE_COLUMNS);
    float column = w / (float)columns;
    float h = part_figure_height(&app->ui);
    for (int i = 0; i < list->count; i++) {
        Rect cell = {x + column * (float)(i % columns), y + 4 + h * (float)(i / columns),
                     column - 12, h};
        part_figure(app, cell, &list->items[i], part_rule_colour(i));
    }
}

static float item_height(App *app, const Data *data, const Item *item, float x, float w)
{
    switch (item->kind) {
    case ITEM_HEADING:
        return PART_HEADING + 8;
    case ITEM_FIGURES:
        return figures_height(app, &data->figures, w);
    case ITEM_ROW:
        break;
    }
    Rect box = {x, 0, w, 0};
    return part_row(app, box, item->icon.n ? 76 : 0, item->title, item->line, item->route, false);
}

static void draw_item(App *app, const Data *data, const Item *item, float x, float y, float w)
{
    Ui *ui = &app->ui;
    switch (item->kind) {
    case ITEM_HEADING:
        part_heading(app, x, y + 4, item->title, item->line);
        ui_fill(ui, (Rect){x, y + PART_HEADING + 4, w, 2}, RGB(0x8FB0AE));
        return;
    case ITEM_FIGURES:
        draw_figures(app, &data->figures, x, y, w);
        return;
    case ITEM_ROW: {
        Rect box = {x, y, w, 0};
        float h =
            part_row(app, box, item->icon.n ? 76 : 0, item->title, item->line, item->route, true);
        if (item->icon.n) {
            part_disc(app, (Point){x + 32, y + h / 2}, 26, item->icon, item->colour);
        }
        return;
    }
    }
}

static void draw_panel(App *app, Page *page, Rect panel)
{
    Ui *ui = &app->ui;
    const Data *data = page->data;
    chrome_card(app, panel, 0, ELEVATION_RESTING);
    if (!data->count) {
        Rect box = {panel.x + PAD, panel.y + PAD, panel.w - 2 * PAD, 176};
        chrome_empty(app, box, app_label(app, "empty.district"),
                     app_label(app, "empty.district.hint"));
        chrome_button(app, (Rect){box.x, box.y + 200, 280, 96}, app_label(app, "nav.districts"),
                      NULL, true, ACTION_GO, 0, STR("districts"));
        return;
    }
    float x = panel.x + PAD;
    float w = panel.w - 2 * PAD;
    float *heights = arena_new(ui->frame, float, data->count);
    float content = 8;
    for (int i = 0; i < data->count; i++) {
        heights[i] = item_height(app, data, &data->items[i], x, w);
        content += heights[i];
    }
    Scroll *scroll = &page->scrolls[0];
    ui_scroll(ui, scroll, panel, content + (content > panel.h ? 48 : 0), false);
    ui_clip(ui, panel);
    float y = panel.y + 8 - scroll->pos;
    for (int i = 0; i < data->count; i++) {
        if (y < panel.y + panel.h && y + heights[i] > panel.y) {
            draw_item(app, data, &data->items[i], x, y, w);
        }
        y += heights[i];
    }
    ui_unclip(ui);
    if (scroll->pos < scroll->limit - 1) {
        static const GradientStop FOOT[] = {{0, {0xFA, 0xFB, 0xF8, 0}},
                                            {1, {0xFA, 0xFB, 0xF8, 255}}};
        ui_gradient(ui, (Rect){panel.x, panel.y + panel.h - 64, panel.w, 64}, FOOT, COUNT(FOOT));
    }
}

// ---- the page -------------------------------------------------------------------------

static void draw_head(App *app, const Data *data, const Places *at)
{
    Ui *ui = &app->ui;
    const District *district = &data->district;
    bool is_portrait = ui->is_portrait;
    float x = is_portrait ? 192 : 232;
    float w = is_portrait ? 480 : 960;
    bool is_english = ui_is_english(ui);
    Label name = {.type = is_english ? type_sized(TYPE_H1, 42, 56) : type_sized(TYPE_H1, 64, 78),
                  .colour = INK,
                  .text = district->name,
                  .x = x,
                  .y = 56,
                  .w = w,
                  .max_lines = 2,
                  .min_size = is_english ? 34 : 44};
    float y = 56 + ui_text(ui, &name).h + 10;
    Label tag = {.type = type_sized(TYPE_B1, 30, 46),
                 .colour = RGB(0x175F50),
                 .text = district->tag,
                 .x = x,
                 .y = y,
                 .w = w,
                 .max_lines = 2};
    tag.type.face = FACE_SANS_MEDIUM;
    y += ui_text(ui, &tag).h + 4;
    Label kind = {.type = theme_type(TYPE_L),
                  .colour = NIGHT_GREY,
                  .text = part_dot(app, district->kind, data->parent_name),
                  .x = x,
                  .y = y,
                  .w = w,
                  .max_lines = 2};
    y += ui_text(ui, &kind).h;
    if (district->origin.is_pending) {
        chrome_pending(app, x, y + 12);
    }
    map_mini(app, &data->map, at->mini.x, at->mini.y, at->unit, data->piece);
    if (is_portrait) {
        map_note(app, 192, 392, 480);
        return;
    }
    Label note = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = app_label(app, "mark.diagram"),
                  .x = 1636,
                  .y = 170,
                  .w = 232,
                  .max_lines = 2};
    ui_text(ui, &note);
}

static void draw_known(App *app, const Data *data, const Places *at)
{
    Ui *ui = &app->ui;
    const District *district = &data->district;
    bool is_english = ui_is_english(ui);
    Rect picture = at->picture;
    Rect text = at->text;
    Label known = {.type = is_english ? type_sized(TYPE_B2, 26, 36) : type_sized(TYPE_B2, 27, 42),
                   .colour = INK,
                   .text = district->known_for,
                   .x = text.x,
                   .w = text.w,
                   .align = is_english ? ALIGN_START : ALIGN_JUSTIFY,
                   .is_hanging = true,
                   .max_lines = is_english ? 6 : 5,
                   .min_size = 22};
    float h = ui_measure(ui, &known).h;
    const float source = 76; // two lines and a gap
    if (!ui->is_portrait) {
        // The picture takes what the words leave.
        picture.h = clampf(text.y + text.h - source - h - 16 - picture.y, 220, 350);
        text.y = picture.y + picture.h + 16;
    }
    if (district->picture.n) {
        ui_shadow(ui, picture, 0, ELEVATION_RESTING);
        ui_picture(ui, district->picture, picture, data->focal, 1);
        chrome_caption(app, picture.x + 16, picture.y + picture.h - 54,
                       app_label(app, "mark.illustration"));
    } else {
        text.y = picture.y;
    }
    known.y = text.y;
    ui_text(ui, &known);
    chrome_source(app, (Rect){text.x, text.y + h + 12, text.w, 0}, &district->origin);
}

static void drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const Data *data = page->data;
    const Places *at = ui->is_portrait ? &TALL : &WIDE;
    chrome_backdrop(app, 3);
    chrome_slip(app, app_label(app, "districts.slip"), app_label(app, "districts.slip.latin"));
    if (!data->is_there) {
        chrome_empty(app, (Rect){232, 480, 784, 176}, app_label(app, "empty.district"),
                     app_label(app, "empty.district.hint"));
        return;
    }
    draw_head(app, data, at);
    draw_known(app, data, at);
    draw_panel(app, page, at->panel);
}

const PageClass page_district = {
    .name = "district",
    .section = "districts",
    .has_bar = true,
    .opened = opened,
    .drawn = drawn,
};
