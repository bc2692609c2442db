// What staff lay over every page: the notice of the cloth, a notice for visitors, the guide's hand.
#include "pages/app.h"
#include "pages/operator.h"

enum { GUIDE_TOGGLE = STAFF_ACTION, GUIDE_PREVIOUS, GUIDE_NEXT, GUIDE_END, NOTHING };

static void draw_block(App *app, Str title, Str line, float y)
{
    Ui *ui = &app->ui;
    float w = ui->is_portrait ? 900 : 1400;
    Label head = {.type = ui_title(ui, TYPE_D1),
                  .colour = WHITE,
                  .text = title,
                  .x = (ui->w - w) / 2,
                  .y = y,
                  .w = w,
                  .align = ALIGN_CENTRE,
                  .max_lines = 3,
                  .min_size = 40,
                  .is_balanced = true};
    Extent size = ui_text(ui, &head);
    if (line.n) {
        Label below = {.type = theme_type(TYPE_B1),
                       .colour = MIST_WHITE,
                       .text = line,
                       .x = (ui->w - w) / 2,
                       .y = y + size.h + 32,
                       .w = w,
                       .align = ALIGN_CENTRE,
                       .is_balanced = true};
        ui_text(ui, &below);
    }
}

static void draw_cleaning(App *app)
{
    Ui *ui = &app->ui;
    const Staff *staff = app->staff;
    chrome_ground(app, DEEP);
    ui->target_count = 0;
    ui->scroll_count = 0;
    Point middle = {ui->w / 2, ui->h * 0.68f};
    ui_icon(ui, "drop", (Rect){ui->w / 2 - 60, ui->h * 0.12f, 120, 120}, GAMBOGE);
    draw_block(app, app_label(app, "operator.clean.title"), app_label(app, "operator.clean.note"),
               ui->h * 0.26f);
    int64_t left_ms = staff->clean_ms + STAFF_CLEAN_MS - app->now_ms;
    ui_ring(ui, middle, 130, 16, 0, 360, DEEP_BLUE);
    float held = staff_held(app);
    if (held > 0) {
        ui_ring(ui, middle, 130, 16, -90, -90 + 360 * held, GAMBOGE);
        ui_animate(ui);
    }
    ui_text_in(ui, theme_type(TYPE_N3), WHITE, (Rect){middle.x - 110, middle.y - 40, 220, 80},
               operator_time(app, left_ms));
    ui_wake_at(ui, app->now_ms + 1 + (left_ms - 1) % 1000);
}

static void draw_notice(App *app)
{
    Ui *ui = &app->ui;
    chrome_ground(app, DEEP);
    ui->target_count = 0;
    ui->scroll_count = 0;
    ui_icon(ui, "info", (Rect){ui->w / 2 - 60, ui->h * 0.22f, 120, 120}, GAMBOGE);
    Str id = str_format(ui->frame, "operator.notice.%d", app->staff->notice);
    draw_block(app, app_label(app, id.p), STR_NONE, ui->h * 0.38f);
}

static void draw_hand(App *app)
{
    Ui *ui = &app->ui;
    Staff *staff = app->staff;
    Str mark = app_label_fill(app, "operator.guide.mark", "n",
                              str_format(ui->frame, "%d", staff->stop + 1));
    mark = app_fill(app, mark, "of", str_format(ui->frame, "%d", staff->stop_count));
    Rect pill = {(ui->w - 200) / 2, 0, 200, 40};
    ui_round(ui, (Rect){pill.x, -16, pill.w, pill.h + 16}, 16, colour_faded(DEEP, 0.85f));
    ui_text_in(ui, type_sized(TYPE_L, 22, 30), WHITE, pill, mark);
    ui_target(ui, pill, GUIDE_TOGGLE, 0, STR_NONE, mark);
    ui_wake_at(ui, staff->guide_ms + STAFF_GUIDE_MS);
    if (!staff->is_guide_open) {
        return;
    }
    Rect card = {(ui->w - 840) / 2, 52, 840, 128};
    chrome_card(app, card, 16, ELEVATION_RAISED);
    ui_target(ui, card, NOTHING, 0, STR_NONE, STR_NONE); // nothing below is touched through it
    operator_button(app, (Rect){card.x + 16, 68, 258, 96}, app_label(app, "button.prev"),
                    "chevron-left", staff->stop > 0, GUIDE_PREVIOUS, 0);
    operator_button(app, (Rect){card.x + 290, 68, 258, 96}, app_label(app, "button.next"),
                    "chevron-right", staff->stop + 1 < staff->stop_count, GUIDE_NEXT, 0);
    operator_button(app, (Rect){card.x + 564, 68, 260, 96}, app_label(app, "operator.guide.end"),
                    "close", true, GUIDE_END, 0);
}

void operator_over(App *app)
{
    const Staff *staff = app->staff;
    if (!staff) {
        return;
    }
    if (staff->is_cleaning) {
        draw_cleaning(app);
    } else if (staff_is_page(app)) {
        return;
    } else if (staff->notice) {
        draw_notice(app);
    } else if (staff->is_guiding) {
        draw_hand(app);
    }
}

bool operator_acts(App *app, const Target *target)
{
    Staff *staff = app->staff;
    if (!staff || target->action < STAFF_ACTION || target->action >= ACTION_PAGE) {
        return false;
    }
    switch (target->action) {
    case GUIDE_TOGGLE:
        staff->is_guide_open = !staff->is_guide_open;
        return true;
    case GUIDE_PREVIOUS:
        staff_guide(app, staff->stop - 1);
        return true;
    case GUIDE_NEXT:
        staff_guide(app, staff->stop + 1);
        return true;
    case GUIDE_END:
        staff_end_guide(app);
        return true;
    default:
        return true;
    }
}
