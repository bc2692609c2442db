#include "report.h"
#include "draw/raster.h"
#include <stdio.h>
#include <string.h>

enum { PAGES_SHOWN = 10, LEFT_SHOWN = 5, DAYS = 31, HOURS = 24 };

static const float LEFT_X = REPORT_MARGIN;
static const float PAGE_W = REPORT_W - 2 * REPORT_MARGIN;

// Print has its own sizes: no glass, an arm's length.
static const Type TITLE = {FACE_SERIF_BLACK, 46, 58};
static const Type NUMBER = {FACE_SERIF_BLACK, 42, 54};
static const Type HEADING = {FACE_SANS_BOLD, 24, 34};
static const Type BODY = {FACE_SANS_REGULAR, 19, 25};
static const Type NAME = {FACE_SANS_REGULAR, 18, 22};
static const Type SMALL = {FACE_SANS_REGULAR, 17, 24};

typedef struct {
    Ui *ui;
    Arena *arena;
    const Report *report;
} Sheet;

// ---- putting ----------------------------------------------------------------------

static Str words(const Sheet *sheet, SayId id, Str a, Str b)
{
    char text[512];
    const char *args[SAY_MAX_ARGS] = {a.n ? str_z(sheet->arena, a) : "",
                                      b.n ? str_z(sheet->arena, b) : ""};
    say(text, sizeof text, id, args);
    return str_dup(sheet->arena, str_from(text));
}

static Str number(const Sheet *sheet, int64_t value)
{
    return str_format(sheet->arena, "%lld", (long long)value);
}

static Extent line(const Sheet *sheet, Type type, Colour colour, float x, float y, Str text)
{
    return ui_text(sheet->ui,
                   &(Label){.type = type, .colour = colour, .text = text, .x = x, .y = y});
}

static void line_end(const Sheet *sheet, Type type, Colour colour, float right, float y, Str text)
{
    ui_text(sheet->ui, &(Label){.type = type,
                                .colour = colour,
                                .text = text,
                                .x = right,
                                .y = y,
                                .align = ALIGN_END,
                                .is_tabular = true});
}

static void line_middle(const Sheet *sheet, Type type, Colour colour, float x, float y, Str text)
{
    ui_text(
        sheet->ui,
        &(Label){
            .type = type, .colour = colour, .text = text, .x = x, .y = y, .align = ALIGN_CENTRE});
}

static void heading(const Sheet *sheet, float x, float y, SayId id)
{
    line(sheet, HEADING, INK, x, y, str_from(say_plain(id)));
}

static Str duration(const Sheet *sheet, int64_t ms)
{
    int64_t s = (ms + 500) / 1000;
    return words(sheet, s < 60 ? SAY_REPORT_SECONDS : SAY_REPORT_MINUTES,
                 number(sheet, s < 60 ? s : s / 60), number(sheet, s % 60));
}

static int percent(int part, int whole)
{
    return whole > 0 ? (int)(((int64_t)part * 200 + whole) / (2 * (int64_t)whole)) : 0;
}

// ---- names --------------------------------------------------------------------------

static Str page_label(const Sheet *sheet, Str name)
{
    for (int i = 0; i < 2; i++) {
        Str id = i == 0 ? str_format(sheet->arena, "nav.%.*s", STR_ARG(name))
                        : str_format(sheet->arena, "%.*s.title", STR_ARG(name));
        Str label = store_label(sheet->report->store, sheet->arena, id);
        if (!str_eq(label, id)) {
            return label;
        }
    }
    return name;
}

// "chains/new-energy" → the chain's name; a page's own name with what stands behind it otherwise.
static Str page_name(const Sheet *sheet, Str route)
{
    if (!sheet->report->store) {
        return route;
    }
    int slash = str_find_char(route, '/');
    if (slash < 0) {
        return page_label(sheet, route);
    }
    Str page = str_sub(route, 0, slash);
    Str arg = str_from_offset(route, slash + 1);
    Str kind = str_is(page, "chains") ? STR("chain") : page;
    Str entity = str_format(sheet->arena, "%.*s:%.*s", STR_ARG(kind), STR_ARG(arg));
    Str name = store_entity_name(sheet->report->store, sheet->arena, entity);
    if (name.n) {
        return name;
    }
    Str label = page_label(sheet, page);
    return str_format(sheet->arena, "%.*s · %.*s", STR_ARG(label), STR_ARG(arg));
}

// ---- head ---------------------------------------------------------------------------

static void draw_head(const Sheet *sheet)
{
    const Report *report = sheet->report;
    Str city = STR_NONE;
    if (report->store) {
        city = store_value(report->store, sheet->arena, STR("city_name"));
    }
    Str year = str_sub(report->month, 0, 4);
    Str month = str_from_offset(report->month, 5);
    line(sheet, TITLE, INK, LEFT_X, 76, str_from(say_plain(SAY_REPORT_TITLE)));
    Str when = words(sheet, SAY_REPORT_MONTH, year, month);
    if (city.n) {
        when = str_format(sheet->arena, "%.*s · %.*s", STR_ARG(city), STR_ARG(when));
    }
    line_end(sheet, HEADING, SLATE, LEFT_X + PAGE_W, 92, when);
    ui_fill(sheet->ui, (Rect){LEFT_X, 148, PAGE_W, 2}, GOLD_LINE);
}

static void draw_figures(const Sheet *sheet)
{
    const JournalMonth *m = sheet->report->sums;
    const struct {
        SayId label;
        Str value;
    } figures[] = {
        {SAY_REPORT_VISITS, number(sheet, m->visits)},
        {SAY_REPORT_LENGTH, duration(sheet, m->length_ms / m->visits)},
        {SAY_REPORT_VIEWS, str_format(sheet->arena, "%.1f", (double)m->views / (double)m->visits)},
        {SAY_REPORT_ENGLISH, str_format(sheet->arena, "%d%%", percent(m->english, m->visits))},
        {SAY_REPORT_LARGE, str_format(sheet->arena, "%d%%", percent(m->large, m->visits))},
    };
    // The time is the widest: its column takes more.
    static const float COLUMNS[COUNT(figures)] = {0, 0.17f, 0.45f, 0.65f, 0.84f};
    for (int i = 0; i < COUNT(figures); i++) {
        float x = LEFT_X + PAGE_W * COLUMNS[i];
        line(sheet, NUMBER, DEEP, x, 178, figures[i].value);
        line(sheet, SMALL, SLATE, x, 234, str_from(say_plain(figures[i].label)));
    }
}

// ---- bars over time -----------------------------------------------------------------

typedef struct {
    const int *values;
    int count, first, every; // first: number of the first bar; every: distance of the labels
    Rect box;
    const bool *is_shaded; // NULL: none
} Bars;

static void draw_bars(const Sheet *sheet, const Bars *bars)
{
    Ui *ui = sheet->ui;
    const Rect *box = &bars->box;
    int most = 1;
    for (int i = 0; i < bars->count; i++) {
        most = bars->values[i] > most ? bars->values[i] : most;
    }
    float step = box->w / (float)bars->count;
    bool is_most_said = false;
    for (int i = 0; i < bars->count; i++) {
        float x = box->x + step * (float)i;
        float h = box->h * (float)bars->values[i] / (float)most;
        if (bars->is_shaded && bars->is_shaded[i]) {
            ui_fill(ui, (Rect){x, box->y, step, box->h}, MOON);
        }
        if (bars->values[i] > 0) {
            h = h < 2 ? 2 : h;
            ui_fill(ui, (Rect){x + step * 0.18f, box->y + box->h - h, step * 0.64f, h}, AZURITE);
        }
        if (bars->values[i] == most && !is_most_said) {
            is_most_said = true;
            line_middle(sheet, SMALL, INK, x + step / 2, box->y + box->h - h - 26,
                        number(sheet, most));
        }
        int name = bars->first + i;
        if (name == bars->first || name % bars->every == 0) {
            line_middle(sheet, SMALL, SLATE, x + step / 2, box->y + box->h + 6,
                        number(sheet, name));
        }
    }
    ui_hairline(ui, box->x, box->y + box->h, box->w, HAIRLINE);
}

typedef struct {
    int days;
    bool is_weekend[DAYS];
} Days;

// Of a month that the journal understood.
static Days days_of(Str month)
{
    static const int LENGTHS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    static const int SHIFTS[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4}; // Sakamoto's
    int64_t year = 1970;
    int64_t number = 1;
    str_to_int(str_sub(month, 0, 4), &year);
    str_to_int(str_from_offset(month, 5), &number);
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    Days days = {.days = LENGTHS[number - 1] + (number == 2 && is_leap)};
    int64_t y = number < 3 ? year - 1 : year;
    for (int i = 0; i < days.days; i++) {
        int64_t weekday = (y + y / 4 - y / 100 + y / 400 + SHIFTS[number - 1] + i + 1) % 7;
        days.is_weekend[i] = weekday == 0 || weekday == 6;
    }
    return days;
}

static void draw_days(const Sheet *sheet)
{
    Days days = days_of(sheet->report->month);
    heading(sheet, LEFT_X, 300, SAY_REPORT_BY_DAY);
    line_end(sheet, SMALL, SLATE, LEFT_X + PAGE_W, 306, str_from(say_plain(SAY_REPORT_WEEKEND)));
    draw_bars(sheet, &(Bars){.values = sheet->report->sums->by_day,
                             .count = days.days,
                             .first = 1,
                             .every = 5,
                             .box = {LEFT_X, 372, PAGE_W, 180},
                             .is_shaded = days.is_weekend});
}

static void draw_hours(const Sheet *sheet)
{
    heading(sheet, LEFT_X, 626, SAY_REPORT_BY_HOUR);
    draw_bars(sheet, &(Bars){.values = sheet->report->sums->by_hour,
                             .count = HOURS,
                             .every = 6,
                             .box = {LEFT_X, 698, 500, 140}});
}

// ---- pages --------------------------------------------------------------------------

static void draw_track(const Sheet *sheet, Rect track, int part, int whole, Colour colour)
{
    ui_fill(sheet->ui, track, CLOUD);
    if (part > 0 && whole > 0) {
        float w = track.w * (float)part / (float)whole;
        ui_fill(sheet->ui, (Rect){track.x, track.y, w < 2 ? 2 : w, track.h}, colour);
    }
}

// The name on at most two lines, about the middle of the row.
static void draw_name(const Sheet *sheet, Rect row, Str name)
{
    Label label = {.type = NAME,
                   .colour = INK,
                   .text = name,
                   .x = row.x,
                   .w = row.w,
                   .max_lines = 2,
                   .min_size = 15};
    label.y = row.y + (row.h - ui_measure(sheet->ui, &label).h) / 2;
    ui_text(sheet->ui, &label);
}

static void draw_left(const Sheet *sheet)
{
    const JournalMonth *m = sheet->report->sums;
    float x = LEFT_X + 564;
    heading(sheet, x, 626, SAY_REPORT_LEFT);
    bool is_shown[COUNT(m->pages)] = {false};
    for (int row = 0; row < LEFT_SHOWN; row++) {
        int best = -1;
        for (int i = 0; i < m->page_count; i++) {
            bool is_more = best < 0 || m->pages[i].left > m->pages[best].left;
            if (!is_shown[i] && m->pages[i].left > 0 && is_more) {
                best = i;
            }
        }
        if (best < 0) {
            if (row == 0) {
                line(sheet, BODY, SLATE, x, 674, str_from(say_plain(SAY_REPORT_LEFT_NONE)));
            }
            return;
        }
        is_shown[best] = true;
        float y = 664 + 46 * (float)row;
        int left = m->pages[best].left;
        draw_name(sheet, (Rect){x, y, 330, 46}, page_name(sheet, m->pages[best].name));
        draw_track(sheet, (Rect){x + 346, y + 19, 96, 8}, left, m->visits, VERMILION);
        line_end(sheet, BODY, INK, x + 500, y + 10, number(sheet, left));
    }
}

static void draw_pages(const Sheet *sheet)
{
    const JournalMonth *m = sheet->report->sums;
    const float right = LEFT_X + 620;
    heading(sheet, LEFT_X, 918, SAY_REPORT_PAGES);
    line_end(sheet, SMALL, SLATE, right - 130, 925, str_from(say_plain(SAY_REPORT_PAGE_VIEWS)));
    line_end(sheet, SMALL, SLATE, right, 925, str_from(say_plain(SAY_REPORT_PAGE_STAY)));
    for (int i = 0; i < PAGES_SHOWN && i < m->page_count; i++) {
        const JournalPage *page = &m->pages[i];
        Rect row = {LEFT_X, 962 + 58 * (float)i, 620, 58};
        ui_hairline(sheet->ui, row.x, row.y, row.w, HAIRLINE);
        draw_name(sheet, (Rect){row.x, row.y, 300, row.h}, page_name(sheet, page->name));
        draw_track(sheet, (Rect){row.x + 316, row.y + 25, 100, 8}, page->views, m->pages[0].views,
                   AZURITE);
        line_end(sheet, BODY, INK, right - 130, row.y + 16, number(sheet, page->views));
        int views = page->views > 0 ? page->views : 1;
        line_end(sheet, BODY, SLATE, right, row.y + 16, duration(sheet, page->dwell_ms / views));
    }
}

// ---- the glass ----------------------------------------------------------------------

static float draw_taps(const Sheet *sheet, float x, float w)
{
    const JournalMonth *m = sheet->report->sums;
    heading(sheet, x, 918, SAY_REPORT_TAPS);
    bool is_portrait = sheet->report->is_portrait;
    float glass_w = is_portrait ? 224 : w;
    Rect glass = {x, 968, glass_w, is_portrait ? glass_w * 16 / 9 : glass_w * 9 / 16};
    uint32_t most = 1;
    for (int i = 0; i < JOURNAL_GRID_W * JOURNAL_GRID_H; i++) {
        uint32_t count = m->grid[i / JOURNAL_GRID_W][i % JOURNAL_GRID_W];
        most = count > most ? count : most;
    }
    ui_fill(sheet->ui, glass, MOON);
    for (int i = 0; i < JOURNAL_GRID_W * JOURNAL_GRID_H; i++) {
        int column = i % JOURNAL_GRID_W;
        int row = i / JOURNAL_GRID_W;
        uint32_t count = m->grid[row][column];
        if (count == 0) {
            continue;
        }
        // By the root: a place touched rarely still shows beside the busiest button.
        float strength = 0.12f + 0.88f * sqrtf((float)count / (float)most);
        Rect cell = {glass.x + glass.w * (float)column / JOURNAL_GRID_W,
                     glass.y + glass.h * (float)row / JOURNAL_GRID_H, glass.w / JOURNAL_GRID_W,
                     glass.h / JOURNAL_GRID_H};
        ui_fill(sheet->ui, cell, colour_faded(VERMILION, strength));
    }
    ui_round_frame(sheet->ui, glass, 0, 1.5f, SLATE);
    float y = glass.y + glass.h + 10;
    return y + ui_text(sheet->ui, &(Label){.type = SMALL,
                                           .colour = SLATE,
                                           .text = words(sheet, SAY_REPORT_TAPS_NOTE,
                                                         number(sheet, m->taps), STR_NONE),
                                           .x = x,
                                           .y = y,
                                           .w = w})
                   .h;
}

static void draw_share(const Sheet *sheet, float x, float y, float w, int part, SayId id)
{
    const JournalMonth *m = sheet->report->sums;
    line(sheet, BODY, INK, x, y,
         words(sheet, id, number(sheet, m->visits - part), number(sheet, part)));
    draw_track(sheet, (Rect){x, y + 32, w, 8}, part, m->visits, MALACHITE);
}

static void draw_foot(const Sheet *sheet)
{
    char zone[8];
    snprintf(zone, sizeof zone, "%+d", sheet->report->zone_h);
    ui_hairline(sheet->ui, LEFT_X, 1606, PAGE_W, HAIRLINE);
    ui_text(sheet->ui, &(Label){.type = SMALL,
                                .colour = SLATE,
                                .text = words(sheet, SAY_REPORT_NOTE, str_from(zone), STR_NONE),
                                .x = LEFT_X,
                                .y = 1618,
                                .w = PAGE_W});
}

void report_draw(Ui *ui, Arena *arena, const Report *report)
{
    Sheet sheet = {ui, arena, report};
    ui_begin(ui, arena, REPORT_W, REPORT_H, 0);
    // A page of paper is no stage: a unit is a px of it.
    ui->scale = 1;
    ui->origin_x = ui->origin_y = 0;
    ui->w = REPORT_W;
    ui->h = REPORT_H;
    ui->clip = (Rect){0, 0, REPORT_W, REPORT_H};
    ui->language = say_language() == SAY_EN ? TEXT_EN : TEXT_ZH;
    ui_fill(ui, ui->clip, WHITE);
    draw_head(&sheet);
    if (report->sums->visits == 0) {
        line(&sheet, BODY, SLATE, LEFT_X, 190, str_from(say_plain(SAY_REPORT_EMPTY)));
    } else {
        draw_figures(&sheet);
        draw_days(&sheet);
        draw_hours(&sheet);
        draw_left(&sheet);
        draw_pages(&sheet);
        float x = LEFT_X + 684;
        float w = PAGE_W - 684;
        float y = draw_taps(&sheet, x, w);
        draw_share(&sheet, x, y + 28, w, report->sums->english, SAY_REPORT_LANGUAGES);
        draw_share(&sheet, x, y + 92, w, report->sums->large, SAY_REPORT_TYPES);
    }
    draw_foot(&sheet);
    ui_end(ui);
}

// ---- the file -----------------------------------------------------------------------

bool report_zone(const char *text, int *zone_h)
{
    int64_t value;
    if (!str_to_int(str_from(text), &value) || value < -12 || value > 14) {
        return false;
    }
    *zone_h = (int)value;
    return true;
}

static bool paint(Ui *ui, const char *path, Err *err)
{
    Raster *raster = raster_open(1, 16 * MIB);
    Surface surface = surface_make(REPORT_W, REPORT_H);
    raster_paint(raster, &ui->list, &(RectPx){0, 0, REPORT_W, REPORT_H}, 1, surface);
    bool is_written = surface_write_png(&surface, path, err);
    surface_free(&surface);
    raster_close(raster);
    return is_written;
}

bool report_write(Arena *arena, const ReportOptions *options, Err *err)
{
    JournalMonth sums;
    bool is_written = false;
    Store *store = NULL;
    Fonts *fonts = NULL;
    Journal *journal = journal_open_read(options->journal, err);
    Str month = str_from(options->month);
    if (!journal || !journal_month(journal, arena, month, options->zone_h * 3600, &sums, err)) {
        goto done;
    }
    store = options->story ? store_open(options->story, false, err) : NULL;
    if (options->story && !store) {
        goto done;
    }
    if (store) {
        store_set_language(store, say_language() == SAY_EN ? STR("en") : STR("zh"));
    }
    fonts = fonts_open(options->fonts, err);
    if (fonts) {
        Ui ui = {0};
        Report report = {&sums, month, store, options->zone_h, options->is_portrait};
        is_written = ui_open(&ui, fonts, NULL, (PictureInfo){0});
        report_draw(&ui, arena, &report);
        is_written = is_written && paint(&ui, options->out, err);
        ui_close(&ui);
    }
done:
    fonts_close(fonts);
    store_close(store);
    journal_close(journal);
    return is_written;
}
