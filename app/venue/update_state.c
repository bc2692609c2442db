#include "venue/update_state.h"
#include "base/file.h"
#include "store/store.h"
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char HEAD[] = "zhanting-current 1";
enum { CURRENT_MAX = 4096, SUM_HEX = 33 };

void updates_path(const Updates *updates, Slot slot, char path[UPDATE_PATH])
{
    path[0] = '\0';
    if (slot == SLOT_SHIPPED) {
        snprintf(path, UPDATE_PATH, "%s", updates->shipped);
    } else if (slot >= SLOT_FIRST && updates->folder[0]) {
        snprintf(path, UPDATE_PATH, "%s/story-%d.db", updates->folder, (int)slot);
    }
}

// ---- the file `current` ---------------------------------------------------------------

static void sum_of(Str text, char hex[SUM_HEX])
{
    uint8_t sum[16];
    crypto_generichash(sum, sizeof sum, (const uint8_t *)text.p, (unsigned long long)text.n, NULL,
                       0);
    sodium_bin2hex(hex, SUM_HEX, sum, sizeof sum);
}

static bool keep(const Updates *updates, Err *err)
{
    if (!updates->folder[0]) {
        return true;
    }
    char path[UPDATE_PATH];
    char text[CURRENT_MAX];
    char sum[SUM_HEX];
    snprintf(path, sizeof path, "%s/current", updates->folder);
    int n = snprintf(text, sizeof text, "%s\nnow %d\nbefore %d\nbad %s\ninstalled %s\n", HEAD,
                     (int)updates->now, (int)updates->before, updates->bad[0] ? updates->bad : "-",
                     updates->installed);
    for (int i = 0; i < UPDATE_SLOTS; i++) {
        n += snprintf(text + n, sizeof text - (size_t)n, "story %s\n",
                      updates->sha256[i][0] ? updates->sha256[i] : "-");
    }
    n += snprintf(text + n, sizeof text - (size_t)n, "trial %d %d %d %" PRId64 " %s\n",
                  updates->is_on_trial, updates->is_running, updates->deaths, updates->at_s,
                  updates->boot[0] ? updates->boot : "-");
    sum_of((Str){text, n}, sum);
    n += snprintf(text + n, sizeof text - (size_t)n, "sum %s\n", sum);
    return file_write(path, (Str){text, n}, err);
}

static bool is_slot(int64_t number)
{
    return number >= SLOT_NONE && number < UPDATE_SLOTS;
}

static bool word_after(Str *text, const char *key, Str *value)
{
    Str line;
    Str word;
    bool is_it = str_split(text, '\n', &line) && str_split(&line, ' ', &word) && str_is(word, key);
    *value = str_trim(line);
    return is_it;
}

static bool slot_after(Str *text, const char *key, Slot *slot)
{
    Str word;
    int64_t number = 0;
    bool is_good = word_after(text, key, &word) && str_to_int(word, &number) && is_slot(number);
    *slot = is_good ? (Slot)number : SLOT_NONE;
    return is_good;
}

static bool hash_after(Str *text, const char *key, char out[DIGEST_HEX])
{
    Str word;
    bool is_good = word_after(text, key, &word) && word.n < DIGEST_HEX;
    if (is_good) {
        snprintf(out, DIGEST_HEX, "%.*s", str_is(word, "-") ? 0 : word.n, word.p);
    }
    return is_good;
}

static bool parse_trial(Str text, Updates *out)
{
    int64_t numbers[4] = {0};
    Str word;
    for (int i = 0; i < COUNT(numbers); i++) {
        if (!str_split(&text, ' ', &word) || !str_to_int(word, &numbers[i])) {
            return false;
        }
    }
    out->is_on_trial = numbers[0] == 1;
    out->is_running = numbers[1] == 1;
    out->deaths = numbers[2] > 0 && numbers[2] < UPDATE_DEATHS ? (int)numbers[2] : 0;
    out->at_s = numbers[3];
    snprintf(out->boot, sizeof out->boot, "%.*s", STR_ARG(text));
    return text.n > 0 && text.n < (int)sizeof out->boot;
}

static bool parse(Str text, Updates *out)
{
    int at = str_find(text, STR("\nsum "));
    char sum[SUM_HEX];
    if (at < 0 || !str_starts(text, str_from(HEAD))) {
        return false;
    }
    sum_of(str_sub(text, 0, at + 1), sum);
    if (!str_is(str_trim(str_from_offset(text, at + 5)), sum)) {
        return false;
    }
    Str line;
    bool is_good = str_split(&text, '\n', &line) && str_is(line, HEAD) &&
                   slot_after(&text, "now", &out->now) &&
                   slot_after(&text, "before", &out->before) &&
                   hash_after(&text, "bad", out->bad) && word_after(&text, "installed", &line);
    snprintf(out->installed, sizeof out->installed, "%.*s", STR_ARG(line));
    for (int i = 0; is_good && i < UPDATE_SLOTS; i++) {
        is_good = hash_after(&text, "story", out->sha256[i]);
    }
    return is_good && word_after(&text, "trial", &line) && parse_trial(line, out);
}

// `current` is unreadable, which no power cut brings about: the newest story that says what it is.
static void find_newest(Updates *updates)
{
    Manifest newest = {0};
    updates->now = SLOT_SHIPPED;
    for (Slot slot = SLOT_SHIPPED; slot < UPDATE_SLOTS; slot++) {
        char path[UPDATE_PATH];
        Manifest manifest;
        updates_path(updates, slot, path);
        if (path[0] && file_exists(path) && manifest_of_story(path, true, &manifest, NULL) &&
            (!newest.version[0] || manifest_compare(&manifest, &newest) > 0)) {
            newest = manifest;
            updates->now = slot;
        }
    }
}

void updates_open(Updates *updates, const char *state, const char *shipped, const char *keys)
{
    *updates = (Updates){.now = SLOT_SHIPPED, .before = SLOT_NONE};
    snprintf(updates->shipped, sizeof updates->shipped, "%s", shipped ? shipped : "");
    snprintf(updates->keys, sizeof updates->keys, "%s", keys ? keys : "");
    if (!state[0] || sodium_init() < 0) {
        return;
    }
    snprintf(updates->folder, sizeof updates->folder, "%s/stories", state);
    char path[UPDATE_PATH];
    Arena arena;
    Str text;
    arena_init(&arena, "current", 64 * KIB);
    snprintf(path, sizeof path, "%s/current", updates->folder);
    if (file_exists(path)) {
        Updates kept = *updates;
        bool is_read = file_read(&arena, path, CURRENT_MAX, &text, NULL);
        if (is_read && parse(text, &kept)) {
            *updates = kept;
        } else {
            find_newest(updates);
            updates->is_damaged = is_read; // what cannot be read now may be read next time
        }
    }
    arena_finish(&arena);
}

// ---- the start ----------------------------------------------------------------------------

static void tell(Log *log, SayId what, const char *a, const char *b)
{
    const char *args[SAY_MAX_ARGS] = {a, b};
    char text[1024];
    say(text, sizeof text, what, args);
    log_line(log, "%s", text);
}

static bool opens(const Updates *updates, Slot slot, Log *log, Err *err)
{
    char path[UPDATE_PATH];
    updates_path(updates, slot, path);
    if (!path[0]) {
        return err_say(err, "", SAY_STORY_MISSING, SAY_STORY_MISSING_HINT, "", NULL);
    }
    Err why = {0};
    Store *store = store_open(path, false, &why);
    if (!store) {
        tell(log, SAY_UPDATE_DOES_NOT_OPEN, path, why.what);
        if (err) {
            *err = why;
        }
        return false;
    }
    store_close(store);
    return true;
}

static void take_back(Updates *updates)
{
    if (updates->now >= SLOT_FIRST) {
        memcpy(updates->bad, updates->sha256[updates->now], DIGEST_HEX);
    }
    updates->now = updates->before;
    updates->before = SLOT_NONE;
    updates->is_on_trial = false;
    updates->deaths = 0;
}

static bool is_over(const Updates *updates, const char *boot, int64_t now_s)
{
    return strcmp(updates->boot, boot) == 0 && now_s - updates->at_s > UPDATE_TRIAL_S;
}

// Does the trial go on? Counts how the last start ended.
static void judge_last_start(Updates *updates, const char *boot, int64_t now_s, Log *log)
{
    bool was_running = updates->is_running;
    updates->is_running = updates->is_on_trial;
    if (!updates->is_on_trial) {
        return;
    }
    if (strcmp(updates->boot, boot) != 0) {
        // The machine came up anew: that the plug was pulled says nothing about the story.
        snprintf(updates->boot, sizeof updates->boot, "%s", boot);
        updates->at_s = now_s;
    } else if (is_over(updates, boot, now_s)) {
        updates->is_on_trial = false;
        updates->is_running = false;
        updates->deaths = 0;
    } else if (was_running) {
        updates->deaths++;
    }
    if (updates->deaths >= UPDATE_DEATHS) {
        char path[UPDATE_PATH];
        updates_path(updates, updates->now, path);
        tell(log, SAY_UPDATE_DIED_TWICE, path, NULL);
        take_back(updates);
        updates->is_running = false;
    }
}

// A newer story came with the program's package since the last look. One that was there already was
// left by somebody's choice.
static void prefer_shipped(Updates *updates, Log *log)
{
    Manifest shipped = {0};
    Manifest now = {0};
    char path[UPDATE_PATH];
    if (updates->now < SLOT_FIRST || !updates->shipped[0] ||
        !manifest_of_story(updates->shipped, true, &shipped, NULL)) {
        return;
    }
    char installed[sizeof updates->installed];
    snprintf(installed, sizeof installed, "%s %s", shipped.version, shipped.built);
    bool is_new = strcmp(installed, updates->installed) != 0;
    memcpy(updates->installed, installed, sizeof installed);
    updates_path(updates, updates->now, path);
    if (is_new && manifest_of_story(path, true, &now, NULL) &&
        manifest_compare(&shipped, &now) > 0) {
        tell(log, SAY_UPDATE_SHIPPED_NEWER, updates->shipped, NULL);
        updates->before = updates->now;
        updates->now = SLOT_SHIPPED;
        updates->is_on_trial = false;
        updates->is_running = false;
    }
}

bool updates_pick(Updates *updates, const char *boot, int64_t now_s, Log *log,
                  char path[UPDATE_PATH], Err *err)
{
    Updates kept = *updates;
    if (!boot[0]) {
        boot = "-";
    }
    if (updates->is_damaged) {
        tell(log, SAY_UPDATE_CURRENT_DAMAGED, updates->folder, NULL);
        updates->is_damaged = false;
    }
    judge_last_start(updates, boot, now_s, log);
    TakenBack taken = updates->now != kept.now ? TAKEN_DIED : TAKEN_NOT;
    prefer_shipped(updates, log);
    Slot chosen = updates->now;
    if (!opens(updates, chosen, log, err)) {
        Slot const failed = chosen;
        chosen = updates->before;
        if (failed != SLOT_SHIPPED && chosen != SLOT_NONE && opens(updates, chosen, log, err)) {
            take_back(updates);
        } else if (failed != SLOT_SHIPPED && opens(updates, SLOT_SHIPPED, log, err)) {
            chosen = SLOT_SHIPPED; // `current` stays: what ails the files may pass
        } else if (failed == SLOT_SHIPPED && chosen >= SLOT_FIRST &&
                   opens(updates, chosen, log, err)) {
            take_back(updates);
        } else {
            chosen = SLOT_NONE;
        }
        taken = TAKEN_UNOPENED;
    }
    updates_path(updates, chosen, path);
    tell(log, chosen == SLOT_NONE ? SAY_UPDATE_NO_STORY : SAY_UPDATE_SHOWS, path, NULL);
    bool has_folder = file_is_folder(updates->folder);
    if (has_folder && memcmp(&kept, updates, sizeof kept) != 0) {
        keep(updates, NULL); // a full disk must not keep the kiosk down
    }
    updates->shown = chosen;
    updates->taken_back = chosen == SLOT_NONE ? TAKEN_NOT : taken;
    return chosen != SLOT_NONE;
}

void updates_tick(Updates *updates, const char *boot, int64_t now_s)
{
    if (updates->is_on_trial && is_over(updates, boot[0] ? boot : "-", now_s)) {
        updates->is_on_trial = false;
        updates->is_running = false;
        updates->deaths = 0;
        keep(updates, NULL);
    }
}

int64_t updates_left_s(const Updates *updates, int64_t now_s)
{
    int64_t left = updates->at_s + UPDATE_TRIAL_S + 1 - now_s;
    return !updates->is_on_trial ? -1 : left > 0 ? left : 0;
}

void updates_end(Updates *updates)
{
    if (updates->is_running) {
        updates->is_running = false;
        keep(updates, NULL);
    }
}

// ---- the switch ------------------------------------------------------------------------------

Slot updates_free_slot(const Updates *updates)
{
    Slot slot = SLOT_FIRST;
    while (slot == updates->now || slot == updates->before) {
        slot++;
    }
    return slot; // of three, two can be in use
}

static bool keep_or_undo(Updates *updates, const Updates *kept, Err *err)
{
    if (!keep(updates, err)) {
        *updates = *kept;
        return false;
    }
    return true;
}

bool updates_switch(Updates *updates, Slot slot, const char *sha256, const char *boot,
                    int64_t now_s, Err *err)
{
    Updates kept = *updates;
    updates->before = updates->now;
    updates->now = slot;
    updates->is_on_trial = true;
    updates->is_running = true; // the running program opens it
    updates->deaths = 0;
    updates->at_s = now_s;
    snprintf(updates->boot, sizeof updates->boot, "%s", boot[0] ? boot : "-");
    snprintf(updates->sha256[slot], DIGEST_HEX, "%s", sha256);
    return keep_or_undo(updates, &kept, err);
}

bool updates_can_roll_back(const Updates *updates)
{
    char path[UPDATE_PATH];
    updates_path(updates, updates->before, path);
    return path[0] && file_exists(path);
}

bool updates_roll_back(Updates *updates, Err *err)
{
    if (!updates_can_roll_back(updates)) {
        return err_say(err, "", SAY_UPDATE_NOTHING_BEFORE, SAY_UPDATE_NOTHING_BEFORE_HINT, NULL);
    }
    if (!opens(updates, updates->before, NULL, err)) {
        return false;
    }
    Updates kept = *updates;
    updates->now = kept.before;
    updates->before = kept.now;
    updates->is_on_trial = false;
    updates->is_running = false;
    updates->deaths = 0;
    return keep_or_undo(updates, &kept, err);
}

void updates_clean(const Updates *updates)
{
    static const char *const PARTS[] = {"incoming.part", "current.new"};
    char path[UPDATE_PATH];
    if (!updates->folder[0]) {
        return;
    }
    for (int i = 0; i < COUNT(PARTS); i++) {
        snprintf(path, sizeof path, "%s/%s", updates->folder, PARTS[i]);
        unlink(path);
    }
    for (Slot slot = SLOT_FIRST; slot < UPDATE_SLOTS; slot++) {
        if (slot != updates->now && slot != updates->before) {
            updates_path(updates, slot, path);
            unlink(path);
        }
    }
}
