#include "pages/chain_links.h"
#include <math.h>

typedef struct {
    const char *type, *icon, *name;
    uint32_t rgb;
    float width, dash, gap;
    bool is_double; // a light core in it
    bool is_mutual; // dots at both ends instead of an arrow
} LinkLook;

// clang-format off
static const LinkLook LOOKS[] = {
    {"lead",      "star",    "chain.type.lead",      0x8A5410, 7,    0,  0, true,  false},
    {"supply",    "forward", "chain.type.supply",    0x1C5F8B, 4,    0,  0, false, false},
    {"invest",    "chart",   "chain.type.invest",    0xB8452A, 4,   26, 7,  false, false},
    {"cooperate", "people",  "chain.type.cooperate", 0x1F7A67, 4,   12, 8,  false, true},
    {"host",      "map-pin", "chain.type.host",      0x54477F, 4.5f, 1,  9, false, false},
    {"member",    "chain",   "chain.type.member",    0x175260, 3,   18, 6,  false, false},
    {"feedback",  "update",  "chain.type.feedback",  0x175260, 4,    0,  0, false, false},
    {"list",      "scroll",  "chain.type.list",      0x3B5258, 3,    6,  6, false, false},
    {"other",     "network", "chain.type.other",     0x3B5258, 2.5f, 0,  0, false, false},
};
// clang-format on

static const LinkLook *look_of(Str type)
{
    for (int i = 0; i < COUNT(LOOKS); i++) {
        if (str_is(type, LOOKS[i].type)) {
            return &LOOKS[i];
        }
    }
    return &LOOKS[COUNT(LOOKS) - 1];
}

Str chain_link_name(App *app, Str type)
{
    return app_label(app, look_of(type)->name);
}

// Opaque, so that curves cut in pieces show no seams where they meet.
static Colour toward_paper(Colour c, float t)
{
    const Colour paper = MOON;
    return (Colour){(uint8_t)lerpf(c.r, paper.r, t), (uint8_t)lerpf(c.g, paper.g, t),
                    (uint8_t)lerpf(c.b, paper.b, t), 255};
}

static Colour ink_of(const LinkLook *look, float faded)
{
    return toward_paper(RGB(look->rgb), 0.78f * faded);
}

// ---- strokes --------------------------------------------------------------------------

enum { ARROW = 17, MAX_PIECES = 160, WHOLE_DP = 900 };

typedef struct {
    Point points[1 + 3 * MAX_PIECES];
    int count;
} Piece;

static Point mid(Point a, Point b, float t)
{
    return (Point){lerpf(a.x, b.x, t), lerpf(a.y, b.y, t)};
}

// The first `t` of a cubic, in place.
static void cut_cubic(Point *p, float t)
{
    Point a = mid(p[0], p[1], t);
    Point b = mid(p[1], p[2], t);
    Point c = mid(p[2], p[3], t);
    Point d = mid(a, b, t);
    Point e = mid(b, c, t);
    p[1] = a;
    p[2] = d;
    p[3] = mid(d, e, t);
}

// The drawn part of the curve, in dp from where the content begins: the same wherever it is panned to,
// so that its mask is found again.
static void drawn_part(const ChainLink *link, Piece *out)
{
    const GraphCurve *curve = link->curve;
    int pieces = (curve->count - 1) / 3;
    pieces = pieces > MAX_PIECES ? MAX_PIECES : pieces;
    out->count = 1 + 3 * pieces;
    for (int i = 0; i < out->count; i++) {
        Point p = curve->points[i];
        out->points[i] = (Point){p.x * link->view->zoom, p.y * link->view->zoom};
    }
    if (link->drawn >= 1) {
        return;
    }
    float left = fmaxf(0, link->drawn) * graph_curve_length(curve);
    for (int i = 0; i < pieces; i++) {
        GraphCurve one = {.points = &curve->points[3 * i], .count = 4};
        float length = graph_curve_length(&one);
        if (left < length) {
            cut_cubic(&out->points[3 * i], length > 0 ? left / length : 0);
            out->count = 4 + 3 * i;
            return;
        }
        left -= length;
    }
}

// The arrow stands on the curve's end; the stroke stops at its foot.
static Point pull_back(Piece *piece, float by)
{
    Point *end = &piece->points[piece->count - 1];
    Point *before = &piece->points[piece->count - 2];
    float dx = end->x - before->x;
    float dy = end->y - before->y;
    float length = hypotf(dx, dy);
    if (length < 0.01f) {
        return (Point){1, 0};
    }
    Point way = {dx / length, dy / length};
    by = fminf(by, length * 0.8f);
    end->x -= way.x * by;
    end->y -= way.y * by;
    return way;
}

static void stroke_points(Ui *ui, const Point *points, int count, OutlineStyle style, Colour ink)
{
    Path path = ui_path_begin(ui);
    Point from = points[0];
    path_move(&path, 0, 0);
    for (int i = 1; i + 2 < count; i += 3) {
        path_cubic(&path, points[i].x - from.x, points[i].y - from.y, points[i + 1].x - from.x,
                   points[i + 1].y - from.y, points[i + 2].x - from.x, points[i + 2].y - from.y);
    }
    ui_stroke(ui, &path, from.x, from.y, style, ink);
}

// Long ones go piece by piece: a mask as large as all of it would be mostly empty.
static void stroke_piece(Ui *ui, const Piece *piece, OutlineStyle style, Colour ink)
{
    Point low = piece->points[0];
    Point high = low;
    for (int i = 1; i < piece->count; i++) {
        low = (Point){fminf(low.x, piece->points[i].x), fminf(low.y, piece->points[i].y)};
        high = (Point){fmaxf(high.x, piece->points[i].x), fmaxf(high.y, piece->points[i].y)};
    }
    if (high.x - low.x < WHOLE_DP && high.y - low.y < WHOLE_DP) {
        stroke_points(ui, piece->points, piece->count, style, ink);
        return;
    }
    for (int i = 0; i + 3 < piece->count; i += 3) {
        stroke_points(ui, &piece->points[i], 4, style, ink);
    }
}

static void arrow(Ui *ui, Point foot, Point way, float length, Colour ink)
{
    Path path = ui_path_begin(ui);
    float half = length * 0.52f;
    path_move(&path, way.x * length, way.y * length);
    path_line(&path, -way.y * half, way.x * half);
    path_line(&path, way.y * half, -way.x * half);
    path_close(&path);
    ui_path(ui, &path, foot.x, foot.y, ink);
}

void chain_link(App *app, const ChainLink *link)
{
    Ui *ui = &app->ui;
    const LinkLook *look = look_of(link->type);
    if (link->curve->count < 4 || link->drawn <= 0) {
        return;
    }
    float zoom = clampf(link->view->zoom, 0.55f, 1.3f);
    Colour ink = ink_of(look, link->faded);
    Piece piece;
    drawn_part(link, &piece);
    Point origin = view_at(link->view, (Point){0, 0});
    ui_move(ui, origin.x, origin.y);
    Point start = piece.points[0];
    float head = ARROW * zoom;
    Point tip = piece.points[piece.count - 1];
    Point way = look->is_mutual ? (Point){1, 0} : pull_back(&piece, head);
    float width = look->width * zoom + 1.5f * link->chosen;
    OutlineStyle style = {.width = width, .has_round_ends = look->gap > 0};
    style.dash = look->dash * zoom;
    style.gap = look->gap * zoom;
    stroke_piece(ui, &piece, style, ink);
    if (look->is_double) {
        style.width = width * 0.36f;
        stroke_piece(ui, &piece, style, MOON);
    }
    if (look->is_mutual) {
        ui_disc(ui, start, 6 * zoom, ink);
        if (link->drawn >= 1) {
            ui_disc(ui, tip, 6 * zoom, ink);
        }
    } else {
        arrow(ui, piece.points[piece.count - 1], way, head, ink);
    }
    ui_move(ui, -origin.x, -origin.y);
}

void chain_link_sign(App *app, const ChainLink *link, bool is_pressed)
{
    Ui *ui = &app->ui;
    if (link->curve->count < 4 || link->drawn < 1) {
        return;
    }
    const LinkLook *look = look_of(link->type);
    Point at = view_at(link->view, link->curve->sign);
    float r = (GRAPH_SIGN - 1) * clampf(link->view->zoom, 0.45f, 1.3f);
    r *= is_pressed ? 0.94f : 1;
    Colour ink = ink_of(look, link->faded);
    ui_disc(ui, at, r, link->chosen > 0 ? CHOSEN : WHITEWASH);
    ui_ring(ui, at, r - 1, 2, 0, 360, ink);
    if (r >= 11) {
        float half = r * 0.68f;
        ui_icon(ui, look->icon, (Rect){at.x - half, at.y - half, 2 * half, 2 * half}, ink);
    }
}

void chain_link_sample(App *app, float x, float y, float w, Str type)
{
    Ui *ui = &app->ui;
    const LinkLook *look = look_of(type);
    Colour ink = RGB(look->rgb);
    Point points[] = {{x, y}, {x + w / 3, y}, {x + 2 * w / 3, y}, {x + w - 12, y}};
    OutlineStyle style = {.width = look->width, .has_round_ends = look->gap > 0};
    style.dash = look->dash;
    style.gap = look->gap;
    stroke_points(ui, points, 4, style, ink);
    if (look->is_double) {
        style.width = look->width * 0.36f;
        stroke_points(ui, points, 4, style, MOON);
    }
    if (look->is_mutual) {
        ui_disc(ui, points[0], 5, ink);
        ui_disc(ui, points[3], 5, ink);
    } else {
        arrow(ui, points[3], (Point){1, 0}, 13, ink);
    }
}

// ---- words ------------------------------------------------------------------------------

enum { WORDS_W = 300, WORDS_PAD_X = 14, WORDS_PAD_Y = 6 };

static Label words_label(Str text)
{
    return (Label){.type = theme_type(TYPE_C),
                   .colour = WHITE,
                   .text = text,
                   .w = WORDS_W,
                   .max_lines = 4,
                   .is_balanced = true};
}

static float common_area(Rect a, Rect b)
{
    float w = fminf(a.x + a.w, b.x + b.w) - fmaxf(a.x, b.x);
    float h = fminf(a.y + a.h, b.y + b.h) - fmaxf(a.y, b.y);
    return w > 0 && h > 0 ? w * h : 0;
}

void chain_words_add(App *app, LinkWords *words, Point sign, Str text, const Rect *busy, int count,
                     Rect room)
{
    // Beside the sign: below, above, right, left, then the corners.
    static const Point WAYS[] = {{0, 1}, {0, -1}, {1, 0},  {-1, 0},
                                 {1, 1}, {1, -1}, {-1, 1}, {-1, -1}};
    for (int i = 0; i < words->count; i++) {
        if (str_eq(words->texts[i], text)) {
            return;
        }
    }
    if (words->count == MAX_WORDS || !text.n) {
        return;
    }
    Label label = words_label(text);
    Extent said = ui_measure(&app->ui, &label);
    float w = said.w + 2 * WORDS_PAD_X;
    float h = said.h + 2 * WORDS_PAD_Y;
    const float off = GRAPH_SIGN + 4;
    Rect best = {0};
    float least = -1;
    for (int i = 0; i < 4 * COUNT(WAYS); i++) {
        Point way = WAYS[i % COUNT(WAYS)];
        float away = off + 28 * (float)(i / COUNT(WAYS)); // farther where nothing near is free
        Rect box = {sign.x - w / 2 + way.x * (w / 2 + away),
                    sign.y - h / 2 + way.y * (h / 2 + away), w, h};
        box.x = clampf(box.x, room.x + 8, fmaxf(room.x + 8, room.x + room.w - w - 8));
        box.y = clampf(box.y, room.y + 8, fmaxf(room.y + 8, room.y + room.h - h - 8));
        float over = 0.001f * (float)i;
        for (int b = 0; b < count; b++) {
            over += common_area(box, busy[b]);
        }
        for (int b = 0; b < words->count; b++) {
            over += 3 * common_area(box, words->boxes[b]);
        }
        if (least < 0 || over < least) {
            least = over;
            best = box;
        }
    }
    words->boxes[words->count] = best;
    words->texts[words->count++] = text;
}

void chain_words(App *app, const LinkWords *words, float shown)
{
    Ui *ui = &app->ui;
    for (int i = 0; i < words->count; i++) {
        Rect box = words->boxes[i];
        ui_round(ui, box, 8, colour_faded(RGB(0x081E26), 0.88f * shown));
        Label label = words_label(words->texts[i]);
        label.x = box.x + WORDS_PAD_X;
        label.y = box.y + WORDS_PAD_Y;
        label.w = box.w - 2 * WORDS_PAD_X + 1;
        label.alpha = fmaxf(0.01f, shown);
        ui_text(ui, &label);
    }
}
