#include "venue/update_fit.h"
#include "base/utf8.h"
#include "store/store.h"
#include "store/store_texts.h"
#include "type/type.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { CODES = 0x110000 };

typedef struct {
    Fonts *fonts;
    const char *story;
    uint8_t *known; // a bit a character that every face has
    Err *err;
} Fit;

static bool is_known(const Fit *fit, uint32_t code)
{
    return code >= CODES || (fit->known[code / 8] >> (code % 8) & 1) != 0;
}

// Titles are set in the serif face, the rest in the sans: a character must be in both.
static bool look(void *context, Str table, Str id, Str text)
{
    Fit *fit = context;
    Utf8 it = utf8_walk(text);
    while (utf8_next(&it)) {
        if (it.code == '\n' || is_known(fit, it.code)) {
            continue;
        }
        if (!fonts_has_glyph(fit->fonts, FACE_SANS_REGULAR, it.code) ||
            !fonts_has_glyph(fit->fonts, FACE_SERIF_BLACK, it.code)) {
            char sign[16];
            char place[96];
            snprintf(sign, sizeof sign, "U+%04X", (unsigned)it.code);
            snprintf(place, sizeof place, "%.*s:%.*s", STR_ARG(table), STR_ARG(id));
            return err_say(fit->err, fit->story, SAY_UPDATE_NO_GLYPH, SAY_UPDATE_NO_GLYPH_HINT,
                           sign, place, NULL);
        }
        fit->known[it.code / 8] |= (uint8_t)(1U << it.code % 8);
    }
    return true;
}

static bool has_all_characters(const char *story, const char *folder, Err *err)
{
    Fit fit = {.story = story, .err = err, .fonts = fonts_open(folder, err)};
    if (!fit.fonts) {
        return false;
    }
    fit.known = calloc(CODES / 8, 1);
    if (!fit.known) {
        abort();
    }
    bool is_whole = store_texts(story, look, &fit, err);
    free(fit.known);
    fonts_close(fit.fonts);
    return is_whole;
}

static bool has_no_cut_text(const char *story, Err *err)
{
    Store *store = store_open(story, false, err);
    if (!store) {
        return false;
    }
    Arena arena;
    arena_init(&arena, "fit", 64 * 1024);
    int cut = store_info(store, &arena).cut_texts;
    char count[16];
    snprintf(count, sizeof count, "%d", cut);
    arena_finish(&arena);
    store_close(store);
    return cut <= 0 || err_say(err, story, SAY_UPDATE_CUT, SAY_UPDATE_CUT_HINT, count, NULL);
}

bool update_fits(const char *story, const char *fonts, Err *err)
{
    return has_no_cut_text(story, err) && (!fonts[0] || has_all_characters(story, fonts, err));
}
