#include "author/problems.h"
#include "base/utf8.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

bool problems_are_full(const Problems *problems)
{
    return problems->count >= PROBLEMS_MOST;
}

static void add(Problems *problems, ProblemLevel level, const Cell *at, SayId what, SayId hint,
                va_list list)
{
    if (problems->count > PROBLEMS_MOST) { // one more: that there are more
        return;
    }
    const char *args[SAY_MAX_ARGS] = {0};
    for (int i = 0; i < SAY_MAX_ARGS; i++) {
        args[i] = va_arg(list, const char *);
        if (!args[i]) {
            break;
        }
    }
    char what_text[384];
    char hint_text[384];
    say(what_text, sizeof what_text, what, args);
    say(hint_text, sizeof hint_text, hint, args);
    problems->items = arena_grow(problems->arena, problems->items, &problems->capacity,
                                 problems->count + 1, sizeof *problems->items);
    problems->items[problems->count++] = (Problem){
        .level = level,
        .rule = what,
        .file = at->file,
        .row = at->row,
        .column = at->column,
        .column_name = at->name,
        .what = str_dup(problems->arena, str_from(what_text)),
        .hint = str_dup(problems->arena, str_from(hint_text)),
    };
}

void problem_error(Problems *problems, const Cell *at, SayId what, SayId hint, ...)
{
    va_list list;
    va_start(list, hint);
    add(problems, PROBLEM_ERROR, at, what, hint, list);
    va_end(list);
}

void problem_warning(Problems *problems, const Cell *at, SayId what, SayId hint, ...)
{
    va_list list;
    va_start(list, hint);
    add(problems, PROBLEM_WARNING, at, what, hint, list);
    va_end(list);
}

enum { NAME_LIMIT = 48 }; // code points compared; longer names are never near

// Edit distance where two neighbours changing places count once (a common slip of typing).
static int distance(const uint32_t *a, int a_count, const uint32_t *b, int b_count)
{
    int rows[3][NAME_LIMIT + 1];
    int *before = rows[0];
    int *last = rows[1];
    int *now = rows[2];
    memset(rows, 0, sizeof rows);
    for (int j = 0; j <= b_count; j++) {
        last[j] = j;
    }
    for (int i = 1; i <= a_count; i++) {
        now[0] = i;
        for (int j = 1; j <= b_count; j++) {
            int best = last[j - 1] + (a[i - 1] != b[j - 1]);
            best = last[j] + 1 < best ? last[j] + 1 : best;
            best = now[j - 1] + 1 < best ? now[j - 1] + 1 : best;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                before[j - 2] + 1 < best) {
                best = before[j - 2] + 1;
            }
            now[j] = best;
        }
        int *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b_count];
}

static int code_points(Str name, uint32_t out[NAME_LIMIT])
{
    int count = 0;
    Utf8 it = utf8_walk(name);
    while (utf8_next(&it)) {
        if (count == NAME_LIMIT) {
            return 0;
        }
        out[count++] = it.code;
    }
    return count;
}

Str nearest_name(Str name, const Str *names, int count)
{
    uint32_t wanted[NAME_LIMIT];
    int wanted_count = code_points(name, wanted);
    int best = wanted_count / 3 + 2; // so far off is another name
    Str found = STR_NONE;
    for (int i = 0; i < count && wanted_count; i++) {
        uint32_t other[NAME_LIMIT];
        // A name so much longer or shorter is not near, whatever its letters: bytes tell as much.
        int longer = names[i].n > name.n ? names[i].n - name.n : name.n - names[i].n;
        int other_count = longer < best * 4 ? code_points(names[i], other) : 0;
        int far = other_count ? distance(wanted, wanted_count, other, other_count) : best;
        if (far < best) {
            best = far;
            found = names[i];
        }
    }
    return found;
}

static int by_place(const void *left, const void *right)
{
    const Problem *a = left;
    const Problem *b = right;
    int order = (int)a->level - (int)b->level;
    order = order ? order : str_compare(a->file, b->file);
    order = order ? order : (a->row > b->row) - (a->row < b->row);
    order = order ? order : (a->column > b->column) - (a->column < b->column);
    order = order ? order : (int)a->rule - (int)b->rule;
    return order ? order : str_compare(a->what, b->what);
}

ProblemList problems_sorted(Problems *problems)
{
    if (problems_are_full(problems)) {
        Cell nowhere = {0};
        problems->count = PROBLEMS_MOST;
        const char *limit = str_format(problems->arena, "%d", PROBLEMS_MOST).p;
        problem_error(problems, &nowhere, SAY_AUTHOR_MORE, SAY_AUTHOR_MORE_HINT, limit, NULL);
    }
    if (problems->count) {
        qsort(problems->items, (size_t)problems->count, sizeof *problems->items, by_place);
    }
    ProblemList list = {.items = problems->items, .count = problems->count};
    for (int i = 0; i < list.count; i++) {
        list.error_count += list.items[i].level == PROBLEM_ERROR;
    }
    list.warning_count = list.count - list.error_count;
    return list;
}
