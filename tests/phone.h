// A phone for the tests of codes: what it reads off painted pixels (zbar).
#pragma once
#include "draw/raster.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zbar.h>

#include <cmocka.h>

typedef struct {
    zbar_image_scanner_t *scanner;
    uint8_t *grey;
    int count;
    char texts[4][3000];
} Phone;

static inline Phone phone_open(void)
{
    Phone phone = {.scanner = zbar_image_scanner_create()};
    assert_non_null(phone.scanner);
    zbar_image_scanner_set_config(phone.scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(phone.scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    return phone;
}

static inline void phone_close(Phone *phone)
{
    zbar_image_scanner_destroy(phone->scanner);
    free(phone->grey);
}

static inline void phone_look(Phone *phone, const Surface *surface, RectPx at)
{
    phone->grey = realloc(phone->grey, (size_t)at.w * (size_t)at.h);
    assert_non_null(phone->grey);
    for (int y = 0; y < at.h; y++) {
        const uint8_t *row =
            (const uint8_t *)surface->px + (ptrdiff_t)(at.y + y) * surface->stride + at.x * 4;
        for (int x = 0; x < at.w; x++) {
            phone->grey[y * at.w + x] = row[x * 4 + 1];
        }
    }
    zbar_image_t *image = zbar_image_create();
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, (unsigned)at.w, (unsigned)at.h);
    zbar_image_set_data(image, phone->grey, (unsigned long)at.w * (unsigned long)at.h, NULL);
    phone->count = 0;
    if (zbar_scan_image(phone->scanner, image) > 0) {
        const zbar_symbol_t *symbol = zbar_image_first_symbol(image);
        for (; symbol && phone->count < COUNT(phone->texts); symbol = zbar_symbol_next(symbol)) {
            snprintf(phone->texts[phone->count++], sizeof phone->texts[0], "%s",
                     zbar_symbol_get_data(symbol));
        }
    }
    zbar_image_destroy(image);
}

static inline bool phone_has(const Phone *phone, Str text)
{
    for (int i = 0; i < phone->count; i++) {
        if (str_is(text, phone->texts[i])) {
            return true;
        }
    }
    return false;
}
