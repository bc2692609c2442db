#include "venue/update_task.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct UpdateTask {
    Update *update;
    pthread_t thread;
    _Atomic float progress;
    atomic_bool is_resting, is_cancelled;
};

static void *run(void *context)
{
    UpdateTask *task = context;
    bool has_more = true;
    while (has_more) {
        if (atomic_load(&task->is_cancelled)) {
            update_cancel(task->update);
        }
        has_more = update_step(task->update);
        atomic_store(&task->progress, update_progress(task->update));
    }
    atomic_store(&task->is_resting, true);
    return NULL;
}

UpdateTask *update_task_start(Update *update)
{
    UpdateTask *task = calloc(1, sizeof *task);
    if (!task) {
        return NULL;
    }
    task->update = update;
    atomic_init(&task->progress, update_progress(update));
    atomic_init(&task->is_resting, false);
    atomic_init(&task->is_cancelled, false);
    if (pthread_create(&task->thread, NULL, run, task) != 0) {
        free(task);
        return NULL;
    }
    return task;
}

float update_task_progress(UpdateTask *task)
{
    return atomic_load(&task->progress);
}

bool update_task_is_resting(UpdateTask *task)
{
    return atomic_load(&task->is_resting);
}

void update_task_cancel(UpdateTask *task)
{
    atomic_store(&task->is_cancelled, true);
}

void update_task_join(UpdateTask *task)
{
    if (task) {
        pthread_join(task->thread, NULL);
        free(task);
    }
}
