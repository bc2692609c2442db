#include "ui/qr.h"
#include "base/hash.h"
#include "ui/inside.h"
#include <qrencode.h>
#include <string.h>

enum { QR_BYTES = 2900, ECI_UTF8 = 26 };

static bool is_ascii(Str text)
{
    for (int i = 0; i < text.n; i++) {
        if ((unsigned char)text.p[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

static QRcode *encode(Arena *arena, Str text, QRecLevel level)
{
    unsigned char *bytes = arena_new(arena, unsigned char, text.n);
    memcpy(bytes, text.p, (size_t)text.n);
    QRinput *input = QRinput_new2(0, level);
    bool is_good = input && (is_ascii(text) || QRinput_appendECIheader(input, ECI_UTF8) == 0) &&
                   QRinput_append(input, QR_MODE_8, text.n, bytes) == 0;
    QRcode *code = is_good ? QRcode_encodeInput(input) : NULL;
    QRinput_free(input);
    return code;
}

bool qr_encode(Arena *arena, Str text, QrCode *out)
{
    *out = (QrCode){0};
    if (text.n == 0 || text.n > QR_BYTES) {
        return false;
    }
    QRcode *low = encode(arena, text, QR_ECLEVEL_L);
    QRcode *middle = encode(arena, text, QR_ECLEVEL_M);
    QRcode *best = middle && low && middle->width == low->width ? middle : low;
    if (best) {
        int count = best->width * best->width;
        uint8_t *modules = arena_new(arena, uint8_t, count);
        for (int i = 0; i < count; i++) {
            modules[i] = best->data[i] & 1;
        }
        uint64_t key = hash_bytes(HASH_SEED, modules, (size_t)count);
        *out = (QrCode){modules, best->width, key};
    }
    QRcode_free(low);
    QRcode_free(middle);
    return out->side > 0;
}

static int module_px(const Ui *ui, float module_dp)
{
    int px = (int)ceilf(module_dp * ui->scale - 0.01f);
    return px < 1 ? 1 : px;
}

float ui_qr_size(const Ui *ui, const QrCode *code, float module_dp)
{
    return (float)((code->side + 2 * QR_QUIET) * module_px(ui, module_dp)) / ui->scale;
}

static Mask mask_of(Ui *ui, const QrCode *code, int px)
{
    uint64_t key = hash_u64(hash_u64(HASH_SEED, code->key), (uint64_t)px);
    key = key ? key : 1;
    Mask mask;
    if (inside_find(ui, key, &mask)) {
        return mask;
    }
    ArenaMark mark = arena_mark(ui->frame);
    int side = code->side * px;
    int stride = (side + 3) / 4 * 4;
    uint8_t *bytes = arena_new(ui->frame, uint8_t, (size_t)stride * (size_t)side);
    for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
            bool is_black = code->modules[y / px * code->side + x / px];
            bytes[y * stride + x] = is_black ? 255 : 0;
        }
    }
    mask = (Mask){.id = key, .w = side, .h = side, .stride = stride, .px = bytes};
    mask = inside_keep(ui, key, &mask);
    arena_release(ui->frame, mark);
    return mask;
}

void ui_qr(Ui *ui, const QrCode *code, float x, float y, float module_dp)
{
    if (code->side == 0) {
        return;
    }
    float size = ui_qr_size(ui, code, module_dp);
    int px = module_px(ui, module_dp);
    ui_fill(ui, (Rect){x, y, size, size}, WHITE);
    int left = inside_round(inside_x(ui, x)) + QR_QUIET * px;
    int top = inside_round(inside_y(ui, y)) + QR_QUIET * px;
    inside_put(ui, mask_of(ui, code, px), left, top, RGB(0x000000));
}
