#include "pages/facts.h"
#include "pages/story_draw.h"

static const float LEAST = 22; // dp: no text of a visitor's page is smaller

Colour story_pigment(int index)
{
    static const Colour PIGMENTS[] = {
        {0x1C, 0x5F, 0x8B, 255}, {0x1F, 0x7A, 0x67, 255}, {0xB8, 0x45, 0x2A, 255},
        {0x54, 0x47, 0x7F, 255}, {0x8A, 0x54, 0x10, 255}, {0x17, 0x52, 0x60, 255},
    };
    return PIGMENTS[index % COUNT(PIGMENTS)];
}

float story_in(const Panel *panel, int order)
{
    return page_sweep(panel->app, panel->page, MS_STAGGER * order, MS_COUNT);
}

Str story_name(const Panel *panel, int i)
{
    const StoryNode *node = &panel->data->nodes[i];
    return node->part.name.n ? node->part.name : app_label(panel->app, "story.blank");
}

static Str target_name(const Panel *panel, int i)
{
    const StoryNode *node = &panel->data->nodes[i];
    return node->part.name.n ? node->part.name : node->part.id;
}

bool story_is_pressed(const Panel *panel, int i)
{
    return ui_is_pressed(&panel->app->ui, STORY_ACTION_PART, i + 1, panel->data->nodes[i].part.id);
}

void story_target(Panel *panel, int i, Rect rect)
{
    ui_target(&panel->app->ui, rect, STORY_ACTION_PART, i + 1, panel->data->nodes[i].part.id,
              target_name(panel, i));
}

void story_seat(Panel *panel, int i, Point seat)
{
    panel->seats[i] = seat;
    panel->is_seated[i] = true;
}

int story_find(const Panel *panel, const char *slot)
{
    for (int i = 0; i < panel->data->count; i++) {
        if (str_is(panel->data->nodes[i].part.slot, slot)) {
            return i;
        }
    }
    return -1;
}

// ---- text ---------------------------------------------------------------------------

// Would a word be broken in w? Chinese may break anywhere.
static bool has_long_word(Ui *ui, const Label *label)
{
    Str rest = label->text;
    Str word;
    while (str_split(&rest, ' ', &word)) {
        Label probe = {.type = label->type, .text = word};
        if (word.n > 0 && (unsigned char)word.p[0] < 0x80 && ui_measure(ui, &probe).w > label->w) {
            return true;
        }
    }
    return false;
}

float story_fit(Ui *ui, Label *label, float h, float largest)
{
    float size = fmaxf(largest, LEAST);
    float ratio = label->type.line > 0 ? label->type.line / label->type.size : 1.34f;
    ratio = ratio > 1.36f ? 1.36f : ratio;
    for (;;) {
        label->type.size = size;
        label->type.line = size * ratio;
        float used = ui_measure(ui, label).h;
        if (size <= LEAST || (used <= h + 0.5f && !has_long_word(ui, label))) {
            return used;
        }
        size = fmaxf(LEAST, size - 2);
    }
}

void story_words(const Panel *panel, Rect box, Str text, float largest, Colour colour)
{
    Ui *ui = &panel->app->ui;
    Label label = {.type = type_sized(TYPE_H3, largest, largest * 1.3f),
                   .colour = colour,
                   .text = text,
                   .x = box.x,
                   .w = box.w,
                   .align = ALIGN_CENTRE,
                   .is_balanced = true};
    float h = story_fit(ui, &label, box.h, largest);
    label.y = box.y + (box.h - h) / 2;
    ui_text(ui, &label);
}

typedef struct {
    Label name, value, text;
    float name_h, value_h, text_h, icon; // 0: not shown
    bool is_good;
} Words;

static bool is_on_one_line(Ui *ui, const Label *label, float w)
{
    Label probe = {.type = label->type, .text = label->text, .is_tabular = label->is_tabular};
    return ui_measure(ui, &probe).w <= w;
}

// As large as the line allows; never below 26.
static bool value_fits(Ui *ui, Label *label, Str text, float w)
{
    label->text = text;
    for (float size = 40; size >= 26; size -= 2) {
        label->type = type_sized(TYPE_N3, size, fmaxf(36, size * 1.2f));
        if (is_on_one_line(ui, label, w)) {
            return true;
        }
    }
    return false;
}

// The value of a part as it counts up, shortened where it is too long for the place.
static void set_value(const Panel *panel, int i, float w, Label *label)
{
    Ui *ui = &panel->app->ui;
    const Figure *figure = &panel->data->nodes[i].figure;
    label->max_lines = 1;
    if (!value_fits(ui, label, amount_text(panel->app, figure), w) &&
        !value_fits(ui, label, amount_short(panel->app, figure), w)) {
        label->type = type_sized(TYPE_N3, 26, 32); // two lines, whole, rather than one cut
        label->max_lines = 2;
    }
}

static Words words_of(const Panel *panel, int i, float w, float h, float largest)
{
    Ui *ui = &panel->app->ui;
    const StoryNode *node = &panel->data->nodes[i];
    Words words = {0};
    words.name = (Label){.type = type_sized(TYPE_H3, largest, largest * 1.32f),
                         .colour = node->is_blank ? SLATE : INK,
                         .text = story_name(panel, i),
                         .w = w};
    if (node->has_figure) {
        words.value = (Label){.type = type_sized(TYPE_N3, 40, 48), .colour = DEEP, .w = w};
        words.value.is_tabular = true;
        words.value.min_size = LEAST;
        set_value(panel, i, w, &words.value);
        words.value_h = words.value.type.line * (float)words.value.max_lines;
    }
    float room = h - words.value_h;
    words.name_h = story_fit(ui, &words.name, room, largest);
    words.is_good = words.name_h <= room + 0.5f && !has_long_word(ui, &words.name);
    if (node->part.icon.n && words.name_h + words.value_h + 60 <= h) {
        words.icon = 44;
    }
    float rest = h - words.icon - (words.icon > 0 ? 12 : 0) - words.value_h - words.name_h - 40;
    words.text = (Label){.type = type_sized(TYPE_B2, 24, 36),
                         .colour = SLATE,
                         .text = node->part.text,
                         .w = w,
                         .is_hanging = true};
    float text_h = rest > 36 && w >= 200 && node->part.text.n ? ui_measure(ui, &words.text).h : 0;
    words.text_h = text_h > 0 && text_h <= rest ? text_h + 8 : 0; // whole or not at all
    return words;
}

static void draw_words(const Panel *panel, int i, Words *words, Rect box, TextAlign align,
                       Colour icon)
{
    Ui *ui = &panel->app->ui;
    const StoryNode *node = &panel->data->nodes[i];
    float gap = words->icon > 0 ? 12 : 0;
    float used = words->icon + gap + words->value_h + words->name_h + words->text_h;
    float y = box.y + (box.h - used) / 2;
    if (words->icon > 0) { // icons of a row stand in line
        y = fminf(y, box.y + box.h * 0.16f);
        float x = align == ALIGN_CENTRE ? box.x + (box.w - words->icon) / 2
                  : align == ALIGN_END  ? box.x + box.w - words->icon
                                        : box.x;
        ui_icon_named(ui, node->part.icon, (Rect){x, y, words->icon, words->icon}, icon);
        y += words->icon + gap;
    }
    if (words->value_h > 0) {
        words->value.text = fact_count(panel->app, words->value.text, story_in(panel, i));
        words->value.x = box.x;
        words->value.y = y;
        words->value.align = align;
        ui_text(ui, &words->value);
        y += words->value_h;
    }
    words->name.x = box.x;
    words->name.y = y;
    words->name.align = align;
    words->name.is_balanced = align == ALIGN_CENTRE;
    ui_text(ui, &words->name);
    if (words->text_h > 0) {
        words->text.x = box.x;
        words->text.y = y + words->name_h + 8;
        words->text.align = align;
        words->text.is_balanced = align == ALIGN_CENTRE;
        ui_text(ui, &words->text);
    }
}

// ---- cards, discs, labels -----------------------------------------------------------------

void story_dashes(const Panel *panel, Rect rect, float radius, Colour colour)
{
    Ui *ui = &panel->app->ui;
    Path frame = ui_path_begin(ui);
    path_round_rect(&frame, (Rect){2, 2, rect.w - 4, rect.h - 4}, radius);
    OutlineStyle dashes = {.is_stroke = true, .width = 3, .dash = 10, .gap = 8};
    ui_stroke(ui, &frame, rect.x, rect.y, dashes, colour);
}

static Rect card_inside(Rect rect, CardStyle style)
{
    float left = style.edge.a > 0 ? 24 : 18;
    float right = 18;
    return (Rect){rect.x + left, rect.y + 10, rect.w - left - right, rect.h - 20};
}

bool story_card_fits(const Panel *panel, int i, float w, float h, CardStyle style)
{
    Rect inside = card_inside((Rect){0, 0, w, h}, style);
    float largest = style.largest > 0 ? style.largest : 34;
    return words_of(panel, i, inside.w, inside.h, largest).is_good;
}

void story_card(Panel *panel, int i, Rect rect, CardStyle style)
{
    Ui *ui = &panel->app->ui;
    const StoryNode *node = &panel->data->nodes[i];
    bool is_chosen = panel->chosen == i;
    bool is_pressed = story_is_pressed(panel, i);
    Rect box = is_pressed ? (Rect){rect.x + rect.w * 0.0125f, rect.y + rect.h * 0.0125f,
                                   rect.w * 0.975f, rect.h * 0.975f}
                          : rect;
    if (!node->is_blank) {
        if (!style.is_flat || is_chosen) {
            ui_shadow(ui, box, 0, is_chosen ? ELEVATION_RAISED : ELEVATION_RESTING);
        }
        ui_fill(ui, box, is_chosen ? CHOSEN_CARD : WHITEWASH);
    } else {
        ui_fill(ui, box, is_chosen ? CHOSEN_CARD : MOON);
        story_dashes(panel, box, 0, CLEAR_BLUE);
    }
    if (style.edge.a > 0 && !node->is_blank) {
        ui_fill(ui, (Rect){box.x, box.y, 8, box.h}, style.edge);
    }
    if (is_pressed) {
        ui_fill(ui, box, colour_faded(DEEP, 0.10f));
    }
    if (is_chosen) {
        ui_round_frame(ui, box, 0, 5, GAMBOGE);
    }
    Rect inside = card_inside(box, style);
    Words words = words_of(panel, i, inside.w, inside.h, style.largest > 0 ? style.largest : 34);
    draw_words(panel, i, &words, inside, style.is_centred ? ALIGN_CENTRE : ALIGN_START,
               style.edge.a > 0 ? style.edge : AZURITE);
    story_target(panel, i, rect);
    story_seat(panel, i, (Point){rect.x + rect.w, rect.y});
}

void story_label(Panel *panel, int i, Rect rect, TextAlign align)
{
    Ui *ui = &panel->app->ui;
    bool is_chosen = panel->chosen == i;
    if (is_chosen || story_is_pressed(panel, i)) {
        ui_round(ui, rect, 10, is_chosen ? CHOSEN : CLOUD);
    }
    Rect inside = rect_inset(rect, 10);
    Words words = words_of(panel, i, inside.w, inside.h, 32);
    words.icon = 0;
    words.text_h = 0;
    draw_words(panel, i, &words, inside, align, AZURITE);
    story_target(panel, i, rect);
}

void story_disc(Panel *panel, int i, Point centre, float radius, Colour colour)
{
    App *app = panel->app;
    Ui *ui = &app->ui;
    const StoryNode *node = &panel->data->nodes[i];
    Rect box = {centre.x - radius, centre.y - radius, 2 * radius, 2 * radius};
    if (node->is_blank) {
        ui_disc(ui, centre, radius, WHITEWASH);
        story_dashes(panel, box, radius - 2, CLEAR_BLUE);
        return;
    }
    bool is_chosen = panel->chosen == i;
    ui_shadow(ui, box, radius, ELEVATION_RAISED);
    ui_disc(ui, centre, radius, is_chosen ? GAMBOGE : WHITEWASH);
    ui_disc(ui, centre, radius - fmaxf(5, radius * 0.12f), colour);
    bool is_pale = theme_luminance(colour) > 0.4f;
    Colour ink = is_pale ? SLATE : WHITE;
    float size = radius * 0.86f;
    if (node->part.icon.n) {
        float icon = radius * 0.96f;
        ui_icon_named(ui, node->part.icon,
                      (Rect){centre.x - icon / 2, centre.y - icon / 2, icon, icon}, ink);
        return;
    }
    Label number = {.type = {FACE_SERIF_BLACK, size, size * 1.3f},
                    .colour = ink,
                    .text = str_format(ui->frame, "%d", i + 1),
                    .x = centre.x,
                    .y = centre.y - size * 0.65f,
                    .align = ALIGN_CENTRE};
    ui_text(ui, &number);
}

void story_middle(Panel *panel, int part, Point centre, float rx, float ry)
{
    App *app = panel->app;
    Ui *ui = &app->ui;
    float w = rx * 1.36f;
    float h = ry * 1.24f;
    Rect box = {centre.x - w / 2, centre.y - h / 2, w, h};
    if (part >= 0) {
        float r = fminf(rx, ry) * 0.94f;
        bool is_chosen = panel->chosen == part;
        bool is_pressed = story_is_pressed(panel, part);
        ui_shadow(ui, (Rect){centre.x - r, centre.y - r, 2 * r, 2 * r}, r, ELEVATION_RAISED);
        ui_disc(ui, centre, r, is_chosen ? GAMBOGE : WHITEWASH);
        ui_disc(ui, centre, r - 8, is_pressed ? RGB(0x0A2731) : DEEP);
        float side = (r - 8) * 1.36f;
        story_words(panel, (Rect){centre.x - side / 2, centre.y - side / 2, side, side},
                    story_name(panel, part), 36, WHITE);
        story_target(panel, part, (Rect){centre.x - r, centre.y - r, 2 * r, 2 * r});
        story_seat(panel, part, (Point){centre.x + r * 0.7f, centre.y - r * 0.7f});
        return;
    }
    Label title = {.type = type_sized(TYPE_H2, ui_is_english(ui) ? 34 : 44, 56),
                   .colour = DEEP,
                   .text = panel->data->story.title,
                   .x = box.x,
                   .w = box.w,
                   .align = ALIGN_CENTRE,
                   .is_balanced = true};
    float used = story_fit(ui, &title, box.h, title.type.size);
    int most = ui_is_english(ui) ? 4 : 2; // Chinese words would be torn over more lines
    while (title.type.size > LEAST && ui_measure(ui, &title).lines > most) {
        used = story_fit(ui, &title, box.h, title.type.size - 2);
    }
    if (used <= box.h + 30) {
        title.y = box.y + (box.h - used) / 2;
        ui_text(ui, &title);
    }
}

// ---- lines ------------------------------------------------------------------------

// Where the line shows at share `t`: it is wiped in along its way, so that its strands are set once.
static Rect wiped(const Point *points, int count, float t)
{
    const float room = 80; // what strands need beside the spine
    Point low = points[0];
    Point high = points[0];
    for (int i = 1; i < count; i++) {
        low = (Point){fminf(low.x, points[i].x), fminf(low.y, points[i].y)};
        high = (Point){fmaxf(high.x, points[i].x), fmaxf(high.y, points[i].y)};
    }
    Rect all = {low.x - room, low.y - room, high.x - low.x + 2 * room, high.y - low.y + 2 * room};
    if (high.y - low.y > high.x - low.x) {
        all.h *= t;
    } else {
        all.w *= t;
    }
    return all;
}

void story_stream(const Panel *panel, const Point *points, int count, float width, Colour from,
                  Colour to, float t)
{
    Ui *ui = &panel->app->ui;
    if (count < 2 || t <= 0.01f) {
        return;
    }
    float dx = fabsf(points[count - 1].x - points[0].x);
    float dy = fabsf(points[count - 1].y - points[0].y);
    GradientStop stops[] = {{0, from}, {0.5f, MALACHITE}, {1, to}};
    Current line = {.points = points,
                    .count = count,
                    .width = width,
                    .strands = 7,
                    .k = 1.5f,
                    .phase = 0.3f,
                    .stroke = 3,
                    .alpha = 0.9f,
                    .stops = stops,
                    .stop_count = COUNT(stops),
                    .is_vertical = dy > dx,
                    .samples = 120};
    if (t < 1) {
        ui_clip(ui, wiped(points, count, t));
    }
    ui_current(ui, &line);
    if (t < 1) {
        ui_unclip(ui);
    }
}

void story_thread(const Panel *panel, Point a, Point b, float width, Colour colour, float t)
{
    Ui *ui = &panel->app->ui;
    if (t <= 0.01f || fabsf(b.x - a.x) + fabsf(b.y - a.y) < 2) {
        return;
    }
    Point end = {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
    bool is_flat = fabsf(b.x - a.x) > fabsf(b.y - a.y);
    Point bend = {(end.x - a.x) / 2, (end.y - a.y) / 2};
    Path path = ui_path_begin(ui);
    path_move(&path, 0, 0);
    if (is_flat) {
        path_cubic(&path, bend.x, 0, bend.x, end.y - a.y, end.x - a.x, end.y - a.y);
    } else {
        path_cubic(&path, 0, bend.y, end.x - a.x, bend.y, end.x - a.x, end.y - a.y);
    }
    OutlineStyle style = {.is_stroke = true, .width = width, .has_round_ends = true};
    ui_stroke(ui, &path, a.x, a.y, style, colour);
}

void story_spoke(const Panel *panel, Point a, Point b, Colour colour, float t)
{
    Ui *ui = &panel->app->ui;
    Point by = {(b.x - a.x) * t, (b.y - a.y) * t};
    if (fabsf(by.x) + fabsf(by.y) < 2) {
        return;
    }
    Path path = ui_path_begin(ui);
    path_move(&path, 0, 0);
    path_line(&path, by.x, by.y);
    OutlineStyle style = {.is_stroke = true, .width = 4, .has_round_ends = true};
    ui_stroke(ui, &path, a.x, a.y, style, colour);
}

// ---- places ------------------------------------------------------------------------

// A point of the border of `track`, `at` dp clockwise from the middle of its top.
static Point on_track(Rect track, float at)
{
    float around = 2 * (track.w + track.h);
    at = fmodf(at + track.w / 2, around);
    if (at < track.w) {
        return (Point){track.x + at, track.y};
    }
    at -= track.w;
    if (at < track.h) {
        return (Point){track.x + track.w, track.y + at};
    }
    at -= track.h;
    if (at < track.w) {
        return (Point){track.x + track.w - at, track.y + track.h};
    }
    return (Point){track.x, track.y + track.h - (at - track.w)};
}

static bool place_around(Rect box, int count, float w, float h, float phase, Rect *cards)
{
    Rect track = {box.x + w / 2, box.y + h / 2, box.w - w, box.h - h};
    float pitch = 2 * (track.w + track.h) / (float)count;
    for (int i = 0; i < count; i++) {
        Point p = on_track(track, pitch * ((float)i + phase));
        cards[i] = (Rect){p.x - w / 2, p.y - h / 2, w, h};
        for (int j = 0; j < i; j++) {
            bool is_apart = fabsf(cards[i].x - cards[j].x) >= w + 14 ||
                            fabsf(cards[i].y - cards[j].y) >= h + 14;
            if (!is_apart) {
                return false;
            }
        }
    }
    return true;
}

Rect story_around(Panel *panel, int count, const int *parts, Rect *cards)
{
    static const float SIZES[][2] = {{300, 156}, {300, 136}, {280, 128}, {264, 120}, {248, 114},
                                     {232, 110}, {216, 106}, {204, 124}, {204, 104}, {190, 120},
                                     {190, 100}, {176, 120}, {176, 100}, {160, 120}, {160, 98}};
    enum { PHASES = 20 };
    Rect box = panel->box;
    int spare = -1; // the first size that has places, though a name is cut
    float spare_phase = 0;
    for (int s = 0; s < COUNT(SIZES); s++) {
        float w = SIZES[s][0];
        float h = SIZES[s][1];
        bool has_hole = box.w - 2 * w >= 320 && box.h - 2 * h >= 240;
        for (int k = 0; has_hole && k < PHASES; k++) {
            float phase = (float)k / PHASES;
            if (!place_around(box, count, w, h, phase, cards)) {
                continue;
            }
            bool is_good = true;
            for (int i = 0; i < count && is_good; i++) {
                is_good = story_card_fits(panel, parts[i], w, h,
                                          (CardStyle){.edge = AZURITE, .largest = 28});
            }
            if (is_good) {
                return (Rect){box.x + w, box.y + h, box.w - 2 * w, box.h - 2 * h};
            }
            if (spare < 0) {
                spare = s;
                spare_phase = phase;
            }
            break; // other phases of this size cut the same name
        }
    }
    spare = spare < 0 ? COUNT(SIZES) - 1 : spare;
    float w = SIZES[spare][0];
    float h = SIZES[spare][1];
    place_around(box, count, w, h, spare_phase, cards);
    return (Rect){box.x + w, box.y + h, box.w - 2 * w, box.h - 2 * h};
}

Rect story_cell(Rect box, int count, int columns, int i, float gap)
{
    int rows = (count + columns - 1) / columns;
    float w = (box.w - gap * (float)(columns - 1)) / (float)columns;
    float h = (box.h - gap * (float)(rows - 1)) / (float)rows;
    int row = i / columns;
    int column = i % columns;
    int in_row = row == rows - 1 ? count - row * columns : columns;
    float left = box.x + (box.w - w * (float)in_row - gap * (float)(in_row - 1)) / 2;
    return (Rect){left + (float)column * (w + gap), box.y + (float)row * (h + gap), w, h};
}
