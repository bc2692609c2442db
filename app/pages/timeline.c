#include "pages/timeline.h"
#include "pages/chrome.h"
#include "pages/parts.h"
#include "pages/timeline_themes.h"
#include <stdio.h>

enum {
    TAP_EVENT = ACTION_PAGE, // n: index
    TAP_STEP,                // n: -1, +1
    TAP_YEAR,                // n: index of the year
    TAP_SHEET,               // opens and closes the sheet of themes
    TAP_THEME,               // arg: the theme, "" for all
    N_CHOSEN = 0,            // memory: index of the event + 1
    N_SHEET,                 // the sheet of themes is open
    ID_THEME = 0,
    SCROLL_YEARS = 0,
    MS_STEP = 520,
};

typedef struct {
    TimelineData story;
    Glide at;   // index that stands in the middle
    float pull; // steps the finger has pulled the river away from there
    bool is_pulled;
    bool shows_year; // the chosen year's tab is to come into sight
} Timeline;

// clang-format off
static const GradientStop RIVER[] = {
    {0.1f,  {0x8F, 0xBF, 0xD0, 0}},   {0.14f, {0x8F, 0xBF, 0xD0, 178}}, {0.22f, {0x3E, 0x86, 0xAE, 255}},
    {0.5f,  {0x1C, 0x5F, 0x8B, 255}}, {0.75f, {0x1F, 0x7A, 0x67, 255}}, {1, {0x4F, 0xA5, 0x8C, 128}}};
static const GradientStop RIVER_TALL[] = {
    {0,     {0x8F, 0xBF, 0xD0, 0}},   {0.08f, {0x8F, 0xBF, 0xD0, 178}}, {0.2f, {0x3E, 0x86, 0xAE, 255}},
    {0.5f,  {0x1C, 0x5F, 0x8B, 255}}, {0.8f,  {0x1F, 0x7A, 0x67, 255}}, {1, {0x4F, 0xA5, 0x8C, 0}}};
// clang-format on

// ---- opening ----------------------------------------------------------------------

static int chosen_of(const Page *page)
{
    const Timeline *data = page->data;
    int chosen = page->memory.n[N_CHOSEN] - 1;
    return chosen < 0 ? 0 : chosen >= data->story.count ? data->story.count - 1 : chosen;
}

static void opened(App *app, Page *page)
{
    Timeline *data = arena_new(&page->arena, Timeline, 1);
    page->data = data;
    timeline_load(app, &page->arena, &data->story);
    if (page->memory.id[ID_THEME][0]) {
        timeline_choose_theme(&data->story, str_from(page->memory.id[ID_THEME]), STR_NONE);
    }
    if (!page->memory.n[N_CHOSEN]) {
        page->memory.n[N_CHOSEN] = timeline_first(app, &page->arena, &data->story, page->arg) + 1;
    }
    glide_set(&data->at, (float)chosen_of(page));
    data->shows_year = true;
}

static void choose(App *app, Page *page, int index)
{
    Timeline *data = page->data;
    index = index < 0 ? 0 : index >= data->story.count ? data->story.count - 1 : index;
    float now = glide_at(&data->at, app->now_ms) + data->pull;
    page->memory.n[N_CHOSEN] = index + 1;
    glide_set(&data->at, now);
    glide_aim(&data->at, (float)index, app->now_ms, app->ui.modes.is_reduced ? 0 : MS_STEP);
    data->pull = 0;
    data->is_pulled = false;
    data->shows_year = true;
}

// The event that was chosen stays, or the nearest of the new theme takes its place.
static void choose_theme(App *app, Page *page, Str theme)
{
    Timeline *data = page->data;
    Str event = data->story.stops[chosen_of(page)].event.id;
    char *kept = page->memory.id[ID_THEME];
    snprintf(kept, sizeof page->memory.id[ID_THEME], "%.*s", STR_ARG(theme));
    int index = timeline_choose_theme(&data->story, theme, event);
    page->memory.n[N_SHEET] = 0;
    glide_set(&data->at, (float)index);
    choose(app, page, index);
}

// ---- places along the river -----------------------------------------------------------

static float river_y(float x)
{
    const float pi = 3.14159265f;
    return 462 + 34 * sinf(pi * x / 330) + 18 * sinf(pi * x / 610);
}

static float river_x(float y) // portrait: the river runs down
{
    const float pi = 3.14159265f;
    return 132 + 26 * sinf(pi * y / 330) + 12 * sinf(pi * y / 610);
}

// Where a stop `d` steps from the middle stands.
static Point place(const Ui *ui, float d)
{
    float far = fabsf(d) > 1 ? fabsf(d) - 1 : 0;
    float near = fminf(fabsf(d), 1);
    float sign = d < 0 ? -1 : 1;
    if (ui->is_portrait) {
        float y = d < 0 ? 830 - 270 * near - 150 * far : 830 + 430 * near + 140 * far;
        return (Point){river_x(y), y};
    }
    float x = 900 + sign * (420 * near + 330 * far);
    return (Point){x, river_y(x)};
}

// 1 while a stop stands at a whole step, 0 on its way between two.
static float settled(float d)
{
    float away = fabsf(d - roundf(d));
    return clampf(1 - away * 3.2f, 0, 1);
}

// Stops fade out under the slip and at the far edge.
static float in_sight(const Ui *ui, Point at)
{
    if (ui->is_portrait) {
        return fminf(clampf((at.y - 470) / 40, 0, 1), clampf((1610 - at.y) / 60, 0, 1));
    }
    return fminf(clampf((at.x - 330) / 120, 0, 1), clampf((1830 - at.x) / 120, 0, 1));
}

// The river lies still: its mask is made once, and the events ride down it.
static void draw_river(App *app)
{
    Ui *ui = &app->ui;
    bool is_tall = ui->is_portrait;
    Point spine[32];
    int n = 0;
    if (is_tall) {
        for (float y = 420; y <= 1620; y += 80) {
            spine[n++] = (Point){river_x(y), y};
        }
    } else {
        for (float x = -80; x <= 2000; x += 80) {
            spine[n++] = (Point){x, river_y(x)};
        }
    }
    Current line = {.points = spine,
                    .count = n,
                    .width = is_tall ? 34 : 40,
                    .strands = 13,
                    .k = is_tall ? 2 : 3.2f,
                    .phase = 0.3f,
                    .stroke = 3.2f,
                    .alpha = 0.95f,
                    .stops = is_tall ? RIVER_TALL : RIVER,
                    .stop_count = is_tall ? COUNT(RIVER_TALL) : COUNT(RIVER),
                    .is_vertical = is_tall};
    ui_current(ui, &line);
}

// ---- a stop beside the river ------------------------------------------------------------

static void draw_dot(App *app, Point at, bool is_planned, float alpha)
{
    Ui *ui = &app->ui;
    ui_disc(ui, at, 17, colour_faded(WHITEWASH, alpha));
    if (!is_planned) {
        ui_ring(ui, at, 14.5f, 5, 0, 360, colour_faded(DEEP, alpha));
        return;
    }
    Path circle = ui_path_begin(ui);
    path_circle(&circle, (Point){0, 0}, 14.5f);
    OutlineStyle dashes = {.is_stroke = true, .width = 5, .dash = 9, .gap = 6};
    ui_stroke(ui, &circle, at.x, at.y, dashes, colour_faded(OCHRE, alpha));
}

static void draw_stem(App *app, Point from, float to_y, bool is_planned, float alpha)
{
    Ui *ui = &app->ui;
    Colour colour = colour_faded(is_planned ? OCHRE : DEEP, alpha);
    float top = fminf(from.y, to_y);
    float length = fabsf(to_y - from.y);
    if (!is_planned) {
        ui_fill(ui, (Rect){from.x - 1.5f, top, 3, length}, colour);
        return;
    }
    for (float y = 0; y < length; y += 14) {
        ui_fill(ui, (Rect){from.x - 1.5f, top + y, 3, fminf(8, length - y)}, colour);
    }
}

typedef struct {
    Label date, title, text;
    float h;
} Words;

// The words of a stop, set in `w`; the sentence is left out where it would be cut.
static Words words_of(App *app, const Event *event, float w, float room, TextAlign align)
{
    Ui *ui = &app->ui;
    bool is_english = ui_is_english(ui);
    Words words = {
        .date = {.type = type_sized(TYPE_N3, is_english ? 30 : 36, 46),
                 .colour = event->is_planned ? OCHRE : AZURITE,
                 .text = date_text(app, event->date),
                 .w = w,
                 .align = align,
                 .max_lines = 1,
                 .min_size = 24},
        .title = {.type = type_sized(TYPE_H3, is_english ? 26 : 28, is_english ? 34 : 38),
                  .colour = INK,
                  .text = event->title,
                  .w = w,
                  .align = align,
                  .max_lines = 3,
                  .is_balanced = true},
        .text = {.type = theme_type(TYPE_C),
                 .colour = SLATE,
                 .text = event->detail,
                 .w = w,
                 .align = align,
                 .max_lines = 0,
                 .is_balanced = true},
    };
    words.h = 46 + ui_measure(ui, &words.title).h;
    float text_h = words.text.text.n ? ui_measure(ui, &words.text).h : 0;
    if (words.h + text_h + 4 > room) {
        words.text.text = STR_NONE;
    } else {
        words.h += text_h + (text_h > 0 ? 4 : 0);
    }
    return words;
}

static void draw_words(App *app, Words *words, float x, float y, float alpha)
{
    Ui *ui = &app->ui;
    Label *parts[] = {&words->date, &words->title, &words->text};
    for (int i = 0; i < COUNT(parts); i++) {
        if (!parts[i]->text.n) {
            continue;
        }
        parts[i]->x = x;
        parts[i]->y = y;
        parts[i]->alpha = alpha;
        y += ui_text(ui, parts[i]).h + (i == 1 ? 4 : 0);
    }
}

static void draw_beside(App *app, const Stop *stop, int index, float d)
{
    Ui *ui = &app->ui;
    Point at = place(ui, d);
    float sight = in_sight(ui, at);
    float alpha = sight * settled(d);
    bool is_planned = stop->event.is_planned;
    if (sight <= 0) {
        return;
    }
    Rect box;
    if (ui->is_portrait) {
        Words words = words_of(app, &stop->event, 740, 118, ALIGN_START);
        box = (Rect){272, at.y - words.h / 2, 740, words.h};
        if (alpha > 0.02f) {
            ui_fill(ui, (Rect){at.x + 17, at.y - 1.5f, box.x - 22 - at.x - 17, 3},
                    colour_faded(is_planned ? OCHRE : DEEP, alpha));
            draw_words(app, &words, box.x, box.y, alpha);
        }
    } else {
        const float w = 300;
        bool is_above = (int)roundf(fabsf(d)) % 2 == 1;
        float foot = is_above ? fminf(at.y - 66, 378) : 812; // above the strands, over the tabs
        float room = is_above ? foot - 188 : foot - (at.y + 80);
        Words words = words_of(app, &stop->event, w, room, ALIGN_CENTRE);
        float y = is_above ? fmaxf(fminf(at.y - 230, foot - words.h), 188) : at.y + 80;
        box = (Rect){at.x - w / 2, y, w, fmaxf(words.h, 164)};
        if (alpha > 0.02f) {
            float from = is_above ? at.y - 17 : at.y + 17;
            float to = is_above ? at.y - 64 : at.y + 74;
            draw_stem(app, (Point){at.x, from}, to, is_planned, alpha);
            draw_words(app, &words, box.x, box.y, alpha);
        }
    }
    draw_dot(app, at, is_planned, sight);
    if (alpha > 0.5f) {
        ui_target(ui, box, TAP_EVENT, index, STR_NONE, stop->event.title);
    }
    Rect dot = {at.x - 48, at.y - 48, 96, 96};
    ui_target(ui, dot, TAP_EVENT, index, STR_NONE, stop->event.title);
}

// ---- the card ------------------------------------------------------------------------

static void draw_source(App *app, const Stop *stop, Rect box, float alpha)
{
    Ui *ui = &app->ui;
    if (!stop->source.n) {
        return;
    }
    Str text = str_format(ui->frame, "%.*s%s%.*s", STR_ARG(app_label(app, "source.one")),
                          ui_is_english(ui) ? ": " : "：", STR_ARG(stop->source));
    Label line = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = text,
                  .x = box.x,
                  .y = box.y,
                  .w = box.w,
                  .max_lines = 1,
                  .alpha = alpha};
    if (stop->dated.n && ui_measure(ui, &line).is_cut) {
        line.text = app_label_fill(app, "source.dated", "date", date_text(app, stop->dated));
    }
    ui_text(ui, &line);
}

// Tag behind the date: planned, or still to be verified.
static void draw_marks(App *app, const Event *event, float x, float y, float alpha)
{
    Ui *ui = &app->ui;
    if (event->is_planned) {
        Label label = {.type = theme_type(TYPE_C),
                       .colour = WHITE,
                       .text = app_label(app, "timeline.planned"),
                       .x = x + 14,
                       .y = y + 2,
                       .alpha = alpha};
        float w = ui_measure(ui, &label).w + 28;
        ui_round(ui, (Rect){x, y, w, 34}, 8, colour_faded(OCHRE, alpha));
        ui_text(ui, &label);
        x += w + 14;
    }
    if (event->origin.is_pending && alpha > 0.9f) {
        chrome_pending(app, x, y);
    }
}

typedef struct {
    Rect card, picture;
    Point ways; // first of the buttons of further links
    float way_w, way_pitch_x, way_pitch_y;
} CardPlaces;

// Portrait: what further links need is taken from the picture.
static CardPlaces card_places(const Ui *ui, const Stop *stop)
{
    if (!ui->is_portrait) {
        return (CardPlaces){{530, 556, 740, 244}, {530, 556, 300, 244}, {232, 588}, 282, 0, 108};
    }
    float ways = stop->way_count > 1 ? 112 : 0;
    return (CardPlaces){
        {240, 640, 792, 540}, {240, 640, 792, 304 - ways}, {272, 1028}, 356, 372, 0};
}

static void draw_card(App *app, const Stop *stop, float alpha)
{
    Ui *ui = &app->ui;
    bool is_english = ui_is_english(ui);
    bool is_tall = ui->is_portrait;
    const Event *event = &stop->event;
    CardPlaces places = card_places(ui, stop);
    Rect card = places.card;
    Rect picture = places.picture;
    bool is_whole = alpha > 0.98f;
    if (is_whole) {
        ui_shadow(ui, card, 0, ELEVATION_RAISED);
    }
    ui_fill(ui, card, colour_faded(WHITEWASH, alpha));
    ui_picture(ui, event->picture, picture, stop->focal, alpha);
    if (is_whole) {
        float y = picture.y + picture.h - 50;
        chrome_caption(app, picture.x + 12, y, app_label(app, "mark.illustration"));
    }
    float x = is_tall ? card.x + 32 : card.x + 330;
    float w = card.x + card.w - 24 - x;
    float y = is_tall ? picture.y + picture.h + 14 : card.y + 14;
    Label date = {.type = type_sized(TYPE_N3, is_english ? 34 : 40, 50),
                  .colour = event->is_planned ? OCHRE : AZURITE,
                  .text = date_text(app, event->date),
                  .x = x,
                  .y = y,
                  .alpha = alpha};
    float date_w = ui_text(ui, &date).w;
    draw_marks(app, event, x + date_w + 18, y + 10, alpha);
    y += 50;
    Label title = {.type = type_sized(TYPE_H2, is_english ? 30 : 38, 48),
                   .colour = INK,
                   .text = event->title,
                   .x = x,
                   .y = y,
                   .w = w,
                   .max_lines = 1,
                   .min_size = is_english ? 24 : 28,
                   .alpha = alpha};
    float title_h = 48;
    if (ui_measure(ui, &title).is_cut) { // two smaller lines say it whole
        title.type = type_sized(TYPE_H2, is_english ? 24 : 28, 28);
        title.max_lines = 2;
        title_h = 54;
    }
    ui_text(ui, &title);
    y += title_h + 2;
    float foot = card.y + card.h - 38;
    Label text = {.type = type_sized(TYPE_B2, 25, is_tall ? 38 : 34),
                  .colour = INK,
                  .text = event->detail,
                  .x = x,
                  .y = y,
                  .w = w,
                  .max_lines = is_tall ? 2 : 3,
                  .alpha = alpha};
    if (!is_tall && ui_measure(ui, &text).h > foot - y) {
        text.type = type_sized(TYPE_B2, 22, 29);
    }
    ui_text(ui, &text);
    draw_source(app, stop, (Rect){x, is_tall ? foot - 2 : foot + 2, w - 40, 30}, alpha);
}

// The card opens the first page its event names; the others have their own buttons.
static void touch_card(App *app, const Stop *stop)
{
    Ui *ui = &app->ui;
    CardPlaces places = card_places(ui, stop);
    Rect card = places.card;
    for (int i = 0; i < stop->way_count; i++) {
        const Way *way = &stop->ways[i];
        Str type = app_label(app, way->type);
        bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, way->route);
        if (i == 0) {
            if (is_pressed) {
                ui_fill(ui, card, colour_faded(DEEP, 0.10f));
            }
            Point at = {card.x + card.w - 28, card.y + card.h - 26};
            part_chevron(app, at, CHEVRON_RIGHT, AZURITE);
            ui_target(ui, card, ACTION_GO, 0, way->route, stop->event.title);
            continue;
        }
        float at = (float)(i - 1);
        Rect box = {places.ways.x + places.way_pitch_x * at,
                    places.ways.y + places.way_pitch_y * at, places.way_w, 96};
        ui_shadow(ui, box, 16, ELEVATION_RESTING);
        ui_round(ui, box, 16, is_pressed ? CLOUD : WHITEWASH);
        Label name = {.type = type_sized(TYPE_H3, 25, 34),
                      .colour = INK,
                      .text = way->name,
                      .x = box.x + 20,
                      .y = box.y + 44,
                      .w = box.w - 68,
                      .max_lines = 1,
                      .min_size = 22};
        if (ui_measure(ui, &name).is_cut) { // a long name needs the line of its kind too
            name.type = type_sized(TYPE_H3, 23, 32);
            name.max_lines = 2;
            name.y = box.y + 16;
        } else {
            ui_line(ui, TYPE_C, SLATE, box.x + 20, box.y + 10, type);
        }
        ui_text(ui, &name);
        Point arrow = {box.x + box.w - 28, box.y + 48};
        part_chevron(app, arrow, CHEVRON_RIGHT, LAKE);
        ui_target(ui, box, ACTION_GO, 0, way->route, way->name);
    }
}

static void draw_chosen(App *app, const Stop *stop, float d)
{
    Ui *ui = &app->ui;
    Point at = place(ui, d);
    float alpha = settled(d);
    if (alpha > 0.02f) {
        if (!ui->is_portrait) {
            draw_stem(app, (Point){at.x, at.y + 26}, 556, stop->event.is_planned, alpha);
        } else {
            ui_fill(ui, (Rect){at.x + 26, at.y - 1.5f, fmaxf(0, 240 - at.x - 26), 3},
                    colour_faded(stop->event.is_planned ? OCHRE : DEEP, alpha));
        }
        draw_card(app, stop, alpha);
    }
    if (alpha > 0.5f) {
        ui_pearl(ui, at, 26);
    } else {
        draw_dot(app, at, stop->event.is_planned, 1);
    }
    if (alpha >= 1) {
        touch_card(app, stop);
    }
}

// ---- years and steps -----------------------------------------------------------------

static void draw_year(App *app, const Year *year, int index, Rect box, bool is_chosen)
{
    Ui *ui = &app->ui;
    bool is_pressed = ui_is_pressed(ui, TAP_YEAR, index, STR_NONE);
    if (!is_chosen) {
        ui_shadow(ui, box, 16, ELEVATION_RESTING);
    }
    ui_round(ui, box, 16, is_chosen ? DEEP : is_pressed ? CLOUD : WHITEWASH);
    Str n = str_format(ui->frame, "%d", year->count);
    Label name = {.type = type_sized(TYPE_N3, ui_is_english(ui) ? 32 : 38, 48),
                  .colour = is_chosen ? WHITE : INK,
                  .text = year->year,
                  .y = box.y + 24};
    Label count = {.type = theme_type(TYPE_C),
                   .colour = is_chosen ? MIST_WHITE : SLATE,
                   .text = year->count == 1 ? app_label(app, "count.events.one")
                                            : app_label_fill(app, "count.events", "n", n),
                   .y = box.y + 35};
    float name_w = ui_measure(ui, &name).w;
    float count_w = ui_measure(ui, &count).w;
    float gap = name_w + count_w + 12 > box.w - 12 ? 6 : 12;
    name.x = box.x + (box.w - name_w - gap - count_w) / 2;
    count.x = name.x + name_w + gap;
    ui_text(ui, &name);
    ui_text(ui, &count);
    ui_target(ui, box, TAP_YEAR, index, STR_NONE, year->year);
}

static void draw_years(App *app, Page *page, int chosen)
{
    Ui *ui = &app->ui;
    Timeline *data = page->data;
    bool is_tall = ui->is_portrait;
    const float pitch = 212;
    float left = is_tall ? 48 : 232;
    float y = is_tall ? 1672 : 824;
    // Room for the shadows above and below.
    Rect view = is_tall ? (Rect){0, y - 24, 796, 128} : (Rect){204, y - 24, 1412, 128};
    Scroll *scroll = &page->scrolls[SCROLL_YEARS];
    float margin = left - view.x;
    float length = 2 * margin + pitch * (float)data->story.year_count - 12;
    ui_scroll(ui, scroll, view, length, true);
    int year = timeline_year(&data->story, chosen);
    if (data->shows_year) {
        float from = margin + pitch * (float)year;
        const float aside = 68; // clear of the ends, where tabs go under the paper
        float want = clampf(scroll->pos, from + 200 + aside - view.w, from - aside);
        scroll_stop(scroll);
        scroll_to(scroll, want);
        data->shows_year = false;
    }
    ui_clip(ui, view);
    for (int i = 0; i < data->story.year_count; i++) {
        Rect box = {view.x + margin + pitch * (float)i - scroll->pos, y, 200, 96};
        if (box.x < view.x + view.w && box.x + box.w > view.x) {
            draw_year(app, &data->story.years[i], i, box, i == year);
        }
    }
    ui_unclip(ui);
    // Tabs go under the paper at both ends.
    static const GradientStop IN[] = {{0, {0xEE, 0xF3, 0xF0, 255}}, {1, {0xEE, 0xF3, 0xF0, 0}}};
    static const GradientStop OUT[] = {{0, {0xEE, 0xF3, 0xF0, 0}}, {1, {0xEE, 0xF3, 0xF0, 255}}};
    if (scroll->pos > 1) {
        ui_gradient_across(ui, (Rect){view.x, view.y, 56, view.h}, IN, COUNT(IN));
    }
    if (scroll->pos < scroll->limit - 1) {
        Rect end = {view.x + view.w - 56, view.y, 56, view.h};
        ui_gradient_across(ui, end, OUT, COUNT(OUT));
    }
}

static void draw_step(App *app, Rect box, int by, bool is_on)
{
    Ui *ui = &app->ui;
    bool is_pressed = ui_is_pressed(ui, TAP_STEP, by, STR_NONE);
    if (is_on) {
        ui_shadow(ui, box, 16, ELEVATION_RESTING);
    }
    ui_round(ui, box, 16, !is_on ? DISABLED_GROUND : is_pressed ? CLOUD : WHITEWASH);
    Rect icon = {box.x + box.w / 2 - 22, box.y + box.h / 2 - 22, 44, 44};
    ui_icon(ui, by < 0 ? "chevron-left" : "chevron-right", icon, is_on ? INK : DISABLED_TEXT);
    if (is_on) {
        ui_target(ui, box, TAP_STEP, by, STR_NONE,
                  app_label(app, by < 0 ? "timeline.earlier" : "timeline.later"));
    }
}

// ---- the page -------------------------------------------------------------------------

static void draw_watermark(App *app, Str year)
{
    Ui *ui = &app->ui;
    bool is_tall = ui->is_portrait;
    Type type = {FACE_SERIF_BLACK, is_tall ? 300 : 380, is_tall ? 300 : 380};
    Label label = {.type = type,
                   .colour = AZURITE,
                   .text = year,
                   .x = is_tall ? 1048 : 1890,
                   .y = is_tall ? 196 : 0,
                   .align = ALIGN_END,
                   .alpha = 0.09f};
    ui_text(ui, &label);
}

static void drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    Timeline *data = page->data;
    bool is_tall = ui->is_portrait;
    chrome_backdrop(app, 5);
    chrome_slip(app, app_label(app, "timeline.slip"), app_label(app, "timeline.slip.latin"));
    if (!data->story.count) {
        chrome_head(app, app_label(app, "timeline.title"), STR_NONE, is_tall ? 840 : 1100);
        chrome_empty(app, (Rect){is_tall ? 48 : 232, 480, 784, 176},
                     app_label(app, "empty.timeline"), app_label(app, "empty.page.hint"));
        return;
    }
    int chosen = chosen_of(page);
    draw_watermark(app, data->story.years[timeline_year(&data->story, chosen)].year);
    chrome_head(app, app_label(app, "timeline.title"), app_label(app, "timeline.lead"),
                is_tall ? 840 : 1100);
    if (glide_is_moving(&data->at, app->now_ms)) {
        ui_animate(ui);
    }
    float s = glide_at(&data->at, app->now_ms) + data->pull;
    draw_river(app);
    int middle = (int)lroundf(s);
    for (int i = middle - 5; i <= middle + 6; i++) {
        if (i >= 0 && i < data->story.count && i != middle) {
            draw_beside(app, &data->story.stops[i], i, (float)i - s);
        }
    }
    if (middle >= 0 && middle < data->story.count) {
        draw_chosen(app, &data->story.stops[middle], (float)middle - s);
    }
    draw_years(app, page, chosen);
    Rect back = is_tall ? (Rect){808, 1672, 108, 96} : (Rect){1632, 824, 108, 96};
    Rect on = is_tall ? (Rect){924, 1672, 108, 96} : (Rect){1748, 824, 108, 96};
    draw_step(app, back, -1, chosen > 0);
    draw_step(app, on, 1, chosen + 1 < data->story.count);
    Str theme = str_from(page->memory.id[ID_THEME]);
    timeline_theme_button(app, &data->story, theme, TAP_SHEET);
    if (page->memory.n[N_SHEET]) {
        timeline_theme_sheet(app, &data->story, theme, TAP_THEME, TAP_SHEET);
    }
}

static void tapped(App *app, Page *page, const Target *target)
{
    const Timeline *data = page->data;
    if (target->action == TAP_EVENT) {
        choose(app, page, target->n);
    } else if (target->action == TAP_STEP) {
        choose(app, page, chosen_of(page) + target->n);
    } else if (target->action == TAP_YEAR && target->n >= 0 && target->n < data->story.year_count) {
        choose(app, page, data->story.years[target->n].first);
    } else if (target->action == TAP_SHEET) {
        page->memory.n[N_SHEET] = !page->memory.n[N_SHEET];
    } else if (target->action == TAP_THEME) {
        choose_theme(app, page, target->arg);
    }
}

// The river follows the finger; let go, the nearest event comes to the middle, or one further on
// when it was pushed.
static void gestured(App *app, Page *page, const Gesture *gesture)
{
    Timeline *data = page->data;
    bool is_tall = app->ui.is_portrait;
    const float step = is_tall ? 300 : 420;
    if (!data->story.count || page->memory.n[N_SHEET]) {
        return;
    }
    float moved = is_tall ? gesture->delta.y : gesture->delta.x;
    float speed = is_tall ? gesture->velocity.y : gesture->velocity.x;
    if (gesture->kind == GESTURE_DRAG_BEGIN) {
        glide_set(&data->at, glide_at(&data->at, app->now_ms));
        data->is_pulled = true;
    }
    if (!data->is_pulled) {
        return;
    }
    float at = glide_at(&data->at, app->now_ms);
    if (gesture->kind == GESTURE_DRAG_BEGIN || gesture->kind == GESTURE_DRAG) {
        float last = (float)(data->story.count - 1);
        float to = at + data->pull - moved / step;
        data->pull -= moved / step * (to < 0 || to > last ? 0.4f : 1);
        data->pull = clampf(at + data->pull, -0.45f, last + 0.45f) - at;
    } else if (gesture->kind == GESTURE_DRAG_END) {
        choose(app, page, (int)lroundf(at + data->pull + clampf(-speed * 0.9f, -4, 4)));
    }
}

// Upright the river runs down the page: it is what a finger moves.
static bool takes_drag(App *app, Page *page, Point from)
{
    (void)page;
    (void)from;
    return app->ui.is_portrait;
}

const PageClass page_timeline = {
    .name = "timeline",
    .section = "timeline",
    .has_bar = true,
    .opened = opened,
    .drawn = drawn,
    .tapped = tapped,
    .gesture = gestured,
    .takes_drag = takes_drag,
};
