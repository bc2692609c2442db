#include "ui/map_inside.h"

enum { HEAD_H = 104, ROW_H = 104 };

// ---- the popover ----------------------------------------------------------------------

typedef struct {
    Label name, line;
    float name_h, line_h, w, h;
} Words;

static Words words_of(Ui *ui, const MapScene *scene)
{
    const MapPin *pin = &scene->pins->items[scene->pins->chosen];
    Words words = {.name = {.type = type_sized(TYPE_H3, 26, 38),
                            .colour = WHITE,
                            .text = pin->name,
                            .w = 380,
                            .max_lines = 2},
                   .line = {.type = theme_type(TYPE_C),
                            .colour = WHITE,
                            .text = scene->pins->chosen_line,
                            .w = 380,
                            .max_lines = 2}};
    Extent name = ui_measure(ui, &words.name);
    Extent line = ui_measure(ui, &words.line);
    words.name_h = name.h;
    words.line_h = line.h;
    words.w = fmaxf(316, fmaxf(name.w, line.w) + 22 + 76);
    words.h = fmaxf(name.h + line.h + 28, scene->frame->target);
    return words;
}

static int covered(const MapScene *scene, Rect box)
{
    int count = 0;
    for (int m = 0; m < scene->marks.count; m++) {
        bool is_own = m == map_chosen_mark(scene);
        count += !is_own && map_is_over(map_touch(map_tip(scene, m), scene->frame->target), box);
    }
    return count;
}

// Under the tip or over the head; of a fan, under or over its paper. Where both fit, where it covers
// fewer of the others.
static Rect box_at(const MapScene *scene, float w, float h, bool *is_above)
{
    Rect reach = scene->frame->reach;
    float target = scene->frame->target;
    Point tip = map_tip(scene, map_chosen_mark(scene));
    float below = tip.y + fmaxf(14, target / 2 - 34);
    float above = tip.y - fmaxf(116, target / 2 + 46) - h;
    float x = tip.x;
    if (scene->open >= 0) {
        Rect fan = map_fan_box(scene);
        x = fan.x + fan.w / 2;
        below = fan.y + fan.h + 14;
        above = fan.y - 14 - h;
    }
    x = clampf(x - w / 2, reach.x, fmaxf(reach.x, reach.x + reach.w - w));
    Rect under = {x, below, w, h};
    Rect over = {x, above, w, h};
    bool fits_under = below + h <= reach.y + reach.h;
    bool fits_over = above >= reach.y;
    *is_above = !fits_under || (fits_over && covered(scene, over) < covered(scene, under));
    Rect box = *is_above ? over : under;
    box.y = clampf(box.y, reach.y, reach.y + reach.h - h);
    return box;
}

Rect map_popover_box(Ui *ui, const MapScene *scene)
{
    Words words = words_of(ui, scene);
    bool is_above;
    return box_at(scene, words.w, words.h, &is_above);
}

void map_draw_popover(Ui *ui, const MapScene *scene, float rise)
{
    const MapPin *pin = &scene->pins->items[scene->pins->chosen];
    Words words = words_of(ui, scene);
    bool is_above;
    Rect box = box_at(scene, words.w, words.h, &is_above);
    box.y += (1 - rise) * (is_above ? -12 : 12);
    bool is_pressed = ui_is_pressed(ui, MAP_TAP_POPOVER, scene->pins->chosen, pin->id);
    Colour ground = colour_faded(is_pressed ? RGB(0x0A2731) : DEEP, rise);
    if (rise >= 1) {
        ui_shadow(ui, box, 14, ELEVATION_RAISED);
    }
    Path caret = ui_path_begin(ui);
    Point tip = map_tip(scene, map_chosen_mark(scene));
    float point = is_above ? box.h + 12 : -12;
    float base = is_above ? box.h - 2 : 2;
    float middle = clampf(tip.x - box.x, 32, box.w - 32);
    path_move(&caret, middle - 15, base);
    path_line(&caret, middle, point);
    path_line(&caret, middle + 15, base);
    path_close(&caret);
    ui_path(ui, &caret, box.x, box.y, ground);
    ui_round(ui, box, 14, ground);
    words.name.x = words.line.x = box.x + 22;
    words.name.y = box.y + (box.h - words.name_h - words.line_h) / 2 - 2;
    words.line.y = words.name.y + words.name_h;
    words.name.alpha = words.line.alpha = fmaxf(rise, 0.01f);
    ui_text(ui, &words.name);
    ui_text(ui, &words.line);
    ui_icon(ui, "forward", (Rect){box.x + box.w - 56, box.y + box.h / 2 - 18, 36, 36},
            colour_faded(GAMBOGE, rise));
    ui_target(ui, scene->popover, MAP_TAP_POPOVER, scene->pins->chosen, pin->id, pin->name);
}

// ---- the list -------------------------------------------------------------------------

static void draw_row(Ui *ui, const MapScene *scene, Rect row, int index)
{
    const MapPin *pin = &scene->pins->items[index];
    bool is_chosen = index == scene->pins->chosen;
    if (is_chosen) {
        ui_fill(ui, row, CHOSEN);
        ui_fill(ui, (Rect){row.x, row.y, 8, row.h}, GAMBOGE);
    } else if (ui_is_pressed(ui, MAP_TAP_ROW, index, pin->id)) {
        ui_fill(ui, row, CLOUD);
    }
    Point disc = {row.x + 60, row.y + row.h / 2};
    ui_disc(ui, disc, 30, pin->colour);
    ui_icon_named(ui, pin->icon, (Rect){disc.x - 18, disc.y - 18, 36, 36}, WHITE);
    map_draw_badge(ui, (Point){disc.x + 22, disc.y - 20}, pin->status);
    Label name = {.type = type_sized(TYPE_H3, 26, 36),
                  .colour = INK,
                  .text = pin->name,
                  .x = row.x + 108,
                  .w = row.w - 108 - 24,
                  .max_lines = 2,
                  .min_size = 22};
    name.y = row.y + (row.h - ui_measure(ui, &name).h) / 2;
    ui_text(ui, &name);
    ui_hairline(ui, row.x + 24, row.y + row.h - 1, row.w - 48, HAIRLINE);
    ui_target(ui, row, MAP_TAP_ROW, index, pin->id, pin->name);
}

void map_draw_list(Ui *ui, const MapScene *scene, MapState *state)
{
    const MapMark *mark = &scene->marks.items[scene->open];
    Rect reach = scene->frame->reach;
    float row_h = fmaxf(ROW_H, scene->frame->target);
    float content = row_h * (float)mark->count;
    float w = fminf(600, reach.w);
    float h = fminf(HEAD_H + content + 12, reach.h);
    // Beside the cluster, so that one sees what is being chosen from.
    bool is_left = map_tip(scene, scene->open).x > reach.x + reach.w / 2;
    Rect box = {is_left ? reach.x : reach.x + reach.w - w, reach.y + (reach.h - h) / 2, w, h};
    ui_shadow(ui, box, 16, ELEVATION_RAISED);
    ui_round(ui, box, 16, WHITEWASH);
    Label head = {.type = type_sized(TYPE_H2, 34, 46),
                  .colour = INK,
                  .text = map_count(ui, &scene->data->words, mark->count),
                  .x = box.x + 32,
                  .y = box.y + (HEAD_H - 46) / 2,
                  .w = w - 32 - 112,
                  .max_lines = 1,
                  .min_size = 24};
    ui_text(ui, &head);
    Rect close = {box.x + w - 100, box.y + 4, 96, 96};
    ui_icon(ui, "close", (Rect){close.x + 28, close.y + 28, 40, 40}, INK);
    ui_target(ui, close, MAP_TAP_AWAY, 1, STR_NONE, scene->data->words.close);
    ui_fill(ui, (Rect){box.x + 24, box.y + HEAD_H - 2, w - 48, 2}, INK);
    Rect view = {box.x, box.y + HEAD_H, w, h - HEAD_H - 12};
    ui_scroll(ui, &state->list, view, content, false);
    ui_clip(ui, view);
    int from = (int)fmaxf(0, state->list.pos / row_h);
    for (int i = from; i < mark->count; i++) {
        Rect row = {box.x, view.y + row_h * (float)i - state->list.pos, w, row_h};
        if (row.y >= view.y + view.h) {
            break;
        }
        draw_row(ui, scene, row, scene->marks.members[mark->start + i]);
    }
    ui_unclip(ui);
    static const GradientStop FOOT[] = {{0, {0xFA, 0xFB, 0xF8, 0}}, {1, {0xFA, 0xFB, 0xF8, 255}}};
    if (content > view.h) {
        ui_gradient(ui, (Rect){view.x + 8, view.y + view.h - 40, w - 16, 40}, FOOT, COUNT(FOOT));
    }
}
