// zhanting: the kiosk, and with --window the preview of content staff.
#include "kiosk.h"
#include "base/clock.h"
#include <stdio.h>
#include <time.h>

enum {
    DISPLAY_MS = 500,   // between looks for a display, where there is none …
    DISPLAY_LOOKS = 60, // … before a fresh start
    EXIT_RESTART = 8,   // staff asked for a fresh start, or the display for one
    EXIT_QUIT = 9,      // staff asked for the system: the service manager must not start it again
};

static int exit_code(const Kiosk *kiosk)
{
    OperatorWish wish = kiosk->operator? operator_wish(kiosk->operator) : WISH_NONE;
    return kiosk->wants_restart || wish == WISH_RESTART ? EXIT_RESTART
           : wish == WISH_QUIT                          ? EXIT_QUIT
                                                        : 0;
}

// The hall's display may be another one than when it was set up: the first is better than none.
static Screen *open_any_screen(Kiosk *kiosk, Log *log, Err *err)
{
    ScreenOptions *options = &kiosk->options.screen;
    service_let_go(); // for SDL to take the signals first
    Screen *screen = screen_open(options, DEEP, err);
    if (!screen && options->display > 0 && !options->is_window) {
        log_line(log, "%s", err->what);
        options->display = 0;
        screen = screen_open(options, DEEP, err);
    }
    service_catch();
    return screen;
}

// In the hall the display may be off, or unplugged for a while: nothing is wrong with the kiosk.
static Screen *open_screen(Kiosk *kiosk, Log *log, Err *err)
{
    Screen *screen = open_any_screen(kiosk, log, err);
    bool is_hall = !kiosk->options.screen.is_window && kiosk->service.socket >= 0;
    if (!screen && is_hall) {
        log_line(log, "%s", err->what);
    }
    for (int i = 0; !screen && is_hall && i < DISPLAY_LOOKS && !service_is_stopped(); i++) {
        nanosleep(&(struct timespec){.tv_nsec = DISPLAY_MS * 1000000L}, NULL);
        service_alive(&kiosk->service, clock_now_ms());
        screen = open_any_screen(kiosk, NULL, err);
    }
    kiosk->wants_restart = !screen && is_hall;
    return screen;
}

static void end_well(Kiosk *kiosk)
{
    crashes_end(&kiosk->crashes);
    operator_stop(kiosk->operator); // before the updates are the kiosk's own again
    updates_end(&kiosk->updates);
    service_close(&kiosk->service);
}

int main(int argc, char **argv)
{
    static Kiosk kiosk;
    Err err = {0};
    kiosk.start_us = clock_now_us();
    if (!kiosk_read_options(&kiosk, argc, argv, &err)) {
        return kiosk_stop(&err);
    }
    if (kiosk.options.wants_config_check) {
        return kiosk_check_config(&kiosk);
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
    service_catch();
    kiosk_find_state(&kiosk);
    Log *log = log_open(kiosk.options.log, 2 * 1024 * 1024);
    for (int i = 0; i < kiosk.config_problems.count; i++) {
        const Err *problem = &kiosk.config_problems.items[i];
        log_line(log, "%s: %s", problem->where, problem->what);
    }
    kiosk_begin_or_rest(&kiosk, log);
    kiosk_choose_story(&kiosk, log);
    if (!kiosk_open_house(&kiosk, log)) {
        bool is_orderly = service_is_stopped() || kiosk.wants_restart;
        if (is_orderly) {
            end_well(&kiosk);
        }
        log_close(log);
        return is_orderly ? exit_code(&kiosk) : EXIT_CANNOT_RUN;
    }
    if (!house_speaks(&kiosk.house, &kiosk.options.language, &err)) {
        kiosk_stop(&err); // and on in the first one
    }
    kiosk.stamp = house_content_stamp(&kiosk.house);
    kiosk.watched_ms = clock_now_ms();
    kiosk.screen = open_screen(&kiosk, log, &err);
    if (!kiosk.screen) {
        house_close(&kiosk.house);
        log_close(log);
        if (kiosk.wants_restart) {
            end_well(&kiosk);
            return EXIT_RESTART;
        }
        return kiosk_stop(&err);
    }
    kiosk_open_operator(&kiosk, log);
    kiosk_open_usage(&kiosk, log);
    kiosk_open_app(&kiosk, kiosk.options.page);
    kiosk_run(&kiosk);
    end_well(&kiosk);
    usage_close(kiosk.usage);
    app_close(&kiosk.app);
    int code = exit_code(&kiosk);
    operator_close(kiosk.operator);
    screen_close(kiosk.screen);
    house_close(&kiosk.house);
    log_close(log);
    return code;
}
