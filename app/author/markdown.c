#include "author/markdown.h"
#include "base/utf8.h"
#include <string.h>

typedef struct {
    Arena *arena;
    Str rest;   // behind the current line
    Str line;   // without its end
    int number; // of the current line, 1-based
    FrontField *fields;
    int field_count, field_capacity;
    MarkdownFault *faults;
    int fault_count, fault_capacity;
    char *body; // room for the whole text
    int body_n;
    bool is_in_paragraph;
    int strong_line, strong_column; // of the ** that is open; 0: none
} Reader;

static bool next_line(Reader *r)
{
    if (r->rest.n == 0) {
        return false;
    }
    int end = str_find_char(r->rest, '\n');
    r->line = end < 0 ? r->rest : str_sub(r->rest, 0, end);
    r->rest = end < 0 ? STR_NONE : str_from_offset(r->rest, end + 1);
    if (str_ends(r->line, STR("\r"))) {
        r->line.n--;
    }
    r->number++;
    return true;
}

static void add_fault(Reader *r, MarkdownFaultKind kind, int line, int column)
{
    if (r->fault_count == MARKDOWN_MOST_FAULTS) {
        return;
    }
    r->faults =
        arena_grow(r->arena, r->faults, &r->fault_capacity, r->fault_count + 1, sizeof *r->faults);
    r->faults[r->fault_count++] = (MarkdownFault){kind, line, column};
}

static void read_field(Reader *r)
{
    if (str_trim(r->line).n == 0) {
        return;
    }
    int colon = str_find_char(r->line, ':');
    if (colon <= 0) {
        add_fault(r, MARKDOWN_NO_COLON, r->number, 1);
        return;
    }
    Str key = str_trim(str_sub(r->line, 0, colon));
    for (int i = 0; i < r->field_count; i++) {
        if (str_eq(r->fields[i].key, key)) {
            add_fault(r, MARKDOWN_TWICE, r->number, 1);
            return;
        }
    }
    r->fields =
        arena_grow(r->arena, r->fields, &r->field_capacity, r->field_count + 1, sizeof *r->fields);
    r->fields[r->field_count++] =
        (FrontField){key, str_trim(str_from_offset(r->line, colon + 1)), r->number};
}

static bool read_front(Reader *r)
{
    if (!next_line(r) || !str_is(str_trim(r->line), "---")) {
        add_fault(r, MARKDOWN_NO_FRONT, 1, 1);
        return false;
    }
    while (r->number <= MARKDOWN_FRONT_LINES && next_line(r)) {
        if (str_is(str_trim(r->line), "---")) {
            return true;
        }
        read_field(r);
    }
    add_fault(r, MARKDOWN_OPEN_FRONT, 1, 1);
    return false;
}

static void put(Reader *r, Str text)
{
    if (text.n) {
        memcpy(r->body + r->body_n, text.p, (size_t)text.n);
        r->body_n += text.n;
    }
}

static void close_strong(Reader *r)
{
    if (r->strong_line) {
        add_fault(r, MARKDOWN_OPEN_STRONG, r->strong_line, r->strong_column);
        put(r, STR("**"));
        r->strong_line = 0;
    }
}

static void end_paragraph(Reader *r)
{
    close_strong(r);
    if (r->is_in_paragraph) {
        put(r, STR("\n"));
    }
    r->is_in_paragraph = false;
}

static int run_of(Str text, char c)
{
    int n = 0;
    while (n < text.n && text.p[n] == c) {
        n++;
    }
    return n;
}

static bool is_rule(Str line)
{
    int count = 0;
    for (int i = 0; i < line.n; i++) {
        if (line.p[i] != line.p[0] && line.p[i] != ' ') {
            return false;
        }
        count += line.p[i] != ' ';
    }
    return count >= 3 && (line.p[0] == '-' || line.p[0] == '*' || line.p[0] == '_');
}

static bool is_list(Str line)
{
    bool is_bullet = line.p[0] == '-' || line.p[0] == '*' || line.p[0] == '+';
    if (is_bullet) {
        return line.n > 1 && (line.p[1] == ' ' || line.p[1] == '\t');
    }
    int digits = 0;
    while (digits < line.n && line.p[digits] >= '0' && line.p[digits] <= '9') {
        digits++;
    }
    return digits > 0 && digits + 1 < line.n && strchr(".)", line.p[digits]) &&
           line.p[digits + 1] == ' ';
}

// What a line must not begin with; -1 when it may stand.
static int line_fault(Str line)
{
    switch (line.p[0]) {
    case '#':
        return MARKDOWN_HEADING;
    case '>':
        return MARKDOWN_QUOTE;
    case '|':
        return MARKDOWN_TABLE;
    default:
        break;
    }
    if (is_rule(line)) {
        return MARKDOWN_RULE;
    }
    if (is_list(line)) {
        return MARKDOWN_LIST;
    }
    return run_of(line, '~') >= 3 ? MARKDOWN_CODE : -1;
}

static bool is_tag(Str rest)
{
    char next = rest.n > 1 ? rest.p[1] : ' ';
    return next == '/' || next == '!' || (next >= 'a' && next <= 'z') ||
           (next >= 'A' && next <= 'Z');
}

static void read_text(Reader *r, Str line)
{
    int column = (int)(line.p - r->line.p) + 1; // indents are ASCII
    Utf8 it = utf8_walk(line);
    while (utf8_next(&it)) {
        Str rest = str_from_offset(line, it.start);
        if (str_starts(rest, STR("**"))) {
            bool is_open = r->strong_line != 0;
            r->strong_line = is_open ? 0 : r->number;
            r->strong_column = column;
            put(r, STR("**"));
            it.at = it.start + 2;
            column += 2;
            continue;
        }
        if (it.code == '`') {
            add_fault(r, MARKDOWN_CODE, r->number, column);
        } else if (it.code == '<' && is_tag(rest)) {
            add_fault(r, MARKDOWN_HTML, r->number, column);
        } else if (str_starts(rest, STR("](")) || str_starts(rest, STR("]["))) {
            add_fault(r, MARKDOWN_LINK, r->number, column);
        }
        put(r, str_sub(line, it.start, it.at - it.start));
        column++;
    }
}

static bool is_insert(Str line)
{
    Str words;
    Str entity;
    return markdown_insert(line, &words, &entity) &&
           (str_starts(entity, STR("photo:")) || str_starts(entity, STR("figure:")));
}

static void read_line(Reader *r)
{
    Str line = str_trim(r->line);
    if (line.n == 0) {
        end_paragraph(r);
        return;
    }
    if (is_insert(line)) {
        end_paragraph(r);
        put(r, line);
        r->is_in_paragraph = true;
        end_paragraph(r);
        return;
    }
    if (str_starts(line, STR("## ")) && str_trim(str_from_offset(line, 3)).n) {
        end_paragraph(r);
        put(r, STR("## "));
        r->is_in_paragraph = true;
        read_text(r, str_trim(str_from_offset(line, 3)));
        end_paragraph(r);
        return;
    }
    int fault = line_fault(line);
    if (fault >= 0) {
        add_fault(r, (MarkdownFaultKind)fault, r->number, (int)(line.p - r->line.p) + 1);
    }
    // A line break inside a paragraph is a space in Western text and nothing between Han.
    bool is_ascii = r->is_in_paragraph && (unsigned char)r->body[r->body_n - 1] < 0x80 &&
                    (unsigned char)line.p[0] < 0x80;
    put(r, is_ascii ? STR(" ") : STR_NONE);
    r->is_in_paragraph = true;
    read_text(r, line);
}

bool markdown_insert(Str line, Str *words, Str *entity)
{
    int middle = str_find(line, STR("]("));
    if (!str_starts(line, STR("![")) || middle < 0 || !str_ends(line, STR(")"))) {
        return false;
    }
    *words = str_sub(line, 2, middle - 2);
    *entity = str_sub(line, middle + 2, line.n - middle - 3);
    return str_find_char(*words, '[') < 0 && str_find_char(*entity, '(') < 0 &&
           str_find_char(*entity, ')') < 0 && str_find_char(*entity, ' ') < 0;
}

void markdown_read(Arena *arena, Str text, Markdown *out)
{
    // Every line may gain a space, a closing ** and a line end.
    int lines = 2;
    for (int i = 0; i < text.n; i++) {
        lines += text.p[i] == '\n';
    }
    Reader r = {.arena = arena, .rest = text};
    r.body = arena_alloc(arena, (size_t)text.n + (size_t)lines * 4);
    bool has_front = read_front(&r);
    int body_line = r.number + 1;
    while (has_front && next_line(&r)) {
        read_line(&r);
    }
    end_paragraph(&r);
    Str body = str_trim((Str){r.body, r.body_n});
    *out = (Markdown){r.fields, r.field_count, body, body_line, r.faults, r.fault_count};
}
