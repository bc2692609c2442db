#include "pages/story_data.h"

enum { MAX_LINKS = 12 };

static const struct {
    const char *word, *section, *label;
} ABOUT[] = {
    {"chain", "chains", "nav.chains"},
    {"member", "chains", "nav.chains"},
    {"district", "districts", "nav.districts"},
    {"programme", "districts", "nav.programmes"},
    {"work", "livelihood", "nav.livelihood"},
    {"project", "livelihood", "nav.livelihood"},
    {"article", "chains", "article.title"},
    {"figure", "figures", "nav.figures"},
    {"photo", "photos", "nav.photos"},
    {"event", "timeline", "nav.timeline"},
    {"story", "chains", "story.title"},
    {"livelihood", "livelihood", "nav.livelihood"},
    {"chains", "chains", "nav.chains"},
    {"districts", "districts", "nav.districts"},
    {"programmes", "districts", "nav.programmes"},
    {"photos", "photos", "nav.photos"},
    {"timeline", "timeline", "nav.timeline"},
    {"figures", "figures", "nav.figures"},
};

static int about_of(Str entity)
{
    int colon = str_find_char(entity, ':');
    Str word = colon < 0 ? entity : str_sub(entity, 0, colon);
    for (int i = 0; i < COUNT(ABOUT); i++) {
        if (str_is(word, ABOUT[i].word)) {
            return i;
        }
    }
    return -1;
}

Str story_section(Str about)
{
    Str one;
    while (str_split(&about, ';', &one)) {
        int place = about_of(one);
        if (place >= 0) {
            return str_from(ABOUT[place].section);
        }
    }
    return STR("chains");
}

// The page of an entity; a work of a year is shown on that year's map.
static Str route_of(App *app, Arena *arena, Str entity)
{
    Work work;
    if (str_starts(entity, STR("work:")) &&
        store_work(app_store(app), arena, str_from_offset(entity, 5), &work)) {
        return work.year.n ? str_format(arena, "livelihood/%.*s", STR_ARG(work.year))
                           : STR("livelihood");
    }
    return part_route_of(app, arena, entity);
}

static void add_link(StoryData *data, StoryLink link)
{
    for (int i = 0; i < data->link_count; i++) {
        if (str_eq(data->links[i].route, link.route)) {
            return;
        }
    }
    if (data->link_count < MAX_LINKS && link.route.n && link.name.n) {
        data->links[data->link_count++] = link;
    }
}

static void load_links(App *app, Arena *arena, StoryData *data)
{
    Store *store = app_store(app);
    data->links = arena_new(arena, StoryLink, MAX_LINKS);
    Article article;
    Str self = str_format(arena, "story:%.*s", STR_ARG(data->story.id));
    if (store_article_about(store, arena, self, &article)) {
        Str route = str_format(arena, "article/%.*s", STR_ARG(article.id));
        add_link(data, (StoryLink){article.title, STR("article.title"), route});
    }
    Str rest = data->story.about;
    Str one;
    while (str_split(&rest, ';', &one)) {
        int place = about_of(one);
        if (place < 0) {
            continue;
        }
        bool is_bare = str_find_char(one, ':') < 0;
        Str kind = str_from(ABOUT[place].label);
        Str route = is_bare ? one : route_of(app, arena, one);
        Str name = is_bare ? store_label(store, arena, kind) : store_entity_name(store, arena, one);
        add_link(data, (StoryLink){name, is_bare ? STR_NONE : kind, route});
    }
}

StoryData *story_load(App *app, Arena *arena, Str id)
{
    Store *store = app_store(app);
    StoryData *data = arena_new(arena, StoryData, 1);
    data->from = -1;
    data->is_found = store_story(store, arena, id, &data->story);
    if (!data->is_found) {
        return data;
    }
    StoryPartList parts = {0};
    store_story_parts(store, arena, id, &parts, NULL);
    data->count = parts.count < STORY_PARTS ? parts.count : STORY_PARTS;
    data->nodes = arena_new(arena, StoryNode, data->count);
    for (int i = 0; i < data->count; i++) {
        StoryNode *node = &data->nodes[i];
        node->part = parts.items[i];
        node->is_blank = str_is(node->part.slot, "blank");
        node->has_figure =
            node->part.figure.n && store_figure(store, arena, node->part.figure, &node->figure);
        node->route = route_of(app, arena, node->part.entity);
        node->leads_to = store_entity_name(store, arena, node->part.entity);
    }
    data->figures = part_figures(app, arena, data->story.figures);
    load_links(app, arena, data);
    return data;
}
