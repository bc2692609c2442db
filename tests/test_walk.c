// Walks the story from home by what can be touched alone, in virtual time and without painting, and
// says which entities it never met. A state is a route with what its page keeps; where a target leads by
// its route the state behind it is put in the queue, every other action is tapped.
#include "base/hash.h"
#include "pages_fixture.h"
#include <stdlib.h>
#include <string.h>

enum { MAX_STATES = 8192, MAX_KEYS = 65536, MAX_MISSED = 12, PLAIN_TAPS = 10, ROUTE_STATES = 120 };

typedef struct {
    char route[ROUTE_MAX];
    PageMemory memory;
} State;

typedef struct {
    uint64_t keys[MAX_KEYS]; // open addressing; 0: free
    uint8_t counts[MAX_KEYS];
} Counts;

// ---- entities ---------------------------------------------------------------------------

typedef struct {
    const char *prefix; // of a target's route
    Str id, suffix;     // links: id of the other end
    Str name, from, to; // links: the words on glass
    bool is_met;
} Entity;

typedef struct {
    Entity *items;
    int count, capacity;
} Entities;

typedef struct {
    Visitor *visitor;
    Arena arena;
    Entities entities;
    State *states;
    int state_count, next;
    Counts *seen, *tapped;
} Walk;

static uint64_t key_of(const char *prefix, Str id)
{
    return hash_bytes(str_hash(str_from(prefix)), id.p, (size_t)id.n) | 1;
}

// How often the key was counted before.
static int count_up(Counts *counts, uint64_t key)
{
    key = key ? key : 1;
    uint32_t slot = (uint32_t)(key * 0x9E3779B97F4A7C15u >> 40) % MAX_KEYS;
    while (counts->keys[slot] && counts->keys[slot] != key) {
        slot = (slot + 1) % MAX_KEYS;
    }
    counts->keys[slot] = key;
    return counts->counts[slot] < 255 ? counts->counts[slot]++ : 255;
}

static void add_entity(Walk *walk, Entity entity)
{
    Entities *all = &walk->entities;
    all->items =
        arena_grow(&walk->arena, all->items, &all->capacity, all->count + 1, sizeof(Entity));
    all->items[all->count++] = entity;
}

// What must be met. "stage", "member" and the like are words of the page they stand on: their target's
// argument is the id, alone or behind a ':'. Others are routes. To add a kind, add a line.
#define LISTED(Type, call, prefix_)                                                                \
    do {                                                                                           \
        Type##List list;                                                                           \
        assert_true(call);                                                                         \
        for (int i = 0; i < list.count; i++) {                                                     \
            add_entity(walk, (Entity){.prefix = prefix_, .id = list.items[i].id});                 \
        }                                                                                          \
    } while (0)

static void list_entities(Walk *walk)
{
    Store *store = walk->visitor->house.store;
    Arena *arena = &walk->arena;
    Str all = STR_NONE;
    LISTED(Chain, store_chains(store, arena, all, &list, NULL), "chains/");
    LISTED(Stage, store_stages(store, arena, all, &list, NULL), "stage");
    LISTED(Member, store_standings(store, arena, &list, NULL), "member");
    LISTED(District, store_districts(store, arena, all, &list, NULL), "district/");
    LISTED(Programme, store_programmes(store, arena, all, all, &list, NULL), "programme/");
    LISTED(Story, store_stories(store, arena, all, &list, NULL), "story/");
    LISTED(Project, store_projects(store, arena, all, all, all, &list, NULL), "project/");
    LISTED(Figure, store_figures(store, arena, all, &list, NULL), "figure/");
    LISTED(Article, store_articles(store, arena, &list, NULL), "article/");
    LISTED(Photo, store_photos(store, arena, &list, NULL), "photo/");
    LinkList links;
    assert_true(store_links(store, arena, all, &links, NULL));
    for (int i = 0; i < links.count; i++) {
        const Link *link = &links.items[i];
        add_entity(walk,
                   (Entity){.prefix = "link",
                            .id = link->id,
                            .name = link->relation,
                            .from = str_from_offset(link->from, str_find_char(link->from, ':') + 1),
                            .to = str_from_offset(link->to, str_find_char(link->to, ':') + 1)});
    }
}

// ---- what is on glass ---------------------------------------------------------------------

static const Page *page_on(const Visitor *v)
{
    return &v->app.stage[v->app.current];
}

// Some place of it answers to a finger.
static bool is_touchable(const Visitor *v, const Target *target, Point *at)
{
    static const Point PLACES[] = {
        {0.5f, 0.5f}, {0.2f, 0.5f}, {0.8f, 0.5f}, {0.5f, 0.2f}, {0.5f, 0.8f}};
    for (int pass = 0; pass < 2; pass++) {
        Rect r = pass ? target->hit : target->seen;
        for (int i = 0; i < (int)(sizeof PLACES / sizeof *PLACES); i++) {
            *at = (Point){r.x + r.w * PLACES[i].x, r.y + r.h * PLACES[i].y};
            const Target *top = rect_has(target->hit, *at) ? ui_target_at(&v->app.ui, *at) : NULL;
            if (top && top->id == target->id) {
                return true;
            }
        }
    }
    return false;
}

static bool ends_with_id(Str arg, Str id)
{
    return str_eq(arg, id) || (arg.n > id.n && arg.p[arg.n - id.n - 1] == ':' &&
                               str_eq(str_from_offset(arg, arg.n - id.n), id));
}

// A relation is met as its sign, or as a line that says it and leads to its other end.
static bool is_link_on(const Visitor *v, const Entity *link, const Target *target)
{
    if (str_eq(target->arg, link->id)) {
        return true;
    }
    if (!link->name.n || str_find(target->name, link->name) < 0) {
        return false;
    }
    Str chosen = str_from(page_on(v)->memory.id[0]);
    return str_find(target->arg, link->from) >= 0 || str_find(target->arg, link->to) >= 0 ||
           str_eq(chosen, link->from) || str_eq(chosen, link->to);
}

static void meet(Walk *walk, const Target *target)
{
    for (int i = 0; i < walk->entities.count; i++) {
        Entity *entity = &walk->entities.items[i];
        if (entity->is_met) {
            continue;
        }
        Str prefix = str_from(entity->prefix);
        if (str_is(prefix, "link")) {
            entity->is_met = is_link_on(walk->visitor, entity, target);
        } else if (prefix.p[prefix.n - 1] == '/') {
            entity->is_met = target->action == ACTION_GO && str_starts(target->arg, prefix) &&
                             str_eq(str_from_offset(target->arg, prefix.n), entity->id);
        } else {
            entity->is_met = ends_with_id(target->arg, entity->id);
        }
    }
}

// ---- states ---------------------------------------------------------------------------------

// Scrolls are walked inside a state; zoom counts only where nothing is chosen.
static uint64_t state_key(const State *state)
{
    uint64_t h = str_hash(str_from(state->route));
    h = hash_bytes(h, state->memory.n, sizeof state->memory.n);
    bool is_chosen = false;
    for (int i = 0; i < 3; i++) {
        h = hash_u64(h, str_hash(str_from(state->memory.id[i])));
        is_chosen = is_chosen || state->memory.id[i][0];
    }
    int zoom = is_chosen ? 0 : (int)(state->memory.zoom * 8);
    return hash_u64(h, (uint64_t)zoom);
}

// One page with one of its things chosen by the route is one page: what it offers is tapped once.
static Str page_of(const char *route)
{
    static const char *const CHOOSING[] = {"livelihood", "timeline", "photo", "districts",
                                           "figures"};
    Str text = str_from(route);
    int slash = str_find_char(text, '/');
    for (int i = 0; slash > 0 && i < (int)(sizeof CHOOSING / sizeof *CHOOSING); i++) {
        if (str_is(str_sub(text, 0, slash), CHOOSING[i])) {
            return str_sub(text, 0, slash);
        }
    }
    int colon = str_find_char(text, ':');
    return colon > 0 ? str_sub(text, 0, colon) : text;
}

static void queue(Walk *walk, const State *state)
{
    uint64_t route = key_of("route", page_of(state->route));
    bool is_new = count_up(walk->seen, state_key(state)) == 0;
    // Steps and switches multiply: some states of a route stand for all of them.
    bool is_plain = !state->memory.n[0] && !state->memory.id[0][0] && state->memory.zoom <= 0;
    if (is_new && (is_plain || count_up(walk->seen, route) < ROUTE_STATES)) {
        assert_true(walk->state_count < MAX_STATES);
        walk->states[walk->state_count++] = *state;
    }
}

static void queue_route(Walk *walk, Str route)
{
    State state = {.memory = {.zoom = 0}};
    snprintf(state.route, sizeof state.route, "%.*s", STR_ARG(route));
    queue(walk, &state);
}

// As if the visitor came back to it.
static void restore(Visitor *v, const State *state)
{
    Visit home = {.route = "home"};
    Visit visit = {.memory = state->memory};
    memcpy(visit.route, state->route, sizeof visit.route);
    v->app.way[0] = home;
    v->app.way[1] = visit;
    v->app.way[2] = home;
    v->app.depth = 3;
    app_back(&v->app);
    v->now_ms += 1000;
    visitor_frame(v);
}

static void tap(Visitor *v, Point at)
{
    visitor_contact(v, CONTACT_DOWN, at.x, at.y);
    v->now_ms += 40;
    visitor_contact(v, CONTACT_UP, at.x, at.y);
    v->now_ms += 1000;
    visitor_frame(v);
}

// Meets every target that shows, queues where the routes lead, and lists what must be tapped.
typedef struct {
    uint64_t ids[MAX_TARGETS];
    Point at[MAX_TARGETS];
    int count;
} Taps;

static void look(Walk *walk, Taps *taps)
{
    Visitor *v = walk->visitor;
    const Ui *ui = &v->app.ui;
    assert_int_equal(ui->targets_dropped, 0);
    taps->count = 0;
    for (int i = 0; i < ui->target_count; i++) {
        const Target *target = &ui->targets[i];
        Point at = {0, 0};
        uint64_t route = str_hash(page_of(page_on(v)->route));
        bool is_new = count_up(walk->tapped, hash_u64(route, target->id) ^ 0x5A5A) < PLAIN_TAPS / 2;
        if (!is_new || !is_touchable(v, target, &at)) {
            continue;
        }
        meet(walk, target);
        if (target->action == ACTION_GO) {
            queue_route(walk, target->arg);
        } else if (target->action >= ACTION_PAGE) {
            // What names its aim does the same from everywhere on this page.
            int most = target->arg.n || target->n ? 1 : PLAIN_TAPS;
            if (count_up(walk->tapped, hash_u64(route, target->id)) < most) {
                taps->ids[taps->count] = target->id;
                taps->at[taps->count++] = at;
            }
        }
    }
}

static void tap_all(Walk *walk, const State *state, const Taps *taps, int area, float pos)
{
    Visitor *v = walk->visitor;
    for (int i = 0; i < taps->count; i++) {
        restore(v, state);
        if (area >= 0 && area < v->app.ui.scroll_count) {
            scroll_to(v->app.ui.scrolls[area].scroll, pos);
            visitor_frame(v);
        }
        tap(v, taps->at[i]);
        const Page *page = page_on(v);
        State after = {.memory = page->memory};
        memcpy(after.route, page->route, sizeof after.route);
        queue(walk, &after);
    }
}

static void walk_state(Walk *walk, const State *state)
{
    Visitor *v = walk->visitor;
    static Taps taps;
    restore(v, state);
    if (strcmp(page_on(v)->route, state->route) != 0) {
        fail_msg("%s leads nowhere", state->route);
    }
    look(walk, &taps);
    int areas = v->app.ui.scroll_count;
    tap_all(walk, state, &taps, -1, 0);
    for (int a = 0; a < areas; a++) {
        restore(v, state);
        if (a >= v->app.ui.scroll_count) {
            continue;
        }
        const ScrollArea area = v->app.ui.scrolls[a];
        float view = area.is_horizontal ? area.view.w : area.view.h;
        float limit = area.scroll->limit;
        for (float pos = 0; pos < limit; pos += view * 0.7f) {
            float to = fminf(limit, pos + view * 0.7f);
            if (a < v->app.ui.scroll_count) {
                scroll_to(v->app.ui.scrolls[a].scroll, to);
            }
            visitor_frame(v);
            look(walk, &taps);
            if (taps.count) {
                tap_all(walk, state, &taps, a, to);
                restore(v, state);
            }
        }
    }
}

static void start(Walk *walk, Visitor *v, const char *language)
{
    *walk = (Walk){.visitor = v};
    arena_init(&walk->arena, "walk", 64 * MIB);
    walk->states = calloc(MAX_STATES, sizeof *walk->states);
    walk->seen = calloc(1, sizeof *walk->seen);
    walk->tapped = calloc(1, sizeof *walk->tapped);
    assert_true(walk->states && walk->seen && walk->tapped);
    visitor_arrive(v, "home", language, 1920, 1080, 0);
    list_entities(walk);
    queue_route(walk, STR("home"));
    while (walk->next < walk->state_count) {
        const State state = walk->states[walk->next++];
        walk_state(walk, &state);
    }
}

static void finish(Walk *walk)
{
    visitor_leave(walk->visitor);
    free(walk->states);
    free(walk->seen);
    free(walk->tapped);
    arena_finish(&walk->arena);
}

static void report(const Walk *walk, const char *language)
{
    int missed = 0;
    for (int i = 0; i < walk->entities.count; i++) {
        const Entity *entity = &walk->entities.items[i];
        if (!entity->is_met && missed++ < MAX_MISSED) {
            print_message("  never met: %s %.*s %.*s\n", entity->prefix, STR_ARG(entity->id),
                          STR_ARG(entity->name));
        }
    }
    print_message("  %s: %d states, %d entities, %d never met\n", language, walk->state_count,
                  walk->entities.count, missed);
    assert_int_equal(missed, 0);
}

// ---- back -------------------------------------------------------------------------------------

static const Target *back_button(const App *app)
{
    for (int i = 0; i < app->ui.target_count; i++) {
        if (app->ui.targets[i].action == ACTION_BACK) {
            return &app->ui.targets[i];
        }
    }
    return NULL;
}

// From home to every route and one step back.
static void every_route_leads_back(Walk *walk)
{
    Visitor *v = walk->visitor;
    for (int i = 0; i < walk->state_count; i++) {
        const char *route = walk->states[i].route;
        bool is_home = strcmp(route, "home") == 0 || strcmp(route, "attract") == 0;
        if (is_home || count_up(walk->seen, key_of("back", str_from(route)))) {
            continue;
        }
        app_home(&v->app);
        v->now_ms += 1000;
        visitor_frame(v);
        app_go(&v->app, str_from(route));
        v->now_ms += 1000;
        visitor_frame(v);
        const Target *back = back_button(&v->app);
        Point at = {0, 0};
        if (!back || !is_touchable(v, back, &at)) {
            fail_msg("%s has no way back", route);
        }
        tap(v, at);
        assert_string_equal(visitor_route(v), "home");
    }
}

static void walk_in(Visitor *v, const char *language)
{
    Walk walk;
    start(&walk, v, language);
    every_route_leads_back(&walk);
    report(&walk, language);
    finish(&walk);
}

static void everything_is_met_by_touch_in_chinese(void **state)
{
    walk_in(*state, "zh");
}

static void everything_is_met_by_touch_in_english(void **state)
{
    walk_in(*state, "en");
}

// The way back is shorter than the way there may be: it still ends at home.
static void a_long_way_leads_home_step_by_step(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    unsigned seed = 5;
    for (int i = 0; i < 3 * MAX_WAY; i++) {
        const Ui *ui = &v->app.ui;
        int count = 0;
        Str routes[MAX_TARGETS];
        for (int t = 0; t < ui->target_count; t++) {
            if (ui->targets[t].action == ACTION_GO) {
                routes[count++] = ui->targets[t].arg;
            }
        }
        assert_true(count > 0 || back_button(&v->app));
        seed = seed * 1103515245u + 12345u;
        char route[ROUTE_MAX] = "chains";
        if (count) {
            snprintf(route, sizeof route, "%.*s", STR_ARG(routes[(seed >> 16) % (unsigned)count]));
        }
        app_go(&v->app, str_from(route));
        v->now_ms += 1000;
        visitor_frame(v);
    }
    for (int i = 0; i <= MAX_WAY && strcmp(visitor_route(v), "home") != 0; i++) {
        const Target *back = back_button(&v->app);
        Point at = {0, 0};
        assert_true(back && is_touchable(v, back, &at));
        tap(v, at);
    }
    assert_string_equal(visitor_route(v), "home");
    visitor_leave(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_way_leads_home_step_by_step),
        cmocka_unit_test(everything_is_met_by_touch_in_chinese),
        cmocka_unit_test(everything_is_met_by_touch_in_english),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
