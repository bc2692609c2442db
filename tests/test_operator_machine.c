// Behind the page: the code's lock, frames and the clock, the export, the journal's days, and the thread.
#include "base/clock.h"
#include "store/journal.h"
#include "update_venue.h"
#include "venue/operator.h"
#include "venue/operator_export.h"
#include "venue/pin.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

// ---- behind the page ----------------------------------------------------------------

static StaffAnswer guess_and_wait(Staff *staff, const char *code)
{
    if (!staff->guess(staff->context, code)) {
        return STAFF_NONE;
    }
    StaffAnswer got = STAFF_CHECKING;
    while (got == STAFF_CHECKING) {
        got = staff->answer(staff->context);
    }
    return got;
}

static void the_real_lock_holds_after_five_and_over_a_restart(void **state)
{
    (void)state;
    char folder[] = "/tmp/zhanting-operator-XXXXXX";
    assert_non_null(mkdtemp(folder));
    static Config config;
    static ConfigProblems problems;
    config = config_default();
    assert_true(pin_make_hash("246802", config.pin_hash));
    OperatorOptions options = {
        .config = &config, .problems = &problems, .version = "1", .state = folder};
    Operator *o = operator_open(&options);
    Staff *staff = operator_staff(o);
    assert_null(staff->quit); // not allowed
    assert_int_equal(guess_and_wait(staff, "246802"), STAFF_RIGHT);
    for (int i = 0; i < 5; i++) {
        assert_int_equal(staff->locked_s(o), 0);
        assert_int_equal(guess_and_wait(staff, "000000"), STAFF_WRONG);
    }
    assert_true(staff->locked_s(o) > 290);
    assert_int_equal(guess_and_wait(staff, "246802"), STAFF_NONE);
    staff->keep_notice(o, 3);
    operator_close(o);
    o = operator_open(&options);
    assert_true(operator_staff(o)->locked_s(o) > 290);
    assert_int_equal(operator_staff(o)->notice, 3);
    operator_close(o);
    char path[64];
    snprintf(path, sizeof path, "%s/pin-lock", folder);
    remove(path);
    snprintf(path, sizeof path, "%s/notice", folder);
    remove(path);
    remove(folder);
}

static void frames_and_the_clock_are_told(void **state)
{
    (void)state;
    static Config config;
    static ConfigProblems problems;
    config = config_default();
    OperatorOptions options = {
        .config = &config, .problems = &problems, .version = "1", .state = ""};
    Operator *o = operator_open(&options);
    for (int i = 1; i <= 100; i++) {
        operator_frame(o, i * 100);
    }
    operator_story(o, "9999-01-01", "x11");
    Staff *staff = operator_staff(o);
    StaffFacts told = {0};
    staff->facts(o, &told);
    assert_int_equal(told.frames, 100);
    assert_int_equal(told.p50_us, 5100);
    assert_int_equal(told.p99_us, 9900);
    assert_true(told.is_clock_wrong);
    assert_int_equal(operator_wish(o), WISH_NONE);
    staff->restart(o);
    assert_int_equal(operator_wish(o), WISH_RESTART);
    operator_close(o);
}

// ---- export -----------------------------------------------------------------------------

#define ROOT BUILD_DIR "/test_operator_machine"

// Shared memory is a file system of its own on every Linux machine: as good as a stick.
static bool plug_in(const char *mounts, StickRoots *roots, Stick *stick)
{
    char link[300];
    venue_clear(mounts);
    snprintf(link, sizeof link, "%s/USB", mounts);
    bool is_in = file_make_folders(mounts, NULL) && access("/dev/shm", W_OK) == 0 &&
                 symlink("/dev/shm", link) == 0;
    stick_roots(mounts, roots);
    return is_in && stick_find(roots, stick);
}

static void a_folder_is_no_stick_and_a_mount_is_one(void **state)
{
    (void)state;
    StickRoots roots;
    Stick stick;
    venue_clear(ROOT);
    assert_true(file_make_folders(ROOT "/media/plain", NULL));
    stick_roots(ROOT "/media:relative:" ROOT "/none", &roots);
    assert_int_equal(roots.count, 3);
    assert_false(stick_find(&roots, &stick));
    if (!plug_in(ROOT "/media", &roots, &stick)) {
        skip();
    }
    assert_string_equal(stick.name, "USB");
    assert_false(stick.is_read_only);
    assert_true(stick_is_there(&stick));
    unlink(ROOT "/media/USB");
    assert_false(stick_is_there(&stick));
}

static void make_journal(const char *path, int64_t began_s, int visits)
{
    Journal *journal = journal_open(path, 0, 0, NULL);
    assert_non_null(journal);
    for (int i = 0; i < visits; i++) {
        JournalVisit visit = {.began_s = began_s + i, .length_ms = 1000, .language = "zh"};
        visit.view_count = 2;
        visit.views[0] = (JournalView){"home", 500, 1};
        visit.views[1] = (JournalView){"figure/f065", 500, 2};
        assert_true(journal_add(journal, &visit, NULL));
    }
    journal_close(journal);
}

static void log_and_journal_go_to_the_stick(void **state)
{
    (void)state;
    StickRoots roots;
    Stick stick;
    if (!plug_in(ROOT "/media", &roots, &stick)) {
        skip();
    }
    assert_true(file_write(ROOT "/kiosk.log", STR("a line\n"), NULL));
    unlink(ROOT "/usage.db");
    make_journal(ROOT "/usage.db", 1700000000, 2);
    ExportSources sources = {.log = ROOT "/kiosk.log", .journal = ROOT "/usage.db"};
    char name[128];
    char day[32]; // of nobody else's test
    snprintf(day, sizeof day, "test-%d", (int)getpid());
    Err err = {0};
    if (!export_all(&sources, &stick, day, name, sizeof name, &err)) {
        fail_msg("%s", err.what);
    }
    char path[600];
    snprintf(path, sizeof path, "%s/zhanting-%s/zhanting.log", stick.path, day);
    assert_int_equal(file_size(path), 7);
    snprintf(path, sizeof path, "%s/zhanting-%s/visits.csv", stick.path, day);
    assert_true(file_size(path) > 40);
    snprintf(path, sizeof path, "USB/zhanting-%s", day);
    assert_string_equal(name, path);
    snprintf(path, sizeof path, "%s/zhanting-%s", stick.path, day);
    venue_clear(path);
    unlink(ROOT "/media/USB");
}

static void an_export_that_fails_says_why_in_words_of_the_stick(void **state)
{
    (void)state;
    Err err = {0};
    char name[128];
    ExportSources sources = {.log = ROOT "/kiosk.log"};
    StickRoots roots;
    Stick stick;
    assert_true(file_write(ROOT "/kiosk.log", STR("a line\n"), NULL));
    if (!plug_in(ROOT "/media", &roots, &stick)) {
        skip();
    }
    unlink(ROOT "/media/USB"); // pulled out
    assert_false(export_all(&sources, &stick, "2026-11-22", name, sizeof name, &err));
    assert_non_null(strstr(err.what, "pulled out"));
    assert_true(err.hint[0]);
    // The kernel's own tables: a file system that nobody may write to.
    assert_int_equal(symlink("/proc", ROOT "/media/USB"), 0);
    assert_true(stick_find(&roots, &stick));
    assert_false(export_all(&sources, &stick, "2026-11-22", name, sizeof name, &err));
    assert_true(err.what[0] && err.hint[0]);
    unlink(ROOT "/media/USB");
}

// Some file system that can only be read; "" where there is none.
static void find_read_only(char path[256])
{
    FILE *mounts = fopen("/proc/self/mounts", "r");
    char line[1024];
    path[0] = '\0';
    while (mounts && !path[0] && fgets(line, sizeof line, mounts)) {
        char at[256];
        char options[256];
        if (sscanf(line, "%*s %255s %*s %255s", at, options) == 2 &&
            (strncmp(options, "ro,", 3) == 0 || strcmp(options, "ro") == 0) && file_is_folder(at)) {
            snprintf(path, 256, "%s", at);
        }
    }
    if (mounts) {
        fclose(mounts);
    }
}

static void a_stick_that_can_only_be_read_is_told_from_none(void **state)
{
    (void)state;
    char path[256];
    StickRoots roots;
    Stick stick;
    Err err = {0};
    char name[128];
    find_read_only(path);
    venue_clear(ROOT "/media");
    assert_true(file_make_folders(ROOT "/media", NULL));
    if (!path[0] || symlink(path, ROOT "/media/CD") != 0) {
        skip();
    }
    stick_roots(ROOT "/media", &roots);
    assert_true(stick_find(&roots, &stick));
    assert_string_equal(stick.name, "CD");
    assert_true(stick.is_read_only);
    assert_true(file_write(ROOT "/kiosk.log", STR("a line\n"), NULL));
    ExportSources sources = {.log = ROOT "/kiosk.log"};
    assert_false(export_all(&sources, &stick, "2026-11-22", name, sizeof name, &err));
    assert_non_null(strstr(err.what, "can only be read"));
    if (access("/dev/shm", W_OK) == 0 && symlink("/dev/shm", ROOT "/media/USB") == 0) {
        assert_true(stick_find(&roots, &stick)); // one that can be written to goes first
        assert_string_equal(stick.name, "USB");
    }
    venue_clear(ROOT "/media");
}

// ---- the thread ----------------------------------------------------------------------------

// Until the work says so: it is waited for, not slept for.
static void wait_until(Operator *o, WorkState wanted, StaffWork *now)
{
    Staff *staff = operator_staff(o);
    do {
        staff->work(staff->context, now);
    } while (now->state != wanted);
}

static void the_thread_updates_and_the_program_is_to_begin_again(void **state)
{
    (void)state;
    static Venue venue;
    static Updates updates;
    static Config config;
    static ConfigProblems problems;
    static StaffWork now;
    char story[UPDATE_PATH];
    venue_make(&venue, ROOT "/venue");
    venue_open(&venue, &updates);
    assert_true(updates_pick(&updates, "boot-a", 100, NULL, story, NULL));
    config = config_default();
    OperatorOptions options = {.config = &config,
                               .problems = &problems,
                               .version = "1",
                               .state = venue.state,
                               .mounts = venue.stick,
                               .updates = &updates};
    Operator *o = operator_open(&options);
    Staff *staff = operator_staff(o);
    staff->watch(o, true, true);
    staff->let_switch(o, true);
    wait_until(o, WORK_READY, &now);
    assert_int_equal(operator_wish(o), WISH_NONE);
    assert_true(staff->apply(o, now.plan));
    wait_until(o, WORK_SWITCHED, &now);
    staff->watch(o, false, true); // nobody reads that it went well
    assert_int_equal(operator_wish(o), WISH_RESTART);
    assert_int_equal(updates.now, SLOT_FIRST);
    operator_close(o);
    updates_end(&updates);
    assert_int_equal(venue_shows(&venue, "boot-a", 101), 2);
}

static int end(void **state)
{
    (void)state;
    venue_clear(ROOT);
    return 0;
}

static int begin(void **state)
{
    (void)state;
    say_choose(SAY_EN);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_real_lock_holds_after_five_and_over_a_restart),
        cmocka_unit_test(frames_and_the_clock_are_told),
        cmocka_unit_test(a_folder_is_no_stick_and_a_mount_is_one),
        cmocka_unit_test(log_and_journal_go_to_the_stick),
        cmocka_unit_test(an_export_that_fails_says_why_in_words_of_the_stick),
        cmocka_unit_test(a_stick_that_can_only_be_read_is_told_from_none),
        cmocka_unit_test(the_thread_updates_and_the_program_is_to_begin_again),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
