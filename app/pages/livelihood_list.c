#include "pages/livelihood_list.h"
#include "base/hash.h"
#include "pages/parts.h"

typedef enum { ROW_NOTE, ROW_LINK, ROW_WORK, ROW_WHAT, ROW_PROJECT, ROW_REST } RowKind;

static const float TEXT_X = 124;
static const float FOOT = 56; // under the fade

#define OPENED_GROUND RGB(0xF1F6F3)
#define NOTE_GROUND RGB(0xE9F1EE)

typedef struct {
    App *app;
    const Works *works;
    const WorkTab *tab;
    const ListLook *look;
} List;

static List list_of(App *app, const Works *works, const WorkChoice *choice, const ListLook *look)
{
    return (List){app, works, &works->tabs[choice->tab], look};
}

// ---- what stands in a row ---------------------------------------------------------

static Label note_label(const List *list, float x, float y, Str text)
{
    Rect view = list->look->view;
    return (Label){.type = type_sized(TYPE_C, 22, 32),
                   .colour = SLATE,
                   .text = text,
                   .x = x,
                   .y = y,
                   .w = view.w - x + view.x - 40};
}

static float room_of(const List *list, int project)
{
    bool has_ring = list->works->projects.items[project].done >= 0;
    return list->look->view.w - TEXT_X - (has_ring ? 168 : 76);
}

static Label name_label(const List *list, int project)
{
    return (Label){.type = type_sized(TYPE_H3, 28, 38),
                   .colour = INK,
                   .text = list->works->projects.items[project].name,
                   .w = room_of(list, project),
                   .max_lines = 2,
                   .min_size = 22};
}

static Label line_label(const List *list, int project)
{
    return (Label){.type = type_sized(TYPE_C, 22, 31),
                   .colour = SLATE,
                   .text = works_line(list->app, list->works, project),
                   .w = room_of(list, project),
                   .max_lines = 2,
                   .min_size = 22};
}

// ---- layout -----------------------------------------------------------------------

ListRows list_rows(Arena *arena, const Works *works)
{
    int most = works->most_projects + 2 * works->most_groups + 3;
    return (ListRows){.rows = arena_new(arena, ListRow, most)};
}

static void add_row(ListRows *rows, RowKind kind, int group, int project, float h)
{
    rows->rows[rows->count++] = (ListRow){rows->h, (int16_t)kind, (int16_t)group, project};
    rows->h += h;
}

static int lines_of(float em, Type type, float w)
{
    return em * type.size > w * 0.97f ? 2 : 1;
}

// Its status and that it is still to be verified stand on a line of their own.
static bool has_marks(const List *list, int project)
{
    const ProjectBrief *brief = &list->works->projects.items[project];
    return brief->status.n > 0 || brief->is_pending;
}

static float project_height(const List *list, int project)
{
    const Ui *ui = &list->app->ui;
    const Filing *filing = &list->works->filings[project];
    float w = room_of(list, project);
    Type name = ui_type(ui, type_sized(TYPE_H3, 28, 38));
    Type line = ui_type(ui, type_sized(TYPE_C, 22, 31));
    int lines = lines_of(filing->line_em, line, w) + (has_marks(list, project) ? 1 : 0);
    float h = (float)lines_of(filing->name_em, name, w) * name.line + (float)lines * line.line + 34;
    return fmaxf(h, ui->modes.is_large ? 128 : 108);
}

static bool is_open(const ListLook *look, const Work *work)
{
    return look->is_filtered || str_eq(look->opened, work->id) || work->id.n == 0;
}

static void add_group(const List *list, const WorkSelection *selection, int g, ListRows *rows)
{
    Ui *ui = &list->app->ui;
    const WorkGroup *group = &list->tab->groups[g];
    add_row(rows, ROW_WORK, g, selection->group_count[g], ui->modes.is_large ? 128 : 108);
    if (!is_open(list->look, &group->work)) {
        return;
    }
    if (group->work.what.n && !list->look->is_filtered) {
        Label what = note_label(list, list->look->view.x + TEXT_X, 0, group->work.what);
        add_row(rows, ROW_WHAT, g, -1, ui_measure(ui, &what).h + 28);
    }
    for (int i = 0; i < selection->group_count[g]; i++) {
        int project = selection->items[selection->group_first[g] + i];
        add_row(rows, ROW_PROJECT, g, project, project_height(list, project));
    }
}

static uint64_t key_of(const List *list, int turn)
{
    const Ui *ui = &list->app->ui;
    uint64_t h =
        hash_u64(HASH_SEED, (uint64_t)(uint32_t)turn << 8 | (uint64_t)ui->is_portrait << 2 |
                                (uint64_t)ui->modes.is_large << 1 | 1);
    return hash_bytes(h, list->look->opened.p, (size_t)list->look->opened.n);
}

void list_layout(App *app, const Works *works, const WorkChoice *choice,
                 const WorkSelection *selection, const ListLook *look, int turn, ListRows *rows)
{
    List list = list_of(app, works, choice, look);
    uint64_t key = key_of(&list, turn);
    if (key == rows->key) {
        return;
    }
    rows->key = key;
    rows->count = 0;
    rows->h = 0;
    if (list.tab->line.n && !look->is_filtered) {
        Label note = note_label(&list, look->view.x + 76, 0, list.tab->line);
        add_row(rows, ROW_NOTE, -1, -1, ui_measure(&app->ui, &note).h + 36);
    }
    for (int g = 0; g < list.tab->count; g++) {
        if (!look->is_filtered || selection->group_count[g] > 0) {
            add_group(&list, selection, g, rows);
        }
    }
    if (list.tab->known < list.tab->stated && !look->is_filtered) {
        add_row(rows, ROW_REST, -1, -1, 108);
    }
    for (int i = 0; i < look->link_count && !look->is_filtered; i++) {
        add_row(rows, ROW_LINK, -1, i, app->ui.modes.is_large ? 128 : 112);
    }
}

static float row_height(const ListRows *rows, int i)
{
    return (i + 1 < rows->count ? rows->rows[i + 1].y : rows->h) - rows->rows[i].y;
}

float list_reveal(const ListRows *rows, Rect view, float pos, int project)
{
    for (int i = 0; project >= 0 && i < rows->count; i++) {
        if (rows->rows[i].kind != ROW_PROJECT || rows->rows[i].project != project) {
            continue;
        }
        float y = rows->rows[i].y;
        bool is_seen = y >= pos && y + row_height(rows, i) <= pos + view.h - 80;
        float limit = fmaxf(0, rows->h + FOOT - view.h);
        return is_seen ? -1 : clampf(y - view.h * 0.36f, 0, limit);
    }
    return -1;
}

// ---- drawing ----------------------------------------------------------------------

static Str counted(App *app, const char *id, int n)
{
    const char *one = n == 1 ? str_z(app->ui.frame, str_format(app->ui.frame, "%s.one", id)) : id;
    return app_label_fill(app, one, "n", str_format(app->ui.frame, "%d", n));
}

// "8 items"; under a filter "7 / 8": those it leaves.
static Str work_count(const List *list, const WorkGroup *group, int left)
{
    App *app = list->app;
    if (!list->look->is_filtered || left == group->count) {
        return group->count ? counted(app, "livelihood.items.count", group->count)
                            : group->work.category_name;
    }
    Str text = app_label_fill(app, "count.of", "n", str_format(app->ui.frame, "%d", left));
    return app_fill(app, text, "total", str_format(app->ui.frame, "%d", group->count));
}

static void draw_work(const List *list, const WorkGroup *group, int left, Rect box)
{
    App *app = list->app;
    Ui *ui = &app->ui;
    const Work *work = &group->work;
    Rect view = list->look->view;
    bool has_name = work->id.n > 0;
    Colour colour = has_name ? theme_colour(work->colour) : SLATE;
    bool is_pressed = has_name && ui_is_pressed(ui, list->look->work_action, 0, work->id);
    if (is_pressed) {
        ui_fill(ui, box, CLOUD);
    }
    part_disc(app, (Point){view.x + 66, box.y + box.h / 2}, 34,
              has_name ? work->icon : STR("scroll"), colour);
    float x = view.x + TEXT_X;
    if (work->number > 0) {
        Label number = {.type = type_sized(TYPE_N3, 40, 48),
                        .colour = colour,
                        .text = str_format(ui->frame, "%d", work->number),
                        .x = x + 20,
                        .y = box.y + box.h / 2 - 24,
                        .align = ALIGN_CENTRE};
        ui_text(ui, &number);
        x += 58;
    }
    Label name = {.type = type_sized(TYPE_H3, 29, 40),
                  .colour = INK,
                  .text = has_name ? work->name : app_label(app, "livelihood.other"),
                  .x = x,
                  .w = view.x + view.w - 76 - x,
                  .max_lines = 2,
                  .min_size = 24};
    Str count = work_count(list, group, left);
    bool has_pins = group->pin_count > 0 && !list->look->is_filtered;
    Str pins = has_pins ? counted(app, "count.points", group->pin_count) : STR_NONE;
    Label line = {.type = type_sized(TYPE_C, 22, 30),
                  .colour = SLATE,
                  .text = part_dot(app, count, pins),
                  .x = x,
                  .w = name.w,
                  .max_lines = 1,
                  .min_size = 22};
    float h = ui_measure(ui, &name).h;
    name.y = box.y + (box.h - h - ui_measure(ui, &line).h) / 2;
    line.y = name.y + h;
    ui_text(ui, &name);
    float line_w = ui_text(ui, &line).w;
    if (work->origin.is_pending) {
        chrome_pending(app, x + line_w + 16, line.y - 3);
    }
    ui_hairline(ui, view.x, box.y + box.h - 1, view.w, HAIRLINE);
    if (list->look->is_filtered || !has_name) {
        return;
    }
    part_chevron(app, (Point){view.x + view.w - 44, box.y + box.h / 2},
                 is_open(list->look, work) ? CHEVRON_UP : CHEVRON_DOWN, LAKE);
    ui_target(ui, box, list->look->work_action, 0, work->id, work->name);
}

static void draw_ring(const List *list, float done, float y)
{
    App *app = list->app;
    Rect view = list->look->view;
    Point centre = {view.x + view.w - (app->ui.is_portrait ? 94 : 112), y};
    bool is_full = done >= 1;
    chrome_ring(app, centre, 34, 8, done * list->look->sweep, is_full ? MALACHITE : AZURITE);
    if (is_full) {
        part_check(app, centre, 30, 5, MALACHITE);
        return;
    }
    Str number = str_format(app->ui.frame, "%d", (int)(done * 100));
    Type type = {FACE_SANS_BOLD, 25, 34};
    ui_text_in(&app->ui, type, INK, (Rect){centre.x - 30, centre.y - 30, 60, 60}, number);
}

static void draw_project(const List *list, const WorkGroup *group, int at, Rect box)
{
    App *app = list->app;
    Ui *ui = &app->ui;
    const ProjectBrief *project = &list->works->projects.items[at];
    const ListLook *look = list->look;
    Rect view = look->view;
    bool is_chosen = str_eq(look->chosen, project->id);
    bool is_pressed = ui_is_pressed(ui, look->project_action, 0, project->id);
    ui_fill(ui, box, is_chosen ? CHOSEN : is_pressed ? CLOUD : OPENED_GROUND);
    if (is_chosen) {
        ui_fill(ui, (Rect){view.x, box.y, 8, box.h}, GAMBOGE);
    }
    Point dot = {view.x + 66, box.y + box.h / 2};
    Colour colour = group->work.id.n ? theme_colour(group->work.colour) : SLATE;
    if (project->has_pin) {
        part_disc(app, dot, 22, STR("map-pin"), colour);
    } else {
        ui_disc(ui, dot, 7, colour);
    }
    Label name = name_label(list, at);
    Label line = line_label(list, at);
    float tag_h = has_marks(list, at) ? ui_type(ui, line.type).line : 0;
    float name_h = ui_measure(ui, &name).h;
    float line_h = line.text.n ? ui_measure(ui, &line).h + 2 : 0;
    name.x = line.x = view.x + TEXT_X;
    name.y = box.y + (box.h - name_h - line_h - tag_h) / 2;
    line.y = name.y + name_h + 2;
    ui_text(ui, &name);
    if (line.text.n) {
        ui_text(ui, &line);
    }
    float mark_x = name.x;
    float mark_y = name.y + name_h + line_h;
    if (project->status.n) {
        mark_x += status_tag(app, project->status, mark_x, mark_y, true) + 20;
    }
    if (project->is_pending) {
        chrome_pending(app, mark_x, mark_y - 1);
    }
    if (project->done >= 0) {
        draw_ring(list, project->done, box.y + box.h / 2);
    }
    part_chevron(app, (Point){view.x + view.w - 40, box.y + box.h / 2}, CHEVRON_RIGHT,
                 is_chosen ? INK : LAKE);
    ui_hairline(ui, view.x, box.y + box.h - 1, view.w, HAIRLINE);
    ui_target(ui, box, look->project_action, 0, project->id, project->name);
}

// The works that the year has and the sources do not name.
static void draw_rest(const List *list, Rect box)
{
    App *app = list->app;
    Ui *ui = &app->ui;
    Rect view = list->look->view;
    Path circle = ui_path_begin(ui);
    path_circle(&circle, (Point){0, 0}, 30);
    OutlineStyle dashes = {.is_stroke = true, .width = 3, .dash = 8, .gap = 7};
    ui_stroke(ui, &circle, view.x + 66, box.y + box.h / 2, dashes, CLEAR_BLUE);
    Str known = str_format(ui->frame, "%d", list->tab->known);
    Str text = app_label_fill(app, "livelihood.known", "known", known);
    text = app_fill(app, text, "n", str_format(ui->frame, "%d", list->tab->stated));
    Label label = note_label(list, view.x + TEXT_X, 0, text);
    label.y = box.y + (box.h - ui_measure(ui, &label).h) / 2;
    ui_text(ui, &label);
    ui_hairline(ui, view.x, box.y + box.h - 1, view.w, HAIRLINE);
}

// To a story: how works come to be, and what else is told of them.
static void draw_link(const List *list, const ListLink *link, Rect box)
{
    App *app = list->app;
    Ui *ui = &app->ui;
    Rect view = list->look->view;
    bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, link->route);
    ui_fill(ui, box, is_pressed ? CLOUD : NOTE_GROUND);
    part_disc(app, (Point){view.x + 66, box.y + box.h / 2}, 34, STR("people"), DEEP);
    Label name = {.type = type_sized(TYPE_H3, 28, 38),
                  .colour = INK,
                  .text = link->name,
                  .x = view.x + TEXT_X,
                  .w = view.w - TEXT_X - 76,
                  .max_lines = 1,
                  .min_size = 22};
    Label line = note_label(list, name.x, 0, link->line);
    line.w = name.w;
    line.max_lines = 1;
    line.min_size = 22;
    float h = ui_measure(ui, &name).h;
    name.y = box.y + (box.h - h - ui_measure(ui, &line).h) / 2;
    line.y = name.y + h;
    ui_text(ui, &name);
    ui_text(ui, &line);
    part_chevron(app, (Point){view.x + view.w - 44, box.y + box.h / 2}, CHEVRON_RIGHT, LAKE);
    ui_hairline(ui, view.x, box.y + box.h - 1, view.w, HAIRLINE);
    ui_target(ui, box, ACTION_GO, 0, link->route, name.text);
}

static void draw_row(const List *list, const ListRow *row, Rect box)
{
    Ui *ui = &list->app->ui;
    Rect view = list->look->view;
    const WorkGroup *group = row->group >= 0 ? &list->tab->groups[row->group] : NULL;
    switch ((RowKind)row->kind) {
    case ROW_NOTE: {
        ui_fill(ui, box, NOTE_GROUND);
        ui_icon(ui, "info", (Rect){view.x + 32, box.y + 20, 28, 28}, SLATE);
        Label note = note_label(list, view.x + 76, box.y + 18, list->tab->line);
        ui_text(ui, &note);
        return;
    }
    case ROW_LINK:
        draw_link(list, &list->look->links[row->project], box);
        return;
    case ROW_WORK:
        draw_work(list, group, row->project, box);
        return;
    case ROW_WHAT: {
        ui_fill(ui, box, OPENED_GROUND);
        Label what = note_label(list, view.x + TEXT_X, box.y + 14, group->work.what);
        ui_text(ui, &what);
        ui_hairline(ui, view.x, box.y + box.h - 1, view.w, HAIRLINE);
        return;
    }
    case ROW_PROJECT:
        draw_project(list, group, row->project, box);
        return;
    case ROW_REST:
        draw_rest(list, box);
        return;
    }
}

static void draw_nothing(const List *list)
{
    App *app = list->app;
    Rect view = list->look->view;
    Rect box = {view.x + 32, view.y + 32, view.w - 64, 176};
    bool is_filtered = list->look->is_filtered;
    const char *title = is_filtered ? "empty.filtered" : "empty.project";
    const char *hint = is_filtered ? "empty.filtered.hint" : "empty.project.hint";
    chrome_empty(app, box, app_label(app, title), app_label(app, hint));
    if (is_filtered) {
        chrome_button(app, (Rect){box.x, box.y + 200, box.w, 96},
                      app_label(app, "livelihood.filter.clear"), NULL, true,
                      list->look->clear_action, 0, STR_NONE);
    }
}

static int first_in_sight(const ListRows *rows, float pos)
{
    int low = 0;
    int high = rows->count;
    while (low + 1 < high) {
        int middle = (low + high) / 2;
        if (rows->rows[middle].y <= pos) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

void list_draw(App *app, const Works *works, const WorkChoice *choice, const ListLook *look,
               const ListRows *rows, Scroll *scroll)
{
    Ui *ui = &app->ui;
    List list = list_of(app, works, choice, look);
    Rect view = look->view;
    ui_scroll(ui, scroll, view, rows->count ? rows->h + FOOT : 0, false);
    if (rows->count == 0) {
        draw_nothing(&list);
        return;
    }
    ui_clip(ui, view);
    for (int i = first_in_sight(rows, scroll->pos); i < rows->count; i++) {
        float y = view.y + rows->rows[i].y - scroll->pos;
        if (y >= view.y + view.h) {
            break;
        }
        draw_row(&list, &rows->rows[i], (Rect){view.x, y, view.w, row_height(rows, i)});
    }
    ui_unclip(ui);
}
