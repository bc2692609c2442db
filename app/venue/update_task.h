// Update task: an update's steps on a thread of their own, so that the glass stays quick.
//
// A bad stick can let one read wait for half a minute; the page only asks how far it is. While the task
// runs, nobody else touches its Update. It knows no page.
#pragma once
#include "venue/update.h"

typedef struct UpdateTask UpdateTask;

// Runs until the update rests (PLANNED, DONE, REFUSED). NULL when no thread can be had.
UpdateTask *update_task_start(Update *update);
float update_task_progress(UpdateTask *task); // 0..1
bool update_task_is_resting(UpdateTask *task);
void update_task_cancel(UpdateTask *task); // after the step that is going on
void update_task_join(
    UpdateTask *task); // waits for it; the Update is the caller's again. NULL is fine
