#include "base/file.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static bool cannot_open(const char *path, Err *err)
{
    return err_say(err, path, SAY_FILE_CANNOT_OPEN, SAY_FILE_CANNOT_OPEN_HINT, path,
                   strerror(errno), NULL);
}

static bool cannot_write(const char *path, Err *err)
{
    return err_say(err, path, SAY_FILE_CANNOT_WRITE, SAY_FILE_CANNOT_WRITE_HINT, path,
                   strerror(errno), NULL);
}

static bool too_big(const char *path, size_t max_bytes, Err *err)
{
    char limit[32];
    snprintf(limit, sizeof limit, "%zu", max_bytes);
    return err_say(err, path, SAY_FILE_TOO_BIG, SAY_FILE_TOO_BIG_HINT, path, limit, NULL);
}

static bool read_all(int fd, char *bytes, size_t size, size_t *got)
{
    *got = 0;
    while (*got < size) {
        ssize_t n = read(fd, bytes + *got, size - *got);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return false;
        }
        if (n == 0) {
            break;
        }
        *got += (size_t)n;
    }
    return true;
}

bool file_read(Arena *arena, const char *path, size_t max_bytes, Str *out, Err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    if (fd < 0) {
        return cannot_open(path, err);
    }
    if (fstat(fd, &info) != 0 || S_ISDIR(info.st_mode)) {
        errno = S_ISDIR(info.st_mode) ? EISDIR : errno;
        close(fd);
        return cannot_open(path, err);
    }
    if (info.st_size < 0 || (size_t)info.st_size > max_bytes || info.st_size > INT32_MAX - 1) {
        close(fd);
        return too_big(path, max_bytes, err);
    }
    char *bytes = arena_alloc(arena, (size_t)info.st_size + 1);
    size_t got = 0;
    bool is_read = read_all(fd, bytes, (size_t)info.st_size, &got);
    close(fd);
    if (!is_read) {
        return cannot_open(path, err);
    }
    *out = (Str){bytes, (int)got};
    return true;
}

static bool write_all(int fd, Str bytes)
{
    int done = 0;
    while (done < bytes.n) {
        ssize_t n = write(fd, bytes.p + done, (size_t)(bytes.n - done));
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return false;
        }
        done += (int)n;
    }
    return true;
}

static bool sync_path(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    bool is_synced = fsync(fd) == 0;
    close(fd);
    return is_synced;
}

bool file_commit(const char *temporary, const char *path, Err *err)
{
    char folder[4096];
    Str parent = file_folder_of(str_from(path));
    snprintf(folder, sizeof folder, "%.*s", STR_ARG(parent));
    if (!sync_path(temporary, O_RDONLY) || rename(temporary, path) != 0) {
        cannot_write(path, err);
        unlink(temporary);
        return false;
    }
    (void)sync_path(folder, O_RDONLY | O_DIRECTORY); // some file systems refuse; the rename stands
    return true;
}

bool file_write(const char *path, Str bytes, Err *err)
{
    char temporary[4096];
    int n = snprintf(temporary, sizeof temporary, "%s.new", path);
    if (n < 0 || n >= (int)sizeof temporary) {
        errno = ENAMETOOLONG;
        return cannot_write(path, err);
    }
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0) {
        return cannot_write(path, err);
    }
    bool is_written = write_all(fd, bytes);
    is_written = close(fd) == 0 && is_written;
    if (!is_written) {
        cannot_write(path, err);
        unlink(temporary);
        return false;
    }
    return file_commit(temporary, path, err);
}

bool file_exists(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0;
}

bool file_is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

int64_t file_size(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? (int64_t)info.st_size : -1;
}

int64_t file_changed_ns(const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0) {
        return -1;
    }
    return (int64_t)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
}

bool file_make_folders(const char *path, Err *err)
{
    char part[4096];
    int n = snprintf(part, sizeof part, "%s", path);
    if (n < 0 || n >= (int)sizeof part) {
        errno = ENAMETOOLONG;
        return cannot_write(path, err);
    }
    for (int i = 1; i <= n; i++) {
        if (part[i] != '/' && part[i] != '\0') {
            continue;
        }
        char kept = part[i];
        part[i] = '\0';
        if (mkdir(part, 0755) != 0 && errno != EEXIST) {
            return cannot_write(part, err);
        }
        part[i] = kept;
    }
    return file_is_folder(path) || cannot_write(path, err);
}

static int by_bytes(const void *a, const void *b)
{
    return str_compare(*(const Str *)a, *(const Str *)b);
}

bool file_list(Arena *arena, const char *folder, Str suffix, NameList *out, Err *err)
{
    *out = (NameList){0};
    DIR *dir = opendir(folder);
    if (!dir) {
        return err_say(err, folder, SAY_FILE_NOT_A_FOLDER, SAY_FILE_NOT_A_FOLDER_HINT, folder,
                       NULL);
    }
    Str *names = NULL;
    int count = 0;
    int capacity = 0;
    struct dirent *entry;
    while ((entry = readdir(dir)) != NULL) {
        Str name = str_from(entry->d_name);
        if (name.p[0] == '.' || !str_ends(name, suffix)) {
            continue;
        }
        ArenaMark mark = arena_mark(arena);
        bool is_folder = file_is_folder(file_join(arena, str_from(folder), name).p);
        arena_release(arena, mark);
        if (is_folder) {
            continue;
        }
        names = arena_grow(arena, names, &capacity, count + 1, sizeof *names);
        names[count++] = str_dup(arena, name);
    }
    closedir(dir);
    if (count) {
        qsort(names, (size_t)count, sizeof *names, by_bytes);
    }
    *out = (NameList){names, count};
    return true;
}

Str file_join(Arena *arena, Str folder, Str name)
{
    return str_format(arena, "%.*s%s%.*s", STR_ARG(folder),
                      folder.n && folder.p[folder.n - 1] == '/' ? "" : "/", STR_ARG(name));
}

static int last_slash(Str path)
{
    int at = path.n - 1;
    while (at >= 0 && path.p[at] != '/') {
        at--;
    }
    return at;
}

Str file_folder_of(Str path)
{
    int at = last_slash(path);
    return at < 0 ? STR(".") : at == 0 ? STR("/") : str_sub(path, 0, at);
}

Str file_name_of(Str path)
{
    return str_from_offset(path, last_slash(path) + 1);
}

bool file_program_folder(Arena *arena, Str *out)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path);
    if (n <= 0 || n >= (ssize_t)sizeof path) {
        return false;
    }
    *out = str_dup(arena, file_folder_of((Str){path, (int)n}));
    return true;
}

bool file_map(const char *path, FileMap *out, Err *err)
{
    *out = (FileMap){0};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat info;
    if (fd < 0) {
        return cannot_open(path, err);
    }
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size <= 0) {
        errno = EINVAL;
        close(fd);
        return cannot_open(path, err);
    }
    void *bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (bytes == MAP_FAILED) {
        return cannot_open(path, err);
    }
    *out = (FileMap){bytes, (size_t)info.st_size};
    return true;
}

void file_unmap(FileMap *map)
{
    if (map && map->bytes) {
        union {
            const uint8_t *from;
            void *to;
        } view = {.from = map->bytes}; // munmap takes a mutable pointer
        munmap(view.to, map->size);
        *map = (FileMap){0};
    }
}
