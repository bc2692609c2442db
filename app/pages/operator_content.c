// The card of the content on the panel, and what it shares with the page of the update: the five steps,
// how far they are, and what became of the last update.
#include "pages/app.h"
#include "pages/operator.h"

bool operator_is_bad(const StaffWork *now)
{
    return now->state == WORK_FAILED || (now->state == WORK_REFUSED && !now->is_shown);
}

void operator_steps(App *app, Rect box, const StaffWork *now)
{
    static const char *const NAMES[WORK_STEPS] = {[STEP_READ] = "operator.content.step.read",
                                                  [STEP_VERIFY] = "operator.content.step.check",
                                                  [STEP_WRITE] = "operator.content.step.write",
                                                  [STEP_CHECK] = "operator.content.step.open",
                                                  [STEP_SWITCH] = "operator.content.step.switch"};
    Ui *ui = &app->ui;
    bool is_done = now->state == WORK_SWITCHED;
    bool is_bad = operator_is_bad(now);
    int at = is_done ? WORK_STEPS : now->state == WORK_READY ? STEP_WRITE : (int)now->step;
    float w = (box.w - 8 * (WORK_STEPS - 1)) / WORK_STEPS;
    for (int i = 0; i < WORK_STEPS; i++) {
        Rect bar = {box.x + (w + 8) * (float)i, box.y, w, 14};
        bool is_here = i == at && now->state != WORK_READY;
        float part = i < at ? 1 : is_here ? now->part : 0;
        ui_round(ui, bar, 7, TRACK);
        if (part > 0) {
            bar.w = w * part < 14 ? 14 : w * part;
            ui_round(ui, bar, 7, i < at ? MALACHITE : is_bad ? CINNABAR : AZURITE);
        }
        Type type = type_sized(is_here ? TYPE_H3 : TYPE_C, 24, 32);
        Rect name = {box.x + (w + 8) * (float)i, box.y + 24, w, 34};
        ui_text_in(ui, type,
                   is_here && is_bad ? CINNABAR
                   : i <= at         ? INK
                                     : SLATE,
                   name, app_label(app, NAMES[i]));
    }
}

Str operator_progress(App *app, const StaffWork *now)
{
    Str percent = operator_number(app, (int64_t)(now->part * 100));
    switch (now->state) {
    case WORK_NOTHING:
        return app_label(app, "operator.content.none");
    case WORK_LOOKING:
        return app_label_fill(
            app, now->step == STEP_READ ? "operator.update.looking" : "operator.update.verifying",
            "n", percent);
    case WORK_READY:
        return app_label(app, "operator.update.ready");
    case WORK_REFUSED:
        return app_label(app, now->is_shown ? "operator.update.shown" : "operator.update.refused");
    case WORK_APPLYING:
        return now->step == STEP_WRITE
                   ? app_label_fill(app, "operator.content.writing", "n", percent)
                   : app_label(app, now->step == STEP_CHECK ? "operator.update.checking"
                                                            : "operator.update.switching");
    case WORK_FAILED:
        return app_label(app, "operator.update.failed");
    case WORK_SWITCHED:
        return now->to.version[0] ? operator_versioned(app, "operator.update.switched", &now->to)
                                  : app_label(app, "operator.back.done");
    }
    return STR_NONE;
}

Str operator_told(App *app, const WorkTold *told, bool *is_bad)
{
    static const char *const LABELS[] = {[TOLD_UPDATED] = "operator.told.updated",
                                         [TOLD_BACK] = "operator.told.back",
                                         [TOLD_DIED] = "operator.told.died",
                                         [TOLD_UNOPENED] = "operator.told.unopened",
                                         [TOLD_FAILED] = "operator.told.failed"};
    *is_bad = told->kind >= TOLD_DIED;
    if (told->kind == TOLD_NOTHING) {
        return STR_NONE;
    }
    Str text = operator_versioned(app, LABELS[told->kind], &told->now);
    text = app_fill(app, text, "other", str_from(told->other.version));
    text = app_fill(app, text, "why", str_from(told->text));
    Str head = app_label(app, "operator.events");
    Str day = date_text(app, str_from(told->date));
    return str_format(app->ui.frame, "%.*s  %.*s  %.*s", STR_ARG(head), STR_ARG(day),
                      STR_ARG(text));
}

// "1.2.0, 186 MB, 12 new, 5 changed"; the sentence that says why it cannot be used.
static Str found_line(App *app, const StaffWork *now)
{
    if (now->state == WORK_REFUSED || now->state == WORK_FAILED) {
        return str_from(now->err.what);
    }
    if (now->state == WORK_APPLYING) {
        return operator_progress(app, now);
    }
    if (now->state == WORK_NOTHING || now->state == WORK_LOOKING || now->state == WORK_SWITCHED) {
        return STR_NONE;
    }
    Str text = app_label_fill(app, "operator.content.diff", "added",
                              operator_number(app, now->rows.added + now->pictures.added));
    text = app_fill(app, text, "changed",
                    operator_number(app, now->rows.changed + now->pictures.changed));
    text = app_fill(app, text, "removed",
                    operator_number(app, now->rows.removed + now->pictures.removed));
    return part_dot(app, operator_size(app, now->bytes), text);
}

static Str found_title(App *app, const StaffWork *now)
{
    bool is_found = now->state == WORK_READY || now->state == WORK_APPLYING;
    return is_found ? operator_versioned(app, "operator.content.found", &now->to)
                    : operator_progress(app, now);
}

static void draw_found(App *app, Rect box)
{
    Ui *ui = &app->ui;
    const StaffWork *now = &app->staff->now;
    bool is_bad = operator_is_bad(now);
    bool is_done = now->state == WORK_SWITCHED || (now->state == WORK_REFUSED && now->is_shown);
    if (!app->staff->choose) {
        operator_text(app, theme_type(TYPE_B2), SLATE, box, app_label(app, "operator.update.off"));
        return;
    }
    if (now->state == WORK_NOTHING) {
        operator_text(app, theme_type(TYPE_B2), SLATE, box, operator_progress(app, now));
        return;
    }
    const char *icon = is_bad ? "warning" : is_done ? "check" : "usb";
    Colour colour = is_bad ? OCHRE : is_done ? MALACHITE : AZURITE;
    ui_icon(ui, icon, (Rect){box.x, box.y + 12, 44, 44}, colour);
    Rect title = {box.x + 60, box.y, box.w - 60, 68};
    operator_text(app, theme_type(TYPE_H3), is_bad ? OCHRE : INK, title, found_title(app, now));
    float y = box.y + 68;
    bool has_steps = now->state == WORK_LOOKING || now->state == WORK_APPLYING;
    float room = box.y + box.h - y - (has_steps ? 64 : 0);
    Str line = found_line(app, now);
    if (line.n) {
        y = operator_lines(app, type_sized(TYPE_L, 22, 30), SLATE, (Rect){box.x, y, box.w, room},
                           line);
    }
    if (has_steps) {
        operator_steps(app, (Rect){box.x, box.y + box.h - 60, box.w, 60}, now);
    }
}

void operator_content(App *app, Rect box, const OperatorData *data)
{
    Ui *ui = &app->ui;
    const Staff *staff = app->staff;
    const StaffWork *now = &staff->now;
    float y = operator_card(app, box, "update", app_label(app, "operator.content"));
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
    float foot = box.y + box.h - 28 - 96;
    draw_found(
        app, (Rect){box.x + 28, plate.y + plate.h + 12, box.w - 56, foot - plate.y - plate.h - 28});
    bool has_update = staff->choose && now->state != WORK_NOTHING;
    bool can_go_back = staff->roll_back && now->can_go_back && now->state != WORK_APPLYING &&
                       now->state != WORK_SWITCHED && !now->is_going_back;
    float w = box.w - 56;
    float wide = can_go_back ? (w - 20) * 0.58f : w;
    Rect button = {box.x + 28, foot, wide, 96};
    Str text = app_label(app, now->state == WORK_APPLYING ? "operator.update.watch"
                                                          : "operator.content.update");
    if (now->state == WORK_READY) {
        operator_main_button(app, button, text, "usb", OPERATOR_VIEW, VIEW_UPDATE);
    } else {
        operator_button(app, button, text, "usb", has_update, OPERATOR_VIEW, VIEW_UPDATE);
    }
    if (can_go_back) {
        operator_button(app, (Rect){box.x + 48 + wide, foot, w - wide - 20, 96},
                        app_label(app, "operator.content.revert"), "back", true, OPERATOR_VIEW,
                        VIEW_BACK);
    }
}
