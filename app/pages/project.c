#include "pages/project.h"
#include "pages/chrome.h"
#include "pages/parts.h"
#include "pages/project_status.h"

enum { MAX_LOCKS = 5, SCROLL_SHEET = 0 };

typedef struct {
    bool is_there;
    Project project;
    Work work;
    bool has_work;
    Str city;
    FigureList figures;
    MilestoneList milestones;
    ProjectList siblings; // of the same work, without this one
    Point focal;
} Data;

typedef struct {
    Rect picture, sheet, view, card;
    float radius; // of the sheet's top corners
} Places;

// clang-format off
static const Places WIDE = {
    .picture = {0, 0, 960, 960}, .sheet = {960, 0, 960, 960},
    .view = {1024, 36, 832, 688}, .card = {1024, 740, 832, 180}};
static const Places TALL = {
    .picture = {0, 0, 1080, 760}, .sheet = {0, 720, 1080, 1080}, .radius = 28,
    .view = {48, 748, 984, 820}, .card = {48, 1584, 984, 180}};
// clang-format on

// ---- opening ----------------------------------------------------------------------

static void opened(App *app, Page *page)
{
    Data *data = arena_new(&page->arena, Data, 1);
    Arena *arena = &page->arena;
    Store *store = app_store(app);
    page->data = data;
    data->is_there = store_project(store, arena, page->arg, &data->project);
    if (!data->is_there) {
        return;
    }
    const Project *project = &data->project;
    data->has_work = project->work.n && store_work(store, arena, project->work, &data->work);
    data->figures = part_figures(app, arena, project->figures);
    data->focal = part_focal(app, arena, project->picture);
    store_milestones(store, arena, project->id, &data->milestones, NULL);
    DistrictList cities;
    if (store_districts(store, arena, STR("city"), &cities, NULL) && cities.count) {
        data->city = cities.items[0].id;
    }
    ProjectList all;
    if (data->has_work &&
        store_projects(store, arena, STR_NONE, project->work, STR_NONE, &all, NULL)) {
        Project *others = arena_new(arena, Project, all.count);
        for (int i = 0; i < all.count; i++) {
            if (!str_eq(all.items[i].id, project->id)) {
                others[data->siblings.count++] = all.items[i];
            }
        }
        data->siblings.items = others;
    }
}

// ---- the picture ------------------------------------------------------------------

static void draw_picture(App *app, const Data *data, const Places *at)
{
    Ui *ui = &app->ui;
    Rect box = at->picture;
    ui_picture(ui, data->project.picture, box, data->focal, 1);
    static const GradientStop SCRIM[] = {{0, {0x0A, 0x26, 0x30, 0}}, {1, {0x08, 0x1E, 0x26, 150}}};
    ui_gradient(ui, (Rect){box.x, box.y + box.h - 160, box.w, 160}, SCRIM, COUNT(SCRIM));
    float y = ui->is_portrait ? at->sheet.y - 60 : 872;
    chrome_caption(app, box.x + (ui->is_portrait ? 48 : 64), y,
                   app_label(app, "project.photo-note"));
}

// ---- the sheet: one flow, walked once for its height and once to draw -------------------

typedef struct {
    App *app;
    const Data *data;
    float x, y, w;
    bool is_drawn;
    float sweep;
} Flow;

// Category tag and year.
static void flow_tag(Flow *flow)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    const Project *project = &flow->data->project;
    Str text = flow->data->has_work ? flow->data->work.short_name : project->category_name;
    if (flow->data->has_work && str_is(flow->data->work.kind, "changyou")) {
        text = flow->data->work.name;
    }
    flow->y += 20;
    if (flow->is_drawn) {
        Label label = {.type = type_sized(TYPE_H3, 26, 38), .colour = WHITE, .text = text};
        float w = ui_measure(ui, &label).w;
        Rect tag = {flow->x, flow->y, w + 82, 56};
        ui_round(ui, tag, 12, theme_colour(project->colour));
        ui_icon_named(ui, project->icon, (Rect){tag.x + 14, tag.y + 12, 32, 32}, WHITE);
        label.x = tag.x + 58;
        label.y = tag.y + (tag.h - ui_type(ui, label.type).line) / 2;
        ui_text(ui, &label);
        Label year = {.type = type_sized(TYPE_N3, 40, 52),
                      .colour = SLATE,
                      .text = project->year,
                      .x = tag.x + tag.w + 24,
                      .y = tag.y + 2};
        float year_w = project->year.n ? ui_text(ui, &year).w + 24 : 0;
        if (project->origin.is_pending) {
            chrome_pending(app, tag.x + tag.w + 24 + year_w, tag.y + 11);
        }
    }
    flow->y += 56 + 18;
}

static void flow_name(Flow *flow)
{
    Ui *ui = &flow->app->ui;
    Type type = ui_is_english(ui) ? type_sized(TYPE_H1, 45, 56) : type_sized(TYPE_H1, 64, 80);
    Label name = {.type = type,
                  .colour = INK,
                  .text = flow->data->project.name,
                  .x = flow->x,
                  .y = flow->y,
                  .w = flow->w,
                  .max_lines = 2,
                  .is_balanced = true};
    // One line while that stays legible as a title; else two.
    Label one = name;
    one.w = 0;
    float fit = type.size * fminf(1, flow->w / fmaxf(ui_measure(ui, &one).w, 1));
    float least = ui_is_english(ui) ? 38 : 46;
    name.type.size = fit >= least ? floorf(fit / 2) * 2 : least + 4;
    name.type.line = name.type.size * 1.25f;
    flow->y += part_text(ui, &name, flow->is_drawn).h + 8;
}

static void flow_place(Flow *flow)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    const Project *project = &flow->data->project;
    Str said = project->place.n   ? project->place
               : project->has_pin ? app_label(app, "project.onmap")
               : str_eq(project->district, flow->data->city)
                   ? app_label(app, "livelihood.nopin")
                   : app_label(app, "project.place.unstated");
    Str district = project->place.n || !str_eq(project->district, flow->data->city)
                       ? project->district_name
                       : STR_NONE;
    Label place = {.type = type_sized(TYPE_L, 26, 40),
                   .colour = SLATE,
                   .text = part_dot(app, district, said),
                   .x = flow->x + 40,
                   .y = flow->y,
                   .w = flow->w - 40,
                   .max_lines = 2};
    if (flow->is_drawn) {
        ui_icon(ui, "map-pin", (Rect){flow->x, flow->y + 6, 30, 30}, SLATE);
    }
    flow->y += part_text(ui, &place, flow->is_drawn).h + 20;
}

// A label in small type and what it says under it.
static void flow_said(Flow *flow, const char *label_id, Str text, float w)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    Label label = {.type = theme_type(TYPE_C),
                   .colour = SLATE,
                   .text = app_label(app, label_id),
                   .x = flow->x,
                   .y = flow->y,
                   .w = w};
    flow->y += part_text(ui, &label, flow->is_drawn).h + 4;
    Label said = {.type = type_sized(TYPE_B1, 30, 44),
                  .colour = INK,
                  .text = text,
                  .x = flow->x,
                  .y = flow->y,
                  .w = w,
                  .align = ui_is_english(ui) ? ALIGN_START : ALIGN_JUSTIFY,
                  .is_hanging = true};
    flow->y += part_text(ui, &said, flow->is_drawn).h + 14;
}

static Str amount_words(App *app, const Project *project, double number)
{
    Str value = number == (double)(long long)number
                    ? str_format(app->ui.frame, "%lld", (long long)number)
                    : str_format(app->ui.frame, "%g", number);
    Figure figure = {.value = value,
                     .number = number,
                     .unit = project->unit,
                     .unit_name = project->unit_name,
                     .unit_factor = project->unit_factor,
                     .unit_style = project->unit_style};
    return amount_text(app, &figure);
}

// Amounts of which only one is stated, in words.
static void flow_amount_said(Flow *flow)
{
    const Project *project = &flow->data->project;
    if (project->has_amounts) {
        return;
    }
    if (project->has_plan) {
        Str plan = amount_words(flow->app, project, project->plan);
        flow_said(flow, "project.plan", plan, flow->w);
    }
    if (project->has_done) {
        Str made = amount_words(flow->app, project, project->done);
        flow_said(flow, "project.done", made, flow->w);
    }
}

static const float SHARE_W = 290; // kept free at the right of goal and progress

// The share done in large figures, its two amounts under it, at the right of what stands at `y`.
static void flow_share(Flow *flow, float y)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    const Project *project = &flow->data->project;
    float done = project_done(project);
    float right = flow->x + flow->w;
    if (flow->is_drawn) {
        Label sign = {.type = type_sized(TYPE_N1, 48, 112),
                      .colour = AZURITE,
                      .text = STR("%"),
                      .x = right,
                      .y = y + 6,
                      .align = ALIGN_END};
        float sign_w = ui_text(ui, &sign).w;
        Label number = {.type = type_sized(TYPE_N1, 104, 112),
                        .colour = AZURITE,
                        .text = str_format(ui->frame, "%d", (int)(done * flow->sweep * 100 + 0.5f)),
                        .x = right - sign_w - 4,
                        .y = y - 10,
                        .align = ALIGN_END,
                        .is_tabular = true};
        ui_text(ui, &number);
        Str plan = amount_words(app, project, project->plan);
        Str made = amount_words(app, project, project->done);
        Str plan_text = str_format(ui->frame, "%.*s %.*s", STR_ARG(app_label(app, "project.plan")),
                                   STR_ARG(plan));
        Str done_text = str_format(ui->frame, "%.*s %.*s", STR_ARG(app_label(app, "project.done")),
                                   STR_ARG(made));
        Label words = {.type = theme_type(TYPE_C),
                       .colour = SLATE,
                       .text = part_dot(app, plan_text, done_text),
                       .x = right,
                       .y = y + 108,
                       .align = ALIGN_END};
        ui_text(ui, &words);
    }
    flow->y = fmaxf(flow->y, y + 152);
    if (flow->is_drawn) {
        Rect bar = {flow->x, flow->y, flow->w, 16};
        ui_round(ui, bar, 8, TRACK);
        bar.w = fmaxf(16, bar.w * clampf(done * flow->sweep, 0, 1));
        ui_round(ui, bar, 8, done >= 1 ? MALACHITE : AZURITE);
    }
    flow->y += 16 + 24;
}

// What the sources do not state, in one calm line.
static void flow_unstated(Flow *flow)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    const Project *project = &flow->data->project;
    bool has_progress = project_progress(app, project).n || project->has_plan ||
                        project->has_done || flow->data->milestones.count;
    const struct {
        bool is_stated;
        const char *label;
    } FACTS[] = {{project->goal.n > 0, "project.goal"},
                 {has_progress, "project.progress"},
                 {project->lead_unit.n > 0, "project.unit"}};
    Str parts[COUNT(FACTS)];
    int count = 0;
    for (int i = 0; i < COUNT(FACTS); i++) {
        if (!FACTS[i].is_stated) {
            parts[count++] = app_label(app, FACTS[i].label);
        }
    }
    if (!count) {
        return;
    }
    Str comma = ui_is_english(ui) ? STR(", ") : STR("、");
    Str what = str_join(ui->frame, parts, count, comma);
    Label line = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = app_label_fill(app, "project.unstated", "what", what),
                  .x = flow->x + 40,
                  .y = flow->y,
                  .w = flow->w - 40};
    if (flow->is_drawn) {
        ui_icon(ui, "info", (Rect){flow->x, flow->y + 1, 28, 28}, SLATE);
    }
    flow->y += part_text(ui, &line, flow->is_drawn).h + 20;
}

// One chamber of the locks: water high and ticked when done, low when still to come.
static void draw_chamber(App *app, Rect box, bool is_done, bool is_here, float sweep)
{
    Ui *ui = &app->ui;
    ui_fill(ui, box, is_done ? CLOUD : RGB(0xE7EDEA));
    float full = (is_done ? 0.86f * sweep : 0.14f) * box.h;
    Rect water = {box.x, box.y + box.h - full, box.w, full};
    ui_fill(ui, water, is_done ? AZURITE : RGB(0xC2D4D1));
    if (is_done && sweep > 0.6f) {
        Point middle = {box.x + box.w / 2, box.y + box.h * 0.56f};
        part_check(app, middle, 34, 5, WHITE);
        ui_round(ui, (Rect){box.x + 24, box.y + box.h * 0.30f, 42, 3}, 1.5f, RGBA(0xFFFFFF, 0.6f));
    }
    if (is_here) {
        ui_pearl(ui, (Point){box.x + box.w / 2, box.y + 4}, 13);
    }
}

// Stated milestones as canal locks (§6.6): as many chambers as there are, each 9 dp higher.
static void flow_locks(Flow *flow)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    const MilestoneList *list = &flow->data->milestones;
    int count = list->count < MAX_LOCKS ? list->count : MAX_LOCKS;
    if (!count) {
        return;
    }
    float w = fminf(flow->w / (float)count, 277);
    int last = -1;
    for (int i = 0; i < count; i++) {
        last = list->items[i].is_done ? i : last;
    }
    const float height = 118;
    flow->y += 24 + 9 * (float)(count - 1);
    float label_h = 0;
    for (int i = 0; i < count; i++) {
        const Milestone *step = &list->items[i];
        Rect box = {flow->x + w * (float)i, flow->y - 9 * (float)i, w, height};
        Label name = {.type = type_sized(TYPE_L, 24, 32),
                      .colour = INK,
                      .text = step->name,
                      .x = box.x + 12,
                      .y = flow->y + height + 16,
                      .w = w - 24,
                      .align = ALIGN_CENTRE,
                      .max_lines = 3};
        name.type.face = i == last ? FACE_SANS_BOLD : FACE_SANS_REGULAR;
        Label date = {.type = theme_type(TYPE_C),
                      .colour = SLATE,
                      .text = date_text(app, step->date),
                      .x = box.x + w / 2,
                      .align = ALIGN_CENTRE};
        if (flow->is_drawn) {
            draw_chamber(app, box, step->is_done, i == last, flow->sweep);
            ui_fill(ui, (Rect){box.x - 5, box.y - 14, 10, height + 14}, DEEP);
        }
        float name_h = part_text(ui, &name, flow->is_drawn).h;
        date.y = name.y + name_h;
        label_h =
            fmaxf(label_h, name_h + (date.text.n ? part_text(ui, &date, flow->is_drawn).h : 0));
    }
    if (flow->is_drawn) {
        float top = flow->y - 9 * (float)(count - 1) - 14;
        ui_fill(ui, (Rect){flow->x + w * (float)count - 5, top, 10, height + 14}, DEEP);
    }
    flow->y += height + 16 + label_h + 20;
}

static void flow_figures(Flow *flow)
{
    App *app = flow->app;
    const FigureList *list = &flow->data->figures;
    if (!list->count) {
        return;
    }
    if (flow->is_drawn) {
        part_heading(app, flow->x, flow->y, app_label(app, "project.figures"), STR_NONE);
    }
    flow->y += PART_HEADING;
    int columns = part_figure_columns(app, list, flow->w, list->count < 3 ? 2 : 3);
    float w = flow->w / (float)columns;
    float h = part_figure_height(&app->ui);
    for (int i = 0; i < list->count; i++) {
        if (flow->is_drawn) {
            Rect box = {flow->x + w * (float)(i % columns), flow->y + h * (float)(i / columns),
                        w - 16, h};
            part_figure(app, box, &list->items[i], part_rule_colour(i));
        }
    }
    flow->y += h * (float)((list->count + columns - 1) / columns) + 8;
}

static void flow_siblings(Flow *flow)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    const ProjectList *list = &flow->data->siblings;
    if (!list->count) {
        return;
    }
    if (flow->is_drawn) {
        part_heading(app, flow->x, flow->y, app_label(app, "project.siblings"),
                     str_format(ui->frame, "%d", list->count));
        ui_hairline(ui, flow->x, flow->y + PART_HEADING - 1, flow->w, HAIRLINE);
    }
    flow->y += PART_HEADING;
    for (int i = 0; i < list->count; i++) {
        const Project *project = &list->items[i];
        Rect box = {flow->x, flow->y, flow->w, 0};
        flow->y += part_row(app, box, 0, project->name, project_progress(app, project),
                            app_route(app, "project", project->id), flow->is_drawn);
    }
}

static float flow_all(App *app, const Page *page, float x, float y, float w, bool is_drawn)
{
    const Data *data = page->data;
    const Project *project = &data->project;
    Flow flow = {.app = app,
                 .data = data,
                 .x = x,
                 .y = y,
                 .w = w,
                 .is_drawn = is_drawn,
                 .sweep = page_sweep(app, page, 0, MS_COUNT)};
    flow_tag(&flow);
    flow_name(&flow);
    flow_place(&flow);
    bool has_share = project_done(project) >= 0;
    float said_w = has_share ? w - SHARE_W : w;
    float top = flow.y;
    if (project->goal.n) {
        flow_said(&flow, "project.goal", project->goal, said_w);
    }
    Str progress = project_progress(app, project);
    if (progress.n) {
        flow_said(&flow, "project.progress", progress, said_w);
    }
    if (has_share) {
        flow_share(&flow, top);
    }
    flow_amount_said(&flow);
    flow_locks(&flow);
    if (project->lead_unit.n) {
        flow_said(&flow, "project.unit", project->lead_unit, w);
    }
    flow_unstated(&flow);
    Rect source = {x, flow.y, w, 0};
    if (is_drawn) {
        chrome_source(app, source, &project->origin);
    }
    flow.y += 2 * ui_type(&app->ui, theme_type(TYPE_C)).line + 4;
    flow_figures(&flow);
    flow_siblings(&flow);
    return flow.y - y;
}

// ---- the card -----------------------------------------------------------------------

static void draw_card(App *app, const Data *data, Rect card)
{
    Ui *ui = &app->ui;
    const Project *project = &data->project;
    chrome_card(app, card, 16, ELEVATION_RESTING);
    float text_w = card.w - 32 - 190;
    Label name = {.type = type_sized(TYPE_H2, ui_is_english(ui) ? 26 : 34, 46),
                  .colour = INK,
                  .text = data->has_work ? data->work.name : app_label(app, "livelihood.other"),
                  .x = card.x + 28,
                  .y = card.y + 22,
                  .w = text_w,
                  .max_lines = 1,
                  .min_size = 22};
    ui_text(ui, &name);
    if (data->has_work) {
        Label what = {.type = type_sized(TYPE_B2, 24, 32),
                      .colour = SLATE,
                      .text = data->work.what,
                      .x = card.x + 28,
                      .y = card.y + 72,
                      .w = text_w,
                      .max_lines = 3,
                      .min_size = 22};
        ui_text(ui, &what);
    }
    Str route = app_route(app, "livelihood", project->id);
    Str text = app_label(app, project->has_pin ? "button.place" : "project.list");
    Rect button = {card.x + card.w - 166, card.y + 16, 150, 148};
    bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, route);
    ui_round(ui, button, 16, is_pressed ? RGB(0x0A2731) : DEEP);
    ui_icon(ui, project->has_pin ? "map-pin" : "scroll",
            (Rect){button.x + 53, button.y + 28, 44, 44}, WHITE);
    Label label = {.type = type_sized(TYPE_L, 26, 34),
                   .colour = WHITE,
                   .text = text,
                   .x = button.x + 10,
                   .y = button.y + 82,
                   .w = button.w - 20,
                   .align = ALIGN_CENTRE,
                   .max_lines = 1,
                   .min_size = 22};
    ui_text(ui, &label);
    ui_target(ui, button, ACTION_GO, 0, route, text);
}

static void drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const Data *data = page->data;
    const Places *at = ui->is_portrait ? &TALL : &WIDE;
    if (!data->is_there) {
        chrome_backdrop(app, 0);
        chrome_empty(app, (Rect){232, 360, 784, 176}, app_label(app, "empty.project"),
                     app_label(app, "empty.page.hint"));
        return;
    }
    draw_picture(app, data, at);
    Str latin = ui_is_english(ui) ? app_label(app, "livelihood.slip.latin") : STR_NONE;
    chrome_slip(app, app_label(app, "livelihood.slip"), latin); // no caption over the picture
    if (ui->is_portrait) {
        Rect sheet = at->sheet;
        ui_shadow(ui, sheet, at->radius, ELEVATION_RAISED);
        ui_round(ui, (Rect){sheet.x, sheet.y, sheet.w, sheet.h + 40}, at->radius, MOON);
    } else {
        ui_shadow(ui, at->sheet, 0, ELEVATION_RAISED);
        ui_fill(ui, at->sheet, MOON);
    }
    Scroll *scroll = &page->scrolls[SCROLL_SHEET];
    Rect view = {at->view.x - 16, at->view.y, at->view.w + 32, at->view.h};
    float content = flow_all(app, page, at->view.x, 0, at->view.w, false);
    ui_scroll(ui, scroll, view, content + (content > view.h ? 56 : 0), false);
    ui_clip(ui, view);
    flow_all(app, page, at->view.x, view.y - scroll->pos, at->view.w, true);
    ui_unclip(ui);
    if (scroll->pos < scroll->limit - 1) {
        static const GradientStop FADE[] = {{0, {0xEE, 0xF3, 0xF0, 0}},
                                            {1, {0xEE, 0xF3, 0xF0, 255}}};
        ui_gradient(ui, (Rect){view.x, view.y + view.h - 56, view.w, 56}, FADE, COUNT(FADE));
    }
    if (scroll->pos > 1) {
        static const GradientStop TOP[] = {{0, {0xEE, 0xF3, 0xF0, 255}},
                                           {1, {0xEE, 0xF3, 0xF0, 0}}};
        ui_gradient(ui, (Rect){view.x, view.y, view.w, 28}, TOP, COUNT(TOP));
    }
    draw_card(app, data, at->card);
}

const PageClass page_project = {
    .name = "project",
    .section = "livelihood",
    .has_bar = true,
    .opened = opened,
    .drawn = drawn,
};
