// Chain signs: what the overview and the page of a chain draw alike: stage discs, the line through
// them, and the shapes that tell kinds of members apart without colour.
#pragma once
#include "pages/chain_data.h"

// The pigment named by a stage, else the five in turn.
Colour chain_pigment(Str slug, int index);
Colour chain_ink_on(Colour pigment);  // of a glyph on it
Colour chain_as_text(Colour pigment); // dark enough to be read on paper
// White ring, pigment, glyph (or the chain's sign where a lane has none).
void chain_disc(App *app, Point centre, float radius, float ring, float glyph, const Lane *lane);
void chain_small_disc(App *app, Point centre, float radius, const Lane *lane); // no ring, no shadow
// The line through the stages; `points` has its two ends before and behind the discs.
void chain_line(App *app, const Point *points, int count, const Lane *lanes, int lane_count,
                const float *at, const Current *like);
// ● firm, ◉ leader, ◆ platform, ▲ institute, ■ park, ⬢ all others
void chain_shape(App *app, Point centre, float size, Str shape, Colour colour);
// Round button that scrolls on (n = 1) or back (-1).
void chain_step(App *app, Point centre, int n, int action, Str name);

typedef enum { TIER_LEADING, TIER_FUTURE, TIER_OTHER } Tier;
Tier chain_tier(const Chain *chain);
// The rule that tells tiers apart, by its shape too: solid, dotted, thin.
void chain_tier_rule(App *app, Rect box, Tier tier);
// Leads to the chain. A tile of CHAIN_TILE_H or more also says its stages and `scale` (NULL: none).
enum { CHAIN_TILE_H = 138 };
void chain_tile(App *app, const Chain *chain, const Figure *scale, Rect rect);
