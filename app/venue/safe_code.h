// Safe code: the square code on the safe screen, from which a phone takes what a technician asks first.
//
// Version, time, what failed, where, and the last lines of the log: as many as still leave modules that a
// phone reads off the glass. It holds nothing about visitors or about which machine it is. Like the safe
// screen it shares no code with the pages; it knows no window and no font.
#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef struct { // NULL or "" leaves a line out
    const char *version, *time, *failed, *where;
    const char *log; // file: its last lines
} SafeReport;

enum {
    SAFE_QUIET = 4,     // modules of white around a code
    SAFE_MODULE_PX = 4, // at least, on a screen 1080 px high; more on a finer one
    SAFE_LINES = 24,    // of the log, at most
};

// The text with the last `lines` of the log. False when it does not fit.
bool safe_report(const SafeReport *report, int lines, char *out, int size);

typedef struct {
    uint8_t *modules; // side × side, bit 0: black; NULL: no code
    int side;
    int module_px;
} SafeCode;

// The fullest report whose code, with its white, stands in a square of `side_px` with modules of at least
// `least_px`. Free it with safe_code_free.
SafeCode safe_code_make(const SafeReport *report, int side_px, int least_px);
void safe_code_free(SafeCode *code);
int safe_code_px(const SafeCode *code); // with its white; 0: no code
