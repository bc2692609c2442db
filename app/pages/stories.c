#include "pages/stories.h"
#include "pages/story_data.h"

enum { ACT_SECTION = ACTION_PAGE, SECTIONS = 6, SCROLL_CARDS = 0 };

static const float GAP = 20;

static const struct {
    const char *section, *label;
} SECTION_OF[SECTIONS] = {
    {"chains", "nav.chains"},   {"livelihood", "nav.livelihood"}, {"districts", "nav.districts"},
    {"figures", "nav.figures"}, {"photos", "nav.photos"},         {"timeline", "nav.timeline"},
};

typedef struct {
    StoryList list;
    int section_of[512];
    int counts[SECTIONS]; // stories in each
} Stories;

static int section_index(Str section)
{
    for (int i = 0; i < SECTIONS; i++) {
        if (str_is(section, SECTION_OF[i].section)) {
            return i;
        }
    }
    return 0;
}

static void stories_opened(App *app, Page *page)
{
    Stories *data = arena_new(&page->arena, Stories, 1);
    page->data = data;
    store_stories(app_store(app), &page->arena, STR_NONE, &data->list, NULL);
    if (data->list.count > COUNT(data->section_of)) {
        data->list.count = COUNT(data->section_of);
    }
    for (int i = 0; i < data->list.count; i++) {
        data->section_of[i] = section_index(story_section(data->list.items[i].about));
        data->counts[data->section_of[i]]++;
    }
    if (page->memory.n[1] == 0) {
        int asked = section_index(page->arg);
        for (int i = 0; i < SECTIONS && data->counts[asked] == 0; i++) {
            asked = data->counts[i] > 0 ? i : asked;
        }
        page->memory.n[0] = asked;
        page->memory.n[1] = 1; // from now on the visitor chooses
    }
}

static const char *kind_icon(Str kind)
{
    static const struct {
        const char *kind, *icon;
    } ICONS[] = {
        {"steps", "forward"},   {"loop", "update"},   {"bars", "chart"},     {"pair", "chart"},
        {"share", "contrast"},  {"lever", "skill"},   {"wheel", "sun"},      {"tree", "leaf"},
        {"grid", "grid"},       {"pyramid", "fit"},   {"radius", "map-pin"}, {"boxes", "district"},
        {"cascade", "network"}, {"rack", "robot"},    {"network", "people"}, {"ladder", "drop"},
        {"cross", "hex"},       {"gallery", "photo"},
    };
    for (int i = 0; i < COUNT(ICONS); i++) {
        if (str_is(kind, ICONS[i].kind)) {
            return ICONS[i].icon;
        }
    }
    return "photo";
}

static void draw_card(App *app, const Story *story, Rect box)
{
    Ui *ui = &app->ui;
    Str route = app_route(app, "story", story->id);
    bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, route);
    ui_shadow(ui, box, 0, ELEVATION_RESTING);
    ui_fill(ui, box, is_pressed ? CLOUD : WHITEWASH);
    ui_fill(ui, (Rect){box.x, box.y, 96, box.h}, colour_faded(CLEAR_BLUE, 0.30f));
    part_disc(app, (Point){box.x + 48, box.y + box.h / 2}, 32, str_from(kind_icon(story->kind)),
              AZURITE);
    Label title = {
        .type = {FACE_SERIF_BLACK, ui_is_english(ui) ? 26 : 32, ui_is_english(ui) ? 34 : 42},
        .colour = INK,
        .text = story->title,
        .x = box.x + 120,
        .w = box.w - 144,
        .max_lines = 2,
        .min_size = 24};
    float title_h = ui_measure(ui, &title).h;
    Label lead = {.type = type_sized(TYPE_C, 23, 33),
                  .colour = SLATE,
                  .text = story->lead,
                  .x = title.x,
                  .w = title.w};
    float line = ui_type(ui, lead.type).line;
    lead.max_lines = (int)((box.h - 32 - title_h - 6) / line);
    float lead_h = lead.max_lines > 0 ? ui_measure(ui, &lead).h : 0;
    title.y = box.y + (box.h - title_h - 6 - lead_h) / 2;
    ui_text(ui, &title);
    lead.y = title.y + title_h + 6;
    if (lead.max_lines > 0) {
        ui_text(ui, &lead);
    }
    ui_target(ui, box, ACTION_GO, 0, route, story->title);
}

static void draw_sections(App *app, Page *page, Rect view)
{
    Ui *ui = &app->ui;
    const Stories *data = page->data;
    bool is_tall = ui->is_portrait;
    int k = 0;
    for (int i = 0; i < SECTIONS; i++) {
        if (data->counts[i] == 0) {
            continue;
        }
        float w = is_tall ? (view.w - 12 * 2) / 3 : view.w;
        Rect tab = is_tall ? (Rect){view.x + (w + 12) * (float)(k % 3),
                                    view.y + 108 * (float)(k / 3), w, 96}
                           : (Rect){view.x, view.y + 108 * (float)k, w, 96};
        Str text = str_format(ui->frame, "%.*s %d", STR_ARG(app_label(app, SECTION_OF[i].label)),
                              data->counts[i]);
        chrome_tab(app, tab, text, i == page->memory.n[0], ACT_SECTION, i, STR_NONE);
        k++;
    }
}

static void stories_drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const Stories *data = page->data;
    bool is_tall = ui->is_portrait;
    chrome_backdrop(app, 0);
    chrome_slip(app, app_label(app, "story.title"), app_label(app, "story.slip.latin"));
    chrome_head(app, app_label(app, "stories.title"), app_label(app, "stories.lead"),
                is_tall ? 820 : 1500);
    draw_sections(app, page, is_tall ? (Rect){48, 460, 984, 210} : (Rect){232, 248, 300, 700});
    Rect view = is_tall ? (Rect){32, 690, 1016, 1110} : (Rect){548, 240, 1340, 720};
    int columns = is_tall ? 1 : 2;
    float inner = view.w - 32;
    float w = (inner - GAP * (float)(columns - 1)) / (float)columns;
    // One column is wide enough for shorter cards.
    const float card_h = is_tall && !ui->modes.is_large ? 160 : 196;
    int shown = data->counts[page->memory.n[0]];
    int rows = (shown + columns - 1) / columns;
    ui_scroll(ui, &page->scrolls[SCROLL_CARDS], view, (float)rows * (card_h + GAP) + 56, false);
    ui_clip(ui, view);
    int k = 0;
    for (int i = 0; i < data->list.count; i++) {
        if (data->section_of[i] != page->memory.n[0]) {
            continue;
        }
        float y =
            view.y + 8 + (float)(k / columns) * (card_h + GAP) - page->scrolls[SCROLL_CARDS].pos;
        float x = view.x + 16 + (float)(k % columns) * (w + GAP);
        k++;
        if (y < view.y + view.h && y + card_h > view.y) {
            draw_card(app, &data->list.items[i], (Rect){x, y, w, card_h});
        }
    }
    const GradientStop below[] = {{0, colour_faded(MOON, 0)}, {1, MOON}};
    ui_gradient(ui, (Rect){view.x, view.y + view.h - 64, view.w, 64}, below, COUNT(below));
    ui_unclip(ui);
    if (data->list.count == 0) {
        chrome_empty(app, (Rect){view.x + 16, view.y + 40, 640, 160}, app_label(app, "empty.story"),
                     app_label(app, "empty.story.hint"));
    }
}

static void stories_tapped(App *app, Page *page, const Target *target)
{
    (void)app;
    page->memory.n[0] = target->n;
    scroll_to(&page->scrolls[SCROLL_CARDS], 0);
}

const PageClass page_stories = {.name = "stories",
                                .section = "chains",
                                .has_bar = true,
                                .opened = stories_opened,
                                .drawn = stories_drawn,
                                .tapped = stories_tapped};
