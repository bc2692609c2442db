#include "draw/damage.h"
#include "base/hash.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

// ---- rectangles ----

static int64_t area_of(RectPx r)
{
    return (int64_t)r.w * r.h;
}

static bool holds(RectPx outer, RectPx inner)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

// Pixels that a merge would repaint for nothing.
static int64_t waste_of(RectPx a, RectPx b)
{
    return area_of(rectpx_union(a, b)) - area_of(a) - area_of(b) + area_of(rectpx_common(a, b));
}

static bool is_worth_merging(RectPx a, RectPx b)
{
    bool touch = a.x <= b.x + b.w && b.x <= a.x + a.w && a.y <= b.y + b.h && b.y <= a.y + a.h;
    return touch && waste_of(a, b) * 4 <= area_of(a) + area_of(b);
}

static void take_out(Damage *damage, int index)
{
    damage->rects[index] = damage->rects[--damage->count];
}

void damage_add(Damage *damage, RectPx rect)
{
    if (rectpx_is_empty(rect)) {
        return;
    }
    for (int i = 0; i < damage->count;) {
        RectPx other = damage->rects[i];
        if (holds(other, rect)) {
            return;
        }
        if (is_worth_merging(other, rect)) {
            rect = rectpx_union(other, rect);
            take_out(damage, i);
            i = 0;
        } else {
            i++;
        }
    }
    if (damage->count < MAX_DAMAGE) {
        damage->rects[damage->count++] = rect;
        return;
    }
    int best = 0;
    for (int i = 1; i < damage->count; i++) {
        if (waste_of(damage->rects[i], rect) < waste_of(damage->rects[best], rect)) {
            best = i;
        }
    }
    rect = rectpx_union(damage->rects[best], rect);
    take_out(damage, best);
    damage_add(damage, rect);
}

// ---- lists ----

// What a command shows, once clips and offsets are applied.
typedef struct {
    uint64_t key;   // equal keys: equal pixels inside `bounds`
    uint64_t place; // layers: where and how it lies, whatever is in it. Others: 0
    RectPx bounds;
    int cmd;
    bool is_kept;
} Item;

typedef struct {
    Item *items;
    int count;
} ItemList;

typedef struct {
    const DrawList *list;
    int first, end;
} Span;

// A view into a list: inside a layer that lies at an offset, seen through `clip` (target px).
typedef struct {
    int dx, dy;
    RectPx clip;
} View;

static RectPx seen(const View *view, RectPx r, RectPx clip)
{
    return rectpx_common((RectPx){r.x + view->dx, r.y + view->dy, r.w, r.h}, clip);
}

static uint64_t hash_rect(uint64_t h, RectPx r)
{
    h = hash_u64(h, (uint64_t)(uint32_t)r.x << 32 | (uint32_t)r.y);
    return hash_u64(h, (uint64_t)(uint32_t)r.w << 32 | (uint32_t)r.h);
}

static Item layer_item(const View *view, const Cmd *cmd, RectPx clip)
{
    uint32_t alpha = 0;
    memcpy(&alpha, &cmd->alpha, sizeof alpha);
    RectPx lands = {cmd->rect.x + cmd->dx, cmd->rect.y + cmd->dy, cmd->rect.w, cmd->rect.h};
    Item item = {.bounds = seen(view, lands, clip)};
    item.place = hash_rect(hash_rect(hash_u64(HASH_SEED, alpha), cmd->rect), lands);
    item.place = hash_rect(item.place, item.bounds) | 1;
    item.key = hash_u64(item.place, cmd->hash);
    if (cmd->alpha <= 0) {
        item.bounds = (RectPx){0};
    }
    return item;
}

static ItemList items_of(Arena *scratch, Span span, const View *view)
{
    ItemList out = {arena_new(scratch, Item, span.end - span.first), 0};
    RectPx clips[MAX_CLIPS + 1] = {view->clip};
    int depth = 0;
    for (int i = span.first; i < span.end; i++) {
        const Cmd *cmd = &span.list->cmds[i];
        Item item = {.cmd = i};
        switch (cmd->kind) {
        case CMD_CLIP:
            assert(depth < MAX_CLIPS);
            clips[depth + 1] = seen(view, cmd->rect, clips[depth]);
            depth++;
            continue;
        case CMD_UNCLIP:
            depth--;
            continue;
        case CMD_LAYER:
            item = layer_item(view, cmd, clips[depth]);
            item.cmd = i;
            i = cmd->partner;
            break;
        case CMD_ENDLAYER:
            continue;
        case CMD_FILL:
        case CMD_MASK:
        case CMD_GLYPHS:
        case CMD_NINE:
            item.bounds = seen(view, cmd->rect, clips[depth]);
            item.key = hash_rect(cmd->hash, item.bounds);
            break;
        }
        if (!rectpx_is_empty(item.bounds)) {
            out.items[out.count++] = item;
        }
    }
    return out;
}

typedef struct {
    uint64_t key;
    int at;
    int taken; // of the first entry with this key: how many of them are paired
} Entry;

static int compare_entries(const void *left, const void *right)
{
    const Entry *a = left, *b = right;
    if (a->key != b->key) {
        return a->key < b->key ? -1 : 1;
    }
    return a->at < b->at ? -1 : a->at > b->at;
}

static int first_entry(const Entry *entries, int count, uint64_t key)
{
    int low = 0, high = count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (entries[middle].key < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

// The n-th `key` before goes with the n-th after; of these pairs the longest run that keeps its order
// stays, the others count as gone and come.
static void keep_common(Arena *scratch, Item *before, int before_count, Item *after,
                        int after_count)
{
    Entry *entries = arena_new(scratch, Entry, before_count);
    for (int i = 0; i < before_count; i++) {
        entries[i] = (Entry){.key = before[i].key, .at = i};
    }
    if (before_count > 0) {
        qsort(entries, (size_t)before_count, sizeof *entries, compare_entries);
    }
    int *partner = arena_new(scratch, int, after_count);
    int *previous = arena_new(scratch, int, after_count);
    int *tails =
        arena_new(scratch, int, after_count + 1); // after index that ends a run of length i+1
    int longest = 0;
    for (int i = 0; i < after_count; i++) {
        int first = first_entry(entries, before_count, after[i].key);
        partner[i] = -1;
        if (first == before_count || entries[first].key != after[i].key) {
            continue;
        }
        int at = first + entries[first].taken;
        if (at >= before_count || entries[at].key != after[i].key) {
            continue;
        }
        entries[first].taken++;
        partner[i] = entries[at].at;
        int low = 0, high = longest;
        while (low < high) {
            int middle = (low + high) / 2;
            if (partner[tails[middle]] < partner[i]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        previous[i] = low > 0 ? tails[low - 1] : -1;
        tails[low] = i;
        longest = low == longest ? longest + 1 : longest;
    }
    for (int i = longest > 0 ? tails[longest - 1] : -1; i >= 0; i = previous[i]) {
        after[i].is_kept = true;
        before[partner[i]].is_kept = true;
    }
}

static void add_difference(Damage *damage, Arena *scratch, Span before, Span after,
                           const View *view);

// Between two kept commands: layers that stay put are compared inside, all else is damage.
static void add_gap(Damage *damage, Arena *scratch, const DrawList *lists[2], ItemList before,
                    ItemList after, const View *view)
{
    int next = 0;
    for (int i = 0; i < after.count; i++) {
        const Item *now = &after.items[i];
        int found = next;
        while (found < before.count && (!now->place || before.items[found].place != now->place)) {
            found++;
        }
        if (found == before.count) {
            damage_add(damage, now->bounds);
            continue;
        }
        for (; next < found; next++) {
            damage_add(damage, before.items[next].bounds);
        }
        next = found + 1;
        const Cmd *was = &lists[0]->cmds[before.items[found].cmd];
        const Cmd *is = &lists[1]->cmds[now->cmd];
        View inside = {view->dx + is->dx, view->dy + is->dy, now->bounds};
        add_difference(damage, scratch, (Span){lists[0], before.items[found].cmd + 1, was->partner},
                       (Span){lists[1], now->cmd + 1, is->partner}, &inside);
    }
    for (; next < before.count; next++) {
        damage_add(damage, before.items[next].bounds);
    }
}

static void add_difference(Damage *damage, Arena *scratch, Span before, Span after,
                           const View *view)
{
    const DrawList *lists[2] = {before.list, after.list};
    ItemList was = items_of(scratch, before, view);
    ItemList is = items_of(scratch, after, view);
    int same = 0;
    while (same < was.count && same < is.count && was.items[same].key == is.items[same].key) {
        same++;
    }
    was = (ItemList){was.items + same, was.count - same};
    is = (ItemList){is.items + same, is.count - same};
    while (was.count > 0 && is.count > 0 &&
           was.items[was.count - 1].key == is.items[is.count - 1].key) {
        was.count--;
        is.count--;
    }
    keep_common(scratch, was.items, was.count, is.items, is.count);
    int from_was = 0, from_is = 0;
    while (from_was < was.count || from_is < is.count) {
        int to_was = from_was, to_is = from_is;
        while (to_was < was.count && !was.items[to_was].is_kept) {
            to_was++;
        }
        while (to_is < is.count && !is.items[to_is].is_kept) {
            to_is++;
        }
        add_gap(damage, scratch, lists, (ItemList){was.items + from_was, to_was - from_was},
                (ItemList){is.items + from_is, to_is - from_is}, view);
        from_was = to_was + 1;
        from_is = to_is + 1;
    }
}

Damage damage_between(const DrawList *before, const DrawList *after, Arena *scratch)
{
    Damage damage = {0};
    RectPx target = {0, 0, after->w, after->h};
    if (!before || before->w != after->w || before->h != after->h) {
        damage_add(&damage, target);
        return damage;
    }
    if (before->hash == after->hash) {
        return damage;
    }
    ArenaMark mark = arena_mark(scratch);
    View view = {.clip = target};
    add_difference(&damage, scratch, (Span){before, 0, before->count},
                   (Span){after, 0, after->count}, &view);
    arena_release(scratch, mark);
    return damage;
}
