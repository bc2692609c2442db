#include "pages/parts.h"

Extent part_text(Ui *ui, const Label *label, bool is_drawn)
{
    return is_drawn ? ui_text(ui, label) : ui_measure(ui, label);
}

void part_disc(App *app, Point centre, float radius, Str icon, Colour colour)
{
    ui_disc(&app->ui, centre, radius, colour);
    float size = radius * 1.12f;
    ui_icon_named(&app->ui, icon, (Rect){centre.x - size / 2, centre.y - size / 2, size, size},
                  WHITE);
}

void part_chevron(App *app, Point centre, Chevron way, Colour colour)
{
    Ui *ui = &app->ui;
    Path path = ui_path_begin(ui);
    if (way == CHEVRON_RIGHT) {
        path_move(&path, -5, -11);
        path_line(&path, 6, 0);
        path_line(&path, -5, 11);
    } else {
        float up = way == CHEVRON_UP ? -1 : 1;
        path_move(&path, -11, -5 * up);
        path_line(&path, 0, 6 * up);
        path_line(&path, 11, -5 * up);
    }
    OutlineStyle style = {.is_stroke = true, .width = 3, .has_round_ends = true};
    ui_stroke(ui, &path, centre.x, centre.y, style, colour);
}

void part_check(App *app, Point centre, float size, float width, Colour colour)
{
    Ui *ui = &app->ui;
    Path path = ui_path_begin(ui);
    path_move(&path, -0.50f * size, 0.04f * size);
    path_line(&path, -0.13f * size, 0.38f * size);
    path_line(&path, 0.50f * size, -0.34f * size);
    OutlineStyle style = {.is_stroke = true, .width = width, .has_round_ends = true};
    ui_stroke(ui, &path, centre.x, centre.y, style, colour);
}

void part_heading(App *app, float x, float y, Str title, Str count)
{
    Ui *ui = &app->ui;
    float size = ui_is_english(ui) ? 26 : 34;
    Label head = {
        .type = type_sized(TYPE_H2, size, 46), .colour = DEEP, .text = title, .x = x, .y = y + 18};
    float w = ui_text(ui, &head).w;
    float line = ui_type(ui, theme_type(TYPE_C)).line;
    ui_line(ui, TYPE_C, SLATE, x + w + 16, y + 42 - line / 2, count);
}

Colour part_rule_colour(int index)
{
    static const Colour COLOURS[] = {
        {0xFF, 0xC6, 0x2B, 255}, {0x1C, 0x5F, 0x8B, 255}, {0x1F, 0x7A, 0x67, 255}};
    return COLOURS[index % COUNT(COLOURS)];
}

static Label figure_name(const Figure *figure, float w)
{
    return (Label){.type = type_sized(TYPE_C, 22, 28),
                   .colour = SLATE,
                   .text = figure->label,
                   .w = w - 28,
                   .max_lines = 2};
}

static Label figure_value(App *app, const Figure *figure, float w)
{
    return (Label){.type = theme_type(TYPE_N3),
                   .colour = INK,
                   .text = amount_text(app, figure),
                   .w = w - 28,
                   .max_lines = 1,
                   .min_size = 26,
                   .is_tabular = true};
}

float part_figure_height(const Ui *ui)
{
    return 68 + 2 * ui_type(ui, type_sized(TYPE_C, 22, 28)).line;
}

int part_figure_columns(App *app, const FigureList *list, float w, int most)
{
    int columns = most;
    for (int i = 0; i < list->count && columns > 2; i++) {
        Label name = figure_name(&list->items[i], w / (float)columns - 12);
        Label value = figure_value(app, &list->items[i], w / (float)columns - 12);
        if (ui_measure(&app->ui, &name).is_cut || ui_measure(&app->ui, &value).is_cut) {
            columns--;
            i = -1;
        }
    }
    return columns;
}

void part_figure(App *app, Rect box, const Figure *figure, Colour rule)
{
    Ui *ui = &app->ui;
    Str route = app_route(app, "figure", figure->id);
    if (ui_is_pressed(ui, ACTION_GO, 0, route)) {
        ui_fill(ui, box, RGBA(0x0D3642, 0.10f));
    }
    ui_fill(ui, (Rect){box.x, box.y + 12, 4, box.h - 24}, rule);
    Label value = figure_value(app, figure, box.w);
    value.x = box.x + 20;
    value.y = box.y + 12;
    ui_text(ui, &value);
    Label name = figure_name(figure, box.w);
    name.min_size = 22;
    name.x = box.x + 20;
    name.y = box.y + 62;
    ui_text(ui, &name);
    ui_target(ui, box, ACTION_GO, 0, route, figure->label);
}

float part_row(App *app, Rect box, float lead, Str title, Str line, Str route, bool is_drawn)
{
    Ui *ui = &app->ui;
    float x = box.x + lead;
    float w = box.w - lead - (route.n ? 56 : 16);
    Label head = {.type = type_sized(TYPE_H3, 27, 36),
                  .colour = INK,
                  .text = title,
                  .x = x,
                  .w = w,
                  .max_lines = 3};
    Label foot = {.type = type_sized(TYPE_C, 22, 31),
                  .colour = SLATE,
                  .text = line,
                  .x = x,
                  .w = w,
                  .max_lines = 3};
    float head_h = ui_measure(ui, &head).h;
    float foot_h = line.n ? ui_measure(ui, &foot).h + 2 : 0;
    float h = fmaxf(96, head_h + foot_h + 28);
    if (!is_drawn) {
        return h;
    }
    Rect row = {box.x, box.y, box.w, h};
    if (route.n && ui_is_pressed(ui, ACTION_GO, 0, route)) {
        ui_fill(ui, row, RGBA(0x0D3642, 0.10f));
    }
    head.y = box.y + (h - head_h - foot_h) / 2;
    ui_text(ui, &head);
    if (line.n) {
        foot.y = head.y + head_h + 2;
        ui_text(ui, &foot);
    }
    if (route.n) {
        part_chevron(app, (Point){box.x + box.w - 28, box.y + h / 2}, CHEVRON_RIGHT, LAKE);
        ui_target(ui, row, ACTION_GO, 0, route, title);
    }
    ui_hairline(ui, box.x, box.y + h - 1, box.w, HAIRLINE);
    return h;
}

FigureList part_figures(App *app, Arena *arena, Str ids)
{
    int count = 0;
    Str rest = ids;
    Str id;
    while (str_split(&rest, ';', &id)) {
        count++;
    }
    Figure *items = arena_new(arena, Figure, count);
    FigureList list = {.items = items};
    rest = ids;
    while (str_split(&rest, ';', &id)) {
        if (id.n && store_figure(app_store(app), arena, id, &items[list.count])) {
            list.count++;
        }
    }
    return list;
}

Str part_route_of(App *app, Arena *arena, Str entity)
{
    static const struct {
        const char *prefix, *page;
    } PAGE_OF[] = {
        {"chain", "chains"},        {"figure", "figure"},   {"project", "project"},
        {"programme", "programme"}, {"article", "article"}, {"photo", "photo"},
        {"district", "district"},   {"story", "story"},     {"event", "timeline"},
    };
    int colon = str_find_char(entity, ':');
    if (colon < 0) {
        return STR_NONE;
    }
    Str prefix = str_sub(entity, 0, colon);
    Str id = str_from_offset(entity, colon + 1);
    if (str_is(prefix, "member")) {
        Member member;
        bool has_chain = store_member(app_store(app), arena, id, &member) && member.chain.n > 0;
        return has_chain ? str_format(arena, "chains/%.*s:%.*s", STR_ARG(member.chain), STR_ARG(id))
                         : STR_NONE;
    }
    for (int i = 0; i < COUNT(PAGE_OF); i++) {
        if (str_is(prefix, PAGE_OF[i].prefix)) {
            return str_format(arena, "%s/%.*s", PAGE_OF[i].page, STR_ARG(id));
        }
    }
    return STR_NONE;
}

Point part_focal(App *app, Arena *arena, Str picture)
{
    Photo photo;
    if (store_photo(app_store(app), arena, picture, &photo)) {
        return (Point){(float)photo.focal_x, (float)photo.focal_y};
    }
    return (Point){0.5f, 0.5f};
}

Str part_dot(App *app, Str a, Str b)
{
    if (!a.n || !b.n) {
        return a.n ? a : b;
    }
    return str_format(app->ui.frame, "%.*s · %.*s", STR_ARG(a), STR_ARG(b));
}
