#include "pages/chrome.h"
#include "base/utf8.h"

// clang-format off
static const GradientStop STRIP[] = {{0, {0xD3, 0xE5, 0xE3, 255}}, {0.78f, {0xEE, 0xF3, 0xF0, 255}}};
static const GradientStop STRIP_FADE[] = {
    {0, {0xEE, 0xF3, 0xF0, 46}}, {0.45f, {0xEE, 0xF3, 0xF0, 89}}, {0.97f, {0xEE, 0xF3, 0xF0, 255}}};
// clang-format on

// ---- grounds ------------------------------------------------------------------------

void chrome_ground(App *app, Colour colour)
{
    ui_fill(&app->ui, (Rect){0, 0, app->ui.w, app->ui.h}, colour);
}

void chrome_panorama(App *app, const char *name, float x, float y, float w, float alpha)
{
    Ui *ui = &app->ui;
    int source_w = 0;
    int cut = store_picture_top(app->store, str_from(name), &source_w);
    float top = source_w > 0 ? y + (float)cut * w / (float)source_w : y;
    while (x > 0) {
        x -= w;
    }
    for (; x < ui->w; x += w) {
        if (x + w > 0) {
            ui_picture_at(ui, str_from(name), x, top, w, alpha);
        }
    }
}

void chrome_backdrop(App *app, int section)
{
    Ui *ui = &app->ui;
    float s = (float)section;
    float strip = ui->is_portrait ? 640 : 360;
    float grow = ui->is_portrait ? 1.4f : 1;
    if (ui->modes.is_contrast) { // no landscape (§15.2)
        chrome_ground(app, MOON);
        return;
    }
    ui_layer(ui, (Rect){0, 0, ui->w, ui->h}, 0, 0, 1);
    chrome_ground(app, MOON);
    ui_clip(ui, (Rect){0, 0, ui->w, strip});
    ui_gradient(ui, (Rect){0, 0, ui->w, strip}, STRIP, COUNT(STRIP));
    chrome_panorama(app, "panorama/far", -320 * s, -260 * grow, 1920 * grow, 0.55f);
    chrome_panorama(app, "panorama/mid", -450 * s, -300 * grow, 2700 * grow, 0.42f);
    ui_gradient(ui, (Rect){0, 0, ui->w, strip}, STRIP_FADE, COUNT(STRIP_FADE));
    ui_unclip(ui);
    ui_end_layer(ui);
}

// ---- page heads -----------------------------------------------------------------------

// A slip that holds a turned English name.
static void slip_turned(App *app, float x, float y, Str name)
{
    Ui *ui = &app->ui;
    float h = ui->is_portrait ? 340 : 390;
    float room = h - 50;
    Rect box = {x, y, 116, h};
    ui_shadow(ui, box, 0, ELEVATION_RESTING);
    ui_fill(ui, box, WHITEWASH);
    ui_round_frame(ui, rect_inset(box, 7), 0, 3, INK);
    ui_round_frame(ui, rect_inset(box, 13), 0, 1, INK);
    Type type = type_sized(TYPE_H2, 46, 58);
    Label probe = {.type = type, .text = name};
    float w = ui_measure(ui, &probe).w;
    if (w > room) {
        type.size *= room / w;
        w = room;
    }
    ui_turned(ui, type, INK, x + 58, y + (h - w) / 2, 0, name);
}

void chrome_slip(App *app, Str name_zh, Str name_en)
{
    Ui *ui = &app->ui;
    float x = ui->is_portrait ? 48 : 64;
    if (ui_is_english(ui)) {
        slip_turned(app, x, 56, name_en);
        return;
    }
    float size = ui->is_portrait ? 60 : 64;
    ui_slip(ui, x, 56, size, name_zh);
    if (!ui->is_portrait && name_en.n) {
        Rect slip = ui_slip_rect(x, 56, size, utf8_count(name_zh));
        ui_turned(ui, theme_type(TYPE_L), SLATE, slip.x + slip.w / 2, slip.y + slip.h + 22, 0.08f,
                  name_en);
    }
}

float chrome_head(App *app, Str title, Str lead, float width)
{
    Ui *ui = &app->ui;
    float x = ui->is_portrait ? 192 : 232;
    Label head = {.type = ui_title(ui, TYPE_H1),
                  .colour = INK,
                  .text = title,
                  .x = x,
                  .y = 52,
                  .w = width,
                  .max_lines = 1,
                  .min_size = 40};
    if (ui_is_english(ui)) {
        head.y += 12;
    }
    ui_text(ui, &head);
    Label body = {.type = theme_type(TYPE_B1),
                  .colour = NIGHT_GREY,
                  .text = lead,
                  .x = x,
                  .y = 140,
                  .w = width,
                  .max_lines = 2,
                  .is_balanced = ui_is_english(ui)};
    return 140 + (lead.n ? ui_text(ui, &body).h : 0);
}

float chrome_figure(App *app, float x, float y, float w, const Figure *figure, Str label)
{
    Ui *ui = &app->ui;
    Label value = {.type = theme_type(TYPE_N3),
                   .colour = DEEP,
                   .text = amount_short(app, figure),
                   .x = x,
                   .y = y,
                   .w = w,
                   .max_lines = 1,
                   .min_size = 30,
                   .is_tabular = true};
    float value_w = ui_text(ui, &value).w;
    Label name = {.type = theme_type(TYPE_C),
                  .colour = NIGHT_GREY,
                  .text = label,
                  .x = x,
                  .y = y + 56,
                  .w = w,
                  .max_lines = 2,
                  .min_size = 22};
    float name_w = ui_text(ui, &name).w;
    return value_w > name_w ? value_w : name_w;
}

// ---- controls ---------------------------------------------------------------------------

Rect chrome_pressed(Rect r, bool is_pressed)
{
    return is_pressed ? (Rect){r.x + r.w * 0.0125f, r.y + r.h * 0.0125f, r.w * 0.975f, r.h * 0.975f}
                      : r;
}

void chrome_button(App *app, Rect rect, Str text, const char *icon, bool is_primary, int action,
                   int n, Str arg)
{
    Ui *ui = &app->ui;
    bool is_pressed = ui_is_pressed(ui, action, n, arg);
    Rect box = chrome_pressed(rect, is_pressed);
    Colour ink = is_primary ? WHITE : INK;
    if (is_primary) {
        ui_round(ui, box, 16, is_pressed ? RGB(0x0A2731) : DEEP);
    } else {
        ui_round(ui, box, 16, is_pressed ? CLOUD : WHITEWASH);
        ui_round_frame(ui, box, 16, 2, DEEP);
    }
    float pad = 28;
    float icon_w = icon ? 48 : 0;
    Label label = {.type = theme_type(TYPE_H3),
                   .colour = ink,
                   .text = text,
                   .x = icon ? box.x + pad : box.x + 12,
                   .y = box.y + (box.h - 40) / 2,
                   .w = box.w - (icon ? pad + icon_w + 20 : 24),
                   .align = icon ? ALIGN_START : ALIGN_CENTRE,
                   .max_lines = 1,
                   .min_size = 22};
    ui_text(ui, &label);
    if (icon) {
        ui_icon(ui, icon, (Rect){box.x + box.w - pad - 40, box.y + (box.h - 40) / 2, 40, 40}, ink);
    }
    ui_target(ui, rect, action, n, arg, text);
}

void chrome_tab(App *app, Rect rect, Str text, bool is_chosen, int action, int n, Str arg)
{
    Ui *ui = &app->ui;
    bool is_pressed = ui_is_pressed(ui, action, n, arg);
    Rect box = chrome_pressed(rect, is_pressed);
    if (!is_chosen) {
        ui_shadow(ui, box, 16, ELEVATION_RESTING);
    }
    ui_round(ui, box, 16, is_chosen ? DEEP : is_pressed ? CLOUD : WHITEWASH);
    ui_text_in(ui, type_sized(TYPE_H3, 30, 42), is_chosen ? WHITE : INK, rect_inset(box, 8), text);
    ui_target(ui, rect, action, n, arg, text);
}

void chrome_card(App *app, Rect rect, float radius, Elevation elevation)
{
    ui_shadow(&app->ui, rect, radius, elevation);
    ui_round(&app->ui, rect, radius, WHITEWASH);
}

void chrome_caption(App *app, float x, float y, Str text)
{
    Ui *ui = &app->ui;
    Label label = {
        .type = theme_type(TYPE_C), .colour = WHITE, .text = text, .x = x + 14, .y = y + 4};
    float w = ui_measure(ui, &label).w;
    float h = ui_type(ui, label.type).line + 8;
    ui_round(ui, (Rect){x, y, w + 28, h}, 8, RGBA(0x081E26, 0.80f));
    ui_text(ui, &label);
}

void chrome_pending(App *app, float x, float y)
{
    Ui *ui = &app->ui;
    Label label = {.type = theme_type(TYPE_C),
                   .colour = OCHRE,
                   .text = app_label(app, "mark.verify"),
                   .x = x + 12,
                   .y = y + 2};
    float w = ui_measure(ui, &label).w;
    ui_round_frame(ui, (Rect){x, y, w + 24, 34}, 8, 2, OCHRE);
    ui_text(ui, &label);
}

float chrome_source(App *app, Rect box, const Origin *origin)
{
    Ui *ui = &app->ui;
    Str rest = origin->sources;
    Str first = STR_NONE;
    Str id;
    int count = 0;
    while (str_split(&rest, ';', &id)) {
        first = count++ == 0 ? id : first;
    }
    Source source;
    Str title = STR_NONE;
    if (count && store_source(app->store, ui->frame, first, &source)) {
        title = source.title.n ? source.title : source.covers;
    }
    Str more = count > 1
                   ? app_label_fill(app, "source.many", "n", str_format(ui->frame, "%d", count))
                   : STR_NONE;
    Str as_of = date_text(app, origin->as_of);
    bool is_english = ui_is_english(ui);
    Str as_of_text = as_of.n ? app_label_fill(app, "date.asof", "date", as_of) : STR_NONE;
    Str what = more.n ? more
                      : str_format(ui->frame, "%.*s%s%.*s", STR_ARG(app_label(app, "source.one")),
                                   is_english ? ": " : "：", STR_ARG(title));
    Label label = {.type = theme_type(TYPE_C),
                   .colour = SLATE,
                   .text = str_format(ui->frame, "%.*s%s%.*s", STR_ARG(what),
                                      as_of_text.n ? " · " : "", STR_ARG(as_of_text)),
                   .x = box.x,
                   .y = box.y,
                   .w = box.w,
                   .max_lines = 2};
    return ui_text(ui, &label).h;
}

void chrome_empty(App *app, Rect box, Str title, Str line)
{
    Ui *ui = &app->ui;
    Path frame = ui_path_begin(ui);
    path_round_rect(&frame, (Rect){2, 2, box.w - 4, box.h - 4}, 16);
    OutlineStyle dashes = {.is_stroke = true, .width = 3, .dash = 10, .gap = 8};
    ui_stroke(ui, &frame, box.x, box.y, dashes, CLEAR_BLUE);
    float middle = box.y + box.h / 2;
    ui_icon(ui, "filter", (Rect){box.x + 32, middle - 24, 48, 48}, LAKE);
    Label head = {.type = theme_type(TYPE_H3),
                  .colour = INK,
                  .text = title,
                  .x = box.x + 104,
                  .y = middle - 38,
                  .w = box.w - 128,
                  .max_lines = 1,
                  .min_size = 22};
    ui_text(ui, &head);
    Label hint = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = line,
                  .x = box.x + 104,
                  .y = middle + 6,
                  .w = box.w - 128,
                  .max_lines = 2};
    ui_text(ui, &hint);
}

void chrome_ring(App *app, Point centre, float radius, float width, float done, Colour colour)
{
    Ui *ui = &app->ui;
    if (done < 0) {
        Path circle = ui_path_begin(ui);
        path_arc(&circle, (Point){0, 0}, radius, 0, 360);
        OutlineStyle dashes = {.is_stroke = true, .width = width, .dash = 8, .gap = 7};
        ui_stroke(ui, &circle, centre.x, centre.y, dashes, TRACK);
        return;
    }
    ui_ring(ui, centre, radius, width, 0, 360, TRACK);
    if (done > 0) {
        ui_ring(ui, centre, radius, width, 0, 360 * clampf(done, 0, 1), colour);
    }
}
