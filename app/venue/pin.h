// Pin: the staff's six digits, kept as a slow hash, and the lock against guessing.
//
// Hashing is Argon2id (libsodium crypto_pwhash), a few tens of milliseconds: call pin_matches from a
// worker. The lock is a small file, written before a guess is checked, so that pulling the plug does
// not win a sixth one. Time is an argument, in seconds of any clock; a clock that was set back can
// lengthen a lock to at most PIN_LOCK_S from now.
#pragma once
#include "base/err.h"
#include <stdbool.h>
#include <stdint.h>

enum { PIN_DIGITS = 6, PIN_HASH = 128, PIN_TRIES = 5, PIN_LOCK_S = 300 };

bool pin_is_well_formed(const char *pin); // six digits
// A line for the configuration; false when the machine lacks the memory.
bool pin_make_hash(const char *pin, char out[PIN_HASH]);
bool pin_matches(const char *hash, const char *pin); // false for a malformed hash too

typedef struct {
    char path[256];  // "": not kept over a restart
    int wrong;       // guesses since the last right one or lock
    int64_t until_s; // locked until then; 0: open
} PinLock;

// A missing or damaged file is an open lock with no guesses.
void pin_lock_open(PinLock *lock, const char *path, int64_t now_s);
int pin_lock_left_s(PinLock *lock, int64_t now_s); // seconds still locked; 0: a guess is allowed
// Call before checking a guess: counts it as wrong and writes that down. False while locked.
bool pin_lock_begin(PinLock *lock, int64_t now_s);
void pin_lock_forgive(PinLock *lock); // the guess was right
