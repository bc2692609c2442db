// Livelihood list: the works of a tab, the one opened or everything that the filters leave.
//
// Heights of rows follow from what was filed (Works), so that only rows in sight are ever set: the
// list of 10,000 projects costs a frame what the list of ten costs. It raises the page's actions and
// keeps nothing of a visit: what is opened and chosen comes in.
#pragma once
#include "pages/works.h"

typedef struct {
    float y;
    int16_t kind, group;
    int project; // of a work: how many projects the filters leave of it; of a link: its number
} ListRow;

typedef struct {
    ListRow *rows; // room for every row of any tab
    int count;
    float h;
    uint64_t key; // of what they were laid out for
} ListRows;

typedef struct {
    Str name, line, route;
} ListLink;

typedef struct {
    Rect view;
    Str opened, chosen; // work and project; "": none
    float sweep;        // 0..1 of the rings
    bool is_filtered;
    const ListLink *links; // rows at the foot that lead to stories
    int link_count;
    int work_action, project_action, clear_action;
} ListLook;

ListRows list_rows(Arena *arena, const Works *works);
// Lays the rows out anew when something they depend on has changed; `turn` counts selections.
void list_layout(App *app, const Works *works, const WorkChoice *choice,
                 const WorkSelection *selection, const ListLook *look, int turn, ListRows *rows);
// Where the scroll must be to show the project, or -1: it is in sight, or not in the list.
float list_reveal(const ListRows *rows, Rect view, float pos, int project);
void list_draw(App *app, const Works *works, const WorkChoice *choice, const ListLook *look,
               const ListRows *rows, Scroll *scroll);
