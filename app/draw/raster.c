#include "draw/raster.h"
#include "draw/paint.h"
#include <assert.h>
#include <pixman.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    MAX_THREADS = 16,
    BAND_ROWS = 16,       // the least height of a task
    BAND_PX = 128 * 1024, // the most px of one: half a megabyte stays in a core's cache
    ALONE_PX = 96 * 1024, // below, waking others costs more than it saves
    SEEN_LAYERS = 32,
};

// A composed layer. The cache holds pointers, so that an image stays put while the array grows.
typedef struct {
    LayerImage image;
    uint64_t hash;
    uint64_t made_at, used_at; // paints: the first and the last that used it
} KeptLayer;

// What the workers share while a job runs; written by the caller only while they sleep.
typedef struct {
    const Canvas *canvas;
    const PaintSpan *span;
    RectPx *tiles;
    int count, capacity;
    atomic_int next;
} Job;

typedef struct {
    Raster *raster;
    Scratch scratch;
    pthread_t thread;
} Worker;

struct Raster {
    Worker workers[MAX_THREADS]; // [0] is the caller's
    int worker_count;
    pthread_mutex_t mutex;
    pthread_cond_t wake, done;
    uint64_t job_number; // grows with each job handed to the workers
    int busy;            // workers that have not finished it
    bool is_closing;
    Job job;

    KeptLayer **layers;
    int layer_count, layer_capacity;
    size_t layer_bytes, layer_budget;
    uint64_t seen[SEEN_LAYERS]; // opaque layers painted straight; next time they are kept
    int seen_at;
    uint64_t paint_number;

    const LayerImage **by_cmd; // of this paint
    int by_cmd_capacity;
    RasterStats stats;
};

static void *checked(void *memory)
{
    if (!memory) {
        fprintf(stderr, "draw: no memory\n");
        abort();
    }
    return memory;
}

// ---- workers ----

static void run_tiles(Raster *raster, Worker *worker)
{
    Job *job = &raster->job;
    for (;;) {
        int at = atomic_fetch_add(&job->next, 1);
        if (at >= job->count) {
            return;
        }
        paint_tile(&worker->scratch, job->canvas, job->span, job->tiles[at]);
    }
}

static void *work(void *context)
{
    Worker *worker = context;
    Raster *raster = worker->raster;
    uint64_t number = 0;
    pthread_mutex_lock(&raster->mutex);
    for (;;) {
        while (raster->job_number == number && !raster->is_closing) {
            pthread_cond_wait(&raster->wake, &raster->mutex);
        }
        if (raster->is_closing) {
            break;
        }
        number = raster->job_number;
        pthread_mutex_unlock(&raster->mutex);
        run_tiles(raster, worker);
        pthread_mutex_lock(&raster->mutex);
        raster->busy--;
        if (raster->busy == 0) {
            pthread_cond_signal(&raster->done);
        }
    }
    pthread_mutex_unlock(&raster->mutex);
    return NULL;
}

Raster *raster_open(int threads, size_t layer_budget_bytes)
{
    if (threads <= 0) {
        long cores = sysconf(_SC_NPROCESSORS_ONLN);
        threads = cores < 1 ? 1 : cores > 4 ? 4 : (int)cores;
    }
    threads = threads > MAX_THREADS ? MAX_THREADS : threads;
    Raster *raster = checked(calloc(1, sizeof *raster));
    raster->layer_budget = layer_budget_bytes;
    pthread_mutex_init(&raster->mutex, NULL);
    pthread_cond_init(&raster->wake, NULL);
    pthread_cond_init(&raster->done, NULL);
    atomic_init(&raster->job.next, 0);
    raster->worker_count = 1;
    for (int i = 1; i < threads; i++) {
        Worker *worker = &raster->workers[i];
        worker->raster = raster;
        if (pthread_create(&worker->thread, NULL, work, worker) != 0) {
            break; // fewer hands paint the same pixels
        }
        raster->worker_count = i + 1;
    }
    return raster;
}

void raster_close(Raster *raster)
{
    if (!raster) {
        return;
    }
    pthread_mutex_lock(&raster->mutex);
    raster->is_closing = true;
    pthread_cond_broadcast(&raster->wake);
    pthread_mutex_unlock(&raster->mutex);
    for (int i = 0; i < raster->worker_count; i++) {
        if (i > 0) {
            pthread_join(raster->workers[i].thread, NULL);
        }
        scratch_finish(&raster->workers[i].scratch);
    }
    for (int i = 0; i < raster->layer_count; i++) {
        surface_free(&raster->layers[i]->image.surface);
        free(raster->layers[i]);
    }
    pthread_mutex_destroy(&raster->mutex);
    pthread_cond_destroy(&raster->wake);
    pthread_cond_destroy(&raster->done);
    free(raster->layers);
    free(raster->by_cmd);
    free(raster->job.tiles);
    free(raster);
}

static void add_tile(Job *job, RectPx tile)
{
    if (job->count == job->capacity) {
        job->capacity = job->capacity ? job->capacity * 2 : 64;
        job->tiles = checked(realloc(job->tiles, (size_t)job->capacity * sizeof *job->tiles));
    }
    job->tiles[job->count++] = tile;
}

// Paints `count` disjoint areas (list coordinates), cut into bands.
static void run_job(Raster *raster, const Canvas *canvas, const PaintSpan *span,
                    const RectPx *areas, int count)
{
    Job *job = &raster->job;
    job->canvas = canvas;
    job->span = span;
    job->count = 0;
    atomic_store(&job->next, 0);
    int64_t px = 0;
    for (int i = 0; i < count; i++) {
        px += (int64_t)areas[i].w * areas[i].h;
    }
    int hands = px < ALONE_PX ? 1 : raster->worker_count;
    int64_t share = hands == 1 ? px : px / ((int64_t)hands * 4);
    share = share > BAND_PX ? BAND_PX : share;
    for (int i = 0; i < count; i++) {
        RectPx area = areas[i];
        int rows = (int)(share / (area.w > 0 ? area.w : 1)) + 1;
        rows = rows < BAND_ROWS ? BAND_ROWS : rows;
        for (int y = 0; y < area.h; y += rows) {
            int h = area.h - y < rows ? area.h - y : rows;
            add_tile(job, (RectPx){area.x, area.y + y, area.w, h});
        }
    }
    if (hands == 1 || job->count < 2) {
        run_tiles(raster, &raster->workers[0]);
        return;
    }
    pthread_mutex_lock(&raster->mutex);
    raster->job_number++;
    raster->busy = raster->worker_count - 1;
    pthread_cond_broadcast(&raster->wake);
    pthread_mutex_unlock(&raster->mutex);
    run_tiles(raster, &raster->workers[0]);
    pthread_mutex_lock(&raster->mutex);
    while (raster->busy > 0) {
        pthread_cond_wait(&raster->done, &raster->mutex);
    }
    pthread_mutex_unlock(&raster->mutex);
}

// ---- composed layers ----

static size_t surface_bytes(const Surface *surface)
{
    return (size_t)surface->stride * (size_t)surface->h;
}

static void drop_layer(Raster *raster, int at)
{
    KeptLayer *layer = raster->layers[at];
    raster->layer_bytes -= surface_bytes(&layer->image.surface);
    surface_free(&layer->image.surface);
    free(layer);
    raster->layers[at] = raster->layers[--raster->layer_count];
}

// Frees what this paint does not use, least recently used first, until `more` bytes fit the budget.
static void evict(Raster *raster, size_t more)
{
    while (raster->layer_bytes + more > raster->layer_budget) {
        int oldest = -1;
        for (int i = 0; i < raster->layer_count; i++) {
            uint64_t used_at = raster->layers[i]->used_at;
            if (used_at < raster->paint_number &&
                (oldest < 0 || used_at < raster->layers[oldest]->used_at)) {
                oldest = i;
            }
        }
        if (oldest < 0) {
            return;
        }
        drop_layer(raster, oldest);
    }
}

static bool shows(const DrawList *list, const KeptLayer *layer)
{
    for (int i = 0; i < list->count; i++) {
        if (list->cmds[i].kind == CMD_LAYER && list->cmds[i].hash == layer->hash) {
            return true;
        }
    }
    return false;
}

void raster_rest(Raster *raster, const DrawList *list)
{
    for (int i = 0; i < raster->layer_count;) {
        if (shows(list, raster->layers[i])) {
            i++;
        } else {
            drop_layer(raster, i);
        }
    }
}

void raster_set_budget(Raster *raster, size_t layer_budget_bytes)
{
    raster->layer_budget = layer_budget_bytes;
}

static KeptLayer *find_layer(Raster *raster, const Cmd *cmd)
{
    for (int i = 0; i < raster->layer_count; i++) {
        KeptLayer *layer = raster->layers[i];
        if (layer->hash == cmd->hash && layer->image.surface.w == cmd->rect.w &&
            layer->image.surface.h == cmd->rect.h) {
            return layer;
        }
    }
    return NULL;
}

// A layer of the same size that one paint used and the next did not: a frame of something that moves.
static KeptLayer *find_passed(Raster *raster, const Cmd *cmd)
{
    for (int i = 0; i < raster->layer_count; i++) {
        KeptLayer *layer = raster->layers[i];
        if (layer->image.surface.w == cmd->rect.w && layer->image.surface.h == cmd->rect.h &&
            layer->used_at == layer->made_at && layer->used_at + 1 < raster->paint_number) {
            return layer;
        }
    }
    return NULL;
}

static KeptLayer *add_layer(Raster *raster, const Cmd *cmd)
{
    KeptLayer *layer = find_passed(raster, cmd);
    if (!layer) {
        evict(raster, (size_t)(cmd->rect.w * 4 + 63) / 64 * 64 * (size_t)cmd->rect.h);
        if (raster->layer_count == raster->layer_capacity) {
            raster->layer_capacity = raster->layer_capacity ? raster->layer_capacity * 2 : 16;
            raster->layers = checked(
                realloc(raster->layers, (size_t)raster->layer_capacity * sizeof(KeptLayer *)));
        }
        layer = checked(calloc(1, sizeof *layer));
        layer->image.surface = surface_make_unset(cmd->rect.w, cmd->rect.h);
        raster->layer_bytes += surface_bytes(&layer->image.surface);
        raster->layers[raster->layer_count++] = layer;
    }
    layer->hash = cmd->hash;
    layer->made_at = raster->paint_number;
    layer->used_at = raster->paint_number;
    return layer;
}

static bool was_seen(const Raster *raster, uint64_t hash)
{
    for (int i = 0; i < SEEN_LAYERS; i++) {
        if (raster->seen[i] == hash) {
            return true;
        }
    }
    return false;
}

static void prepare_layers(Raster *raster, const DrawList *list, int first, int end,
                           const RectPx *areas, int count);

static void compose(Raster *raster, const DrawList *list, int index, KeptLayer *layer)
{
    const Cmd *cmd = &list->cmds[index];
    RectPx whole = cmd->rect;
    prepare_layers(raster, list, index + 1, cmd->partner, &whole, 1);
    layer->image.is_opaque = paint_is_opaque(list, index + 1, cmd->partner, whole);
    Canvas canvas = {layer->image.surface, whole.x, whole.y, 0};
    PaintSpan span = {list, index + 1, cmd->partner, raster->by_cmd};
    run_job(raster, &canvas, &span, &whole, 1);
    raster->stats.layers_composed++;
}

// An opaque layer that is new and asked for in small part only is painted straight, pixel for pixel
// the same; the second time it is worth keeping.
static bool paint_straight(Raster *raster, const DrawList *list, int index, int64_t asked_px)
{
    const Cmd *cmd = &list->cmds[index];
    if (cmd->alpha < 1 || asked_px * 2 > (int64_t)cmd->rect.w * cmd->rect.h ||
        was_seen(raster, cmd->hash) || !paint_is_opaque(list, index + 1, cmd->partner, cmd->rect)) {
        return false;
    }
    raster->seen[raster->seen_at] = cmd->hash;
    raster->seen_at = (raster->seen_at + 1) % SEEN_LAYERS;
    return true;
}

static void prepare_layer(Raster *raster, const DrawList *list, int index, RectPx clip,
                          const RectPx *areas, int count)
{
    const Cmd *cmd = &list->cmds[index];
    RectPx lands = {cmd->rect.x + cmd->dx, cmd->rect.y + cmd->dy, cmd->rect.w, cmd->rect.h};
    lands = rectpx_common(lands, clip);
    int64_t asked_px = 0;
    RectPx asked = {0};
    for (int i = 0; i < count; i++) {
        RectPx part = rectpx_common(lands, areas[i]);
        asked_px += (int64_t)part.w * part.h;
        asked = rectpx_union(asked, part);
    }
    raster->by_cmd[index] = NULL;
    if (asked_px == 0 || cmd->alpha <= 0) {
        return;
    }
    KeptLayer *layer = find_layer(raster, cmd);
    if (!layer && paint_straight(raster, list, index, asked_px)) {
        RectPx inside = {asked.x - cmd->dx, asked.y - cmd->dy, asked.w, asked.h};
        prepare_layers(raster, list, index + 1, cmd->partner, &inside, 1);
        return;
    }
    if (!layer) {
        layer = add_layer(raster, cmd);
        compose(raster, list, index, layer);
    }
    layer->used_at = raster->paint_number;
    raster->by_cmd[index] = &layer->image;
}

static void prepare_layers(Raster *raster, const DrawList *list, int first, int end,
                           const RectPx *areas, int count)
{
    RectPx clips[MAX_CLIPS + 1];
    int depth = 0;
    clips[0] = (RectPx){-32768, -32768, 65536, 65536};
    for (int i = first; i < end; i++) {
        const Cmd *cmd = &list->cmds[i];
        if (cmd->kind == CMD_CLIP) {
            clips[depth + 1] = rectpx_common(clips[depth], cmd->rect);
            depth++;
        } else if (cmd->kind == CMD_UNCLIP) {
            depth--;
        } else if (cmd->kind == CMD_LAYER) {
            prepare_layer(raster, list, i, clips[depth], areas, count);
            i = cmd->partner;
        }
    }
}

// ---- the whole ----

// Rectangles that may overlap → disjoint ones inside the target.
static RectPx *disjoint(const RectPx *rects, int count, Surface target, int *out_count)
{
    pixman_region32_t region;
    pixman_region32_init(&region);
    for (int i = 0; i < count; i++) {
        RectPx r = rectpx_common(rects[i], (RectPx){0, 0, target.w, target.h});
        if (!rectpx_is_empty(r)) {
            pixman_region32_union_rect(&region, &region, r.x, r.y, (unsigned)r.w, (unsigned)r.h);
        }
    }
    int n = 0;
    const pixman_box32_t *boxes = pixman_region32_rectangles(&region, &n);
    RectPx *areas = checked(malloc((size_t)(n ? n : 1) * sizeof *areas));
    for (int i = 0; i < n; i++) {
        areas[i] = (RectPx){boxes[i].x1, boxes[i].y1, boxes[i].x2 - boxes[i].x1,
                            boxes[i].y2 - boxes[i].y1};
    }
    pixman_region32_fini(&region);
    *out_count = n;
    return areas;
}

void raster_paint(Raster *raster, const DrawList *list, const RectPx *rects, int count,
                  Surface target)
{
    assert(list->open_layer_count == 0 && list->clip_depth == 0);
    raster->paint_number++;
    raster->stats.layers_composed = 0;
    raster->stats.painted_px = 0;
    int area_count = 0;
    RectPx *areas = disjoint(rects, count, target, &area_count);
    if (list->count > raster->by_cmd_capacity) {
        raster->by_cmd_capacity = list->count * 2;
        free(raster->by_cmd);
        raster->by_cmd = checked(malloc((size_t)raster->by_cmd_capacity * sizeof *raster->by_cmd));
    }
    prepare_layers(raster, list, 0, list->count, areas, area_count);
    Canvas canvas = {target, 0, 0, UINT32_C(0xFF000000)};
    PaintSpan span = {list, 0, list->count, raster->by_cmd};
    run_job(raster, &canvas, &span, areas, area_count);
    for (int i = 0; i < area_count; i++) {
        raster->stats.painted_px += (int64_t)areas[i].w * areas[i].h;
    }
    raster->stats.layer_bytes = (int64_t)raster->layer_bytes;
    free(areas);
}

RasterStats raster_stats(const Raster *raster)
{
    return raster->stats;
}
