#include "ui/inside.h"

enum { KEY_SHADOW = 64, MAX_CORNER_ROWS = 128 };

static float normal_cdf(float x)
{
    return 0.5f * (1 + erff(x * 0.70710678f));
}

// What of a Gaussian at `at` falls between two borders.
static float share(float at, float from, float to, float sigma)
{
    return normal_cdf((at - from) / sigma) - normal_cdf((at - to) / sigma);
}

typedef struct {
    float w, h, radius, sigma; // px of the box
    int margin;
} Blur;

// A rounded box w × h blurred, exact up to the slicing of its round corners into rows: every row of
// the box is blurred along by the error function, then the rows are summed by their share of each y.
// Only a quarter is computed; the rest mirrors it.
static void blur_box(Arena *scratch, const Blur *blur, uint8_t *px, int stride)
{
    int w = (int)blur->w + 2 * blur->margin;
    int h = (int)blur->h + 2 * blur->margin;
    int half_w = (w + 1) / 2;
    int half_h = (h + 1) / 2;
    int rows = (int)ceilf(blur->radius);
    rows = rows > MAX_CORNER_ROWS ? MAX_CORNER_ROWS : rows;
    float r = blur->radius;
    float *along = arena_new(scratch, float, half_w *(rows + 1));
    float *share_y = arena_new(scratch, float, rows + 1);
    for (int k = 0; k <= rows; k++) {
        float up = k < rows ? r - ((float)k + 0.5f) * r / (float)rows : 0;
        float inset = r - sqrtf(fmaxf(0, r * r - up * up));
        for (int x = 0; x < half_w; x++) {
            float at = (float)(x - blur->margin) + 0.5f;
            along[k * half_w + x] = share(at, inset, blur->w - inset, blur->sigma);
        }
    }
    for (int y = 0; y < half_h; y++) {
        float at = (float)(y - blur->margin) + 0.5f;
        for (int k = 0; k < rows; k++) {
            float from = (float)k * r / (float)rows;
            float to = (float)(k + 1) * r / (float)rows;
            share_y[k] = share(at, from, to, blur->sigma) +
                         share(at, blur->h - to, blur->h - from, blur->sigma);
        }
        share_y[rows] = share(at, r, blur->h - r, blur->sigma);
        for (int x = 0; x < half_w; x++) {
            float sum = 0;
            for (int k = 0; k <= rows; k++) {
                sum += along[k * half_w + x] * share_y[k];
            }
            uint8_t value = (uint8_t)(clampf(sum, 0, 1) * 255 + 0.5f);
            px[y * stride + x] = value;
            px[y * stride + w - 1 - x] = value;
            px[(h - 1 - y) * stride + x] = value;
            px[(h - 1 - y) * stride + w - 1 - x] = value;
        }
    }
}

static Mask shadow_mask(Ui *ui, const Blur *blur)
{
    uint64_t key = hash_float(hash_float(hash_u64(HASH_SEED, KEY_SHADOW), blur->w), blur->h);
    key = hash_float(hash_float(key, blur->radius), blur->sigma);
    Mask mask;
    if (inside_find(ui, key, &mask)) {
        return mask;
    }
    ArenaMark mark = arena_mark(ui->frame);
    mask = (Mask){.id = key,
                  .w = (int)blur->w + 2 * blur->margin,
                  .h = (int)blur->h + 2 * blur->margin,
                  .left = -blur->margin,
                  .top = -blur->margin};
    mask.stride = (mask.w + 3) & ~3;
    uint8_t *px = arena_new(ui->frame, uint8_t, mask.stride * mask.h);
    blur_box(ui->frame, blur, px, mask.stride);
    mask.px = px;
    mask = inside_keep(ui, key, &mask);
    arena_release(ui->frame, mark);
    return mask;
}

static void put_shadow(Ui *ui, RectPx box, float radius, const ShadowLayer *layer)
{
    float sigma = layer->blur * ui->scale / 2;
    int margin = (int)ceilf(3 * sigma);
    int corner = margin + (int)ceilf(radius);
    int y = box.y + inside_round(layer->dy * ui->scale);
    bool is_nine = box.w > 2 * corner && box.h > 2 * corner;
    Blur blur = {.w = (float)(is_nine ? 2 * corner + 1 : box.w),
                 .h = (float)(is_nine ? 2 * corner + 1 : box.h),
                 .radius = radius,
                 .sigma = sigma,
                 .margin = margin};
    Mask mask = shadow_mask(ui, &blur);
    if (is_nine) {
        RectPx outer = {box.x - margin, y - margin, box.w + 2 * margin, box.h + 2 * margin};
        list_nine(&ui->list, mask, margin + corner, outer, layer->colour);
    } else { // smaller than the blur reaches: its own mask
        inside_put(ui, mask, box.x, y, layer->colour);
    }
}

void ui_shadow(Ui *ui, Rect rect, float radius, Elevation elevation)
{
    RectPx box = inside_rect(ui, rect);
    if (rectpx_is_empty(box)) {
        return;
    }
    if (ui->modes.is_contrast) { // a line around the box instead (§15.2)
        ui_round(ui, rect_inset(rect, -3), radius > 0 ? radius + 3 : 0, RGB(0x000000));
        return;
    }
    float limit = (float)(box.w < box.h ? box.w : box.h) / 2;
    const ShadowLayer *layers = theme_shadow(elevation);
    for (int i = 1; i >= 0; i--) { // the wide one lies below
        put_shadow(ui, box, clampf(radius * ui->scale, 0, limit), &layers[i]);
    }
}
