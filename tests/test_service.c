#include "venue/service.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

// A manager that listens on a socket of its own.
static int listen_at(const char *path)
{
    unlink(path);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

static const char *heard(int fd)
{
    static char text[600];
    ssize_t n = recv(fd, text, sizeof text - 1, 0);
    text[n > 0 ? n : 0] = '\0';
    return text;
}

static void it_says_ready_once_and_then_that_it_lives(void **state)
{
    (void)state;
    char path[64];
    snprintf(path, sizeof path, "/tmp/zhanting-test-%ld.sock", (long)getpid());
    int manager = listen_at(path);
    setenv("NOTIFY_SOCKET", path, 1);
    setenv("WATCHDOG_USEC", "20000000", 1);
    unsetenv("WATCHDOG_PID");
    Service service;
    service_open(&service);
    assert_string_equal(heard(manager), "");
    service_ready(&service, "x11 surface");
    assert_string_equal(heard(manager), "READY=1\nSTATUS=x11 surface");
    service_ready(&service, "again");
    assert_string_equal(heard(manager), "");
    int said = 0;
    for (int64_t now = 1000; now < 61000; now += 100) {
        service_alive(&service, now);
        said += strcmp(heard(manager), "WATCHDOG=1") == 0;
        assert_true(service_next_ms(&service) <= now + 10000);
    }
    assert_in_range(said, 6, 12); // more than twice a period, not many times
    service_close(&service);
    assert_string_equal(heard(manager), "STOPPING=1");
    close(manager);
    unlink(path);
}

static void without_a_manager_it_is_silent(void **state)
{
    (void)state;
    static const char *const PATHS[] = {NULL, "", "relative", "/nowhere/socket"};
    for (size_t i = 0; i < sizeof PATHS / sizeof PATHS[0]; i++) {
        if (PATHS[i]) {
            setenv("NOTIFY_SOCKET", PATHS[i], 1);
        } else {
            unsetenv("NOTIFY_SOCKET");
        }
        Service service;
        service_open(&service);
        assert_int_equal(service.socket, -1);
        assert_true(service_next_ms(&service) == INT64_MAX);
        service_ready(&service, "");
        service_alive(&service, 1);
        service_close(&service);
    }
}

static void another_process_watchdog_is_not_ours(void **state)
{
    (void)state;
    setenv("WATCHDOG_USEC", "20000000", 1);
    setenv("WATCHDOG_PID", "1", 1);
    Service service;
    service_open(&service);
    assert_int_equal(service.period_ms, 0);
    service_close(&service);
}

static int others_heard; // by the handler that was there before

static void other(int signal_number)
{
    others_heard += signal_number;
}

static void a_signal_asks_for_an_orderly_end_and_reaches_the_handler_before(void **state)
{
    (void)state;
    signal(SIGINT, other);
    service_catch();
    service_catch(); // a second window does not make it hear itself
    assert_false(service_is_stopped());
    raise(SIGTERM);
    assert_true(service_is_stopped());
    raise(SIGINT);
    assert_int_equal(others_heard, SIGINT);
}

static void a_hang_up_ends_it_too_and_what_was_let_go_is_the_systems_again(void **state)
{
    (void)state;
    others_heard = 0;
    service_let_go();
    struct sigaction now;
    assert_int_equal(sigaction(SIGTERM, NULL, &now), 0);
    assert_true(now.sa_handler == SIG_DFL);
    signal(SIGTERM, other); // as SDL does, which knows no hang-up
    service_catch();
    raise(SIGHUP);
    assert_true(service_is_stopped());
    assert_int_equal(others_heard, SIGTERM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_ready_once_and_then_that_it_lives),
        cmocka_unit_test(without_a_manager_it_is_silent),
        cmocka_unit_test(another_process_watchdog_is_not_ours),
        cmocka_unit_test(a_signal_asks_for_an_orderly_end_and_reaches_the_handler_before),
        cmocka_unit_test(a_hang_up_ends_it_too_and_what_was_let_go_is_the_systems_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
