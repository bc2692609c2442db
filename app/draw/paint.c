#include "draw/paint.h"
#include "draw/gradient.h"
#include <assert.h>
#include <pixman.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The canvas and its tile while commands are painted.
typedef struct {
    Scratch *scratch;
    const Canvas *canvas;
    pixman_image_t *target;
} Brush;

static pixman_image_t *checked(pixman_image_t *image)
{
    if (!image) {
        fprintf(stderr, "draw: no memory for an image\n");
        abort();
    }
    return image;
}

// pixman wants a writable pointer even for what it only reads.
static uint32_t *bits_of(const void *px)
{
    return (uint32_t *)(uintptr_t)px;
}

static pixman_image_t *image_argb(const void *px, int w, int h, int stride)
{
    return checked(pixman_image_create_bits_no_clear(PIXMAN_a8r8g8b8, w, h, bits_of(px), stride));
}

static pixman_image_t *image_cover(const uint8_t *px, int w, int h, int stride)
{
    return checked(pixman_image_create_bits_no_clear(PIXMAN_a8, w, h, bits_of(px), stride));
}

static pixman_image_t *image_solid(Colour colour)
{
    uint32_t a = colour.a * 257u;
    pixman_color_t c = {(uint16_t)(colour.r * a / 255), (uint16_t)(colour.g * a / 255),
                        (uint16_t)(colour.b * a / 255), (uint16_t)a};
    return checked(pixman_image_create_solid_fill(&c));
}

static Colour white_at(float alpha)
{
    return (Colour){255, 255, 255, (uint8_t)(clampf(alpha, 0, 1) * 255.0f + 0.5f)};
}

static void *scratch_grow(void *memory, size_t *have, size_t want, size_t item)
{
    if (want <= *have) {
        return memory;
    }
    free(memory);
    memory = malloc(want * item);
    if (!memory) {
        fprintf(stderr, "draw: no memory for %zu bytes of scratch\n", want * item);
        abort();
    }
    *have = want;
    return memory;
}

static uint32_t *scratch_px(Scratch *scratch, int w, int h)
{
    scratch->px = scratch_grow(scratch->px, &scratch->px_count, (size_t)w * (size_t)h, 4);
    return scratch->px;
}

static uint8_t *scratch_cover(Scratch *scratch, int stride, int h)
{
    scratch->cover =
        scratch_grow(scratch->cover, &scratch->cover_bytes, (size_t)stride * (size_t)h, 1);
    return scratch->cover;
}

void scratch_finish(Scratch *scratch)
{
    free(scratch->px);
    free(scratch->cover);
    *scratch = (Scratch){0};
}

static uint32_t *canvas_at(const Canvas *canvas, int x, int y)
{
    return canvas->target.px + (ptrdiff_t)(y - canvas->top) * (canvas->target.stride / 4) +
           (x - canvas->left);
}

static void fill_px(const Canvas *canvas, RectPx area, uint32_t px)
{
    if (!pixman_fill(canvas->target.px, canvas->target.stride / 4, 32, area.x - canvas->left,
                     area.y - canvas->top, area.w, area.h, px)) {
        for (int y = 0; y < area.h; y++) {
            uint32_t *row = canvas_at(canvas, area.x, area.y + y);
            for (int x = 0; x < area.w; x++) {
                row[x] = px;
            }
        }
    }
}

static void copy_px(const Canvas *canvas, RectPx area, const uint32_t *px, int stride)
{
    for (int y = 0; y < area.h; y++) {
        memcpy(canvas_at(canvas, area.x, area.y + y), px + (ptrdiff_t)y * (stride / 4),
               (size_t)area.w * 4);
    }
}

// `source` and `mask` are taken at (sx, sy) and (mx, my) for the area's top left.
static void over(const Brush *brush, pixman_image_t *source, int sx, int sy, pixman_image_t *mask,
                 int mx, int my, RectPx area)
{
    pixman_image_composite32(PIXMAN_OP_OVER, source, mask, brush->target, sx, sy, mx, my,
                             area.x - brush->canvas->left, area.y - brush->canvas->top, area.w,
                             area.h);
}

// ---- pictures ----

typedef struct {
    RectPx reach;      // no pixel outside
    bool is_copy;      // whole-pixel move at scale 1
    bool is_upright;   // no shear or turn
    int x, y;          // the picture's origin, rounded down: the transform starts there
    double into[2][3]; // target, from (x, y) on → picture
} Placing;

static bool near(double a, double b)
{
    return fabs(a - b) < 1.0 / 512;
}

// Far-off numbers end at ±30000: beyond every target, within pixman's 16 bits.
static int to_px(double v)
{
    return v > 30000 ? 30000 : v < -30000 ? -30000 : (int)floor(v);
}

static bool place_picture(const Paint *paint, Placing *out)
{
    double w = paint->picture.w, h = paint->picture.h;
    double a = paint->a, b = paint->b, c = paint->c, d = paint->d;
    double tx = paint->tx, ty = paint->ty;
    double det = a * d - b * c;
    if (!(fabs(det) > 1e-7) || !(fabs(det) < 1e7) || !(fabs(tx) < 1e6) || !(fabs(ty) < 1e6)) {
        return false;
    }
    *out = (Placing){.is_upright = b == 0 && c == 0};
    double left = fmin(fmin(0, a * w), fmin(c * h, a * w + c * h)) + tx;
    double right = fmax(fmax(0, a * w), fmax(c * h, a * w + c * h)) + tx;
    double top = fmin(fmin(0, b * w), fmin(d * h, b * w + d * h)) + ty;
    double bottom = fmax(fmax(0, b * w), fmax(d * h, b * w + d * h)) + ty;
    double edge = out->is_upright ? 0.5 : 0;
    int x = to_px(left + edge), y = to_px(top + edge);
    int x1 = out->is_upright ? to_px(right + edge) : to_px(right) + 1;
    int y1 = out->is_upright ? to_px(bottom + edge) : to_px(bottom) + 1;
    out->reach = (RectPx){x, y, x1 - x, y1 - y};
    out->is_copy = out->is_upright && near(a * w, w) && near(d * h, h) &&
                   near(tx, floor(tx + 0.5)) && near(ty, floor(ty + 0.5));
    out->x = x;
    out->y = y;
    double from_x = (double)x - tx, from_y = (double)y - ty;
    out->into[0][0] = d / det;
    out->into[0][1] = -c / det;
    out->into[0][2] = (d * from_x - c * from_y) / det;
    out->into[1][0] = -b / det;
    out->into[1][1] = a / det;
    out->into[1][2] = (a * from_y - b * from_x) / det;
    for (int i = 0; i < 2; i++) {
        for (int k = 0; k < 3; k++) {
            if (!(fabs(out->into[i][k]) < 32000)) {
                return false;
            }
        }
    }
    return true;
}

static pixman_image_t *image_placed(const Paint *paint, const Placing *placing)
{
    const Picture *picture = &paint->picture;
    pixman_image_t *image = image_argb(picture->px, picture->w, picture->h, picture->stride);
    if (placing->is_copy) {
        return image;
    }
    pixman_transform_t transform = {.matrix = {[2] = {0, 0, pixman_fixed_1}}};
    for (int i = 0; i < 2; i++) {
        for (int k = 0; k < 3; k++) {
            transform.matrix[i][k] = (pixman_fixed_t)floor(placing->into[i][k] * 65536.0 + 0.5);
        }
    }
    pixman_image_set_transform(image, &transform);
    pixman_image_set_filter(image, PIXMAN_FILTER_BILINEAR, NULL, 0);
    pixman_image_set_repeat(image, placing->is_upright ? PIXMAN_REPEAT_PAD : PIXMAN_REPEAT_NONE);
    return image;
}

static void paint_picture_through(const Brush *brush, const Paint *paint, pixman_image_t *mask,
                                  int mask_x, int mask_y, RectPx area)
{
    Placing placing;
    if (!place_picture(paint, &placing)) {
        return;
    }
    area = rectpx_common(area, placing.reach);
    if (rectpx_is_empty(area)) {
        return;
    }
    int sx = area.x - placing.x, sy = area.y - placing.y;
    bool is_whole = paint->alpha >= 1;
    const Picture *picture = &paint->picture;
    if (!mask && is_whole && placing.is_copy && picture->is_opaque) {
        copy_px(brush->canvas, area, picture->px + (ptrdiff_t)sy * (picture->stride / 4) + sx,
                picture->stride);
        return;
    }
    pixman_image_t *image = image_placed(paint, &placing);
    if (is_whole) {
        over(brush, image, sx, sy, mask, area.x - mask_x, area.y - mask_y, area);
    } else {
        pixman_image_t *fade = image_solid(white_at(paint->alpha));
        if (!mask) {
            over(brush, image, sx, sy, fade, 0, 0, area);
        } else {
            uint32_t *px = scratch_px(brush->scratch, area.w, area.h);
            pixman_image_t *faded = image_argb(px, area.w, area.h, area.w * 4);
            pixman_image_composite32(PIXMAN_OP_SRC, image, fade, faded, sx, sy, 0, 0, 0, 0, area.w,
                                     area.h);
            over(brush, faded, 0, 0, mask, area.x - mask_x, area.y - mask_y, area);
            pixman_image_unref(faded);
        }
        pixman_image_unref(fade);
    }
    pixman_image_unref(image);
}

// ---- paints ----

// `mask` may be NULL; its top left lies at (mask_x, mask_y).
static void paint_through(const Brush *brush, const Paint *paint, pixman_image_t *mask, int mask_x,
                          int mask_y, RectPx area)
{
    pixman_image_t *source = NULL;
    switch (paint->kind) {
    case PAINT_COLOUR:
        source = image_solid(paint->colour);
        break;
    case PAINT_GRADIENT:
        if (!mask && gradient_is_opaque(paint)) {
            gradient_write(paint, area, canvas_at(brush->canvas, area.x, area.y),
                           brush->canvas->target.stride);
            return;
        }
        uint32_t *px = scratch_px(brush->scratch, area.w, area.h);
        gradient_write(paint, area, px, area.w * 4);
        source = image_argb(px, area.w, area.h, area.w * 4);
        break;
    case PAINT_PICTURE:
        paint_picture_through(brush, paint, mask, mask_x, mask_y, area);
        return;
    }
    over(brush, source, 0, 0, mask, area.x - mask_x, area.y - mask_y, area);
    pixman_image_unref(source);
}

static void paint_fill(const Brush *brush, const Cmd *cmd, RectPx area)
{
    const Paint *paint = &cmd->paint;
    if (paint->kind == PAINT_COLOUR && paint->colour.a == 255) {
        Colour c = paint->colour;
        fill_px(brush->canvas, area,
                UINT32_C(0xFF000000) | (uint32_t)c.r << 16 | (uint32_t)c.g << 8 | c.b);
        return;
    }
    paint_through(brush, paint, NULL, 0, 0, area);
}

static void paint_mask(const Brush *brush, const Cmd *cmd, RectPx area)
{
    const Mask *mask = &cmd->mask.mask;
    pixman_image_t *cover = image_cover(mask->px, mask->w, mask->h, mask->stride);
    paint_through(brush, &cmd->paint, cover, cmd->mask.x, cmd->mask.y, area);
    pixman_image_unref(cover);
}

static void paint_glyphs(const Brush *brush, const Cmd *cmd, RectPx area)
{
    pixman_image_t *ink = image_solid(cmd->paint.colour);
    for (int i = 0; i < cmd->glyph_count; i++) {
        const MaskAt *glyph = &cmd->glyphs[i];
        const Mask *mask = &glyph->mask;
        RectPx part = rectpx_common(area, (RectPx){glyph->x, glyph->y, mask->w, mask->h});
        if (!rectpx_is_empty(part)) {
            pixman_image_t *cover = image_cover(mask->px, mask->w, mask->h, mask->stride);
            over(brush, ink, 0, 0, cover, part.x - glyph->x, part.y - glyph->y, part);
            pixman_image_unref(cover);
        }
    }
    pixman_image_unref(ink);
}

// One side of a nine-patch: px of the rectangle against px of the mask.
typedef struct {
    int size;             // of the rectangle
    int low, high;        // the corners' px; what is between them is stretched
    int from, from_count; // the mask's px for the middle
    int mask_size;
} NineSide;

// Corners that do not fit are cut in their inner part.
static NineSide nine_side(int size, int mask_size, int slice)
{
    int corner = slice < (mask_size - 1) / 2 ? slice : (mask_size - 1) / 2;
    NineSide side = {.size = size, .low = corner, .high = corner, .mask_size = mask_size};
    side.from = corner;
    side.from_count = mask_size - 2 * corner;
    if (2 * corner > size) {
        side.low = size / 2;
        side.high = size - side.low;
    }
    return side;
}

static int nine_at(const NineSide *side, int at)
{
    if (at < side->low) {
        return at;
    }
    int after = side->size - at;
    if (after <= side->high) {
        return side->mask_size - after;
    }
    int middle = side->size - side->low - side->high;
    assert(middle > 0);
    return side->from + (int)((int64_t)(at - side->low) * side->from_count / middle);
}

// A middle of one value is painted without looking at each pixel.
static bool is_uniform(const uint8_t *px, int count)
{
    return count == 1 || memcmp(px, px + 1, (size_t)count - 1) == 0;
}

static bool middle_is_uniform(const Mask *mask, const NineSide *across, const NineSide *down)
{
    const uint8_t *first = mask->px + (ptrdiff_t)down->from * mask->stride + across->from;
    for (int y = 0; y < down->from_count; y++) {
        const uint8_t *row = first + (ptrdiff_t)y * mask->stride;
        if (*row != *first || !is_uniform(row, across->from_count)) {
            return false;
        }
    }
    return true;
}

// A stretched cell of the patch; `area` is relative to the patch's rectangle.
static pixman_image_t *nine_cell(const Brush *brush, const Mask *mask, const NineSide *across,
                                 const NineSide *down, RectPx area, bool stretches_x)
{
    int stride = (area.w + 3) / 4 * 4;
    uint8_t *cover = scratch_cover(brush->scratch, stride, area.h);
    for (int y = 0; y < area.h; y++) {
        uint8_t *row = cover + (ptrdiff_t)y * stride;
        const uint8_t *from = mask->px + (ptrdiff_t)nine_at(down, area.y + y) * mask->stride;
        if (!stretches_x) {
            memcpy(row, from + nine_at(across, area.x), (size_t)area.w);
        } else if (is_uniform(from + across->from, across->from_count)) {
            memset(row, from[across->from], (size_t)area.w);
        } else {
            for (int x = 0; x < area.w; x++) {
                row[x] = from[nine_at(across, area.x + x)];
            }
        }
    }
    return image_cover(cover, area.w, area.h, stride);
}

static void paint_nine(const Brush *brush, const Cmd *cmd, RectPx area)
{
    const Mask *mask = &cmd->mask.mask;
    NineSide across = nine_side(cmd->rect.w, mask->w, cmd->slice);
    NineSide down = nine_side(cmd->rect.h, mask->h, cmd->slice);
    int xs[4] = {0, across.low, across.size - across.high, across.size};
    int ys[4] = {0, down.low, down.size - down.high, down.size};
    pixman_image_t *corners = image_cover(mask->px, mask->w, mask->h, mask->stride);
    for (int cell = 0; cell < 9; cell++) {
        int i = cell % 3, k = cell / 3;
        RectPx part = {cmd->rect.x + xs[i], cmd->rect.y + ys[k], xs[i + 1] - xs[i],
                       ys[k + 1] - ys[k]};
        part = rectpx_common(area, part);
        if (rectpx_is_empty(part)) {
            continue;
        }
        RectPx within = {part.x - cmd->rect.x, part.y - cmd->rect.y, part.w, part.h};
        if (i != 1 && k != 1) {
            int left = part.x - nine_at(&across, within.x), top = part.y - nine_at(&down, within.y);
            paint_through(brush, &cmd->paint, corners, left, top, part);
        } else if (i == 1 && k == 1 && middle_is_uniform(mask, &across, &down)) {
            uint32_t cover = mask->px[(ptrdiff_t)down.from * mask->stride + across.from];
            Paint paint = cmd->paint;
            paint.colour.a = (uint8_t)((paint.colour.a * cover + 127) / 255);
            paint_through(brush, &paint, NULL, 0, 0, part);
        } else {
            pixman_image_t *cover = nine_cell(brush, mask, &across, &down, within, i == 1);
            paint_through(brush, &cmd->paint, cover, part.x, part.y, part);
            pixman_image_unref(cover);
        }
    }
    pixman_image_unref(corners);
}

// ---- spans of commands ----

typedef struct {
    RectPx clips[MAX_CLIPS + 1];
    int depth;
} ClipStack;

static RectPx clip_of(const ClipStack *stack)
{
    return stack->clips[stack->depth];
}

// True when the command was a clip.
static bool clip_step(ClipStack *stack, const Cmd *cmd)
{
    if (cmd->kind == CMD_CLIP) {
        assert(stack->depth < MAX_CLIPS);
        stack->clips[stack->depth + 1] = rectpx_common(clip_of(stack), cmd->rect);
        stack->depth++;
        return true;
    }
    if (cmd->kind == CMD_UNCLIP) {
        assert(stack->depth > 0);
        stack->depth--;
        return true;
    }
    return false;
}

static RectPx moved(RectPx r, int dx, int dy)
{
    return (RectPx){r.x + dx, r.y + dy, r.w, r.h};
}

static bool holds(RectPx outer, RectPx inner)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

static bool covers(const DrawList *list, int index, RectPx rect)
{
    const Cmd *cmd = &list->cmds[index];
    if (cmd->kind == CMD_LAYER) {
        return cmd->alpha >= 1 && holds(moved(cmd->rect, cmd->dx, cmd->dy), rect) &&
               paint_is_opaque(list, index + 1, cmd->partner, cmd->rect);
    }
    if (cmd->kind != CMD_FILL || !holds(cmd->rect, rect)) {
        return false;
    }
    switch (cmd->paint.kind) {
    case PAINT_COLOUR:
        return cmd->paint.colour.a == 255;
    case PAINT_GRADIENT:
        return gradient_is_opaque(&cmd->paint);
    case PAINT_PICTURE: {
        Placing placing;
        return cmd->paint.picture.is_opaque && cmd->paint.alpha >= 1 &&
               place_picture(&cmd->paint, &placing) && placing.is_upright &&
               holds(placing.reach, rect);
    }
    }
    return false;
}

// The last command that covers all of `rect`, or -1.
static int last_cover(const DrawList *list, int first, int end, RectPx rect)
{
    ClipStack stack = {.clips = {rect}};
    int found = -1;
    for (int i = first; i < end; i++) {
        const Cmd *cmd = &list->cmds[i];
        if (!clip_step(&stack, cmd) && holds(clip_of(&stack), rect) && covers(list, i, rect)) {
            found = i;
        }
        if (cmd->kind == CMD_LAYER) {
            i = cmd->partner;
        }
    }
    return found;
}

bool paint_is_opaque(const DrawList *list, int first, int end, RectPx rect)
{
    return !rectpx_is_empty(rect) && last_cover(list, first, end, rect) >= 0;
}

static void paint_span(const Brush *brush, const PaintSpan *span, RectPx tile);

static void paint_layer(const Brush *brush, const PaintSpan *span, int index, RectPx area)
{
    const Cmd *cmd = &span->list->cmds[index];
    const LayerImage *image = span->layers[index];
    if (!image) {
        Canvas canvas = *brush->canvas;
        canvas.left -= cmd->dx;
        canvas.top -= cmd->dy;
        Brush inner = {brush->scratch, &canvas, brush->target};
        PaintSpan inside = {span->list, index + 1, cmd->partner, span->layers};
        paint_span(&inner, &inside, moved(area, -cmd->dx, -cmd->dy));
        return;
    }
    const Surface *from = &image->surface;
    int sx = area.x - cmd->rect.x - cmd->dx, sy = area.y - cmd->rect.y - cmd->dy;
    if (image->is_opaque && cmd->alpha >= 1) {
        copy_px(brush->canvas, area, from->px + (ptrdiff_t)sy * (from->stride / 4) + sx,
                from->stride);
        return;
    }
    pixman_image_t *source = image_argb(from->px, from->w, from->h, from->stride);
    pixman_image_t *fade = cmd->alpha < 1 ? image_solid(white_at(cmd->alpha)) : NULL;
    over(brush, source, sx, sy, fade, 0, 0, area);
    if (fade) {
        pixman_image_unref(fade);
    }
    pixman_image_unref(source);
}

static void paint_span(const Brush *brush, const PaintSpan *span, RectPx tile)
{
    int start = last_cover(span->list, span->first, span->end, tile);
    if (start < 0) {
        fill_px(brush->canvas, tile, brush->canvas->ground);
    }
    ClipStack stack = {.clips = {tile}};
    for (int i = span->first; i < span->end; i++) {
        const Cmd *cmd = &span->list->cmds[i];
        if (clip_step(&stack, cmd)) {
            continue;
        }
        bool is_layer = cmd->kind == CMD_LAYER;
        RectPx reach = is_layer ? moved(cmd->rect, cmd->dx, cmd->dy) : cmd->rect;
        RectPx area = rectpx_common(reach, clip_of(&stack));
        if (i < start || rectpx_is_empty(area)) {
            i = is_layer ? cmd->partner : i;
            continue;
        }
        switch (cmd->kind) {
        case CMD_FILL:
            paint_fill(brush, cmd, area);
            break;
        case CMD_MASK:
            paint_mask(brush, cmd, area);
            break;
        case CMD_GLYPHS:
            paint_glyphs(brush, cmd, area);
            break;
        case CMD_NINE:
            paint_nine(brush, cmd, area);
            break;
        case CMD_LAYER:
            if (cmd->alpha > 0) {
                paint_layer(brush, span, i, area);
            }
            i = cmd->partner;
            break;
        case CMD_CLIP:
        case CMD_UNCLIP:
        case CMD_ENDLAYER:
            break;
        }
    }
}

void paint_tile(Scratch *scratch, const Canvas *canvas, const PaintSpan *span, RectPx tile)
{
    const Surface *target = &canvas->target;
    Brush brush = {scratch, canvas, image_argb(target->px, target->w, target->h, target->stride)};
    paint_span(&brush, span, tile);
    pixman_image_unref(brush.target);
}
