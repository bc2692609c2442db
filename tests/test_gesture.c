// Gestures: what fingers mean.
#include "base/clock.h"
#include "gesture_grammar.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

// A finger's story as text, one step a word, and the gestures it must make, one word each:
//   dF@X,Y down   mF@X,Y move   uF@X,Y up   +MS time passes   t=N tick, the device has N fingers
//   t tick, the device cannot say   c cancel all
typedef struct {
    const char *steps;
    const char *want;
    const char *why;
} GestureRow;

static const GestureRow ROWS[] = {
    {"d1@100,100 +80 u1@100,100", "press tap", "a tap acts on release"},
    {"d1@100,100 +80 u1@110,105", "press tap", "a tap may tremble by less than 14 dp"},
    {"d1@100,100 +80 u1@160,100", "press unpress drag-begin drag-end",
     "a release far off is no tap, even without moves between"},
    {"d1@100,100 +50 u1@100,100 +100 d1@104,100 +50 u1@104,100", "press tap press tap double-tap",
     "two taps within 300 ms in one place"},
    {"d1@100,100 +50 u1@100,100 +300 d1@100,100 +50 u1@100,100", "press tap press tap",
     "350 ms apart are two taps"},
    {"d1@100,100 +50 u1@100,100 +50 d1@200,100 +50 u1@200,100", "press tap press tap",
     "100 px apart are two taps"},
    {"d1@9,9 +9 u1@9,9 +9 d1@9,9 +9 u1@9,9 +9 d1@9,9 +9 u1@9,9",
     "press tap press tap double-tap press tap", "a third tap is not the second of another pair"},
    {"d1@100,100 +599 t +1 t +10 t", "press long-press", "600 ms without moving, once"},
    {"d1@100,100 +700 t +500 u1@100,100", "press long-press tap",
     "slow fingers mean their taps too"},
    {"d1@100,100 +700 t m1@100,200 u1@100,200", "press long-press unpress drag-begin drag-end",
     "a held finger may still drag"},
    {"d1@100,100 m1@100,110 +10 m1@100,120 +10 m1@100,140 +10 u1@100,140",
     "press unpress drag-begin drag drag-end", "a drag begins over the slop"},
    {"d1@100,100 d2@400,100 m2@500,100 u1@100,100 u2@500,100",
     "press unpress pinch-begin pinch pinch-end", "two fingers pinch, and their ups do not tap"},
    {"d1@100,100 +9 m1@100,200 d2@400,200 m1@0,200 u2@400,200 u1@0,200",
     "press unpress drag-begin drag-end pinch-begin pinch pinch-end",
     "a second finger turns a drag into a pinch"},
    {"d1@100,100 d2@400,100 u2@400,100 m1@100,105 m1@100,200 u1@100,200",
     "press unpress pinch-begin pinch-end drag-begin drag-end",
     "the finger left over from a pinch may drag on"},
    {"d1@100,100 d2@400,100 +50 d3@800,800 m3@700,700 u3@700,700 u1@100,100 u2@400,100",
     "press unpress pinch-begin pinch-end", "a third finger takes no part"},
    {"d1@100,100 +5 d2@140,100 +5 d3@180,100 u1@100,100 u2@140,100 u3@180,100",
     "press unpress pinch-begin pinch-end", "a palm undoes what its first touches began"},
    {"d1@100,100 c u1@100,100", "press unpress", "cancelled, its up does not tap"},
    {"d1@100,100 +9 m1@100,200 c", "press unpress drag-begin drag-end", "a drag is cancelled"},
    {"d1@100,100 d2@400,100 c", "press unpress pinch-begin pinch-end", "a pinch is cancelled"},
    {"d1@100,100 t=1 t=0 d1@500,500 u1@500,500", "press unpress press tap",
     "a lost up does not tap and does not stick"},
    {"d1@100,100 +9 m1@100,200 t=0", "press unpress drag-begin drag-end",
     "the panel is unplugged in mid-drag"},
    {"d1@100,100 +80 d1@500,500 +80 u1@500,500", "press unpress press tap",
     "a repeated down ends what the finger did before"},
    {"d1@100,100 +9 m1@100,200 d1@500,500 u1@500,500",
     "press unpress drag-begin drag-end press tap", "also when it was dragging"},
    {"d1@100,100 +700 t +9301 t +50 u1@100,100", "press long-press unpress",
     "after ten seconds without moving it was never meant"},
    {"d1@100,100 +700 t d2@800,500 +60 u2@800,500 u1@100,100", "press long-press unpress press tap",
     "a hand that rests on the glass gives way"},
    {"d-1@100,100 t=0 +50 u-1@100,100", "press tap", "a mouse is one finger"},
    {"m1@100,100 u1@100,100", "", "strangers do nothing"},
};

static const char *const NAMES[] = {
    "press", "unpress",  "tap",         "double-tap", "long-press", "drag-begin",
    "drag",  "drag-end", "pinch-begin", "pinch",      "pinch-end",
};

static void add_names(char *said, size_t size, const GestureList *list)
{
    for (int i = 0; i < list->count; i++) {
        size_t used = strlen(said);
        snprintf(said + used, size - used, "%s%s", used ? " " : "", NAMES[list->items[i].kind]);
    }
}

static void gestures_follow_from_fingers(void **state)
{
    (void)state;
    for (int r = 0; r < COUNT(ROWS); r++) {
        print_message("  %s\n", ROWS[r].why);
        Gestures gestures;
        gestures_init(&gestures, 1, 0);
        char said[512] = "";
        int64_t now_ms = 1000;
        Str rest = str_from(ROWS[r].steps);
        Str word;
        while (str_split(&rest, ' ', &word)) {
            char step[64];
            snprintf(step, sizeof step, "%.*s", STR_ARG(word));
            GestureList out = {0};
            int number = -1;
            float x = 0;
            float y = 0;
            if (step[0] == '+') {
                assert_int_equal(sscanf(step, "+%d", &number), 1);
                now_ms += number;
            } else if (step[0] == 't') {
                sscanf(step, "t=%d", &number);
                gestures_tick(&gestures, number, now_ms, &out);
            } else {
                ContactPhase phase = step[0] == 'd'   ? CONTACT_DOWN
                                     : step[0] == 'm' ? CONTACT_MOVE
                                     : step[0] == 'u' ? CONTACT_UP
                                                      : CONTACT_CANCEL_ALL;
                if (phase != CONTACT_CANCEL_ALL) {
                    assert_int_equal(sscanf(step + 1, "%d@%f,%f", &number, &x, &y), 3);
                }
                ContactEvent event = {phase, number, {x, y}, now_ms};
                gestures_feed(&gestures, &event, &out);
            }
            assert_int_equal(out.dropped, 0);
            add_names(said, sizeof said, &out);
        }
        assert_string_equal(said, ROWS[r].want);
    }
}

static Gesture feed_last(Gestures *gestures, ContactPhase phase, int64_t finger, float x, float y,
                         int64_t time_ms)
{
    GestureList out = {0};
    ContactEvent event = {phase, finger, {x, y}, time_ms};
    gestures_feed(gestures, &event, &out);
    return out.count > 0 ? out.items[out.count - 1] : (Gesture){0};
}

static void a_fling_has_the_speed_of_its_last_moves(void **state)
{
    (void)state;
    Gestures gestures;
    gestures_init(&gestures, 1, 0);
    feed_last(&gestures, CONTACT_DOWN, 1, 500, 900, 0);
    for (int i = 1; i <= 10; i++) { // 2 px a ms, upwards
        feed_last(&gestures, CONTACT_MOVE, 1, 500, 900 - 32.0f * (float)i, 16 * i);
    }
    Gesture end = feed_last(&gestures, CONTACT_UP, 1, 500, 580, 170);
    assert_int_equal(end.kind, GESTURE_DRAG_END);
    assert_true(fabsf(end.velocity.y + 2) < 0.01f);
    assert_true(end.velocity.x == 0);
}

static void the_latest_move_weighs_seven_tenths(void **state)
{
    (void)state;
    Gestures gestures;
    gestures_init(&gestures, 1, 0);
    feed_last(&gestures, CONTACT_DOWN, 1, 0, 0, 0);
    feed_last(&gestures, CONTACT_MOVE, 1, 20, 0, 10); // v = 0.7 · 2 = 1.4
    feed_last(&gestures, CONTACT_MOVE, 1, 30, 0, 20); // v = 0.7 · 1 + 0.3 · 1.4 = 1.12
    Gesture end = feed_last(&gestures, CONTACT_UP, 1, 30, 0, 25);
    assert_true(fabsf(end.velocity.x - 1.12f) < 0.001f);
}

static void a_finger_that_rested_throws_nothing(void **state)
{
    (void)state;
    const int64_t rests_ms[] = {90, 91};
    const bool is_fling[] = {true, false};
    for (int i = 0; i < COUNT(rests_ms); i++) {
        Gestures gestures;
        gestures_init(&gestures, 1, 0);
        feed_last(&gestures, CONTACT_DOWN, 1, 0, 0, 0);
        feed_last(&gestures, CONTACT_MOVE, 1, 100, 0, 50);
        Gesture end = feed_last(&gestures, CONTACT_UP, 1, 100, 0, 50 + rests_ms[i]);
        assert_int_equal(end.kind, GESTURE_DRAG_END);
        assert_int_equal(end.velocity.x > 0, is_fling[i]);
    }
}

static void the_parts_of_a_drag_add_up_to_the_way_of_the_finger(void **state)
{
    (void)state;
    Gestures gestures;
    gestures_init(&gestures, 2, 0); // slop 28 px
    Point sum = {0, 0};
    const Point way[] = {{100, 100}, {110, 103}, {131, 120}, {180, 90}, {180, 90}, {60, 300}};
    GestureList out = {0};
    for (int i = 0; i < COUNT(way); i++) {
        ContactEvent event = {i ? CONTACT_MOVE : CONTACT_DOWN, 1, way[i], 10 * i};
        gestures_feed(&gestures, &event, &out);
    }
    int parts = 0;
    for (int i = 0; i < out.count; i++) {
        if (out.items[i].kind == GESTURE_DRAG_BEGIN || out.items[i].kind == GESTURE_DRAG) {
            sum.x += out.items[i].delta.x;
            sum.y += out.items[i].delta.y;
            parts++;
            assert_true(out.items[i].from.x == 100 && out.items[i].from.y == 100);
        }
    }
    assert_int_equal(parts, 2); // DRAGs in a row are one
    assert_true(fabsf(sum.x + 40) < 0.001f && fabsf(sum.y - 200) < 0.001f);
}

static void a_pinch_scales_by_the_distance_and_moves_by_the_centre(void **state)
{
    (void)state;
    Gestures gestures;
    gestures_init(&gestures, 1, 0);
    feed_last(&gestures, CONTACT_DOWN, 1, 100, 100, 0);
    Gesture begin = feed_last(&gestures, CONTACT_DOWN, 2, 300, 100, 100);
    assert_int_equal(begin.kind, GESTURE_PINCH_BEGIN);
    assert_true(begin.at.x == 200 && begin.at.y == 100);
    Gesture pinch = feed_last(&gestures, CONTACT_MOVE, 2, 500, 100, 110);
    assert_int_equal(pinch.kind, GESTURE_PINCH);
    assert_true(fabsf(pinch.scale - 2) < 0.001f);
    assert_true(pinch.at.x == 300 && pinch.delta.x == 100 && pinch.delta.y == 0);
    // Fingers on one spot are no division by zero.
    pinch = feed_last(&gestures, CONTACT_MOVE, 2, 100, 100, 120);
    assert_true(isfinite(pinch.scale) && pinch.scale > 0);
}

static void nothing_is_waited_for_without_a_finger(void **state)
{
    (void)state;
    Gestures gestures;
    gestures_init(&gestures, 1, 0);
    GestureList out = {0};
    assert_true(gestures_is_idle(&gestures));
    assert_true(gestures_next_deadline_ms(&gestures) == INT64_MAX);
    gestures_tick(&gestures, 0, 5000, &out);
    feed_last(&gestures, CONTACT_DOWN, 1, 10, 10, 5000);
    assert_false(gestures_is_idle(&gestures));
    assert_int_equal(gestures_next_deadline_ms(&gestures), 5500);
    gestures_tick(&gestures, 1, 5500, &out);
    assert_int_equal(gestures_next_deadline_ms(&gestures), 5600); // the long press
    feed_last(&gestures, CONTACT_UP, 1, 10, 10, 5550);
    assert_true(gestures_next_deadline_ms(&gestures) == INT64_MAX);
}

// ---- a million visits by clumsy hands --------------------------------------------------------

static void check(Grammar *grammar, GestureList *out, uint64_t seed)
{
    for (int i = 0; i < out->count; i++) {
        if (!grammar_take(grammar, &out->items[i])) {
            fail_msg("stream %llu: %s may not come here", (unsigned long long)seed,
                     NAMES[out->items[i].kind]);
        }
    }
    if (out->dropped != 0) {
        fail_msg("stream %llu: a gesture was dropped", (unsigned long long)seed);
    }
    out->count = 0;
}

// Fingers come and go; every tenth event is lost, some come twice, some of fingers never seen.
static void random_stream(uint64_t seed, int events)
{
    Rng rng = {seed};
    Gestures gestures;
    gestures_init(&gestures, 1, seed % 3 == 0 ? 0.4f : 0);
    Grammar grammar = {0};
    GestureList out = {.count = 0};
    bool is_down[12] = {false};
    int down = 0;
    int64_t now_ms = 1000;
    int64_t empty_since_ms = now_ms;
    for (int i = 0; i < events; i++) {
        uint32_t dice = rng_next(&rng);
        int finger = (int)(dice % 12);
        int64_t pause_ms = (int64_t)((dice >> 4) % 4 == 0 ? (dice >> 8) % 900 : (dice >> 8) % 20);
        now_ms += pause_ms;
        ContactPhase phase =
            is_down[finger] ? ((dice >> 20) % 3 == 0 ? CONTACT_UP : CONTACT_MOVE) : CONTACT_DOWN;
        if (phase == CONTACT_DOWN && down >= 10 && (dice >> 20) % 2) {
            phase = CONTACT_MOVE;
        }
        if (phase == CONTACT_DOWN && !is_down[finger]) {
            is_down[finger] = true;
            down++;
        } else if (phase == CONTACT_UP && is_down[finger]) {
            is_down[finger] = false;
            down--;
            empty_since_ms = now_ms;
        }
        if ((dice >> 25) % 64 == 0) {
            phase = CONTACT_CANCEL_ALL;
        }
        uint32_t place = rng_next(&rng);
        ContactEvent event = {phase,
                              finger == 11 ? -1 : finger,
                              {(float)(place & 0x7FF), (float)(place >> 11 & 0x3FF)},
                              now_ms};
        bool is_lost = (place >> 21) % 10 == 0;
        bool is_doubled = (place >> 21) % 10 == 1;
        if (finger == 11 && phase == CONTACT_UP) {
            is_lost = false; // the mouse loses none
        }
        for (int n = is_lost ? 0 : is_doubled ? 2 : 1; n > 0; n--) {
            gestures_feed(&gestures, &event, &out);
            check(&grammar, &out, seed);
        }
        if ((place >> 28) % 4 == 0 || pause_ms > 400) {
            int on_device = down - (is_down[11] ? 1 : 0);
            gestures_tick(&gestures, on_device, now_ms, &out);
            check(&grammar, &out, seed);
            if (gestures.contacts.count == 0 && !grammar_is_quiet(&grammar)) {
                fail_msg("stream %llu: a gesture without a finger", (unsigned long long)seed);
            }
            if (down == 0 && now_ms - empty_since_ms > 2000 && !grammar_is_quiet(&grammar)) {
                fail_msg("stream %llu: a gesture 2 s after the last finger",
                         (unsigned long long)seed);
            }
        }
        if (gestures.contacts.count > MAX_CONTACTS) {
            fail_msg("stream %llu: too many contacts", (unsigned long long)seed);
        }
    }
    // Everybody goes. The mouse lets go too.
    ContactEvent mouse = {CONTACT_UP, -1, {0, 0}, now_ms};
    gestures_feed(&gestures, &mouse, &out);
    check(&grammar, &out, seed);
    gestures_tick(&gestures, 0, now_ms + 1, &out);
    check(&grammar, &out, seed);
    if (gestures.contacts.count != 0 || !grammar_is_quiet(&grammar) ||
        gestures_next_deadline_ms(&gestures) != INT64_MAX) {
        fail_msg("stream %llu: something stuck", (unsigned long long)seed);
    }
}

static void after_a_million_random_streams_nothing_sticks(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 1000000; seed++) {
        random_stream(seed, 1 + (int)(seed % 6));
    }
}

static void after_long_random_streams_nothing_sticks(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 200; seed++) {
        random_stream(seed, 2000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gestures_follow_from_fingers),
        cmocka_unit_test(a_fling_has_the_speed_of_its_last_moves),
        cmocka_unit_test(the_latest_move_weighs_seven_tenths),
        cmocka_unit_test(a_finger_that_rested_throws_nothing),
        cmocka_unit_test(the_parts_of_a_drag_add_up_to_the_way_of_the_finger),
        cmocka_unit_test(a_pinch_scales_by_the_distance_and_moves_by_the_centre),
        cmocka_unit_test(nothing_is_waited_for_without_a_finger),
        cmocka_unit_test(after_long_random_streams_nothing_sticks),
        cmocka_unit_test(after_a_million_random_streams_nothing_sticks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
