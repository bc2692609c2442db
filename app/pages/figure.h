// The page of one figure: what it says, what it counts, what it is compared with, where it is from.
#pragma once
#include "pages/page.h"

extern const PageClass page_figure;
