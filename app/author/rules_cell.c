#include "author/rules_cell.h"
#include "author/markdown.h"
#include "base/utf8.h"

enum { POINT_LIMIT = 256 };

bool is_slug(Str text)
{
    for (int i = 0; i < text.n; i++) {
        char c = text.p[i];
        bool is_good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '-' && i > 0);
        if (!is_good) {
            return false;
        }
    }
    return text.n > 0;
}

static bool number_between(Str text, int low, int high)
{
    int64_t value;
    return str_to_int(text, &value) && value >= low && value <= high;
}

bool is_partial_date(Str text)
{
    static const int DAYS[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if ((text.n != 4 && text.n != 7 && text.n != 10) ||
        !number_between(str_sub(text, 0, 4), 1000, 2999)) {
        return false;
    }
    int64_t month = 1;
    if (text.n > 4 &&
        (text.p[4] != '-' || !str_to_int(str_sub(text, 5, 2), &month) || month < 1 || month > 12)) {
        return false;
    }
    int64_t year = 0;
    str_to_int(str_sub(text, 0, 4), &year);
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    int days = month == 2 && !is_leap ? 28 : DAYS[month - 1];
    return text.n <= 7 || (text.p[7] == '-' && number_between(str_sub(text, 8, 2), 1, days));
}

static bool is_han(uint32_t code)
{
    return code >= 0x4E00 && code <= 0x9FFF;
}

// {Han, at most 4} [G] S {Han, at most 2} ( 4 digits ) 1 to 5 digits 号
bool is_map_number(Str text)
{
    uint32_t codes[32];
    int count = 0;
    Utf8 it = utf8_walk(text);
    while (utf8_next(&it)) {
        if (count == COUNT(codes)) {
            return false;
        }
        codes[count++] = it.code;
    }
    int at = 0;
    while (at < count && is_han(codes[at])) {
        at++;
    }
    int place = at;
    bool is_national = at < count && codes[at] == 'G';
    at += is_national;
    if (place > 4 || (place == 0 && !is_national) || at >= count || codes[at++] != 'S') {
        return false;
    }
    int after = at;
    while (at < count && is_han(codes[at])) {
        at++;
    }
    if (at - after > 2 || at + 7 >= count || (codes[at] != '(' && codes[at] != 0xFF08)) {
        return false;
    }
    for (int i = 1; i <= 4; i++) {
        if (codes[at + i] < '0' || codes[at + i] > '9') {
            return false;
        }
    }
    uint32_t close = codes[at + 5];
    int digits = at + 6;
    while (digits < count && codes[digits] >= '0' && codes[digits] <= '9') {
        digits++;
    }
    int length = digits - at - 6;
    return (close == ')' || close == 0xFF09) && length >= 1 && length <= 5 && digits == count - 1 &&
           codes[digits] == 0x53F7; // 号
}

bool is_sha256(Str text)
{
    for (int i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            return false;
        }
    }
    return text.n == 64;
}

int points_read(Str text, double (*out)[2], int limit, Str *bad)
{
    int count = 0;
    Str part;
    while (str_split(&text, ' ', &part)) {
        if (part.n == 0) {
            continue;
        }
        int comma = str_find_char(part, ',');
        *bad = part;
        if (comma < 0 || count == limit ||
            !str_to_double(str_sub(part, 0, comma), &out[count][0]) ||
            !str_to_double(str_from_offset(part, comma + 1), &out[count][1])) {
            return -1;
        }
        count++;
    }
    *bad = STR_NONE;
    return count;
}

static void wrong(const CellRules *rules, const Cell *cell, Str value, SayId what, SayId hint,
                  const char *more)
{
    Content *content = rules->content;
    problem_error(&content->problems, cell, what, hint, str_z(content->arena, value), more, NULL);
}

static void check_word(const CellRules *rules, const Field *field, const Cell *cell)
{
    Str words[32];
    int count = 0;
    Str rest = str_from(field->column->of);
    while (count < COUNT(words) && str_split(&rest, '|', &words[count])) {
        if (str_eq(words[count], cell->text)) {
            return;
        }
        count++;
    }
    Arena *arena = rules->content->arena;
    wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_WORD, SAY_AUTHOR_BAD_WORD_HINT,
          str_join(arena, words, count, STR("、")).p);
}

static void check_review(const CellRules *rules, const Cell *cell)
{
    if (!str_is(cell->text, "草稿") && !str_is(cell->text, "待审") && !str_is(cell->text, "已审") &&
        !str_is(cell->text, "下线")) {
        wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_WORD, SAY_AUTHOR_BAD_WORD_HINT,
              "草稿、待审、已审、下线");
    }
}

static void check_reference(const CellRules *rules, int file, Str id, const Cell *cell)
{
    Content *content = rules->content;
    const Sheet *sheet = &content->sheets[file];
    int row = sheet_row(sheet, id);
    if (row >= 0 && !sheet->rows[row].is_packed) {
        wrong(rules, cell, id, SAY_AUTHOR_OFFLINE, SAY_AUTHOR_OFFLINE_HINT, NULL);
    }
    if (row >= 0 || !sheet->is_present) {
        return;
    }
    Str near = nearest_name(id, sheet->ids.keys, sheet->row_count);
    const char *shown_file = file == FILE_ARTICLES
                                 ? "articles/"
                                 : str_format(content->arena, "%s.csv", sheet->spec->stem).p;
    problem_error(&content->problems, cell, SAY_AUTHOR_DANGLING,
                  near.n ? SAY_AUTHOR_NEAREST : SAY_AUTHOR_DANGLING_HINT, str_z(content->arena, id),
                  str_z(content->arena, near), shown_file, NULL);
}

// A bare word that a list of entities may hold, too.
static bool is_bare_word(const Field *field, Str word)
{
    Str rest = str_from(field->column->of ? field->column->of : "");
    Str one;
    while (str_split(&rest, '|', &one)) {
        if (one.n && str_eq(one, word)) {
            return true;
        }
    }
    return false;
}

static void check_entity(const CellRules *rules, Str entity, const Cell *cell)
{
    int colon = str_find_char(entity, ':');
    int file = colon < 0 ? -1 : file_by_prefix(str_sub(entity, 0, colon));
    if (file < 0) {
        wrong(rules, cell, entity, SAY_AUTHOR_BAD_ENTITY, SAY_AUTHOR_BAD_ENTITY_HINT, NULL);
        return;
    }
    check_reference(rules, file, str_from_offset(entity, colon + 1), cell);
}

static void check_each(const CellRules *rules, const Field *field, const Cell *cell)
{
    bool is_entity = field->column->kind == COL_ENTITIES || field->column->kind == COL_ENTITY;
    bool is_list = field->column->kind == COL_ENTITIES || field->column->kind == COL_REFS;
    Str rest = cell->text;
    Str part;
    while (!problems_are_full(&rules->content->problems) &&
           str_split(&rest, is_list ? ';' : '\n', &part)) {
        if (is_entity) {
            if (!is_bare_word(field, part)) {
                check_entity(rules, part, cell);
            }
        } else {
            check_reference(rules, file_by_stem(field->column->of), part, cell);
        }
    }
}

// What the pictures and figures between an article's paragraphs name.
static void check_inserts(const CellRules *rules, const Cell *cell)
{
    Str rest = cell->text;
    Str line;
    while (!problems_are_full(&rules->content->problems) && str_split(&rest, '\n', &line)) {
        Str words;
        Str entity;
        if (markdown_insert(line, &words, &entity)) {
            check_entity(rules, entity, cell);
        }
    }
}

static void check_number(const CellRules *rules, const Field *field, const Cell *cell)
{
    double value;
    if (!str_to_double(cell->text, &value)) {
        wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_NUMBER, SAY_AUTHOR_BAD_NUMBER_HINT, NULL);
    } else if (field->column->kind == COL_FRACTION && (value < 0 || value > 1)) {
        wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_FRACTION, SAY_AUTHOR_BAD_FRACTION_HINT, NULL);
    }
}

static void check_count(const CellRules *rules, const Cell *cell)
{
    int64_t value;
    if (!str_to_int(cell->text, &value) || value < 0) {
        wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_COUNT, SAY_AUTHOR_BAD_COUNT_HINT, NULL);
    }
}

static bool is_colour(Str text)
{
    for (int i = 1; i < text.n; i++) {
        char c = text.p[i];
        bool is_hex = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
        if (!is_hex) {
            return false;
        }
    }
    return text.n == 7 && text.p[0] == '#';
}

static void check_points(const CellRules *rules, const Field *field, const Cell *cell)
{
    double points[POINT_LIMIT][2];
    Str bad;
    int count = points_read(cell->text, points, POINT_LIMIT, &bad);
    int least = str_is(field->name, "outline") ? 3 : 2;
    if (count < least) {
        wrong(rules, cell, bad.n ? bad : cell->text, SAY_AUTHOR_BAD_POINTS,
              SAY_AUTHOR_BAD_POINTS_HINT, NULL);
    }
}

static void check_icon(const CellRules *rules, const Cell *cell)
{
    Str names[256];
    int count = 0;
    for (int i = 0; i < rules->icons.count && count < COUNT(names); i++) {
        names[count] = str_sub(rules->icons.items[i], 0, rules->icons.items[i].n - 4);
        if (str_eq(names[count++], cell->text)) {
            return;
        }
    }
    if (rules->has_icons) {
        Str near = nearest_name(cell->text, names, count);
        wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_ICON,
              near.n ? SAY_AUTHOR_NEAREST : SAY_AUTHOR_BAD_ICON_HINT,
              str_z(rules->content->arena, near));
    }
}

static void check_file(const CellRules *rules, const Cell *cell)
{
    Str name = str_starts(cell->text, STR("pictures/")) ? str_from_offset(cell->text, 9) : STR_NONE;
    int dot = str_find_char(name, '.');
    Str end = str_from_offset(name, dot + 1);
    bool is_known = str_is(end, "svg") || str_is(end, "png") || str_is(end, "jpg") ||
                    str_is(end, "jpeg") || str_is(end, "webp");
    if (dot < 0 || !is_known || !is_slug(str_sub(name, 0, dot))) {
        wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_FILE, SAY_AUTHOR_BAD_FILE_HINT, NULL);
    }
}

// What begins like a date must be one; other words are free.
static void check_period(const CellRules *rules, const Cell *cell)
{
    bool is_date_like = true;
    for (int i = 0; i < cell->text.n; i++) {
        char c = cell->text.p[i];
        is_date_like = is_date_like && ((c >= '0' && c <= '9') || c == '-' || c == '/' || c == '.');
    }
    bool is_years = cell->text.n == 9 && cell->text.p[4] == '-' &&
                    is_partial_date(str_sub(cell->text, 0, 4)) &&
                    is_partial_date(str_from_offset(cell->text, 5));
    if (is_date_like && !is_years && !is_partial_date(cell->text)) {
        wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_DATE, SAY_AUTHOR_BAD_DATE_HINT, NULL);
    }
}

static bool is_label_id(Str text)
{
    for (int i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (!is_slug((Str){&c, 1}) && c != '.' && c != '_' && c != '-') {
            return false;
        }
    }
    return text.n > 0;
}

void cell_check(const CellRules *rules, const Field *field, const Cell *cell)
{
    if (!has_text(cell) || cell->is_spoiled) {
        return;
    }
    switch (field->column->kind) {
    case COL_ID:
        if (!is_slug(cell->text)) {
            wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_ID, SAY_AUTHOR_BAD_ID_HINT, NULL);
        }
        break;
    case COL_KEY:
    case COL_LABEL_ID:
        if (!is_label_id(cell->text)) {
            wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_ID, SAY_AUTHOR_BAD_ID_HINT, NULL);
        }
        break;
    case COL_REF:
    case COL_REFS:
    case COL_ENTITY:
    case COL_ENTITIES:
        check_each(rules, field, cell);
        break;
    case COL_SCOPE:
        if (is_slug(cell->text)) {
            check_reference(rules, file_by_stem(field->column->of), cell->text, cell);
        }
        break;
    case COL_ENUM:
        check_word(rules, field, cell);
        break;
    case COL_REVIEW:
        check_review(rules, cell);
        break;
    case COL_DATE:
        if (!is_partial_date(cell->text)) {
            wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_DATE, SAY_AUTHOR_BAD_DATE_HINT, NULL);
        }
        break;
    case COL_YEAR:
        if (cell->text.n != 4 || !is_partial_date(cell->text)) {
            wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_DATE, SAY_AUTHOR_BAD_DATE_HINT, NULL);
        }
        break;
    case COL_PERIOD:
        check_period(rules, cell);
        break;
    case COL_NUMBER:
    case COL_FRACTION:
        check_number(rules, field, cell);
        break;
    case COL_COUNT:
        check_count(rules, cell);
        break;
    case COL_FLAG:
        if (!str_is(cell->text, "1") && !str_is(cell->text, "0")) {
            wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_FLAG, SAY_AUTHOR_BAD_FLAG_HINT, NULL);
        }
        break;
    case COL_COLOUR:
        if (!is_colour(cell->text)) {
            wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_COLOUR, SAY_AUTHOR_BAD_COLOUR_HINT, NULL);
        }
        break;
    case COL_POINTS:
        check_points(rules, field, cell);
        break;
    case COL_ICON:
        check_icon(rules, cell);
        break;
    case COL_FILE:
        check_file(rules, cell);
        break;
    case COL_MAP_NUMBER:
        if (!is_map_number(cell->text)) {
            wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_MAP_NUMBER,
                  SAY_AUTHOR_BAD_MAP_NUMBER_HINT, NULL);
        }
        break;
    case COL_SHA256:
        if (!is_sha256(cell->text)) {
            wrong(rules, cell, cell->text, SAY_AUTHOR_BAD_HASH, SAY_AUTHOR_BAD_HASH_HINT, NULL);
        }
        break;
    case COL_TEXT: // its wording: rules_text.h
        if (str_is(str_from(field->column->name), "body")) {
            check_inserts(rules, cell);
        }
        break;
    case COL_PICTURE: // gather.h looks for the file
    case COL_TEXT_ZH:
    case COL_TEXT_EN:
    case COL_PLAIN:
    case COL_NOTE:
        break;
    }
}

CellRules cell_rules(Content *content)
{
    CellRules rules = {.content = content};
    if (content->options->assets_folder) {
        Str folder =
            file_join(content->arena, str_from(content->options->assets_folder), STR("icons"));
        rules.has_icons = file_list(content->arena, folder.p, STR(".svg"), &rules.icons, NULL);
    }
    return rules;
}
