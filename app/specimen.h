// Specimen sheets: what the typesetter does, on pictures that a designer can judge.
//
// It sets and paints; which texts and sizes is in the table of specimen.c. It knows no story: the texts
// speak of typesetting only.
#pragma once
#include "base/arena.h"
#include "base/err.h"

// Writes NAME.png for every sheet into `folder`, which is made when it is not there. The same faces
// give the same pictures.
bool specimen_write(Arena *arena, const char *fonts_folder, const char *folder, Err *err);
