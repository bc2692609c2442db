#include "pages/search_entries.h"

enum { MAX_LANGUAGES = 2 };

typedef struct {
    App *app;
    Arena *arena;
    SearchEntries out;
    int capacity, title_capacity;
    int at;        // of the list being gone through a second time
    bool is_en;    // what the store speaks now
    bool is_shown; // it is the visit's language
} Gather;

static SearchEntry *add(Gather *g, const char *icon, const char *kind, const char *page, Str id,
                        Str title)
{
    int at = g->at++;
    if (at == g->out.count) {
        g->out.items =
            arena_grow(g->arena, g->out.items, &g->capacity, at + 1, sizeof(SearchEntry));
        g->out.titles =
            arena_grow(g->arena, g->out.titles, &g->title_capacity, at + 1, sizeof(SearchTitle));
        g->out.items[at] = (SearchEntry){.icon = icon, .kind = kind};
        g->out.titles[at] = (SearchTitle){0};
        g->out.count++;
    }
    if (g->is_en) {
        g->out.titles[at].en = title;
    } else {
        g->out.titles[at].zh = title;
    }
    SearchEntry *entry = &g->out.items[at];
    if (g->is_shown) {
        entry->title = title;
        entry->route = str_format(g->arena, "%s/%.*s", page, STR_ARG(id));
    }
    return entry;
}

static void set_detail(const Gather *g, SearchEntry *entry, Str detail)
{
    entry->detail = g->is_shown ? detail : entry->detail;
}

static void add_chains(Gather *g)
{
    ChainList chains;
    store_chains(g->app->store, g->arena, STR_NONE, &chains, NULL);
    for (int i = 0; i < chains.count; i++) {
        const Chain *chain = &chains.items[i];
        add(g, "chain", "nav.chains", "chains", chain->id, chain->name)->is_start = i == 0;
    }
    MemberList members;
    store_standings(g->app->store, g->arena, &members, NULL);
    for (int i = 0; i < members.count; i++) {
        const Member *member = &members.items[i];
        Str id = str_format(g->arena, "%.*s:%.*s", STR_ARG(member->chain), STR_ARG(member->id));
        bool is_again = false; // the same one on another chain
        for (int k = 0; k < i && !is_again; k++) {
            is_again = str_eq(members.items[k].id, member->id);
        }
        if (!is_again) {
            set_detail(g, add(g, "factory", "search.member", "chains", id, member->name),
                       member->kind_name);
        }
    }
}

static void add_figures(Gather *g)
{
    FigureSlotList slots;
    store_figure_slots(g->app->store, g->arena, STR("overview"), &slots, NULL);
    Str hero = slots.count ? slots.items[0].figure : STR_NONE;
    FigureList figures;
    store_figures(g->app->store, g->arena, STR_NONE, &figures, NULL);
    for (int i = 0; i < figures.count; i++) {
        const Figure *figure = &figures.items[i];
        SearchEntry *entry = add(g, "chart", "nav.figures", "figure", figure->id, figure->label);
        entry->is_start = str_eq(figure->id, hero);
        entry->figure = g->is_shown ? figure : entry->figure;
    }
}

static void add_places(Gather *g)
{
    bool has_start = false;
    ProjectList projects;
    Str all = STR_NONE;
    store_projects(g->app->store, g->arena, all, all, all, &projects, NULL);
    for (int i = 0; i < projects.count; i++) {
        const Project *project = &projects.items[i];
        SearchEntry *entry =
            add(g, "map-pin", "nav.livelihood", "project", project->id, project->name);
        entry->is_start = project->has_pin && !has_start;
        has_start = has_start || project->has_pin;
        set_detail(g, entry, project->district_name);
    }
    has_start = false;
    DistrictList districts;
    store_districts(g->app->store, g->arena, all, &districts, NULL);
    for (int i = 0; i < districts.count; i++) {
        const District *district = &districts.items[i];
        SearchEntry *entry =
            add(g, "district", "nav.districts", "district", district->id, district->name);
        entry->is_start = district->outline.n && !has_start;
        has_start = has_start || district->outline.n;
    }
    ProgrammeList programmes;
    store_programmes(g->app->store, g->arena, all, all, &programmes, NULL);
    for (int i = 0; i < programmes.count; i++) {
        const Programme *programme = &programmes.items[i];
        SearchEntry *entry =
            add(g, "people", "nav.programmes", "programme", programme->id, programme->name);
        set_detail(g, entry, programme->district_name);
    }
}

static void add_prose(Gather *g)
{
    Store *store = g->app->store;
    StoryList stories;
    store_stories(store, g->arena, STR_NONE, &stories, NULL);
    for (int i = 0; i < stories.count; i++) {
        add(g, "play", "search.story", "story", stories.items[i].id, stories.items[i].title);
    }
    EventList events;
    store_events(store, g->arena, &events, NULL);
    for (int i = 0; i < events.count; i++) {
        const Event *event = &events.items[i];
        SearchEntry *entry = add(g, "clock", "nav.timeline", "timeline", event->id, event->title);
        entry->date = g->is_shown ? event->date : entry->date;
    }
    ArticleList articles;
    store_articles(store, g->arena, &articles, NULL);
    for (int i = 0; i < articles.count; i++) {
        const Article *article = &articles.items[i];
        add(g, "scroll", "article.title", "article", article->id, article->title)->is_start =
            i == 0;
    }
    PhotoList photos;
    store_photos(store, g->arena, &photos, NULL);
    for (int i = 0; i < photos.count; i++) {
        const Photo *photo = &photos.items[i];
        add(g, "photo", "nav.photos", "photo", photo->id, photo->title)->is_start = i == 0;
    }
}

SearchEntries search_entries(App *app, Arena *arena)
{
    static const char *const LANGUAGES[MAX_LANGUAGES] = {"zh", "en"};
    Gather g = {.app = app, .arena = arena};
    for (int i = 0; i < MAX_LANGUAGES; i++) {
        g.at = 0;
        g.is_en = i == 1;
        g.is_shown = str_is(app->language, LANGUAGES[i]);
        store_set_language(app->store, str_from(LANGUAGES[i]));
        add_chains(&g);
        add_figures(&g);
        add_places(&g);
        add_prose(&g);
    }
    store_set_language(app->store, app->language);
    return g.out;
}
