#include "base/csv.h"
#include <string.h>

typedef struct {
    Arena *arena;
    const char *p, *end;
    int row, column; // of the field being read, 1-based
    Str *fields;     // of the row being read: room for CSV_MOST_COLUMNS
    int field_count;
    CsvRow *rows;
    int row_count, row_capacity;
    CsvFault *faults;
    int fault_count, fault_capacity;
} Reader;

static void add_fault(Reader *r, CsvFaultKind kind)
{
    const CsvFault *last = r->fault_count ? &r->faults[r->fault_count - 1] : NULL;
    bool is_told = last && last->kind == kind && last->row == r->row && last->column == r->column;
    if (is_told || r->fault_count == CSV_MOST_FAULTS) {
        return;
    }
    r->faults =
        arena_grow(r->arena, r->faults, &r->fault_capacity, r->fault_count + 1, sizeof *r->faults);
    r->faults[r->fault_count++] = (CsvFault){kind, r->row, r->column};
}

static bool is_line_end(const Reader *r)
{
    return *r->p == '\n' || (*r->p == '\r' && r->p + 1 < r->end && r->p[1] == '\n');
}

// A field that began with a quote; r->p is behind that quote. A doubled quote is one quote, and
// CRLF inside becomes LF.
static Str read_quoted(Reader *r)
{
    const char *close = r->p;
    while (close < r->end) {
        const char *quote = memchr(close, '"', (size_t)(r->end - close));
        if (!quote) {
            close = r->end;
        } else if (quote + 1 < r->end && quote[1] == '"') {
            close = quote + 2;
        } else {
            close = quote;
            break;
        }
    }
    char *text = arena_alloc(r->arena, (size_t)(close - r->p) + 1);
    int n = 0;
    while (r->p < close) {
        if (*r->p == '"' || (*r->p == '\r' && r->p + 1 < close && r->p[1] == '\n')) {
            r->p++; // the first of two quotes, or the CR of a CRLF
        }
        if (*r->p == '\0') {
            add_fault(r, CSV_NUL);
        }
        text[n++] = *r->p++;
    }
    if (r->p == r->end) {
        add_fault(r, CSV_OPEN_QUOTE);
        return (Str){text, n};
    }
    r->p++;
    while (r->p < r->end && *r->p != ',' && !is_line_end(r)) {
        add_fault(r, CSV_AFTER_QUOTE);
        r->p++;
    }
    return (Str){text, n};
}

static Str read_plain(Reader *r)
{
    const char *from = r->p;
    while (r->p < r->end && *r->p != ',' && !is_line_end(r)) {
        if (*r->p == '"') {
            add_fault(r, CSV_QUOTE_INSIDE);
        } else if (*r->p == '\0') {
            add_fault(r, CSV_NUL);
        }
        r->p++;
    }
    return (Str){from, (int)(r->p - from)};
}

static void read_row(Reader *r)
{
    bool is_over = false;
    r->field_count = 0;
    r->column = 1;
    while (!is_over) {
        bool is_quoted = r->p < r->end && *r->p == '"';
        r->p += is_quoted;
        Str field = is_quoted ? read_quoted(r) : read_plain(r);
        if (r->column <= CSV_MOST_COLUMNS) {
            r->fields[r->field_count++] = field;
        } else if (r->column == CSV_MOST_COLUMNS + 1) {
            add_fault(r, CSV_TOO_WIDE);
        }
        is_over = r->p == r->end || *r->p != ',';
        r->p += !is_over;
        r->column++;
    }
    if (r->p < r->end) {
        r->p += *r->p == '\r' ? 2 : 1;
    }
}

static void keep_row(Reader *r)
{
    Str *fields = arena_new(r->arena, Str, r->field_count);
    memcpy(fields, r->fields, (size_t)r->field_count * sizeof *fields);
    r->rows = arena_grow(r->arena, r->rows, &r->row_capacity, r->row_count + 1, sizeof *r->rows);
    r->rows[r->row_count++] = (CsvRow){fields, r->field_count, r->row};
}

void csv_read(Arena *arena, Str text, Csv *out)
{
    Reader r = {.arena = arena, .p = text.p, .end = text.p ? text.p + text.n : NULL, .row = 1};
    r.fields = arena_new(arena, Str, CSV_MOST_COLUMNS);
    for (; r.p < r.end; r.row++) {
        if (r.row > CSV_MOST_ROWS) {
            r.column = 1;
            add_fault(&r, CSV_TOO_LONG);
            break;
        }
        bool is_empty_line = is_line_end(&r);
        read_row(&r);
        if (!is_empty_line) {
            keep_row(&r);
        }
    }
    *out = (Csv){r.rows, r.row_count, r.faults, r.fault_count};
}
