// Time and chance: the only doors to both, so that a recorded visit replays to the same pixels.
//
// Pages and ui never call clock_now_ms: the loop passes time in. Rng is seeded by its owner.
#pragma once
#include <stdint.h>

int64_t clock_now_ms(void);                        // monotonic
int64_t clock_now_us(void);                        // monotonic, for measuring
int64_t clock_unix_s(void);                        // wall clock, may be wrong in a hall
void clock_date_utc(int64_t unix_s, char out[11]); // "2024-02-18"

typedef struct {
    uint64_t state;
} Rng;
uint32_t rng_next(Rng *rng);
int rng_below(Rng *rng, int limit); // 0 … limit-1
