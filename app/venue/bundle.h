// Bundle: a story with what it says about itself, signed: one file NAME.zhb for a stick.
//
// It is story.db as it is, and behind it BUNDLE_TAIL bytes: the manifest (lines "key: value" from
// "zhanting-bundle: 1" to "end"), its signature (the lines of a .minisig file), then zeros. The manifest
// states the story's size and SHA-256, so that the signature covers all of it and yet is checked before
// anything large is read. `tail -c 8192 NAME.zhb | sed '/^end$/q'` is the text that minisign verifies.
// It knows nothing of what is shown at the moment, and of a venue only which keys it trusts.
#pragma once
#include "store/digest.h"
#include "venue/bundle_key.h"

enum { BUNDLE_TAIL = 8192, BUNDLE_TEXT = 64 };

typedef struct {
    char city[BUNDLE_TEXT];
    char version[BUNDLE_TEXT]; // of the content, as "2024.02"
    char built[16], as_of[16];
    char sha256[DIGEST_HEX];
    int64_t bytes; // of story.db
    int schema;
    int rows, pictures;
} Manifest;

// What a story file says about itself, less its size and hash when `is_quick`.
bool manifest_of_story(const char *story, bool is_quick, Manifest *out, Err *err);
// <0: a is older than b. Versions compare number by number ("2024.9" < "2024.10"), then the build dates.
int manifest_compare(const Manifest *a, const Manifest *b);

// Checks the story thoroughly, its cut texts too (update_fit.h), and writes `out`, whole or not at all. `comment`: what the venue's staff
// will read beside the key, one line; empty: city, version and date.
bool bundle_write(const char *story, const char *out, const SecretKey *secret, Str comment,
                  Err *err);
// Signature, manifest and size of a bundle; the story in it is not read.
bool bundle_read(const char *path, const KeyRing *ring, Manifest *out, Signer *signer, Err *err);

// Reads the story of a bundle from its beginning to its end, `size` bytes at a time, and hashes it.
typedef struct {
    int fd; // -1: not open
    int64_t done, bytes;
    uint64_t hash[16]; // room for libsodium's state
} BundleReader;
bool bundle_open(BundleReader *reader, const char *path, const Manifest *manifest, Err *err);
// How many bytes came; 0 at the end, -1 when they do not come any more (with a sentence).
int bundle_more(BundleReader *reader, const char *path, void *bytes, int size, Err *err);
// At the end: is it the story that the manifest states?
bool bundle_is_whole(BundleReader *reader, const Manifest *manifest);
void bundle_close(BundleReader *reader);
