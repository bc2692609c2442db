// What a frame writes on the glass, for tests that read it.
#pragma once
#include "draw/list.h"
#include <ctype.h>

enum { WRITTEN = 256 * 1024 };

typedef struct {
    char text[WRITTEN]; // all text runs, without spaces, '\n' between
    int n;
} Written;

// Runs on one baseline that follow each other are one text: numbers and units come in pieces.
static inline void written_read(Written *written, const DrawList *list)
{
    written->n = 0;
    for (int i = 0; i < list->count; i++) {
        Str text = list->cmds[i].kind == CMD_GLYPHS ? list->cmds[i].text : STR_NONE;
        for (int k = 0; k < text.n && written->n + 2 < WRITTEN; k++) {
            if (!isspace((unsigned char)text.p[k])) {
                written->text[written->n++] = text.p[k];
            }
        }
        if (text.n && written->n + 1 < WRITTEN) {
            written->text[written->n++] = '\n';
        }
    }
    written->text[written->n] = '\0';
}
