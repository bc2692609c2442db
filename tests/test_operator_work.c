// The real thing behind the panel: its code and lock, and its work, with bundles made by the library. The
// work is turned by hand: no thread, no waiting. test_update's layer makes the disk fail.
#include "base/clock.h"
#include "store/journal.h"
#include "update_faults.h"
#include "update_venue.h"
#include "venue/operator.h"
#include "venue/operator_export.h"
#include "venue/operator_told.h"
#include "venue/operator_work.h"
#include "venue/pin.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define ROOT BUILD_DIR "/test_operator_work"

typedef struct {
    Venue venue;
    Updates updates;
    OperatorWork *work;
    StaffWork now;
    int64_t now_ms;
    char story[UPDATE_PATH]; // that a start shows
} Desk;

static Desk desk;

static int make_venue(void **state)
{
    (void)state;
    say_choose(SAY_EN);
    faults_set(FAULT_NEVER, 0, 0);
    venue_make(&desk.venue, ROOT);
    return 0;
}

static int clear_venue(void **state)
{
    (void)state;
    venue_clear(ROOT);
    return 0;
}

// A start of the program. "stick" is a root of its own: one bundle lies on it.
static void start(const char *boot, int64_t now_s)
{
    venue_open(&desk.venue, &desk.updates);
    assert_true(updates_pick(&desk.updates, boot, now_s, NULL, desk.story, NULL));
    char today[11];
    clock_date_utc(clock_unix_s(), today);
    told_begin(desk.venue.state, &desk.updates, today);
    WorkOptions options = {.updates = &desk.updates,
                           .state = desk.venue.state,
                           .mounts = desk.venue.stick,
                           .is_stepped = true};
    desk.work = work_open(&options);
    desk.now_ms = 1000;
    work_watch(desk.work, true, true);
}

static void end(void)
{
    work_close(desk.work);
    desk.work = NULL;
    updates_end(&desk.updates);
}

// Turns until there is nothing to do at once.
static const StaffWork *settle(void)
{
    int64_t next;
    int turns = 0;
    do {
        next = work_turn(desk.work, desk.now_ms);
        assert_in_range(++turns, 1, 10000);
    } while (next == 0);
    work_tell(desk.work, &desk.now);
    return &desk.now;
}

static const StaffWork *wait_for_scan(void)
{
    desk.now_ms += WORK_SCAN_MS;
    return settle();
}

static int shown_version(void)
{
    Manifest manifest = {0};
    return manifest_of_story(desk.story, true, &manifest, NULL) ? atoi(manifest.version) : 0;
}

static int fresh(void **state)
{
    (void)state;
    faults_set(FAULT_NEVER, 0, 0);
    venue_clear(desk.venue.state);
    venue_clear(desk.venue.stick);
    bool is_made =
        file_make_folders(desk.venue.state, NULL) && file_make_folders(desk.venue.stick, NULL);
    venue_bundle(ROOT "/two.db", ROOT "/stick/two.zhb", desk.venue.secret);
    start("boot-a", 100);
    return is_made ? 0 : 1;
}

static int leave(void **state)
{
    (void)state;
    faults_set(FAULT_NEVER, 0, 0);
    if (desk.work) {
        end();
    }
    return 0;
}

static void refused(const char *part)
{
    const StaffWork *now = wait_for_scan();
    assert_int_equal(now->state, WORK_REFUSED);
    if (!strstr(now->err.what, part)) {
        fail_msg("\"%s\" does not say \"%s\"", now->err.what, part);
    }
    assert_true(now->err.hint[0]);
    assert_false(now->is_shown);
    assert_false(work_apply(desk.work, now->plan));
    end();
    start("boot-a", 200);
    assert_int_equal(shown_version(), 1);
}

// ---- the good way -----------------------------------------------------------------------

static void the_newest_bundle_is_read_when_the_panel_opens(void **state)
{
    (void)state;
    const StaffWork *now = settle();
    assert_int_equal(now->state, WORK_READY);
    assert_int_equal(now->bundle_count, 1);
    assert_string_equal(now->bundles[0].name, "two.zhb");
    assert_string_equal(now->from.version, "1");
    assert_string_equal(now->to.version, "2");
    assert_string_equal(now->signer, "maker");
    assert_true(strlen(now->key_id) == 16 && now->free > now->bytes);
    assert_false(now->can_go_back || now->was_taken_back);
    assert_int_equal(now->told.kind, TOLD_NOTHING);
}

static void nothing_is_looked_for_while_the_panel_is_shut(void **state)
{
    (void)state;
    settle();
    work_watch(desk.work, false, true);
    assert_int_equal(work_turn(desk.work, desk.now_ms), -1);
    desk.now_ms += 100000;
    assert_int_equal(work_turn(desk.work, desk.now_ms), -1);
    work_tell(desk.work, &desk.now);
    assert_int_equal(desk.now.state, WORK_NOTHING);
    assert_int_equal(desk.now.bundle_count, 0);
}

static void a_stick_that_comes_and_goes_is_seen_within_a_scan(void **state)
{
    (void)state;
    unlink(ROOT "/stick/two.zhb");
    assert_int_equal(settle()->state, WORK_NOTHING);
    assert_true(work_turn(desk.work, desk.now_ms) <= WORK_SCAN_MS);
    venue_bundle(ROOT "/two.db", ROOT "/stick/two.zhb", desk.venue.secret);
    work_turn(desk.work, desk.now_ms);
    work_tell(desk.work, &desk.now);
    assert_int_equal(desk.now.state, WORK_NOTHING); // not looked at all the time
    assert_int_equal(wait_for_scan()->state, WORK_READY);
    uint64_t plan = desk.now.plan;
    unlink(ROOT "/stick/two.zhb");
    assert_int_equal(wait_for_scan()->state, WORK_NOTHING);
    assert_false(work_apply(desk.work, plan));
}

static void an_update_is_applied_in_its_steps_and_shown_by_the_next_start(void **state)
{
    (void)state;
    settle();
    work_let_switch(desk.work, true);
    assert_true(work_apply(desk.work, desk.now.plan));
    assert_true(work_is_switching(desk.work));
    WorkStep step = STEP_WRITE;
    float part = 0;
    while (work_turn(desk.work, desk.now_ms) == 0) {
        work_tell(desk.work, &desk.now);
        assert_true(desk.now.step >= step && desk.now.part >= 0 && desk.now.part <= 1);
        assert_true(desk.now.step > step || desk.now.part >= part);
        step = desk.now.step;
        part = desk.now.part;
    }
    assert_int_equal(desk.now.state, WORK_SWITCHED);
    assert_int_equal(desk.updates.now, SLOT_SHIPPED); // until the main takes it over
    assert_true(work_collect(desk.work));
    assert_int_equal(desk.updates.now, SLOT_FIRST);
    end();
    start("boot-a", 101);
    assert_int_equal(shown_version(), 2);
    const StaffWork *now = settle();
    assert_int_equal(now->told.kind, TOLD_UPDATED);
    assert_string_equal(now->told.now.version, "2");
    assert_true(now->can_go_back);
    assert_string_equal(now->before.version, "1");
    assert_int_equal(now->state, WORK_REFUSED); // the same bundle once more
    assert_non_null(strstr(now->err.what, "shown already"));
    assert_true(now->is_shown); // which is no trouble
}

static void update_to_two(void)
{
    settle();
    work_let_switch(desk.work, true);
    assert_true(work_apply(desk.work, desk.now.plan));
    settle();
    assert_int_equal(desk.now.state, WORK_SWITCHED);
    end();
}

static void the_switch_waits_for_leave_and_the_copy_does_not(void **state)
{
    (void)state;
    settle();
    assert_true(work_apply(desk.work, desk.now.plan));
    work_watch(desk.work, false, true); // the panel is left meanwhile
    settle();
    assert_int_equal(desk.now.state, WORK_APPLYING);
    assert_int_equal(desk.now.step, STEP_SWITCH);
    assert_false(work_collect(desk.work));
    work_let_switch(desk.work, true);
    settle();
    assert_true(work_collect(desk.work));
}

static void a_program_that_ends_before_the_switch_keeps_the_old_content(void **state)
{
    (void)state;
    settle();
    assert_true(work_apply(desk.work, desk.now.plan));
    settle();
    end();
    start("boot-a", 101);
    assert_int_equal(shown_version(), 1);
    assert_false(file_exists(ROOT "/state/stories/incoming.part"));
}

static void cancelling_leaves_the_old_content(void **state)
{
    (void)state;
    settle();
    work_let_switch(desk.work, true);
    assert_true(work_apply(desk.work, desk.now.plan));
    work_turn(desk.work, desk.now_ms);
    work_turn(desk.work, desk.now_ms);
    work_cancel(desk.work);
    settle();
    assert_int_equal(desk.now.state, WORK_FAILED);
    assert_non_null(strstr(desk.now.err.what, "cancelled"));
    assert_int_equal(desk.now.told.kind, TOLD_NOTHING); // no news
    wait_for_scan();
    assert_int_equal(desk.now.state, WORK_FAILED); // until it was read
    work_choose(desk.work, 0);
    assert_int_equal(settle()->state, WORK_READY);
    end();
    start("boot-a", 101);
    assert_int_equal(shown_version(), 1);
}

static void an_export_asked_for_meanwhile_is_not_forgotten(void **state)
{
    (void)state;
    settle();
    work_let_switch(desk.work, true);
    assert_true(work_apply(desk.work, desk.now.plan));
    work_turn(desk.work, desk.now_ms);
    work_export(desk.work);
    assert_true(work_is_switching(desk.work));
    settle();
    assert_int_equal(desk.now.export_state, EXPORT_FAILED); // a folder is no stick
    assert_true(desk.now.export_err.what[0] && desk.now.export_err.hint[0]);
    assert_int_equal(desk.now.state, WORK_SWITCHED);
}

static void several_bundles_are_listed_and_one_is_chosen(void **state)
{
    (void)state;
    assert_true(story_make(ROOT "/three.db", "3", NULL));
    venue_bundle(ROOT "/three.db", ROOT "/stick/three.zhb", desk.venue.secret);
    struct timespec old[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    assert_int_equal(utimensat(AT_FDCWD, ROOT "/stick/two.zhb", old, 0), 0);
    settle();
    assert_int_equal(desk.now.bundle_count, 2);
    assert_string_equal(desk.now.to.version, "3"); // the newest first
    assert_string_equal(desk.now.bundles[1].changed, "2001-09-09");
    work_choose(desk.work, 1);
    settle();
    assert_int_equal(desk.now.chosen, 1);
    assert_string_equal(desk.now.to.version, "2");
    work_choose(desk.work, 99);
    assert_int_equal(settle()->state, WORK_NOTHING);
}

static void a_bundle_is_found_in_the_folders_of_a_stick(void **state)
{
    (void)state;
    unlink(ROOT "/stick/two.zhb");
    assert_true(file_make_folders(ROOT "/stick/zhanting/USB/2024/03/a/b", NULL));
    venue_bundle(ROOT "/two.db", ROOT "/stick/zhanting/USB/2024/03/a/two.zhb", desk.venue.secret);
    venue_bundle(ROOT "/two.db", ROOT "/stick/zhanting/USB/2024/03/a/b/deep.zhb",
                 desk.venue.secret);
    venue_bundle(ROOT "/two.db", ROOT "/stick/zhanting/USB/.two.zhb", desk.venue.secret);
    settle();
    assert_int_equal(desk.now.bundle_count, 1);
    assert_string_equal(desk.now.bundles[0].place, "zhanting/USB/2024/03/a");
    assert_int_equal(desk.now.state, WORK_READY);
}

// ---- back ---------------------------------------------------------------------------------

static void roll_back_shows_the_one_before_and_tells_so(void **state)
{
    (void)state;
    update_to_two();
    start("boot-a", 101);
    settle();
    work_roll_back(desk.work);
    settle();
    assert_int_equal(desk.now.state, WORK_SWITCHED);
    end();
    start("boot-a", 102);
    assert_int_equal(shown_version(), 1);
    settle();
    assert_int_equal(desk.now.told.kind, TOLD_BACK);
    assert_string_equal(desk.now.told.now.version, "1");
    assert_true(desk.now.can_go_back); // and forth
    assert_string_equal(desk.now.before.version, "2");
}

static void roll_back_without_a_content_before_says_so(void **state)
{
    (void)state;
    settle();
    work_roll_back(desk.work);
    settle();
    assert_true(desk.now.back_err.what[0]);
    assert_true(desk.now.state != WORK_SWITCHED);
}

static void a_story_that_dies_twice_is_taken_back_and_the_panel_says_why(void **state)
{
    (void)state;
    update_to_two();
    for (int i = 0; i < 3; i++) { // two starts that never end
        start("boot-a", 101 + i);
        work_close(desk.work);
        desk.work = NULL;
    }
    start("boot-a", 110);
    assert_int_equal(shown_version(), 1);
    const StaffWork *now = settle();
    assert_int_equal(now->told.kind, TOLD_DIED);
    assert_string_equal(now->told.now.version, "1");
    assert_string_equal(now->told.other.version, "2");
    assert_int_equal(now->state, WORK_READY);
    assert_true(now->was_taken_back); // and that it was tried before
}

static void a_story_that_does_not_open_is_taken_back_and_the_panel_says_why(void **state)
{
    (void)state;
    update_to_two();
    assert_true(file_write(ROOT "/state/stories/story-0.db", STR("not a story"), NULL));
    start("boot-a", 101);
    assert_int_equal(shown_version(), 1);
    settle();
    assert_int_equal(desk.now.told.kind, TOLD_UNOPENED);
    assert_string_equal(desk.now.told.other.version, "2");
}

// ---- what goes wrong -------------------------------------------------------------------------

static void bundles_that_cannot_be_used_say_why(void **state)
{
    (void)state;
    char id[KEY_ID_HEX];
    Arena arena;
    Str all;
    arena_init(&arena, "test", 32 * MIB);
    settle();
    assert_true(file_read(&arena, ROOT "/stick/two.zhb", 8 * MIB, &all, NULL));
    assert_true(file_write(ROOT "/stick/two.zhb", str_sub(all, 0, all.n - 5000), NULL));
    refused("not copied whole");
    char *bytes = arena_alloc(&arena, (size_t)all.n);
    memcpy(bytes, all.p, (size_t)all.n);
    bytes[all.n / 2] ^= 1;
    assert_true(file_write(ROOT "/stick/two.zhb", (Str){bytes, all.n}, NULL));
    refused("damaged");
    unlink(ROOT "/stranger");
    unlink(ROOT "/stranger.pub");
    assert_true(key_make(ROOT "/stranger", id, NULL));
    venue_bundle(ROOT "/two.db", ROOT "/stick/two.zhb", ROOT "/stranger");
    refused(id);
    assert_true(story_make(ROOT "/zero.db", "0.9", NULL));
    venue_bundle(ROOT "/zero.db", ROOT "/stick/two.zhb", desk.venue.secret);
    refused("older than what is shown");
    arena_finish(&arena);
}

static void the_sentence_follows_the_language(void **state)
{
    (void)state;
    assert_true(file_write(ROOT "/stick/two.zhb", STR("no bundle"), NULL));
    assert_int_equal(settle()->state, WORK_REFUSED);
    assert_non_null(strstr(desk.now.err.what, "is no bundle"));
    work_watch(desk.work, true, false);
    settle();
    assert_non_null(strstr(desk.now.err.what, "不是更新包"));
    say_choose_here(SAY_EN);
}

static void a_full_disk_is_told_before_and_while_it_is_written(void **state)
{
    (void)state;
    faults.is_disk_full = true;
    assert_int_equal(settle()->state, WORK_REFUSED);
    assert_non_null(strstr(desk.now.err.what, "MB are needed"));
    faults.is_disk_full = false;
    work_choose(desk.work, 0);
    assert_int_equal(settle()->state, WORK_READY);
    work_let_switch(desk.work, true);
    assert_true(work_apply(desk.work, desk.now.plan));
    work_turn(desk.work, desk.now_ms);
    faults_set(FAULT_FROM, 2, ENOSPC);
    settle();
    faults_set(FAULT_NEVER, 0, 0);
    assert_int_equal(desk.now.state, WORK_FAILED);
    assert_int_equal(desk.now.step, STEP_WRITE);
    assert_non_null(strstr(desk.now.err.what, "MB are needed"));
    end();
    start("boot-a", 200);
    assert_int_equal(shown_version(), 1);
}

static void a_stick_pulled_out_while_it_is_copied_is_told_and_kept_as_news(void **state)
{
    (void)state;
    settle();
    work_let_switch(desk.work, true);
    assert_true(work_apply(desk.work, desk.now.plan));
    work_turn(desk.work, desk.now_ms);
    assert_int_equal(truncate(ROOT "/stick/two.zhb", 1000), 0);
    settle();
    assert_int_equal(desk.now.state, WORK_FAILED);
    assert_non_null(strstr(desk.now.err.what, "pulled out"));
    unlink(ROOT "/stick/two.zhb");
    assert_int_equal(wait_for_scan()->state, WORK_FAILED); // its sentence stays
    assert_int_equal(desk.now.bundle_count, 0);
    work_choose(desk.work, -1);
    assert_int_equal(settle()->state, WORK_NOTHING);
    end();
    start("boot-a", 200);
    assert_int_equal(shown_version(), 1);
    assert_int_equal(settle()->told.kind, TOLD_FAILED);
    assert_non_null(strstr(desk.now.told.text, "pulled out"));
}

static void an_export_to_a_full_stick_says_so(void **state)
{
    (void)state;
    StickRoots roots;
    Stick stick;
    Err err = {0};
    char name[128];
    char day[32];
    assert_true(file_make_folders(ROOT "/media", NULL));
    if (access("/dev/shm", W_OK) != 0 || symlink("/dev/shm", ROOT "/media/USB") != 0) {
        skip();
    }
    stick_roots(ROOT "/media", &roots);
    assert_true(stick_find(&roots, &stick));
    assert_true(file_write(ROOT "/kiosk.log", STR("a line\n"), NULL));
    ExportSources sources = {.log = ROOT "/kiosk.log"};
    snprintf(day, sizeof day, "full-%d", (int)getpid());
    faults_set(FAULT_FROM, 4, ENOSPC); // the log is opened and read before
    faults.is_disk_full = true;
    assert_false(export_all(&sources, &stick, day, name, sizeof name, &err));
    faults_set(FAULT_NEVER, 0, 0);
    assert_non_null(strstr(err.what, "is full"));
    char path[400];
    snprintf(path, sizeof path, "%s/zhanting-%s/zhanting.log", stick.path, day);
    assert_false(file_exists(path));
    *strrchr(path, '/') = '\0';
    venue_clear(path);
    unlink(ROOT "/media/USB");
}

static void without_a_state_folder_it_says_what_to_do(void **state)
{
    (void)state;
    end();
    updates_open(&desk.updates, "", desk.venue.shipped, desk.venue.keys);
    WorkOptions options = {
        .updates = &desk.updates, .state = "", .mounts = desk.venue.stick, .is_stepped = true};
    desk.work = work_open(&options);
    work_watch(desk.work, true, true);
    assert_int_equal(settle()->state, WORK_REFUSED);
    assert_non_null(strstr(desk.now.err.hint, "[files]"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, leave)
    const struct CMUnitTest tests[] = {
        TEST(the_newest_bundle_is_read_when_the_panel_opens),
        TEST(nothing_is_looked_for_while_the_panel_is_shut),
        TEST(a_stick_that_comes_and_goes_is_seen_within_a_scan),
        TEST(an_update_is_applied_in_its_steps_and_shown_by_the_next_start),
        TEST(the_switch_waits_for_leave_and_the_copy_does_not),
        TEST(a_program_that_ends_before_the_switch_keeps_the_old_content),
        TEST(cancelling_leaves_the_old_content),
        TEST(an_export_asked_for_meanwhile_is_not_forgotten),
        TEST(several_bundles_are_listed_and_one_is_chosen),
        TEST(a_bundle_is_found_in_the_folders_of_a_stick),
        TEST(roll_back_shows_the_one_before_and_tells_so),
        TEST(roll_back_without_a_content_before_says_so),
        TEST(a_story_that_dies_twice_is_taken_back_and_the_panel_says_why),
        TEST(a_story_that_does_not_open_is_taken_back_and_the_panel_says_why),
        TEST(bundles_that_cannot_be_used_say_why),
        TEST(the_sentence_follows_the_language),
        TEST(a_full_disk_is_told_before_and_while_it_is_written),
        TEST(a_stick_pulled_out_while_it_is_copied_is_told_and_kept_as_news),
        TEST(an_export_to_a_full_stick_says_so),
        TEST(without_a_state_folder_it_says_what_to_do),
    };
    return cmocka_run_group_tests(tests, make_venue, clear_venue);
}
