// Problems: what an editor sees instead of a story that does not compile: every problem with its
// file, row and column, on screen. It needs fonts and no story, no labels.
#pragma once
#include "author/author.h"
#include "pages/page.h"

extern const PageClass page_problems;

// Hands the list to the page (lives as long as the app shows it).
void problems_show(App *app, const ProblemList *problems, const char *folder);
