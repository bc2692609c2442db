// The panel: how the machine is, what it shows, what was touched, and what can be done; and its lists.
#include "pages/app.h"
#include "pages/operator.h"

enum { TITLE_H = 84, ROW_H = 72, LIST_ROW = 112 };

typedef enum { STATE_FINE, STATE_LOOK, STATE_PLAIN } RowState;

static float draw_card(App *app, Rect box, const char *icon, Str title)
{
    Ui *ui = &app->ui;
    ui_round(ui, box, 16, WHITEWASH);
    ui_round_frame(ui, box, 16, 1, HAIRLINE);
    ui_icon(ui, icon, (Rect){box.x + 28, box.y + 24, 36, 36}, INK);
    operator_text(app, theme_type(TYPE_H3), INK, (Rect){box.x + 80, box.y, box.w - 108, TITLE_H},
                  title);
    return box.y + TITLE_H;
}

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

static Str number(App *app, int64_t n)
{
    return str_format(app->ui.frame, "%lld", (long long)n);
}

// "3 天 4 小时", "4 小时 12 分"
static Str span_text(App *app, int64_t s)
{
    bool is_days = s >= 86400;
    Str text = app_label(app, is_days ? "operator.days" : "operator.hours");
    text = app_fill(app, text, "d", number(app, s / 86400));
    text = app_fill(app, text, "h", number(app, is_days ? s % 86400 / 3600 : s / 3600));
    return app_fill(app, text, "m", number(app, s % 3600 / 60));
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
                                                       number(app, facts->bad_ends_before))
                                      : app_label(app, "operator.crashes.none");
    }
    Str text = app_label_fill(app, "operator.crashes.text", "n", number(app, facts->bad_ends));
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
    float y = draw_card(app, box, "info", app_label(app, "operator.device"));
    Str clock = facts->is_clock_wrong
                    ? app_label_fill(app, "operator.clock.wrong", "date", str_from(facts->today))
                    : str_from(facts->today);
    Str version = str_format(ui->frame, "%s · %s", facts->version, facts->driver);
    Str problems = facts->problem_count ? app_label_fill(app, "operator.config.some", "n",
                                                         number(app, facts->problem_count))
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
    Rect row = {box.x + 28, y, box.w - 56, ROW_H};
    for (int i = 0; i < COUNT(rows); i++, row.y += ROW_H) {
        draw_row(app, row, rows[i].label, rows[i].value, rows[i].state);
    }
    if (facts->problem_count) {
        ui_target(ui, (Rect){row.x, row.y - ROW_H, row.w, ROW_H}, OPERATOR_VIEW, VIEW_PROBLEMS,
                  STR_NONE, problems);
    }
}

static void draw_content(App *app, Rect box, const OperatorData *data)
{
    Ui *ui = &app->ui;
    const Staff *staff = app->staff;
    const StaffFacts *facts = &data->facts;
    float y = draw_card(app, box, "update", app_label(app, "operator.content"));
    bool is_wide = box.w > 700;
    Rect plate = {box.x + 28, y, box.w - 56, is_wide ? 144 : 180};
    ui_round(ui, plate, 12, CLOUD);
    operator_text(app, theme_type(TYPE_L), SLATE, (Rect){plate.x + 24, plate.y + 10, 440, 34},
                  app_label(app, "operator.content.version"));
    operator_text(app, theme_type(TYPE_H2), INK, (Rect){plate.x + 24, plate.y + 44, 440, 60},
                  data->story.version);
    Str built =
        app_label_fill(app, "operator.content.built", "date", date_text(app, data->story.built));
    Str as_of = str_format(ui->frame, "%.*s %.*s", STR_ARG(app_label(app, "about.asof")),
                           STR_ARG(date_text(app, data->story.as_of)));
    Rect dates = {plate.x + 24, plate.y + 104, plate.w - 48, 34};
    operator_text(app, theme_type(TYPE_L), SLATE, dates,
                  is_wide ? part_dot(app, built, as_of) : built);
    if (!is_wide) {
        dates.y += 34;
        operator_text(app, theme_type(TYPE_L), SLATE, dates, as_of);
    }
    Rect line = {box.x + 28, plate.y + plate.h + 8, box.w - 56, 120};
    float foot = box.y + box.h - 28 - 96;
    line.h = foot - line.y - 8 < 120 ? foot - line.y - 8 : 120;
    Str told = !staff->update     ? app_label(app, "operator.update.none")
               : facts->update[0] ? str_from(facts->update)
                                  : app_label(app, "operator.content.none");
    operator_text(app, theme_type(TYPE_B2), SLATE, line, told);
    float w = (box.w - 56 - 20) / 2;
    operator_button(app, (Rect){box.x + 28, foot, w, 96}, app_label(app, "operator.content.update"),
                    "usb", staff->update != NULL, OPERATOR_UPDATE, 0);
    operator_button(app, (Rect){box.x + 48 + w, foot, w, 96},
                    app_label(app, "operator.content.revert"), "back", staff->roll_back != NULL,
                    OPERATOR_ROLL_BACK, 0);
}

// Touches of the last 24 hours, an hour a bar, the newest at the right.
static void draw_hours(App *app, Rect box)
{
    Ui *ui = &app->ui;
    const Staff *staff = app->staff;
    int most = 1;
    for (int i = 0; i < STAFF_HOURS; i++) {
        most = staff->touches[i] > most ? staff->touches[i] : most;
    }
    float step = box.w / STAFF_HOURS;
    for (int i = 0; i < STAFF_HOURS; i++) {
        int64_t hour = staff->hour - STAFF_HOURS + 1 + i;
        int n = hour < 0 ? 0 : staff->touches[hour % STAFF_HOURS];
        float h = (box.h - 4) * (float)n / (float)most;
        ui_fill(ui, (Rect){box.x + step * (float)i + 2, box.y + box.h - h, step - 4, h}, AZURITE);
    }
    ui_fill(ui, (Rect){box.x, box.y + box.h, box.w, 2}, INK);
}

static void draw_touch(App *app, Rect box)
{
    Ui *ui = &app->ui;
    const Staff *staff = app->staff;
    float y = draw_card(app, box, "chart", app_label(app, "operator.touch"));
    int sum = 0;
    for (int i = 0; i < STAFF_HOURS; i++) {
        sum += staff->touches[i];
    }
    Label total = {.type = theme_type(TYPE_N3),
                   .colour = INK,
                   .text = number(app, sum),
                   .x = box.x + box.w - 32,
                   .y = box.y + 20,
                   .align = ALIGN_END};
    ui_text(ui, &total);
    float foot = box.y + box.h - 28 - 96;
    Str counts = app_label_fill(app, "operator.touch.counts", "stuck", number(app, staff->stuck));
    counts = app_fill(app, counts, "palms", number(app, staff->palms));
    counts = app_fill(app, counts, "lost", number(app, staff->lost));
    bool is_wide = box.w > 700; // the button then stands beside the counts
    float left = is_wide ? box.w - 56 - 340 : 0;
    Rect line = is_wide ? (Rect){box.x + 28, foot, left - 20, 96}
                        : (Rect){box.x + 28, foot - 84, box.w - 56, 72};
    operator_text(app, theme_type(TYPE_L), SLATE, line, counts);
    draw_hours(app, (Rect){box.x + 28, y + 8, box.w - 56, line.y - y - 20});
    operator_button(app, (Rect){box.x + 28 + left, foot, box.w - 56 - left, 96},
                    app_label(app, "operator.doctor"), "info", true, OPERATOR_VIEW, VIEW_DOCTOR);
}

static void draw_deeds(App *app, const OperatorData *data)
{
    Ui *ui = &app->ui;
    const Staff *staff = app->staff;
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
        {"operator.action.export", "download", staff->export_to_stick && data->facts.has_stick,
         OPERATOR_EXPORT, 0},
        {"operator.action.quit", "power", staff->quit != NULL, OPERATOR_VIEW, VIEW_QUIT},
    };
    for (int i = 0; i < COUNT(deeds); i++) {
        Rect box = ui->is_portrait
                       ? (Rect){48 + 336 * (float)(i % 3), 1536 + 136 * (float)(i / 3), 312, 120}
                       : (Rect){64 + 302 * (float)i, 800, 282, 120};
        operator_button(app, box, app_label(app, deeds[i].label), deeds[i].icon, deeds[i].can,
                        deeds[i].action, deeds[i].n);
    }
    Str told = staff->said ? app_label(app, staff->said)
               : staff->export_to_stick && data->facts.has_stick
                   ? app_label_fill(app, "operator.stick", "name", str_from(data->facts.stick))
                   : app_label(app, "operator.stick.none");
    if (!staff->stop_count && !staff->said) {
        told = part_dot(app, told, app_label(app, "operator.guide.none"));
    }
    Rect line = ui->is_portrait ? (Rect){48, 1816, 984, 84} : (Rect){64, 940, 1792, 84};
    operator_text(app, theme_type(TYPE_L), staff->said ? INK : SLATE, line, told);
}

void operator_panel(App *app, Page *page, const OperatorData *data)
{
    (void)page;
    operator_head(app, app_label(app, "operator.title"), true);
    if (app->ui.is_portrait) {
        draw_device(app, (Rect){48, 152, 984, 600}, data);
        draw_content(app, (Rect){48, 768, 984, 424}, data);
        draw_touch(app, (Rect){48, 1208, 984, 304});
    } else {
        draw_device(app, (Rect){64, 160, 560, 600}, data);
        draw_content(app, (Rect){656, 160, 560, 600}, data);
        draw_touch(app, (Rect){1248, 160, 608, 600});
    }
    draw_deeds(app, data);
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
