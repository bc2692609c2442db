#include "store/update_diff.h"
#include "base/hash.h"
#include "store/query.h"
#include "store/tables.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLES_MOST = 128 };

// ---- which table belongs to what ------------------------------------------------------

typedef struct {
    const char *table, *entity, *key; // rows of `table` are parts of the entity that `key` names
} Part;

static const Part PARTS[] = {
    {"member_chain", "member", "member"}, {"picture", "picture", "name"},
    {"picture_size", "picture", "name"},  {"picture_tile", "picture", "name"},
    {"reading", "reading", "word"},
};

static Part part_of(const char *table, char entity[64])
{
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++) {
        if (strcmp(PARTS[i].table, table) == 0) {
            return PARTS[i];
        }
    }
    snprintf(entity, 64, "%s", table);
    char *suffix = strstr(entity, "_text");
    if (suffix && strcmp(suffix, "_text") == 0) {
        *suffix = '\0';
    }
    return (Part){table, entity, "id"};
}

// ---- things and their hashes ------------------------------------------------------------

typedef struct {
    uint64_t key, sum; // of the id; of everything that belongs to it, in any order
} Thing;

typedef struct {
    Thing *items;
    int count, capacity;
} Things;

static bool add_thing(Things *things, uint64_t key, uint64_t sum)
{
    if (things->count == things->capacity) {
        int capacity = things->capacity ? 2 * things->capacity : 1024;
        Thing *grown = realloc(things->items, (size_t)capacity * sizeof *grown);
        if (!grown) {
            return false;
        }
        things->items = grown;
        things->capacity = capacity;
    }
    things->items[things->count++] = (Thing){key, sum};
    return true;
}

static int by_key(const void *a, const void *b)
{
    uint64_t left = ((const Thing *)a)->key;
    uint64_t right = ((const Thing *)b)->key;
    return (left > right) - (left < right);
}

// Sorts; rows of one thing become one.
static void gather(Things *things)
{
    int count = 0;
    if (things->count) {
        qsort(things->items, (size_t)things->count, sizeof *things->items, by_key);
    }
    for (int i = 0; i < things->count; i++) {
        if (count && things->items[count - 1].key == things->items[i].key) {
            things->items[count - 1].sum += things->items[i].sum;
        } else {
            things->items[count++] = things->items[i];
        }
    }
    things->count = count;
}

static uint64_t hash_cell(uint64_t seed, sqlite3_stmt *row, int column)
{
    int type = sqlite3_column_type(row, column);
    seed = hash_u64(seed, (uint64_t)type);
    if (type == SQLITE_NULL) {
        return seed;
    }
    const void *bytes = sqlite3_column_blob(row, column); // numbers as text: the same number, the
    int size = bytes ? sqlite3_column_bytes(row, column) : 0; // same text
    return hash_bytes(seed, size ? bytes : "", (size_t)size);
}

static uint64_t hash_row(const char *table, sqlite3_stmt *row, int key_column)
{
    uint64_t hash = hash_bytes(HASH_SEED, table, strlen(table));
    for (int i = 0; i < sqlite3_column_count(row); i++) {
        const char *name = sqlite3_column_name(row, i);
        if (i != key_column && name && strcmp(name, "ord") != 0) {
            hash = hash_cell(hash, row, i);
        }
    }
    return hash;
}

static int column_named(sqlite3_stmt *row, const char *wanted)
{
    for (int i = 0; i < sqlite3_column_count(row); i++) {
        const char *name = sqlite3_column_name(row, i);
        if (name && strcmp(name, wanted) == 0) {
            return i;
        }
    }
    return -1;
}

static bool read_table(sqlite3 *db, const Part *part, Things *things)
{
    char sql[160];
    sqlite3_stmt *row = NULL;
    sqlite3_snprintf(sizeof sql, sql, "SELECT * FROM \"%w\" NOT INDEXED", part->table);
    bool is_good = sqlite3_prepare_v2(db, sql, -1, &row, NULL) == SQLITE_OK;
    int key = is_good ? column_named(row, part->key) : -1;
    int step = SQLITE_ERROR;
    is_good = key >= 0;
    while (is_good && (step = sqlite3_step(row)) == SQLITE_ROW) {
        uint64_t sum = hash_row(part->table, row, key);
        is_good = add_thing(things, hash_cell(HASH_SEED, row, key), sum);
    }
    sqlite3_finalize(row);
    return is_good && step == SQLITE_DONE;
}

typedef struct {
    char items[TABLES_MOST][64];
    int count;
} TableNames; // the same in both stories

static bool list_tables(sqlite3 *db, TableNames *names)
{
    char name[64] = "";
    while (tables_next(db, name)) {
        if (names->count == TABLES_MOST) {
            return false;
        }
        memcpy(names->items[names->count++], name, sizeof name);
    }
    return true;
}

// Everything that belongs to one entity.
static bool read_entity(sqlite3 *db, const TableNames *names, const char *entity, Things *things)
{
    bool is_good = true;
    things->count = 0;
    for (int i = 0; is_good && i < names->count; i++) {
        char room[64];
        Part part = part_of(names->items[i], room);
        if (strcmp(part.entity, entity) == 0) {
            is_good = read_table(db, &part, things);
        }
    }
    gather(things);
    return is_good;
}

// ---- two stories ------------------------------------------------------------------------

static void compare(const Things *before, const Things *after, EntityDiff *out)
{
    int a = 0;
    int b = 0;
    out->before = before->count;
    out->after = after->count;
    while (a < before->count || b < after->count) {
        bool is_gone =
            b == after->count || (a < before->count && before->items[a].key < after->items[b].key);
        bool is_new =
            !is_gone && (a == before->count || after->items[b].key < before->items[a].key);
        out->removed += is_gone;
        out->added += is_new;
        out->changed += !is_gone && !is_new && before->items[a].sum != after->items[b].sum;
        a += !is_new;
        b += !is_gone;
    }
}

static void add_up(EntityDiff *total, const EntityDiff *one)
{
    total->before += one->before;
    total->after += one->after;
    total->added += one->added;
    total->changed += one->changed;
    total->removed += one->removed;
}

static bool compare_all(sqlite3 *before, sqlite3 *after, UpdateDiff *out)
{
    Things left = {0};
    Things right = {0};
    TableNames names = {0};
    bool is_good = list_tables(after, &names);
    for (int i = 0; is_good && i < names.count; i++) {
        char room[64];
        const char *table = names.items[i];
        Part part = part_of(table, room);
        if (strcmp(part.table, part.entity) != 0) {
            continue; // read with the entity that it is a part of
        }
        if (out->count == UPDATE_ENTITIES) {
            is_good = false;
            break;
        }
        EntityDiff *diff = &out->items[out->count++];
        snprintf(diff->name, sizeof diff->name, "%.*s", (int)sizeof diff->name - 1, table);
        is_good = (!before || read_entity(before, &names, table, &left)) &&
                  read_entity(after, &names, table, &right);
        compare(&left, &right, diff);
        add_up(strcmp(table, "picture") == 0 ? &out->pictures : &out->rows, diff);
    }
    free(left.items);
    free(right.items);
    return is_good;
}

bool update_diff(const char *before, const char *after, UpdateDiff *out, Err *err)
{
    *out = (UpdateDiff){.rows.name = "rows", .pictures.name = "picture"};
    sqlite3 *left = NULL;
    sqlite3 *right = NULL;
    bool is_good = (!before || (db_open(before, &left) && tables_are_ours(left))) &&
                   db_open(after, &right) && tables_are_ours(right) &&
                   compare_all(left, right, out);
    sqlite3_close(left);
    sqlite3_close(right);
    return is_good ||
           err_say(err, after, SAY_STORE_DAMAGED, SAY_STORE_DAMAGED_HINT, after, "diff", NULL);
}

int update_diff_count(const char *story, const char *entity)
{
    sqlite3 *db = NULL;
    int64_t rows = 0;
    bool is_read = db_open(story, &db) && table_count(db, entity, INT32_MAX, &rows);
    sqlite3_close(db);
    return is_read ? (int)rows : 0;
}

const char *update_diff_word_in(SayLanguage language, const char *entity)
{
    static const struct {
        const char *entity;
        SayId word;
    } WORDS[] = {
        {"article", SAY_ENTITY_ARTICLE},
        {"category", SAY_ENTITY_CATEGORY},
        {"chain", SAY_ENTITY_CHAIN},
        {"chain_group", SAY_ENTITY_CHAIN_GROUP},
        {"district", SAY_ENTITY_DISTRICT},
        {"event", SAY_ENTITY_EVENT},
        {"figure", SAY_ENTITY_FIGURE},
        {"figure_slot", SAY_ENTITY_FIGURE_SLOT},
        {"fold", SAY_ENTITY_FOLD},
        {"kind", SAY_ENTITY_KIND},
        {"label", SAY_ENTITY_LABEL},
        {"link", SAY_ENTITY_LINK},
        {"map", SAY_ENTITY_MAP},
        {"member", SAY_ENTITY_MEMBER},
        {"message", SAY_ENTITY_MESSAGE},
        {"milestone", SAY_ENTITY_MILESTONE},
        {"photo", SAY_ENTITY_PHOTO},
        {"picture", SAY_ENTITY_PICTURE},
        {"programme", SAY_ENTITY_PROGRAMME},
        {"programme_group", SAY_ENTITY_PROGRAMME_GROUP},
        {"project", SAY_ENTITY_PROJECT},
        {"reading", SAY_ENTITY_READING},
        {"rows", SAY_ENTITY_ROWS},
        {"source", SAY_ENTITY_SOURCE},
        {"stage", SAY_ENTITY_STAGE},
        {"story", SAY_ENTITY_STORY},
        {"story_part", SAY_ENTITY_STORY_PART},
        {"theme", SAY_ENTITY_THEME},
        {"unit", SAY_ENTITY_UNIT},
        {"value", SAY_ENTITY_VALUE},
        {"water", SAY_ENTITY_WATER},
        {"work", SAY_ENTITY_WORK},
        {"work_year", SAY_ENTITY_WORK_YEAR},
    };
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (strcmp(WORDS[i].entity, entity) == 0) {
            return say_plain_in(language, WORDS[i].word);
        }
    }
    return entity;
}

const char *update_diff_word(const char *entity)
{
    return update_diff_word_in(say_language(), entity);
}
