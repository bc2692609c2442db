#include "author_folder.h"

#define STORY_HEAD                                                                                 \
    "id,kind,title_zh,title_en,lead_zh,lead_en,caption_zh,caption_en,about,figures,picture,"       \
    "systems," COMMON_HEAD
#define PART_HEAD                                                                                  \
    "id,story,slot,name_zh,name_en,text_zh,text_en,figure,icon,entity,picture," COMMON_HEAD
#define ROW ",,,,,,,s1,,已审,,,\n"              // behind the names of a part
#define FIGURE(id) ",,," id ",,,,s1,,已审,,,\n" // the same with a figure

// A story of `kind`, about `about`, with `parts`; the problem stands at `place`, NULL: none.
typedef struct {
    const char *kind, *about, *parts, *place;
    SayId rule;
} Case;

// clang-format off
static const Case CASES[] = {
    // each kind with the slots it has
    {"steps",   "livelihood",     "a,one,,甲,A" ROW "b,one,blank,," ROW, NULL, SAY_NOTHING},
    {"loop",    "chain:solar",    "a,one,centre,甲,A" ROW "b,one,,乙,B" ROW, NULL, SAY_NOTHING},
    {"bars",    "programmes",     "a,one,,甲,A" FIGURE("f001") "b,one,,乙,B" FIGURE("f002"), NULL, SAY_NOTHING},
    {"pair",    "figures",        "a,one,from,甲,A" FIGURE("f001") "b,one,to,乙,B" FIGURE("f002"), NULL, SAY_NOTHING},
    {"share",   "livelihood",     "a,one,part,甲,A" FIGURE("f001") "b,one,whole,乙,B" FIGURE("f002"), NULL, SAY_NOTHING},
    {"lever",   "livelihood",     "a,one,in,甲,A" FIGURE("f001") "b,one,out,乙,B" FIGURE("f002"), NULL, SAY_NOTHING},
    {"wheel",   "districts",      "a,one,centre,甲,A" ROW "b,one,blank,," ROW, NULL, SAY_NOTHING},
    {"tree",    "district:east",  "a,one,root,甲,A" ROW "b,one,,乙,B" ROW "c,one,b,丙,C" ROW, NULL, SAY_NOTHING},
    {"grid",    "photos",         "a,one,0.1,甲,A" ROW "b,one,1.0,乙,B" ROW "c,one,1.1,丙,C" ROW, NULL, SAY_NOTHING},
    {"pyramid", "timeline",       "a,one,,甲,A" ROW "b,one,blank,," ROW, NULL, SAY_NOTHING},
    {"radius",  "livelihood",     "a,one,centre,甲,A" ROW, NULL, SAY_NOTHING},
    {"boxes",   "livelihood",     "a,one,1,甲,A" ROW "b,one,blank,," ROW "c,one,6,丙,C" ROW, NULL, SAY_NOTHING},
    {"cascade", "chains",         "a,one,,甲,A" ROW "b,one,,乙,B" ROW, NULL, SAY_NOTHING},
    {"rack",    "member:m1",      "a,one,shelf,甲,A" ROW "b,one,clock,乙,B" ROW, NULL, SAY_NOTHING},
    {"network", "chains;chain:nev", "a,one,hub,甲,A" ROW "b,one,a,乙,B" ROW, NULL, SAY_NOTHING},
    {"ladder",  "livelihood",     "a,one,mark,甲,A" ROW, NULL, SAY_NOTHING},
    {"cross",   "livelihood",     "a,one,line,甲,A" ROW "b,one,area,乙,B" ROW "c,one,1.1,丙,C" ROW, NULL, SAY_NOTHING},
    {"gallery", "article:one",    "a,one,,甲,A" ROW "b,one,,乙,B" ROW, NULL, SAY_NOTHING},
    // what is wrong
    {"spiral",  "livelihood",     "a,one,,甲,A" ROW "b,one,,乙,B" ROW, "stories.csv:2:2", SAY_AUTHOR_BAD_WORD},
    {"steps",   "lifelihood",     "a,one,,甲,A" ROW "b,one,,乙,B" ROW, "stories.csv:2:9", SAY_AUTHOR_BAD_ENTITY},
    {"steps",   "chain:sun",      "a,one,,甲,A" ROW "b,one,,乙,B" ROW, "stories.csv:2:9", SAY_AUTHOR_DANGLING},
    {"steps",   "",               "a,one,,甲,A" ROW "b,one,,乙,B" ROW, "stories.csv:2:9", SAY_AUTHOR_NEEDED},
    {"steps",   "livelihood",     "a,one,,甲,A" ROW, "stories.csv:2:2", SAY_AUTHOR_STORY_COUNT},
    {"steps",   "livelihood",     "", "stories.csv:2:2", SAY_AUTHOR_STORY_COUNT},
    {"steps",   "livelihood",     "a,one,,甲,A" ROW "b,two,,乙,B" ROW "c,one,,丙,C" ROW, "story_parts.csv:3:2", SAY_AUTHOR_DANGLING},
    {"steps",   "livelihood",     "a,one,centre,甲,A" ROW "b,one,,乙,B" ROW, "story_parts.csv:2:3", SAY_AUTHOR_STORY_SLOT},
    {"loop",    "livelihood",     "a,one,centre,甲,A" ROW "b,one,centre,乙,B" ROW, "story_parts.csv:3:3", SAY_AUTHOR_STORY_SLOT_TWICE},
    {"grid",    "livelihood",     "a,one,1.1,甲,A" ROW "b,one,1.1,乙,B" ROW, "story_parts.csv:3:3", SAY_AUTHOR_STORY_SLOT_TWICE},
    {"grid",    "livelihood",     "a,one,1.1,甲,A" ROW "b,one,,乙,B" ROW, "story_parts.csv:3:3", SAY_AUTHOR_STORY_NO_SLOT},
    {"grid",    "livelihood",     "a,one,1.1,甲,A" ROW "b,one,0.0,乙,B" ROW, "story_parts.csv:3:3", SAY_AUTHOR_STORY_SLOT},
    {"grid",    "livelihood",     "a,one,1.1,甲,A" ROW "b,one,7.1,乙,B" ROW, "story_parts.csv:3:3", SAY_AUTHOR_STORY_SLOT},
    {"grid",    "livelihood",     "a,one,1.1,甲,A" ROW "b,one,1.x,乙,B" ROW, "story_parts.csv:3:3", SAY_AUTHOR_STORY_SLOT},
    {"boxes",   "livelihood",     "a,one,1,甲,A" ROW "b,one,9,乙,B" ROW, "story_parts.csv:3:3", SAY_AUTHOR_STORY_SLOT},
    {"cross",   "livelihood",     "a,one,line,甲,A" ROW "b,one,1.0,乙,B" ROW, "story_parts.csv:3:3", SAY_AUTHOR_STORY_SLOT},
    {"tree",    "livelihood",     "a,one,,甲,A" ROW "b,one,z,乙,B" ROW, "story_parts.csv:3:3", SAY_AUTHOR_STORY_SLOT},
    {"tree",    "livelihood",     "a,one,,甲,A" ROW "b,one,b,乙,B" ROW, "story_parts.csv:3:3", SAY_AUTHOR_STORY_PARENT},
    {"network", "livelihood",     "a,one,b,甲,A" ROW "b,one,a,乙,B" ROW, "story_parts.csv:2:3", SAY_AUTHOR_STORY_PARENT},
    {"pair",    "livelihood",     "a,one,blank,甲,A" ROW "b,one,,乙,B" ROW, "story_parts.csv:2:3", SAY_AUTHOR_STORY_SLOT},
    {"steps",   "livelihood",     "a,one,,," ROW "b,one,,乙,B" ROW, "story_parts.csv:2:4", SAY_AUTHOR_STORY_NO_NAME},
    {"steps",   "livelihood",     "a,one,,甲," ROW "b,one,,乙,B" ROW, "story_parts.csv:2:5", SAY_AUTHOR_NO_TRANSLATION},
    {"steps",   "livelihood",     "a,one,blank,," FIGURE("f001") "b,one,,乙,B" ROW, "story_parts.csv:2:8", SAY_AUTHOR_STORY_BLANK_FIGURE},
    {"steps",   "livelihood",     "a,one,,甲,A" FIGURE("f009") "b,one,,乙,B" ROW, "story_parts.csv:2:8", SAY_AUTHOR_DANGLING},
    {"steps",   "livelihood",     "a,one,,甲,A,,,,hoem,,,s1,,已审,,,\nb,one,,乙,B" ROW, "story_parts.csv:2:9", SAY_AUTHOR_BAD_ICON},
    {"steps",   "livelihood",     "a,one,,甲,A,,,,,m1,,s1,,已审,,,\nb,one,,乙,B" ROW, "story_parts.csv:2:10", SAY_AUTHOR_BAD_ENTITY},
    {"steps",   "livelihood",     "a,one,,甲,A,,,,,member:m9,,s1,,已审,,,\nb,one,,乙,B" ROW, "story_parts.csv:2:10", SAY_AUTHOR_DANGLING},
    {"steps",   "livelihood",     "a,one,,甲,A,,,,,,,,,已审,,,\nb,one,,乙,B" ROW, "story_parts.csv:2:12", SAY_AUTHOR_NO_SOURCE},
    {"share",   "livelihood",     "a,one,part,甲,A" FIGURE("f002") "b,one,whole,乙,B" FIGURE("f001"), "stories.csv:2:2", SAY_AUTHOR_STORY_NO_SHARE},
    {"share",   "livelihood",     "a,one,,甲,A" FIGURE("f001"), "stories.csv:2:2", SAY_AUTHOR_STORY_NO_SHARE},
    {"bars",    "livelihood",     "a,one,,甲,A" FIGURE("f001") "b,one,,乙,B" FIGURE("f003"), "story_parts.csv:3:8", SAY_AUTHOR_STORY_UNITS},
};
// clang-format on

static int setup(void **state)
{
    static Folder folder;
    folder_make(&folder);
    // A figure of another unit than the folder's two.
    Arena arena;
    arena_init(&arena, "setup", MIB);
    const char *row = "f003,economy,占比,Share,30,套,,2023,actual,east,,,,,,," COMMON_OK;
    folder_write(&folder, "figures.csv",
                 str_format(&arena, "%s%s", folder_text("figures.csv"), row));
    folder_write(&folder, "units.csv",
                 str_format(&arena, "%s套,套,homes,1,count\n", folder_text("units.csv")));
    arena_finish(&arena);
    *state = &folder;
    return 0;
}

static int teardown(void **state)
{
    folder_remove(*state);
    return 0;
}

static const Problem *find(const ProblemList *list, const char *place, SayId rule)
{
    for (int i = 0; i < list->count; i++) {
        const Problem *problem = &list->items[i];
        char at[128];
        snprintf(at, sizeof at, "%.*s:%d:%d", STR_ARG(problem->file), problem->row,
                 problem->column);
        if (problem->rule == rule && strcmp(at, place) == 0) {
            return problem;
        }
    }
    return NULL;
}

static void check(const Folder *folder, Arena *arena, const Case *one, ProblemList *list)
{
    folder_write(folder, "stories.csv",
                 str_format(arena, "%sone,%s,题,Title,引,Lead,,,%s,,,," COMMON_OK, STORY_HEAD,
                            one->kind, one->about));
    folder_write(folder, "story_parts.csv", str_format(arena, "%s%s", PART_HEAD, one->parts));
    AuthorOptions options = folder_options(folder);
    author_check(arena, &options, list);
}

static void every_kind_takes_its_slots_and_every_mistake_is_told_at_its_place(void **state)
{
    for (int i = 0; i < COUNT(CASES); i++) {
        const Case *one = &CASES[i];
        print_message("  %s: %s\n", one->kind, one->place ? one->place : "fine");
        Arena arena;
        arena_init(&arena, "test", 256 * MIB);
        ProblemList list;
        check(*state, &arena, one, &list);
        if (one->place) {
            const Problem *problem = find(&list, one->place, one->rule);
            assert_non_null(problem);
            assert_true(problem->what.n > 0 && problem->hint.n > 0);
            bool is_warning = one->rule == SAY_AUTHOR_STORY_UNITS;
            bool is_ring = strcmp(one->kind, "network") == 0; // told at both ends
            assert_int_equal(list.error_count, is_warning ? 0 : is_ring ? 2 : 1);
        } else {
            for (int k = 0; k < list.count; k++) {
                print_message("    %.*s\n", STR_ARG(list.items[k].what));
            }
            assert_int_equal(list.error_count, 0);
        }
        arena_finish(&arena);
    }
}

static void a_story_may_be_missing_altogether(void **state)
{
    const Folder *folder = *state;
    char path[700];
    snprintf(path, sizeof path, "%s/stories.csv", folder->content);
    unlink(path);
    snprintf(path, sizeof path, "%s/story_parts.csv", folder->content);
    unlink(path);
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    AuthorOptions options = folder_options(folder);
    ProblemList list;
    assert_true(author_check(&arena, &options, &list));
    arena_finish(&arena);
}

static void drafts_of_parts_do_not_count(void **state)
{
    Case draft = {"steps", "livelihood", "a,one,,甲,A" ROW "b,one,,乙,B,,,,,,,s1,,草稿,,,\n",
                  "stories.csv:2:2", SAY_AUTHOR_STORY_COUNT};
    Arena arena;
    arena_init(&arena, "test", 256 * MIB);
    ProblemList list;
    check(*state, &arena, &draft, &list);
    assert_non_null(find(&list, draft.place, draft.rule));
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_takes_its_slots_and_every_mistake_is_told_at_its_place),
        cmocka_unit_test(drafts_of_parts_do_not_count),
        cmocka_unit_test(a_story_may_be_missing_altogether),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
