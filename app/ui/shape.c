#include "ui/inside.h"
#include <assert.h>
#include <string.h>

enum {
    KEY_ROUND = 1,
    KEY_FRAME,
    KEY_DISC,
    KEY_RING,
    KEY_FILL,
    KEY_STROKE,
    NINE_OVER = 16, // px: from this much middle a box is stretched from its corners
};

// ---- masks on the shelf -------------------------------------------------------

void *shape_copy(Arena *to, const void *item)
{
    const Mask *from = item;
    size_t size = (size_t)from->stride * (size_t)from->h;
    Mask *copy = arena_new(to, Mask, 1);
    *copy = *from;
    if (from->px) {
        uint8_t *px = arena_alloc(to, size);
        memcpy(px, from->px, size);
        copy->px = px;
    }
    return copy;
}

Mask inside_keep(Ui *ui, uint64_t key, const Mask *mask)
{
    Shelf *shelf = &ui->caches->shapes;
    Mask *kept = shape_copy(&shelf->young.arena, mask);
    shelf_put(shelf, key, kept);
    return *kept;
}

bool inside_find(Ui *ui, uint64_t key, Mask *out)
{
    const Mask *found = shelf_find(&ui->caches->shapes, key);
    if (found) {
        *out = *found;
    }
    return found != NULL;
}

void inside_put(Ui *ui, Mask mask, int x, int y, Colour colour)
{
    Paint paint = paint_colour(ui_tone(ui, colour));
    list_mask(&ui->list, (MaskAt){mask, x + mask.left, y + mask.top}, &paint);
}

static uint64_t key_of(int kind, float a, float b, float c)
{
    uint64_t h = hash_float(hash_u64(HASH_SEED, (uint64_t)kind), a);
    h = hash_float(hash_float(h, b), c);
    return h ? h : 1;
}

// Rasterises in the frame's arena and keeps the pixels alone.
static Mask make(Ui *ui, uint64_t key, const Path *path, const OutlineStyle *style, float scale)
{
    ArenaMark mark = arena_mark(ui->frame);
    Mask mask = outline_mask(ui->frame, path, style, scale, 0, 0);
    mask = inside_keep(ui, key, &mask);
    arena_release(ui->frame, mark);
    return mask;
}

// ---- boxes --------------------------------------------------------------------

static Paint toned(const Ui *ui, Paint paint)
{
    for (int i = 0; i < paint.stop_count; i++) {
        paint.stops[i].colour = ui_tone(ui, paint.stops[i].colour);
    }
    return paint;
}

void ui_fill(Ui *ui, Rect rect, Colour colour)
{
    RectPx px = inside_rect(ui, rect);
    px.w = rect.w > 0 && px.w < 1 ? 1 : px.w; // a line never vanishes on a small screen
    px.h = rect.h > 0 && px.h < 1 ? 1 : px.h;
    Paint paint = paint_colour(ui_tone(ui, colour));
    list_fill(&ui->list, px, &paint);
}

void ui_gradient(Ui *ui, Rect rect, const GradientStop *stops, int count)
{
    RectPx px = inside_rect(ui, rect);
    Paint paint = toned(ui, paint_vertical((float)px.y, (float)(px.y + px.h), stops, count));
    list_fill(&ui->list, px, &paint);
}

void ui_gradient_across(Ui *ui, Rect rect, const GradientStop *stops, int count)
{
    RectPx px = inside_rect(ui, rect);
    Paint paint = toned(ui, paint_horizontal((float)px.x, (float)(px.x + px.w), stops, count));
    list_fill(&ui->list, px, &paint);
}

void ui_hairline(Ui *ui, float x, float y, float w, Colour colour)
{
    RectPx px = inside_rect(ui, (Rect){x, y, w, 1});
    px.h = px.h < 1 ? 1 : px.h;
    Paint paint = paint_colour(ui_tone(ui, colour));
    list_fill(&ui->list, px, &paint);
}

// A box that runs the other way round, so that it is cut out of the one before.
static void path_round_hole(Path *path, Rect r, float radius)
{
    float k = radius * (1 - 0.5522847498f);
    float right = r.x + r.w;
    float bottom = r.y + r.h;
    path_move(path, r.x + radius, r.y);
    path_cubic(path, r.x + k, r.y, r.x, r.y + k, r.x, r.y + radius);
    path_line(path, r.x, bottom - radius);
    path_cubic(path, r.x, bottom - k, r.x + k, bottom, r.x + radius, bottom);
    path_line(path, right - radius, bottom);
    path_cubic(path, right - k, bottom, right, bottom - k, right, bottom - radius);
    path_line(path, right, r.y + radius);
    path_cubic(path, right, r.y + k, right - k, r.y, right - radius, r.y);
    path_close(path);
}

// A rounded box or, with width > 0, a frame, both in px. Big ones are stretched from their corners.
static void put_box(Ui *ui, RectPx at, float radius, float width, Colour colour)
{
    if (rectpx_is_empty(at)) {
        return;
    }
    int side = at.w < at.h ? at.w : at.h;
    radius = clampf(radius, 0, (float)side / 2);
    int slice = (int)ceilf(fmaxf(radius, width)) + 1;
    bool is_nine = side > 2 * slice + NINE_OVER;
    int w = is_nine ? 2 * slice + 1 : at.w;
    int h = is_nine ? 2 * slice + 1 : at.h;
    uint64_t key = key_of(width > 0 ? KEY_FRAME : KEY_ROUND, (float)w, (float)h, radius);
    key = hash_float(key, width);
    Mask mask;
    if (!inside_find(ui, key, &mask)) {
        Path path = path_begin(ui->frame);
        Rect box = {0, 0, (float)w, (float)h};
        path_round_rect(&path, box, radius);
        Rect hole = rect_inset(box, width);
        if (width > 0 && hole.w > 0 && hole.h > 0) {
            path_round_hole(&path, hole, fmaxf(0, radius - width));
        }
        mask = make(ui, key, &path, &(OutlineStyle){0}, 1);
    }
    if (is_nine) {
        list_nine(&ui->list, mask, slice, at, ui_tone(ui, colour));
    } else {
        inside_put(ui, mask, at.x, at.y, colour);
    }
}

void ui_round(Ui *ui, Rect rect, float radius, Colour colour)
{
    if (radius * ui->scale < 0.5f) {
        ui_fill(ui, rect, colour);
        return;
    }
    put_box(ui, inside_rect(ui, rect), radius * ui->scale, 0, colour);
}

void ui_round_frame(Ui *ui, Rect rect, float radius, float width, Colour colour)
{
    float px = fmaxf(1, width * ui->scale);
    RectPx at = inside_rect(ui, rect);
    if (radius <= 0) { // straight: four fills with edges on whole px
        int edge = inside_round(px);
        Paint paint = paint_colour(ui_tone(ui, colour));
        list_fill(&ui->list, (RectPx){at.x, at.y, at.w, edge}, &paint);
        list_fill(&ui->list, (RectPx){at.x, at.y + at.h - edge, at.w, edge}, &paint);
        list_fill(&ui->list, (RectPx){at.x, at.y + edge, edge, at.h - 2 * edge}, &paint);
        list_fill(&ui->list, (RectPx){at.x + at.w - edge, at.y + edge, edge, at.h - 2 * edge},
                  &paint);
        return;
    }
    put_box(ui, at, radius * ui->scale, px, colour);
}

// ---- round things -------------------------------------------------------------

// Centres fall on half pixels, so that odd and even diameters are both symmetric.
typedef struct {
    int x, y;   // whole px
    Point half; // 0 or 0.5
} Centre;

static Centre centre_of(const Ui *ui, Point centre)
{
    float x = floorf(inside_x(ui, centre.x) * 2 + 0.5f) / 2;
    float y = floorf(inside_y(ui, centre.y) * 2 + 0.5f) / 2;
    return (Centre){(int)floorf(x), (int)floorf(y), {x - floorf(x), y - floorf(y)}};
}

void ui_disc(Ui *ui, Point centre, float radius, Colour colour)
{
    Centre at = centre_of(ui, centre);
    uint64_t key = key_of(KEY_DISC, radius * ui->scale, at.half.x, at.half.y);
    Mask mask;
    if (!inside_find(ui, key, &mask)) {
        Path path = path_begin(ui->frame);
        path_circle(&path, at.half, radius * ui->scale);
        mask = make(ui, key, &path, &(OutlineStyle){0}, 1);
    }
    inside_put(ui, mask, at.x, at.y, colour);
}

void ui_ring(Ui *ui, Point centre, float radius, float width, float from_degrees, float to_degrees,
             Colour colour)
{
    if (to_degrees <= from_degrees) {
        return;
    }
    Centre at = centre_of(ui, centre);
    uint64_t key = key_of(KEY_RING, radius * ui->scale, at.half.x, at.half.y);
    key = hash_float(hash_float(hash_float(key, width), from_degrees), to_degrees);
    Mask mask;
    if (!inside_find(ui, key, &mask)) {
        Path path = path_begin(ui->frame);
        path_ring(&path, at.half, radius * ui->scale, width * ui->scale, from_degrees, to_degrees);
        mask = make(ui, key, &path, &(OutlineStyle){0}, 1);
    }
    inside_put(ui, mask, at.x, at.y, colour);
}

// ---- paths --------------------------------------------------------------------

Path ui_path_begin(Ui *ui)
{
    return path_begin(ui->frame);
}

Mask inside_path_mask(Ui *ui, const Path *path, OutlineStyle style)
{
    uint64_t key =
        key_of(style.is_stroke ? KEY_STROKE : KEY_FILL, ui->scale, style.width, style.dash);
    key = hash_float(hash_u64(key, path_hash(path)), style.gap);
    key = hash_u64(key, style.has_round_ends);
    Mask mask;
    if (!inside_find(ui, key, &mask)) {
        mask = make(ui, key, path, &style, ui->scale);
    }
    return mask;
}

void ui_path(Ui *ui, const Path *path, float x, float y, Colour colour)
{
    Paint paint = paint_colour(ui_tone(ui, colour));
    ui_path_paint(ui, path, x, y, &paint);
}

void ui_path_paint(Ui *ui, const Path *path, float x, float y, const Paint *paint_px)
{
    Mask mask = inside_path_mask(ui, path, (OutlineStyle){0});
    list_mask(&ui->list,
              (MaskAt){mask, inside_round(inside_x(ui, x)) + mask.left,
                       inside_round(inside_y(ui, y)) + mask.top},
              paint_px);
}

void ui_stroke(Ui *ui, const Path *path, float x, float y, OutlineStyle style, Colour colour)
{
    style.is_stroke = true;
    inside_put(ui, inside_path_mask(ui, path, style), inside_round(inside_x(ui, x)),
               inside_round(inside_y(ui, y)), colour);
}
