// Qr: a text as a code that a visitor's phone reads, drawn on whole px with its quiet zone.
//
// UTF-8 is announced by ECI 26 where the text needs it; plain ASCII goes without, as every reader knows
// it. Level M where that makes the code no larger, else L. The ground is always white, in high contrast
// and on dark pages too: a phone needs both tones. It knows neither what the text says nor pages.
#pragma once
#include "ui/ui.h"

enum { QR_QUIET = 4 }; // modules of white on each side

typedef struct {
    const uint8_t *modules; // side × side, row by row: 1 is black
    int side;               // modules, without the quiet zone; 0: none
    uint64_t key;           // equal keys: equal codes
} QrCode;

// False when the text is empty or longer than any code holds (2,900 bytes).
bool qr_encode(Arena *arena, Str text, QrCode *out);
// dp of the white square whose modules are at least `module_dp` wide (whole px, rounded up).
float ui_qr_size(const Ui *ui, const QrCode *code, float module_dp);
// Draws it with its top left at (x, y); the size is ui_qr_size's.
void ui_qr(Ui *ui, const QrCode *code, float x, float y, float module_dp);
