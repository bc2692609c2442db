#include "base/pyramid.h"
#include "ui/inside.h"
#include <stdlib.h>

enum {
    COARSE_PX = 1280, // width of what is seen until the squares are there
    MOST_SQUARES = 512,
    MOST_AHEAD = 40 // with more than so many in view, their neighbours wait
};

typedef struct {
    Picture picture; // id 0: not there yet
    RectPx at;
    Rect whole; // where the picture lies, with its neighbours' px
} Square;

// A level of a picture as it lies in the window.
typedef struct {
    Str name;
    int level, w, h; // px of the level
    float x, y;      // px of the window
    float scale;     // px of the window a px of the level
    RectPx view;     // px of the window that show
} Sheet;

static Square square_at(const Sheet *sheet, int column, int row)
{
    int left = column * PYRAMID_TILE;
    int top = row * PYRAMID_TILE;
    int right = left + PYRAMID_TILE < sheet->w ? left + PYRAMID_TILE : sheet->w;
    int bottom = top + PYRAMID_TILE < sheet->h ? top + PYRAMID_TILE : sheet->h;
    int x0 = inside_round(sheet->x + (float)left * sheet->scale);
    int y0 = inside_round(sheet->y + (float)top * sheet->scale);
    int x1 = inside_round(sheet->x + (float)right * sheet->scale);
    int y1 = inside_round(sheet->y + (float)bottom * sheet->scale);
    float from_x = (float)(left ? left - 1 : 0);
    float from_y = (float)(top ? top - 1 : 0);
    float to_x = (float)(right < sheet->w ? right + 1 : right);
    float to_y = (float)(bottom < sheet->h ? bottom + 1 : bottom);
    return (Square){.at = {x0, y0, x1 - x0, y1 - y0},
                    .whole = {sheet->x + from_x * sheet->scale, sheet->y + from_y * sheet->scale,
                              (to_x - from_x) * sheet->scale, (to_y - from_y) * sheet->scale}};
}

static PictureState ask(Ui *ui, const Sheet *sheet, int column, int row, Square *square)
{
    *square = square_at(sheet, column, row);
    Str name =
        str_format(ui->frame, "%.*s@%d/%d/%d", STR_ARG(sheet->name), sheet->level, column, row);
    int w = (int)(square->whole.w / sheet->scale + 0.5f);
    int distance = abs(square->at.x + square->at.w / 2 - (sheet->view.x + sheet->view.w / 2)) +
                   abs(square->at.y + square->at.h / 2 - (sheet->view.y + sheet->view.h / 2));
    return pictures_ask(ui->pictures, name, w, distance, &square->picture);
}

// First and last (exclusive) square along a side that touch from..to px of the window.
static void range_of(float origin, float scale, int side, int from, int to, int *first, int *end)
{
    float pitch = (float)PYRAMID_TILE * scale;
    int count = (side + PYRAMID_TILE - 1) / PYRAMID_TILE;
    *first = (int)clampf(floorf(((float)from - origin) / pitch), 0, (float)count);
    *end = (int)clampf(ceilf(((float)to - origin) / pitch), 0, (float)count);
}

// The neighbours of what shows, for the next move.
static void ask_around(Ui *ui, const Sheet *sheet, int left, int top, int right, int bottom)
{
    int columns = pyramid_tiles(sheet->w, 0);
    int rows = pyramid_tiles(sheet->h, 0);
    for (int row = top - 1; row <= bottom; row++) {
        for (int column = left - 1; column <= right; column++) {
            bool is_inside = row >= top && row < bottom && column >= left && column < right;
            if (!is_inside && row >= 0 && row < rows && column >= 0 && column < columns) {
                Square square;
                ask(ui, sheet, column, row, &square);
            }
        }
    }
}

static bool draw_squares(Ui *ui, const Sheet *sheet, const Picture *coarse, RectPx all)
{
    int left = 0, top = 0, right = 0, bottom = 0;
    range_of(sheet->x, sheet->scale, sheet->w, sheet->view.x, sheet->view.x + sheet->view.w, &left,
             &right);
    range_of(sheet->y, sheet->scale, sheet->h, sheet->view.y, sheet->view.y + sheet->view.h, &top,
             &bottom);
    int count = (right - left) * (bottom - top);
    if (count <= 0 || count > MOST_SQUARES) {
        return count <= 0;
    }
    Square *squares = arena_new(ui->frame, Square, count);
    int missing = 0;
    for (int i = 0; i < count; i++) {
        PictureState state =
            ask(ui, sheet, left + i % (right - left), top + i / (right - left), &squares[i]);
        missing += state != PICTURE_READY;
        ui->is_waiting = ui->is_waiting || state == PICTURE_WAIT;
    }
    if (missing && coarse->px) {
        Rect whole = {(float)all.x, (float)all.y, (float)all.w, (float)all.h};
        Paint paint = paint_picture(*coarse, whole, 1);
        list_fill(&ui->list, rectpx_common(all, sheet->view), &paint);
    }
    for (int i = 0; i < count; i++) {
        if (squares[i].picture.px) {
            Paint paint = paint_picture(squares[i].picture, squares[i].whole, 1);
            list_fill(&ui->list, squares[i].at, &paint);
        }
    }
    if (!missing && count <= MOST_AHEAD) {
        ask_around(ui, sheet, left, top, right, bottom);
    }
    return missing == 0;
}

bool ui_picture_deep(Ui *ui, Str name, float x, float y, float w)
{
    int source_w = 0;
    int source_h = 0;
    uint32_t rgb = 0;
    bool is_known = ui->picture_info.info && ui->picture_info.info(ui->picture_info.context, name,
                                                                   &source_w, &source_h, &rgb);
    if (is_known && source_w > 0 && source_h > 0) {
        float h = w * (float)source_h / (float)source_w;
        ui_fill(ui, (Rect){x, y, w, h}, RGB(rgb));
    }
    float want = w * ui->scale;
    int levels = is_known ? pyramid_levels(source_w, source_h) : 0;
    if (!ui->pictures || levels == 0 || want <= (float)pyramid_side(source_w, levels)) {
        return ui_picture_at(ui, name, x, y, w, 1);
    }
    int level = 0;
    while (level + 1 < levels && (float)pyramid_side(source_w, level + 1) >= want * 0.8f) {
        level++;
    }
    Sheet sheet = {
        .name = name,
        .level = level,
        .w = pyramid_side(source_w, level),
        .h = pyramid_side(source_h, level),
        .x = inside_x(ui, x),
        .y = inside_y(ui, y),
        .view = rectpx_common(inside_rect(ui, (Rect){ui->clip.x - ui->dx, ui->clip.y - ui->dy,
                                                     ui->clip.w, ui->clip.h}),
                              (RectPx){0, 0, ui->window_w, ui->window_h})};
    sheet.scale = want / (float)sheet.w;
    RectPx all = inside_rect(ui, (Rect){x, y, w, w * (float)source_h / (float)source_w});
    Picture coarse = {0};
    if (pictures_ask(ui->pictures, name, COARSE_PX, 0, &coarse) != PICTURE_READY) {
        pictures_any(ui->pictures, name, &coarse);
    }
    return draw_squares(ui, &sheet, &coarse, all);
}
