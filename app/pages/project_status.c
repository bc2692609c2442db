#include "pages/project_status.h"
#include "pages/parts.h"

static const struct {
    const char *zh, *label;
    Status status;
} WORDS[] = {
    {"提前完成", "project.status.early", STATUS_DONE},
    {"超额完成", "project.status.over", STATUS_DONE},
    {"超序时", "project.status.ahead", STATUS_AHEAD},
    {"按序时", "project.status.on-time", STATUS_ON_TIME},
    {"推进缓慢", "project.status.slow", STATUS_SLOW},
};

Status status_of(Str word)
{
    for (int i = 0; i < COUNT(WORDS); i++) {
        if (str_is(word, WORDS[i].zh)) {
            return WORDS[i].status;
        }
    }
    return STATUS_UNSTATED;
}

Str status_word(App *app, Str word)
{
    for (int i = 0; i < COUNT(WORDS); i++) {
        if (str_is(word, WORDS[i].zh)) {
            return app_label(app, WORDS[i].label);
        }
    }
    return STR_NONE;
}

Str status_name(App *app, Status status)
{
    static const char *const NAMES[STATUS_COUNT] = {
        [STATUS_DONE] = "project.status.done",         [STATUS_AHEAD] = "project.status.ahead",
        [STATUS_ON_TIME] = "project.status.on-time",   [STATUS_SLOW] = "project.status.slow",
        [STATUS_UNSTATED] = "project.status.unstated",
    };
    return app_label(app, NAMES[status]);
}

Colour status_colour(Status status)
{
    static const Colour COLOURS[STATUS_COUNT] = {
        [STATUS_DONE] = {0x1F, 0x7A, 0x67, 255},    // 石绿
        [STATUS_AHEAD] = {0x1C, 0x5F, 0x8B, 255},   // 石青
        [STATUS_ON_TIME] = {0x17, 0x52, 0x60, 255}, // 黛蓝
        [STATUS_SLOW] = {0x8A, 0x54, 0x10, 255},    // 赭石
        [STATUS_UNSTATED] = {0x3B, 0x52, 0x58, 255},
    };
    return COLOURS[status];
}

// Two chevrons upward: beyond what the calendar asks.
static void draw_ahead(Ui *ui, Point middle, float size, OutlineStyle style, Colour colour)
{
    for (int i = 0; i < 2; i++) {
        Path path = ui_path_begin(ui);
        path_move(&path, -0.36f * size, 0.16f * size);
        path_line(&path, 0, -0.18f * size);
        path_line(&path, 0.36f * size, 0.16f * size);
        ui_stroke(ui, &path, middle.x, middle.y + ((float)i - 0.5f) * 0.42f * size, style, colour);
    }
}

void status_sign(App *app, Status status, Point middle, float size, Colour colour)
{
    Ui *ui = &app->ui;
    Rect box = {middle.x - size / 2, middle.y - size / 2, size, size};
    OutlineStyle style = {.is_stroke = true, .width = size * 0.12f, .has_round_ends = true};
    switch (status) {
    case STATUS_DONE:
        part_check(app, middle, size * 0.78f, size * 0.13f, colour);
        return;
    case STATUS_AHEAD:
        draw_ahead(ui, middle, size, style, colour);
        return;
    case STATUS_ON_TIME: // two level bars
        for (int i = -1; i <= 1; i += 2) {
            float y = middle.y + (float)i * size * 0.17f;
            ui_round(ui,
                     (Rect){middle.x - size * 0.38f, y - size * 0.07f, size * 0.76f, size * 0.14f},
                     size * 0.07f, colour);
        }
        return;
    case STATUS_SLOW:
        ui_icon(ui, "warning", box, colour);
        return;
    default:
        ui_ring(ui, middle, size * 0.36f, size * 0.10f, 0, 360, colour);
        return;
    }
}

float status_tag(App *app, Str word, float x, float y, bool is_drawn)
{
    Ui *ui = &app->ui;
    Status status = status_of(word);
    Type type = {FACE_SANS_BOLD, 24, 31};
    float line = ui_type(ui, type).line;
    float sign = line * 0.84f;
    Label label = {.type = type,
                   .colour = status_colour(status),
                   .text = status_word(app, word),
                   .x = x + sign + 8,
                   .y = y};
    if (is_drawn) {
        status_sign(app, status, (Point){x + sign / 2, y + line / 2}, sign, label.colour);
    }
    return sign + 8 + part_text(ui, &label, is_drawn).w;
}

// ---- words about a project ---------------------------------------------------------

float project_done(const Project *project)
{
    return project->has_amounts && project->plan > 0 ? (float)(project->done / project->plan) : -1;
}

Str project_place(App *app, const Project *project)
{
    return part_dot(app, project->district_name, project->place);
}

Str project_progress(App *app, const Project *project)
{
    return project->progress.n ? project->progress : status_word(app, project->status);
}
