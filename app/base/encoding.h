// Encoding: the bytes of a file that an editor saved become UTF-8.
//
// Spreadsheets in China save GB18030 without saying so, others write a byte order mark. It knows
// encodings of whole files; what a character may stand where is for others to judge. Never fails:
// what cannot be told is called UTF-8, and utf8_first_error finds the place.
#pragma once
#include "base/str.h"

typedef enum { ENCODING_UTF8, ENCODING_GB18030, ENCODING_UTF16 } Encoding;

// The text without its byte order mark, as UTF-8: a view of `bytes` where they are UTF-8 already,
// else in `arena`. GB18030 is believed when the whole file converts and more of it contradicts UTF-8
// than agrees with it (one damaged byte must not turn a file into other characters).
Encoding encoding_read(Arena *arena, Str bytes, Str *out);
