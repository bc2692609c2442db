#include "venue/operator.h"
#include "base/clock.h"
#include "base/file.h"
#include "venue/operator_told.h"
#include "venue/operator_work.h"
#include "venue/pin.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>

struct Operator {
    OperatorOptions options;
    Staff staff;
    PinLock lock;
    pthread_t thread;
    bool has_thread;
    char guess[PIN_DIGITS + 1];
    bool is_right;       // the thread's, read after is_done
    atomic_bool is_done; // the thread has answered
    int64_t start_ms;
    char built[11], driver[32];
    int frames_us[OPERATOR_FRAMES];
    int frame_count; // ever
    OperatorWish wish;
    OperatorWork *work;
    int64_t switched_ms; // 0: not yet
    bool is_open;        // the panel
    WorkState written;   // to the diary
    ExportState exported;
};

// ---- the diary ------------------------------------------------------------------------

// What staff did with a stick, for whoever asks a month later.
static void write_diary(Operator *o, const StaffWork *now)
{
    Log *diary = o->options.diary;
    if (!diary || (o->written == now->state && o->exported == now->export_state)) {
        return;
    }
    if (o->written != now->state) {
        switch (now->state) {
        case WORK_READY:
            log_line(diary, "staff: update %s found, signed by %s %s", now->to.version, now->signer,
                     now->key_id);
            break;
        case WORK_REFUSED:
            log_line(diary, "staff: update refused: %s", now->err.what);
            break;
        case WORK_APPLYING:
            log_line(diary, "staff: update %s begins", now->to.version);
            break;
        case WORK_FAILED:
            log_line(diary, "staff: update failed: %s", now->err.what);
            break;
        case WORK_SWITCHED:
            log_line(diary, "staff: content switched to %s of %s", now->told.now.version,
                     now->told.now.built);
            break;
        default:
            break;
        }
    }
    if (o->exported != now->export_state && now->export_state >= EXPORT_DONE) {
        log_line(diary, "staff: export: %s",
                 now->export_state == EXPORT_DONE ? now->export_name : now->export_err.what);
    }
    o->written = now->state;
    o->exported = now->export_state;
}

// ---- the code -----------------------------------------------------------------------

static int64_t lock_clock_s(void)
{
    return clock_unix_s();
}

static void *check(void *context)
{
    Operator *o = context;
    o->is_right = pin_matches(o->options.config->pin_hash, o->guess);
    memset(o->guess, 0, sizeof o->guess);
    atomic_store(&o->is_done, true);
    if (o->options.wake) {
        o->options.wake(o->options.context);
    }
    return NULL;
}

static void join(Operator *o)
{
    if (o->has_thread) {
        pthread_join(o->thread, NULL);
        o->has_thread = false;
    }
}

static bool begin_guess(void *context, const char *code)
{
    Operator *o = context;
    join(o); // one whose answer nobody waited for
    if (!pin_lock_begin(&o->lock, lock_clock_s())) {
        return false;
    }
    snprintf(o->guess, sizeof o->guess, "%s", code);
    atomic_store(&o->is_done, false);
    o->has_thread = pthread_create(&o->thread, NULL, check, o) == 0;
    return o->has_thread;
}

static StaffAnswer take_answer(void *context)
{
    Operator *o = context;
    if (!o->has_thread) {
        return STAFF_NONE;
    }
    if (!atomic_load(&o->is_done)) {
        return STAFF_CHECKING;
    }
    join(o);
    if (o->is_right) {
        pin_lock_forgive(&o->lock);
    }
    if (o->options.diary) {
        log_line(o->options.diary, "staff: the code was %s", o->is_right ? "right" : "wrong");
    }
    return o->is_right ? STAFF_RIGHT : STAFF_WRONG;
}

static int left_s(void *context)
{
    Operator *o = context;
    // The fifth guess locks before it is checked; its answer comes first.
    return o->has_thread ? 0 : pin_lock_left_s(&o->lock, lock_clock_s());
}

static int tries_left(void *context)
{
    const Operator *o = context;
    return PIN_TRIES - o->lock.wrong;
}

// ---- facts --------------------------------------------------------------------------

static int compare_ints(const void *a, const void *b)
{
    int x = *(const int *)a;
    int y = *(const int *)b;
    return (x > y) - (x < y);
}

static void tell_frames(const Operator *o, StaffFacts *out)
{
    int sorted[OPERATOR_FRAMES];
    int n = o->frame_count < OPERATOR_FRAMES ? o->frame_count : OPERATOR_FRAMES;
    out->frames = n;
    if (n == 0) {
        return;
    }
    memcpy(sorted, o->frames_us, (size_t)n * sizeof sorted[0]);
    qsort(sorted, (size_t)n, sizeof sorted[0], compare_ints);
    out->p50_us = sorted[n / 2];
    out->p99_us = sorted[(n * 99 - 1) / 100];
}

static void tell_crashes(const Operator *o, StaffFacts *out)
{
    const Crashes *crashes = o->options.crashes;
    out->bad_end_s = -1;
    if (!crashes || crashes->count == 0) {
        return; // not kept in a preview
    }
    out->bad_ends = crashes->count - 1; // the last one is this start
    out->bad_ends_before = crashes->before;
    if (out->bad_ends > 0) {
        char boot[48];
        int64_t now_s;
        crashes_clock(boot, &now_s);
        out->bad_end_s = now_s - crashes->at_s[crashes->count - 1];
    }
}

static void fill_facts(void *context, StaffFacts *out)
{
    const Operator *o = context;
    const OperatorOptions *options = &o->options;
    snprintf(out->version, sizeof out->version, "%s", options->version);
    snprintf(out->driver, sizeof out->driver, "%s", o->driver);
    snprintf(out->state, sizeof out->state, "%s", options->state);
    out->uptime_s = (clock_now_ms() - o->start_ms) / 1000;
    tell_frames(o, out);
    tell_crashes(o, out);
    struct statvfs disk;
    out->free_bytes = -1;
    if (statvfs(options->state[0] ? options->state : "/", &disk) == 0) {
        out->free_bytes = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
    }
    clock_date_utc(clock_unix_s(), out->today);
    out->is_clock_wrong = strcmp(out->today, o->built) < 0;
    out->problems = options->problems->items;
    out->problem_count = options->problems->count;
}

// ---- wishes -------------------------------------------------------------------------

static void wish_restart(void *context)
{
    ((Operator *)context)->wish = WISH_RESTART;
}

static void wish_quit(void *context)
{
    ((Operator *)context)->wish = WISH_QUIT;
}

OperatorWish operator_wish(Operator *o)
{
    if (o->wish == WISH_NONE && o->work && work_collect(o->work)) {
        StaffWork now;
        int64_t now_ms = clock_now_ms();
        work_tell(o->work, &now);
        write_diary(o, &now);
        o->switched_ms = o->switched_ms ? o->switched_ms : now_ms;
        o->wish = !o->is_open || now_ms - o->switched_ms >= WORK_SHUT_MS ? WISH_RESTART : WISH_NONE;
    }
    return o->wish;
}

bool operator_is_switching(Operator *o)
{
    return o->work && work_is_switching(o->work);
}

// ---- work ---------------------------------------------------------------------------

static void watch(void *context, bool is_open, bool is_english)
{
    Operator *o = context;
    o->is_open = is_open;
    work_watch(o->work, is_open, is_english);
}

static void tell_work(void *context, StaffWork *out)
{
    Operator *o = context;
    work_tell(o->work, out);
    write_diary(o, out);
}

static void choose(void *context, int bundle)
{
    work_choose(((Operator *)context)->work, bundle);
}

static bool apply(void *context, uint64_t plan)
{
    return work_apply(((Operator *)context)->work, plan);
}

static void cancel(void *context)
{
    work_cancel(((Operator *)context)->work);
}

static void roll_back(void *context)
{
    work_roll_back(((Operator *)context)->work);
}

static void let_switch(void *context, bool may)
{
    work_let_switch(((Operator *)context)->work, may);
}

static void export_to_stick(void *context)
{
    work_export(((Operator *)context)->work);
}

static void lend_work(Operator *o)
{
    const OperatorOptions *options = &o->options;
    WorkOptions work = {.updates = options->updates,
                        .state = options->state,
                        .log = options->log,
                        .usage = options->usage,
                        .mounts = options->mounts,
                        .wake = options->wake,
                        .context = options->context};
    o->work = work_open(&work);
    o->staff.watch = watch;
    o->staff.work = tell_work;
    o->staff.export_to_stick = options->log || options->usage ? export_to_stick : NULL;
    if (options->updates) {
        char today[11];
        clock_date_utc(clock_unix_s(), today);
        told_begin(options->state, options->updates, today);
        o->staff.choose = choose;
        o->staff.apply = apply;
        o->staff.cancel = cancel;
        o->staff.roll_back = roll_back;
        o->staff.let_switch = let_switch;
    }
}

// ---- the notice ---------------------------------------------------------------------

static void notice_path(const Operator *o, char out[300])
{
    snprintf(out, 300, "%s/notice", o->options.state);
}

static void keep_notice(void *context, int notice)
{
    char path[300];
    char text[16];
    notice_path(context, path);
    snprintf(text, sizeof text, "%d\n", notice);
    file_write(path, str_from(text), NULL); // a full disk: it is gone after a restart
}

static int kept_notice(const Operator *o)
{
    char path[300];
    notice_path(o, path);
    Arena arena;
    arena_init(&arena, "notice", 4096);
    Str text;
    int64_t notice = 0;
    bool is_kept = file_exists(path) && file_read(&arena, path, 64, &text, NULL) &&
                   str_to_int(str_trim(text), &notice);
    arena_finish(&arena);
    return is_kept && notice > 0 && notice <= STAFF_NOTICES ? (int)notice : 0;
}

// ---- opening ------------------------------------------------------------------------

Operator *operator_open(const OperatorOptions *options)
{
    Operator *o = calloc(1, sizeof *o);
    if (!o) {
        abort();
    }
    o->options = *options;
    o->start_ms = clock_now_ms();
    bool is_kept = options->state[0] != '\0';
    char path[300] = "";
    if (is_kept) {
        snprintf(path, sizeof path, "%s/pin-lock", options->state);
    }
    pin_lock_open(&o->lock, path, lock_clock_s());
    const Config *config = options->config;
    o->staff = (Staff){.context = o,
                       .has_code = config->pin_hash[0] != '\0',
                       .guess = begin_guess,
                       .answer = take_answer,
                       .locked_s = left_s,
                       .tries = tries_left,
                       .facts = fill_facts,
                       .restart = wish_restart,
                       .quit = config->may_quit ? wish_quit : NULL,
                       .keep_notice = is_kept ? keep_notice : NULL,
                       .notice = is_kept ? kept_notice(o) : 0};
    for (int i = 0; i < config->stop_count && i < STAFF_STOPS; i++) {
        o->staff.stops[o->staff.stop_count++] = config->stops[i];
    }
    lend_work(o);
    return o;
}

void operator_stop(Operator *o)
{
    if (o) {
        work_close(o->work);
        o->work = NULL;
    }
}

void operator_close(Operator *o)
{
    if (o) {
        operator_stop(o);
        join(o);
        free(o);
    }
}

Staff *operator_staff(Operator *o)
{
    return &o->staff;
}

void operator_story(Operator *o, const char *built, const char *driver)
{
    snprintf(o->built, sizeof o->built, "%s", built);
    snprintf(o->driver, sizeof o->driver, "%s", driver);
}

void operator_frame(Operator *o, int us)
{
    o->frames_us[o->frame_count % OPERATOR_FRAMES] = us;
    o->frame_count++;
}
