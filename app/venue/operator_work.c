#include "venue/operator_work.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "store/journal.h"
#include "venue/crashes.h"
#include "venue/operator_export.h"
#include "venue/operator_told.h"
#include "venue/update.h"
#include "venue/update_sticks.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// What the main thread wants.
typedef struct {
    bool is_open, is_english, quits, may_switch;
    bool exports, goes_back, applies, cancels; // once
    uint64_t plan;                             // to apply
    int bundle, choices;                       // the last choice; how many there were
    uint64_t rings;                            // how often something was asked
    Updates updates;                           // as the main had them when it asked last
} Asked;

struct OperatorWork {
    WorkOptions options;
    StickRoots roots;
    pthread_t thread;
    bool has_thread;
    pthread_mutex_t lock;
    pthread_cond_t bell;
    // under the lock
    Asked asked;
    StaffWork told;
    Updates switched; // what the main is to take over
    bool has_switched, is_collected;
    // the thread's own
    StaffWork now;
    bool was_open, has_language, is_english; // has_language: as it speaks
    int64_t scan_ms;
    uint64_t stamp; // of what lies on the sticks
    char paths[WORK_BUNDLES][UPDATE_PATH];
    int choices;
    uint64_t looks, heard; // names the plans; rings answered
    Updates updates;
    Update *update;
};

// ---- between the threads ---------------------------------------------------------------

static void publish(OperatorWork *work)
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
    work->asked.exports = work->asked.goes_back = false;
    work->asked.applies = work->asked.cancels = false;
    pthread_mutex_unlock(&work->lock);
    return asked;
}

static void hand_over(OperatorWork *work)
{
    pthread_mutex_lock(&work->lock);
    work->switched = work->updates;
    work->has_switched = true;
    pthread_mutex_unlock(&work->lock);
}

static void today(char out[11])
{
    clock_date_utc(clock_unix_s() + JOURNAL_ZONE_H * 3600, out);
}

// ---- a bundle -----------------------------------------------------------------------------

static void drop(OperatorWork *work)
{
    update_close(work->update);
    work->update = NULL;
}

static void forget_bundle(OperatorWork *work)
{
    StaffWork *now = &work->now;
    drop(work);
    now->state = WORK_NOTHING;
    now->step = STEP_READ;
    now->part = 0;
    now->plan = 0;
    now->kind_count = 0;
    now->signer[0] = now->key_id[0] = now->comment[0] = '\0';
    now->to = now->from = (WorkStory){0};
    now->has_from = now->was_taken_back = false;
    now->err = (Err){0};
}

// Its work begins with the next turn: opening alone may take long.
static void begin_look(OperatorWork *work, int bundle)
{
    StaffWork *now = &work->now;
    forget_bundle(work);
    if (bundle >= 0 && bundle < now->bundle_count) {
        now->chosen = bundle;
        now->state = WORK_LOOKING;
        now->plan = ++work->looks;
    }
}

static WorkKind work_kind(const EntityDiff *diff)
{
    WorkKind kind = {.added = diff->added, .changed = diff->changed, .removed = diff->removed};
    memcpy(kind.entity, diff->name, sizeof kind.entity);
    return kind;
}

_Static_assert(sizeof((WorkKind){0}.entity) == sizeof((EntityDiff){0}.name), "copied whole");

static void tell_plan(OperatorWork *work)
{
    const UpdatePlan *plan = update_plan(work->update);
    StaffWork *now = &work->now;
    now->has_from = plan->has_from;
    now->from = work_story(&plan->from);
    now->to = work_story(&plan->to);
    snprintf(now->signer, sizeof now->signer, "%s", plan->signer.name);
    snprintf(now->key_id, sizeof now->key_id, "%s", plan->signer.key_id);
    snprintf(now->comment, sizeof now->comment, "%s", plan->signer.comment);
    now->bytes = plan->to.bytes;
    now->free = plan->free;
    now->was_taken_back = plan->was_taken_back;
    now->kind_count = 0;
    for (int i = 0; i < plan->diff.count && now->kind_count < WORK_KINDS; i++) {
        const EntityDiff *diff = &plan->diff.items[i];
        if (diff->added || diff->changed || diff->removed) {
            now->kinds[now->kind_count++] = work_kind(diff);
        }
    }
    now->rows = work_kind(&plan->diff.rows);
    now->pictures = work_kind(&plan->diff.pictures);
}

// The library's stages and their share of its progress, as the five steps that staff see.
static void tell_step(OperatorWork *work)
{
    static const struct {
        WorkStep step;
        float from, to; // of update_progress
    } STEPS[] = {
        [UPDATE_READING] = {STEP_READ, 0, 0.8F},      [UPDATE_COMPARING] = {STEP_VERIFY, 0.6F, 1},
        [UPDATE_PLANNED] = {STEP_VERIFY, 0, 1},       [UPDATE_COPYING] = {STEP_WRITE, 0, 0.7F},
        [UPDATE_FLUSHING] = {STEP_WRITE, 0, 0.7F},    [UPDATE_CHECKING] = {STEP_CHECK, 0.6F, 1},
        [UPDATE_SWITCHING] = {STEP_SWITCH, 0.96F, 1}, [UPDATE_DONE] = {STEP_SWITCH, 0, 1},
    };
    UpdateStage stage = update_stage(work->update);
    if (stage != UPDATE_REFUSED) { // it stays where it was
        float at = update_progress(work->update);
        float part = (at - STEPS[stage].from) / (STEPS[stage].to - STEPS[stage].from);
        work->now.step = STEPS[stage].step;
        work->now.part = part < 0 ? 0 : part > 1 ? 1 : part;
    }
}

static void look(OperatorWork *work, const Asked *asked)
{
    StaffWork *now = &work->now;
    if (!work->update) {
        work->updates = asked->updates;
        work->update = update_open(&work->updates, work->paths[now->chosen]);
    } else {
        update_step(work->update);
    }
    tell_step(work);
    UpdateStage stage = update_stage(work->update);
    if (stage == UPDATE_PLANNED || stage == UPDATE_REFUSED) {
        now->state = stage == UPDATE_PLANNED ? WORK_READY : WORK_REFUSED;
        now->err = *update_error(work->update);
        tell_plan(work);
    }
    publish(work);
}

// ---- applying it ---------------------------------------------------------------------------

static void keep_told(OperatorWork *work, ToldKind kind, WorkStory shown, const char *text)
{
    WorkTold *told = &work->now.told;
    *told = (WorkTold){.kind = kind, .now = shown};
    snprintf(told->text, sizeof told->text, "%s", text);
    today(told->date);
    told_write(work->options.state, told);
}

static void begin_apply(OperatorWork *work)
{
    char boot[48];
    int64_t now_s;
    crashes_clock(boot, &now_s);
    work->now.state = WORK_APPLYING;
    work->now.step = STEP_WRITE;
    work->now.part = 0;
    update_go(work->update, boot, now_s);
    publish(work);
}

static void end_apply(OperatorWork *work, bool is_cancelled)
{
    StaffWork *now = &work->now;
    bool is_done = update_stage(work->update) == UPDATE_DONE;
    now->state = is_done ? WORK_SWITCHED : WORK_FAILED;
    now->err = *update_error(work->update);
    if (!is_cancelled) {
        keep_told(work, is_done ? TOLD_UPDATED : TOLD_FAILED, now->to, now->err.what);
    }
    if (is_done) {
        hand_over(work);
    }
    drop(work);
    publish(work);
}

// False while it waits for leave to switch.
static bool apply(OperatorWork *work, const Asked *asked)
{
    if (asked->cancels) {
        update_cancel(work->update);
    }
    bool is_cancelled = asked->cancels && update_stage(work->update) == UPDATE_REFUSED;
    if (update_stage(work->update) == UPDATE_SWITCHING) {
        char boot[48];
        int64_t now_s;
        if (!asked->may_switch) {
            return false;
        }
        crashes_clock(boot, &now_s);
        update_set_clock(work->update, boot, now_s);
    }
    bool has_more = update_step(work->update);
    tell_step(work);
    if (has_more) {
        publish(work);
    } else {
        end_apply(work, is_cancelled);
    }
    return true;
}

static void go_back(OperatorWork *work, const Asked *asked)
{
    StaffWork *now = &work->now;
    forget_bundle(work);
    now->is_going_back = true;
    now->back_err = (Err){0};
    publish(work);
    work->updates = asked->updates;
    now->is_going_back = false;
    if (updates_roll_back(&work->updates, &now->back_err)) {
        now->state = WORK_SWITCHED;
        keep_told(work, TOLD_BACK, now->before, "");
        hand_over(work);
    } else {
        now->can_go_back = updates_can_roll_back(&work->updates);
    }
    publish(work);
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
            begin_look(work, 0);
        }
    }
    arena_finish(&arena);
    publish(work);
}

static void export_now(OperatorWork *work)
{
    StaffWork *now = &work->now;
    ExportSources sources = {.log = work->options.log, .journal = work->options.usage};
    Stick stick;
    char date[11];
    now->export_state = EXPORT_RUNNING;
    now->export_err = (Err){0};
    publish(work);
    today(date);
    bool is_done = false;
    if (stick_find(&work->roots, &stick)) {
        is_done = export_all(&sources, &stick, date, now->export_name, sizeof now->export_name,
                             &now->export_err);
    } else {
        err_say(&now->export_err, "", SAY_EXPORT_NO_STICK, SAY_EXPORT_NO_STICK_HINT, NULL);
    }
    now->export_state = is_done ? EXPORT_DONE : EXPORT_FAILED;
    publish(work);
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
        begin_look(work, work->now.chosen); // its sentence in the other language
    }
}

// What there is to do while no update is being applied.
static int64_t idle_turn(OperatorWork *work, const Asked *asked, int64_t now_ms)
{
    StaffWork *now = &work->now;
    bool was_open = work->was_open;
    work->was_open = asked->is_open;
    if (asked->applies && now->state == WORK_READY && now->plan == asked->plan) {
        begin_apply(work);
        return 0;
    }
    if (!asked->is_open) {
        forget_bundle(work);
        now->bundle_count = 0;
        if (was_open) {
            publish(work);
        }
        return -1;
    }
    if (!was_open) {
        open_panel(work, asked);
        work->choices = asked->choices;
    }
    if (work->choices != asked->choices) {
        work->choices = asked->choices;
        begin_look(work, asked->bundle);
        publish(work);
    }
    if (work->scan_ms == INT64_MIN || now_ms - work->scan_ms >= WORK_SCAN_MS) {
        work->scan_ms = now_ms;
        scan(work);
    }
    if (now->state == WORK_LOOKING) {
        look(work, asked);
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
    if (work->now.state == WORK_APPLYING) {
        return apply(work, &asked) ? 0 : -1;
    }
    if (asked.exports) {
        export_now(work);
    }
    if (asked.goes_back) {
        go_back(work, &asked);
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
    drop(work);
    work_collect(work);
    pthread_cond_destroy(&work->bell);
    pthread_mutex_destroy(&work->lock);
    free(work);
}

// ---- asked by the main thread ------------------------------------------------------------

static bool is_switching(const OperatorWork *work)
{
    const Asked *asked = &work->asked;
    return asked->applies || asked->goes_back || work->told.state == WORK_APPLYING ||
           work->told.is_going_back || work->has_switched;
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
