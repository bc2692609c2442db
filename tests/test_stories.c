#include "pages/story_draw.h"
#include "pages_fixture.h"
#include "store/writer.h"
#include <string.h>

// Every kind with 2 to 9 parts, made by the test: names short and long, with and without figure, icon
// and text, the last one blank where the kind has blanks.

enum { LEAST = 2, MOST = 9 };

static const char *const KINDS[] = {"steps",   "loop", "bars",    "pair",    "share",  "lever",
                                    "wheel",   "tree", "grid",    "pyramid", "radius", "boxes",
                                    "cascade", "rack", "network", "ladder",  "cross",  "gallery"};

// clang-format off
static const char *const NAMES_ZH[MOST] = {
    "甲子", "光储充一体化场站", "链主企业", "职业技术学院联盟", "丙", "惠及经营主体", "夜间课堂", "另外多项举措", "就近办理"};
static const char *const NAMES_EN[MOST] = {
    "First", "Party-building instructor", "Chain leader", "Intellectual property", "A key",
    "Businesses reached", "Night school", "State and village money", "Nearby"};
// clang-format on

static void put(Writer *writer, const char *table, const char *const *columns, const char **values,
                int count)
{
    Str texts[16];
    for (int i = 0; i < count; i++) {
        texts[i] = str_from(values[i]);
    }
    Err err = {0};
    assert_true(writer_row(writer, table, columns, texts, count, &err));
}

static void word(Writer *writer, const char *entity, const char *id, const char *field,
                 const char *zh, const char *en)
{
    Str of = str_from(entity);
    assert_true(
        writer_text(writer, of, str_from(id), str_from(field), STR("zh"), str_from(zh), NULL));
    assert_true(
        writer_text(writer, of, str_from(id), str_from(field), STR("en"), str_from(en), NULL));
}

static const char *slot_of(const char *kind, int i, int count, char slot[48])
{
    if (strcmp(kind, "grid") == 0) {
        snprintf(slot, 48, "%d.%d", i / 3 + 1, i % 3 + 1);
    } else if (strcmp(kind, "cross") == 0) {
        snprintf(slot, 48, "%s", i % 2 ? "area" : "line");
    } else if (strcmp(kind, "boxes") == 0 && count % 2) {
        snprintf(slot, 48, "%d", i / 3 + 1);
    } else if (strcmp(kind, "share") == 0) {
        snprintf(slot, 48, "%s", i == 0 ? "part" : i == 1 ? "whole" : "");
    } else if (strcmp(kind, "tree") == 0) {
        snprintf(slot, 48, "%s", i == 0 ? "root" : "");
        if (i > 3) {
            snprintf(slot, 48, "tree-%d-%d", count, i - 3);
        }
    } else if (strcmp(kind, "network") == 0 && i == 0) {
        snprintf(slot, 48, "hub");
    } else if (strcmp(kind, "ladder") == 0 && i == 1) {
        snprintf(slot, 48, "mark");
    } else {
        bool has_blank =
            strcmp(kind, "pair") != 0 && strcmp(kind, "lever") != 0 && strcmp(kind, "rack") != 0;
        snprintf(slot, 48, "%s", has_blank && i == count - 1 && i > 1 ? "blank" : "");
    }
    return slot;
}

static void put_story(Writer *writer, const char *kind, int count)
{
    static const char *const STORY[] = {"id", "kind", "about", "figures", "source", "review"};
    static const char *const PART[] = {"id", "story", "slot", "figure", "icon", "source", "review"};
    char id[32];
    snprintf(id, sizeof id, "%s-%d", kind, count);
    put(writer, "story", STORY,
        (const char *[]){id, kind, "livelihood;chains", "f1;f2", "s1", "已审"}, COUNT(STORY));
    word(writer, "story", id, "title", "一件事怎样一步步办成", "How a thing gets done");
    word(writer, "story", id, "lead", "资料写到哪里，图就画到哪里。",
         "The drawing goes as far as the sources do.");
    for (int i = 0; i < count; i++) {
        char part[48];
        char slot[48];
        snprintf(part, sizeof part, "%s-%d", id, i);
        slot_of(kind, i, count, slot);
        bool is_blank = strcmp(slot, "blank") == 0;
        bool is_amount = strcmp(kind, "share") == 0 || strcmp(kind, "bars") == 0 ||
                         strcmp(kind, "pair") == 0 || strcmp(kind, "lever") == 0;
        bool has_figure = !is_blank && (is_amount ? i < 7 : i % 3 == 1);
        put(writer, "story_part", PART,
            (const char *[]){part, id, slot, has_figure ? (i % 2 ? "f2" : "f1") : "",
                             i % 2 ? "home" : "", "s1", "已审"},
            COUNT(PART));
        if (!is_blank) {
            word(writer, "story_part", part, "name", NAMES_ZH[i], NAMES_EN[i]);
        }
        if (i != 2) {
            word(writer, "story_part", part, "text", "材料里的一句话。", "A sentence.");
        }
    }
}

static void make_story(const char *path)
{
    static const char *const VALUE[] = {"id"};
    static const char *const SOURCE[] = {"id", "title", "date", "review"};
    static const char *const UNIT[] = {"id", "factor", "en_style"};
    static const char *const THEME[] = {"id", "tab", "icon"};
    static const char *const FIGURE[] = {"id",   "theme",  "value",  "unit",
                                         "kind", "source", "review", "period"};
    Writer *w = writer_open(path, NULL);
    assert_non_null(w);
    put(w, "value", VALUE, (const char *[]){"languages"}, 1);
    word(w, "value", "languages", "value", "zh;en", "zh;en");
    put(w, "label", VALUE, (const char *[]){"story.blank"}, 1);
    word(w, "label", "story.blank", "value", "名称待补", "Name to come");
    put(w, "source", SOURCE, (const char *[]){"s1", "一篇报道", "2024-01", "已审"}, COUNT(SOURCE));
    word(w, "source", "s1", "date", "2024年1月", "January 2024");
    put(w, "unit", UNIT, (const char *[]){"万套", "10000", "count"}, COUNT(UNIT));
    word(w, "unit", "万套", "name", "万套", "homes");
    put(w, "theme", THEME, (const char *[]){"t1", "livelihood", "home"}, COUNT(THEME));
    word(w, "theme", "t1", "name", "民生", "Living");
    for (int i = 1; i <= 2; i++) {
        char id[8];
        snprintf(id, sizeof id, "f%d", i);
        put(w, "figure", FIGURE,
            (const char *[]){id, "t1", i == 1 ? "1.13" : "11.77", "万套",
                             i == 1 ? "actual" : "target", "s1", "已审", "2023"},
            COUNT(FIGURE));
        word(w, "figure", id, "label", "建成套数", "Homes built");
    }
    for (int k = 0; k < COUNT(KINDS); k++) {
        for (int count = LEAST; count <= MOST; count++) {
            put_story(w, KINDS[k], count);
        }
    }
    Err err = {0};
    assert_true(writer_commit(w, STR("1.0"), STR("2024-02-18"), &err));
}

static int setup(void **state)
{
    static Visitor visitor;
    static const char PATH[] = BUILD_DIR "/test-stories.db";
    make_story(PATH);
    HouseOptions options = {.story = PATH, .fonts = BUILD_DIR "/fonts", .threads = 1};
    Err err = {0};
    if (!house_open(&visitor.house, &options, NULL, &err)) {
        fprintf(stderr, "%s %s\n", err.what, err.hint);
        return -1;
    }
    *state = &visitor;
    return 0;
}

typedef struct {
    const char *language;
    int w, h;
    bool is_large;
} View;

// clang-format off
static const View VIEWS[] = {
    {"zh", 1920, 1080, false}, {"en", 1920, 1080, false},
    {"zh", 1080, 1920, false}, {"en", 1080, 1920, false},
    {"zh", 1920, 1080, true},  {"en", 1080, 1920, true},
};
// clang-format on

// A visit on a view; a kind after the other, so that glyphs are set once.
static void go(Visitor *v, const char *kind, int count)
{
    Arena arena;
    arena_init(&arena, "route", MIB);
    app_home(&v->app); // the way back stays short
    app_go(&v->app, str_format(&arena, "story/%s-%d", kind, count));
    visitor_wait(v, 800);
    arena_finish(&arena);
}

static const Page *stage(const Visitor *v)
{
    return &v->app.stage[v->app.current];
}

static bool is_part(const Target *target)
{
    return target->action == STORY_ACTION_PART;
}

static bool meet(Rect a, Rect b)
{
    const float slack = 1.5f;
    return a.x + a.w > b.x + slack && b.x + b.w > a.x + slack && a.y + a.h > b.y + slack &&
           b.y + b.h > a.y + slack;
}

static bool is_within(Rect inner, Rect outer, float slack)
{
    return inner.x >= outer.x - slack && inner.y >= outer.y - slack &&
           inner.x + inner.w <= outer.x + outer.w + slack &&
           inner.y + inner.h <= outer.y + outer.h + slack;
}

static int check_targets(const Visitor *v, const char *kind, int count)
{
    const Ui *ui = &v->app.ui;
    Rect room = {0, 0, ui->is_portrait ? ui->w : 1376, ui->is_portrait ? 1272 : ui->h - 120};
    bool is_reached[MOST] = {false};
    int faults = 0;
    assert_int_equal(ui->targets_dropped, 0);
    for (int i = 0; i < ui->target_count; i++) {
        const Target *a = &ui->targets[i];
        if (!is_part(a)) {
            continue;
        }
        is_reached[a->n - 1] = true;
        bool is_touchable = a->hit.w >= 95.5f && a->hit.h >= 95.5f;
        if (!is_touchable || !is_within(a->seen, room, 1)) {
            faults++;
            print_error("%s with %d: %.*s at %g,%g %g x %g\n", kind, count, STR_ARG(a->name),
                        (double)a->seen.x, (double)a->seen.y, (double)a->seen.w, (double)a->seen.h);
        }
        for (int k = 0; k < i; k++) {
            const Target *b = &ui->targets[k];
            if (is_part(b) && b->n != a->n && meet(a->seen, b->seen)) {
                faults++;
                print_error("%s with %d: %.*s lies on %.*s\n", kind, count, STR_ARG(a->name),
                            STR_ARG(b->name));
            }
        }
    }
    for (int i = 0; i < count; i++) {
        if (!is_reached[i]) {
            faults++;
            print_error("%s with %d: part %d cannot be touched\n", kind, count, i + 1);
        }
    }
    return faults;
}

// Every name is whole and stands within what one touches for it.
static int check_names(const Visitor *v, const char *kind, int count)
{
    const Ui *ui = &v->app.ui;
    const StoryData *data = stage(v)->data;
    int faults = 0;
    for (int i = 0; i < data->count; i++) {
        Str name = data->nodes[i].part.name;
        bool is_set = data->nodes[i].is_blank;
        for (int c = 0; c < ui->list.count && !is_set; c++) {
            const Cmd *cmd = &ui->list.cmds[c];
            if (cmd->kind != CMD_GLYPHS || !str_eq(cmd->text, name)) {
                continue;
            }
            Rect ink = {((float)cmd->rect.x - ui->origin_x) / ui->scale,
                        ((float)cmd->rect.y - ui->origin_y) / ui->scale,
                        (float)cmd->rect.w / ui->scale, (float)cmd->rect.h / ui->scale};
            for (int k = 0; k < ui->target_count && !is_set; k++) {
                const Target *target = &ui->targets[k];
                is_set = is_part(target) && target->n == i + 1 && is_within(ink, target->seen, 3);
            }
        }
        if (!is_set) {
            faults++;
            print_error("%s with %d: the name %.*s is cut or stands outside\n", kind, count,
                        STR_ARG(name));
        }
    }
    return faults;
}

static void walk_kinds(Visitor *v, int (*check)(const Visitor *, const char *, int))
{
    int faults = 0;
    for (int i = 0; i < COUNT(VIEWS); i++) {
        visitor_arrive(v, "home", VIEWS[i].language, VIEWS[i].w, VIEWS[i].h, 0);
        v->app.ui.modes.is_large = VIEWS[i].is_large;
        for (int k = 0; k < COUNT(KINDS); k++) {
            for (int count = LEAST; count <= MOST; count++) {
                go(v, KINDS[k], count);
                faults += check(v, KINDS[k], count);
            }
        }
        print_message("  %s %d x %d%s\n", VIEWS[i].language, VIEWS[i].w, VIEWS[i].h,
                      VIEWS[i].is_large ? " large" : "");
        visitor_leave(v);
    }
    assert_int_equal(faults, 0);
}

static void every_part_of_every_kind_can_be_touched_and_none_lies_on_another(void **state)
{
    walk_kinds(*state, check_targets);
}

static void every_name_is_whole_and_in_its_place(void **state)
{
    walk_kinds(*state, check_names);
}

static const Target *step_target(const Visitor *v, int by)
{
    for (int i = 0; i < v->app.ui.target_count; i++) {
        const Target *target = &v->app.ui.targets[i];
        if (target->action == STORY_ACTION_STEP && target->n == by) {
            return target;
        }
    }
    return NULL;
}

static void tap_target(Visitor *v, const Target *target)
{
    assert_non_null(target);
    visitor_tap(v, target->hit.x + target->hit.w / 2, target->hit.y + target->hit.h / 2);
}

static void stepping_goes_from_the_whole_to_the_last_part_and_back_and_no_further(void **state)
{
    Visitor *v = *state;
    for (int k = 0; k < COUNT(KINDS); k++) {
        visitor_arrive(v, "home", "zh", 1920, 1080, 0);
        go(v, KINDS[k], 5);
        assert_null(step_target(v, -1));
        for (int i = 1; i <= 5; i++) {
            tap_target(v, step_target(v, 1));
            assert_int_equal(stage(v)->memory.n[0], i);
        }
        assert_null(step_target(v, 1));
        for (int i = 4; i >= 0; i--) {
            tap_target(v, step_target(v, -1));
            assert_int_equal(stage(v)->memory.n[0], i);
        }
        assert_null(step_target(v, -1));
        for (int i = 0; i < v->app.ui.target_count; i++) {
            if (is_part(&v->app.ui.targets[i]) && v->app.ui.targets[i].n == 3) {
                tap_target(v, &v->app.ui.targets[i]);
                break;
            }
        }
        assert_int_equal(stage(v)->memory.n[0], 3);
        app_switch_language(&v->app); // the selection stays
        visitor_wait(v, 400);
        assert_int_equal(stage(v)->memory.n[0], 3);
        visitor_leave(v);
    }
}

static void a_reset_leaves_nothing_of_a_story_behind(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "attract", "zh", 1920, 1080, 0);
    uint64_t before = app_state_hash(&v->app);
    go(v, "loop", 5);
    tap_target(v, step_target(v, 1));
    assert_true(app_state_hash(&v->app) != before);
    app_reset(&v->app);
    visitor_wait(v, 800);
    assert_true(app_state_hash(&v->app) == before);
    visitor_leave(v);
}

static const Target *play_target(const Visitor *v)
{
    for (int i = 0; i < v->app.ui.target_count; i++) {
        if (v->app.ui.targets[i].action == STORY_ACTION_PLAY) {
            return &v->app.ui.targets[i];
        }
    }
    return NULL;
}

// Plays with and without motion; at the end nothing moves and the page is as it was.
static void play(Visitor *v, const char *kind, bool is_reduced)
{
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    v->app.ui.modes.is_reduced = is_reduced;
    go(v, kind, 6);
    visitor_wait(v, 2500);
    assert_true(app_next_ms(&v->app) == INT64_MAX);
    tap_target(v, play_target(v));
    uint64_t hashes[3];
    int different = 0;
    for (int i = 0; i < 3; i++) {
        hashes[i] = v->app.ui.list.hash;
        visitor_wait(v, 1900);
        different += v->app.ui.list.hash != hashes[i];
    }
    assert_true(different >= 2); // it goes on
    if (!is_reduced) {
        assert_true(app_next_ms(&v->app) <= v->now_ms + STEP_MS);
    }
    visitor_wait(v, 12000);
    assert_true(app_next_ms(&v->app) == INT64_MAX); // and ends
    visitor_leave(v);
}

static void a_round_and_a_run_move_when_asked_and_come_to_rest(void **state)
{
    play(*state, "loop", false);
    play(*state, "loop", true);
    play(*state, "rack", false);
    play(*state, "rack", true);
}

static void a_touch_ends_the_round_at_the_part_touched(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "home", "zh", 1920, 1080, 0);
    v->app.ui.modes.is_reduced = false;
    go(v, "loop", 6);
    tap_target(v, play_target(v));
    visitor_wait(v, 2000);
    for (int i = 0; i < v->app.ui.target_count; i++) {
        if (is_part(&v->app.ui.targets[i]) && v->app.ui.targets[i].n == 5) {
            tap_target(v, &v->app.ui.targets[i]);
            break;
        }
    }
    visitor_wait(v, 2000);
    assert_int_equal(stage(v)->memory.n[0], 5);
    assert_true(app_next_ms(&v->app) == INT64_MAX);
    visitor_leave(v);
}

static void a_story_that_is_not_there_says_so(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "story/nothing", "zh", 1920, 1080, 0);
    assert_null(step_target(v, 1));
    assert_true(v->app.ui.target_count > 0); // the bar leads away
    visitor_leave(v);
}

static void the_index_leads_to_every_story(void **state)
{
    Visitor *v = *state;
    visitor_arrive(v, "stories", "zh", 1080, 1920, 0);
    int found = 0;
    bool is_seen[COUNT(KINDS)][MOST + 1] = {{false}};
    for (int page = 0; page < 60; page++) {
        for (int i = 0; i < v->app.ui.target_count; i++) {
            const Target *target = &v->app.ui.targets[i];
            for (int k = 0; k < COUNT(KINDS); k++) {
                for (int count = LEAST; count <= MOST; count++) {
                    char route[48];
                    snprintf(route, sizeof route, "story/%s-%d", KINDS[k], count);
                    if (str_is(target->arg, route) && !is_seen[k][count]) {
                        is_seen[k][count] = true;
                        found++;
                    }
                }
            }
        }
        Page *here = &v->app.stage[v->app.current];
        scroll_to(&here->scrolls[0], here->scrolls[0].pos + 600);
        visitor_frame(v);
    }
    assert_int_equal(found, COUNT(KINDS) * (MOST - LEAST + 1));
    visitor_leave(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_part_of_every_kind_can_be_touched_and_none_lies_on_another),
        cmocka_unit_test(every_name_is_whole_and_in_its_place),
        cmocka_unit_test(stepping_goes_from_the_whole_to_the_last_part_and_back_and_no_further),
        cmocka_unit_test(a_reset_leaves_nothing_of_a_story_behind),
        cmocka_unit_test(a_round_and_a_run_move_when_asked_and_come_to_rest),
        cmocka_unit_test(a_touch_ends_the_round_at_the_part_touched),
        cmocka_unit_test(a_story_that_is_not_there_says_so),
        cmocka_unit_test(the_index_leads_to_every_story),
    };
    return cmocka_run_group_tests(tests, setup, visitor_close_house);
}
