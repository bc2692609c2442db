#include "base/file.h"
#include "store/store.h"
#include "test_store_story.h"
#include <pthread.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define assert_str(str, want) assert_string_equal(str_z(&arena, str), want)
#define NONE STR_NONE

static char folder[] = "/tmp/zhanting-store-XXXXXX";
static char path[256];
static Arena arena;
static Store *store;

static int begin(void **state)
{
    (void)state;
    arena_init(&arena, "test", 64 * MIB);
    if (!mkdtemp(folder)) {
        return 1;
    }
    snprintf(path, sizeof path, "%s/story 100%%?#.db", folder); // a name that a URI must escape
    Err err = {0};
    if (!story_make(path, "7.1", &err)) {
        print_message("%s\n", err.what);
        return 1;
    }
    store = store_open(path, true, &err);
    if (!store) {
        print_message("%s %s\n", err.what, err.hint);
    }
    return store ? 0 : 1;
}

static int end(void **state)
{
    (void)state;
    store_close(store);
    unlink(path);
    rmdir(folder);
    arena_finish(&arena);
    return 0;
}

static void speak(const char *language, const char *today)
{
    store_set_language(store, str_from(language));
    store_set_today(store, str_from(today));
}

static void the_story_says_what_it_is(void **state)
{
    (void)state;
    speak("zh", "");
    StoryInfo info = store_info(store, &arena);
    assert_str(info.version, "7.1");
    assert_str(info.built, "2024-03-01");
    assert_str(info.as_of, "2025-05");
    assert_int_equal(info.language_count, 2);
    assert_str(info.languages[1], "en");
    assert_int_equal(info.row_count, 41);
}

static void values_and_labels_come_in_the_language_chosen(void **state)
{
    (void)state;
    speak("en", "");
    assert_str(store_language(store), "en");
    assert_str(store_value(store, &arena, STR("city_name")), "Changzhou");
    assert_str(store_label(store, &arena, STR("home.back")), "Back");
    assert_str(store_label(store, &arena, STR("home.nothing")), "home.nothing");
    assert_int_equal(store_value(store, &arena, STR("nothing")).n, 0);
    speak("fr", "");
    assert_str(store_language(store), "zh");
    assert_str(store_value(store, &arena, STR("city_name")), "常州");
}

static void chains_come_in_the_order_given_with_their_counts(void **state)
{
    (void)state;
    speak("en", "");
    ChainList chains;
    assert_true(store_chains(store, &arena, NONE, &chains, NULL));
    assert_int_equal(chains.count, 2);
    Chain chain = chains.items[0];
    assert_str(chain.id, "new-energy");
    assert_str(chain.group, "energy");
    assert_str(chain.name, "New energy");
    assert_str(chain.short_name, "Energy");
    assert_str(chain.summary, "一条链。"); // no English: the first language
    assert_int_equal(chain.kind.n, 0);
    assert_str(chain.figure, "f1");
    assert_str(chain.icon, "bolt");
    assert_str(chain.picture, "field");
    assert_str(chain.tier, "lead");
    assert_int_equal(chain.stage_count, 2);
    assert_int_equal(chain.member_count, 2);
    assert_str(chain.origin.sources, "s1");
    assert_str(chain.origin.as_of, "2024-01"); // of its source
    assert_false(chain.origin.is_pending);
    assert_true(chains.items[1].origin.is_pending);
    assert_true(store_chains(store, &arena, STR("future"), &chains, NULL));
    assert_int_equal(chains.count, 1);
    assert_str(chains.items[0].id, "bci");
    assert_true(store_chains(store, &arena, STR("nothing"), &chains, NULL));
    assert_int_equal(chains.count, 0);
    assert_true(store_chain(store, &arena, STR("bci"), &chain));
    assert_str(chain.name, "Brain links");
    assert_false(store_chain(store, &arena, STR("nothing"), &chain));
    assert_false(store_chain(store, &arena, NONE, &chain));
}

static void stages_and_members_know_their_chain(void **state)
{
    (void)state;
    speak("zh", "");
    StageList stages;
    assert_true(store_stages(store, &arena, STR("new-energy"), &stages, NULL));
    assert_int_equal(stages.count, 2);
    assert_str(stages.items[1].id, "chu");
    assert_str(stages.items[1].name, "储能");
    assert_str(stages.items[1].glyph, "储");
    assert_str(stages.items[1].colour, "chu");
    assert_int_equal(stages.items[0].member_count, 1);

    MemberList members;
    assert_true(store_members(store, &arena, STR("new-energy"), NONE, NONE, &members, NULL));
    assert_int_equal(members.count, 2);
    Member member = members.items[0];
    assert_str(member.id, "m1");
    assert_str(member.name, "光伏公司");
    assert_str(member.kind_name, "企业");
    assert_str(member.kind_shape, "firm");
    assert_str(member.district_name, "西太湖");
    assert_str(member.tag, "组件");
    assert_str(member.chain, "new-energy");
    assert_str(member.stage, "fa");

    assert_true(store_members(store, &arena, STR("bci"), NONE, NONE, &members, NULL));
    assert_int_equal(members.count, 1);
    assert_str(members.items[0].chain, "bci");
    assert_int_equal(members.items[0].stage.n, 0);

    assert_true(store_members(store, &arena, NONE, STR("chu"), NONE, &members, NULL));
    assert_int_equal(members.count, 1);
    assert_str(members.items[0].id, "m2");
}

static void a_member_of_several_chains_is_one_when_nobody_asks_for_a_chain(void **state)
{
    (void)state;
    speak("zh", "");
    MemberList members;
    assert_true(store_members(store, &arena, NONE, NONE, NONE, &members, NULL));
    assert_int_equal(members.count, 3);
    assert_str(members.items[0].chain, "bci"); // the first it names
    assert_int_equal(members.items[2].chain.n, 0);
    Member member;
    assert_true(store_member(store, &arena, STR("m1"), &member));
    assert_str(member.chain, "bci");
    assert_true(store_member(store, &arena, STR("m3"), &member));
    assert_int_equal(member.kind_name.n, 0);
}

static void a_district_has_the_places_inside_it(void **state)
{
    (void)state;
    speak("en", "");
    MemberList members;
    assert_true(store_members(store, &arena, NONE, NONE, STR("wujin"), &members, NULL));
    assert_int_equal(members.count, 1); // in taihu, which is in wujin
    assert_str(members.items[0].id, "m1");
    assert_true(store_members(store, &arena, NONE, NONE, STR("city"), &members, NULL));
    assert_int_equal(members.count, 2);
    ProgrammeList programmes;
    assert_true(store_programmes(store, &arena, NONE, STR("taihu"), &programmes, NULL));
    assert_int_equal(programmes.count, 0); // wujin is not inside taihu
    assert_true(store_programmes(store, &arena, STR("talent"), STR("wujin"), &programmes, NULL));
    assert_int_equal(programmes.count, 1);
    assert_str(programmes.items[0].owner, "An office");
    assert_str(programmes.items[0].district_name, "Wujin");
    ProjectList projects;
    assert_true(store_projects(store, &arena, NONE, NONE, STR("wujin"), &projects, NULL));
    assert_int_equal(projects.count, 1);
    assert_str(projects.items[0].id, "lp1");
}

static void links_name_both_their_ends(void **state)
{
    (void)state;
    speak("en", "");
    LinkList links;
    assert_true(store_links(store, &arena, STR("chain:new-energy"), &links, NULL));
    assert_int_equal(links.count, 1);
    assert_str(links.items[0].from_name, "Solar Co");
    assert_str(links.items[0].to_name, "New energy");
    assert_str(links.items[0].relation, "supplies");
    assert_str(links.items[0].type, "supply");
    assert_true(store_links(store, &arena, STR("member:m1"), &links, NULL));
    assert_int_equal(links.count, 1);
    assert_true(store_links(store, &arena, STR("chain:bci"), &links, NULL));
    assert_int_equal(links.count, 0);
}

static void anything_has_a_name(void **state)
{
    (void)state;
    speak("en", "");
    static const char *const ROWS[][2] = {
        {"chain:bci", "Brain links"},
        {"stage:fa", "Generate"},
        {"member:m1", "Solar Co"},
        {"district:wujin", "Wujin"},
        {"programme:sp1", "Programme"},
        {"theme:energy", "New energy"},
        {"work:school-2023", "Good schools"},
        {"category:school", "School"},
        {"project:lp1", "Primary school"},
        {"figure:f1", "New-energy output"},
        {"figure:f2", "目标"},
        {"event:t1", "The start"},
        {"photo:p1", "Solar"},
        {"article:a1", "One chain"},
        {"source:s1", "报道一"},
        {"chain:", ""},
        {"chain", ""},
        {":bci", ""},
        {"planet:earth", ""},
        {"", ""},
    };
    for (int i = 0; i < COUNT(ROWS); i++) {
        assert_str(store_entity_name(store, &arena, str_from(ROWS[i][0])), ROWS[i][1]);
    }
}

static void figures_carry_number_unit_and_scope(void **state)
{
    (void)state;
    speak("en", "");
    FigureList figures;
    assert_true(store_figures(store, &arena, STR("energy"), &figures, NULL));
    assert_int_equal(figures.count, 2);
    Figure figure = figures.items[0];
    assert_str(figure.label, "New-energy output");
    assert_str(figure.definition, "Of the city.");
    assert_str(figure.value, "7600");
    assert_true(figure.number == 7600);
    assert_str(figure.unit, "亿元");
    assert_str(figure.unit_name, "yuan");
    assert_true(figure.unit_factor == 1e8);
    assert_str(figure.unit_style, "yuan");
    assert_str(figure.qualifier, "超");
    assert_str(figure.period, "2023");
    assert_int_equal(figure.kind, FIGURE_ACTUAL);
    assert_str(figure.scope, "wujin");
    assert_str(figure.scope_name, "Wujin");
    assert_str(figure.pairs_with, "f2");
    assert_str(figure.origin.sources, "s1;s2");
    assert_str(figure.origin.as_of, "2024-02-03"); // the newer of its sources
    assert_true(store_figure(store, &arena, STR("f2"), &figure));
    assert_true(figure.number == -3.5);
    assert_str(figure.unit_name, "个");   // no English
    assert_int_equal(figure.period.n, 0); // the sources do not say
    assert_int_equal(figure.kind, FIGURE_TARGET);
    assert_str(figure.scope_name, "长三角"); // free text
    assert_str(figure.origin.as_of, "2025-05");
    assert_true(figure.origin.is_pending);
    assert_false(store_figure(store, &arena, STR("f9"), &figure));
    assert_true(store_figures(store, &arena, STR("nothing"), &figures, NULL));
    assert_int_equal(figures.count, 0);

    FigureSlotList slots;
    assert_true(store_figure_slots(store, &arena, STR("overview"), &slots, NULL));
    assert_int_equal(slots.count, 1);
    assert_str(slots.items[0].slot, "hero");
    assert_str(slots.items[0].figure, "f1");
    assert_str(slots.items[0].label, "Output");
    ThemeList themes;
    assert_true(store_themes(store, &arena, &themes, NULL));
    assert_str(themes.items[0].name, "New energy");
    assert_str(themes.items[0].tab, "new-energy");
}

static void districts_and_waters_have_their_places_on_the_board(void **state)
{
    (void)state;
    speak("en", "");
    DistrictList districts;
    assert_true(store_districts(store, &arena, STR("district"), &districts, NULL));
    assert_int_equal(districts.count, 2);
    District district = districts.items[0];
    assert_str(district.id, "wujin");
    assert_str(district.short_name, "武进");
    assert_str(district.kind, "District");
    assert_str(district.parent, "city");
    assert_str(district.outline, "1,2 3,4 5,6");
    assert_true(district.label_x == 2.5 && district.label_y == -1);
    assert_str(district.fill, "#A9CFC4");
    assert_true(store_district(store, &arena, STR("taihu"), &district));
    assert_int_equal(district.outline.n, 0);
    WaterList waters;
    assert_true(store_waters(store, &arena, &waters, NULL));
    assert_str(waters.items[0].name, "Grand Canal");
    assert_str(waters.items[0].points, "0,0 1,1");
    assert_true(waters.items[0].label_y == 2);
}

static void works_and_projects_name_what_they_belong_to(void **state)
{
    (void)state;
    speak("en", "");
    WorkYearList years;
    assert_true(store_work_years(store, &arena, &years, NULL));
    assert_str(years.items[0].year, "2023");
    assert_str(years.items[0].title, "Ten works");
    assert_int_equal(years.items[0].count, 10);
    assert_int_equal(years.items[0].known, 9);
    WorkList works;
    assert_true(store_works(store, &arena, STR("2023"), &works, NULL));
    assert_int_equal(works.count, 1);
    assert_str(works.items[0].category_name, "School");
    assert_str(works.items[0].icon, "scroll"); // the category's
    assert_str(works.items[0].colour, "zhubiao");
    assert_int_equal(works.items[0].number, 2);
    assert_int_equal(works.items[0].project_count, 1);
    assert_true(store_works(store, &arena, STR("2024"), &works, NULL));
    assert_int_equal(works.count, 0);

    Project project;
    assert_true(store_project(store, &arena, STR("lp1"), &project));
    assert_str(project.work_name, "Good schools");
    assert_str(project.category, "school");
    assert_str(project.category_name, "School");
    assert_str(project.icon, "scroll");
    assert_str(project.colour, "zhubiao");
    assert_str(project.name, "Primary school");
    assert_str(project.district_name, "West Taihu");
    assert_str(project.goal, "Build it");
    assert_str(project.status, "超序时");
    assert_str(project.status_date, "2023-06");
    assert_true(project.has_amounts && project.plan == 12.5 && project.done == 0);
    assert_str(project.unit, "亿元");
    assert_str(project.unit_name, "yuan");
    assert_true(project.unit_factor == 1e8);
    assert_str(project.lead_unit, "教育局");
    assert_true(project.has_pin && project.x == 3.5 && project.y == -2);
    assert_true(store_project(store, &arena, STR("lp2"), &project));
    assert_false(project.has_amounts);
    assert_true(project.has_plan && project.plan == 3);
    assert_false(project.has_done);
    assert_false(project.has_pin);
    assert_int_equal(project.work_name.n, 0);

    ProjectList projects;
    assert_true(
        store_projects(store, &arena, STR("2023"), STR("school-2023"), NONE, &projects, NULL));
    assert_int_equal(projects.count, 1);
    MilestoneList milestones;
    assert_true(store_milestones(store, &arena, STR("lp1"), &milestones, NULL));
    assert_int_equal(milestones.count, 2);
    assert_true(milestones.items[0].is_done);
    assert_false(milestones.items[1].is_done);
    assert_str(milestones.items[1].name, "Done");
    CategoryList categories;
    assert_true(store_categories(store, &arena, &categories, NULL));
    assert_str(categories.items[0].colour, "zhubiao");
    GroupList groups;
    assert_true(store_chain_groups(store, &arena, &groups, NULL));
    assert_str(groups.items[0].name, "Energy");
    assert_true(store_programme_groups(store, &arena, &groups, NULL));
    assert_str(groups.items[0].name, "Talent");
}

static void rows_out_of_their_time_are_left_out(void **state)
{
    (void)state;
    static const struct {
        const char *today;
        int want;
        const char *why;
    } ROWS[] = {
        {"", 2, "no day: everything"},
        {"2023-12-31", 1, "before the year it begins in"},
        {"2024-01-01", 2, "the first day of that year"},
        {"2024-06-30", 2, "the last day of the month it ends in"},
        {"2024-07-01", 1, "the day after"},
    };
    for (int i = 0; i < COUNT(ROWS); i++) {
        print_message("  %s\n", ROWS[i].why);
        speak("zh", ROWS[i].today);
        ProjectList projects;
        Project project;
        assert_true(store_projects(store, &arena, NONE, NONE, NONE, &projects, NULL));
        assert_int_equal(projects.count, ROWS[i].want);
        assert_int_equal(store_project(store, &arena, STR("lp2"), &project), ROWS[i].want == 2);
    }
}

static void prose_comes_in_the_language_chosen(void **state)
{
    (void)state;
    speak("en", "");
    EventList events;
    assert_true(store_events(store, &arena, &events, NULL));
    assert_str(events.items[0].title, "The start");
    assert_str(events.items[0].links, "chain:bci");
    assert_true(events.items[0].is_planned);
    ArticleList articles;
    assert_true(store_articles(store, &arena, &articles, NULL));
    assert_int_equal(articles.count, 1);
    assert_int_equal(articles.items[0].body.n, 0);
    assert_str(articles.items[0].slip, "One|chain");
    Article article;
    assert_true(store_article(store, &arena, STR("a1"), &article));
    assert_str(article.body, "正文。");
    assert_str(article.systems, "SYS-01");
    assert_true(store_article_about(store, &arena, STR("figure:f1"), &article));
    assert_str(article.id, "a1");
    assert_false(store_article_about(store, &arena, STR("figure:f"), &article));
    SourceList sources;
    assert_true(store_sources(store, &arena, &sources, NULL));
    assert_int_equal(sources.count, 2);
    Source source;
    assert_true(store_source(store, &arena, STR("s1"), &source));
    assert_str(source.title, "报道一");
    assert_str(source.date, "2024-01");
    assert_str(source.date_said, "about January 2024");
    assert_str(source.covers, "Chains");
    FoldList folds;
    assert_true(store_folds(store, &arena, &folds, NULL));
    assert_str(folds.items[0].name, "Chains");
    assert_str(folds.items[0].figure, "28");
}

static void a_message_has_its_slip_and_its_title_in_every_language(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        speak(i ? "en" : "zh", "");
        MessageList messages;
        assert_true(store_messages(store, &arena, &messages, NULL));
        assert_str(messages.items[0].line1, "万亿之城");
        assert_str(messages.items[0].line2, "再出发");
        assert_str(messages.items[0].title, "Onward");
        assert_str(messages.items[0].subtitle, i ? "A line" : "副题");
    }
}

static void a_picture_comes_in_the_size_that_fits(void **state)
{
    (void)state;
    static const struct {
        int want_w;
        const char *want;
    } ROWS[] = {{0, "small"},   {320, "small"},  {321, "middle"}, {800, "middle"},
                {801, "large"}, {1600, "large"}, {9999, "large"}};
    for (int i = 0; i < COUNT(ROWS); i++) {
        uint8_t *bytes = NULL;
        size_t size = 0;
        assert_true(store_picture(store, STR("field"), ROWS[i].want_w, &bytes, &size));
        assert_int_equal(size, strlen(ROWS[i].want));
        assert_memory_equal(bytes, ROWS[i].want, size);
        free(bytes);
    }
    uint8_t *bytes = NULL;
    size_t size = 0;
    assert_false(store_picture(store, STR("nothing"), 100, &bytes, &size));
    assert_false(store_picture(store, NONE, 100, &bytes, &size));
    int w = 0;
    int h = 0;
    uint32_t colour = 0;
    assert_true(store_picture_info(store, STR("field"), &w, &h, &colour));
    assert_true(w == 1600 && h == 900 && colour == 0xA9CFC4);
    assert_false(store_picture_info(store, STR("nothing"), &w, &h, &colour));
    assert_int_equal(store_picture_top(store, STR("field"), &w), 40);
    assert_int_equal(w, 1600);
    assert_int_equal(store_picture_top(store, STR("nothing"), &w), 0);
    assert_int_equal(w, 0);
    PhotoList photos;
    speak("en", "");
    assert_true(store_photos(store, &arena, &photos, NULL));
    assert_int_equal(photos.count, 1);
    assert_str(photos.items[0].alt, "Panels");
    assert_true(photos.items[0].w == 1600 && photos.items[0].h == 900);
    assert_true(photos.items[0].focal_x == 0.25 && photos.items[0].focal_y == 0.5);
    Photo photo;
    assert_true(store_photo(store, &arena, STR("p1"), &photo));
    assert_str(photo.picture, "field");
}

static void *read_pictures(void *context)
{
    int *good = context;
    for (int i = 0; i < 200; i++) {
        uint8_t *bytes = NULL;
        size_t size = 0;
        *good += store_picture(store, STR("field"), 700, &bytes, &size) && size == 6 &&
                 memcmp(bytes, "middle", 6) == 0;
        free(bytes);
    }
    return NULL;
}

static void pictures_may_be_read_by_several_threads_while_lists_are(void **state)
{
    (void)state;
    enum { THREADS = 4 };
    pthread_t threads[THREADS];
    int good[THREADS] = {0};
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, read_pictures, &good[i]), 0);
    }
    for (int i = 0; i < 50; i++) {
        ChainList chains;
        assert_true(store_chains(store, &arena, NONE, &chains, NULL));
        assert_int_equal(chains.count, 2);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(good[i], 200);
    }
}

static void what_a_list_gives_outlives_the_store(void **state)
{
    (void)state;
    Store *other = store_open(path, false, NULL);
    assert_non_null(other);
    ChainList chains;
    assert_true(store_chains(other, &arena, NONE, &chains, NULL));
    store_close(other);
    assert_str(chains.items[0].name, "新能源链");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_story_says_what_it_is),
        cmocka_unit_test(values_and_labels_come_in_the_language_chosen),
        cmocka_unit_test(chains_come_in_the_order_given_with_their_counts),
        cmocka_unit_test(stages_and_members_know_their_chain),
        cmocka_unit_test(a_member_of_several_chains_is_one_when_nobody_asks_for_a_chain),
        cmocka_unit_test(a_district_has_the_places_inside_it),
        cmocka_unit_test(links_name_both_their_ends),
        cmocka_unit_test(anything_has_a_name),
        cmocka_unit_test(figures_carry_number_unit_and_scope),
        cmocka_unit_test(districts_and_waters_have_their_places_on_the_board),
        cmocka_unit_test(works_and_projects_name_what_they_belong_to),
        cmocka_unit_test(rows_out_of_their_time_are_left_out),
        cmocka_unit_test(prose_comes_in_the_language_chosen),
        cmocka_unit_test(a_message_has_its_slip_and_its_title_in_every_language),
        cmocka_unit_test(a_picture_comes_in_the_size_that_fits),
        cmocka_unit_test(pictures_may_be_read_by_several_threads_while_lists_are),
        cmocka_unit_test(what_a_list_gives_outlives_the_store),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
