// Attract scenes: what the attract page shows between two views of the scroll.
//
// A picture with its figure, the leading chain, the districts one by one; all from content. They know
// the time within the scene and nothing of their order.
#pragma once
#include "pages/chain_data.h"
#include "pages/map.h"

enum { MAX_POSTERS = 12 };

typedef struct {
    Str picture, title;
    Figure figure;
    Point focal;
    bool is_illustration;
} Poster;

typedef struct {
    Poster posters[MAX_POSTERS]; // of the messages that have a picture and a figure
    int poster_count;
    ChainData chain; // with every round another of those that have three stages or more
    Figure chain_figure;
    bool has_chain_figure;
    MapData map;
    DistrictList districts;
} Scenes;

void scenes_load(App *app, Arena *arena, const MessageList *messages, int round, Scenes *out);
// `t_ms` since the scene began (may run past `length_ms` while it leaves).
void scene_picture(App *app, const Scenes *scenes, int round, int64_t t_ms, int length_ms);
void scene_chain(App *app, const Scenes *scenes, int64_t t_ms);
void scene_districts(App *app, const Scenes *scenes, int64_t t_ms, int length_ms);
