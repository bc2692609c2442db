#include "venue/operator_told.h"
#include "base/file.h"
#include <stdio.h>
#include <string.h>

enum { TOLD_MAX = 4096, TOLD_KINDS = TOLD_FAILED + 1 };

static const char HEAD[] = "zhanting-told 1";

static void told_path(const char *state, char path[UPDATE_PATH])
{
    snprintf(path, UPDATE_PATH, "%s/told", state);
}

static void take(Str *text, char *out, size_t size)
{
    Str line = STR_NONE;
    str_split(text, '\n', &line);
    snprintf(out, size, "%.*s", STR_ARG(line));
}

static void take_story(Str *text, WorkStory *out)
{
    take(text, out->version, sizeof out->version);
    take(text, out->built, sizeof out->built);
}

void told_read(const char *state, WorkTold *out)
{
    *out = (WorkTold){0};
    char path[UPDATE_PATH];
    told_path(state, path);
    Arena arena;
    arena_init(&arena, "told", 64 * KIB);
    Str text;
    Str line;
    if (state[0] && file_exists(path) && file_read(&arena, path, TOLD_MAX, &text, NULL) &&
        str_split(&text, '\n', &line) && str_is(line, HEAD)) {
        int64_t kind = 0;
        str_split(&text, '\n', &line);
        bool is_kind = str_to_int(line, &kind) && kind > TOLD_NOTHING && kind < TOLD_KINDS;
        take(&text, out->date, sizeof out->date);
        take_story(&text, &out->now);
        take_story(&text, &out->other);
        take(&text, out->text, sizeof out->text);
        out->kind = is_kind ? (ToldKind)kind : TOLD_NOTHING;
    }
    arena_finish(&arena);
}

bool told_write(const char *state, const WorkTold *told)
{
    char path[UPDATE_PATH];
    char text[TOLD_MAX];
    told_path(state, path);
    int n = snprintf(text, sizeof text, "%s\n%d\n%s\n%s\n%s\n%s\n%s\n%s\n", HEAD, (int)told->kind,
                     told->date, told->now.version, told->now.built, told->other.version,
                     told->other.built, told->text);
    return state[0] && file_write(path, (Str){text, n}, NULL); // a full disk: it is not news then
}

WorkStory work_story(const Manifest *manifest)
{
    WorkStory story = {0};
    memcpy(story.version, manifest->version, sizeof story.version);
    memcpy(story.built, manifest->built, sizeof story.built);
    memcpy(story.as_of, manifest->as_of, sizeof story.as_of);
    return story;
}

_Static_assert((int)BUNDLE_TEXT == (int)WORK_TEXT, "a version is copied whole");

WorkStory work_story_of(const Updates *updates, Slot slot)
{
    char path[UPDATE_PATH];
    Manifest manifest = {0};
    updates_path(updates, slot, path);
    bool is_read = path[0] && manifest_of_story(path, true, &manifest, NULL);
    return is_read ? work_story(&manifest) : (WorkStory){0};
}

void told_begin(const char *state, const Updates *updates, const char *today)
{
    if (updates->taken_back == TAKEN_NOT) {
        return;
    }
    WorkTold before;
    told_read(state, &before);
    WorkTold told = {.kind = updates->taken_back == TAKEN_DIED ? TOLD_DIED : TOLD_UNOPENED,
                     .now = work_story_of(updates, updates->shown),
                     .other = before.kind == TOLD_UPDATED ? before.now : before.other};
    snprintf(told.date, sizeof told.date, "%s", today);
    told_write(state, &told);
}
