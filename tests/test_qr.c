#include "pages/qr_card.h"
#include "pages_fixture.h"
#include "phone.h"
#include "ui/qr.h"
#include <stdlib.h>
#include <string.h>

static bool list_says(const DrawList *list, Str line)
{
    for (int i = 0; i < list->count; i++) {
        if (list->cmds[i].kind == CMD_GLYPHS && str_eq(list->cmds[i].text, line)) {
            return true;
        }
    }
    return false;
}

static const Target *target_named(const App *app, Str name)
{
    for (int i = 0; i < app->ui.target_count; i++) {
        if (str_eq(app->ui.targets[i].name, name)) {
            return &app->ui.targets[i];
        }
    }
    return NULL;
}

static void tap_named(Visitor *v, const char *label)
{
    const Target *target = target_named(&v->app, app_label(&v->app, label));
    assert_non_null(target);
    Rect seen = target->seen;
    visitor_tap(v, seen.x + seen.w / 2, seen.y + seen.h / 2);
}

// What the phone reads off the page stands, line for line, in the large view.
static void check_project(Visitor *v, Phone *phone, Surface *surface, const char *id,
                          const char *language)
{
    char route[96];
    snprintf(route, sizeof route, "project/%s", id);
    visitor_arrive(v, route, language, surface->w, surface->h, 0);
    app_paint(&v->app, *surface, true);
    phone_look(phone, surface, (RectPx){surface->w / 2, 0, surface->w / 2, surface->h});
    if (phone->count != 1) {
        fail_msg("%s in %s: %d codes read", id, language, phone->count);
    }
    char read[3000];
    snprintf(read, sizeof read, "%s", phone->texts[0]);
    tap_named(v, "project.qr.large");
    Str rest = str_from(read);
    Str line;
    int lines = 0;
    while (str_split(&rest, '\n', &line)) {
        if (!list_says(&v->app.ui.list, line)) {
            fail_msg("%s in %s: the page does not say \"%.*s\"", id, language, STR_ARG(line));
        }
        lines++;
    }
    assert_in_range(lines, 6, 9);
    assert_int_equal(v->app.ui.targets_dropped, 0);
    visitor_leave(v);
}

static void a_phone_reads_what_the_page_says_of_every_project(void **state)
{
    Visitor *v = *state;
    Phone phone = phone_open();
    Surface surface = surface_make(1920, 1080);
    Arena arena;
    arena_init(&arena, "projects", 16 * MIB);
    ProjectBriefList list;
    assert_true(store_project_briefs(v->house.store, &arena, &list, NULL));
    assert_true(list.count > 90);
    static const char *const LANGUAGES[] = {"zh", "en"};
    for (int l = 0; l < COUNT(LANGUAGES); l++) {
        for (int i = 0; i < list.count; i++) {
            check_project(v, &phone, &surface, str_z(&arena, list.items[i].id), LANGUAGES[l]);
        }
    }
    arena_finish(&arena);
    surface_free(&surface);
    phone_close(&phone);
}

// Both ways the stage may stand, both views, in high contrast and at other sizes of screen.
static void a_phone_reads_it_on_every_screen_and_in_high_contrast(void **state)
{
    static const struct {
        int w, h;
        bool is_contrast;
    } SCREENS[] = {
        {1080, 1920, false}, {1920, 1080, true}, {1280, 720, false}, {3840, 2160, false}};
    Visitor *v = *state;
    Phone phone = phone_open();
    for (int i = 0; i < COUNT(SCREENS); i++) {
        Surface surface = surface_make(SCREENS[i].w, SCREENS[i].h);
        RectPx whole = {0, 0, surface.w, surface.h};
        visitor_arrive(v, "project/lp003", "zh", surface.w, surface.h, 0);
        v->app.ui.modes.is_contrast = SCREENS[i].is_contrast;
        visitor_frame(v);
        app_paint(&v->app, surface, true);
        phone_look(&phone, &surface, whole);
        print_message("  %d x %d: %d on the page\n", surface.w, surface.h, phone.count);
        assert_int_equal(phone.count, 1);
        char small[3000];
        snprintf(small, sizeof small, "%s", phone.texts[0]);
        tap_named(v, "project.qr.large");
        app_paint(&v->app, surface, true);
        phone_look(&phone, &surface, whole);
        assert_true(phone_has(&phone, str_from(small)));
        visitor_leave(v);
        surface_free(&surface);
    }
    phone_close(&phone);
}

// A project that declares a link has a second code; its text names the link too.
static void a_declared_link_has_a_code_of_its_own(void **state)
{
    static const char *const LINKS[] = {"https://example.org/livelihood/2023/7?from=hall",
                                        "geo:31.7765,119.9432"};
    Visitor *v = *state;
    Phone phone = phone_open();
    Surface surface = surface_make(1920, 1080);
    Arena arena;
    arena_init(&arena, "card", 4 * MIB);
    for (int i = 0; i < COUNT(LINKS); i++) {
        visitor_arrive(v, "about", "zh", surface.w, surface.h, 0);
        Project project;
        assert_true(store_project(v->house.store, &arena, STR("lp021"), &project));
        project.link = str_from(LINKS[i]);
        QrCard card;
        qr_card_load(&v->app, &arena, &project, NULL, &card);
        assert_true(str_find(card.text, project.link) > 0);
        Ui *ui = &v->app.ui;
        ui_begin(ui, ui->frame, surface.w, surface.h, v->now_ms);
        ui_fill(ui, (Rect){0, 0, 1920, 1080}, DEEP);
        qr_card_large(&v->app, &card, ACTION_PAGE);
        ui_end(ui);
        app_paint(&v->app, surface, true);
        phone_look(&phone, &surface, (RectPx){0, 0, surface.w, surface.h});
        assert_int_equal(phone.count, 2);
        assert_true(phone_has(&phone, card.text));
        assert_true(phone_has(&phone, project.link));
        visitor_leave(v);
    }
    arena_finish(&arena);
    surface_free(&surface);
    phone_close(&phone);
}

// Straight on a dark ground, in high contrast, with the smallest module: white all around it.
static void a_code_brings_its_own_white(void **state)
{
    Visitor *v = *state;
    Phone phone = phone_open();
    Surface surface = surface_make(1920, 1080);
    Arena arena;
    arena_init(&arena, "code", 4 * MIB);
    for (int contrast = 0; contrast < 2; contrast++) {
        visitor_arrive(v, "about", "zh", surface.w, surface.h, 0);
        v->app.ui.modes.is_contrast = contrast != 0;
        Ui *ui = &v->app.ui;
        QrCode code;
        Str text = STR("民生实事 · 常州 — ÄÖ 1公里");
        assert_true(qr_encode(&arena, text, &code));
        ui_begin(ui, ui->frame, surface.w, surface.h, v->now_ms);
        ui_fill(ui, (Rect){0, 0, 1920, 1080}, INK);
        ui_qr(ui, &code, 101.3f, 77.7f, 4);
        ui_end(ui);
        app_paint(&v->app, surface, true);
        phone_look(&phone, &surface, (RectPx){0, 0, 640, 640});
        assert_int_equal(phone.count, 1);
        assert_string_equal(phone.texts[0], str_z(&arena, text));
        float size = ui_qr_size(ui, &code, 4);
        assert_true(size == (float)((code.side + 8) * 4));
        visitor_leave(v);
    }
    arena_finish(&arena);
    surface_free(&surface);
    phone_close(&phone);
}

static void a_text_too_long_or_empty_makes_no_code(void **state)
{
    (void)state;
    Arena arena;
    arena_init(&arena, "code", 4 * MIB);
    char *long_text = arena_alloc(&arena, 4000);
    memset(long_text, 'a', 4000);
    QrCode code;
    assert_false(qr_encode(&arena, STR_NONE, &code));
    assert_false(qr_encode(&arena, (Str){long_text, 4000}, &code));
    assert_int_equal(code.side, 0);
    assert_true(qr_encode(&arena, (Str){long_text, 2900}, &code));
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phone_reads_what_the_page_says_of_every_project),
        cmocka_unit_test(a_phone_reads_it_on_every_screen_and_in_high_contrast),
        cmocka_unit_test(a_declared_link_has_a_code_of_its_own),
        cmocka_unit_test(a_code_brings_its_own_white),
        cmocka_unit_test(a_text_too_long_or_empty_makes_no_code),
    };
    return cmocka_run_group_tests(tests, visitor_open_house, visitor_close_house);
}
