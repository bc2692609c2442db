// Contacts: a table of fingers that cannot stick.
#include "input/input.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void feed(Contacts *contacts, ContactPhase phase, int64_t finger, float x, float y,
                 int64_t time_ms)
{
    ContactEvent event = {phase, finger, {x, y}, time_ms};
    contacts_feed(contacts, &event);
}

static int muted_now(const Contacts *contacts)
{
    int count = 0;
    for (int i = 0; i < contacts->count; i++) {
        count += contacts->items[i].is_muted ? 1 : 0;
    }
    return count;
}

static void a_finger_comes_moves_and_goes(void **state)
{
    (void)state;
    Contacts contacts;
    contacts_init(&contacts, 0);
    feed(&contacts, CONTACT_DOWN, 7, 100, 200, 10);
    assert_int_equal(contacts.count, 1);
    feed(&contacts, CONTACT_MOVE, 7, 150, 260, 20);
    const Contact *finger = contacts_find(&contacts, 7);
    assert_non_null(finger);
    assert_true(finger->at.x == 150 && finger->start.x == 100);
    assert_int_equal(finger->moved_ms, 20);
    feed(&contacts, CONTACT_UP, 7, 150, 260, 30);
    assert_int_equal(contacts.count, 0);
    assert_null(contacts_find(&contacts, 7));
    assert_int_equal(contacts.unmatched, 0);
}

static void ups_and_moves_of_strangers_are_counted_and_change_nothing(void **state)
{
    (void)state;
    Contacts contacts;
    contacts_init(&contacts, 0);
    feed(&contacts, CONTACT_UP, 3, 1, 1, 1);
    feed(&contacts, CONTACT_MOVE, 3, 1, 1, 2);
    assert_int_equal(contacts.count, 0);
    assert_int_equal(contacts.unmatched, 2);
}

static void a_repeated_down_is_a_new_touch_of_the_same_finger(void **state)
{
    (void)state;
    Contacts contacts;
    contacts_init(&contacts, 0);
    feed(&contacts, CONTACT_DOWN, 1, 10, 10, 0);
    feed(&contacts, CONTACT_DOWN, 1, 500, 500, 3000);
    assert_int_equal(contacts.count, 1);
    assert_int_equal(contacts.unmatched, 1);
    assert_true(contacts.items[0].start.x == 500);
    assert_int_equal(contacts.items[0].down_ms, 3000);
}

static void an_eleventh_finger_is_ignored_and_its_up_too(void **state)
{
    (void)state;
    Contacts contacts;
    contacts_init(&contacts, 0);
    for (int i = 0; i < 11; i++) {
        feed(&contacts, CONTACT_DOWN, i, (float)(400 * i), 0, 100 * i);
    }
    assert_int_equal(contacts.count, 10);
    assert_int_equal(contacts.ignored, 1);
    feed(&contacts, CONTACT_UP, 10, 0, 0, 2000);
    assert_int_equal(contacts.count, 10);
    assert_int_equal(contacts.unmatched, 1);
}

static void dirt_gives_up_its_place_to_a_finger(void **state)
{
    (void)state;
    Contacts contacts;
    contacts_init(&contacts, 0);
    for (int i = 0; i < 10; i++) {
        feed(&contacts, CONTACT_DOWN, i, (float)(400 * i), 0, 100 * i);
    }
    contacts_reconcile(&contacts, 10, 20000);
    assert_int_equal(muted_now(&contacts), 10);
    feed(&contacts, CONTACT_DOWN, 10, 100, 900, 20001);
    assert_int_equal(contacts.count, 10);
    assert_int_equal(contacts.ignored, 0);
    assert_non_null(contacts_find(&contacts, 10));
    assert_null(contacts_find(&contacts, 0));
}

static void fingers_the_device_no_longer_has_are_let_go_oldest_first(void **state)
{
    (void)state;
    Contacts contacts;
    contacts_init(&contacts, 0);
    for (int i = 0; i < 3; i++) {
        feed(&contacts, CONTACT_DOWN, i, (float)(600 * i), 0, 100 * i);
    }
    contacts_reconcile(&contacts, 3, 400);
    assert_int_equal(contacts.count, 3);
    contacts_reconcile(&contacts, 1, 410);
    assert_int_equal(contacts.count, 1);
    assert_int_equal(contacts.items[0].finger, 2);
    assert_int_equal(contacts.let_go, 2);
    contacts_reconcile(&contacts, 0, 420); // the panel is unplugged
    assert_int_equal(contacts.count, 0);
}

static void the_mouse_is_not_counted_among_the_fingers_of_the_device(void **state)
{
    (void)state;
    Contacts contacts;
    contacts_init(&contacts, 0);
    feed(&contacts, CONTACT_DOWN, -1, 5, 5, 0);
    contacts_reconcile(&contacts, 0, 100);
    assert_int_equal(contacts.count, 1);
    feed(&contacts, CONTACT_DOWN, 4, 900, 5, 200);
    contacts_reconcile(&contacts, -1, 300); // the device cannot say
    assert_int_equal(contacts.count, 2);
    contacts_reconcile(&contacts, 0, 400);
    assert_int_equal(contacts.count, 1);
    assert_int_equal(contacts.items[0].finger, -1);
}

typedef struct {
    float mm_per_px;
    float step_px;   // between neighbours
    int64_t step_ms; // between downs
    int count;
    int want_muted;
    const char *why;
} PalmRow;

static const PalmRow PALMS[] = {
    {0.634f, 40, 10, 3, 3, "three touches in 20 ms over 5 cm are a palm"},
    {0.634f, 40, 10, 5, 5, "five touches in 40 ms over 10 cm, each near the last, are a palm"},
    {0.634f, 100, 10, 3, 0, "three fingers over 12 cm are not"},
    {0.634f, 40, 25, 3, 0, "three touches in 50 ms are not"},
    {0.634f, 40, 0, 2, 0, "two fingers at once are a pinch"},
    {0.317f, 80, 10, 3, 3, "on a 4K panel the same 5 cm are twice the px"},
    {0.317f, 140, 10, 3, 0, "and 9 cm are not a palm"},
    {0, 140, 10, 3, 3, "without mm, 280 px are a palm"},
    {0, 160, 10, 3, 0, "and 320 px are not"},
};

static void palms_are_told_from_fingers(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT(PALMS); i++) {
        const PalmRow *row = &PALMS[i];
        print_message("  %s\n", row->why);
        Contacts contacts;
        contacts_init(&contacts, row->mm_per_px);
        for (int n = 0; n < row->count; n++) {
            feed(&contacts, CONTACT_DOWN, n, 100 + row->step_px * (float)n, 100, row->step_ms * n);
        }
        assert_int_equal(muted_now(&contacts), row->want_muted);
        assert_int_equal(contacts.muted, row->want_muted);
    }
}

static void a_palm_stays_muted_and_mutes_what_comes_beside_it(void **state)
{
    (void)state;
    Contacts contacts;
    contacts_init(&contacts, 0);
    for (int n = 0; n < 3; n++) {
        feed(&contacts, CONTACT_DOWN, n, 100 + 40 * (float)n, 100, n);
    }
    feed(&contacts, CONTACT_DOWN, 5, 200, 140, 900);
    assert_true(contacts_find(&contacts, 5)->is_muted);
    feed(&contacts, CONTACT_DOWN, 6, 1400, 700, 950);
    assert_false(contacts_find(&contacts, 6)->is_muted);
    for (int n = 0; n < 3; n++) {
        feed(&contacts, CONTACT_UP, n, 100, 100, 1000);
    }
    feed(&contacts, CONTACT_UP, 5, 200, 140, 1000);
    feed(&contacts, CONTACT_DOWN, 7, 120, 100, 1200); // the hand is gone
    assert_false(contacts_find(&contacts, 7)->is_muted);
}

static void a_finger_that_never_moves_for_ten_seconds_is_muted(void **state)
{
    (void)state;
    Contacts contacts;
    contacts_init(&contacts, 0);
    feed(&contacts, CONTACT_DOWN, 1, 100, 100, 0);
    feed(&contacts, CONTACT_DOWN, 2, 900, 100, 0);
    feed(&contacts, CONTACT_MOVE, 1, 103, 98, 5000); // a drop of water trembles
    feed(&contacts, CONTACT_MOVE, 2, 980, 100, 5000);
    contacts_reconcile(&contacts, 2, 10000);
    assert_int_equal(muted_now(&contacts), 0);
    contacts_reconcile(&contacts, 2, 10001);
    assert_true(contacts_find(&contacts, 1)->is_muted);
    assert_false(contacts_find(&contacts, 2)->is_muted);
    contacts_reconcile(&contacts, 2, 20000);
    assert_int_equal(contacts.muted, 1);
}

static void a_finger_whose_panel_went_dumb_is_muted(void **state)
{
    (void)state;
    Contacts contacts;
    contacts_init(&contacts, 0);
    feed(&contacts, CONTACT_DOWN, 1, 0, 0, 0);
    for (int i = 1; i <= 60; i++) {
        feed(&contacts, CONTACT_MOVE, 1, (float)(10 * i), 0, 1000 * i);
        contacts_reconcile(&contacts, 1, 1000 * i); // a long drag is none of that
        assert_int_equal(muted_now(&contacts), 0);
    }
    contacts_reconcile(&contacts, 1, 60000 + DUMB_MS);
    assert_int_equal(muted_now(&contacts), 0);
    contacts_reconcile(&contacts, 1, 60001 + DUMB_MS);
    assert_int_equal(muted_now(&contacts), 1);
}

static void cancel_all_empties_the_glass(void **state)
{
    (void)state;
    Contacts contacts;
    contacts_init(&contacts, 0);
    for (int i = 0; i < 4; i++) {
        feed(&contacts, CONTACT_DOWN, i, (float)(400 * i), 0, 100 * i);
    }
    feed(&contacts, CONTACT_CANCEL_ALL, 0, 0, 0, 500);
    assert_int_equal(contacts.count, 0);
    feed(&contacts, CONTACT_UP, 2, 0, 0, 600);
    assert_int_equal(contacts.count, 0);
}

static void places_that_are_no_numbers_do_not_get_in(void **state)
{
    (void)state;
    Contacts contacts;
    contacts_init(&contacts, 0);
    feed(&contacts, CONTACT_DOWN, 1, NAN, 0, 0);
    feed(&contacts, CONTACT_DOWN, 2, 0, INFINITY, 0);
    feed(&contacts, CONTACT_DOWN, 3, 1e30f, 0, 0);
    assert_int_equal(contacts.count, 0);
    feed(&contacts, CONTACT_DOWN, 4, 10, 20, 0);
    feed(&contacts, CONTACT_MOVE, 4, NAN, NAN, 10);
    assert_true(contacts.items[0].at.x == 10 && contacts.items[0].at.y == 20);
    feed(&contacts, CONTACT_UP, 4, NAN, NAN, 20);
    assert_int_equal(contacts.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finger_comes_moves_and_goes),
        cmocka_unit_test(ups_and_moves_of_strangers_are_counted_and_change_nothing),
        cmocka_unit_test(a_repeated_down_is_a_new_touch_of_the_same_finger),
        cmocka_unit_test(an_eleventh_finger_is_ignored_and_its_up_too),
        cmocka_unit_test(dirt_gives_up_its_place_to_a_finger),
        cmocka_unit_test(fingers_the_device_no_longer_has_are_let_go_oldest_first),
        cmocka_unit_test(the_mouse_is_not_counted_among_the_fingers_of_the_device),
        cmocka_unit_test(palms_are_told_from_fingers),
        cmocka_unit_test(a_palm_stays_muted_and_mutes_what_comes_beside_it),
        cmocka_unit_test(a_finger_that_never_moves_for_ten_seconds_is_muted),
        cmocka_unit_test(a_finger_whose_panel_went_dumb_is_muted),
        cmocka_unit_test(cancel_all_empties_the_glass),
        cmocka_unit_test(places_that_are_no_numbers_do_not_get_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
