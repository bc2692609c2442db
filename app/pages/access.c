#include "pages/access.h"
#include "pages/app_inside.h"
#include "pages/chrome.h"
#include "pages/low.h"

enum { SWITCH_W = 432, SWITCH_H = 200, BAR = 120, HEAD = 132, LIP = 40 };

typedef struct {
    const char *mode, *icon, *name, *hint;
} Switch;

// clang-format off
static const Switch SWITCHES[] = {
    {"low",      "reach-low", "access.low",      "access.low.hint"},
    {"contrast", "contrast",  "access.contrast", "access.contrast.hint"},
    {"large",    "text-size", "access.large",    "access.large.hint"},
    {"reduced",  "pause",     "access.motion",   "access.motion.hint"},
};
// clang-format on

static bool *flag_of(Modes *modes, Str mode)
{
    return str_is(mode, "large")      ? &modes->is_large
           : str_is(mode, "reduced")  ? &modes->is_reduced
           : str_is(mode, "low")      ? &modes->is_low
           : str_is(mode, "contrast") ? &modes->is_contrast
                                      : NULL;
}

bool access_is_open(const App *app)
{
    return app->sheet.to > 0;
}

static void aim(App *app, float to)
{
    int ms = app->ui.modes.is_reduced ? 0 : MS_ENTER;
    glide_aim(&app->sheet, to, app->now_ms, to > 0 ? ms : ms / 2);
    app_let_go(app);
}

void access_toggle(App *app)
{
    aim(app, access_is_open(app) ? 0 : 1);
}

void access_close(App *app)
{
    if (access_is_open(app)) {
        aim(app, 0);
    }
}

void access_switch(App *app, Str mode)
{
    bool *flag = flag_of(&app->ui.modes, mode);
    if (!flag) {
        return;
    }
    *flag = !*flag;
    if (flag == &app->ui.modes.is_low) {
        low_switched(app);
    }
    app_tell(app, NEWS_CHANGED, (Point){0, 0});
}

// ---- drawing ------------------------------------------------------------------------

// Track and knob say the state by place, the word beside them says it again.
static void draw_state(App *app, float x, float y, bool is_on)
{
    Ui *ui = &app->ui;
    Rect track = {x, y, 68, 36};
    Colour ink = is_on ? WHITE : INK;
    ui_round(ui, track, 18, is_on ? GAMBOGE : WHITEWASH);
    ui_round_frame(ui, track, 18, 3, is_on ? INK : SLATE);
    ui_disc(ui, (Point){is_on ? x + 50 : x + 18, y + 18}, 11, is_on ? INK : SLATE);
    Label word = {.type = type_sized(TYPE_L, 24, 36),
                  .colour = ink,
                  .text = app_label(app, is_on ? "access.on" : "access.off"),
                  .x = x + 84,
                  .y = y};
    ui_text(ui, &word);
}

static void draw_switch(App *app, Rect rect, const Switch *row)
{
    Ui *ui = &app->ui;
    Str mode = str_from(row->mode);
    bool is_on = *flag_of(&ui->modes, mode);
    bool is_pressed = ui_is_pressed(ui, ACTION_MODE, 0, mode);
    Rect box = chrome_pressed(rect, is_pressed);
    Colour ink = is_on ? WHITE : INK;
    ui_round(ui, box, 16, is_on ? DEEP : is_pressed ? CLOUD : WHITEWASH);
    ui_round_frame(ui, box, 16, 2, DEEP);
    ui_icon(ui, row->icon, (Rect){box.x + 28, box.y + 22, 48, 48}, ink);
    Label name = {.type = theme_type(TYPE_H3),
                  .colour = ink,
                  .text = app_label(app, row->name),
                  .x = box.x + 92,
                  .y = box.y + 24,
                  .w = box.w - 116,
                  .max_lines = 1,
                  .min_size = 22};
    ui_text(ui, &name);
    Label hint = {.type = theme_type(TYPE_C),
                  .colour = is_on ? MIST_WHITE : SLATE,
                  .text = app_label(app, row->hint),
                  .x = box.x + 28,
                  .y = box.y + 72,
                  .w = box.w - 56,
                  .max_lines = 2,
                  .min_size = 22};
    ui_text(ui, &hint);
    draw_state(app, box.x + 28, box.y + box.h - 46, is_on);
    ui_target(ui, rect, ACTION_MODE, 0, mode, name.text);
}

static void draw_head(App *app, float x, float w)
{
    Ui *ui = &app->ui;
    bool is_tall = ui->is_portrait;
    float right = x + w;
    float button = is_tall ? 176 : 220;
    Rect close = {right - button, 28, button, 96};
    Rect language = {close.x - 16 - button, 28, button, 96};
    Rect sources = {language.x - 16 - button, 28, button, 96};
    float room = sources.x - 24 - x;
    Label title = {.type = type_sized(TYPE_H2, 46, 58),
                   .colour = INK,
                   .text = app_label(app, "access.title"),
                   .x = x,
                   .y = is_tall ? 26 : 34,
                   .w = room,
                   .max_lines = 1,
                   .min_size = 30};
    ui_text(ui, &title);
    Label lead = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = app_label(app, "access.lead"),
                  .x = x,
                  .y = title.y + 58,
                  .w = room,
                  .max_lines = is_tall ? 2 : 1,
                  .min_size = 22};
    ui_text(ui, &lead);
    chrome_button(app, sources, app_label(app, "nav.sources.short"), NULL, false, ACTION_GO, 0,
                  STR("about"));
    chrome_button(app, language, app_label(app, "nav.language"), NULL, false, ACTION_LANGUAGE, 0,
                  STR_NONE);
    chrome_button(app, close, app_label(app, "access.close"), NULL, true, ACTION_ACCESS, 1,
                  STR_NONE);
}

// The sheet's own coordinates: (0, 0) is its upper left corner.
static void draw_sheet(App *app, Rect sheet, int columns)
{
    Ui *ui = &app->ui;
    float margin = ui->is_portrait ? 48 : 64;
    float w = ui->w - 2 * margin;
    float card = columns == 4 ? SWITCH_W : (w - 24) / 2;
    float gap = (w - card * (float)columns) / (float)(columns - 1);
    ui_shadow(ui, sheet, 28, ELEVATION_RAISED);
    ui_round(ui, (Rect){0, 0, sheet.w, sheet.h + 28}, 28, WHITEWASH);
    draw_head(app, margin, w);
    for (int i = 0; i < COUNT(SWITCHES); i++) {
        int column = i % columns;
        int row = i / columns;
        draw_switch(app,
                    (Rect){margin + (card + gap) * (float)column,
                           HEAD + 20 + (SWITCH_H + 24) * (float)row, card, SWITCH_H},
                    &SWITCHES[i]);
    }
}

void access_draw(App *app)
{
    Ui *ui = &app->ui;
    float up = glide_at(&app->sheet, app->now_ms);
    if (glide_is_moving(&app->sheet, app->now_ms)) {
        ui_animate(ui);
    }
    if (up <= 0) {
        return;
    }
    float height = ui->is_portrait ? 640 : 400;
    float base = ui->h - BAR;
    bool is_open = access_is_open(app);
    ui->target_count = 0; // nothing of the page is touched through it
    ui->scroll_count = 0;
    if (!ui->modes.is_contrast) {
        ui_fill(ui, (Rect){0, 0, ui->w, base}, colour_faded(INK, 0.4f * up));
    }
    ui_target(ui, (Rect){0, 0, ui->w, base}, ACTION_ACCESS, 2, STR_NONE,
              app_label(app, "access.close"));
    Rect sheet = {0, 0, ui->w, height};
    ui_layer(ui, (Rect){0, -LIP, ui->w, height + LIP}, 0, base - height * up, 1);
    ui_target(ui, sheet, ACTION_NONE, 0, STR_NONE, STR_NONE); // the paper between the switches
    draw_sheet(app, sheet, ui->is_portrait ? 2 : 4);
    ui_end_layer(ui);
    if (!is_open) {
        ui->target_count = 0;
    }
}
