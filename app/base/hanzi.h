// Hanzi: which code points are Chinese characters, each with a reading of one syllable.
//
// Marks of repetition, kana and numbers in circles are none. What a character is to a line is
// type/classes.
#pragma once
#include <stdbool.h>
#include <stdint.h>

static inline bool is_hanzi(uint32_t code)
{
    return code == 0x3007 || (code >= 0x3400 && code <= 0x4DBF) ||
           (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0x20000 && code <= 0x3FFFF);
}
