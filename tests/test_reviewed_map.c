#include "author_folder.h"
// the small city first: cmocka wants its headers in that order
#include "pages/map.h"
#include "store/digest.h"
#include "venue/house.h"
#include <sqlite3.h>

static Folder the_folder;

static int make(void **state)
{
    folder_make(&the_folder);
    *state = &the_folder;
    return 0;
}

static int clean(void **state)
{
    folder_remove(*state);
    return 0;
}

static const char *in_root(const Folder *folder, const char *name)
{
    static char path[400];
    snprintf(path, sizeof path, "%s/%s", folder->root, name);
    return path;
}

// ---- the editors' side --------------------------------------------------------------------

#define HEAD "id,file,name_zh,name_en,number,reviewer,hash,bounds," COMMON_HEAD
#define BOUNDS ",\"-64,-40 96,60\","

typedef struct {
    const char *text;
    int row, column;
    SayId rule;
    const char *why;
} Wrong;

static const Wrong WRONG[] = {
    {HEAD "m,pictures/city-map.png,图,Map,,省厅," MAP_SHA256 BOUNDS COMMON_OK, 2, 5,
     SAY_AUTHOR_NEEDED, "no number"},
    {HEAD "m,pictures/city-map.png,图,Map,苏12号,省厅," MAP_SHA256 BOUNDS COMMON_OK, 2, 5,
     SAY_AUTHOR_BAD_MAP_NUMBER, "a number of no authority"},
    {HEAD "m,pictures/city-map.png,图,Map,苏S(2023)12号,," MAP_SHA256 BOUNDS COMMON_OK, 2, 6,
     SAY_AUTHOR_NEEDED, "no reviewer"},
    {HEAD "m,pictures/city-map.png,图,Map,苏S(2023)12号,省厅," BOUNDS COMMON_OK, 2, 7,
     SAY_AUTHOR_NEEDED, "no hash"},
    {HEAD "m,pictures/city-map.png,图,Map,苏S(2023)12号,省厅,12ab" BOUNDS COMMON_OK, 2, 7,
     SAY_AUTHOR_BAD_HASH, "no SHA-256"},
    {HEAD "m,pictures/city-map.png,图,Map,苏S(2023)12号,省厅,"
          "0000000000000000000000000000000000000000000000000000000000000000" BOUNDS COMMON_OK,
     2, 7, SAY_AUTHOR_MAP_HASH, "another file than the reviewed one"},
    {HEAD "m,pictures/city-map.png,图,Map,苏S(2023)12号,省厅," MAP_SHA256 ",\"0,0\"," COMMON_OK, 2,
     8, SAY_AUTHOR_BAD_POINTS, "one corner"},
    {HEAD "m,pictures/city-map.png,图,Map,苏S(2023)12号,省厅," MAP_SHA256
          ",\"96,60 -64,-40\"," COMMON_OK,
     2, 8, SAY_AUTHOR_MAP_BOUNDS, "corners changed about"},
    {HEAD "m,pictures/city-map.png,图,Map,苏S(2023)12号,省厅," MAP_SHA256
          ",\"-64,-40 96,160\"," COMMON_OK,
     2, 8, SAY_AUTHOR_MAP_SHAPE, "not the picture's shape"},
    {HEAD "m,pictures/city-map.png,图,Map,苏S(2023)12号,省厅," MAP_SHA256 BOUNDS "s1,,待审,,,\n", 2,
     11, SAY_AUTHOR_MAP_PENDING, "not through its review yet"},
    {HEAD "m,pictures/canal.svg,图,Map,苏S(2023)12号,省厅," MAP_SHA256 BOUNDS COMMON_OK, 2, 2,
     SAY_AUTHOR_MAP_KIND, "a drawing that would be rendered anew"},
    {HEAD "m,pictures/gone.png,图,Map,苏S(2023)12号,省厅," MAP_SHA256 BOUNDS COMMON_OK, 2, 2,
     SAY_AUTHOR_NO_PICTURE, "no such file"},
};

static bool has_problem(const ProblemList *list, const char *file, int row, int column, SayId rule)
{
    for (int i = 0; i < list->count; i++) {
        const Problem *it = &list->items[i];
        if (it->rule == rule && str_is(it->file, file) && it->row == row && it->column == column) {
            return it->what.n > 0 && it->hint.n > 0;
        }
    }
    return false;
}

static void each_fault_of_a_map_is_told_at_its_cell_and_nothing_is_written(void **state)
{
    const Folder *folder = *state;
    for (int language = SAY_ZH; language <= SAY_EN; language++) {
        say_choose((SayLanguage)language);
        for (int i = 0; i < COUNT(WRONG); i++) {
            print_message("  %s\n", WRONG[i].why);
            folder_write(folder, "maps.csv", str_from(WRONG[i].text));
            Arena arena;
            arena_init(&arena, "test", 64 * MIB);
            AuthorOptions options = folder_options(folder);
            ProblemList list;
            Err err;
            assert_false(author_build(&arena, &options, in_root(folder, "no.db"), &list, &err));
            assert_int_equal(file_size(in_root(folder, "no.db")), -1);
            assert_true(
                has_problem(&list, "maps.csv", WRONG[i].row, WRONG[i].column, WRONG[i].rule));
            arena_finish(&arena);
        }
    }
    say_choose(SAY_ZH);
    folder_write(folder, "maps.csv", str_from(folder_text("maps.csv")));
}

static void a_pin_off_the_map_or_its_district_is_told_at_its_cell(void **state)
{
    const Folder *folder = *state;
    static const struct {
        const char *from, *to, *map;
        SayId rule;
        const char *column;
        const char *why;
    } ROWS[] = {
        {"\"-64,-40 96,60\"", "\"0,0 1.6,1\"", "maps.csv", SAY_AUTHOR_PIN_OFF_MAP, "x",
         "the map shows less than the city"},
        {"canal,5,5,", "canal,50,5,", "projects.csv", SAY_AUTHOR_PIN_OUTSIDE, "x",
         "outside the outline of its district"},
        {"Kindergarten,east,", "Kindergarten,west,", "projects.csv", SAY_AUTHOR_DANGLING,
         "district", "a district nobody knows"},
    };
    for (int i = 0; i < COUNT(ROWS); i++) {
        print_message("  %s\n", ROWS[i].why);
        char text[2000];
        const char *whole = folder_text(ROWS[i].map);
        const char *at = strstr(whole, ROWS[i].from);
        assert_non_null(at);
        snprintf(text, sizeof text, "%.*s%s%s", (int)(at - whole), whole, ROWS[i].to,
                 at + strlen(ROWS[i].from));
        folder_write(folder, ROWS[i].map, str_from(text));
        Arena arena;
        arena_init(&arena, "test", 64 * MIB);
        AuthorOptions options = folder_options(folder);
        ProblemList list;
        assert_false(author_check(&arena, &options, &list));
        bool is_told = false;
        for (int k = 0; k < list.count; k++) {
            const Problem *it = &list.items[k];
            is_told = is_told || (it->rule == ROWS[i].rule && it->row == 2 &&
                                  str_is(it->column_name, ROWS[i].column));
        }
        assert_true(is_told);
        arena_finish(&arena);
        folder_write(folder, ROWS[i].map, str_from(whole));
    }
}

// ---- the hall's side ----------------------------------------------------------------------

static void build(const Folder *folder, const char *path)
{
    Arena arena;
    arena_init(&arena, "test", 64 * MIB);
    AuthorOptions options = folder_options(folder);
    ProblemList list;
    Err err;
    bool is_built = author_build(&arena, &options, path, &list, &err);
    for (int i = 0; i < list.error_count; i++) {
        print_message("  %.*s:%d:%d %.*s\n", STR_ARG(list.items[i].file), list.items[i].row,
                      list.items[i].column, STR_ARG(list.items[i].what));
    }
    assert_true(is_built);
    arena_finish(&arena);
}

static void run_sql(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static void a_reviewed_map_goes_into_the_story_byte_for_byte(void **state)
{
    const Folder *folder = *state;
    char path[400];
    snprintf(path, sizeof path, "%s", in_root(folder, "good.db"));
    build(folder, path);
    Err err;
    Store *store = store_open(path, true, &err);
    assert_non_null(store);
    uint8_t *bytes;
    size_t size;
    assert_true(store_picture(store, STR("city-map"), 320, &bytes, &size));
    assert_int_equal(size, sizeof MAP_PNG);
    assert_memory_equal(bytes, MAP_PNG, size);
    char hex[DIGEST_HEX];
    digest_sha256(bytes, size, hex);
    assert_string_equal(hex, MAP_SHA256);
    free(bytes);
    Arena arena;
    arena_init(&arena, "test", MIB);
    ReviewedMap map;
    assert_int_equal(store_reviewed_map(store, &arena, &map), MAP_REVIEWED);
    assert_true(map.is_news);
    assert_true(str_is(map.number, "苏S(2023)12号") && str_is(map.reviewer, "省厅"));
    assert_int_equal(store_reviewed_map(store, &arena, &map), MAP_REVIEWED);
    assert_false(map.is_news);
    arena_finish(&arena);
    store_close(store);
}

static bool says(const Ui *ui, const char *text)
{
    for (int i = 0; i < ui->list.count; i++) {
        const Cmd *cmd = &ui->list.cmds[i];
        if (cmd->kind == CMD_GLYPHS && str_find(cmd->text, str_from(text)) >= 0) {
            return true;
        }
    }
    return false;
}

// Opens the livelihood page of the story; what it says of its map, and what the log says.
static void visit(const Folder *folder, const char *path, bool is_reviewed)
{
    char log_path[400];
    snprintf(log_path, sizeof log_path, "%s", in_root(folder, "hall.log"));
    unlink(log_path);
    Log *log = log_open(log_path, 10000);
    House house;
    HouseOptions options = {.story = path, .fonts = BUILD_DIR "/fonts", .threads = 1};
    Err err;
    assert_true(house_open(&house, &options, log, &err));
    static App app;
    AppOptions asked = {.fonts = house.fonts,
                        .store = house.store,
                        .raster = house.raster,
                        .log = log,
                        .language = "zh",
                        .route = "livelihood",
                        .modes = {.is_reduced = true}};
    app_open(&app, &asked, 1000);
    app_frame(&app, 1920, 1080, 2000);
    MapData data;
    map_load(&app, &app.arena, &data);
    assert_int_equal(data.picture.n > 0, is_reviewed);
    assert_int_equal(str_find(data.words.mark, STR("12号")) >= 0, is_reviewed);
    assert_int_equal(says(&app.ui, "12号"), is_reviewed);
    assert_int_equal(says(&app.ui, "mark.diagram"), !is_reviewed);
    app_close(&app);
    house_close(&house);
    log_close(log);
    FileMap said = {0};
    bool has_line =
        file_map(log_path, &said, NULL) &&
        str_find((Str){(const char *)said.bytes, (int)said.size}, STR("\"city-map\" refused")) >= 0;
    file_unmap(&said);
    assert_int_equal(has_line, !is_reviewed);
}

static void the_hall_refuses_a_picture_that_was_not_reviewed(void **state)
{
    const Folder *folder = *state;
    static const struct {
        const char *sql, *why;
        bool is_reviewed;
    } ROWS[] = {
        {"SELECT 1", "as it was reviewed", true},
        {"UPDATE picture_size SET bytes = (SELECT bytes FROM picture_size WHERE name = 'canal')"
         " WHERE name = 'city-map'",
         "another picture under its name", false},
        {"UPDATE picture_size SET bytes = zeroblob(200) WHERE name = 'city-map'",
         "nothing of a picture", false},
        {"UPDATE map SET hash = replace(hash, '7', '8')", "another hash", false},
        {"UPDATE map SET number = ''", "no number", false},
        {"UPDATE map SET reviewer = ''", "no reviewer", false},
        {"UPDATE picture_size SET name = 'x' WHERE name = 'city-map'", "no picture", false},
    };
    for (int i = 0; i < COUNT(ROWS); i++) {
        print_message("  %s\n", ROWS[i].why);
        char path[400];
        snprintf(path, sizeof path, "%s", in_root(folder, "hall.db"));
        build(folder, path);
        run_sql(path, ROWS[i].sql);
        visit(folder, path, ROWS[i].is_reviewed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_of_a_map_is_told_at_its_cell_and_nothing_is_written),
        cmocka_unit_test(a_pin_off_the_map_or_its_district_is_told_at_its_cell),
        cmocka_unit_test(a_reviewed_map_goes_into_the_story_byte_for_byte),
        cmocka_unit_test(the_hall_refuses_a_picture_that_was_not_reviewed),
    };
    return cmocka_run_group_tests(tests, make, clean);
}
