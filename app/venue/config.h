// Config: the one INI file of a venue machine, read with a sentence for every mistake.
//
// A missing file is fine, a wrong value falls back to its default and is listed, so that the kiosk
// always starts. It knows what each key may hold, not what is done with it. Parsed by inih.
#pragma once
#include "base/err.h"
#include "draw/screen.h"
#include "ui/ui.h"

enum { CONFIG_TEXT = 256, CONFIG_PIN = 128, CONFIG_MAX_PROBLEMS = 32, CONFIG_MAX_STOPS = 32 };

typedef enum { NIGHT_NOTHING, NIGHT_DIM, NIGHT_BLACK } Night; // what the glass does out of hours

typedef struct {
    // [screen]
    int display; // 0: the first
    Turn rotation;
    float diagonal_in; // 0: unknown
    int bottom_mm;     // of the picture's lower edge above the floor; 0: unknown
    PresentMode renderer;
    // [visit]
    int idle_s;       // 0: never goes back by itself
    char language[8]; // that a visit begins in
    Modes modes;      // that a visit begins with
    // [hours]
    bool has_hours;
    int open_minute, close_minute; // of the day; close may lie before open: over midnight
    unsigned closed_days;          // bit 0: Monday … bit 6: Sunday
    Night night;
    // [guide]
    char stops[CONFIG_MAX_STOPS][96]; // routes of the run of show
    int stop_count;
    // [staff]
    char pin_hash[CONFIG_PIN]; // "": no operator panel
    bool may_quit;
    char call[CONFIG_TEXT]; // whom to call
    // [files]
    char story[CONFIG_TEXT], state[CONFIG_TEXT]; // "": the default
    char sticks[CONFIG_TEXT], keys[CONFIG_TEXT]; // roots with ':' between, folder; "": the default
} Config;

typedef struct {
    Err items[CONFIG_MAX_PROBLEMS]; // where: "zhanting.ini:12"
    int count;
    bool is_more; // than fit
} ConfigProblems;

Config config_default(void);
// Reads `path`; what it does not say keeps its default. `problems` may be NULL. True when the file is
// not there or has no mistake.
bool config_read(const char *path, Config *out, ConfigProblems *problems);
// The same from text, for tests and fuzzing; `name` is said in the problems.
bool config_read_text(Str text, const char *name, Config *out, ConfigProblems *problems);
// Is the hall open at this minute of this day (0: Monday)? Without hours all day, but for days off.
bool config_is_open(const Config *config, int weekday, int minute);
