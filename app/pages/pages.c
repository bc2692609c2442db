// The table of pages. A route's first part is a page's name; "chains/x" is one chain.
#include "pages/app.h"
#include "pages/attract.h"
#include "pages/home.h"
#include "pages/livelihood.h"
#include "pages/problems.h"

// clang-format off
const PageClass *const PAGES[] = {
    &page_attract,
    &page_home,
    &page_livelihood,
    &page_problems,
    NULL,
};
// clang-format on
