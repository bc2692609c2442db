// CSV: comma separated values by RFC 4180, as a list of rows.
//
// It knows quotes, commas and line ends (LF or CRLF), not what a column means and not encodings
// (encoding.h). Rows are numbered as a spreadsheet shows them: the first is 1, a field with line
// breaks in it does not add rows, an empty line does. Every fault is listed; reading goes on with the
// most likely meaning, so that one run finds them all.
#pragma once
#include "base/str.h"

typedef struct {
    const Str *fields; // unquoted; views of the text or copies in the arena
    int count;         // at least 1
    int number;        // 1-based
} CsvRow;

typedef enum {
    CSV_OPEN_QUOTE,   // a quoted field that never ends
    CSV_AFTER_QUOTE,  // text between a closing quote and the next comma
    CSV_QUOTE_INSIDE, // a quote inside a field that does not begin with one
    CSV_NUL           // a zero byte
} CsvFaultKind;

typedef struct {
    CsvFaultKind kind;
    int row, column; // 1-based
} CsvFault;

typedef struct {
    const CsvRow *rows; // without empty lines
    int count;
    const CsvFault *faults;
    int fault_count;
} Csv;

void csv_read(Arena *arena, Str text, Csv *out);
