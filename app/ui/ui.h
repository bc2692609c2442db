// Ui: what pages draw with. It joins type/ and draw/, turns dp into px, and keeps the touch targets.
//
// Pages speak in dp of the stage: 1920 × 1080 (landscape) or 1080 × 1920 (portrait), origin top left;
// the stage is fitted into the window and centred. A frame: ui_begin, drawing calls, ui_end; the
// draw list, the targets and the next deadline are then read by the loop. It paints nothing itself
// and knows no page. Everything drawn must come from arguments and `now_ms`: same in, same pixels.
#pragma once
#include "base/arena.h"
#include "base/geom.h"
#include "base/path.h"
#include "base/str.h"
#include "draw/list.h"
#include "draw/picture.h"
#include "input/input.h"
#include "type/type.h"
#include "ui/motion.h"
#include "ui/scroll.h"
#include "ui/theme.h"

// What a target does. Pages may use ACTION_PAGE + n for their own.
typedef enum {
    ACTION_NONE,
    ACTION_GO, // to the route in `arg`
    ACTION_BACK,
    ACTION_HOME,
    ACTION_LANGUAGE,
    ACTION_WAKE,   // leave the attract page
    ACTION_ACCESS, // the sheet of access modes
    ACTION_MODE,   // switch the mode named in `arg`
    ACTION_SWAP,   // the lowered page to its next stop
    ACTION_PAGE = 100,
} Action;

typedef struct {
    uint64_t id; // hash of action, arg and n: the same control in the next frame
    Rect seen;   // dp of the stage, where it is drawn
    Rect
        hit; // dp, what a finger may touch; never smaller than 96 × 96 unless a neighbour bounds it
    int action;
    int n;    // the page's own
    Str arg;  // route, id; also what scripts find it by
    Str name; // what it is called on glass, for scripts and tests
} Target;

enum { MAX_TARGETS = 512, MAX_SCROLLS = 8 };

typedef struct {
    Scroll *scroll;
    Rect view; // dp of the stage
    bool is_horizontal;
} ScrollArea;

typedef struct {
    bool is_large, is_contrast, is_low, is_reduced; // 大字 高对比 低位 减少动画
} Modes;

// What ui needs from above: pictures by name. (The story and the cache are the app's.)
typedef struct {
    void *context;
    bool (*info)(void *context, Str name, int *w, int *h, uint32_t *rgb);
} PictureInfo;

typedef struct UiCaches UiCaches; // text blocks and shapes between frames

typedef struct {
    // for the whole run
    Fonts *fonts;
    Pictures *pictures; // NULL: stand-ins only
    PictureInfo picture_info;
    UiCaches *caches;
    // of this frame
    Arena *frame;
    DrawList list;
    float scale;              // px per dp
    float origin_x, origin_y; // px of the stage's corner
    int window_w, window_h;   // px
    float w, h;               // dp of the stage
    bool is_portrait;
    TextLanguage language;
    Modes modes;
    int64_t now_ms;
    float dx, dy;             // dp offset of what is drawn now (ui_move)
    Rect clip;                // dp of the stage
    Rect clips[MAX_CLIPS];    // the ones outside it
    Point layers[MAX_LAYERS]; // dp offsets of the open ones
    int clip_depth, layer_depth;
    Target targets[MAX_TARGETS];
    int target_count, targets_dropped;
    ScrollArea scrolls[MAX_SCROLLS];
    int scroll_count;
    uint64_t pressed; // id of the target under the finger, 0: none
    int64_t pressed_ms;
    int64_t next_ms; // when the next frame is wanted; INT64_MAX: nothing moves
    bool is_waiting; // some picture was not ready
} Ui;

bool ui_open(Ui *ui, Fonts *fonts, Pictures *pictures, PictureInfo info);
void ui_close(Ui *ui);
// Begins a frame for the fonts and pictures too. language, modes, pressed and pressed_ms are set by
// the loop before and stay until it changes them.
void ui_begin(Ui *ui, Arena *frame, int window_w, int window_h, int64_t now_ms);
void ui_end(Ui *ui);     // covers what lies beside the stage in a window of another shape
void ui_animate(Ui *ui); // something moves: another frame at once
void ui_wake_at(Ui *ui, int64_t at_ms); // another frame at that time
Point ui_to_dp(const Ui *ui, Point px);
Point ui_to_px(const Ui *ui, Point dp); // with the offset of ui_move; for paints given in px
bool ui_is_english(const Ui *ui);
// The colour in the mode of high contrast, else itself. All drawing calls go through it, paints given
// in px do not.
Colour ui_tone(const Ui *ui, Colour colour);

// ---- places -----------------------------------------------------------------
void ui_move(Ui *ui, float dx, float dy); // adds to the offset; undo with the negative
void ui_clip(Ui *ui, Rect rect);          // what follows shows only inside
void ui_unclip(Ui *ui);
// A part composed once and kept while its content stays the same (a backdrop, a page in transition).
void ui_layer(Ui *ui, Rect rect, float dx, float dy, float alpha);
void ui_end_layer(Ui *ui);

// ---- shapes -----------------------------------------------------------------
void ui_fill(Ui *ui, Rect rect, Colour colour);                            // edges on whole px
void ui_gradient(Ui *ui, Rect rect, const GradientStop *stops, int count); // top to bottom
void ui_gradient_across(Ui *ui, Rect rect, const GradientStop *stops, int count);
void ui_hairline(Ui *ui, float x, float y, float w, Colour colour); // 1 px at least
void ui_round(Ui *ui, Rect rect, float radius, Colour colour);
void ui_round_frame(Ui *ui, Rect rect, float radius, float width, Colour colour); // inside the rect
void ui_disc(Ui *ui, Point centre, float radius, Colour colour);
void ui_ring(Ui *ui, Point centre, float radius, float width, float from_degrees, float to_degrees,
             Colour colour);
// The path is in dp around its own origin and is put at (x, y): still shapes are rasterised once.
void ui_path(Ui *ui, const Path *path, float x, float y, Colour colour);
void ui_path_paint(Ui *ui, const Path *path, float x, float y, const Paint *paint_px);
void ui_stroke(Ui *ui, const Path *path, float x, float y, OutlineStyle style, Colour colour);
void ui_shadow(Ui *ui, Rect rect, float radius, Elevation elevation); // draw before the box
Path ui_path_begin(Ui *ui);                                           // in the frame's arena

// ---- text -------------------------------------------------------------------
typedef struct {
    Type type;
    Colour colour;
    Str text;
    float x, y, w; // dp; y is the top of the first line box; w ≤ 0: one line from x (or about x)
    TextAlign align; // with w ≤ 0: START from x, CENTRE about x, END up to x
    int max_lines;   // 0: no limit
    float min_size;  // dp; may shrink down to it to fit w × max_lines (one line if w ≤ 0)
    float tracking_em, indent_em;
    bool is_balanced, is_tabular, is_hanging;
    const TextSpan *spans; // instead of text: inline styles; ink indexes `inks`
    int span_count;
    const Str *readings; // of each span: pinyin above its characters (type/ruby.h); NULL: none
    const Colour *inks;  // inks[0] is used for ink 0, and so on; NULL: colour
    float alpha;         // 0 reads as 1
} Label;

typedef struct {
    float w, h; // dp
    int lines;
    bool is_cut;
} Extent;

Extent ui_text(Ui *ui, const Label *label);
Extent ui_measure(Ui *ui, const Label *label);
// Short forms.
Extent ui_line(Ui *ui, TypeToken token, Colour colour, float x, float y, Str text);
Extent ui_paragraph(Ui *ui, TypeToken token, Colour colour, Rect box, Str text); // justified zh
// Centred both ways in the box, one line, shrinking to 22 dp at least.
void ui_text_in(Ui *ui, Type type, Colour colour, Rect box, Str text);
// Upright column (竖排): top at (x, y), centred about x; advance 1.16 em.
Extent ui_vertical(Ui *ui, Type type, Colour colour, float x, float y, Str text);
// A line turned 90° clockwise, its top (start) at (x, y), centred about x.
Extent ui_turned(Ui *ui, Type type, Colour colour, float x, float y, float tracking_em, Str text);
// The type as the mode of large type sets it (§15.3); ui_text does it by itself, layout may ask.
Type ui_type(const Ui *ui, Type type);
// A title type: serif titles are set at 0.66 × in English.
Type ui_title(const Ui *ui, TypeToken token);

// ---- pictures and icons -------------------------------------------------------
// Covers `rect` (cropped about the focal point 0..1). A stand-in colour until it is decoded. Returns
// false while waiting.
bool ui_picture(Ui *ui, Str name, Rect rect, Point focal, float alpha);
// Asks for what ui_picture would draw there, and draws nothing: for what comes into view next.
void ui_picture_ahead(Ui *ui, Str name, Rect rect);
bool ui_picture_is_broken(Ui *ui,
                          Str name); // as far as is known: it was asked for and not readable
// As ui_picture_at, for one that may be larger than the screen: beyond the screen's size the squares
// that show are drawn (base/pyramid.h), over a coarser picture until they are there. The stand-in
// colour before that. False while something that shows is not there yet.
bool ui_picture_deep(Ui *ui, Str name, float x, float y, float w);
// The whole picture scaled to `w` dp wide with its top left at (x, y); for layers with alpha.
bool ui_picture_at(Ui *ui, Str name, float x, float y, float w, float alpha);
// Through a shape (dp around 0,0 put at x, y), e.g. a fold of the screen. `picture` is where the whole
// picture lies, in dp of the stage as x, y are; shear moves its columns down by shear·(x − picture.x).
bool ui_picture_in(Ui *ui, Str name, const Path *shape, float x, float y, Rect picture, float shear,
                   float alpha);
void ui_icon(Ui *ui, const char *name, Rect box, Colour colour); // a name of assets/icons
void ui_icon_named(Ui *ui, Str name, Rect box, Colour colour);

// ---- the signs of the house (language.md §5, §6) ------------------------------
void ui_pearl(Ui *ui, Point centre, float radius);
typedef struct {
    const Point *points; // spine
    int count;
    float width, swell; // W(t) = width + swell·sin(πt)^power
    float power;
    int strands;
    float k, phase;
    float stroke;
    float alpha;
    const GradientStop *stops; // along x from first to last point (or y if is_vertical)
    int stop_count;
    bool is_vertical;
    int samples; // 140; attract 260
} Current;
void ui_current(Ui *ui, const Current *line);                  // 一脉
void ui_slip(Ui *ui, float x, float y, float size, Str title); // 题签; size of a character
Rect ui_slip_rect(float x, float y, float size, int characters);
// What ui_slip covers: a title that begins with a Latin letter is turned, on a slip 390 dp high.
Rect ui_slip_box(Ui *ui, float x, float y, float size, Str title);
void ui_seal(Ui *ui, float x, float y, float size, Str text, bool is_single_column); // 印

// ---- touch --------------------------------------------------------------------
// Adds a target (hit grown to 96 × 96 about its middle, cut by the clip). Later targets lie on top.
void ui_target(Ui *ui, Rect rect, int action, int n, Str arg, Str name);
// Of the targets and scroll areas from these on (counts before they were added), only what lies in
// `rect`, dp of the stage with no offset and no layer, can be touched: for a layer that is cut there.
void ui_keep_within(Ui *ui, int target, int scroll, Rect rect);
bool ui_is_pressed(const Ui *ui, int action, int n, Str arg); // for the pressed look
// Scroll area: what is dragged inside `view` moves `scroll`. Call before drawing its content, which
// then goes between ui_clip/ui_move and their undoing. Draw only rows that show.
void ui_scroll(Ui *ui, Scroll *scroll, Rect view, float content, bool is_horizontal);
const Target *ui_target_at(const Ui *ui, Point dp);
const ScrollArea *ui_scroll_at(const Ui *ui, Point dp);
