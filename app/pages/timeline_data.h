// TimelineData: the events in their order with what each leads to, gathered once when the page opens.
//
// It knows the store and the routes of pages, and draws nothing.
#pragma once
#include "pages/app.h"

enum { MAX_YEARS = 32, MAX_WAYS = 3, MAX_THEMES = 24 };

typedef struct {
    Str name, route;
    const char *type; // label id
} Way;

typedef struct {
    Event event;
    Way ways[MAX_WAYS];
    int way_count;
    Point focal; // of its picture
    Str source;  // what its first source is called
    Str dated;   // its date; "" when not known
} Stop;

typedef struct {
    Str year;
    int first, count; // of stops
} Year;

typedef struct {
    Theme theme;
    int count; // of events
} EventTheme;

typedef struct {
    Stop *stops; // those of the theme chosen, or all
    int count;
    Year years[MAX_YEARS];
    int year_count;
    Stop *all;
    int all_count;
    EventTheme themes[MAX_THEMES]; // only those that events have
    int theme_count;
} TimelineData;

void timeline_load(App *app, Arena *arena, TimelineData *data);
// Leaves the events of `theme` only; all when it is empty or no event has it. Returns the index of
// the event that is nearest in the order to `event` (an id).
int timeline_choose_theme(TimelineData *data, Str theme, Str event);
const EventTheme *timeline_theme(const TimelineData *data, Str id); // NULL: none
// Where a visitor begins: at the event `asked` for by the route, else at the one that speaks of the
// city's foremost figure, else in the middle.
int timeline_first(App *app, Arena *arena, const TimelineData *data, Str asked);
int timeline_year(const TimelineData *data, int index); // which of the years a stop is in
