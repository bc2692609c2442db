#include "pages/figure_data.h"
#include "pages/facts.h"
#include "pages/parts.h"

static bool names(Str list, Str id)
{
    Str part;
    while (str_split(&list, ';', &part)) {
        if (str_eq(part, id)) {
            return true;
        }
    }
    return false;
}

static void add_link(FigureData *data, Str name, Str route, const char *type)
{
    for (int i = 0; i < data->link_count; i++) {
        // A park is a district and a member: the first one stands for both.
        if (str_eq(data->links[i].route, route) || str_eq(data->links[i].name, name)) {
            return;
        }
    }
    if (data->link_count < MAX_LINKS && name.n && route.n) {
        data->links[data->link_count++] = (FigureLink){name, route, type};
    }
}

static void link_districts(App *app, Page *page, FigureData *data)
{
    Arena *arena = &page->arena;
    DistrictList list;
    if (!store_districts(app_store(app), arena, STR_NONE, &list, NULL)) {
        return;
    }
    for (int i = 0; i < list.count; i++) {
        const District *district = &list.items[i];
        bool is_city = str_is(district->level, "city");
        bool is_scope = str_eq(district->id, data->figure.scope);
        if (!is_city && (is_scope || names(district->figures, data->figure.id))) {
            Str route = str_format(arena, "district/%.*s", STR_ARG(district->id));
            add_link(data, district->name, route, "type.district");
        }
    }
}

static void link_chains(App *app, Page *page, FigureData *data)
{
    Arena *arena = &page->arena;
    Store *store = app_store(app);
    ChainList chains;
    for (int i = 0; store_chains(store, arena, STR_NONE, &chains, NULL) && i < chains.count; i++) {
        const Chain *chain = &chains.items[i];
        if (str_eq(chain->figure, data->figure.id)) {
            Str route = str_format(arena, "chains/%.*s", STR_ARG(chain->id));
            add_link(data, chain->name, route, "type.chain");
        }
    }
}

static void link_members(App *app, Page *page, FigureData *data)
{
    Arena *arena = &page->arena;
    MemberList members;
    if (!store_members(app_store(app), arena, STR_NONE, STR_NONE, STR_NONE, &members, NULL)) {
        return;
    }
    for (int i = 0; i < members.count; i++) {
        const Member *member = &members.items[i];
        if (names(member->figures, data->figure.id)) {
            Str entity = str_format(arena, "member:%.*s", STR_ARG(member->id));
            add_link(data, member->name, part_route_of(app, arena, entity), "type.member");
        }
    }
}

static void link_programmes(App *app, Page *page, FigureData *data)
{
    Arena *arena = &page->arena;
    ProgrammeList list;
    if (!store_programmes(app_store(app), arena, STR_NONE, STR_NONE, &list, NULL)) {
        return;
    }
    for (int i = 0; i < list.count; i++) {
        if (names(list.items[i].figures, data->figure.id)) {
            Str route = str_format(arena, "programme/%.*s", STR_ARG(list.items[i].id));
            add_link(data, list.items[i].name, route, "type.programme");
        }
    }
}

static void link_projects(App *app, Page *page, FigureData *data)
{
    Arena *arena = &page->arena;
    ProjectList list;
    if (!store_projects(app_store(app), arena, STR_NONE, STR_NONE, STR_NONE, &list, NULL)) {
        return;
    }
    for (int i = 0; i < list.count; i++) {
        if (names(list.items[i].figures, data->figure.id)) {
            Str route = str_format(arena, "project/%.*s", STR_ARG(list.items[i].id));
            add_link(data, list.items[i].name, route, "type.project");
        }
    }
}

static void link_events(App *app, Page *page, FigureData *data)
{
    Arena *arena = &page->arena;
    EventList list;
    if (!store_events(app_store(app), arena, &list, NULL)) {
        return;
    }
    Str entity = str_format(arena, "figure:%.*s", STR_ARG(data->figure.id));
    for (int i = 0; i < list.count; i++) {
        if (names(list.items[i].links, entity)) {
            Str route = str_format(arena, "timeline/%.*s", STR_ARG(list.items[i].id));
            add_link(data, list.items[i].title, route, "type.event");
        }
    }
}

static void link_stories(App *app, Page *page, FigureData *data)
{
    Arena *arena = &page->arena;
    Store *store = app_store(app);
    StoryList list;
    StoryPartList parts;
    if (!store_stories(store, arena, STR_NONE, &list, NULL)) {
        return;
    }
    for (int i = 0; i < list.count; i++) {
        const Story *story = &list.items[i];
        bool is_in = names(story->figures, data->figure.id);
        bool has_parts = !is_in && store_story_parts(store, arena, story->id, &parts, NULL);
        for (int k = 0; has_parts && k < parts.count && !is_in; k++) {
            is_in = str_eq(parts.items[k].figure, data->figure.id);
        }
        if (is_in) {
            Str route = str_format(arena, "story/%.*s", STR_ARG(story->id));
            add_link(data, story->title, route, "type.story");
        }
    }
}

static void link_articles(App *app, Page *page, FigureData *data)
{
    Arena *arena = &page->arena;
    ArticleList list;
    if (!store_articles(app_store(app), arena, &list, NULL)) {
        return;
    }
    Str entity = str_format(arena, "figure:%.*s", STR_ARG(data->figure.id));
    for (int i = 0; i < list.count; i++) {
        const Article *article = &list.items[i];
        if (str_eq(article->pull_figure, data->figure.id) || names(article->related, entity)) {
            Str route = str_format(arena, "article/%.*s", STR_ARG(article->id));
            add_link(data, article->title, route, "type.article");
        }
    }
}

static void gather_sources(App *app, Page *page, FigureData *data)
{
    Str rest = data->figure.origin.sources;
    Str id;
    while (data->source_count < MAX_SOURCES && str_split(&rest, ';', &id)) {
        Source *source = &data->sources[data->source_count];
        data->source_count += id.n && store_source(app_store(app), &page->arena, id, source);
    }
}

// The theme's other figures, beginning behind this one, so that its neighbours come first.
static void gather_theme(App *app, Page *page, FigureData *data)
{
    Arena *arena = &page->arena;
    ThemeList themes;
    if (store_themes(app_store(app), arena, &themes, NULL)) {
        for (int i = 0; i < themes.count; i++) {
            data->theme =
                str_eq(themes.items[i].id, data->figure.theme) ? themes.items[i] : data->theme;
        }
    }
    FigureList list;
    if (!store_figures(app_store(app), arena, data->figure.theme, &list, NULL)) {
        return;
    }
    data->neighbours = arena_new(arena, Figure, list.count);
    int own = 0;
    for (int i = 0; i < list.count; i++) {
        own = str_eq(list.items[i].id, data->figure.id) ? i : own;
    }
    for (int i = 1; i < list.count; i++) {
        data->neighbours[data->neighbour_count++] = list.items[(own + i) % list.count];
    }
}

static void gather_parts(App *app, Page *page, FigureData *data)
{
    FigureList all;
    if (!store_figures(app_store(app), &page->arena, STR_NONE, &all, NULL)) {
        return;
    }
    for (int i = 0; i < all.count && data->part_count < MAX_PARTS; i++) {
        const Figure *part = &all.items[i];
        if (str_eq(part->part_of, data->figure.id) && fact_is_sized_alike(part, &data->figure) &&
            fact_base(part) <= fact_base(&data->figure)) {
            data->parts[data->part_count++] = *part;
        }
    }
}

FigureData *figure_data(App *app, Page *page)
{
    Store *store = app_store(app);
    Arena *arena = &page->arena;
    FigureData *data = arena_new(arena, FigureData, 1);
    data->is_there = store_figure(store, arena, page->arg, &data->figure);
    if (!data->is_there) {
        return data;
    }
    const Figure *figure = &data->figure;
    data->has_pair =
        figure->pairs_with.n && store_figure(store, arena, figure->pairs_with, &data->pair);
    data->has_lever = figure->lever.n && store_figure(store, arena, figure->lever, &data->lever);
    data->has_same = figure->same_as.n && store_figure(store, arena, figure->same_as, &data->same);
    data->has_whole =
        figure->part_of.n && store_figure(store, arena, figure->part_of, &data->whole) &&
        fact_is_sized_alike(figure, &data->whole) && fact_base(figure) <= fact_base(&data->whole);
    gather_sources(app, page, data);
    gather_parts(app, page, data);
    link_districts(app, page, data);
    link_chains(app, page, data);
    link_programmes(app, page, data);
    link_projects(app, page, data);
    link_members(app, page, data);
    link_events(app, page, data);
    link_stories(app, page, data);
    link_articles(app, page, data);
    gather_theme(app, page, data);
    return data;
}
