// zhanting-shot: replays a visit under a virtual clock and writes draw lists, pictures, statistics.
//
// No window, no real time: the same story, size and script give the same files.
#include "base/clock.h"
#include "base/file.h"
#include "options.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FRAME_MS = 16,
    SETTLE_LIMIT_MS = 20000,
    ATTRACT_LIMIT_MS = 1000,
    STILL_AFTER_MS = 700, // nothing wanted for so long: it stands still
    TAP_MS = 60,
    EXIT_VISIT_FAILED = 1,
    EXIT_CANNOT_RUN = 2,
    MAX_TIMED = 200000,
};

typedef struct {
    Options options;
    House house;
    App app;
    Surface surface;
    bool is_new;
    int64_t now_ms; // virtual
    int64_t finger; // next finger id
    int frames, presented;
    int64_t painted_px;
    float *frame_ms; // measured, of frames that were presented
    int timed;
    float *touch_ms; // measured, from a finger's event to the painted frame
    int touches;
    int failures;
    Arena arena;
} Shot;

static int stop(const Err *err)
{
    char text[1200];
    err_print(err, text, sizeof text);
    fputs(text, stderr);
    return EXIT_CANNOT_RUN;
}

// One frame at the present virtual time.
static void frame(Shot *shot)
{
    int64_t start_us = clock_now_us();
    app_frame(&shot->app, shot->surface.w, shot->surface.h, shot->now_ms);
    Damage damage = app_paint(&shot->app, shot->surface, shot->is_new);
    shot->is_new = false;
    shot->frames++;
    if (damage.count) {
        shot->presented++;
        shot->painted_px += raster_stats(shot->house.raster).painted_px;
        if (shot->timed < MAX_TIMED) {
            shot->frame_ms[shot->timed++] = (float)(clock_now_us() - start_us) / 1000;
        }
    }
}

static void advance(Shot *shot, int64_t ms)
{
    int64_t until = shot->now_ms + ms;
    while (shot->now_ms < until) {
        int64_t next = app_next_ms(&shot->app);
        int64_t at = next > shot->now_ms + FRAME_MS ? next : shot->now_ms + FRAME_MS;
        if (at > until) {
            shot->now_ms = until;
            break;
        }
        shot->now_ms = at;
        frame(shot);
    }
    frame(shot);
}

// Until nothing moves and every picture asked for is there. The attract page never stands still: there
// only the pictures are waited for.
static void settle(Shot *shot)
{
    bool is_attract = strcmp(shot->app.stage[shot->app.current].class->name, "attract") == 0;
    int64_t limit = shot->now_ms + (is_attract ? ATTRACT_LIMIT_MS : SETTLE_LIMIT_MS);
    while (shot->now_ms < limit) {
        frame(shot);
        bool was_waiting = shot->app.ui.is_waiting;
        if (shot->house.pictures) {
            pictures_wait_all(shot->house.pictures);
        }
        if (was_waiting) {
            shot->now_ms += FRAME_MS;
            continue;
        }
        int64_t next = app_next_ms(&shot->app);
        if (next > shot->now_ms + STILL_AFTER_MS) {
            return;
        }
        shot->now_ms = next > shot->now_ms + FRAME_MS ? next : shot->now_ms + FRAME_MS;
    }
}

// Until every picture of the frame is there, standing still as far as pictures need it.
static void complete(Shot *shot)
{
    enum { ROUNDS = 100 };
    frame(shot);
    for (int i = 0; i < ROUNDS && shot->app.ui.is_waiting; i++) {
        if (shot->house.pictures) {
            pictures_wait_all(shot->house.pictures);
        }
        shot->now_ms += FRAME_MS;
        frame(shot);
    }
}

static Point to_px(const Shot *shot, Point dp)
{
    const Ui *ui = &shot->app.ui;
    return (Point){ui->origin_x + dp.x * ui->scale, ui->origin_y + dp.y * ui->scale};
}

static void contact(Shot *shot, ContactPhase phase, int64_t finger, Point dp)
{
    InputEvent event = {.kind = EVENT_CONTACT,
                        .contact = {phase, finger, to_px(shot, dp), shot->now_ms}};
    app_event(&shot->app, &event, shot->now_ms);
}

// A contact and the frame that answers it.
static void answer(Shot *shot, ContactPhase phase, int64_t finger, Point at)
{
    int64_t start_us = clock_now_us();
    contact(shot, phase, finger, at);
    frame(shot);
    if (shot->touches < MAX_TIMED) {
        shot->touch_ms[shot->touches++] = (float)(clock_now_us() - start_us) / 1000;
    }
}

static void tap(Shot *shot, Point at)
{
    int64_t finger = shot->finger++;
    answer(shot, CONTACT_DOWN, finger, at);
    shot->now_ms += TAP_MS;
    answer(shot, CONTACT_UP, finger, at);
}

static void drag(Shot *shot, Point from, Point to, float ms, bool is_rested)
{
    int64_t finger = shot->finger++;
    int steps = (int)(ms / FRAME_MS) > 2 ? (int)(ms / FRAME_MS) : 2;
    contact(shot, CONTACT_DOWN, finger, from);
    frame(shot);
    for (int i = 1; i <= steps; i++) {
        float t = (float)i / (float)steps;
        shot->now_ms += FRAME_MS;
        contact(shot, CONTACT_MOVE, finger,
                (Point){lerpf(from.x, to.x, t), lerpf(from.y, to.y, t)});
        frame(shot);
    }
    if (is_rested) {
        advance(shot, 120); // the finger rests: no fling
    }
    contact(shot, CONTACT_UP, finger, to);
    frame(shot);
}

static void pinch(Shot *shot, Point centre, float factor)
{
    int64_t a = shot->finger++;
    int64_t b = shot->finger++;
    float start = factor > 1 ? 120 : 120 / factor;
    contact(shot, CONTACT_DOWN, a, (Point){centre.x - start, centre.y});
    contact(shot, CONTACT_DOWN, b, (Point){centre.x + start, centre.y});
    frame(shot);
    enum { STEPS = 20 };
    for (int i = 1; i <= STEPS; i++) {
        float reach = start * lerpf(1, factor, (float)i / STEPS);
        shot->now_ms += FRAME_MS;
        contact(shot, CONTACT_MOVE, a, (Point){centre.x - reach, centre.y});
        contact(shot, CONTACT_MOVE, b, (Point){centre.x + reach, centre.y});
        frame(shot);
    }
    contact(shot, CONTACT_UP, a, centre);
    contact(shot, CONTACT_UP, b, centre);
    frame(shot);
}

// The target that is called so on glass, or whose route or id it is; else NULL.
static const Target *target_named(const Shot *shot, Str name)
{
    const Ui *ui = &shot->app.ui;
    for (int i = ui->target_count - 1; i >= 0; i--) {
        if (str_eq(ui->targets[i].name, name) || str_eq(ui->targets[i].arg, name)) {
            return &ui->targets[i];
        }
    }
    return NULL;
}

static bool write_shot(Shot *shot, Str name, Err *err)
{
    ArenaMark mark = arena_mark(&shot->arena);
    Str base = file_join(&shot->arena, str_from(shot->options.out), name);
    Str list = list_text(&shot->arena, &shot->app.ui.list);
    Str list_path = str_format(&shot->arena, "%.*s.list", STR_ARG(base));
    Str png_path = str_format(&shot->arena, "%.*s.png", STR_ARG(base));
    bool is_written =
        file_write(list_path.p, list, err) && surface_write_png(&shot->surface, png_path.p, err);
    arena_release(&shot->arena, mark);
    return is_written;
}

static void resize(Shot *shot, int w, int h)
{
    surface_free(&shot->surface);
    shot->surface = surface_make(w, h);
    shot->is_new = true;
}

static void failed(Shot *shot, const Step *step, const char *what)
{
    fprintf(stderr, "%s:%d: %s \"%.*s\"\n", shot->options.visit, step->line, what,
            STR_ARG(step->text));
    shot->failures++;
}

static void take(Shot *shot, const Step *step)
{
    Err err = {0};
    switch (step->kind) {
    case STEP_SIZE:
        resize(shot, step->w, step->h);
        settle(shot);
        return;
    case STEP_LANG:
        if (!str_eq(shot->app.language, step->text)) {
            app_switch_language(&shot->app);
        }
        settle(shot);
        return;
    case STEP_GO:
        app_go(&shot->app, step->text);
        settle(shot);
        return;
    case STEP_TAP:
        tap(shot, step->a);
        return;
    case STEP_TAP_LABEL: {
        const Target *target = target_named(shot, step->text);
        if (!target) {
            failed(shot, step, "nothing to tap is called");
            return;
        }
        tap(shot, (Point){target->hit.x + target->hit.w / 2, target->hit.y + target->hit.h / 2});
        return;
    }
    case STEP_LONG: {
        int64_t finger = shot->finger++;
        contact(shot, CONTACT_DOWN, finger, step->a);
        advance(shot, 700);
        contact(shot, CONTACT_UP, finger, step->a);
        frame(shot);
        return;
    }
    case STEP_DOUBLE:
        tap(shot, step->a);
        advance(shot, 80);
        tap(shot, step->a);
        return;
    case STEP_DRAG:
        drag(shot, step->a, step->b, step->amount > 0 ? step->amount : 400, true);
        return;
    case STEP_FLING:
        drag(shot, step->a, step->b, 120, false);
        return;
    case STEP_PINCH:
        pinch(shot, step->a, step->amount);
        return;
    case STEP_WAIT:
        advance(shot, (int64_t)step->amount);
        return;
    case STEP_SETTLE:
        settle(shot);
        return;
    case STEP_SHOT:
        complete(shot);
        if (!write_shot(shot, step->text, &err)) {
            stop(&err);
            shot->failures++;
        }
        return;
    case STEP_MODE: {
        Modes modes = {0};
        options_modes(step->text, &modes);
        shot->app.ui.modes = modes;
        settle(shot);
        return;
    }
    }
}

static int by_value(const void *a, const void *b)
{
    float x = *(const float *)a;
    float y = *(const float *)b;
    return (x > y) - (x < y);
}

typedef struct {
    float p50, p99, max;
} Spread;

static Spread spread_of(float *ms, int count)
{
    if (count == 0) {
        return (Spread){0};
    }
    qsort(ms, (size_t)count, sizeof *ms, by_value);
    return (Spread){ms[count / 2], ms[count * 99 / 100], ms[count - 1]};
}

static void print_stats(Shot *shot)
{
    Spread frames = spread_of(shot->frame_ms, shot->timed);
    Spread touches = spread_of(shot->touch_ms, shot->touches);
    int before = shot->presented;
    frame(shot);
    frame(shot);
    bool is_still = app_next_ms(&shot->app) == INT64_MAX;
    printf("{\"size\": \"%dx%d\", \"frames_asked\": %d, \"frames_presented\": %d, "
           "\"painted_mpx\": %.1f, "
           "\"frame_ms\": {\"p50\": %.2f, \"p99\": %.2f, \"max\": %.2f}, "
           "\"touch_to_frame_ms\": {\"count\": %d, \"p50\": %.2f, \"p99\": %.2f, \"max\": %.2f}, "
           "\"presented_when_still\": %d, \"still_until_event\": %s, \"picture_mb\": %.1f, "
           "\"layer_mb\": %.1f, \"targets_dropped\": %d}\n",
           shot->surface.w, shot->surface.h, shot->frames, before, (double)shot->painted_px / 1e6,
           (double)frames.p50, (double)frames.p99, (double)frames.max, shot->touches,
           (double)touches.p50, (double)touches.p99, (double)touches.max, shot->presented - before,
           is_still ? "true" : "false",
           shot->house.pictures ? (double)pictures_bytes(shot->house.pictures) / 1e6 : 0.0,
           (double)raster_stats(shot->house.raster).layer_bytes / 1e6,
           shot->app.ui.targets_dropped);
}

static bool run(Shot *shot, Err *err)
{
    if (!shot->options.visit) {
        settle(shot);
        const char *out = shot->options.out ? shot->options.out : "zhanting.png";
        return surface_write_png(&shot->surface, out, err);
    }
    Str text;
    Script script;
    if (!file_read(&shot->arena, shot->options.visit, 1 * MIB, &text, err) ||
        !script_parse(&shot->arena, shot->options.visit, text, &script, err)) {
        return false;
    }
    if (shot->options.out && !file_make_folders(shot->options.out, err)) {
        return false;
    }
    shot->options.out = shot->options.out ? shot->options.out : ".";
    settle(shot);
    for (int i = 0; i < script.count; i++) {
        take(shot, &script.items[i]);
    }
    return true;
}

int main(int argc, char **argv)
{
    static Shot shot;
    Err err = {0};
    shot.options = options_default();
    if (!options_parse(argc, argv, &shot.options, &err)) {
        return stop(&err);
    }
    if (shot.options.wants_help) {
        fputs(options_help(true), stdout);
        return 0;
    }
    Log *log = log_open(shot.options.log, 2 * 1024 * 1024);
    if (!house_open(&shot.house, &shot.options.house, log, &err)) {
        house_close(&shot.house);
        log_close(log);
        return stop(&err);
    }
    if (!house_speaks(&shot.house, &shot.options.language, &err)) {
        stop(&err); // and on in the first one
    }
    if (shot.house.store && shot.options.today) {
        store_set_today(shot.house.store, str_from(shot.options.today));
    }
    if (!shot.house.store) {
        for (int i = 0; i < shot.house.problems.count; i++) {
            const Problem *p = &shot.house.problems.items[i];
            fprintf(stderr, "%.*s:%d:%d: %.*s\n", STR_ARG(p->file), p->row, p->column,
                    STR_ARG(p->what));
        }
    }
    bool has_size = shot.options.screen.w > 0 && shot.options.screen.h > 0;
    resize(&shot, has_size ? shot.options.screen.w : 1920, has_size ? shot.options.screen.h : 1080);
    arena_init(&shot.arena, "shot", 128 * MIB);
    shot.frame_ms = arena_new(&shot.arena, float, MAX_TIMED);
    shot.touch_ms = arena_new(&shot.arena, float, MAX_TIMED);
    AppOptions options = {.fonts = shot.house.fonts,
                          .store = shot.house.store,
                          .pictures = shot.house.pictures,
                          .raster = shot.house.raster,
                          .log = log,
                          .language = shot.options.language,
                          .route = shot.house.store ? shot.options.page : "problems",
                          .modes = shot.options.modes,
                          .diagonal_in = shot.options.diagonal_in,
                          .bottom_mm = shot.options.bottom_mm,
                          .idle_ms = shot.options.visit ? shot.options.idle_ms : 0};
    app_open(&shot.app, &options, shot.now_ms);
    if (!shot.house.store) {
        shot.app.problems = &shot.house.problems;
    }
    bool is_done = run(&shot, &err);
    if (shot.options.wants_stats) {
        print_stats(&shot);
    }
    app_close(&shot.app);
    surface_free(&shot.surface);
    house_close(&shot.house);
    arena_finish(&shot.arena);
    log_close(log);
    if (!is_done) {
        return stop(&err);
    }
    return shot.failures ? EXIT_VISIT_FAILED : 0;
}
