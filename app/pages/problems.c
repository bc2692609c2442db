#include "pages/problems.h"
#include "pages/app.h"
#include <stdio.h>

enum { ROW_H = 132, HEAD_H = 200 };

void problems_show(App *app, const ProblemList *problems, const char *folder)
{
    app->problems = problems;
    app->problem_folder = folder;
}

static Str counted(App *app, SayId id, int a, int b)
{
    char numbers[2][16];
    snprintf(numbers[0], sizeof numbers[0], "%d", a);
    snprintf(numbers[1], sizeof numbers[1], "%d", b);
    char text[384];
    say(text, sizeof text, id, (const char *const[SAY_MAX_ARGS]){numbers[0], numbers[1]});
    return str_format(app->ui.frame, "%s", text);
}

static void draw_row(App *app, const Problem *problem, float y)
{
    Ui *ui = &app->ui;
    bool is_error = problem->level == PROBLEM_ERROR;
    Rect box = {64, y + 8, ui->w - 128, ROW_H - 16};
    ui_fill(ui, box, WHITEWASH);
    ui_fill(ui, (Rect){box.x, box.y, 10, box.h}, is_error ? CINNABAR : ORPIMENT);
    Str where = problem->row > 0 ? str_format(ui->frame, "%.*s:%d:%d", STR_ARG(problem->file),
                                              problem->row, problem->column)
                                 : problem->file;
    if (problem->column_name.n) {
        where = str_format(ui->frame, "%.*s  %.*s", STR_ARG(where), STR_ARG(problem->column_name));
    }
    Label place = {.type = theme_type(TYPE_L),
                   .colour = is_error ? CINNABAR : OCHRE,
                   .text = where,
                   .x = box.x + 32,
                   .y = box.y + 6,
                   .w = box.w - 48,
                   .max_lines = 1};
    ui_text(ui, &place);
    Label what = {.type = type_sized(TYPE_H3, 26, 38),
                  .colour = INK,
                  .text = problem->what,
                  .x = box.x + 32,
                  .y = box.y + 38,
                  .w = box.w - 48,
                  .max_lines = 1,
                  .min_size = 22};
    ui_text(ui, &what);
    Label hint = {.type = theme_type(TYPE_C),
                  .colour = SLATE,
                  .text = problem->hint,
                  .x = box.x + 32,
                  .y = box.y + 78,
                  .w = box.w - 48,
                  .max_lines = 1};
    ui_text(ui, &hint);
}

static void problems_drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const ProblemList *list = app->problems;
    ui_fill(ui, (Rect){0, 0, ui->w, ui->h}, MOON);
    Label title = {.type = type_sized(TYPE_H1, 52, 66),
                   .colour = INK,
                   .text = str_from(say_plain(SAY_PROBLEMS_TITLE)),
                   .x = 64,
                   .y = 40};
    ui_text(ui, &title);
    Label count = {.type = theme_type(TYPE_B2),
                   .colour = SLATE,
                   .text = counted(app, SAY_PROBLEMS_COUNT, list ? list->error_count : 0,
                                   list ? list->warning_count : 0),
                   .x = 64,
                   .y = 116,
                   .w = ui->w - 128,
                   .max_lines = 1};
    ui_text(ui, &count);
    Rect view = {0, HEAD_H, ui->w, ui->h - HEAD_H};
    int rows = list ? list->count : 0;
    ui_scroll(ui, &page->scrolls[0], view, (float)rows * ROW_H + 32, false);
    ui_clip(ui, view);
    float pos = page->scrolls[0].pos;
    int first = (int)(pos / ROW_H);
    for (int i = first < 0 ? 0 : first; i < rows; i++) {
        float y = HEAD_H + (float)i * ROW_H - pos;
        if (y > ui->h) {
            break;
        }
        draw_row(app, &list->items[i], y);
    }
    ui_unclip(ui);
}

const PageClass page_problems = {.name = "problems", .drawn = problems_drawn};
