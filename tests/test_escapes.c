// Attempts to get out that take more than one finger, or a keyboard: on every section of the real story, as
// contacts and keys without a window. What takes a window is in e2e_escapes.sh.
#include "base/clock.h"
#include "pages_fixture.h"
#include <string.h>

enum { W = 1920, H = 1080, FINGERS = 10, KEYS = 5000, CONTACTS = 20000, STEPS = 8 };

static const char *const ROUTES[] = {"home",     "chains", "chains/new-energy", "livelihood",
                                     "figures",  "photos", "timeline",          "districts",
                                     "articles", "about"};

static void contacts_are_gone(const Visitor *v)
{
    assert_int_equal(v->app.gestures.contacts.count, 0);
    assert_true(gestures_is_idle(&v->app.gestures));
    assert_false(v->app.has_finger);
}

// One finger still does what it did before.
static void is_as_before(Visitor *v, const char *route)
{
    contacts_are_gone(v);
    assert_string_equal(visitor_route(v), route);
    visitor_wait(v, 1000);
    bool is_home = strcmp(route, "home") == 0;
    visitor_tap(v, is_home ? 1350 : 212, 1020);
    assert_string_equal(visitor_route(v), is_home ? "articles" : "home");
}

typedef struct {
    Point from, to; // of the first finger
    Point apart;    // from one finger to the next
    int fingers;
    int between_ms; // from one finger's touch to the next
} Swipe;

static void swipe(Visitor *v, const Swipe *s)
{
    for (int step = 0; step <= STEPS + 1; step++) {
        float part = step > STEPS ? 1 : (float)step / STEPS;
        ContactPhase phase = step == 0 ? CONTACT_DOWN : step > STEPS ? CONTACT_UP : CONTACT_MOVE;
        for (int i = 0; i < s->fingers; i++) {
            visitor_finger(v, 10 + i, phase,
                           s->from.x + (s->to.x - s->from.x) * part + s->apart.x * (float)i,
                           s->from.y + (s->to.y - s->from.y) * part + s->apart.y * (float)i);
            v->now_ms += phase == CONTACT_MOVE ? 0 : s->between_ms;
        }
        v->now_ms += STEP_MS;
        visitor_frame(v);
    }
    visitor_wait(v, 600);
}

static void try_everywhere(Visitor *v, const Swipe *swipes, int count)
{
    for (size_t r = 0; r < sizeof ROUTES / sizeof *ROUTES; r++) {
        for (int i = 0; i < count; i++) {
            visitor_arrive(v, ROUTES[r], "zh", W, H, 0);
            swipe(v, &swipes[i]);
            is_as_before(v, ROUTES[r]);
            visitor_leave(v);
        }
    }
}

static void swipes_of_three_four_and_five_fingers_lead_nowhere(void **state)
{
    static const int HOW_MANY[] = {3, 4, 5};
    static const Point WAYS[] = {{600, 0}, {-600, 0}, {0, 400}, {0, -400}};
    Swipe swipes[2 * 3 * 4];
    int count = 0;
    for (int way = 0; way < 4; way++) {
        for (int n = 0; n < 3; n++) {
            Point from = {900, 500};
            Point to = {from.x + WAYS[way].x, from.y + WAYS[way].y};
            // Close and at once, as a hand does it; and apart, one after the other, which is no palm.
            swipes[count++] = (Swipe){from, to, {70, 12}, HOW_MANY[n], 4};
            swipes[count++] =
                (Swipe){{100, from.y}, {100 + WAYS[way].x, to.y}, {350, 0}, HOW_MANY[n], 60};
        }
    }
    try_everywhere(*state, swipes, count);
}

static void swipes_from_the_edges_lead_nowhere(void **state)
{
    Swipe swipes[4 * 4];
    int count = 0;
    for (int n = 1; n <= 4; n++) {
        Point beside = {0, 120};
        Point below = {140, 0};
        swipes[count++] = (Swipe){{0, 300}, {800, 300}, beside, n, 10};
        swipes[count++] = (Swipe){{W - 1, 300}, {1100, 300}, beside, n, 10};
        swipes[count++] = (Swipe){{700, 0}, {700, 500}, below, n, 10};
        swipes[count++] = (Swipe){{700, H - 1}, {700, 500}, below, n, 10};
    }
    try_everywhere(*state, swipes, count);
}

static void a_finger_or_ten_that_stay_lead_nowhere(void **state)
{
    Visitor *v = *state;
    for (size_t r = 0; r < sizeof ROUTES / sizeof *ROUTES; r++) {
        for (int n = 1; n <= FINGERS; n += FINGERS - 1) {
            visitor_arrive(v, ROUTES[r], "zh", W, H, 0);
            for (int i = 0; i < n; i++) {
                visitor_finger(v, 10 + i, CONTACT_DOWN, 1910, 100 + 80 * (float)i);
            }
            visitor_wait(v, 15000);
            for (int i = 0; i < n; i++) {
                visitor_finger(v, 10 + i, CONTACT_UP, 1910, 100 + 80 * (float)i);
            }
            visitor_wait(v, 600);
            is_as_before(v, ROUTES[r]);
            visitor_leave(v);
        }
    }
}

static void a_mashed_keyboard_changes_nothing(void **state)
{
    Visitor *v = *state;
    Rng rng = {2024};
    for (size_t r = 0; r < sizeof ROUTES / sizeof *ROUTES; r++) {
        visitor_arrive(v, ROUTES[r], "zh", W, H, 0);
        uint64_t before = app_state_hash(&v->app);
        for (int i = 0; i < KEYS; i++) {
            InputEvent event = {.kind = EVENT_KEY,
                                .key = (Key)rng_below(&rng, KEY_Q + 1),
                                .has_ctrl = rng_below(&rng, 2)};
            app_event(&v->app, &event, v->now_ms);
            v->now_ms += rng_below(&rng, 20);
        }
        visitor_wait(v, 600);
        assert_true(app_state_hash(&v->app) == before);
        is_as_before(v, ROUTES[r]);
        visitor_leave(v);
    }
}

// A finger that is down moves or goes up, one that is up comes down: anywhere, in any order, while the window
// loses the focus and finds it again.
static void two_hands_that_drum_leave_no_finger_behind(void **state)
{
    Visitor *v = *state;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        Rng rng = {seed};
        bool is_down[FINGERS] = {false};
        visitor_arrive(v, "home", "zh", W, H, 0);
        for (int i = 0; i < CONTACTS / 4; i++) {
            int finger = rng_below(&rng, FINGERS);
            ContactPhase phase = !is_down[finger]     ? CONTACT_DOWN
                                 : rng_below(&rng, 3) ? CONTACT_MOVE
                                                      : CONTACT_UP;
            is_down[finger] = phase != CONTACT_UP;
            visitor_finger(v, 10 + finger, phase, (float)rng_below(&rng, W),
                           (float)rng_below(&rng, H));
            if (rng_below(&rng, 500) == 0) {
                app_event(&v->app, &(InputEvent){.kind = EVENT_FOCUS_LOST}, v->now_ms);
            }
            v->now_ms += rng_below(&rng, 40);
            if (rng_below(&rng, 3) == 0) {
                visitor_frame(v);
            }
            assert_string_not_equal(visitor_route(v), "operator");
        }
        for (int finger = 0; finger < FINGERS; finger++) {
            visitor_finger(v, 10 + finger, CONTACT_UP, 0, 0);
        }
        visitor_wait(v, 2000);
        contacts_are_gone(v);
        app_reset(&v->app);
        visitor_wait(v, 1000);
        visitor_tap(v, 960, 500);
        assert_string_equal(visitor_route(v), "home");
        visitor_leave(v);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(swipes_of_three_four_and_five_fingers_lead_nowhere),
        cmocka_unit_test(swipes_from_the_edges_lead_nowhere),
        cmocka_unit_test(a_finger_or_ten_that_stay_lead_nowhere),
        cmocka_unit_test(a_mashed_keyboard_changes_nothing),
        cmocka_unit_test(two_hands_that_drum_leave_no_finger_behind),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
