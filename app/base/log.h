// A capped log: one file and one older one beside it ("name.1"), together never more than twice the cap.
//
// For staff and technicians; visitors never see it. Lines carry the wall clock's date and time. What goes
// on every second does not wash out what happened once: a line that repeats is counted, and after a
// burst lines are left out, and counted, until a minute has passed for each. Any thread may write.
#pragma once

typedef struct Log Log;

enum {
    LOG_LINE = 1000,         // bytes of a line; what is longer is cut
    LOG_BURST = 120,         // lines at once …
    LOG_REFILL_MS = 60000,   // … and then one each so often
    LOG_REPEAT_MS = 3600000, // how often a line that goes on repeating is told again
};

Log *log_open(const char *path, long cap_bytes); // NULL path: standard error, uncapped. Never NULL
void log_close(Log *log);                        // NULL is fine
void log_line(Log *log, const char *format, ...) __attribute__((format(printf, 2, 3)));
