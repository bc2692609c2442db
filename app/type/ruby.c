#include "type/ruby.h"
#include "base/hanzi.h"
#include "base/utf8.h"
#include "type/setting.h"

// Up to here all joints widen alike; a pair that needs more gets the rest for itself.
static const float MOST_SPREAD_EM = 0.3f;
static const float LINE_EM = 2.2f;
static const float RISE_EM = 1.0f; // from the base's baseline to the foot of the annotation

typedef struct {
    Fonts *fonts;
    Arena *arena;
    RubyStyle style;
    const Str *reading_at; // by byte of the text
} Ruby;

static int32_t to_f26(const Ruby *ruby, int32_t em, int units)
{
    float size = (float)em * ruby->style.size_em;
    float scaled = (float)units * size / (float)ruby->fonts->faces[ruby->style.face].units_per_em;
    return (int32_t)(scaled + (scaled < 0 ? -0.5f : 0.5f));
}

static Str reading_of(const Ruby *ruby, const Cells *cells, int cell)
{
    if (cells->cells[cell].class != CLASS_HAN) {
        return STR_NONE;
    }
    return ruby->reading_at[cells->codes[cells->cells[cell].from].at];
}

enum { LONGEST_SYLLABLE = 12 };

static ShapedRun shape_syllable(const Ruby *ruby, Str syllable)
{
    uint32_t codes[LONGEST_SYLLABLE];
    int clusters[LONGEST_SYLLABLE];
    int n = 0;
    Utf8 it = utf8_walk(syllable);
    while (n < LONGEST_SYLLABLE && utf8_next(&it)) {
        codes[n] = it.code;
        clusters[n] = n;
        n++;
    }
    return face_shape(ruby->fonts, ruby->arena, ruby->style.face, SHAPE_WESTERN, codes, clusters, n,
                      NULL);
}

static int32_t width_of(const Ruby *ruby, int32_t em, Str syllable)
{
    if (syllable.n == 0) {
        return 0;
    }
    ArenaMark mark = arena_mark(ruby->arena);
    ShapedRun run = shape_syllable(ruby, syllable);
    int sum = 0;
    for (int i = 0; i < run.count; i++) {
        sum += run.items[i].x_advance;
    }
    arena_release(ruby->arena, mark);
    return to_f26(ruby, em, sum);
}

// What joint i lacks so that the annotations around it keep their distance.
static void widen(void *context, Cells *cells)
{
    Ruby *ruby = context;
    int32_t em = cells->style.em;
    int32_t gap = (int32_t)((float)em * ruby->style.gap_em);
    int32_t *lacks = arena_new(ruby->arena, int32_t, cells->count + 1);
    int32_t most = 0;
    int64_t distance = 0; // between the middles of the last annotated cell and this one
    int32_t before = 0;   // width of the last annotation
    for (int i = 0; i < cells->count; i++) {
        if (i > 0) {
            distance += (cells->cells[i - 1].width + cells->cells[i].width) / 2 +
                        cells->joints[i - 1].natural;
        }
        int32_t width = width_of(ruby, em, reading_of(ruby, cells, i));
        if (width > 0) {
            int64_t lack = (before + width) / 2 + gap - distance;
            if (before > 0 && lack > 0) {
                lacks[i - 1] = (int32_t)lack;
                most = (int32_t)lack > most ? (int32_t)lack : most;
            }
            before = width;
            distance = 0;
        }
    }
    int32_t cap = (int32_t)((float)em * MOST_SPREAD_EM);
    int32_t spread = most < cap ? most : cap;
    for (int i = 0; i + 1 < cells->count; i++) {
        int32_t own = lacks[i] > spread ? lacks[i] - spread : 0;
        cells->joints[i].natural += own + (cells->joints[i].rule == JOINT_WORD ? 0 : spread);
    }
}

typedef struct {
    Str syllable;
    int64_t left, width;
} Note;

// The annotations of a line: centred on their characters, then pushed apart from the left, then back
// from the right edge.
static Note *notes_of(const Ruby *ruby, const Cells *cells, const Line *line, const int64_t *x,
                      int64_t end, int *count)
{
    int32_t em = cells->style.em;
    int64_t gap = (int64_t)((float)em * ruby->style.gap_em);
    Note *notes = arena_new(ruby->arena, Note, line->to - line->from);
    int n = 0;
    int64_t least = 0;
    for (int i = line->from; i < line->to; i++) {
        Str syllable = reading_of(ruby, cells, i);
        if (syllable.n == 0) {
            continue;
        }
        int64_t width = width_of(ruby, em, syllable);
        int64_t left = x[i - line->from] + (cells->cells[i].width - width) / 2;
        left = left < least ? least : left;
        least = left + width + gap;
        notes[n++] = (Note){.syllable = syllable, .left = left, .width = width};
    }
    int64_t limit = end;
    for (int i = n - 1; i >= 0 && notes[i].left + notes[i].width > limit; i--) {
        notes[i].left = limit - notes[i].width;
        limit = notes[i].left - gap;
    }
    *count = n;
    return notes;
}

static int annotate(void *context, const Paragraph *p, const Line *line, const int64_t *x,
                    const TextLine *placed, PlacedGlyph *out)
{
    Ruby *ruby = context;
    int32_t em = p->cells.style.em;
    float size = (float)em / 64.0f;
    int note_count = 0, count = 0;
    Note *notes = notes_of(ruby, &p->cells, line, x, (int64_t)(placed->width * 64.0f), &note_count);
    for (int i = 0; i < note_count; i++) {
        int64_t pen = notes[i].left;
        ShapedRun run = shape_syllable(ruby, notes[i].syllable);
        for (int g = 0; g < run.count; g++) {
            const ShapedGlyph *shaped = &run.items[g];
            float at = (float)(pen + to_f26(ruby, em, shaped->x_offset)) / 64.0f;
            float up = (float)to_f26(ruby, em, shaped->y_offset) / 64.0f;
            out[count++] = (PlacedGlyph){.face = ruby->style.face,
                                         .glyph = shaped->glyph,
                                         .x = placed->x + at,
                                         .y = placed->baseline - size * RISE_EM - up,
                                         .size_px = size * ruby->style.size_em,
                                         .ink = ruby->style.ink};
            pen += to_f26(ruby, em, shaped->x_advance);
        }
    }
    return count;
}

// One syllable for every Han character of the span, as long as there are any.
static void attach_readings(Str *reading_at, const RubySpan *span, int base)
{
    Str rest = span->reading;
    Utf8 it = utf8_walk(span->text);
    while (utf8_next(&it)) {
        if (!is_hanzi(it.code)) {
            continue;
        }
        Str syllable = STR_NONE;
        while (syllable.n == 0 && str_split(&rest, ' ', &syllable)) {
        }
        reading_at[base + it.start] = str_is(syllable, "-") ? STR_NONE : syllable;
    }
}

TextBlock text_set_ruby(Fonts *fonts, Arena *arena, const TextStyle *style, const RubyStyle *ruby,
                        const RubySpan *spans, int span_count, float width_px)
{
    begin_scratch(fonts);
    Arena *scratch = &fonts->scratch;
    int bytes = 0, letters = 0;
    for (int i = 0; i < span_count; i++) {
        bytes += spans[i].text.n;
        letters += spans[i].reading.n;
    }
    Str *reading_at = arena_new(scratch, Str, bytes + 1);
    TextSpan *plain = arena_new(scratch, TextSpan, span_count);
    int base = 0;
    for (int i = 0; i < span_count; i++) {
        attach_readings(reading_at, &spans[i], base);
        plain[i] = (TextSpan){.text = spans[i].text, .face = spans[i].face, .ink = spans[i].ink};
        base += spans[i].text.n;
    }
    Ruby job = {.fonts = fonts, .arena = scratch, .style = *ruby, .reading_at = reading_at};
    job.style.size_em = ruby->size_em > 0 ? ruby->size_em : 0.5f;
    job.style.gap_em = ruby->gap_em > 0 ? ruby->gap_em : 0.25f;
    Annotator annotator = {.context = &job,
                           .widen = widen,
                           .annotate = annotate,
                           .most_glyphs = letters,
                           .drop_em = job.style.size_em * 0.5f};
    TextStyle high = *style;
    high.line_px = style->line_px > 0 ? style->line_px : LINE_EM * style->size_px;
    SettingInput input = {.fonts = fonts,
                          .arena = scratch,
                          .style = &high,
                          .spans = plain,
                          .span_count = span_count,
                          .extent_px = width_px,
                          .annotator = &annotator};
    return set_block(&input, arena);
}
