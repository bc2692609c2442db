// Hours: what the wall clock means for the hall: what day it is for the story, and what the glass does out
// of opening hours.
//
// It asks no clock: times are arguments, and a look at the wall clock is one struct. A clock that stands
// before the day the story was made is wrong: it has lost its battery. Then nothing is out of hours, and
// what holds "today" is what held on that day. A clock that is set later is believed at the next look.
// The hours are the machine's local time, summer time included. It draws nothing; what is done with the
// answer is the app's business.
#pragma once
#include "venue/config.h"
#include <stdint.h>

typedef struct {
    char utc[11];   // "2024-02-18", as stories are dated
    char local[11]; // the day in the hall
    int weekday;    // 0: Monday
    int minute;     // of the day
    int second;     // of the minute
} WallTime;

typedef struct {
    Night night;         // what the glass does now while nobody is there
    char today[11];      // for the story
    bool is_clock_wrong; // it stands before the story's day
    int64_t looked_ms;   // the last look
    int64_t next_ms;     // when to look again, asleep or not; INT64_MAX: no need to wake for it
} Hours;

enum {
    HOURS_LOOK_MS = 1000, // between looks, while the program is awake anyway
    HOURS_MINUTE_MS = 60000,
};

// What a clock shows: seconds since 1970 in the machine's zone as it is set at this moment.
WallTime hours_wall(int64_t unix_s);
Hours hours_begin(void);
// `built` is the story's day, "" without a story. True when `today`, `night` or the wrong clock changed.
bool hours_look(Hours *hours, const Config *config, const char *built, const WallTime *wall,
                int64_t now_ms);
bool hours_is_due(const Hours *hours, int64_t now_ms);
