// e2e_finger SOCKET: fingers on the touch panel of an X server with Debian's "inputtest" driver.
//
// It reads lines "d ID X Y" (down), "m ID X Y" (move), "u ID X Y" (up), places in shares of the screen
// from 0 to 1, and answers each with a line "ok" when the server has handled it. At the end of its input
// it goes, and the panel with it. The server takes one such connection per panel and run.
#include <X11/extensions/XI2.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/un.h>
#include <unistd.h>
#include <xorg/xf86-input-inputtest-protocol.h>

static const double FULL = 65535; // the panel's places go up to here

static bool send_all(int end, const void *what, size_t size)
{
    return write(end, what, size) == (ssize_t)size;
}

static bool meet(int end)
{
    xf86ITEventClientVersion ours = {
        .header = {.length = sizeof ours, .type = XF86IT_EVENT_CLIENT_VERSION},
        .major = XF86IT_PROTOCOL_VERSION_MAJOR,
        .minor = XF86IT_PROTOCOL_VERSION_MINOR};
    xf86ITResponseServerVersion theirs;
    return send_all(end, &ours, sizeof ours) &&
           read(end, &theirs, sizeof theirs) == (ssize_t)sizeof theirs;
}

static bool touch(int end, char kind, unsigned id, double x, double y)
{
    xf86ITEventTouch event;
    memset(&event, 0, sizeof event);
    event.header.length = sizeof event;
    event.header.type = XF86IT_EVENT_TOUCH;
    event.touchid = id;
    event.touch_type = kind == 'd' ? XI_TouchBegin : kind == 'm' ? XI_TouchUpdate : XI_TouchEnd;
    event.valuators.mask[0] = 3;
    event.valuators.valuators[0] = x * FULL;
    event.valuators.valuators[1] = y * FULL;
    xf86ITEventWaitForSync wait = {
        .header = {.length = sizeof wait, .type = XF86IT_EVENT_WAIT_FOR_SYNC}};
    xf86ITResponseSyncFinished done;
    return send_all(end, &event, sizeof event) && send_all(end, &wait, sizeof wait) &&
           read(end, &done, sizeof done) == (ssize_t)sizeof done;
}

int main(int argc, char **argv)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (argc != 2 || strlen(argv[1]) >= sizeof address.sun_path) {
        fputs("e2e_finger SOCKET\n", stderr);
        return 2;
    }
    strcpy(address.sun_path, argv[1]);
    int end = socket(AF_UNIX, SOCK_STREAM, 0);
    if (end < 0 || connect(end, (const struct sockaddr *)&address, sizeof address) != 0 ||
        !meet(end)) {
        perror(argv[1]);
        return 1;
    }
    char line[128];
    while (fgets(line, sizeof line, stdin)) {
        char kind;
        unsigned id;
        double x, y;
        if (sscanf(line, "%c %u %lf %lf", &kind, &id, &x, &y) != 4 || !strchr("dmu", kind)) {
            fprintf(stderr, "not understood: %s", line);
            return 2;
        }
        if (!touch(end, kind, id, x, y)) {
            perror("the server is gone");
            return 1;
        }
        puts("ok");
        fflush(stdout);
    }
    close(end);
    return 0;
}
