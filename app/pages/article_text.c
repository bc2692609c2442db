#include "pages/article_text.h"
#include "author/markdown.h"
#include "pages/chrome.h"
#include "pages/parts.h"

static const float SOURCE_H = 48;
static const float ROW_H = 104;          // a related link
static const float PICTURE_RATIO = 0.6f; // height of an inserted picture for its width
static const float RUBY_LINE_EM = 2.2f;

// ---- loading ----------------------------------------------------------------------

static Block *add_block(ArticleText *text, BlockKind kind)
{
    if (text->block_count == MAX_BLOCKS) {
        return NULL;
    }
    Block *block = &text->blocks[text->block_count++];
    *block = (Block){.kind = kind, .first_span = text->span_count};
    return block;
}

static void add_span(ArticleText *text, Block *block, Str words, bool is_strong)
{
    if (words.n && text->span_count < MAX_SPANS) {
        text->spans[text->span_count++] =
            (TextSpan){.text = words, .face = is_strong ? FACE_SANS_BOLD : -1};
        block->span_count++;
    }
}

static void add_plain(ArticleText *text, BlockKind kind, Str words)
{
    Block *block = words.n ? add_block(text, kind) : NULL;
    if (block) {
        add_span(text, block, words, false);
    }
}

static void add_paragraph(ArticleText *text, Str line)
{
    Block *block = add_block(text, BLOCK_TEXT);
    bool is_strong = false;
    int at;
    while (block && (at = str_find(line, STR("**"))) >= 0) {
        add_span(text, block, str_sub(line, 0, at), is_strong);
        is_strong = !is_strong;
        line = str_from_offset(line, at + 2);
    }
    if (block) {
        add_span(text, block, line, is_strong);
    }
}

// An insert whose row is not in the story (offline, or not valid today) is left out.
static void add_insert(App *app, Arena *arena, ArticleText *text, Str words, Str entity)
{
    Store *store = app_store(app);
    Str id = str_from_offset(entity, str_find_char(entity, ':') + 1);
    Photo photo = {0};
    Figure figure = {0};
    bool is_photo = str_starts(entity, STR("photo:")) && store_photo(store, arena, id, &photo);
    bool is_figure = str_starts(entity, STR("figure:")) && store_figure(store, arena, id, &figure);
    Block *block =
        is_photo || is_figure ? add_block(text, is_photo ? BLOCK_PHOTO : BLOCK_FIGURE) : NULL;
    if (block) {
        block->photo = photo;
        block->figure = figure;
        block->words = words.n ? words : is_photo ? photo.title : figure.label;
    }
}

static void add_line(App *app, Arena *arena, ArticleText *text, Str line)
{
    Str words;
    Str entity;
    if (markdown_insert(line, &words, &entity)) {
        add_insert(app, arena, text, words, entity);
    } else if (str_starts(line, STR("## "))) {
        add_plain(text, BLOCK_HEADING, str_from_offset(line, 3));
    } else if (line.n) {
        add_paragraph(text, line);
    }
}

static void load_related(App *app, Arena *arena, ArticleText *text)
{
    Str rest = text->article.related;
    Str entity;
    while (text->related_count < MAX_RELATED && str_split(&rest, ';', &entity)) {
        Related *one = &text->related[text->related_count];
        one->route = part_route_of(app, arena, entity);
        one->name = store_entity_name(app_store(app), arena, entity);
        int colon = str_find_char(entity, ':');
        Str kind = str_format(arena, "type.%.*s", colon > 0 ? colon : 0, entity.p);
        one->kind = store_label(app_store(app), arena, kind);
        text->related_count += one->route.n && one->name.n;
    }
}

bool article_load(App *app, Arena *arena, Str id, ArticleText *out)
{
    *out = (ArticleText){0};
    if (!store_article(app_store(app), arena, id, &out->article)) {
        return false;
    }
    add_plain(out, BLOCK_LEAD, out->article.lead);
    Str rest = out->article.body;
    Str line;
    while (str_split(&rest, '\n', &line)) {
        add_line(app, arena, out, line);
    }
    load_related(app, arena, out);
    add_block(out, BLOCK_LINKS);
    return true;
}

void article_read_aloud(App *app, Arena *arena, ArticleText *text)
{
    for (int i = 0; i < text->span_count && !text->has_readings; i++) {
        text->readings[i] = store_reading(app_store(app), arena, text->spans[i].text);
    }
    text->has_readings = true;
}

// ---- blocks -------------------------------------------------------------------------

static bool is_text(const Block *block)
{
    return block->kind <= BLOCK_HEADING;
}

static Label text_label(App *app, const ArticleText *text, const Flow *flow, const Block *block,
                        float x, float y)
{
    bool is_english = ui_is_english(&app->ui);
    Label label = {.type = {FACE_SANS_REGULAR, flow->size, flow->line},
                   .colour = INK,
                   .spans = &text->spans[block->first_span],
                   .span_count = block->span_count,
                   .readings = flow->has_pinyin ? &text->readings[block->first_span] : NULL,
                   .x = x,
                   .y = y,
                   .w = flow->width,
                   .align = is_english ? ALIGN_START : ALIGN_JUSTIFY,
                   .indent_em = is_english ? 0 : 2};
    if (block->kind != BLOCK_TEXT) {
        bool is_lead = block->kind == BLOCK_LEAD;
        label.type = (Type){is_lead ? FACE_SERIF_BOLD : FACE_SERIF_BLACK, flow->size + 4,
                            flow->has_pinyin ? (flow->size + 4) * RUBY_LINE_EM : flow->line};
        label.colour = is_lead ? INK : AZURITE;
        label.align = ALIGN_START;
        label.indent_em = 0;
    }
    return label;
}

static Label words_label(App *app, const Block *block, float x, float y, float w)
{
    (void)app;
    return (Label){.type = theme_type(TYPE_C),
                   .colour = SLATE,
                   .text = block->words,
                   .x = x,
                   .y = y,
                   .w = w,
                   .max_lines = 3};
}

static float photo_block(App *app, const Block *block, float x, float y, float w, bool is_drawn)
{
    Ui *ui = &app->ui;
    Rect picture = {x, y, w, roundf(w * PICTURE_RATIO)};
    Label words = words_label(app, block, x, y + picture.h + 10, w);
    float h = picture.h + 10 + part_text(ui, &words, is_drawn).h;
    if (is_drawn) {
        Point focal = {(float)block->photo.focal_x, (float)block->photo.focal_y};
        ui_picture(ui, block->photo.picture, picture, focal, 1);
        if (str_is(block->photo.kind, "illustration")) {
            chrome_caption(app, x + 12, y + picture.h - 50, app_label(app, "mark.illustration"));
        }
        ui_target(ui, (Rect){x, y, w, h}, ACTION_GO, 0, app_route(app, "photo", block->photo.id),
                  block->photo.title);
    }
    return h;
}

static float figure_block(App *app, const Block *block, float x, float y, float w, bool is_drawn)
{
    Ui *ui = &app->ui;
    Label number = {.type = {FACE_SERIF_BLACK, 64, 80},
                    .colour = DEEP,
                    .text = amount_text(app, &block->figure),
                    .x = x + 28,
                    .y = y - 8,
                    .w = w - 28,
                    .max_lines = 1,
                    .min_size = 30};
    float h = part_text(ui, &number, is_drawn).h - 8;
    Label words = words_label(app, block, x + 28, y + h + 4, w - 28);
    h += 4 + part_text(ui, &words, is_drawn).h;
    if (is_drawn) {
        ui_fill(ui, (Rect){x, y + 4, 6, h - 8}, CINNABAR);
        ui_target(ui, (Rect){x, y, w, h}, ACTION_GO, 0, app_route(app, "figure", block->figure.id),
                  block->figure.label);
    }
    return h;
}

static float links_block(App *app, const ArticleText *text, float x, float y, float w,
                         bool is_drawn)
{
    Ui *ui = &app->ui;
    float rows = text->related_count ? 64 + (float)text->related_count * ROW_H : 0;
    if (!is_drawn) {
        return rows + SOURCE_H;
    }
    chrome_source(app, (Rect){x, y + rows + 8, w, SOURCE_H - 8}, &text->article.origin);
    if (text->related_count) {
        ui_line(ui, TYPE_H3, INK, x, y + 8, app_label(app, "article.related"));
    }
    for (int i = 0; i < text->related_count; i++) {
        const Related *one = &text->related[i];
        Rect row = {x, y + 64 + (float)i * ROW_H, w, ROW_H - 8};
        bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, one->route);
        ui_fill(ui, row, is_pressed ? CLOUD : MOON);
        ui_line(ui, TYPE_C, SLATE, row.x + 20, row.y + 12, one->kind);
        Label name = {.type = theme_type(TYPE_H3),
                      .colour = INK,
                      .text = one->name,
                      .x = row.x + 20,
                      .y = row.y + 44,
                      .w = w - 90,
                      .max_lines = 1,
                      .min_size = 22};
        ui_text(ui, &name);
        part_chevron(app, (Point){row.x + w - 34, row.y + 48}, CHEVRON_RIGHT, SLATE);
        ui_target(ui, row, ACTION_GO, 0, one->route, one->name);
    }
    return rows + SOURCE_H;
}

// A block that is one piece: its height; drawn or only measured.
static float piece(App *app, const ArticleText *text, const Block *block, float x, float y, float w,
                   bool is_drawn)
{
    return block->kind == BLOCK_PHOTO    ? photo_block(app, block, x, y, w, is_drawn)
           : block->kind == BLOCK_FIGURE ? figure_block(app, block, x, y, w, is_drawn)
                                         : links_block(app, text, x, y, w, is_drawn);
}

// ---- flow ---------------------------------------------------------------------------

static void cut_column(Flow *flow, float *start, float end, int next_block)
{
    if (flow->column_count < MAX_COLUMNS - 1) {
        flow->columns[flow->column_count].start = *start;
        flow->columns[flow->column_count++].end = end;
        flow->columns[flow->column_count].first_block = next_block;
        *start = end;
    }
}

// The space over block i when it does not begin a column.
static float gap_over(const ArticleText *text, int i)
{
    return text->blocks[i].kind == BLOCK_TEXT && text->blocks[i - 1].kind == BLOCK_TEXT ? 20 : 28;
}

// What a heading keeps with it: two lines, or the whole piece that follows.
static float after_heading(App *app, const ArticleText *text, const Flow *flow, int i)
{
    const Block *next = i + 1 < text->block_count ? &text->blocks[i + 1] : NULL;
    float piece_h =
        next && !is_text(next) ? piece(app, text, next, 0, 0, flow->width, false) + 8 : 0;
    return 20 + fmaxf(2 * flow->line, piece_h);
}

static void flow_blocks(App *app, const ArticleText *text, Flow *flow, int first, float height)
{
    float y = 0;
    float start = 0;
    flow->columns[0].first_block = first;
    for (int i = first; i < text->block_count; i++) {
        const Block *block = &text->blocks[i];
        int lines = 1;
        float line;
        if (is_text(block)) {
            Label label = text_label(app, text, flow, block, 0, 0);
            Extent extent = ui_measure(&app->ui, &label);
            lines = extent.lines;
            line = lines ? extent.h / (float)lines : flow->line;
        } else {
            line = piece(app, text, block, 0, 0, flow->width, false);
        }
        float above = y;
        y += y > start ? gap_over(text, i) : 0;
        float keep = line + (block->kind == BLOCK_HEADING ? after_heading(app, text, flow, i) : 0);
        for (int k = 0; k < lines; k++) {
            if (y + (k == 0 ? keep : line) - start > height + 0.5f && y > start) {
                y = k == 0 ? above : y; // the gap stays behind
                cut_column(flow, &start, y, i);
            }
            flow->y[i] = k == 0 ? y : flow->y[i];
            y += line;
        }
    }
    flow->y[text->block_count] = y;
    flow->columns[flow->column_count].start = start;
    flow->columns[flow->column_count++].end = y;
    flow->length = y;
}

Flow article_flow(App *app, const ArticleText *text, float size, bool has_pinyin, bool has_lead,
                  float width, float height)
{
    bool is_english = ui_is_english(&app->ui);
    Flow flow = {.size = size, .has_pinyin = has_pinyin && !is_english && text->has_readings};
    flow.line = size * (flow.has_pinyin ? RUBY_LINE_EM : is_english ? 1.4f : 49.6f / 28);
    flow.width = is_english ? width : floorf(width / size) * size;
    bool is_lead_first = text->block_count > 0 && text->blocks[0].kind == BLOCK_LEAD;
    flow_blocks(app, text, &flow, is_lead_first && !has_lead, height);
    return flow;
}

int article_reading_ms(const App *app, const Flow *flow, float shown)
{
    // 200 characters or some 130 words a minute: half the speed of a practised reader.
    float ms_an_em = ui_is_english(&app->ui) ? 170 : 300;
    float ems = shown / flow->line * flow->width / flow->size;
    return (int)(ems * ms_an_em);
}

void article_column(App *app, const ArticleText *text, const Flow *flow, const Column *column,
                    float x, float y)
{
    Ui *ui = &app->ui;
    ui_clip(ui, (Rect){x - 8, y, flow->width + 24, column->end - column->start});
    for (int i = column->first_block; i < text->block_count && flow->y[i] < column->end; i++) {
        const Block *block = &text->blocks[i];
        float top = y + flow->y[i] - column->start;
        if (flow->y[i + 1] <= column->start) {
            continue;
        }
        if (is_text(block)) {
            Label label = text_label(app, text, flow, block, x, top);
            ui_text(ui, &label);
        } else {
            piece(app, text, block, x, top, flow->width, true);
        }
    }
    ui_unclip(ui);
}
