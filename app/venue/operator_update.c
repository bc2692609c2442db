#include "venue/crashes.h"
#include "venue/operator_inside.h"
#include "venue/operator_told.h"
#include <stdio.h>
#include <string.h>

// ---- a bundle -----------------------------------------------------------------------------

void work_drop(OperatorWork *work)
{
    update_close(work->update);
    work->update = NULL;
}

void work_forget(OperatorWork *work)
{
    StaffWork *now = &work->now;
    work_drop(work);
    now->state = WORK_NOTHING;
    now->step = STEP_READ;
    now->part = 0;
    now->plan = 0;
    now->kind_count = 0;
    now->signer[0] = now->key_id[0] = now->comment[0] = '\0';
    now->to = now->from = (WorkStory){0};
    now->has_from = now->was_taken_back = now->is_shown = false;
    now->err = (Err){0};
}

void work_begin_look(OperatorWork *work, int bundle)
{
    StaffWork *now = &work->now;
    work_forget(work);
    if (bundle >= 0 && bundle < now->bundle_count) {
        now->chosen = bundle;
        now->state = WORK_LOOKING;
        now->plan = ++work->looks;
    }
}

static WorkKind work_kind(const EntityDiff *diff)
{
    WorkKind kind = {.added = diff->added, .changed = diff->changed, .removed = diff->removed};
    memcpy(kind.entity, diff->name, sizeof kind.entity);
    return kind;
}

_Static_assert(sizeof((WorkKind){0}.entity) == sizeof((EntityDiff){0}.name), "copied whole");

static void tell_plan(OperatorWork *work)
{
    const UpdatePlan *plan = update_plan(work->update);
    StaffWork *now = &work->now;
    now->has_from = plan->has_from;
    now->from = work_story(&plan->from);
    now->to = work_story(&plan->to);
    snprintf(now->signer, sizeof now->signer, "%s", plan->signer.name);
    snprintf(now->key_id, sizeof now->key_id, "%s", plan->signer.key_id);
    snprintf(now->comment, sizeof now->comment, "%s", plan->signer.comment);
    now->bytes = plan->to.bytes;
    now->free = plan->free;
    now->was_taken_back = plan->was_taken_back;
    Slot shown = work->updates.now;
    now->is_shown = shown >= SLOT_FIRST && plan->to.sha256[0] &&
                    strcmp(work->updates.sha256[shown], plan->to.sha256) == 0;
    now->kind_count = 0;
    for (int i = 0; i < plan->diff.count && now->kind_count < WORK_KINDS; i++) {
        const EntityDiff *diff = &plan->diff.items[i];
        if (diff->added || diff->changed || diff->removed) {
            now->kinds[now->kind_count++] = work_kind(diff);
        }
    }
    now->rows = work_kind(&plan->diff.rows);
    now->pictures = work_kind(&plan->diff.pictures);
}

// The library's stages and their share of its progress, as the five steps that staff see.
static void tell_step(OperatorWork *work)
{
    static const struct {
        WorkStep step;
        float from, to; // of update_progress
    } STEPS[] = {
        [UPDATE_READING] = {STEP_READ, 0, 0.8F},      [UPDATE_COMPARING] = {STEP_VERIFY, 0.6F, 1},
        [UPDATE_PLANNED] = {STEP_VERIFY, 0, 1},       [UPDATE_COPYING] = {STEP_WRITE, 0, 0.7F},
        [UPDATE_FLUSHING] = {STEP_WRITE, 0, 0.7F},    [UPDATE_CHECKING] = {STEP_CHECK, 0.6F, 1},
        [UPDATE_SWITCHING] = {STEP_SWITCH, 0.96F, 1}, [UPDATE_DONE] = {STEP_SWITCH, 0, 1},
    };
    UpdateStage stage = update_stage(work->update);
    if (stage != UPDATE_REFUSED) { // it stays where it was
        float at = update_progress(work->update);
        float part = (at - STEPS[stage].from) / (STEPS[stage].to - STEPS[stage].from);
        work->now.step = STEPS[stage].step;
        work->now.part = part < 0 ? 0 : part > 1 ? 1 : part;
    }
}

void work_look(OperatorWork *work, const Asked *asked)
{
    StaffWork *now = &work->now;
    if (!work->update) {
        work->updates = asked->updates;
        work->update = update_open(&work->updates, work->paths[now->chosen]);
    } else {
        update_step(work->update);
    }
    tell_step(work);
    UpdateStage stage = update_stage(work->update);
    if (stage == UPDATE_PLANNED || stage == UPDATE_REFUSED) {
        now->state = stage == UPDATE_PLANNED ? WORK_READY : WORK_REFUSED;
        now->err = *update_error(work->update);
        tell_plan(work);
    }
    work_publish(work);
}

// ---- applying it ---------------------------------------------------------------------------

static void keep_told(OperatorWork *work, ToldKind kind, WorkStory shown, const char *text)
{
    WorkTold *told = &work->now.told;
    *told = (WorkTold){.kind = kind, .now = shown};
    snprintf(told->text, sizeof told->text, "%s", text);
    work_today(told->date);
    told_write(work->options.state, told);
}

void work_begin_apply(OperatorWork *work)
{
    char boot[48];
    int64_t now_s;
    crashes_clock(boot, &now_s);
    work->now.state = WORK_APPLYING;
    work->now.step = STEP_WRITE;
    work->now.part = 0;
    update_go(work->update, boot, now_s);
    work_publish(work);
}

static void end_apply(OperatorWork *work, bool is_cancelled)
{
    StaffWork *now = &work->now;
    bool is_done = update_stage(work->update) == UPDATE_DONE;
    now->state = is_done ? WORK_SWITCHED : WORK_FAILED;
    now->err = *update_error(work->update);
    if (!is_cancelled) {
        keep_told(work, is_done ? TOLD_UPDATED : TOLD_FAILED, now->to, now->err.what);
    }
    if (is_done) {
        work_hand_over(work);
    }
    work_drop(work);
    work_publish(work);
}

bool work_apply_more(OperatorWork *work, const Asked *asked)
{
    if (asked->cancels) {
        update_cancel(work->update);
    }
    bool is_cancelled = asked->cancels && update_stage(work->update) == UPDATE_REFUSED;
    if (update_stage(work->update) == UPDATE_SWITCHING) {
        char boot[48];
        int64_t now_s;
        if (!asked->may_switch) {
            return false;
        }
        crashes_clock(boot, &now_s);
        update_set_clock(work->update, boot, now_s);
    }
    bool has_more = update_step(work->update);
    tell_step(work);
    if (has_more) {
        work_publish(work);
    } else {
        end_apply(work, is_cancelled);
    }
    return true;
}

void work_go_back(OperatorWork *work, const Asked *asked)
{
    StaffWork *now = &work->now;
    work_forget(work);
    now->is_going_back = true;
    now->back_err = (Err){0};
    work_publish(work);
    work->updates = asked->updates;
    now->is_going_back = false;
    if (updates_roll_back(&work->updates, &now->back_err)) {
        now->state = WORK_SWITCHED;
        keep_told(work, TOLD_BACK, now->before, "");
        work_hand_over(work);
    } else {
        now->can_go_back = updates_can_roll_back(&work->updates);
    }
    work_publish(work);
}
