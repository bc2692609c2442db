#include "ui/inside.h"
#include <stdlib.h>
#include <string.h>

enum {
    KEY_ICON = 96,
    STILL_MS = 120, // a size held this long is worth decoding for
    MAX_WANT_PX = 8192,
};

// ---- sizes --------------------------------------------------------------------

// When the picture was first asked at this width. One that grows or shrinks from frame to frame
// carries its slot along and starts anew, so that a zoom does not decode every step on its way.
static int64_t still_since(Ui *ui, Str name, int w)
{
    UiCaches *caches = ui->caches;
    uint64_t hash = str_hash(name);
    PictureSize *moved = NULL;
    PictureSize *oldest = NULL;
    for (int i = 0; i < caches->size_count; i++) {
        PictureSize *size = &caches->sizes[i];
        if (size->name == hash && size->w == w && size->frame >= caches->frame - 1) {
            size->frame = caches->frame;
            return size->since_ms;
        }
        if (size->name == hash && size->frame == caches->frame - 1 &&
            (!moved || abs(size->w - w) < abs(moved->w - w))) {
            moved = size;
        }
        oldest = !oldest || size->frame < oldest->frame ? size : oldest;
    }
    int64_t since = moved ? ui->now_ms : ui->now_ms - STILL_MS;
    PictureSize *slot = moved                            ? moved
                        : caches->size_count < MAX_SIZES ? &caches->sizes[caches->size_count++]
                                                         : oldest;
    *slot = (PictureSize){hash, w, since, caches->frame};
    return since;
}

typedef enum { GOT_EXACT, GOT_OTHER, GOT_NOTHING, GOT_BROKEN } Got;

// The picture `w` px wide, or another size of it in the meantime; `*is_late`: a better one will come.
static Got get(Ui *ui, Str name, int w, int distance, Picture *out, bool *is_late)
{
    *is_late = false;
    if (!ui->pictures || w < 1) {
        return GOT_NOTHING;
    }
    w = w > MAX_WANT_PX ? MAX_WANT_PX : w;
    int64_t since = still_since(ui, name, w);
    if (ui->now_ms - since < STILL_MS && pictures_any(ui->pictures, name, out)) {
        if (out->w == w) {
            return GOT_EXACT;
        }
        ui_wake_at(ui, since + STILL_MS);
        *is_late = true;
        return GOT_OTHER;
    }
    switch (pictures_ask(ui->pictures, name, w, distance, out)) {
    case PICTURE_READY:
        return out->w == w ? GOT_EXACT : GOT_OTHER;
    case PICTURE_WAIT:
        ui->is_waiting = true;
        *is_late = true;
        return pictures_any(ui->pictures, name, out) ? GOT_OTHER : GOT_NOTHING;
    case PICTURE_BROKEN:
        break;
    }
    return GOT_BROKEN;
}

// Size of the original and the colour to show for it; a 16 : 10 cloud when nobody knows it.
static Colour info_of(const Ui *ui, Str name, int *w, int *h)
{
    uint32_t rgb = 0xDDEAE6;
    *w = 1600;
    *h = 1000;
    int known_w = 0;
    int known_h = 0;
    if (ui->picture_info.info &&
        ui->picture_info.info(ui->picture_info.context, name, &known_w, &known_h, &rgb) &&
        known_w > 0 && known_h > 0) {
        *w = known_w;
        *h = known_h;
    }
    return RGB(rgb);
}

// ---- pictures -----------------------------------------------------------------

// Of the middle of `at` from the middle of the window.
static int distance_of(const Ui *ui, RectPx at)
{
    return abs(at.x + at.w / 2 - ui->window_w / 2) + abs(at.y + at.h / 2 - ui->window_h / 2);
}

// Wide enough to cover; a row more, so that rounding the height cannot leave one bare.
static int cover_width(RectPx at, int w, int h)
{
    float cover = fmaxf((float)at.w, (float)(at.h + 1) * (float)w / (float)h);
    return (int)ceilf(cover - 0.001f);
}

// What cannot be read says so, on the colour that stands in for it.
static void mark_broken(Ui *ui, Rect rect)
{
    float side = fminf(96, fminf(rect.w, rect.h) * 0.5f);
    Point centre = {rect.x + rect.w / 2, rect.y + rect.h / 2};
    ui_disc(ui, centre, side / 2, colour_faded(DEEP, 0.78f));
    float icon = side * 0.5f;
    ui_icon(ui, "warning", (Rect){centre.x - icon / 2, centre.y - icon / 2, icon, icon}, WHITE);
}

static Paint exact_paint(Picture picture, int x, int y, float alpha)
{
    return paint_picture(picture, (Rect){(float)x, (float)y, (float)picture.w, (float)picture.h},
                         alpha);
}

bool ui_picture(Ui *ui, Str name, Rect rect, Point focal, float alpha)
{
    RectPx at = inside_rect(ui, rect);
    if (rectpx_is_empty(at) || alpha <= 0) {
        return true;
    }
    int w = 0;
    int h = 0;
    Colour stand_in = info_of(ui, name, &w, &h);
    int want = cover_width(at, w, h);
    float tall = (float)want * (float)h / (float)w;
    float left = clampf(focal.x * (float)want - (float)at.w / 2, 0, (float)(want - at.w));
    float above = clampf(focal.y * tall - (float)at.h / 2, 0, fmaxf(0, floorf(tall) - (float)at.h));
    int x = at.x - inside_round(left);
    int y = at.y - inside_round(above);
    Picture picture;
    bool is_late = false;
    Got got = get(ui, name, want, distance_of(ui, at), &picture, &is_late);
    Paint paint = paint_colour(colour_faded(stand_in, alpha));
    if (got == GOT_EXACT && picture.h + (y - at.y) >= at.h) {
        paint = exact_paint(picture, x, y, alpha);
    } else if (got == GOT_OTHER) {
        paint = paint_picture(picture, (Rect){(float)x, (float)y, (float)want, ceilf(tall)}, alpha);
    }
    list_fill(&ui->list, at, &paint);
    if (got == GOT_BROKEN) {
        mark_broken(ui, rect);
    }
    return !is_late;
}

void ui_picture_ahead(Ui *ui, Str name, Rect rect)
{
    RectPx at = inside_rect(ui, rect);
    int w = 0;
    int h = 0;
    if (!ui->pictures || rectpx_is_empty(at)) {
        return;
    }
    info_of(ui, name, &w, &h);
    Picture picture;
    pictures_ask(ui->pictures, name, cover_width(at, w, h), distance_of(ui, at), &picture);
}

bool ui_picture_is_broken(Ui *ui, Str name)
{
    return ui->pictures && pictures_known(ui->pictures, name) == PICTURE_BROKEN;
}

bool ui_picture_at(Ui *ui, Str name, float x, float y, float w, float alpha)
{
    int source_w = 0;
    int source_h = 0;
    info_of(ui, name, &source_w, &source_h);
    int want = inside_round(w * ui->scale);
    RectPx at = {inside_round(inside_x(ui, x)), inside_round(inside_y(ui, y)), want,
                 inside_round((float)want * (float)source_h / (float)source_w)};
    if (rectpx_is_empty(at) || alpha <= 0) {
        return true;
    }
    Picture picture;
    bool is_late = false;
    Got got = get(ui, name, want, distance_of(ui, at), &picture, &is_late);
    if (got == GOT_EXACT) {
        at.h = picture.h;
        Paint paint = exact_paint(picture, at.x, at.y, alpha);
        list_fill(&ui->list, at, &paint);
    } else if (got == GOT_OTHER) {
        Rect whole = {(float)at.x, (float)at.y, (float)at.w, (float)at.h};
        Paint paint = paint_picture(picture, whole, alpha);
        list_fill(&ui->list, at, &paint);
    }
    return !is_late; // no stand-in: layers are mostly transparent
}

bool ui_picture_in(Ui *ui, Str name, const Path *shape, float x, float y, Rect rect, float shear,
                   float alpha)
{
    int w = 0;
    int h = 0;
    Colour stand_in = info_of(ui, name, &w, &h);
    Mask mask = inside_path_mask(ui, shape, (OutlineStyle){0});
    MaskAt at = {mask, inside_round(inside_x(ui, x)) + mask.left,
                 inside_round(inside_y(ui, y)) + mask.top};
    RectPx box = inside_rect(ui, rect);
    Picture picture;
    bool is_late = false;
    Got got = get(ui, name, box.w, distance_of(ui, box), &picture, &is_late);
    Paint paint = paint_colour(colour_faded(stand_in, alpha));
    if (got == GOT_EXACT || got == GOT_OTHER) {
        Rect whole = {(float)box.x, (float)box.y, (float)box.w, (float)box.h};
        paint = paint_picture(picture, whole, alpha);
        paint.b = shear * paint.a;
        if (got == GOT_EXACT && abs(picture.h - box.h) <= 1) {
            paint.d = 1; // a rounded height is not worth a filter
        }
    }
    list_mask(&ui->list, at, &paint);
    return !is_late;
}

// ---- icons --------------------------------------------------------------------

// How much of a pixel is drawn on: its alpha; of an opaque picture, how bright it is.
static float ink_at(const Picture *picture, int x, int y)
{
    x = x < 0 ? 0 : x >= picture->w ? picture->w - 1 : x;
    y = y < 0 ? 0 : y >= picture->h ? picture->h - 1 : y;
    const unsigned char *row =
        (const unsigned char *)picture->px + (size_t)y * (size_t)picture->stride;
    uint32_t px = 0;
    memcpy(&px, row + (size_t)x * 4, sizeof px);
    if (!picture->is_opaque) {
        return (float)(px >> 24);
    }
    return 0.299f * (float)(px >> 16 & 255) + 0.587f * (float)(px >> 8 & 255) +
           0.114f * (float)(px & 255);
}

static Mask icon_mask(Ui *ui, uint64_t key, const Picture *picture, int side)
{
    Mask mask = {.id = key, .w = side, .h = side, .stride = (side + 3) & ~3};
    ArenaMark mark = arena_mark(ui->frame);
    uint8_t *px = arena_new(ui->frame, uint8_t, mask.stride * side);
    float step_x = (float)picture->w / (float)side;
    float step_y = (float)picture->h / (float)side;
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
            float sx = ((float)x + 0.5f) * step_x - 0.5f;
            float sy = ((float)y + 0.5f) * step_y - 0.5f;
            int ix = (int)floorf(sx);
            int iy = (int)floorf(sy);
            float fx = sx - (float)ix;
            float fy = sy - (float)iy;
            float above = lerpf(ink_at(picture, ix, iy), ink_at(picture, ix + 1, iy), fx);
            float below = lerpf(ink_at(picture, ix, iy + 1), ink_at(picture, ix + 1, iy + 1), fx);
            px[y * mask.stride + x] = (uint8_t)(lerpf(above, below, fy) + 0.5f);
        }
    }
    mask.px = px;
    mask = inside_keep(ui, key, &mask);
    arena_release(ui->frame, mark);
    return mask;
}

void ui_icon_named(Ui *ui, Str name, Rect box, Colour colour)
{
    float room = fminf(box.w, box.h);
    int side = inside_round(room * ui->scale);
    if (name.n == 0 || side < 1) {
        return;
    }
    uint64_t key = hash_u64(hash_u64(str_hash(name), KEY_ICON), (uint64_t)side);
    key = key ? key : 1;
    Mask mask;
    if (!inside_find(ui, key, &mask)) {
        if (!ui->pictures) {
            return;
        }
        Picture picture;
        Str path = str_format(ui->frame, "icon/%.*s", STR_ARG(name));
        PictureState state = pictures_get(ui->pictures, path, side, &picture);
        if (state != PICTURE_READY) {
            ui->is_waiting = ui->is_waiting || state == PICTURE_WAIT;
            return;
        }
        mask = icon_mask(ui, key, &picture, side);
    }
    inside_put(ui, mask, inside_round(inside_x(ui, box.x + (box.w - room) / 2)),
               inside_round(inside_y(ui, box.y + (box.h - room) / 2)), colour);
}

void ui_icon(Ui *ui, const char *name, Rect box, Colour colour)
{
    ui_icon_named(ui, str_from(name), box, colour);
}
