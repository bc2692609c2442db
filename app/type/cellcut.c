#include "type/cellcut.h"

enum { MOST_UPRIGHT_CAPITALS = 4, MOST_DIGITS_A_CELL = 3 };

uint32_t cut_code(uint32_t code)
{
    switch (code) {
    case 0x201C:
        return 0x300E; // 『
    case 0x201D:
        return 0x300F;
    case 0x2018:
        return 0x300C; // 「
    case 0x2019:
        return 0x300D;
    default:
        return code;
    }
}

static bool is_western_code(uint32_t code)
{
    CharClass class = class_of(code);
    return class_is_western(class) || class_is_attached(code) ||
           (code < 0x80 && class != CLASS_SPACE);
}

static bool is_apostrophe(const CodeList *list, int i)
{
    return list->items[i].code == 0x2019 && i > 0 && i + 1 < list->count &&
           class_of(list->items[i - 1].code) == CLASS_LETTER &&
           class_of(list->items[i + 1].code) == CLASS_LETTER;
}

// The end of the Western run that begins at i; words that a space joins lie together.
static int run_end(const CodeList *list, int i)
{
    while (i < list->count) {
        bool is_space = list->items[i].code == ' ' && i + 1 < list->count &&
                        is_western_code(list->items[i + 1].code);
        if (!is_western_code(list->items[i].code) && !is_apostrophe(list, i) && !is_space) {
            break;
        }
        i++;
    }
    return i;
}

static bool all_between(const CodeList *list, int from, int to, uint32_t low, uint32_t high)
{
    for (int i = from; i < to; i++) {
        if (list->items[i].code < low || list->items[i].code > high) {
            return false;
        }
    }
    return true;
}

typedef struct {
    const CodeList *list;
    Cut *cuts;
    int count;
} Cutter;

static void put(Cutter *cutter, CutKind kind, int from, int to)
{
    cutter->cuts[cutter->count++] = (Cut){.kind = kind, .from = from, .to = to};
}

static void put_western(Cutter *cutter, int from, int to)
{
    bool is_digits = all_between(cutter->list, from, to, '0', '9');
    bool is_capitals = all_between(cutter->list, from, to, 'A', 'Z');
    if ((is_digits && to - from == 1) || (is_capitals && to - from <= MOST_UPRIGHT_CAPITALS)) {
        for (int i = from; i < to; i++) {
            put(cutter, CUT_UPRIGHT, i, i + 1);
        }
    } else {
        bool shares_cell = is_digits && to - from <= MOST_DIGITS_A_CELL;
        put(cutter, shares_cell ? CUT_DIGITS : CUT_TURNED, from, to);
    }
}

CutList cells_cut(Arena *arena, const CodeList *list)
{
    Cutter cutter = {.list = list, .cuts = arena_new(arena, Cut, list->count + 1)};
    for (int i = 0; i < list->count;) {
        uint32_t code = list->items[i].code;
        int end = i + 1;
        while (end < list->count && class_is_attached(list->items[end].code)) {
            end++;
        }
        CharClass class = class_of(code);
        if (class == CLASS_SPACE) {
            i = end; // columns are spaced by their cells
            continue;
        }
        bool is_double = i + 1 < list->count && list->items[i + 1].code == code;
        if (class == CLASS_DASH || (is_double && (code == 0x2014 || class == CLASS_ELLIPSIS))) {
            end = class == CLASS_DASH ? i + 1 : i + 2;
            put(&cutter, CUT_MARK_TWO, i, end);
        } else if (is_western_code(code) && code != '-' && code != '/') {
            end = run_end(list, i);
            put_western(&cutter, i, end);
        } else {
            put(&cutter, class_is_mark(class) ? CUT_MARK : CUT_UPRIGHT, i, end);
        }
        i = end;
    }
    return (CutList){.items = cutter.cuts, .count = cutter.count};
}
