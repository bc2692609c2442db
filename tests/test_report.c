// The monthly page, without a picture: what is written on it, and that nothing leaves the paper.
#include "base/file.h"
#include "report.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char JOURNAL[] = BUILD_DIR "/test_report.db";
static const char PICTURE[] = BUILD_DIR "/test_report.png";

typedef struct {
    Fonts *fonts;
    Store *store;
    Arena arena;
    Ui ui;
    JournalMonth sums;
} Desk;

static int set_up(void **state)
{
    static Desk desk;
    Err err = {0};
    desk.fonts = fonts_open(BUILD_DIR "/fonts", &err);
    desk.store = store_open(BUILD_DIR "/story.db", false, &err);
    arena_init(&desk.arena, "desk", 64 * MIB);
    *state = &desk;
    return desk.fonts && desk.store && ui_open(&desk.ui, desk.fonts, NULL, (PictureInfo){0}) ? 0
                                                                                             : -1;
}

static int tear_down(void **state)
{
    Desk *desk = *state;
    say_choose(SAY_ZH);
    ui_close(&desk->ui);
    arena_finish(&desk->arena);
    store_close(desk->store);
    fonts_close(desk->fonts);
    return 0;
}

static void add_page(JournalMonth *sums, const char *route, int views, int left)
{
    sums->pages[sums->page_count++] = (JournalPage){.name = str_from(route),
                                                    .views = views,
                                                    .visits = views,
                                                    .left = left,
                                                    .dwell_ms = (int64_t)views * 42000};
}

static const JournalMonth *busy(Desk *desk)
{
    JournalMonth *sums = &desk->sums;
    *sums = (JournalMonth){.visits = 4321, .views = 17284, .english = 432, .large = 216};
    sums->length_ms = (int64_t)sums->visits * 200000;
    for (int i = 0; i < 31; i++) {
        sums->by_day[i] = i < 30 ? 40 + i * 7 : 0;
    }
    for (int i = 8; i < 18; i++) {
        sums->by_hour[i] = 100 + 10 * i;
    }
    add_page(sums, "home", 4321, 0);
    add_page(sums, "chains/new-energy", 2100, 321);
    add_page(sums, "livelihood", 1800, 12);
    add_page(sums, "district/wujin", 900, 77);
    add_page(sums, "figures/rings", 800, 3);
    add_page(sums, "nowhere/at-all-with-quite-a-long-route-that-needs-two-lines-or-smaller-type",
             700, 2);
    for (int i = 0; i < 9; i++) {
        add_page(sums, "photos", 500 - i, 1);
    }
    for (int i = 0; i < JOURNAL_GRID_W * JOURNAL_GRID_H; i++) {
        sums->grid[i / JOURNAL_GRID_W][i % JOURNAL_GRID_W] = (uint32_t)(i % 97);
        sums->taps += i % 97;
    }
    return sums;
}

static void draw(Desk *desk, SayLanguage language, Report report)
{
    say_choose(language);
    store_set_language(desk->store, language == SAY_EN ? STR("en") : STR("zh"));
    arena_reset(&desk->arena);
    report.month = STR("2026-11");
    report.zone_h = 8;
    report_draw(&desk->ui, &desk->arena, &report);
}

static bool is_written(const Desk *desk, const char *text)
{
    for (int i = 0; i < desk->ui.list.count; i++) {
        const Cmd *cmd = &desk->ui.list.cmds[i];
        if (cmd->kind == CMD_GLYPHS && str_find(cmd->text, str_from(text)) >= 0) {
            return true;
        }
    }
    return false;
}

static void expect(const Desk *desk, const char *text)
{
    if (!is_written(desk, text)) {
        fail_msg("\"%s\" is not on the page", text);
    }
}

// Inside the margins, but for the ground; no text over another one.
static void expect_tidy(const Desk *desk)
{
    const DrawList *list = &desk->ui.list;
    for (int i = 1; i < list->count; i++) {
        const Cmd *cmd = &list->cmds[i];
        const RectPx *r = &cmd->rect;
        bool is_inside = r->x >= REPORT_MARGIN - 4 && r->y >= 40 &&
                         r->x + r->w <= REPORT_W - REPORT_MARGIN + 4 &&
                         r->y + r->h <= REPORT_H - 40;
        if (!is_inside) {
            fail_msg("%.*s at %d, %d, %d × %d leaves the page", STR_ARG(cmd->text), r->x, r->y,
                     r->w, r->h);
        }
        for (int k = 1; k < i && cmd->kind == CMD_GLYPHS; k++) {
            const Cmd *other = &list->cmds[k];
            if (other->kind == CMD_GLYPHS && !rectpx_is_empty(rectpx_common(*r, other->rect))) {
                fail_msg("\"%.*s\" lies over \"%.*s\"", STR_ARG(cmd->text), STR_ARG(other->text));
            }
        }
    }
}

static void the_page_says_the_month_in_chinese(void **state)
{
    Desk *desk = *state;
    draw(desk, SAY_ZH, (Report){.sums = busy(desk), .store = desk->store});
    static const char *const TEXTS[] = {
        "展厅使用月报", "2026年11月",     "4321", "3分20秒", "4.0",  "10%",           "5%", "首页",
        "民生云图",     "看得最多的页面", "321",  "武进",    "42秒", "看到哪一页离开"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        expect(desk, TEXTS[i]);
    }
    assert_false(is_written(desk, "district/")); // names, not routes
    assert_false(is_written(desk, "chains/"));
    expect_tidy(desk);
}

static void the_page_says_the_month_in_english(void **state)
{
    Desk *desk = *state;
    draw(desk, SAY_EN, (Report){.sums = busy(desk), .store = desk->store, .is_portrait = true});
    static const char *const TEXTS[] = {"How the exhibit was used", "2026-11", "3 min 20 s",
                                        "Most viewed pages",        "Wujin",   "Average stay"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        expect(desk, TEXTS[i]);
    }
    expect_tidy(desk);
}

static void without_a_story_pages_go_by_their_routes(void **state)
{
    Desk *desk = *state;
    draw(desk, SAY_ZH, (Report){.sums = busy(desk)});
    expect(desk, "chains/new-energy");
    expect(desk, "district/wujin");
    expect_tidy(desk);
}

static void an_empty_month_says_so(void **state)
{
    Desk *desk = *state;
    desk->sums = (JournalMonth){0};
    draw(desk, SAY_ZH, (Report){.sums = &desk->sums, .store = desk->store});
    expect(desk, "这个月没有参观记录。");
    assert_false(is_written(desk, "0%"));
    expect_tidy(desk);
    draw(desk, SAY_EN, (Report){.sums = &desk->sums});
    expect(desk, "No visit was recorded in this month.");
    expect_tidy(desk);
}

static void one_visit_without_taps_is_a_page_too(void **state)
{
    Desk *desk = *state;
    desk->sums = (JournalMonth){.visits = 1, .views = 1, .length_ms = 4000};
    desk->sums.by_day[29] = desk->sums.by_hour[23] = 1;
    add_page(&desk->sums, "home", 1, 0);
    draw(desk, SAY_ZH, (Report){.sums = &desk->sums, .store = desk->store});
    expect(desk, "没有在中途离开的。");
    expect(desk, "4秒");
    expect_tidy(desk);
}

static void the_file_is_written_or_a_sentence_says_why(void **state)
{
    Desk *desk = *state;
    unlink(JOURNAL);
    unlink(PICTURE);
    ReportOptions options = {.journal = JOURNAL,
                             .month = "2026-11",
                             .out = PICTURE,
                             .fonts = BUILD_DIR "/fonts",
                             .zone_h = 8};
    Err err = {0};
    arena_reset(&desk->arena);
    assert_false(report_write(&desk->arena, &options, &err));
    assert_true(err.what[0] && err.hint[0]);
    assert_false(file_exists(JOURNAL)); // reading makes no file
    assert_true(file_write(JOURNAL, STR("this is no database, but long enough to look at"), NULL));
    err = (Err){0};
    assert_false(report_write(&desk->arena, &options, &err));
    assert_true(err.what[0] && err.hint[0]);
    assert_true(file_exists(JOURNAL)); // and puts nothing aside
    unlink(JOURNAL);
    journal_close(journal_open(JOURNAL, 0, 0, NULL));
    assert_true(report_write(&desk->arena, &options, &err));
    assert_true(file_size(PICTURE) > 1000);
    options.month = "2026-13";
    err = (Err){0};
    assert_false(report_write(&desk->arena, &options, &err));
    assert_true(err.what[0] && err.hint[0]);
}

static void a_zone_is_hours(void **state)
{
    (void)state;
    int zone = 99;
    assert_true(report_zone("8", &zone));
    assert_int_equal(zone, 8);
    assert_true(report_zone("-5", &zone));
    assert_int_equal(zone, -5);
    static const char *const WRONG[] = {"", "15", "-13", "8h", "east"};
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++) {
        assert_false(report_zone(WRONG[i], &zone));
    }
    assert_int_equal(zone, -5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_says_the_month_in_chinese),
        cmocka_unit_test(the_page_says_the_month_in_english),
        cmocka_unit_test(without_a_story_pages_go_by_their_routes),
        cmocka_unit_test(an_empty_month_says_so),
        cmocka_unit_test(one_visit_without_taps_is_a_page_too),
        cmocka_unit_test(the_file_is_written_or_a_sentence_says_why),
        cmocka_unit_test(a_zone_is_hours),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
