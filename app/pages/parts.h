// Parts: small pieces that the map, project and district pages share.
//
// A disc with an icon, a section heading, a figure one can open, a plain row that leads somewhere,
// and where an entity of the story ("chain:nev") has its page. It knows chrome and no page.
#pragma once
#include "pages/chrome.h"

// Sets the text, or only measures it: for flows that are walked once for their height and once to
// draw.
Extent part_text(Ui *ui, const Label *label, bool is_drawn);
void part_disc(App *app, Point centre, float radius, Str icon, Colour colour);
typedef enum { CHEVRON_RIGHT, CHEVRON_DOWN, CHEVRON_UP } Chevron;
void part_chevron(App *app, Point centre, Chevron way, Colour colour);
void part_check(App *app, Point centre, float size, float width, Colour colour);

// Serif heading with its count behind; PART_HEADING high.
enum { PART_HEADING = 72 };
void part_heading(App *app, float x, float y, Str title, Str count);
// Value over label behind a rule of colour, part_figure_height high; leads to the figure's page.
float part_figure_height(const Ui *ui);
void part_figure(App *app, Rect box, const Figure *figure, Colour rule);
// How many may stand beside each other in `w` so that nothing of theirs is cut; 2 at least.
int part_figure_columns(App *app, const FigureList *list, float w, int most);
Colour part_rule_colour(int index); // 藤黄, 石青, 石绿, …

// A row of at least 96: title, line (may be empty, may wrap), chevron; leads to `route` when it is
// not empty. `lead` dp are kept free at the left. Returns its height.
float part_row(App *app, Rect box, float lead, Str title, Str line, Str route, bool is_drawn);

// The figures named in "f001;f002", in that order; ids that are not there are left out.
FigureList part_figures(App *app, Arena *arena, Str ids);
// The page of "chain:nev", "member:m001" (its chain's), "figure:f065" …; "" when it has none. Asks
// the store: for `opened`.
Str part_route_of(App *app, Arena *arena, Str entity);
// Where the picture's subject is; the middle when the story does not say. Asks the store.
Point part_focal(App *app, Arena *arena, Str picture);
Str part_dot(App *app, Str a, Str b); // "a · b", or the one that is not empty
