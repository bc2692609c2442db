// Contacts and gestures under any stream of events: no gesture out of place, nothing left behind.
//
// The input is records of 12 bytes: what (1), finger (1), x (4, any float), y (4), pause in ms (2).
#include "gesture_grammar.h"
#include <stdlib.h>
#include <string.h>

enum { RECORD = 12, TICK = 5, FINISH = 250 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(Grammar *grammar, GestureList *out)
{
    for (int i = 0; i < out->count; i++) {
        if (!grammar_take(grammar, &out->items[i])) {
            abort();
        }
    }
    if (out->dropped != 0) {
        abort();
    }
    out->count = 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Gestures gestures;
    gestures_init(&gestures, 1, size % 2 ? 0.4f : 0);
    Grammar grammar = {0};
    GestureList out = {.count = 0};
    int64_t now_ms = 0;
    for (size_t at = 0; at + RECORD <= size; at += RECORD) {
        uint8_t what = data[at];
        int finger = data[at + 1] % 13 - 1;
        ContactEvent event = {.phase = (ContactPhase)(what % 4), .finger = finger};
        uint16_t pause_ms;
        memcpy(&event.at.x, data + at + 2, 4);
        memcpy(&event.at.y, data + at + 6, 4);
        memcpy(&pause_ms, data + at + 10, 2);
        // Time may jump: forwards by years, and backwards.
        now_ms = what >= FINISH ? INT64_MIN + what : now_ms + pause_ms;
        event.time_ms = now_ms;
        if (what % 6 == TICK) {
            gestures_tick(&gestures, finger, now_ms, &out);
        } else {
            gestures_feed(&gestures, &event, &out);
        }
        check(&grammar, &out);
        if (gestures.contacts.count == 0 && !grammar_is_quiet(&grammar)) {
            abort();
        }
        if (gestures.contacts.count < 0 || gestures.contacts.count > MAX_CONTACTS) {
            abort();
        }
        (void)gestures_next_deadline_ms(&gestures);
    }
    ContactEvent mouse = {CONTACT_UP, -1, {0, 0}, now_ms};
    gestures_feed(&gestures, &mouse, &out);
    gestures_tick(&gestures, 0, now_ms, &out);
    check(&grammar, &out);
    if (gestures.contacts.count != 0 || !grammar_is_quiet(&grammar)) {
        abort();
    }
    return 0;
}
