#include "base/hash.h"
#include <string.h>

uint64_t hash_u64(uint64_t seed, uint64_t value)
{
    uint64_t h = (seed ^ value) * UINT64_C(0xD6E8FEB86659FD93);
    h ^= h >> 32;
    h *= UINT64_C(0xD6E8FEB86659FD93);
    return h ^ (h >> 29);
}

uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;
    uint64_t h = hash_u64(seed, n);
    for (; n >= 8; n -= 8, p += 8) {
        uint64_t word;
        memcpy(&word, p, 8);
        h = hash_u64(h, word);
    }
    if (n) {
        uint64_t word = 0;
        memcpy(&word, p, n);
        h = hash_u64(h, word);
    }
    return h;
}
