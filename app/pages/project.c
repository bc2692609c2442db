#include "pages/project.h"
#include "pages/chrome.h"
#include "pages/parts.h"
#include "pages/project_status.h"
#include "pages/qr_card.h"

enum { MAX_LOCKS = 5, SCROLL_SHEET = 0, N_LARGE = 0 };
enum { TAP_LARGE = ACTION_PAGE }; // shows the code large, and puts it away

typedef struct {
    bool is_there;
    Project project;
    Work work;
    bool has_work;
    Str city;
    FigureList figures;
    MilestoneList milestones;
    ProjectBriefList siblings; // the first of the same work, without this one
    StoryList stories;         // about it, then about its work
    QrCard card;               // made in the first frame
    Point focal;
} Data;

typedef struct {
    Rect picture, sheet, view; // the card stands at the foot of the view
    float radius;              // of the sheet's top corners
} Places;

// clang-format off
static const Places WIDE = {
    .picture = {0, 0, 960, 960}, .sheet = {960, 0, 960, 960},
    .view = {1024, 36, 832, 884}};
static const Places TALL = {
    .picture = {0, 0, 1080, 640}, .sheet = {0, 600, 1080, 1200}, .radius = 28,
    .view = {48, 628, 984, 1136}};
// clang-format on

// ---- opening ----------------------------------------------------------------------

static void load_stories(App *app, Page *page)
{
    Data *data = page->data;
    Arena *arena = &page->arena;
    StoryList own = {0};
    StoryList of_work = {0};
    Str entity = str_format(arena, "project:%.*s", STR_ARG(data->project.id));
    store_stories(app_store(app), arena, entity, &own, NULL);
    if (data->has_work) {
        entity = str_format(arena, "work:%.*s", STR_ARG(data->work.id));
        store_stories(app_store(app), arena, entity, &of_work, NULL);
    }
    Story *all = arena_new(arena, Story, own.count + of_work.count);
    for (int i = 0; i < own.count; i++) {
        all[data->stories.count++] = own.items[i];
    }
    for (int i = 0; i < of_work.count; i++) {
        bool is_new = true;
        for (int k = 0; k < own.count; k++) {
            is_new = is_new && !str_eq(own.items[k].id, of_work.items[i].id);
        }
        if (is_new) {
            all[data->stories.count++] = of_work.items[i];
        }
    }
    data->stories.items = all;
}

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
    if (data->has_work) {
        store_project_mates(store, arena, project->work, project->id, &data->siblings, NULL);
    }
    load_stories(app, page);
}

// ---- the picture ------------------------------------------------------------------

// Of a project without one: the city's far hills, so that nothing looks broken.
static void draw_far_hills(App *app, Rect box)
{
    Ui *ui = &app->ui;
    static const GradientStop SKY[] = {{0, {0xCF, 0xE2, 0xE2, 255}},
                                       {0.6f, {0xEA, 0xF1, 0xEC, 255}},
                                       {1, {0xD2, 0xE5, 0xE3, 255}}};
    ui_gradient(ui, box, SKY, COUNT(SKY));
    ui_clip(ui, box);
    float w = box.h * 3;
    chrome_panorama(app, "panorama/far", box.x - w / 6, box.y, w, 0.8f);
    chrome_panorama(app, "panorama/mid", box.x - w / 5, box.y, w, 0.6f);
    ui_unclip(ui);
}

static void draw_picture(App *app, const Data *data, const Places *at)
{
    Ui *ui = &app->ui;
    Rect box = at->picture;
    if (!data->project.picture.n) {
        draw_far_hills(app, box);
        return;
    }
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

// The official word, with its sign and its date.
static void flow_status(Flow *flow)
{
    App *app = flow->app;
    Ui *ui = &app->ui;
    const Project *project = &flow->data->project;
    Str word = status_word(app, project->status);
    if (!word.n) {
        return;
    }
    Colour colour = status_colour(status_of(project->status));
    Label name = {.type = type_sized(TYPE_H2, ui_is_english(ui) ? 30 : 38, 46),
                  .colour = colour,
                  .text = word,
                  .x = flow->x + 52,
                  .y = flow->y};
    Extent size = part_text(ui, &name, flow->is_drawn);
    Label date = {
        .type = theme_type(TYPE_C),
        .colour = SLATE,
        .text = app_label_fill(app, "date.asof", "date", date_text(app, project->status_date)),
        .x = name.x + size.w + 20,
        .y = flow->y + (size.h - ui_type(ui, theme_type(TYPE_C)).line) / 2 + 2};
    if (flow->is_drawn) {
        status_sign(app, status_of(project->status),
                    (Point){flow->x + 20, flow->y + size.h / 2 + 1}, 38, colour);
        if (project->status_date.n) {
            ui_text(ui, &date);
        }
    }
    flow->y += size.h + 14;
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

static void flow_heading(Flow *flow, const char *label, int count)
{
    App *app = flow->app;
    if (flow->is_drawn) {
        Str number = count ? str_format(app->ui.frame, "%d", count) : STR_NONE;
        part_heading(app, flow->x, flow->y, app_label(app, label), number);
        ui_hairline(&app->ui, flow->x, flow->y + PART_HEADING - 1, flow->w, HAIRLINE);
    }
    flow->y += PART_HEADING;
}

static void flow_row(Flow *flow, Str title, Str line, Str route)
{
    Rect box = {flow->x, flow->y, flow->w, 0};
    flow->y += part_row(flow->app, box, 0, title, line, route, flow->is_drawn);
}

// The work it is a part of, and the others of it.
static void flow_work(Flow *flow)
{
    App *app = flow->app;
    const Data *data = flow->data;
    if (!data->has_work) {
        return;
    }
    flow_heading(flow, "project.work", 0);
    flow_row(flow, data->work.name, data->work.what, app_route(app, "livelihood", data->work.id));
    const ProjectBriefList *list = &data->siblings;
    if (!list->count) {
        return;
    }
    int others = data->work.project_count - 1;
    flow_heading(flow, "project.siblings", others);
    for (int i = 0; i < list->count; i++) {
        const ProjectBrief *other = &list->items[i];
        Str line = part_dot(app, status_word(app, other->status), other->progress);
        flow_row(flow, other->name, line, app_route(app, "project", other->id));
    }
    if (others > list->count) {
        Str count = str_format(app->ui.frame, "%d", data->work.project_count);
        flow_row(flow, app_label_fill(app, "project.works.all", "n", count), STR_NONE,
                 app_route(app, "livelihood", data->work.id));
    }
}

static void flow_stories(Flow *flow)
{
    const StoryList *list = &flow->data->stories;
    if (!list->count) {
        return;
    }
    flow_heading(flow, "project.stories", list->count);
    for (int i = 0; i < list->count; i++) {
        const Story *story = &list->items[i];
        flow_row(flow, story->title, story->lead, app_route(flow->app, "story", story->id));
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
    flow_status(&flow);
    if (project->progress.n) {
        flow_said(&flow, "project.progress", project->progress, said_w);
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
    flow_stories(&flow);
    flow_work(&flow);
    return flow.y - y;
}

// ---- the page -----------------------------------------------------------------------

static void draw_sheet(App *app, Page *page, const Places *at, float card_h)
{
    Ui *ui = &app->ui;
    Rect sheet = at->sheet;
    ui_shadow(ui, sheet, at->radius, ELEVATION_RAISED);
    ui_round(ui, (Rect){sheet.x, sheet.y, sheet.w, sheet.h + 40}, at->radius, MOON);
    Scroll *scroll = &page->scrolls[SCROLL_SHEET];
    Rect view = {at->view.x - 16, at->view.y, at->view.w + 32, at->view.h - card_h - 16};
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
}

static void drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    Data *data = page->data;
    const Places *at = ui->is_portrait ? &TALL : &WIDE;
    if (!data->is_there) {
        chrome_backdrop(app, 0);
        chrome_empty(app, (Rect){232, 360, 784, 176}, app_label(app, "empty.project"),
                     app_label(app, "empty.page.hint"));
        return;
    }
    if (!data->card.text.n) {
        const Work *work = data->has_work ? &data->work : NULL;
        qr_card_load(app, &page->arena, &data->project, work, &data->card);
    }
    draw_picture(app, data, at);
    Str latin = ui_is_english(ui) ? app_label(app, "livelihood.slip.latin") : STR_NONE;
    chrome_slip(app, app_label(app, "livelihood.slip"), latin); // no caption over the picture
    float card_h = qr_card_height(ui, &data->card);
    draw_sheet(app, page, at, card_h);
    bool has_pin = data->project.has_pin;
    QrCardButton button = {.route = app_route(app, "livelihood", data->project.id),
                           .text = app_label(app, has_pin ? "button.place" : "project.list"),
                           .icon = has_pin ? "map-pin" : "scroll"};
    Rect view = at->view;
    qr_card_draw(app, &data->card, (Rect){view.x, view.y + view.h - card_h, view.w, card_h},
                 &button, TAP_LARGE);
    if (page->memory.n[N_LARGE]) {
        qr_card_large(app, &data->card, TAP_LARGE);
    }
}

static void tapped(App *app, Page *page, const Target *target)
{
    (void)app;
    if (target->action == TAP_LARGE) {
        page->memory.n[N_LARGE] = !page->memory.n[N_LARGE];
    }
}

const PageClass page_project = {
    .name = "project",
    .section = "livelihood",
    .has_bar = true,
    .opened = opened,
    .drawn = drawn,
    .tapped = tapped,
};
