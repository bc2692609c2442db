#include "base/say.h"
#include <string.h>

static const char *const SENTENCES[SAY_COUNT][2] = {
#define SAY(id, zh, en) [SAY_##id] = {zh, en},
#include "base/say_table.h"
#undef SAY
};

static SayLanguage chosen = SAY_ZH;
static _Thread_local int chosen_here = -1; // -1: as everywhere

void say_choose(SayLanguage language)
{
    chosen = language;
}

SayLanguage say_language(void)
{
    return chosen_here < 0 ? chosen : (SayLanguage)chosen_here;
}

void say_choose_here(SayLanguage language)
{
    chosen_here = (int)language;
}

const char *say_plain_in(SayLanguage language, SayId id)
{
    return SENTENCES[id][language];
}

const char *say_plain(SayId id)
{
    return say_plain_in(say_language(), id);
}

// Appends as much of `text` as fits, never half a code point.
static void append(char *out, int size, int *used, const char *text, int n)
{
    if (n > size - 1 - *used) {
        n = size - 1 - *used;
        while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80) {
            n--;
        }
    }
    if (n > 0) {
        memcpy(out + *used, text, (size_t)n);
        *used += n;
    }
    out[*used] = '\0';
}

void say(char *out, int size, SayId id, const char *const args[SAY_MAX_ARGS])
{
    int used = 0;
    out[0] = '\0';
    for (const char *p = SENTENCES[id][say_language()]; *p;) {
        if (p[0] == '{' && p[1] >= '1' && p[1] <= '0' + SAY_MAX_ARGS && p[2] == '}') {
            const char *arg = args ? args[p[1] - '1'] : NULL;
            append(out, size, &used, arg ? arg : "", arg ? (int)strlen(arg) : 0);
            p += 3;
        } else {
            int n = 1;
            while (((unsigned char)p[n] & 0xC0) == 0x80) {
                n++;
            }
            append(out, size, &used, p, n);
            p += n;
        }
    }
}
