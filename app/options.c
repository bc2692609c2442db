#include "options.h"
#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef enum {
    TAKES_NOTHING,
    TAKES_TEXT,
    TAKES_SIZE,
    TAKES_NUMBER,
    TAKES_MODES,
    TAKES_PRESENT,
    TAKES_TURN
} Takes;

typedef struct {
    const char *name;
    Takes takes;
    size_t offset;
    const char *example;
} OptionRow;

#define AT(field) offsetof(Options, field)
// clang-format off
static const OptionRow ROWS[] = {
    {"--story",    TAKES_TEXT,    AT(house.story),         "story.db"},
    {"--fonts",    TAKES_TEXT,    AT(house.fonts),         "fonts"},
    {"--assets",   TAKES_TEXT,    AT(house.assets),        "assets"},
    {"--cache",    TAKES_TEXT,    AT(house.cache),         "cache"},
    {"--threads",  TAKES_NUMBER,  AT(house.threads),       "2"},
    {"--pictures", TAKES_NUMBER,  AT(house.picture_bytes), "96"},
    {"--window",   TAKES_NOTHING, AT(screen.is_window),    ""},
    {"--size",     TAKES_SIZE,    AT(screen.w),            "1920x1080"},
    {"--display",  TAKES_NUMBER,  AT(screen.display),      "0"},
    {"--present",  TAKES_PRESENT, AT(screen.present),      "auto"},
    {"--rotate",   TAKES_TURN,    AT(screen.turn),         "90"},
    {"--lang",     TAKES_TEXT,    AT(language),            "zh"},
    {"--page",     TAKES_TEXT,    AT(page),                "chains/new-energy"},
    {"--mode",     TAKES_MODES,   AT(modes),               "large,reduced"},
    {"--diagonal", TAKES_NUMBER,  AT(diagonal_in),         "55"},
    {"--bottom",   TAKES_NUMBER,  AT(bottom_mm),           "800"},
    {"--today",    TAKES_TEXT,    AT(today),               "2024-06-30"},
    {"--idle",     TAKES_NUMBER,  AT(idle_ms),             "75"},
    {"--log",      TAKES_TEXT,    AT(log),                 "zhanting.log"},
    {"--visit",    TAKES_TEXT,    AT(visit),               "tests/visits/tour.txt"},
    {"-o",         TAKES_TEXT,    AT(out),                 "home.png"},
    {"--stats",    TAKES_NOTHING, AT(wants_stats),         ""},
    {"--config",   TAKES_TEXT,    AT(config),              "/etc/zhanting/zhanting.ini"},
    {"--check-config", TAKES_NOTHING, AT(wants_config_check), ""},
    {"--help",     TAKES_NOTHING, AT(wants_help),          ""},
    {"--version",  TAKES_NOTHING, AT(wants_version),       ""},
};
// clang-format on

bool options_modes(Str text, Modes *modes)
{
    Str mode;
    while (str_split(&text, ',', &mode)) {
        if (str_is(mode, "large")) {
            modes->is_large = true;
        } else if (str_is(mode, "reduced")) {
            modes->is_reduced = true;
        } else if (str_is(mode, "low")) {
            modes->is_low = true;
        } else if (str_is(mode, "contrast")) {
            modes->is_contrast = true;
        } else {
            return false;
        }
    }
    return true;
}

static bool parse_size(Str text, int *w, int *h)
{
    int cross = str_find_char(text, 'x');
    int64_t a = 0;
    int64_t b = 0;
    bool is_size = cross > 0 && str_to_int(str_sub(text, 0, cross), &a) &&
                   str_to_int(str_from_offset(text, cross + 1), &b) && a >= 0 && b >= 0 &&
                   a <= 16384 && b <= 16384;
    if (is_size) {
        *w = (int)a;
        *h = (int)b;
    }
    return is_size;
}

static bool set(Options *out, const OptionRow *row, const char *value)
{
    char *field = (char *)out + row->offset;
    int64_t number = 0;
    switch (row->takes) {
    case TAKES_NOTHING:
        *(bool *)(void *)field = true;
        return true;
    case TAKES_TEXT:
        *(const char **)(void *)field = value;
        return value[0] != '\0';
    case TAKES_SIZE:
        return parse_size(str_from(value), &out->screen.w, &out->screen.h);
    case TAKES_NUMBER:
        if (!str_to_int(str_from(value), &number) || number < 0 || number > 1000000) {
            return false;
        }
        if (field == (char *)&out->diagonal_in) {
            out->diagonal_in = (float)number;
        } else if (field == (char *)&out->house.picture_bytes) {
            out->house.picture_bytes = (size_t)number * MIB;
        } else if (field == (char *)&out->idle_ms) {
            out->idle_ms = (int)number * 1000;
        } else {
            *(int *)(void *)field = (int)number;
        }
        return true;
    case TAKES_MODES:
        return options_modes(str_from(value), &out->modes);
    case TAKES_TURN:
        return str_to_int(str_from(value), &number) && number >= 0 && number <= 270 &&
               turn_of((int)number, &out->screen.turn);
    case TAKES_PRESENT:
        out->screen.present = strcmp(value, "surface") == 0   ? PRESENT_SURFACE
                              : strcmp(value, "texture") == 0 ? PRESENT_TEXTURE
                                                              : PRESENT_AUTO;
        return out->screen.present != PRESENT_AUTO || strcmp(value, "auto") == 0;
    default:
        return false;
    }
}

Options options_default(void)
{
    return (Options){.language = "zh", .idle_ms = 75000};
}

bool options_parse(int argc, char **argv, Options *out, Err *err)
{
    for (int i = 1; i < argc; i++) { // first, so that mistakes are told in the right language
        if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc && strcmp(argv[i + 1], "en") == 0) {
            say_choose(SAY_EN);
        }
    }
    for (int i = 1; i < argc; i++) {
        const OptionRow *row = NULL;
        for (int k = 0; k < COUNT(ROWS) && !row; k++) {
            row = strcmp(argv[i], ROWS[k].name) == 0 ? &ROWS[k] : NULL;
        }
        if (!row) {
            return err_say(err, "", SAY_OPTION_UNKNOWN, SAY_OPTION_UNKNOWN_HINT, argv[i], NULL);
        }
        const char *value = "";
        if (row->takes != TAKES_NOTHING && i + 1 < argc) {
            value = argv[++i];
        }
        if (!set(out, row, value)) {
            return err_say(err, "", SAY_OPTION_VALUE, SAY_OPTION_VALUE_HINT, row->name, value,
                           row->example, NULL);
        }
    }
    return true;
}

const char *options_help(bool is_shot)
{
    bool is_english = say_language() == SAY_EN;
    if (is_shot) {
        return is_english ? "zhanting-shot: pictures and statistics of a scripted visit, without a "
                            "window\n"
                            "  zhanting-shot --page home -o home.png\n"
                            "  zhanting-shot --visit tests/visits/tour.txt -o FOLDER [--stats]\n"
                            "      --story FILE|FOLDER  --size 1920x1080  --lang zh|en  --mode "
                            "large,reduced\n"
                            "exit: 0 fine, 1 the visit failed, 2 usage or missing files\n"
                          : "zhanting-shot：不开窗口，按脚本走一遍，输出截图和统计\n"
                            "  zhanting-shot --page home -o home.png\n"
                            "  zhanting-shot --visit tests/visits/tour.txt -o 文件夹 [--stats]\n"
                            "      --story 文件|文件夹  --size 1920x1080  --lang zh|en  --mode "
                            "large,reduced\n"
                            "返回值：0 正常，1 脚本没有走完，2 参数或文件有误\n";
    }
    return is_english
               ? "zhanting: the exhibition on a touchscreen\n"
                 "  zhanting                             fullscreen, the story beside the program\n"
                 "  zhanting --window --story FOLDER     preview of a content folder\n"
                 "      --size 1920x1080  --lang zh|en  --page chains/new-energy  --display N\n"
                 "      --rotate 0|90|180|270 (picture and touch, clockwise)\n"
                 "      --mode large,reduced  --idle SECONDS (0: never)  --log FILE\n"
                 "      --today 2024-06-30 (instead of the clock)  --pictures MB\n"
                 "      --present auto|surface|texture  --fonts FOLDER  --assets FOLDER\n"
                 "      --config FILE (else /etc/zhanting/zhanting.ini)  --check-config\n"
                 "exit: 0 closed, 1 mistakes in the config, 2 usage, no display or missing files\n"
               : "zhanting：触摸屏上的城市展项\n"
                 "  zhanting                             全屏，使用程序旁边的内容文件\n"
                 "  zhanting --window --story 文件夹     在窗口里预览内容文件夹\n"
                 "      --size 1920x1080  --lang zh|en  --page chains/new-energy  --display 序号\n"
                 "      --rotate 0|90|180|270（画面和触摸一起顺时针转）\n"
                 "      --mode large,reduced  --idle 秒数（0 表示不返回）  --log 文件\n"
                 "      --today 2024-06-30（代替时钟）  --pictures 图片缓存（MB）\n"
                 "      --present auto|surface|texture  --fonts 文件夹  --assets 文件夹\n"
                 "      --config 文件（不写则用 /etc/zhanting/zhanting.ini）  --check-config "
                 "只检查它\n"
                 "返回值：0 正常关闭，1 配置有误，2 参数有误、没有显示器或缺少文件\n";
}
