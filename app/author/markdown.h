// Markdown: the small part of it that articles use, read strictly.
//
// A file is front matter (`---`, lines `key: value`, `---`) and a body: paragraphs with an empty line
// between, `## heading`, `**strong**`, and inserts: `![words](photo:ID)` or `(figure:ID)` alone on a
// line. Lists, links, other pictures, tables, code and HTML are faults, so that nothing is shown as
// raw signs on the glass. It knows nothing of what the keys mean, nor whether an insert exists.
//
// The body handed out is in one plain form, which pages read line by line: every paragraph, heading
// and insert is one line, headings begin with "## ", inserts are "![words](kind:ID)", strong text
// stands between "**", always closed; empty lines are gone. A file without front matter has no body
// either.
#pragma once
#include "base/str.h"

typedef struct {
    Str key, value;
    int line; // 1-based
} FrontField;

typedef enum {
    MARKDOWN_NO_FRONT,   // the file does not begin with ---
    MARKDOWN_OPEN_FRONT, // the front matter never ends, or not within MARKDOWN_FRONT_LINES
    MARKDOWN_NO_COLON,   // a line of it is not `key: value`
    MARKDOWN_TWICE,      // a key comes twice
    MARKDOWN_HEADING,    // a heading that is not `## text`
    MARKDOWN_LIST,
    MARKDOWN_LINK, // a link, or a picture that is not an insert
    MARKDOWN_HTML,
    MARKDOWN_CODE,
    MARKDOWN_TABLE,
    MARKDOWN_QUOTE,
    MARKDOWN_RULE,       // a line of --- or *** in the body
    MARKDOWN_OPEN_STRONG // ** without its end in the same paragraph
} MarkdownFaultKind;

enum { MARKDOWN_FRONT_LINES = 64, MARKDOWN_MOST_FAULTS = 1000 };

typedef struct {
    MarkdownFaultKind kind;
    int line, column; // 1-based, column in characters
} MarkdownFault;

typedef struct {
    const FrontField *fields;
    int field_count;
    Str body;
    int body_line; // where it begins in the file
    const MarkdownFault *faults;
    int fault_count;
} Markdown;

// An insert's line of a body in plain form: its words (may be empty) and its entity ("photo:lab").
bool markdown_insert(Str line, Str *words, Str *entity);

void markdown_read(Arena *arena, Str text, Markdown *out);
