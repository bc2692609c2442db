// Attract: the scroll that turns while nobody is here. The whole screen is its button.
#pragma once
#include "pages/page.h"

extern const PageClass page_attract;
