// Err: what can happen to correct code, told so that its reader can act on it.
//
// A function that can fail takes `Err *` last and returns false or NULL. A bug is an assert instead.
// The sentences come from say.h, in the staff's language. `err` may be NULL: nobody wants to know.
#pragma once
#include "base/say.h"
#include <stdbool.h>

typedef struct {
    char where[192]; // "figures.csv:14:3", or "" when no file is at fault
    char what[384];  // one sentence: what is wrong, in the reader's words
    char hint[384];  // one sentence: what to do about it
} Err;

// Fills `err` and returns false, so that `return err_say(…);` reads well. The arguments after `hint`
// are `const char *`, at most 4, then NULL; they fill {1} to {4} of both sentences.
bool err_say(Err *err, const char *where, SayId what, SayId hint, ...) __attribute__((sentinel));

// "where: what\n    hint\n" for a terminal or a log; `out` is always terminated.
void err_print(const Err *err, char *out, int size);
