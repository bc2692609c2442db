#include "pages/staff.h"
#include "base/hash.h"
#include "pages/app.h"
#include <string.h>

enum { HOUR_MS = 3600 * 1000 };

bool staff_is_page(const App *app)
{
    return str_is(STR("operator"), app->way[app->depth - 1].route);
}

bool staff_holds(const App *app)
{
    const Staff *staff = app->staff;
    return staff &&
           (staff->is_cleaning || staff->is_guiding || staff->notice || staff_is_page(app));
}

bool staff_has_finger(const App *app)
{
    const Contacts *contacts = &app->gestures.contacts;
    for (int i = 0; i < contacts->count; i++) {
        if (!contacts->items[i].is_muted) {
            return true;
        }
    }
    return false;
}

static void leave(Staff *staff)
{
    staff->is_in = false;
    staff->is_checking = false;
    staff->was_wrong = false;
    staff->is_granted = false;
    staff->asks = ASK_ENTRY;
    staff->busy_ms = 0;
    memset(staff->code, 0, sizeof staff->code);
}

void staff_forget(App *app)
{
    if (app->staff) {
        leave(app->staff);
        app->staff->is_guiding = false;
        app->staff->is_guide_open = false;
        app->staff->tap_count = 0;
    }
}

uint64_t staff_hash(const App *app)
{
    const Staff *staff = app->staff;
    uint64_t h = HASH_SEED;
    if (staff) {
        h = hash_u64(h, (uint64_t)staff->is_in | (uint64_t)staff->is_guiding << 1 |
                            (uint64_t)staff->is_guide_open << 2 | (uint64_t)staff->was_wrong << 3 |
                            (uint64_t)staff->tap_count << 8);
        h = hash_bytes(h, staff->code, sizeof staff->code);
    }
    return h;
}

// ---- what the glass feels -----------------------------------------------------------

static void begin_hour(Staff *staff, int64_t now_ms)
{
    int64_t hour = now_ms / HOUR_MS;
    int64_t from = staff->hour + 1;
    from = from < hour - STAFF_HOURS + 1 ? hour - STAFF_HOURS + 1 : from;
    for (int64_t h = from; h <= hour; h++) {
        int slot = (int)(h % STAFF_HOURS);
        memset(staff->felt[slot], 0, sizeof staff->felt[slot]);
        memset(staff->stuck_at[slot], 0, sizeof staff->stuck_at[slot]);
        staff->touches[slot] = 0;
    }
    staff->hour = hour;
}

static int square(float at, int size)
{
    int i = size > 0 ? (int)(at * STAFF_GRID / (float)size) : 0;
    return i < 0 ? 0 : i >= STAFF_GRID ? STAFF_GRID - 1 : i;
}

static void feel(App *app, const ContactEvent *contact)
{
    Staff *staff = app->staff;
    if (contact->phase != CONTACT_DOWN || !isfinite(contact->at.x) || !isfinite(contact->at.y)) {
        return;
    }
    begin_hour(staff, app->now_ms);
    int slot = (int)(staff->hour % STAFF_HOURS);
    uint16_t *felt = &staff->felt[slot][square(contact->at.y, app->ui.window_h)]
                                 [square(contact->at.x, app->ui.window_w)];
    *felt = (uint16_t)(*felt + (*felt < UINT16_MAX));
    staff->touches[slot]++;
}

static bool was_muted(const Staff *staff, const Contact *contact)
{
    for (int i = 0; i < staff->seen_count; i++) {
        const StaffSeen *seen = &staff->seen[i];
        if (seen->finger == contact->finger && seen->down_ms == contact->down_ms) {
            return seen->is_muted;
        }
    }
    return false;
}

// Palms and stuck fingers are counted when the contact layer first mutes them.
static void count_muted(App *app)
{
    Staff *staff = app->staff;
    const Contacts *contacts = &app->gestures.contacts;
    for (int i = 0; i < contacts->count; i++) {
        const Contact *contact = &contacts->items[i];
        if (!contact->is_muted || was_muted(staff, contact)) {
            continue;
        }
        if (contact->is_palm) {
            staff->palms++;
            continue;
        }
        staff->stuck++;
        uint8_t *at =
            &staff->stuck_at[staff->hour % STAFF_HOURS][square(contact->start.y, app->ui.window_h)]
                            [square(contact->start.x, app->ui.window_w)];
        *at = (uint8_t)(*at + (*at < UINT8_MAX));
    }
    staff->seen_count = contacts->count;
    for (int i = 0; i < contacts->count; i++) {
        const Contact *contact = &contacts->items[i];
        staff->seen[i] = (StaffSeen){contact->finger, contact->down_ms, contact->is_muted};
    }
    int lost = contacts->let_go;
    staff->lost += lost > staff->lost_before ? lost - staff->lost_before : 0;
    staff->lost_before = lost;
}

int staff_felt(const Staff *staff, int x, int y)
{
    int sum = 0;
    for (int i = 0; i < STAFF_HOURS; i++) {
        sum += staff->felt[i][y][x];
    }
    return sum;
}

int staff_stuck_at(const Staff *staff, int x, int y)
{
    int sum = 0;
    for (int i = 0; i < STAFF_HOURS; i++) {
        sum += staff->stuck_at[i][y][x];
    }
    return sum;
}

// ---- the corner ---------------------------------------------------------------------

// True with the fifth tap in a row that hit the corner, if the first is not too long ago.
static bool is_knock(Staff *staff, Point at, float w, float h, int64_t now_ms)
{
    Rect corner = {w - STAFF_CORNER_DP, h - STAFF_CORNER_DP, STAFF_CORNER_DP, STAFF_CORNER_DP};
    if (!rect_has(corner, at)) {
        staff->tap_count = 0;
        return false;
    }
    if (staff->tap_count == STAFF_TAPS) {
        memmove(staff->taps_ms, staff->taps_ms + 1, sizeof staff->taps_ms - sizeof(int64_t));
        staff->tap_count--;
    }
    staff->taps_ms[staff->tap_count++] = now_ms;
    if (staff->tap_count < STAFF_TAPS || now_ms - staff->taps_ms[0] > STAFF_TAPS_MS) {
        return false;
    }
    staff->tap_count = 0;
    return true;
}

bool staff_gesture(App *app, const Gesture *gesture)
{
    Staff *staff = app->staff;
    if (!staff) {
        return false;
    }
    if (staff->is_guiding) {
        staff->guide_ms = app->now_ms;
    }
    if (staff_is_page(app)) {
        return false;
    }
    if (gesture->kind == GESTURE_TAP &&
        is_knock(staff, gesture->at, app->ui.w, app->ui.h, app->now_ms)) {
        app_go(app, STR("operator"));
        return true;
    }
    return staff->notice != 0;
}

// ---- cleaning -----------------------------------------------------------------------

void staff_clean(App *app)
{
    app_reset(app);
    ContactEvent cancel = {.phase = CONTACT_CANCEL_ALL, .time_ms = app->now_ms};
    gestures_feed(&app->gestures, &cancel, &app->list);
    app->list.count = 0;
    app->staff->is_cleaning = true;
    app->staff->clean_ms = app->now_ms;
}

void staff_end_clean(App *app)
{
    Contacts *contacts = &app->gestures.contacts;
    contacts->count = 0; // whoever still touches begins anew
    app->staff->is_cleaning = false;
    app->touched_ms = app->now_ms;
}

// The one finger that keeps still while nothing else touches the glass.
static const Contact *holding(const App *app)
{
    const Contacts *contacts = &app->gestures.contacts;
    const Contact *contact = contacts->count == 1 ? &contacts->items[0] : NULL;
    bool is_still = contact && !contact->is_muted && contact->moved_ms == contact->down_ms;
    return is_still ? contact : NULL;
}

float staff_held(const App *app)
{
    const Contact *contact = holding(app);
    return contact ? clampf((float)(app->now_ms - contact->down_ms) / STAFF_HOLD_MS, 0, 1) : 0;
}

bool staff_contact(App *app, const ContactEvent *contact)
{
    Staff *staff = app->staff;
    if (!staff) {
        return false;
    }
    if (!staff->is_cleaning) {
        feel(app, contact);
        return false;
    }
    contacts_feed(&app->gestures.contacts, contact);
    return true;
}

// ---- the guide ----------------------------------------------------------------------

void staff_guide(App *app, int stop)
{
    Staff *staff = app->staff;
    if (stop < 0 || stop >= staff->stop_count) {
        return;
    }
    staff->is_guiding = true;
    staff->stop = stop;
    staff->guide_ms = app->now_ms;
    app_go(app, str_from(staff->stops[stop]));
    leave(staff);
}

void staff_end_guide(App *app)
{
    app_reset(app);
}

bool staff_key(App *app, Key key)
{
    Staff *staff = app->staff;
    if (!staff || !staff->is_guiding || staff->is_cleaning) {
        return false;
    }
    switch (key) {
    case KEY_PAGE_DOWN:
        staff_guide(app, staff->stop + 1);
        break;
    case KEY_PAGE_UP:
        staff_guide(app, staff->stop - 1);
        break;
    case KEY_HOME:
        staff_end_guide(app);
        break;
    default:
        return false;
    }
    staff->guide_ms = app->now_ms;
    return true;
}

// ---- the code -----------------------------------------------------------------------

void staff_type(App *app, char digit)
{
    Staff *staff = app->staff;
    size_t n = strlen(staff->code);
    if (!staff->has_code || staff->is_checking || staff->locked_s(staff->context) > 0 ||
        n >= STAFF_CODE) {
        return;
    }
    staff->was_wrong = false;
    staff->code[n] = digit;
    if (n + 1 < STAFF_CODE) {
        return;
    }
    staff->is_checking = staff->guess(staff->context, staff->code);
    memset(staff->code, staff->is_checking ? '*' : 0,
           STAFF_CODE); // only its length is still wanted
}

void staff_rub(App *app, bool is_all)
{
    Staff *staff = app->staff;
    size_t n = strlen(staff->code);
    if (staff->is_checking) {
        return;
    }
    if (is_all) {
        memset(staff->code, 0, sizeof staff->code);
    } else if (n > 0) {
        staff->code[n - 1] = '\0';
    }
}

void staff_hear(App *app)
{
    Staff *staff = app->staff;
    if (!staff->is_checking) {
        return;
    }
    StaffAnswer answer = staff->answer(staff->context);
    if (answer == STAFF_CHECKING) {
        return;
    }
    StaffAsk asks = staff->asks;
    bool is_right = answer == STAFF_RIGHT;
    // Whoever stands at an open panel and does not know the code is put out by the lock alone.
    bool stays = asks != ASK_ENTRY && staff->is_in && staff->locked_s(staff->context) == 0;
    leave(staff);
    staff->is_in = is_right || stays;
    staff->is_granted = is_right && asks != ASK_ENTRY;
    staff->asks = staff->is_in && !is_right ? asks : ASK_ENTRY;
    staff->was_wrong = answer == STAFF_WRONG;
}

void staff_ask(App *app, StaffAsk ask)
{
    Staff *staff = app->staff;
    staff_rub(app, true);
    staff->asks = ask;
    staff->is_granted = false;
    staff->was_wrong = false;
}

void staff_show_notice(App *app, int notice)
{
    Staff *staff = app->staff;
    staff->notice = notice;
    if (staff->keep_notice) {
        staff->keep_notice(staff->context, notice);
    }
    if (notice) {
        app_reset(app);
    }
}

// ---- work behind the panel -----------------------------------------------------------

static bool is_busy(const StaffWork *now)
{
    return now->state == WORK_LOOKING || now->state == WORK_APPLYING ||
           now->state == WORK_SWITCHED || now->is_going_back || now->export_state == EXPORT_RUNNING;
}

// Looks for news while the panel is open. Work that goes on is as good as a touch, for a while.
static void watch(App *app)
{
    Staff *staff = app->staff;
    if (!staff->watch) {
        return;
    }
    bool is_open = staff->is_in && staff_is_page(app);
    staff->watch(staff->context, is_open, ui_is_english(&app->ui));
    if (staff->let_switch) {
        const char *route = app->way[app->depth - 1].route;
        staff->let_switch(staff->context, is_open || strcmp(route, app->home_route) == 0);
    }
    if (!is_open) {
        staff->busy_ms = 0;
        return;
    }
    staff->work(staff->context, &staff->now);
    if (!is_busy(&staff->now)) {
        staff->busy_ms = 0;
        return;
    }
    staff->busy_ms = staff->busy_ms ? staff->busy_ms : app->now_ms;
    if (app->now_ms - staff->busy_ms < STAFF_BUSY_MS) {
        app->touched_ms = app->now_ms;
    }
}

// ---- time ---------------------------------------------------------------------------

void staff_tick(App *app)
{
    Staff *staff = app->staff;
    if (!staff) {
        return;
    }
    begin_hour(staff, app->now_ms);
    watch(app);
    if (staff->is_cleaning) {
        if (staff_held(app) >= 1 || app->now_ms - staff->clean_ms >= STAFF_CLEAN_MS) {
            staff_end_clean(app);
        }
        return;
    }
    count_muted(app);
    if (!staff_is_page(app)) {
        leave(staff);
    } else if (app->now_ms - app->touched_ms >= STAFF_AWAY_MS) {
        app_reset(app);
    }
    if (staff->is_guiding && app->now_ms - staff->guide_ms >= STAFF_GUIDE_MS) {
        app_reset(app);
    }
}
