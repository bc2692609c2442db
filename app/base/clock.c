#include "base/clock.h"
#include <stdio.h>
#include <string.h>
#include <time.h>

int64_t clock_now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t clock_now_ms(void)
{
    return clock_now_us() / 1000;
}

int64_t clock_unix_s(void)
{
    return (int64_t)time(NULL);
}

void clock_date_utc(int64_t unix_s, char out[11])
{
    time_t t = (time_t)unix_s;
    struct tm tm;
    char text[32] = "1970-01-01";
    if (gmtime_r(&t, &tm)) {
        strftime(text, sizeof text, "%Y-%m-%d", &tm);
    }
    memcpy(out, text, 10);
    out[10] = '\0';
}

uint32_t rng_next(Rng *rng)
{
    // splitmix64
    rng->state += UINT64_C(0x9E3779B97F4A7C15);
    uint64_t z = rng->state;
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t)(z >> 32);
}

int rng_below(Rng *rng, int limit)
{
    return limit > 0 ? (int)(rng_next(rng) % (uint32_t)limit) : 0;
}
