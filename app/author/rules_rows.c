#include "author/rules_rows.h"
#include "author/maps.h"
#include "author/rules_cell.h"
#include "author/rules_figures.h"
#include "author/rules_story.h"

enum { OUTLINE_LIMIT = 256, LINK_LIMIT = 200 };

typedef struct {
    Content *content;
    const Sheet *sheet;
    int row;
} Place;

static const Cell *cell(const Place *at, const char *name)
{
    return sheet_cell(at->sheet, at->row, name);
}

static const char *text(const Place *at, const Cell *of)
{
    return str_z(at->content->arena, of->text);
}

static bool number(const Cell *of, double *value)
{
    return has_text(of) && str_to_double(of->text, value);
}

static const Sheet *sheet_of(const Place *at, const char *stem)
{
    return &at->content->sheets[file_by_stem(stem)];
}

// ---- projects ----

static void check_amounts(const Place *at)
{
    Problems *problems = &at->content->problems;
    const Cell *plan = cell(at, "plan");
    const Cell *done = cell(at, "done");
    double planned = 0;
    double finished = 0;
    bool has_plan = number(plan, &planned);
    bool has_done = number(done, &finished);
    if ((has_plan || has_done) && !has_text(cell(at, "unit"))) {
        problem_error(problems, cell(at, "unit"), SAY_AUTHOR_NO_UNIT, SAY_AUTHOR_NO_UNIT_HINT,
                      NULL);
    }
    if (planned < 0 || finished < 0) {
        const Cell *bad = planned < 0 ? plan : done;
        problem_error(problems, bad, SAY_AUTHOR_NEGATIVE, SAY_AUTHOR_NEGATIVE_HINT, text(at, bad),
                      NULL);
    }
    if (has_plan && has_done && finished > planned &&
        !str_is(cell(at, "status")->text, "超额完成")) {
        problem_error(problems, done, SAY_AUTHOR_OVER_PLAN, SAY_AUTHOR_OVER_PLAN_HINT,
                      text(at, done), text(at, plan), NULL);
    }
}

static void check_status(const Place *at)
{
    const Cell *status = cell(at, "status");
    if (has_text(status) && !has_text(cell(at, "status_date"))) {
        problem_error(&at->content->problems, cell(at, "status_date"), SAY_AUTHOR_STATUS_NO_DATE,
                      SAY_AUTHOR_STATUS_NO_DATE_HINT, text(at, status), NULL);
    }
}

static bool is_inside(double x, double y, double (*outline)[2], int count)
{
    bool is_in = false;
    for (int i = 0, j = count - 1; i < count; j = i++) {
        bool crosses = (outline[i][1] > y) != (outline[j][1] > y);
        double edge_x = crosses ? (outline[j][0] - outline[i][0]) * (y - outline[i][1]) /
                                          (outline[j][1] - outline[i][1]) +
                                      outline[i][0]
                                : 0;
        is_in = is_in != (crosses && x < edge_x);
    }
    return is_in;
}

static void check_pin(const Place *at)
{
    Problems *problems = &at->content->problems;
    const Cell *x_cell = cell(at, "x");
    const Cell *y_cell = cell(at, "y");
    if (has_text(x_cell) != has_text(y_cell)) {
        problem_error(problems, has_text(x_cell) ? y_cell : x_cell, SAY_AUTHOR_HALF_PIN,
                      SAY_AUTHOR_HALF_PIN_HINT, NULL);
        return;
    }
    double x;
    double y;
    if (!number(x_cell, &x) || !number(y_cell, &y)) {
        return;
    }
    const Sheet *districts = sheet_of(at, "districts");
    int district = sheet_row(districts, cell(at, "district")->text);
    if (district < 0 && has_text(cell(at, "district"))) {
        return; // an unknown district is told once
    }
    double outline[OUTLINE_LIMIT][2];
    Str bad;
    int count = district < 0 ? 0
                             : points_read(sheet_cell(districts, district, "outline")->text,
                                           outline, OUTLINE_LIMIT, &bad);
    Arena *arena = at->content->arena;
    const char *pin =
        str_format(arena, "%.*s,%.*s", STR_ARG(x_cell->text), STR_ARG(y_cell->text)).p;
    const char *name = text(at, cell(at, "district"));
    if (count == 0) {
        problem_error(problems, x_cell, SAY_AUTHOR_PIN_NO_OUTLINE, SAY_AUTHOR_PIN_NO_OUTLINE_HINT,
                      pin, name, NULL);
    } else if (count > 0 && !is_inside(x, y, outline, count)) {
        problem_error(problems, x_cell, SAY_AUTHOR_PIN_OUTSIDE, SAY_AUTHOR_PIN_OUTSIDE_HINT, pin,
                      name, NULL);
    }
    map_check_pin(at->content, x_cell, x, y);
}

static void check_work_year(const Place *at)
{
    const Sheet *works = sheet_of(at, "works");
    int work = sheet_row(works, cell(at, "work")->text);
    const Cell *year = cell(at, "year");
    Str work_year = work < 0 ? STR_NONE : sheet_cell(works, work, "year")->text;
    if (work_year.n && has_text(year) && !str_eq(work_year, year->text)) {
        problem_warning(&at->content->problems, year, SAY_AUTHOR_WORK_YEAR,
                        SAY_AUTHOR_WORK_YEAR_HINT, text(at, year), text(at, cell(at, "work")),
                        str_z(at->content->arena, work_year), NULL);
    }
}

// What a phone may be sent to: a page of the web, kept from being read on the way, or a place on earth.
static bool is_web_link(Str link)
{
    Str rest = str_from_offset(link, 8);
    int slash = str_find_char(rest, '/');
    Str host = slash < 0 ? rest : str_sub(rest, 0, slash);
    for (int i = 0; i < link.n; i++) {
        if (link.p[i] <= ' ' || link.p[i] > '~') {
            return false;
        }
    }
    int dot = str_find_char(host, '.');
    return str_starts(link, STR("https://")) && dot > 0 && dot < host.n - 1 &&
           str_find_char(host, '@') < 0;
}

static bool is_geo_link(Str link)
{
    Str rest = str_from_offset(link, 4);
    int comma = str_find_char(rest, ',');
    double north = 0;
    double east = 0;
    return str_starts(link, STR("geo:")) && comma > 0 &&
           str_to_double(str_sub(rest, 0, comma), &north) &&
           str_to_double(str_from_offset(rest, comma + 1), &east) && north >= -90 && north <= 90 &&
           east >= -180 && east <= 180;
}

static void check_link(const Place *at)
{
    const Cell *link = cell(at, "link");
    bool is_long = link->text.n > LINK_LIMIT;
    if (has_text(link) && (is_long || (!is_web_link(link->text) && !is_geo_link(link->text)))) {
        problem_error(&at->content->problems, link,
                      is_long ? SAY_AUTHOR_LONG_LINK : SAY_AUTHOR_BAD_LINK,
                      SAY_AUTHOR_BAD_LINK_HINT, text(at, link), NULL);
    }
}

static void check_project(const Place *at)
{
    check_link(at);
    check_amounts(at);
    check_status(at);
    check_pin(at);
    check_work_year(at);
}

// ---- the others ----

static void check_figure(const Place *at)
{
    static const char *const POINTERS[] = {"pairs_with", "same_as", "part_of", "lever"};
    Problems *problems = &at->content->problems;
    Str id = row_id(&at->sheet->rows[at->row]);
    for (int i = 0; i < COUNT(POINTERS); i++) {
        const Cell *pointer = cell(at, POINTERS[i]);
        if (has_text(pointer) && str_eq(pointer->text, id)) {
            problem_error(problems, pointer, SAY_AUTHOR_SELF, SAY_AUTHOR_SELF_HINT,
                          text(at, pointer), NULL);
            return;
        }
    }
    const Cell *pair = cell(at, "pairs_with");
    int other = sheet_row(at->sheet, pair->text);
    if (other >= 0 && !str_eq(sheet_cell(at->sheet, other, "pairs_with")->text, id)) {
        problem_error(problems, pair, SAY_AUTHOR_NOT_MUTUAL, SAY_AUTHOR_NOT_MUTUAL_HINT,
                      text(at, pair), str_z(at->content->arena, id), NULL);
    }
}

static bool is_in_list(Str list, Str word)
{
    Str part;
    while (str_split(&list, ';', &part)) {
        if (str_eq(part, word)) {
            return true;
        }
    }
    return false;
}

// A member in several chains may have a stage in each of them.
static void check_member(const Place *at)
{
    const Sheet *stages = sheet_of(at, "stages");
    const Cell *stage = cell(at, "stage");
    Str rest = stage->text;
    Str id;
    while (str_split(&rest, ';', &id)) {
        int row = sheet_row(stages, id);
        if (row >= 0 &&
            !is_in_list(cell(at, "chains")->text, sheet_cell(stages, row, "chain")->text)) {
            problem_error(&at->content->problems, stage, SAY_AUTHOR_STAGE_CHAIN,
                          SAY_AUTHOR_STAGE_CHAIN_HINT, str_z(at->content->arena, id),
                          text(at, sheet_cell(stages, row, "chain")), NULL);
        }
    }
}

static void check_years(const Place *at)
{
    double known;
    double count;
    if (number(cell(at, "known"), &known) && number(cell(at, "count"), &count) && known > count) {
        problem_error(&at->content->problems, cell(at, "known"), SAY_AUTHOR_KNOWN_COUNT,
                      SAY_AUTHOR_KNOWN_COUNT_HINT, text(at, cell(at, "known")),
                      text(at, cell(at, "count")), NULL);
    }
}

static void check_district(const Place *at)
{
    const Cell *parent = cell(at, "parent");
    if (has_text(parent) && str_eq(parent->text, row_id(&at->sheet->rows[at->row]))) {
        problem_error(&at->content->problems, parent, SAY_AUTHOR_SELF, SAY_AUTHOR_SELF_HINT,
                      text(at, parent), NULL);
    }
}

static void check_photo(const Place *at)
{
    const Cell *pair = cell(at, "pair");
    if (has_text(pair) && str_eq(pair->text, row_id(&at->sheet->rows[at->row]))) {
        problem_error(&at->content->problems, pair, SAY_AUTHOR_SELF, SAY_AUTHOR_SELF_HINT,
                      text(at, pair), NULL);
    }
}

static void check_validity(const Place *at)
{
    const Cell *from = cell(at, "valid_from");
    const Cell *to = cell(at, "valid_to");
    if (has_text(from) && has_text(to) && str_compare(to->text, from->text) < 0 &&
        !str_starts(from->text, to->text)) {
        problem_error(&at->content->problems, to, SAY_AUTHOR_VALID_ORDER,
                      SAY_AUTHOR_VALID_ORDER_HINT, text(at, from), text(at, to), NULL);
    }
}

static void check_map(const Place *at)
{
    map_check(at->content, at->sheet, at->row);
}

static void check_story(const Place *at)
{
    story_check(at->content, at->sheet, at->row);
}

static void check_story_part(const Place *at)
{
    story_part_check(at->content, at->sheet, at->row);
}

static void check_figure_slot(const Place *at)
{
    figure_slot_check(at->content, at->sheet, at->row);
}

static void check_story_value(const Place *at)
{
    stale_check(at->content, at->sheet, at->row);
}

typedef struct {
    const char *stem;
    void (*check)(const Place *at);
} Rule;

static const Rule RULES[] = {
    {"pages_figures", check_figure_slot},
    {"story", check_story_value},
    {"projects", check_project},
    {"figures", check_figure},
    {"members", check_member},
    {"work_years", check_years},
    {"districts", check_district},
    {"stories", check_story},
    {"story_parts", check_story_part},
    {"maps", check_map},
    {"photos", check_photo},
};

void row_check(Content *content, const Sheet *sheet, int row)
{
    Place at = {content, sheet, row};
    check_validity(&at);
    for (int i = 0; i < COUNT(RULES); i++) {
        if (str_is(str_from(sheet->spec->stem), RULES[i].stem)) {
            RULES[i].check(&at);
        }
    }
}
