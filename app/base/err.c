#include "base/err.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool err_say(Err *err, const char *where, SayId what, SayId hint, ...)
{
    if (!err) {
        return false;
    }
    const char *args[SAY_MAX_ARGS] = {0};
    va_list list;
    va_start(list, hint);
    for (int i = 0; i < SAY_MAX_ARGS; i++) {
        args[i] = va_arg(list, const char *);
        if (!args[i]) {
            break;
        }
    }
    va_end(list);
    Err filled = {0};
    snprintf(filled.where, sizeof filled.where, "%s", where ? where : "");
    say(filled.what, sizeof filled.what, what, args);
    say(filled.hint, sizeof filled.hint, hint, args);
    *err = filled;
    return false;
}

void err_print(const Err *err, char *out, int size)
{
    snprintf(out, (size_t)size, "%s%s%s\n%s%s%s", err->where, err->where[0] ? ": " : "", err->what,
             err->hint[0] ? "    " : "", err->hint, err->hint[0] ? "\n" : "");
}
