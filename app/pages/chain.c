#include "pages/chain.h"
#include "pages/chain_graph.h"
#include "pages/chain_key.h"
#include "pages/chain_panel.h"
#include "pages/chain_signs.h"
#include "pages/chrome.h"
#include <stdio.h>
#include <string.h>

enum {
    TAP_MEMBER = ACTION_PAGE, // arg: id
    TAP_LANE,                 // arg: id
    TAP_LINK,                 // arg: id
    TAP_CHAIN,
    TAP_NEARER,
    TAP_FARTHER,
    TAP_WHOLE,
};

// What PageMemory holds: the chosen ids, whether the route was read, and the zoom.
enum { ID_MEMBER, ID_LANE, ID_LINK };
enum { N_OPENED };
enum { SCROLL_X, SCROLL_PANEL, SCROLL_Y };
enum {
    GRAPH_X = 188,
    GRAPH_Y = 190,
    GRAPH_W = 1184,
    FOOT_Y = 958, // landscape: where the window ends
    TALL_FOOT = 1796,
    SIBLINGS_H = 220,
    CARD_H = 420,
    TOOLS_H = 104, // portrait: the buttons above the graph
    MS_LINKS = 700,
    MS_CARDS = 520,
};

typedef struct {
    ChainData chain;
    ChainGraph graph;
    uint64_t laid; // for which screen and language; 0: not yet
    Subject subject;
    bool has_subject;
    ArenaMark base, mark; // the graph is laid out above one, the subject made above the other
    Glide chosen;
    Point pearl, pearl_from; // in the graph
    bool has_pearl_from;
    bool is_new; // nothing drawn yet
} ChainPage;

static Str kept(const Page *page, int slot)
{
    return str_from(page->memory.id[slot]);
}

static void keep(Page *page, int slot, Str id)
{
    snprintf(page->memory.id[slot], sizeof page->memory.id[slot], "%.*s", STR_ARG(id));
}

// ---- opening --------------------------------------------------------------------------

static void load_subject(App *app, Page *page)
{
    ChainPage *data = page->data;
    arena_release(&page->arena, data->mark);
    chain_subject(app, &page->arena, &data->chain, kept(page, ID_MEMBER), kept(page, ID_LANE),
                  kept(page, ID_LINK), &data->subject);
}

static void read_choice(Page *page, Str choice)
{
    ChainPage *data = page->data;
    int lane;
    if (chain_member(&data->chain, choice, &lane)) {
        keep(page, ID_MEMBER, choice);
    } else if (chain_lane(&data->chain, choice)) {
        keep(page, ID_LANE, choice);
    } else if (chain_bond(&data->chain, choice)) {
        keep(page, ID_LINK, choice);
    }
}

static void chain_opened(App *app, Page *page)
{
    ChainPage *data = arena_new(&page->arena, ChainPage, 1);
    page->data = data;
    int colon = str_find_char(page->arg, ':');
    Str id = colon < 0 ? page->arg : str_sub(page->arg, 0, colon);
    chain_load(app, &page->arena, id, &data->chain);
    glide_set(&data->chosen, 1);
    if (!page->memory.n[N_OPENED] && colon >= 0) {
        read_choice(page, str_from_offset(page->arg, colon + 1));
    }
    page->memory.n[N_OPENED] = 1;
    data->graph.view.zoom = page->memory.zoom;
    data->graph.view.x = &page->scrolls[SCROLL_X];
    data->graph.view.y = &page->scrolls[SCROLL_Y];
    data->is_new = true;
    data->base = data->mark = arena_mark(&page->arena);
    load_subject(app, page);
}

// ---- places -----------------------------------------------------------------------------

// Portrait: the card's top, below the slip (which is longer in English).
static float card_y(const Ui *ui)
{
    return ui_is_english(ui) ? 420 : 360;
}

static bool has_tools(const ChainPage *data)
{
    const ChainView *view = &data->graph.view;
    return view_fit(view) < 0.999f || !view_is_whole(view);
}

static float key_height(App *app, const ChainPage *data)
{
    return data->chain.node_count ? chain_key(app, &data->chain, (Rect){48, 0, 640, 0}, false) : 0;
}

// Portrait: what the card leaves to the graph, the row above it included.
static float card_height(App *app, const ChainPage *data, bool *has_siblings)
{
    float lanes = data->chain.lane_count ? chain_graph_height(&data->graph) : 340;
    lanes += fmaxf(key_height(app, data), view_fit(&data->graph.view) < 0.999f ? TOOLS_H : 0) + 28;
    float room = TALL_FOOT - card_y(&app->ui) - 20 - lanes;
    *has_siblings = data->chain.sibling_count > 0 && room - SIBLINGS_H >= CARD_H;
    float most = data->chain.node_count ? 780 : 560;
    return clampf(*has_siblings ? room - SIBLINGS_H : room, CARD_H, most);
}

static bool has_siblings_wide(const ChainPage *data)
{
    return data->chain.sibling_count > 0 &&
           (!data->chain.lane_count || chain_graph_height(&data->graph) <= 540);
}

// Where the graph is seen; in portrait below the card and the row with the key and the buttons.
static Rect window_of(App *app, const ChainPage *data)
{
    const Ui *ui = &app->ui;
    if (!ui->is_portrait) {
        float foot = has_siblings_wide(data) ? 740 : FOOT_Y;
        return (Rect){GRAPH_X, GRAPH_Y, GRAPH_W, foot - GRAPH_Y};
    }
    bool has_siblings;
    float top = card_y(ui) + card_height(app, data, &has_siblings) + 20;
    top += fmaxf(key_height(app, data), has_tools(data) ? TOOLS_H : 0) + 16;
    float foot = has_siblings ? TALL_FOOT - SIBLINGS_H + 16 : TALL_FOOT;
    return (Rect){0, top, ui->w, foot - top};
}

// ---- layout -----------------------------------------------------------------------------

static uint64_t screen_key(const App *app)
{
    return 1 + (uint64_t)app->ui.is_portrait + 2 * (uint64_t)app->ui.modes.is_large +
           4 * (uint64_t)ui_is_english(&app->ui);
}

static void lay_graph(App *app, Page *page)
{
    ChainPage *data = page->data;
    if (data->laid == screen_key(app) || !data->chain.lane_count) {
        return;
    }
    bool was_laid = data->laid != 0;
    data->laid = screen_key(app);
    arena_release(&page->arena, data->base);
    Rect box = {GRAPH_X, GRAPH_Y, GRAPH_W, FOOT_Y - GRAPH_Y};
    if (app->ui.is_portrait) {
        box = (Rect){0, 0, app->ui.w, TALL_FOOT - card_y(&app->ui) - CARD_H - 60};
    }
    chain_graph_lay(app, &page->arena, &data->chain, box, &data->graph);
    data->mark = arena_mark(&page->arena);
    if (was_laid) {
        data->graph.view.zoom = 0;
    }
    chain_graph_frame(&data->graph, box);
    load_subject(app, page);
}

// ---- drawing ----------------------------------------------------------------------------

static void draw_head(App *app, const ChainPage *data)
{
    Ui *ui = &app->ui;
    const ChainData *chain = &data->chain;
    bool is_tall = ui->is_portrait;
    float x = is_tall ? 192 : 232;
    Label title = {.type = type_sized(TYPE_H1, ui_is_english(ui) ? 40 : 56, 68),
                   .colour = INK,
                   .text = chain->chain.name,
                   .x = x,
                   .y = is_tall ? 60 : 34,
                   .w = is_tall ? 840 : 1120,
                   .max_lines = is_tall ? 2 : 1,
                   .min_size = is_tall ? 40 : 30};
    float title_h = ui_text(ui, &title).h;
    int stages = 0;
    for (int i = 0; i < chain->lane_count; i++) {
        stages += !chain->lanes[i].is_whole;
    }
    if (!chain->member_count) {
        return;
    }
    bool is_one = chain->member_count == 1;
    const char *wording = stages > 1 ? is_one ? "chain.lead.one" : "chain.lead"
                          : is_one   ? "chain.lead.flat.one"
                                     : "chain.lead.flat";
    Str text = app_label(app, wording);
    text = app_fill(app, text, "stages", str_format(ui->frame, "%d", stages));
    text = app_fill(app, text, "members", str_format(ui->frame, "%d", chain->member_count));
    Label lead = {.type = theme_type(TYPE_B1),
                  .colour = NIGHT_GREY,
                  .text = text,
                  .x = x,
                  .y = is_tall ? 60 + title_h + 14 : 102,
                  .w = title.w,
                  .max_lines = is_tall ? 2 : 1,
                  .min_size = 24,
                  .is_balanced = ui_is_english(ui)};
    ui_text(ui, &lead);
}

static float chosen_at(App *app, const ChainPage *data)
{
    if (app->ui.modes.is_reduced) {
        return 1;
    }
    if (glide_is_moving(&data->chosen, app->now_ms)) {
        ui_animate(&app->ui);
    }
    return glide_at(&data->chosen, app->now_ms);
}

static void round_button(App *app, Point centre, const char *icon, int action, const char *label)
{
    Ui *ui = &app->ui;
    const float r = 44;
    Rect box = {centre.x - r, centre.y - r, 2 * r, 2 * r};
    bool is_pressed = ui_is_pressed(ui, action, 0, STR_NONE);
    ui_shadow(ui, box, r, ELEVATION_RESTING);
    ui_disc(ui, centre, is_pressed ? r * 0.975f : r, is_pressed ? CLOUD : WHITEWASH);
    ui_icon(ui, icon, (Rect){centre.x - 24, centre.y - 24, 48, 48}, DEEP);
    ui_target(ui, box, action, 0, STR_NONE, app_label(app, label));
}

// Nearer, farther, the whole: in landscape below the slip, in portrait beside the key.
static void draw_tools(App *app, const ChainPage *data, Rect window)
{
    static const struct {
        const char *icon, *label;
        int action;
    } TOOLS[] = {{"zoom-in", "photo.zoom-in", TAP_NEARER},
                 {"zoom-out", "photo.zoom-out", TAP_FARTHER},
                 {"fit", "chain.whole.view", TAP_WHOLE}};
    if (!data->chain.node_count || !has_tools(data)) {
        return;
    }
    for (int i = 0; i < COUNT(TOOLS); i++) {
        Point at = app->ui.is_portrait
                       ? (Point){app->ui.w - 48 - 44 - 104 * (float)(2 - i), window.y - 16 - 52}
                       : (Point){122, 676 + 104 * (float)i};
        round_button(app, at, TOOLS[i].icon, TOOLS[i].action, TOOLS[i].label);
    }
}

static void draw_key(App *app, const ChainPage *data, Rect window)
{
    float h = key_height(app, data);
    if (!app->ui.is_portrait) {
        chain_key(app, &data->chain, (Rect){232, 152, 1130, 40}, true);
        return;
    }
    float room = fmaxf(h, has_tools(data) ? TOOLS_H : 0);
    chain_key(app, &data->chain, (Rect){48, window.y - 16 - (room + h) / 2, 640, h}, true);
}

static void draw_graph(App *app, Page *page)
{
    ChainPage *data = page->data;
    Ui *ui = &app->ui;
    Rect window = window_of(app, data);
    if (!data->chain.node_count && !data->chain.lane_count) {
        Rect box = ui->is_portrait ? (Rect){48, window.y + (window.h - 200) / 2 - 40, 984, 200}
                                   : (Rect){432, 400, 700, 180};
        chrome_empty(app, box, app_label(app, "empty.chain"), app_label(app, "empty.chain.hint"));
        return;
    }
    chain_graph_frame(&data->graph, window);
    if (data->is_new && page->memory.zoom <= 0) {
        Rect focus;
        if (chain_graph_focus(&data->graph, kept(page, ID_MEMBER), kept(page, ID_LANE),
                              kept(page, ID_LINK), &focus)) {
            view_show(&data->graph.view, focus, app->now_ms, 0);
        }
    }
    data->is_new = false;
    if (view_run(&data->graph.view, app->now_ms)) {
        ui_animate(ui);
    }
    page->memory.zoom = view_aim(&data->graph.view);
    ChainChoice choice = {.member = kept(page, ID_MEMBER),
                          .lane = kept(page, ID_LANE),
                          .link = kept(page, ID_LINK),
                          .chosen = chosen_at(app, data),
                          .entered = page_sweep(app, page, 0, MS_CARDS),
                          .linked = page_sweep(app, page, 240, MS_LINKS),
                          .pearl = &data->pearl,
                          .pearl_from = data->pearl_from,
                          .has_pearl_from = data->has_pearl_from,
                          .member_action = TAP_MEMBER,
                          .lane_action = TAP_LANE,
                          .link_action = TAP_LINK};
    chain_graph(app, &data->graph, &choice);
    draw_key(app, data, window);
    draw_tools(app, data, window);
}

// Where a short chain leaves room: the other chains of its group.
static void draw_siblings(App *app, const ChainPage *data)
{
    Ui *ui = &app->ui;
    const ChainData *chain = &data->chain;
    bool is_tall = ui->is_portrait;
    bool has_room = has_siblings_wide(data);
    if (is_tall) {
        card_height(app, data, &has_room);
    }
    if (!has_room) {
        return;
    }
    float x = is_tall ? 48 : 232;
    float y = is_tall ? 1646 : 800;
    float pitch = is_tall ? 250 : 222;
    int count = is_tall ? 4 : 5;
    Label head = {.type = type_sized(TYPE_H3, 26, 36),
                  .colour = DEEP,
                  .text = app_label_fill(app, "chain.siblings", "group", chain->group),
                  .x = x,
                  .y = y - 54};
    float w = ui_text(ui, &head).w;
    float end = is_tall ? 1032 : 1328;
    ui_fill(ui, (Rect){x + w + 20, y - 36, end - x - w - 20, 2}, HAIRLINE);
    for (int i = 0; i < chain->sibling_count && i < count; i++) {
        chain_tile(app, &chain->siblings[i], NULL,
                   (Rect){x + pitch * (float)i, y, pitch - 15, 112});
    }
}

static void chain_drawn(App *app, Page *page)
{
    ChainPage *data = page->data;
    Ui *ui = &app->ui;
    chrome_backdrop(app, 0);
    if (!data->chain.is_found) {
        chrome_empty(app, (Rect){ui->w / 2 - 400, ui->h / 2 - 90, 800, 180},
                     app_label(app, "empty.page"), app_label(app, "empty.page.hint"));
        return;
    }
    lay_graph(app, page);
    draw_head(app, data);
    draw_siblings(app, data);
    draw_graph(app, page);
    // The line comes from behind the slip.
    chrome_slip(app, app_label(app, "nav.chains"), app_label(app, "chains.slip.latin"));
    ChainPanel panel = {.data = &data->chain,
                        .subject = &data->subject,
                        .box = {1376, 0, 544, 960},
                        .scroll = &page->scrolls[SCROLL_PANEL],
                        .member_action = TAP_MEMBER,
                        .chain_action = TAP_CHAIN};
    if (ui->is_portrait) {
        bool has_siblings;
        panel.box = (Rect){48, card_y(ui), 984, card_height(app, data, &has_siblings)};
    }
    chain_panel(app, &panel);
}

// ---- touch --------------------------------------------------------------------------------

static int glide_ms(const App *app)
{
    return app->ui.modes.is_reduced ? 0 : MS_VIEW;
}

static void choose(App *app, Page *page, int slot, Str id)
{
    ChainPage *data = page->data;
    bool is_again = slot >= 0 && str_eq(kept(page, slot), id) &&
                    (slot == ID_MEMBER || !kept(page, ID_MEMBER).n);
    char chosen[sizeof page->memory.id[0]];
    snprintf(chosen, sizeof chosen, "%.*s", STR_ARG(id));
    data->has_pearl_from = data->pearl.x > -500;
    data->pearl_from = data->pearl;
    for (int i = 0; i <= ID_LINK; i++) {
        keep(page, i, i == slot && !is_again ? str_from(chosen) : STR_NONE);
    }
    glide_set(&data->chosen, 0);
    glide_aim(&data->chosen, 1, app->now_ms, MS_SELECT);
    scroll_to(&page->scrolls[SCROLL_PANEL], 0);
    load_subject(app, page);
    Rect focus;
    if (data->laid && chain_graph_focus(&data->graph, kept(page, ID_MEMBER), kept(page, ID_LANE),
                                        kept(page, ID_LINK), &focus)) {
        view_show(&data->graph.view, focus, app->now_ms, glide_ms(app));
    }
}

static void chain_tapped(App *app, Page *page, const Target *target)
{
    ChainPage *data = page->data;
    ChainView *view = &data->graph.view;
    const float STEP = 1.4f;
    switch (target->action) {
    case TAP_MEMBER:
        choose(app, page, ID_MEMBER, target->arg);
        return;
    case TAP_LANE:
        choose(app, page, ID_LANE, target->arg);
        return;
    case TAP_LINK:
        choose(app, page, ID_LINK, target->arg);
        return;
    case TAP_CHAIN:
        choose(app, page, -1, STR_NONE);
        return;
    case TAP_NEARER:
        view_zoom_by(view, STEP, app->now_ms, glide_ms(app));
        return;
    case TAP_FARTHER:
        view_zoom_by(view, 1 / STEP, app->now_ms, glide_ms(app));
        return;
    case TAP_WHOLE:
        view_whole(view, app->now_ms, glide_ms(app));
        return;
    default:
        return;
    }
}

static void chain_gesture(App *app, Page *page, const Gesture *g)
{
    ChainPage *data = page->data;
    ChainView *view = &data->graph.view;
    if (!data->laid) {
        return;
    }
    bool is_inside = rect_has(view->box, g->from);
    switch (g->kind) {
    case GESTURE_DRAG_BEGIN:
    case GESTURE_DRAG:
        if (is_inside) {
            view_drag(view, g->delta);
        }
        return;
    case GESTURE_DRAG_END:
        view_release(view, g->velocity, app->now_ms);
        return;
    case GESTURE_PINCH:
        if (rect_has(view->box, g->at)) {
            view_pinch(view, g->at, g->scale, g->delta);
        }
        return;
    case GESTURE_PINCH_END:
        view_pinch_end(view, app->now_ms, glide_ms(app));
        return;
    case GESTURE_DOUBLE_TAP:
        if (is_inside) {
            view_whole(view, app->now_ms, glide_ms(app));
        }
        return;
    default:
        return;
    }
}

static bool chain_takes_drag(App *app, Page *page, Point from)
{
    (void)app;
    const ChainPage *data = page->data;
    return data->laid && !view_is_whole(&data->graph.view) && rect_has(data->graph.view.box, from);
}

const PageClass page_chain = {.name = "chain",
                              .section = "chains",
                              .has_bar = true,
                              .opened = chain_opened,
                              .drawn = chain_drawn,
                              .tapped = chain_tapped,
                              .gesture = chain_gesture,
                              .takes_drag = chain_takes_drag};
