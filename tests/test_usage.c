// Visits as the journal gets them: made by fingers on the real story, in virtual time.
#include "base/clock.h"
#include "base/file.h"
#include "pages_fixture.h"
#include "store/journal.h"
#include "venue/usage.h"
#include <string.h>
#include <unistd.h>

static const char FILE_NAME[] = BUILD_DIR "/test_usage.db";
static const char FOLDER[] = BUILD_DIR "/test_usage_folder";
static const int64_t NOVEMBER_S = 1795311000; // 2026-11-22 01:30 UTC
enum { IDLE_MS = 75000, COUNTDOWN_MS = 20000, W = 1920, H = 1080, ZONE_S = 8 * 3600 };

static int64_t wall_s(void)
{
    return NOVEMBER_S;
}

static Usage *begin(Visitor *v, const char *path, Log *log)
{
    Usage *usage = usage_open(&(UsageOptions){.path = path, .log = log, .wall_s = wall_s});
    assert_non_null(usage);
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
    visitor_frame(v);
    return usage;
}

static void later(Visitor *v, int ms)
{
    v->now_ms += ms;
    visitor_frame(v);
}

// The idle time and the countdown pass without a finger.
static void walk_away(Visitor *v)
{
    later(v, IDLE_MS + 1000);
    assert_string_not_equal(visitor_route(v), "attract");
    later(v, COUNTDOWN_MS);
    assert_string_equal(visitor_route(v), "attract");
    later(v, 1000);
}

static void touch(Visitor *v, float x, float y)
{
    visitor_contact(v, CONTACT_DOWN, x, y);
    later(v, 60);
    visitor_contact(v, CONTACT_UP, x, y);
    later(v, 600);
}

static JournalMonth november(Arena *arena)
{
    Err err = {0};
    Journal *journal = journal_open_read(FILE_NAME, &err);
    if (!journal) {
        fail_msg("%s", err.what);
    }
    JournalMonth month;
    assert_true(journal_month(journal, arena, STR("2026-11"), ZONE_S, &month, &err));
    journal_close(journal);
    return month;
}

static const JournalPage *page_named(const JournalMonth *month, const char *name)
{
    for (int i = 0; i < month->page_count; i++) {
        if (str_is(month->pages[i].name, name)) {
            return &month->pages[i];
        }
    }
    fail_msg("%s was not counted", name);
    return NULL;
}

static int64_t dwell_of(const JournalMonth *month)
{
    int64_t sum = 0;
    for (int i = 0; i < month->page_count; i++) {
        sum += month->pages[i].dwell_ms;
    }
    return sum;
}

static int remove_file(void **state)
{
    (void)state;
    unlink(FILE_NAME);
    unlink(BUILD_DIR "/test_usage_folder/usage.db");
    rmdir(FOLDER);
    return 0;
}

static void dwell_adds_up_to_the_visit_and_taps_to_the_taps_made(void **state)
{
    Visitor *v = *state;
    remove_file(NULL);
    Usage *usage = begin(v, FILE_NAME, NULL);
    later(v, 5000);
    int64_t began_ms = v->now_ms;
    touch(v, 960, 500); // wakes
    assert_string_equal(visitor_route(v), "home");
    later(v, 4000);
    app_go(&v->app, STR("chains/new-energy"));
    later(v, 30000);
    touch(v, 1900, 10); // where nothing is
    app_switch_language(&v->app);
    later(v, 2000);
    app_go(&v->app, STR("figures"));
    later(v, 8000);
    touch(v, 5, 5);
    int64_t touched_ms = v->now_ms - 600;
    const char *left = "figures";
    walk_away(v);
    usage_flush(usage);
    assert_int_equal(usage_state(usage).written, 1);
    visitor_leave(v);
    usage_close(usage);

    Arena arena;
    arena_init(&arena, "test", MIB);
    JournalMonth month = november(&arena);
    assert_int_equal(month.visits, 1);
    assert_int_equal(month.views, 3);
    assert_int_equal(month.page_count, 3);
    assert_int_equal(month.taps, 3);
    assert_int_equal(month.english, 1);
    assert_int_equal(month.large, 0);
    assert_int_equal(month.by_hour[9], 1);
    assert_int_equal(month.by_day[21], 1);
    assert_int_equal(month.length_ms, dwell_of(&month));
    assert_int_equal(month.length_ms, touched_ms + USAGE_AFTER_MS - began_ms);
    assert_int_equal(page_named(&month, left)->left, 1);
    assert_int_equal(page_named(&month, "home")->left, 0);
    // A turn of the page in between, and nothing more, parts the time.
    assert_in_range(page_named(&month, "chains/new-energy")->dwell_ms, 32000, 33500);
    assert_int_equal(month.grid[14][16], 1); // 500/1080 · 32, 960/1920 · 32
    assert_int_equal(month.grid[0][31], 1);
    assert_int_equal(month.grid[0][0], 1);
    arena_finish(&arena);
}

static void a_page_in_another_language_is_one_view(void **state)
{
    Visitor *v = *state;
    remove_file(NULL);
    Usage *usage = begin(v, FILE_NAME, NULL);
    touch(v, 960, 500);
    for (int i = 0; i < 4; i++) {
        app_switch_language(&v->app);
        later(v, 1000);
    }
    walk_away(v);
    visitor_leave(v);
    usage_close(usage);
    Arena arena;
    arena_init(&arena, "test", MIB);
    JournalMonth month = november(&arena);
    assert_int_equal(month.views, 1);
    assert_int_equal(month.english, 0);
    assert_int_equal(page_named(&month, "home")->left,
                     0); // the start page is not a place left half seen
    arena_finish(&arena);
}

static void a_visit_has_the_modes_it_had_at_any_time(void **state)
{
    Visitor *v = *state;
    remove_file(NULL);
    Usage *usage = begin(v, FILE_NAME, NULL);
    touch(v, 960, 500);
    AppObserver observer = usage_observer(usage);
    AppNews news = {.kind = NEWS_CHANGED,
                    .route = "home",
                    .language = "zh",
                    .modes = {true, true, true, true},
                    .now_ms = v->now_ms,
                    .touched_ms = v->now_ms};
    observer.told(observer.context, &news);
    news.modes = (Modes){0};
    observer.told(observer.context, &news);
    walk_away(v);
    visitor_leave(v);
    usage_close(usage);
    Err err = {0};
    Journal *journal = journal_open_read(FILE_NAME, &err);
    assert_non_null(journal);
    assert_true(journal_export(journal, FOLDER, 0, &err));
    journal_close(journal);
    Arena arena;
    arena_init(&arena, "test", MIB);
    Str text;
    assert_true(file_read(&arena, BUILD_DIR "/test_usage_folder/visits.csv", 65536, &text, &err));
    assert_true(str_find(text, STR(",zh,reduced large contrast low,")) > 0);
    assert_int_equal(november(&arena).large, 1);
    arena_finish(&arena);
    unlink(BUILD_DIR "/test_usage_folder/visits.csv");
    unlink(BUILD_DIR "/test_usage_folder/pages.csv");
    unlink(BUILD_DIR "/test_usage_folder/taps.csv");
}

static void a_finger_that_opens_nothing_is_no_visit(void **state)
{
    Visitor *v = *state;
    remove_file(NULL);
    Usage *usage = begin(v, FILE_NAME, NULL);
    AppObserver observer = usage_observer(usage);
    AppNews news = {.route = "attract", .language = "zh", .now_ms = 2000, .touched_ms = 2000};
    news.kind = NEWS_TOUCHED;
    observer.told(observer.context, &news);
    news.kind = NEWS_TAPPED;
    observer.told(observer.context, &news);
    // An hour later somebody else comes.
    v->now_ms += 3600000;
    touch(v, 960, 500);
    walk_away(v);
    visitor_leave(v);
    usage_close(usage);
    Arena arena;
    arena_init(&arena, "test", MIB);
    JournalMonth month = november(&arena);
    assert_int_equal(month.visits, 1);
    assert_in_range(month.length_ms, 1, 20000);
    assert_int_equal(month.taps, 1);
    arena_finish(&arena);
}

static void what_staff_do_on_their_page_is_no_visit(void **state)
{
    Visitor *v = *state;
    remove_file(NULL);
    Usage *usage = begin(v, FILE_NAME, NULL);
    touch(v, 960, 500);
    app_go(&v->app, STR("operator")); // at once: only staff do
    later(v, 1000);
    touch(v, 960, 500);
    app_reset(&v->app);
    later(v, 1000);
    touch(v, 960, 500);
    later(v, 60000);
    app_go(&v->app, STR("operator")); // a visitor was there before
    later(v, 1000);
    touch(v, 960, 500);
    app_reset(&v->app);
    visitor_leave(v);
    usage_close(usage);
    Arena arena;
    arena_init(&arena, "test", MIB);
    JournalMonth month = november(&arena);
    assert_int_equal(month.visits, 1);
    assert_int_equal(month.views, 1);
    assert_int_equal(month.taps, 1);
    arena_finish(&arena);
}

static void nothing_is_written_before_the_reset(void **state)
{
    Visitor *v = *state;
    remove_file(NULL);
    Usage *usage = begin(v, FILE_NAME, NULL);
    touch(v, 960, 500);
    for (int i = 0; i < 20; i++) {
        touch(v, 960, 500);
    }
    usage_flush(usage);
    assert_false(file_exists(FILE_NAME));
    assert_int_equal(usage_state(usage).written, 0);
    visitor_leave(v);
    usage_close(usage); // the program ends in an orderly way: the visit is kept
    Arena arena;
    arena_init(&arena, "test", MIB);
    assert_int_equal(november(&arena).visits, 1);
    arena_finish(&arena);
}

static void more_pages_than_are_listed_are_counted(void **state)
{
    Visitor *v = *state;
    remove_file(NULL);
    Usage *usage = begin(v, FILE_NAME, NULL);
    AppObserver observer = usage_observer(usage);
    touch(v, 960, 500);
    AppNews news = {.kind = NEWS_SHOWN, .language = "zh", .now_ms = v->now_ms};
    for (int i = 0; i < JOURNAL_VIEWS + 20; i++) {
        char route[32];
        snprintf(route, sizeof route, "figure/%d", i);
        news.route = route;
        news.now_ms += 1000;
        observer.told(observer.context, &news);
    }
    v->now_ms = news.now_ms;
    app_reset(&v->app);
    visitor_leave(v);
    usage_close(usage);
    Arena arena;
    arena_init(&arena, "test", MIB);
    assert_int_equal(november(&arena).views, JOURNAL_VIEWS + 20 + 1);
    arena_finish(&arena);
}

static int lines_of(const char *path)
{
    Arena arena;
    arena_init(&arena, "test", MIB);
    Str text = STR_NONE;
    file_read(&arena, path, 65536, &text, NULL);
    int lines = 0;
    for (int i = 0; i < text.n; i++) {
        lines += text.p[i] == '\n';
    }
    arena_finish(&arena);
    return lines;
}

static void a_journal_that_fails_disturbs_nobody_and_is_tried_again(void **state)
{
    static const char LOG[] = BUILD_DIR "/test_usage.log";
    Visitor *v = *state;
    remove_file(NULL);
    unlink(LOG);
    Log *log = log_open(LOG, 65536);
    Usage *usage = begin(v, BUILD_DIR "/test_usage_folder/usage.db", log); // no such folder yet
    for (int i = 0; i < 3; i++) {
        touch(v, 960, 500);
        walk_away(v);
        usage_flush(usage);
        assert_true(usage_state(usage).is_failing);
        assert_int_equal(usage_state(usage).waiting, i + 1);
    }
    touch(v, 960, 500);
    assert_int_equal(lines_of(LOG), 1);
    assert_true(file_make_folders(FOLDER, NULL));
    walk_away(v);
    usage_flush(usage);
    UsageState after = usage_state(usage);
    assert_false(after.is_failing);
    assert_int_equal(after.written, 4); // nothing was lost
    assert_int_equal(after.waiting + after.dropped, 0);
    touch(v, 960, 500);
    assert_int_equal(lines_of(LOG), 1);
    visitor_leave(v);
    usage_close(usage);
    log_close(log);
}

static void what_waits_is_bounded_and_what_is_lost_is_counted(void **state)
{
    Visitor *v = *state;
    remove_file(NULL);
    Usage *usage = begin(v, "/nowhere/usage.db", NULL);
    for (int i = 0; i < USAGE_WAITING + 3; i++) {
        touch(v, 960, 500);
        walk_away(v);
        usage_flush(usage);
    }
    assert_int_equal(usage_state(usage).waiting, USAGE_WAITING);
    assert_int_equal(usage_state(usage).dropped, 3);
    visitor_leave(v);
    usage_close(usage);
}

static void without_a_place_nothing_is_counted(void **state)
{
    (void)state;
    assert_null(usage_open(&(UsageOptions){.path = NULL}));
    assert_null(usage_observer(NULL).told);
    usage_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dwell_adds_up_to_the_visit_and_taps_to_the_taps_made),
        cmocka_unit_test(a_page_in_another_language_is_one_view),
        cmocka_unit_test(a_visit_has_the_modes_it_had_at_any_time),
        cmocka_unit_test(a_finger_that_opens_nothing_is_no_visit),
        cmocka_unit_test(what_staff_do_on_their_page_is_no_visit),
        cmocka_unit_test(nothing_is_written_before_the_reset),
        cmocka_unit_test(more_pages_than_are_listed_are_counted),
        cmocka_unit_test(a_journal_that_fails_disturbs_nobody_and_is_tried_again),
        cmocka_unit_test(what_waits_is_bounded_and_what_is_lost_is_counted),
        cmocka_unit_test(without_a_place_nothing_is_counted),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
