#include "pages/access.h"
#include "pages/chrome.h"
#include "pages/low.h"

typedef struct {
    const char *section, *icon, *label, *brief, *route;
} Tab;

// clang-format off
static const Tab TABS[] = {
    {"chains",     "chain",    "nav.chains",     "nav.chains.short",     "chains"},
    {"livelihood", "map-pin",  "nav.livelihood", "nav.livelihood.short", "livelihood"},
    {"figures",    "chart",    "nav.figures",    "nav.figures.short",    "figures"},
    {"districts",  "district", "nav.districts",  "nav.districts.short",  "districts"},
    {"photos",     "photo",    "nav.photos",     "nav.photos.short",     "photos"},
    {"timeline",   "clock",    "nav.timeline",   "nav.timeline.short",   "timeline"},
};
// clang-format on

enum { BAR = 120, TALL_TABS = 11 }; // portrait: 98 dp each, the least is 96

static const Colour TAB_IDLE = {0xC9, 0xDA, 0xD8, 255};

typedef enum { TAB_PLAIN, TAB_ACTIVE, TAB_GOLD } TabLook;

static void bar_tab(App *app, Rect box, const char *icon, const char *label, TabLook look,
                    int action, Str arg)
{
    Ui *ui = &app->ui;
    bool is_pressed = ui_is_pressed(ui, action, 0, arg);
    Colour colour = look == TAB_GOLD                   ? GAMBOGE
                    : look == TAB_ACTIVE || is_pressed ? WHITE
                                                       : TAB_IDLE;
    if (is_pressed) {
        ui_fill(ui, box, RGB(0x0A2731));
    }
    ui_icon(ui, icon, (Rect){box.x + (box.w - 40) / 2, box.y + 22, 40, 40}, colour);
    Str text = app_label(app, label);
    Label line = {.type = theme_type(TYPE_L),
                  .colour = colour,
                  .text = text,
                  .x = box.x,
                  .y = box.y + 68,
                  .w = box.w,
                  .align = ALIGN_CENTRE,
                  .max_lines = 1,
                  .min_size = 22};
    ui_text(ui, &line);
    ui_target(ui, box, action, 0, arg, text);
}

// The water line under the active tab: a cosine wave with the pearl on its crest (§5.3).
static void bar_water(App *app, float base, float cx, float rise)
{
    Ui *ui = &app->ui;
    enum { SEGMENTS = 48 };
    const float half = 118;
    Path ground = ui_path_begin(ui);
    Path edge = ui_path_begin(ui);
    path_move(&ground, -half, 120);
    path_line(&ground, -half, 0);
    path_move(&edge, -half, 0);
    for (int i = 0; i <= SEGMENTS; i++) {
        float u = -1 + 2 * (float)i / SEGMENTS;
        float y = -12 * rise * (1 + cosf(3.14159265f * u));
        path_line(&ground, u * half, y);
        path_line(&edge, u * half, y);
    }
    path_line(&ground, half, 120);
    path_close(&ground);
    OutlineStyle stroke = {.is_stroke = true, .width = 2};
    Colour water = colour_faded(LAKE, 0.7f);
    ui_fill(ui, (Rect){0, base, ui->w, ui->h - base}, DEEP);
    if (rise > 0) {
        ui_path(ui, &ground, cx, base, DEEP);
        ui_fill(ui, (Rect){0, base - 1, cx - half, 2}, water);
        ui_fill(ui, (Rect){cx + half, base - 1, ui->w - cx - half, 2}, water);
        ui_stroke(ui, &edge, cx, base, stroke, water);
        ui_pearl(ui, (Point){cx, base - 19 * rise}, 11);
    } else {
        ui_fill(ui, (Rect){0, base - 1, ui->w, 2}, water);
    }
}

static int active_tab(const Page *page)
{
    for (int i = 0; i < COUNT(TABS); i++) {
        if (page->class->section && str_is(str_from(page->class->section), TABS[i].section)) {
            return i;
        }
    }
    return -1;
}

static void divider(Ui *ui, float x)
{
    ui_fill(ui, (Rect){x, ui->h - BAR + 32, 1, 56}, RGB(0x34606B));
}

static void home_name(App *app, float y)
{
    Ui *ui = &app->ui;
    Store *store = app->store;
    Label brand = {.type = type_sized(TYPE_H2, 32, 48),
                   .colour = WHITE,
                   .text = store_value(store, ui->frame, STR("brand")),
                   .x = 64,
                   .y = y + 36};
    float w = ui_text(ui, &brand).w;
    divider(ui, 64 + w + 20);
    Str hall = store_value(store, ui->frame, STR("hall_name"));
    Str note = store_value(store, ui->frame, STR("credit_bar"));
    Label line = {.type = type_sized(TYPE_L, 26, 40),
                  .colour = MIST_WHITE,
                  .text = str_format(ui->frame, "%.*s · %.*s", STR_ARG(hall), STR_ARG(note)),
                  .x = 64 + w + 41,
                  .y = y + 40,
                  .w = 1250 - (64 + w + 41),
                  .max_lines = 1,
                  .min_size = 22};
    line.type.face = FACE_SANS_REGULAR;
    ui_text(ui, &line);
}

// What the figures come from is said where it leads to the sources. Two lines of English do not fit.
static void sources_tab(App *app, Rect box)
{
    Ui *ui = &app->ui;
    Str route = STR("about");
    if (ui_is_english(ui)) {
        bar_tab(app, box, "info", "nav.sources.short", TAB_PLAIN, ACTION_GO, route);
        return;
    }
    bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, route);
    Colour colour = is_pressed ? WHITE : TAB_IDLE;
    if (is_pressed) {
        ui_fill(ui, box, RGB(0x0A2731));
    }
    ui_icon(ui, "info", (Rect){box.x + 6, box.y + 40, 40, 40}, colour);
    Label note = {.type = theme_type(TYPE_C),
                  .colour = colour,
                  .text = app_label(app, "bar.credit"),
                  .x = box.x + 54,
                  .y = box.y + 30,
                  .w = box.w - 54,
                  .max_lines = 2,
                  .min_size = 22,
                  .is_balanced = true};
    ui_text(ui, &note);
    ui_target(ui, box, ACTION_GO, 0, route, app_label(app, "nav.sources.short"));
}

static void swap_tab(App *app, Rect box, const char *label)
{
    bar_tab(app, box, "reach-low", label, TAB_GOLD, ACTION_SWAP, STR_NONE);
}

static void access_tab(App *app, Rect box, const char *label)
{
    bar_tab(app, box, "accessibility", label, access_is_open(app) ? TAB_ACTIVE : TAB_PLAIN,
            ACTION_ACCESS, STR_NONE);
}

static void bar_landscape(App *app, int active, bool is_home)
{
    Ui *ui = &app->ui;
    float y = ui->h - BAR;
    if (is_home) {
        home_name(app, y);
        bar_tab(app, (Rect){1284, y, 132, BAR}, "scroll", "nav.article", TAB_PLAIN, ACTION_GO,
                STR("articles"));
        divider(ui, 1436);
    } else {
        bar_tab(app, (Rect){64, y, 96, BAR}, "back", "nav.back", TAB_PLAIN, ACTION_BACK, STR_NONE);
        bar_tab(app, (Rect){164, y, 96, BAR}, "home", "nav.home", TAB_PLAIN, ACTION_HOME, STR_NONE);
        divider(ui, 266);
        for (int i = 0; i < COUNT(TABS); i++) {
            bar_tab(app, (Rect){272 + 164 * (float)i, y, 164, BAR}, TABS[i].icon, TABS[i].label,
                    i == active ? TAB_ACTIVE : TAB_PLAIN, ACTION_GO, str_from(TABS[i].route));
        }
        divider(ui, 1272);
        if (low_has_switch(app)) {
            swap_tab(app, (Rect){1290, y, 150, BAR}, "access.swap");
        } else {
            sources_tab(app, (Rect){1290, y, 150, BAR});
        }
    }
    bar_tab(app, (Rect){1456, y, 128, BAR}, "search", "nav.search", TAB_PLAIN, ACTION_GO,
            STR("search"));
    bar_tab(app, (Rect){1590, y, 128, BAR}, "language", "nav.language", TAB_PLAIN, ACTION_LANGUAGE,
            STR_NONE);
    access_tab(app, (Rect){1724, y, 132, BAR}, "nav.access");
}

static float tall_x(const App *app, int tab)
{
    return app->ui.w * (float)tab / TALL_TABS;
}

static Rect tall_box(const App *app, int tab)
{
    return (Rect){tall_x(app, tab), app->ui.h - BAR, tall_x(app, 1), BAR};
}

static void bar_portrait(App *app, int active, bool is_home)
{
    if (is_home) { // nothing lies behind it: the long texts have their way here
        bar_tab(app, tall_box(app, 0), "scroll", "nav.article", TAB_PLAIN, ACTION_GO,
                STR("articles"));
    } else {
        bar_tab(app, tall_box(app, 0), "back", "nav.back.short", TAB_PLAIN, ACTION_BACK, STR_NONE);
    }
    bar_tab(app, tall_box(app, 1), "home", "nav.home.short", is_home ? TAB_ACTIVE : TAB_PLAIN,
            ACTION_HOME, STR_NONE);
    for (int i = 0; i < COUNT(TABS); i++) {
        bar_tab(app, tall_box(app, 2 + i), TABS[i].icon, TABS[i].brief,
                i == active ? TAB_ACTIVE : TAB_PLAIN, ACTION_GO, str_from(TABS[i].route));
    }
    bar_tab(app, tall_box(app, 8), "search", "nav.search.short", TAB_PLAIN, ACTION_GO,
            STR("search"));
    if (low_has_switch(app)) { // the sheet has the language, too
        swap_tab(app, tall_box(app, 9), "access.swap.short");
    } else {
        bar_tab(app, tall_box(app, 9), "language", "nav.language", TAB_PLAIN, ACTION_LANGUAGE,
                STR_NONE);
    }
    access_tab(app, tall_box(app, 10), "nav.access.short");
}

void chrome_bar(App *app, const Page *page)
{
    Ui *ui = &app->ui;
    int active = active_tab(page);
    float tab =
        ui->is_portrait ? tall_x(app, 2 + active) + tall_x(app, 1) / 2 : 354 + 164 * (float)active;
    int glide_ms = ui->modes.is_reduced ? 0 : MS_ENTER;
    if (active >= 0) {
        // A wave that rises anew rises in place; one that stands slides.
        glide_aim(&app->wave, tab, app->now_ms, app->wave_up.to > 0 ? glide_ms : 0);
    }
    glide_aim(&app->wave_up, active >= 0 ? 1 : 0, app->now_ms, glide_ms);
    if (glide_is_moving(&app->wave, app->now_ms) || glide_is_moving(&app->wave_up, app->now_ms)) {
        ui_animate(ui);
    }
    bar_water(app, ui->h - BAR, glide_at(&app->wave, app->now_ms),
              glide_at(&app->wave_up, app->now_ms));
    bool is_home = str_is(STR("home"), page->class->name);
    if (ui->is_portrait) {
        bar_portrait(app, active, is_home);
    } else {
        bar_landscape(app, active, is_home);
    }
}
