// App: one visit. Routes, the page on stage and the one leaving it, language, modes, idle.
//
// It is fed events and time and answers with a draw list; windows and files are the mains' business,
// so that kiosk, preview and zhanting-shot run the same code. One App struct is made in main and
// nothing else is mutable and global.
#pragma once
#include "author/author.h"
#include "base/log.h"
#include "draw/damage.h"
#include "draw/raster.h"
#include "pages/page.h"
#include "store/store.h"

extern const PageClass *const PAGES[]; // pages.c; ends with NULL

typedef struct {
    char route[ROUTE_MAX];
    PageMemory memory;
} Visit; // one step of the way back

enum { MAX_WAY = 48, MAX_LABELS = 1024 };

// The wording asked for so far in this language: pages ask for the same words every frame.
typedef struct {
    Arena arena;
    Str ids[MAX_LABELS]; // open addressing by hash
    Str texts[MAX_LABELS];
    int count;
} Labels;

// What a visit does, told as it happens to whoever counts it: pages know no venue.
typedef enum {
    NEWS_SHOWN,   // `route` came on stage, or was made again in another language
    NEWS_TOUCHED, // a finger came down
    NEWS_TAPPED,  // told before the tap acts
    NEWS_CHANGED, // language or modes
    NEWS_RESET,   // everything goes back to as at start; the rest is still as it was
} NewsKind;

typedef struct {
    NewsKind kind;
    const char *route, *language;
    Modes modes;
    Point at; // TOUCHED, TAPPED: 0..1 of the window
    int64_t now_ms, touched_ms;
} AppNews;

typedef struct {
    void *context;
    void (*told)(void *context, const AppNews *news); // NULL: nobody listens
} AppObserver;

// What the glass does out of opening hours while nobody is there. Nothing moves on it then, and a touch
// lights it at once and does nothing else.
typedef enum { GLASS_LIT, GLASS_DIM, GLASS_BLACK } Glass;

struct App {
    Ui ui;
    Store *store;
    Log *log;
    Arena arena;     // for the run
    Arena frames[2]; // this frame and the last one (their draw lists are compared)
    int frame;
    DrawList shown; // the last list handed to app_paint
    bool has_shown;
    Raster *raster;
    Str language; // "zh", "en": a view of language_id
    char language_id[8];
    char home_language[8]; // what a reset goes back to
    Modes home_modes;
    char home_route[ROUTE_MAX]; // "attract"
    Visit way[MAX_WAY];         // way[depth-1] is the page on stage
    int depth;
    Page stage[2]; // current and leaving
    int current;
    bool is_leaving;   // the other one is still on its way out
    int direction;     // +1 forward, -1 back: which way pages slide
    int64_t turned_ms; // when the current page was opened by a turn
    Glide wave;        // x of the bar's wave
    Glide wave_up;     // 0 flat … 1 risen
    Glide sheet;       // 0 … 1: the access sheet is up (access.h)
    Glide lowered;     // 0 … 1: low mode (low.h)
    bool is_pulling;   // a finger moves the lowered page
    float pulled_from; // its offset when that began
    Gestures gestures;
    GestureList list;
    Target held; // the target under the finger
    char held_arg[ROUTE_MAX];
    bool has_finger;
    int device_fingers; // as the devices say, set by the main before app_frame; -1 unknown
    Scroll *dragging;   // scroll area under the finger
    bool is_drag_horizontal;
    bool drag_stopped_scroll; // this touch stopped a moving list: no tap
    int64_t touched_ms;       // last touch
    int idle_ms;              // 0: never
    float diagonal_in;        // of the screen; 0: unknown
    int bottom_mm;            // of the picture's lower edge above the floor; 0: unknown
    int64_t now_ms;
    Labels labels;
    Glass night;         // what it is to be out of hours; GLASS_LIT within them
    Glass glass;         // what it is
    int64_t dark_ms;     // since when it is not lit
    bool is_waking;      // the touch that lit it has not left yet
    bool wants_language; // asked for while a page was drawn: done before the next frame
    struct Staff *staff; // what the main lends for the hall (staff.h); NULL: nothing
    AppObserver observer;
    const ProblemList *problems; // preview only: what problems.c shows; the store is then NULL
    const char *problem_folder;
};

typedef struct {
    Fonts *fonts;
    Store *store;
    Pictures *pictures;
    Raster *raster;
    Log *log;
    const char *language; // "zh"
    const char *route;    // NULL: attract; a route without a page is logged and ignored
    Modes modes;
    int idle_ms;         // 75000; 0: never
    float diagonal_in;   // 0: unknown
    int bottom_mm;       // 0: unknown
    struct Staff *staff; // lives as long as the app; NULL: none
    AppObserver observer;
} AppOptions;

void app_open(App *app, const AppOptions *options, int64_t now_ms);
void app_close(App *app);
void app_event(App *app, const InputEvent *event, int64_t now_ms);
// Builds the frame's list for a window of w × h px.
void app_frame(App *app, int window_w, int window_h, int64_t now_ms);
// Paints what differs from the last painted list into `target` (everything if `is_new`) and says
// which rectangles those were: none means nothing is to be presented.
Damage app_paint(App *app, Surface target, bool is_new);
int64_t
app_next_ms(const App *app); // when app_frame wants to be called next; INT64_MAX: on an event

// Out of hours from the next frame on, or open again (GLASS_LIT). No visit is cut short: the glass goes
// dark when the hall's own page has not been touched for as long as a visit may rest, and where visits
// never end by themselves, after a quarter of an hour on any page. Nothing a visit can change changes.
void app_set_night(App *app, Glass night);

// ---- for pages ----------------------------------------------------------------
Store *app_store(App *app);
void app_go(App *app, Str route); // forward, with the slide
void app_back(App *app);          // one step of the way, or home
void app_home(App *app);
void app_wake(App *app);  // attract → home
void app_reset(App *app); // everything as at start
void app_switch_language(App *app);
void app_ask_language(App *app);         // the same, for pages that ask while they are drawn
Str app_label(App *app, const char *id); // interface wording, in the frame's arena
// The wording with {name} replaced: app_label_fill(app, "article.page", "page", STR("2")) …
Str app_label_fill(App *app, const char *id, const char *name, Str value);
Str app_fill(App *app, Str text, const char *name, Str value); // for a second {name}
Str app_route(App *app, const char *page, Str arg); // "chains/new-energy" in the frame's arena
bool app_is_turning(const App *app);                // pages are sliding
// Hash of everything a visit can change: equal after app_reset to what it was at start.
uint64_t app_state_hash(const App *app);
