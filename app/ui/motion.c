#include "ui/motion.h"

float ease_settle(float t)
{
    t = clampf(t, 0, 1);
    return (1 - exp2f(-10 * t)) / (1 - exp2f(-10));
}

float ease_leave(float t)
{
    t = clampf(t, 0, 1);
    return t * t;
}

float ease_sway(float t)
{
    return (1 - cosf(2 * 3.14159265f * t)) / 2;
}

float motion_progress(int64_t now_ms, int64_t start_ms, int length_ms)
{
    if (length_ms <= 0 || now_ms >= start_ms + length_ms) {
        return 1;
    }
    return now_ms <= start_ms ? 0 : (float)(now_ms - start_ms) / (float)length_ms;
}

void glide_set(Glide *glide, float value)
{
    *glide = (Glide){value, value, 0, 1};
}

void glide_aim(Glide *glide, float value, int64_t now_ms, int length_ms)
{
    if (glide->length_ms == 0 || length_ms <= 0) {
        glide_set(glide, value);
    } else if (glide->to != value) {
        *glide = (Glide){glide_at(glide, now_ms), value, now_ms, length_ms};
    }
}

float glide_at(const Glide *glide, int64_t now_ms)
{
    return lerpf(glide->from, glide->to,
                 ease_settle(motion_progress(now_ms, glide->start_ms, glide->length_ms)));
}

bool glide_is_moving(const Glide *glide, int64_t now_ms)
{
    return glide->from != glide->to && now_ms < glide->start_ms + glide->length_ms;
}
