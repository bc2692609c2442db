// A copy of the real story that tells less: what a test takes away with SQL. For tests that link SQLite.
#pragma once
#include "pages_fixture.h"
#include <sqlite3.h>
#include <stdlib.h>

typedef struct {
    Visitor visitor;
    char path[512];
} LessStory;

static inline void less_run(sqlite3 *db, const char *sql)
{
    char *error = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK) {
        fail_msg("%s: %s", sql, error);
    }
}

static inline LessStory *less_open(const char *name, const char *const *sql, size_t count)
{
    LessStory *less = calloc(1, sizeof *less);
    assert_non_null(less);
    char command[1200];
    snprintf(less->path, sizeof less->path, "%s/%s-less.db", BUILD_DIR, name);
    snprintf(command, sizeof command, "cp '%s/story.db' '%s'", BUILD_DIR, less->path);
    assert_int_equal(system(command), 0);
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(less->path, &db), SQLITE_OK);
    for (size_t i = 0; i < count; i++) {
        less_run(db, sql[i]);
    }
    sqlite3_close(db);
    HouseOptions options = {.story = less->path, .fonts = BUILD_DIR "/fonts", .threads = 1};
    Err err = {0};
    if (!house_open(&less->visitor.house, &options, NULL, &err)) {
        fail_msg("%s %s", err.what, err.hint);
    }
    return less;
}

static inline void less_close(LessStory *less)
{
    house_close(&less->visitor.house);
    remove(less->path);
    free(less);
}
