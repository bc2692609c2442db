#include "ui/theme.h"
// cmocka wants these first
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static double contrast(Colour a, Colour b)
{
    double la = (double)theme_luminance(a) + 0.05;
    double lb = (double)theme_luminance(b) + 0.05;
    return la > lb ? la / lb : lb / la;
}

static void luminance_is_the_one_of_wcag(void **state)
{
    (void)state;
    assert_float_equal(theme_luminance(RGB(0x000000)), 0, 0.0001);
    assert_float_equal(theme_luminance(RGB(0xFFFFFF)), 1, 0.0001);
    assert_float_equal(contrast(RGB(0x000000), RGB(0xFFFFFF)), 21, 0.01);
    assert_float_equal(contrast(RGB(0x777777), RGB(0xFFFFFF)), 4.48, 0.01); // the known near miss
}

typedef struct {
    Colour colour, ground;
    double stated; // language.md §2.1, rounded there to one digit
    double least;
    const char *what;
} Pair;

// clang-format off
#define TEXT 4.5
#define GRAPHICS 3.0
#define PAIRS                                                                                      \
    {INK, WHITEWASH, 16.5, TEXT, "ink on whitewash"},                                              \
    {INK, MOON, 15.3, TEXT, "ink on moon white"},                                                  \
    {DEEP, WHITEWASH, 12.5, TEXT, "deep on whitewash"},                                            \
    {DEEP, MOON, 11.5, TEXT, "deep on moon white"},                                                \
    {DEEP_BLUE, WHITEWASH, 8.4, TEXT, "deep blue on whitewash"},                                   \
    {DEEP_BLUE, MOON, 7.8, TEXT, "deep blue on moon white"},                                       \
    {AZURITE, WHITEWASH, 6.6, TEXT, "azurite on whitewash"},                                       \
    {AZURITE, MOON, 6.1, TEXT, "azurite on moon white"},                                           \
    {MALACHITE, WHITEWASH, 5.0, TEXT, "malachite on whitewash"},                                   \
    {MALACHITE, MOON, 4.6, TEXT, "malachite on moon white"},                                       \
    {ORPIMENT, DEEP, 6.8, TEXT, "orpiment on deep"},                                               \
    {INK, ORPIMENT, 9.0, TEXT, "ink on orpiment"},                                                 \
    {VERMILION, WHITEWASH, 5.2, TEXT, "vermilion on whitewash"},                                   \
    {VERMILION, MOON, 4.8, TEXT, "vermilion on moon white"},                                       \
    {LOTUS, WHITEWASH, 7.8, TEXT, "lotus on whitewash"},                                           \
    {LOTUS, MOON, 7.2, TEXT, "lotus on moon white"},                                               \
    {OCHRE, WHITEWASH, 6.0, TEXT, "ochre on whitewash"},                                           \
    {OCHRE, MOON, 5.6, TEXT, "ochre on moon white"},                                               \
    {CINNABAR, WHITEWASH, 5.6, TEXT, "cinnabar on whitewash"},                                     \
    {CINNABAR, MOON, 5.2, TEXT, "cinnabar on moon white"},                                         \
    {GAMBOGE, DEEP, 8.2, TEXT, "gamboge on deep"},                                                 \
    {INK, GAMBOGE, 10.9, TEXT, "ink on gamboge"},                                                  \
    {SLATE, WHITEWASH, 8.0, TEXT, "slate on whitewash"},                                           \
    {SLATE, MOON, 7.4, TEXT, "slate on moon white"},                                               \
    {NIGHT_GREY, WHITEWASH, 10.6, TEXT, "night grey on whitewash"},                                \
    {NIGHT_GREY, MOON, 9.9, TEXT, "night grey on moon white"},                                     \
    {CLEAR_BLUE, DEEP, 6.5, TEXT, "clear blue on deep"},                                           \
    {MIST_WHITE, DEEP, 9.9, TEXT, "mist white on deep"},                                           \
    {INK, CHOSEN, 15.5, TEXT, "ink on a chosen row"},                                              \
    {SLATE, CHOSEN, 7.5, TEXT, "slate on a chosen row"},                                           \
    {INDIGO, WHITEWASH, 3.9, GRAPHICS, "indigo on whitewash"},                                     \
    {INDIGO, MOON, 3.6, GRAPHICS, "indigo on moon white"},                                         \
    {INDIGO, DEEP, 3.2, GRAPHICS, "indigo on deep"},                                               \
    {WATER_GREEN, DEEP, 4.4, GRAPHICS, "water green on deep"},                                     \
    {LAKE, WHITEWASH, 3.1, GRAPHICS, "lake on whitewash"},                                         \
    {LAKE, DEEP, 4.1, GRAPHICS, "lake on deep"},                                                   \
    {GOLD_LINE, DEEP, 6.0, GRAPHICS, "gold line on deep"}
// clang-format on

static void every_stated_pair_has_its_contrast(void **state)
{
    (void)state;
    const Pair pairs[] = {PAIRS};
    for (int i = 0; i < COUNT(pairs); i++) {
        double measured = contrast(pairs[i].colour, pairs[i].ground);
        print_message("  %-26s %5.2f, stated %4.1f\n", pairs[i].what, measured, pairs[i].stated);
        assert_true(measured >= pairs[i].least);
        assert_float_equal(measured, pairs[i].stated, 0.11);
    }
}

static void high_contrast_reaches_seven_for_text_and_keeps_yellow(void **state)
{
    (void)state;
    const Pair pairs[] = {PAIRS};
    for (int i = 0; i < COUNT(pairs); i++) {
        if (pairs[i].least < TEXT || colour_eq(pairs[i].colour, CLEAR_BLUE)) {
            continue; // graphics and outlines may be grey
        }
        double measured =
            contrast(theme_contrast(pairs[i].colour), theme_contrast(pairs[i].ground));
        print_message("  %-26s %5.2f\n", pairs[i].what, measured);
        assert_true(measured >= 7);
    }
    const Colour graphics[] = {INDIGO, WATER_GREEN, LAKE, CLEAR_BLUE};
    for (int i = 0; i < COUNT(graphics); i++) {
        assert_true(contrast(theme_contrast(graphics[i]), RGB(0xFFFFFF)) >= 4.5);
        assert_true(contrast(theme_contrast(graphics[i]), RGB(0x000000)) >= 4.5);
    }
    assert_true(colour_eq(theme_contrast(GAMBOGE), GAMBOGE));
    assert_int_equal(theme_contrast(RGBA(0x0A1E24, 0.5f)).a, 128);
}

static void high_contrast_of_high_contrast_is_itself(void **state)
{
    (void)state;
    const Colour all[] = {INK,   DEEP,     AZURITE, SLATE,      HAIRLINE, TRACK, MOON,
                          WHITE, ORPIMENT, LAKE,    CLEAR_BLUE, CHOSEN,   CLOUD, DISABLED_TEXT};
    for (int i = 0; i < COUNT(all); i++) {
        Colour once = theme_contrast(all[i]);
        assert_true(colour_eq(theme_contrast(once), once));
    }
}

static void no_visitor_type_is_under_22_dp(void **state)
{
    (void)state;
    for (int i = 0; i < TYPE_COUNT; i++) {
        Type type = theme_type((TypeToken)i);
        assert_true(type.size >= 22);
        assert_true(type.line >= type.size);
    }
}

static void colours_are_found_by_slug_and_by_hex(void **state)
{
    (void)state;
    assert_true(colour_eq(theme_colour(STR("fa")), ORPIMENT));
    assert_true(colour_eq(theme_colour(STR("qinglian")), LOTUS));
    assert_true(colour_eq(theme_colour(STR("unheard-of")), INK));
    assert_true(colour_eq(theme_hex(STR("#a9CFC4")), RGB(0xA9CFC4)));
    assert_true(colour_eq(theme_hex(STR("#A9CFC")), INK));
    assert_true(colour_eq(theme_hex(STR("#A9CFCG")), INK));
    assert_true(colour_eq(theme_hex(STR_NONE), INK));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(luminance_is_the_one_of_wcag),
        cmocka_unit_test(every_stated_pair_has_its_contrast),
        cmocka_unit_test(high_contrast_reaches_seven_for_text_and_keeps_yellow),
        cmocka_unit_test(high_contrast_of_high_contrast_is_itself),
        cmocka_unit_test(no_visitor_type_is_under_22_dp),
        cmocka_unit_test(colours_are_found_by_slug_and_by_hex),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
