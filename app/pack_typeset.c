#include "pack_typeset.h"
#include "base/encoding.h"
#include "base/utf8.h"
#include "type/typeset.h"

enum { LONGEST_TEXT = 4 * 1024 * 1024, SIZE_PX = 64 };

static const char *const LEVELS[] = {"basic", "gb", "strict"};
static const char *const FACES[FACE_COUNT] = {"sans-regular", "sans-medium", "sans-bold",
                                              "serif-bold", "serif-black"};

static bool find_word(const char *word, const char *const *words, int count, int *out)
{
    for (int i = 0; i < count; i++) {
        if (str_is(str_from(word), words[i])) {
            *out = i;
            return true;
        }
    }
    return false;
}

static bool read_all(Arena *arena, FILE *in, Str *out, Err *err)
{
    char *bytes = NULL;
    int count = 0, capacity = 0;
    size_t n = 0;
    do {
        bytes = arena_grow(arena, bytes, &capacity, count + 64 * 1024, 1);
        n = fread(bytes + count, 1, 64 * 1024, in);
        count += (int)n;
    } while (n > 0 && count <= LONGEST_TEXT);
    if (count > LONGEST_TEXT) {
        return err_say(err, "", SAY_PACK_TEXT_TOO_LONG, SAY_PACK_TEXT_TOO_LONG_HINT, NULL);
    }
    if (count > 0 && bytes[count - 1] == '\n') {
        count--; // the end of the last line, not an empty one after it
    }
    encoding_read(arena, (Str){bytes, count}, out);
    return true;
}

// Malformed bytes as U+FFFD, as they are set.
static void print_line(FILE *out, double width_em, Str text, bool is_hung)
{
    fprintf(out, "%.3f\t", width_em);
    Utf8 it = utf8_walk(text);
    while (utf8_next(&it)) {
        char bytes[4];
        fwrite(bytes, 1, (size_t)utf8_put(bytes, it.code), out);
    }
    fputs(is_hung ? "\thang\n" : "\n", out);
}

static void print_em_model(Arena *arena, Str text, const TypesetOptions *options, FILE *out)
{
    TypesetLines lines = typeset_lines(arena, text, options);
    for (int i = 0; i < lines.count; i++) {
        const TypesetLine *line = &lines.items[i];
        print_line(out, line->width_em, line->text, line->is_hung);
    }
}

static bool print_font(Arena *arena, Str text, const TypesetOptions *options, FaceId face,
                       const char *fonts_folder, FILE *out, Err *err)
{
    Fonts *fonts = fonts_open(fonts_folder, err);
    if (!fonts) {
        return false;
    }
    TextStyle style = {.face = face,
                       .size_px = SIZE_PX,
                       .level = options->level,
                       .is_hanging = options->is_hanging,
                       .is_first_fit = options->is_first_fit};
    TextSpan span = {.text = text, .face = -1};
    float measure = (float)options->width_em * SIZE_PX;
    TextBlock block = text_set(fonts, arena, &style, &span, 1, measure);
    for (int i = 0; i < block.line_count; i++) {
        const TextLine *line = &block.lines[i];
        Str view = str_trim(str_sub(text, line->from, line->to - line->from));
        bool is_hung = options->is_hanging && line->width > measure + 0.5f;
        print_line(out, (double)line->width / SIZE_PX, view, is_hung);
    }
    fonts_close(fonts);
    return true;
}

TypesetOutcome pack_typeset(Arena *arena, const TypesetRequest *request, const char *fonts_folder,
                            FILE *in, FILE *out, Err *err)
{
    TypesetOptions options = {.is_hanging = request->is_hanging,
                              .is_first_fit = request->is_first_fit};
    int level = 0;
    int face = 0;
    if (!request->width_em) {
        err_say(err, "", SAY_PACK_NO_WIDTH, SAY_PACK_SEE_HELP, NULL);
        return TYPESET_USAGE;
    }
    if (!str_to_double(str_from(request->width_em), &options.width_em) || options.width_em < 0 ||
        options.width_em > 10000) {
        err_say(err, "", SAY_PACK_BAD_WIDTH, SAY_PACK_BAD_WIDTH_HINT, request->width_em, NULL);
        return TYPESET_USAGE;
    }
    if (request->level && !find_word(request->level, LEVELS, COUNT(LEVELS), &level)) {
        err_say(err, "", SAY_PACK_BAD_LEVEL, SAY_PACK_BAD_LEVEL_HINT, request->level, NULL);
        return TYPESET_USAGE;
    }
    if (request->font && !find_word(request->font, FACES, COUNT(FACES), &face)) {
        err_say(err, "", SAY_PACK_BAD_FONT, SAY_PACK_BAD_FONT_HINT, request->font, NULL);
        return TYPESET_USAGE;
    }
    options.level = (KinsokuLevel)level;
    Str text = STR_NONE;
    if (!read_all(arena, in, &text, err)) {
        return TYPESET_OTHER;
    }
    if (!request->font) {
        print_em_model(arena, text, &options, out);
    } else if (!print_font(arena, text, &options, (FaceId)face, fonts_folder, out, err)) {
        return TYPESET_OTHER;
    }
    return TYPESET_FINE;
}
