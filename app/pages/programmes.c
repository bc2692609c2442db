#include "pages/programmes.h"
#include "pages/facts.h"
#include "pages/parts.h"

enum { ACT_GROUP = ACTION_PAGE, LEAST_BARS = 3 };

static const float GAP = 20;
static const float BAR_ROW = 96;

typedef struct {
    int programme; // index in the list
    Figure figure;
} Bar;

typedef struct {
    GroupList groups;
    ProgrammeList list; // of the group chosen
    StoryList stories;  // about one of them
    Bar *bars;          // those that count the same thing; none below LEAST_BARS
    int bar_count;
    int loaded; // index it was loaded for
} Programmes;

static bool counts_alike(const Figure *a, const Figure *b)
{
    return a->kind == FIGURE_ACTUAL && b->kind == FIGURE_ACTUAL && b->number > 0 &&
           str_eq(a->unit, b->unit) && str_eq(a->period, b->period);
}

// The most programmes of the list whose first figures count the same thing in the same time.
static void load_bars(App *app, Arena *arena, Programmes *data)
{
    Bar *all = arena_new(arena, Bar, data->list.count);
    int count = 0;
    for (int i = 0; i < data->list.count; i++) {
        FigureList figures = part_figures(app, arena, data->list.items[i].figures);
        if (figures.count) {
            all[count++] = (Bar){.programme = i, .figure = figures.items[0]};
        }
    }
    data->bars = arena_new(arena, Bar, count);
    data->bar_count = 0;
    for (int pivot = 0; pivot < count; pivot++) {
        int alike = 0;
        for (int i = 0; i < count; i++) {
            alike += counts_alike(&all[pivot].figure, &all[i].figure);
        }
        if (alike <= data->bar_count) {
            continue;
        }
        data->bar_count = 0;
        for (int i = 0; i < count; i++) {
            if (counts_alike(&all[pivot].figure, &all[i].figure)) {
                data->bars[data->bar_count++] = all[i];
            }
        }
    }
}

static void load_stories(App *app, Arena *arena, Programmes *data)
{
    int capacity = 0;
    Story *stories = NULL;
    data->stories = (StoryList){0};
    for (int i = 0; i < data->list.count; i++) {
        Str about = str_format(arena, "programme:%.*s", STR_ARG(data->list.items[i].id));
        StoryList list;
        if (!store_stories(app_store(app), arena, about, &list, NULL)) {
            continue;
        }
        for (int k = 0; k < list.count; k++) {
            bool is_new = true;
            for (int n = 0; n < data->stories.count; n++) {
                is_new = is_new && !str_eq(stories[n].id, list.items[k].id);
            }
            if (is_new) {
                stories =
                    arena_grow(arena, stories, &capacity, data->stories.count + 1, sizeof(Story));
                stories[data->stories.count++] = list.items[k];
            }
        }
    }
    data->stories.items = stories;
}

static void load_group(App *app, Page *page, Programmes *data, int index)
{
    data->loaded = index;
    Str group = data->groups.count ? data->groups.items[index].id : STR_NONE;
    store_programmes(app->store, &page->arena, group, STR_NONE, &data->list, NULL);
    load_stories(app, &page->arena, data);

    load_bars(app, &page->arena, data);
}

static void programmes_opened(App *app, Page *page)
{
    Programmes *data = arena_new(&page->arena, Programmes, 1);
    page->data = data;
    store_programme_groups(app->store, &page->arena, &data->groups, NULL);
    for (int i = 0; page->memory.n[1] == 0 && i < data->groups.count; i++) {
        if (str_eq(data->groups.items[i].id, page->arg)) {
            page->memory.n[0] = i;
        }
    }
    page->memory.n[1] = 1; // from now on the visitor chooses
    load_group(app, page, data, page->memory.n[0]);
}

// A programme as a card; nothing of it is cut. Returns its height.
static float card(App *app, const Programme *one, Rect box, bool is_drawn)
{
    Ui *ui = &app->ui;
    float x = box.x + 32;
    float w = box.w - 60;
    Label name = {.type = theme_type(TYPE_H3), .colour = INK, .text = one->name, .x = x, .w = w};
    Str place = one->owner.n ? one->owner : one->district_name;
    Label owner = {.type = theme_type(TYPE_C), .colour = AZURITE, .text = place, .x = x, .w = w};
    Label what = {
        .type = type_sized(TYPE_B2, 24, 36), .colour = SLATE, .text = one->what, .x = x, .w = w};
    float name_h = ui_measure(ui, &name).h;
    float owner_h = place.n ? ui_measure(ui, &owner).h : 0;
    float what_h = one->what.n ? ui_measure(ui, &what).h + 6 : 0;
    float h = fmaxf(108, 18 + name_h + owner_h + what_h + 18);
    if (!is_drawn) {
        return h;
    }
    Str route = app_route(app, "programme", one->id);
    bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, route);
    ui_shadow(ui, box, 0, ELEVATION_RESTING);
    ui_fill(ui, box, is_pressed ? CLOUD : WHITEWASH);
    ui_fill(ui, (Rect){box.x, box.y, 8, box.h}, MALACHITE);
    name.y = box.y + 18;
    owner.y = name.y + name_h;
    what.y = owner.y + owner_h + 6;
    ui_text(ui, &name);
    if (place.n) {
        ui_text(ui, &owner);
    }
    if (one->what.n) {
        ui_text(ui, &what);
    }
    ui_target(ui, box, ACTION_GO, 0, route, one->name);
    return h;
}

static float story_card(App *app, const Story *story, Rect box, bool is_drawn)
{
    Ui *ui = &app->ui;
    Label title = {.type = type_sized(TYPE_H3, 26, 34),
                   .colour = INK,
                   .text = story->title,
                   .x = box.x + 96,
                   .w = box.w - 152};
    float title_h = ui_measure(ui, &title).h;
    float h = fmaxf(96, title_h + 32);
    if (!is_drawn) {
        return h;
    }
    Str route = app_route(app, "story", story->id);
    ui_shadow(ui, box, 0, ELEVATION_RESTING);
    ui_fill(ui, box, ui_is_pressed(ui, ACTION_GO, 0, route) ? HAIRLINE : CLOUD);
    part_disc(app, (Point){box.x + 48, box.y + box.h / 2}, 26, STR("play"), MALACHITE);
    title.y = box.y + (box.h - title_h) / 2;
    ui_text(ui, &title);
    part_chevron(app, (Point){box.x + box.w - 32, box.y + box.h / 2}, CHEVRON_RIGHT, LAKE);
    ui_target(ui, box, ACTION_GO, 0, route, story->title);
    return h;
}

// Cards in columns, row by row as high as the highest; those of the list's stories or programmes.
static float cards(App *app, const Programmes *data, bool is_stories, Rect view, float top,
                   bool is_drawn)
{
    int columns = app->ui.is_portrait ? 1 : 2;
    int count = is_stories ? data->stories.count : data->list.count;
    float w = (view.w - 32 - GAP * (float)(columns - 1)) / (float)columns;
    float y = top;
    for (int first = 0; first < count; first += columns) {
        float h = 0;
        for (int pass = 0; pass <= (is_drawn ? 1 : 0); pass++) {
            if (pass == 1 && (y > view.y + view.h || y + h < view.y)) {
                break;
            }
            for (int i = first; i < first + columns && i < count; i++) {
                Rect box = {view.x + 16 + (w + GAP) * (float)(i - first), y, w, h};
                float own = is_stories ? story_card(app, &data->stories.items[i], box, pass == 1)
                                       : card(app, &data->list.items[i], box, pass == 1);
                h = fmaxf(h, own);
            }
        }
        y += h + GAP;
    }
    return y - top;
}

// The same count of several programmes side by side; a bar leads to its programme.
static float draw_bars(App *app, Page *page, Rect view, float top, bool is_drawn)
{
    Ui *ui = &app->ui;
    const Programmes *data = page->data;
    if (data->bar_count < LEAST_BARS) {
        return 0;
    }
    float h = PART_HEADING + BAR_ROW * (float)data->bar_count + 16;
    if (!is_drawn) {
        return h + GAP;
    }
    Rect box = {view.x + 16, top, view.w - 32, h};
    chrome_card(app, box, 0, ELEVATION_RESTING);
    part_heading(app, box.x + 28, box.y, app_label(app, "programmes.bars"),
                 fact_period(app, &data->bars[0].figure));
    double most = 0;
    for (int i = 0; i < data->bar_count; i++) {
        most = fmax(most, data->bars[i].figure.number);
    }
    float name_w = ui->is_portrait ? 300 : 340;
    float bar_x = box.x + 28 + name_w + 20;
    float bar_w = box.w - 28 - name_w - 20 - 220;
    for (int i = 0; i < data->bar_count; i++) {
        const Programme *one = &data->list.items[data->bars[i].programme];
        const Figure *figure = &data->bars[i].figure;
        Str route = app_route(app, "programme", one->id);
        Rect row = {box.x + 12, box.y + PART_HEADING + BAR_ROW * (float)i, box.w - 24, BAR_ROW};
        if (ui_is_pressed(ui, ACTION_GO, 0, route)) {
            ui_fill(ui, row, CLOUD);
        }
        Label name = {.type = type_sized(TYPE_B2, 26, 34),
                      .colour = INK,
                      .text = one->name,
                      .x = box.x + 28,
                      .w = name_w,
                      .max_lines = 2,
                      .min_size = 22};
        name.y = row.y + (row.h - ui_measure(ui, &name).h) / 2;
        ui_text(ui, &name);
        float sweep = page_sweep(app, page, MS_STAGGER * i, MS_COUNT);
        float long_dp = bar_w * (float)(figure->number / most) * sweep;
        Rect bar = {bar_x, row.y + row.h / 2 - 14, fmaxf(long_dp, 14), 28};
        ui_round(ui, bar, 14, i % 2 ? AZURITE : MALACHITE);
        ui_fill(ui, (Rect){bar.x, bar.y, 14, bar.h}, i % 2 ? AZURITE : MALACHITE);
        Label value = {.type = type_sized(TYPE_N3, 34, 44),
                       .colour = DEEP,
                       .text = amount_text(app, figure),
                       .x = bar.x + bar.w + 16,
                       .y = row.y + row.h / 2 - 22,
                       .is_tabular = true};
        ui_text(ui, &value);
        ui_target(ui, row, ACTION_GO, 0, route, one->name);
    }
    return h + GAP;
}

static float draw_list(App *app, Page *page, Rect view, float top, bool is_drawn)
{
    const Programmes *data = page->data;
    float y = top + 8;
    y += draw_bars(app, page, view, y, is_drawn);
    y += cards(app, data, true, view, y, is_drawn);
    y += cards(app, data, false, view, y, is_drawn);
    return y - top;
}

static void draw_fade(Ui *ui, Rect view)
{
    const GradientStop below[] = {{0, colour_faded(MOON, 0)}, {1, MOON}};
    ui_gradient(ui, (Rect){view.x, view.y + view.h - 64, view.w, 64}, below, COUNT(below));
}

static void draw_groups(App *app, Page *page, Rect view)
{
    Ui *ui = &app->ui;
    const Programmes *data = page->data;
    int columns = ui->is_portrait ? 3 : 1;
    float pitch = ui->is_portrait ? 102 : 104;
    float w = (view.w - 12 * (float)(columns - 1)) / (float)columns;
    int rows = (data->groups.count + columns - 1) / columns;
    Scroll *scroll = &page->scrolls[1];
    ui_scroll(ui, scroll, view, pitch * (float)rows, false);
    ui_clip(ui, view);
    for (int i = 0; i < data->groups.count; i++) {
        Rect row = {view.x + (w + 12) * (float)(i % columns),
                    view.y + pitch * (float)(i / columns) - scroll->pos, w, 96};
        bool is_chosen = i == data->loaded;
        bool is_pressed = ui_is_pressed(ui, ACT_GROUP, i, STR_NONE);
        ui_round(ui, row, 16, is_chosen ? DEEP : is_pressed ? CLOUD : WHITEWASH);
        if (ui->modes.is_contrast) { // white on white else
            ui_round_frame(ui, row, 16, 3, INK);
        }
        Label name = {.type = type_sized(TYPE_H3, 26, 34),
                      .colour = is_chosen ? WHITE : INK,
                      .text = data->groups.items[i].name,
                      .x = row.x + 24,
                      .w = row.w - 48,
                      .max_lines = 2,
                      .min_size = 22};
        name.y = row.y + (96 - ui_measure(ui, &name).h) / 2;
        ui_text(ui, &name);
        ui_target(ui, row, ACT_GROUP, i, STR_NONE, data->groups.items[i].name);
    }
    if (scroll->pos < scroll->limit - 1) {
        draw_fade(ui, view);
    }
    ui_unclip(ui);
}

static void programmes_drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    Programmes *data = page->data;
    bool is_tall = ui->is_portrait;
    chrome_backdrop(app, 3);
    chrome_slip(app, app_label(app, "programmes.slip"), app_label(app, "programmes.slip.latin"));
    chrome_head(app, app_label(app, "programmes.title"), app_label(app, "programmes.lead"),
                is_tall ? 820 : 1200);
    Rect all = is_tall ? (Rect){192, 336, 440, 96} : (Rect){1416, 56, 440, 96};
    chrome_button(app, all, app_label(app, "stories.title"), "play", false, ACTION_GO, 0,
                  STR("stories"));
    draw_groups(app, page, is_tall ? (Rect){48, 452, 984, 612} : (Rect){232, 240, 360, 712});
    Rect view = is_tall ? (Rect){32, 1084, 1016, 708} : (Rect){608, 232, 1264, 728};
    ui_scroll(ui, &page->scrolls[0], view, draw_list(app, page, view, 0, false) + 40, false);
    ui_clip(ui, view);
    draw_list(app, page, view, view.y - page->scrolls[0].pos, true);
    if (page->scrolls[0].pos < page->scrolls[0].limit - 1) {
        draw_fade(ui, view);
    }
    ui_unclip(ui);
    if (data->list.count == 0) {
        chrome_empty(app, (Rect){view.x + 16, view.y + 40, 640, 160},
                     app_label(app, "empty.programme"), app_label(app, "empty.programme.hint"));
    }
}

static void programmes_tapped(App *app, Page *page, const Target *target)
{
    page->memory.n[0] = target->n;
    scroll_to(&page->scrolls[0], 0);
    load_group(app, page, page->data, target->n);
}

const PageClass page_programmes = {.name = "programmes",
                                   .section = "districts",
                                   .has_bar = true,
                                   .opened = programmes_opened,
                                   .drawn = programmes_drawn,
                                   .tapped = programmes_tapped};
