// Rows and columns: a table of cells, boxes of a plan, lines crossing areas, cards side by side.
#include "pages/story_draw.h"

enum { SIDE = 6 };

// "2.3" as row 2, column 3; false when it is none.
static bool cell_of(Str slot, int *row, int *column)
{
    int dot = str_find_char(slot, '.');
    int64_t a = -1;
    int64_t b = -1;
    bool is_cell = dot > 0 && str_to_int(str_sub(slot, 0, dot), &a) &&
                   str_to_int(str_from_offset(slot, dot + 1), &b) && a >= 0 && b >= 0 &&
                   a <= SIDE && b <= SIDE;
    *row = is_cell ? (int)a : 0;
    *column = is_cell ? (int)b : 0;
    return is_cell;
}

// ---- grid -----------------------------------------------------------------------------

static void draw_head(Panel *panel, int part, Rect rect)
{
    Ui *ui = &panel->app->ui;
    bool is_chosen = panel->chosen == part;
    ui_fill(ui, rect, story_is_pressed(panel, part) ? RGB(0x0A2731) : DEEP);
    ui_fill(ui, (Rect){rect.x, rect.y + rect.h - 6, rect.w, 3}, GOLD_LINE);
    if (is_chosen) {
        ui_round_frame(ui, rect, 0, 5, GAMBOGE);
    }
    story_words(panel, rect_inset(rect, 12), story_name(panel, part), 32, WHITE);
    story_target(panel, part, rect);
    story_seat(panel, part, (Point){rect.x + rect.w, rect.y});
}

void story_draw_grid(Panel *panel)
{
    int at[SIDE + 1][SIDE + 1];
    int rows = 0;
    int columns = 0;
    bool has_row_heads = false;
    bool has_column_heads = false;
    for (int r = 0; r <= SIDE; r++) {
        for (int c = 0; c <= SIDE; c++) {
            at[r][c] = -1;
        }
    }
    for (int i = 0; i < panel->data->count; i++) {
        int row;
        int column;
        if (!cell_of(panel->data->nodes[i].part.slot, &row, &column)) {
            continue;
        }
        at[row][column] = i;
        rows = row > rows ? row : rows;
        columns = column > columns ? column : columns;
        has_row_heads = has_row_heads || column == 0;
        has_column_heads = has_column_heads || row == 0;
    }
    if (rows == 0 || columns == 0) {
        story_draw_gallery(panel);
        return;
    }
    Rect box = panel->box;
    const float gap = 12;
    float head_w = !has_row_heads ? 0 : fminf(box.w * 0.22f, 230);
    float head_h = has_column_heads ? 98 : 0;
    Rect body = {box.x + head_w + (head_w > 0 ? gap : 0), box.y + head_h + (head_h > 0 ? gap : 0),
                 0, 0};
    body.w = box.x + box.w - body.x;
    body.h = box.y + box.h - body.y;
    float limit = 190 * (float)rows + gap * (float)(rows - 1);
    body.h = fminf(body.h, limit);
    for (int r = 0; r <= rows; r++) {
        for (int c = 0; c <= columns; c++) {
            Rect rect = story_cell(body, rows * columns, columns,
                                   (r > 0 ? r - 1 : 0) * columns + (c > 0 ? c - 1 : 0), gap);
            if (r == 0 || c == 0) {
                rect = r == 0 ? (Rect){rect.x, box.y, rect.w, head_h}
                              : (Rect){box.x, rect.y, head_w, rect.h};
                if (r + c > 0 && at[r][c] >= 0) {
                    draw_head(panel, at[r][c], rect);
                }
            } else if (at[r][c] >= 0) {
                story_card(panel, at[r][c], rect,
                           (CardStyle){.edge = story_pigment(r - 1), .is_centred = true});
            } else {
                story_dashes(panel, rect, 0, CLEAR_BLUE);
            }
        }
    }
}

// ---- boxes ----------------------------------------------------------------------------

// The middle of the drawing, `h` high; where that leaves room, the line runs below it.
static Rect above_stream(Panel *panel, float h)
{
    const float strip = 84;
    Rect box = panel->box;
    float spare = box.h - h;
    bool has_line = spare > 2 * strip;
    Rect middle = {box.x, box.y + (spare - (has_line ? strip : 0)) / 2, box.w, h};
    if (has_line) {
        float y = middle.y + h + strip * 0.75f;
        Point spine[] = {{box.x - 20, y + 14},
                         {box.x + box.w * 0.3f, y - 14},
                         {box.x + box.w * 0.65f, y + 16},
                         {box.x + box.w + 20, y - 10}};
        story_stream(panel, spine, COUNT(spine), 20, CLEAR_BLUE, AZURITE, story_in(panel, 0));
    }
    return middle;
}

static int near_columns(const Panel *panel, int count)
{
    bool is_tall = panel->app->ui.is_portrait;
    if (count <= 3) {
        return is_tall && count == 3 ? 1 : count;
    }
    if (count == 4) {
        return is_tall ? 2 : 4;
    }
    int most = is_tall ? 3 : 4;
    int columns = count <= 6 ? 3 : most;
    return is_tall && count <= 6 ? 2 : columns;
}

static bool has_rows(const Panel *panel)
{
    for (int i = 0; i < panel->data->count; i++) {
        Str slot = panel->data->nodes[i].part.slot;
        if (slot.n && !str_is(slot, "blank")) {
            return true;
        }
    }
    return false;
}

static void draw_rows(Panel *panel)
{
    int row_of[STORY_PARTS];
    int in_row[SIDE + 1] = {0};
    int rows = 0;
    int current = 1;
    for (int i = 0; i < panel->data->count; i++) {
        int64_t row;
        if (str_to_int(panel->data->nodes[i].part.slot, &row) && row >= 1 && row <= SIDE) {
            current = (int)row;
        }
        row_of[i] = current;
        in_row[current]++;
        rows = current > rows ? current : rows;
    }
    int lines[SIDE + 1] = {0}; // a long row takes two lines
    int line_count = 0;
    int most = panel->app->ui.is_portrait ? 4 : 6;
    for (int r = 1; r <= rows; r++) {
        lines[r] = line_count;
        line_count += in_row[r] > most ? 2 : in_row[r] > 0;
    }
    Rect box = panel->box;
    float gap = 14;
    float h = fminf((box.h - gap * (float)(line_count - 1)) / (float)line_count, 200);
    float top = box.y + (box.h - h * (float)line_count - gap * (float)(line_count - 1)) / 2;
    int placed[SIDE + 1] = {0};
    for (int i = 0; i < panel->data->count; i++) {
        int row = row_of[i];
        int a_line = in_row[row] > most ? (in_row[row] + 1) / 2 : in_row[row];
        int line = lines[row] + placed[row] / a_line;
        int k = placed[row] % a_line;
        int here = placed[row] / a_line == 0 ? a_line : in_row[row] - a_line;
        placed[row]++;
        float w = fminf((box.w - gap * (float)(here - 1)) / (float)here, 560);
        float left = box.x + (box.w - w * (float)here - gap * (float)(here - 1)) / 2;
        Rect rect = {left + (w + gap) * (float)k, top + (h + gap) * (float)line, w, h};
        story_card(panel, i, rect,
                   (CardStyle){.edge = story_pigment(row - 1), .is_centred = true, .largest = 34});
    }
}

void story_draw_boxes(Panel *panel)
{
    if (has_rows(panel)) {
        draw_rows(panel);
        return;
    }
    int count = panel->data->count;
    int columns = near_columns(panel, count);
    int rows = (count + columns - 1) / columns;
    Rect box = panel->box;
    float gap = 20;
    box = above_stream(panel, fminf(box.h, 330 * (float)rows + gap * (float)(rows - 1)));
    for (int i = 0; i < count; i++) {
        story_card(panel, i, story_cell(box, count, columns, i, gap),
                   (CardStyle){.edge = story_pigment(i), .largest = 34});
    }
}

// ---- gallery --------------------------------------------------------------------------

// A picture above its words, where there is one and room for it.
static void draw_tile(Panel *panel, int i, Rect rect)
{
    Ui *ui = &panel->app->ui;
    const StoryNode *node = &panel->data->nodes[i];
    float picture_h = node->part.picture.n && rect.h >= 250 ? rect.h * 0.46f : 0;
    Rect card = {rect.x, rect.y + picture_h, rect.w, rect.h - picture_h};
    story_card(panel, i, card, (CardStyle){.edge = story_pigment(i), .largest = 34});
    if (picture_h > 0) {
        Rect picture = {rect.x, rect.y, rect.w, picture_h};
        ui_picture(ui, node->part.picture, picture, (Point){0.5f, 0.5f}, 1);
        chrome_caption(panel->app, picture.x + 8, picture.y + 8,
                       app_label(panel->app, "mark.illustration"));
        story_seat(panel, i, (Point){rect.x + rect.w, rect.y});
    }
}

void story_draw_gallery(Panel *panel)
{
    int count = panel->data->count;
    int columns = near_columns(panel, count);
    int rows = (count + columns - 1) / columns;
    Rect box = panel->box;
    float gap = 18;
    float most = rows == 1 ? 400 : 290;
    box = above_stream(panel, fminf(box.h, most * (float)rows + gap * (float)(rows - 1)));
    for (int i = 0; i < count; i++) {
        draw_tile(panel, i, story_cell(box, count, columns, i, gap));
    }
}

// ---- cross ----------------------------------------------------------------------------

typedef struct {
    int lines[STORY_PARTS], areas[STORY_PARTS], others[STORY_PARTS];
    int line_count, area_count, other_count;
} Cross;

static Cross cross_of(const Panel *panel)
{
    Cross cross = {0};
    for (int i = 0; i < panel->data->count; i++) {
        Str slot = panel->data->nodes[i].part.slot;
        if (str_is(slot, "line")) {
            cross.lines[cross.line_count++] = i;
        } else if (str_is(slot, "area")) {
            cross.areas[cross.area_count++] = i;
        } else {
            cross.others[cross.other_count++] = i;
        }
    }
    return cross;
}

void story_draw_cross(Panel *panel)
{
    Ui *ui = &panel->app->ui;
    Cross cross = cross_of(panel);
    if (cross.line_count == 0 || cross.area_count == 0) {
        story_draw_gallery(panel);
        return;
    }
    Rect box = panel->box;
    float head_w = fminf(box.w * 0.26f, 270);
    float head_h = 108;
    float w = (box.w - head_w - 20) / (float)cross.area_count;
    float h = fminf((box.h - head_h - 20) / (float)cross.line_count, 200);
    box.y += (box.h - head_h - 20 - h * (float)cross.line_count) / 2;
    float bottom = box.y + head_h + 20 + h * (float)cross.line_count;
    for (int a = 0; a < cross.area_count; a++) { // bands
        float x = box.x + head_w + 20 + w * (float)a;
        Rect band = {x + w * 0.2f, box.y + head_h, w * 0.6f, bottom - box.y - head_h};
        bool is_chosen = panel->chosen == cross.areas[a];
        ui_fill(ui, band, is_chosen ? CHOSEN : colour_faded(CLEAR_BLUE, 0.28f));
    }
    for (int l = 0; l < cross.line_count; l++) {
        float y = box.y + head_h + 20 + h * ((float)l + 0.5f);
        Point spine[] = {{box.x + head_w - 10, y},
                         {box.x + head_w + (box.w - head_w) * 0.35f, y - 10},
                         {box.x + head_w + (box.w - head_w) * 0.68f, y + 10},
                         {box.x + box.w + 14, y}};
        bool is_chosen = panel->chosen == cross.lines[l];
        story_stream(panel, spine, COUNT(spine), is_chosen ? 16 : 9, story_pigment(l),
                     story_pigment(l), story_in(panel, l));
        for (int a = 0; a < cross.area_count; a++) {
            Point at = {box.x + head_w + 20 + w * ((float)a + 0.5f), y};
            ui_disc(ui, at, 15, WHITEWASH);
            ui_disc(ui, at, 10, story_pigment(l));
        }
    }
    for (int a = 0; a < cross.area_count; a++) {
        Rect rect = {box.x + head_w + 20 + w * (float)a + 5, box.y, w - 10, head_h};
        draw_head(panel, cross.areas[a], rect);
    }
    for (int l = 0; l < cross.line_count; l++) {
        Rect rect = {box.x, box.y + head_h + 20 + h * (float)l + 5, head_w, h - 10};
        story_card(panel, cross.lines[l], rect,
                   (CardStyle){.edge = story_pigment(l), .largest = 34});
    }
    for (int i = 0; i < cross.other_count; i++) { // what is told of one crossing
        int row;
        int column;
        int part = cross.others[i];
        if (!cell_of(panel->data->nodes[part].part.slot, &row, &column) || row < 1 || column < 1 ||
            row > cross.line_count || column > cross.area_count) {
            continue;
        }
        Rect rect = {box.x + head_w + 20 + w * (float)(column - 1) + 6,
                     box.y + head_h + 20 + h * (float)(row - 1) + 8, w - 12, h - 16};
        story_card(panel, part, rect, (CardStyle){.edge = story_pigment(row - 1), .largest = 26});
    }
}
