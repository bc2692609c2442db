#include "pages/story_draw.h"

static const struct {
    const char *kind;
    void (*draw)(Panel *panel);
} KINDS[] = {
    {"steps", story_draw_steps},     {"loop", story_draw_loop},     {"bars", story_draw_bars},
    {"pair", story_draw_pair},       {"share", story_draw_share},   {"lever", story_draw_lever},
    {"wheel", story_draw_wheel},     {"tree", story_draw_tree},     {"grid", story_draw_grid},
    {"pyramid", story_draw_pyramid}, {"radius", story_draw_radius}, {"boxes", story_draw_boxes},
    {"cascade", story_draw_cascade}, {"rack", story_draw_rack},     {"network", story_draw_network},
    {"ladder", story_draw_ladder},   {"cross", story_draw_cross},   {"gallery", story_draw_gallery},
};

// From the part selected before to the one selected now, by a 24 dp arc.
static void draw_pearl(Panel *panel)
{
    Ui *ui = &panel->app->ui;
    const StoryData *data = panel->data;
    if (panel->has_bead || panel->chosen < 0 || !panel->is_seated[panel->chosen]) {
        return;
    }
    Point at = panel->seats[panel->chosen];
    bool has_from = data->from >= 0 && data->from < data->count && panel->is_seated[data->from];
    float t = motion_progress(ui->now_ms, data->moved_ms, MS_SELECT);
    if (has_from && t < 1 && !ui->modes.is_reduced) {
        Point from = panel->seats[data->from];
        float s = ease_settle(t);
        at = (Point){from.x + (at.x - from.x) * s,
                     from.y + (at.y - from.y) * s - 24 * sinf(3.1415927f * s)};
        ui_animate(ui);
    }
    ui_pearl(ui, at, 15);
}

void story_draw(Panel *panel)
{
    for (int i = 0; i < COUNT(KINDS); i++) {
        if (str_is(panel->data->story.kind, KINDS[i].kind)) {
            KINDS[i].draw(panel);
            draw_pearl(panel);
            return;
        }
    }
    story_draw_gallery(panel); // a kind of a later schema
    draw_pearl(panel);
}
