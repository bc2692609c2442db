// Chains of a story that tells less: members without a district, a role or a kind, a stage without a meaning, a
// chain without figures, relations, pictures and stories (what a story needs, names, cannot be missing: the
// check of the authors sees to that). What is missing is not there; nothing is empty.
#include "less_story.h"
#include "pages/chain_data.h"
#include "written.h"
#include <string.h>
#include <strings.h>

enum { MOST_TARGETS = 256 };

static Written glass;

static bool is_in(Str text, const char *word)
{
    size_t n = strlen(word);
    for (int i = 0; i + (int)n <= text.n; i++) {
        if (strncasecmp(text.p + i, word, n) == 0) {
            return true;
        }
    }
    return false;
}

static void says_nothing_of_nothing(Str text)
{
    static const char *const WORDS[] = {"null", "(nil)", "(none)", "{"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (is_in(text, WORDS[i])) {
            fail_msg("“%.*s” says %s", STR_ARG(text), WORDS[i]);
        }
    }
}

static void look(const Visitor *v)
{
    const Ui *ui = &v->app.ui;
    for (int i = 0; i < ui->target_count; i++) {
        const Target *target = &ui->targets[i];
        if (target->name.n == 0) {
            fail_msg("%s: target %d (%.*s) has no name", visitor_route(v), target->action,
                     STR_ARG(target->arg));
        }
        says_nothing_of_nothing(target->name);
    }
    assert_int_equal(ui->targets_dropped, 0);
    written_read(&glass, &ui->list);
    assert_true(glass.n > 0);
    char *rest = NULL;
    for (char *line = strtok_r(glass.text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        says_nothing_of_nothing(str_from(line));
    }
}

// The page as it opens, and with each of its own things chosen.
static int look_through(Visitor *v, const char *route, const char *language, int w, int h)
{
    int chosen = 0;
    visitor_arrive(v, route, language, w, h, 0);
    look(v);
    for (int i = 0; i < MOST_TARGETS && i < v->app.ui.target_count; i++) {
        const Target *target = &v->app.ui.targets[i];
        if (target->action < ACTION_PAGE) {
            continue;
        }
        Rect r = target->hit;
        visitor_tap(v, r.x + r.w / 2, r.y + r.h / 2);
        look(v);
        chosen++;
        visitor_leave(v);
        visitor_arrive(v, route, language, w, h, 0);
    }
    visitor_leave(v);
    return chosen;
}

static const char *const LESS[] = {
    // new-energy: members and stages tell less
    "UPDATE member SET district = NULL, kind = NULL, figures = NULL WHERE id IN ('m009', 'm010')",
    "UPDATE member_text SET role = NULL, tag = NULL WHERE id IN ('m009', 'm011')",
    "UPDATE member SET source = NULL, as_of = NULL WHERE id = 'm009'",
    "UPDATE stage_text SET meaning = NULL WHERE id = 'chu'",
    "UPDATE stage SET glyph = NULL, colour = NULL WHERE id = 'song'",
    "UPDATE link_text SET relation = NULL",
    // battery: nothing but its members
    "UPDATE link SET \"from\" = 'nowhere', \"to\" = 'nowhere' WHERE 'battery' IN (\"from\", "
    "\"to\") OR "
    "\"from\" IN (SELECT member FROM member_chain WHERE chain = 'battery') OR \"to\" IN (SELECT "
    "member FROM member_chain WHERE chain = 'battery')",
    "UPDATE chain SET figure = NULL, picture = NULL, icon = NULL, \"group\" = NULL, tier = NULL, "
    "source "
    "= NULL, as_of = NULL WHERE id = 'battery'",
    "UPDATE chain_text SET summary = NULL, kind = NULL WHERE id = 'battery'",
    "UPDATE story SET about = NULL",
    // solar: not even those
    "UPDATE member_chain SET chain = 'nowhere' WHERE chain = 'solar'",
    "UPDATE stage SET chain = 'nowhere' WHERE chain = 'solar'",
    "UPDATE chain_text SET summary = NULL WHERE id = 'solar'",
};

static void what_a_chain_does_not_tell_is_not_there(void **state)
{
    (void)state;
    static const char *const ROUTES[] = {"chains", "chains/new-energy", "chains/battery",
                                         "chains/solar"};
    LessStory *less = less_open("chains", LESS, sizeof LESS / sizeof *LESS);
    for (size_t i = 0; i < sizeof ROUTES / sizeof *ROUTES; i++) {
        for (int tall = 0; tall < 2; tall++) {
            for (int english = 0; english < 2; english++) {
                int chosen = look_through(&less->visitor, ROUTES[i], english ? "en" : "zh",
                                          tall ? 1080 : 1920, tall ? 1920 : 1080);
                assert_true(chosen > 0 || i == 0 || i == 3); // members of the two between
            }
        }
    }
    less_close(less);
}

// What the panel lists has a title each, and no figure is made of none.
static void every_line_of_the_panel_says_something(void **state)
{
    (void)state;
    LessStory *less = less_open("panel", LESS, sizeof LESS / sizeof *LESS);
    Visitor *v = &less->visitor;
    static const char *const CHAINS[] = {"new-energy", "battery", "solar"};
    for (size_t i = 0; i < sizeof CHAINS / sizeof *CHAINS; i++) {
        for (int english = 0; english < 2; english++) {
            visitor_arrive(v, "home", english ? "en" : "zh", 1920, 1080, 0);
            Arena arena;
            arena_init(&arena, "test", MIB);
            ChainData data;
            chain_load(&v->app, &arena, str_from(CHAINS[i]), &data);
            assert_true(data.is_found);
            for (int n = -1; n < data.node_count; n++) {
                Subject subject;
                chain_subject(&v->app, &arena, &data, n < 0 ? STR_NONE : data.nodes[n].member->id,
                              STR_NONE, STR_NONE, &subject);
                if (subject.name.n == 0) {
                    fail_msg("%s: number %d has no name", CHAINS[i], n);
                }
                for (int k = 0; k < subject.onward_count; k++) {
                    assert_true(subject.onward[k].title.n > 0);
                    says_nothing_of_nothing(subject.onward[k].title);
                    says_nothing_of_nothing(subject.onward[k].line);
                }
            }
            if (strcmp(CHAINS[i], "battery") == 0) {
                assert_int_equal(data.bond_count, 0);
            }
            arena_finish(&arena);
            visitor_leave(v);
        }
    }
    less_close(less);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_chain_does_not_tell_is_not_there),
        cmocka_unit_test(every_line_of_the_panel_says_something),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
