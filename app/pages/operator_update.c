// The page of the update: which bundles there are, what the chosen one would change, and how far it is.
#include "pages/app.h"
#include "pages/operator.h"
#include "store/update_diff.h"

enum { BUNDLE_ROW = 104, KIND_ROW = 46, BUTTON_H = 112, SCROLL_KINDS = 0, SCROLL_BUNDLES = 1 };

// ---- the bundles ---------------------------------------------------------------------

static void draw_bundle(App *app, Rect box, int i, bool is_whole)
{
    Ui *ui = &app->ui;
    const StaffWork *now = &app->staff->now;
    const WorkBundle *bundle = &now->bundles[i];
    bool is_chosen = i == now->chosen;
    // One that is being applied is not left for another; one that is cut off is scrolled to first.
    bool can = is_whole && now->state != WORK_APPLYING && now->state != WORK_SWITCHED;
    bool is_pressed = can && ui_is_pressed(ui, OPERATOR_CHOOSE, i, STR_NONE);
    ui_round(ui, box, 12, is_chosen ? CHOSEN_CARD : is_pressed ? CLOUD : WHITEWASH);
    ui_round_frame(ui, box, 12, is_chosen ? 3 : 1, is_chosen ? GAMBOGE : HAIRLINE);
    if (is_chosen) {
        ui_icon(ui, "check", (Rect){box.x + box.w - 56, box.y + 34, 36, 36}, INK);
    }
    operator_text(app, theme_type(TYPE_H3), INK, (Rect){box.x + 24, box.y + 8, box.w - 92, 48},
                  str_from(bundle->name));
    Str line = part_dot(app, str_from(bundle->changed), operator_size(app, bundle->bytes));
    line = part_dot(app, line, str_from(bundle->place));
    operator_text(app, type_sized(TYPE_L, 22, 30), SLATE,
                  (Rect){box.x + 24, box.y + 56, box.w - (is_chosen ? 92 : 48), 36}, line);
    if (can) {
        ui_target(ui, box, OPERATOR_CHOOSE, i, STR_NONE, str_from(bundle->name));
    }
}

static void draw_bundles(App *app, Page *page, Rect box)
{
    Ui *ui = &app->ui;
    const StaffWork *now = &app->staff->now;
    float y = operator_card(app, box, "usb", app_label(app, "operator.update.list"));
    Str note = app_label(app, now->has_more ? "operator.update.more" : "operator.update.hold");
    float note_h = ui->is_portrait ? 72 : 108;
    Rect view = {box.x, y, box.w, box.y + box.h - y - note_h - 16};
    float step = BUNDLE_ROW + 12;
    ui_scroll(ui, &page->scrolls[SCROLL_BUNDLES], view, step * (float)now->bundle_count, false);
    ui_clip(ui, view);
    for (int i = 0; i < now->bundle_count; i++) {
        Rect row = {box.x + 24, y + step * (float)i - page->scrolls[SCROLL_BUNDLES].pos, box.w - 48,
                    BUNDLE_ROW};
        if (row.y + row.h > view.y && row.y < view.y + view.h) {
            bool is_whole = row.y >= view.y - 4 && row.y + row.h <= view.y + view.h + 4;
            draw_bundle(app, row, i, is_whole);
        }
    }
    ui_unclip(ui);
    operator_lines(app, theme_type(TYPE_L), SLATE,
                   (Rect){box.x + 28, box.y + box.h - note_h - 8, box.w - 56, note_h}, note);
}

// ---- the plan --------------------------------------------------------------------------

static void draw_plate(App *app, Rect box, const char *label, const WorkStory *story, bool is_new)
{
    Ui *ui = &app->ui;
    ui_round(ui, box, 12, is_new ? CHOSEN_CARD : CLOUD);
    if (is_new) {
        ui_round_frame(ui, box, 12, 2, GAMBOGE);
    }
    operator_text(app, theme_type(TYPE_L), SLATE, (Rect){box.x + 24, box.y + 8, box.w - 48, 34},
                  app_label(app, label));
    Str version =
        story->version[0] ? str_from(story->version) : app_label(app, "operator.update.no");
    operator_text(app, theme_type(TYPE_H2), INK, (Rect){box.x + 24, box.y + 42, box.w - 48, 56},
                  version);
    if (!story->built[0]) {
        return;
    }
    Type small = type_sized(TYPE_L, 22, 30);
    Rect line = {box.x + 24, box.y + 98, box.w - 48, 32};
    operator_text(app, small, SLATE, line,
                  app_label_fill(app, "operator.content.built", "date",
                                 date_text(app, str_from(story->built))));
    line.y += 32;
    if (story->as_of[0]) {
        operator_text(app, small, SLATE, line,
                      str_format(ui->frame, "%.*s %.*s", STR_ARG(app_label(app, "about.asof")),
                                 STR_ARG(date_text(app, str_from(story->as_of)))));
    }
}

static float draw_versions(App *app, Rect box)
{
    const StaffWork *now = &app->staff->now;
    float w = (box.w - 72) / 2;
    draw_plate(app, (Rect){box.x, box.y, w, 172}, "operator.update.from", &now->from, false);
    ui_icon(&app->ui, "forward", (Rect){box.x + w + 14, box.y + 64, 44, 44}, AZURITE);
    draw_plate(app, (Rect){box.x + w + 72, box.y, w, 172}, "operator.update.to", &now->to, true);
    return box.y + 172 + 12;
}

static float draw_fact(App *app, Rect box, const char *label, Str value, const char *icon,
                       Colour colour)
{
    Ui *ui = &app->ui;
    operator_text(app, type_sized(TYPE_H3, 24, 30), INK, (Rect){box.x, box.y, 156, box.h},
                  app_label(app, label));
    operator_text(app, type_sized(TYPE_B2, 24, 32), colour,
                  (Rect){box.x + 164, box.y, box.w - 212, box.h}, value);
    if (icon) {
        ui_icon(ui, icon, (Rect){box.x + box.w - 40, box.y + (box.h - 36) / 2, 36, 36}, colour);
    }
    ui_hairline(ui, box.x, box.y + box.h, box.w, HAIRLINE);
    return box.y + box.h;
}

static float draw_facts(App *app, Rect box)
{
    Ui *ui = &app->ui;
    const StaffWork *now = &app->staff->now;
    Str signer = app_label_fill(app, "operator.update.signed", "name", str_from(now->signer));
    signer = app_fill(app, signer, "key", str_from(now->key_id));
    Str size = app_label_fill(app, "operator.update.room", "size", operator_size(app, now->bytes));
    size = app_fill(app, size, "free", now->free >= 0 ? operator_size(app, now->free) : STR("?"));
    box.h = 48;
    box.y = draw_fact(app, box, "operator.update.signer", signer, "check", MALACHITE);
    if (now->comment[0]) {
        box.y = draw_fact(app, box, "operator.update.comment", str_from(now->comment), NULL, INK);
    }
    box.y = draw_fact(app, box, "operator.update.size", size, NULL, INK);
    if (now->was_taken_back) {
        box.h = 72;
        ui_round(ui, (Rect){box.x, box.y + 8, box.w, 64}, 10, CHOSEN);
        ui_icon(ui, "warning", (Rect){box.x + 16, box.y + 22, 36, 36}, OCHRE);
        operator_text(app, theme_type(TYPE_L), OCHRE, (Rect){box.x + 68, box.y + 8, box.w - 84, 64},
                      app_label(app, "operator.update.again"));
        box.y += box.h;
    }
    return box.y;
}

static void draw_counts(App *app, Rect box, const WorkKind *kind, Str name, bool is_total)
{
    Ui *ui = &app->ui;
    Type type = type_sized(is_total ? TYPE_H3 : TYPE_B2, 24, 32);
    const int counts[] = {kind->added, kind->changed, kind->removed};
    float w = 132;
    operator_text(app, type, INK, (Rect){box.x, box.y, box.w - 3 * w, box.h}, name);
    for (int i = 0; i < COUNT(counts); i++) {
        Label label = {.type = type,
                       .colour = counts[i] ? INK : SLATE,
                       .text = operator_number(app, counts[i]),
                       .x = box.x + box.w - w * (float)(2 - i) - 12,
                       .y = box.y + (box.h - 32) / 2,
                       .align = ALIGN_END,
                       .is_tabular = true};
        ui_text(ui, &label);
    }
}

static void draw_kinds_head(App *app, Rect box)
{
    static const char *const NAMES[] = {"operator.update.added", "operator.update.changed",
                                        "operator.update.removed"};
    Ui *ui = &app->ui;
    operator_text(app, type_sized(TYPE_H3, 24, 30), INK, (Rect){box.x, box.y, box.w - 396, box.h},
                  app_label(app, "operator.update.changes"));
    for (int i = 0; i < COUNT(NAMES); i++) {
        Label label = {.type = type_sized(TYPE_L, 24, 32),
                       .colour = SLATE,
                       .text = app_label(app, NAMES[i]),
                       .x = box.x + box.w - 132 * (float)(2 - i) - 12,
                       .y = box.y + (box.h - 32) / 2,
                       .align = ALIGN_END};
        ui_text(ui, &label);
    }
    ui_fill(ui, (Rect){box.x, box.y + box.h - 2, box.w, 2}, INK);
}

static void draw_kinds(App *app, Page *page, Rect box)
{
    Ui *ui = &app->ui;
    const StaffWork *now = &app->staff->now;
    SayLanguage language = ui_is_english(ui) ? SAY_EN : SAY_ZH;
    draw_kinds_head(app, (Rect){box.x, box.y, box.w, 52});
    Rect view = {box.x, box.y + 52, box.w, box.h - 52};
    if (now->kind_count == 0) {
        operator_text(app, theme_type(TYPE_B2), SLATE, (Rect){view.x, view.y, view.w, 84},
                      app_label(app, "operator.update.same"));
        return;
    }
    Scroll *scroll = &page->scrolls[SCROLL_KINDS];
    ui_scroll(ui, scroll, view, KIND_ROW * (float)(now->kind_count + 1) + 8, false);
    ui_clip(ui, view);
    Rect row = {view.x, view.y - scroll->pos, view.w, KIND_ROW};
    draw_counts(app, row, &now->rows, app_label(app, "operator.update.rows"), true);
    for (int i = 0; i < now->kind_count; i++) {
        row.y += KIND_ROW;
        ui_hairline(ui, row.x, row.y, row.w, HAIRLINE);
        const char *name = update_diff_word_in(language, now->kinds[i].entity);
        draw_counts(app, row, &now->kinds[i], str_from(name), false);
    }
    ui_unclip(ui);
}

// ---- what goes on -----------------------------------------------------------------------

static void draw_trouble(App *app, Rect box)
{
    Ui *ui = &app->ui;
    const StaffWork *now = &app->staff->now;
    bool is_bad = operator_is_bad(now);
    ui_icon(ui, is_bad ? "warning" : "check", (Rect){box.x, box.y + 4, 56, 56},
            is_bad ? OCHRE : MALACHITE);
    float x = box.x + 80;
    float w = box.w - 80;
    float y = operator_lines(app, ui_title(ui, TYPE_H2), INK, (Rect){x, box.y, w, 132},
                             operator_progress(app, now));
    y = operator_lines(app, theme_type(TYPE_B1), INK, (Rect){x, y + 16, w, 180},
                       str_from(now->err.what));
    operator_lines(app, theme_type(TYPE_B2), SLATE, (Rect){x, y + 16, w, 160},
                   str_from(now->err.hint));
}

static void draw_going(App *app, Rect box)
{
    Ui *ui = &app->ui;
    const StaffWork *now = &app->staff->now;
    operator_steps(app, (Rect){box.x, box.y, box.w, 60}, now);
    Rect line = {box.x, box.y + 92, box.w, 160};
    operator_lines(app, theme_type(TYPE_B1), INK, line, operator_progress(app, now));
    ui_wake_at(ui, app->now_ms + 100);
}

static void draw_nothing(App *app, Rect box)
{
    box.h = box.h < 240 ? box.h : 240;
    chrome_empty(app, box, app_label(app, "operator.update.none"),
                 app_label(app, "operator.update.none.hint"));
}

typedef struct {
    const char *label, *icon;
    int action, n;
    bool is_main;
} Button;

// What can be done next, at the foot of the card; empty when there is nothing.
static Button next_of(const StaffWork *now)
{
    switch (now->state) {
    case WORK_READY:
        return (Button){"operator.update.go", "usb", OPERATOR_APPLY, 0, true};
    case WORK_APPLYING:
        return now->step < STEP_SWITCH
                   ? (Button){"operator.update.cancel", "close", OPERATOR_CANCEL, 0, false}
                   : (Button){0};
    case WORK_REFUSED:
    case WORK_FAILED:
        if (!operator_is_bad(now)) {
            return (Button){0};
        }
        return now->bundle_count
                   ? (Button){"button.retry", "update", OPERATOR_CHOOSE, now->chosen, false}
                   : (Button){"operator.update.seen", "check", OPERATOR_CHOOSE, -1, false};
    default:
        return (Button){0};
    }
}

static void draw_chosen(App *app, Page *page, Rect box)
{
    const StaffWork *now = &app->staff->now;
    Button next = next_of(now);
    bool has_plan = now->state == WORK_READY;
    bool has_versions = now->to.version[0] && now->state != WORK_LOOKING;
    bool is_listed = now->chosen < now->bundle_count && now->state != WORK_NOTHING;
    Str title =
        is_listed ? str_from(now->bundles[now->chosen].name) : app_label(app, "operator.content");
    Rect in = {box.x + 36, operator_card(app, box, "update", title), box.w - 72, 0};
    float foot = box.y + box.h - 28 - (next.label ? BUTTON_H : 0);
    if (has_versions) {
        in.y = draw_versions(app, in);
    }
    if (has_plan) {
        in.y = draw_facts(app, in) + 4;
    }
    in.h = foot - in.y - 12;
    if (has_plan) {
        draw_kinds(app, page, in);
    } else if (now->state == WORK_NOTHING) {
        draw_nothing(app, in);
    } else if (now->state == WORK_REFUSED || now->state == WORK_FAILED) {
        in.y += 24;
        if (now->state == WORK_FAILED) {
            operator_steps(app, (Rect){in.x, in.y, in.w, 60}, now);
            in.y += 100;
        }
        draw_trouble(app, in);
    } else {
        in.y += 24;
        draw_going(app, in);
    }
    if (next.label) {
        float w = 420;
        Rect button = {box.x + box.w - 36 - w, foot, w, BUTTON_H};
        Str text = app_label(app, next.label);
        if (next.is_main) {
            operator_main_button(app, button, text, next.icon, next.action, next.n);
        } else {
            operator_button(app, button, text, next.icon, true, next.action, next.n);
        }
    }
}

void operator_update(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const StaffWork *now = &app->staff->now;
    operator_head(app, app_label(app, "operator.content"), false);
    if (ui->is_portrait) {
        int rows = now->bundle_count < 1 ? 1 : now->bundle_count > 3 ? 3 : now->bundle_count;
        float h = OPERATOR_TITLE + (BUNDLE_ROW + 12) * (float)rows + 72 + 24;
        draw_bundles(app, page, (Rect){48, 152, 984, h});
        draw_chosen(app, page, (Rect){48, 168 + h, 984, ui->h - 200 - h});
    } else {
        draw_bundles(app, page, (Rect){64, 160, 560, 880});
        draw_chosen(app, page, (Rect){656, 160, 1200, 880});
    }
}
