#include "pages/timeline_data.h"
#include "pages/parts.h"
#include <stdlib.h>

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
        stop->dated = source.date;
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

static void load_themes(App *app, Arena *arena, TimelineData *data)
{
    ThemeList list;
    if (!store_themes(app_store(app), arena, &list, NULL)) {
        return;
    }
    for (int i = 0; i < list.count && data->theme_count < MAX_THEMES; i++) {
        EventTheme *one = &data->themes[data->theme_count];
        *one = (EventTheme){.theme = list.items[i]};
        for (int k = 0; k < data->all_count; k++) {
            one->count += str_eq(data->all[k].event.theme, list.items[i].id);
        }
        data->theme_count += one->count > 0;
    }
}

void timeline_load(App *app, Arena *arena, TimelineData *data)
{
    EventList list;
    if (!store_events(app_store(app), arena, &list, NULL)) {
        return;
    }
    data->all = arena_new(arena, Stop, list.count);
    data->stops = arena_new(arena, Stop, list.count);
    for (int i = 0; i < list.count; i++) {
        data->all[i].event = list.items[i];
        fill_stop(app, arena, &data->all[i]);
        data->all_count++;
    }
    load_themes(app, arena, data);
    timeline_choose_theme(data, STR_NONE, STR_NONE);
}

const EventTheme *timeline_theme(const TimelineData *data, Str id)
{
    for (int i = 0; i < data->theme_count; i++) {
        if (str_eq(data->themes[i].theme.id, id)) {
            return &data->themes[i];
        }
    }
    return NULL;
}

static int place_of(const TimelineData *data, Str event)
{
    int at = 0;
    for (int i = 0; i < data->all_count; i++) {
        at = str_eq(data->all[i].event.id, event) ? i : at;
    }
    return at;
}

int timeline_choose_theme(TimelineData *data, Str theme, Str event)
{
    bool has_theme = timeline_theme(data, theme) != NULL;
    int at = place_of(data, event);
    int nearest = 0;
    int least = data->all_count;
    data->count = 0;
    data->year_count = 0;
    for (int i = 0; i < data->all_count; i++) {
        if (has_theme && !str_eq(data->all[i].event.theme, theme)) {
            continue;
        }
        if (abs(i - at) < least) {
            least = abs(i - at);
            nearest = data->count;
        }
        data->stops[data->count++] = data->all[i];
        note_year(data, data->count - 1);
    }
    return nearest;
}

int timeline_year(const TimelineData *data, int index)
{
    int at = 0;
    for (int i = 0; i < data->year_count; i++) {
        at = data->years[i].first <= index ? i : at;
    }
    return at;
}
