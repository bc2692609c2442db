#include "draw/picture.h"
#include "base/say.h"
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum { MAX_THREADS = 8, MAX_W = 16384 };

//   WAITING --a worker takes it--> DECODING --> READY --evicted--> gone
//           --not asked for two frames--> gone  --> BROKEN (for good)
typedef enum { WAITING, DECODING, READY, BROKEN } State;

typedef struct {
    char *name;
    int name_n;
    uint64_t name_hash;
    int w;
    State state;
    Picture picture;   // READY
    uint64_t frame;    // last asked in
    uint64_t asked_at; // counts requests: of equals the latest is decoded first
    int distance;      // px from the middle of the view
} Entry;

struct Pictures {
    PictureLoader loader;
    pthread_mutex_t mutex; // guards all below
    pthread_cond_t work;   // something waits, or it is closing
    pthread_cond_t idle;   // nothing is pending
    Entry **entries;
    int count, capacity;
    int pending; // WAITING and DECODING
    uint64_t frame, asked;
    bool has_arrived, is_closing;
    void (*wake)(void *);
    void *wake_context;
    pthread_t threads[MAX_THREADS];
    int thread_count;
    size_t budget;
    atomic_size_t bytes; // of READY pictures
};

static void *checked(void *memory)
{
    if (!memory) {
        fprintf(stderr, "draw: no memory for the list of pictures\n");
        abort();
    }
    return memory;
}

static size_t bytes_of(const Picture *picture)
{
    return (size_t)picture->stride * (size_t)picture->h;
}

static Str name_of(const Entry *entry)
{
    return (Str){entry->name, entry->name_n};
}

// ---- entries; the mutex is held ----

static void drop_entry(Pictures *pictures, int index)
{
    Entry *entry = pictures->entries[index];
    assert(entry->state != DECODING);
    pictures->pending -= entry->state == WAITING ? 1 : 0;
    if (entry->state == READY) {
        atomic_fetch_sub(&pictures->bytes, bytes_of(&entry->picture));
        picture_free(&entry->picture);
    }
    free(entry->name);
    free(entry);
    pictures->entries[index] = pictures->entries[--pictures->count];
    if (pictures->pending == 0) {
        pthread_cond_broadcast(&pictures->idle);
    }
}

static Entry *add_entry(Pictures *pictures, Str name, uint64_t name_hash, int w)
{
    if (pictures->count == pictures->capacity) {
        pictures->capacity = pictures->capacity ? pictures->capacity * 2 : 32;
        pictures->entries = checked(
            realloc(pictures->entries, (size_t)pictures->capacity * sizeof *pictures->entries));
    }
    Entry *entry = checked(calloc(1, sizeof *entry));
    entry->name = checked(malloc((size_t)name.n + 1));
    if (name.n > 0) {
        memcpy(entry->name, name.p, (size_t)name.n);
    }
    entry->name[name.n] = '\0';
    entry->name_n = name.n;
    entry->name_hash = name_hash;
    entry->w = w;
    pictures->entries[pictures->count++] = entry;
    pictures->pending++;
    return entry;
}

static bool is_named(const Entry *entry, Str name, uint64_t name_hash)
{
    return entry->name_hash == name_hash && str_eq(name_of(entry), name);
}

static bool goes_before(const Entry *a, const Entry *b)
{
    if (a->frame != b->frame) {
        return a->frame > b->frame;
    }
    return a->distance != b->distance ? a->distance < b->distance : a->asked_at > b->asked_at;
}

static Entry *first_waiting(const Pictures *pictures)
{
    Entry *first = NULL;
    for (int i = 0; i < pictures->count; i++) {
        Entry *entry = pictures->entries[i];
        if (entry->state == WAITING && (!first || goes_before(entry, first))) {
            first = entry;
        }
    }
    return first;
}

// ---- workers ----

// Name and width of an entry stay as they are while it is DECODING; no mutex is needed.
static bool load_picture(const PictureLoader *loader, const Entry *entry, Picture *out)
{
    uint8_t *bytes = NULL;
    size_t size = 0;
    Err err = {0};
    bool done = loader->load(loader->context, name_of(entry), entry->w, &bytes, &size);
    if (!done) {
        err_say(&err, "", SAY_PICTURE_MISSING, SAY_NOTHING, NULL);
    } else {
        done = picture_decode(bytes, size, entry->w, out, &err);
    }
    free(bytes);
    if (!done && loader->complain) {
        loader->complain(loader->context, name_of(entry), err.what);
    }
    return done;
}

static void *work(void *context)
{
    Pictures *pictures = context;
    // Of this thread alone (Linux): a frame that is being painted goes before a picture of the next.
    (void)setpriority(PRIO_PROCESS, 0, 5);
    pthread_mutex_lock(&pictures->mutex);
    while (!pictures->is_closing) {
        Entry *entry = first_waiting(pictures);
        if (!entry) {
            pthread_cond_wait(&pictures->work, &pictures->mutex);
            continue;
        }
        entry->state = DECODING;
        pthread_mutex_unlock(&pictures->mutex);
        Picture picture = {0};
        bool done = load_picture(&pictures->loader, entry, &picture);
        pthread_mutex_lock(&pictures->mutex);
        entry->state = done ? READY : BROKEN;
        entry->picture = picture;
        if (done) {
            atomic_fetch_add(&pictures->bytes, bytes_of(&picture));
        }
        pictures->has_arrived = true;
        void (*wake)(void *) = pictures->wake;
        void *wake_context = pictures->wake_context;
        pthread_mutex_unlock(&pictures->mutex);
        if (wake) {
            wake(wake_context);
        }
        pthread_mutex_lock(&pictures->mutex);
        pictures->pending--; // after the wake-up, so that whoever waits for all of them has had it
        if (pictures->pending == 0) {
            pthread_cond_broadcast(&pictures->idle);
        }
    }
    pthread_mutex_unlock(&pictures->mutex);
    return NULL;
}

Pictures *pictures_open(const PictureLoader *loader, int threads, size_t budget_bytes)
{
    Pictures *pictures = checked(calloc(1, sizeof *pictures));
    pictures->loader = *loader;
    pictures->budget = budget_bytes;
    atomic_init(&pictures->bytes, 0);
    pthread_mutex_init(&pictures->mutex, NULL);
    pthread_cond_init(&pictures->work, NULL);
    pthread_cond_init(&pictures->idle, NULL);
    threads = threads < 1 ? 1 : threads > MAX_THREADS ? MAX_THREADS : threads;
    while (pictures->thread_count < threads &&
           pthread_create(&pictures->threads[pictures->thread_count], NULL, work, pictures) == 0) {
        pictures->thread_count++;
    }
    if (pictures->thread_count == 0) {
        fprintf(stderr, "draw: no thread for decoding pictures\n");
        abort();
    }
    return pictures;
}

void pictures_close(Pictures *pictures)
{
    if (!pictures) {
        return;
    }
    pthread_mutex_lock(&pictures->mutex);
    pictures->is_closing = true;
    pthread_cond_broadcast(&pictures->work);
    pthread_mutex_unlock(&pictures->mutex);
    for (int i = 0; i < pictures->thread_count; i++) {
        pthread_join(pictures->threads[i], NULL);
    }
    while (pictures->count > 0) {
        drop_entry(pictures, pictures->count - 1);
    }
    pthread_mutex_destroy(&pictures->mutex);
    pthread_cond_destroy(&pictures->work);
    pthread_cond_destroy(&pictures->idle);
    free(pictures->entries);
    free(pictures);
}

// ---- the main thread's side ----

static PictureState get_locked(Pictures *pictures, Str name, int w, int distance, Picture *out)
{
    uint64_t name_hash = str_hash(name);
    Entry *found = NULL;
    for (int i = 0; i < pictures->count; i++) {
        Entry *entry = pictures->entries[i];
        if (is_named(entry, name, name_hash)) {
            if (entry->state == BROKEN) {
                return PICTURE_BROKEN;
            }
            found = entry->w == w ? entry : found;
        }
    }
    if (!found) {
        found = add_entry(pictures, name, name_hash, w);
        pthread_cond_signal(&pictures->work);
    }
    bool is_again = found->asked_at > 0 && found->frame == pictures->frame;
    found->distance = is_again && found->distance < distance ? found->distance : distance;
    found->frame = pictures->frame;
    found->asked_at = ++pictures->asked;
    if (found->state != READY) {
        return PICTURE_WAIT;
    }
    *out = found->picture;
    return PICTURE_READY;
}

PictureState pictures_get(Pictures *pictures, Str name, int w, Picture *out)
{
    return pictures_ask(pictures, name, w, 0, out);
}

PictureState pictures_ask(Pictures *pictures, Str name, int w, int distance, Picture *out)
{
    *out = (Picture){0};
    w = w < 1 ? 1 : w > MAX_W ? MAX_W : w;
    pthread_mutex_lock(&pictures->mutex);
    PictureState state = get_locked(pictures, name, w, distance, out);
    pthread_mutex_unlock(&pictures->mutex);
    return state;
}

bool pictures_any(Pictures *pictures, Str name, Picture *out)
{
    uint64_t name_hash = str_hash(name);
    Entry *widest = NULL;
    *out = (Picture){0};
    pthread_mutex_lock(&pictures->mutex);
    for (int i = 0; i < pictures->count; i++) {
        Entry *entry = pictures->entries[i];
        if (entry->state == READY && is_named(entry, name, name_hash) &&
            (!widest || entry->w > widest->w)) {
            widest = entry;
        }
    }
    if (widest) {
        widest->frame = pictures->frame;
        *out = widest->picture;
    }
    pthread_mutex_unlock(&pictures->mutex);
    return widest != NULL;
}

PictureState pictures_known(Pictures *pictures, Str name)
{
    uint64_t name_hash = str_hash(name);
    PictureState known = PICTURE_WAIT;
    pthread_mutex_lock(&pictures->mutex);
    for (int i = 0; i < pictures->count && known != PICTURE_BROKEN; i++) {
        const Entry *entry = pictures->entries[i];
        if (is_named(entry, name, name_hash)) {
            known = entry->state == BROKEN  ? PICTURE_BROKEN
                    : entry->state == READY ? PICTURE_READY
                                            : known;
        }
    }
    pthread_mutex_unlock(&pictures->mutex);
    return known;
}

void pictures_set_budget(Pictures *pictures, size_t budget_bytes)
{
    pthread_mutex_lock(&pictures->mutex);
    pictures->budget = budget_bytes;
    pthread_mutex_unlock(&pictures->mutex);
}

void pictures_begin_frame(Pictures *pictures)
{
    pthread_mutex_lock(&pictures->mutex);
    pictures->frame++;
    for (int i = 0; i < pictures->count;) {
        const Entry *entry = pictures->entries[i];
        if (entry->state == WAITING && entry->frame + 2 < pictures->frame) {
            drop_entry(pictures, i);
        } else {
            i++;
        }
    }
    while (atomic_load(&pictures->bytes) > pictures->budget) {
        int oldest = -1;
        for (int i = 0; i < pictures->count; i++) {
            const Entry *entry = pictures->entries[i];
            if (entry->state == READY && entry->frame + 2 <= pictures->frame &&
                (oldest < 0 || entry->frame < pictures->entries[oldest]->frame ||
                 (entry->frame == pictures->entries[oldest]->frame &&
                  entry->asked_at < pictures->entries[oldest]->asked_at))) {
                oldest = i;
            }
        }
        if (oldest < 0) {
            break;
        }
        drop_entry(pictures, oldest);
    }
    pthread_mutex_unlock(&pictures->mutex);
}

bool pictures_arrived(Pictures *pictures)
{
    pthread_mutex_lock(&pictures->mutex);
    bool has_arrived = pictures->has_arrived;
    pictures->has_arrived = false;
    pthread_mutex_unlock(&pictures->mutex);
    return has_arrived;
}

void pictures_on_ready(Pictures *pictures, void (*wake)(void *), void *context)
{
    pthread_mutex_lock(&pictures->mutex);
    pictures->wake = wake;
    pictures->wake_context = context;
    pthread_mutex_unlock(&pictures->mutex);
}

void pictures_wait_all(Pictures *pictures)
{
    pthread_mutex_lock(&pictures->mutex);
    while (pictures->pending > 0) {
        pthread_cond_wait(&pictures->idle, &pictures->mutex);
    }
    pthread_mutex_unlock(&pictures->mutex);
}

size_t pictures_bytes(const Pictures *pictures)
{
    return atomic_load(&pictures->bytes);
}
