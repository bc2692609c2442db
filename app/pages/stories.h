// Stories: the list of all drawn panels, by the section they belong to (routes stories, stories/SECTION).
#pragma once
#include "pages/page.h"

extern const PageClass page_stories;
