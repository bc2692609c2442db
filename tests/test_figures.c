// No figure on glass differs from content: every figure of the story, on its page, in the list of all,
// on the tabs and on the scoreboard, in both languages. What the glass says is what the draw list's
// text runs say; what it should say is worked out here anew from the row, not by pages/words.c.
#include "pages/facts.h"
#include "pages/figures_tab.h"
#include "pages_fixture.h"
#include "written.h"
#include <ctype.h>
#include <string.h>

static Written glass;

static bool is_number_char(char c)
{
    return isdigit((unsigned char)c) || c == '.' || c == ',';
}

// Is `want` there (spaces aside), not as the middle of a longer number? Line ends may stand inside.
static bool glass_says(const char *want)
{
    for (int at = 0; at < glass.n; at++) {
        int i = at;
        const char *w = want;
        while (*w && i < glass.n) {
            if (*w == ' ') {
                w++;
            } else if (glass.text[i] == '\n' && i > at) {
                i++;
            } else if (glass.text[i] == *w) {
                i++;
                w++;
            } else {
                break;
            }
        }
        bool is_cut = is_number_char(want[0]) && at > 0 && is_number_char(glass.text[at - 1]);
        const char *end = want + strlen(want) - 1;
        is_cut = is_cut || (is_number_char(*end) && i < glass.n && is_number_char(glass.text[i]));
        if (!*w && !is_cut) {
            return true;
        }
    }
    return false;
}

// ---- what a row should be told as -----------------------------------------------------

typedef struct {
    const char *zh, *before, *behind, *en;
} Word;

// clang-format off
static const Word WORDS[] = {
    {"超", "超", "", "over "},       {"近", "近", "", "nearly "},     {"约", "约", "", "about "},
    {"达", "达", "", "reaching "},   {"预计", "预计", "", "expected "}, {"以上", "", "以上", "at least "},
    {"左右", "", "左右", "about "},  {"多", "", "多", "over "},       {"余", "", "余", "over "},
    {"", "", "", ""},
};
// clang-format on

static const Word *word_of(const Figure *figure)
{
    for (int i = 0; i < COUNT(WORDS); i++) {
        if (str_is(figure->qualifier, WORDS[i].zh)) {
            return &WORDS[i];
        }
    }
    fail_msg("a qualifier without a word: %.*s", STR_ARG(figure->qualifier));
    return NULL;
}

static void say_chinese(const Figure *figure, char *out, size_t size)
{
    const Word *word = word_of(figure);
    if (figure->kind == FIGURE_RANK && str_is(figure->unit, "位")) {
        snprintf(out, size, "第%.*s", STR_ARG(figure->value));
    } else if (figure->kind == FIGURE_RANK && str_is(figure->unit, "强")) {
        snprintf(out, size, "前%.*s", STR_ARG(figure->value));
    } else if (figure->kind == FIGURE_RANK && figure->number == 1) {
        snprintf(out, size, "首%.*s", STR_ARG(figure->unit));
    } else {
        snprintf(out, size, "%s%.*s%.*s%s", word->before, STR_ARG(figure->value),
                 STR_ARG(figure->unit), word->behind);
    }
}

// Long multiplication of a decimal by a power of ten, in whole numbers of 10^-6.
static void say_scaled(const Figure *figure, char *out, size_t size, const char **scale)
{
    double whole = 0;
    assert_true(str_to_double(figure->value, &whole));
    long long micro = (long long)(whole * 1e6 + 0.5);
    long long factor = (long long)figure->unit_factor;
    static const struct {
        long long at;
        const char *word;
    } SCALES[] = {{1000000000000, " trillion"}, {1000000000, " billion"}, {1000000, " million"}};
    *scale = "";
    long long divide = 1;
    for (int i = 0; i < COUNT(SCALES) && divide == 1; i++) {
        if (whole * (double)factor >= (double)SCALES[i].at) {
            *scale = SCALES[i].word;
            divide = SCALES[i].at;
        }
    }
    // Factors and scales are powers of ten: one of them divides the other.
    micro = factor >= divide ? micro * (factor / divide) : micro / (divide / factor);
    long long units = micro / 1000000;
    char digits[40], fraction[16];
    snprintf(digits, sizeof digits, "%lld", units);
    snprintf(fraction, sizeof fraction, ".%06lld", micro % 1000000);
    for (size_t n = strlen(fraction); n && (fraction[n - 1] == '0' || fraction[n - 1] == '.');
         n--) {
        fraction[n - 1] = '\0';
    }
    size_t at = 0;
    size_t n = strlen(digits);
    for (size_t i = 0; i < n && at + 2 < size; i++) {
        if (i && (n - i) % 3 == 0) {
            out[at++] = ',';
        }
        out[at++] = digits[i];
    }
    snprintf(out + at, size - at, "%s", fraction);
}

static void say_english(const Figure *figure, char *out, size_t size)
{
    const Word *word = word_of(figure);
    if (str_is(figure->unit_style, "top")) {
        snprintf(out, size, "Top %.*s", STR_ARG(figure->value));
    } else if (figure->kind == FIGURE_RANK && figure->number == 1 && !str_is(figure->unit, "位")) {
        snprintf(out, size, "First");
    } else if (figure->kind == FIGURE_RANK) {
        snprintf(out, size, "No. %.*s", STR_ARG(figure->value));
    } else if (str_is(figure->unit, "%")) {
        snprintf(out, size, "%s%.*s%%", word->en, STR_ARG(figure->value));
    } else {
        char number[64];
        const char *scale = "";
        say_scaled(figure, number, sizeof number, &scale);
        bool is_bare = str_is(figure->unit_style, "count") || str_is(figure->unit_style, "rank");
        bool is_usd = str_is(figure->unit_style, "usd");
        Str unit = is_bare ? STR_NONE : is_usd ? STR("US dollars") : figure->unit_style;
        snprintf(out, size, "%s%s%s%s%.*s", word->en, number, scale, unit.n ? " " : "",
                 STR_ARG(unit));
    }
}

static void tell(const Figure *figure, const char *language, char *out, size_t size)
{
    if (strcmp(language, "zh") == 0) {
        say_chinese(figure, out, size);
    } else {
        say_english(figure, out, size);
    }
}

static void expect_on_glass(const Figure *figure, const char *language, const char *where)
{
    char want[128];
    tell(figure, language, want, sizeof want);
    if (!glass_says(want)) {
        fail_msg("%s: %.*s should say \"%s\"", where, STR_ARG(figure->id), want);
    }
}

// ---- the pages ------------------------------------------------------------------------

static FigureList all_figures(Visitor *v, const char *language)
{
    FigureList list;
    store_set_language(v->house.store, str_from(language));
    assert_true(store_figures(v->house.store, &v->app.arena, STR_NONE, &list, NULL));
    assert_true(list.count >= 200);
    return list;
}

static void every_figure_says_on_its_page_what_its_row_says(void **state)
{
    static const struct {
        const char *language;
        int w, h;
    } STAGES[] = {{"zh", 1280, 720}, {"en", 1280, 720}, {"zh", 720, 1280}, {"en", 720, 1280}};
    Visitor *v = *state;
    for (int k = 0; k < COUNT(STAGES); k++) {
        visitor_arrive(v, "about", STAGES[k].language, STAGES[k].w, STAGES[k].h, 0);
        FigureList list = all_figures(v, STAGES[k].language);
        for (int i = 0; i < list.count; i++) {
            app_go(&v->app, str_format(&v->app.arena, "figure/%.*s", STR_ARG(list.items[i].id)));
            visitor_wait(v, 300);
            visitor_frame(v);
            written_read(&glass, &v->app.ui.list);
            expect_on_glass(&list.items[i], STAGES[k].language, "its page");
            app_back(&v->app);
            visitor_wait(v, 300);
        }
        print_message("  %d figures, %s, %d x %d\n", list.count, STAGES[k].language, STAGES[k].w,
                      STAGES[k].h);
        visitor_leave(v);
    }
}

static void the_list_of_all_says_every_figure(void **state)
{
    static const char *const LANGUAGES[] = {"zh", "en"};
    Visitor *v = *state;
    for (int k = 0; k < COUNT(LANGUAGES); k++) {
        visitor_arrive(v, "figures/all", LANGUAGES[k], 1280, 720, 0);
        FigureList list = all_figures(v, LANGUAGES[k]);
        bool *seen = arena_new(&v->app.arena, bool, list.count);
        Page *page = &v->app.stage[v->app.current];
        Scroll *scroll = &page->scrolls[0];
        for (float pos = 0; pos <= scroll->limit + 300; pos += 300) {
            scroll_to(scroll, fminf(pos, scroll->limit));
            visitor_frame(v);
            written_read(&glass, &v->app.ui.list);
            for (int t = 0; t < v->app.ui.target_count; t++) { // the rows that show
                Str arg = v->app.ui.targets[t].arg;
                for (int i = 0; i < list.count && str_starts(arg, STR("figure/")); i++) {
                    if (str_eq(str_from_offset(arg, 7), list.items[i].id)) {
                        expect_on_glass(&list.items[i], LANGUAGES[k], "the list of all");
                        seen[i] = true;
                    }
                }
            }
        }
        for (int i = 0; i < list.count; i++) {
            if (!seen[i]) {
                fail_msg("%.*s is in no row of the list", STR_ARG(list.items[i].id));
            }
        }
        visitor_leave(v);
    }
}

// A ring and the hero say "7600+" or "近68": the digits and the sense of the qualifier must be there.
static void expect_short(const Figure *figure, const char *language, const char *where)
{
    char want[128];
    tell(figure, language, want, sizeof want);
    if (glass_says(want)) {
        return;
    }
    char number[64];
    const char *scale = "";
    bool is_english = strcmp(language, "en") == 0;
    if (is_english && !str_is(figure->unit, "%")) {
        say_scaled(figure, number, sizeof number, &scale);
    } else {
        snprintf(number, sizeof number, "%.*s", STR_ARG(figure->value));
    }
    const Word *word = word_of(figure);
    bool is_over = str_is(figure->qualifier, "超") || str_is(figure->qualifier, "以上");
    bool is_near = str_is(figure->qualifier, "近") || str_is(figure->qualifier, "约") ||
                   str_is(figure->qualifier, "左右");
    const char *mark = is_english && is_near ? "~" : is_near ? word->before : "";
    const char *percent = str_is(figure->unit, "%") ? "%" : "";
    static const char *const BRIEFS[][2] = {
        {" trillion", "trn"}, {" billion", "bn"}, {" million", "m"}};
    const char *brief = "";
    for (int i = 0; i < COUNT(BRIEFS); i++) {
        brief = strcmp(scale, BRIEFS[i][0]) == 0 ? BRIEFS[i][1] : brief;
    }
    // Behind a near one in Chinese stands its word (左右); an over one has its plus.
    snprintf(want, sizeof want, "%s%s%s%s%s", mark, number, brief, percent, is_over ? "+" : "");
    char spelt[128];
    snprintf(spelt, sizeof spelt, "%s%s%s%s", mark, number, scale, is_over ? "+" : "");
    if (!glass_says(want) && !glass_says(spelt)) {
        fail_msg("%s: %.*s should say \"%s\"", where, STR_ARG(figure->id), want);
    }
}

static void expect_cell(const FigureCell *cell, const char *language, const char *where)
{
    for (int i = 0; i < cell->count; i++) {
        const FigureRow *row = &cell->rows[i];
        if (cell->kind == CELL_RING || cell->kind == CELL_IN || cell->kind == CELL_OUT) {
            expect_short(&row->figure, language, where);
        } else {
            expect_on_glass(&row->figure, language, where);
        }
        if (row->has_other && cell->kind != CELL_RING && cell->kind != CELL_IN &&
            cell->kind != CELL_OUT && cell->kind != CELL_LADDER && cell->kind != CELL_MULTIPLE) {
            expect_on_glass(&row->other, language, where);
        }
    }
}

static void the_tabs_say_every_figure_they_show(void **state)
{
    static const char *const TABS[] = {"overview", "new-energy", "innovation", "openness",
                                       "livelihood"};
    static const struct {
        const char *language;
        int w, h;
    } STAGES[] = {{"zh", 1280, 720}, {"en", 1280, 720}, {"zh", 720, 1280}, {"en", 720, 1280}};
    Visitor *v = *state;
    for (int k = 0; k < COUNT(STAGES); k++) {
        for (int t = 0; t < COUNT(TABS); t++) {
            char route[64];
            snprintf(route, sizeof route, "figures/%s", TABS[t]);
            const char *language = STAGES[k].language;
            visitor_arrive(v, route, language, STAGES[k].w, STAGES[k].h, 0);
            written_read(&glass, &v->app.ui.list);
            FigureTab tab;
            figures_tab_load(&v->app, &v->app.stage[v->app.current], str_from(TABS[t]), &tab);
            assert_true(tab.has_hero && tab.cell_count == TAB_CELLS);
            for (int i = 0; i < tab.bar_count; i++) {
                expect_on_glass(&tab.bars[i].figure, language, TABS[t]);
            }
            for (int i = 0; i < tab.rank_count; i++) {
                expect_on_glass(&tab.ranks[i].figure, language, TABS[t]);
            }
            for (int i = 0; i < tab.cell_count; i++) {
                expect_cell(&tab.cells[i], language, TABS[t]);
            }
            visitor_leave(v);
        }
    }
}

static void the_scoreboard_says_every_card(void **state)
{
    static const char *const LANGUAGES[] = {"zh", "en"};
    Visitor *v = *state;
    for (int k = 0; k < COUNT(LANGUAGES); k++) {
        visitor_arrive(v, "figures/board", LANGUAGES[k], 720, 1280, 0);
        written_read(&glass, &v->app.ui.list);
        FigureTab tab;
        figures_tab_load(&v->app, &v->app.stage[v->app.current], STR("overview"), &tab);
        assert_true(tab.card_count >= 10);
        for (int i = 0; i < tab.card_count; i++) {
            expect_on_glass(&tab.cards[i].figure, LANGUAGES[k], "the scoreboard");
        }
        visitor_leave(v);
    }
}

// ---- which may be compared, and how old is old -----------------------------------------

static void only_true_steps_are_measured_against_each_other(void **state)
{
    static const struct {
        const char *from, *to;
        bool is_step;
        const char *why;
    } PAIRS[] = {
        {"f065", "f115", true, "output and the scale aimed at, with a caution"},
        {"f066", "f116", true, "vehicles"},
        {"f101", "f118", false, "points and facilities: the aim is no fall"},
        {"f153", "f154", true, "a village's income in two years"},
        {"f150", "f151", true, "proposals in two years"},
        {"f099", "f120", true, "shares of one unit, but no pair: the story does not pair them"},
    };
    Visitor *v = *state;
    visitor_arrive(v, "about", "zh", 1280, 720, 0);
    for (int i = 0; i < COUNT(PAIRS); i++) {
        Figure from, to;
        Store *store = v->house.store;
        assert_true(store_figure(store, &v->app.arena, str_from(PAIRS[i].from), &from));
        assert_true(store_figure(store, &v->app.arena, str_from(PAIRS[i].to), &to));
        bool is_paired = str_eq(from.pairs_with, to.id);
        print_message("  %s %s %s\n", PAIRS[i].from, PAIRS[i].to, PAIRS[i].why);
        if (i < COUNT(PAIRS) - 1) {
            assert_true(is_paired);
            assert_int_equal(fact_is_step(&from, &to), PAIRS[i].is_step);
        } else {
            assert_false(is_paired);
        }
        bool has_caution = chart_caution(&v->app, &from, &to).n > 0;
        if (is_paired) {
            assert_int_equal(has_caution, i == 0);
        }
    }
    visitor_leave(v);
}

static void an_old_figure_says_that_it_is_old(void **state)
{
    static const struct {
        const char *id, *today, *zh;
    } AGES[] = {
        {"f065", "2024-03-01", ""},
        {"f065", "2026-02-28", ""},
        {"f065", "2026-03-01", "数据截至2024年2月，已超过24个月"},
        {"f026", "2026-01-31", ""},
        {"f026", "2026-02-01", "数据截至2024年1月，已超过24个月"},
        {"f065", "", ""},
    };
    Visitor *v = *state;
    visitor_arrive(v, "about", "zh", 1280, 720, 0);
    for (int i = 0; i < COUNT(AGES); i++) {
        Figure figure;
        assert_true(store_figure(v->house.store, &v->app.arena, str_from(AGES[i].id), &figure));
        store_set_today(v->house.store, str_from(AGES[i].today));
        char text[128];
        snprintf(text, sizeof text, "%.*s", STR_ARG(fact_stale(&v->app, &figure)));
        print_message("  %s on %s: %s\n", AGES[i].id, AGES[i].today, text);
        assert_string_equal(text, AGES[i].zh);
    }
    // Without an as-of date the period counts, whose year ends in December.
    static const char *const PERIODS[][3] = {
        {"2023", "2025-12-31", ""},
        {"2023", "2026-01-01", "数据截至2023年，已超过24个月"},
        {"2011-2019", "2026-11-22", "数据截至2019年，已超过24个月"},
        {"累计至2023年底", "2026-11-22", "数据截至2023年，已超过24个月"},
        {"规划", "2026-11-22", ""},
    };
    for (int i = 0; i < COUNT(PERIODS); i++) {
        Figure figure = {.period = str_from(PERIODS[i][0])};
        store_set_today(v->house.store, str_from(PERIODS[i][1]));
        char text[128];
        snprintf(text, sizeof text, "%.*s", STR_ARG(fact_stale(&v->app, &figure)));
        assert_string_equal(text, PERIODS[i][2]);
    }
    store_set_today(v->house.store, STR("2026-11-22"));
    app_go(&v->app, STR("figure/f065"));
    visitor_wait(v, 600);
    written_read(&glass, &v->app.ui.list);
    assert_true(glass_says("数据截至2024年2月，已超过24个月"));
    store_set_today(v->house.store, STR_NONE);
    visitor_leave(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_figure_says_on_its_page_what_its_row_says),
        cmocka_unit_test(the_list_of_all_says_every_figure),
        cmocka_unit_test(the_tabs_say_every_figure_they_show),
        cmocka_unit_test(the_scoreboard_says_every_card),
        cmocka_unit_test(only_true_steps_are_measured_against_each_other),
        cmocka_unit_test(an_old_figure_says_that_it_is_old),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
