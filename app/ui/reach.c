#include "ui/reach.h"
#include <math.h>

enum { SHORT_DP = 1080, LONG_DP = 1920 };

static const float MM_PER_INCH = 25.4f;
static const float SAME_DP = 0.5f;

static float mm_per_dp(float diagonal_in)
{
    return diagonal_in * MM_PER_INCH / hypotf((float)SHORT_DP, (float)LONG_DP);
}

static float within(float value, float least, float most)
{
    return fminf(fmaxf(value, least), most);
}

Reach reach_of(Mounting mounting, bool is_portrait)
{
    float height = is_portrait ? LONG_DP : SHORT_DP;
    float page = height - REACH_BAR_DP;
    float line = is_portrait ? REACH_LINE_PORTRAIT_DP : REACH_LINE_DP;
    Reach reach = {.bottom = height, .drop = line};
    if (mounting.diagonal_in > 0) {
        reach.mm_per_dp = mm_per_dp(mounting.diagonal_in);
    }
    float visible = page - line; // of the page, once it is down
    if (reach.mm_per_dp > 0 && mounting.bottom_mm > 0) {
        float bottom_mm = (float)mounting.bottom_mm;
        reach.is_known = true;
        reach.top = within(height - (REACH_HIGH_MM - bottom_mm) / reach.mm_per_dp, 0, height);
        reach.bottom = within(height - (REACH_LOW_MM - bottom_mm) / reach.mm_per_dp, 0, height);
        reach.drop = within(reach.top, line, page * 2 / 3);
        // Where the drop stops short of the band, what is in reach is less than what is seen.
        visible = page - fmaxf(reach.top, reach.drop);
    }
    reach.step = fmaxf(visible, page / 8);
    return reach;
}

bool reach_bar_mm(Mounting mounting, int *lower_mm, int *upper_mm)
{
    *lower_mm = *upper_mm = mounting.bottom_mm;
    if (mounting.diagonal_in <= 0 || mounting.bottom_mm <= 0) {
        return false;
    }
    *upper_mm += (int)lroundf(REACH_BAR_DP * mm_per_dp(mounting.diagonal_in));
    return true;
}

bool reach_misses_bar(Mounting mounting)
{
    int lower_mm;
    int upper_mm;
    return reach_bar_mm(mounting, &lower_mm, &upper_mm) &&
           (lower_mm < REACH_LOW_MM || upper_mm > REACH_HIGH_MM);
}

int reach_stops(const Reach *reach, float stops[REACH_MAX_STOPS])
{
    int count = 0;
    for (float at = reach->drop; at > SAME_DP && count < REACH_MAX_STOPS - 1; at -= reach->step) {
        stops[count++] = at;
    }
    stops[count++] = 0;
    return count;
}

float reach_next(const Reach *reach, float offset)
{
    float stops[REACH_MAX_STOPS];
    int count = reach_stops(reach, stops);
    for (int i = 0; i < count; i++) {
        if (stops[i] < offset - SAME_DP) {
            return stops[i];
        }
    }
    return reach->drop;
}

float reach_nearest(const Reach *reach, float offset)
{
    float stops[REACH_MAX_STOPS];
    int count = reach_stops(reach, stops);
    float best = stops[0];
    for (int i = 1; i < count; i++) {
        best = fabsf(stops[i] - offset) < fabsf(best - offset) ? stops[i] : best;
    }
    return best;
}
