// District data: everything the story says of one place, as the rows its page lists.
//
// Rows lie in parts (what is here at a glance, members by chain, programmes, livelihood, places), each
// with its headings; a part of which nothing is told has no row. It asks the store once, when the page
// opens, and knows nothing of where a row is drawn.
#pragma once
#include "pages/map.h"
#include "pages/parts.h"

typedef enum {
    DISTRICT_GLANCE,     // figures, drawn stories, what it is linked to, reading
    DISTRICT_MEMBERS,    // chain by chain
    DISTRICT_PROGRAMMES, //
    DISTRICT_WORKS,      // livelihood projects with their works
    DISTRICT_PLACES,     // parks, streets and villages in it, where it lies, what is beside it
    DISTRICT_PARTS
} DistrictPart;

typedef enum {
    ITEM_HEADING, // title, line: count
    ITEM_FIGURES, // all figures of the place
    ITEM_ROW,     // title, line, route; icon in a disc
    ITEM_CHAIN,   // heads the members that follow
    ITEM_MEMBERS, // up to DISTRICT_COLUMNS members side by side
    ITEM_BUBBLES, // the places `first` … of `places`, as bubbles
} DistrictItemKind;

enum { DISTRICT_COLUMNS = 2 };

typedef struct {
    DistrictItemKind kind;
    Str title, line, route;
    Str icon;    // of a row, or ""
    Str picture; // of a row, or ""
    Colour colour;
    int first, count; // of `members` or `places`
} DistrictItem;

typedef struct {
    DistrictItem *items;
    int count, capacity;
    int told; // what the tab counts: members, programmes … not headings
} DistrictRows;

typedef struct {
    bool is_there;
    District district;
    FigureList figures;
    Str parent_name;
    Str piece; // id of the piece of the diagram it is, or lies in
    MapData map;
    Point focal;
    DistrictRows parts[DISTRICT_PARTS];
    const Member *members;  // placements on chains, in the order of their items
    const District *places; // in the order of their bubbles
    int row_count;          // of all parts
} DistrictData;

DistrictData *district_load(App *app, Arena *arena, Str id);
// Two pieces of the diagram that share a side.
bool district_is_beside(const MapPiece *a, const MapPiece *b);
// Index of the piece under the point (board units); -1: none.
int district_piece_at(const MapData *map, Point board);
