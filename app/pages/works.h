// Works: the livelihood works by year with their projects, and the list panel that shows them.
//
// A tab is a year, or the topics that belong to no year's list. A work's row opens to its projects; a
// category shows its works alone, all open. The list raises the page's actions and keeps nothing: what
// is open and chosen comes in.
#pragma once
#include "pages/app.h"

typedef struct {
    Work work;
    const int *projects; // indexes into Works.projects
    int project_count, pin_count;
} WorkGroup;

typedef struct {
    Str year; // "" for the topics
    Str line; // what is and is not known of it
    int stated, known;
    bool has_amounts; // of some project plan and done are stated
    const WorkGroup *groups;
    int count, project_count, pin_count;
    const Category *categories; // those that occur
    int category_count;
} WorkTab;

enum { MAX_WORK_TABS = 4 };

typedef struct {
    ProjectList projects;
    CategoryList categories;
    Str city; // id of the whole city: its projects need no place named
    WorkTab tabs[MAX_WORK_TABS];
    int tab_count;
} Works;

void works_load(App *app, Arena *arena, Works *out);
const Category *works_category(const Works *works, Str id); // NULL: none
// The tab and group of a project; false when it is not there.
bool works_find(const Works *works, Str project, int *tab, int *group);
// Share of the plan done, or -1 when it is not stated.
float project_done(const Project *project);
Str project_place(App *app, const Project *project);    // "武进区 · 后坊村"
Str project_progress(App *app, const Project *project); // words, or "" when nothing is stated

typedef struct {
    Rect view;
    Str filter;  // category id, or ""
    Str opened;  // work id whose projects show (all do under a filter)
    Str chosen;  // project id
    Str reveal;  // project id to be scrolled into view, or ""
    float sweep; // 0..1 of the rings
    int work_action, project_action, all_action; // arg: the id
} WorkListing;

// Draws the list; returns where `reveal` wants the scroll to be, or -1 when it is in view already.
float works_list(App *app, const WorkTab *tab, const Works *works, const WorkListing *listing,
                 Scroll *scroll);
