#include "pages/article_text.h"
#include "pages_fixture.h"

enum { HEIGHT = 744, WIDTH = 496 };

static const float SIZES[] = {28, 32, 36};

typedef void Check(const ArticleText *text, const Flow *flow);

// Every article of the story, in both languages, sizes and with pinyin, set into columns.
static void for_all(Visitor *v, Check *check)
{
    for (int english = 0; english < 2; english++) {
        visitor_arrive(v, "articles", english ? "en" : "zh", 1920, 1080, 0);
        Arena arena;
        arena_init(&arena, "test", 64 << 20);
        ArticleList list;
        assert_true(store_articles(v->house.store, &arena, &list, NULL));
        assert_in_range(list.count, 10, 200);
        ArticleText *text = arena_new(&arena, ArticleText, 1);
        for (int i = 0; i < list.count; i++) {
            assert_true(article_load(&v->app, &arena, list.items[i].id, text));
            article_read_aloud(&v->app, &arena, text);
            for (int s = 0; s < COUNT(SIZES) * 2; s++) {
                Flow flow =
                    article_flow(&v->app, text, SIZES[s / 2], s % 2 == 1, true, WIDTH, HEIGHT);
                check(text, &flow);
            }
        }
        arena_finish(&arena);
        visitor_leave(v);
    }
}

static void check_columns(const ArticleText *text, const Flow *flow)
{
    assert_in_range(flow->column_count, 1, MAX_COLUMNS - 1);
    float at = 0;
    for (int c = 0; c < flow->column_count; c++) {
        const Column *column = &flow->columns[c];
        assert_float_equal(column->start, at, 0.01);
        assert_true(column->end - column->start <= HEIGHT + 1);
        assert_true(column->end > column->start);
        at = column->end;
    }
    assert_float_equal(at, flow->length, 0.01);
    assert_float_equal(flow->y[text->block_count], flow->length, 0.01);
}

static void columns_join_without_loss_and_none_is_higher_than_the_sheet(void **state)
{
    for_all(*state, check_columns);
}

static int column_of(const Flow *flow, float y)
{
    int found = 0;
    for (int c = 0; c < flow->column_count; c++) {
        found = flow->columns[c].start <= y + 0.01f ? c : found;
    }
    return found;
}

static void check_headings(const ArticleText *text, const Flow *flow)
{
    for (int i = 0; i + 1 < text->block_count; i++) {
        if (text->blocks[i].kind == BLOCK_HEADING) {
            assert_int_equal(column_of(flow, flow->y[i]), column_of(flow, flow->y[i + 1]));
        }
    }
}

static void a_heading_never_stands_last_in_its_column(void **state)
{
    for_all(*state, check_headings);
}

static void check_pieces(const ArticleText *text, const Flow *flow)
{
    for (int i = 0; i < text->block_count; i++) {
        if (text->blocks[i].kind > BLOCK_HEADING) {
            const Column *column = &flow->columns[column_of(flow, flow->y[i])];
            assert_true(flow->y[i + 1] <= column->end + 0.01f || i + 1 < text->block_count);
            assert_true(column->first_block <= i);
        }
    }
}

static void pictures_figures_and_links_are_never_torn(void **state)
{
    for_all(*state, check_pieces);
}

static void the_measure_is_a_whole_number_of_ems_in_chinese(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "articles", "zh", 1920, 1080, 0);
    Arena arena;
    arena_init(&arena, "test", 8 << 20);
    ArticleText *text = arena_new(&arena, ArticleText, 1);
    assert_true(article_load(&v->app, &arena, STR("talent-homes"), text));
    for (int s = 0; s < COUNT(SIZES); s++) {
        Flow flow = article_flow(&v->app, text, SIZES[s], false, true, WIDTH, HEIGHT);
        assert_float_equal(fmodf(flow.width, SIZES[s]), 0, 0.001);
        assert_true(flow.width <= WIDTH && flow.width > WIDTH - SIZES[s]);
    }
    arena_finish(&arena);
    visitor_leave(v);
}

static void pinyin_and_type_size_keep_what_was_being_read(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "article/five-links", "zh", 1920, 1080, 0);
    visitor_tap(v, 1781, 872); // next page
    const Page *page = &v->app.stage[v->app.current];
    assert_int_equal(page->memory.n[1], 1);
    visitor_tap(v, 232, 872); // pinyin: fewer characters a page
    assert_int_equal(page->memory.n[2], 1);
    assert_in_range(page->memory.n[1], 1, 4);
    visitor_tap(v, 232, 872);
    assert_int_equal(page->memory.n[2], 0);
    assert_int_equal(page->memory.n[1], 1);
    visitor_leave(v);
}

static void an_article_that_is_not_there_says_so(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "article/nowhere", "zh", 1920, 1080, 0);
    assert_string_equal(visitor_route(v), "article/nowhere");
    visitor_tap(v, 1781, 872); // where the buttons would be
    visitor_leave(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_join_without_loss_and_none_is_higher_than_the_sheet),
        cmocka_unit_test(a_heading_never_stands_last_in_its_column),
        cmocka_unit_test(pictures_figures_and_links_are_never_torn),
        cmocka_unit_test(the_measure_is_a_whole_number_of_ems_in_chinese),
        cmocka_unit_test(pinyin_and_type_size_keep_what_was_being_read),
        cmocka_unit_test(an_article_that_is_not_there_says_so),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
