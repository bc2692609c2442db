#include "type/breaker.h"

static int halves_of(uint32_t code)
{
    CharClass class = class_of(code);
    switch (class) {
    case CLASS_HAN:
    case CLASS_OPEN:
    case CLASS_CLOSE:
    case CLASS_COMMA:
    case CLASS_FULL:
    case CLASS_DOUBLE:
    case CLASS_ELLIPSIS:
        return 2;
    case CLASS_DASH:
        return 4;
    case CLASS_OTHER:
        return code == 0x2010 ? 1 : 2;
    case CLASS_LETTER:
    case CLASS_DIGIT:
    case CLASS_SYMBOL:
        return 1;
    default: // the rest has narrow and wide forms; narrow are ASCII, Latin-1, – and €
        return code < 0x2000 || code == 0x2013 || code == 0x20AC ? 1 : 2;
    }
}

void measure_em_model(void *context, Cells *cells)
{
    (void)context;
    int32_t half = cells->style.em / 2;
    for (int i = 0; i < cells->count; i++) {
        Cell *cell = &cells->cells[i];
        uint32_t code = cells->codes[cell->from].code;
        bool is_pair = cell->to - cell->from > 1 && cells->codes[cell->from + 1].code == code;
        cell->width = halves_of(code) * half * (is_pair ? 2 : 1);
        if (cell->is_apostrophe) {
            cell->width = half;
        } else if (cell->class == CLASS_OPEN) {
            cell->blank_left = half;
        } else if (cell->class == CLASS_CLOSE || cell->class == CLASS_COMMA ||
                   cell->class == CLASS_FULL) {
            cell->blank_right = half;
        } else if (cell->class == CLASS_INTERPUNCT && cell->width == 2 * half) {
            cell->blank_left = cell->blank_right = half / 2;
        } else if (class_is_attached(code)) {
            cell->width = 0;
        }
    }
}
