#include "type/ruby.h"
#include "ui/inside.h"
#include <assert.h>
#include <string.h>

// A text block as it is kept between frames, with what each ink says.
typedef struct {
    TextBlock block;
    Str *texts; // ink_count; empty for inks without glyphs
    int ink_count;
} SetText;

typedef enum { SET_LINES, SET_VERTICAL, SET_TURNED } SetKind;

typedef struct {
    SetKind kind;
    TextStyle style;
    const TextSpan *spans;
    const Str *readings; // NULL, or one a span
    int span_count;
    float width_px;
} Order;

static const float VERTICAL_ADVANCE_EM = 1.16f;
static const float EM_TOP = 0.88f;   // of a Han em box above its baseline
static const float COLUMN_PX = 1e6f; // a column never wraps

static void *kept(Arena *to, const void *from, size_t size)
{
    void *copy = arena_alloc(to, size);
    if (size) {
        memcpy(copy, from, size);
    }
    return copy;
}

void *text_copy(Arena *to, const void *item)
{
    const SetText *from = item;
    const TextBlock *block = &from->block;
    SetText *copy = kept(to, from, sizeof *from);
    copy->block.glyphs =
        kept(to, block->glyphs, (size_t)block->glyph_count * sizeof *block->glyphs);
    copy->block.lines = kept(to, block->lines, (size_t)block->line_count * sizeof *block->lines);
    copy->texts = kept(to, from->texts, (size_t)from->ink_count * sizeof *from->texts);
    for (int i = 0; i < from->ink_count; i++) {
        copy->texts[i] = str_dup(to, from->texts[i]);
    }
    return copy;
}

static uint64_t order_key(const Order *order)
{
    const TextStyle *s = &order->style;
    uint64_t h =
        hash_u64(HASH_SEED, (uint64_t)order->kind << 32 | (uint64_t)s->face << 24 |
                                (uint64_t)s->language << 20 | (uint64_t)s->align << 16 |
                                (uint64_t)s->level << 12 | (uint64_t)s->is_hanging << 3 |
                                (uint64_t)s->is_balanced << 2 | (uint64_t)s->is_first_fit << 1 |
                                (uint64_t)s->has_tabular_digits);
    h = hash_u64(h, (uint64_t)(uint32_t)s->max_lines);
    h = hash_float(hash_float(h, s->size_px), s->line_px);
    h = hash_float(hash_float(h, s->indent_em), s->tracking_em);
    h = hash_float(hash_float(h, s->min_size_px), order->width_px);
    for (int i = 0; i < order->span_count; i++) {
        const TextSpan *span = &order->spans[i];
        h = hash_u64(h, (uint64_t)(uint32_t)(span->face + 1) << 32 | (uint64_t)span->ink << 24 |
                            (uint64_t)(uint32_t)span->text.n);
        h = hash_bytes(h, span->text.p, (size_t)span->text.n);
        if (order->readings) {
            h = hash_bytes(h, order->readings[i].p, (size_t)order->readings[i].n);
        }
    }
    return h ? h : 1;
}

// The line laid on its side: along becomes down, down becomes left.
static void turn_block(Arena *arena, TextBlock *block, float line_px)
{
    PlacedGlyph *glyphs =
        kept(arena, block->glyphs, (size_t)block->glyph_count * sizeof *block->glyphs);
    for (int i = 0; i < block->glyph_count; i++) {
        PlacedGlyph *glyph = &glyphs[i];
        *glyph = block->glyphs[i];
        glyph->x = line_px - block->glyphs[i].y;
        glyph->y = block->glyphs[i].x;
        glyph->turn = 1;
    }
    block->glyphs = glyphs;
    block->height = block->width;
    block->width = line_px;
}

static void tell_inks(Arena *arena, SetText *set, const Order *order)
{
    for (int i = 0; i < order->span_count; i++) {
        int ink = order->spans[i].ink;
        set->ink_count = ink >= set->ink_count ? ink + 1 : set->ink_count;
    }
    set->texts = arena_new(arena, Str, set->ink_count);
    Str *parts = arena_new(arena, Str, order->span_count);
    for (int ink = 0; ink < set->ink_count; ink++) {
        int count = 0;
        for (int i = 0; i < order->span_count; i++) {
            if (order->spans[i].ink == ink) {
                parts[count++] = order->spans[i].text;
            }
        }
        set->texts[ink] = str_join(arena, parts, count, STR_NONE);
    }
}

static TextBlock set_with_readings(Ui *ui, Arena *arena, const Order *order)
{
    static const RubyStyle RUBY = {.face = FACE_SANS_REGULAR};
    RubySpan *spans = arena_new(arena, RubySpan, order->span_count);
    for (int i = 0; i < order->span_count; i++) {
        const TextSpan *span = &order->spans[i];
        spans[i] = (RubySpan){span->text, order->readings[i], span->face, span->ink};
    }
    return text_set_ruby(ui->fonts, arena, &order->style, &RUBY, spans, order->span_count,
                         order->width_px);
}

static const SetText *set_text(Ui *ui, const Order *order)
{
    Shelf *shelf = &ui->caches->texts;
    uint64_t key = order_key(order);
    SetText *set = shelf_find(shelf, key);
    if (set) {
        return set;
    }
    Arena *arena = &shelf->young.arena;
    set = arena_new(arena, SetText, 1);
    if (order->kind == SET_VERTICAL) {
        Str text = order->span_count ? order->spans[0].text : STR_NONE;
        set->block = text_set_vertical(ui->fonts, arena, &order->style, text, COLUMN_PX,
                                       VERTICAL_ADVANCE_EM);
    } else if (order->readings) {
        set->block = set_with_readings(ui, arena, order);
    } else {
        set->block = text_set(ui->fonts, arena, &order->style, order->spans, order->span_count,
                              order->width_px);
    }
    if (order->kind == SET_TURNED) {
        turn_block(arena, &set->block, order->style.line_px);
    }
    tell_inks(arena, set, order);
    shelf_put(shelf, key, set);
    return set;
}

// ---- how it is to be set ------------------------------------------------------

static float even(float size)
{
    return floorf(size / 2 + 0.5f) * 2;
}

Type ui_type(const Ui *ui, Type type)
{
    float size = type.size;
    if (ui->modes.is_large && type.face == FACE_SANS_REGULAR && size <= 30) {
        size = even(size * 1.25f);
    } else if (ui->modes.is_large && type.face == FACE_SANS_BOLD && size >= 24 && size <= 30) {
        size = floorf(size * 1.24f + 0.5f);
    }
    return (Type){type.face, size, type.line * size / type.size};
}

Type ui_title(const Ui *ui, TypeToken token)
{
    Type type = theme_type(token);
    bool is_serif = type.face == FACE_SERIF_BOLD || type.face == FACE_SERIF_BLACK;
    if (ui_is_english(ui) && is_serif) {
        type.size *= 0.66f;
        type.line *= 0.66f;
    }
    return type;
}

// A text that has no English yet is shown in Chinese, and set as Chinese.
static TextLanguage language_of(const Ui *ui, const TextSpan *spans, int count)
{
    if (!ui_is_english(ui)) {
        return TEXT_ZH;
    }
    int han = 0;
    int latin = 0;
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < spans[i].text.n; k++) {
            unsigned char c = (unsigned char)spans[i].text.p[k];
            han += c >= 0xE4 && c <= 0xE9;
            latin += (c | 32) >= 'a' && (c | 32) <= 'z';
        }
    }
    return han > latin ? TEXT_ZH : TEXT_EN;
}

static TextStyle style_of(const Ui *ui, Type type, TextLanguage language)
{
    return (TextStyle){.face = type.face,
                       .size_px = type.size * ui->scale,
                       .line_px = type.line * ui->scale,
                       .language = language,
                       .level = KINSOKU_GB};
}

// `alone` is room for the one span of a label without spans.
static Order order_of(const Ui *ui, const Label *label, TextSpan *alone)
{
    Order order = {
        .spans = label->spans, .readings = label->readings, .span_count = label->span_count};
    if (!order.spans) {
        *alone = (TextSpan){.text = label->text, .face = -1};
        order.spans = alone;
        order.span_count = 1;
    }
    TextLanguage language = language_of(ui, order.spans, order.span_count);
    Type type = ui_type(ui, label->type);
    bool is_paragraph = label->w > 0 && label->max_lines != 1;
    if (language == TEXT_EN && is_paragraph && type.face == FACE_SANS_REGULAR) {
        type.line = fminf(type.line, type.size * 1.4f);
    }
    order.style = style_of(ui, type, language);
    TextStyle *style = &order.style;
    style->align = label->align;
    style->indent_em = label->indent_em;
    if (language == TEXT_EN) {
        style->align = label->align == ALIGN_JUSTIFY ? ALIGN_START : label->align;
        style->indent_em = 0;
    }
    style->tracking_em = label->tracking_em;
    style->max_lines = label->max_lines;
    style->min_size_px = label->w > 0 ? label->min_size * ui->scale : 0;
    style->is_hanging = label->is_hanging;
    style->is_balanced = label->is_balanced;
    style->has_tabular_digits = label->is_tabular;
    order.width_px = label->w > 0 ? label->w * ui->scale : 0;
    if (label->w <= 0) {
        style->align = ALIGN_START; // placed about x by what it measures
    }
    return order;
}

// ---- putting it ---------------------------------------------------------------

static bool is_clipped_away(const Ui *ui, RectPx rect)
{
    if (ui->clip_depth == 0) {
        return false;
    }
    Rect clip = {ui->clip.x - ui->dx, ui->clip.y - ui->dy, ui->clip.w, ui->clip.h};
    return rectpx_is_empty(rectpx_common(rect, inside_rect(ui, clip)));
}

// The block with its top left at (x, y) px.
static void put_text(Ui *ui, const SetText *set, int x, int y, const Colour *inks, Colour colour,
                     float alpha)
{
    const TextBlock *block = &set->block;
    int spill = (int)(block->size_px > 0 ? block->size_px : 64); // ink beyond the line boxes
    RectPx bounds = {x - spill, y - spill, (int)block->width + 2 * spill,
                     (int)block->height + 2 * spill};
    if (block->glyph_count == 0 || (block->width > 0 && is_clipped_away(ui, bounds))) {
        return;
    }
    UiCaches *caches = ui->caches;
    caches->glyphs = arena_grow(&caches->own, caches->glyphs, &caches->glyph_capacity,
                                block->glyph_count, sizeof *caches->glyphs);
    for (int ink = 0; ink < set->ink_count; ink++) {
        int count = 0;
        for (int i = 0; i < block->glyph_count; i++) {
            const PlacedGlyph *glyph = &block->glyphs[i];
            if (glyph->ink != ink) {
                continue;
            }
            int at_x = 0;
            int at_y = 0;
            Mask mask = glyph_mask(ui->fonts, glyph, &at_x, &at_y);
            caches->glyphs[count++] =
                (MaskAt){.mask = mask, .x = x + at_x + mask.left, .y = y + at_y - mask.top};
        }
        if (count) {
            Colour c = ui_tone(ui, inks ? inks[ink] : colour);
            list_glyphs(&ui->list, caches->glyphs, count, colour_faded(c, alpha), set->texts[ink]);
        }
    }
}

static Extent extent_of(const Ui *ui, const TextBlock *block)
{
    return (Extent){block->width / ui->scale, block->height / ui->scale, block->line_count,
                    block->is_cut};
}

static bool is_empty(const Label *label)
{
    return label->spans ? label->span_count == 0 : label->text.n == 0;
}

Extent ui_text(Ui *ui, const Label *label)
{
    if (is_empty(label)) {
        return (Extent){0};
    }
    TextSpan alone;
    Order order = order_of(ui, label, &alone);
    const SetText *set = set_text(ui, &order);
    float x = inside_x(ui, label->x);
    if (label->w <= 0) {
        x -= label->align == ALIGN_CENTRE ? set->block.width / 2
             : label->align == ALIGN_END  ? set->block.width
                                          : 0;
    }
    put_text(ui, set, inside_round(x), inside_round(inside_y(ui, label->y)), label->inks,
             label->colour, label->alpha == 0 ? 1 : label->alpha);
    return extent_of(ui, &set->block);
}

Extent ui_measure(Ui *ui, const Label *label)
{
    if (is_empty(label)) {
        return (Extent){0};
    }
    TextSpan alone;
    Order order = order_of(ui, label, &alone);
    return extent_of(ui, &set_text(ui, &order)->block);
}

Extent ui_line(Ui *ui, TypeToken token, Colour colour, float x, float y, Str text)
{
    return ui_text(
        ui, &(Label){.type = theme_type(token), .colour = colour, .text = text, .x = x, .y = y});
}

Extent ui_paragraph(Ui *ui, TypeToken token, Colour colour, Rect box, Str text)
{
    Type type = theme_type(token);
    float line = ui_type(ui, type).line;
    return ui_text(ui, &(Label){.type = type,
                                .colour = colour,
                                .text = text,
                                .x = box.x,
                                .y = box.y,
                                .w = box.w,
                                .align = ALIGN_JUSTIFY,
                                .is_hanging = true,
                                .max_lines = box.h > 0 ? (int)fmaxf(1, box.h / line + 0.01f) : 0});
}

void ui_text_in(Ui *ui, Type type, Colour colour, Rect box, Str text)
{
    float line = ui_type(ui, type).line;
    ui_text(ui, &(Label){.type = type,
                         .colour = colour,
                         .text = text,
                         .x = box.x,
                         .y = box.y + (box.h - line) / 2,
                         .w = box.w,
                         .align = ALIGN_CENTRE,
                         .max_lines = 1,
                         .min_size = fminf(22, type.size)});
}

Extent ui_vertical(Ui *ui, Type type, Colour colour, float x, float y, Str text)
{
    if (text.n == 0) {
        return (Extent){0};
    }
    TextSpan span = {.text = text, .face = -1};
    Order order = {.kind = SET_VERTICAL, .spans = &span, .span_count = 1};
    order.style = style_of(ui, ui_type(ui, type), TEXT_ZH);
    const SetText *set = set_text(ui, &order);
    // The column is set with each em box at the top of its cell; a cell is a line box (§3.1).
    float ascent = fonts_ascent_em(ui->fonts, type.face);
    float box = ascent + fonts_descent_em(ui->fonts, type.face);
    float down = ((VERTICAL_ADVANCE_EM - box) / 2 + ascent - EM_TOP) * order.style.size_px;
    put_text(ui, set, inside_round(inside_x(ui, x) - set->block.width / 2),
             inside_round(inside_y(ui, y) + down), NULL, colour, 1);
    return extent_of(ui, &set->block);
}

Extent ui_turned(Ui *ui, Type type, Colour colour, float x, float y, float tracking_em, Str text)
{
    if (text.n == 0) {
        return (Extent){0};
    }
    TextSpan span = {.text = text, .face = -1};
    Order order = {.kind = SET_TURNED, .spans = &span, .span_count = 1};
    order.style = style_of(ui, ui_type(ui, type), TEXT_EN);
    order.style.tracking_em = tracking_em;
    const SetText *set = set_text(ui, &order);
    put_text(ui, set, inside_round(inside_x(ui, x) - set->block.width / 2),
             inside_round(inside_y(ui, y)), NULL, colour, 1);
    return extent_of(ui, &set->block);
}
