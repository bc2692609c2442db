#include "pages/programme.h"
#include "pages/chrome.h"

enum { MAX_FIGURES = 8 };

typedef struct {
    bool is_found;
    Str picture; // of its district, or nothing
    Programme programme;
    Figure figures[MAX_FIGURES];
    int figure_count;
    LinkList links;
    Str self; // "programme:sp017"
} Detail;

static void programme_opened(App *app, Page *page)
{
    Detail *data = arena_new(&page->arena, Detail, 1);
    page->data = data;
    data->is_found = store_programme(app->store, &page->arena, page->arg, &data->programme);
    if (!data->is_found) {
        return;
    }
    District district;
    if (store_district(app->store, &page->arena, data->programme.district, &district)) {
        data->picture = district.picture;
    }
    Str rest = data->programme.figures;
    Str id;
    while (data->figure_count < MAX_FIGURES && str_split(&rest, ';', &id)) {
        if (store_figure(app->store, &page->arena, id, &data->figures[data->figure_count])) {
            data->figure_count++;
        }
    }
    data->self = str_format(&page->arena, "programme:%.*s", STR_ARG(page->arg));
    store_links(app->store, &page->arena, data->self, &data->links, NULL);
}

static void draw_figures(App *app, const Detail *data, float x, float y, float w)
{
    Ui *ui = &app->ui;
    float pitch = 128;
    for (int i = 0; i < data->figure_count; i++) {
        const Figure *figure = &data->figures[i];
        Rect row = {x, y + pitch * (float)i, w, pitch - 12};
        Str route = app_route(app, "figure", figure->id);
        if (ui_is_pressed(ui, ACTION_GO, 0, route)) {
            ui_fill(ui, row, CLOUD);
        }
        ui_fill(ui, (Rect){row.x, row.y + 8, 4, row.h - 24}, i % 2 ? AZURITE : GAMBOGE);
        Label value = {.type = theme_type(TYPE_N3),
                       .colour = DEEP,
                       .text = amount_text(app, figure),
                       .x = x + 24,
                       .y = row.y + 6,
                       .w = w - 32,
                       .max_lines = 1,
                       .min_size = 28,
                       .is_tabular = true};
        ui_text(ui, &value);
        bool has_period = figure->period.n && !str_is(figure->period, "材料未写");
        Label label = {.type = theme_type(TYPE_C),
                       .colour = SLATE,
                       .text = has_period
                                   ? str_format(ui->frame, "%.*s · %.*s", STR_ARG(figure->label),
                                                STR_ARG(period_text(app, figure->period)))
                                   : figure->label,
                       .x = x + 24,
                       .y = row.y + 60,
                       .w = w - 32,
                       .max_lines = 1};
        ui_text(ui, &label);
        ui_target(ui, row, ACTION_GO, 0, route, figure->label);
    }
}

// Firms and others tied to it; members are shown on their chain.
static void draw_links(App *app, Page *page, const Detail *data, Rect view)
{
    Ui *ui = &app->ui;
    float pitch = 104;
    ui_scroll(ui, &page->scrolls[0], view, pitch * (float)data->links.count + 24, false);
    ui_clip(ui, view);
    for (int i = 0; i < data->links.count; i++) {
        const Link *link = &data->links.items[i];
        bool is_from = str_eq(link->from, data->self);
        Str other = is_from ? link->to : link->from;
        Rect row = {view.x, view.y + pitch * (float)i - page->scrolls[0].pos, view.w, pitch - 8};
        if (row.y > view.y + view.h || row.y + row.h < view.y) {
            continue;
        }
        Member member;
        Str route = STR_NONE;
        if (str_starts(other, STR("member:")) &&
            store_member(app->store, ui->frame, str_from_offset(other, 7), &member)) {
            Str chain = member.chain;
            route = str_format(ui->frame, "chains/%.*s:%.*s", STR_ARG(chain), STR_ARG(member.id));
        }
        ui_fill(ui, row, ui_is_pressed(ui, ACTION_GO, 0, route) ? CLOUD : WHITEWASH);
        Label name = {.type = theme_type(TYPE_H3),
                      .colour = INK,
                      .text = is_from ? link->to_name : link->from_name,
                      .x = row.x + 24,
                      .y = row.y + 10,
                      .w = row.w - 90,
                      .max_lines = 1,
                      .min_size = 22};
        ui_text(ui, &name);
        Label relation = {.type = theme_type(TYPE_C),
                          .colour = SLATE,
                          .text = link->relation,
                          .x = row.x + 24,
                          .y = row.y + 54,
                          .w = row.w - 90,
                          .max_lines = 1};
        ui_text(ui, &relation);
        if (route.n) {
            ui_icon(ui, "chevron-right", (Rect){row.x + row.w - 56, row.y + 30, 36, 36}, SLATE);
            ui_target(ui, row, ACTION_GO, 0, route, name.text);
        }
    }
    ui_unclip(ui);
}

static void programme_drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const Detail *data = page->data;
    const Programme *one = &data->programme;
    bool is_tall = ui->is_portrait;
    chrome_backdrop(app, 3);
    chrome_slip(app, app_label(app, "programmes.slip"), app_label(app, "programmes.slip.latin"));
    if (!data->is_found) {
        chrome_empty(app, (Rect){232, 300, 720, 160}, app_label(app, "empty.programme"),
                     app_label(app, "empty.programme.hint"));
        return;
    }
    float x = is_tall ? 192 : 232;
    float w = is_tall ? 840 : 1000;
    Label name = {.type = ui_title(ui, TYPE_H1),
                  .colour = INK,
                  .text = one->name,
                  .x = x,
                  .y = 52,
                  .w = w,
                  .max_lines = 2,
                  .min_size = 40,
                  .is_balanced = true};
    float y = 52 + ui_text(ui, &name).h + 12;
    Str owner = one->owner.n ? one->owner : app_label(app, "programme.owner.unstated");
    bool is_placed = one->district_name.n && !str_eq(one->district_name, owner);
    Label who = {.type = theme_type(TYPE_L),
                 .colour = AZURITE,
                 .text = is_placed ? str_format(ui->frame, "%.*s · %.*s", STR_ARG(owner),
                                                STR_ARG(one->district_name))
                                   : owner,
                 .x = x,
                 .y = y,
                 .w = w,
                 .max_lines = 2};
    y += ui_text(ui, &who).h + 8;
    if (one->origin.is_pending) {
        chrome_pending(app, x, y);
        y += 44;
    }
    if (is_tall && y < 460) {
        y = 460;
    } else if (y < 260) {
        y = 260;
    }
    float body_x = is_tall ? 64 : 232;
    bool is_alone = !data->figure_count && !data->links.count; // nothing stands beside the text
    float body_w = is_tall ? 952 : is_alone ? 1624 : 760;
    Label what = {.type = theme_type(TYPE_B1),
                  .colour = INK,
                  .text = one->what,
                  .x = body_x,
                  .y = y,
                  .w = body_w,
                  .align = ui_is_english(ui) ? ALIGN_START : ALIGN_JUSTIFY};
    y += ui_text(ui, &what).h + 24;
    y += chrome_source(app, (Rect){body_x, y, body_w, 60}, &one->origin) + 28;
    Rect panel = is_tall ? (Rect){48, y, 984, 1780 - y} : (Rect){1060, 232, 796, 704};
    if (data->figure_count && data->links.count) {
        draw_figures(app, data, body_x, y, body_w);
        if (is_tall) {
            float used = 128 * (float)data->figure_count + 20;
            panel.y += used;
            panel.h -= used;
        }
        draw_links(app, page, data, panel);
    } else if (data->figure_count) {
        draw_figures(app, data, is_tall ? body_x : panel.x, is_tall ? y : 260,
                     is_tall ? body_w : panel.w);
        y += is_tall ? 128 * (float)data->figure_count + 20 : 0;
    } else {
        draw_links(app, page, data, panel);
    }
    Rect picture = {body_x, y, body_w, ui->h - 120 - 136 - 28 - y};
    bool is_room = !is_tall || !data->links.count; // upright the links stand here
    picture.h = picture.h > 635 ? 635 : picture.h;
    if (is_room && data->picture.n && picture.h > 160) {
        ui_shadow(ui, picture, 0, ELEVATION_RESTING);
        ui_picture(ui, data->picture, picture, (Point){0.5f, 0.5f}, 1);
        chrome_caption(app, picture.x + 16, picture.y + picture.h - 54,
                       app_label(app, "mark.illustration"));
    }
    Rect district = {body_x, ui->h - 120 - 136, 420, 96};
    if (one->district.n) {
        chrome_button(app, district, one->district_name, "forward", false, ACTION_GO, 0,
                      app_route(app, "district", one->district));
    }
    Rect all = {one->district.n ? body_x + 440 : body_x, ui->h - 120 - 136, 320, 96};
    chrome_button(app, all, app_label(app, "nav.programmes"), "people", false, ACTION_GO, 0,
                  STR("programmes"));
}

const PageClass page_programme = {.name = "programme",
                                  .section = "districts",
                                  .has_bar = true,
                                  .opened = programme_opened,
                                  .drawn = programme_drawn};
