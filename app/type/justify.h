// Inside the room: where each cell of a chosen line stands.
//
// It shrinks tier by tier and stretches in CLREQ's order, in whole units, so that the sum is exact.
#pragma once
#include "type/lines.h"

typedef struct {
    const int64_t *x; // of each cell's full box, from the line's start; the first may be negative
    int64_t width;    // of what stands inside the measure
    bool is_full;     // stretched or shrunk to exactly the measure
} PlacedLine;

// `measure` ≤ 0: as it is. `may_stretch`: fill the measure (not the last line). A line whose gaps
// would grow by more than half an em each is left as it is: holes are worse than a ragged edge.
PlacedLine line_place(Arena *arena, const Sums *sums, const Line *line, int64_t measure,
                      bool may_stretch);
