// zhanting-pack: content staff compile and check a city's story. No window.
#include "author/author.h"
#include "base/clock.h"
#include "base/file.h"
#include "pack_bundle.h"
#include "pack_pin.h"
#include "pack_typeset.h"
#include "report.h"
#include "specimen.h"
#include "store/store.h"
#include <stdio.h>
#include <stdlib.h>

enum { EXIT_FINE = 0, EXIT_CONTENT = 1, EXIT_USAGE = 2, EXIT_OTHER = 3 };

typedef struct {
    const char *command, *target;
    const char *story; // what -o names
    const char *other; // diff: the second file
    const char *assets, *fonts, *cache, *pinyin, *date;
    const char *key, *keys, *comment;
    TypesetRequest typeset;
    const char *month, *names, *zone; // report
    bool is_portrait;
} Options;

static int usage(SayId what, const char *word)
{
    Err err = {0};
    char text[1024];
    err_say(&err, "", what, SAY_PACK_SEE_HELP, word, NULL);
    err_print(&err, text, sizeof text);
    fputs(text, stderr);
    return EXIT_USAGE;
}

static int other(const Err *err)
{
    char text[1024];
    err_print(err, text, sizeof text);
    fputs(text, stderr);
    return EXIT_OTHER;
}

// The first of `places` below the program's folder that is there; NULL when none is.
static const char *find_folder(Arena *arena, const char *const *places, int count)
{
    Str program;
    if (!file_program_folder(arena, &program)) {
        return NULL;
    }
    for (int i = 0; i < count; i++) {
        Str folder = file_join(arena, program, str_from(places[i]));
        if (file_is_folder(folder.p)) {
            return folder.p;
        }
    }
    return NULL;
}

// In the build folder they lie beside the program; installed, in share/zhanting.
static void find_defaults(Arena *arena, Options *options)
{
    static const char *const ASSETS[] = {"assets", "../share/zhanting/assets"};
    static const char *const FONTS[] = {"fonts", "../share/zhanting/fonts"};
    static const char *const PINYIN[] = {"pinyin", "../share/zhanting/pinyin"};
    if (!options->assets) {
        options->assets = find_folder(arena, ASSETS, COUNT(ASSETS));
    }
    if (!options->fonts) {
        options->fonts = find_folder(arena, FONTS, COUNT(FONTS));
    }
    if (!options->pinyin) {
        const char *folder = find_folder(arena, PINYIN, COUNT(PINYIN));
        Str file = file_join(arena, str_from(folder ? folder : PINYIN[0]), STR("readings.tsv"));
        options->pinyin = file.p;
    }
    if (!options->cache) {
        const char *base = getenv("XDG_CACHE_HOME");
        const char *home = getenv("HOME");
        if (base && base[0] == '/') {
            options->cache = str_format(arena, "%s/zhanting/pictures", base).p;
        } else if (home && home[0] == '/') {
            options->cache = str_format(arena, "%s/.cache/zhanting/pictures", home).p;
        }
    }
}

static void print_problems(const ProblemList *list)
{
    for (int i = 0; i < list->count; i++) {
        const Problem *problem = &list->items[i];
        bool is_first = i == 0 || problem->level != list->items[i - 1].level;
        if (is_first) {
            printf("%s\n", say_plain(problem->level == PROBLEM_ERROR ? SAY_PACK_ERRORS
                                                                     : SAY_PACK_WARNINGS));
        }
        printf("%.*s:%d:%d: %.*s%s%.*s%s%.*s\n", STR_ARG(problem->file), problem->row,
               problem->column, STR_ARG(problem->column_name), problem->column_name.n ? ": " : "",
               STR_ARG(problem->what), problem->hint.n ? "\n    " : "", STR_ARG(problem->hint));
    }
    char errors[16];
    char warnings[16];
    char text[256];
    snprintf(errors, sizeof errors, "%d", list->error_count);
    snprintf(warnings, sizeof warnings, "%d", list->warning_count);
    const char *args[SAY_MAX_ARGS] = {errors, warnings};
    say(text, sizeof text, SAY_PACK_COUNT, args);
    puts(text);
}

static AuthorOptions author_options(Arena *arena, Options *options)
{
    find_defaults(arena, options);
    char *today = arena_alloc(arena, 11);
    clock_date_utc(clock_unix_s(), today);
    return (AuthorOptions){
        .content_folder = options->target,
        .assets_folder = options->assets,
        .fonts_folder = options->fonts,
        .cache_folder = options->cache,
        .pinyin_file = options->pinyin,
        .build_date = options->date ? options->date : today,
    };
}

static int run_check(Arena *arena, Options *options)
{
    ProblemList list;
    AuthorOptions author = author_options(arena, options);
    bool is_fine = author_check(arena, &author, &list);
    print_problems(&list);
    return is_fine ? EXIT_FINE : EXIT_CONTENT;
}

// A word a line, columns separated by tabs, so that it can be opened as a table.
static int run_readings(Arena *arena, Options *options)
{
    ReadingList words;
    ProblemList problems;
    AuthorOptions author = author_options(arena, options);
    if (!author_readings(arena, &author, &words, &problems)) {
        print_problems(&problems);
        return EXIT_CONTENT;
    }
    puts(say_plain(SAY_PACK_READINGS_HEAD));
    for (int i = 0; i < words.count; i++) {
        const DoubtfulReading *word = &words.items[i];
        printf("%.*s\t%.*s\t%.*s\t%d\t%.*s:%d:%d\n", STR_ARG(word->word), STR_ARG(word->reading),
               STR_ARG(word->other), word->times, STR_ARG(word->file), word->row, word->column);
    }
    return EXIT_FINE;
}

static int run_build(Arena *arena, Options *options)
{
    if (!options->story) {
        return usage(SAY_PACK_NO_OUTPUT, "-o");
    }
    ProblemList list;
    Err err = {0};
    AuthorOptions author = author_options(arena, options);
    bool is_written = author_build(arena, &author, options->story, &list, &err);
    print_problems(&list);
    if (!is_written && list.error_count == 0) {
        return other(&err);
    }
    const char *args[SAY_MAX_ARGS] = {options->story};
    char text[4352];
    say(text, sizeof text, is_written ? SAY_PACK_WRITTEN : SAY_PACK_NOT_WRITTEN, args);
    puts(text);
    return is_written ? EXIT_FINE : EXIT_CONTENT;
}

static int run_info(Arena *arena, const Options *options)
{
    Err err = {0};
    Store *store = store_open(options->target, true, &err);
    if (!store) {
        return other(&err);
    }
    StoryInfo info = store_info(store, arena);
    printf("%s\t%.*s\n", say_plain(SAY_PACK_INFO_CITY),
           STR_ARG(store_value(store, arena, STR("city_name"))));
    printf("%s\t%.*s\n", say_plain(SAY_PACK_INFO_VERSION), STR_ARG(info.version));
    printf("%s\t%.*s\n", say_plain(SAY_PACK_INFO_BUILT), STR_ARG(info.built));
    printf("%s\t%.*s\n", say_plain(SAY_PACK_INFO_AS_OF), STR_ARG(info.as_of));
    printf("%s\t%.*s\n", say_plain(SAY_PACK_INFO_LANGUAGES),
           STR_ARG(str_join(arena, info.languages, info.language_count, STR(" "))));
    printf("%s\t%d\n", say_plain(SAY_PACK_INFO_ROWS), info.row_count);
    printf("%s\t%lld KiB\n", say_plain(SAY_PACK_INFO_SIZE),
           (long long)(file_size(options->target) / 1024));
    store_close(store);
    return EXIT_FINE;
}

static int run_typeset(Arena *arena, Options *options)
{
    Err err = {0};
    if (options->typeset.font) {
        find_defaults(arena, options);
    }
    switch (pack_typeset(arena, &options->typeset, options->fonts, stdin, stdout, &err)) {
    case TYPESET_FINE:
        return EXIT_FINE;
    case TYPESET_USAGE:
        other(&err);
        return EXIT_USAGE;
    default:
        return other(&err);
    }
}

static int run_specimen(Arena *arena, Options *options)
{
    Err err = {0};
    if (!options->story) {
        return usage(SAY_PACK_NO_OUTPUT, "-o");
    }
    find_defaults(arena, options);
    return specimen_write(arena, options->fonts, options->story, &err) ? EXIT_FINE : other(&err);
}

static int run_bundle(const Options *options)
{
    Err err = {0};
    Str command = str_from(options->command);
    bool is_done = false;
    if (str_is(command, "bundle")) {
        if (!options->story || !options->key) {
            return usage(options->story ? SAY_PACK_NO_KEY : SAY_PACK_NO_OUTPUT,
                         options->story ? "--key" : "-o");
        }
        is_done =
            pack_bundle(options->target, options->story, options->key, options->comment, &err);
    } else if (str_is(command, "verify")) {
        if (!options->keys) {
            return usage(SAY_PACK_NO_KEY, "--keys");
        }
        is_done = pack_verify(options->target, options->keys, &err);
    } else if (str_is(command, "diff")) {
        if (!options->other) {
            return usage(SAY_PACK_NO_TARGET, "diff");
        }
        is_done = pack_diff(options->target, options->other, &err);
    } else {
        is_done = pack_keygen(options->target, &err);
    }
    return is_done ? EXIT_FINE : other(&err);
}

static int run_report(Arena *arena, Options *options)
{
    if (!options->story) {
        return usage(SAY_PACK_NO_OUTPUT, "-o");
    }
    Err err = {0};
    ReportOptions report = {.journal = options->target,
                            .month = options->month,
                            .out = options->story,
                            .story = options->names,
                            .zone_h = JOURNAL_ZONE_H,
                            .is_portrait = options->is_portrait};
    if (!options->month) {
        err_say(&err, "", SAY_PACK_NO_MONTH, SAY_PACK_NO_MONTH_HINT, NULL);
    } else if (options->zone && !report_zone(options->zone, &report.zone_h)) {
        err_say(&err, "", SAY_PACK_ZONE, SAY_PACK_ZONE_HINT, options->zone, NULL);
    }
    if (err.what[0]) {
        other(&err);
        return EXIT_USAGE;
    }
    find_defaults(arena, options);
    report.fonts = options->fonts;
    return report_write(arena, &report, &err) ? EXIT_FINE : other(&err);
}

static int run_help(void)
{
    puts(say_plain(SAY_PACK_HELP));
    return EXIT_FINE;
}

// An option with a value; true when `word` was one and *at stands on its value.
static bool take(int argc, char **argv, int *at, const char *name, const char **value)
{
    if (!str_is(str_from(argv[*at]), name) || *at + 1 >= argc) {
        return false;
    }
    *value = argv[++*at];
    return true;
}

// The same for one without.
static bool take_flag(const char *word, const char *name, bool *flag)
{
    bool is_it = str_is(str_from(word), name);
    *flag = *flag || is_it;
    return is_it;
}

static int parse(int argc, char **argv, Options *options)
{
    for (int i = 1; i < argc; i++) {
        const char *lang = NULL;
        bool is_em_model = false;
        if (take(argc, argv, &i, "-o", &options->story) ||
            take(argc, argv, &i, "--assets", &options->assets) ||
            take(argc, argv, &i, "--fonts", &options->fonts) ||
            take(argc, argv, &i, "--cache", &options->cache) ||
            take(argc, argv, &i, "--pinyin", &options->pinyin) ||
            take(argc, argv, &i, "--date", &options->date) ||
            take(argc, argv, &i, "--key", &options->key) ||
            take(argc, argv, &i, "--keys", &options->keys) ||
            take(argc, argv, &i, "--comment", &options->comment) ||
            take(argc, argv, &i, "--month", &options->month) ||
            take(argc, argv, &i, "--story", &options->names) ||
            take(argc, argv, &i, "--zone", &options->zone) ||
            take_flag(argv[i], "--portrait", &options->is_portrait) ||
            take(argc, argv, &i, "--width-em", &options->typeset.width_em) ||
            take(argc, argv, &i, "--level", &options->typeset.level) ||
            take(argc, argv, &i, "--font", &options->typeset.font) ||
            take_flag(argv[i], "--hang", &options->typeset.is_hanging) ||
            take_flag(argv[i], "--first-fit", &options->typeset.is_first_fit)) {
            continue;
        }
        if (take_flag(argv[i], "--em-model", &is_em_model)) {
            options->typeset.font = NULL;
            continue;
        }
        if (take(argc, argv, &i, "--lang", &lang)) {
            if (!str_is(str_from(lang), "zh") && !str_is(str_from(lang), "en")) {
                return usage(SAY_PACK_BAD_OPTION, lang);
            }
            say_choose(str_is(str_from(lang), "en") ? SAY_EN : SAY_ZH);
        } else if (str_is(str_from(argv[i]), "--help") || str_is(str_from(argv[i]), "-h")) {
            options->command = "help";
            return EXIT_FINE;
        } else if (argv[i][0] == '-') {
            return usage(SAY_PACK_BAD_OPTION, argv[i]);
        } else if (!options->command) {
            options->command = argv[i];
        } else if (!options->target) {
            options->target = argv[i];
        } else if (!options->other && str_is(str_from(options->command), "diff")) {
            options->other = argv[i];
        } else {
            return usage(SAY_PACK_BAD_OPTION, argv[i]);
        }
    }
    return EXIT_FINE;
}

static int run(Arena *arena, Options *options)
{
    Str command = str_from(options->command);
    if (str_is(command, "help")) {
        return run_help();
    }
    if (str_is(command, "typeset")) {
        return options->target ? usage(SAY_PACK_BAD_OPTION, options->target)
                               : run_typeset(arena, options);
    }
    if (str_is(command, "pin")) {
        return options->target ? usage(SAY_PACK_BAD_OPTION, options->target)
               : pack_pin()    ? EXIT_FINE
                               : EXIT_USAGE;
    }
    if (str_is(command, "specimen")) {
        return options->target ? usage(SAY_PACK_BAD_OPTION, options->target)
                               : run_specimen(arena, options);
    }
    bool is_known = str_is(command, "build") || str_is(command, "check") ||
                    str_is(command, "readings") || str_is(command, "info") ||
                    str_is(command, "report");
    bool is_update = str_is(command, "bundle") || str_is(command, "verify") ||
                     str_is(command, "keygen") || str_is(command, "diff");
    if (!is_known && !is_update) {
        return usage(SAY_PACK_BAD_COMMAND, options->command);
    }
    if (!options->target) {
        return usage(SAY_PACK_NO_TARGET, options->command);
    }
    if (is_update) {
        return run_bundle(options);
    }
    if (str_is(command, "info")) {
        return run_info(arena, options);
    }
    if (str_is(command, "readings")) {
        return run_readings(arena, options);
    }
    if (str_is(command, "report")) {
        return run_report(arena, options);
    }
    return str_is(command, "build") ? run_build(arena, options) : run_check(arena, options);
}

int main(int argc, char **argv)
{
    Options options = {0};
    int code = parse(argc, argv, &options);
    if (code != EXIT_FINE) {
        return code;
    }
    Arena arena;
    arena_init(&arena, "pack", 256 * MIB);
    code = run(&arena, &options);
    arena_finish(&arena);
    return code;
}
