#include "venue/house.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// The first of these that exists, seen from the program's folder.
static Str beside_program(Arena *arena, const char *const *places, int count)
{
    Str home;
    if (!file_program_folder(arena, &home)) {
        return str_from(places[0]);
    }
    for (int i = 0; i < count; i++) {
        Str path = file_join(arena, home, str_from(places[i]));
        if (file_exists(path.p)) {
            return path;
        }
    }
    return file_join(arena, home, str_from(places[0]));
}

static Str fonts_folder(Arena *arena, const HouseOptions *options)
{
    static const char *const PLACES[] = {"fonts", "../fonts", "../share/zhanting/fonts"};
    return options->fonts ? str_from(options->fonts) : beside_program(arena, PLACES, COUNT(PLACES));
}

static Str assets_folder(House *house)
{
    static const char *const PLACES[] = {"assets", "../assets", "../../assets", "../../../assets",
                                         "../share/zhanting/assets"};
    return house->options.assets ? str_from(house->options.assets)
                                 : beside_program(&house->arena, PLACES, COUNT(PLACES));
}

static Str cache_folder(House *house)
{
    if (house->options.cache) {
        return str_from(house->options.cache);
    }
    const char *base = getenv("XDG_CACHE_HOME");
    if (base && base[0] == '/') {
        return str_format(&house->arena, "%s/zhanting", base);
    }
    const char *home = getenv("HOME");
    return str_format(&house->arena, "%s/.cache/zhanting", home && home[0] == '/' ? home : "/tmp");
}

// ---- pictures from the story ----------------------------------------------------

static bool load_picture(void *context, Str name, int want_w, uint8_t **bytes, size_t *size)
{
    House *house = context;
    return store_picture(house->store, name, want_w, bytes, size);
}

static void complain_picture(void *context, Str name, const char *why)
{
    House *house = context;
    log_line(house->log, "picture %.*s: %s", STR_ARG(name), why);
}

static void open_pictures(House *house)
{
    PictureLoader loader = {house, load_picture, complain_picture};
    size_t budget = house->options.picture_bytes ? house->options.picture_bytes : 96 * MIB;
    house->pictures = pictures_open(&loader, house->options.threads, budget);
}

// ---- story ------------------------------------------------------------------------

static bool compile(House *house, Str path, Err *err)
{
    char today[11];
    clock_date_utc(clock_unix_s(), today);
    AuthorOptions options = {.content_folder = house->options.story,
                             .assets_folder = assets_folder(house).p,
                             .fonts_folder = fonts_folder(&house->arena, &house->options).p,
                             .cache_folder = cache_folder(house).p,
                             .build_date = today};
    file_make_folders(options.cache_folder, NULL);
    return author_build(&house->arena, &options, path.p, &house->problems, err);
}

static Str temporary_path(House *house)
{
    const char *base = getenv("TMPDIR");
    return str_format(&house->arena, "%s/zhanting-preview-%d-%lld.db",
                      base && base[0] == '/' ? base : "/tmp", (int)getpid(),
                      (long long)clock_now_us());
}

static bool open_story(House *house, Str path, Err *err)
{
    Store *store = store_open(path.p, false, err);
    if (!store) {
        return false;
    }
    pictures_close(house->pictures);
    store_close(house->store);
    house->store = store;
    house->story_path = path;
    open_pictures(house);
    return true;
}

// True when a story was compiled and opened; false with an empty Err when the content has errors.
static bool open_folder(House *house, Err *err)
{
    Str path = temporary_path(house);
    if (!compile(house, path, err) || !open_story(house, path, err)) {
        unlink(path.p);
        return false;
    }
    if (house->temporary.n) {
        unlink(house->temporary.p);
    }
    house->temporary = path;
    return true;
}

static Str find_story(Arena *arena, const HouseOptions *options)
{
    static const char *const STORIES[] = {"story.db", "../story.db", "../share/zhanting/story.db"};
    return options->story ? str_from(options->story)
                          : beside_program(arena, STORIES, COUNT(STORIES));
}

void house_story_path(const HouseOptions *options, char *path, size_t size)
{
    Arena arena;
    arena_init(&arena, "story path", MIB);
    snprintf(path, size, "%.*s", STR_ARG(find_story(&arena, options)));
    arena_finish(&arena);
}

void house_fonts_path(const HouseOptions *options, char *path, size_t size)
{
    Arena arena;
    arena_init(&arena, "fonts path", MIB);
    snprintf(path, size, "%.*s", STR_ARG(fonts_folder(&arena, options)));
    arena_finish(&arena);
}

bool house_open(House *house, const HouseOptions *options, Log *log, Err *err)
{
    // Pictures and layers come and go in megabytes: each in pages of its own, so that what is freed
    // goes back to the system instead of leaving holes in the heap for a year.
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);
    *house = (House){.options = *options, .log = log};
    arena_init(&house->arena, "house", 256 * MIB);
    house->raster = raster_open(options->threads, 160 * MIB);
    house->fonts = fonts_open(fonts_folder(&house->arena, &house->options).p, err);
    if (!house->fonts) {
        return false;
    }
    Str story = find_story(&house->arena, options);
    if (!file_exists(story.p)) {
        return err_say(err, "", SAY_STORY_MISSING, SAY_STORY_MISSING_HINT, story.p, NULL);
    }
    house->is_folder = file_is_folder(story.p);
    if (!house->is_folder) {
        return open_story(house, story, err);
    }
    Err trouble = {0};
    if (!open_folder(house, &trouble) && trouble.what[0]) {
        if (err) {
            *err = trouble;
        }
        return false;
    }
    return true;
}

bool house_speaks(House *house, const char **language, Err *err)
{
    if (!house->store) {
        return true;
    }
    StoryInfo info = store_info(house->store, &house->arena);
    for (int i = 0; i < info.language_count; i++) {
        if (str_is(info.languages[i], *language)) {
            return true;
        }
    }
    err_say(err, "", SAY_LANGUAGE_UNKNOWN, SAY_LANGUAGE_UNKNOWN_HINT, *language, NULL);
    *language = info.language_count ? str_z(&house->arena, info.languages[0]) : "zh";
    return false;
}

bool house_reload(House *house, Err *err)
{
    return open_folder(house, err);
}

static uint64_t stamp_folder(House *house, Str folder, uint64_t stamp)
{
    NameList names;
    if (!file_list(&house->arena, folder.p, STR_NONE, &names, NULL)) {
        return stamp;
    }
    for (int i = 0; i < names.count; i++) {
        Str path = file_join(&house->arena, folder, names.items[i]);
        stamp = hash_u64(stamp, str_hash(names.items[i]));
        stamp = hash_u64(stamp, (uint64_t)file_changed_ns(path.p));
    }
    return stamp;
}

uint64_t house_content_stamp(House *house)
{
    ArenaMark mark = arena_mark(&house->arena);
    uint64_t stamp = HASH_SEED;
    if (house->is_folder) {
        Str folder = str_from(house->options.story);
        static const char *const PARTS[] = {"", "articles", "pictures"};
        for (int i = 0; i < COUNT(PARTS); i++) {
            Str part = PARTS[i][0] ? file_join(&house->arena, folder, str_from(PARTS[i])) : folder;
            stamp = stamp_folder(house, part, stamp);
        }
        stamp = stamp_folder(house, assets_folder(house), stamp);
    }
    arena_release(&house->arena, mark);
    return stamp;
}

void house_close(House *house)
{
    pictures_close(house->pictures);
    store_close(house->store);
    fonts_close(house->fonts);
    raster_close(house->raster);
    if (house->temporary.n) {
        unlink(house->temporary.p);
    }
    arena_finish(&house->arena);
}
