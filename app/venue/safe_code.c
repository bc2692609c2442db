#include "venue/safe_code.h"
#include <qrencode.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TAIL_BYTES = 8192,
    REPORT_BYTES = 3000,
    PART_BYTES = 240,
    ECI_UTF8 = 26,
    MODULES_MOST = 177
};

// ---- what it says -----------------------------------------------------------

// The end of the file; false when it cannot be read or is empty.
static bool read_tail(const char *path, char tail[TAIL_BYTES])
{
    FILE *file = path && path[0] ? fopen(path, "rbe") : NULL;
    size_t n = 0;
    if (file) {
        bool is_long = fseek(file, 1 - TAIL_BYTES, SEEK_END) == 0;
        if (!is_long) {
            rewind(file);
        }
        n = fread(tail, 1, TAIL_BYTES - 1, file);
        fclose(file);
    }
    for (size_t i = 0; i < n; i++) {
        bool is_odd = (unsigned char)tail[i] < 0x20 && tail[i] != '\n';
        tail[i] = is_odd ? ' ' : tail[i];
    }
    tail[n] = '\0';
    return n > 0;
}

// Where the last `lines` lines begin.
static const char *last_lines(const char *text, int lines)
{
    const char *at = text + strlen(text);
    while (at > text && at[-1] == '\n') {
        at--;
    }
    for (int left = lines; at > text && left > 0;) {
        at--;
        if (at == text || at[-1] == '\n') {
            left--;
        }
    }
    return at;
}

// On a line of its own, `most` bytes of it.
static bool add(char *out, int size, const char *text, int most)
{
    size_t used = strlen(out);
    if (!text || !text[0]) {
        return true;
    }
    int bytes = (int)strlen(text) < most ? (int)strlen(text) : most;
    while (bytes > 0 && ((unsigned char)text[bytes] & 0xC0) == 0x80) {
        bytes--; // a cut character goes whole
    }
    int n = snprintf(out + used, (size_t)size - used, "%s%.*s", used ? "\n" : "", bytes, text);
    return n >= 0 && (size_t)n < (size_t)size - used;
}

bool safe_report(const SafeReport *report, int lines, char *out, int size)
{
    char tail[TAIL_BYTES];
    out[0] = '\0';
    bool has_room =
        add(out, size, report->version, PART_BYTES) && add(out, size, report->time, PART_BYTES) &&
        add(out, size, report->failed, PART_BYTES) && add(out, size, report->where, PART_BYTES);
    if (has_room && lines > 0 && read_tail(report->log, tail)) {
        has_room = add(out, size, last_lines(tail, lines), TAIL_BYTES);
    }
    return has_room && out[0];
}

// ---- how it looks -----------------------------------------------------------

static QRcode *encode(const char *text)
{
    QRinput *input = QRinput_new2(0, QR_ECLEVEL_L);
    int bytes = (int)strlen(text);
    bool is_good = input && QRinput_appendECIheader(input, ECI_UTF8) == 0 &&
                   QRinput_append(input, QR_MODE_8, bytes, (const unsigned char *)text) == 0;
    QRcode *code = is_good ? QRcode_encodeInput(input) : NULL;
    QRinput_free(input);
    return code;
}

// False: it needs more modules than there is room for.
static bool is_made(const SafeReport *report, int lines, int most, SafeCode *out)
{
    char text[REPORT_BYTES];
    QRcode *code = safe_report(report, lines, text, sizeof text) ? encode(text) : NULL;
    bool fits = code && code->width <= most;
    size_t count = fits ? (size_t)code->width * (size_t)code->width : 0;
    out->modules = fits ? malloc(count) : NULL;
    if (out->modules) {
        memcpy(out->modules, code->data, count);
        out->side = code->width;
    }
    QRcode_free(code);
    return out->modules != NULL;
}

SafeCode safe_code_make(const SafeReport *report, int side_px, int least_px)
{
    SafeCode code = {0};
    int most = least_px > 0 ? side_px / least_px - 2 * SAFE_QUIET : 0;
    most = most < MODULES_MOST ? most : MODULES_MOST;
    for (int lines = SAFE_LINES; lines >= 0 && !code.modules; lines--) {
        if (is_made(report, lines, most, &code)) {
            code.module_px = side_px / (code.side + 2 * SAFE_QUIET);
        }
    }
    return code;
}

void safe_code_free(SafeCode *code)
{
    free(code->modules);
    *code = (SafeCode){0};
}

int safe_code_px(const SafeCode *code)
{
    return code->side ? (code->side + 2 * SAFE_QUIET) * code->module_px : 0;
}
