// The commands of zhanting-pack about updates: keygen, bundle, verify, diff.
//
// They print what they did; keys, bundles and comparing are venue/bundle*.h and store/update_diff.h.
#pragma once
#include "base/arena.h"
#include "base/err.h"

// Each returns true when all went well; `err` says why not.
bool pack_keygen(const char *path, Err *err);
// `key`: the secret key's file; `comment` may be NULL.
bool pack_bundle(const char *story, const char *out, const char *key, const char *comment,
                 Err *err);
// Reads the whole bundle: its signature, and the story against the hash that was signed.
bool pack_verify(const char *bundle, const char *keys, Err *err);
// What an update from one story to the other would change. Either may be a bundle.
bool pack_diff(const char *before, const char *after, Err *err);
