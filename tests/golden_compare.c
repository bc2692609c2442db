// golden_compare GOLDEN_FOLDER NEW_FOLDER: draw lists match exactly, pictures within a tolerance.
//
// Every NAME.list and NAME.png of the golden folder must have its like in the new one, and the other
// way round. A picture that differs leaves NAME.diff.png beside the new one (differences in red). With
// --update as a third argument the golden folder takes the new files over instead.
#include "base/file.h"
#include "draw/raster.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TOLERANCE = 6,           // of a colour channel, 0..255
    PARTS_PER_MILLION = 200, // of the pixels may differ more (edges)
};

static int passed;
static int failed;

static void tell(bool is_good, Str name, const char *what)
{
    if (is_good) {
        passed++;
    } else {
        failed++;
        printf("FAILED %.*s: %s\n", STR_ARG(name), what);
    }
}

static int channel_gap(uint32_t a, uint32_t b)
{
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int gap = abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
        most = gap > most ? gap : most;
    }
    return most;
}

static bool pictures_match(const char *golden, const char *fresh, const char *diff)
{
    Surface a;
    Surface b;
    Err err;
    if (!surface_read_png(golden, &a, &err)) {
        return false;
    }
    if (!surface_read_png(fresh, &b, &err)) {
        surface_free(&a);
        return false;
    }
    int64_t different = 0;
    bool is_same_size = a.w == b.w && a.h == b.h;
    for (int y = 0; is_same_size && y < a.h; y++) {
        uint32_t *pa = a.px + (size_t)y * (size_t)a.stride / 4;
        const uint32_t *pb = b.px + (size_t)y * (size_t)b.stride / 4;
        for (int x = 0; x < a.w; x++) {
            if (channel_gap(pa[x], pb[x]) > TOLERANCE) {
                different++;
                pa[x] = 0xFFFF0000;
            }
        }
    }
    bool is_match = is_same_size && different * 1000000 <= (int64_t)a.w * a.h * PARTS_PER_MILLION;
    if (!is_match) {
        printf("    %lld pixels differ; see %s\n", (long long)different, diff);
        surface_write_png(&a, diff, NULL);
    }
    surface_free(&a);
    surface_free(&b);
    return is_match;
}

static void compare(Arena *arena, Str golden, Str fresh, Str name)
{
    Str a = file_join(arena, golden, name);
    Str b = file_join(arena, fresh, name);
    if (!file_exists(a.p) || !file_exists(b.p)) {
        tell(false, name, file_exists(a.p) ? "not drawn any more" : "has no golden yet");
        return;
    }
    if (str_ends(name, STR(".png"))) {
        Str diff = str_format(arena, "%.*s.diff.png", b.n - 4, b.p);
        tell(pictures_match(a.p, b.p, diff.p), name, "the picture changed");
        return;
    }
    Str want;
    Str got;
    bool is_read =
        file_read(arena, a.p, 8 * MIB, &want, NULL) && file_read(arena, b.p, 8 * MIB, &got, NULL);
    tell(is_read && str_eq(want, got), name, "the draw list changed");
}

static bool take_over(Arena *arena, Str golden, Str fresh, Str name)
{
    Str bytes;
    return file_read(arena, file_join(arena, fresh, name).p, 64 * MIB, &bytes, NULL) &&
           file_write(file_join(arena, golden, name).p, bytes, NULL);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fputs("golden_compare GOLDEN_FOLDER NEW_FOLDER [--update]\n", stderr);
        return 2;
    }
    bool is_update = argc > 3 && strcmp(argv[3], "--update") == 0;
    Arena arena;
    arena_init(&arena, "goldens", 512 * MIB);
    Str golden = str_from(argv[1]);
    Str fresh = str_from(argv[2]);
    static const char *const KINDS[] = {".list", ".png"};
    for (int k = 0; k < COUNT(KINDS); k++) {
        NameList old_names = {0};
        NameList new_names = {0};
        Str kind = str_from(KINDS[k]);
        file_list(&arena, argv[1], kind, &old_names, NULL);
        file_list(&arena, argv[2], kind, &new_names, NULL);
        for (int i = 0; i < new_names.count; i++) {
            ArenaMark mark = arena_mark(&arena);
            if (str_ends(new_names.items[i], STR(".diff.png"))) {
                continue;
            }
            if (is_update) {
                tell(take_over(&arena, golden, fresh, new_names.items[i]), new_names.items[i],
                     "cannot be copied");
            } else {
                compare(&arena, golden, fresh, new_names.items[i]);
            }
            arena_release(&arena, mark);
        }
        for (int i = 0; !is_update && i < old_names.count; i++) {
            if (!file_exists(file_join(&arena, fresh, old_names.items[i]).p)) {
                tell(false, old_names.items[i], "not drawn any more");
            }
        }
    }
    arena_finish(&arena);
    printf("%d passed, %d failed\n", passed, failed);
    return failed || passed == 0 ? 1 : 0;
}
