// Options: the command line shared by the mains. A table of names, a sentence for every mistake.
#pragma once
#include "base/err.h"
#include "draw/screen.h"
#include "pages/app.h"
#include "venue/house.h"

typedef struct {
    HouseOptions house;
    ScreenOptions screen;
    Modes modes;
    const char *language; // "zh"
    const char *page;     // route, or NULL
    const char *log;      // file, or NULL
    const char *out;      // shot: -o
    const char *visit;    // shot: script
    float diagonal_in;
    int bottom_mm;
    int idle_ms;
    const char *today;  // "2024-06-30": instead of the clock; shot: NULL: everything is valid
    const char *config; // kiosk: the venue's INI file
    bool wants_help, wants_version, wants_stats, wants_config_check;
} Options;

Options options_default(void);
// What the command line says replaces what `out` holds.
bool options_parse(int argc, char **argv, Options *out, Err *err);
// Sets the modes named in "large,contrast"; false when a word is none.
bool options_modes(Str text, Modes *modes);
const char *options_help(bool is_shot); // in the staff's language
