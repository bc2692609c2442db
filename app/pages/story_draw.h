// Story drawing: the panel of a story, one function a kind, and the pieces they share.
//
// A kind lays the parts out in `box`, makes each a target and says where the pearl of the selected one
// sits. It reads rows, memory and time, and changes nothing but the panel. What a part says in words
// is the sheet's (story.c). Sizes in dp of the stage.
#pragma once
#include "pages/story_data.h"

typedef struct {
    App *app;
    const Page *page;
    const StoryData *data;
    Rect box;
    int chosen;               // index of the part that is lit, -1 none
    Point seats[STORY_PARTS]; // where the pearl sits when the part is selected
    bool is_seated[STORY_PARTS];
    bool has_bead; // the kind moves the pearl itself
} Panel;

enum { STORY_ACTION_PART = ACTION_PAGE, STORY_ACTION_STEP, STORY_ACTION_PLAY };

// The whole drawing, its entrance, and the pearl.
void story_draw(Panel *panel);
bool story_can_play(Str kind); // a loop goes round, a rack runs
int story_play_ms(const StoryData *data);
// The station a round has reached at `ms` after its start.
int story_round_at(const StoryData *data, int64_t ms);

void story_draw_steps(Panel *panel);
void story_draw_loop(Panel *panel);
void story_draw_bars(Panel *panel);
void story_draw_pair(Panel *panel);
void story_draw_share(Panel *panel);
void story_draw_lever(Panel *panel);
void story_draw_wheel(Panel *panel);
void story_draw_tree(Panel *panel);
void story_draw_grid(Panel *panel);
void story_draw_pyramid(Panel *panel);
void story_draw_radius(Panel *panel);
void story_draw_boxes(Panel *panel);
void story_draw_cascade(Panel *panel);
void story_draw_rack(Panel *panel);
void story_draw_network(Panel *panel);
void story_draw_ladder(Panel *panel);
void story_draw_cross(Panel *panel);
void story_draw_gallery(Panel *panel);

// ---- shared pieces --------------------------------------------------------------

Colour story_pigment(int index);
float story_in(const Panel *panel, int order); // 0..1: how far the part has come in
Str story_name(const Panel *panel, int i);     // its name, or 名称待补
bool story_is_pressed(const Panel *panel, int i);
void story_target(Panel *panel, int i, Rect rect);
void story_seat(Panel *panel, int i, Point seat);
int story_find(const Panel *panel, const char *slot); // the first part in that slot, -1 none

// The largest size down to 22 at which the label fits into w × h with no word broken; the height it
// then has.
float story_fit(Ui *ui, Label *label, float h, float largest);
// A name alone, centred both ways.
void story_words(const Panel *panel, Rect box, Str text, float largest, Colour colour);

typedef struct {
    Colour edge;     // 8 dp at the left; alpha 0: none
    bool is_centred; // else from the left
    bool is_flat;    // no shadow
    float largest;   // of its name; 0: 30
} CardStyle;
// Paper with icon, value and name; dashed when blank; a target.
void story_card(Panel *panel, int i, Rect rect, CardStyle style);
bool story_card_fits(const Panel *panel, int i, float w, float h, CardStyle style);
// A round piece with icon, else the number of the part; not a target.
void story_disc(Panel *panel, int i, Point centre, float radius, Colour colour);
// Name and value behind a disc or level, without paper; a target of `rect`.
void story_label(Panel *panel, int i, Rect rect, TextAlign align);
// The middle of a ring: the part in that slot, else the story's title.
void story_middle(Panel *panel, int part, Point centre, float rx, float ry);
// A bundle of strands through the points, drawn up to share `t`.
void story_stream(const Panel *panel, const Point *points, int count, float width, Colour from,
                  Colour to, float t);
void story_thread(const Panel *panel, Point a, Point b, float width, Colour colour, float t);
void story_spoke(const Panel *panel, Point a, Point b, Colour colour, float t); // straight
void story_dashes(const Panel *panel, Rect rect, float radius, Colour colour);
// Places for `count` cards around a middle, clockwise from the top; the hole they leave.
Rect story_around(Panel *panel, int count, const int *parts, Rect *cards);
// A grid of `columns` × rows of equal cells with gaps; cell `i`, a short last row is centred.
Rect story_cell(Rect box, int count, int columns, int i, float gap);
