// The panel: how the machine is, what it shows, what was touched, and what can be done; and its lists.
#include "pages/app.h"
#include "pages/operator.h"

enum { ROW_H = 72, LIST_ROW = 112 };

typedef enum { STATE_FINE, STATE_LOOK, STATE_PLAIN } RowState;

// Colour is never the only sign: a tick or a triangle stands behind each row.
static void draw_row(App *app, Rect row, const char *label, Str value, RowState state)
{
    Ui *ui = &app->ui;
    ui_hairline(ui, row.x, row.y, row.w, HAIRLINE);
    operator_text(app, type_sized(TYPE_H3, 24, 30), INK, (Rect){row.x, row.y, 136, row.h},
                  app_label(app, label));
    operator_text(app, type_sized(TYPE_B2, 24, 32), state == STATE_LOOK ? OCHRE : INK,
                  (Rect){row.x + 148, row.y, row.w - 200, row.h}, value);
    if (state != STATE_PLAIN) {
        ui_icon(ui, state == STATE_FINE ? "check" : "warning",
                (Rect){row.x + row.w - 40, row.y + (row.h - 36) / 2, 36, 36},
                state == STATE_FINE ? MALACHITE : OCHRE);
    }
}

// "3 天 4 小时", "4 小时 12 分"
static Str span_text(App *app, int64_t s)
{
    bool is_days = s >= 86400;
    Str text = app_label(app, is_days ? "operator.days" : "operator.hours");
    text = app_fill(app, text, "d", operator_number(app, s / 86400));
    text = app_fill(app, text, "h", operator_number(app, is_days ? s % 86400 / 3600 : s / 3600));
    return app_fill(app, text, "m", operator_number(app, s % 3600 / 60));
}

static Str frame_text(App *app, const StaffFacts *facts)
{
    if (facts->frames == 0) {
        return app_label(app, "operator.frames.none");
    }
    Str text = app_label(app, "operator.frames.text");
    text = app_fill(app, text, "a", str_format(app->ui.frame, "%.1f", facts->p50_us / 1000.0));
    return app_fill(app, text, "b", str_format(app->ui.frame, "%.1f", facts->p99_us / 1000.0));
}

static Str crash_text(App *app, const StaffFacts *facts)
{
    if (facts->bad_ends == 0) {
        return facts->bad_ends_before ? app_label_fill(app, "operator.crashes.before", "n",
                                                       operator_number(app, facts->bad_ends_before))
                                      : app_label(app, "operator.crashes.none");
    }
    Str text =
        app_label_fill(app, "operator.crashes.text", "n", operator_number(app, facts->bad_ends));
    return app_fill(app, text, "t", span_text(app, facts->bad_end_s));
}

static Str disk_text(App *app, const StaffFacts *facts)
{
    Str folder = facts->state[0] ? str_from(facts->state) : app_label(app, "operator.state.none");
    if (facts->free_bytes < 0) {
        return folder;
    }
    Str size = str_format(app->ui.frame, "%.1f GB", (double)facts->free_bytes / 1e9);
    return app_fill(app, app_label_fill(app, "operator.storage.free", "n", size), "folder", folder);
}

static void draw_device(App *app, Rect box, const OperatorData *data)
{
    Ui *ui = &app->ui;
    const StaffFacts *facts = &data->facts;
    float y = operator_card(app, box, "info", app_label(app, "operator.device"));
    Str clock = facts->is_clock_wrong
                    ? app_label_fill(app, "operator.clock.wrong", "date", str_from(facts->today))
                    : str_from(facts->today);
    Str version = str_format(ui->frame, "%s · %s", facts->version, facts->driver);
    Str problems = facts->problem_count ? app_label_fill(app, "operator.config.some", "n",
                                                         operator_number(app, facts->problem_count))
                                        : app_label(app, "operator.config.fine");
    bool is_low = facts->free_bytes >= 0 && facts->free_bytes < 500 * 1000 * 1000;
    struct {
        const char *label;
        Str value;
        RowState state;
    } rows[] = {
        {"operator.device.program", version, STATE_PLAIN},
        {"operator.device.uptime", span_text(app, facts->uptime_s), STATE_PLAIN},
        {"operator.device.crashes", crash_text(app, facts),
         facts->bad_ends ? STATE_LOOK : STATE_FINE},
        {"operator.device.frames", frame_text(app, facts),
         facts->frames && facts->p99_us > 33000 ? STATE_LOOK : STATE_PLAIN},
        {"operator.device.storage", disk_text(app, facts),
         is_low || !facts->state[0] ? STATE_LOOK : STATE_FINE},
        {"operator.device.clock", clock, facts->is_clock_wrong ? STATE_LOOK : STATE_FINE},
        {"operator.device.config", problems, facts->problem_count ? STATE_LOOK : STATE_FINE},
    };
    bool is_wide = box.w > 700; // two columns
    float w = is_wide ? (box.w - 56 - 40) / 2 : box.w - 56;
    Rect row = {box.x + 28, y, w, ROW_H};
    for (int i = 0; i < COUNT(rows); i++, row.y += ROW_H) {
        if (is_wide && i == (COUNT(rows) + 1) / 2) {
            row.x += w + 40;
            row.y = y;
        }
        draw_row(app, row, rows[i].label, rows[i].value, rows[i].state);
    }
    if (facts->problem_count) {
        ui_target(ui, (Rect){row.x, row.y - ROW_H, row.w, ROW_H}, OPERATOR_VIEW, VIEW_PROBLEMS,
                  STR_NONE, problems);
    }
}

// What the last export became, else what can be exported to.
static Str stick_line(App *app, bool *is_bad)
{
    const Staff *staff = app->staff;
    const StaffWork *now = &staff->now;
    Str why = str_from(now->export_err.what);
    *is_bad = now->export_state == EXPORT_FAILED;
    switch (now->export_state) {
    case EXPORT_RUNNING:
        return app_label(app, "operator.export.running");
    case EXPORT_DONE:
        return app_label_fill(app, "operator.export.done", "name", str_from(now->export_name));
    case EXPORT_FAILED:
        return str_format(app->ui.frame, "%.*s%s%s",
                          STR_ARG(app_label_fill(app, "operator.export.bad", "why", why)),
                          ui_is_english(&app->ui) ? " " : "", now->export_err.hint);
    default:
        break;
    }
    Str stops = staff->stop_count ? STR_NONE : app_label(app, "operator.guide.none");
    if (!now->has_stick) {
        return part_dot(app, app_label(app, "operator.stick.none"), stops);
    }
    *is_bad = now->is_read_only;
    Str stick = app_label_fill(app, now->is_read_only ? "operator.stick.locked" : "operator.stick",
                               "name", str_from(now->stick));
    return part_dot(app, stick, stops);
}

static void draw_line(App *app, Rect box, Str text, bool is_bad)
{
    Ui *ui = &app->ui;
    float left = is_bad ? 48 : 0;
    if (is_bad) {
        ui_icon(ui, "warning", (Rect){box.x, box.y + (box.h - 36) / 2, 36, 36}, OCHRE);
    }
    operator_text(app, theme_type(TYPE_L), is_bad ? OCHRE : SLATE,
                  (Rect){box.x + left, box.y, box.w - left, box.h}, text);
}

static void draw_lines(App *app, Rect box)
{
    const StaffWork *now = &app->staff->now;
    float half = box.h / 2;
    bool is_bad;
    Str stick = stick_line(app, &is_bad);
    draw_line(app, (Rect){box.x, box.y, box.w, half}, stick, is_bad);
    Str told = operator_told(app, &now->told, &is_bad);
    if (now->back_err.what[0]) {
        is_bad = true;
        told = app_label_fill(app, "operator.back.bad", "why", str_from(now->back_err.what));
    }
    draw_line(app, (Rect){box.x, box.y + half, box.w, half}, told, is_bad && told.n);
}

static void draw_deeds(App *app)
{
    Ui *ui = &app->ui;
    const Staff *staff = app->staff;
    const StaffWork *now = &staff->now;
    bool can_export = staff->export_to_stick && now->has_stick && !now->is_read_only &&
                      now->export_state != EXPORT_RUNNING;
    struct {
        const char *label, *icon;
        bool can;
        int action, n;
    } deeds[] = {
        {"operator.action.restart", "update", staff->restart != NULL, OPERATOR_VIEW, VIEW_RESTART},
        {"operator.action.clean", "drop", true, OPERATOR_CLEAN, 0},
        {staff->notice ? "operator.notice.off" : "operator.notice", "warning", true,
         staff->notice ? OPERATOR_NOTICE : OPERATOR_VIEW, staff->notice ? 0 : VIEW_NOTICES},
        {"operator.guide", "people", staff->stop_count > 0, OPERATOR_VIEW, VIEW_GUIDE},
        {"operator.action.export", "download", can_export, OPERATOR_EXPORT, 0},
        {"operator.action.quit", "power", staff->quit != NULL, OPERATOR_VIEW, VIEW_QUIT},
    };
    for (int i = 0; i < COUNT(deeds); i++) {
        Rect box = ui->is_portrait
                       ? (Rect){48 + 336 * (float)(i % 3), 1536 + 136 * (float)(i / 3), 312, 120}
                       : (Rect){64 + 302 * (float)i, 800, 282, 120};
        operator_button(app, box, app_label(app, deeds[i].label), deeds[i].icon, deeds[i].can,
                        deeds[i].action, deeds[i].n);
    }
    draw_lines(app, ui->is_portrait ? (Rect){48, 1800, 984, 108} : (Rect){64, 932, 1792, 120});
}

void operator_panel(App *app, Page *page, const OperatorData *data)
{
    (void)page;
    operator_head(app, app_label(app, "operator.title"), true);
    if (app->ui.is_portrait) {
        draw_device(app, (Rect){48, 152, 984, 396}, data);
        operator_content(app, (Rect){48, 564, 984, 512}, data);
        operator_usage(app, (Rect){48, 1092, 984, 428});
    } else {
        draw_device(app, (Rect){64, 160, 560, 600}, data);
        operator_content(app, (Rect){656, 160, 560, 600}, data);
        operator_usage(app, (Rect){1248, 160, 608, 600});
    }
    draw_deeds(app);
}

// ---- lists --------------------------------------------------------------------------

typedef struct {
    Str title, line;
    int action, n; // 0: only to be read
} ListRow;

// The page a stop leads to, in the interface's words where it has some.
static Str stop_name(App *app, Str route)
{
    int slash = str_find_char(route, '/');
    Str id = str_format(app->ui.frame, "nav.%.*s",
                        STR_ARG(str_sub(route, 0, slash < 0 ? route.n : slash)));
    Str name = app_label(app, id.p);
    return str_eq(name, id) ? route : name;
}

static ListRow list_row(App *app, const OperatorData *data, OperatorView view, int i)
{
    const Staff *staff = app->staff;
    Ui *ui = &app->ui;
    if (view == VIEW_NOTICES) {
        Str id = str_format(ui->frame, "operator.notice.%d", i + 1);
        return (ListRow){app_label(app, id.p), STR_NONE, OPERATOR_NOTICE, i + 1};
    }
    if (view == VIEW_GUIDE) {
        Str route = str_from(staff->stops[i]);
        Str title = str_format(ui->frame, "%d  %.*s", i + 1, STR_ARG(stop_name(app, route)));
        return (ListRow){title, route, OPERATOR_STOP, i};
    }
    const Err *problem = &data->facts.problems[i];
    return (ListRow){str_format(ui->frame, "%s  %s", problem->where, problem->what),
                     str_from(problem->hint), 0, 0};
}

static void draw_list_row(App *app, Rect box, const ListRow *row)
{
    Ui *ui = &app->ui;
    bool is_pressed = row->action && ui_is_pressed(ui, row->action, row->n, STR_NONE);
    ui_round(ui, box, 12, is_pressed ? CHOSEN : WHITEWASH);
    ui_round_frame(ui, box, 12, row->action ? 2 : 1, row->action ? DEEP : HAIRLINE);
    float h = row->line.n ? 56 : box.h;
    operator_text(app, theme_type(TYPE_H3), INK, (Rect){box.x + 32, box.y, box.w - 64, h},
                  row->title);
    if (row->line.n) {
        operator_text(app, theme_type(TYPE_L), SLATE,
                      (Rect){box.x + 32, box.y + 54, box.w - 64, box.h - 58}, row->line);
    }
    if (row->action) {
        ui_target(ui, box, row->action, row->n, STR_NONE, row->title);
    }
}

void operator_list(App *app, Page *page, const OperatorData *data, OperatorView view)
{
    Ui *ui = &app->ui;
    bool is_notices = view == VIEW_NOTICES;
    bool is_guide = view == VIEW_GUIDE;
    operator_head(app,
                  app_label(app, is_notices ? "operator.notice"
                                 : is_guide ? "operator.guide"
                                            : "operator.config"),
                  false);
    int count = is_notices ? STAFF_NOTICES
                : is_guide ? app->staff->stop_count
                           : data->facts.problem_count;
    float margin = ui->is_portrait ? 48 : 64;
    operator_text(app, theme_type(TYPE_B2), SLATE,
                  (Rect){margin, OPERATOR_HEAD + 8, ui->w - 2 * margin, 88},
                  app_label(app, is_notices ? "operator.notice.hint"
                                 : is_guide ? "operator.guide.hint"
                                            : "operator.config.hint"));
    Rect view_box = {0, OPERATOR_HEAD + 104, ui->w, ui->h - OPERATOR_HEAD - 104};
    float step = LIST_ROW + 12;
    ui_scroll(ui, &page->scrolls[0], view_box, step * (float)count + 32, false);
    ui_clip(ui, view_box);
    for (int i = 0; i < count; i++) {
        Rect box = {margin, view_box.y + step * (float)i - page->scrolls[0].pos, ui->w - 2 * margin,
                    LIST_ROW};
        if (box.y + box.h < view_box.y || box.y > ui->h) {
            continue;
        }
        ListRow row = list_row(app, data, view, i);
        draw_list_row(app, box, &row);
    }
    ui_unclip(ui);
}
