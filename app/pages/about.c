#include "pages/about.h"
#include "pages/chrome.h"
#include <stdio.h>

static const float ROW_H = 176;

typedef struct {
    SourceList sources;
    StoryInfo info;
} About;

static void about_opened(App *app, Page *page)
{
    About *data = arena_new(&page->arena, About, 1);
    store_sources(app->store, &page->arena, &data->sources, NULL);
    data->info = store_info(app->store, &page->arena);
    page->data = data;
}

static void draw_source(App *app, const Source *source, Rect box)
{
    Ui *ui = &app->ui;
    bool is_bare = source->title.n == 0;
    Label title = {.type = type_sized(TYPE_H3, 26, 38),
                   .colour = INK,
                   .text = is_bare ? source->covers : source->title,
                   .x = box.x + 28,
                   .y = box.y + 16,
                   .w = box.w - 56,
                   .max_lines = 1,
                   .min_size = 22};
    ui_text(ui, &title);
    Str date = source->date_said.n ? source->date_said : date_text(app, source->date);
    Label when = {.type = theme_type(TYPE_C),
                  .colour = AZURITE,
                  .text = date,
                  .x = box.x + 28,
                  .y = box.y + 58,
                  .w = box.w - 56,
                  .max_lines = 1,
                  .min_size = 22};
    ui_text(ui, &when);
    if (!is_bare) {
        Label covers = {.type = {FACE_SANS_REGULAR, 23, 32},
                        .colour = SLATE,
                        .text = source->covers,
                        .x = box.x + 28,
                        .y = box.y + 94,
                        .w = box.w - 56,
                        .max_lines = 2};
        ui_text(ui, &covers);
    }
    ui_hairline(ui, box.x + 28, box.y + box.h - 1, box.w - 56, HAIRLINE);
}

static float draw_note(App *app, float x, float y, float w, Str head, Str text)
{
    Ui *ui = &app->ui;
    Label title = {.type = theme_type(TYPE_H3),
                   .colour = INK,
                   .text = head,
                   .x = x,
                   .y = y,
                   .w = w,
                   .max_lines = 2};
    y += ui_text(ui, &title).h + 8;
    Label body = {
        .type = type_sized(TYPE_B2, 24, 38), .colour = SLATE, .text = text, .x = x, .y = y, .w = w};
    return y + ui_text(ui, &body).h + 32;
}

static void draw_notes(App *app, const About *data, Rect box)
{
    Ui *ui = &app->ui;
    float y = box.y;
    char count[16];
    snprintf(count, sizeof count, "%d", data->sources.count);
    Label number = {
        .type = theme_type(TYPE_N1), .colour = DEEP, .text = str_from(count), .x = box.x, .y = y};
    float w = ui_text(ui, &number).w;
    Label head = {.type = theme_type(TYPE_H3),
                  .colour = DEEP,
                  .text = app_label(app, "about.list"),
                  .x = box.x + w + 16,
                  .y = y + 58,
                  .w = box.w - w - 16,
                  .max_lines = 1,
                  .min_size = 22};
    ui_text(ui, &head);
    y += 140;
    Str version = str_format(ui->frame, "%.*s · %.*s %.*s", STR_ARG(data->info.version),
                             STR_ARG(app_label(app, "about.asof")),
                             STR_ARG(date_text(app, data->info.as_of)));
    y = draw_note(app, box.x, y, box.w, app_label(app, "about.version"), version);
    Str credits = str_format(ui->frame, "%.*s\n%.*s", STR_ARG(app_label(app, "about.pictures")),
                             STR_ARG(app_label(app, "about.fonts")));
    draw_note(app, box.x, y, box.w, app_label(app, "about.credits"), credits);
}

static void about_drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const About *data = page->data;
    bool is_tall = ui->is_portrait;
    chrome_backdrop(app, 2);
    chrome_slip(app, app_label(app, "about.slip"), app_label(app, "about.slip.latin"));
    float head = chrome_head(app, app_label(app, "about.title"), app_label(app, "about.lead"),
                             is_tall ? 820 : 1100);
    float top = fmaxf(232, head + 16); // two lines of large type need more
    float low = ui->modes.is_large ? 980 : 880;
    Rect view = is_tall ? (Rect){48, low, 984, 1800 - low} : (Rect){232, top, 1080, 960 - top};
    Rect notes = is_tall ? (Rect){64, 440, 952, 520} : (Rect){1384, 232, 472, 700};
    draw_notes(app, data, notes);
    chrome_card(app, view, 0, ELEVATION_RESTING);
    ui_scroll(ui, &page->scrolls[0], view, (float)data->sources.count * ROW_H + 40, false);
    ui_clip(ui, view);
    for (int i = 0; i < data->sources.count; i++) {
        float y = view.y + (float)i * ROW_H - page->scrolls[0].pos;
        if (y < view.y + view.h && y + ROW_H > view.y) {
            draw_source(app, &data->sources.items[i], (Rect){view.x, y, view.w, ROW_H});
        }
    }
    const GradientStop foot[] = {{0, colour_faded(WHITEWASH, 0)}, {1, WHITEWASH}};
    ui_gradient(ui, (Rect){view.x, view.y + view.h - 80, view.w, 80}, foot, COUNT(foot));
    ui_unclip(ui);
}

const PageClass page_about = {
    .name = "about", .has_bar = true, .opened = about_opened, .drawn = about_drawn};
