#include "pages/chain.h"
#include "pages/chain_lanes.h"
#include "pages/chain_panel.h"
#include "pages/chain_signs.h"
#include "pages/chrome.h"
#include <stdio.h>
#include <string.h>

enum {
    TAP_MEMBER = ACTION_PAGE, // arg: id
    TAP_LANE,                 // arg: id
    TAP_CHAIN,
    TAP_STEP, // n: +1 or -1
};

// What PageMemory holds: in n, how far each lane is scrolled (dp), and last whether the route was
// read.
enum { ID_MEMBER, ID_LANE };
enum { MAX_KEPT = 7, N_OPENED = 7 };
enum { SCROLL_LANES, SCROLL_PANEL };
enum { MS_REVEAL = 360, CARD_H = 420 };

typedef struct {
    Glide glide;
    bool is_on;
} Reveal; // a scroll on its way

typedef struct {
    ChainData chain;
    Scroll *lane_scrolls;
    Subject subject;
    ArenaMark mark; // the subject is made anew above it
    Glide chosen;
    Point pearl, pearl_from;
    bool has_pearl_from;
    Reveal all, own;
    int own_lane;
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
                  &data->subject);
}

static void chain_opened(App *app, Page *page)
{
    ChainPage *data = arena_new(&page->arena, ChainPage, 1);
    page->data = data;
    int colon = str_find_char(page->arg, ':');
    Str id = colon < 0 ? page->arg : str_sub(page->arg, 0, colon);
    chain_load(app, &page->arena, id, &data->chain);
    int lanes = data->chain.lane_count;
    data->lane_scrolls = arena_new(&page->arena, Scroll, lanes);
    for (int i = 0; i < lanes; i++) {
        Scroll *scroll = &data->lane_scrolls[i];
        scroll->pos = i < MAX_KEPT ? (float)page->memory.n[i] : 0;
        scroll->limit = 1e6f; // until the lane is drawn
        scroll->at_ms = app->now_ms;
    }
    glide_set(&data->chosen, 1);
    if (!page->memory.n[N_OPENED] && colon >= 0) {
        Str choice = str_from_offset(page->arg, colon + 1);
        int lane;
        if (chain_member(&data->chain, choice, &lane)) {
            keep(page, ID_MEMBER, choice);
        } else if (chain_lane(&data->chain, choice)) {
            keep(page, ID_LANE, choice);
        }
    }
    page->memory.n[N_OPENED] = 1;
    data->is_new = true;
    data->mark = arena_mark(&page->arena);
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
                   .y = is_tall ? 60 : 48,
                   .w = is_tall ? 840 : 1096,
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
                  .y = is_tall ? 60 + title_h + 14 : 120,
                  .w = title.w,
                  .max_lines = 2,
                  .min_size = 24,
                  .is_balanced = ui_is_english(ui)};
    if (!is_tall) {
        lead.max_lines = 1;
    }
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

static void run_reveal(App *app, Reveal *reveal, Scroll *scroll)
{
    if (!reveal->is_on) {
        return;
    }
    if (scroll->is_held) {
        reveal->is_on = false; // the visitor's finger goes first
        return;
    }
    scroll->pos = glide_at(&reveal->glide, app->now_ms);
    scroll->velocity = 0;
    reveal->is_on = glide_is_moving(&reveal->glide, app->now_ms);
    if (reveal->is_on) {
        ui_animate(&app->ui);
    }
}

enum { SIBLINGS_H = 220 };

// Portrait: the card's top, below the slip (which is longer in English).
static float card_y(const Ui *ui)
{
    return ui_is_english(ui) ? 420 : 360;
}

// Portrait: what is left for the card, with or without the row of siblings.
static float card_height(App *app, const ChainPage *data, bool *has_siblings)
{
    float lanes = data->chain.member_count ? chain_lanes_height(app, &data->chain) : 340;
    float room = 1800 - card_y(&app->ui) - 20 - lanes;
    *has_siblings = data->chain.sibling_count > 0 && room - SIBLINGS_H >= CARD_H;
    float most = data->chain.member_count ? 780 : 560;
    return clampf(*has_siblings ? room - SIBLINGS_H : room, CARD_H, most);
}

static LaneView lane_view(App *app, Page *page)
{
    ChainPage *data = page->data;
    bool has_siblings;
    float card = app->ui.is_portrait ? card_height(app, data, &has_siblings) : 0;
    return (LaneView){
        .data = &data->chain,
        .member = kept(page, ID_MEMBER),
        .lane = kept(page, ID_LANE),
        .chosen = chosen_at(app, data),
        .pearl = &data->pearl,
        .pearl_from = data->pearl_from,
        .has_pearl_from = data->has_pearl_from,
        .scroll = &page->scrolls[SCROLL_LANES],
        .lane_scrolls = data->lane_scrolls,
        .top = card_y(&app->ui) + card + 20,
        .member_action = TAP_MEMBER,
        .lane_action = TAP_LANE,
        .step_action = TAP_STEP,
    };
}

static void draw_lanes(App *app, Page *page)
{
    ChainPage *data = page->data;
    Ui *ui = &app->ui;
    LaneView view = lane_view(app, page);
    if (!data->chain.member_count) {
        Rect box = ui->is_portrait ? (Rect){48, (view.top + 1540) / 2 - 100, 984, 200}
                                   : (Rect){432, 400, 700, 180};
        chrome_empty(app, box, app_label(app, "empty.chain"), app_label(app, "empty.chain.hint"));
        return;
    }
    if (data->is_new) {
        int lane;
        float all, own;
        if (chain_member(&data->chain, view.member, &lane)) {
            chain_lanes_reveal(app, &view, view.member, &all, &own);
            view.scroll->pos = all;
            data->lane_scrolls[lane].pos = own;
        }
        data->is_new = false;
    }
    run_reveal(app, &data->all, view.scroll);
    if (data->own_lane < data->chain.lane_count) {
        run_reveal(app, &data->own, &data->lane_scrolls[data->own_lane]);
    }
    chain_lanes(app, &view);
    for (int i = 0; i < data->chain.lane_count && i < MAX_KEPT; i++) {
        page->memory.n[i] = (int)data->lane_scrolls[i].pos;
    }
}

// Where a short chain leaves room: the other chains of its group.
static void draw_siblings(App *app, const ChainPage *data)
{
    Ui *ui = &app->ui;
    const ChainData *chain = &data->chain;
    bool is_tall = ui->is_portrait;
    bool has_room;
    if (is_tall) {
        card_height(app, data, &has_room);
    } else {
        has_room = !chain->member_count || chain_lanes_height(app, chain) <= 720;
    }
    if (!has_room || !chain->sibling_count) {
        return;
    }
    float x = is_tall ? 48 : 232;
    float y = is_tall ? 1604 : 800;
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
        chain_tile(app, &chain->siblings[i], (Rect){x + pitch * (float)i, y, pitch - 15, 112});
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
    draw_head(app, data);
    draw_siblings(app, data);
    draw_lanes(app, page);
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

static void aim(App *app, Reveal *reveal, float from, float to)
{
    reveal->is_on = fabsf(to - from) > 1;
    glide_set(&reveal->glide, from);
    glide_aim(&reveal->glide, to, app->now_ms, app->ui.modes.is_reduced ? 0 : MS_REVEAL);
}

static void reveal(App *app, Page *page, Str member)
{
    ChainPage *data = page->data;
    LaneView view = lane_view(app, page);
    float all, own;
    chain_lanes_reveal(app, &view, member, &all, &own);
    int lane = 0;
    if (!chain_member(&data->chain, member, &lane)) {
        return;
    }
    Scroll *scroll = &data->lane_scrolls[lane];
    aim(app, &data->all, view.scroll->pos, clampf(all, 0, view.scroll->limit));
    aim(app, &data->own, scroll->pos, clampf(own, 0, scroll->limit));
    data->own_lane = lane;
}

static void choose(App *app, Page *page, Str member, Str lane)
{
    ChainPage *data = page->data;
    data->has_pearl_from = data->pearl.x > -500;
    data->pearl_from = data->pearl;
    keep(page, ID_MEMBER, member);
    keep(page, ID_LANE, lane);
    glide_set(&data->chosen, 0);
    glide_aim(&data->chosen, 1, app->now_ms, MS_SELECT);
    scroll_to(&page->scrolls[SCROLL_PANEL], 0);
    load_subject(app, page);
    reveal(app, page, member);
}

static void step(App *app, Page *page, int n)
{
    ChainPage *data = page->data;
    const Scroll *scroll = &page->scrolls[SCROLL_LANES];
    float to = scroll->pos + (float)n * 888; // four lanes on
    aim(app, &data->all, scroll->pos, clampf(to, 0, scroll->limit));
}

static void chain_tapped(App *app, Page *page, const Target *target)
{
    bool is_again = false;
    switch (target->action) {
    case TAP_MEMBER:
        is_again = str_eq(target->arg, kept(page, ID_MEMBER));
        choose(app, page, is_again ? STR_NONE : target->arg, STR_NONE);
        return;
    case TAP_LANE:
        is_again = str_eq(target->arg, kept(page, ID_LANE)) && !kept(page, ID_MEMBER).n;
        choose(app, page, STR_NONE, is_again ? STR_NONE : target->arg);
        return;
    case TAP_STEP:
        step(app, page, target->n);
        return;
    case TAP_CHAIN:
        choose(app, page, STR_NONE, STR_NONE);
        return;
    default:
        return;
    }
}

const PageClass page_chain = {.name = "chain",
                              .section = "chains",
                              .has_bar = true,
                              .opened = chain_opened,
                              .drawn = chain_drawn,
                              .tapped = chain_tapped};
