// Home: the folding screen with six folds, one for each part of the story.
#pragma once
#include "pages/page.h"

extern const PageClass page_home;
