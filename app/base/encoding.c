#include "base/encoding.h"
#include "base/utf8.h"
#include <iconv.h>
#include <string.h>

static bool convert(Arena *arena, const char *from, Str bytes, Str *out)
{
    iconv_t door = iconv_open("UTF-8", from);
    if (door == (iconv_t)-1) {
        return false;
    }
    // iconv takes a mutable pointer: it gets a copy.
    size_t left = (size_t)bytes.n;
    char *in = arena_alloc(arena, left + 1);
    if (left) {
        memcpy(in, bytes.p, left);
    }
    size_t room = left * 2 + 16; // two bytes become three, four become at most four
    char *text = arena_alloc(arena, room);
    char *at = text;
    bool is_done = iconv(door, &in, &left, &at, &room) != (size_t)-1 && left == 0;
    iconv_close(door);
    *out = (Str){text, (int)(at - text)};
    return is_done;
}

static bool contradicts_utf8(Str bytes)
{
    int good = 0;
    int bad = 0;
    Utf8 it = utf8_walk(bytes);
    while (utf8_next(&it)) {
        bad += it.is_malformed;
        good += !it.is_malformed && it.code >= 0x80;
    }
    return bad > good;
}

Encoding encoding_read(Arena *arena, Str bytes, Str *out)
{
    *out = bytes;
    if (str_starts(bytes, STR("\xEF\xBB\xBF"))) {
        *out = str_from_offset(bytes, 3);
        return ENCODING_UTF8;
    }
    if (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF"))) {
        return ENCODING_UTF16;
    }
    if (!contradicts_utf8(bytes)) {
        return ENCODING_UTF8;
    }
    if (convert(arena, "GB18030", bytes, out)) {
        return ENCODING_GB18030;
    }
    *out = bytes;
    return ENCODING_UTF8;
}
