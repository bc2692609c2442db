#include "pages/chain_key.h"
#include "pages/chain_links.h"
#include "pages/chain_signs.h"
#include <stdio.h>

typedef struct {
    App *app;
    Rect box;
    float x, y, line;
    bool is_drawn;
} KeyFlow;

// Room for a sample of `w` with its word behind; starts a new line where it does not fit.
static Point key_entry(KeyFlow *key, float w, Str word)
{
    Ui *ui = &key->app->ui;
    Label label = {.type = theme_type(TYPE_C), .colour = NIGHT_GREY, .text = word};
    float all = w + 10 + ui_measure(ui, &label).w;
    if (key->x > 0 && key->x + all > key->box.w) {
        key->x = 0;
        key->y += key->line;
    }
    Point at = {key->box.x + key->x, key->box.y + key->y + key->line / 2};
    if (key->is_drawn) {
        label.x = at.x + w + 10;
        label.y = at.y - ui_type(ui, label.type).line / 2;
        ui_text(ui, &label);
    }
    key->x += all + 22;
    return at;
}

float chain_key(App *app, const ChainData *data, Rect box, bool is_drawn)
{
    enum { MAX_KEYS = 24 };
    KeyFlow key = {.app = app, .box = box, .is_drawn = is_drawn};
    key.line = ui_type(&app->ui, theme_type(TYPE_C)).line + 4;
    static const char *const SHAPES[] = {"firm",      "leader", "platform",
                                         "institute", "park",   "other"};
    for (int i = 0; i < COUNT(SHAPES); i++) {
        Str shape = str_from(SHAPES[i]);
        bool is_here = false;
        for (int k = 0; k < data->node_count; k++) {
            Str own = data->nodes[k].member->kind_shape;
            is_here = is_here || str_eq(own, shape) || (!own.n && i + 1 == COUNT(SHAPES));
        }
        if (!is_here) {
            continue;
        }
        char label[40];
        snprintf(label, sizeof label, "chain.shape.%s", SHAPES[i]);
        Point at = key_entry(&key, 20, app_label(app, label));
        if (is_drawn) {
            chain_shape(app, (Point){at.x + 10, at.y}, 18, shape, DEEP_BLUE);
        }
    }
    Str seen[MAX_KEYS];
    int n = 0;
    for (int i = 0; i < data->bond_count; i++) {
        Str type = data->bonds[i].link->type;
        int k = 0;
        while (k < n && !str_eq(seen[k], type)) {
            k++;
        }
        if (k < n || n == MAX_KEYS) {
            continue;
        }
        seen[n++] = type;
        Point at = key_entry(&key, 56, chain_link_name(app, type));
        if (is_drawn) {
            chain_link_sample(app, at.x, at.y, 56, type);
        }
    }
    return n || key.x > 0 ? key.y + key.line : 0;
}
