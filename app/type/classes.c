#include "type/classes.h"
#include "base/utf8.h"
#include <hb.h>

typedef struct {
    uint32_t code;
    CharClass class;
    uint8_t start, end; // levels from which it is forbidden there
} Mark;

enum { B = KINSOKU_BASIC, G = KINSOKU_GB, S = KINSOKU_STRICT, N = KINSOKU_NEVER };

// Sorted by code. CLREQ 行首行尾禁则; the last column but one is for a line's start.
// clang-format off
static const Mark MARKS[] = {
    {0x0020, CLASS_SPACE,          N, N},
    {0x0021, CLASS_STOP_WEST,      B, N}, // !
    {0x0022, CLASS_QUOTE_WEST,     N, N}, // "
    {0x0023, CLASS_SYMBOL,         N, N},
    {0x0024, CLASS_PREFIX,         N, N}, // $
    {0x0025, CLASS_SUFFIX,         B, N}, // %
    {0x0026, CLASS_SYMBOL,         N, N},
    {0x0027, CLASS_QUOTE_WEST,     N, N}, // '
    {0x0028, CLASS_OPEN_WEST,      N, B},
    {0x0029, CLASS_CLOSE_WEST,     B, N},
    {0x002A, CLASS_SYMBOL,         N, N},
    {0x002B, CLASS_PREFIX,         N, N}, // +
    {0x002C, CLASS_STOP_WEST,      B, N},
    {0x002D, CLASS_CONNECTOR,      B, N}, // -
    {0x002E, CLASS_STOP_WEST,      B, N},
    {0x002F, CLASS_SOLIDUS,        B, G}, // /
    {0x003A, CLASS_STOP_WEST,      B, N},
    {0x003B, CLASS_STOP_WEST,      B, N},
    {0x003C, CLASS_SYMBOL,         N, N},
    {0x003D, CLASS_SYMBOL,         N, N},
    {0x003E, CLASS_SYMBOL,         N, N},
    {0x003F, CLASS_STOP_WEST,      B, N},
    {0x0040, CLASS_SYMBOL,         N, N},
    {0x005B, CLASS_OPEN_WEST,      N, B},
    {0x005D, CLASS_CLOSE_WEST,     B, N},
    {0x007B, CLASS_OPEN_WEST,      N, B},
    {0x007D, CLASS_CLOSE_WEST,     B, N},
    {0x00A0, CLASS_NO_BREAK_SPACE, N, N},
    {0x00A3, CLASS_PREFIX,         N, N}, // £
    {0x00A5, CLASS_PREFIX,         N, N}, // ¥
    {0x00B0, CLASS_SUFFIX,         S, N}, // °
    {0x00B1, CLASS_PREFIX,         N, N}, // ±
    {0x00B7, CLASS_INTERPUNCT,     B, N}, // ·
    {0x2002, CLASS_SPACE,          N, N},
    {0x2003, CLASS_SPACE,          N, N},
    {0x2004, CLASS_SPACE,          N, N},
    {0x2005, CLASS_SPACE,          N, N},
    {0x2006, CLASS_SPACE,          N, N},
    {0x2007, CLASS_NO_BREAK_SPACE, N, N},
    {0x2008, CLASS_SPACE,          N, N},
    {0x2009, CLASS_SPACE,          N, N},
    {0x200A, CLASS_SPACE,          N, N},
    {0x2010, CLASS_OTHER,          S, N}, // ‐
    {0x2013, CLASS_CONNECTOR,      B, N}, // –
    {0x2014, CLASS_CONNECTOR,      B, N}, // a single —
    {0x2018, CLASS_OPEN,           N, B},
    {0x2019, CLASS_CLOSE,          B, N},
    {0x201C, CLASS_OPEN,           N, B},
    {0x201D, CLASS_CLOSE,          B, N},
    {0x2025, CLASS_ELLIPSIS,       S, N}, // ‥
    {0x2026, CLASS_ELLIPSIS,       S, N}, // …
    {0x2027, CLASS_INTERPUNCT,     B, N}, // ‧
    {0x202F, CLASS_NO_BREAK_SPACE, N, N},
    {0x2030, CLASS_SUFFIX,         S, N}, // ‰
    {0x2032, CLASS_SUFFIX,         S, N}, // ′
    {0x2033, CLASS_SUFFIX,         S, N}, // ″
    {0x203C, CLASS_DOUBLE,         B, N}, // ‼
    {0x2047, CLASS_DOUBLE,         B, N}, // ⁇
    {0x2048, CLASS_DOUBLE,         B, N}, // ⁈
    {0x2049, CLASS_DOUBLE,         B, N}, // ⁉
    {0x205F, CLASS_SPACE,          N, N},
    {0x20AC, CLASS_PREFIX,         N, N}, // €
    {0x2103, CLASS_SUFFIX,         S, N}, // ℃
    {0x2109, CLASS_SUFFIX,         S, N}, // ℉
    {0x2116, CLASS_PREFIX,         N, N}, // №
    {0x2212, CLASS_PREFIX,         N, N}, // −
    {0x22EF, CLASS_ELLIPSIS,       S, N}, // ⋯
    {0x2E3A, CLASS_DASH,           S, N}, // ⸺
    {0x2E3B, CLASS_DASH,           S, N}, // ⸻
    {0x3000, CLASS_SPACE,          N, N},
    {0x3001, CLASS_COMMA,          B, N}, // 、
    {0x3002, CLASS_FULL,           B, N}, // 。
    {0x3005, CLASS_HAN,            S, N}, // 々
    {0x3008, CLASS_OPEN,           N, B},
    {0x3009, CLASS_CLOSE,          B, N},
    {0x300A, CLASS_OPEN,           N, B},
    {0x300B, CLASS_CLOSE,          B, N},
    {0x300C, CLASS_OPEN,           N, B},
    {0x300D, CLASS_CLOSE,          B, N},
    {0x300E, CLASS_OPEN,           N, B},
    {0x300F, CLASS_CLOSE,          B, N},
    {0x3010, CLASS_OPEN,           N, B},
    {0x3011, CLASS_CLOSE,          B, N},
    {0x3014, CLASS_OPEN,           N, B},
    {0x3015, CLASS_CLOSE,          B, N},
    {0x3016, CLASS_OPEN,           N, B},
    {0x3017, CLASS_CLOSE,          B, N},
    {0x3018, CLASS_OPEN,           N, B},
    {0x3019, CLASS_CLOSE,          B, N},
    {0x301A, CLASS_OPEN,           N, B},
    {0x301B, CLASS_CLOSE,          B, N},
    {0x301C, CLASS_CONNECTOR,      S, N}, // 〜
    {0x301D, CLASS_OPEN,           N, B},
    {0x301E, CLASS_CLOSE,          B, N},
    {0x301F, CLASS_CLOSE,          B, N},
    {0x303B, CLASS_HAN,            S, N}, // 〻
    {0x309D, CLASS_HAN,            S, N}, // ゝ
    {0x309E, CLASS_HAN,            S, N}, // ゞ
    {0x30A0, CLASS_OTHER,          S, N}, // ゠
    {0x30FB, CLASS_INTERPUNCT,     B, N}, // ・
    {0x30FD, CLASS_HAN,            S, N}, // ヽ
    {0x30FE, CLASS_HAN,            S, N}, // ヾ
    {0xFF01, CLASS_FULL,           B, N}, // ！
    {0xFF04, CLASS_PREFIX,         N, N}, // ＄
    {0xFF05, CLASS_SUFFIX,         S, N}, // ％
    {0xFF08, CLASS_OPEN,           N, B},
    {0xFF09, CLASS_CLOSE,          B, N},
    {0xFF0C, CLASS_COMMA,          B, N}, // ，
    {0xFF0E, CLASS_FULL,           B, N}, // ．
    {0xFF0F, CLASS_SOLIDUS,        B, G}, // ／
    {0xFF1A, CLASS_COMMA,          B, N}, // ：
    {0xFF1B, CLASS_COMMA,          B, N}, // ；
    {0xFF1F, CLASS_FULL,           B, N}, // ？
    {0xFF3B, CLASS_OPEN,           N, B},
    {0xFF3D, CLASS_CLOSE,          B, N},
    {0xFF5B, CLASS_OPEN,           N, B},
    {0xFF5D, CLASS_CLOSE,          B, N},
    {0xFF5E, CLASS_CONNECTOR,      B, N}, // ～
    {0xFF5F, CLASS_OPEN,           N, B},
    {0xFF60, CLASS_CLOSE,          B, N},
    {0xFFE0, CLASS_SUFFIX,         S, N}, // ￠
    {0xFFE1, CLASS_PREFIX,         N, N}, // ￡
    {0xFFE5, CLASS_PREFIX,         N, N}, // ￥
};

// Ranges that are wide. `is_han`: text that is set like Han; else symbols and fullwidth forms.
static const struct {
    uint32_t first, last;
    bool is_han;
} WIDE[] = {
    {0x1100, 0x115F, true},    {0x2E80, 0x2FDF, true},    {0x2FF0, 0x3004, false},
    {0x3005, 0x3007, true},    {0x3008, 0x3020, false},   {0x3021, 0x3029, true},
    {0x302A, 0x3030, false},   {0x3031, 0x3035, true},    {0x3036, 0x3037, false},
    {0x3038, 0x303C, true},    {0x303D, 0x3040, false},   {0x3041, 0x30FF, true},
    {0x3100, 0x31BF, true},    {0x31C0, 0x31EF, false},   {0x31F0, 0x31FF, true},
    {0x3200, 0x33FF, false},   {0x3400, 0x4DBF, true},    {0x4DC0, 0x4DFF, false},
    {0x4E00, 0xA48C, true},    {0xA490, 0xA4CF, false},   {0xA960, 0xA97F, true},
    {0xAC00, 0xD7A3, true},    {0xF900, 0xFAFF, true},    {0xFE10, 0xFE1F, false},
    {0xFE30, 0xFE6F, false},   {0xFF00, 0xFF60, false},   {0xFFE0, 0xFFE6, false},
    {0x16FE0, 0x18DFF, true},  {0x1AFF0, 0x1B2FF, true},  {0x1F000, 0x1FAFF, false},
    {0x20000, 0x3FFFD, true},
};

// The closed list of units and multipliers (GB/T 15835-2011 and house; tests/vectors/units.tsv).
static const char *const CN_UNITS[] = {
    "年", "年代", "个月", "月", "日", "号", "天", "周", "小时", "时", "点", "分钟", "分", "秒",
    "世纪", "岁", "元", "角", "美元", "欧元", "港元", "米", "千米", "公里", "厘米", "毫米",
    "微米", "纳米", "平方米", "平方千米", "平方公里", "公顷", "亩", "立方米", "升", "毫升", "克",
    "千克", "公斤", "斤", "吨", "毫克", "度", "摄氏度", "瓦", "千瓦", "兆瓦", "千瓦时", "伏",
    "赫兹", "个", "件", "人", "人次", "位", "名", "家", "层", "楼", "级", "座", "处", "条", "项",
    "次", "届", "期", "号线", "路", "室", "厅", "栋", "站", "台", "辆", "份", "册", "卷", "页",
    "章", "节", "组", "套", "张", "幅", "块", "倍", "成",
};
static const char *const LATIN_UNITS[] = {
    "km", "m", "cm", "mm", "kg", "g", "mg", "t", "L", "mL", "W", "kW", "MW", "kWh", "V", "A", "Hz",
    "kHz", "MHz", "GHz", "KB", "MB", "GB", "TB", "dB", "Pa", "kPa", "MPa", "km/h",
};

static const char *const NAMES[CLASS_COUNT] = {
    "han", "other", "letter", "digit", "symbol", "space", "no-break space", "open", "close",
    "comma", "full stop", "double mark", "interpunct", "connector", "solidus", "dash", "ellipsis",
    "prefix", "suffix", "western open", "western close", "western stop", "western quote",
};
// clang-format on

static const Mark *mark_of(uint32_t code)
{
    int low = 0, high = COUNT(MARKS);
    while (low < high) {
        int middle = (low + high) / 2;
        if (MARKS[middle].code < code) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < COUNT(MARKS) && MARKS[low].code == code ? &MARKS[low] : NULL;
}

static CharClass class_of_unlisted(uint32_t code)
{
    if (code >= 0x4E00 && code <= 0x9FFF) {
        return CLASS_HAN;
    }
    if (code < 0x80) {
        bool is_digit = code >= '0' && code <= '9';
        bool is_letter = (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z');
        return is_digit ? CLASS_DIGIT : is_letter ? CLASS_LETTER : CLASS_SYMBOL;
    }
    for (int i = 0; i < COUNT(WIDE); i++) {
        if (code >= WIDE[i].first && code <= WIDE[i].last) {
            return WIDE[i].is_han ? CLASS_HAN : CLASS_OTHER;
        }
    }
    switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), code)) {
    case HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_TITLECASE_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_MODIFIER_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_OTHER_LETTER:
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
        return CLASS_LETTER;
    case HB_UNICODE_GENERAL_CATEGORY_DECIMAL_NUMBER:
        return CLASS_DIGIT;
    default:
        return code < 0x2000 ? CLASS_SYMBOL : CLASS_OTHER;
    }
}

CharClass class_of(uint32_t code)
{
    const Mark *mark = code >= 0x4E00 && code <= 0x9FFF ? NULL : mark_of(code);
    return mark ? mark->class : class_of_unlisted(code);
}

const char *class_name(CharClass class)
{
    return NAMES[class];
}

int class_start_level(uint32_t code)
{
    const Mark *mark = mark_of(code);
    return mark ? mark->start : KINSOKU_NEVER;
}

int class_end_level(uint32_t code)
{
    const Mark *mark = mark_of(code);
    return mark ? mark->end : KINSOKU_NEVER;
}

bool class_is_western(CharClass class)
{
    return class == CLASS_LETTER || class == CLASS_DIGIT || class == CLASS_SYMBOL ||
           class == CLASS_NO_BREAK_SPACE || (class >= CLASS_OPEN_WEST && class <= CLASS_QUOTE_WEST);
}

bool class_is_bracket(CharClass class)
{
    return class == CLASS_OPEN || class == CLASS_CLOSE;
}

bool class_is_mark(CharClass class)
{
    return class >= CLASS_OPEN && class <= CLASS_ELLIPSIS;
}

bool class_is_any_digit(uint32_t code)
{
    return (code >= 0xFF10 && code <= 0xFF19) || class_of(code) == CLASS_DIGIT;
}

bool class_is_attached(uint32_t code)
{
    if (code < 0x300 || (code >= 0x3400 && code <= 0x9FFF)) {
        return false;
    }
    if (code == 0x200C || code == 0x200D || (code >= 0xE0020 && code <= 0xE01EF) ||
        (code >= 0x1F3FB && code <= 0x1F3FF)) {
        return true;
    }
    switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), code)) {
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
        return true;
    default:
        return false;
    }
}

bool class_is_stripped(uint32_t code)
{
    return (code < 0x20 && code != '\t') || (code >= 0x7F && code < 0xA0) || code == 0xAD ||
           code == 0x61C || code == 0x180E || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2061 && code <= 0x206F) ||
           (code >= 0xFFF0 && code <= 0xFFFB) || (code >= 0xFDD0 && code <= 0xFDEF) ||
           (code & 0xFFFE) == 0xFFFE || code == 0xE0001;
}

bool class_ends_paragraph(uint32_t code)
{
    return code == '\n' || code == '\r' || code == 0x0B || code == 0x0C || code == 0x85 ||
           code == 0x2028 || code == 0x2029;
}

// Code points of `word` when `codes` begin with it, else 0.
static int begins_with(const uint32_t *codes, int count, const char *word)
{
    Utf8 it = utf8_walk(str_from(word));
    int n = 0;
    while (utf8_next(&it)) {
        if (n >= count || codes[n] != it.code) {
            return 0;
        }
        n++;
    }
    return n;
}

int class_cn_unit(const uint32_t *codes, int count)
{
    int longest = 0;
    for (int i = 0; i < COUNT(CN_UNITS); i++) {
        int n = begins_with(codes, count, CN_UNITS[i]);
        longest = n > longest ? n : longest;
    }
    return longest;
}

int class_latin_unit(const uint32_t *codes, int count)
{
    int longest = 0;
    for (int i = 0; i < COUNT(LATIN_UNITS); i++) {
        int n = begins_with(codes, count, LATIN_UNITS[i]);
        bool is_whole = true;
        if (n > 0 && n < count) {
            CharClass next = class_of(codes[n]);
            is_whole = next != CLASS_LETTER && next != CLASS_DIGIT;
        }
        longest = n > longest && is_whole ? n : longest;
    }
    return longest;
}

bool class_is_multiplier(uint32_t code)
{
    return code == 0x767E || code == 0x5343 || code == 0x4E07 || code == 0x4EBF;
}
