#include "base/clock.h"
#include "base/file.h"
#include "pages/operator.h"
#include "pages_fixture.h"
#include "venue/operator.h"
#include "venue/pin.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { W = 1920, H = 1080, CORNER_X = 1870, CORNER_Y = 1030 };

// ---- a machine that only pretends --------------------------------------------------

typedef struct {
    Staff staff;
    int wrong, locked_s, answer_after, restarts, quits, exports, kept;
    bool is_right;
} Machine;

static bool guess(void *context, const char *code)
{
    Machine *m = context;
    if (m->locked_s > 0) {
        return false;
    }
    m->is_right = strcmp(code, "135790") == 0;
    m->answer_after = 2;
    m->wrong = m->is_right ? 0 : m->wrong + 1;
    if (m->wrong == 5) {
        m->wrong = 0;
        m->locked_s = 300;
    }
    return true;
}

static StaffAnswer answer(void *context)
{
    Machine *m = context;
    return m->answer_after-- > 0 ? STAFF_CHECKING : m->is_right ? STAFF_RIGHT : STAFF_WRONG;
}

static int locked(void *context)
{
    return ((Machine *)context)->locked_s;
}

static int tries(void *context)
{
    return 5 - ((Machine *)context)->wrong;
}

static const Err PROBLEM_ROWS[] = {{"zhanting.ini:3", "idle is not a number.", "Write seconds."}};

static void facts(void *context, StaffFacts *out)
{
    (void)context;
    *out = (StaffFacts){.version = "1.0",
                        .bad_end_s = -1,
                        .free_bytes = -1,
                        .problems = PROBLEM_ROWS,
                        .problem_count = 1,
                        .has_stick = true,
                        .stick = "USB"};
}

static bool export_it(void *context)
{
    ((Machine *)context)->exports++;
    return true;
}

static void restart(void *context)
{
    ((Machine *)context)->restarts++;
}

static void quit(void *context)
{
    ((Machine *)context)->quits++;
}

static void keep(void *context, int notice)
{
    ((Machine *)context)->kept = notice;
}

static void lend(Machine *m)
{
    *m = (Machine){0};
    m->staff = (Staff){.context = m,
                       .has_code = true,
                       .guess = guess,
                       .answer = answer,
                       .locked_s = locked,
                       .tries = tries,
                       .facts = facts,
                       .export_to_stick = export_it,
                       .restart = restart,
                       .quit = quit,
                       .keep_notice = keep,
                       .stops = {"home", "chains", "figures"},
                       .stop_count = 3};
}

static void begin(Visitor *v, Machine *m, const char *route, int w, int h)
{
    lend(m);
    visitor_arrive(v, route, "zh", w, h, 75000);
    v->app.staff = &m->staff;
    visitor_frame(v);
}

// ---- hands --------------------------------------------------------------------------

static void knock(Visitor *v, float x, float y, int64_t wait_ms)
{
    visitor_contact(v, CONTACT_DOWN, x, y);
    v->now_ms += 40;
    visitor_contact(v, CONTACT_UP, x, y);
    visitor_wait(v, wait_ms);
}

static void knock_five(Visitor *v)
{
    for (int i = 0; i < 5; i++) {
        knock(v, v->app.ui.w - 50, v->app.ui.h - 50, 300);
    }
    visitor_wait(v, 700);
}

static const Target *target(const Visitor *v, int action, int n)
{
    for (int i = v->app.ui.target_count - 1; i >= 0; i--) {
        const Target *t = &v->app.ui.targets[i];
        if (t->action == action && t->n == n) {
            return t;
        }
    }
    return NULL;
}

static void touch(Visitor *v, int action, int n)
{
    const Target *t = target(v, action, n);
    if (!t) {
        fail_msg("no target %d %d", action, n);
        return;
    }
    visitor_tap(v, t->seen.x + t->seen.w / 2, t->seen.y + t->seen.h / 2);
}

static void enter(Visitor *v, const char *code)
{
    for (const char *c = code; *c; c++) {
        touch(v, OPERATOR_DIGIT, *c - '0');
    }
    visitor_wait(v, 500);
}

static int view(const Visitor *v)
{
    return v->app.stage[v->app.current].memory.n[MEMORY_VIEW];
}

static void go_in(Visitor *v)
{
    knock_five(v);
    enter(v, "135790");
    assert_string_equal(visitor_route(v), "operator");
    assert_int_equal(view(v), VIEW_PANEL);
}

// ---- the corner ---------------------------------------------------------------------

static void five_taps_in_the_corner_open_the_pad(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    for (int i = 0; i < 4; i++) {
        knock(v, CORNER_X, CORNER_Y, 300);
    }
    assert_string_not_equal(visitor_route(v), "operator");
    knock(v, CORNER_X, CORNER_Y, 300);
    assert_string_equal(visitor_route(v), "operator");
    assert_int_equal(view(v), VIEW_PAD);
    assert_false(m.staff.is_in);
    visitor_leave(v);
}

static void taps_that_are_too_slow_do_nothing(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "about", W, H);
    for (int i = 0; i < 12; i++) {
        knock(v, CORNER_X, CORNER_Y, 760); // five take more than three seconds
    }
    assert_string_not_equal(visitor_route(v), "operator");
    visitor_leave(v);
}

static void taps_elsewhere_do_nothing_and_begin_the_count_anew(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "about", W, H);
    for (int i = 0; i < 6; i++) {
        knock(v, W - STAFF_CORNER_DP - 4, CORNER_Y, 200);
    }
    assert_string_not_equal(visitor_route(v), "operator");
    for (int i = 0; i < 4; i++) {
        knock(v, CORNER_X, CORNER_Y, 150);
    }
    knock(v, 900, 300, 150);
    knock(v, CORNER_X, CORNER_Y, 150);
    assert_string_not_equal(visitor_route(v), "operator");
    visitor_leave(v);
}

static void a_palm_in_the_corner_does_nothing(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    for (int i = 0; i < 8; i++) {
        for (int finger = 0; finger < 8; finger++) {
            ContactPhase phase = finger < 4 ? CONTACT_DOWN : CONTACT_UP;
            InputEvent event = {
                .kind = EVENT_CONTACT,
                .contact = {
                    phase, finger % 4, {CORNER_X - 20 * (float)(finger % 4), CORNER_Y}, v->now_ms}};
            v->now_ms += 5;
            app_event(&v->app, &event, v->now_ms);
        }
        visitor_wait(v, 100);
    }
    assert_string_equal(visitor_route(v), "attract");
    visitor_leave(v);
}

// ---- the pad ------------------------------------------------------------------------

static void the_right_code_opens_the_panel_and_lock_leaves_it(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    uint64_t start = app_state_hash(&v->app);
    go_in(v);
    assert_true(m.staff.is_in);
    touch(v, OPERATOR_LEAVE, 0);
    assert_string_equal(visitor_route(v), "attract");
    assert_false(m.staff.is_in);
    assert_true(app_state_hash(&v->app) == start);
    knock_five(v);
    assert_int_equal(view(v), VIEW_PAD); // the code is asked for again
    visitor_leave(v);
}

static void clear_and_rub_take_digits_back(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    knock_five(v);
    enter(v, "999");
    touch(v, OPERATOR_CLEAR, 0);
    assert_string_equal(m.staff.code, "");
    enter(v, "13");
    enter(v, "9");
    touch(v, OPERATOR_RUB, 0);
    assert_string_equal(m.staff.code, "13");
    touch(v, ACTION_LANGUAGE, 0);
    assert_true(str_is(v->app.language, "en"));
    assert_string_equal(m.staff.code, "13");
    enter(v, "5790");
    assert_int_equal(view(v), VIEW_PANEL);
    visitor_leave(v);
}

static void five_wrong_codes_lock_the_pad_and_the_way_out_stays(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    knock_five(v);
    for (int i = 0; i < 5; i++) {
        assert_non_null(target(v, OPERATOR_DIGIT, 1));
        enter(v, "111111");
        assert_int_equal(view(v), VIEW_PAD);
    }
    assert_null(target(v, OPERATOR_DIGIT, 1)); // not a key to press
    staff_type(&v->app, '1');
    assert_string_equal(m.staff.code, "");
    touch(v, OPERATOR_LEAVE, 0);
    assert_string_equal(visitor_route(v), "attract");
    knock_five(v);
    assert_null(target(v, OPERATOR_DIGIT, 1)); // leaving did not unlock it
    m.locked_s = 0;
    visitor_wait(v, 1500);
    enter(v, "135790");
    assert_int_equal(view(v), VIEW_PANEL);
    visitor_leave(v);
}

static void without_a_code_nobody_comes_in(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    m.staff.has_code = false;
    knock_five(v);
    assert_null(target(v, OPERATOR_DIGIT, 1));
    staff_type(&v->app, '1');
    assert_string_equal(m.staff.code, "");
    touch(v, OPERATOR_LEAVE, 0);
    assert_string_equal(visitor_route(v), "attract");
    visitor_leave(v);
}

static void a_minute_without_a_touch_leaves_every_view(void **state)
{
    Visitor *v = *state;
    static const int views[] = {VIEW_PAD,    VIEW_PANEL,    VIEW_NOTICES, VIEW_GUIDE,
                                VIEW_DOCTOR, VIEW_PROBLEMS, VIEW_RESTART, VIEW_QUIT};
    for (int i = 0; i < COUNT(views); i++) {
        Machine m;
        begin(v, &m, "attract", i % 2 ? W : H, i % 2 ? H : W);
        uint64_t start = app_state_hash(&v->app);
        knock_five(v);
        if (views[i] != VIEW_PAD) {
            enter(v, "135790");
        }
        if (views[i] > VIEW_PANEL) {
            touch(v, OPERATOR_VIEW, views[i]);
        }
        assert_int_equal(view(v), views[i]);
        visitor_wait(v, STAFF_AWAY_MS - 3000);
        assert_string_equal(visitor_route(v), "operator");
        visitor_wait(v, 5000);
        assert_string_equal(visitor_route(v), "attract");
        assert_true(app_state_hash(&v->app) == start);
        visitor_leave(v);
    }
}

static void a_route_to_the_page_is_not_a_way_in(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    go_in(v);
    app_go(&v->app, STR("figures"));
    visitor_wait(v, 700);
    app_back(&v->app);
    visitor_wait(v, 700);
    assert_string_equal(visitor_route(v), "operator");
    assert_int_equal(view(v), VIEW_PAD);
    visitor_leave(v);
}

// ---- deeds --------------------------------------------------------------------------

static void restart_and_quit_ask_again(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    go_in(v);
    touch(v, OPERATOR_VIEW, VIEW_RESTART);
    assert_int_equal(m.restarts, 0);
    touch(v, OPERATOR_VIEW, VIEW_PANEL); // cancel, or back
    touch(v, OPERATOR_VIEW, VIEW_RESTART);
    touch(v, OPERATOR_RESTART, 0);
    assert_int_equal(m.restarts, 1);
    touch(v, OPERATOR_VIEW, VIEW_PANEL);
    touch(v, OPERATOR_VIEW, VIEW_QUIT);
    touch(v, OPERATOR_QUIT, 0);
    assert_int_equal(m.quits, 1);
    touch(v, OPERATOR_VIEW, VIEW_PANEL);
    touch(v, OPERATOR_EXPORT, 0);
    assert_int_equal(m.exports, 1);
    visitor_leave(v);
}

static void what_cannot_be_done_is_no_target(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    m.staff.quit = NULL;
    m.staff.stop_count = 0;
    m.staff.export_to_stick = NULL;
    go_in(v);
    assert_null(target(v, OPERATOR_VIEW, VIEW_QUIT));
    assert_null(target(v, OPERATOR_VIEW, VIEW_GUIDE));
    assert_null(target(v, OPERATOR_EXPORT, 0));
    assert_null(target(v, OPERATOR_UPDATE, 0));
    assert_null(target(v, OPERATOR_ROLL_BACK, 0));
    assert_non_null(target(v, OPERATOR_VIEW, VIEW_RESTART));
    visitor_leave(v);
}

static void every_target_is_large_and_inside_in_both_shapes_and_languages(void **state)
{
    Visitor *v = *state;
    for (int k = 0; k < 4; k++) {
        Machine m;
        begin(v, &m, "attract", k % 2 ? W : H, k % 2 ? H : W);
        if (k / 2) {
            app_switch_language(&v->app);
            visitor_wait(v, 700);
        }
        go_in(v);
        for (int i = VIEW_PANEL; i < VIEW_COUNT; i++) {
            v->app.stage[v->app.current].memory.n[MEMORY_VIEW] = i;
            visitor_frame(v);
            for (int j = 0; j < v->app.ui.target_count; j++) {
                const Target *t = &v->app.ui.targets[j];
                assert_true(t->hit.w >= 95.9f && t->hit.h >= 95.9f);
                assert_true(t->seen.x >= 0 && t->seen.y >= 0);
                assert_true(t->seen.x + t->seen.w <= v->app.ui.w + 0.1f);
            }
        }
        visitor_leave(v);
    }
}

// ---- cleaning -----------------------------------------------------------------------

static void cleaning_ignores_touches_and_ends_by_itself(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    uint64_t start = app_state_hash(&v->app);
    go_in(v);
    touch(v, OPERATOR_CLEAN, 0);
    assert_true(m.staff.is_cleaning);
    assert_string_equal(visitor_route(v), "attract");
    assert_true(app_state_hash(&v->app) == start);
    for (int i = 0; i < 200; i++) { // a cloth
        visitor_contact(v, CONTACT_DOWN, 300 + 5 * (float)i, 500);
        v->now_ms += 40;
        visitor_contact(v, CONTACT_MOVE, 400 + 5 * (float)i, 560);
        v->now_ms += 40;
        visitor_contact(v, CONTACT_UP, 400 + 5 * (float)i, 560);
        visitor_frame(v);
    }
    for (int i = 0; i < 6; i++) {
        knock(v, CORNER_X, CORNER_Y, 200);
    }
    assert_true(m.staff.is_cleaning);
    assert_string_equal(visitor_route(v), "attract");
    visitor_wait(v, STAFF_CLEAN_MS - 30000);
    assert_true(m.staff.is_cleaning);
    visitor_wait(v, 31000);
    assert_false(m.staff.is_cleaning);
    visitor_tap(v, 900, 700);
    assert_string_equal(visitor_route(v), "home"); // the glass feels again
    visitor_leave(v);
}

static void cleaning_ends_by_a_finger_that_keeps_still(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    go_in(v);
    touch(v, OPERATOR_CLEAN, 0);
    visitor_contact(v, CONTACT_DOWN, 960, 730);
    visitor_wait(v, 1500);
    visitor_contact(v, CONTACT_MOVE, 1100, 730);
    visitor_wait(v, 2500);
    assert_true(m.staff.is_cleaning); // it moved
    visitor_contact(v, CONTACT_UP, 1100, 730);
    visitor_contact(v, CONTACT_DOWN, 960, 730);
    visitor_wait(v, STAFF_HOLD_MS - 100);
    assert_true(m.staff.is_cleaning);
    visitor_wait(v, 200);
    assert_false(m.staff.is_cleaning);
    visitor_contact(v, CONTACT_UP, 960, 730);
    visitor_wait(v, 500);
    assert_string_equal(visitor_route(v), "attract"); // and that was no touch
    visitor_leave(v);
}

// ---- notice -------------------------------------------------------------------------

static void a_notice_stays_until_staff_take_it_down(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    go_in(v);
    touch(v, OPERATOR_VIEW, VIEW_NOTICES);
    touch(v, OPERATOR_NOTICE, 2);
    assert_int_equal(m.staff.notice, 2);
    assert_int_equal(m.kept, 2);
    visitor_tap(v, 900, 700);
    visitor_wait(v, 200000);
    assert_string_equal(visitor_route(v), "attract");
    assert_int_equal(m.staff.notice, 2);
    assert_int_equal(v->app.ui.target_count, 0);
    go_in(v);
    touch(v, OPERATOR_NOTICE, 0);
    assert_int_equal(m.staff.notice, 0);
    assert_int_equal(m.kept, 0);
    visitor_leave(v);
}

// ---- guide --------------------------------------------------------------------------

static void press_key(Visitor *v, Key key)
{
    InputEvent event = {.kind = EVENT_KEY, .key = key};
    app_event(&v->app, &event, v->now_ms);
    visitor_wait(v, 700);
}

static void the_guides_keys_step_through_the_stops_without_idle(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    uint64_t start = app_state_hash(&v->app);
    press_key(v, KEY_PAGE_DOWN); // a visitor's keyboard
    assert_string_equal(visitor_route(v), "attract");
    go_in(v);
    touch(v, OPERATOR_VIEW, VIEW_GUIDE);
    touch(v, OPERATOR_STOP, 0);
    assert_string_equal(visitor_route(v), "home");
    assert_false(m.staff.is_in);
    press_key(v, KEY_PAGE_DOWN);
    assert_string_equal(visitor_route(v), "chains");
    press_key(v, KEY_PAGE_DOWN);
    press_key(v, KEY_PAGE_DOWN); // the last one stays
    assert_string_equal(visitor_route(v), "figures");
    visitor_wait(v, 300000);
    assert_string_equal(visitor_route(v), "figures");
    press_key(v, KEY_PAGE_UP);
    assert_string_equal(visitor_route(v), "chains");
    press_key(v, KEY_HOME);
    assert_string_equal(visitor_route(v), "attract");
    assert_true(app_state_hash(&v->app) == start);
    press_key(v, KEY_PAGE_DOWN);
    assert_string_equal(visitor_route(v), "attract");
    visitor_leave(v);
}

static void a_guide_who_left_does_not_hold_the_screen(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    uint64_t start = app_state_hash(&v->app);
    go_in(v);
    touch(v, OPERATOR_VIEW, VIEW_GUIDE);
    touch(v, OPERATOR_STOP, 1);
    visitor_wait(v, STAFF_GUIDE_MS + 2000);
    assert_string_equal(visitor_route(v), "attract");
    assert_true(app_state_hash(&v->app) == start);
    visitor_leave(v);
}

// ---- the glass ----------------------------------------------------------------------

static void the_doctor_finds_dirt_and_forgets_after_a_day(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    for (int i = 0; i < 3; i++) {
        visitor_contact(v, CONTACT_DOWN, 1000, 200);
        visitor_wait(v, 11000);
        visitor_contact(v, CONTACT_UP, 1000, 200);
        visitor_wait(v, 100);
    }
    int x = 1000 * STAFF_GRID / W;
    int y = 200 * STAFF_GRID / H;
    assert_int_equal(m.staff.stuck, 3);
    assert_int_equal(m.staff.palms, 0);
    assert_int_equal(staff_stuck_at(&m.staff, x, y), 3);
    assert_int_equal(staff_felt(&m.staff, x, y), 3);
    assert_int_equal(staff_felt(&m.staff, x + 1, y), 0);
    v->now_ms += (int64_t)25 * 3600 * 1000;
    visitor_frame(v);
    assert_int_equal(staff_stuck_at(&m.staff, x, y), 0);
    assert_int_equal(staff_felt(&m.staff, x, y), 0);
    visitor_leave(v);
}

static void dirt_on_the_glass_does_not_keep_a_visit_going(void **state)
{
    Visitor *v = *state;
    Machine m;
    begin(v, &m, "attract", W, H);
    uint64_t start = app_state_hash(&v->app);
    app_go(&v->app, STR("figures"));
    visitor_wait(v, 700);
    visitor_contact(v, CONTACT_DOWN, 1000, 40);
    visitor_wait(v, 120000);
    assert_string_equal(visitor_route(v), "attract");
    assert_true(app_state_hash(&v->app) == start);
    visitor_leave(v);
}

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
    OperatorOptions options = {.config = &config,
                               .problems = &problems,
                               .version = "1",
                               .state = "",
                               .mounts = "/nowhere"};
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
    assert_false(told.has_stick);
    assert_int_equal(operator_wish(o), WISH_NONE);
    staff->restart(o);
    assert_int_equal(operator_wish(o), WISH_RESTART);
    operator_close(o);
}

// Shared memory is a file system of its own on every Linux machine: as good as a stick.
static void the_log_goes_to_the_first_stick(void **state)
{
    (void)state;
    static Config config;
    static ConfigProblems problems;
    config = config_default();
    char log[] = "/tmp/zhanting-operator-log-XXXXXX";
    int file = mkstemp(log);
    assert_true(file >= 0);
    close(file);
    assert_true(file_write(log, STR("a line\n"), NULL));
    char mounts[] = "/tmp/zhanting-operator-none-XXXXXX";
    assert_non_null(mkdtemp(mounts));
    OperatorOptions options = {.config = &config,
                               .problems = &problems,
                               .version = "1",
                               .state = "",
                               .log = log,
                               .mounts = mounts};
    Operator *o = operator_open(&options);
    Staff *staff = operator_staff(o);
    StaffFacts told = {0};
    staff->facts(o, &told);
    assert_false(told.has_stick);
    assert_false(staff->export_to_stick(o)); // a folder is not a stick
    operator_close(o);
    char stick[64];
    snprintf(stick, sizeof stick, "%s/USB", mounts);
    if (access("/dev/shm", W_OK) != 0 || symlink("/dev/shm", stick) != 0) {
        remove(mounts);
        remove(log);
        skip();
    }
    o = operator_open(&options);
    staff = operator_staff(o);
    staff->facts(o, &told);
    assert_true(told.has_stick);
    assert_string_equal(told.stick, "USB");
    char today[11];
    clock_date_utc(clock_unix_s(), today);
    char copy[128];
    snprintf(copy, sizeof copy, "%s/zhanting-%s/zhanting.log", stick, today);
    assert_true(staff->export_to_stick(o));
    assert_int_equal(file_size(copy), 7);
    operator_close(o);
    remove(copy);
    *strrchr(copy, '/') = '\0';
    remove(copy);
    remove(stick);
    remove(mounts);
    remove(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_taps_in_the_corner_open_the_pad),
        cmocka_unit_test(taps_that_are_too_slow_do_nothing),
        cmocka_unit_test(taps_elsewhere_do_nothing_and_begin_the_count_anew),
        cmocka_unit_test(a_palm_in_the_corner_does_nothing),
        cmocka_unit_test(the_right_code_opens_the_panel_and_lock_leaves_it),
        cmocka_unit_test(clear_and_rub_take_digits_back),
        cmocka_unit_test(five_wrong_codes_lock_the_pad_and_the_way_out_stays),
        cmocka_unit_test(without_a_code_nobody_comes_in),
        cmocka_unit_test(a_minute_without_a_touch_leaves_every_view),
        cmocka_unit_test(a_route_to_the_page_is_not_a_way_in),
        cmocka_unit_test(restart_and_quit_ask_again),
        cmocka_unit_test(what_cannot_be_done_is_no_target),
        cmocka_unit_test(every_target_is_large_and_inside_in_both_shapes_and_languages),
        cmocka_unit_test(cleaning_ignores_touches_and_ends_by_itself),
        cmocka_unit_test(cleaning_ends_by_a_finger_that_keeps_still),
        cmocka_unit_test(a_notice_stays_until_staff_take_it_down),
        cmocka_unit_test(the_guides_keys_step_through_the_stops_without_idle),
        cmocka_unit_test(a_guide_who_left_does_not_hold_the_screen),
        cmocka_unit_test(the_doctor_finds_dirt_and_forgets_after_a_day),
        cmocka_unit_test(dirt_on_the_glass_does_not_keep_a_visit_going),
        cmocka_unit_test(the_real_lock_holds_after_five_and_over_a_restart),
        cmocka_unit_test(frames_and_the_clock_are_told),
        cmocka_unit_test(the_log_goes_to_the_first_stick),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
