// Every sentence that staff may see, to be read and translated as one text.
//
// Visitors' wording is content (assets/labels.csv), not here. A sentence may hold {1} to {4}; the
// language is chosen once, at the start of a main, and is the one mutable thing of this module; a thread
// may choose its own.
#pragma once

enum { SAY_MAX_ARGS = 4 };

typedef enum { SAY_ZH, SAY_EN } SayLanguage;

typedef enum {
#define SAY(id, zh, en) SAY_##id,
#include "base/say_table.h"
#undef SAY
    SAY_COUNT
} SayId;

void say_choose(SayLanguage language); // Chinese until chosen otherwise
// The same for this thread alone: for work done for somebody who reads the other language.
void say_choose_here(SayLanguage language);
SayLanguage say_language(void); // of this thread

// The sentence with its {n} filled; cut at a whole code point when `size` is too small. A NULL
// argument reads as nothing.
void say(char *out, int size, SayId id, const char *const args[SAY_MAX_ARGS]);
const char *say_plain(SayId id); // one without arguments
const char *say_plain_in(SayLanguage language, SayId id);
