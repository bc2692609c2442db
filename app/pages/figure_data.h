// FigureData: what the page of one figure shows, gathered once when it opens.
//
// The figure, those it is compared with, its sources, the pages that speak of it, and the other
// figures of its theme. It knows the store and the routes of pages, and draws nothing.
#pragma once
#include "pages/app.h"

enum { MAX_PARTS = 4, MAX_LINKS = 12, MAX_SOURCES = 4 };

typedef struct {
    Str name, route;
    const char *type; // label id: "type.chain"
} FigureLink;

typedef struct {
    bool is_there;
    Figure figure;
    Theme theme;
    bool has_pair, has_whole, has_lever, has_same;
    Figure pair;  // target of an actual, or the same at another time
    Figure whole; // what it is a part of, in a like unit
    Figure lever; // what it moved, or was moved by
    Figure same;  // the same fact in another source
    Figure parts[MAX_PARTS];
    int part_count;
    Source sources[MAX_SOURCES];
    int source_count;
    FigureLink links[MAX_LINKS];
    int link_count;
    Figure *neighbours; // of the theme, beginning behind this one
    int neighbour_count;
} FigureData;

FigureData *figure_data(App *app, Page *page); // for page->arg, in the page's arena
