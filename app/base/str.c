#include "base/str.h"
#include "base/hash.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

Str str_from(const char *z)
{
    return z ? (Str){z, (int)strlen(z)} : STR_NONE;
}

bool str_eq(Str a, Str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, (size_t)a.n) == 0);
}

bool str_is(Str a, const char *z)
{
    return str_eq(a, str_from(z));
}

int str_compare(Str a, Str b)
{
    int shorter = a.n < b.n ? a.n : b.n;
    int order = shorter ? memcmp(a.p, b.p, (size_t)shorter) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool str_starts(Str text, Str prefix)
{
    return text.n >= prefix.n && str_eq(str_sub(text, 0, prefix.n), prefix);
}

bool str_ends(Str text, Str suffix)
{
    return text.n >= suffix.n && str_eq(str_sub(text, text.n - suffix.n, suffix.n), suffix);
}

int str_find(Str text, Str part)
{
    for (int at = 0; at + part.n <= text.n; at++) {
        if (str_eq(str_sub(text, at, part.n), part)) {
            return at;
        }
    }
    return -1;
}

int str_find_char(Str text, char c)
{
    const char *hit = text.n ? memchr(text.p, c, (size_t)text.n) : NULL;
    return hit ? (int)(hit - text.p) : -1;
}

Str str_sub(Str text, int from, int n)
{
    from = from < 0 ? 0 : from > text.n ? text.n : from;
    n = n < 0 ? 0 : n > text.n - from ? text.n - from : n;
    return (Str){text.p ? text.p + from : NULL, n};
}

Str str_from_offset(Str text, int from)
{
    return str_sub(text, from, text.n);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

Str str_trim(Str text)
{
    while (text.n && is_space(text.p[0])) {
        text.p++;
        text.n--;
    }
    while (text.n && is_space(text.p[text.n - 1])) {
        text.n--;
    }
    return text;
}

bool str_to_int(Str text, int64_t *out)
{
    bool is_negative = text.n && text.p[0] == '-';
    int at = is_negative ? 1 : 0;
    if (text.n == at || text.n - at > 18) {
        return false;
    }
    int64_t value = 0;
    for (; at < text.n; at++) {
        if (text.p[at] < '0' || text.p[at] > '9') {
            return false;
        }
        value = value * 10 + (text.p[at] - '0');
    }
    *out = is_negative ? -value : value;
    return true;
}

bool str_to_double(Str text, double *out)
{
    bool is_negative = text.n && text.p[0] == '-';
    int digits = 0;
    int decimals = -1;
    double value = 0;
    double scale = 1;
    for (int at = is_negative ? 1 : 0; at < text.n; at++) {
        char c = text.p[at];
        if (c == '.' && decimals < 0 && digits > 0) {
            decimals = 0;
        } else if (c >= '0' && c <= '9' && digits < 17) {
            value = value * 10 + (c - '0');
            digits++;
            if (decimals >= 0) {
                decimals++;
                scale *= 10;
            }
        } else {
            return false;
        }
    }
    if (digits == 0 || decimals == 0) {
        return false;
    }
    *out = (is_negative ? -value : value) / scale;
    return true;
}

bool str_split(Str *rest, char separator, Str *part)
{
    if (!rest->p) {
        return false;
    }
    int at = str_find_char(*rest, separator);
    if (at < 0) {
        *part = str_trim(*rest);
        *rest = STR_NONE;
        return true;
    }
    *part = str_trim(str_sub(*rest, 0, at));
    *rest = (Str){rest->p + at + 1, rest->n - at - 1};
    return true;
}

Str str_dup(Arena *arena, Str text)
{
    return (Str){str_z(arena, text), text.n};
}

const char *str_z(Arena *arena, Str text)
{
    char *copy = arena_alloc(arena, (size_t)text.n + 1);
    if (text.n) {
        memcpy(copy, text.p, (size_t)text.n);
    }
    return copy;
}

Str str_format(Arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    n = n < 0 ? 0 : n;
    char *text = arena_alloc(arena, (size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    return (Str){text, n};
}

Str str_join(Arena *arena, const Str *parts, int count, Str separator)
{
    int n = count > 0 ? separator.n * (count - 1) : 0;
    for (int i = 0; i < count; i++) {
        n += parts[i].n;
    }
    char *text = arena_alloc(arena, (size_t)n + 1);
    int at = 0;
    for (int i = 0; i < count; i++) {
        if (i && separator.n) {
            memcpy(text + at, separator.p, (size_t)separator.n);
            at += separator.n;
        }
        if (parts[i].n) {
            memcpy(text + at, parts[i].p, (size_t)parts[i].n);
            at += parts[i].n;
        }
    }
    return (Str){text, n};
}

uint64_t str_hash(Str text)
{
    return hash_bytes(HASH_SEED, text.p, (size_t)text.n);
}
