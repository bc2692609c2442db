// Map: a city as a diagram of pieces and waters, or a reviewed picture of it, with pins on top.
//
// It knows shapes, pins, fingers and screens; not the story, projects, or what a pin leads to. It
// keeps four promises. What it shows always bears its mark (示意图, or the 审图号 of a reviewed
// picture), in sight at every zoom and under nothing. What can be touched is `target` dp wide and
// high (20 mm and 96 dp at least) and no two overlap: pins too near are put together in a cluster
// that shows how many it holds, opens as a fan or as a list to choose from, and splits as the zoom
// grows. No gesture is the only way: + − and 全图 do what pinch, double tap and drag do. Labels
// never run into each other.
//
// How a page uses it (pages/map.h loads MapData and says where things stand):
//   opened   map_open(&data->state, memory.zoom, memory.pan_x, memory.pan_y)
//   drawn    map_draw(ui, &data->map, &frame, &data->state, &pins)
//            memory.zoom = state.zoom.to …: map_keep(&data->state, &memory.zoom, &…pan_x, &…pan_y)
//   tapped   MapEvent e = map_tapped(&data->state, &frame, target, now_ms): what the page is to do
//   gesture  MapEvent e = map_gesture(&data->state, &frame, gesture, now_ms): likewise
//   a row of the list chosen: map_chose(&data->state, now_ms); map_reveal(…) brings it into sight
// Pins may be thousands; only those in sight are drawn. Places are in board units.
#pragma once
#include "ui/ui.h"

// ---- what is on the map -----------------------------------------------------------

typedef struct {
    const Point *points;
    int count;
} MapShape;

typedef struct {
    Str id, name, route; // a touch on the name leads to `route`; "": nowhere
    Colour fill;
    Point label; // middle of the baseline
    MapShape outline;
} MapPiece;

typedef enum { MAP_RIVER, MAP_LAKE, MAP_HILL, MAP_CANAL } MapWaterKind;

// River: a closed curve. Lake: the middle, the ends of its long and of its short half axis. Hill: both
// feet and the top. Canal: points it runs through.
typedef struct {
    MapWaterKind kind;
    Str name; // may be ""
    Point label;
    MapShape shape;
} MapWater;

typedef struct {
    Str mark;                  // what the map must say of itself
    Str points;                // "{n} places"
    Str point;                 // "1 place"
    Str close, in, out, whole; // names of its buttons
} MapWords;

typedef struct {
    const MapPiece *pieces;
    int piece_count;
    const MapWater *waters;
    int water_count;
    Str picture; // a reviewed map instead of pieces and waters; "": none
    Rect bounds; // what the picture covers, board units
    MapWords words;
} MapData;

typedef enum {
    MAP_NO_STATUS,
    MAP_DONE,  // 提前/超额完成: a tick
    MAP_AHEAD, // 超序时: two arrows up
    MAP_ON,    // 按序时: two level bars
    MAP_SLOW,  // 推进缓慢: an exclamation mark in a triangle
    MAP_STATUS_COUNT
} MapStatus;

typedef struct {
    Str id, name, icon;
    Colour colour;
    float x, y; // board units
    float done; // 0..1; < 0: not known, no ring
    MapStatus status;
    bool is_faded; // filtered out: a dot that cannot be touched
} MapPin;

typedef struct {
    const MapPin *items;
    int count;
    int chosen;      // index or -1
    Str chosen_line; // the second line of its popover
    float sweep;     // 0..1 of what the rings show
} MapPins;

// ---- where it stands --------------------------------------------------------------

typedef struct {
    Rect area;    // dp of the stage that the map fills
    Rect live;    // of it, where nothing of the page lies over it: pins can be touched there
    Rect reach;   // of that, where popovers, fans and lists stand: clear of the buttons
    Point origin; // of the board, when the whole is seen
    float unit;   // dp per board unit, when the whole is seen
    Rect note;    // of the mark: its text ends at the bottom of this, and may be higher
    Rect number;  // the same of a reviewed map: on what is seen of it
    Rect veil;  // of the area, where the page writes on the water: pieces fade there; may be empty
    Point zoom; // bottom left of the column of zoom buttons
    float target; // map_target_dp
} MapFrame;

enum { MAP_MOST_ZOOM = 4, MAP_LEAST_TARGET = 96, MAP_BUTTON = 96 };

// Side of a touch target: 20 mm on a screen of this diagonal (0: unknown) and 96 dp at least.
float map_target_dp(const Ui *ui, float diagonal_in);

// ---- clusters -----------------------------------------------------------------------

typedef struct {
    Point at;   // dp from the board's origin
    int count;  // pins in it; 1: a pin alone
    int first;  // index of its first pin
    int start;  // of its pins in `members`
    float done; // mean of those known; < 0: none
} MapMark;

typedef struct {
    MapMark *items;
    int count;
    const int *members; // pins, mark after mark
    const int *mark_of; // of a pin; -1: faded
} MapMarks;

// ---- its state --------------------------------------------------------------------

typedef struct {
    Glide zoom, x, y; // x, y: dp of the board's middle from the area's
    Scroll across, down;
    bool is_dragged; // the pan follows `across` and `down`
    int open;        // 1 + index of a pin whose cluster is open; 0: none
    Glide fan, chosen, popover;
    Scroll list; // of the open list
    Point focus; // dp of the chosen pin, which the buttons zoom about
    bool has_focus;
    // Of map_lend: the clusters of the last frame, as long as `marks_key` holds.
    MapMark *kept_items;
    int *kept_members, *kept_mark_of;
    int kept_count, most_pins;
    uint64_t marks_key;
} MapState;

void map_open(MapState *state, float zoom, float pan_x, float pan_y); // zoom 0 reads as 1
// Memory that lives as long as the state, for this many pins at most: while one pans, the clusters of the
// last frame are used again.
void map_lend(MapState *state, Arena *arena, int most_pins);
void map_keep(const MapState *state, float *zoom, float *pan_x, float *pan_y);
void map_chose(MapState *state, int64_t now_ms); // another pin was chosen: it grows, its words rise
// Pans so that the place is in sight, if it is not.
void map_reveal(MapState *state, const MapFrame *frame, Point place, int64_t now_ms);
void map_whole(MapState *state, int64_t now_ms);

// ---- drawing and touch --------------------------------------------------------------

// Targets it raises; everything below ACTION_MAP is the page's. n: index of the pin, arg: its id.
enum {
    ACTION_MAP = ACTION_PAGE + 1000,
    MAP_TAP_PIN = ACTION_MAP,
    MAP_TAP_FANNED, // a pin of the open fan
    MAP_TAP_ROW,    // a row of the open list
    MAP_TAP_CLUSTER,
    MAP_TAP_POPOVER,
    MAP_TAP_AWAY,
    MAP_TAP_IN,
    MAP_TAP_OUT,
    MAP_TAP_WHOLE,
};

typedef enum {
    MAP_NOTHING, // it was not the map's, or the map has dealt with it
    MAP_CHOOSE,  // this pin now
    MAP_DETAIL,  // show more of this pin
    MAP_CLEAR,   // no pin any more
} MapEventKind;

typedef struct {
    MapEventKind kind;
    int pin;
    Str id;
} MapEvent;

void map_draw(Ui *ui, const MapData *data, const MapFrame *frame, MapState *state,
              const MapPins *pins);
// `chosen`: id of the pin chosen so far; a second touch on it asks for more.
MapEvent map_tapped(MapState *state, const MapFrame *frame, const Target *target, Str chosen,
                    bool is_reduced, int64_t now_ms);
// A tap beside everything clears what was chosen.
MapEvent map_gesture(MapState *state, const MapFrame *frame, const Gesture *gesture,
                     bool is_reduced, int64_t now_ms);
// The pieces alone, `chosen` in gold; top left of the board at (x, y).
void map_pieces(Ui *ui, const MapData *data, float x, float y, float unit, Str chosen);
void map_mark(Ui *ui, Str mark, float x, float y, float w); // icon and text, plain

// ---- for tests and benchmarks -------------------------------------------------------

// Puts together what is nearer than `apart` in both x and y when a board unit is `unit` dp; nearest
// first, in about linear time. Depends on nothing else: panning changes no cluster.
MapMarks map_gather(Arena *arena, const MapPin *pins, int count, float unit, float apart);
Colour map_status_colour(MapStatus status);
Rect map_touch(Point tip, float side); // the touch target of a mark whose tip is there
