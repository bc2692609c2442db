// Bundle keys: Ed25519 keys and signatures in the file formats of minisign.
//
// What `minisign` makes without a password (-W) is read here, and what is made here `minisign` reads.
// Signatures are prehashed ("ED": over the BLAKE2b-512 of the text) and their trusted comment is signed
// with them. It knows texts and keys, not what is signed. Needs libsodium only.
#pragma once
#include "base/err.h"
#include "base/str.h"
#include <stdint.h>

enum {
    KEY_ID_BYTES = 8,
    KEY_ID_HEX = 17, // as minisign says it: 16 digits and the end
    KEY_COMMENT = 256,
    KEY_MANY = 32, // public keys that a folder may hold; more are not read
};

typedef struct {
    uint8_t id[KEY_ID_BYTES];
    uint8_t key[32];
    char name[64]; // its file without .pub: who signs
} PublicKey;

typedef struct {
    uint8_t id[KEY_ID_BYTES];
    uint8_t key[64];
} SecretKey;

typedef struct {
    PublicKey items[KEY_MANY];
    int count;
} KeyRing;

typedef struct {
    char key_id[KEY_ID_HEX];
    char name[64];             // of the trusted key
    char comment[KEY_COMMENT]; // the trusted comment: what the signer wrote
} Signer;

// Makes a pair: the secret key into `path` (readable by its owner alone), the public one into
// `path`.pub. Neither may be there already.
bool key_make(const char *path, char key_id[KEY_ID_HEX], Err *err);
bool key_read_secret(const char *path, SecretKey *out, Err *err); // wipe it with key_forget
void key_forget(SecretKey *secret);
// Every *.pub of a folder; one that is no key is left out. False when there is none.
bool key_ring_read(const char *folder, KeyRing *out, Err *err);

// The four lines of a .minisig file. `comment` is one line.
Str key_sign(Arena *arena, Str text, const SecretKey *secret, Str comment);
// Checks `signature` against the keys trusted. `where` is the file that the sentences name.
bool key_verify(Str text, Str signature, const KeyRing *ring, const char *where, Signer *out,
                Err *err);
