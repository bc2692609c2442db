// Usage: counts what visitors do, visit by visit, and hands each visit to the journal.
//
// It listens to the app (pages/app.h) and knows routes, not pages. A visit begins with the first touch
// and ends with the reset; a finger on the attract page that opens nothing is none, nor is what staff do on
// their page. It is written whole
// at the reset, by a thread of its own: the main loop never waits for the disk. A journal that cannot be
// written never disturbs the show: one line in the log, and another try at the next visit. Nothing is
// kept of who.
//
// When somebody walks away is not known: what follows the last touch counts up to USAGE_AFTER_MS, so
// that the countdown to the reset is not taken for reading.
#pragma once
#include "base/log.h"
#include "pages/app.h"
#include "store/journal.h"

typedef struct Usage Usage;

enum {
    USAGE_AFTER_MS = 15000,
    USAGE_WAITING =
        4, // visits kept while the journal cannot be written; then the oldest is dropped
};

typedef struct {
    const char *path;        // of the journal; NULL: nothing is kept and usage_open says NULL
    Log *log;                // may be NULL
    int64_t (*wall_s)(void); // NULL: clock_unix_s
    int rows;                // 0: the journal's own limits
    int64_t bytes;
} UsageOptions;

Usage *usage_open(const UsageOptions *options); // NULL also when no thread can be had
// Writes the visit that is going on, waits for the thread. NULL is fine.
void usage_close(Usage *usage);
AppObserver usage_observer(Usage *usage); // NULL is fine: nobody listens

typedef struct {
    int written, waiting, dropped; // visits
    bool is_failing;               // the last try did not succeed
} UsageState;
UsageState usage_state(Usage *usage);
void usage_flush(Usage *usage); // waits until what was handed over is written or has failed
