#include "draw/list.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    Arena *arena;
    char *p;
    int n, capacity;
} Text;

static void put_bytes(Text *text, const char *bytes, int n)
{
    text->p = arena_grow(text->arena, text->p, &text->capacity, text->n + n, 1);
    if (n > 0) {
        memcpy(text->p + text->n, bytes, (size_t)n);
    }
    text->n += n;
}

static void put(Text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void put(Text *text, const char *format, ...)
{
    char line[256];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    put_bytes(text, line, n < (int)sizeof line ? n : (int)sizeof line - 1);
}

// Hundredths without a sign on zero and without trailing zeros.
static void put_float(Text *text, float value)
{
    double hundredths = floor((double)value * 100.0 + 0.5);
    char line[64];
    int n = snprintf(line, sizeof line, "%.2f", hundredths == 0.0 ? 0.0 : hundredths / 100.0);
    while (n > 0 && line[n - 1] == '0') {
        n--;
    }
    if (n > 0 && line[n - 1] == '.') {
        n--;
    }
    put_bytes(text, line, n);
}

static void put_rect(Text *text, RectPx r)
{
    put(text, " %d,%d %dx%d", r.x, r.y, r.w, r.h);
}

static void put_colour(Text *text, Colour c)
{
    put(text, " #%02X%02X%02X", c.r, c.g, c.b);
    if (c.a != 255) {
        put(text, "%02X", c.a);
    }
}

static void put_alpha(Text *text, float alpha)
{
    if (alpha < 1) {
        put_bytes(text, " alpha ", 7);
        put_float(text, alpha);
    }
}

static void put_paint(Text *text, const Paint *paint)
{
    switch (paint->kind) {
    case PAINT_COLOUR:
        put_colour(text, paint->colour);
        return;
    case PAINT_GRADIENT: {
        float ends[4] = {paint->from.x, paint->from.y, paint->to.x, paint->to.y};
        put(text, " gradient");
        for (int i = 0; i < 4; i++) {
            put_bytes(text, i & 1 ? "," : " ", 1);
            put_float(text, ends[i]);
        }
        for (int i = 0; i < paint->stop_count; i++) {
            put_bytes(text, " ", 1);
            put_float(text, paint->stops[i].at);
            put_bytes(text, ":", 1);
            put_colour(text, paint->stops[i].colour);
        }
        break;
    }
    case PAINT_PICTURE: {
        float matrix[6] = {paint->a, paint->b, paint->c, paint->d, paint->tx, paint->ty};
        put(text, " picture %dx%d %08x by", paint->picture.w, paint->picture.h,
            (unsigned)(paint->picture.id & 0xFFFFFFFF));
        for (int i = 0; i < 6; i++) {
            put_bytes(text, " ", 1);
            put_float(text, matrix[i]);
        }
        break;
    }
    }
    put_alpha(text, paint->alpha);
}

static int64_t ink_of(const Mask *mask)
{
    int64_t sum = 0;
    for (int y = 0; mask->px && y < mask->h; y++) {
        const uint8_t *row = mask->px + (ptrdiff_t)y * mask->stride;
        for (int x = 0; x < mask->w; x++) {
            sum += row[x];
        }
    }
    return (sum + 127) / 255;
}

static void put_quoted(Text *text, Str quoted)
{
    put_bytes(text, " \"", 2);
    for (int i = 0; i < quoted.n; i++) {
        char c = quoted.p[i];
        if (c == '\n') {
            put_bytes(text, "\\n", 2);
        } else if (c == '"' || c == '\\') {
            put(text, "\\%c", c);
        } else {
            put_bytes(text, &c, 1);
        }
    }
    put_bytes(text, "\"", 1);
}

static void put_cmd(Text *text, const Cmd *cmd)
{
    int64_t ink = 0;
    switch (cmd->kind) {
    case CMD_FILL:
        put(text, "fill");
        put_rect(text, cmd->rect);
        put_paint(text, &cmd->paint);
        break;
    case CMD_MASK:
        put(text, "mask");
        put_rect(text, cmd->rect);
        put(text, " ink %lld", (long long)ink_of(&cmd->mask.mask));
        put_paint(text, &cmd->paint);
        break;
    case CMD_GLYPHS:
        for (int i = 0; i < cmd->glyph_count; i++) {
            ink += ink_of(&cmd->glyphs[i].mask);
        }
        put(text, "glyphs");
        put_rect(text, cmd->rect);
        put(text, " count %d ink %lld", cmd->glyph_count, (long long)ink);
        put_colour(text, cmd->paint.colour);
        put_quoted(text, cmd->text);
        break;
    case CMD_NINE:
        put(text, "nine");
        put_rect(text, cmd->rect);
        put(text, " mask %dx%d slice %d", cmd->mask.mask.w, cmd->mask.mask.h, cmd->slice);
        put_colour(text, cmd->paint.colour);
        break;
    case CMD_CLIP:
        put(text, "clip");
        put_rect(text, cmd->rect);
        break;
    case CMD_UNCLIP:
        put(text, "unclip");
        break;
    case CMD_LAYER:
        put(text, "layer");
        put_rect(text, cmd->rect);
        put(text, " by %d,%d", cmd->dx, cmd->dy);
        put_alpha(text, cmd->alpha);
        break;
    case CMD_ENDLAYER:
        put(text, "endlayer");
        break;
    }
    put_bytes(text, "\n", 1);
}

Str list_text(Arena *arena, const DrawList *list)
{
    Text text = {.arena = arena};
    int depth = 0;
    put(&text, "list %dx%d\n", list->w, list->h);
    for (int i = 0; i < list->count; i++) {
        const Cmd *cmd = &list->cmds[i];
        depth -= cmd->kind == CMD_UNCLIP || cmd->kind == CMD_ENDLAYER;
        for (int k = 0; k < depth; k++) {
            put_bytes(&text, "  ", 2);
        }
        put_cmd(&text, cmd);
        depth += cmd->kind == CMD_CLIP || cmd->kind == CMD_LAYER;
    }
    return (Str){text.p, text.n};
}
