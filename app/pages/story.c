#include "pages/story.h"
#include "pages/story_sheet.h"

static const PageClass *class_in(Str section);

static void story_opened(App *app, Page *page)
{
    StoryData *data = story_load(app, &page->arena, page->arg);
    page->data = data;
    page->class = class_in(story_section(data->story.about));
    if (page->memory.n[0] > data->count) {
        page->memory.n[0] = 0;
    }
}

static bool is_playing(const App *app, const StoryData *data)
{
    return data->play_ms > 0 && app->ui.now_ms - data->play_ms < story_play_ms(data);
}

// The part that is lit: the selected one, or the station that a round has reached.
static int shown_part(const App *app, const Page *page)
{
    const StoryData *data = page->data;
    if (str_is(data->story.kind, "loop") && is_playing(app, data)) {
        return story_round_at(data, app->ui.now_ms - data->play_ms);
    }
    return page->memory.n[0] - 1;
}

// Title and lead; the y below them.
static float draw_head(App *app, const Story *story, float x, float w)
{
    Ui *ui = &app->ui;
    Label title = {.type = ui_title(ui, TYPE_H1),
                   .colour = INK,
                   .text = story->title,
                   .x = x,
                   .y = 48,
                   .w = w,
                   .max_lines = 2,
                   .min_size = 34,
                   .is_balanced = true};
    title.type.size = fminf(title.type.size, ui->is_portrait ? 60 : 56);
    title.type.line = title.type.size * 1.24f;
    float y = 48 + ui_text(ui, &title).h + 6;
    Label lead = {.type = type_sized(TYPE_B1, 28, 42),
                  .colour = NIGHT_GREY,
                  .text = story->lead,
                  .x = x,
                  .y = y,
                  .w = w,
                  .is_balanced = true};
    return y + ui_text(ui, &lead).h;
}

static void draw_caption(App *app, const Story *story, float x, float y, float w)
{
    Ui *ui = &app->ui;
    Label caption = {.type = theme_type(TYPE_C),
                     .colour = SLATE,
                     .text =
                         story->caption.n ? story->caption : app_label(app, "mark.illustration"),
                     .x = x,
                     .w = w};
    caption.y = y - ui_measure(ui, &caption).h;
    ui_text(ui, &caption);
}

static float caption_height(App *app, const Story *story, float w)
{
    Label caption = {.type = theme_type(TYPE_C),
                     .text =
                         story->caption.n ? story->caption : app_label(app, "mark.illustration"),
                     .w = w};
    return ui_measure(&app->ui, &caption).h;
}

static int strip_of(Str section)
{
    return str_is(section, "districts")  ? 3
           : str_is(section, "figures")  ? 2
           : str_is(section, "timeline") ? 4
                                         : 0;
}

static void story_drawn(App *app, Page *page)
{
    Ui *ui = &app->ui;
    StoryData *data = page->data;
    bool is_tall = ui->is_portrait;
    chrome_backdrop(app, strip_of(str_from(page->class->section)));
    chrome_slip(app, app_label(app, "story.title"), app_label(app, "story.slip.latin"));
    if (!data->is_found) {
        chrome_empty(app, is_tall ? (Rect){48, 520, 984, 180} : (Rect){232, 300, 900, 160},
                     app_label(app, "empty.story"), app_label(app, "empty.story.hint"));
        return;
    }
    float head_x = is_tall ? 192 : 232;
    float head_w = is_tall ? 840 : 1096;
    float y = draw_head(app, &data->story, head_x, head_w);
    Rect box = {232, y + 26, 1096, 0};
    float foot = 914; // above the wave of the bar
    Rect sheet = {1376, 0, 544, 960};
    if (is_tall) {
        box = (Rect){48, fmaxf(y + 30, 430), 984, 0};
        foot = 1256;
        sheet = (Rect){0, 1272, 1080, 528};
    }
    box.h = foot - caption_height(app, &data->story, box.w) - 16 - box.y;
    int shown = shown_part(app, page);
    Panel panel = {.app = app, .page = page, .data = data, .box = box, .chosen = shown};
    story_draw(&panel);
    draw_caption(app, &data->story, box.x, foot, box.w);
    story_sheet(&(StorySheet){.app = app,
                              .page = page,
                              .data = data,
                              .box = sheet,
                              .shown = shown,
                              .is_playing = is_playing(app, data)});
}

static void choose(App *app, Page *page, int chosen)
{
    StoryData *data = page->data;
    data->play_ms = 0;
    if (chosen < 0 || chosen > data->count || chosen == page->memory.n[0]) {
        return;
    }
    data->from = page->memory.n[0] - 1;
    data->moved_ms = app->ui.now_ms;
    page->memory.n[0] = chosen;
    scroll_to(&page->scrolls[0], 0);
}

static void story_tapped(App *app, Page *page, const Target *target)
{
    StoryData *data = page->data;
    if (target->action == STORY_ACTION_PART) {
        choose(app, page, target->n);
    } else if (target->action == STORY_ACTION_STEP) {
        int from = shown_part(app, page) + 1; // a round that is stopped goes on by hand from there
        choose(app, page, from + target->n);
    } else if (target->action == STORY_ACTION_PLAY) {
        bool was_playing = is_playing(app, data);
        int first = str_is(data->story.kind, "loop") ? story_round_at(data, 0) + 1 : 0;
        int stopped = shown_part(app, page) + 1;
        choose(app, page, was_playing ? stopped : first);
        data->play_ms = was_playing ? 0 : app->ui.now_ms;
    }
}

// A story stands in the section of what it is about: one class a section, alike in all else.
#define STORY_CLASS(of)                                                                            \
    {                                                                                              \
        .name = "story", .section = of, .has_bar = true, .opened = story_opened,                   \
        .drawn = story_drawn, .tapped = story_tapped                                               \
    }
const PageClass page_story = STORY_CLASS("chains");
static const PageClass SECTIONS[] = {STORY_CLASS("livelihood"), STORY_CLASS("districts"),
                                     STORY_CLASS("figures"), STORY_CLASS("photos"),
                                     STORY_CLASS("timeline")};

static const PageClass *class_in(Str section)
{
    for (int i = 0; i < COUNT(SECTIONS); i++) {
        if (str_is(section, SECTIONS[i].section)) {
            return &SECTIONS[i];
        }
    }
    return &page_story;
}
