// Any bytes as text, any measure: nothing crashes, no rule is broken, nothing is lost.
#include "type_check.h"
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 3 || size > 1 << 16) {
        return 0;
    }
    CheckCase c = {.measure = data[0] * (CHECK_EM / 4) + data[1],
                   .level = (KinsokuLevel)(data[2] % 3),
                   .language = data[2] & 4 ? TEXT_EN : TEXT_ZH,
                   .is_first_fit = (data[2] & 8) != 0,
                   .is_hanging = (data[2] & 16) != 0,
                   .is_ragged = (data[2] & 32) != 0,
                   .is_vertical = (data[2] & 64) != 0};
    Arena arena = {0};
    arena_init(&arena, "fuzz", 512 * MIB);
    const char *wrong = check_text(&arena, (Str){(const char *)data + 3, (int)(size - 3)}, &c);
    if (wrong != NULL) {
        fprintf(stderr, "%s\n", wrong);
        abort();
    }
    arena_finish(&arena);
    return 0;
}
