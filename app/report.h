// Report: a month of the usage journal on one A4 page (1240 × 1754 px, 150 to the inch).
//
// It reads sums (store/journal.h), names pages by the story where one is given, and draws with the
// kiosk's own typesetter, in the staff's language (base/say.h). No window, no person, no network.
#pragma once
#include "store/journal.h"
#include "store/store.h"
#include "ui/ui.h"

enum { REPORT_W = 1240, REPORT_H = 1754, REPORT_MARGIN = 88 };

typedef struct {
    const JournalMonth *sums;
    Str month;        // "2026-11"
    Store *store;     // names of pages and of the city; NULL: routes
    int zone_h;       // local time minus UTC, said on the page
    bool is_portrait; // the glass is upright
} Report;

// Into ui->list, between no ui_begin and ui_end of the caller's. A month without visits says so.
void report_draw(Ui *ui, Arena *arena, const Report *report);

typedef struct {
    const char *journal, *month, *out;
    const char *story; // NULL: pages by their routes
    const char *fonts; // folder
    int zone_h;
    bool is_portrait;
} ReportOptions;

bool report_write(Arena *arena, const ReportOptions *options, Err *err);
// "-12" … "14"; false when it is none.
bool report_zone(const char *text, int *zone_h);
