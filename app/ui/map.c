#include "ui/map_inside.h"

enum { MS_ZOOM = 360, MS_SETTLE = 220, MS_FAN = 220, MS_REVEAL = 360 };
static const float STEP_ZOOM = 1.5f;
static const float RUBBER = 0.4f;
static const float SAFE_MM = 20;
static const float REBASE = 192; // dp: the board is composed anew after so long a pan

float map_target_dp(const Ui *ui, float diagonal_in)
{
    float diagonal_px = hypotf((float)ui->window_w, (float)ui->window_h);
    if (diagonal_in <= 0 || diagonal_px <= 0 || ui->scale <= 0) {
        return MAP_LEAST_TARGET;
    }
    float mm_per_dp = diagonal_in * 25.4f / diagonal_px * ui->scale;
    return fmaxf(MAP_LEAST_TARGET, ceilf(SAFE_MM / mm_per_dp));
}

float map_glide(Ui *ui, const Glide *glide)
{
    if (ui->modes.is_reduced) {
        return glide->to;
    }
    if (glide_is_moving(glide, ui->now_ms)) {
        ui_animate(ui);
    }
    return glide_at(glide, ui->now_ms);
}

// ---- state --------------------------------------------------------------------------

void map_open(MapState *state, float zoom, float pan_x, float pan_y)
{
    *state = (MapState){0};
    glide_set(&state->zoom, clampf(zoom > 0 ? zoom : 1, 1, MAP_MOST_ZOOM));
    glide_set(&state->x, pan_x);
    glide_set(&state->y, pan_y);
    glide_set(&state->fan, 1);
    glide_set(&state->chosen, 1);
    glide_set(&state->popover, 1);
}

void map_lend(MapState *state, Arena *arena, int most_pins)
{
    state->kept_items = arena_new(arena, MapMark, most_pins);
    state->kept_members = arena_new(arena, int, most_pins);
    state->kept_mark_of = arena_new(arena, int, most_pins);
    state->most_pins = most_pins;
    state->marks_key = 0;
}

void map_keep(const MapState *state, float *zoom, float *pan_x, float *pan_y)
{
    *zoom = clampf(state->zoom.to, 1, MAP_MOST_ZOOM);
    *pan_x = state->x.to;
    *pan_y = state->y.to;
}

static void restart(Glide *glide, int64_t now_ms, int length_ms)
{
    glide_set(glide, 0);
    glide_aim(glide, 1, now_ms, length_ms);
}

void map_chose(MapState *state, int64_t now_ms)
{
    restart(&state->chosen, now_ms, MS_SELECT);
    restart(&state->popover, now_ms, MS_POPOVER);
}

// How far the board's middle may be from the area's.
static Point pan_limit(const MapFrame *frame, float zoom)
{
    float spare = fmaxf(0, zoom - 1) / 2;
    return (Point){frame->area.w * spare, frame->area.h * spare};
}

static Point middle_of(Rect r)
{
    return (Point){r.x + r.w / 2, r.y + r.h / 2};
}

static void glide_to(MapState *state, const MapFrame *frame, float zoom, Point pan, int64_t now_ms,
                     int length_ms)
{
    Point limit = pan_limit(frame, zoom);
    glide_aim(&state->zoom, zoom, now_ms, length_ms);
    glide_aim(&state->x, clampf(pan.x, -limit.x, limit.x), now_ms, length_ms);
    glide_aim(&state->y, clampf(pan.y, -limit.y, limit.y), now_ms, length_ms);
    state->is_dragged = false;
    state->across.velocity = state->down.velocity = 0;
}

// The place under `at` stays there, as far as the limits allow.
static void zoom_about(MapState *state, const MapFrame *frame, float zoom, Point at,
                       bool is_reduced, int64_t now_ms)
{
    zoom = clampf(zoom, 1, MAP_MOST_ZOOM);
    float ratio = zoom / fmaxf(state->zoom.to, 0.1f);
    Point middle = middle_of(frame->area);
    Point pan = {(at.x - middle.x) * (1 - ratio) + state->x.to * ratio,
                 (at.y - middle.y) * (1 - ratio) + state->y.to * ratio};
    state->open = 0; // other clusters stand there now
    glide_to(state, frame, zoom, pan, now_ms, is_reduced ? 0 : MS_ZOOM);
}

void map_whole(MapState *state, int64_t now_ms)
{
    state->is_dragged = false;
    state->open = 0;
    glide_aim(&state->zoom, 1, now_ms, MS_ZOOM);
    glide_aim(&state->x, 0, now_ms, MS_ZOOM);
    glide_aim(&state->y, 0, now_ms, MS_ZOOM);
}

static MapView view_at(const MapFrame *frame, float zoom, float pan_x, float pan_y)
{
    Rect area = frame->area;
    Point middle = middle_of(area);
    MapView view = {.zoom = zoom, .unit = frame->unit * zoom};
    view.content = (Rect){middle.x + pan_x - area.w * zoom / 2,
                          middle.y + pan_y - area.h * zoom / 2, area.w * zoom, area.h * zoom};
    view.x = view.content.x + (frame->origin.x - area.x) * zoom;
    view.y = view.content.y + (frame->origin.y - area.y) * zoom;
    return view;
}

void map_reveal(MapState *state, const MapFrame *frame, Point place, int64_t now_ms)
{
    MapView view = view_at(frame, state->zoom.to, state->x.to, state->y.to);
    Point tip = map_point(&view, place.x, place.y);
    Rect easy = rect_inset(frame->reach, 60);
    if (state->zoom.to <= 1 || rect_has(easy, tip)) {
        return;
    }
    Point middle = middle_of(frame->reach);
    Point pan = {state->x.to + middle.x - tip.x, state->y.to + middle.y - tip.y};
    glide_to(state, frame, state->zoom.to, pan, now_ms, MS_REVEAL);
}

// ---- fingers --------------------------------------------------------------------------

// From now on the pan is where the two scrolls say.
static void hold(MapState *state, const MapFrame *frame)
{
    Point limit = pan_limit(frame, state->zoom.to);
    if (!state->is_dragged) {
        state->across = (Scroll){.pos = limit.x - state->x.to};
        state->down = (Scroll){.pos = limit.y - state->y.to};
        state->is_dragged = true;
    }
    scroll_set_limit(&state->across, 2 * limit.x, 0);
    scroll_set_limit(&state->down, 2 * limit.y, 0);
}

static void follow(MapState *state, const MapFrame *frame)
{
    Point limit = pan_limit(frame, state->zoom.to);
    glide_set(&state->x, limit.x - state->across.pos);
    glide_set(&state->y, limit.y - state->down.pos);
}

static void drag(MapState *state, const MapFrame *frame, const Gesture *g, int64_t now_ms)
{
    if (g->kind == GESTURE_DRAG_END) {
        if (state->is_dragged) {
            scroll_release(&state->across, g->velocity.x);
            scroll_release(&state->down, g->velocity.y);
            state->across.at_ms = state->down.at_ms = now_ms;
        }
        return;
    }
    if (state->zoom.to <= 1.01f) {
        return; // the whole is seen: there is nowhere to go
    }
    hold(state, frame);
    scroll_drag(&state->across, g->delta.x);
    scroll_drag(&state->down, g->delta.y);
    follow(state, frame);
}

// One to one between the limits, heavier beyond them; the end settles.
static void pinch(MapState *state, const MapFrame *frame, const Gesture *g)
{
    float zoom = state->zoom.to;
    bool is_beyond = (zoom <= 1 && g->scale < 1) || (zoom >= MAP_MOST_ZOOM && g->scale > 1);
    float scale = is_beyond ? powf(g->scale, RUBBER) : g->scale;
    float wanted = clampf(zoom * scale, 0.75f, MAP_MOST_ZOOM * 1.3f);
    float ratio = wanted / zoom;
    Point middle = middle_of(frame->area);
    Point pan = {(g->at.x - middle.x) * (1 - ratio) + state->x.to * ratio + g->delta.x,
                 (g->at.y - middle.y) * (1 - ratio) + state->y.to * ratio + g->delta.y};
    Point limit = pan_limit(frame, wanted);
    state->is_dragged = false;
    state->open = 0;
    glide_set(&state->zoom, wanted);
    glide_set(&state->x, clampf(pan.x, -limit.x, limit.x));
    glide_set(&state->y, clampf(pan.y, -limit.y, limit.y));
}

MapEvent map_gesture(MapState *state, const MapFrame *frame, const Gesture *g, bool is_reduced,
                     int64_t now_ms)
{
    MapEvent event = {.kind = MAP_NOTHING, .pin = -1};
    bool is_here = rect_has(frame->live, g->kind == GESTURE_PINCH ? g->at : g->from);
    switch (g->kind) {
    case GESTURE_TAP:
        if (rect_has(frame->live, g->at)) {
            event.kind = MAP_CLEAR;
        }
        break;
    case GESTURE_DOUBLE_TAP:
        if (rect_has(frame->live, g->at)) {
            bool is_near = state->zoom.to > 1.05f;
            zoom_about(state, frame, is_near ? 1 : 2, g->at, is_reduced, now_ms);
        }
        break;
    case GESTURE_DRAG_BEGIN:
    case GESTURE_DRAG:
        if (is_here) {
            drag(state, frame, g, now_ms);
        }
        break;
    case GESTURE_DRAG_END:
        drag(state, frame, g, now_ms);
        break;
    case GESTURE_PINCH:
        if (is_here) {
            pinch(state, frame, g);
        }
        break;
    case GESTURE_PINCH_END: {
        Point pan = {state->x.to, state->y.to};
        float zoom = clampf(state->zoom.to, 1, MAP_MOST_ZOOM);
        glide_to(state, frame, zoom, pan, now_ms, is_reduced ? 0 : MS_SETTLE);
        break;
    }
    default:
        break;
    }
    return event;
}

MapEvent map_tapped(MapState *state, const MapFrame *frame, const Target *target, Str chosen,
                    bool is_reduced, int64_t now_ms)
{
    MapEvent event = {.kind = MAP_NOTHING, .pin = target->n, .id = target->arg};
    bool is_same = chosen.n && str_eq(chosen, target->arg);
    switch (target->action) {
    case MAP_TAP_PIN:
    case MAP_TAP_ROW:
        state->open = 0;
        event.kind = is_same ? MAP_DETAIL : MAP_CHOOSE;
        break;
    case MAP_TAP_FANNED:
        event.kind = is_same ? MAP_DETAIL : MAP_CHOOSE;
        break;
    case MAP_TAP_POPOVER:
        event.kind = MAP_DETAIL;
        break;
    case MAP_TAP_CLUSTER:
        state->open = target->n + 1;
        scroll_to(&state->list, 0);
        restart(&state->fan, now_ms, MS_FAN);
        event.kind = is_same || !chosen.n ? MAP_NOTHING : MAP_CLEAR;
        break;
    case MAP_TAP_AWAY:
        state->open = 0;
        break;
    case MAP_TAP_IN:
    case MAP_TAP_OUT: {
        float step = target->action == MAP_TAP_IN ? STEP_ZOOM : 1 / STEP_ZOOM;
        Point about = state->has_focus ? state->focus : middle_of(frame->live);
        zoom_about(state, frame, state->zoom.to * step, about, is_reduced, now_ms);
        break;
    }
    case MAP_TAP_WHOLE:
        map_whole(state, now_ms);
        break;
    default:
        break;
    }
    return event;
}

// ---- drawing --------------------------------------------------------------------------

static MapView view_now(Ui *ui, const MapFrame *frame, MapState *state)
{
    if (state->is_dragged) {
        hold(state, frame);
        bool is_moving = scroll_step(&state->across, ui->now_ms);
        is_moving = scroll_step(&state->down, ui->now_ms) || is_moving;
        follow(state, frame);
        state->is_dragged = is_moving || state->across.is_held;
        if (is_moving) {
            ui_animate(ui);
        }
    }
    float zoom = map_glide(ui, &state->zoom);
    float x = map_glide(ui, &state->x);
    float y = map_glide(ui, &state->y);
    if (!state->is_dragged) {
        Point limit = pan_limit(frame, zoom);
        x = clampf(x, -limit.x, limit.x);
        y = clampf(y, -limit.y, limit.y);
    }
    return view_at(frame, zoom, x, y);
}

// The board as a layer. While one pans, the layer made for a place nearby is only moved.
static void draw_board(Ui *ui, const MapData *data, const MapFrame *frame, const MapView *view,
                       const MapLabels *labels)
{
    Rect area = frame->area;
    Point at = {view->content.x - area.x, view->content.y - area.y};
    bool is_whole = fabsf(view->zoom - 1) < 0.001f && fabsf(at.x) < 0.5f && fabsf(at.y) < 0.5f;
    Point base =
        is_whole ? at : (Point){roundf(at.x / REBASE) * REBASE, roundf(at.y / REBASE) * REBASE};
    Point off = {at.x - base.x, at.y - base.y};
    // To the bit the same until the next base: else the layer would be another one each frame.
    MapView made = *view;
    made.content.x = area.x + base.x;
    made.content.y = area.y + base.y;
    made.x = made.content.x + (frame->origin.x - area.x) * view->zoom;
    made.y = made.content.y + (frame->origin.y - area.y) * view->zoom;
    Rect shown = is_whole ? area : rect_inset(area, -REBASE / 2 - 2);
    ui_clip(ui, area);
    ui_layer(ui, shown, off.x, off.y, 1);
    ui_clip(ui, shown);
    map_board(ui, data, &made, shown);
    map_draw_labels(ui, labels, &made, shown);
    ui_unclip(ui);
    ui_end_layer(ui);
    ui_unclip(ui);
}

static void target_names(Ui *ui, const MapData *data, const MapFrame *frame, const MapView *view,
                         const MapLabels *labels)
{
    for (int i = 0; i < labels->count; i++) {
        const MapLabel *label = &labels->items[i];
        if (label->piece < 0 || data->pieces[label->piece].route.n == 0) {
            continue;
        }
        Point middle = {view->x + label->box.x + label->box.w / 2,
                        view->y + label->box.y + label->box.h / 2};
        if (rect_has(frame->live, middle)) {
            ui_target(ui, (Rect){middle.x - 52, middle.y - 48, 104, 96}, ACTION_GO, 0,
                      data->pieces[label->piece].route, label->text);
        }
    }
}

static void draw_button(Ui *ui, Rect box, const char *icon, Str name, int action, bool is_possible)
{
    bool is_pressed = ui_is_pressed(ui, action, 0, STR_NONE);
    ui_shadow(ui, box, 16, ELEVATION_RESTING);
    ui_round(ui, box, 16, is_pressed ? CLOUD : WHITEWASH);
    ui_icon(ui, icon, (Rect){box.x + 26, box.y + 26, 44, 44}, is_possible ? INK : DISABLED_TEXT);
    if (is_possible) {
        ui_target(ui, box, action, 0, STR_NONE, name);
    }
}

static void draw_buttons(Ui *ui, const MapData *data, const MapFrame *frame, const MapState *state)
{
    Rect box = {frame->zoom.x, frame->zoom.y - MAP_BUTTON, MAP_BUTTON, MAP_BUTTON};
    const MapWords *words = &data->words;
    bool is_near = state->zoom.to > 1.001f;
    draw_button(ui, box, "zoom-out", words->out, MAP_TAP_OUT, is_near);
    box.y -= MAP_BUTTON + 8;
    draw_button(ui, box, "zoom-in", words->in, MAP_TAP_IN,
                state->zoom.to < (float)MAP_MOST_ZOOM - 0.001f);
    if (is_near) {
        box.y -= MAP_BUTTON + 8;
        draw_button(ui, box, "fit", words->whole, MAP_TAP_WHOLE, true);
    }
}

static Label mark_label(Str mark, float x, float y, float w)
{
    return (Label){.type = theme_type(TYPE_C),
                   .colour = SLATE,
                   .text = mark,
                   .x = x + 36,
                   .y = y,
                   .w = w - 36,
                   .max_lines = 4};
}

void map_mark(Ui *ui, Str mark, float x, float y, float w)
{
    Label label = mark_label(mark, x, y, w);
    ui_icon(ui, "info", (Rect){x, y + 1, 28, 28}, SLATE);
    ui_text(ui, &label);
}

// Of a reviewed picture as large as what one reads, and always on paper.
static Label note_label(Ui *ui, const MapData *data, const MapFrame *frame)
{
    Rect note = data->picture.n ? frame->number : frame->note;
    Label label = mark_label(data->words.mark, note.x, note.y, note.w);
    if (data->picture.n) {
        label.type = type_sized(TYPE_B2, 26, 36);
        label.colour = INK;
    }
    label.y = note.y + note.h - ui_measure(ui, &label).h;
    return label;
}

static Rect note_box(Ui *ui, const MapData *data, const MapFrame *frame)
{
    Label label = note_label(ui, data, frame);
    Extent size = ui_measure(ui, &label);
    return rect_inset((Rect){label.x - 36, label.y, 36 + size.w, size.h}, -8);
}

static void draw_note(Ui *ui, const MapData *data, const MapFrame *frame, const MapView *view,
                      Rect box)
{
    Label label = note_label(ui, data, frame);
    if (view->zoom > 1.001f || data->picture.n) {
        ui_round(ui, box, 8, WHITEWASH);
        ui_round_frame(ui, box, 8, ui->modes.is_contrast ? 3 : 1.5f,
                       ui->modes.is_contrast ? INK : HAIRLINE);
    }
    ui_icon(ui, "info", (Rect){label.x - 36, label.y + 2, 28, 28}, label.colour);
    ui_text(ui, &label);
}

// What a page writes on the water stays legible when pieces move under it.
static void draw_veil(Ui *ui, const MapFrame *frame, float zoom)
{
    if (frame->veil.h <= 0 || zoom <= 1.001f) {
        return;
    }
    float alpha = clampf((zoom - 1) * 4, 0, 1);
    Colour water = RGB(0xD8E8E5);
    const GradientStop stops[] = {{0, colour_faded(water, alpha)},
                                  {0.8f, colour_faded(water, alpha)},
                                  {1, colour_faded(water, 0)}};
    if (ui->modes.is_contrast) {
        ui_fill(ui, frame->veil, WHITE);
        ui_fill(ui, (Rect){frame->veil.x, frame->veil.y + frame->veil.h - 3, frame->veil.w, 3},
                INK);
    } else {
        ui_gradient(ui, frame->veil, stops, COUNT(stops));
    }
}

// Popovers, fans and lists stay clear of the mark, however many lines it has.
static MapFrame clear_of(const MapFrame *frame, Rect note)
{
    MapFrame out = *frame;
    Rect reach = frame->reach;
    if (!map_is_over(note, reach)) {
        return out;
    }
    if (note.y + note.h / 2 > reach.y + reach.h / 2) {
        out.reach.h = note.y - 8 - reach.y;
    } else {
        out.reach.y = note.y + note.h + 8;
        out.reach.h = reach.y + reach.h - out.reach.y;
    }
    return out;
}

void map_draw(Ui *ui, const MapData *data, const MapFrame *frame, MapState *state,
              const MapPins *pins)
{
    MapView view = view_now(ui, frame, state);
    MapLabels labels = {0};
    if (!data->picture.n) {
        labels = map_labels(ui, data, &view);
    }
    draw_board(ui, data, frame, &view, &labels);
    target_names(ui, data, frame, &view, &labels);
    Rect note = note_box(ui, data, frame);
    MapFrame clear = clear_of(frame, note);
    MapScene scene = map_scene(ui, data, &clear, &view, state, pins, note);
    int chosen = map_chosen_mark(&scene);
    state->has_focus = chosen >= 0 && rect_has(frame->live, map_tip(&scene, chosen));
    state->focus = state->has_focus ? map_tip(&scene, chosen) : (Point){0, 0};
    if (scene.open >= 0) {
        ui_target(ui, frame->live, MAP_TAP_AWAY, 0, STR_NONE, data->words.close);
    }
    ui_clip(ui, frame->area);
    map_draw_pins(ui, &scene, state);
    draw_veil(ui, frame, view.zoom);
    draw_buttons(ui, data, frame, state);
    if (scene.has_popover) {
        map_draw_popover(ui, &scene, map_glide(ui, &state->popover));
    }
    if (scene.open >= 0 && !scene.is_fan) {
        map_draw_list(ui, &scene, state);
    }
    draw_note(ui, data, frame, &view, note); // last: nothing covers it
    ui_unclip(ui);
}
