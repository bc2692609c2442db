// Inside the room: what a character is to a line of text.
//
// It knows code points and the tables behind them (marks and where they may stand, units); nothing
// of widths, fonts or lines. The rules are those of tests/vectors/README.md.
#pragma once
#include "type/type.h"

typedef enum {
    CLASS_HAN,    // ideographs, kana: take a gap beside Western letters
    CLASS_OTHER,  // breaks like Han, takes no gap: fullwidth letters, circled numbers, emoji
    CLASS_LETTER, // narrow letters of any script
    CLASS_DIGIT,  // narrow digits
    CLASS_SYMBOL, // the rest of a Western word: + & @ …
    CLASS_SPACE,  // a line may end here
    CLASS_NO_BREAK_SPACE,
    CLASS_OPEN,       // Chinese brackets, quotes and title marks; the blank half is on the left
    CLASS_CLOSE,      // the blank half is on the right
    CLASS_COMMA,      // ， 、 ； ： (blank on the right)
    CLASS_FULL,       // 。 ？ ！ ． (blank on the right)
    CLASS_DOUBLE,     // ‼ ⁇ ⁈ ⁉: one em, all ink
    CLASS_INTERPUNCT, // · ・ ‧
    CLASS_CONNECTOR,  // ～ – - and a single —
    CLASS_SOLIDUS,    // / ／
    CLASS_DASH,       // —— ⸺
    CLASS_ELLIPSIS,   // …… ⋯⋯
    CLASS_PREFIX,     // ￥ № …: stands before a number
    CLASS_SUFFIX,     // % ℃ …: stands after a number
    CLASS_OPEN_WEST,  // ( [ {
    CLASS_CLOSE_WEST, // ) ] }
    CLASS_STOP_WEST,  // . , ; : ! ?
    CLASS_QUOTE_WEST, // " ': nobody knows which side they lean to
    CLASS_COUNT
} CharClass;

CharClass class_of(uint32_t code);
const char *class_name(CharClass class);

// From which level on the character may not begin (end) a line; KINSOKU_NEVER: it always may.
enum { KINSOKU_NEVER = 3 };
int class_start_level(uint32_t code);
int class_end_level(uint32_t code);

bool class_is_western(CharClass class); // part of a Western word: no break between two of them
bool class_is_bracket(CharClass class); // quote, bracket or title mark of Chinese
bool class_is_mark(CharClass class);    // Chinese punctuation
bool class_is_any_digit(uint32_t code); // fullwidth ones too

// Combining marks, joiners and variation selectors: they belong to the character before.
bool class_is_attached(uint32_t code);
// Control characters and bidi controls: not set at all.
bool class_is_stripped(uint32_t code);
bool class_ends_paragraph(uint32_t code);

// Code points of the number unit, multiplier or Latin unit that begins at `codes`, the longest one;
// 0 when there is none. A Latin unit is not followed by another letter or digit.
int class_cn_unit(const uint32_t *codes, int count);
int class_latin_unit(const uint32_t *codes, int count);
bool class_is_multiplier(uint32_t code); // 百千万亿; 十 only right after digits
