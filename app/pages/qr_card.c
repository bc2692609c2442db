#include "pages/qr_card.h"
#include "pages/parts.h"

static const float MODULE = 4;        // dp of a module at least, on the page
static const float PAD = 16;          // around the code on the card
static const float LARGE_MODULE = 12; // at most, in the large view

enum { MAX_CARD_LINES = 12, LINE_BYTES = 600, MAX_TITLES = 4 };

// ---- the text -------------------------------------------------------------------

static Str colon(const App *app)
{
    return ui_is_english(&app->ui) ? STR(": ") : STR("：");
}

static Str line_of(App *app, Arena *arena, const char *label, Str said)
{
    Str what = said.n ? said : app_label(app, "mark.unstated");
    return str_format(arena, "%.*s%.*s%.*s", STR_ARG(app_label(app, label)), STR_ARG(colon(app)),
                      STR_ARG(what));
}

static Str dotted(Arena *arena, Str a, Str b)
{
    if (!a.n || !b.n) {
        return a.n ? a : b;
    }
    return str_format(arena, "%.*s · %.*s", STR_ARG(a), STR_ARG(b));
}

static Str year_and_work(App *app, Arena *arena, const Project *project, const Work *work)
{
    Str name = work ? work->name : project->category_name;
    return dotted(arena, period_text(app, project->year), name);
}

// The official word with its date, then what the sources say.
static Str progress_of(App *app, Arena *arena, const Project *project)
{
    Str word = status_word(app, project->status);
    Str date = date_text(app, project->status_date);
    if (word.n && date.n) {
        bool is_english = ui_is_english(&app->ui);
        word = str_format(arena, is_english ? "%.*s (%.*s)" : "%.*s（%.*s）", STR_ARG(word),
                          STR_ARG(date));
    }
    return dotted(arena, word, project->progress);
}

static Str sources_of(App *app, Arena *arena, const Project *project)
{
    Str titles[MAX_TITLES];
    int count = 0;
    Str rest = project->origin.sources;
    Str id;
    while (count < MAX_TITLES && str_split(&rest, ';', &id)) {
        Source source;
        if (store_source(app_store(app), arena, id, &source)) {
            titles[count++] = source.title.n ? source.title : source.covers;
        }
    }
    Str all = str_join(arena, titles, count, ui_is_english(&app->ui) ? STR("; ") : STR("；"));
    return dotted(arena, all, date_text(app, project->origin.as_of));
}

void qr_card_load(App *app, Arena *arena, const Project *project, const Work *work, QrCard *out)
{
    *out = (QrCard){.link = project->link};
    Str place = dotted(arena, project->district_name, project->place);
    Str lines[MAX_CARD_LINES];
    int count = 0;
    lines[count++] = project->name;
    Str year = year_and_work(app, arena, project, work);
    if (year.n) {
        lines[count++] = year;
    }
    lines[count++] = line_of(app, arena, "project.place", place);
    lines[count++] = line_of(app, arena, "project.goal", project->goal);
    lines[count++] = line_of(app, arena, "project.status.label", progress_of(app, arena, project));
    lines[count++] = line_of(app, arena, "source.one", sources_of(app, arena, project));
    if (project->link.n) {
        lines[count++] = project->link;
    }
    lines[count++] = line_of(app, arena, "project.id", project->id);
    out->text = str_join(arena, lines, count, STR("\n"));
    qr_encode(arena, out->text, &out->code);
    qr_encode(arena, out->link, &out->link_code);
}

// ---- on the page ------------------------------------------------------------------

float qr_card_height(const Ui *ui, const QrCard *card)
{
    return fmaxf(180, ui_qr_size(ui, &card->code, MODULE) + 2 * PAD);
}

static void draw_button(App *app, const QrCardButton *button, Rect box)
{
    Ui *ui = &app->ui;
    bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, button->route);
    ui_round(ui, box, 16, is_pressed ? RGB(0x0A2731) : DEEP);
    ui_icon(ui, button->icon, (Rect){box.x + (box.w - 44) / 2, box.y + 28, 44, 44}, WHITE);
    Label label = {.type = type_sized(TYPE_L, 26, 34),
                   .colour = WHITE,
                   .text = button->text,
                   .x = box.x + 10,
                   .y = box.y + 82,
                   .w = box.w - 20,
                   .align = ALIGN_CENTRE,
                   .max_lines = 1,
                   .min_size = 22};
    ui_text(ui, &label);
    ui_target(ui, box, ACTION_GO, 0, button->route, button->text);
}

void qr_card_draw(App *app, const QrCard *card, Rect box, const QrCardButton *button,
                  int open_action)
{
    Ui *ui = &app->ui;
    float size = ui_qr_size(ui, &card->code, MODULE);
    chrome_card(app, box, 16, ELEVATION_RESTING);
    Rect code = {box.x + PAD, box.y + (box.h - size) / 2, size, size};
    ui_qr(ui, &card->code, code.x, code.y, MODULE);
    const float button_w = 150;
    float x = code.x + size + 20;
    Label title = {.type = type_sized(TYPE_H2, ui_is_english(ui) ? 26 : 34, 46),
                   .colour = INK,
                   .text = app_label(app, "project.qr"),
                   .x = x,
                   .w = box.x + box.w - button_w - 32 - x,
                   .max_lines = 2,
                   .is_balanced = true,
                   .min_size = 22};
    title.type.line = ui_is_english(ui) ? 36 : 44;
    Label hint = {.type = type_sized(TYPE_B2, 24, 34),
                  .colour = SLATE,
                  .text = app_label(app, "project.qr.hint"),
                  .x = x,
                  .w = title.w,
                  .max_lines = 5,
                  .min_size = 22};
    Label more = {.type = type_sized(TYPE_L, 24, 34),
                  .colour = AZURITE,
                  .text = app_label(app, "project.qr.large"),
                  .x = x + 36,
                  .w = title.w - 36,
                  .max_lines = 1,
                  .min_size = 22};
    float title_h = ui_measure(ui, &title).h;
    float hint_h = ui_measure(ui, &hint).h;
    float more_h = ui_measure(ui, &more).h;
    title.y = box.y + fmaxf(12, (box.h - title_h - hint_h - more_h - 20) / 2);
    hint.y = title.y + title_h + 8;
    more.y = hint.y + hint_h + 12;
    ui_text(ui, &title);
    ui_text(ui, &hint);
    ui_icon(ui, "zoom-in", (Rect){x, more.y + (more_h - 28) / 2, 28, 28}, AZURITE);
    ui_text(ui, &more);
    Rect touch = {box.x, box.y, box.w - button_w - 24, box.h};
    if (ui_is_pressed(ui, open_action, 0, STR_NONE)) {
        ui_round_frame(ui, code, 0, 4, GAMBOGE);
    }
    ui_target(ui, touch, open_action, 0, STR_NONE, more.text);
    Rect go = {box.x + box.w - button_w - 16, box.y + (box.h - 148) / 2, button_w, 148};
    draw_button(app, button, go);
}

// ---- large ------------------------------------------------------------------------

static float module_for(const QrCode *code, float room)
{
    float module = floorf(room / (float)(code->side + 2 * QR_QUIET));
    return clampf(module, MODULE, LARGE_MODULE);
}

// The lines of the code, as they are; measures only, if not drawn. Returns their height.
static float draw_lines(App *app, Str text, Rect box, float size, bool is_drawn)
{
    Str line;
    float y = box.y;
    for (int i = 0; str_split(&text, '\n', &line); i++) {
        Label label = {.type = {i ? FACE_SANS_REGULAR : FACE_SERIF_BLACK, i ? size : size + 12,
                                (i ? size : size + 10) * 1.45f},
                       .colour = i ? SLATE : INK,
                       .text = line,
                       .x = box.x,
                       .y = y,
                       .w = box.w};
        y += part_text(&app->ui, &label, is_drawn).h + (i ? 8 : 12);
    }
    return y - box.y;
}

// As large as the room allows.
static float text_size(App *app, Str text, Rect box)
{
    float size = 30;
    while (size > 22 && draw_lines(app, text, box, size, false) > box.h) {
        size -= 2;
    }
    return size;
}

static void draw_link(App *app, const QrCard *card, Rect box)
{
    Ui *ui = &app->ui;
    float module = module_for(&card->link_code, fminf(box.h, 300));
    float size = ui_qr_size(ui, &card->link_code, module);
    ui_qr(ui, &card->link_code, box.x, box.y, module);
    bool is_place = str_starts(card->link, STR("geo:"));
    Label label = {.type = type_sized(TYPE_H3, 26, 36),
                   .colour = INK,
                   .text = app_label(app, is_place ? "project.qr.place" : "project.qr.link"),
                   .x = box.x + size + 20,
                   .w = box.w - size - 20,
                   .max_lines = 4};
    label.y = box.y + (size - ui_measure(ui, &label).h) / 2;
    ui_text(ui, &label);
}

// What the code is, at the left of the button that puts it away.
static void draw_foot(App *app, Rect sheet, float x, int close_action)
{
    Ui *ui = &app->ui;
    Rect close = {sheet.x + sheet.w - 288, sheet.y + sheet.h - 128, 256, 104};
    Label hint = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = app_label(app, "project.qr.hint"),
                  .x = x,
                  .w = close.x - 32 - x,
                  .max_lines = 4,
                  .min_size = 22};
    hint.y = close.y + (close.h - ui_measure(ui, &hint).h) / 2;
    ui_text(ui, &hint);
    chrome_button(app, close, app_label(app, "button.close"), "close", true, close_action, 0,
                  STR_NONE);
}

void qr_card_large(App *app, const QrCard *card, int close_action)
{
    Ui *ui = &app->ui;
    bool is_tall = ui->is_portrait;
    ui->target_count = ui->scroll_count = 0;
    Rect stage = {0, 0, ui->w, ui->h - 120};
    ui_fill(ui, stage, RGBA(0x0D3642, 0.72f));
    ui_target(ui, stage, close_action, 0, STR("around"), app_label(app, "button.close"));
    float room = is_tall ? 840 : 816;
    float module = module_for(&card->code, room);
    float size = ui_qr_size(ui, &card->code, module);
    float link_h = card->link_code.side ? 316 : 0;
    Rect box = {is_tall ? 104 : 984, 96, is_tall ? 872 : 768,
                is_tall ? 600 - link_h : 672 - link_h};
    float text = text_size(app, card->text, box);
    float text_h = draw_lines(app, card->text, box, text, false);
    Rect sheet = is_tall ? (Rect){48, 0, 984, 24 + size + 16 + text_h + 24 + link_h + 144}
                         : (Rect){120, 48, 1680, 864};
    sheet.y = is_tall ? fmaxf(48, 1752 - sheet.h) : sheet.y;
    ui_shadow(ui, sheet, 16, ELEVATION_RAISED);
    ui_round(ui, sheet, 16, WHITE);
    float code_x = is_tall ? sheet.x + (sheet.w - size) / 2 : sheet.x + 24 + (room - size) / 2;
    float code_y = is_tall ? sheet.y + 24 : sheet.y + (sheet.h - size) / 2;
    ui_qr(ui, &card->code, code_x, code_y, module);
    box.y = is_tall ? code_y + size + 16 : box.y;
    draw_lines(app, card->text, box, text, true);
    if (link_h > 0) {
        float y = is_tall ? box.y + text_h + 24 : box.y + box.h;
        draw_link(app, card, (Rect){box.x, y, box.w, link_h - 16});
    }
    draw_foot(app, sheet, box.x, close_action);
}
