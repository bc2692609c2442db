#include "venue/hours.h"
#include <string.h>
#include <time.h>

WallTime hours_wall(int64_t unix_s)
{
    WallTime wall = {.utc = "1970-01-01", .local = "1970-01-01", .weekday = 3};
    time_t t = (time_t)unix_s;
    struct tm tm;
    char text[32];
    tzset(); // the zone may have been set since the program began
    if (gmtime_r(&t, &tm) && strftime(text, sizeof text, "%Y-%m-%d", &tm) == 10) {
        memcpy(wall.utc, text, 10);
    }
    if (localtime_r(&t, &tm) && strftime(text, sizeof text, "%Y-%m-%d", &tm) == 10) {
        memcpy(wall.local, text, 10);
        wall.weekday = (tm.tm_wday + 6) % 7;
        wall.minute = tm.tm_hour * 60 + tm.tm_min;
        wall.second = tm.tm_sec < 60 ? tm.tm_sec : 59; // a leap second
    }
    return wall;
}

Hours hours_begin(void)
{
    return (Hours){.looked_ms = -HOURS_LOOK_MS, .next_ms = 0};
}

static bool has_night(const Config *config)
{
    return config->night != NIGHT_NOTHING && (config->has_hours || config->closed_days);
}

bool hours_look(Hours *hours, const Config *config, const char *built, const WallTime *wall,
                int64_t now_ms)
{
    Hours before = *hours;
    hours->is_clock_wrong = strcmp(wall->utc, built) < 0;
    bool is_out = !hours->is_clock_wrong && !config_is_open(config, wall->weekday, wall->minute);
    hours->night = is_out ? config->night : NIGHT_NOTHING;
    memcpy(hours->today, wall->local, sizeof hours->today);
    if (strcmp(hours->today, built) < 0) { // also west of where it was made, on the same day
        memcpy(hours->today, built, sizeof hours->today);
    }
    hours->looked_ms = now_ms;
    // Opening hours are whole minutes: one look when each begins.
    int64_t left_ms = HOURS_MINUTE_MS - (int64_t)wall->second * 1000;
    hours->next_ms = has_night(config) ? now_ms + left_ms : INT64_MAX;
    return before.night != hours->night || before.is_clock_wrong != hours->is_clock_wrong ||
           strcmp(before.today, hours->today) != 0;
}

bool hours_is_due(const Hours *hours, int64_t now_ms)
{
    return now_ms >= hours->next_ms || now_ms >= hours->looked_ms + HOURS_LOOK_MS;
}
