#include "input/input.h"
#include "input/measure.h"

static const float STILL_MM = 5;
static const float STILL_PX = 16;

static float in_px(const Contacts *contacts, float mm, float px)
{
    return contacts->mm_per_px > 0 ? mm / contacts->mm_per_px : px;
}

void contacts_init(Contacts *contacts, float mm_per_px)
{
    *contacts = (Contacts){.mm_per_px = mm_per_px};
}

static int find(const Contacts *contacts, int64_t finger)
{
    for (int i = 0; i < contacts->count; i++) {
        if (contacts->items[i].finger == finger) {
            return i;
        }
    }
    return -1;
}

const Contact *contacts_find(const Contacts *contacts, int64_t finger)
{
    int i = find(contacts, finger);
    return i < 0 ? NULL : &contacts->items[i];
}

// Order is kept: the oldest contact comes first.
static void take_out(Contacts *contacts, int at)
{
    for (int i = at + 1; i < contacts->count; i++) {
        contacts->items[i - 1] = contacts->items[i];
    }
    contacts->count--;
}

static void mute(Contacts *contacts, Contact *contact, bool is_palm)
{
    contacts->muted += contact->is_muted ? 0 : 1;
    contact->is_muted = true;
    contact->is_palm = contact->is_palm || is_palm;
}

// Children lean on the glass: a palm arrives as three touches and more within 40 ms, and sends
// further ones from its rim for as long as it lies there.
static void judge_palm(Contacts *contacts, int at)
{
    Contact *fresh = &contacts->items[at];
    float reach_px = in_px(contacts, PALM_MM, PALM_PX);
    int near = 0;
    bool is_beside_palm = false;
    for (int i = 0; i < contacts->count; i++) {
        const Contact *other = &contacts->items[i];
        if (point_distance(other->start, fresh->start) <= reach_px) {
            near += elapsed_ms(other->down_ms, fresh->down_ms) <= PALM_MS ? 1 : 0;
            is_beside_palm = is_beside_palm || (i != at && other->is_palm);
        }
    }
    if (near >= PALM_CONTACTS) {
        for (int i = 0; i < contacts->count; i++) {
            Contact *other = &contacts->items[i];
            if (point_distance(other->start, fresh->start) <= reach_px &&
                elapsed_ms(other->down_ms, fresh->down_ms) <= PALM_MS) {
                mute(contacts, other, true);
            }
        }
    } else if (is_beside_palm) {
        mute(contacts, fresh, true);
    }
}

static void down(Contacts *contacts, const ContactEvent *event)
{
    int at = find(contacts, event->finger);
    if (at >= 0) { // its up was lost
        contacts->unmatched++;
        take_out(contacts, at);
    }
    if (contacts->count == MAX_CONTACTS) {
        int muted = 0;
        while (muted < contacts->count && !contacts->items[muted].is_muted) {
            muted++;
        }
        if (muted == contacts->count) {
            contacts->ignored++;
            return;
        }
        take_out(contacts, muted); // dirt must not keep a finger out
    }
    at = contacts->count++;
    contacts->items[at] = (Contact){.finger = event->finger,
                                    .start = event->at,
                                    .at = event->at,
                                    .down_ms = event->time_ms,
                                    .moved_ms = event->time_ms};
    judge_palm(contacts, at);
}

void contacts_feed(Contacts *contacts, const ContactEvent *event)
{
    if (event->phase == CONTACT_CANCEL_ALL) {
        contacts->count = 0;
        return;
    }
    bool has_place = point_is_place(event->at);
    if (event->phase == CONTACT_DOWN) {
        if (!has_place) {
            contacts->unmatched++;
            return;
        }
        down(contacts, event);
        return;
    }
    int at = find(contacts, event->finger);
    if (at < 0) {
        contacts->unmatched++;
        return;
    }
    Contact *contact = &contacts->items[at];
    if (has_place) {
        contact->at = event->at;
        if (point_distance(contact->at, contact->start) > in_px(contacts, STILL_MM, STILL_PX) &&
            event->time_ms > contact->moved_ms) {
            contact->moved_ms = event->time_ms;
        }
    } else {
        contacts->unmatched++;
    }
    if (event->phase == CONTACT_UP) {
        take_out(contacts, at);
    }
}

void contacts_reconcile(Contacts *contacts, int device_fingers, int64_t now_ms)
{
    int fingers = 0;
    for (int i = 0; i < contacts->count; i++) {
        Contact *contact = &contacts->items[i];
        fingers += contact->finger >= 0 ? 1 : 0;
        int64_t most_ms = contact->moved_ms == contact->down_ms ? STUCK_MS : DUMB_MS;
        if (!contact->is_muted && elapsed_ms(contact->moved_ms, now_ms) > most_ms) {
            mute(contacts, contact, false);
        }
    }
    for (int i = 0; device_fingers >= 0 && fingers > device_fingers && i < contacts->count;) {
        if (contacts->items[i].finger >= 0) {
            take_out(contacts, i);
            contacts->let_go++;
            fingers--;
        } else {
            i++;
        }
    }
}
