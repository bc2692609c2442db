#include "pages/facts.h"
#include "pages/parts.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static Str with_commas(Arena *arena, Str digits)
{
    int dot = str_find_char(digits, '.');
    int whole = dot < 0 ? digits.n : dot;
    char out[64];
    int n = 0;
    for (int i = 0; i < digits.n && n + 2 < (int)sizeof out; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) {
            out[n++] = ',';
        }
        out[n++] = digits.p[i];
    }
    return str_dup(arena, (Str){out, n});
}

Str fact_count(App *app, Str text, float t)
{
    Arena *arena = app->ui.frame;
    int from = 0;
    while (from < text.n && !is_digit(text.p[from])) {
        from++;
    }
    char plain[40];
    int n = 0;
    int to = from;
    int decimals = -1;
    bool has_commas = false;
    for (; to < text.n && n + 1 < (int)sizeof plain; to++) {
        char c = text.p[to];
        if (c == ',') {
            has_commas = true;
        } else if (is_digit(c) || (c == '.' && decimals < 0)) {
            decimals = c == '.' ? 0 : decimals >= 0 ? decimals + 1 : -1;
            plain[n++] = c;
        } else {
            break;
        }
    }
    double value;
    if (t >= 1 || n == 0 || !str_to_double((Str){plain, n}, &value)) {
        return text;
    }
    Str now = str_format(arena, "%.*f", decimals < 0 ? 0 : decimals, value * (double)t);
    now = has_commas ? with_commas(arena, now) : now;
    return str_format(arena, "%.*s%.*s%.*s", from, text.p, STR_ARG(now), text.n - to, text.p + to);
}

Str fact_kind(App *app, FigureKind kind)
{
    static const char *const LABELS[] = {
        [FIGURE_ACTUAL] = "figure.actual", [FIGURE_TARGET] = "figure.target",
        [FIGURE_PLAN] = "figure.plan",     [FIGURE_CHANGE] = "figure.change",
        [FIGURE_RANK] = "figure.rank",
    };
    return app_label(app, LABELS[kind]);
}

Str fact_period(App *app, const Figure *figure)
{
    if (figure->kind == FIGURE_TARGET && figure->period.n == 4) {
        return app_label_fill(app, "figure.target.year", "year", figure->period);
    }
    bool is_stated = figure->period.n && !str_is(figure->period, "材料未写");
    return is_stated ? period_text(app, figure->period) : app_label(app, "date.unstated");
}

Str fact_number(App *app, const Figure *figure)
{
    Str text;
    if (ui_is_english(&app->ui)) {
        text = amount_short(app, figure);
    } else {
        Figure bare = *figure;
        if (!str_is(figure->unit, "%") && figure->kind != FIGURE_RANK) {
            bare.unit = STR_NONE;
        }
        text = amount_short(app, &bare);
    }
    return text;
}

Str fact_unit(App *app, const Figure *figure)
{
    if (figure->kind == FIGURE_RANK || str_is(figure->unit_style, "%")) {
        return STR_NONE;
    }
    Amount amount = amount_of(app, figure);
    static const char *const SCALES[] = {"trillion", "billion", "million"};
    for (int i = 0; ui_is_english(&app->ui) && i < COUNT(SCALES); i++) {
        Str scale = str_from(SCALES[i]);
        if (str_starts(amount.unit, scale)) {
            return str_trim(str_from_offset(amount.unit, scale.n));
        }
    }
    return amount.unit;
}

Str fact_brief(App *app, const Figure *figure)
{
    Amount amount = amount_of(app, figure);
    int space = str_find_char(amount.unit, ' ');
    bool is_scaled = str_starts(amount.unit, STR("trillion")) ||
                     str_starts(amount.unit, STR("billion")) ||
                     str_starts(amount.unit, STR("million"));
    if (!ui_is_english(&app->ui) || !is_scaled) {
        return amount_short(app, figure);
    }
    Str scale = space < 0 ? amount.unit : str_sub(amount.unit, 0, space);
    bool is_over = str_is(amount.before, "over") || str_is(amount.before, "at least");
    bool is_near = str_is(amount.before, "nearly") || str_is(amount.before, "about");
    return str_format(app->ui.frame, "%s%.*s %.*s%s", is_near ? "~" : "", STR_ARG(amount.number),
                      STR_ARG(scale), is_over ? "+" : "");
}

Str fact_when(App *app, const Figure *figure)
{
    bool is_said = figure->kind == FIGURE_TARGET && figure->period.n == 4;
    Str when = fact_period(app, figure);
    return is_said ? when : part_dot(app, when, fact_kind(app, figure->kind));
}

Str fact_stem(Str label)
{
    for (int i = label.n - 2; i > 0; i--) {
        if (label.p[i] == ',' && label.p[i + 1] == ' ') {
            return str_sub(label, 0, i);
        }
    }
    return label;
}

bool fact_is_aim(const Figure *figure)
{
    return figure->kind == FIGURE_TARGET || figure->kind == FIGURE_PLAN;
}

bool fact_is_share(const Figure *figure)
{
    bool is_part = figure->kind == FIGURE_ACTUAL || figure->kind == FIGURE_TARGET;
    return is_part && str_is(figure->unit, "%") && figure->number >= 0 && figure->number <= 100;
}

double fact_base(const Figure *figure)
{
    return figure->number * (figure->unit_factor > 0 ? figure->unit_factor : 1);
}

bool fact_is_sized_alike(const Figure *a, const Figure *b)
{
    if (a->kind == FIGURE_RANK || b->kind == FIGURE_RANK || !a->unit.n || !b->unit.n) {
        return false;
    }
    if (str_eq(a->unit, b->unit)) {
        return true;
    }
    // 万套 and 套, 亿元 and 万元: one ends in the other, without its multiplier.
    Str longer = a->unit.n > b->unit.n ? a->unit : b->unit;
    Str shorter = a->unit.n > b->unit.n ? b->unit : a->unit;
    bool is_multiple = a->unit_factor > 1 || b->unit_factor > 1;
    return is_multiple && str_ends(longer, shorter);
}

bool fact_is_step(const Figure *from, const Figure *to)
{
    if (!str_eq(from->unit, to->unit) || from->number <= 0 || to->number <= 0 ||
        from->kind == FIGURE_RANK || to->kind == FIGURE_RANK) {
        return false;
    }
    return !fact_is_aim(to) || to->number >= from->number;
}

bool fact_is_earlier(const Figure *figure, const Figure *pair)
{
    if (fact_is_aim(figure) != fact_is_aim(pair)) {
        return !fact_is_aim(figure);
    }
    return str_compare(figure->period, pair->period) <= 0;
}

// Months from year 0 to the end of a partial ISO date that stands at `at` in the text; -1: none there.
static int month_at(Str text, int at)
{
    int64_t year = 0;
    int64_t month = 12;
    if (at + 4 > text.n || !str_to_int(str_sub(text, at, 4), &year) || year < 1900) {
        return -1;
    }
    if (at + 7 <= text.n && text.p[at + 4] == '-' &&
        (!str_to_int(str_sub(text, at + 5, 2), &month) || month < 1 || month > 12)) {
        month = 12; // "2011-2019" is a span of years
    }
    return (int)(year * 12 + month);
}

// The last date a text names: "累计至2023年底", "2011-2019", "2024-01".
static int last_month(Str text, Str *date)
{
    int last = -1;
    for (int i = 0; i + 4 <= text.n; i++) {
        bool is_start = is_digit(text.p[i]) && (i == 0 || !is_digit(text.p[i - 1]));
        int month = is_start ? month_at(text, i) : -1;
        if (month > last) {
            last = month;
            bool has_month = month % 12 != 0 && i + 7 <= text.n && text.p[i + 4] == '-';
            *date = str_sub(text, i, has_month ? 7 : 4);
        }
    }
    return last;
}

Str fact_stale(App *app, const Figure *figure)
{
    Arena *arena = app->ui.frame;
    Store *store = app_store(app);
    int64_t limit = 0;
    Str ignored;
    int today = store ? last_month(store_today(store), &ignored) : -1;
    if (today < 0 || !str_to_int(store_value(store, arena, STR("stale_after_months")), &limit)) {
        return STR_NONE;
    }
    Str date = STR_NONE;
    int said = last_month(figure->origin.as_of.n ? figure->origin.as_of : figure->period, &date);
    Source source;
    Str rest = figure->origin.sources;
    Str id;
    if (said < 0 && str_split(&rest, ';', &id) && store_source(store, arena, id, &source)) {
        said = last_month(source.date, &date);
    }
    if (said < 0 || limit < 1 || today - said <= (int)limit) {
        return STR_NONE;
    }
    Str text = app_label_fill(app, "figure.stale", "date", date_text(app, date));
    return app_fill(app, text, "n", str_format(arena, "%d", (int)limit));
}

float fact_baseline(Type type)
{
    bool is_serif = type.face == FACE_SERIF_BOLD || type.face == FACE_SERIF_BLACK;
    float ascent = is_serif ? 1.151f : 1.160f;
    float descent = is_serif ? 0.286f : 0.288f;
    return (type.line - (ascent + descent) * type.size) / 2 + ascent * type.size;
}

// "实绩 · 2023年"; an aim's year says that it is one.
static Str row_line(App *app, const Figure *figure)
{
    Str when = fact_period(app, figure);
    bool is_said = figure->kind == FIGURE_TARGET && figure->period.n == 4;
    return is_said ? when : part_dot(app, fact_kind(app, figure->kind), when);
}

void fact_row(App *app, const Figure *figure, Rect box)
{
    Ui *ui = &app->ui;
    Str route = app_route(app, "figure", figure->id);
    if (ui_is_pressed(ui, ACTION_GO, 0, route)) {
        ui_fill(ui, (Rect){box.x - 8, box.y, box.w + 16, box.h}, colour_faded(DEEP, 0.10f));
    }
    Label value = {.type = type_sized(TYPE_N3, ui_is_english(ui) ? 30 : 36, 48),
                   .colour = fact_is_aim(figure) ? OCHRE : AZURITE,
                   .text = amount_text(app, figure),
                   .x = box.x + box.w,
                   .y = box.y + (box.h - 48) / 2,
                   .align = ALIGN_END,
                   .is_tabular = true};
    float value_w = ui_measure(ui, &value).w;
    if (value_w > box.w * 0.46f) {
        value.type = type_sized(TYPE_N3, 26, 48);
        value_w = ui_measure(ui, &value).w;
    }
    ui_text(ui, &value);
    Label name = {.type = type_sized(TYPE_H3, 26, 34),
                  .colour = INK,
                  .text = figure->label,
                  .x = box.x,
                  .w = box.w - value_w - 36,
                  .max_lines = 2};
    if (ui_measure(ui, &name).lines > 1) {
        name.type = type_sized(TYPE_H3, 24, 31);
    }
    Label when = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = row_line(app, figure),
                  .x = box.x,
                  .w = name.w,
                  .max_lines = 1};
    float h = ui_measure(ui, &name).h;
    float gap = figure->origin.is_pending ? 5 : 0; // the tag is taller than its line
    name.y = box.y + (box.h - h - gap - 30) / 2 - 1;
    when.y = name.y + h + gap;
    ui_text(ui, &name);
    float when_w = ui_text(ui, &when).w;
    if (figure->origin.is_pending && when_w + 130 < name.w) {
        chrome_pending(app, when.x + when_w + 16, when.y - 2);
    }
    ui_hairline(ui, box.x, box.y + box.h - 1, box.w, HAIRLINE);
    ui_target(ui, box, ACTION_GO, 0, route, figure->label);
}
