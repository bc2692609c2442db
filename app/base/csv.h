// CSV: comma separated values by RFC 4180, as a list of rows.
//
// It knows quotes, commas and line ends (LF or CRLF), not what a column means and not encodings
// (encoding.h). Rows are numbered as a spreadsheet shows them: the first is 1, a field with line
// breaks in it does not add rows, an empty line does. Every fault is listed (up to CSV_MOST_FAULTS);
// reading goes on with the most likely meaning, so that one run finds them all.
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
    CSV_NUL,          // a zero byte
    CSV_TOO_WIDE,     // more than CSV_MOST_COLUMNS: the rest of the row is left out
    CSV_TOO_LONG      // more than CSV_MOST_ROWS: reading stops there
} CsvFaultKind;

enum { CSV_MOST_COLUMNS = 256, CSV_MOST_ROWS = 50000, CSV_MOST_FAULTS = 1000 };

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
