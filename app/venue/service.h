// Service: what the service manager and the kiosk tell each other (systemd's sd_notify protocol).
//
// READY once the first picture is on the glass, a sign of life at least twice a watchdog period, and
// whether an orderly end was asked for (SIGTERM, SIGINT, SIGHUP). Without a manager every call does nothing.
// It is ten lines over a local socket; libsystemd would bring three compression libraries.
#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    int socket;        // -1: no manager
    int64_t period_ms; // between signs of life; 0: no watchdog
    int64_t told_ms;   // the last one
    bool is_ready;
} Service;

void service_open(Service *service); // reads NOTIFY_SOCKET and WATCHDOG_USEC
// From now on SIGTERM, SIGINT and SIGHUP ask for an orderly end, besides what they did before. While the
// loop sleeps SDL's own handlers must be the ones before: they turn a signal into an event, which wakes
// it. SDL takes only signals that nobody has: let go of them just before a window is opened and catch
// them again after that.
void service_catch(void);
void service_let_go(void);
void service_close(Service *service);
void service_ready(Service *service, const char *status);
// From the main loop, each time round; says so when it is due.
void service_alive(Service *service, int64_t now_ms);
// When service_alive wants to be called next; INT64_MAX: never.
int64_t service_next_ms(const Service *service);
bool service_is_stopped(void); // an orderly end was asked for
