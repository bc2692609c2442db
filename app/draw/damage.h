// Damage: which rectangles differ between two draw lists.
//
// Pure arithmetic over the lists' command hashes and bounds (clips and layer offsets applied). It may
// name too much, never too little. A list equal to the last one gives no rectangle: nothing is shown.
// Commands that only changed their order are damage. A layer that moved or faded is damage at both
// places; one that stayed put is compared inside.
#pragma once
#include "draw/list.h"

enum { MAX_DAMAGE = 16 };

typedef struct {
    RectPx rects[MAX_DAMAGE]; // clipped to the target, not overlapping much
    int count;
} Damage;

// `before` NULL or of another size: the whole target.
Damage damage_between(const DrawList *before, const DrawList *after, Arena *scratch);
void damage_add(Damage *damage, RectPx rect); // merged with what it touches
