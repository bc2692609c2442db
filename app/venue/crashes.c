#include "venue/crashes.h"
#include "base/file.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
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

void crashes_end(Crashes *crashes)
{
    crashes->count = 0;
    keep(crashes);
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
    struct timespec now = {0};
#ifdef CLOCK_BOOTTIME
    clock_gettime(CLOCK_BOOTTIME, &now);
#else
    clock_gettime(CLOCK_MONOTONIC, &now);
#endif
    *now_s = now.tv_sec;
}
