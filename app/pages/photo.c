#include "pages/photo.h"
#include "base/pyramid.h"
#include "pages/chrome.h"
#include "pages/parts.h"
#include "pages/photo_pair.h"
#include <stdio.h>
#include <string.h>

enum {
    ACT_PREVIOUS = ACTION_PAGE,
    ACT_NEXT,
    ACT_CHOOSE, // n: index
    ACT_ZOOM_IN,
    ACT_ZOOM_OUT,
    ACT_FIT,
    ACT_BEFORE,
    ACT_AFTER,
    ACT_HANDLE,
    ZOOM_MS = 360,
    MOST_LINKS = 2,
    LINK_H = 96
};

static const float MAX_ZOOM = 3;
static const float STEP_ZOOM = 1.4f;

typedef struct {
    PhotoList photos;
    int index;
    Glide zoom, pan_x, pan_y; // pan: dp of the picture's middle from the view's
    Glide strip;              // scroll of the film strip
    Rect view;                // where the picture is seen
    PhotoPair pair;
    Str link_names[MOST_LINKS], link_routes[MOST_LINKS]; // where the picture leads on
    int link_count;
} Viewer;

// What belongs to the photo on show: its pair, and the pages it leads to.
static void gather(App *app, Page *page)
{
    Viewer *viewer = page->data;
    viewer->link_count = 0;
    if (viewer->photos.count == 0) {
        return;
    }
    photo_pair_find(&viewer->pair, &viewer->photos, viewer->index);
    Str rest = viewer->photos.items[viewer->index].links;
    Str entity;
    while (viewer->link_count < MOST_LINKS && str_split(&rest, ';', &entity)) {
        Str route = part_route_of(app, &page->arena, entity);
        Str name = store_entity_name(app->store, &page->arena, entity);
        if (route.n && name.n) {
            viewer->link_routes[viewer->link_count] = route;
            viewer->link_names[viewer->link_count++] = name;
        }
    }
}

static void photo_opened(App *app, Page *page)
{
    Viewer *viewer = arena_new(&page->arena, Viewer, 1);
    store_photos(app->store, &page->arena, &viewer->photos, NULL);
    Str id = page->memory.id[0][0] ? str_from(page->memory.id[0]) : page->arg;
    for (int i = 0; i < viewer->photos.count; i++) {
        viewer->index = str_eq(viewer->photos.items[i].id, id) ? i : viewer->index;
    }
    glide_set(&viewer->zoom, page->memory.zoom > 1 ? page->memory.zoom : 1);
    glide_set(&viewer->pan_x, page->memory.pan_x);
    glide_set(&viewer->pan_y, page->memory.pan_y);
    page->data = viewer;
    gather(app, page);
    if (page->memory.n[0] > 0) {
        glide_set(&viewer->pair.share, (float)(page->memory.n[0] - 1) / 1000);
    }
}

static float picture_shape(App *app, const Photo *photo)
{
    (void)app;
    return photo->w > 0 && photo->h > 0 ? (float)photo->h / (float)photo->w : 0.625f;
}

// Width at zoom 1: the picture covers the view.
static float fit_width(App *app, const Viewer *viewer)
{
    float shape = picture_shape(app, &viewer->photos.items[viewer->index]);
    float cover = viewer->view.h / shape;
    return cover > viewer->view.w ? cover : viewer->view.w;
}

// A picture with more pixels than the screen may be seen pixel for pixel.
static float most_zoom(App *app, const Viewer *viewer)
{
    const Photo *photo = &viewer->photos.items[viewer->index];
    float fit_px = fit_width(app, viewer) * app->ui.scale;
    float own = fit_px > 0 ? (float)photo->w / fit_px : 1;
    return photo->w > PYRAMID_FROM || photo->h > PYRAMID_FROM ? fmaxf(own, MAX_ZOOM) : MAX_ZOOM;
}

// How far the middle may wander at this zoom.
static Point pan_limit(App *app, const Viewer *viewer, float zoom)
{
    float w = fit_width(app, viewer) * zoom;
    float h = w * picture_shape(app, &viewer->photos.items[viewer->index]);
    return (Point){fmaxf(0, (w - viewer->view.w) / 2), fmaxf(0, (h - viewer->view.h) / 2)};
}

static void remember(Page *page)
{
    const Viewer *viewer = page->data;
    page->memory.zoom = viewer->zoom.to;
    page->memory.pan_x = viewer->pan_x.to;
    page->memory.pan_y = viewer->pan_y.to;
    Str id = viewer->photos.items[viewer->index].id;
    snprintf(page->memory.id[0], sizeof page->memory.id[0], "%.*s", STR_ARG(id));
    page->memory.n[0] = (int)(viewer->pair.share.to * 1000 + 0.5f) + 1;
}

static void zoom_to(App *app, Page *page, float zoom, int ms)
{
    Viewer *viewer = page->data;
    zoom = clampf(zoom, 1, most_zoom(app, viewer));
    float ratio = zoom / viewer->zoom.to;
    Point limit = pan_limit(app, viewer, zoom);
    float x = clampf(viewer->pan_x.to * ratio, -limit.x, limit.x);
    float y = clampf(viewer->pan_y.to * ratio, -limit.y, limit.y);
    int length = app->ui.modes.is_reduced ? 0 : ms;
    glide_aim(&viewer->zoom, zoom, app->now_ms, length);
    glide_aim(&viewer->pan_x, x, app->now_ms, length);
    glide_aim(&viewer->pan_y, y, app->now_ms, length);
    remember(page);
}

static void choose(App *app, Page *page, int index)
{
    Viewer *viewer = page->data;
    int count = viewer->photos.count;
    if (count == 0) {
        return;
    }
    viewer->index = (index % count + count) % count;
    gather(app, page);
    glide_set(&viewer->zoom, 1);
    glide_set(&viewer->pan_x, 0);
    glide_set(&viewer->pan_y, 0);
    remember(page);
}

static void photo_tapped(App *app, Page *page, const Target *target)
{
    Viewer *viewer = page->data;
    switch (target->action) {
    case ACT_PREVIOUS:
        choose(app, page, viewer->index - 1);
        return;
    case ACT_NEXT:
        choose(app, page, viewer->index + 1);
        return;
    case ACT_CHOOSE:
        choose(app, page, target->n);
        return;
    case ACT_ZOOM_IN:
        zoom_to(app, page, viewer->zoom.to * STEP_ZOOM, ZOOM_MS);
        return;
    case ACT_ZOOM_OUT:
        zoom_to(app, page, viewer->zoom.to / STEP_ZOOM, ZOOM_MS);
        return;
    case ACT_BEFORE:
    case ACT_AFTER:
        photo_pair_send(app, &viewer->pair, target->action == ACT_BEFORE ? 1 : 0);
        remember(page);
        return;
    case ACT_HANDLE:
        photo_pair_send(app, &viewer->pair, 0.5f);
        remember(page);
        return;
    default:
        zoom_to(app, page, 1, ZOOM_MS);
        return;
    }
}

static void pan_by(App *app, Viewer *viewer, Point delta)
{
    Point limit = pan_limit(app, viewer, viewer->zoom.to);
    glide_set(&viewer->pan_x, clampf(viewer->pan_x.to + delta.x, -limit.x, limit.x));
    glide_set(&viewer->pan_y, clampf(viewer->pan_y.to + delta.y, -limit.y, limit.y));
}

static void photo_gesture(App *app, Page *page, const Gesture *g)
{
    Viewer *viewer = page->data;
    if (viewer->photos.count == 0) {
        return;
    }
    if (photo_pair_gesture(app, &viewer->pair, viewer->view, g)) {
        remember(page);
        return;
    }
    switch (g->kind) {
    case GESTURE_DOUBLE_TAP:
        zoom_to(app, page, viewer->zoom.to > 1.05f ? 1 : 2, ZOOM_MS);
        return;
    case GESTURE_PINCH: {
        float zoom = clampf(viewer->zoom.to * g->scale, 1, most_zoom(app, viewer));
        float ratio = zoom / viewer->zoom.to;
        float from_x = g->at.x - (viewer->view.x + viewer->view.w / 2);
        float from_y = g->at.y - (viewer->view.y + viewer->view.h / 2);
        Point delta = {(from_x - viewer->pan_x.to) * (1 - ratio) + g->delta.x,
                       (from_y - viewer->pan_y.to) * (1 - ratio) + g->delta.y};
        glide_set(&viewer->zoom, zoom);
        pan_by(app, viewer, delta);
        remember(page);
        return;
    }
    case GESTURE_DRAG:
    case GESTURE_DRAG_BEGIN:
        if (viewer->zoom.to > 1.01f) {
            pan_by(app, viewer, g->delta);
            remember(page);
        }
        return;
    case GESTURE_DRAG_END: {
        float moved = g->at.x - g->from.x;
        bool is_swipe = fabsf(moved) > 120 || fabsf(g->velocity.x) > 0.6f;
        if (viewer->zoom.to <= 1.01f && is_swipe) {
            choose(app, page, viewer->index + (moved < 0 ? 1 : -1));
        }
        return;
    }
    default:
        return;
    }
}

// ---- drawing --------------------------------------------------------------------

static void round_button(App *app, Rect box, const char *icon, Str name, int action, Str arg,
                         bool is_close)
{
    Ui *ui = &app->ui;
    bool is_pressed = ui_is_pressed(ui, action, 0, arg);
    Point centre = {box.x + box.w / 2, box.y + box.h / 2};
    float radius = box.w / 2 * (is_pressed ? 0.975f : 1);
    ui_disc(ui, centre, radius, is_close ? GAMBOGE : RGBA(0x071E26, 0.78f));
    if (!is_close) {
        ui_ring(ui, centre, radius - 1, 2, 0, 360, RGBA(0xFFFFFF, 0.5f));
    }
    ui_icon(ui, icon, (Rect){centre.x - 24, centre.y - 24, 48, 48}, is_close ? INK : WHITE);
    ui_target(ui, box, action, 0, arg, name);
}

static void draw_strip(App *app, Page *page, float y)
{
    Ui *ui = &app->ui;
    Viewer *viewer = page->data;
    int count = viewer->photos.count;
    float pitch = 164;
    float length = 64 + pitch * (float)count + 52;
    float most = length > ui->w ? length - ui->w : 0;
    float shown = ui->is_portrait ? 2 : 5; // the chosen one stands so many from the left
    float aim = clampf(pitch * ((float)viewer->index - shown), 0, most);
    if (app->now_ms > page->opened_ms && viewer->strip.length_ms > 0) {
        glide_aim(&viewer->strip, aim, app->now_ms, ui->modes.is_reduced ? 0 : MS_ENTER);
    } else {
        glide_set(&viewer->strip, aim);
    }
    if (glide_is_moving(&viewer->strip, app->now_ms)) {
        ui_animate(ui);
    }
    float pos = glide_at(&viewer->strip, app->now_ms);
    ui_fill(ui, (Rect){0, y, ui->w, ui->h - y}, RGB(0x07161B));
    int first = (int)clampf((pos - 64 - 160) / pitch, 0, (float)count);
    for (int i = first; i < count && 64 + pitch * (float)i - pos <= ui->w; i++) {
        const Photo *photo = &viewer->photos.items[i];
        bool is_chosen = i == viewer->index;
        float x = 64 + pitch * (float)i - pos;
        Rect at = is_chosen ? (Rect){x, y + 12, 152, 120} : (Rect){x, y + 24, 152, 96};
        Point focal = {(float)photo->focal_x, (float)photo->focal_y};
        ui_picture(ui, photo->picture, at, focal, is_chosen ? 1 : 0.72f);
        if (is_chosen) {
            ui_round_frame(ui, at, 0, 5, GAMBOGE);
        }
        ui_target(ui, (Rect){x, y + 12, 152, 120}, ACT_CHOOSE, i, STR_NONE, photo->title);
    }
}

static void draw_broken(App *app, Rect view)
{
    Ui *ui = &app->ui;
    Rect box = {view.x + view.w / 2 - 300, view.y + view.h * 0.3f - 56, 600, 112};
    ui_round(ui, box, 16, RGBA(0x071E26, 0.78f));
    ui_icon(ui, "warning", (Rect){box.x + 28, box.y + 32, 48, 48}, WHITE);
    ui_text_in(ui, theme_type(TYPE_B1), WHITE, (Rect){box.x + 92, box.y, box.w - 120, box.h},
               app_label(app, "photo.broken"));
}

static void draw_picture(App *app, Viewer *viewer)
{
    Ui *ui = &app->ui;
    const Photo *photo = &viewer->photos.items[viewer->index];
    float zoom = glide_at(&viewer->zoom, app->now_ms);
    float w = fit_width(app, viewer) * zoom;
    float h = w * picture_shape(app, photo);
    float x = viewer->view.x + viewer->view.w / 2 - w / 2 + glide_at(&viewer->pan_x, app->now_ms);
    float y = viewer->view.y + viewer->view.h / 2 - h / 2 + glide_at(&viewer->pan_y, app->now_ms);
    if (glide_is_moving(&viewer->zoom, app->now_ms) ||
        glide_is_moving(&viewer->pan_x, app->now_ms) ||
        glide_is_moving(&viewer->pan_y, app->now_ms)) {
        ui_animate(ui);
    }
    ui_clip(ui, viewer->view);
    if (viewer->pair.before) {
        photo_pair_draw(app, &viewer->pair, viewer->view, x, y, w);
    } else {
        ui_picture_deep(ui, photo->picture, x, y, w);
    }
    const GradientStop top[] = {{0, RGBA(0x07161B, 0.40f)}, {1, RGBA(0x07161B, 0)}};
    bool is_tall = ui->is_portrait;
    const GradientStop foot[] = {{0, RGBA(0x07161B, 0)},
                                 {is_tall ? 0.3f : 0.5f, RGBA(0x07161B, 0.5f)},
                                 {1, RGBA(0x07161B, 0.88f)}};
    ui_gradient(ui, (Rect){0, 0, ui->w, 200}, top, COUNT(top));
    float from = viewer->view.h * (is_tall ? 0.5f : 0.58f);
    ui_gradient(ui, (Rect){0, from, ui->w, viewer->view.h - from}, foot, COUNT(foot));
    ui_unclip(ui);
    if (ui_picture_is_broken(ui, photo->picture)) {
        draw_broken(app, viewer->view);
    }
    if (viewer->pair.before) {
        photo_pair_draw_controls(app, &viewer->pair, viewer->view, ACT_BEFORE, ACT_AFTER,
                                 ACT_HANDLE);
    }
}

// The pages it leads to: rows above the buttons, in portrait above the words.
static void draw_links(App *app, const Viewer *viewer)
{
    Ui *ui = &app->ui;
    bool is_tall = ui->is_portrait;
    float w = is_tall ? 952 : 612;
    float x = is_tall ? 64 : ui->w - 64 - w;
    float y = viewer->view.h - 136 - 12 - (float)viewer->link_count * (LINK_H + 8);
    for (int i = 0; i < viewer->link_count; i++) {
        Rect row = {x, y + (float)i * (LINK_H + 8), w, LINK_H};
        Str route = viewer->link_routes[i];
        bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, route);
        ui_round(ui, row, 16, RGBA(0x071E26, is_pressed ? 0.94f : 0.78f));
        ui_round_frame(ui, row, 16, 2, RGBA(0xFFFFFF, 0.35f));
        Label name = {.type = theme_type(TYPE_L),
                      .colour = WHITE,
                      .text = viewer->link_names[i],
                      .x = row.x + 28,
                      .w = row.w - 28 - 72,
                      .max_lines = 2,
                      .min_size = 22};
        name.y = row.y + (row.h - ui_measure(ui, &name).h) / 2;
        ui_text(ui, &name);
        part_chevron(app, (Point){row.x + row.w - 40, row.y + row.h / 2}, CHEVRON_RIGHT, GAMBOGE);
        ui_target(ui, row, ACTION_GO, 0, route, viewer->link_names[i]);
    }
}

static void draw_words(App *app, const Viewer *viewer)
{
    Ui *ui = &app->ui;
    const Photo *photo = &viewer->photos.items[viewer->index];
    bool is_tall = ui->is_portrait;
    float bottom = viewer->view.h;
    Label number = {.type = {FACE_SERIF_BLACK, 36, 44},
                    .colour = WHITE,
                    .text = str_format(ui->frame, "%02d", viewer->index + 1),
                    .x = 64,
                    .y = 56};
    float w = ui_text(ui, &number).w;
    Label total = {.type = theme_type(TYPE_B2),
                   .colour = WHITE,
                   .text = str_format(ui->frame, "/ %d", viewer->photos.count),
                   .x = 64 + w + 12,
                   .y = 60};
    ui_text(ui, &total);
    float width = is_tall ? 952 : 1120;
    Type head =
        ui_is_english(ui) ? (Type){FACE_SERIF_BLACK, 48, 64} : (Type){FACE_SERIF_BLACK, 68, 84};
    Label line = {.type = theme_type(TYPE_B1),
                  .colour = WHITE,
                  .text = photo->caption,
                  .x = 64,
                  .w = width,
                  .max_lines = 3};
    float line_h = ui_measure(ui, &line).h;
    float base = is_tall ? bottom - 160 - (float)viewer->link_count * (LINK_H + 8) : bottom - 36;
    bool is_drawn = str_is(photo->kind, "illustration");
    Str credit = is_drawn ? app_label(app, "mark.illustration.original") : photo->credit;
    if (photo->licence.n && !is_drawn) {
        credit = str_format(ui->frame, "%.*s · %.*s", STR_ARG(credit), STR_ARG(photo->licence));
    }
    Label mark = {.type = theme_type(TYPE_C), .colour = WHITE, .text = credit, .x = 80};
    Extent room = ui_measure(ui, &mark);
    float mark_w = room.w;
    mark.y = base - 6 - room.h;
    ui_round_frame(ui, (Rect){64, mark.y - 4, mark_w + 32, room.h + 8}, 8, 1.5f,
                   colour_faded(WHITE, 0.8f));
    ui_text(ui, &mark);
    if (photo->origin.is_pending) {
        Label tag = mark;
        tag.text = app_label(app, "mark.verify");
        tag.x = 64 + mark_w + 48;
        tag.colour = GAMBOGE;
        ui_text(ui, &tag);
    }
    line.y = mark.y - 20 - line_h;
    ui_text(ui, &line);
    Label title = {.type = head,
                   .colour = WHITE,
                   .text = photo->title,
                   .x = 64,
                   .y = line.y - head.line - 4,
                   .w = width,
                   .max_lines = 1,
                   .min_size = 36};
    ui_text(ui, &title);
}

static void draw_buttons(App *app, const Viewer *viewer)
{
    Ui *ui = &app->ui;
    float middle = viewer->view.h / 2 - 56;
    round_button(app, (Rect){40, middle, 112, 112}, "chevron-left", app_label(app, "photo.prev"),
                 ACT_PREVIOUS, STR_NONE, false);
    round_button(app, (Rect){ui->w - 152, middle, 112, 112}, "chevron-right",
                 app_label(app, "photo.next"), ACT_NEXT, STR_NONE, false);
    float y = viewer->view.h - 136;
    float x = ui->is_portrait ? ui->w - 64 - 5 * 124 + 12 : 1244;
    round_button(app, (Rect){x, y, 112, 112}, "language", app_label(app, "nav.language"),
                 ACTION_LANGUAGE, STR_NONE, false);
    round_button(app, (Rect){x + 124, y, 112, 112}, "zoom-out", app_label(app, "photo.zoom-out"),
                 ACT_ZOOM_OUT, STR_NONE, false);
    round_button(app, (Rect){x + 248, y, 112, 112}, "fit", app_label(app, "photo.fit"), ACT_FIT,
                 STR_NONE, false);
    round_button(app, (Rect){x + 372, y, 112, 112}, "zoom-in", app_label(app, "photo.zoom-in"),
                 ACT_ZOOM_IN, STR_NONE, false);
    round_button(app, (Rect){x + 496, y, 112, 112}, "close", app_label(app, "photo.close"),
                 ACTION_BACK, STR_NONE, true);
}

static void photo_drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    Viewer *viewer = page->data;
    chrome_ground(app, RGB(0x07161B));
    float strip = ui->h - 144;
    viewer->view = (Rect){0, 0, ui->w, strip};
    if (viewer->photos.count == 0) {
        chrome_empty(app, (Rect){ui->w / 2 - 320, 400, 640, 160}, app_label(app, "photos.title"),
                     app_label(app, "empty.photo.hint"));
        round_button(app, (Rect){ui->w - 176, strip - 136, 112, 112}, "close",
                     app_label(app, "photo.close"), ACTION_BACK, STR_NONE, true);
        return;
    }
    draw_picture(app, viewer);
    draw_words(app, viewer);
    draw_links(app, viewer);
    draw_buttons(app, viewer);
    draw_strip(app, page, strip);
}

const PageClass page_photo = {.name = "photo",
                              .section = "photos",
                              .opened = photo_opened,
                              .drawn = photo_drawn,
                              .tapped = photo_tapped,
                              .gesture = photo_gesture};
