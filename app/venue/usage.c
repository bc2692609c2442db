#include "venue/usage.h"
#include "base/clock.h"
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char ATTRACT[] = "attract";
static const char HOME[] = "home";
static const char STAFF[] = "operator";

struct Usage {
    // of the main loop
    Log *log;
    int64_t (*wall_s)(void);
    char route[JOURNAL_ROUTE]; // on stage
    bool is_on;                // a visit is going on
    JournalVisit visit;
    int64_t began_ms, view_ms; // when the visit began; when the page on stage did, in it
    int view_taps;
    int64_t told_ms;  // the last news
    bool was_failing; // and said so
    // of the thread, with the main loop under the lock
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    JournalVisit waiting[USAGE_WAITING]; // [0] is the oldest
    UsageState state;
    bool is_asked, is_writing, is_closing;
    Err err;
    // of the thread alone
    Journal *journal;
    char path[512];
    int rows;
    int64_t bytes;
    JournalVisit writing;
};

// ---- the thread -----------------------------------------------------------------

static bool write_one(Usage *usage, Err *err)
{
    if (!usage->journal) {
        usage->journal = journal_open(usage->path, usage->rows, usage->bytes, err);
    }
    if (!usage->journal) {
        return false;
    }
    bool is_written = journal_add(usage->journal, &usage->writing, err);
    if (!is_written) {
        journal_close(usage->journal); // the disk may come back as another one
        usage->journal = NULL;
    }
    return is_written;
}

static void drop_oldest(Usage *usage)
{
    usage->state.waiting--;
    memmove(&usage->waiting[0], &usage->waiting[1],
            sizeof usage->waiting[0] * (size_t)usage->state.waiting);
}

static void put_back(Usage *usage)
{
    if (usage->state.waiting == USAGE_WAITING) {
        usage->state.dropped++;
        return;
    }
    memmove(&usage->waiting[1], &usage->waiting[0],
            sizeof usage->waiting[0] * (size_t)usage->state.waiting);
    usage->waiting[0] = usage->writing;
    usage->state.waiting++;
}

// Called and left with the lock held. A visit that could not be written is the oldest again.
static void write_all(Usage *usage)
{
    usage->is_writing = true;
    UsageState *state = &usage->state;
    state->is_failing = false;
    while (state->waiting > 0 && !state->is_failing) {
        Err err = {0};
        usage->writing = usage->waiting[0];
        drop_oldest(usage);
        pthread_mutex_unlock(&usage->lock);
        bool is_written = write_one(usage, &err);
        pthread_mutex_lock(&usage->lock);
        state->is_failing = !is_written;
        if (is_written) {
            state->written++;
        } else {
            usage->err = err;
            put_back(usage);
        }
    }
    usage->is_writing = false;
    pthread_cond_broadcast(&usage->changed);
}

static void *work(void *context)
{
    Usage *usage = context;
    pthread_mutex_lock(&usage->lock);
    while (!usage->is_closing || usage->is_asked) {
        if (usage->is_asked) {
            usage->is_asked = false;
            write_all(usage);
        } else {
            pthread_cond_wait(&usage->changed, &usage->lock);
        }
    }
    pthread_mutex_unlock(&usage->lock);
    journal_close(usage->journal);
    return NULL;
}

static void hand_over(Usage *usage)
{
    pthread_mutex_lock(&usage->lock);
    if (usage->state.waiting == USAGE_WAITING) {
        drop_oldest(usage);
        usage->state.dropped++;
    }
    usage->waiting[usage->state.waiting++] = usage->visit;
    usage->is_asked = true;
    pthread_cond_broadcast(&usage->changed);
    pthread_mutex_unlock(&usage->lock);
}

// ---- the visit --------------------------------------------------------------------

// No visitor sees it, or before the visit.
static bool is_outside(const char *route)
{
    return strcmp(route, ATTRACT) == 0 || strcmp(route, STAFF) == 0;
}

static int length_ms(int64_t from_ms, int64_t to_ms)
{
    int64_t length = to_ms - from_ms;
    return length < 0 ? 0 : length > INT_MAX ? INT_MAX : (int)length;
}

static void begin(Usage *usage, int64_t now_ms)
{
    usage->is_on = true;
    usage->visit = (JournalVisit){.began_s = usage->wall_s()};
    usage->began_ms = usage->view_ms = now_ms;
    usage->view_taps = 0;
}

static void end_view(Usage *usage, int64_t now_ms)
{
    if (is_outside(usage->route)) {
        return; // the way in belongs to the first page
    }
    JournalVisit *visit = &usage->visit;
    if (visit->view_count == JOURNAL_VIEWS) {
        visit->views_more++;
    } else {
        JournalView *view = &visit->views[visit->view_count++];
        memcpy(view->route, usage->route, sizeof view->route);
        view->dwell_ms = length_ms(usage->view_ms, now_ms);
        view->taps = usage->view_taps;
    }
    usage->view_ms = now_ms;
    usage->view_taps = 0;
}

static void note_modes(JournalVisit *visit, Modes modes)
{
    const struct {
        bool is_on;
        const char *name;
    } names[] = {{modes.is_large, "large"},
                 {modes.is_contrast, "contrast"},
                 {modes.is_low, "low"},
                 {modes.is_reduced, "reduced"}};
    for (int i = 0; i < COUNT(names); i++) {
        size_t used = strlen(visit->modes);
        if (names[i].is_on && !strstr(visit->modes, names[i].name)) {
            snprintf(visit->modes + used, sizeof visit->modes - used, "%s%s", used ? "," : "",
                     names[i].name);
        }
    }
}

static void count_tap(Usage *usage, Point at)
{
    int x = (int)(at.x * JOURNAL_GRID_W);
    int y = (int)(at.y * JOURNAL_GRID_H);
    x = x < 0 ? 0 : x >= JOURNAL_GRID_W ? JOURNAL_GRID_W - 1 : x;
    y = y < 0 ? 0 : y >= JOURNAL_GRID_H ? JOURNAL_GRID_H - 1 : y;
    uint16_t *cell = &usage->visit.taps[y][x];
    *cell = *cell < UINT16_MAX ? (uint16_t)(*cell + 1) : UINT16_MAX;
    usage->view_taps++;
}

static void end(Usage *usage, int64_t now_ms, int64_t touched_ms)
{
    if (!usage->is_on) {
        return;
    }
    usage->is_on = false;
    if (is_outside(usage->route)) {
        return; // nothing was opened
    }
    int64_t end_ms = now_ms;
    if (end_ms > touched_ms + USAGE_AFTER_MS) {
        end_ms = touched_ms + USAGE_AFTER_MS;
        // Sooner, it is somebody's wish; at the start page nothing was left half seen.
        usage->visit.was_left = strcmp(usage->route, HOME) != 0;
    }
    end_ms = end_ms < usage->view_ms ? usage->view_ms : end_ms;
    end_view(usage, end_ms);
    usage->visit.length_ms = length_ms(usage->began_ms, end_ms);
    hand_over(usage);
}

// Once for every row of failures; the log belongs to the main loop.
static void say_failure(Usage *usage)
{
    pthread_mutex_lock(&usage->lock);
    bool is_failing = usage->state.is_failing;
    Err err = usage->err;
    pthread_mutex_unlock(&usage->lock);
    if (is_failing && !usage->was_failing && usage->log) {
        log_line(usage->log, "%s %s", err.what, err.hint);
    }
    usage->was_failing = is_failing;
}

static void told(void *context, const AppNews *news)
{
    Usage *usage = context;
    say_failure(usage);
    usage->told_ms = news->now_ms;
    bool is_new = strcmp(usage->route, news->route) != 0;
    switch (news->kind) {
    case NEWS_SHOWN:
        if (usage->is_on && is_outside(news->route)) {
            // Staff's own way to their page is no visit.
            usage->is_on =
                strcmp(news->route, STAFF) != 0 || news->now_ms > usage->began_ms + USAGE_AFTER_MS;
            end(usage, news->now_ms, news->touched_ms);
        } else if (usage->is_on && is_new) {
            end_view(usage, news->now_ms);
        }
        snprintf(usage->route, sizeof usage->route, "%s", news->route);
        break;
    case NEWS_TOUCHED:
        if (!usage->is_on || is_outside(usage->route)) {
            begin(usage, news->now_ms);
        }
        break;
    case NEWS_TAPPED:
        if (usage->is_on) {
            count_tap(usage, news->at);
        }
        break;
    case NEWS_RESET:
        end(usage, news->now_ms, news->touched_ms);
        break;
    case NEWS_CHANGED:
        break;
    }
    if (usage->is_on) {
        snprintf(usage->visit.language, sizeof usage->visit.language, "%s", news->language);
        note_modes(&usage->visit, news->modes);
    }
}

AppObserver usage_observer(Usage *usage)
{
    return usage ? (AppObserver){usage, told} : (AppObserver){0};
}

// ---- opening ------------------------------------------------------------------------

Usage *usage_open(const UsageOptions *options)
{
    Usage *usage = options->path ? calloc(1, sizeof *usage) : NULL;
    if (!usage) {
        return NULL;
    }
    usage->log = options->log;
    usage->wall_s = options->wall_s ? options->wall_s : clock_unix_s;
    usage->rows = options->rows;
    usage->bytes = options->bytes;
    snprintf(usage->path, sizeof usage->path, "%s", options->path);
    snprintf(usage->route, sizeof usage->route, "%s", ATTRACT);
    pthread_mutex_init(&usage->lock, NULL);
    pthread_cond_init(&usage->changed, NULL);
    if (pthread_create(&usage->thread, NULL, work, usage) != 0) {
        pthread_cond_destroy(&usage->changed);
        pthread_mutex_destroy(&usage->lock);
        free(usage);
        return NULL;
    }
    return usage;
}

void usage_close(Usage *usage)
{
    if (!usage) {
        return;
    }
    if (usage->is_on) {
        end(usage, usage->told_ms, usage->told_ms);
    }
    pthread_mutex_lock(&usage->lock);
    usage->is_closing = true;
    usage->is_asked = usage->is_asked || usage->state.waiting > 0;
    pthread_cond_broadcast(&usage->changed);
    pthread_mutex_unlock(&usage->lock);
    pthread_join(usage->thread, NULL);
    say_failure(usage);
    pthread_cond_destroy(&usage->changed);
    pthread_mutex_destroy(&usage->lock);
    free(usage);
}

UsageState usage_state(Usage *usage)
{
    pthread_mutex_lock(&usage->lock);
    UsageState state = usage->state;
    pthread_mutex_unlock(&usage->lock);
    return state;
}

void usage_flush(Usage *usage)
{
    pthread_mutex_lock(&usage->lock);
    while (usage->is_asked || usage->is_writing) {
        pthread_cond_wait(&usage->changed, &usage->lock);
    }
    pthread_mutex_unlock(&usage->lock);
}
