#include "pages/chain_graph.h"
#include "pages/chain_card.h"
#include "pages/chain_links.h"
#include "pages/chain_signs.h"

// clang-format off
static const Current LINE_WIDE = {
    .width = 26, .strands = 9, .k = 4, .phase = 0.1f, .stroke = 3.2f, .alpha = 0.95f};
static const Current LINE_TALL = {
    .width = 22, .strands = 9, .k = 3, .phase = 0.1f, .stroke = 3.2f, .alpha = 0.95f,
    .is_vertical = true};
// clang-format on

enum {
    HEAD_WIDE = 280, // content above the cards: discs at 86 and 140, names about 247
    HEAD_TALL = 268,
    NAME_TALL = 48,
    DISC_WIDE = 68,
    DISC_TALL = 66,
    LANE_TALL = 168,
    FOOT = 20,
    MAX_LANES = 24, // on the line
    MAX_BUSY = 64,
};

static const Point NOWHERE = {-1000, -1000};

// ---- layout ---------------------------------------------------------------------------

typedef struct {
    App *app;
    const ChainData *data;
    bool has_role;
} Measuring;

static GraphSize measure(void *context, int node, float w)
{
    const Measuring *m = context;
    return chain_card_size(m->app, m->data->nodes[node].member, w, m->has_role);
}

static float gutter_of(int lanes)
{
    static const float GUTTERS[] = {40, 40, 40, 32, 22};
    return lanes < COUNT(GUTTERS) ? GUTTERS[lanes] : 14;
}

void chain_graph_lay(App *app, Arena *arena, const ChainData *data, Rect box, ChainGraph *out)
{
    static const float WIDE[] = {420, 380, 320, 256, 224, 208};
    static const float TALL[] = {480, 367, 304, 240, 224};
    static const float WORDY[] = {460, 420, 380};
    static const float WORDY_TALL[] = {480, 367};
    bool is_tall = app->ui.is_portrait;
    out->data = data;
    out->is_tall = is_tall;
    out->has_role = data->node_count <= 4 && data->lane_count <= (is_tall ? 3 : 2);
    int *lane_of = arena_new(arena, int, data->node_count);
    for (int i = 0; i < data->node_count; i++) {
        lane_of[i] = data->nodes[i].lane;
    }
    GraphLink *links = arena_new(arena, GraphLink, data->bond_count);
    for (int i = 0; i < data->bond_count; i++) {
        links[i] = (GraphLink){data->bonds[i].from, data->bonds[i].to};
    }
    Measuring measuring = {app, data, out->has_role};
    GraphInput input = {.lane_of = lane_of,
                        .node_count = data->node_count,
                        .lane_count = data->lane_count,
                        .links = links,
                        .link_count = data->bond_count,
                        .is_tall = is_tall,
                        .widths = is_tall ? TALL : WIDE,
                        .width_count = is_tall ? COUNT(TALL) : COUNT(WIDE),
                        .room_w = box.w - 48,
                        .room_h = box.h - FOOT,
                        .head = is_tall ? HEAD_TALL : HEAD_WIDE,
                        .lane_head = is_tall ? NAME_TALL : 0,
                        .lane_least = is_tall ? LANE_TALL - NAME_TALL : 0,
                        .gutter = is_tall ? 18 : gutter_of(data->lane_count),
                        .measure = measure,
                        .context = &measuring};
    if (out->has_role) {
        input.widths = is_tall ? WORDY_TALL : WORDY;
        input.width_count = is_tall ? COUNT(WORDY_TALL) : COUNT(WORDY);
    }
    graph_lay(arena, &input, &out->graph);
}

float chain_graph_height(const ChainGraph *graph)
{
    return graph->graph.extent.h + FOOT;
}

void chain_graph_frame(ChainGraph *graph, Rect box)
{
    float side = graph->is_tall ? 48 : 0;
    view_frame(&graph->view, box, graph->graph.extent.w + side, chain_graph_height(graph));
}

// ---- who is lit -------------------------------------------------------------------------

static bool is_member(const ChainGraph *graph, int node, Str id)
{
    return id.n && str_eq(graph->data->nodes[node].member->id, id);
}

static bool has_choice(const ChainChoice *choice)
{
    return choice->member.n || choice->lane.n || choice->link.n;
}

static bool is_bond_lit(const ChainGraph *graph, int bond, Str member, Str lane, Str link)
{
    const Bond *b = &graph->data->bonds[bond];
    if (member.n) {
        return is_member(graph, b->from, member) || is_member(graph, b->to, member);
    }
    if (lane.n) {
        int from = graph->data->nodes[b->from].lane;
        int to = graph->data->nodes[b->to].lane;
        return str_eq(graph->data->lanes[from].id, lane) || str_eq(graph->data->lanes[to].id, lane);
    }
    return link.n && str_eq(b->link->id, link);
}

// Chosen, or linked to what is chosen.
static bool is_node_lit(const ChainGraph *graph, int node, Str member, Str lane, Str link)
{
    const ChainData *data = graph->data;
    if (is_member(graph, node, member) ||
        (!member.n && lane.n && str_eq(data->lanes[data->nodes[node].lane].id, lane))) {
        return true;
    }
    for (int i = 0; i < data->bond_count; i++) {
        const Bond *bond = &data->bonds[i];
        if ((bond->from == node || bond->to == node) && is_bond_lit(graph, i, member, lane, link)) {
            return true;
        }
    }
    return false;
}

static Rect both(Rect a, Rect b)
{
    if (a.w <= 0) {
        return b;
    }
    float right = fmaxf(a.x + a.w, b.x + b.w);
    float bottom = fmaxf(a.y + a.h, b.y + b.h);
    float x = fminf(a.x, b.x);
    float y = fminf(a.y, b.y);
    return (Rect){x, y, right - x, bottom - y};
}

bool chain_graph_focus(const ChainGraph *graph, Str member, Str lane, Str link, Rect *content)
{
    *content = (Rect){0};
    Rect self = {0};
    const ChainData *data = graph->data;
    for (int i = 0; i < data->node_count; i++) {
        if (is_node_lit(graph, i, member, lane, link)) {
            *content = both(*content, graph->graph.boxes[i]);
        }
        if (is_member(graph, i, member)) {
            self = both(self, graph->graph.boxes[i]);
        }
    }
    for (int i = 0; lane.n && !member.n && i < data->lane_count; i++) {
        if (str_eq(data->lanes[i].id, lane)) {
            *content = both(*content, graph->graph.lanes[i].area);
        }
    }
    // What is linked to it may be far away: then the choice itself is what must be seen.
    bool is_far = content->w > graph->view.box.w || content->h > graph->view.box.h;
    if (is_far && self.w > 0) {
        *content = self;
    }
    return content->w > 0;
}

// ---- the line and its discs ---------------------------------------------------------------

static Point disc_of(const ChainGraph *graph, int lane)
{
    Rect area = graph->graph.lanes[lane].area;
    if (graph->is_tall) {
        return (Point){lane % 2 ? 174 : 126, area.y + area.h / 2};
    }
    return (Point){area.x + area.w / 2, lane % 2 ? 140 : 86};
}

static void draw_line(App *app, const ChainGraph *graph)
{
    enum { MAX_SPINE = 2 * MAX_LANES + 6, OUT_WIDE = 900, OUT_TALL = 100 };
    const ChainData *data = graph->data;
    Point spine[MAX_SPINE];
    float at[MAX_LANES];
    int lanes = data->lane_count < MAX_LANES ? data->lane_count : MAX_LANES;
    Point first = disc_of(graph, 0);
    Point last = disc_of(graph, lanes - 1);
    bool is_tall = graph->is_tall;
    int n = 0;
    if (is_tall) {
        spine[n++] = (Point){150, first.y - OUT_TALL};
    } else {
        spine[n++] = (Point){first.x - OUT_WIDE, 150};
        spine[n++] = (Point){first.x - OUT_WIDE / 2, 120};
        spine[n++] = (Point){first.x - 216, 128};
    }
    for (int i = 0; i < lanes; i++) {
        Point here = disc_of(graph, i);
        Point before = i ? disc_of(graph, i - 1) : here;
        if (i > 0) {
            spine[n++] = is_tall ? (Point){150, (here.y + before.y) / 2}
                                 : (Point){(here.x + before.x) / 2, 110};
        }
        spine[n++] = here;
    }
    if (is_tall) {
        spine[n++] = (Point){150, last.y + 84};
    } else {
        spine[n++] = (Point){last.x + 240, 96};
        spine[n++] = (Point){last.x + OUT_WIDE / 2, 84};
        spine[n++] = (Point){last.x + OUT_WIDE, 70};
    }
    // Relative to where the content begins: the same line wherever it is panned to.
    float zoom = graph->view.zoom;
    for (int i = 0; i < n; i++) {
        spine[i] = (Point){spine[i].x * zoom, spine[i].y * zoom};
    }
    float length = is_tall ? spine[n - 1].y - spine[0].y : spine[n - 1].x - spine[0].x;
    for (int i = 0; i < lanes; i++) {
        Point here = disc_of(graph, i);
        at[i] = (is_tall ? here.y * zoom - spine[0].y : here.x * zoom - spine[0].x) / length;
    }
    Current like = is_tall ? LINE_TALL : LINE_WIDE;
    like.width *= zoom;
    like.stroke = fmaxf(1.6f, like.stroke * zoom);
    Point from = view_at(&graph->view, (Point){0, 0});
    ui_move(&app->ui, from.x, from.y);
    chain_line(app, spine, n, data->lanes, lanes, at, &like);
    ui_move(&app->ui, -from.x, -from.y);
}

static void fill_content(App *app, const ChainGraph *graph, Rect content, Colour colour)
{
    ui_fill(&app->ui, view_rect(&graph->view, content), colour);
}

// A link that runs straight from one card to the next takes the thread's place.
static bool has_arrow(const ChainGraph *graph, float x, float top, float bottom)
{
    for (int i = 0; i < graph->data->bond_count; i++) {
        const GraphCurve *curve = &graph->graph.curves[i];
        if (curve->count == 4 && fabsf(curve->points[0].x - x) < 1 &&
            fabsf(curve->points[3].x - x) < 1 &&
            fminf(curve->points[0].y, curve->points[3].y) >= top - 1 &&
            fmaxf(curve->points[0].y, curve->points[3].y) <= bottom + 1) {
            return true;
        }
    }
    return false;
}

// From the disc down to the first card of each rank, and on from card to card.
static void draw_threads(App *app, const ChainGraph *graph)
{
    const ChainData *data = graph->data;
    const Graph *g = &graph->graph;
    for (int i = 0; i < data->lane_count && !graph->is_tall; i++) {
        Point disc = disc_of(graph, i);
        Rect area = g->lanes[i].area;
        Colour thread = data->lanes[i].colour;
        bool has_many = g->lanes[i].rank_count > 1;
        float end = has_many ? HEAD_WIDE - 12 : HEAD_WIDE;
        fill_content(app, graph, (Rect){disc.x - 2, disc.y, 4, end - disc.y}, thread);
        float left = area.x + g->box_w / 2;
        float right = area.x + area.w - g->box_w / 2;
        if (has_many) {
            fill_content(app, graph, (Rect){left - 2, end - 2, right - left + 4, 4}, thread);
        }
    }
    for (int i = 0; i < data->node_count && !graph->is_tall; i++) {
        const Rect *box = &g->boxes[i];
        float above = HEAD_WIDE - (g->lanes[data->nodes[i].lane].rank_count > 1 ? 12 : 0);
        for (int j = 0; j < data->node_count; j++) {
            const Rect *other = &g->boxes[j];
            bool is_above = other->x == box->x && other->y < box->y;
            above = is_above ? fmaxf(above, other->y + other->h) : above;
        }
        float middle = box->x + box->w / 2;
        if (has_arrow(graph, middle, above, box->y)) {
            continue;
        }
        fill_content(app, graph, (Rect){middle - 2, above, 4, box->y - above},
                     data->lanes[data->nodes[i].lane].colour);
    }
}

static void name_wide(App *app, const ChainGraph *graph, int index)
{
    Ui *ui = &app->ui;
    const Lane *lane = &graph->data->lanes[index];
    float zoom = graph->view.zoom;
    Rect area = graph->graph.lanes[index].area;
    Point at = view_at(&graph->view, (Point){area.x + area.w / 2, 247});
    float w = (area.w + 8) * zoom;
    Label label = {.type = type_sized(TYPE_H3, fmaxf(22, floorf(26 * zoom)), 34),
                   .colour = INK,
                   .text = lane->name,
                   .x = at.x - w / 2,
                   .w = w,
                   .align = ALIGN_CENTRE,
                   .max_lines = 2,
                   .min_size = 22};
    Extent said = ui_measure(ui, &label);
    if (said.lines > 1) {
        label.type = type_sized(TYPE_H3, 22, 28);
        said = ui_measure(ui, &label);
    }
    float room = (HEAD_WIDE - 210) * zoom;
    if (said.is_cut || said.h > room + 8) {
        return; // too far away to be read: the disc's sign says it
    }
    label.y = at.y - said.h / 2;
    float half = fminf(said.w, w) / 2;
    ui_round(ui, (Rect){at.x - half - 8, label.y, 2 * half + 16, said.h}, 8,
             colour_faded(MOON, 0.94f));
    ui_text(ui, &label);
}

static void name_tall(App *app, const ChainGraph *graph, int index)
{
    Ui *ui = &app->ui;
    const Lane *lane = &graph->data->lanes[index];
    float zoom = graph->view.zoom;
    Rect area = graph->graph.lanes[index].area;
    Point at = view_at(&graph->view, (Point){area.x, area.y - NAME_TALL + 2});
    float line = fmaxf(30, 40 * zoom);
    float room = graph->view.box.x + graph->view.box.w - 48 - at.x;
    Label name = {.type = type_sized(TYPE_H3, fmaxf(22, floorf(26 * zoom)), line),
                  .colour = chain_as_text(lane->colour),
                  .text = lane->name,
                  .x = at.x,
                  .y = at.y};
    Extent said = ui_measure(ui, &name);
    Label meaning = {.type = type_sized(TYPE_C, 22, line),
                     .colour = SLATE,
                     .text = lane->meaning,
                     .x = at.x + said.w + 18,
                     .y = at.y};
    Extent told = ui_measure(ui, &meaning);
    bool has_meaning = lane->meaning.n && zoom > 0.75f && said.w + 18 + told.w <= room;
    float w = said.w + (has_meaning ? 18 + told.w : 0);
    ui_round(ui, (Rect){at.x - 8, at.y, w + 16, fmaxf(line, said.h)}, 8, colour_faded(MOON, 0.9f));
    ui_text(ui, &name);
    if (has_meaning) {
        ui_text(ui, &meaning);
    }
}

static void draw_disc(App *app, const ChainGraph *graph, const ChainChoice *choice, int index)
{
    Ui *ui = &app->ui;
    const Lane *lane = &graph->data->lanes[index];
    bool is_chosen = str_eq(lane->id, choice->lane) && !choice->member.n;
    float zoom = graph->view.zoom;
    float radius = fmaxf(26, (graph->is_tall ? DISC_TALL : DISC_WIDE) * zoom);
    float r = ui_is_pressed(ui, choice->lane_action, 0, lane->id) ? radius * 0.975f : radius;
    Point at = disc_of(graph, index);
    Point centre = view_at(&graph->view, at);
    chain_disc(app, centre, r, r * 9 / 68, r * 66 / 68, lane);
    if (is_chosen) {
        ui_ring(ui, centre, r - 3.5f, 7, 0, 360, colour_faded(GAMBOGE, choice->chosen));
        float out = (graph->is_tall ? DISC_TALL : DISC_WIDE) * 0.71f;
        *choice->pearl = (Point){at.x + out, at.y - out};
    }
    Rect box = {centre.x - radius, centre.y - radius, 2 * radius, 2 * radius};
    ui_target(ui, box, choice->lane_action, 0, lane->id, lane->name);
}

// A stage whose members are still to be recorded.
static void draw_pending(App *app, const ChainGraph *graph, int lane)
{
    Ui *ui = &app->ui;
    Rect box = view_rect(&graph->view, graph->graph.lanes[lane].area);
    Path frame = ui_path_begin(ui);
    path_rect(&frame, (Rect){1.5f, 1.5f, box.w - 3, box.h - 3});
    OutlineStyle dashes = {.is_stroke = true, .width = 3, .dash = 10, .gap = 8};
    ui_stroke(ui, &frame, box.x, box.y, dashes, CLEAR_BLUE);
    if (box.w > 100 && box.h > 40) {
        ui_text_in(ui, theme_type(TYPE_C), SLATE, box, app_label(app, "chains.pending"));
    }
}

// ---- cards and links ------------------------------------------------------------------------

static bool shows(const ChainGraph *graph, Rect box)
{
    const Rect *view = &graph->view.box;
    return box.x < view->x + view->w + 60 && box.x + box.w > view->x - 60 &&
           box.y < view->y + view->h + 60 && box.y + box.h > view->y - 60;
}

// On entry the cards settle into their places from the stage they belong to.
static Rect card_box(const ChainGraph *graph, const ChainChoice *choice, int node)
{
    Rect box = view_rect(&graph->view, graph->graph.boxes[node]);
    if (choice->entered < 1) {
        Point disc = view_at(&graph->view, disc_of(graph, graph->data->nodes[node].lane));
        float away = 0.22f * (1 - choice->entered);
        box.x += (disc.x - box.x - box.w / 2) * away;
        box.y += (disc.y - box.y - box.h / 2) * away;
    }
    return box;
}

static void draw_card(App *app, const ChainGraph *graph, const ChainChoice *choice, int node)
{
    const Node *n = &graph->data->nodes[node];
    Rect box = card_box(graph, choice, node);
    if (!shows(graph, box)) {
        return;
    }
    bool is_chosen = is_member(graph, node, choice->member);
    bool is_lit =
        !has_choice(choice) || is_node_lit(graph, node, choice->member, choice->lane, choice->link);
    ChainCard card = {.member = n->member,
                      .box = box,
                      .pigment = graph->data->lanes[n->lane].colour,
                      .zoom = graph->view.zoom,
                      .chosen = is_chosen ? choice->chosen : 0,
                      .faded = is_lit ? 0 : choice->chosen,
                      .has_role = graph->has_role,
                      .is_pressed =
                          ui_is_pressed(&app->ui, choice->member_action, 0, n->member->id)};
    chain_card(app, &card);
    if (is_chosen) {
        Rect at = graph->graph.boxes[node];
        *choice->pearl = (Point){at.x + at.w, at.y};
    }
}

static ChainLink link_of(const ChainGraph *graph, const ChainChoice *choice, int bond, bool is_lit)
{
    return (ChainLink){.view = &graph->view,
                       .curve = &graph->graph.curves[bond],
                       .type = graph->data->bonds[bond].link->type,
                       .drawn = choice->linked,
                       .faded = is_lit || !has_choice(choice) ? 0 : choice->chosen,
                       .chosen = is_lit ? choice->chosen : 0};
}

static bool link_shows(const ChainGraph *graph, int bond)
{
    const GraphCurve *curve = &graph->graph.curves[bond];
    Rect bounds = {0};
    for (int i = 0; i < curve->count; i++) {
        Point p = curve->points[i];
        bounds = both(bounds, (Rect){p.x, p.y, 1, 1});
    }
    return curve->count && shows(graph, view_rect(&graph->view, bounds));
}

// Those that step back first, those in front last.
static void draw_links(App *app, const ChainGraph *graph, const ChainChoice *choice, bool is_sign)
{
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < graph->data->bond_count; i++) {
            bool is_lit = is_bond_lit(graph, i, choice->member, choice->lane, choice->link);
            if (is_lit != (pass == 1) || !link_shows(graph, i)) {
                continue;
            }
            ChainLink link = link_of(graph, choice, i, is_lit);
            Str id = graph->data->bonds[i].link->id;
            if (is_sign) {
                chain_link_sign(app, &link, ui_is_pressed(&app->ui, choice->link_action, 0, id));
            } else {
                chain_link(app, &link);
            }
        }
    }
}

// Signs first: a card keeps its whole face to itself.
static void add_targets(App *app, const ChainGraph *graph, const ChainChoice *choice)
{
    Ui *ui = &app->ui;
    const ChainData *data = graph->data;
    for (int i = 0; i < data->bond_count; i++) {
        const GraphCurve *curve = &graph->graph.curves[i];
        if (curve->count) {
            Point at = view_at(&graph->view, curve->sign);
            const Link *link = data->bonds[i].link;
            ui_target(ui,
                      (Rect){at.x - GRAPH_SIGN, at.y - GRAPH_SIGN, 2 * GRAPH_SIGN, 2 * GRAPH_SIGN},
                      choice->link_action, 0, link->id, link->relation);
        }
    }
    for (int i = 0; i < data->node_count; i++) {
        const Member *member = data->nodes[i].member;
        ui_target(ui, view_rect(&graph->view, graph->graph.boxes[i]), choice->member_action, 0,
                  member->id, member->short_name);
    }
}

static void draw_words(App *app, const ChainGraph *graph, const ChainChoice *choice)
{
    Rect busy[MAX_BUSY];
    int count = 0;
    const ChainData *data = graph->data;
    for (int i = 0; i < data->node_count && count < MAX_BUSY; i++) {
        if (is_node_lit(graph, i, choice->member, STR_NONE, choice->link)) {
            busy[count++] = view_rect(&graph->view, graph->graph.boxes[i]);
        }
    }
    LinkWords words = {.count = 0};
    for (int i = 0; i < data->bond_count; i++) {
        if (is_bond_lit(graph, i, choice->member, STR_NONE, choice->link) &&
            graph->graph.curves[i].count) {
            chain_words_add(app, &words, view_at(&graph->view, graph->graph.curves[i].sign),
                            data->bonds[i].link->relation, busy, count, graph->view.box);
        }
    }
    chain_words(app, &words, choice->chosen);
}

// One pearl marks the choice; from the last choice it jumps in a low arc.
static void draw_pearl(App *app, const ChainGraph *graph, const ChainChoice *choice)
{
    if (choice->pearl->x <= NOWHERE.x) {
        return;
    }
    Point at = view_at(&graph->view, *choice->pearl);
    if (choice->has_pearl_from && choice->chosen < 1) {
        Point from = view_at(&graph->view, choice->pearl_from);
        float t = choice->chosen;
        at.x = lerpf(from.x, at.x, t);
        at.y = lerpf(from.y, at.y, t) - 24 * sinf(3.14159265f * t);
    }
    ui_pearl(&app->ui, at, 15);
}

// What lies beyond the window's edges.
static void draw_edges(App *app, const ChainGraph *graph)
{
    Ui *ui = &app->ui;
    const ChainView *view = &graph->view;
    Rect box = view->box;
    const GradientStop to[] = {{0, colour_faded(MOON, 0)}, {1, MOON}};
    const GradientStop from[] = {{0, MOON}, {1, colour_faded(MOON, 0)}};
    if (view->y->pos < view->y->limit - 2) {
        ui_gradient(ui, (Rect){box.x, box.y + box.h - 44, box.w, 44}, to, COUNT(to));
    }
    if (view->x->pos > 2) {
        ui_gradient_across(ui, (Rect){box.x, box.y, 36, box.h}, from, COUNT(from));
    }
    if (view->x->pos < view->x->limit - 2) {
        ui_gradient_across(ui, (Rect){box.x + box.w - 36, box.y, 36, box.h}, to, COUNT(to));
    }
}

void chain_graph(App *app, const ChainGraph *graph, const ChainChoice *choice)
{
    Ui *ui = &app->ui;
    const ChainData *data = graph->data;
    *choice->pearl = NOWHERE;
    Rect box = graph->view.box;
    ui_clip(ui, graph->is_tall ? box : (Rect){122, box.y - 8, box.x + box.w - 122, box.h + 8});
    draw_line(app, graph);
    ui_unclip(ui);
    ui_clip(ui, box);
    draw_threads(app, graph);
    draw_links(app, graph, choice, false);
    for (int i = 0; i < data->lane_count; i++) {
        if (graph->is_tall) {
            name_tall(app, graph, i);
        } else {
            name_wide(app, graph, i);
        }
        if (!data->lanes[i].count) {
            draw_pending(app, graph, i);
        }
    }
    add_targets(app, graph, choice);
    for (int i = 0; i < data->lane_count; i++) {
        draw_disc(app, graph, choice, i);
    }
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < data->node_count; i++) {
            if (is_member(graph, i, choice->member) == (pass == 1)) {
                draw_card(app, graph, choice, i);
            }
        }
    }
    draw_links(app, graph, choice, true);
    draw_words(app, graph, choice);
    draw_edges(app, graph);
    draw_pearl(app, graph, choice);
    ui_unclip(ui);
}
