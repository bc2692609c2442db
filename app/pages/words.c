#include "pages/chrome.h"

// ---- numbers --------------------------------------------------------------------

// "12345" -> "12,345"; decimals are kept.
static Str grouped(Arena *arena, Str digits)
{
    int dot = str_find_char(digits, '.');
    int whole = dot < 0 ? digits.n : dot;
    Str out = STR_NONE;
    for (int i = 0; i < digits.n; i++) {
        bool is_after_group = i > 0 && i < whole && (whole - i) % 3 == 0;
        out = str_format(arena, "%.*s%s%c", STR_ARG(out), is_after_group ? "," : "", digits.p[i]);
    }
    return out;
}

// The number with its point moved `places` to the right (or left): every digit stated stays, none is
// rounded; zeros that then end it are dropped.
static Str shifted(Arena *arena, Str number, int places)
{
    char digits[160];
    int n = 0;
    int point = -1;
    for (int i = 0; i < number.n && n < 64; i++) {
        if (number.p[i] == '.') {
            point = n;
        } else {
            digits[n++] = number.p[i];
        }
    }
    point = (point < 0 ? n : point) + places;
    Str whole = STR("0");
    Str part = STR_NONE;
    if (point <= 0) {
        part = str_format(arena, "%.*s%.*s", -point, "00000000000000000000", n, digits);
    } else {
        int have = point < n ? point : n;
        whole = str_format(arena, "%.*s%.*s", have, digits, point - have, "00000000000000000000");
        part = str_dup(arena, (Str){digits + have, n - have});
    }
    while (whole.n > 1 && whole.p[0] == '0') {
        whole = str_from_offset(whole, 1);
    }
    while (part.n && part.p[part.n - 1] == '0') {
        part.n--;
    }
    Str out = grouped(arena, whole);
    return part.n ? str_format(arena, "%.*s.%.*s", STR_ARG(out), STR_ARG(part)) : out;
}

// 10000 → 4; -1 when it is no power of ten.
static int power_of_ten(double factor)
{
    int power = 0;
    for (double ten = 1; ten <= 1e18; ten *= 10, power++) {
        if (factor == ten) {
            return power;
        }
    }
    return -1;
}

// For units whose factor is no power of ten: as many digits as a double holds.
static Str counted(Arena *arena, double value)
{
    return grouped(arena, str_format(arena, "%.15g", value));
}

typedef struct {
    const char *zh;
    const char *en;
    bool is_behind; // stands behind number and unit in Chinese
} Qualifier;

// clang-format off
static const Qualifier QUALIFIERS[] = {
    {"超",   "over",     false},
    {"近",   "nearly",   false},
    {"约",   "about",    false},
    {"达",   "reaching", false},
    {"预计", "expected", false},
    {"以上", "at least", true},
    {"左右", "about",    true},
    {"多",   "over",     true},
    {"余",   "over",     true},
};

static const struct {
    double at;
    int power;
    const char *word, *brief;
} SCALES[] = {
    {1e12, 12, "trillion", "trn"},
    {1e9,  9,  "billion",  "bn"},
    {1e6,  6,  "million",  "m"},
};
// clang-format on

static const Qualifier *qualifier_of(Str text)
{
    for (int i = 0; i < COUNT(QUALIFIERS); i++) {
        if (str_is(text, QUALIFIERS[i].zh)) {
            return &QUALIFIERS[i];
        }
    }
    return NULL;
}

// The unit's word in English behind a number: "" where the label says what is counted.
static Str unit_word(const Figure *figure)
{
    if (str_is(figure->unit_style, "usd")) {
        return STR("US dollars");
    }
    bool is_bare = str_is(figure->unit_style, "count") || str_is(figure->unit_style, "rank") ||
                   str_is(figure->unit_style, "top") || str_is(figure->unit_style, "%");
    return is_bare ? STR_NONE : figure->unit_style;
}

static Amount english_amount(Arena *arena, const Figure *figure, bool is_brief)
{
    Amount amount = {0};
    if (str_is(figure->unit_style, "top")) {
        return (Amount){.number = str_format(arena, "Top %.*s", STR_ARG(figure->value))};
    }
    if (figure->kind == FIGURE_RANK) {
        bool is_place = str_is(figure->unit, "位");
        return (Amount){.number = figure->number == 1 && !is_place
                                      ? STR("First")
                                      : str_format(arena, "No. %.*s", STR_ARG(figure->value))};
    }
    const Qualifier *qualifier = qualifier_of(figure->qualifier);
    amount.before = qualifier ? str_from(qualifier->en) : STR_NONE;
    if (str_is(figure->unit_style, "%")) {
        amount.number = figure->value;
        amount.unit = STR("%");
        return amount;
    }
    double value = figure->number * (figure->unit_factor > 0 ? figure->unit_factor : 1);
    int power = power_of_ten(figure->unit_factor > 0 ? figure->unit_factor : 1);
    amount.number = figure->unit_factor <= 1 ? grouped(arena, figure->value)
                    : power >= 0             ? shifted(arena, figure->value, power)
                                             : counted(arena, value);
    amount.unit = unit_word(figure);
    for (int i = 0; i < COUNT(SCALES); i++) {
        if (value >= SCALES[i].at) {
            const char *word = is_brief ? SCALES[i].brief : SCALES[i].word;
            amount.number = power >= 0 ? shifted(arena, figure->value, power - SCALES[i].power)
                                       : counted(arena, value / SCALES[i].at);
            amount.unit =
                str_format(arena, "%s%s%.*s", word, amount.unit.n ? " " : "", STR_ARG(amount.unit));
            break;
        }
    }
    return amount;
}

static Amount chinese_amount(Arena *arena, const Figure *figure)
{
    if (figure->kind == FIGURE_RANK) {
        if (str_is(figure->unit, "位")) {
            return (Amount){.number = str_format(arena, "第%.*s", STR_ARG(figure->value))};
        }
        if (figure->number == 1) {
            return (Amount){.number = str_format(arena, "首%.*s", STR_ARG(figure->unit))};
        }
        if (str_is(figure->unit, "强")) {
            return (Amount){.number = str_format(arena, "前%.*s", STR_ARG(figure->value))};
        }
        return (Amount){.number = str_format(arena, "第%.*s", STR_ARG(figure->value)),
                        .unit = figure->unit};
    }
    const Qualifier *qualifier = qualifier_of(figure->qualifier);
    Amount amount = {.number = figure->value, .unit = figure->unit};
    if (qualifier && qualifier->is_behind) {
        amount.after = str_from(qualifier->zh);
    } else if (qualifier) {
        amount.before = str_from(qualifier->zh);
    }
    return amount;
}

Amount amount_of(App *app, const Figure *figure)
{
    return ui_is_english(&app->ui) ? english_amount(app->ui.frame, figure, false)
                                   : chinese_amount(app->ui.frame, figure);
}

Str amount_text(App *app, const Figure *figure)
{
    Arena *arena = app->ui.frame;
    Amount a = amount_of(app, figure);
    if (!ui_is_english(&app->ui)) {
        return str_format(arena, "%.*s%.*s%.*s%.*s", STR_ARG(a.before), STR_ARG(a.number),
                          STR_ARG(a.unit), STR_ARG(a.after));
    }
    bool is_tight = a.unit.n == 0 || str_is(a.unit, "%");
    return str_format(arena, "%.*s%s%.*s%s%.*s", STR_ARG(a.before), a.before.n ? " " : "",
                      STR_ARG(a.number), is_tight ? "" : " ", STR_ARG(a.unit));
}

// Money and weights of multiplied units keep the multiplier only: 亿元 → 亿; the label says the rest.
static Str unit_brief(Str unit)
{
    static const char *const MULTIPLIERS[] = {"万亿", "亿", "万"};
    for (int i = 0; i < COUNT(MULTIPLIERS); i++) {
        if (str_starts(unit, str_from(MULTIPLIERS[i]))) {
            return str_from(MULTIPLIERS[i]);
        }
    }
    return str_is(unit, "%") ? unit : STR_NONE;
}

Str amount_short(App *app, const Figure *figure)
{
    Arena *arena = app->ui.frame;
    if (figure->kind == FIGURE_RANK) {
        return amount_text(app, figure);
    }
    bool is_over = str_is(figure->qualifier, "超") || str_is(figure->qualifier, "以上") ||
                   str_is(figure->qualifier, "多") || str_is(figure->qualifier, "余");
    if (ui_is_english(&app->ui)) {
        Amount a = english_amount(arena, figure, true);
        int space = str_find_char(a.unit, ' ');
        bool is_scaled = str_starts(a.unit, STR("trn")) || str_starts(a.unit, STR("bn")) ||
                         str_is(a.unit, "m") || str_starts(a.unit, STR("m "));
        Str unit = is_scaled             ? str_sub(a.unit, 0, space < 0 ? a.unit.n : space)
                   : str_is(a.unit, "%") ? a.unit
                                         : STR_NONE;
        const char *before = str_is(figure->qualifier, "近") || str_is(figure->qualifier, "约") ||
                                     str_is(figure->qualifier, "左右")
                                 ? "~"
                                 : "";
        return str_format(arena, "%s%.*s%s%.*s%s", before, STR_ARG(a.number), is_scaled ? " " : "",
                          STR_ARG(unit), is_over ? "+" : "");
    }
    Amount a = chinese_amount(arena, figure);
    Str unit = unit_brief(figure->unit);
    bool is_word_before = a.before.n && !is_over && !str_is(a.before, "达");
    return str_format(arena, "%.*s%.*s%.*s%s%s", STR_ARG(is_word_before ? a.before : STR_NONE),
                      STR_ARG(a.number), STR_ARG(unit), is_over ? "+" : "",
                      str_is(figure->qualifier, "左右") ? "左右" : "");
}

// ---- dates ------------------------------------------------------------------------

static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

Str date_text(App *app, Str iso)
{
    Arena *arena = app->ui.frame;
    int64_t year = 0;
    int64_t month = 0;
    int64_t day = 0;
    bool has_year = iso.n >= 4 && str_to_int(str_sub(iso, 0, 4), &year);
    bool has_month = has_year && iso.n >= 7 && iso.p[4] == '-' &&
                     str_to_int(str_sub(iso, 5, 2), &month) && month >= 1 && month <= 12;
    bool has_day = has_month && iso.n == 10 && iso.p[7] == '-' &&
                   str_to_int(str_sub(iso, 8, 2), &day) && day >= 1 && day <= 31;
    if (!has_year || (iso.n > 4 && !has_month)) {
        return iso; // not a date of ours: as it stands
    }
    bool is_english = ui_is_english(&app->ui);
    if (!has_month) {
        return str_format(arena, is_english ? "%d" : "%d年", (int)year);
    }
    if (!has_day) {
        return is_english ? str_format(arena, "%s %d", MONTHS[month - 1], (int)year)
                          : str_format(arena, "%d年%d月", (int)year, (int)month);
    }
    return is_english ? str_format(arena, "%d %s %d", (int)day, MONTHS[month - 1], (int)year)
                      : str_format(arena, "%d年%d月%d日", (int)year, (int)month, (int)day);
}

static bool is_digit_at(Str text, int at)
{
    return at < text.n && text.p[at] >= '0' && text.p[at] <= '9';
}

Str period_text(App *app, Str period)
{
    Arena *arena = app->ui.frame;
    if (period.n == 0 || str_is(period, "材料未写")) {
        return app_label(app, "mark.unstated");
    }
    bool is_english = ui_is_english(&app->ui);
    if (is_digit_at(period, 0) &&
        (period.n == 4 || (period.n >= 7 && period.p[4] == '-' && period.n != 9))) {
        return date_text(app, period);
    }
    if (!is_english) {
        if (period.n == 9 && period.p[4] == '-') {
            return str_format(arena, "%.4s—%.4s年", period.p, period.p + 5);
        }
        bool is_year_last = period.n > 4 && is_digit_at(period, period.n - 1);
        return str_format(arena, "%.*s%s", STR_ARG(period), is_year_last ? "年" : "");
    }
    Str year = STR_NONE;
    for (int i = 0; i + 4 <= period.n && !year.n; i++) {
        if (is_digit_at(period, i) && is_digit_at(period, i + 3)) {
            year = str_sub(period, i, 4);
        }
    }
    if (period.n == 9 && period.p[4] == '-') {
        return str_format(arena, "%.4s to %.4s", period.p, period.p + 5);
    }
    if (str_is(period, "累计")) {
        return STR("in total");
    }
    if (str_is(period, "规划")) {
        return STR("planned");
    }
    bool is_year_end = str_ends(period, STR("年底"));
    if (str_starts(period, STR("累计至"))) {
        return str_format(arena, "in total to %s%.*s", is_year_end ? "end of " : "", STR_ARG(year));
    }
    if (str_ends(period, STR("年以来"))) {
        return str_format(arena, "since %.*s", STR_ARG(year));
    }
    if (str_starts(period, STR("至"))) {
        return str_format(arena, "to %.*s", STR_ARG(year));
    }
    return is_year_end ? str_format(arena, "end of %.*s", STR_ARG(year)) : period;
}
