// The script parser under any bytes: a list of steps, or a sentence with a place.
#include "base/utf8.h"
#include "input/input.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 64 * KIB) {
        return 0;
    }
    Arena arena;
    arena_init(&arena, "fuzz", 64 * MIB);
    Script script;
    Err err = {0};
    Str text = {(const char *)data, (int)size};
    bool is_read = script_parse(&arena, "fuzz", text, &script, &err);
    if (is_read == (err.what[0] != '\0') || (!is_read && (!err.where[0] || !err.hint[0]))) {
        abort();
    }
    for (int i = 0; i < script.count; i++) {
        if (script.items[i].line < 1 || utf8_first_error(script.items[i].text) >= 0) {
            abort();
        }
    }
    arena_finish(&arena);
    return 0;
}
