// The interface wording of the visit's language, and routes as text.
#include "pages/app.h"

Str app_label(App *app, const char *id)
{
    Labels *labels = &app->labels;
    Str key = str_from(id);
    uint32_t slot = (uint32_t)str_hash(key) % MAX_LABELS;
    while (labels->ids[slot].n) {
        if (str_eq(labels->ids[slot], key)) {
            return labels->texts[slot];
        }
        slot = (slot + 1) % MAX_LABELS;
    }
    Str text = app->store ? store_label(app->store, &labels->arena, key) : key;
    if (labels->count < MAX_LABELS * 3 / 4) {
        labels->ids[slot] = str_dup(&labels->arena, key);
        labels->texts[slot] = text;
        labels->count++;
    }
    return text;
}

Str app_fill(App *app, Str text, const char *name, Str value)
{
    Arena *frame = app->ui.frame;
    Str mark = str_format(frame, "{%s}", name);
    int at = str_find(text, mark);
    if (at < 0) {
        return text;
    }
    Str rest = str_from_offset(text, at + mark.n);
    return str_format(frame, "%.*s%.*s%.*s", at, text.p, STR_ARG(value), STR_ARG(rest));
}

Str app_label_fill(App *app, const char *id, const char *name, Str value)
{
    return app_fill(app, app_label(app, id), name, value);
}

Str app_route(App *app, const char *page, Str arg)
{
    return str_format(app->ui.frame, "%s%s%.*s", page, arg.n ? "/" : "", STR_ARG(arg));
}
