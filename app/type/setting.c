#include "type/setting.h"
#include "base/utf8.h"
#include <assert.h>
#include <math.h>

// Labels that must fit shrink by this step until they do.
static const float SIZE_STEP = 0.96f;
enum { BALANCE_STEPS = 12, ELLIPSIS = 0x2026 };

static int64_t f26_of(float px)
{
    return (int64_t)floorf(clampf(px, -1000000.0f, 100000000.0f) * 64.0f + 0.001f);
}

static int32_t size_f26_of(float size_px)
{
    int32_t size = (int32_t)(clampf(size_px, 1.0f, 4096.0f) * 64.0f + 0.5f);
    return size;
}

// ---- one paragraph ----

static void lay_out(const SettingInput *input, Paragraph *p, float size)
{
    const TextStyle *style = input->style;
    int32_t em = size_f26_of(size);
    float tracking = style->tracking_em;
    if (input->is_vertical && input->advance_em > 0) {
        tracking = input->advance_em - 1.0f;
    }
    CellStyle cell_style = {.language = style->language,
                            .level = style->level,
                            .is_vertical = input->is_vertical,
                            .em = em,
                            .tracking = (int32_t)lrintf(tracking * (float)em),
                            .whole_words = style->whole_words,
                            .whole_word_count = style->whole_word_count};
    p->model = (FontModel){.fonts = input->fonts,
                           .arena = input->arena,
                           .style = style,
                           .spans = input->spans,
                           .size_f26 = em};
    p->cells = cells_make(input->arena, &p->list, &cell_style,
                          input->is_vertical ? measure_fonts_vertical : measure_fonts, &p->model);
    if (input->annotator != NULL) {
        input->annotator->widen(input->annotator->context, &p->cells);
    }
    p->sums = sums_make(input->arena, &p->cells);
    p->rules = (LineRules){.measure = f26_of(input->extent_px),
                           .indent = (int64_t)lrintf(style->indent_em * (float)em),
                           .is_ragged = style->align != ALIGN_JUSTIFY || input->is_vertical,
                           .is_first_fit = style->is_first_fit,
                           .is_hanging = style->is_hanging,
                           .wants_company = style->language == TEXT_ZH};
    p->lines = lines_make(input->arena, input->arena, &p->cells, &p->sums, &p->rules);
}

// No line is wider than the measure, and none begins inside a word or with a mark.
static bool fits_cleanly(const Paragraph *p)
{
    for (int i = 0; i < p->lines.count; i++) {
        const Line *line = &p->lines.items[i];
        int64_t measure = p->rules.measure - (i == 0 ? p->rules.indent : 0);
        if (p->rules.measure > 0 && line->width - line_shrink(&p->sums, line) > measure) {
            return false;
        }
        bool is_last = i + 1 == p->lines.count;
        if (!is_last && line->next > 0 && p->cells.joints[line->next - 1].rule != JOINT_FREE) {
            return false;
        }
    }
    return true;
}

// The narrowest measure that gives no more lines, so that they come out alike.
static void balance(const SettingInput *input, Paragraph *p)
{
    int count = p->lines.count;
    if (count < 2 || p->rules.measure <= 0 || !fits_cleanly(p)) {
        return;
    }
    int64_t high = p->rules.measure, low = high / 2;
    LineRules rules = p->rules;
    rules.is_ragged = true;
    for (int step = 0; step < BALANCE_STEPS && high - low > 1; step++) {
        Paragraph trial = *p;
        trial.rules = rules;
        trial.rules.measure = (low + high) / 2;
        trial.lines =
            lines_make(input->arena, input->arena, &trial.cells, &trial.sums, &trial.rules);
        if (trial.lines.count <= count && fits_cleanly(&trial)) {
            high = trial.rules.measure;
            p->lines = trial.lines;
        } else {
            low = trial.rules.measure;
        }
    }
}

// ---- paragraphs ----

static void read_paragraphs(const SettingInput *input, Setting *setting)
{
    int capacity = 0;
    int base = 0;
    bool is_open = false;
    for (int s = 0; s < input->span_count; s++) {
        Str text = input->spans[s].text;
        for (int at = 0; at < text.n;) {
            if (!is_open) {
                setting->paragraphs =
                    arena_grow(input->arena, setting->paragraphs, &capacity,
                               setting->paragraph_count + 1, sizeof *setting->paragraphs);
                setting->paragraphs[setting->paragraph_count++] = (Paragraph){0};
            }
            CodeList *list = &setting->paragraphs[setting->paragraph_count - 1].list;
            bool is_ended = false;
            at +=
                codes_read(input->arena, list, str_from_offset(text, at), base + at, s, &is_ended);
            is_open = !is_ended;
        }
        base += text.n;
    }
    for (int i = 0; i < setting->paragraph_count; i++) {
        codes_drop_gap_spaces(&setting->paragraphs[i].list);
    }
}

static bool set_at(const SettingInput *input, Setting *setting, float size)
{
    bool is_clean = true;
    setting->line_count = 0;
    setting->size_px = size;
    for (int i = 0; i < setting->paragraph_count; i++) {
        Paragraph *p = &setting->paragraphs[i];
        lay_out(input, p, size);
        is_clean = is_clean && fits_cleanly(p);
        setting->line_count += p->lines.count;
    }
    int most = input->style->max_lines;
    return is_clean && (most <= 0 || setting->line_count <= most);
}

// ---- the cut ----

static bool is_dropped_before_ellipsis(const Cells *cells, int cell)
{
    CharClass class = (CharClass)cells->cells[cell].class;
    return class == CLASS_COMMA || class == CLASS_FULL || class == CLASS_SPACE ||
           class == CLASS_INTERPUNCT || class == CLASS_CONNECTOR || class == CLASS_DASH ||
           class == CLASS_ELLIPSIS || class == CLASS_STOP_WEST || class == CLASS_OPEN ||
           class == CLASS_OPEN_WEST;
}

// Codes of the text that may stand before …… when it is cut behind cell `count`.
static int codes_kept(const Cells *cells, int count)
{
    while (count > 0 && is_dropped_before_ellipsis(cells, count - 1)) {
        count--;
    }
    return count > 0 ? cells->cells[count - 1].to : 0;
}

static Paragraph cut_after(const SettingInput *input, const Paragraph *whole, int codes, float size)
{
    int marks = input->style->language == TEXT_EN ? 1 : 2;
    Paragraph cut = {.list.count = codes};
    cut.list.items = arena_new(input->arena, Code, codes + marks);
    cut.list.capacity = codes + marks;
    for (int i = 0; i < codes; i++) {
        cut.list.items[i] = whole->list.items[i];
    }
    Code last = {0};
    if (codes > 0) {
        last = whole->list.items[codes - 1];
    } else if (whole->list.count > 0) {
        last = whole->list.items[0];
        last.end = last.at;
    }
    for (int i = 0; i < marks; i++) {
        cut.list.items[cut.list.count++] =
            (Code){.code = ELLIPSIS, .at = last.end, .end = last.end, .span = last.span};
    }
    lay_out(input, &cut, size);
    return cut;
}

// The longest beginning of `whole` that fits `most` lines together with ……
static Paragraph cut_to(const SettingInput *input, const Paragraph *whole, int most, float size)
{
    // Nothing beyond the line after the last allowed one can fit.
    int reach = most < whole->lines.count ? whole->lines.items[most].next : whole->cells.count;
    int *places = arena_new(input->arena, int, reach + 1);
    int count = 0;
    places[count++] = 0;
    for (int i = 1; i <= reach; i++) {
        int rule = i < whole->cells.count ? whole->cells.joints[i - 1].rule : JOINT_FREE;
        if (rule == JOINT_FREE || rule == JOINT_KINSOKU) {
            int codes = codes_kept(&whole->cells, i);
            if (codes > places[count - 1]) {
                places[count++] = codes;
            }
        }
    }
    int low = 0, high = count; // places[low] fits, places[high] does not
    Paragraph best = cut_after(input, whole, places[0], size);
    while (high - low > 1) {
        int middle = (low + high) / 2;
        Paragraph trial = cut_after(input, whole, places[middle], size);
        if (trial.lines.count <= most) {
            low = middle;
            best = trial;
        } else {
            high = middle;
        }
    }
    return best;
}

static void cut(const SettingInput *input, Setting *setting)
{
    int most = input->style->max_lines;
    if (most <= 0 || setting->line_count <= most) {
        return;
    }
    int before = 0, i = 0;
    while (before + setting->paragraphs[i].lines.count < most) {
        before += setting->paragraphs[i++].lines.count;
    }
    setting->paragraphs[i] =
        cut_to(input, &setting->paragraphs[i], most - before, setting->size_px);
    setting->paragraph_count = i + 1;
    setting->line_count = before + setting->paragraphs[i].lines.count;
    setting->is_cut = true;
}

Setting setting_make(const SettingInput *input)
{
    Setting setting = {0};
    const TextStyle *style = input->style;
    read_paragraphs(input, &setting);
    float size = clampf(style->size_px, 1.0f, 4096.0f);
    ArenaMark mark = arena_mark(input->arena);
    while (!set_at(input, &setting, size) && style->min_size_px > 0 && size > style->min_size_px) {
        size = fmaxf(size * SIZE_STEP, style->min_size_px);
        arena_release(input->arena, mark);
    }
    cut(input, &setting);
    for (int i = 0; style->is_balanced && i < setting.paragraph_count; i++) {
        balance(input, &setting.paragraphs[i]);
    }
    return setting;
}
