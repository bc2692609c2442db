#include "venue/update.h"
#include "base/file.h"
#include "store/store.h"
#include "venue/update_fit.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum {
    CHUNK = 512 * 1024,
    SYNC_BYTES = 8 * 1024 * 1024,    // between syncs, so that no single one takes long
    RESERVE_BYTES = 8 * 1024 * 1024, // left for log, journal and `current`
};

struct Update {
    Updates *updates;
    char path[UPDATE_PATH]; // of the bundle
    UpdateStage stage;
    UpdatePlan plan;
    Err err;
    BundleReader reader;
    uint8_t *chunk;
    int to; // the copy; -1: not open
    int64_t unsynced;
    char boot[48];
    int64_t now_s;
};

static bool refused(Update *update)
{
    update->stage = UPDATE_REFUSED;
    return false;
}

static bool refuse(Update *update, SayId what, SayId hint, const char *a, const char *b)
{
    err_say(&update->err, update->path, what, hint, a ? a : "", b ? b : "", NULL);
    return refused(update);
}

static void part_path(const Update *update, char path[UPDATE_PATH])
{
    snprintf(path, UPDATE_PATH, "%s/incoming.part", update->updates->folder);
}

// ---- looking ----------------------------------------------------------------------------

static int64_t free_bytes(const char *folder)
{
    struct statvfs info;
    char path[UPDATE_PATH];
    snprintf(path, sizeof path, "%s", folder);
    while (statvfs(path, &info) != 0) { // the folder is made later
        char *slash = strrchr(path, '/');
        if (!slash || slash == path) {
            return -1;
        }
        *slash = '\0';
    }
    uint64_t bytes = (uint64_t)info.f_bavail * info.f_frsize;
    return bytes > INT64_MAX ? INT64_MAX : (int64_t)bytes;
}

static bool refuse_space(Update *update)
{
    char needs[32];
    char free_text[32];
    snprintf(needs, sizeof needs, "%lld", (long long)(update->plan.needs / 1024 / 1024 + 1));
    snprintf(free_text, sizeof free_text, "%lld", (long long)(update->plan.free / 1024 / 1024));
    return refuse(update, SAY_UPDATE_NO_SPACE, SAY_UPDATE_NO_SPACE_HINT, needs, free_text);
}

static void read_from(Update *update)
{
    char path[UPDATE_PATH];
    updates_path(update->updates, update->updates->now, path);
    update->plan.has_from = path[0] && manifest_of_story(path, true, &update->plan.from, NULL);
}

static bool is_same_story(const Update *update)
{
    Slot now = update->updates->now;
    return now >= SLOT_FIRST && strcmp(update->updates->sha256[now], update->plan.to.sha256) == 0;
}

// What the manifest and the disk tell before anything large is read.
static bool judge(Update *update)
{
    UpdatePlan *plan = &update->plan;
    char ours[16];
    char theirs[16];
    snprintf(ours, sizeof ours, "%d", STORE_SCHEMA_VERSION);
    snprintf(theirs, sizeof theirs, "%d", plan->to.schema);
    if (plan->to.schema != STORE_SCHEMA_VERSION) {
        bool is_newer = plan->to.schema > STORE_SCHEMA_VERSION;
        return refuse(update, is_newer ? SAY_UPDATE_NEWER_SCHEMA : SAY_UPDATE_OLDER_SCHEMA,
                      is_newer ? SAY_UPDATE_NEWER_SCHEMA_HINT : SAY_UPDATE_OLDER_SCHEMA_HINT,
                      theirs, ours);
    }
    if (plan->has_from && strcmp(plan->from.city, plan->to.city) != 0) {
        return refuse(update, SAY_UPDATE_OTHER_CITY, SAY_UPDATE_OTHER_CITY_HINT, plan->to.city,
                      plan->from.city);
    }
    int order = plan->has_from ? manifest_compare(&plan->to, &plan->from) : 1;
    if (order < 0) {
        return refuse(update, SAY_UPDATE_OLDER, SAY_UPDATE_OLDER_HINT, plan->to.version,
                      plan->from.version);
    }
    if (is_same_story(update)) {
        return refuse(update, SAY_UPDATE_SAME, SAY_UPDATE_SAME_HINT, plan->to.version, NULL);
    }
    plan->needs = plan->to.bytes + RESERVE_BYTES;
    plan->free = free_bytes(update->updates->folder);
    plan->was_taken_back = strcmp(update->updates->bad, plan->to.sha256) == 0;
    return plan->free < 0 || plan->free >= plan->needs || refuse_space(update);
}

Update *update_open(Updates *updates, const char *bundle)
{
    Update *update = calloc(1, sizeof *update);
    if (!update || !(update->chunk = malloc(CHUNK))) {
        abort(); // half a megabyte: the machine is beyond help
    }
    update->updates = updates;
    update->to = -1;
    update->reader.fd = -1;
    snprintf(update->path, sizeof update->path, "%s", bundle);
    KeyRing ring;
    if (!updates->folder[0]) {
        refuse(update, SAY_UPDATE_NO_STATE, SAY_UPDATE_NO_STATE_HINT, NULL, NULL);
        return update;
    }
    read_from(update);
    if (!key_ring_read(updates->keys, &ring, &update->err) ||
        !bundle_read(bundle, &ring, &update->plan.to, &update->plan.signer, &update->err)) {
        refused(update);
        return update;
    }
    if (judge(update) && !bundle_open(&update->reader, bundle, &update->plan.to, &update->err)) {
        refused(update);
    }
    return update;
}

static bool step_reading(Update *update)
{
    int n = bundle_more(&update->reader, update->path, update->chunk, CHUNK, &update->err);
    if (n > 0) {
        return true;
    }
    bool is_whole = n == 0 && bundle_is_whole(&update->reader, &update->plan.to);
    bundle_close(&update->reader);
    if (n < 0) {
        return refused(update);
    }
    if (!is_whole) {
        return refuse(update, SAY_BUNDLE_DAMAGED, SAY_BUNDLE_DAMAGED_HINT, update->path, "sha256");
    }
    update->stage = UPDATE_COMPARING;
    return true;
}

static bool step_comparing(Update *update)
{
    char from[UPDATE_PATH];
    updates_path(update->updates, update->updates->now, from);
    if (!update_diff(update->plan.has_from ? from : NULL, update->path, &update->plan.diff,
                     &update->err)) {
        return refused(update);
    }
    update->stage = UPDATE_PLANNED;
    return false;
}

// ---- applying -----------------------------------------------------------------------------

static bool refuse_write(Update *update)
{
    if (errno == ENOSPC || errno == EDQUOT) {
        update->plan.free = free_bytes(update->updates->folder);
        return refuse_space(update);
    }
    return refuse(update, SAY_UPDATE_CANNOT_WRITE, SAY_UPDATE_CANNOT_WRITE_HINT,
                  update->updates->folder, strerror(errno));
}

void update_set_clock(Update *update, const char *boot, int64_t now_s)
{
    snprintf(update->boot, sizeof update->boot, "%s", boot);
    update->now_s = now_s;
}

void update_go(Update *update, const char *boot, int64_t now_s)
{
    if (update->stage != UPDATE_PLANNED) {
        return;
    }
    update_set_clock(update, boot, now_s);
    char part[UPDATE_PATH];
    part_path(update, part);
    updates_clean(update->updates);
    if (!file_make_folders(update->updates->folder, &update->err) ||
        !bundle_open(&update->reader, update->path, &update->plan.to, &update->err)) {
        refused(update);
        return;
    }
    update->to = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (update->to < 0) {
        refuse_write(update);
        return;
    }
    update->stage = UPDATE_COPYING;
}

static bool write_chunk(Update *update, int size)
{
    int done = 0;
    while (done < size) {
        ssize_t n = write(update->to, update->chunk + done, (size_t)(size - done));
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        done += (int)n;
    }
    update->unsynced += size;
    if (update->unsynced >= SYNC_BYTES) {
        update->unsynced = 0;
        return fdatasync(update->to) == 0;
    }
    return true;
}

static bool step_copying(Update *update)
{
    int n = bundle_more(&update->reader, update->path, update->chunk, CHUNK, &update->err);
    if (n > 0) {
        return write_chunk(update, n) || refuse_write(update);
    }
    if (n < 0) {
        return refused(update);
    }
    if (!bundle_is_whole(&update->reader, &update->plan.to)) {
        return refuse(update, SAY_BUNDLE_DAMAGED, SAY_BUNDLE_DAMAGED_HINT, update->path, "sha256");
    }
    bundle_close(&update->reader);
    update->stage = UPDATE_FLUSHING;
    return true;
}

static bool step_flushing(Update *update)
{
    bool is_written = fsync(update->to) == 0;
    // The check shall read what is on the disk, not what is still in memory.
    (void)posix_fadvise(update->to, 0, 0, POSIX_FADV_DONTNEED);
    is_written = close(update->to) == 0 && is_written;
    update->to = -1;
    update->stage = UPDATE_CHECKING;
    return is_written || refuse_write(update);
}

static bool step_checking(Update *update)
{
    char part[UPDATE_PATH];
    Manifest copied;
    part_path(update, part);
    if (!manifest_of_story(part, false, &copied, &update->err)) {
        return refused(update);
    }
    const Manifest *to = &update->plan.to;
    if (strcmp(copied.sha256, to->sha256) != 0 || strcmp(copied.version, to->version) != 0 ||
        strcmp(copied.city, to->city) != 0) {
        return refuse(update, SAY_BUNDLE_DAMAGED, SAY_BUNDLE_DAMAGED_HINT, update->path, "copy");
    }
    if (!update_fits(part, update->updates->fonts, &update->err)) {
        return refused(update);
    }
    update->stage = UPDATE_SWITCHING;
    return true;
}

static bool step_switching(Update *update)
{
    char part[UPDATE_PATH];
    char path[UPDATE_PATH];
    Slot slot = updates_free_slot(update->updates);
    part_path(update, part);
    updates_path(update->updates, slot, path);
    if (!file_commit(part, path, &update->err) ||
        !updates_switch(update->updates, slot, update->plan.to.sha256, update->boot, update->now_s,
                        &update->err)) {
        updates_clean(update->updates);
        return refused(update);
    }
    updates_clean(update->updates);
    update->stage = UPDATE_DONE;
    return false;
}

static void give_up_copy(Update *update)
{
    char part[UPDATE_PATH];
    bundle_close(&update->reader);
    if (update->to >= 0) {
        close(update->to);
        update->to = -1;
    }
    if (update->stage > UPDATE_PLANNED && update->stage < UPDATE_DONE) {
        part_path(update, part);
        unlink(part);
    }
}

bool update_step(Update *update)
{
    static bool (*const STEPS[])(Update *) = {
        [UPDATE_READING] = step_reading,   [UPDATE_COMPARING] = step_comparing,
        [UPDATE_COPYING] = step_copying,   [UPDATE_FLUSHING] = step_flushing,
        [UPDATE_CHECKING] = step_checking, [UPDATE_SWITCHING] = step_switching,
        [UPDATE_REFUSED] = NULL,
    };
    bool (*step)(Update *) = STEPS[update->stage];
    if (!step) {
        return false;
    }
    UpdateStage stage = update->stage;
    bool has_more = step(update);
    if (update->stage == UPDATE_REFUSED) {
        update->stage = stage; // it says what there is to clear away
        give_up_copy(update);
        update->stage = UPDATE_REFUSED;
    }
    return has_more;
}

void update_cancel(Update *update)
{
    if (update->stage < UPDATE_SWITCHING) {
        give_up_copy(update);
        refuse(update, SAY_UPDATE_CANCELLED, SAY_UPDATE_CANCELLED_HINT, NULL, NULL);
    }
}

void update_close(Update *update)
{
    if (update) {
        give_up_copy(update);
        free(update->chunk);
        free(update);
    }
}

// ---- what the caller may know -------------------------------------------------------------

UpdateStage update_stage(const Update *update)
{
    return update->stage;
}

float update_progress(const Update *update)
{
    // Where each stage begins and ends; the long ones move with the bytes.
    static const float FROM[] = {
        [UPDATE_READING] = 0,       [UPDATE_COMPARING] = 0.8F, [UPDATE_PLANNED] = 1,
        [UPDATE_COPYING] = 0,       [UPDATE_FLUSHING] = 0.7F,  [UPDATE_CHECKING] = 0.8F,
        [UPDATE_SWITCHING] = 0.98F, [UPDATE_DONE] = 1,         [UPDATE_REFUSED] = 1,
    };
    float span = update->stage == UPDATE_READING   ? 0.8F
                 : update->stage == UPDATE_COPYING ? 0.7F
                                                   : 0.0F;
    int64_t bytes = update->plan.to.bytes;
    float part = bytes > 0 ? (float)update->reader.done / (float)bytes : 0.0F;
    return FROM[update->stage] + span * (part < 1 ? part : 1);
}

const UpdatePlan *update_plan(const Update *update)
{
    return &update->plan;
}

const Err *update_error(const Update *update)
{
    return &update->err;
}
