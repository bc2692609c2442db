#include "store/journal.h"
#include "base/file.h"
#include <errno.h>
#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUSY_MS = 2000, PAGE_BYTES = 4096, APPLICATION_ID = 0x5A544A4E }; // "ZTJN"

struct Journal {
    sqlite3 *db;
    char *path;
    int rows;       // at most
    int64_t viewed; // rows there are
};

static const char SCHEMA[] =
    "CREATE TABLE IF NOT EXISTS visit (id INTEGER PRIMARY KEY, began_s INTEGER NOT NULL,"
    " length_ms INTEGER NOT NULL, language TEXT NOT NULL, modes TEXT NOT NULL,"
    " views INTEGER NOT NULL, left_route TEXT) STRICT;"
    "CREATE TABLE IF NOT EXISTS view (visit INTEGER NOT NULL REFERENCES visit ON DELETE CASCADE,"
    " step INTEGER NOT NULL, route TEXT NOT NULL, dwell_ms INTEGER NOT NULL,"
    " taps INTEGER NOT NULL, PRIMARY KEY (visit, step)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS tap (day INTEGER NOT NULL, cell INTEGER NOT NULL,"
    " count INTEGER NOT NULL, PRIMARY KEY (day, cell)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX IF NOT EXISTS visit_began ON visit (began_s);";

static bool run(sqlite3 *db, const char *sql)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static bool failed(const Journal *journal, Err *err)
{
    return err_say(err, journal->path, SAY_FILE_CANNOT_WRITE, SAY_JOURNAL_HINT, journal->path,
                   sqlite3_errmsg(journal->db), NULL);
}

// ---- opening ------------------------------------------------------------------------

// Is it something else than a journal, or a broken one? A full disk or another reader is neither.
static bool is_damaged(sqlite3 *db)
{
    int code = db ? sqlite3_errcode(db) : SQLITE_OK;
    return code == SQLITE_NOTADB || code == SQLITE_CORRUPT || code == SQLITE_ERROR;
}

static sqlite3 *open_file(const char *path, int64_t bytes, bool *damaged)
{
    sqlite3 *db = NULL;
    char sql[256];
    snprintf(sql, sizeof sql,
             "PRAGMA page_size=%d; PRAGMA application_id=%d; PRAGMA auto_vacuum=INCREMENTAL;"
             "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
             "PRAGMA max_page_count=%" PRId64 ";",
             PAGE_BYTES, APPLICATION_ID, bytes / PAGE_BYTES);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    bool is_open = sqlite3_open_v2(path, &db, flags, NULL) == SQLITE_OK &&
                   sqlite3_busy_timeout(db, BUSY_MS) == SQLITE_OK && run(db, sql) &&
                   run(db, SCHEMA) && run(db, "SELECT count(*) FROM visit, view, tap WHERE 0");
    if (!is_open) {
        *damaged = is_damaged(db);
        sqlite3_close(db);
        return NULL;
    }
    return db;
}

static int64_t ask(const Journal *journal, const char *sql)
{
    sqlite3_stmt *s = NULL;
    sqlite3_prepare_v2(journal->db, sql, -1, &s, NULL);
    int64_t value = s && sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
    sqlite3_finalize(s);
    return value;
}

// Takes `db`; NULL when there is none.
static Journal *keep(sqlite3 *db, const char *path)
{
    Journal *journal = db ? calloc(1, sizeof *journal) : NULL;
    size_t size = strlen(path) + 1;
    char *kept = journal ? malloc(size) : NULL;
    if (!kept) {
        sqlite3_close(db);
        free(journal);
        return NULL;
    }
    memcpy(kept, path, size);
    *journal = (Journal){.db = db, .path = kept};
    return journal;
}

Journal *journal_open(const char *path, int rows, int64_t bytes, Err *err)
{
    int64_t limit = bytes > 0 ? bytes : JOURNAL_BYTES;
    bool damaged = false;
    sqlite3 *db = open_file(path, limit, &damaged);
    if (!db && damaged && file_exists(path)) {
        char aside[512];
        snprintf(aside, sizeof aside, "%s.bad", path);
        rename(path, aside);
        db = open_file(path, limit, &damaged);
    }
    Journal *journal = keep(db, path);
    if (!journal) {
        err_say(err, path, SAY_FILE_CANNOT_WRITE, SAY_JOURNAL_HINT, path, "", NULL);
        return NULL;
    }
    journal->rows = rows > 0 ? rows : JOURNAL_ROWS;
    journal->viewed = ask(journal, "SELECT count(*) FROM view");
    return journal;
}

Journal *journal_open_read(const char *path, Err *err)
{
    if (!file_exists(path)) {
        err_say(err, path, SAY_FILE_CANNOT_OPEN, SAY_FILE_CANNOT_OPEN_HINT, path, strerror(ENOENT),
                NULL);
        return NULL;
    }
    sqlite3 *db = NULL;
    bool is_open = sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
                   sqlite3_busy_timeout(db, BUSY_MS) == SQLITE_OK &&
                   run(db, "SELECT count(*) FROM visit, view, tap WHERE 0");
    if (!is_open) {
        sqlite3_close(db);
        db = NULL;
    }
    Journal *journal = keep(db, path);
    bool is_ours = journal && ask(journal, "PRAGMA application_id") == APPLICATION_ID &&
                   ask(journal, "SELECT quick_check = 'ok' FROM pragma_quick_check(1)");
    if (!is_ours) {
        err_say(err, path, SAY_JOURNAL_NOT, SAY_JOURNAL_NOT_HINT, path, NULL);
        journal_close(journal);
        return NULL;
    }
    return journal;
}

void journal_close(Journal *journal)
{
    if (journal) {
        sqlite3_close(journal->db);
        free(journal->path);
        free(journal);
    }
}

int64_t journal_bytes(const Journal *journal)
{
    return file_size(journal->path);
}

// ---- writing ------------------------------------------------------------------------

static bool step_done(sqlite3_stmt *statement)
{
    return statement && sqlite3_step(statement) == SQLITE_DONE &&
           sqlite3_reset(statement) == SQLITE_OK;
}

static bool add_visit(Journal *journal, const JournalVisit *visit)
{
    sqlite3_stmt *s = NULL;
    sqlite3_prepare_v2(journal->db,
                       "INSERT INTO visit (began_s, length_ms, language, modes, views, left_route)"
                       " VALUES (?, ?, ?, ?, ?, ?)",
                       -1, &s, NULL);
    sqlite3_bind_int64(s, 1, visit->began_s);
    sqlite3_bind_int(s, 2, visit->length_ms);
    sqlite3_bind_text(s, 3, visit->language, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 4, visit->modes, -1, SQLITE_STATIC);
    sqlite3_bind_int(s, 5, visit->view_count + visit->views_more);
    if (visit->was_left && visit->view_count) {
        sqlite3_bind_text(s, 6, visit->views[visit->view_count - 1].route, -1, SQLITE_STATIC);
    }
    bool is_done = step_done(s);
    sqlite3_finalize(s);
    return is_done;
}

static bool add_views(Journal *journal, const JournalVisit *visit)
{
    sqlite3_int64 id = sqlite3_last_insert_rowid(journal->db);
    sqlite3_stmt *s = NULL;
    sqlite3_prepare_v2(journal->db, "INSERT INTO view VALUES (?, ?, ?, ?, ?)", -1, &s, NULL);
    bool is_done = s != NULL;
    for (int i = 0; i < visit->view_count && is_done; i++) {
        const JournalView *view = &visit->views[i];
        sqlite3_bind_int64(s, 1, id);
        sqlite3_bind_int(s, 2, i);
        sqlite3_bind_text(s, 3, view->route, -1, SQLITE_STATIC);
        sqlite3_bind_int(s, 4, view->dwell_ms);
        sqlite3_bind_int(s, 5, view->taps);
        is_done = step_done(s);
    }
    sqlite3_finalize(s);
    return is_done;
}

static bool add_taps(Journal *journal, const JournalVisit *visit)
{
    sqlite3_stmt *s = NULL;
    sqlite3_prepare_v2(journal->db,
                       "INSERT INTO tap VALUES (?, ?, ?)"
                       " ON CONFLICT DO UPDATE SET count = count + excluded.count",
                       -1, &s, NULL);
    bool is_done = s != NULL;
    for (int cell = 0; cell < JOURNAL_GRID_W * JOURNAL_GRID_H && is_done; cell++) {
        int count = visit->taps[cell / JOURNAL_GRID_W][cell % JOURNAL_GRID_W];
        if (count) {
            sqlite3_bind_int64(s, 1, visit->began_s / 86400);
            sqlite3_bind_int(s, 2, cell);
            sqlite3_bind_int(s, 3, count);
            is_done = step_done(s);
        }
    }
    sqlite3_finalize(s);
    return is_done;
}

// The oldest tenth goes, with the days before it.
static bool forget_oldest(Journal *journal)
{
    bool is_done =
        run(journal->db,
            "DELETE FROM visit WHERE id <= (SELECT id FROM visit ORDER BY id LIMIT 1"
            " OFFSET (SELECT count(*) / 10 FROM visit));"
            "DELETE FROM tap WHERE day < (SELECT coalesce(min(began_s) / 86400, 0) FROM visit);"
            "PRAGMA incremental_vacuum;");
    journal->viewed = ask(journal, "SELECT count(*) FROM view");
    return is_done;
}

static bool write_once(Journal *journal, const JournalVisit *visit)
{
    bool is_done = run(journal->db, "BEGIN IMMEDIATE") && add_visit(journal, visit) &&
                   add_views(journal, visit) && add_taps(journal, visit) &&
                   run(journal->db, "COMMIT");
    if (!is_done && !sqlite3_get_autocommit(journal->db)) {
        sqlite3_exec(journal->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return is_done;
}

bool journal_add(Journal *journal, const JournalVisit *visit, Err *err)
{
    if (journal->viewed + visit->view_count > journal->rows) {
        forget_oldest(journal);
    }
    // Full, by its own limit or the disk's: room is made once.
    if (!write_once(journal, visit) && (!forget_oldest(journal) || !write_once(journal, visit))) {
        return failed(journal, err);
    }
    journal->viewed += visit->view_count;
    return true;
}

// ---- the month ----------------------------------------------------------------------

// First second of the month, UTC, of "2026-11" moved by `months`.
static bool month_start(Str month, int months, int64_t *out)
{
    int64_t year;
    int64_t number;
    if (month.n != 7 || month.p[4] != '-' || !str_to_int(str_sub(month, 0, 4), &year) ||
        !str_to_int(str_from_offset(month, 5), &number) || number < 1 || number > 12 ||
        year < 1970 || year > 9999) {
        return false;
    }
    number += months;
    year += (number - 1) / 12;
    number = (number - 1) % 12 + 1;
    // Days since 1970-01-01 of the first of that month (Howard Hinnant's days_from_civil).
    int64_t y = number <= 2 ? year - 1 : year;
    int64_t era = y / 400;
    int64_t of_era = y - era * 400;
    int64_t of_year = (153 * (number + (number > 2 ? -3 : 9)) + 2) / 5;
    int64_t day = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
    *out = day * 86400;
    return true;
}

static sqlite3_stmt *between(const Journal *journal, const char *sql, int64_t from, int64_t to)
{
    sqlite3_stmt *s = NULL;
    sqlite3_prepare_v2(journal->db, sql, -1, &s, NULL);
    sqlite3_bind_int64(s, 1, from);
    sqlite3_bind_int64(s, 2, to);
    return s;
}

static void read_visits(const Journal *journal, int64_t from, int64_t to, int zone_s,
                        JournalMonth *out)
{
    sqlite3_stmt *s = between(journal,
                              "SELECT began_s, length_ms, views, language, modes FROM visit"
                              " WHERE began_s >= ? AND began_s < ?",
                              from, to);
    while (s && sqlite3_step(s) == SQLITE_ROW) {
        int64_t local = sqlite3_column_int64(s, 0) + zone_s;
        int64_t day = (local - from - zone_s) / 86400;
        out->visits++;
        out->length_ms += sqlite3_column_int64(s, 1);
        out->views += sqlite3_column_int(s, 2);
        out->by_hour[local / 3600 % 24]++;
        out->by_day[day < 0 ? 0 : day > 30 ? 30 : day]++;
        out->english += strcmp((const char *)sqlite3_column_text(s, 3), "en") == 0;
        out->large += strstr((const char *)sqlite3_column_text(s, 4), "large") != NULL;
    }
    sqlite3_finalize(s);
}

static void read_pages(const Journal *journal, Arena *arena, int64_t from, int64_t to,
                       JournalMonth *out)
{
    sqlite3_stmt *s = between(
        journal,
        "SELECT route, count(*), count(DISTINCT visit), sum(dwell_ms), (SELECT count(*) FROM visit"
        " w WHERE w.left_route = v.route AND w.began_s >= ?1 AND w.began_s < ?2)"
        " FROM view v JOIN visit ON visit.id = v.visit WHERE began_s >= ?1 AND began_s < ?2"
        " GROUP BY route ORDER BY 2 DESC, 1",
        from, to);
    while (s && sqlite3_step(s) == SQLITE_ROW && out->page_count < (int)COUNT(out->pages)) {
        Str name = str_from((const char *)sqlite3_column_text(s, 0));
        out->pages[out->page_count++] = (JournalPage){.name = str_dup(arena, name),
                                                      .views = sqlite3_column_int(s, 1),
                                                      .visits = sqlite3_column_int(s, 2),
                                                      .dwell_ms = sqlite3_column_int64(s, 3),
                                                      .left = sqlite3_column_int(s, 4)};
    }
    sqlite3_finalize(s);
}

static void read_grid(const Journal *journal, int64_t from, int64_t to, JournalMonth *out)
{
    sqlite3_stmt *s = between(
        journal, "SELECT cell, sum(count) FROM tap WHERE day >= ? AND day < ? GROUP BY cell",
        from / 86400, to / 86400);
    while (s && sqlite3_step(s) == SQLITE_ROW) {
        int cell = sqlite3_column_int(s, 0);
        if (cell >= 0 && cell < JOURNAL_GRID_W * JOURNAL_GRID_H) {
            int count = sqlite3_column_int(s, 1);
            out->grid[cell / JOURNAL_GRID_W][cell % JOURNAL_GRID_W] = (uint32_t)count;
            out->taps += count;
        }
    }
    sqlite3_finalize(s);
}

bool journal_month(Journal *journal, Arena *arena, Str month, int zone_s, JournalMonth *out,
                   Err *err)
{
    *out = (JournalMonth){0};
    int64_t from;
    int64_t to;
    if (!month_start(month, 0, &from) || !month_start(month, 1, &to)) {
        return err_say(err, "", SAY_JOURNAL_MONTH, SAY_JOURNAL_MONTH_HINT, str_z(arena, month),
                       NULL);
    }
    read_visits(journal, from - zone_s, to - zone_s, zone_s, out);
    read_pages(journal, arena, from - zone_s, to - zone_s, out);
    read_grid(journal, from, to, out);
    return true;
}

// ---- the last days ------------------------------------------------------------------

static void read_days(const Journal *journal, int64_t first_day, int64_t from, int64_t to,
                      int zone_s, JournalDays *out)
{
    sqlite3_stmt *s =
        between(journal,
                "SELECT (began_s + ?3) / 86400 - ?4, count(DISTINCT visit.id), sum(view.taps)"
                " FROM visit LEFT JOIN view ON view.visit = visit.id"
                " WHERE began_s >= ?1 AND began_s < ?2 GROUP BY 1",
                from, to);
    sqlite3_bind_int(s, 3, zone_s);
    sqlite3_bind_int64(s, 4, first_day);
    while (s && sqlite3_step(s) == SQLITE_ROW) {
        int day = sqlite3_column_int(s, 0);
        if (day >= 0 && day < JOURNAL_DAYS) {
            out->visits[day] = sqlite3_column_int(s, 1);
            out->touches[day] = sqlite3_column_int(s, 2);
        }
    }
    sqlite3_finalize(s);
}

static void read_favourites(const Journal *journal, Arena *arena, int64_t from, int64_t to,
                            JournalDays *out)
{
    sqlite3_stmt *s =
        between(journal,
                "SELECT substr(route, 1, instr(route || '/', '/') - 1) page, count(*)"
                " FROM view JOIN visit ON visit.id = view.visit WHERE began_s >= ? AND began_s < ?"
                " AND page NOT IN ('home', 'attract') GROUP BY page ORDER BY 2 DESC, 1",
                from, to);
    while (s && sqlite3_step(s) == SQLITE_ROW) {
        int views = sqlite3_column_int(s, 1);
        out->views += views;
        if (out->page_count < COUNT(out->pages)) {
            Str name = str_from((const char *)sqlite3_column_text(s, 0));
            out->pages[out->page_count++] =
                (JournalPage){.name = str_dup(arena, name), .views = views};
        }
    }
    sqlite3_finalize(s);
}

void journal_days(Journal *journal, Arena *arena, int64_t last_day, int zone_s, JournalDays *out)
{
    *out = (JournalDays){0};
    int64_t first_day = last_day - JOURNAL_DAYS + 1;
    int64_t from = first_day * 86400 - zone_s;
    int64_t to = (last_day + 1) * 86400 - zone_s;
    read_days(journal, first_day, from, to, zone_s, out);
    read_favourites(journal, arena, from, to, out);
}

// ---- export -------------------------------------------------------------------------

typedef struct {
    const char *file, *head, *sql;
} Sheet;

static const Sheet SHEETS[] = {
    {"visits.csv", "began,seconds,language,modes,views,left_at\n",
     "SELECT strftime('%Y-%m-%d %H:%M', began_s + ?1, 'unixepoch'), length_ms / 1000, language,"
     " replace(modes, ',', ' '), views, coalesce(left_route, '') FROM visit ORDER BY id"},
    {"pages.csv", "day,route,views,seconds,taps\n",
     "SELECT strftime('%Y-%m-%d', began_s + ?1, 'unixepoch') d, route, count(*),"
     " sum(dwell_ms) / 1000, sum(view.taps) FROM view JOIN visit ON visit.id = view.visit"
     " GROUP BY d, route ORDER BY d, route"},
    {"taps.csv", "day,column,row,count\n",
     "SELECT strftime('%Y-%m-%d', day * 86400, 'unixepoch'), cell % 32, cell / 32, count"
     " FROM tap WHERE ?1 = ?1 ORDER BY day, cell"},
};

_Static_assert(JOURNAL_GRID_W == 32, "taps.csv divides by it");

static bool write_sheet(Journal *journal, const Sheet *sheet, const char *folder, int zone_s,
                        Err *err)
{
    char path[512];
    char temporary[520];
    snprintf(path, sizeof path, "%s/%s", folder, sheet->file);
    snprintf(temporary, sizeof temporary, "%s.new", path);
    FILE *file = fopen(temporary, "wb");
    if (!file) {
        return err_say(err, path, SAY_FILE_CANNOT_WRITE, SAY_FILE_CANNOT_WRITE_HINT, path, "",
                       NULL);
    }
    fputs("\xEF\xBB\xBF", file); // spreadsheets then read it as UTF-8
    fputs(sheet->head, file);
    sqlite3_stmt *s = NULL;
    sqlite3_prepare_v2(journal->db, sheet->sql, -1, &s, NULL);
    sqlite3_bind_int(s, 1, zone_s);
    while (s && sqlite3_step(s) == SQLITE_ROW) {
        int columns = sqlite3_column_count(s);
        for (int i = 0; i < columns; i++) {
            fprintf(file, "%s%s", (const char *)sqlite3_column_text(s, i),
                    i + 1 < columns ? "," : "\n");
        }
    }
    sqlite3_finalize(s);
    bool is_good = !ferror(file);
    is_good = fclose(file) == 0 && is_good;
    if (!is_good) {
        remove(temporary);
        return err_say(err, path, SAY_FILE_CANNOT_WRITE, SAY_FILE_CANNOT_WRITE_HINT, path, "",
                       NULL);
    }
    return file_commit(temporary, path, err);
}

bool journal_export(Journal *journal, const char *folder, int zone_s, Err *err)
{
    bool is_done = file_make_folders(folder, err);
    for (int i = 0; i < COUNT(SHEETS) && is_done; i++) {
        is_done = write_sheet(journal, &SHEETS[i], folder, zone_s, err);
    }
    return is_done;
}
