#include "pages/chrome.h"
#include "pages_fixture.h"

typedef struct {
    Figure figure;
    const char *zh, *zh_short, *en, *en_short;
    const char *why;
} Row;

#define F(v, n, u, f, s, q, k)                                                                     \
    {                                                                                              \
        .value = STR(v), .number = n, .unit = STR(u), .unit_factor = f, .unit_style = STR(s),      \
        .qualifier = STR(q), .kind = k                                                             \
    }

static void expect(const char *want, Str got, const char *why)
{
    char text[128];
    snprintf(text, sizeof text, "%.*s", STR_ARG(got));
    print_message("  %-28s %s\n", text, why);
    assert_string_equal(text, want);
}

static void amounts_keep_value_and_qualifier_in_both_languages(void **state)
{
    // clang-format off
    const Row rows[] = {
        {F("7600", 7600, "亿元", 1e8, "yuan", "超", FIGURE_ACTUAL), "超7600亿元", "7600亿+", "over 760 billion yuan", "760 bn+", "亿 is a hundred million"},
        {F("68", 68, "万辆", 1e4, "vehicles", "近", FIGURE_ACTUAL), "近68万辆", "近68万", "nearly 680,000 vehicles", "~680,000", "万 is ten thousand, grouped"},
        {F("680.3", 680.3, "亿元", 1e8, "yuan", "", FIGURE_ACTUAL), "680.3亿元", "680.3亿", "68.03 billion yuan", "68.03 bn", "no digit is lost"},
        {F("2.2", 2.2, "万亿元", 1e12, "yuan", "近", FIGURE_ACTUAL), "近2.2万亿元", "近2.2万亿", "nearly 2.2 trillion yuan", "~2.2 trn", "万亿 is a trillion"},
        {F("536", 536, "万人", 1e4, "people", "", FIGURE_ACTUAL), "536万人", "536万", "5.36 million people", "5.36 m", "over a million"},
        {F("11.77", 11.77, "万套", 1e4, "homes", "", FIGURE_ACTUAL), "11.77万套", "11.77万", "117,700 homes", "117,700", "below a million it is written out"},
        {F("20", 20, "亿美元", 1e8, "usd", "超", FIGURE_ACTUAL), "超20亿美元", "20亿+", "over 2 billion US dollars", "2 bn+", "dollars"},
        {F("6.8", 6.8, "%", 1, "%", "", FIGURE_CHANGE), "6.8%", "6.8%", "6.8%", "6.8%", "a share stays a share"},
        {F("80", 80, "%", 1, "%", "以上", FIGURE_ACTUAL), "80%以上", "80%+", "at least 80%", "80%+", "以上 stands behind"},
        {F("7", 7, "%", 1, "%", "左右", FIGURE_CHANGE), "7%左右", "7%左右", "about 7%", "~7%", "左右 stands behind"},
        {F("1040", 1040, "家", 1, "count", "", FIGURE_CHANGE), "1040家", "1040", "1,040", "1,040", "the label says what is counted"},
        {F("1", 1, "位", 1, "rank", "", FIGURE_RANK), "第1", "第1", "No. 1", "No. 1", "a place"},
        {F("1", 1, "家", 1, "count", "", FIGURE_RANK), "首家", "首家", "First", "First", "an ordinal, not a count"},
    };
    // clang-format on
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1280, 720, 0);
    for (int i = 0; i < COUNT(rows); i++) {
        expect(rows[i].zh, amount_text(&v->app, &rows[i].figure), rows[i].why);
        expect(rows[i].zh_short, amount_short(&v->app, &rows[i].figure), rows[i].why);
    }
    app_switch_language(&v->app);
    visitor_wait(v, 300);
    for (int i = 0; i < COUNT(rows); i++) {
        expect(rows[i].en, amount_text(&v->app, &rows[i].figure), rows[i].why);
        expect(rows[i].en_short, amount_short(&v->app, &rows[i].figure), rows[i].why);
    }
    visitor_leave(v);
}

static void dates_and_periods_are_said_as_far_as_they_are_known(void **state)
{
    static const char *const DATES[][4] = {
        {"2023", "2023年", "2023", ""},
        {"2024-02", "2024年2月", "Feb 2024", ""},
        {"2024-02-18", "2024年2月18日", "18 Feb 2024", ""},
        {"", "", "", ""},
    };
    static const char *const PERIODS[][3] = {
        {"2023", "2023年", "2023"},
        {"累计至2023", "累计至2023年", "in total to 2023"},
        {"累计至2023年底", "累计至2023年底", "in total to end of 2023"},
        {"2023年以来", "2023年以来", "since 2023"},
        {"至2024", "至2024年", "to 2024"},
        {"2011-2019", "2011—2019年", "2011 to 2019"},
        {"材料未写", "材料未写", "Not stated"},
    };
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1280, 720, 0);
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < COUNT(DATES); i++) {
            expect(DATES[i][1 + pass], date_text(&v->app, str_from(DATES[i][0])), "date");
        }
        for (int i = 0; i < COUNT(PERIODS); i++) {
            expect(PERIODS[i][1 + pass], period_text(&v->app, str_from(PERIODS[i][0])), "period");
        }
        app_switch_language(&v->app);
        visitor_wait(v, 300);
    }
    visitor_leave(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(amounts_keep_value_and_qualifier_in_both_languages),
        cmocka_unit_test(dates_and_periods_are_said_as_far_as_they_are_known),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
