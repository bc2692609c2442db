#include "pages/livelihood.h"
#include "pages/chrome.h"
#include "pages/livelihood_list.h"
#include "pages/livelihood_row.h"
#include "pages/map.h"
#include "pages/parts.h"
#include <stdio.h>

enum {
    TAP_TAB = ACTION_PAGE, // n: index
    TAP_GROUP,             // n: index of the work, -1 for all
    TAP_DISTRICT,          // n: index, -1 for all
    TAP_STATUS,            // n: status, -1 for all
    TAP_CLEAR,
    TAP_SHEET, // opens and closes the sheet of filters
    TAP_WORK,
    TAP_PROJECT,
};

// What PageMemory holds. Filters are kept as index + 1.
enum { N_OPENED, N_TAB, N_GROUP, N_DISTRICT, N_STATUS, N_SHEET };
enum { ID_CHOSEN, ID_WORK };
enum { SCROLL_LIST, SCROLL_CHIPS, SCROLL_SHEET };
enum { MS_REVEAL = 360, MOST_FADED = 400 };

typedef struct {
    MapData map;
    MapState state; // zoom and pan are kept in the page's memory
    Works works;
    WorkSelection selection;
    WorkChoice choice; // what `selection` was made for
    int turn;          // counts selections
    ListRows rows;
    MapPin *pins;
    int pin_count;
    bool wants_reveal, wants_pin, is_first;
    Glide list; // the list on its way to a row
    ListLink links[2];
    int link_count;
} Livelihood;

// Where things stand, landscape and portrait.
typedef struct {
    Rect panel, list, sheet;
    float head_x, head_y, head_w;
    Rect tabs, chips;
    float tab_w, chip_w, chip_pitch;
} Places;

// clang-format off
static const Places WIDE = {
    .panel = {1240, 0, 680, 960}, .list = {1240, 172, 680, 788}, .sheet = {24, 24, 1192, 768},
    .head_x = 1272, .head_y = 44, .head_w = 616,
    .tabs = {64, 808, 0, 112}, .chips = {0, 808, 0, 112},
    .tab_w = 128, .chip_w = 112, .chip_pitch = 10};
static const Places TALL = {
    .panel = {0, 1128, 1080, 672}, .list = {0, 1284, 1080, 516}, .sheet = {0, 480, 1080, 1320},
    .head_x = 192, .head_y = 56, .head_w = 840,
    .tabs = {32, 1152, 0, 112}, .chips = {0, 1152, 0, 112},
    .tab_w = 108, .chip_w = 102, .chip_pitch = 7};
// clang-format on

// ---- memory -----------------------------------------------------------------------

static Str kept(const Page *page, int slot)
{
    return str_from(page->memory.id[slot]);
}

static void keep(Page *page, int slot, Str id)
{
    snprintf(page->memory.id[slot], sizeof page->memory.id[slot], "%.*s", STR_ARG(id));
}

static const WorkTab *tab_of(const Page *page)
{
    const Livelihood *data = page->data;
    int tab = page->memory.n[N_TAB];
    return &data->works.tabs[tab >= 0 && tab < data->works.tab_count ? tab : 0];
}

static WorkChoice choice_of(const Page *page)
{
    const int *n = page->memory.n;
    return (WorkChoice){.tab = (int)(tab_of(page) - ((const Livelihood *)page->data)->works.tabs),
                        .group = n[N_GROUP] - 1,
                        .district = n[N_DISTRICT] - 1,
                        .status = n[N_STATUS] - 1};
}

// ---- opening ----------------------------------------------------------------------

// A work filtered by is looked for in the other year by its category; places and progress stay.
static void select_tab(Page *page, int tab)
{
    const Works *works = &((const Livelihood *)page->data)->works;
    const WorkTab *from = &works->tabs[page->memory.n[N_TAB]];
    const WorkTab *to = &works->tabs[tab];
    int group = page->memory.n[N_GROUP] - 1;
    page->memory.n[N_TAB] = tab;
    page->memory.n[N_GROUP] = 0;
    for (int i = 0; group >= 0 && i < to->count; i++) {
        if (str_eq(from->groups[group].work.category, to->groups[i].work.category)) {
            page->memory.n[N_GROUP] = i + 1;
            return;
        }
    }
}

static void choose(Page *page, int project)
{
    Livelihood *data = page->data;
    const Filing *filing = &data->works.filings[project];
    keep(page, ID_CHOSEN, data->works.projects.items[project].id);
    if (page->memory.n[N_TAB] != filing->tab) {
        select_tab(page, filing->tab);
    }
    keep(page, ID_WORK, data->works.tabs[filing->tab].groups[filing->group].work.id);
    data->wants_reveal = true;
}

// A tab begins with a pin chosen, if one stands alone; that shows once the pins are gathered.
static void choose_nothing(Page *page)
{
    Livelihood *data = page->data;
    const WorkTab *tab = tab_of(page);
    keep(page, ID_CHOSEN, STR_NONE);
    keep(page, ID_WORK, STR_NONE);
    data->wants_pin = tab->pin_count > 0;
    if (!data->wants_pin && tab->count > 0) {
        keep(page, ID_WORK, tab->groups[0].work.id);
    }
}

static void choose_lone(Page *page, const MapPin *pins, const MapMarks *marks)
{
    for (int i = 0; i < marks->count; i++) {
        const MapMark *mark = &marks->items[i];
        if (mark->count == 1) {
            const Works *works = &((Livelihood *)page->data)->works;
            choose(page, works_project(works, pins[mark->first].id));
            return;
        }
    }
}

// What the route names: a project, a work, a year, or the topics.
static void go_to_arg(Page *page)
{
    Livelihood *data = page->data;
    int project = works_project(&data->works, page->arg);
    if (project >= 0) {
        choose(page, project);
        return;
    }
    int tab, group;
    if (works_find(&data->works, page->arg, &tab, &group)) {
        select_tab(page, tab);
        keep(page, ID_WORK, page->arg);
        return;
    }
    for (int i = 0; i < data->works.tab_count; i++) {
        Str year = data->works.tabs[i].year;
        if (page->arg.n && (str_eq(page->arg, year) || (!year.n && str_is(page->arg, "topics")))) {
            select_tab(page, i);
        }
    }
    choose_nothing(page);
}

// The first story about the works, and the way to all of them.
static void load_links(App *app, Page *page)
{
    Livelihood *data = page->data;
    Arena *arena = &page->arena;
    StoryList stories;
    if (!store_stories(app_store(app), arena, STR("livelihood"), &stories, NULL) ||
        stories.count == 0) {
        return;
    }
    const Story *first = &stories.items[0];
    Str route = str_format(arena, "story/%.*s", STR_ARG(first->id));
    data->links[data->link_count++] =
        (ListLink){first->title, str_dup(arena, app_label(app, "livelihood.stories.line")), route};
    if (stories.count > 1) {
        data->links[data->link_count++] = (ListLink){
            str_dup(arena, app_label(app, "livelihood.stories")),
            str_dup(arena, app_label(app, "livelihood.stories.more")), STR("stories/livelihood")};
    }
}

static void opened(App *app, Page *page)
{
    Livelihood *data = arena_new(&page->arena, Livelihood, 1);
    page->data = data;
    map_load(app, &page->arena, &data->map);
    works_load(app, &page->arena, &data->works);
    data->selection = works_selection(&page->arena, &data->works);
    data->rows = list_rows(&page->arena, &data->works);
    data->pins = arena_new(&page->arena, MapPin, data->works.most_projects);
    data->is_first = true;
    load_links(app, page);
    map_open(&data->state, page->memory.zoom, page->memory.pan_x, page->memory.pan_y);
    map_lend(&data->state, &page->arena, data->works.most_projects);
    if (page->memory.n[N_OPENED] || data->works.tab_count == 0) {
        return;
    }
    page->memory.n[N_OPENED] = 1;
    go_to_arg(page);
}

// ---- the selection, and the pins it leaves ---------------------------------------------

static Str popover_line(App *app, const Works *works, int project)
{
    Str said = status_word(app, works->projects.items[project].status);
    said = said.n ? said : works->projects.items[project].progress;
    said = said.n ? said : works_where(app, works, project);
    static const char *const STOPS[] = {"。", "."};
    for (int i = 0; i < COUNT(STOPS); i++) {
        if (str_ends(said, str_from(STOPS[i]))) {
            said.n -= str_from(STOPS[i]).n;
        }
    }
    return part_dot(app, said, app_label(app, "button.detail"));
}

static MapPin pin_of(const Works *works, int project, bool is_faded)
{
    static const MapStatus SIGNS[STATUS_COUNT] = {[STATUS_DONE] = MAP_DONE,
                                                  [STATUS_AHEAD] = MAP_AHEAD,
                                                  [STATUS_ON_TIME] = MAP_ON,
                                                  [STATUS_SLOW] = MAP_SLOW,
                                                  [STATUS_UNSTATED] = MAP_NO_STATUS};
    const ProjectBrief *brief = &works->projects.items[project];
    const Filing *filing = &works->filings[project];
    const Work *work = &works->tabs[filing->tab].groups[filing->group].work;
    bool has_name = work->id.n > 0;
    return (MapPin){.id = brief->id,
                    .name = brief->name,
                    .icon = has_name ? work->icon : STR("map-pin"),
                    .colour = has_name ? theme_colour(work->colour) : SLATE,
                    .x = brief->x,
                    .y = brief->y,
                    .done = brief->done,
                    .status = SIGNS[filing->status],
                    .is_faded = is_faded};
}

static bool fits(const Filing *filing, const WorkChoice *choice)
{
    return (choice->group < 0 || choice->group == filing->group) &&
           (choice->district < 0 || choice->district == filing->district) &&
           (choice->status < 0 || choice->status == filing->status);
}

// Those filtered out stay as faint dots, while they are few enough to mean something.
static void gather_pins(Livelihood *data)
{
    const Works *works = &data->works;
    const WorkTab *tab = &works->tabs[data->choice.tab];
    bool has_faded = tab->pin_count <= MOST_FADED;
    int first = tab->count ? tab->groups[0].first : 0;
    data->pin_count = 0;
    for (int i = first; i < first + tab->project_count; i++) {
        int project = works->order[i];
        bool is_left = fits(&works->filings[project], &data->choice);
        if (works->projects.items[project].has_pin && (is_left || has_faded)) {
            data->pins[data->pin_count++] = pin_of(works, project, !is_left);
        }
    }
}

// Walks all projects only when a filter has changed.
static void select_again(Page *page)
{
    Livelihood *data = page->data;
    WorkChoice choice = choice_of(page);
    bool is_same = data->turn > 0 && choice.tab == data->choice.tab &&
                   choice.group == data->choice.group && choice.district == data->choice.district &&
                   choice.status == data->choice.status;
    if (is_same) {
        return;
    }
    data->choice = choice;
    data->turn++;
    works_select(&data->works, &choice, &data->selection);
    gather_pins(data);
}

static int index_of(const MapPin *pins, int count, Str id)
{
    for (int i = 0; id.n && i < count; i++) {
        if (str_eq(pins[i].id, id)) {
            return i;
        }
    }
    return -1;
}

// Rings sweep in; a tab without any asks for no frames.
static float ring_sweep(App *app, const Page *page)
{
    return tab_of(page)->has_amounts ? page_sweep(app, page, 0, MS_COUNT) : 1;
}

static void draw_map(App *app, Page *page)
{
    Ui *ui = &app->ui;
    Livelihood *data = page->data;
    MapFrame frame = map_frame(app);
    MapPins pins = {.items = data->pins, .count = data->pin_count, .sweep = ring_sweep(app, page)};
    if (data->wants_pin) {
        MapMarks marks = map_gather(ui->frame, pins.items, pins.count, frame.unit, frame.target);
        choose_lone(page, pins.items, &marks);
        data->wants_pin = false;
    }
    Str chosen = kept(page, ID_CHOSEN);
    pins.chosen = index_of(pins.items, pins.count, chosen);
    if (pins.chosen >= 0 && pins.items[pins.chosen].is_faded) {
        pins.chosen = -1;
    }
    if (pins.chosen >= 0) {
        int project = works_project(&data->works, chosen);
        pins.chosen_line = popover_line(app, &data->works, project);
    }
    map_draw(ui, &data->map, &frame, &data->state, &pins);
    PageMemory *memory = &page->memory;
    map_keep(&data->state, &memory->zoom, &memory->pan_x, &memory->pan_y);
}

// ---- head and row -----------------------------------------------------------

// What is shown, in words: "All kinds", or the filters that are on.
static Str choice_words(App *app, const Livelihood *data)
{
    const WorkChoice *choice = &data->choice;
    Str words = STR_NONE;
    if (choice->group >= 0) {
        const Work *work = &data->works.tabs[choice->tab].groups[choice->group].work;
        words = work->id.n ? work->short_name : app_label(app, "livelihood.other");
    }
    if (choice->district >= 0) {
        const District *place = &data->works.places[choice->district];
        bool is_city = str_is(place->level, "city");
        words =
            part_dot(app, words, is_city ? app_label(app, "livelihood.city") : place->short_name);
    }
    if (choice->status >= 0) {
        words = part_dot(app, words, status_name(app, (Status)choice->status));
    }
    return words.n ? words : app_label(app, "livelihood.all");
}

static void draw_head(App *app, const Page *page, const Places *at)
{
    Ui *ui = &app->ui;
    const Livelihood *data = page->data;
    const WorkTab *tab = tab_of(page);
    bool is_english = ui_is_english(ui);
    float x = at->head_x;
    float title = is_english ? 28 : 38;
    if (tab->year.n) {
        Label year = {.type = type_sized(TYPE_N2, 60, 74),
                      .colour = INK,
                      .text = tab->year,
                      .x = x,
                      .y = at->head_y};
        x += ui_text(ui, &year).w + 16;
    }
    Str stated = str_format(ui->frame, "%d", tab->stated);
    Label head = {.type = type_sized(TYPE_H2, title, 50),
                  .colour = INK,
                  .text = tab->year.n ? app_label_fill(app, "livelihood.year.title", "n", stated)
                                      : app_label(app, "livelihood.more.title"),
                  .x = x,
                  .y = at->head_y + (is_english ? 22 : 19),
                  .w = at->head_x + at->head_w - x,
                  .max_lines = 1,
                  .min_size = 22};
    ui_text(ui, &head);
    const WorkSelection *selection = &data->selection;
    Str text = app_label_fill(app, selection->pin_count ? "livelihood.points" : "livelihood.list",
                              "pins", str_format(ui->frame, "%d", selection->pin_count));
    text = app_fill(app, text, "n", str_format(ui->frame, "%d", selection->count));
    Str kind = choice_words(app, data);
    Label count = {.type = type_sized(TYPE_C, 23, 32),
                   .colour = SLATE,
                   .text = part_dot(app, kind, text),
                   .x = at->head_x,
                   .y = at->head_y + (ui->is_portrait ? 88 : 74),
                   .w = at->head_w,
                   .max_lines = 1,
                   .min_size = 22};
    ui_text(ui, &count);
}

static const FilterActions FILTER = {.group = TAP_GROUP,
                                     .district = TAP_DISTRICT,
                                     .status = TAP_STATUS,
                                     .clear = TAP_CLEAR,
                                     .done = TAP_SHEET};

// The row below the map.
static void draw_row(App *app, Page *page, const Places *at)
{
    const Livelihood *data = page->data;
    RowLook row = {.app = app,
                   .works = &data->works,
                   .choice = &data->choice,
                   .selection = &data->selection,
                   .actions = &FILTER,
                   .tab_action = TAP_TAB,
                   .is_open = page->memory.n[N_SHEET] != 0,
                   .tabs = at->tabs,
                   .chips = at->chips,
                   .tab_w = at->tab_w,
                   .chip_w = at->chip_w,
                   .chip_pitch = at->chip_pitch,
                   .end = app->ui.is_portrait ? 1080 : 1240};
    row_draw(&row, &page->scrolls[SCROLL_CHIPS]);
}

// ---- the page ---------------------------------------------------------------------

static ListLook look_of(App *app, const Page *page, const Places *at)
{
    return (ListLook){.view = at->list,
                      .opened = kept(page, ID_WORK),
                      .chosen = kept(page, ID_CHOSEN),
                      .sweep = ring_sweep(app, page),
                      .links = ((Livelihood *)page->data)->links,
                      .link_count = ((Livelihood *)page->data)->link_count,
                      .is_filtered = works_is_filtered(&((Livelihood *)page->data)->choice),
                      .work_action = TAP_WORK,
                      .project_action = TAP_PROJECT,
                      .clear_action = TAP_CLEAR};
}

// The list on its way to the row of the project chosen elsewhere.
static void move_list(App *app, Page *page, Scroll *scroll)
{
    Livelihood *data = page->data;
    if (scroll->is_held) {
        data->list = (Glide){0};
    } else if (data->list.length_ms && glide_is_moving(&data->list, app->now_ms)) {
        scroll_to(scroll, glide_at(&data->list, app->now_ms));
        ui_animate(&app->ui);
    } else if (data->list.length_ms) {
        scroll_to(scroll, data->list.to);
        data->list = (Glide){0};
    }
}

static void draw_list(App *app, Page *page, const Places *at)
{
    Livelihood *data = page->data;
    Scroll *scroll = &page->scrolls[SCROLL_LIST];
    ListLook look = look_of(app, page, at);
    list_layout(app, &data->works, &data->choice, &data->selection, &look, data->turn, &data->rows);
    move_list(app, page, scroll);
    float wanted = -1;
    if (data->wants_reveal) {
        int chosen = works_project(&data->works, look.chosen);
        wanted = list_reveal(&data->rows, look.view, scroll->pos, chosen);
    }
    data->wants_reveal = false;
    list_draw(app, &data->works, &data->choice, &look, &data->rows, scroll);
    if (wanted < 0) {
        return;
    }
    if (data->is_first || app->ui.modes.is_reduced) {
        scroll_to(scroll, wanted);
    } else {
        glide_set(&data->list, scroll->pos);
        glide_aim(&data->list, wanted, app->now_ms, MS_REVEAL);
    }
    ui_animate(&app->ui);
}

static void drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    Livelihood *data = page->data;
    const Places *at = ui->is_portrait ? &TALL : &WIDE;
    if (data->works.tab_count == 0) {
        chrome_backdrop(app, 0);
        chrome_empty(app, (Rect){232, 360, 784, 176}, app_label(app, "empty.project"),
                     app_label(app, "empty.page.hint"));
        return;
    }
    select_again(page);
    bool has_sheet = page->memory.n[N_SHEET] != 0;
    draw_map(app, page);
    if (has_sheet) { // it covers the map
        ui->target_count = ui->scroll_count = 0;
    }
    chrome_slip(app, app_label(app, "livelihood.slip"), app_label(app, "livelihood.slip.latin"));
    Rect panel = at->panel;
    ui_shadow(ui, panel, ui->is_portrait ? 28 : 0, ELEVATION_RAISED);
    if (ui->is_portrait) {
        ui_round(ui, (Rect){panel.x, panel.y, panel.w, panel.h + 40}, 28, WHITEWASH);
    } else {
        ui_fill(ui, panel, WHITEWASH);
        ui_fill(ui, (Rect){1272, 168, 616, 2}, INK);
    }
    draw_head(app, page, at);
    draw_row(app, page, at);
    draw_list(app, page, at);
    static const GradientStop FOOT[] = {{0, {0xFA, 0xFB, 0xF8, 0}}, {1, {0xFA, 0xFB, 0xF8, 255}}};
    Rect list = at->list;
    ui_gradient(ui, (Rect){list.x, list.y + list.h - 64, list.w, 64}, FOOT, COUNT(FOOT));
    if (has_sheet && ui->is_portrait) { // it covers the rest as well
        ui->target_count = ui->scroll_count = 0;
    }
    if (has_sheet) {
        filter_sheet(app, &data->works, &data->choice, &data->selection, &FILTER, at->sheet,
                     ui->is_portrait, &page->scrolls[SCROLL_SHEET]);
    }
    data->is_first = false;
}

// ---- touch ------------------------------------------------------------------------

static void show_project(App *app, Page *page, Str id)
{
    Livelihood *data = page->data;
    int project = works_project(&data->works, id);
    if (project < 0 || str_eq(kept(page, ID_CHOSEN), id)) {
        return;
    }
    choose(page, project);
    map_chose(&data->state, app->now_ms);
}

static void tap_project(App *app, Page *page, Str id)
{
    Livelihood *data = page->data;
    int project = works_project(&data->works, id);
    bool has_pin = project >= 0 && data->works.projects.items[project].has_pin;
    if (!has_pin || str_eq(kept(page, ID_CHOSEN), id)) {
        app_go(app, app_route(app, "project", id));
        return;
    }
    show_project(app, page, id);
    const ProjectBrief *shown = &data->works.projects.items[project];
    MapFrame frame = map_frame(app);
    data->state.open = 0;
    map_reveal(&data->state, &frame, (Point){(float)shown->x, (float)shown->y}, app->now_ms);
    data->wants_reveal = false; // its row is under the finger
}

static void filter(Page *page, int slot, int value)
{
    Livelihood *data = page->data;
    page->memory.n[slot] = value + 1;
    data->state.open = 0;
    scroll_to(&page->scrolls[SCROLL_LIST], 0);
    data->list = (Glide){0};
    data->wants_reveal = true; // what is chosen stays in sight where it is left
}

static void clear_filters(Page *page)
{
    filter(page, N_GROUP, -1);
    filter(page, N_DISTRICT, -1);
    filter(page, N_STATUS, -1);
}

static void tap_tab(App *app, Page *page, int tab)
{
    Livelihood *data = page->data;
    if (page->memory.n[N_TAB] == tab) {
        return;
    }
    select_tab(page, tab);
    data->state.open = 0;
    scroll_to(&page->scrolls[SCROLL_LIST], 0);
    scroll_to(&page->scrolls[SCROLL_CHIPS], 0);
    data->list = (Glide){0};
    choose_nothing(page);
    map_chose(&data->state, app->now_ms);
}

static void answer(App *app, Page *page, const MapEvent *event)
{
    switch (event->kind) {
    case MAP_CHOOSE:
        show_project(app, page, event->id);
        return;
    case MAP_DETAIL:
        app_go(app, app_route(app, "project", event->id));
        return;
    case MAP_CLEAR:
        keep(page, ID_CHOSEN, STR_NONE);
        return;
    case MAP_NOTHING:
        return;
    }
}

static void gestured(App *app, Page *page, const Gesture *gesture)
{
    Livelihood *data = page->data;
    if (page->memory.n[N_SHEET] || data->works.tab_count == 0) {
        return;
    }
    MapFrame frame = map_frame(app);
    MapEvent event =
        map_gesture(&data->state, &frame, gesture, app->ui.modes.is_reduced, app->now_ms);
    answer(app, page, &event);
}

static bool takes_drag(App *app, Page *page, Point from)
{
    const Livelihood *data = page->data;
    return data->state.zoom.to > 1.05f && rect_has(map_frame(app).live, from);
}

static void tapped_map(App *app, Page *page, const Target *target)
{
    Livelihood *data = page->data;
    MapFrame frame = map_frame(app);
    MapEvent event = map_tapped(&data->state, &frame, target, kept(page, ID_CHOSEN),
                                app->ui.modes.is_reduced, app->now_ms);
    answer(app, page, &event);
}

static void tapped(App *app, Page *page, const Target *target)
{
    switch (target->action) {
    case TAP_TAB:
        tap_tab(app, page, target->n);
        return;
    case TAP_GROUP:
        filter(page, N_GROUP, target->n);
        return;
    case TAP_DISTRICT:
        filter(page, N_DISTRICT, target->n);
        return;
    case TAP_STATUS:
        filter(page, N_STATUS, target->n);
        return;
    case TAP_CLEAR:
        clear_filters(page);
        return;
    case TAP_SHEET:
        page->memory.n[N_SHEET] = !page->memory.n[N_SHEET];
        return;
    case TAP_WORK: {
        bool is_open = str_eq(kept(page, ID_WORK), target->arg);
        keep(page, ID_WORK, is_open ? STR_NONE : target->arg);
        return;
    }
    case TAP_PROJECT:
        tap_project(app, page, target->arg);
        return;
    default:
        tapped_map(app, page, target);
        return;
    }
}

const PageClass page_livelihood = {
    .name = "livelihood",
    .section = "livelihood",
    .has_bar = true,
    .opened = opened,
    .drawn = drawn,
    .tapped = tapped,
    .gesture = gestured,
    .takes_drag = takes_drag,
};
