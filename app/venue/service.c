#include "venue/service.h"
#include "base/str.h"
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// All that a signal handler may touch; set once, before signals are caught.
static volatile sig_atomic_t is_stopped;
static void (*before_term)(int);
static void (*before_int)(int);

static void stop(int signal_number)
{
    is_stopped = 1;
    void (*before)(int) = signal_number == SIGINT ? before_int : before_term;
    if (before) {
        before(signal_number == SIGINT ? SIGINT : SIGTERM); // nobody else hears a hang-up
    }
}

// What handled the signal until now; NULL when that was the system.
static void (*catch_one(int signal_number))(int)
{
    struct sigaction action = {.sa_handler = stop};
    struct sigaction before;
    sigemptyset(&action.sa_mask);
    if (sigaction(signal_number, &action, &before) != 0 || (before.sa_flags & SA_SIGINFO)) {
        return NULL;
    }
    bool is_ours = before.sa_handler == stop;
    return is_ours ? (signal_number == SIGTERM ? before_term : before_int)
           : before.sa_handler == SIG_DFL || before.sa_handler == SIG_IGN ? NULL
                                                                          : before.sa_handler;
}

void service_catch(void)
{
    before_term = catch_one(SIGTERM);
    before_int = catch_one(SIGINT);
    catch_one(SIGHUP);
}

void service_let_go(void)
{
    static const int CAUGHT[] = {SIGTERM, SIGINT, SIGHUP};
    for (int i = 0; i < COUNT(CAUGHT); i++) {
        signal(CAUGHT[i], SIG_DFL);
    }
    before_term = NULL;
    before_int = NULL;
}

bool service_is_stopped(void)
{
    return is_stopped != 0;
}

static int connect_to(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t n = strlen(path);
    if (n == 0 || n >= sizeof address.sun_path || (path[0] != '/' && path[0] != '@')) {
        return -1;
    }
    memcpy(address.sun_path, path, n);
    if (path[0] == '@') {
        address.sun_path[0] = '\0';
    }
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n);
    if (fd >= 0 && connect(fd, (const struct sockaddr *)&address, size) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static void tell(const Service *service, const char *text)
{
    if (service->socket >= 0) {
        ssize_t sent = send(service->socket, text, strlen(text), MSG_NOSIGNAL | MSG_DONTWAIT);
        (void)sent; // a manager that does not listen is no reason to stop
    }
}

void service_open(Service *service)
{
    *service = (Service){.socket = -1};
    const char *path = getenv("NOTIFY_SOCKET");
    service->socket = path ? connect_to(path) : -1;
    const char *period = getenv("WATCHDOG_USEC");
    const char *pid = getenv("WATCHDOG_PID");
    bool is_ours = !pid || atol(pid) == (long)getpid();
    long long us = period && is_ours ? atoll(period) : 0;
    if (service->socket >= 0 && us > 0) {
        service->period_ms = us / 3000 > 0 ? us / 3000 : 1; // three signs a period
    }
}

void service_close(Service *service)
{
    tell(service, "STOPPING=1");
    if (service->socket >= 0) {
        close(service->socket);
    }
    *service = (Service){.socket = -1};
}

void service_ready(Service *service, const char *status)
{
    char text[512];
    snprintf(text, sizeof text, "READY=1\nSTATUS=%s", status);
    if (!service->is_ready) {
        tell(service, text);
    }
    service->is_ready = true;
}

void service_alive(Service *service, int64_t now_ms)
{
    if (service->period_ms && (service->told_ms == 0 || now_ms >= service_next_ms(service))) {
        service->told_ms = now_ms;
        tell(service, "WATCHDOG=1");
    }
}

int64_t service_next_ms(const Service *service)
{
    return service->period_ms ? service->told_ms + service->period_ms : INT64_MAX;
}
