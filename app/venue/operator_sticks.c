#include "venue/operator_sticks.h"
#include "base/file.h"
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char STICK_MOUNTS[] = "/media:/run/media";

enum { DEPTH = 2 };

void stick_roots(const char *mounts, StickRoots *out)
{
    Str rest = str_from(mounts);
    Str part;
    out->count = 0;
    while (out->count < STICK_ROOTS && str_split(&rest, ':', &part)) {
        if (part.n == 0 || part.n >= STICK_PATH) {
            continue;
        }
        char *text = out->text[out->count];
        snprintf(text, STICK_PATH, "%.*s", STR_ARG(part));
        out->items[out->count++] = text;
    }
}

static bool is_mounted(const char *path, dev_t around)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode) && info.st_dev != around;
}

// True when there is no need to look any further.
static bool find_below(const char *root, int depth, Stick *out)
{
    struct stat around;
    DIR *folder = stat(root, &around) == 0 ? opendir(root) : NULL;
    bool is_found = false;
    const struct dirent *entry;
    while (folder && !is_found && (entry = readdir(folder)) != NULL) {
        char path[STICK_PATH];
        int n = snprintf(path, sizeof path, "%s/%s", root, entry->d_name);
        if (entry->d_name[0] == '.' || n >= (int)sizeof path) {
            continue;
        }
        if (is_mounted(path, around.st_dev)) {
            bool is_read_only = access(path, W_OK) != 0;
            if (!out->path[0] || !is_read_only) {
                *out = (Stick){.is_read_only = is_read_only};
                memcpy(out->path, path, (size_t)n + 1);
                snprintf(out->name, sizeof out->name, "%.*s", (int)sizeof out->name - 1,
                         entry->d_name);
            }
            is_found = !is_read_only;
        } else if (depth > 1 && file_is_folder(path)) {
            is_found = find_below(path, depth - 1, out);
        }
    }
    if (folder) {
        closedir(folder);
    }
    return is_found;
}

bool stick_find(const StickRoots *roots, Stick *out)
{
    *out = (Stick){0};
    for (int i = 0; i < roots->count; i++) {
        if (find_below(roots->items[i], DEPTH, out)) {
            break;
        }
    }
    return out->path[0] != '\0';
}

bool stick_is_there(const Stick *stick)
{
    char parent[STICK_PATH];
    struct stat around;
    snprintf(parent, sizeof parent, "%.*s", STR_ARG(file_folder_of(str_from(stick->path))));
    return stat(parent, &around) == 0 && is_mounted(stick->path, around.st_dev);
}
