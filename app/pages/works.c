#include "pages/works.h"
#include "pages/parts.h"

// ---- loading --------------------------------------------------------------------

static WorkGroup group_of(Arena *arena, const Work *work, const ProjectList *projects)
{
    WorkGroup group = {.work = *work};
    int *indexes = arena_new(arena, int, projects->count);
    for (int i = 0; i < projects->count; i++) {
        if (str_eq(projects->items[i].work, work->id)) {
            indexes[group.project_count++] = i;
            group.pin_count += projects->items[i].has_pin;
        }
    }
    group.projects = indexes;
    return group;
}

static void add_categories(const Works *works, Arena *arena, WorkTab *tab)
{
    Category *found = arena_new(arena, Category, works->categories.count);
    for (int c = 0; c < works->categories.count; c++) {
        for (int i = 0; i < tab->count; i++) {
            if (str_eq(tab->groups[i].work.category, works->categories.items[c].id)) {
                found[tab->category_count++] = works->categories.items[c];
                break;
            }
        }
    }
    tab->categories = found;
}

static void add_tab(App *app, Works *works, Arena *arena, const WorkList *all, const WorkYear *year)
{
    if (works->tab_count == MAX_WORK_TABS) {
        return;
    }
    WorkTab *tab = &works->tabs[works->tab_count];
    *tab = (WorkTab){0};
    if (year) {
        tab->year = year->year;
        tab->line = year->line;
        tab->stated = year->count;
        tab->known = year->known;
    } else {
        tab->line = app_label(app, "livelihood.more.line");
    }
    WorkGroup *groups = arena_new(arena, WorkGroup, all->count);
    for (int i = 0; i < all->count; i++) {
        if (str_eq(all->items[i].year, tab->year)) {
            groups[tab->count] = group_of(arena, &all->items[i], &works->projects);
            tab->project_count += groups[tab->count].project_count;
            tab->pin_count += groups[tab->count].pin_count;
            for (int k = 0; k < groups[tab->count].project_count; k++) {
                int index = groups[tab->count].projects[k];
                tab->has_amounts |= works->projects.items[index].has_amounts;
            }
            tab->count++;
        }
    }
    tab->groups = groups;
    add_categories(works, arena, tab);
    works->tab_count += year || tab->count;
}

void works_load(App *app, Arena *arena, Works *out)
{
    Store *store = app_store(app);
    *out = (Works){0};
    WorkYearList years = {0};
    WorkList all = {0};
    store_projects(store, arena, STR_NONE, STR_NONE, STR_NONE, &out->projects, NULL);
    store_categories(store, arena, &out->categories, NULL);
    store_works(store, arena, STR_NONE, &all, NULL);
    store_work_years(store, arena, &years, NULL);
    DistrictList cities = {0};
    if (store_districts(store, arena, STR("city"), &cities, NULL) && cities.count) {
        out->city = cities.items[0].id;
    }
    int first = years.count > MAX_WORK_TABS - 1 ? years.count - (MAX_WORK_TABS - 1) : 0;
    for (int i = first; i < years.count; i++) {
        add_tab(app, out, arena, &all, &years.items[i]);
    }
    add_tab(app, out, arena, &all, NULL);
}

const Category *works_category(const Works *works, Str id)
{
    for (int i = 0; id.n && i < works->categories.count; i++) {
        if (str_eq(works->categories.items[i].id, id)) {
            return &works->categories.items[i];
        }
    }
    return NULL;
}

bool works_find(const Works *works, Str project, int *tab, int *group)
{
    for (int t = 0; t < works->tab_count; t++) {
        for (int g = 0; g < works->tabs[t].count; g++) {
            const WorkGroup *at = &works->tabs[t].groups[g];
            for (int i = 0; i < at->project_count; i++) {
                if (str_eq(works->projects.items[at->projects[i]].id, project)) {
                    *tab = t;
                    *group = g;
                    return true;
                }
            }
        }
    }
    return false;
}

// ---- words ------------------------------------------------------------------------

float project_done(const Project *project)
{
    return project->has_amounts && project->plan > 0 ? (float)(project->done / project->plan) : -1;
}

Str project_place(App *app, const Project *project)
{
    return part_dot(app, project->district_name, project->place);
}

Str project_progress(App *app, const Project *project)
{
    if (project->progress.n) {
        return project->progress;
    }
    static const struct {
        const char *zh, *label;
    } STATES[] = {
        {"提前完成", "project.status.early"}, {"超额完成", "project.status.over"},
        {"超序时", "project.status.ahead"},   {"按序时", "project.status.on-time"},
        {"推进缓慢", "project.status.slow"},
    };
    for (int i = 0; i < COUNT(STATES); i++) {
        if (str_is(project->status, STATES[i].zh)) {
            return app_label(app, STATES[i].label);
        }
    }
    return STR_NONE;
}

static Str counted(App *app, const char *id, int n)
{
    const char *one = n == 1 ? str_z(app->ui.frame, str_format(app->ui.frame, "%s.one", id)) : id;
    return app_label_fill(app, one, "n", str_format(app->ui.frame, "%d", n));
}

// ---- rows -------------------------------------------------------------------------

typedef enum { ROW_NOTE, ROW_WORK, ROW_WHAT, ROW_PROJECT, ROW_REST } RowKind;

typedef struct {
    RowKind kind;
    float y, h;
    const WorkGroup *group;
    const Project *project;
} ListRow;

typedef struct {
    App *app;
    const Works *works;
    const WorkTab *tab;
    const WorkListing *listing;
    ListRow *rows;
    int count;
    float h;
} ListRows;

static const float TEXT_X = 124;

static Label note_label(const ListRows *list, float x, float y, Str text)
{
    return (Label){.type = type_sized(TYPE_C, 22, 32),
                   .colour = SLATE,
                   .text = text,
                   .x = x,
                   .y = y,
                   .w = list->listing->view.w - x + list->listing->view.x - 40};
}

static float text_width_of(const ListRows *list, const Project *project)
{
    return list->listing->view.w - TEXT_X - (project_done(project) >= 0 ? 160 : 76);
}

static Label project_name(const ListRows *list, const Project *project)
{
    return (Label){.type = type_sized(TYPE_H3, 28, 38),
                   .colour = INK,
                   .text = project->name,
                   .w = text_width_of(list, project),
                   .max_lines = 2};
}

static Label project_line(const ListRows *list, const Project *project)
{
    App *app = list->app;
    bool is_city = str_eq(project->district, list->works->city);
    Str place = is_city ? project->place : project_place(app, project);
    Str line = part_dot(app, place, project_progress(app, project));
    return (Label){.type = type_sized(TYPE_C, 22, 31),
                   .colour = SLATE,
                   .text = line,
                   .w = text_width_of(list, project),
                   .max_lines = 2};
}

static void add_row(ListRows *list, ListRow row)
{
    row.y = list->h;
    list->rows[list->count++] = row;
    list->h += row.h;
}

static void add_projects(ListRows *list, const WorkGroup *group)
{
    Ui *ui = &list->app->ui;
    if (group->work.what.n) {
        Label what = note_label(list, list->listing->view.x + TEXT_X, 0, group->work.what);
        add_row(list, (ListRow){ROW_WHAT, 0, ui_measure(ui, &what).h + 28, group, NULL});
    }
    for (int i = 0; i < group->project_count; i++) {
        const Project *project = &list->works->projects.items[group->projects[i]];
        Label name = project_name(list, project);
        Label line = project_line(list, project);
        float h = ui_measure(ui, &name).h + (line.text.n ? ui_measure(ui, &line).h + 2 : 0) + 28;
        add_row(list, (ListRow){ROW_PROJECT, 0, fmaxf(h, 100), group, project});
    }
}

static bool is_open(const WorkListing *listing, const WorkGroup *group)
{
    return listing->filter.n || str_eq(listing->opened, group->work.id);
}

static ListRows rows_of(App *app, const WorkTab *tab, const Works *works,
                        const WorkListing *listing)
{
    ListRows list = {.app = app, .works = works, .tab = tab, .listing = listing};
    list.rows = arena_new(app->ui.frame, ListRow, 2 * tab->count + tab->project_count + 2);
    if (tab->line.n && !listing->filter.n) {
        Label note = note_label(&list, listing->view.x + 76, 0, tab->line);
        add_row(&list, (ListRow){ROW_NOTE, 0, ui_measure(&app->ui, &note).h + 36, NULL, NULL});
    }
    for (int i = 0; i < tab->count; i++) {
        const WorkGroup *group = &tab->groups[i];
        if (listing->filter.n && !str_eq(listing->filter, group->work.category)) {
            continue;
        }
        add_row(&list, (ListRow){ROW_WORK, 0, app->ui.modes.is_large ? 124 : 108, group, NULL});
        if (is_open(listing, group)) {
            add_projects(&list, group);
        }
    }
    if (tab->known < tab->stated && !listing->filter.n) {
        add_row(&list, (ListRow){ROW_REST, 0, 108, NULL, NULL});
    }
    return list;
}

static void draw_work(const ListRows *list, const ListRow *row, float y)
{
    App *app = list->app;
    Ui *ui = &app->ui;
    const Work *work = &row->group->work;
    Rect view = list->listing->view;
    Rect box = {view.x, y, view.w, row->h};
    Colour colour = theme_colour(work->colour);
    bool is_opened = is_open(list->listing, row->group);
    if (ui_is_pressed(ui, list->listing->work_action, 0, work->id)) {
        ui_fill(ui, box, CLOUD);
    }
    part_disc(app, (Point){view.x + 66, y + row->h / 2}, 32, work->icon, colour);
    float x = view.x + TEXT_X;
    if (work->number > 0) {
        Label number = {.type = type_sized(TYPE_N3, 40, 48),
                        .colour = colour,
                        .text = str_format(ui->frame, "%d", work->number),
                        .x = x + 20,
                        .y = y + row->h / 2 - 24,
                        .align = ALIGN_CENTRE};
        ui_text(ui, &number);
        x += 58;
    }
    Label name = {.type = type_sized(TYPE_H3, 29, 40),
                  .colour = INK,
                  .text = work->name,
                  .x = x,
                  .w = view.x + view.w - 76 - x,
                  .max_lines = 2,
                  .min_size = 24};
    Str count = row->group->project_count
                    ? counted(app, "livelihood.items.count", row->group->project_count)
                    : work->category_name;
    Str pins =
        row->group->pin_count ? counted(app, "count.points", row->group->pin_count) : STR_NONE;
    Label line = {.type = type_sized(TYPE_C, 22, 30),
                  .colour = SLATE,
                  .text = part_dot(app, count, pins),
                  .x = x,
                  .w = name.w,
                  .max_lines = 1,
                  .min_size = 22};
    float h = ui_measure(ui, &name).h;
    float line_h = ui_measure(ui, &line).h;
    name.y = y + (row->h - h - line_h) / 2;
    line.y = name.y + h;
    ui_text(ui, &name);
    float line_w = ui_text(ui, &line).w;
    if (work->origin.is_pending) {
        chrome_pending(app, x + line_w + 16, line.y - 3);
    }
    part_chevron(app, (Point){view.x + view.w - 44, y + row->h / 2},
                 is_opened ? CHEVRON_UP : CHEVRON_DOWN, LAKE);
    ui_hairline(ui, view.x, y + row->h - 1, view.w, HAIRLINE);
    if (!list->listing->filter.n) {
        ui_target(ui, box, list->listing->work_action, 0, work->id, work->name);
    }
}

static void draw_ring(const ListRows *list, const Project *project, float y)
{
    App *app = list->app;
    Ui *ui = &app->ui;
    float done = project_done(project);
    Rect view = list->listing->view;
    Point centre = {view.x + view.w - (ui->is_portrait ? 94 : 112), y};
    bool is_full = done >= 1;
    chrome_ring(app, centre, 34, 8, done * list->listing->sweep, is_full ? MALACHITE : AZURITE);
    if (is_full) {
        part_check(app, centre, 30, 5, MALACHITE);
        return;
    }
    Str number = str_format(ui->frame, "%d", (int)(done * 100));
    Type type = {FACE_SANS_BOLD, 25, 34};
    ui_text_in(ui, type, INK, (Rect){centre.x - 30, centre.y - 30, 60, 60}, number);
}

static void draw_project(const ListRows *list, const ListRow *row, float y)
{
    App *app = list->app;
    Ui *ui = &app->ui;
    const Project *project = row->project;
    const WorkListing *listing = list->listing;
    Rect view = listing->view;
    Rect box = {view.x, y, view.w, row->h};
    bool is_chosen = str_eq(listing->chosen, project->id);
    bool is_pressed = ui_is_pressed(ui, listing->project_action, 0, project->id);
    ui_fill(ui, box, is_chosen ? CHOSEN : is_pressed ? CLOUD : RGB(0xF1F6F3));
    if (is_chosen) {
        ui_fill(ui, (Rect){view.x, y, 8, row->h}, GAMBOGE);
    }
    Point dot = {view.x + 66, y + row->h / 2};
    Colour colour = theme_colour(row->group->work.colour);
    if (project->has_pin) {
        part_disc(app, dot, 22, STR("map-pin"), colour);
    } else {
        ui_disc(ui, dot, 7, colour);
    }
    Label name = project_name(list, project);
    Label line = project_line(list, project);
    float name_h = ui_measure(ui, &name).h;
    float line_h = line.text.n ? ui_measure(ui, &line).h + 2 : 0;
    name.x = line.x = view.x + TEXT_X;
    name.y = y + (row->h - name_h - line_h) / 2;
    line.y = name.y + name_h + 2;
    ui_text(ui, &name);
    if (line.text.n) {
        ui_text(ui, &line);
    }
    if (project_done(project) >= 0) {
        draw_ring(list, project, y + row->h / 2);
    }
    part_chevron(app, (Point){view.x + view.w - 40, y + row->h / 2}, CHEVRON_RIGHT,
                 is_chosen ? INK : LAKE);
    ui_hairline(ui, view.x, y + row->h - 1, view.w, HAIRLINE);
    ui_target(ui, box, listing->project_action, 0, project->id, project->name);
}

// The works that the year has and the sources do not name.
static void draw_rest(const ListRows *list, const ListRow *row, float y)
{
    App *app = list->app;
    Ui *ui = &app->ui;
    Rect view = list->listing->view;
    Path circle = ui_path_begin(ui);
    path_circle(&circle, (Point){0, 0}, 30);
    OutlineStyle dashes = {.is_stroke = true, .width = 3, .dash = 8, .gap = 7};
    ui_stroke(ui, &circle, view.x + 66, y + row->h / 2, dashes, CLEAR_BLUE);
    Str known = str_format(ui->frame, "%d", list->tab->known);
    Str text = app_label_fill(app, "livelihood.known", "known", known);
    text = app_fill(app, text, "n", str_format(ui->frame, "%d", list->tab->stated));
    Label label = note_label(list, view.x + TEXT_X, 0, text);
    label.y = y + (row->h - ui_measure(ui, &label).h) / 2;
    ui_text(ui, &label);
}

static void draw_row(const ListRows *list, const ListRow *row, float y)
{
    App *app = list->app;
    Ui *ui = &app->ui;
    Rect view = list->listing->view;
    switch (row->kind) {
    case ROW_NOTE: {
        ui_fill(ui, (Rect){view.x, y, view.w, row->h}, RGB(0xE9F1EE));
        ui_icon(ui, "info", (Rect){view.x + 32, y + 20, 28, 28}, SLATE);
        Label note = note_label(list, view.x + 76, y + 18, list->tab->line);
        ui_text(ui, &note);
        return;
    }
    case ROW_WORK:
        draw_work(list, row, y);
        return;
    case ROW_WHAT: {
        ui_fill(ui, (Rect){view.x, y, view.w, row->h}, RGB(0xF1F6F3));
        Label what = note_label(list, view.x + TEXT_X, y + 14, row->group->work.what);
        ui_text(ui, &what);
        ui_hairline(ui, view.x, y + row->h - 1, view.w, HAIRLINE);
        return;
    }
    case ROW_PROJECT:
        draw_project(list, row, y);
        return;
    case ROW_REST:
        draw_rest(list, row, y);
        return;
    }
}

static void draw_nothing(App *app, const WorkListing *listing)
{
    Rect view = listing->view;
    Rect box = {view.x + 32, view.y + 32, view.w - 64, 176};
    chrome_empty(app, box, app_label(app, "empty.category"), app_label(app, "empty.category.hint"));
    chrome_button(app, (Rect){box.x, box.y + 200, 280, 96}, app_label(app, "livelihood.all"), NULL,
                  true, listing->all_action, 0, STR_NONE);
}

float works_list(App *app, const WorkTab *tab, const Works *works, const WorkListing *listing,
                 Scroll *scroll)
{
    Ui *ui = &app->ui;
    Rect view = listing->view;
    ListRows list = rows_of(app, tab, works, listing);
    bool is_nothing = list.count == 0;
    const float foot = 56; // under the fade
    ui_scroll(ui, scroll, view, is_nothing ? 0 : list.h + foot, false);
    if (is_nothing) {
        draw_nothing(app, listing);
        return -1;
    }
    float wanted = -1;
    ui_clip(ui, view);
    for (int i = 0; i < list.count; i++) {
        const ListRow *row = &list.rows[i];
        float y = view.y + row->y - scroll->pos;
        if (y < view.y + view.h && y + row->h > view.y) {
            draw_row(&list, row, y);
        }
        bool is_wanted =
            row->project && listing->reveal.n && str_eq(row->project->id, listing->reveal);
        if (is_wanted && (row->y < scroll->pos || row->y + row->h > scroll->pos + view.h - 80)) {
            wanted = clampf(row->y - view.h * 0.36f, 0, fmaxf(0, list.h + foot - view.h));
        }
    }
    ui_unclip(ui);
    return wanted;
}
