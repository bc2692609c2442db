// Any bytes as a CSV file: every field is readable, rows count up, and what was read can be written
// and read again to the same fields.
#include "base/csv.h"
#include "base/encoding.h"
#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Str written(Arena *arena, const Csv *csv)
{
    size_t room = 1;
    for (int i = 0; i < csv->count; i++) {
        for (int f = 0; f < csv->rows[i].count; f++) {
            room += (size_t)csv->rows[i].fields[f].n * 2 + 4;
        }
    }
    char *out = arena_alloc(arena, room);
    int n = 0;
    for (int i = 0; i < csv->count; i++) {
        for (int f = 0; f < csv->rows[i].count; f++) {
            Str field = csv->rows[i].fields[f];
            out[n++] = '"';
            for (int b = 0; b < field.n; b++) {
                out[n++] = field.p[b];
                if (field.p[b] == '"') {
                    out[n++] = '"';
                }
            }
            out[n++] = '"';
            out[n++] = f + 1 < csv->rows[i].count ? ',' : '\n';
        }
    }
    return (Str){out, n};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 65536) {
        return 0;
    }
    Arena arena;
    arena_init(&arena, "fuzz", 64 * MIB);
    Str text;
    encoding_read(&arena, (Str){(const char *)data, (int)size}, &text);
    Csv csv;
    csv_read(&arena, text, &csv);
    Csv again;
    csv_read(&arena, written(&arena, &csv), &again);
    assert(again.count == csv.count);
    for (int i = 0; i < csv.count; i++) {
        const CsvRow *row = &csv.rows[i];
        assert(row->count >= 1 && row->count == again.rows[i].count);
        assert(row->number > (i ? csv.rows[i - 1].number : 0));
        for (int f = 0; f < row->count; f++) {
            // A CRLF in a field that was not quoted cannot be; in a quoted one it became LF already.
            assert(str_find(row->fields[f], STR("\r\n")) >= 0 ||
                   str_eq(row->fields[f], again.rows[i].fields[f]));
        }
    }
    arena_finish(&arena);
    return 0;
}
