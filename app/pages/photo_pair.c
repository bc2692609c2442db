#include "pages/photo_pair.h"

enum { HANDLE = 112, REACH = 72, SEND_MS = 360 };

void photo_pair_find(PhotoPair *pair, const PhotoList *photos, int index)
{
    const Photo *self = &photos->items[index];
    *pair = (PhotoPair){0};
    for (int i = 0; i < photos->count && !pair->before; i++) {
        const Photo *other = &photos->items[i];
        if (i != index && self->pair.n && str_eq(other->id, self->pair)) {
            // Where each names the other, the one that comes first is before.
            bool is_mutual = str_eq(other->pair, self->id);
            bool is_first = !is_mutual || index < i;
            pair->before = is_first ? self : other;
            pair->after = is_first ? other : self;
        } else if (i != index && !self->pair.n && str_eq(other->pair, self->id)) {
            pair->before = other;
            pair->after = self;
        }
    }
    glide_set(&pair->share, 0.5f);
}

static float line_x(App *app, const PhotoPair *pair, Rect view)
{
    return view.x + view.w * glide_at(&pair->share, app->now_ms);
}

void photo_pair_draw(App *app, PhotoPair *pair, Rect view, float x, float y, float w)
{
    Ui *ui = &app->ui;
    float line = line_x(app, pair, view);
    if (glide_is_moving(&pair->share, app->now_ms)) {
        ui_animate(ui);
    }
    ui_clip(ui, (Rect){view.x, view.y, line - view.x, view.h});
    ui_picture_deep(ui, pair->before->picture, x, y, w);
    ui_unclip(ui);
    ui_clip(ui, (Rect){line, view.y, view.x + view.w - line, view.h});
    ui_picture_deep(ui, pair->after->picture, x, y, w);
    ui_unclip(ui);
    ui_fill(ui, (Rect){line - 3, view.y, 6, view.h}, WHITE);
}

static void draw_button(App *app, Rect box, Str name, bool is_chosen, int action)
{
    Ui *ui = &app->ui;
    ui_round(ui, box, box.h / 2, is_chosen ? GAMBOGE : RGBA(0x071E26, 0.78f));
    if (!is_chosen) {
        ui_round_frame(ui, box, box.h / 2, 2, RGBA(0xFFFFFF, 0.5f));
    }
    ui_text_in(ui, theme_type(TYPE_L), is_chosen ? INK : WHITE, box, name);
    ui_target(ui, box, action, 0, STR_NONE, name);
}

void photo_pair_draw_controls(App *app, const PhotoPair *pair, Rect view, int act_before,
                              int act_after, int act_handle)
{
    Ui *ui = &app->ui;
    float line = line_x(app, pair, view);
    float share = pair->share.to;
    Point centre = {clampf(line, view.x + HANDLE / 2.0f, view.x + view.w - HANDLE / 2.0f),
                    view.y + view.h * 0.3f};
    ui_disc(ui, centre, HANDLE / 2.0f, WHITE);
    ui_ring(ui, centre, HANDLE / 2.0f - 3, 4, 0, 360, GAMBOGE);
    ui_icon(ui, "chevron-left", (Rect){centre.x - 46, centre.y - 22, 44, 44}, INK);
    ui_icon(ui, "chevron-right", (Rect){centre.x + 2, centre.y - 22, 44, 44}, INK);
    ui_target(ui, (Rect){centre.x - HANDLE / 2.0f, centre.y - HANDLE / 2.0f, HANDLE, HANDLE},
              act_handle, 0, STR_NONE, app_label(app, "photo.handle"));
    Str before = app_label(app, "photo.before");
    Str after = app_label(app, "photo.after");
    draw_button(app, (Rect){view.x + 64, view.y + 116, 200, 96}, before, share > 0.92f, act_before);
    draw_button(app, (Rect){view.x + view.w - 264, view.y + 116, 200, 96}, after, share < 0.08f,
                act_after);
}

void photo_pair_send(App *app, PhotoPair *pair, float share)
{
    glide_aim(&pair->share, share, app->now_ms, app->ui.modes.is_reduced ? 0 : SEND_MS);
}

bool photo_pair_gesture(App *app, PhotoPair *pair, Rect view, const Gesture *g)
{
    if (!pair->before) {
        return false;
    }
    if (g->kind == GESTURE_DRAG_BEGIN) {
        float line = line_x(app, pair, view);
        float handle_y = view.y + view.h * 0.3f;
        pair->is_held = fabsf(g->from.x - line) < REACH && fabsf(g->from.y - handle_y) < 2 * REACH;
    }
    bool is_mine = pair->is_held;
    if (is_mine && (g->kind == GESTURE_DRAG_BEGIN || g->kind == GESTURE_DRAG)) {
        glide_set(&pair->share, clampf((g->at.x - view.x) / view.w, 0, 1));
    }
    if (g->kind != GESTURE_DRAG_BEGIN && g->kind != GESTURE_DRAG) {
        pair->is_held = false;
    }
    return is_mine;
}
