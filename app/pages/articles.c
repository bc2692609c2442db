#include "pages/articles.h"
#include "pages/chrome.h"

// Cards in columns, scrolled downwards.
static const float CARD_H = 236;
static const float GAP = 20;

static void articles_opened(App *app, Page *page)
{
    ArticleList *list = arena_new(&page->arena, ArticleList, 1);
    store_articles(app->store, &page->arena, list, NULL);
    page->data = list;
}

static void draw_card(App *app, const Article *article, Rect box)
{
    Ui *ui = &app->ui;
    Str route = app_route(app, "article", article->id);
    bool is_pressed = ui_is_pressed(ui, ACTION_GO, 0, route);
    ui_shadow(ui, box, 0, ELEVATION_RESTING);
    ui_fill(ui, box, is_pressed ? CLOUD : WHITEWASH);
    Rect picture = {box.x, box.y, 200, box.h};
    ui_picture(ui, article->picture, picture, (Point){0.5f, 0.5f}, 1);
    chrome_caption(app, picture.x + 10, picture.y + picture.h - 48,
                   app_label(app, "mark.illustration"));
    float x = box.x + 228;
    float w = box.w - 256;
    Label kicker = {.type = theme_type(TYPE_C),
                    .colour = SLATE,
                    .text = article->kicker,
                    .x = x,
                    .y = box.y + 22,
                    .w = w,
                    .max_lines = 1};
    ui_text(ui, &kicker);
    Label title = {.type = {FACE_SERIF_BLACK, ui_is_english(ui) ? 28 : 34, 44},
                   .colour = INK,
                   .text = article->title,
                   .x = x,
                   .y = box.y + 56,
                   .w = w,
                   .max_lines = 2,
                   .is_balanced = true};
    float y = box.y + 56 + ui_text(ui, &title).h + 8;
    Label lead = {.type = {FACE_SANS_REGULAR, 24, 36},
                  .colour = SLATE,
                  .text = article->lead,
                  .x = x,
                  .y = y,
                  .w = w,
                  .max_lines = (int)((box.y + box.h - 12 - y) / 36)};
    if (lead.max_lines > 0) {
        ui_text(ui, &lead);
    }
    ui_target(ui, box, ACTION_GO, 0, route, article->title);
}

static void articles_drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    const ArticleList *list = page->data;
    bool is_tall = ui->is_portrait;
    chrome_backdrop(app, 1);
    chrome_slip(app, app_label(app, "article.title"), app_label(app, "article.slip.latin"));
    chrome_head(app, app_label(app, "article.all"), app_label(app, "article.lead"),
                is_tall ? 800 : 1200);
    chrome_button(app, is_tall ? (Rect){192, 376, 420, 96} : (Rect){1506, 72, 350, 96},
                  app_label(app, "stories.title"), "forward", false, ACTION_GO, 0, STR("stories"));
    int columns = is_tall ? 1 : 2;
    Rect view = is_tall ? (Rect){48, 500, 984, 1300} : (Rect){216, 232, 1656, 728};
    float inner = view.w - (is_tall ? 0 : 32);
    float w = (inner - GAP * (float)(columns - 1)) / (float)columns;
    int rows = (list->count + columns - 1) / columns;
    ui_scroll(ui, &page->scrolls[0], view, (float)rows * (CARD_H + GAP) + 40, false);
    ui_clip(ui, view);
    for (int i = 0; i < list->count; i++) {
        float y = view.y + 8 + (float)(i / columns) * (CARD_H + GAP) - page->scrolls[0].pos;
        if (y > view.y + view.h || y + CARD_H < view.y - 40) {
            continue;
        }
        float x = view.x + (is_tall ? 0 : 16) + (float)(i % columns) * (w + GAP);
        draw_card(app, &list->items[i], (Rect){x, y, w, CARD_H});
    }
    const GradientStop below[] = {{0, colour_faded(MOON, 0)}, {1, MOON}};
    ui_gradient(ui, (Rect){view.x, view.y + view.h - 64, view.w, 64}, below, COUNT(below));
    ui_unclip(ui);
    if (list->count == 0) {
        chrome_empty(app, (Rect){view.x + 16, view.y + 40, 720, 160},
                     app_label(app, "empty.article"), app_label(app, "empty.article.hint"));
    }
}

const PageClass page_articles = {
    .name = "articles", .has_bar = true, .opened = articles_opened, .drawn = articles_drawn};
