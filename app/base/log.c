#include "base/log.h"
#include "base/clock.h"
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct Log {
    FILE *file; // NULL when the disk refuses: the program goes on without a log
    char *path; // NULL: standard error
    long cap_bytes;
    long used_bytes;
};

Log *log_open(const char *path, long cap_bytes)
{
    Log *log = calloc(1, sizeof *log);
    assert(log);
    log->cap_bytes = cap_bytes;
    if (!path) {
        log->file = stderr;
        return log;
    }
    log->path = strdup(path);
    log->file = fopen(path, "ae");
    if (log->file) {
        fseek(log->file, 0, SEEK_END);
        log->used_bytes = ftell(log->file);
    }
    return log;
}

void log_close(Log *log)
{
    if (!log) {
        return;
    }
    if (log->path && log->file) {
        fclose(log->file);
    }
    free(log->path);
    free(log);
}

static void turn_over(Log *log)
{
    char older[4096];
    fclose(log->file);
    int n = snprintf(older, sizeof older, "%s.1", log->path);
    if (n > 0 && n < (int)sizeof older) {
        rename(log->path, older);
    }
    log->file = fopen(log->path, "we");
    log->used_bytes = 0;
}

void log_line(Log *log, const char *format, ...)
{
    if (!log || !log->file) {
        return;
    }
    char stamp[32] = "";
    time_t now = (time_t)clock_unix_s();
    struct tm tm;
    if (localtime_r(&now, &tm)) {
        strftime(stamp, sizeof stamp, "%Y-%m-%d %H:%M:%S ", &tm);
    }
    va_list args;
    va_start(args, format);
    int n = fprintf(log->file, "%s", stamp);
    n += vfprintf(log->file, format, args);
    va_end(args);
    fputc('\n', log->file);
    fflush(log->file);
    log->used_bytes += n > 0 ? n + 1 : 0;
    if (log->path && log->used_bytes > log->cap_bytes) {
        turn_over(log);
    }
}
