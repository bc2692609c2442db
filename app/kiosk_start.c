#include "base/clock.h"
#include "base/file.h"
#include "kiosk.h"
#include "venue/safe.h"
#include <stdio.h>
#include <stdlib.h>

enum {
    SAFE_REST_MS = 10 * 60 * 1000, // after three crashes, before one more try
    EXIT_CONFIG = 1,
};

static const char CONFIG_FILE[] = "/etc/zhanting/zhanting.ini";
static const char KEYS_FOLDER[] = "/etc/zhanting/keys"; // who may sign updates

int kiosk_stop(const Err *err)
{
    char text[1200];
    err_print(err, text, sizeof text);
    fputs(text, stderr);
    return EXIT_CANNOT_RUN;
}

static bool can_open_story(void *context)
{
    Kiosk *kiosk = context;
    House probe;
    bool is_open = house_open(&probe, &kiosk->options.house, NULL, NULL);
    house_close(&probe);
    return is_open;
}

static bool has_rested(void *context)
{
    const Kiosk *kiosk = context;
    return clock_now_ms() >= kiosk->rest_until_ms;
}

static bool goes_on(void *context)
{
    Kiosk *kiosk = context;
    service_alive(&kiosk->service, clock_now_ms());
    return !service_is_stopped();
}

// Until it is back, or an end was asked for.
static SafeEnd show_safe(Kiosk *kiosk, Log *log, SafeReason *reason, bool (*is_back)(void *context))
{
    const ScreenOptions *screen = &kiosk->options.screen;
    SafeOptions options = {.is_window = screen->is_window,
                           .display = screen->display,
                           .w = screen->w,
                           .h = screen->h,
                           .turns = (int)screen->turn,
                           .fonts = kiosk->options.house.fonts,
                           .is_back = is_back,
                           .goes_on = goes_on,
                           .context = kiosk};
    WallTime wall = hours_wall(clock_unix_s());
    char time[32];
    snprintf(time, sizeof time, "%s %02d:%02d", wall.local, wall.minute / 60, wall.minute % 60);
    reason->call = kiosk->config.call;
    reason->report = (SafeReport){.version = "zhanting " ZH_VERSION,
                                  .time = time,
                                  .failed = reason->failed,
                                  .where = reason->detail,
                                  .log = kiosk->options.log};
    service_ready(&kiosk->service, "safe screen");
    log_line(log, "safe screen: %s", reason->failed);
    return safe_show(reason, &options);
}

void kiosk_find_state(Kiosk *kiosk)
{
    const char *given = kiosk->config.state[0] ? kiosk->config.state : getenv("STATE_DIRECTORY");
    if (given && given[0] && file_make_folders(given, NULL)) {
        snprintf(kiosk->state, sizeof kiosk->state, "%s", given);
        snprintf(kiosk->usage_file, sizeof kiosk->usage_file, "%s/usage.db", given);
    }
}

void kiosk_open_usage(Kiosk *kiosk, Log *log)
{
    if (!kiosk->options.screen.is_window && kiosk->state[0]) {
        kiosk->usage = usage_open(&(UsageOptions){.path = kiosk->usage_file, .log = log});
    }
}

void kiosk_begin_or_rest(Kiosk *kiosk, Log *log)
{
    if (kiosk->options.screen.is_window) {
        return;
    }
    char path[300] = "";
    if (kiosk->state[0]) {
        snprintf(path, sizeof path, "%s/starts", kiosk->state);
    }
    char boot[48];
    int64_t now_s;
    crashes_clock(boot, &now_s);
    int crashes = crashes_begin(&kiosk->crashes, path, boot, now_s);
    if (crashes > 0) {
        log_line(log, "%d starts of the last five minutes ended badly", crashes);
    }
    if (crashes < CRASHES_MOST) {
        return;
    }
    SafeReason reason = {.failed = say_plain(SAY_CRASHES_FAILED),
                         .tried = say_plain(SAY_CRASHES_TRIED),
                         .advice = say_plain(SAY_CRASHES_ADVICE),
                         .detail = kiosk->options.log ? kiosk->options.log : ""};
    kiosk->rest_until_ms = clock_now_ms() + SAFE_REST_MS;
    show_safe(kiosk, log, &reason, has_rested);
    crashes_clock(boot, &now_s);
    crashes_begin_again(&kiosk->crashes, now_s);
}

void kiosk_choose_story(Kiosk *kiosk, Log *log)
{
    char shipped[UPDATE_PATH];
    char boot[48];
    int64_t now_s;
    kiosk->trial_ms = INT64_MAX;
    house_story_path(&kiosk->options.house, shipped, sizeof shipped);
    if (kiosk->options.screen.is_window || file_is_folder(shipped)) {
        return;
    }
    crashes_clock(boot, &now_s);
    const char *keys = kiosk->config.keys[0] ? kiosk->config.keys : KEYS_FOLDER;
    updates_open(&kiosk->updates, kiosk->state, shipped, keys);
    house_fonts_path(&kiosk->options.house, kiosk->updates.fonts, sizeof kiosk->updates.fonts);
    kiosk->can_update = true;
    if (updates_pick(&kiosk->updates, boot, now_s, log, kiosk->story, NULL)) {
        kiosk->options.house.story = kiosk->story;
    }
    kiosk_plan_trial(kiosk, now_s);
}

bool kiosk_open_house(Kiosk *kiosk, Log *log)
{
    Err err = {0};
    while (!house_open(&kiosk->house, &kiosk->options.house, log, &err)) {
        log_line(log, "%s: %s %s", err.where, err.what, err.hint);
        house_close(&kiosk->house);
        SafeReason reason = safe_reason(&err);
        SafeEnd end = show_safe(kiosk, log, &reason, can_open_story);
        if (end != SAFE_BACK) {
            bool is_hall = !kiosk->options.screen.is_window;
            kiosk->wants_restart = is_hall && end == SAFE_QUIT && !service_is_stopped();
            kiosk_stop(&err);
            return false;
        }
    }
    return true;
}

bool kiosk_read_options(Kiosk *kiosk, int argc, char **argv, Err *err)
{
    Options asked = options_default();
    if (!options_parse(argc, argv, &asked, err)) {
        return false;
    }
    kiosk->options = options_default();
    kiosk->config = config_default();
    const char *file = asked.config ? asked.config : CONFIG_FILE;
    if (asked.config || !asked.screen.is_window) {
        config_read(file, &kiosk->config, &kiosk->config_problems);
    }
    const Config *config = &kiosk->config;
    Options *options = &kiosk->options;
    options->screen.display = config->display;
    options->screen.turn = config->rotation;
    options->screen.present = config->renderer;
    options->diagonal_in = config->diagonal_in;
    options->bottom_mm = config->bottom_mm;
    options->idle_ms = config->idle_s * 1000;
    options->language = config->language;
    options->modes = config->modes;
    options->house.story = config->story[0] ? config->story : NULL;
    options->config = file;
    return options_parse(argc, argv, options, err);
}

// Whoever sets opening hours wants to know what they mean here and now: the zone may be another one.
static void tell_hours(const Config *config)
{
    static const char *const NIGHTS[] = {
        [NIGHT_NOTHING] = "nothing", [NIGHT_DIM] = "dim", [NIGHT_BLACK] = "black"};
    if (!config->has_hours && !config->closed_days) {
        return;
    }
    WallTime wall = hours_wall(clock_unix_s());
    char time[32];
    snprintf(time, sizeof time, "%s %02d:%02d", wall.local, wall.minute / 60, wall.minute % 60);
    const char *args[SAY_MAX_ARGS] = {time, NIGHTS[config->night]};
    char line[256];
    bool is_open = config_is_open(config, wall.weekday, wall.minute);
    say(line, sizeof line, is_open ? SAY_CONFIG_OPEN_NOW : SAY_CONFIG_CLOSED_NOW, args);
    puts(line);
}

int kiosk_check_config(const Kiosk *kiosk)
{
    const ConfigProblems *problems = &kiosk->config_problems;
    char count[16];
    snprintf(count, sizeof count, "%d%s", problems->count, problems->is_more ? "+" : "");
    const char *args[SAY_MAX_ARGS] = {kiosk->options.config, count};
    for (int i = 0; i < problems->count; i++) {
        char text[1200];
        err_print(&problems->items[i], text, sizeof text);
        fputs(text, stdout);
    }
    char line[512];
    say(line, sizeof line,
        problems->count                      ? SAY_CONFIG_COUNT
        : file_exists(kiosk->options.config) ? SAY_CONFIG_FINE
                                             : SAY_CONFIG_MISSING,
        args);
    puts(line);
    tell_hours(&kiosk->config);
    return problems->count ? EXIT_CONFIG : 0;
}

void kiosk_open_operator(Kiosk *kiosk, Log *log)
{
    if (kiosk->options.screen.is_window && !kiosk->config.pin_hash[0]) {
        return;
    }
    bool is_counted = !kiosk->options.screen.is_window && kiosk->state[0];
    const char *mounts = kiosk->config.sticks;
    OperatorOptions options = {.config = &kiosk->config,
                               .problems = &kiosk->config_problems,
                               .crashes = &kiosk->crashes,
                               .version = ZH_VERSION,
                               .state = kiosk->state,
                               .log = kiosk->options.log,
                               .usage = is_counted ? kiosk->usage_file : NULL,
                               .mounts = mounts[0] ? mounts : NULL,
                               .updates = kiosk->can_update ? &kiosk->updates : NULL,
                               .diary = log,
                               .wake = events_wake};
    kiosk->operator= operator_open(&options);
}
