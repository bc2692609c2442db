// Pictures: decoded by worker threads at the size they are shown, kept in a byte budget.
//
// The main thread asks and gets an answer at once: ready, or not yet (then draw the stand-in colour
// and ask again after pictures_arrived). Where the bytes come from is the loader's business (the
// story file, a folder): it is called on worker threads. PNG and JPEG; anything broken, cut short or
// too large becomes a lasting PICTURE_BROKEN and one line through the loader's `complain`.
//
// Of the latest frame's requests the one nearest to the view is decoded first, of equals the latest;
// one that is not repeated for two frames is dropped before it is begun. Limits of a stored picture: 30000 px a side, 120 million px in all, 40 million when it is
// interlaced or progressive: those are held whole, others are shrunk while they are read.
#pragma once
#include "base/err.h"
#include "draw/list.h"

typedef struct Pictures Pictures;

typedef struct {
    void *context;
    // The best stored encoding for a picture shown `want_w` px wide. Bytes are malloc'd; the cache
    // frees them. Called from several threads at once. False: there is none.
    bool (*load)(void *context, Str name, int want_w, uint8_t **bytes, size_t *size);
    void (*complain)(void *context, Str name, const char *why); // worker thread; may be NULL
} PictureLoader;

typedef enum { PICTURE_READY, PICTURE_WAIT, PICTURE_BROKEN } PictureState;

Pictures *pictures_open(const PictureLoader *loader, int threads, size_t budget_bytes);
void pictures_close(Pictures *pictures);
// The picture scaled to exactly `w` px wide (1 to 16384; height in proportion, a cubic filter). The
// loader sees the same `w`, so the nearest stored size can be chosen. The pixels stay valid until the second
// pictures_begin_frame after the last request.
PictureState pictures_get(Pictures *pictures, Str name, int w, Picture *out);
// The same for something `distance` px away from the middle of the view; pictures_get: 0.
PictureState pictures_ask(Pictures *pictures, Str name, int w, int distance, Picture *out);
// A stand-in while waiting: the same picture at the widest size that is held; false if none is. Valid
// as long as one that was asked for.
bool pictures_any(Pictures *pictures, Str name, Picture *out);
// What is known of it, without asking for it: BROKEN, READY at any size, or WAIT.
PictureState pictures_known(Pictures *pictures, Str name);
void pictures_set_budget(Pictures *pictures, size_t budget_bytes); // from the next frame on
void pictures_begin_frame(Pictures *pictures); // evicts over budget, least recently asked first
bool pictures_arrived(Pictures *pictures);     // true once after something became ready
// A callback (any thread) when something became ready, to wake a sleeping loop.
void pictures_on_ready(Pictures *pictures, void (*wake)(void *), void *context);
void pictures_wait_all(Pictures *pictures); // tests and screenshots: until nothing is pending
size_t pictures_bytes(const Pictures *pictures);

// One decode on this thread, without a cache (pack's checks, tests). `want_w` ≤ 0: as it is stored.
bool picture_decode(const uint8_t *bytes, size_t size, int want_w, Picture *out, Err *err);
void picture_free(Picture *picture); // of picture_decode
