#include "author/image.h"
#include <librsvg/rsvg.h>
#include <stdio.h>
#include <string.h>

static bool refuse(char why[IMAGE_WHY], Str part)
{
    int end = str_find_char(part, '>');
    snprintf(why, IMAGE_WHY, "%.*s",
             STR_ARG(str_sub(part, 0, end >= 0 && end < 40 ? end + 1 : 24)));
    return false;
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == ':' || c == '_';
}

// Unprefixed elements must be known; of foreign ones (an editor's own notes) only these matter.
static const char *const ELEMENTS[] = {
    "svg",     "g",      "path",  "rect",     "circle",         "ellipse",        "line",
    "polygon", "use",    "stop",  "polyline", "linearGradient", "radialGradient", "defs",
    "title",   "desc",   "style", "metadata", "clipPath",       "mask",           "symbol",
    "pattern", "marker",
};
static const char *const REFUSED[] = {
    "text", "tspan", "textPath", "image", "script", "foreignObject", "feImage", "a",
};

static bool is_among(Str name, const char *const *names, int count)
{
    for (int i = 0; i < count; i++) {
        if (str_is(name, names[i])) {
            return true;
        }
    }
    return false;
}

// `rest` begins with the "<" of a start tag.
static bool is_fine_element(Str rest)
{
    int n = 1;
    int colon = 0;
    while (n < rest.n && is_name(rest.p[n])) {
        colon = rest.p[n] == ':' ? n : colon;
        n++;
    }
    Str name = str_sub(rest, colon + 1, n - colon - 1);
    return colon ? !is_among(name, REFUSED, COUNT(REFUSED))
                 : is_among(name, ELEMENTS, COUNT(ELEMENTS));
}

// `url(` and `href=` may only point inside the file.
static bool points_inside(Str rest, int skip)
{
    rest = str_trim(str_from_offset(rest, skip));
    while (rest.n &&
           (rest.p[0] == '"' || rest.p[0] == '\'' || rest.p[0] == '=' || rest.p[0] == ' ')) {
        rest = str_from_offset(rest, 1);
    }
    return rest.n && rest.p[0] == '#';
}

bool svg_is_safe(Str bytes, char why[IMAGE_WHY])
{
    for (int i = 0; i < bytes.n; i++) {
        Str rest = str_from_offset(bytes, i);
        char next = rest.n > 1 ? rest.p[1] : ' ';
        if (rest.p[0] == '<' && next != '/' && next != '!' && next != '?' &&
            !is_fine_element(rest)) {
            return refuse(why, rest);
        }
        bool is_declared =
            str_starts(rest, STR("<!ENTITY")) || str_starts(rest, STR("<!DOCTYPE")) ||
            str_starts(rest, STR("<?xml-stylesheet")) || str_starts(rest, STR("@import"));
        bool is_outside = (str_starts(rest, STR("url(")) && !points_inside(rest, 4)) ||
                          (str_starts(rest, STR("href")) && !points_inside(rest, 4)) ||
                          str_starts(rest, STR("javascript:"));
        bool is_handler = i > 0 && str_starts(rest, STR("on")) && rest.n > 3 &&
                          (rest.p[-1] == ' ' || rest.p[-1] == '\n' || rest.p[-1] == '\t') &&
                          str_find_char(str_sub(rest, 0, 20), '=') > 2 && is_name(rest.p[2]) &&
                          str_find_char(str_sub(rest, 0, str_find_char(rest, '=')), ' ') < 0;
        if (is_declared || is_outside || is_handler) {
            return refuse(why, rest);
        }
    }
    return true;
}

static RsvgHandle *open_svg(Str bytes, char why[IMAGE_WHY])
{
    GError *error = NULL;
    RsvgHandle *handle = rsvg_handle_new_from_data((const guint8 *)bytes.p, (gsize)bytes.n, &error);
    if (!handle) {
        snprintf(why, IMAGE_WHY, "%.90s", error ? error->message : "");
        g_clear_error(&error);
    }
    return handle;
}

bool svg_size(Str bytes, double *w, double *h, char why[IMAGE_WHY])
{
    RsvgHandle *handle = open_svg(bytes, why);
    if (!handle) {
        return false;
    }
    gboolean has_box = FALSE;
    RsvgRectangle box = {0};
    rsvg_handle_get_intrinsic_dimensions(handle, NULL, NULL, NULL, NULL, &has_box, &box);
    bool has_size = rsvg_handle_get_intrinsic_size_in_pixels(handle, w, h) && *w > 0 && *h > 0;
    if (!has_size && has_box) {
        *w = box.width;
        *h = box.height;
        has_size = *w > 0 && *h > 0;
    }
    if (!has_size) {
        snprintf(why, IMAGE_WHY, "no width, height or viewBox");
    }
    g_object_unref(handle);
    return has_size;
}

Image svg_render(Str bytes, int w, int h, char why[IMAGE_WHY])
{
    RsvgHandle *handle = open_svg(bytes, why);
    if (!handle) {
        return (Image){0};
    }
    Image image = image_new(w, h);
    bool is_drawn = false;
    if (image.px) {
        cairo_surface_t *surface = cairo_image_surface_create_for_data(
            (unsigned char *)image.px, CAIRO_FORMAT_ARGB32, w, h, w * 4);
        cairo_t *cr = cairo_create(surface);
        RsvgRectangle box = {0, 0, w, h};
        GError *error = NULL;
        is_drawn = rsvg_handle_render_document(handle, cr, &box, &error) &&
                   cairo_status(cr) == CAIRO_STATUS_SUCCESS;
        if (!is_drawn) {
            snprintf(why, IMAGE_WHY, "%.90s", error ? error->message : "it cannot be drawn");
            g_clear_error(&error);
        }
        cairo_destroy(cr);
        cairo_surface_finish(surface);
        cairo_surface_destroy(surface);
    }
    g_object_unref(handle);
    if (!is_drawn) {
        image_free(&image);
    }
    return image;
}
