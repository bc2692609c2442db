#include "author_folder.h"

// One deliberate mistake a row: in `file`, `from` becomes `to`; the problem stands at `place`.
typedef struct {
    const char *file, *from, *to, *place;
    SayId rule;
    int errors; // of the whole run, so that one mistake is not told twice
    int warnings;
} Mistake;

#define ONE 1, 0 // an error and nothing else
#define WARN 0, 1

// The article of the folder is short: that warning is always there.
enum { STANDING_WARNINGS = 1 };

// clang-format off
static const Mistake MISTAKES[] = {
    // the file as a table
    {"chains.csv", "id,group,name_zh", "id,gruop,name_zh", "chains.csv:1:2", SAY_AUTHOR_UNKNOWN_COLUMN, 2, 0},
    {"chains.csv", "id,group,name_zh", "id,gruop,name_zh", "chains.csv:1:0", SAY_AUTHOR_MISSING_COLUMN, 2, 0},
    {"kinds.csv", "name_en,shape", "name_en,name_en", "kinds.csv:1:4", SAY_AUTHOR_COLUMN_TWICE, 2, 0},
    {"units.csv", "id,name_zh", "id,name_fr", "units.csv:1:2", SAY_AUTHOR_UNKNOWN_COLUMN, 2, 0},
    {"figures.csv", ",lever,", ",levre,", "figures.csv:1:0", SAY_AUTHOR_MISSING_COLUMN, 1, 1},
    {"kinds.csv", "firm,企业,Firm,firm", "firm,企业,Firm", "kinds.csv:2:3", SAY_AUTHOR_ROW_LENGTH, 2, 0},
    {"kinds.csv", "Firm,firm", "Firm,firm,x", "kinds.csv:2:5", SAY_AUTHOR_ROW_LENGTH, ONE},
    {"kinds.csv", "企业", "\"企业", "kinds.csv:2:2", SAY_AUTHOR_OPEN_QUOTE, 4, 1},
    {"kinds.csv", "企业", "\"企\"业", "kinds.csv:2:2", SAY_AUTHOR_AFTER_QUOTE, ONE},
    {"kinds.csv", "Firm,", "F\"irm,", "kinds.csv:2:3", SAY_AUTHOR_QUOTE_INSIDE, ONE},
    {"kinds.csv", "id,name_zh,name_en,shape\nfirm,企业,Firm,firm\n", "", "kinds.csv:0:0", SAY_AUTHOR_EMPTY_FILE, ONE},
    {"story.csv", "languages,zh;en,zh;en\n", "", "story.csv:0:0", SAY_AUTHOR_NO_LANGUAGES, ONE},
    {"story.csv", "languages,zh;en", "languages,zh;en;FRA", "story.csv:2:2", SAY_AUTHOR_LANGUAGES, ONE},
    // characters
    {"kinds.csv", "企业", "企\xFF", "kinds.csv:2:2", SAY_AUTHOR_MALFORMED, ONE},
    {"kinds.csv", "企业", "企\x01业", "kinds.csv:2:2", SAY_AUTHOR_CONTROL, ONE},
    {"kinds.csv", "企业", "企\xE2\x80\x8B业", "kinds.csv:2:2", SAY_AUTHOR_INVISIBLE, ONE},
    {"kinds.csv", "企业", "企\xCC\x81业", "kinds.csv:2:2", SAY_AUTHOR_LONE_MARK, ONE},
    {"kinds.csv", "企业", "\xCC\x81企业", "kinds.csv:2:2", SAY_AUTHOR_LONE_MARK, ONE},
    {"kinds.csv", "企业", "企\xE2\x80\xAE业", "kinds.csv:2:2", SAY_AUTHOR_BIDI, ONE},
    {"kinds.csv", "企业", "企\xEF\xBF\xBD", "kinds.csv:2:2", SAY_AUTHOR_LOST, ONE},
    {"kinds.csv", "企业", "企'业", "kinds.csv:2:2", SAY_AUTHOR_ASCII_QUOTE, ONE},
    {"kinds.csv", "企业", "企业,", "kinds.csv:2:5", SAY_AUTHOR_ROW_LENGTH, 3, 0},
    {"kinds.csv", "企业", "企业;", "kinds.csv:2:2", SAY_AUTHOR_ASCII_MARK, WARN},
    {"kinds.csv", "Firm,", "企业,", "kinds.csv:2:3", SAY_AUTHOR_HAN_IN_ENGLISH, WARN},
    {"kinds.csv", "Firm,", "A “firm”,", "kinds.csv:2:3", SAY_AUTHOR_CURLY, WARN},
    {"kinds.csv", "企业", "企𪚥", "kinds.csv:2:2", SAY_AUTHOR_NO_GLYPH, ONE},
    // ids and references
    {"chains.csv", "solar,energy", "Solar!,energy", "chains.csv:2:1", SAY_AUTHOR_BAD_ID, 5, 0},
    {"chains.csv", "nev,energy", "solar,energy", "chains.csv:3:1", SAY_AUTHOR_ID_TWICE, 2, 0},
    {"pages_figures.csv", "overview,hero,f001,实事,Works\n", "overview,hero,f001,实事,Works\noverview,hero,f001,又,Again\n", "pages_figures.csv:3:1", SAY_AUTHOR_ID_TWICE, ONE},
    {"chains.csv", "solar,energy", "solar,enegry", "chains.csv:2:2", SAY_AUTHOR_DANGLING, ONE},
    {"districts.csv", "f001;f002", "f001;f020", "districts.csv:2:15", SAY_AUTHOR_DANGLING, ONE},
    {"figures.csv", "actual,east", "actual,eest", "figures.csv:2:10", SAY_AUTHOR_DANGLING, ONE},
    {"figures.csv", "件,超", "套,超", "figures.csv:2:6", SAY_AUTHOR_DANGLING, ONE},
    {"links.csv", "member:m1,", "member:m9,", "links.csv:2:2", SAY_AUTHOR_DANGLING, ONE},
    {"links.csv", "member:m1,", "m1,", "links.csv:2:2", SAY_AUTHOR_BAD_ENTITY, ONE},
    {"links.csv", "chain:solar,", "chian:solar,", "links.csv:2:3", SAY_AUTHOR_BAD_ENTITY, ONE},
    {"photos.csv", "district:east;figure:f001", "district:east;figure:f009", "photos.csv:2:15", SAY_AUTHOR_DANGLING, ONE},
    {"chains.csv", "lead,s1", "lead,s2", "chains.csv:2:15", SAY_AUTHOR_OFFLINE, ONE},
    {"members.csv", "m1,solar,cells", "m1,solar,parts", "members.csv:2:3", SAY_AUTHOR_STAGE_CHAIN, ONE},
    {"districts.csv", ",,,east,place", ",,,field,place", "districts.csv:3:8", SAY_AUTHOR_SELF, ONE},
    // places on the figures page
    {"pages_figures.csv", "hero,f001", "pair,f002", "pages_figures.csv:2:3", SAY_AUTHOR_SLOT_PAIR, ONE},
    {"pages_figures.csv", "hero,f001", "share,f001", "pages_figures.csv:2:3", SAY_AUTHOR_SLOT_SHARE, ONE},
    {"pages_figures.csv", "hero,f001", "lever,f001", "pages_figures.csv:2:3", SAY_AUTHOR_SLOT_LEVER, ONE},
    {"pages_figures.csv", "hero,f001", "ladder,f001", "pages_figures.csv:2:3", SAY_AUTHOR_SLOT_LADDER, ONE},
    {"pages_figures.csv", "hero,f001", "gauge,f001", "pages_figures.csv:2:2", SAY_AUTHOR_BAD_WORD, ONE},
    {"pages_figures.csv", "hero,f001,实事,Works\n", "ring,f001,实事,Works\noverview,ring,f002,甲,A\noverview,pair,f001,乙,B\noverview,in,f001,丙,C\n", "pages_figures.csv:5:2", SAY_AUTHOR_SLOT_FULL, ONE},
    {"story.csv", "version,1.0,1.0\n", "version,1.0,1.0\nstale_after_months,24,two\n", "story.csv:4:3", SAY_AUTHOR_STALE, ONE},
    {"story.csv", "version,1.0,1.0\n", "version,1.0,1.0\nstale_after_months,0,24\n", "story.csv:4:2", SAY_AUTHOR_STALE, ONE},
    // values
    {"figures.csv", ",10,件", ",1万,件", "figures.csv:2:5", SAY_AUTHOR_BAD_NUMBER, ONE},
    {"figures.csv", ",10,件", ",\"1,000\",件", "figures.csv:2:5", SAY_AUTHOR_BAD_NUMBER, ONE},
    {"figures.csv", "超,2023", "超,2023-13", "figures.csv:2:8", SAY_AUTHOR_BAD_DATE, ONE},
    {"figures.csv", "超,2023", "超过,2023", "figures.csv:2:7", SAY_AUTHOR_BAD_WORD, ONE},
    {"events.csv", "2023-11-11", "2023-02-29", "events.csv:2:2", SAY_AUTHOR_BAD_DATE, ONE},
    {"events.csv", "2023-11-11", "2023/11/11", "events.csv:2:2", SAY_AUTHOR_BAD_DATE, ONE},
    {"works.csv", "work-2023,2023,", "work-2023,23,", "works.csv:2:2", SAY_AUTHOR_BAD_DATE, 1, 1},
    {"work_years.csv", "2023,10,3", "2023,ten,3", "work_years.csv:2:2", SAY_AUTHOR_BAD_COUNT, ONE},
    {"work_years.csv", "2023,10,3", "2023,10,11", "work_years.csv:2:3", SAY_AUTHOR_KNOWN_COUNT, ONE},
    {"photos.csv", "0.5,0.5", "0.5,1.5", "photos.csv:2:12", SAY_AUTHOR_BAD_FRACTION, ONE},
    {"milestones.csv", "Begun,1", "Begun,yes", "milestones.csv:2:6", SAY_AUTHOR_BAD_FLAG, ONE},
    {"districts.csv", "#A9CFC4", "A9CFC4", "districts.csv:2:19", SAY_AUTHOR_BAD_COLOUR, ONE},
    {"waters.csv", "0,0 4,4", "0,0 4;4", "waters.csv:2:5", SAY_AUTHOR_BAD_POINTS, ONE},
    {"chains.csv", "f001,home", "f001,hom", "chains.csv:2:12", SAY_AUTHOR_BAD_ICON, ONE},
    {"chains.csv", "lead,s1,,已审", "lead,s1,,审", "chains.csv:2:17", SAY_AUTHOR_BAD_WORD, ONE},
    {"photos.csv", "pictures/canal.svg", "canal.svg", "photos.csv:2:2", SAY_AUTHOR_BAD_FILE, ONE},
    {"maps.csv", "苏S(2023)12号", "苏2023-12", "maps.csv:2:5", SAY_AUTHOR_BAD_MAP_NUMBER, ONE},
    {"maps.csv", "苏S(2023)12号", "", "maps.csv:2:5", SAY_AUTHOR_NEEDED, ONE},
    // what must be there
    {"figures.csv", "A count,s1", "A count,", "figures.csv:2:17", SAY_AUTHOR_NO_SOURCE, ONE},
    {"figures.csv", "超,2023", "超,", "figures.csv:2:8", SAY_AUTHOR_NO_PERIOD, ONE},
    {"chains.csv", "光伏,Solar,光伏", "光伏,,光伏", "chains.csv:2:4", SAY_AUTHOR_NO_TRANSLATION, ONE},
    {"figures.csv", "数一数,A count", "数一数,", "figures.csv:2:16", SAY_AUTHOR_NO_TRANSLATION, ONE},
    {"kinds.csv", "企业,Firm", ",", "kinds.csv:2:2", SAY_AUTHOR_NEEDED, ONE},
    {"messages.csv", "你好", "", "messages.csv:2:2", SAY_AUTHOR_NEEDED, ONE},
    // what rows say together
    {"figures.csv", "east,f001,", "east,,", "figures.csv:2:11", SAY_AUTHOR_NOT_MUTUAL, ONE},
    {"figures.csv", "east,f002,,", "east,f002,f001,", "figures.csv:2:12", SAY_AUTHOR_SELF, ONE},
    {"projects.csv", "10,9,件", "10,11,件", "projects.csv:2:16", SAY_AUTHOR_OVER_PLAN, ONE},
    {"projects.csv", "10,9,件", "10,9,", "projects.csv:2:17", SAY_AUTHOR_NO_UNIT, ONE},
    {"projects.csv", "10,9,件", "-1,,件", "projects.csv:2:15", SAY_AUTHOR_NEGATIVE, ONE},
    {"projects.csv", "按序时,2024-01", "按序时,", "projects.csv:2:14", SAY_AUTHOR_STATUS_NO_DATE, ONE},
    {"projects.csv", "按序时", "快完成", "projects.csv:2:13", SAY_AUTHOR_BAD_WORD, ONE},
    {"projects.csv", "canal,5,5", "canal,15,5", "projects.csv:2:21", SAY_AUTHOR_PIN_OUTSIDE, ONE},
    {"projects.csv", "canal,5,5", "canal,5,", "projects.csv:2:22", SAY_AUTHOR_HALF_PIN, ONE},
    {"projects.csv", "Kindergarten,east", "Kindergarten,field", "projects.csv:2:21", SAY_AUTHOR_PIN_NO_OUTLINE, ONE},
    {"projects.csv", "Kindergarten,east", "Kindergarten,eest", "projects.csv:2:6", SAY_AUTHOR_DANGLING, ONE},
    {"projects.csv", "https://example.org/lp1", "http://example.org/lp1", "projects.csv:2:24", SAY_AUTHOR_BAD_LINK, ONE},
    {"projects.csv", "https://example.org/lp1", "https://", "projects.csv:2:24", SAY_AUTHOR_BAD_LINK, ONE},
    {"projects.csv", "https://example.org/lp1", "https://example.org/a b", "projects.csv:2:24", SAY_AUTHOR_BAD_LINK, ONE},
    {"projects.csv", "https://example.org/lp1", "https://example.org@evil.example/", "projects.csv:2:24", SAY_AUTHOR_BAD_LINK, ONE},
    {"projects.csv", "https://example.org/lp1", "javascript:alert(1)", "projects.csv:2:24", SAY_AUTHOR_BAD_LINK, ONE},
    {"projects.csv", "https://example.org/lp1", "\"geo:131.8,119.9\"", "projects.csv:2:24", SAY_AUTHOR_BAD_LINK, ONE},
    {"projects.csv", "https://example.org/lp1", "geo:31.8", "projects.csv:2:24", SAY_AUTHOR_BAD_LINK, ONE},
    {"projects.csv", "work-2023,2023", "work-2023,2024", "projects.csv:2:3", SAY_AUTHOR_WORK_YEAR, WARN},
    {"chains.csv", "lead,s1,,已审,,,", "lead,s1,,已审,2024,2023,", "chains.csv:2:19", SAY_AUTHOR_VALID_ORDER, ONE},
    {"chains.csv", "光伏,Solar,光伏,Solar", "光伏,Solar,光伏,Photovoltaic cells and modules and inverters", "chains.csv:2:6", SAY_AUTHOR_CUT, WARN},
    {"folds.csv", "2,2,条", "2,1969-2025-11,条", "folds.csv:2:6", SAY_AUTHOR_SHRUNK, WARN},
    {"chains.csv", "光伏,Solar,光伏", "光伏,Solar,光伏光伏光伏光", "chains.csv:2:5", SAY_AUTHOR_TOO_LONG, WARN},
    // pictures
    {"chains.csv", "home,canal", "home,cannal", "chains.csv:2:13", SAY_AUTHOR_NO_PICTURE, ONE},
    {"pictures/canal.svg", "<rect", "<text>A</text><rect", "districts.csv:2:14", SAY_AUTHOR_UNSAFE_SVG, ONE},
    {"pictures/canal.svg", "<rect", "<script/><rect", "districts.csv:2:14", SAY_AUTHOR_UNSAFE_SVG, ONE},
    {"pictures/canal.svg", "<rect", "<rect onload=\"x()\"", "districts.csv:2:14", SAY_AUTHOR_UNSAFE_SVG, ONE},
    {"pictures/canal.svg", "#336699", "url(http://x/y)", "districts.csv:2:14", SAY_AUTHOR_UNSAFE_SVG, ONE},
    {"pictures/canal.svg", "<svg", "<!DOCTYPE svg><svg", "districts.csv:2:14", SAY_AUTHOR_UNSAFE_SVG, ONE},
    {"pictures/canal.svg", "</svg>", "", "districts.csv:2:14", SAY_AUTHOR_BROKEN_PICTURE, ONE},
    {"pictures/canal.svg", "<svg", "GIF89a", "districts.csv:2:14", SAY_AUTHOR_BROKEN_PICTURE, ONE},
    // articles
    {"articles/one.zh.md", "---\ntitle", "title", "articles/one.zh.md:1:1", SAY_AUTHOR_MD_NO_FRONT, 1, -1},
    {"articles/one.zh.md", "review: 已审\n---", "review: 已审", "articles/one.zh.md:1:1", SAY_AUTHOR_MD_OPEN_FRONT, 2, -1},
    {"articles/one.zh.md", "lead: 导语", "lead 导语", "articles/one.zh.md:4:1", SAY_AUTHOR_MD_NO_COLON, 2, 0},
    {"articles/one.zh.md", "lead: 导语", "lead: 导语\nlead: 又", "articles/one.zh.md:5:1", SAY_AUTHOR_MD_TWICE, ONE},
    {"articles/one.zh.md", "lead:", "leed:", "articles/one.zh.md:4:1", SAY_AUTHOR_MD_UNKNOWN_KEY, 2, 0},
    {"articles/one.en.md", "lead: Lead", "lead: Lead\nsource: s1", "articles/one.en.md:5:1", SAY_AUTHOR_MD_UNKNOWN_KEY, ONE},
    {"articles/one.zh.md", "related: chain:solar", "related: chain:sular", "articles/one.zh.md:6:1", SAY_AUTHOR_DANGLING, ONE},
    {"articles/one.zh.md", "source: s1\n", "", "articles/one.zh.md:1:0", SAY_AUTHOR_NO_SOURCE, ONE},
    {"articles/one.zh.md", "slip: 一篇|文章", "slip: 一|二|三", "articles/one.zh.md:3:1", SAY_AUTHOR_SLIP, ONE},
    {"articles/one.zh.md", "slip: 一篇|文章", "slip: 一篇很长很长的|文章", "articles/one.zh.md:3:1", SAY_AUTHOR_TOO_LONG, WARN},
    {"articles/one.zh.md", "正文一段。", "正文一段。\n\n![](photo:nowhere)", "articles/one.zh.md:10:1", SAY_AUTHOR_DANGLING, ONE},
    {"articles/one.zh.md", "正文一段。", "正文一段。\n\n# 题", "articles/one.zh.md:12:1", SAY_AUTHOR_MD_HEADING, ONE},
    {"articles/one.zh.md", "正文一段。", "- 一条", "articles/one.zh.md:10:1", SAY_AUTHOR_MD_LIST, ONE},
    {"articles/one.zh.md", "正文一段。", "见[这里](x)。", "articles/one.zh.md:10:5", SAY_AUTHOR_MD_LINK, 1, 1},
    {"articles/one.zh.md", "正文一段。", "正文<b>一段</b>。", "articles/one.zh.md:10:3", SAY_AUTHOR_MD_HTML, 2, 0},
    {"articles/one.zh.md", "正文一段。", "正`文`一段。", "articles/one.zh.md:10:2", SAY_AUTHOR_MD_CODE, 2, 0},
    {"articles/one.zh.md", "正文一段。", "|表|", "articles/one.zh.md:10:1", SAY_AUTHOR_MD_TABLE, ONE},
    {"articles/one.zh.md", "正文一段。", "> 引", "articles/one.zh.md:10:1", SAY_AUTHOR_MD_QUOTE, ONE},
    {"articles/one.zh.md", "正文一段。", "正文\n\n---\n", "articles/one.zh.md:12:1", SAY_AUTHOR_MD_RULE, ONE},
    {"articles/one.zh.md", "正文一段。", "正文**一段。", "articles/one.zh.md:10:3", SAY_AUTHOR_MD_OPEN_STRONG, ONE},
};
// clang-format on

// `text` with the first `from` replaced; `from` must be there.
static Str replaced(Arena *arena, const char *text, const char *from, const char *to)
{
    Str whole = str_from(text);
    int at = str_find(whole, str_from(from));
    assert_true(at >= 0);
    Str parts[] = {str_sub(whole, 0, at), str_from(to),
                   str_from_offset(whole, at + (int)strlen(from))};
    return str_join(arena, parts, COUNT(parts), STR_NONE);
}

static int setup(void **state)
{
    Folder *folder = calloc(1, sizeof *folder);
    assert_non_null(folder);
    folder_make(folder);
    *state = folder;
    return 0;
}

static int teardown(void **state)
{
    folder_remove(*state);
    free(*state);
    return 0;
}

static const Problem *find(const ProblemList *list, const char *place, SayId rule)
{
    for (int i = 0; i < list->count; i++) {
        char at[128];
        const Problem *problem = &list->items[i];
        snprintf(at, sizeof at, "%.*s:%d:%d", STR_ARG(problem->file), problem->row,
                 problem->column);
        if (strcmp(at, place) == 0 && problem->rule == rule) {
            return problem;
        }
    }
    return NULL;
}

static void print_all(const ProblemList *list)
{
    for (int i = 0; i < list->count; i++) {
        print_message("    %.*s:%d:%d %.*s\n", STR_ARG(list->items[i].file), list->items[i].row,
                      list->items[i].column, STR_ARG(list->items[i].what));
    }
}

static void the_small_city_is_without_errors(void **state)
{
    Arena arena;
    arena_init(&arena, "test", 64 * MIB);
    AuthorOptions options = folder_options(*state);
    ProblemList list;
    bool is_fine = author_check(&arena, &options, &list);
    print_all(&list);
    assert_true(is_fine);
    assert_int_equal(list.error_count, 0);
    assert_int_equal(list.warning_count, STANDING_WARNINGS);
    assert_non_null(find(&list, "articles/one.zh.md:10:1", SAY_AUTHOR_ARTICLE_LENGTH));
    arena_finish(&arena);
}

static void every_mistake_is_found_at_its_place_and_told_once(void **state)
{
    const Folder *folder = *state;
    int missed = 0;
    for (int i = 0; i < COUNT(MISTAKES); i++) {
        const Mistake *mistake = &MISTAKES[i];
        Arena arena;
        arena_init(&arena, "test", 64 * MIB);
        const char *good = folder_text(mistake->file);
        assert_non_null(good);
        folder_write(folder, mistake->file, replaced(&arena, good, mistake->from, mistake->to));
        AuthorOptions options = folder_options(folder);
        ProblemList list;
        author_check(&arena, &options, &list);
        folder_write(folder, mistake->file, str_from(good));
        const Problem *problem = find(&list, mistake->place, mistake->rule);
        bool is_counted = list.error_count == mistake->errors &&
                          list.warning_count == mistake->warnings + STANDING_WARNINGS;
        if (!problem || !is_counted) {
            print_message("  %s: %s -> %s\n", mistake->file, mistake->from, mistake->to);
            print_all(&list);
        }
        missed += !problem || !is_counted || problem->what.n == 0 || problem->hint.n == 0;
        arena_finish(&arena);
    }
    assert_int_equal(missed, 0);
}

static void the_nearest_name_is_suggested(void **state)
{
    const Folder *folder = *state;
    Arena arena;
    arena_init(&arena, "test", 64 * MIB);
    folder_write(folder, "chains.csv",
                 replaced(&arena, folder_text("chains.csv"), "solar,energy", "solar,enegry"));
    AuthorOptions options = folder_options(folder);
    ProblemList list;
    author_check(&arena, &options, &list);
    folder_write(folder, "chains.csv", str_from(folder_text("chains.csv")));
    const Problem *problem = find(&list, "chains.csv:2:2", SAY_AUTHOR_DANGLING);
    assert_non_null(problem);
    assert_true(str_find(problem->hint, STR("energy")) >= 0);
    assert_true(str_find(problem->what, STR("enegry")) >= 0);
    assert_true(str_is(problem->column_name, "group"));
    arena_finish(&arena);
}

static void sentences_come_in_the_language_of_the_staff(void **state)
{
    const Folder *folder = *state;
    folder_write(folder, "kinds.csv", STR("id,name_zh,name_en,shape\nfirm,企业,Firm,round\n"));
    Arena arena;
    arena_init(&arena, "test", 64 * MIB);
    AuthorOptions options = folder_options(folder);
    ProblemList chinese;
    ProblemList english;
    author_check(&arena, &options, &chinese);
    say_choose(SAY_EN);
    author_check(&arena, &options, &english);
    say_choose(SAY_ZH);
    folder_write(folder, "kinds.csv", str_from(folder_text("kinds.csv")));
    assert_int_equal(chinese.items[0].rule, english.items[0].rule);
    assert_true(str_find(chinese.items[0].what, STR("不在可选的词里")) >= 0);
    assert_true(str_find(english.items[0].what, STR("is not one of the words")) >= 0);
    arena_finish(&arena);
}

static void errors_come_before_warnings_and_in_the_order_of_the_files(void **state)
{
    const Folder *folder = *state;
    folder_write(folder, "kinds.csv", STR("id,name_zh,name_en,shape\nfirm,企业;,Firm,round\n"));
    folder_write(folder, "waters.csv",
                 STR("id,kind,name_zh,name_en,points,label_x,label_y\nRiver,sea,江,River,1,1,1\n"));
    Arena arena;
    arena_init(&arena, "test", 64 * MIB);
    AuthorOptions options = folder_options(folder);
    ProblemList list;
    author_check(&arena, &options, &list);
    folder_write(folder, "kinds.csv", str_from(folder_text("kinds.csv")));
    folder_write(folder, "waters.csv", str_from(folder_text("waters.csv")));
    assert_int_equal(list.error_count, 4);
    const int COLUMNS[] = {4, 1, 2, 5};
    for (int i = 0; i < list.count; i++) {
        assert_int_equal(list.items[i].level,
                         i < list.error_count ? PROBLEM_ERROR : PROBLEM_WARNING);
        if (i < list.error_count) {
            assert_int_equal(list.items[i].column, COLUMNS[i]);
        }
    }
    arena_finish(&arena);
}

static void a_missing_file_is_told_and_an_optional_one_is_not(void **state)
{
    const Folder *folder = *state;
    char path[700];
    snprintf(path, sizeof path, "%s/maps.csv", folder->content);
    assert_int_equal(unlink(path), 0);
    snprintf(path, sizeof path, "%s/waters.csv", folder->content);
    assert_int_equal(unlink(path), 0);
    snprintf(path, sizeof path, "%s/articles/one.en.md", folder->content);
    assert_int_equal(unlink(path), 0);
    Arena arena;
    arena_init(&arena, "test", 64 * MIB);
    AuthorOptions options = folder_options(folder);
    ProblemList list;
    author_check(&arena, &options, &list);
    folder_write(folder, "maps.csv", str_from(folder_text("maps.csv")));
    folder_write(folder, "waters.csv", str_from(folder_text("waters.csv")));
    folder_write(folder, "articles/one.en.md", str_from(folder_text("articles/one.en.md")));
    assert_int_equal(list.error_count, 2);
    assert_non_null(find(&list, "waters.csv:0:0", SAY_AUTHOR_NO_FILE));
    assert_non_null(find(&list, "articles/one.zh.md:0:0", SAY_AUTHOR_NO_PAIR));
    arena_finish(&arena);
}

static void drafts_may_be_unfinished_but_nothing_may_rest_on_them(void **state)
{
    const Folder *folder = *state;
    Arena arena;
    arena_init(&arena, "test", 64 * MIB);
    folder_write(folder, "programmes.csv",
                 replaced(&arena, folder_text("programmes.csv"), "\nsp1,",
                          "\nsp9,nowhere,,,,,,,,,,,草稿,,,\nsp1,"));
    AuthorOptions options = folder_options(folder);
    ProblemList list;
    assert_true(author_check(&arena, &options, &list));
    folder_write(folder, "links.csv",
                 replaced(&arena, folder_text("links.csv"), "chain:solar", "programme:sp9"));
    assert_false(author_check(&arena, &options, &list));
    folder_write(folder, "programmes.csv", str_from(folder_text("programmes.csv")));
    folder_write(folder, "links.csv", str_from(folder_text("links.csv")));
    assert_int_equal(list.error_count, 1);
    assert_non_null(find(&list, "links.csv:2:3", SAY_AUTHOR_OFFLINE));
    arena_finish(&arena);
}

static void without_typefaces_the_check_for_characters_is_said_to_be_left_out(void **state)
{
    Arena arena;
    arena_init(&arena, "test", 64 * MIB);
    AuthorOptions options = folder_options(*state);
    options.fonts_folder = NULL;
    ProblemList list;
    assert_true(author_check(&arena, &options, &list));
    assert_int_equal(list.warning_count, 1 + STANDING_WARNINGS);
    assert_non_null(find(&list, ":0:0", SAY_AUTHOR_NO_FONTS));
    arena_finish(&arena);
}

// A text repeated to `n` bytes behind a file's header.
static Str junk(Arena *arena, const char *name, const char *part, int n)
{
    Str head = str_from(folder_text(name));
    head = str_sub(head, 0, str_find_char(head, '\n') + 1);
    int part_n = (int)strlen(part);
    char *bytes = arena_alloc(arena, (size_t)(head.n + n) + 1);
    memcpy(bytes, head.p, (size_t)head.n);
    for (int i = 0; i < n; i++) {
        bytes[head.n + i] = part[i % part_n];
    }
    return (Str){bytes, head.n + n};
}

static void what_is_no_content_is_told_within_the_memory_that_is_asked_for(void **state)
{
    static const char *const PARTS[] = {",", "a\n", "\"\",", "x,bad,\n", "\xFF\n", "x;"};
    static const char *const NAMES[] = {"figures.csv", "links.csv", "chains.csv"};
    const Folder *folder = *state;
    for (int i = 0; i < COUNT(PARTS); i++) {
        Arena texts;
        arena_init(&texts, "texts", 64 * MIB);
        for (int f = 0; f < COUNT(NAMES); f++) {
            folder_write(folder, NAMES[f], junk(&texts, NAMES[f], PARTS[i], 1000000));
        }
        Arena arena;
        arena_init(&arena, "test", 256 * MIB); // overrun stops the program
        AuthorOptions options = folder_options(folder);
        ProblemList list;
        assert_false(author_check(&arena, &options, &list));
        assert_in_range(list.count, 1, 2001);
        if (list.count == 2001) {
            assert_non_null(find(&list, ":0:0", SAY_AUTHOR_MORE));
        }
        arena_finish(&arena);
        arena_finish(&texts);
    }
    for (int f = 0; f < COUNT(NAMES); f++) {
        folder_write(folder, NAMES[f], str_from(folder_text(NAMES[f])));
    }
}

static void a_file_too_large_is_refused(void **state)
{
    const Folder *folder = *state;
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    folder_write(folder, "kinds.csv", junk(&arena, "kinds.csv", "a\n", 5 * 1024 * 1024));
    AuthorOptions options = folder_options(folder);
    ProblemList list;
    assert_false(author_check(&arena, &options, &list));
    folder_write(folder, "kinds.csv", str_from(folder_text("kinds.csv")));
    assert_int_equal(list.error_count, 1); // and no member is told to miss its kind
    assert_non_null(find(&list, "kinds.csv:0:0", SAY_AUTHOR_UNREADABLE));
    arena_finish(&arena);
}

static void a_folder_that_is_not_there_is_one_clear_list(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "test", 64 * MIB);
    AuthorOptions options = {.content_folder = "/nowhere/at/all", .build_date = "2024-02-18"};
    ProblemList list;
    assert_false(author_check(&arena, &options, &list));
    assert_non_null(find(&list, "/nowhere/at/all:0:0", SAY_FILE_NOT_A_FOLDER));
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_small_city_is_without_errors),
        cmocka_unit_test(every_mistake_is_found_at_its_place_and_told_once),
        cmocka_unit_test(the_nearest_name_is_suggested),
        cmocka_unit_test(sentences_come_in_the_language_of_the_staff),
        cmocka_unit_test(errors_come_before_warnings_and_in_the_order_of_the_files),
        cmocka_unit_test(a_missing_file_is_told_and_an_optional_one_is_not),
        cmocka_unit_test(drafts_may_be_unfinished_but_nothing_may_rest_on_them),
        cmocka_unit_test(without_typefaces_the_check_for_characters_is_said_to_be_left_out),
        cmocka_unit_test(what_is_no_content_is_told_within_the_memory_that_is_asked_for),
        cmocka_unit_test(a_file_too_large_is_refused),
        cmocka_unit_test(a_folder_that_is_not_there_is_one_clear_list),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
