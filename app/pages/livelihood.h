// Livelihood (民生云图): the works of a year as pins on the tangram and as a list beside it.
#pragma once
#include "pages/page.h"

// "livelihood", "livelihood/2023", "livelihood/topics", or "livelihood/PROJECT": chosen on the map.
extern const PageClass page_livelihood;
