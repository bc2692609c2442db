// What painting costs, printed as JSON: bench_draw [threads [rounds [part of a scene's name]]]. Build
// with the ship preset.
//
// Each row is one raster_paint of the whole target: the best, p50 and p99 of the rounds, ms. On a busy
// machine only the best says much. A measurement, not a test: nothing fails when it is slow.
#include "base/clock.h"
#include "draw/damage.h"
#include "draw/raster.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHADOW = 128, GLYPH = 48, KINDS = 40, MAX_ROUNDS = 2000 };

static uint8_t shadow_px[SHADOW * SHADOW], glyph_px[KINDS][GLYPH * GLYPH];

typedef struct {
    int w, h;
    Picture photo, veil; // opaque; half transparent, 192 px
    Surface photo_px, veil_px;
} Stage;

static void make_masks(void)
{
    for (int i = 0; i < SHADOW * SHADOW; i++) {
        float dx = fmaxf(fabsf((float)(i % SHADOW) - 63.5f) - 32, 0);
        float dy = fmaxf(fabsf((float)(i / SHADOW) - 63.5f) - 32, 0);
        float d = 1 - sqrtf(dx * dx + dy * dy) / 32;
        shadow_px[i] = (uint8_t)(clampf(d, 0, 1) * 255);
    }
    // Strokes like those of a character: about a third is ink, with soft edges.
    for (int k = 0; k < KINDS; k++) {
        for (int i = 0; i < GLYPH * GLYPH; i++) {
            float x = (float)(i % GLYPH), y = (float)(i / GLYPH);
            float stroke = fminf(fabsf(fmodf(x + (float)k, 12) - 6), fabsf(fmodf(y, 14) - 7));
            glyph_px[k][i] = (uint8_t)(clampf(2.5f - stroke, 0, 1) * 255);
        }
    }
}

static Surface noise(int w, int h, bool is_opaque)
{
    Rng rng = {3};
    Surface surface = surface_make(w, h);
    for (int i = 0; i < h * (surface.stride / 4); i++) {
        uint32_t c = rng_next(&rng);
        surface.px[i] = is_opaque ? c | 0xFF000000 : 0x80000000 | (c & 0x007F7F7F);
    }
    return surface;
}

static Picture picture_of(const Surface *surface, uint64_t id, bool is_opaque)
{
    return (Picture){id, surface->w, surface->h, surface->stride, surface->px, is_opaque};
}

static MaskAt glyph(int i, int x, int y)
{
    return (MaskAt){
        {100 + (uint64_t)i % KINDS, GLYPH, GLYPH, GLYPH, 0, 0, glyph_px[i % KINDS]}, x, y};
}

static RectPx whole(const Stage *stage)
{
    return (RectPx){0, 0, stage->w, stage->h};
}

static void fill(DrawList *list, RectPx rect, Colour colour)
{
    Paint paint = paint_colour(colour);
    list_fill(list, rect, &paint);
}

static void photo(DrawList *list, const Stage *stage)
{
    Paint paint = paint_picture(stage->photo, (Rect){0, 0, (float)stage->w, (float)stage->h}, 1);
    list_fill(list, whole(stage), &paint);
}

// ---- the scenes; `round` moves what moves ----

static void copy_full(DrawList *list, const Stage *stage, int round)
{
    (void)round;
    photo(list, stage);
}

static void blend_colour(DrawList *list, const Stage *stage, int round)
{
    (void)round;
    photo(list, stage);
    fill(list, whole(stage), RGBA(0x0A1E24, 0.5f));
}

static void quads_200(DrawList *list, const Stage *stage, int round)
{
    photo(list, stage);
    for (int i = 0; i < 200; i++) {
        float x = (float)((i * 97 + round) % (stage->w - 192));
        float y = (float)((i * 61) % (stage->h - 192));
        Paint paint = paint_picture(stage->veil, (Rect){x, y, 192, 192}, 1);
        list_fill(list, (RectPx){(int)x, (int)y, 192, 192}, &paint);
    }
}

static void add_glyphs(DrawList *list, const Stage *stage, int count, int per_run)
{
    MaskAt run[64];
    for (int i = 0, n = 0; i < count; i++) {
        int column = i % (stage->w / GLYPH), row = i / (stage->w / GLYPH);
        run[n++] = glyph(i, column * GLYPH, row * (GLYPH + 6));
        if (n == per_run || i + 1 == count) {
            list_glyphs(list, run, n, RGB(0x0A1E24), STR_NONE);
            n = 0;
        }
    }
}

static void glyphs_600(DrawList *list, const Stage *stage, int round)
{
    (void)round;
    fill(list, whole(stage), RGB(0xEAF1EC));
    add_glyphs(list, stage, 600, 30);
}

static const GradientStop SKY[3] = {
    {0, {0xCF, 0xE2, 0xE2, 255}}, {0.34f, {0xEA, 0xF1, 0xEC, 255}}, {1, {0xF7, 0xF4, 0xEA, 255}}};

static void gradient_full(DrawList *list, const Stage *stage, int round)
{
    (void)round;
    Paint paint = paint_vertical(0, (float)stage->h, SKY, 3);
    list_fill(list, whole(stage), &paint);
}

static void gradient_slanted(DrawList *list, const Stage *stage, int round)
{
    (void)round;
    Paint paint = paint_horizontal(0, (float)stage->w, SKY, 3);
    paint.to.y = (float)stage->h;
    list_fill(list, whole(stage), &paint);
}

static void picture_scaled(DrawList *list, const Stage *stage, int round)
{
    float grow = 1.1f + 0.0005f * (float)round;
    Paint paint = paint_picture(
        stage->photo, (Rect){-20, -20, (float)stage->w * grow, (float)stage->h * grow}, 1);
    list_fill(list, whole(stage), &paint);
}

static void backdrop(DrawList *list, const Stage *stage)
{
    list_layer(list, whole(stage), 0, 0, 1);
    gradient_full(list, stage, 0);
    list_end_layer(list);
}

// Two pages beside each other, opaque, sliding; then a fading one over a still one.
static void page_slide(DrawList *list, const Stage *stage, int round)
{
    int at = round * 40 % stage->w;
    for (int page = 0; page < 2; page++) {
        list_layer(list, whole(stage), page * stage->w - at, 0, 1);
        gradient_full(list, stage, 0);
        add_glyphs(list, stage, 100 + page, 20);
        list_end_layer(list);
    }
}

static void page_fade(DrawList *list, const Stage *stage, int round)
{
    backdrop(list, stage);
    list_layer(list, whole(stage), 0, round % 30, 0.1f + 0.8f * (float)(round % 50) / 50);
    gradient_full(list, stage, 0);
    add_glyphs(list, stage, 100, 20);
    list_end_layer(list);
}

// A see-through layer with text and marks only, moving over the backdrop.
static void text_layer_slide(DrawList *list, const Stage *stage, int round)
{
    backdrop(list, stage);
    list_layer(list, whole(stage), round * 40 % stage->w, 0, 1);
    add_glyphs(list, stage, 300, 20);
    list_end_layer(list);
}

// The worst for layers: what is in them changes with every frame.
static void layer_changing(DrawList *list, const Stage *stage, int round)
{
    list_layer(list, whole(stage), 0, 0, 1);
    gradient_full(list, stage, 0);
    add_glyphs(list, stage, 300, 20);
    fill(list, (RectPx){round, 0, 1, 1}, RGB(0));
    list_end_layer(list);
}

// A page as it is repainted whole: backdrop, 20 cards with shadows, 30 fills, 300 glyphs.
static void page_typical(DrawList *list, const Stage *stage, int round)
{
    float k = (float)stage->h / 1080.0f;
    backdrop(list, stage);
    for (int i = 0; i < 20; i++) {
        int w = (int)(300 * k), h = (int)(180 * k);
        RectPx card = {(int)((40 + (float)(i % 5) * 370) * k),
                       (int)((60 + (float)(i / 5) * 240) * k), w, h};
        Mask shadow = {1, SHADOW, SHADOW, SHADOW, 0, 0, shadow_px};
        list_nine(list, shadow, 63, (RectPx){card.x - 24, card.y - 18, w + 48, h + 48},
                  RGBA(0x0A1E24, 0.18f));
        fill(list, card, RGB(0xFFFFFF));
    }
    for (int i = 0; i < 10; i++) {
        fill(list, (RectPx){(int)(60 * k), (int)((80 + (float)i * 90) * k), (int)(500 * k), 2},
             RGBA(0x0A1E24, 0.3f));
    }
    add_glyphs(list, stage, 299, 20);
    fill(list, (RectPx){round % 100, 0, 1, 1}, RGB(0));
}

typedef struct {
    const char *name;
    void (*draw)(DrawList *list, const Stage *stage, int round);
} Scene;

static const Scene SCENES[] = {
    {"copy a full frame", copy_full},
    {"copy, then blend a colour over it", blend_colour},
    {"copy + 200 alpha quads of 192 px", quads_200},
    {"fill + 600 glyph masks of 48 px", glyphs_600},
    {"gradient over the full frame", gradient_full},
    {"slanted gradient over the full frame", gradient_slanted},
    {"opaque picture scaled bilinear", picture_scaled},
    {"two opaque page layers sliding", page_slide},
    {"page layer fading over a backdrop", page_fade},
    {"text layer sliding over a backdrop", text_layer_slide},
    {"page layer composed anew each frame", layer_changing},
    {"typical page, whole", page_typical},
};

static int compare(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

static void run(Raster *raster, const Stage *stage, const Scene *scene, Surface target, int rounds,
                bool is_last)
{
    static int64_t paint_us[MAX_ROUNDS], plan_us[MAX_ROUNDS];
    Arena arenas[2];
    DrawList before = {0};
    for (int i = 0; i < 2; i++) {
        arena_init(&arenas[i], "bench", 64 * MIB);
    }
    for (int round = -5; round < rounds; round++) {
        Arena *arena = &arenas[round & 1];
        arena_reset(arena);
        int64_t start = clock_now_us();
        DrawList list = list_begin(arena, stage->w, stage->h);
        scene->draw(&list, stage, round + 5);
        (void)damage_between(before.arena ? &before : NULL, &list, arena);
        int64_t planned = clock_now_us();
        RectPx all = whole(stage);
        raster_paint(raster, &list, &all, 1, target);
        if (round >= 0) {
            plan_us[round] = planned - start;
            paint_us[round] = clock_now_us() - planned;
        }
        before = list;
    }
    qsort(paint_us, (size_t)rounds, sizeof *paint_us, compare);
    qsort(plan_us, (size_t)rounds, sizeof *plan_us, compare);
    printf("    {\"work\": \"%s\", \"best_ms\": %.2f, \"p50_ms\": %.2f, \"p99_ms\": %.2f, ",
           scene->name, (double)paint_us[0] / 1000, (double)paint_us[rounds / 2] / 1000,
           (double)paint_us[rounds * 99 / 100] / 1000);
    printf("\"list_and_damage_ms\": %.3f}%s\n", (double)plan_us[rounds / 2] / 1000,
           is_last ? "" : ",");
    for (int i = 0; i < 2; i++) {
        arena_finish(&arenas[i]);
    }
}

int main(int argc, char **argv)
{
    static const int SIZES[][2] = {{1920, 1080}, {3840, 2160}};
    int threads = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 0;
    int rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 200;
    const char *part = argc > 3 ? argv[3] : "";
    rounds = rounds < 1 ? 1 : rounds > MAX_ROUNDS ? MAX_ROUNDS : rounds;
    make_masks();
    printf("{\"threads\": %d, \"rounds\": %d, \"sizes\": [\n", threads, rounds);
    for (int i = 0; i < COUNT(SIZES); i++) {
        Stage stage = {.w = SIZES[i][0], .h = SIZES[i][1]};
        stage.photo_px = noise(stage.w, stage.h, true);
        stage.veil_px = noise(192, 192, false);
        stage.photo = picture_of(&stage.photo_px, 1, true);
        stage.veil = picture_of(&stage.veil_px, 2, false);
        Surface target = surface_make(stage.w, stage.h);
        Raster *raster = raster_open(threads, 256 * MIB);
        printf("  {\"w\": %d, \"h\": %d, \"rows\": [\n", stage.w, stage.h);
        int last = COUNT(SCENES) - 1;
        while (last > 0 && !strstr(SCENES[last].name, part)) {
            last--;
        }
        for (int k = 0; k <= last; k++) {
            if (strstr(SCENES[k].name, part)) {
                run(raster, &stage, &SCENES[k], target, rounds, k == last);
            }
        }
        printf("  ]}%s\n", i + 1 == COUNT(SIZES) ? "" : ",");
        raster_close(raster);
        surface_free(&target);
        surface_free(&stage.photo_px);
        surface_free(&stage.veil_px);
    }
    printf("]}\n");
    return 0;
}
