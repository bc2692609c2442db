// What the typesetter costs: characters a second, how that grows with the text, and glyphs cold and
// warm. One JSON object on standard output.
#include "base/clock.h"
#include "base/utf8.h"
#include "type/type.h"
#include <stdio.h>
#include <stdlib.h>

static const char SAMPLE[] =
    "常州博物馆新馆位于龙城大道1288号，地下一层、地上四层；常设展览“龙腾中吴”分为三个单元，"
    "讲述6000多年的历史——从马家浜文化到改革开放……《常州赋》写道：“千载读书地，现代创新城。”"
    "新能源产业规模超过8500亿元（约占78.9%），轻触“English”切换语言。";

enum { ROUNDS = 5, PAGE_GLYPHS = 600 };

static const TextStyle BODY = {.face = FACE_SANS_REGULAR, .size_px = 34, .align = ALIGN_JUSTIFY};

// The sample again and again, about `count` characters, without a line end.
static Str text_of(Arena *arena, int count)
{
    int per_sample = 0;
    for (int i = 0; i < (int)sizeof SAMPLE - 1; i++) {
        per_sample += ((unsigned char)SAMPLE[i] & 0xC0) != 0x80 ? 1 : 0;
    }
    int times = count / per_sample + 1;
    Str *parts = arena_new(arena, Str, times);
    for (int i = 0; i < times; i++) {
        parts[i] = STR(SAMPLE);
    }
    return str_join(arena, parts, times, STR_NONE);
}

// The fastest of some rounds, in µs.
static int64_t set_us(Fonts *fonts, Str text, bool is_first_fit)
{
    TextStyle style = BODY;
    style.is_first_fit = is_first_fit;
    TextSpan span = {.text = text, .face = -1};
    int64_t best = INT64_MAX;
    for (int i = 0; i < ROUNDS; i++) {
        Arena arena = {0};
        arena_init(&arena, "bench", 512 * MIB);
        int64_t begin = clock_now_us();
        text_set(fonts, &arena, &style, &span, 1, 28 * BODY.size_px);
        int64_t us = clock_now_us() - begin;
        best = us < best ? us : best;
        arena_finish(&arena);
    }
    return best > 0 ? best : 1;
}

static int count_of(Str text)
{
    int count = 0;
    for (int i = 0; i < text.n; i++) {
        count += ((unsigned char)text.p[i] & 0xC0) != 0x80 ? 1 : 0;
    }
    return count;
}

// Cost of a mask for each of PAGE_GLYPHS characters that the face has, from `code` on; `code` is left
// behind the last, so that the next call meets fresh ones.
static double glyph_us(Fonts *fonts, Arena *arena, float size, uint32_t *code, bool is_warm)
{
    PlacedGlyph glyphs[PAGE_GLYPHS] = {0};
    TextStyle style = BODY;
    style.size_px = size;
    for (int i = 0; i < PAGE_GLYPHS && *code < 0x9FF0; (*code)++) {
        if (!fonts_has_glyph(fonts, style.face, *code)) {
            continue;
        }
        char bytes[4];
        TextSpan span = {.text = {bytes, utf8_put(bytes, *code)}, .face = -1};
        glyphs[i++] = text_set(fonts, arena, &style, &span, 1, 0).glyphs[0];
    }
    int x, y;
    for (int i = 0; is_warm && i < PAGE_GLYPHS; i++) {
        glyph_mask(fonts, &glyphs[i], &x, &y);
    }
    int64_t begin = clock_now_us();
    for (int i = 0; i < PAGE_GLYPHS; i++) {
        glyph_mask(fonts, &glyphs[i], &x, &y);
    }
    return (double)(clock_now_us() - begin) / PAGE_GLYPHS;
}

// A page of PAGE_GLYPHS characters that were never set before: laid out and all its masks made.
static double page_cold_ms(Fonts *fonts, Arena *arena, uint32_t *code)
{
    char *text = arena_alloc(arena, PAGE_GLYPHS * 4);
    int n = 0;
    for (int i = 0; i < PAGE_GLYPHS && *code < 0x9FF0; (*code)++) {
        if (fonts_has_glyph(fonts, BODY.face, *code)) {
            n += utf8_put(text + n, *code);
            i++;
        }
    }
    TextSpan span = {.text = {text, n}, .face = -1};
    int64_t begin = clock_now_us();
    fonts_begin_frame(fonts);
    TextBlock block = text_set(fonts, arena, &BODY, &span, 1, 28 * BODY.size_px);
    int x, y;
    for (int i = 0; i < block.glyph_count; i++) {
        glyph_mask(fonts, &block.glyphs[i], &x, &y);
    }
    return (double)(clock_now_us() - begin) / 1000;
}

int main(int argc, char **argv)
{
    const char *folder = argc > 1 ? argv[1] : BUILD_DIR "/fonts";
    Err err = {0};
    int64_t begin = clock_now_us();
    Fonts *fonts = fonts_open(folder, &err);
    int64_t open_us = clock_now_us() - begin;
    if (fonts == NULL) {
        fprintf(stderr, "%s\n", err.what);
        return EXIT_FAILURE;
    }
    Arena arena = {0};
    arena_init(&arena, "bench", 256 * MIB);
    printf("{\"bench\": \"type\", \"open_five_faces_ms\": %.2f", (double)open_us / 1000);
    begin = clock_now_us();
    TextSpan first = {.text = STR(SAMPLE), .face = -1};
    text_set(fonts, &arena, &BODY, &first, 1, 28 * BODY.size_px);
    printf(", \"first_paragraph_ms\": %.2f", (double)(clock_now_us() - begin) / 1000);
    for (int fit = 0; fit < 2; fit++) {
        const char *name = fit == 0 ? "total_fit" : "first_fit";
        double per_character[3] = {0};
        const int sizes[3] = {1000, 10000, 100000};
        for (int i = 0; i < 3; i++) {
            Str text = text_of(&arena, sizes[i]);
            int64_t us = set_us(fonts, text, fit == 1);
            per_character[i] = (double)us / count_of(text);
            printf(", \"%s_%dk_ms\": %.2f, \"%s_%dk_characters_per_s\": %.0f", name,
                   sizes[i] / 1000, (double)us / 1000, name, sizes[i] / 1000,
                   1e6 / per_character[i]);
        }
        printf(", \"%s_growth_per_character_1k_to_100k\": %.2f", name,
               per_character[2] / per_character[0]);
    }
    const float glyph_sizes[3] = {24, 48, 96};
    uint32_t code = 0x4E00;
    for (int i = 0; i < 3; i++) {
        double cold = glyph_us(fonts, &arena, glyph_sizes[i], &code, false);
        double warm = glyph_us(fonts, &arena, glyph_sizes[i], &code, true);
        printf(", \"glyph_cold_%.0fpx_us\": %.1f, \"glyph_warm_%.0fpx_us\": %.3f",
               (double)glyph_sizes[i], cold, (double)glyph_sizes[i], warm);
    }
    double fresh = glyph_us(fonts, &arena, 40, &code, false);
    double page = page_cold_ms(fonts, &arena, &code);
    printf(", \"page_of_%d_fresh_glyphs_at_40px_ms\": %.2f", PAGE_GLYPHS,
           fresh * PAGE_GLYPHS / 1000);
    printf(", \"page_of_%d_glyphs_at_%.0fpx_set_and_drawn_cold_ms\": %.2f", PAGE_GLYPHS,
           (double)BODY.size_px, page);
    printf(", \"page_cold_frames_of_60_hz\": %.2f, \"page_cold_glyphs_per_s\": %.0f}\n",
           page * 60 / 1000, PAGE_GLYPHS * 1000 / page);
    arena_finish(&arena);
    fonts_close(fonts);
    return EXIT_SUCCESS;
}
