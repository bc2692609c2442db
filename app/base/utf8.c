#include "base/utf8.h"

Utf8 utf8_walk(Str text)
{
    return (Utf8){.text = text};
}

// Length of the well-formed sequence at `p`, or 0.
static int sequence(const unsigned char *p, int n, uint32_t *code)
{
    if (p[0] < 0x80) {
        *code = p[0];
        return 1;
    }
    int length = p[0] >= 0xC2 && p[0] < 0xE0 ? 2 : (p[0] & 0xF0) == 0xE0 ? 3 : 0;
    if (p[0] >= 0xF0 && p[0] <= 0xF4) {
        length = 4;
    }
    if (length == 0 || length > n) {
        return 0;
    }
    uint32_t value = p[0] & (0xFFu >> (length + 1));
    for (int i = 1; i < length; i++) {
        if ((p[i] & 0xC0) != 0x80) {
            return 0;
        }
        value = value << 6 | (p[i] & 0x3Fu);
    }
    bool is_overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    if (is_overlong || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) {
        return 0;
    }
    *code = value;
    return length;
}

bool utf8_next(Utf8 *it)
{
    if (it->at >= it->text.n) {
        return false;
    }
    const unsigned char *p = (const unsigned char *)it->text.p + it->at;
    int length = sequence(p, it->text.n - it->at, &it->code);
    it->is_malformed = length == 0;
    if (it->is_malformed) {
        it->code = UTF8_REPLACEMENT;
        length = 1;
    }
    it->start = it->at;
    it->at += length;
    return true;
}

int utf8_first_error(Str text)
{
    Utf8 it = utf8_walk(text);
    while (utf8_next(&it)) {
        if (it.is_malformed) {
            return it.start;
        }
    }
    return -1;
}

int utf8_count(Str text)
{
    int count = 0;
    Utf8 it = utf8_walk(text);
    while (utf8_next(&it)) {
        count++;
    }
    return count;
}

int utf8_put(char out[4], uint32_t code)
{
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
        code = UTF8_REPLACEMENT;
    }
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    int length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (int i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(lead[length] | code);
    return length;
}
