#include "pages/chain_view.h"
#include "pages/graph.h"

static const float MOST = 1.8f;     // zoom
static const float READABLE = 0.8f; // below this a choice comes nearer
static const float GIVE = 0.4f;

float view_fit(const ChainView *view)
{
    return fminf(1, fminf(view->box.w / view->w, view->box.h / view->h));
}

static void set_limits(ChainView *view)
{
    scroll_set_limit(view->x, view->w * view->zoom, view->box.w);
    scroll_set_limit(view->y, view->h * view->zoom, view->box.h);
}

static void clamp(ChainView *view)
{
    view->x->pos = clampf(view->x->pos, 0, view->x->limit);
    view->y->pos = clampf(view->y->pos, 0, view->y->limit);
}

void view_frame(ChainView *view, Rect box, float w, float h)
{
    bool is_new = view->w != w || view->h != h || view->box.w != box.w || view->box.h != box.h;
    view->box = box;
    view->w = w;
    view->h = h;
    float fit = view_fit(view);
    if (view->zoom <= 0) {
        view->zoom = fit >= GRAPH_NEARLY ? fit : 1;
    }
    set_limits(view);
    if (is_new) {
        view->zoom = clampf(view->zoom, fit, MOST);
        view->is_gliding = false;
        set_limits(view);
        clamp(view);
    }
}

bool view_is_whole(const ChainView *view)
{
    return view->x->limit < 1 && view->y->limit < 1;
}

static Point middle(const ChainView *view)
{
    float x = view->x->limit > 0 ? (view->x->pos + view->box.w / 2) / view->zoom : view->w / 2;
    float y = (view->y->pos + view->box.h / 2) / view->zoom;
    return (Point){x, y};
}

static void look_at(ChainView *view, Point content)
{
    set_limits(view);
    view->x->pos = content.x * view->zoom - view->box.w / 2;
    view->y->pos = content.y * view->zoom - view->box.h / 2;
    view->x->velocity = view->y->velocity = 0;
    clamp(view);
}

bool view_run(ChainView *view, int64_t now_ms)
{
    if (!view->is_gliding) {
        return false;
    }
    view->zoom = glide_at(&view->zoom_to, now_ms);
    look_at(view, (Point){glide_at(&view->x_to, now_ms), glide_at(&view->y_to, now_ms)});
    view->is_gliding = glide_is_moving(&view->zoom_to, now_ms) ||
                       glide_is_moving(&view->x_to, now_ms) || glide_is_moving(&view->y_to, now_ms);
    return view->is_gliding;
}

static Point origin(const ChainView *view)
{
    float spare = view->box.w - view->w * view->zoom;
    bool is_loose = view->x->limit <= 0;
    return (Point){view->box.x + (is_loose ? spare / 2 : 0) - view->x->pos,
                   view->box.y - view->y->pos};
}

Point view_at(const ChainView *view, Point content)
{
    Point at = origin(view);
    return (Point){at.x + content.x * view->zoom, at.y + content.y * view->zoom};
}

Rect view_rect(const ChainView *view, Rect content)
{
    Point at = view_at(view, (Point){content.x, content.y});
    return (Rect){at.x, at.y, content.w * view->zoom, content.h * view->zoom};
}

void view_drag(ChainView *view, Point delta)
{
    view->is_gliding = false;
    if (view->x->limit > 0) {
        scroll_drag(view->x, delta.x);
    }
    if (view->y->limit > 0) {
        scroll_drag(view->y, delta.y);
    }
}

static void release(Scroll *scroll, float velocity, int64_t now_ms)
{
    if (scroll->is_held) {
        scroll_release(scroll, velocity);
        scroll->at_ms = now_ms;
    }
}

void view_release(ChainView *view, Point velocity, int64_t now_ms)
{
    release(view->x, velocity.x, now_ms);
    release(view->y, velocity.y, now_ms);
}

bool view_stop(ChainView *view)
{
    bool was_moving = view->is_gliding;
    view->is_gliding = false;
    was_moving = scroll_stop(view->x) || was_moving;
    return scroll_stop(view->y) || was_moving;
}

void view_pinch(ChainView *view, Point at, float scale, Point delta)
{
    view_stop(view);
    view_release(view, (Point){0, 0}, view->x->at_ms);
    bool is_beyond =
        (view->zoom <= view_fit(view) && scale < 1) || (view->zoom >= MOST && scale > 1);
    Point from = origin(view);
    Point held = {(at.x - delta.x - from.x) / view->zoom, (at.y - delta.y - from.y) / view->zoom};
    view->zoom *= is_beyond ? powf(scale, GIVE) : scale;
    view->zoom = clampf(view->zoom, view_fit(view) * 0.8f, MOST * 1.2f);
    set_limits(view);
    view->x->pos = held.x * view->zoom - (at.x - view->box.x);
    view->y->pos = held.y * view->zoom - (at.y - view->box.y);
    clamp(view);
}

static void aim(ChainView *view, float zoom, Point content, int64_t now_ms, int ms)
{
    Point from = middle(view);
    view_stop(view);
    glide_set(&view->zoom_to, view->zoom);
    glide_set(&view->x_to, from.x);
    glide_set(&view->y_to, from.y);
    glide_aim(&view->zoom_to, zoom, now_ms, ms);
    glide_aim(&view->x_to, content.x, now_ms, ms);
    glide_aim(&view->y_to, content.y, now_ms, ms);
    view->is_gliding = true;
    if (ms <= 0) {
        view_run(view, now_ms);
    }
}

void view_pinch_end(ChainView *view, int64_t now_ms, int ms)
{
    float zoom = clampf(view->zoom, view_fit(view), MOST);
    if (zoom != view->zoom) {
        aim(view, zoom, middle(view), now_ms, ms);
    }
}

void view_zoom_by(ChainView *view, float factor, int64_t now_ms, int ms)
{
    aim(view, clampf(view_aim(view) * factor, view_fit(view), MOST), middle(view), now_ms, ms);
}

void view_whole(ChainView *view, int64_t now_ms, int ms)
{
    aim(view, view_fit(view), (Point){view->w / 2, view->h / 2}, now_ms, ms);
}

// The middle nearest to `now` from which low..high is seen through a window of `room`.
static float shift(float now, float low, float high, float room)
{
    if (high - low > room) {
        return low + room / 2;
    }
    float half = room / 2;
    return low < now - half ? low + half : high > now + half ? high - half : now;
}

void view_show(ChainView *view, Rect content, int64_t now_ms, int ms)
{
    float zoom = view_aim(view);
    zoom = zoom < READABLE ? 1 : zoom;
    Point at = middle(view);
    float margin = 40 / zoom;
    Point to = {
        shift(at.x, content.x - margin, content.x + content.w + margin, view->box.w / zoom),
        shift(at.y, content.y - margin, content.y + content.h + margin, view->box.h / zoom)};
    // Where the ends of the content come into the window first, the middle stays within them.
    float half_w = view->box.w / zoom / 2;
    float half_h = view->box.h / zoom / 2;
    to.x = half_w * 2 >= view->w ? view->w / 2 : clampf(to.x, half_w, view->w - half_w);
    to.y = half_h * 2 >= view->h ? half_h : clampf(to.y, half_h, view->h - half_h);
    aim(view, zoom, to, now_ms, ms);
}

float view_aim(const ChainView *view)
{
    return view->is_gliding ? view->zoom_to.to : view->zoom;
}
