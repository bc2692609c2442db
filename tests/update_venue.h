// A venue for the tests of updates: a state folder, keys, and bundles of little stories.
#pragma once
#include "base/file.h"
#include "test_store_story.h"
#include "venue/update.h"
#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    char root[256]; // everything lies below it
    char state[300], shipped[300], keys[300], secret[300], stick[300];
} Venue;

static inline void venue_clear(const char *folder)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    while (dir && (entry = readdir(dir)) != NULL) {
        char path[1024];
        struct stat info;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
            venue_clear(path);
        } else {
            unlink(path);
        }
    }
    if (dir) {
        closedir(dir);
    }
    rmdir(folder);
}

static inline void venue_bundle(const char *story, const char *bundle, const char *secret)
{
    SecretKey key;
    bool is_made = key_read_secret(secret, &key, NULL) &&
                   bundle_write(story, bundle, &key, STR("测试 signed by the test"), NULL);
    assert(is_made);
    (void)is_made;
}

// Version 1 is installed, version 2 lies on the stick as two.zhb.
static inline void venue_make(Venue *venue, const char *root)
{
    char id[KEY_ID_HEX];
    char story[300];
    char bundle[320];
    char public_key[320];
    char trusted[320];
    Arena arena;
    Str text;
    snprintf(venue->root, sizeof venue->root, "%s", root);
    snprintf(venue->state, sizeof venue->state, "%s/state", root);
    snprintf(venue->shipped, sizeof venue->shipped, "%s/shipped.db", root);
    snprintf(venue->keys, sizeof venue->keys, "%s/keys", root);
    snprintf(venue->secret, sizeof venue->secret, "%s/maker", root);
    snprintf(venue->stick, sizeof venue->stick, "%s/stick", root);
    snprintf(story, sizeof story, "%s/two.db", root);
    snprintf(bundle, sizeof bundle, "%s/two.zhb", venue->stick);
    snprintf(public_key, sizeof public_key, "%s.pub", venue->secret);
    snprintf(trusted, sizeof trusted, "%s/maker.pub", venue->keys);
    venue_clear(root);
    arena_init(&arena, "venue", MIB);
    bool is_made = file_make_folders(venue->keys, NULL) && file_make_folders(venue->stick, NULL) &&
                   file_make_folders(venue->state, NULL) && story_make(venue->shipped, "1", NULL) &&
                   story_make(story, "2", NULL) && key_make(venue->secret, id, NULL) &&
                   file_read(&arena, public_key, 4096, &text, NULL) &&
                   file_write(trusted, text, NULL);
    assert(is_made);
    (void)is_made;
    arena_finish(&arena);
    venue_bundle(story, bundle, venue->secret);
}

static inline void venue_open(const Venue *venue, Updates *updates)
{
    updates_open(updates, venue->state, venue->shipped, venue->keys);
}

// Looks, and goes on when it may.
static inline UpdateStage venue_apply(const Venue *venue, Updates *updates, const char *bundle,
                                      int64_t now_s, Err *err)
{
    char path[400];
    snprintf(path, sizeof path, "%s/%s", venue->stick, bundle);
    Update *update = update_open(updates, path);
    while (update_step(update)) {
        // one piece after the other
    }
    update_go(update, "boot-a", now_s);
    while (update_step(update)) {
        // and so on
    }
    UpdateStage stage = update_stage(update);
    if (err) {
        *err = *update_error(update);
    }
    update_close(update);
    return stage;
}

// The version that a start would show, one that ends well; 0 for none.
static inline int venue_shows(const Venue *venue, const char *boot, int64_t now_s)
{
    Updates updates;
    char path[UPDATE_PATH];
    Manifest manifest = {0};
    venue_open(venue, &updates);
    if (!updates_pick(&updates, boot, now_s, NULL, path, NULL) ||
        !manifest_of_story(path, true, &manifest, NULL)) {
        return 0;
    }
    updates_end(&updates);
    return atoi(manifest.version);
}
