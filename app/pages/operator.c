#include "pages/operator.h"
#include "pages/app.h"

Str operator_time(App *app, int64_t ms)
{
    int64_t s = ms > 0 ? (ms + 999) / 1000 : 0;
    return str_format(app->ui.frame, "%02d:%02d", (int)(s / 60), (int)(s % 60));
}

Extent operator_text(App *app, Type type, Colour colour, Rect box, Str text)
{
    Label label = {.type = type,
                   .colour = colour,
                   .text = text,
                   .x = box.x,
                   .w = box.w,
                   .max_lines = box.h >= 2 * type.line ? 2 : 1,
                   .min_size = 22};
    Extent size = ui_measure(&app->ui, &label);
    label.y = box.y + (box.h - size.h) / 2;
    return ui_text(&app->ui, &label);
}

float operator_lines(App *app, Type type, Colour colour, Rect box, Str text)
{
    Label label = {.type = type,
                   .colour = colour,
                   .text = text,
                   .x = box.x,
                   .y = box.y,
                   .w = box.w,
                   .max_lines = box.h >= type.line ? (int)(box.h / type.line) : 1,
                   .min_size = 22};
    return box.y + ui_text(&app->ui, &label).h;
}

float operator_card(App *app, Rect box, const char *icon, Str title)
{
    Ui *ui = &app->ui;
    ui_round(ui, box, 16, WHITEWASH);
    ui_round_frame(ui, box, 16, 1, HAIRLINE);
    ui_icon(ui, icon, (Rect){box.x + 28, box.y + 24, 36, 36}, INK);
    operator_text(app, theme_type(TYPE_H3), INK,
                  (Rect){box.x + 80, box.y, box.w - 108, OPERATOR_TITLE}, title);
    return box.y + OPERATOR_TITLE;
}

Str operator_number(App *app, int64_t n)
{
    return str_format(app->ui.frame, "%lld", (long long)n);
}

Str operator_size(App *app, int64_t bytes)
{
    double mb = (double)bytes / 1e6;
    return mb >= 10000 ? str_format(app->ui.frame, "%.0f GB", mb / 1000)
                       : str_format(app->ui.frame, mb >= 10 ? "%.0f MB" : "%.1f MB", mb);
}

Str operator_versioned(App *app, const char *label, const WorkStory *story)
{
    Str text = app_label_fill(app, label, "version", str_from(story->version));
    return app_fill(app, text, "date", date_text(app, str_from(story->built)));
}

static void draw_button(App *app, Rect box, Str text, const char *icon, Colour ink)
{
    ui_icon(&app->ui, icon, (Rect){box.x + 24, box.y + (box.h - 44) / 2, 44, 44}, ink);
    operator_text(app, theme_type(TYPE_H3), ink, (Rect){box.x + 84, box.y, box.w - 96, box.h},
                  text);
}

void operator_button(App *app, Rect box, Str text, const char *icon, bool can, int action, int n)
{
    Ui *ui = &app->ui;
    bool is_pressed = can && ui_is_pressed(ui, action, n, STR_NONE);
    ui_round(ui, box, 16, !can ? DISABLED_GROUND : is_pressed ? CLOUD : WHITEWASH);
    ui_round_frame(ui, box, 16, can ? 2 : 1, can ? DEEP : HAIRLINE);
    draw_button(app, box, text, icon, can ? INK : SLATE);
    if (can) {
        ui_target(ui, box, action, n, STR_NONE, text);
    }
}

void operator_main_button(App *app, Rect box, Str text, const char *icon, int action, int n)
{
    Ui *ui = &app->ui;
    ui_round(ui, box, 16, ui_is_pressed(ui, action, n, STR_NONE) ? DEEP_BLUE : DEEP);
    draw_button(app, box, text, icon, WHITE);
    ui_target(ui, box, action, n, STR_NONE, text);
}

void operator_head(App *app, Str title, bool is_panel)
{
    Ui *ui = &app->ui;
    float margin = ui->is_portrait ? 32 : 64;
    ui_fill(ui, (Rect){0, 0, ui->w, OPERATOR_HEAD}, DEEP);
    ui_icon(ui, "gear", (Rect){margin, 42, 44, 44}, WHITE);
    int64_t left_ms = app->touched_ms + STAFF_AWAY_MS - app->now_ms;
    ui_wake_at(ui, app->now_ms + 1000 - (STAFF_AWAY_MS - left_ms) % 1000);
    float w = 232;
    Rect leave = {ui->w - margin - w, 16, w, 96};
    bool is_pressed = ui_is_pressed(ui, OPERATOR_LEAVE, 0, STR_NONE);
    ui_round(ui, leave, 16, is_pressed ? ORPIMENT : GAMBOGE);
    ui_icon(ui, "lock", (Rect){leave.x + 20, 44, 40, 40}, INK);
    Str out = app_label(app, "operator.lock");
    operator_text(app, theme_type(TYPE_H3), INK, (Rect){leave.x + 72, 16, w - 84, 96}, out);
    ui_target(ui, leave, OPERATOR_LEAVE, 0, STR_NONE, out);
    float x = leave.x - 24;
    if (!is_panel) {
        Rect back = {x - 176, 16, 176, 96};
        Str text = app_label(app, "button.back");
        ui_round_frame(ui, back, 16, 2, CLEAR_BLUE);
        ui_icon(ui, "back", (Rect){back.x + 20, 44, 40, 40}, WHITE);
        operator_text(app, theme_type(TYPE_H3), WHITE, (Rect){back.x + 72, 16, 96, 96}, text);
        ui_target(ui, back, OPERATOR_VIEW, VIEW_PANEL, STR_NONE, text);
        x = back.x - 24;
    } else {
        Rect speak = {x - 176, 16, 176, 96};
        Str text = app_label(app, "nav.language");
        ui_round_frame(ui, speak, 16, 2, CLEAR_BLUE);
        ui_text_in(ui, theme_type(TYPE_H3), WHITE, speak, text);
        ui_target(ui, speak, ACTION_LANGUAGE, 0, STR_NONE, text);
        x = speak.x - 24;
    }
    Str locks = app_label_fill(app, "operator.locks", "time", operator_time(app, left_ms));
    float told = ui->is_portrait ? 0 : 320;
    if (told > 0) {
        Label label = {.type = theme_type(TYPE_L),
                       .colour = MIST_WHITE,
                       .text = locks,
                       .x = x,
                       .y = 48,
                       .align = ALIGN_END,
                       .is_tabular = true,
                       .min_size = 22};
        ui_text(ui, &label);
    }
    operator_text(app, ui_title(ui, TYPE_H2), WHITE,
                  (Rect){margin + 64, 0, x - told - margin - 80, OPERATOR_HEAD}, title);
}

// ---- the page -----------------------------------------------------------------------

static void ask_facts(App *app, OperatorData *data)
{
    data->facts = (StaffFacts){.bad_end_s = -1, .free_bytes = -1};
    data->facts_ms = app->now_ms;
    if (app->staff && app->staff->facts) {
        app->staff->facts(app->staff->context, &data->facts);
    }
}

static void operator_opened(App *app, Page *page)
{
    OperatorData *data = arena_new(&page->arena, OperatorData, 1);
    page->data = data;
    if (!app->staff || !app->staff->is_in) {
        page->memory.n[MEMORY_VIEW] = VIEW_PAD;
    }
    if (app->store) {
        data->story = store_info(app->store, &page->arena);
    }
    ask_facts(app, data);
}

static void show(App *app, Page *page, int view)
{
    page->memory.n[MEMORY_VIEW] = view;
    scroll_to(&page->scrolls[0], 0);
    ask_facts(app, page->data);
}

typedef struct {
    Str title, line;
    const char *icon;
    int action;
} Question;

static Question question_of(App *app, int view)
{
    const StaffWork *now = &app->staff->now;
    switch (view) {
    case VIEW_QUIT:
        return (Question){app_label(app, "operator.quit.ask"), STR_NONE, "power", OPERATOR_QUIT};
    case VIEW_BACK:
        return (Question){operator_versioned(app, "operator.back.ask", &now->before),
                          operator_versioned(app, "operator.back.line", &now->now), "back",
                          OPERATOR_ROLL_BACK};
    default:
        return (Question){app_label(app, "operator.restart.ask"), STR_NONE, "update",
                          OPERATOR_RESTART};
    }
}

// What cannot be undone by a touch asks again.
static void draw_question(App *app, int view)
{
    Ui *ui = &app->ui;
    Question question = question_of(app, view);
    operator_head(app, app_label(app, "operator.title"), false);
    float w = ui->is_portrait ? 984 : 1000;
    float line = question.line.n ? 100 : 0;
    // A second tap on "roll back" must not fall on "confirm".
    Rect box = {(ui->w - w) / 2, ui->h * (line > 0 ? 0.16f : 0.3f), w, 360 + line};
    chrome_card(app, box, 20, ELEVATION_RAISED);
    operator_text(app, ui_title(ui, TYPE_H2), INK, (Rect){box.x + 48, box.y + 32, w - 96, 120},
                  question.title);
    if (line > 0) {
        operator_lines(app, theme_type(TYPE_B2), SLATE,
                       (Rect){box.x + 48, box.y + 160, w - 96, line}, question.line);
    }
    float half = (w - 96 - 32) / 2;
    float y = box.y + 200 + line;
    operator_button(app, (Rect){box.x + 48, y, half, 120}, app_label(app, "button.cancel"), "close",
                    true, OPERATOR_VIEW, VIEW_PANEL);
    operator_button(app, (Rect){box.x + 48 + half + 32, y, half, 120},
                    app_label(app, "button.confirm"), question.icon, true, question.action, 0);
}

// The code was asked for once more: for what is still at hand.
static void follow_code(App *app, Page *page)
{
    Staff *staff = app->staff;
    uint64_t plan = (uint64_t)page->memory.n[MEMORY_PLAN];
    if (staff->is_granted) {
        staff->is_granted = false;
        staff->apply(staff->context, plan);
        show(app, page, VIEW_UPDATE);
    } else if (staff->now.state != WORK_READY || staff->now.plan != plan) {
        staff_ask(app, ASK_ENTRY);
        show(app, page, VIEW_UPDATE);
    }
}

static void draw_view(App *app, Page *page)
{
    OperatorData *data = page->data;
    Staff *staff = app->staff;
    int view = page->memory.n[MEMORY_VIEW];
    bool is_here = &app->stage[app->current] == page;
    if (staff && is_here) {
        staff_hear(app);
        if (view == VIEW_PAD && staff->is_in) {
            show(app, page, VIEW_PANEL);
        } else if (view != VIEW_PAD && !staff->is_in) {
            page->memory.n[MEMORY_VIEW] = VIEW_PAD;
        }
        if (page->memory.n[MEMORY_VIEW] == VIEW_CODE) {
            follow_code(app, page);
        }
        view = page->memory.n[MEMORY_VIEW];
    }
    if (view == VIEW_PAD || view == VIEW_CODE || !staff) {
        operator_pad(app, page);
        return;
    }
    if (app->now_ms - data->facts_ms >= FACTS_MS) {
        ask_facts(app, data);
    }
    chrome_ground(app, CLOUD);
    switch (view) {
    case VIEW_PANEL:
        operator_panel(app, page, data);
        return;
    case VIEW_DOCTOR:
        operator_doctor(app);
        return;
    case VIEW_UPDATE:
        operator_update(app, page);
        return;
    case VIEW_RESTART:
    case VIEW_QUIT:
    case VIEW_BACK:
        draw_question(app, view);
        return;
    default:
        operator_list(app, page, data, (OperatorView)view);
        return;
    }
}

// The tables of a tool are set as they are: large type is for visitors.
static void operator_drawn(App *app, Page *page)
{
    bool is_large = app->ui.modes.is_large;
    app->ui.modes.is_large = false;
    draw_view(app, page);
    app->ui.modes.is_large = is_large;
}

// Whether anything is there to do it, the drawing has asked before it made the target.
static void do_deed(App *app, Page *page, const Target *target)
{
    Staff *staff = app->staff;
    switch (target->action) {
    case OPERATOR_EXPORT:
        staff->export_to_stick(staff->context);
        return;
    case OPERATOR_CHOOSE:
        staff->choose(staff->context, target->n);
        return;
    case OPERATOR_APPLY:
        page->memory.n[MEMORY_PLAN] = (int)staff->now.plan;
        staff_ask(app, ASK_UPDATE);
        show(app, page, VIEW_CODE);
        return;
    case OPERATOR_CANCEL:
        staff->cancel(staff->context);
        return;
    case OPERATOR_ROLL_BACK:
        staff->roll_back(staff->context);
        show(app, page, VIEW_PANEL);
        return;
    default:
        return;
    }
}

static void operator_tapped(App *app, Page *page, const Target *target)
{
    Staff *staff = app->staff;
    if (target->action == OPERATOR_LEAVE || !staff) {
        app_reset(app);
        return;
    }
    switch (target->action) {
    case OPERATOR_DIGIT:
        staff_type(app, (char)('0' + target->n));
        return;
    case OPERATOR_RUB:
    case OPERATOR_CLEAR:
        staff_rub(app, target->action == OPERATOR_CLEAR);
        return;
    default:
        break;
    }
    if (!staff->is_in) {
        return;
    }
    switch (target->action) {
    case OPERATOR_VIEW:
        staff_ask(app, ASK_ENTRY);
        show(app, page, target->n);
        return;
    case OPERATOR_CLEAN:
        staff_clean(app);
        return;
    case OPERATOR_NOTICE:
        staff_show_notice(app, target->n);
        return;
    case OPERATOR_STOP:
        staff_guide(app, target->n);
        return;
    case OPERATOR_RESTART:
        staff->restart(staff->context);
        return;
    case OPERATOR_QUIT:
        if (staff->quit) {
            staff->quit(staff->context);
        }
        return;
    default:
        do_deed(app, page, target);
        return;
    }
}

const PageClass page_operator = {.name = "operator",
                                 .opened = operator_opened,
                                 .drawn = operator_drawn,
                                 .tapped = operator_tapped};
