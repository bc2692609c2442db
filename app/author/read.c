#include "author/read.h"
#include "author/articles.h"
#include "base/csv.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/utf8.h"

static const Cell NO_CELL = {0};

int sheet_field(const Sheet *sheet, const char *name)
{
    for (int i = 0; i < sheet->field_count; i++) {
        if (str_is(sheet->fields[i].name, name)) {
            return i;
        }
    }
    return -1;
}

const Cell *sheet_cell(const Sheet *sheet, int row, const char *name)
{
    int field = sheet_field(sheet, name);
    return field < 0 ? &NO_CELL : &sheet->rows[row].cells[field];
}

Str row_id(const Row *row)
{
    return row->cells[0].text;
}

int sheet_row(const Sheet *sheet, Str id)
{
    if (sheet->ids.slots) {
        return index_find(&sheet->ids, id);
    }
    for (int i = 0; i < sheet->row_count && id.n; i++) {
        if (str_eq(row_id(&sheet->rows[i]), id)) {
            return i;
        }
    }
    return -1;
}

void sheet_index(Content *content, Sheet *sheet)
{
    Str *ids = arena_new(content->arena, Str, sheet->row_count);
    for (int i = 0; i < sheet->row_count; i++) {
        ids[i] = row_id(&sheet->rows[i]);
    }
    sheet->ids = index_of(content->arena, ids, sheet->row_count);
}

bool has_text(const Cell *cell)
{
    return cell->text.n > 0 || cell->is_spoiled;
}

static Str field_name(Arena *arena, const Column *column, Str lang)
{
    switch (column->kind) {
    case COL_TEXT:
        return column->name[0] ? str_format(arena, "%s_%.*s", column->name, STR_ARG(lang)) : lang;
    case COL_TEXT_ZH:
        return str_format(arena, "%s_zh", column->name);
    case COL_TEXT_EN:
        return str_format(arena, "%s_en", column->name);
    default:
        return str_from(column->name);
    }
}

static void make_fields(Content *content, Sheet *sheet)
{
    const FileSpec *spec = sheet->spec;
    int count = spec_column_count(spec);
    sheet->fields = arena_new(content->arena, Field, count * content->language_count);
    for (int i = 0; i < count; i++) {
        const Column *column = spec_column(spec, i);
        int copies = column->kind == COL_TEXT ? content->language_count : 1;
        for (int l = 0; l < copies; l++) {
            Str lang = column->kind == COL_TEXT      ? content->languages[l]
                       : column->kind == COL_TEXT_ZH ? STR("zh")
                       : column->kind == COL_TEXT_EN ? STR("en")
                                                     : STR_NONE;
            sheet->fields[sheet->field_count++] = (Field){
                .column = column, .lang = lang, .name = field_name(content->arena, column, lang)};
        }
    }
}

// ---- characters that may stand nowhere ----

typedef struct {
    uint32_t from, to;
    SayId what, hint;
} BadRange;

static const BadRange BAD_RANGES[] = {
    {0x0000, 0x0009, SAY_AUTHOR_CONTROL, SAY_AUTHOR_CONTROL_HINT},
    {0x000B, 0x001F, SAY_AUTHOR_CONTROL, SAY_AUTHOR_CONTROL_HINT},
    {0x007F, 0x009F, SAY_AUTHOR_CONTROL, SAY_AUTHOR_CONTROL_HINT},
    {0x00A0, 0x00A0, SAY_AUTHOR_INVISIBLE, SAY_AUTHOR_INVISIBLE_HINT},
    {0x00AD, 0x00AD, SAY_AUTHOR_INVISIBLE, SAY_AUTHOR_INVISIBLE_HINT},
    {0x061C, 0x061C, SAY_AUTHOR_BIDI, SAY_AUTHOR_BIDI_HINT},
    {0x200B, 0x200D, SAY_AUTHOR_INVISIBLE, SAY_AUTHOR_INVISIBLE_HINT},
    {0x200E, 0x200F, SAY_AUTHOR_BIDI, SAY_AUTHOR_BIDI_HINT},
    {0x2028, 0x2029, SAY_AUTHOR_CONTROL, SAY_AUTHOR_CONTROL_HINT},
    {0x202A, 0x202E, SAY_AUTHOR_BIDI, SAY_AUTHOR_BIDI_HINT},
    {0x2060, 0x2064, SAY_AUTHOR_INVISIBLE, SAY_AUTHOR_INVISIBLE_HINT},
    {0x2066, 0x206F, SAY_AUTHOR_BIDI, SAY_AUTHOR_BIDI_HINT},
    {0xFE00, 0xFE0F, SAY_AUTHOR_INVISIBLE, SAY_AUTHOR_INVISIBLE_HINT},
    {0xFEFF, 0xFEFF, SAY_AUTHOR_INVISIBLE, SAY_AUTHOR_INVISIBLE_HINT},
    {0xFFFD, 0xFFFD, SAY_AUTHOR_LOST, SAY_AUTHOR_LOST_HINT},
    {0xE0000, 0xE0FFF, SAY_AUTHOR_INVISIBLE, SAY_AUTHOR_INVISIBLE_HINT},
};

static bool is_combining(uint32_t code)
{
    return (code >= 0x0300 && code <= 0x036F) || (code >= 0x1AB0 && code <= 0x1AFF) ||
           (code >= 0x1DC0 && code <= 0x1DFF) || (code >= 0x20D0 && code <= 0x20FF) ||
           (code >= 0x302A && code <= 0x302F) || (code >= 0x3099 && code <= 0x309A) ||
           (code >= 0xFE20 && code <= 0xFE2F);
}

// Letters of the alphabets that take them, or another mark on one.
static bool carries_marks(uint32_t code)
{
    return (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') ||
           (code >= 0x00C0 && code <= 0x052F) || (code >= 0x1E00 && code <= 0x1FFF);
}

static void tell_character(Content *content, const Cell *cell, const Utf8 *it, SayId what,
                           SayId hint)
{
    const char *code = str_format(content->arena, "U+%04X", it->code).p;
    int before = utf8_count(str_sub(cell->text, 0, it->start));
    problem_error(&content->problems, cell, what, hint, code,
                  str_format(content->arena, "%d", before + 1).p, NULL);
}

// A cell with malformed bytes is emptied, so that one fault is told once.
void content_check_characters(Content *content, Cell *cell)
{
    if (utf8_first_error(cell->text) >= 0) {
        problem_error(&content->problems, cell, SAY_AUTHOR_MALFORMED, SAY_AUTHOR_MALFORMED_HINT,
                      NULL);
        cell->text = STR_NONE;
        cell->is_spoiled = true;
        return;
    }
    uint32_t before = 0;
    Utf8 it = utf8_walk(cell->text);
    while (utf8_next(&it)) {
        if (is_combining(it.code) && !carries_marks(before)) {
            tell_character(content, cell, &it, SAY_AUTHOR_LONE_MARK, SAY_AUTHOR_LONE_MARK_HINT);
            cell->is_spoiled = true;
            return;
        }
        before = it.code;
        for (int i = 0; i < COUNT(BAD_RANGES); i++) {
            if (it.code >= BAD_RANGES[i].from && it.code <= BAD_RANGES[i].to) {
                tell_character(content, cell, &it, BAD_RANGES[i].what, BAD_RANGES[i].hint);
                cell->is_spoiled = true;
                return;
            }
        }
    }
}

// ---- tables ----

bool content_read_text(Content *content, Str path, Str file, Str *out)
{
    Cell whole = {.file = file};
    Str bytes;
    Err err = {0};
    size_t limit = (size_t)(CONTENT_LIMIT - content->byte_count);
    limit = limit < CONTENT_FILE_LIMIT ? limit : CONTENT_FILE_LIMIT;
    if (!file_read(content->arena, path.p, limit, &bytes, &err)) {
        problem_error(&content->problems, &whole, SAY_AUTHOR_UNREADABLE, SAY_AUTHOR_UNREADABLE_HINT,
                      str_z(content->arena, str_from(err.what)), NULL);
        return false;
    }
    content->byte_count += bytes.n;
    if (encoding_read(content->arena, bytes, out) == ENCODING_UTF16) {
        problem_error(&content->problems, &whole, SAY_AUTHOR_UTF16, SAY_AUTHOR_UTF16_HINT, NULL);
        return false;
    }
    return true;
}

static void tell_faults(Content *content, Str file, const Csv *csv)
{
    static const SayId SENTENCES[] = {
        [CSV_OPEN_QUOTE] = SAY_AUTHOR_OPEN_QUOTE,     [CSV_AFTER_QUOTE] = SAY_AUTHOR_AFTER_QUOTE,
        [CSV_QUOTE_INSIDE] = SAY_AUTHOR_QUOTE_INSIDE, [CSV_NUL] = SAY_AUTHOR_NUL,
        [CSV_TOO_WIDE] = SAY_AUTHOR_TOO_WIDE,         [CSV_TOO_LONG] = SAY_AUTHOR_TOO_LONG_FILE,
    };
    for (int i = 0; i < csv->fault_count; i++) {
        Cell at = {.file = file, .row = csv->faults[i].row, .column = csv->faults[i].column};
        bool is_long = csv->faults[i].kind == CSV_TOO_LONG;
        problem_error(&content->problems, &at, SENTENCES[csv->faults[i].kind],
                      is_long ? SAY_AUTHOR_TOO_LONG_FILE_HINT : SAY_AUTHOR_QUOTE_HINT, NULL);
    }
}

static void tell_unknown_column(Content *content, const Sheet *sheet, const Cell *at)
{
    Str *names = arena_new(content->arena, Str, sheet->field_count);
    for (int i = 0; i < sheet->field_count; i++) {
        names[i] = sheet->fields[i].name;
    }
    Str near = nearest_name(at->text, names, sheet->field_count);
    problem_error(&content->problems, at, SAY_AUTHOR_UNKNOWN_COLUMN,
                  near.n ? SAY_AUTHOR_NEAREST : SAY_AUTHOR_UNKNOWN_COLUMN_HINT,
                  str_z(content->arena, at->text), str_z(content->arena, near), NULL);
}

static void read_header(Content *content, Sheet *sheet, const CsvRow *header)
{
    for (int i = 0; i < header->count; i++) {
        Cell at = {
            str_trim(header->fields[i]), sheet->file, header->number, i + 1, STR_NONE, false};
        at.name = at.text;
        content_check_characters(content, &at);
        int field = sheet_field(sheet, str_z(content->arena, at.text));
        if (field < 0) {
            tell_unknown_column(content, sheet, &at);
        } else if (sheet->fields[field].at) {
            problem_error(&content->problems, &at, SAY_AUTHOR_COLUMN_TWICE,
                          SAY_AUTHOR_COLUMN_TWICE_HINT, str_z(content->arena, at.text), NULL);
        } else {
            sheet->fields[field].at = i + 1;
        }
    }
    for (int i = 0; i < sheet->field_count; i++) {
        const Field *field = &sheet->fields[i];
        Cell at = {.file = sheet->file, .row = header->number, .name = field->name};
        const char *name = str_z(content->arena, field->name);
        if (!field->at && field->column->is_needed) {
            problem_error(&content->problems, &at, SAY_AUTHOR_MISSING_COLUMN,
                          SAY_AUTHOR_MISSING_COLUMN_HINT, name, NULL);
        } else if (!field->at) {
            problem_warning(&content->problems, &at, SAY_AUTHOR_MISSING_COLUMN,
                            SAY_AUTHOR_MISSING_COLUMN_HINT, name, NULL);
        }
    }
}

Row *sheet_add_row(Content *content, Sheet *sheet)
{
    if (content->cell_count + sheet->field_count > CONTENT_CELL_LIMIT) {
        Cell whole = {.file = sheet->file};
        problem_error(&content->problems, &whole, SAY_AUTHOR_TOO_LONG_FILE,
                      SAY_AUTHOR_TOO_LONG_FILE_HINT, NULL);
        return NULL;
    }
    content->cell_count += sheet->field_count;
    sheet->rows = arena_grow(content->arena, sheet->rows, &sheet->row_capacity,
                             sheet->row_count + 1, sizeof *sheet->rows);
    Row *row = &sheet->rows[sheet->row_count++];
    *row = (Row){.cells = arena_new(content->arena, Cell, sheet->field_count),
                 .is_packed = true,
                 .review = REVIEW_DONE};
    return row;
}

// A spreadsheet leaves rows of commas behind.
static bool is_blank(const CsvRow *row)
{
    for (int i = 0; i < row->count; i++) {
        if (str_trim(row->fields[i]).n) {
            return false;
        }
    }
    return true;
}

static bool read_row(Content *content, Sheet *sheet, const CsvRow *from, int header_count)
{
    if (is_blank(from)) {
        return true;
    }
    Row *row = sheet_add_row(content, sheet);
    if (!row) {
        return false;
    }
    for (int i = 0; i < sheet->field_count; i++) {
        const Field *field = &sheet->fields[i];
        bool is_there = field->at && field->at <= from->count;
        row->cells[i] = (Cell){is_there ? str_trim(from->fields[field->at - 1]) : STR_NONE,
                               sheet->file,
                               from->number,
                               field->at,
                               field->name,
                               false};
        content_check_characters(content, &row->cells[i]);
    }
    if (from->count != header_count) {
        Cell at = {.file = sheet->file,
                   .row = from->number,
                   .column = from->count < header_count ? from->count : header_count + 1};
        problem_error(&content->problems, &at, SAY_AUTHOR_ROW_LENGTH, SAY_AUTHOR_ROW_LENGTH_HINT,
                      str_format(content->arena, "%d", from->count).p,
                      str_format(content->arena, "%d", header_count).p, NULL);
    }
    return !problems_are_full(&content->problems);
}

static bool read_csv(Content *content, Str path, Str file, Csv *csv)
{
    Str text;
    if (!content_read_text(content, path, file, &text)) {
        return false;
    }
    csv_read(content->arena, text, csv);
    tell_faults(content, file, csv);
    if (csv->count == 0) {
        Cell whole = {.file = file};
        problem_error(&content->problems, &whole, SAY_AUTHOR_EMPTY_FILE, SAY_AUTHOR_EMPTY_FILE_HINT,
                      NULL);
    }
    return csv->count > 0;
}

static void read_table(Content *content, Sheet *sheet, Str folder, Str shown_file, bool is_optional)
{
    Arena *arena = content->arena;
    Str path = file_join(arena, folder, str_format(arena, "%s.csv", sheet->spec->stem));
    sheet->file = shown_file;
    if (!file_exists(path.p)) {
        Cell whole = {.file = sheet->file};
        if (!is_optional) {
            problem_error(&content->problems, &whole, SAY_AUTHOR_NO_FILE, SAY_AUTHOR_NO_FILE_HINT,
                          str_z(arena, sheet->file), NULL);
        }
        return;
    }
    Csv csv;
    if (!read_csv(content, path, sheet->file, &csv)) {
        return;
    }
    sheet->is_present = true;
    for (int i = 0; i < sheet->field_count; i++) {
        sheet->fields[i].at = 0;
    }
    read_header(content, sheet, &csv.rows[0]);
    int next = 1;
    while (next < csv.count && read_row(content, sheet, &csv.rows[next], csv.rows[0].count)) {
        next++;
    }
}

// Labels of the city replace those every city shares.
static void read_labels(Content *content, Sheet *sheet)
{
    Str city = str_from(content->options->content_folder);
    if (!content->options->assets_folder) {
        read_table(content, sheet, city, STR("labels.csv"), true);
        return;
    }
    read_table(content, sheet, str_from(content->options->assets_folder), STR("assets/labels.csv"),
               false);
    int shared_count = sheet->row_count;
    sheet_index(content, sheet); // of the shared ones
    read_table(content, sheet, city, STR("labels.csv"), true);
    int kept = shared_count;
    for (int i = shared_count; i < sheet->row_count; i++) {
        int same = sheet_row(sheet, row_id(&sheet->rows[i]));
        bool is_shared = same >= 0 && str_starts(sheet->rows[same].cells[0].file, STR("assets/"));
        sheet->rows[is_shared ? same : kept++] = sheet->rows[i];
    }
    sheet->row_count = kept;
}

// Which languages there are, before any other header can be read.
static void read_languages(Content *content)
{
    Arena *arena = content->arena;
    Str file = STR("story.csv");
    Str path = file_join(arena, str_from(content->options->content_folder), file);
    Str text = STR_NONE;
    Str bytes;
    Csv csv = {0};
    if (file_exists(path.p) && file_read(arena, path.p, CONTENT_FILE_LIMIT, &bytes, NULL)) {
        encoding_read(arena, bytes, &text);
        csv_read(arena, text, &csv);
    }
    for (int i = 1; i < csv.count; i++) {
        if (csv.rows[i].count < 2 || !str_is(str_trim(csv.rows[i].fields[0]), "languages")) {
            continue;
        }
        Cell at = {str_trim(csv.rows[i].fields[1]), file, csv.rows[i].number, 2, STR_NONE, false};
        Str rest = at.text;
        Str part;
        while (str_split(&rest, ';', &part)) {
            bool is_code = part.n == 2 && part.p[0] >= 'a' && part.p[0] <= 'z' &&
                           part.p[1] >= 'a' && part.p[1] <= 'z';
            if (!is_code || content->language_count == COUNT(content->languages)) {
                problem_error(&content->problems, &at, SAY_AUTHOR_LANGUAGES,
                              SAY_AUTHOR_LANGUAGES_HINT, str_z(arena, part), NULL);
            } else {
                content->languages[content->language_count++] = part;
            }
        }
    }
    if (content->language_count == 0) {
        Cell whole = {.file = file};
        problem_error(&content->problems, &whole, SAY_AUTHOR_NO_LANGUAGES,
                      SAY_AUTHOR_LANGUAGES_HINT, NULL);
        content->languages[content->language_count++] = STR("zh");
        content->languages[content->language_count++] = STR("en");
    }
}

static void find_reviews(Sheet *sheet)
{
    static const char *const WORDS[] = {"草稿", "待审", "已审", "下线"};
    int field = sheet_field(sheet, "review");
    for (int i = 0; i < sheet->row_count && field >= 0; i++) {
        Row *row = &sheet->rows[i];
        for (int w = 0; w < COUNT(WORDS); w++) {
            if (str_is(row->cells[field].text, WORDS[w])) {
                row->review = (Review)w;
                row->is_packed = w == REVIEW_PENDING || w == REVIEW_DONE;
            }
        }
    }
}

void content_read(Content *content, Arena *arena, const AuthorOptions *options)
{
    *content = (Content){.arena = arena, .options = options, .problems = {.arena = arena}};
    content->sheets = arena_new(arena, Sheet, FILE_COUNT);
    if (!file_is_folder(options->content_folder)) {
        Cell whole = {.file = str_from(options->content_folder)};
        problem_error(&content->problems, &whole, SAY_FILE_NOT_A_FOLDER, SAY_FILE_NOT_A_FOLDER_HINT,
                      options->content_folder, NULL);
    }
    read_languages(content);
    for (int i = 0; i < FILE_COUNT; i++) {
        Sheet *sheet = &content->sheets[i];
        sheet->spec = &FILES[i];
        make_fields(content, sheet);
        if (i == FILE_ARTICLES) {
            articles_read(content, sheet);
        } else if (i == FILE_LABELS) {
            read_labels(content, sheet);
        } else {
            read_table(content, sheet, str_from(options->content_folder),
                       str_format(arena, "%s.csv", FILES[i].stem), FILES[i].is_optional);
        }
        find_reviews(sheet);
        sheet_index(content, sheet);
    }
}
