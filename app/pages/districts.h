// Districts (七巧板块): seven folds, one of them open.
#pragma once
#include "pages/page.h"

extern const PageClass page_districts;
