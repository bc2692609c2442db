// Article text: an article's body as blocks, set into columns of a page or one long column.
//
// A block is a paragraph, a heading, the lead, an inserted picture or figure, or the links at the end.
// Text is broken line by line; inserts and links stay whole. It draws columns where it is told to; the
// sheet around them, turning and buttons are article.c's.
#pragma once
#include "pages/app.h"

typedef enum {
    BLOCK_LEAD,
    BLOCK_TEXT,
    BLOCK_HEADING,
    BLOCK_PHOTO,
    BLOCK_FIGURE,
    BLOCK_LINKS
} BlockKind;

typedef struct {
    BlockKind kind;
    int first_span, span_count; // text
    Str words;                  // of an insert, or its own caption
    Photo photo;
    Figure figure;
} Block;

typedef struct {
    Str route, name, kind;
} Related;

enum { MAX_BLOCKS = 96, MAX_SPANS = 320, MAX_COLUMNS = 96, MAX_RELATED = 8 };

typedef struct {
    Article article;
    Block blocks[MAX_BLOCKS];
    int block_count;
    TextSpan spans[MAX_SPANS];
    Str readings[MAX_SPANS]; // pinyin of each span; filled by article_read_aloud
    bool has_readings;
    int span_count;
    Related related[MAX_RELATED];
    int related_count;
} ArticleText;

typedef struct {
    float start, end; // of the flow, dp
    int first_block;
} Column;

typedef struct {
    float y[MAX_BLOCKS + 1]; // of each block in the flow; the last: its end
    Column columns[MAX_COLUMNS];
    int column_count;
    float size, line, width; // dp; width: whole ems
    bool has_pinyin;
    float length;
} Flow;

bool article_load(App *app, Arena *arena, Str id, ArticleText *out); // false: no such article
void article_read_aloud(App *app, Arena *arena, ArticleText *text);  // asks for the pinyin, once
// Lines of type `size` into columns `width` × `height` dp: no line is cut, a heading keeps two lines
// with it, nothing that is one piece is torn. The lead is left out unless `has_lead`.
Flow article_flow(App *app, const ArticleText *text, float size, bool has_pinyin, bool has_lead,
                  float width, float height);
// So long somebody who reads slowly reads `shown` dp of the flow.
int article_reading_ms(const App *app, const Flow *flow, float shown);
void article_column(App *app, const ArticleText *text, const Flow *flow, const Column *column,
                    float x, float y);
