#include "base/utf8.h"
#include "input/input.h"
#include <stdio.h>

enum { MAX_WORDS = 8 };

static const int64_t MAX_WAIT_MS = (int64_t)24 * 3600 * 1000;
static const float DEFAULT_DRAG_MS = 400;

typedef struct {
    Str items[MAX_WORDS];
    bool is_quoted[MAX_WORDS];
    int count; // may be MAX_WORDS while the line holds more: `has_more`
    bool has_more;
} Words;

typedef struct {
    const char *name;
    StepKind kind;
    int numbers; // that follow the word; -1: one word or text instead
    int optional;
    const char *form; // for messages
} StepForm;

static const StepForm FORMS[] = {
    {"size", STEP_SIZE, -1, 0, "size 1920x1080"},
    {"lang", STEP_LANG, -1, 0, "lang zh"},
    {"mode", STEP_MODE, -1, 0, "mode large,contrast"},
    {"go", STEP_GO, -1, 0, "go chains/new-energy"},
    {"tap", STEP_TAP, 2, 0, "tap 960 540"},
    {"long", STEP_LONG, 2, 0, "long 960 540"},
    {"double", STEP_DOUBLE, 2, 0, "double 960 540"},
    {"drag", STEP_DRAG, 4, 1, "drag 960 800 960 300 400"},
    {"fling", STEP_FLING, 4, 0, "fling 960 800 960 300"},
    {"pinch", STEP_PINCH, 3, 0, "pinch 960 540 1.5"},
    {"wait", STEP_WAIT, 1, 0, "wait 500"},
    {"settle", STEP_SETTLE, 0, 0, "settle"},
    {"shot", STEP_SHOT, -1, 0, "shot home"},
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

// False when a quotation mark is left open.
static bool split_words(Str line, Words *words)
{
    *words = (Words){0};
    int at = 0;
    for (;;) {
        while (at < line.n && is_blank(line.p[at])) {
            at++;
        }
        if (at >= line.n || line.p[at] == '#') {
            return true;
        }
        bool is_quoted = line.p[at] == '"';
        int from = is_quoted ? at + 1 : at;
        at = from;
        while (at < line.n && (is_quoted ? line.p[at] != '"' : !is_blank(line.p[at]))) {
            at++;
        }
        if (is_quoted && at >= line.n) {
            return false;
        }
        if (words->count == MAX_WORDS) {
            words->has_more = true;
        } else {
            words->items[words->count] = str_sub(line, from, at - from);
            words->is_quoted[words->count] = is_quoted;
            words->count++;
        }
        at += is_quoted ? 1 : 0;
    }
}

static bool to_number(Str word, double low, double high, float *out)
{
    double value;
    if (!str_to_double(word, &value) || !(value >= low && value <= high)) {
        return false;
    }
    *out = (float)value;
    return true;
}

// "1920x1080"
static bool to_size(Str word, int *w, int *h)
{
    int cross = str_find_char(word, 'x');
    int64_t width;
    int64_t height;
    if (cross < 0 || !str_to_int(str_sub(word, 0, cross), &width) ||
        !str_to_int(str_from_offset(word, cross + 1), &height) || width < 0 || height < 0 ||
        width > 16384 || height > 16384) {
        return false;
    }
    *w = (int)width;
    *h = (int)height;
    return true;
}

static bool is_name(Str word)
{
    for (int i = 0; i < word.n; i++) {
        char c = word.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '-' || c == '_')) {
            return false;
        }
    }
    return word.n > 0 && word.n <= 80;
}

static bool is_modes(Str word)
{
    static const char *const MODES[] = {"large", "low", "contrast", "reduced"};
    if (str_is(word, "none")) {
        return true;
    }
    Str rest = word;
    Str part;
    while (str_split(&rest, ',', &part)) {
        bool is_known = false;
        for (int i = 0; i < COUNT(MODES); i++) {
            is_known = is_known || str_is(part, MODES[i]);
        }
        if (!is_known) {
            return false;
        }
    }
    return word.n > 0;
}

static bool read_text(Step *step, Str word)
{
    step->text = word;
    switch (step->kind) {
    case STEP_SIZE:
        return to_size(word, &step->w, &step->h);
    case STEP_LANG:
    case STEP_SHOT:
        return is_name(word);
    case STEP_MODE:
        return is_modes(word);
    default:
        return word.n > 0;
    }
}

static bool read_number(Step *step, int index, Str word)
{
    bool is_pinch_factor = step->kind == STEP_PINCH && index == 2;
    bool is_time = step->kind == STEP_WAIT || index == 4;
    if (is_pinch_factor) {
        return to_number(word, 0.05, 20, &step->amount);
    }
    if (is_time) {
        return to_number(word, 0, (double)MAX_WAIT_MS, &step->amount);
    }
    float *const places[] = {&step->a.x, &step->a.y, &step->b.x, &step->b.y};
    return to_number(word, -16384, 16384, places[index]);
}

typedef struct {
    const char *where;
    const char *step;
    const char *form;
} Place;

static bool complain(Arena *arena, Err *err, const Place *place, SayId what, Str word)
{
    return err_say(err, place->where, what, SAY_SCRIPT_WRITE_IT_SO, place->step, place->form,
                   str_z(arena, word), NULL);
}

static bool read_step(Arena *arena, const Place *place, const StepForm *form, const Words *words,
                      Step *step, Err *err)
{
    int given = words->count - 1;
    bool is_label = form->kind == STEP_TAP && given > 0 && words->is_quoted[1];
    int least = is_label || form->numbers < 0 ? 1 : form->numbers;
    int most = least + form->optional;
    if (given < least) {
        return complain(arena, err, place, SAY_SCRIPT_TOO_FEW, STR_NONE);
    }
    if (given > most || words->has_more) {
        return complain(arena, err, place, SAY_SCRIPT_TOO_MANY, words->items[most + 1]);
    }
    step->kind = is_label ? STEP_TAP_LABEL : form->kind;
    step->amount = form->kind == STEP_DRAG ? DEFAULT_DRAG_MS : 0;
    for (int i = 1; i <= given; i++) {
        Str word = words->items[i];
        bool is_text = is_label || form->numbers < 0;
        if (!(is_text ? read_text(step, word) : read_number(step, i - 1, word))) {
            return complain(arena, err, place, SAY_SCRIPT_BAD_WORD, word);
        }
    }
    return true;
}

bool script_parse(Arena *arena, const char *name, Str text, Script *out, Err *err)
{
    *out = (Script){0};
    Step *steps = NULL;
    int capacity = 0;
    int count = 0;
    int line_number = 0;
    if (str_starts(text, STR("\xEF\xBB\xBF"))) {
        text = str_from_offset(text, 3);
    }
    for (int from = 0; from < text.n;) {
        int end = str_find_char(str_from_offset(text, from), '\n');
        Str line = str_sub(text, from, end < 0 ? text.n - from : end);
        from += line.n + 1;
        line_number++;
        char where[sizeof(err->where)];
        snprintf(where, sizeof where, "%s:%d", name, line_number);
        if (utf8_first_error(line) >= 0) {
            return err_say(err, where, SAY_SCRIPT_NOT_UTF8, SAY_SCRIPT_NOT_UTF8_HINT, NULL);
        }
        Words words;
        if (!split_words(line, &words)) {
            return err_say(err, where, SAY_SCRIPT_OPEN_QUOTE, SAY_SCRIPT_OPEN_QUOTE_HINT, NULL);
        }
        if (words.count == 0) {
            continue;
        }
        const StepForm *form = NULL;
        for (int i = 0; i < COUNT(FORMS) && !form; i++) {
            form = str_is(words.items[0], FORMS[i].name) ? &FORMS[i] : NULL;
        }
        if (!form) {
            return err_say(err, where, SAY_SCRIPT_UNKNOWN, SAY_SCRIPT_UNKNOWN_HINT,
                           str_z(arena, words.items[0]), NULL);
        }
        Step step = {.line = line_number};
        Place place = {where, form->name, form->form};
        if (!read_step(arena, &place, form, &words, &step, err)) {
            return false;
        }
        step.text = str_dup(arena, step.text);
        steps = arena_grow(arena, steps, &capacity, count + 1, sizeof *steps);
        steps[count++] = step;
    }
    *out = (Script){steps, count};
    return true;
}
