// Files and folders: whole reads, atomic writes, sorted listings.
//
// The only module besides clock.c that knows the operating system. Nothing is ever half written: a
// write goes to a temporary name beside the target, is flushed to the disk and then renamed.
#pragma once
#include "base/err.h"
#include "base/str.h"

// The whole file into the arena; NULL-terminated after n. False when missing or over `max_bytes`.
bool file_read(Arena *arena, const char *path, size_t max_bytes, Str *out, Err *err);
bool file_write(const char *path, Str bytes, Err *err); // atomic: old content or new, never half
// Makes what was written to `temporary` durable and gives it the name `path` (fsync, rename, fsync of
// the folder). On failure `temporary` is removed and `path` is untouched.
bool file_commit(const char *temporary, const char *path, Err *err);
bool file_exists(const char *path);
bool file_is_folder(const char *path);
int64_t file_size(const char *path);                // -1 when missing
int64_t file_changed_ns(const char *path);          // modification time, -1 when missing
bool file_make_folders(const char *path, Err *err); // mkdir -p

typedef struct {
    const Str *items; // names, not paths; sorted by bytes
    int count;
} NameList;
// Plain files of a folder whose name ends in `suffix` ("" for all), without dot files.
bool file_list(Arena *arena, const char *folder, Str suffix, NameList *out, Err *err);
Str file_join(Arena *arena, Str folder, Str name); // NUL-terminated behind its length
Str file_folder_of(Str path);                      // "a/b/c" -> "a/b"; "c" -> "."
Str file_name_of(Str path);
bool file_program_folder(Arena *arena, Str *out); // where the running executable lies

// Read-only view of a file's bytes, without copying. Unmap with file_unmap; NULL is fine there.
typedef struct {
    const uint8_t *bytes;
    size_t size;
} FileMap;
bool file_map(const char *path, FileMap *out, Err *err);
void file_unmap(FileMap *map);
