// Stories: panels made from content, and their parts.
#include "store/query.h"

// clang-format off
#define STORY_SELECT                                                                               \
    "SELECT x.id, x.kind," TX("t", "title") "," TX("t", "lead") "," TX("t", "caption") ","         \
    " x.about, x.figures, x.picture, x.systems, (SELECT count(*) FROM story_part p"                \
    " WHERE p.story = x.id AND" VALID("p") ")," ORIGIN("x")                                        \
    " FROM story x" TEXTS("story", "t", "x.id")                                                    \
    " WHERE" VALID("x")
static const char STORIES[] =
    STORY_SELECT " AND (?4 IS NULL OR instr(';' || x.about || ';', ';' || ?4 || ';'))"
    " ORDER BY x.ord";
static const char STORY[] = STORY_SELECT " AND x.id = ?4";
static const char PARTS[] =
    "SELECT x.id, x.story, x.slot," TX("t", "name") "," TX("t", "text") ", x.figure, x.icon,"
    " x.entity, x.picture," ORIGIN("x")
    " FROM story_part x" TEXTS("story_part", "t", "x.id")
    " WHERE" VALID("x") " AND (?4 IS NULL OR x.story = ?4) ORDER BY x.ord";
// clang-format on

static void read_story(Row *row, void *item)
{
    Story *story = item;
    story->id = row_text(row);
    story->kind = row_text(row);
    story->title = row_text(row);
    story->lead = row_text(row);
    story->caption = row_text(row);
    story->about = row_text(row);
    story->figures = row_text(row);
    story->picture = row_text(row);
    story->systems = row_text(row);
    story->part_count = row_int(row);
    story->origin = row_origin(row);
}

bool store_stories(Store *store, Arena *arena, Str about, StoryList *out, Err *err)
{
    Rows rows = query_rows(store, arena, STORIES, (Str[3]){about}, sizeof(Story), read_story, err);
    *out = (StoryList){rows.items, rows.count};
    return rows.is_good;
}

bool store_story(Store *store, Arena *arena, Str id, Story *out)
{
    *out = (Story){0};
    return query_row(store, arena, STORY, id, read_story, out);
}

static void read_part(Row *row, void *item)
{
    StoryPart *part = item;
    part->id = row_text(row);
    part->story = row_text(row);
    part->slot = row_text(row);
    part->name = row_text(row);
    part->text = row_text(row);
    part->figure = row_text(row);
    part->icon = row_text(row);
    part->entity = row_text(row);
    part->picture = row_text(row);
    part->origin = row_origin(row);
}

bool store_story_parts(Store *store, Arena *arena, Str story, StoryPartList *out, Err *err)
{
    Rows rows = query_rows(store, arena, PARTS, (Str[3]){story}, sizeof(StoryPart), read_part, err);
    *out = (StoryPartList){rows.items, rows.count};
    return rows.is_good;
}
