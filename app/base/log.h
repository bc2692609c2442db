// A capped log: one file and one older one beside it ("name.1"), never more than twice the cap.
//
// For staff and technicians; visitors never see it. Lines carry the wall clock's date and time.
#pragma once

typedef struct Log Log;

Log *log_open(const char *path, long cap_bytes); // NULL path: standard error. Never NULL
void log_close(Log *log);                        // NULL is fine
void log_line(Log *log, const char *format, ...) __attribute__((format(printf, 2, 3)));
