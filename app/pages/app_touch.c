#include "pages/access.h"
#include "pages/app_inside.h"
#include "pages/low.h"
#include "pages/operator.h"
#include "pages/staff.h"
#include <stdio.h>

static void act(App *app, const Target *target)
{
    switch (target->action) {
    case ACTION_GO:
        app_go(app, target->arg);
        return;
    case ACTION_BACK:
        if (access_is_open(app)) {
            access_close(app);
        } else {
            app_back(app);
        }
        return;
    case ACTION_HOME:
        app_home(app);
        return;
    case ACTION_LANGUAGE:
        app_switch_language(app);
        return;
    case ACTION_WAKE:
        app_wake(app);
        return;
    case ACTION_MODE:
        access_switch(app, target->arg);
        return;
    case ACTION_ACCESS:
        access_toggle(app);
        return;
    case ACTION_SWAP:
        low_swap(app);
        return;
    default:
        break;
    }
    if (operator_acts(app, target)) {
        return;
    }
    Page *page = app_page(app);
    if (target->action >= ACTION_PAGE && page->class->tapped) {
        page->class->tapped(app, page, target);
    }
}

int app_idle_ms(const App *app)
{
    int reading_ms = app->stage[app->current].reading_ms;
    return app->idle_ms > 0 && reading_ms > app->idle_ms ? reading_ms : app->idle_ms;
}

bool app_has_notice(const App *app)
{
    return app->idle_ms > 0 && app->now_ms - app->touched_ms >= app_idle_ms(app) &&
           !staff_holds(app) && !str_is(str_from(app->home_route), app->stage[app->current].route);
}

static void pressed(App *app, Point at, bool was_notice)
{
    app->has_finger = true;
    app->held = (Target){0};
    app->dragging = NULL;
    app->drag_stopped_scroll = false;
    if (was_notice) {
        return; // this touch only says that somebody is still here
    }
    const ScrollArea *area = ui_scroll_at(&app->ui, at);
    if (area && scroll_stop(area->scroll)) {
        app->drag_stopped_scroll = true;
        return;
    }
    const Target *target = ui_target_at(&app->ui, at);
    if (target) {
        app->held = *target;
        // Texts of a target live in the frame's arena; this one outlives the frame.
        snprintf(app->held_arg, sizeof app->held_arg, "%.*s", STR_ARG(target->arg));
        app->held.arg = str_from(app->held_arg);
        app->held.name = STR_NONE;
        app->ui.pressed = target->id;
        app->ui.pressed_ms = app->now_ms;
    }
}

// Pages hear of gestures where they were drawn, lowered or not.
static void give_to_page(App *app, const Gesture *g)
{
    Page *page = app_page(app);
    if (!page->class->gesture || access_is_open(app)) {
        return;
    }
    float down = low_offset(app, page);
    Gesture own = *g;
    own.at.y -= down;
    own.from.y -= down;
    page->class->gesture(app, page, &own);
}

static void drag_began(App *app, const Gesture *g, Point from, Point at)
{
    bool is_across = fabsf(at.x - from.x) > fabsf(at.y - from.y);
    for (int i = app->ui.scroll_count - 1; i >= 0; i--) {
        const ScrollArea *area = &app->ui.scrolls[i];
        if (area->is_horizontal == is_across && rect_has(area->view, from)) {
            app->dragging = area->scroll;
            app->is_drag_horizontal = is_across;
            float by = is_across ? at.x - from.x : at.y - from.y;
            scroll_drag(app->dragging, by);
            return;
        }
    }
    if (!access_is_open(app) && low_grab(app, from, (Point){at.x - from.x, at.y - from.y})) {
        return;
    }
    give_to_page(app, g);
}

// Gestures arrive in px; pages and scrolls live in dp.
static Gesture in_dp(const App *app, const Gesture *g)
{
    float scale = app->ui.scale > 0 ? app->ui.scale : 1;
    Gesture out = *g;
    out.at = ui_to_dp(&app->ui, g->at);
    out.from = ui_to_dp(&app->ui, g->from);
    out.delta = (Point){g->delta.x / scale, g->delta.y / scale};
    out.velocity = (Point){g->velocity.x / scale, g->velocity.y / scale};
    return out;
}

static void scrolled(App *app, const Gesture *g)
{
    if (g->kind == GESTURE_DRAG) {
        scroll_drag(app->dragging, app->is_drag_horizontal ? g->delta.x : g->delta.y);
    } else {
        scroll_release(app->dragging, app->is_drag_horizontal ? g->velocity.x : g->velocity.y);
        app->dragging->at_ms = app->now_ms;
        app->dragging = NULL;
    }
}

static void gestured(App *app, const Gesture *raw)
{
    Gesture g = in_dp(app, raw);
    bool was_notice = app_has_notice(app);
    app->touched_ms = app->now_ms;
    if (staff_gesture(app, &g)) {
        return;
    }
    switch (g.kind) {
    case GESTURE_PRESS:
        app_tell(app, NEWS_TOUCHED, raw->at);
        pressed(app, g.at, was_notice);
        return;
    case GESTURE_UNPRESS:
        app->ui.pressed = 0;
        return;
    case GESTURE_TAP: {
        app_tell(app, NEWS_TAPPED, raw->at);
        Target target = app->held;
        bool is_stopped = app->drag_stopped_scroll;
        app->ui.pressed = 0;
        app->held = (Target){0};
        if (target.action != ACTION_NONE && !is_stopped && rect_has(target.hit, g.at)) {
            act(app, &target);
            return;
        }
        break;
    }
    case GESTURE_DRAG_BEGIN:
        app->ui.pressed = 0;
        drag_began(app, &g, g.from, g.at);
        return;
    case GESTURE_DRAG:
    case GESTURE_DRAG_END:
        if (app->dragging) {
            scrolled(app, &g);
            return;
        }
        if (app->is_pulling) {
            low_pull(app, &g);
            return;
        }
        break;
    case GESTURE_DOUBLE_TAP:
        if (ui_target_at(&app->ui, g.at)) {
            return; // a button touched twice was tapped twice
        }
        break;
    default:
        break;
    }
    give_to_page(app, &g);
}

void app_take_gestures(App *app)
{
    for (int i = 0; i < app->list.count; i++) {
        gestured(app, &app->list.items[i]);
    }
    app->list.count = 0;
}

void app_cancel_touches(App *app)
{
    ContactEvent cancel = {.phase = CONTACT_CANCEL_ALL, .time_ms = app->now_ms};
    gestures_feed(&app->gestures, &cancel, &app->list);
    app_take_gestures(app);
    app_let_go(app);
}

void app_event(App *app, const InputEvent *event, int64_t now_ms)
{
    app->now_ms = now_ms;
    switch (event->kind) {
    case EVENT_CONTACT:
        if (staff_contact(app, &event->contact) || app_lights(app, &event->contact)) {
            return;
        }
        gestures_feed(&app->gestures, &event->contact, &app->list);
        app_take_gestures(app);
        return;
    case EVENT_HIDDEN:
    case EVENT_FOCUS_LOST:
    case EVENT_SIZE:
    case EVENT_DISPLAY:
        app_cancel_touches(app);
        return;
    case EVENT_KEY:
        if (staff_key(app, event->key)) {
            app->touched_ms = now_ms;
        }
        return;
    case EVENT_WHEEL: {
        const ScrollArea *area = ui_scroll_at(&app->ui, ui_to_dp(&app->ui, event->contact.at));
        if (area) {
            scroll_to(area->scroll, area->scroll->pos - event->delta.y * 120);
            app->touched_ms = now_ms;
        }
        return;
    }
    default:
        return;
    }
}
