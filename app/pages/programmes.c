#include "pages/programmes.h"
#include "pages/chrome.h"

enum { ACT_GROUP = ACTION_PAGE };

static const float CARD_H = 196;
static const float GAP = 20;

typedef struct {
    GroupList groups;
    ProgrammeList list; // of the group chosen
    int loaded;         // index it was loaded for
} Programmes;

static void load_group(App *app, Page *page, Programmes *data, int index)
{
    data->loaded = index;
    Str group = data->groups.count ? data->groups.items[index].id : STR_NONE;
    store_programmes(app->store, &page->arena, group, STR_NONE, &data->list, NULL);
}

static void programmes_opened(App *app, Page *page)
{
    Programmes *data = arena_new(&page->arena, Programmes, 1);
    page->data = data;
    store_programme_groups(app->store, &page->arena, &data->groups, NULL);
    for (int i = 0; page->memory.n[1] == 0 && i < data->groups.count; i++) {
        if (str_eq(data->groups.items[i].id, page->arg)) {
            page->memory.n[0] = i;
        }
    }
    page->memory.n[1] = 1; // from now on the visitor chooses
    load_group(app, page, data, page->memory.n[0]);
}

static void draw_card(App *app, const Programme *one, Rect box)
{
    Ui *ui = &app->ui;
    Str route = app_route(app, "programme", one->id);
    bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, route);
    ui_shadow(ui, box, 0, ELEVATION_RESTING);
    ui_fill(ui, box, is_pressed ? CLOUD : WHITEWASH);
    ui_fill(ui, (Rect){box.x, box.y, 8, box.h}, MALACHITE);
    float x = box.x + 32;
    float w = box.w - 60;
    Label name = {.type = theme_type(TYPE_H3),
                  .colour = INK,
                  .text = one->name,
                  .x = x,
                  .y = box.y + 18,
                  .w = w,
                  .max_lines = 1,
                  .min_size = 22};
    ui_text(ui, &name);
    Str place = one->owner.n ? one->owner : one->district_name;
    Label owner = {.type = theme_type(TYPE_C),
                   .colour = AZURITE,
                   .text = place,
                   .x = x,
                   .y = box.y + 60,
                   .w = w,
                   .max_lines = 1};
    ui_text(ui, &owner);
    Label what = {.type = {FACE_SANS_REGULAR, 24, 36},
                  .colour = SLATE,
                  .text = one->what,
                  .x = x,
                  .y = box.y + 100,
                  .w = w,
                  .max_lines = 2};
    ui_text(ui, &what);
    ui_target(ui, box, ACTION_GO, 0, route, one->name);
}

static void draw_groups(App *app, Page *page, Rect view)
{
    Ui *ui = &app->ui;
    const Programmes *data = page->data;
    float pitch = 104;
    ui_scroll(ui, &page->scrolls[1], view, pitch * (float)data->groups.count, false);
    ui_clip(ui, view);
    for (int i = 0; i < data->groups.count; i++) {
        Rect row = {view.x, view.y + pitch * (float)i - page->scrolls[1].pos, view.w, 96};
        bool is_chosen = i == data->loaded;
        ui_round(ui, row, 16,
                 is_chosen                                   ? DEEP
                 : ui_is_pressed(ui, ACT_GROUP, i, STR_NONE) ? CLOUD
                                                             : WHITEWASH);
        Label name = {.type = type_sized(TYPE_H3, 26, 34),
                      .colour = is_chosen ? WHITE : INK,
                      .text = data->groups.items[i].name,
                      .x = row.x + 24,
                      .w = row.w - 48,
                      .max_lines = 2,
                      .min_size = 22};
        name.y = row.y + (96 - ui_measure(ui, &name).h) / 2;
        ui_text(ui, &name);
        ui_target(ui, row, ACT_GROUP, i, STR_NONE, data->groups.items[i].name);
    }
    ui_unclip(ui);
}

static void programmes_drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    Programmes *data = page->data;
    bool is_tall = ui->is_portrait;
    chrome_backdrop(app, 3);
    chrome_slip(app, app_label(app, "programmes.slip"), app_label(app, "programmes.slip.latin"));
    chrome_head(app, app_label(app, "programmes.title"), app_label(app, "programmes.lead"),
                is_tall ? 820 : 1200);
    draw_groups(app, page, is_tall ? (Rect){48, 460, 984, 416} : (Rect){232, 240, 360, 712});
    Rect view = is_tall ? (Rect){48, 900, 984, 900} : (Rect){608, 232, 1264, 728};
    int columns = is_tall ? 1 : 2;
    float inner = view.w - 32;
    float w = (inner - GAP * (float)(columns - 1)) / (float)columns;
    int rows = (data->list.count + columns - 1) / columns;
    ui_scroll(ui, &page->scrolls[0], view, (float)rows * (CARD_H + GAP) + 40, false);
    ui_clip(ui, view);
    for (int i = 0; i < data->list.count; i++) {
        float y = view.y + 8 + (float)(i / columns) * (CARD_H + GAP) - page->scrolls[0].pos;
        if (y < view.y + view.h && y + CARD_H > view.y) {
            float x = view.x + 16 + (float)(i % columns) * (w + GAP);
            draw_card(app, &data->list.items[i], (Rect){x, y, w, CARD_H});
        }
    }
    const GradientStop below[] = {{0, colour_faded(MOON, 0)}, {1, MOON}};
    ui_gradient(ui, (Rect){view.x, view.y + view.h - 64, view.w, 64}, below, COUNT(below));
    ui_unclip(ui);
    if (data->list.count == 0) {
        chrome_empty(app, (Rect){view.x + 16, view.y + 40, 640, 160},
                     app_label(app, "empty.programme"), app_label(app, "empty.programme.hint"));
    }
}

static void programmes_tapped(App *app, Page *page, const Target *target)
{
    page->memory.n[0] = target->n;
    scroll_to(&page->scrolls[0], 0);
    load_group(app, page, page->data, target->n);
}

const PageClass page_programmes = {.name = "programmes",
                                   .section = "districts",
                                   .has_bar = true,
                                   .opened = programmes_opened,
                                   .drawn = programmes_drawn,
                                   .tapped = programmes_tapped};
