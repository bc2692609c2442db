// Labels: where their glyphs land, in both languages and in large type.
#include "ui_fixture.h"
#include <stdio.h>

static void one_line_stands_at_about_or_up_to_its_x(void **state)
{
    Ui *ui = *state;
    begin(ui);
    Label label = {.type = theme_type(TYPE_B2), .colour = INK, .text = STR("国国国国"), .x = 500};
    Extent extent = ui_text(ui, &label);
    assert_float_equal(extent.w, 4 * 26, 0.5);
    int start = last_cmd(ui)->rect.x;
    label.align = ALIGN_CENTRE;
    ui_text(ui, &label);
    assert_int_equal(last_cmd(ui)->rect.x, start - 52);
    label.align = ALIGN_END;
    ui_text(ui, &label);
    assert_int_equal(last_cmd(ui)->rect.x, start - 104);
    ui_end(ui);
}

static void measuring_says_what_drawing_does_and_draws_nothing(void **state)
{
    Ui *ui = *state;
    begin(ui);
    Label label = {.type = theme_type(TYPE_B2),
                   .text = STR("大运河从城中穿过，水边的厂房如今是展厅。"),
                   .w = 300};
    Extent measured = ui_measure(ui, &label);
    assert_int_equal(ui->list.count, 0);
    Extent drawn = ui_text(ui, &label);
    assert_int_equal(measured.lines, 2);
    assert_int_equal(drawn.lines, 2);
    assert_float_equal(measured.h, 84, 0.01);
    assert_float_equal(drawn.w, measured.w, 0);
    ui_end(ui);
}

static void an_empty_label_is_nothing(void **state)
{
    Ui *ui = *state;
    begin(ui);
    Extent extent = ui_line(ui, TYPE_B2, INK, 0, 0, STR_NONE);
    ui_vertical(ui, theme_type(TYPE_B2), INK, 0, 0, STR_NONE);
    ui_turned(ui, theme_type(TYPE_B2), INK, 0, 0, 0, STR_NONE);
    ui_text_in(ui, theme_type(TYPE_B2), INK, (Rect){0, 0, 10, 10}, STR_NONE);
    assert_int_equal(ui->list.count, 0);
    assert_float_equal(extent.w, 0, 0);
    ui_end(ui);
}

static void the_baseline_is_where_the_line_box_puts_it(void **state)
{
    Ui *ui = *state;
    // baseline = top + (L − (asc + desc)·s)/2 + asc·s: a digit's foot stands on it
    static const struct {
        TypeToken token;
        float asc, desc;
    } ROWS[] = {{TYPE_H1, 1.151f, 0.286f},
                {TYPE_B1, 1.160f, 0.288f},
                {TYPE_C, 1.160f, 0.288f},
                {TYPE_H3, 1.160f, 0.288f}};
    for (int i = 0; i < COUNT(ROWS); i++) {
        begin(ui);
        Type type = theme_type(ROWS[i].token);
        ui_line(ui, ROWS[i].token, INK, 100, 200, STR("1"));
        RectPx ink = last_cmd(ui)->rect;
        float baseline = 200 + (type.line - (ROWS[i].asc + ROWS[i].desc) * type.size) / 2 +
                         ROWS[i].asc * type.size;
        print_message("  size %g: foot %d, baseline %g\n", (double)type.size, ink.y + ink.h,
                      (double)baseline);
        assert_true(fabsf((float)(ink.y + ink.h) - baseline) <= 1);
        ui_end(ui);
    }
}

static void a_text_in_a_box_is_in_its_middle_and_shrinks_to_fit(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_text_in(ui, theme_type(TYPE_H3), INK, (Rect){300, 300, 200, 96}, STR("国国"));
    RectPx ink = last_cmd(ui)->rect;
    assert_true(abs(2 * ink.x + ink.w - 2 * 400) <= 3);
    assert_true(abs(2 * ink.y + ink.h - 2 * 348) <= 5);
    ui_text_in(ui, theme_type(TYPE_H3), INK, (Rect){300, 300, 200, 96}, STR("国国国国国国国国"));
    ink = last_cmd(ui)->rect;
    assert_true(ink.x >= 300 && ink.x + ink.w <= 500);
    ui_end(ui);
}

static void the_cache_gives_the_same_list_twice(void **state)
{
    Ui *ui = *state;
    Str seen = STR_NONE;
    Arena kept;
    arena_init(&kept, "kept", MIB);
    int64_t misses = 0;
    for (int i = 0; i < 2; i++) {
        begin(ui);
        TextSpan spans[] = {{STR("产值"), FACE_SANS_BOLD, 1}, {STR("7600亿元，占比6.8%"), -1, 0}};
        const Colour inks[] = {INK, AZURITE};
        ui_text(ui, &(Label){.type = theme_type(TYPE_B1),
                             .spans = spans,
                             .span_count = 2,
                             .inks = inks,
                             .w = 240,
                             .align = ALIGN_JUSTIFY,
                             .x = 100,
                             .y = 100});
        Str text = list_text(&frame, &ui->list);
        ui_end(ui);
        if (i == 0) {
            seen = str_dup(&kept, text);
            misses = ui->caches->texts.misses;
        } else {
            assert_true(str_eq(text, seen));
            assert_int_equal(ui->caches->texts.misses, misses);
        }
    }
    arena_finish(&kept);
}

static void every_ink_is_a_command_of_its_own_with_its_own_words(void **state)
{
    Ui *ui = *state;
    begin(ui);
    TextSpan spans[] = {{STR("常州"), -1, 0}, {STR("新能源"), -1, 1}, {STR("之都"), -1, 0}};
    const Colour inks[] = {INK, AZURITE};
    ui_text(ui, &(Label){.type = theme_type(TYPE_B1),
                         .spans = spans,
                         .span_count = 3,
                         .inks = inks,
                         .alpha = 0.5f});
    assert_int_equal(ui->list.count, 2);
    assert_true(str_is(ui->list.cmds[0].text, "常州之都"));
    assert_true(str_is(ui->list.cmds[1].text, "新能源"));
    assert_int_equal(ui->list.cmds[1].glyph_count, 3);
    assert_true(colour_eq(ui->list.cmds[1].paint.colour, colour_faded(AZURITE, 0.5f)));
    ui_end(ui);
}

static void what_differs_in_one_field_is_another_block(void **state)
{
    Ui *ui = *state;
    begin(ui);
    Label base = {.type = theme_type(TYPE_B1), .text = STR("运河两岸，123的故事与灯火"), .w = 300};
    Label rows[10];
    for (int i = 0; i < COUNT(rows); i++) {
        rows[i] = base;
    }
    rows[1].w = 301;
    rows[2].type.size = 29;
    rows[3].type.face = FACE_SANS_BOLD;
    rows[4].tracking_em = 0.1f;
    rows[5].align = ALIGN_CENTRE;
    rows[6].max_lines = 1;
    rows[7].is_tabular = true;
    rows[8].indent_em = 2;
    rows[9].text = STR("运河两岸，124的故事与灯火");
    int64_t before = ui->caches->texts.misses;
    for (int i = 0; i < COUNT(rows); i++) {
        ui_measure(ui, &rows[i]);
        assert_int_equal(ui->caches->texts.misses - before, i + 1);
    }
    ui_end(ui);
}

static void large_type_enlarges_what_is_read_and_leaves_titles(void **state)
{
    Ui *ui = *state;
    static const struct {
        TypeToken token;
        float normal, large;
    } ROWS[] = {{TYPE_C, 22, 28},  {TYPE_B2, 26, 32}, {TYPE_B1, 30, 38},
                {TYPE_H3, 28, 35}, {TYPE_H1, 64, 64}, {TYPE_N3, 44, 44}};
    for (int i = 0; i < COUNT(ROWS); i++) {
        ui->modes.is_large = false;
        assert_float_equal(ui_type(ui, theme_type(ROWS[i].token)).size, ROWS[i].normal, 0);
        ui->modes.is_large = true;
        assert_float_equal(ui_type(ui, theme_type(ROWS[i].token)).size, ROWS[i].large, 0);
    }
    begin(ui);
    Extent large = ui_line(ui, TYPE_C, INK, 0, 0, STR("国国国国"));
    assert_float_equal(large.w, 4 * 28, 0.5);
    ui_end(ui);
    ui->modes.is_large = false;
}

static void english_is_ragged_tighter_and_not_indented(void **state)
{
    Ui *ui = *state;
    ui->language = TEXT_EN;
    begin(ui);
    Label label = {.type = theme_type(TYPE_ARTICLE),
                   .colour = INK,
                   .text = STR("The canal has carried grain, silk and now batteries."),
                   .w = 400,
                   .indent_em = 2,
                   .align = ALIGN_JUSTIFY};
    Extent extent = ui_text(ui, &label);
    int x = last_cmd(ui)->rect.x;
    assert_true(extent.lines >= 2);
    assert_float_equal(extent.h / (float)extent.lines, 28 * 1.4f, 0.01);
    assert_true(x < 4);
    label.text = STR("还没有英文的一段话，按中文排，首行也不例外。");
    extent = ui_text(ui, &label);
    assert_float_equal(extent.h / (float)extent.lines, 49.6f, 0.01);
    assert_true(last_cmd(ui)->rect.x < 4 + 2 * 28);
    assert_float_equal(ui_title(ui, TYPE_H1).size, 64 * 0.66f, 0.01);
    assert_float_equal(ui_title(ui, TYPE_H3).size, 28, 0);
    ui_end(ui);
    ui->language = TEXT_ZH;
    assert_float_equal(ui_title(ui, TYPE_H1).size, 64, 0);
}

static void a_column_goes_down_and_a_turned_line_too(void **state)
{
    Ui *ui = *state;
    begin(ui);
    Type type = {FACE_SERIF_BLACK, 64, 64};
    ui_vertical(ui, type, INK, 500, 100, STR("国国国"));
    const Cmd *cmd = last_cmd(ui);
    assert_int_equal(cmd->glyph_count, 3);
    assert_int_equal(cmd->glyphs[1].x, cmd->glyphs[0].x);
    assert_true(abs(cmd->glyphs[2].y - cmd->glyphs[0].y - 148) <= 1); // 2 · 1.16 · 64
    assert_true(abs(2 * cmd->rect.x + cmd->rect.w - 1000) <= 3);
    Extent extent =
        ui_turned(ui, theme_type(TYPE_L), SLATE, 500, 400, 0.08f, STR("Industry chains"));
    cmd = last_cmd(ui);
    assert_true(cmd->rect.h > cmd->rect.w * 4);
    assert_true(cmd->rect.y >= 400 && cmd->rect.y < 410);
    assert_true(extent.h > extent.w);
    for (int i = 1; i < cmd->glyph_count; i++) {
        assert_true(cmd->glyphs[i].y > cmd->glyphs[i - 1].y);
    }
    ui_end(ui);
}

static void a_label_outside_the_clip_costs_no_command(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_clip(ui, (Rect){100, 100, 300, 200});
    int before = ui->list.count;
    ui_line(ui, TYPE_B2, INK, 120, 600, STR("看不见的一行"));
    assert_int_equal(ui->list.count, before);
    ui_line(ui, TYPE_B2, INK, 120, 280, STR("露出上半的一行"));
    assert_int_equal(ui->list.count, before + 1);
    ui_unclip(ui);
    ui_end(ui);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line_stands_at_about_or_up_to_its_x),
        cmocka_unit_test(measuring_says_what_drawing_does_and_draws_nothing),
        cmocka_unit_test(an_empty_label_is_nothing),
        cmocka_unit_test(the_baseline_is_where_the_line_box_puts_it),
        cmocka_unit_test(a_text_in_a_box_is_in_its_middle_and_shrinks_to_fit),
        cmocka_unit_test(the_cache_gives_the_same_list_twice),
        cmocka_unit_test(every_ink_is_a_command_of_its_own_with_its_own_words),
        cmocka_unit_test(what_differs_in_one_field_is_another_block),
        cmocka_unit_test(large_type_enlarges_what_is_read_and_leaves_titles),
        cmocka_unit_test(english_is_ragged_tighter_and_not_indented),
        cmocka_unit_test(a_column_goes_down_and_a_turned_line_too),
        cmocka_unit_test(a_label_outside_the_clip_costs_no_command),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
