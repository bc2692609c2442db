#include "pages/chain_data.h"
#include "pages/chain_signs.h"
#include "pages/parts.h"
#include <stdlib.h>

enum { MAX_ONWARD = 64 };

// ---- lanes --------------------------------------------------------------------------

static bool is_of_stage(const Member *member, const StageList *stages)
{
    for (int i = 0; i < stages->count; i++) {
        if (str_eq(member->stage, stages->items[i].id)) {
            return true;
        }
    }
    return false;
}

// The members of a stage, or (NULL) of none.
static void gather(Arena *arena, const MemberList *all, const StageList *stages, const Stage *stage,
                   Lane *lane)
{
    Member *members = arena_new(arena, Member, all->count);
    for (int i = 0; i < all->count; i++) {
        const Member *member = &all->items[i];
        bool is_here = stage ? str_eq(member->stage, stage->id) : !is_of_stage(member, stages);
        if (is_here) {
            members[lane->count++] = *member;
        }
    }
    lane->members = members;
}

static bool are_roles(const Lane *lane)
{
    for (int i = 0; i < lane->count; i++) {
        if (!str_is(lane->members[i].kind, "role")) {
            return false;
        }
    }
    return lane->count > 0;
}

// As app_fill, but into the page: there is no frame yet when a page is opened.
static Str fill(Arena *arena, Str text, const char *mark, Str value)
{
    int at = str_find(text, str_from(mark));
    if (at < 0) {
        return text;
    }
    Str rest = str_from_offset(text, at + str_from(mark).n);
    return str_format(arena, "%.*s%.*s%.*s", at, text.p, STR_ARG(value), STR_ARG(rest));
}

// Members of no stage: those who pass word along the chain, or who serve all of it.
static void name_whole(App *app, Arena *arena, Lane *lane, bool is_only)
{
    lane->id = STR("whole");
    lane->is_whole = true;
    lane->colour = DEEP_BLUE;
    if (is_only) {
        lane->name = str_dup(arena, app_label(app, "chain.members"));
    } else if (are_roles(lane)) {
        Str text = app_label(app, "chain.feedback.line");
        text = fill(arena, text, "{from}", lane->members[0].short_name);
        text = fill(arena, text, "{to}", lane->members[lane->count - 1].short_name);
        text = fill(arena, text, "{n}", str_format(arena, "%d", lane->count));
        lane->name = str_dup(arena, app_label(app, "chain.feedback"));
        lane->meaning = text;
    } else {
        lane->name = str_dup(arena, app_label(app, "chain.whole"));
        lane->meaning = str_dup(arena, app_label(app, "chain.whole.line"));
    }
}

static void load_lanes(App *app, Arena *arena, ChainData *out)
{
    StageList stages;
    MemberList members;
    store_stages(app->store, arena, out->chain.id, &stages, NULL);
    store_members(app->store, arena, out->chain.id, STR_NONE, STR_NONE, &members, NULL);
    out->member_count = out->chain.member_count;
    out->lanes = arena_new(arena, Lane, stages.count + 1);
    for (int i = 0; i < stages.count; i++) {
        const Stage *stage = &stages.items[i];
        Lane *lane = &out->lanes[out->lane_count++];
        *lane = (Lane){.id = stage->id,
                       .name = stage->name,
                       .meaning = stage->meaning,
                       .glyph = stage->glyph,
                       .colour = chain_pigment(stage->colour, i)};
        gather(arena, &members, &stages, stage, lane);
    }
    Lane whole = {0};
    gather(arena, &members, &stages, NULL, &whole);
    if (whole.count) {
        name_whole(app, arena, &whole, stages.count == 0);
        out->lanes[out->lane_count++] = whole;
    }
    out->nodes = arena_new(arena, Node, members.count);
    for (int i = 0; i < out->lane_count; i++) {
        for (int m = 0; m < out->lanes[i].count; m++) {
            out->nodes[out->node_count++] = (Node){&out->lanes[i].members[m], i};
        }
    }
}

// The two places nearest each other, where a member stands in more than one stage.
static bool join(const ChainData *data, Str from, Str to, Bond *out)
{
    int least = -1;
    for (int a = 0; a < data->node_count; a++) {
        for (int b = 0; b < data->node_count; b++) {
            bool is_pair = str_eq(data->nodes[a].member->id, from) &&
                           str_eq(data->nodes[b].member->id, to) && a != b;
            int gap = abs(data->nodes[a].lane - data->nodes[b].lane);
            if (is_pair && (least < 0 || gap < least)) {
                least = gap;
                out->from = a;
                out->to = b;
            }
        }
    }
    return least >= 0;
}

static bool member_of(Str entity, Str *id)
{
    bool is_member = str_starts(entity, STR("member:"));
    *id = is_member ? str_from_offset(entity, 7) : STR_NONE;
    return is_member;
}

static void load_links(App *app, Arena *arena, ChainData *out)
{
    store_chain_links(app->store, arena, out->chain.id, &out->links, NULL);
    out->bonds = arena_new(arena, Bond, out->links.count);
    for (int i = 0; i < out->links.count; i++) {
        Str from, to;
        Bond bond = {.link = &out->links.items[i]};
        if (member_of(bond.link->from, &from) && member_of(bond.link->to, &to) &&
            join(out, from, to, &bond)) {
            out->bonds[out->bond_count++] = bond;
        }
    }
}

static void load_standings(App *app, Arena *arena, ChainData *out)
{
    ChainList chains;
    MemberList members;
    store_chains(app->store, arena, STR_NONE, &chains, NULL);
    store_standings(app->store, arena, &members, NULL);
    out->standings = arena_new(arena, Standing, members.count);
    int at = 0;
    for (int i = 0; i < members.count; i++) {
        const Member *member = &members.items[i];
        for (int c = 0; c < chains.count; c++) { // they come chain by chain
            int here = (at + c) % chains.count;
            if (str_eq(chains.items[here].id, member->chain)) {
                at = here;
                out->standings[out->standing_count++] = (Standing){member, &chains.items[here]};
                break;
            }
        }
    }
}

static void load_siblings(App *app, Arena *arena, ChainData *out)
{
    GroupList groups;
    ChainList chains;
    store_chain_groups(app->store, arena, &groups, NULL);
    for (int i = 0; i < groups.count; i++) {
        if (str_eq(groups.items[i].id, out->chain.group)) {
            out->group = groups.items[i].name;
        }
    }
    store_chains(app->store, arena, out->chain.group, &chains, NULL);
    int self = 0;
    while (self < chains.count && !str_eq(chains.items[self].id, out->chain.id)) {
        self++;
    }
    out->siblings = arena_new(arena, Chain, chains.count);
    for (int i = 1; i < chains.count; i++) {
        out->siblings[out->sibling_count++] = chains.items[(self + i) % chains.count];
    }
}

void chain_load(App *app, Arena *arena, Str id, ChainData *out)
{
    *out = (ChainData){0};
    out->is_found = store_chain(app->store, arena, id, &out->chain);
    if (!out->is_found) {
        return;
    }
    load_lanes(app, arena, out);
    load_links(app, arena, out);
    load_standings(app, arena, out);
    load_siblings(app, arena, out);
}

const Lane *chain_lane(const ChainData *data, Str id)
{
    for (int i = 0; id.n && i < data->lane_count; i++) {
        if (str_eq(data->lanes[i].id, id)) {
            return &data->lanes[i];
        }
    }
    return NULL;
}

const Member *chain_member(const ChainData *data, Str id, int *lane)
{
    for (int i = 0; id.n && i < data->lane_count; i++) {
        for (int m = 0; m < data->lanes[i].count; m++) {
            if (str_eq(data->lanes[i].members[m].id, id)) {
                *lane = i;
                return &data->lanes[i].members[m];
            }
        }
    }
    return NULL;
}

const Bond *chain_bond(const ChainData *data, Str link)
{
    for (int i = 0; link.n && i < data->bond_count; i++) {
        if (str_eq(data->bonds[i].link->id, link)) {
            return &data->bonds[i];
        }
    }
    return NULL;
}

// ---- subjects -----------------------------------------------------------------------

static void add(Subject *out, Onward onward)
{
    if (!onward.title.n) {
        return;
    }
    for (int i = 0; i < out->onward_count; i++) {
        const Onward *other = &out->onward[i];
        bool is_same = str_eq(onward.member, other->member) && str_eq(onward.route, other->route) &&
                       onward.is_chain == other->is_chain;
        // A second relation to the same one is told, its place is not told again.
        if (is_same && (onward.is_plain || str_eq(onward.line, other->line))) {
            return;
        }
    }
    if (out->onward_count < MAX_ONWARD) {
        out->onward[out->onward_count++] = onward;
    }
}

static const Standing *standing_of(const ChainData *data, Str member)
{
    for (int i = 0; i < data->standing_count; i++) {
        if (str_eq(data->standings[i].member->id, member)) {
            return &data->standings[i];
        }
    }
    return NULL;
}

static Str route_to(Arena *arena, const Standing *standing)
{
    return str_format(arena, "chains/%.*s:%.*s", STR_ARG(standing->chain->id),
                      STR_ARG(standing->member->id));
}

static Onward to_member(Arena *arena, const ChainData *data, Str id, Str line)
{
    int lane;
    const Member *here = chain_member(data, id, &lane);
    if (here) {
        return (Onward){
            .title = here->name, .line = line, .shape = here->kind_shape, .member = here->id};
    }
    const Standing *there = standing_of(data, id);
    if (!there) {
        return (Onward){0};
    }
    return (Onward){
        .title = there->member->name,
        .line = str_format(arena, "%.*s · %.*s", STR_ARG(line), STR_ARG(there->chain->short_name)),
        .shape = there->member->kind_shape,
        .route = route_to(arena, there)};
}

static Str icon_of(Arena *arena, Store *store, Str prefix, Str id)
{
    Chain chain;
    if (str_is(prefix, "chain")) {
        return store_chain(store, arena, id, &chain) && chain.icon.n ? chain.icon : STR("chain");
    }
    return str_is(prefix, "district")    ? STR("district")
           : str_is(prefix, "programme") ? STR("people")
           : str_is(prefix, "figure")    ? STR("chart")
           : str_is(prefix, "article")   ? STR("scroll")
                                         : STR("forward");
}

static void add_links(App *app, Arena *arena, const ChainData *data, Str self, Subject *out)
{
    Str here = str_format(arena, "chain:%.*s", STR_ARG(data->chain.id));
    for (int i = 0; i < data->links.count; i++) {
        const Link *link = &data->links.items[i];
        bool is_from = str_eq(link->from, self);
        if (!is_from && !str_eq(link->to, self)) {
            continue;
        }
        Str other = is_from ? link->to : link->from;
        int colon = str_find_char(other, ':');
        Str prefix = colon < 0 ? STR_NONE : str_sub(other, 0, colon);
        Str id = str_from_offset(other, colon + 1);
        if (str_is(prefix, "member")) {
            add(out, to_member(arena, data, id, link->relation));
            continue;
        }
        Onward onward = {.title = is_from ? link->to_name : link->from_name,
                         .line = link->relation,
                         .icon = icon_of(arena, app->store, prefix, id),
                         .is_chain = str_eq(other, here)};
        if (!onward.is_chain) {
            onward.route = part_route_of(app, arena, other);
        }
        add(out, onward);
    }
}

// The main chain is about everything: its members show the picture of the chain they also stand on.
static Str picture_of(const ChainData *data, const Member *member)
{
    for (int i = 0; str_is(data->chain.tier, "lead") && i < data->standing_count; i++) {
        const Standing *other = &data->standings[i];
        bool is_same =
            str_eq(other->member->id, member->id) || str_eq(other->member->name, member->name);
        if (is_same && !str_eq(other->chain->id, data->chain.id) && other->chain->picture.n) {
            return other->chain->picture;
        }
    }
    return STR_NONE;
}

static void member_subject(App *app, Arena *arena, const ChainData *data, const Member *member,
                           Subject *out)
{
    Str self = str_format(arena, "member:%.*s", STR_ARG(member->id));
    out->member = member;
    out->name = member->name;
    out->text = member->role;
    out->figure_ids = member->figures;
    out->origin = &member->origin;
    add_links(app, arena, data, self, out);
    if (member->district.n) {
        add(out, (Onward){.title = member->district_name,
                          .line = app_label(app, "chain.where"),
                          .icon = STR("district"),
                          .route = str_format(arena, "district/%.*s", STR_ARG(member->district)),
                          .is_plain = true});
    }
    // The same body under its name on another chain.
    for (int i = 0; i < data->standing_count; i++) {
        const Standing *other = &data->standings[i];
        bool is_same =
            str_eq(other->member->id, member->id) || str_eq(other->member->name, member->name);
        if (is_same && !str_eq(other->chain->id, data->chain.id)) {
            add(out, (Onward){.title = other->chain->name,
                              .line = app_label(app, "member.on"),
                              .icon = other->chain->icon.n ? other->chain->icon : STR("chain"),
                              .route = route_to(arena, other)});
        }
    }
    Article article;
    if (store_article_about(app->store, arena, self, &article)) {
        out->article = str_format(arena, "article/%.*s", STR_ARG(article.id));
    }
    out->picture = picture_of(data, member);
}

static Str member_line(Arena *arena, const Member *member)
{
    bool has_both = member->tag.n && member->kind_name.n && !str_eq(member->tag, member->kind_name);
    return has_both
               ? str_format(arena, "%.*s · %.*s", STR_ARG(member->kind_name), STR_ARG(member->tag))
           : member->tag.n ? member->tag
                           : member->kind_name;
}

static void lane_subject(Arena *arena, const ChainData *data, const Lane *lane, Subject *out)
{
    out->lane = lane;
    out->name = lane->name;
    out->text = lane->meaning;
    out->origin = &data->chain.origin;
    for (int i = 0; i < lane->count; i++) {
        const Member *member = &lane->members[i];
        out->picture = out->picture.n ? out->picture : picture_of(data, member);
        add(out, (Onward){.title = member->name,
                          .line = member_line(arena, member),
                          .shape = member->kind_shape,
                          .member = member->id});
    }
}

static void about_chain(App *app, Arena *arena, const ChainData *data, Subject *out)
{
    Str self = str_format(arena, "chain:%.*s", STR_ARG(data->chain.id));
    Article article;
    if (!out->article.n && store_article_about(app->store, arena, self, &article)) {
        out->article = str_format(arena, "article/%.*s", STR_ARG(article.id));
    }
}

static void bond_subject(App *app, Arena *arena, const ChainData *data, const Bond *bond,
                         Subject *out)
{
    static const char *const ENDS[] = {"chain.link.from", "chain.link.to"};
    const Member *ends[] = {data->nodes[bond->from].member, data->nodes[bond->to].member};
    out->bond = bond;
    out->name = bond->link->relation;
    out->origin = &bond->link->origin;
    for (int i = 0; i < 2; i++) {
        add(out, (Onward){.title = ends[i]->name,
                          .line = str_dup(arena, app_label(app, ENDS[i])),
                          .shape = ends[i]->kind_shape,
                          .member = ends[i]->id});
        out->picture = out->picture.n ? out->picture : picture_of(data, ends[i]);
    }
}

static void chain_itself(App *app, Arena *arena, const ChainData *data, Str self, Subject *out)
{
    out->name = data->chain.short_name; // the whole name heads the page
    out->text = data->chain.summary;
    out->figure_ids = data->chain.figure;
    out->origin = &data->chain.origin;
    add_links(app, arena, data, self, out);
}

void chain_subject(App *app, Arena *arena, const ChainData *data, Str member, Str lane, Str link,
                   Subject *out)
{
    *out = (Subject){0};
    out->onward = arena_new(arena, Onward, MAX_ONWARD);
    int at = 0;
    const Member *chosen = chain_member(data, member, &at);
    const Lane *stage = chain_lane(data, lane);
    const Bond *bond = chain_bond(data, link);
    Str about = str_format(arena, "chain:%.*s", STR_ARG(data->chain.id));
    if (chosen) {
        out->lane = &data->lanes[at];
        about = str_format(arena, "member:%.*s", STR_ARG(chosen->id));
        member_subject(app, arena, data, chosen, out);
    } else if (stage) {
        lane_subject(arena, data, stage, out);
    } else if (bond) {
        bond_subject(app, arena, data, bond, out);
    } else {
        chain_itself(app, arena, data, about, out);
    }
    if (chosen || (!stage && !bond)) {
        store_stories(app->store, arena, about, &out->stories, NULL);
    }
    about_chain(app, arena, data, out);
    if (!out->picture.n) {
        out->picture = data->chain.picture;
    }
    out->focal = part_focal(app, arena, out->picture);
    out->figures = part_figures(app, arena, out->figure_ids);
}
