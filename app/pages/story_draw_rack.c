// A gantry robot before its rack: it fetches one box when asked to. A picture, not a measured run.
#include "pages/story_draw.h"

enum { COLUMNS = 6, TIERS = 6, TO_COLUMN = 3, TO_TIER = 3 };

// Shares of the run at which a movement ends: over the aisle, down, grip, up, back, set down.
static const float ENDS[] = {0.22f, 0.40f, 0.48f, 0.62f, 0.84f, 1.0f};

typedef struct {
    Rect shelf;
    float across, down; // 0 home … 1 at the box; 0 at the beam … 1 at the box
    float set_down;     // 0 … 1: the box goes down to the desk
    bool has_box;
    float t; // of the run
} Run;

static float between(float t, int phase)
{
    float from = phase > 0 ? ENDS[phase - 1] : 0;
    float u = clampf((t - from) / (ENDS[phase] - from), 0, 1);
    return 0.5f - 0.5f * cosf(3.1415927f * u);
}

static float run_share(Panel *panel)
{
    Ui *ui = &panel->app->ui;
    const StoryData *data = panel->data;
    int64_t played = ui->now_ms - data->play_ms;
    int whole = story_play_ms(data);
    if (data->play_ms == 0 || played >= whole) {
        return data->play_ms == 0 ? 0 : 1;
    }
    float t = (float)played / (float)whole;
    if (!ui->modes.is_reduced) {
        ui_animate(ui);
        return t;
    }
    int phase = 0; // stands still until the next movement has ended
    while (phase < COUNT(ENDS) - 1 && t >= ENDS[phase]) {
        phase++;
    }
    ui_wake_at(ui, data->play_ms + (int64_t)(ENDS[phase] * (float)whole) + 1);
    return phase > 0 ? ENDS[phase - 1] : 0;
}

static Run run_of(Panel *panel, Rect shelf)
{
    Run run = {.shelf = shelf, .t = run_share(panel)};
    run.across = between(run.t, 0) - between(run.t, 4);
    run.down = between(run.t, 1) - between(run.t, 3);
    run.set_down = between(run.t, 5);
    run.has_box = run.t >= ENDS[2];
    return run;
}

static Rect slot_rect(Rect shelf, int column, int tier)
{
    float w = shelf.w / COLUMNS;
    float h = shelf.h / TIERS;
    return (Rect){shelf.x + w * (float)column, shelf.y + h * (float)tier, w, h};
}

static void draw_box(const Panel *panel, Rect slot, Colour colour)
{
    Ui *ui = &panel->app->ui;
    Rect box = {slot.x + slot.w * 0.16f, slot.y + slot.h * 0.30f, slot.w * 0.68f, slot.h * 0.62f};
    ui_fill(ui, box, colour);
    ui_fill(ui, (Rect){box.x + box.w * 0.42f, box.y, box.w * 0.16f, box.h * 0.5f},
            colour_faded(WHITE, 0.5f));
}

static void draw_shelf(const Panel *panel, const Run *run, bool is_lit)
{
    static const Colour BOXES[] = {{0x8F, 0xBF, 0xD0, 255},
                                   {0x4F, 0xA5, 0x8C, 255},
                                   {0x3E, 0x86, 0xAE, 255},
                                   {0xD9, 0xA9, 0x4A, 255}};
    Ui *ui = &panel->app->ui;
    Rect shelf = run->shelf;
    ui_fill(ui, shelf, RGB(0xE3ECE9));
    for (int c = 0; c < COLUMNS; c++) {
        for (int r = 0; r < TIERS; r++) {
            bool is_empty = (c * 5 + r * 3) % 11 == 0;
            bool is_target = c == TO_COLUMN && r == TO_TIER;
            if (is_target ? !run->has_box : !is_empty) {
                draw_box(panel, slot_rect(shelf, c, r),
                         is_target ? ORPIMENT : BOXES[(c + r * 2) % COUNT(BOXES)]);
            }
        }
    }
    for (int r = 1; r <= TIERS; r++) {
        float y = shelf.y + shelf.h / TIERS * (float)r;
        ui_fill(ui, (Rect){shelf.x, y - 5, shelf.w, 5}, VERMILION);
    }
    for (int c = 0; c <= COLUMNS; c++) {
        float x = shelf.x + shelf.w / COLUMNS * (float)c;
        ui_fill(ui, (Rect){x - 4, shelf.y - 10, 8, shelf.h + 10}, DEEP_BLUE);
    }
    if (is_lit) {
        ui_round_frame(ui, rect_inset(shelf, -8), 0, 6, GAMBOGE);
    }
}

static void draw_robot(const Panel *panel, const Run *run, Rect field, bool is_lit, Point *grip)
{
    Ui *ui = &panel->app->ui;
    Rect shelf = run->shelf;
    Rect target = slot_rect(shelf, TO_COLUMN, TO_TIER);
    float home = field.x + 64;
    float x = home + (target.x + target.w / 2 - home) * run->across;
    float beam = field.y + 34;
    float high = beam + 66;
    float desk = field.y + field.h - 74;
    float reach = target.y + target.h * 0.30f - 14;
    float y = high + (reach - high) * run->down + (desk - 40 - high) * run->set_down;
    Rect track = {field.x, beam - 14, field.w, 20};
    ui_fill(ui, track, DEEP);
    ui_fill(ui, (Rect){track.x, track.y + 24, track.w, 3}, GOLD_LINE);
    ui_fill(ui, (Rect){field.x, beam - 14, 16, field.h - 20}, DEEP);
    ui_fill(ui, (Rect){x - 7, beam, 14, y - beam}, INK); // mast
    ui_round(ui, (Rect){x - 46, beam - 26, 92, 52}, 10, is_lit ? GAMBOGE : ORPIMENT);
    ui_fill(ui, (Rect){x - 40, y - 16, 80, 16}, is_lit ? GAMBOGE : INK);
    for (int side = 0; side < 2; side++) {
        ui_fill(ui, (Rect){x + (side ? 32.0f : -40.0f), y, 8, 26}, is_lit ? GAMBOGE : INK);
    }
    if (run->has_box) {
        Rect held = {x - target.w / 2, y - target.h * 0.26f, target.w, target.h};
        draw_box(panel, held, ORPIMENT);
    }
    ui_fill(ui, (Rect){field.x + 16, desk + 26, 110, 8}, MALACHITE); // desk
    ui_fill(ui, (Rect){field.x + 40, desk + 34, 8, 40}, MALACHITE);
    ui_fill(ui, (Rect){field.x + 94, desk + 34, 8, 40}, MALACHITE);
    *grip = (Point){x + 44, y - 8};
}

// Its ring fills once in a run.
static void draw_clock(const Panel *panel, Point centre, float radius, float t, bool is_lit)
{
    Ui *ui = &panel->app->ui;
    ui_disc(ui, centre, radius + 10, is_lit ? GAMBOGE : WHITEWASH);
    ui_ring(ui, centre, radius - 7, 14, 0, 360, TRACK);
    ui_ring(ui, centre, radius - 7, 14, 0, 360 * t, AZURITE);
    ui_disc(ui, centre, radius - 18, WHITEWASH);
    float turn = 6.2831853f * t;
    Path hand = ui_path_begin(ui);
    path_move(&hand, 0, 0);
    path_line(&hand, (radius - 26) * sinf(turn), -(radius - 26) * cosf(turn));
    OutlineStyle style = {.is_stroke = true, .width = 5, .has_round_ends = true};
    ui_stroke(ui, &hand, centre.x, centre.y, style, INK);
    ui_disc(ui, centre, 7, INK);
}

void story_draw_rack(Panel *panel)
{
    Ui *ui = &panel->app->ui;
    int count = panel->data->count;
    Rect box = panel->box;
    bool is_tall = ui->is_portrait;
    int columns = is_tall ? (count > 4 ? 3 : 2) : count > 6 ? 2 : 1;
    int rows = (count + columns - 1) / columns;
    Rect side = box;
    Rect field = box;
    if (is_tall) {
        side.h = 120 * (float)rows + 12 * (float)(rows - 1);
        side.y = box.y + box.h - side.h;
        field.h = box.h - side.h - 24;
    } else {
        side.w = box.w * (columns == 2 ? 0.46f : 0.36f);
        side.x = box.x + box.w - side.w;
        field.w = box.w - side.w - 28;
        field.h = fminf(field.h, 620);
        float h = fminf(box.h, 150 * (float)rows + 12 * (float)(rows - 1));
        side.y += (field.h - h) / 2;
        side.h = h;
        side.y = fmaxf(side.y, box.y);
    }
    int shelf_part = story_find(panel, "shelf");
    int robot_part = story_find(panel, "robot");
    int grip_part = story_find(panel, "gripper");
    int clock_part = story_find(panel, "clock");
    int chosen = panel->chosen;
    Rect shelf = {field.x + 150, field.y + 122, field.w - 160, field.h - 140};
    Run run = run_of(panel, shelf);
    draw_shelf(panel, &run, chosen >= 0 && chosen == shelf_part);
    bool is_robot = chosen >= 0 && (chosen == robot_part || chosen == grip_part);
    Point grip;
    draw_robot(panel, &run, field, is_robot, &grip);
    Point clock = {field.x + field.w - 66, field.y + 51};
    draw_clock(panel, clock, 48, run.t, chosen >= 0 && chosen == clock_part);
    for (int i = 0; i < count; i++) {
        story_card(panel, i, story_cell(side, count, columns, i, 12),
                   (CardStyle){.edge = story_pigment(i), .largest = 32});
    }
}
