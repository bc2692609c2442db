#include "ui/ui.h"
#include "ui/inside.h"
#include <assert.h>

enum { TOUCH_DP = 96 };

// ---- run and frame ------------------------------------------------------------

bool ui_open(Ui *ui, Fonts *fonts, Pictures *pictures, PictureInfo info)
{
    *ui = (Ui){.fonts = fonts, .pictures = pictures, .picture_info = info};
    Arena own;
    arena_init(&own, "ui", 16 * MIB);
    UiCaches *caches = arena_new(&own, UiCaches, 1);
    caches->own = own;
    shelf_init(&caches->texts, "ui texts", 4 * MIB, 64 * MIB, text_copy);
    shelf_init(&caches->shapes, "ui shapes", 12 * MIB, 192 * MIB, shape_copy);
    ui->caches = caches;
    return true;
}

void ui_close(Ui *ui)
{
    if (!ui->caches) {
        return;
    }
    shelf_finish(&ui->caches->texts);
    shelf_finish(&ui->caches->shapes);
    Arena own = ui->caches->own;
    arena_finish(&own);
    *ui = (Ui){0};
}

void ui_begin(Ui *ui, Arena *frame, int window_w, int window_h, int64_t now_ms)
{
    assert(window_w > 0 && window_h > 0);
    shelf_turn(&ui->caches->texts);
    shelf_turn(&ui->caches->shapes);
    ui->caches->frame++;
    if (ui->fonts) {
        fonts_begin_frame(ui->fonts);
    }
    if (ui->pictures) {
        pictures_begin_frame(ui->pictures);
    }
    ui->frame = frame;
    ui->list = list_begin(frame, window_w, window_h);
    ui->window_w = window_w;
    ui->window_h = window_h;
    ui->is_portrait = window_w < window_h;
    ui->w = ui->is_portrait ? 1080 : 1920;
    ui->h = ui->is_portrait ? 1920 : 1080;
    ui->scale = fminf((float)window_w / ui->w, (float)window_h / ui->h);
    ui->origin_x = floorf(((float)window_w - ui->w * ui->scale) / 2);
    ui->origin_y = floorf(((float)window_h - ui->h * ui->scale) / 2);
    ui->now_ms = now_ms;
    ui->dx = ui->dy = 0;
    ui->clip = (Rect){0, 0, ui->w, ui->h};
    ui->clip_depth = 0;
    ui->layer_depth = 0;
    ui->target_count = ui->targets_dropped = ui->scroll_count = 0;
    ui->next_ms = INT64_MAX;
    ui->is_waiting = false;
}

void ui_end(Ui *ui)
{
    assert(ui->clip_depth == 0 && ui->layer_depth == 0 && ui->dx == 0 && ui->dy == 0);
    // A window of another shape than the stage: what slides past the stage's edge is covered.
    RectPx stage = inside_rect(ui, (Rect){0, 0, ui->w, ui->h});
    Paint paint = paint_colour(RGB(0x000000));
    int right = stage.x + stage.w;
    int bottom = stage.y + stage.h;
    list_fill(&ui->list, (RectPx){0, 0, stage.x, ui->window_h}, &paint);
    list_fill(&ui->list, (RectPx){right, 0, ui->window_w - right, ui->window_h}, &paint);
    list_fill(&ui->list, (RectPx){0, 0, ui->window_w, stage.y}, &paint);
    list_fill(&ui->list, (RectPx){0, bottom, ui->window_w, ui->window_h - bottom}, &paint);
}

void ui_animate(Ui *ui)
{
    ui_wake_at(ui, ui->now_ms);
}

void ui_wake_at(Ui *ui, int64_t at_ms)
{
    ui->next_ms = at_ms < ui->next_ms ? at_ms : ui->next_ms;
}

Point ui_to_dp(const Ui *ui, Point px)
{
    return (Point){(px.x - ui->origin_x) / ui->scale, (px.y - ui->origin_y) / ui->scale};
}

Point ui_to_px(const Ui *ui, Point dp)
{
    return (Point){inside_x(ui, dp.x), inside_y(ui, dp.y)};
}

bool ui_is_english(const Ui *ui)
{
    return ui->language == TEXT_EN;
}

Colour ui_tone(const Ui *ui, Colour colour)
{
    return ui->modes.is_contrast ? theme_contrast(colour) : colour;
}

// ---- places -------------------------------------------------------------------

// An edge in px. 1366 × 768 is not quite 16 : 9: what reaches the stage's end takes the odd pixel too.
static int edge_px(float px, float dp, float end_dp, int window_px)
{
    int edge = inside_round(px);
    return edge == window_px - 1 && fabsf(dp - end_dp) < 0.01f ? window_px : edge;
}

RectPx inside_rect(const Ui *ui, Rect r)
{
    float right = r.x + r.w;
    float bottom = r.y + r.h;
    int x = inside_round(inside_x(ui, r.x));
    int y = inside_round(inside_y(ui, r.y));
    return (RectPx){x, y, edge_px(inside_x(ui, right), right + ui->dx, ui->w, ui->window_w) - x,
                    edge_px(inside_y(ui, bottom), bottom + ui->dy, ui->h, ui->window_h) - y};
}

static Rect common(Rect a, Rect b)
{
    float x = fmaxf(a.x, b.x);
    float y = fmaxf(a.y, b.y);
    return (Rect){x, y, fmaxf(0, fminf(a.x + a.w, b.x + b.w) - x),
                  fmaxf(0, fminf(a.y + a.h, b.y + b.h) - y)};
}

void ui_move(Ui *ui, float dx, float dy)
{
    ui->dx += dx;
    ui->dy += dy;
    // Sums of floats need not come back to 0; what is undone is undone.
    ui->dx = fabsf(ui->dx) < 0.001f ? 0 : ui->dx;
    ui->dy = fabsf(ui->dy) < 0.001f ? 0 : ui->dy;
}

void ui_clip(Ui *ui, Rect rect)
{
    assert(ui->clip_depth < MAX_CLIPS);
    list_clip(&ui->list, inside_rect(ui, rect));
    ui->clips[ui->clip_depth++] = ui->clip;
    ui->clip = common(ui->clip, (Rect){rect.x + ui->dx, rect.y + ui->dy, rect.w, rect.h});
}

void ui_unclip(Ui *ui)
{
    assert(ui->clip_depth > 0);
    list_unclip(&ui->list);
    ui->clip = ui->clips[--ui->clip_depth];
}

void ui_layer(Ui *ui, Rect rect, float dx, float dy, float alpha)
{
    assert(ui->layer_depth < MAX_LAYERS);
    list_layer(&ui->list, inside_rect(ui, rect), inside_round(dx * ui->scale),
               inside_round(dy * ui->scale), alpha);
    ui->layers[ui->layer_depth++] = (Point){dx, dy};
}

void ui_end_layer(Ui *ui)
{
    assert(ui->layer_depth > 0);
    list_end_layer(&ui->list);
    ui->layer_depth--;
}

// Where a rectangle of the page lands on the stage: offset and layers.
static Rect landed(const Ui *ui, Rect r)
{
    for (int i = 0; i < ui->layer_depth; i++) {
        r.x += ui->layers[i].x;
        r.y += ui->layers[i].y;
    }
    return r;
}

// ---- touch --------------------------------------------------------------------

static uint64_t target_id(int action, int n, Str arg)
{
    uint64_t id = hash_u64(HASH_SEED, (uint64_t)(uint32_t)action << 32 | (uint32_t)n);
    id = hash_bytes(id, arg.p, (size_t)arg.n);
    return id ? id : 1;
}

void ui_target(Ui *ui, Rect rect, int action, int n, Str arg, Str name)
{
    Rect seen = {rect.x + ui->dx, rect.y + ui->dy, rect.w, rect.h};
    float w = fmaxf(seen.w, TOUCH_DP);
    float h = fmaxf(seen.h, TOUCH_DP);
    Rect hit = common((Rect){seen.x + (seen.w - w) / 2, seen.y + (seen.h - h) / 2, w, h}, ui->clip);
    if (common(seen, ui->clip).w <= 0 || common(seen, ui->clip).h <= 0) {
        return; // scrolled away
    }
    if (ui->target_count == MAX_TARGETS) {
        ui->targets_dropped++;
        return;
    }
    ui->targets[ui->target_count++] = (Target){.id = target_id(action, n, arg),
                                               .seen = landed(ui, seen),
                                               .hit = landed(ui, hit),
                                               .action = action,
                                               .n = n,
                                               .arg = arg,
                                               .name = name};
}

void ui_keep_within(Ui *ui, int target, int scroll, Rect rect)
{
    int kept = target;
    for (int i = target; i < ui->target_count; i++) {
        Target t = ui->targets[i];
        Rect seen = common(t.seen, rect);
        t.hit = common(t.hit, rect);
        if (seen.w > 0 && seen.h > 0) {
            ui->targets[kept++] = t;
        }
    }
    ui->target_count = kept;
    for (int i = scroll; i < ui->scroll_count; i++) {
        ui->scrolls[i].view = common(ui->scrolls[i].view, rect);
    }
}

bool ui_is_pressed(const Ui *ui, int action, int n, Str arg)
{
    return ui->pressed != 0 && ui->pressed == target_id(action, n, arg);
}

void ui_scroll(Ui *ui, Scroll *scroll, Rect view, float content, bool is_horizontal)
{
    scroll_set_limit(scroll, content, is_horizontal ? view.w : view.h);
    if (scroll_step(scroll, ui->now_ms)) {
        ui_animate(ui);
    }
    assert(ui->scroll_count < MAX_SCROLLS);
    Rect seen = common((Rect){view.x + ui->dx, view.y + ui->dy, view.w, view.h}, ui->clip);
    ui->scrolls[ui->scroll_count++] = (ScrollArea){scroll, landed(ui, seen), is_horizontal};
}

const Target *ui_target_at(const Ui *ui, Point dp)
{
    const Target *near = NULL;
    for (int i = ui->target_count - 1; i >= 0; i--) {
        const Target *target = &ui->targets[i];
        if (!rect_has(target->hit, dp)) {
            continue;
        }
        if (rect_has(target->seen, dp)) {
            return target;
        }
        near = near ? near : target;
    }
    return near;
}

const ScrollArea *ui_scroll_at(const Ui *ui, Point dp)
{
    for (int i = ui->scroll_count - 1; i >= 0; i--) {
        if (rect_has(ui->scrolls[i].view, dp)) {
            return &ui->scrolls[i];
        }
    }
    return NULL;
}
