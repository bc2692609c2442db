#include "pages/search.h"
#include "pages/chrome.h"
#include "pages/search_entries.h"
#include <string.h>

enum {
    ID_TYPED = 0,
    N_DIGITS = 0,
    SCROLL_LIST = 0,
    MOST_HITS = 60,
    MOST_STARTS = 6,
    LEAST_TITLE = 24
};

// Actions of the page; a key's letter is its target's n.
enum { TAP_KEY = ACTION_PAGE, TAP_RUB, TAP_CLEAR, TAP_DIGITS };

typedef struct {
    SearchEntries entries;
    SearchIndex *index;
    char found_for[SEARCH_LONGEST + 1]; // what `hits` are of
    SearchHit hits[MOST_HITS];
    int count, total;
} Search;

// Where things are; landscape as language.md has it, upright with keys of 98 dp.
typedef struct {
    Rect field, list, close;
    float keys_x, keys_y, key_w, key_h, gap_x, gap_y;
    float head_y, foot_y;
} Places;

// clang-format off
static const GradientStop GROUND[] = {{0, {0x0D, 0x36, 0x42, 255}}, {1, {0x0A, 0x29, 0x33, 255}}};
static const GradientStop WATER[] = {
    {0, {0x8F, 0xBF, 0xD0, 0}}, {0.12f, {0x3E, 0x86, 0xAE, 255}}, {0.5f, {0x4F, 0x9C, 0xA3, 255}},
    {0.8f, {0x4F, 0xA5, 0x8C, 255}}, {1, {0xFF, 0xC6, 0x2B, 255}}};
static const Point SPINE[] = {{-40, 250}, {300, 230}, {700, 270}, {1100, 220}, {1500, 260}, {1960, 200}};
static const char *const ROWS[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
static const char DIGITS[] = "1234567890";
// clang-format on

static const Colour KEY_EDGE = {0x9D, 0xB5, 0xB6, 255};
static const Colour TOOL = {0x28, 0x50, 0x5C, 255};
static const Colour TOOL_EDGE = {0x06, 0x19, 0x20, 255};

static Places places_of(const Ui *ui)
{
    if (ui->is_portrait) {
        return (Places){.field = {48, 516, 984, 116},
                        .list = {48, 660, 984, 490},
                        .close = {732, 1640, 300, 104},
                        .keys_x = 23,
                        .keys_y = 1180,
                        .key_w = 98,
                        .key_h = 104,
                        .gap_x = 6,
                        .gap_y = 10,
                        .head_y = 452,
                        .foot_y = 1676};
    }
    return (Places){.field = {64, 376, 1110, 116},
                    .list = {1222, 376, 634, 474},
                    .close = {1556, 862, 300, 104},
                    .keys_x = 64,
                    .keys_y = 520,
                    .key_w = 102,
                    .key_h = 104,
                    .gap_x = 10,
                    .gap_y = 10,
                    .head_y = 312,
                    .foot_y = 896};
}

// ---- what is found ----------------------------------------------------------------------

static Str typed_of(const Page *page)
{
    return str_from(page->memory.id[ID_TYPED]);
}

static void find(Search *search, Str typed, bool reads_zh)
{
    if (str_is(typed, search->found_for) && search->count >= 0) {
        return;
    }
    memcpy(search->found_for, typed.p, (size_t)typed.n);
    search->found_for[typed.n] = '\0';
    search->count = 0;
    if (typed.n) {
        search->total = search_find(search->index, typed, reads_zh, search->hits, MOST_HITS);
        search->count = search->total < MOST_HITS ? search->total : MOST_HITS;
        return;
    }
    for (int i = 0; i < search->entries.count && search->count < MOST_STARTS; i++) {
        if (search->entries.items[i].is_start) {
            search->hits[search->count++] = (SearchHit){.entry = i};
        }
    }
    search->total = 0;
}

static void opened(App *app, Page *page)
{
    Search *search = arena_new(&page->arena, Search, 1);
    ReadingWordList words = {0};
    page->data = search;
    search->entries = search_entries(app, &page->arena);
    store_reading_words(app->store, &page->arena, &words, NULL);
    search->index =
        search_index(&page->arena, &words, search->entries.titles, search->entries.count);
    search->count = -1; // nothing was looked for yet
    find(search, typed_of(page), !ui_is_english(&app->ui));
}

// ---- drawing ----------------------------------------------------------------------------

static void draw_ground(App *app)
{
    Ui *ui = &app->ui;
    if (ui->modes.is_contrast) {
        chrome_ground(app, DEEP);
        return;
    }
    ui_layer(ui, (Rect){0, 0, ui->w, ui->h}, 0, 0, 1);
    ui_gradient(ui, (Rect){0, 0, ui->w, ui->h}, GROUND, COUNT(GROUND));
    chrome_panorama(app, "panorama/mid", -600, -260, 2700, 0.10f);
    Point spine[COUNT(SPINE)];
    for (int i = 0; i < COUNT(SPINE); i++) {
        spine[i] = (Point){SPINE[i].x * ui->w / 1920, SPINE[i].y + (ui->is_portrait ? 60 : 0)};
    }
    Current line = {.points = spine,
                    .count = COUNT(spine),
                    .width = 22,
                    .strands = 7,
                    .k = 2.2f,
                    .stroke = 2.2f,
                    .alpha = 0.55f,
                    .stops = WATER,
                    .stop_count = COUNT(WATER)};
    ui_current(ui, &line);
    ui_end_layer(ui);
}

static void draw_head(App *app)
{
    Ui *ui = &app->ui;
    float x = ui->is_portrait ? 48 : 64;
    Label title = {.type = ui_title(ui, TYPE_H1),
                   .colour = WHITE,
                   .text = app_label(app, "search.title"),
                   .x = x,
                   .y = 64,
                   .w = ui->w - 2 * x,
                   .max_lines = 1,
                   .min_size = 40};
    title.type.size *= 72.0f / 64;
    title.type.line = 96;
    ui_text(ui, &title);
    ui_text(ui, &(Label){.type = theme_type(TYPE_B1),
                         .colour = MIST_WHITE,
                         .text = app_label(app, "search.hint"),
                         .x = x + 2,
                         .y = 166,
                         .w = ui->w - 2 * x,
                         .max_lines = 2});
}

static void draw_field(App *app, const Search *search, Rect box, Str typed)
{
    Ui *ui = &app->ui;
    ui_round(ui, box, 16, WHITEWASH);
    ui_round_frame(ui, box, 16, 4, GAMBOGE);
    ui_icon(ui, "search", (Rect){box.x + 32, box.y + 34, 48, 48}, DEEP_BLUE);
    char upper[SEARCH_LONGEST + 1];
    for (int i = 0; i <= typed.n; i++) {
        char c = i < typed.n ? typed.p[i] : '\0';
        upper[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    float room = box.w - 104 - 230;
    Label label = {.type = {FACE_SANS_BOLD, 56, 72},
                   .colour = INK,
                   .text = str_dup(ui->frame, str_from(upper)),
                   .x = box.x + 104,
                   .y = box.y + 22,
                   .tracking_em = 0.12f};
    float w = typed.n ? ui_measure(ui, &label).w : 0;
    float shift = fmaxf(0, w - room); // the end of what is typed is in sight
    ui_clip(ui, (Rect){box.x + 96, box.y, room + 16, box.h});
    label.x -= shift;
    if (typed.n) {
        ui_text(ui, &label);
    }
    ui_fill(ui, (Rect){label.x + w + 4, box.y + 28, 4, 60}, CINNABAR);
    ui_unclip(ui);
    if (typed.n) {
        Str n = str_format(ui->frame, "%d", search->total);
        Str count = search->total == 1 ? app_label(app, "search.count.one")
                                       : app_label_fill(app, "search.count", "n", n);
        ui_text(ui, &(Label){.type = theme_type(TYPE_B2),
                             .colour = SLATE,
                             .text = count,
                             .x = box.x + box.w - 232,
                             .y = box.y + 37,
                             .w = 200,
                             .align = ALIGN_END,
                             .max_lines = 1,
                             .min_size = 22});
    }
}

typedef struct {
    Rect box;
    Colour ground, edge, ink;
    int action, n;
    Str arg, name;
    const char *icon; // instead of the name
    Type type;
} KeyCap;

// A key goes down under the finger: the edge it stands on is gone, and it turns golden.
static void draw_key(App *app, const KeyCap *key)
{
    Ui *ui = &app->ui;
    bool is_pressed = ui_is_pressed(ui, key->action, key->n, key->arg);
    Rect top = key->box;
    if (is_pressed) {
        top.y += 3;
        top.h -= 3;
    } else {
        ui_round(ui, key->box, 14, key->edge);
        top.h -= 4;
    }
    ui_round(ui, top, 14, is_pressed ? GAMBOGE : key->ground);
    if (ui->modes.is_contrast && !is_pressed) {
        ui_round_frame(ui, top, 14, 3, key->ink); // else dark keys were lost on the dark ground
    }
    Colour ink = is_pressed ? INK : key->ink;
    if (key->icon) {
        ui_icon(ui, key->icon, (Rect){top.x + (top.w - 44) / 2, top.y + (top.h - 44) / 2, 44, 44},
                ink);
    } else {
        ui_text_in(ui, key->type, ink, rect_inset(top, 6), key->name);
    }
    ui_target(ui, key->box, key->action, key->n, key->arg, key->name);
}

static void draw_tool(App *app, Rect box, const char *label, const char *icon, int action, Str arg)
{
    KeyCap key = {.box = box,
                  .ground = TOOL,
                  .edge = TOOL_EDGE,
                  .ink = WHITE,
                  .action = action,
                  .arg = arg,
                  .name = app_label(app, label),
                  .icon = icon,
                  .type = type_sized(TYPE_L, 28, 40)};
    draw_key(app, &key);
}

static void draw_done(App *app, const Search *search, Rect box)
{
    bool can = search->count > 0 && search->total > 0;
    KeyCap key = {.box = box,
                  .ground = can ? GAMBOGE : TOOL,
                  .edge = can ? RGB(0xA87400) : TOOL_EDGE,
                  .ink = can ? INK : CLEAR_BLUE,
                  .action = ACTION_GO,
                  .arg = can ? search->entries.items[search->hits[0].entry].route : STR_NONE,
                  .name = app_label(app, "search.done"),
                  .type = type_sized(TYPE_H3, 30, 42)};
    key.action = can ? ACTION_GO : ACTION_NONE;
    draw_key(app, &key);
}

static void draw_keys(App *app, const Page *page, const Search *search, const Places *at)
{
    Ui *ui = &app->ui;
    float pitch_x = at->key_w + at->gap_x;
    float pitch_y = at->key_h + at->gap_y;
    bool is_digits = page->memory.n[N_DIGITS] != 0;
    float x = at->keys_x;
    float y = at->keys_y;
    for (int r = 0; r < COUNT(ROWS); r++) {
        const char *row = r == 0 && is_digits ? DIGITS : ROWS[r];
        x = at->keys_x + pitch_x / 2 * (float)r;
        y = at->keys_y + pitch_y * (float)r;
        for (int i = 0; row[i]; i++, x += pitch_x) {
            char letter = row[i] >= 'a' ? (char)(row[i] - 'a' + 'A') : row[i];
            KeyCap key = {.box = {x, y, at->key_w, at->key_h},
                          .ground = WHITEWASH,
                          .edge = KEY_EDGE,
                          .ink = INK,
                          .action = TAP_KEY,
                          .n = row[i],
                          .name = str_format(ui->frame, "%c", letter),
                          .type = type_sized(TYPE_L, 40, 52)};
            draw_key(app, &key);
        }
    }
    float right = at->keys_x + pitch_x * 10 - at->gap_x;
    draw_tool(app, (Rect){x, y, right - x - 4, at->key_h}, "search.rub", "backspace", TAP_RUB,
              STR_NONE);
    y += pitch_y;
    float unit = (right - at->keys_x) / 1110;
    float left = at->keys_x;
    Rect box = {left, y, 160 * unit, at->key_h};
    draw_tool(app, box, is_digits ? "search.letters" : "search.numbers", NULL, TAP_DIGITS,
              STR_NONE);
    box.x = left + 170 * unit;
    draw_tool(app, box, "search.clear", NULL, TAP_CLEAR, STR_NONE);
    box = (Rect){left + 340 * unit, y, 214 * unit, at->key_h};
    draw_tool(app, box, "search.mode", NULL, ACTION_LANGUAGE, STR_NONE);
    box = (Rect){left + 564 * unit, y, 160 * unit, at->key_h};
    draw_tool(app, box, "search.fold", NULL, ACTION_BACK, STR_NONE);
    box = (Rect){left + 734 * unit, y, 376 * unit, at->key_h};
    draw_done(app, search, box);
}

// What was found in the other language says so by its title there.
static Str line_of(App *app, const Search *search, const SearchHit *hit)
{
    const SearchEntry *entry = &search->entries.items[hit->entry];
    const SearchTitle *titles = &search->entries.titles[hit->entry];
    bool is_other = hit->to > hit->from && hit->is_zh == ui_is_english(&app->ui);
    Str detail = is_other        ? (hit->is_zh ? titles->zh : titles->en)
                 : entry->figure ? amount_short(app, entry->figure)
                 : entry->date.n ? date_text(app, entry->date)
                                 : entry->detail;
    Str parts[] = {app_label(app, entry->kind), detail};
    return str_join(app->ui.frame, parts, detail.n ? 2 : 1, STR(" · "));
}

// The characters that matched lie on gold: a mark of place and not of colour alone, for they are also
// the ones typed. Returns where the next line goes.
static float draw_title(App *app, const SearchEntry *entry, const SearchHit *hit, Rect box)
{
    Ui *ui = &app->ui;
    Label title = {.type = {FACE_SANS_BOLD, 29, 44},
                   .colour = INK,
                   .text = entry->title,
                   .x = box.x,
                   .y = box.y};
    float w = ui_measure(ui, &title).w;
    title.type.size = fmaxf(LEAST_TITLE, title.type.size * fminf(1, box.w / w));
    bool is_long = w > box.w && ui_measure(ui, &title).w > box.w;
    if (!is_long && hit->to > hit->from && hit->is_zh != ui_is_english(ui)) {
        Label part = title;
        part.text = str_sub(entry->title, 0, hit->from);
        float from = hit->from ? ui_measure(ui, &part).w : 0;
        part.text = str_sub(entry->title, 0, hit->to);
        float to = fminf(ui_measure(ui, &part).w, box.w);
        if (to > from) {
            ui_round(ui, (Rect){box.x + from - 2, box.y + 2, to - from + 4, 40}, 4, GAMBOGE);
        }
    }
    title.w = box.w;
    title.max_lines = is_long ? 2 : 1;
    if (is_long) {
        title.type.line = 28;
        title.y -= ui->modes.is_large ? 4 : 8;
    }
    return title.y + ui_text(ui, &title).h + (is_long ? 2 : 1);
}

static void draw_result(App *app, const Search *search, const SearchHit *hit, Rect box)
{
    Ui *ui = &app->ui;
    const SearchEntry *entry = &search->entries.items[hit->entry];
    bool is_pressed = ui_is_pressed(ui, ACTION_GO, hit->entry + 1, entry->route);
    ui_round(ui, box, 14, is_pressed ? CLOUD : WHITEWASH);
    Point middle = {box.x + 54, box.y + box.h / 2};
    ui_disc(ui, middle, 34, RGB(0xDCEAE6));
    ui_icon(ui, entry->icon, (Rect){middle.x - 20, middle.y - 20, 40, 40}, DEEP_BLUE);
    float w = box.w - 110 - 72;
    float y = draw_title(app, entry, hit, (Rect){box.x + 110, box.y + 14, w, 44});
    ui_text(ui, &(Label){.type = type_sized(TYPE_C, 23, 34),
                         .colour = SLATE,
                         .text = line_of(app, search, hit),
                         .x = box.x + 110,
                         .y = y,
                         .w = w,
                         .max_lines = 1,
                         .min_size = 22});
    ui_icon(ui, "chevron-right", (Rect){box.x + box.w - 60, middle.y - 18, 36, 36}, DEEP_BLUE);
    ui_target(ui, box, ACTION_GO, hit->entry + 1, entry->route, entry->title);
}

static void draw_list(App *app, Page *page, const Search *search, Rect view)
{
    Ui *ui = &app->ui;
    const float height = ui->modes.is_large ? 148 : 108;
    const float pitch = height + 12;
    Scroll *scroll = &page->scrolls[SCROLL_LIST];
    ui_scroll(ui, scroll, view, pitch * (float)search->count - (pitch - height), false);
    ui_clip(ui, view);
    for (int i = 0; i < search->count; i++) {
        Rect box = {view.x, view.y + pitch * (float)i - scroll->pos, view.w, height};
        if (box.y < view.y + view.h && box.y + box.h > view.y) {
            draw_result(app, search, &search->hits[i], box);
        }
    }
    ui_unclip(ui);
    if (search->count == 0) {
        ui_round_frame(ui, (Rect){view.x, view.y, view.w, 172}, 14, 3, CLEAR_BLUE);
        ui_text_in(ui, theme_type(TYPE_H3), WHITE, (Rect){view.x, view.y + 28, view.w, 60},
                   app_label(app, "empty.search"));
        ui_text_in(ui, theme_type(TYPE_C), MIST_WHITE, (Rect){view.x, view.y + 88, view.w, 50},
                   app_label(app, "empty.search.hint"));
    }
}

static void draw_close(App *app, Rect box)
{
    Ui *ui = &app->ui;
    bool is_pressed = ui_is_pressed(ui, ACTION_BACK, 1, STR_NONE);
    Rect seen = chrome_pressed(box, is_pressed);
    if (is_pressed) {
        ui_round(ui, seen, 16, RGB(0x0A2731));
    }
    ui_round_frame(ui, seen, 16, 2, CLEAR_BLUE);
    Str text = app_label(app, "search.close");
    ui_icon(ui, "close", (Rect){seen.x + 40, seen.y + 32, 40, 40}, WHITE);
    ui_text_in(ui, theme_type(TYPE_H3), WHITE, (Rect){seen.x + 84, seen.y, seen.w - 108, seen.h},
               text);
    ui_target(ui, box, ACTION_BACK, 1, STR_NONE, text);
}

static void drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    Search *search = page->data;
    Places at = places_of(ui);
    Str typed = typed_of(page);
    find(search, typed, !ui_is_english(ui));
    draw_ground(app);
    draw_head(app);
    draw_field(app, search, at.field, typed);
    draw_keys(app, page, search, &at);
    if (!typed.n || !ui->is_portrait) { // upright the field itself stands above what it found
        ui_text(ui, &(Label){.type = theme_type(TYPE_B1),
                             .colour = MIST_WHITE,
                             .text = app_label(app, typed.n ? "search.results" : "search.popular"),
                             .x = at.list.x,
                             .y = at.head_y});
    }
    draw_list(app, page, search, at.list);
    if (typed.n && search->count > 0) {
        float left = ui->is_portrait ? 48 : at.list.x;
        ui_text(ui, &(Label){.type = theme_type(TYPE_C),
                             .colour = MIST_WHITE,
                             .text = app_label(app, "search.none"),
                             .x = left,
                             .y = at.foot_y - (ui_is_english(ui) || ui->modes.is_large ? 16 : 0),
                             .w = at.close.x - left - 20,
                             .max_lines = 2});
    }
    draw_close(app, at.close);
}

static void tapped(App *app, Page *page, const Target *target)
{
    (void)app;
    char *typed = page->memory.id[ID_TYPED];
    size_t n = strlen(typed);
    switch (target->action) {
    case TAP_KEY:
        if (n < SEARCH_LONGEST) {
            typed[n] = (char)target->n;
            typed[n + 1] = '\0';
        }
        break;
    case TAP_RUB:
        if (n > 0) {
            typed[n - 1] = '\0';
        }
        break;
    case TAP_CLEAR:
        memset(typed, 0, sizeof page->memory.id[ID_TYPED]);
        break;
    default:
        page->memory.n[N_DIGITS] = !page->memory.n[N_DIGITS];
        return;
    }
    scroll_to(&page->scrolls[SCROLL_LIST], 0);
}

const PageClass page_search = {
    .name = "search", .opened = opened, .drawn = drawn, .tapped = tapped};
