// The signs of the house: slip, seal, pearl and line at the sizes of language.md §5, §6.
#include "ui_fixture.h"

static void a_slip_is_as_high_as_its_characters(void **state)
{
    (void)state;
    Rect three = ui_slip_rect(64, 56, 64, 3);
    Rect four = ui_slip_rect(64, 56, 64, 4);
    assert_float_equal(three.w, 116, 0);
    assert_float_equal(three.h, 286, 0);
    assert_float_equal(four.h, 360, 0);
    Rect fold = ui_slip_rect(90, 424, 48, 3); // as the home page's folds carry it
    assert_float_equal(fold.w, 86, 0);
    assert_float_equal(fold.h, 210, 0);
}

static void a_slip_has_its_frame_at_7_and_its_hairline_at_13(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_slip(ui, 64, 56, 64, STR("产业链"));
    // the top edges of paper, frame and hairline
    int tops[3] = {-1, -1, -1};
    for (int i = 0; i < ui->list.count; i++) {
        const Cmd *cmd = &ui->list.cmds[i];
        if (cmd->kind != CMD_FILL) {
            continue;
        }
        RectPx r = cmd->rect;
        tops[0] = r.x == 64 && r.w == 116 && r.h == 286 ? r.y : tops[0];
        tops[1] = r.x == 71 && r.w == 102 && r.h == 3 && tops[1] < 0 ? r.y : tops[1];
        tops[2] = r.x == 77 && r.w == 90 && r.h == 1 && tops[2] < 0 ? r.y : tops[2];
    }
    assert_int_equal(tops[0], 56);
    assert_int_equal(tops[1], 63);
    assert_int_equal(tops[2], 69);
    const Cmd *title = last_cmd(ui);
    assert_true(str_is(title->text, "产业链"));
    assert_true(abs(2 * title->rect.x + title->rect.w - 2 * (64 + 58)) <= 3);
    assert_true(title->rect.y > 69 && title->rect.y + title->rect.h < 56 + 286 - 13);
    ui_end(ui);
}

static void an_english_slip_is_turned_and_holds_long_names(void **state)
{
    Ui *ui = *state;
    begin(ui);
    const Str names[] = {STR("Chains"), STR("Livelihood projects of the year")};
    for (int i = 0; i < COUNT(names); i++) {
        Rect box = ui_slip_box(ui, 64, 56, 64, names[i]);
        assert_float_equal(box.h, 390, 0);
        ui_slip(ui, 64, 56, 64, names[i]);
        RectPx ink = last_cmd(ui)->rect;
        assert_true(ink.h > ink.w);
        assert_true(ink.x > 64 + 13 && ink.x + ink.w < 64 + 116 - 13);
        assert_true(ink.y > 56 + 13 && ink.y + ink.h < 56 + 390 - 13);
    }
    ui_end(ui);
}

static void a_seal_of_92_is_136_square_and_reads_from_the_right(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_seal(ui, 100, 100, 92, STR("龙城一脉"), false);
    RectPx box = {0};
    const Cmd *glyphs[4] = {0};
    int count = 0;
    for (int i = 0; i < ui->list.count; i++) {
        const Cmd *cmd = &ui->list.cmds[i];
        if (cmd->kind == CMD_GLYPHS && count < 4) {
            glyphs[count++] = cmd;
        } else if (i == 0) {
            box = cmd->rect;
        }
    }
    assert_true(abs(box.w - 136) <= 1 && abs(box.h - 136) <= 1);
    assert_int_equal(count, 4);
    assert_true(str_is(glyphs[0]->text, "龙"));
    assert_true(str_is(glyphs[1]->text, "城"));
    assert_true(str_is(glyphs[2]->text, "一"));
    assert_true(glyphs[0]->rect.x > glyphs[2]->rect.x + 30); // 龙 right of 一
    assert_true(glyphs[1]->rect.y > glyphs[0]->rect.y + 30); // 城 below 龙
    for (int i = 0; i < 4; i++) {
        RectPx r = glyphs[i]->rect;
        assert_true(r.x >= 105 && r.y >= 105 && r.x + r.w <= 231 && r.y + r.h <= 231);
    }
    ui_end(ui);
}

static void a_pearl_is_three_discs_about_one_middle(void **state)
{
    Ui *ui = *state;
    begin(ui);
    ui_pearl(ui, (Point){500, 300}, 20);
    assert_int_equal(ui->list.count, 3);
    static const int RADII[] = {42, 20, 9}; // 2.1 r, r, 0.44 r on whole px
    for (int i = 0; i < 3; i++) {
        RectPx r = ui->list.cmds[i].rect;
        assert_true(abs(r.w - 2 * RADII[i]) <= 2);
        assert_int_equal(2 * r.x + r.w, 1000);
        assert_int_equal(2 * r.y + r.h, 600);
    }
    assert_int_equal(ui->list.cmds[0].paint.colour.a, 56); // α .22
    ui_end(ui);
}

static const GradientStop POWER[] = {
    {0, {0x8F, 0xBF, 0xD0, 0}}, {0.5f, {0x1C, 0x5F, 0x8B, 255}}, {1, {0xFF, 0xC6, 0x2B, 255}}};

static Current home_line(const Point *points, int count)
{
    return (Current){.points = points,
                     .count = count,
                     .width = 6,
                     .swell = 26,
                     .power = 1,
                     .strands = 9,
                     .k = 1.7f,
                     .phase = 0.2f,
                     .stroke = 2.4f,
                     .alpha = 0.7f,
                     .stops = POWER,
                     .stop_count = 3};
}

static void the_line_follows_its_spine_within_its_width(void **state)
{
    Ui *ui = *state;
    begin(ui);
    static const Point level[] = {{100, 400}, {400, 400}, {700, 400}, {1000, 400}};
    Current line = home_line(level, 4);
    ui_current(ui, &line);
    const Cmd *cmd = last_cmd(ui);
    assert_int_equal(cmd->kind, CMD_MASK);
    assert_int_equal(cmd->paint.kind, PAINT_GRADIENT);
    assert_float_equal(cmd->paint.from.x, 100, 0.01);
    assert_float_equal(cmd->paint.to.x, 1000, 0.01);
    assert_true(abs(cmd->rect.x - 98) <= 2 && abs(cmd->rect.w - 904) <= 4);
    // W is 32 at most, 1.12 W with the second wave, half a stroke and a pixel over
    assert_true(cmd->rect.y >= 400 - 39 && cmd->rect.y + cmd->rect.h <= 400 + 39);
    assert_true(cmd->rect.h > 40);
    int most = 0;
    for (int i = 0; i < cmd->mask.mask.stride * cmd->mask.mask.h; i++) {
        most = cmd->mask.mask.px[i] > most ? cmd->mask.mask.px[i] : most;
    }
    assert_true(most > 160); // the middle strand alone is 0.7
    ui_end(ui);
}

static void a_still_line_is_rasterised_once_wherever_it_lies(void **state)
{
    Ui *ui = *state;
    begin(ui);
    Point points[] = {{100, 400}, {400, 380}, {700, 430}, {1000, 400}};
    Current line = home_line(points, 4);
    ui_current(ui, &line);
    int64_t misses = ui->caches->shapes.misses;
    RectPx before = last_cmd(ui)->rect;
    for (int i = 0; i < 4; i++) {
        points[i].y += 32;
    }
    ui_current(ui, &line);
    assert_int_equal(ui->caches->shapes.misses, misses);
    assert_int_equal(last_cmd(ui)->rect.y, before.y + 32);
    line.phase += 0.2f;
    ui_current(ui, &line);
    assert_int_equal(ui->caches->shapes.misses, misses + 1);
    ui_end(ui);
}

static void a_line_of_one_strand_is_its_spine(void **state)
{
    Ui *ui = *state;
    begin(ui);
    static const Point level[] = {{100, 400}, {500, 400}};
    Current line = home_line(level, 2);
    line.strands = 1;
    line.width = line.swell = 0;
    ui_current(ui, &line);
    assert_true(last_cmd(ui)->rect.h <= 6);
    ui_end(ui);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_slip_is_as_high_as_its_characters),
        cmocka_unit_test(a_slip_has_its_frame_at_7_and_its_hairline_at_13),
        cmocka_unit_test(an_english_slip_is_turned_and_holds_long_names),
        cmocka_unit_test(a_seal_of_92_is_136_square_and_reads_from_the_right),
        cmocka_unit_test(a_pearl_is_three_discs_about_one_middle),
        cmocka_unit_test(the_line_follows_its_spine_within_its_width),
        cmocka_unit_test(a_still_line_is_rasterised_once_wherever_it_lies),
        cmocka_unit_test(a_line_of_one_strand_is_its_spine),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
