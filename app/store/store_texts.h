// Story texts: every text that a story may show, for checks that know no pages. It does not tell which
// page shows what.
#pragma once
#include "base/err.h"
#include "base/str.h"

// `table` is the entity ("figure"), `id` its row; both and `text` only live for the call. False ends the
// walk.
typedef bool TextSeen(void *context, Str table, Str id, Str text);

// In the order of tables and keys. False when the story cannot be read (with a sentence), or `seen` ended it.
bool store_texts(const char *story, TextSeen *seen, void *context, Err *err);
