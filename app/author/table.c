#include "author/table.h"
#include <assert.h>

#define NEEDED true
#define MAY false

// clang-format off
static const Column STORY[] = {
    {"key",        COL_KEY,     NEEDED, NULL},
    {"value",      COL_TEXT,    NEEDED, NULL},
};
static const Column LABELS[] = {
    {"id",         COL_LABEL_ID, NEEDED, NULL},
    {"",           COL_TEXT,    NEEDED, NULL}, // columns zh, en
};
static const Column SOURCES[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"title",      COL_PLAIN,   NEEDED, NULL},
    {"date",       COL_DATE,    MAY,    NULL},
    {"date",       COL_TEXT,    NEEDED, NULL},
    {"covers",     COL_TEXT,    MAY,    NULL},
    {"review",     COL_REVIEW,  NEEDED, NULL},
    {"note",       COL_NOTE,    MAY,    NULL},
};
static const Column UNITS[] = {
    {"id",         COL_PLAIN,   NEEDED, NULL},
    {"name",       COL_TEXT,    NEEDED, NULL},
    {"factor",     COL_NUMBER,  NEEDED, NULL},
    {"en_style",   COL_PLAIN,   NEEDED, NULL},
};
static const Column THEMES[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"name",       COL_TEXT,    NEEDED, NULL},
    {"tab",        COL_ENUM,    NEEDED, "overview|new-energy|innovation|openness|livelihood"},
    {"icon",       COL_ICON,    NEEDED, NULL},
};
static const Column FIGURES[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"theme",      COL_REF,     NEEDED, "themes"},
    {"label",      COL_TEXT,    NEEDED, NULL},
    {"value",      COL_NUMBER,  NEEDED, NULL},
    {"unit",       COL_REF,     MAY,    "units"},
    {"qualifier",  COL_ENUM,    MAY,    "超|近|约|达|以上|左右|预计|多|余"},
    {"period",     COL_PERIOD,  NEEDED, NULL},
    {"kind",       COL_ENUM,    NEEDED, "actual|target|plan|change|rank"},
    {"scope",      COL_SCOPE,   MAY,    "districts"},
    {"pairs_with", COL_REF,     MAY,    "figures"},
    {"same_as",    COL_REF,     MAY,    "figures"},
    {"part_of",    COL_REF,     MAY,    "figures"},
    {"lever",      COL_REF,     MAY,    "figures"},
    {"definition", COL_TEXT,    MAY,    NULL},
};
static const Column DISTRICTS[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"name",       COL_TEXT,    NEEDED, NULL},
    {"short",      COL_TEXT,    NEEDED, NULL},
    {"kind",       COL_TEXT,    MAY,    NULL},
    {"parent",     COL_REF,     MAY,    "districts"},
    {"level",      COL_ENUM,    NEEDED, "city|district|place"},
    {"known_for",  COL_TEXT,    MAY,    NULL},
    {"tag",        COL_TEXT,    MAY,    NULL},
    {"picture",    COL_PICTURE, MAY,    NULL},
    {"figures",    COL_REFS,    MAY,    "figures"},
    {"outline",    COL_POINTS,  MAY,    NULL},
    {"label_x",    COL_NUMBER,  MAY,    NULL},
    {"label_y",    COL_NUMBER,  MAY,    NULL},
    {"fill",       COL_COLOUR,  MAY,    NULL},
};
static const Column PROJECTS[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"work",       COL_REF,     MAY,    "works"},
    {"year",       COL_YEAR,    MAY,    NULL},
    {"name",       COL_TEXT,    NEEDED, NULL},
    {"district",   COL_REF,     MAY,    "districts"},
    {"place",      COL_TEXT,    MAY,    NULL},
    {"goal",       COL_TEXT,    MAY,    NULL},
    {"progress",   COL_TEXT,    MAY,    NULL},
    {"status",     COL_ENUM,    MAY,    "提前完成|超额完成|超序时|按序时|推进缓慢"},
    {"status_date", COL_DATE,   MAY,    NULL},
    {"plan",       COL_NUMBER,  MAY,    NULL},
    {"done",       COL_NUMBER,  MAY,    NULL},
    {"unit",       COL_REF,     MAY,    "units"},
    {"lead_unit",  COL_TEXT,    MAY,    NULL},
    {"picture",    COL_PICTURE, MAY,    NULL},
    {"x",          COL_NUMBER,  MAY,    NULL},
    {"y",          COL_NUMBER,  MAY,    NULL},
    {"figures",    COL_REFS,    MAY,    "figures"},
    {"link",       COL_PLAIN,   MAY,    NULL},
};
static const Column PHOTOS[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"file",       COL_FILE,    NEEDED, NULL},
    {"title",      COL_TEXT,    NEEDED, NULL},
    {"caption",    COL_TEXT,    MAY,    NULL},
    {"kind",       COL_ENUM,    NEEDED, "photo|illustration"},
    {"credit",     COL_TEXT,    NEEDED, NULL},
    {"licence",    COL_PLAIN,   NEEDED, NULL},
    {"focal_x",    COL_FRACTION, MAY,   NULL},
    {"focal_y",    COL_FRACTION, MAY,   NULL},
    {"alt",        COL_TEXT,    NEEDED, NULL},
    {"links",      COL_ENTITIES, MAY,   NULL},
    {"pair",       COL_REF,     MAY,    "photos"},
};
static const Column ARTICLES[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"title",      COL_TEXT,    NEEDED, NULL},
    {"slip",       COL_TEXT,    NEEDED, NULL},
    {"kicker",     COL_TEXT,    MAY,    NULL},
    {"lead",       COL_TEXT,    NEEDED, NULL},
    {"picture",    COL_PICTURE, MAY,    NULL},
    {"caption",    COL_TEXT,    MAY,    NULL},
    {"pull_figure", COL_REF,    MAY,    "figures"},
    {"pull_line",  COL_TEXT,    MAY,    NULL},
    {"related",    COL_ENTITIES, MAY,   NULL},
    {"systems",    COL_PLAIN,   MAY,    NULL},
    {"body",       COL_TEXT,    NEEDED, NULL},
};
static const Column STORIES[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"kind",       COL_ENUM,    NEEDED, "steps|loop|bars|pair|share|lever|wheel|tree|grid|pyramid|radius|boxes|cascade|rack|network|ladder|cross|gallery"},
    {"title",      COL_TEXT,    NEEDED, NULL},
    {"lead",       COL_TEXT,    NEEDED, NULL},
    {"caption",    COL_TEXT,    MAY,    NULL},
    {"about",      COL_ENTITIES, NEEDED, "livelihood|chains|districts|programmes|photos|timeline|figures"},
    {"figures",    COL_REFS,    MAY,    "figures"},
    {"picture",    COL_PICTURE, MAY,    NULL},
    {"systems",    COL_PLAIN,   MAY,    NULL},
};
static const Column STORY_PARTS[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"story",      COL_REF,     NEEDED, "stories"},
    {"slot",       COL_PLAIN,   MAY,    NULL},
    {"name",       COL_TEXT,    MAY,    NULL},
    {"text",       COL_TEXT,    MAY,    NULL},
    {"figure",     COL_REF,     MAY,    "figures"},
    {"icon",       COL_ICON,    MAY,    NULL},
    {"entity",     COL_ENTITY,  MAY,    NULL},
    {"picture",    COL_PICTURE, MAY,    NULL},
};
static const Column MESSAGES[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"line1",      COL_TEXT_ZH, NEEDED, NULL},
    {"line2",      COL_TEXT_ZH, NEEDED, NULL},
    {"title",      COL_TEXT_EN, NEEDED, NULL},
    {"subtitle",   COL_TEXT,    NEEDED, NULL},
    {"picture",    COL_PICTURE, NEEDED, NULL},
    {"figure",     COL_REF,     MAY,    "figures"},
};
static const Column FOLDS[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"name",       COL_TEXT,    NEEDED, NULL},
    {"icon",       COL_ICON,    NEEDED, NULL},
    {"figure",     COL_TEXT,    MAY,    NULL},
    {"unit",       COL_TEXT,    MAY,    NULL},
    {"line",       COL_TEXT,    NEEDED, NULL},
};
static const Column PAGES_FIGURES[] = {
    {"tab",        COL_ENUM,    NEEDED, "overview|new-energy|innovation|openness|livelihood"},
    {"slot",       COL_ENUM,    NEEDED, "hero|bar|ring|pair|share|lever|in|out|ladder|multiple|rank|card"},
    {"figure",     COL_REF,     NEEDED, "figures"},
    {"label",      COL_TEXT,    NEEDED, NULL},
};
static const Column GROUPS[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"name",       COL_TEXT,    NEEDED, NULL},
};
static const Column CHAINS[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"group",      COL_REF,     NEEDED, "chain_groups"},
    {"name",       COL_TEXT,    NEEDED, NULL},
    {"short",      COL_TEXT,    NEEDED, NULL},
    {"kind",       COL_TEXT,    MAY,    NULL},
    {"summary",    COL_TEXT,    NEEDED, NULL},
    {"figure",     COL_REF,     MAY,    "figures"},
    {"icon",       COL_ICON,    NEEDED, NULL},
    {"picture",    COL_PICTURE, MAY,    NULL},
    {"tier",       COL_ENUM,    NEEDED, "lead|leading|future|other"},
};
static const Column STAGES[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"chain",      COL_REF,     NEEDED, "chains"},
    {"name",       COL_TEXT,    NEEDED, NULL},
    {"meaning",    COL_TEXT,    MAY,    NULL},
    {"glyph",      COL_PLAIN,   NEEDED, NULL},
    {"colour",     COL_ENUM,    MAY,    "fa|chu|song|yong|wang"},
};
static const Column KINDS[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"name",       COL_TEXT,    NEEDED, NULL},
    {"shape",      COL_ENUM,    NEEDED, "firm|institute|platform|park|leader|other"},
};
static const Column MEMBERS[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"chains",     COL_REFS,    MAY,    "chains"},
    {"stage",      COL_REFS,     MAY,    "stages"},
    {"name",       COL_TEXT,    NEEDED, NULL},
    {"short",      COL_TEXT,    NEEDED, NULL},
    {"kind",       COL_REF,     NEEDED, "kinds"},
    {"district",   COL_REF,     MAY,    "districts"},
    {"role",       COL_TEXT,    MAY,    NULL},
    {"figures",    COL_REFS,    MAY,    "figures"},
    {"tag",        COL_TEXT,    MAY,    NULL},
};
static const Column LINKS[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"from",       COL_ENTITY,  NEEDED, NULL},
    {"to",         COL_ENTITY,  NEEDED, NULL},
    {"relation",   COL_TEXT,    NEEDED, NULL},
    {"type",       COL_ENUM,    NEEDED, "feedback|lead|member|cooperate|invest|supply|host|list|other"},
};
static const Column WATERS[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"kind",       COL_ENUM,    NEEDED, "canal|lake|river|hill"},
    {"name",       COL_TEXT,    MAY,    NULL},
    {"points",     COL_POINTS,  NEEDED, NULL},
    {"label_x",    COL_NUMBER,  MAY,    NULL},
    {"label_y",    COL_NUMBER,  MAY,    NULL},
};
static const Column PROGRAMMES[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"group",      COL_REF,     NEEDED, "programme_groups"},
    {"name",       COL_TEXT,    NEEDED, NULL},
    {"owner",      COL_TEXT,    MAY,    NULL},
    {"district",   COL_REF,     MAY,    "districts"},
    {"what",       COL_TEXT,    MAY,    NULL},
    {"figures",    COL_REFS,    MAY,    "figures"},
};
static const Column WORK_YEARS[] = {
    {"year",       COL_YEAR,    NEEDED, NULL},
    {"count",      COL_COUNT,   NEEDED, NULL},
    {"known",      COL_COUNT,   NEEDED, NULL},
    {"title",      COL_TEXT,    NEEDED, NULL},
    {"line",       COL_TEXT,    MAY,    NULL},
    {"source",     COL_REFS,    NEEDED, "sources"},
};
static const Column WORKS[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"year",       COL_YEAR,    MAY,    NULL},
    {"number",     COL_COUNT,   MAY,    NULL},
    {"name",       COL_TEXT,    NEEDED, NULL},
    {"short",      COL_TEXT,    NEEDED, NULL},
    {"kind",       COL_ENUM,    NEEDED, "changyou|project|unnamed|topic"},
    {"category",   COL_REF,     NEEDED, "categories"},
    {"icon",       COL_ICON,    NEEDED, NULL},
    {"what",       COL_TEXT,    MAY,    NULL},
    {"figures",    COL_REFS,    MAY,    "figures"},
};
static const Column CATEGORIES[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"name",       COL_TEXT,    NEEDED, NULL},
    {"icon",       COL_ICON,    NEEDED, NULL},
    {"colour",     COL_ENUM,    NEEDED, "zhubiao|shiqing|shilv|zheshi|qinglian|dailan"},
};
static const Column MILESTONES[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"project",    COL_REF,     NEEDED, "projects"},
    {"date",       COL_DATE,    MAY,    NULL},
    {"name",       COL_TEXT,    NEEDED, NULL},
    {"done",       COL_FLAG,    MAY,    NULL},
};
static const Column EVENTS[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"date",       COL_DATE,    NEEDED, NULL},
    {"title",      COL_TEXT,    NEEDED, NULL},
    {"detail",     COL_TEXT,    MAY,    NULL},
    {"theme",      COL_REF,     MAY,    "themes"},
    {"picture",    COL_PICTURE, MAY,    NULL},
    {"planned",    COL_FLAG,    MAY,    NULL},
    {"links",      COL_ENTITIES, MAY,   NULL},
};
static const Column READINGS[] = {
    {"word",       COL_PLAIN,   NEEDED, NULL},
    {"pinyin",     COL_PLAIN,   NEEDED, NULL},
    {"note",       COL_NOTE,    MAY,    NULL},
};
static const Column MAPS[] = {
    {"id",         COL_ID,      NEEDED, NULL},
    {"file",       COL_FILE,    NEEDED, NULL},
    {"name",       COL_TEXT,    NEEDED, NULL},
    {"number",     COL_MAP_NUMBER, NEEDED, NULL},
    {"reviewer",   COL_PLAIN,   NEEDED, NULL},
    {"hash",       COL_SHA256,  NEEDED, NULL},
    {"bounds",     COL_POINTS,  NEEDED, NULL},
};

const Column COMMON[] = {
    {"source",     COL_REFS,    NEEDED, "sources"},
    {"as_of",      COL_DATE,    MAY,    NULL},
    {"review",     COL_REVIEW,  NEEDED, NULL},
    {"valid_from", COL_DATE,    MAY,    NULL},
    {"valid_to",   COL_DATE,    MAY,    NULL},
    {"note",       COL_NOTE,    MAY,    NULL},
};
const int COMMON_COUNT = COUNT(COMMON);

#define COLUMNS(array) (array), COUNT(array)
const FileSpec FILES[] = {
    [FILE_STORY]     = {"story",     "value",    NULL,        COLUMNS(STORY),     false, false},
    [FILE_LABELS]    = {"labels",    "label",    NULL,        COLUMNS(LABELS),    false, true},
    [FILE_SOURCES]   = {"sources",   "source",   "source",    COLUMNS(SOURCES),   false, false},
    [FILE_UNITS]     = {"units",     "unit",     NULL,        COLUMNS(UNITS),     false, false},
    [FILE_THEMES]    = {"themes",    "theme",    "theme",     COLUMNS(THEMES),    false, false},
    [FILE_FIGURES]   = {"figures",   "figure",   "figure",    COLUMNS(FIGURES),   true,  false},
    [FILE_DISTRICTS] = {"districts", "district", "district",  COLUMNS(DISTRICTS), true,  false},
    [FILE_PROJECTS]  = {"projects",  "project",  "project",   COLUMNS(PROJECTS),  true,  false},
    [FILE_PHOTOS]    = {"photos",    "photo",    "photo",     COLUMNS(PHOTOS),    true,  false},
    [FILE_ARTICLES]  = {"articles",  "article",  "article",   COLUMNS(ARTICLES),  true,  true},
    {"pages_figures",    "figure_slot",     NULL,        COLUMNS(PAGES_FIGURES), false, false},
    {"chain_groups",     "chain_group",     NULL,        COLUMNS(GROUPS),        false, false},
    {"chains",           "chain",           "chain",     COLUMNS(CHAINS),        true,  false},
    {"stages",           "stage",           "stage",     COLUMNS(STAGES),        false, false},
    {"kinds",            "kind",            NULL,        COLUMNS(KINDS),         false, false},
    {"members",          "member",          "member",    COLUMNS(MEMBERS),       true,  false},
    {"links",            "link",            NULL,        COLUMNS(LINKS),         true,  false},
    {"waters",           "water",           NULL,        COLUMNS(WATERS),        false, false},
    {"programme_groups", "programme_group", NULL,        COLUMNS(GROUPS),        false, false},
    {"programmes",       "programme",       "programme", COLUMNS(PROGRAMMES),    true,  false},
    {"work_years",       "work_year",       NULL,        COLUMNS(WORK_YEARS),    false, false},
    {"works",            "work",            "work",      COLUMNS(WORKS),         true,  false},
    {"categories",       "category",        NULL,        COLUMNS(CATEGORIES),    false, false},
    {"milestones",       "milestone",       NULL,        COLUMNS(MILESTONES),    true,  false},
    {"events",           "event",           "event",     COLUMNS(EVENTS),        true,  false},
    {"stories",          "story",           "story",     COLUMNS(STORIES),       true,  true},
    {"story_parts",      "story_part",      NULL,        COLUMNS(STORY_PARTS),   true,  true},
    {"messages",         "message",         NULL,        COLUMNS(MESSAGES),      true,  false},
    {"folds",            "fold",            NULL,        COLUMNS(FOLDS),         false, false},
    {"maps",             "map",             "map",       COLUMNS(MAPS),          true,  true},
    {"readings",         "reading",         NULL,        COLUMNS(READINGS),      false, true},
};
// clang-format on
const int FILE_COUNT = COUNT(FILES);

int file_by_stem(const char *stem)
{
    int file = 0;
    while (file < FILE_COUNT && !str_is(str_from(stem), FILES[file].stem)) {
        file++;
    }
    assert(file < FILE_COUNT); // the table names it
    return file;
}

int file_by_prefix(Str prefix)
{
    for (int i = 0; i < FILE_COUNT; i++) {
        if (FILES[i].prefix && str_is(prefix, FILES[i].prefix)) {
            return i;
        }
    }
    return -1;
}

int spec_column_count(const FileSpec *spec)
{
    return spec->column_count + (spec->has_common ? COMMON_COUNT : 0);
}

const Column *spec_column(const FileSpec *spec, int index)
{
    return index < spec->column_count ? &spec->columns[index] : &COMMON[index - spec->column_count];
}
