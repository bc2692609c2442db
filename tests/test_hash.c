#include "base/hash.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void the_same_bytes_give_the_same_number_from_run_to_run(void **state)
{
    (void)state;
    // Kept in files (picture caches): a change of the function must be seen.
    assert_true(hash_bytes(HASH_SEED, "", 0) == hash_bytes(HASH_SEED, NULL, 0));
    assert_true(hash_bytes(HASH_SEED, "changzhou", 9) == UINT64_C(0x4EEA8F02C83251A0));
}

static void a_changed_bit_a_length_and_a_seed_all_count(void **state)
{
    (void)state;
    unsigned char bytes[32] = {0};
    uint64_t seen[32 * 8 + 34];
    int count = 0;
    for (int bit = 0; bit < 32 * 8; bit++) {
        bytes[bit / 8] = (unsigned char)(1u << (bit % 8));
        seen[count++] = hash_bytes(HASH_SEED, bytes, sizeof bytes);
        bytes[bit / 8] = 0;
    }
    for (size_t n = 0; n <= sizeof bytes; n++) {
        seen[count++] = hash_bytes(HASH_SEED, bytes, n);
    }
    seen[count++] = hash_bytes(1, bytes, sizeof bytes);
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < i; j++) {
            assert_true(seen[i] != seen[j]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_bytes_give_the_same_number_from_run_to_run),
        cmocka_unit_test(a_changed_bit_a_length_and_a_seed_all_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
