// The search page (language.md §12, 11): a keyboard on the glass, and what it finds.
//
// Everything that has a page of its own can be found by its title; each result leads there with the
// thing chosen. What is typed is in the page's memory, so that it is still there on the way
// back and in the other language, and goes with the visit.
#pragma once
#include "pages/page.h"

extern const PageClass page_search;
