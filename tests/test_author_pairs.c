// Photos that are compared: what the column `pair` may name, and of which shape the two must be.
#include "author_folder.h"

#define HEAD                                                                                       \
    "id,file,title_zh,title_en,caption_zh,caption_en,kind,credit_zh,credit_en,licence,focal_x,"    \
    "focal_y,alt_zh,alt_en,links,pair," COMMON_HEAD
#define PHOTO(id, file, pair)                                                                          \
    id ",pictures/" file ".svg,运河,Canal,,,illustration,本项目,This project,原创,,,一条河," \
       "A river,," pair "," COMMON_OK

typedef struct {
    const char *first, *second; // the pairs of the two rows
    SayId rule;                 // at the cell of the first row, SAY_NOTHING: fine
} Case;

// clang-format off
static const Case CASES[] = {
    {PHOTO("canal", "canal", "same"),  PHOTO("same", "same", ""),      SAY_NOTHING},
    {PHOTO("canal", "canal", "same"),  PHOTO("same", "same", "canal"), SAY_NOTHING},
    {PHOTO("canal", "canal", "canal"), PHOTO("same", "same", ""),      SAY_AUTHOR_SELF},
    {PHOTO("canal", "canal", "sand"),  PHOTO("same", "same", ""),      SAY_AUTHOR_DANGLING},
    {PHOTO("canal", "canal", "tall"),  PHOTO("tall", "tall", ""),      SAY_AUTHOR_PAIR_SHAPE},
};
// clang-format on

static int setup(void **state)
{
    static Folder folder;
    folder_make(&folder);
    folder_write(&folder, "pictures/same.svg",
                 STR(SVG_HEAD "<rect width=\"9\" height=\"9\" fill=\"#102030\"/></svg>"));
    folder_write(&folder, "pictures/tall.svg",
                 STR("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"160\">"
                     "<rect width=\"9\" height=\"9\" fill=\"#102030\"/></svg>"));
    *state = &folder;
    return 0;
}

static int teardown(void **state)
{
    folder_remove(*state);
    return 0;
}

static void a_pair_is_another_photo_of_the_same_shape(void **state)
{
    for (int i = 0; i < COUNT(CASES); i++) {
        const Case *one = &CASES[i];
        print_message("  case %d\n", i);
        Arena arena;
        arena_init(&arena, "test", 256 * MIB);
        folder_write(*state, "photos.csv",
                     str_format(&arena, "%s%s%s", HEAD, one->first, one->second));
        AuthorOptions options = folder_options(*state);
        ProblemList list;
        author_check(&arena, &options, &list);
        for (int k = 0; k < list.error_count; k++) {
            print_message("    %.*s\n", STR_ARG(list.items[k].what));
        }
        assert_int_equal(list.error_count, one->rule == SAY_NOTHING ? 0 : 1);
        if (one->rule != SAY_NOTHING) {
            const Problem *problem = &list.items[0];
            assert_int_equal(problem->rule, one->rule);
            assert_true(str_is(problem->file, "photos.csv"));
            assert_int_equal(problem->row, 2);
            assert_int_equal(problem->column, 16);
            assert_true(problem->hint.n > 0);
        }
        arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_pair_is_another_photo_of_the_same_shape, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
