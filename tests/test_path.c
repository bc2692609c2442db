#include "base/path.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void assert_near(float a, float b)
{
    assert_true(fabsf(a - b) < 0.05f);
}

static void assert_bounds(const Path *path, float x, float y, float w, float h)
{
    Rect box = path_bounds(path);
    assert_near(box.x, x);
    assert_near(box.y, y);
    assert_near(box.w, w);
    assert_near(box.h, h);
}

static Arena arena;

static int setup(void **state)
{
    (void)state;
    arena_init(&arena, "test", MIB);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    arena_finish(&arena);
    return 0;
}

static void figures_lie_where_they_were_asked_for(void **state)
{
    (void)state;
    Path path = path_begin(&arena);
    path_rect(&path, (Rect){1, 2, 30, 40});
    assert_bounds(&path, 1, 2, 30, 40);
    path = path_begin(&arena);
    path_round_rect(&path, (Rect){1, 2, 30, 40}, 5);
    assert_bounds(&path, 1, 2, 30, 40);
    path = path_begin(&arena);
    path_round_rect4(&path, (Rect){0, 0, 30, 40}, 0, 5, 10, 0);
    assert_bounds(&path, 0, 0, 30, 40);
    path = path_begin(&arena);
    path_circle(&path, (Point){10, 20}, 7);
    assert_bounds(&path, 3, 13, 14, 14);
    path = path_begin(&arena);
    path_ring(&path, (Point){0, 0}, 10, 2, 0, 360);
    assert_bounds(&path, -11, -11, 22, 22);
}

static void an_empty_path_has_no_bounds(void **state)
{
    (void)state;
    Path path = path_begin(&arena);
    assert_bounds(&path, 0, 0, 0, 0);
    assert_int_equal(path.verb_count, 0);
}

static void a_corner_radius_over_half_the_side_stays_inside(void **state)
{
    (void)state;
    Path path = path_begin(&arena);
    path_round_rect(&path, (Rect){0, 0, 30, 10}, 100);
    assert_bounds(&path, 0, 0, 30, 10);
}

static void mapping_scales_and_moves_every_point(void **state)
{
    (void)state;
    Path path = path_begin(&arena);
    path_move(&path, 1, 2);
    path_cubic(&path, 2, 3, 4, 5, 6, 7);
    path_close(&path);
    Path mapped = path_mapped(&path, &arena, 2, 10, 20);
    assert_int_equal(mapped.point_count, 4);
    assert_int_equal(mapped.verb_count, 3);
    assert_near(mapped.points[0].x, 12);
    assert_near(mapped.points[3].y, 34);
    assert_near(path.points[0].x, 1);
}

static void equal_paths_have_equal_hashes_and_a_moved_point_changes_it(void **state)
{
    (void)state;
    Path one = path_begin(&arena);
    Path two = path_begin(&arena);
    Path three = path_begin(&arena);
    path_rect(&one, (Rect){0, 0, 3, 4});
    path_rect(&two, (Rect){0, 0, 3, 4});
    path_rect(&three, (Rect){0, 0, 3, 4.5f});
    assert_true(path_hash(&one) == path_hash(&two));
    assert_true(path_hash(&one) != path_hash(&three));
}

static void a_curve_goes_through_its_points(void **state)
{
    (void)state;
    const Point points[] = {{0, 0}, {10, 5}, {20, 0}, {30, 8}};
    for (int i = 0; i < 4; i++) {
        Point at = spline_at(points, 4, (float)i / 3);
        assert_near(at.x, points[i].x);
        assert_near(at.y, points[i].y);
    }
    Path path = path_begin(&arena);
    path_through(&path, points, 4);
    assert_int_equal(path.verbs[0], PATH_MOVE);
    assert_int_equal(path.verb_count, 4);
    assert_near(path.points[path.point_count - 1].x, 30);
    assert_near(path.points[path.point_count - 1].y, 8);
}

static void an_arc_begins_at_twelve_and_goes_clockwise(void **state)
{
    (void)state;
    Path path = path_begin(&arena);
    path_arc(&path, (Point){0, 0}, 10, 0, 90);
    assert_near(path.points[0].x, 0);
    assert_near(path.points[0].y, -10);
    assert_near(path.points[path.point_count - 1].x, 10);
    assert_near(path.points[path.point_count - 1].y, 0);
}

static void a_rounded_polygon_stays_within_its_corners(void **state)
{
    (void)state;
    const Point corners[] = {{0, 0}, {20, 0}, {20, 20}, {0, 20}};
    Path path = path_begin(&arena);
    path_round_polygon(&path, corners, 4, 3);
    assert_bounds(&path, 0, 0, 20, 20);
    for (int i = 0; i < path.point_count; i++) {
        assert_true(path.points[i].x >= -0.01f && path.points[i].x <= 20.01f);
    }
    assert_int_equal(path.verbs[path.verb_count - 1], PATH_CLOSE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_lie_where_they_were_asked_for),
        cmocka_unit_test(an_empty_path_has_no_bounds),
        cmocka_unit_test(a_corner_radius_over_half_the_side_stays_inside),
        cmocka_unit_test(mapping_scales_and_moves_every_point),
        cmocka_unit_test(equal_paths_have_equal_hashes_and_a_moved_point_changes_it),
        cmocka_unit_test(a_curve_goes_through_its_points),
        cmocka_unit_test(an_arc_begins_at_twelve_and_goes_clockwise),
        cmocka_unit_test(a_rounded_polygon_stays_within_its_corners),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
