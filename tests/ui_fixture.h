// A Ui on the faces of the build, for the tests of what it draws: no pictures, one frame arena.
#pragma once
#include "ui/inside.h"
#include "ui/ui.h"
#include <stdlib.h>
// cmocka wants these first
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static Ui the_ui;
static Arena frame;

static int setup(void **state)
{
    Err err;
    Fonts *fonts = fonts_open(BUILD_DIR "/fonts", &err);
    assert_non_null(fonts);
    ui_open(&the_ui, fonts, NULL, (PictureInfo){0});
    arena_init(&frame, "frame", 64 * MIB);
    *state = &the_ui;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    Fonts *fonts = the_ui.fonts;
    ui_close(&the_ui);
    fonts_close(fonts);
    arena_finish(&frame);
    return 0;
}

static inline void begin(Ui *ui)
{
    arena_reset(&frame);
    ui_begin(ui, &frame, 1920, 1080, 0);
}

static inline const Cmd *last_cmd(const Ui *ui)
{
    assert_true(ui->list.count > 0);
    return &ui->list.cmds[ui->list.count - 1];
}
