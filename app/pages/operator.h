// Operator: the staff page (code, panel, lists, touch doctor) and what staff lay over every page.
//
// A tool: no picture, no line. It draws what staff.h holds and knows nothing of how the machine runs. One
// page, many views: which one is in its memory, so that a language switch stays where it is; without the
// code there is only the pad.
#pragma once
#include "pages/parts.h"
#include "pages/staff.h"

extern const PageClass page_operator;

void operator_over(App *app); // above everything: the cloth, a notice, the guide's hand
bool operator_acts(App *app, const Target *target); // the guide's hand was touched

// ---- between the files of the page ------------------------------------------------
typedef enum {
    VIEW_PAD,
    VIEW_PANEL,
    VIEW_NOTICES,
    VIEW_GUIDE,
    VIEW_DOCTOR,
    VIEW_PROBLEMS,
    VIEW_RESTART, // asks again
    VIEW_QUIT,
    VIEW_UPDATE, // what is on the stick, and how far it is
    VIEW_CODE,   // the code once more, before it is applied
    VIEW_BACK,   // asks before going back to the content shown before
    VIEW_COUNT
} OperatorView;

// The page's actions; n is the digit, the view, the notice or the stop.
enum {
    OPERATOR_DIGIT = ACTION_PAGE,
    OPERATOR_RUB,
    OPERATOR_CLEAR,
    OPERATOR_LEAVE,
    OPERATOR_VIEW,
    OPERATOR_CLEAN,
    OPERATOR_NOTICE,
    OPERATOR_STOP,
    OPERATOR_EXPORT,
    OPERATOR_RESTART,
    OPERATOR_QUIT,
    OPERATOR_CHOOSE, // a bundle
    OPERATOR_APPLY,  // the plan: first to the code
    OPERATOR_CANCEL,
    OPERATOR_ROLL_BACK,
};

enum {
    MEMORY_VIEW = 0,
    MEMORY_PLAN = 1,
    OPERATOR_HEAD = 128,
    OPERATOR_TITLE = 84,
    FACTS_MS = 10000
};

typedef struct {
    StaffFacts facts;
    int64_t facts_ms; // when they were asked for
    StoryInfo story;
} OperatorData;

void operator_pad(App *app, Page *page);
void operator_panel(App *app, Page *page, const OperatorData *data);
void operator_doctor(App *app);
void operator_list(App *app, Page *page, const OperatorData *data, OperatorView view);
void operator_update(App *app, Page *page);
void operator_content(App *app, Rect box, const OperatorData *data); // card of the panel
void operator_usage(App *app, Rect box);                             // card of the panel
// The bar of the five steps with their names; 84 high.
void operator_steps(App *app, Rect box, const StaffWork *now);
bool operator_is_bad(const StaffWork *now); // the update wants somebody to do something about it
// How far it is, in a sentence.
Str operator_progress(App *app, const StaffWork *now);
Str operator_told(App *app, const WorkTold *told, bool *is_bad); // empty when there is no news
// An empty card with its title; returns the y below that.
float operator_card(App *app, Rect box, const char *icon, Str title);
// Lines of text from the top of the box, as many as there is room for; returns the y below them.
float operator_lines(App *app, Type type, Colour colour, Rect box, Str text);
Str operator_number(App *app, int64_t n);
Str operator_size(App *app, int64_t bytes);                                  // "186 MB"
Str operator_versioned(App *app, const char *label, const WorkStory *story); // {version}, {date}
// The dark head: title, what follows, time until it locks, and the way out.
void operator_head(App *app, Str title, bool is_panel);
// A button that cannot be used now shows why in its place.
void operator_button(App *app, Rect box, Str text, const char *icon, bool can, int action, int n);
// The one that things lead to: dark, and it can always be used.
void operator_main_button(App *app, Rect box, Str text, const char *icon, int action, int n);
Str operator_time(App *app, int64_t ms); // "04:52"
// A label that wraps to two lines before it shrinks.
Extent operator_text(App *app, Type type, Colour colour, Rect box, Str text);
