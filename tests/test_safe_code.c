// The code on the safe screen, read off its pixels as a phone reads it, and the screen turned.
#include "base/file.h"
#include "draw/turn.h"
#include "phone.h"
#include "venue/safe.h"
#include <unistd.h>

static const char LOG[] = BUILD_DIR "/test_safe_code.log";

static SafeReason reason_with(const char *log)
{
    return (SafeReason){
        .failed = "程序五分钟内三次意外退出。",
        .tried = "已经自动重新启动三次。十分钟后会再试一次。",
        .advice = "请关机再开机；仍然不行时，换回上一份内容，或联系维护人员。",
        .call = "展厅值班室 8000",
        .detail = "/var/lib/zhanting/zhanting.log",
        .report = {.version = "zhanting 1.2.3",
                   .time = "2026-11-22 17:05",
                   .failed = "程序五分钟内三次意外退出。",
                   .where = "/var/lib/zhanting/zhanting.log",
                   .log = log},
    };
}

static void write_log(int lines)
{
    FILE *file = fopen(LOG, "we");
    assert_non_null(file);
    for (int i = 1; i <= lines; i++) {
        fprintf(file, "2026-11-22 17:%02d:%02d 内容文件“story.db”打不开 (%d)\n", i / 60 % 60,
                i % 60, i);
    }
    fclose(file);
}

typedef struct {
    Surface surface;
    Phone phone;
} Glass;

static Glass shown(int w, int h, int turns, const char *fonts, const SafeReason *reason)
{
    Glass glass = {.surface = surface_make(w, h), .phone = phone_open()};
    SafeOptions options = {.fonts = fonts, .system_fonts = BUILD_DIR "/no-fonts", .turns = turns};
    uint32_t *pixels = malloc((size_t)w * (size_t)h * sizeof *pixels);
    assert_non_null(pixels);
    safe_paint(pixels, w, h, reason, &options);
    for (int y = 0; y < h; y++) {
        memcpy(glass.surface.px + (ptrdiff_t)y * (glass.surface.stride / 4), pixels + y * w,
               (size_t)w * 4);
    }
    free(pixels);
    phone_look(&glass.phone, &glass.surface, (RectPx){0, 0, w, h});
    return glass;
}

static void put_away(Glass *glass)
{
    surface_free(&glass->surface);
    phone_close(&glass->phone);
}

static void a_phone_reads_the_report_on_every_screen(void **state)
{
    (void)state;
    static const int SIZES[][2] = {{1920, 1080}, {1080, 1920}, {1280, 720},
                                   {3840, 2160}, {1024, 768},  {800, 480}};
    write_log(5000);
    SafeReason reason = reason_with(LOG);
    for (int i = 0; i < COUNT(SIZES); i++) {
        Glass glass = shown(SIZES[i][0], SIZES[i][1], 0, BUILD_DIR "/fonts", &reason);
        print_message("  %d x %d: %d\n", SIZES[i][0], SIZES[i][1],
                      (int)strlen(glass.phone.texts[0]));
        assert_int_equal(glass.phone.count, 1);
        const char *text = glass.phone.texts[0];
        assert_non_null(strstr(text, "zhanting 1.2.3\n2026-11-22 17:05\n程序五分钟内三次意外退出。"
                                     "\n/var/lib/zhanting/zhanting.log"));
        if (SIZES[i][1] >= 1080) { // room for lines, of which the last is never left out
            assert_non_null(strstr(text, "打不开 (5000)"));
            assert_non_null(strstr(text, "打不开 (4998)"));
        }
        put_away(&glass);
    }
    unlink(LOG);
}

// A portrait panel driven in landscape: what is on glass is the upright picture, turned pixel by pixel.
static void the_picture_is_turned_as_the_kiosks_is(void **state)
{
    (void)state;
    write_log(3);
    SafeReason reason = reason_with(LOG);
    Glass high = shown(600, 900, 0, BUILD_DIR "/fonts", &reason);
    Glass wide = shown(900, 600, 0, BUILD_DIR "/fonts", &reason);
    for (int turns = 1; turns < 4; turns++) {
        Glass glass = shown(900, 600, turns, BUILD_DIR "/fonts", &reason);
        Surface upright = turns == 2 ? wide.surface : high.surface;
        Surface wanted = surface_make(900, 600);
        turn_pixels((Turn)turns, upright, (RectPx){0, 0, upright.w, upright.h}, wanted);
        for (int y = 0; y < 600; y++) {
            assert_memory_equal(wanted.px + (ptrdiff_t)y * (wanted.stride / 4),
                                glass.surface.px + (ptrdiff_t)y * (glass.surface.stride / 4),
                                900 * 4);
        }
        assert_int_equal(glass.phone.count, 1); // a phone does not mind
        surface_free(&wanted);
        put_away(&glass);
    }
    put_away(&high);
    put_away(&wide);
    unlink(LOG);
}

static void the_code_needs_no_font_and_no_log(void **state)
{
    (void)state;
    SafeReason reason = reason_with(BUILD_DIR "/no-such-log");
    Glass glass = shown(1920, 1080, 0, BUILD_DIR "/no-fonts", &reason);
    assert_int_equal(glass.phone.count, 1);
    assert_non_null(strstr(glass.phone.texts[0], "zhanting 1.2.3"));
    put_away(&glass);
    reason = reason_with(BUILD_DIR); // a folder
    glass = shown(1920, 1080, 0, BUILD_DIR "/no-fonts", &reason);
    assert_int_equal(glass.phone.count, 1);
    put_away(&glass);
}

static void without_a_version_or_room_there_is_no_code(void **state)
{
    (void)state;
    SafeReason reason = reason_with(NULL);
    Glass glass = shown(320, 200, 0, BUILD_DIR "/fonts", &reason);
    assert_int_equal(glass.phone.count, 0);
    put_away(&glass);
    reason.report.version = NULL;
    glass = shown(1920, 1080, 0, BUILD_DIR "/fonts", &reason);
    assert_int_equal(glass.phone.count, 0);
    put_away(&glass);
}

static void modules_are_never_smaller_than_a_phone_reads(void **state)
{
    (void)state;
    write_log(5000);
    SafeReport report = reason_with(LOG).report;
    for (int side = 0; side < 1200; side += 37) {
        SafeCode code = safe_code_make(&report, side, SAFE_MODULE_PX);
        assert_true(safe_code_px(&code) <= side);
        assert_true(code.side == 0 || code.module_px >= SAFE_MODULE_PX);
        assert_true(code.side > 0 || side < 300);
        safe_code_free(&code);
    }
    SafeCode none = safe_code_make(&report, 500, 0);
    assert_int_equal(safe_code_px(&none), 0);
    safe_code_free(&none);
    unlink(LOG);
}

static void a_report_is_cut_between_characters(void **state)
{
    (void)state;
    char words[2000] = "";
    for (int i = 0; i < 500; i++) {
        strcat(words, "展");
    }
    SafeReport report = {.version = "v", .failed = words, .where = words};
    char out[3000];
    assert_true(safe_report(&report, 5, out, sizeof out));
    assert_int_equal(strlen(out), 1 + 1 + 240 + 1 + 240);
    assert_false(safe_report(&report, 5, out, 100));
    assert_false(safe_report(&(SafeReport){0}, 5, out, sizeof out));
}

// Binary rubbish, one endless line, no line's end, an empty file.
static void any_log_will_do(void **state)
{
    (void)state;
    static char rubbish[20000];
    for (int i = 0; i < (int)sizeof rubbish; i++) {
        rubbish[i] = (char)(i * 7919 % 251);
    }
    const Str logs[] = {{rubbish, sizeof rubbish}, STR_NONE, STR("\n\n\n\n"), STR("one line")};
    for (int i = 0; i < COUNT(logs); i++) {
        assert_true(file_write(LOG, logs[i], NULL));
        SafeReport report = reason_with(LOG).report;
        SafeCode code = safe_code_make(&report, 453, SAFE_MODULE_PX);
        assert_true(code.side > 0);
        safe_code_free(&code);
    }
    unlink(LOG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_phone_reads_the_report_on_every_screen),
        cmocka_unit_test(the_picture_is_turned_as_the_kiosks_is),
        cmocka_unit_test(the_code_needs_no_font_and_no_log),
        cmocka_unit_test(without_a_version_or_room_there_is_no_code),
        cmocka_unit_test(modules_are_never_smaller_than_a_phone_reads),
        cmocka_unit_test(a_report_is_cut_between_characters),
        cmocka_unit_test(any_log_will_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
