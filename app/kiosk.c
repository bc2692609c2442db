// zhanting: the kiosk, and with --window the preview of content staff.
#include "base/clock.h"
#include "base/file.h"
#include "options.h"
#include "pages/problems.h"
#include "venue/config.h"
#include "venue/crashes.h"
#include "venue/operator.h"
#include "venue/safe.h"
#include "venue/service.h"
#include "venue/update_state.h"
#include "venue/usage.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FRAME_MS = 16,                 // between frames while something moves
    WATCH_MS = 1000,               // between looks at the content folder (preview)
    SAFE_REST_MS = 10 * 60 * 1000, // after three crashes, before one more try
    EXIT_CONFIG = 1,
    EXIT_CANNOT_RUN = 2,
    EXIT_RESTART = 8, // staff asked for a fresh start
    EXIT_QUIT = 9,    // staff asked for the system: the service manager must not start it again
};

static const char CONFIG_FILE[] = "/etc/zhanting/zhanting.ini";
static const char KEYS_FOLDER[] = "/etc/zhanting/keys"; // who may sign updates

typedef struct {
    Options options;
    Config config;
    ConfigProblems config_problems;
    char state[256]; // folder for what the kiosk keeps; "": nowhere
    Crashes crashes;
    Updates updates;
    char story[UPDATE_PATH]; // that the updates chose
    int64_t trial_ms;        // when its trial ends; INT64_MAX: none
    int64_t rest_until_ms;
    Service service;
    Operator *operator; // NULL in a preview
    Usage *usage;       // NULL in a preview and where nothing can be kept
    House house;
    Screen *screen;
    App app;
    bool is_on;
    bool is_dirty;    // an event asked for a frame
    int64_t frame_ms; // of the last frame
    uint64_t stamp;   // of the content folder
    int64_t watched_ms;
    int64_t start_us; // of the program
    int64_t first_us; // from then to the first frame
    char built[11], today[11];
} Kiosk;

// What holds today is the wall clock's to say, but never a day before the story was made: a hall's clock
// may have lost its battery.
static void set_today(Kiosk *kiosk)
{
    char today[11];
    const char *given = kiosk->options.today;
    if (given) {
        snprintf(today, sizeof today, "%s", given);
    } else {
        clock_date_utc(clock_unix_s(), today);
    }
    if (!given && strcmp(today, kiosk->built) < 0) {
        memcpy(today, kiosk->built, sizeof today);
    }
    if (kiosk->house.store && strcmp(today, kiosk->today) != 0) {
        memcpy(kiosk->today, today, sizeof today);
        store_set_today(kiosk->house.store, str_from(kiosk->today));
    }
}

// A story was opened.
static void meet_story(Kiosk *kiosk)
{
    kiosk->today[0] = '\0';
    kiosk->built[0] = '\0';
    if (kiosk->house.store) {
        Str built = store_info(kiosk->house.store, &kiosk->house.arena).built;
        snprintf(kiosk->built, sizeof kiosk->built, "%.*s", STR_ARG(built));
    }
    set_today(kiosk);
}

static void open_app(Kiosk *kiosk, const char *route)
{
    House *house = &kiosk->house;
    bool has_story = house->store != NULL;
    meet_story(kiosk);
    AppOptions options = {.fonts = house->fonts,
                          .store = house->store,
                          .pictures = house->pictures,
                          .raster = house->raster,
                          .log = house->log,
                          .language = kiosk->options.language,
                          .route = has_story ? route : "problems",
                          .modes = kiosk->options.modes,
                          .idle_ms = has_story ? kiosk->options.idle_ms : 0,
                          .diagonal_in = kiosk->options.diagonal_in,
                          .staff = kiosk->operator? operator_staff(kiosk->operator) : NULL,
                          .observer = usage_observer(kiosk->usage)};
    if (kiosk->operator) {
        operator_story(kiosk->operator, kiosk->built, screen_driver(kiosk->screen));
    }
    app_open(&kiosk->app, &options, clock_now_ms());
    if (!has_story) {
        problems_show(&kiosk->app, &house->problems, house->options.story);
    }
    if (house->pictures) {
        pictures_on_ready(house->pictures, events_wake, NULL);
    }
    kiosk->is_dirty = true;
}

// A content folder that changed on disk is compiled again; the page stays where it was.
static void watch_content(Kiosk *kiosk, bool is_asked)
{
    int64_t now_ms = clock_now_ms();
    if (!kiosk->house.is_folder || (!is_asked && now_ms < kiosk->watched_ms + WATCH_MS)) {
        return;
    }
    kiosk->watched_ms = now_ms;
    uint64_t stamp = house_content_stamp(&kiosk->house);
    if (stamp == kiosk->stamp && !is_asked) {
        return;
    }
    kiosk->stamp = stamp;
    char route[ROUTE_MAX];
    snprintf(route, sizeof route, "%s", kiosk->app.way[kiosk->app.depth - 1].route);
    bool was_problems = strcmp(route, "problems") == 0;
    app_close(&kiosk->app); // before its story goes away
    Err err = {0};
    bool is_fine = house_reload(&kiosk->house, &err);
    if (err.what[0]) {
        log_line(kiosk->house.log, "%s", err.what);
    }
    if (is_fine) {
        open_app(kiosk, was_problems ? kiosk->options.page : route);
    } else {
        Store *kept = kiosk->house.store;
        kiosk->house.store = NULL; // show the problems, keep the story for the next attempt
        open_app(kiosk, "problems");
        kiosk->house.store = kept;
    }
}

static void handle_key(Kiosk *kiosk, const InputEvent *event)
{
    if (!kiosk->options.screen.is_window) {
        app_event(&kiosk->app, event, clock_now_ms()); // the guide's clicker
        return;                                        // nobody leaves the kiosk by a keyboard
    }
    if (event->key == KEY_ESCAPE || (event->key == KEY_Q && event->has_ctrl)) {
        kiosk->is_on = false;
    } else if (event->key == KEY_F5) {
        watch_content(kiosk, true);
    }
}

static void handle(Kiosk *kiosk, const InputEvent *event)
{
    bool was_dirty = kiosk->is_dirty;
    kiosk->is_dirty = true;
    switch (event->kind) {
    case EVENT_QUIT: // in the hall only the service manager's signal ends the kiosk
        kiosk->is_on = !kiosk->options.screen.is_window && !service_is_stopped();
        return;
    case EVENT_KEY:
        handle_key(kiosk, event);
        return;
    case EVENT_EXPOSE:
        screen_present(kiosk->screen, NULL, 0); // what the window lost is there again
        return;
    case EVENT_WAKE:
        // A second wake finds nothing new: the first one's pictures still want their frame.
        kiosk->is_dirty =
            was_dirty || (kiosk->house.pictures && pictures_arrived(kiosk->house.pictures));
        return;
    default: {
        InputEvent turned = *event;
        turned.contact.at = screen_point(kiosk->screen, event->contact.at);
        app_event(&kiosk->app, &turned, clock_now_ms());
        return;
    }
    }
}

static int64_t wait_ms(const Kiosk *kiosk)
{
    int64_t now_ms = clock_now_ms();
    int64_t next_ms = app_next_ms(&kiosk->app);
    if (next_ms < kiosk->frame_ms + FRAME_MS) {
        next_ms = kiosk->frame_ms + FRAME_MS;
    }
    if (kiosk->house.is_folder && next_ms > kiosk->watched_ms + WATCH_MS) {
        next_ms = kiosk->watched_ms + WATCH_MS;
    }
    if (!screen_is_visible(kiosk->screen)) {
        next_ms = INT64_MAX;
    }
    int64_t alive_ms = service_next_ms(&kiosk->service);
    next_ms = alive_ms < next_ms ? alive_ms : next_ms;
    next_ms = kiosk->trial_ms < next_ms ? kiosk->trial_ms : next_ms;
    if (next_ms == INT64_MAX) {
        return -1;
    }
    return next_ms > now_ms ? next_ms - now_ms : 0;
}

static void show_frame(Kiosk *kiosk)
{
    bool is_new = false;
    Surface surface = screen_surface(kiosk->screen, &is_new);
    if (surface.w <= 0 || surface.h <= 0) {
        return; // a window squeezed to nothing: wait until it grows
    }
    int64_t begin_us = clock_now_us();
    kiosk->frame_ms = clock_now_ms();
    kiosk->app.device_fingers = events_device_fingers();
    app_frame(&kiosk->app, surface.w, surface.h, kiosk->frame_ms);
    Damage damage = app_paint(&kiosk->app, surface, is_new);
    if (damage.count) {
        screen_present(kiosk->screen, damage.rects, damage.count);
        if (kiosk->operator) {
            operator_frame(kiosk->operator, (int)(clock_now_us() - begin_us));
        }
    }
}

// Tells the log how long the start took; true when there is nothing more to tell.
static bool tell_start(Kiosk *kiosk)
{
    if (kiosk->first_us == 0) {
        kiosk->first_us = clock_now_us() - kiosk->start_us;
    }
    if (kiosk->app.ui.is_waiting) {
        return false; // pictures are still being decoded
    }
    log_line(kiosk->house.log,
             "first frame after %" PRId64 " ms, complete after %" PRId64 " ms, %s",
             kiosk->first_us / 1000, (clock_now_us() - kiosk->start_us) / 1000,
             screen_driver(kiosk->screen));
    return true;
}

static void plan_trial(Kiosk *kiosk, int64_t now_s)
{
    int64_t left_s = updates_left_s(&kiosk->updates, now_s);
    kiosk->trial_ms = left_s < 0 ? INT64_MAX : clock_now_ms() + left_s * 1000;
}

// A story that was switched to and still stands after two minutes stays.
static void end_trial(Kiosk *kiosk)
{
    char boot[48];
    int64_t now_s;
    if (clock_now_ms() >= kiosk->trial_ms) {
        crashes_clock(boot, &now_s);
        updates_tick(&kiosk->updates, boot, now_s);
        plan_trial(kiosk, now_s);
    }
}

static void run(Kiosk *kiosk)
{
    kiosk->is_on = true;
    kiosk->is_dirty = true;
    bool is_told = false;
    while (kiosk->is_on) {
        service_alive(&kiosk->service, clock_now_ms());
        int w = 0;
        int h = 0;
        screen_glass_size(kiosk->screen, &w, &h);
        InputEvent event;
        int64_t patience = kiosk->is_dirty ? 0 : wait_ms(kiosk);
        while (kiosk->is_on && events_next(&event, patience, w, h)) {
            handle(kiosk, &event);
            patience = 0;
        }
        watch_content(kiosk, false);
        set_today(kiosk);
        end_trial(kiosk);
        if (kiosk->is_dirty || clock_now_ms() >= app_next_ms(&kiosk->app)) {
            kiosk->is_dirty = false;
            show_frame(kiosk);
        }
        service_ready(&kiosk->service, screen_driver(kiosk->screen));
        if (kiosk->operator&& operator_wish(kiosk->operator) != WISH_NONE) {
            kiosk->is_on = false;
        }
        if (!is_told && tell_start(kiosk)) {
            is_told = true;
        }
    }
}

static int stop(const Err *err)
{
    char text[1200];
    err_print(err, text, sizeof text);
    fputs(text, stderr);
    return EXIT_CANNOT_RUN;
}

static bool can_open_story(void *context)
{
    Kiosk *kiosk = context;
    service_alive(&kiosk->service, clock_now_ms());
    House probe;
    bool is_open = house_open(&probe, &kiosk->options.house, NULL, NULL);
    house_close(&probe);
    return is_open;
}

static bool has_rested(void *context)
{
    Kiosk *kiosk = context;
    service_alive(&kiosk->service, clock_now_ms());
    return clock_now_ms() >= kiosk->rest_until_ms;
}

static SafeOptions safe_options(Kiosk *kiosk, bool (*is_back)(void *context))
{
    const ScreenOptions *screen = &kiosk->options.screen;
    return (SafeOptions){.is_window = screen->is_window,
                         .display = screen->display,
                         .w = screen->w,
                         .h = screen->h,
                         .fonts = kiosk->options.house.fonts,
                         .is_back = is_back,
                         .context = kiosk};
}

// Where the kiosk keeps what outlives it: as configured, else as the service manager says.
static void find_state(Kiosk *kiosk)
{
    const char *given = kiosk->config.state[0] ? kiosk->config.state : getenv("STATE_DIRECTORY");
    if (given && given[0] && file_make_folders(given, NULL)) {
        snprintf(kiosk->state, sizeof kiosk->state, "%s", given);
    }
}

static void usage_path(const Kiosk *kiosk, char *out, size_t size)
{
    snprintf(out, size, "%s/usage.db", kiosk->state);
}

// Visits are counted in the hall, not at an editor's desk.
static void open_usage(Kiosk *kiosk, Log *log)
{
    if (!kiosk->options.screen.is_window && kiosk->state[0]) {
        char path[300];
        usage_path(kiosk, path, sizeof path);
        kiosk->usage = usage_open(&(UsageOptions){.path = path, .log = log});
    }
}

// The journal as tables, to the stick with the log. Before the first visit there is nothing to take along.
static bool export_usage(void *context, const char *folder)
{
    Kiosk *kiosk = context;
    char path[300];
    usage_path(kiosk, path, sizeof path);
    if (!kiosk->usage || !file_exists(path)) {
        return true;
    }
    Err err = {0};
    Journal *journal = journal_open_read(path, &err);
    bool is_written = journal && journal_export(journal, folder, JOURNAL_ZONE_H * 3600, &err);
    journal_close(journal);
    if (!is_written) {
        log_line(kiosk->house.log, "%s %s", err.what, err.hint);
    }
    return is_written;
}

// Writes this start down; three that ended badly within five minutes get a rest and a notice.
static void begin_or_rest(Kiosk *kiosk, Log *log)
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
                         .call = kiosk->config.call,
                         .detail = kiosk->options.log ? kiosk->options.log : ""};
    SafeOptions options = safe_options(kiosk, has_rested);
    kiosk->rest_until_ms = clock_now_ms() + SAFE_REST_MS;
    service_ready(&kiosk->service, "safe screen");
    safe_show(&reason, &options);
    crashes_end(&kiosk->crashes);
}

// Which story it is: one that came by update, or the installed one. A preview shows what it was given.
static void choose_story(Kiosk *kiosk, Log *log)
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
    updates_open(&kiosk->updates, kiosk->state, shipped, KEYS_FOLDER);
    if (updates_pick(&kiosk->updates, boot, now_s, log, kiosk->story, NULL)) {
        kiosk->options.house.story = kiosk->story;
    }
    plan_trial(kiosk, now_s);
}

// The hall never sees a black screen: what cannot be shown is said, until it can be shown.
static bool is_open_or_safe(Kiosk *kiosk, Log *log)
{
    Err err = {0};
    while (!house_open(&kiosk->house, &kiosk->options.house, log, &err)) {
        log_line(log, "%s: %s %s", err.where, err.what, err.hint);
        house_close(&kiosk->house);
        SafeReason reason = safe_reason(&err);
        reason.call = kiosk->config.call;
        SafeOptions options = safe_options(kiosk, can_open_story);
        service_ready(&kiosk->service, "safe screen");
        if (safe_show(&reason, &options) != SAFE_BACK) {
            stop(&err);
            return false;
        }
    }
    return true;
}

// The venue's file first, then what the command line says. A preview has its own settings.
static bool read_options(Kiosk *kiosk, int argc, char **argv, Err *err)
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
    options->idle_ms = config->idle_s * 1000;
    options->language = config->language;
    options->modes = config->modes;
    options->house.story = config->story[0] ? config->story : NULL;
    options->config = file;
    return options_parse(argc, argv, options, err);
}

static int check_config(const Kiosk *kiosk)
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
    return problems->count ? EXIT_CONFIG : 0;
}

// Who looks after the machine: in the hall only, and in a preview that was given a configuration.
static void open_operator(Kiosk *kiosk)
{
    if (kiosk->options.screen.is_window && !kiosk->config.pin_hash[0]) {
        return;
    }
    OperatorOptions options = {.config = &kiosk->config,
                               .problems = &kiosk->config_problems,
                               .crashes = &kiosk->crashes,
                               .version = ZH_VERSION,
                               .state = kiosk->state,
                               .log = kiosk->options.log,
                               .wake = events_wake,
                               .context = kiosk,
                               .export_more = export_usage};
    kiosk->operator= operator_open(&options);
}

static int exit_code(const Kiosk *kiosk)
{
    OperatorWish wish = kiosk->operator? operator_wish(kiosk->operator) : WISH_NONE;
    return wish == WISH_RESTART ? EXIT_RESTART : wish == WISH_QUIT ? EXIT_QUIT : 0;
}

int main(int argc, char **argv)
{
    static Kiosk kiosk;
    Err err = {0};
    kiosk.start_us = clock_now_us();
    if (!read_options(&kiosk, argc, argv, &err)) {
        return stop(&err);
    }
    if (kiosk.options.wants_config_check) {
        return check_config(&kiosk);
    }
    if (kiosk.options.wants_help) {
        fputs(options_help(false), stdout);
        return 0;
    }
    if (kiosk.options.wants_version) {
        puts("zhanting " ZH_VERSION);
        return 0;
    }
    ScreenOptions *window = &kiosk.options.screen;
    window->title = "展厅 Zhanting";
    if (window->w == 0 && window->h == 0) {
        window->w = 1280;
        window->h = 720;
    }
    events_hints();
    service_open(&kiosk.service);
    find_state(&kiosk);
    Log *log = log_open(kiosk.options.log, 2 * 1024 * 1024);
    for (int i = 0; i < kiosk.config_problems.count; i++) {
        const Err *problem = &kiosk.config_problems.items[i];
        log_line(log, "%s: %s", problem->where, problem->what);
    }
    begin_or_rest(&kiosk, log);
    choose_story(&kiosk, log);
    if (!is_open_or_safe(&kiosk, log)) {
        log_close(log);
        return EXIT_CANNOT_RUN;
    }
    if (!house_speaks(&kiosk.house, &kiosk.options.language, &err)) {
        stop(&err); // and on in the first one
    }
    kiosk.stamp = house_content_stamp(&kiosk.house);
    kiosk.watched_ms = clock_now_ms();
    kiosk.screen = screen_open(window, DEEP, &err);
    if (!kiosk.screen) {
        house_close(&kiosk.house);
        log_close(log);
        return stop(&err);
    }
    service_catch();
    open_operator(&kiosk);
    open_usage(&kiosk, log);
    open_app(&kiosk, kiosk.options.page);
    run(&kiosk);
    crashes_end(&kiosk.crashes);
    updates_end(&kiosk.updates);
    service_close(&kiosk.service);
    usage_close(kiosk.usage);
    app_close(&kiosk.app);
    int code = exit_code(&kiosk);
    operator_close(kiosk.operator);
    screen_close(kiosk.screen);
    house_close(&kiosk.house);
    log_close(log);
    return code;
}
