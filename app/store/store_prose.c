// Timeline, photos, articles, messages and folds; and the name of anything.
#include "store/query.h"

// clang-format off
static const char EVENTS[] =
    "SELECT x.id, x.date," TX("t", "title") "," TX("t", "detail") ", x.theme, x.picture,"
    " x.links, x.planned," ORIGIN("x")
    " FROM event x" TEXTS("event", "t", "x.id")
    " WHERE" VALID("x") " ORDER BY x.ord";
#define PHOTO_SELECT                                                                               \
    "SELECT x.id, x.picture," TX("t", "title") "," TX("t", "caption") ", x.kind,"                  \
    TX("t", "credit") ", x.licence," TX("t", "alt") ", x.links, x.pair, x.focal_x, x.focal_y, i.w," \
    " i.h," ORIGIN("x")                                                                            \
    " FROM photo x" TEXTS("photo", "t", "x.id")                                                    \
    " LEFT JOIN picture i ON i.name = x.picture"                                                   \
    " WHERE" VALID("x")
static const char PHOTOS[] = PHOTO_SELECT " ORDER BY x.ord";
static const char PHOTO[] = PHOTO_SELECT " AND x.id = ?4";
#define ARTICLE_SELECT(body)                                                                       \
    "SELECT x.id," TX("t", "title") "," TX("t", "slip") "," TX("t", "kicker") ","                  \
    TX("t", "lead") ", x.picture," TX("t", "caption") ", x.pull_figure," TX("t", "pull_line")      \
    ", x.related, x.systems," body "," ORIGIN("x")                                                 \
    " FROM article x" TEXTS("article", "t", "x.id")                                                \
    " WHERE" VALID("x")
static const char ARTICLES[] = ARTICLE_SELECT(" NULL") " ORDER BY x.ord";
static const char ARTICLE[] = ARTICLE_SELECT(TX("t", "body")) " AND x.id = ?4";
static const char ARTICLE_ABOUT[] =
    ARTICLE_SELECT(" NULL") " AND instr(';' || x.related || ';', ';' || ?4 || ';')"
    " ORDER BY x.ord LIMIT 1";
// A slip's title stands beside its Chinese lines whatever the language: any text of it will do.
static const char MESSAGES[] =
    "SELECT x.id," TX("t", "line1") "," TX("t", "line2") ","
    " coalesce(ta.title, tb.title, (SELECT max(o.title) FROM message_text o WHERE o.id = x.id)),"
    TX("t", "subtitle") ", x.picture, x.figure"
    " FROM message x" TEXTS("message", "t", "x.id")
    " WHERE" VALID("x") " ORDER BY x.ord";
static const char FOLDS[] =
    "SELECT x.id," TX("t", "name") ", x.icon," TX("t", "figure") "," TX("t", "unit") ","
    TX("t", "line")
    " FROM fold x" TEXTS("fold", "t", "x.id") " ORDER BY x.ord";
#define NAME_OF(entity, field)                                                                     \
    "SELECT" TX("t", field)                                                                        \
    " FROM " entity " x" TEXTS(entity, "t", "x.id")                                                \
    " WHERE x.id = ?4"
static const char CHAIN_NAME[] = NAME_OF("chain", "name");
static const char STAGE_NAME[] = NAME_OF("stage", "name");
static const char MEMBER_NAME[] = NAME_OF("member", "name");
static const char DISTRICT_NAME[] = NAME_OF("district", "name");
static const char PROGRAMME_NAME[] = NAME_OF("programme", "name");
static const char THEME_NAME[] = NAME_OF("theme", "name");
static const char WORK_NAME[] = NAME_OF("work", "name");
static const char CATEGORY_NAME[] = NAME_OF("category", "name");
static const char PROJECT_NAME[] = NAME_OF("project", "name");
static const char FIGURE_NAME[] = NAME_OF("figure", "label");
static const char EVENT_NAME[] = NAME_OF("event", "title");
static const char PHOTO_NAME[] = NAME_OF("photo", "title");
static const char ARTICLE_NAME[] = NAME_OF("article", "title");
static const char STORY_NAME[] = NAME_OF("story", "title");
static const char SOURCE_NAME[] = "SELECT x.title FROM source x WHERE x.id = ?4";
// clang-format on

static void read_event(Row *row, void *item)
{
    Event *event = item;
    event->id = row_text(row);
    event->date = row_text(row);
    event->title = row_text(row);
    event->detail = row_text(row);
    event->theme = row_text(row);
    event->picture = row_text(row);
    event->links = row_text(row);
    event->is_planned = row_int(row) != 0;
    event->origin = row_origin(row);
}

bool store_events(Store *store, Arena *arena, EventList *out, Err *err)
{
    Rows rows = query_rows(store, arena, EVENTS, NULL, sizeof(Event), read_event, err);
    *out = (EventList){rows.items, rows.count};
    return rows.is_good;
}

static void read_photo(Row *row, void *item)
{
    Photo *photo = item;
    photo->id = row_text(row);
    photo->picture = row_text(row);
    photo->title = row_text(row);
    photo->caption = row_text(row);
    photo->kind = row_text(row);
    photo->credit = row_text(row);
    photo->licence = row_text(row);
    photo->alt = row_text(row);
    photo->links = row_text(row);
    photo->pair = row_text(row);
    photo->focal_x = row_number_or(row, 0.5);
    photo->focal_y = row_number_or(row, 0.5);
    photo->w = row_int(row);
    photo->h = row_int(row);
    photo->origin = row_origin(row);
}

bool store_photos(Store *store, Arena *arena, PhotoList *out, Err *err)
{
    Rows rows = query_rows(store, arena, PHOTOS, NULL, sizeof(Photo), read_photo, err);
    *out = (PhotoList){rows.items, rows.count};
    return rows.is_good;
}

bool store_photo(Store *store, Arena *arena, Str id, Photo *out)
{
    *out = (Photo){0};
    return query_row(store, arena, PHOTO, id, read_photo, out);
}

static void read_article(Row *row, void *item)
{
    Article *article = item;
    article->id = row_text(row);
    article->title = row_text(row);
    article->slip = row_text(row);
    article->kicker = row_text(row);
    article->lead = row_text(row);
    article->picture = row_text(row);
    article->caption = row_text(row);
    article->pull_figure = row_text(row);
    article->pull_line = row_text(row);
    article->related = row_text(row);
    article->systems = row_text(row);
    article->body = row_text(row);
    article->origin = row_origin(row);
}

bool store_articles(Store *store, Arena *arena, ArticleList *out, Err *err)
{
    Rows rows = query_rows(store, arena, ARTICLES, NULL, sizeof(Article), read_article, err);
    *out = (ArticleList){rows.items, rows.count};
    return rows.is_good;
}

bool store_article(Store *store, Arena *arena, Str id, Article *out)
{
    *out = (Article){0};
    return query_row(store, arena, ARTICLE, id, read_article, out);
}

bool store_article_about(Store *store, Arena *arena, Str entity, Article *out)
{
    *out = (Article){0};
    return query_row(store, arena, ARTICLE_ABOUT, entity, read_article, out);
}

static void read_message(Row *row, void *item)
{
    Message *message = item;
    message->id = row_text(row);
    message->line1 = row_text(row);
    message->line2 = row_text(row);
    message->title = row_text(row);
    message->subtitle = row_text(row);
    message->picture = row_text(row);
    message->figure = row_text(row);
}

bool store_messages(Store *store, Arena *arena, MessageList *out, Err *err)
{
    Rows rows = query_rows(store, arena, MESSAGES, NULL, sizeof(Message), read_message, err);
    *out = (MessageList){rows.items, rows.count};
    return rows.is_good;
}

static void read_fold(Row *row, void *item)
{
    Fold *fold = item;
    fold->id = row_text(row);
    fold->name = row_text(row);
    fold->icon = row_text(row);
    fold->figure = row_text(row);
    fold->unit = row_text(row);
    fold->line = row_text(row);
}

bool store_folds(Store *store, Arena *arena, FoldList *out, Err *err)
{
    Rows rows = query_rows(store, arena, FOLDS, NULL, sizeof(Fold), read_fold, err);
    *out = (FoldList){rows.items, rows.count};
    return rows.is_good;
}

Str store_entity_name(Store *store, Arena *arena, Str entity)
{
    static const struct {
        const char *kind;
        const char *sql;
    } NAMES[] = {
        {"chain", CHAIN_NAME},       {"stage", STAGE_NAME},         {"member", MEMBER_NAME},
        {"district", DISTRICT_NAME}, {"programme", PROGRAMME_NAME}, {"theme", THEME_NAME},
        {"work", WORK_NAME},         {"category", CATEGORY_NAME},   {"project", PROJECT_NAME},
        {"figure", FIGURE_NAME},     {"event", EVENT_NAME},         {"photo", PHOTO_NAME},
        {"article", ARTICLE_NAME},   {"source", SOURCE_NAME},       {"story", STORY_NAME},
    };
    int colon = str_find_char(entity, ':');
    for (int i = 0; colon > 0 && i < COUNT(NAMES); i++) {
        if (str_is(str_sub(entity, 0, colon), NAMES[i].kind)) {
            return query_text(store, arena, NAMES[i].sql, str_from_offset(entity, colon + 1));
        }
    }
    return STR_NONE;
}
