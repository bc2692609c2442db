// A story file with some of its bytes changed: it opens or is refused with its sentences, and what
// opens answers every question without a crash.
//
// Input: a byte of flags (1 thorough, 2 cut short), then groups of four: a page (modulo their count),
// where in it (two bytes, little endian; with the highest bit set within its first 64 bytes, where
// SQLite keeps what it trusts) and what to XOR there. With flag 2 the first group is the file's end.
#include "store/store.h"
#include "test_store_story.h"
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FLAG_THOROUGH = 1, FLAG_CUT = 2, PAGE_SIZE = 4096, MAX_STORY = 1024 * 1024 };

static char path[64];
static uint8_t good[MAX_STORY], changed[MAX_STORY];
static size_t good_size;

static void remove_story(void)
{
    unlink(path);
}

static void must(bool is_true)
{
    if (!is_true) {
        abort();
    }
}

// The good story, once.
static void make(void)
{
    snprintf(path, sizeof path, "/tmp/zhanting-fuzz-%ld.db", (long)getpid());
    must(story_make(path, "1", NULL));
    atexit(remove_story);
    FILE *file = fopen(path, "rb");
    must(file != NULL);
    good_size = fread(good, 1, sizeof good, file);
    must(good_size > 4096 && good_size < sizeof good);
    fclose(file);
}

#define LIST(Type, call)                                                                           \
    do {                                                                                           \
        Type##List list = {0};                                                                     \
        Err err = {0};                                                                             \
        bool is_good = call;                                                                       \
        must(is_good ? !err.what[0] : err.what[0] && err.hint[0] && list.count == 0);              \
    } while (0)

static void ask_lists(Store *s, Arena *a)
{
    const Str none = STR_NONE;
    LIST(Figure, store_figures(s, a, none, &list, &err));
    LIST(Theme, store_themes(s, a, &list, &err));
    LIST(FigureSlot, store_figure_slots(s, a, none, &list, &err));
    LIST(Group, store_chain_groups(s, a, &list, &err));
    LIST(Chain, store_chains(s, a, none, &list, &err));
    LIST(Stage, store_stages(s, a, STR("new-energy"), &list, &err));
    LIST(Member, store_members(s, a, none, none, none, &list, &err));
    LIST(Member, store_members(s, a, STR("new-energy"), none, STR("wujin"), &list, &err));
    LIST(Link, store_links(s, a, none, &list, &err));
    LIST(Link, store_chain_links(s, a, STR("new-energy"), &list, &err));
    LIST(Member, store_standings(s, a, &list, &err));
    LIST(District, store_districts(s, a, none, &list, &err));
    LIST(Water, store_waters(s, a, &list, &err));
    LIST(Group, store_programme_groups(s, a, &list, &err));
    LIST(Programme, store_programmes(s, a, none, STR("city"), &list, &err));
    LIST(WorkYear, store_work_years(s, a, &list, &err));
    LIST(Work, store_works(s, a, none, &list, &err));
    LIST(Category, store_categories(s, a, &list, &err));
    LIST(Project, store_projects(s, a, none, none, STR("wujin"), &list, &err));
    LIST(Milestone, store_milestones(s, a, STR("lp1"), &list, &err));
    LIST(Event, store_events(s, a, &list, &err));
    LIST(Photo, store_photos(s, a, &list, &err));
    LIST(Article, store_articles(s, a, &list, &err));
    LIST(Source, store_sources(s, a, &list, &err));
    LIST(Message, store_messages(s, a, &list, &err));
    LIST(Fold, store_folds(s, a, &list, &err));
}

static void ask_rows(Store *s, Arena *a)
{
    Chain chain;
    Article article;
    uint8_t *bytes = NULL;
    size_t size = 0;
    int w = 0;
    int h = 0;
    uint32_t colour = 0;
    (void)store_info(s, a);
    (void)store_value(s, a, STR("city_name"));
    (void)store_label(s, a, STR("home.back"));
    (void)store_chain(s, a, STR("bci"), &chain);
    (void)store_article(s, a, STR("a1"), &article);
    (void)store_article_about(s, a, STR("figure:f1"), &article);
    (void)store_picture_info(s, STR("field"), &w, &h, &colour);
    must(store_picture(s, STR("field"), 700, &bytes, &size) == (bytes != NULL));
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (good_size == 0) {
        make();
    }
    if (size < 1 || size > 4 * KIB) {
        return 0;
    }
    memcpy(changed, good, good_size);
    size_t length = good_size;
    for (size_t i = 1; i + 4 <= size; i += 4) {
        size_t page = data[i] % (good_size / PAGE_SIZE);
        size_t where = data[i + 1] | (size_t)data[i + 2] << 8;
        size_t at = page * PAGE_SIZE + where % (where & 0x8000 ? 64 : PAGE_SIZE);
        if (i == 1 && (data[0] & FLAG_CUT)) {
            length = at;
        } else {
            changed[at] ^= data[i + 3];
        }
    }
    FILE *file = fopen(path, "wb");
    must(file && fwrite(changed, 1, length, file) == length && fclose(file) == 0);

    Arena arena;
    arena_init(&arena, "fuzz", 1024 * MIB);
    Err err = {0};
    Store *store = store_open(path, data[0] & FLAG_THOROUGH, &err);
    must(store ? !err.what[0] : err.where[0] && err.what[0] && err.hint[0]);
    for (int i = 0; store && i < 2; i++) {
        store_set_language(store, i ? STR("en") : STR("zh"));
        store_set_today(store, i ? STR("2024-02-01") : STR_NONE);
        ask_lists(store, &arena);
        ask_rows(store, &arena);
    }
    store_close(store);
    arena_finish(&arena);
    return 0;
}
