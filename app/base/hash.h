// A fast 64-bit hash for cache keys and for comparing draw lists. Not for signatures.
//
// The same bytes give the same number on every machine of our kind (little endian, 64 bit).
#pragma once
#include <stddef.h>
#include <stdint.h>

#define HASH_SEED UINT64_C(0x9E3779B97F4A7C15)

uint64_t hash_bytes(uint64_t seed, const void *bytes, size_t n);
uint64_t hash_u64(uint64_t seed, uint64_t value);
