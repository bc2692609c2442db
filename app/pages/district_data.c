#include "pages/district_data.h"

typedef struct {
    App *app;
    Arena *arena;
    DistrictData *data;
    DistrictList all; // every place of the story
    Str self;         // "district:wujin"
} Loading;

static DistrictItem *add(Loading *at, DistrictPart part, DistrictItem item)
{
    DistrictRows *rows = &at->data->parts[part];
    rows->items =
        arena_grow(at->arena, rows->items, &rows->capacity, rows->count + 1, sizeof(DistrictItem));
    rows->items[rows->count] = item;
    return &rows->items[rows->count++];
}

static Str number(Loading *at, int n)
{
    return str_format(at->arena, "%d", n);
}

static Str route(Loading *at, const char *page, Str id)
{
    return str_format(at->arena, "%s/%.*s", page, STR_ARG(id));
}

static void add_heading(Loading *at, DistrictPart part, const char *label, int count)
{
    add(at, part,
        (DistrictItem){.kind = ITEM_HEADING,
                       .title = str_dup(at->arena, app_label(at->app, label)),
                       .line = count ? number(at, count) : STR_NONE});
}

static const District *place_of(const Loading *at, Str id)
{
    for (int i = 0; i < at->all.count; i++) {
        if (str_eq(at->all.items[i].id, id)) {
            return &at->all.items[i];
        }
    }
    return NULL;
}

// Does `id` lie in the district of the page, at any depth?
static bool lies_here(const Loading *at, Str id)
{
    for (int hop = 0; hop < 6 && id.n; hop++) {
        if (str_eq(id, at->data->district.id)) {
            return true;
        }
        const District *place = place_of(at, id);
        id = place ? place->parent : STR_NONE;
    }
    return false;
}

// ---- at a glance ------------------------------------------------------------------

static void add_figures(Loading *at)
{
    at->data->figures = part_figures(at->app, at->arena, at->data->district.figures);
    int count = at->data->figures.count;
    if (count) {
        add_heading(at, DISTRICT_GLANCE, "district.figures", count);
        add(at, DISTRICT_GLANCE, (DistrictItem){.kind = ITEM_FIGURES});
        at->data->parts[DISTRICT_GLANCE].told += count;
    }
}

static void add_stories(Loading *at)
{
    StoryList list;
    if (!store_stories(app_store(at->app), at->arena, at->self, &list, NULL) || !list.count) {
        return;
    }
    add_heading(at, DISTRICT_GLANCE, "district.stories", list.count);
    for (int i = 0; i < list.count; i++) {
        const Story *story = &list.items[i];
        add(at, DISTRICT_GLANCE,
            (DistrictItem){.kind = ITEM_ROW,
                           .title = story->title,
                           .line = story->lead,
                           .route = route(at, "story", story->id),
                           .icon = STR("play"),
                           .colour = MALACHITE});
    }
    at->data->parts[DISTRICT_GLANCE].told += list.count;
}

static void add_links(Loading *at)
{
    LinkList list;
    if (!store_links(app_store(at->app), at->arena, at->self, &list, NULL) || !list.count) {
        return;
    }
    add_heading(at, DISTRICT_GLANCE, "district.linked", list.count);
    for (int i = 0; i < list.count; i++) {
        const Link *link = &list.items[i];
        bool is_from = str_eq(link->from, at->self);
        add(at, DISTRICT_GLANCE,
            (DistrictItem){.kind = ITEM_ROW,
                           .title = is_from ? link->to_name : link->from_name,
                           .line = link->relation,
                           .route =
                               part_route_of(at->app, at->arena, is_from ? link->to : link->from)});
    }
    at->data->parts[DISTRICT_GLANCE].told += list.count;
}

static bool names(Str list, Str id)
{
    Str rest = list;
    Str one;
    while (str_split(&rest, ';', &one)) {
        if (str_eq(one, id)) {
            return true;
        }
    }
    return false;
}

static void add_reading(Loading *at)
{
    Article article;
    bool has_article = store_article_about(app_store(at->app), at->arena, at->self, &article);
    PhotoList photos = {0};
    store_photos(app_store(at->app), at->arena, &photos, NULL);
    bool has_heading = false;
    for (int i = -1; i < photos.count; i++) {
        if (i < 0 ? !has_article : !names(photos.items[i].links, at->self)) {
            continue;
        }
        if (!has_heading) {
            add_heading(at, DISTRICT_GLANCE, "district.reading", 0);
            has_heading = true;
        }
        DistrictItem item = {.kind = ITEM_ROW};
        if (i < 0) {
            item.title = article.title;
            item.line = article.lead;
            item.route = route(at, "article", article.id);
            item.icon = STR("scroll");
            item.colour = DEEP_BLUE;
        } else {
            item.title = photos.items[i].title;
            item.line = photos.items[i].caption;
            item.route = route(at, "photo", photos.items[i].id);
            item.picture = photos.items[i].picture;
        }
        add(at, DISTRICT_GLANCE, item);
        at->data->parts[DISTRICT_GLANCE].told++;
    }
}

// ---- members ------------------------------------------------------------------------

// The stations of a feedback line are no firms: one row tells of them all.
static void add_roles(Loading *at, const Member *roles, int count)
{
    if (!count) {
        return;
    }
    Str *said = arena_new(at->arena, Str, count);
    for (int i = 0; i < count; i++) {
        said[i] = roles[i].name;
    }
    add(at, DISTRICT_MEMBERS,
        (DistrictItem){.kind = ITEM_ROW,
                       .title = str_dup(at->arena, app_label(at->app, "district.roles")),
                       .line = str_join(at->arena, said, count, STR(" — ")),
                       .route = str_format(at->arena, "chains/%.*s:%.*s", STR_ARG(roles[0].chain),
                                           STR_ARG(roles[0].id)),
                       .icon = STR("network"),
                       .colour = SLATE});
}

static bool is_role(const Member *member)
{
    return str_is(member->kind, "role");
}

static void add_cells(Loading *at, int first, int count)
{
    for (int i = 0; i < count; i += DISTRICT_COLUMNS) {
        int n = count - i < DISTRICT_COLUMNS ? count - i : DISTRICT_COLUMNS;
        add(at, DISTRICT_MEMBERS,
            (DistrictItem){.kind = ITEM_MEMBERS, .first = first + i, .count = n});
    }
}

static void add_members(Loading *at)
{
    Store *store = app_store(at->app);
    ChainList chains;
    MemberList standings;
    MemberList here;
    if (!store_chains(store, at->arena, STR_NONE, &chains, NULL) ||
        !store_standings(store, at->arena, &standings, NULL) ||
        !store_members(store, at->arena, STR_NONE, STR_NONE, at->data->district.id, &here, NULL)) {
        return;
    }
    Member *members = arena_new(at->arena, Member, standings.count + here.count);
    Member *roles = arena_new(at->arena, Member, standings.count);
    int used = 0;
    for (int i = 0; i < chains.count; i++) {
        const Chain *chain = &chains.items[i];
        int first = used;
        int role_count = 0;
        for (int k = 0; k < standings.count; k++) {
            const Member *one = &standings.items[k];
            if (!str_eq(one->chain, chain->id) || !lies_here(at, one->district)) {
                continue;
            }
            bool is_again = used > first && str_eq(members[used - 1].id, one->id);
            if (is_role(one)) {
                roles[role_count++] = *one;
            } else if (!is_again) { // in two stages of the chain: once here
                members[used++] = *one;
            }
        }
        if (used > first || role_count) {
            add(at, DISTRICT_MEMBERS,
                (DistrictItem){.kind = ITEM_CHAIN,
                               .title = chain->name,
                               .line = used > first ? number(at, used - first) : STR_NONE,
                               .route = route(at, "chains", chain->id),
                               .icon = chain->icon,
                               .colour = DEEP_BLUE});
            add_cells(at, first, used - first);
            add_roles(at, roles, role_count);
        }
    }
    bool has_heading = false;
    for (int i = 0; i < here.count; i++) {
        const Member *one = &here.items[i];
        if (!is_role(one)) {
            at->data->parts[DISTRICT_MEMBERS].told++;
        }
        if (one->chain.n) {
            continue;
        }
        if (!has_heading) {
            add_heading(at, DISTRICT_MEMBERS, "district.unchained", 0);
            has_heading = true;
        }
        add(at, DISTRICT_MEMBERS,
            (DistrictItem){.kind = ITEM_ROW, .title = one->name, .line = one->role});
    }
    at->data->members = members;
}

// ---- programmes and livelihood ------------------------------------------------------

static void add_programmes(Loading *at)
{
    ProgrammeList list;
    if (!store_programmes(app_store(at->app), at->arena, STR_NONE, at->data->district.id, &list,
                          NULL) ||
        !list.count) {
        return;
    }
    GroupList groups = {0};
    store_programme_groups(app_store(at->app), at->arena, &groups, NULL);
    for (int g = 0; g < groups.count; g++) {
        bool has_heading = false;
        for (int i = 0; i < list.count; i++) {
            const Programme *one = &list.items[i];
            if (!str_eq(one->group, groups.items[g].id)) {
                continue;
            }
            if (!has_heading) {
                add(at, DISTRICT_PROGRAMMES,
                    (DistrictItem){.kind = ITEM_HEADING, .title = groups.items[g].name});
                has_heading = true;
            }
            add(at, DISTRICT_PROGRAMMES,
                (DistrictItem){.kind = ITEM_ROW,
                               .title = one->name,
                               .line = one->what.n ? one->what : one->owner,
                               .route = route(at, "programme", one->id)});
            at->data->parts[DISTRICT_PROGRAMMES].told++;
        }
    }
}

static void add_projects(Loading *at)
{
    ProjectList list;
    if (!store_projects(app_store(at->app), at->arena, STR_NONE, STR_NONE, at->data->district.id,
                        &list, NULL)) {
        return;
    }
    Str work = STR_NONE;
    for (int i = 0; i < list.count; i++) {
        const Project *project = &list.items[i];
        if (i == 0 || !str_eq(project->work, work)) {
            work = project->work;
            Str head = project->work_name.n ? project->work_name : project->category_name;
            add(at, DISTRICT_WORKS,
                (DistrictItem){.kind = ITEM_HEADING, .title = head, .line = project->year});
        }
        add(at, DISTRICT_WORKS,
            (DistrictItem){.kind = ITEM_ROW,
                           .title = project->name,
                           .line = project->progress.n ? project->progress : project->goal,
                           .route = route(at, "project", project->id),
                           .icon = project->icon,
                           .colour = theme_colour(project->colour)});
        at->data->parts[DISTRICT_WORKS].told++;
    }
}

// ---- places ---------------------------------------------------------------------------

static void add_place_row(Loading *at, const District *place)
{
    add(at, DISTRICT_PLACES,
        (DistrictItem){.kind = ITEM_ROW,
                       .title = place->name,
                       .line = place->tag,
                       .route = route(at, "district", place->id),
                       .icon = STR("district"),
                       .colour = DEEP_BLUE});
}

// Parks, streets and villages whose parent is `parent`, as bubbles under a heading (if it has words).
static void add_bubbles(Loading *at, Str parent, Str title, District *places, int *used)
{
    int first = *used;
    for (int i = 0; i < at->all.count; i++) {
        const District *place = &at->all.items[i];
        if (str_is(place->level, "place") && str_eq(place->parent, parent)) {
            places[(*used)++] = *place;
        }
    }
    int count = *used - first;
    if (!count) {
        return;
    }
    if (title.n) {
        add(at, DISTRICT_PLACES,
            (DistrictItem){.kind = ITEM_HEADING, .title = title, .line = number(at, count)});
    }
    add(at, DISTRICT_PLACES, (DistrictItem){.kind = ITEM_BUBBLES, .first = first, .count = count});
    at->data->parts[DISTRICT_PLACES].told += count;
}

// Where it lies, and the piece of the diagram that says so.
static void add_parent(Loading *at)
{
    const District *place = &at->data->district;
    at->data->piece = place->id;
    const District *parent = place_of(at, place->parent);
    if (parent) {
        at->data->parent_name = parent->name;
        add_heading(at, DISTRICT_PLACES, "district.parent", 0);
        add_place_row(at, parent);
        at->data->parts[DISTRICT_PLACES].told++;
    }
    for (int hop = 0; hop < 6 && parent; hop++) {
        if (!str_is(place->level, "district") && str_is(parent->level, "district")) {
            at->data->piece = parent->id;
        }
        place = parent;
        parent = place_of(at, place->parent);
    }
}

static void add_neighbours(Loading *at)
{
    const MapPiece *self = NULL;
    for (int i = 0; i < at->data->map.piece_count; i++) {
        bool is_self = str_eq(at->data->map.pieces[i].id, at->data->district.id);
        self = is_self ? &at->data->map.pieces[i] : self;
    }
    bool has_heading = false;
    for (int i = 0; self && i < at->data->map.piece_count; i++) {
        const MapPiece *piece = &at->data->map.pieces[i];
        const District *place = place_of(at, piece->id);
        if (piece == self || !place || !district_is_beside(self, piece)) {
            continue;
        }
        if (!has_heading) {
            add_heading(at, DISTRICT_PLACES, "district.neighbours", 0);
            has_heading = true;
        }
        add_place_row(at, place);
        at->data->parts[DISTRICT_PLACES].told++;
    }
}

static void add_places(Loading *at)
{
    District *places = arena_new(at->arena, District, 2 * at->all.count + 1);
    int used = 0;
    const District *self = &at->data->district;
    bool is_city = str_is(self->level, "city");
    Str own = str_dup(at->arena, app_label(at->app, "district.places"));
    add_bubbles(at, self->id, own, places, &used);
    for (int i = 0; i < at->all.count; i++) {
        const District *place = &at->all.items[i];
        if (is_city && str_is(place->level, "district")) {
            add_place_row(at, place);
            at->data->parts[DISTRICT_PLACES].told++;
            add_bubbles(at, place->id, STR_NONE, places, &used);
        }
    }
    if (is_city) {
        Str title = str_dup(at->arena, app_label(at->app, "district.unplaced"));
        add_bubbles(at, STR_NONE, title, places, &used);
    }
    add_parent(at);
    add_neighbours(at);
    bool has_heading = false;
    for (int i = 0; str_is(self->level, "place") && i < at->all.count; i++) {
        const District *place = &at->all.items[i];
        if (!str_is(place->level, "place") || !str_eq(place->parent, self->parent) ||
            str_eq(place->id, self->id)) {
            continue;
        }
        if (!has_heading) {
            add_heading(at, DISTRICT_PLACES, "district.others", 0);
            has_heading = true;
        }
        add_place_row(at, place);
        at->data->parts[DISTRICT_PLACES].told++;
    }
    at->data->places = places;
}

DistrictData *district_load(App *app, Arena *arena, Str id)
{
    DistrictData *data = arena_new(arena, DistrictData, 1);
    data->is_there = store_district(app_store(app), arena, id, &data->district);
    map_load(app, arena, &data->map);
    if (!data->is_there) {
        return data;
    }
    Loading at = {.app = app,
                  .arena = arena,
                  .data = data,
                  .self = str_format(arena, "district:%.*s", STR_ARG(id))};
    data->focal = part_focal(app, arena, data->district.picture);
    store_districts(app_store(app), arena, STR_NONE, &at.all, NULL);
    add_figures(&at);
    add_stories(&at);
    add_links(&at);
    add_reading(&at);
    add_members(&at);
    add_programmes(&at);
    add_projects(&at);
    add_places(&at);
    for (int i = 0; i < DISTRICT_PARTS; i++) {
        data->row_count += data->parts[i].count;
    }
    return data;
}

// ---- the diagram ----------------------------------------------------------------------

static float cross(Point a, Point b, Point c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

// Do two sides lie on one line and share more than a point?
static bool sides_meet(Point a, Point b, Point c, Point d)
{
    const float near = 0.01f;
    if (fabsf(cross(a, b, c)) > near || fabsf(cross(a, b, d)) > near) {
        return false;
    }
    bool is_wide = fabsf(b.x - a.x) > fabsf(b.y - a.y);
    float a_at = is_wide ? a.x : a.y;
    float b_at = is_wide ? b.x : b.y;
    float c_at = is_wide ? c.x : c.y;
    float d_at = is_wide ? d.x : d.y;
    float from = fmaxf(fminf(a_at, b_at), fminf(c_at, d_at));
    float to = fminf(fmaxf(a_at, b_at), fmaxf(c_at, d_at));
    return to - from > near;
}

bool district_is_beside(const MapPiece *a, const MapPiece *b)
{
    for (int i = 0; i < a->outline.count; i++) {
        for (int k = 0; k < b->outline.count; k++) {
            if (sides_meet(a->outline.points[i], a->outline.points[(i + 1) % a->outline.count],
                           b->outline.points[k], b->outline.points[(k + 1) % b->outline.count])) {
                return true;
            }
        }
    }
    return false;
}

static bool is_in(const MapShape *shape, Point at)
{
    bool is_inside = false;
    for (int i = 0, k = shape->count - 1; i < shape->count; k = i++) {
        Point a = shape->points[i];
        Point b = shape->points[k];
        if ((a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x) {
            is_inside = !is_inside;
        }
    }
    return is_inside;
}

int district_piece_at(const MapData *map, Point board)
{
    for (int i = 0; i < map->piece_count; i++) {
        if (is_in(&map->pieces[i].outline, board)) {
            return i;
        }
    }
    return -1;
}
