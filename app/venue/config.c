#include "venue/config.h"
#include "base/file.h"
#include "base/utf8.h"
#include "ui/reach.h"
#include <ini.h>
#include <stdio.h>
#include <string.h>

// inih reads lines of 200 bytes; longer ones are told, not torn.
enum { LONGEST_LINE = 190, LONGEST_FILE = 256 * 1024, DAY_MINUTES = 24 * 60, KEYS_MOST = 32 };

typedef struct {
    Config *out;
    ConfigProblems *problems;
    const char *name;
    Str rest; // of the file
    int line;
    int bottom_line;        // where bottom_mm stands
    int written[KEYS_MOST]; // the line of each key; 0: not yet
    bool is_fine;
} Reader;

Config config_default(void)
{
    Config config = {.idle_s = 75, .language = "zh"};
    return config;
}

// ---- telling ----------------------------------------------------------------------

static void tell(Reader *r, SayId what, SayId hint, const char *a, const char *b, const char *c)
{
    r->is_fine = false;
    if (!r->problems) {
        return;
    }
    if (r->problems->count == CONFIG_MAX_PROBLEMS) {
        r->problems->is_more = true;
        return;
    }
    char where[160];
    snprintf(where, sizeof where, "%s:%d", r->name, r->line);
    err_say(&r->problems->items[r->problems->count++], where, what, hint, a, b ? b : "", c ? c : "",
            NULL);
}

// ---- values -------------------------------------------------------------------------

static bool read_int(const char *value, int least, int most, int *out)
{
    int64_t number;
    if (!str_to_int(str_from(value), &number) || number < least || number > most) {
        return false;
    }
    *out = (int)number;
    return true;
}

static bool read_choice(const char *value, const char *const *words, int count, int *out)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(value, words[i]) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

static bool read_yes(const char *value, bool *out)
{
    static const char *const WORDS[] = {"no", "yes", "否", "是"};
    int found;
    if (!read_choice(value, WORDS, COUNT(WORDS), &found)) {
        return false;
    }
    *out = found % 2 == 1;
    return true;
}

static bool read_text(const char *value, char *out, size_t size)
{
    size_t n = strlen(value);
    if (n + 1 > size) {
        return false;
    }
    memcpy(out, value, n + 1);
    return true;
}

static bool read_minute(Str text, int *out)
{
    int colon = str_find_char(text, ':');
    int64_t hour;
    int64_t minute;
    if (colon < 1 || !str_to_int(str_trim(str_sub(text, 0, colon)), &hour) ||
        !str_to_int(str_trim(str_from_offset(text, colon + 1)), &minute) || hour < 0 || hour > 24 ||
        minute < 0 || minute > 59 || hour * 60 + minute > DAY_MINUTES) {
        return false;
    }
    *out = (int)(hour * 60 + minute);
    return true;
}

static bool set_display(Config *c, const char *v)
{
    return read_int(v, 0, 15, &c->display);
}

static bool set_rotation(Config *c, const char *v)
{
    int degrees;
    return read_int(v, 0, 270, &degrees) && turn_of(degrees, &c->rotation);
}

static bool set_diagonal(Config *c, const char *v)
{
    double inches;
    if (!str_to_double(str_from(v), &inches) || inches < 7 || inches > 200) {
        return false;
    }
    c->diagonal_in = (float)inches;
    return true;
}

static bool set_bottom(Config *c, const char *v)
{
    return read_int(v, 0, 3000, &c->bottom_mm);
}

static bool set_renderer(Config *c, const char *v)
{
    static const char *const WORDS[] = {
        [PRESENT_AUTO] = "auto", [PRESENT_SURFACE] = "surface", [PRESENT_TEXTURE] = "texture"};
    int found;
    if (!read_choice(v, WORDS, COUNT(WORDS), &found)) {
        return false;
    }
    c->renderer = (PresentMode)found;
    return true;
}

static bool set_idle(Config *c, const char *v)
{
    int seconds;
    if (!read_int(v, 0, 3600, &seconds) || (seconds > 0 && seconds < 30)) {
        return false;
    }
    c->idle_s = seconds;
    return true;
}

static bool set_language(Config *c, const char *v)
{
    static const char *const WORDS[] = {"zh", "en"};
    int found;
    return read_choice(v, WORDS, COUNT(WORDS), &found) &&
           read_text(v, c->language, sizeof c->language);
}

static bool set_modes(Config *c, const char *v)
{
    static const char *const WORDS[] = {"large", "contrast", "low", "reduced"};
    bool is_on[COUNT(WORDS)] = {false};
    Str rest = str_from(v);
    Str part;
    while (str_split(&rest, ',', &part)) {
        part = str_trim(part);
        int found = -1;
        for (int i = 0; i < COUNT(WORDS); i++) {
            found = str_is(part, WORDS[i]) ? i : found;
        }
        if (part.n && found < 0) {
            return false;
        }
        if (found >= 0) {
            is_on[found] = true;
        }
    }
    c->modes = (Modes){
        .is_large = is_on[0], .is_contrast = is_on[1], .is_low = is_on[2], .is_reduced = is_on[3]};
    return true;
}

static bool set_open(Config *c, const char *v)
{
    Str text = str_from(v);
    int dash = str_find_char(text, '-');
    int open;
    int close;
    if (dash < 0 || !read_minute(str_trim(str_sub(text, 0, dash)), &open) ||
        !read_minute(str_trim(str_from_offset(text, dash + 1)), &close) || open == close) {
        return false;
    }
    c->has_hours = true;
    c->open_minute = open;
    c->close_minute = close;
    return true;
}

static bool set_closed_days(Config *c, const char *v)
{
    static const char *const DAYS[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    unsigned days = 0;
    Str rest = str_from(v);
    Str part;
    while (str_split(&rest, ',', &part)) {
        part = str_trim(part);
        unsigned found = 0;
        for (unsigned i = 0; i < COUNT(DAYS); i++) {
            found = str_is(part, DAYS[i]) ? 1u << i : found;
        }
        if (part.n && !found) {
            return false;
        }
        days |= found;
    }
    c->closed_days = days;
    return true;
}

static bool set_night(Config *c, const char *v)
{
    static const char *const WORDS[] = {"nothing", "dim", "black"};
    int found;
    if (!read_choice(v, WORDS, COUNT(WORDS), &found)) {
        return false;
    }
    c->night = (Night)found;
    return true;
}

static bool set_stops(Config *c, const char *v)
{
    int count = 0;
    Str rest = str_from(v);
    Str part;
    while (str_split(&rest, ',', &part)) {
        part = str_trim(part);
        if (part.n == 0) {
            continue;
        }
        if (count == CONFIG_MAX_STOPS || part.n >= (int)sizeof c->stops[0]) {
            return false;
        }
        snprintf(c->stops[count++], sizeof c->stops[0], "%.*s", STR_ARG(part));
    }
    c->stop_count = count;
    return true;
}

static bool set_pin(Config *c, const char *v)
{
    return (v[0] == '\0' || strncmp(v, "$argon2id$", 10) == 0) &&
           read_text(v, c->pin_hash, sizeof c->pin_hash);
}

static bool set_quit(Config *c, const char *v)
{
    return read_yes(v, &c->may_quit);
}

static bool set_call(Config *c, const char *v)
{
    return read_text(v, c->call, sizeof c->call);
}

static bool set_story(Config *c, const char *v)
{
    return read_text(v, c->story, sizeof c->story);
}

static bool set_state(Config *c, const char *v)
{
    return (v[0] == '\0' || v[0] == '/') && read_text(v, c->state, sizeof c->state);
}

// Absolute folders with ':' between.
static bool set_sticks(Config *c, const char *v)
{
    Str rest = str_from(v);
    Str part;
    while (str_split(&rest, ':', &part)) {
        if (part.n == 0 || part.p[0] != '/') {
            return false;
        }
    }
    return read_text(v, c->sticks, sizeof c->sticks);
}

static bool set_keys(Config *c, const char *v)
{
    return (v[0] == '\0' || v[0] == '/') && read_text(v, c->keys, sizeof c->keys);
}

typedef struct {
    const char *section, *key;
    bool (*set)(Config *config, const char *value); // false: not a value of it, nothing changed
    const char *example;
} KeyRow;

// clang-format off
static const KeyRow KEYS[] = {
    {"screen", "display",      set_display,     "0"},
    {"screen", "rotation",     set_rotation,    "0, 90, 180, 270"},
    {"screen", "diagonal",     set_diagonal,    "55"},
    {"screen", "bottom_mm",    set_bottom,      "650"},
    {"screen", "renderer",     set_renderer,    "auto, surface, texture"},
    {"visit",  "idle_seconds", set_idle,        "75"},
    {"visit",  "language",     set_language,    "zh, en"},
    {"visit",  "modes",        set_modes,       "large, contrast, low, reduced"},
    {"hours",  "open",         set_open,        "9:00-17:00"},
    {"hours",  "closed_days",  set_closed_days, "mon, tue"},
    {"hours",  "after",        set_night,       "nothing, dim, black"},
    {"guide",  "stops",        set_stops,       "home, chains, livelihood/2023"},
    {"staff",  "pin_hash",     set_pin,         "$argon2id$…"},
    {"staff",  "may_quit",     set_quit,        "no, yes"},
    {"staff",  "call",         set_call,        "值班电话"},
    {"files",  "story",        set_story,       "/var/lib/zhanting/story.db"},
    {"files",  "state",        set_state,       "/var/lib/zhanting"},
    {"files",  "sticks",       set_sticks,      "/media:/run/media"},
    {"files",  "keys",         set_keys,        "/etc/zhanting/keys"},
};
// clang-format on
_Static_assert(COUNT(KEYS) <= KEYS_MOST, "a line is kept of every key");

// ---- reading ------------------------------------------------------------------------

// A key that was there before is told; the later one counts.
static void note_line(Reader *r, int key)
{
    char line[16];
    snprintf(line, sizeof line, "%d", r->written[key]);
    if (r->written[key]) {
        tell(r, SAY_CONFIG_TWICE, SAY_CONFIG_TWICE_HINT, KEYS[key].key, line, NULL);
    }
    r->written[key] = r->line;
}

static int handle(void *context, const char *section, const char *key, const char *value)
{
    Reader *r = context;
    bool has_section = false;
    for (int i = 0; i < COUNT(KEYS); i++) {
        bool is_here = strcmp(KEYS[i].section, section) == 0;
        has_section = has_section || is_here;
        if (is_here && strcmp(KEYS[i].key, key) == 0) {
            note_line(r, i);
            if (value[0] && !KEYS[i].set(r->out, value)) { // nothing written: the default
                tell(r, SAY_CONFIG_VALUE, SAY_CONFIG_VALUE_HINT, key, value, KEYS[i].example);
            }
            r->bottom_line = KEYS[i].set == set_bottom ? r->line : r->bottom_line;
            return 1;
        }
    }
    char keys[256] = "";
    for (int i = 0, n = 0; i < COUNT(KEYS); i++) {
        if (!has_section || strcmp(KEYS[i].section, section) == 0) {
            const char *word = has_section ? KEYS[i].key : KEYS[i].section;
            bool is_told = !has_section && i > 0 && strcmp(KEYS[i - 1].section, word) == 0;
            n += is_told ? 0
                         : snprintf(keys + n, sizeof keys - (size_t)n, "%s%s", n ? ", " : "", word);
        }
    }
    if (has_section) {
        tell(r, SAY_CONFIG_KEY, SAY_CONFIG_KEY_HINT, key, section, keys);
    } else {
        tell(r, SAY_CONFIG_SECTION, SAY_CONFIG_SECTION_HINT, section, keys, NULL);
    }
    return 1;
}

static bool looks_right(Str line)
{
    line = str_trim(line);
    return line.n == 0 || line.p[0] == '#' || line.p[0] == ';' ||
           (line.p[0] == '[' && str_find_char(line, ']') > 1) || str_find_char(line, '=') > 0;
}

// No zero bytes, no half characters: saved in another encoding, or no text at all.
static bool is_text(Str line)
{
    return str_find_char(line, '\0') < 0 && utf8_first_error(line) < 0;
}

// inih's fgets: hands out one line, blank where it is told as a mistake here.
static char *next_line(char *out, int size, void *context)
{
    Reader *r = context;
    if (r->rest.n == 0) {
        return NULL;
    }
    int end = str_find_char(r->rest, '\n');
    Str line = end < 0 ? r->rest : str_sub(r->rest, 0, end);
    r->rest = end < 0 ? STR_NONE : str_from_offset(r->rest, end + 1);
    r->line++;
    bool is_long = line.n > LONGEST_LINE || line.n + 2 > size;
    if (!is_text(line)) {
        tell(r, SAY_CONFIG_BYTES, SAY_CONFIG_BYTES_HINT, "", NULL, NULL);
        line = STR_NONE;
    } else if (is_long || !looks_right(line)) {
        tell(r, is_long ? SAY_CONFIG_LONG : SAY_CONFIG_LINE, SAY_CONFIG_LINE_HINT, "", NULL, NULL);
        line = STR_NONE;
    }
    // A line that begins with blanks continues the one before in inih; here it is a line like others.
    line = str_trim(line);
    snprintf(out, (size_t)size, "%.*s\n", STR_ARG(line));
    return out;
}

// Nothing is wrong with the file then, but with the wall.
static void check_mounting(Reader *r)
{
    Mounting mounting = {r->out->diagonal_in, r->out->bottom_mm};
    char lower[16];
    char upper[16];
    int lower_mm;
    int upper_mm;
    if (!reach_misses_bar(mounting) || !reach_bar_mm(mounting, &lower_mm, &upper_mm)) {
        return;
    }
    snprintf(lower, sizeof lower, "%d", lower_mm);
    snprintf(upper, sizeof upper, "%d", upper_mm);
    r->line = r->bottom_line;
    tell(r, SAY_CONFIG_BAR, SAY_CONFIG_BAR_HINT, "bottom_mm", lower, upper);
}

bool config_read_text(Str text, const char *name, Config *out, ConfigProblems *problems)
{
    *out = config_default();
    if (problems) {
        *problems = (ConfigProblems){0};
    }
    if (str_starts(text, STR("\xEF\xBB\xBF"))) {
        text = str_from_offset(text, 3);
    }
    Reader r = {.out = out, .problems = problems, .name = name, .rest = text, .is_fine = true};
    ini_parse_stream(next_line, &r, handle, &r);
    if (out->closed_days == 0x7F) {
        tell(&r, SAY_CONFIG_NEVER_OPEN, SAY_CONFIG_VALUE_HINT, "closed_days", "", "mon");
        out->closed_days = 0;
    }
    check_mounting(&r);
    return r.is_fine;
}

bool config_read(const char *path, Config *out, ConfigProblems *problems)
{
    *out = config_default();
    if (problems) {
        *problems = (ConfigProblems){0};
    }
    if (!file_exists(path)) {
        return true;
    }
    Arena arena;
    arena_init(&arena, "config", LONGEST_FILE + 4096);
    Str text;
    Err err = {0};
    bool is_fine = false;
    if (file_read(&arena, path, LONGEST_FILE, &text, &err)) {
        is_fine = config_read_text(text, path, out, problems);
    } else if (problems) {
        problems->items[problems->count++] = err;
    }
    arena_finish(&arena);
    return is_fine;
}

bool config_is_open(const Config *config, int weekday, int minute)
{
    if (!config->has_hours) { // all day long, but for the days off
        return (config->closed_days >> weekday & 1) == 0;
    }
    bool is_over_midnight = config->close_minute < config->open_minute;
    // What began yesterday counts as yesterday's.
    bool is_early = is_over_midnight && minute < config->close_minute;
    int day = is_early ? (weekday + 6) % 7 : weekday;
    if (config->closed_days >> day & 1) {
        return false;
    }
    return is_over_midnight ? minute >= config->open_minute || is_early
                            : minute >= config->open_minute && minute < config->close_minute;
}
