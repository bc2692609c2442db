#include "venue/pin.h"
#include "base/file.h"
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

// Slow on purpose. Six digits stay guessable for whoever has the hash: the configuration file must not
// be readable by everybody.
static const unsigned long long OPERATIONS = 3;
static const size_t MEMORY = (size_t)32 * 1024 * 1024;

_Static_assert(PIN_HASH >= crypto_pwhash_STRBYTES, "a hash fits");

bool pin_is_well_formed(const char *pin)
{
    return strlen(pin) == PIN_DIGITS && strspn(pin, "0123456789") == PIN_DIGITS;
}

bool pin_make_hash(const char *pin, char out[PIN_HASH])
{
    memset(out, 0, PIN_HASH);
    return sodium_init() >= 0 && pin_is_well_formed(pin) &&
           crypto_pwhash_str(out, pin, PIN_DIGITS, OPERATIONS, MEMORY) == 0;
}

bool pin_matches(const char *hash, const char *pin)
{
    return sodium_init() >= 0 && hash[0] && pin_is_well_formed(pin) &&
           crypto_pwhash_str_verify(hash, pin, PIN_DIGITS) == 0;
}

// ---- the lock -----------------------------------------------------------------------

static void keep(const PinLock *lock)
{
    char text[64];
    snprintf(text, sizeof text, "%d %" PRId64 "\n", lock->wrong, lock->until_s);
    if (lock->path[0]) {
        file_write(lock->path, str_from(text), NULL); // a full disk leaves the lock in memory
    }
}

void pin_lock_open(PinLock *lock, const char *path, int64_t now_s)
{
    *lock = (PinLock){0};
    snprintf(lock->path, sizeof lock->path, "%s", path);
    Arena arena;
    arena_init(&arena, "pin", 4096);
    Str text;
    if (path[0] && file_exists(path) && file_read(&arena, path, 256, &text, NULL)) {
        int wrong = 0;
        int64_t until = 0;
        if (sscanf(str_z(&arena, text), "%d %" SCNd64, &wrong, &until) == 2 && wrong >= 0 &&
            wrong <= PIN_TRIES) {
            lock->wrong = wrong;
            lock->until_s = until;
        }
    }
    arena_finish(&arena);
    pin_lock_left_s(lock, now_s);
}

int pin_lock_left_s(PinLock *lock, int64_t now_s)
{
    if (lock->until_s > now_s + PIN_LOCK_S) {
        lock->until_s = now_s + PIN_LOCK_S;
    }
    if (lock->until_s <= now_s) {
        lock->until_s = 0;
    }
    return lock->until_s ? (int)(lock->until_s - now_s) : 0;
}

bool pin_lock_begin(PinLock *lock, int64_t now_s)
{
    if (pin_lock_left_s(lock, now_s) > 0) {
        return false;
    }
    lock->wrong++;
    if (lock->wrong >= PIN_TRIES) {
        lock->wrong = 0;
        lock->until_s = now_s + PIN_LOCK_S;
    }
    keep(lock);
    return true;
}

void pin_lock_forgive(PinLock *lock)
{
    lock->wrong = 0;
    lock->until_s = 0;
    keep(lock);
}
