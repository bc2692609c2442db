// Any bytes as an article: the body has no empty lines, and read again it is the same.
#include "author/markdown.h"
#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 65536) {
        return 0;
    }
    Arena arena;
    arena_init(&arena, "fuzz", 64 * MIB);
    Markdown markdown;
    markdown_read(&arena, (Str){(const char *)data, (int)size}, &markdown);
    assert(str_find(markdown.body, STR("\n\n")) < 0);
    int marks = 0;
    for (int i = 0; i + 1 < markdown.body.n; i++) {
        if (markdown.body.p[i] == '*' && markdown.body.p[i + 1] == '*') {
            marks++;
            i++;
        }
    }
    // "****" may join marks that stood apart, but what is open was closed.
    assert(markdown.fault_count || marks % 2 == 0);
    for (int i = 0; i < markdown.fault_count; i++) {
        assert(markdown.faults[i].line >= 1 && markdown.faults[i].column >= 1);
    }
    arena_finish(&arena);
    return 0;
}
