// The livelihood works of each year, their projects and milestones.
#include "store/query.h"

// clang-format off
static const char WORK_YEARS[] =
    "SELECT y.id," TX("t", "title") "," TX("t", "line") ", y.source, y.count, y.known"
    " FROM work_year y" TEXTS("work_year", "t", "y.id") " ORDER BY y.ord";
#define WORK_SELECT                                                                                \
    "SELECT w.id, w.year," TX("t", "name") "," TX("t", "short") ", w.kind, w.category,"            \
    TX("c", "name") ", coalesce(w.icon, c.icon), c.colour," TX("t", "what") ", w.figures,"         \
    " w.number, (SELECT count(*) FROM project p WHERE p.work = w.id AND" VALID("p") "),"           \
    ORIGIN("w")                                                                                    \
    " FROM work w" TEXTS("work", "t", "w.id")                                                      \
    " LEFT JOIN category c ON c.id = w.category" TEXTS("category", "c", "w.category")              \
    " WHERE" VALID("w")
static const char WORKS[] = WORK_SELECT " AND (?4 IS NULL OR w.year = ?4) ORDER BY w.ord";
static const char WORK[] = WORK_SELECT " AND w.id = ?4";
static const char CATEGORIES[] =
    "SELECT c.id," TX("t", "name") ", c.icon, c.colour"
    " FROM category c" TEXTS("category", "t", "c.id") " ORDER BY c.ord";
#define PROJECT_SELECT                                                                             \
    "SELECT p.id, p.work," TX("w", "name") ", p.year, w.category," TX("c", "name") ","             \
    " coalesce(w.icon, c.icon), c.colour," TX("t", "name") ", p.district," TX("d", "name")         \
    "," TX("t", "place") "," TX("t", "goal") "," TX("t", "progress") ","                           \
    " p.status, p.status_date, p.plan, p.done, p.unit, coalesce(ua.name, ub.name, p.unit), u.factor,"\
    " u.en_style," TX("t", "lead_unit") ", p.picture, p.figures, p.link, p.x, p.y," ORIGIN("p")            \
    " FROM project p" TEXTS("project", "t", "p.id")                                                \
    " LEFT JOIN work w ON w.id = p.work" TEXTS("work", "w", "p.work")                              \
    " LEFT JOIN category c ON c.id = w.category" TEXTS("category", "c", "w.category")              \
    TEXTS("district", "d", "p.district")                                                           \
    " LEFT JOIN unit u ON u.id = p.unit" TEXTS("unit", "u", "p.unit")                              \
    " WHERE" VALID("p")
static const char PROJECTS[] =
    PROJECT_SELECT " AND (?4 IS NULL OR p.year = ?4) AND (?5 IS NULL OR p.work = ?5) AND"
    DISTRICT_IS("p.district", "?6") " ORDER BY p.ord";
#define BRIEF_SELECT                                                                               \
    "SELECT p.id, p.work, p.year, p.district," TX("t", "name") "," TX("t", "place") ","            \
    TX("t", "progress") ", p.status, p.x, p.y, CASE WHEN p.plan > 0 THEN p.done / p.plan END, p.review = '待审'"      \
    " FROM project p" TEXTS("project", "t", "p.id") " WHERE" VALID("p")
static const char PROJECT_BRIEFS[] = BRIEF_SELECT " ORDER BY p.ord";
static const char PROJECT_MATES[] =
    BRIEF_SELECT " AND p.work = ?4 AND p.id <> ?5 ORDER BY p.ord LIMIT 8";
static const char PROJECT[] = PROJECT_SELECT " AND p.id = ?4";
static const char MILESTONES[] =
    "SELECT x.id, x.project, x.date," TX("t", "name") ", x.done," ORIGIN("x")
    " FROM milestone x" TEXTS("milestone", "t", "x.id")
    " WHERE" VALID("x") " AND (?4 IS NULL OR x.project = ?4) ORDER BY x.ord";
// clang-format on

static void read_year(Row *row, void *item)
{
    WorkYear *year = item;
    year->year = row_text(row);
    year->title = row_text(row);
    year->line = row_text(row);
    year->source = row_text(row);
    year->count = row_int(row);
    year->known = row_int(row);
}

bool store_work_years(Store *store, Arena *arena, WorkYearList *out, Err *err)
{
    Rows rows = query_rows(store, arena, WORK_YEARS, NULL, sizeof(WorkYear), read_year, err);
    *out = (WorkYearList){rows.items, rows.count};
    return rows.is_good;
}

static void read_work(Row *row, void *item)
{
    Work *work = item;
    work->id = row_text(row);
    work->year = row_text(row);
    work->name = row_text(row);
    work->short_name = row_text(row);
    work->kind = row_text(row);
    work->category = row_text(row);
    work->category_name = row_text(row);
    work->icon = row_text(row);
    work->colour = row_text(row);
    work->what = row_text(row);
    work->figures = row_text(row);
    work->number = row_int(row);
    work->project_count = row_int(row);
    work->origin = row_origin(row);
}

bool store_works(Store *store, Arena *arena, Str year, WorkList *out, Err *err)
{
    Rows rows = query_rows(store, arena, WORKS, (Str[3]){year}, sizeof(Work), read_work, err);
    *out = (WorkList){rows.items, rows.count};
    return rows.is_good;
}

bool store_work(Store *store, Arena *arena, Str id, Work *out)
{
    *out = (Work){0};
    return query_row(store, arena, WORK, id, read_work, out);
}

static void read_category(Row *row, void *item)
{
    Category *category = item;
    category->id = row_text(row);
    category->name = row_text(row);
    category->icon = row_text(row);
    category->colour = row_text(row);
}

bool store_categories(Store *store, Arena *arena, CategoryList *out, Err *err)
{
    Rows rows = query_rows(store, arena, CATEGORIES, NULL, sizeof(Category), read_category, err);
    *out = (CategoryList){rows.items, rows.count};
    return rows.is_good;
}

static void read_project(Row *row, void *item)
{
    Project *project = item;
    project->id = row_text(row);
    project->work = row_text(row);
    project->work_name = row_text(row);
    project->year = row_text(row);
    project->category = row_text(row);
    project->category_name = row_text(row);
    project->icon = row_text(row);
    project->colour = row_text(row);
    project->name = row_text(row);
    project->district = row_text(row);
    project->district_name = row_text(row);
    project->place = row_text(row);
    project->goal = row_text(row);
    project->progress = row_text(row);
    project->status = row_text(row);
    project->status_date = row_text(row);
    project->has_plan = row_has_next(row);
    project->plan = row_number(row);
    project->has_done = row_has_next(row);
    project->done = row_number(row);
    project->has_amounts = project->has_plan && project->has_done;
    project->unit = row_text(row);
    project->unit_name = row_text(row);
    project->unit_factor = row_number_or(row, 1);
    project->unit_style = row_text(row);
    project->lead_unit = row_text(row);
    project->picture = row_text(row);
    project->figures = row_text(row);
    project->link = row_text(row);
    bool has_x = row_has_next(row);
    project->x = row_number(row);
    project->has_pin = has_x && row_has_next(row);
    project->y = row_number(row);
    project->origin = row_origin(row);
}

bool store_projects(Store *store, Arena *arena, Str year, Str work, Str district, ProjectList *out,
                    Err *err)
{
    Rows rows = query_rows(store, arena, PROJECTS, (Str[3]){year, work, district}, sizeof(Project),
                           read_project, err);
    *out = (ProjectList){rows.items, rows.count};
    return rows.is_good;
}

static void read_brief(Row *row, void *item)
{
    ProjectBrief *brief = item;
    brief->id = row_text(row);
    brief->work = row_text(row);
    brief->year = row_text(row);
    brief->district = row_text(row);
    brief->name = row_text(row);
    brief->place = row_text(row);
    brief->progress = row_text(row);
    brief->status = row_text(row);
    bool has_x = row_has_next(row);
    brief->x = (float)row_number(row);
    brief->has_pin = has_x && row_has_next(row);
    brief->y = (float)row_number(row);
    brief->done = (float)row_number_or(row, -1);
    brief->is_pending = row_int(row) != 0;
}

static bool read_briefs(Store *store, Arena *arena, const char *sql, const Str filters[3],
                        ProjectBriefList *out, Err *err)
{
    Rows rows = query_rows(store, arena, sql, filters, sizeof(ProjectBrief), read_brief, err);
    *out = (ProjectBriefList){rows.items, rows.count};
    return rows.is_good;
}

bool store_project_briefs(Store *store, Arena *arena, ProjectBriefList *out, Err *err)
{
    return read_briefs(store, arena, PROJECT_BRIEFS, NULL, out, err);
}

bool store_project_mates(Store *store, Arena *arena, Str work, Str project, ProjectBriefList *out,
                         Err *err)
{
    return read_briefs(store, arena, PROJECT_MATES, (Str[3]){work, project}, out, err);
}

bool store_project(Store *store, Arena *arena, Str id, Project *out)
{
    *out = (Project){0};
    return query_row(store, arena, PROJECT, id, read_project, out);
}

static void read_milestone(Row *row, void *item)
{
    Milestone *milestone = item;
    milestone->id = row_text(row);
    milestone->project = row_text(row);
    milestone->date = row_text(row);
    milestone->name = row_text(row);
    milestone->is_done = row_int(row) != 0;
    milestone->origin = row_origin(row);
}

bool store_milestones(Store *store, Arena *arena, Str project, MilestoneList *out, Err *err)
{
    Rows rows = query_rows(store, arena, MILESTONES, (Str[3]){project}, sizeof(Milestone),
                           read_milestone, err);
    *out = (MilestoneList){rows.items, rows.count};
    return rows.is_good;
}
