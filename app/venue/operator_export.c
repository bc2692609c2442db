#include "venue/operator_export.h"
#include "base/file.h"
#include "store/journal.h"
#include <fcntl.h>
#include <stdio.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { LOG_MAX = 8 * 1024 * 1024, FULL_BYTES = 1024 * 1024 };

static bool copy(const char *from, const char *folder, const char *name, Err *err)
{
    if (!file_exists(from)) {
        return true;
    }
    Arena arena;
    arena_init(&arena, "export", 2 * LOG_MAX);
    Str text;
    char to[2 * STICK_PATH];
    snprintf(to, sizeof to, "%s/%s", folder, name);
    bool is_copied = file_read(&arena, from, LOG_MAX, &text, err) && file_write(to, text, err);
    arena_finish(&arena);
    return is_copied;
}

static bool copy_log(const char *log, const char *folder, Err *err)
{
    char older[2 * STICK_PATH];
    snprintf(older, sizeof older, "%s.1", log);
    return copy(log, folder, "zhanting.log", err) && copy(older, folder, "zhanting.log.1", err);
}

static bool write_journal(const char *path, const char *folder, Err *err)
{
    if (!file_exists(path)) {
        return true; // before the first visit there is nothing to take along
    }
    Journal *journal = journal_open_read(path, err);
    bool is_written = journal && journal_export(journal, folder, JOURNAL_ZONE_H * 3600, err);
    journal_close(journal);
    return is_written;
}

static bool is_full(const char *path)
{
    struct statvfs disk;
    return statvfs(path, &disk) == 0 &&
           (uint64_t)disk.f_bavail * (uint64_t)disk.f_frsize < FULL_BYTES;
}

// What the reader can do about it counts, not which call failed.
static bool explain(const Stick *stick, Err *err)
{
    if (!stick_is_there(stick)) {
        return err_say(err, stick->name, SAY_EXPORT_GONE, SAY_EXPORT_GONE_HINT, stick->name, NULL);
    }
    if (access(stick->path, W_OK) != 0) {
        return err_say(err, stick->name, SAY_EXPORT_READ_ONLY, SAY_EXPORT_READ_ONLY_HINT,
                       stick->name, NULL);
    }
    if (is_full(stick->path)) {
        return err_say(err, stick->name, SAY_EXPORT_FULL, SAY_EXPORT_FULL_HINT, stick->name, NULL);
    }
    return false; // as it was said
}

// The new folder's own name, too.
static void sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd); // some file systems refuse
        close(fd);
    }
}

bool export_all(const ExportSources *sources, const Stick *stick, const char *today, char *name,
                size_t size, Err *err)
{
    char folder[STICK_PATH + 32];
    Err why = {0};
    Err *told = err ? err : &why;
    snprintf(name, size, "%s/zhanting-%s", stick->name, today);
    snprintf(folder, sizeof folder, "%s/zhanting-%s", stick->path, today);
    // Only a folder of the stick itself: a stick that was pulled out leaves an empty mount point.
    bool is_written = stick_is_there(stick) && file_make_folders(folder, told) &&
                      (!sources->log || copy_log(sources->log, folder, told)) &&
                      (!sources->journal || write_journal(sources->journal, folder, told)) &&
                      stick_is_there(stick);
    if (!is_written) {
        return explain(stick, told);
    }
    sync_folder(stick->path);
    return true;
}
