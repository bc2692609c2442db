// Figures, their themes and pages; sources.
#include "store/query.h"

// clang-format off
#define FIGURE_SELECT                                                                              \
    "SELECT f.id, f.theme," TX("t", "label") "," TX("t", "definition") ", f.value, f.unit,"        \
    " coalesce(ua.name, ub.name, f.unit), u.factor, u.en_style, f.qualifier,"                      \
    " nullif(f.period, '材料未写'), f.kind, f.scope, coalesce(sa.name, sb.name, f.scope),"             \
    " f.pairs_with, f.same_as, f.part_of, f.lever," ORIGIN("f")                                    \
    " FROM figure f" TEXTS("figure", "t", "f.id")                                                  \
    " LEFT JOIN unit u ON u.id = f.unit" TEXTS("unit", "u", "f.unit")                              \
    TEXTS("district", "s", "f.scope")                                                              \
    " WHERE" VALID("f")
static const char FIGURES[] = FIGURE_SELECT " AND (?4 IS NULL OR f.theme = ?4) ORDER BY f.ord";
static const char FIGURE[] = FIGURE_SELECT " AND f.id = ?4";
static const char THEMES[] =
    "SELECT x.id," TX("t", "name") ", x.tab, x.icon"
    " FROM theme x" TEXTS("theme", "t", "x.id") " ORDER BY x.ord";
static const char FIGURE_SLOTS[] =
    "SELECT x.tab, x.slot, x.figure," TX("t", "label")
    " FROM figure_slot x" TEXTS("figure_slot", "t", "x.id")
    " WHERE (?4 IS NULL OR x.tab = ?4) ORDER BY x.ord";
#define SOURCE_SELECT                                                                              \
    "SELECT x.id, x.title, x.date," TX("t", "date") "," TX("t", "covers")                          \
    " FROM source x" TEXTS("source", "t", "x.id")
static const char SOURCES[] = SOURCE_SELECT " ORDER BY x.ord";
static const char SOURCE[] = SOURCE_SELECT " WHERE x.id = ?4";
// clang-format on

static FigureKind kind_of(Str kind)
{
    static const char *const KINDS[] = {[FIGURE_ACTUAL] = "actual",
                                        [FIGURE_TARGET] = "target",
                                        [FIGURE_PLAN] = "plan",
                                        [FIGURE_CHANGE] = "change",
                                        [FIGURE_RANK] = "rank"};
    for (int i = 0; i < COUNT(KINDS); i++) {
        if (str_is(kind, KINDS[i])) {
            return (FigureKind)i;
        }
    }
    return FIGURE_ACTUAL;
}

static void read_figure(Row *row, void *item)
{
    Figure *figure = item;
    figure->id = row_text(row);
    figure->theme = row_text(row);
    figure->label = row_text(row);
    figure->definition = row_text(row);
    figure->value = row_text(row);
    figure->unit = row_text(row);
    figure->unit_name = row_text(row);
    figure->unit_factor = row_number_or(row, 1);
    figure->unit_style = row_text(row);
    figure->qualifier = row_text(row);
    figure->period = row_text(row);
    figure->kind = kind_of(row_text(row));
    figure->scope = row_text(row);
    figure->scope_name = row_text(row);
    figure->pairs_with = row_text(row);
    figure->same_as = row_text(row);
    figure->part_of = row_text(row);
    figure->lever = row_text(row);
    figure->origin = row_origin(row);
    if (!str_to_double(figure->value, &figure->number)) {
        figure->number = 0;
    }
}

bool store_figures(Store *store, Arena *arena, Str theme, FigureList *out, Err *err)
{
    Rows rows =
        query_rows(store, arena, FIGURES, (Str[3]){theme}, sizeof(Figure), read_figure, err);
    *out = (FigureList){rows.items, rows.count};
    return rows.is_good;
}

bool store_figure(Store *store, Arena *arena, Str id, Figure *out)
{
    *out = (Figure){0};
    return query_row(store, arena, FIGURE, id, read_figure, out);
}

static void read_theme(Row *row, void *item)
{
    Theme *theme = item;
    theme->id = row_text(row);
    theme->name = row_text(row);
    theme->tab = row_text(row);
    theme->icon = row_text(row);
}

bool store_themes(Store *store, Arena *arena, ThemeList *out, Err *err)
{
    Rows rows = query_rows(store, arena, THEMES, NULL, sizeof(Theme), read_theme, err);
    *out = (ThemeList){rows.items, rows.count};
    return rows.is_good;
}

static void read_slot(Row *row, void *item)
{
    FigureSlot *slot = item;
    slot->tab = row_text(row);
    slot->slot = row_text(row);
    slot->figure = row_text(row);
    slot->label = row_text(row);
}

bool store_figure_slots(Store *store, Arena *arena, Str tab, FigureSlotList *out, Err *err)
{
    Rows rows =
        query_rows(store, arena, FIGURE_SLOTS, (Str[3]){tab}, sizeof(FigureSlot), read_slot, err);
    *out = (FigureSlotList){rows.items, rows.count};
    return rows.is_good;
}

static void read_source(Row *row, void *item)
{
    Source *source = item;
    source->id = row_text(row);
    source->title = row_text(row);
    source->date = row_text(row);
    source->date_said = row_text(row);
    source->covers = row_text(row);
}

bool store_sources(Store *store, Arena *arena, SourceList *out, Err *err)
{
    Rows rows = query_rows(store, arena, SOURCES, NULL, sizeof(Source), read_source, err);
    *out = (SourceList){rows.items, rows.count};
    return rows.is_good;
}

bool store_source(Store *store, Arena *arena, Str id, Source *out)
{
    *out = (Source){0};
    return query_row(store, arena, SOURCE, id, read_source, out);
}
