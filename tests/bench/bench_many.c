// What 10,000 projects cost the livelihood page: bench_many STORY MANY_STORY FONTS [threads], as JSON.
//
// The same visit at 1080p in the story as it is and in one with 10,000 projects more (make_projects.sh):
// the list flung from end to end, the map zoomed and dragged about, filters changed. Each in a process
// of its own, so that memory is its own; each frame is built and painted. A measurement, not a test:
// nothing fails when it is slow.
#include "base/clock.h"
#include "pages/app.h"
#include "venue/house.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MAX_FRAMES = 4000, STEP_MS = 16, W = 1920, H = 1080 };

typedef struct {
    House house;
    App app;
    Surface surface;
    int64_t now_ms;
    float frames[MAX_FRAMES];
    int count;
} Bench;

static void step(Bench *b)
{
    b->now_ms += STEP_MS;
    int64_t start_us = clock_now_us();
    app_frame(&b->app, W, H, b->now_ms);
    app_paint(&b->app, b->surface, false);
    if (b->count < MAX_FRAMES) {
        b->frames[b->count++] = (float)(clock_now_us() - start_us) / 1000;
    }
}

static void contact(Bench *b, ContactPhase phase, float x, float y)
{
    InputEvent event = {.kind = EVENT_CONTACT, .contact = {phase, 1, {x, y}, b->now_ms}};
    app_event(&b->app, &event, b->now_ms);
}

static void tap(Bench *b, float x, float y)
{
    contact(b, CONTACT_DOWN, x, y);
    step(b);
    contact(b, CONTACT_UP, x, y);
    for (int i = 0; i < 40; i++) {
        step(b);
    }
}

static int compare(const void *a, const void *b)
{
    float x = *(const float *)a;
    float y = *(const float *)b;
    return (x > y) - (x < y);
}

static void tell(Bench *b, const char *story, const char *what)
{
    qsort(b->frames, (size_t)b->count, sizeof b->frames[0], compare);
    printf(
        "{\"bench\": \"many\", \"story\": \"%s\", \"what\": \"%s\", \"frames\": %d, \"p50\": %.2f, "
        "\"p99\": %.2f, \"max\": %.2f}\n",
        story, what, b->count, (double)b->frames[b->count / 2],
        (double)b->frames[b->count * 99 / 100], (double)b->frames[b->count - 1]);
    b->count = 0;
}

// A finger that drags by `dx`, `dy` dp a frame and then lets go.
static void drag(Bench *b, float x, float y, float dx, float dy, int frames)
{
    contact(b, CONTACT_DOWN, x, y);
    step(b);
    for (int i = 1; i <= frames; i++) {
        contact(b, CONTACT_MOVE, x + dx * (float)i, y + dy * (float)i);
        step(b);
    }
    contact(b, CONTACT_UP, x + dx * (float)frames, y + dy * (float)frames);
    for (int i = 0; i < 60; i++) {
        step(b);
    }
}

static double pss_mb(void)
{
    FILE *file = fopen("/proc/self/smaps_rollup", "r");
    char line[256];
    double kb = 0;
    while (file && fgets(line, sizeof line, file)) {
        if (strncmp(line, "Pss:", 4) == 0) {
            kb = strtod(line + 4, NULL);
        }
    }
    if (file) {
        fclose(file);
    }
    return kb / 1024;
}

static const Target *target_named(const App *app, Str name)
{
    for (int i = 0; i < app->ui.target_count; i++) {
        if (str_eq(app->ui.targets[i].name, name)) {
            return &app->ui.targets[i];
        }
    }
    return NULL;
}

static void tap_named(Bench *b, const char *label)
{
    Str name = app_label(&b->app, label);
    const Target *target = target_named(&b->app, name);
    if (target) {
        Rect hit = target->hit;
        tap(b, hit.x + hit.w / 2, hit.y + hit.h / 2);
    } else {
        fprintf(stderr, "bench_many: nothing is called %.*s\n", STR_ARG(name));
    }
}

// One visit; returns the memory it ends with, MB.
static double visit(Bench *b, const char *story)
{
    Page *page = &b->app.stage[b->app.current];
    for (int i = 0; i < 30; i++) {
        step(b);
    }
    tell(b, story, "open");
    for (int i = 0; i < 12; i++) {
        drag(b, 1500, 860, 0, -40, 16);
    }
    for (int i = 0; i < 4; i++) {
        drag(b, 1500, 300, 0, 40, 14);
    }
    float end = page->scrolls[0].limit;
    for (int i = 0; i < 240; i++) { // all the way, each frame other rows
        scroll_to(&page->scrolls[0], end * (float)i / 240);
        step(b);
    }
    tell(b, story, "list");
    drag(b, 600, 500, 12, 6, 30);
    tell(b, story, "map, whole");
    tap_named(b, "photo.zoom-in");
    tap_named(b, "photo.zoom-in");
    tell(b, story, "map zooms");
    for (int i = 0; i < 8; i++) {
        drag(b, 600, 450, i % 2 ? 14 : -14, i % 4 < 2 ? 8 : -8, 24);
    }
    tell(b, story, "map, near");
    for (int i = 0; i < 120; i++) { // a filter a frame: rows, pins and counts anew
        page->memory.n[2] = i % 11;
        page->memory.n[3] = i / 3 % 9;
        page->memory.n[4] = i % 2 ? 0 : i / 7 % 6;
        step(b);
    }
    tell(b, story, "filter");
    page->memory.n[2] = page->memory.n[3] = page->memory.n[4] = 0;
    step(b);
    return pss_mb();
}

static double run(const char *story, const char *path, const char *fonts, int threads)
{
    static Bench bench;
    HouseOptions options = {.story = path, .fonts = fonts, .threads = threads};
    Err err = {0};
    if (!house_open(&bench.house, &options, NULL, &err)) {
        fprintf(stderr, "%s %s\n", err.what, err.hint);
        return -1;
    }
    bench.surface = surface_make(W, H);
    bench.now_ms = 1000;
    AppOptions visitor = {.fonts = bench.house.fonts,
                          .store = bench.house.store,
                          .pictures = bench.house.pictures,
                          .raster = bench.house.raster,
                          .language = "zh",
                          .route = "livelihood/childcare-2023"};
    app_open(&bench.app, &visitor, bench.now_ms);
    double mb = visit(&bench, story);
    app_close(&bench.app);
    house_close(&bench.house);
    surface_free(&bench.surface);
    return mb;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "bench_many STORY MANY_STORY FONTS [threads]\n");
        return 2;
    }
    int threads = argc > 4 ? atoi(argv[4]) : 2;
    double mb[2] = {0, 0};
    static const char *const NAMES[] = {"as it is", "10,000 more"};
    for (int i = 0; i < 2; i++) {
        int ends[2];
        if (pipe(ends) != 0) {
            return 2;
        }
        fflush(stdout);
        pid_t child = fork();
        if (child == 0) {
            double used = run(NAMES[i], argv[1 + i], argv[3], threads);
            fflush(stdout);
            bool is_told = write(ends[1], &used, sizeof used) == (ssize_t)sizeof used;
            _exit(used > 0 && is_told ? 0 : 1);
        }
        int status = 0;
        if (child < 0 || waitpid(child, &status, 0) != child || status != 0 ||
            read(ends[0], &mb[i], sizeof mb[i]) != (ssize_t)sizeof mb[i]) {
            return 1;
        }
        close(ends[0]);
        close(ends[1]);
    }
    printf("{\"bench\": \"many\", \"what\": \"memory\", \"pss_mb\": [%.1f, %.1f], \"more_mb\": "
           "%.1f}\n",
           mb[0], mb[1], mb[1] - mb[0]);
    return 0;
}
