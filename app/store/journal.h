// Journal: how the kiosk is used, in its own small SQLite file, without a word about who.
//
// A visit is what happens between two idle resets: which pages, how long each stood, where it was left,
// in which language and modes, and where the glass was touched as counts in a coarse grid. Visits are
// written whole, each in one transaction, so that pulling the plug loses the one that is going on. The
// file is capped in rows and bytes: the oldest days go first. Times come from the caller. It knows
// nothing of pages; a route is text.
#pragma once
#include "base/err.h"
#include "base/str.h"

typedef struct Journal Journal;

enum {
    JOURNAL_ROWS = 200000,            // page views kept
    JOURNAL_BYTES = 12 * 1024 * 1024, // of the file
    JOURNAL_GRID_W = 32,              // of the tap counts, over the whole glass
    JOURNAL_GRID_H = 32,
    JOURNAL_VIEWS = 256, // of one visit; more are counted, not listed
    JOURNAL_ROUTE = 96,
    JOURNAL_ZONE_H = 8, // Beijing time, where nothing else is said
};

typedef struct {
    char route[JOURNAL_ROUTE];
    int dwell_ms, taps;
} JournalView;

typedef struct {
    int64_t began_s; // wall clock
    int length_ms;
    char language[8]; // when it ended
    char modes[32];   // that were on at any time: "large,contrast"
    bool was_left;    // ended by the idle reset, on the last view's page, not on the home page
    JournalView views[JOURNAL_VIEWS];
    int view_count, views_more;
    uint16_t taps[JOURNAL_GRID_H][JOURNAL_GRID_W];
} JournalVisit;

// Makes the file where there is none; one that is damaged is put aside (path.bad) and begun again.
// `rows` and `bytes`: 0 reads as the limits above.
Journal *journal_open(const char *path, int rows, int64_t bytes, Err *err);
// To read only, also from a stick that cannot be written; NULL with a sentence when it is none.
Journal *journal_open_read(const char *path, Err *err);
void journal_close(Journal *journal); // NULL is fine
bool journal_add(Journal *journal, const JournalVisit *visit, Err *err);

typedef struct {
    Str name;
    int views, visits, left; // left: visits that ended there
    int64_t dwell_ms;
} JournalPage;

typedef struct {
    int visits, views, taps;
    int64_t length_ms;     // of all visits
    int by_hour[24];       // visits, by local hour
    int by_day[31];        // visits, by day of the month
    int english, large;    // visits
    JournalPage pages[32]; // most viewed first
    int page_count;
    uint32_t grid[JOURNAL_GRID_H][JOURNAL_GRID_W];
} JournalMonth;

// `month`: "2026-11"; `zone_s`: local time minus UTC. Zero everywhere for a month without visits.
bool journal_month(Journal *journal, Arena *arena, Str month, int zone_s, JournalMonth *out,
                   Err *err);
enum { JOURNAL_DAYS = 14 };
typedef struct {
    int visits[JOURNAL_DAYS], touches[JOURNAL_DAYS]; // by local day; the last one is `last_day`
    int views;                                       // of the pages there are to choose from
    JournalPage
        pages[8]; // by the first word of their route, most viewed first; not home, not attract
    int page_count;
} JournalDays;

// The days up to `last_day` (local days since 1970-01-01). Zero everywhere without visits.
void journal_days(Journal *journal, Arena *arena, int64_t last_day, int zone_s, JournalDays *out);
// visits.csv, pages.csv and taps.csv in `folder`, each written whole or not at all.
bool journal_export(Journal *journal, const char *folder, int zone_s, Err *err);
int64_t journal_bytes(const Journal *journal);
