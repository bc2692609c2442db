#include "venue/crashes.h"
#include "base/file.h"
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

static void keep(const Crashes *crashes)
{
    if (!crashes->path[0]) {
        return;
    }
    char text[CRASHES_KEPT * 24 + 64];
    int n = snprintf(text, sizeof text, "%s", crashes->boot);
    for (int i = 0; i < crashes->count; i++) {
        n += snprintf(text + n, sizeof text - (size_t)n, " %" PRId64, crashes->at_s[i]);
    }
    snprintf(text + n, sizeof text - (size_t)n, "\n");
    file_write(crashes->path, str_from(text), NULL); // a full disk must not keep the kiosk down
}

static void load(Crashes *crashes, int64_t now_s)
{
    Arena arena;
    arena_init(&arena, "crashes", 8192);
    Str text;
    if (crashes->path[0] && file_exists(crashes->path) &&
        file_read(&arena, crashes->path, 4096, &text, NULL)) {
        Str rest = str_trim(text);
        Str part;
        bool is_this_boot = str_split(&rest, ' ', &part) && str_is(part, crashes->boot);
        while (str_split(&rest, ' ', &part)) {
            int64_t at;
            bool is_time = str_to_int(part, &at) && at >= 0 && at <= now_s;
            crashes->before += !is_this_boot;
            if (is_this_boot && is_time && crashes->count < CRASHES_KEPT) {
                crashes->at_s[crashes->count++] = at;
            }
        }
    }
    arena_finish(&arena);
}

int crashes_begin(Crashes *crashes, const char *path, const char *boot, int64_t now_s)
{
    *crashes = (Crashes){0};
    snprintf(crashes->path, sizeof crashes->path, "%s", path);
    snprintf(crashes->boot, sizeof crashes->boot, "%s", boot[0] ? boot : "-");
    load(crashes, now_s);
    int lately = 0;
    for (int i = 0; i < crashes->count; i++) {
        lately += now_s - crashes->at_s[i] <= CRASHES_WINDOW_S;
    }
    if (crashes->count == CRASHES_KEPT) {
        memmove(crashes->at_s, crashes->at_s + 1, (CRASHES_KEPT - 1) * sizeof crashes->at_s[0]);
        crashes->count--;
    }
    crashes->at_s[crashes->count++] = now_s;
    keep(crashes);
    return lately;
}

void crashes_begin_again(Crashes *crashes, int64_t now_s)
{
    crashes->count = 1;
    crashes->at_s[0] = now_s;
    keep(crashes);
}

void crashes_end(Crashes *crashes)
{
    crashes->count = 0;
    keep(crashes);
}

// Inside the unit's sandbox the kernel's name of the boot is hidden; then it is the moment when /run, which
// every boot makes anew, was made.
static void name_boot(char boot[48])
{
#ifdef STATX_BTIME
    struct statx info;
    if (statx(AT_FDCWD, "/run", 0, STATX_BTIME, &info) == 0 && (info.stx_mask & STATX_BTIME) &&
        info.stx_btime.tv_sec > 0) {
        snprintf(boot, 48, "run-%" PRId64 ".%09u", (int64_t)info.stx_btime.tv_sec,
                 (unsigned)info.stx_btime.tv_nsec);
    }
#else
    (void)boot;
#endif
}

void crashes_clock(char boot[48], int64_t *now_s)
{
    boot[0] = '\0';
    FILE *file = fopen("/proc/sys/kernel/random/boot_id", "r");
    if (file) {
        if (!fgets(boot, 48, file)) {
            boot[0] = '\0';
        }
        boot[strcspn(boot, "\n ")] = '\0';
        fclose(file);
    }
    if (!boot[0]) {
        name_boot(boot);
    }
    struct timespec now = {0};
#ifdef CLOCK_BOOTTIME
    clock_gettime(CLOCK_BOOTTIME, &now);
#else
    clock_gettime(CLOCK_MONOTONIC, &now);
#endif
    *now_s = now.tv_sec;
}
