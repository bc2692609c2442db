// Chain links: the relations of a chain as drawn: a curve whose stroke tells what kind of relation it
// is, an arrow for its direction, a sign to touch, and its words.
//
// Kinds differ by stroke and sign, colour only repeats it. It draws curves that graph.h laid out.
#pragma once
#include "pages/chain_data.h"
#include "pages/chain_view.h"
#include "pages/graph.h"

typedef struct {
    const ChainView *view;
    const GraphCurve *curve;
    Str type;     // of the link: lead supply invest …
    float drawn;  // 0..1 of its length, from its start
    float faded;  // 0..1: steps back
    float chosen; // 0..1: heavier
} ChainLink;

void chain_link(App *app, const ChainLink *link);
void chain_link_sign(App *app, const ChainLink *link, bool is_pressed);
// A short sample of the stroke with its sign for the key, `w` wide about the middle of y.
void chain_link_sample(App *app, float x, float y, float w, Str type);
Str chain_link_name(App *app, Str type); // "合作", "Cooperation"

enum { MAX_WORDS = 16 };

// The words of links, each beside its sign where it covers least; the same words once.
typedef struct {
    Rect boxes[MAX_WORDS]; // dp of the stage
    Str texts[MAX_WORDS];
    int count;
} LinkWords;

// Adds the words of a link; `busy` are boxes they should keep off.
void chain_words_add(App *app, LinkWords *words, Point sign, Str text, const Rect *busy, int count,
                     Rect room);
void chain_words(App *app, const LinkWords *words, float shown);
