#include "author/articles.h"
#include "author/markdown.h"
#include "base/file.h"

typedef struct {
    Str id, lang, file;
} Name;

// "trillion-city.zh.md"; false when it is named otherwise.
static bool read_name(Content *content, Str name, Name *out)
{
    out->file = str_format(content->arena, "articles/%.*s", STR_ARG(name));
    Str stem = str_sub(name, 0, name.n - 3);
    int dot = str_find_char(stem, '.');
    out->id = str_sub(stem, 0, dot < 0 ? stem.n : dot);
    out->lang = dot < 0 ? STR_NONE : str_from_offset(stem, dot + 1);
    for (int i = 0; i < content->language_count && dot > 0; i++) {
        if (str_eq(out->lang, content->languages[i])) {
            return true;
        }
    }
    Cell whole = {.file = out->file};
    problem_error(&content->problems, &whole, SAY_AUTHOR_ARTICLE_NAME, SAY_AUTHOR_ARTICLE_NAME_HINT,
                  str_z(content->arena, name), NULL);
    return false;
}

static void tell_faults(Content *content, Str file, const Markdown *markdown)
{
    static const SayId SENTENCES[] = {
        [MARKDOWN_NO_FRONT] = SAY_AUTHOR_MD_NO_FRONT,
        [MARKDOWN_OPEN_FRONT] = SAY_AUTHOR_MD_OPEN_FRONT,
        [MARKDOWN_NO_COLON] = SAY_AUTHOR_MD_NO_COLON,
        [MARKDOWN_TWICE] = SAY_AUTHOR_MD_TWICE,
        [MARKDOWN_HEADING] = SAY_AUTHOR_MD_HEADING,
        [MARKDOWN_LIST] = SAY_AUTHOR_MD_LIST,
        [MARKDOWN_LINK] = SAY_AUTHOR_MD_LINK,
        [MARKDOWN_HTML] = SAY_AUTHOR_MD_HTML,
        [MARKDOWN_CODE] = SAY_AUTHOR_MD_CODE,
        [MARKDOWN_TABLE] = SAY_AUTHOR_MD_TABLE,
        [MARKDOWN_QUOTE] = SAY_AUTHOR_MD_QUOTE,
        [MARKDOWN_RULE] = SAY_AUTHOR_MD_RULE,
        [MARKDOWN_OPEN_STRONG] = SAY_AUTHOR_MD_OPEN_STRONG,
    };
    for (int i = 0; i < markdown->fault_count; i++) {
        const MarkdownFault *fault = &markdown->faults[i];
        Cell at = {.file = file, .row = fault->line, .column = fault->column};
        SayId hint =
            fault->kind <= MARKDOWN_TWICE ? SAY_AUTHOR_MD_FRONT_HINT : SAY_AUTHOR_MD_BODY_HINT;
        problem_error(&content->problems, &at, SENTENCES[fault->kind], hint, NULL);
    }
}

static Row *row_of(Content *content, Sheet *sheet, const Name *name)
{
    int row = sheet_row(sheet, name->id);
    if (row >= 0) {
        return &sheet->rows[row];
    }
    Row *fresh = sheet_add_row(content, sheet);
    if (!fresh) {
        return NULL;
    }
    for (int i = 0; i < sheet->field_count; i++) {
        fresh->cells[i] = (Cell){.file = name->file, .name = sheet->fields[i].name};
    }
    fresh->cells[0].text = name->id;
    return fresh;
}

static bool is_main(const Content *content, Str lang)
{
    return str_eq(lang, content->languages[0]);
}

// The field that `key` fills in a file of this language, or -1.
static int field_for(const Content *content, const Sheet *sheet, Str key, Str lang)
{
    for (int i = 1; i < sheet->field_count; i++) {
        const Field *field = &sheet->fields[i];
        bool is_ours =
            field->column->kind == COL_TEXT ? str_eq(field->lang, lang) : is_main(content, lang);
        if (is_ours && str_is(key, field->column->name) && !str_is(key, "body")) {
            return i;
        }
    }
    return -1;
}

static void tell_unknown_key(Content *content, const Sheet *sheet, const Cell *at, Str key)
{
    Str names[64];
    int count = 0;
    for (int i = 1; i < sheet->field_count && count < COUNT(names); i++) {
        names[count++] = str_from(sheet->fields[i].column->name);
    }
    Str near = nearest_name(key, names, count);
    problem_error(&content->problems, at, SAY_AUTHOR_MD_UNKNOWN_KEY,
                  near.n ? SAY_AUTHOR_NEAREST : SAY_AUTHOR_MD_UNKNOWN_KEY_HINT,
                  str_z(content->arena, key), str_z(content->arena, near), NULL);
}

static void read_article(Content *content, Sheet *sheet, const Name *name, Str text)
{
    Markdown markdown;
    markdown_read(content->arena, text, &markdown);
    tell_faults(content, name->file, &markdown);
    Row *row = row_of(content, sheet, name);
    if (!row) {
        return;
    }
    // Without its head nothing of the file is known: that is told once.
    bool has_head = true;
    for (int i = 0; i < markdown.fault_count; i++) {
        has_head = has_head && markdown.faults[i].kind != MARKDOWN_NO_FRONT &&
                   markdown.faults[i].kind != MARKDOWN_OPEN_FRONT;
    }
    for (int i = 1; i < sheet->field_count; i++) {
        const Field *field = &sheet->fields[i];
        if (field->column->kind == COL_TEXT ? str_eq(field->lang, name->lang)
                                            : is_main(content, name->lang)) {
            row->cells[i].file = name->file;
            row->cells[i].row = 1;
            row->cells[i].is_spoiled = !has_head;
        }
        if (str_eq(field->lang, name->lang) && str_is(str_from(field->column->name), "body")) {
            row->cells[i].text = markdown.body;
            row->cells[i].row = markdown.body_line;
            row->cells[i].column = 1;
            content_check_characters(content, &row->cells[i]);
        }
    }
    for (int i = 0; i < markdown.field_count && has_head; i++) {
        const FrontField *from = &markdown.fields[i];
        Cell at = {from->value, name->file, from->line, 1, from->key, false};
        int field = field_for(content, sheet, from->key, name->lang);
        if (field < 0) {
            tell_unknown_key(content, sheet, &at, from->key);
            continue;
        }
        at.name = sheet->fields[field].name;
        row->cells[field] = at;
        content_check_characters(content, &row->cells[field]);
    }
}

void articles_read(Content *content, Sheet *sheet)
{
    Arena *arena = content->arena;
    Str folder = file_join(arena, str_from(content->options->content_folder), STR("articles"));
    sheet->file = STR("articles");
    NameList names = {0};
    if (!file_is_folder(folder.p) || !file_list(arena, folder.p, STR(".md"), &names, NULL)) {
        return;
    }
    sheet->is_present = true;
    for (int i = 0; i < names.count && !problems_are_full(&content->problems); i++) {
        Name name;
        Str text;
        if (read_name(content, names.items[i], &name) &&
            content_read_text(content, file_join(arena, folder, names.items[i]), name.file,
                              &text)) {
            read_article(content, sheet, &name, text);
        }
    }
}
