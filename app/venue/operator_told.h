// Operator told: what became of the last update, kept in the state folder for the panel of the next start.
//
// One small file, written whole. It knows no panel. Without a state folder nothing is kept.
#pragma once
#include "pages/staff_work.h"
#include "venue/update_state.h"

void told_read(const char *state, WorkTold *out);
bool told_write(const char *state, const WorkTold *told);
// At the start, after updates_pick: a story that was just taken back is news. `today` is its date.
void told_begin(const char *state, const Updates *updates, const char *today);
WorkStory work_story(const Manifest *manifest);
// What the story of a slot says about itself; empty texts when it cannot be read.
WorkStory work_story_of(const Updates *updates, Slot slot);
