#include "author/rules_text.h"
#include "author/fit.h"
#include "author/markdown.h"
#include "base/utf8.h"
#include "type/type.h"

struct TextRules {
    Content *content;
    Fonts *fonts; // NULL: characters are not looked for
};

typedef struct {
    const char *file, *column;
    int characters;
} Limit;

// clang-format off
static const Limit LIMITS[] = {
    {"chains",     "short_zh",    6},
    {"stages",     "glyph",       1},
    {"members",    "short_zh",    8},
    {"members",    "tag_zh",      8},
    {"districts",  "short_zh",    8},
    {"districts",  "tag_zh",      8},
    {"works",      "short_zh",    6},
    {"categories", "name_zh",     2},
    {"messages",   "line1_zh",    6},
    {"messages",   "line2_zh",    6},
};
// clang-format on
enum { SLIP_CHARACTERS = 6, ARTICLE_LEAST = 250, ARTICLE_MOST = 600 };

static bool is_han(uint32_t code)
{
    return (code >= 0x3400 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) ||
           code == 0x3007 || code >= 0x20000;
}

static bool is_wide_mark(uint32_t code)
{
    return (code >= 0x3000 && code <= 0x303F) || (code >= 0xFF01 && code <= 0xFF60);
}

static Str shown(uint32_t code, Arena *arena)
{
    char bytes[4];
    int n = utf8_put(bytes, code);
    return str_dup(arena, (Str){bytes, n});
}

// ---- languages ----

static bool is_text(const Field *field)
{
    return field->column->kind == COL_TEXT;
}

static bool is_article(const Sheet *sheet)
{
    return sheet->spec == &FILES[FILE_ARTICLES];
}

// An article's text in a language whose file is not there: told once, at its body.
static bool is_file_missing(const Sheet *sheet, const Row *row, int field)
{
    int body = sheet_field(sheet, str_is(sheet->fields[field].lang, "zh") ? "body_zh" : "body_en");
    return is_article(sheet) && body >= 0 && row->cells[body].row == 0;
}

// The languages of one text stand side by side, from `first` to `end`.
static void check_translations(const TextRules *rules, const Sheet *sheet, const Row *row,
                               int first, int end)
{
    Problems *problems = &rules->content->problems;
    Arena *arena = rules->content->arena;
    int given = 0;
    for (int i = first; i < end; i++) {
        given += row->cells[i].text.n > 0;
    }
    for (int i = first; i < end; i++) {
        const Field *field = &sheet->fields[i];
        const Cell *cell = &row->cells[i];
        if (has_text(cell) || (!is_article(sheet) && !field->at) || (!given && i > first)) {
            continue;
        }
        if (is_file_missing(sheet, row, i)) {
            bool is_body = str_is(str_from(field->column->name), "body");
            Cell at = {.file = row->cells[0].file};
            const char *file = str_format(arena, "articles/%.*s.%.*s.md", STR_ARG(row_id(row)),
                                          STR_ARG(field->lang))
                                   .p;
            if (is_body) {
                problem_error(problems, &at, SAY_AUTHOR_NO_PAIR, SAY_AUTHOR_NO_PAIR_HINT, file,
                              NULL);
            }
        } else if (given) {
            problem_error(problems, cell, SAY_AUTHOR_NO_TRANSLATION, SAY_AUTHOR_NO_TRANSLATION_HINT,
                          str_z(arena, field->name), NULL);
        } else if (field->column->is_needed) {
            problem_error(problems, cell, SAY_AUTHOR_NEEDED, SAY_AUTHOR_NEEDED_HINT,
                          str_z(arena, field->name), NULL);
        }
    }
}

// ---- characters ----

static void check_chinese(const TextRules *rules, const Cell *cell, bool is_wording)
{
    uint32_t before = 0;
    bool has_quote = false;
    bool has_mark = is_wording; // told enough
    Utf8 it = utf8_walk(cell->text);
    while (utf8_next(&it)) {
        bool is_quote = it.code == '"' || it.code == '\'';
        bool is_mark =
            it.code < 0x80 && it.code > ' ' && str_find_char(STR(",;:?!().[]"), (char)it.code) >= 0;
        if (is_quote && !has_quote) {
            problem_error(&rules->content->problems, cell, SAY_AUTHOR_ASCII_QUOTE,
                          SAY_AUTHOR_ASCII_QUOTE_HINT, NULL);
            has_quote = true;
        } else if (is_mark && is_han(before) && !has_mark) {
            problem_warning(&rules->content->problems, cell, SAY_AUTHOR_ASCII_MARK,
                            SAY_AUTHOR_ASCII_MARK_HINT, shown(it.code, rules->content->arena).p,
                            NULL);
            has_mark = true;
        }
        before = it.code;
    }
}

static void check_western(const TextRules *rules, const Cell *cell)
{
    Utf8 it = utf8_walk(cell->text);
    while (utf8_next(&it)) {
        bool is_curly = (it.code >= 0x2018 && it.code <= 0x201F) || it.code == 0x2014 ||
                        it.code == 0x2013 || it.code == 0x2026;
        if (is_han(it.code) || is_wide_mark(it.code) || is_curly) {
            problem_warning(&rules->content->problems, cell,
                            is_curly ? SAY_AUTHOR_CURLY : SAY_AUTHOR_HAN_IN_ENGLISH,
                            is_curly ? SAY_AUTHOR_CURLY_HINT : SAY_AUTHOR_HAN_IN_ENGLISH_HINT,
                            shown(it.code, rules->content->arena).p, NULL);
            return;
        }
    }
}

// Titles are set in the serif face, the rest in the sans: a character must be in both.
static void check_glyphs(const TextRules *rules, const Cell *cell)
{
    uint32_t told[8];
    int told_count = 0;
    Utf8 it = utf8_walk(cell->text);
    while (rules->fonts && told_count < COUNT(told) && utf8_next(&it)) {
        bool is_told = it.code == '\n';
        for (int i = 0; i < told_count; i++) {
            is_told = is_told || told[i] == it.code;
        }
        if (!is_told && (!fonts_has_glyph(rules->fonts, FACE_SANS_REGULAR, it.code) ||
                         !fonts_has_glyph(rules->fonts, FACE_SERIF_BLACK, it.code))) {
            told[told_count++] = it.code;
            Arena *arena = rules->content->arena;
            problem_error(&rules->content->problems, cell, SAY_AUTHOR_NO_GLYPH,
                          SAY_AUTHOR_NO_GLYPH_HINT, shown(it.code, arena).p,
                          str_format(arena, "U+%04X", it.code).p, NULL);
        }
    }
}

// ---- lengths ----

// In Han: two Western letters take the room of one.
static int room_of(Str text)
{
    int halves = 0;
    Utf8 it = utf8_walk(text);
    while (utf8_next(&it)) {
        halves += it.code < 0x80 ? 1 : 2;
    }
    return (halves + 1) / 2;
}

static void tell_long(const TextRules *rules, const Cell *cell, Str text, int count, int limit)
{
    Arena *arena = rules->content->arena;
    problem_warning(&rules->content->problems, cell, SAY_AUTHOR_TOO_LONG, SAY_AUTHOR_TOO_LONG_HINT,
                    str_z(arena, text), str_format(arena, "%d", count).p,
                    str_format(arena, "%d", limit).p, NULL);
}

static void check_limit(const TextRules *rules, const Sheet *sheet, const Field *field,
                        const Cell *cell)
{
    for (int i = 0; i < COUNT(LIMITS); i++) {
        int count = room_of(cell->text);
        if (str_is(str_from(sheet->spec->stem), LIMITS[i].file) &&
            str_is(field->name, LIMITS[i].column) && count > LIMITS[i].characters) {
            tell_long(rules, cell, cell->text, count, LIMITS[i].characters);
        }
    }
}

static void check_slip(const TextRules *rules, const Field *field, const Cell *cell)
{
    int columns = 0;
    bool is_good = true;
    Str rest = cell->text;
    Str part;
    while (str_split(&rest, '|', &part)) {
        columns++;
        is_good = is_good && part.n > 0;
        int count = room_of(part);
        if (str_is(field->lang, "zh") && count > SLIP_CHARACTERS) {
            tell_long(rules, cell, part, count, SLIP_CHARACTERS);
        }
    }
    if (!is_good || columns > 2) {
        problem_error(&rules->content->problems, cell, SAY_AUTHOR_SLIP, SAY_AUTHOR_SLIP_HINT,
                      str_z(rules->content->arena, cell->text), NULL);
    }
}

static void check_length(const TextRules *rules, const Cell *cell)
{
    int count = 0;
    Utf8 it = utf8_walk(cell->text);
    while (utf8_next(&it)) {
        count += is_han(it.code);
    }
    if (count < ARTICLE_LEAST || count > ARTICLE_MOST) {
        Arena *arena = rules->content->arena;
        problem_warning(&rules->content->problems, cell, SAY_AUTHOR_ARTICLE_LENGTH,
                        SAY_AUTHOR_ARTICLE_LENGTH_HINT, str_format(arena, "%d", count).p,
                        str_format(arena, "%d", ARTICLE_LEAST).p,
                        str_format(arena, "%d", ARTICLE_MOST).p, NULL);
    }
}

// A body as visitors read it: of an insert only its words.
static Str words_of(Arena *arena, Str body)
{
    Str out = STR_NONE;
    Str rest = body;
    Str line;
    while (str_split(&rest, '\n', &line)) {
        Str words;
        Str entity;
        Str read = markdown_insert(line, &words, &entity) ? words : line;
        out = str_format(arena, "%.*s%s%.*s", STR_ARG(out), out.n ? "\n" : "", STR_ARG(read));
    }
    return out;
}

static void check_text(const TextRules *rules, const Sheet *sheet, const Field *field,
                       const Cell *cell)
{
    Cell read = *cell;
    if (str_is(str_from(field->column->name), "body")) {
        read.text = words_of(rules->content->arena, cell->text);
        cell = &read;
    }
    ColumnKind kind = field->column->kind;
    bool is_read = kind == COL_TEXT || kind == COL_TEXT_ZH || kind == COL_TEXT_EN ||
                   kind == COL_PLAIN || kind == COL_SCOPE || kind == COL_PERIOD;
    if (!is_read || !has_text(cell) || cell->is_spoiled) {
        return;
    }
    check_glyphs(rules, cell);
    check_limit(rules, sheet, field, cell);
    // Interface wording holds other languages' names and patterns like file:row on purpose.
    bool is_wording = sheet->spec == &FILES[FILE_LABELS] || sheet->spec == &FILES[FILE_STORY];
    if (str_is(field->lang, "zh")) {
        check_chinese(rules, cell, is_wording);
    } else if (field->lang.n && !is_wording) {
        check_western(rules, cell);
    }
    if (is_article(sheet) && str_is(str_from(field->column->name), "slip")) {
        check_slip(rules, field, cell);
    }
    if (is_article(sheet) && str_is(field->name, "body_zh")) {
        check_length(rules, cell);
    }
}

void text_check_row(TextRules *rules, const Sheet *sheet, int row)
{
    const Row *cells = &sheet->rows[row];
    for (int i = 0; i < sheet->field_count; i++) {
        if (is_text(&sheet->fields[i])) {
            int end = i + 1;
            while (end < sheet->field_count &&
                   sheet->fields[end].column == sheet->fields[i].column) {
                end++;
            }
            check_translations(rules, sheet, cells, i, end);
            i = end - 1;
        }
    }
    for (int i = 0; i < sheet->field_count; i++) {
        check_text(rules, sheet, &sheet->fields[i], &cells->cells[i]);
    }
    fit_check_row(rules->content, rules->fonts, sheet, row);
}

TextRules *text_rules_open(Content *content)
{
    TextRules *rules = arena_new(content->arena, TextRules, 1);
    rules->content = content;
    Err err = {0};
    if (content->options->fonts_folder) {
        rules->fonts = fonts_open(content->options->fonts_folder, &err);
    }
    if (!rules->fonts) {
        Cell nowhere = {0};
        problem_warning(&content->problems, &nowhere, SAY_AUTHOR_NO_FONTS, SAY_AUTHOR_NO_FONTS_HINT,
                        err.what, NULL);
    }
    return rules;
}

void text_rules_close(TextRules *rules)
{
    fonts_close(rules->fonts);
}
