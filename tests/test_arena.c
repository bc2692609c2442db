#include "base/arena.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static void memory_is_zeroed_and_aligned_also_when_it_is_used_again(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "test", MIB);
    for (int round = 0; round < 3; round++) {
        for (size_t size = 0; size < 300; size += 7) {
            unsigned char *p = arena_alloc(&arena, size);
            assert_non_null(p);
            assert_int_equal((uintptr_t)p % 16, 0);
            for (size_t i = 0; i < size; i++) {
                assert_int_equal(p[i], 0);
            }
            memset(p, 0xEE, size);
        }
        arena_reset(&arena);
        assert_int_equal(arena.used, 0);
    }
    arena_finish(&arena);
}

static void a_piece_larger_than_a_block_gets_one_of_its_own(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "test", 8 * MIB);
    char *small = arena_alloc(&arena, 10);
    char *large = arena_alloc(&arena, MIB);
    memset(large, 1, MIB);
    assert_int_equal(small[0], 0);
    arena_reset(&arena);
    char *again = arena_alloc(&arena, MIB); // the kept block is found behind the small one
    assert_ptr_equal(again, large);
    arena_finish(&arena);
}

static void what_came_after_a_mark_is_given_back(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "test", 8 * MIB);
    ArenaMark empty = arena_mark(&arena);
    char *kept = arena_alloc(&arena, 100);
    strcpy(kept, "kept");
    ArenaMark mark = arena_mark(&arena);
    for (int i = 0; i < 100; i++) {
        arena_alloc(&arena, 10000);
    }
    arena_release(&arena, mark);
    assert_int_equal(arena.used, mark.used);
    assert_string_equal(kept, "kept");
    arena_release(&arena, empty);
    assert_int_equal(arena.used, 0);
    arena_finish(&arena);
}

static void a_growing_array_keeps_what_it_holds(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "test", MIB);
    int *items = NULL;
    int capacity = 0;
    for (int i = 0; i < 1000; i++) {
        items = arena_grow(&arena, items, &capacity, i + 1, sizeof *items);
        items[i] = i;
    }
    for (int i = 0; i < 1000; i++) {
        assert_int_equal(items[i], i);
    }
    assert_ptr_equal(arena_grow(&arena, items, &capacity, 10, sizeof *items), items);
    arena_finish(&arena);
}

// It stops the program: that is seen from outside.
static int exit_of(void (*overrun)(Arena *arena))
{
    pid_t child = fork();
    if (child == 0) {
        (void)!freopen("/dev/null", "w", stderr);
        Arena arena;
        arena_init(&arena, "test", 4096);
        overrun(&arena);
        _exit(0);
    }
    int status = 0;
    assert_true(waitpid(child, &status, 0) == child);
    return status;
}

static void within_budget(Arena *arena)
{
    arena_alloc(arena, 4096);
}

static void one_byte_too_many(Arena *arena)
{
    arena_alloc(arena, 4096);
    arena_alloc(arena, 1);
}

static void overflowing_array(Arena *arena)
{
    arena_alloc_array(arena, SIZE_MAX / 2, 4);
}

static void running_over_the_budget_stops_the_program(void **state)
{
    (void)state;
    assert_int_equal(exit_of(within_budget), 0);
    assert_int_not_equal(exit_of(one_byte_too_many), 0);
    assert_int_not_equal(exit_of(overflowing_array), 0);
}

static void finishing_an_arena_that_was_never_used_is_fine(void **state)
{
    (void)state;
    Arena arena = {0};
    arena_finish(&arena);
    arena_reset(&arena);
    assert_null(arena.first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned_also_when_it_is_used_again),
        cmocka_unit_test(a_piece_larger_than_a_block_gets_one_of_its_own),
        cmocka_unit_test(what_came_after_a_mark_is_given_back),
        cmocka_unit_test(a_growing_array_keeps_what_it_holds),
        cmocka_unit_test(running_over_the_budget_stops_the_program),
        cmocka_unit_test(finishing_an_arena_that_was_never_used_is_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
