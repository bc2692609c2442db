#include "base/clock.h"
#include "kiosk.h"
#include "pages/problems.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum {
    FRAME_MS = 16,     // between frames while something moves
    WATCH_MS = 1000,   // between looks at the content folder (preview)
    MEND_MS = 250,     // between attempts to show what did not reach the glass …
    MENDS_MOST = 24,   // … before a fresh start
    SWITCH_MS = 1000,  // until the trial is thought of again, while the content is being switched
    EVENTS_MOST = 500, // between two frames: a device gone mad does not stop them
};

static void tell_clock(const Kiosk *kiosk, const WallTime *wall)
{
    if (kiosk->hours.is_clock_wrong) {
        log_line(kiosk->house.log,
                 "the clock says %s, before the story's day %s: opening hours and days of content "
                 "are not judged by it",
                 wall->utc, kiosk->built);
    } else {
        log_line(kiosk->house.log, "the clock is right again: %s", wall->utc);
    }
}

// Looks at the wall clock when it is time to.
static void look_at_clock(Kiosk *kiosk)
{
    static const Glass GLASS[] = {
        [NIGHT_NOTHING] = GLASS_LIT, [NIGHT_DIM] = GLASS_DIM, [NIGHT_BLACK] = GLASS_BLACK};
    int64_t now_ms = clock_now_ms();
    if (!hours_is_due(&kiosk->hours, now_ms)) {
        return;
    }
    bool was_wrong = kiosk->hours.is_clock_wrong;
    WallTime wall = hours_wall(clock_unix_s());
    const char *given = kiosk->options.today;
    if (hours_look(&kiosk->hours, &kiosk->config, given ? "" : kiosk->built, &wall, now_ms) &&
        kiosk->house.store) {
        store_set_today(kiosk->house.store, str_from(given ? given : kiosk->hours.today));
    }
    if (was_wrong != kiosk->hours.is_clock_wrong) {
        tell_clock(kiosk, &wall);
    }
    Glass night = GLASS[kiosk->hours.night];
    if (night != kiosk->app.night) {
        app_set_night(&kiosk->app, night);
        kiosk->is_dirty = true;
    }
}

// A story was opened.
static void meet_story(Kiosk *kiosk)
{
    kiosk->built[0] = '\0';
    if (kiosk->house.store) {
        Str built = store_info(kiosk->house.store, &kiosk->house.arena).built;
        snprintf(kiosk->built, sizeof kiosk->built, "%.*s", STR_ARG(built));
    }
    kiosk->hours = hours_begin();
    look_at_clock(kiosk);
}

void kiosk_open_app(Kiosk *kiosk, const char *route)
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
                          .bottom_mm = kiosk->options.bottom_mm,
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
        kiosk_open_app(kiosk, was_problems ? kiosk->options.page : route);
    } else {
        Store *kept = kiosk->house.store;
        kiosk->house.store = NULL; // show the problems, keep the story for the next attempt
        kiosk_open_app(kiosk, "problems");
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

// A display came, went or changed its size.
static void meet_display(Kiosk *kiosk, const InputEvent *event)
{
    screen_follow_display(kiosk->screen);
    app_event(&kiosk->app, event, clock_now_ms());
    int w = 0;
    int h = 0;
    screen_size(kiosk->screen, &w, &h);
    log_line(kiosk->house.log, "the displays changed; the picture is %d x %d px", w, h);
    screen_present(kiosk->screen, NULL, 0);
}

// What did not reach the glass is shown again; when that does not help for long, a fresh start may.
static void mend_screen(Kiosk *kiosk)
{
    int64_t now_ms = clock_now_ms();
    if (screen_is_whole(kiosk->screen) || !screen_is_visible(kiosk->screen)) {
        kiosk->mends = 0;
        kiosk->mend_ms = INT64_MAX;
        return;
    }
    if (kiosk->mends == 0) {
        kiosk->mends = 1;
        kiosk->mend_ms = now_ms + MEND_MS;
    }
    if (now_ms < kiosk->mend_ms) {
        return;
    }
    screen_present(kiosk->screen, NULL, 0);
    kiosk->mends++;
    kiosk->mend_ms = now_ms + MEND_MS;
    if (kiosk->mends > MENDS_MOST) {
        log_line(kiosk->house.log, "nothing reaches the display (%s); starting again",
                 screen_driver(kiosk->screen));
        kiosk->wants_restart = true;
        kiosk->is_on = false;
    }
}

static void handle(Kiosk *kiosk, const InputEvent *event)
{
    bool was_dirty = kiosk->is_dirty;
    kiosk->is_dirty = true;
    switch (event->kind) {
    case EVENT_QUIT: // nobody closes the kiosk
        kiosk->is_on = !kiosk->options.screen.is_window;
        return;
    case EVENT_GONE:
        if (!kiosk->options.screen.is_window && !service_is_stopped()) {
            log_line(kiosk->house.log, "the display server is gone; starting again");
            kiosk->wants_restart = true;
        }
        kiosk->is_on = false;
        return;
    case EVENT_KEY:
        handle_key(kiosk, event);
        return;
    case EVENT_EXPOSE:
    case EVENT_SHOWN:
        screen_present(kiosk->screen, NULL, 0); // what the window lost is there again
        return;
    case EVENT_DISPLAY:
        meet_display(kiosk, event);
        return;
    case EVENT_HIDDEN:
    case EVENT_FOCUS_LOST: // another window came up over it
        if (!kiosk->options.screen.is_window) {
            screen_come_back(kiosk->screen); // nobody in the hall can bring it back
        }
        app_event(&kiosk->app, event, clock_now_ms());
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
    next_ms = kiosk->mend_ms < next_ms ? kiosk->mend_ms : next_ms;
    int64_t alive_ms = service_next_ms(&kiosk->service);
    next_ms = alive_ms < next_ms ? alive_ms : next_ms;
    next_ms = kiosk->trial_ms < next_ms ? kiosk->trial_ms : next_ms;
    next_ms = kiosk->hours.next_ms < next_ms ? kiosk->hours.next_ms : next_ms;
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

void kiosk_plan_trial(Kiosk *kiosk, int64_t now_s)
{
    int64_t left_s = updates_left_s(&kiosk->updates, now_s);
    kiosk->trial_ms = left_s < 0 ? INT64_MAX : clock_now_ms() + left_s * 1000;
}

// A story that was switched to and still stands after two minutes stays.
static void end_trial(Kiosk *kiosk)
{
    char boot[48];
    int64_t now_s;
    bool is_due = clock_now_ms() >= kiosk->trial_ms;
    if (is_due && kiosk->operator&& operator_is_switching(kiosk->operator)) {
        kiosk->trial_ms = clock_now_ms() + SWITCH_MS; // the next story's trial is about to begin
    } else if (is_due) {
        crashes_clock(boot, &now_s);
        updates_tick(&kiosk->updates, boot, now_s);
        kiosk_plan_trial(kiosk, now_s);
    }
}

void kiosk_begin(Kiosk *kiosk)
{
    kiosk->is_on = !service_is_stopped();
    kiosk->is_dirty = true;
    kiosk->mend_ms = INT64_MAX;
}

static void take_events(Kiosk *kiosk, int64_t patience_ms)
{
    for (int i = 0; i < EVENTS_MOST && kiosk->is_on; i++) {
        int w = 0;
        int h = 0;
        screen_glass_size(kiosk->screen, &w, &h);
        InputEvent event;
        if (!events_next(&event, patience_ms, w, h)) {
            return;
        }
        handle(kiosk, &event);
        patience_ms = 0;
    }
}

void kiosk_round(Kiosk *kiosk, int64_t patience_ms)
{
    service_alive(&kiosk->service, clock_now_ms());
    take_events(kiosk, patience_ms);
    watch_content(kiosk, false);
    look_at_clock(kiosk);
    end_trial(kiosk);
    if (kiosk->is_dirty || clock_now_ms() >= app_next_ms(&kiosk->app)) {
        kiosk->is_dirty = false;
        show_frame(kiosk);
    }
    mend_screen(kiosk);
    service_ready(&kiosk->service, screen_driver(kiosk->screen));
    bool is_wished = kiosk->operator&& operator_wish(kiosk->operator) != WISH_NONE;
    if (is_wished || service_is_stopped()) {
        kiosk->is_on = false;
    }
    kiosk->is_told = kiosk->is_told || tell_start(kiosk);
}

void kiosk_run(Kiosk *kiosk)
{
    kiosk_begin(kiosk);
    while (kiosk->is_on) {
        kiosk_round(kiosk, kiosk->is_dirty ? 0 : wait_ms(kiosk));
    }
}
