#include "pages/timeline_data.h"
#include "pages/parts.h"

static const char *type_of(Str entity)
{
    static const struct {
        const char *prefix, *label;
    } TYPES[] = {
        {"figure:", "type.figure"},       {"project:", "type.project"}, {"chain:", "type.chain"},
        {"district:", "type.district"},   {"member:", "type.member"},   {"photo:", "type.photo"},
        {"programme:", "type.programme"}, {"article:", "type.article"},
    };
    for (int i = 0; i < COUNT(TYPES); i++) {
        if (str_starts(entity, str_from(TYPES[i].prefix))) {
            return TYPES[i].label;
        }
    }
    return "button.open";
}

static void fill_stop(App *app, Arena *arena, Stop *stop)
{
    Store *store = app_store(app);
    stop->focal = part_focal(app, arena, stop->event.picture);
    Str rest = stop->event.links;
    Str entity;
    while (stop->way_count < MAX_WAYS && str_split(&rest, ';', &entity)) {
        Way way = {.name = store_entity_name(store, arena, entity),
                   .route = part_route_of(app, arena, entity),
                   .type = type_of(entity)};
        if (way.name.n && way.route.n) {
            stop->ways[stop->way_count++] = way;
        }
    }
    rest = stop->event.origin.sources;
    Str id;
    Source source;
    if (str_split(&rest, ';', &id) && store_source(store, arena, id, &source)) {
        stop->source = source.title.n ? source.title : source.covers;
    }
}

static void note_year(TimelineData *data, int index)
{
    Str year = str_sub(data->stops[index].event.date, 0, 4);
    Year *last = data->year_count ? &data->years[data->year_count - 1] : NULL;
    if (last && str_eq(last->year, year)) {
        last->count++;
    } else if (data->year_count < MAX_YEARS) {
        data->years[data->year_count++] = (Year){.year = year, .first = index, .count = 1};
    }
}

static bool links_to(Str links, Str entity)
{
    Str part;
    while (str_split(&links, ';', &part)) {
        if (str_eq(part, entity)) {
            return true;
        }
    }
    return false;
}

int timeline_first(App *app, Arena *arena, const TimelineData *data, Str asked)
{
    FigureSlotList slots;
    Str hero = STR_NONE;
    if (store_figure_slots(app_store(app), arena, STR("overview"), &slots, NULL)) {
        for (int i = slots.count - 1; i >= 0; i--) {
            hero = str_is(slots.items[i].slot, "hero") ? slots.items[i].figure : hero;
        }
    }
    hero = str_format(arena, "figure:%.*s", STR_ARG(hero));
    int found = data->count / 2;
    for (int i = data->count - 1; i >= 0; i--) {
        found = links_to(data->stops[i].event.links, hero) ? i : found;
    }
    for (int i = 0; asked.n && i < data->count; i++) {
        found = str_eq(data->stops[i].event.id, asked) ? i : found;
    }
    return found;
}

void timeline_load(App *app, Arena *arena, TimelineData *data)
{
    EventList list;
    if (!store_events(app_store(app), arena, &list, NULL)) {
        return;
    }
    data->stops = arena_new(arena, Stop, list.count);
    for (int i = 0; i < list.count; i++) {
        data->stops[i].event = list.items[i];
        fill_stop(app, arena, &data->stops[i]);
        data->count++;
        note_year(data, i);
    }
}

int timeline_year(const TimelineData *data, int index)
{
    int at = 0;
    for (int i = 0; i < data->year_count; i++) {
        at = data->years[i].first <= index ? i : at;
    }
    return at;
}
