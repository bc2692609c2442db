// Inside the room: what the files of the map share. See map.h.
//
// A MapView is the map of one frame: where the board lies at its zoom and pan.
#pragma once
#include "ui/map.h"

typedef struct {
    Rect content; // dp: what `area` shows when the whole is seen, at this zoom and pan
    float x, y;   // dp of the board's origin
    float unit;   // dp per board unit
    float zoom;
} MapView;

typedef struct {
    Str text;
    Type type;
    Colour colour;
    Rect box;   // of the text, dp from the board's origin
    float wrap; // > 0: set in two lines of at most that
    float tracking_em;
    int piece; // index, or -1: a water
} MapLabel;

typedef struct {
    MapLabel *items;
    int count;
} MapLabels;

Point map_point(const MapView *view, float x, float y);

// map_board.c: everything but labels, into what is open now. `shown`: nothing outside it matters.
void map_board(Ui *ui, const MapData *data, const MapView *view, Rect shown);
// map_labels.c
MapLabels map_labels(Ui *ui, const MapData *data, const MapView *view);
void map_draw_labels(Ui *ui, const MapLabels *labels, const MapView *view, Rect shown);
// The canal with its first point led in from the side where the stage is upright; board units.
MapShape map_canal(Ui *ui, const MapShape *shape);

// What was made of the pins in this frame.
typedef struct {
    const MapData *data;
    const MapFrame *frame;
    const MapView *view;
    const MapPins *pins;
    MapMarks marks;
    Rect note;   // of the mark: nothing is touched under it
    int open;    // index of the open mark; -1: none
    bool is_fan; // it opens as a fan
    bool has_popover;
    Rect popover;
} MapScene;

// map_pins.c: dots, pins and clusters; then the fan and the popover.
MapScene map_scene(Ui *ui, const MapData *data, const MapFrame *frame, const MapView *view,
                   MapState *state, const MapPins *pins, Rect note);
void map_draw_pins(Ui *ui, MapScene *scene, MapState *state);
void map_draw_pin(Ui *ui, const MapPin *pin, Point tip, bool is_chosen, float grow, float sweep);
Point map_tip(const MapScene *scene, int mark);
// map_fan.c: where the pins of an open cluster stand about its middle; the least radius that keeps
// their targets apart, or 0: too many for a fan.
float map_fan_radius(const MapFrame *frame, int count);
void map_draw_fan(Ui *ui, const MapScene *scene, float fan, float grow);
Rect map_fan_box(const MapScene *scene);
// map_list.c: the rows of an open cluster that is no fan.
void map_draw_list(Ui *ui, const MapScene *scene, MapState *state);
void map_draw_popover(Ui *ui, const MapScene *scene, float rise);
Rect map_popover_box(Ui *ui, const MapScene *scene);

float map_glide(Ui *ui, const Glide *glide); // where it is now; asks for frames while it moves
Str map_count(Ui *ui, const MapWords *words, int count);
bool map_is_over(Rect a, Rect b);
void map_draw_badge(Ui *ui, Point centre, MapStatus status);
// What the chosen pin is in: a mark, or -1.
static inline int map_chosen_mark(const MapScene *scene)
{
    int chosen = scene->pins->chosen;
    return chosen >= 0 && chosen < scene->pins->count ? scene->marks.mark_of[chosen] : -1;
}
