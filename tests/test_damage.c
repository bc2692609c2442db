#include "draw/damage.h"
#include "test_raster_scene.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int setup(void **state)
{
    static Arena arena;
    arena_init(&arena, "test", 64 * MIB);
    scene_prepare();
    *state = &arena;
    return 0;
}

static int teardown(void **state)
{
    arena_finish(*state);
    return 0;
}

static void fill(DrawList *list, int x, int y, int w, int h, uint32_t rgb)
{
    Paint paint = paint_colour(RGB(rgb));
    list_fill(list, (RectPx){x, y, w, h}, &paint);
}

static void assert_rect(RectPx r, int x, int y, int w, int h)
{
    if (r.x != x || r.y != y || r.w != w || r.h != h) {
        fail_msg("%d,%d %dx%d, wanted %d,%d %dx%d", r.x, r.y, r.w, r.h, x, y, w, h);
    }
}

static void nothing_changed_is_no_damage(void **state)
{
    DrawList a = list_begin(*state, 100, 100), b = list_begin(*state, 100, 100);
    fill(&a, 1, 2, 3, 4, 5);
    fill(&b, 1, 2, 3, 4, 5);
    assert_int_equal(damage_between(&a, &b, *state).count, 0);
}

static void without_a_list_before_all_is_damage(void **state)
{
    DrawList a = list_begin(*state, 90, 100), b = list_begin(*state, 100, 100);
    Damage none = damage_between(NULL, &b, *state);
    Damage other = damage_between(&a, &b, *state);
    assert_int_equal(none.count, 1);
    assert_rect(none.rects[0], 0, 0, 100, 100);
    assert_int_equal(other.count, 1);
    assert_rect(other.rects[0], 0, 0, 100, 100);
}

static void a_command_more_or_less_is_damage_where_it_shows(void **state)
{
    DrawList a = list_begin(*state, 100, 100), b = list_begin(*state, 100, 100);
    fill(&a, 0, 0, 100, 100, 1);
    fill(&a, 50, 50, 20, 20, 3);
    fill(&b, 0, 0, 100, 100, 1);
    fill(&b, 90, 10, 30, 10, 2);
    fill(&b, 50, 50, 20, 20, 3);
    Damage more = damage_between(&a, &b, *state);
    Damage less = damage_between(&b, &a, *state);
    assert_int_equal(more.count, 1);
    assert_rect(more.rects[0], 90, 10, 10, 10); // cut by the target
    assert_int_equal(less.count, 1);
    assert_rect(less.rects[0], 90, 10, 10, 10);
}

static void two_commands_that_changed_places_are_damage(void **state)
{
    DrawList a = list_begin(*state, 100, 100), b = list_begin(*state, 100, 100);
    fill(&a, 0, 0, 100, 100, 9);
    fill(&a, 10, 10, 30, 30, 1);
    fill(&a, 20, 20, 30, 30, 2);
    fill(&b, 0, 0, 100, 100, 9);
    fill(&b, 20, 20, 30, 30, 2);
    fill(&b, 10, 10, 30, 30, 1);
    Damage damage = damage_between(&a, &b, *state);
    assert_true(damage.count > 0);
    RectPx both = rectpx_common((RectPx){10, 10, 30, 30}, (RectPx){20, 20, 30, 30});
    RectPx in = rectpx_common(damage.rects[0], both);
    assert_rect(in, both.x, both.y, both.w, both.h);
    assert_true(damage.rects[0].w < 100); // the ground stayed
}

static void of_three_that_turned_round_only_what_crossed_is_damage(void **state)
{
    DrawList a = list_begin(*state, 100, 100), b = list_begin(*state, 100, 100);
    fill(&a, 0, 0, 10, 10, 1);
    fill(&a, 20, 0, 10, 10, 2);
    fill(&a, 40, 0, 10, 10, 3);
    fill(&b, 20, 0, 10, 10, 2);
    fill(&b, 40, 0, 10, 10, 3);
    fill(&b, 0, 0, 10, 10, 1);
    Damage damage = damage_between(&a, &b, *state);
    assert_int_equal(damage.count, 1);
    assert_rect(damage.rects[0], 0, 0, 10, 10);
}

static void a_layer_that_moved_is_damage_at_both_places(void **state)
{
    for (int fades = 0; fades < 2; fades++) {
        DrawList lists[2];
        for (int i = 0; i < 2; i++) {
            lists[i] = list_begin(*state, 200, 100);
            fill(&lists[i], 0, 0, 200, 100, 9);
            list_layer(&lists[i], (RectPx){0, 0, 20, 20}, i && !fades ? 150 : 0, 0,
                       i && fades ? 0.5f : 1);
            fill(&lists[i], 0, 0, 20, 20, 1);
            list_end_layer(&lists[i]);
        }
        Damage damage = damage_between(&lists[0], &lists[1], *state);
        assert_int_equal(damage.count, fades ? 1 : 2);
        int left = fades || damage.rects[0].x == 0 ? 0 : 1;
        assert_rect(damage.rects[left], 0, 0, 20, 20);
        if (!fades) {
            assert_rect(damage.rects[1 - left], 150, 0, 20, 20);
        }
    }
}

static void in_a_layer_that_stays_only_what_changed_inside_is_damage(void **state)
{
    DrawList lists[2];
    for (int i = 0; i < 2; i++) {
        lists[i] = list_begin(*state, 200, 100);
        fill(&lists[i], 0, 0, 200, 100, 9);
        list_clip(&lists[i], (RectPx){0, 0, 58, 100});
        list_layer(&lists[i], (RectPx){0, 0, 100, 80}, 10, 5, 0.75f);
        fill(&lists[i], 0, 0, 100, 80, 1);
        list_layer(&lists[i], (RectPx){0, 0, 60, 60}, 3, 3, 1);
        fill(&lists[i], 40, 40, 10, 10, i ? 2 : 3);
        list_end_layer(&lists[i]);
        list_end_layer(&lists[i]);
        list_unclip(&lists[i]);
    }
    Damage damage = damage_between(&lists[0], &lists[1], *state);
    assert_int_equal(damage.count, 1);
    assert_rect(damage.rects[0], 53, 48, 5, 10); // moved by 13 and 8, cut at 58
}

static void a_clip_that_changed_is_damage_for_what_it_cut_only(void **state)
{
    DrawList lists[2];
    for (int i = 0; i < 2; i++) {
        lists[i] = list_begin(*state, 200, 100);
        list_clip(&lists[i], (RectPx){0, 0, i ? 100 : 90, 100});
        fill(&lists[i], 0, 0, 50, 20, 1);   // inside both clips: the same pixels
        fill(&lists[i], 80, 50, 50, 20, 2); // cut by them
        list_unclip(&lists[i]);
    }
    Damage damage = damage_between(&lists[0], &lists[1], *state);
    assert_int_equal(damage.count, 1);
    assert_rect(damage.rects[0], 80, 50, 20, 20);
}

static void damage_never_outgrows_its_sixteen_rectangles(void **state)
{
    (void)state;
    Rng rng = {77};
    for (int round = 0; round < 50; round++) {
        Damage damage = {0};
        RectPx added[60];
        for (int i = 0; i < 60; i++) {
            added[i] = (RectPx){rng_below(&rng, 1000), rng_below(&rng, 1000),
                                1 + rng_below(&rng, 40), 1 + rng_below(&rng, 40)};
            damage_add(&damage, added[i]);
            assert_true(damage.count <= MAX_DAMAGE);
        }
        for (int i = 0; i < 60; i++) { // and each is held whole by one of them
            bool is_held = false;
            for (int k = 0; k < damage.count; k++) {
                RectPx common = rectpx_common(damage.rects[k], added[i]);
                is_held = is_held || (common.w == added[i].w && common.h == added[i].h);
            }
            assert_true(is_held);
        }
    }
}

static void painting_the_damage_alone_equals_painting_everything(void **state)
{
    Arena *arena = *state;
    Raster *patcher = raster_open(2, MIB);
    Raster *whole = raster_open(1, 0);
    Surface patched = surface_make(SCENE_W, SCENE_H), fresh = surface_make(SCENE_W, SCENE_H);
    RectPx all = {0, 0, SCENE_W, SCENE_H};
    int64_t damaged_px = 0;
    Rng rng = {20240218};
    for (int scene = 0; scene < 60; scene++) {
        arena_reset(arena);
        const Node *root = scene_root(arena, &rng);
        DrawList before = scene_list(arena, root);
        raster_paint(patcher, &before, &all, 1, patched);
        for (int step = 0; step < 8; step++) {
            root = scene_changed(arena, &rng, root);
            DrawList after = scene_list(arena, root);
            Damage damage = damage_between(&before, &after, arena);
            raster_paint(patcher, &after, damage.rects, damage.count, patched);
            raster_paint(whole, &after, &all, 1, fresh);
            damaged_px += raster_stats(patcher).painted_px;
            if (surface_difference(patched, fresh) != 0) {
                fail_msg("scene %d, step %d: %d px differ", scene, step,
                         surface_difference(patched, fresh));
            }
            before = after;
        }
    }
    // Calling everything damage would pass the above.
    assert_true(damaged_px < (int64_t)SCENE_W * SCENE_H * 60 * 8 * 3 / 4);
    surface_free(&patched);
    surface_free(&fresh);
    raster_close(patcher);
    raster_close(whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_changed_is_no_damage, setup, teardown),
        cmocka_unit_test_setup_teardown(without_a_list_before_all_is_damage, setup, teardown),
        cmocka_unit_test_setup_teardown(a_command_more_or_less_is_damage_where_it_shows, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(two_commands_that_changed_places_are_damage, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(of_three_that_turned_round_only_what_crossed_is_damage,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_layer_that_moved_is_damage_at_both_places, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(in_a_layer_that_stays_only_what_changed_inside_is_damage,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_clip_that_changed_is_damage_for_what_it_cut_only, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(damage_never_outgrows_its_sixteen_rectangles, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(painting_the_damage_alone_equals_painting_everything, setup,
                                        teardown),
    };
    return cmocka_run_group_tests_name("damage", tests, NULL, NULL);
}
