// QR card: a project as a few lines of text for the visitor's phone, and the codes that hold them.
//
// The hall has no network: the code is the text itself, word for word what the large view shows. A link
// that the story declares (a page of the web, a place on earth) gets a code of its own. It knows the
// words of a project and no page.
#pragma once
#include "pages/project_status.h"
#include "ui/qr.h"

typedef struct {
    Str text; // lines, '\n' between; in the language chosen
    QrCode code;
    Str link; // "" : none declared
    QrCode link_code;
} QrCard;

// Asks the store for the sources' titles: in a frame, once. `work`: NULL, or the one it belongs to.
void qr_card_load(App *app, Arena *arena, const Project *project, const Work *work, QrCard *out);
float qr_card_height(const Ui *ui, const QrCard *card);
// The card at the foot of the page: code, what it is, and the button that leads to `route`.
typedef struct {
    Str route, text;
    const char *icon;
} QrCardButton;
void qr_card_draw(App *app, const QrCard *card, Rect box, const QrCardButton *button,
                  int open_action);
// Over everything else: the code large, its text, the link's code. The targets below it are gone.
void qr_card_large(App *app, const QrCard *card, int close_action);
