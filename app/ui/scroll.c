#include "ui/scroll.h"

static float over(const Scroll *scroll)
{
    return scroll->pos < 0               ? scroll->pos
           : scroll->pos > scroll->limit ? scroll->pos - scroll->limit
                                         : 0;
}

void scroll_set_limit(Scroll *scroll, float content, float viewport)
{
    scroll->limit = content > viewport ? content - viewport : 0;
}

void scroll_drag(Scroll *scroll, float by)
{
    scroll->is_held = true;
    scroll->velocity = 0;
    scroll->pos -= over(scroll) != 0 ? by * 0.4f : by;
}

void scroll_release(Scroll *scroll, float finger_velocity)
{
    scroll->is_held = false;
    scroll->velocity = -finger_velocity;
}

bool scroll_stop(Scroll *scroll)
{
    bool was_moving = fabsf(scroll->velocity) > 0.02f;
    scroll->velocity = 0;
    return was_moving;
}

void scroll_to(Scroll *scroll, float pos)
{
    scroll->pos = clampf(pos, 0, scroll->limit);
    scroll->velocity = 0;
}

bool scroll_step(Scroll *scroll, int64_t now_ms)
{
    int64_t elapsed = now_ms - scroll->at_ms;
    scroll->at_ms = now_ms;
    if (scroll->is_held) {
        return false;
    }
    float dt = (float)(elapsed < 0 ? 0 : elapsed > 100 ? 100 : elapsed);
    float beyond = over(scroll);
    if (fabsf(scroll->velocity) < 0.02f && fabsf(beyond) < 0.5f) {
        bool was_over = beyond != 0;
        scroll->velocity = 0;
        scroll->pos -= beyond;
        return was_over;
    }
    scroll->pos += scroll->velocity * dt;
    if (beyond != 0) {
        scroll->velocity *= expf(-dt / 70);
        scroll->pos -= beyond * (1 - expf(-dt / 120));
    } else {
        scroll->velocity *= expf(-dt / 325);
    }
    return true;
}
