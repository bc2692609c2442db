#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "store/journal.h"
#include "venue/operator_export.h"
#include "venue/operator_inside.h"
#include "venue/operator_told.h"
#include "venue/update_sticks.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// ---- between the threads ---------------------------------------------------------------

void work_publish(OperatorWork *work)
{
    pthread_mutex_lock(&work->lock);
    bool is_news = memcmp(&work->told, &work->now, sizeof work->now) != 0;
    memcpy(&work->told, &work->now, sizeof work->now);
    pthread_mutex_unlock(&work->lock);
    if (is_news && work->options.wake) {
        work->options.wake(work->options.context);
    }
}

static Asked take_asked(OperatorWork *work)
{
    pthread_mutex_lock(&work->lock);
    Asked asked = work->asked;
    work->heard = asked.rings;
    work->is_beginning = asked.applies || asked.goes_back;
    work->asked.exports = work->asked.goes_back = false;
    work->asked.applies = work->asked.cancels = false;
    pthread_mutex_unlock(&work->lock);
    return asked;
}

void work_hand_over(OperatorWork *work)
{
    pthread_mutex_lock(&work->lock);
    work->switched = work->updates;
    work->has_switched = true;
    pthread_mutex_unlock(&work->lock);
}

void work_today(char out[11])
{
    clock_date_utc(clock_unix_s() + JOURNAL_ZONE_H * 3600, out);
}

// ---- sticks ----------------------------------------------------------------------------

static uint64_t stamp_of(const StickList *list)
{
    uint64_t stamp = HASH_SEED;
    for (int i = 0; i < list->count; i++) {
        const StickFile *file = &list->items[i];
        stamp = hash_bytes(stamp, file->path.p, (size_t)file->path.n);
        stamp = hash_u64(stamp, (uint64_t)file->bytes);
        stamp = hash_u64(stamp, (uint64_t)file->changed_s);
    }
    return hash_u64(stamp, (uint64_t)list->count);
}

static void tell_bundles(OperatorWork *work, const StickList *list)
{
    StaffWork *now = &work->now;
    now->bundle_count = list->count < WORK_BUNDLES ? list->count : WORK_BUNDLES;
    now->has_more = list->is_more || list->count > WORK_BUNDLES;
    now->chosen = 0;
    for (int i = 0; i < now->bundle_count; i++) {
        const StickFile *file = &list->items[i];
        WorkBundle *bundle = &now->bundles[i];
        *bundle = (WorkBundle){.bytes = file->bytes};
        Str name = file_name_of(file->path);
        snprintf(bundle->name, sizeof bundle->name, "%.*s", STR_ARG(name));
        snprintf(bundle->place, sizeof bundle->place, "%.*s", STR_ARG(file->place));
        clock_date_utc(file->changed_s, bundle->changed);
        snprintf(work->paths[i], sizeof work->paths[i], "%.*s", STR_ARG(file->path));
    }
}

static void scan(OperatorWork *work)
{
    StaffWork *now = &work->now;
    Stick stick;
    Arena arena;
    StickList list = {0};
    arena_init(&arena, "sticks", 8 * MIB);
    now->has_stick = stick_find(&work->roots, &stick);
    now->is_read_only = stick.is_read_only;
    memcpy(now->stick, stick.name, sizeof now->stick);
    if (work->options.updates) {
        update_sticks(&arena, work->roots.items, work->roots.count, &list);
    }
    uint64_t stamp = stamp_of(&list);
    if (stamp != work->stamp) {
        work->stamp = stamp;
        tell_bundles(work, &list);
        // A sentence about what went wrong stays until it was read.
        if (now->state != WORK_FAILED) {
            work_begin_look(work, 0);
        }
    }
    arena_finish(&arena);
    work_publish(work);
}

static void export_now(OperatorWork *work)
{
    StaffWork *now = &work->now;
    ExportSources sources = {.log = work->options.log, .journal = work->options.usage};
    Stick stick;
    char date[11];
    now->export_state = EXPORT_RUNNING;
    now->export_err = (Err){0};
    work_publish(work);
    work_today(date);
    bool is_done = false;
    if (stick_find(&work->roots, &stick)) {
        is_done = export_all(&sources, &stick, date, now->export_name, sizeof now->export_name,
                             &now->export_err);
    } else {
        err_say(&now->export_err, "", SAY_EXPORT_NO_STICK, SAY_EXPORT_NO_STICK_HINT, NULL);
    }
    now->export_state = is_done ? EXPORT_DONE : EXPORT_FAILED;
    work_publish(work);
}

// ---- the panel opens and closes ------------------------------------------------------------

static void read_usage(OperatorWork *work)
{
    WorkUsage *usage = &work->now.usage;
    const char *path = work->options.usage;
    *usage = (WorkUsage){.is_read = true, .is_kept = path != NULL};
    usage->last_day = (clock_unix_s() + JOURNAL_ZONE_H * 3600) / 86400;
    Journal *journal = path && file_exists(path) ? journal_open_read(path, NULL) : NULL;
    if (!journal) {
        return;
    }
    Arena arena;
    JournalDays days;
    arena_init(&arena, "usage", MIB);
    journal_days(journal, &arena, usage->last_day, JOURNAL_ZONE_H * 3600, &days);
    memcpy(usage->visits, days.visits, sizeof usage->visits);
    memcpy(usage->touches, days.touches, sizeof usage->touches);
    usage->views = days.views;
    for (int i = 0; i < days.page_count && i < WORK_PAGES; i++) {
        Str name = days.pages[i].name;
        snprintf(usage->pages[i].page, sizeof usage->pages[i].page, "%.*s", STR_ARG(name));
        usage->pages[i].views = days.pages[i].views;
        usage->page_count = i + 1;
    }
    arena_finish(&arena);
    journal_close(journal);
}

_Static_assert((int)WORK_DAYS == (int)JOURNAL_DAYS, "copied whole");

static void open_panel(OperatorWork *work, const Asked *asked)
{
    StaffWork *now = &work->now;
    work->scan_ms = INT64_MIN;
    work->stamp = 0;
    now->export_state = EXPORT_NOT;
    now->back_err = (Err){0};
    now->can_go_back = work->options.updates && updates_can_roll_back(&asked->updates);
    now->now = now->before = (WorkStory){0};
    if (work->options.updates) {
        now->now = work_story_of(&asked->updates, asked->updates.now);
        now->before = work_story_of(&asked->updates, asked->updates.before);
    }
    told_read(work->options.state, &now->told);
    read_usage(work);
}

static void speak(OperatorWork *work, const Asked *asked)
{
    if (work->has_language && work->is_english == asked->is_english) {
        return;
    }
    work->has_language = true;
    work->is_english = asked->is_english;
    say_choose_here(asked->is_english ? SAY_EN : SAY_ZH);
    if (work->now.state == WORK_REFUSED) {
        work_begin_look(work, work->now.chosen); // its sentence in the other language
    }
}

// What there is to do while no update is being applied.
static int64_t idle_turn(OperatorWork *work, const Asked *asked, int64_t now_ms)
{
    StaffWork *now = &work->now;
    bool was_open = work->was_open;
    work->was_open = asked->is_open;
    if (asked->applies && now->state == WORK_READY && now->plan == asked->plan) {
        work_begin_apply(work);
        return 0;
    }
    if (!asked->is_open) {
        work_forget(work);
        now->bundle_count = 0;
        if (was_open) {
            work_publish(work);
        }
        return -1;
    }
    if (!was_open) {
        open_panel(work, asked);
        work->choices = asked->choices;
    }
    if (work->choices != asked->choices) {
        work->choices = asked->choices;
        work_begin_look(work, asked->bundle);
        work_publish(work);
    }
    if (work->scan_ms == INT64_MIN || now_ms - work->scan_ms >= WORK_SCAN_MS) {
        work->scan_ms = now_ms;
        scan(work);
    }
    if (now->state == WORK_LOOKING) {
        work_look(work, asked);
        return 0;
    }
    return work->scan_ms + WORK_SCAN_MS - now_ms;
}

int64_t work_turn(OperatorWork *work, int64_t now_ms)
{
    Asked asked = take_asked(work);
    if (work->now.state == WORK_SWITCHED) {
        return -1; // the program ends
    }
    speak(work, &asked);
    if (asked.exports) {
        export_now(work);
    }
    if (work->now.state == WORK_APPLYING) {
        return work_apply_more(work, &asked) ? 0 : -1;
    }
    if (asked.goes_back) {
        work_go_back(work, &asked);
        return 0;
    }
    return idle_turn(work, &asked, now_ms);
}

// ---- the thread --------------------------------------------------------------------------

// Until somebody asks for something, or for `ms`. True when the thread is to end.
static bool rest(OperatorWork *work, int64_t ms)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += (time_t)(ms / 1000);
    until.tv_nsec += (long)(ms % 1000) * 1000000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_mutex_lock(&work->lock);
    bool is_over = ms == 0;
    while (!is_over && !work->asked.quits && work->asked.rings == work->heard) {
        is_over = ms < 0 ? pthread_cond_wait(&work->bell, &work->lock) != 0
                         : pthread_cond_timedwait(&work->bell, &work->lock, &until) != 0;
    }
    bool quits = work->asked.quits;
    pthread_mutex_unlock(&work->lock);
    return quits;
}

static void *run(void *context)
{
    OperatorWork *work = context;
    bool quits = false;
    while (!quits) {
        int64_t ms = work_turn(work, clock_now_ms());
        quits = rest(work, ms);
    }
    return NULL;
}

OperatorWork *work_open(const WorkOptions *options)
{
    OperatorWork *work = calloc(1, sizeof *work);
    pthread_condattr_t monotonic;
    if (!work) {
        abort();
    }
    work->options = *options;
    stick_roots(options->mounts ? options->mounts : STICK_MOUNTS, &work->roots);
    pthread_mutex_init(&work->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&work->bell, &monotonic);
    pthread_condattr_destroy(&monotonic);
    return work;
}

void work_close(OperatorWork *work)
{
    if (!work) {
        return;
    }
    pthread_mutex_lock(&work->lock);
    work->asked.quits = true;
    pthread_cond_signal(&work->bell);
    pthread_mutex_unlock(&work->lock);
    if (work->has_thread) {
        pthread_join(work->thread, NULL);
    }
    work_drop(work);
    work_collect(work);
    pthread_cond_destroy(&work->bell);
    pthread_mutex_destroy(&work->lock);
    free(work);
}

// ---- asked by the main thread ------------------------------------------------------------

static bool is_switching(const OperatorWork *work)
{
    const Asked *asked = &work->asked;
    return asked->applies || asked->goes_back || work->is_beginning ||
           work->told.state == WORK_APPLYING || work->told.is_going_back || work->has_switched;
}

// With the lock held: lets go of it. The thread begins with the first wish.
static void ring(OperatorWork *work)
{
    if (work->options.updates && !is_switching(work)) {
        work->asked.updates = *work->options.updates;
    }
    work->asked.rings++;
    pthread_cond_signal(&work->bell);
    pthread_mutex_unlock(&work->lock);
    if (!work->has_thread && !work->options.is_stepped) {
        work->has_thread = pthread_create(&work->thread, NULL, run, work) == 0;
    }
}

void work_watch(OperatorWork *work, bool is_open, bool is_english)
{
    pthread_mutex_lock(&work->lock);
    Asked *asked = &work->asked;
    if (asked->is_open == is_open && (!is_open || asked->is_english == is_english)) {
        pthread_mutex_unlock(&work->lock);
        return;
    }
    asked->is_open = is_open;
    asked->is_english = is_english;
    ring(work);
}

void work_let_switch(OperatorWork *work, bool may)
{
    pthread_mutex_lock(&work->lock);
    if (work->asked.may_switch == may) {
        pthread_mutex_unlock(&work->lock);
        return;
    }
    work->asked.may_switch = may;
    if (work->told.state == WORK_APPLYING) {
        ring(work);
    } else {
        pthread_mutex_unlock(&work->lock); // nobody waits for it
    }
}

void work_tell(OperatorWork *work, StaffWork *out)
{
    pthread_mutex_lock(&work->lock);
    *out = work->told;
    pthread_mutex_unlock(&work->lock);
}

void work_choose(OperatorWork *work, int bundle)
{
    pthread_mutex_lock(&work->lock);
    work->asked.bundle = bundle;
    work->asked.choices++;
    ring(work);
}

bool work_apply(OperatorWork *work, uint64_t plan)
{
    pthread_mutex_lock(&work->lock);
    bool is_at_hand = work->told.state == WORK_READY && work->told.plan == plan;
    if (!is_at_hand) {
        pthread_mutex_unlock(&work->lock);
        return false;
    }
    work->asked.plan = plan;
    work->asked.cancels = false;
    work->asked.applies = true;
    ring(work);
    return true;
}

void work_cancel(OperatorWork *work)
{
    pthread_mutex_lock(&work->lock);
    work->asked.cancels = true;
    ring(work);
}

void work_roll_back(OperatorWork *work)
{
    pthread_mutex_lock(&work->lock);
    if (is_switching(work) || !work->options.updates) {
        pthread_mutex_unlock(&work->lock);
        return;
    }
    work->asked.updates = *work->options.updates;
    work->asked.goes_back = true;
    ring(work);
}

void work_export(OperatorWork *work)
{
    pthread_mutex_lock(&work->lock);
    work->asked.exports = true;
    ring(work);
}

bool work_is_switching(OperatorWork *work)
{
    pthread_mutex_lock(&work->lock);
    bool is = is_switching(work);
    pthread_mutex_unlock(&work->lock);
    return is;
}

bool work_collect(OperatorWork *work)
{
    pthread_mutex_lock(&work->lock);
    bool has_switched = work->has_switched;
    if (has_switched && !work->is_collected) {
        *work->options.updates = work->switched;
        work->is_collected = true;
    }
    pthread_mutex_unlock(&work->lock);
    return has_switched;
}
