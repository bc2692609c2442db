// Amounts: bars side by side, two levels in a lock, parts of a whole, a beam that lifts more.
#include "pages/facts.h"
#include "pages/story_draw.h"

static Str amount_or_none(const Panel *panel, int i)
{
    const StoryNode *node = &panel->data->nodes[i];
    return node->has_figure ? amount_text(panel->app, &node->figure)
                            : app_label(panel->app, "mark.unstated");
}

static bool is_aim(const Figure *figure)
{
    return figure->kind == FIGURE_TARGET || figure->kind == FIGURE_PLAN;
}

// ---- bars -----------------------------------------------------------------------------

// The greatest amount that is measured like figure `i`: bars of one unit share a scale.
static double most_like(const Panel *panel, int i)
{
    const StoryNode *nodes = panel->data->nodes;
    double most = 0;
    for (int k = 0; k < panel->data->count; k++) {
        if (nodes[k].has_figure && fact_is_sized_alike(&nodes[i].figure, &nodes[k].figure)) {
            most = fmax(most, fabs(fact_base(&nodes[k].figure)));
        }
    }
    return most;
}

static Label bar_value(const Panel *panel, int i)
{
    bool has_figure = panel->data->nodes[i].has_figure;
    return (Label){.type = has_figure ? type_sized(TYPE_N3, 40, 48) : theme_type(TYPE_C),
                   .colour = has_figure ? INK : SLATE,
                   .text = amount_or_none(panel, i),
                   .is_tabular = true};
}

// Name above, bar below, its value behind the end.
static void draw_bar(Panel *panel, int i, Rect row, float room)
{
    App *app = panel->app;
    Ui *ui = &app->ui;
    const StoryNode *node = &panel->data->nodes[i];
    bool is_chosen = panel->chosen == i;
    if (is_chosen || story_is_pressed(panel, i)) {
        ui_fill(ui, row, is_chosen ? CHOSEN : CLOUD);
    }
    if (is_chosen) {
        ui_fill(ui, (Rect){row.x, row.y, 8, row.h}, GAMBOGE);
    }
    float x = row.x + 28;
    float w = row.w - 48;
    float thick = row.h > 140 ? 40 : row.h > 112 ? 34 : 26;
    Label name = {.type = theme_type(TYPE_H3),
                  .colour = node->is_blank ? SLATE : INK,
                  .text = story_name(panel, i),
                  .x = x + 14,
                  .w = w - 14};
    Label value = bar_value(panel, i);
    float line = value.type.line;
    float name_room = fminf(row.h - line - 12, 84);
    float name_h = story_fit(ui, &name, name_room, 28);
    float used = name_h + line;
    name.y = row.y + (row.h - used) / 2;
    ui_text(ui, &name);
    float middle = name.y + name_h + line / 2 + 2;
    float full = 0;
    if (node->has_figure) {
        double most = most_like(panel, i);
        double share = most > 0 ? fabs(fact_base(&node->figure)) / most : 0;
        full = fmaxf(14, (w - room) * clampf((float)share, 0, 1));
        float now = fmaxf(14, full * story_in(panel, i));
        Path bar = ui_path_begin(ui);
        float r = fminf(thick / 2, now / 2);
        path_round_rect4(&bar, (Rect){0, 0, now, thick}, 0, r, r, 0);
        Colour colour = i % 2 ? INDIGO : AZURITE;
        ui_path(ui, &bar, x, middle - thick / 2, is_aim(&node->figure) ? CLOUD : colour);
        if (is_aim(&node->figure)) {
            OutlineStyle dashes = {.is_stroke = true, .width = 3, .dash = 10, .gap = 7};
            ui_stroke(ui, &bar, x, middle - thick / 2, dashes, OCHRE);
        }
    } else {
        story_dashes(panel, (Rect){x, middle - thick / 2, (w - room) * 0.3f, thick}, 8, CLEAR_BLUE);
        full = (w - room) * 0.3f;
    }
    value.x = x + full + 32; // clear of the pearl
    value.y = middle - line / 2;
    value.text = fact_count(app, value.text, story_in(panel, i));
    ui_text(ui, &value);
    story_target(panel, i, row);
    story_seat(panel, i, (Point){x + full, middle});
}

void story_draw_bars(Panel *panel)
{
    Ui *ui = &panel->app->ui;
    int count = panel->data->count;
    Rect box = panel->box;
    int most_rows = (int)(box.h / 100);
    int columns = count > most_rows ? 2 : 1;
    int rows = (count + columns - 1) / columns;
    float gap = columns > 1 ? 28 : 0;
    float w = (box.w - gap) / (float)columns;
    float pitch = fminf(box.h / (float)rows, 168);
    float top = box.y + fmaxf(0, (box.h - pitch * (float)rows) / 2);
    float room = 0; // behind the longest bar, for its value
    for (int i = 0; i < count; i++) {
        Label value = bar_value(panel, i);
        room = fmaxf(room, ui_measure(ui, &value).w + 44);
    }
    room = fminf(room, w * 0.62f);
    for (int c = 0; c < columns; c++) {
        ui_fill(ui, (Rect){box.x + (w + gap) * (float)c + 25, top + 8, 3, pitch * (float)rows - 16},
                colour_faded(DEEP, 0.8f));
    }
    for (int i = 0; i < count; i++) {
        Rect row = {box.x + (w + gap) * (float)(i / rows), top + pitch * (float)(i % rows), w,
                    pitch - 6};
        draw_bar(panel, i, row, room);
    }
}

// ---- pair -----------------------------------------------------------------------------

// One chamber of a lock: water as high as its amount.
static void draw_chamber(Panel *panel, int i, Rect rect, float level)
{
    Ui *ui = &panel->app->ui;
    bool is_chosen = panel->chosen == i;
    ui_fill(ui, rect, is_chosen ? CHOSEN_CARD : RGB(0xE7EDEA));
    float full = rect.h * level;
    float h = full * story_in(panel, i);
    Rect water = {rect.x, rect.y + rect.h - h, rect.w, h};
    if (is_aim(&panel->data->nodes[i].figure)) {
        ui_fill(ui, water, RGB(0xC9DEE2));
        Path edge = ui_path_begin(ui);
        path_move(&edge, 0, 0);
        path_line(&edge, rect.w, 0);
        OutlineStyle dashes = {.is_stroke = true, .width = 4, .dash = 14, .gap = 9};
        ui_stroke(ui, &edge, rect.x, water.y, dashes, OCHRE);
    } else {
        ui_fill(ui, water, i % 2 ? AZURITE : INDIGO);
        for (int k = 0; k < 3 && h > 60; k++) { // ripples
            float x = rect.x + rect.w * (0.14f + 0.25f * (float)k);
            float y = water.y + h * (0.22f + 0.2f * (float)((k * 2) % 3));
            ui_round(ui, (Rect){x, y, rect.w * 0.2f, 4}, 2, colour_faded(WHITE, 0.45f));
        }
    }
    for (int side = 0; side < 2; side++) { // gates
        ui_fill(ui, (Rect){rect.x + (rect.w - 10) * (float)side, rect.y - 14, 10, rect.h + 14},
                DEEP);
    }
    if (is_chosen) {
        ui_round_frame(ui, rect, 0, 5, GAMBOGE);
    }
    story_seat(panel, i, (Point){rect.x + rect.w / 2, rect.y + rect.h - full});
}

// Two columns of words over two chambers; `cell` holds both.
static void draw_lock(Panel *panel, int from, int to, Rect cell)
{
    Ui *ui = &panel->app->ui;
    const StoryNode *nodes = panel->data->nodes;
    double most = fmax(fabs(fact_base(&nodes[from].figure)), fabs(fact_base(&nodes[to].figure)));
    bool is_alike = most > 0 && fact_is_sized_alike(&nodes[from].figure, &nodes[to].figure);
    float gap = 72;
    float w = (cell.w - gap) / 2;
    float chamber = fmaxf(40, fminf(fminf(cell.h * 0.5f, cell.h - 160), 330));
    for (int side = 0; side < 2; side++) {
        int i = side ? to : from;
        Rect column = {cell.x + (w + gap) * (float)side, cell.y, w, cell.h};
        Rect lock = {column.x + 8, column.y + column.h - chamber, w - 16, chamber};
        double share = is_alike ? fabs(fact_base(&nodes[i].figure)) / most : 0.5;
        draw_chamber(panel, i, lock, 0.1f + 0.78f * (float)share);
        Rect words = {column.x, lock.y - 22 - fminf(lock.y - 22 - column.y, 170), w, 0};
        words.h = lock.y - 22 - words.y;
        story_label(panel, i, words, ALIGN_CENTRE);
        story_target(panel, i, lock);
    }
    Point middle = {cell.x + w + gap / 2, cell.y + cell.h - chamber / 2};
    ui_icon(ui, "forward", (Rect){middle.x - 26, middle.y - 26, 52, 52}, AZURITE);
}

typedef struct {
    int from, to;
} Pair;

static bool is_pair(const Panel *panel, int a, int b)
{
    const StoryNode *nodes = panel->data->nodes;
    bool is_stated = str_is(nodes[a].part.slot, "from") && str_is(nodes[b].part.slot, "to");
    return nodes[a].has_figure && nodes[b].has_figure &&
           (is_stated || fact_is_sized_alike(&nodes[a].figure, &nodes[b].figure));
}

// Neighbours that measure the same thing are pairs; what is left over is told below.
static int pairs_of(const Panel *panel, Pair *pairs, int *others, int *other_count)
{
    int count = 0;
    *other_count = 0;
    for (int i = 0; i < panel->data->count; i++) {
        if (i + 1 < panel->data->count && is_pair(panel, i, i + 1)) {
            pairs[count++] = (Pair){i, i + 1};
            i++;
        } else {
            others[(*other_count)++] = i;
        }
    }
    return count;
}

void story_draw_pair(Panel *panel)
{
    Pair pairs[STORY_PARTS];
    int others[STORY_PARTS];
    int other_count = 0;
    int count = pairs_of(panel, pairs, others, &other_count);
    bool is_tall = panel->app->ui.is_portrait;
    Rect box = panel->box;
    if (other_count > 0) {
        int columns =
            is_tall ? (other_count > 2 ? 3 : other_count) : (other_count > 3 ? 4 : other_count);
        int rows = (other_count + columns - 1) / columns;
        float w = count > 0 ? fminf(box.w, 440 * (float)columns) : box.w;
        float each = count > 0 ? 136 : fminf(230, (box.h - 16 * (float)rows) / (float)rows);
        Rect foot = {box.x + (box.w - w) / 2, 0, w, each * (float)rows + 16 * (float)(rows - 1)};
        foot.y = count > 0 ? box.y + box.h - foot.h : box.y + (box.h - foot.h) / 2;
        box.h -= foot.h + 28;
        for (int i = 0; i < other_count; i++) {
            story_card(panel, others[i], story_cell(foot, other_count, columns, i, 16),
                       (CardStyle){.edge = story_pigment(i + 1), .largest = 32});
        }
    }
    if (count == 1) {
        box = (Rect){box.x + box.w * 0.1f, box.y, box.w * 0.8f, box.h};
    }
    int columns = count < 2 || (count == 2 && is_tall) ? 1 : 2;
    for (int i = 0; i < count; i++) {
        Rect cell = story_cell(box, count, columns, i, 48);
        draw_lock(panel, pairs[i].from, pairs[i].to, rect_inset(cell, 4));
    }
}

// ---- share ----------------------------------------------------------------------------

// A ring: the part of a whole, or a percentage; what it measures stands inside.
static void draw_share_ring(Panel *panel, int i, Point centre, float radius, double share)
{
    App *app = panel->app;
    Ui *ui = &app->ui;
    float width = radius * 0.2f;
    float mid = radius - width / 2;
    bool is_chosen = panel->chosen == i;
    Rect box = {centre.x - radius, centre.y - radius, 2 * radius, 2 * radius};
    ui_shadow(ui, box, radius, ELEVATION_RESTING);
    ui_disc(ui, centre, radius + 14, is_chosen ? CHOSEN_CARD : WHITEWASH);
    if (is_chosen) {
        ui_ring(ui, centre, radius + 11, 6, 0, 360, GAMBOGE);
    }
    ui_ring(ui, centre, mid, width, 0, 360, TRACK);
    float sweep = 360 * clampf((float)share, 0, 1) * story_in(panel, 0);
    ui_ring(ui, centre, mid, width, 0, sweep, i % 2 ? MALACHITE : AZURITE);
    ui_fill(ui, (Rect){centre.x - 2, centre.y - radius - 8, 4, width + 14}, INK);
    float side = (radius - width) * 1.36f;
    const StoryNode *node = &panel->data->nodes[i];
    Rect inside = {centre.x - side / 2, centre.y - side / 2, side, side};
    Label value = {.type = type_sized(TYPE_N2, radius * 0.3f, radius * 0.36f),
                   .colour = DEEP,
                   .text = fact_count(app, amount_text(app, &node->figure), story_in(panel, 0)),
                   .x = inside.x,
                   .w = inside.w,
                   .align = ALIGN_CENTRE,
                   .max_lines = 1,
                   .min_size = 26,
                   .is_tabular = true};
    Label name = {.type = theme_type(TYPE_H3),
                  .colour = INK,
                  .text = story_name(panel, i),
                  .x = inside.x,
                  .w = inside.w,
                  .align = ALIGN_CENTRE,
                  .is_balanced = true};
    float value_h = value.type.line;
    float name_h = story_fit(ui, &name, inside.h - value_h, 28);
    value.y = centre.y - (value_h + name_h) / 2;
    name.y = value.y + value_h;
    ui_text(ui, &value);
    ui_text(ui, &name);
    story_target(panel, i, box);
    float turn = 6.2831853f * clampf((float)share, 0, 1);
    story_seat(panel, i, (Point){centre.x + mid * sinf(turn), centre.y - mid * cosf(turn)});
}

typedef struct {
    int part;
    double share;
} Share;

// Rings of a story: part over whole first, then each percentage; the rest is told beside.
static int shares_of(const Panel *panel, Share *rings, int *others, int *other_count)
{
    const StoryNode *nodes = panel->data->nodes;
    int part = story_find(panel, "part");
    int whole = story_find(panel, "whole");
    bool is_pair = part >= 0 && whole >= 0 && nodes[part].has_figure && nodes[whole].has_figure &&
                   fact_base(&nodes[whole].figure) > 0;
    int count = 0;
    *other_count = 0;
    if (is_pair) {
        rings[count++] =
            (Share){part, fact_base(&nodes[part].figure) / fact_base(&nodes[whole].figure)};
    }
    for (int i = 0; i < panel->data->count; i++) {
        if (is_pair && i == part) {
            continue;
        }
        if (nodes[i].has_figure && fact_is_share(&nodes[i].figure) && count < 4) {
            rings[count++] = (Share){i, nodes[i].figure.number / 100};
        } else {
            others[(*other_count)++] = i;
        }
    }
    return count;
}

void story_draw_share(Panel *panel)
{
    Share rings[STORY_PARTS];
    int others[STORY_PARTS];
    int other_count = 0;
    int count = shares_of(panel, rings, others, &other_count);
    Rect box = panel->box;
    bool is_tall = panel->app->ui.is_portrait;
    Rect left = box;
    Rect right = box;
    if (other_count > 0 && is_tall) {
        left.h = box.h * (other_count > 3 ? 0.56f : 0.66f);
        right.y = box.y + left.h + 16;
        right.h = box.h - left.h - 16;
    } else if (other_count > 0) {
        left.w = box.w * (count > 1 ? 0.66f : 0.56f);
        right.x = box.x + left.w + 20;
        right.w = box.w - left.w - 20;
    }
    for (int i = 0; i < count; i++) {
        Rect cell = story_cell(left, count, count > 2 ? 2 : count, i, 20);
        float radius = fminf(cell.w, cell.h) / 2 - 20;
        draw_share_ring(panel, rings[i].part, (Point){cell.x + cell.w / 2, cell.y + cell.h / 2},
                        radius, rings[i].share);
    }
    int columns = is_tall ? (other_count > 3   ? 3
                             : other_count > 0 ? other_count
                                               : 1)
                          : (other_count > 5 ? 2 : 1);
    int rows = other_count > 0 ? (other_count + columns - 1) / columns : 1;
    float h = fminf(right.h, 170 * (float)rows);
    right.y += is_tall ? 0 : (right.h - h) / 2;
    right.h = h;
    for (int i = 0; i < other_count; i++) {
        bool is_whole = str_is(panel->data->nodes[others[i]].part.slot, "whole");
        story_card(panel, others[i], story_cell(right, other_count, columns, i, 16),
                   (CardStyle){.edge = is_whole ? TRACK : story_pigment(i + 1), .largest = 32});
    }
}

// ---- lever ----------------------------------------------------------------------------

static void draw_weight(Panel *panel, int i, Point centre, float radius, Colour colour)
{
    Ui *ui = &panel->app->ui;
    const StoryNode *node = &panel->data->nodes[i];
    bool is_chosen = panel->chosen == i;
    Rect box = {centre.x - radius, centre.y - radius, 2 * radius, 2 * radius};
    ui_shadow(ui, box, radius, ELEVATION_RAISED);
    ui_disc(ui, centre, radius, is_chosen ? GAMBOGE : WHITEWASH);
    ui_disc(ui, centre, radius - 8, story_is_pressed(panel, i) ? RGB(0x0A2731) : colour);
    float side = (radius - 8) * 1.5f;
    Label value = {.type = type_sized(TYPE_N2, radius * 0.42f, radius * 0.54f),
                   .colour = WHITE,
                   .text = fact_count(panel->app, amount_or_none(panel, i), story_in(panel, i)),
                   .x = centre.x - side * 0.6f,
                   .y = centre.y - radius * 0.27f,
                   .w = side * 1.2f,
                   .align = ALIGN_CENTRE,
                   .max_lines = 1,
                   .min_size = 24,
                   .is_tabular = node->has_figure};
    Label small = {.type = type_sized(TYPE_N3, 26, 32), .text = value.text};
    if (ui_measure(ui, &small).w > value.w - 8) { // no room for the line: two, whole
        value.type = small.type;
        value.max_lines = 2;
        value.is_balanced = true;
        value.y = centre.y - 32;
    }
    ui_text(ui, &value);
    story_seat(panel, i, (Point){centre.x + radius * 0.72f, centre.y - radius * 0.72f});
}

void story_draw_lever(Panel *panel)
{
    Ui *ui = &panel->app->ui;
    int count = panel->data->count;
    int in = story_find(panel, "in");
    int out = story_find(panel, "out");
    in = in < 0 ? (out == 0 && count > 1 ? 1 : 0) : in;
    for (int i = 0; i < count && out < 0; i++) {
        out = i != in ? i : -1;
    }
    int others[STORY_PARTS];
    int other_count = 0;
    for (int i = 0; i < count; i++) {
        if (i != in && i != out) {
            others[other_count++] = i;
        }
    }
    Rect box = panel->box;
    Rect foot = box;
    if (other_count > 0) {
        int columns = other_count > 4 ? 4 : other_count;
        int rows = (other_count + columns - 1) / columns;
        float w = fminf(box.w, 420 * (float)columns);
        foot = (Rect){box.x + (box.w - w) / 2, 0, w, 128 * (float)rows + 14 * (float)(rows - 1)};
        foot.y = box.y + box.h - foot.h;
        box.h -= foot.h + 20;
        for (int i = 0; i < other_count; i++) {
            story_card(panel, others[i], story_cell(foot, other_count, columns, i, 14),
                       (CardStyle){.edge = story_pigment(i + 2), .largest = 32});
        }
    }
    if (count < 2) {
        return;
    }
    const StoryNode *nodes = panel->data->nodes;
    bool is_alike = nodes[in].has_figure && nodes[out].has_figure &&
                    fact_is_sized_alike(&nodes[in].figure, &nodes[out].figure);
    double a = is_alike ? fact_base(&nodes[in].figure) : 1;
    double b = is_alike ? fact_base(&nodes[out].figure) : 1;
    double most = fmax(a, b);
    float largest = fminf(fminf(box.w * 0.17f, box.h * 0.27f), 170);
    float ra = fmaxf(64, largest * (float)sqrt(most > 0 ? a / most : 1));
    float rb = fmaxf(64, largest * (float)sqrt(most > 0 ? b / most : 1));
    Point middle = {box.x + box.w / 2, box.y + box.h * 0.60f};
    float reach = box.w * 0.33f;
    float lift = 46 * (2 * story_in(panel, 0) - 1); // the small one goes down, the big one up
    Point left = {middle.x - reach, middle.y + lift};
    Point right = {middle.x + reach, middle.y - lift};
    Point spine[] = {{left.x - ra, left.y + 6},
                     left,
                     {middle.x, middle.y + 2},
                     right,
                     {right.x + rb, right.y - 6}};
    Path stand = ui_path_begin(ui);
    Point corners[] = {{0, 4}, {78, box.h * 0.3f}, {-78, box.h * 0.3f}};
    path_round_polygon(&stand, corners, COUNT(corners), 10);
    ui_path(ui, &stand, middle.x, middle.y, DEEP);
    story_stream(panel, spine, COUNT(spine), 10, INDIGO, ORPIMENT, 1);
    ui_disc(ui, middle, 18, GAMBOGE);
    ui_disc(ui, middle, 8, RGB(0xFFF8E0));
    Point at_left = {left.x, left.y - ra - 6};
    Point at_right = {right.x, right.y - rb - 6};
    draw_weight(panel, in, at_left, ra, INDIGO);
    draw_weight(panel, out, at_right, rb, AZURITE);
    for (int side = 0; side < 2; side++) {
        int i = side ? out : in;
        float r = side ? rb : ra;
        Point at = side ? at_right : at_left;
        float y = middle.y + 70;
        float w = box.w * 0.38f;
        Rect words = {side ? box.x + box.w - w : box.x, y, w, fminf(box.y + box.h - y, 120)};
        story_words(panel, words, story_name(panel, i), 32, INK);
        float top = at.y - r;
        story_target(panel, i, (Rect){words.x, top, words.w, words.y + words.h - top});
    }
}
