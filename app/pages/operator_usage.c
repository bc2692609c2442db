// The card of use: visits of the last days, and where they went. Counts only, nobody is in them.
#include "base/clock.h"
#include "pages/app.h"
#include "pages/operator.h"

enum { FAVOURITES = 4, VALUES_MOST = 999 };

typedef struct {
    Str name;
    int views;
} Favourite;

static Str nav_label(App *app, const char *name)
{
    Str id = str_format(app->ui.frame, "nav.%s", name);
    Str label = app_label(app, id.p);
    return str_eq(label, id) ? STR_NONE : label;
}

// Its own name in the bar, else its section's.
static Str page_name(App *app, const char *page)
{
    Str name = nav_label(app, page);
    for (int i = 0; PAGES[i] && name.n == 0; i++) {
        if (str_is(str_from(page), PAGES[i]->name) && PAGES[i]->section) {
            name = nav_label(app, PAGES[i]->section);
        }
    }
    return name;
}

// Pages as visitors call them: a project counts for the map that it lies on.
static int favourites(App *app, const WorkUsage *usage, Favourite out[FAVOURITES])
{
    Favourite all[WORK_PAGES] = {0};
    int count = 0;
    for (int i = 0; i < usage->page_count; i++) {
        Str name = page_name(app, usage->pages[i].page);
        if (name.n == 0) {
            continue; // no page that visitors go to
        }
        int at = 0;
        while (at < count && !str_eq(all[at].name, name)) {
            at++;
        }
        all[at].name = name;
        all[at].views += usage->pages[i].views;
        count += at == count;
    }
    int kept = 0;
    for (; kept < FAVOURITES && kept < count; kept++) {
        int best = kept;
        for (int i = kept + 1; i < count; i++) {
            best = all[i].views > all[best].views ? i : best;
        }
        out[kept] = all[best];
        all[best] = all[kept];
    }
    return kept;
}

static int sum_of(const int *values)
{
    int sum = 0;
    for (int i = 0; i < WORK_DAYS; i++) {
        sum += values[i];
    }
    return sum;
}

// 1970-01-01 was a Thursday.
static bool is_weekend(int64_t day)
{
    return (day + 4) % 7 == 0 || (day + 4) % 7 == 6;
}

static Str day_of_month(App *app, int64_t day)
{
    char date[11];
    clock_date_utc(day * 86400, date);
    return str_from_offset(str_format(app->ui.frame, "%s", date), date[8] == '0' ? 9 : 8);
}

// A day a bar, today at the right; weekends darker, and every second day has its date.
static void draw_days(App *app, Rect box, const WorkUsage *usage)
{
    Ui *ui = &app->ui;
    Type small = type_sized(TYPE_C, 22, 30);
    float step = box.w / WORK_DAYS;
    float foot = box.y + box.h - 36;
    int most = 1;
    for (int i = 0; i < WORK_DAYS; i++) {
        most = usage->visits[i] > most ? usage->visits[i] : most;
    }
    for (int i = 0; i < WORK_DAYS; i++) {
        int n = usage->visits[i];
        int ago = WORK_DAYS - 1 - i;
        float x = box.x + step * (float)i;
        float h = (foot - box.y - 34) * (float)n / (float)most;
        ui_round(ui, (Rect){x + 4, foot - h, step - 8, h}, h > 12 ? 6 : 0,
                 is_weekend(usage->last_day - ago) ? AZURITE : INDIGO);
        if (n && (most <= VALUES_MOST || n == most || ago == 0)) {
            ui_text_in(ui, small, INK, (Rect){x - 8, foot - h - 32, step + 16, 30},
                       operator_number(app, n));
        }
        if (ago % 2 == 0) {
            ui_text_in(ui, small, SLATE, (Rect){x - 12, foot + 4, step + 24, 32},
                       ago ? day_of_month(app, usage->last_day - ago)
                           : app_label(app, "operator.use.day"));
        }
    }
    ui_fill(ui, (Rect){box.x, foot, box.w, 2}, INK);
}

static void draw_pages(App *app, Rect box, const WorkUsage *usage)
{
    Ui *ui = &app->ui;
    Favourite rows[FAVOURITES];
    int count = favourites(app, usage, rows);
    float step = 30;
    float name = ui_is_english(ui) ? 148 : 116;
    operator_text(app, type_sized(TYPE_L, 22, 30), SLATE, (Rect){box.x, box.y, box.w, step},
                  app_label(app, "operator.use.pages"));
    for (int i = 0; i < count; i++) {
        float y = box.y + step * (float)(i + 1);
        float share = (float)rows[i].views / (float)usage->views;
        float length = (box.w - name - 84) * (float)rows[i].views / (float)rows[0].views;
        operator_text(app, type_sized(TYPE_C, 22, 30), INK, (Rect){box.x, y, name - 8, step},
                      rows[i].name);
        ui_round(ui, (Rect){box.x + name, y + 8, length < 14 ? 14 : length, 14}, 7, MALACHITE);
        Label percent = {.type = type_sized(TYPE_C, 22, 30),
                         .colour = INK,
                         .text = str_format(ui->frame, "%.0f%%", (double)share * 100),
                         .x = box.x + box.w,
                         .y = y,
                         .align = ALIGN_END};
        ui_text(ui, &percent);
    }
}

static void draw_nothing(App *app, Rect box, const WorkUsage *usage)
{
    const char *why = !usage->is_read   ? "operator.use.reading"
                      : !usage->is_kept ? "operator.use.off"
                                        : "operator.use.none";
    operator_text(app, theme_type(TYPE_B2), SLATE, box, app_label(app, why));
}

static void draw_total(App *app, Rect box, const WorkUsage *usage)
{
    Label total = {.type = theme_type(TYPE_N3),
                   .colour = INK,
                   .text = operator_number(app, sum_of(usage->visits)),
                   .x = box.x + box.w - 28,
                   .y = box.y + 18,
                   .align = ALIGN_END};
    ui_text(&app->ui, &total);
}

void operator_usage(App *app, Rect box)
{
    const StaffWork *now = &app->staff->now;
    const WorkUsage *usage = &now->usage;
    bool is_wide = box.w > 700;
    float y = operator_card(app, box, "chart", app_label(app, "operator.use"));
    float foot = box.y + box.h - 28 - 96;
    Rect chart = {box.x + 28, y + 4, is_wide ? 500 : box.w - 68,
                  is_wide ? box.y + box.h - y - 72 : 188};
    Rect pages = is_wide ? (Rect){box.x + 580, y + 8, box.w - 608, 150}
                         : (Rect){box.x + 28, foot - 162, box.w - 56, 150};
    if (sum_of(usage->visits) == 0) {
        draw_nothing(app, (Rect){box.x + 28, y, box.w - 56, foot - y - 12}, usage);
    } else {
        draw_total(app, box, usage);
        draw_days(app, chart, usage);
        int last = WORK_DAYS - 1;
        Str text = app_label_fill(app, "operator.use.today", "visits",
                                  operator_number(app, usage->visits[last]));
        text = app_fill(app, text, "touches", operator_number(app, usage->touches[last]));
        operator_text(app, theme_type(TYPE_L), SLATE,
                      (Rect){chart.x, chart.y + chart.h + 2, chart.w, 34}, text);
        if (usage->views > 0) {
            draw_pages(app, pages, usage);
        }
    }
    float left = is_wide ? 552 : 0;
    operator_button(app, (Rect){box.x + 28 + left, foot, box.w - 56 - left, 96},
                    app_label(app, "operator.doctor"), "info", true, OPERATOR_VIEW, VIEW_DOCTOR);
}
