// A day and a night in the hall, by a virtual clock: visitors touch whatever there is, walk away, and
// leave nothing behind, neither in what the next one sees nor in memory or open files. Frames are built
// and not painted.
//
// Everybody comes once in the first hour, in a hurry, and again later at leisure: caches are full then,
// and what still grows is a leak.
#include "base/clock.h"
#include "base/file.h"
#include "pages_fixture.h"
#include "venue/usage.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    HOURS = 24,
    HOUR_MS = 3600 * 1000,
    IDLE_MS = 75000,
    COUNTDOWN_MS = 20000,
    W = 1920,
    H = 1080,
    VISITORS = 160,
    TAPS_MOST = 24,
    HEAP_KIB = 96, // an hour: some 4 KiB a visit
    RSS_KIB = 512, // an hour: holes between what is in use settle for half a day
    RSS_LATE_KIB = 256,
};

// What is freed goes back at once; else a checker's own quarantine would grow for hours.
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=0:thread_local_quarantine_size_kb=0:allocator_release_to_os_"
           "interval_"
           "ms=-1";
}

size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

// What the program itself holds in memory; pages of the story's file come and go as the system likes.
static int rss_kib(void)
{
    int kib = 0;
    char line[256];
    FILE *file = fopen("/proc/self/status", "re");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        if (strncmp(line, "RssAnon:", 8) == 0) {
            kib = (int)strtol(line + 8, NULL, 10);
        }
    }
    fclose(file);
    assert_true(kib > 0);
    return kib;
}

// What is in use, where the checker counts it.
static int heap_kib(void)
{
    bool is_counted = __sanitizer_get_current_allocated_bytes != NULL;
    return is_counted ? (int)(__sanitizer_get_current_allocated_bytes() / 1024) : 0;
}

static int open_files(void)
{
    int count = 0;
    DIR *folder = opendir("/proc/self/fd");
    assert_non_null(folder);
    while (readdir(folder)) {
        count++;
    }
    closedir(folder);
    return count;
}

static void later(Visitor *v, int ms)
{
    v->now_ms += ms;
    visitor_frame(v);
}

static void touch(Visitor *v, Point from, Point to)
{
    visitor_contact(v, CONTACT_DOWN, from.x, from.y);
    later(v, 40);
    if (from.x != to.x || from.y != to.y) {
        visitor_contact(v, CONTACT_MOVE, to.x, to.y);
        later(v, 100);
    }
    visitor_contact(v, CONTACT_UP, to.x, to.y);
    later(v, 20);
}

static Point anywhere(Rng *rng)
{
    return (Point){(float)rng_below(rng, W), (float)rng_below(rng, H)};
}

// Mostly what can be touched, sometimes where nothing is, sometimes a drag.
static void touch_something(Visitor *v, Rng *rng, int pause_ms)
{
    const Ui *ui = &v->app.ui;
    Point at = anywhere(rng);
    if (ui->target_count && rng_below(rng, 8)) {
        Rect seen = ui->targets[rng_below(rng, ui->target_count)].seen;
        at = (Point){seen.x + seen.w / 2, seen.y + seen.h / 2};
    }
    touch(v, at, rng_below(rng, 6) ? at : anywhere(rng));
    later(v, 700); // pages have turned
    later(v, pause_ms);
}

// What a visitor does follows from who it is, not from how long each pause is.
static void visit(Visitor *v, int visitor, Rng *pace, bool is_hurried)
{
    Rng rng = {(uint64_t)visitor};
    touch(v, (Point){960, 500}, (Point){960, 500});
    later(v, 1000);
    assert_string_not_equal(visitor_route(v), "attract");
    int taps = 1 + rng_below(&rng, TAPS_MOST);
    for (int i = 0; i < taps; i++) {
        touch_something(v, &rng, is_hurried ? 300 : 500 + rng_below(pace, 8000));
    }
    if (is_hurried) {
        app_reset(&v->app);
    }
    while (strcmp(visitor_route(v), "attract") != 0) {
        later(v, IDLE_MS / 3);
    }
    later(v, 1000);
    later(v, 1000);
}

// KiB an hour by least squares over hours from..HOURS-1.
static double slope(const int *kib, int from)
{
    double n = HOURS - from;
    double x = 0;
    double y = 0;
    double xy = 0;
    double xx = 0;
    for (int i = from; i < HOURS; i++) {
        x += i;
        y += kib[i];
        xy += (double)i * kib[i];
        xx += (double)i * i;
    }
    return (n * xy - x * y) / (n * xx - x * x);
}

static void a_day_of_random_visits_leaves_nothing_behind(void **state)
{
    static const char FILE_NAME[] = BUILD_DIR "/test_soak.db";
    Visitor *v = *state;
    unlink(FILE_NAME);
    Usage *usage = usage_open(&(UsageOptions){.path = FILE_NAME});
    v->w = W;
    v->h = H;
    v->now_ms = 1000;
    AppOptions options = {.fonts = v->house.fonts,
                          .store = v->house.store,
                          .raster = v->house.raster,
                          .language = "zh",
                          .modes = {.is_reduced = true},
                          .idle_ms = IDLE_MS,
                          .observer = usage_observer(usage)};
    app_open(&v->app, &options, v->now_ms);
    later(v, 1000);
    later(v, 1000);
    const uint64_t start = app_state_hash(&v->app);
    int64_t began_ms = v->now_ms;
    Rng pace = {24};
    int kib[HOURS], heap[HOURS]; // means over the moments when nobody is there
    int files = 0;
    int visits = 0;
    for (int hour = 0; hour < HOURS; hour++) {
        int64_t kib_sum = 0;
        int64_t heap_sum = 0;
        int begun = visits;
        while (v->now_ms < began_ms + (int64_t)(hour + 1) * HOUR_MS) {
            visit(v, visits % VISITORS, &pace, visits < VISITORS);
            visits++;
            kib_sum += rss_kib();
            heap_sum += heap_kib();
            assert_true(gestures_is_idle(&v->app.gestures));
            assert_int_equal(v->app.gestures.contacts.count, 0);
            if (app_state_hash(&v->app) != start) {
                fail_msg("visit %d left something behind", visits);
            }
        }
        usage_flush(usage);
        kib[hour] = (int)(kib_sum / (visits - begun));
        heap[hour] = (int)(heap_sum / (visits - begun));
        files = hour == 0 ? open_files() : files;
        assert_int_equal(open_files(), files);
        print_message("  hour %2d: %d visits, %d KiB, heap %d KiB\n", hour + 1, visits, kib[hour],
                      heap[hour]);
    }
    assert_int_equal(usage_state(usage).written, visits);
    visitor_leave(v);
    usage_close(usage);
    print_message("  an hour: heap %.1f KiB, resident %.1f KiB, in the second half %.1f KiB\n",
                  slope(heap, 1), slope(kib, 1), slope(kib, HOURS / 2));
    assert_true(slope(heap, 1) < HEAP_KIB);
    assert_true(slope(kib, 1) < RSS_KIB);
    assert_true(slope(kib, HOURS / 2) < RSS_LATE_KIB);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_of_random_visits_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
