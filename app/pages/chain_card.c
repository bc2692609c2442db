#include "pages/chain_card.h"
#include "pages/chain_signs.h"

enum { SMALLEST = 22, SIGN_ROOM = 30 };

typedef struct {
    Label name, tag, role;
    float name_h, tag_h, role_h; // 0: left out
    bool is_cut;
} CardText;

static float sized(float size, float zoom)
{
    return fmaxf(SMALLEST, floorf(size * zoom + 0.01f));
}

static Type card_type(TypeToken token, float size, float line, float zoom)
{
    float now = sized(size, zoom);
    return type_sized(token, now, ceilf(line * now / size));
}

static void set_name(Ui *ui, const Member *member, float room, float zoom, CardText *out)
{
    bool is_english = ui_is_english(ui);
    bool is_word = str_find_char(member->short_name, ' ') < 0;
    out->name = (Label){.type = is_english ? card_type(TYPE_H3, 24, 29, zoom)
                                           : card_type(TYPE_H3, 26, 36, zoom),
                        .colour = INK,
                        .text = member->short_name,
                        .w = room,
                        .max_lines = is_english && !is_word ? 2 : 1,
                        .min_size = SMALLEST};
    if (ui_measure(ui, &out->name).is_cut) {
        out->name.type.face = FACE_SANS_MEDIUM;
        out->name.tracking_em = -0.03f;
    }
    if (ui_measure(ui, &out->name).is_cut) {
        out->name.tracking_em = 0;
        out->name.max_lines = is_english ? 3 : 2;
    }
    Extent said = ui_measure(ui, &out->name);
    out->name_h = said.h;
    out->is_cut = said.is_cut || said.w > room + 0.5f;
}

static float left_pad(const Ui *ui)
{
    return ui_is_english(ui) ? 18 : 20;
}

static void set_text(App *app, const Member *member, float w, float zoom, bool has_role,
                     CardText *out)
{
    Ui *ui = &app->ui;
    float room = w - left_pad(ui) - (ui_is_english(ui) ? 4 : 8);
    *out = (CardText){0};
    set_name(ui, member, room, zoom, out);
    Str tag = member->tag.n ? member->tag : member->kind_name;
    out->tag = (Label){.type = card_type(TYPE_C, 22, ui_is_english(ui) ? 27 : 32, zoom),
                       .colour = SLATE,
                       .text = tag,
                       .w = room - SIGN_ROOM,
                       .max_lines = ui_is_english(ui) || ui->modes.is_large ? 3 : 2};
    Extent said = ui_measure(ui, &out->tag);
    out->tag_h = tag.n ? said.h : 0;
    out->is_cut = out->is_cut || (tag.n && said.is_cut);
    if (has_role && member->role.n) {
        out->role = (Label){.type = card_type(TYPE_C, 22, 31, zoom),
                            .colour = SLATE,
                            .text = member->role,
                            .w = room - 10,
                            .max_lines = 6};
        Extent role = ui_measure(ui, &out->role);
        out->role_h = role.h + 10;
        out->is_cut = out->is_cut || role.is_cut;
    }
}

static float text_height(const CardText *text)
{
    return text->name_h + text->tag_h + text->role_h;
}

GraphSize chain_card_size(App *app, const Member *member, float w, bool has_role)
{
    CardText text;
    set_text(app, member, w, 1, has_role, &text);
    return (GraphSize){text_height(&text) + (has_role ? 36 : 16), text.is_cut};
}

// What fits the box: all, the name alone, or nothing but the sign.
static void reduce(Ui *ui, const ChainCard *card, CardText *text)
{
    const float least = 6;
    if (text->role_h > 0 && (text->is_cut || text_height(text) + least > card->box.h)) {
        text->role_h = 0;
        text->is_cut = ui_measure(ui, &text->name).is_cut || ui_measure(ui, &text->tag).is_cut;
    }
    if (!text->is_cut && text_height(text) + least <= card->box.h) {
        return;
    }
    text->tag_h = 0;
    text->name.w = card->box.w - left_pad(ui) - 28;
    text->name.max_lines = 3;
    Extent said = ui_measure(ui, &text->name);
    text->name_h = said.h;
    bool fits = !said.is_cut && said.h + least <= card->box.h && said.w <= text->name.w + 0.5f;
    text->name_h = fits ? said.h : 0;
}

static void draw_text(App *app, const ChainCard *card, Rect box)
{
    Ui *ui = &app->ui;
    CardText text;
    set_text(app, card->member, card->box.w, card->zoom, card->has_role, &text);
    reduce(ui, card, &text);
    float top = box.y + (box.h - text_height(&text)) / 2;
    Colour ink = chain_as_text(card->pigment);
    float sign = fmaxf(14, 18 * fminf(card->zoom, 1.2f));
    if (text.name_h <= 0) {
        float size = fminf(24, fminf(box.w, box.h) * 0.6f);
        chain_shape(app, (Point){box.x + box.w / 2 + 2, box.y + box.h / 2}, size,
                    card->member->kind_shape, ink);
        return;
    }
    text.name.x = text.tag.x = text.role.x = box.x + left_pad(ui);
    text.name.y = top;
    ui_text(ui, &text.name);
    float sign_y = top + text.name_h / 2;
    if (text.tag_h > 0) {
        text.tag.y = top + text.name_h;
        sign_y = text.tag.y + text.tag_h / 2;
        ui_text(ui, &text.tag);
    }
    if (text.role_h > 0) {
        text.role.y = text.name.y + text.name_h + text.tag_h + 10;
        ui_text(ui, &text.role);
    }
    chain_shape(app, (Point){box.x + box.w - (text.tag_h > 0 ? 20 : 14), sign_y}, sign,
                card->member->kind_shape, ink);
}

static Rect grown(Rect r, float by)
{
    return (Rect){r.x - r.w * by / 2, r.y - r.h * by / 2, r.w * (1 + by), r.h * (1 + by)};
}

void chain_card(App *app, const ChainCard *card)
{
    Ui *ui = &app->ui;
    Rect box = card->is_pressed ? grown(card->box, -0.025f) : card->box;
    // It comes forward: a little larger, and higher above the page.
    box = card->chosen > 0 ? grown(box, 0.03f * card->chosen) : box;
    bool is_flat = card->faded > 0.5f || card->zoom < 0.5f;
    if (!is_flat) {
        ui_shadow(ui, box, 0, card->chosen > 0 ? ELEVATION_RAISED : ELEVATION_RESTING);
    }
    ui_fill(ui, box, WHITEWASH);
    if (card->chosen > 0) {
        ui_fill(ui, box, colour_faded(CHOSEN_CARD, card->chosen));
    }
    ui_fill(ui, (Rect){box.x, box.y, fmaxf(4, 8 * fminf(card->zoom, 1)), box.h}, card->pigment);
    if (card->is_pressed) {
        ui_fill(ui, box, colour_faded(DEEP, 0.10f));
    }
    draw_text(app, card, box);
    if (card->faded > 0) {
        ui_fill(ui, box, colour_faded(MOON, 0.62f * card->faded));
    }
    if (card->chosen > 0) {
        ui_round_frame(ui, box, 0, 5, colour_faded(GAMBOGE, card->chosen));
    }
}
