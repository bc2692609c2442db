// Faults: the disk's calls, counted, and made to fail where a test says so.
//
// test_update is linked so that open, read, write, fsync … of our own code come here (tests/venue.cmake).
// A power cut is a fault, too: from that call on nothing is done any more, and what was written to a
// file but not synced is half lost. SQLite's own calls are not touched.
#pragma once
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { FAULT_FILES = 64, FAULT_CUT = 77 };

typedef enum { FAULT_NEVER, FAULT_ONCE, FAULT_FROM, FAULT_POWER_CUT } FaultKind;

typedef struct {
    FaultKind kind;
    int at;                       // the call that fails, counted from 1
    int error;                    // errno
    int calls;                    // so far
    char dirty[FAULT_FILES][512]; // paths: written, not yet synced; "" is a free place
    bool is_disk_full;            // for statvfs
} Faults;

static Faults faults;

static void faults_set(FaultKind kind, int at, int error)
{
    faults = (Faults){.kind = kind, .at = at, .error = error};
}

// Half of what no fsync promised is lost; then the lights are out.
static void faults_cut(void)
{
    faults.kind = FAULT_NEVER;
    for (int i = 0; i < FAULT_FILES; i++) {
        struct stat info;
        const char *path = faults.dirty[i];
        if (path[0] && stat(path, &info) == 0 && truncate(path, info.st_size / 2) != 0) {
            _exit(1);
        }
    }
    _exit(FAULT_CUT);
}

// Its place in the list; with `is_new` one is found for it. NULL when it is not there.
static char *faults_place(const char *path, bool is_new)
{
    char *empty = NULL;
    for (int i = 0; i < FAULT_FILES; i++) {
        if (strcmp(faults.dirty[i], path) == 0) {
            return faults.dirty[i];
        }
        empty = !empty && !faults.dirty[i][0] ? faults.dirty[i] : empty;
    }
    return is_new ? empty : NULL;
}

static void faults_mark(int fd, bool is_dirty)
{
    char link[64];
    char path[512] = "";
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    char *place = n > 0 ? faults_place(path, is_dirty) : NULL;
    if (place) {
        snprintf(place, sizeof faults.dirty[0], "%s", is_dirty ? path : "");
    }
}

static bool faults_hit(void)
{
    faults.calls++;
    bool is_hit = faults.kind == FAULT_FROM
                      ? faults.calls >= faults.at
                      : faults.kind != FAULT_NEVER && faults.calls == faults.at;
    if (is_hit && faults.kind == FAULT_POWER_CUT) {
        faults_cut();
    }
    if (is_hit) {
        errno = faults.error;
    }
    return is_hit;
}

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
    va_list list;
    va_start(list, flags);
    unsigned mode = flags & O_CREAT ? va_arg(list, unsigned) : 0;
    va_end(list);
    return faults_hit() ? -1 : __real_open(path, flags, mode);
}

ssize_t __real_read(int fd, void *bytes, size_t size);
ssize_t __wrap_read(int fd, void *bytes, size_t size);
ssize_t __wrap_read(int fd, void *bytes, size_t size)
{
    return faults_hit() ? -1 : __real_read(fd, bytes, size);
}

ssize_t __real_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size);
ssize_t __wrap_write(int fd, const void *bytes, size_t size)
{
    if (faults_hit()) {
        return -1;
    }
    faults_mark(fd, true);
    return __real_write(fd, bytes, size);
}

int __wrap_fsync(int fd);
int __wrap_fsync(int fd)
{
    if (faults_hit()) {
        return -1;
    }
    faults_mark(fd, false); // a sync itself would take long, and the test's disk is not cut off
    return 0;
}

int __wrap_fdatasync(int fd);
int __wrap_fdatasync(int fd)
{
    if (faults_hit()) {
        return -1;
    }
    faults_mark(fd, false);
    return 0;
}

int __real_close(int fd);
int __wrap_close(int fd);
int __wrap_close(int fd)
{
    bool is_hit = faults_hit();
    int result = __real_close(fd); // a close that fails has closed
    return is_hit ? -1 : result;
}

int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to)
{
    if (faults_hit()) {
        return -1;
    }
    char *place = faults_place(from, false);
    if (place) { // renamed before it was synced: it keeps that name
        snprintf(place, sizeof faults.dirty[0], "%s", to);
    }
    return __real_rename(from, to);
}

int __real_unlink(const char *path);
int __wrap_unlink(const char *path);
int __wrap_unlink(const char *path)
{
    return faults_hit() ? -1 : __real_unlink(path);
}

int __real_statvfs(const char *path, struct statvfs *info);
int __wrap_statvfs(const char *path, struct statvfs *info);
int __wrap_statvfs(const char *path, struct statvfs *info)
{
    int result = __real_statvfs(path, info);
    if (faults.is_disk_full) {
        info->f_bavail = 100;
    }
    return result;
}
