#include "update_faults.h"
#include "update_venue.h"
#include "venue/update_task.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/wait.h>

#include <cmocka.h>

#define ROOT BUILD_DIR "/test_update"

static Venue venue;

static int make_venue(void **state)
{
    (void)state;
    say_choose(SAY_EN);
    faults_set(FAULT_NEVER, 0, 0);
    venue_make(&venue, ROOT);
    bool is_made = story_make(ROOT "/three.db", "3", NULL);
    venue_bundle(ROOT "/three.db", ROOT "/stick/three.zhb", venue.secret);
    return is_made ? 0 : 1;
}

static int clear_venue(void **state)
{
    (void)state;
    venue_clear(ROOT);
    return 0;
}

static int fresh_state(void **state)
{
    (void)state;
    faults_set(FAULT_NEVER, 0, 0);
    venue_clear(venue.state);
    return file_make_folders(venue.state, NULL) ? 0 : 1;
}

static void apply(const char *bundle)
{
    Updates updates;
    Err err = {0};
    venue_open(&venue, &updates);
    if (venue_apply(&venue, &updates, bundle, 1000, &err) != UPDATE_DONE) {
        fail_msg("%s", err.what);
    }
    updates_end(&updates);
}

// The state after the update to story 2: made once, then copied.
static void state_with_two(void)
{
    static const char *const FILES[] = {"story-0.db", "current"};
    Arena arena;
    arena_init(&arena, "state", 4 * MIB);
    assert_int_equal(fresh_state(NULL), 0);
    bool is_kept = file_exists(ROOT "/kept/current");
    if (!is_kept) {
        apply("two.zhb");
        assert_true(file_make_folders(ROOT "/kept", NULL));
    }
    assert_true(file_make_folders(ROOT "/state/stories", NULL));
    for (int i = 0; i < COUNT(FILES); i++) {
        Str bytes;
        Str kept = str_format(&arena, ROOT "/kept/%s", FILES[i]);
        Str used = str_format(&arena, ROOT "/state/stories/%s", FILES[i]);
        assert_true(file_read(&arena, is_kept ? kept.p : used.p, 2 * MIB, &bytes, NULL));
        assert_true(file_write(is_kept ? used.p : kept.p, bytes, NULL));
    }
    arena_finish(&arena);
}

// Refused with a sentence that holds `part`; what is shown stays.
static void refuses(const char *bundle, const char *part)
{
    Updates updates;
    Err err = {0};
    int shown = venue_shows(&venue, "boot-b", 5000);
    venue_open(&venue, &updates);
    assert_int_equal(venue_apply(&venue, &updates, bundle, 1000, &err), UPDATE_REFUSED);
    if (!strstr(err.what, part)) {
        fail_msg("\"%s\" does not say \"%s\"", err.what, part);
    }
    assert_true(err.hint[0]);
    assert_int_equal(venue_shows(&venue, "boot-b", 5000), shown);
}

// two.zhb with something else in its manifest, signed again by the same key.
static void forge(const char *name, const char *from, const char *to)
{
    Arena arena;
    Str all;
    SecretKey key;
    arena_init(&arena, "forge", 32 * MIB);
    assert_true(file_read(&arena, ROOT "/stick/two.zhb", 8 * MIB, &all, NULL));
    assert_true(key_read_secret(venue.secret, &key, NULL));
    Str tail = str_from_offset(all, all.n - BUNDLE_TAIL);
    Str text = str_sub(tail, 0, str_find(tail, STR("\nend\n")) + 5);
    int at = str_find(text, str_from(from));
    assert_true(at >= 0);
    text = str_format(&arena, "%.*s%s%.*s", at, text.p, to, text.n - at - (int)strlen(from),
                      text.p + at + strlen(from));
    Str signature = key_sign(&arena, text, &key, STR("forged"));
    char *bytes = arena_alloc(&arena, (size_t)all.n);
    memcpy(bytes, all.p, (size_t)(all.n - BUNDLE_TAIL));
    memcpy(bytes + all.n - BUNDLE_TAIL, text.p, (size_t)text.n);
    memcpy(bytes + all.n - BUNDLE_TAIL + text.n, signature.p, (size_t)signature.n);
    char path[400];
    snprintf(path, sizeof path, "%s/%s", venue.stick, name);
    assert_true(file_write(path, (Str){bytes, all.n}, NULL));
    arena_finish(&arena);
}

// ---- the good way -----------------------------------------------------------------------

static void an_update_is_looked_at_and_then_shown(void **state)
{
    (void)state;
    Updates updates;
    venue_open(&venue, &updates);
    Update *update = update_open(&updates, ROOT "/stick/two.zhb");
    float last = 0;
    while (update_step(update)) {
        assert_true(update_progress(update) >= last);
        last = update_progress(update);
    }
    assert_int_equal(update_stage(update), UPDATE_PLANNED);
    assert_false(file_exists(ROOT "/state/stories")); // nothing is written before it is asked for
    const UpdatePlan *plan = update_plan(update);
    assert_true(plan->has_from);
    assert_string_equal(plan->from.version, "1");
    assert_string_equal(plan->to.version, "2");
    assert_string_equal(plan->signer.name, "maker");
    assert_int_equal(plan->diff.rows.changed + plan->diff.rows.added + plan->diff.rows.removed, 0);
    assert_true(plan->free > plan->needs && !plan->was_taken_back);
    update_go(update, "boot-a", 7);
    last = 0;
    while (update_step(update)) {
        assert_true(update_progress(update) >= last && update_progress(update) <= 1);
        last = update_progress(update);
    }
    assert_int_equal(update_stage(update), UPDATE_DONE);
    update_close(update);
    assert_int_equal(venue_shows(&venue, "boot-a", 500), 2);
    assert_true(file_exists(venue.shipped));
}

static void the_third_update_removes_the_first_and_keeps_the_second(void **state)
{
    (void)state;
    apply("two.zhb");
    assert_int_equal(venue_shows(&venue, "boot-b", 5000), 2);
    apply("three.zhb");
    assert_int_equal(venue_shows(&venue, "boot-b", 5000), 3);
    Arena arena;
    NameList names;
    arena_init(&arena, "test", MIB);
    assert_true(file_list(&arena, ROOT "/state/stories", STR(".db"), &names, NULL));
    assert_int_equal(names.count, 2);
    forge("four.zhb", "version: 2\n", "version: 4\n"); // does not match the story in it
    refuses("four.zhb", "damaged");
    assert_true(file_list(&arena, ROOT "/state/stories", STR_NONE, &names, NULL));
    assert_int_equal(names.count, 3); // nothing half done is left: two stories and `current`
    arena_finish(&arena);
}

static void the_thread_does_the_same(void **state)
{
    (void)state;
    Updates updates;
    venue_open(&venue, &updates);
    Update *update = update_open(&updates, ROOT "/stick/two.zhb");
    UpdateTask *task = update_task_start(update);
    update_task_join(task);
    assert_int_equal(update_stage(update), UPDATE_PLANNED);
    update_go(update, "boot-a", 7);
    task = update_task_start(update);
    assert_in_range((int)(update_task_progress(task) * 100), 0, 100);
    update_task_join(task);
    assert_int_equal(update_stage(update), UPDATE_DONE);
    update_close(update);
    update = update_open(&updates, ROOT "/stick/three.zhb");
    task = update_task_start(update);
    update_task_cancel(task);
    update_task_join(task);
    assert_true(update_stage(update) == UPDATE_REFUSED || update_stage(update) == UPDATE_PLANNED);
    update_close(update);
}

static void the_trial_begins_with_the_switch_however_long_the_copy_took(void **state)
{
    (void)state;
    Updates updates;
    venue_open(&venue, &updates);
    Update *update = update_open(&updates, ROOT "/stick/two.zhb");
    while (update_step(update)) {
        // to the plan
    }
    update_go(update, "boot-a", 7);
    while (update_stage(update) != UPDATE_SWITCHING && update_step(update)) {
        // until it would switch
    }
    update_set_clock(update, "boot-a", 7 + 2 * UPDATE_TRIAL_S);
    assert_false(update_step(update));
    assert_int_equal(update_stage(update), UPDATE_DONE);
    update_close(update);
    assert_int_equal(updates_left_s(&updates, 7 + 2 * UPDATE_TRIAL_S), UPDATE_TRIAL_S + 1);
}

// ---- refusals -----------------------------------------------------------------------------

static void what_cannot_be_used_is_refused_with_its_reason(void **state)
{
    (void)state;
    char id[KEY_ID_HEX];
    forge("schema4.zhb", "schema: 3", "schema: 4");
    forge("schema2.zhb", "schema: 3", "schema: 2");
    forge("city.zhb", "city: 常州", "city: 无锡");
    forge("hash.zhb", "sha256: ", "sha256:  "); // signed, but not what it was
    refuses("schema4.zhb", "newer format");
    refuses("schema2.zhb", "older format");
    refuses("city.zhb", "无锡");
    refuses("none.zhb", "cannot be opened");
    apply("three.zhb");
    refuses("two.zhb", "older than what is shown");
    refuses("three.zhb", "shown already");
    unlink(ROOT "/stranger");
    unlink(ROOT "/stranger.pub");
    assert_true(key_make(ROOT "/stranger", id, NULL));
    venue_bundle(ROOT "/three.db", ROOT "/stick/stranger.zhb", ROOT "/stranger");
    refuses("stranger.zhb", id);
}

static void a_bundle_that_was_tampered_with_is_refused(void **state)
{
    (void)state;
    Arena arena;
    Str all;
    arena_init(&arena, "test", 32 * MIB);
    assert_true(file_read(&arena, ROOT "/stick/three.zhb", 8 * MIB, &all, NULL));
    char *bytes = arena_alloc(&arena, (size_t)all.n);
    memcpy(bytes, all.p, (size_t)all.n);
    bytes[all.n / 2] ^= 1;
    assert_true(file_write(ROOT "/stick/flipped.zhb", (Str){bytes, all.n}, NULL));
    refuses("flipped.zhb", "damaged");
    bytes[all.n / 2] ^= 1;
    bytes[all.n - BUNDLE_TAIL + 40] ^= 1;
    assert_true(file_write(ROOT "/stick/flipped.zhb", (Str){bytes, all.n}, NULL));
    refuses("flipped.zhb", "signature is wrong");
    assert_true(file_write(ROOT "/stick/short.zhb", str_sub(all, 0, all.n - 5000), NULL));
    refuses("short.zhb", "not copied whole");
    assert_true(file_write(ROOT "/stick/cut.zhb", str_from_offset(all, 4096), NULL));
    refuses("cut.zhb", "damaged (size)");
    arena_finish(&arena);
}

static void a_full_disk_is_seen_before_and_while_copying(void **state)
{
    (void)state;
    faults.is_disk_full = true;
    refuses("two.zhb", "MB are needed");
    faults.is_disk_full = false;
    Updates updates;
    venue_open(&venue, &updates);
    Update *update = update_open(&updates, ROOT "/stick/two.zhb");
    while (update_step(update)) {
        // to the plan
    }
    update_go(update, "boot-a", 1);
    faults_set(FAULT_FROM, 2, ENOSPC); // a read, then the write
    while (update_step(update)) {
        // until it fails
    }
    faults_set(FAULT_NEVER, 0, 0);
    assert_int_equal(update_stage(update), UPDATE_REFUSED);
    assert_non_null(strstr(update_error(update)->what, "MB are needed"));
    update_close(update);
    assert_int_equal(venue_shows(&venue, "boot-b", 1), 1);
}

static void a_stick_that_is_pulled_out_leaves_the_old_story(void **state)
{
    (void)state;
    for (int way = 0; way < 2; way++) { // an early end, and an error
        Updates updates;
        venue_open(&venue, &updates);
        Update *update = update_open(&updates, ROOT "/stick/three.zhb");
        while (update_step(update)) {
            // to the plan
        }
        update_go(update, "boot-a", 1);
        if (way == 0) {
            assert_int_equal(truncate(ROOT "/stick/three.zhb", 100000), 0);
        } else {
            faults_set(FAULT_ONCE, 1, ENODEV);
        }
        while (update_step(update)) {
            // until it fails
        }
        faults_set(FAULT_NEVER, 0, 0);
        assert_int_equal(update_stage(update), UPDATE_REFUSED);
        assert_non_null(strstr(update_error(update)->what, "pulled out"));
        assert_false(file_exists(ROOT "/state/stories/incoming.part"));
        update_close(update);
        assert_int_equal(venue_shows(&venue, "boot-b", 1), 1);
        venue_bundle(ROOT "/three.db", ROOT "/stick/three.zhb", venue.secret);
    }
}

// ---- faults at every call ----------------------------------------------------------------------

// Story 2 is shown and 3 comes, with the fault at call `at`. False when the work did not get there.
static bool tries_with_fault(FaultKind kind, int at, int error)
{
    Updates updates;
    Err err = {0};
    venue_open(&venue, &updates);
    faults_set(kind, at, error);
    UpdateStage stage = venue_apply(&venue, &updates, "three.zhb", 1000, &err);
    bool is_hit = faults.calls >= at;
    faults_set(FAULT_NEVER, 0, 0);
    int shown = venue_shows(&venue, "boot-b", 2000);
    if (shown != (stage == UPDATE_DONE ? 3 : 2)) {
        fail_msg("call %d: stage %d, shows %d: %s", at, (int)stage, shown, err.what);
    }
    if (stage != UPDATE_DONE && !(err.what[0] && err.hint[0])) {
        fail_msg("call %d: no sentence", at);
    }
    return is_hit;
}

static int many_faults(FaultKind kind, int error, int stride)
{
    int at = 1;
    bool is_hit = true;
    for (; is_hit; at += stride) {
        state_with_two();
        is_hit = tries_with_fault(kind, at, error);
        assert_in_range(at, 1, 500);
    }
    return at;
}

static void one_failing_call_anywhere_leaves_the_old_story_or_the_new_one(void **state)
{
    (void)state;
    print_message("  %d calls\n", many_faults(FAULT_ONCE, EIO, 1));
}

static void a_disk_that_fails_from_any_call_on_leaves_the_old_story(void **state)
{
    (void)state;
    print_message("  %d calls\n", many_faults(FAULT_FROM, EIO, 1));
    print_message("  %d calls\n", many_faults(FAULT_FROM, ENOSPC, 5));
}

// In a process of its own, which ends at that call.
static int cut_at(int at, void (*work)(void))
{
    fflush(stdout);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        faults_set(FAULT_POWER_CUT, at, EIO);
        work();
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void update_to_three(void)
{
    Updates updates;
    venue_open(&venue, &updates);
    venue_apply(&venue, &updates, "three.zhb", 1000, NULL);
}

static void start_on_trial(void)
{
    venue_shows(&venue, "boot-a", 1001);
}

static void a_power_cut_at_any_call_leaves_the_old_story_or_the_new_one(void **state)
{
    (void)state;
    int end = FAULT_CUT;
    int counts[4] = {0};
    for (int at = 1; end == FAULT_CUT; at++) {
        state_with_two();
        end = cut_at(at, update_to_three);
        Updates found;
        venue_open(&venue, &found);
        assert_false(found.is_damaged); // what was renamed into place had been synced before
        int shown = venue_shows(&venue, "boot-b", 1);
        assert_in_range(shown, 2, 3);
        counts[shown]++;
        if (shown == 2 && at % 8 == 0) { // and the next attempt works
            apply("three.zhb");
            assert_int_equal(venue_shows(&venue, "boot-b", 1), 3);
        }
    }
    assert_int_equal(end, 0);
    assert_true(counts[2] > 0 && counts[3] > 0);
    print_message("  %d cuts left the old story, %d the new one\n", counts[2], counts[3]);
}

static void a_power_cut_while_starting_loses_nothing(void **state)
{
    (void)state;
    int end = FAULT_CUT;
    for (int at = 1; end == FAULT_CUT; at++) {
        state_with_two();
        end = cut_at(at, start_on_trial);
        assert_int_equal(venue_shows(&venue, "boot-b", 1), 2);
    }
}

static void a_fault_while_starting_still_finds_a_story(void **state)
{
    (void)state;
    bool is_hit = true;
    for (int at = 1; is_hit; at++) {
        state_with_two();
        faults_set(FAULT_FROM, at, EIO);
        Updates updates;
        char path[UPDATE_PATH];
        venue_open(&venue, &updates);
        assert_true(updates_pick(&updates, "boot-a", 1001, NULL, path, NULL));
        is_hit = faults.calls >= at;
        faults_set(FAULT_NEVER, 0, 0);
        assert_int_equal(venue_shows(&venue, "boot-b", 1), 2);
    }
}

// ---- the way back ------------------------------------------------------------------------------

static int start(int64_t now_s, const char *boot, bool ends_well)
{
    Updates updates;
    char path[UPDATE_PATH];
    Manifest manifest = {0};
    venue_open(&venue, &updates);
    assert_true(updates_pick(&updates, boot, now_s, NULL, path, NULL));
    assert_true(manifest_of_story(path, true, &manifest, NULL));
    if (ends_well) {
        updates_end(&updates);
    }
    return atoi(manifest.version);
}

static void a_story_that_kills_the_program_twice_is_taken_back(void **state)
{
    (void)state;
    apply("two.zhb"); // at 1000, ended well
    assert_int_equal(start(1001, "boot-a", false), 2);
    assert_int_equal(start(1010, "boot-a", false), 2); // died once
    assert_int_equal(start(1020, "boot-a", false), 1); // twice
    assert_int_equal(start(1030, "boot-a", false), 1);
    Updates updates;
    venue_open(&venue, &updates);
    Update *update = update_open(&updates, ROOT "/stick/two.zhb");
    while (update_step(update)) {
        // look at it once more
    }
    assert_true(update_plan(update)->was_taken_back);
    update_close(update);
}

static void deaths_count_only_within_two_minutes_of_the_switch(void **state)
{
    (void)state;
    apply("two.zhb");
    assert_int_equal(start(1001, "boot-a", false), 2);
    assert_int_equal(start(1100, "boot-a", false), 2);
    assert_int_equal(start(1121, "boot-a", false), 2); // the trial is over
    for (int i = 0; i < 5; i++) {
        assert_int_equal(start(1122 + i, "boot-a", false), 2);
    }
}

static void an_orderly_end_is_no_death(void **state)
{
    (void)state;
    apply("two.zhb");
    for (int i = 0; i < 10; i++) {
        assert_int_equal(start(1001 + i, "boot-a", true), 2);
    }
}

static void pulling_the_plug_is_no_death(void **state)
{
    (void)state;
    apply("two.zhb");
    for (int i = 0; i < 10; i++) {
        char boot[2] = {(char)('a' + i), '\0'};
        assert_int_equal(start(5, boot, false), 2);
    }
    // but on the new boot the trial goes on
    assert_int_equal(start(6, "j", false), 2);
    assert_int_equal(start(7, "j", false), 1);
}

static void a_running_program_ends_its_trial(void **state)
{
    (void)state;
    Updates updates;
    char path[UPDATE_PATH];
    apply("two.zhb");
    venue_open(&venue, &updates);
    assert_true(updates_pick(&updates, "boot-a", 1001, NULL, path, NULL));
    assert_int_equal(updates_left_s(&updates, 1001), 120);
    updates_tick(&updates, "boot-a", 1050);
    assert_true(updates.is_on_trial);
    updates_tick(&updates, "boot-a", 1121);
    assert_false(updates.is_on_trial);
    assert_int_equal(updates_left_s(&updates, 1121), -1);
    assert_int_equal(start(1122, "boot-a", false), 2);
    assert_int_equal(start(1123, "boot-a", false), 2);
    assert_int_equal(start(1124, "boot-a", false), 2);
}

static void a_story_that_does_not_open_any_more_gives_way_to_the_one_before(void **state)
{
    (void)state;
    apply("two.zhb");
    apply("three.zhb");
    Updates updates;
    char path[UPDATE_PATH];
    venue_open(&venue, &updates);
    updates_path(&updates, updates.now, path);
    assert_true(file_write(path, STR("ruined"), NULL));
    assert_int_equal(venue_shows(&venue, "boot-b", 9), 2);
    venue_open(&venue, &updates); // and that was written down
    updates_path(&updates, updates.now, path);
    assert_true(file_write(path, STR("ruined"), NULL));
    assert_int_equal(venue_shows(&venue, "boot-b", 9), 1); // then the shipped one
    Err err = {0};
    updates_open(&updates, venue.state, ROOT "/nothing.db", venue.keys);
    assert_false(updates_pick(&updates, "boot-b", 9, NULL, path, &err)); // then the safe screen
    assert_true(err.what[0] && !path[0]);
}

static void going_back_by_hand_can_be_undone(void **state)
{
    (void)state;
    Updates updates;
    Err err = {0};
    venue_open(&venue, &updates);
    assert_false(updates_roll_back(&updates, &err));
    assert_non_null(strstr(err.what, "no previous content"));
    apply("two.zhb");
    venue_open(&venue, &updates);
    assert_true(updates_can_roll_back(&updates));
    assert_true(updates_roll_back(&updates, &err));
    assert_int_equal(venue_shows(&venue, "boot-b", 9), 1);
    venue_open(&venue, &updates);
    assert_true(updates_roll_back(&updates, &err));
    assert_int_equal(venue_shows(&venue, "boot-b", 9), 2);
}

static void a_damaged_record_leads_to_the_newest_story(void **state)
{
    (void)state;
    static const char *const DAMAGED[] = {"", "zhanting-current 1\nnow 7\n", "\xff\xff",
                                          "zhanting-current 1\nsum 0\n"};
    for (size_t i = 0; i < sizeof DAMAGED / sizeof DAMAGED[0]; i++) {
        assert_int_equal(fresh_state(NULL), 0);
        apply("two.zhb");
        assert_true(file_write(ROOT "/state/stories/current", str_from(DAMAGED[i]), NULL));
        assert_int_equal(venue_shows(&venue, "boot-b", 9), 2);
        assert_true(file_size(ROOT "/state/stories/current") > 100); // written anew
    }
}

static void a_newer_installed_story_goes_first_unless_it_was_there_before(void **state)
{
    (void)state;
    apply("two.zhb");
    assert_int_equal(venue_shows(&venue, "boot-b", 5000), 2);
    assert_true(story_make(venue.shipped, "5", NULL)); // the package was upgraded
    assert_int_equal(venue_shows(&venue, "boot-b", 5000), 5);
    Updates updates;
    venue_open(&venue, &updates);
    assert_true(updates_roll_back(&updates, NULL)); // somebody wants the other one
    assert_int_equal(venue_shows(&venue, "boot-b", 5000), 2);
    assert_int_equal(venue_shows(&venue, "boot-b", 5001), 2);
    assert_true(story_make(venue.shipped, "1", NULL));
}

static void without_a_state_folder_the_shipped_story_is_shown(void **state)
{
    (void)state;
    Updates updates;
    char path[UPDATE_PATH];
    updates_open(&updates, "", venue.shipped, venue.keys);
    assert_true(updates_pick(&updates, "", 9, NULL, path, NULL));
    assert_string_equal(path, venue.shipped);
    Update *update = update_open(&updates, ROOT "/stick/two.zhb");
    assert_int_equal(update_stage(update), UPDATE_REFUSED);
    update_close(update);
}

int main(void)
{
#define IN_FRESH_STATE(test) cmocka_unit_test_setup(test, fresh_state)
    const struct CMUnitTest tests[] = {
        IN_FRESH_STATE(an_update_is_looked_at_and_then_shown),
        IN_FRESH_STATE(the_third_update_removes_the_first_and_keeps_the_second),
        IN_FRESH_STATE(the_thread_does_the_same),
        IN_FRESH_STATE(the_trial_begins_with_the_switch_however_long_the_copy_took),
        IN_FRESH_STATE(what_cannot_be_used_is_refused_with_its_reason),
        IN_FRESH_STATE(a_bundle_that_was_tampered_with_is_refused),
        IN_FRESH_STATE(a_full_disk_is_seen_before_and_while_copying),
        IN_FRESH_STATE(a_stick_that_is_pulled_out_leaves_the_old_story),
        IN_FRESH_STATE(one_failing_call_anywhere_leaves_the_old_story_or_the_new_one),
        IN_FRESH_STATE(a_disk_that_fails_from_any_call_on_leaves_the_old_story),
        IN_FRESH_STATE(a_power_cut_at_any_call_leaves_the_old_story_or_the_new_one),
        IN_FRESH_STATE(a_power_cut_while_starting_loses_nothing),
        IN_FRESH_STATE(a_fault_while_starting_still_finds_a_story),
        IN_FRESH_STATE(a_story_that_kills_the_program_twice_is_taken_back),
        IN_FRESH_STATE(deaths_count_only_within_two_minutes_of_the_switch),
        IN_FRESH_STATE(an_orderly_end_is_no_death),
        IN_FRESH_STATE(pulling_the_plug_is_no_death),
        IN_FRESH_STATE(a_running_program_ends_its_trial),
        IN_FRESH_STATE(a_story_that_does_not_open_any_more_gives_way_to_the_one_before),
        IN_FRESH_STATE(going_back_by_hand_can_be_undone),
        IN_FRESH_STATE(a_damaged_record_leads_to_the_newest_story),
        IN_FRESH_STATE(a_newer_installed_story_goes_first_unless_it_was_there_before),
        IN_FRESH_STATE(without_a_state_folder_the_shipped_story_is_shown),
    };
    return cmocka_run_group_tests(tests, make_venue, clear_venue);
}
