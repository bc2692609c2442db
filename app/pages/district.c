#include "pages/district.h"
#include "pages/chain_signs.h"
#include "pages/chrome.h"
#include "pages/district_data.h"
#include "pages/parts.h"

enum {
    TAP_TAB = ACTION_PAGE, // n: DistrictPart
    N_TAB = 0,             // of PageMemory.n: part + 1
    FIGURE_COLUMNS = 3,
    FEW_ROWS = 12, // shown in one list without tabs
    FEW_ROWS_TALL = 20,
};

typedef struct {
    Rect picture, text, panel;
    Point mini;
    float unit;
} Places;

// clang-format off
static const Places WIDE = {
    .picture = {232, 352, 560, 280}, .text = {232, 648, 560, 280}, .panel = {832, 352, 1024, 584},
    .mini = {1240, 8}, .unit = 15.4f};
static const Places TALL = {
    .picture = {48, 470, 470, 294}, .text = {550, 470, 482, 294}, .panel = {48, 796, 984, 980},
    .mini = {690, 100}, .unit = 14};
static const char *const TAB_LABELS[DISTRICT_PARTS] = {
    "district.tab.glance", "district.tab.members", "district.tab.programmes", "district.tab.works",
    "district.tab.places"};
// clang-format on

static const float PAD = 32;
static const float TAB_H = 96;
static const float TAB_GAP = 12;
static const float BUBBLE = 176; // across
static const Rect HEAD_TABS = {232, 238, 988, 96};

static void opened(App *app, Page *page)
{
    page->data = district_load(app, &page->arena, page->arg);
}

// ---- items ------------------------------------------------------------------------------

static float figures_height(App *app, const FigureList *list, float w)
{
    int columns = part_figure_columns(app, list, w, FIGURE_COLUMNS);
    return part_figure_height(&app->ui) * (float)((list->count + columns - 1) / columns) + 12;
}

static void draw_figures(App *app, const FigureList *list, float x, float y, float w)
{
    int columns = part_figure_columns(app, list, w, FIGURE_COLUMNS);
    float column = w / (float)columns;
    float h = part_figure_height(&app->ui);
    for (int i = 0; i < list->count; i++) {
        Rect cell = {x + column * (float)(i % columns), y + 4 + h * (float)(i / columns),
                     column - 12, h};
        part_figure(app, cell, &list->items[i], part_rule_colour(i));
    }
}

// A member: the shape of its kind, its name, what it is and the part of the district it stands in.
static float member_cell(App *app, const DistrictData *data, const Member *member, Rect box,
                         bool is_drawn)
{
    Ui *ui = &app->ui;
    bool is_elsewhere = member->district.n && !str_eq(member->district, data->district.id);
    Str place = is_elsewhere ? member->district_name : STR_NONE;
    Str what = part_dot(app, member->kind_name, member->tag);
    Label name = {.type = type_sized(TYPE_H3, 26, 34),
                  .colour = INK,
                  .text = member->name,
                  .x = box.x + 52,
                  .w = box.w - 64,
                  .max_lines = 3};
    Label line = {.type = type_sized(TYPE_C, 22, 30),
                  .colour = SLATE,
                  .text = part_dot(app, what, place),
                  .x = box.x + 52,
                  .w = box.w - 64,
                  .max_lines = 3};
    float name_h = ui_measure(ui, &name).h;
    float line_h = line.text.n ? ui_measure(ui, &line).h : 0;
    if (!is_drawn) {
        return fmaxf(96, name_h + line_h + 24);
    }
    Str route =
        str_format(ui->frame, "chains/%.*s:%.*s", STR_ARG(member->chain), STR_ARG(member->id));
    if (ui_is_pressed(ui, ACTION_GO, 0, route)) {
        ui_fill(ui, box, RGBA(0x0D3642, 0.10f));
    }
    name.y = box.y + (box.h - name_h - line_h) / 2;
    line.y = name.y + name_h;
    ui_text(ui, &name);
    if (line.text.n) {
        ui_text(ui, &line);
    }
    chain_shape(app, (Point){box.x + 26, name.y + 17}, 22, member->kind_shape, AZURITE);
    ui_target(ui, box, ACTION_GO, 0, route, member->name);
    return box.h;
}

static float members_row(App *app, const DistrictData *data, const DistrictItem *item, float x,
                         float y, float w, bool is_drawn)
{
    float h = 96;
    float column = w / DISTRICT_COLUMNS;
    for (int pass = 0; pass <= (is_drawn ? 1 : 0); pass++) {
        for (int i = 0; i < item->count; i++) {
            Rect box = {x + column * (float)i, y, column - 8, h};
            h = fmaxf(h, member_cell(app, data, &data->members[item->first + i], box, pass == 1));
        }
    }
    if (is_drawn) {
        ui_hairline(&app->ui, x, y + h - 1, w, HAIRLINE);
    }
    return h;
}

// The head of a chain's members: its sign and name; leads to the chain.
static float chain_head(App *app, const DistrictItem *item, float x, float y, float w,
                        bool is_drawn)
{
    Ui *ui = &app->ui;
    Label name = {.type = type_sized(TYPE_H3, 28, 36),
                  .colour = DEEP,
                  .text = item->title,
                  .x = x + 72,
                  .w = w - 200,
                  .max_lines = 2};
    float name_h = ui_measure(ui, &name).h;
    float h = fmaxf(96, name_h + 24);
    if (!is_drawn) {
        return h + 8;
    }
    Rect box = {x, y + 8, w, h};
    bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, item->route);
    ui_round(ui, rect_inset(box, 6), 12, is_pressed ? HAIRLINE : CLOUD);
    part_disc(app, (Point){x + 40, box.y + h / 2}, 24, item->icon, item->colour);
    name.x = x + 80;
    name.y = box.y + (h - name_h) / 2;
    ui_text(ui, &name);
    float line = ui_type(ui, theme_type(TYPE_C)).line;
    Label count = {.type = theme_type(TYPE_C),
                   .colour = SLATE,
                   .text = item->line,
                   .x = x + w - 60,
                   .y = box.y + (h - line) / 2,
                   .align = ALIGN_END};
    ui_text(ui, &count);
    part_chevron(app, (Point){x + w - 34, box.y + h / 2}, CHEVRON_RIGHT, LAKE);
    ui_target(ui, box, ACTION_GO, 0, item->route, item->title);
    return h + 8;
}

// ---- bubbles --------------------------------------------------------------------------------

static int bubble_columns(float w)
{
    return (int)fmaxf(1, w / (BUBBLE + 44));
}

static float bubble_pitch(const Ui *ui)
{
    return BUBBLE + 16 + ui_type(ui, theme_type(TYPE_C)).line + 20;
}

static void draw_bubble(App *app, const District *place, Point centre, float w)
{
    Ui *ui = &app->ui;
    Str route = app_route(app, "district", place->id);
    bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, route);
    ui_disc(ui, centre, BUBBLE / 2, is_pressed ? CLEAR_BLUE : CLOUD);
    ui_ring(ui, centre, BUBBLE / 2 - 2, 4, 0, 360, WATER_GREEN);
    Label name = {.type = type_sized(TYPE_H3, 26, 32),
                  .colour = INK,
                  .text = place->short_name,
                  .x = centre.x - 68,
                  .w = 136,
                  .align = ALIGN_CENTRE,
                  .is_balanced = true,
                  .max_lines = 4,
                  .min_size = 22};
    name.y = centre.y - ui_measure(ui, &name).h / 2;
    ui_text(ui, &name);
    Label kind = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = place->kind,
                  .x = centre.x - w / 2 + 4,
                  .y = centre.y + BUBBLE / 2 + 8,
                  .w = w - 8,
                  .align = ALIGN_CENTRE,
                  .max_lines = 1,
                  .min_size = 22};
    ui_text(ui, &kind);
    Rect box = {centre.x - BUBBLE / 2, centre.y - BUBBLE / 2, BUBBLE, BUBBLE};
    ui_target(ui, box, ACTION_GO, 0, route, place->name);
}

static float bubbles(App *app, const DistrictData *data, const DistrictItem *item, float x, float y,
                     float w, bool is_drawn)
{
    int columns = bubble_columns(w);
    float pitch = bubble_pitch(&app->ui);
    float column = w / (float)columns;
    int rows = (item->count + columns - 1) / columns;
    for (int i = 0; is_drawn && i < item->count; i++) {
        Point centre = {x + column * ((float)(i % columns) + 0.5f),
                        y + 16 + pitch * (float)(i / columns) + BUBBLE / 2};
        draw_bubble(app, &data->places[item->first + i], centre, column);
    }
    return 16 + pitch * (float)rows;
}

// ---- the panel ------------------------------------------------------------------------------

static float row_lead(const DistrictItem *item)
{
    return item->picture.n ? 132 : item->icon.n ? 76 : 0;
}

// Draws the item, or only measures it.
static float item_at(App *app, const DistrictData *data, const DistrictItem *item, float x, float y,
                     float w, bool is_drawn)
{
    Ui *ui = &app->ui;
    switch (item->kind) {
    case ITEM_HEADING:
        if (is_drawn) {
            part_heading(app, x, y + 4, item->title, item->line);
            ui_fill(ui, (Rect){x, y + PART_HEADING + 4, w, 2}, RGB(0x8FB0AE));
        }
        return PART_HEADING + 8;
    case ITEM_FIGURES:
        if (is_drawn) {
            draw_figures(app, &data->figures, x, y, w);
        }
        return figures_height(app, &data->figures, w);
    case ITEM_CHAIN:
        return chain_head(app, item, x, y, w, is_drawn);
    case ITEM_MEMBERS:
        return members_row(app, data, item, x, y, w, is_drawn);
    case ITEM_BUBBLES:
        return bubbles(app, data, item, x, y, w, is_drawn);
    case ITEM_ROW:
        break;
    }
    float h = part_row(app, (Rect){x, y, w, 0}, row_lead(item), item->title, item->line,
                       item->route, is_drawn);
    if (is_drawn && item->picture.n) {
        Rect thumb = {x, y + (h - 72) / 2, 112, 72};
        ui_picture(ui, item->picture, thumb, (Point){0.5f, 0.5f}, 1);
    } else if (is_drawn && item->icon.n) {
        part_disc(app, (Point){x + 32, y + h / 2}, 26, item->icon, item->colour);
    }
    return h;
}

static bool has_tabs(const Ui *ui, const DistrictData *data)
{
    int parts = 0;
    for (int i = 0; i < DISTRICT_PARTS; i++) {
        parts += data->parts[i].count > 0;
    }
    return parts > 1 && data->row_count > (ui->is_portrait ? FEW_ROWS_TALL : FEW_ROWS);
}

static DistrictPart chosen_part(const DistrictData *data, const Page *page)
{
    int chosen = page->memory.n[N_TAB] - 1;
    if (chosen >= 0 && chosen < DISTRICT_PARTS && data->parts[chosen].count) {
        return (DistrictPart)chosen;
    }
    for (int i = 0; i < DISTRICT_PARTS; i++) {
        if (data->parts[i].count) {
            return (DistrictPart)i;
        }
    }
    return DISTRICT_GLANCE;
}

static void draw_tabs(App *app, Page *page, Rect box)
{
    Ui *ui = &app->ui;
    const DistrictData *data = page->data;
    DistrictPart chosen = chosen_part(data, page);
    int count = 0;
    for (int i = 0; i < DISTRICT_PARTS; i++) {
        count += data->parts[i].count > 0;
    }
    float w = (box.w + TAB_GAP) / (float)count - TAB_GAP;
    float x = box.x;
    for (int i = 0; i < DISTRICT_PARTS; i++) {
        if (!data->parts[i].count) {
            continue;
        }
        Rect tab = {x, box.y, w, box.h};
        bool is_chosen = chosen == (DistrictPart)i;
        Str title = app_label(app, TAB_LABELS[i]);
        if (!is_chosen) {
            ui_shadow(ui, tab, 16, ELEVATION_RESTING);
        }
        bool is_pressed = ui_is_pressed(ui, TAP_TAB, i, STR_NONE);
        ui_round(ui, tab, 16, is_chosen ? DEEP : is_pressed ? CLOUD : WHITEWASH);
        float size = ui_is_english(ui) ? 25 : 29;
        Rect upper = {tab.x + 10, tab.y + 8, tab.w - 20, 46};
        ui_text_in(ui, type_sized(TYPE_H3, size, 40), is_chosen ? WHITE : INK, upper, title);
        Rect lower = {tab.x + 10, tab.y + 54, tab.w - 20, 34};
        Str told = str_format(ui->frame, "%d", data->parts[i].told);
        ui_text_in(ui, theme_type(TYPE_C), is_chosen ? MIST_WHITE : SLATE, lower, told);
        ui_target(ui, tab, TAP_TAB, i, STR_NONE, title);
        x += w + TAB_GAP;
    }
}

static void draw_empty(App *app, Rect panel)
{
    Rect box = {panel.x + PAD, panel.y + PAD, panel.w - 2 * PAD, 176};
    chrome_empty(app, box, app_label(app, "empty.district"), app_label(app, "empty.district.hint"));
    chrome_button(app, (Rect){box.x, box.y + 200, 280, 96}, app_label(app, "nav.districts"), NULL,
                  true, ACTION_GO, 0, STR("districts"));
}

// `head`: y under the page's head; the tabs stand beside the diagram when there is room.
static void draw_panel(App *app, Page *page, Rect panel, float head)
{
    Ui *ui = &app->ui;
    const DistrictData *data = page->data;
    int from = 0;
    int to = DISTRICT_PARTS - 1;
    if (has_tabs(ui, data)) {
        Rect tabs = {panel.x, panel.y, panel.w, TAB_H};
        if (!ui->is_portrait && head <= HEAD_TABS.y - 8) {
            tabs = HEAD_TABS;
        } else {
            panel.y += TAB_H + TAB_GAP;
            panel.h -= TAB_H + TAB_GAP;
        }
        draw_tabs(app, page, tabs);
        from = to = (int)chosen_part(data, page);
    }
    chrome_card(app, panel, 0, ELEVATION_RESTING);
    if (!data->row_count) {
        draw_empty(app, panel);
        return;
    }
    float x = panel.x + PAD;
    float w = panel.w - 2 * PAD;
    float *heights = arena_new(ui->frame, float, data->row_count);
    float content = 8;
    int n = 0;
    for (int part = from; part <= to; part++) {
        for (int i = 0; i < data->parts[part].count; i++, n++) {
            heights[n] = item_at(app, data, &data->parts[part].items[i], x, 0, w, false);
            content += heights[n];
        }
    }
    Scroll *scroll = &page->scrolls[0];
    ui_scroll(ui, scroll, panel, content + (content > panel.h ? 48 : 0), false);
    ui_clip(ui, panel);
    float y = panel.y + 8 - scroll->pos;
    n = 0;
    for (int part = from; part <= to; part++) {
        for (int i = 0; i < data->parts[part].count; i++, n++) {
            if (y < panel.y + panel.h && y + heights[n] > panel.y) {
                item_at(app, data, &data->parts[part].items[i], x, y, w, true);
            }
            y += heights[n];
        }
    }
    ui_unclip(ui);
    if (scroll->pos < scroll->limit - 1) {
        static const GradientStop FOOT[] = {{0, {0xFA, 0xFB, 0xF8, 0}},
                                            {1, {0xFA, 0xFB, 0xF8, 255}}};
        ui_gradient(ui, (Rect){panel.x, panel.y + panel.h - 64, panel.w, 64}, FOOT, COUNT(FOOT));
    }
}

// ---- the page -------------------------------------------------------------------------------

// Returns the y under it.
static float draw_head(App *app, const DistrictData *data, const Places *at)
{
    Ui *ui = &app->ui;
    const District *district = &data->district;
    bool is_portrait = ui->is_portrait;
    float x = is_portrait ? 192 : 232;
    float w = is_portrait ? 480 : 960;
    bool is_english = ui_is_english(ui);
    Label name = {.type = is_english ? type_sized(TYPE_H1, 42, 56) : type_sized(TYPE_H1, 64, 78),
                  .colour = INK,
                  .text = district->name,
                  .x = x,
                  .y = 56,
                  .w = w,
                  .max_lines = 2,
                  .min_size = is_english ? 34 : 44};
    float y = 56 + ui_text(ui, &name).h + 10;
    Label tag = {.type = type_sized(TYPE_B1, 30, 46),
                 .colour = RGB(0x175F50),
                 .text = district->tag,
                 .x = x,
                 .y = y,
                 .w = w,
                 .max_lines = 2};
    tag.type.face = FACE_SANS_MEDIUM;
    y += district->tag.n ? ui_text(ui, &tag).h + 4 : 0;
    Label kind = {.type = theme_type(TYPE_L),
                  .colour = NIGHT_GREY,
                  .text = part_dot(app, district->kind, data->parent_name),
                  .x = x,
                  .y = y,
                  .w = w,
                  .max_lines = 2};
    y += kind.text.n ? ui_text(ui, &kind).h : 0;
    if (district->origin.is_pending) {
        chrome_pending(app, x, y + 12);
        y += 56;
    }
    map_mini(app, &data->map, at->mini.x, at->mini.y, at->unit, data->piece);
    Rect board = {at->mini.x + 2 * at->unit, at->mini.y + at->unit, 22 * at->unit, 20 * at->unit};
    ui_target(ui, board, ACTION_GO, 0, STR("districts"), app_label(app, "nav.districts"));
    if (is_portrait) {
        map_note(app, 192, 392, 480);
        return y;
    }
    Label note = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = app_label(app, "mark.diagram"),
                  .x = 1636,
                  .y = 170,
                  .w = 232,
                  .max_lines = 2};
    ui_text(ui, &note);
    return y;
}

// Returns the y under it.
static float draw_known(App *app, const DistrictData *data, const Places *at)
{
    Ui *ui = &app->ui;
    const District *district = &data->district;
    bool is_english = ui_is_english(ui);
    Rect picture = at->picture;
    Rect text = at->text;
    Label known = {.type = is_english ? type_sized(TYPE_B2, 26, 36) : type_sized(TYPE_B2, 27, 42),
                   .colour = INK,
                   .text = district->known_for,
                   .x = text.x,
                   .w = text.w,
                   .align = is_english ? ALIGN_START : ALIGN_JUSTIFY,
                   .is_hanging = true,
                   .min_size = 22};
    float h = known.text.n ? ui_measure(ui, &known).h : 0;
    const float source = 76; // two lines and a gap
    if (!ui->is_portrait) {
        // The picture takes what the words leave.
        picture.h = clampf(text.y + text.h - source - h - 16 - picture.y, 160, 350);
        text.y = picture.y + picture.h + 16;
    }
    if (district->picture.n) {
        ui_shadow(ui, picture, 0, ELEVATION_RESTING);
        ui_picture(ui, district->picture, picture, data->focal, 1);
        chrome_caption(app, picture.x + 16, picture.y + picture.h - 54,
                       app_label(app, "mark.illustration"));
    } else {
        text.y = picture.y;
        if (ui->is_portrait) {
            text.x = known.x = picture.x;
            text.w = known.w = 984;
        }
    }
    known.y = text.y;
    if (known.text.n) {
        ui_text(ui, &known);
    }
    float y = text.y + h + 12;
    y += chrome_source(app, (Rect){text.x, y, text.w, 0}, &district->origin);
    return district->picture.n ? fmaxf(y, picture.y + picture.h) : y;
}

static void drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const DistrictData *data = page->data;
    const Places *at = ui->is_portrait ? &TALL : &WIDE;
    chrome_backdrop(app, 3);
    chrome_slip(app, app_label(app, "districts.slip"), app_label(app, "districts.slip.latin"));
    if (!data->is_there) {
        draw_empty(app, (Rect){ui->is_portrait ? 48 : 200, 448, 848, 400});
        return;
    }
    float head = draw_head(app, data, at);
    float below = draw_known(app, data, at) + 28;
    Rect panel = at->panel;
    if (ui->is_portrait) {
        panel.h = panel.y + panel.h - below;
        panel.y = below;
    }
    draw_panel(app, page, panel, head);
}

static void tapped(App *app, Page *page, const Target *target)
{
    (void)app;
    if (target->action == TAP_TAB && page->memory.n[N_TAB] != target->n + 1) {
        page->memory.n[N_TAB] = target->n + 1;
        scroll_to(&page->scrolls[0], 0);
    }
}

const PageClass page_district = {
    .name = "district",
    .section = "districts",
    .has_bar = true,
    .opened = opened,
    .drawn = drawn,
    .tapped = tapped,
};
