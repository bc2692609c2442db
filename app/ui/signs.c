#include "base/utf8.h"
#include "ui/inside.h"
#include <assert.h>

enum { MAX_STRANDS = 16, MAX_SAMPLES = 400, KEY_CURRENT = 128, KEY_SEAL };

static const float TAU = 6.28318531f;

// ---- the pearl ----------------------------------------------------------------

void ui_pearl(Ui *ui, Point centre, float radius)
{
    ui_disc(ui, centre, radius * 2.1f, colour_faded(GAMBOGE, 0.22f));
    ui_disc(ui, centre, radius, GAMBOGE);
    ui_disc(ui, centre, radius * 0.44f, RGB(0xFFF8E0));
}

// ---- the line -----------------------------------------------------------------

static float width_at(const Current *line, float t)
{
    if (line->swell == 0) {
        return line->width;
    }
    float wave = fmaxf(0, sinf(TAU / 2 * t));
    return line->width + line->swell * (line->power > 0 ? powf(wave, line->power) : wave);
}

// One strand, in dp around the first point of the spine.
static Path strand(Ui *ui, const Current *line, int samples, int j, float u)
{
    Path path = path_begin(ui->frame);
    Point origin = line->points[0];
    for (int i = 0; i < samples; i++) {
        float t = (float)i / (float)(samples - 1);
        Point p = spline_at(line->points, line->count, t);
        Point before = spline_at(line->points, line->count, t - 0.001f);
        Point after = spline_at(line->points, line->count, t + 0.001f);
        float dx = after.x - before.x;
        float dy = after.y - before.y;
        float length = hypotf(dx, dy);
        length = length > 0 ? length : 1;
        float w = width_at(line, t);
        float offset = w * u * cosf(TAU * line->k * t + line->phase + 0.55f * u) +
                       0.12f * w * sinf(TAU * 2.3f * line->k * t + (float)j);
        float x = p.x - origin.x - dy / length * offset;
        float y = p.y - origin.y + dx / length * offset;
        if (i == 0) {
            path_move(&path, x, y);
        } else {
            path_line(&path, x, y);
        }
    }
    return path;
}

static uint64_t current_key(const Ui *ui, const Current *line, int samples, int strands)
{
    const float numbers[] = {line->width, line->swell,  line->power, line->k,
                             line->phase, line->stroke, line->alpha, ui->scale};
    uint64_t h = hash_u64(HASH_SEED,
                          (uint64_t)KEY_CURRENT << 32 | (uint64_t)samples << 8 | (uint64_t)strands);
    for (int i = 0; i < COUNT(numbers); i++) {
        h = hash_float(h, numbers[i]);
    }
    for (int i = 0; i < line->count; i++) { // where it lies does not matter
        h = hash_float(h, line->points[i].x - line->points[0].x);
        h = hash_float(h, line->points[i].y - line->points[0].y);
    }
    return h ? h : 1;
}

static Mask current_mask(Ui *ui, const Current *line, int samples, int strands)
{
    uint64_t key = current_key(ui, line, samples, strands);
    Mask mask;
    if (inside_find(ui, key, &mask)) {
        return mask;
    }
    ArenaMark mark = arena_mark(ui->frame);
    Path paths[MAX_STRANDS];
    float widths[MAX_STRANDS];
    float alphas[MAX_STRANDS];
    for (int j = 0; j < strands; j++) {
        float u = strands > 1 ? 2 * (float)j / (float)(strands - 1) - 1 : 0;
        paths[j] = strand(ui, line, samples, j, u);
        widths[j] = line->stroke * (u == 0 ? 1.5f : 1);
        alphas[j] = line->alpha * (1 - 0.5f * fabsf(u));
    }
    mask = outline_strands(ui->frame, paths, widths, alphas, strands, ui->scale, 0, 0);
    mask = inside_keep(ui, key, &mask);
    arena_release(ui->frame, mark);
    return mask;
}

void ui_current(Ui *ui, const Current *line)
{
    assert(line->count >= 2 && line->stop_count >= 1 && line->stop_count <= MAX_STOPS);
    int strands = line->strands < 1 ? 1 : line->strands > MAX_STRANDS ? MAX_STRANDS : line->strands;
    int samples = line->samples <= 1 ? 140 : line->samples;
    samples = samples > MAX_SAMPLES ? MAX_SAMPLES : samples;
    Mask mask = current_mask(ui, line, samples, strands);
    Point first = line->points[0];
    Point last = line->points[line->count - 1];
    GradientStop stops[MAX_STOPS];
    for (int i = 0; i < line->stop_count; i++) {
        stops[i] = line->stops[i];
        stops[i].colour = ui_tone(ui, stops[i].colour);
    }
    int x = inside_round(inside_x(ui, first.x));
    int y = inside_round(inside_y(ui, first.y));
    Paint paint = line->is_vertical
                      ? paint_vertical((float)y, inside_y(ui, last.y), stops, line->stop_count)
                      : paint_horizontal((float)x, inside_x(ui, last.x), stops, line->stop_count);
    list_mask(&ui->list, (MaskAt){mask, x + mask.left, y + mask.top}, &paint);
}

// ---- the slip -----------------------------------------------------------------

static bool is_latin(Str title)
{
    return title.n > 0 && ((title.p[0] | 32) >= 'a' && (title.p[0] | 32) <= 'z');
}

// Small slips (folds, districts) have less paper around their characters; the frames are the same.
static float paper_x(float size)
{
    return size < 60 ? 19 : 26;
}

static float paper_y(float size)
{
    return size < 60 ? 21.5f : 32;
}

Rect ui_slip_rect(float x, float y, float size, int characters)
{
    float length = floorf((float)characters * 1.16f * size + 0.01f);
    return (Rect){x, y, size + 2 * paper_x(size), length + 2 * paper_y(size)};
}

Rect ui_slip_box(Ui *ui, float x, float y, float size, Str title)
{
    (void)ui;
    if (is_latin(title)) {
        return (Rect){x, y, size + 2 * paper_x(size), 390};
    }
    return ui_slip_rect(x, y, size, utf8_count(title));
}

static void turned_title(Ui *ui, Rect box, float size, Str title)
{
    // 46 at a slip of 64; smaller when the name would touch the frame.
    Type type = {FACE_SERIF_BLACK, size * 46 / 64, size};
    Extent extent = ui_measure(ui, &(Label){.type = type, .text = title});
    float room = box.h - 2 * 28;
    if (extent.w > room) {
        type.size *= room / extent.w;
        extent.w = room;
    }
    ui_turned(ui, type, INK, box.x + box.w / 2, box.y + (box.h - extent.w) / 2, 0, title);
}

void ui_slip(Ui *ui, float x, float y, float size, Str title)
{
    Rect box = ui_slip_box(ui, x, y, size, title);
    ui_shadow(ui, box, 0, ELEVATION_RESTING);
    ui_fill(ui, box, WHITEWASH);
    ui_round_frame(ui, rect_inset(box, 7), 0, 3, INK);
    ui_round_frame(ui, rect_inset(box, 13), 0, 1, INK);
    if (is_latin(title)) {
        turned_title(ui, box, size, title);
        return;
    }
    Type type = {FACE_SERIF_BLACK, size, size};
    ui_vertical(ui, type, INK, box.x + box.w / 2, box.y + paper_y(size), title);
}

// ---- the seal -----------------------------------------------------------------

static void seal_box(Ui *ui, Rect box)
{
    Path path = ui_path_begin(ui);
    path_round_rect4(&path, (Rect){0, 0, box.w, box.h}, 9, 7, 10, 6);
    ui_path(ui, &path, box.x, box.y, CINNABAR);
    ui_round_frame(ui, rect_inset(box, 4), 5, 1.5f, colour_faded(WHITEWASH, 0.72f));
}

void ui_seal(Ui *ui, float x, float y, float size, Str text, bool is_single_column)
{
    int count = utf8_count(text);
    int columns = is_single_column || count < 2 ? 1 : 2;
    int rows = (count + columns - 1) / columns;
    float cell = 0.54f * size;
    float pad = 0.2f * size;
    Rect box = {x, y, (float)columns * cell + 2 * pad, (float)rows * cell + 2 * pad};
    seal_box(ui, box);
    Type type = {FACE_SERIF_BLACK, 0.92f * cell, cell};
    Utf8 it = utf8_walk(text);
    for (int i = 0; utf8_next(&it); i++) {
        int column = columns - 1 - i / rows; // right column first
        ui_text(ui, &(Label){.type = type,
                             .colour = WHITEWASH,
                             .text = str_sub(text, it.start, it.at - it.start),
                             .x = x + pad + ((float)column + 0.5f) * cell,
                             .y = y + pad + (float)(i % rows) * cell,
                             .align = ALIGN_CENTRE});
    }
}
