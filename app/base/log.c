#include "base/log.h"
#include "base/clock.h"
#include <assert.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct Log {
    pthread_mutex_t lock;
    FILE *file; // NULL when the disk refuses: the program goes on without a log
    char *path; // NULL: standard error
    long cap_bytes;
    long used_bytes;
    char last[LOG_LINE];
    int repeats; // of `last` since it was written
    int64_t last_ms;
    int left_out;
    int tokens; // lines that may be written at once
    int64_t refilled_ms;
};

Log *log_open(const char *path, long cap_bytes)
{
    Log *log = calloc(1, sizeof *log);
    assert(log);
    pthread_mutex_init(&log->lock, NULL);
    log->cap_bytes = cap_bytes;
    log->tokens = LOG_BURST;
    log->refilled_ms = clock_now_ms();
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

static void turn_over(Log *log)
{
    char older[4096];
    int n = snprintf(older, sizeof older, "%s.1", log->path);
    if (log->file) {
        fclose(log->file);
        if (n > 0 && n < (int)sizeof older) {
            rename(log->path, older);
        }
    }
    log->file = fopen(log->path, "we"); // where it was refused before, it is asked again
    log->used_bytes = 0;
}

static void put(Log *log, const char *text)
{
    char stamp[32] = "";
    time_t now = (time_t)clock_unix_s();
    struct tm tm;
    if (localtime_r(&now, &tm)) {
        strftime(stamp, sizeof stamp, "%Y-%m-%d %H:%M:%S ", &tm);
    }
    long bytes = (long)(strlen(stamp) + strlen(text)) + 1;
    if (log->path && (!log->file || log->used_bytes + bytes > log->cap_bytes)) {
        turn_over(log);
    }
    if (log->file) {
        fprintf(log->file, "%s%s\n", stamp, text);
        fflush(log->file);
        log->used_bytes += bytes;
    }
}

static void put_counts(Log *log)
{
    char text[64];
    if (log->repeats) {
        snprintf(text, sizeof text, "(the line above, %d times more)", log->repeats);
        put(log, text);
        log->repeats = 0;
    }
    if (log->left_out) {
        snprintf(text, sizeof text, "(%d lines left out)", log->left_out);
        put(log, text);
        log->left_out = 0;
    }
}

// May this line be written? Else it is counted.
static bool is_let_in(Log *log, const char *text)
{
    int64_t now_ms = clock_now_ms();
    if (!log->path) {
        return true;
    }
    if (strcmp(text, log->last) == 0 && now_ms - log->last_ms < LOG_REPEAT_MS) {
        log->repeats++;
        return false;
    }
    int64_t earned = (now_ms - log->refilled_ms) / LOG_REFILL_MS;
    if (earned > 0) {
        log->tokens = earned < LOG_BURST - log->tokens ? log->tokens + (int)earned : LOG_BURST;
        log->refilled_ms += earned * LOG_REFILL_MS;
    }
    if (log->tokens == 0) {
        log->left_out++;
        return false;
    }
    log->tokens--;
    log->last_ms = now_ms;
    return true;
}

static void write_line(Log *log, const char *text)
{
    pthread_mutex_lock(&log->lock);
    if (is_let_in(log, text)) {
        put_counts(log);
        put(log, text);
        snprintf(log->last, sizeof log->last, "%s", text);
    }
    pthread_mutex_unlock(&log->lock);
}

void log_line(Log *log, const char *format, ...)
{
    if (!log) {
        return;
    }
    char text[LOG_LINE];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    n = n < 0 ? 0 : n < (int)sizeof text ? n : (int)sizeof text - 1;
    while (n > 0 && n == (int)sizeof text - 1 && ((unsigned char)text[n - 1] & 0xC0) == 0x80) {
        n--; // a cut character goes whole
    }
    text[n] = '\0';
    for (char *c = text; *c; c++) {
        *c = (unsigned char)*c < 0x20 ? ' ' : *c; // one event, one line
    }
    write_line(log, text);
}

void log_close(Log *log)
{
    if (!log) {
        return;
    }
    put_counts(log);
    if (log->path && log->file) {
        fclose(log->file);
    }
    pthread_mutex_destroy(&log->lock);
    free(log->path);
    free(log);
}
