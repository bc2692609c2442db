// Steps along a line, a ring of stations, a wheel of sectors, an alliance around its hub.
#include "pages/story_draw.h"

enum { STATION_MS = 1400, RUN_MS = 8000, RING_POINTS = 60 };

static const float TURN = 6.2831853f;

bool story_can_play(Str kind)
{
    return str_is(kind, "loop") || str_is(kind, "rack");
}

static int station_count(const StoryData *data)
{
    int count = 0;
    for (int i = 0; i < data->count; i++) {
        count += !str_is(data->nodes[i].part.slot, "centre");
    }
    return count;
}

int story_play_ms(const StoryData *data)
{
    return str_is(data->story.kind, "loop") ? STATION_MS * station_count(data) : RUN_MS;
}

int story_round_at(const StoryData *data, int64_t ms)
{
    int station = (int)(ms / STATION_MS) % (station_count(data) > 0 ? station_count(data) : 1);
    for (int i = 0; i < data->count; i++) {
        if (!str_is(data->nodes[i].part.slot, "centre") && station-- == 0) {
            return i;
        }
    }
    return -1;
}

// ---- steps ----------------------------------------------------------------------------

static int steps_a_row(const Panel *panel)
{
    int count = panel->data->count;
    if (panel->app->ui.is_portrait) {
        return count <= 3 ? count : count == 4 ? 2 : 3;
    }
    return count <= 5 ? count : count <= 8 ? (count + 1) / 2 : count <= 10 ? 5 : 6;
}

static Colour step_colour(const Panel *panel, int i)
{
    bool is_to_come = panel->chosen >= 0 && i > panel->chosen;
    return is_to_come ? CLOUD : panel->chosen == i ? DEEP : i % 2 ? MALACHITE : AZURITE;
}

// Name and value right below the disc.
static void draw_step_words(Panel *panel, int i, Rect cell, float top, float largest)
{
    Ui *ui = &panel->app->ui;
    const StoryNode *node = &panel->data->nodes[i];
    Label name = {.type = theme_type(TYPE_H3),
                  .colour = node->is_blank ? SLATE : INK,
                  .text = story_name(panel, i),
                  .x = cell.x + 10,
                  .y = top + 6,
                  .w = cell.w - 20,
                  .align = ALIGN_CENTRE,
                  .is_balanced = true};
    float room = cell.y + cell.h - top - 12;
    float name_h = story_fit(ui, &name, room, largest);
    Label value = {.type = type_sized(TYPE_N3, 34, 44),
                   .colour = DEEP,
                   .text = node->has_figure ? amount_text(panel->app, &node->figure) : STR_NONE,
                   .x = name.x,
                   .y = name.y + name_h,
                   .w = name.w,
                   .align = ALIGN_CENTRE,
                   .max_lines = 1,
                   .min_size = 22,
                   .is_tabular = true};
    bool has_value = node->has_figure && name_h + value.type.line <= room;
    float used = name_h + (has_value ? value.type.line : 0);
    if (panel->chosen == i || story_is_pressed(panel, i)) {
        Rect ground = {cell.x + 4, top, cell.w - 8, used + 12};
        ui_round(ui, ground, 10, panel->chosen == i ? CHOSEN : CLOUD);
    }
    ui_text(ui, &name);
    if (has_value) {
        ui_text(ui, &value);
    }
}

void story_draw_steps(Panel *panel)
{
    int count = panel->data->count;
    int a_row = steps_a_row(panel);
    int rows = (count + a_row - 1) / a_row;
    Rect box = panel->box;
    float pitch = fminf(box.h / (float)rows, 380);
    Rect cells[STORY_PARTS];
    Point discs[STORY_PARTS];
    Point spine[2 * STORY_PARTS];
    int points = 0;
    float radius = rows > 2 ? 44 : rows == 2 ? 60 : 76;
    float top = box.y + (box.h - pitch * (float)rows) / 2;
    for (int i = 0; i < count; i++) {
        int row = i / a_row;
        int column = row % 2 ? a_row - 1 - i % a_row : i % a_row; // the way turns at the edge
        float w = box.w / (float)a_row;
        float sway = rows == 1 && count > 2 ? (i % 2 ? 24.0f : -24.0f) : i % 2 ? 8.0f : -8.0f;
        cells[i] = (Rect){box.x + w * (float)column, top + pitch * (float)row, w, pitch};
        discs[i] = (Point){cells[i].x + w / 2, cells[i].y + radius + 40 + sway};
        bool is_left = discs[i].x < box.x + box.w / 2;
        if (i == 0) {
            spine[points++] = (Point){discs[i].x - w * 0.46f, discs[i].y + 22};
        } else if (i % a_row == 0) { // outside of the words between two rows
            spine[points++] =
                (Point){is_left ? box.x : box.x + box.w, (discs[i - 1].y + discs[i].y) / 2};
        }
        spine[points++] = discs[i];
    }
    bool goes_left = (rows - 1) % 2 == 1;
    float out = box.w / (float)a_row * 0.46f * (goes_left ? -1.0f : 1.0f);
    spine[points++] = (Point){discs[count - 1].x + out, discs[count - 1].y + 22};
    story_stream(panel, spine, points, rows == 1 ? 26 : 18, ORPIMENT, AZURITE, story_in(panel, 0));
    for (int i = 0; i < count; i++) {
        Point centre = discs[i];
        Rect cell = {cells[i].x + 4, cells[i].y + 4, cells[i].w - 8, cells[i].h - 8};
        story_disc(panel, i, centre, radius, step_colour(panel, i));
        draw_step_words(panel, i, cell, centre.y + radius + 10, rows == 1 ? 34 : 30);
        story_target(panel, i, cell);
        story_seat(panel, i, (Point){centre.x + radius * 0.74f, centre.y - radius * 0.74f});
    }
}

// ---- a ring with cards around it --------------------------------------------------------

typedef struct {
    Point centre;
    float rx, ry;
} Ring;

static Point ring_point(const Ring *ring, float turns)
{
    return (Point){ring->centre.x + ring->rx * sinf(TURN * turns),
                   ring->centre.y - ring->ry * cosf(TURN * turns)};
}

// Where the ray from the middle to `to` meets the ring, in turns from the top.
static float turns_to(const Ring *ring, Point to)
{
    float dx = (to.x - ring->centre.x) / ring->rx;
    float dy = (to.y - ring->centre.y) / ring->ry;
    float turns = atan2f(dx, -dy) / TURN;
    return turns < -0.001f ? turns + 1 : turns;
}

// The line as a closed ring: strands that cross, drawn from the top up to share `t`.
static void draw_ring(const Panel *panel, const Ring *ring, float t)
{
    static const struct {
        float out, tilt;
    } STRANDS[] = {{0, 0}, {5, 0.02f}, {-5, -0.02f}, {10, -0.035f}, {-10, 0.035f}};
    Ui *ui = &panel->app->ui;
    int points = (int)(t * RING_POINTS);
    for (int s = 0; s < COUNT(STRANDS) && points > 1; s++) {
        Ring strand = {{0, 0}, ring->rx + STRANDS[s].out, ring->ry + STRANDS[s].out};
        Point spine[RING_POINTS + 1];
        for (int i = 0; i <= points; i++) {
            float turns = (float)i / RING_POINTS;
            float wave = 1 + STRANDS[s].tilt * sinf(3 * TURN * turns);
            Point p = ring_point(&strand, turns);
            spine[i] = (Point){p.x * wave, p.y * wave};
        }
        Path path = ui_path_begin(ui);
        path_through(&path, spine, points + 1);
        OutlineStyle style = {.is_stroke = true, .width = s ? 2.4f : 4.5f, .has_round_ends = true};
        Colour colour = s % 2 ? MALACHITE : s ? INDIGO : AZURITE;
        ui_stroke(ui, &path, ring->centre.x, ring->centre.y, style,
                  colour_faded(colour, s ? 0.7f : 1));
    }
}

typedef struct {
    int parts[STORY_PARTS];
    Rect cards[STORY_PARTS];
    float turns[STORY_PARTS];
    int count;
    int middle; // the part in the centre, -1 none
    Ring ring;
} Around;

static Around lay_around(Panel *panel, const char *middle)
{
    Around around = {.middle = story_find(panel, middle)};
    for (int i = 0; i < panel->data->count; i++) {
        if (i != around.middle) {
            around.parts[around.count++] = i;
        }
    }
    Rect hole = story_around(panel, around.count, around.parts, around.cards);
    Rect ring = rect_inset(hole, 44);
    float rx = fminf(ring.w / 2, ring.h * 1.15f);
    around.ring = (Ring){{hole.x + hole.w / 2, hole.y + hole.h / 2}, rx, ring.h / 2};
    for (int i = 0; i < around.count; i++) {
        Rect card = around.cards[i];
        around.turns[i] = turns_to(&around.ring, (Point){card.x + card.w / 2, card.y + card.h / 2});
    }
    return around;
}

// From the ring to the middle of the card, which covers the rest.
static void draw_spokes(Panel *panel, const Around *around, bool is_dotted)
{
    Ui *ui = &panel->app->ui;
    for (int i = 0; i < around->count; i++) {
        Rect card = around->cards[i];
        Colour colour = story_pigment(i);
        Point from = ring_point(&around->ring, around->turns[i]);
        Point to = {card.x + card.w / 2, card.y + card.h / 2};
        story_spoke(panel, from, to, colour, story_in(panel, i));
        if (is_dotted) {
            ui_disc(ui, from, 15, WHITEWASH);
            ui_disc(ui, from, 11, colour);
        }
    }
}

static void draw_around_cards(Panel *panel, const Around *around)
{
    for (int i = 0; i < around->count; i++) {
        story_card(panel, around->parts[i], around->cards[i],
                   (CardStyle){.edge = story_pigment(i), .largest = 28});
    }
}

// ---- loop -------------------------------------------------------------------------------

static float turns_of(const Around *around, int part)
{
    for (int i = 0; i < around->count; i++) {
        if (around->parts[i] == part) {
            return around->turns[i];
        }
    }
    return -1;
}

static float ahead(float from, float to)
{
    return to < from - 0.0001f ? to + 1 : to;
}

// Where the bead is now, in turns: at rest on its station; on its way after a tap; going round.
static float bead_turns(Panel *panel, const Around *around)
{
    Ui *ui = &panel->app->ui;
    const StoryData *data = panel->data;
    int64_t played = ui->now_ms - data->play_ms;
    if (data->play_ms > 0 && played < story_play_ms(data)) {
        int station = (int)(played / STATION_MS);
        float u = (float)(played % STATION_MS) / STATION_MS;
        float from = around->turns[station];
        float to = ahead(from, around->turns[(station + 1) % around->count]);
        if (ui->modes.is_reduced) {
            ui_wake_at(ui, data->play_ms + (station + 1) * STATION_MS);
            return from;
        }
        ui_animate(ui);
        float moving = clampf((u - 0.45f) / 0.55f, 0, 1); // it rests, then goes on
        return from + (to - from) * (0.5f - 0.5f * cosf(moving * TURN / 2));
    }
    float to = turns_of(around, panel->chosen);
    float from = turns_of(around, data->from);
    float t = motion_progress(ui->now_ms, data->moved_ms, 700);
    if (from < 0 || to < 0 || t >= 1 || ui->modes.is_reduced) {
        return to;
    }
    ui_animate(ui);
    float turn = ahead(from, to) - from;
    turn = turn > 0.5f ? turn - 1 : turn; // a tap leads there by the shorter way
    return from + turn * ease_settle(t);
}

void story_draw_loop(Panel *panel)
{
    Ui *ui = &panel->app->ui;
    Around around = lay_around(panel, "centre");
    draw_ring(panel, &around.ring, story_in(panel, 0));
    draw_spokes(panel, &around, true);
    story_middle(panel, around.middle, around.ring.centre, around.ring.rx - 30,
                 around.ring.ry - 30);
    draw_around_cards(panel, &around);
    bool is_middle = panel->chosen >= 0 && panel->chosen == around.middle;
    panel->has_bead = !is_middle;
    if (around.count > 0 && !is_middle) {
        float turns = bead_turns(panel, &around);
        turns = turns < 0 ? around.turns[0] : turns;
        ui_pearl(ui, ring_point(&around.ring, turns), 17);
    }
}

// ---- network ------------------------------------------------------------------------------

// Does anything hang on another part than the hub?
static bool is_deep(const Panel *panel, int hub)
{
    const StoryNode *nodes = panel->data->nodes;
    for (int i = 0; i < panel->data->count; i++) {
        Str slot = nodes[i].part.slot;
        for (int k = 0; k < panel->data->count; k++) {
            if (k != hub && slot.n && str_eq(slot, nodes[k].part.id)) {
                return true;
            }
        }
    }
    return false;
}

void story_draw_network(Panel *panel)
{
    int hub = story_find(panel, "hub");
    int members = panel->data->count - (hub >= 0);
    if (members < 3 || is_deep(panel, hub)) {
        story_draw_tree(panel);
        return;
    }
    Around around = lay_around(panel, "hub");
    Ring ring = around.ring;
    float r = fminf(ring.rx, ring.ry);
    around.ring.rx = around.ring.ry = r * 0.7f;
    draw_spokes(panel, &around, false);
    Ui *ui = &panel->app->ui;
    ui_ring(ui, ring.centre, r + 16, 3, 0, 360 * story_in(panel, 0), colour_faded(LAKE, 0.7f));
    ui_ring(ui, ring.centre, r + 26, 2, 0, 360 * story_in(panel, 1), colour_faded(LAKE, 0.4f));
    if (around.middle < 0) {
        ui_disc(ui, ring.centre, r, WHITEWASH);
    }
    story_middle(panel, around.middle, ring.centre, r, r);
    draw_around_cards(panel, &around);
}

// ---- wheel --------------------------------------------------------------------------------

static const float WHEEL_GAP = 1.4f; // degrees on either side of a sector

// Does the box lie within the sector? Its corners and the middles of its edges do.
static bool is_in_sector(Point centre, float radius, int count, int i, Rect box)
{
    float each = TURN / (float)count;
    float middle = each * ((float)i + 0.5f);
    for (int k = 0; k < 9; k++) {
        float dx = box.x + box.w * 0.5f * (float)(k % 3) - centre.x;
        float dy = box.y + box.h * 0.5f * (float)(k / 3) - centre.y;
        float out = sqrtf(dx * dx + dy * dy);
        float off = remainderf(atan2f(dx, -dy) - middle, TURN);
        float slack = each / 2 - 10 / fmaxf(out, 1); // 10 dp from the edge of the sector
        if (out < radius * 0.475f || out > radius * 0.96f || fabsf(off) > slack) {
            return false;
        }
    }
    return true;
}

// The widest box of two lines that a sector holds.
static Rect sector_words(Point centre, float radius, int count, int i)
{
    float middle = TURN * ((float)i + 0.5f) / (float)count;
    float h = radius * 0.25f;
    Rect widest = {0};
    for (float at = 0.62f; at < 0.82f; at += 0.02f) {
        for (float w = radius * 0.8f; w > widest.w; w -= radius * 0.03f) {
            Rect box = {centre.x + at * radius * sinf(middle) - w / 2,
                        centre.y - at * radius * cosf(middle) - h / 2, w, h};
            if (is_in_sector(centre, radius, count, i, box)) {
                widest = box;
                break;
            }
        }
    }
    return widest;
}

static void draw_sector(Panel *panel, Point centre, float radius, int count, int i, int part,
                        float inner)
{
    Ui *ui = &panel->app->ui;
    float each = 360.0f / (float)count;
    float from = each * (float)i + WHEEL_GAP;
    float sweep = (each - 2 * WHEEL_GAP) * story_in(panel, i);
    bool is_chosen = panel->chosen == part;
    float out = is_chosen ? radius + 10 : radius;
    Path sector = ui_path_begin(ui);
    path_ring(&sector, (Point){0, 0}, (out + inner) / 2, out - inner, from, from + sweep);
    if (panel->data->nodes[part].is_blank) {
        ui_path(ui, &sector, centre.x, centre.y, is_chosen ? CHOSEN_CARD : WHITEWASH);
        OutlineStyle dashes = {.is_stroke = true, .width = 3, .dash = 10, .gap = 8};
        ui_stroke(ui, &sector, centre.x, centre.y, dashes, CLEAR_BLUE);
    } else {
        ui_path(ui, &sector, centre.x, centre.y, story_pigment(i));
    }
    if (is_chosen) {
        OutlineStyle frame = {.is_stroke = true, .width = 6};
        ui_stroke(ui, &sector, centre.x, centre.y, frame, GAMBOGE);
    }
    if (story_is_pressed(panel, part)) {
        ui_path(ui, &sector, centre.x, centre.y, colour_faded(INK, 0.18f));
    }
}

static bool names_fit(Panel *panel, const int *parts, int count, Point centre, float radius)
{
    Ui *ui = &panel->app->ui;
    for (int i = 0; i < count; i++) {
        Rect box = sector_words(centre, radius, count, i);
        Label label = {
            .type = theme_type(TYPE_H3), .text = story_name(panel, parts[i]), .w = box.w};
        float h = story_fit(ui, &label, box.h, 34);
        if (h > box.h + 0.5f || label.type.size < 24 || box.w < 96) {
            return false;
        }
    }
    return true;
}

static void draw_big_wheel(Panel *panel, const int *parts, int count, int middle, Point centre,
                           float radius)
{
    Ui *ui = &panel->app->ui;
    Rect box = panel->box;
    float inner = radius * 0.44f;
    Point spine[] = {{box.x - 20, centre.y + 60},
                     {box.x + box.w * 0.25f, centre.y - 40},
                     {centre.x, centre.y + 30},
                     {box.x + box.w * 0.75f, centre.y - 50},
                     {box.x + box.w + 20, centre.y + 40}};
    story_stream(panel, spine, COUNT(spine), 30, CLEAR_BLUE, AZURITE, story_in(panel, 0));
    Rect round = {centre.x - radius, centre.y - radius, 2 * radius, 2 * radius};
    ui_shadow(ui, round, radius, ELEVATION_RESTING);
    ui_disc(ui, centre, radius + 12, WHITEWASH);
    for (int i = 0; i < count; i++) {
        if (panel->chosen != parts[i]) {
            draw_sector(panel, centre, radius, count, i, parts[i], inner);
        }
    }
    for (int i = 0; i < count; i++) {
        if (panel->chosen == parts[i]) {
            draw_sector(panel, centre, radius, count, i, parts[i], inner);
        }
    }
    for (int i = 0; i < count; i++) {
        Rect words = sector_words(centre, radius, count, i);
        bool is_blank = panel->data->nodes[parts[i]].is_blank;
        story_words(panel, words, story_name(panel, parts[i]), count <= 6 ? 38 : 32,
                    is_blank ? SLATE : WHITE);
        Point heart = {words.x + words.w / 2, words.y + words.h / 2};
        float tall = fmaxf(words.h, 100);
        story_target(panel, parts[i], (Rect){words.x, heart.y - tall / 2, words.w, tall});
        float turn = TURN * ((float)i + 0.5f) / (float)count;
        story_seat(panel, parts[i],
                   (Point){centre.x + radius * sinf(turn), centre.y - radius * cosf(turn)});
    }
    story_middle(panel, middle, centre, inner, inner);
}

void story_draw_wheel(Panel *panel)
{
    int middle = story_find(panel, "centre");
    int parts[STORY_PARTS];
    int count = 0;
    for (int i = 0; i < panel->data->count; i++) {
        if (i != middle) {
            parts[count++] = i;
        }
    }
    Rect box = panel->box;
    Point centre = {box.x + box.w / 2, box.y + box.h / 2};
    float radius = fminf(box.w, box.h) / 2 - 26;
    bool has_values = false;
    for (int i = 0; i < count; i++) {
        has_values = has_values || panel->data->nodes[parts[i]].has_figure;
    }
    if (count > 1 && !has_values && names_fit(panel, parts, count, centre, radius)) {
        draw_big_wheel(panel, parts, count, middle, centre, radius);
        return;
    }
    Around around = lay_around(panel, "centre");
    draw_spokes(panel, &around, false);
    float r = fminf(around.ring.rx, around.ring.ry) + 24;
    ui_disc(&panel->app->ui, around.ring.centre, r + 8, WHITEWASH);
    for (int i = 0; i < count; i++) {
        draw_sector(panel, around.ring.centre, r, count, i, parts[i], r * 0.74f);
    }
    story_middle(panel, middle, around.ring.centre, r * 0.72f, r * 0.72f);
    draw_around_cards(panel, &around);
}
