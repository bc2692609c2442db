// Page: what visitors see. A page is a file with `opened`, `drawn` and `tapped`, listed in PAGES[].
//
// A page loads its rows in `opened` into its arena, fills the draw list in `drawn` from its rows, its
// memory and ui.now_ms, and changes its memory in `tapped`. It never paints, waits or allocates by
// itself. What must survive a language switch, a way there and back, is in PageMemory and nowhere else;
// `data` is made anew by `opened`.
#pragma once
#include "base/arena.h"
#include "ui/ui.h"

typedef struct App App;
typedef struct Page Page;

enum { ROUTE_MAX = 96 }; // bytes of a route: "attract", "chains/new-energy", "livelihood/2023"

typedef struct {
    float scroll[4]; // Scroll.pos of page->scrolls, kept by the app
    int n[8];        // tab, filter, step …: the page's own
    char id[3][48];  // selected ids
    float zoom, pan_x, pan_y;
    float up; // dp that the visitor moved the lowered page up again (low.h); the app's
} PageMemory;

typedef struct {
    const char *name;    // the first part of its routes
    const char *section; // id of the fold/tab it belongs to ("chains"), or NULL: no tab active
    bool has_bar;        // else the page fills the stage (attract, viewer)
    void (*opened)(App *app, Page *page);
    void (*drawn)(App *app, Page *page);
    void (*tapped)(App *app, Page *page,
                   const Target *target); // actions ≥ ACTION_PAGE; may be NULL
    // Gestures that no target and no scroll area took (pinch, swipe, double tap); may be NULL.
    void (*gesture)(App *app, Page *page, const Gesture *gesture);
    // A drag up or down from there is the page's own (a map that pans): it does not move the lowered
    // page. NULL: none is.
    bool (*takes_drag)(App *app, Page *page, Point from);
} PageClass;

struct Page {
    const PageClass *class;
    char route[ROUTE_MAX];
    Str arg; // the part behind the first '/', or empty; points into route
    PageMemory memory;
    Scroll scrolls[4];
    Glide lift;  // of `up`, the app's
    Arena arena; // until the visitor leaves, or the language changes
    void *data;
    int64_t opened_ms; // when it began to enter
    int64_t ready_ms;  // when it stands still: counters, rings and bars sweep from here
    int reading_ms;    // what it shows takes so long to read: `drawn` says so where it is much
};

// 0..1 of an entrance that starts `delay_ms` after the page stands still and lasts `length_ms`;
// 1 with reduced motion. Asks for another frame while it runs.
float page_sweep(App *app, const Page *page, int delay_ms, int length_ms);
