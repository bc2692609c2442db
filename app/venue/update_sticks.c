#include "venue/update_sticks.h"
#include "base/file.h"
#include <dirent.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/stat.h>

enum { DEPTH = 5, SUFFIX = 4 };

typedef struct {
    Arena *arena;
    StickList *list;
    int looks, root_bytes;
} Search;

static bool is_bundle(Str name)
{
    return name.n > SUFFIX && strncasecmp(name.p + name.n - SUFFIX, ".zhb", SUFFIX) == 0;
}

static void add(Search *search, Str path, const struct stat *info)
{
    StickList *list = search->list;
    if (list->count == STICK_FILES) {
        list->is_more = true;
        return;
    }
    Str place = str_from_offset(file_folder_of(path), search->root_bytes);
    while (place.n && place.p[0] == '/') {
        place = str_from_offset(place, 1);
    }
    list->items[list->count++] = (StickFile){.path = path,
                                             .place = place,
                                             .bytes = (int64_t)info->st_size,
                                             .changed_s = (int64_t)info->st_mtime};
}

static void look(Search *search, Str folder, int depth)
{
    DIR *dir = opendir(folder.p);
    struct dirent *entry;
    while (dir && (entry = readdir(dir)) != NULL && search->looks++ < STICK_LOOKS) {
        Str name = str_from(entry->d_name);
        struct stat info;
        if (name.p[0] == '.') {
            continue;
        }
        Str path = file_join(search->arena, folder, name);
        if (lstat(path.p, &info) != 0) {
            continue;
        }
        if (S_ISDIR(info.st_mode) && depth < DEPTH) {
            look(search, path, depth + 1);
        } else if (S_ISREG(info.st_mode) && is_bundle(name)) {
            add(search, path, &info);
        }
    }
    if (dir) {
        closedir(dir);
    }
}

static int by_age(const void *a, const void *b)
{
    const StickFile *left = a;
    const StickFile *right = b;
    int order = (left->changed_s < right->changed_s) - (left->changed_s > right->changed_s);
    return order ? order : str_compare(left->path, right->path);
}

void update_sticks(Arena *arena, const char *const *roots, int root_count, StickList *out)
{
    *out = (StickList){0};
    Search search = {.arena = arena, .list = out};
    for (int i = 0; i < root_count; i++) {
        Str root = str_from(roots[i]);
        search.root_bytes = root.n;
        look(&search, root, 0);
    }
    if (out->count) {
        qsort(out->items, (size_t)out->count, sizeof out->items[0], by_age);
    }
}
