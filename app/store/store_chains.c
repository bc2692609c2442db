// Industry chains, their stages, members and links; districts, waters and programmes.
#include "store/query.h"

// clang-format off
static const char CHAIN_GROUPS[] =
    "SELECT x.id," TX("t", "name")
    " FROM chain_group x" TEXTS("chain_group", "t", "x.id") " ORDER BY x.ord";
static const char PROGRAMME_GROUPS[] =
    "SELECT x.id," TX("t", "name")
    " FROM programme_group x" TEXTS("programme_group", "t", "x.id") " ORDER BY x.ord";
// Members standing there, each once however many of its stages.
#define MEMBERS_WHERE(condition)                                                                   \
    " (SELECT count(DISTINCT m.id)"                                                                \
    " FROM member_chain p JOIN member m ON m.id = p.member WHERE " condition " AND"                \
    VALID("m") ")"
#define CHAIN_SELECT                                                                               \
    "SELECT c.id, c.\"group\"," TX("t", "name") "," TX("t", "short") "," TX("t", "kind") ","       \
    TX("t", "summary") ", c.figure, c.icon, c.picture, c.tier,"                                    \
    " (SELECT count(*) FROM stage s WHERE s.chain = c.id)," MEMBERS_WHERE("p.chain = c.id") ","    \
    ORIGIN("c")                                                                                    \
    " FROM chain c" TEXTS("chain", "t", "c.id")                                                    \
    " WHERE" VALID("c")
static const char CHAINS[] = CHAIN_SELECT " AND (?4 IS NULL OR c.\"group\" = ?4) ORDER BY c.ord";
static const char CHAIN[] = CHAIN_SELECT " AND c.id = ?4";
static const char STAGES[] =
    "SELECT s.id, s.chain," TX("t", "name") "," TX("t", "meaning") ", s.glyph, s.colour,"
    MEMBERS_WHERE("p.chain = s.chain AND p.stage = s.id")
    " FROM stage s" TEXTS("stage", "t", "s.id")
    " WHERE (?4 IS NULL OR s.chain = ?4) ORDER BY s.ord";
#define MEMBER_SELECT                                                                              \
    "SELECT m.id," TX("t", "name") "," TX("t", "short") ", m.kind,"                                \
    " coalesce(ka.name, kb.name), k.shape, m.district," TX("d", "name") "," TX("t", "role") ","    \
    TX("t", "tag") ", m.figures, p.chain, p.stage," ORIGIN("m")                                    \
    " FROM member m"                                                                               \
    " LEFT JOIN member_chain p ON p.member = m.id" TEXTS("member", "t", "m.id")                    \
    " LEFT JOIN kind k ON k.id = m.kind" TEXTS("kind", "k", "m.kind")                              \
    TEXTS("district", "d", "m.district")                                                           \
    " WHERE" VALID("m")
// Asked for no chain or stage, a member stands in the first it names.
#define FIRST_PLACE "p.ord IS (SELECT min(ord) FROM member_chain WHERE member = m.id)"
static const char MEMBERS[] =
    MEMBER_SELECT " AND CASE WHEN ?4 IS NULL AND ?5 IS NULL THEN " FIRST_PLACE
    " ELSE (?4 IS NULL OR p.chain = ?4) AND (?5 IS NULL OR p.stage = ?5) END AND"
    DISTRICT_IS("m.district", "?6") " ORDER BY m.ord, p.ord";
static const char MEMBER[] = MEMBER_SELECT " AND m.id = ?4 AND " FIRST_PLACE;
static const char STANDINGS[] =
    MEMBER_SELECT " AND p.chain IN (SELECT c.id FROM chain c WHERE" VALID("c") ")"
    " ORDER BY (SELECT c.ord FROM chain c WHERE c.id = p.chain), m.ord, p.ord";
static const char LINKS[] =
    "SELECT l.id, l.\"from\", l.\"to\"," TX("t", "relation") ", l.type," ORIGIN("l")
    " FROM link l" TEXTS("link", "t", "l.id")
    " WHERE" VALID("l") " AND (?4 IS NULL OR l.\"from\" = ?4 OR l.\"to\" = ?4)"
    " ORDER BY l.ord";
#define OF_CHAIN                                                                                   \
    "(SELECT 'chain:' || ?4 UNION"                                                                 \
    " SELECT 'member:' || p.member FROM member_chain p WHERE p.chain = ?4)"
static const char CHAIN_LINKS[] =
    "SELECT l.id, l.\"from\", l.\"to\"," TX("t", "relation") ", l.type," ORIGIN("l")
    " FROM link l" TEXTS("link", "t", "l.id")
    " WHERE" VALID("l") " AND (l.\"from\" IN " OF_CHAIN " OR l.\"to\" IN " OF_CHAIN ")"
    " ORDER BY l.ord";
#define DISTRICT_SELECT                                                                            \
    "SELECT d.id," TX("t", "name") "," TX("t", "short") "," TX("t", "kind") ", d.parent,"          \
    " d.level," TX("t", "known_for") "," TX("t", "tag") ", d.picture, d.figures, d.outline,"       \
    " d.label_x, d.label_y, d.fill," ORIGIN("d")                                                   \
    " FROM district d" TEXTS("district", "t", "d.id")                                              \
    " WHERE" VALID("d")
static const char DISTRICTS[] =
    DISTRICT_SELECT " AND (?4 IS NULL OR d.level = ?4) ORDER BY d.ord";
static const char DISTRICT[] = DISTRICT_SELECT " AND d.id = ?4";
static const char WATERS[] =
    "SELECT w.id, w.kind," TX("t", "name") ", w.points, w.label_x, w.label_y"
    " FROM water w" TEXTS("water", "t", "w.id") " ORDER BY w.ord";
#define PROGRAMME_SELECT                                                                           \
    "SELECT p.id, p.\"group\"," TX("t", "name") "," TX("t", "owner") ", p.district,"               \
    TX("d", "name") "," TX("t", "what") ", p.figures," ORIGIN("p")                                 \
    " FROM programme p" TEXTS("programme", "t", "p.id") TEXTS("district", "d", "p.district")       \
    " WHERE" VALID("p")
static const char PROGRAMMES[] =
    PROGRAMME_SELECT " AND (?4 IS NULL OR p.\"group\" = ?4) AND"
    DISTRICT_IS("p.district", "?5") " ORDER BY p.ord";
static const char PROGRAMME[] = PROGRAMME_SELECT " AND p.id = ?4";
// clang-format on

static void read_group(Row *row, void *item)
{
    Group *group = item;
    group->id = row_text(row);
    group->name = row_text(row);
}

bool store_chain_groups(Store *store, Arena *arena, GroupList *out, Err *err)
{
    Rows rows = query_rows(store, arena, CHAIN_GROUPS, NULL, sizeof(Group), read_group, err);
    *out = (GroupList){rows.items, rows.count};
    return rows.is_good;
}

bool store_programme_groups(Store *store, Arena *arena, GroupList *out, Err *err)
{
    Rows rows = query_rows(store, arena, PROGRAMME_GROUPS, NULL, sizeof(Group), read_group, err);
    *out = (GroupList){rows.items, rows.count};
    return rows.is_good;
}

static void read_chain(Row *row, void *item)
{
    Chain *chain = item;
    chain->id = row_text(row);
    chain->group = row_text(row);
    chain->name = row_text(row);
    chain->short_name = row_text(row);
    chain->kind = row_text(row);
    chain->summary = row_text(row);
    chain->figure = row_text(row);
    chain->icon = row_text(row);
    chain->picture = row_text(row);
    chain->tier = row_text(row);
    chain->stage_count = row_int(row);
    chain->member_count = row_int(row);
    chain->origin = row_origin(row);
}

bool store_chains(Store *store, Arena *arena, Str group, ChainList *out, Err *err)
{
    Rows rows = query_rows(store, arena, CHAINS, (Str[3]){group}, sizeof(Chain), read_chain, err);
    *out = (ChainList){rows.items, rows.count};
    return rows.is_good;
}

bool store_chain(Store *store, Arena *arena, Str id, Chain *out)
{
    *out = (Chain){0};
    return query_row(store, arena, CHAIN, id, read_chain, out);
}

static void read_stage(Row *row, void *item)
{
    Stage *stage = item;
    stage->id = row_text(row);
    stage->chain = row_text(row);
    stage->name = row_text(row);
    stage->meaning = row_text(row);
    stage->glyph = row_text(row);
    stage->colour = row_text(row);
    stage->member_count = row_int(row);
}

bool store_stages(Store *store, Arena *arena, Str chain, StageList *out, Err *err)
{
    Rows rows = query_rows(store, arena, STAGES, (Str[3]){chain}, sizeof(Stage), read_stage, err);
    *out = (StageList){rows.items, rows.count};
    return rows.is_good;
}

static void read_member(Row *row, void *item)
{
    Member *member = item;
    member->id = row_text(row);
    member->name = row_text(row);
    member->short_name = row_text(row);
    member->kind = row_text(row);
    member->kind_name = row_text(row);
    member->kind_shape = row_text(row);
    member->district = row_text(row);
    member->district_name = row_text(row);
    member->role = row_text(row);
    member->tag = row_text(row);
    member->figures = row_text(row);
    member->chain = row_text(row);
    member->stage = row_text(row);
    member->origin = row_origin(row);
}

bool store_members(Store *store, Arena *arena, Str chain, Str stage, Str district, MemberList *out,
                   Err *err)
{
    Rows rows = query_rows(store, arena, MEMBERS, (Str[3]){chain, stage, district}, sizeof(Member),
                           read_member, err);
    *out = (MemberList){rows.items, rows.count};
    return rows.is_good;
}

bool store_standings(Store *store, Arena *arena, MemberList *out, Err *err)
{
    Rows rows = query_rows(store, arena, STANDINGS, NULL, sizeof(Member), read_member, err);
    *out = (MemberList){rows.items, rows.count};
    return rows.is_good;
}

bool store_member(Store *store, Arena *arena, Str id, Member *out)
{
    *out = (Member){0};
    return query_row(store, arena, MEMBER, id, read_member, out);
}

static void read_link(Row *row, void *item)
{
    Link *link = item;
    link->id = row_text(row);
    link->from = row_text(row);
    link->to = row_text(row);
    link->relation = row_text(row);
    link->type = row_text(row);
    link->origin = row_origin(row);
}

static bool links_of(Store *store, Arena *arena, const char *sql, Str filter, LinkList *out,
                     Err *err)
{
    Rows rows = query_rows(store, arena, sql, (Str[3]){filter}, sizeof(Link), read_link, err);
    Link *links = arena_new(arena, Link, rows.count);
    for (int i = 0; i < rows.count; i++) {
        links[i] = ((const Link *)rows.items)[i];
        links[i].from_name = store_entity_name(store, arena, links[i].from);
        links[i].to_name = store_entity_name(store, arena, links[i].to);
    }
    *out = (LinkList){rows.count ? links : NULL, rows.count};
    return rows.is_good;
}

bool store_links(Store *store, Arena *arena, Str entity, LinkList *out, Err *err)
{
    return links_of(store, arena, LINKS, entity, out, err);
}

bool store_chain_links(Store *store, Arena *arena, Str chain, LinkList *out, Err *err)
{
    return links_of(store, arena, CHAIN_LINKS, chain, out, err);
}

static void read_district(Row *row, void *item)
{
    District *district = item;
    district->id = row_text(row);
    district->name = row_text(row);
    district->short_name = row_text(row);
    district->kind = row_text(row);
    district->parent = row_text(row);
    district->level = row_text(row);
    district->known_for = row_text(row);
    district->tag = row_text(row);
    district->picture = row_text(row);
    district->figures = row_text(row);
    district->outline = row_text(row);
    district->label_x = row_number(row);
    district->label_y = row_number(row);
    district->fill = row_text(row);
    district->origin = row_origin(row);
}

bool store_districts(Store *store, Arena *arena, Str level, DistrictList *out, Err *err)
{
    Rows rows =
        query_rows(store, arena, DISTRICTS, (Str[3]){level}, sizeof(District), read_district, err);
    *out = (DistrictList){rows.items, rows.count};
    return rows.is_good;
}

bool store_district(Store *store, Arena *arena, Str id, District *out)
{
    *out = (District){0};
    return query_row(store, arena, DISTRICT, id, read_district, out);
}

static void read_water(Row *row, void *item)
{
    Water *water = item;
    water->id = row_text(row);
    water->kind = row_text(row);
    water->name = row_text(row);
    water->points = row_text(row);
    water->label_x = row_number(row);
    water->label_y = row_number(row);
}

bool store_waters(Store *store, Arena *arena, WaterList *out, Err *err)
{
    Rows rows = query_rows(store, arena, WATERS, NULL, sizeof(Water), read_water, err);
    *out = (WaterList){rows.items, rows.count};
    return rows.is_good;
}

static void read_programme(Row *row, void *item)
{
    Programme *programme = item;
    programme->id = row_text(row);
    programme->group = row_text(row);
    programme->name = row_text(row);
    programme->owner = row_text(row);
    programme->district = row_text(row);
    programme->district_name = row_text(row);
    programme->what = row_text(row);
    programme->figures = row_text(row);
    programme->origin = row_origin(row);
}

bool store_programmes(Store *store, Arena *arena, Str group, Str district, ProgrammeList *out,
                      Err *err)
{
    Rows rows = query_rows(store, arena, PROGRAMMES, (Str[3]){group, district}, sizeof(Programme),
                           read_programme, err);
    *out = (ProgrammeList){rows.items, rows.count};
    return rows.is_good;
}

bool store_programme(Store *store, Arena *arena, Str id, Programme *out)
{
    *out = (Programme){0};
    return query_row(store, arena, PROGRAMME, id, read_programme, out);
}
