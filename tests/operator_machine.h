// A machine that only pretends, and the hands of staff: for the tests of the panel.
#pragma once
#include "pages/operator.h"
#include "pages_fixture.h"
#include <string.h>

enum { W = 1920, H = 1080, CORNER_X = 1870, CORNER_Y = 1030 };

// ---- a machine that only pretends --------------------------------------------------

typedef struct {
    Staff staff;
    StaffWork work; // what the panel is told
    int wrong, locked_s, answer_after, restarts, quits, exports, kept;
    int choices, bundle, applies, cancels, backs;
    uint64_t plan;
    bool is_right, is_open, is_english, may_switch;
} Machine;

static inline bool guess(void *context, const char *code)
{
    Machine *m = context;
    if (m->locked_s > 0) {
        return false;
    }
    m->is_right = strcmp(code, "135790") == 0;
    m->answer_after = 2;
    m->wrong = m->is_right ? 0 : m->wrong + 1;
    if (m->wrong == 5) {
        m->wrong = 0;
        m->locked_s = 300;
    }
    return true;
}

static inline StaffAnswer answer(void *context)
{
    Machine *m = context;
    return m->answer_after-- > 0 ? STAFF_CHECKING : m->is_right ? STAFF_RIGHT : STAFF_WRONG;
}

static inline int locked(void *context)
{
    return ((Machine *)context)->locked_s;
}

static inline int tries(void *context)
{
    return 5 - ((Machine *)context)->wrong;
}

static const Err PROBLEM_ROWS[] = {{"zhanting.ini:3", "idle is not a number.", "Write seconds."}};

static inline void facts(void *context, StaffFacts *out)
{
    (void)context;
    *out = (StaffFacts){.version = "1.0",
                        .bad_end_s = -1,
                        .free_bytes = -1,
                        .problems = PROBLEM_ROWS,
                        .problem_count = 1};
}

static inline void export_it(void *context)
{
    ((Machine *)context)->exports++;
}

static inline void watch(void *context, bool is_open, bool is_english)
{
    Machine *m = context;
    m->is_open = is_open;
    m->is_english = is_english;
}

static inline void tell_work(void *context, StaffWork *out)
{
    *out = ((Machine *)context)->work;
}

static inline void choose(void *context, int bundle)
{
    Machine *m = context;
    m->choices++;
    m->bundle = bundle;
}

static inline bool apply(void *context, uint64_t plan)
{
    Machine *m = context;
    bool is_at_hand = m->work.state == WORK_READY && m->work.plan == plan;
    m->applies += is_at_hand;
    m->plan = plan;
    return is_at_hand;
}

static inline void cancel(void *context)
{
    ((Machine *)context)->cancels++;
}

static inline void roll_back(void *context)
{
    ((Machine *)context)->backs++;
}

static inline void let_switch(void *context, bool may)
{
    ((Machine *)context)->may_switch = may;
}

static inline void restart(void *context)
{
    ((Machine *)context)->restarts++;
}

static inline void quit(void *context)
{
    ((Machine *)context)->quits++;
}

static inline void keep(void *context, int notice)
{
    ((Machine *)context)->kept = notice;
}

static inline void lend(Machine *m)
{
    *m = (Machine){.work = {.has_stick = true, .stick = "USB"}};
    m->staff = (Staff){.context = m,
                       .has_code = true,
                       .guess = guess,
                       .answer = answer,
                       .locked_s = locked,
                       .tries = tries,
                       .facts = facts,
                       .export_to_stick = export_it,
                       .watch = watch,
                       .work = tell_work,
                       .choose = choose,
                       .apply = apply,
                       .cancel = cancel,
                       .roll_back = roll_back,
                       .let_switch = let_switch,
                       .restart = restart,
                       .quit = quit,
                       .keep_notice = keep,
                       .stops = {"home", "chains", "figures"},
                       .stop_count = 3};
}

static inline void begin(Visitor *v, Machine *m, const char *route, int w, int h)
{
    lend(m);
    visitor_arrive(v, route, "zh", w, h, 75000);
    v->app.staff = &m->staff;
    visitor_frame(v);
}

// ---- hands --------------------------------------------------------------------------

static inline void knock(Visitor *v, float x, float y, int64_t wait_ms)
{
    visitor_contact(v, CONTACT_DOWN, x, y);
    v->now_ms += 40;
    visitor_contact(v, CONTACT_UP, x, y);
    visitor_wait(v, wait_ms);
}

static inline void knock_five(Visitor *v)
{
    for (int i = 0; i < 5; i++) {
        knock(v, v->app.ui.w - 50, v->app.ui.h - 50, 300);
    }
    visitor_wait(v, 700);
}

static inline const Target *target(const Visitor *v, int action, int n)
{
    for (int i = v->app.ui.target_count - 1; i >= 0; i--) {
        const Target *t = &v->app.ui.targets[i];
        if (t->action == action && t->n == n) {
            return t;
        }
    }
    return NULL;
}

static inline void touch(Visitor *v, int action, int n)
{
    const Target *t = target(v, action, n);
    if (!t) {
        fail_msg("no target %d %d", action, n);
        return;
    }
    visitor_tap(v, t->seen.x + t->seen.w / 2, t->seen.y + t->seen.h / 2);
}

static inline void enter(Visitor *v, const char *code)
{
    for (const char *c = code; *c; c++) {
        touch(v, OPERATOR_DIGIT, *c - '0');
    }
    visitor_wait(v, 500);
}

static inline int view(const Visitor *v)
{
    return v->app.stage[v->app.current].memory.n[MEMORY_VIEW];
}

static inline void go_in(Visitor *v)
{
    knock_five(v);
    enter(v, "135790");
    assert_string_equal(visitor_route(v), "operator");
    assert_int_equal(view(v), VIEW_PANEL);
}
