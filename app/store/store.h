// The content store: one read-only SQLite file, made by zhanting-pack.
//
// It answers "which chains are there?" and "what does figure f065 say?" in the language chosen. It
// knows SQL and nothing of screens. It is opened mode=ro&immutable=1, defensive, with an untrusted
// schema. Every Str it hands out lives in the arena it was given. A text that is missing in the
// chosen language is given in the story's first language (never empty where the first has one).
// Rows not valid on `today` (valid_from/valid_to) are left out; drafts are never in the file.
// One Store, one thread; store_picture alone may be called from several threads.
#pragma once
#include "base/err.h"
#include "base/str.h"

typedef struct Store Store;

enum { STORE_APPLICATION_ID = 0x5A545359, STORE_SCHEMA_VERSION = 3 }; // "ZTSY"

// NULL when it is missing, empty, truncated, not ours, of a newer schema, or damaged (a quick check
// of every table's row count against the stated ones; `is_thorough` also runs integrity_check).
Store *store_open(const char *path, bool is_thorough, Err *err);
void store_close(Store *store);                      // NULL is fine
void store_set_language(Store *store, Str language); // "zh", "en"; unknown: the first one
Str store_language(const Store *store);
void store_set_today(Store *store, Str iso_date); // "" : everything is valid
Str store_today(const Store *store);              // what was set; a view that the next set changes

typedef struct {
    Str version, built, as_of; // content version, build date (ISO), newest as-of date
    int row_count;
    int cut_texts;        // that have no room where the pages put them; -1: nobody looked
    const Str *languages; // "zh", "en"
    int language_count;
} StoryInfo;
StoryInfo store_info(Store *store, Arena *arena);
Str store_value(Store *store, Arena *arena,
                Str key); // story.csv, in the language chosen; "" if none
Str store_label(Store *store, Arena *arena,
                Str id); // interface wording; the id itself when unknown

// What every visible row carries.
typedef struct {
    Str sources;     // ids of sources, ';' between
    Str as_of;       // partial ISO date
    bool is_pending; // 待审: shown with a mark
} Origin;

typedef enum { FIGURE_ACTUAL, FIGURE_TARGET, FIGURE_PLAN, FIGURE_CHANGE, FIGURE_RANK } FigureKind;

typedef struct {
    Str id, theme, label, definition;
    Str value;          // as the source has it: "56.2", "7600"
    double number;      // the same
    Str unit;           // unit id (the Chinese unit)
    Str unit_name;      // in the language chosen
    double unit_factor; // to the base unit, for English millions and billions
    Str unit_style;     // units.csv en_style
    Str qualifier;      // 超 近 约 达 以上 左右 预计 多 余, or ""
    Str period;         // partial ISO or free ("累计至2023"); "" when the sources do not say
    FigureKind kind;
    Str scope;                               // a district id, or free text in Chinese
    Str scope_name;                          // for showing
    Str pairs_with, same_as, part_of, lever; // figure ids or ""
    Origin origin;
} Figure;

typedef struct {
    Str id, name, tab, icon;
} Theme;

typedef struct {
    Str tab, slot, figure, label; // slot: hero bar ring rank … (content/README.md)
} FigureSlot;

typedef struct {
    Str id, name;
} Group; // chain groups, programme groups

typedef struct {
    Str id, group, name, short_name, kind, summary, figure, icon, picture, tier;
    int stage_count, member_count;
    Origin origin;
} Chain;

typedef struct {
    Str id, chain, name, meaning, glyph, colour;
    int member_count;
} Stage;

typedef struct {
    Str id, name, short_name, kind, kind_name, kind_shape, district, district_name, role, tag,
        figures;
    Str chain, stage; // of the row asked for: a member may stand in several chains
    Origin origin;
} Member;

typedef struct {
    Str id, from, to;       // "member:m001", "chain:new-energy", …
    Str from_name, to_name; // for showing
    Str relation, type;
    Origin origin;
} Link;

typedef struct {
    Str id, name, short_name, kind, parent, level, known_for, tag, picture, figures;
    Str outline; // "x,y x,y …" in board units, or ""
    double label_x, label_y;
    Str fill; // "#A9CFC4" or ""
    Origin origin;
} District;

typedef struct {
    Str id, kind, name, points;
    double label_x, label_y;
} Water;

typedef struct {
    Str id, group, name, owner, district, district_name, what, figures;
    Origin origin;
} Programme;

typedef struct {
    Str year, title, line, source;
    int count, known;
} WorkYear;

typedef struct {
    Str id, year, name, short_name, kind, category, category_name, icon, colour, what, figures;
    int number, project_count;
    Origin origin;
} Work;

typedef struct {
    Str id, name, icon, colour;
} Category;

typedef struct {
    Str id, work, work_name, year, category, category_name, icon, colour;
    Str name, district, district_name, place, goal, progress, status, status_date;
    bool has_plan, has_done; // either may be stated alone
    bool has_amounts;        // both are: a share can be shown
    double plan, done;
    Str unit, unit_name; // unit id; in the language chosen
    double unit_factor;  // as of a Figure
    Str unit_style;
    Str lead_unit, picture, figures;
    Str link; // "https://…", "geo:31.8,119.9", or ""
    bool has_pin;
    double x, y; // board units
    Origin origin;
} Project;

// What a list and a map of very many projects need of each; the rest is store_project's.
typedef struct {
    Str id, work, year, district;
    Str name, place, progress, status;
    float x, y; // board units
    float done; // share of the plan, or < 0: not stated
    bool has_pin, is_pending;
} ProjectBrief;

typedef struct {
    Str id, project, date, name;
    bool is_done;
    Origin origin;
} Milestone;

typedef struct {
    Str id, date, title, detail, theme, picture, links;
    bool is_planned;
    Origin origin;
} Event;

typedef struct {
    Str id, picture, title, caption, kind, credit, licence, alt,
        links; // picture: name for store_picture
    Str pair;  // id of the picture this one is compared with (this one is before); may be empty
    double focal_x, focal_y;
    int w, h; // px of the source
    Origin origin;
} Photo;

typedef struct {
    Str id, title, slip, kicker, lead, picture, caption, pull_figure, pull_line, related, systems,
        body;
    Origin origin;
} Article; // body only in store_article; a list leaves it ""

typedef struct {
    Str id, kind, title, lead, caption;   // kind: steps loop bars … (content/README.md)
    Str about, figures, picture, systems; // about: entities and bare words, ';' between
    int part_count;
    Origin origin;
} Story; // one system, process or comparison, drawn as a panel one steps through

typedef struct {
    Str id, story, slot, name, text, figure, icon, entity, picture;
    Origin origin;
} StoryPart; // slot "blank": the sources name nothing for this place

typedef struct {
    Str id, title, date, date_said, covers;
} Source;

typedef struct {
    Str id, line1, line2, title, subtitle, picture, figure; // title: English; lines: Chinese slip
} Message;

typedef struct {
    Str id, name, icon, figure, unit, line;
} Fold;

typedef struct {
    Str word, syllables; // one a character, a space between
} ReadingWord;

// A reviewed map. `bounds`: "x,y x,y", what it covers in board units.
typedef struct {
    Str id, picture, name, number, reviewer, hash, bounds;
    bool is_news; // nobody asked before: the time to tell the log
    Origin origin;
} ReviewedMap;

typedef enum {
    MAP_NONE,
    MAP_REVIEWED,
    MAP_REFUSED, // the picture in the story is not the one whose hash was reviewed
} MapVerdict;

// One list type and one function a kind: `bool store_chains(store, arena, filter, &list, &err)`.
// A filter field left as STR_NONE does not filter.
#define STORE_LIST(Type)                                                                           \
    typedef struct {                                                                               \
        const Type *items;                                                                         \
        int count;                                                                                 \
    } Type##List;
STORE_LIST(Figure)
STORE_LIST(Theme)
STORE_LIST(FigureSlot)
STORE_LIST(Group)
STORE_LIST(Chain)
STORE_LIST(Stage)
STORE_LIST(Member)
STORE_LIST(Link)
STORE_LIST(District)
STORE_LIST(Water)
STORE_LIST(Programme)
STORE_LIST(WorkYear)
STORE_LIST(Work)
STORE_LIST(Category)
STORE_LIST(Project)
STORE_LIST(ProjectBrief)
STORE_LIST(Milestone)
STORE_LIST(Event)
STORE_LIST(Photo)
STORE_LIST(Article)
STORE_LIST(Story)
STORE_LIST(StoryPart)
STORE_LIST(Source)
STORE_LIST(Message)
STORE_LIST(Fold)
STORE_LIST(ReadingWord)
#undef STORE_LIST

// Lists come in the order of the editors' file. They fail only when the file breaks under us; then
// the list is empty and the caller shows its error state.
bool store_figures(Store *store, Arena *arena, Str theme, FigureList *out, Err *err);
bool store_themes(Store *store, Arena *arena, ThemeList *out, Err *err);
bool store_figure_slots(Store *store, Arena *arena, Str tab, FigureSlotList *out, Err *err);
bool store_chain_groups(Store *store, Arena *arena, GroupList *out, Err *err);
bool store_chains(Store *store, Arena *arena, Str group, ChainList *out, Err *err);
bool store_stages(Store *store, Arena *arena, Str chain, StageList *out, Err *err);
bool store_members(Store *store, Arena *arena, Str chain, Str stage, Str district, MemberList *out,
                   Err *err);
bool store_links(Store *store, Arena *arena, Str entity, LinkList *out, Err *err); // from or to it
// From or to the chain itself or any of its members.
bool store_chain_links(Store *store, Arena *arena, Str chain, LinkList *out, Err *err);
// Every place of every member on every chain, chain by chain.
bool store_standings(Store *store, Arena *arena, MemberList *out, Err *err);
bool store_districts(Store *store, Arena *arena, Str level, DistrictList *out, Err *err);
bool store_waters(Store *store, Arena *arena, WaterList *out, Err *err);
bool store_programme_groups(Store *store, Arena *arena, GroupList *out, Err *err);
bool store_programmes(Store *store, Arena *arena, Str group, Str district, ProgrammeList *out,
                      Err *err);
bool store_work_years(Store *store, Arena *arena, WorkYearList *out, Err *err);
bool store_works(Store *store, Arena *arena, Str year, WorkList *out, Err *err);
bool store_categories(Store *store, Arena *arena, CategoryList *out, Err *err);
bool store_projects(Store *store, Arena *arena, Str year, Str work, Str district, ProjectList *out,
                    Err *err);
bool store_project_briefs(Store *store, Arena *arena, ProjectBriefList *out, Err *err);
// The first eight others of the same work.
bool store_project_mates(Store *store, Arena *arena, Str work, Str project, ProjectBriefList *out,
                         Err *err);
bool store_milestones(Store *store, Arena *arena, Str project, MilestoneList *out, Err *err);
bool store_events(Store *store, Arena *arena, EventList *out, Err *err);
bool store_photos(Store *store, Arena *arena, PhotoList *out, Err *err);
bool store_articles(Store *store, Arena *arena, ArticleList *out, Err *err);
// `about`: an entity ("chain:nev") or a bare word ("livelihood") that the story belongs to.
bool store_stories(Store *store, Arena *arena, Str about, StoryList *out, Err *err);
bool store_story_parts(Store *store, Arena *arena, Str story, StoryPartList *out, Err *err);
bool store_sources(Store *store, Arena *arena, SourceList *out, Err *err);
bool store_messages(Store *store, Arena *arena, MessageList *out, Err *err);
bool store_folds(Store *store, Arena *arena, FoldList *out, Err *err);

// One row by id; false (without an Err) when there is none.
bool store_figure(Store *store, Arena *arena, Str id, Figure *out);
bool store_chain(Store *store, Arena *arena, Str id, Chain *out);
bool store_member(Store *store, Arena *arena, Str id, Member *out);
bool store_district(Store *store, Arena *arena, Str id, District *out);
bool store_programme(Store *store, Arena *arena, Str id, Programme *out);
bool store_work(Store *store, Arena *arena, Str id, Work *out);
bool store_project(Store *store, Arena *arena, Str id, Project *out);
bool store_photo(Store *store, Arena *arena, Str id, Photo *out);
bool store_article(Store *store, Arena *arena, Str id, Article *out); // with body
bool store_story(Store *store, Arena *arena, Str id, Story *out);
bool store_source(Store *store, Arena *arena, Str id, Source *out);
// The article that names `entity` ("chain:new-energy") in `related`, first in order.
bool store_article_about(Store *store, Arena *arena, Str entity, Article *out);
Str store_entity_name(Store *store, Arena *arena,
                      Str entity); // "chain:new-energy" → its name, or ""

// Pinyin of a text: one syllable a Chinese character, spaces between, '-' for one without; other
// characters have none. Words of the story's own table, the longest at each place. "" when the text has
// no Chinese character.
Str store_reading(Store *store, Arena *arena, Str text);
// All words with their readings, for who needs thousands at once.
bool store_reading_words(Store *store, Arena *arena, ReadingWordList *out, Err *err);

// The encoded picture best for showing `want_w` px wide (the smallest stored that is at least as
// wide, else the widest). Bytes are malloc'd. Thread-safe. False when there is none. A name like
// "canal@2/0/3" is a square of it (level, x, y), as store_picture_tile gives it.
bool store_picture(Store *store, Str name, int want_w, uint8_t **bytes, size_t *size);
// Size of the original and the colour to show while it is decoded (0xRRGGBB).
bool store_picture_info(Store *store, Str name, int *w, int *h, uint32_t *colour);
// A square of a large picture: `level` 0 is the original, each further one half of it. Thread-safe.
bool store_picture_tile(Store *store, Str name, int level, int x, int y, uint8_t **bytes,
                        size_t *size);
// The first map that is valid and 已审. Its picture is checked against its hash once a store.
MapVerdict store_reviewed_map(Store *store, Arena *arena, ReviewedMap *out);
// Rows of nothing that were cut off above it (panorama layers), px of an original `w` px wide; 0
// both when there is no such picture.
int store_picture_top(Store *store, Str name, int *w);
