#include "pages/works.h"
#include "base/utf8.h"
#include "pages/parts.h"

// ---- filing ---------------------------------------------------------------------

// Width of a text in em, rather too much than too little: Han and full-width marks are one em.
static float em_of(Str text)
{
    float em = 0;
    Utf8 it = utf8_walk(text);
    while (utf8_next(&it)) {
        uint32_t c = it.code;
        bool is_narrow = c < 0x80 && str_find_char(STR("ijlft.,;:'|!I()- "), (char)c) >= 0;
        bool is_wide = c == 'm' || c == 'w' || c == 'M' || c == 'W';
        bool is_capital = c >= 'A' && c <= 'Z';
        em += c >= 0x2000 ? 1 : is_narrow ? 0.36f : is_wide ? 0.94f : is_capital ? 0.70f : 0.59f;
    }
    return em;
}

// A place below the districts counts for the district it lies in.
static int place_of(const Works *works, const DistrictList *all, Str id)
{
    for (int step = 0; id.n && step < 8; step++) {
        for (int i = 0; i < works->place_count; i++) {
            if (str_eq(works->places[i].id, id)) {
                return i;
            }
        }
        Str parent = STR_NONE;
        for (int i = 0; i < all->count && !parent.n; i++) {
            parent = str_eq(all->items[i].id, id) ? all->items[i].parent : parent;
        }
        id = parent;
    }
    return -1;
}

static void load_places(Works *works, const DistrictList *all)
{
    static const char *const LEVELS[] = {"city", "district"};
    for (int level = 0; level < COUNT(LEVELS); level++) {
        for (int i = 0; i < all->count && works->place_count < MAX_PLACES; i++) {
            if (str_is(all->items[i].level, LEVELS[level])) {
                works->places[works->place_count++] = all->items[i];
            }
        }
    }
}

static int tab_of_year(const Works *works, Str year)
{
    for (int i = 0; i < works->tab_count; i++) {
        if (str_eq(works->tabs[i].year, year)) {
            return i;
        }
    }
    return works->tab_count - 1; // the topics
}

typedef struct {
    Works *works;
    WorkGroup *groups[MAX_WORK_TABS]; // being filled
    const DistrictList *districts;
    // of the last project: rows of one work mostly follow each other
    Str work, district;
    int16_t tab, group, place;
} Filer;

static void add_tab(Filer *filer, Arena *arena, const WorkList *all, const WorkYear *year, Str line)
{
    Works *works = filer->works;
    WorkTab *tab = &works->tabs[works->tab_count];
    *tab = year ? (WorkTab){.year = year->year,
                            .line = year->line,
                            .stated = year->count,
                            .known = year->known}
                : (WorkTab){.line = line};
    WorkGroup *groups = arena_new(arena, WorkGroup, all->count + 1);
    for (int i = 0; i < all->count; i++) {
        if (str_eq(all->items[i].year, tab->year)) {
            groups[tab->count++].work = all->items[i];
        }
    }
    tab->groups = filer->groups[works->tab_count] = groups;
    works->tab_count++;
}

// A project of no work goes to the last group of its year, which has no name.
static void find_group(Filer *filer, const ProjectBrief *project)
{
    Works *works = filer->works;
    if (project->work.n && str_eq(project->work, filer->work)) {
        return;
    }
    filer->work = project->work;
    int tab, group;
    if (works_find(works, project->work, &tab, &group)) {
        filer->tab = (int16_t)tab;
        filer->group = (int16_t)group;
        return;
    }
    tab = tab_of_year(works, project->year);
    WorkTab *to = &works->tabs[tab];
    bool has_other = to->count > 0 && to->groups[to->count - 1].work.id.n == 0;
    to->count += has_other ? 0 : 1;
    filer->tab = (int16_t)tab;
    filer->group = (int16_t)(to->count - 1);
}

static Filing file_project(Filer *filer, const ProjectBrief *project)
{
    find_group(filer, project);
    if (!str_eq(project->district, filer->district)) {
        filer->district = project->district;
        filer->place = (int16_t)place_of(filer->works, filer->districts, project->district);
    }
    return (Filing){.tab = filer->tab,
                    .group = filer->group,
                    .district = filer->place,
                    .status = (int16_t)status_of(project->status)};
}

// By tab and group, each in the order of the editors' file.
static void order_projects(Filer *filer, Arena *arena)
{
    Works *works = filer->works;
    int *order = arena_new(arena, int, works->projects.count);
    int at = 0;
    for (int t = 0; t < works->tab_count; t++) {
        for (int g = 0; g < works->tabs[t].count; g++) {
            filer->groups[t][g].first = at;
            at += filer->groups[t][g].count;
            filer->groups[t][g].count = 0;
        }
    }
    for (int i = 0; i < works->projects.count; i++) {
        const Filing *filing = &works->filings[i];
        WorkGroup *group = &filer->groups[filing->tab][filing->group];
        order[group->first + group->count++] = i;
    }
    works->order = order;
}

static void count_projects(Filer *filer, Filing *filings)
{
    Works *works = filer->works;
    for (int i = 0; i < works->projects.count; i++) {
        const ProjectBrief *project = &works->projects.items[i];
        Filing *filing = &filings[i];
        WorkTab *tab = &works->tabs[filing->tab];
        WorkGroup *group = &filer->groups[filing->tab][filing->group];
        group->count++;
        group->pin_count += project->has_pin;
        tab->project_count++;
        tab->pin_count += project->has_pin;
        tab->has_amounts |= project->done >= 0;
    }
    for (int i = 0; i < works->tab_count; i++) {
        const WorkTab *tab = &works->tabs[i];
        works->most_groups = tab->count > works->most_groups ? tab->count : works->most_groups;
        works->most_projects =
            tab->project_count > works->most_projects ? tab->project_count : works->most_projects;
    }
}

// As works_line puts them together, dots and all.
static void measure_texts(const Works *works, Filing *filings)
{
    float places[MAX_PLACES];
    for (int i = 0; i < works->place_count; i++) {
        places[i] = em_of(works->places[i].name);
    }
    for (int i = 0; i < works->projects.count; i++) {
        const ProjectBrief *project = &works->projects.items[i];
        int at = filings[i].district;
        filings[i].name_em = em_of(project->name);
        filings[i].line_em = (at < 0 ? 0 : places[at]) + em_of(project->place) + 1.2f;
        if (!project->status.n && project->progress.n) {
            filings[i].line_em += em_of(project->progress) + 1.2f;
        }
    }
}

void works_load(App *app, Arena *arena, Works *out)
{
    Store *store = app_store(app);
    *out = (Works){0};
    WorkYearList years = {0};
    WorkList all = {0};
    DistrictList districts = {0};
    store_project_briefs(store, arena, &out->projects, NULL);
    store_works(store, arena, STR_NONE, &all, NULL);
    store_work_years(store, arena, &years, NULL);
    store_districts(store, arena, STR_NONE, &districts, NULL);
    load_places(out, &districts);
    Filer filer = {.works = out, .districts = &districts, .place = -1};
    int first = years.count > MAX_WORK_TABS - 1 ? years.count - (MAX_WORK_TABS - 1) : 0;
    for (int i = first; i < years.count; i++) {
        add_tab(&filer, arena, &all, &years.items[i], STR_NONE);
    }
    add_tab(&filer, arena, &all, NULL, str_dup(arena, app_label(app, "livelihood.more.line")));
    Filing *filings = arena_new(arena, Filing, out->projects.count);
    for (int i = 0; i < out->projects.count; i++) {
        filings[i] = file_project(&filer, &out->projects.items[i]);
    }
    out->filings = filings;
    count_projects(&filer, filings);
    order_projects(&filer, arena);
    if (out->tabs[out->tab_count - 1].count == 0) {
        out->tab_count--; // no topics
    }
    measure_texts(out, filings);
}

int works_project(const Works *works, Str id)
{
    for (int i = 0; id.n && i < works->projects.count; i++) {
        if (str_eq(works->projects.items[i].id, id)) {
            return i;
        }
    }
    return -1;
}

bool works_find(const Works *works, Str work, int *tab, int *group)
{
    for (int t = 0; work.n && t < works->tab_count; t++) {
        for (int g = 0; g < works->tabs[t].count; g++) {
            if (str_eq(works->tabs[t].groups[g].work.id, work)) {
                *tab = t;
                *group = g;
                return true;
            }
        }
    }
    return false;
}

Str works_where(App *app, const Works *works, int project)
{
    const ProjectBrief *brief = &works->projects.items[project];
    int at = works->filings[project].district;
    if (at < 0) {
        return brief->place;
    }
    bool is_city = str_is(works->places[at].level, "city");
    Str district = is_city ? app_label(app, "livelihood.city") : works->places[at].name;
    return is_city && brief->place.n ? brief->place : part_dot(app, district, brief->place);
}

Str works_line(App *app, const Works *works, int project)
{
    const ProjectBrief *brief = &works->projects.items[project];
    Str where = works_where(app, works, project);
    return brief->status.n ? where : part_dot(app, where, brief->progress);
}

// ---- choosing -------------------------------------------------------------------

WorkSelection works_selection(Arena *arena, const Works *works)
{
    return (WorkSelection){.items = arena_new(arena, int, works->most_projects),
                           .group_first = arena_new(arena, int, works->most_groups),
                           .group_count = arena_new(arena, int, works->most_groups),
                           .by_group = arena_new(arena, int, works->most_groups)};
}

static void clear(const Works *works, WorkSelection *out)
{
    for (int i = 0; i < works->most_groups; i++) {
        out->group_first[i] = out->group_count[i] = out->by_group[i] = 0;
    }
    for (int i = 0; i < MAX_PLACES; i++) {
        out->by_district[i] = 0;
    }
    for (int i = 0; i < STATUS_COUNT; i++) {
        out->by_status[i] = 0;
    }
    out->count = out->pin_count = 0;
    out->all_groups = out->all_districts = out->all_statuses = 0;
}

void works_select(const Works *works, const WorkChoice *choice, WorkSelection *out)
{
    clear(works, out);
    if (choice->tab < 0 || choice->tab >= works->tab_count) {
        return;
    }
    const WorkTab *tab = &works->tabs[choice->tab];
    for (int g = 0; g < tab->count; g++) {
        const WorkGroup *group = &tab->groups[g];
        out->group_first[g] = out->count;
        bool is_group = choice->group < 0 || choice->group == g;
        for (int i = group->first; i < group->first + group->count; i++) {
            int at = works->order[i];
            const Filing *filing = &works->filings[at];
            bool is_place = choice->district < 0 || choice->district == filing->district;
            bool is_status = choice->status < 0 || choice->status == filing->status;
            out->by_group[g] += is_place && is_status;
            out->all_groups += is_place && is_status;
            if (is_group && is_status) {
                out->all_districts++;
                if (filing->district >= 0) {
                    out->by_district[filing->district]++;
                }
            }
            if (is_group && is_place) {
                out->all_statuses++;
                out->by_status[filing->status]++;
            }
            if (is_group && is_place && is_status) {
                out->items[out->count++] = at;
                out->group_count[g]++;
                out->pin_count += works->projects.items[at].has_pin;
            }
        }
    }
}

bool works_is_filtered(const WorkChoice *choice)
{
    return choice->group >= 0 || choice->district >= 0 || choice->status >= 0;
}
