// Works: the livelihood works by year with their projects, and what a choice of filters leaves of them.
//
// A tab is a year, or the topics that belong to no year's list. Everything is filed once, when the page
// is opened; a choice then only walks small numbers, so that 10,000 projects are filtered within a
// frame. It knows nothing of how lists and maps look.
#pragma once
#include "pages/project_status.h"

typedef struct {
    Work work;        // id "": projects that belong to no work
    int first, count; // of Works.order
    int pin_count;
} WorkGroup;

typedef struct {
    Str year; // "" for the topics
    Str line; // what is and is not known of it
    int stated, known;
    bool has_amounts; // of some project plan and done are stated
    const WorkGroup *groups;
    int count, project_count, pin_count;
} WorkTab;

// Where a project is filed, and how wide its two texts are, in em: the height of its row is known
// before it is set.
typedef struct {
    int16_t tab, group, district; // indexes; -1: none
    int16_t status;
    float name_em, line_em;
} Filing;

enum { MAX_WORK_TABS = 4, MAX_PLACES = 48 };

typedef struct {
    ProjectBriefList projects;
    const Filing *filings;       // one a project
    const int *order;            // indexes of projects, by tab and group
    District places[MAX_PLACES]; // the city, then its districts: what one filters by
    int place_count;
    WorkTab tabs[MAX_WORK_TABS];
    int tab_count, most_groups; // most_groups: of one tab
    int most_projects;          // of one tab
} Works;

void works_load(App *app, Arena *arena, Works *out);
int works_project(const Works *works, Str id); // index, or -1
// The tab and group of a work; false when it is not there.
bool works_find(const Works *works, Str work, int *tab, int *group);
Str works_where(App *app, const Works *works, int project); // "武进区 · 后坊村", "全市"
// What the row says under the name: the place, and how far it is where no status word says so.
Str works_line(App *app, const Works *works, int project);

typedef struct {
    int tab;
    int group, district, status; // -1: all
} WorkChoice;

// What a choice leaves, and how many each other choice of one filter would leave, the rest kept.
typedef struct {
    int *items; // indexes of projects, in the order of the list
    int count, pin_count;
    int *group_first, *group_count; // of items, one a group of the tab
    int *by_group;
    int by_district[MAX_PLACES], by_status[STATUS_COUNT];
    int all_groups, all_districts, all_statuses; // what "all" would leave
} WorkSelection;

WorkSelection works_selection(Arena *arena, const Works *works); // room for any choice
void works_select(const Works *works, const WorkChoice *choice, WorkSelection *out);
bool works_is_filtered(const WorkChoice *choice);
